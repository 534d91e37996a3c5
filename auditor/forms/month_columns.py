"""A year on one sheet: a row for each household, a column for each month, the visits in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.model import Reading, RowReadings
from auditor.forms.readings import make_reading
from auditor.forms.spec import RowsSpec
from auditor.pages.model import Mark

_MONTH = re.compile(r"^(?:(\d{1,2})|([一二三四五六七八九十]{1,2}))月份?$")
_CHINESE = {word: number for number, word in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)}
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_DAY = re.compile(r"(?:(?<!\d)(?P<month>\d{1,2})\s*[月./．-]\s*)?(?<!\d)(?P<day>\d{1,2})(?:\s*[日号]|(?![\d分次]))")
_SEPARATE = re.compile(r"[、，,；;\n]+")
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
    match = _YEAR.search(title)
    year = int(match[1]) if match is not None else None
    for position, month in block.months.items():
        stretch = row[position]
        for piece in _SEPARATE.split(stretch.text):
            text = piece.strip(" _　")
            if not text:
                continue
            day = _day(text, month, year)
            head = block.headers[position][0]
            visit = dict(base)
            visit["date"] = Reading(day, f"{head}{text}", head, Mark.TYPED, stretch.place,
                                    0.9 if day is not None else _NO_DAY, day is not None)
            part = Stretch(text, (), stretch.place, stretch.confidence)
            if "narrative" in spec.columns:
                visit["narrative"] = make_reading("narrative", part, head, 0.9)
            method = spec.columns.get("method")
            if method is not None and "method" not in base:
                reading = make_reading("choice", part, head, 0.9, method.options)
                if isinstance(reading.value, tuple) and set(reading.value) <= set(method.options):
                    visit["method"] = reading
            yield visit


def _day(text: str, month: int, year: int | None) -> date | None:
    found = _DAY.search(text)
    if found is None or year is None or (found["month"] and int(found["month"]) != month):
        return None
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        return None
