"""How old the client is on the day of a paper, and what a paper's comments ask for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from auditor.forms.model import Reading
from auditor.records.facts import UNKNOWN, Fact, any_doubtful, day_of
from auditor.records.lexicon import asks_for_something
from auditor.values.ages import age_on
from auditor.values.dates import parse_date
from auditor.values.id_numbers import parse_id_number

if TYPE_CHECKING:
    from auditor.records.parts import Approval, Person

ADULT = 18
"""Age of majority: Civil Code of the PRC, article 17."""
_OLDEST = 130


def birth_from_id(reading: Reading | None) -> date | None:
    """Return the birth date that an ID number holds; None where masked or not one."""
    if reading is None or not reading.raw:
        return None
    parsed = parse_id_number(str(reading.value or reading.raw))
    return parsed.birth_date if parsed is not None else None


def birth_month(reading: Reading | None) -> tuple[int, int] | None:
    """Return year and month of a birth date that is written without its day (出生年月: 2015年3月); None of any other."""
    if reading is None or not reading.raw or day_of(reading) is not None:
        return None
    read = parse_date(reading.raw)
    year, month, _ = read.partial
    return (year, month) if read.kind == "month" and year is not None and month is not None else None


def age_on_day(persons: Iterable[Person], day: Reading | None, ages: Iterable[Reading | None] = ()) -> Fact:
    """Return the client's age in completed years on ``day``.

    Args:
        persons: the client as described on several papers; the first that settles the birth date counts.
        day: the paper's date.
        ages: ages written on papers, used where no birth date is known or no day is.

    The birthday itself counts as reached. Sources that differ by more than a year make the fact doubtful.
    """
    people = list(persons)
    found = [
        settled
        for key in _BIRTH
        for person in people
        if (settled := _age_by_birth(person, key, day)) is not None
    ]
    found += _written_ages(ages)
    if not found:
        return UNKNOWN
    age, readings = found[0]
    spread = any(abs(other - age) > 1 for other, _ in found)
    return Fact(age, readings, spread or any_doubtful(readings), "年龄的几处写法不一致" if spread else "")


def minor_on_day(persons: Iterable[Person], day: Reading | None, ages: Iterable[Reading | None] = ()) -> Fact:
    """Return whether the client is under 18 on ``day``; see `age_on_day`.

    Sources that disagree about it make the fact doubtful.
    """
    people = list(persons)
    written = list(ages)
    age = age_on_day(people, day, written)
    if not isinstance(age.value, int):
        return UNKNOWN
    minor = age.value < ADULT
    others = [
        settled
        for person in people
        for key in _BIRTH
        if (settled := _age_by_birth(person, key, day)) is not None
    ]
    others += _written_ages(written)
    against = [
        (other, readings)
        for other, readings in others
        if (other < ADULT) != minor and abs(other - age.value) > 1
    ]
    readings = age.readings + tuple(reading for _, used in against for reading in used)
    return Fact(
        minor,
        readings,
        bool(against) or any_doubtful(age.readings),
        "年龄的几处写法不一致" if against else "",
    )


_Age = tuple[int, tuple[Reading, ...]]
"""Completed years, and the readings that they follow from."""
_BIRTH = ("birth_date", "id_number")


def _age_by_birth(person: Person, key: str, day: Reading | None) -> _Age | None:
    """Return the age on ``day`` by the birth date, or by the ID number, of one description of a person."""
    reading: Reading | None = getattr(person, key)
    on = day_of(day)
    if reading is None or day is None or on is None:
        return None
    birth = day_of(reading) if key == "birth_date" else birth_from_id(reading)
    age = age_on(birth, on) if birth is not None else -1
    if birth is None and key == "birth_date":
        age = _age_by_month(reading, on)
        reading = replace(reading, answered=True)  # a month is no day, and all that was asked for
    return (age, (reading, day)) if 0 <= age <= _OLDEST else None


def _age_by_month(reading: Reading, on: date) -> int:
    """Return the age on a day of somebody born in a month; -1 in the very month in which a birthday comes."""
    born = birth_month(reading)
    if born is None or not 1 <= born[1] <= 12:
        return -1
    oldest = age_on(date(*born, 1), on)
    youngest = age_on(date(*born, monthrange(*born)[1]), on)
    return oldest if oldest == youngest else -1


def _written_ages(ages: Iterable[Reading | None]) -> list[_Age]:
    return [
        (reading.value, (reading,))
        for reading in ages
        if reading is not None and isinstance(reading.value, int) and not isinstance(reading.value, bool)
    ]


def approval_asks(approval: Approval) -> Fact:
    """Return whether an approver's comment asks the worker for something."""
    return comment_asks(approval.opinion)


def comment_asks(opinion: Reading | None) -> Fact:
    """Return whether ``opinion`` asks for something; unknown where nothing was written or it could not be read."""
    if opinion is None:
        return UNKNOWN
    text = opinion.raw or str(opinion.value or "")
    if not text or (opinion.answered and opinion.value is None):
        return Fact(False, (opinion,))
    asked = asks_for_something(text)
    if asked is None:
        return Fact(True, (opinion,), True, "意见只写继续跟进，是否要求回应请人工判断")
    return Fact(asked, (opinion,), opinion.confidence < 0.8)


def any_comment_asks(comments: Iterable[Fact]) -> Fact:
    """Return one fact for several comments: the surest that asks, else False."""
    known = [comment for comment in comments if comment.known]
    for comment in sorted(known, key=lambda item: (item.value is not True, item.doubtful)):
        return comment
    return UNKNOWN
