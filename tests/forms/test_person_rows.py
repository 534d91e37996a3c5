"""Persons one below the other or side by side: the head of the row, or of the column, says whose each cell is."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


CLIENT = table([["案主姓名", "白露", "性别", "女"], ["出生日期", ("2013年5月6日", 3)]])


def read(forms: FormSet, rows: list[list[object]], *more: object) -> FilledForm:
    (form,) = fill_forms(document("个案服务同意书", CLIENT, table(rows, "表2"), *more), forms).forms
    return form


def family(form: FilledForm) -> list[tuple[object, ...]]:
    return [(row["name"].value, row["relation"].value, row["phone"].value) for row in form.rows["family"]]


@pytest.mark.parametrize("corner", ["", "栏目"])
@pytest.mark.parametrize("third", ["其他监护人", "外婆", "姑母"])
def test_relatives_as_columns(forms: FormSet, corner: str, third: str) -> None:
    rows = [
        [corner, "父亲", "母亲", third],
        ["姓名", "白石", "秦岚", "何桂"],
        ["手机", "13900001111", "", "13700002222"],
        ["签名", "", "", A],
    ]
    consent = read(forms, rows)  # type: ignore[arg-type]
    assert [(name, phone) for name, _, phone in family(consent)] == [
        ("白石", "13900001111"),
        ("秦岚", None),
        ("何桂", "13700002222"),
    ]
    assert consent.fields["guardian.signature"].mark is Mark.IMAGE
    assert "client.phone" not in consent.fields and "mother.name" not in consent.fields


@pytest.mark.parametrize(("who", "sign"), [("签署方", "签字"), ("", "亲笔签名"), ("人员", "签名")])
def test_signers_as_rows(forms: FormSet, who: str, sign: str) -> None:
    consent = read(
        forms,
        [
            [who, "姓名", sign, "与案主关系", "联系电话"],
            ["服务对象", "白露", A, "本人", "13500003333"],
            ["监护人", "秦岚", "秦岚", "母女", "13900001111"],
            ["社工", "魏年", "", "", ""],
            ["签署日期", ("2025年3月1日", 4)],
        ],
    )
    assert consent.fields["client.signature"].mark is Mark.IMAGE
    assert consent.fields["guardian.signature"].mark is Mark.TYPED
    assert consent.fields["worker_signature"].blank
    assert consent.fields["guardian.relation"].value == "mother"
    assert consent.fields["guardian.phone"].value == "13900001111"
    assert consent.fields["client.phone"].value == "13500003333"
    assert consent.fields["date"].value == date(2025, 3, 1)
    assert not consent.rows.get("family")


def test_parents_in_rows_beside_a_column_that_nobody_knows(forms: FormSet) -> None:
    consent = read(
        forms,
        [
            ["爹娘", "姓名", "电话", "在哪打工"],
            ["父亲", "白石", "13900001111", "务农"],
            ["母亲", "秦岚", "", "外出"],
        ],
        f"监护人签名：{A}",
    )
    assert family(consent) == [("白石", "father", "13900001111"), ("秦岚", "mother", None)]
    assert "guardian.name" not in consent.fields


def test_a_number_in_a_note_is_nobodys(forms: FormSet) -> None:
    consent = read(forms, [["监护人", "秦岚"]], "（以上由家长填写，家里号码 13800007777 随时可打。）")
    assert "13800007777" not in {reading.value for reading in consent.fields.values()}


def test_a_guardians_row_names_nobody_else(forms: FormSet) -> None:
    rows = [
        [("监护人及父母资料（未成年人必填）", 4)],
        ["身份", "姓名", "与服务对象关系", "联络电话"],
        ["监护人（签署人）", "秦岚", "母子", "13700002222"],
        ["父亲", "白石", "父亲", "13900001111"],
        ["母亲", "秦岚", "母亲", "13700002222"],
    ]
    consent = read(forms, rows)  # type: ignore[arg-type]
    assert consent.fields["client.name"].value == "白露"
    assert consent.fields["guardian.name"].value == "秦岚"
    assert consent.fields.get("client.phone") is None
