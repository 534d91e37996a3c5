"""What each figure of a report tells: its value and unit, the words that name it, and the words that stand around it.

A small extraction of facts. Words that name nothing by themselves (verbs of doing, totals, times) are taken out, words of one
meaning become one word; both are closed lists of the lexicon. What is left over of a figure's own clause names it; sentence,
headings and, for a cell, row, column and caption stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.data_files import shipped_rules_folder
from auditor.records.report import ReportTable
from auditor.records.report_amounts import Amount, Paragraph, amounts_between
from auditor.records.report_figures import RUNNING, elsewhen, place_and_time
from auditor.records.report_grids import TARGET, TOTAL, Grid, read_grid, turned
from auditor.records.report_numerals import spelled_figures
from auditor.values.figures import SAME_UNIT, Figure, Passage, flat
from auditor.yaml_files import load_yaml

_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_WORDS = re.compile(r"[^一-龥]+")
_PARTICLE = re.compile(
    r"[一二两三四五六七八九十]+[个类项](?!人|案|性)|(?<![党会间])组织|[了的已均都]|共(?![建产享同融治青])|(?<!汇)总(?![体值结部站])"
)
_ALONGSIDE = re.compile(
    r"(?:联合|协同|会同|携手|邀请|联动|联同|在)[一-龥]{2,14}?(?:共同|合作|协助下|支持下|帮助下)?(?=为|向|给|对|开展|举办|组织|提供|实施)"
)
"""With whom, or with whose help, something was done."""
_WHOLE_SET = re.compile(
    r"(?:均|都|全部|悉数|皆|把|将|被|使|让|要|受到|深受|广受|用于|专项|专门|作为|提升|促进|推动|丰富|增强|改善|减轻|营造|激发|生活有)"
)
"""What follows is said of all that were counted before."""
_OF_THEM = re.compile(r"(?:之)?(?:中|里|当中)(?!心|学|年)")
_OF_THEM_AT_END = re.compile(r"(?:之|当)?(?:中|里|内)$")
_HEAD = re.compile(r"(?:社工|工作人员|督导)$")
_NO_COLUMN = re.compile(r"序号|编号|年龄|权重|得分|评分|分值|占比|比例|均|排名")
_AIMED_COLUMN = re.compile(r"指标|标准|定额|核定")
_OTHERWISE = re.compile(
    r"(?:增加|减少|增长|净增|多|少|超出|超过|超|高于|低于|相差|差|余|剩余?|下降|提高|上升|尚有|还有|还剩|不足|不少于|至少|最多|最高|最低|最大|最少|最小)(?:了|的)?$"
    r"|其余|其他|另有|另外|平均|人均|均|每|当[天日]|现场|该次|首[场次期个]|第$|例如|譬如|单[场次篇个]|较|相比|同比|环比|各有?$|年初|期初|月初|原有"
)
_OTHERWISE_AFTER = re.compile(r"^(?:以上|以下|左右|多|余|不等|/|每)")
_NAMED = re.compile(
    r"[“《「]([^”》」]{2,24})[”》」](?=[^，。；“]{0,5}?(?:项目|计划|小组|工程|行动|团体|班|营|坊|课堂|沙龙|系列|活动|讲座|服务季|当天|[队节]))"
    r"|[“《「]([^”》」]{0,22}(?:项目|计划|小组|工程|行动|班|营|坊|课堂|学堂|驿站|沙龙))[”》」]"
)
_OWN_STRETCH = re.compile(
    r"第?[一二三四]季度|[上下]半年|\d{1,2}月份?(?!\d)|[一二三四五六七八九十]{1,2}月份?|20\d\d年(?!\d)"
)
_SEVERAL = re.compile(r"[和与及、].{0,16}(?:合计|共计|总计|共)")
_RATE = re.compile(r"(?:率|满意度|知晓度)(?:为|达到?|是|约|均为|提升至|提高到|保持在)*$")
_ONE_UNIT = {"场": "次", "家": "个", "所": "个", "支": "个", "间": "个", "处": "个", "只": "个", "起": "件"}
"""Counter words that writers exchange; what is counted tells them apart."""
_AS_MANY = re.compile(r"[多高]达$")
_QUARTER = re.compile(r"第?([一二三四]季度)")
_STOPS = re.compile(r"[，；。：:、！？!?()|]|$")
_CLAUSES = re.compile(r"[，；。：:()]")


@dataclass(frozen=True, slots=True)
class Words:
    """The closed lists by which words are made comparable."""

    neutral: re.Pattern[str]
    soft: re.Pattern[str]
    same: re.Pattern[str]
    one: dict[str, str]


@cache
def words() -> Words:
    """Return the lists of the lexicon."""
    path = shipped_rules_folder() / "lexicons" / "quantities.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/quantities.yaml").data["retold"]
    one = {word: name for name, others in data["same"].items() for word in others}

    def any_of(listed: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, listed), key=len, reverse=True)))

    return Words(any_of(data["neutral"]), any_of(data["soft"]), any_of(one), one)


def alike(text: str) -> str:
    """Return a text in which words of one meaning are one word."""
    lexicon = words()
    return lexicon.same.sub(lambda match: lexicon.one[match.group()], text)


def bare(text: str) -> str:
    """Return a text with ``|`` for the words that name nothing."""
    return _PARTICLE.sub("|", words().neutral.sub("|", alike(text)))


def terms(text: str) -> tuple[str, ...]:
    """Return what a text names: what is left of it without the words that name nothing."""
    plain = bare(_BRACKETS.sub("|", text))
    return tuple(piece for piece in _NOT_WORDS.sub("|", plain).split("|") if len(piece) > 1)


@dataclass(slots=True, eq=False)
class Told:
    """One figure with what it counts."""

    figure: Figure
    unit: str
    own: tuple[str, ...]
    """What its own words name."""
    lead: tuple[str, ...]
    """What the clauses before it in its sentence name: its subject may stand there."""
    around: str
    """The words around it up to the end of its clause, words of one meaning as one."""
    sentence: str
    """The same with its whole sentence."""
    name: str
    """The quoted name (of a project, of a group) under which it stands; "" where there is none."""
    named_above: bool
    """The name stands in a heading."""
    scope: str
    period: str
    day: str
    passage: Passage
    shown: str
    place: int
    """Number of its sentence, or of its table."""
    cell: bool = False
    head: str = ""
    """The staff right beside the number: 社工18人, 16名社工; a station has one staff."""
    summed: bool = False
    """A sum of several things."""
    row: tuple[str, ...] = ()
    """Of a cell: what its row names."""


def told_in_text(paragraphs: Sequence[Paragraph], own_period: str) -> list[Told]:
    """Return the figures of paragraphs that count or measure what was done.

    Args:
        paragraphs: the report's, without those on what is to come.
        own_period: the stretch of the year that the whole report is on; "" for others.
    """
    found: list[Told] = []
    for at, paragraph in enumerate(paragraphs):
        amounts = amounts_between(paragraph, spelled_figures(paragraph.text, paragraph.figures))
        amounts += _rates(paragraph)
        for amount in amounts:
            one = _told(paragraph, amount, at, own_period)
            if one is not None:
                found.append(one)
    return found


def _rates(paragraph: Paragraph) -> list[Amount]:
    """Return the percentages that a clause names as a rate: 总体满意率为96%."""
    found = []
    for percent in paragraph.figures:
        if percent.unit != "%":
            continue
        sentence = paragraph.sentence_of(percent.start)
        start = paragraph.sentences[sentence][0]
        ahead = [n.end for n in paragraph.figures if start <= n.start and n.end <= percent.start]
        clause = _CLAUSES.split(paragraph.text[max([start, *ahead]) : percent.start])[-1]
        if _RATE.search(clause):
            aside = elsewhen(paragraph.text, percent.start)
            found.append(Amount(percent, clause, "", sentence, aside))
    return found


def _told(paragraph: Paragraph, amount: Amount, at: int, own_period: str) -> Told | None:
    figure, text = amount.figure, paragraph.text
    many = _AS_MANY.search(amount.before)  # 多达130人 are 130
    if amount.aside or (not figure.exact and not many) or not figure.unit or figure.value <= 1:
        return None
    if _OTHERWISE.search(amount.before) or _OTHERWISE_AFTER.match(amount.after):
        return None
    start, end = paragraph.sentences[amount.sentence]
    stop = min((p for p in (text.find(c, figure.end) for c in "，；。") if p >= 0), default=end)
    sentence = text[start : min(end, max(stop, figure.end))]
    scope, period, day = place_and_time(text, figure.start, paragraph.passage)
    quarter = _QUARTER.findall(amount.before)
    period = quarter[-1] if quarter else period.removeprefix("第")
    if period in (RUNNING, own_period):
        period = ""
    named = _names(text[text.rfind("；", 0, figure.start) + 1 : figure.start])
    headings = [flat(heading) for heading in paragraph.passage.headings]
    over = _names("".join(headings))
    before = _ALONGSIDE.sub("", _QUARTER.sub("", amount.before))
    after = _OF_THEM_AT_END.sub("", _WHOLE_SET.split(amount.after, maxsplit=1)[0])
    if not _STOPS.match(text[figure.end + len(amount.after) :][:1]):
        after = _OF_THEM.split(after, maxsplit=1)[0]  # 33例个案中只结案14例
    told_before = [
        clause for clause in _CLAUSES.split(text[start : figure.start - len(amount.before)]) if clause
    ]
    over_it = bare("|".join(headings))
    return Told(
        figure,
        _ONE_UNIT.get(amount.unit, amount.unit),
        terms(before) + terms(after),
        next((found for clause in reversed(told_before) if (found := terms(clause))), ()),
        f"{over_it}|{bare(sentence)}",
        f"{over_it}|{bare(text[start:end])}",
        named[-1] if named else over[-1] if over else "",
        not named,
        scope,
        period,
        day,
        paragraph.passage,
        f"{amount.before[-14:]}{text[figure.start : figure.end]}{amount.after[:10]}",
        at * 1000 + amount.sentence,
        head=_head(alike(before), alike(after)),
        summed=bool(_SEVERAL.search(alike(before))),
    )


def _head(before: str, after: str) -> str:
    match = _HEAD.search(re.sub(r"(?:共有|现有|共|有|仅|只有|为)$", "", before)) or _HEAD.search(after)
    return match.group() if match is not None else ""


def _names(text: str) -> list[str]:
    return [match[1] or match[2] for match in _NAMED.finditer(text)]


def told_in_tables(tables: Sequence[ReportTable], own_period: str) -> list[Told]:
    """Return the figures of tables with what their rows, columns and captions name."""
    found: list[Told] = []
    for number, table in enumerate(tables):
        grid = read_grid(table) or read_grid(turned(table))
        if grid is None:
            continue
        caption = bare(flat(table.heading)[-40:])
        for row, (name, cells) in enumerate(zip(grid.names, grid.body, strict=True)):
            total = bool(TOTAL.match(name))
            for column, figure in zip(grid.header, cells, strict=True):
                if figure is None or not figure.exact or _NO_COLUMN.search(column):
                    continue
                if figure.unit == "%" and not _RATE.search(_BRACKETS.sub("", column)):
                    continue
                if TARGET.search(column) or _AIMED_COLUMN.search(column):
                    continue
                told = "" if total else name
                above = _QUARTER.search(column) or _OWN_STRETCH.match(column)
                head = column.replace(above.group(), "") if above is not None else column
                around = f"{caption}|{bare(told)}|{bare(head)}"
                stretch = above or _OWN_STRETCH.search(told)
                period = stretch.group().removeprefix("第") if stretch is not None else ""
                unit = figure.counted or _unit_of(name) or _unit_beside(grid, row)
                unit = _ONE_UNIT.get(unit, unit)
                found.append(
                    Told(
                        figure,
                        unit,
                        terms(told) + terms(head),
                        terms(caption),
                        around,
                        around,
                        "",
                        True,
                        "",
                        "" if period == own_period else period,
                        "",
                        Passage(grid.sources[row].raw.replace("\t", "｜"), (), grid.sources[row]),
                        f"表中{name}{_BRACKETS.sub('', head)}{figure.shown}",
                        -1 - number,
                        True,
                        row=terms(told),
                    )
                )
    return found


def _unit_beside(grid: Grid, row: int) -> str:
    """Return the unit that a column of units gives."""
    at = next((i for i, head in enumerate(grid.header) if head in ("单位", "计量单位")), -1)
    cells = grid.sources[row].raw.split("\t")
    unit = flat(cells[at]) if 0 <= at < len(cells) else ""
    return SAME_UNIT.get(unit, unit) if len(unit) <= _UNIT else ""


_UNIT = 3
_UNIT_IN_NAME = re.compile(r"[(（]([一-龥]{1,3})[)）]$")


def _unit_of(name: str) -> str:
    match = _UNIT_IN_NAME.search(name)
    return SAME_UNIT.get(match[1], match[1]) if match is not None else ""
