"""Papers of stations never seen: everything on them is read, and nothing that stands there is called missing."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.papers import A, document, table
from tests.forms.strange_layouts_2 import STRANGE
from tests.forms.strange_reading import compare, false_blanks


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_paper_is_read_as_an_expert_reads_it(name: str, forms: FormSet) -> None:
    assert [(what, said) for what, good, said in compare(STRANGE[name], forms) if not good] == []


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_that_stands_there_is_called_blank(name: str, forms: FormSet) -> None:
    assert false_blanks(STRANGE[name], forms) == []


def test_a_number_that_no_label_owns_makes_missing_phones_uncertain(forms: FormSet) -> None:
    paper = document(
        "个案接受服务同意书",
        table([["服务对象姓名", "辛小满", "母亲联系电话", ""], ["服务对象签名", A, "监护人签名", A]]),
        "（以上由家长填写，家中号码 13800007777 随时可接）",
    )
    consent = fill_forms(paper, forms).forms[0]
    assert consent.fields["mother.phone"].blank
    assert consent.fields["mother.phone"].confidence < 0.8


def test_a_blank_without_any_number_around_is_sure(forms: FormSet) -> None:
    paper = document(
        "个案接受服务同意书",
        table([["服务对象姓名", "辛小满", "母亲联系电话", ""], ["服务对象签名", A, "监护人签名", A]]),
        "社工站电话：020-81112222",
    )
    consent = fill_forms(paper, forms).forms[0]
    assert consent.fields["mother.phone"].blank
    assert consent.fields["mother.phone"].confidence >= 0.8


def test_text_beside_a_blank_makes_it_uncertain(forms: FormSet) -> None:
    paper = document(
        "个案封面",
        table(
            [["个案编号", "NY-009", "负责社工", "", "柳若云，服务于本站"], ["服务对象姓名", ("辛小满", 4)]]
        ),
    )
    assert fill_forms(paper, forms).forms[0].fields["worker"].confidence < 0.8


def test_a_clock_is_no_day(forms: FormSet) -> None:
    rows = [
        ["服务对象姓名", "辛小满", "服务时间", "15:00-16:00"],
        ["服务过程", ("社工入户了解近况，一切安好。", 3)],
    ]
    session = fill_forms(document("个案过程记录", table(rows)), forms).forms[0]
    assert "date" not in session.fields
    assert session.fields["time"].value == "15:00-16:00"


def test_bands_set_across_are_no_items(forms: FormSet) -> None:
    paper = document(
        "分级评估表",
        table(
            [
                ["序号", "评估项目", "评价", "得分"],
                ["1", "经济状况", "☑良好 ☐差", "2"],
                ["2", "健康状况", "☐良好 ☑差", "9"],
            ]
        ),
        table([["一级", "二级", "三级", "四级"], ["30-40分", "20-29分", "10-19分", "0-9分"]]),
        table([["总分", "11", "评定等级", "三级"]]),
    )
    assessment = fill_forms(paper, forms).forms[0]
    assert [row["item"].raw for row in assessment.rows["items"]] == ["经济状况", "健康状况"]
    assert [(row["grade"].value, row["band"].raw) for row in assessment.rows["bands"]] == [
        (1, "30-40分"),
        (2, "20-29分"),
        (3, "10-19分"),
        (4, "0-9分"),
    ]


def test_the_zero_of_a_chinese_year_is_no_empty_box(forms: FormSet) -> None:
    rows = [
        ["服务对象姓名", "辛小满", "服务日期", "二〇二五年四月十日"],
        ["片长意见", ("已阅。", 3)],
        ["", (f"签名：{A}  日期：二〇二五年四月十一日", 3)],
        ["督导意见", (f"补充二〇二五年目标。签名：{A}", 3)],
        ["服务过程", ("二〇二五年起入户。", 3)],
    ]
    session = fill_forms(document("个案过程记录", table(rows)), forms).forms[0]
    assert session.fields["narrative"].raw == "二〇二五年起入户。"
    assert [entry["opinion"].raw for entry in session.approvals] == ["已阅。", "补充二〇二五年目标。"]
