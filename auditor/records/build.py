"""Filled forms into papers: field keys are attribute paths inside the part that the form fills."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from auditor.errors import ConfigurationError
from auditor.forms.model import FilledForm, Reading, RowReadings
from auditor.forms.spec import FormSpec
from auditor.pages.model import Mark, Place
from auditor.records.model import (
    RECORD_KINDS,
    Approval,
    Contact,
    GradeAssessment,
    OtherPaper,
    Paper,
    Record,
    SoleRecord,
)

SELF = "self"
"""``part`` of forms whose record is that one paper (rosters, meetings …)."""
_SOLE_PARTS = frozenset({SELF, "papers", "entries", "plan", "summary"})
"""Further words that form definitions use for it."""
OTHER = "more"
"""``part`` of forms that belong to a record and have no part of their own in it."""

_ROW_APPROVAL = {f"approval.{key}": key for key in Approval.model_fields}
"""Columns of a table whose rows are papers: the approval of that row."""
_NOT_FIELDS = frozenset({"form", "title", "place", "text", "approvals"})
_STATED = {"community": "stated_community", "district": "stated_district"}
_CALL = re.compile(r"电[访话]|call|来电|去电|微信|线上|视频", re.IGNORECASE)
_CALLED = re.compile(r"电[访话]|去电|通话")
_VISIT_BY_PHONE = re.compile(r"(?:电话|线上|微信|视频)\s*(?:探访|走访|家访|面谈|入户)")
"""电话探访 is a call."""
_BY_TITLE = 0.9
_VISIT = re.compile(r"探访|入户|家访|走访|上门|面谈|visit", re.IGNORECASE)


@cache
def part_class(record: str, part: str) -> type[Paper] | None:
    """Return the class of papers that fill ``part`` of ``record``; None where there is no such part."""
    record_class = RECORD_KINDS.get(record)
    if record_class is None:
        return None
    if issubclass(record_class, SoleRecord):
        return record_class if part in _SOLE_PARTS else None
    if part == OTHER:
        return OtherPaper
    info = record_class.model_fields.get(part)
    found = _model_in(info.annotation) if info else None
    return found if found is not None and issubclass(found, Paper) else None


def part_names(record: type[Record]) -> list[str]:
    """Return the parts of ``record`` that a form can fill."""
    if issubclass(record, SoleRecord):
        return sorted(_SOLE_PARTS)
    names = [
        name
        for name, info in record.model_fields.items()
        if name != OTHER and (found := _model_in(info.annotation)) is not None and issubclass(found, Paper)
    ]
    return [*names, OTHER]


@cache
def is_list_part(record: str, part: str) -> bool:
    """Whether ``part`` of ``record`` holds several papers."""
    info = RECORD_KINDS[record].model_fields.get(part)
    return info is not None and get_origin(info.annotation) is list


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _is_leaf(annotation: Any) -> bool:
    return Reading in get_args(annotation) or annotation is Reading


@cache
def _leaves(model: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """All attribute paths of ``model`` that hold one Reading."""
    paths: dict[str, tuple[str, ...]] = {}
    for name, info in model.model_fields.items():
        if name in _NOT_FIELDS:
            continue
        if _is_leaf(info.annotation):
            paths[name] = (name,)
            continue
        inner = None if get_origin(info.annotation) is list else _model_in(info.annotation)
        if inner is not None and not issubclass(inner, Paper):
            for key, path in _leaves(inner).items():
                paths[f"{name}.{key}"] = (name, *path)
    if issubclass(model, SoleRecord):
        for name, stated in _STATED.items():
            paths[name] = (stated,)
    return paths


@cache
def _row_models(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Attributes of ``model`` that hold rows, with the class of a row."""
    rows = {}
    for name, info in model.model_fields.items():
        inner = _model_in(info.annotation) if get_origin(info.annotation) is list else None
        if inner is not None and name not in _NOT_FIELDS and not issubclass(inner, Paper):
            rows[name] = inner
    return rows


def _writable(names: Iterable[str]) -> str:
    """List the names that may be written, without those of persons within the part."""
    plain = [name for name in names if "." not in name]
    return f"（可写：{'、'.join(plain[:40])}{' 等' if len(plain) > 40 else ''}）"


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是否想写“{near[0]}”？" if near else ""


def check_form_paths(spec: FormSpec) -> list[str]:
    """Compare a form definition with the record model.

    Returns:
        One Chinese message per key that names nothing in the model, with a suggestion; empty if none.
    """
    record = RECORD_KINDS.get(spec.record)
    if record is None:
        return [
            f"record：没有“{spec.record}”这类档案（可写：{'、'.join(RECORD_KINDS)}）{_near(spec.record, RECORD_KINDS)}"
        ]
    model = part_class(spec.record, spec.part)
    if model is None:
        names = part_names(record)
        known = "、".join(names)
        return [f"part：{spec.record} 没有“{spec.part}”这一部分（可写：{known}）{_near(spec.part, names)}"]
    leaves = _leaves(model)
    rows = _row_models(model)
    problems = [
        f"fields.{key}：{spec.part} 没有这一项{_near(key, leaves) or _writable(leaves)}"
        for key in spec.fields
        if key not in leaves
    ]
    for name, table in spec.rows.items():
        if table.as_papers:
            allowed: Mapping[str, object] = {**leaves, **_ROW_APPROVAL}
        elif name in rows:
            allowed = _leaves(rows[name])
        else:
            problems.append(f"rows.{name}：{spec.part} 没有这种表格{_near(name, rows)}")
            continue
        problems += [
            f"rows.{name}.columns.{key}：没有这一项{_near(key, allowed)}"
            for key in table.columns
            if key not in allowed
        ]
    return problems


@dataclass(slots=True)
class _Plan:
    model: type[Paper]
    leaves: dict[str, tuple[str, ...]]
    paper_tables: tuple[str, ...] = ()
    row_tables: tuple[str, ...] = ()
    row_leaves: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    method: Reading | None = None


class PaperBuilder:
    """Builds papers from filled forms; definitions are compiled once.

    Raises:
        ConfigurationError: a definition names attributes that the model does not have.
    """

    def __init__(self, forms: Mapping[str, FormSpec]) -> None:
        self._plans = {form_id: _compile(spec) for form_id, spec in forms.items()}

    def build(self, form: FilledForm) -> list[Paper]:
        """Return the papers of ``form``: one, or one for each row of a table whose rows are papers."""
        plan = self._plans[form.form]
        data: dict[str, Any] = {
            "form": form.form,
            "title": form.title,
            "place": form.place,
            "text": form.text,
            "approvals": [Approval(**_known(row, _APPROVAL_KEYS)) for row in form.approvals],
        }
        _fill(data, form.fields, plan.leaves)
        for name in plan.row_tables:
            if name in form.rows:
                data[name] = [_row(row, plan.row_leaves[name], name == "entries") for row in form.rows[name]]
        tables = [name for name in plan.paper_tables if name in form.rows]
        if not tables:
            return [_finish(plan.model(**data), plan)]
        papers = []
        for name in tables:
            for row in form.rows[name]:
                if all(reading.blank for reading in row.values()):
                    continue
                papers.append(_finish(plan.model(**_row_paper(data, row, plan)), plan))
                data["approvals"] = []  # the paper's approvals stand once, with its first row
        return papers


_APPROVAL_KEYS = frozenset(Approval.model_fields)


def _known(row: RowReadings, keys: frozenset[str]) -> dict[str, Reading]:
    return {key: reading for key, reading in row.items() if key in keys}


def _compile(spec: FormSpec) -> _Plan:
    problems = check_form_paths(spec)
    if problems:
        raise ConfigurationError(f"表单“{spec.id}”：{problems[0]}")
    model = part_class(spec.record, spec.part)
    if model is None:
        raise ConfigurationError(f"表单“{spec.id}”：没有“{spec.part}”这一部分")
    rows = _row_models(model)
    plan = _Plan(model, _leaves(model))
    plan.paper_tables = tuple(name for name, table in spec.rows.items() if table.as_papers)
    plan.row_tables = tuple(name for name, table in spec.rows.items() if not table.as_papers)
    plan.row_leaves = {name: _leaves(rows[name]) for name in plan.row_tables}
    if spec.method:
        plan.method = Reading(value=(spec.method,), label=spec.title, mark=Mark.TYPED)
    return plan


def _fill(data: dict[str, Any], fields: RowReadings, leaves: Mapping[str, tuple[str, ...]]) -> None:
    for key, reading in fields.items():
        path = leaves.get(key)
        if path is None:
            continue
        target = data
        for step in path[:-1]:
            target = target.setdefault(step, {})
        target[path[-1]] = reading


def _row(row: RowReadings, leaves: Mapping[str, tuple[str, ...]], placed: bool) -> dict[str, Any]:
    data: dict[str, Any] = {}
    _fill(data, row, leaves)
    if placed:
        data["place"] = next((reading.place for reading in row.values()), Place())
    return data


def _row_paper(header: dict[str, Any], row: RowReadings, plan: _Plan) -> dict[str, Any]:
    """One row as a paper: what the row does not print is inherited from the header."""
    data = {key: dict(value) if isinstance(value, dict) else value for key, value in header.items()}
    _fill(data, row, plan.leaves)
    data["place"] = next((reading.place for reading in row.values()), header["place"])
    approval = {key: row[column] for column, key in _ROW_APPROVAL.items() if column in row}
    if approval:
        data["approvals"] = [*data["approvals"], Approval(**approval)]
    data["text"] = "\n".join(reading.raw for reading in row.values() if reading.raw)
    return data


def _finish(paper: Paper, plan: _Plan) -> Paper:
    if isinstance(paper, Contact):
        kept = (
            plan.method if not all(_ways_in(paper.title)) else None
        )  # 电话及入户登记簿 holds calls and visits
        paper.method = contact_method(paper.method) or kept or _method_titled(paper) or paper.method
    elif isinstance(paper, GradeAssessment) and not paper.items:
        paper.items = paper.ratings
    return paper


def _ways_in(title: str) -> tuple[bool, bool]:
    """Return whether a title speaks of visits, and whether it speaks of calls."""
    plain = _VISIT_BY_PHONE.sub("电访", title)
    return bool(_VISIT.search(plain)), bool(_CALLED.search(plain))


def _method_titled(paper: Contact) -> Reading | None:
    """Return the way of contact of which alone a paper's title and its label for the day speak, where nothing asks for it.

    入户走访登记表 over 走访日期 tells of visits. What a row says of a visit keeps it from being a call.
    """
    if paper.method is not None or paper.date is None:
        return None
    said = f"{paper.title} {paper.date.label}"
    visit, call = _ways_in(said)
    if visit == call or (call and _VISIT.search(paper.text)):
        return None
    value = ("visit",) if visit else ("call",)
    return Reading(value, paper.title, "", Mark.TYPED, paper.place, _BY_TITLE, answered=True)


def contact_method(reading: Reading | None) -> Reading | None:
    """Return the method reading with the value ("visit",) or ("call",); None where it is not settled."""
    if reading is None or (reading.raw == "" and reading.value is None):
        return None
    said = " ".join(reading.value) if isinstance(reading.value, tuple) else reading.raw
    visit, call = bool(_VISIT.search(said)), bool(_CALL.search(said))
    if visit == call:
        return None
    return Reading(
        value=("visit",) if visit else ("call",),
        raw=reading.raw,
        label=reading.label,
        mark=reading.mark,
        place=reading.place,
        confidence=reading.confidence,
        answered=True,
        choices=reading.choices,
    )
