from __future__ import annotations

import cv2
import numpy as np
import pytest

from auditor.pages.model import Mark
from auditor.vision.marks import find_ink, judge_crops
from auditor.vision.model import InkPatch, Sheet
from tests.vision.inked import DPI, MM, Piece


def marks(patches: list[InkPatch]) -> set[Mark]:
    return {mark for patch in patches for mark in (patch.mark, patch.over) if mark is not None} - {
        Mark.TYPED,
        Mark.BLANK,
    }


def test_print_gives_no_ink() -> None:
    piece = Piece()
    piece.print("Signature:", 8, 10)
    piece.print("Chen Xiaoyan    Date: 2026-03-05", 40, 10)
    piece.print("The worker called on Monday and wrote a note about it", 8, 30)
    assert marks(find_ink(piece.sheet(), [piece.whole()])[0]) == set()


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_name_by_pen_is_found_beside_its_printed_label(seed: int, grey: bool) -> None:
    piece = Piece()
    end = piece.print("Signature:", 8, 22)
    piece.name(end + 4, 20, seed)
    piece.print("Date: 2026-03-05", end + 50, 22)
    found = [p for p in find_ink(piece.sheet(grey), [piece.whole()])[0] if p.mark is Mark.HANDWRITTEN]
    assert found
    left, right = min(p.box[0] for p in found), max(p.box[2] for p in found)
    assert left > (end + 1) * MM
    assert right < (end + 45) * MM


def test_a_seal_and_a_signature_under_it() -> None:
    piece = Piece()
    piece.print("Station:", 8, 26)
    piece.seal(60, 30)
    found = find_ink(piece.sheet(), [piece.whole()])[0]
    assert [(p.mark, p.over) for p in found if p.mark is not Mark.TYPED] == [(Mark.STAMP, None)]
    left, _, _, bottom = next(p.box for p in found if p.mark is Mark.STAMP)
    assert abs(left - 48 * MM) < 2.5 * MM
    assert abs(bottom - 42 * MM) < 2.5 * MM

    signed = Piece()
    signed.name(50, 26, 4, (20, 20, 30))
    signed.seal(60, 30)
    assert marks(find_ink(signed.sheet(), [signed.whole()])[0]) == {Mark.STAMP, Mark.HANDWRITTEN}


def test_ink_belongs_to_the_cell_that_holds_most_of_it() -> None:
    piece = Piece(170, 60)
    piece.name(40, 21, 2)
    piece.stroke([(52, 26), (54, 33)])
    upper, lower = (0, 0, int(170 * MM), int(30 * MM)), (0, int(30 * MM), int(170 * MM), int(60 * MM))
    above, below = find_ink(piece.sheet(), [upper, lower])
    assert marks(above) == {Mark.HANDWRITTEN}
    assert marks(below) == set()


def test_a_pens_tick_in_a_box_is_no_handwriting() -> None:
    piece = Piece()
    for x, option in ((10, "Yes"), (50, "No"), (90, "Other")):
        piece.box(x, 20.3)
        piece.print(option, x + 6, 20)
    piece.tick(50, 20.3)
    assert marks(find_ink(piece.sheet(), [piece.whole()])[0]) == set()


def test_nothing_on_a_blank_page_and_without_regions() -> None:
    piece = Piece()
    assert find_ink(piece.sheet(), [piece.whole()]) == [[]]
    piece.name(20, 20, 1)
    assert find_ink(piece.sheet(), []) == []


def test_a_page_of_noise_ends_quickly() -> None:
    import time

    pixels = np.random.default_rng(5).integers(0, 256, (2339, 1654, 3), dtype=np.uint8)
    sheet = Sheet(pixels, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), DPI)
    begun = time.process_time()
    find_ink(sheet, [(0, y, 1654, y + 40) for y in range(0, 2300, 40)])
    assert time.process_time() - begun < 8


def test_crops_of_word_pictures() -> None:
    pen, seal, typed = Piece(40, 16), Piece(34, 34), Piece(40, 12)
    pen.name(6, 4, 3)
    seal.seal(17, 17)
    typed.print("Chen Xiaoyan", 4, 3, 5)
    blank = np.full((60, 200, 3), 255, np.uint8)
    rng = np.random.default_rng(2)
    photo = cv2.resize(
        rng.integers(0, 256, (9, 12, 3), dtype=np.uint8), (640, 480), interpolation=cv2.INTER_CUBIC
    )
    judged = [mark for mark, _ in judge_crops([pen.pixels, seal.pixels, typed.pixels, blank, photo])]
    assert judged == [Mark.HANDWRITTEN, Mark.STAMP, Mark.TYPED, Mark.BLANK, Mark.IMAGE]
