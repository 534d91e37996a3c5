"""Records beside their numbers, and days whose year the paper's title names."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document, line, table

TOLD = "社工上门了解近况，陪着把材料复印好，约定下周一起去办手续。"


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def talks(forms: FormSet, heads: list[str]) -> list[FilledForm]:
    rows: list[list[object]] = [[head, f"{TOLD}第{n}回说到孩子上学。"] for n, head in enumerate(heads)]
    head = line("编号：SJ-014　　姓名：白石　　社工：魏年")
    return fill_forms(document("个案服务过程记录（2025年）", head, table(rows)), forms).forms


@pytest.mark.parametrize("style", ["第{}次\n{}", "第{}次服务（{}）", "第{}回　{}"])
def test_each_number_begins_a_record(forms: FormSet, style: str) -> None:
    read = talks(
        forms,
        [style.format(n, day) for n, day in zip("一二三", ["4月7日", "4月21日", "5月5日"], strict=True)],
    )
    assert [form.fields["sequence"].value for form in read] == [1, 2, 3]
    assert [form.fields["date"].value for form in read] == [
        date(2025, 4, 7),
        date(2025, 4, 21),
        date(2025, 5, 5),
    ]
    assert all(form.fields["narrative"].raw for form in read)


def test_one_number_twice_is_no_list_of_records(forms: FormSet) -> None:
    assert len(talks(forms, ["第一次", "第一次"])) == 1


def intake(forms: FormSet, title: str, born: str = "1979年1月3日") -> FilledForm:
    rows: list[list[object]] = [
        ["编号", "SJ-014"],
        ["姓名", "白石"],
        ["出生日期", born],
        ["接案日期", "3月31日"],
        ["主要问题", "想办慢性病证。"],
    ]
    (form,) = fill_forms(document(title, table(rows)), forms).forms
    return form


def test_the_title_names_the_year(forms: FormSet) -> None:
    day = intake(forms, "个案接案登记表（2025年）").fields["date"]
    assert day.value == date(2025, 3, 31) and day.confidence >= 0.8


def test_a_year_of_account_may_run_on(forms: FormSet) -> None:
    assert intake(forms, "2025年度个案接案登记表").fields["date"].confidence < 0.8


def test_nobodys_birth_gives_the_year(forms: FormSet) -> None:
    form = intake(forms, "个案接案登记表")
    assert form.fields["date"].value is None
    assert form.fields["client.birth_date"].value == date(1979, 1, 3)
