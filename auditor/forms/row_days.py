"""What a row of a running list leaves unsaid because the row above says it: the year of its day, and 同上."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from auditor.forms.layout import Item
from auditor.forms.model import Reading, RowReadings
from auditor.forms.periods import year_in
from auditor.forms.readings import parse_value
from auditor.forms.spec import RowsSpec
from auditor.pages.model import Mark
from auditor.values.text import fold, is_same_as_above

_NEAR = timedelta(days=184)
"""A day without a year is taken for the next one of its list no further on than this."""
_INFERRED = 0.9
_DAY = "date"
"""The column of the day on which what a row tells happened, by which lists of events are kept."""
_PERSON = ("number", "client.name")
_YEAR_LABELS = frozenset({"年度", "年份", "服务年度", "所属年度", "记录年度", "归档年度"})


def years_told(items: Iterable[Item]) -> list[str]:
    """Return the answers to captions that ask for the paper's year (年度：2024年)."""
    return [
        item.value.text.strip()
        for item in items
        if fold(item.label_text).strip(" :：") in _YEAR_LABELS and len(item.value.text.strip()) <= 12
    ]


def say_what_is_above(rows: list[RowReadings], spec: RowsSpec, title: str) -> None:
    """Complete, in place, days without a year and answers that refer to the row above.

    A day such as 7.19 takes the year of the last whole day above it, where it then follows that day within half a year;
    at the head of the list it takes the one year that the title names. Lists of persons are left alone: their rows
    do not follow each other in time, and what is true of one person was not said of the next.

    Args:
        rows: the list's rows from top to bottom.
        spec: the definition of the list.
        title: the paper's title, with whatever else names its year.
    """
    if not (spec.as_papers or _DAY in spec.columns) or any(
        not row[key].blank for row in rows for key in _PERSON if key in row
    ):
        return
    named = year_in(title).year
    last: dict[str, Reading] = {}
    days: dict[str, date] = {}
    for row in rows:
        for key, column in spec.columns.items():
            reading = row.get(key)
            if reading is None or column.type == "signature" or not (spec.as_papers or key == _DAY):
                continue
            if is_same_as_above(reading.raw):
                above = last.get(key)
                if above is not None and above.value is not None:
                    row[key] = reading = replace(
                        reading,
                        value=above.value,
                        choices=above.choices,
                        confidence=min(reading.confidence, above.confidence),
                        answered=True,
                    )
            elif column.type == "date" and reading.value is None and reading.raw and not reading.answered:
                day = _day(reading.raw, days.get(key), named)
                if day is not None:
                    row[key] = reading = replace(
                        reading,
                        value=day,
                        confidence=min(reading.confidence, _INFERRED),
                        answered=True,
                    )
            if isinstance(reading.value, date):
                days[key] = reading.value
            if reading.mark is not Mark.BLANK:
                last[key] = reading


def _day(text: str, above: date | None, named: int) -> date | None:
    """Return the day that ``text`` names without its year, or None where the year is not certain."""
    if above is None:
        found = parse_value("date", text, named) if named else None
        return found if isinstance(found, date) else None
    for year in (above.year, above.year + 1):
        found = parse_value("date", text, year)
        if isinstance(found, date) and above <= found <= above + _NEAR:
            return found
    return None
