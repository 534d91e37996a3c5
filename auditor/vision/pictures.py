"""From picture files and scanned PDF pages to pixels.

Whatever the file holds (CMYK, 16 bit, palettes, transparency, one bit, oblong fax pixels, a turned phone photo), what
comes out is red, green and blue in square pixels, upright as the camera's orientation mark says.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits, check_file
from auditor.vision.model import POINTS_PER_INCH, Picture, Pixels

if TYPE_CHECKING:
    from PIL import Image

MAX_SIDE = 5_200
"""Pixels: larger pictures are reduced by a whole factor on reading; A4 at 400 dpi still comes whole."""
_BELIEVABLE_SIDE = (3.0, 20.0)
"""Inches of the longer side for a page that somebody put on a scanner: a card to A3."""
_PAPER_SIDES = ((11.69, 8.27), (11.0, 8.5), (16.54, 11.69), (8.27, 5.83), (14.33, 10.12), (10.24, 7.28))
"""Inches of A4, letter, A3, A5, B4 and B5 (16K is near it)."""
_SAYS_NOTHING = 100.0
"""72 and 96 dpi are what programs write when they know nothing: believed only where they give a sheet's size."""
_PAPER_TOLERANCE = 0.025
_SUBFILE_TYPE = 254
_CAMERA_MAKER = 271
_ORIENTATION = 274
_SIXTEEN_BIT = 65_535

SCAN_DPI = 200.0
MIN_DPI, MAX_DPI = 150.0, 250.0
"""Bounds of the resolution a PDF page is rendered at; 300 dpi reads no better than 150 and costs four times as much."""
_WHOLE_PAGE = 0.6
"""Share of the page that a picture covers to give the page its resolution."""
_PAGE_PIXELS = 12_000_000
"""Upper bound of a rendered page: an A3 sheet at 250 dpi; a poster is rendered coarser."""
_LEAST_DPI = 30.0


def frames(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Picture]:
    """Yield the pages of a picture file: every page of a TIFF, the first picture of anything else.

    Args:
        path: a jpg, png, tiff, bmp, webp, gif or heic file.
        limits: bounds on bytes, pixels and frames.

    Yields:
        Pictures in square pixels, their sides at most `MAX_SIDE` pixels.

    Raises:
        UnreadableFile: empty, damaged, not a picture, or more bytes, pixels or frames than allowed; for a damaged
            later page of a TIFF the pages before it have been yielded by then.
    """
    from PIL import Image

    check_file(path, limits)
    _register_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                pages = _tiff_pages(image, limits) if image.format == "TIFF" else iter((image,))
                for page in pages:
                    _check_pixels(page.size, limits)
                    yield _picture(page)
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
        RuntimeError,
    ) as error:
        raise UnreadableFile(
            "图片已损坏或不完整，打不开。", "请重新拍照或扫描，或从原处重新拷贝。"
        ) from error


def _register_heif() -> None:
    """Make Pillow read the photos of phones; doing it twice is harmless."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


def _tiff_pages(image: Image.Image, limits: Limits) -> Iterator[Image.Image]:
    """Yield the pages of a TIFF, its thumbnails left out; ``image`` is moved from page to page."""
    index = 0
    while True:
        try:
            image.seek(index)
        except EOFError:
            return
        if index >= limits.frames:
            raise UnreadableFile(f"图片页数过多（超过 {limits.frames} 页）。", "请拆分成几个文件。")
        tags = getattr(image, "tag_v2", {})
        if not index or not int(tags.get(_SUBFILE_TYPE, 0)) & 1:
            yield image
        index += 1


def _check_pixels(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if not width or not height or width * height > limits.pixels:
        raise UnreadableFile(f"图片尺寸过大（{width}×{height} 像素）。", "请缩小图片后另存再检查。")


def _picture(image: Image.Image) -> Picture:
    import numpy as np

    across, down = _resolution(image)
    whole = max(image.size)
    if image.format == "JPEG":
        # The decoder itself can halve a photo of 50 million pixels; the picture then is never whole in memory.
        image.draft(image.mode, (MAX_SIDE // 2, MAX_SIDE // 2))
    # Pillow's heif plugin turns the picture itself.
    orientation = 1 if image.format in ("HEIF", "AVIF") else image.getexif().get(_ORIENTATION, 1)
    colour = _reduced(_colour(image))
    left = max(colour.shape[:2]) / whole
    colour, dpi = _squared(colour, across * left, down * left)
    return Picture(np.ascontiguousarray(_turned(colour, orientation)), dpi or None)


def _reduced(colour: Pixels) -> Pixels:
    import cv2

    height, width = colour.shape[:2]
    factor = -(-max(width, height) // MAX_SIDE)
    if factor <= 1:
        return colour
    size = (max(1, width // factor), max(1, height // factor))
    return cast("Pixels", cv2.resize(colour, size, interpolation=cv2.INTER_AREA))


def _colour(image: Image.Image) -> Pixels:
    """Return the current frame as red, green, blue of 8 bits on white paper."""
    import numpy as np
    from PIL import Image as Pil

    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float64)
        # 12- and 14-bit scanners write their own range; only real 16-bit files use all of it.
        top = float(_SIXTEEN_BIT) if image.mode != "F" else 1.0
        highest = float(deep.max(initial=0.0))
        if highest > top or highest < top / 16:
            top = max(highest, 1e-9)
        grey = np.clip(deep * (255.0 / top), 0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        layered = image.convert("RGBA")
        paper = Pil.new("RGBA", layered.size, (255, 255, 255, 255))
        paper.alpha_composite(layered)
        return np.array(paper.convert("RGB"))
    if image.mode == "LAB":
        image = image.getchannel(0)
    return np.array(image.convert("RGB"))


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Return the file's pixels per inch across and down where it is believable, zeros otherwise."""
    given = image.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2 or image.getexif().get(_CAMERA_MAKER):
        return 0.0, 0.0
    try:
        across, down = float(given[0]), float(given[1])
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    if not (20 <= across <= 2_400 and 20 <= down <= 2_400 and 1 / 3 <= across / down <= 3):
        return 0.0, 0.0
    width, height = image.size[0] / across, image.size[1] / down
    long, short = max(width, height), min(width, height)
    if not _BELIEVABLE_SIDE[0] <= long <= _BELIEVABLE_SIDE[1]:
        return 0.0, 0.0
    if max(across, down) <= _SAYS_NOTHING and not any(
        abs(long / a - 1) < _PAPER_TOLERANCE and abs(short / b - 1) < _PAPER_TOLERANCE
        for a, b in _PAPER_SIDES
    ):
        return 0.0, 0.0
    return across, down


def _squared(colour: Pixels, across: float, down: float) -> tuple[Pixels, float]:
    """Stretch oblong pixels (fax: 204 x 98 dpi) to square ones; return the picture and its dpi, 0 for unknown."""
    if not across or not down or abs(across / down - 1) < 0.02:
        return colour, across
    import cv2

    dpi = max(across, down)
    height, width = colour.shape[:2]
    size = (max(1, round(width * dpi / across)), max(1, round(height * dpi / down)))
    return cast("Pixels", cv2.resize(colour, size, interpolation=cv2.INTER_LINEAR)), dpi


def _turned(colour: Pixels, orientation: int) -> Pixels:
    """Undo an orientation mark of a camera, 1 to 8 (Exif 2.32, tag 0x0112)."""
    match orientation:
        case 2:
            return colour[:, ::-1]
        case 3:
            return colour[::-1, ::-1]
        case 4:
            return colour[::-1]
        case 5:
            return colour.transpose(1, 0, 2)
        case 6:
            return colour.transpose(1, 0, 2)[:, ::-1]
        case 7:
            return colour.transpose(1, 0, 2)[::-1, ::-1]
        case 8:
            return colour.transpose(1, 0, 2)[::-1]
        case _:
            return colour


def page_picture(page: Any, dpi: float | None = None) -> Picture:
    """Render one page of a PDF.

    Args:
        page: a pypdfium2 ``PdfPage``.
        dpi: pixels per inch; None for about the resolution of the picture that fills the page, between `MIN_DPI`
            and `MAX_DPI`, and `SCAN_DPI` where there is none. A very large page is rendered coarser.

    Returns:
        The picture with the resolution it really has.

    Raises:
        UnreadableFile: the page has no size or cannot be rendered.
    """
    import numpy as np
    import pypdfium2

    width, height = page.get_size()
    if not 1 <= width <= 100_000 or not 1 <= height <= 100_000:
        raise UnreadableFile("页面尺寸异常，无法显示。", "请用 PDF 阅读器打开确认，重新导出一份。")
    wanted = dpi or min(MAX_DPI, max(MIN_DPI, _embedded_dpi(page) or SCAN_DPI))
    square_inches = width * height / POINTS_PER_INCH**2
    wanted = max(_LEAST_DPI, min(wanted, (_PAGE_PIXELS / square_inches) ** 0.5))
    if wanted**2 * square_inches > 4 * _PAGE_PIXELS:
        raise UnreadableFile("页面尺寸过大，无法显示。", "请按 A4 或 A3 大小重新导出一份。")
    try:
        bitmap = page.render(scale=wanted / POINTS_PER_INCH, rev_byteorder=True, may_draw_forms=True)
    except (pypdfium2.PdfiumError, MemoryError) as error:
        raise UnreadableFile("这一页无法显示。", "请用 PDF 阅读器打开确认，重新导出一份。") from error
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    colour = np.repeat(pixels[:, :, :1], 3, axis=2) if pixels.shape[2] < 3 else pixels[:, :, :3].copy()
    bitmap.close()
    return Picture(np.ascontiguousarray(colour), wanted)


def _embedded_dpi(page: Any) -> float:
    """Return the resolution of the picture that fills the page, 0 where no picture does."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    try:
        for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = found.get_bounds()
            inside = max(0.0, min(right, width) - max(left, 0.0)) * max(
                0.0, min(top, height) - max(bottom, 0.0)
            )
            if inside < _WHOLE_PAGE * width * height:
                continue
            across, down = found.get_px_size()
            # A turned picture has its sides swapped; areas do not care.
            area = (right - left) * (top - bottom) / POINTS_PER_INCH**2
            if area > 0 and across and down:
                return float((across * down / area) ** 0.5)
    except pypdfium2.PdfiumError:
        return 0.0
    return 0.0
