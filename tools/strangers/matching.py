"""Pairs the product's findings with what was expected, and counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tools.strangers.people import mask
from tools.strangers.scenario import Expected

CITED = frozenset(
    [
        "case-guardian-phone-missing",
        "case-guardian-signature-missing",
        "case-cover-category-conflict",
        "case-cover-category-ambiguous",
        "case-crisis-followup-late",
        "case-crisis-support-missing",
        "case-approval-missing",
        "case-comment-unanswered",
        "case-closing-followup-missing",
        "case-theory-missing",
        "case-grade-priority",
        "archive-cover-grade-conflict",
        "archive-grade-signature-typed",
        "archive-grade-signature-missing",
        "archive-rating-conflict",
        "archive-rating-uniform",
        "archive-reassessment-overdue",
        "archive-elderly-alone-undergraded",
        "archive-visits-too-few",
        "archive-phone-only",
        "archive-collaboration-vague",
        "archive-collaboration-client-missing",
        "roster-count-conflict",
        "roster-archive-missing",
        "roster-archive-extra",
        "group-test-subjective",
        "group-test-missing",
        "group-worker-role-missing",
        "group-approval-missing",
        "group-comment-unanswered",
        "plan-element-missing",
        "survey-section-missing",
        "meeting-recorder-missing",
        "meeting-time-missing",
        "team-approval-missing",
        "volunteer-guardian-signature-missing",
        "satisfaction-sample-short",
        "satisfaction-request-open",
        "fund-below-threshold",
        "fund-inactive",
        "hotline-call-missed",
        "indicator-behind",
    ]
)


@dataclass(slots=True)
class Count:
    """Hits, misses and false alarms."""

    hits: int = 0
    misses: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float:
        """Share of the expected findings that were found; 1 where nothing was expected."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def precision(self) -> float:
        """Share of the findings that were expected; 1 where nothing was found."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0


@dataclass(slots=True)
class Verdict:
    """What came of one archive."""

    by_rule: dict[str, Count] = field(default_factory=dict)
    missed: list[Expected] = field(default_factory=list)
    alarms: list[Any] = field(default_factory=list)
    doubtful: int = 0
    """Hits that were stated as "check by eye" only."""

    def total(self, rules: Iterable[str] | None = None) -> Count:
        """Sum over some rules, all by default."""
        out = Count()
        for rule, count in self.by_rule.items():
            if rules is None or rule in rules:
                out.hits += count.hits
                out.misses += count.misses
                out.alarms += count.alarms
        return out


def squeeze(text: str) -> str:
    """NFKC, no white space, capitals."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def names_of(expected: Expected) -> set[str]:
    """Every spelling of the subject: number, name, masked name."""
    out = set()
    for key in expected.keys:
        out.add(squeeze(key))
        if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", key) and not key.endswith(("社区", "片区")):
            out.add(squeeze(mask(key)))
    return out


def concerns(finding: Any, expected: Expected) -> bool:
    """Whether a finding is about the expected subject.

    The subject's id decides for cases, households and districts. A finding about a list may have the list, the person or
    the archive as its subject: there the evidence and the message count too.
    """
    if "" in expected.keys:
        return True
    names = names_of(expected)
    subject = squeeze(finding.subject.id)
    if (
        expected.kind == "area"
    ):  # papers of the further areas have no numbers of their own: the file or the text names them
        said = _unquoted(subject + finding.message + " ".join(e.path for e in finding.evidence))
        return any(_unquoted(name) in said for name in names)
    if any(_within(n, subject) for n in names):
        return True
    if expected.rule.startswith("roster-count"):
        return any(_within(n, squeeze(finding.community)) for n in names)
    if expected.rule.startswith("roster"):
        said = squeeze(finding.message + " ".join(f"{e.label} {e.text} {e.path}" for e in finding.evidence))
        return any(_within(n, said) for n in names)
    return False


def _unquoted(text: str) -> str:
    return re.sub('[“”"]', "", squeeze(text))


def _within(name: str, text: str) -> bool:
    """``name`` stands in ``text`` and is not a part of a longer number."""
    at = text.find(name)
    while at >= 0:
        after = text[at + len(name) : at + len(name) + 1]
        before = text[at - 1 : at] if at else ""
        if not (name[-1].isdigit() and after.isdigit()) and not (
            name[0].isascii() and (before == "-" or (before.isalpha() and before.isascii()))
        ):
            return True
        at = text.find(name, at + 1)
    return False


def match(findings: list[Any], expected: list[Expected]) -> Verdict:
    """Pair by rule and subject. Advice counts like the rest; several findings of one rule on one subject count once."""
    verdict = Verdict()
    left = list(findings)
    for want in expected:
        count = verdict.by_rule.setdefault(want.rule, Count())
        hits = [f for f in left if f.rule == want.rule and concerns(f, want)]
        if hits:
            if not want.optional:
                count.hits += 1
                verdict.doubtful += all(f.certainty == "check" for f in hits)
            left = [f for f in left if not any(f is h for h in hits)]
        elif not want.optional:
            count.misses += 1
            verdict.missed.append(want)
    for finding in left:
        verdict.by_rule.setdefault(finding.rule, Count()).alarms += 1
        verdict.alarms.append(finding)
    return verdict
