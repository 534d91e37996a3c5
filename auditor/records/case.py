"""The papers of a case (个案) and the case itself."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.records.parts import Contact, FamilyMember, Paper, Person, R, Record


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
    contacts: list[Contact] = Field(default_factory=list)
    """Visits and calls on the household's forms that lie with the case's papers."""
