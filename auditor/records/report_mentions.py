"""What a report counts in words that no lexicon lists: 轮椅36辆 and 累计募集轮椅63辆 may be one quantity with two values.

Read by grammar: the counter word gives the unit; the noun stands before the number, behind the verb, or right after the unit;
verbs, words of totals and of time are closed sets. Whose figure it is (公众号, 独居长者) is what else stands in the clause.
Such pairs are never sure, only worth a look, and only where the values are so near each other that one is likely a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

from auditor.data_files import shipped_rules_folder
from auditor.values.figures import COUNTED, Figure
from auditor.yaml_files import load_yaml

_WHOLE = re.compile(r"共|累计|合计|总|全年|截至|目前|现有|期内|已|全部|今年|本年")
_RUN = re.compile(r"[一-龥]{2,24}$")
_AFTER = re.compile(r"的?([一-龥]{2,16})")
_CLAUSE = re.compile(r"[，；。：:、(（）)]")
_VAGUE = re.compile(
    r"^(?:服务|活动|人员|人数|居民|群众|对象|服务对象|社区居民|社工|成员|单位|机构|家庭|社区|项目|资源|工作|内容|问题|资金|经费|物资|"
    r"材料|资料|专业|各类|相关|其他|全体|以上|志愿者|党员|长者|老人|儿童|残疾人|妇女|学生|村|街道|片区|站点|年|第.*|.*率|.*比例|.*占|"
    r"收入|支出|时长|实际.*|应.*|到岗|平均.*|其余.*|受访.*|女性|男性|年龄|职务|岁|以下|左右)$"
)
_PARTIAL = re.compile(
    r"其中|包括|含|如|例如|每|平均|人均|要求|协议|指标|目标|计划|应|上期|上年|去年|往年|拟|预计|下半年|下一|剩余|尚|还|未|余|同比|增加|减少|"
    r"部分|超额|差|增至|较|比|分别|一场|当天|现场|本次|此次|首|第|单|节假日?当|晚会|开幕|启动仪式"
)
_EVENT = re.compile(r"当[天日]|现场|本次|此次|该次|首[场次]|第[一二三四五六七八九十\d]+[场次期届]|一场|仪式")
_PEOPLE = frozenset({"人", "户", "人次"})
_NEAR = Decimal("1.35")
_TELLING = 4
"""A noun of so many letters names its matter by itself."""


@dataclass(frozen=True, slots=True)
class _Words:
    tail: re.Pattern[str]
    """Verbs, totals and particles at the end of a clause."""
    boundary: re.Pattern[str]
    verb: re.Pattern[str]
    general: frozenset[str]
    """Verbs that say nothing of what was done."""


@cache
def _words() -> _Words:
    path = shipped_rules_folder() / "lexicons" / "quantities.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/quantities.yaml").data["grammar"]
    verbs: list[str] = data["verbs"]
    closed = sorted((*verbs, *data["totals"], *data["particles"]), key=len, reverse=True)
    either = "|".join(closed)
    return _Words(
        re.compile(f"(?:{either})+$"),
        re.compile(either),
        re.compile("|".join(sorted(verbs, key=len, reverse=True))),
        frozenset(data["general_verbs"]),
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun that a report counts."""

    noun: str
    unit: str
    verb: str
    owner: str
    """What else the clause says: on whose behalf, by whom."""
    whole: bool
    """The clause speaks of a total."""
    figure: Figure


def mention(text: str, begin: int, number: Figure) -> Mention | None:
    """Return what a figure counts by the grammar of its clause; None where the clause does not name it.

    Args:
        text: the flat text.
        begin: end of the figure before it, or start of the stretch.
        number: the figure.
    """
    if not number.exact or not (number.unit in COUNTED or number.unit == "元"):
        return None
    clause = _CLAUSE.split(text[begin : number.start])[-1]
    if _PARTIAL.search(clause) or _EVENT.search(text[max(0, number.start - 40) : number.start]):
        return None
    found = _before(clause, number) or _behind(clause, text[number.end : number.end + 20], number)
    if found is not None and not found.verb and re.search(r"[，；。]", text[begin : number.start]) and begin:
        return None  # what the clause leaves unsaid stands in one before it
    return found


def _before(clause: str, number: Figure) -> Mention | None:
    """募集轮椅36辆; 短视频共拍摄24条."""
    stem = _words().tail.sub("", clause)
    run = _RUN.search(stem)
    if run is None:
        return None
    noun = run.group()
    cuts = [match for match in _words().boundary.finditer(noun) if match.end() <= len(noun) - 2]
    if cuts:
        noun = noun[cuts[-1].end() :]
    return _made(noun, stem[: len(stem) - len(noun)], clause, number)


def _behind(clause: str, tail: str, number: Figure) -> Mention | None:
    """帮助8名失业居民实现再就业; 共有158个微心愿得到实现."""
    found = _AFTER.match(tail)
    if found is None or _RUN.search(_words().tail.sub("", clause)):
        return None
    noun = _words().boundary.split(found[1], maxsplit=1)[0]
    return _made(noun, _words().tail.sub("", clause), clause, number)


def _made(noun: str, rest: str, clause: str, number: Figure) -> Mention | None:
    if len(noun) < 2 or _VAGUE.match(noun):
        return None
    verbs = _words().verb.findall(clause)
    verb = verbs[-1] if verbs else ""
    return Mention(
        noun,
        number.counted,
        "" if verb in _words().general else verb,
        _words().boundary.sub("", rest),
        bool(_WHOLE.search(clause)),
        number,
    )


def slips(mentions: Iterable[Mention]) -> Iterable[tuple[Mention, Mention]]:
    """Yield pairs that may be one quantity with two values: same noun, unit, place and time (the caller's groups).

    More than two values are a list of single things.
    """
    for one, other in _pairs(list(mentions)):
        low, high = sorted((one.figure.value, other.figure.value))
        if low <= 0:
            continue
        swapped, near = _swapped(low, high), near_values(low, high)
        same_verb = one.verb == other.verb or not one.verb or not other.verb
        told = one.whole or other.whole or (one.verb == other.verb != "") or len(one.noun) >= _TELLING
        if (swapped and _owners_agree(one.owner, other.owner, loose=True)) or (
            near and same_verb and told and _owners_agree(one.owner, other.owner, loose=False)
        ):
            yield one, other


def near_values(one: Decimal, other: Decimal) -> bool:
    """Whether two values are so near that one may be a slip of the other, or an older state of it."""
    low, high = sorted((one, other))
    return _swapped(low, high) or (low > 0 and len(f"{low:f}") == len(f"{high:f}") and high <= low * _NEAR)


def _swapped(low: Decimal, high: Decimal) -> bool:
    return low >= 10 and sorted(f"{low.normalize():f}") == sorted(f"{high.normalize():f}")


def _pairs(mentions: list[Mention]) -> Iterable[tuple[Mention, Mention]]:
    if len({mention.figure.value for mention in mentions}) == 2:
        for one, other in combinations(mentions, 2):
            if one.figure.value != other.figure.value:
                yield one, other
                return


def _owners_agree(one: str, other: str, loose: bool) -> bool:
    if not one or not other:
        return loose or one == other
    return one in other or other in one
