"""Confidence that means something: of the patches of confidence 0.9, nine in ten are what they are said to be.

A logistic regression on what the network said and how much ink said it, fitted on pieces of writers and pages that training did
not see (``models/ink.json``, written by ``tools/train_marks/calibrate.py``).
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["pen", "seal", "tick"]


@cache
def _fits() -> dict[str, tuple[float, float, float]]:
    path = Path(__file__).resolve().parent / "models" / "ink.json"
    if not path.is_file():
        return {}
    return {kind: (a, b, c) for kind, (a, b, c) in json.loads(path.read_text(encoding="utf-8")).items()}


def calibrated(kind: Kind, first: float, second: float) -> float:
    """Return a confidence between 0 and 1.

    Args:
        kind: what was found.
        first: the network's mean probability over the patch; for ticks that there is a box.
        second: places of the patch; for ticks the probability of its state.
    """
    fit = _fits().get(kind)
    if fit is None:
        return first
    a, b, c = fit
    x, y = numbers(kind, first, second)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, a * x + b * y + c))))


def numbers(kind: Kind, first: float, second: float) -> tuple[float, float]:
    """Return the two numbers that go into the regression."""
    return _logit(first), _logit(second) if kind == "tick" else math.log(max(1.0, second))


def _logit(chance: float) -> float:
    chance = min(0.9995, max(0.0005, chance))
    return math.log(chance / (1 - chance))
