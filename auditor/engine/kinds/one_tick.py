"""``one-tick``: of a group of boxes exactly one must be ticked."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.engine.unread import accuse, parts_of
from auditor.forms.model import DOUBT
from auditor.records.model import Record


class OneTick(RecordCheck):
    """Exactly one option of the group at ``of`` must be chosen."""

    check: Literal["one-tick"]
    of: str

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"ticked", "count", "fault"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with several ticks or none."""
        seen = compile_path(type(record), self.of).first(record)
        if seen.state is State.ABSENT or not seen.readings:
            return not_checkable("表格没有这一栏，或没有这份文书")
        reading = seen.readings[0]
        if seen.state is State.NONE:
            return passed(reading)
        if seen.state is State.UNCLEAR and (not reading.choices or reading.confidence < DOUBT):
            return unsure("勾选情况未能确认", reading)
        chosen = reading.value if isinstance(reading.value, tuple) else ()
        if not reading.choices and seen.state is State.KNOWN and not isinstance(reading.value, tuple):
            return passed(reading)
        if any(choice.confidence < DOUBT for choice in reading.choices):
            return unsure("勾选情况未能确认", reading)
        if len(chosen) == 1:
            return passed(reading)
        fault = "没有勾选" if not chosen else f"同时勾选了{len(chosen)}项：{'、'.join(chosen)}"
        return accuse(
            record,
            context,
            reading,
            copies_of=parts_of([self.of]),
            ticked=chosen,
            count=len(chosen),
            fault=fault,
        )
