"""Begin and end of a meeting under two captions; what a program stamps onto the sheet is no fact of the paper."""

from __future__ import annotations

import datetime

import pytest

from auditor.audit import read_file
from auditor.forms.model import DOUBT
from tools.strangers.papers import Drawing, Piece, Table, cell, para
from tools.strangers.styles.judge_common import heading, save

DAY = datetime.date(2024, 9, 12)
TALE = "案主谈到近来与儿子少了争吵，社工肯定其改变，并与其约定每晚散步一次，记在本子上。"


def session(tmp_path, *facts: Piece):
    paper = [heading("个案面谈记录"), para("案主姓名：沈玉兰"), *facts, para(f"面谈过程：{TALE}")]
    save(Drawing(paper), tmp_path / "a.docx")
    (form,) = read_file(tmp_path / "a.docx").forms
    assert form.form == "case-session"
    return form.fields


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("起始时刻", "终止时刻"),
        ("面谈开始", "面谈结束"),
        ("开始于", "结束于"),
        ("谈话起始时间", "谈话终止时间"),
    ],
)
def test_the_begin_tells_the_day_and_both_the_hours(tmp_path, begin, end):
    fields = session(tmp_path, para(f"{begin}：2024-09-12 14:05"), para(f"{end}：2024-09-12 14:55"))
    assert fields["date"].value == DAY
    assert fields["time"].value == "14:05-14:55"


def test_in_cells_and_with_the_end_as_an_hour_alone(tmp_path):
    row = ["开始", "2024年9月12日 9:10", "结束", "10:00"]
    table = Table([[cell(text, label=at % 2 == 0) for at, text in enumerate(row)]])
    fields = session(tmp_path, table)
    assert fields["date"].value == DAY
    assert fields["time"].value == "09:10-10:00"


def test_a_day_of_its_own_goes_before(tmp_path):
    fields = session(
        tmp_path,
        para("面谈日期：2024-09-12"),
        para("开始时间：2024-09-10 14:05"),
        para("结束时间：2024-09-10 14:55"),
    )
    assert fields["date"].value == DAY


@pytest.mark.parametrize(
    "facts",
    [
        ("起始日期：2024-09-12", "终止日期：2024-12-12"),  # a plan's, without an hour
        ("报名开始：2024-09-12 09:00", "报名截止：2024-09-12 17:00"),
        ("开始：2024-09-12 09:00", "结束：2024-09-14 17:00"),
    ],
)
def test_what_is_no_single_meeting_tells_no_day(tmp_path, facts):
    fields = session(tmp_path, *map(para, facts))
    assert "date" not in fields or fields["date"].value is None or fields["date"].confidence < DOUBT


@pytest.mark.parametrize("caption", ["打印日期", "下载时间", "表单生成时间", "导出日期"])
def test_when_the_sheet_was_printed_is_no_day_of_the_meeting(tmp_path, caption):
    fields = session(tmp_path, para(f"{caption}：2025-01-06 08:30:12"))
    assert "date" not in fields
    assert "time" not in fields
