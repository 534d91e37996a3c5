"""Rates named after what they count (回收率, 满意率, 持证率) and growth over a former figure, recomputed from their sentence."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, Passage, figures, flat, percentage, rounds_to, sentences

_RATE = re.compile(r"([一-龥]{2,8}?)(?:率|比例|占比)(?:\([^()]{0,20}\))?(?:为|达到?|是|:|约)?$")
_WITHOUT = re.compile(r"^(?:总体|有效|实际|总|整体|综合|服务|本次)+")
_SAME = {
    "出席": ("实到", "出席"),
    "出勤": ("实到", "出勤"),
    "到岗": ("实到", "到岗", "实际到岗"),
    "达标": (),
    "完成": (),
    "达成": (),
    "执行": ("支出", "执行", "使用"),
    "使用": ("支出", "使用"),
    "转化": ("转为", "转化", "成为"),
}
"""What the part is called where the rate has another word for it; () for rates over a target, which are checked elsewhere."""
_PLAIN_OVER = re.compile(r"(?:上年|去年|上期|上一年|同期)(?:同期)?[^，。；\d]{0,6}$")
"""今年 A，去年为 B，同比增长 p%: the former figure stands second and says so."""
_OVER = re.compile(r"(?:较|比|与)(?:上年|去年|上期|上一年|上一期|同期|年初|上季度)?[^，。；\d]{0,10}$")
_GROWTH = re.compile(r"(?:增长|增加|上升|提高|增幅|提升)(?:了|率|幅度)?(?:为|达到?|约)?$")
_DROP = re.compile(r"(?:下降|减少|降低|降幅|减幅|下降幅度)(?:了|率|幅度)?(?:为|达到?|约)?$")
_DOWN = re.compile(
    r"(?:减至|减少到|下降到|降低到|降至|降到|减少至|下降至|降低至)(?:今年|本年|本期|目前|年底|年末)?的?[^，。；\d]{0,4}$"
)
_STEP = re.compile(r"(?:增加|减少|新增|多|少)了?$")
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,10}$")
_TO = re.compile(
    r"(?:增至|增加到|增长到|提高到|提升到|上升到|增加至|提升至|上升至|发展到|扩大到)(?:今年|本年|本期|目前|年底|年末)?的?[^，。；\d]{0,4}$"
)


def rate_claims(passages: list[Passage]) -> tuple[list[Claim], int]:
    """Return rates and growths that do not follow from the two figures of their sentence, and how many were recomputed.

    Only sentences with one part and one whole, or one former and one present figure, of the same unit are looked at.
    """
    claims: list[Claim] = []
    looked = 0
    for passage in passages:
        text = flat(passage.text)
        if "%" not in text:
            continue
        numbers = figures(text)
        for start, end in sentences(text):
            inside = [n for n in numbers if start <= n.start < end]
            for percent in (n for n in inside if n.unit == "%" and n.exact):
                before = [n for n in inside if n.end <= percent.start and n.unit != "%"]
                pair = _growth(text, start, percent, before) or _rate(text, start, percent, before)
                if pair is None:
                    continue
                part, whole, what = pair
                looked += 1
                if not rounds_to(part, whole.value, percent.value, percent.digits):
                    right = percentage(part, whole.value, percent.digits)
                    claims.append(
                        Claim("percent", passage, f"{what}写为{percent.shown}", f"按所写数字应为{right}%")
                    )
    return claims, looked


def _rate(text: str, start: int, percent: Figure, before: list[Figure]) -> tuple[Decimal, Figure, str] | None:
    named = _RATE.search(text[start : percent.start])
    if named is None:
        return None
    stem = _WITHOUT.sub("", named[1])
    words = next((said for name, said in _SAME.items() if stem.endswith(name)), (stem,))
    if len(stem) < 2 or not words:
        return None
    parts = [n for n in before if n.exact and any(word in _own(text, start, n, before) for word in words)]
    if len(parts) != 1:
        return None
    part = parts[0]
    wholes = [n for n in before if n is not part and n.exact and n.counted == part.counted]
    if len(wholes) != 1 or wholes[0].value < part.value or wholes[0].start > part.start:
        return None
    return part.value, wholes[0], f"“{part.shown}”占“{wholes[0].shown}”的{named[1]}率"


def _own(text: str, start: int, number: Figure, numbers: list[Figure]) -> str:
    """The words of a figure: from the figure or stop before it to the next stop."""
    begin = max([start, *(n.end for n in numbers if n.end <= number.start)])
    lead = re.split(r"[，；。:]", text[begin : number.start])[-1]
    return lead + re.split(r"[，；。、:\d]", text[number.end : number.end + 12])[0]


def _growth(
    text: str, start: int, percent: Figure, before: list[Figure]
) -> tuple[Decimal, Figure, str] | None:
    said = text[before[-1].end : percent.start].rsplit("，", maxsplit=1)[-1] if before else ""
    grown, fallen = _GROWTH.search(said), _DROP.search(said)
    if len(before) < 2 or not (grown or fallen):
        return None
    first, second = before[-2], before[-1]
    if (
        not (first.exact and second.exact)
        or first.counted != second.counted
        or len(text[second.end : percent.start]) > 12
    ):
        return None
    lead = text[max(start, first.start - 14) : first.start]
    between = text[first.end : second.start]
    if _STEP.search(between):
        return None  # 比上期增加16场: the second figure is the difference
    if fallen:
        if _DOWN.search(between) and _FROM.search(lead) and 0 < second.value <= first.value:
            return first.value - second.value, first, f"由“{first.shown}”到“{second.shown}”的降幅"
        return None
    over = _OVER.search(between) or (_PLAIN_OVER.search(between) and not _PLAIN_OVER.search(lead))
    if over and second.value > 0 and first.value >= second.value:
        return first.value - second.value, second, f"“{first.shown}”比“{second.shown}”的增幅"
    if _TO.search(between) and _FROM.search(lead) and 0 < first.value <= second.value:
        return second.value - first.value, first, f"由“{first.shown}”到“{second.shown}”的增幅"
    return None
