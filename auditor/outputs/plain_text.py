"""Text of documents made harmless for a terminal, and wrapped as Chinese is: by characters, punctuation never first."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

_MAX_COMBINING = 2
# Nearly every text: printable ASCII, the common Chinese characters, their punctuation and the signs of forms.
_HARMLESS = re.compile(r"[ -~\u4e00-\u9fff\u3001-\u3011\u3014\u3015\uff01-\uff5e“”‘’…—·□☑√]*")
_SPECIAL = {"\ufffc": "［图］", "\u2028": " ", "\u2029": " "}
_TOKEN = re.compile(r"[!-~]+|\s+|[^!-~\s]")
_SLASH = re.compile(r"(?<=[/\\])(?=.)")
_JOINT = re.compile(r"(?<=[_\-.])(?=.)|(?<=[a-z])(?=[A-Z])")
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕］”’…—％,.;:!?)]}%")
_NOT_LAST = frozenset("（《「『【〔［“‘([{")
_MAX_CARRIED = 3


def plain(text: str) -> str:
    """Return ``text`` on one line without anything that could steer a terminal or disguise what is read.

    Control characters (so also escape sequences), bidirectional overrides, zero-width and other format characters,
    surrogates and piled-up combining marks are dropped; line ends and tabs become one space. Square brackets stay: the
    outputs never hand document text to a markup parser.
    """
    if _HARMLESS.fullmatch(text) is not None and "  " not in text:
        return text.strip()
    out: list[str] = []
    combining = 0
    for char in text:
        if char in _SPECIAL:
            out.append(_SPECIAL[char])
            continue
        if char in "\r\n\t\v\f":
            out.append(" ")
            continue
        category = unicodedata.category(char)
        if category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            continue
        combining = combining + 1 if category in {"Mn", "Me"} else 0
        if combining <= _MAX_COMBINING:
            out.append(char)
    return re.sub(r" {2,}", " ", "".join(out)).strip()


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns, a Chinese character counting two.

    Numbers and Latin words stay whole where they fit; closing punctuation does not begin a line and opening punctuation
    does not end one. An empty text gives one empty line.
    """
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width))
    return lines


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for token in _tokens(text, width):
        size = cell_len(token)
        if used + size <= width:
            if line or not token.isspace():
                line.append(token)
                used += size
            continue
        if token.isspace():
            continue
        carried = _carried(line, token)
        lines.append("".join(line).rstrip())
        line = [*carried, token]
        used = sum(map(cell_len, line))
    lines.append("".join(line).rstrip())
    return lines


def _carried(line: list[str], token: str) -> list[str]:
    """Take from the end of ``line`` what has to stand on the next line together with ``token``."""
    carried: list[str] = []
    while len(line) > 1 and len(carried) < _MAX_CARRIED:
        first = carried[0] if carried else token
        if first[0] not in _NOT_FIRST and line[-1][-1] not in _NOT_LAST:
            break
        carried.insert(0, line.pop())
    return carried


def _tokens(text: str, width: int) -> list[str]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        for part in _SLASH.split(token) if len(token) > 1 else [token]:
            if cell_len(part) <= width * 3 // 4:
                tokens.append(part)
                continue
            for piece in _JOINT.split(part):
                tokens.extend(piece[start : start + width] for start in range(0, len(piece), width))
    return tokens
