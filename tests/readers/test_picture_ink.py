from __future__ import annotations

import numpy as np
import pytest

from auditor.pages.model import Ink, Mark
from auditor.readers._picture_ink import judged_ink
from tests.vision.inked import Piece


def test_pen_strokes_are_ink_without_doubt() -> None:
    piece = Piece(40, 16)
    piece.name(6, 4, 3)
    assert judged_ink(piece.pixels) == Ink(Mark.IMAGE)


def test_a_picture_of_a_typed_name_is_doubtful() -> None:
    piece = Piece(40, 12)
    piece.print("Chen Xiaoyan", 4, 3, 5)
    assert judged_ink(piece.pixels).mark is Mark.IMAGE
    assert judged_ink(piece.pixels).confidence < 0.8


@pytest.mark.parametrize("side", [1, 3, 40])
def test_an_empty_picture_is_doubtful(side: int) -> None:
    assert judged_ink(np.full((side, side, 3), 255, np.uint8)).confidence < 0.8


def test_what_the_network_is_unsure_of_is_taken_for_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.vision import marks

    piece = Piece(40, 12)
    for mark, sure, expected in (
        (Mark.TYPED, 0.7, Ink(Mark.IMAGE)),
        (Mark.STAMP, 0.7, Ink(Mark.IMAGE)),
        (Mark.STAMP, 0.95, Ink(Mark.STAMP, confidence=0.95)),
    ):
        monkeypatch.setattr(marks, "judge_crops", lambda crops, answer=(mark, sure): [answer for _ in crops])
        assert judged_ink(piece.pixels) == expected


def test_only_pictures_unlike_a_pen_on_paper_are_asked_about() -> None:
    import io

    from PIL import Image

    from auditor.readers._docx_pictures import _colours

    def coded(pixels: np.ndarray) -> bytes:
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "PNG")
        return stream.getvalue()

    pen, seal = Piece(40, 16), Piece(34, 34)
    pen.name(6, 4, 3)
    seal.seal(17, 17)
    photo = np.random.default_rng(2).integers(0, 256, (90, 120, 3), dtype=np.uint8)
    assert _colours(coded(pen.pixels)) == (False, False)
    assert _colours(coded(seal.pixels))[0]
    assert _colours(coded(photo)) == (False, True)
    assert _colours(b"no picture") == (False, False)
