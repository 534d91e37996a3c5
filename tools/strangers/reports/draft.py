"""Whole reports whose figures are drawn: a draft plants its faults while the text is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tools.strangers.reports.cases import CONFLICT, LEVEL, PERCENT, Block
from tools.strangers.reports.long import Long

_EITHER = f"{CONFLICT}|{PERCENT}"
"""What a wrong figure contradicts may be the figures beside it, or the same quantity elsewhere: to say either is right."""


def share(part: float, whole: float, digits: int = 1) -> str:
    """``part`` of ``whole`` in percent, rounded half up, without the sign."""
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def rounded(value: float, digits: int = 0) -> str:
    """A number rounded half up."""
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


class Draft:
    """Draws figures, marks the wrong ones and remembers what each breaks."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.faults: list[tuple[str, tuple[str, ...]]] = []

    def n(self, low: int, high: int) -> int:
        """A number from ``low`` to ``high``."""
        return self.random.randint(low, high)

    def split(self, total: int, parts: int, least: int = 2) -> list[int]:
        """``parts`` different-looking numbers of at least ``least`` that add up to ``total``."""
        cuts = sorted(self.random.sample(range(1, total - parts * (least - 1)), parts - 1))
        return [
            b - a + least - 1 for a, b in zip([0, *cuts], [*cuts, total - parts * (least - 1)], strict=True)
        ]

    def off(self, value: int) -> int:
        """A value that a slip of the pen makes of ``value``: never within rounding of it."""
        step = max(2, value // 20)
        return value + self.random.choice((-1, 1)) * self.random.randint(step, step + max(1, value // 12))

    def _mark(self, rule: str, right: object, wrong: object, also: Sequence[object] = ()) -> str:
        self.faults.append((rule, tuple(str(k).replace(",", "") for k in (wrong, *also))))
        return f"⟦{right}|{wrong}⟧"

    def conflict(self, value: int | str, wrong: int | str | None = None) -> str:
        """The same quantity again, with another value in the faulty twin."""
        return self._mark(_EITHER, value, self.off(int(value)) if wrong is None else wrong)

    def sum(self, value: int | str, wrong: int | str | None = None) -> str:
        """A sum, a part or a difference that does not come out in the faulty twin."""
        return self._mark(_EITHER, value, self.off(int(value)) if wrong is None else wrong)

    def percent(self, value: str) -> str:
        """A percentage that does not follow in the faulty twin."""
        digits = len(value.partition(".")[2])
        slip = self.random.choice((-1, 1)) * self.random.uniform(1.6, 6)
        wrong = Decimal(value) + Decimal(str(slip)).quantize(Decimal(1).scaleb(-digits))
        return self._mark(_EITHER, value, abs(wrong))

    def level(self, right: object, wrong: object, *also: object) -> str:
        """A level, score or weight that does not fit in the faulty twin."""
        return self._mark(LEVEL, right, wrong, also)

    def report(self, name: str, suffix: str, title: str, *blocks: Block) -> Long:
        """The finished report."""
        return Long(name, suffix, title, tuple(self.faults), blocks)
