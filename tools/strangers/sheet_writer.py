"""Writes drawings as workbooks: one sheet for each `PageBreak` with a name, merged cells as on the drawing."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.docx_writer import STAMP, scribble, tick_glyph
from tools.strangers.papers import (
    Cell,
    Control,
    Drawing,
    PageBreak,
    Para,
    Picture,
    Table,
    Text,
    Tick,
    layout_grid,
)

EDGE = Side(style="thin")
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)


def plain(part: Para) -> str:
    """The paragraph's characters, boxes as glyphs."""
    out = []
    for run in part.runs:
        if isinstance(run, Tick):
            out.append(tick_glyph(run))
        elif isinstance(run, Text | Control) and not (
            isinstance(run, Text) and (run.hidden or run.change == "del")
        ):
            out.append(run.text)
    return "".join(out).replace("\t", "  ")


def _cell_text(item: Cell) -> str:
    return "\n".join(plain(p) for p in item.body if isinstance(p, Para))


def _put_table(sheet: Worksheet, table: Table, top: int) -> int:
    for at, line in enumerate(layout_grid(table)):
        for col, item, continued in line:
            if continued:
                continue
            row, left = top + at, col + 1
            target = sheet.cell(row, left)
            target.value = _cell_text(item) or None
            target.alignment = Alignment(wrap_text=True, vertical="center")
            target.border = BOX
            if item.cols > 1 or item.rows > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=left,
                    end_row=row + item.rows - 1,
                    end_column=left + item.cols - 1,
                )
            for part in item.body:
                if isinstance(part, Para):
                    for run in part.runs:
                        if isinstance(run, Picture):
                            image = Image(io.BytesIO(scribble(run.seed)))
                            image.width, image.height = 90, 34
                            sheet.add_image(image, target.coordinate)
    return top + len(table.rows)


def write_drawing_sheets(drawing: Drawing, path: Path, first: str = "Sheet1") -> None:
    """Write the drawing as a workbook; a `PageBreak` with a name begins a sheet of that name."""
    book = Workbook()
    sheet = book.active
    sheet.title = first
    top, fresh = 1, True
    for piece in drawing.pieces:
        if isinstance(piece, PageBreak):
            if piece.name and fresh:
                sheet.title = piece.name[:31]
            elif piece.name:
                sheet = book.create_sheet(piece.name[:31])
                top = 1
            else:
                top += 2
            fresh = False
        elif isinstance(piece, Table):
            top = _put_table(sheet, piece, top) + 1
            fresh = False
        else:
            text = plain(piece)
            if text.strip():
                sheet.cell(top, 1).value = text
                sheet.cell(top, 1).alignment = Alignment(
                    horizontal="center" if piece.align == "center" else "left"
                )
                if piece.align == "center":
                    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=8)
            top += 1
            fresh = False
    for page in book.worksheets:
        for column in "ABCDEFGHIJKL":
            page.column_dimensions[column].width = 15
    save_book(book, path)


def write_list(
    sheets: list[tuple[str, list[str], list[str], list[list[str | int | date | None]], list[str]]], path: Path
) -> None:
    """Write plain lists: (sheet name, lines above, header, rows, lines below) each."""
    book = Workbook()
    book.remove(book.active)
    for name, above, header, rows, below in sheets:
        sheet = book.create_sheet(name[:31])
        top = 1
        for line in above:
            sheet.cell(top, 1).value = line
            sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=len(header))
            top += 1
        for at, text in enumerate(header):
            sheet.cell(top, at + 1).value = text
            sheet.cell(top, at + 1).border = BOX
        for row in rows:
            top += 1
            for at, value in enumerate(row):
                target = sheet.cell(top, at + 1)
                target.value = value
                target.border = BOX
                if isinstance(value, date):
                    target.number_format = "yyyy/m/d"
        for line in below:
            top += 1
            sheet.cell(top, 1).value = line
    save_book(book, path)


def save_book(book: Workbook, path: Path) -> None:
    """Save with fixed time stamps, so that equal books give equal bytes."""
    raw = io.BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info.filename)
            if info.filename == "docProps/core.xml":
                continue
            if info.filename == "_rels/.rels":
                data = _without_core(data)
            target.writestr(zipfile.ZipInfo(info.filename, STAMP), data)


def _without_core(data: bytes) -> bytes:
    text = data.decode()
    begin = text.find("<Relationship ")
    parts = text[begin:].replace("</Relationships>", "").split("/>")
    kept = [p + "/>" for p in parts if p.strip() and "core-properties" not in p]
    return (text[:begin] + "".join(kept) + "</Relationships>").encode()
