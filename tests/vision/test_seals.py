from __future__ import annotations

import cv2
import numpy as np

from auditor.vision._seals import seal_boxes


def ring(canvas: np.ndarray, x: int, y: int, radius: int) -> None:
    cv2.circle(canvas, (x, y), radius, 1.0, 2)
    cv2.circle(canvas, (x, y), 5, 1.0, -1)


def test_a_star_belongs_to_its_ring() -> None:
    canvas = np.zeros((120, 120), np.float32)
    ring(canvas, 60, 60, 27)
    boxes = seal_boxes(canvas > 0.5, canvas)
    assert len(boxes) == 1
    assert np.allclose(boxes[0], (32, 32, 89, 89), atol=2)


def test_two_seals_over_each_other_are_two() -> None:
    canvas = np.zeros((120, 200), np.float32)
    ring(canvas, 60, 60, 27)
    ring(canvas, 100, 66, 27)
    boxes = sorted(seal_boxes(canvas > 0.5, canvas))
    assert len(boxes) == 2
    for box, x in zip(boxes, (60, 100), strict=True):
        assert abs((box[0] + box[2]) / 2 - x) < 4


def test_a_chop_close_above_a_round_seal_is_a_seal_of_its_own() -> None:
    canvas = np.zeros((120, 200), np.float32)
    ring(canvas, 60, 70, 27)
    cv2.rectangle(canvas, (80, 26), (96, 42), 1.0, 2)
    cv2.rectangle(canvas, (85, 31), (91, 37), 1.0, -1)
    boxes = sorted(seal_boxes(canvas > 0.5, canvas), key=lambda b: b[1])
    assert len(boxes) == 2
    assert np.allclose(boxes[0], (79, 25, 98, 44), atol=2)
    assert np.allclose(boxes[1], (32, 42, 89, 99), atol=2)


def test_the_arcs_of_one_worn_ring_are_one_seal() -> None:
    canvas = np.zeros((120, 120), np.float32)
    ring(canvas, 60, 60, 27)
    canvas[56:60] = 0
    canvas[:, 64:67] = 0
    assert len(seal_boxes(canvas > 0.5, canvas)) == 1


def test_specks_are_no_seal_and_noise_ends() -> None:
    canvas = np.zeros((60, 60), np.float32)
    canvas[30:33, 30:33] = 1
    assert seal_boxes(canvas > 0.5, canvas) == []
    noise = np.random.default_rng(1).random((420, 300)).astype(np.float32)
    assert len(seal_boxes(noise > 0.5, noise)) <= 60
