"""Several papers in one stretch of a file: rows that are papers, groups of labels that repeat, tables of another form behind a paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from auditor.forms.approvals import read_approvals
from auditor.forms.claims import claim_blocks
from auditor.forms.header_fit import HeaderFit, fit_header
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item, Layout, RowBlock
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.locate import fill_fields
from auditor.forms.log_lines import is_log
from auditor.forms.model import FilledForm, Reading
from auditor.forms.recognise import match_title
from auditor.forms.repeats import repeated_papers
from auditor.forms.row_approvals import row_approvals
from auditor.forms.rows import fill_rows, row_items
from auditor.forms.stretches import Segment

BY_HEADER = 0.74
"""Score of a form told by nothing but the header of its table."""
MAX_TEXT = 20_000
_PLANNED = re.compile(r"目标|目的|阶段|步骤|计划|安排|预[计定期]|策略|任务|负责|责任|频[次率]")
_DONE = re.compile(r"签[名字署]|反思|督导|评估|回应|审[批阅]|过程")


_SUBJECT = "subject"
_OF_ONE = frozenset({_SUBJECT, "date", "response"})
"""What a slip says of one paper: below a list of papers it speaks of none of them."""


def papers_of_rows(entry: FormIndex, form: FilledForm) -> list[FilledForm]:
    """Split a long table each of whose rows is a paper into papers that share the form's other fields."""
    for name, spec in entry.spec.rows.items():
        rows = form.rows.get(name)
        if not spec.as_papers or not rows:
            continue
        papers = []
        for row in rows:
            if all(reading.blank for reading in row.values()):
                continue
            where = next((r.place for r in row.values() if r.place.ref), form.place)
            text = "\n".join(reading.raw for reading in row.values() if reading.raw)
            slip = _SUBJECT in row
            shared = {k: r for k, r in form.fields.items() if not slip or k not in _OF_ONE}
            own, approvals = row_approvals(row)
            own, items = row_items(own)
            table = next((name for name in ("items", "ratings") if items and name in entry.spec.rows), "")
            papers.append(
                replace(
                    form,
                    place=where,
                    fields={**shared, **own},
                    rows={table: items} if table else {},
                    approvals=approvals if slip else [*form.approvals, *approvals],
                    text=text[:MAX_TEXT],
                )
            )
        if papers:
            return papers
    return [form]


def one_after_another(
    entry: FormIndex, whole: FilledForm, layout: Layout, forms: FormSet, claimed: set[int]
) -> list[FilledForm]:
    """Return the papers that stand one after another under one title; none where it is one paper."""
    papers = []
    for part in repeated_papers(entry, layout, claimed):
        fields = fill_fields(entry, part, forms, claimed, "", whole.place)
        first = next((item for item in part.items if _is_of(item, fields.get("date"))), None)
        papers.append(
            replace(
                whole,
                place=first.value.place if first is not None else whole.place,
                fields=fields,
                approvals=read_approvals(part, forms.vocabulary, claimed) if entry.spec.approvals else [],
                text="\n".join(f"{item.label_text}：{item.value.text}" for item in part.items)[:MAX_TEXT],
            )
        )
    return papers


def _is_of(item: Item, reading: Reading | None) -> bool:
    return reading is not None and item.value.place == reading.place


def blocks_of_others(
    segment: Segment, layout: Layout, forms: FormSet, own: set[int]
) -> list[tuple[RowBlock, HeaderFit]]:
    """Return the papers in tables that follow a form without a title known (附表) and are none of its own.

    Only a table whose header fits one other form of the same record, and hardly any other, is taken for that form's.
    """
    record = forms.forms[segment.form].record
    foresees = forms.forms[segment.form].foresees
    found: list[tuple[RowBlock, HeaderFit]] = []
    for block in layout.blocks:
        if id(block) in own or (foresees and _is_planned(block)):
            continue
        announced = _announced(block, forms, record) or _log_of(block, forms, record)
        if len(block.rows) < 2 and announced is None:
            continue
        fit = announced or fit_header(block, forms, block.caption)
        if fit is not None and fit.form != segment.form and forms.forms[fit.form].record == record:
            found.append((block, fit))
    return found


def _log_of(block: RowBlock, forms: FormSet, record: str) -> HeaderFit | None:
    """Return the form of a household's visits and calls for rows that were lines of a log; None for other rows."""
    if record != _HOUSEHOLDS or not is_log(block):
        return None
    return next(
        (
            HeaderFit(form, 1.0, _NAMED)
            for form, entry in forms.index.items()
            if entry.spec.record == record
            and not entry.spec.method
            and any(
                {"date", "method", "narrative"} <= rows.columns.keys() for rows in entry.spec.rows.values()
            )
        ),
        None,
    )


_HOUSEHOLDS = "household-archive"


def _announced(block: RowBlock, forms: FormSet, record: str) -> HeaderFit | None:
    """Return the form that a caption above rows names (后续跟踪 below a closing), if its table has the columns; else None."""
    title = match_title(block.caption, forms) if block.caption else None
    words = fold_key(block.caption)
    keys = [
        {label.key, label.base} if label is not None else {fold_key(text)} for text, label in block.headers
    ]
    plain = forms.vocabulary.wordings.plain
    every = {plain(key) for own in keys for key in own if key}
    for form, entry in forms.index.items():
        if entry.spec.record != record or any(bad in words for bad in entry.not_titles):
            continue
        named = title is not None and title.score >= _NAMED and title.form == form
        if not named and not (entry.spec.part == _FOLLOWUPS and _FOLLOWED.search(words)):
            continue
        for name, rows in entry.spec.rows.items():
            if (
                rows.as_papers
                and all(
                    any(
                        every & forms.vocabulary.plain_of(entry.column_keys[name][column])
                        for column in one_of
                    )
                    for one_of in rows.needed
                )
                and rows.needed
            ):
                return HeaderFit(form, 1.0, _NAMED)
    return None


_NAMED = 0.85
_FOLLOWUPS = "followups"
_FOLLOWED = re.compile(r"回访|跟踪|追踪|随访|后续跟进|跟进情况|跟进记录")


_OF_THE_CLIENT = ("number", "community", "district", "client.name", "client.birth_date", "client.id_number")
"""What a paper in the lower part of another one takes over from it."""


def papers_of_others(
    segment: Segment,
    forms: FormSet,
    others: list[tuple[RowBlock, HeaderFit]],
    fields: Mapping[str, Reading],
) -> list[FilledForm]:
    """Return the papers in the tables that follow a form and are another's, see `blocks_of_others`.

    They are about whom the form is about: ``fields`` are its readings.
    """
    papers: list[FilledForm] = []
    for block, fit in others:
        entry = forms.index[fit.form]
        claimed = claim_blocks(entry, Layout(blocks=[block]), forms.vocabulary, segment.title)
        rows = fill_rows(entry, claimed, forms.vocabulary, segment.title)
        if rows:
            papers += papers_of_rows(
                entry,
                FilledForm(
                    fit.form,
                    BY_HEADER + 0.04,
                    block.place,
                    "",
                    round(fit.margin, 3),
                    {
                        key: fields[key]
                        for key in _OF_THE_CLIENT
                        if key in fields and key in entry.spec.fields
                    },
                    rows,
                ),
            )
    return papers


def _is_planned(block: RowBlock) -> bool:
    """Tell whether a table in a plan tells what is to be done, and not what was."""
    heads = "".join(text for text, _ in block.headers)
    return bool(_PLANNED.search(heads)) and not _DONE.search(heads)
