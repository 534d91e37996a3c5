"""The further sheets of the rectification ledger: summary, one for each responsible worker, resolved, accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from auditor.findings.collect import chinese_order
from auditor.findings.ledger import (
    ADVICE,
    BEFORE,
    CLOSED,
    COLUMNS,
    COMMUNITY,
    DISTRICT,
    DUE,
    FINISHED,
    HIDDEN_COLUMNS,
    ID,
    LEDGER_SHEET,
    MACHINE,
    MESSAGE,
    NUMBER,
    PAPER,
    PERSON,
    PLACE,
    PROOF,
    REMARK,
    RESOLVED_SHEET,
    SEVERITY,
    STATUS,
    STATUSES,
    SUBJECT,
    TITLE,
    WAIVED_COLUMNS,
    WAIVED_SHEET,
    WORKER,
)
from auditor.findings.result import SEVERITIES, SEVERITY_WORDS
from auditor.outputs.plain_text import plain
from auditor.outputs.rectification_cells import (
    WIDTHS,
    head_text,
    privacy_note,
    row_height,
    setup_print,
    write_cell,
)
from auditor.outputs.rectification_rows import NOT_GIVEN, LedgerRow, RowMaker, by_worker, clean
from auditor.outputs.rectification_styles import SEVERITY_COLOURS, STATUS_COLOURS, Styles
from auditor.outputs.writers import Report

SUMMARY_SHEET = "汇总"
MAX_WORKERS = 60
"""Workers with a sheet of their own; the rest share the last one."""
_WORKER_COLUMNS = (
    NUMBER, COMMUNITY, SUBJECT, PERSON, PAPER, PLACE, TITLE, MESSAGE, SEVERITY, BEFORE, ADVICE,
)  # fmt: skip
_FOLLOWED = (DUE, STATUS, PROOF, CLOSED, REMARK)
"""Columns that a worker's sheet takes from the ledger sheet by formula."""
SUMMARY_NAMES = 30
"""Width of the summary's first column in characters: the longest titles of rules take two lines."""
_BAD_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "·"))


def _range(title: str) -> str:
    """Return the whole column of the ledger sheet as a formula names it."""
    # Columns that people added stand before the hidden ones and after all others, so that these places are fixed.
    col = xl_col_to_name(COLUMNS.index(title))
    return f"'{LEDGER_SHEET}'!${col}:${col}"


def write_summary(book: Workbook, styles: Styles, report: Report, rows: Sequence[LedgerRow]) -> Worksheet:
    """Write the counts; they follow what people write into the ledger sheet."""
    sheet = book.add_worksheet(SUMMARY_SHEET)
    sheet.hide_gridlines(2)
    result = report.result
    sheet.set_column(0, 0, SUMMARY_NAMES)
    sheet.set_column(1, 8, 11)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, plain(f"{result.station} {LEDGER_SHEET}")[:200], styles.title())
    start, end = result.period
    note = f"审核基准日 {result.as_of}　服务周期 {start} 至 {end}　{privacy_note(report)}"
    sheet.write_string(1, 0, note, styles.note())
    row = 3
    districts = sorted(
        dict.fromkeys(str(item.values.get(DISTRICT, "")) for item in rows),
        key=lambda name: (not name, chinese_order(name)),
    )
    words = list(SEVERITIES.values())
    row = _cross(
        sheet, styles, row, "按片区和严重程度", DISTRICT, districts, SEVERITY, words, rows, "未分片区"
    )
    row = _cross(
        sheet, styles, row, "按片区和完成情况", DISTRICT, districts, STATUS, STATUSES, rows, "未分片区"
    )
    workers = list(by_worker(list(rows)))
    row = _cross(
        sheet, styles, row, "按责任社工和完成情况", WORKER, workers, STATUS, STATUSES, rows, NOT_GIVEN
    )
    titles = sorted({str(item.values.get(TITLE, "")) for item in rows})
    counts = {title: sum(item.values.get(TITLE, "") == title for item in rows) for title in titles}
    titles.sort(key=lambda title: (-counts[title], title))
    row = _cross(sheet, styles, row, "按问题类别和完成情况", TITLE, titles, STATUS, STATUSES, rows, "其他")
    setup_print(sheet, report, f"{LEDGER_SHEET}汇总", repeat=1)
    return sheet


def _cross(
    sheet: Worksheet,
    styles: Styles,
    top: int,
    heading: str,
    down: str,
    names: Sequence[str],
    across: str,
    words: Sequence[str],
    rows: Sequence[LedgerRow],
    unnamed: str,
) -> int:
    """Write one table of counts, by status with what is late and the share that is done, and return the row below it."""
    by_status = across == STATUS
    sheet.write_string(top, 0, heading, styles.get(bold=True, font_size=11, font_color="#1F4E79"))
    sheet.write_string(top + 1, 0, down, styles.head())
    colours = STATUS_COLOURS | {SEVERITY_WORDS[key]: pair for key, pair in SEVERITY_COLOURS.items()}
    titles = [*words, "合计", *(("逾期未完成", "完成率") if by_status else ())]
    for col, word in enumerate(titles, start=1):
        ink, ground = colours.get(word, ("#FFFFFF", "#1F4E79"))
        look = {"font_color": ink, "bg_color": ground, "bold": True, "align": "center", "valign": "vcenter"}
        sheet.write_string(top + 1, col, word, styles.cell(**look))
    first = row = top + 2
    counts = Counter((str(item.values.get(down, "")), _word(item, across)) for item in rows)
    late = Counter(str(item.values.get(down, "")) for item in rows if _is_late(item))
    lines = [(name, {word: counts[name, word] for word in words}, late[name]) for name in names]
    if len(names) > 1:
        whole = {word: sum(own[word] for _, own, _ in lines) for word in words}
        lines.append(("合计", whole, sum(late.values())))
    for number, (name, own, overdue) in enumerate(lines):
        is_sum = number == len(names)
        bold = {"bold": True} if is_sum else {}
        cell = styles.cell(align="center", valign="vcenter", num_format='0;-0;"–"', **bold)
        total = styles.cell(align="center", valign="vcenter", bold=True)
        sheet.write_string(row, 0, name or unnamed, styles.cell(valign="vcenter", **bold))
        sheet.set_row(row, row_height([(name or unnamed, SUMMARY_NAMES)]))
        where = f'{_range(down)},"{_criterion(name)}"'
        for col, word in enumerate(words, start=1):
            what = f'"{word}*"' if across == SEVERITY else f'"{word}"'
            formula = f"=COUNTIFS({where},{_range(across)},{what})"
            sheet.write_formula(row, col, _sum(col, first, row) if is_sum else formula, cell, own[word])
        end = len(words) + 1
        last = xl_col_to_name(end - 1)
        sheet.write_formula(row, end, f"=SUM(B{row + 1}:{last}{row + 1})", total, sum(own.values()))
        if by_status:
            day = f'{_range(DUE)},"<"&TODAY()'
            unfinished = [word for word in words if word not in FINISHED]
            formula = "=" + "+".join(
                f'COUNTIFS({where},{day},{_range(STATUS)},"{word}")' for word in unfinished
            )
            sheet.write_formula(row, end + 1, _sum(end + 1, first, row) if is_sum else formula, cell, overdue)
            done = "+".join(f"{xl_col_to_name(1 + words.index(word))}{row + 1}" for word in FINISHED)
            whole_cell = f"{xl_col_to_name(end)}{row + 1}"
            share = sum(own[word] for word in FINISHED) / max(1, sum(own.values()))
            percent = styles.cell(align="center", valign="vcenter", num_format="0%", **bold)
            sheet.write_formula(row, end + 2, f'=IF({whole_cell}=0,"",({done})/{whole_cell})', percent, share)
        row += 1
    return row + 1


def _sum(col: int, first: int, row: int) -> str:
    letter = xl_col_to_name(col)
    return f"=SUM({letter}{first + 1}:{letter}{row})"


def _word(row: LedgerRow, across: str) -> str:
    """Return a row's status, or its severity without the note that it is doubtful."""
    text = str(row.values.get(across, ""))
    return text.partition("（")[0] if across == SEVERITY else text


def _is_late(row: LedgerRow) -> bool:
    due, status = row.values.get(DUE), row.values.get(STATUS, "")
    return isinstance(due, date) and due < date.today() and status in STATUSES and status not in FINISHED


def _criterion(text: str) -> str:
    """Return a text as a COUNTIFS criterion inside quotes: wildcards and quotes are literal, an operator is no operator."""
    escaped = text.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f"={escaped}" if escaped[:1] in "<>=" else escaped


def write_workers(book: Workbook, styles: Styles, report: Report, rows: Sequence[LedgerRow]) -> None:
    """Write a sheet to hand out for each responsible worker."""
    groups = list(by_worker(list(rows)).items())
    named = [(name, own) for name, own in groups if name][:MAX_WORKERS]
    rest = [row for name, own in groups if not name or (name, own) not in named for row in own]
    taken = {LEDGER_SHEET, SUMMARY_SHEET, RESOLVED_SHEET, WAIVED_SHEET, "History"}
    for name, own in named:
        _worker_sheet(book, styles, report, sheet_name(name, taken), f"{name}的整改清单", own)
    if rest and named:
        _worker_sheet(
            book,
            styles,
            report,
            sheet_name(f"{NOT_GIVEN}社工", taken),
            f"{NOT_GIVEN}责任社工的整改清单",
            rest,
        )


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a spreadsheet allows and that is not taken, and take it."""
    base = name.translate(_BAD_IN_NAME).strip("' ")[:25] or NOT_GIVEN
    found, number = base, 1
    while found.casefold() in {item.casefold() for item in taken}:
        number += 1
        found = f"{base}（{number}）"
    taken.add(found)
    return found


def _worker_sheet(
    book: Workbook, styles: Styles, report: Report, name: str, title: str, rows: Sequence[LedgerRow]
) -> None:
    sheet = book.add_worksheet(name)
    columns = [*_WORKER_COLUMNS, *_FOLLOWED]
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, styles.title())
    note = f"共 {len(rows)} 项。完成情况等请填在“{LEDGER_SHEET}”表，本表随之更新。　{privacy_note(report)}"
    sheet.write_string(1, 0, note, styles.note())
    sheet.set_row(2, 30)
    for col, column in enumerate(columns):
        sheet.set_column(col, col, WIDTHS.get(column, 12))
        sheet.write_string(2, col, head_text(report, column), styles.head(user=column in _FOLLOWED))
    helper = len(columns)
    sheet.set_column(helper, helper, 6, None, {"hidden": True})
    for number, row in enumerate(rows, start=3):
        sheet.set_row(number, _height(row, columns))
        for col, column in enumerate(_WORKER_COLUMNS):
            write_cell(sheet, styles, number, col, column, row.values.get(column, ""), row)
        if row.finding:
            place = int(str(row.values[NUMBER])) + 1
            sheet.write_formula(number, helper, f'=MATCH("{row.finding}",{_id_range(report)},0)', None, place)
            for col, column in enumerate(_FOLLOWED, start=len(_WORKER_COLUMNS)):
                _followed(sheet, styles, number, col, helper, column, row)
        else:
            for col, column in enumerate(_FOLLOWED, start=len(_WORKER_COLUMNS)):
                write_cell(sheet, styles, number, col, column, row.values.get(column, ""), row)
    status = columns.index(STATUS)
    for word, (ink, ground) in STATUS_COLOURS.items():
        look = styles.get(font_color=ink, bg_color=ground)
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.conditional_format(3, status, 2 + len(rows), status, rule)
    # What is written here would be lost: people write into the ledger sheet. No password, so that it can be lifted.
    allowed = ("autofilter", "sort", "format_cells", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.freeze_panes(3, columns.index(PAPER))
    sheet.autofilter(2, 0, 2 + len(rows), len(columns) - 1)
    setup_print(sheet, report, title, repeat=2)


def _height(row: LedgerRow, columns: Sequence[str]) -> float:
    shown = row.values | row.extra
    return row_height((str(shown.get(c, "")), WIDTHS.get(c, 12)) for c in columns if c not in HIDDEN_COLUMNS)


def _id_range(report: Report) -> str:
    extra = len(report.ledger.extra_columns) if report.ledger is not None else 0
    col = xl_col_to_name(COLUMNS.index(ID) + extra)
    return f"'{LEDGER_SHEET}'!${col}:${col}"


def _followed(
    sheet: Worksheet, styles: Styles, row: int, col: int, helper: int, column: str, entry: LedgerRow
) -> None:
    value = entry.values.get(column, "")
    look: dict[str, object] = {"align": "center"} if column in (DUE, STATUS, CLOSED) else {}
    if column in (DUE, CLOSED):
        look["num_format"] = "yyyy-mm-dd"
    found = f"INDEX({_range(column)},${xl_col_to_name(helper)}{row + 1})"
    shown: str | int = value if isinstance(value, str) else value.toordinal() - _DAY_ZERO
    sheet.write_formula(row, col, f'=IFERROR(IF({found}="","",{found}),"")', styles.cell(**look), shown)


_DAY_ZERO = 693594
"""Ordinal of 1899-12-30, day 0 of spreadsheets."""


def write_resolved(book: Workbook, styles: Styles, report: Report, maker: RowMaker) -> None:
    """Write the rows whose finding is gone, with the day on which the program looked."""
    if report.ledger is None or not report.ledger.resolved:
        return
    rows = [maker.kept(entry) for entry in report.ledger.resolved]
    _list_sheet(book, styles, report, RESOLVED_SHEET, "已整改的问题", rows, {MACHINE: 16})


def write_waived(book: Workbook, styles: Styles, report: Report, maker: RowMaker) -> None:
    """Write the accepted findings with the reason, who accepted them and until when."""
    waived = {entry.finding: entry for entry in report.result.waived}
    if not waived:
        return
    rows = []
    pairs = zip(report.result.findings, report.original.findings, strict=True)
    for index, (shown, original) in enumerate(pairs):
        if (entry := waived.get(shown.id)) is None:
            continue
        row = maker.row(index, shown, original)
        texts = (report.shown(entry.reason), entry.author, entry.until)
        row.values |= dict(zip(WAIVED_COLUMNS, (clean(text) for text in texts), strict=True))
        rows.append(row)
    lead = dict(zip(WAIVED_COLUMNS, (28, 9, 11), strict=True))
    _list_sheet(book, styles, report, WAIVED_SHEET, "已接受的问题", rows, lead)


def _list_sheet(
    book: Workbook,
    styles: Styles,
    report: Report,
    name: str,
    title: str,
    rows: Sequence[LedgerRow],
    lead: Mapping[str, float],
) -> None:
    """Write rows that are not open, with all that is known of them, so that they can come back.

    Args:
        book: the workbook.
        styles: its formats.
        report: what is written.
        name: of the sheet.
        title: above each printed page.
        rows: in their order.
        lead: the first columns and their widths.
    """
    sheet = book.add_worksheet(name)
    extra = report.ledger.extra_columns if report.ledger is not None else []
    columns = [*lead, *(column for column in COLUMNS if column not in lead and column not in HIDDEN_COLUMNS)]
    visible = [*columns, *extra]
    columns = [*visible, *HIDDEN_COLUMNS]
    widths: dict[str, float] = {**WIDTHS, **lead}
    sheet.set_row(0, 30)
    for col, column in enumerate(columns):
        hidden = {"hidden": True} if column in HIDDEN_COLUMNS else {}
        sheet.set_column(col, col, widths.get(column, 12), None, hidden)
        sheet.write_string(0, col, head_text(report, column), styles.head(user=column in lead))
    for number, row in enumerate(rows, start=1):
        row.values[NUMBER] = str(number)
        shown = row.values | row.extra
        sheet.set_row(number, row_height((str(shown.get(c, "")), widths.get(c, 12)) for c in visible))
        for col, column in enumerate(columns):
            value = row.extra.get(column, "") if column in extra else row.values.get(column, "")
            write_cell(sheet, styles, number, col, column, value, row)
    sheet.freeze_panes(1, len(lead))
    sheet.autofilter(0, 0, max(len(rows), 1), len(visible) - 1)
    setup_print(sheet, report, title, repeat=0)
