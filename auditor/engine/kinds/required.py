"""``required``: something must be filled in."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen, State, readings_of
from auditor.engine.unread import accuse, parts_of
from auditor.records.model import Record


class Required(RecordCheck):
    """The fields at ``of`` must be filled in.

    ``need: any`` is met by one of them, ``need: all`` only by every one that the paper has. With ``accept: value`` an
    answer such as 无 does not count as filled in; with ``accept: answer`` it does. Fields that the papers do not have
    are not asked for.
    """

    check: Literal["required"]
    of: list[str]
    need: Literal["any", "all"] = "any"
    accept: Literal["value", "answer"] = "answer"

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"labels", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where a needed field is empty, UNSURE where it could not be read."""
        seen = [item for path in self.of for item in compile_path(type(record), path).seen(record)]
        asked = [item for item in seen if item.state is not State.ABSENT]
        if not asked:
            return not_checkable("表格没有这一栏，或没有这份文书")
        missing = [item for item in asked if self._missing(item)]
        unclear = [item for item in asked if item.state is State.UNCLEAR and not item.written]
        met = len(missing) + len(unclear) < len(asked) if self.need == "any" else not missing and not unclear
        if met:
            return passed(*readings_of(asked))
        if unclear and (self.need == "any" or not missing):
            return unsure("该栏有内容，但未能确认读得准确", *readings_of(unclear))
        readings = readings_of(missing)
        labels = "、".join(dict.fromkeys(reading.label for reading in readings if reading.label))
        return accuse(
            record, context, *readings, copies_of=parts_of(self.of), labels=labels, count=len(missing)
        )

    def _missing(self, item: Seen) -> bool:
        return item.state is State.BLANK or (item.state is State.NONE and self.accept == "value")
