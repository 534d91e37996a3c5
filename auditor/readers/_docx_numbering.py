"""Automatic numbers of paragraphs, as Word prints them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from auditor.pages.glyphs import EMPTY_BOX, TICKED_BOX
from auditor.readers import _docx_names as n
from auditor.readers._docx_names import w
from auditor.readers._docx_symbols import in_symbol_font, symbol_font

Element = Any

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEVEL = re.compile(r"%([1-9])")
_MAX_NUMBER = 32_767


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = " "


@dataclass(slots=True)
class Numbering:
    """Counters of a document's lists; one instance per document, asked paragraph by paragraph in reading order."""

    lists: dict[str, str] = field(default_factory=dict)
    """List id -> abstract list id."""
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Read a numbering part; None gives a numbering without lists."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iter(w("abstractNum")):
            numbering.levels[abstract.get(w("abstractNumId")) or ""] = dict(
                map(_level, abstract.iter(w("lvl")))
            )
        for item in root.iter(w("num")):
            number = item.get(w("numId")) or ""
            target = item.find(w("abstractNumId"))
            if target is not None:
                numbering.lists[number] = target.get(n.VAL) or ""
            for override in item.iter(w("lvlOverride")):
                at = _integer(override.get(w("ilvl")), 0)
                start = override.find(w("startOverride"))
                if start is not None:
                    numbering.starts.setdefault(number, {})[at] = _integer(start.get(n.VAL), 1)
                for level in override.iter(w("lvl")):
                    numbering.overrides.setdefault(number, {})[at] = _level(level)[1]
        return numbering

    def next(self, number: str, at: int) -> str:
        """Count one paragraph of list ``number`` at level ``at`` (from 0) and return what is printed before it.

        Bullets print nothing, except boxes to tick.
        """
        abstract = self.lists.get(number)
        if abstract is None or not 0 <= at <= 8:
            return ""
        levels = self.levels.get(abstract, {}) | self.overrides.get(number, {})
        level = levels.get(at)
        if level is None:
            return ""
        starts = self.starts.get(number, {})
        # lists that share an abstract list go on counting, unless they say where to start
        counters = self.counters.setdefault(number if starts else f"abstract {abstract}", {})
        counters[at] = counters.get(at, starts.get(at, level.start) - 1) + 1
        for deeper in [key for key in counters if key > at]:
            del counters[deeper]
        if level.form == "bullet":
            return level.text + " " if level.text in (EMPTY_BOX, TICKED_BOX, "□") else ""

        def printed(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            shown = levels.get(index, level)
            return spelled(counters.get(index, starts.get(index, shown.start)), shown.form)

        text = _LEVEL.sub(printed, level.text)
        return (
            text + level.suffix
            if text and text[-1].isalnum()
            else text + level.suffix.strip()
            if text
            else ""
        )


def _integer(value: str | None, default: int) -> int:
    """Return an attribute as an integer."""
    try:
        return int(value or "")
    except ValueError:
        return default


def _level(element: Element) -> tuple[int, Level]:
    """Read one ``w:lvl``."""
    level = Level()
    for child in element:
        tag = child.tag
        value = child.get(n.VAL)
        if tag == w("start"):
            level.start = _integer(value, 1)
        elif tag == w("numFmt"):
            level.form = value or "decimal"
        elif tag == w("lvlText"):
            level.text = (value or "")[:60]
        elif tag == w("suff"):
            level.suffix = "" if value == "nothing" else " "
        elif tag == n.RPR and level.form == "bullet":
            fonts = child.find(w("rFonts"))
            table = symbol_font(fonts.get(w("ascii")) or fonts.get(w("hAnsi"))) if fonts is not None else None
            if table is not None:
                level.text = in_symbol_font(level.text, table)
    return _integer(element.get(w("ilvl")), 0), level


def spelled(number: int, form: str) -> str:
    """Return a number in a ``w:numFmt`` form; decimal digits where the form is not known."""
    if not 0 < number <= _MAX_NUMBER:
        return str(number)
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "taiwaneseCounting",
        "ideographDigital",
        "japaneseDigitalTenThousand",
    ):
        return _chinese(number) if number < 10_000 else str(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(0x245F + number)
    if form == "decimalEnclosedParen" and number <= 20:
        return chr(0x2473 + number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper()[:8] if form == "upperLetter" else letter[:8]
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    if form == "ideographTraditional" and number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and number <= 12:
        return _BRANCHES[number - 1]
    return "" if form == "none" else str(number)


def _chinese(number: int) -> str:
    """Return a number below 10,000 in Chinese numerals: 10 is 十, 21 is 二十一, 105 is 一百〇五."""
    text, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            text += ("〇" if gap and text else "") + _DIGITS[digit] + unit
            gap = False
        elif text:
            gap = True
    return text[1:] if text.startswith("一十") else text
