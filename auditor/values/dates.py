"""Dates as people write them on Chinese forms.

The rule throughout: a reading is a day only where year, month and day stand on the paper (or the caller
supplies the
year). What is half filled in is *partial*, what is only printed template is *blank*, what cannot be a day
is *none*;
the three are never mixed, since "not understood" must not turn into "missing".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from auditor.values.numbers import chinese_to_int
from auditor.values.text import template_blank_date

DateKind = Literal["day", "month", "partial", "blank", "none"]
Parts = tuple[int | None, int | None, int | None]

EARLIEST = date(1900, 1, 1)
LATEST_YEAR = 2100
_TWO_DIGIT_PIVOT = (
    40  # 24 -> 2024, 58 -> 1958: elderly people's birthdays reach back, contracts do not reach to 2041
)
_EXCEL_EPOCH = date(1899, 12, 30)  # ECMA-376 part 1, 18.17.4.1, the 1900 date system from 1 March 1900 on
_EXCEL_FIRST, _EXCEL_LAST = 25569, 60000


@dataclass(frozen=True, slots=True)
class DateReading:
    """One date as read.

    Attributes:
        value: the day, only where ``kind`` is "day".
        partial: year, month, day as far as they stand there, also of an impossible date.
        kind: "day"; "month" (年月 only, complete as written); "partial" (half filled in, or no year);
            "blank" (nothing but the printed template); "none" (no date, or an impossible one).
    """

    value: date | None
    partial: Parts
    kind: DateKind


_NOTHING = DateReading(None, (None, None, None), "none")
_BLANK = DateReading(None, (None, None, None), "blank")

# One character for one, so that places found here are places in the original text.
_FLAT: dict[int, str] = {0xFF10 + i: str(i) for i in range(10)}
for _chars, _plain in (
    ("－﹣‐‑‒−–", "-"),
    ("—―─", "—"),
    ("～", "~"),
    ("．", "."),
    ("／", "/"),
    ("：︰∶", ":"),
    ("　\u00a0\u2002\u2003\u2009\u200b\ufeff\t\r\n＿", " "),
    ("○零Ｏ", "〇"),
):
    _FLAT.update({ord(c): _plain for c in _chars})
_LENIENT = {ord(a): ord(b) for a, b in zip("OoQlI|", "000111", strict=True)}

_G = r"[ _]{0,12}"
_CN_YEAR = r"[〇Oo0一二三四五六七八九]{2,4}"
_CN_SMALL = r"[一二三四五六七八九十廿卅]{1,3}"
_MONTH = rf"\d{{1,2}}|{_CN_SMALL}"
# Not inside a longer number, a code, a version or a telephone number.
_FRONT = r"(?<![\dA-Za-z.*/])(?<![A-Za-z*]-)(?<!(?<!\d)0\d{2}-)(?<!(?<!\d)0\d{3}-)"
_DATE = re.compile(
    # 2024年6月15日, 24年6月, 二〇二四年六月十五日, 2024年  月  日
    rf"(?:(?<![\d.])(?P<y>\d{{4}}|\d{{2}})|(?P<cy>{_CN_YEAR})){_G}年{_G}"
    rf"(?P<m>{_MONTH})?{_G}(?P<mm>月)(?:{_G}(?P<d>{_MONTH})?{_G}(?P<dd>[日号]))?"
    # 6月15日, 六月十五日, 年6月15日 with the year left empty
    rf"|(?<![\d.])(?:年{_G})?(?P<m2>{_MONTH}){_G}月{_G}(?P<d2>{_MONTH}){_G}[日号]"
    # 2024.6.15, 24/6/15, 2024-06-15
    rf"|{_FRONT}(?P<y4>\d{{4}}|\d{{2}}) ?(?P<s>[./-]) ?(?P<m4>\d{{1,2}}) ?(?P=s) ?(?P<d4>\d{{1,2}})"
    r"(?!\d|[./]\d|\*|-\d{3}(?!\d)|-[A-Za-z])"
    # 20240615
    rf"|{_FRONT}(?P<y5>(?:19|20)\d{{2}})(?P<m5>\d{{2}})(?P<d5>\d{{2}})(?!\d|\.\d|\*|-[A-Za-z]|-\d{{1,6}}(?!\d))"
)
_OTHER_CALENDAR = re.compile(r"农历|阴历|旧历|民国|农曆|夏历")
_YEAR_ONLY = re.compile(rf"(?P<y>\d{{4}}|\d{{2}}|{_CN_YEAR}){_G}年?(?:{_G}[月日]{{0,2}})?{_G}")
_MONTH_DAY = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2})")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})(?: ?[./-] ?(?=\d)|(?=\d\d$))(\d{1,2})")
_MONTH_ONLY = re.compile(
    rf"(?P<m>{_MONTH}){_G}月{_G}(?:[日号]{_G})?|{_G}年{_G}(?P<m2>{_MONTH}){_G}月{_G}[日号]?{_G}"
)
_LOOSE = re.compile(r"((?:19|20)\d{2}) ?[ ,，、。.;；·•・] ?(\d{1,2}) ?[ ,，、。.;；·•・] ?(\d{1,2})[。.]?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})")
_DAY_WITHOUT_MARK = re.compile(r"(?<=月)( ?\d{1,2})$")
_ANY_DIGIT = re.compile(r"\d")
_LEAP_YEAR = 2000
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?")


def _small(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text[0].isdigit() else chinese_to_int(text)


def _year(text: str) -> int | None:
    year = (
        int(text)
        if text.isdigit()
        else chinese_to_int(text.replace("O", "〇").replace("o", "〇").replace("0", "〇"))
    )
    if year is None or len(text) == 3:
        return None
    if len(text) == 2:
        if not text.isdigit() and "十" in text:
            return None
        return year + (2000 if year <= _TWO_DIGIT_PIVOT else 1900)
    return year


def _day(year: int | None, month: int | None, day: int | None, earliest: date) -> DateReading:
    if year is not None and month is not None and day is not None and year <= LATEST_YEAR:
        try:
            value = date(year, month, day)
        except ValueError:
            return DateReading(None, (year, month, day), "none")
        if value >= earliest:
            return DateReading(value, (year, month, day), "day")
    return DateReading(None, (year, month, day), "none")


def _possible(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _read(m: re.Match[str], default_year: int | None, earliest: date) -> DateReading:
    year: int | None
    if m["mm"]:
        year = _year(m["y"] or m["cy"])
        month, day = _small(m["m"]), _small(m["d"])
        if year is not None and month is not None and day is not None:
            return _day(year, month, day, earliest)
        parts = (year, month, day)
        if year is None or not earliest.year <= year <= LATEST_YEAR or not _possible(month, day):
            return DateReading(None, parts, "none")
        return DateReading(None, parts, "month" if month is not None and not m["dd"] else "partial")
    if m["m2"]:
        month, day = _small(m["m2"]), _small(m["d2"])
        if default_year is not None:
            return _day(default_year, month, day, earliest)
        ever = _day(_LEAP_YEAR, month, day, EARLIEST).kind == "day"
        return DateReading(None, (None, month, day), "partial" if ever else "none")
    if m["y4"]:
        return _day(_year(m["y4"]), int(m["m4"]), int(m["d4"]), earliest)
    return _day(int(m["y5"]), int(m["m5"]), int(m["d5"]), earliest)


@lru_cache(maxsize=16384)
def parse_date(
    text: str, *, default_year: int | None = None, earliest: date = EARLIEST, lenient: bool = False
) -> DateReading:
    """Read the one date that stands in a field.

    Args:
        text: the field's text, as printed; of a text over 80 characters nothing is read.
        default_year: the year for 6月15日 and 6.15; without it 6月15日 is partial and 6.15 no date.
        earliest: days before it are not believed (kind "none").
        lenient: also take O for 0 and l, I, | for 1, as recognised text has them.

    Returns:
        What was read. Words around the date (上午9:00, 星期六, 日期：) are passed over; two different
        dates in one field give kind "none". Two-digit years up to 40 are 20xx, later ones 19xx. Dates of
        the lunar or the Republican calendar are "none".
    """
    if not text or text.isspace():
        return _BLANK
    if len(text) > 80:
        return _NOTHING
    flat = text.translate(_FLAT).strip(" ")
    if lenient:
        flat = flat.translate(_LENIENT)
    if template_blank_date(flat):
        return _BLANK
    if _OTHER_CALENDAR.search(flat):
        return _NOTHING
    flat = _DAY_WITHOUT_MARK.sub(r"\1日", flat)
    readings = {_read(m, default_year, earliest) for m in _DATE.finditer(flat)}
    if len(readings) == 1:
        return readings.pop()
    if readings:
        return _NOTHING
    return _read_short(flat, default_year, earliest)


def _read_short(flat: str, default_year: int | None, earliest: date) -> DateReading:
    """Read what counts as a date only where it is the whole text."""
    if _SERIAL.fullmatch(flat):
        serial = int(flat[:5])
        if _EXCEL_FIRST <= serial <= _EXCEL_LAST:
            value = _EXCEL_EPOCH + timedelta(days=serial)
            return _day(value.year, value.month, value.day, earliest)
        return _NOTHING
    m = _YEAR_MONTH.fullmatch(flat)
    if m:
        month = int(m[2])
        return DateReading(None, (int(m[1]), month, None), "month" if 1 <= month <= 12 else "none")
    m = _LOOSE.fullmatch(flat)
    if m:
        return _day(int(m[1]), int(m[2]), int(m[3]), earliest)
    m = _AMERICAN.fullmatch(flat)
    if m:  # only where the order leaves no doubt
        return _day(int(m[3]), int(m[1]), int(m[2]), earliest) if int(m[2]) > 12 else _NOTHING
    m = _MONTH_DAY.fullmatch(flat)
    if m:
        return _NOTHING if default_year is None else _day(default_year, int(m[1]), int(m[2]), earliest)
    m = _MONTH_ONLY.fullmatch(flat)
    if m:
        month_only = _small(m["m"] or m["m2"])
        if month_only is not None and _possible(month_only, None):
            return DateReading(None, (None, month_only, None), "partial")
        return _NOTHING
    m = _YEAR_ONLY.fullmatch(flat)
    if m and (len(m["y"]) == 4 or "年" in flat):
        year = _year(m["y"])
        if year is not None and earliest.year <= year <= LATEST_YEAR:
            return DateReading(None, (year, None, None), "partial")
    return _NOTHING


def find_dates(text: str, default_year: int | None = None) -> list[tuple[int, int, DateReading]]:
    """Find the dates in running text, in order, with their places (start, end) in ``text``.

    Finds days, 年月 without a day, half-filled and month-day dates, and impossible dates in a form that
    leaves no doubt
    that a date was meant (2024年2月30日, kind "none"). Bare years, 6.15, Excel serials and impossible numbers
    with dots (2024.13.01, 1.2.3) are not looked for: in running text they are something else.
    """
    found: list[tuple[int, int, DateReading]] = []
    flat = text.translate(_FLAT)
    if "月" not in flat and _ANY_DIGIT.search(flat) is None:
        return found
    for m in _DATE.finditer(flat):
        reading = _read(m, default_year, EARLIEST)
        if reading.kind == "none" and not (m["mm"] or m["m2"]):
            continue
        found.append((m.start(), m.end(), reading))
    return found


_RANGE_SEP = re.compile(
    r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[ ]{0,4}起?[ ]{0,4}(?:至|到|-{1,3}|—{1,3}|~{1,2})[ ]{0,4}"
)
_SHORT_END = re.compile(rf"(?:(?P<m>{_MONTH}) ?[月./-] ?)?(?P<d>{_MONTH}) ?[日号]?(?![\d.:：时点个])")
_SHORT_START = re.compile(
    r"(?<![\d.])(\d{1,2})[./](\d{1,2})[ ]?(?:至|到|-{1,3}|—{1,3}|~)[ ]?(\d{1,2})[./](\d{1,2})(?![\d.])"
)


@lru_cache(maxsize=4096)
def parse_date_range(text: str, default_year: int | None = None) -> tuple[DateReading, DateReading] | None:
    """Read a period: 2024年6月15日至2025年6月14日, 2024-06-15—06-20, 2024.6.15-20; None where there is none.

    The end takes the year (and month) of the start where they are not repeated. Either end may be a month
    or half
    filled in; the order is not checked, since a wrong order is a finding.
    """
    if len(text) > 200:
        text = text[:200]
    flat = text.translate(_FLAT)
    if _OTHER_CALENDAR.search(flat):
        return None
    for m in _DATE.finditer(flat):
        start = _read(m, default_year, EARLIEST)
        sep = _RANGE_SEP.match(flat, m.end())
        if sep is None:
            continue
        year, month, _ = start.partial
        full = _DATE.match(flat, sep.end())
        if full is not None:
            end = _read(full, year if year is not None else default_year, EARLIEST)
            return start, end
        if start.kind == "month":
            short_month = re.compile(rf"(?P<m>{_MONTH}){_G}月(?!\d)").match(flat, sep.end())
            if short_month and year is not None:
                end_month = _small(short_month["m"])
                if end_month is not None and 1 <= end_month <= 12:
                    return start, DateReading(None, (year, end_month, None), "month")
            continue
        short = _SHORT_END.match(flat, sep.end())
        if short is not None and year is not None:
            end_month = _small(short["m"]) if short["m"] else month
            return start, _day(year, end_month, _small(short["d"]), EARLIEST)
    pair = _SHORT_START.search(flat) if default_year is not None else None
    if pair is not None:
        first, second = (_day(default_year, int(pair[i]), int(pair[i + 1]), EARLIEST) for i in (1, 3))
        if first.kind == "day" and second.kind == "day":
            return first, second
    return None
