"""The papers of a volunteer (志愿者) and of a volunteer team (志愿队)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records import volunteer_facts
from auditor.records.facts import Fact
from auditor.records.parts import Paper, Part, Person, R, Record
from auditor.records.rosters import SoleRecord


class VolunteerRegistration(Paper):
    """志愿者登记表, or a volunteer's row in a list of volunteers."""

    guardian: Person = Field(default_factory=Person)
    team: R = None
    category: R = None
    """Kind of volunteer; says 骨干 where the list marks core volunteers."""


class VolunteerConsent(Paper):
    """未成年人志愿者监护人同意书. ``client`` is the volunteer."""

    guardian: Person = Field(default_factory=Person)


class CoreVolunteerPaper(Paper):
    """骨干评定评分表, 骨干培育计划 or 培育情况跟进表 of one core volunteer."""

    team: R = None
    category: R = None
    score: R = None
    level: R = None
    standard: R = None
    goals: R = None
    narrative: R = None


class Volunteer(Record):
    """A volunteer with all papers that carry the name."""

    kind: ClassVar[str] = "volunteer"

    registration: VolunteerRegistration | None = None
    consents: list[VolunteerConsent] = Field(default_factory=list)
    listings: list[VolunteerRegistration] = Field(default_factory=list)
    """Rows of lists of core volunteers (骨干名单)."""
    rating: CoreVolunteerPaper | None = None
    training_plan: CoreVolunteerPaper | None = None
    followups: list[CoreVolunteerPaper] = Field(default_factory=list)

    @property
    def core(self) -> Fact:
        """The volunteer is a core volunteer (骨干): some list says so, or one of the core volunteers' papers exists."""
        return volunteer_facts.core(self)


class TeamSession(Paper):
    """志愿队过程记录: one service of a volunteer team."""

    name: R = None
    """The team."""
    time: R = None
    venue: R = None
    attendance: R = None
    hours: R = None
    narrative: R = None


class Team(Record):
    """志愿队."""

    kind: ClassVar[str] = "team"

    sessions: list[TeamSession] = Field(default_factory=list)


class HoursEntry(Part):
    """One row of figures: a platform, an activity, a month or a volunteer."""

    place: Place = Place()
    sequence: R = None
    name: R = None
    platform: R = None
    date: R = None
    events: R = None
    people: R = None
    visits: R = None
    """人次."""
    hours: R = None
    remark: R = None


class HoursReport(SoleRecord):
    """Figures of a volunteer platform (i志愿, 广州公益时间) with their stated totals."""

    kind: ClassVar[str] = "hours-report"

    entries: list[HoursEntry] = Field(default_factory=list)
    stated_events: R = None
    stated_people: R = None
    stated_visits: R = None
    stated_hours: R = None
