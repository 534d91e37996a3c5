"""Running rules over records: verdicts, findings with their evidence, coverage."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from auditor.engine.check import EachRecordCheck, RecordCheck, RuleContext, SetCheck, record_sets
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
    if isinstance(record, SoleRecord) and record.name:
        outcome.facts.setdefault("name", record.name)  # the id of such a record is a path
    if not outcome.absent and not any(reading.place.path for reading in outcome.readings):
        outcome.absent = tuple(AbsentPaper(path, "本档案的文书") for path in record.files[:_FILES_SHOWN])
    return outcome


_FILES_SHOWN = 5
# Millions of verdicts are compared; looking a member up on its enumeration costs more than the comparison.
_FOUND, _UNSURE = Verdict.FOUND, Verdict.UNSURE
_ANSWERS = frozenset({Verdict.FOUND, Verdict.PASSED, Verdict.UNSURE})


def _unsure_if_doubtful(outcome: Outcome) -> Outcome:
    if outcome.verdict is _FOUND and any(reading.confidence < DOUBT for reading in outcome.readings):
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
    overrides = overrides or {}
    shared: dict[Any, Any] = {}
    hearings: list[list[_Hearing]] = []
    for rule in rules:
        parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()}
        parameters.update(overrides.get(rule.id, {}))
        context = RuleContext(station, as_of, period, parameters, shared)
        hearings.append([_Hearing(rule, context, kind) for kind in _kinds_singly(rule)])
    with _without_cycle_collection():
        _hear_records(station, list(chain.from_iterable(hearings)))
        for hearing in chain.from_iterable(hearings):
            if not hearing.kind:
                _hear_sets(hearing)
    for hearing in chain.from_iterable(hearings):
        _drop_common_doubt(hearing)
    result = RuleRun()
    for of_one_rule in hearings:
        _add_up(of_one_rule, result)
    return result


def _add_up(hearings: list[_Hearing], result: RuleRun) -> None:
    """Add what one rule said of all its kinds of record to ``result``."""
    rule = hearings[0].rule
    places: dict[str, Counter[Verdict]] = {}
    coverage = Coverage(rule.id)
    for hearing in hearings:
        result.findings += hearing.findings
        result.failures += hearing.failures
        for district, verdicts in hearing.verdicts.items():
            places.setdefault(district, Counter()).update(verdicts)
    for counted in places.values():
        coverage.count(counted)
    result.by_district[rule.id] = places
    result.coverage.append(coverage)


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


@dataclass(slots=True)
class _Hearing:
    """What one rule says of the records of one kind; ``kind`` is "" where it looks at sets of records."""

    rule: Rule
    context: RuleContext
    kind: str
    verdicts: dict[str, list[Verdict]] = field(default_factory=lambda: defaultdict(list))
    """By the district that they count for."""
    findings: list[RuleFinding] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, subject: Subject, outcome: Outcome) -> None:
        """Keep a verdict that is a finding."""
        self.findings.append(RuleFinding(self.rule, subject, outcome, self.context.parameters))

    def failed(self, subject: str, error: Exception) -> None:
        """Keep an error of the rule: it must not take the audit down and is reported."""
        self.failures.append(f"规则 {self.rule.id} 在“{subject}”上出错：{type(error).__name__}: {error}")


def _kinds_singly(rule: Rule) -> tuple[str, ...]:
    """Return the kinds of record that ``rule`` looks at one by one; ("",) where it looks at sets of them."""
    if isinstance(rule.check, RecordCheck):
        return tuple(dict.fromkeys((rule.head.applies_to, *rule.head.also_applies_to)))
    if isinstance(rule.check, EachRecordCheck) and rule.head.applies_to == "station":
        return tuple(rule.check.kinds)
    return ("",)


_SEVERAL = 4
_MOST = 0.6


def _drop_common_doubt(hearing: _Hearing) -> None:
    """Call a rule not checkable on the records it doubts, where it doubts most of all for content that was not read.

    What is unread in nearly every record is a shape that the audit did not understand: the station has done nothing
    wrong by it, and dozens of questions with one cause tell nobody anything. Coverage says that it was not checked.
    """
    doubted = [note for note in hearing.findings if note.outcome.unread and not note.sure]
    if len(doubted) < _SEVERAL:
        return
    answers = sum(verdict in _ANSWERS for verdicts in hearing.verdicts.values() for verdict in verdicts)
    if len(doubted) < _MOST * answers:
        return
    gone = set(map(id, doubted))
    hearing.findings = [note for note in hearing.findings if id(note) not in gone]
    for note in doubted:
        verdicts = hearing.verdicts[note.subject.district]
        if _UNSURE in verdicts:
            verdicts[verdicts.index(_UNSURE)] = Verdict.NOT_CHECKABLE


_BLOCK = 64
"""So many records go through all rules before the next ones do: they stay in the processor's cache meanwhile, and so does
what a rule runs. Records one by one, or rules one by one, take a fifth longer."""


def _hear_records(station: Station, hearings: list[_Hearing]) -> None:
    """Ask all rules that look at records one by one."""
    by_kind: dict[str, list[_Hearing]] = defaultdict(list)
    for hearing in hearings:
        if hearing.kind:
            by_kind[hearing.kind].append(hearing)
    for kind, asked in by_kind.items():
        records = station.of_kind(kind)
        for begin in range(0, len(records), _BLOCK):
            block = records[begin : begin + _BLOCK]
            for hearing in asked:
                _hear_block(hearing, block)


def _hear_block(hearing: _Hearing, records: list[Record]) -> None:
    judge_one, context, verdicts = _judge_of(hearing.rule), hearing.context, hearing.verdicts
    for record in records:
        try:
            outcome = judge_one(record, context)
        except Exception as error:
            hearing.failed(record.id, error)
            continue
        verdict = outcome.verdict
        verdicts[record.district].append(verdict)
        if verdict is _FOUND or verdict is _UNSURE:
            hearing.note(outcome.subject or context.subject(record), outcome)


def _judge_of(rule: Rule) -> Callable[[Record, RuleContext], Outcome]:
    """Return what gives the verdict of ``rule`` on one record."""
    check, when = rule.check, rule.head.when
    if isinstance(check, RecordCheck):
        return lambda record, context: _verdict_on(check, when, record, context)
    if isinstance(check, EachRecordCheck):
        return lambda record, context: _unsure_if_doubtful(check.judge(record, context))
    raise TypeError(f"{rule.id} looks at sets of records")


def _hear_sets(hearing: _Hearing) -> None:
    check, context = hearing.rule.check, hearing.context
    if not isinstance(check, SetCheck):
        raise TypeError(f"{hearing.rule.id} looks neither at records nor at sets of them")
    for records in record_sets(context.station, hearing.rule.head.applies_to):
        own = Subject(records.kind, records.id, records.district, records.community)
        try:
            outcomes = list(check.run_set(records, context))
        except Exception as error:
            hearing.failed(records.id, error)
            continue
        for outcome in map(_unsure_if_doubtful, outcomes):
            subject = outcome.subject or own
            verdict = outcome.verdict
            hearing.verdicts[subject.district].append(verdict)
            if verdict is _FOUND or verdict is _UNSURE:
                hearing.note(subject, outcome)
