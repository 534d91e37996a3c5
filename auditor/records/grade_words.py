"""Levels that a station calls by words of its own: 红色为一级，橙色为二级 printed on one paper makes 橙 on any other a level.

A legend counts where it names two levels at least, and only as long as no paper of the station says otherwise. Words that
count in an order of their own (甲级, B类) need no more than the points of each: the first stands for the most points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.forms.model import FilledForm, Reading, ReadPaper
from auditor.pages.model import Mark
from auditor.values.grades import parse_grade, rank_word
from auditor.values.text import fold

_LEVEL = r"第?[一二三四五1-5ⅠⅡⅢⅣⅤ]\s*级"
_WORD = r"[\u4e00-\u9fffA-Ea-e]{1,8}"
_MEANS = r"\s*(?:为|是|表示|代表|即为?|对应|指|等于|相当于|=|＝|[-—–]{1,3}|：|:|[（(]\s*即?)\s*"
_WORD_FIRST = re.compile(rf"({_WORD}?){_MEANS}({_LEVEL})")
_LEVEL_FIRST = re.compile(
    rf"({_LEVEL}){_MEANS}(?:以?用?)({_WORD}?)(?:标识|标注|表示)?(?=[，,；;、。）)\s/／]|$)"
)
_POINTS = r"(?:[≥≤<>]\s*)?\d{1,3}\s*分?\s*(?:[-—–~～至到]\s*\d{1,3}\s*分?|\s*[(（]?含?[)）]?\s*(?:及|或|或者)?\s*以[上下])"
_NO_WORD = re.compile(r"分|以[上下]|等级|级别|级|标准|评|及|至|其中|说明|注|^[的为是即]|[为是即]$")
_BEFORE_WORD = re.compile(r"^.*(?:以[上下]|分|者|[及的])")
_ENDING = re.compile(r"(?:[色等类档]|级别|级)+$")
_LEAST = 2
_LONGEST = 20
_NUMBERED = r"[一二三四五1-5ⅠⅡⅢⅣⅤ]\s*(?:级|类|档|等(?!级))"
_STATES_BANDS = re.compile(rf"\d[^\n]{{0,20}}{_NUMBERED}|{_NUMBERED}[^\d\n]{{0,12}}\d")
_RANKED_WORD = r"(?<![A-Za-z甲乙丙丁戊高中低])[甲乙丙丁戊A-Ea-e高中低](?![A-Za-z高中低])"
_GAP = r"[^\d\n；;。，,、]{0,8}?"
_SUFFIX = r"(?:色|级别|级|等|类|档|度)?"
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_FIRST_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_NOTE = 600
_GRADE, _BANDS = "grade", "bands_text"


def understand_grades(papers: Iterable[ReadPaper]) -> None:
    """Give levels in a station's own words their number, in place.

    Args:
        papers: what was read; readings of levels that were not understood are looked up in the station's legends.
    """
    forms = [form for paper in papers for form in paper.forms]
    if not any(_not_understood(reading) for form in forms for reading in _grades(form)):
        return
    words = _legend(forms)
    if not words:
        return
    for form in forms:
        for held in (form.fields, *(row for rows in form.rows.values() for row in rows)):
            reading = held.get(_GRADE)
            if reading is not None and _not_understood(reading):
                held[_GRADE] = _understood(reading, words)
        _say_bands(form, words)


def _grades(form: FilledForm) -> Iterator[Reading]:
    for held in (form.fields, *(row for rows in form.rows.values() for row in rows)):
        if _GRADE in held:
            yield held[_GRADE]


def _not_understood(reading: Reading) -> bool:
    return reading.value is None and bool(reading.raw) and not reading.answered


def _plain(word: str) -> str:
    word = "".join(_BRACKETED.sub("", fold(word)).split()).upper()
    return _ENDING.sub("", word) or word


def _legend(forms: Iterable[FilledForm]) -> dict[str, int]:
    """Return the words that stand for levels; those of which two papers say different things are left out."""
    found: dict[str, set[int]] = {}
    for form in forms:
        for word, level in _ranked(form):
            found.setdefault(word, set()).add(level)
        if "级" not in form.text:
            continue
        for line in form.text.split("\n"):
            pairs = [(word, level) for word, level in _pairs(line) if level is not None and len(word) <= 5]
            if len({level for _, level in pairs}) >= _LEAST and len({word for word, _ in pairs}) >= _LEAST:
                for word, level in pairs:
                    found.setdefault(word, set()).add(level)
    return {word: levels.pop() for word, levels in found.items() if len(levels) == 1 and levels != {0}}


def _ranked(form: FilledForm) -> Iterator[tuple[str, int]]:
    """Yield the words that count in an order of their own with their place in it, 0 where the points do not follow it."""
    if not form.form.endswith("assessment"):
        return
    notes = [_bands_in(line, _RANKED_WORD) for line in form.text.split("\n") if "分" in line]
    notes.append(
        [
            (row["band"].raw, row["grade"].raw)
            for row in form.rows.get("bands", ())
            if {"band", "grade"} <= {*row}
        ]
    )
    for note in notes:
        ranks = {word: rank for _, word in note if (rank := rank_word(_plain(word))) is not None}
        if len(ranks) < _LEAST or len(ranks) != len(note) or len({kind for kind, _ in ranks.values()}) > 1:
            continue
        points = [
            (int(number[0]), ranks[word][1]) for band, word in note if (number := _FIRST_NUMBER.search(band))
        ]
        points.sort(reverse=True)
        orderly = [rank for _, rank in points] == list(range(1, len(ranks) + 1))
        for word, (_, place) in ranks.items():
            yield _plain(word), place if orderly else 0


def _bands_in(line: str, word: str) -> list[tuple[str, str]]:
    """Return points and words of the bands in a note: 40分以上为甲等，30—39分为乙等, or 甲等：40分以上，乙等：30—39分."""
    line = line[:_LONGEST_NOTE]
    before = re.compile(rf"({word}){_SUFFIX}{_GAP}({_POINTS})")
    behind = re.compile(rf"({_POINTS}){_GAP}({word}){_SUFFIX}")
    first, second = before.search(line), behind.search(line)
    if first is not None and (second is None or first.start() < second.start()):
        return [(found[2], found[1]) for found in before.finditer(line)]
    return [(found[1], found[2]) for found in behind.finditer(line)]


def _pairs(line: str) -> Iterator[tuple[str, int | None]]:
    if line.count("级") < _LEAST:
        return
    for first in _WORD_FIRST.finditer(line[:600]):
        word = _BEFORE_WORD.sub("", first[1])
        if word and not _NO_WORD.search(word):
            yield _plain(word), parse_grade(first[2])
    for second in _LEVEL_FIRST.finditer(line[:600]):
        if not _NO_WORD.search(second[2]):
            yield _plain(second[2]), parse_grade(second[1])


def _understood(reading: Reading, words: Mapping[str, int]) -> Reading:
    said = [choice.option for choice in reading.choices if choice.ticked] or [reading.raw]
    levels = {words[_plain(text)] for text in said if len(text) <= _LONGEST and _plain(text) in words}
    if len(levels) != 1 or len(said) != 1:
        return reading
    return replace(reading, value=levels.pop(), answered=True)


def _say_bands(form: FilledForm, words: Mapping[str, int]) -> None:
    """Write bands in a station's words (80分及以上红色) with the levels that the words mean."""
    known = form.fields.get(_BANDS)
    if form.form.endswith("assessment") and (
        known is None or known.blank or not _STATES_BANDS.search(known.raw)
    ):
        known_word = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for line in form.text.split("\n"):
            bands = _bands_in(line, f"(?:{known_word})") if "分" in line else []
            if len({word for _, word in bands}) >= _LEAST:
                note = "；".join(f"{words[_plain(word)]}级：{points}" for points, word in bands)
                form.fields[_BANDS] = Reading(note, line[:200], "", Mark.TYPED, form.place, 0.9, True)
                return
