"""Scores: a perfect reading scores perfectly, and each fault costs what it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.pages.model import Mark, Page
from auditor.vision.model import Grid, GridCell, InkPatch, Sheet, TextLine, TickBox
from tools.scans.fonts import FACES
from tools.scans.forge import make_page
from tools.scans.geometry import moved, pixel_box, stands
from tools.scans.measure import F1, Errors, Figures, PlacedCell, add, count_cells, normal, rows_of
from tools.scans.pen import PenData
from tools.scans.perfect import perfect_page
from tools.scans.steps import match_ticks, run_steps, state_of
from tools.scans.truth import TruePage
from tools.scans.whole import run_whole

DPI = 72.0
"""One pixel is one point: then the sheet and the paper are the same."""

needs_fonts = pytest.mark.skipif(
    not any(Path(f.path).is_file() for fs in FACES["tune"].values() for f in fs),
    reason="no Chinese fonts are installed",
)


def page(seed: int) -> tuple[np.ndarray, TruePage]:
    pixels, truth = make_page(seed, "tune", PenData(None, None), DPI)
    truth.to_picture = np.eye(3).tolist()
    truth.dpi = DPI
    truth.file = f"{seed}"
    return pixels, truth


def as_sheet(picture: Any) -> Sheet:
    return Sheet(picture.colour, picture.colour[..., 0], DPI)


def perfect_steps(truth: TruePage) -> dict[str, Any]:
    """The steps of somebody who knows the truth."""
    one = np.eye(3)

    def inside(box: Any, region: Any) -> bool:
        return bool(
            region[0] <= (box[0] + box[2]) / 2 <= region[2]
            and region[1] <= (box[1] + box[3]) / 2 <= region[3]
        )

    def grids(_: Any) -> list[Grid]:
        return [
            Grid(
                [GridCell(c.row, c.col, pixel_box(one, c.box), c.row_span, c.col_span) for c in t.cells],
                t.rows,
                t.cols,
                pixel_box(one, t.box),
            )
            for t in truth.tables
        ]

    def ticks(_: Any, regions: Any) -> list[list[TickBox]]:
        free = list(truth.ticks)
        out = []
        for region in regions:
            here = [t for t in free if inside(t.box, region)]
            free = [t for t in free if not any(t is h for h in here)]
            out.append(
                [TickBox(pixel_box(one, t.box), t.ticked, 1.0) for t in here if t.shape != "word" or t.ticked]
            )
        return out

    def text(_: Any, regions: Any, hidden: Any) -> list[list[TextLine]]:
        cells = [c for t in truth.tables for c in t.cells]
        return [[TextLine(c.text(), r, 1.0)] for c, r in zip(cells, regions, strict=True)]

    def ink(_: Any, regions: Any) -> list[list[InkPatch]]:
        out = []
        for region in regions:
            value = next(v for v in truth.values if v.kind != "ticks" and pixel_box(one, v.box) == region)
            marks = {"handwritten": Mark.HANDWRITTEN, "stamp": Mark.STAMP}
            over = Mark.HANDWRITTEN if value.over == "handwritten" else None
            out.append([InkPatch(region, marks[value.mark], 1.0, over)] if value.mark in marks else [])
        return out

    return {"straighten": as_sheet, "grid": grids, "ticks": ticks, "text": text, "ink": ink}


@needs_fonts
@pytest.mark.parametrize("seed", range(14))
def test_perfect_steps_score_perfectly(seed: int) -> None:
    pixels, truth = page(seed)
    said: list[str] = []
    figures = run_steps(truth, pixels, DPI, perfect_steps(truth), said.append)
    assert figures.turned.share == 1
    for score in (figures.cells, figures.ticks, figures.boxes, figures.marks):
        assert score.share in (None, 1.0), said
    assert figures.text.share in (None, 0.0) and figures.false_pen.share in (None, 0.0), said


@needs_fonts
@pytest.mark.parametrize("seed", [0, 1, 2, 4, 6])
def test_a_perfect_whole_reading_scores_perfectly(seed: int) -> None:
    pixels, truth = page(seed)
    said: list[str] = []
    figures = run_whole(
        truth, pixels, DPI, lambda picture, number: perfect_page(truth), as_sheet, said.append
    )
    assert figures.cells_whole.share == 1.0
    assert figures.text_whole.share == 0.0, said
    assert figures.ticks_whole.share in (None, 1.0)
    assert figures.marks_whole.share == 1.0, said


@needs_fonts
def test_an_unread_page_is_no_error_but_finds_nothing() -> None:
    pixels, truth = page(0)
    blank = Page(1, unread="太淡")
    figures = run_whole(truth, pixels, DPI, lambda picture, number: blank, as_sheet, lambda line: None)
    assert (
        figures.unread.share == 1.0 and figures.cells_whole.share == 0.0 and figures.text_whole.share is None
    )


@needs_fonts
def test_inventing_pen_strokes_is_counted() -> None:
    pixels, truth = page(0)
    steps = perfect_steps(truth)
    steps["ink"] = lambda sheet, regions: [[InkPatch(r, Mark.HANDWRITTEN, 1.0)] for r in regions]
    figures = run_steps(truth, pixels, DPI, steps, lambda line: None)
    assert figures.false_pen.share == 1.0 and (figures.marks.share or 0) < 0.5


def test_normal_text_forgets_width_spaces_boxes_and_blanks() -> None:
    assert normal("姓名：□男 ☑女 ____（ ）") == "姓名:男女"
    assert normal("ＲＢ－００１") == "RB-001"


def test_character_errors_are_edits_over_true_length() -> None:
    errors = Errors()
    assert errors.add("联系电话", "联系电语") == 1
    assert errors.add("", "口") == 1
    assert errors.share == pytest.approx(2 / 4)


def test_cells_must_agree_in_place_span_and_box() -> None:
    true = [[PlacedCell(0, 0, 1, 1, (0, 0, 10, 10), 0), PlacedCell(0, 1, 1, 1, (10, 0, 20, 10), 1)]]
    merged = [[PlacedCell(0, 0, 1, 2, (0, 0, 20, 10), 0)]]
    shifted = [[PlacedCell(0, 0, 1, 1, (0, 0, 10, 10), 0), PlacedCell(0, 2, 1, 1, (10, 0, 20, 10), 1)]]
    assert count_cells(true, true)[0].share == 1.0
    assert count_cells(true, merged)[0].share == 0.0
    score, pairs = count_cells(true, shifted)
    assert (score.right, score.wrong, score.missed) == (1, 1, 1) and pairs[0, 1] == (0, 1)
    assert count_cells(true, [])[0].missed == 2


def test_ticks_count_missed_invented_and_wrong_states() -> None:
    truth = TruePage("x", "tune", 0, "typed", 100, 100)
    from tools.scans.truth import TrueTick

    truth.ticks = [
        TrueTick((10, 10, 20, 20), True, "pen-check", "box", "甲"),
        TrueTick((40, 10, 50, 20), False, "empty", "box", "乙"),
    ]
    ticked, _, boxes, wrong = match_ticks(
        truth, [((11, 9, 21, 19), True, "box"), ((41, 10, 51, 20), False, "box")]
    )
    assert (ticked.share, boxes.share, wrong) == (1.0, 1.0, [])
    ticked, _, boxes, wrong = match_ticks(
        truth, [((41, 10, 51, 20), True, "box"), ((80, 80, 90, 90), True, "box")]
    )
    assert (ticked.right, ticked.wrong, ticked.missed) == (0, 2, 1) and len(wrong) == 3 and boxes.right == 0


def test_states_of_places() -> None:
    assert state_of({"stamp", "handwritten"}, "blank") == "stamp+handwritten"
    assert state_of({"handwritten"}, "blank") == "handwritten"
    assert state_of({"typed"}, "typed") == "typed" and state_of(set(), "blank") == "blank"


def test_rows_join_what_stands_side_by_side() -> None:
    rows = rows_of([("乙", (50, 1, 60, 11)), ("甲", (10, 0, 20, 10)), ("丙", (10, 30, 20, 40))])
    assert [text for text, _ in rows] == ["甲乙", "丙"]


def test_counts_add_up() -> None:
    total = Figures()
    add(total, Figures(pages=1, cells=F1(1, 2, 3)))
    add(total, Figures(pages=1, cells=F1(1, 0, 0)))
    assert (total.pages, total.cells.right, total.cells.missed) == (2, 2, 3)


def test_geometry_tells_turns() -> None:
    quarter = np.array([[0, -1, 100], [1, 0, 0], [0, 0, 1]], np.float64)
    assert stands(np.eye(3)) == 0 and stands(quarter) == 90 and stands(quarter @ quarter) == 180
    assert moved(quarter, (0, 0, 10, 20)) == (80, 0, 100, 10)
