"""``audit inspect --draw``: cells, text, ticks, marks and fields stand where they were seen, names stay covered."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from auditor.errors import UnreadableFile
from auditor.findings.privacy import PersonMask
from auditor.forms.model import ReadPaper
from auditor.outputs import page_drawing
from auditor.outputs.page_drawing import draw_pages
from auditor.pages.model import Mark
from auditor.vision.look import Seen
from auditor.vision.model import Grid, GridCell, InkPatch, Sheet, TextLine, TickBox

CELL, GOOD, BAD, TICKED, EMPTY, PEN, SEAL, COVER = (
    (59, 111, 212), (82, 179, 107), (208, 32, 32), (10, 143, 60), (138, 138, 138), (138, 43, 226), (224, 32, 32), (74, 74, 74),
)  # fmt: skip
PAPER = (250, 250, 248)


def text_line(text: str, left: int, top: int, sure: float) -> TextLine:
    spans = tuple((left + 20 * k, left + 20 * (k + 1)) for k in range(len(text)))
    return TextLine(text, (left, top, left + 20 * len(text), top + 24), sure, spans, (sure,) * len(text))


def seen_page() -> Seen:
    pixels = np.full((1000, 800, 3), PAPER, np.uint8)
    cells = [GridCell(0, 0, (104, 204, 296, 296)), GridCell(0, 1, (304, 204, 696, 296))]
    return Seen(
        Sheet(pixels, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 100.0),
        [Grid(cells, 1, 2, (100, 200, 700, 300))],
        [
            TickBox((120, 400, 144, 424), True, 0.9),
            TickBox((320, 400, 344, 424), False, 0.9),
        ],
        [
            InkPatch((500, 220, 600, 280), Mark.HANDWRITTEN, 0.9),
            InkPatch((400, 600, 500, 700), Mark.STAMP, 0.9),
        ],
        [[[text_line("姓名", 120, 240, 0.99)], [text_line("林知远", 320, 240, 0.99)]]],
        [text_line("看不清", 120, 800, 0.3)],
    )


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "form.png"
    Image.new("RGB", (800, 1000), PAPER).save(path)
    monkeypatch.setattr(page_drawing, "look", lambda _: seen_page())
    return path


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    """All colours on the outline of a box, two pixels wide."""
    pixels = np.asarray(image)
    left, top, right, bottom = box
    rows = [pixels[top - 1 : top + 2, left:right], pixels[bottom - 1 : bottom + 2, left:right]]
    return {tuple(int(v) for v in pixel) for part in rows for pixel in part.reshape(-1, 3)}


def test_what_was_seen_is_drawn_where_it_was_seen(photo: Path, tmp_path: Path) -> None:
    (written,) = draw_pages(photo, ReadPaper("form.png", "read"), tmp_path / "out.png", None)
    image = Image.open(written).convert("RGB")
    assert image.size == (800, 1000)
    assert CELL in colours(image, (104, 204, 296, 296))
    assert GOOD in colours(image, (120, 240, 160, 264))
    assert BAD in colours(image, (120, 800, 180, 824))
    assert TICKED in colours(image, (120, 400, 144, 424))
    assert EMPTY in colours(image, (320, 400, 344, 424))
    assert PEN in colours(image, (500, 220, 600, 280))
    assert SEAL in colours(image, (400, 600, 500, 700))
    assert image.getpixel((700, 900)) == PAPER


def test_names_and_handwriting_are_covered(photo: Path, tmp_path: Path) -> None:
    mask = PersonMask.of_names(["林知远"])
    (written,) = draw_pages(photo, ReadPaper("form.png", "read"), tmp_path / "out.png", mask)
    image = Image.open(written).convert("RGB")
    assert image.getpixel((350, 252)) == COVER, "the name"
    assert image.getpixel((550, 250)) == COVER, "what somebody wrote"
    assert image.getpixel((130, 252)) == PAPER, "the label"
    assert image.getpixel((450, 650)) == PAPER, "a seal is no person"


def test_a_page_that_is_not_there_and_a_file_without_pages_say_so(photo: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        draw_pages(photo, ReadPaper("form.png", "read"), tmp_path / "out.png", None, only=2)
    text = tmp_path / "notes.txt"
    text.write_text("姓名：林知远", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        draw_pages(text, ReadPaper("notes.txt", "read"), tmp_path / "out.png", None)
