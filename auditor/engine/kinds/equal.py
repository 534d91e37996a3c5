"""``equal``: the same thing stated in two places must be the same."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen, State
from auditor.engine.unread import accuse
from auditor.forms.model import Value
from auditor.records.model import Record
from auditor.values.text import fold


class Equal(RecordCheck):
    """The value at ``of`` must equal every known value at ``to``.

    Choices are compared where exactly one option is chosen; a place with none or several says nothing here. ``drop``
    lists endings without meaning for the comparison ("重点个案" and "重点" are the same category).
    """

    check: Literal["equal"]
    of: str
    to: list[str]
    drop: list[str] = []

    path_keys: ClassVar[tuple[str, ...]] = ("of", "to")
    facts: ClassVar[frozenset[str]] = frozenset({"stated", "other", "stated_label", "other_label"})

    def paths(self) -> list[tuple[str, str]]:
        """Return both sides' paths."""
        return [("of", self.of), *(("to", path) for path in self.to)]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where a known value differs, UNSURE where only a doubtful one does."""
        stated = compile_path(type(record), self.of).first(record)
        if stated.state in (State.ABSENT, State.BLANK, State.NONE):
            return not_checkable("没有可比对的内容")
        own = self._single(stated)
        if own is None:
            if stated.state is State.UNCLEAR:
                return not_checkable("内容未能读出")
            return not_checkable("勾选不唯一，无从比对")
        others = [item for path in self.to for item in compile_path(type(record), path).seen(record)]
        compared = False
        doubtful: Seen | None = None
        for item in others:
            value = self._single(item)
            if value is None:
                continue
            compared = True
            if value == own:
                continue
            if item.state is State.KNOWN and stated.state is State.KNOWN:
                return accuse(record, context, *stated.readings, *item.readings, **_facts(stated, item))
            doubtful = doubtful or item
        if doubtful is not None:
            return unsure(
                "两处内容不同，但其中一处读得不够有把握",
                *stated.readings,
                *doubtful.readings,
                **_facts(stated, doubtful),
            )
        if not compared:
            return not_checkable("没有另一处可比对")
        return passed(*stated.readings)

    def _single(self, item: Seen) -> Value:
        value = item.value
        if isinstance(value, tuple):
            if len(value) != 1:
                return None
            value = value[0]
        if isinstance(value, str):
            text = fold(value)
            for ending in self.drop:
                text = text.removesuffix(ending) or text
            return text
        return value


def _facts(stated: Seen, other: Seen) -> dict[str, Any]:
    return {
        "stated": stated.value,
        "other": other.value,
        "stated_label": stated.readings[0].label if stated.readings else "",
        "other_label": other.readings[0].label if other.readings else "",
    }
