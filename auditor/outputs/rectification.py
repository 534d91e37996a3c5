"""``rectification.xlsx``: the rectification ledger (整改台账) that a station hands out, fills in and brings back.

Texts of documents are written as strings, never as formulas, links or numbers; those that begin like a formula are also
marked as text, so that editing the cell does not turn them into one. The formulas of the summary and of the workers'
sheets are this module's own and refer to the ledger sheet only, where alone people write.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from auditor.errors import ConfigurationError
from auditor.findings.ledger import (
    CLOSED,
    COLUMNS,
    DUE,
    HIDDEN_COLUMNS,
    LEDGER_SHEET,
    NUMBER,
    PAPER,
    REVIEWER,
    STATUS,
    STATUSES,
    USER_COLUMNS,
    WORKER,
    LedgerEntry,
)
from auditor.findings.ledger_file import read_ledger
from auditor.outputs.rectification_cells import WIDTHS, head_text, row_height, setup_print, write_cell
from auditor.outputs.rectification_rows import LedgerRow, RowMaker
from auditor.outputs.rectification_sheets import write_resolved, write_summary, write_waived, write_workers
from auditor.outputs.rectification_styles import SEVERITY_COLOURS, STATUS_COLOURS, Styles
from auditor.outputs.writers import Report

WRITES = "rectification.xlsx"

_LAST_EDITABLE = 500
"""Rows below the last finding that already have drop-downs, for rows that people add."""


def write(report: Report, path: Path) -> None:
    """Write the ledger.

    Raises:
        OSError: the file cannot be written.
    """
    maker = RowMaker(report, path.parent)
    rows = maker.rows()
    extra = report.ledger.extra_columns if report.ledger is not None else []
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            # No author, no company: the properties must not tell who ran the audit or whom it is about.
            book.set_properties({"title": LEDGER_SHEET, "comments": ""})
            styles = Styles(book)
            write_ledger(book, styles, report, rows, extra)
            write_summary(book, styles, report, rows)
            write_workers(book, styles, report, rows)
            write_resolved(book, styles, report, maker)
            write_waived(book, styles, report, maker)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(None, str(error)) from error


def put_aside(path: Path) -> Path | None:
    """Rename a ledger that people have written into, so that a new one does not take its place; None where none has.

    Raises:
        OSError: it cannot be renamed.
    """
    if not path.exists():
        return None
    try:
        entries = read_ledger(path).entries
    except ConfigurationError:
        filled = True  # not ours, or not readable: nothing that somebody may miss is overwritten
    else:
        filled = any(_is_filled(entry) for entry in entries)
    if not filled:
        return None
    number = 1
    while (aside := path.with_name(f"{path.stem}-old-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside


def _is_filled(entry: LedgerEntry) -> bool:
    """Whether somebody wrote into the row; owner and reviewer are filled in by the program."""
    others = {column for column in entry.user if column not in (WORKER, REVIEWER, STATUS)}
    return bool(others or entry.extra or entry.by_hand) or entry.user.get(STATUS, STATUSES[0]) != STATUSES[0]


def write_ledger(
    book: Workbook, styles: Styles, report: Report, rows: list[LedgerRow], extra: list[str]
) -> Worksheet:
    """Write the sheet that people fill in: one row a finding, titles in the first row."""
    sheet = book.add_worksheet(LEDGER_SHEET)
    columns = [*COLUMNS[: -len(HIDDEN_COLUMNS)], *extra, *HIDDEN_COLUMNS]
    for col, title in enumerate(columns):
        user = title in USER_COLUMNS or title in extra
        hidden = title in HIDDEN_COLUMNS
        sheet.set_column(col, col, WIDTHS.get(title, 12), None, {"hidden": True} if hidden else {})
        sheet.write_string(0, col, head_text(report, title), styles.head(user=user))
    sheet.set_row(0, 30)
    for number, row in enumerate(rows, start=1):
        row.values[NUMBER] = str(number)
        visible = columns[: -len(HIDDEN_COLUMNS)]
        shown = row.values | row.extra
        sheet.set_row(number, row_height((str(shown.get(t, "")), WIDTHS.get(t, 12)) for t in visible))
        for col, title in enumerate(columns):
            value = row.extra.get(title, "") if title in extra else row.values.get(title, "")
            write_cell(sheet, styles, number, col, title, value, row)
    last = max(len(rows), 1)
    sheet.freeze_panes(1, columns.index(PAPER))
    sheet.autofilter(0, 0, last, len(columns) - len(HIDDEN_COLUMNS) - 1)
    _validate(sheet, styles, columns, len(rows) + _LAST_EDITABLE)
    setup_print(sheet, report, LEDGER_SHEET, repeat=0)
    return sheet


def _validate(sheet: Worksheet, styles: Styles, columns: list[str], last: int) -> None:
    status, due, closed = (columns.index(title) for title in (STATUS, DUE, CLOSED))
    sheet.data_validation(
        1,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "完成情况",
            "error_message": "请从下拉列表中选择",
        },
    )
    for col, title in ((due, DUE), (closed, CLOSED)):
        sheet.data_validation(
            1,
            col,
            last,
            col,
            {
                "validate": "date",
                "criteria": ">=",
                "value": date(2000, 1, 1),
                "error_type": "warning",
                "error_title": title,
                "error_message": "请写日期，如 2025-04-30",
            },
        )
    for word, (ink, ground) in STATUS_COLOURS.items():
        sheet.conditional_format(
            1,
            status,
            last,
            status,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": styles.get(font_color=ink, bg_color=ground),
            },
        )
    day, state = xl_col_to_name(due), xl_col_to_name(status)
    late = f'=AND(ISNUMBER(${day}2),${day}2<TODAY(),${state}2<>"已整改",${state}2<>"不适用",${state}2<>"已复核销号")'
    ink, ground = SEVERITY_COLOURS["critical"]
    sheet.conditional_format(
        1,
        due,
        last,
        due,
        {
            "type": "formula",
            "criteria": late,
            "format": styles.get(font_color=ink, bg_color=ground, bold=True),
        },
    )
