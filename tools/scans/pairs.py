"""Labels and values as the forms layer finds them on a page, against the true ones."""

from __future__ import annotations

from typing import Any

from tools.scans.measure import Rate, likeness, normal, overlap
from tools.scans.steps import Log, foreign_seal, true_state
from tools.scans.truth import TruePage, TrueValue

_NOTHING, _BY_TEXT, _WITH_MEDIUM = 0, 1, 2
LONG_ENOUGH = 0.95
"""Share of a long text that must be right."""


def asked(page: TruePage) -> list[TrueValue]:
    """Values with a label of their own beside, above or before them; columns of lists and their numbered rows are no pairs."""
    return [
        v for k, v in enumerate(page.values)
        if v.label_box[2] > 0 and v.kind != "opinion" and not (v.kind == "sign" and foreign_seal(page, k, v.box)) and not _listed(page, v)
    ]  # fmt: skip


def _listed(page: TruePage, value: TrueValue) -> bool:
    """Whether a value stands in a row that begins with nothing but its number."""
    if value.cell is None:
        return False
    table, row, _ = value.cell
    first = next(
        (c for c in page.tables[table].cells if c.row <= row < c.row + c.row_span and c.col == 0), None
    )
    return first is not None and first.text().isdigit()


def _same_label(true: str, said: str) -> bool:
    """Whether two labels are one; a question's number is no part of its label."""
    from auditor.forms.labels import strip_numbering

    return normal(strip_numbering(said)).rstrip(":") == normal(true)


def count_pairs(page: TruePage, read: Any, log: Log, name: str = "") -> tuple[Rate, Rate]:
    """Compare the true pairs with those that the forms layer finds on a read page.

    Found is a pair whose label is there and whose value says what is true: ticks by the ticked options, print by its text,
    signatures and blanks by their state. Pen writing that is no signature may stay unread: it counts if it is known to be pen,
    or if it was read without a fault.

    Returns:
        The share found, and the share of which print and pen are told apart as well.
    """
    from auditor.pages.model import Document
    from auditor.reading import form_set, paper_of

    paper = paper_of(Document(page.file or "page.jpg", "image", [read]), form_set(()))
    found, told_apart = Rate(), Rate()
    left = list(paper.pairs)
    for value in asked(page):
        sealed = any(overlap(seal.box, value.box) > 0 for seal in page.seals)
        here = [p for p in left if _same_label(value.label, p.label)]
        best = max(here, key=lambda p: (_fits(value, p, paper, sealed), _near(value, p)), default=None)
        fit = _fits(value, best, paper, sealed) if best is not None else _NOTHING
        found.add(fit > _NOTHING)
        told_apart.add(fit == _WITH_MEDIUM)
        if best is not None:
            left.remove(best)
        if fit == _NOTHING:
            said = "no such label" if best is None else f"{best.value[:30]!r} {best.mark}"
            log(
                f"  {page.file}{name}: pair {value.label} {value.kind} {true_state(value)} {value.value[:20]!r} found as {said}"
            )
    return found, told_apart


def _near(value: TrueValue, pair: Any) -> float:
    return likeness(value.box, pair.place.box) if pair.place.box else 0.0


def _fits(value: TrueValue, pair: Any, paper: Any, sealed: bool) -> int:
    """Whether a pair says what is true, and whether it knows print from pen; ``sealed``: a seal reaches over the place."""
    if value.kind == "ticks":
        ticks = [t for t in paper.ticks if _same_label(value.label, t.label)]
        if ticks:
            said = {normal(t.option) for t in ticks if t.ticked}
            return _WITH_MEDIUM * (said == {normal(o) for o in value.value.split("、") if o})
        return _WITH_MEDIUM * (normal(pair.value) == normal(value.value.replace("、", "")))
    state, mark = true_state(value), str(pair.mark)
    if state == "blank":
        return _WITH_MEDIUM * (mark == "blank")
    if state == "handwritten":
        if mark == "handwritten":
            return _WITH_MEDIUM
        return _BY_TEXT * (value.kind != "sign" and mark == "typed" and _same_text(value, pair))
    if state.startswith("stamp"):
        return _WITH_MEDIUM * (mark in ("stamp", "handwritten") if "+" in state else mark == "stamp")
    if not _same_text(value, pair):
        return _NOTHING
    if mark == "typed" or (sealed and mark == "stamp"):
        return _WITH_MEDIUM
    return _BY_TEXT * (value.kind != "sign")


def _same_text(value: TrueValue, pair: Any) -> bool:
    true, got = normal(value.value), normal(pair.value)
    if value.kind != "long":
        return true == got
    from rapidfuzz.distance import Levenshtein

    return bool(Levenshtein.normalized_similarity(true, got) >= LONG_ENOUGH)
