"""What is true of an invented case or household: the facts from which papers are written, defects included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tools.strangers.papers import Approve, SignState
from tools.strangers.people import Someone


@dataclass(slots=True)
class Kin:
    """A parent, guardian or relative as the consent form shows them."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    sign: SignState = "blank"


@dataclass(slots=True)
class Session:
    """One process record."""

    sequence: int
    day: date
    time: str = ""
    venue: str = ""
    method: str = "面谈"
    narrative: str = ""
    reflection: str = ""
    next_plan: str = ""
    approvals: list[Approve] = field(default_factory=list)
    response: str | None = None
    """None: the form has no such cell."""


@dataclass(slots=True)
class Crisis:
    """The crisis record."""

    event: str
    event_day: date
    known: date
    response: date
    measures: str
    reported: str = ""
    emergency: str = ""
    support: str = ""


@dataclass(slots=True)
class CaseFacts:
    """A case."""

    number: str
    community: str
    person: Someone
    worker: str
    category: str = "一般"
    cover_ticks: tuple[str, ...] | None = None
    """Category words ticked on the cover; None: ``category``."""
    inner_category: dict[str, str] = field(default_factory=dict)
    """Category by paper kind where it is not ``category``."""
    client_type: str = "低保"
    grade: int = 3
    model: str = ""
    opened: date | None = None
    problem: str = ""
    source: str = "社工发现"
    consent: date | None = None
    client_sign: SignState = "ink"
    guardian: Kin | None = None
    father: Kin | None = None
    mother: Kin | None = None
    plan: date | None = None
    theory: str | None = ""
    """None: the form has no such field."""
    goals: str = ""
    steps: str = ""
    plan_approvals: list[Approve] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    stated_sessions: int | None = None
    crisis: Crisis | None = None
    closed: date | None = None
    closing_reason: str = "服务目标达到"
    closing_text: str = ""
    closing_sessions: int | None = None
    closing_approvals: list[Approve] = field(default_factory=list)
    followups: list[tuple[date, str, str]] = field(default_factory=list)
    without: set[str] = field(default_factory=set)
    """Papers that are not in the file."""
    assessment: date | None = None
    remark: str = ""


@dataclass(slots=True)
class Assessed:
    """One grade assessment."""

    day: date
    items: list[tuple[str, str, int]]
    total: int
    grade: int
    direct_sign: SignState = "ink"
    worker_sign: SignState = "ink"


@dataclass(slots=True)
class Contacted:
    """A visit or a call."""

    day: date
    kind: str
    text: str
    time: str = ""


@dataclass(slots=True)
class Cooperated:
    """A collaboration table."""

    day: date | None
    facts: str
    text: str
    partner: str


@dataclass(slots=True)
class HouseholdFacts:
    """A household archive."""

    number: str
    community: str
    person: Someone
    worker: str
    direct_worker: str
    opened: date
    category: tuple[str, ...] = ("低保",)
    cover_grade: int = 4
    living: str = "良好"
    living_status: str = "与家人同住"
    assessments: list[Assessed] = field(default_factory=list)
    contacts: list[Contacted] = field(default_factory=list)
    collaborations: list[Cooperated] = field(default_factory=list)
    id_printed: str = ""
    sex_printed: str = ""
    plan: tuple[date, date] | None = None


@dataclass(slots=True)
class Listed:
    """One row of a roster."""

    number: str
    name: str
    sex: str
    id_number: str
    phone: str
    address: str
    category: str
    grade: int
    worker: str
    remark: str = ""


@dataclass(slots=True)
class RosterFacts:
    """The list of one community."""

    community: str
    rows: list[Listed]
    printed_total: int | None = None
