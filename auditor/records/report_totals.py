"""Sums, remainders, differences, flows and means of a sentence, looked for by their marks and excused by any like figures that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from auditor.records.report_amounts import Amount, Paragraph, amounts_between, pairs_of
from auditor.records.report_claims import Claim
from auditor.records.report_kinds import complementary, in_grades
from auditor.records.report_means import MEAN, MEANS, Reckoned, mean_of, plain, right_figure
from auditor.records.report_numerals import spelled_figures
from auditor.values.figures import Figure

_TOTAL = re.compile(
    r"(?:共计|合计|总计|总共|一共|累计|总数|共有|共|全年|全期|全部|季度合计|小计|总)[一-龥]{0,8}$"
)
_SEVERAL = re.compile(
    r"(?:[两二三四五六七八九十]|\d|各|几)(?:项|类|种|者|个[一-龥]{1,4}|方面|部分)[一-龥]{0,4}(?:合计|共计|共|总计|累计|相加)"
)
_AMONG = re.compile(r"其中|包括|包含|含|分别|如")
_REST = re.compile(r"其他|其余|另外|剩余")
_KINDS = re.compile(
    r"分[一-龥]{1,4}?(?:看|来看|统计)(?:，|:|：)?|[从按以](?:[^，。；]{1,12}?)(?:看|分|划分|来看|而言|统计|计)(?:，|:|：)?|分为|分布|构成|组成|类型"
)
_STRETCH = re.compile(r"[上下]半年|第?[一二三四]季度|(?<!\d)\d{1,2}月|[春夏秋冬]季|[上中下]旬")
_FEW = 3
_LEFT = re.compile(
    r"(?:剩余|结余|余下|尚余|尚有|还有|还剩|余|剩|尚差|还差|其余|驳回|退回|不满意|不合格|不(?!少|低|超|足|到)[一-龥]{1,6}的|未(?!成年)[一-龥]{1,8}的)(?:为|有|共)?$"
)
_TAKEN_OUT = re.compile(r"剔除|扣除|除去|去除|去掉|减去|作废")
"""What was taken out before is not told in figures."""
_STEP = re.compile(
    r"(增加|净增|新增|多|增长|减少|少|下降|降低|减|超出|超过|高出|高于|超额完成|超额)(?:了|到)?$"
)
_DOWN = ("减少", "少", "下降", "降低", "减")
_FORMERLY = re.compile(r"上年度?|去年|上期|同期|年初|[与比较的]")
_OPENING = re.compile(r"(?:年|月|季度?|期)初|期首|原有|上[年期季]末|上[年期]结转|结转")
_CLOSING = re.compile(r"(?:年|月|季度?|期)末|(?:年|月|季度?|期)底|期满|^[末底]")
_IN = re.compile(r"新[开增接立入招]|入职|接案|加入|筹[款集得]|收入|转入|募集|增加|招[录聘]|新")
_OUT = re.compile(r"结案|结束|离职|退出|支出|流失|转出|减少|辞职|注销|使用|发放")
_CLOSE = Decimal("0.02")


def total_claims(paragraphs: Sequence[Paragraph]) -> tuple[list[Claim], int]:
    """Return sums, remainders, differences, flows and means that do not come out, and how many were reckoned."""
    claims: list[Claim] = []
    looked = 0
    for paragraph in [*paragraphs, *_with_numerals(paragraphs)]:
        for number in range(len(paragraph.sentences)):
            inside = [a for a in paragraph.in_sentence(number) if a.figure.unit or a.value >= 10]
            if not inside:
                continue
            flow = _flow(paragraph, inside)
            for at, amount in enumerate(inside):
                if not amount.figure.exact and not MEAN.search(amount.before):
                    continue
                found = (
                    (flow if flow is not None and amount.figure.start == flow[0] else None)
                    or mean_of(paragraph, inside, at)
                    or _difference(paragraph, inside, at)
                    or _total_after(paragraph, inside, at)
                    or _total_before(paragraph, number, inside, at)
                    or _remainder(paragraph, inside, at)
                )
                if found is None:
                    continue
                looked += 1
                if found[1]:
                    claims.append(
                        Claim("sum", paragraph.passage, found[1], found[2], sure=found[3], at=found[0])
                    )
    return claims, looked


def _with_numerals(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that have numbers in words (十七个行政村、二个社区), with these among their amounts."""
    for paragraph in paragraphs:
        spelled = spelled_figures(paragraph.text, paragraph.figures)
        if spelled:
            amounts = amounts_between(paragraph, spelled)
            numbers = sorted([*paragraph.figures, *spelled], key=lambda n: n.start)
            yield replace(paragraph, figures=numbers, amounts=amounts)


def _same(one: Decimal, other: Decimal, unit: str) -> bool:
    return one == other or (unit == "元" and abs(one - other) < _CLOSE)


def _fits(sum_: Decimal, total: Figure) -> bool:
    """Whether a sum is the total, or rounds to it as it is written."""
    if _same(sum_, total.value, total.unit):
        return True
    scale = Decimal(10_000) if total.unit == "元" and total.value >= 10_000 and total.digits else Decimal(1)
    step = Decimal(1).scaleb(-total.digits)
    return (sum_ / scale).quantize(step, rounding=ROUND_HALF_UP) * scale == total.value


def _any_run(parts: list[Amount], total: Figure) -> bool:
    """Whether two or more neighbouring figures make the total."""
    for first in range(len(parts)):
        added = parts[first].value
        for part in parts[first + 1 :]:
            added += part.value
            if _fits(added, total):
                return True
    return False


def _listed(parts: Sequence[Amount]) -> str:
    return "、".join(f"{part.before[-10:]}{part.figure.shown}" for part in parts)


def _total_after(paragraph: Paragraph, inside: list[Amount], at: int) -> Reckoned | None:
    """采暖期430户次，非采暖期350户次，全年合计780户次; 扶手70副、夜灯140盏，两类物品共210件."""
    total = inside[at]
    text = paragraph.text
    several = bool(_SEVERAL.search(total.before))
    if (not several and not _TOTAL.search(total.before)) or _AMONG.search(total.before) or total.aside:
        return None
    if MEANS.search(total.before[-8:]):
        return None
    parts: list[Amount] = []
    for amount in reversed(inside[:at]):
        if not amount.figure.exact or amount.aside or (amount.unit != total.unit and not several):
            break
        if _TOTAL.search(amount.before):
            break
        parts.insert(0, amount)
        if _AMONG.search(amount.before):
            break
    if len(parts) < 2 or _others_between(paragraph, parts, total):
        return None
    if _any_run(parts, total.figure) or _any_run(
        [a for a in paragraph.amounts if a.unit == total.unit and a is not total], total.figure
    ):
        return right_figure(total)
    if total.figure.start - parts[-1].figure.end > 24:
        return None
    if not several and re.match(r"累计|全年|总$", total.before[-2:]):
        return None
    if not several and not _enumerates(text, parts, total):
        return None
    added = sum((part.value for part in parts), Decimal(0))
    if added <= 0:
        return None
    strong = several or bool(re.search(r"合计|共计|总计|总共|一共|季度合计", total.before))
    if not strong and not _near(added, total.value):
        return None
    return (
        total.figure.start,
        f"{_listed(parts)}，{total.before[-8:]}{total.figure.shown}",
        f"相加为{plain(added)}{total.figure.unit}",
        strong,
    )


def _others_between(paragraph: Paragraph, parts: list[Amount], total: Amount) -> bool:
    """Whether figures that are no part stand in the list: 学校3所, a percentage."""
    own = {part.figure.start for part in parts}
    return any(
        parts[0].figure.start < n.start < total.figure.start
        and n.start not in own
        and n.unit not in ("月", "年", "日")
        for n in paragraph.figures
    )


def _near(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return low > 0 and high <= low * Decimal("1.35")


def _enumerates(text: str, parts: list[Amount], total: Amount) -> bool:
    """Whether the parts stand in one list: only names and commas between them, and no stop of another kind."""
    ends = [*parts, total]
    return all(
        len(text[a.figure.end : b.figure.start]) <= 22 and "。" not in text[a.figure.end : b.figure.start]
        for a, b in pairwise(ends)
    )


def _total_before(paragraph: Paragraph, number: int, inside: list[Amount], at: int) -> Reckoned | None:
    """共38人，其中男性15人，女性23人; 24个个案。从服务对象看，儿童4个、老人12个、其他8个."""
    total = inside[at]
    text = paragraph.text
    if total.aside or not total.figure.unit or _AMONG.search(total.before):
        return None
    if text[: total.figure.start - len(total.before)].endswith("、"):
        return None  # one of a list itself
    end = paragraph.sentences[number][1]
    after = _parts_after(paragraph, inside[at + 1 :], total, total.figure.end)
    crossing = False
    if len(after) < 2 and at == 0 and number + 1 < len(paragraph.sentences):
        following = paragraph.in_sentence(number + 1)
        begin = paragraph.sentences[number + 1][0]
        if following and _KINDS.search(text[begin : following[0].figure.start]):
            after, crossing = _parts_after(paragraph, following, total, begin), True
            end = paragraph.sentences[number + 1][1]
    if len(after) < 2:
        return None
    if any(
        _any_run([total, *after], a.figure)
        for a in paragraph.amounts
        if a.unit == total.unit and a is not total
    ):
        return None
    if _any_run(after, total.figure) or sum((a.value for a in after), Decimal(0)) == total.value:
        return right_figure(total)
    span = text[total.figure.end : min(end, after[-1].figure.end + 12)]
    lead = text[max(0, total.figure.start - 16) : after[0].figure.start]
    words = [a.words for a in after]
    parted = (
        complementary(words)
        or any(_REST.search(a.before) for a in after[-1:])
        or (len({w for a in after for w in _STRETCH.findall(a.before)}) == len(after))
        or in_grades(after)
        or ((crossing or bool(_KINDS.search(lead))) and len(after) >= 3)
    )
    if not parted or re.search(
        r"等|主要|部分(?!达成|完成|实现)|例如|重点|占|约", re.sub(r"\([^()]*\)", "", span)
    ):
        return None
    added = sum((part.value for part in after), Decimal(0))
    if not _near(added, total.value) and abs(added - total.value) > _FEW:
        return None
    return (
        total.figure.start,
        f"“{total.before[-10:]}{total.figure.shown}”，分项为{_listed(after)}",
        f"分项相加为{plain(added)}{total.figure.unit}",
        not in_grades(after),
    )


def _parts_after(paragraph: Paragraph, amounts: list[Amount], total: Amount, begin: int) -> list[Amount]:
    parts: list[Amount] = []
    last = begin
    for amount in amounts:
        gap = paragraph.text[last : amount.figure.start]
        if amount.unit != total.unit or not amount.figure.exact or amount.aside:
            if parts:
                break
            return []
        if parts and (
            len(gap) > 26 or re.search(r"；|同时|此外|累计|合计|共(?!产)|其中|比|较|增|平均|每", gap)
        ):
            break
        if not parts and (len(gap) > 44 or re.search(r"比|较|平均|每|完成|目标|任务", gap)):
            return []
        parts.append(amount)
        last = amount.figure.end
    return parts


def _remainder(paragraph: Paragraph, inside: list[Amount], at: int) -> Reckoned | None:
    """收入12万元，支出9万元，结余3万元; 名册860人，活跃380人，未参加的480人."""
    rest = inside[at]
    if not _LEFT.search(rest.before) or at < 2 or _TAKEN_OUT.search(rest.before):
        return None
    same = [a for a in inside[:at] if a.unit == rest.unit and a.figure.exact]
    if len(same) < 2:
        return None
    values = [a.value for a in same] + [rest.value]
    if any(_same(a - b, rest.value, rest.figure.unit) for a in values for b in values) or _any_run(
        [*same, rest], same[0].figure
    ):
        return right_figure(rest)
    if len(same) != 2 or same[0].value <= same[1].value:
        return None
    everything = [a.value for a in paragraph.amounts if a.unit == rest.unit]
    if any(_same(a - b, rest.value, rest.figure.unit) for a in everything for b in everything):
        return right_figure(rest)
    gap = paragraph.text[same[1].figure.end : rest.figure.start]
    if len(gap) > 26 or "。" in gap:
        return None
    return (
        rest.figure.start,
        f"{_listed(same)}，{rest.before[-8:]}{rest.figure.shown}",
        f"按所写数字应为{plain(same[0].value - same[1].value)}{rest.figure.unit}",
        True,
    )


def _difference(paragraph: Paragraph, inside: list[Amount], at: int) -> Reckoned | None:
    """860人，比上年的640人净增220人; 2300户次比1900户次多400户次."""
    step = inside[at]
    match = _STEP.search(step.before)
    text = paragraph.text
    if match is None or text[step.figure.start - 1] == "到":
        return None
    same = [a for a in inside[:at] if a.unit == step.unit and a.figure.exact]
    if len(same) == 1:
        same = [*_earlier(paragraph, same[0], step.sentence), *same]
    if len(same) < 2:
        return None
    former = same[-1]
    lead = text[max(0, former.figure.start - 16) : former.figure.start]
    between = text[same[-2].figure.end : former.figure.start]
    if (
        not re.search(r"比|较|与|由|从|上年|去年", lead + between)
        or step.figure.start - former.figure.end > 24
    ):
        return None
    if any(abs(a.value - b.value) == step.value for a in same for b in same):
        return right_figure(step)
    everything = [a for a in paragraph.amounts if a.unit == step.unit and a is not step]
    if any(abs(a.value - b.value) == step.value for a in everything for b in everything):
        return right_figure(step)
    if len(same) != 2 or step.value == 0:
        return None
    down = match[1] in _DOWN
    if (same[0].value < same[1].value) != down and not re.search(r"由|从", lead + between):
        return None
    return (
        step.figure.start,
        f"{_listed(same)}，{match[1]}{step.figure.shown}",
        f"按所写数字应为{plain(abs(same[0].value - same[1].value))}{step.figure.unit}",
        True,
    )


def _earlier(paragraph: Paragraph, former: Amount, sentence: int) -> list[Amount]:
    """Return what the sentences before tell now of what was formerly so much: 总支出60万元。…。与上年支出50万元相比，增加10万元."""
    named = pairs_of(_FORMERLY.sub("", former.before))
    found = [
        a
        for a in paragraph.amounts
        if a.sentence < sentence and a.unit == former.unit and a.figure.exact and named & pairs_of(a.before)
    ]
    return found[:1] if _FORMERLY.search(former.before) else []


def _flow(paragraph: Paragraph, inside: list[Amount]) -> Reckoned | None:
    """季度初在办14个，新开7个，结案4个，季度末在办17个."""
    opening = [a for a in inside if _OPENING.search(a.before)]
    closing = [a for a in inside if _CLOSING.search(a.before)]
    if len(opening) != 1 or len(closing) != 1 or opening[0].unit != closing[0].unit:
        return None
    first, last = opening[0], closing[0]
    if first.figure.start > last.figure.start:
        return None
    between = [a for a in inside if first.figure.end <= a.figure.start < last.figure.start]
    if not between or any(a.unit != first.unit or not a.figure.exact for a in between):
        return None
    value = first.value
    for amount in between:
        comes, goes = _IN.search(amount.before), _OUT.search(amount.before)
        if bool(comes) == bool(goes):
            return None
        value += amount.value if comes else -amount.value
    if _same(value, last.value, last.figure.unit):
        return right_figure(last)
    if len(between) < 2:
        return None
    return (
        last.figure.start,
        f"{_listed([first, *between])}，{last.before[-8:]}{last.figure.shown}",
        f"按所写数字应为{plain(value)}{last.figure.unit}",
        True,
    )
