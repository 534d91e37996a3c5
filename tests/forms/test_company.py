"""The other papers of a file settle what a cover, a plan or a log is that may belong to a case or to a household."""

from __future__ import annotations

import pytest

from auditor.forms.company import settle_by_company
from auditor.forms.load import FormSet, load_forms
from auditor.forms.stretches import Segment


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _paper(title: str, form: str, score: float = 0.8) -> Segment:
    return Segment(title=title, pieces=[], form=form, score=score, margin=0.3, ranked=[(form, score)])


def _settled(forms: FormSet, *papers: Segment) -> list[str]:
    settle_by_company(papers, forms)
    return [paper.form for paper in papers]


def test_a_plan_among_the_papers_of_a_case_is_the_cases(forms: FormSet) -> None:
    papers = [
        _paper("个案卷宗首页", "case-cover"),
        _paper("求助登记单", "case-intake"),
        _paper("关爱帮扶方案", "archive-plan"),
    ]
    assert _settled(forms, *papers) == ["case-cover", "case-intake", "case-plan"]


def test_a_cover_whose_title_speaks_of_households_is_no_cases(forms: FormSet) -> None:
    papers = [_paper("困难群体台账首页", "case-cover"), _paper("分级评估表", "archive-grade-assessment", 1.0)]
    assert _settled(forms, *papers) == ["archive-cover", "archive-grade-assessment"]


def test_papers_behind_the_cover_of_a_household_are_the_households(forms: FormSet) -> None:
    papers = [
        _paper("服务对象档案", "archive-cover", 1.0),
        _paper("基础资料", "case-intake"),
        _paper("服务日志（家访及电话慰问）", "case-session"),
    ]
    assert _settled(forms, *papers) == ["archive-cover", "archive-registration", "archive-contact-log"]


def test_a_paper_that_says_what_it_is_stays_what_it_is(forms: FormSet) -> None:
    papers = [
        _paper("个案封面", "case-cover", 1.0),
        _paper("个案接案表", "case-intake", 1.0),
        _paper("入户探访记录表", "archive-contact-log", 0.9),
    ]
    assert _settled(forms, *papers) == ["case-cover", "case-intake", "archive-contact-log"]


def test_a_file_of_both_kinds_settles_nothing(forms: FormSet) -> None:
    papers = [
        _paper("个案封面", "case-cover", 1.0),
        _paper("分级评估表", "archive-grade-assessment", 1.0),
        _paper("关爱帮扶方案", "archive-plan"),
    ]
    assert _settled(forms, *papers) == ["case-cover", "archive-grade-assessment", "archive-plan"]
