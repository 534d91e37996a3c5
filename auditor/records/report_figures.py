"""What one report says twice: quantities by name, unit, place and time, and where two statements differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.data_files import shipped_rules_folder
from auditor.records.report_phrases import counted_phrase, phrase_after
from auditor.values.figures import COUNTED, SAME_UNIT, Figure, Passage, figures, flat, segments, sentences
from auditor.values.headings import DISTRICT, district_name
from auditor.yaml_files import load_yaml

_NEUTRAL = re.compile(
    r"^(?:服务|活动|总数|数量|人数|总|量|数|共计|共|合计|累计|总计|了|为|是|有|达到|达|计|:|\(|已|约定)*$"
)
_CLAUSE = re.compile(r"[，；。：:、(（]")
_DISTRICT = re.compile(rf"{DISTRICT.pattern}|片区[\dA-Z]|[一-龥]{{0,4}}(?:本|该|各|两个|三个|每个)?片区")
_OWN_DISTRICT = re.compile(r"[一-龥]{0,4}片区")
"""片区, 该片区: the district of the heading above."""
_COMMUNITY = re.compile(
    r"(?:^|[^一-龥]|在|和|及|其中|对|由)([一-龥]{2,6}?(?:社区|村|社工点|居委会))(?!活动|服务|居民|慈善|基金|组织|宣传|干部|社会|治理|资源|漫步|问题|党|工作|志愿|需求|融合|参与|营造|共建|企业|专干|“)"
)
_NO_NAME = re.compile(
    r"^(?:各|个|全|该|本|辖|每|所|多|相关|部分|完成|开展|覆盖|全部|等|进入|深入|走进|城市|农村|困境|在|友好|所在|所有|其他|服务|大型|进)"
)
_NAMED_WORK = re.compile(
    r"[“\"《「『]([^”\"》」』]{2,24})[”\"》」』][^，。；“]{0,4}?(?:项目|计划|小组|工程|行动|服务季)"
)
_STATION = re.compile(
    r"(?:^|[，、；:。])([一-龥]{2,3}站)(?<!社工站)(?<!服务站)(?<!工作站)(?<![本全我各总网该两二三]站)(?!点|长|内|里|工|在|共|坚|始)"
)
_WHOLE = re.compile(r"整体服务|全街|全站|总体|社工站共|全年共|本站共|全镇|整体上|整体情况")
_PERIOD = re.compile(
    r"第[一二三四]季度|[上下]半年|(?<!截至)(?<!年)(?<!\d)(?:\d{1,2}月(?:份)?(?!\d{0,2}日)(?:至\d{1,2}月)?)|首季|\d{4}年(?!\d|度社工|—)(?!\d{1,2}月)|\d{4}年\d{1,2}月(?!\d)"
)
_AS_OF = re.compile(
    r"截[至止](?:到)?(\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2})"
)
_AIMED = re.compile(
    r"要求|协议(?!站)|约定|目标|任务量|指标(?:为|是|量)|计划(?!书|表)|应(?:完成|到|建档|有)(?!.*实)|拟(?:开展|举办)|预计|力争"
)
_AHEAD = re.compile(
    r"下一?(?:步|阶段|年度|周期|季度)|下半年(?:将|拟|计划)|明年|来年|(?:计划|拟|预计|打算|力争|将)(?:于|在|再|新|继续|重点|每|开展|举办|招募|完成|新开|培育|组织)"
)
"""What is to come: holds up to the end of the sentence."""
_BEFOREHAND = re.compile(r"上(?:一|个)?(?:年度?|期|周期|季度|轮|次)|去年|往年|同期|前年|以往")
"""What was before the period: holds up to the end of its list."""
_AHEAD_HEADING = re.compile(
    r"下一?(?:步|阶段|年度|周期)|未来|展望|打算|(?:工作)?计划$|(?:工作)?设想|努力方向"
)
_YEAR_AGAIN = re.compile(r"全年|全周期|整个周期|一年来|年内|本年度|本周期|期内")
"""After a month or a quarter: now the whole is spoken of."""
_ADDED = re.compile(r"(?:新增|新|补充?|另|待|未|拟|重新)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One entry of the lexicon."""

    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    mixed: bool = False
    among: bool = False
    scoped: bool = False
    with_after: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One quantity as one passage gives it."""

    quantity: str
    figure: Figure
    unit: str
    scope: str
    period: str
    as_of: str
    passage: Passage
    words: str
    """The clause, for the message."""


def _longest_first(words: list[str] | None) -> tuple[str, ...]:
    return tuple(sorted(words or (), key=len, reverse=True))


@cache
def _lexicon() -> tuple[tuple[Quantity, ...], tuple[str, ...], re.Pattern[str]]:
    path = shipped_rules_folder() / "lexicons" / "quantities.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/quantities.yaml").data
    made = []
    for name, entry in data["quantities"].items():
        verb = entry.get("verb_after", {})
        made.append(Quantity(
            name,
            before=_longest_first(entry.get("before")),
            after=_longest_first(entry.get("after")),
            head=_longest_first(entry.get("head")),
            verbs=_longest_first(verb.get("verbs")),
            nouns=_longest_first(verb.get("nouns")),
            units=frozenset(entry["units"]),
            mixed=bool(entry.get("mixed")),
            among=bool(entry.get("among")),
            scoped=bool(entry.get("scoped")),
            with_after=bool(entry.get("with_after")),
        ))  # fmt: skip
    leads = "|".join(re.escape(word) for word in sorted(data["leads"], key=len, reverse=True))
    return tuple(made), tuple(data["other"]), re.compile(rf"(?:^|[^一-龥\w]|\d[^\d，。]{{0,3}}|{leads})$")


def quantity_named(name: str, unit: str) -> str:
    """Return the quantity of the lexicon that an indicator's name and unit mean, "" where there is none."""
    plain = flat(name)
    for quantity in _lexicon()[0]:
        if plain in (quantity.name, *quantity.before) and (not unit or unit in quantity.units):
            return quantity.name
    return ""


def statements(passage: Passage) -> list[Statement]:
    """Return the quantities of the lexicon that a passage states exactly, with their place and time."""
    text = flat(passage.text)
    if not any(c.isdigit() for c in text) or is_ahead(passage):
        return []
    quantities, other, lead = _lexicon()
    numbers = figures(text)
    found: list[Statement] = []
    for start, end in segments(text):
        head = ""
        previous = start
        for number in numbers:
            if not start <= number.start < end:
                continue
            begin = max(previous, start)
            region = text[begin : number.start]
            previous = number.end
            tail = text[number.end : number.end + 24]
            match = _quantity(number, region, tail, text[:begin], quantities, head, lead)
            if match is None:
                named = _new_head(region, quantities)
                if named:  # 长者小组3个18节: what follows counts that kind alone
                    at = region.rfind(named)
                    head = named if lead.search((text[:begin][-8:] + region[:at])[-8:]) else ""
                phrase = ""
                if number.unit in COUNTED or number.unit == "元":
                    phrase = counted_phrase(_clause_of(region)) or phrase_after(tail)
                if not phrase or (number.unit == "个" and head):
                    continue
                match = Quantity(phrase, units=frozenset({number.unit})), phrase, ""
            quantity, word, own = match
            head = own or head
            rest = _clause_of(region).replace(word, "", 1) if word else _clause_of(region)
            if (
                not number.exact
                or elsewhen(text, number.start)
                or any(w in rest and not (w in ("其中", "含", "包括") and quantity.among) for w in other)
            ):
                continue
            scope, period, day = place_and_time(text, number.start, passage)
            unit = "·" if quantity.mixed else SAME_UNIT.get(number.unit, number.unit)
            clause = shown_clause(text, begin, number, bool(word))
            found.append(
                Statement(
                    quantity.name,
                    number,
                    unit,
                    scope,
                    period,
                    day,
                    passage,
                    clause,
                )
            )
    return found


def shown_clause(text: str, begin: int, number: Figure, named_before: bool) -> str:
    """Return the words around a figure for a message: from the last stop before it to the next one after it."""
    lead = re.split(r"[，；。：:、(（]", text[max(begin, number.start - 24) : number.start])[-1]
    tail = "" if named_before else re.split(r"[，；。：:、(（)]", text[number.end : number.end + 16])[0]
    return f"{lead}{text[number.start : number.end]}{tail}".strip("，、；。(（")


def place_and_time(text: str, at: int, passage: Passage) -> tuple[str, str, str]:
    """Return district, community or project ("" for the station), stretch of the year, and day (截至) of a figure."""
    sentence = next((text[a:b] for a, b in sentences(text) if a <= at < b), text)
    upto = sentence[: max(0, at - text.find(sentence))]
    period, day = _period(upto, passage)
    return _scope(text, at, upto, passage), period, day


def is_ahead(passage: Passage) -> bool:
    """Whether a passage stands under a heading of what is to come: 下一步计划."""
    return any(_AHEAD_HEADING.search(flat(heading)) for heading in passage.headings)


def listed_quantities() -> frozenset[str]:
    """Return the names of the lexicon's quantities."""
    return frozenset(quantity.name for quantity in _lexicon()[0])


def _list_before(text: str, at: int) -> str:
    """Return the list in which a figure stands, up to it: what its first item says (协议要求) holds for all."""
    begin = max(text.rfind(stop, 0, at) for stop in "，；。")
    return text[begin + 1 : at]


def elsewhen(text: str, at: int) -> bool:
    """Tell whether a figure is an aim, one of an earlier period, or one of what is to come."""
    before = _list_before(text, at)
    sentence = text[text.rfind("。", 0, at) + 1 : at]
    return bool(_AIMED.search(before) or _BEFOREHAND.search(before) or _AHEAD.search(sentence))


def _clause_of(region: str) -> str:
    return _CLAUSE.split(region)[-1]


def _new_head(region: str, quantities: tuple[Quantity, ...]) -> str:
    heads = {word for quantity in quantities for word in quantity.head}
    best = max((region.rfind(word), word) for word in heads) if heads else (-1, "")
    return best[1] if best[0] >= 0 else ""


def _quantity(
    number: Figure,
    region: str,
    tail: str,
    before: str,
    quantities: tuple[Quantity, ...],
    head: str,
    lead: re.Pattern[str],
) -> tuple[Quantity, str, str] | None:
    """Return the quantity that a number gives, the words that say so, and the head word that they set."""
    best: tuple[int, Quantity, str, str] | None = None
    for quantity in quantities:
        if number.unit not in quantity.units:
            continue
        for word in quantity.before:
            at = region.rfind(word)
            if at < 0 or not _NEUTRAL.match(region[at + len(word) :]):
                continue
            if quantity.with_after and not any(tail.startswith(noun) for noun in quantity.after):
                continue
            if (
                (not quantity.scoped and not lead.search((before[-8:] + region[:at])[-8:]))
                or region[:at].endswith("非")
                or (quantity.scoped and _ADDED.search(region[:at]))
            ):
                continue
            if best is None or len(word) > best[0]:
                best = (len(word), quantity, word, _new_head(region, quantities))
            break
        if not quantity.with_after:
            for noun in quantity.after:
                goes_on = not noun.endswith("调查") and re.match(r"[一-龥]", tail[len(noun) :])
                if tail.startswith(noun) and not goes_on and (best is None or len(noun) > best[0]):
                    best = (len(noun), quantity, "", noun)
                    break
        clause = _clause_of(region)
        for noun in quantity.nouns:
            if (
                tail.startswith(noun)
                and not tail[len(noun) :].startswith(("骨干", "队", "领袖", "参与", "开展"))
                and any(clause.endswith(verb) or clause.endswith(verb + "了") for verb in quantity.verbs)
                and (best is None or len(noun) > best[0])
            ):
                best = (len(noun), quantity, "", "")
                break
    if best is not None:
        return best[1], best[2], best[3]
    if head and re.fullmatch(
        r"[，、]?(?:共|累计|合计|总计|开展|完成)?(?:服务|参与|惠及|活动)?(?:共|达|了|为)?", region
    ):
        for quantity in quantities:
            if head in quantity.head and number.unit in quantity.units:
                return quantity, "", ""
    return None


RUNNING = "累计"
"""Period of a figure that is counted up to a day: a report on a stretch of the year (本季度) gives both."""
_STRETCH = re.compile(r"(本季度?|本月|本周(?!期)|当季|当月)|累计|年内|今年|全年")


def is_on_a_stretch(passages: Iterable[Passage]) -> bool:
    """Tell whether a report speaks of a stretch of the year (本季度), beside which totals so far are other figures."""
    return any(
        match[1]
        for passage in passages
        for text in (passage.text, *passage.headings)
        for match in _STRETCH.finditer(text)
    )


def _period(upto: str, passage: Passage) -> tuple[str, str]:
    as_of = _AS_OF.search(upto)
    text = _AS_OF.sub("", upto)
    stretches = list(_PERIOD.finditer(text))
    periods = [match.group() for match in stretches]
    if stretches and _YEAR_AGAIN.search(text, stretches[-1].end()):
        periods = []
    for heading in passage.headings:
        periods += re.findall(r"第[一二三四]季度|[上下]半年|(?<!年)\d{1,2}月份?", flat(heading))
    told = [*_STRETCH.finditer(upto)]
    if not periods and told and not told[-1][1]:
        periods = [RUNNING]
    return (periods[-1] if periods else "", as_of[1] if as_of else "")


def _scope(text: str, at: int, sentence: str, passage: Passage) -> str:
    """Return the district, community or project that a number speaks of; "" for the whole station."""
    scope = ""
    for heading in passage.headings:
        scope = _place(flat(heading)) or scope
        named = _NAMED_WORK.search(flat(heading))
        scope = named[1] if named else scope
    before = text[:at]
    first = before.split("，", 1)[0]
    works: list[str] = _NAMED_WORK.findall(sentence) or (
        [] if _WHOLE.search(text) else _NAMED_WORK.findall(before)
    )
    place = _place(sentence) or (_place(first) if len(before) > len(first) else "")
    if _OWN_DISTRICT.fullmatch(place) and scope:
        place = scope
    return place or (works[-1] if works else "") or scope


def _place(text: str) -> str:
    text = re.sub(r"其中[，]?", "，", text)
    communities: list[str] = [name for name in _COMMUNITY.findall(text) if not _NO_NAME.match(name)]
    if communities:
        return communities[-1]
    stations: list[str] = _STATION.findall(text)
    if stations:
        return stations[-1]
    districts: list[str] = _DISTRICT.findall(
        re.sub(r"\d+个(?:服务)?片区|[三两二四]个(?:服务)?片区|各片区", "", text)
    )
    return district_name(districts[-1]) if districts else ""
