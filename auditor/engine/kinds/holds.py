"""``holds``: a fact drawn from the papers must be true (or false)."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, readings_of
from auditor.engine.unread import accuse
from auditor.records.lexicon import excerpt
from auditor.records.model import Record


class Holds(RecordCheck):
    """The fact at ``of`` must be ``must_be``. The facts themselves are properties of the records.

    ``holds`` asks it of one fact, ``any-holds`` of at least one of several (one of two plans names a theory),
    ``every-holds`` of each of several (each session record).
    """

    check: Literal["holds", "any-holds", "every-holds"]
    of: str
    must_be: bool = True

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"quote"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the fact is known and not as it must be."""
        every = compile_path(type(record), self.of).seen(record)
        if len(every) == 1 and every[0].state is State.ABSENT:
            return not_checkable(_NOTHING)
        unclear = [item for item in every if item.state is State.UNCLEAR]
        known = [item for item in every if item.state is State.KNOWN]
        wrong = [item for item in known if item.value != self.must_be] if self.check == "every-holds" else []
        if (
            not wrong
            and any(item.value == self.must_be for item in known)
            and not (unclear and self.check == "every-holds")
        ):
            return passed(*readings_of(known))
        if unclear and not wrong:
            return unsure("依据的内容未能确认读得准确", *readings_of(unclear))
        if not known:
            return not_checkable(_NOTHING)
        readings = readings_of(wrong or known)
        quote = next((reading.raw.strip() for reading in readings if reading.raw.strip()), "")
        return accuse(
            record,
            context,
            *readings,
            parts=self._parts() if self.must_be and not wrong else (),
            why=_UNREAD,
            quote=excerpt(quote),
        )

    def _parts(self) -> list[str]:
        """Return the parts whose unread papers may hold what was not found: the path's own, the fact's, or those of a crisis."""
        head = self.of.partition(".")[0]
        if head in _TOLD_BY:
            return _TOLD_BY[head]
        return [head.removesuffix("[]")] if "[]" in head else ["crisis_records", "supervisions", "sessions"]


_TOLD_BY = {"parents_reachable": ["consent"]}
"""Facts that one kind of paper alone tells."""
_NOTHING = "没有可供判断的文书或栏目"
_UNREAD = "有文件或内容未能读取，其中可能写明"
