"""``order``: dates must run forward, and none may lie after the as-of date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen, State
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.model import Record

Dated = tuple[date, Reading]


class Order(RecordCheck):
    """The stages of ``chain`` follow one another: the last day of a stage is not after the first day of the next.

    ``starts`` names stages of which only the first day counts (a plan may be revised later). ``numbered`` pairs a path of
    sequence numbers with a path of dates that must run in the same order. ``not_after_as_of`` lists dates that lie in the
    past by nature; planned dates are left out of it.
    """

    check: Literal["order"]
    chain: list[str]
    starts: list[str] = []
    numbered: dict[Literal["number", "date"], str] | None = None
    not_after_as_of: list[str] = []

    facts: ClassVar[frozenset[str]] = frozenset(
        {"earlier", "earlier_label", "later", "later_label", "fault", "count"}
    )

    def paths(self) -> list[tuple[str, str]]:
        """Return every path of the check."""
        return [
            *(("chain", path) for path in self.chain),
            *(("starts", path) for path in self.starts),
            *(("numbered", path) for path in (self.numbered or {}).values()),
            *(("not_after_as_of", path) for path in self.not_after_as_of),
        ]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first pair of dates that runs backwards, or a date in the future."""
        dated = {
            path: _days_of(compile_path(type(record), path).seen(record))
            for path in (*self.chain, *self.not_after_as_of)
        }
        stages = [(path, dated[path]) for path in self.chain]
        known = [(path, days) for path, days in stages if days]
        faults: list[tuple[str, Reading, Reading | None, date, date]] = []
        for (path, days), (_, following) in pairwise(known):
            last = min(days, key=_day) if path in self.starts else max(days, key=_day)
            first = min(following, key=_day)
            if last[0] > first[0]:
                faults.append(("先后颠倒", last[1], first[1], last[0], first[0]))
        faults.extend(self._numbering_faults(record))
        for path in self.not_after_as_of:
            for day, reading in dated[path]:
                if day > context.as_of:
                    faults.append(("晚于审核基准日", reading, None, day, context.as_of))
        if faults:
            name, first_reading, second_reading, day, other = faults[0]
            readings = [
                reading for fault in faults for reading in (fault[1], fault[2]) if reading is not None
            ]
            return accuse(
                record,
                context,
                *readings,
                fault=name,
                earlier=day,
                earlier_label=first_reading.label,
                later=other,
                later_label=second_reading.label if second_reading else "审核基准日",
                count=len(faults),
            )
        past = [path for path in self.not_after_as_of if dated[path]]
        if len(known) < 2 and not past:
            return not_checkable("没有可比对的日期")
        return passed()

    def _numbering_faults(self, record: Record) -> list[tuple[str, Reading, Reading | None, date, date]]:
        if self.numbered is None:
            return []
        numbers = compile_path(type(record), self.numbered["number"]).seen(record)
        dates = compile_path(type(record), self.numbered["date"]).seen(record)
        rows: list[tuple[int, date, Reading]] = []
        for number, day in zip(numbers, dates, strict=True):
            if number.known and day.known and isinstance(number.value, int) and isinstance(day.value, date):
                rows.append((number.value, day.value, day.readings[0]))
        rows.sort(key=lambda row: (row[0], row[1]))
        return [
            ("次序与日期不符", before[2], after[2], before[1], after[1])
            for before, after in pairwise(rows)
            if before[0] < after[0] and before[1] > after[1]
        ]


def _days_of(seen: list[Seen]) -> list[Dated]:
    return [
        (item.value, item.readings[0])
        for item in seen
        if item.state is State.KNOWN and isinstance(item.value, date) and item.readings
    ]


def _day(item: Dated) -> date:
    return item[0]
