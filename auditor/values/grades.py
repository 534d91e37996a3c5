"""Levels of need or risk, 一级 (highest) to 四级, on some schemes 五级."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.values.text import fold

_WORTH = {
    **dict(zip("一二三四五", range(1, 6), strict=True)),
    **dict(zip("壹贰叁肆伍", range(1, 6), strict=True)),
    **dict(zip("12345", range(1, 6), strict=True)),
    **dict(zip("ⅠⅡⅢⅣⅤ", range(1, 6), strict=True)),
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5,
}  # fmt: skip
_NUMERAL = r"[一二三四五壹贰叁肆伍ⅠⅡⅢⅣⅤ]|[1-5](?:\.0)?|IV|V|I{1,3}"
_MARKED = re.compile(
    rf"(?<![\d.一二三四五六七八九十百零IVXⅠ-Ⅻ])(?:第)?({_NUMERAL})(?:级|类|档|等(?!级))(?!\d)", re.IGNORECASE
)
_ANY_LEVEL = re.compile(r"[\d一二三四五六七八九十百零IVXⅠ-Ⅻ](?:级|档)", re.IGNORECASE)
_BARE = re.compile(rf"(?:第|等级|级别|级)?:?({_NUMERAL})", re.IGNORECASE)
_NAMES = ("", "一级", "二级", "三级", "四级", "五级")


@lru_cache(maxsize=4096)
def parse_grade(text: str) -> int | None:
    """Read a level 1 to 5: 一级, 1级, Ⅰ级, I级, 四 级, 4, 第三级, 三级（一般）, 一類.

    None where none or two different levels are named (一级改为二级).
    """
    if not text or len(text) > 60:
        return None
    folded = fold(text).replace(" ", "")
    marked = {_value(m) for m in _MARKED.findall(folded)}
    if marked:
        return marked.pop() if len(marked) == 1 else None
    bare = _BARE.fullmatch(folded.strip("()。.,"))
    if bare is None or _ANY_LEVEL.search(folded):
        return None
    return _value(bare.group(1))


_FAMILIES = {"甲乙丙丁戊": "stem", "ABCDE": "letter", "高中低": "height"}
_RANKS = {word: (kind, rank) for words, kind in _FAMILIES.items() for rank, word in enumerate(words, 1)}
_RANKED = re.compile(r"([甲乙丙丁戊A-E高中低])(?:级别|级|等|类|档|度)?", re.IGNORECASE)


def rank_word(text: str) -> tuple[str, int] | None:
    """Read a level in words that count in an order of their own: 甲级, B类, 高; None for any other text.

    Returns:
        The kind of words (stem, letter, height) and the place in their order, from 1. What level that is, the paper says.
    """
    found = _RANKED.fullmatch(fold(text).strip().strip("()。.,"))
    return _RANKS[found[1].upper()] if found is not None else None


def _value(numeral: str) -> int:
    return _WORTH[numeral.upper().removesuffix(".0")]


def grade_name(grade: int) -> str:
    """Write a level as forms print it: 4 -> 四级.

    Raises:
        ValueError: the level is not 1 to 5.
    """
    if not 1 <= grade <= 5:
        raise ValueError(grade)
    return _NAMES[grade]
