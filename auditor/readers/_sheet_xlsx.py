"""Worksheets of xlsx workbooks, straight from their XML.

The fast generic readers drop what an audit must know: error values and formulas never calculated come back blank,
the built-in Chinese date formats (ids 27 to 36, 50 to 58) as bare numbers, and borders, hidden rows, number formats,
symbol fonts and pictures not at all. A sheet is streamed row by row, so memory stays bounded by its values.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from auditor.errors import UnreadableFile
from auditor.intake.limits import Limits, damaged, read_entry
from auditor.readers._sheet_model import (
    MAX_COLS,
    MAX_ROWS,
    PLAIN,
    RawSheet,
    clean_text,
    column_letters,
    formatted,
    is_picture_formula,
    parse_reference,
    picture,
    symbol_text,
)
from auditor.readers._sheet_parts import (
    R_ID,
    R_ID_STRICT,
    CellStyle,
    Sizes,
    WorkbookParts,
    header_footer,
    local,
    parse_part,
    read_comments,
    read_controls,
    read_drawing,
    read_strings,
    read_styles,
    refuse_doctype,
    relations,
    rich_text,
)

_PLAIN_STYLE = CellStyle()
_WANTED = ("row", "cols", "mergeCells", "drawing", "legacyDrawing", "headerFooter", "sheetFormatPr")
_UNCALCULATED = 0.0
_MAX_MERGES = 100_000


def read_xlsx(archive: zipfile.ZipFile, limits: Limits) -> Iterator[RawSheet]:
    """Yield a workbook's sheets in the order of their tabs.

    Args:
        archive: the opened package.
        limits: bounds on cells and area.

    Raises:
        UnreadableFile: the workbook as a whole is damaged; a sheet that is comes with ``unread`` set.
    """
    workbook = _workbook_part(archive)
    root = parse_part(archive, workbook)
    if root is None:
        raise damaged()
    links = relations(archive, workbook)
    parts = WorkbookParts()
    for kind, target in links.values():
        if kind == "sharedStrings":
            parts.strings = read_strings(archive, target)
        elif kind == "styles":
            styles = parse_part(archive, target)
            parts.styles = read_styles(styles) if styles is not None else []
    for properties in root.iter("{*}workbookPr"):
        if properties.get("date1904") in ("1", "true"):
            parts.base = datetime.datetime(1904, 1, 1)
    left = _Allowance(limits.cells, limits.text_bytes)
    for element in root.iter("{*}sheet"):
        kind, target = links.get(element.get(R_ID) or element.get(R_ID_STRICT) or "", ("", ""))
        sheet = RawSheet(element.get("name") or "", element.get("state", "visible") != "visible")
        if kind in ("chartsheet", "dialogsheet"):
            sheet.notes.append(f"工作表“{sheet.name}”是图表页，没有文字表格。")
        elif kind == "worksheet":
            _read_sheet(archive, target, sheet, parts, left)
        else:
            sheet.unread = "工作表的内容在文件中找不到"
        yield sheet


def _workbook_part(archive: zipfile.ZipFile) -> str:
    for kind, target in relations(archive, "").values():
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


class _TooManyCells(Exception):
    pass


@dataclass(slots=True)
class _Allowance:
    """What the remaining sheets may still hold: cells, and characters.

    One long shared string, used in every cell, makes gigabytes of text from a small file.
    """

    cells: int
    chars: int

    def use(self, texts: dict[int, str]) -> None:
        self.cells -= len(texts)
        self.chars -= sum(map(len, texts.values()))
        if self.cells < 0 or self.chars < 0:
            raise _TooManyCells


def _read_sheet(
    archive: zipfile.ZipFile, part: str, sheet: RawSheet, parts: WorkbookParts, left: _Allowance
) -> None:
    from lxml import etree

    try:
        data = read_entry(archive, part)
        refuse_doctype(data)
    except (KeyError, UnreadableFile):
        sheet.unread = "工作表的内容缺失或已损坏"
        return
    reading = _SheetReading(sheet, parts, left)
    tags = tuple(f"{{*}}{name}" for name in _WANTED)
    try:
        stream = etree.iterparse(
            io.BytesIO(data),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in stream:
            reading.take(element)
            element.clear()
            # Rows already read would otherwise stay as empty siblings: a million of them is a lot of memory.
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
    except etree.XMLSyntaxError:
        sheet.unread = "工作表的内容已损坏，只读出了一部分" if sheet.rows else "工作表的内容已损坏"
    except _TooManyCells:
        sheet.rows.clear()
        sheet.unread = "工作表的数据过多，超过审核能读取的上限"
    reading.finish(archive, part)


class _SheetReading:
    """The state while one sheet streams by."""

    def __init__(self, sheet: RawSheet, parts: WorkbookParts, left: _Allowance) -> None:
        self.sheet = sheet
        self.parts = parts
        self.left = left
        self.sizes = Sizes()
        self.next_row = 0
        self.hidden_rows: list[int] = []
        self.hidden_cols: list[tuple[int, int]] = []
        self.uncalculated: list[str] = []
        self.errors = 0
        self.drawing = False

    def take(self, element: Any) -> None:
        name = local(element)
        if name == "row":
            self._row(element)
        elif name == "cols":
            self._cols(element)
        elif name == "mergeCells":
            self._merges(element)
        elif name == "headerFooter":
            header_footer(element, self.sheet)
        elif name in ("drawing", "legacyDrawing"):
            self.drawing = True

    def _row(self, element: Any) -> None:
        number = element.get("r")
        row = int(number) - 1 if number and number.isdecimal() and len(number) < 8 else self.next_row
        if not 0 <= row < MAX_ROWS:
            return
        self.next_row = row + 1
        if element.get("hidden") in ("1", "true"):
            self.hidden_rows.append(row)
        if height := element.get("ht"):
            with contextlib.suppress(ValueError, OverflowError):
                self.sizes.rows[row] = int(float(height) * 12_700)
        styles, style_count = self.parts.styles, len(self.parts.styles)
        cells: dict[int, str] = {}
        border = 0
        col = -1
        for cell in element:
            reference = cell.get("r")
            if reference is None:
                col += 1
            else:
                position = parse_reference(reference)
                if position is None:
                    continue
                col = position[1]
            if col >= MAX_COLS:
                break
            number = cell.get("s")
            style = _PLAIN_STYLE
            if number is not None and number.isdecimal() and len(number) < 7 and int(number) < style_count:
                style = styles[int(number)]
            if style.bordered:
                border |= 1 << col
            if len(cell) == 0:
                continue
            text = self._cell_text(cell, style, row, col)
            if text:
                cells[col] = text
                if style.emphasis:
                    self.sheet.bold.add((row, col))
        if border:
            self.sheet.borders[row] = border
        if cells:
            self.left.use(cells)
            present = self.sheet.rows.get(row)
            if present is None:
                self.sheet.rows[row] = cells
            else:
                present.update(cells)

    def _cell_text(self, cell: Any, style: CellStyle, row: int, col: int) -> str:
        kind = cell.get("t")
        value = formula = inline = None
        for child in cell:
            name = local(child)
            if name == "v":
                value = child.text
            elif name == "f":
                formula = child.text or ""
            elif name == "is":
                inline = child
        if kind == "s":
            return self._shared(value, style)
        if inline is not None:
            return self._styled(clean_text(rich_text(inline)), style)
        if not value:
            if formula is None or kind == "str":
                return ""
            if is_picture_formula(formula):
                self.sheet.add_ink(row, col, picture())
                return ""
            return self._uncalculated(formula, row, col)
        if kind is None or kind == "n":
            return self._number(value, style)
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            if (
                cell.get("vm") is not None
            ):  # a picture placed in the cell: an error value with rich data behind it
                self.sheet.add_ink(row, col, picture())
                return ""
            self.errors += 1
            return clean_text(value)
        if kind == "d":
            return clean_text(value.replace("T00:00:00", "").removesuffix("Z").replace("T", " "))
        text = clean_text(value)
        if is_picture_formula(text):
            self.sheet.add_ink(row, col, picture())
            return ""
        return self._styled(text, style)

    def _shared(self, value: str | None, style: CellStyle) -> str:
        index = (value or "").strip()
        if index.isdecimal() and len(index) < 9 and int(index) < len(self.parts.strings):
            text = self.parts.strings[int(index)]
            return symbol_text(text, style.symbol) if style.symbol else text
        self.errors += 1
        return ""

    def _styled(self, text: str, style: CellStyle) -> str:
        return symbol_text(text, style.symbol) if style.symbol else text

    def _number(self, value: str, style: CellStyle) -> str:
        if style.number is PLAIN and value.isdecimal() and len(value) < 16:
            return value
        try:
            return formatted(float(value), style.number, self.parts.base)
        except (ValueError, OverflowError):
            return clean_text(value)

    def _uncalculated(self, formula: str, row: int, col: int) -> str:
        self.uncalculated.append(f"{column_letters(col)}{row + 1}")
        self.sheet.doubtful[row, col] = _UNCALCULATED
        return "=" + clean_text(formula[:200])

    def _cols(self, element: Any) -> None:
        for col in element:
            try:
                first, last = int(col.get("min") or 0) - 1, int(col.get("max") or 0) - 1
                width = int(float(col.get("width") or 9) * 7 + 5) * 9_525
            except (ValueError, OverflowError):
                continue
            if not 0 <= first <= last < MAX_COLS:
                continue
            if col.get("hidden") in ("1", "true"):
                self.hidden_cols.append((first, last))
                width = 0
            if last - first < 1_000:
                for index in range(first, last + 1):
                    self.sizes.cols[index] = width

    def _merges(self, element: Any) -> None:
        for merge in list(element)[:_MAX_MERGES]:
            start, _, end = (merge.get("ref") or "").partition(":")
            first, last = parse_reference(start), parse_reference(end)
            if first is not None and last is not None and first[0] <= last[0] and first[1] <= last[1]:
                self.sheet.merges.append((*first, *last))

    def finish(self, archive: zipfile.ZipFile, part: str) -> None:
        """Read what hangs on the sheet, and say what a reader of the printed sheet would not see."""
        sheet = self.sheet
        try:
            for kind, target in relations(archive, part).values():
                if kind == "drawing":
                    read_drawing(archive, target, sheet, self.sizes)
                elif kind == "comments":
                    read_comments(archive, target, sheet)
                elif kind == "vmlDrawing":
                    read_controls(archive, target, sheet)
        except UnreadableFile:
            sheet.notes.append(f"工作表“{sheet.name}”中的图片或批注已损坏，没有读取。")
        if filled := [row + 1 for row in self.hidden_rows if row in sheet.rows]:
            some = "、".join(map(str, filled[:5])) + ("等" if len(filled) > 5 else "")
            sheet.notes.append(
                f"工作表“{sheet.name}”有 {len(filled)} 个隐藏行（第 {some} 行），内容已一并读取。"
            )
        if self.hidden_cols:
            names = "、".join(column_letters(first) for first, _ in self.hidden_cols[:5])
            used = {col for cells in sheet.rows.values() for col in cells}
            if any(first <= col <= last for first, last in self.hidden_cols for col in used):
                sheet.notes.append(f"工作表“{sheet.name}”有隐藏列（{names} 等列），内容已一并读取。")
        if self.uncalculated:
            some = "、".join(self.uncalculated[:5]) + ("等" if len(self.uncalculated) > 5 else "")
            sheet.notes.append(
                f"工作表“{sheet.name}”有 {len(self.uncalculated)} 个公式没有保存计算结果（{some}），"
                "请用 Excel/WPS 打开并保存后再检查。"
            )
        if self.errors:
            sheet.notes.append(f"工作表“{sheet.name}”有 {self.errors} 个单元格是错误值或无法还原。")
