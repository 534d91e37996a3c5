"""``excluded``: a value must not be one of those that are out of place here."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.engine.unread import accuse
from auditor.records.model import Record


class Excluded(RecordCheck):
    """The first known value among ``of`` must not be one of ``values``.

    ``values: lowest-grade`` means the grade of least need, as the station set it.
    """

    check: Literal["excluded"]
    of: list[str]
    values: list[int | str] | Literal["lowest-grade"]

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"value"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the value is one of the excluded ones."""
        values: list[int | str]
        if self.values == "lowest-grade":
            values = [context.station.config.grades.lowest_need]
        else:
            values = list(self.values)
        for path in self.of:
            for seen in compile_path(type(record), path).seen(record):
                if seen.state is State.UNCLEAR:
                    if seen.value in values:
                        return unsure("该值读得不够有把握", *seen.readings, value=seen.value)
                    return not_checkable("该值未能读出")
                if seen.state is State.KNOWN:
                    if seen.value in values:
                        return accuse(record, context, *seen.readings, value=seen.value)
                    return passed(*seen.readings)
        return not_checkable("没有填写")
