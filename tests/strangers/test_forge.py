"""The judges must be judged too: drawing is reproducible, and a worse reading scores worse."""

from __future__ import annotations

import zipfile
from datetime import date
from types import SimpleNamespace

import pytest

from tools.strangers import forge, score
from tools.strangers.hand import Hand
from tools.strangers.papers import Approve, Cell, Form, Item, Rows, Table, cell, layout_grid


def reading(value=None, raw="", mark="typed", choices=()):
    return SimpleNamespace(value=value, raw=raw, mark=mark, choices=choices)


def perfect(form: Form) -> SimpleNamespace:
    """What a reader without fault would return."""

    def read(item: Item) -> SimpleNamespace:
        if item.kind == "sign":
            return reading(
                raw=str(item.value) if item.state == "typed" else "",
                mark={"ink": "image", "typed": "typed", "blank": "blank"}[item.state],
            )
        if item.kind == "ticks":
            return reading(
                choices=[SimpleNamespace(option=o, ticked=o in item.ticked) for o in item.options],
                mark="typed",
            )
        if item.empty:
            return reading(mark="blank")
        return reading(item.value, str(item.value))

    fields = {b.key: read(b) for b in form.blocks if isinstance(b, Item) and b.key}
    if form.number:
        fields[form.number_key] = reading(form.number, form.number)
    rows = {
        b.name: [
            {k: read(Item(k, "", kind, v)) for (k, _, kind), v in zip(b.columns, row, strict=True)}
            for row in b.rows
        ]
        for b in form.blocks
        if isinstance(b, Rows)
    }
    approvals = []
    for b in form.blocks:
        if isinstance(b, Approve):
            place = {
                "role": reading(b.role, b.role),
                "opinion": reading(b.opinion, b.opinion, "typed" if b.opinion else "blank"),
            }
            place["signature"] = reading(mark="image" if b.state == "ink" else "blank")
            approvals.append(place)
    return SimpleNamespace(form=form.concept, fields=fields, rows=rows, approvals=approvals)


@pytest.mark.parametrize("at", range(14))
def test_same_seed_same_paper(tmp_path, at):
    seed = forge.SEED_BASE["tune"] + at
    one = forge.write_stranger(forge.draw_stranger(seed), tmp_path / "1").read_bytes()
    two = forge.write_stranger(forge.draw_stranger(seed), tmp_path / "2").read_bytes()
    assert one == two


def test_seed_families_never_meet():
    low, high = sorted(forge.SEED_BASE.values())
    assert high - low > 1_000_000


@pytest.mark.parametrize("at", range(20))
def test_faultless_reading_scores_full_and_corruption_lowers_it(at):
    stranger = forge.draw_stranger(forge.SEED_BASE["tune"] + at)
    paper = SimpleNamespace(forms=[perfect(f) for f in stranger.forms])
    for _, tally in forge.judge_stranger(stranger, paper, lambda form: form):
        assert tally.share() == 1.0, tally.details
    for filled in paper.forms:
        key = next(k for k, r in filled.fields.items() if r.raw)
        filled.fields[key] = reading("别的", "别的")
    for _, tally in forge.judge_stranger(stranger, paper, lambda form: form):
        assert tally.share() < 1.0


def test_unrecognised_form_scores_nothing():
    stranger = forge.draw_stranger(forge.SEED_BASE["tune"])
    for _, tally in forge.judge_stranger(stranger, SimpleNamespace(forms=[]), lambda form: form):
        assert not tally.recognised and tally.share() == 0.0


def test_borrowed_neighbour_is_invented_not_right():
    assert (
        score.judge_item(Item("x", "phone", "phone", None), reading("13800000000", "13800000000"))
        == "invented"
    )
    assert score.judge_item(Item("x", "phone", "phone", "13800000000"), reading(mark="blank")) == "lost"
    assert (
        score.judge_item(Item("x", "opened", "date", date(2025, 3, 1)), reading(date(2025, 1, 3), "2025.1.3"))
        == "wrong"
    )


def test_grades_in_every_spelling():
    assert [score.grade_number(v) for v in ("三级", "3级", "Ⅲ级", "III级", 3)] == [3] * 5


def test_every_tick_style_is_drawn_in_word_files(tmp_path):
    from tools.strangers.docx_writer import docx_bytes
    from tools.strangers.layouts import draw_forms

    needles = {
        "control": "w14:checkbox",
        "legacy": "FORMCHECKBOX",
        "symbol": "F0FE",
        "wingdings": "Wingdings",
        "square": "■",
    }
    for style, needle in needles.items():
        form = Form(
            "case-cover",
            "case-cover",
            [Item("category", "category", "ticks", options=("甲", "乙"), ticked=("甲",))],
        )
        path = tmp_path / f"{style}.docx"
        path.write_bytes(docx_bytes(draw_forms([form], Hand(1, tick=style))))
        with zipfile.ZipFile(path) as archive:
            assert needle in archive.read("word/document.xml").decode()


def test_grid_reaches_down():
    table = Table([[cell("甲", rows=2), cell("乙")], [Cell([])], [cell("丙"), cell("丁")]])
    assert [[(c, k) for c, _, k in row] for row in layout_grid(table)] == [
        [(0, False), (1, False)], [(0, True), (1, False)], [(0, False), (1, False)],
    ]  # fmt: skip
