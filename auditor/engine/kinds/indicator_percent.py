"""``indicator-percent``: a stated percentage must be done ÷ target, rounded half up to the digits shown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, not_checkable, passed, unsure
from auditor.engine.unread import contradicts
from auditor.records.facts import present
from auditor.records.model import IndicatorEntry, IndicatorTable
from auditor.records.progress_facts import indicator_rows, number_of, row_name
from auditor.values.figures import percentage, rounds_to

_MAX_DIGITS = 6


class IndicatorPercent(SetCheck):
    """Shares are read as printed: 67.3%, 67.3 under a column of percentages, or 0.673."""

    check: Literal["indicator-percent"]
    records: Literal["indicator-table"] = "indicator-table"

    facts: ClassVar[frozenset[str]] = frozenset({"indicator", "done", "target", "stated", "right"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per indicator."""
        tables = records.records(self.records)
        for table in tables:
            if not isinstance(table, IndicatorTable):
                continue
            for entry in indicator_rows(table):
                outcome = _one(entry)
                outcome.subject = Subject(
                    "indicator", row_name(entry.indicator, entry.category), table.district, table.community
                )
                outcome.key = "" if len(tables) == 1 else table.name
                yield outcome


def _one(entry: IndicatorEntry) -> Outcome:
    target, done, stated = number_of(entry.target), number_of(entry.done), number_of(entry.percent)
    if (
        target is None
        or done is None
        or stated is None
        or target.value <= 0
        or "%" in (target.unit, done.unit)
    ):
        return not_checkable("没有写明完成率，或指标量、完成量不是一个数")
    readings = present(entry.percent, entry.done, entry.target)
    percent, digits = stated.value, stated.digits
    exact = done.value * 100 / target.value
    if stated.unit != "%" and abs(percent * 100 - exact) < abs(percent - exact):
        percent, digits = percent * 100, max(0, digits - 2)
    if digits >= _MAX_DIGITS and abs(percent - exact) < Decimal("0.001"):
        return passed(*readings)
    if rounds_to(done.value, target.value, percent, digits):
        return passed(*readings)
    facts: dict[str, Any] = {
        "indicator": row_name(entry.indicator, entry.category), "done": done.shown, "target": target.shown,
        "stated": entry.percent.raw if entry.percent else "", "right": f"{percentage(done.value, target.value, digits)}%",
    }  # fmt: skip
    if percent == 100 and done.value > target.value:
        return unsure("超额完成的可能按100%填写", *readings, **facts)
    if not (done.exact and target.exact and stated.exact):
        return unsure("所写是约数或界限", *readings, **facts)
    return contradicts(*readings, **facts)
