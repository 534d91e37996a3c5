"""Which calls of a log were missed, and when somebody called back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import day_of, options_of, present, text_of
from auditor.values.dates import parse_date
from auditor.values.phones import find_phones
from auditor.values.text import fold, is_no_answer
from auditor.values.times import parse_time_span

if TYPE_CHECKING:
    from auditor.records.hotline import HotlineCall, HotlineLog

_MISSED = re.compile(r"漏接|未接(?!通知|收|受|报|触)|未能接|没接|没有接听|无人接|没人接|未接听|来不及接")
_NOT_MISSED = re.compile(
    r"(?:未|没有?|无|非|不是|不存在)(?:发生|出现|有)?(?:漏接|未接)|(?:漏接|未接)[^,，。]{0,4}(?:否|无|没有|:无|0)|无漏接"
)
_YES = re.compile(r"^(?:是|有|已|√|✓|✔|☑|y|yes|已回|接听|接通|正常|已接|接)", re.IGNORECASE)
_NO = re.compile(r"^(?:否|不|没|未|无|×|x|✗|n|no)(?:$|[^a-z])|^(?:否|未|没|无)", re.IGNORECASE)
_OUT = re.compile(r"去电|呼出|拨出|外呼|打出|主叫|回拨|回电|回访")
_BACK = re.compile(
    r"(?:已|即|后|再|主动|及时|随即|立即|当天|当日|次日|第二天|下午|上午|马上|由社工|社工)[^,，。;；]{0,10}"
    r"(?:回拨|回电|回复|致电|联系|回访|拨回|复电|打回|去电)|"
    r"(?:回拨|回电|拨回|复电|打回)(?:后|成功|过|了|给|时|[:：,，]|[\d一二两三四五多数几]{1,2}次|无人|未通|不通|没人|未接)|"
    r"(?:^|[,，。;；])(?:回拨|回电)"
)
_NOT_BACK = re.compile(
    r"(?:未|没有?|无法|无需|不|待|尚未|需要?|应|忘记|来不及|未能|建议|请)[^,，。;；]{0,4}(?:回拨|回电|回复|致电|联系|回访|拨回|复电)"
)
_ASKS_MISSED = re.compile(r"漏接|未接")


@dataclass(frozen=True, slots=True)
class CallBack:
    """What a log says of a call-back.

    ``state`` is "none", "back" (with ``day`` where that is known) or "unclear".
    """

    state: Literal["none", "back", "unclear"]
    day: date | None = None
    moment: datetime | None = None
    readings: tuple[Reading, ...] = ()


def missed(call: HotlineCall) -> bool | None:
    """Return whether the call came in and nobody answered; None where that cannot be told."""
    if call.direction is not None:
        said = "".join(str(option) for option in options_of(call.direction)) or call.direction.raw
        if _OUT.search(said):
            return False
    answered = call.answered
    if answered is not None and not answered.blank:
        text = fold(answered.raw).strip()
        if answered.confidence < DOUBT:
            return None
        if answered.choices:
            text = fold("，".join(choice.option for choice in answered.choices if choice.ticked))
        if _ASKS_MISSED.search(fold(answered.label)):
            if _NO.search(text):
                return False
            if _YES.search(text):
                return True
        if _NOT_MISSED.search(text):
            return False
        if _MISSED.search(text):
            return True
        if _YES.search(text):
            return False
        if _NO.search(text):
            return True
        return None
    for reading in present(call.direction, call.outcome, call.content, call.remark, call.worker):
        text = fold(reading.raw)
        if len(text) <= 60 and _MISSED.search(text) and not _NOT_MISSED.search(text):
            return True
    return False


def call_moment(call: HotlineCall) -> tuple[date | None, time | None]:
    """Return day and time of the call, as far as they are written."""
    return _day(call.date) or _day(call.time), _clock(call.time) or _clock(call.date)


def _day(reading: Reading | None) -> date | None:
    if reading is None:
        return None
    return day_of(reading) or (
        parse_date(reading.raw).value if reading.raw and len(reading.raw) < 40 else None
    )


def _clock(reading: Reading | None) -> time | None:
    if reading is None or not reading.raw:
        return None
    span = parse_time_span(reading.raw)
    return span.start if span is not None else None


def called_back(call: HotlineCall, log: HotlineLog) -> CallBack:
    """Return what the row itself, or a later row of the log to the same number, says of a call-back."""
    readings = present(call.callback_date, call.callback_time, call.called_back, call.outcome, call.remark)
    day = _day(call.callback_date) or _day(call.callback_time)
    clock = _clock(call.callback_time) or _clock(call.callback_date)
    call_day, _ = call_moment(call)
    for reading in present(call.callback_date, call.callback_time):
        text = fold(reading.raw)
        if reading.blank or is_no_answer(reading.raw):
            continue
        if day is None and call_day is not None:
            day = _relative(text, call_day, clock)
        if day is None:
            if _NO.search(text) or _NOT_BACK.search(text):
                continue
            return CallBack("unclear", readings=readings)
    if day is not None:
        return CallBack("back", day, datetime.combine(day, clock) if clock is not None else None, readings)
    says = [reading for reading in present(call.called_back, call.outcome, call.remark) if not reading.blank]
    for reading in says:
        text = fold(reading.raw)
        if reading is call.called_back and not _NOT_BACK.search(text):
            written = parse_date(reading.raw, default_year=call_day.year if call_day else None).value
            if written is not None:
                return CallBack("back", written, None, readings)
            if _YES.search(text) or _BACK.search(text):
                timed = any(r.blank for r in present(call.callback_date, call.callback_time))
                near = _relative(text, call_day, None) if call_day else None
                return CallBack("unclear" if timed and near is None else "back", near, None, readings)
            if not _NO.search(text) and not is_no_answer(text):
                return CallBack("unclear", readings=readings)
        elif reading is not call.called_back and _BACK.search(text) and not _NOT_BACK.search(text):
            near = _relative(text, call_day, None) if call_day else None
            return CallBack(
                "back",
                near or parse_date(reading.raw, default_year=call_day.year if call_day else None).value,
                None,
                readings,
            )
    return _later_row(call, log) or CallBack("none", readings=readings)


def _relative(text: str, call_day: date, clock: time | None) -> date | None:
    if re.search(r"当[天日]|即时|立即|随即|马上|同日|分钟|小时", text):
        return call_day
    if re.search(r"次日|第二天|翌日|隔天", text):
        return date.fromordinal(call_day.toordinal() + 1)
    if clock is not None and not re.search(r"\d+\s*[月/-]", text):
        return call_day  # only a time of day stands there: the same day
    return None


def _later_row(call: HotlineCall, log: HotlineLog) -> CallBack | None:
    phones = _phones(call)
    day, _ = call_moment(call)
    if not phones or day is None:
        return None
    best: date | None = None
    served = False
    used: tuple[Reading, ...] = ()
    for other in log.entries:
        if other is call or not phones & _phones(other):
            continue
        other_day, other_clock = call_moment(other)
        if other_day is None or other_day < day or missed(other):
            continue
        said = "".join(str(option) for option in options_of(other.direction)) or text_of(other.direction)
        if _OUT.search(said):
            if best is None or other_day < best:
                best, used = other_day, present(other.date, other.phone)
        elif (other_day.toordinal() - day.toordinal()) <= 1 and other_clock is not None:
            served = True
    if best is not None:
        return CallBack("back", best, None, used)
    return CallBack("unclear", readings=present(call.phone)) if served else None


def _phones(call: HotlineCall) -> frozenset[str]:
    found = [phone for reading in present(call.phone, call.name) for phone in find_phones(reading.raw)]
    return frozenset(phone for phone in found if "*" not in phone)
