"""``prior-status``: a concern of the last evaluation must not be found again."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import (
    AbsentPaper,
    Outcome,
    Subject,
    Verdict,
    not_applicable,
    not_checkable,
    passed,
)
from auditor.records.model import PriorConcern, Record

_SHOWN = 6


class PriorStatus(RecordCheck):
    """What became of a concern is judged in `auditor.findings.prior`, from what all other rules found."""

    check: Literal["prior-status"]

    facts: ClassVar[frozenset[str]] = frozenset({"said", "now"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND for a concern that was found again."""
        if not isinstance(record, PriorConcern) or record.status == "human":
            return not_applicable()
        if record.status == "not-checked":
            return not_checkable("缺少能说明整改情况的文书")
        if record.status == "resolved":
            return passed()
        now = "；".join(dict.fromkeys(record.again[:3])) + (
            f"等{len(record.again)}处" if len(record.again) > 3 else ""
        )
        subject = (
            Subject(record.subject_kind, record.subject_id, record.district, record.community)
            if record.subject_kind
            else None
        )
        return Outcome(
            Verdict.UNSURE if record.doubtful else Verdict.FOUND,
            absent=tuple(AbsentPaper(path, label, text) for path, label, text in record.evidence[:_SHOWN]),
            facts={"said": record.said, "now": now},
            why="本次仅列为待核" if record.doubtful else "",
            subject=subject,
            key=record.id,
        )
