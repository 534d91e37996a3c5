"""Several groups of boxes within one sentence or cell: each answers the field that the words around it ask for."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.forms.tick_groups import tick_groups
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object) -> FilledForm:
    (form,) = fill_forms(document(*blocks), forms).forms
    return form


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("由（□本人 ☑居委会）提出，属（□一般 ☑重点）个案", [("由", "□本人 ☑居委会"), ("属", "□一般 ☑重点")]),
        ("该户■低保□特困家庭，现■独居□同住", [("该户", "■低保□特困家庭，"), ("现", "■独居□同住")]),
        ("类别 □低保 ☑特困　　环境 □良好 ☑一般", [("类别", "□低保 ☑特困"), ("环境", "□良好 ☑一般")]),
        ("性别（男√ 女），来自（ ）本人（√）社区", [("性别", "男√ 女"), ("来自", "（ ）本人（√）社区")]),
        ("■自如（0—5分）；□需扶（6—10分）", [("", "■自如（0—5分）；□需扶（6—10分）")]),
        ("□低保，□特困，☑其他", [("", "□低保，□特困，☑其他")]),
        ("本人□ 家属☑ 居委□", [("", "本人□ 家属☑ 居委□")]),
        ("二〇二五年三月", []),
    ],
)
def test_groups_of_boxes(text: str, groups: list[tuple[str, str]]) -> None:
    assert [(group.lead, text[group.start : group.end]) for group in tick_groups(text)] == groups


def test_an_intake_told_in_a_sentence(forms: FormSet) -> None:
    told = "由（□本人 □家属 ☑居委会）提出，问题属于（□一般 ☑重点 □危机）个案，经商议（☑接案 □不接案）。"
    intake = read(
        forms,
        "接案记录",
        table(
            [
                ["个案编号", "LX-004", "案主姓名", "刘启"],
                ["接案日期", "2025年3月3日"],
                ["案主情况", (told, 3)],
            ]
        ),
    )
    assert intake.fields["category"].value == ("重点",)
    assert intake.fields["accepted"].value == ("是",)


def test_a_cell_read_as_one_answer_is_given_back_to_its_fields(forms: FormSet) -> None:
    told = "（☑受理 □不接案），性质为（□普通 □一般 ☑重点案 □危机类），求助来源：亲友"
    intake = read(
        forms,
        "接案记录",
        table(
            [
                ["个案编号", "LX-004", "案主姓名", "刘启"],
                ["接案日期", "2025年3月3日"],
                ["处理结果", (told, 3)],
            ]
        ),
    )
    assert intake.fields["accepted"].value == ("是",)
    assert intake.fields["category"].value == ("重点个案",)


def test_a_household_described_in_a_sentence(forms: FormSet) -> None:
    told = "该户为□特困■低保□其他家庭，现■独居□与配偶同住，房屋环境□良好■一般□较差，身子骨□良好■一般□差。"
    household = read(
        forms,
        "建档登记表",
        table(
            [
                ["档案编号", "LM-H-001", "户主", "冯春生"],
                ["身份证号", "440103195006072318"],
                ["家境", (told, 3)],
            ]
        ),
    )
    assert household.fields["category"].value == ("低保",)
    assert household.fields["living_status"].value == ("独居",)
    assert household.fields["living_environment"].value == ("一般",)
    assert "health" not in household.fields


def test_options_that_many_groups_have_tell_no_field(forms: FormSet) -> None:
    household = read(
        forms,
        "建档登记表",
        table(
            [
                ["档案编号", "LM-H-001", "户主", "冯春生"],
                ["身份证号", "440103195006072318"],
                ["其余", ("身子骨□良好■一般□差，胃口■好□差。", 3)],
            ]
        ),
    )
    assert not {"living_environment", "self_care", "category"} & household.fields.keys()


def test_a_relation_ticked_in_a_letters_sentence(forms: FormSet) -> None:
    consent = read(
        forms,
        "个案服务同意书",
        "本人系服务对象之（□父 ☑母 □其他），同意上述服务，并（☑同意 □不同意）资料用于转介。",
        f"服务对象：刘小启　监护人签名：{A}　日期：2025年3月3日",
    )
    assert consent.fields["guardian.relation"].value == "mother"
