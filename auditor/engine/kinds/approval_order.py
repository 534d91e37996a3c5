"""``approval-order``: nothing can be approved before it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paper_names import paper_names
from auditor.engine.seen import see
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.model import Approval, Paper, Record
from auditor.values.dates import find_dates


class ApprovalOrder(RecordCheck):
    """On every paper the day of each approval must not come before the day of what is approved.

    That is the day of the service or event for records, the day of writing for the forms in ``written`` (plans, whose
    ``date`` may be the day planned for) — there only a day of writing that the form states apart counts. ``skip`` names
    forms that are approved beforehand.
    """

    check: Literal["approval-order"]
    written: list[str] = []
    skip: list[str] = []

    facts: ClassVar[frozenset[str]] = frozenset({"approval_day", "record_day", "papers", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with every approval that came too early."""
        early: list[tuple[Paper, Reading, Reading]] = []
        doubtful: list[tuple[Paper, Reading, Reading]] = []
        checked = False
        papers = [record] if isinstance(record, Paper) else record.papers
        for paper in papers:
            if not paper.approvals or paper.form in self.skip:
                continue
            own = see(paper.record_date) if paper.form in self.written else see(paper.date)
            if not own.readings or not isinstance(own.value, date):
                continue
            for approval in paper.approvals:
                given = see(approval.date if approval.date is not None else _written_at_end(approval.opinion))
                if not given.readings or not isinstance(given.value, date):
                    continue
                checked = True
                if given.value >= own.value or _shared(paper, approval, own.readings[0]):
                    continue
                sure = given.known and own.known
                (early if sure else doubtful).append((paper, given.readings[0], own.readings[0]))
        chosen = early or doubtful
        if not chosen:
            return passed() if checked else not_checkable("没有可比对的审批日期")
        paper, given_day, own_day = chosen[0]
        facts: dict[str, Any] = {
            "approval_day": given_day.value,
            "record_day": own_day.value,
            "papers": paper_names(item for item, _, _ in chosen),
            "count": len(chosen),
        }
        readings = tuple(reading for _, first, second in chosen for reading in (first, second))
        unclear = "" if early else "日期读得不够有把握"
        return accuse(record, context, *readings, unclear=unclear, **facts)


def _written_at_end(opinion: Reading | None) -> Reading | None:
    """The date with which an opinion ends (已阅。2025年9月18日), where the cell has no place of its own for it."""
    if opinion is None or not opinion.raw:
        return None
    tail = opinion.raw.strip()[-16:]
    dates = find_dates(tail)
    if len(dates) != 1 or dates[0][2].value is None or dates[0][1] < len(tail):
        return None
    return replace(opinion, value=dates[0][2].value)


def _shared(paper: Paper, approval: Approval, own: Reading) -> bool:
    """The same place was read as both dates."""
    return approval.date is not None and approval.date.place == own.place and bool(own.place.ref)
