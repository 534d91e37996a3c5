"""Labels set in the middle of a taller value, in tables without borders."""

from __future__ import annotations

from auditor.pages.model import Ink
from auditor.readers._pdf_centred import with_centred_labels
from auditor.readers._pdf_text import Glyph, text_lines


def _written(text: str, x: float, top: float, size: float = 10.0) -> list[Glyph]:
    return [
        Glyph(char, x + i * size, top, x + (i + 1) * size, top + size, size) for i, char in enumerate(text)
    ]


def _texts(*pieces: tuple[str, float, float]) -> list[str]:
    glyphs = [glyph for text, x, top in pieces for glyph in _written(text, x, top)]
    return [line.text for line in with_centred_labels(text_lines(glyphs))]


def test_a_label_between_two_lines_of_its_value_comes_first() -> None:
    lines = _texts(
        ("日期：", 50, 80), ("某日", 150, 80), ("社工与直聘社工一同入户", 150, 100), ("情况：", 50, 106), ("探访。", 150, 112),
    )  # fmt: skip
    assert lines[1:] == ["情况：    社工与直聘社工一同入户探访。"]


def test_a_label_on_the_middle_one_of_three_lines_comes_first() -> None:
    lines = _texts(
        ("对象：", 50, 60), ("某人", 150, 60), ("第一行内容第一行内容", 150, 90), ("情况：", 50, 102), ("第二行内容第二行内容", 150, 102),
        ("第三行。", 150, 114), ("日期：", 50, 150), ("某日", 150, 150),
    )  # fmt: skip
    assert lines[1] == "情况：    第一行内容第一行内容第二行内容第二行内容第三行。"
    assert [line[:3] for line in lines] == ["对象：", "情况：", "日期："]


def test_rows_whose_values_begin_on_the_label_s_height_stay_as_they_are() -> None:
    lines = _texts(
        ("甲项：", 50, 60), ("第一行内容第一行内容", 150, 60), ("第二行。", 150, 72), ("乙项：", 50, 84), ("另一行内容另一行内容", 150, 84),
        ("又一行。", 150, 96),
    )  # fmt: skip
    assert lines[0].endswith("第一行内容第一行内容")
    assert lines[1] == "第二行。"
    assert lines[2].startswith("乙项：")
    assert lines[3] == "又一行。"


def test_a_picture_stands_on_the_foot_of_its_line_though_it_is_taller() -> None:
    ink = Glyph("￼", 120, 84, 180, 110, 26, ink=Ink())
    glyphs = [
        *_written("与对象关系：母女", 300, 86),
        *_written("签署：", 50, 101),
        *_written("电话：", 300, 101),
        ink,
    ]
    assert [(line.text[0], len(line.inks)) for line in text_lines(glyphs)] == [("与", 0), ("签", 1)]
