"""``fund-balance``: a fund's running balance, and one fund listed twice."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.unread import accuse, contradicts
from auditor.records.fund_facts import balance_faults, overview_fault, sheets
from auditor.records.model import Fund, Record


class FundBalance(RecordCheck):
    """Each balance must follow from the one before it, and no fund may stand twice in one table."""

    check: Literal["fund-balance"]

    facts: ClassVar[frozenset[str]] = frozenset({"name", "fault", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the rows whose balance does not follow, or with the names under which the fund stands twice."""
        if not isinstance(record, Fund):
            return not_checkable()
        seen = False
        for names in sheets(record):
            seen = True
            if len(names) > 1:
                spelt = "、".join(f"“{reading.raw.strip()}”" for reading in dict.fromkeys(names))
                times = "一" if len(names) == 1 else str(len(names))
                return contradicts(
                    *names, name=record.name, fault=f"在同一份表中列了{times}次（{spelt}）", count=len(names)
                )
        faults = []
        checked = 0
        for ledger in record.ledgers:
            wrong, looked_at = balance_faults(ledger, context.period)
            faults += wrong
            checked += looked_at
        for paper in record.overviews:
            row = overview_fault(paper)
            if row is None or faults:
                continue
            stated, expected, readings, sure = row
            if stated == expected:
                checked += 1
                continue
            fault = f"结余写为{_yuan(stated)}元，按上期结余、收入和支出应为{_yuan(expected)}元"
            facts: dict[str, Any] = {"name": record.name, "fault": fault, "count": 1}
            unclear = "" if sure else "有的数字未能读清"
            return accuse(record, context, *readings, unclear=unclear, **facts)
        if not faults:
            return passed() if checked or seen else not_checkable("账目没有逐行结余")
        first = faults[0]
        shown = first.row.balance if first.row.balance is not None else 0.0
        fault = f"账面结余{_yuan(shown)}元，按上一行推算应为{_yuan(first.expected)}元"
        if len(faults) > 1:
            fault += f"，另有{len(faults) - 1}行也接不上"
        readings = tuple(reading for item in faults[:4] for reading in item.row.readings)
        facts = {"name": record.name, "fault": fault, "count": len(faults)}
        return accuse(
            record,
            context,
            *readings,
            unclear="" if any(item.sure for item in faults) else "有的行未能读清",
            stands=True,
            parts="ledgers",
            why="账目有内容未能读取，其中可能有这几行之间的收支",
            **facts,
        )


def _yuan(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".")
