"""Word files and workbooks as other stations lay them out: paragraphs, tall tables, sheets of one workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.shared import Mm
from openpyxl import Workbook

from tools.strangers.docx_writer import scribble

INK = "[ink]"
"""Stands for a signature by hand in a text."""


def put(run_of, text: str, seed: int) -> None:  # type: ignore[no-untyped-def]
    """Write ``text`` into a paragraph, pictures of pen strokes where it says so."""
    for i, piece in enumerate(text.split(INK)):
        if i:
            run_of.add_run().add_picture(io.BytesIO(scribble(seed + i)), width=Mm(18))
        if piece:
            run_of.add_run(piece)


def word(
    path: Path, title: str, lines: Sequence[str | Sequence[Sequence[str]]], *, merge: bool = True
) -> None:
    """One paper: a title, then paragraphs (strings) and tables (rows of cells; a repeated cell is merged to the left)."""
    document = Document()
    add(document, title, lines, merge=merge)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def words(path: Path, papers: Sequence[tuple[str, Sequence[str | Sequence[Sequence[str]]]]]) -> None:
    """Several papers in one file, each on a page of its own."""
    document = Document()
    for number, (title, lines) in enumerate(papers):
        if number:
            document.add_page_break()
        add(document, title, lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def add(document, title: str, lines, *, merge: bool = True) -> None:  # type: ignore[no-untyped-def]
    """Add one paper to a document."""
    head = document.add_paragraph()
    head.alignment = 1
    head.add_run(title).bold = True
    for number, line in enumerate(lines):
        if isinstance(line, str):
            put(document.add_paragraph(), line, number * 7 + len(title))
            continue
        columns = max(len(row) for row in line)
        table = document.add_table(rows=0, cols=columns)
        table.style = "Table Grid"
        for y, row in enumerate(line):
            cells = table.add_row().cells
            x = 0
            while x < len(row):
                last = x
                while merge and last + 1 < len(row) and row[last + 1] == "<":
                    last += 1
                cell = cells[x].merge(cells[last]) if last > x else cells[x]
                for k, text in enumerate(row[x].split("\n")):
                    put(cell.paragraphs[0] if not k else cell.add_paragraph(), text, number * 31 + y * 5 + x)
                x = last + 1


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> None:
    """A workbook; in a row None is an empty cell, "<" joins a cell to the one at its left."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for y, row in enumerate(rows, 1):
            start = 1
            for x, item in enumerate(row, 1):
                if item == "<":
                    sheet.merge_cells(start_row=y, end_row=y, start_column=start, end_column=x)
                else:
                    start = x
                    sheet.cell(y, x, item)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
