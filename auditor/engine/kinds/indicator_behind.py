"""``indicator-behind``: each indicator must keep pace with the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, not_checkable, passed, unsure
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.facts import present, text_of
from auditor.records.model import IndicatorEntry, IndicatorTable
from auditor.records.progress_facts import Elapsed, elapsed_share, indicator_rows, number_of, row_name

_LATER = re.compile(r"下半年|下阶段|按需|视情况|视需要|暂缓|末期|后续开展|第[三四]季度开展|计划于")


class IndicatorBehind(SetCheck):
    """Completion may lie at most ``slack`` points below the share of the contract that had elapsed on the table's day.

    A target of ``small`` or less is behind only below the whole number of units due. Without a date the table must say
    that it is the mid-term's (then ``mid_term`` percent are due) or the final one.
    """

    check: Literal["indicator-behind"]
    records: Literal["indicator-table"] = "indicator-table"
    slack: int | float | str
    small: int | str
    mid_term: int | float | str

    facts: ClassVar[frozenset[str]] = frozenset({"indicator", "done", "target", "percent", "due", "source"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per indicator."""
        period = context.station.config.period
        configured = (period.start, period.end) if period is not None else None
        mid = Decimal(str(context.number(self.mid_term))) / 100
        for table in records.records(self.records):
            if not isinstance(table, IndicatorTable):
                continue
            elapsed = elapsed_share(table, configured, mid)
            for entry in indicator_rows(table):
                outcome = self._one(entry, elapsed, context)
                name = row_name(entry.indicator, entry.category)
                outcome.subject = Subject("indicator", name, table.district, table.community)
                outcome.key = "" if len(records.records(self.records)) == 1 else table.name
                yield outcome

    def _one(self, entry: IndicatorEntry, elapsed: Elapsed | None, context: RuleContext) -> Outcome:
        if elapsed is None:
            return not_checkable("表上没有统计日期，或不知道合同期")
        target, done = number_of(entry.target), number_of(entry.done)
        if target is None or target.value <= 0 or done is None:
            return not_checkable("指标量或完成量没有读到一个数")
        if "%" in (target.unit, done.unit) or "率" in row_name(entry.indicator):
            return not_checkable("比率类指标不按进度核对")
        share = elapsed.share
        due = target.value * share
        if target.value <= Decimal(str(context.number(self.small))):
            behind = done.value < int(due)
        else:
            behind = done.value / target.value < share - Decimal(str(context.number(self.slack))) / 100
        readings: tuple[Reading, ...] = (*present(entry.done, entry.target, entry.percent), *elapsed.readings)
        if not behind:
            return passed(*readings)
        facts: dict[str, Any] = {
            "indicator": row_name(entry.indicator, entry.category), "done": done.shown, "target": target.shown,
            "percent": f"{done.value * 100 / target.value:.1f}%", "due": f"{share * 100:.1f}%", "source": elapsed.source,
        }  # fmt: skip
        if _LATER.search(text_of(entry.remark)):
            return unsure("备注写明另有安排", *readings, *present(entry.remark), **facts)
        return contradicts(*readings, **facts)
