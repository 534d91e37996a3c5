"""``inactive``: something open must have a recent record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, readings_of
from auditor.engine.unread import accuse, nowhere
from auditor.records.model import Record


class Inactive(RecordCheck):
    """The latest day at ``of`` must not lie more than ``days`` days before the as-of date.

    Days after the as-of date (a mistyped year) do not count. Undated papers and unread files make it uncertain. Where no
    record at all holds the first of ``parts``, the papers of that part are kept elsewhere or were not understood.
    """

    check: Literal["inactive"]
    of: list[str]
    days: int | str
    parts: list[str]

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"last_day", "gap", "limit"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where nothing was recorded for too long."""
        seen = [item for path in self.of for item in compile_path(type(record), path).seen(record)]
        days = [(item.value, item.readings) for item in seen if item.known and isinstance(item.value, date)]
        past = [item for item in days if item[0] <= context.as_of]
        if not past:
            return not_checkable("没有可用的日期")
        last, readings = max(past, key=lambda item: item[0])
        limit = int(context.number(self.days))
        if context.as_of - last <= timedelta(days=limit):
            return passed(*readings)
        facts: dict[str, Any] = {"last_day": last, "gap": (context.as_of - last).days, "limit": limit}
        unclear = [item for item in seen if item.state in (State.UNCLEAR, State.BLANK)]
        future = [item for item in days if item[0] > context.as_of]
        if unclear or future:
            more = (*readings_of(unclear), *(reading for _, used in future for reading in used))
            return unsure("另有记录的日期未能读出或晚于审查日", *readings, *more, **facts)
        first = self.parts[0]
        if nowhere(context, record.kind, first, lambda other: bool(getattr(other, first))):
            return not_checkable("没有一份档案读到过程记录，可能另行存放，或版式没有认出")
        why = "有文件或内容未能读取，其中可能有更近的记录"
        return accuse(record, context, *readings, parts=self.parts, why=why, **facts)
