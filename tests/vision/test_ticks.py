from __future__ import annotations

import cv2
import numpy as np
import pytest

from auditor.vision.model import Sheet
from auditor.vision.ticks import find_ticks
from tests.vision.inked import DPI, MM, Piece

OPTIONS = ("Living alone", "With family", "In care", "Other")


def options(ticked: set[int]) -> tuple[Piece, list[tuple[float, float]]]:
    piece = Piece()
    places = []
    x = 8.0
    for option in OPTIONS:
        piece.box(x, 20.3)
        places.append(((x + 1.8) * MM, 22.1 * MM))
        x = piece.print(option, x + 5, 20) + 6
    for number in ticked:
        piece.tick(places[number][0] / MM - 1.8, 20.3)
    return piece, places


@pytest.mark.parametrize("ticked", [set(), {0}, {3}, {1, 2}])
def test_boxes_are_found_with_their_state(ticked: set[int]) -> None:
    piece, places = options(ticked)
    found = find_ticks(piece.sheet(), [piece.whole()])[0]
    assert len(found) == len(OPTIONS)
    for number, (tick, (x, y)) in enumerate(zip(found, places, strict=True)):
        left, top, right, bottom = tick.box
        assert abs((left + right) / 2 - x) < 1.2 * MM
        assert abs((top + bottom) / 2 - y) < 1.2 * MM
        assert 2.4 * MM < right - left < 5.5 * MM
        assert tick.ticked == (number in ticked)
        assert tick.kind == "box"


def test_a_box_belongs_to_the_region_that_holds_its_centre() -> None:
    piece, places = options({2})
    left, top, right, bottom = piece.whole()
    middle = int((places[1][0] + places[2][0]) / 2)
    first, second = find_ticks(piece.sheet(), [(left, top, middle, bottom), (middle, top, right, bottom)])
    assert [tick.ticked for tick in first] == [False, False]
    assert [tick.ticked for tick in second] == [True, False]


def test_plain_text_and_a_blank_page_have_no_boxes() -> None:
    piece = Piece()
    assert find_ticks(piece.sheet(), [piece.whole()]) == [[]]
    for line in range(5):
        piece.print("The worker called on Monday and wrote a note about it", 8, 6 + line * 9)
    assert find_ticks(piece.sheet(), [piece.whole()]) == [[]]


def test_a_pens_ring_around_an_option_marks_it() -> None:
    piece = Piece()
    first = piece.print("Yes", 20, 20, 5)
    start = first + 15
    end = piece.print("No idea", start, 20, 5)
    around = np.linspace(0.2, 2 * np.pi + 0.3, 30)
    middle, reach = (start + end) / 2, (end - start) / 2 + 3
    piece.stroke([(middle + reach * np.cos(a), 23.2 + 5.2 * np.sin(a)) for a in around], (30, 40, 150))
    found = [tick for tick in find_ticks(piece.sheet(), [piece.whole()])[0] if tick.kind == "circled"]
    assert len(found) == 1
    assert found[0].ticked
    assert found[0].box[0] < start * MM < end * MM < found[0].box[2]


@pytest.mark.parametrize("shift", [11.0, 12.5])
def test_a_seal_over_boxes_ticks_none_and_hides_no_tick(shift: float) -> None:
    piece, places = options({2})
    piece.seal(places[1][0] / MM + shift, 23)
    found = find_ticks(piece.sheet(), [piece.whole()])[0]
    states = {
        number: [tick.ticked for tick in found if abs((tick.box[0] + tick.box[2]) / 2 - x) < 2 * MM]
        for number, (x, _) in enumerate(places)
    }
    assert states == {0: [False], 1: [False], 2: [True], 3: [False]}


def test_a_page_of_noise_ends_quickly() -> None:
    import time

    rng = np.random.default_rng(5)
    pixels = rng.integers(0, 256, (2339, 1654, 3), dtype=np.uint8)
    sheet = Sheet(pixels, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), DPI)
    begun = time.process_time()
    find_ticks(sheet, [(0, 0, 1654, 2339)])
    assert time.process_time() - begun < 5
