"""Titles whose end names one paper while other words of them speak of another; days and hours under heads that ask for both."""

from __future__ import annotations

import datetime

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from auditor.forms.recognise import match_title
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("接案谈话记录", "case-intake"),
        ("突发个案登记表", "case-crisis"),
        ("转介个案登记表", "case-referral"),
        ("电话问候服务记录表", "archive-call"),
        ("义工队服务登记表", "team-record"),
        ("满意度回访分析", "satisfaction-summary"),
        ("个案帮扶方案", "case-plan"),
        ("个案登记表", "case-cover"),
        ("个案面谈记录表（接案）", "case-session"),
    ],
)
def test_the_form_that_the_whole_title_names(title: str, form: str, forms: FormSet) -> None:
    found = match_title(title, forms)
    assert found is not None and found.form == form


def test_hours_are_no_day_where_another_column_holds_the_days(forms: FormSet) -> None:
    paper = document(
        "热线来电登记表",
        table(
            [
                ["序号", "拨入日期", "来电时间", "来电人", "来电内容", "接听人"],
                ["1", "2025年4月3日", "9:40", "何小满", "咨询助餐", "简安"],
                ["2", "2025年4月8日", "15:05", "伍春", "反映噪音", "简安"],
            ]
        ),
    )
    rows = fill_forms(paper, forms).forms[0].rows["entries"]
    assert [row["date"].value for row in rows] == [datetime.date(2025, 4, 3), datetime.date(2025, 4, 8)]
    assert [row["time"].raw for row in rows] == ["9:40", "15:05"]


def test_what_the_supervisor_says_on_a_supervision_record(forms: FormSet) -> None:
    paper = document(
        "督导记录表",
        table(
            [
                ["督导日期", "2025年5月6日", "督导师", "麦青"],
                [
                    "督导难题",
                    "案主不愿见面，社工不知如何继续。",
                    "督导者的指引",
                    "先通过家人建立信任，再约时间。",
                ],
                ["受督导社工的收获", "明白了要慢下来。", "编号", "DD-003"],
            ]
        ),
    )
    fields = fill_forms(paper, forms).forms[0].fields
    assert fields["date"].value == datetime.date(2025, 5, 6)
    assert fields["supervisor"].value == "麦青"
    assert fields["topic"].raw.startswith("案主不愿见面")
    assert fields["advice"].raw.startswith("先通过家人")
    assert fields["response"].raw.startswith("明白了")
