"""Reading a rectification ledger back after people worked in it: sorted, filtered, edited, saved by WPS or LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from auditor.errors import ConfigurationError, UnreadableFile, system_reason
from auditor.findings.ledger import (
    CLOSED,
    COLUMNS,
    DUE,
    ID,
    KEY,
    LEDGER_SHEET,
    MACHINE,
    MACHINE_COLUMNS,
    MESSAGE,
    NUMBER,
    PERSON,
    RESOLVED_SHEET,
    RULE,
    SHOWN_PERSON,
    STATUS,
    STATUSES,
    SUBJECT,
    TITLE,
    USER_COLUMNS,
    WAIVED_COLUMNS,
    WAIVED_SHEET,
    Ledger,
    LedgerEntry,
    Value,
)
from auditor.readers.sheet import raw_sheets

MAX_EXTRA_COLUMNS = 20
_HEAD_ROWS = 15
_NEEDED = {SUBJECT, TITLE, MESSAGE, STATUS}
"""Titles that a sheet must have to be a ledger."""
_DATE_COLUMNS = {DUE, CLOSED}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_OURS = (
    "不是本软件写出的整改台账（没有找到“{missing}”列）；请选择上一次 --out 文件夹中的 rectification.xlsx，"
    "并保留第一行的列名"
)


def read_ledger(path: Path) -> Ledger:
    """Read a ledger.

    Raises:
        ConfigurationError: not readable, or no ledger of this program.
    """
    try:
        sheets = raw_sheets(path)
    except UnreadableFile as error:
        raise ConfigurationError(f"--ledger：{error.reason}{error.remedy}", str(path)) from error
    except OSError as error:
        raise ConfigurationError(f"--ledger：无法读取：{system_reason(error)}", str(path)) from error
    ledger = Ledger()
    heads = {sheet.name: _head(sheet.rows) for sheet in sheets}
    main = [sheet for sheet in sheets if sheet.name == LEDGER_SHEET and heads[sheet.name]]
    # Somebody may have renamed the tab: then the sheet that has the hidden columns too is the ledger.
    main = main or [
        sheet
        for sheet in sheets
        if ID in _titles(heads[sheet.name]) and sheet.name not in (RESOLVED_SHEET, WAIVED_SHEET)
    ]
    if not main:
        near = max((len(_NEEDED & _any_titles(sheet.rows)) for sheet in sheets), default=0)
        found = next(
            (_any_titles(s.rows) for s in sheets if len(_NEEDED & _any_titles(s.rows)) == near), set()
        )
        missing = next(title for title in (MESSAGE, STATUS, SUBJECT, TITLE, ID) if title not in found)
        raise ConfigurationError(f"--ledger：{_NOT_OURS.format(missing=missing)}", str(path))
    # Accepted findings keep what was written about them: a waiver may end.
    further = [
        sheet for sheet in sheets if sheet.name in (RESOLVED_SHEET, WAIVED_SHEET) and heads[sheet.name]
    ]
    kept = [main[0], *(sheet for sheet in further if sheet is not main[0])]
    for sheet in kept:
        if sheet.unread:
            raise ConfigurationError(f"--ledger：工作表“{sheet.name}”没有读全：{sheet.unread}", str(path))
        head = heads[sheet.name]
        if head is None:
            continue
        resolved = sheet.name == RESOLVED_SHEET and sheet is not main[0]
        for entry in _entries(sheet.rows, *head):
            entry.resolved = resolved
            ledger.entries.append(entry)
            for title in entry.extra:
                if title not in ledger.extra_columns:
                    ledger.extra_columns.append(title)
        if sheet is main[0] and ID not in _titles(head):
            ledger.without_ids = True
            ledger.notes.append(f"整改台账缺少“{ID}”列，按问题类别和档案编号对应；对应不上的行列在台账末尾")
    del ledger.extra_columns[MAX_EXTRA_COLUMNS:]
    return ledger


Rows = dict[int, dict[int, str]]
Head = tuple[int, dict[int, str]]
"""Row of the titles and the title of each column."""


def _head(rows: Rows) -> Head | None:
    for row in sorted(rows)[:_HEAD_ROWS]:
        titles = {col: _title(text) for col, text in rows[row].items()}
        if set(titles.values()) >= _NEEDED:
            return row, titles
    return None


def _titles(head: Head | None) -> set[str]:
    return set(head[1].values()) if head else set()


def _any_titles(rows: Rows) -> set[str]:
    return {_title(text) for row in sorted(rows)[:_HEAD_ROWS] for text in rows[row].values()}


_KNOWN = {"".join(title.split()): title for title in COLUMNS} | {SHOWN_PERSON: PERSON}


def _title(text: str) -> str:
    """Return a column's title; line breaks and spaces that people put into ours do not matter."""
    return _KNOWN.get("".join(text.split()), " ".join(text.split()))


def _entries(rows: Rows, head: int, titles: dict[int, str]) -> Iterator[LedgerEntry]:
    first: dict[str, int] = {}
    for col in sorted(titles):
        first.setdefault(titles[col], col)
    for row in sorted(rows):
        if row <= head:
            continue
        texts = {title: _unescaped(rows[row][col]) for title, col in first.items() if rows[row].get(col)}
        if not set(texts) - {NUMBER}:
            continue
        if (
            texts.get(TITLE) == TITLE and texts.get(MESSAGE) == MESSAGE
        ):  # the titles again, from a pasted page
            continue
        entry = LedgerEntry(texts.pop(ID, ""), texts.pop(RULE, ""), texts.pop(KEY, ""))
        for title, text in texts.items():
            if title in USER_COLUMNS:
                entry.user[title] = _value(title, text)
            elif title in MACHINE_COLUMNS or title == MACHINE:
                entry.machine[title] = text
            elif title and title not in WAIVED_COLUMNS:
                entry.extra[title] = text
        yield entry


def _unescaped(text: str) -> str:
    """Return a text as it was typed: spreadsheets store some characters as _xHHHH_ (ISO/IEC 29500-1, 22.4.2.4)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    char = chr(code)
    return char if char.isprintable() or char in "\n\t" else ""


def _value(title: str, text: str) -> Value:
    if title not in _DATE_COLUMNS:
        return text
    if _ISO.fullmatch(text[:10]) and (len(text) == 10 or text[10] == " "):
        parts = (text[:4], text[5:7], text[8:10])
    elif found := _WRITTEN.fullmatch(text):
        parts = (found[1], found[2], found[3])
    else:
        return text
    try:
        return date(*map(int, parts))
    except ValueError:
        return text


def unknown_statuses(ledger: Ledger) -> list[str]:
    """Return the statuses in use that the drop-down does not offer; they are kept as they are."""
    used = {str(entry.user[STATUS]) for entry in ledger.entries if STATUS in entry.user}
    return sorted(used - set(STATUSES))
