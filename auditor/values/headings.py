"""How Chinese papers number their parts (一、（一）1.（1）①), and how they name a service district (片区)."""

from __future__ import annotations

import re

LEVELS = (
    re.compile(
        r"^\s*(?:第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}\s*[、.．](?!\d))\s*"
    ),
    re.compile(r"^\s*[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*"),
    re.compile(r"^\s*\d{1,2}\s*(?:[、.．](?!\d)|(?=[\u4e00-\u9fff]{2,12}$))\s*"),
    re.compile(r"^\s*(?:[(（]\s*\d{1,2}\s*[)）]|\d{1,2}[)）])\s*"),
    re.compile(r"^\s*[①-⑳]\s*"),
)
"""Outermost first; each matches the number with the blanks around it."""
DISTRICT = re.compile(r"第[一二三四五六七八九十\d]+(?:服务)?片区|片区[一二三四五六七八九十](?![级至])")
_DIGITS = "一二三四五六七八九十"


def level_of(text: str) -> int | None:
    """Return 0 to 4 for a text that begins with a heading's number, None for others."""
    return next((level for level, pattern in enumerate(LEVELS) if pattern.match(text)), None)


def split_number(text: str) -> tuple[str, str]:
    """Return a text's number as written ("" where it has none) and the text without it."""
    for pattern in LEVELS:
        match = pattern.match(text)
        if match:
            return match.group().strip(), text[match.end() :]
    return "", text


def district_name(text: str) -> str:
    """片区二, 第2片区 and 第二服务片区 are one: 第二片区."""
    match = re.fullmatch(
        r"(?:第([一二三四五六七八九十]+|\d)(?:服务)?片区|片区([一二三四五六七八九十]))", text
    )
    if not match:
        return text
    number = match[1] or match[2]
    if number.isdigit() and 1 <= int(number) <= len(_DIGITS):
        number = _DIGITS[int(number) - 1]
    return f"第{number}片区"
