"""Tables of a page with what lies in their cells, before they become tables of the model."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.pages.model import Box
from auditor.readers._pdf_aligned import Aligned
from auditor.readers._pdf_content import Stroke
from auditor.readers._pdf_grid import Edge, Grid
from auditor.readers._pdf_marks import contains
from auditor.readers._pdf_rules import is_head_rule, table_in_frame, tables_between_rules
from auditor.readers._pdf_text import Glyph


class PlacedGrid:
    """A grid with what lies in its cells."""

    __slots__ = ("children", "glyphs", "grid", "strokes", "text_boxes")

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.glyphs: list[list[Glyph]] = [[] for _ in grid.cells]
        self.strokes: list[list[Stroke]] = [[] for _ in grid.cells]
        self.children: list[list[PlacedGrid]] = [[] for _ in grid.cells]
        self.text_boxes: list[Box] | None = None
        for index, nested in grid.nested.items():
            self.children[index] = [PlacedGrid(child) for child in nested]

    def find(self, x: float, y: float) -> tuple[PlacedGrid, int] | None:
        """Return the innermost grid and cell at a point."""
        index = self.grid.index_at(x, y)
        if index is None:
            return None
        for child in self.children[index]:
            found = child.find(x, y)
            if found is not None:
                return found
        return self, index


def _area_of(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def partly_ruled(
    rules: list[Edge], glyphs: list[Glyph], placed: list[PlacedGrid], before: Sequence[float]
) -> list[PlacedGrid]:
    """Return all tables, with those whose columns or rows are not drawn set by alignment.

    Args:
        rules: lone horizontal rules; those that belong to tables are taken from the list.
        glyphs: the page's glyphs with stand-ins for its boxes and pictures.
        placed: the ruled tables.
        before: borders of the columns of the list with which the page before ends.
    """
    result = []
    for one in placed:
        grid = one.grid
        found = None
        if (grid.rows == 1 or grid.cols == 1) and not grid.nested and _is_innermost(one, placed):
            found = table_in_frame(grid, glyphs)
        if found is None:
            result.append(one)
        else:
            result.append(_aligned(found))
    for used, ruled in tables_between_rules(rules, glyphs, before):
        if any(contains(other.grid.box, ruled[0].box) for other in placed):
            continue
        result.append(_aligned(ruled))
        rules[:] = [rule for rule in rules if rule not in used]
    rules[:] = [rule for rule in rules if not is_head_rule(rule, glyphs)]
    return result


def _is_innermost(one: PlacedGrid, placed: Sequence[PlacedGrid]) -> bool:
    return not any(other is not one and contains(one.grid.box, other.grid.box) for other in placed)


def _aligned(ruled: tuple[Grid, list[Box]]) -> PlacedGrid:
    result = PlacedGrid(ruled[0])
    result.text_boxes = ruled[1]
    return result


def nested_grids(placed: list[PlacedGrid]) -> list[PlacedGrid]:
    """Hang each grid that lies inside a cell of another into that cell."""
    placed.sort(key=lambda p: -_area_of(p.grid.box))
    top: list[PlacedGrid] = []
    for one in placed:
        x0, y0, x1, y1 = one.grid.box
        for outer in top:
            if not contains(outer.grid.box, one.grid.box):
                continue
            found = outer.find((x0 + x1) / 2, (y0 + y1) / 2)
            if found is not None and contains(found[0].grid.cells[found[1]].box, one.grid.box, 2.0):
                found[0].children[found[1]].append(one)
                break
        else:
            top.append(one)
    return top


def distribute(glyphs: list[Glyph], placed: list[PlacedGrid]) -> list[Glyph]:
    """Give each glyph to the innermost cell at its middle; return those outside all tables."""
    loose = []
    for glyph in glyphs:
        x, y = glyph.middle
        for one in placed:
            found = one.find(x, y)
            if found is not None:
                found[0].glyphs[found[1]].append(glyph)
                break
        else:
            loose.append(glyph)
    return loose


def distribute_strokes(strokes: list[Stroke], placed: list[PlacedGrid]) -> list[Stroke]:
    """Give each stroke to the innermost cell at its middle; return those outside all tables."""
    loose = []
    for stroke in strokes:
        x, y = (stroke.box[0] + stroke.box[2]) / 2, (stroke.box[1] + stroke.box[3]) / 2
        for one in placed:
            found = one.find(x, y)
            if found is not None:
                found[0].strokes[found[1]].append(stroke)
                break
        else:
            loose.append(stroke)
    return loose


def with_glyphs(table: Aligned) -> PlacedGrid:
    """Take over a table found among the lines of a page."""
    result = PlacedGrid(table.grid)
    result.glyphs = table.glyphs
    result.text_boxes = table.text_boxes
    return result
