"""What the rules say, over everything that their own examples report: no sentence with a hole or a stumble in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from auditor.engine.examples import DEFAULT_AS_OF, example_outcomes
from auditor.engine.load import load_rules
from auditor.engine.outcome import Subject, Verdict
from auditor.engine.rule import Rule
from auditor.engine.run import RuleFinding
from auditor.findings.collect import collect, tidy
from auditor.findings.result import Finding

RULES = load_rules().rules
FLAWS = {
    "an empty quotation": re.compile(r"“\s*”|《\s*》|（\s*）|［\s*］"),
    "doubled punctuation": re.compile(r"[。，、；：,;][。，、；：,;]|！！|？？"),
    "punctuation where a word belongs": re.compile(r"^[。，、；：]|（[。，、；：]|“[。，、；：]"),
    "an end that waits for something": re.compile(r"[，、；：“（《]$"),
    "two brackets on end": re.compile(r"）（"),
    "a mark between marked quotations": re.compile(r"”、“|》、《"),
    "a grade in digits": re.compile(r"(?<![\d.年月分])[1-5]级"),
    "a template's own name": re.compile(r"[{}]|\bNone\b"),
    "a blank between Chinese characters": re.compile(r"[一-龥] +[一-龥]"),
    "an unfilled figure": re.compile(
        r"(?:共|读到|相隔|超过|不足|应|实有|列有|写明)(?:人|次|天|份|节|分|个|元|项|户)(?![一-龥])"
    ),
}


def said(rule: Rule) -> Iterator[tuple[str, Finding]]:
    defaults = {name: parameter.value for name, parameter in rule.head.parameters.items()}
    for example in (*rule.head.examples.found, *rule.head.examples.unsure):
        parameters = defaults | example.given.get("parameters", {})
        for outcome in example_outcomes(rule, example):
            if outcome.verdict in (Verdict.FOUND, Verdict.UNSURE):
                subject = outcome.subject or Subject(rule.head.applies_to, "MT-001", "第一片区", "麦田社区")
                finding = collect([RuleFinding(rule, subject, outcome, parameters)], DEFAULT_AS_OF)[0]
                yield example.name, finding


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_nothing_that_a_rule_says_has_a_hole_in_it(rule: Rule) -> None:
    findings = list(said(rule))
    assert findings
    for example, finding in findings:
        for text in (finding.message, finding.advice, finding.basis):
            for flaw, shape in FLAWS.items():
                assert not shape.search(text), (flaw, example, text)
        # A list ends its items itself; advice is a sentence.
        assert not finding.message.endswith("。"), (example, finding.message)
        assert finding.advice.endswith("。"), finding.advice


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_doubt_says_its_reason_once(rule: Rule) -> None:
    for example, finding in said(rule):
        if finding.certainty == "check":
            for phrase in ("请人工判断", "请核对原件", "请核对", "未能读准"):
                assert finding.message.count(phrase) <= 1, (example, finding.message)


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        ("人员协同表没有填写：“”", "人员协同表没有填写"),
        ("是否有客观题（如“”）", "是否有客观题"),
        ("分别写为“甲”、“乙”", "分别写为“甲”“乙”"),
        ("《甲》、《乙》", "《甲》《乙》"),
        ("文件已损坏。。请恢复", "文件已损坏。请恢复"),
        ("意见：“请补充。”。", "意见：“请补充。”"),
        ("写有“等…”，共2处", "写有“等…”，共2处"),
        ("甲、乙：共3处；“丙”", "甲、乙：共3处；“丙”"),
    ],
)
def test_what_an_empty_fact_leaves_is_tidied(filled: str, expected: str) -> None:
    assert tidy(filled) == expected
