"""``fresh``: the newest of several papers must not be too old."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, readings_of
from auditor.engine.unread import accuse
from auditor.records.model import Record


class Fresh(RecordCheck):
    """The latest day at ``of`` must not lie more than ``months`` calendar months before the as-of date."""

    check: Literal["fresh"]
    of: str
    months: int | str
    part: str

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"last_day", "due_day", "limit"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the newest paper is older than allowed."""
        seen = compile_path(type(record), self.of).seen(record)
        days = [(item.value, item.readings) for item in seen if item.known and isinstance(item.value, date)]
        if not days:
            return not_checkable("没有可用的日期")
        last, readings = max(days, key=lambda pair: pair[0])
        limit = int(context.number(self.months))
        due = months_later(last, limit)
        if context.as_of <= due:
            return passed(*readings)
        facts: dict[str, Any] = {"last_day": last, "due_day": due, "limit": limit}
        unclear = [item for item in seen if item.state in (State.UNCLEAR, State.BLANK)]
        if unclear:
            return unsure("另有一份的日期未能读出", *readings, *readings_of(unclear), **facts)
        why = "有文件或内容未能读取，其中可能有更新的一份"
        return accuse(record, context, *readings, parts=self.part, why=why, **facts)


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later; the last day of the month where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
