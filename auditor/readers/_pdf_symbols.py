"""Characters that symbol fonts and private-use codes stand for.

Codes from the fonts' own tables: Wingdings, Wingdings 2 (Microsoft), ZapfDingbats (ISO 32000-1, annex D.6).
Word writes them into a PDF either as private-use codes U+F020 to U+F0FF or as the plain code of the key.
"""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "•",
    0x6E: "■",
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
    0x75: "◆",
    0x76: "❖",
    0x78: "☒",
    0xA1: "○",
    0xA4: "◉",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x2A: "☐",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x55: "☒",
    0x99: "○",
    0xA2: "■",
    0xA3: "☐",
}
_ZAPF = {
    0x33: "✓",
    0x34: "✔",
    0x35: "✗",
    0x36: "✗",
    0x37: "✗",
    0x38: "✘",
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
}
# ZapfDingbats glyphs once a reader has turned them into their Unicode names.
_ZAPF_UNICODE = {"✕": "✗", "✖": "✗", "❏": "☐", "❐": "☐", "❑": "☐", "❒": "☐"}
_PRIVATE = {**_WINGDINGS_2, **_WINGDINGS, 0xB7: "•"}  # the last one is Symbol's bullet
_PLAIN = {
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u00ad": "-",
    "\u2011": "-",
    "\u2012": "-",
}
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
}


def _radical_table() -> dict[str, str]:
    """Kangxi radicals (U+2F00 to U+2FD5) to the characters they look like, by their compatibility forms."""
    from unicodedata import normalize

    return {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


_RADICALS = _radical_table()


def printed_symbol(char: str, font: str) -> str:
    """Return the character that is seen on the paper.

    Args:
        char: the character as the text layer has it.
        font: base name of its font in lower case, without the subset prefix.
    """
    if "\u4e00" <= char <= "\u9fff":
        return char
    if "ding" in font and "3" not in font:
        code = ord(char)
        if 0xF020 <= code <= 0xF0FF:
            code -= 0xF000
        if "wingdings" in font:
            table = _WINGDINGS_2 if "2" in font else _WINGDINGS
            return table.get(code, char)
        if "zapf" in font or font == "dingbats":
            return _ZAPF.get(code) or _ZAPF_UNICODE.get(char, char)
    if char < "\u00a0":
        return char
    if "\uf020" <= char <= "\uf0ff":
        return _PRIVATE.get(ord(char) - 0xF000, char)
    if "\u2f00" <= char <= "\u2fd5":
        # Fonts with several codes for one glyph (Noto, Source Han) make exporters write the radical.
        return _RADICALS[char]
    return _PLAIN.get(char) or _LIGATURES.get(char) or char
