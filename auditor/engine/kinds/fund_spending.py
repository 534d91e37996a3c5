"""``fund-spending``: whether a community fund spent anything in the period."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.records.fund_facts import accounting_period, spending
from auditor.records.model import Fund, Record

_UNREAD = "基金的账目有文件未能读取"


class FundSpending(RecordCheck):
    """The fund must have spent something in the period."""

    check: Literal["fund-spending"]

    facts: ClassVar[frozenset[str]] = frozenset({"name"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where nothing was spent."""
        if not isinstance(record, Fund):
            return not_checkable()
        known = not context.station.period_gathered
        money = spending(record, accounting_period(context.period, context.as_of, known=known))
        if money is None:
            return not_checkable("账目没有支出一栏，或没有本周期的账目")
        if money.amount > 0:
            return passed(*money.readings[:5])
        if not money.sure:
            return unsure("有的行未能读清支出或日期", *money.readings[:8], name=record.name)
        return accuse(
            record, context, *money.readings[:5], stands=True, parts="ledgers", why=_UNREAD, name=record.name
        )
