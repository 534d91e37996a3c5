"""``policy-frequency``: a follow-up policy must give a frequency for every grade and every kind of client it names."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.records.facts import text_of
from auditor.records.lexicon import fold_lines, word_pattern
from auditor.records.model import FollowUpPolicy, Record
from auditor.values.grades import parse_grade
from auditor.values.text import fold

_GRADE = re.compile(r"(?<![一二三四五\d])(?:第)?([一二三四五1-5ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)\s*级(?!以)")
_FREQUENCY = re.compile(
    r"每(?:半)?(?:个)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})?(?:个)?\s*(?:天|日|周|星期|月|季度?|年)|"
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个)?(?:天|日|周|星期|月|小时|季度|年|工作日)(?:之)?(?:内|至少|不少于|一次|1次|回访|探访)|"
    r"(?:年|月|周|季度?)(?:度)?(?:至少|不少于|不低于)?\s*(?:\d{1,2}|[一二两三四五六])\s*次|随时|半年一次|半月一次|按月|按周|按季"
)
_JOIN = re.compile(r"^[\s、,，和与及/或至到\-—~～(（)）对象服务]*$")
_RANGE = re.compile(r"[至到\-—~～]")
_CLOSED_ONLY = re.compile(r"结案(?:后)?(?:个案)?(?:回访|跟踪|跟进)")
_MAX_GAP = 160
_NUMBERED = re.compile(
    r"\s*(?:(?P<article>第[一二三四五六七八九十\d]{1,3}条)|(?P<han>[一二三四五六七八九十]{1,3}[、.])|(?P<bracket>[(（][一二三四五六七八九十]{1,3}[)）])|(?P<digit>\d{1,2}[、.])|(?P<small>[(（]\d{1,2}[)）]))"
)
_LEVELS = ("article", "han", "bracket", "digit", "small")
"""Ways of numbering, each a part of those before it."""
_CLOSED = re.compile(rf"(?:{_NUMBERED.pattern.replace('?P<', '?P<closed_')})?\s*(?:已)?结案")


_READ_UP_TO = 20_000
"""Longer papers are read up to here."""


class PolicyFrequency(RecordCheck):
    """Grades are those of the station's own scale, kinds of client those that the policy itself lists.

    A policy on closed cases alone is not asked. One that states frequencies but names no grade at all is incomplete.
    """

    check: Literal["policy-frequency"]

    facts: ClassVar[frozenset[str]] = frozenset({"missing", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the grades and kinds of client without a frequency."""
        if not isinstance(record, FollowUpPolicy):
            return not_applicable()
        if _CLOSED_ONLY.search(fold(record.title)):
            return not_applicable()
        text = fold_lines(record.text)
        if len(text) < 40:
            return not_checkable("没有读到制度正文")
        grades = context.station.config.grades
        low, high = sorted((grades.highest_need, grades.lowest_need))
        wanted = set(range(low, high + 1))
        told: set[int] = set()
        empty: set[int] = set()
        for row in record.items:
            if row.frequency is not None:
                (empty if row.frequency.blank else told).update(
                    _grades_of(text_of(row.grade) or text_of(row.kind_of_client))
                )
        # an empty cell of a grade is not filled by the next row of the table
        covered = (
            told
            | (graded_in(text) - empty)
            | {g for line in text.split("\n") for g in graded_in(line) & empty}
        )
        missing = [f"{'一二三四五'[g - 1]}级" for g in sorted(wanted - covered)]
        if not covered & wanted:
            missing = ["各等级"]
        blank = [
            text_of(row.grade) or text_of(row.kind_of_client)
            for row in record.items
            if row.frequency is not None
            and (row.frequency.blank or (row.frequency.answered and row.frequency.value is None))
        ]
        kinds = [name for name in blank if name and not _grades_of(name)] + kinds_without(text)
        missing += list(dict.fromkeys(kinds))
        here = Reading(record.title, record.title, "", Mark.TYPED, record.place)
        if not missing:
            return passed(here)
        facts: dict[str, Any] = {"missing": "、".join(missing), "count": len(missing)}
        return accuse(
            record,
            context,
            here,
            unclear="制度较长，没有读全" if len(record.text) >= _READ_UP_TO else "",
            stands=True,
            parts="self",
            why="制度有页面未能读取",
            **facts,
        )


def _grades_of(text: str) -> set[int]:
    return {
        grade for match in _GRADE.finditer(fold(text)) if (grade := parse_grade(match.group())) is not None
    }


def graded_in(text: str) -> set[int]:
    """Return the grades for which a frequency stands after them, before the next grade that is not listed with them."""
    flat = text.replace("\n", " ")
    found_ = [(m.start(), m.end(), parse_grade(m.group())) for m in _GRADE.finditer(flat)]
    covered: set[int] = set()
    waiting: set[int] = set()
    for index, (_, end, grade) in enumerate(found_):
        if grade is None:
            continue
        waiting.add(grade)
        stop = found_[index + 1][0] if index + 1 < len(found_) else min(len(flat), end + _MAX_GAP)
        stop = _end_of_article(text, end, min(stop, end + _MAX_GAP))
        between = flat[end:stop]
        if _FREQUENCY.search(between):
            covered |= waiting
            waiting = set()
        elif index + 1 < len(found_) and _JOIN.match(between):
            following = found_[index + 1][2]
            if _RANGE.search(between) and following is not None:
                waiting |= set(range(min(grade, following), max(grade, following) + 1))
        else:
            waiting = set()
    return covered


def _end_of_article(text: str, begin: int, stop: int) -> int:
    """Return where the article in which ``begin`` lies ends.

    That is at the next line numbered in its way or as a part above it (第三条 after （四）), or where closed cases begin.
    """
    own = _number_style(text[text.rfind("\n", 0, begin) + 1 : begin])
    at = text.find("\n", begin, stop)
    while at >= 0:
        line = text[at + 1 : at + 40]
        style = _number_style(line)
        if (own and style and _LEVELS.index(style) <= _LEVELS.index(own)) or _CLOSED.match(line):
            return at
        if not own and style == "article" and text[at - 1] in "。;":
            return at
        at = text.find("\n", at + 1, stop)
    return stop


def _number_style(line: str) -> str:
    match = _NUMBERED.match(line)
    return "" if match is None else str(match.lastgroup)


def kinds_without(text: str) -> list[str]:
    """Return the kinds of client that begin a line of their own and get no frequency, where others do."""
    kinds = word_pattern("plans", "clients")
    heads: list[tuple[str, str]] = []
    for line in text.split("\n"):
        bare = re.sub(r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]\s*)", "", line)
        match = kinds.match(bare)
        if match:
            heads.append((match.group(), bare))
        elif heads:
            heads[-1] = (heads[-1][0], heads[-1][1] + " " + bare[:_MAX_GAP])
    told = [(name, bool(_FREQUENCY.search(rest))) for name, rest in heads]
    if sum(has for _, has in told) < 2:
        return []
    good = {name for name, has in told if has}
    return [name for name, has in told if not has and name not in good]
