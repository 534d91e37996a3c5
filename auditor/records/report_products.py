"""Means, remainders and surpluses that do not follow: 人均、每场, 尚余、还差, 超额完成."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, Passage, figures, flat, percentage, rounds_to, segments

_MEAN = re.compile(
    r"(?:人均|平均每(?P<one>[人名场次户个])|每(?P<each>[场次])(?:活动|讲座|课程|服务)?)(?:约)?[^，。；\d]{0,6}$"
)
_HEADS = {"人": "人", "名": "人", "场": "场", "次": "次", "户": "户", "个": "个"}
_LEFT = re.compile(r"(?:尚余|还差|剩余|余下|尚差|还剩|尚有|尚缺|结余|仍差|差额为?)(?:为|有)?$")
_NOT_LEFT = re.compile(r"上年|上期|期初|年初|去年|另|收入|捐|增加")
_OVER_TARGET = re.compile(r"超额(?:完成)?(?:了|达|约)?$")
_AIM = re.compile(r"目标|指标|计划|要求|任务|协议|约定|应")


def product_claims(passages: Iterable[Passage]) -> tuple[list[Claim], int]:
    """Return means, remainders and surpluses that their figures do not give, and how many were reckoned.

    Only stretches between full stops in which each figure of the reckoning stands exactly once are looked at.
    """
    claims: list[Claim] = []
    looked = 0
    for passage in passages:
        text = flat(passage.text)
        numbers = figures(text)
        if len(numbers) < 3:
            continue
        for start, end in segments(text):
            inside = [n for n in numbers if start <= n.start < end]
            if len(inside) < 3:
                continue
            for number in inside:
                for reckon in (_mean, _left, _surplus):
                    found = reckon(text, start, number, inside)
                    if found is None:
                        continue
                    looked += 1
                    if found:
                        claims.append(Claim("percent" if number.unit == "%" else "sum", passage, *found))
    return claims, looked


def _mean(text: str, start: int, number: Figure, inside: list[Figure]) -> tuple[str, str] | tuple[()] | None:
    """14名社工共培训700小时，人均50小时; 讲座20场，每场30人，共600人次."""
    match = _MEAN.search(text[start : number.start])
    if match is None or "约" in text[max(start, number.start - 3) : number.start]:
        return None
    head = _HEADS[match["one"] or match["each"] or "人"]
    totals = [n for n in inside if n is not number and n.exact and _like(n, number)]
    counts = [n for n in inside if n is not number and n.exact and n.counted == head and n not in totals]
    if head == "人" and number.counted == "人":
        return None
    if len(totals) != 1 or len(counts) != 1 or counts[0].value <= 0:
        return None
    total, count = totals[0], counts[0]
    step = Decimal(1).scaleb(-number.digits)
    mean = total.value / count.value
    if mean.quantize(step, rounding=ROUND_HALF_UP) == number.value or int(mean / step) * step == number.value:
        return ()
    shown = mean.quantize(min(step, Decimal("0.1")), rounding=ROUND_HALF_UP).normalize()
    return (
        f"“{count.shown}”、“{total.shown}”，{match.group()}{number.shown}",
        f"按所写数字应为{shown:f}{number.unit}",
    )


def _like(total: Figure, each: Figure) -> bool:
    """Persons of each event add up to 人次."""
    return total.counted == each.counted or (each.counted == "人" and total.unit == "人次")


def _left(text: str, start: int, number: Figure, inside: list[Figure]) -> tuple[str, str] | tuple[()] | None:
    """指标60场，已完成45场，尚余15场."""
    lead = text[start : number.start]
    if not _LEFT.search(lead) or not number.exact or _NOT_LEFT.search(lead):
        return None
    before = [n for n in inside if n.end <= number.start and n.counted == number.counted]
    if len(before) != 2 or not all(n.exact for n in before) or before[0].value < before[1].value:
        return None
    whole, done = before
    if whole.value - done.value == number.value:
        return ()
    return (
        f"“{whole.shown}”、“{done.shown}”，余{number.shown}",
        f"按所写数字应为{(whole.value - done.value).normalize():f}{number.unit}",
    )


def _surplus(
    text: str, start: int, number: Figure, inside: list[Figure]
) -> tuple[str, str] | tuple[()] | None:
    """目标80名，实际92名，超额完成15%."""
    lead = text[start : number.start]
    if number.unit != "%" or not number.exact or not _OVER_TARGET.search(lead):
        return None
    before = [n for n in inside if n.end <= number.start and n.unit != "%"]
    if len(before) != 2 or before[0].counted != before[1].counted or not all(n.exact for n in before):
        return None
    first, second = before
    if not _AIM.search(text[start : first.start]) or second.value <= first.value or first.value <= 0:
        return None
    if rounds_to(second.value - first.value, first.value, number.value, number.digits) or rounds_to(
        second.value, first.value, number.value, number.digits
    ):
        return ()
    right = percentage(second.value - first.value, first.value, number.digits)
    return f"“{first.shown}”、“{second.shown}”，超额写为{number.shown}", f"按所写数字应为{right}%"
