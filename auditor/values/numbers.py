"""Counts, scores, amounts of money, and Chinese numerals both ways."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from auditor.values.text import fold

_DIGITS = {
    c: i
    for i, group in enumerate(
        ("〇零○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in group
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
CHINESE_NUMERAL = "〇零○一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""Characters of which a Chinese numeral consists."""


@lru_cache(maxsize=4096)
def chinese_to_int(text: str) -> int | None:
    """Read a Chinese numeral: 十二, 二〇二四, 一千零八十七, 廿一, 壹仟; None where it is not one.

    A row of digits without units is read place by place (二〇二四 -> 2024).
    """
    if not text or len(text) > 30:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    last_unit = 10**9
    pending = False  # a digit waits for its unit
    for c in text:
        if c in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[c], True
        elif c in _UNITS:
            unit = _UNITS[c]
            if unit >= last_unit or (pending and digit == 0 and unit != 10):
                return None
            if not pending or digit == 0:
                if unit != 10:
                    return None
                digit = 1
            section += digit * unit
            last_unit, digit, pending = unit, 0, False
        elif c in _LARGE:
            section += digit
            if section == 0:
                return None
            total = (total + section) * _LARGE[c] if _LARGE[c] > 10_000 else total + section * _LARGE[c]
            section = digit = 0
            last_unit, pending = 10**9, False
        else:
            return None
    return total + section + digit


_PLAIN = "零一二三四五六七八九"


def int_to_chinese(number: int) -> str:
    """Write 0 to 99,999,999 as a Chinese numeral: 12 -> 十二, 1087 -> 一千零八十七.

    Raises:
        ValueError: the number is outside that range.
    """
    if not 0 <= number < 100_000_000:
        raise ValueError(number)
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = "" if not low else ("零" if low < 1000 else "") + _below_ten_thousand(low)
        return _below_ten_thousand(high) + "万" + rest
    written = _below_ten_thousand(number)
    return written


def _below_ten_thousand(number: int) -> str:
    if number < 10:
        return _PLAIN[number]
    if number < 20:
        return "十" + (_PLAIN[number - 10] if number > 10 else "")
    parts: list[str] = []
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            if gap:
                parts.append("零")
            parts.append(_PLAIN[digit] + name)
            gap = False
        elif parts:
            gap = True
    return "".join(parts)


_ARABIC = re.compile(r"(?<![\d.,])[-+]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,10})?(?![\d.]\d|\d)")
_CHINESE = re.compile(f"[{CHINESE_NUMERAL}]{{1,20}}")
_CHINESE_COUNT = re.compile(
    rf"(?:共计?|合计|总计|约|第)?([{CHINESE_NUMERAL}]{{1,16}})"
    r"(?:[个人名位次节场例户份册页张条件项天日月年周岁元分只支队组回期轮]{1,3}|小时|人次)?"
)
_RATIO = re.compile(r"\d\s*[/:~至到—–-]\s*\d")


def _only_number(folded: str) -> Decimal | None:
    found = {Decimal(m.group().replace(",", "")) for m in _ARABIC.finditer(folded)}
    return found.pop() if len(found) == 1 else None


_WHOLE = re.compile(r"(?:合计|共计|总计|总共|一共|累计|共)\D{0,2}(\d{1,5})(?!\s*[\d.~～—–至到/-])")
_WHOLE_FIRST = re.compile(r"^(\d{1,5})[^\d第]{0,4}[,;:(，；]?(?:其中|含|包括|包含)")


def _count_of_parts(folded: str) -> int | None:
    """Return the whole of a count told with its parts (面谈7次、电话3次,合计10次), None where it is not certain."""
    if "第" in folded:
        return None
    wholes = {int(number) for number in _WHOLE.findall(folded)}
    if not wholes and (first := _WHOLE_FIRST.match(folded)) is not None:
        wholes = {int(first[1])}
    if len(wholes) != 1:
        return None
    whole = wholes.pop()
    return whole if all(int(number) <= whole for number in re.findall(r"\d{1,6}", folded)) else None


_FIRST = re.compile(r"(?:首|初)[次节期回]?")
_CIRCLED = re.compile(r"[①-⑳]")
_BRACKETED = re.compile(rf"\(([{CHINESE_NUMERAL}]{{1,6}})\)")
"""A numeral in brackets: (二), 第(十二)次."""


@lru_cache(maxsize=8192)
def parse_count(text: str) -> int | None:
    """Read an integer with or without words around it: 12节, 共 12 次, 十二, 12.0, 1,087; 面谈7次,电话3次,共10次.

    None for half counts (34.5 人次), for texts with two different numbers of which none is said to be the whole, and for
    ranges.
    """
    if not text or len(text) > 60:
        return None
    folded = fold(text)
    if _FIRST.fullmatch(folded):
        return 1
    folded = _CIRCLED.sub(lambda sign: str(ord(sign[0]) - ord("①") + 1), _BRACKETED.sub(r"\1", folded))
    if _RATIO.search(folded):
        return None
    number = _only_number(folded)
    if number is not None:
        if re.search(r"\d\s*万", folded):
            number *= 10_000
        whole = int(number)
        return whole if whole == number else None
    if any(c.isdigit() and c.isascii() for c in folded):
        return _count_of_parts(folded)
    written = _CHINESE_COUNT.fullmatch(folded.replace(" ", "").rstrip("。."))
    return chinese_to_int(written.group(1)) if written else None


_SCORE = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,4})?)\s*分(?!钟|之|/)")


@lru_cache(maxsize=8192)
def parse_score(text: str) -> float | None:
    """Read a score or share, possibly fractional: 87.13 分, 92.5%, 90, 九十; None where several numbers compete.

    A percentage is returned as printed (92.5% -> 92.5). ``85分（满分100分）`` gives 85.
    """
    if not text or len(text) > 60:
        return None
    folded = fold(text)
    folded = re.sub(r"\(?(?:满分|总分为?)\s*:?\s*\d{1,4}\s*分?\)?", "", folded) or folded
    marked = {m.group(1) for m in _SCORE.finditer(folded)}
    if len(marked) == 1:
        return float(marked.pop())
    if marked or _RATIO.search(folded):
        return None
    number = _only_number(folded)
    if number is not None:
        return float(number)
    if re.search(r"\d", folded):
        return None
    count = parse_count(folded)
    return None if count is None else float(count)


_MONEY = re.compile(
    r"(?:人民币|rmb|cny|[¥￥$])?\s*([-+]?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?)\s*(万|千|百|亿)?\s*(?:余|多)?\s*(?:元|圆|块)?",
    re.IGNORECASE,
)
_UNIT_WORTH = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
_CAPITAL = re.compile(
    rf"(?:人民币|[¥￥])?:?([{CHINESE_NUMERAL}]{{1,24}})[元圆块](?:([{CHINESE_NUMERAL}])角)?(?:零?([{CHINESE_NUMERAL}])分)?[整正]?"
)


@lru_cache(maxsize=8192)
def parse_amount(text: str) -> Decimal | None:
    """Read an amount of money in yuan: 24,745元, ￥1.2万元, 人民币壹仟元整; None where several amounts compete."""
    if not text or len(text) > 80:
        return None
    folded = fold(text).replace("¥", "￥").replace("￥", "¥")
    found: set[Decimal] = set()
    for m in _MONEY.finditer(folded):
        if m.end() < len(folded) and folded[m.end()].isdigit():
            return None
        found.add(Decimal(m.group(1).replace(",", "")) * _UNIT_WORTH[m.group(2) or ""])
    if found:
        if len(found) > 1 or re.search(r"\d\s*[:%]|\d[年月日]", folded):
            return None
        return found.pop()
    capital = _CAPITAL.search(folded.replace(" ", ""))
    if capital is None:
        return None
    yuan = chinese_to_int(capital.group(1))
    if yuan is None:
        return None
    cents = (chinese_to_int(capital.group(2) or "零") or 0) * 10 + (
        chinese_to_int(capital.group(3) or "零") or 0
    )
    return Decimal(yuan) + Decimal(cents) / 100
