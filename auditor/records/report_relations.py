"""Further reckonings of a sentence: fractions in words, scores compared, counts of what is listed, a month's share of the year.

Each is told by its own marks; where the figures of the sentence allow another reading, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.records.report_amounts import Amount, Paragraph, amounts_between
from auditor.records.report_claims import Claim
from auditor.records.report_numerals import number_of_numeral, spelled_figures
from auditor.values.figures import percentage, rounds_to

_FRACTION = re.compile(
    r"(约|近|接近|将近|超|超过|逾|不足|不到)?(?:占)?(?:总数的?)?(?:(一半)|([二三四五六七八九十])分之([一二三四五六七八九]))(以上|左右|多)?"
)
_OWN_PERCENT = re.compile(r"^\((?:约|即|占)?(\d{1,2}(?:\.\d{1,2})?)%\)")
_LOOSE = Decimal("0.06")
_TIGHT = Decimal("0.02")
_SCORES = re.compile(
    r"(\d{2,3}(?:\.\d{1,2})?)分?[，(]?(?:较|比|与|相比)[^，。；\d]{0,10}?(\d{2,3}(?:\.\d{1,2})?)分?[^，。；\d%]{0,6}?(提高|增加|上升|提升|增长|高出|下降|降低|减少|低)了?(\d{1,2}(?:\.\d{1,2})?)分"
)
_BASE_BEHIND = re.compile(
    r"(?:同比|较上年|比上年|较去年|比去年|较上期|环比)?(增长|增加|提高|上升|下降|减少|降低)了?(?:约)?(\d{1,3}(?:\.\d{1,2})?)%[，(](?:上年|去年|上期|同期|上季度)[^()，。\d]{0,8}(\d{1,9})(?!\d|\.\d)"
)
_MONTHLY = re.compile(
    r"每(月|季度?)(?:固定|至|各|均)?(?:开展|举办|组织|召开|进行|走访|推送|更新|发布|编印)?[^，。；\d]{0,10}$"
)
_YEARLY = re.compile(
    r"(?:全年|一年|年内|年度|本年)[^，。；\d]{0,6}?(?:共|累计|合计|总计|完成|开展|举办|召开)[^，。；\d]{0,4}$"
)
_TIMES = {"月": 12, "季": 4, "季度": 4}
_LISTED = re.compile(r"[一-龥“”]{0,10}[:：]([^。；:：]{6,160})(?=[。；]|$)")
_ENUMERATED = re.compile(r"[一-龥“”]{0,12}[:：，。](?:第?一是|一、|\(一\)|首先)")
_IS = re.compile(r"(?:^|[，。；:：])([一二三四五六七八九])是")
_NOT_LISTED = re.compile(r"等|如|主要|包括但|例如|分别为|不限于|其中")
_ITEM_FIGURE = re.compile(r"\d(?!\d*月)")
_ITEMS = frozenset({"项", "个", "支", "场", "期", "次", "类", "方面", "所", "家", "种", "大"})


def relation_claims(paragraphs: Sequence[Paragraph]) -> tuple[list[Claim], int]:
    """Return what does not come out, and how many were reckoned."""
    claims: list[Claim] = []
    looked = 0
    for paragraph in paragraphs:
        for found in (
            *_fractions(paragraph),
            *_scores(paragraph),
            *_base_behind(paragraph),
            *_of_the_year(paragraph),
            *_counted_lists(paragraph),
        ):
            looked += 1
            if found is not None:
                claims.append(found)
    return claims, looked


def _claim(paragraph: Paragraph, what: str, why: str, at: int, sure: bool = False) -> Claim:
    return Claim("percent" if "%" in what else "sum", paragraph.passage, what, why, sure=sure, at=at)


def _fractions(paragraph: Paragraph) -> Iterable[Claim | None]:
    """86名中有43名，占一半; 三分之一（约33%）."""
    text = paragraph.text
    for match in _FRACTION.finditer(text):
        if match[2]:
            fraction = Decimal("0.5")
        else:
            low, high = number_of_numeral(match[4]), number_of_numeral(match[3])
            if not low or not high or low >= high:
                continue
            fraction = Decimal(low) / Decimal(high)
        if match[1] in ("超", "超过", "逾", "不足", "不到") or match[5] in ("以上", "多"):
            continue
        own = _OWN_PERCENT.match(text, match.end()) or _OWN_PERCENT.match(text[match.end() :])
        if own is not None:
            if abs(Decimal(own[1]) / 100 - fraction) > _TIGHT:
                right = (fraction * 100).quantize(Decimal("0.1"))
                yield _claim(paragraph, f"“{match.group()}”写为{own[1]}%", f"应约为{right}%", match.start())
            else:
                yield None
            continue
        start, end = paragraph.sentences[paragraph.sentence_of(match.start())]
        inside = [
            a for a in paragraph.amounts if start <= a.figure.start < end and a.figure.exact and a.figure.unit
        ]
        if not text[max(start, match.start() - 3) : match.end()].count("占") or len(inside) < 2:
            continue
        ahead = [a for a in inside if a.figure.end <= match.start()]
        if not ahead or match.start() - ahead[-1].figure.end > 14:
            continue
        part = ahead[-1]
        wholes = [a for a in paragraph.amounts if a.unit == part.unit and a.value > part.value]
        if not wholes:
            continue
        if any(abs(part.value / whole.value - fraction) <= _LOOSE for whole in wholes):
            yield None
        elif len(wholes) == 1:
            what = f"“{part.before[-8:]}{part.figure.shown}”占“{wholes[0].figure.shown}”的比例写为{match.group()}"
            right = percentage(part.value, wholes[0].value, 1)
            yield Claim(
                "percent", paragraph.passage, what, f"按所写数字为{right}%", sure=False, at=match.start()
            )


def _scores(paragraph: Paragraph) -> Iterable[Claim | None]:
    """87.5分，较上次的82分提高5.5分."""
    for match in _SCORES.finditer(paragraph.text):
        now, then, step = Decimal(match[1]), Decimal(match[2]), Decimal(match[4])
        if abs(now - then) == step:
            yield None
        elif max(now, then) <= 150:
            yield _claim(
                paragraph,
                f"“{match[1]}分”与“{match[2]}分”，{match[3]}{match[4]}分",
                f"按所写数字应为{abs(now - then).normalize():f}分",
                match.start(4),
                True,
            )


def _base_behind(paragraph: Paragraph) -> Iterable[Claim | None]:
    """2645人次，同比增长15%（上年为2300人次）."""
    for match in _BASE_BEHIND.finditer(paragraph.text):
        start = paragraph.sentences[paragraph.sentence_of(match.start())][0]
        ahead = [a for a in paragraph.amounts if start <= a.figure.start and a.figure.end <= match.start()]
        then = Decimal(match[3])
        if not ahead or not ahead[-1].figure.exact or match.start() - ahead[-1].figure.end > 8 or then <= 0:
            continue
        now = ahead[-1].value
        digits = len(match[2].partition(".")[2])
        if rounds_to(abs(now - then), then, Decimal(match[2]), digits):
            yield None
            continue
        right = percentage(abs(now - then), then, digits)
        what = f"“{ahead[-1].figure.shown}”与“{match[3]}”，{match[1]}写为{match[2]}%"
        yield _claim(paragraph, what, f"按所写数字应为{right}%", match.start(2), True)


def _of_the_year(paragraph: Paragraph) -> Iterable[Claim | None]:
    """每月开展2次，全年共24次."""
    for number in range(len(paragraph.sentences)):
        inside = paragraph.in_sentence(number)
        for each, total in pairwise(inside):
            often = _MONTHLY.search(each.before)
            if often is None or not _YEARLY.search(total.before) or each.unit != total.unit:
                continue
            if not (each.figure.exact and total.figure.exact):
                continue
            right = each.value * _TIMES[often[1]]
            if total.value == right:
                yield None
            elif right * Decimal("0.7") <= total.value <= right * Decimal("1.4"):
                what = f"{each.before[-8:]}{each.figure.shown}，{total.before[-8:]}{total.figure.shown}"
                yield _claim(
                    paragraph, what, f"按每{often[1]}的数应为{right:f}{total.figure.unit}", total.figure.start
                )


def _counted_lists(paragraph: Paragraph) -> Iterable[Claim | None]:
    """四支志愿队：甲队、乙队、丙队、丁队; 做了三项工作：一是…二是…三是…."""
    text = paragraph.text
    amounts: list[Amount] = amounts_between(paragraph, spelled_figures(text, paragraph.figures))
    for amount in amounts:
        count = amount.figure
        if count.unit not in _ITEMS or not count.exact or not 2 <= count.value <= 12 or amount.aside:
            continue
        if _ENUMERATED.match(text, count.end):
            told = [number_of_numeral(sign) for sign in _IS.findall(text[count.end :])]
            if len(told) >= 2 and told == list(range(1, len(told) + 1)):
                if len(told) == count.value:
                    yield None
                else:
                    shown = text[count.start : count.end + 8]
                    yield _claim(
                        paragraph, f"写为“{shown}”（{count.shown}）", f"列出的有{len(told)}项", count.start
                    )
            continue
        match = _LISTED.match(text, count.end)
        if (
            match is None
            or _NOT_LISTED.search(match.group())
            or _ITEM_FIGURE.search(match[1])
            or "，" in match[1]
        ):
            continue
        items = match[1].split("、")
        last = len(re.split(r"以及|[和及与]", items[-1]))
        if len(items) < 3 or max(len(item) for item in items) > 24:
            continue
        if count.value in (len(items), len(items) + last - 1):
            yield None
        elif abs(int(count.value) - len(items)) <= 2 and last == 1:
            shown = text[count.start : match.start(1) - 1]
            yield _claim(
                paragraph, f"写为“{shown}”（{count.shown}）", f"列出的有{len(items)}{count.unit}", count.start
            )
