"""Telephone numbers of the Chinese mainland, full or masked.

Mobile numbers have 11 digits and begin with 13 to 19; fixed lines have an area code of three or four digits
that
begins with 0, and seven or eight digits that begin with 2 to 8 (国家通信网编号计划).
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.values.dates import parse_date
from auditor.values.text import fold

_S = r"[ -]{0,3}"
_H = r"[ -]{1,3}"
MOBILE_SHAPE = (
    rf"1[3-9]\d(?:\d{{8}}|{_H}\d{{4}}(?:{_H})?\d{{4}}|{_H}\d{{3}}{_H}\d{{5}}|\d{_H}\d{{3}}{_H}\d{{4}}|\d{{4}}{_H}\d{{4}}"
    rf"|{_H}\d{{2}}{_H}\d{{3}}{_H}\d{{3}})|1 [3-9](?: \d){{9}}"
)
"""Eleven digits, in the groups in which people write them: other groups are several numbers side by side."""
_MASK = r"[*xX×＊•●#?]"
_EXTENSION = r"(?:(?:转|#|-|—|ext\.?) ?(?P<{0}>\d{{1,5}})(?!\d))?"
_PHONE = re.compile(
    rf"(?<![\dA-Za-z*.])(?<!\d-)(?:\+?0{{0,2}}86[ -]?|\(\+?86\) ?)?(?P<mobile>{MOBILE_SHAPE})(?![\d*])(?!\.\d)"
    rf"|(?<![\dA-Za-z*.])(?P<masked>1[3-9]\d{{1,2}}{_S}{_MASK}{{3,6}}{_S}\d{{2,4}})(?![\d*])"
    rf"|(?<![\dA-Za-z*.])(?:\+?86[ -]?)?\(?(?P<area>0(?:10|2\d|[3-9]\d{{2}}))\)?{_S}"
    rf"(?P<local>[2-8]\d{{2,3}}[ -]?\d{{4}})(?![\d*])"
    + _EXTENSION.format("ext")
    + r"|(?<![\dA-Za-z*.-])(?P<service>[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3})(?![\d*])"
    r"|(?<![\dA-Za-z])(?P<overseas>(?:\+|00)85[23][ -]?[2-9]\d{3}[ -]?\d{4})(?![\d*])"
    rf"|(?<![\dA-Za-z*.])(?P<maskedland>0(?:10|2\d|[3-9]\d{{2}}){_S}[2-8]\d{{0,3}}{_MASK}{{3,6}}\d{{0,4}})(?![\d*])",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"(?<![\dA-Za-z*.,¥/年月-])(?P<local>[2-8]\d{2,3}[ -]?\d{4})(?![\d*.年月日元A-Za-z])"
    + _EXTENSION.format("ext")
)


@lru_cache(maxsize=16384)
def _find(text: str) -> tuple[str, ...]:
    if sum(map(str.isdigit, text)) < 5:
        return ()
    lines = [fold(part) for part in text.splitlines()] if "\n" in text else [fold(text)]
    short = len(text) <= 60
    found: list[str] = []
    for line in lines:
        here: list[tuple[int, str]] = []
        rest = line
        for m in _PHONE.finditer(line):
            here.append((m.start(), _normal(m)))
            rest = rest[: m.start()] + ";" * (m.end() - m.start()) + rest[m.end() :]
        if short or "电话" in line or "座机" in line:
            for m in _LOCAL.finditer(rest):
                digits = _NOT_DIGIT.sub("", m["local"])
                if parse_date(digits).kind != "day" and not _YEARS.fullmatch(m["local"]):
                    here.append((m.start(), digits + (f"-{m['ext']}" if m["ext"] else "")))
        found.extend(number for _, number in sorted(here))
    return tuple(dict.fromkeys(found))


_YEARS = re.compile(r"20\d\d[ -]20\d\d")
_NOT_DIGIT = re.compile(r"\D")
_MASK_SIGN = re.compile(_MASK)
_GAPS = re.compile(r"[ -]")


def _normal(m: re.Match[str]) -> str:
    whole = m["mobile"] or m["service"] or m["overseas"]
    if whole:
        return _NOT_DIGIT.sub("", whole)
    masked = m["masked"] or m["maskedland"]
    if masked:
        return _MASK_SIGN.sub("*", _GAPS.sub("", masked))
    return m["area"] + _NOT_DIGIT.sub("", m["local"]) + (f"-{m['ext']}" if m["ext"] else "")


def find_phones(text: str) -> list[str]:
    """Find the telephone numbers in a cell or text, in order, each once.

    Numbers come back as digits only; a fixed line keeps its area code in front and its extension after a
    hyphen
    (``"02081234567-801"``); a masked number keeps its asterisks (``"138****1234"``). Seven or eight digits
    alone
    count only in a short text (60 characters) or on a line that says 电话. Days written as eight digits, ID
    numbers
    and archive numbers are not phones.
    """
    return list(_find(text))


_COUNTRY = re.compile(r"(?:\+|00|\(\+?)86\)?[ -]?(?=1)|(?<!\d)86[ -]?(?=1[3-9]\d{9})")


def is_valid_phone(text: str) -> bool:
    """Whether every digit of the text belongs to a possible telephone number.

    Masked numbers are given the benefit of the doubt.
    """
    numbers = _find(text)
    if not numbers:
        return False
    shown = sum(c.isdigit() or c == "*" for c in _COUNTRY.sub("", fold(text).replace("＊", "*")))
    read = sum(c.isdigit() or c == "*" for number in numbers for c in number)
    return shown == read
