"""Percentages that do not follow from the figures beside them: of a target, of a whole, in lists with 分别."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.records.report_claims import Claim
from auditor.values.figures import (
    COUNTED,
    Figure,
    Passage,
    figures,
    flat,
    percentage,
    rounds_to,
    segments,
    whole_target,
)

_SUBJECT = 3
_TARGET = re.compile(
    r"(?:协议指标量?|协议量|协议要求|协议约定|合同约定|合同量|合同指标|指标量|指标|目标值?|目标量|计划|任务量?|要求|应建档|应完成|应到|应|需)[^，。；\d%]{0,10}$"
)
_DONE = re.compile(r"(?:实际完成|已完成|累计完成|实际|完成|已|现有|目前有|实到|到岗)[^，。；\d%]{0,10}$")
_RATE = re.compile(
    r"(?:完成率|达标率|达成率?|完成比例|完成进度|建档率|到岗率|比例|占比|率|完成[^，。；\d]{0,12}的|达|占[^，。；\d]{0,12}的?)(?:为|达到?|是|约)?$"
)
_OF_TARGET = re.compile(
    r"(?:完成|达到?|占)(?:了)?(?:协议|合同|全年|年度|项目|约定|总|计划|服务)*(?:指标量?|目标量?|协议量|任务量?|要求)(?:的)?(?:比例)?(?:为|达)?"
)
_AIMED = re.compile(r"协议|指标|目标|要求|任务|约定")
_RESPECTIVELY = re.compile(r"分别")
_GROWTH = re.compile(r"增长|提升|提高|上升|下降|减少|增加|降低|同比|环比|高出|超出|超额")
_SHARE = re.compile(r"([一-龥]{2,12}?)(?:的)?(?:人数)?(?:的)?(?:比例|占比|比率)(?:为|达到?|是|占)?$")
_OWN_SHARE = re.compile(r"[^，；。%]{0,12}[，(]?占[^，；。\d]{0,12}\d+(?:\.\d+)?%")
_OF_WHOLE = re.compile(r"占([^，。；\d]{0,14})(?:的)?(?:比例)?(?:为)?$")


def percent_claims(passages: Iterable[Passage]) -> tuple[list[Claim], int]:
    """Return percentages that do not follow, and how many were recomputed."""
    claims: list[Claim] = []
    checked = 0
    for passage in passages:
        text = flat(passage.text)
        if "%" not in text:
            continue
        numbers = figures(text)
        for start, end in segments(text):
            inside = [n for n in numbers if start <= n.start < end]
            percents = [n for n in inside if n.unit == "%"]
            counts = [
                n for n in inside if n.unit != "%" and n.unit not in ("年", "月", "日", "号", "岁", "分")
            ]
            if not percents or not counts:
                continue
            found, looked = _aligned(text[start:end], start, counts, percents, passage)
            if not looked:
                found, looked = _single(text, start, counts, percents, numbers, passage)
            claims += found
            checked += looked
    return claims, checked


def _aligned(
    part: str, offset: int, counts: list[Figure], percents: list[Figure], passage: Passage
) -> tuple[list[Claim], int]:
    """Align the percentages of a list with 分别 to the figures before it."""
    respectively = [m.start() + offset for m in _RESPECTIVELY.finditer(part)]
    if not respectively:
        return [], 0
    listed = [p for p in percents if p.start > respectively[-1]]
    before = [c for c in counts if c.end <= respectively[-1]]
    size = len(listed)
    after = [c for c in counts if c.start > respectively[-1]]
    if size < 2 or len(percents) != size:
        return [], 0
    if after:
        # 分别完成指标的60%、75%，协议要求个案40例、小组12个
        told = part[listed[-1].end - offset : after[0].start - offset]
        if (
            len(after) != size
            or len(before) != size
            or after[0].start < listed[-1].end
            or not _AIMED.search(told)
        ):
            return [], 0
        return [
            claim
            for done, target, percent in zip(before, after, listed, strict=True)
            for claim in _mismatch(done, target, percent, passage)
        ], size
    if len(before) == size:
        if not _OF_TARGET.search(part[respectively[-1] - offset : listed[0].start - offset]):
            return [], 0
        found = [c for d, p in zip(before, listed, strict=True) for c in _no_target(d, p, passage)]
        return found, size
    if len(before) == 2 * size:
        middle = before[size].start - offset
        first_lead = part[: before[0].start - offset]
        second_lead = part[before[size - 1].end - offset : middle]
        pairs = list(zip(before[:size], before[size:], strict=True))
        if _TARGET.search(first_lead) or "协议" in first_lead or "目标" in first_lead or "应" in first_lead:
            ordered = [(done, target) for target, done in pairs]
        elif re.search(r"协议|目标|指标|要求|应", second_lead):
            ordered = pairs
        else:
            return [], 0
        found = []
        for (done, target), percent in zip(ordered, listed, strict=True):
            found += _mismatch(done, target, percent, passage)
        return found, size
    return [], 0


def _no_target(done: Figure, percent: Figure, passage: Passage) -> list[Claim]:
    if (
        done.unit not in COUNTED
        or not (done.exact and percent.exact)
        or whole_target(done.value, percent.value, percent.digits)
    ):
        return []
    sure = not whole_target(done.value, percent.value, percent.digits, parts=2)
    near = done.value * 100 / percent.value
    return [
        Claim(
            "percent",
            passage,
            f"“{done.shown}”与“完成{percent.shown}”",
            f"按此推算指标量约为{near:.1f}，不是整数，两个数至少有一个有误",
            sure,
        )
    ]


def _mismatch(done: Figure, target: Figure, percent: Figure, passage: Passage) -> list[Claim]:
    if (
        not (done.exact and target.exact and percent.exact)
        or target.value <= 0
        or (done.counted != target.counted and done.unit and target.unit)
    ):
        return []
    if rounds_to(done.value, target.value, percent.value, percent.digits):
        return []
    right = percentage(done.value, target.value, percent.digits)
    return [
        Claim(
            "percent",
            passage,
            f"“{done.shown}”与“{target.shown}”，写为{percent.shown}",
            f"按所写数字应为{right}%",
        )
    ]


def _single(
    text: str,
    start: int,
    counts: list[Figure],
    percents: list[Figure],
    everything: list[Figure],
    passage: Passage,
) -> tuple[list[Claim], int]:
    claims: list[Claim] = []
    checked = 0
    previous = start
    for percent in percents:
        near = [c for c in counts if previous <= c.start < percent.start]
        lead = text[max(previous, near[-1].end if near else previous) : percent.start]
        last = previous
        previous = percent.end
        if _GROWTH.search(lead) or "满意" in lead or not percent.exact:
            continue
        found = _explicit(text, last, near, percent, lead, passage)
        if found is None:
            found = _share(text, near, percent, lead, everything, passage)
        if found is None and near and _OF_TARGET.search(lead) and len(near) == 1:
            found = _no_target(near[0], percent, passage)
        if found is not None:
            checked += 1
            claims += found
    return claims, checked


def _explicit(
    text: str, start: int, near: list[Figure], percent: Figure, lead: str, passage: Passage
) -> list[Claim] | None:
    """应建档 A 户，实际建档 B 户，完成率 p%; or B done of the A agreed."""
    if len(near) < 2 or not (_RATE.search(lead) or _OF_TARGET.search(lead)):
        return None
    first, second = near[-2], near[-1]
    before_first = text[max(start, near[-3].end if len(near) > 2 else start) : first.start]
    between = text[first.end : second.start]
    if first.counted != second.counted:
        return None
    if _TARGET.search(before_first) and not _TARGET.search(between):
        if not _DONE.search(between) and "完成" not in between and "到岗" not in between:
            return None
        return _mismatch(second, first, percent, passage)
    if _TARGET.search(between) and not _TARGET.search(before_first):
        return _mismatch(first, second, percent, passage)
    return None


def _share(
    text: str, near: list[Figure], percent: Figure, lead: str, everything: list[Figure], passage: Passage
) -> list[Claim] | None:
    """持证社工 20 人 … 持证社工比例为 p%; 15 人，占总数的 p%: the whole is any like figure of the paragraph.

    Found only where no figure of the paragraph makes the percentage.
    """
    clause = re.split(r"[，。；]", lead)[-1]
    clause = re.sub(r"\([^()]*\)", "", clause)
    part: Figure | None = None
    named = _SHARE.search(clause)
    among = _OF_WHOLE.search(clause)
    if among is not None and near:
        part = near[-1]
        subject = re.sub(r"^(?:其中|约|共)+", "", clause[: among.start()])
        if len(subject) >= _SUBJECT and not re.search(r"\d", subject) and clause != lead:
            named_parts = [n for n in near if _labels(text, n, subject)]
            if not named_parts:
                return None  # another figure's share
            part = named_parts[-1]
        if len(lead) > 24:
            return None
    elif named is not None:
        label = named[1]
        labelled = [
            n for n in everything if n.unit in COUNTED and n.end <= percent.start and _labels(text, n, label)
        ]
        part = labelled[-1] if labelled else None
    if part is None or part.unit not in COUNTED or not part.exact:
        return None
    like = [n for n in everything if n.counted == part.counted and n.end <= percent.start]
    wholes = [n for n in like if n.value >= part.value and n is not part and n.exact]
    if among is not None and all(_OWN_SHARE.match(text, n.end) for n in wholes):
        return None  # parts of one whole that stands elsewhere
    if not wholes:
        return None
    parts = [n for n in like if _near_label(text, n, part)] or [part]
    for one in {*parts, part}:
        for whole in [*wholes, one]:
            if rounds_to(one.value, whole.value, percent.value, percent.digits):
                return []
    # a remainder or another pair of the paragraph may be meant
    values = {n.value for n in like}
    sums = values | {a + b for a in values for b in values}
    if any(rounds_to(part.value, whole, percent.value, percent.digits) for whole in sums if whole > 0):
        return []
    if among is not None and not re.search(r"共|总|合计|其中", text[: part.start]):
        return None
    shown = "、".join(
        dict.fromkeys(
            f"{percentage(part.value, whole.value, percent.digits)}%（÷{whole.shown}）" for whole in wholes
        )
    )
    return [Claim("percent", passage, f"“{part.shown}”所占比例写为{percent.shown}", f"按本段数字应为{shown}")]


def _labels(text: str, number: Figure, label: str) -> bool:
    before = text[max(0, number.start - 16) : number.start]
    at = before.rfind(label)
    return at >= 0 and not before[:at].endswith("非") and not re.search(r"[，。；\d]", before[at:])


def _near_label(text: str, number: Figure, part: Figure) -> bool:
    return number.value == part.value
