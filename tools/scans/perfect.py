"""The page as somebody would give it who knows the truth: what the steps after reading could reach at best."""

from __future__ import annotations

from typing import Any

from auditor.pages.model import Cell, Ink, Line, Mark, Page, Table
from tools.scans.truth import Box, TruePage

GAP = 7.0
"""Points: pieces of text farther apart than this have spaces between them."""
_MARKS = {"handwritten": (Mark.HANDWRITTEN,), "stamp": (Mark.STAMP,)}
Piece = tuple[str, Ink | None, Box]


def perfect_page(truth: TruePage) -> Page:
    """The page model of the truth; marks stand in the text where they stand on the paper."""
    pieces: dict[Any, list[Piece]] = {}

    def put(cell: Any, box: Box, text: str, ink: Ink | None = None) -> None:
        pieces.setdefault(cell, []).append((text, ink, box))

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
    for row in _rows(pieces.get(None, [])):
        boxes = [p[2] for p in row]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        blocks.append(Line(_row_text(row), inks=tuple(p[1] for p in row if p[1]), box=box))
    for t, table in enumerate(truth.tables):
        cells = []
        for c in table.cells:
            rows = _rows(pieces.get((t, c.row, c.col), []))
            inks = tuple(p[1] for row in rows for p in row if p[1])
            cells.append(Cell(c.row, c.col, _joined(rows), c.row_span, c.col_span, inks, box=c.box))
        blocks.append(Table(cells, table.rows, table.cols, box=table.box))
    blocks.sort(key=lambda b: b.box[1])
    return Page(1, blocks, truth.width, truth.height, scanned=True)


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p[1] is not None, (p[2][1] + p[2][3]) / 2)):
        middle = (piece[2][1] + piece[2][3]) / 2
        fits = [r for r in rows if min(p[2][1] for p in r) - 2 < middle < max(p[2][3] for p in r) + 2]
        if fits:
            min(fits, key=lambda r: abs((r[0][2][1] + r[0][2][3]) / 2 - middle)).append(piece)
        else:
            rows.append([piece])
    rows.sort(key=lambda r: r[0][2][1])
    return [sorted(r, key=lambda p: p[2][0]) for r in rows]


def _row_text(row: list[Piece]) -> str:
    out, end = "", None
    for text, _, box in row:
        out += ("  " if end is not None and box[0] - end > GAP else "") + text
        end = box[2]
    return out


def _joined(rows: list[list[Piece]]) -> str:
    """Lines of a cell; those that were not only wrapped begin a line of their own."""
    out = ""
    for before, row in zip([None, *rows], rows, strict=False):
        apart = before is not None and before[-1][2][2] < row[-1][2][2] - 30
        out += ("\n" if apart else "") + _row_text(row)
    return out
