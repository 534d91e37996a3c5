"""Whom a path names: archive numbers and clients' names in folders, file names and sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from auditor.values.archive_numbers import find_archive_numbers, parse_archive_number
from auditor.values.names import looks_like_name
from auditor.values.surnames import COMPOUND_SURNAMES, SURNAMES, surname_length
from auditor.values.text import fold

_COMMUNITY = re.compile(r"[一-龥]{1,8}(?:社区|居委会?|村委会?|街道|片区|社工[服务]{0,2}站)")
_WORDS = re.compile(
    "服务对象|接受|个案|专业|档案|资料|材料|接案|开案|封面|同意书|知情|协议|预估|评估|分级|评级|等级|需求|计划书?|方案|过程|介入|"
    "面谈|跟进|记录表?|结案|报告|回访|探访|电访|电话|访问|入户|家访|走访|登记|建档|首页|目录|名册|清单|花名册|台账|督导|转介|"
    "危机|突发|事件|服务|社工|街道|小组|活动|会议|纪要|总结|计划|扫描件?|照片|图片|副本|复印|定稿|终稿|初稿|修改|最终|签名|签字|"
    "已|未|完成|一般|重点|困难|群众|特殊|家庭|人员|协同|联动|双工|一人一案|一户一档|一人一档|兜底|汇总|合并|全部|其他|新增|"
    "上半年|下半年|第[一二三四五六七八九十\\d]{1,3}[次节季期份页]|[一二三四五六七八九十]{1,3}[级月]|\\d{1,4}[年月日号次份级]|"
    "高龄|平安通?|安全|成员|经费|关爱|关怀|康复|康乐|乐龄|常规|常态|时间|明细|简报|简介|管理|单张|单独|项目|全套|全年|文书|文件|文档|文本|文字|路线|"
    "计生|慰问|公示|公章|通知|通讯|党员|党建|宣传|政策|班组|水电|金额|季末|万元|景观|温馨|温暖|应急|应到|应建|应收|终结|终止|红棉|农村|"
    "低保|低边|特困|孤寡|独居|空巢|失独|残疾|精神|重病|留守|困境|优抚|军属|"
    "年度?|季度|月份|户主|女士|先生|案主|老人|儿童|长者|奶奶|爷爷|的|表|书|卷|册|户"
)
_TOKEN = re.compile(r"[一-龥·*]{2,12}")
_CODE = re.compile(r"[A-Za-z0-9]+(?:\s?[-*]{1,2}\s?[A-Za-z0-9*]+){0,6}")
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")


def is_masked(name: str) -> bool:
    """Whether a name or number has characters hidden."""
    return "*" in name or "某" in name


NumberFinder = Callable[[str], list[str]]
"""Returns the archive numbers in a text, normalised, each once."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What one segment of a path says; "" where it says nothing or several things."""

    number: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.number or self.name)


NO_CLUE = Clue()


class PathReader:
    """Reads numbers and names out of path segments.

    Args:
        known_names: clients' names printed on papers; found in a segment, they need no further proof.
        places: names of communities and districts, which are never taken for persons.
        find_numbers: see `NumberFinder`.
        workers: names of workers; a path that names one says who did the work and not for whom.
    """

    def __init__(
        self,
        known_names: Iterable[str],
        places: Iterable[str],
        find_numbers: NumberFinder,
        workers: Iterable[str] = (),
    ) -> None:
        self._known = frozenset(known_names)
        self._workers = sorted(set(workers) - self._known, key=len, reverse=True)
        self._places = sorted({place for place in places if len(place) > 1}, key=len, reverse=True)
        self._find_numbers = find_numbers
        self._cache: dict[str, Clue] = {}

    def clue(self, segment: str) -> Clue:
        """Return what ``segment`` (a folder, a file name, a sheet) says."""
        found = self._cache.get(segment)
        if found is None:
            found = self._cache[segment] = self._read(segment[:200])
        return found

    def _read(self, segment: str) -> Clue:
        text = fold(_EXTENSION.sub("", segment)).replace("×", "*")
        numbers = self._find_numbers(text)
        if len(numbers) > 1:
            return NO_CLUE
        return Clue(numbers[0] if numbers else "", self._name(_CODE.sub(" ", text)))

    def _name(self, text: str) -> str:
        for place in self._places:
            text = text.replace(place, " ")
        for worker in self._workers:
            text = text.replace(worker, " ")
        known: set[str] = set()
        for run in _TOKEN.findall(text):
            known.update(
                run[start : start + size]
                for size in (4, 3, 2)
                for start in range(len(run) - size + 1)
                if run[start : start + size] in self._known
            )
        rest = _WORDS.sub(" ", _COMMUNITY.sub(" ", text))
        names = known or {token for token in _TOKEN.findall(rest) if is_person(token)}
        longest = max(names, key=len, default="")
        others = [token for token in _TOKEN.findall(rest) if is_person(token) and longest not in token]
        return longest if longest and not others and all(name in longest for name in names) else ""


def beyond_name(text: str, name: str) -> bool:
    """Whether ``text`` is ``name`` with words glued to it that are no part of a name: 何家豪拟订, 何家豪2025年."""
    return len(name) > 1 and len(text) > len(name) and text.startswith(name) and not is_person(text)


@lru_cache(maxsize=16384)
def is_person(token: str) -> bool:
    """Whether a token of a path is a person's name: stricter than on papers, where a label vouches for it."""
    if not looks_like_name(token):
        return False
    if token[0] in "*某":
        return len(token) <= 3
    size = surname_length(token)
    return token[:size] in COMPOUND_SURNAMES or (token[0] in SURNAMES and len(token) <= 3)


def number_finder(pattern: str = "") -> NumberFinder:
    """Return a function that finds archive numbers in a short text.

    Args:
        pattern: the station's own shape (a regular expression), looked for before the usual shapes.
    """
    own = re.compile(pattern) if pattern else None

    def find(text: str) -> list[str]:
        found: list[str] = []
        if own is not None:
            for match in own.finditer(text[:200]):
                parsed = parse_archive_number(match.group(), pattern)
                if parsed is not None and parsed.text not in found:
                    found.append(parsed.text)
        return found or [number.text for number in find_archive_numbers(text)]

    return find
