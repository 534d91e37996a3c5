"""``when:`` conditions of rules: field path -> what it must be; three-valued, so that "unknown" stays unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auditor.engine.check import RuleContext
from auditor.engine.paths import PathError, compile_path
from auditor.engine.seen import Seen, State
from auditor.forms.model import Reading
from auditor.records.model import Part, Record


class Truth(StrEnum):
    """Whether a condition holds."""

    YES = "yes"
    NO = "no"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


_WORDS = ("present", "absent", "known", "blank", "any")
_OPERATORS = ("not", "at_least", "at_most", "in")


@dataclass(frozen=True, slots=True)
class Judged:
    """The truth of all conditions of a rule for one record, with the readings it rests on."""

    truth: Truth
    readings: tuple[Reading, ...] = ()
    path: str = ""


def check_condition(model: type[Part], path: str, expected: Any) -> None:
    """Validate one condition when its rule is loaded.

    Raises:
        PathError: the path leads nowhere, or the expectation has an unknown operator.
    """
    compile_path(model, path)
    if isinstance(expected, dict):
        for key in expected:
            if key not in _OPERATORS:
                raise PathError(f"条件中没有“{key}”这种比较（可用：{'、'.join(_OPERATORS)}）")


def judge(conditions: dict[str, Any], record: Record, context: RuleContext) -> Judged:
    """Return whether all ``conditions`` hold for ``record``; a single NO wins over everything unknown."""
    worst = Truth.YES
    worst_path = ""
    readings: list[Reading] = []
    for path, expected in conditions.items():
        truth, used = _judge_one(path, expected, record, context)
        if truth is Truth.NO:
            return Judged(Truth.NO, used, path)
        readings.extend(used)
        if truth is Truth.UNKNOWN or (truth is Truth.DOUBTFUL and worst is Truth.YES):
            worst, worst_path = truth, path
    return Judged(worst, tuple(readings), worst_path)


def _judge_one(
    path: str, expected: Any, record: Record, context: RuleContext
) -> tuple[Truth, tuple[Reading, ...]]:
    compiled = compile_path(type(record), path)
    if compiled.leaf in ("part", "plain"):
        items = compiled.parts(record)
        if compiled.leaf == "plain":
            value = items[0] if items else None
            return (_compare(value, expected, context), ())
        present = bool(items)
        wanted = expected in ("present", True, "any")
        return (Truth.YES if present == wanted else Truth.NO, ())
    seen = compiled.seen(record)
    if not seen:
        return (Truth.NO if expected in ("known", "present") else Truth.UNKNOWN, ())
    if len(seen) == 1:
        return (_judge_seen(seen[0], expected, context), seen[0].readings)
    truths = [_judge_seen(item, expected, context) for item in seen]
    used = tuple(reading for item in seen for reading in item.readings)
    for truth in (Truth.YES, Truth.DOUBTFUL, Truth.UNKNOWN):
        if truth in truths:
            return (truth, used)
    return (Truth.NO, used)


def _judge_seen(item: Seen, expected: Any, context: RuleContext) -> Truth:
    if expected in ("known", "present"):
        return {State.KNOWN: Truth.YES, State.UNCLEAR: Truth.DOUBTFUL}.get(item.state, Truth.NO)
    if expected == "absent":
        return Truth.YES if item.state is State.ABSENT else Truth.NO
    if expected == "blank":
        return {State.BLANK: Truth.YES, State.UNCLEAR: Truth.DOUBTFUL}.get(item.state, Truth.NO)
    if item.state is State.ABSENT:
        return Truth.UNKNOWN
    if item.state is State.KNOWN:
        return _compare(item.value, expected, context)
    if item.state is State.UNCLEAR:
        if item.value is None:
            return Truth.UNKNOWN
        return Truth.DOUBTFUL if _compare(item.value, expected, context) is Truth.YES else Truth.UNKNOWN
    return Truth.NO if expected is not False else Truth.YES


def _compare(value: Any, expected: Any, context: RuleContext) -> Truth:
    expected = context.resolve(expected)
    if isinstance(expected, dict):
        holds = all(_operate(value, name, context.resolve(operand)) for name, operand in expected.items())
    elif isinstance(expected, list):
        holds = _operate(value, "in", expected)
    elif isinstance(value, tuple):
        holds = expected in value
    else:
        holds = value == expected
    return Truth.YES if holds else Truth.NO


def _operate(value: Any, name: str, operand: Any) -> bool:
    if name == "not":
        return bool(value != operand) if not isinstance(operand, list) else not _operate(value, "in", operand)
    if name == "in":
        return any(item in operand for item in value) if isinstance(value, tuple) else value in operand
    if not isinstance(value, (int, float)):
        return False
    return bool(value >= operand if name == "at_least" else value <= operand)
