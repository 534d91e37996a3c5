"""``file-status``: files must be readable and of a known form."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, found, not_applicable, passed
from auditor.records.model import PaperFile, Record


class FileStatus(RecordCheck):
    """A file whose status is ``status`` is reported with the reason and what to do; skipped files are not asked."""

    check: Literal["file-status"]
    status: Literal["unreadable", "unrecognised"]

    facts: ClassVar[frozenset[str]] = frozenset({"path", "reason", "remedy"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the file has the reported status."""
        if not isinstance(record, PaperFile) or record.status == "skipped":
            return not_applicable()
        if record.status != self.status:
            return passed()
        path = record.id
        return found(
            absent=(AbsentPaper(path, record.title, record.reason),),
            path=path,
            reason=record.reason.rstrip("。"),
            remedy=record.remedy,
        )
