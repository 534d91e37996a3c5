"""``band``: a grade must be the one that the total score falls into by the form's own bands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.model import GradeAssessment, Record
from auditor.values.grades import parse_grade
from auditor.values.text import fold

_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_BROKEN_NUMBER = re.compile(r"(?<=[-—–~～至到])\s*(\d{1,2})\n(\d{1,2})(?=\s*分)")
"""A figure that goes on in the next line: 70—8, then 9分."""
_MOST_POINTS = 150
_RANGE = re.compile(rf"{_NUMBER}\s*分?\s*(?:[-—–~～至到]{{1,2}})\s*{_NUMBER}")
_AT_LEAST = re.compile(
    rf"(?:≥|>=|不低于|不少于)\s*{_NUMBER}|{_NUMBER}\s*分?\s*(?:及以上|以上|或以上|及其以上)"
)
_OVER = re.compile(rf"(?:>|大于|高于|超过)\s*{_NUMBER}")
_AT_MOST = re.compile(rf"(?:≤|<=|不高于|不超过)\s*{_NUMBER}|{_NUMBER}\s*分?\s*(?:及以下|或以下)")
_UNDER = re.compile(rf"(?:<|小于|低于|不足|少于|不满)\s*{_NUMBER}|{_NUMBER}\s*分?\s*以下")
_GRADE = re.compile(
    r"第?\s*(?:[一二三四五1-5ⅠⅡⅢⅣⅤI]{1,3}\s*级|(?<!\d)[一二三四五1-5ⅠⅡⅢⅣⅤI]\s*(?:类|档|等(?!级)))"
)


@dataclass(frozen=True, slots=True)
class Band:
    """Scores of one grade; the ends belong to it where the flags say so."""

    grade: int
    low: float
    high: float
    with_low: bool = True
    with_high: bool = True

    def holds(self, score: float) -> bool:
        """Whether ``score`` lies in the band."""
        above = score >= self.low if self.with_low else score > self.low
        below = score <= self.high if self.with_high else score < self.high
        return above and below


class BandCheck(RecordCheck):
    """On every grade assessment the grade must be that of the band in which the total lies.

    The bands are those printed on the form itself, as rows or in one text; a form without bands, or with bands that leave
    the total between two of them, is not judged.
    """

    check: Literal["band"]

    facts: ClassVar[frozenset[str]] = frozenset({"total", "grade", "expected"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND for the first assessment whose grade lies outside its band."""
        good: Outcome | None = None
        uncertain: Outcome | None = None
        for paper in compile_path(type(record), "assessments[]").parts(record):
            outcome = _judge(paper, record, context) if isinstance(paper, GradeAssessment) else None
            if outcome is None:
                continue
            if outcome.verdict == "found":
                return outcome
            if outcome.verdict == "unsure":
                uncertain = uncertain or outcome
            else:
                good = outcome
        return uncertain or good or not_checkable("没有总分、等级或分数段")


def _judge(paper: GradeAssessment, record: Record, context: RuleContext) -> Outcome | None:
    total, grade = see(paper.total), see(paper.grade)
    bands, readings = bands_of(paper)
    if not bands or total.state is not State.KNOWN or grade.value is None:
        return None
    if not isinstance(total.value, int | float) or not isinstance(grade.value, int):
        return None
    fitting = {band.grade for band in bands if band.holds(float(total.value))}
    if not fitting:
        return None
    if grade.value in fitting:
        return passed(*total.readings, *grade.readings)
    facts: dict[str, Any] = {"total": total.value, "grade": grade.value, "expected": min(fitting)}
    evidence = (*total.readings, *grade.readings, *readings)
    sure = len(fitting) == 1 and grade.state is State.KNOWN
    unclear = "" if sure else "等级或分数段读得不够有把握"
    return accuse(record, context, *evidence, unclear=unclear, **facts)


def bands_of(paper: GradeAssessment) -> tuple[list[Band], tuple[Reading, ...]]:
    """Return the form's bands and the readings that they were printed in."""
    bands: list[Band] = []
    readings: list[Reading] = []
    for row in paper.bands:
        grade = see(row.grade)
        if row.band is not None and isinstance(grade.value, int):
            band = parse_band(grade.value, row.band.raw)
            if band is not None:
                bands.append(band)
                readings.append(row.band)
    if not bands and paper.bands_text is not None:
        said = paper.bands_text.value  # levels in a station's own words stand there as numbers
        bands = list(_printed_bands(said if isinstance(said, str) else paper.bands_text.raw))
        readings = [paper.bands_text]
    return bands, tuple(readings)


@lru_cache(maxsize=256)
def _printed_bands(text: str) -> tuple[Band, ...]:
    """The bands are printed on the form: one station's forms all say the same."""
    return tuple(parse_bands(text))


def parse_bands(text: str) -> list[Band]:
    """Return the bands in a text such as "一级：80-100分；二级：60-79分" or "80分以上为一级"."""
    flat = "\n".join(fold(line) for line in text[:2000].splitlines())
    flat = _BROKEN_NUMBER.sub(lambda m: m[1] + m[2] if int(m[1] + m[2]) <= _MOST_POINTS else m[0], flat)
    bands = []
    begun = ""
    for line in flat.split("\n"):
        pieces = re.split(r"[;,。、]|(?<=级)\s+(?=\d|[≥>])|(?<=分)\s+", line)
        if begun and (band := _one_band(begun + pieces[0])) is not None and _one_band(pieces[0]) is None:
            bands.append(band)  # the line was broken inside the band
            pieces = pieces[1:]
        found = [_one_band(piece) for piece in pieces]
        bands += [band for band in found if band is not None]
        begun = pieces[-1] if found and found[-1] is None else ""
    return bands


def _one_band(piece: str) -> Band | None:
    """Return the band in a piece of text that names one grade and its points; None for any other."""
    marks = list(_GRADE.finditer(piece))
    if len(marks) != 1:
        return None
    grade = parse_grade(marks[0].group())
    rest = piece[: marks[0].start()] + " " + piece[marks[0].end() :]
    return parse_band(grade, rest) if grade is not None else None


def parse_band(grade: int, text: str) -> Band | None:
    """Return the band in "80—100分", "≥26", "60分以下(不含60)"; None where it is none."""
    flat = fold(text)[:200]
    if match := _RANGE.search(flat):
        low, high = sorted((float(match.group(1)), float(match.group(2))))
        closed = not re.search(rf"不含\s*{re.escape(match.group(2))}", flat)
        return Band(grade, low, high, with_high=closed)
    ends: tuple[tuple[re.Pattern[str], bool, bool], ...] = (
        (_AT_LEAST, True, True),
        (_OVER, True, False),
        (_AT_MOST, False, True),
        (_UNDER, False, False),
    )
    for pattern, from_below, closed in ends:
        match = pattern.search(flat)
        if match is not None:
            number = float(next(group for group in match.groups() if group))
            if from_below:
                return Band(grade, number, float("inf"), with_low=closed)
            return Band(grade, float("-inf"), number, with_high=closed)
    return None
