"""Rules about boxes and rings on ink maps that are drawn here: no network takes part."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.vision._ink_map import CHANNELS, HANDWRITTEN, HIGH, KIND, NOTHING, TICKED, TYPED, WIDE, InkMap
from auditor.vision._options import pen_options
from auditor.vision.ticks import page_ticks


def empty(rows: int = 60, columns: int = 160) -> InkMap:
    logits = np.full((CHANNELS, rows, columns), NOTHING, np.float32)
    return InkMap(logits, np.zeros((rows, columns), np.float32), 4.0, 4.0)


def put_box(
    seen: InkMap, row: int, column: int, logit: float, ticked: bool = False, side: float = 4.0
) -> None:
    seen.logits[KIND, row, column] = logit
    seen.logits[TICKED, row, column] = 4.0 if ticked else -4.0
    seen.logits[WIDE : HIGH + 1, row, column] = np.log(side)
    seen.logits[HIGH + 1 :, row, column] = 0.0


FAINT = -0.85


def test_a_faint_box_counts_in_a_row_of_clear_ones() -> None:
    seen = empty()
    for column in (20, 40, 80):
        put_box(seen, 30, column, 4.0)
    put_box(seen, 30, 60, FAINT, ticked=True)
    found = sorted(page_ticks(seen), key=lambda tick: tick.box[0])
    assert [tick.ticked for tick in found] == [False, False, True, False]
    assert found[2].confidence < 0.8 < found[0].confidence


@pytest.mark.parametrize(
    ("row", "column", "side"),
    [(12, 60, 4.0), (30, 60, 9.0), (30, 46, 4.0)],
    ids=["another row", "another size", "no room for a word"],
)
def test_a_faint_box_elsewhere_is_none(row: int, column: int, side: float) -> None:
    seen = empty()
    for place in (20, 40):
        put_box(seen, 30, place, 4.0)
    put_box(seen, row, column, FAINT, side=side)
    assert len(page_ticks(seen)) == 2


def test_a_faint_box_alone_is_none() -> None:
    seen = empty()
    put_box(seen, 30, 60, FAINT)
    assert page_ticks(seen) == []


def ink(seen: InkMap, rows: slice, columns: slice, kind: int) -> None:
    seen.ink[rows, columns] = 1.0
    seen.logits[kind, rows, columns] = 3.0


def ringed(seen: InkMap) -> None:
    """Words of twelve places, a ring around them whose sides are taken for print."""
    ink(seen, slice(28, 32), slice(60, 72), TYPED)
    ink(seen, slice(25, 26), slice(60, 72), HANDWRITTEN)
    ink(seen, slice(34, 35), slice(60, 72), HANDWRITTEN)
    for column, upper, lower in ((58, 26, 33), (59, 26, 33), (72, 26, 33), (73, 26, 33)):
        ink(seen, slice(upper, upper + 1), slice(column, column + 1), HANDWRITTEN)
        ink(seen, slice(lower, lower + 1), slice(column, column + 1), HANDWRITTEN)
    for column in (57, 74):
        ink(seen, slice(26, 34), slice(column, column + 1), TYPED)


def test_a_ring_whose_sides_look_like_print_is_found() -> None:
    seen = empty()
    ink(seen, slice(28, 32), slice(30, 42), TYPED)
    ringed(seen)
    found = pen_options(seen)
    assert [option.kind for option in found] == ["circled"]
    left, top, right, bottom = found[0].words
    assert 52 <= left <= 60
    assert 72 <= right <= 80
    assert top <= 28
    assert bottom >= 32


def test_an_open_ring_and_lines_above_and_below_are_none() -> None:
    opened = empty()
    ringed(opened)
    opened.ink[26:34, 74] = 0.0
    assert [option for option in pen_options(opened) if option.kind == "circled"] == []
    lines = empty()
    ink(lines, slice(28, 32), slice(60, 72), TYPED)
    for row in (25, 34):
        ink(lines, slice(row, row + 1), slice(50, 82), HANDWRITTEN)
    assert [option for option in pen_options(lines) if option.kind == "circled"] == []
