"""Trails of approval, one step in each row, and places to sign that name only who signs."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.papers import A, document, table

HEADS: list[object] = ["流程步骤", "经办人员", "办理意见", "亲笔签名", "办结时间", "办理状态"]


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def session(forms: FormSet, *steps: list[object], heads: list[object] = HEADS) -> FilledForm:
    rows: list[list[object]] = [
        ["个案编号", "SJ-014", "案主", "白石"],
        ["服务日期", "2024年6月2日", "服务方式", "面谈"],
        ["服务内容", "陪案主去社区食堂吃了午饭。", "社工", "魏年"],
    ]
    found = fill_forms(document("个案服务记录", table(rows), table([heads, *steps])), forms)
    assert [item for item in found.unclaimed if item.kind == "table"] == []
    return found.forms[0]


HANDED_IN: list[object] = ["工作员送审", "魏年", "请审阅", A, "2024-06-03 09:10", "已送"]


def test_a_step_of_an_office_is_its_approval(forms: FormSet) -> None:
    form = session(forms, HANDED_IN, ["片长核批", "田禾", "记录完整，同意。", A, "2024-06-04 10:05", "已办"])
    (approval,) = form.approvals
    assert approval["role"].value == "district_head"
    assert approval["opinion"].raw == "记录完整，同意。"
    assert approval["signature"].mark is Mark.IMAGE
    assert str(approval["date"].value) == "2024-06-04"


def test_a_step_nobody_took_is_an_empty_approval(forms: FormSet) -> None:
    form = session(forms, HANDED_IN, ["督导复核", "", "", "", "", "待办"])
    (approval,) = form.approvals
    assert approval["role"].value == "supervisor"
    assert all(approval[part].blank for part in ("opinion", "signature", "date"))


def test_a_result_of_agreement_is_an_opinion(forms: FormSet) -> None:
    form = session(forms, HANDED_IN, ["督导复核", "田禾", "", "", "2024-06-04", "审核通过"])
    assert form.approvals[0]["opinion"].raw == "审核通过"


@pytest.mark.parametrize("said", ["已把称呼改过来，下次先约时间。", ""])
def test_what_the_worker_answers_is_the_response(forms: FormSet, said: str) -> None:
    form = session(
        forms,
        HANDED_IN,
        ["督导复核", "田禾", "称呼宜改。", A, "2024-06-04", "已办"],
        ["工作员答复", "魏年", said, "", "2024-06-05", "已答"],
    )
    assert len(form.approvals) == 1
    assert form.fields["response"].raw == said
    assert form.fields["response"].blank is (not said)


def test_the_day_of_printing_is_no_day_of_service(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["打印日期", "2024年9月9日", "案主", "白石"],
        ["服务内容", "陪案主去社区食堂吃了午饭。", "社工", "魏年"],
    ]
    (form,) = fill_forms(document("个案服务记录", table(rows)), forms).forms
    assert "date" not in form.fields


@pytest.mark.parametrize("caption", ["评估人签字", "签名栏", "填表人员签章"])
def test_roles_beside_a_caption_of_signing_are_places_to_sign(forms: FormSet, caption: str) -> None:
    rows: list[list[object]] = [
        ["姓名", "白石", "评估日期", "2024年6月2日"],
        ["评估总分", "66", "评定级别", "二级"],
        [caption, (f"直聘社工：{A}\n项目社工：魏年", 3)],
    ]
    (form,) = fill_forms(document("服务对象分级评估表", table(rows)), forms).forms
    assert form.fields["direct_worker_signature"].mark is Mark.IMAGE
    assert form.fields["worker_signature"].mark is Mark.TYPED
    assert form.fields["worker_signature"].raw == "魏年"


def test_a_role_without_a_name_there_is_not_signed(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["姓名", "白石", "评估日期", "2024年6月2日"],
        ["评估总分", "66", "评定级别", "二级"],
        ["评估人签字", (f"直聘社工：\u3000\u3000\u3000\n驻村社工：{A}", 3)],
    ]
    (form,) = fill_forms(document("服务对象分级评估表", table(rows)), forms).forms
    assert form.fields["direct_worker_signature"].mark is Mark.BLANK
    assert form.fields["worker_signature"].mark is Mark.IMAGE
