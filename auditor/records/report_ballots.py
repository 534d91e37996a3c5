"""Percentages that stand beside their parts, held beside the whole that most of their neighbours have; and differences in points.

甲（92人，25.7%）、乙（78人，21.8%）、丙（40人，16.2%）: no words name the whole, but two of the three agree on one figure of
the report, and no figure of the report makes the third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from auditor.records.report_amounts import Amount, Paragraph
from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, percentage, rounds_to

_BESIDE = re.compile(
    r"[^，。；:%\d()]{0,8}[，(]?(?:约?占(?:比|全部|总数|总体|样本)?[^，。；\d%()]{0,8}|比例|占比)?(?:的)?(?:比例)?(?:为|是|达|约)?"
)
_POINTS = frozenset({"个百分点", "百分点"})
_UP = re.compile(r"(?:提高|提升|上升|增加|增长|高出|高|上涨)(?:了|约)?$")
_DOWN = re.compile(r"(?:下降|降低|减少|回落|低|下滑)(?:了|约)?$")
_LABEL = re.compile(
    r"(?:^|[，。；、])([一-龥]{2,10}?)(?:人数)?(?:占比|占(?P<of>[一-龥]{2,8}?)的|占|所占比例|比例)(?:为|达|约|是)?$"
)
_NO_LABEL = re.compile(r"^(?:其|各|约|合计|总计|分别|两者|三者|共|二者)|满意|完成|增长|下降")
_PEOPLE = re.compile(r"学员|对象|人员|居民|群体|人数|的")


def ballot_claims(paragraphs: Sequence[Paragraph], further: Iterable[Amount] = ()) -> tuple[list[Claim], int]:
    """Return percentages and differences in points that do not follow, and how many were reckoned."""
    everything = [a for p in paragraphs for a in p.amounts] + list(further)
    claims: list[Claim] = []
    looked = 0
    for paragraph in paragraphs:
        for found in (*_voted(paragraph, everything), *_points(paragraph), *_labelled(paragraph, everything)):
            looked += 1
            if found is not None:
                claims.append(found)
    return claims, looked


def _pairs(paragraph: Paragraph) -> list[tuple[Amount, Figure]]:
    """Return the parts of a paragraph that have a percentage right beside them."""
    found = []
    for percent in paragraph.figures:
        if percent.unit != "%" or not percent.exact or percent.digits == 0:
            continue
        before = [n for n in paragraph.figures if n.end <= percent.start]
        part = next((a for a in paragraph.amounts if before and a.figure is before[-1]), None)
        if part is None or not part.figure.exact or part.value <= 0 or not part.figure.unit:
            continue
        if _BESIDE.fullmatch(paragraph.text[part.figure.end : percent.start]):
            found.append((part, percent))
    return found


def _voted(paragraph: Paragraph, everything: Sequence[Amount]) -> Iterable[Claim | None]:
    pairs = _pairs(paragraph)
    if len(pairs) < 3:
        return
    unit = pairs[0][0].unit
    pairs = [pair for pair in pairs if pair[0].unit == unit]
    wholes = {a.value for a in everything if a.figure.exact and a.value >= max(p.value for p, _ in pairs)}
    votes = {whole: [_makes(part, whole, percent) for part, percent in pairs] for whole in wholes}
    whole, best = max(votes.items(), key=lambda item: sum(item[1]), default=(Decimal(0), []))
    if sum(best) < 2 or 2 * sum(best) < len(pairs):
        return
    values = {a.value for a in everything if a.value > 0}
    for (part, percent), fits in zip(pairs, best, strict=True):
        if fits or any(_makes(part, value, percent) for value in values):
            yield None
            continue
        right = percentage(part.value, whole, percent.digits)
        yield Claim(
            "percent",
            paragraph.passage,
            f"“{part.before[-10:]}{part.figure.shown}”的比例写为{percent.shown}",
            f"与并列各项同以{whole:f}为总数，应为{right}%",
            at=percent.start,
        )


def _makes(part: Amount, whole: Decimal, percent: Figure) -> bool:
    return whole >= part.value and rounds_to(part.value, whole, percent.value, percent.digits)


def _points(paragraph: Paragraph) -> Iterable[Claim | None]:
    """满意率92.4%，比上年的90.1%提高2.3个百分点."""
    text = paragraph.text
    for step in paragraph.figures:
        if step.unit not in _POINTS or not step.exact:
            continue
        start = paragraph.sentences[paragraph.sentence_of(step.start)][0]
        rates = [n for n in paragraph.figures if n.unit == "%" and start <= n.start < step.start and n.exact]
        lead = text[rates[-1].end : step.start] if rates else ""
        if len(rates) != 2 or len(lead) > 8 or not (_UP.search(lead) or _DOWN.search(lead)):
            continue
        first, second = rates
        between = text[first.end : second.start]
        if not re.search(
            r"比|较|由|从|上年|去年|上期|同期|至|到",
            between + text[max(start, first.start - 12) : first.start],
        ):
            continue
        gap = abs(first.value - second.value)
        if gap == step.value:
            yield None
            continue
        yield Claim(
            "percent",
            paragraph.passage,
            f"“{first.shown}”与“{second.shown}”相差写为{step.value:f}个百分点",
            f"按所写数字应为{gap.normalize():f}个百分点",
            at=step.start,
        )


def _labelled(paragraph: Paragraph, everything: Sequence[Amount]) -> Iterable[Claim | None]:
    """共415人，其中低保对象206人、…。低保对象占49.6%: the part is named again, its figure stands before."""
    for percent in paragraph.figures:
        if percent.unit != "%" or not percent.exact or percent.digits == 0:
            continue
        number = paragraph.sentence_of(percent.start)
        start = paragraph.sentences[number][0]
        match = _LABEL.search(paragraph.text[start : percent.start])
        if match is None or _NO_LABEL.search(match[1]) or any(c.isdigit() for c in match[1]):
            continue
        core = _PEOPLE.sub("", match[1])
        ahead = [
            a for a in paragraph.amounts if a.figure.end <= percent.start and a.figure.exact and a.figure.unit
        ]
        parts = [a for a in ahead if len(core) >= 2 and core in a.words]
        if len({a.value for a in parts}) != 1 or parts[0].value <= 0:
            continue
        part = parts[0]
        wholes = [a for a in ahead if a.unit == part.unit and a.value > part.value and not a.aside]
        first = [a for a in wholes if a.figure.start < part.figure.start]
        of = _PEOPLE.sub("", re.sub(r"全年|全部|总数|总额|总量|总|全|本年度?|的", "", match["of"] or ""))
        if len(of) >= 2:
            first = [a for a in wholes if of in a.words]
        if not first:
            continue
        if any(_makes(part, a.value, percent) for a in everything if a.value > 0):
            yield None
            continue
        right = percentage(part.value, first[0].value, percent.digits)
        yield Claim(
            "percent",
            paragraph.passage,
            f"“{match[1]}”（{part.figure.shown}）的比例写为{percent.shown}",
            f"按所写数字应为{right}%（÷{first[0].figure.shown}）",
            at=percent.start,
        )
