"""What a picture in a Word file shows: a seal (a cheap test: its ink is nearly all red), pen strokes, or no ink at all.

Only small pictures whose colours are not those of a pen on paper go to the ink network, which loads with the first of them:
it costs 10 ms a picture and a quarter of a second to load, and nearly every paper has a signature in it.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from auditor.pages.model import Ink, Mark
from auditor.readers._docx_package import MAX_PICTURE, Package
from auditor.readers._picture_ink import WIDE, judged_ink, judged_red

_SIDE = 48
_MAX_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
_MIN_INK = 0.004
_RED_SHARE = 0.6
_CONTRAST = 40
_verdicts: dict[tuple[int, int, bool], Ink] = {}
_MAX_VERDICTS = 4096
DENSE = 0.3
"""Share of inked pixels above which a picture is rather a photograph or a logo than a signature."""
ODD_SHARE = 0.3
"""Share of yellow, orange and green ink above which it is no pen's."""
DARK_PAPER = 120
_NETWORK_SIDE = 600
"""Pixels that a picture is reduced to before the network sees it."""

if TYPE_CHECKING:
    from auditor.vision.model import Pixels


_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    IndexError,
    TypeError,
    OverflowError,
)
"""What decoders raise on damaged pictures, beside Pillow's error of decompression bombs."""


def picture_ink(package: Package, name: str, small: bool = True) -> Ink:
    """Return what a picture part shows: STAMP if it is a seal, else IMAGE with the confidence that it is ink.

    Verdicts are kept per content (checksum and size): a station puts the same seal into hundreds of papers.

    Args:
        package: the file.
        name: the part.
        small: it is shown as small as a signature or seal is; larger ones are only looked at for red.
    """
    fingerprint = package.fingerprint(name)
    if fingerprint is None:
        return Ink(Mark.IMAGE)
    key = (*fingerprint, small)
    verdict = _verdicts.get(key)
    if verdict is None:
        if len(_verdicts) >= _MAX_VERDICTS:
            _verdicts.clear()
        data = package.bytes_of(name, MAX_PICTURE)
        red, unlike_pen = _colours(data) if data else (False, False)
        if not data or not (small and unlike_pen):
            verdict = Ink(Mark.STAMP if red else Mark.IMAGE)
        else:
            verdict = _judged(data, red)
        _verdicts[key] = verdict
    return verdict


def _judged(data: bytes, red: bool) -> Ink:
    """Ask the ink network; a picture that cannot be decoded stays an unjudged one."""
    pixels = _pixels(data)
    if pixels is None:
        return Ink(Mark.STAMP if red else Mark.IMAGE)
    return judged_red(pixels) if red else judged_ink(pixels)


def _pixels(data: bytes) -> Pixels | None:
    """Decode a picture on white paper, reduced to what the network needs."""
    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("RGB", (_NETWORK_SIDE, _NETWORK_SIDE))
            factor = max(1, max(picture.size) // _NETWORK_SIDE)
            opaque: Image.Image = picture if picture.mode in ("RGB", "RGBA", "L") else picture.convert("RGBA")
            opaque = (opaque.reduce(factor) if factor > 1 else opaque).convert("RGBA")
            paper = Image.new("RGBA", opaque.size, (255, 255, 255, 255))
            paper.alpha_composite(opaque)
            return np.asarray(paper.convert("RGB"))
    except (*_DAMAGED, Image.DecompressionBombError):
        return None


def mostly_red(data: bytes) -> bool:
    """Tell whether most of a picture's ink (what is not near white or transparent) is red.

    Args:
        data: an encoded picture; vector pictures and damaged ones are not red.
    """
    return _colours(data)[0]


def _colours(data: bytes) -> tuple[bool, bool]:
    """Tell whether a picture's ink is mostly red, and whether it is unlike that of a seal, or of a pen where it is not red.

    Ink of a pen is neither dense nor yellow nor missing; that of a seal is about as high as wide.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return False, False
            picture.draft("RGB", (_SIDE * 2, _SIDE * 2))
            factor = max(1, min(picture.size) // (_SIDE * 2))
            small: Image.Image = picture if picture.mode in ("RGB", "RGBA", "L") else picture.convert("RGBA")
            small = (small.reduce(factor) if factor > 1 else small).convert("RGBA")
            paper = Image.new("RGBA", small.size, (255, 255, 255, 255))
            paper.alpha_composite(small)
            pixels, columns = paper.convert("RGB").tobytes(), paper.width
    except (*_DAMAGED, Image.DecompressionBombError):
        return False, False
    step = 3 * max(1, len(pixels) // 3 // 20_000)
    reds, greens, blues = pixels[0::step], pixels[1::step], pixels[2::step]
    darkest = list(map(min, reds, greens, blues))
    paper_level = sorted(darkest)[len(darkest) * 4 // 5] if darkest else 255  # photographed paper is grey
    ink = odd = 0
    red: list[int] = []
    for at, (dark, r, g, b) in enumerate(zip(darkest, reds, greens, blues, strict=False)):
        if dark < paper_level - _CONTRAST:
            ink += 1
            if r > 110 and r - g > 45 and r - b > 35:
                red.append(at)
            elif g - b > 40 or r - b > 60:
                odd += 1
    enough = ink >= max(4, _MIN_INK * len(darkest))
    if enough and len(red) >= _RED_SHARE * ink:
        rows, places = zip(*(divmod(at * step // 3, columns) for at in red), strict=True)
        return True, max(places) - min(places) > WIDE * (max(rows) - min(rows) + 1)
    dense = ink > DENSE * len(darkest) or paper_level < DARK_PAPER
    return False, not ink or dense or (enough and odd > ODD_SHARE * ink)
