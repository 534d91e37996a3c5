"""Records told in bars across a table, and lists of several communities under one title."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object) -> list[FilledForm]:
    return fill_forms(document(*blocks), forms).forms


def across(*texts: str) -> object:
    return table([[(text, 4)] for text in texts], "表2")


def test_contacts_told_in_bars(forms: FormSet) -> None:
    contacts = read(
        forms,
        "走访联系记录",
        "档案编号：LM-H-007　户主：冯春生",
        across(
            "1）2025年3月2日　上门走访　经办：沈一",
            "一切平稳，提醒按时服药，约好下月再来。",
            "2）3月19日　电话　经办：沈一",
            "咳嗽好转，已经复诊。",
            "3）4月2日　上门走访　经办：苗秋",
            "送去米面，谈及复核。",
        ),
    )
    assert [(c.fields["date"].value, c.fields["method"].value) for c in contacts] == [
        (date(2025, 3, 2), ("visit",)),
        (date(2025, 3, 19), ("call",)),
        (date(2025, 4, 2), ("visit",)),
    ]
    assert contacts[1].fields["narrative"].raw == "咳嗽好转，已经复诊。"
    assert {c.fields["number"].value for c in contacts} == {"LM-H-007"}


def test_sessions_told_in_bars(forms: FormSet) -> None:
    sessions = read(
        forms,
        "个案过程记录",
        "个案编号：LX-004　案主：刘启",
        across(
            "第1次　2025年3月5日 14:00-15:00　面谈　社工：魏年",
            "介绍服务，建立关系，谈到与儿子争吵。",
            "第2次　2025年3月19日 14:00-15:00　家访　社工：魏年",
            "一同制定作息表，愿意尝试。",
        ),
    )
    assert [(s.fields["sequence"].value, s.fields["date"].value) for s in sessions] == [
        (1, date(2025, 3, 5)),
        (2, date(2025, 3, 19)),
    ]


def test_a_narrative_that_begins_with_a_day_is_no_bar(forms: FormSet) -> None:
    rows = ["过程记录", "3月2日社工上门，案主表示睡眠好转，愿意参加小组。", "3月5日社工致电，确认参加。"]
    sessions = read(forms, "个案过程记录", "个案编号：LX-004　案主：刘启　日期：2025年3月5日", across(*rows))
    assert len(sessions) == 1


HEAD = ["序号", "档案编号", "姓名", "类别", "级别"]
SOUTH = [HEAD, ["1", "NH-H-001", "冯春生", "低保", "三级"], ["2", "NH-H-002", "苗秋", "特困", "一级"]]
NORTH = [HEAD, ["1", "BH-H-001", "柯仁", "低保", "二级"]]


@pytest.mark.parametrize(
    ("south", "north", "totals"),
    [
        ("（一）南河社区　共2户", "（二）北河社区　共1户", [2, 1]),
        ("南河社区", "北河社区", [None, None]),
        ("社区：南河社区", "社区：北河社区", [None, None]),
        ("1、南河村（共 2 人）", "2、北河村（共 1 人）", [2, 1]),
    ],
)
def test_lists_of_several_communities_under_one_title(
    south: str, north: str, totals: list[int | None], forms: FormSet
) -> None:
    lists = read(forms, "服务对象名册", south, table(SOUTH), north, table(NORTH, "表2"))
    assert [x.fields["community"].value[:2] for x in lists] == ["南河", "北河"]  # type: ignore[index]
    assert [len(x.rows["entries"]) for x in lists] == [2, 1]
    assert [x.fields["stated_total"].value if "stated_total" in x.fields else None for x in lists] == totals


def test_one_list_below_one_community_stays_one(forms: FormSet) -> None:
    assert len(read(forms, "服务对象名册", "南河社区", table(SOUTH), "续表", table(NORTH, "表2"))) == 1
