"""Hostile document text, and Chinese line breaking."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor.outputs.plain_text import plain, wrap


def test_nothing_steers_the_terminal() -> None:
    text = "甲\x1b[31m红\x1b]0;title\x07\u202e反\u2066转\u200b\x9b2J\r\n乙\ufeff\ud800[red]x[/red]"
    shown = plain(text)
    assert shown == "甲[31m红]0;title反转2J 乙[red]x[/red]"
    shown.encode("utf-8")


def test_piled_marks_are_cut() -> None:
    assert plain("a" + "\u0301" * 50) == "a" + "\u0301" * 2


@given(st.text(max_size=200))
def test_plain_never_leaves_a_control_character(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in shown)
    assert plain(shown) == shown


@given(st.text(alphabet="社工站，。（）“”ab-/_ 12", max_size=120), st.integers(min_value=8, max_value=40))
def test_wrap_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_punctuation_does_not_begin_a_line() -> None:
    assert wrap("请补签，并注明日期。", 6) == ["请补", "签，并", "注明日", "期。"]
    assert wrap("见（附件）", 4) == ["见", "（附", "件）"]


def test_numbers_stay_whole() -> None:
    assert wrap("个案MT-001的封面", 8) == ["个案", "MT-001的", "封面"]
