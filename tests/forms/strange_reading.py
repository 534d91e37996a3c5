"""Compare what was read of a strange paper with what stands on it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.forms.load import FormSet
from auditor.forms.model import FilledForm, Reading, RowReadings
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.strange_layouts_2 import Known, Strange


def _agrees(got: Reading | None, want: object) -> bool:
    if want is Mark.BLANK:
        return got is not None and got.blank
    if isinstance(want, Mark):
        return got is not None and got.mark is want
    return got is not None and want in (got.value, got.raw)


def _said(got: Reading | None) -> str:
    return (
        "nothing"
        if got is None
        else f"{got.value!r} ({got.mark.value} {got.raw[:20]!r} {got.confidence:.2f})"
    )


def _approval(entry: RowReadings, want: dict[str, object]) -> Iterator[tuple[str, object, Reading | None]]:
    for key, value in want.items():
        if key == "any":  # a cell for everything: what stands in it may be the signature or the words
            filled = [r for k, r in entry.items() if k != "role" and not r.blank]
            parts = [r for k, r in entry.items() if k != "role"]
            yield (
                key,
                value,
                next((r for r in filled if r.mark is value), parts[0] if parts and not filled else None),
            )
        elif key != "role":
            yield key, value, entry.get(key)


def differences(known: Known, form: FilledForm | None) -> Iterator[tuple[str, bool, str]]:
    """Yield every expectation: its name, whether it is met, and what was read instead."""
    for key, value in known.fields.items():
        got = form.fields.get(key) if form else None
        yield key, _agrees(got, value), _said(got)
    for name, rows in known.rows.items():
        read = form.rows.get(name, []) if form else []
        yield f"{name} rows", len(read) == len(rows), str(len(read))
        for i, row in enumerate(rows):
            for key, value in row.items():
                got = read[i].get(key) if i < len(read) else None
                yield f"{name}[{i}].{key}", _agrees(got, value), _said(got)
    for want in known.approvals:
        entries = [e for e in (form.approvals if form else []) if e["role"].value == want["role"]]
        yield f"approval {want['role']}", len(entries) == 1, str(len(entries))
        for key, value, got in _approval(entries[0] if entries else {}, want):
            yield f"{want['role']} {key}", _agrees(got, value), _said(got)


def compare(make: Strange, forms: FormSet) -> list[tuple[str, bool, str]]:
    """Read one strange paper and compare it form by form, in the order of the paper."""
    paper, known = make()
    found = fill_forms(paper, forms).forms
    results: list[tuple[str, bool, str]] = [
        ("forms", [f.form for f in found] == [k.form for k in known], str([f.form for f in found]))
    ]
    rest = list(found)
    for number, expected in enumerate(known):
        form = next((f for f in rest if f.form == expected.form), None)
        if form is not None:
            rest.remove(form)
        results += [
            (f"{expected.form}#{number} {key}", good, said) for key, good, said in differences(expected, form)
        ]
    return results


def false_blanks(make: Strange, forms: FormSet) -> list[str]:
    """Fields that are filled on the paper and were surely called blank."""
    paper, known = make()
    found = fill_forms(paper, forms).forms
    wrong = []
    for expected in known:
        form = next((f for f in found if f.form == expected.form), None)
        if form is None:
            continue
        found.remove(form)
        for key, value in expected.fields.items():
            got = form.fields.get(key)
            if value is not Mark.BLANK and got is not None and got.blank and got.confidence >= 0.8:
                wrong.append(f"{expected.form} {key}")
    return wrong
