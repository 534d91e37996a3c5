"""Levels that a station calls by words of its own: 红色为一级，橙色为二级 printed on one paper makes 橙 on any other a level.

A legend counts where it names two levels at least, and only as long as no paper of the station says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.forms.model import FilledForm, Reading, ReadPaper
from auditor.pages.model import Mark
from auditor.values.grades import parse_grade
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
_STATES_BANDS = re.compile(r"\d[^\n]{0,20}级|级[^\n]{0,12}\d")
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
    word = "".join(fold(word).split())
    return _ENDING.sub("", word) or word


def _legend(forms: Iterable[FilledForm]) -> dict[str, int]:
    """Return the words that stand for levels; those of which two papers say different things are left out."""
    found: dict[str, set[int]] = {}
    for form in forms:
        if "级" not in form.text:
            continue
        for line in form.text.split("\n"):
            pairs = [(word, level) for word, level in _pairs(line) if level is not None and len(word) <= 5]
            if len({level for _, level in pairs}) >= _LEAST and len({word for word, _ in pairs}) >= _LEAST:
                for word, level in pairs:
                    found.setdefault(word, set()).add(level)
    return {word: levels.pop() for word, levels in found.items() if len(levels) == 1}


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
        pattern = re.compile(
            rf"({_POINTS}[^\d\n；;。]{{0,6}}?)({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})[色等类档]?"
        )
        for line in form.text.split("\n"):
            bands = list(pattern.finditer(line[:600])) if "分" in line else []
            if len({band[2] for band in bands}) >= _LEAST:
                note = "；".join(f"{band[1]}{words[band[2]]}级" for band in bands)
                form.fields[_BANDS] = Reading(note, line[:200], "", Mark.TYPED, form.place, 0.9, True)
                return
