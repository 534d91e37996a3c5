"""Where two statements of one report differ, and where two figures are likely one quantity given twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from auditor.records.fund_names import fund_key
from auditor.records.report_figures import (
    RUNNING,
    Statement,
    elsewhen,
    is_ahead,
    is_on_a_stretch,
    listed_quantities,
    place_and_time,
    shown_clause,
    statements,
)
from auditor.records.report_mentions import Mention, mention, near_values, slips
from auditor.values.figures import Figure, Passage, figures, flat, segments, sentences

_NAMED_AMOUNT = re.compile(
    r"([一-龥]{2,18}?(?:基金会|基金))\((?:筹款|筹集|共|累计|合计)?(\d{1,12}(?:\.\d{1,4})?)(万?元)\)"
)
_LIST_LEAD = re.compile(r"^(?:如|其中|以及|和|及|包括|部分|例如|与)+")
_CARRIED = re.compile(
    r"(?:结转|延续|续案|续接|转入|上年|上期|上一年|跨年|跨期|原有|存量|其余|另有)[^，。；、\d]{0,8}$"
)
"""The figure that follows was carried over."""


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Two or more values of one quantity."""

    quantity: str
    scope: str
    statements: tuple[Statement, ...]
    sure: bool = True
    """False: the words may not mean one quantity."""


def figure_conflicts(passages: list[Passage]) -> list[FigureConflict]:
    """Return the quantities to which one report gives two values.

    Compared are exact figures of one quantity, unit, place and period; targets, averages, parts and former years are
    left out. A fund listed twice in one sentence with two amounts is a conflict too.
    """
    groups: dict[tuple[str, str, str, str], list[Statement]] = {}
    conflicts: list[FigureConflict] = []
    stretch = is_on_a_stretch(passages)
    for passage in passages:
        for statement in statements(passage):
            period = statement.period if stretch or statement.period != RUNNING else ""
            key = (statement.quantity, statement.unit, statement.scope, period)
            groups.setdefault(key, []).append(statement)
        conflicts += _twice_listed(passage)
    listed = listed_quantities()
    for (quantity, _, scope, _), group in groups.items():
        distinct = _distinct(group)
        if len(distinct) > 1 and (quantity in listed or _likely_one(distinct)) and not _explained(distinct):
            conflicts.append(FigureConflict(quantity, scope, tuple(distinct)))
    return conflicts


def _likely_one(distinct: list[Statement]) -> bool:
    """Two near values of what no lexicon lists; values far apart, or more of them, are those of several occasions."""
    values = [statement.figure.value for statement in distinct]
    return len(values) == 2 and near_values(*values)


def _explained(distinct: list[Statement]) -> bool:
    """新接28个，结转9个，在跟37个: the greater value is the smaller one and a third figure of its sentence."""
    if len(distinct) != 2:
        return False
    small, great = sorted(distinct, key=lambda statement: statement.figure.value)
    rest = great.figure.value - small.figure.value
    for statement in (small, great):
        text = flat(statement.passage.text)
        for start, end in sentences(text):
            if start <= statement.figure.start < end and any(
                number.value == rest
                and number.counted == statement.figure.counted
                and _CARRIED.search(text[start:end][: number.start])
                for number in figures(text[start:end])
            ):
                return True
    return False


def likely_slips(passages: list[Passage]) -> list[FigureConflict]:
    """Return pairs of figures that may be one quantity given twice, by the grammar of their clauses (`mention`).

    What `statements` understands is left to `figure_conflicts`.
    """
    listed = listed_quantities()
    stretch = is_on_a_stretch(passages)
    groups: dict[tuple[str, str, str, str], list[tuple[Mention, Statement]]] = {}
    for passage in passages:
        if is_ahead(passage):
            continue
        text = flat(passage.text)
        numbers = figures(text)
        known = (
            {item.figure.start for item in statements(passage) if item.quantity in listed}
            if numbers
            else set()
        )
        for start, end in segments(text):
            previous = start
            for number in numbers:
                if not start <= number.start < end:
                    continue
                begin, previous = previous, number.end
                found = mention(text, begin, number)
                if found is None or number.start in known or elsewhen(text, number.start):
                    continue
                scope, period, day = place_and_time(text, number.start, passage)
                period = period if stretch or period != RUNNING else ""
                words = shown_clause(text, begin, number, number.start - begin > 2)
                said = Statement(found.noun, number, found.unit, scope, period, day, passage, words)
                groups.setdefault((found.noun, found.unit, scope, period), []).append((found, said))
    conflicts = []
    for (noun, _, scope, _), group in groups.items():
        if len({said.as_of for _, said in group if said.as_of}) > 1:
            continue
        by_mention = {id(found): said for found, said in group}
        for one, other in slips(found for found, _ in group):
            pair = (by_mention[id(one)], by_mention[id(other)])
            conflicts.append(FigureConflict(noun, scope, pair, sure=False))
    return conflicts


def _distinct(group: list[Statement]) -> list[Statement]:
    """Return one statement for each value; those of another 截至 day are left out."""
    days = {statement.as_of for statement in group if statement.as_of}
    if len(days) > 1:
        return []
    if {"人次", "户次"} <= {statement.figure.unit for statement in group}:
        return []  # one household may be several persons
    values: dict[Decimal, Statement] = {}
    for statement in group:
        values.setdefault(statement.figure.value, statement)
    return list(values.values())


def _twice_listed(passage: Passage) -> list[FigureConflict]:
    text = flat(passage.text)
    found = []
    for start, end in sentences(text):
        seen: dict[str, list[tuple[str, Figure]]] = {}
        for match in _NAMED_AMOUNT.finditer(text[start:end]):
            value = Decimal(match[2]) * (10_000 if match[3] == "万元" else 1)
            name = _LIST_LEAD.sub("", match[1])
            figure = Figure(value, 0, "元", start + match.start(2), start + match.end(), True)
            seen.setdefault(fund_key(name), []).append((name, figure))
        for entries in seen.values():
            if len({figure.value for _, figure in entries}) > 1:
                name = entries[0][0]
                found.append(
                    FigureConflict(
                        f"{name}的金额",
                        "",
                        tuple(
                            Statement(name, figure, "元", "", "", "", passage, f"{own}（{figure.shown}）")
                            for own, figure in entries
                        ),
                    )
                )
    return found
