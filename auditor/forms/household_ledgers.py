"""Ledgers with a row for each household that hold what several of its papers would: cover and registration in one line."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.forms.claims import claim_blocks
from auditor.forms.label_fit import evidence_of
from auditor.forms.labels import fold_key
from auditor.forms.layout import Layout, RowBlock
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.model import FilledForm
from auditor.forms.rows import fill_rows
from auditor.forms.several_papers import papers_of_rows

_PARTS = ("registration", "cover")
"""Papers that a household has one of each, and that one line may stand for."""
_WHO = frozenset(
    {"number", "client.name", "community", "district", "worker", "remark", "date", "client.phone"}
)
_REGISTERED = re.compile(r"封面|首页|扉页|登记|信息|资料|基本情况|建档|档案")
_LISTED = re.compile(r"清单|名册|名单|花名册|目录|一览|名录")
_LEAST_FACTS = 4
_LEAST_OWN = 1
SCORE = 0.8


def fit_ledger(layout: Layout, forms: FormSet, title: str) -> str:
    """Return the form that a ledger under an unknown title (封面及基本信息登记) is mostly of, or "".

    Lists tell who has an archive; a ledger holds what the archive's papers say. A title that says so, and facts that no list
    has (居住环境), tell them apart.
    """
    folded = fold_key(title)
    if not _REGISTERED.search(folded) or _LISTED.search(folded) or evidence_of(forms).foreign.search(folded):
        return ""
    best = ("", 0)
    for block in layout.blocks:
        for form, entry, table in _ledgers(forms):
            columns = _columns(block, entry, table, forms, title)
            facts = len(columns.keys() - _WHO)
            if facts >= _LEAST_FACTS and "number" in columns and facts > best[1]:
                best = (form, facts)
    if not best[0] or any(bad in folded for bad in ("个案", "小组", "志愿", "活动", "骨干")):
        return ""
    return best[0]


def sister_papers(
    form: FilledForm, layout: Layout, forms: FormSet, title: str, own: set[int]
) -> list[FilledForm]:
    """Return the other papers that the rows of a household ledger stand for: its registration beside its cover.

    Args:
        form: what the ledger was read as.
        layout: its tables.
        forms: all forms.
        title: what stands above.
        own: the identities of the blocks that the form has claimed.
    """
    spec = forms.forms[form.form]
    if spec.part not in _PARTS or spec.record != "household-archive":
        return []
    ledgers = _ledgers(forms)
    mine_table = next((table for name, _, table in ledgers if name == form.form), "")
    if not mine_table:
        return []
    taken = frozenset().union(*forms.index[form.form].column_keys[mine_table].values())
    papers: list[FilledForm] = []
    for block in layout.blocks:
        if id(block) not in own:
            continue
        mine = set(_columns(block, forms.index[form.form], mine_table, forms, title).values())
        for other, entry, table in ledgers:
            if other == form.form:
                continue
            columns = _columns(block, entry, table, forms, title)
            extra = [
                key
                for key, position in columns.items()
                if key not in _WHO and (position not in mine or _head(block, position) not in taken)
            ]
            if len(extra) < _LEAST_OWN or not {"number", "client.name"} & columns.keys():
                continue
            claims = claim_blocks(entry, Layout(blocks=[block]), forms.vocabulary, title)
            rows = fill_rows(entry, {table: claims.get(table, [])}, forms.vocabulary, title)
            empty = replace(form, form=other, score=SCORE, fields={}, rows=rows, approvals=[], text="")
            papers += [paper for paper in papers_of_rows(entry, empty) if paper.fields]
    return papers


def _ledgers(forms: FormSet) -> list[tuple[str, FormIndex, str]]:
    """Return the forms that a ledger's line may stand for, each with the name of its table of lines."""
    found = []
    for form, entry in forms.index.items():
        if entry.spec.record != "household-archive" or entry.spec.part not in _PARTS:
            continue
        table = next(
            (
                name
                for name, rows in entry.spec.rows.items()
                if rows.as_papers and "client.name" in rows.columns
            ),
            "",
        )
        if table:
            found.append((form, entry, table))
    return found


def _columns(block: RowBlock, entry: FormIndex, table: str, forms: FormSet, title: str) -> dict[str, int]:
    claims = claim_blocks(entry, Layout(blocks=[block]), forms.vocabulary, title)
    return next((columns for _, columns in claims.get(table, [])), {})


def _head(block: RowBlock, position: int) -> str:
    text, label = block.headers[position]
    return label.key if label is not None else fold_key(text)
