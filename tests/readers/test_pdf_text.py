"""Glyphs to text: gaps, wrapped lines, overprints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.readers._pdf_symbols import printed_symbol
from auditor.readers._pdf_text import Glyph, cell_text, is_wide, joined, text_lines, vertical_text


def typeset(text: str, x: float = 0.0, top: float = 0.0, size: float = 10.0) -> list[Glyph]:
    """One line as a word processor sets it; each blank half a square."""
    glyphs = []
    for char in text:
        width = size if is_wide(char) else size / 2
        if char != " ":
            glyphs.append(Glyph(char, x, top, x + width, top + size, size))
        x += width
    return glyphs


def wrapped(text: str, width: float, size: float = 10.0) -> list[Glyph]:
    glyphs, x, top = [], 0.0, 0.0
    for char in text:
        advance = size if is_wide(char) else size / 2
        if x + advance > width + 0.01:
            x, top = 0.0, top + 1.5 * size
        glyphs.append(Glyph(char, x, top, x + advance, top + size, size))
        x += advance
    return glyphs


@given(
    st.text(st.sampled_from("姓名张三电话社工0123456789：，。Xa"), min_size=1, max_size=120),
    st.integers(1, 30),
)
def test_wrapped_text_is_whole_again(text: str, squares: int) -> None:
    """Whatever the width of the cell: a paragraph without blanks reads as it was typed."""
    width = squares * 10.0
    glyphs = wrapped(text, width)
    box = (-5.4, -2.0, width + 5.4, 2000.0)
    assert cell_text(text_lines(glyphs), box).replace(" ", "") == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("姓名：张三    性别：男", "姓名：张三    性别：男"),
        ("家庭住址", "家庭住址"),
        ("Tel 138", "Tel 138"),
        ("社工Li", "社工Li"),
    ],
)
def test_gaps_become_blanks(text: str, seen: str) -> None:
    (line,) = text_lines(typeset(text))
    assert line.text == seen


def test_justified_chinese_gets_no_blanks() -> None:
    glyphs = typeset("服务对象情况")
    for k, glyph in enumerate(glyphs):
        glyph.x0 += 3.5 * k
        glyph.x1 += 3.5 * k
    (line,) = text_lines(glyphs)
    assert line.text == "服务对象情况"


def test_paragraphs_stay_apart_in_a_wide_cell() -> None:
    glyphs = typeset("第一段。") + typeset("第二段。", top=15)
    assert cell_text(text_lines(glyphs), (0, 0, 200, 40)) == "第一段。\n第二段。"


def test_full_line_before_an_enumeration_is_a_paragraph() -> None:
    glyphs = typeset("一二三四五六七八九十") + typeset("二、计划", top=15)
    assert cell_text(text_lines(glyphs), (0, 0, 100, 40)) == "一二三四五六七八九十\n二、计划"


def test_vertical_label_is_one_word() -> None:
    glyphs = [g for k, char in enumerate("服务对象") for g in typeset(char, x=5, top=14.0 * k)]
    assert cell_text(text_lines(glyphs), (0, 0, 20, 60)) == "服务对象"


def test_columns_from_right_to_left() -> None:
    places = [(20, 0), (20, 12), (0, 0), (0, 12)]
    glyphs = [g for char, (x, top) in zip("服务对象", places, strict=True) for g in typeset(char, x, top)]
    assert vertical_text(glyphs) == "服务对象"
    assert vertical_text(typeset("服务") + typeset("对象", top=12)) is None
    assert vertical_text(glyphs[:2]) is None


def test_overprinted_characters_are_read_once() -> None:
    (line,) = text_lines(typeset("表11") + typeset("表11", x=0.4))
    assert line.text == "表11"
    assert line.bold
    assert line.merged == 3


@pytest.mark.parametrize("check", ["√", "✓", "×"])
def test_tick_printed_on_a_box(check: str) -> None:
    (line,) = text_lines([*typeset("□是"), Glyph(check, 1, 1, 9, 9, 8)])
    assert line.text == "☑是"


@pytest.mark.parametrize(
    ("char", "font", "seen"),
    [
        ("\uf0fe", "wingdings-regular", "☑"),
        ("\uf0a8", "wingdings-regular", "☐"),
        ("\uf052", "wingdings2", "☑"),
        ("\uf0a3", "wingdings2", "☐"),
        ("R", "wingdings2", "☑"),
        ("þ", "wingdings", "☑"),
        ("4", "zapfdingbats", "✔"),
        ("4", "stsong-light", "4"),
        ("\uf0fe", "", "☑"),
        ("⼯", "notoserifcjk", "工"),
        ("ﬁ", "times", "fi"),
        ("þ", "times", "þ"),
        ("\uf0b7", "symbolmt", "•"),
    ],
)
def test_symbol_fonts(char: str, font: str, seen: str) -> None:
    assert printed_symbol(char, font) == seen


def test_letters_of_wrapped_words_and_digits() -> None:
    assert joined("1380013", "8000") == "13800138000"
    assert joined("social", "work") == "social work"
    assert joined("社", "工") == "社工"


def test_words_half_a_line_lower_are_not_torn_apart() -> None:
    """Characters differ in height; what was written on one baseline stands in one line, or in none of another's."""
    left = typeset("见证人签字：", top=100, size=12)
    right = typeset("监护人签字：", x=120, top=106, size=12)
    for glyph, height in zip(right, (12.0, 11.9, 11.2, 12.0, 12.0, 10.4), strict=True):
        glyph.bottom = 117.9
        glyph.top = glyph.bottom - height
    read = [line.text.split() for line in text_lines([*left, *right])]
    assert sorted(word for words in read for word in words) == ["监护人签字：", "见证人签字："]


def test_lines_a_whole_line_apart_stay_two() -> None:
    above, below = typeset("意见", top=100), typeset("签名", x=60, top=109)
    assert [line.text for line in text_lines([*above, *below])] == ["意见", "签名"]
