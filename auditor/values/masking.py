"""Hiding personal data in every text that leaves the program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from auditor.values.id_numbers import RESIDENT_SHAPE
from auditor.values.phones import MOBILE_SHAPE
from auditor.values.surnames import surname_length

_HIDDEN = re.compile(r"[*＊×某]")


def mask_name(name: str) -> str:
    """Hide the given name but for its last character: 张一诺 -> 张*诺, 张三 -> 张*, 欧阳一诺 -> 欧阳*诺.

    Names masked already and single characters stay as they are. Names with a middle dot keep their first
    part;
    Latin names keep the first letter of each word.
    """
    plain = name.strip()
    if len(plain) < 2 or _HIDDEN.search(plain):
        return plain
    if "·" in plain:
        first, _, rest = plain.partition("·")
        return first[:1] + "*" * (len(first) - 1) + "·" + "*" * len(rest.replace("·", ""))
    if plain.isascii():
        return " ".join(word[0] + "*" * (len(word) - 1) for word in plain.split())
    plain = re.sub(r"\s+", "", plain)
    if len(plain) == 2:
        return plain[0] + "*"
    kept = surname_length(plain)
    if len(plain) == kept + 1:
        return plain[:kept] + "*"
    return plain[:kept] + "*" * (len(plain) - kept - 1) + plain[-1]


_AREA = re.compile(r"\(?(0(?:10|2\d|[3-9]\d\d))\)?[ -]{0,3}(?=[2-8])")


def mask_phone(phone: str) -> str:
    """Hide the middle of a telephone number: 13812341234 -> 138****1234, 020-81234567 -> 020-8****567.

    An extension stays; numbers masked already stay as they are.
    """
    if _HIDDEN.search(phone):
        return phone
    plain = phone.translate(_DIGITS).strip()
    area = _AREA.match(plain)
    if area is not None:
        rest = re.match(r"(\d{3,4}[ -]?\d{4})(.*)", plain[area.end() :], re.DOTALL)
        if rest is not None:
            joint = "-" if area.end() - len(area.group(1)) - area.start() > 0 else ""
            return area.group(1) + joint + _mask_local(re.sub(r"\D", "", rest[1])) + rest[2]
    prefix = re.match(r"\+?(?:00)?86[ -]?(?=1[3-9])|\(\+?86\) ?(?=1)", plain)
    head = prefix.group() if prefix else ""
    digits = re.sub(r"\D", "", plain[len(head) :])
    if len(digits) in (7, 8):
        return head + _mask_local(digits)
    return head + _mask_digits(digits)


def _mask_local(digits: str) -> str:
    return digits[0] + "*" * (len(digits) - 4) + digits[-3:]


def _mask_digits(digits: str) -> str:
    if len(digits) >= 11:
        return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]
    kept = min(2, len(digits) // 3)
    return digits[:kept] + "*" * (len(digits) - 2 * kept) + digits[len(digits) - kept :]


def mask_id_number(number: str) -> str:
    """Hide all but the first three and the last four characters; other papers keep two and two."""
    plain = re.sub(r"[\s-]", "", number.translate(_DIGITS))
    if _HIDDEN.search(plain):
        return plain
    return _mask_digits(plain)


_ADMINISTRATIVE = re.compile(r".{0,40}?(?:街道|[镇乡](?!.{0,10}(?:街道|[镇乡])))")
_STREET = re.compile(r".{0,40}?(?:大道|路|街|巷|村)")
_DISTRICT = re.compile(r".{0,40}(?:[省市区县州旗])")


def mask_address(address: str) -> str:
    """Hide what lies below the street: 广州市海珠区某某街道和平路12号303房 -> 广州市海珠区某某街道***.

    Without 街道, 镇 or 乡 the first road, lane or village is kept, else the district; else nothing.
    """
    plain = address.strip()
    if not plain or plain.endswith("***"):
        return plain
    for shape in (_ADMINISTRATIVE, _STREET, _DISTRICT):
        m = shape.match(plain)
        if m is not None:
            kept = re.sub(r"[0-9０-９A-Za-z].*", "", m.group(), flags=re.DOTALL)
            return kept if m.end() == len(plain) and kept == plain else kept + "***"
    return "***"


_DIGITS = {0xFF10 + i: str(i) for i in range(10)} | {
    ord("－"): "-",
    ord("　"): " ",
    ord("\u00a0"): " ",
    ord("＋"): "+",
}
# A finding's own id: 16 hexadecimal digits, letters among them; who looks for it must find it.
_SENSITIVE = re.compile(
    r"(?P<own>(?<![0-9A-Za-z])(?=[0-9]{0,15}[a-f])[0-9a-f]{16}(?![0-9A-Za-z]))"
    rf"|(?<![\dA-Za-z*])(?P<id>{RESIDENT_SHAPE})(?!\d)"
    rf"|(?<![\d*])(?P<mobile>(?:\+?(?:00)?86[ -]?)?(?:{MOBILE_SHAPE}))(?!\d)"
    r"|(?<![\dA-Za-z*-])(?P<land>\(?0(?:10|2\d|[3-9]\d\d)\)?[ -]{0,3}[2-8]\d{2,3}[ -]?\d{4})(?!\d)"
    r"|(?<=电话)(?P<said>[:： ]{0,3}[2-8]\d{2,3}[ -]\d{4})(?!\d)"
    r"|(?<![A-Za-z\d])(?P<hk>[A-Z]{1,2}\d{6}[(（][\dA][)）])"
    r"|(?P<run>\d{7,})(?P<x>[Xx](?![A-Za-z]))?"
)


def _is_day(digits: str) -> bool:
    if len(digits) != 8 or digits[:2] not in ("19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _hide(m: re.Match[str]) -> str:
    found = m.group()
    kind = m.lastgroup
    if kind == "own":
        return found
    if kind in ("run", "x"):
        return found if _is_day(found) else _mask_digits(m["run"]) + ("*" if m["x"] else "")
    if kind in ("mobile", "land"):
        return mask_phone(found)
    if kind == "said":
        lead = found[: len(found) - len(found.lstrip(":： "))]
        return lead + mask_phone(found[len(lead) :])
    return mask_id_number(found)


_PLACE_AHEAD = re.compile(
    r"(?:社区|街|路|巷|大道|新村|村|里弄|苑|花园|小区|大厦|广场|学校|小学|中学|幼儿园|医院|中心|基金|公司|超市|机构|服务队|志愿队|小组)"
)
_HOUSE = re.compile(
    r"((?:大道|路|街|巷|里|坊|苑|新村|小区|花园|大院|村)[^，。；\s\d]{0,6}?)"
    r"[\dA-Za-z甲乙丙丁之\-－一二三四五六七八九十]{1,8}(?:号|栋|座|幢|梯)[^，。；、：“”\s]{0,20}"
)


def mask_house(text: str) -> str:
    """Hide house, staircase and room behind a street wherever they stand: 和平路12号303房 -> 和平路***."""
    return (
        _HOUSE.sub(r"\1***", text)
        if "号" in text or "栋" in text or "座" in text or "幢" in text or "梯" in text
        else text
    )


class NameMask:
    """Many names, made ready once to be hidden in many texts.

    Args:
        names: full names; those of fewer than two characters or masked already are passed over.
        given: given names by which texts call somebody (桂兰 for 邝桂兰); hidden like the end of the full name, except
            before a word that makes a place or a group of them (海燕社区).
        kept: longer names that stay as they are, so that a given name within them does too (陈海燕, a worker).
    """

    __slots__ = ("_first", "_given", "_lengths", "_masked")

    def __init__(self, names: Iterable[str], given: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
        self._given = frozenset(name for name in given if len(name) > 1 and not _HIDDEN.search(name))
        masked: dict[str, str] = {name: "*" * (len(name) - 1) + name[-1] for name in self._given}
        masked |= {name: name for name in kept if len(name) > 1}
        for name in names:
            plain = name.strip()
            if len(plain) < 2 or _HIDDEN.search(plain):
                continue
            hidden = mask_name(plain)
            masked[plain] = hidden
            if len(plain) in (2, 3) and not plain.isascii():
                for gap in (" ", "  ", "　", "　　"):  # names are often spread to the width of the longest
                    masked[gap.join(plain)] = hidden
        self._masked = masked
        lengths: dict[str, set[int]] = {}
        for name in masked:
            lengths.setdefault(name[0], set()).add(len(name))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        self._first = re.compile("[" + "".join(map(re.escape, sorted(lengths))) + "]") if lengths else None

    def hide(self, text: str) -> str:
        """Replace every name in the text, the longest that begins at a place first."""
        if self._first is None:
            return text
        out: list[str] = []
        done = 0
        for m in self._first.finditer(text):
            start = m.start()
            if start < done:
                continue
            for size in self._lengths[m.group()]:
                found = text[start : start + size]
                hidden = self._masked.get(found)
                if hidden is not None and not (
                    found in self._given and _PLACE_AHEAD.match(text, start + size)
                ):
                    out.append(text[done:start])
                    out.append(hidden)
                    done = start + size
                    break
        if not out:
            return text
        out.append(text[done:])
        return "".join(out)


def mask_text(text: str, names: Iterable[str] | NameMask = ()) -> str:
    """Hide telephone and identity numbers, and the given names, wherever they stand.

    No run of seven or more digits is left, except days written as 20240615; archive numbers and dates stay.

    Args:
        text: any text; full-width digits are hidden too.
        names: names to hide, or a `NameMask` made of them, which is the way for many texts.
    """
    flat = text.translate(_DIGITS)  # one character for one: places found in it are places in the text
    out: list[str] = []
    done = 0
    for m in _SENSITIVE.finditer(flat):
        out.append(text[done : m.start()])
        out.append(_hide(m))
        done = m.end()
    result = "".join(out) + text[done:] if out else text
    if not isinstance(names, NameMask):
        names = NameMask(names) if names else _NO_NAMES
    return names.hide(result)


_NO_NAMES = NameMask(())
