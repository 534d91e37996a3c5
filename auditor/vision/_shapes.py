"""Printed boxes and circles known by their shape: four straight closed sides, or one round line, and nothing or all ink inside.

The network that finds boxes to tick judges by what stands around them, and is unsure of a form that asks in another way than
those it learned from. A square without feet is no character (口 stands on two), and no character is a full square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision.model import PixelBox, Pixels, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Sides = NDArray[np.intp]
else:
    Flags = Any
    Sides = Any

SMALLEST, LARGEST = 0.045, 0.3
"""Inches: sides of a printed box."""
PIXELS = 8
"""Sides of fewer pixels show no shape."""
LOOK = 1.9
"""Times the size that the network says, in which the shape is looked for."""
CONTRAST = 40
"""Grey levels between paper and the darkest ink of a box at least."""
INK_SHARES = (0.45, 0.27)
"""Share of the way from paper to the darkest ink around, beyond which something is ink; thin lines are grey beside words."""
CLOSED = 0.94
"""Share of a side along which ink stands."""
NEAR, HALF_CLOSED = 0.2, 0.6
"""Share of a box's size by which its sides may be away from where they are said to be; share of their middle third that shows ink."""
STRAIGHT = 0.06
"""Share of the size by which a straight side's outer edge may be uneven; 口 stands higher on its feet than that."""
SQUARE = 1.2
"""Longest side over shortest."""
APART = 0.3
"""Share of a shape's height that is paper above and below it."""
SMALL, AROUND = 0.1, 0.65
"""Inches: smaller squares may be within a character; share of their size within which it stands around them."""
WALL = 0.95
"""Share of a square's height along which ink stands beside it."""
ROOM = 0.3
"""Share of a circle's width that is paper at its left or right."""
EMPTY, FULL = 0.06, 0.9
"""Share of ink inside of an empty box, and of a full one's whole."""
LINES = 0.8
"""Share of ink below which a box is drawn by lines; small blurred ones have thick lines."""
ROUND = 0.08
"""Spread of the distances from a circle's middle to its line, as a share of their mean."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A printed box or circle in pixels of the sheet."""

    left: int
    top: int
    right: int
    bottom: int
    circle: bool
    full: bool
    """Printed full: it is ticked."""


def shape_at(sheet: Sheet, x: float, y: float, size: float) -> Shape | None:
    """Return the printed box or circle around a place, None where what stands there is anything else.

    Args:
        sheet: the upright page.
        x: middle of the place in pixels, with ``y``.
        y: see ``x``.
        size: about how wide a box would be, in pixels.
    """
    reach = max(PIXELS, round(size * LOOK / 2))
    left, top = max(0, round(x) - reach), max(0, round(y) - reach)
    part = sheet.grey[top : round(y) + reach + 1, left : round(x) + reach + 1]
    if min(part.shape) < PIXELS:
        return None
    for share in INK_SHARES:
        found = _among(part, share, (x - left, y - top), sheet.dpi)
        if found is not None:
            box, circle, full = found
            return Shape(left + box[0], top + box[1], left + box[2], top + box[3], circle, full)
    return None


def has_four_sides(sheet: Sheet, box: PixelBox) -> bool:
    """Whether ink stands along all four sides of a box, whatever else there is: 区 is open to the right.

    Args:
        sheet: the upright page.
        box: where the box is said to be, in pixels; its sides are looked for near there.
    """
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    grow = max(2, round(NEAR * max(wide, high)))
    part = sheet.grey[max(0, top - grow) : bottom + grow, max(0, left - grow) : right + grow]
    dark = _ink(part, INK_SHARES[-1]) if min(part.shape) >= PIXELS else None
    if dark is None:
        return True
    down, across = part.shape
    rows, columns = slice(down // 3, down - down // 3), slice(across // 3, across - across // 3)
    bands = (
        dark[: 2 * grow, columns].any(axis=0),
        dark[-2 * grow :, columns].any(axis=0),
        dark[rows, : 2 * grow].any(axis=1),
        dark[rows, -2 * grow :].any(axis=1),
    )
    return all(float(band.mean()) >= HALF_CLOSED for band in bands)


def _among(
    part: Pixels, share: float, middle: tuple[float, float], dpi: float
) -> tuple[PixelBox, bool, bool] | None:
    """The box, whether it is a circle and whether it is full, of the shape around the middle of a part of the page."""
    import cv2
    import numpy as np

    dark = _ink(part, share)
    if dark is None:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark.view(np.uint8), connectivity=8)
    for label in np.argsort(-stats[1:, 4])[:3] + 1:
        across, down, wide, high = (int(v) for v in stats[label][:4])
        if min(across, down) < 1 or across + wide >= part.shape[1] or down + high >= part.shape[0]:
            continue  # runs out of the window: part of something longer
        if not _sized(wide, high, dpi) or abs(across + wide / 2 - middle[0]) > 0.4 * wide:
            continue
        if abs(down + high / 2 - middle[1]) > 0.4 * high:
            continue
        own = labels[down : down + high, across : across + wide] == label
        whole = dark[down : down + high, across : across + wide]
        kind = _kind(own, whole)
        if kind is None or not _stands_apart(dark, across, down, wide, high):
            continue
        if high < SMALL * dpi and _is_enclosed(dark, across, down, wide, high):
            continue
        if _is_between_walls(dark, across, down, wide, high):
            continue
        if not kind[0] or _has_room_beside(dark, across, down, wide, high):
            return (across, down, across + wide, down + high), *kind
    return None


def _stands_apart(dark: Flags, across: int, down: int, wide: int, high: int) -> bool:
    """Whether there is paper right above and below a shape: the square within 况 or 員 has more of its character there."""
    import numpy as np

    near = max(2, round(APART * high))
    columns = slice(across + wide // 4, across + wide - wide // 4)
    around = (dark[max(0, down - near) : down, columns], dark[down + high : down + high + near, columns])
    return all(float(np.mean(side)) < 0.1 for side in around if side.size)


def _is_enclosed(dark: Flags, across: int, down: int, wide: int, high: int) -> bool:
    """Whether ink stands near all four sides: the square within 回 has a larger one around it."""
    far, high_up = max(2, round(AROUND * wide)), max(2, round(AROUND * high))
    rows = slice(down + high // 4, down + high - high // 4)
    columns = slice(across + wide // 4, across + wide - wide // 4)
    sides = (
        dark[max(0, down - high_up) : down, columns],
        dark[down + high : down + high + high_up, columns],
        dark[rows, max(0, across - far) : across],
        dark[rows, across + wide : across + wide + far],
    )
    return all(bool(side.any()) for side in sides)


def _is_between_walls(dark: Flags, across: int, down: int, wide: int, high: int) -> bool:
    """Whether a stroke runs along both sides from top to bottom, as those of 问 and 向 do; a neighbouring word is no wall."""
    far = max(2, round(AROUND * wide))
    rows = slice(down, down + high)
    left, right = dark[rows, max(0, across - far) : across], dark[rows, across + wide : across + wide + far]
    return all(float(side.any(axis=1).mean()) >= WALL for side in (left, right) if side.size)


def _has_room_beside(dark: Flags, across: int, down: int, wide: int, high: int) -> bool:
    """Whether there is paper at one side of a circle: letters o stand close to their neighbours at both."""
    near = max(2, round(ROOM * wide))
    rows = slice(down, down + high)
    left, right = dark[rows, max(0, across - near) : across], dark[rows, across + wide : across + wide + near]
    return not left.any() or not right.any()


def _ink(part: Pixels, share: float) -> Flags | None:
    """Where ink is, None where there is none to speak of."""
    import numpy as np

    paper, darkest = float(np.percentile(part, 85)), float(part.min())
    if paper - darkest < CONTRAST:
        return None
    dark: Flags = part < paper - share * (paper - darkest)
    return dark


def _sized(wide: int, high: int, dpi: float) -> bool:
    longest, shortest = max(wide, high), min(wide, high)
    return (
        shortest >= max(PIXELS, SMALLEST * dpi) and longest <= LARGEST * dpi and longest <= SQUARE * shortest
    )


def _kind(own: Flags, whole: Flags) -> tuple[bool, bool] | None:
    """Whether a piece of ink is a circle, and whether it is full; None where it is neither box nor circle."""
    high, wide = own.shape
    filled = float(own.mean())
    # Lines as thick as its ink says: what lies within them is looked at.
    line = min(0.34, (1 - (1 - min(1.0, filled)) ** 0.5) / 2)
    off = round(line * high + 1.5), round(line * wide + 1.5)
    inner = whole[off[0] : max(off[0] + 2, high - off[0]), off[1] : max(off[1] + 2, wide - off[1])]
    hollow = float(inner.mean()) <= EMPTY
    if _is_box(own):
        if filled >= FULL:
            return False, True
        if hollow and filled < LINES:
            return False, False
        return None
    if _is_round(own):
        middle = whole[high // 3 : high - high // 3, wide // 3 : wide - wide // 3]
        if float(middle.mean()) >= FULL:
            return True, True
        if float(middle.mean()) <= EMPTY:
            return True, False
    return None


def _edges(own: Flags) -> tuple[Sides, Sides, Sides, Sides]:
    """How far ink is from each side of its box: from above, from below, from the left, from the right."""
    return (
        own.argmax(axis=0),
        own[::-1].argmax(axis=0),
        own.argmax(axis=1),
        own[:, ::-1].argmax(axis=1),
    )


def _is_box(own: Flags) -> bool:
    import numpy as np

    high, wide = own.shape
    for edge, across in zip(_edges(own), (high, high, wide, wide), strict=True):
        # The ends are the corners, which printing and scanning round off.
        middle = edge[1:-1]
        near = max(1.0, STRAIGHT * across)
        if float(np.mean(middle <= near)) < CLOSED:
            return False
    return True


def _is_round(own: Flags) -> bool:
    import numpy as np

    high, wide = own.shape
    above, below, left, right = _edges(own)
    columns, rows = np.arange(wide) + 0.5, np.arange(high) + 0.5
    across = np.concatenate([columns, columns, left + 0.0, wide - right + 0.0]) - wide / 2
    down = np.concatenate([above + 0.0, high - below + 0.0, rows, rows]) - high / 2
    away = np.hypot(across / wide, down / high)
    if not (own.any(axis=0).all() and own.any(axis=1).all()):
        return False
    return float(away.std() / max(1e-6, away.mean())) <= ROUND
