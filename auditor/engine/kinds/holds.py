"""``holds``: a fact drawn from the papers must be true (or false)."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, found, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.records.model import Record


class Holds(RecordCheck):
    """The fact at ``of`` must be ``must_be``. The facts themselves are properties of the records."""

    check: Literal["holds"]
    of: str
    must_be: bool = True

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"quote"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the fact is known and not as it must be."""
        seen = compile_path(type(record), self.of).first(record)
        if seen.state is State.UNCLEAR:
            return unsure("依据的内容未能确认读得准确", *seen.readings)
        if seen.state is not State.KNOWN:
            return not_checkable("没有可供判断的文书或栏目")
        if seen.value == self.must_be:
            return passed(*seen.readings)
        quote = next((reading.raw.strip() for reading in seen.readings if reading.raw.strip()), "")
        return found(*seen.readings, quote=quote[:60])
