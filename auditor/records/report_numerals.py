"""Numbers spelled in Chinese numerals before a counter word: 十二个, 三支, 一百零五户."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from auditor.values.figures import COUNTED, Figure

_DIGIT = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEP = {"十": 10, "百": 100, "千": 1000}
_COUNTERS = "|".join(sorted(map(re.escape, COUNTED), key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?<![一二两三四五六七八九十百千零几数多余第近约逾每各双星期周初])([一二两三四五六七八九十][一二两三四五六七八九十百千零]{{0,6}})({_COUNTERS})(?!气|一)"
)
_ORDINAL = re.compile(r"^(?:多|余|以上|左右|五规划|级|类人员)")


def number_of_numeral(word: str) -> int | None:
    """Return the value of a Chinese numeral below ten thousand; None for what is none (二三)."""
    total = digit = 0
    seen = False
    least = 10_000
    for sign in word:
        if sign in _DIGIT:
            if seen and _DIGIT[sign] and digit:
                return None
            digit, seen = _DIGIT[sign], True
            continue
        step = _STEP[sign]
        if step >= least:
            return None
        least = step
        total += (digit or 1) * step
        digit, seen = 0, False
    return total + digit


def spelled_figures(text: str, known: Sequence[Figure]) -> list[Figure]:
    """Return the spelled numbers of a flat text, without those below two: one of a kind is no count.

    Args:
        text: the flat text.
        known: its figures in digits, which no spelled number may touch.
    """
    found: list[Figure] = []
    for match in _SPELLED.finditer(text):
        value = number_of_numeral(match[1])
        if value is None or value < 2 or _ORDINAL.match(text[match.end() :][:3]):
            continue
        if any(n.start < match.end() and match.start() <= n.end for n in known):
            continue
        found.append(Figure(Decimal(value), 0, match[2], match.start(), match.end(), True))
    return found
