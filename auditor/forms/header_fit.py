"""Which form the header of a table betrays, whatever stands above it.

The columns of a table of records tell its form as labels do: 面谈日期 | 面谈内容 | 签名 stand on process records only, 日期 | 内容 on
every second paper. What a column tells is shared among the parts of records whose tables have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.forms.labels import fold_key
from auditor.forms.layout import Layout, RowBlock
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.month_columns import tells_visits
from auditor.forms.readings import make_reading
from auditor.forms.registers import REGISTER, register_columns
from auditor.forms.spec import RowsSpec

_LEAST_COLUMNS = 3
_LEAST_COVERED = 0.7
LEAST_TOLD = 1.2
"""How much the columns must tell together, and how much more than those of any other part of a record."""
_MARGIN = 0.4
_RECORDS = frozenset({"case", "household-archive"})


@dataclass(frozen=True, slots=True)
class HeaderFit:
    """The form that a header fits, and how much its columns tell."""

    form: str
    told: float
    margin: float


def fit_header(block: RowBlock, forms: FormSet, title: str = "") -> HeaderFit | None:
    """Return the form whose table of papers a block is, judged by its header; None where the header could be several's.

    Args:
        block: the table.
        forms: all forms.
        title: what stands above it; a form that excludes its words is no candidate.
    """
    year = fit_year(block, forms)
    if year is not None:
        return year
    if len(block.headers) < _LEAST_COLUMNS or not any(
        s.text.strip("_ \t\n　") for row in block.rows for s in row
    ):
        return None
    keys = [
        {label.key, label.base} if label is not None else {fold_key(text)} for text, label in block.headers
    ]
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for form, entry in forms.index.items():
        if entry.spec.record not in _RECORDS or any(bad in fold_key(title) for bad in entry.not_titles):
            continue
        told = _told(block, keys, entry, forms, title)
        part = (entry.spec.record, entry.spec.part)
        if told > best.get(part, (0.0, ""))[0]:
            best[part] = (told, form)
    ranked = sorted(best.values(), reverse=True)
    if not ranked or ranked[0][0] < LEAST_TOLD:
        return None
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return HeaderFit(ranked[0][1], ranked[0][0], margin) if margin >= _MARGIN else None


def fit_contacts(block: RowBlock, forms: FormSet, title: str = "") -> HeaderFit | None:
    """Return the form of visits and calls where rows tell on which day somebody was visited or called, and what was found.

    The ways of contact tell it, not the heads: both visits and calls stand in one column, written or to be ticked.
    """
    folded = fold_key(title)
    if len(block.rows) < _LEAST_CONTACTS:
        return None
    for form, entry in forms.index.items():
        rows = next(
            (
                rows
                for rows in entry.spec.rows.values()
                if {"date", "method", "narrative"} <= rows.columns.keys()
            ),
            None,
        )
        if (
            rows is None
            or not rows.as_papers
            or entry.spec.method
            or entry.spec.record != "household-archive"
            or any(bad in folded for bad in (*entry.not_titles, *_NOT_CONTACTS))
        ):
            continue
        labels = [label for _, label in block.headers if label is not None]
        if any(label.key in _OF_SESSIONS or label.context in forms.book.roles for label in labels):
            return None
        if not any(label.aspect == "date" or label.key.endswith(("日期", "时间")) for label in labels):
            continue
        for position in range(len(block.headers)):
            if _ways(block, position, rows) >= _BOTH_WAYS:
                return HeaderFit(form, LEAST_TOLD, _MARGIN)
    return None


_LEAST_CONTACTS = 2
_BOTH_WAYS = 2
_NOT_CONTACTS = ("结案", "回访", "跟踪", "追踪", "计划")
_OF_SESSIONS = frozenset(
    {"次数", "节次", "第几次", "个案编号", "社工反思", "反思", "目标", "本次目标", "面谈地点"}
)


def _ways(block: RowBlock, position: int, rows: RowsSpec) -> int:
    """Return how many ways of contact stand in a column of nothing else: 1 or 2; 0 where it holds anything else."""
    head = block.headers[position][0]
    found: set[str] = set()
    for row in block.rows:
        cell = row[position]
        if not cell.text.strip("_ \t\n　"):
            continue
        if len(cell.text) > _LONGEST_WAY:
            return 0
        reading = make_reading("choice", cell, head, 0.9, rows.columns["method"].options)
        ways = {c.option for c in reading.choices} | set(
            reading.value if isinstance(reading.value, tuple) else ()
        )
        known = {way for way in ways if way in rows.columns["method"].options}
        if not known:
            return 0
        found |= known
    return len(found)


_LONGEST_WAY = 30


def fit_year(block: RowBlock, forms: FormSet) -> HeaderFit | None:
    """Return the form whose papers stand in the cells of months: a row a household, 1月 … 12月, "5日入户、19日电访"."""
    if len(block.months) < _LEAST_COLUMNS:
        return None
    for form, entry in forms.index.items():
        for name, rows in entry.spec.rows.items():
            whose = [key for key in ("number", "client.name") if key in rows.columns]
            if (
                name == REGISTER
                or not rows.as_papers
                or not whose
                or not {"date", "method"} <= rows.columns.keys()
            ):
                continue
            keys = [
                {label.key, label.base} if label is not None else {fold_key(text)}
                for text, label in block.headers
            ]
            named = any(own & entry.column_keys[name][key] for own in keys for key in whose)
            if named and tells_visits(block, rows):
                return HeaderFit(form, LEAST_TOLD, 1.0)
    return None


def _told(block: RowBlock, keys: list[set[str]], entry: FormIndex, forms: FormSet, title: str) -> float:
    weights: Mapping[str, float] = forms.column_weights
    best = 0.0
    for name, rows in entry.spec.rows.items():
        if not rows.as_papers:
            continue
        columns = entry.column_keys[name]
        if name == REGISTER:
            held = register_columns(block, columns, entry.column_keys, title, forms.vocabulary)
            asked = [key for key in entry.spec.asks if not key.startswith("client.")]
            if held is None or (asked and held.keys().isdisjoint(asked)):
                continue  # 姓名, 性别, 身份证号: what a list has too
            columns = {**entry.field_keys}
        elif any(
            not any(key & columns[column] for key in keys for column in one_of) for one_of in rows.needed
        ):
            continue
        every = frozenset().union(*columns.values())
        hit = [key & every for key in keys]
        if sum(map(bool, hit)) < max(_LEAST_COLUMNS, _LEAST_COVERED * len(keys)):
            continue
        told = sum(max(weights.get(word, 0.0) for word in words) for words in hit if words)
        best = max(best, told - (0.05 if name == REGISTER else 0.0))
    return best


def fit_layout(layout: Layout, forms: FormSet, title: str = "") -> HeaderFit | None:
    """Return the form that the largest table of a stretch of paper betrays."""
    block = max(layout.blocks, key=lambda one: len(one.rows) * len(one.headers), default=None)
    if block is None:
        return None
    return fit_header(block, forms, title) or fit_contacts(block, forms, title)
