"""Photos and scanned pictures: until they can be recognised, one unread page for each frame."""

from __future__ import annotations

import warnings
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits
from auditor.intake.sniff import sniff
from auditor.pages.model import Document, Page

KINDS = ("image",)
VERSION = 1

UNREAD = "图片，尚不能识别文字"
_POINTS_PER_INCH = 72.0
_USUAL_DPI = 150.0


def read(path: Path, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return one page for each frame, marked as scanned and unread; sizes in points from the picture's resolution.

    Raises:
        UnreadableFile: damaged, or with more pixels or frames than ``limits`` allow.
    """
    sniffed = sniff(path, limits)
    document = Document(shown_path, "image", [])
    if sniffed.mismatch:
        document.notes.append(sniffed.mismatch)
    if sniffed.format == "heic":
        document.pages.append(Page(1, scanned=True, unread=UNREAD))
        return document
    for number, (width, height) in enumerate(_frame_sizes(path, limits), 1):
        document.pages.append(Page(number, width=width, height=height, scanned=True, unread=UNREAD))
    return document


def _frame_sizes(path: Path, limits: Limits) -> list[tuple[float, float]]:
    from PIL import Image

    broken = UnreadableFile("图片已损坏或不完整，打不开。", "请重新拍照或扫描，或从原处重新拷贝。")
    sizes: list[tuple[float, float]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                # An animation is one picture to an evaluator; only TIFF holds pages.
                frames = getattr(image, "n_frames", 1) if image.format in ("TIFF", "MPO") else 1
                frames = 1 if image.format == "MPO" else frames
                if frames > limits.frames:
                    raise UnreadableFile(f"图片页数过多（{frames} 页）。", "请拆分成几个文件。")
                for frame in range(frames):
                    image.seek(frame)
                    width, height = image.size
                    if width * height > limits.pixels or not width or not height:
                        raise UnreadableFile(
                            f"图片尺寸过大（{width}×{height} 像素）。", "请缩小图片后另存再检查。"
                        )
                    across, down = _dpi(image.info.get("dpi"))
                    sizes.append((width * _POINTS_PER_INCH / across, height * _POINTS_PER_INCH / down))
                image.seek(0)
                if image.format != "TIFF":
                    image.verify()
    except Image.DecompressionBombError as error:
        raise UnreadableFile("图片尺寸过大。", "请缩小图片后另存再检查。") from error
    # Pillow's plugins raise whatever their struct and index operations raise on damaged files.
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        KeyError,
        OverflowError,
    ) as error:
        raise broken from error
    return sizes


def _dpi(given: object) -> tuple[float, float]:
    if isinstance(given, tuple) and len(given) == 2:
        try:
            across, down = float(given[0]), float(given[1])
        except (TypeError, ValueError, ZeroDivisionError):
            return _USUAL_DPI, _USUAL_DPI
        if 20 <= across <= 2_400 and 20 <= down <= 2_400:
            return across, down
    return _USUAL_DPI, _USUAL_DPI
