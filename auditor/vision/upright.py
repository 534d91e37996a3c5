"""From a picture to a straight sheet: cut from its background, turned upright, level, evenly lit, about 200 dpi.

All of it is one map from sheet to picture, so that pixels are interpolated once. What cannot be read is said here
(`Sheet.unread`), because here the whole page is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import Matrix, Picture, Pixels, Sheet

if TYPE_CHECKING:
    from auditor.vision._slant import Strokes

DPI = 200.0
"""Resolution of a sheet; finer pictures are reduced to it."""
COARSE = 150.0
"""Pictures coarser than this are enlarged to `DPI`: at 70 dpi it brings character errors from 27 % down to 4 %."""
MOST_ENLARGED = 3.0
SMALL = 1_000
"""Pixels of the longer side of the working copy."""
A4_LONG = 297.0 / 25.4
"""Inches; the longer side of a sheet whose resolution nobody knows."""
LEVEL_ENOUGH = 0.02
"""Degrees of skew that are not worth an interpolation."""
MOST_PIXELS = 16_000_000
"""Of a sheet: A3 at 250 dpi."""
LEAST_SIDE = 40
_TEXT_STROKES = 12
"""Long strokes below which a page is levelled by its lines of text."""


def straighten(picture: Picture) -> Sheet:
    """Return the upright, level and evenly lit sheet that a picture shows.

    Args:
        picture: a scanned or photographed page, turned any way, with or without a background.

    Returns:
        The sheet at up to `DPI` pixels per inch; ``unread`` says in Chinese why nothing can be read from it.
    """
    import cv2
    import numpy as np

    from auditor.vision import _paper, _slant, _turning

    cv2.setNumThreads(1)
    colour = picture.colour
    height, width = colour.shape[:2]
    if min(height, width) < LEAST_SIDE:
        return _untouched(picture, "图片太小，看不清")
    quad = _paper.corners(colour, scanned=picture.dpi is not None)
    if quad is None:
        flat, flat_width, flat_height = np.eye(3), float(width), float(height)
    else:
        flat, flat_width, flat_height = _paper.flattened(quad)
    photographed = quad is not None
    # From here on the working copy: the flat sheet made small.
    scale = min(1.0, SMALL / max(flat_width, flat_height))
    to_small = _scaled(scale) @ flat
    size = (max(1, round(flat_width * scale)), max(1, round(flat_height * scale)))
    grey = _paper.evened(_working_copy(colour, to_small, size, photographed))
    lines = _slant.strokes(grey)
    perspective = photographed or not picture.dpi
    straight = _straight(grey, lines, perspective)
    level = cast("Pixels", cv2.warpPerspective(grey, straight, size, flags=cv2.INTER_LINEAR, borderValue=255))
    turned = _turned(colour, _turning.ink_of(level), _slant.moved(lines, straight), straight @ to_small)
    quarter = _quarter_turn(turned, size)
    small_size = size if turned % 180 == 0 else (size[1], size[0])
    return _sheet(picture, quarter @ straight @ to_small, small_size, scale, turned, photographed)


def _turned(colour: Pixels, ink: Pixels, lines: Strokes, to_level: Matrix) -> int:
    """Return by how many degrees clockwise a level page has to be turned to stand upright.

    Args:
        colour: the picture.
        ink: of the level working copy.
        lines: its straight strokes.
        to_level: from the picture to the level working copy.
    """
    import numpy as np

    from auditor.vision import _turning

    size = (ink.shape[1], ink.shape[0])

    def way(turned: int) -> tuple[Any, Matrix]:
        upright = cast("Pixels", np.ascontiguousarray(np.rot90(ink, -turned // 90)))
        back = np.linalg.inv(_quarter_turn(turned, size) @ to_level).astype(np.float64)
        return _turning.text_lines(upright), back

    lying = _turning.lies(ink, lines)
    turned = 90 if lying > 0 else 0
    boxes, back = way(turned)
    head_down = _turning.upside_down(colour, boxes, back)
    likely = turned + (180 if head_down > _turning.UPSIDE_DOWN else 0)
    low, high = _turning.HARDLY_SURE
    ways = {}
    if low < head_down < high or abs(lying) < _turning.HARDLY_LIES:
        ways[turned], ways[turned + 180] = _turning.reads(colour, boxes, back)
    if abs(lying) < _turning.HARDLY_LIES:
        other = 90 - turned
        ways[other], ways[other + 180] = _turning.reads(colour, *way(other))
    best = max(ways, key=lambda angle: ways[angle], default=likely)
    if best != likely and ways[best] > _turning.CLEARLY_BETTER * ways.get(likely, 0.0):
        return best
    return likely


def _untouched(picture: Picture, reason: str) -> Sheet:
    import cv2

    grey = cast("Pixels", cv2.cvtColor(picture.colour, cv2.COLOR_RGB2GRAY))
    return Sheet(picture.colour, grey, picture.dpi or DPI, unread=reason)


def _scaled(scale: float) -> Matrix:
    """Return the map that makes pixels ``scale`` times as many, pixel middles on pixel middles."""
    import numpy as np

    shift = (scale - 1) / 2
    return np.array([[scale, 0, shift], [0, scale, shift], [0, 0, 1.0]])


def _working_copy(colour: Pixels, to_small: Matrix, size: tuple[int, int], photographed: bool) -> Pixels:
    import cv2

    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    if not photographed:
        return cast("Pixels", cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
    height, width = grey.shape
    shrink = max(1, int(max(height, width) / (1.3 * max(size))))
    if shrink > 1:
        # Interpolation looks at four pixels only: what is shrunk more than twice is averaged first.
        grey = cv2.resize(grey, (width // shrink, height // shrink), interpolation=cv2.INTER_AREA)
        to_small = to_small @ _scaled(float(shrink))
    return cast(
        "Pixels",
        cv2.warpPerspective(grey, to_small, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
    )


def _straight(grey: Pixels, lines: Strokes, perspective: bool) -> Matrix:
    """Return the map that levels the working copy, its size unchanged."""
    import cv2
    import numpy as np

    from auditor.vision import _slant

    height, width = grey.shape
    middle = ((width - 1) / 2, (height - 1) / 2)

    def turn(angle: float) -> Matrix:
        return np.vstack([cv2.getRotationMatrix2D(middle, angle, 1.0), [0, 0, 1]])

    coarse = _slant.skew(lines)
    result = turn(coarse) if abs(coarse) > LEVEL_ENOUGH else np.eye(3)
    level = _slant.moved(lines, result) if len(lines) else lines
    across, down = level[:, 2] - level[:, 0], level[:, 3] - level[:, 1]
    long = int((np.hypot(across, down) >= _slant.LONG).sum())
    if long >= _TEXT_STROKES:
        return _slant.levelling(level, width, height, perspective) @ result
    flat = cast("Pixels", cv2.warpPerspective(grey, result, (width, height), borderValue=255))
    fine = _slant.text_skew(flat)
    return turn(fine) @ result if abs(fine) > LEVEL_ENOUGH else result


def _quarter_turn(turned: int, size: tuple[int, int]) -> Matrix:
    """Return the map that turns the working copy clockwise by a multiple of 90 degrees."""
    import numpy as np

    width, height = size
    match turned % 360:
        case 90:
            return np.array([[0, -1.0, height - 1], [1, 0, 0], [0, 0, 1]])
        case 180:
            return np.array([[-1.0, 0, width - 1], [0, -1, height - 1], [0, 0, 1]])
        case 270:
            return np.array([[0, 1.0, 0], [-1, 0, width - 1], [0, 0, 1]])
        case _:
            return np.eye(3)


def _sheet(
    picture: Picture,
    to_small: Matrix,
    small_size: tuple[int, int],
    scale: float,
    turned: int,
    photographed: bool,
) -> Sheet:
    import cv2
    import numpy as np

    from auditor.vision import _legible, _paper
    from auditor.vision._edges import cut_sides
    from auditor.vision._holes import without_holes

    colour = picture.colour
    # Pixels per inch of the flat sheet before it was made small.
    long = max(small_size) / scale
    dpi = picture.dpi if picture.dpi and not photographed else long / A4_LONG
    reduction = DPI / dpi if dpi > DPI else 1.0
    if dpi < COARSE:
        reduction = min(DPI / dpi, MOST_ENLARGED)
    width, height = (max(1, round(side / scale * reduction)) for side in small_size)
    if width * height > MOST_PIXELS:
        less = (MOST_PIXELS / (width * height)) ** 0.5
        reduction, width, height = reduction * less, int(width * less), int(height * less)
    to_sheet = _scaled(reduction / scale) @ to_small
    if _is_nothing(to_sheet, colour.shape[1], colour.shape[0], width, height):
        straight, to_picture = colour, None
    else:
        straight = _warped(colour, to_sheet, (width, height))
        to_picture = np.linalg.inv(to_sheet).astype(np.float64)
    grey = _paper.evened(cast("Pixels", cv2.cvtColor(straight, cv2.COLOR_RGB2GRAY)))
    sheet = Sheet(straight, grey, dpi * reduction, turned, to_picture, photographed)
    found = _legible.measure(sheet)
    sheet.unread = _legible.why_unread(found, max(1.0, reduction))
    sheet.blank = sheet.unread == _legible.BLANK
    sheet.grey = _legible.strengthened(grey, found)
    if sheet.unread:
        return sheet
    sheet = without_holes(sheet)
    sheet.cut = cut_sides(sheet)
    return sheet


def _is_nothing(to_sheet: Matrix, width: int, height: int, new_width: int, new_height: int) -> bool:
    """Tell a map that moves no pixel by more than a third of one."""
    import numpy as np

    if (width, height) != (new_width, new_height):
        return False
    ends = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1.0]])
    there = ends @ to_sheet.T
    return bool(np.abs(there[:, :2] / there[:, 2:] - ends[:, :2]).max() < 0.34)


def _warped(colour: Pixels, to_sheet: Matrix, size: tuple[int, int]) -> Pixels:
    import cv2
    import numpy as np

    width, height = colour.shape[1], colour.shape[0]
    # How many picture pixels one sheet pixel covers, at the middle of the sheet.
    back = np.linalg.inv(to_sheet)
    middle = np.array([[size[0] / 2, size[1] / 2, 1], [size[0] / 2 + 1, size[1] / 2, 1]]) @ back.T
    covers = float(np.hypot(*(middle[1, :2] / middle[1, 2] - middle[0, :2] / middle[0, 2])))
    if covers > 1.25:
        shrink = 1 / covers
        small = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        colour = cast("Pixels", cv2.resize(colour, small, interpolation=cv2.INTER_AREA))
        across, down = small[0] / width, small[1] / height
        to_sheet = to_sheet @ np.array(
            [[1 / across, 0, (1 / across - 1) / 2], [0, 1 / down, (1 / down - 1) / 2], [0, 0, 1]]
        )
    if _is_nothing(to_sheet, colour.shape[1], colour.shape[0], *size):
        return colour
    return cast(
        "Pixels",
        cv2.warpPerspective(colour, to_sheet, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
    )
