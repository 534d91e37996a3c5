"""``staffing``: in every month shown as many workers must be on duty as the contract asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.facts import present
from auditor.records.model import DutyEntry, DutyTable, Record
from auditor.records.progress_facts import is_average, month_rows, number_of, row_name


class Staffing(RecordCheck):
    """Compared are, month by month, those present with those due, for all workers and for certified ones.

    What is due stands in the row, else beside the table, else in the parameters ``workers`` and ``certified`` (0: not given).
    Averages are looked at only where the table shows no months.
    """

    check: Literal["staffing"]
    workers: int | float | str = 0
    certified: int | float | str = 0

    facts: ClassVar[frozenset[str]] = frozenset({"fault", "months"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the months that are short."""
        if not isinstance(record, DutyTable):
            return not_applicable()
        wanted = (
            _contract(record.contract_workers, context.number(self.workers)),
            _contract(record.contract_certified, context.number(self.certified)),
        )
        short: list[str] = []
        shown: list[Reading] = []
        compared: list[Reading] = []
        months = month_rows(record.entries)
        rows = [row for row in months if _filled(row)] or [
            row for row in record.entries if is_average(row.month)
        ]
        for row in rows:
            for word, due, there, contract in (
                ("到岗", row.due, row.present, wanted[0]),
                ("持证到岗", row.certified_due, row.certified_present, wanted[1]),
            ):
                asked, seen = number_of(due), number_of(there)
                need = asked.value if asked is not None else contract
                if need is None or need <= 0 or seen is None or there is None:
                    continue
                compared.append(there)
                if seen.value < need:
                    short.append(
                        f"{row_name(row.month) or '平均'}{word}{seen.value.normalize():f}人（应{need.normalize():f}人）"
                    )
                    shown += present(there, due)
        if not compared:
            for word, there, contract in (
                ("到岗", record.average_present, wanted[0]),
                ("持证到岗", record.average_certified, wanted[1]),
            ):
                seen = number_of(there)
                if seen is None or there is None or contract is None or contract <= 0:
                    continue
                compared.append(there)
                if seen.value < contract:
                    short.append(f"平均{word}{seen.value.normalize():f}人（应{contract.normalize():f}人）")
                    shown.append(there)
        if short:
            extra = present(record.contract_workers, record.contract_certified)
            return accuse(
                record,
                context,
                *shown,
                *extra,
                fault="；".join(short[:6]) + ("等" if len(short) > 6 else ""),
                months=len(short),
            )
        return (
            passed(*compared[:4]) if compared else not_checkable("表上没有应到人数，也没有写明协议配备人数")
        )


def _contract(reading: Reading | None, parameter: float) -> Decimal | None:
    figure = number_of(reading)
    if figure is not None:
        return figure.value
    return Decimal(str(parameter)) if parameter else None


def _filled(row: DutyEntry) -> bool:
    return any(number_of(cell) is not None for cell in (row.present, row.certified_present))
