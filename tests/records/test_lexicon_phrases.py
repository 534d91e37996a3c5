"""How workers and supervisors really write: what the lexicons tell apart, on sentences tuned on and on others set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from auditor.records.lexicon import asks_for_something, crisis_told, response_told, support_told, theory_in

PHRASES = Path(__file__).parent / "phrases"


def _load(name: str) -> dict[str, list[str]]:
    return yaml.safe_load((PHRASES / name).read_text(encoding="utf-8"))


def _helped(text: str) -> bool:
    return bool(response_told(text) or support_told(text))


RIGHT: dict[str, Callable[[str], bool]] = {
    "crisis_told": lambda text: crisis_told(text) is not None,
    "crisis_not_told": lambda text: crisis_told(text) is None,
    "helped": _helped,
    "not_helped": lambda text: not _helped(text),
    "asks": lambda text: asks_for_something(text) is True,
    "does_not_ask": lambda text: asks_for_something(text) is not True,
    "theory": lambda text: bool(theory_in(text)),
    "no_theory": lambda text: not theory_in(text),
}
TUNED = _load("tuned.yaml")


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind in RIGHT for text in TUNED[kind]], ids=lambda value: value[:24]
)
def test_tuned_sentences_are_told_apart(kind: str, text: str):
    assert RIGHT[kind](text)


@pytest.mark.parametrize(
    ("kind", "wrong_at_most"),
    [
        ("crisis_told", 2),
        ("crisis_not_told", 1),
        ("helped", 0),
        ("not_helped", 0),
        ("asks", 0),
        ("does_not_ask", 2),
        ("theory", 0),
        ("no_theory", 0),
    ],
)
def test_sentences_set_aside_stay_as_first_measured(kind: str, wrong_at_most: int):
    sentences = _load("fresh.yaml")[kind]
    assert len(sentences) >= 15
    # Only the number is shown: looking at the sentences would make them tuned ones.
    wrong = sum(not RIGHT[kind](text) for text in sentences)
    assert wrong <= wrong_at_most
