"""What a check says about one subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from auditor.forms.model import Reading
from auditor.pages.model import Place


class Verdict(StrEnum):
    """The five answers a rule can give; unreadable is never "missing"."""

    FOUND = "found"
    PASSED = "passed"
    UNSURE = "unsure"
    NOT_CHECKABLE = "not-checkable"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about."""

    kind: str
    id: str
    district: str = ""
    community: str = ""


@dataclass(frozen=True, slots=True)
class AbsentPaper:
    """Evidence for something that is not there: the file or folder where it should be, and what it is called."""

    path: str
    label: str
    text: str = ""


@dataclass(slots=True)
class Outcome:
    """The verdict of one check on one subject.

    ``readings`` and ``absent`` become the evidence, ``facts`` fill the message. ``why`` is a Chinese clause for UNSURE
    and NOT_CHECKABLE. ``subject`` is set by checks over sets of records; ``key`` tells several findings of one rule on
    one subject apart and belongs to the fingerprint. ``unread`` is set where the doubt is that content was not read.
    """

    verdict: Verdict
    readings: tuple[Reading, ...] = ()
    absent: tuple[AbsentPaper, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    subject: Subject | None = None
    key: str = ""
    unread: bool = False

    @property
    def places(self) -> list[Place]:
        """Places of the readings, in order."""
        return [reading.place for reading in self.readings]


def passed(*readings: Reading) -> Outcome:
    """Return a PASSED outcome resting on ``readings``."""
    return Outcome(Verdict.PASSED, readings)


def not_checkable(why: str = "") -> Outcome:
    """Return a NOT_CHECKABLE outcome: the paper or the field does not exist here."""
    return Outcome(Verdict.NOT_CHECKABLE, why=why)


def not_applicable() -> Outcome:
    """Return a NOT_APPLICABLE outcome: the rule's condition is not met."""
    return Outcome(Verdict.NOT_APPLICABLE)


def unsure(why: str, *readings: Reading, **facts: Any) -> Outcome:
    """Return an UNSURE outcome; ``why`` says what has to be looked at by eye."""
    return Outcome(Verdict.UNSURE, readings, facts=facts, why=why)


def found(*readings: Reading, absent: tuple[AbsentPaper, ...] = (), **facts: Any) -> Outcome:
    """Return a FOUND outcome with its evidence and the facts for its message."""
    return Outcome(Verdict.FOUND, readings, absent, facts)
