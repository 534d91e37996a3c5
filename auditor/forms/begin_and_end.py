"""Begin and end of a meeting under two captions, each with the day and the hour: 开始 2024-03-02 15:10, 结束 2024-03-02 16:00.

The begin tells the day of the meeting, both together tell its hours. Captions of plans (开始日期 without an hour) tell neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from auditor.forms.items import CLOCK, ItemIndex, filled
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item, Stretch
from auditor.forms.near_labels import NEAR
from auditor.forms.spec import FormSpec
from auditor.values.dates import find_dates

_BEGINS = re.compile(r"(?P<of>.{0,6}?)(?:开始|起始|起)的?(?:时间|日期|时刻|时点|日|时|于)?")
_ENDS = re.compile(r"(?P<of>.{0,6}?)(?:结束|终止|截止|完结|止)的?(?:时间|日期|时刻|时点|日|时|于)?")
_OTHERS = re.compile(r"报名|招募|预约|下次|下一|签到|公示|投诉|事件|病")
_LONGEST = 40
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Meeting:
    """The item that tells when a meeting began, with its day and hour, and the hours from begin to end."""

    begin: Item
    hours: Stretch


def meeting_of(spec: FormSpec, index: ItemIndex, chosen: Mapping[str, tuple[Item, float]]) -> Meeting | None:
    """Return begin and end of what a paper records; None where another caption tells the day, or a pair is not certain.

    Args:
        spec: the paper's form; only forms that ask for a day and for hours record a meeting.
        index: the paper's captions with their values.
        chosen: the items found for the form's fields so far.
    """
    if not {"date", "time"} <= spec.fields.keys():
        return None
    if "date" in chosen and filled(chosen["date"][0]) and chosen["date"][1] > NEAR:
        return None
    begins: dict[str, list[Item]] = {}
    ends: dict[str, list[Item]] = {}
    for items in index.by_key.values():
        for item in items:
            caption = fold_key(item.label_text)
            for pattern, found in ((_BEGINS, begins), (_ENDS, ends)):
                match = pattern.fullmatch(caption)
                if match is not None and not _OTHERS.search(caption) and _day_and_hour(item) is not None:
                    found.setdefault(match["of"], []).append(item)
    pairs = [of for of in begins if of in ends]
    if len(pairs) != 1 or len(begins[pairs[0]]) != 1 or len(ends[pairs[0]]) != 1:
        return None
    begin, end = begins[pairs[0]][0], ends[pairs[0]][0]
    first, last = _day_and_hour(begin), _day_and_hour(end)
    if first is None or last is None or (last[0] and last[0] != first[0]) or not first[0]:
        return None
    confidence = min(begin.value.confidence, end.value.confidence)
    if begin.value.sure or end.value.sure:
        confidence = min(confidence, 0.01 * min(begin.value.sure + end.value.sure, default=100))
    hours = replace(begin.value, text=f"{first[1]}-{last[1]}", inks=(), confidence=confidence, sure=b"")
    return Meeting(begin, hours)


def _day_and_hour(item: Item) -> tuple[str, str] | None:
    """Return the one day (empty where none is written) and the one hour of a value, as written; None for anything else."""
    text = item.value.text
    if len(text) > _LONGEST:
        return None
    days = find_dates(text)
    clocks = CLOCK.findall(text)
    if len(days) > 1 or len(clocks) != 1:
        return None
    return (str(days[0][2]) if days else ""), clocks[0]
