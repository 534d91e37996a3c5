"""Who is a core volunteer, and how old a volunteer was when registered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.records.client_facts import age_on_day, birth_from_id
from auditor.records.facts import UNKNOWN, Fact, day_of, present, text_of
from auditor.values.ages import age_on
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.parts import Paper
    from auditor.records.volunteer import Volunteer

BY_AS_OF = "按截止日期计算，文书没有日期"
"""Note of an age that is only an upper bound."""
_CORE = re.compile(r"骨干")
_NOT_CORE = re.compile(
    r"(?:非|不是|未评|拟|候选|预备|待评)[^，。,;；]{0,4}骨干|骨干[^，。,;；]{0,3}(?:否|候选|:无)"
)


def core(volunteer: Volunteer) -> Fact:
    """Return whether the station counts the volunteer among its core volunteers."""
    if volunteer.listings:
        names = present(*(paper.client.name for paper in volunteer.listings))
        return Fact(True, names[:1], bool(names) and names[0].confidence < DOUBT)
    papers = (volunteer.rating, volunteer.training_plan, *volunteer.followups)
    for paper in papers:
        if paper is not None:
            return Fact(True, present(paper.client.name)[:1])
    registration = volunteer.registration
    if registration is None or registration.category is None:
        return UNKNOWN
    category = registration.category
    said = fold(" ".join(category.value) if isinstance(category.value, tuple) else text_of(category))
    if not _CORE.search(said) or _NOT_CORE.search(said):
        return Fact(False, (category,))
    return Fact(True, (category,), category.confidence < DOUBT)


def age_when_registered(volunteer: Volunteer, as_of: date) -> Fact:
    """Return the volunteer's age in completed years on the day of the earliest dated paper.

    Where no paper bears a day, the age on ``as_of`` is an upper bound: it settles the question only for who is still young
    then, which the caller has to judge; the fact's note says so.
    """
    papers = [
        paper
        for paper in (volunteer.registration, *volunteer.consents, *volunteer.listings)
        if paper is not None
    ]
    dated = sorted((paper for paper in papers if day_of(paper.date) is not None), key=_day)
    people = [paper.client for paper in (*dated, *papers)]
    for paper in dated:
        written = [person.age for person in people if paper.client is person]
        fact = age_on_day([paper.client, *people], paper.date, written)
        if fact.known:
            return fact
    written_only = [paper.client.age for paper in papers if paper.client.age is not None]
    fact = age_on_day([], None, written_only)
    if fact.known:
        return fact
    for reading in _births(people):
        birth = reading.value if isinstance(reading.value, date) else birth_from_id(reading)
        if isinstance(birth, date) and 0 <= age_on(birth, as_of) <= 130:
            return Fact(age_on(birth, as_of), (reading,), reading.confidence < DOUBT, BY_AS_OF)
    return UNKNOWN


def _day(paper: Paper) -> date:
    return day_of(paper.date) or date.max


def _births(people: Iterable[object]) -> Iterable[Reading]:
    for person in people:
        yield from present(getattr(person, "birth_date", None), getattr(person, "id_number", None))
