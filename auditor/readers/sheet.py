"""Workbooks and text tables: xlsx, xlsm, xls, ods, xlsb, csv, tsv.

One page for each sheet. A table's ``ref`` is the sheet's name and each cell's ``ref`` its A1 reference; a line's ``ref``
is the whole place ("名册!A1").
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits, checked_zip, damaged
from auditor.intake.sniff import sniff
from auditor.pages.model import INK_ANCHOR, Document, Line, LineRole, Page, Table
from auditor.readers._sheet_layout import SheetTooLarge, lay_out
from auditor.readers._sheet_model import (
    RawSheet,
    clean_text,
    date_text,
    is_picture_formula,
    number_text,
    picture,
)

KINDS = ("sheet",)
VERSION = 1


def read(path: Path, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a workbook or a text table.

    Args:
        path: where the file lies.
        shown_path: its path in the archive, as outputs show it.
        limits: bounds on size, cells and area.

    Returns:
        One page for each sheet, hidden ones too (marked and noted).

    Raises:
        UnreadableFile: damaged, encrypted or too large.
    """
    sniffed = sniff(path, limits)
    document = Document(shown_path, "sheet", [])
    if sniffed.format == "xlsx":
        from auditor.readers._sheet_xlsx import read_xlsx

        with checked_zip(path, limits) as archive:
            _add_sheets(document, read_xlsx(archive, limits), limits)
    elif sniffed.format == "csv":
        from auditor.readers._sheet_csv import read_csv

        _add_sheets(document, [read_csv(path, sniffed.encoding, limits)], limits)
    else:
        _add_sheets(document, _read_calamine(path, sniffed.format, limits), limits)
        if _holds_pictures(path):
            document.notes.append(
                f"这种表格（.{sniffed.format}）里的图片没有读取，图片签名会显示为空；请另存为 .xlsx 后再检查。"
            )
    if sniffed.mismatch:
        document.notes.append(sniffed.mismatch)
    return document


def raw_sheets(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[RawSheet]:
    """Return a workbook's sheets as the file holds them, for a reader that knows their columns.

    Raises:
        UnreadableFile: damaged, encrypted, too large, or no workbook.
    """
    sniffed = sniff(path, limits)
    if sniffed.format == "xlsx":
        from auditor.readers._sheet_xlsx import read_xlsx

        with checked_zip(path, limits) as archive:
            return list(read_xlsx(archive, limits))
    if sniffed.format in ("xls", "xlsb", "ods"):
        return list(_read_calamine(path, sniffed.format, limits))
    raise UnreadableFile("不是 Excel 表格。", "请选择 .xlsx 文件。")


def _add_sheets(document: Document, sheets: Iterable[RawSheet], limits: Limits) -> None:
    left = limits.area
    for sheet in sheets:
        page = Page(None, name=sheet.name, hidden=sheet.hidden, unread=sheet.unread)
        document.raw_chars += sum(
            _printable(text) for cells in sheet.rows.values() for text in cells.values()
        )
        document.raw_chars += sum(_printable(line.text) for line in sheet.extra)
        try:
            blocks = lay_out(sheet, left)
        except SheetTooLarge:
            blocks = []
            page.unread = "工作表中内容相距太远（表格过大），没有读取；请删除多余的行列后再保存"
        head = [line for line in sheet.extra if line.role is LineRole.HEADER]
        tail = [line for line in sheet.extra if line.role not in (LineRole.HEADER, LineRole.FOOTER)]
        foot = [line for line in sheet.extra if line.role is LineRole.FOOTER]
        page.blocks = [*head, *blocks, *tail, *foot]
        for block in page.blocks:
            if isinstance(block, Line):
                document.read_chars += _printable(block.text)
            elif isinstance(block, Table):
                left -= block.rows * block.cols
                document.read_chars += sum(_printable(cell.text) for cell in block.cells if cell.text)
        if sheet.hidden and (page.blocks or page.unread):
            document.notes.append(f"工作表“{sheet.name}”是隐藏的，内容已一并读取。")
        if page.unread:
            document.notes.append(f"工作表“{sheet.name}”没有读全：{page.unread}。")
        document.notes.extend(sheet.notes)
        document.pages.append(page)


def _printable(text: str) -> int:
    return len("".join(text.split())) - text.count(INK_ANCHOR)


def _read_calamine(path: Path, form: str, limits: Limits) -> Iterable[RawSheet]:
    """Read xls, xlsb and ods, whose binary or odd structure a native reader knows best.

    It gives no borders, number formats or pictures; `auditor.intake.limits` bounds the zip containers, and the worker's
    memory limit the rest.
    """
    import python_calamine

    if form in ("xlsb", "ods"):
        checked_zip(path, limits).close()
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        listed = [(meta.name, meta.visible, meta.typ) for meta in book.sheets_metadata]
    except python_calamine.PasswordError as error:
        raise UnreadableFile("文件有密码，无法读取。", "请取消密码后另存，再重新检查。") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise damaged() from error
    except BaseException as error:
        raise _panic(error) from error
    visible, plain = python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet
    left = limits.cells
    sheets: list[RawSheet] = []
    for index, (name, visibility, kind) in enumerate(listed):
        sheet = RawSheet(name, hidden=visibility != visible)
        sheets.append(sheet)
        if kind != plain:
            continue
        try:
            data = book.get_sheet_by_index(index)
            start = data.start
            if start is None:
                continue
            if data.height * data.width > limits.area:
                sheet.unread = "工作表过大，没有读取"
                continue
            rows = data.to_python()
            sheet.merges = [(a[0], a[1], b[0], b[1]) for a, b in data.merged_cell_ranges or []]
        except (python_calamine.CalamineError, OSError, ValueError):
            sheet.unread = "工作表已损坏"
            continue
        except BaseException as error:
            sheet.unread = _panic(error).reason.rstrip("。")
            continue
        left -= _fill(sheet, rows, start, left)
        if left < 0:
            sheet.rows.clear()
            sheet.unread = "工作表的数据过多，超过审核能读取的上限"
            left = 0
    return sheets


def _holds_pictures(path: Path) -> bool:
    """Tell whether a picture lies in an xls, xlsb or ods, none of whose pictures are read."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return b"media/" in data or b"Pictures/" in data
    return b"\x89PNG\r\n\x1a\n" in data or b"\xff\xd8\xff\xe0" in data or b"\xff\xd8\xff\xe1" in data


def _fill(sheet: RawSheet, rows: Sequence[Sequence[object]], start: tuple[int, int], left: int) -> int:
    count = 0
    for row, values in enumerate(rows, start[0]):
        cells: dict[int, str] = {}
        for col, value in enumerate(values, start[1]):
            if value == "" and isinstance(value, str):
                continue
            text = value_text(value)
            if is_picture_formula(text):
                sheet.rows[row] = cells
                sheet.add_ink(row, col, picture())
            elif text:
                cells[col] = text
        if cells:
            sheet.rows[row] = cells
            count += len(cells)
            if count > left:
                return count
    return count


def value_text(value: object) -> str:
    """Return a cell's value as text: dates ISO, whole numbers without ".0", TRUE and FALSE as spreadsheets show them."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return date_text(value)
    return clean_text(str(value))


def _panic(error: BaseException) -> UnreadableFile:
    """Turn a panic of the native reader (no `Exception`) into an unreadable file; let everything else go on.

    Raises:
        BaseException: the error itself, where it is no panic.
    """
    if type(error).__name__ == "PanicException":
        return damaged()
    raise error
