"""Is this picture a seal? A cheap test: the ink of a seal is nearly all red."""

from __future__ import annotations

import io
import struct
import zlib

from auditor.pages.model import Mark
from auditor.readers._docx_package import MAX_PICTURE, Package

_SIDE = 48
_MAX_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
_MIN_INK = 0.004
_RED_SHARE = 0.6
_CONTRAST = 40
_verdicts: dict[tuple[int, int], Mark] = {}
_MAX_VERDICTS = 4096


def picture_mark(package: Package, name: str) -> Mark:
    """Return STAMP if the picture part is mostly red ink, else IMAGE.

    Verdicts are kept per content (checksum and size): a station puts the same seal into hundreds of papers.
    """
    key = package.fingerprint(name)
    if key is None:
        return Mark.IMAGE
    verdict = _verdicts.get(key)
    if verdict is None:
        if len(_verdicts) >= _MAX_VERDICTS:
            _verdicts.clear()
        data = package.bytes_of(name, MAX_PICTURE)
        verdict = _verdicts[key] = Mark.STAMP if data and mostly_red(data) else Mark.IMAGE
    return verdict


def mostly_red(data: bytes) -> bool:
    """Tell whether most of a picture's ink (what is not near white or transparent) is red.

    Args:
        data: an encoded picture; vector pictures and damaged ones are not red.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return False
            picture.draft("RGB", (_SIDE * 2, _SIDE * 2))
            factor = max(1, min(picture.size) // (_SIDE * 2))
            small: Image.Image = picture if picture.mode in ("RGB", "RGBA", "L") else picture.convert("RGBA")
            small = (small.reduce(factor) if factor > 1 else small).convert("RGBA")
            paper = Image.new("RGBA", small.size, (255, 255, 255, 255))
            paper.alpha_composite(small)
            pixels = paper.convert("RGB").tobytes()
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        struct.error,
        zlib.error,
        IndexError,
        TypeError,
        Image.DecompressionBombError,
        OverflowError,
    ):
        return False
    step = 3 * max(1, len(pixels) // 3 // 20_000)
    reds, greens, blues = pixels[0::step], pixels[1::step], pixels[2::step]
    darkest = list(map(min, reds, greens, blues))
    paper_level = sorted(darkest)[len(darkest) * 4 // 5] if darkest else 255  # photographed paper is grey
    ink = red = 0
    for dark, r, g, b in zip(darkest, reds, greens, blues, strict=False):
        if dark < paper_level - _CONTRAST:
            ink += 1
            if r > 110 and r - g > 45 and r - b > 35:
                red += 1
    return ink >= max(4, _MIN_INK * len(darkest)) and red >= _RED_SHARE * ink
