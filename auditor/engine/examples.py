"""Short-form subjects in rule files, and the test that every rule's examples get their verdicts.

In an example, ``given`` describes one record (or, for rules over sets, a whole station: ``cases: [...]``,
``archives: [...]``, ``rosters: [...]``) by attribute names. A leaf says what stands on the paper:

* a value (text, number, date, list of chosen options): typed there and understood;
* ``~`` : the field is printed and empty;
* 无 or / : answered with "none";
* ``{raw: …}`` : something that could not be understood;
* ``{value: …, mark: handwritten, confidence: 0.6, …}`` : anything else.

``as_of: 2025-03-10`` and ``parameters: {…}`` may stand beside the attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from auditor.config import StationConfig
from auditor.engine.check import RuleContext, SetCheck, record_sets
from auditor.engine.outcome import Outcome, Verdict
from auditor.engine.paths import attributes_of
from auditor.engine.rule import Example, Rule
from auditor.engine.run import check_record
from auditor.forms.model import Choice, Reading
from auditor.pages.model import Mark, Place
from auditor.records.model import RECORD_KINDS, Part, Record
from auditor.records.station import Station
from auditor.values.text import is_no_answer
from auditor.yaml_files import did_you_mean

DEFAULT_AS_OF = date(2025, 3, 10)
DEFAULT_PERIOD = (date(2024, 6, 15), date(2025, 6, 14))
_LEAF_KEYS = frozenset({"value", "raw", "mark", "confidence", "answered", "choices", "label"})


class ExampleError(ValueError):
    """An example that does not describe a possible subject; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example ended."""

    rule: str
    name: str
    expected: Verdict
    got: Verdict
    problem: str = ""

    @property
    def ok(self) -> bool:
        """The rule gave the verdict that its author wrote down."""
        return self.expected is self.got and not self.problem


def run_examples(rule: Rule) -> list[ExampleResult]:
    """Run every example of ``rule``."""
    results = []
    for verdict, examples in (
        (Verdict.FOUND, rule.head.examples.found),
        (Verdict.PASSED, rule.head.examples.passes),
        (Verdict.UNSURE, rule.head.examples.unsure),
        (Verdict.NOT_CHECKABLE, rule.head.examples.not_checkable),
        (Verdict.NOT_APPLICABLE, rule.head.examples.not_applicable),
    ):
        for example in examples:
            try:
                got = worst(example_outcomes(rule, example))
                results.append(ExampleResult(rule.id, example.name, verdict, got))
            except ExampleError as error:
                results.append(
                    ExampleResult(rule.id, example.name, verdict, Verdict.NOT_APPLICABLE, str(error))
                )
    return results


def worst(outcomes: list[Outcome]) -> Verdict:
    """Return the verdict that weighs most: found, unsure, passed, not checkable, not applicable."""
    verdicts = {outcome.verdict for outcome in outcomes}
    for verdict in (Verdict.FOUND, Verdict.UNSURE, Verdict.PASSED, Verdict.NOT_CHECKABLE):
        if verdict in verdicts:
            return verdict
    return Verdict.NOT_APPLICABLE


def example_outcomes(rule: Rule, example: Example) -> list[Outcome]:
    """Return what ``rule`` says about the subject that ``example`` describes.

    Raises:
        ExampleError: the description names something that does not exist.
    """
    given = dict(example.given)
    as_of = given.pop("as_of", DEFAULT_AS_OF)
    overrides = given.pop("parameters", {})
    config = given.pop("config", {})
    parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()} | overrides
    if isinstance(rule.check, SetCheck):
        station = example_station(given, config)
        context = RuleContext(station, as_of, DEFAULT_PERIOD, parameters)
        sets = record_sets(station, rule.head.applies_to)
        return [outcome for records in sets for outcome in rule.check.run_set(records, context)]
    # A rule on several kinds of record: ``kind: activity`` says which one the example describes.
    kind = given.pop("kind", "") if rule.head.also_applies_to else ""
    record = build_record(kind or rule.head.applies_to, given)
    station = station_of([record], config)
    context = RuleContext(station, as_of, DEFAULT_PERIOD, parameters)
    return [check_record(rule, record, context)]


def example_station(given: dict[str, Any], config: dict[str, Any]) -> Station:
    """Return a station that holds the records described in ``given`` (lists of records by their kind)."""
    records: list[Record] = []
    for kind, items in given.items():
        if kind not in RECORD_KINDS:
            raise ExampleError(f"没有“{kind}”这种记录{did_you_mean(kind, RECORD_KINDS)}")
        for item in items:
            copies = item.pop("copies", 1) if isinstance(item, dict) else 1
            for number in range(copies):
                described = {**item, "id": f"{item.get('id', kind)}-{number + 1}"} if copies > 1 else item
                records.append(build_record(kind, described))
    return station_of(records, config)


def station_of(records: list[Record], config: dict[str, Any]) -> Station:
    """Return a station that holds ``records``.

    Raises:
        ExampleError: ``config`` is not a valid piece of audit.toml.
    """
    try:
        settings = StationConfig.model_validate(config)
    except ValidationError as error:
        raise ExampleError(f"config 有误：{error.errors()[0]['msg']}") from error
    station = Station(config=settings)
    lists: dict[str, list[Any]] = {
        "case": station.cases,
        "household-archive": station.archives,
        "roster": station.rosters,
        "group": station.groups,
        "activity": station.activities,
        "meeting": station.meetings,
        "service-plan": station.plans,
        "file": station.files,
    }
    for record in records:
        target = lists.get(record.kind)
        (station.further.setdefault(record.kind, []) if target is None else target).append(record)
    return station


def build_record(kind: str, given: dict[str, Any]) -> Any:
    """Return a record of ``kind`` from its short form."""
    described = {"id": "示例-001", "files": ["示例.docx"]} | given
    return _build_part(RECORD_KINDS[kind], described, kind)


def _build_part(model: type[Part], given: dict[str, Any], where: str) -> Part:
    fields = attributes_of(model)
    values: dict[str, Any] = {}
    for name, item in given.items():
        if name not in model.model_fields:
            raise ExampleError(f"“{where}”中没有“{name}”这一项{did_you_mean(name, model.model_fields)}")
        target, many = fields[name]
        if many:
            if not isinstance(item, list):
                raise ExampleError(f"“{where}.{name}”应为列表")
            values[name] = [_build_value(target, entry, f"{where}.{name}") for entry in item]
        else:
            values[name] = _build_value(target, item, f"{where}.{name}")
    return model(**values)


def _build_value(target: Any, item: Any, where: str) -> Any:
    if target is Reading:
        return _build_reading(item, where)
    if isinstance(target, type) and issubclass(target, Part):
        return _build_part(target, item or {}, where)
    return item


def _build_reading(item: Any, where: str) -> Reading:
    label = where.rsplit(".", 1)[-1]
    place = Place("示例.docx", ref=where)
    if item is None:
        return Reading(label=label, place=place)
    if isinstance(item, dict):
        if unknown := set(item) - _LEAF_KEYS:
            raise ExampleError(f"“{where}”不能有“{'、'.join(sorted(unknown))}”")
        value = item.get("value")
        choices = tuple(Choice(option, bool(ticked)) for option, ticked in item.get("choices", {}).items())
        if choices and value is None:
            value = tuple(choice.option for choice in choices if choice.ticked)
        value = tuple(value) if isinstance(value, list) else value
        raw = str(item.get("raw", "" if value is None else value))
        mark = Mark(item.get("mark", Mark.TYPED if raw else Mark.BLANK))
        return Reading(
            value,
            raw,
            item.get("label", label),
            mark,
            place,
            float(item.get("confidence", 1.0)),
            bool(item.get("answered", False)),
            choices,
        )
    if isinstance(item, list):
        value = tuple(str(entry) for entry in item)
        choices = tuple(Choice(option, True) for option in value)
        return Reading(
            value, " ".join(f"☑{option}" for option in value), label, Mark.TYPED, place, choices=choices
        )
    if isinstance(item, str) and is_no_answer(item):
        return Reading(None, item, label, Mark.TYPED, place, answered=True)
    return Reading(item, str(item), label, Mark.TYPED, place)
