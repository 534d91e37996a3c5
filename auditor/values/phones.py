"""Telephone numbers of the Chinese mainland, full or masked.

Mobile numbers have 11 digits and begin with 13 to 19; fixed lines have an area code of three or four digits that
begins with 0, and seven or eight digits that begin with 2 to 8 (国家通信网编号计划).
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.values.dates import parse_date
from auditor.values.text import fold

_S = r"[ -]{0,3}"
_MASK = r"[*xX×＊•●#?]"
_EXTENSION = r"(?:(?:转|#|-|—|ext\.?) ?(?P<{0}>\d{{1,5}})(?!\d))?"
_PHONE = re.compile(
    rf"(?<![\dA-Za-z*.])(?<!\d-)(?:\+?0{{0,2}}86[ -]?|\(\+?86\) ?)?(?P<mobile>1[3-9]\d(?:{_S}\d){{8}})(?![\d*])(?!\.\d)"
    rf"|(?<![\dA-Za-z*.])(?P<masked>1[3-9]\d{{1,2}}{_S}{_MASK}{{3,6}}{_S}\d{{2,4}})(?![\d*])"
    rf"|(?<![\dA-Za-z*.])(?:\+?86[ -]?)?\(?(?P<area>0(?:10|2\d|[3-9]\d{{2}}))\)?{_S}"
    rf"(?P<local>[2-8]\d{{2,3}}[ -]?\d{{4}})(?![\d*])" + _EXTENSION.format("ext")
    + rf"|(?<![\dA-Za-z*.])(?P<maskedland>0(?:10|2\d|[3-9]\d{{2}}){_S}[2-8]\d{{0,3}}{_MASK}{{3,6}}\d{{0,4}})(?![\d*])",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"(?<![\dA-Za-z*.,¥/年月-])(?P<local>[2-8]\d{2,3}[ -]?\d{4})(?![\d*.年月日元A-Za-z])" + _EXTENSION.format("ext")
)
_LONG_NUMBER = re.compile(r"\d{6,}")


@lru_cache(maxsize=16384)
def _find(text: str) -> tuple[str, ...]:
    if sum(map(str.isdigit, text)) < 5:
        return ()
    lines = [fold(part) for part in text.splitlines()] if "\n" in text else [fold(text)]
    found: list[str] = []
    short = len(text) <= 60
    for line in lines:
        rest = line
        for m in _PHONE.finditer(line):
            found.append(_normal(m))
            if short:
                rest = rest.replace(m.group(), ";", 1)
        if short or "电话" in line or "座机" in line:
            for m in _LOCAL.finditer(rest):
                digits = re.sub(r"\D", "", m["local"])
                if parse_date(digits).kind == "day":
                    continue
                found.append(digits + (f"-{m['ext']}" if m["ext"] else ""))
    return tuple(dict.fromkeys(found))


def _normal(m: re.Match[str]) -> str:
    if m["mobile"]:
        return re.sub(r"\D", "", m["mobile"])
    masked = m["masked"] or m["maskedland"]
    if masked:
        return re.sub(_MASK, "*", re.sub(r"[ -]", "", masked))
    return m["area"] + re.sub(r"\D", "", m["local"]) + (f"-{m['ext']}" if m["ext"] else "")


def find_phones(text: str) -> list[str]:
    """Find the telephone numbers in a cell or text, in order, each once.

    Numbers come back as digits only; a fixed line keeps its area code in front and its extension after a hyphen
    (``"02081234567-801"``); a masked number keeps its asterisks (``"138****1234"``). Seven or eight digits alone
    count only in a short text (60 characters) or on a line that says 电话. Days written as eight digits, ID numbers
    and archive numbers are not phones.
    """
    return list(_find(text))


_AROUND = re.compile(r"[\s,.;:、/()+\-86]*")


def is_valid_phone(text: str) -> bool:
    """Whether the whole text is one or more possible telephone numbers; masked ones are given the benefit."""
    folded = fold(text)
    numbers = find_phones(text)
    if not numbers:
        return False
    rest = sum(c.isdigit() or c == "*" for c in folded) - sum(c.isdigit() or c == "*" for n in numbers for c in n)
    return rest in (0, 2 * folded.count("86")) or rest == 0
