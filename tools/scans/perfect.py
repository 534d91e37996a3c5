"""The page as somebody would give it who knows the truth: what the steps after reading could reach at best."""

from __future__ import annotations

from typing import Any

from auditor.pages.model import Cell, Ink, Line, Mark, Page, Table
from tools.scans.truth import Box, TruePage

ROW = 8.0
"""Points: pieces of text nearer than this in height stand on one line."""
_MARKS = {"handwritten": (Mark.HANDWRITTEN,), "stamp": (Mark.STAMP,)}


def perfect_page(truth: TruePage) -> Page:
    """The page model of the truth; marks stand in the text where they stand on the paper."""
    pieces: dict[Any, list[tuple[int, float, str, Ink | None, Box]]] = {}

    def put(cell: Any, box: Box, text: str, ink: Ink | None = None) -> None:
        pieces.setdefault(cell, []).append((round((box[1] + box[3]) / 2 / ROW), box[0], text, ink, box))

    for t, table in enumerate(truth.tables):
        for c in table.cells:
            for line in c.lines:
                put((t, c.row, c.col), line.box, line.text)
    for line in truth.lines:
        put(None, line.box, line.text)
    for tick in truth.ticks:
        if tick.shape != "word":
            put(tick.cell, tick.box, "☑" if tick.ticked else "☐")
        elif tick.ticked:
            put(tick.cell, (tick.box[0] - 0.1, *tick.box[1:]), "√")
    for value in truth.values:
        if value.kind == "ticks":
            continue
        marks = _MARKS.get(value.mark, ())
        if value.over == "handwritten":
            marks = (*marks, Mark.HANDWRITTEN)
        for mark in marks:
            put(value.cell, value.box, "\ufffc", Ink(mark, value.box))
    blocks: list[Any] = []
    outside = pieces.get(None, [])
    for row in sorted({p[0] for p in outside}):
        parts = sorted((p for p in outside if p[0] == row), key=lambda p: p[1])
        boxes = [p[4] for p in parts]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        blocks.append(Line("".join(p[2] for p in parts), inks=tuple(p[3] for p in parts if p[3]), box=box))
    for t, table in enumerate(truth.tables):
        cells = []
        for c in table.cells:
            parts = sorted(pieces.get((t, c.row, c.col), []), key=lambda p: (p[0], p[1]))
            inks = tuple(p[3] for p in parts if p[3])
            cells.append(Cell(c.row, c.col, _joined(parts), c.row_span, c.col_span, inks, box=c.box))
        blocks.append(Table(cells, table.rows, table.cols, box=table.box))
    blocks.sort(key=lambda b: b.box[1])
    return Page(1, blocks, truth.width, truth.height, scanned=True)


def _joined(parts: list[tuple[int, float, str, Ink | None, Box]]) -> str:
    """Pieces of a cell; pieces that are not wrapped text begin a line of their own."""
    out = ""
    for before, part in zip([None, *parts], parts, strict=False):
        apart = before is not None and before[0] != part[0] and before[4][2] < part[4][2] - 30
        out += ("\n" if apart else "") + part[2]
    return out
