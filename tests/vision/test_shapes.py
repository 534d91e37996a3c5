from __future__ import annotations

import cv2
import numpy as np
import pytest

from auditor.vision._shapes import has_four_sides, shape_at
from auditor.vision.model import Sheet

DPI = 200.0


def paper(blur: float = 0.0) -> np.ndarray:
    return np.full((120, 200), 245, np.uint8)


def sheet(grey: np.ndarray, blur: float = 0.0) -> Sheet:
    if blur:
        grey = cv2.GaussianBlur(grey, (0, 0), blur)
    return Sheet(np.repeat(grey[..., None], 3, axis=2), grey, DPI)


@pytest.mark.parametrize("side", [14, 22, 30])
@pytest.mark.parametrize("blur", [0.0, 1.0])
def test_four_closed_sides_with_nothing_inside_are_an_empty_box(side: int, blur: float) -> None:
    grey = paper()
    cv2.rectangle(grey, (80, 50), (80 + side, 50 + side), 40, 2)
    shape = shape_at(sheet(grey, blur), 80 + side / 2 + 2, 50 + side / 2 - 1, side * 1.1)
    assert shape is not None
    assert not shape.circle
    assert not shape.full
    assert abs(shape.left - 80) <= 3
    assert abs(shape.right - 80 - side) <= 4


def test_a_printed_full_box_is_ticked() -> None:
    grey = paper()
    cv2.rectangle(grey, (80, 50), (100, 70), 30, -1)
    shape = shape_at(sheet(grey, 0.8), 90, 60, 20)
    assert shape is not None
    assert shape.full


@pytest.mark.parametrize("full", [False, True])
def test_circles_are_told_from_boxes(full: bool) -> None:
    grey = paper()
    cv2.circle(grey, (90, 60), 11, 30, -1 if full else 2, cv2.LINE_AA)
    shape = shape_at(sheet(grey), 91, 59, 22)
    assert shape is not None
    assert shape.circle
    assert shape.full is full


def feet(grey: np.ndarray) -> None:
    """口 stands on the feet of its two uprights."""
    cv2.rectangle(grey, (80, 50), (102, 68), 40, 2)
    cv2.line(grey, (80, 50), (80, 72), 40, 2)
    cv2.line(grey, (102, 50), (102, 72), 40, 2)


def legs(grey: np.ndarray) -> None:
    """The square within 兄 has legs right below it."""
    cv2.rectangle(grey, (80, 50), (98, 66), 40, 2)
    cv2.line(grey, (86, 69), (80, 84), 40, 2)
    cv2.line(grey, (92, 69), (99, 84), 40, 2)


def crossed(grey: np.ndarray) -> None:
    """田 has strokes within."""
    cv2.rectangle(grey, (80, 50), (102, 72), 40, 2)
    cv2.line(grey, (91, 50), (91, 72), 40, 2)
    cv2.line(grey, (80, 61), (102, 61), 40, 2)


def oblong(grey: np.ndarray) -> None:
    cv2.rectangle(grey, (80, 50), (102, 78), 40, 2)


def open_side(grey: np.ndarray) -> None:
    cv2.polylines(grey, [np.array([(80, 50), (102, 50), (102, 72), (80, 72)])], False, 40, 2)


def pen_over(grey: np.ndarray) -> None:
    cv2.rectangle(grey, (80, 50), (102, 72), 40, 2)
    cv2.line(grey, (84, 60), (90, 70), 40, 3)
    cv2.line(grey, (90, 70), (112, 40), 40, 3)


@pytest.mark.parametrize("draw", [feet, legs, crossed, oblong, open_side, pen_over])
def test_characters_and_ticked_boxes_have_no_such_shape(draw: object) -> None:
    grey = paper()
    draw(grey)  # type: ignore[operator]
    assert shape_at(sheet(grey), 91, 61, 22) is None


def test_thin_grey_sides_beside_black_words_are_seen() -> None:
    grey = paper()
    cv2.rectangle(grey, (80, 50), (104, 74), 160, 1)
    cv2.rectangle(grey, (60, 52), (72, 72), 10, -1)
    assert shape_at(sheet(grey), 92, 62, 25) is not None


def test_blank_paper_has_none() -> None:
    assert shape_at(sheet(paper()), 90, 60, 20) is None
    assert shape_at(sheet(paper()), 0, 0, 20) is None


def test_the_square_within_another_is_no_box() -> None:
    """回 is one square within another."""
    grey = paper()
    cv2.rectangle(grey, (80, 50), (106, 75), 40, 2)
    cv2.rectangle(grey, (87, 57), (99, 68), 40, 2)
    assert shape_at(sheet(grey), 93, 62, 13) is None
    assert shape_at(sheet(grey), 93, 62, 27) is None


def test_a_character_open_to_the_right_has_not_four_sides() -> None:
    grey = paper()
    cv2.polylines(grey, [np.array([(102, 50), (80, 50), (80, 72), (104, 72)])], False, 40, 2)
    cv2.line(grey, (84, 55), (96, 67), 40, 2)
    cv2.line(grey, (96, 55), (84, 67), 40, 2)
    assert not has_four_sides(sheet(grey), (80, 50, 103, 73))
    pen_over(grey := paper())
    assert has_four_sides(sheet(grey), (80, 50, 103, 73))
    assert has_four_sides(sheet(paper()), (80, 50, 103, 73))


def test_a_square_between_two_walls_is_part_of_a_character() -> None:
    """问 has a square between its uprights."""
    grey = paper()
    cv2.rectangle(grey, (82, 50), (102, 68), 40, 2)
    cv2.line(grey, (75, 30), (75, 80), 40, 2)
    cv2.line(grey, (109, 30), (109, 80), 40, 2)
    assert shape_at(sheet(grey), 92, 59, 21) is None
