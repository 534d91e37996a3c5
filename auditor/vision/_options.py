"""Options that the pen marks without a box: a ring around the words or a line below them.

Where a ring runs into the words it is seen as print, at its sides first of all; above and below it is clear. So rings are found
column by column: a thin stroke of the pen, print, a thin stroke of the pen, and the strokes close towards each other at the ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.vision._ink_map import HANDWRITTEN, INK_LEVEL, STAMP, TYPED, Floats, InkMap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

MOST = 300
"""Pen marks of a page that are looked at."""
MOST_RUNS = 20_000
"""Thin strokes of the pen, counted by column, of a page of handwriting; more is noise."""
PEN = 0.2
"""Probability from which a place is a stroke of the pen."""
THIN = 3
"""Places: a stroke that is seen across is not higher."""
RING_HIGH = (4, 17)
"""Places between the strokes above and below."""
RING_WIDE = (3, 70)
"""Places: columns in which both are seen."""
STEP = 2
"""Places by which a stroke may rise from one column to the next."""
SURE_PRINT = 0.6
PAPER_WITHIN = 0.3
"""Share of a ring's columns in which closed off paper is seen between a stroke and the words."""
NEAR = 3
"""Places from a stroke in which that paper is looked for."""
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


@dataclass(slots=True)
class _Ring:
    """Columns next to each other in which one stroke stands over another."""

    columns: list[int]
    uppers: list[int]
    lowers: list[int]


def pen_options(seen: InkMap) -> list[PenOption]:
    """Find printed words that somebody ringed or underlined with a pen."""
    import numpy as np

    ink = seen.ink > INK_LEVEL
    pen_logit, print_logit = seen.logits[HANDWRITTEN], seen.logits[TYPED]
    stamped = seen.logits[STAMP] > 1.0
    chance = (1 / (1 + np.exp(-np.clip(pen_logit, -30, 30)))).astype(np.float32)
    printed = ink & (print_logit > 0) & (print_logit > pen_logit)
    pen = ink & (chance > PEN) & (pen_logit > print_logit) & ~stamped
    if not pen.any() or not printed.any():
        return []
    found = _ringed(ink, pen, printed, chance, print_logit)
    # Thin lines are seen less surely than words; what decides is that they look more like a pen than like print.
    faint = ink & (pen_logit > -1.5) & (pen_logit > print_logit) & ~stamped
    return found + _lines(faint, printed, chance, found)


def _ringed(ink: Flags, pen: Flags, printed: Flags, chance: Floats, print_logit: Floats) -> list[PenOption]:
    """Rings: thin strokes above and below print that close towards each other."""
    import numpy as np

    rings: list[_Ring] = []
    for column, upper, lower in _sandwiches(pen):
        for ring in reversed(rings[-60:]):
            if (
                0 < column - ring.columns[-1] <= STEP + 1
                and abs(upper - ring.uppers[-1]) <= STEP
                and abs(lower - ring.lowers[-1]) <= STEP
            ):
                ring.columns.append(column)
                ring.uppers.append(upper)
                ring.lowers.append(lower)
                break
        else:
            rings.append(_Ring([column], [upper], [lower]))
    found: list[PenOption] = []
    for ring in sorted(rings, key=lambda r: -len(r.columns))[:MOST]:
        if len(ring.columns) < RING_WIDE[0]:
            break
        if len(ring.columns) > RING_WIDE[1] or not _closes(ring):
            continue
        left, right = ring.columns[0], ring.columns[-1] + 1
        top, bottom = min(ring.uppers), max(ring.lowers) + 1
        # Sides that were taken for print reach out by about a third of the height.
        side = max(2, round((bottom - top) * 0.3))
        box = (max(0, left - side), top, min(pen.shape[1], right + side), bottom)
        inside = np.s_[top + 1 : bottom - 1, left:right]
        words = printed[inside]
        if words.any(axis=0).mean() < 0.4 or words.sum() < 6:
            continue
        if float((1 / (1 + np.exp(-print_logit[inside][words]))).mean()) < SURE_PRINT:
            continue
        if any(_shares(box, other.ring) for other in found) or _paper_within(ring, ink, side) < PAPER_WITHIN:
            continue
        strokes = [chance[u, c] for c, u in zip(ring.columns, ring.uppers, strict=True)]
        strokes += [chance[v, c] for c, v in zip(ring.columns, ring.lowers, strict=True)]
        sure = min(0.95, 0.45 + 0.5 * float(np.mean(strokes)))
        words_box = (box[0] + 1, top, box[2] - 1, bottom)
        found.append(PenOption("circled", box, words_box, sure))
    return found


def _sandwiches(pen: Flags) -> list[tuple[int, int, int]]:
    """Column, row above and row below of two thin strokes, one over the other."""
    import numpy as np

    turned = np.pad(pen.T, ((0, 0), (1, 1))).astype(np.int8)
    edges = np.diff(turned, axis=1)
    columns, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    if len(columns) > MOST_RUNS:
        return []
    result = []
    thin = ends - starts <= THIN
    for at in range(len(columns) - 1):
        if not (thin[at] and thin[at + 1]) or columns[at] != columns[at + 1]:
            continue
        column, last, first = int(columns[at]), int(ends[at]), int(starts[at + 1])
        if RING_HIGH[0] <= first - last <= RING_HIGH[1]:
            result.append((column, int(starts[at]), int(ends[at + 1]) - 1))
    return result


def _closes(ring: _Ring) -> bool:
    """Whether the strokes come nearer to each other at the ends, as those of a ring do and lines below words do not."""
    heights = [lower - upper for upper, lower in zip(ring.uppers, ring.lowers, strict=True)]
    middle = max(heights[len(heights) // 4 : len(heights) - len(heights) // 4] or heights)
    return middle - heights[0] + middle - heights[-1] >= 1


def _paper_within(ring: _Ring, ink: Flags, side: int) -> float:
    """Share of the columns in which paper that no way leads out of lies between a stroke and the words."""
    import cv2
    import numpy as np

    left, right = max(0, ring.columns[0] - side - NEAR), ring.columns[-1] + side + NEAR + 1
    top, bottom = max(0, min(ring.uppers) - NEAR), max(ring.lowers) + NEAR + 1
    paper = (~ink[top:bottom, left:right]).astype(np.uint8)
    count, labels = cv2.connectedComponents(paper, connectivity=4)
    outside = np.zeros(count, bool)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        outside[edge] = True
    within = (paper > 0) & ~outside[labels]
    seen = 0
    for column, upper, lower in zip(ring.columns, ring.uppers, ring.lowers, strict=True):
        x, first, last = column - left, upper - top, lower - top
        below = within[first + 1 : min(last, first + 2 + NEAR), x].any()
        above = within[max(first + 1, last - 1 - NEAR) : last, x].any()
        seen += int(below) + int(above)
    return seen / (2 * len(ring.columns))


def _shares(box: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return across > 0 and down > 0 and across * down > 0.3 * (box[2] - box[0]) * (box[3] - box[1])


def _lines(pen: Flags, printed: Flags, chance: Floats, rings: list[PenOption]) -> list[PenOption]:
    """Lines of the pen below words."""
    import cv2
    import numpy as np

    joined = cv2.dilate(pen.astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[PenOption] = []
    for label in np.argsort(-stats[:, 2])[:MOST]:
        if label == 0 or label >= count:
            continue
        x, y, wide, high, _size = (int(v) for v in stats[label])
        if wide < LINE_WIDE:
            break
        if high > LINE_HIGH or any(_shares((x, y, x + wide, y + high), ring.ring) for ring in rings):
            continue
        own = (labels[y : y + high, x : x + wide] == label) & pen[y : y + high, x : x + wide]
        sure = float(chance[y : y + high, x : x + wide][own].mean()) if own.any() else 0.0
        option = _underlined(own, printed, pen, x, y, wide, high, sure)
        if option is not None:
            found.append(option)
    return found


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
        or (y - 1 > top and pen[top : y - 1, x : x + wide].mean() > 0.15)
    ):
        return None
    columns = np.flatnonzero(above.any(axis=0))
    rows = np.flatnonzero(above.any(axis=1))
    words = (x + int(columns[0]), top + int(rows[0]), x + int(columns[-1]) + 1, y)
    return PenOption("underlined", (x, y, x + wide, y + high), words, sure * 0.95)
