"""What a report's text says of its indicators beside what its own table says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.forms.model import Reading
from auditor.records.progress import IndicatorTable
from auditor.records.progress_facts import indicator_rows, number_of, row_name
from auditor.records.report_figures import RUNNING, Statement, quantity_named, statements
from auditor.values.dates import parse_date
from auditor.values.figures import SAME_UNIT, Passage
from auditor.values.text import fold

_TRIM = re.compile(r"[(（][^()（）]*[)）]|\s+|^(?:开展|举办|完成|培育|发展)|(?:数量|次数|人数|场次|数|量)$")


@dataclass(frozen=True, slots=True)
class TableConflict:
    """A statement of the text, and the table's row that says otherwise."""

    quantity: str
    statement: Statement
    row: Reading
    shown: str


def table_conflicts(passages: Iterable[Passage], tables: list[IndicatorTable]) -> list[TableConflict]:
    """Return the figures of the text that differ from what the report's own indicator tables give as done.

    Left out are figures of a district, community, project or period, of another day than the table's, and indicators that
    several tables or rows give.
    """
    done: dict[str, list[tuple[IndicatorTable, object, str, Reading]]] = {}
    for table in tables:
        for entry in indicator_rows(table):
            figure, target = number_of(entry.done), number_of(entry.target)
            if figure is None or entry.done is None or "%" in (figure.unit, target.unit if target else ""):
                continue
            name = row_name(entry.indicator, entry.category)
            unit = (
                figure.unit or (target.unit if target else "") or fold(entry.unit.raw if entry.unit else "")
            )
            key = quantity_named(name, unit) or _core(name)
            if len(key) > 1:
                done.setdefault(key, []).append((table, figure.value, SAME_UNIT.get(unit, unit), entry.done))
    found: list[TableConflict] = []
    seen: set[tuple[str, object]] = set()
    for passage in passages:
        for said in statements(passage):
            rows = done.get(said.quantity) or done.get(_core(said.quantity)) or []
            if len(rows) != 1 or said.scope or said.period not in ("", RUNNING):
                continue
            table, value, unit, reading = rows[0]
            if (
                (unit and said.unit not in (unit, "·"))
                or said.figure.value == value
                or (said.quantity, said.figure.value) in seen
                or _other_day(said, table)
            ):
                continue
            seen.add((said.quantity, said.figure.value))
            found.append(TableConflict(said.quantity, said, reading, f"{reading.raw.strip()}"))
    return found


def _core(name: str) -> str:
    return _TRIM.sub("", fold(name))


def _other_day(said: Statement, table: IndicatorTable) -> bool:
    """The text speaks as of a day, and the table of another one or of none."""
    if not said.as_of:
        return False
    day = parse_date(said.as_of)
    own = table.date.value if table.date is not None else None
    return day is None or own is None or str(getattr(day, "value", day)) != str(own)
