"""A year on one sheet: the months are columns or rows, the visits stand in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.model import Reading, RowReadings
from auditor.forms.readings import make_reading
from auditor.forms.spec import RowsSpec
from auditor.pages.model import Mark

_MONTH = re.compile(r"^(?:(?:20)?\d{2}年度?)?(?:(\d{1,2})|([一二三四五六七八九十]{1,2}))月份?$")
_CHINESE = {
    word: number
    for number, word in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1
    )
}
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"^(\d{2})年")
_LINE = re.compile(r"[\n；;]+")
_MONTH_IN_HEAD = re.compile(r"(?:20\d{2}年?)?[\d一二三四五六七八九十]{1,2}月份?")
_BRACKETS = re.compile(r"[(（][^()（）]{0,20}[)）]")
_DAY = re.compile(
    r"(?:(?<!\d)(?P<month>\d{1,2})\s*[月./．-]\s*)?(?<!\d)(?P<day>\d{1,2})(?:\s*[日号]|(?![\d分次]))"
)
_SEPARATE = re.compile(r"[、，,；;\n]+")
_YEAR_BEFORE = re.compile(r"20\d{2}\s*[年./．-]\s*")
_NO_DAY = 0.7


def month_of(text: str) -> int | None:
    """Return the month that a column's head names: "3月", "三月份" -> 3."""
    match = _MONTH.match("".join(text.split()))
    if match is None:
        return None
    month = int(match[1]) if match[1] else _CHINESE.get(match[2], 0)
    return month if 1 <= month <= 12 else None


def month_visits(
    block: RowBlock, row: list[Stretch], base: RowReadings, spec: RowsSpec, title: str
) -> Iterator[RowReadings]:
    """Yield one row of readings for each visit of a household's year.

    Args:
        block: the table, whose ``months`` give the month of each such column.
        row: the household's row.
        base: what the other columns hold.
        spec: the definition of the table of rows.
        title: the form's title; a day is only a date where the year stands there.
    """
    for position, month in block.months.items():
        stretch = row[position]
        head = block.headers[position][0]
        if block.groups and block.groups[position] and month_of(head) is None:
            head = f"{block.groups[position]}{head}"
        year = _year_of(head, title)
        visits: list[RowReadings] = []
        for piece in _SEPARATE.split(stretch.text):
            text = piece.strip(" _　")
            if text:
                visits.append(_visit(text, _day(text, month, year), head, stretch, base, spec))
        # "5日、19日入户": the way of contact is said once, after the last day
        for before, after in zip(reversed(visits[:-1]), reversed(visits[1:]), strict=True):
            if (
                "method" in after
                and "method" not in before
                and _ONLY_DAY.fullmatch(before["date"].raw.removeprefix(head))
            ):
                before["method"] = after["method"]
        yield from visits


def tells_visits(block: RowBlock, spec: RowsSpec) -> bool:
    """Tell whether the cells below months hold days, and the cells or the heads above them say how contact was made."""
    days = methods = filled = 0
    for position in block.months:
        head = block.headers[position][0]
        by_head = method_in(Stretch(head, (), block.place), head, spec) is not None
        for row in block.rows:
            text = row[position].text.strip(" _\n　")
            if not text:
                continue
            filled += 1
            days += _DAY.search(text) is not None
            methods += by_head or any(
                method_in(Stretch(piece, (), block.place), head, spec) is not None
                for piece in _SEPARATE.split(text)
            )
    return filled > 0 and days >= _MOST * filled and methods >= _MOST * filled


_MOST = 0.6
_ONLY_DAY = re.compile(r"(?:\d{1,2}\s*[月./．／-]\s*)?\d{1,2}\s*[日号]?")


def _visit(
    text: str, day: date | None, head: str, stretch: Stretch, base: RowReadings, spec: RowsSpec
) -> RowReadings:
    visit = dict(base)
    visit["date"] = Reading(
        day,
        f"{head}{text}",
        head,
        Mark.TYPED,
        stretch.place,
        0.9 if day is not None else _NO_DAY,
        day is not None,
    )
    part = Stretch(text, (), stretch.place, stretch.confidence)
    if "narrative" in spec.columns:
        visit["narrative"] = make_reading("narrative", part, head, 0.9)
    if "method" not in base:
        of_column = "".join(_MONTH_IN_HEAD.sub("", head).split())
        method = method_in(part, head, spec) or (
            method_in(Stretch(of_column, (), stretch.place), head, spec) if of_column else None
        )
        if method is not None:
            visit["method"] = method
    return visit


def method_in(part: Stretch, head: str, spec: RowsSpec) -> Reading | None:
    """Return the way of contact that a text names, or None."""
    column = spec.columns.get("method")
    if column is None:
        return None
    reading = make_reading("choice", part, head, 0.9, column.options)
    known = (
        isinstance(reading.value, tuple) and bool(reading.value) and set(reading.value) <= set(column.options)
    )
    return reading if known else None


def method_columns(block: RowBlock, spec: RowsSpec) -> dict[int, Reading]:
    """Return, for a table with months as rows, the columns whose heads say how contact was made."""
    if not block.month_rows:
        return {}
    found: dict[int, Reading] = {}
    for position, (text, _) in enumerate(block.headers[1:], 1):
        plain = "".join(_BRACKETS.sub("", text).split())
        reading = method_in(Stretch(plain, (), block.place), text, spec) if plain else None
        if reading is not None:
            found[position] = reading
    return found


def visits_of_month(
    block: RowBlock, row: list[Stretch], base: RowReadings, spec: RowsSpec, title: str
) -> Iterator[RowReadings]:
    """Yield one row of readings for each dated line in a month's row, with the way of contact of its column."""
    month = month_of(row[0].text)
    year = _year_of(row[0].text, title)
    for position, method in method_columns(block, spec).items():
        stretch, head = row[position], block.headers[position][0]
        for text in _entries(stretch.text):
            start = text[:_DATE_AT_START]
            day = _day(start, month, year) if month is not None else None
            visit = _visit(text, day, "", stretch, {**base, "method": method}, spec)
            visit["date"] = Reading(
                day,
                start if day is not None else f"{row[0].text}{text[:40]}",
                head,
                Mark.TYPED,
                stretch.place,
                0.9 if day is not None else _NO_DAY,
                day is not None,
            )
            yield visit


_DATE_AT_START = 12


def _entries(text: str) -> Iterator[str]:
    """Yield the dated lines of a cell; a line without a day at its start belongs to the one before."""
    entry = ""
    for line in _LINE.split(text):
        part = line.strip(" _　")
        if not part:
            continue
        found = _DAY.search(part[:_DATE_AT_START])
        if entry and (found is None or found.start() > 3):
            entry += "；" + part
            continue
        if entry:
            yield entry
        entry = part
    if entry:
        yield entry


def _year_of(head: str, title: str) -> int | None:
    plain = "".join(head.split())
    match = _YEAR.search(plain) or _YEAR.search(title)
    if short := _SHORT_YEAR.match(plain):
        return 2000 + int(short[1])
    return int(match[1]) if match is not None else None


def _day(text: str, month: int, year: int | None) -> date | None:
    found = _DAY.search(_YEAR_BEFORE.sub("", text))
    if found is None or year is None or (found["month"] and int(found["month"]) != month):
        return None
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        return None
