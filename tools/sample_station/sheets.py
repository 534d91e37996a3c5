"""Writes workbooks, byte for byte the same on every run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from tools.sample_station.word import zip_bytes

Value = str | int | float | date | None


@dataclass
class Sheet:
    """One sheet: title, lines under it, header, rows, lines below."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[float]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    groups: Sequence[tuple[str, int]] = field(default_factory=tuple)
    """A row of merged captions over the header: (caption, columns)."""
    empty_top: int = 0
    """Empty rows above the title: headers do not always start in row 1."""


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as bytes."""
    book = Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    shade = PatternFill("solid", fgColor="E7EEF7")
    for spec in sheets:
        sheet = book.create_sheet(spec.name)
        columns = len(spec.header)
        at = 1 + spec.empty_top
        sheet.cell(at, 1, spec.title).font = Font(name="黑体", size=16, bold=True)
        sheet.cell(at, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=columns)
        for line in spec.above:
            at += 1
            sheet.cell(at, 1, line)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=columns)
        if spec.groups:
            at += 1
            left = 1
            for caption, count in spec.groups:
                cell = sheet.cell(at, left, caption)
                cell.font, cell.fill, cell.border = Font(bold=True), shade, border
                cell.alignment = Alignment(horizontal="center")
                if count > 1:
                    sheet.merge_cells(
                        start_row=at, end_row=at, start_column=left, end_column=left + count - 1
                    )
                left += count
        at += 1
        for x, words in enumerate(spec.header, 1):
            cell = sheet.cell(at, x, words)
            cell.font, cell.fill, cell.border = Font(bold=True), shade, border
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[at].height = 22
        for row in spec.rows:
            at += 1
            sheet.row_dimensions[at].height = 20
            for x, item in enumerate(row, 1):
                cell = sheet.cell(at, x, item)
                cell.border = border
                short = not isinstance(item, str) or len(item) < 10
                cell.alignment = Alignment(
                    horizontal="center" if short else None, vertical="center", wrap_text=True
                )
                if isinstance(item, date):
                    cell.number_format = "yyyy-mm-dd"
        for line in spec.below:
            at += 1
            sheet.cell(at, 1, line)
        for x, w in enumerate(spec.widths, 1):
            sheet.column_dimensions[get_column_letter(x)].width = w
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    raw = io.BytesIO()
    book.save(raw)
    members = []
    with zipfile.ZipFile(raw) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "docProps/core.xml":  # the only member that tells the time
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2025-10-01T00:00:00Z", data)
            members.append((name, data))
    return zip_bytes(members)
