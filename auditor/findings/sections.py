"""Findings as an evaluator's report words them: like ones of a section and district are one item that names its subjects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.engine.rule import Section, Severity
from auditor.findings.result import Finding, SectionEntry

MERGE_FROM = 2
"""As many findings of one rule in one section and district become one item."""
_WHOLE = frozenset({"community", "district", "station"})


@dataclass(slots=True)
class Concern:
    """One item of 需要关注的地方: one finding, or like ones together."""

    section: Section
    district: str
    rule: str
    title: str
    severity: Severity
    certainty: str
    subjects: list[str]
    """Ids of the subjects, each once, in order."""
    text: str
    """One sentence: the only finding's message, or what was found on which subjects."""
    advice: str
    basis: str
    findings: list[int] = field(default_factory=list)
    """Indexes into the result's findings."""


def merge_concerns(
    findings: Sequence[Finding],
    indexes: Sequence[int] | None = None,
    titles: Mapping[str, str] | None = None,
    name: Callable[[str, str], str] = lambda kind, subject: subject,
) -> list[Concern]:
    """Merge like findings for a report; the order is that of the first finding of each item.

    Args:
        findings: the result's findings.
        indexes: those to merge; all by default.
        titles: rule titles by id.
        name: how a subject (kind, id) is named.
    """
    titles = titles or {}
    groups: dict[tuple[str, str, str, str], list[int]] = {}
    for index in range(len(findings)) if indexes is None else indexes:
        item = findings[index]
        groups.setdefault((item.section, item.district, item.rule, item.certainty), []).append(index)
    merged = []
    for (_, district, rule, certainty), members in groups.items():
        first = findings[members[0]]
        subjects = list(dict.fromkeys((findings[i].subject.kind, findings[i].subject.id) for i in members))
        names = [name(kind, subject) for kind, subject in subjects]
        title = titles.get(rule, rule)
        merged.append(Concern(
            first.section, district, rule, title, first.severity, certainty, names,
            _text([findings[i] for i in members], names, title), first.advice, first.basis, list(members),
        ))  # fmt: skip
    return merged


def _text(findings: list[Finding], names: list[str], title: str) -> str:
    messages = list(dict.fromkeys(finding.message for finding in findings))
    if len(findings) < MERGE_FROM or len(messages) == 1:
        return messages[0]
    if all(finding.subject.kind in _WHOLE for finding in findings) or len(names) == 1:
        return "；".join(messages)
    communities = list(dict.fromkeys(finding.community for finding in findings if finding.community))
    where = f"（{'、'.join(communities)}）" if 1 < len(communities) <= 6 else ""
    return f"{title}，共{len(findings)}处，涉及{'、'.join(names)}{where}"


def report_sections(
    findings: Sequence[Finding], entries: Sequence[SectionEntry], titles: Mapping[str, str] | None = None
) -> dict[Section, list[Concern]]:
    """Return the merged items of each of the result's sections."""
    return {entry.section: merge_concerns(findings, entry.concerns, titles) for entry in entries}
