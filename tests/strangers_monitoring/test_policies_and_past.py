"""Rules on contacts under titles of their own, and what respondents say of a past that is over."""

from __future__ import annotations

import pytest

from auditor.forms.load import load_forms
from auditor.forms.recognise import match_title
from auditor.records.satisfaction_facts import _kind
from tests.strangers_monitoring.archives import Word
from tests.strangers_monitoring.test_other_words import audited, rules_of

GRADES = ["一级人员：每星期上门一次；", "二级人员：每十天联系一次；", "三级人员：每月联系一次；"]


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("帮扶对象走访细则", True), ("松塘镇分类巡访规程（试行）", True), ("重点人群探访守则", True), ("党员联系群众制度", False),
        ("访客联系登记办法", False),
    ],
)  # fmt: skip
def test_a_title_says_that_it_is_a_rule_on_contacts(title: str, policy: bool):
    found = match_title(title, load_forms())
    assert (found is not None and found.form == "followup-policy") is policy


@pytest.mark.parametrize(
    ("last", "open_"), [("四级人员：视情况走访。", True), ("四级人员：每半年走访一次。", False)]
)
@pytest.mark.parametrize("numbers", [("（一）", "（二）", "（三）", "（四）"), ("1.", "2.", "3.", "4.")])
def test_the_next_article_does_not_answer_for_the_last_grade(tmp_path, last: str, open_: bool, numbers):
    lines = [f"{number}{text}" for number, text in zip(numbers, [*GRADES, last], strict=True)]
    paper = Word("走访.docx", ["服务对象走访细则", "第一条　各等级人员按下列次数走访：", *lines, "第二条　走访记录每月交站长检查一次。"])  # fmt: skip
    found = audited(tmp_path, [paper])
    assert ("callback-policy-incomplete" in rules_of(found)) is open_
    assert "file-unrecognised" not in rules_of(found)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("早先没人上门，如今常有人来唠嗑。", ""),
        ("头几年没有人管过，自打社工站开了，隔三差五有人问。", ""),
        ("早先没人上门，如今还是没人来。", "sure"),
        ("去年没有人来过。", "sure"),
        ("原来没人上门，现在常来，就是想申请一副拐杖。", "sure"),
    ],
)
def test_a_past_that_is_over_asks_for_nothing(said: str, kind: str):
    assert _kind(said, direct=False) == kind
