"""Running rules over records: verdicts, findings with their evidence, coverage."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
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
    doubtful: tuple[Any, ...] = ()
    if rule.head.when:
        judged = judge(rule.head.when, record, context)
        if judged.truth is Truth.NO:
            return not_applicable()
        if judged.truth is Truth.UNKNOWN:
            return not_checkable("前提条件无法判断")
        if judged.truth is Truth.DOUBTFUL:
            doubtful = judged.readings
    outcome = _placed(check.run(record, context), record)
    if outcome.verdict is not Verdict.FOUND:
        return outcome
    if doubtful:
        return replace(
            outcome,
            verdict=Verdict.UNSURE,
            why=outcome.why or "适用条件的内容识别把握不足",
            readings=outcome.readings + doubtful,
        )
    return _unsure_if_doubtful(outcome)


def _placed(outcome: Outcome, record: Record) -> Outcome:
    """Give a finding that points nowhere the record's files as evidence: what is absent belongs there."""
    if outcome.verdict not in (Verdict.FOUND, Verdict.UNSURE) or outcome.absent:
        return outcome
    if not any(reading.place.path for reading in outcome.readings):
        outcome.absent = tuple(AbsentPaper(path, "本档案的文书") for path in record.files[:_FILES_SHOWN])
    return outcome


_FILES_SHOWN = 5


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
            verdicts: Counter[Verdict] = Counter()
            places = result.by_district.setdefault(rule.id, {})
            for subject, outcome in _outcomes(rule, station, context, result.failures):
                verdict = outcome.verdict
                verdicts[verdict] += 1
                places.setdefault(subject.district, Counter())[verdict] += 1
                if verdict is Verdict.FOUND or verdict is Verdict.UNSURE:
                    result.findings.append(RuleFinding(rule, subject, outcome, parameters))
            coverage = Coverage(rule.id)
            coverage.count(verdicts)
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
) -> Iterable[tuple[Subject, Outcome]]:
    if isinstance(rule.check, SetCheck):
        for records in record_sets(station, rule.head.applies_to):
            own = Subject(records.kind, records.id, records.district, records.community)
            try:
                outcomes = list(rule.check.run_set(records, context))
            except Exception as error:  # a rule that breaks must not take the audit down; it is reported
                failures.append(f"规则 {rule.id} 在“{records.id}”上出错：{type(error).__name__}: {error}")
                continue
            for outcome in outcomes:
                sure = outcome.verdict is Verdict.FOUND
                yield outcome.subject or own, _unsure_if_doubtful(outcome) if sure else outcome
        return
    kinds = (rule.head.applies_to, *rule.head.also_applies_to)
    for record, subject in chain.from_iterable(_subjects_of(kind, station, context) for kind in kinds):
        try:
            outcome = check_record(rule, record, context)
        except Exception as error:  # as above
            failures.append(f"规则 {rule.id} 在“{record.id}”上出错：{type(error).__name__}: {error}")
            continue
        if isinstance(record, SoleRecord) and record.name:
            outcome.facts.setdefault("name", record.name)  # the id of such a record is a path
        yield outcome.subject or subject, outcome


def _subjects_of(kind: str, station: Station, context: RuleContext) -> list[tuple[Record, Subject]]:
    return context.once(f"subjects {kind}", lambda: _subjects(station, kind))


def _subjects(station: Station, kind: str) -> list[tuple[Record, Subject]]:
    return [
        (record, Subject(record.kind, record.id, record.district, record.community))
        for record in station.of_kind(kind)
    ]
