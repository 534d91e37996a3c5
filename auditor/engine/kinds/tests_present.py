"""``tests-present``: an educational group must have its test before and its test after."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, not_applicable, not_checkable, passed
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.model import Group, Record
from auditor.values.text import fold

_TOLD = {
    "前测": re.compile(r"前测|前后测|前、后测|小组前.{0,6}(?:得分|平均)"),
    "后测": re.compile(r"后测|前后测|前、后测|小组后.{0,6}(?:得分|平均)"),
}
_NOT_DONE = re.compile(
    r"(?:未|没有|没|无|不)(?:能|有|再|做|进行|开展|设置|设|安排|组织|使用|采用)*(?:前后|前|后)测"
)


class TestsPresent(RecordCheck):
    """A finished educational group must have a pre-test and a post-test among its papers.

    A table of the answers, question by question, stands for the sheets that were counted. Where summary or an analysis
    gives only the results of a test whose sheets are not here, the verdict is UNSURE.
    """

    check: Literal["tests-present"]

    facts: ClassVar[frozenset[str]] = frozenset({"missing"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the tests that are absent."""
        if not isinstance(record, Group):
            return not_applicable()
        kind = record.is_educational
        if kind.value is None:
            return not_checkable("没有写明小组性质")
        if kind.value is False or record.summary is None:
            return not_applicable()
        have = {"前测": False, "后测": False}
        unnamed = 0
        for test in record.tests:
            pre, post = bool(test.is_pre_test.value), bool(test.is_post_test.value)
            have["前测"] |= pre
            have["后测"] |= post
            unnamed += not (pre or post)
        for results in record.test_results:
            have["前测"] |= "pre" in results.phases_by_item
            have["后测"] |= "post" in results.phases_by_item
        missing = [name for name, there in have.items() if not there]
        if not missing:
            return passed(*kind.readings)
        facts: dict[str, Any] = {"missing": "、".join(missing)}
        absent = tuple(
            AbsentPaper(record.files[0] if record.files else "", name, "未见该问卷") for name in missing
        )
        told = [reading for name in missing if (reading := self._told(record, name)) is not None]
        why = ""
        if unnamed:
            why = "有问卷未注明是前测还是后测"
        elif len(told) == len(missing) or any(not r.phases_by_item for r in record.test_results):
            why = "总结或分析中提到测试结果，未见问卷"
        elif kind.doubtful:
            why = kind.note or "小组性质未能确认"
        return accuse(
            record,
            context,
            *kind.readings,
            *(told if why else ()),
            unclear=why,
            stands=True,
            parts="tests",
            why="有文件未能读取，其中可能有前后测问卷",
            absent=absent,
            **facts,
        )

    def _told(self, group: Group, name: str) -> Reading | None:
        """Return the place in the summary that speaks of the test as done."""
        summary = group.summary
        if summary is None:
            return None
        for reading in (summary.comparison, summary.narrative):
            if reading is None:
                continue
            text = fold(reading.raw)
            if not _NOT_DONE.search(text) and (
                _TOLD[name].search(text) or (reading is summary.comparison and text)
            ):
                return reading
        return None
