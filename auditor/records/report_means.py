"""Means (人均, 日均, 每个小组) and the totals that they give, reckoned from the figures of their sentence."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from auditor.records.report_amounts import Amount, Paragraph
from auditor.values.figures import Figure

MEAN = re.compile(
    r"(?:(?P<head>人|户|日|天|月|场|次|期)均|平均(?:每|到每)?(?P<each>[名人位户场次个期天节月]|个月)?|每(?P<one>[名人位户场次个期天节月]|个月))[^，。；：\d]{0,12}$"
)
_HEADS = {
    "人": "人", "名": "人", "位": "人", "户": "户", "日": "天", "天": "天", "月": "月", "个月": "月", "场": "场", "次": "次", "期": "期",
    "个": "个", "节": "节",
}  # fmt: skip
MEANS = re.compile(r"均|每")
"""Words of a figure that is none of the parts of a sum."""
_ABOUT = re.compile(r"约|近|大概|左右")

Reckoned = tuple[int, str, str, bool]
"""Where the figure stands, what is stated ("" where it comes out), what the figures give, and whether that is sure."""


def right_figure(amount: Amount) -> Reckoned:
    """Return what says that a figure comes out."""
    return amount.figure.start, "", "", True


def plain(value: Decimal) -> str:
    """Return a number as a reader writes it."""
    return f"{value.normalize():f}"


def mean_of(paragraph: Paragraph, inside: list[Amount], at: int) -> Reckoned | None:
    """240天供餐9120人次，日均38人次; 小组10个，每个6节，共60节."""
    each = inside[at]
    match = MEAN.search(each.before)
    text = paragraph.text
    if match is None or _ABOUT.search(each.before) or _ABOUT.search(each.after[:2]):
        return None
    head = _HEADS[match["head"] or match["each"] or match["one"] or "人"]
    numbers = [n for n in paragraph.figures if n is not each.figure]
    start, end = paragraph.sentences[each.sentence]
    here = [n for n in numbers if start <= n.start < end]

    def like(n: Figure) -> bool:
        return (
            n.counted == each.unit
            or (each.unit == "人" and n.unit == "人次")
            or (each.unit == "元" and n.unit == "元")
        )

    def counting(n: Figure) -> bool:
        return (
            n.counted == head
            or (head == "人" and n.unit in ("人", "名", "位"))
            or (head == "月" and n.unit == "个月")
        )

    def makes(total: Figure, count: Figure) -> bool:
        if count.value <= 0:
            return False
        step = Decimal(1).scaleb(-each.figure.digits)
        mean = total.value / count.value
        return (
            mean.quantize(step, rounding=ROUND_HALF_UP) == each.value or int(mean / step) * step == each.value
        )

    if any(
        makes(total, count)
        for total in numbers
        if like(total)
        for count in numbers
        if counting(count) and count is not total
    ):
        return right_figure(each)
    totals = [n for n in here if like(n) and n.exact and not _mean_words(text, n)]
    counts_ = [n for n in here if counting(n) and n.exact and n not in totals and not _mean_words(text, n)]
    if len(totals) != 1 or len(counts_) != 1 or counts_[0].value <= 1 or totals[0].value < counts_[0].value:
        return None
    total, count = totals[0], counts_[0]
    mean = total.value / count.value
    if not Decimal("0.5") <= each.value / mean <= 2 if mean else True:
        return None
    step = min(Decimal(1).scaleb(-each.figure.digits), Decimal("0.1"))
    shown = mean.quantize(step, rounding=ROUND_HALF_UP)
    wrong = total if total.start > each.figure.start else each.figure
    what = f"“{count.shown}”、“{total.shown}”，{match.group()}{each.figure.shown}"
    return wrong.start, what, f"按所写数字{match.group()}应为{plain(shown)}{each.figure.unit}", True


def _mean_words(text: str, number: Figure) -> bool:
    return bool(MEANS.search(re.split(r"[，；。：]", text[max(0, number.start - 10) : number.start])[-1]))
