"""Rows of a running list that leave the year, or the answer, to the row above."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document, line, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


HEAD = ["序号", "日期", "方式", "内容", "社工"]


def visits(
    forms: FormSet, days: list[str], ways: list[str] | None = None, above: str = ""
) -> list[FilledForm]:
    ways = ways or ["入户"] * len(days)
    rows: list[list[object]] = [HEAD]
    rows += [
        [str(n), day, way, "量血压，问起居", "魏年"]
        for n, (day, way) in enumerate(zip(days, ways, strict=True), 1)
    ]
    head = f"档案编号：SJ-014   姓名：白石   责任社工：魏年   联系等级：二级   {above}"
    return fill_forms(document("探访电访记录表", line(head), table(rows)), forms).forms


def days_of(read: list[FilledForm]) -> list[date | None]:
    return [form.fields["date"].value for form in read]  # type: ignore[misc]


def test_days_take_the_year_of_the_row_above(forms: FormSet) -> None:
    read = visits(forms, ["2024.11.3", "12.5", "1.10", "2.6"])
    assert days_of(read) == [date(2024, 11, 3), date(2024, 12, 5), date(2025, 1, 10), date(2025, 2, 6)]
    assert read[1].fields["date"].raw == "12.5"
    assert read[1].fields["date"].confidence < 1


def test_days_take_the_year_that_the_paper_is_for(forms: FormSet) -> None:
    assert days_of(visits(forms, ["3.5", "4.9"], above="年度：2024年")) == [
        date(2024, 3, 5),
        date(2024, 4, 9),
    ]


def test_a_day_that_does_not_follow_stays_unread(forms: FormSet) -> None:
    assert days_of(visits(forms, ["2024.8.20", "8.2", "9.6"])) == [date(2024, 8, 20), None, date(2024, 9, 6)]


def test_no_year_anywhere_is_no_year(forms: FormSet) -> None:
    assert days_of(visits(forms, ["3.5", "4.9"])) == [None, None]


@pytest.mark.parametrize("ditto", ["同上", "〃", "同前"])
def test_the_answer_of_the_row_above(forms: FormSet, ditto: str) -> None:
    read = visits(forms, ["2024.7.5", "2024.7.19", "2024.8.2"], ["电话", ditto, ditto])
    assert [form.fields["method"].value for form in read] == [("call",)] * 3
    assert read[2].fields["method"].raw == ditto


def test_nothing_above_to_refer_to(forms: FormSet) -> None:
    (first, _) = visits(forms, ["2024.7.5", "2024.7.19"], ["同上", "入户"])
    assert first.fields["method"].value is None


def test_a_list_of_events_takes_the_year_of_its_title(forms: FormSet) -> None:
    rows: list[list[object]] = [["日期", "时间", "来电人", "电话", "来电事由", "处理情况", "接听人"]]
    rows += [["9.2", "10:05", "黄女士", "13900008801", "问低保手续", "已告知", "魏年"]]
    rows += [["9.15", "15:40", "白先生", "13900008802", "邻里噪声", "已联系居委", "魏年"]]
    (form,) = fill_forms(document("热线接听登记表（2024年9月）", table(rows)), forms).forms
    assert [row["date"].value for row in form.rows["entries"]] == [date(2024, 9, 2), date(2024, 9, 15)]
