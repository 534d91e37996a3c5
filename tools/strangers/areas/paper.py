"""Papers as strings and rows of strings: short to write, whatever the file is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from tools.strangers.docx_writer import write_docx
from tools.strangers.papers import Cell, Drawing, PageBreak, Para, Picture, Piece, Run, Table, Text
from tools.strangers.pdf_writer import write_pdf
from tools.strangers.sheet_writer import save_book, write_drawing_sheets

INK = "\x01"
"""A pen-written name inside a string."""
Row = Sequence[str]
Block = str | Sequence[Row]
"""A paragraph, or a table: "<" joins a cell to the one at its left, "^" to the one above."""


class Pen:
    """Turns strings into runs, each pen-written name another scribble."""

    def __init__(self, seed: int, how: str = "inline") -> None:
        self.at, self.how = seed * 104_729, how

    def runs(self, text: str) -> list[Run]:
        out: list[Run] = []
        for index, piece in enumerate(text.split(INK)):
            if index:
                self.at += 1
                out.append(Picture(self.how, self.at))
            if piece:
                out.append(Text(piece))
        return out

    def cell(self, text: str, cols: int, rows: int) -> Cell:
        return Cell([Para(self.runs(line)) for line in text.split("\n")], cols, rows)

    def table(self, rows: Sequence[Row], borders: str = "full") -> Table:
        width = max(len(row) for row in rows)
        grid = [[*row, *[""] * (width - len(row))] for row in rows]
        made: list[list[Cell]] = []
        for y, row in enumerate(grid):
            line: list[Cell] = []
            for x, text in enumerate(row):
                if text in ("<", "^"):
                    continue
                cols = rows_ = 1
                while x + cols < width and row[x + cols] == "<":
                    cols += 1
                while y + rows_ < len(grid) and grid[y + rows_][x] == "^":
                    rows_ += 1
                line.append(self.cell(text, cols, rows_))
            made.append(line)
        return Table(made, borders)

    def drawing(
        self,
        papers: Sequence[tuple[str, Sequence[Block]]],
        header: str = "",
        borders: str = "full",
        size: float = 16,
    ) -> Drawing:
        """Papers after one another, each with its title and on a new page."""
        pieces: list[Piece] = []
        for index, (title, blocks) in enumerate(papers):
            if index:
                pieces.append(PageBreak())
            for line in filter(None, title.split("\n")):
                pieces.append(Para([Text(line)], "center", size))
            for block in blocks:
                if isinstance(block, str):
                    align = "right" if block.startswith("\t") else "left"
                    pieces.append(Para(self.runs(block.lstrip("\t")), align))
                else:
                    pieces.append(self.table(block, borders))
        return Drawing(pieces, header=header)

    def save(
        self, path: Path, *papers: tuple[str, Sequence[Block]], header: str = "", borders: str = "full"
    ) -> None:
        """Write papers as the file's ending asks: docx, pdf, xlsx (drawn), txt, md."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".txt", ".md"):
            path.write_text(plain(papers, path.suffix == ".md"), encoding="utf-8")
            return
        drawing = self.drawing(papers, header, borders)
        {".docx": write_docx, ".pdf": write_pdf, ".xlsx": write_drawing_sheets}[path.suffix](drawing, path)


def plain(papers: Sequence[tuple[str, Sequence[Block]]], markdown: bool) -> str:
    """The papers as text."""
    lines: list[str] = []
    for title, blocks in papers:
        lines += [("# " if markdown else "") + title, ""]
        for block in blocks:
            if isinstance(block, str):
                lines += [block.replace(INK, ""), ""]
            else:
                lines += ["| " + " | ".join(row) + " |" if markdown else "  ".join(row) for row in block]
                lines.append("")
    return "\n".join(lines)


Value = str | int | float | date | None


def book(path: Path, sheets: dict[str, Sequence[Sequence[Value]]], widths: int = 14) -> None:
    """A workbook of typed cells; "<" joins a cell to the one at its left."""
    made = Workbook()
    made.remove(made.active)
    side = Side(style="thin")
    edge = Border(left=side, right=side, top=side, bottom=side)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name[:31])
        for y, row in enumerate(rows, 1):
            start = 1
            for x, item in enumerate(row, 1):
                if item == "<":
                    sheet.merge_cells(start_row=y, end_row=y, start_column=start, end_column=x)
                    continue
                start = x
                cell = sheet.cell(y, x, item)
                cell.border = edge
                if isinstance(item, date):
                    cell.number_format = "yyyy/m/d"
        for column in "ABCDEFGHIJKLMN":
            sheet.column_dimensions[column].width = widths
    save_book(made, path)
