"""What was seen as a box and is read as a character."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from auditor.vision import lines, printed_ticks
from auditor.vision.model import Sheet, TextLine, TickBox

CELL = (100, 100, 500, 140)


def line(text: str, em: int = 24, gap: int = 1, sure: float = 0.99) -> TextLine:
    """A line in `CELL` of characters ``em`` pixels wide, ``gap`` pixels apart."""
    spans = tuple((110 + k * (em + gap), 110 + k * (em + gap) + em) for k in range(len(text)))
    return TextLine(text, (110, 106, spans[-1][1], 106 + em), sure, spans, (sure,) * len(text))


def kept(monkeypatch: pytest.MonkeyPatch, read: TextLine, *ticks: TickBox) -> list[TickBox]:
    def reading(_sheet: Any, regions: Any, *_: Any) -> list[list[TextLine]]:
        return [[read] for _ in regions]

    monkeypatch.setattr(lines, "read_regions", reading)
    grey = np.full((200, 600), 250, np.uint8)
    sheet = Sheet(np.repeat(grey[..., None], 3, axis=2), grey, 200.0)
    return printed_ticks.without_characters(sheet, list(ticks), [CELL])


@pytest.mark.parametrize("word", ["国光小区", "田小雨", "区立新"])
def test_a_lone_ticked_box_that_begins_a_word_is_its_first_character(
    monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    assert kept(monkeypatch, line(word), TickBox((110, 106, 134, 130), True, 0.97)) == []


def test_a_doubtful_reading_takes_no_tick_away(monkeypatch: pytest.MonkeyPatch) -> None:
    tick = TickBox((110, 106, 134, 130), True, 0.97)
    assert len(kept(monkeypatch, line("国光小区", sure=0.7), tick)) == 1


def test_room_behind_it_makes_it_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    tick = TickBox((110, 106, 134, 130), True, 0.97)
    assert len(kept(monkeypatch, line("回同意", gap=9), tick)) == 1


def test_a_small_square_within_a_character_is_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = TickBox((139, 112, 150, 123), False, 0.92)
    assert kept(monkeypatch, line("张员外"), inner) == []


def test_several_clear_boxes_need_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(lines, "read_regions", never)
    grey = np.full((200, 600), 250, np.uint8)
    sheet = Sheet(np.repeat(grey[..., None], 3, axis=2), grey, 200.0)
    boxes = [TickBox((x, 106, x + 20, 126), x == 110, 0.95) for x in (110, 210, 310)]
    assert printed_ticks.without_characters(sheet, boxes, [CELL]) == boxes
