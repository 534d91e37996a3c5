"""Cells of the rectification ledger: texts stay texts, dates are dates, evidence is linked, pages print on A4."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from rich.cells import cell_len
from xlsxwriter.worksheet import Worksheet

from auditor.findings.ledger import (
    BEFORE,
    CLOSED,
    DUE,
    MACHINE,
    NUMBER,
    PAPER,
    PERSON,
    SEVERITY,
    SHOWN_PERSON,
    STATUS,
    STILL_THERE,
    USER_COLUMNS,
    Value,
)
from auditor.outputs.plain_text import plain
from auditor.outputs.rectification_rows import UNVERIFIED, LedgerRow
from auditor.outputs.rectification_styles import SEVERITY_COLOURS, USER_FILL, Styles
from auditor.outputs.writers import Report

WIDTHS = {
    "序号": 4.5, "片区": 8, "社区": 9.5, "档案编号": 10, "服务对象（脱敏）": 7.5, "文书": 15, "位置": 21, "问题类别": 12,
    "问题描述": 33, "依据": 20, "严重程度": 9.5, "上期是否出现": 6.5, "整改建议": 25, "责任社工": 7.5, "审核人": 7.5, "整改时限": 10,
    "完成情况": 9.5, "佐证": 10, "复核/销号日期": 10, "备注": 10, "机器复核": 12,
}  # fmt: skip
"""Widths in characters."""
_CENTRED = {NUMBER, SEVERITY, BEFORE, DUE, STATUS, CLOSED}
FULL_NAMES_NOTE = "含完整姓名等个人信息，请勿外传"
MASKED_NOTE = "姓名、电话、证件号码、地址已遮盖"


def write_cell(
    sheet: Worksheet, styles: Styles, row: int, col: int, title: str, value: Value, entry: LedgerRow
) -> None:
    """Write one body cell with its format; texts never become formulas."""
    properties: dict[str, object] = {}
    if title in _CENTRED:
        properties["align"] = "center"
    if title in USER_COLUMNS:
        properties["bg_color"] = USER_FILL
    if title == SEVERITY and entry.severity:
        ink, ground = SEVERITY_COLOURS[entry.severity]
        properties |= {"font_color": ink, "bg_color": ground, "bold": True}
    if title == MACHINE and isinstance(value, str) and value.startswith((STILL_THERE + "，", UNVERIFIED)):
        properties |= {"font_color": SEVERITY_COLOURS["critical"][0], "bold": True}
    if isinstance(value, date):
        sheet.write_datetime(row, col, value, styles.cell(num_format="yyyy-mm-dd", **properties))
        return
    if value.startswith(("=", "+", "-", "@", "\t")):
        properties["quote_prefix"] = True
    if title == NUMBER and value.isdigit():
        sheet.write_number(row, col, int(value), styles.cell(**properties))
    elif title == PAPER and entry.link and value:
        link = styles.cell(**(properties | {"font_color": "#1155AA", "underline": 1}))
        whole = PurePosixPath(entry.link).suffix != ""
        tip = "打开证据文件" if whole else "文件名含个人信息，打开它所在的文件夹"
        sheet.write_url(row, col, link_target(entry.link), link, string=value, tip=tip)
    elif not value:
        if title in (DUE, CLOSED):
            properties["num_format"] = "yyyy-mm-dd"
        sheet.write_blank(row, col, None, styles.cell(**properties))
    else:
        sheet.write_string(row, col, value, styles.cell(**properties))


def link_target(path: str) -> str:
    """Return a relative path as xlsxwriter's external link; signs that would end the address are written as codes."""
    return "external:" + path.replace("%", "%25").replace("#", "%23")


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row that shows its texts whole.

    Programs differ in whether they fit rows to wrapped text when they open a file, so the height is written.

    Args:
        texts: each with its column's width in characters.
    """
    lines = max((sum(_lines(part, width) for part in text.split("\n")) for text, width in texts), default=1)
    return min(_MAX_HEIGHT, max(18.0, lines * _LINE + 5))


def _lines(text: str, width: float) -> int:
    # A column of w characters is 7w + 5 pixels wide (ISO/IEC 29500-1, 18.3.1.13), less the cell's margins.
    room = max(12.0, width * 7 + 5 - 10)
    return max(1, math.ceil(cell_len(text) * _PIXELS / room))


_LINE, _MAX_HEIGHT, _PIXELS = 12.8, 400.0, 6.1
"""Points of a line of 9 point type, the tallest row that spreadsheets allow, and pixels of half a Chinese character."""


def head_text(report: Report, title: str) -> str:
    """Return a column's title; where names are shown in full it does not say that they are masked."""
    return SHOWN_PERSON if title == PERSON and report.full_names else title


def privacy_note(report: Report) -> str:
    """Return what the sheets say about personal data."""
    return FULL_NAMES_NOTE if report.full_names else MASKED_NOTE


def setup_print(sheet: Worksheet, report: Report, title: str, *, repeat: int) -> None:
    """Set A4 landscape, one page wide, with the titles of the columns on every page.

    Args:
        sheet: the sheet.
        report: for the station's name.
        title: of the sheet, in the page's head.
        repeat: the row (from 0) down to which rows are repeated.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.65, bottom=0.55)
    sheet.repeat_rows(0, repeat)
    station = plain(report.result.station)[:60].replace("&", "&&")
    name = plain(title)[:60].replace("&", "&&")
    sheet.set_header(f'&L&9{station}&C&"微软雅黑,Bold"&13{name}&R&9基准日 {report.result.as_of.isoformat()}')
    sheet.set_footer(f"&L&8{privacy_note(report)}&C&8第 &P 页，共 &N 页")
