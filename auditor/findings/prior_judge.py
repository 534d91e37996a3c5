"""What became of each concern of the last evaluation, from what this run's rules found and passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.kind_words import KIND_WORDS
from auditor.engine.outcome import Verdict
from auditor.engine.rule import Rule
from auditor.engine.run import RuleRun, check_record
from auditor.findings.prior_report import Concern
from auditor.findings.prior_words import rules_for
from auditor.findings.result import Finding
from auditor.records.model import Record
from auditor.records.station import Station
from auditor.values.archive_numbers import numbers_may_match
from auditor.values.headings import district_name
from auditor.values.names import names_may_match

Status = Literal["resolved", "found-again", "not-checked", "human"]

RULE = "prior-finding-unresolved"
_LEAST_NAME = 3
_CALLED = {
    kind: KIND_WORDS[kind] for kind in ("case", "household-archive", "group", "activity", "volunteer", "team")
} | {"fund": "基金"}
"""Kinds of record that a text names by number or name, and what it may leave unsaid of them."""
_ANSWERED = (Verdict.PASSED, Verdict.FOUND)
_OPEN = (Verdict.UNSURE, Verdict.NOT_CHECKABLE)


@dataclass(slots=True)
class Judged:
    """A concern with its status and the ids of this run's findings that show it again."""

    concern: Concern
    status: Status
    findings: list[str] = field(default_factory=list)


@dataclass
class Ran:
    """What a run knows, for judging concerns."""

    station: Station
    rules: Mapping[str, Rule]
    run: RuleRun
    findings: Sequence[Finding]
    as_of: date
    period: tuple[date, date]
    overrides: Mapping[str, Mapping[str, Any]]

    @cached_property
    def by_rule(self) -> dict[str, list[Finding]]:
        """Findings by rule."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.rule, []).append(finding)
        return found

    @cached_property
    def ids(self) -> frozenset[str]:
        """Fingerprints of all findings."""
        return frozenset(finding.id for finding in self.findings)

    @cached_property
    def districts(self) -> frozenset[str]:
        """Districts that the archive's records belong to."""
        return frozenset(record.district for record in self.station.records if record.district)

    @cached_property
    def communities(self) -> dict[str, str]:
        """District by community, for the communities that are set or found."""
        known = dict(self.station.config.district_of)
        for record in self.station.records:
            if record.community:
                known.setdefault(record.community, record.district)
        return {name: district for name, district in known.items() if len(name) >= _LEAST_NAME}

    @cached_property
    def called(self) -> dict[str, list[Record]]:
        """Records by the numbers and names under which a text may name them."""
        names: dict[str, list[Record]] = {}
        for record in self.station.records:
            if record.kind in _CALLED:
                for name in {record.id, record.name}:
                    if len(name) >= _LEAST_NAME and "/" not in name:
                        names.setdefault(name, []).append(record)
        return names


@dataclass(slots=True)
class _Where:
    """What a concern names that this archive knows."""

    records: list[Record]
    communities: frozenset[str]


def judge_concerns(concerns: Iterable[Concern], ran: Ran) -> list[Judged]:
    """Say of each concern what became of it.

    * human: no rule of the catalogue answers it;
    * found-again: a rule finds it on a paper or person that it named, or, where it named none, anywhere in its community
      or district;
    * resolved: the rules looked there, mostly could tell, and did not find it;
    * not-checked: the papers that would show it are absent, or the rules were not run.
    """
    return [_judged(concern, ran) for concern in concerns]


def _judged(concern: Concern, ran: Ran) -> Judged:
    if concern.finding:
        return _of_earlier_result(concern, ran)
    where = _where(concern, ran)
    concern = _known(concern, where, ran)
    rules = [rule for rule in concern.rules if rule != RULE]
    if not rules:
        return Judged(concern, "human")
    again = [
        finding.id
        for rule in rules
        for finding in ran.by_rule.get(rule, ())
        if _same(finding, concern, where, ran)
    ]
    if again:
        return Judged(concern, "found-again", again)
    return Judged(concern, "resolved" if _looked(concern, rules, where, ran) else "not-checked")


def _of_earlier_result(concern: Concern, ran: Ran) -> Judged:
    """A finding of an earlier result: the same fingerprint, else the same rule on the same subject."""
    rules = [rule for rule in concern.rules if rule != RULE]
    if concern.finding in ran.ids:
        return Judged(concern, "found-again", [concern.finding])
    kind, subject = concern.subject
    meant = [r for r in ran.station.of_kind(kind) if r.id == subject]
    if not meant and "*" in subject:  # names are masked in a result that may be passed on
        meant = [r for r in ran.station.of_kind(kind) if names_may_match(subject, r.id)]
        if len(meant) > 1:
            return Judged(concern, "not-checked")
    subjects = {(record.kind, record.id) for record in meant} or {concern.subject}
    again = [
        finding.id
        for rule in rules
        for finding in ran.by_rule.get(rule, ())
        if (finding.subject.kind, finding.subject.id) in subjects
    ]
    if again:
        return Judged(concern, "found-again", again)
    where = _Where(meant, frozenset())
    looked = (
        _passed_on(rules, meant, ran) if meant else _looked(replace(concern, papers=[]), rules, where, ran)
    )
    if not meant and concern.subject[0] not in ("station", "district", "community", "roster", "indicator"):
        looked = False
    return Judged(concern, "resolved" if looked else "not-checked")


def _where(concern: Concern, ran: Ran) -> _Where:
    text = re.sub(r"\s*([-—–－])\s*", "-", f"{concern.text} {concern.about}")
    names = [name for name in ran.called if name in text]
    names = [name for name in names if not any(name != other and name in other for other in names)]
    records = {id(record): record for name in names for record in ran.called[name]}
    for paper in concern.papers:
        if paper not in ran.called:
            for record in ran.station.records:
                if record.kind in _CALLED and _names(paper, [record.id, record.name]):
                    records.setdefault(id(record), record)
    places = [name for name in ran.communities if name in text]
    return _Where(
        list(records.values()),
        frozenset(name for name in places if not any(name != other and name in other for other in places)),
    )


def _known(concern: Concern, where: _Where, ran: Ran) -> Concern:
    """Return the concern with what the archive tells of it: its district, the papers it names, the rules for their kinds."""
    rules, papers = concern.rules, list(concern.papers)
    if where.records:
        kinds = {record.kind for record in where.records}
        said = " ".join(_CALLED[kind] for kind in sorted(kinds))
        fitting = [rule for rule in rules if _of_kinds(rule, kinds, ran)]
        fitting = fitting or [
            rule for rule in rules_for(concern.text, f"{concern.about} {said}") if _of_kinds(rule, kinds, ran)
        ]
        rules = fitting or rules
        numbers = [r.id for r in where.records if any(c.isdigit() for c in r.id) and r.id in concern.text]
        papers = list(dict.fromkeys([*papers, *numbers]))
    district = concern.district
    if not district:
        places = {ran.communities[name] for name in where.communities} or {r.district for r in where.records}
        district = places.pop() if len(places) == 1 else ""
    return replace(concern, rules=rules, papers=papers, district=district)


def _of_kinds(rule_id: str, kinds: set[str], ran: Ran) -> bool:
    rule = ran.rules.get(rule_id)
    return rule is not None and bool(kinds & {rule.head.applies_to, *rule.head.also_applies_to})


def _same(finding: Finding, concern: Concern, where: _Where, ran: Ran) -> bool:
    subject = (finding.subject.kind, finding.subject.id)
    if any((record.kind, record.id) == subject for record in where.records):
        return True
    if concern.papers:
        person = next((r.name for r in ran.station.of_kind(subject[0]) if r.id == subject[1]), "")
        named = [finding.subject.id, *(entry.path for entry in finding.evidence), person]
        return any(_names(paper, named) for paper in concern.papers)
    if where.records and finding.subject.kind in _CALLED:
        return False
    if where.communities and (finding.community or finding.district):
        return finding.community in where.communities
    own = district_name(concern.district)
    return not own or own not in ran.districts or not finding.district or finding.district == own


def _names(paper: str, texts: Iterable[str]) -> bool:
    """Whether a number or masked name may be that of one of ``texts`` (ids, paths, names)."""
    number = any(c.isdigit() for c in paper)
    for text in texts:
        if not text:
            continue
        if paper == text or (number and "*" not in paper and _stands_in(paper, text)):
            return True
        for part in text.replace("\\", "/").split("/"):
            stem = part.split(".")[0]
            if (
                number
                and any(c.isdigit() for c in stem)
                and numbers_may_match(paper, stem.split("_")[0].split(" ")[0])
            ):
                return True
            if not number and names_may_match(paper, stem):
                return True
    return False


def _stands_in(paper: str, text: str) -> bool:
    """Whether a number stands in a text as a number of its own: RY-002 does not stand in JC-RY-002 or RY-0021."""
    at = text.find(paper)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(paper) : at + len(paper) + 1]
        if not (before.isascii() and (before.isalnum() or before == "-")) and not after.isdigit():
            return True
        at = text.find(paper, at + 1)
    return False


def _looked(concern: Concern, rules: list[str], where: _Where, ran: Ran) -> bool:
    """Whether rules gave an answer about what the concern names, and mostly could tell."""
    if where.records:
        return _passed_on(rules, where.records, ran)
    if concern.papers:
        return False
    answered = 0
    for rule_id in rules:
        rule = ran.rules.get(rule_id)
        if rule is None:
            continue
        if where.communities and isinstance(rule.check, RecordCheck):
            records = [r for r in ran.station.records if r.community in where.communities]
            answered += _passed_on([rule_id], records, ran)
            continue
        own = district_name(concern.district)
        counted = [
            verdicts
            for district, verdicts in ran.run.by_district.get(rule_id, {}).items()
            if not (own and own in ran.districts and district not in ("", own))
        ]
        told = sum(verdicts[v] for verdicts in counted for v in _ANSWERED)
        answered += told > 0 and told >= sum(verdicts[v] for verdicts in counted for v in _OPEN)
    return answered > 0


def _passed_on(rules: Iterable[str], records: Sequence[Record], ran: Ran) -> bool:
    """Whether the rules passed on records, and on none of them could not tell."""
    passed = open_ = 0
    for rule_id in rules:
        rule = ran.rules.get(rule_id)
        if rule is None:
            continue
        if not isinstance(rule.check, RecordCheck):
            places = ran.run.by_district.get(rule_id, {})
            own = {record.district for record in records}
            counted = [verdicts for district, verdicts in places.items() if district in own or not district]
            told = sum(verdicts[v] for verdicts in counted for v in _ANSWERED)
            passed += told > 0 and told >= sum(verdicts[v] for verdicts in counted for v in _OPEN)
            continue
        parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()}
        parameters.update(ran.overrides.get(rule_id, {}))
        context = RuleContext(ran.station, ran.as_of, ran.period, parameters)
        for record in records:
            if record.kind in (rule.head.applies_to, *rule.head.also_applies_to):
                verdict = check_record(rule, record, context).verdict
                passed += verdict is Verdict.PASSED
                open_ += verdict in _OPEN
    return passed > 0 and passed >= open_
