"""``spacing``: follow-ups must begin in time and must not lie too far apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.model import Record

Event = tuple[date, tuple[Reading, ...]]


class Spacing(RecordCheck):
    """After the first known day of ``start``, contacts at ``of`` must come within limits given in days.

    The first within ``first_within``; each later one within ``then_within`` of the one before, as long as that one lies in
    the first ``during`` days. The last gap runs to the earliest of the as-of date, the days at ``until`` and the end of
    the window. Exactly the limit is in time. Source of the reading: the catalogue's settled readings on crisis cases.
    """

    check: Literal["spacing"]
    start: list[str]
    of: list[str]
    until: list[str] = []
    first_within: int | str
    then_within: int | str
    during: int | str

    path_keys: ClassVar[tuple[str, ...]] = ("start", "of", "until")
    facts: ClassVar[frozenset[str]] = frozenset(
        {"gap", "limit", "start_day", "previous_day", "next_day", "n", "kind_of_gap"}
    )

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first gap that is too long."""
        begin = self._first_known(record, self.start)
        if begin is None:
            return not_checkable("没有可用的事发日期或接案日期")
        start, start_readings = begin
        first_within = timedelta(days=context.number(self.first_within))
        then_within = timedelta(days=context.number(self.then_within))
        window_end = start + timedelta(days=context.number(self.during))
        contacts, undated = self._contacts(record, start)
        ends = [context.as_of, window_end]
        closed = self._first_known(record, self.until)
        if closed is not None:
            ends.append(closed[0])
        end = min(ends)

        previous: Event = (start, start_readings)
        limit = first_within
        gaps: list[tuple[Event, Event | None, int, int, int]] = []
        for n, contact in enumerate(contacts, start=1):
            if previous[0] > window_end:
                break
            gap = contact[0] - previous[0]
            if gap > limit:
                gaps.append((previous, contact, gap.days, limit.days, n))
            previous, limit = contact, then_within
        else:
            if previous[0] <= window_end and end - previous[0] > limit:
                gaps.append((previous, None, (end - previous[0]).days, limit.days, len(contacts) + 1))
        if not gaps:
            return passed(*start_readings)
        before, after, days, allowed, n = gaps[0]
        readings = (
            *start_readings,
            *(r for r in before[1] if r not in start_readings),
            *(after[1] if after else ()),
        )
        facts: dict[str, Any] = {
            "gap": days,
            "limit": allowed,
            "start_day": start,
            "previous_day": before[0],
            "next_day": after[0] if after else end,
            "n": n,
            "kind_of_gap": f"{self._since(record)}后首次跟进" if n == 1 else f"第{n - 1}次跟进之后",
        }
        if undated:
            return unsure("有跟进记录的日期未能读出", *readings, *undated, **facts)
        parts = ["sessions", "followups", "contacts"]
        why = "有文件或内容未能读取，其中可能有跟进记录"
        return accuse(record, context, *readings, parts=parts, why=why, **facts)

    def _first_known(self, record: Record, paths: list[str]) -> Event | None:
        for path in paths:
            days = [
                (item.value, item.readings)
                for item in compile_path(type(record), path).seen(record)
                if item.state is State.KNOWN and isinstance(item.value, date)
            ]
            if days:
                return min(days, key=lambda event: event[0])
        return None

    def _since(self, record: Record) -> str:
        """Return what the days are counted from: the event where its day is known, else the opening."""
        return "事发" if self._first_known(record, self.start[:1]) else "接案"

    def _contacts(self, record: Record, start: date) -> tuple[list[Event], list[Reading]]:
        contacts: dict[date, tuple[Reading, ...]] = {}
        undated: list[Reading] = []
        for path in self.of:
            for item in compile_path(type(record), path).seen(record):
                if item.state is State.KNOWN and isinstance(item.value, date):
                    if item.value >= start:
                        contacts.setdefault(item.value, item.readings)
                elif item.state in (State.UNCLEAR, State.BLANK):
                    undated.extend(item.readings)
        return sorted(contacts.items()), undated
