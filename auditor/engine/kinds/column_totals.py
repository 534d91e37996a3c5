"""``column-totals``: the figures of a table must add up to its stated totals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, Verdict, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import present
from auditor.records.model import HoursEntry, HoursReport, Record
from auditor.values.text import fold

_TOLERANCE = 0.005
_COLUMNS = {"events": "场次", "people": "人数", "visits": "人次", "hours": "时长"}
_TOTAL = re.compile(r"^(?:合计|总计|共计|累计|总和|全部|总数|两平台合计|平台合计)")
_PART = re.compile(r"小计|本页合计|^本?\d{1,2}月(?:份)?合计|本月合计|本季度?合计")
_AMONG = re.compile(r"其中|含")


class ColumnTotals(RecordCheck):
    """In each column the rows must add up to the row of totals, or to the total stated beside the table.

    Subtotals are no rows of their own. A column with a figure that could not be read is left to the reader's eye; rows that
    speak of a part of another row (其中) are not added. Persons are not added up: one can serve on two platforms.
    """

    check: Literal["column-totals"]

    facts: ClassVar[frozenset[str]] = frozenset({"column", "sum", "stated_total"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND for the first column whose sum differs from its total."""
        if not isinstance(record, HoursReport):
            return not_checkable()
        rows, totals = _split(record.entries)
        doubt: Outcome | None = None
        checked: list[Reading] = []
        for column, title in _COLUMNS.items():
            stated = [
                reading for row in totals for reading in present(getattr(row, column)) if not reading.blank
            ]
            outside = getattr(record, f"stated_{column}")
            if not stated and outside is not None and not outside.blank:
                stated = [outside]
            if not stated:
                continue
            cells = [getattr(row, column) for row in rows]
            readings = [reading for reading in cells if reading is not None and not reading.blank]
            figures = [figure for reading in readings if (figure := _figure(reading)) is not None]
            total = _figure(stated[-1])
            if total is None or len(figures) < 2:
                continue
            added = round(sum(figures), 4)
            checked.append(stated[-1])
            if abs(added - total) <= _TOLERANCE:
                continue
            facts: dict[str, Any] = {"column": title, "sum": _shown(added), "stated_total": _shown(total)}
            shown = (stated[-1], *readings[:12])
            sure = len(figures) == len(readings) and all(reading.confidence >= DOUBT for reading in shown)
            loosely = column == "people" or any(_AMONG.search(text) for row in rows for text in _words(row))
            if sure and not loosely:
                outcome = accuse(
                    record,
                    context,
                    *shown,
                    stands=True,
                    parts="self",
                    why="表中有内容未能读取，其中可能还有数字",
                    **facts,
                )
                if outcome.verdict is Verdict.FOUND:
                    return outcome
                doubt = doubt or outcome
            elif column != "people":
                doubt = doubt or unsure("有的数字未能读清，或有的行是其他行的一部分", *shown, **facts)
        if doubt is not None:
            return doubt
        return passed(*checked) if checked else not_checkable("没有合计，或没有可相加的数字")


def _split(entries: Iterable[HoursEntry]) -> tuple[list[HoursEntry], list[HoursEntry]]:
    rows: list[HoursEntry] = []
    totals: list[HoursEntry] = []
    for entry in entries:
        words = _words(entry)
        if any(_PART.search(word) for word in words):
            continue
        if any(_TOTAL.search(word) for word in words):
            totals.append(entry)
        else:
            rows.append(entry)
    return rows, totals


def _words(entry: HoursEntry) -> list[str]:
    cells = present(entry.sequence, entry.name, entry.platform, entry.date, entry.remark)
    return [fold(reading.raw).replace(" ", "") for reading in cells if reading.raw]


def _figure(reading: Reading) -> float | None:
    if reading.answered and reading.value is None:
        return 0.0
    value = reading.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _shown(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
