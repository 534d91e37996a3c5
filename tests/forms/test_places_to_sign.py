"""Where somebody signs behind a bare office, and which words are no signature."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def closing(forms: FormSet, *cells: object) -> FilledForm:
    rows: list[list[object]] = [
        ["个案编号", "SJ-014", "案主", "白石"],
        ["结案日期", "2024年11月20日", "服务次数", "10"],
    ]
    rows += [["服务成效", ("能自己去买菜了", 3)], list(cells)]
    (form,) = fill_forms(document("个案结案报告", table(rows)), forms).forms
    return form


@pytest.mark.parametrize("head", ["督导：", "审核：", "片长："])
@pytest.mark.parametrize("day", ["日期：", "日期：2024.11.22"])
def test_an_office_with_a_colon_before_a_day_is_signed_there(forms: FormSet, head: str, day: str) -> None:
    form = closing(forms, "社工签名：魏年", "日期：2024.11.20", head, day)
    assert [(a["signature"].mark, a["signature"].raw) for a in form.approvals] == [(Mark.BLANK, "")]


def test_the_same_place_signed(forms: FormSet) -> None:
    form = closing(forms, "社工签名：魏年", "日期：2024.11.20", f"督导：{A}", "日期：2024.11.22")
    assert [a["signature"].mark for a in form.approvals] == [Mark.IMAGE]


def volunteer(forms: FormSet, consent: str) -> FilledForm:
    rows: list[list[object]] = [
        ["姓名", "白露", "性别", "女", "出生年月", "2010年5月"],
        ["家长意见（18岁以下填写）", (consent, 5)],
        ["申请人签名", "白露", "日期", "2024.3.5", "经办人", "魏年"],
    ]
    (form,) = fill_forms(document("志愿者注册登记表", table(rows)), forms).forms
    return form


def test_words_of_consent_sign_nothing(forms: FormSet) -> None:
    form = volunteer(forms, "同意孩子参加志愿服务。\n监护人签名：        联系电话：        日期：")
    assert form.fields["guardian.signature"].mark is Mark.BLANK


def test_an_opinion_is_signed_where_there_is_no_other_place(forms: FormSet) -> None:
    assert volunteer(forms, f"同意。{A}").fields["guardian.signature"].mark is Mark.IMAGE
