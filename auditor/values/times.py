"""Start and end of a service as written: 14:00-15:30, 下午2点半至3点."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from auditor.values.numbers import chinese_to_int
from auditor.values.text import fold


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When a service began and, where written, when it ended."""

    start: time
    end: time | None = None

    @property
    def text(self) -> str:
        """``"14:00-15:30"``, or ``"14:00"`` without an end."""
        begin = self.start.strftime("%H:%M")
        return begin if self.end is None else f"{begin}-{self.end.strftime('%H:%M')}"

    @property
    def minutes(self) -> int | None:
        """Length in minutes; negative where the end is before the start, None without an end."""
        if self.end is None:
            return None
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_CLOCK = re.compile(
    r"(?P<half>凌晨|清晨|早上|早晨|上午|早|中午|正午|下午|午后|傍晚|晚上|夜晚|晚|[ap]\.?m\.?)? ?"
    rf"(?<![\d.:])(?:(?P<h>\d{{1,2}}) ?: ?(?P<m>\d{{2}})(?: ?: ?\d{{2}})?(?![\d:])"
    rf"|(?P<h2>{_NUMBER}) ?[时点]钟?(?!间|段|候|期)(?:(?P<half2>半)|(?P<quarter>[一三])刻|整|(?P<m2>{_NUMBER}) ?分?(?!钟)(?=[^\d时点]|$))?)"
    r"(?: ?(?P<half3>[ap]\.?m\.?)(?![a-z]))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ ]?(?:至|到|-{1,3}|—{1,3}|–|―|─|~{1,2}|−)[ ]?")


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_to_int(text)


def _clock(m: re.Match[str], inherited: str) -> tuple[time, str] | None:
    hour = _number(m["h"] or m["h2"])
    minute: int | None = 0
    if m["m"]:
        minute = int(m["m"])
    elif m["half2"]:
        minute = 30
    elif m["quarter"]:
        minute = 15 if m["quarter"] == "一" else 45
    elif m["m2"]:
        minute = _number(m["m2"])
    if hour is None or minute is None or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    half = (m["half"] or m["half3"] or inherited).lower().replace(".", "")
    if (half in {"下午", "午后", "傍晚", "晚上", "夜晚", "晚", "pm"} and hour < 12) or (
        half in {"中午", "正午"} and hour < 6
    ):
        hour += 12
    elif half in {"am", "凌晨"} and hour == 12:
        hour = 0
    return time(hour % 24, minute), half


@lru_cache(maxsize=4096)
def parse_time_span(text: str) -> TimeSpan | None:
    """Read the first time, and the end that follows it, from a short text.

    下午 carries over to the end (下午2:00-3:30 -> 14:00-15:30); an end before its start is left as written
    otherwise. None where no time of day stands there; lengths (30分钟, 1.5小时) are not times of day.
    """
    if not text or len(text) > 120:
        return None
    folded = fold(text)
    m = _CLOCK.search(folded)
    while m is not None:
        first = _clock(m, "")
        if first is not None:
            between = _BETWEEN.match(folded, m.end())
            nxt = _CLOCK.match(folded, between.end()) if between else None
            second = None
            if nxt is not None:
                own = _clock(nxt, "")
                second = own
                if own is not None and own[0] <= first[0]:
                    second = _clock(nxt, first[1])
            return TimeSpan(first[0], second[0] if second else None)
        m = _CLOCK.search(folded, m.end())
    return None
