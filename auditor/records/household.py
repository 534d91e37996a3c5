"""The papers of a household archive (建档) and the archive itself."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.records import archive_facts
from auditor.records.facts import Fact
from auditor.records.parts import Contact, FamilyMember, Paper, Part, R, Record


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
    ratings: list[AssessmentItem] = Field(default_factory=list)
    """Items of a table that rates without scoring; they become ``items`` where there are no scored ones."""
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

    @cached_property
    def newest_assessment(self) -> GradeAssessment | None:
        """The assessment with the latest day; None where several lack one."""
        return archive_facts.newest_assessment(self)

    @cached_property
    def newest_grade(self) -> Fact:
        """Grade of the newest assessment."""
        return archive_facts.newest_grade(self)

    @cached_property
    def newest_assessment_day(self) -> Fact:
        """Day of the newest assessment."""
        return archive_facts.newest_assessment_day(self)

    @cached_property
    def home_ratings(self) -> list[Fact]:
        """What registration and newest assessment say of the living environment: 良好, 一般, 差."""
        return archive_facts.home_ratings(self)

    @cached_property
    def home_ratings_agree(self) -> Fact:
        """These ratings agree with each other."""
        return archive_facts.home_ratings_agree(self)

    @cached_property
    def solitary_elder(self) -> Fact:
        """The client is a childless or solitary elder."""
        return archive_facts.solitary_elder(self)

    @property
    def visits(self) -> list[Contact]:
        """Contacts that were visits."""
        return [contact for contact in self.contacts if archive_facts.is_visit(contact)]

    @property
    def calls(self) -> list[Contact]:
        """Contacts by telephone."""
        return [contact for contact in self.contacts if archive_facts.is_call(contact)]
