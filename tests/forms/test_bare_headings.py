"""Papers under half a title: a bare kind at the head of a page, or over a table that names its client."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Document, Page
from tests.forms.papers import document, line, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


INTAKE = table([["个案编号", "LX-004", "案主", "刘启"], ["接案日期", "2025年3月3日", "求助问题", "情绪低落"]])


def pages(forms: FormSet, *contents: list[object]) -> list[FilledForm]:
    made = [
        Page(number, [line(block) if isinstance(block, str) else block for block in blocks])  # type: ignore[list-item]
        for number, blocks in enumerate(contents, 1)
    ]
    return fill_forms(Document("LX-004.pdf", "pdf", made), forms).forms


def test_bare_kinds_at_the_head_of_pages(forms: FormSet) -> None:
    found = pages(
        forms,
        ["接案表", INTAKE],
        [
            "评估",
            table(
                [["案主", "刘启", "日期", "2025年3月6日"], ["主要问题", "情绪低落"], ["需求分析", "改善关系"]]
            ),
        ],
        ["结 案", "案主：刘启　　日期：2025年6月8日", "结案原因：目标达成", "总结：关系改善。"],
    )
    assert [form.form for form in found] == ["case-intake", "case-assessment", "case-closing"]
    assert [form.fields["date"].value for form in found] == [
        date(2025, 3, 3),
        date(2025, 3, 6),
        date(2025, 6, 8),
    ]


def test_the_last_words_of_a_paragraph_on_the_next_page_are_no_heading(forms: FormSet) -> None:
    found = pages(
        forms,
        [
            "个案服务计划",
            "案主：刘启　　日期：2025年3月8日",
            "服务内容：先建立关系，再一同完成情绪自评，最后进行成效",
        ],
        ["评估", "由社工与督导共同完成。"],
    )
    assert [form.form for form in found] == ["case-plan"]


def test_a_bare_kind_over_a_table_that_names_its_client(forms: FormSet) -> None:
    consent = table(
        [["案主", "刘启", "监护人", "罗英"], ["监护人电话", "13800000001", "日期", "2025年3月4日"]]
    )
    filled = fill_forms(document("接案表", INTAKE, "同意书", consent), forms).forms
    assert [form.form for form in filled] == ["case-intake", "case-consent"]
    assert "client.phone" not in filled[0].fields
    section = table([["目前状况", "情绪低落"], ["需求分析", "改善关系"]])
    assert len(fill_forms(document("接案表", INTAKE, "评估", section), forms).forms) == 1


def test_an_answer_that_is_also_a_label(forms: FormSet) -> None:
    rows = [["案主", "刘启", "日期", "2025年6月8日"], ["结案原因", "目标达成"], ["总结", "关系改善。"]]
    (closing,) = fill_forms(document("结案报告", table(rows)), forms).forms
    assert closing.fields["reason"].value == ("目标达到",)
    assert closing.fields["narrative"].raw == "关系改善。"
