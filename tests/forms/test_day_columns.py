"""The day of a list's rows, whatever its column is headed."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.papers import document, line, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, head: str, days: list[str]) -> list[object]:
    rows: list[list[object]] = [["序号", head, "服务方式", "服务内容", "服务人员"]]
    rows += [
        [str(n), day, "上门探访", "量血压，问起居，提醒按时服药。", "魏年"] for n, day in enumerate(days, 1)
    ]
    papers = fill_forms(
        document("探访及电访服务记录", line("档案编号：SJ-014   姓名：白石"), table(rows)), forms
    ).forms
    return [paper.fields["date"].value if "date" in paper.fields else None for paper in papers]


@pytest.mark.parametrize("head", ["服务时间", "提交时刻", "办结时点"])
def test_a_column_of_days_is_the_day(forms: FormSet, head: str) -> None:
    days = ["2025-05-11 15:12", "2025-04-15 16:35", "2025-03-20 12:17"]
    assert read(forms, head, days) == [date(2025, 5, 11), date(2025, 4, 15), date(2025, 3, 20)]


def test_the_day_on_which_something_else_happens_is_not_the_rows_day(forms: FormSet) -> None:
    assert read(forms, "下次探访", ["2025-05-11", "2025-06-15", "2025-07-20"]).count(date(2025, 5, 11)) == 0


def test_hours_alone_are_no_day(forms: FormSet) -> None:
    assert all(day is None for day in read(forms, "服务时间", ["15:12", "16:35", "12:17"]))
