"""What a table of a test's results says of the test itself: which phases were asked, and what kind of questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.records.facts import UNKNOWN, Fact
from auditor.records.lexicon import fold_lines
from auditor.records.test_items import judge_items

if TYPE_CHECKING:
    from auditor.records.group import GroupTestResults

_MAX_READ = 20_000
_PRE = re.compile(r"(?:组员)?(?:前测|(?:活动|小组|入组|开组|组|课|训)前)")
_POST = re.compile(r"(?:组员)?(?:后测|(?:活动|小组|结组|组|课|训)后)")
_HEAD = 10
"""Characters of a column's head at most: 前测平均分（分）."""
_RESULT = re.compile(
    r"(?:答对|答错|正确|均分|平均)?\s*\d{1,3}(?:\.\d{1,2})?\s*(?:%|分|人|人次|份|名|题)?(?:答对|正确|选对)?"
)
_RIGHT_ANSWER = re.compile(
    r"答对|选对|答错|正确率|错误率|得分率|答对率|正确人数|知识题|客观题|判断题?|单选|多选|选择题|填空|标准答案"
)
_RATED = re.compile(r"自评|自我评|主观题|打分题|量表|[1一]\s*[-—~至到]\s*(?:5|10|五|十)\s*分")


def phases_by_item(results: GroupTestResults) -> frozenset[str]:
    """Return the phases that have a column of their own in a table of results with a row for each question."""
    lines = _lines(results)
    numbers = sum(_RESULT.fullmatch(line) is not None and not line.isdigit() for line in lines) or sum(
        line.isdigit() for line in lines
    )
    found = {
        name
        for name, head in (("pre", _PRE), ("post", _POST))
        if any(len(line) <= _HEAD and head.match(line) for line in lines)
    }
    items = judge_items("\n".join(lines))
    asked = len(items.objective) + len(items.subjective) + len(items.unclear)
    return frozenset(found) if asked and numbers >= len(found) else frozenset()


def objective(results: GroupTestResults) -> Fact:
    """Return whether the questions have right answers; False only where all of them are ratings, or are called so."""
    lines = _lines(results)
    right = next((line for line in lines if _RIGHT_ANSWER.search(line)), None)
    if right is not None:
        return Fact(True, (_quote(results, right),))
    judged = judge_items("\n".join(lines))
    if judged.objective:
        return Fact(True, (_quote(results, judged.objective[0]),))
    called = any(_RATED.search(line) for line in lines)
    if len(judged.subjective) >= (1 if called else 2):
        unsure = bool(judged.unclear)
        first = judged.unclear[0] if unsure else judged.subjective[0]
        note = "有题目未能判断是否有标准答案" if unsure else ""
        return Fact(False, (_quote(results, first),), unsure, note)
    return UNKNOWN


def _lines(results: GroupTestResults) -> list[str]:
    return [line.strip() for line in fold_lines(results.text[:_MAX_READ]).split("\n") if line.strip()]


def _quote(results: GroupTestResults, line: str) -> Reading:
    return Reading(line[:60], line[:60], "前后测题目", Mark.TYPED, results.place)
