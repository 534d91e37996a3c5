"""Cutting the ink of a region into lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from auditor.vision._blanks import beside, foot_blanks, give_blanks, runs_of, without_rings
from auditor.vision._ink import Ink
from auditor.vision._row import Row
from auditor.vision.model import PixelBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
else:
    Numbers = Any

MOST_LINES = 120
"""Lines cut from one region; a page of text has fewer."""
TALLEST = 1.75
"""A line is not higher than this many usual heights, unless its characters are."""
LOWEST = 0.45


@dataclass(slots=True)
class Cut:
    """The lines of a region; ``messy`` where they could not be told apart by their gaps."""

    rows: list[Row]
    messy: bool = False


def cut(ink: Ink, region: int, box: PixelBox) -> Cut:
    """Cut one region into lines by the gaps between them, top to bottom.

    Args:
        ink: of the whole page.
        region: index of the region.
        box: its box.
    """
    pieces = ink.pieces[ink.starts[region] : ink.starts[region + 1]]
    rules = ink.rules[region]
    if not len(pieces) and not len(rules):
        return Cut([])
    em = _own_height(pieces, ink.em)
    pieces = without_rings(ink, _without_dirt(pieces, box, em), em)
    bands, messy = _bands(ink, pieces, box, em)
    rows = []
    for index, (top, bottom) in enumerate(bands[:MOST_LINES]):
        middle = (pieces[:, 1] + pieces[:, 3]) // 2
        own = pieces[(middle >= top) & (middle < bottom)]
        if not len(own):
            continue
        above = bands[index - 1][1] if index else box[1]
        below = bands[index + 1][0] if index + 1 < len(bands) else box[3]
        blanks = foot_blanks(ink, own, em)
        for left, right in blanks:
            own = beside(own, left, right)
        if len(own):
            rows.append(_row(region, own, em, above, below))
            rows[-1].blanks = blanks
    rows = [row for row in rows if row.box[2] - row.box[0] >= em * 0.1]
    rows = _stacked(rows, em)
    give_blanks(rows, rules, region, box, em)
    return Cut(rows, messy)


def _own_height(pieces: Numbers, usual: float) -> float:
    """Return the height of the region's characters: that of the page unless the region's are clearly others."""
    import numpy as np

    if not len(pieces):
        return usual
    high = pieces[:, 3] - pieces[:, 1]
    wide = pieces[:, 2] - pieces[:, 0]
    # Characters that hang together are about as wide as high; strokes and joined lines are not.
    square = high[(wide > high * 0.55) & (wide < high * 1.7) & (high > usual * 0.3)]
    if len(square) >= 3:
        own = float(np.percentile(square, 70))
        if own > usual * 1.25 or own < usual * 0.7:
            return own
    return usual


def _without_dirt(pieces: Numbers, box: PixelBox, em: float) -> Numbers:
    """Leave out leftovers of rules along the region's edge and specks far from everything."""
    left, top, right, bottom = box
    near = max(3, em * 0.12)
    wide, high = pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]
    ends = (pieces[:, 1] <= top + 2) | (pieces[:, 3] >= bottom - 2)
    close = (pieces[:, 1] <= top + near) | (pieces[:, 3] >= bottom - near)
    beside = (pieces[:, 0] <= left + 2 * near) | (pieces[:, 2] >= right - 2 * near)
    touching = (pieces[:, 0] <= left + 1) | (pieces[:, 2] >= right - 1)
    # Flat along the upper and lower edge, thin beside the others: what is left of a border, whole or in fragments.
    flat = (high <= near) & (wide >= em * 0.5) & close | (high <= near * 1.5) & ends
    long = (high >= wide * 2) & (ends | (high >= (bottom - top) * 0.7))
    thin = (wide <= 2 * near) & beside & long | (wide <= near * 1.5) & touching
    return _without_specks(pieces[~(flat | thin)], em)


def _without_specks(pieces: Numbers, em: float) -> Numbers:
    """Leave out specks of dust: small pieces with no character near them that they could be a part of."""
    import numpy as np

    small = np.maximum(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]) <= em * 0.26
    if not small.any():
        return pieces
    dots = pieces[small]
    body: Numbers = pieces[~small]
    if not len(body):
        return body
    alone = np.ones(len(dots), bool)
    for start in range(0, len(body), 500):  # in parts: memory stays small on a page of noise
        part = body[start : start + 500]
        across = np.maximum(part[None, :, 0] - dots[:, None, 2], dots[:, None, 0] - part[None, :, 2])
        down = np.maximum(part[None, :, 1] - dots[:, None, 3], dots[:, None, 1] - part[None, :, 3])
        alone &= np.maximum(across, down).min(1) > em * 0.7
    keep = np.ones(len(pieces), bool)
    keep[np.flatnonzero(small)[alone]] = False
    return pieces[keep]


def _bands(ink: Ink, pieces: Numbers, box: PixelBox, em: float) -> tuple[list[tuple[int, int]], bool]:
    """Return the rows' tops and bottoms, and whether some of them hold more than one line."""
    if not len(pieces):
        return [], False
    high = pieces[:, 3] - pieces[:, 1]
    body = pieces[high >= em * 0.2]
    if not len(body):
        body = pieces
    bands = _covered(body)
    messy = False
    whole: list[tuple[int, int]] = []
    for start, stop in bands:
        if stop - start <= em * TALLEST:
            whole.append((start, stop))
            continue
        parts = _split(ink, body, box, start, stop, em)
        messy = messy or not parts
        whole.extend(parts or [(start, stop)])
    return _merged(whole, em), messy


def _split(ink: Ink, body: Numbers, box: PixelBox, start: int, stop: int, em: float) -> list[tuple[int, int]]:
    """Split a band in which lines touch, at the rows with least ink; empty where there is no such row."""
    import numpy as np

    inside = body[(body[:, 1] >= start) & (body[:, 3] <= stop)]
    tall = inside[:, 3] - inside[:, 1]
    if len(inside) and float(np.percentile(tall, 60)) > (stop - start) * 0.6:
        return [(start, stop)]  # large characters, no joined lines
    sums = ink.mask[start:stop, box[0] : box[2]].sum(1, dtype=np.int32)
    level = max(1.0, float(np.percentile(sums, 80)) * 0.14)
    parts = _merged(runs_of(sums > level, start), em)
    if not parts or any(bottom - top > em * TALLEST for top, bottom in parts) or len(parts) < 2:
        return []
    middles = [(a[1] + b[0]) // 2 for a, b in pairwise(parts)]
    return list(zip([start, *middles], [*middles, stop], strict=True))


def _merged(bands: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Join the parts of lines whose characters fall apart (二, 三, a dot above)."""
    out: list[tuple[int, int]] = []
    for band in bands:
        if out:
            top, bottom = out[-1]
            low = min(bottom - top, band[1] - band[0]) < em * LOWEST
            flat = max(bottom - top, band[1] - band[0]) < em * 0.3  # 二
            if low and band[0] - bottom < em * (0.75 if flat else 0.4) and band[1] - top <= em * 1.3:
                out[-1] = (top, band[1])
                continue
        out.append(band)
    return out


def _row(region: int, own: Numbers, em: float, above: int, below: int) -> Row:
    left, top = int(own[:, 0].min()), int(own[:, 1].min())
    right, bottom = int(own[:, 2].max()), int(own[:, 3].max())
    order = own[:, 0].argsort()
    runs: list[tuple[int, int]] = []
    for a, b in own[order][:, [0, 2]].tolist():
        if runs and a <= runs[-1][1] + em * 0.5:
            runs[-1] = (runs[-1][0], max(runs[-1][1], b))
        else:
            runs.append((a, b))
    return Row(
        region, (left, top, right, bottom), max(em * 0.5, min(em * 2.5, bottom - top)), above, below, runs
    )


def _stacked(rows: list[Row], em: float) -> list[Row]:
    """Join characters that stand one below the other in a narrow cell into one vertical line."""
    if len(rows) < 2:
        return rows
    first = rows[0].box
    for row in rows:
        left, top, right, bottom = row.box
        centre = (left + right) / 2
        if (
            right - left > em * 1.35
            or bottom - top > em * 1.4
            or right - left < em * 0.6
            or abs(centre - (first[0] + first[2]) / 2) > em * 0.45
        ):
            return rows
    box = (
        min(row.box[0] for row in rows),
        rows[0].box[1],
        max(row.box[2] for row in rows),
        rows[-1].box[3],
    )
    joined = Row(rows[0].region, box, em, rows[0].above, rows[-1].below, [(box[0], box[2])])
    joined.stack = tuple(row.box for row in rows)
    return [joined]


def cut_by_boxes(ink: Ink, region: int, box: PixelBox, found: Sequence[PixelBox]) -> Cut:
    """Cut a region into lines where a text detector saw them.

    Ink that the detector passed over (lone digits) becomes lines of its own.

    Args:
        ink: of the whole page.
        region: index of the region.
        box: its box.
        found: boxes of lines from the detector.
    """
    import numpy as np

    pieces = ink.pieces[ink.starts[region] : ink.starts[region + 1]]
    em = _own_height(pieces, ink.em)
    pieces = _without_dirt(pieces, box, em)
    taken = np.full(len(pieces), -1, np.int32)
    middle_x, middle_y = (pieces[:, 0] + pieces[:, 2]) // 2, (pieces[:, 1] + pieces[:, 3]) // 2
    groups = _side_by_side(found)
    for index, group in enumerate(groups):
        for left, top, right, bottom in group:
            inside = (middle_x >= left) & (middle_x < right) & (middle_y >= top) & (middle_y < bottom)
            taken[inside & (taken < 0)] = index
    rows = []
    for index, group in enumerate(groups[:MOST_LINES]):
        own = pieces[taken == index]
        if not len(own):
            continue
        row = _row(region, own, em, box[1], box[3])
        top, bottom = min(item[1] for item in group), max(item[3] for item in group)
        # Long strokes reach into other lines: the detector knows better how high the line is.
        row.box = (row.box[0], max(row.box[1], top), row.box[2], min(row.box[3], bottom))
        row.em = max(em * 0.5, min(em * 2.5, float(row.box[3] - row.box[1])))
        row.above, row.below = top - int(em * 0.15), bottom + int(em * 0.15)
        rows.append(row)
    rest = pieces[taken < 0]
    high = rest[:, 3] - rest[:, 1]
    rest = rest[(high >= em * 0.5) & (high <= em * TALLEST)]
    for top, bottom in _merged(_covered(rest), em) if len(rest) else []:
        centre = (rest[:, 1] + rest[:, 3]) // 2
        own = rest[(centre >= top) & (centre < bottom)]
        if len(own) and bottom - top <= em * TALLEST:
            rows.append(_row(region, own, em, box[1], box[3]))
    rows.sort(key=lambda row: (row.box[1] + row.box[3], row.box[0]))
    give_blanks(rows, ink.rules[region], region, box, em)
    return Cut(rows[:MOST_LINES])


def _side_by_side(found: Sequence[PixelBox]) -> list[list[PixelBox]]:
    """Gather boxes that stand on one line, top to bottom."""
    lines: list[list[PixelBox]] = []
    for box in sorted(found, key=lambda item: item[1] + item[3]):
        for line in lines[-3:]:
            last = line[-1]
            shared = min(last[3], box[3]) - max(last[1], box[1])
            apart = all(box[2] <= other[0] + 4 or box[0] >= other[2] - 4 for other in line)
            if apart and shared > 0.6 * max(last[3] - last[1], box[3] - box[1]):
                line.append(box)
                break
        else:
            lines.append([box])
    return lines


def _covered(pieces: Numbers) -> list[tuple[int, int]]:
    """Return the stretches of rows in which there is a piece."""
    import numpy as np

    top = int(pieces[:, 1].min())
    edges = np.zeros(int(pieces[:, 3].max()) - top + 2, np.int32)
    np.add.at(edges, pieces[:, 1] - top, 1)
    np.add.at(edges, pieces[:, 3] - top, -1)
    return runs_of(np.cumsum(edges) > 0, top)
