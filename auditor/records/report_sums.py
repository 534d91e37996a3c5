"""Totals that their parts do not give: 其中 lists, brackets, enumerations before 合计 or after a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, Passage, figures, flat, sentences

_AMONG = re.compile(r"其中(?:包括|包含|有)?|(?<=，)(?:包括|包含|含)")
_LOOSE = re.compile(r"等|主要|部分|如|包括|至少|例如|重点|不限于|占|平均|每|约|近")
_DATES = frozenset({"年", "月", "日", "号"})
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|总数为?|累计)[^，。；\d]{0,10}$")
_COLON = re.compile(r"[一-龥]{0,8}:")
_MADE_OF = re.compile(r"组成|构成")
_SHORT = 10
_ALL = re.compile(r"(?:^|，)(?:全年|全部|全站|[一二两三四五六]项)?共(?:计|有|为)?[^，。；\d]{0,6}$")
"""Weaker words of a total: only after a bare list, or after parts of the year."""
_LIST_GAP = re.compile(r"、[一-龥]{0,8}")
_PART_OF_YEAR = re.compile(r"[上下]半年|第?[一二三四1-4]季度|(?<!\d)\d{1,2}月(?:份)?(?!\d)")
_PARTITION = (
    ("持证", "非持证"),
    ("男", "女"),
    ("物资", "资金"),
    ("户内", "户外"),
    ("线上", "线下"),
    ("中级", "助理"),
    ("城市", "农村"),
    ("专职", "兼职"),
    ("社工", "护理员"),
    ("社工", "康复师"),
    ("社工", "行政"),
    ("社工", "督导"),
    ("社工", "辅助"),
    ("社工", "财务"),
)
"""Kinds that exclude each other: a worker holds one post."""
_PLACES = re.compile(r"第[一二三四五六七八九十]片区|[一-龥]{2,6}(?:社区|村|居委)(?=\d)")


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
            inside = [n for n in numbers if start <= n.start < end and n.unit not in _DATES]
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
        if not match.group().startswith("其中") and sum(part.value for part in parts) < total.value:
            continue  # 包括 need not name all
        yield from _compare(text, total, parts, match.end(), passage)


def _after_colon(text: str, inside: list[Figure], passage: Passage, end: int) -> Iterable[Claim | None]:
    """A 人：甲类 X 人、乙类 Y 人、丙类 Z 人: an enumeration right after its total, up to the end of the sentence.

    由 A 名成员组成：says that the parts are the whole; else one person may be of two kinds.
    """
    for index, total in enumerate(inside):
        colon = _COLON.match(text, total.end)
        if colon is None:
            continue
        parts = inside[index + 1 :]
        tail = text[parts[-1].end : end] if parts else ""
        if (
            len(parts) < 2
            or any(part.counted != total.counted or not part.exact for part in parts)
            or re.search(r"[，一-龥]", tail)
            or _apart(text, parts)
        ):
            continue
        whole = bool(_MADE_OF.search(colon.group()))
        yield from _compare(text, total, parts, colon.end(), passage, whole, listed=True)


def _apart(text: str, parts: list[Figure]) -> bool:
    """Whether commas part what may be no list: two figures, or long words between them."""
    commas = any("，" in text[a.end : b.start] for a, b in pairwise(parts))
    return commas and (len(parts) < 3 or any(b.start - a.end > _SHORT for a, b in pairwise(parts)))


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
        if len(parts) > 1 and sum(part.value for part in parts) == total.value and "，" in gap:
            break  # the parts are complete; what follows after a comma is said of the whole
        bracket = text[parts[-1].end : number.start] if parts else ""
        if "(" in bracket and ")" not in bracket:
            continue  # a part of a part
        parts.append(number)
    return parts


def _compare(
    text: str,
    total: Figure,
    parts: list[Figure],
    begin: int,
    passage: Passage,
    made_of: bool = False,
    listed: bool = False,
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
    whole = (
        made_of
        or any(a in span and b in span for a, b in _PARTITION)
        or len(_PLACES.findall(span)) >= len(parts)
    )
    if _LOOSE.search(re.sub(r"\([^()]*\)", "", span)) and not whole:
        return
    if 2 * added < total.value and not whole:
        return  # kinds worth naming, not all that there are
    if added > total.value and total.unit in ("人", "名", "位", "户") and not whole:
        if listed:
            yield Claim("sum", passage, what, why, sure=False)
        return  # one person can be of two kinds
    yield Claim("sum", passage, what, why, sure=added > total.value or whole)


def _listed_total(text: str, inside: list[Figure], passage: Passage, start: int) -> Iterable[Claim | None]:
    """X 份、Y 份、Z 份，合计 A 份; 上半年 X 次，下半年 Y 次，全年共 A 次."""
    for index, total in enumerate(inside):
        lead = text[inside[index - 1].end if index else start : total.start]
        strong, weak = bool(_TOTAL.search(lead)), bool(_ALL.search(lead))
        if index < 2 or not (strong or weak) or len(lead) > 16 or not total.exact or "其中" in lead:
            continue
        if "累计" in lead:
            continue
        parts: list[Figure] = []
        for number in reversed(inside[:index]):
            if number.counted != total.counted or not number.exact or number.unit == "":
                if number.unit in ("月", "季度") and parts:
                    continue
                break
            parts.insert(0, number)
            own = text[max(start, number.start - 16) : number.start]
            if re.search(r"满分(?:为)?$", own):
                parts.pop(0)
                continue
            if "其中" in own or "应" in own:
                parts = []
                break
        if len(parts) < 2 or _LOOSE.search(text[parts[0].start : total.start]):
            continue
        if not strong and not (_bare_list(text, parts) or _of_the_year(text, parts, start)):
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


def _bare_list(text: str, parts: list[Figure]) -> bool:
    """Three or more figures with nothing but 、 and names between them."""
    return len(parts) >= 3 and all(_LIST_GAP.fullmatch(text[a.end : b.start]) for a, b in pairwise(parts))


def _of_the_year(text: str, parts: list[Figure], start: int) -> bool:
    """Each part is given for another stretch of the year."""
    begin = start
    told = []
    for part in parts:
        found = _PART_OF_YEAR.findall(text[begin : part.start])
        if len(found) != 1:
            return False
        told.append(found[0])
        begin = part.end
    return len(set(told)) == len(told)
