"""Papers that the other papers of a file explain: a case's assessment of another name, and the page of contents."""

from __future__ import annotations

from auditor.forms.model import ReadPaper
from auditor.reading import form_set, paper_of
from tests.forms.papers import A, document, table

FORMS = form_set(())
INTAKE = table(
    [["个案编号", "QS-GA-003", "案主姓名", "陶立春"], ["接案日期", "2025年3月1日", "求助问题", "想找工作。"]]
)
PLAN = table(
    [["案主姓名", "陶立春", "计划日期", "2025年3月9日"], ["服务目标", "两个月内找到工作。", "社工签名", A]]
)
ASSESSED = table(
    [
        ["案主姓名", "陶立春", "走访方式", "到家里看"],
        ["大致光景", "独自住着，人和气，话不多。", "社工签名", A],
    ]
)
LISTED = table([["序号", "材料名称", "页码"], ["1", "接案登记表", "1"], ["2", "服务计划", "3"]])


def file(*blocks: object) -> ReadPaper:
    return paper_of(document(*blocks), FORMS)


def test_a_cases_assessment_of_another_name() -> None:
    paper = file("个案接案登记表", INTAKE, "生活境况评估表", ASSESSED, "个案服务计划", PLAN)
    assert [form.form for form in paper.forms] == ["case-intake", "case-assessment", "case-plan"]
    other = file("个案接案登记表", INTAKE, "服务成效评估表", ASSESSED, "个案服务计划", PLAN)
    assert "case-assessment" not in [form.form for form in other.forms]


def test_the_page_of_contents_leaves_nothing_unread() -> None:
    paper = file("卷内目录", LISTED, "个案接案登记表", INTAKE)
    assert not [piece for piece in paper.unclaimed if "材料名称" in piece.text or piece.kind == "form"]
    people = table([["序号", "姓名", "页码"], ["1", "陶立春", "1"], ["2", "方小禾", "3"]])
    other = file("家访目录", people)
    assert other.unclaimed or other.forms
