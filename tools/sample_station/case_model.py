"""A case as the scenario knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tools.sample_station import station
from tools.sample_station.paper import Habit, Ink


@dataclass
class Session:
    """One process record."""

    day: date
    method: str
    goal: str
    process: str
    reflection: str
    head_says: str = "同意。"
    head: bool = True
    deputy: bool = False
    deputy_says: str = "同意。"
    response: str = ""
    clock: str = "10:00—11:00"


@dataclass
class Case:
    """One case of the scenario."""

    number: str
    name: str
    sex: str
    birth: date
    category: str
    grade: str
    client_type: str
    source: str
    intake: date
    consent: date
    plan: date
    problem: str
    first_look: str
    need: str
    goals: str
    steps: str
    theory: str
    model: str
    sessions: list[Session]
    assessed: date | None = None
    closed: date | None = None
    family: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(name, relation, occupation, phone)."""
    printed_number: str = ""
    """How the number is written on the plan, where that differs (RY - 001)."""

    @property
    def initials(self) -> str:
        return self.number[:2]

    @property
    def community(self) -> str:
        return station.COMMUNITY_OF[self.initials]

    @property
    def staff(self) -> station.Staff:
        return station.staff(self.initials)

    @property
    def habit(self) -> Habit:
        return self.staff.habit

    def day(self, d: date | None) -> str:
        """A date in the worker's habit."""
        return station.day(d, self.habit)


def hand(name: str) -> Ink:
    """A signature by hand."""
    return Ink("hand", name)
