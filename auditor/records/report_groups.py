"""Sums over parts that a report tells one by one (东片、中片、西片; 一月、二月、三月), to be held beside totals told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.records.report_told import Told

_LABEL = re.compile(
    r"^([一-龥]{1,6}?(片区|社区|居委会?|校区|园区|片|村|街道|街|镇|站|点|组|班|队|区))(?![务动协]|长|内)(.*)$"
)
"""A name of one of the parts of a whole, and what is counted there."""
_MONTH = re.compile(r"^(\d{1,2})月")
_QUARTERS = {"一季度": (1, 2, 3), "二季度": (4, 5, 6), "三季度": (7, 8, 9), "四季度": (10, 11, 12)}
_HALVES = {"上半年": (1, 2, 3, 4, 5, 6), "下半年": (7, 8, 9, 10, 11, 12)}
_LEAST = 2
_MOST = 20


def sums_of_parts(told: Sequence[Told]) -> list[Told]:
    """Return the sums of parts as figures of their own.

    Parts stand in one sentence, count one thing, and are each named by one of a kind of names (of districts, of months); in
    tables, months make quarters and half years.
    """
    by_place: dict[tuple[int, str], list[Told]] = {}
    for one in told:
        by_place.setdefault((one.place, one.unit), []).append(one)
    found: list[Told] = []
    for (_, unit), group in by_place.items():
        if not unit:
            continue
        if group[0].cell:
            found += _months(group)
        elif _LEAST <= len(group) <= _MOST:
            found += _parts(group)
    return found


def _parts(group: list[Told]) -> list[Told]:
    """Return the sum of a sentence's parts, where all its figures of the unit are parts."""
    labels: list[str] = []
    kinds: set[str] = set()
    things: list[set[str]] = []
    for one in group:
        found = next((match for piece in one.own if (match := _LABEL.match(piece))), None)
        if found is None:
            return []
        labels.append(found[1])
        kinds.add(found[2])
        things.append(
            {*(piece for piece in one.own if piece != found[0]), *([found[3]] if len(found[3]) > 1 else [])}
        )
    if len(set(labels)) < len(labels) or len(kinds) > 1:
        return []
    common = tuple(set.intersection(*things))
    if not common and not any(things):
        common = group[0].lead
    return [_summed(group, common, "")] if common else []


def _months(group: list[Told]) -> list[Told]:
    """Return the quarters and half years of the columns of a table whose rows are months."""
    columns: dict[tuple[str, ...], dict[int, Told]] = {}
    for one in group:
        match = _MONTH.match(one.period)
        if match is not None:
            columns.setdefault(tuple(p for p in one.own if p not in one.row), {})[int(match[1])] = one
    found = []
    for names, months in columns.items():
        for stretch, needed in (*_QUARTERS.items(), *_HALVES.items()):
            if all(month in months for month in needed) and names:
                found.append(_summed([months[month] for month in needed], names, stretch))
    return found


def _summed(parts: Sequence[Told], names: tuple[str, ...], period: str) -> Told:
    first = parts[0]
    value = sum((part.figure.value for part in parts), Decimal(0))
    listed = "、".join(part.shown.strip() for part in parts)
    return replace(
        first,
        figure=replace(first.figure, value=value),
        own=names,
        lead=(),
        period=period,
        scope="",
        row=(),
        head="",
        summed=True,
        shown=f"{listed}，相加为{value.normalize():f}{first.unit}",
    )
