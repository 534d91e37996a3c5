"""``stated-count``: a stated number must equal the number of papers on hand."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.engine.unread import accuse
from auditor.records.model import Record


class StatedCount(RecordCheck):
    """Each number at ``stated`` must equal the count of the parts at ``counted``.

    Nothing is said where none of the counted papers is on file (their absence is another rule's matter), and nothing for
    certain where files of the record could not be read.
    """

    check: Literal["stated-count"]
    stated: list[str]
    counted: str
    unread_part: str = ""
    """Part of the record whose unread files matter, where ``counted`` is not itself a part."""

    path_keys: ClassVar[tuple[str, ...]] = ("stated", "counted")
    facts: ClassVar[frozenset[str]] = frozenset({"stated_number", "counted_number", "label"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first stated number that differs."""
        papers = compile_path(type(record), self.counted).parts(record)
        seen = [item for path in self.stated for item in compile_path(type(record), path).seen(record)]
        known = [item for item in seen if item.state is State.KNOWN and isinstance(item.value, int | float)]
        if not known:
            unclear = [item for item in seen if item.state is State.UNCLEAR]
            return not_checkable("数字未能读出" if unclear else "没有填写数量")
        if not papers:
            return not_applicable()
        differing = [item for item in known if item.value != len(papers)]
        if not differing:
            return passed(*(reading for item in known for reading in item.readings))
        first = differing[0]
        facts: dict[str, Any] = {
            "stated_number": first.value,
            "counted_number": len(papers),
            "label": first.readings[0].label if first.readings else "",
        }
        readings = tuple(reading for item in differing for reading in item.readings)
        part = self.unread_part or self.counted.removesuffix("[]")
        why = "有文件或内容未能读取，实际数量可能不同"
        return accuse(record, context, *readings, parts=part, why=why, **facts)
