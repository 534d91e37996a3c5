"""Running logs in plain lines below a heading are rows; text below a label that begins with a day is none."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *lines: str) -> list[FilledForm]:
    return fill_forms(document(*lines), forms).forms


LOGS = {
    "whole days": [
        "结案后回访记录",
        "服务对象：唐小枫",
        "2025年3月5日　电话　近况平稳（回访社工：李念）",
        "2025年4月5日　上门　已找到工作（回访社工：李念）",
    ],
    "the year in a heading": [
        "结案后跟进记录表",
        "服务对象：唐小枫",
        "2025年第1季度",
        "1．3月5日，电话：近况平稳（李念）",
        "2025年第2季度",
        "2．4月5日，上门：已找到工作（李念）",
    ],
    "a year of two digits": [
        "结案后回访表",
        "服务对象：唐小枫",
        "25-3-5　电访　近况平稳（社工李念）",
        "25-4-5　探访　已找到工作（社工李念）",
    ],
}


@pytest.mark.parametrize("name", LOGS)
def test_each_line_of_a_log_is_a_paper(name: str, forms: FormSet) -> None:
    found = read(forms, *LOGS[name])
    assert [form.form for form in found] == ["case-followup"] * 2
    assert [form.fields["date"].value for form in found] == [date(2025, 3, 5), date(2025, 4, 5)]
    assert [form.fields["method"].value for form in found] == [("电话",), ("入户",)]
    assert [form.fields["narrative"].raw for form in found] == ["近况平稳", "已找到工作"]
    assert [form.fields["worker_signature"].raw for form in found] == ["李念", "李念"]


def test_a_column_that_some_lines_do_without_is_not_left_blank(forms: FormSet) -> None:
    lines = ["结案后回访记录", "2025.3.5　电话　近况平稳（李念）", "2025.4.5　已找到工作，情绪良好"]
    first, second = read(forms, *lines)
    assert "worker_signature" not in first.fields
    assert "worker_signature" not in second.fields
    assert "李念" in first.fields["narrative"].raw


def test_what_a_label_asks_for_stays_its_value(forms: FormSet) -> None:
    lines = ["结案后回访记录", "回访日期：2025年3月6日", "回访内容：", "2025年3月5日　案主来电，近况平稳。"]
    (form,) = read(forms, *lines)
    assert form.fields["date"].value == date(2025, 3, 6)
    assert form.fields["narrative"].raw == "2025年3月5日 案主来电，近况平稳。"


def test_a_narrative_told_day_by_day_is_no_log(forms: FormSet) -> None:
    lines = ["个案服务计划", "服务目标：改善居住环境", "服务内容：", "2025年3月5日　上门　了解近况"]
    (form,) = read(forms, *lines)
    assert form.form == "case-plan"
    assert not form.rows


def test_without_a_year_nothing_is_made_up(forms: FormSet) -> None:
    (form,) = read(forms, "结案后回访记录", "服务对象：唐小枫", "3月5日　电话　近况平稳")
    assert "date" not in form.fields
