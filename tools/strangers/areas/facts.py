"""The facts behind the papers of the further areas; no layout and no label."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tools.strangers.papers import SignState
from tools.strangers.people import Someone
from tools.strangers.scenario import Expected

Test = Literal["", "objective", "subjective", "mixed"]


@dataclass(slots=True)
class Comment:
    """An approval place: what the approver wrote, whether they signed, what the worker answered."""

    text: str = ""
    approved: bool = True
    day: date | None = None
    response: str = ""


@dataclass(slots=True)
class Meeting:
    """One session of a group."""

    at: int
    day: date
    came: int
    signed: int
    told: str
    role: str
    leader: str
    comment: Comment


@dataclass(slots=True)
class Group:
    """A group with its papers."""

    name: str
    number: str
    kind: str
    community: str
    worker: str
    head: str
    members: list[str]
    planned: int
    goal: str
    theory: str
    plan: Comment
    plan_day: date
    meetings: list[Meeting]
    finished: bool = True
    stated: int = 0
    """Sessions as the summary states them."""
    test: Test = ""
    knowledge: list[str] = field(default_factory=list)
    feelings: list[str] = field(default_factory=list)
    phases: tuple[str, ...] = ()
    """前测, 后测: which test papers are in the folder."""
    summary: Comment = field(default_factory=Comment)
    summary_day: date = date(2025, 1, 1)


@dataclass(slots=True)
class Activity:
    """A community activity."""

    name: str
    community: str
    worker: str
    day: date
    place: str
    target: str
    came: int
    signed: int
    members: list[str]
    told: str
    plan: Comment
    summary: Comment


@dataclass(slots=True)
class PlanRow:
    """One line of a plan; "" is an empty place."""

    content: str
    form: str
    time: str
    resources: str
    target: str


@dataclass(slots=True)
class Plan:
    """An annual or project plan. ``lacks``: elements that the paper does not have at all."""

    name: str
    title: str
    goal: str
    rows: list[PlanRow]
    lacks: tuple[str, ...] = ()


@dataclass(slots=True)
class Survey:
    """A needs survey report: its parts in order."""

    name: str
    title: str
    background: str
    plan: str
    method: str
    findings: str
    use: str


@dataclass(slots=True)
class Talk:
    """A meeting of volunteers or staff; None or "": the place is empty."""

    name: str
    day: date
    hours: str
    place: str
    host: str
    present: str
    recorder: str
    recorded: date | None
    content: str


@dataclass(slots=True)
class TeamWork:
    """One service of a volunteer team. ``approved``: the place of the district head, of the deputy head."""

    team: str
    community: str
    day: date
    hours: str
    place: str
    people: int
    told: str
    worker: str
    approved: tuple[bool, bool]


@dataclass(slots=True)
class Volunteer:
    """A registered volunteer."""

    person: Someone
    day: date
    team: str
    guardian: str = ""
    relation: str = ""
    guardian_phone: str = ""
    sign: SignState = "blank"
    consent: SignState | None = None
    """A paper of its own for the guardian: None, there is none."""


@dataclass(slots=True)
class Core:
    """A core volunteer and the papers that exist."""

    name: str
    team: str
    papers: tuple[str, ...]
    """rating, plan, followup."""


@dataclass(slots=True)
class Answer:
    """One answer of the satisfaction survey."""

    name: str
    community: str
    day: date
    score: int
    said: str
    followup: str


@dataclass(slots=True)
class Entry:
    """One row of a fund's ledger."""

    day: date
    what: str
    income: float
    spent: float
    balance: float


@dataclass(slots=True)
class Fund:
    """A community's charity fund."""

    name: str
    community: str
    opening: float
    entries: list[Entry]


@dataclass(slots=True)
class Call:
    """One call of the hotline. ``back``: day of the call back."""

    day: date
    time: str
    who: str
    phone: str
    about: str
    missed: bool
    back: date | None
    taker: str


@dataclass(slots=True)
class Target:
    """One indicator."""

    name: str
    unit: str
    target: int
    done: int
    percent: str


@dataclass(slots=True)
class Month:
    """Workers on duty in a month."""

    month: int
    due: int
    present: float
    certified_due: int
    certified: float


@dataclass(slots=True)
class Referral:
    """A referral of a case; "" and None are empty places."""

    number: str
    name: str
    community: str
    worker: str
    day: date
    reason: str
    receiver: str
    consent: SignState
    receipt: date | None


@dataclass(slots=True)
class Area:
    """All facts of a station, and what an evaluator must find."""

    name: str
    communities: list[str]
    districts: dict[str, list[str]]
    workers: list[str]
    groups: list[Group] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    surveys: list[Survey] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    team_works: list[TeamWork] = field(default_factory=list)
    volunteers: list[Volunteer] = field(default_factory=list)
    cores: list[Core] = field(default_factory=list)
    hours: list[tuple[str, int, float]] = field(default_factory=list)
    """Name, times, hours as the platform lists them."""
    hours_total: float = 0
    on_list: int = 0
    asked: int = 0
    satisfied: int = 0
    survey_day: date = date(2025, 4, 20)
    answers: list[Answer] = field(default_factory=list)
    funds: list[Fund] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    targets_day: date = date(2025, 4, 30)
    months: list[Month] = field(default_factory=list)
    training: list[tuple[str, float]] = field(default_factory=list)
    training_each: float = 16
    policy: list[tuple[str, str]] = field(default_factory=list)
    """Grade, frequency; "" where the policy names none."""
    referral: Referral | None = None
    supervision: list[tuple[date, str, str, str, str]] = field(default_factory=list)
    """Day, topic, supervisor, supervised worker, advice."""
    report: list[tuple[str, list[str]]] = field(default_factory=list)
    """Heading and paragraphs of the self-evaluation report."""
    expected: list[Expected] = field(default_factory=list)
    near: list[tuple[str, str]] = field(default_factory=list)

    def expect(self, rule: str, *keys: str, why: str = "", optional: bool = False) -> None:
        """Note a finding: the subject's id, the message or a file's name holds one of ``keys`` ("": any)."""
        self.expected.append(Expected(rule, "area", keys, optional, why))
