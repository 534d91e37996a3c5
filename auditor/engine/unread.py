"""What a check says where something is missing and unread content might hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.engine.check import RuleContext
from auditor.engine.outcome import Outcome, not_checkable, unsure
from auditor.forms.model import Reading
from auditor.records.model import Record


def doubt(
    record: Record, context: RuleContext, parts: str | list[str], why: str, *readings: Reading, **facts: Any
) -> Outcome | None:
    """Return the outcome that unread content calls for, or None where nothing unread may hold any of ``parts``.

    UNSURE where this record has unread content of its own; NOT_CHECKABLE where content of one shape was not understood in
    many records: dozens of doubts with one cause tell nobody anything.

    Args:
        record: whose papers are missed.
        context: the run.
        parts: attributes of the record that the unread content might fill.
        why: Chinese clause for UNSURE.
        readings: evidence.
        facts: for the message.
    """
    wanted = [parts] if isinstance(parts, str) else parts
    found = [n for part in wanted for n in context.station.unread_for(record, part)]
    if not found:
        return None
    if context.station.systematic(found):
        return not_checkable(f"多份档案中同类内容未能读懂（{found[0].reason}）")
    return unsure(why, *readings, **facts)


_SEVERAL = 4
"""So many records that ask for something and lack it, every one of them, speak of a shape that was not understood."""


def nowhere(context: RuleContext, kind: str, what: str, met: Callable[[Record], bool | None]) -> bool:
    """Whether several records of ``kind`` ask for ``what`` and not a single one was seen to have it.

    A station that is evaluated has done its work somehow: a paper that no case at all has is more likely kept in a shape
    or a place that was not understood than forgotten every time. Then it is the audit that cannot tell.

    Args:
        context: the run; the answer is worked out once.
        kind: kind of record.
        what: names the question, the same for the whole run.
        met: True where a record has it, False where it lacks it, None where it is not asked for.
    """

    def look() -> bool:
        lacking = 0
        for record in context.station.of_kind(kind):
            answer = met(record)
            if answer:
                return False
            lacking += answer is False
        return lacking >= _SEVERAL

    return context.once(f"nowhere: {kind}: {what}", look)
