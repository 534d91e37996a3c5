"""The layout styles of the further areas and the words that each is written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.strangers.areas import (
    judge_folio,
    judge_register,
    style_lines,
    style_registers,
    style_tables,
    style_voice,
)
from tools.strangers.areas.facts import Area
from tools.strangers.areas.judge_words import JUDGE
from tools.strangers.areas.words import TUNE, Words

Writer = Callable[[Area, Path, int], None]

AREA_STYLES: dict[str, tuple[Writer, Words]] = {
    "A1": (style_tables.write, TUNE),
    "A2": (style_lines.write, TUNE),
    "A5": (style_voice.write, TUNE),
    "A6": (style_registers.write, TUNE),
}
AREA_JUDGE_ONLY: dict[str, tuple[Writer, Words]] = {
    "A3": (judge_folio.write, JUDGE),
    "A4": (judge_register.write, JUDGE),
}
"""Kept out of tuning."""
