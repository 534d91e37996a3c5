"""The one way from "something looks wrong" to a verdict: what stands against it is asked here, for every kind of check.

Three things turn an accusation into a question: what it rests on was not read well; content that was not read, or that no
field claimed, may hold what is missed or contradict it; another copy of the very paper lies beside it unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from auditor.engine.check import RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, Verdict, found, not_checkable, unsure
from auditor.forms.model import DOUBT, Reading
from auditor.records.model import Part, Record

UNCLEAR = "依据的内容未能确认读得准确"
UNREAD = "有文件或内容未能读取，可能与此有关"
_SEVERAL = 4
"""So many records that ask for something and lack it, every one of them, speak of a shape that was not understood."""
_COPY = "另有一份同名文书未能读取，可能是填写、签名后的一份"


def accuse(
    record: Record,
    context: RuleContext,
    *readings: Reading,
    parts: str | Iterable[str] = (),
    why: str = UNREAD,
    within: str = "",
    copies_of: Sequence[str] = (),
    unclear: str = "",
    absent: tuple[AbsentPaper, ...] = (),
    stands: bool = False,
    **facts: Any,
) -> Outcome:
    """Return FOUND, or what speaks against being sure of it.

    Args:
        record: the subject.
        context: the run.
        readings: what the accusation rests on, all of it; one that is doubtful makes the verdict UNSURE.
        parts: attributes of the record that unread content might fill, or add to, so that nothing would be wrong.
        why: Chinese clause for that.
        within: a file's path; only what was not read in that file counts.
        copies_of: attributes of the record whose papers were read, and of which a filled-in or signed copy may lie
            unread beside them: the place is empty in the copy that was read.
        unclear: Chinese clause where the check itself knows that something was not read well.
        absent: evidence for what is not there.
        stands: what was read shows the fault by itself (two numbers differ), so that it stays a question even where
            content of the same shape was not understood in many records.
        facts: for the message.
    """
    outcome = contradicts(*readings, unclear=unclear, **facts)
    if outcome.verdict is Verdict.UNSURE:
        pass
    elif parts and (doubted := doubt(record, context, parts, why, *readings, within=within, **facts)):
        outcome = unsure(why, *readings, **facts) if stands else doubted
        outcome.unread = True
    elif any(
        neighbour.part in copies_of and neighbour.path not in record.files for neighbour in record.unread
    ):
        outcome = unsure(_COPY, *readings, **facts)
    outcome.absent = absent
    return outcome


def contradicts(
    *readings: Reading, unclear: str = "", absent: tuple[AbsentPaper, ...] = (), **facts: Any
) -> Outcome:
    """Return FOUND for what the readings alone show, whatever was not read; UNSURE where they were not read well.

    Args:
        readings: what contradicts what; one that is doubtful makes the verdict UNSURE.
        unclear: Chinese clause where the check itself knows of a doubt.
        absent: evidence for what is not there.
        facts: for the message.
    """
    if unclear or any(reading.confidence < DOUBT for reading in readings):
        outcome = unsure(unclear or UNCLEAR, *readings, **facts)
    else:
        outcome = found(*readings, **facts)
    outcome.absent = absent
    return outcome


def parts_of(paths: Iterable[str]) -> list[str]:
    """Return the attributes of a record from which field paths start: ``consents[].client.name`` -> ``consents``."""
    return list(dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in paths))


def attributes_holding(record: Record, papers: Iterable[Part]) -> list[str]:
    """Return the attributes of ``record`` in which ``papers`` stand, alone or in a list."""
    wanted = {id(paper) for paper in papers}
    return [
        name
        for name in type(record).model_fields
        if (value := getattr(record, name)) is not None
        and (id(value) in wanted or (isinstance(value, list) and any(id(item) in wanted for item in value)))
    ]


def doubt(
    record: Record,
    context: RuleContext,
    parts: str | Iterable[str],
    why: str,
    *readings: Reading,
    within: str = "",
    **facts: Any,
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
        within: a file's path, where only what was not read in that file counts.
        facts: for the message.
    """
    wanted = [parts] if isinstance(parts, str) else parts
    unread = [n for part in wanted for n in context.station.unread_for(record, part)]
    if within:
        unread = [neighbour for neighbour in unread if neighbour.path == within]
    if not unread:
        return None
    if context.station.systematic(unread):
        return not_checkable(f"多份档案中同类内容未能读懂（{unread[0].reason}）")
    outcome = unsure(why, *readings, **facts)
    outcome.unread = True
    return outcome


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
