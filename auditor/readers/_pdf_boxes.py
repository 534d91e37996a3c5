"""Frames that are no tables: a box to write one value into, a row of boxes with one digit each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.readers._pdf_grid import Grid
from auditor.readers._pdf_text import Glyph

MIN_DIGIT_BOXES = 6
LARGEST_DIGIT_BOX = 30.0
HIGHEST_INPUT_BOX = 32.0
LABEL_REACH = 90.0
"""Points between a label and the box behind it."""
MAX_GLYPHS = 8_000


def is_input_box(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a grid is one low frame with text before it on the same line, outside."""
    x0, y0, _, y1 = grid.box
    if len(grid.cells) != 1 or y1 - y0 >= HIGHEST_INPUT_BOX or len(glyphs) > MAX_GLYPHS:
        return False
    middle = (y0 + y1) / 2
    return any(
        g.top < middle < g.bottom and x0 - LABEL_REACH < g.x1 <= x0 + 1 and not g.text.isspace()
        for g in glyphs
    )


def number_in_boxes(grid: Grid, glyphs: Sequence[Glyph]) -> Glyph | None:
    """Read a row of small equal boxes that hold at most one character each (identity numbers).

    Returns:
        One stand-in with all characters, ``_`` for each empty box; None where the grid is something else.
    """
    widths = [b - a for a, b in pairwise(grid.xs)]
    x0, y0, x1, y1 = grid.box
    if grid.rows != 1 or grid.cols < MIN_DIGIT_BOXES or max(y1 - y0, *widths) > LARGEST_DIGIT_BOX:
        return None
    if max(widths) > 1.5 * min(widths):
        return None
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        index = grid.index_at(*glyph.middle)
        if index is not None:
            inside[index].append(glyph)
    texts = ["".join(g.text for g in cell).strip() for cell in inside]
    if max(map(len, texts)) > 1:
        return None
    size = max((g.size for cell in inside for g in cell), default=10.5)
    middle = (y0 + y1) / 2
    return Glyph("".join(text or "_" for text in texts), x0, middle - size / 2, x1, middle + size / 2, size)
