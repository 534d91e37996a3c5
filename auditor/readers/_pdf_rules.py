"""Tables of which only some borders are drawn: horizontal rules without vertical ones, a frame around everything.

Rules part the rows; columns are told by alignment, as in tables without any rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.pages.model import Box
from auditor.readers._pdf_aligned import begins_with_labels, is_form, is_list, mark_wide_rows
from auditor.readers._pdf_bands import Band, Segment, Strip, bands_of, strip_of
from auditor.readers._pdf_columns import grid_of, set_by_columns, set_cells
from auditor.readers._pdf_grid import Edge, Grid
from auditor.readers._pdf_text import Glyph, text_lines

MIN_RULES = 3
MIN_WIDTH = 150.0
_SAME_END = 3.0
_THREE_LINES = 4
"""Up to so many rules a table has them at its head and foot only (the three-line table of Chinese reports)."""
_HEAD_GAPS = 2
_HEAD_GAP = 1.0

_TITLE = 1.2
"""Times the usual size: the title of another form between two tables."""
_CELL_EDGE = 1.2
"""Points by which a row of one wide cell may begin off the others' left edge; paragraphs between tables do more."""
_WRITING_LINES = 2

Ruled = tuple[Grid, list[Box]]
"""A grid, and for each of its cells the box that its text may fill."""


def tables_between_rules(
    rules: Sequence[Edge], glyphs: Sequence[Glyph], before: Sequence[float] = ()
) -> Iterator[tuple[list[Edge], Ruled]]:
    """Find stacks of equally long rules with text in columns between them.

    Writing lines and underlined gaps are such stacks too, but have no columns.

    Args:
        rules: horizontal edges that belong to no ruled table.
        glyphs: the page's glyphs.
        before: borders of the columns of the list with which the page before ends.

    Yields:
        The rules used and the table.
    """
    for stack in _stacks(rules):
        start, end = stack[0].start, stack[0].end
        inside = [
            g
            for g in glyphs
            if stack[0].at < (g.top + g.bottom) / 2 < stack[-1].at and start - 2 < (g.x0 + g.x1) / 2 < end + 2
        ]
        strips = [strip_of(line) for line in text_lines(inside)]
        rest = stack
        if before and abs(before[0] - start) <= _SAME_END and abs(before[-1] - end) <= _SAME_END and strips:
            rows = _going_on(stack, strips, before)
            if rows is not None:
                yield rows
                rest = stack[len(rows[0]) - 1 :]
        for run in _columned_runs(rest, strips):
            ys = [rule.at for rule in run]
            own = [s for s in strips if ys[0] < (s.top + s.bottom) / 2 < ys[-1]]
            table = _table(own, ys, (start, ys[0], end, ys[-1]), len(run) <= _THREE_LINES)
            if table is not None:
                yield run, table


def table_in_frame(grid: Grid, glyphs: Sequence[Glyph]) -> Ruled | None:
    """Find the columns of a frame that has only its outer border, only rules across, or only rules down.

    Args:
        grid: the frame as its borders make it: one row or one column, nothing nested.
        glyphs: the page's glyphs.

    Returns:
        The table; None where the frame's text stands in no columns.
    """
    if grid.rows > 1 and grid.cols > 1:
        return None
    x0, y0, x1, y1 = grid.box
    inside = [g for g in glyphs if y0 < (g.top + g.bottom) / 2 < y1 and x0 < (g.x0 + g.x1) / 2 < x1]
    strips = [strip_of(line) for line in text_lines(inside)]
    if len(strips) < 2:
        return None
    if grid.cols > 1:
        return _rows_in_columns(strips, grid)
    return _table(strips, grid.ys, grid.box, grid.rows < _THREE_LINES)


def is_head_rule(rule: Edge, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a lone rule runs under the heads of columns rather than under a gap to write in."""
    if rule.end - rule.start < MIN_WIDTH:
        return False
    above = sorted(
        (g for g in glyphs if not g.text.isspace() and 0 <= rule.at - g.bottom + 2 < g.size),
        key=lambda g: g.x0,
    )
    if not above or above[0].x0 < rule.start - 3 or above[-1].x1 > rule.end + 3:
        return False
    return sum(b.x0 - a.x1 > _HEAD_GAP * a.size for a, b in pairwise(above)) >= _HEAD_GAPS


def _between(strips: Sequence[Strip], ys: Sequence[float]) -> list[Band]:
    """One row for each pair of neighbouring rules; rows without text are left empty."""
    bands = [Band([], a, b) for a, b in pairwise(ys)]
    for strip in strips:
        k = bisect_right(ys, (strip.top + strip.bottom) / 2) - 1
        if 0 <= k < len(bands):
            bands[k].strips.append(strip)
    return bands


def _columned_runs(stack: Sequence[Edge], strips: Sequence[Strip]) -> Iterator[list[Edge]]:
    """Cut a stack where one table ends: titles, running text and writing lines between its rules."""
    bands = _between(strips, [rule.at for rule in stack])
    filled = [band for band in bands if band.strips]
    if not filled:
        return
    size = sorted(s.size for s in strips)[len(strips) // 2]
    set_cells(filled, size, certain=True)
    lefts = sorted(_left(band) for band in filled if len(band.cells) > 1)
    if not lefts:
        return
    left = lefts[len(lefts) // 2]
    run: list[Edge] = []
    empty = 0
    for (upper, lower), band in zip(pairwise(stack), bands, strict=True):
        if band.strips:
            empty = 0
            tall = max(s.size for s in band.strips) > _TITLE * size
            inside = not tall and (len(band.cells) > 1 or abs(_left(band) - left) <= _CELL_EDGE)
        else:
            empty += 1
            inside = bool(run) and empty < _WRITING_LINES and lower.at - upper.at > 0.9 * size
        if inside:
            run = [*(run or [upper]), lower]
        else:
            if len(run) >= MIN_RULES:
                yield run
            run = []
    if len(run) >= MIN_RULES:
        yield run


def _going_on(
    stack: Sequence[Edge], strips: Sequence[Strip], xs: Sequence[float]
) -> tuple[list[Edge], Ruled] | None:
    """The rows at the top of a page that keep to the columns of the list before it."""
    ys = [rule.at for rule in stack]
    rows: list[Band] = []
    for band in _between(strips, ys):
        if not band.strips or not set_by_columns([band], xs) or len(band.cells) < 3:
            break
        rows.append(band)
    if not rows:
        return None
    box = (xs[0], ys[0], xs[-1], ys[len(rows)])
    grid, _, text_boxes = grid_of(rows, rows[0].strips[0].size, box, ys[: len(rows) + 1], xs)
    return list(stack[: len(rows) + 1]), (grid, text_boxes)


def _left(band: Band) -> float:
    return min(s.x0 for strip in band.strips for s in strip.segments)


def _table(strips: Sequence[Strip], ys: Sequence[float], box: Box, few: bool) -> Ruled | None:
    """Set text between rules in columns.

    Args:
        strips: the text.
        ys: the rules.
        box: outer box.
        few: rows may stand between two rules without one of their own.
    """
    drawn = _between(strips, ys)
    bands: list[Band] = []
    sides = list(ys)
    for band in drawn:
        rows = bands_of(band.strips) if few and band.strips else [band]
        if len(rows) > 1 and all(_left(row) - _left(band) < row.strips[0].size for row in rows):
            sides += [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
            bands += rows
        else:
            bands.append(band)
    sides.sort()
    filled = [band for band in bands if band.strips]
    if len(filled) < 2:
        return None
    size = sorted(s.size for s in strips)[len(strips) // 2]
    shared = set_cells(filled, size, certain=len(ys) > 2)
    if not (is_list(filled) or is_form(filled)):
        rows_drawn = len(ys) > _THREE_LINES or (len(ys) > 2 and begins_with_labels(filled))
        if not rows_drawn or not any(shared) or sum(len(band.cells) > 1 for band in filled) < 2:
            return None
    mark_wide_rows(filled)
    grid, _, text_boxes = grid_of(bands, size, box, sides)
    return grid, text_boxes


def _rows_in_columns(strips: Sequence[Strip], grid: Grid) -> Ruled | None:
    """Part drawn columns into rows."""
    bands = bands_of(_cut_at(strips, grid.xs))
    size = sorted(s.size for s in strips)[len(strips) // 2]
    for band in bands:
        columns: dict[int, list[Segment]] = {}
        for strip in band.strips:
            for segment in strip.segments:
                columns.setdefault(bisect_right(grid.xs, (segment.x0 + segment.x1) / 2), []).append(segment)
        band.cells = [columns[k] for k in sorted(columns)]
    if len(bands) < 2 or 2 * sum(len(band.cells) > 1 for band in bands) < len(bands):
        return None
    if not (is_list(bands) or is_form(bands)):
        return None
    made, _, text_boxes = grid_of(bands, size, grid.box, xs=grid.xs)
    return made, text_boxes


def _cut_at(strips: Sequence[Strip], xs: Sequence[float]) -> list[Strip]:
    """Cut segments where a drawn border runs through them."""
    for strip in strips:
        cut: list[Segment] = []
        for segment in strip.segments:
            column = -1
            for glyph in segment.glyphs:
                own = bisect_right(xs, (glyph.x0 + glyph.x1) / 2)
                if own == column:
                    cut[-1].glyphs.append(glyph)
                    cut[-1].x1 = max(cut[-1].x1, glyph.x1)
                else:
                    cut.append(Segment(glyph.x0, glyph.x1, [glyph]))
                column = own
        strip.segments = cut
    return list(strips)


def _stacks(rules: Sequence[Edge]) -> Iterator[list[Edge]]:
    rest = sorted(rule for rule in rules if rule.end - rule.start >= MIN_WIDTH)
    while rest:
        first = rest[0]
        same = [
            r for r in rest if abs(r.start - first.start) <= _SAME_END and abs(r.end - first.end) <= _SAME_END
        ]
        rest = [r for r in rest if r not in same]
        if len(same) >= 2:
            yield same
