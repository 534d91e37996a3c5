"""What is read of known papers, layout by layout."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.layouts import KINDS, TUNING, Layout, Paper, paper
from tests.forms.papers import A, document
from tests.forms.strange_layouts import JUDGING


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _expected(known: Paper) -> Iterator[tuple[str, object, str]]:
    for _, entries in known.groups:
        for entry in entries:
            yield entry.key, entry.value, entry.mark
    for entry in known.long:
        yield entry.key, entry.value, entry.mark
    for sign in known.signs:
        yield sign.key, ..., sign.mark
        # an empty day under the client's signature is made good by the guardian's
        if sign.date_key and not (known.form == "case-consent" and sign.day_value is None):
            yield sign.date_key, sign.day_value, "typed" if sign.day_value else "blank"


def _wrong(known: Paper, form: FilledForm) -> Iterator[tuple[str, bool]]:
    """Yield the fields that were not read as they stand, and whether a full cell was surely called blank."""
    for key, value, mark in _expected(known):
        got = form.fields.get(key)
        if got is None or got.mark.value != mark or (value is not ... and got.value != value):
            yield key, got is not None and got.blank and mark != "blank" and got.confidence >= 0.8
    if known.family:
        rows = [
            (row["name"].value, bool(row["phone"].raw))
            for row in form.rows.get("family", [])
            if "phone" in row
        ]
        if rows != [(row[0], bool(row[3])) for row in known.family]:
            yield "family", False
    for approval in known.approvals:
        mark = "image" if approval.sign == A else "typed" if approval.sign else "blank"
        entries = [entry for entry in form.approvals if entry["role"].value == approval.role]
        if len(entries) != 1:
            yield "approvals", False
            continue
        entry = entries[0]
        for part, want in (
            ("opinion", approval.opinion),
            ("signature", approval.sign),
            ("date", approval.day),
        ):
            got = entry.get(part)
            if got is None or got.blank == bool(want) or (part == "signature" and got.mark.value != mark):
                yield f"approval {part}", got is not None and got.blank and bool(want)


def _read(
    layout: Layout, name: str, kind: str, number: int, forms: FormSet
) -> tuple[Paper, list[FilledForm]]:
    rng = random.Random(f"test {name} {kind} {number}")
    known = paper(kind, rng)
    return known, fill_forms(document(*layout(known, rng)), forms).forms


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*TUNING, *JUDGING])
def test_everything_on_the_paper_is_read(name: str, kind: str, forms: FormSet) -> None:
    layout = {**TUNING, **JUDGING}[name]
    for number in range(6):
        known, found = _read(layout, name, kind, number, forms)
        assert [form.form for form in found] == [known.form]
        assert list(_wrong(known, found[0])) == [], f"{name} {kind} {number}"
