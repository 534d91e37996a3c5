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
from auditor.vision.model import PixelBox, Sheet, TickBox

if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["box", "circle", "bracket", "bare"]

KINDS: tuple[Kind, ...] = ("box", "circle", "bracket", "bare")
LEAST = 0.35
"""Probability from which a place is taken for the centre of a box."""
SURE = 0.85
"""Confidence that at least one box of a region must have; options come in rows, and one of them is always clear."""
LIKELY = 0.5
"""Confidence of the others."""
PEN_MARK = 0.6
"""Confidence of a pen's ring or line."""
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
    for tick in page_ticks(seen) + marked_options(seen):
        x, y = (tick.box[0] + tick.box[2]) / 2, (tick.box[1] + tick.box[3]) / 2
        for at, (left, top, right, bottom) in enumerate(regions):
            if left <= x < right and top <= y < bottom:
                result[at].append(tick)
                break
    return [_in_reading_order(_believable(found)) for found in result]


def _believable(found: list[TickBox]) -> list[TickBox]:
    """Leave out doubtful boxes that have no sure one beside them: 区 and 口 in running text look like boxes, alone."""
    boxes = [tick for tick in found if tick.kind not in ("circled", "underlined")]
    least = LIKELY if any(tick.confidence >= SURE for tick in boxes) else SURE
    return [tick for tick in found if tick.confidence >= (least if tick in boxes else PEN_MARK)]


def page_ticks(seen: InkMap) -> list[TickBox]:
    """Return all boxes of a page, the surest first."""
    import cv2
    import numpy as np

    heat = seen.logits[KIND : KIND + len(KINDS)]
    best = heat.max(axis=0)
    peak = (best >= cv2.dilate(best, np.ones((3, 3), np.uint8))) & (best > np.log(LEAST / (1 - LEAST)))
    rows, columns = np.nonzero(peak)
    order = np.argsort(-best[rows, columns])[:MOST_BOXES]
    found: list[TickBox] = []
    taken = np.zeros((len(order), 4), np.float32)
    for row, column in zip(rows[order], columns[order], strict=True):
        kind = int(heat[:, row, column].argmax())
        numbers = seen.logits[:, row, column]
        wide, high = (min(LARGEST, float(np.exp(min(4.0, numbers[c])))) for c in (WIDE, HIGH))
        x, y = column + 0.5 + float(numbers[LEFT]), row + 0.5 + float(numbers[TOP])
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if found and _overlaps(taken[: len(found)], box):
            continue
        taken[len(found)] = box
        there = 1 / (1 + float(np.exp(-best[row, column])))
        state = 1 / (1 + float(np.exp(-numbers[TICKED])))
        ticked = state > 0.5 or KINDS[kind] == "bare"
        sure = calibrated("tick", there, max(state, 1 - state) if KINDS[kind] != "bare" else 0.95)
        found.append(TickBox(seen.pixels(*box), ticked, sure, KINDS[kind]))
    return found


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
