"""Persons beside each other: the head of a group of columns owns what stands below it."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def consent(forms: FormSet, rows: list[list[object]]) -> FilledForm:
    return fill_forms(document("个案接受服务同意书", table(rows)), forms).forms[0]


SHAPES: dict[str, list[list[object]]] = {
    "heads of two columns each": [
        ["服务对象姓名", ("辛小满", 5)],
        [("监护人", 2), ("父亲", 2), ("母亲", 2)],
        ["姓名", "辛国强", "姓名", "辛大力", "姓名", "柳若云"],
        ["关系", "祖孙", "联系电话", "13900007777", "联系电话", "无"],
        ["监护人签名", ("辛国强", 5)],
    ],
    "a word for both before the heads": [
        ["服务对象姓名", ("辛小满", 5)],
        ["家长情况", ("父亲", 2), ("母亲", 3)],
        ["", "姓名", "辛大力", "姓名", ("柳若云", 2)],
        ["", "电话", "13900007777", "电话", ("无", 2)],
        ["服务对象签名", ("辛小满", 5)],
    ],
    "one column of labels under the word for both": [
        ["服务对象姓名", ("辛小满", 2)],
        ["家属", "父亲", "母亲"],
        ["姓名", "辛大力", "柳若云"],
        ["联系电话", "13900007777", "无"],
        ["服务对象签名", ("辛小满", 2)],
    ],
    "labels inside the cells": [
        ["服务对象姓名", "辛小满"],
        ["父亲", "母亲"],
        ["姓名：辛大力", "姓名：柳若云"],
        ["电话：13900007777", "电话：无"],
    ],
    "names beside the persons": [
        ["服务对象姓名", ("辛小满", 3)],
        ["父亲", "辛大力", "母亲", "柳若云"],
        ["联系电话", "13900007777", "联系电话", "无"],
        ["服务对象签名", ("辛小满", 3)],
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_parent_has_the_phone_below_his_head(shape: str, forms: FormSet) -> None:
    read = consent(forms, SHAPES[shape]).fields
    assert read["client.name"].value == "辛小满"
    assert read["father.name"].value == "辛大力"
    assert read["mother.name"].value == "柳若云"
    assert read["father.phone"].value == "13900007777"
    assert read["mother.phone"].raw == "无"
    assert "client.phone" not in read


def test_a_label_with_its_own_owner_ends_the_groups(forms: FormSet) -> None:
    read = consent(forms, SHAPES["heads of two columns each"]).fields
    assert read["guardian.name"].value == "辛国强"
    assert read["guardian.relation"].value == "grandparent"
    assert read["guardian.signature"].raw == "辛国强"


def test_what_follows_the_groups_is_the_clients_again(forms: FormSet) -> None:
    rows = [*SHAPES["names beside the persons"][:3], ["住址", "和平里3栋", "联系电话", "13511112222"]]
    read = consent(forms, rows).fields
    assert read["father.phone"].value == "13900007777"
    assert read["client.phone"].value == "13511112222"


def test_a_number_given_to_the_client_for_want_of_another_owner_makes_a_missing_one_uncertain(
    forms: FormSet,
) -> None:
    rows: list[list[object]] = [
        ["服务对象姓名", ("辛小满", 3)],
        ["家属", "辛大力", "父亲电话", ""],
        ["母亲", "柳若云", "", ""],
        ["联系电话", "13900007777", "住址", "和平里"],
        ["服务对象签名", ("辛小满", 3)],
    ]
    read = consent(forms, rows).fields
    assert read["father.phone"].blank
    assert read["father.phone"].confidence < 0.8


def test_the_clients_own_number_beside_his_name_leaves_a_missing_one_certain(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["服务对象姓名", "辛小满", "联系电话", "13900007777"],
        ["父亲", "辛大力", "父亲电话", ""],
    ]
    assert consent(forms, rows).fields["father.phone"].confidence >= 0.8
