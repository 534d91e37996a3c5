"""``file-status``: files must be readable and of a known form."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, found, not_applicable, passed
from auditor.records.model import PaperFile, Record


class FileStatus(RecordCheck):
    """A file whose status is ``status`` is reported with the reason and what to do; skipped files are not asked.

    ``poor-scan`` asks for pages that were scanned or photographed too badly; what it reports the other two leave out.
    """

    check: Literal["file-status"]
    status: Literal["unreadable", "unrecognised", "poor-scan"]

    facts: ClassVar[frozenset[str]] = frozenset({"path", "reason", "remedy", "pages"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the file has the reported status."""
        if not isinstance(record, PaperFile) or record.status == "skipped":
            return not_applicable()
        if self.status == "poor-scan":
            return _poor_scan(record)
        if record.status != self.status or record.poor_pages:
            return passed()
        path = record.id
        return found(
            absent=(AbsentPaper(path, record.title, record.reason),),
            path=path,
            reason=record.reason.rstrip("。"),
            remedy=record.remedy,
        )


def _poor_scan(record: PaperFile) -> Outcome:
    if not record.scanned:
        return not_applicable()
    if not record.poor_pages:
        return passed()
    reasons = list(dict.fromkeys(reason.rstrip("。") for _, reason in record.poor_pages))
    return found(
        absent=(AbsentPaper(record.id, record.title, reasons[0]),),
        path=record.id,
        pages="、".join(str(page) for page, _ in record.poor_pages[:10])
        + ("等" if len(record.poor_pages) > 10 else ""),
        reason="；".join(reasons[:3]),
        remedy=record.remedy,
    )
