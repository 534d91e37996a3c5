"""Whether a report's percentages, sums, scores and levels follow from the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Literal

from auditor.values.figures import (
    COUNTED,
    Figure,
    Passage,
    figures,
    flat,
    percentage,
    rounds_to,
    segments,
    sentences,
    whole_target,
)

Fault = Literal["percent", "sum", "level", "weights"]

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
_OF_WHOLE = re.compile(r"占([^，。；\d]{0,14})(?:的)?(?:比例)?(?:为)?$")
_AMONG = re.compile(r"其中(?:包括|包含|有)?")
_LOOSE = re.compile(r"等|主要|部分|如|包括|至少|例如|重点|不限于|占|平均|每|约|近")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|总数为?|累计)[^，。；\d]{0,10}$")
_PARTITION = (
    ("持证", "非持证"),
    ("男", "女"),
    ("物资", "资金"),
    ("户内", "户外"),
    ("线上", "线下"),
    ("中级", "助理"),
    ("城市", "农村"),
    ("专职", "兼职"),
)
_PLACES = re.compile(r"第[一二三四五六七八九十]片区|[一-龥]{2,6}(?:社区|村|居委)(?=\d)")
_SCORE = re.compile(
    r"(?:分数|得分|总分|总评分|评分|成绩|自评分)(?:数|值)?(?:合计|共计|共)?(?:为|是|:|达到?)*(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)(?!\d)(?:分)?(?!以|至|[-—~])"
)
_LEVEL = re.compile(
    r"(?:等级|级别|评级|评定|评估结果|评为|结果|等次|档次)(?:为|是|:|属于?|定为|评定为|获评|获|达到|被|评为)*[“\"☑√■]*(不合格|基本合格|优秀|良好|合格)"
)
_BANDS = re.compile(r"以上|以下|不含|含\d|\d分?(?:[-—~至])\d|(?<![得评总综])分为")
_BAND = re.compile(
    r"(?<![\d.])(\d{2,3})分?(?:\(含\))?(?:及)?以上(?:\(含[^()]{0,6}\))?[^，。；\d]{0,4}?(?:为|评为|是|:)?(优秀|良好|合格)"
)
_BAND_FROM = re.compile(
    r"(?<![\d.])(\d{2,3})分?(?:\(含[^()]{0,6}\))?(?:[-—~至到])(\d{2,3})分?(?:\([^()]{0,10}\))?[^，。；\d]{0,4}?(?:为|评为|是|:)?(优秀|良好|合格)"
)
_WEIGHT = re.compile(r"占(?:比|总分)?(?:的)?(?:为)?(\d{1,3}(?:\.\d)?)%|权重(?:为|占)?(\d{1,3}(?:\.\d)?)%")
_WEIGHED = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分?\((?:权重|占比|占|权重占)?(?:为|:)?(\d{1,3})%\)|(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分?[×xX*](\d{1,3})%"
)
_GRAND_TOTAL = re.compile(
    r"(?:总分|总得分|综合得分|最终得分|合计|总评分|总成绩)(?:为|是|:|得)*(\d{1,3}(?:\.\d{1,2})?)(?!\d|%)"
)
_WHOLE_SCORE = re.compile(r"总分|权重|评估总分|综合得分|四方|三方|各方|得分由|分数由|构成|组成|总和")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that does not follow from the figures beside it (or, with ``sure`` false, may not)."""

    fault: Fault
    passage: Passage
    what: str
    """In Chinese: what is stated."""
    why: str
    """In Chinese: what the figures give."""
    sure: bool = True
    other: Passage | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """Least score of each level."""

    excellent: Decimal = Decimal(90)
    good: Decimal = Decimal(80)
    passing: Decimal = Decimal(60)

    def level(self, score: Decimal) -> str:
        """Return the level that a score falls into."""
        if score >= self.excellent:
            return "优秀"
        if score >= self.good:
            return "良好"
        return "合格" if score >= self.passing else "不合格"


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
    if among is not None and not re.search(r"共|总|合计", text[: part.start]):
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


def sum_claims(passages: Iterable[Passage]) -> tuple[list[Claim], int]:
    """Return totals that their parts do not give, and how many were added up."""
    claims: list[Claim] = []
    checked = 0
    for passage in passages:
        text = flat(passage.text)
        numbers = figures(text)
        if len(numbers) < 3:
            continue
        for start, end in sentences(text):
            inside = [n for n in numbers if start <= n.start < end]
            if len(inside) < 3:
                continue
            for result in (
                *_among_parts(text, inside, passage, end),
                *_bracketed(text, inside, passage),
                *_listed_total(text, inside, passage, start),
                *_after_colon(text, inside, passage, end),
            ):
                checked += 1
                if result is not None:
                    claims.append(result)
    return claims, checked


def _among_parts(text: str, inside: list[Figure], passage: Passage, end: int) -> Iterable[Claim | None]:
    """A 场，其中 X 场、Y 场."""
    for match in _AMONG.finditer(text, inside[0].start, end):
        before = [n for n in inside if n.end <= match.start()]
        if not before or re.search(r"[。；]", text[before[-1].end : match.start()]):
            continue
        total = before[-1]
        if not re.fullmatch(r"[，、:(]?(?:[一-龥“”]{0,16}[，:])?", text[before[-1].end : match.start()]):
            continue
        depth = text[total.end : match.start()].count("(")
        stop = text.find(")", match.end()) if depth else -1
        limit = min(
            p for p in (stop, text.find("；", match.end()), text.find("。", match.end()), end) if p >= 0
        )
        parts = _parts(text, [n for n in inside if match.end() <= n.start < limit], total)
        yield from _compare(text, total, parts, match.end(), passage)


def _after_colon(text: str, inside: list[Figure], passage: Passage, end: int) -> Iterable[Claim | None]:
    """A 人：甲类 X 人、乙类 Y 人、丙类 Z 人: an enumeration right after its total, up to the end of the sentence."""
    for index, total in enumerate(inside):
        if text[total.end : total.end + 1] != ":":
            continue
        parts = inside[index + 1 :]
        tail = text[parts[-1].end : end] if parts else ""
        if (
            len(parts) < 2
            or any(part.counted != total.counted or not part.exact for part in parts)
            or re.search(r"[，一-龥]", tail)
            or any("，" in text[a.end : b.start] for a, b in pairwise(parts))
        ):
            continue
        yield from _compare(text, total, parts, total.end + 1, passage)


def _bracketed(text: str, inside: list[Figure], passage: Passage) -> Iterable[Claim | None]:
    """A 名（X 名，Y 名）."""
    for total in inside:
        if text[total.end : total.end + 1] != "(":
            continue
        close = text.find(")", total.end)
        if close < 0 or _AMONG.match(text, total.end + 1):
            continue
        parts = _parts(text, [n for n in inside if total.end < n.start < close], total)
        yield from _compare(text, total, parts, total.end + 1, passage)


def _parts(text: str, numbers: list[Figure], total: Figure) -> list[Figure]:
    """Return the numbers after a total that count like it, up to the first that does not belong to the list."""
    parts: list[Figure] = []
    for index, number in enumerate(numbers):
        if number.counted != total.counted or not number.exact:
            if number.unit == "%" or not parts:
                continue
            break
        gap = text[(numbers[index - 1].end if index else total.end) : number.start]
        if parts and (
            re.search(r"实际|同时|另外|此外|累计|共(?!产)|新增|占|其中|完成|参与", gap) or len(gap) > 40
        ):
            break
        bracket = text[parts[-1].end : number.start] if parts else ""
        if "(" in bracket and ")" not in bracket:
            continue  # a part of a part
        parts.append(number)
    return parts


def _compare(
    text: str, total: Figure, parts: list[Figure], begin: int, passage: Passage
) -> Iterable[Claim | None]:
    if len(parts) < 2 or not total.exact:
        return
    span = text[begin : parts[-1].end + 4]
    added = sum((part.value for part in parts), Decimal(0))
    if added == total.value:
        yield None
        return
    if total.unit == "元" and abs(added - total.value) < Decimal("0.02"):
        yield None
        return
    digits = max(part.digits for part in parts)
    if (
        total.digits < digits
        and added.quantize(Decimal(1).scaleb(-total.digits), rounding=ROUND_HALF_UP) == total.value
    ):
        yield None
        return
    what = f"“{total.shown}”，分项为{'、'.join(part.shown for part in parts)}"
    why = f"分项相加为{added.normalize():f}{total.unit}"
    whole = any(a in span and b in span for a, b in _PARTITION) or len(_PLACES.findall(span)) >= len(parts)
    if _LOOSE.search(re.sub(r"\([^()]*\)", "", span)) and not whole:
        return
    if added > total.value and total.unit in ("人", "名", "位", "户") and not whole:
        return  # one person can be of two kinds
    yield Claim("sum", passage, what, why, sure=added > total.value or whole)


def _listed_total(text: str, inside: list[Figure], passage: Passage, start: int) -> Iterable[Claim | None]:
    """X 份、Y 份、Z 份，合计 A 份."""
    for index, total in enumerate(inside):
        lead = text[inside[index - 1].end if index else start : total.start]
        if (
            index < 2
            or not _TOTAL.search(lead)
            or len(lead) > 16
            or not total.exact
            or "其中" in lead
            or "累计" in lead
        ):
            continue
        parts: list[Figure] = []
        for number in reversed(inside[:index]):
            if number.counted != total.counted or not number.exact or number.unit == "":
                break
            parts.insert(0, number)
            own = text[max(start, number.start - 16) : number.start]
            if "其中" in own or "应" in own:
                parts = []
                break
        if len(parts) < 2 or _LOOSE.search(text[parts[0].start : total.start]):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        if added == total.value:
            yield None
        elif abs(added - total.value) >= Decimal("0.02"):
            yield Claim(
                "sum",
                passage,
                f"{'、'.join(p.shown for p in parts)}，合计写为{total.shown}",
                f"相加为{added.normalize():f}{total.unit}",
            )


def bands_of(passages: Iterable[Passage], default: Bands) -> Bands:
    """Return the levels' limits as the report itself states them, else the default ones."""
    found: dict[str, Decimal] = {}
    for passage in passages:
        text = flat(passage.text)
        if "优秀" not in text or not _BANDS.search(text):
            continue
        for match in _BAND.finditer(text):
            found.setdefault(match[2], Decimal(match[1]))
        for match in _BAND_FROM.finditer(text):
            found.setdefault(match[3], min(Decimal(match[1]), Decimal(match[2])))
    return Bands(
        found.get("优秀", default.excellent),
        found.get("良好", default.good),
        found.get("合格", default.passing),
    )


def level_claims(passages: list[Passage], default: Bands) -> tuple[list[Claim], int]:
    """Return levels that do not fit their scores, weights that do not make the whole, totals that the weights do not give."""
    claims: list[Claim] = []
    checked = 0
    bands = bands_of(passages, default)
    for passage in passages:
        text = flat(passage.text)
        for start, end in sentences(text):
            part = text[start:end]
            if (pair := _scored(part)) is not None:
                checked += 1
                score, level = pair
                right = bands.level(score)
                if right != level and not (level == "基本合格" and right == "合格"):
                    claims.append(
                        Claim(
                            "level", passage, f"分数{score}分，等级写为“{level}”", f"按评分标准应为“{right}”"
                        )
                    )
            weights = [Decimal(a or b) for a, b in _WEIGHT.findall(part)]
            if len(weights) >= 3 and _WHOLE_SCORE.search(part):
                checked += 1
                if sum(weights) != 100:
                    claims.append(
                        Claim(
                            "weights",
                            passage,
                            f"各方权重为{'、'.join(f'{w}%' for w in weights)}",
                            f"相加为{sum(weights)}%，不是100%",
                        )
                    )
        claim = _weighed(text, passage)
        if claim is not None:
            checked += 1
            claims += claim
    return claims, checked


def _scored(part: str) -> tuple[Decimal, str] | None:
    if _BANDS.search(part):
        return None
    scores = list(_SCORE.finditer(part))
    levels = list(_LEVEL.finditer(part))
    if len(levels) != 1 or not scores:
        return None
    values = {Decimal(match[1]) for match in scores}
    total = [match for match in scores if re.search(r"总|最终|综合|分数", match.group())]
    chosen = scores if len(values) == 1 else total
    if len({Decimal(match[1]) for match in chosen}) != 1:
        return None
    score = Decimal(chosen[0][1])
    return (score, levels[0][1]) if score <= 100 else None


def _weighed(text: str, passage: Passage) -> list[Claim] | None:
    """Scores with their weights beside them, and the total that they give."""
    pairs = [(Decimal(a or c), Decimal(b or d)) for a, b, c, d in _WEIGHED.findall(text)]
    if len(pairs) < 2 or sum(weight for _, weight in pairs) != 100:
        return None
    totals = [
        Decimal(match[1])
        for match in _GRAND_TOTAL.finditer(text)
        if Decimal(match[1]) != 100
        and not re.search(r"上期|上年|去年|上次", text[max(0, match.start() - 12) : match.start()])
    ]
    if not totals:
        return None
    weighed = sum((score * weight for score, weight in pairs), Decimal(0)) / 100
    plain = sum((score for score, _ in pairs), Decimal(0))
    for total in totals:
        step = Decimal(1).scaleb(min(0, int(total.as_tuple().exponent)))
        if not any(value.quantize(step, rounding=ROUND_HALF_UP) == total for value in (weighed, plain)):
            why = f"按所写得分和权重应为{weighed.normalize():f}分"
            return [Claim("weights", passage, f"各方得分按权重合计写为{total}分", why)]
    return []
