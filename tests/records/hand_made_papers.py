"""Hand-made filled forms for the tests of assembly."""

from __future__ import annotations

from datetime import date
from typing import Any

from auditor.config import StationConfig
from auditor.forms.model import FilledForm, Reading, ReadPaper
from auditor.forms.spec import ColumnSpec, FieldSpec, FormSpec, RowsSpec
from auditor.pages.model import Mark, Place
from auditor.records.assemble import assemble

COMMON = (
    "number",
    "community",
    "district",
    "date",
    "worker",
    "client.name",
    "client.birth_date",
    "client.id_number",
)


def _spec(form, title, record, part, extra=(), **more):
    keys = (*COMMON, *extra)
    return FormSpec(
        id=form,
        title=title,
        record=record,
        part=part,
        titles=[title],
        fields={key: FieldSpec(labels=[key]) for key in keys},
        **more,
    )


FORMS = {
    spec.id: spec
    for spec in (
        _spec("case-cover", "个案封面", "case", "cover", ("category", "closed", "opened")),
        _spec("case-intake", "接案表", "case", "intake", ("category", "narrative", "event_date", "problem")),
        _spec("case-consent", "个案接受服务同意书", "case", "consent", ("guardian.name", "guardian.phone")),
        _spec("case-plan", "个案服务计划", "case", "plans", ("theory", "model", "category", "narrative")),
        _spec(
            "case-session",
            "个案过程记录",
            "case",
            "sessions",
            ("sequence", "narrative"),
            rows={
                "sessions": RowsSpec(
                    columns={
                        key: ColumnSpec(labels=[key])
                        for key in ("sequence", "date", "narrative", "client.name")
                    },
                    as_papers=True,
                )
            },
        ),
        _spec("case-closing", "结案报告", "case", "closing", ("reason",)),
        _spec(
            "registration", "建档表", "household-archive", "registration", ("living_environment", "category")
        ),
        _spec("grade-assessment", "分级评估表", "household-archive", "assessments", ("grade", "total")),
        _spec(
            "visit",
            "入户探访记录",
            "household-archive",
            "contacts",
            ("narrative", "method"),
            method="visit",
            rows={
                "contacts": RowsSpec(
                    columns={
                        key: ColumnSpec(labels=[key])
                        for key in ("date", "narrative", "client.name", "number", "method", "community")
                    },
                    as_papers=True,
                )
            },
        ),
        _spec("supervision", "督导记录", "other", "papers", ("advice", "topic")),
        _spec(
            "roster",
            "服务对象名册",
            "roster",
            "self",
            (),
            rows={
                "entries": RowsSpec(
                    columns={key: ColumnSpec(labels=[key]) for key in ("name", "number", "grade")}
                )
            },
        ),
    )
}


def reading(value: Any, path: str = "", **more: Any) -> Reading:
    if isinstance(value, Reading):
        return value
    raw = "、".join(value) if isinstance(value, tuple) else str(value)
    return Reading(value=value, raw=raw, mark=Mark.TYPED, place=Place(path=path), **more)


def blank(path: str = "") -> Reading:
    return Reading(place=Place(path=path))


def form(
    form_id: str, path: str = "", ref: str = "", rows=None, approvals=None, text="", **fields: Any
) -> FilledForm:
    """Field names with ``__`` for dots."""
    return FilledForm(
        form=form_id,
        score=1.0,
        place=Place(path=path, ref=ref),
        title=FORMS[form_id].title if form_id in FORMS else form_id,
        fields={key.replace("__", "."): reading(value, path) for key, value in fields.items()},
        rows={
            name: [
                {key.replace("__", "."): reading(value, path) for key, value in row.items()} for row in table
            ]
            for name, table in (rows or {}).items()
        },
        approvals=approvals or [],
        text=text,
    )


def paper(path: str, *forms: FilledForm, status="read", **more: Any) -> ReadPaper:
    return ReadPaper(path=path, status=status, forms=list(forms), **more)


def one(path: str, form_id: str, **fields: Any) -> ReadPaper:
    return paper(path, form(form_id, path, **fields))


def station_of(*papers: ReadPaper, config: StationConfig | None = None):
    return assemble(list(papers), FORMS, config or StationConfig())


DAY = date(2024, 9, 1)
