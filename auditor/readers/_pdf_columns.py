"""Columns of tables without rules: where a row of text parts into cells, and the grid that all rows share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import Box
from auditor.readers._pdf_bands import Band, Segment
from auditor.readers._pdf_grid import Grid, GridCell

SAME_EDGE = 0.35
"""Font sizes by which edges of one column may differ."""
_WIDE = 1.9
"""Font sizes of empty space that part two cells of a table even where no other row has an edge there."""
_WORDS = 1.5
"""Font sizes that may lie between two words of letters in justified text."""
_SHARED = 3
"""Rows that must have an edge in common."""
_FEW = 4
_INLINE = re.compile(r"^[^：:]{1,16}(?:[：]|:(?!\d))\s*[^\s：:_]")
_PART_OF_DATE = re.compile(r"^[年月日时分]")
_SPREAD = re.compile(r"^[\u4e00-\u9fff][：:]?$")
"""One character of a label spread over the width of its column."""
_BARE = re.compile(r"^[\u4e00-\u9fff]{2,8}$")
_AFTER_YEAR = re.compile(r"(?:\d|年|月|_)$")

Gap = tuple[float, float]


def is_inline(text: str) -> bool:
    """Tell whether a text is a label with its value behind a colon."""
    return _INLINE.match(text) is not None


def _merged_segments(band: Band, size: float) -> list[list[Segment]]:
    """Part a row where no line of it has text: from left to right, the segments of each part."""
    parts: list[list[Segment]] = []
    end = 0.0
    for segment in sorted((s for strip in band.strips for s in strip.segments), key=lambda s: s.x0):
        if parts and segment.x0 - end < 0.58 * size:
            parts[-1].append(segment)
            end = max(end, segment.x1)
        else:
            parts.append([segment])
            end = segment.x1
    return parts


def _extent(part: Sequence[Segment]) -> Gap:
    return min(s.x0 for s in part), max(s.x1 for s in part)


def set_cells(bands: Sequence[Band], size: float, certain: bool = False) -> list[int]:
    """Part each row into cells.

    Args:
        bands: rows of one region; their cells are set.
        size: font size in points.
        certain: the region is known to be a table; edges that two rows share are enough then.

    Returns:
        For each row how many of its inner edges other rows share.
    """
    parts = [_merged_segments(band, size) for band in bands]
    extents = [[_extent(part) for part in row] for row in parts]
    lefts = _shares([[e[0] for e in row] for row in extents], SAME_EDGE * size)
    rights = _shares([[e[1] for e in row] for row in extents], SAME_EDGE * size)
    middles = _shares([[(e[0] + e[1]) / 2 for e in row] for row in extents], SAME_EDGE * size)
    needed = 2 if certain or len(bands) <= _FEW else _SHARED
    shared = []
    for k, (band, row) in enumerate(zip(bands, parts, strict=True)):
        cells = row[:1]
        known = 0
        for i in range(1, len(row)):
            before, part = row[i - 1], row[i]
            gap = (extents[k][i][0] - extents[k][i - 1][1]) / size
            aligned = max(lefts[k][i], rights[k][i], middles[k][i]) >= needed
            if _one_text(cells[-1], part, gap, i + 1 < len(row)):
                cells[-1] = [*cells[-1], *part]
            elif aligned:
                cells.append(part)
                known += 1
            elif (
                gap >= _WIDE
                or (_lines_in(before, band) >= 2 and _lines_in(part, band) >= 2)
                or (
                    gap > 0.7
                    and len(band.strips) > 1
                    and max(_lines_in(before, band), _lines_in(part, band)) >= 2
                )
            ):
                cells.append(part)
            else:
                cells[-1] = [*cells[-1], *part]
        band.cells = _with_bare_heads(cells, size) if known > 1 else cells
        shared.append(known)
    return shared


def _with_bare_heads(cells: Sequence[list[Segment]], size: float) -> list[list[Segment]]:
    """Part the heads of columns that have no text below them."""
    result: list[list[Segment]] = []
    for cell in cells:
        parted = [cell[:1]]
        for segment in cell[1:]:
            before = parted[-1][-1]
            if segment.x0 - before.x1 > 0.7 * size and _BARE.match(before.text) and _BARE.match(segment.text):
                parted.append([segment])
            else:
                parted[-1].append(segment)
        result += parted
    return result


def _lines_in(part: Sequence[Segment], band: Band) -> int:
    ids = {id(s) for s in part}
    return sum(any(id(s) in ids for s in strip.segments) for strip in band.strips)


def _one_text(before: Sequence[Segment], part: Sequence[Segment], gap: float, more: bool) -> bool:
    """Tell whether a wide gap is part of one cell's text.

    Options to tick, an unfilled date, two labelled values, a label of two characters spread over its column.
    """
    first, last = part[0].text, before[-1].text
    if gap <= (2.3 if more else 1.6) and _SPREAD.match(first) and _SPREAD.match(last):
        return True
    if gap < 2.5 and first[:1] in BOX_GLYPHS and any(c in BOX_GLYPHS for s in before for c in s.text):
        return True
    if len(part) == 1 and _PART_OF_DATE.match(first) and len(first) <= 6 and _AFTER_YEAR.search(last):
        return True
    if (
        gap < _WORDS
        and first[0].isascii()
        and first[0].isalpha()
        and last[-1].isascii()
        and last[-1].isalpha()
    ):
        return True
    if first.startswith("_") or last.endswith("_"):
        return True
    return is_inline(before[0].text) and is_inline(first)


def _shares(rows: Sequence[Sequence[float]], tolerance: float) -> list[list[int]]:
    """For each value of each row, how many rows have a value at the same place (itself included)."""
    flat = sorted((value, k, i) for k, row in enumerate(rows) for i, value in enumerate(row))
    result = [[1] * len(row) for row in rows]
    low = high = 0
    for value, k, i in flat:
        while flat[low][0] < value - tolerance:
            low += 1
        while high < len(flat) and flat[high][0] <= value + tolerance:
            high += 1
        result[k][i] = len({row for _, row, _ in flat[low:high]})
    return result


def grid_of(
    bands: Sequence[Band], size: float, box: Box, ys: Sequence[float] = (), xs: Sequence[float] = ()
) -> tuple[Grid, list[int], list[Box]]:
    """Put the cells of all rows on one grid.

    Args:
        bands: rows with their cells.
        size: font size in points.
        box: outer box; what lies in it belongs to the table.
        ys: the rows' borders where they are drawn.
        xs: borders of columns where they are drawn.

    Returns:
        The grid; for each row's cells, row by row, the index of the grid's cell; and for each of the grid's cells
        the box that its text may fill.
    """
    gaps = []
    for band in bands:
        extents = [_extent(cell) for cell in band.cells]
        gaps += [(a[1], b[0]) for a, b in pairwise(extents)]
    inner = list(xs[1:-1]) if xs else _stabs(gaps, size)
    sides = [box[0], *(x for x in inner if box[0] < x < box[2]), box[2]]
    rows = list(ys) if ys else [box[1], *((a.bottom + b.top) / 2 for a, b in pairwise(bands)), box[3]]
    cells: list[GridCell] = []
    owner: list[list[int]] = []
    chosen: list[int] = []
    for r, band in enumerate(bands):
        line = [-1] * (len(sides) - 1)
        starts: dict[int, int] = {}
        for cell in band.cells:
            x0, x1 = _extent(cell)
            first = _column(sides, x0 + 0.1 * size)
            while line[first] >= 0 and first + 1 < len(line):
                first += 1
            last = len(line) - 1 if band.wide else max(first, _column(sides, x1 - 0.1 * size))
            starts[first] = last
            for c in range(first, last + 1):
                line[c] = first
        col = 0
        order = []
        while col < len(line):
            last = starts.get(col, col)
            index = len(cells)
            order.append((col, index))
            cells.append(
                GridCell(r, col, 1, last - col + 1, (sides[col], rows[r], sides[last + 1], rows[r + 1]))
            )
            line[col : last + 1] = [index] * (last - col + 1)
            col = last + 1
        owner.append(line)
        for cell in band.cells:
            x0, _ = _extent(cell)
            first = _column(sides, x0 + 0.1 * size)
            chosen.append(line[first])
    grid = Grid(sides, rows, cells, owner)
    return grid, chosen, _text_boxes(bands, grid, chosen)


def set_by_columns(bands: Sequence[Band], xs: Sequence[float]) -> bool:
    """Part each row at known columns; tell whether its text keeps to them."""
    for band in bands:
        columns: dict[int, list[Segment]] = {}
        for strip in band.strips:
            for segment in strip.segments:
                column = _column(xs, segment.x0 + 1.0)
                if (
                    column != _column(xs, segment.x1 - 1.0)
                    or not xs[0] - 2 < segment.x0 < segment.x1 < xs[-1] + 2
                ):
                    return False
                columns.setdefault(column, []).append(segment)
        band.cells = [columns[k] for k in sorted(columns)]
    return True


def _column(sides: Sequence[float], x: float) -> int:
    for k in range(1, len(sides) - 1):
        if x < sides[k]:
            return k - 1
    return len(sides) - 2


def _stabs(gaps: Sequence[Gap], size: float) -> list[float]:
    """The fewest vertical lines of which each gap between two cells holds one."""
    result: list[float] = []
    rest = sorted((g for g in gaps if g[1] > g[0]), key=lambda g: g[1])
    while rest:
        high = rest[0][1]
        low = max(a for a, b in rest if a < high - 0.2 * size or (a, b) == rest[0])
        x = max((low + high) / 2, high - 0.4 * size)
        result.append(x)
        rest = [g for g in rest[1:] if not g[0] < x < g[1]]
    return result


def _text_boxes(bands: Sequence[Band], grid: Grid, chosen: Sequence[int]) -> list[Box]:
    """The width that each cell's text may fill, told from its column's longest lines."""
    ends: dict[int, float] = {}
    starts: dict[int, float] = {}
    k = 0
    for band in bands:
        for cell in band.cells:
            shape = grid.cells[chosen[k]]
            k += 1
            x0, x1 = _extent(cell)
            starts[shape.col] = min(starts.get(shape.col, x0), x0)
            if _lines_in(cell, band) > 1:
                side = shape.col + shape.col_span
                ends[side] = max(ends.get(side, x1), x1)
    result = []
    for shape in grid.cells:
        x0, y0, x1, y1 = shape.box
        right = ends.get(shape.col + shape.col_span, x1)
        result.append((starts.get(shape.col, x0), y0, max(right, x0 + 1.0), y1))
    return result
