"""``followed-up``: within a number of days after an event something must have happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import (
    AbsentPaper,
    Outcome,
    Verdict,
    not_applicable,
    not_checkable,
    passed,
    unsure,
)
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen, State
from auditor.engine.unread import accuse, nowhere
from auditor.records.model import Record


class FollowedUp(RecordCheck):
    """After the day at ``after``, one of the days at ``by`` must come ``within`` days.

    Nothing is asked for until more than ``within`` days have passed up to the as-of date. ``paper`` is the Chinese name of
    what is missed, ``part`` the record's attribute that would hold it.
    """

    check: Literal["followed-up"]
    after: list[str]
    by: list[str]
    within: int | str
    paper: str
    part: str

    path_keys: ClassVar[tuple[str, ...]] = ("after", "by")
    facts: ClassVar[frozenset[str]] = frozenset({"after_day", "limit", "deadline", "first_day"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where nothing was recorded in time."""
        origin = self._origin(record)
        if origin is None:
            return not_checkable("没有可用的日期")
        start = origin.value
        if not isinstance(start, date):
            return not_checkable("没有可用的日期")
        limit = timedelta(days=context.number(self.within))
        deadline = start + limit
        seen = [item for path in self.by for item in compile_path(type(record), path).seen(record)]
        days = sorted(
            (item.value, item.readings) for item in seen if item.known and isinstance(item.value, date)
        )
        later = [(day, readings) for day, readings in days if day >= start]
        if any(day <= deadline for day, _ in later):
            return passed(*later[0][1])
        if context.as_of - start <= limit:
            return not_applicable()
        facts: dict[str, Any] = {
            "after_day": start,
            "limit": limit.days,
            "deadline": deadline,
            "first_day": later[0][0] if later else None,
        }
        unclear = [
            reading
            for item in seen
            if item.state in (State.UNCLEAR, State.BLANK)
            for reading in item.readings
        ]
        if unclear:
            return unsure(f"{self.paper}的日期未能读出", *origin.readings, *unclear, **facts)
        why = f"有文件或内容未能读取，其中可能有{self.paper}"
        shown = (*origin.readings, *(later[0][1] if later else ()))
        where = (
            origin.readings[0].place.path if origin.readings else (record.files[0] if record.files else "")
        )
        absent = () if later else (AbsentPaper(where, self.paper, "未见记录"),)
        outcome = accuse(record, context, *shown, parts=self.part, why=why, absent=absent, **facts)
        if outcome.verdict is not Verdict.FOUND or later:
            return outcome
        if nowhere(context, record.kind, f"{self.paper} {self.by}", self._recorded):
            why = f"没有一份档案读到{self.paper}，可能确实没有，也可能另行存放或版式没有认出"
            return replace(unsure(why, *origin.readings, **facts), absent=absent)
        return outcome

    def _recorded(self, record: Record) -> bool | None:
        """Whether anything was ever recorded after the event; None where the event is not known."""
        origin = self._origin(record)
        if origin is None or not isinstance(origin.value, date):
            return None
        seen = (item for path in self.by for item in compile_path(type(record), path).seen(record))
        return any(isinstance(item.value, date) and item.value >= origin.value for item in seen)

    def _origin(self, record: Record) -> Seen | None:
        for path in self.after:
            for item in compile_path(type(record), path).seen(record):
                if item.known and isinstance(item.value, date):
                    return item
        return None
