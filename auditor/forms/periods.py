"""Years and months that stand in captions and count for the days below them: 2025年第1季度 over 3月5日, 三月 over 5日."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.forms.layout import Stretch

_MONTHS = {
    word: number
    for number, word in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1
    )
}
_PERIOD = re.compile(
    r"[【〔(（\[]?\s*(?:(?:(?P<long>20\d{2})|(?P<short>\d{2}))\s*年度?)?\s*[（(]?\s*"
    r"(?P<part>第?\s*[1-4一二三四]\s*季度?|[上下]半年|全年|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?)?\s*[)）]?"
    r"(?P<rest>[\u4e00-\u9fff]{0,8})\s*[】〕)）\]]?\s*[:：]?"
)
_ANY_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*年|\s*[-—./年]|\D|$)(?!\d)")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[月./]\s*(\d{1,2})\s*[日号]?([\s　(（].{0,12})?")
_ONLY_DAY = re.compile(r"(\d{1,2})\s*[日号]([\s　(（].{0,12})?")
_LONGEST = 26
_LONGEST_DAY = 20


@dataclass(frozen=True, slots=True)
class Period:
    """The year and month that count for the days below; 0 where none is known."""

    year: int = 0
    month: int = 0

    def below(self, inner: Period) -> Period:
        """Return what counts below a caption inside this period."""
        return replace(inner, year=inner.year or self.year)


NO_PERIOD = Period()


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """Return the period that the whole of a short text names (2025年, 2025年3月份, 三月, 2025年第1季度探访记录), or None."""
    text = text.strip()
    if not 2 <= len(text) <= _LONGEST:
        return None
    match = _PERIOD.fullmatch(text)
    if match is None or not (match["long"] or match["short"] or match["part"]):
        return None
    if match["rest"] and not (match["long"] or match["short"]):
        return None  # 三月来访
    month = 0
    if match["month"]:
        month = int(match["month"]) if match["month"].isdigit() else _MONTHS.get(match["month"], 0)
        if not 1 <= month <= 12:
            return None
    year = int(match["long"] or 0) or (2000 + int(match["short"]) if match["short"] else 0)
    return Period(year, month)


def year_in(*texts: str) -> Period:
    """Return the one year that stands in titles and names; none where they name several."""
    years = {int(year) for text in texts for year in _ANY_YEAR.findall(text)}
    return Period(years.pop()) if len(years) == 1 else NO_PERIOD


def dated(stretch: Stretch, period: Period) -> Stretch:
    """Return a day of a row with the year, and the month, of the caption above it; other cells stay as they are."""
    if not period.year or not stretch.text or len(stretch.text) > _LONGEST_DAY:
        return stretch
    text = stretch.text.strip()
    match = _MONTH_AND_DAY.fullmatch(text)
    if match is not None and ("月" in text or (match[3] is None and "/" in text)):
        month, day, rest = int(match[1]), int(match[2]), match[3] or ""
    else:
        match = _ONLY_DAY.fullmatch(text) if period.month else None
        if match is None:
            return stretch
        month, day, rest = period.month, int(match[1]), match[2] or ""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return stretch
    return replace(stretch, text=f"{period.year}年{month}月{day}日{rest}", sure=b"")
