"""Characters of symbol fonts as Unicode: Word stores boxes and ticks as Wingdings codes.

Only the codes that people put into forms are mapped (boxes, ticks, circles, enclosed numbers, arrows, signs); the
facts are those of the Unicode proposal L2/11-052 "Wingdings and Webdings Symbols". Boxes and ticked boxes become ☐ and ☑
whatever their shape in the font; ☒, ✓ and ✗ keep theirs, because a reader of the form may care.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_BOX, EMPTY_GLYPHS, TICKED_BOX

_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩"
_BLACK_CIRCLED = "⓿❶❷❸❹❺❻❼❽❾❿"

_WINGDINGS: dict[int, str] = {
    0x6F: EMPTY_BOX,
    0x70: EMPTY_BOX,
    0x71: EMPTY_BOX,
    0x72: EMPTY_BOX,
    0xA8: EMPTY_BOX,
    0xFE: TICKED_BOX,
    0xFD: "☒",
    0xFC: "✓",
    0xFB: "✗",
    0x78: "☒",
    0x6E: "■",
    0xA7: "▪",
    0x6C: "●",
    0x6D: "○",
    0xA1: "○",
    0xA6: "○",
    0xA4: "◉",
    0xA5: "◎",
    0x9F: "•",
    0x9E: "·",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0xAB: "★",
    0xB6: "☆",
    0x28: "☎",
    0x29: "☎",
    0x2A: "✉",
    0x3F: "✎",
    0x46: "☞",
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
    **{0x80 + i: glyph for i, glyph in enumerate(_CIRCLED)},
    **{0x8B + i: glyph for i, glyph in enumerate(_BLACK_CIRCLED)},
}
_WINGDINGS_2: dict[int, str] = {
    0x52: TICKED_BOX,
    0x54: "☒",
    0x51: "☒",
    0x53: "☒",
    0x50: "✓",
    0x4F: "✗",
    0x55: "☒",
    0x56: "☒",
    0xA3: EMPTY_BOX,
    0xA4: EMPTY_BOX,
    0xA5: EMPTY_BOX,
    0xA6: "▣",
    0xA7: "▣",
    0xA8: "▣",
    0xA1: "■",
    0xA2: "■",
    0x97: "•",
    0x98: "●",
    0x99: "○",
    0x9A: "○",
    0x9B: "○",
    0x9D: "◉",
    0x9E: "◉",
    **{0x69 + i: glyph for i, glyph in enumerate(_CIRCLED)},
    **{0x74 + i: glyph for i, glyph in enumerate(_BLACK_CIRCLED)},
}
_WINGDINGS_3: dict[int, str] = {
    0x66: "←",
    0x67: "→",
    0x68: "↑",
    0x69: "↓",
    0x70: "▲",
    0x71: "▼",
    0x72: "△",
    0x73: "▽",
    0x74: "◀",
    0x75: "▶",
    0x76: "◁",
    0x77: "▷",
}
_WEBDINGS: dict[int, str] = {0x61: "✔", 0x63: EMPTY_BOX, 0x67: "■", 0x72: "✗", 0x6E: "●", 0x3D: "■"}
_SYMBOL: dict[int, str] = {
    0xD6: "√",
    0xB4: "×",
    0xB7: "•",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xA3: "≤",
    0xB9: "≠",
    0xBB: "≈",
    0xA5: "∞",
    0xB8: "÷",
    0xAE: "→",
    0xAC: "←",
    0xAD: "↑",
    0xAF: "↓",
    0xA8: "♦",
    0xE0: "◊",
    0xC5: "⊕",
    0xC4: "⊗",
    0xE5: "∑",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}

SYMBOL_FONTS: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
"""Font name in lower case -> code (low byte) -> character."""

FONT_LOST = _WINGDINGS_2 | _WINGDINGS
"""For private-use codes without their font; the codes of boxes and ticks in the two fonts do not collide."""
FONT_LOST_CODES = re.compile("[\uf020-\uf0ff]")

_PLACEHOLDER_CODES = range(0xF000, 0xF100)


@lru_cache(maxsize=512)
def symbol_font(name: str | None) -> dict[int, str] | None:
    """Return the map of a symbol font by its name, None for any other font."""
    return SYMBOL_FONTS.get(name.lower()) if name else None


def symbol(char: str | None, font: str | None) -> str:
    """Return the text of a ``w:sym``.

    Args:
        char: four hexadecimal digits ("F0FE"), as in ``w:char``.
        font: the font's name, as in ``w:font``.
    """
    try:
        code = int(char or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    table = symbol_font(font)
    return chr(code) if table is None else _glyph(code, table)


def in_symbol_font(text: str, table: dict[int, str]) -> str:
    """Return text typed in a symbol font; characters that such a font does not hold (Chinese ones) stay."""
    return "".join(
        _glyph(code, table) if code < 0x100 or code in _PLACEHOLDER_CODES else char
        for char, code in zip(text, map(ord, text), strict=True)
    )


def _glyph(code: int, table: dict[int, str]) -> str:
    """Return the mapped character, the code's own character where the font's is of no use to a form."""
    if code in _PLACEHOLDER_CODES:
        return table.get(code - 0xF000) or chr(code)
    return table.get(code) or chr(code)


_ENCLOSED = re.compile(r"\\ac\\?\S{0,8}\s{0,4}\(([^(),，、]{1,4})[,，、;]([^()]{1,12})\)", re.IGNORECASE)
_RUBY = re.compile(
    r"\\up\s{0,4}\d{0,4}\s{0,4}\([^()]{0,60}\)\s{0,4}[,，;]\s{0,4}([^()]{1,60})\)", re.IGNORECASE
)
_EQ_SWITCH = re.compile(r"\\\*\s{0,4}\S{1,60}|\\[a-z]{1,4}\d{0,4}|^\s*eq\b", re.IGNORECASE)
_SYMBOL_FIELD = re.compile(r"^\s*symbol\s+(0x[0-9a-f]{1,5}|\d{1,6}|\S)", re.IGNORECASE)
_SYMBOL_FIELD_FONT = re.compile(r"\\f\s*\"?([A-Za-z0-9 ]{1,30})", re.IGNORECASE)
_TICK_INSIDE = frozenset("√✓✔×✕✖✗✘xXvV■●☑")
_SQUARES = BOX_GLYPHS | frozenset("口")


def field_text(instruction: str) -> str:
    r"""Return what a field without a stored result shows.

    Three of them carry text of a form: ``EQ \o\ac(□,√)``, which Word writes for "带圈字符" and people use as a
    ticked box, and for phonetic guides; ``SYMBOL 254 \f Wingdings``; ``MACROBUTTON macro text``, the old way to
    make a box that can be clicked.
    """
    name = instruction.split(None, 1)[0].lower() if instruction.strip() else ""
    if name == "eq":
        enclosed = _ENCLOSED.search(instruction)
        if enclosed:
            outer, inner = enclosed[1].strip(), enclosed[2].strip()
            if outer in _SQUARES and inner in _TICK_INSIDE:
                return TICKED_BOX
            return inner if outer in EMPTY_GLYPHS else outer + inner
        ruby = _RUBY.search(instruction)
        if ruby:
            return ruby[1].strip()
        return _EQ_SWITCH.sub("", instruction).translate(_EQ_PUNCTUATION).strip()
    if name == "symbol":
        found = _SYMBOL_FIELD.match(instruction)
        if not found:
            return ""
        font = _SYMBOL_FIELD_FONT.search(instruction)
        code = found[1]
        number = int(code, 16) if code[:2].lower() == "0x" else int(code) if code.isdigit() else ord(code)
        return symbol(f"{number:04X}", font[1].strip() if font else None)
    if name == "macrobutton":
        parts = instruction.split(None, 2)
        text = parts[2].rstrip() if len(parts) > 2 else ""
        return "" if text[:1] in "[【" else text
    return ""


_EQ_PUNCTUATION = {ord(char): None for char in "\\(),;"}
