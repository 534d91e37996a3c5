"""Blanks ruled for writing: long rules below a line, short ones between characters (＿年＿月＿日)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.vision._ink import Ink
from auditor.vision._row import Row
from auditor.vision.model import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
else:
    Numbers = Any


def foot_blanks(ink: Ink, own: Numbers, em: float) -> list[tuple[int, int]]:
    """Find short ruled blanks (＿月＿日) and paint them over.

    They are told from strokes of characters (二) by standing at the foot of the line with nothing above them; they
    may touch the next character.
    """
    import cv2
    import numpy as np

    high, wide = own[:, 3] - own[:, 1], own[:, 2] - own[:, 0]
    tall = own[high >= em * 0.55]
    if not len(tall) or int(wide.max()) < em * 0.65:
        return []
    foot, head = int(np.percentile(tall[:, 3], 60)), int(tall[:, 1].min())
    left, right, bottom = int(own[:, 0].min()), int(own[:, 2].max()), int(own[:, 3].max())
    begin = foot - round(em * 0.14)
    zone = ink.mask[begin : min(bottom, foot + round(em * 0.35)), left:right]
    if zone.shape[0] < 2 or begin <= head:
        return []
    length = max(4, round(em * 0.65))
    long = cv2.morphologyEx(zone, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    if not long.any():
        return []
    clear = ~ink.mask[head:begin, left:right].any(0)
    out = []
    thickest = max(3, round(em * 0.17))
    for start, stop in runs_of(long.any(0) & clear, 0):
        lines = np.flatnonzero(long[:, start:stop].any(1))
        if stop - start < length * 0.9 or lines[-1] - lines[0] >= thickest:
            continue
        out.append((left + start, left + stop))
        top = begin + int(lines[0])
        ink.grey[top - 1 : begin + int(lines[-1]) + 2, left + start : left + stop] = 255
    return out


def beside(own: Numbers, left: int, right: int) -> Numbers:
    """Cut a blank off the pieces that touch it and leave out those that lie in it."""
    own = own.copy()
    for piece in own:
        if piece[0] < right and piece[2] > left:
            if left - piece[0] >= piece[2] - right:
                piece[2] = min(piece[2], left)
            else:
                piece[0] = max(piece[0], right)
    return own[own[:, 2] - own[:, 0] > 2]


def give_blanks(rows: list[Row], rules: Numbers, region: int, box: PixelBox, em: float) -> None:
    """Hand each ruled blank to the line on whose foot it stands; one that stands alone becomes a line."""
    alone: list[PixelBox] = []
    for left, top, right, bottom in rules.tolist():
        if right - left < em * 0.8 or _on_edge((left, top, right, bottom), box, em):
            continue
        for row in rows:
            over = row.box
            if not row.stack and over[1] + em * 0.4 <= bottom and top <= over[3] + em * 0.6:
                row.blanks.extend(_free(left, right, row.runs, em))
                break
        else:
            alone.append((left, top, right, bottom))
    for left, top, right, bottom in alone:
        row = Row(region, (left, max(box[1], int(top - em)), right, bottom), em, box[1], box[3])
        row.blanks.append((left, right))
        rows.append(row)
    if alone:
        rows.sort(key=lambda row: row.box[1])
    for row in rows:
        row.blanks.sort()


def _on_edge(rule: PixelBox, box: PixelBox, em: float) -> bool:
    """Whether a rule is what is left of the cell's own border, which may lean a little."""
    wide = box[2] - box[0]
    near = max(4.0, em * 0.3) + 0.005 * wide
    if min(rule[1] - box[1], box[3] - rule[3]) >= near:
        return False
    return rule[2] - rule[0] > wide * 0.6 or rule[0] - box[0] <= 3 or box[2] - rule[2] <= 3


def _free(left: int, right: int, runs: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Return the stretches of a rule that are free of text and long enough to be a blank."""
    out = []
    start = left
    for a, b in [*runs, (right, right)]:
        if b <= start:
            continue
        stop = min(a, right)
        if stop - start >= em * 0.8:
            out.append((start, stop))
        start = max(start, b)
        if start >= right:
            break
    return out


def runs_of(filled: NDArray[np.bool_], offset: int) -> list[tuple[int, int]]:
    """Return the stretches where ``filled`` is true, as (first, one past the last), moved by ``offset``."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([0], filled.view(np.int8), [0]))))
    return [(int(a) + offset, int(b) + offset) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def without_rings(ink: Ink, pieces: Numbers, em: float) -> Numbers:
    """Take out rings that a pen drew around an option, and paint them over: larger than a character, ink inside.

    Args:
        ink: of the page; its picture and mask are changed.
        pieces: of one region.
        em: height of the region's characters.
    """
    import cv2
    import numpy as np

    wide, high = pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]
    sparse = pieces[:, 4] < 0.3 * wide * high
    large = (
        (np.maximum(wide, high) > em * 1.35) & (np.minimum(wide, high) > em * 1.1) & (high < em * 3) & sparse
    )
    if not large.any():
        return pieces
    middle_x, middle_y = (pieces[:, 0] + pieces[:, 2]) / 2, (pieces[:, 1] + pieces[:, 3]) / 2
    keep = np.ones(len(pieces), bool)
    for index in np.flatnonzero(large).tolist():
        left, top, right, bottom, _ = pieces[index].tolist()
        near = em * 0.15
        inside = (middle_x > left + near) & (middle_x < right - near) & (middle_y > top + near)
        inside &= (middle_y < bottom - near) & (np.maximum(wide, high) > em * 0.3)
        inside[index] = False
        if not inside.any():
            continue
        part = ink.mask[top:bottom, left:right]
        count, labels = cv2.connectedComponents(part, connectivity=8)
        spans = [np.flatnonzero((labels == label).any(0)) for label in range(1, min(count, 60))]
        longest = max(range(len(spans)), key=lambda at: len(spans[at]))
        ring = (labels == longest + 1).astype(np.uint8)
        ink.mask[top:bottom, left:right][ring > 0] = 0
        wider = cv2.dilate(ring, np.ones((3, 3), np.uint8)) & (1 - ink.mask[top:bottom, left:right])
        ink.grey[top:bottom, left:right][wider > 0] = 255
        keep[index] = False
    return pieces[keep]
