"""Ages in completed years, computed and as written."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from auditor.values.numbers import chinese_to_int
from auditor.values.text import fold

OLDEST = 130


def age_on(birth: date, day: date) -> int:
    """Completed years on a day (周岁).

    A year is completed on the birthday itself; whoever was born on 29 February completes it on 1 March in
    common
    years. Negative where ``day`` lies before the birth.
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


_CN = r"[一二两三四五六七八九十百零〇]{1,5}"
_AGE = re.compile(
    rf"(?:年龄|现年|今年|约|大约|年满|已满|满)?:?(?:(?P<y>\d{{1,3}}(?:\.\d{{1,2}})?|{_CN})(?:周?岁|周年)(?:零|又)?(?:半|(?:\d{{1,2}}|{_CN})个?月(?:大)?)?"
    rf"|(?P<m>\d{{1,2}}|{_CN})个月大?|(?P<b>\d{{1,3}}(?:\.0{{1,2}})?|{_CN}))(?:左右|\(.{{0,12}}\))?"
)


@lru_cache(maxsize=4096)
def parse_age(text: str) -> int | None:
    """Read an age in completed years: 4岁, 四岁, 3岁6个月, 67周岁, 78, 8个月 (-> 0).

    None for ranges, for 70多岁, for nominal ages (虚岁) and for anything above 130.
    """
    if not text or len(text) > 30:
        return None
    folded = fold(text).replace(" ", "").strip("。.,;")
    m = _AGE.fullmatch(folded)
    if m is None or "虚" in folded:
        return None
    if m["m"]:
        months = int(m["m"]) if m["m"].isdigit() else chinese_to_int(m["m"])
        return None if months is None else months // 12
    years = m["y"] or m["b"]
    number = int(float(years)) if years[0].isdigit() else chinese_to_int(years)
    return number if number is not None and number <= OLDEST else None


def birth_year_range_from_age(age: int, day: date) -> tuple[int, int]:
    """First and last year of birth that fit an age of completed years on a day, both included.

    >>> birth_year_range_from_age(10, date(2024, 6, 15))
    (2013, 2014)
    """
    last = date(day.year, 12, 31)
    return (day.year - age - (1 if day < last else 0), day.year - age)
