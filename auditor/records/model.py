"""Typed records: what the papers of one case, household, group … say together.

Every leaf is a `Reading` (value, raw text, mark, place, confidence) or None where the paper has no such field. A form
definition names the record and the part it fills (``record: case``, ``part: consent``) and its field keys are attribute
paths inside that part ("client.name"), so that a new form needs no code.

Facts that follow from several readings (is the client a minor on the day of the paper?) are properties in the modules
beside this one; they return Readings too, so that rules treat them alike.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.forms.model import Reading
from auditor.pages.model import Place

R = Reading | None


class Part(BaseModel):
    """Base of everything inside a record."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, revalidate_instances="never")


class Person(Part):
    """Somebody named on a paper."""

    name: R = None
    sex: R = None
    birth_date: R = None
    age: R = None
    id_number: R = None
    phone: R = None
    address: R = None
    relation: R = None
    signature: R = None
    remark: R = None


class FamilyMember(Part):
    """One row of a family block."""

    name: R = None
    relation: R = None
    sex: R = None
    birth_date: R = None
    age: R = None
    id_number: R = None
    phone: R = None
    occupation: R = None
    remark: R = None


ApproverRole = Literal["supervisor", "district_head", "deputy_head", "station_head"]


class Approval(Part):
    """One approval cell that a paper offers. ``role`` holds an `ApproverRole` as its value."""

    role: R = None
    opinion: R = None
    signature: R = None
    date: R = None


class Paper(Part):
    """Base of all papers: what any form of a station may carry."""

    form: str = ""
    title: str = ""
    place: Place = Place()
    number: R = None
    """Case, household, group … number printed on the paper."""
    community: R = None
    district: R = None
    client: Person = Field(default_factory=Person)
    date: R = None
    """The day the paper speaks of: service, visit, assessment, signing …"""
    record_date: R = None
    """The day it was written down, where the form asks for that too."""
    worker: R = None
    worker_signature: R = None
    approvals: list[Approval] = Field(default_factory=list)
    response: R = None
    """The worker's response to comments (社工回应), where the form has a cell for it."""
    remark: R = None
    text: str = ""


# ---- case (个案) ---------------------------------------------------------------------------------------------------


class CaseCover(Paper):
    """个案封面."""

    category: R = None
    """重点 / 一般 / 危机, or the station's own set (choice)."""
    grade: R = None
    client_type: R = None
    model: R = None
    """Intervention model, where the cover states it."""
    opened: R = None
    closed: R = None
    session_count: R = None


class CaseIntake(Paper):
    """接案表."""

    category: R = None
    grade: R = None
    model: R = None
    client_type: R = None
    source: R = None
    problem: R = None
    event: R = None
    event_date: R = None
    accepted: R = None
    narrative: R = None
    family: list[FamilyMember] = Field(default_factory=list)


class Consent(Paper):
    """个案接受服务同意书. ``date`` is the day of signing; ``client.signature`` the client's own signature."""

    guardian: Person = Field(default_factory=Person)
    """监护人: name, relation, phone, signature."""
    father: Person = Field(default_factory=Person)
    mother: Person = Field(default_factory=Person)
    relative: Person = Field(default_factory=Person)
    """家属栏 with a single person: name, relation, phone, signature."""
    family: list[FamilyMember] = Field(default_factory=list)
    """家属栏 / 家庭成员 as rows."""


class CaseAssessment(Paper):
    """预估表 / 个案评估表."""

    category: R = None
    grade: R = None
    model: R = None
    problem: R = None
    narrative: R = None
    family: list[FamilyMember] = Field(default_factory=list)


class CasePlan(Paper):
    """个案服务计划."""

    category: R = None
    grade: R = None
    model: R = None
    theory: R = None
    goals: R = None
    narrative: R = None
    start: R = None
    end: R = None
    session_count: R = None


class CaseSession(Paper):
    """过程记录: one session."""

    sequence: R = None
    category: R = None
    model: R = None
    time: R = None
    method: R = None
    venue: R = None
    goals: R = None
    narrative: R = None
    reflection: R = None
    event_date: R = None
    next_date: R = None


class CrisisRecord(Paper):
    """危机介入 / 突发事件记录."""

    event: R = None
    event_date: R = None
    known_date: R = None
    response_date: R = None
    measures: R = None
    reported_to: R = None
    emergency_response: R = None
    support: R = None
    narrative: R = None


class CaseClosing(Paper):
    """结案报告. ``date`` is the day of closing."""

    category: R = None
    grade: R = None
    model: R = None
    reason: R = None
    session_count: R = None
    opened: R = None
    narrative: R = None


class CaseFollowUp(Paper):
    """结案后回访."""

    method: R = None
    narrative: R = None


class Supervision(Paper):
    """督导记录."""

    topic: R = None
    supervisor: R = None
    advice: R = None
    supervisor_signature: R = None


class Referral(Paper):
    """转介表."""

    reason: R = None
    receiver: R = None
    receipt_date: R = None
    client_consent: R = None


class OtherPaper(Paper):
    """A paper of a known form that has no part of its own in the record."""


# ---- the records ---------------------------------------------------------------------------------------------------


class UnreadNeighbour(Part):
    """A file that lies with a record's papers and could not be read or recognised: why absence is not certain here."""

    path: str
    reason: str
    title: str = ""


class Record(Part):
    """Base of all records: identity, place in the station, files."""

    kind: ClassVar[str] = ""

    id: str = ""
    """Number, or the client's name where there is no number, or the folder; unique within its kind."""
    name: str = ""
    community: str = ""
    district: str = ""
    files: list[str] = Field(default_factory=list)
    unread: list[UnreadNeighbour] = Field(default_factory=list)
    number: R = None
    client: Person = Field(default_factory=Person)
    more: list[Paper] = Field(default_factory=list)
    """Further papers of the record: second copies, forms without a part of their own."""


class Case(Record):
    """个案."""

    kind: ClassVar[str] = "case"

    cover: CaseCover | None = None
    intake: CaseIntake | None = None
    consent: Consent | None = None
    assessments: list[CaseAssessment] = Field(default_factory=list)
    plans: list[CasePlan] = Field(default_factory=list)
    sessions: list[CaseSession] = Field(default_factory=list)
    crisis_records: list[CrisisRecord] = Field(default_factory=list)
    closing: CaseClosing | None = None
    followups: list[CaseFollowUp] = Field(default_factory=list)
    supervisions: list[Supervision] = Field(default_factory=list)
    referrals: list[Referral] = Field(default_factory=list)


# ---- household archive (建档) ------------------------------------------------------------------------------------


class ArchiveCover(Paper):
    """建档档案封面."""

    grade: R = None
    category: R = None
    """人员类别: 孤寡, 独居, 低保 … (choice)."""
    opened: R = None


class Registration(Paper):
    """建档表. ``date`` is the day of filing."""

    category: R = None
    grade: R = None
    living_environment: R = None
    """居住环境 良好 / 一般 / 差 (choice)."""
    self_care: R = None
    health: R = None
    housing: R = None
    income: R = None
    living_status: R = None
    """独居 / 与家人同住 … (choice)."""
    family: list[FamilyMember] = Field(default_factory=list)


class AssessmentItem(Part):
    """One scored item of a grade assessment."""

    item: R = None
    rating: R = None
    score: R = None


class GradeBand(Part):
    """One row of the form's own table of score bands."""

    grade: R = None
    band: R = None
    """As printed: "80—100分", "≥26"."""


class GradeAssessment(Paper):
    """分级评估表. ``date`` is the day of assessment."""

    items: list[AssessmentItem] = Field(default_factory=list)
    bands: list[GradeBand] = Field(default_factory=list)
    bands_text: R = None
    """The bands where they are printed in one cell: "一级：80-100分；二级：60-79分"."""
    living_environment: R = None
    """生活环境 rated outside the item table."""
    total: R = None
    grade: R = None
    category: R = None
    next_date: R = None
    direct_worker: R = None
    """直聘社工: the typed name where the form has a name cell apart from the signature."""
    direct_worker_signature: R = None


class Contact(Paper):
    """探访记录 or 电访记录. ``method`` tells which: its value is ("visit",) or ("call",) once assembled."""

    method: R = None
    time: R = None
    narrative: R = None
    living_environment: R = None
    outcome: R = None


class Collaboration(Paper):
    """人员协同表."""

    description: R = None
    client_facts: R = None
    direct_worker: R = None


class IndividualPlan(Paper):
    """一人一案 service plan of a household client."""

    grade: R = None
    goals: R = None
    narrative: R = None
    start: R = None
    end: R = None


class HouseholdArchive(Record):
    """建档: the archive of a household or a person."""

    kind: ClassVar[str] = "household-archive"

    cover: ArchiveCover | None = None
    registration: Registration | None = None
    assessments: list[GradeAssessment] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    collaborations: list[Collaboration] = Field(default_factory=list)
    plans: list[IndividualPlan] = Field(default_factory=list)


# ---- rosters and lists -----------------------------------------------------------------------------------------------


class RosterEntry(Part):
    """One row of a roster or list."""

    place: Place = Place()
    sequence: R = None
    number: R = None
    name: R = None
    sex: R = None
    birth_date: R = None
    age: R = None
    id_number: R = None
    phone: R = None
    address: R = None
    community: R = None
    category: R = None
    grade: R = None
    worker: R = None
    frequency: R = None
    method: R = None
    remark: R = None


class Roster(Record, Paper):
    """档案清单 or 名册 of one community or of the station: a record that is one paper."""

    kind: ClassVar[str] = "roster"

    stated_total: R = None
    entries: list[RosterEntry] = Field(default_factory=list)


# ---- plans, groups, activities, meetings -----------------------------------------------------------------------------


class ServicePlan(Record, Paper):
    """Annual or project plan of the station or a district."""

    kind: ClassVar[str] = "service-plan"

    goals: R = None
    narrative: R = None


class GroupPlan(Paper):
    """小组计划书."""

    name: R = None
    group_type: R = None
    theory: R = None
    goals: R = None
    session_count: R = None
    narrative: R = None


class GroupSession(Paper):
    """小组过程记录."""

    name: R = None
    sequence: R = None
    time: R = None
    venue: R = None
    attendance: R = None
    worker_role: R = None
    narrative: R = None


class GroupSummary(Paper):
    """小组总结."""

    name: R = None
    session_count: R = None
    narrative: R = None


class Group(Record):
    """小组."""

    kind: ClassVar[str] = "group"

    plan: GroupPlan | None = None
    sessions: list[GroupSession] = Field(default_factory=list)
    summary: GroupSummary | None = None


class Activity(Record, Paper):
    """社区活动: plan or summary."""

    kind: ClassVar[str] = "activity"

    time: R = None
    venue: R = None
    attendance: R = None
    narrative: R = None


class Meeting(Record, Paper):
    """会议记录."""

    kind: ClassVar[str] = "meeting"

    topic: R = None
    time: R = None
    venue: R = None
    host: R = None
    recorder: R = None
    record_time: R = None
    narrative: R = None


class PaperFile(Record):
    """A file as such: the subject of findings about reading and filing."""

    kind: ClassVar[str] = "file"

    status: str = "read"
    reason: str = ""
    remedy: str = ""
    form: str = ""
    title: str = ""
    pages: int | None = None
    scanned: bool = False
    raw_chars: int = 0
    read_chars: int = 0
    notes: list[str] = Field(default_factory=list)
