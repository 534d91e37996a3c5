"""How old the client is on the day of a paper, and what a paper's comments ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from auditor.forms.model import Reading
from auditor.records.facts import UNKNOWN, Fact, any_doubtful, day_of
from auditor.records.lexicon import asks_for_something
from auditor.values.ages import age_on
from auditor.values.id_numbers import parse_id_number

if TYPE_CHECKING:
    from auditor.records.parts import Approval, Person

ADULT = 18
"""Age of majority: Civil Code of the PRC, article 17."""


def birth_from_id(reading: Reading | None) -> date | None:
    """Return the birth date that an ID number holds; None where masked or not one."""
    if reading is None or not reading.raw:
        return None
    parsed = parse_id_number(str(reading.value or reading.raw))
    return parsed.birth_date if parsed is not None else None


def age_on_day(persons: Iterable[Person], day: Reading | None, ages: Iterable[Reading | None] = ()) -> Fact:
    """Return the client's age in completed years on ``day``.

    Args:
        persons: the client as described on several papers; the first that settles the birth date counts.
        day: the paper's date.
        ages: ages written on papers, used where no birth date is known or no day is.

    The birthday itself counts as reached. Sources that differ by more than a year make the fact doubtful.
    """
    on = day_of(day)
    found: list[tuple[int, tuple[Reading, ...]]] = []
    if on is not None and day is not None:
        people = list(persons)
        for reading in (person.birth_date for person in people):
            if reading is not None and isinstance(reading.value, date):
                found.append((age_on(reading.value, on), (reading, day)))
        for reading in (person.id_number for person in people):
            birth = birth_from_id(reading)
            if birth is not None and reading is not None:
                found.append((age_on(birth, on), (reading, day)))
    found = [item for item in found if 0 <= item[0] <= 130]
    written = [
        (reading.value, (reading,))
        for reading in ages
        if reading is not None and isinstance(reading.value, int) and not isinstance(reading.value, bool)
    ]
    found += written
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
        age_on_day([_only(person, key)], day) for person in people for key in ("birth_date", "id_number")
    ]
    others += [age_on_day([], None, [reading]) for reading in written]
    against = [
        other
        for other in others
        if isinstance(other.value, int)
        and (other.value < ADULT) != minor
        and abs(other.value - age.value) > 1
    ]
    readings = age.readings + tuple(reading for other in against for reading in other.readings)
    return Fact(
        minor,
        readings,
        bool(against) or any_doubtful(age.readings),
        "年龄的几处写法不一致" if against else "",
    )


def _only(person: Person, key: str) -> Person:
    return type(person)(**{key: getattr(person, key)})


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
