"""Draws the PDFs of the tests; coordinates are reportlab's (points from the bottom left)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from auditor.pages.model import INK_ANCHOR, Cell, Document, Line, Page, Table
from auditor.readers.pdf import read

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


class Sheet:
    """A canvas that writes Chinese and is read back with `read`."""

    def __init__(self, folder: Path, name: str = "表.pdf", **options: object) -> None:
        self.path = folder / name
        self.canvas = Canvas(str(self.path), **options)  # type: ignore[arg-type]

    def text(self, x: float, y: float, text: str, size: float = 10.5) -> Sheet:
        self.canvas.setFont(SONG, size)
        self.canvas.drawString(x, y, text)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        self.canvas.grid(xs, ys)
        return self

    def read(self) -> Document:
        self.canvas.save()
        return read(self.path, self.path.name)


def check(document: Document) -> None:
    """Assert what holds for every document: ink and anchors agree, every grid position has one cell."""
    assert document.read_chars == document.raw_chars
    for page in document.pages:
        for block in page.blocks:
            check_block(block)


def check_block(block: Line | Table) -> None:
    assert block.box is not None or (isinstance(block, Line) and block.role == "comment")
    if isinstance(block, Line):
        assert block.text.count(INK_ANCHOR) == len(block.inks)
        return
    owner = set()
    assert [(c.row, c.col) for c in block.cells] == sorted((c.row, c.col) for c in block.cells)
    for cell in block.cells:
        assert cell.text.count(INK_ANCHOR) == len(cell.inks)
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                assert (row, col) not in owner
                owner.add((row, col))
        for nested in cell.tables:
            check_block(nested)
    assert owner == {(r, c) for r in range(block.rows) for c in range(block.cols)}


def only_table(page: Page) -> Table:
    (table,) = page.tables()
    return table


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines()]


def cell(table: Table, row: int, col: int) -> Cell:
    return next(c for c in table.cells if (c.row, c.col) == (row, col))


def rows(table: Table) -> list[list[str]]:
    return [[c.text for c in table.cells if c.row == r] for r in range(table.rows)]
