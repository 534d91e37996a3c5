"""Rule findings -> findings of the result: messages, evidence, identity, order."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from auditor.engine.outcome import Verdict
from auditor.engine.run import RuleFinding
from auditor.findings.fingerprint import fingerprint, natural_key, number_equals
from auditor.findings.result import (
    ORIGINS,
    SECTIONS,
    SEVERITIES,
    Evidence,
    Finding,
    Praise,
    SectionEntry,
    SubjectEntry,
)
from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.values.grades import grade_name

MAX_EVIDENCE_TEXT = 300
_MARKS = {
    Mark.BLANK: "（空白）",
    Mark.IMAGE: "（图片）",
    Mark.HANDWRITTEN: "（手写）",
    Mark.STAMP: "（印章）",
}


class _Facts(string.Formatter):
    """Fills ``{name}`` with plain texts; no attribute access, no indexing, no conversion of document text.

    ``{name:级}`` writes a grade as forms print it: 四级.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__()
        self._facts = facts

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        value = self._facts.get(field_name, "")
        if field_name.endswith(("label", "labels")):
            value = label_name(shown_value(value))
        return value, field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "级" and isinstance(value, int) and 1 <= value <= 5:
            return grade_name(value)
        return shown_value(value) + (format_spec if format_spec == "级" else "")


def label_name(label: str) -> str:
    """Return a printed label as a sentence cites it: on one line, without the spaces that spread it and its colon."""
    return _SPREAD.sub("", " ".join(label.split())).rstrip("：: ")


_SPREAD = re.compile(r"(?<=[一-龥]) (?=[一-龥])")


def shown_value(value: Any) -> str:
    """Return a value as a reader of Chinese wants to see it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        return "、".join(shown_value(item) for item in value)
    return str(value)


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """Return ``template`` with its ``{names}`` replaced; unknown names vanish (they are refused at load)."""
    return tidy(_Facts(facts).vformat(template.strip(), (), {}))


def tidy(sentence: str) -> str:
    """Return a sentence without what an empty fact or the end of a quotation leaves behind: “”, （）, 。。, ”、“.

    Marked quotations and titles that follow one another take no 顿号 between them (GB/T 15834-2011, 4.5.3.5).
    """
    for shape, instead in _UNTIDY:
        sentence = shape.sub(instead, sentence)
    return sentence


_UNTIDY = (
    (re.compile(r"（(?:如|共)?(?:“”|《》)?）|[：:，]?(?:如)?(?:“”|《》)"), ""),
    (re.compile(r"(?<=[”》])、(?=[“《])"), ""),
    (re.compile(r"([。，、；：])(?:[。，、；：])+"), r"\1"),
    (re.compile(r"([。！？…]”?)。+(?=$|[”）])"), r"\1"),
)


def evidence_of(reading: Reading) -> Evidence:
    """Return where ``reading`` stands and what was read there."""
    place = reading.place
    text = reading.raw.strip().replace("\ufffc", "［图片］")
    if not text:
        text = _MARKS.get(reading.mark, "")
    label = label_name(reading.label)
    if place.ref:
        label = f"{label}（{place.ref}）" if label else place.ref
    return Evidence(
        path=place.path, page=place.page, box=place.box, label=label, text=text[:MAX_EVIDENCE_TEXT]
    )


def collect(
    findings: list[RuleFinding],
    as_of: date,
    districts: Sequence[str] = (),
    communities: Sequence[str] = (),
    keys: Mapping[tuple[str, str], str] | None = None,
) -> list[Finding]:
    """Return findings in the order in which evaluators read them: section, district, community, subject, severity.

    Args:
        findings: from all rules.
        as_of: the day the audit speaks for.
        districts: in the station's own order; others follow by their numbers (第一, 第二, 第三), none comes last.
        communities: likewise.
        keys: for (kind, id) of subjects that go by their file, what else they are known by (`natural_keys`).
    """
    known_by = keys or {}
    district_rank = {name: rank for rank, name in enumerate(districts)}
    community_rank = {name: rank for rank, name in enumerate(communities)}

    def place(name: str, ranks: Mapping[str, int]) -> tuple[bool, int, str]:
        return (not name, ranks.get(name, len(ranks)), chinese_order(name))

    def order(item: RuleFinding) -> tuple[Any, ...]:
        subject, head = item.subject, item.rule.head
        return (
            _SECTION_RANK[head.section],
            place(subject.district, district_rank),
            place(subject.community, community_rank),
            subject.kind,
            subject.id,
            _SEVERITY_RANK[head.severity],
            item.rule.id,
            item.outcome.key,
        )

    ordered = sorted(findings, key=order)
    identities = [
        (
            item.rule.id,
            item.subject.kind,
            natural_key(known_by.get((item.subject.kind, item.subject.id), item.subject.id)),
            item.outcome.key,
        )
        for item in ordered
    ]
    ordinals = number_equals(identities)
    ids = [fingerprint(*identity, ordinal) for identity, ordinal in zip(identities, ordinals, strict=True)]
    return [_finding(item, own, as_of) for item, own in zip(ordered, ids, strict=True)]


_SECTION_RANK = {name: rank for rank, name in enumerate(SECTIONS)}
_SEVERITY_RANK = {name: rank for rank, name in enumerate(SEVERITIES)}
_NUMERALS = {char: str(index) for index, char in enumerate("零一二三四五六七八九")}


def chinese_order(name: str) -> str:
    """Return a key that sorts 第一片区, 第二片区, 第三片区 by number, anything else by its characters."""
    return "".join(_NUMERALS.get(char, char) for char in name)


def _finding(item: RuleFinding, own_id: str, as_of: date) -> Finding:
    head = item.rule.head
    outcome = item.outcome
    facts: dict[str, Any] = dict(item.parameters) | {
        "id": item.subject.id,
        "name": item.subject.id,
        "title": head.title,
        "community": item.subject.community,
        "district": item.subject.district,
        "as_of": as_of,
        "why": outcome.why,
    }
    facts |= outcome.facts
    if outcome.verdict is Verdict.UNSURE:
        message = fill(head.unsure, facts) if head.unsure else f"请核对原件：{head.title}"
        if outcome.why and outcome.why not in message:
            message = _with_reason(message, outcome.why)
    else:
        message = fill(head.message, facts)
    message = message.removesuffix("。")
    evidence: list[Evidence] = []
    for reading in outcome.readings:
        entry = evidence_of(reading)
        if entry.path and entry not in evidence:
            evidence.append(entry)
    evidence.extend(
        Evidence(path=absent.path, label=absent.label, text=absent.text) for absent in outcome.absent
    )
    # A norm that names its source itself is not told it twice.
    told = head.origin == "report" and head.basis.startswith("评估报告")
    basis = head.basis if told else f"{head.basis}（来源：{ORIGINS[head.origin]}）"
    return Finding(
        id=own_id,
        rule=head.id,
        severity=head.severity,
        section=head.section,
        certainty="check" if outcome.verdict is Verdict.UNSURE else "sure",
        subject=SubjectEntry(kind=item.subject.kind, id=item.subject.id),
        district=item.subject.district,
        community=item.subject.community,
        message=message,
        advice=fill(head.advice, facts),
        basis=basis,
        evidence=evidence,
    )


def _with_reason(message: str, why: str) -> str:
    """Return the message with the reason of the doubt in brackets; a bracket that ends the message takes it up."""
    if message.endswith("）"):
        return f"{message[:-1]}；{why}）"
    return f"{message}（{why}）"


def sections_of(findings: list[Finding], praise: Sequence[Praise] = ()) -> list[SectionEntry]:
    """Return the report's sections with the indexes of their findings and praise."""
    entries = []
    for section in SECTIONS:
        concerns = [index for index, finding in enumerate(findings) if finding.section == section]
        earned = [index for index, item in enumerate(praise) if item.section == section]
        entries.append(SectionEntry(section=section, praise=earned, concerns=concerns))
    return entries
