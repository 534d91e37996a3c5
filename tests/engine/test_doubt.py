"""Every kind of check asks the same things before it is sure: was it read well, is anything unread, is there another copy."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.engine import examples as short_form
from auditor.engine import kinds
from auditor.engine.check import RuleContext
from auditor.engine.load import load_rules
from auditor.engine.outcome import Verdict
from auditor.engine.run import check_record
from auditor.records.parts import UnreadNeighbour

RULES = load_rules().rules

NO_READING = {
    "file-status": "speaks of files",
    "prior-status": "speaks of the last evaluation's paper",
    "papers": "what is missed has no reading",
    "number-gap": "what is missed has no reading",
    "list-match": "a list's length is counted, not read",
    "elements": "rests on the whole text of a plan or report",
    "policy-frequency": "rests on the whole text of a policy",
    "holds": "items of a test are told from its text",
    "stated-count": "a number told in running text",
    "residue": "rests on the text as it stands",
}
"""Kinds whose accusations may rest on no reading that could be doubtful."""

ASK_UNREAD = {
    "attendance", "called-back", "column-totals", "contact-frequency", "contact-inversion", "contact-method", "elements",
    "followed-up", "fresh", "fund-raised", "fund-spending", "guardian-signed", "inactive", "individual-plan", "papers",
    "policy-frequency", "spacing", "stated-count", "tests-present",
}  # fmt: skip
"""Kinds for which anything unread among a record's papers may be what is missed."""

COPIES = {
    "case-consent-signature-missing": "consent",
    "case-guardian-signature-missing": "consent",
    "archive-grade-signature-missing": "assessments",
    "case-comment-unanswered": "sessions",
    "group-approval-missing": "summary",
    "archive-collaboration-vague": "collaborations",
    "case-cover-category-ambiguous": "cover",
}
"""Rules about an empty place: another, unread copy of the paper may be the one that was filled in."""


def verdicts(rule_id: str, monkeypatch, *, confidence: float = 1.0, unread: UnreadNeighbour | None = None):
    """What a rule says of its own ``found`` examples, read less well or with something unread beside them."""
    make_reading, make_record = short_form._build_reading, short_form.build_record

    def reading(item, where):
        made = make_reading(item, where)
        return replace(made, confidence=min(made.confidence, confidence))

    def record(kind, given):
        made = make_record(kind, given)
        if unread is not None:
            made.unread.append(unread)
        return made

    monkeypatch.setattr(short_form, "_build_reading", reading)
    monkeypatch.setattr(short_form, "build_record", record)
    rule = RULES[rule_id]
    return [
        short_form.worst(short_form.example_outcomes(rule, deepcopy(e))) for e in rule.head.examples.found
    ]


def test_no_kind_accuses_past_the_seam():
    direct = re.compile(r"(?<![_\w])found\(")
    folder = Path(kinds.__file__).parent
    past = {path.stem for path in folder.glob("*.py") if direct.search(path.read_text(encoding="utf-8"))}
    assert past == {"file_status"}


@pytest.mark.parametrize("rule_id", RULES)
def test_what_was_not_read_well_is_never_sure(rule_id, monkeypatch):
    if RULES[rule_id].check.check in NO_READING:
        pytest.skip("rests on no reading")
    assert Verdict.FOUND not in verdicts(rule_id, monkeypatch, confidence=0.5)


@pytest.mark.parametrize("rule_id", [i for i, rule in RULES.items() if rule.check.check in ASK_UNREAD])
def test_something_unread_among_the_papers_makes_an_absence_a_question(rule_id, monkeypatch):
    unread = UnreadNeighbour(path="扫描件.pdf", reason="第1页未能读取")
    assert Verdict.FOUND not in verdicts(rule_id, monkeypatch, unread=unread)


@pytest.mark.parametrize(("rule_id", "part"), COPIES.items())
def test_an_unread_copy_of_the_paper_may_be_the_filled_one(rule_id, part, monkeypatch):
    copy = UnreadNeighbour(path="另一份.pdf", reason="扫描页未能读取", part=part)
    assert Verdict.UNSURE in verdicts(rule_id, monkeypatch, unread=copy)


@pytest.mark.parametrize("rule_id", COPIES)
def test_an_unread_paper_of_another_kind_leaves_an_empty_place_empty(rule_id, monkeypatch):
    other = UnreadNeighbour(path="另一份.pdf", reason="扫描页未能读取", part="other")
    assert set(verdicts(rule_id, monkeypatch, unread=other)) == {Verdict.FOUND}


def test_only_what_is_unread_in_the_same_file_may_hold_a_further_score(monkeypatch):
    elsewhere = UnreadNeighbour(path="别处.docx", reason="有内容未能归入栏目")
    here = UnreadNeighbour(path="示例.docx", reason="有内容未能归入栏目")
    assert set(verdicts("archive-score-sum-wrong", monkeypatch, unread=elsewhere)) == {Verdict.FOUND}
    assert set(verdicts("archive-score-sum-wrong", monkeypatch, unread=here)) == {Verdict.UNSURE}


def test_numbers_that_differ_stay_a_question_where_one_shape_was_not_understood_anywhere():
    """Absences of one cause in many records tell nobody anything; two numbers that differ do."""
    groups = [
        short_form.build_record(
            "activity",
            {
                "id": f"活动{n}", "summary": {"attendance": 30},
                "sign_ins": [{"entries": [{"name": "丁一", "signature": {"mark": "image"}}]}],
            },
        )
        for n in range(30)
    ]  # fmt: skip
    for group in groups:
        group.unread.append(UnreadNeighbour(path="表.docx", reason="未归入栏目", shape="流程表"))
    station = short_form.station_of(groups, {})
    rule = RULES["group-attendance-conflict"]
    context = RuleContext(station, short_form.DEFAULT_AS_OF, short_form.DEFAULT_PERIOD)
    assert {check_record(rule, group, context).verdict for group in groups} == {Verdict.UNSURE}
