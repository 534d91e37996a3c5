"""Labels and values as the forms layer finds them on a page, against the true ones."""

from __future__ import annotations

from typing import Any

from tools.scans.measure import Rate, likeness, normal
from tools.scans.steps import Log, foreign_seal, true_state
from tools.scans.truth import TruePage, TrueValue

LONG_ENOUGH = 0.95
"""Share of a long text that must be right."""


def asked(page: TruePage) -> list[TrueValue]:
    """Values with a label of their own beside, above or before them; columns of lists are no pairs."""
    return [
        v for k, v in enumerate(page.values)
        if v.label_box[2] > 0 and v.kind != "opinion" and not (v.kind == "sign" and foreign_seal(page, k, v.box))
    ]  # fmt: skip


def count_pairs(page: TruePage, read: Any, log: Log, name: str = "") -> Rate:
    """Share of the true pairs that the forms layer finds on a read page: label, state, and text where it is printed.

    Ticks count by their ticked options, pen writing by being known as such (its text may stay unread).
    """
    from auditor.pages.model import Document
    from auditor.reading import form_set, paper_of

    paper = paper_of(Document(page.file or "page.jpg", "image", [read]), form_set(()))
    rate = Rate()
    left = list(paper.pairs)
    for value in asked(page):
        label = normal(value.label)
        here = [p for p in left if normal(p.label).rstrip(":") == label]
        best = max(here, key=lambda p: (_fits(value, p, paper), _near(value, p)), default=None)
        hit = best is not None and _fits(value, best, paper)
        rate.add(hit)
        if best is not None:
            left.remove(best)
        if not hit:
            said = "no such label" if best is None else f"{best.value[:30]!r} {best.mark}"
            log(
                f"  {page.file}{name}: pair {value.label} {value.kind} {true_state(value)} {value.value[:20]!r} found as {said}"
            )
    return rate


def _near(value: TrueValue, pair: Any) -> float:
    return likeness(value.box, pair.place.box) if pair.place.box else 0.0


def _fits(value: TrueValue, pair: Any, paper: Any) -> bool:
    """Whether a pair says what is true."""
    if value.kind == "ticks":
        ticks = [t for t in paper.ticks if normal(t.label).rstrip(":") == normal(value.label)]
        if ticks:
            return {normal(t.option) for t in ticks if t.ticked} == {
                normal(o) for o in value.value.split("、") if o
            }
        return normal(pair.value) == normal(value.value.replace("、", ""))
    state, mark = true_state(value), str(pair.mark)
    if state in ("handwritten", "blank"):
        return mark == state
    if state.startswith("stamp"):
        return mark in ("stamp", "handwritten") if "+" in state else mark == "stamp"
    if mark != "typed":
        return False
    true, got = normal(value.value), normal(pair.value)
    if value.kind != "long":
        return true == got
    from rapidfuzz.distance import Levenshtein

    return bool(Levenshtein.normalized_similarity(true, got) >= LONG_ENOUGH)
