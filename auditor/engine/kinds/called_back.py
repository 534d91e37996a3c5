"""``called-back``: a missed call must be called back in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import present
from auditor.records.hotline_facts import call_moment, called_back, missed
from auditor.records.model import HotlineCall, HotlineLog, Record


class CalledBack(RecordCheck):
    """Each missed incoming call must have a call-back on the same day or at most ``within`` days later.

    A call so late before the as-of date that there is still time is left alone. Attempts count: the caller's not answering
    is not the station's fault.
    """

    check: Literal["called-back"]
    within: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"count", "calls", "missed"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with all missed calls of the log without a call-back in time."""
        if not isinstance(record, HotlineLog):
            return not_checkable()
        if not record.entries:
            return not_checkable("没有来电记录")
        limit = timedelta(days=context.number(self.within))
        late: list[tuple[HotlineCall, str]] = []
        doubtful: list[HotlineCall] = []
        total = 0
        for call in record.entries:
            was_missed = missed(call)
            if was_missed is None:
                doubtful.append(call)
            if not was_missed:
                continue
            total += 1
            day, _ = call_moment(call)
            back = called_back(call, record)
            if back.state == "unclear":
                doubtful.append(call)
            elif back.state == "none":
                if day is None or context.as_of - day > limit:
                    late.append((call, "未见回拨"))
            elif back.day is not None and day is not None and back.day - day > limit:
                late.append((call, f"{(back.day - day).days}天后才回拨"))
        if late:
            readings = tuple(reading for call, _ in late[:6] for reading in _shown(call))
            calls = "、".join(_named(call, what) for call, what in late[:4]) + ("等" if len(late) > 4 else "")
            facts: dict[str, Any] = {"count": len(late), "calls": calls, "missed": total}
            doubtful_times = any(reading.confidence < DOUBT for reading in readings)
            return accuse(
                record,
                context,
                *readings,
                unclear="来电时间或接听情况未能读清" if doubtful_times else "",
                stands=True,
                parts="self",
                why="登记表有内容未能读取，其中可能有回拨记录",
                **facts,
            )
        if doubtful:
            readings = tuple(reading for call in doubtful[:6] for reading in _shown(call))
            calls = "、".join(_named(call, "是否及时回拨看不清") for call in doubtful[:4])
            return unsure(
                "接听或回拨情况写得不明确", *readings, count=len(doubtful), calls=calls, missed=total
            )
        return passed()


def _shown(call: HotlineCall) -> tuple[Reading, ...]:
    return present(call.date, call.answered, call.called_back, call.callback_date)


def _named(call: HotlineCall, what: str) -> str:
    day, clock = call_moment(call)
    when = (
        f"{day.month}月{day.day}日"
        if day is not None
        else (f"第{call.sequence.raw}条" if call.sequence else "一次")
    )
    return f"{when}{clock:%H:%M}来电{what}" if clock is not None else f"{when}来电{what}"
