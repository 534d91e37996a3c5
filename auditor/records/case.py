"""The papers of a case (个案) and the case itself."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.records import case_facts, client_facts, consent_facts, receipt_facts
from auditor.records.facts import UNKNOWN, Fact
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

    @property
    def theory_named(self) -> Fact:
        """The plan names a theory or model of practice."""
        return case_facts.theory_named(self)


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

    @property
    def comment_asks(self) -> Fact:
        """The supervisor's advice, or an approver's comment, asks the worker for something."""
        asked = [client_facts.comment_asks(self.advice), *(approval.asks for approval in self.approvals)]
        return client_facts.any_comment_asks(asked)


class Referral(Paper):
    """转介表."""

    reason: R = None
    receiver: R = None
    receipt_date: R = None
    receipt: R = None
    """The receiver's own words and signature, where the form has one place for all of it."""
    client_consent: R = None

    @cached_property
    def receipt_told(self) -> Fact:
        """False where the part for the receipt holds only what is printed; else unknown."""
        return receipt_facts.receipt_left_blank(self)


class RoutedPaper(Paper):
    """One line of a routing slip (文书审批流转单): the approval of the paper that ``subject`` names."""

    subject: R = None


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
    routed: list[RoutedPaper] = Field(default_factory=list)
    """Lines of routing slips; their approvals stand with the papers that they name too."""
    contacts: list[Contact] = Field(default_factory=list)
    """Visits and calls on the household's forms that lie with the case's papers."""

    @cached_property
    def client_minor(self) -> Fact:
        """The client is under 18 on the day of the consent (else of the intake, else of the first session)."""
        papers = case_facts.present_papers(self.consent, self.intake, *self.sessions[:1])
        day = next((paper.date for paper in papers if paper.date is not None and paper.date.value), None)
        persons = [*(paper.client for paper in papers), self.client]
        return client_facts.minor_on_day(persons, day, [person.age for person in persons])

    @cached_property
    def parents_reachable(self) -> Fact:
        """The consent form gives a parent's phone (the guardian's where both parents are dead)."""
        return consent_facts.parents_reachable(self.consent, self) if self.consent is not None else UNKNOWN

    @cached_property
    def crisis(self) -> Fact:
        """The case is handled as a crisis: by category, model or a crisis record."""
        return case_facts.crisis(self)

    @cached_property
    def crisis_event_day(self) -> Fact:
        """The day of the crisis event."""
        return case_facts.event_day(self)

    @cached_property
    def crisis_event_told(self) -> Fact:
        """A narrative tells of a crisis event to the client; the reading's raw text is the sentence."""
        return case_facts.crisis_event_told(self)

    @cached_property
    def follow_up_days(self) -> list[Fact]:
        """Days of sessions, return visits and contacts after the intake interview."""
        return case_facts.follow_up_days(self)

    @cached_property
    def emergency_response(self) -> Fact:
        """The file shows the agency's emergency response."""
        return case_facts.emergency_response(self)

    @cached_property
    def worker_support(self) -> Fact:
        """The file shows support for the worker."""
        return case_facts.worker_support(self)

    @cached_property
    def crisis_support_shown(self) -> Fact:
        """The file shows emergency response or support for the worker."""
        return case_facts.crisis_support_shown(self)

    @property
    def is_opened(self) -> Fact:
        """The case has more than a referral: who is passed on without a case of their own has no other papers."""
        own = (
            self.cover, self.intake, self.consent, self.assessments, self.plans, self.sessions, self.crisis_records,
            self.closing, self.followups, self.contacts,
        )  # fmt: skip
        return Fact(not self.referrals or any(own))

    @cached_property
    def is_closed(self) -> Fact:
        """The case has a closing report, or a closing date on its cover."""
        return case_facts.closed(self)

    @cached_property
    def closing_day(self) -> Fact:
        """The day of closing."""
        return case_facts.closing_day(self)

    @cached_property
    def opening_day(self) -> Fact:
        """The day of opening."""
        return case_facts.opening_day(self)

    @property
    def is_served(self) -> Fact:
        """The case has process records."""
        return Fact(bool(self.sessions))
