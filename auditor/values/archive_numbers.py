"""Numbers of files: NY-001, RB-HH-008, NY-2024-001, JUS-C002-20230415-AB-0012, 南约个案001, 个案字〔2024〕3号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from auditor.values.dates import parse_date
from auditor.values.id_numbers import parse_id_number
from auditor.values.phones import find_phones
from auditor.values.text import fold


@dataclass(frozen=True, slots=True)
class ArchiveNumber:
    """An archive number as read.

    Attributes:
        text: normalised: upper case, ASCII hyphens without blanks, the serial with at least three digits.
        initials: the parts before the serial, without the year, e.g. ("RB", "HH").
        serial: the running number.
        masked: a part holds ``*``.
        year: the year in it, where one stands there.
    """

    text: str
    initials: tuple[str, ...]
    serial: int
    masked: bool
    year: int | None = None


_DASH = str.maketrans("–—―─‐‑‒−－﹣~", "-----------")
_HYPHEN_GAP = re.compile(r"(?: ?- ?){1,3}")
_LATIN = re.compile(
    r"(?P<head>(?:(?:19|20)\d{2}-)?[A-Z*]{1,5}(?:-[A-Z*]{1,5}){0,3})"
    r"(?:-(?P<year>(?:19|20)\d{2})(?=-))?(?P<gap>-?)(?P<serial>\d{1,5})"
)
_LONG = re.compile(r"(?P<head>[A-Z*]{2,5}(?:-[A-Z0-9*]{1,8}){2,5})-(?P<serial>\d{2,5})")
_CHINESE = re.compile(
    r"(?P<head>[㐀-鿿*]{2,16}?(?:[A-Z*]{1,5})?)-?[〔\[(【]?(?P<year>(?:19|20)\d{2})?年?[〕\])】]?-?第?(?P<serial>\d{1,5})号?"
)
_WRAP = re.compile(
    r"^(?:个案|小组|档案|家庭档案|案卷|活动)?(?:编号|档号|案号|号码|号)(?:为|是)?:?|^第(?=[A-Z*])|^no[.:]?(?=[A-Z*0-9 ])|号$|[。.,;]$",
    re.IGNORECASE,
)
# Upper-case words that stand before a number and are no file: standards, illnesses, paper sizes.
_NOT_INITIALS = frozenset(
    ("GB", "GBT", "MZ", "MZT", "DB", "ISO", "QB", "COVID", "QQ", "VX", "WX", "TEL", "NO", "PM",
     "HTTP", "IP", "CPI", "ICD", "SCL", "GDS", "SDS", "SAS", "PHQ", "GAD", "MMSE", "ADL", "CCTV", "AM", "UTF", "RMB", "EXCEL", "WORD", "WIN")
)  # fmt: skip
_CHINESE_WORDS = re.compile(r"案|档|字|编|组|卷|册|号|户|访|站")
_NOT_CHINESE = re.compile(r"[年月日时分秒岁元周第共约个次节人]$|电话|手机|身份|日期|年龄|金额")
_IN_TEXT = re.compile(
    r"(?<![A-Za-z0-9*./-])(?:(?:19|20)\d{2} ?- ?)?[A-Z*]{2,5}(?: ?- ?(?:[A-Z*]{1,5}|(?:19|20)\d{2}(?= ?-)))"
    r"{0,3} ?- ?\d{2,5}(?![\dA-Za-z*.]|-\d|[./]\d)"
    r"|(?<![A-Za-z0-9*./-])[A-Z*]{2,5}(?: ?- ?[A-Z0-9*]{1,8}){2,5} ?- ?\d{2,5}(?![\dA-Za-z*]|-\d)"
    r"|(?:个案|小组|档案|户|组|家访|建档)字?[〔\[(] ?(?:19|20)\d{2} ?[〕\])] ?第? ?\d{1,5} ?号"
    r"|(?<![A-Za-z0-9*./-])[A-Z]{2,5}\d{3}(?![\dA-Za-z*./-])"
)


def _clean(text: str) -> str:
    code = fold(text).translate(_DASH).replace("＊", "*").replace("×", "*").upper()
    return _HYPHEN_GAP.sub("-", code)


def _pad(serial: str) -> str:
    return serial.zfill(3)


def _other_number(code: str) -> bool:
    """Days, phones and identity numbers are never archive numbers."""
    if not any("A" <= c <= "Z" for c in code) and parse_date(code).kind in {"day", "month", "partial"}:
        return True
    if find_phones(code):
        return True
    number = parse_id_number(code)
    return number is not None and (number.kind != "other" or "-" not in code)


def _build(head: str, year: str | None, serial: str) -> ArchiveNumber | None:
    parts = head.split("-")
    if year is None and re.fullmatch(r"(?:19|20)\d{2}", parts[0]):
        year = parts.pop(0)
        text = f"{year}-{'-'.join(parts)}-{_pad(serial)}"
    elif year is not None:
        text = f"{head}-{year}-{_pad(serial)}"
    else:
        text = f"{head}-{_pad(serial)}"
    return ArchiveNumber(text, tuple(parts), int(serial), "*" in head, int(year) if year else None)


@lru_cache(maxsize=8192)
def parse_archive_number(text: str, pattern: str | None = None) -> ArchiveNumber | None:
    """Read the archive number that fills a field (80 characters at most).

    Args:
        text: the field's text; 编号： and 第…号 around the number are passed over.
        pattern: the station's own shape, a regular expression over the normalised text; numbers that do not
        match
            it in full are refused, others that do are taken even where no known shape fits, if they end in
            digits.

    Returns:
        The number; None where the text is a day, a phone, an identity number or no number at all.

    Raises:
        re.error: the pattern is not a regular expression.
    """
    if not text or len(text) > 80:
        return None
    code = _clean(text)
    for _ in range(2):
        code = _WRAP.sub("", code).strip(" -")
    if not code or not code[-1].isdigit():
        closing = re.fullmatch(r"(.*\d)(?:\(.{0,20}\))", code)
        if closing is None:
            return None
        code = closing.group(1)
    number = _shape(code)
    if pattern is None:
        return number
    normal = number.text if number else code.replace(" ", "")
    own = re.fullmatch(pattern, normal) or re.fullmatch(pattern, code.replace(" ", ""))
    if own is None:
        return None
    if number is not None:
        return number
    tail = re.search(r"\d{1,6}$", normal)
    if tail is None:
        return None
    head = normal[: tail.start()].rstrip("-")
    return ArchiveNumber(normal, tuple(head.split("-")) if head else (), int(tail.group()), "*" in head)


def _is_file_prefix(head: str, serial: str) -> bool:
    """Whether Chinese words before a number make it a file's: a word for files, or a number padded like a code."""
    if _NOT_CHINESE.search(head):
        return False
    return _CHINESE_WORDS.search(head) is not None or (serial[0] == "0" and len(serial) > 2)


_YEAR_FIRST = re.compile(r"[〔\[(【](?P<year>(?:19|20)\d{2})年?[〕\])】](?P<rest>[A-Z*].{2,30})")
_YEAR_INSIDE = re.compile(r"(?P<head>[A-Z]{2,5})(?P<year>20[0-4]\d)(?P<serial>\d{3})")
_PLACE_FIRST = re.compile(r"(?P<place>[㐀-鿿])-(?P<rest>[A-Z*]{1,5}(?:-[A-Z*]{1,5}){0,2}-\d{2,5})")


def _combined(tight: str) -> ArchiveNumber | None:
    """Read a year in brackets before the initials, a year inside a run of digits, one Chinese sign before initials."""
    m = _YEAR_FIRST.fullmatch(tight)
    if m is not None:
        rest = _shape(m["rest"])
        if rest is None or rest.year is not None:
            return None
        return ArchiveNumber(
            f"{m['year']}-{rest.text}", rest.initials, rest.serial, rest.masked, int(m["year"])
        )
    m = _YEAR_INSIDE.fullmatch(tight)
    if m is not None and m["head"] not in _NOT_INITIALS:
        return _build(m["head"], m["year"], m["serial"])
    m = _PLACE_FIRST.fullmatch(tight)
    if m is not None:
        rest = _shape(m["rest"])
        if rest is not None:
            return ArchiveNumber(
                f"{m['place']}-{rest.text}", (m["place"], *rest.initials), rest.serial, rest.masked, rest.year
            )
    return None


def _shape(code: str) -> ArchiveNumber | None:
    tight = code.replace(" ", "")
    if _other_number(code) and _YEAR_INSIDE.fullmatch(tight) is None:
        return None
    if (combined := _combined(tight)) is not None:
        return combined
    if _other_number(code):
        return None
    m = _LATIN.fullmatch(tight)
    if m is not None:
        parts = m["head"].split("-")
        named = [p for p in parts if not p.isdigit()]
        padded = bool(m["gap"]) and len(m["serial"]) > 2 and m["serial"][0] == "0"
        if not named or (named[0] in _NOT_INITIALS and not padded):
            return None
        if len(named) == 1 and len(named[0]) < 2 and not (m["gap"] and len(m["serial"]) > 2):
            return None  # A4, G1: sizes and items, no files
        if not m["gap"] and not any(c.isalpha() for p in named for c in p):
            return None
        return _build(m["head"], m["year"], m["serial"])
    m = _LONG.fullmatch(tight)
    if m is not None and m["head"].split("-")[0] not in _NOT_INITIALS:
        head = m["head"].split("-")
        return ArchiveNumber(tight, tuple(head), int(m["serial"]), "*" in tight)
    m = _CHINESE.fullmatch(tight)
    if m is not None and _is_file_prefix(m["head"], m["serial"]):
        head_text, year, serial = m["head"], m["year"], m["serial"]
        if "字" in head_text and year:
            text = f"{head_text}〔{year}〕{int(serial)}号"
        elif year:
            text = f"{head_text}-{year}-{_pad(serial)}"
        else:
            text = head_text + ("-" if head_text[-1].isascii() else "") + _pad(serial)
        return ArchiveNumber(text, (head_text,), int(serial), "*" in head_text, int(year) if year else None)
    return None


def find_archive_numbers(text: str) -> list[ArchiveNumber]:
    """Find archive numbers in running text, in order, each once.

    Stricter than `parse_archive_number`: Latin initials need two letters and, without hyphen, exactly three
    digits; standards and scales (GB, MZ/T, SCL-90) are left out.
    """
    if not any(c.isdigit() for c in text):
        return []
    code = fold(text).translate(_DASH)
    found: dict[str, ArchiveNumber] = {}
    for m in _IN_TEXT.finditer(code):
        number = parse_archive_number(m.group())
        if number is not None:
            found.setdefault(number.text, number)
    return list(found.values())


@lru_cache(maxsize=16384)
def _part_pattern(part: str) -> re.Pattern[str]:
    return re.compile("".join("[^-]{1,4}?" if c == "*" else re.escape(c) for c in re.sub(r"\*+", "*", part)))


def _parts_may_match(a: str, b: str) -> bool:
    if a == b:
        return True
    if "*" in a and "*" in b:
        # Two masks meet: only what both show can contradict.
        shorter = min(a.index("*"), b.index("*"))
        tail_a, tail_b = a[a.rindex("*") + 1 :], b[b.rindex("*") + 1 :]
        tail = min(len(tail_a), len(tail_b))
        return a[:shorter] == b[:shorter] and tail_a[len(tail_a) - tail :] == tail_b[len(tail_b) - tail :]
    if "*" in a:
        return _part_pattern(a).fullmatch(b) is not None
    return "*" in b and _part_pattern(b).fullmatch(a) is not None


def numbers_may_match(a: str | ArchiveNumber, b: str | ArchiveNumber) -> bool:
    """Whether two numbers can name one file: equal, or equal as far as a masked part shows (RB-H*-008, RB-HH-008).

    A year that only one of them carries is no contradiction. Texts that are no archive numbers match where
    equal.
    """
    first = parse_archive_number(a) if isinstance(a, str) else a
    second = parse_archive_number(b) if isinstance(b, str) else b
    if first is None or second is None:
        return isinstance(a, str) and isinstance(b, str) and first is second and fold(a) == fold(b)
    if first.text == second.text:
        return True
    if first.serial != second.serial or len(first.initials) != len(second.initials):
        return False
    if first.year is not None and second.year is not None and first.year != second.year:
        return False
    return all(_parts_may_match(x, y) for x, y in zip(first.initials, second.initials, strict=True))
