"""Boxes, circles and brackets to tick, ticked or not, and options marked by the pen without a box.

They are looked for before the text is read: a ticked box confuses recognition (a hand-ticked box vanishes from the text or
becomes 口, 回 or 四), so its place is painted out there. The network answers for each place of the page whether a box has its
centre there, how large it is and whether it is ticked (`auditor.vision._ink_map`).
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.vision._calibration import calibrated
from auditor.vision._ink_map import HIGH, KIND, LEFT, TICKED, TOP, WIDE, InkMap, ink_map
from auditor.vision._options import pen_options
from auditor.vision._sealed_ticks import looked_through
from auditor.vision._shapes import shape_at
from auditor.vision.model import PixelBox, Sheet, TickBox

if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["box", "circle", "bracket", "bare"]

KINDS: tuple[Kind, ...] = ("box", "circle", "bracket", "bare")
FAINT = 0.03
"""Probability from which a place is looked at as the centre of a box."""
FAINTEST = 0.02
"""The same where a printed square or circle is seen there."""
ROUNDED = 0.1
"""The same where a circle is seen: letters and signs are round, too."""
DOUBTFUL = 0.06
"""Probability below which a shape has to fit in with the boxes of its row."""
SMALLER = 1.3
SHAPED = 0.92
"""Confidence of a box that has the shape of one."""
WORD = 1.8
"""Widths of a box that two boxes are apart at least."""
ROW, COLUMN = 140.0, 4.0
"""Map places in a row, and heights of a box in a column, that boxes of one question may be apart."""
SURE = 0.85
"""Confidence that at least one box of a region must have; options come in rows, and one of them is always clear."""
SEVERAL, HALF = 3, 0.5
"""So many boxes of that confidence do as well as one that is sure."""
LIKELY = 0.5
"""Confidence of the others."""
BESIDE, BELOW = 0.1, 0.35
"""The same where a clear box of its size stands in its row, or in its column: lines begin below each other, too."""
PEN_MARK = {"circled": 0.77, "underlined": 0.8}
"""Confidence of a pen's ring or line; most lines below words are printed or say nothing about options."""
MOST_BOXES = 2000
"""On one page; a page of noise ends here."""
LARGEST = 26.0
"""Map places: nothing to tick is wider than an inch."""


PlaceBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that may be a box, in places of the map."""

    box: PlaceBox
    kind: Kind
    ticked: bool
    sure: float
    faint: bool
    """The network alone would not take it for a box."""


_kept: dict[int, tuple[weakref.ref[InkMap], bool, list[TickBox]]] = {}
"""The boxes of the page that was looked at last: ticks and pen strokes both ask for them."""


def find_ticks(sheet: Sheet, regions: Sequence[PixelBox]) -> list[list[TickBox]]:
    """Find what is to be ticked in each region.

    Args:
        sheet: an upright page.
        regions: boxes in pixels of the sheet, cells first of all; a box belongs to the first region that holds its centre.

    Returns:
        For each region its boxes, line by line from the left.
    """
    seen = ink_map(sheet)
    result: list[list[TickBox]] = [[] for _ in regions]
    for tick in looked_through(sheet, seen, page_ticks(seen, sheet)) + marked_options(seen):
        x, y = (tick.box[0] + tick.box[2]) / 2, (tick.box[1] + tick.box[3]) / 2
        for at, (left, top, right, bottom) in enumerate(regions):
            if left <= x < right and top <= y < bottom:
                result[at].append(tick)
                break
    return [_in_reading_order(_believable(found)) for found in result]


def _believable(found: list[TickBox]) -> list[TickBox]:
    """Leave out doubtful boxes that have no sure one beside them: 区 and 口 in running text look like boxes, alone."""
    boxes = [tick for tick in found if tick.kind not in PEN_MARK]
    several = sum(tick.confidence >= HALF for tick in boxes) >= SEVERAL
    least = LIKELY if several or any(tick.confidence >= SURE for tick in boxes) else SURE
    return [tick for tick in found if tick.confidence >= PEN_MARK.get(tick.kind, least)]


def page_ticks(seen: InkMap, sheet: Sheet | None = None) -> list[TickBox]:
    """Return all boxes of a page, the surest first.

    A place that looks only a little like a box to the network is one where a printed square or circle stands (`_shapes`), or
    where a clear box of its size stands in the same row or column: options come in rows, and a pen's stroke hides the sides of
    the box it ticks.

    Args:
        seen: the page's map.
        sheet: the page, to see shapes; without it only the network is asked.
    """
    import numpy as np

    kept = _kept.get(id(seen))
    if kept is not None and kept[0]() is seen and (kept[1] or sheet is None):
        return kept[2]
    found: list[TickBox] = []
    candidates = _candidates(seen, sheet)
    taken = np.zeros((len(candidates), 4), np.float32)
    clear: dict[bool, list[PlaceBox]] = {False: [], True: []}
    for weak in (False, True):
        for one in candidates:
            if (one.sure < LIKELY) is not weak:
                continue
            sure = one.sure
            if weak:
                if one.kind == "bare" or not _has_sibling(
                    one.box, clear[one.kind == "bracket"], sure >= BELOW
                ):
                    continue
                sure = LIKELY
            if found and _overlaps(taken[: len(found)], one.box):
                continue
            taken[len(found)] = one.box
            if sure >= SURE and one.kind != "bare":
                clear[one.kind == "bracket"].append(one.box)
            found.append(TickBox(seen.pixels(*one.box), one.ticked, sure, one.kind))
    _kept.clear()
    _kept[id(seen)] = (weakref.ref(seen), sheet is not None, found)
    return found


def _candidates(seen: InkMap, sheet: Sheet | None) -> list[_Candidate]:
    """Places that look at least a little like the middle of a box, the surest first."""
    import cv2
    import numpy as np

    heat = seen.logits[KIND : KIND + len(KINDS)]
    best = heat.max(axis=0)
    peak = (best >= cv2.dilate(best, np.ones((3, 3), np.uint8))) & (best > np.log(FAINTEST / (1 - FAINTEST)))
    rows, columns = np.nonzero(peak)
    order = np.argsort(-best[rows, columns])[:MOST_BOXES]
    result = []
    for row, column in zip(rows[order], columns[order], strict=True):
        numbers = seen.logits[:, row, column]
        kind = KINDS[int(heat[:, row, column].argmax())]
        wide, high = (min(LARGEST, float(np.exp(min(4.0, numbers[c])))) for c in (WIDE, HIGH))
        x, y = column + 0.5 + float(numbers[LEFT]), row + 0.5 + float(numbers[TOP])
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        there = 1 / (1 + float(np.exp(-best[row, column])))
        state = 1 / (1 + float(np.exp(-numbers[TICKED])))
        bare = kind == "bare"
        ticked = state > 0.5 or bare
        sure = calibrated("tick", there, max(state, 1 - state) if not bare else 0.95)
        if sheet is not None and sure < SHAPED and kind != "bracket":
            shape = shape_at(sheet, x * seen.scale_x, y * seen.scale_y, max(wide, high) * seen.scale_x)
            if shape is not None and (there >= ROUNDED or not shape.circle):
                box = seen.places((shape.left, shape.top, shape.right, shape.bottom))
                kind, ticked, sure = "circle" if shape.circle else "box", shape.full, SHAPED
        # An empty box shows its sides, of which the network is then not as unsure as that.
        hidden = there >= FAINT and sure >= BESIDE and (ticked or sure >= BELOW)
        if sure >= LIKELY or hidden:
            result.append(_Candidate(box, kind, ticked, sure, there < DOUBTFUL))
    result.sort(key=lambda one: -one.sure)
    return [one for one in result if not (one.faint and _within_character(one, result))]


def _within_character(one: _Candidate, others: list[_Candidate]) -> bool:
    """Whether a small square stands in a row of clearly larger boxes: it is the 口 of 员 or 高."""
    middle, high = (one.box[1] + one.box[3]) / 2, one.box[3] - one.box[1]
    return any(
        other.sure >= SURE
        and other.box[1] - high < middle < other.box[3] + high
        and other.box[3] - other.box[1] > SMALLER * high
        for other in others
        if other is not one
    )


def _has_sibling(box: PlaceBox, others: list[PlaceBox], by_column: bool) -> bool:
    """Whether one of the others has about the size of a box and stands in its row (or column), with room for a word between."""
    x, y, wide, high = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], box[3] - box[1]
    beside = False
    for left, top, right, bottom in others:
        across, down = abs(x - (left + right) / 2), abs(y - (top + bottom) / 2)
        if down <= 0.6 * high and across < WORD * max(wide, right - left):
            return False
        if not (0.7 * (right - left) <= wide <= 1.43 * (right - left)):
            continue
        if not (0.7 * (bottom - top) <= high <= 1.43 * (bottom - top)):
            continue
        row = down <= 0.45 * high and across <= ROW
        beside |= row or (by_column and across <= 0.45 * wide and down <= COLUMN * high)
    return beside


def marked_options(seen: InkMap) -> list[TickBox]:
    """Return printed options that a pen ringed or underlined; the box is that of the words."""
    result = []
    for option in pen_options(seen):
        result.append(TickBox(seen.pixels(*option.words), True, option.confidence, option.kind))
    return result


def _overlaps(taken: object, box: tuple[float, float, float, float]) -> bool:
    """Whether a box covers much of one of the others, or they of it."""
    import numpy as np

    others = np.asarray(taken)
    wide = np.minimum(others[:, 2], box[2]) - np.maximum(others[:, 0], box[0])
    high = np.minimum(others[:, 3], box[3]) - np.maximum(others[:, 1], box[1])
    shared = np.maximum(wide, 0) * np.maximum(high, 0)
    own = (box[2] - box[0]) * (box[3] - box[1])
    areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
    return bool((shared > 0.4 * np.minimum(areas, own)).any())


def _in_reading_order(ticks: list[TickBox]) -> list[TickBox]:
    """Sort boxes into lines, lines from the top, each from the left."""
    ticks = sorted(ticks, key=lambda t: (t.box[1] + t.box[3], t.box[0]))
    lines: list[list[TickBox]] = []
    for tick in ticks:
        middle = (tick.box[1] + tick.box[3]) / 2
        if lines and middle < lines[-1][0].box[3]:
            lines[-1].append(tick)
        else:
            lines.append([tick])
    return [tick for line in lines for tick in sorted(line, key=lambda t: t.box[0])]
