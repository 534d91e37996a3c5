"""Percentages linked to what they are a share of: by the structure of their sentence, or by the words that name the whole.

A percentage is called wrong only where its part and at least one whole are plainly there, and neither that whole nor any
other like figure of the report makes it. So the words decide what is looked at, and the arithmetic whether it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.records.report_amounts import Amount, Paragraph, pairs_of
from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, percentage, rounds_to

_CLAUSE = re.compile(r"[，；。：:！？!?(（]")
_OF = re.compile(r"占(?:了|到|据)?([^，。；]{0,26}?)(?:的)?(?:比例|比重|比率|份额)?(?:为|达到?|约|是|的)*$")
_RATE = re.compile(
    r"([一-龥]{1,12}?)(?:率|度|比例|占比|比重)(?:\([^()]{0,12}\))?(?:仅|已)?(?:为|达到?|是|:|约|有)*$"
)
_AIM = re.compile(r"任务|指标|目标|计划|要求|协议|约定|预算|合同|应|需")
_COMPLETED = re.compile(r"(?:完成|达成|达到|达|实现|为|占|是)[^，。；]{0,30}?的?(?:比例)?(?:为|约)?$")
_BARE_DONE = re.compile(r"(?:^|已|实际)?(?:完成|达成)(?:了|率|比例|进度)?(?:为|达到?|约)?$")
_COMPLETION = frozenset({"完成", "达标", "达成", "进度"})
_SPENT = frozenset({"执行", "使用", "支出"})
_GROWTH = re.compile(
    r"(增长|增加|增幅|上升|提高|提升|上涨|增速|升幅|多出|高出|下降|减少|降低|降幅|缩减|下滑|回落|减幅)(?:了|率|幅度)?(?:为|达到?|约)?$"
)
_FALL = ("下降", "减少", "降低", "降幅", "缩减", "下滑", "回落", "减幅")
_FORMER = re.compile(
    r"上年|去年|上期|上一|同期|往年|前年|年初|期初|原来|此前|之前|启动前|上季度|上半年|(?:20\d\d年)|[一二三]季度|初期|由$|从$|比|较|与"
)
_GENERIC = re.compile(
    r"总人次|总户数|总人数|总数量|总数|总量|总额|总和|人次|人数|户数|数量|总|全部|全体|所有|本次|全年|同期|合计|以上|上述|其中|该|的|数|年末|目前|当前|整个|实际|累计|本年度?"
)
_PREFIX = re.compile(
    r"^(?:总体|整体|综合|平均|本次|当前|实际|总|累计|年末|全年|服务|项目|社工站?|居民|群众|其|的|按.*计算的?)+"
)
_OWN_SHARE = re.compile(r"[^，；。%]{0,12}[，(（]?(?:占|比例|占比)?[^，；。\d]{0,12}\d+(?:\.\d+)?%")
_TELLING = 3
"""Words shorter than this name a whole only where nothing stands before them."""
_SLACK = 34
"""Characters between a part and the words of its percentage."""


@dataclass(slots=True)
class _Found:
    """A percentage with its parts and wholes; the claim is made from the first of each."""

    parts: list[Amount]
    wholes: list[Amount] = field(default_factory=list)
    others: list[Amount] = field(default_factory=list)
    """Further figures that may be the whole: they excuse, and never accuse."""


def share_claims(paragraphs: Sequence[Paragraph], further: Iterable[Amount] = ()) -> tuple[list[Claim], int]:
    """Return percentages that do not follow from the figures that they speak of, and how many were recomputed.

    Args:
        paragraphs: the report's, in order.
        further: amounts of the report's tables, which may be a whole too.
    """
    everything = [amount for paragraph in paragraphs for amount in paragraph.amounts] + list(further)
    claims: list[Claim] = []
    looked = 0
    for paragraph in paragraphs:
        for percent in (n for n in paragraph.figures if n.unit == "%" and n.exact):
            claim, seen = _looked_at(paragraph, percent, everything)
            looked += seen
            if claim is not None:
                claims.append(claim)
    return claims, looked


def _looked_at(paragraph: Paragraph, percent: Figure, everything: list[Amount]) -> tuple[Claim | None, bool]:
    text = paragraph.text
    number = paragraph.sentence_of(percent.start)
    start, _ = paragraph.sentences[number]
    lead = _CLAUSE.split(text[start : percent.start])[-1]
    opened = text[percent.start - len(lead) - 1 : percent.start - len(lead)] in ("(", "（")
    if text[percent.end : percent.end + 1] in "点的以至-—~" and text[percent.end : percent.end + 2] not in (
        "的，",
    ):
        return None, False
    growth = _GROWTH.search(lead)
    if growth is not None:
        return _grown(paragraph, percent, number, growth[1] in _FALL, everything)
    before = [a for a in paragraph.in_sentence(number) if a.figure.end <= percent.start and a.figure.exact]
    earlier = [p for p in paragraph.figures if p.unit == "%" and start <= p.start < percent.start]
    if "分别" in text[start : percent.start]:
        return None, False
    found = (
        _completed(paragraph, percent, lead, before, number)
        or _of_whole(paragraph, percent, lead, before, earlier, number, everything, opened)
        or _rate(paragraph, percent, lead, before, number)
    )
    if found is None or not found.parts:
        return None, False
    part = found.parts[0]
    if part.value <= 0:
        return None, False
    like = [a for a in everything if a.unit == part.unit]
    if percent.digits == 0:
        like = [a for a in paragraph.amounts if a.unit == part.unit]
    wholes = [*found.wholes, *found.others, *like]
    if any(
        whole.value > 0 and rounds_to(one.value, whole.value, percent.value, percent.digits)
        for one in found.parts
        for whole in wholes
    ) or _by_sums(found.parts, paragraph.in_sentence(number), part, percent):
        return None, True
    if not found.wholes:
        return None, False
    right = list(
        dict.fromkeys(
            f"{percentage(part.value, whole.value, percent.digits)}%（÷{whole.figure.shown}）"
            for whole in found.wholes[:2]
            if whole.value > 0
        )
    )
    if not right:
        return None, False
    what = f"“{_shown(part)}”的比例写为{percent.shown}"
    return Claim(
        "percent", paragraph.passage, what, f"按所写数字应为{'或'.join(right)}", at=percent.start
    ), True


def _shown(amount: Amount) -> str:
    return f"{amount.before[-12:]}{amount.figure.shown}"


def _by_sums(parts: list[Amount], inside: list[Amount], part: Amount, percent: Figure) -> bool:
    """Whether sums of two or all like figures of the sentence make the percentage."""
    values = [a.value for a in inside if a.unit == part.unit and a.figure.exact]
    if not 2 <= len(values) <= 12:
        return False
    sums = {a + b for i, a in enumerate(values) for b in values[i + 1 :]} | {sum(values, Decimal(0))}
    both = [*sums, *values]
    return any(
        whole > 0 and one <= whole and rounds_to(one, whole, percent.value, percent.digits)
        for one in [*sums, *(p.value for p in parts)]
        for whole in both
    )


def _completed(
    paragraph: Paragraph, percent: Figure, lead: str, before: list[Amount], number: int
) -> _Found | None:
    """完成全年任务2000户次的65.4%; 计划服务120名，实际服务103名，完成85.8%."""
    stop = max(
        [paragraph.text.rfind("；", 0, percent.start)]
        + [n.end for n in paragraph.figures if n.unit == "%" and n.end <= percent.start]
    )
    before = [a for a in before if a.figure.start >= stop]
    if not before:
        return None
    last = before[-1]
    begin = percent.start - len(lead)
    inside = last.figure.start >= begin
    if inside and _AIM.search(paragraph.text[begin : last.figure.start]) and _COMPLETED.search(lead):
        tail = paragraph.text[last.figure.end : percent.start]
        if re.fullmatch(r"\)?(?:任务|指标|目标|计划|要求)?量?的?(?:比例)?(?:为|约)?", tail):
            parts = [a for a in reversed(before[:-1]) if a.unit == last.unit and not _AIM.search(a.before)]
            if parts and begin - parts[0].figure.end <= _SLACK:
                return _Found(parts[:1], [last])
            return None
    rate = _RATE.search(lead)
    if "超" in lead or not (_BARE_DONE.search(lead) or (rate and rate[1][-2:] in _COMPLETION)):
        return None
    aims = [a for a in before if re.search(r"任务|指标|目标|计划|要求|协议|约定|应", a.before)]
    done = [a for a in before if a not in aims]
    if len(aims) != 1 or not done or done[-1].unit != aims[0].unit:
        return None
    return _Found([done[-1]], aims)


def _of_whole(
    paragraph: Paragraph,
    percent: Figure,
    lead: str,
    before: list[Amount],
    earlier: list[Figure],
    number: int,
    everything: list[Amount],
    opened: bool,
) -> _Found | None:
    """占在册老人总数的30.2%; 80人(占64%)."""
    text = paragraph.text
    match = _OF.search(lead)
    begin = percent.start - len(lead)
    if match is None:
        if not (
            opened and not lead and before and before[-1].figure.end >= begin - 3 - len(before[-1].after)
        ):
            return None
        named, place = "", begin
    else:
        named, place = match[1], begin + match.start()
    inside = [a for a in before if a.figure.start >= place]
    ahead = [a for a in before if a.figure.end <= place]
    if not ahead or (earlier and earlier[-1].end > ahead[-1].figure.start):
        return None
    part = ahead[-1]
    subject = re.sub(r"^(?:其中|约|共)+", "", lead[: match.start()]) if match is not None else ""
    if len(subject) >= _TELLING and not any(c.isdigit() for c in subject) and begin > part.figure.end:
        told = [a for a in ahead if subject in a.words]
        if not told and not re.search(r"以上|合计|[两三四]者|[两三四][类项]", subject):
            return None
        part = (told or ahead)[-1]
    if place - part.figure.end > _SLACK or "%" in text[part.figure.end : place] or part.figure.unit == "":
        return None
    if inside:
        return _Found([part], [inside[-1]]) if inside[-1].unit == part.unit else None
    core = _GENERIC.sub("", re.sub(r"^(?:全|本|该|总)", "", named))
    like = [a for a in everything if a.unit == part.unit and a is not part and a.figure.exact]
    if core:
        told = [a for a in like if _names(core, a)]
        wholes = [a for a in told if a.value >= part.value and not a.aside]
        return _Found([part], wholes, told) if wholes else None
    same = [
        a
        for a in ahead[:-1]
        if a.unit == part.unit and a.value >= part.value and not a.aside and not is_share(text, a.figure)
    ]
    if not same and number:
        same = [
            a
            for a in paragraph.in_sentence(number - 1)
            if a.unit == part.unit and a.value >= part.value and a.figure.exact and not a.aside
        ]
        if len(same) != 1:
            return None
    return _Found([part], same[:1], same)


def is_share(text: str, number: Figure) -> bool:
    """Whether a figure has a percentage of its own (66人，占25.7%): it is a part like others, and no whole."""
    return bool(_OWN_SHARE.match(text, number.end))


def _names(core: str, amount: Amount) -> bool:
    """Whether the words of an amount name what ``core`` names."""
    words = amount.words
    if len(core) < _TELLING and re.search(rf"[一-龥]{re.escape(core)}", _GENERIC.sub("", words)) is not None:
        return False  # 持证社工 are some of the 社工, and not all of them
    if core in words or (len(amount.before) >= 3 and amount.before in core):
        return True
    own, other = pairs_of(core), pairs_of(words)
    return len(core) >= 3 and bool(own) and len(own & other) >= max(2, (2 * len(own) + 2) // 3)


def _rate(
    paragraph: Paragraph, percent: Figure, lead: str, before: list[Amount], number: int
) -> _Found | None:
    """已结案18个，结案率64.3%."""
    match = _RATE.search(lead)
    if match is None:
        return None
    stem = _PREFIX.sub("", match[1])
    key = stem[-2:]
    if len(key) < 2 or key in _COMPLETION:
        return None
    begin = percent.start - len(lead)
    named = [a for a in reversed(before) if key in a.words or key[::-1] in a.words]
    parts = [a for a in named if stem in a.words] or named  # 持证社工 12人, and no 助理社工师 7人
    if not parts and key in _SPENT:
        parts = [a for a in reversed(before) if re.search(r"支出|支付|使用|花费|开支", a.words)]
        aims = [a for a in before if re.search(r"预算|经费|资金|拨款|收入", a.before) and a not in parts]
        return _Found(parts[:1], aims[:1], aims) if parts and len(aims) == 1 else None
    if not parts and before and match[0].startswith(match[1]) and not lead.endswith("度"):
        last = before[-1]
        if re.search(r"余|剩|差|未", last.before[-4:]):
            return None
        gap = paragraph.text[last.figure.end : begin]
        if (
            len(gap) <= 14
            and gap.count("，") <= 1
            and "度" not in match[0][len(match[1]) : len(match[1]) + 1]
        ):
            parts = [last]
    if not parts:
        return None
    part = parts[0]
    if begin - part.figure.end > _SLACK + 16 or part.figure.unit == "":
        return None

    def may_be_whole(a: Amount) -> bool:
        return (
            a.unit == part.unit
            and a is not part
            and a.figure.exact
            and a.value >= part.value
            and not (key in a.words and not re.search(r"应|需", a.before))
        )

    same = [a for a in before if may_be_whole(a) and a.figure.end <= part.figure.start]
    same = same or [a for a in before if may_be_whole(a)]
    others = [a for a in paragraph.amounts if a.figure.end <= percent.start and may_be_whole(a)]
    if not same and number:
        same = [a for a in paragraph.in_sentence(number - 1) if may_be_whole(a)]
        if len(same) > 2:
            return None
    return _Found(parts[:2], list(reversed(same)), others)


def _grown(
    paragraph: Paragraph, percent: Figure, number: int, falls: bool, everything: list[Amount]
) -> tuple[Claim | None, bool]:
    """2600户次，比上年的2100户次增长23.8%; 由19人增至24人，增幅26.3%."""
    text = paragraph.text
    before = [a for a in paragraph.in_sentence(number) if a.figure.end <= percent.start and a.figure.exact]
    if not before:
        return None, False
    base = [
        a
        for a in before
        if _FORMER.search(a.before)
        or re.match(
            r"[^，。]{0,6}(?:相比|比较|之比|增|减|上升|下降|提高|降)", text[a.figure.end : a.figure.end + 10]
        )
    ]
    if not base:
        return None, False
    former = base[-1]
    if percent.start - former.figure.end > _SLACK or former.figure.unit == "":
        return None, False
    inside = [a for a in before if a is not former and a.unit == former.unit]
    step = re.search(r"(?:增加|减少|增长|下降|多|少|净增|提高)了?$", former.before)
    if step:
        return None, False
    present = [a for a in inside if a.figure.end <= former.figure.start] or inside
    near = bool(present)
    if not present and number:
        present = [a for a in paragraph.in_sentence(number - 1) if a.unit == former.unit and a.figure.exact][
            :1
        ]
    if not present:
        return None, False

    def makes(now: Decimal, then: Decimal) -> bool:
        return then > 0 and rounds_to(abs(now - then), then, percent.value, percent.digits)

    like = [a for a in everything if a.unit == former.unit]
    if any(makes(a.value, former.value) or makes(former.value, a.value) for a in like):
        return None, True
    pairs = [a.value for a in before if a.unit == former.unit]
    if any(makes(a, b) for a in pairs for b in pairs):
        return None, True
    now = next((a for a in reversed(present) if (a.value < former.value) == falls), None)
    if now is None or (not near and now.aside):
        return None, False
    if not near and len([a for a in paragraph.in_sentence(number - 1) if a.unit == former.unit]) > 3:
        return None, False
    right = percentage(abs(now.value - former.value), former.value, percent.digits)
    word = "降幅" if falls else "增幅"
    what = f"“{_shown(now)}”与“{_shown(former)}”，{word}写为{percent.shown}"
    return Claim("percent", paragraph.passage, what, f"按所写数字应为{right}%", at=percent.start), True
