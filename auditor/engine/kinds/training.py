"""``training``: the hours of training must reach what is required, in total and, where so stated, for each worker."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.facts import present
from auditor.records.model import Record, TrainingEntry, TrainingTable
from auditor.records.progress_facts import is_sum, number_of, person_rows, row_name
from auditor.values.names import looks_like_name


class Training(RecordCheck):
    """The total required stands beside the table, in its row of sums, or in the parameter ``total`` (0: not given)."""

    check: Literal["training"]
    total: int | float | str = 0

    facts: ClassVar[frozenset[str]] = frozenset({"fault", "people"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the total or the workers that fall short."""
        if not isinstance(record, TrainingTable):
            return not_applicable()
        faults: list[str] = []
        shown: list[Reading] = []
        compared: list[Reading] = []
        doubt = ""
        people = person_rows(record.entries)
        sums = [entry for entry in record.entries if is_sum(entry.name, entry.sequence)]
        required = _first(record.required_total, *(entry.required for entry in sums))
        need = number_of(required)
        asked = need.value if need is not None else Decimal(str(context.number(self.total)))
        hours = _first(record.stated_hours, *(entry.hours for entry in sums))
        stated = number_of(hours)
        done = stated.value if stated is not None else _added(people)
        if asked > 0 and done is not None:
            readings = present(hours, required) or present(*(entry.hours for entry in people[:6]))
            compared += readings
            if done < asked:
                faults.append(f"培训总时数{done.normalize():f}小时，要求{asked.normalize():f}小时")
                shown += readings
        each = number_of(record.required_each)
        for entry in people:
            own = number_of(entry.required) or each
            seen = number_of(entry.hours)
            name = row_name(entry.name)
            if (
                own is None
                or own.value <= 0
                or entry.hours is None
                or (entry.required is None and not looks_like_name(name))
            ):
                continue
            if seen is None:
                doubt = doubt or ("" if entry.hours.blank else "有的时数未能读清")
                continue
            compared.append(entry.hours)
            if seen.value < own.value:
                faults.append(f"{name}{seen.value.normalize():f}小时，要求{own.value.normalize():f}小时")
                shown += present(entry.hours, entry.required)
        if faults:
            return accuse(
                record,
                context,
                *shown[:24],
                stands=True,
                parts="self" if stated is None else (),
                why="表中有内容未能读取，其中可能还有时数",
                fault="；".join(faults[:6]) + ("等" if len(faults) > 6 else ""),
                people=len(faults),
            )
        if doubt:
            return unsure(doubt, *compared[:4], fault="", people=0)
        return passed(*compared[:4]) if compared else not_checkable("表上没有写明要求的时数")


def _first(*readings: Reading | None) -> Reading | None:
    return next((reading for reading in readings if reading is not None and not reading.blank), None)


def _added(rows: list[TrainingEntry]) -> Decimal | None:
    figures = [number_of(row.hours) for row in rows if row.hours is not None and not row.hours.blank]
    if not figures or any(figure is None for figure in figures):
        return None
    return sum((figure.value for figure in figures if figure is not None), Decimal(0))
