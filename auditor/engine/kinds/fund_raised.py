"""``fund-raised``: what a community fund raised in the period."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.records.fund_facts import accounting_period, raised
from auditor.records.model import Fund, Record

_UNREAD = "基金的账目有文件未能读取"


class FundRaised(RecordCheck):
    """The fund must have raised ``at_least`` yuan in the period; a balance carried over is not raised.

    Where a form gives only 累计筹款, that counts.
    """

    check: Literal["fund-raised"]
    at_least: int | float | str

    facts: ClassVar[frozenset[str]] = frozenset({"amount", "name", "what"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where less was raised."""
        if not isinstance(record, Fund):
            return not_checkable()
        known = not context.station.period_gathered
        money = raised(record, accounting_period(context.period, context.as_of, known=known))
        if money is None:
            return not_checkable("账目没有收入或筹款一栏")
        what = "累计筹款" if money.kind == "ever" else "周期内筹款"
        facts: dict[str, Any] = {"amount": _yuan(money.amount), "name": record.name, "what": what}
        if money.amount >= context.number(self.at_least):
            return passed(*money.readings[:5])
        if not money.sure:
            return unsure("有的行未能读清金额或日期", *money.readings[:8], **facts)
        return accuse(
            record, context, *money.readings[:8], stands=True, parts="ledgers", why=_UNREAD, **facts
        )


def _yuan(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".")
