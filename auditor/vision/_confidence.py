"""From the model's probabilities to shares of characters that are right: a small table fitted on made pages.

The table (``models/reading.json``) is made by ``python -m tools.scans.calibrate``; it says which share of characters was
right among those with a like score. The score of a character is its own probability, tempered by that of its line: a
sure character in an unsure line is less often right.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "models" / "reading.json"


def scores(sure: Sequence[float], share: float) -> list[float]:
    """Return the score of each character of a line.

    Args:
        sure: the model's probabilities of its characters.
        share: weight of the line's mean, 0 to 1.
    """
    if not sure:
        return []
    mean = max(sum(sure) / len(sure), 1e-6)
    return [max(value, 1e-6) ** (1 - share) * mean**share for value in sure]


def calibrated(sure: Sequence[float]) -> list[float]:
    """Return for each character of a line how often such a one is right."""
    share, knots, values = _table()
    return [_between(score, knots, values) for score in scores(sure, share)]


def _between(score: float, knots: tuple[float, ...], values: tuple[float, ...]) -> float:
    place = bisect_right(knots, score)
    if place == 0:
        return values[0]
    if place == len(knots):
        return values[-1]
    part = (score - knots[place - 1]) / (knots[place] - knots[place - 1])
    return values[place - 1] + part * (values[place] - values[place - 1])


@cache
def _table() -> tuple[float, tuple[float, ...], tuple[float, ...]]:
    data = json.loads(TABLE.read_text(encoding="utf-8"))
    return float(data["line"]), tuple(data["score"]), tuple(data["right"])
