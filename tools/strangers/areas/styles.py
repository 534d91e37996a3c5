"""The layout styles of the further areas and the words that each is written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.strangers.areas import (
    judge_bound,
    judge_county,
    judge_folio,
    judge_formset,
    judge_mill,
    judge_prose,
    judge_quay,
    judge_register,
    style_lines,
    style_registers,
    style_tables,
    style_voice,
)
from tools.strangers.areas.facts import Area
from tools.strangers.areas.judge_county_words import COUNTY, COUNTY_PLACES
from tools.strangers.areas.judge_mill_scenario import invent_mill
from tools.strangers.areas.judge_mill_words import MILL
from tools.strangers.areas.judge_more_scenario import invent_more
from tools.strangers.areas.judge_more_words import MORE
from tools.strangers.areas.judge_quay_words import QUAY, QUAY_PLACES
from tools.strangers.areas.judge_words import JUDGE
from tools.strangers.areas.scenario import invent_area
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
    "A7": (judge_formset.write, MORE),  # type: ignore[dict-item]
    "A8": (judge_prose.write, MORE),  # type: ignore[dict-item]
    "A9": (judge_bound.write, MORE),  # type: ignore[dict-item]
    "A10": (judge_county.write, COUNTY),  # type: ignore[dict-item]
    "A11": (judge_mill.write, MILL),  # type: ignore[dict-item]
    "A12": (judge_quay.write, QUAY),  # type: ignore[dict-item]
}
"""Kept out of tuning."""


def invent(style: str, seed: int, clean: bool) -> Area:
    """The station behind a style's archive."""
    words = {**AREA_STYLES, **AREA_JUDGE_ONLY}[style][1]
    if words is MILL:
        return invent_mill(seed, words, clean)
    if words is QUAY:
        return invent_mill(seed, words, clean, QUAY_PLACES)
    if words is COUNTY:
        return invent_more(seed, words, clean, COUNTY_PLACES)
    return (invent_more if words is MORE else invent_area)(seed, words, clean)
