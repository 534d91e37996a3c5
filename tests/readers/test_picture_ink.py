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


def test_wide_red_ink_is_a_seal_unless_the_network_is_sure_of_a_pen(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.readers._picture_ink import judged_red
    from auditor.vision import marks

    piece = Piece(40, 16)
    piece.name(6, 4, 3, (200, 40, 40))
    for mark, sure, expected in (
        (Mark.HANDWRITTEN, 0.96, Mark.IMAGE),
        (Mark.HANDWRITTEN, 0.7, Mark.STAMP),
        (Mark.TYPED, 0.96, Mark.STAMP),
    ):
        monkeypatch.setattr(marks, "judge_crops", lambda crops, answer=(mark, sure): [answer for _ in crops])
        assert judged_red(piece.pixels).mark is expected


@pytest.mark.parametrize("width", [200, 640])
def test_an_empty_picture_in_a_paper_signs_nothing_for_sure(width: int) -> None:
    import io

    from PIL import Image

    from auditor.readers import _docx_pictures, _pdf_pictures

    stream = io.BytesIO()
    Image.new("RGBA", (width, 80), (0, 0, 0, 0)).save(stream, "PNG")
    assert _docx_pictures._colours(stream.getvalue()) == (False, True)
    assert _docx_pictures._judged(stream.getvalue(), False).confidence < 0.8
    assert _pdf_pictures._colours(bytes(4 * width * 80), width, 80, 4 * width, 4) == (False, True)


def test_pale_red_of_a_small_rendering_is_red() -> None:
    from auditor.readers._pdf_pictures import _colours

    pixels = np.full((40, 40, 3), 255, np.uint8)
    for at in range(6, 34):
        pixels[[6, 33], at] = pixels[at, [6, 33]] = (180, 180, 240)  # blue, green, red
    assert _colours(pixels.tobytes(), 40, 40, 120, 3) == (True, False)
    pixels[6:34:2, 2:38] = pixels[6, 6]
    wide = pixels[:20].copy()
    assert _colours(wide.tobytes(), 40, 20, 120, 3) == (True, True)
