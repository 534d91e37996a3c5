"""Routing slips: each line approves a paper of the case that it names (服务计划, 第2次服务记录, 结案报告)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.records.facts import text_of
from auditor.records.model import Case, Paper, RoutedPaper
from auditor.values.numbers import parse_count
from auditor.values.text import fold

_PLAN = re.compile(r"计划|方案")
_SESSION = re.compile(
    r"过程|服务记录|面谈|会谈|跟进记录|节次|访谈|辅导记录|介入记录|第\s*[\d一二三四五六七八九十]{1,3}\s*[次节]"
)
_CLOSING = re.compile(r"结案|终结")
_NO_CLOSING = re.compile(r"回访|跟踪|跟进")
_INTAKE = re.compile(r"接案|立案|受理")
_ASSESSMENT = re.compile(r"评估|预估")
_NTH = re.compile(
    r"第?\s*([\d一二三四五六七八九十]{1,3})\s*[次节回份]|[(（]([\d一二三四五六七八九十]{1,3})[)）]|([\d一二三四五六七八九十]{1,3})\s*$"
)


def give_approvals(case: Case) -> None:
    """Let the papers of a case carry the approvals and responses that a routing slip gives them."""
    for line in case.routed:
        paper = _named(case, line)
        if paper is None:
            continue
        paper.approvals = [*paper.approvals, *line.approvals]
        if paper.response is None:
            paper.response = line.response


def _named(case: Case, line: RoutedPaper) -> Paper | None:
    """Return the paper that a line names; None where the case does not hold it, or several could be meant."""
    name = fold(text_of(line.subject))
    if _CLOSING.search(name) and not _NO_CLOSING.search(name):
        return case.closing
    if _PLAN.search(name):
        return _nth(case.plans, name)
    if _SESSION.search(name):
        return _session(case, name)
    if _INTAKE.search(name):
        return case.intake
    if _ASSESSMENT.search(name):
        return _nth(case.assessments, name)
    return None


def _session(case: Case, name: str) -> Paper | None:
    wanted = _number(name)
    if wanted is None:
        return case.sessions[0] if len(case.sessions) == 1 else None
    numbered = [
        paper for paper in case.sessions if paper.sequence is not None and paper.sequence.value == wanted
    ]
    if numbered:
        return numbered[0] if len(numbered) == 1 else None
    unnumbered = all(paper.sequence is None for paper in case.sessions)
    return case.sessions[wanted - 1] if unnumbered and 0 < wanted <= len(case.sessions) else None


def _nth(papers: Sequence[Paper], name: str) -> Paper | None:
    wanted = _number(name)
    if len(papers) == 1:
        return papers[0]
    return papers[wanted - 1] if wanted is not None and 0 < wanted <= len(papers) else None


def _number(name: str) -> int | None:
    match = _NTH.search(name)
    return parse_count(next(group for group in match.groups() if group)) if match is not None else None
