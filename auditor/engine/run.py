"""Running rules over records: verdicts, findings with their evidence, coverage."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from auditor.engine.check import RecordCheck, RuleContext, SetCheck, record_sets
from auditor.engine.conditions import Truth, judge
from auditor.engine.outcome import AbsentPaper, Outcome, Subject, Verdict, not_applicable, not_checkable
from auditor.engine.rule import Rule
from auditor.forms.model import DOUBT
from auditor.records.model import Record, SoleRecord
from auditor.records.station import Station


@dataclass(slots=True)
class Coverage:
    """How many subjects one rule looked at and with what verdict; what was not checkable is never counted as passed."""

    rule: str
    found: int = 0
    passed: int = 0
    unsure: int = 0
    not_checkable: int = 0
    not_applicable: int = 0

    @property
    def checked(self) -> int:
        """Subjects for which the rule gave an answer: found, passed or unsure."""
        return self.found + self.passed + self.unsure

    def count(self, verdicts: Mapping[Verdict, int]) -> None:
        """Add subjects by their verdict."""
        self.found += verdicts.get(Verdict.FOUND, 0)
        self.passed += verdicts.get(Verdict.PASSED, 0)
        self.unsure += verdicts.get(Verdict.UNSURE, 0)
        self.not_checkable += verdicts.get(Verdict.NOT_CHECKABLE, 0)
        self.not_applicable += verdicts.get(Verdict.NOT_APPLICABLE, 0)


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One rule's FOUND or UNSURE verdict on one subject."""

    rule: Rule
    subject: Subject
    outcome: Outcome
    parameters: Mapping[str, Any]

    @property
    def sure(self) -> bool:
        """The reading supports a flat statement; otherwise the paper has to be looked at by eye."""
        return self.outcome.verdict is Verdict.FOUND


@dataclass(slots=True)
class RuleRun:
    """What all rules said. ``failures`` are rules that broke on a subject: shown, never swallowed."""

    findings: list[RuleFinding] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    by_district: dict[str, dict[str, Counter[Verdict]]] = field(default_factory=dict)
    """Verdicts by rule and district of the subject; "" for subjects without one."""


def check_record(rule: Rule, record: Record, context: RuleContext) -> Outcome:
    """Return the verdict of ``rule`` on ``record``; a doubtful condition or reading never supports FOUND."""
    check = rule.check
    if not isinstance(check, RecordCheck):
        raise TypeError(f"{rule.id} looks at sets of records")
    return _verdict_on(check, rule.head.when, record, context)


def _verdict_on(check: RecordCheck, when: dict[str, Any], record: Record, context: RuleContext) -> Outcome:
    doubtful: tuple[Any, ...] = ()
    if when:
        judged = judge(when, record, context)
        if judged.truth is Truth.NO:
            return not_applicable()
        if judged.truth is Truth.UNKNOWN:
            return not_checkable("前提条件无法判断")
        if judged.truth is Truth.DOUBTFUL:
            doubtful = judged.readings
    outcome = check.run(record, context)
    verdict = outcome.verdict
    if verdict is _FOUND:
        outcome = _placed(outcome, record)
        if not doubtful:
            return _unsure_if_doubtful(outcome)
        return replace(
            outcome,
            verdict=Verdict.UNSURE,
            why=outcome.why or "适用条件的内容识别把握不足",
            readings=outcome.readings + doubtful,
        )
    return _placed(outcome, record) if verdict is _UNSURE else outcome


def _placed(outcome: Outcome, record: Record) -> Outcome:
    """Give a finding that points nowhere the record's files as evidence: what is absent belongs there."""
    if not outcome.absent and not any(reading.place.path for reading in outcome.readings):
        outcome.absent = tuple(AbsentPaper(path, "本档案的文书") for path in record.files[:_FILES_SHOWN])
    return outcome


_FILES_SHOWN = 5
# Millions of verdicts are compared; looking a member up on its enumeration costs more than the comparison.
_FOUND, _UNSURE = Verdict.FOUND, Verdict.UNSURE


def _unsure_if_doubtful(outcome: Outcome) -> Outcome:
    if any(reading.confidence < DOUBT for reading in outcome.readings):
        return replace(outcome, verdict=Verdict.UNSURE, why=outcome.why or "所依据的内容识别把握不足")
    return outcome


def run_rules(
    rules: Iterable[Rule],
    station: Station,
    as_of: date,
    period: tuple[date, date],
    overrides: Mapping[str, Mapping[str, Any]] | None = None,
) -> RuleRun:
    """Run ``rules`` over ``station``.

    Args:
        rules: in the order in which coverage is listed.
        station: the assembled records.
        as_of: the day the audit speaks for.
        period: the service period, both ends included.
        overrides: the station's parameter values by rule id.
    """
    result = RuleRun()
    overrides = overrides or {}
    shared: dict[str, Any] = {}
    with _without_cycle_collection():
        for rule in rules:
            parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()}
            parameters.update(overrides.get(rule.id, {}))
            context = RuleContext(station, as_of, period, parameters, shared)
            verdicts: dict[str, list[Verdict]] = defaultdict(list)
            for district, subject, outcome in _outcomes(rule, station, context, result.failures):
                verdicts[district].append(outcome.verdict)
                if subject is not None:
                    result.findings.append(RuleFinding(rule, subject, outcome, parameters))
            places = {district: Counter(given) for district, given in verdicts.items()}
            result.by_district[rule.id] = places
            coverage = Coverage(rule.id)
            for counted in places.values():
                coverage.count(counted)
            result.coverage.append(coverage)
    return result


@contextmanager
def _without_cycle_collection() -> Iterator[None]:
    """Pause the collector of reference cycles.

    Rules make none, and walking a station's records again and again in search of them takes a third of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _outcomes(
    rule: Rule, station: Station, context: RuleContext, failures: list[str]
) -> Iterator[tuple[str, Subject | None, Outcome]]:
    """Yield every verdict of ``rule`` with the district that it counts for, and the subject where it is a finding."""
    check = rule.check
    if isinstance(check, SetCheck):
        for records in record_sets(station, rule.head.applies_to):
            own = Subject(records.kind, records.id, records.district, records.community)
            try:
                outcomes = list(check.run_set(records, context))
            except Exception as error:  # a rule that breaks must not take the audit down; it is reported
                failures.append(f"规则 {rule.id} 在“{records.id}”上出错：{type(error).__name__}: {error}")
                continue
            for outcome in outcomes:
                subject = outcome.subject or own
                if outcome.verdict is _FOUND:
                    yield subject.district, subject, _unsure_if_doubtful(outcome)
                else:
                    yield subject.district, subject if outcome.verdict is _UNSURE else None, outcome
    elif isinstance(check, RecordCheck):
        when = rule.head.when
        for kind in (rule.head.applies_to, *rule.head.also_applies_to):
            for record in station.of_kind(kind):
                try:
                    outcome = _verdict_on(check, when, record, context)
                except Exception as error:  # as above
                    failures.append(f"规则 {rule.id} 在“{record.id}”上出错：{type(error).__name__}: {error}")
                    continue
                if outcome.verdict is _FOUND or outcome.verdict is _UNSURE:
                    if isinstance(record, SoleRecord) and record.name:
                        outcome.facts.setdefault("name", record.name)  # the id of such a record is a path
                    yield record.district, outcome.subject or context.subject(record), outcome
                else:
                    yield record.district, None, outcome
