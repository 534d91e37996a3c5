"""Options that the pen marks without a box: a ring around the words or a line below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.vision._ink_map import HANDWRITTEN, INK_LEVEL, STAMP, TYPED, InkMap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

MOST = 300
"""Pen marks of a page that are looked at."""
RING_SIDES = (6, 60)
"""Places: smaller is a letter, larger goes around more than words."""
RING_HIGH = 20
LINE_WIDE = 5
LINE_HIGH = 3
PRINT_ABOVE = 5
"""Places above a pen's line that its words stand in."""


@dataclass(slots=True)
class PenOption:
    """A pen's ring or line, in places of the map."""

    kind: Literal["circled", "underlined"]
    ring: tuple[int, int, int, int]
    """The pen's own box."""
    words: tuple[int, int, int, int]
    """The printed words that it marks."""
    confidence: float


def pen_options(seen: InkMap) -> list[PenOption]:
    """Find printed words that somebody ringed or underlined with a pen."""
    import cv2
    import numpy as np

    ink = seen.ink > INK_LEVEL
    pen_logit, print_logit = seen.logits[HANDWRITTEN], seen.logits[TYPED]
    # Thin strokes are seen less surely than words; what decides is that they look more like a pen than like print.
    pen = ink & (pen_logit > -1.5) & (pen_logit > print_logit) & (seen.logits[STAMP] < 1.0)
    printed = ink & (print_logit > 0) & ~pen
    if not pen.any() or not printed.any():
        return []
    joined = cv2.dilate(pen.astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for label in np.argsort(-stats[:, 2])[:MOST]:
        if label == 0 or label >= count:
            continue
        x, y, wide, high, _size = (int(v) for v in stats[label])
        if wide < LINE_WIDE:
            break
        own = (labels[y : y + high, x : x + wide] == label) & pen[y : y + high, x : x + wide]
        chance = 1 / (1 + np.exp(-pen_logit[y : y + high, x : x + wide][own]))
        sure = float(chance.mean()) if len(chance) else 0.0
        option = None
        if high <= LINE_HIGH:
            option = _underlined(own, printed, pen, x, y, wide, high, sure)
        elif RING_SIDES[0] <= wide <= RING_SIDES[1] and RING_SIDES[0] - 1 <= high <= RING_HIGH:
            option = _ringed(own, printed, x, y, wide, high, sure)
        if option is not None:
            found.append(option)
    return found


def _ringed(
    own: Flags, printed: Flags, x: int, y: int, wide: int, high: int, sure: float
) -> PenOption | None:
    """A ring: pen along all four sides, hardly any in the middle, print inside."""
    import numpy as np

    rows, columns = np.arange(high), np.arange(wide)
    left = own[:, : max(2, wide // 3)].any(axis=1).mean()
    right = own[:, -max(2, wide // 3) :].any(axis=1).mean()
    top = own[: max(2, high // 2)].any(axis=0).mean()
    bottom = own[-max(2, high // 2) :].any(axis=0).mean()
    if min(left, right) < 0.5 or min(top, bottom) < 0.65:
        return None
    inner = np.ix_(
        (rows >= high * 0.3) & (rows < high * 0.7),
        (columns >= wide * 0.22) & (columns < wide * 0.78),
    )
    if own[inner].mean() > 0.2:
        return None
    words = printed[y : y + high, x : x + wide] & ~own
    inside = words[inner]
    if inside.sum() < 3 or inside.mean() < 0.15:
        return None
    return PenOption("circled", (x, y, x + wide, y + high), (x, y, x + wide, y + high), sure)


def _underlined(
    own: Flags, printed: Flags, pen: Flags, x: int, y: int, wide: int, high: int, sure: float
) -> PenOption | None:
    """A line: flat, print right above nearly all of it, no other writing there."""
    import numpy as np

    if own.any(axis=0).mean() < 0.85:
        return None
    top = max(0, y - PRINT_ABOVE)
    above = printed[top:y, x : x + wide] & ~pen[top:y, x : x + wide]
    if (
        not above.size
        or above.any(axis=0).mean() < 0.65
        or pen[top : max(top, y - 1), x : x + wide].mean() > 0.15
    ):
        return None
    columns = np.flatnonzero(above.any(axis=0))
    rows = np.flatnonzero(above.any(axis=1))
    words = (x + int(columns[0]), top + int(rows[0]), x + int(columns[-1]) + 1, y)
    return PenOption("underlined", (x, y, x + wide, y + high), words, sure * 0.95)
