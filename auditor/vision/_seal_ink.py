"""Red ink on a page: seals are lifted off before anything is read, red print stays.

Where a seal lies over black print its red channel shows the print alone: red ink is nearly as light there as paper, black
is black. What is red without a frame, in a row, is print: a letterhead, a heading, a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import PixelBox, Pixels, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

SHRUNK = 4
"""Seals are looked for on a copy smaller by this factor."""
REDDISH = 0.11
"""Surplus of red over green and blue, as a share of the paper's brightness, from which ink is red."""
LEAST = 0.24
"""Inches: no seal is smaller (6 mm)."""
LARGE = 0.6
"""Inches: what is red, about as wide as high and larger than this is a seal; smaller ones show a frame."""
SQUARE, SQUARISH = 1.6, 2.3
"""Longest side over shortest of a small seal, and of large ones, of which two may overlap."""
GAP = 0.04
"""Inches that worn parts of one seal are apart; strokes of one character are, too."""
WORN_GAP = 0.14
"""The same for the arcs of a ring of which much is worn off."""
SECTORS = 24
FRAMED = 0.8
"""Share of the directions from the middle in which a frame has ink far out."""
FEW = 8
"""Red pixels of the small copy below which there is no seal."""
MOST = 60
"""Seals of one page."""
FAINTEST, CLEAR = 5.0, 20.0
"""Surplus of red on paper of brightness 250 from which red is lifted a little, and fully."""


def without_seals(sheet: Sheet) -> Pixels:
    """Return a copy of the grey page on which seals are nearly as light as paper; black under them stays."""
    grey: Pixels = sheet.grey.copy()
    if sheet.colour.ndim != 3 or sheet.colour.shape[:2] != grey.shape:
        return grey
    for left, top, right, bottom in seal_places(sheet):
        part = sheet.colour[top:bottom, left:right]
        shown = grey[top:bottom, left:right]
        grey[top:bottom, left:right] = lifted(part, shown)
    return grey


def seal_places(sheet: Sheet) -> list[PixelBox]:
    """Return the boxes, in pixels, of what is red and looks like a seal."""
    import cv2

    height, width = sheet.grey.shape
    size = (max(1, width // SHRUNK), max(1, height // SHRUNK))
    small = cv2.resize(sheet.colour, size, interpolation=cv2.INTER_AREA)
    red = _red(cast("Pixels", small))
    if int(red.sum()) < FEW:
        return []
    inch = sheet.dpi / SHRUNK
    found = _seals(red, inch, GAP, False) + _seals(red, inch, WORN_GAP, True)
    pad = max(2, round(0.02 * sheet.dpi))
    return [
        (
            max(0, left * SHRUNK - pad),
            max(0, top * SHRUNK - pad),
            min(width, right * SHRUNK + pad),
            min(height, bottom * SHRUNK + pad),
        )
        for left, top, right, bottom in found[:MOST]
    ]


def _seals(red: Flags, inch: float, gap: float, worn: bool) -> list[PixelBox]:
    """Return the boxes of connected red ink that looks like a seal.

    Args:
        red: where ink is red.
        inch: pixels of it.
        gap: inches that parts of one seal may be apart.
        worn: only large rings, which may be broken into arcs.
    """
    import cv2
    import numpy as np

    reach = max(1, round(inch * gap / 2)) * 2 + 1
    joined = cv2.morphologyEx(red.view(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[PixelBox] = []
    for label in (np.argsort(-stats[1:, 4])[: 4 * MOST] + 1).tolist():
        left, top, wide, high = stats[label, :4].tolist()
        least = min(wide, high)
        if least < (LARGE if worn else LEAST) * inch:
            continue
        longest = max(wide, high) / least
        own = labels[top : top + high, left : left + wide] == label
        if worn:
            is_seal = longest <= SQUARE and _has_frame(own)
        elif least >= LARGE * inch:
            is_seal = longest <= SQUARISH
        else:
            is_seal = (longest <= SQUARE and _has_frame(own)) or _has_box(own)
        if is_seal:
            found.append((left, top, left + wide, top + high))
    return found


def _red(colour: Pixels) -> Flags:
    """Return where ink is red, whatever light falls on the paper and however yellow it is."""
    import cv2
    import numpy as np

    red, green, blue = cv2.split(colour)
    surplus = cv2.subtract(red, cv2.max(green, blue))
    usual = float(np.median(surplus[::4, ::4]))
    paper = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    limit = cv2.convertScaleAbs(paper, alpha=REDDISH, beta=usual)
    return cast("Flags", cv2.compare(surplus, limit, cv2.CMP_GT).view(bool))


def _has_frame(own: Flags) -> bool:
    """Whether ink stands far out in nearly all directions, as a ring or a square does."""
    import numpy as np

    high, wide = own.shape
    rows, columns = np.nonzero(own)
    y, x = (rows + 0.5) / high * 2 - 1, (columns + 0.5) / wide * 2 - 1
    sector = ((np.arctan2(y, x) + np.pi) / (2 * np.pi) * SECTORS).astype(np.int64) % SECTORS
    far = np.zeros(SECTORS)
    np.maximum.at(far, sector, np.hypot(x, y))
    square = np.zeros(SECTORS)
    np.maximum.at(square, sector, np.maximum(np.abs(x), np.abs(y)))
    return max(float((far > 0.85).mean()), float((square > 0.85).mean())) >= FRAMED


def _has_box(own: Flags) -> bool:
    """Whether straight lines run along all four sides, as those of an oblong stamp do."""
    import numpy as np

    band = max(1, round(min(own.shape) * 0.12))
    sides = (own[:band].any(0), own[-band:].any(0), own[:, :band].any(1), own[:, -band:].any(1))
    return min(float(np.mean(side)) for side in sides) > 0.85


def lifted(colour: Pixels, grey: Pixels) -> Pixels:
    """Return a part of the page with its red ink as light as its red channel allows."""
    import cv2
    import numpy as np

    from auditor.vision._paper import evened

    red, green, blue = cv2.split(colour)
    level = evened(red).astype(np.float32)
    surplus = cv2.subtract(red, cv2.max(green, blue)).astype(np.float32)
    surplus *= level / np.maximum(red, 1)
    weight = np.clip((surplus - FAINTEST) / (CLEAR - FAINTEST), 0.0, 1.0)
    # What the seal alone lets through of red; where it lies on black ink, both take their share of the light.
    alone = level[weight >= 1.0]
    through = float(np.clip(np.percentile(alone, 30) / 250.0, 0.35, 1.0)) if len(alone) else 1.0
    light = np.minimum(level / (1.0 - weight * (1.0 - through)), 252.0)
    shown = grey + weight * (np.maximum(light, grey) - grey)
    return cast("Pixels", np.clip(shown, 0, 255).astype(np.uint8))
