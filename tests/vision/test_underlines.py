from __future__ import annotations

import pytest

from auditor.vision._underlines import underlined_options
from auditor.vision.model import TextLine, TickBox
from tests.vision.inked import MM, Piece


def row(words: list[str], between: str, underlined: set[int], label: str = "") -> tuple[Piece, TextLine]:
    """A row of words with pen lines below some of them, and the line that recognition makes of it."""
    piece = Piece()
    x, y, size = 10.0, 20.0, 5.0
    text, spans = "", []
    for number, part in enumerate([label, *[w + between for w in words[:-1]], words[-1]]):
        word = part.removesuffix(between)
        start = x
        for char in part:
            end = piece.print(char, x, y, size) if char.strip() else x + 2.5
            spans.append((round(x * MM), round(end * MM)))
            text += char
            x = end + 0.2
            if (
                len(text)
                and number
                and char == word[-1:]
                and number - 1 in underlined
                and part.startswith(word)
            ):
                last = end
        if number and number - 1 in underlined:
            piece.stroke([(start - 0.4, y + 6.1), ((start + last) / 2, y + 6.3), (last + 0.5, y + 6.0)])
    box = (spans[0][0], round(y * MM), spans[-1][1], round((y + 5.2) * MM))
    return piece, TextLine(text, box, 0.95, tuple(spans), (0.95,) * len(text))


def found(piece: Piece, line: TextLine, ticks: list[TickBox] | None = None) -> list[str]:
    names = []
    for tick in underlined_options(piece.sheet(), [line], ticks or []):
        names.append(
            "".join(
                char
                for char, (a, b) in zip(line.text, line.spans, strict=True)
                if tick.box[0] <= a and b <= tick.box[2]
            ).strip()
        )
        assert tick.ticked
        assert tick.kind == "underlined"
    return names


@pytest.mark.parametrize("between", [" / ", "/"])
@pytest.mark.parametrize("underlined", [{0}, {1}, {0, 2}])
def test_options_between_strokes_are_marked_by_lines(between: str, underlined: set[int]) -> None:
    words = ["North", "East", "West"]
    assert found(*row(words, between, underlined)) == [words[k] for k in sorted(underlined)]


def test_of_words_with_room_between_one_may_be_marked() -> None:
    words = ["North", "East", "West", "South"]
    assert found(*row(words, "    ", {2}, "Side:")) == ["West"]


def test_values_on_their_lines_are_no_options() -> None:
    # a label and its value, twice: both values have a line
    assert found(*row(["Name", "Miller", "Town", "Perth"], "    ", {1, 3})) == []
    assert found(*row(["Name", "Miller"], "    ", {1})) == []
    assert found(*row(["Miller", "(client)"], "  /  ", {0})) == []


def test_no_line_or_a_line_below_all_marks_none() -> None:
    assert found(*row(["North", "East", "West"], " / ", set())) == []
    assert found(*row(["North", "East", "West"], " / ", {0, 1, 2})) == []


def test_a_rule_that_runs_on_below_the_row_marks_none() -> None:
    piece, line = row(["North", "East", "West"], " / ", set())
    piece.stroke([(12, 26.2), (60, 26.2), (150, 26.2)], (30, 30, 30))
    assert found(piece, line) == []


def test_rows_with_boxes_are_left_to_their_boxes() -> None:
    piece, line = row(["North", "East", "West"], " / ", {1})
    box = TickBox((line.box[0] + 10, line.box[1], line.box[0] + 30, line.box[3]), False, 0.9)
    assert found(piece, line, [box]) == []
