"""Real Word and Excel files from lists, read back as the program reads them; for tests of layouts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import docx
import openpyxl

from auditor.pages.model import Document
from auditor.readers.base import reader_for

Rows = list[list[object]]


def word(*blocks: str | Rows) -> Document:
    """Write paragraphs and tables with python-docx; a cell is a text or (text, columns) or (text, columns, rows)."""
    file = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            file.add_paragraph(block)
            continue
        cols = max(sum(entry[1] if isinstance(entry, tuple) else 1 for entry in row) for row in block)
        table = file.add_table(len(block), cols)
        table.style = "Table Grid"
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(block):
            c = 0
            for entry in row:
                text, wide, high = (*entry, 1)[:3] if isinstance(entry, tuple) else (str(entry), 1, 1)
                while (r, c) in taken:
                    c += 1
                cell = table.cell(r, c)
                if wide > 1 or high > 1:
                    cell = cell.merge(table.cell(r + high - 1, c + wide - 1))
                cell.text = text
                taken |= {(y, x) for y in range(r, r + high) for x in range(c, c + wide)}
                c += wide
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        file.save(str(path))
        return reader_for("docx").read(path, "a.docx")


def workbook(sheets: dict[str, Rows], path: str = "a.xlsx") -> Document:
    """Write sheets with openpyxl; cells as for `word`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(rows, 1):
            c = 1
            for entry in row:
                text, wide, high = (*entry, 1)[:3] if isinstance(entry, tuple) else (entry, 1, 1)
                while (r, c) in taken:
                    c += 1
                if text not in ("", None):
                    sheet.cell(r, c, text)
                if wide > 1 or high > 1:
                    sheet.merge_cells(
                        start_row=r, start_column=c, end_row=r + high - 1, end_column=c + wide - 1
                    )
                taken |= {(y, x) for y in range(r, r + high) for x in range(c, c + wide)}
                c += wide
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, "a.xlsx")
        book.save(str(where))
        return reader_for("sheet").read(where, path)
