"""Boxes, circles and brackets to tick, ticked or not, and options marked by the pen without a box.

They are looked for before the text is read: a ticked box confuses recognition (a hand-ticked box vanishes from the text or
becomes 口, 回 or 四), so its place is painted out there. The network answers for each place of the page whether a box has its
centre there, how large it is and whether it is ticked (`auditor.vision._ink_map`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.vision._calibration import calibrated
from auditor.vision._ink_map import HIGH, KIND, LEFT, TICKED, TOP, WIDE, InkMap, ink_map
from auditor.vision._options import pen_options
from auditor.vision._sealed_ticks import looked_through
from auditor.vision.model import PixelBox, Sheet, TickBox

if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["box", "circle", "bracket", "bare"]

KINDS: tuple[Kind, ...] = ("box", "circle", "bracket", "bare")
FAINT = 0.1
"""Probability from which a place is looked at as the centre of a box."""
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
BESIDE = 0.35
"""The same where a clear box of its size stands in its row or column."""
PEN_MARK = {"circled": 0.77, "underlined": 0.8}
"""Confidence of a pen's ring or line; most lines below words are printed or say nothing about options."""
MOST_BOXES = 2000
"""On one page; a page of noise ends here."""
LARGEST = 26.0
"""Map places: nothing to tick is wider than an inch."""


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
    for tick in looked_through(sheet, seen, page_ticks(seen)) + marked_options(seen):
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


def page_ticks(seen: InkMap) -> list[TickBox]:
    """Return all boxes of a page, the surest first.

    A place that looks only a little like a box is one where a clear box of its size stands in the same row or column: options
    come in rows, and a pen's stroke hides the sides of the box it ticks.
    """
    import cv2
    import numpy as np

    heat = seen.logits[KIND : KIND + len(KINDS)]
    best = heat.max(axis=0)
    peak = (best >= cv2.dilate(best, np.ones((3, 3), np.uint8))) & (best > np.log(FAINT / (1 - FAINT)))
    rows, columns = np.nonzero(peak)
    order = np.argsort(-best[rows, columns])[:MOST_BOXES]
    found: list[TickBox] = []
    taken = np.zeros((len(order), 4), np.float32)
    clear: list[tuple[float, float, float, float]] = []
    for row, column in zip(rows[order], columns[order], strict=True):
        kind = int(heat[:, row, column].argmax())
        numbers = seen.logits[:, row, column]
        wide, high = (min(LARGEST, float(np.exp(min(4.0, numbers[c])))) for c in (WIDE, HIGH))
        x, y = column + 0.5 + float(numbers[LEFT]), row + 0.5 + float(numbers[TOP])
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        there = 1 / (1 + float(np.exp(-best[row, column])))
        state = 1 / (1 + float(np.exp(-numbers[TICKED])))
        bare = KINDS[kind] == "bare"
        ticked = state > 0.5 or bare
        sure = calibrated("tick", there, max(state, 1 - state) if not bare else 0.95)
        if sure < LIKELY:
            if bare or sure < BESIDE or not _has_sibling(box, clear):
                continue
            sure = LIKELY
        if found and _overlaps(taken[: len(found)], box):
            continue
        taken[len(found)] = box
        if sure >= SURE and not bare:
            clear.append(box)
        found.append(TickBox(seen.pixels(*box), ticked, sure, KINDS[kind]))
    return found


def _has_sibling(
    box: tuple[float, float, float, float], others: list[tuple[float, float, float, float]]
) -> bool:
    """Whether one of the others has about the size of a box and stands in its row or column, with room for a word between."""
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
        beside |= row or (across <= 0.45 * wide and down <= COLUMN * high)
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
