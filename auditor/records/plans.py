"""Plans of the station, needs surveys and the follow-up policy: records that are one paper each."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.records import plan_facts
from auditor.records.facts import Fact
from auditor.records.parts import Part, R
from auditor.records.rosters import SoleRecord


class PlanItem(Part):
    """One row of a plan's table."""

    content: R = None
    service_form: R = None
    time: R = None
    resources: R = None
    target: R = None
    remark: R = None


class ServicePlan(SoleRecord):
    """Annual or project plan of the station or a district."""

    kind: ClassVar[str] = "service-plan"

    goals: R = None
    service_form: R = None
    schedule: R = None
    resources: R = None
    target: R = None
    narrative: R = None
    items: list[PlanItem] = Field(default_factory=list)

    @property
    def is_programme(self) -> Fact:
        """A project or annual plan, not one of a month or a week."""
        return plan_facts.is_programme(self)

    @cached_property
    def form_told(self) -> Fact:
        """The plan says in what form services are given."""
        return plan_facts.element_told(self, "form", self.service_form)

    @cached_property
    def time_told(self) -> Fact:
        """The plan says when."""
        return plan_facts.element_told(self, "time", self.schedule)

    @cached_property
    def resources_told(self) -> Fact:
        """The plan says with what resources."""
        return plan_facts.element_told(self, "resources", self.resources)

    @cached_property
    def target_told(self) -> Fact:
        """The plan says for whom."""
        return plan_facts.element_told(self, "target", self.target)


class NeedsSurvey(SoleRecord):
    """需求调研报告."""

    kind: ClassVar[str] = "needs-survey"

    background: R = None
    schedule: R = None
    method: R = None
    findings: R = None
    use: R = None

    @cached_property
    def background_told(self) -> Fact:
        """The report gives background or purpose."""
        return plan_facts.section_told(self, "background", self.background)

    @cached_property
    def plan_told(self) -> Fact:
        """The report says how the survey was planned and carried out."""
        return plan_facts.section_told(self, "plan", self.schedule)

    @cached_property
    def method_told(self) -> Fact:
        """The report names the method."""
        return plan_facts.section_told(self, "method", self.method)

    @cached_property
    def findings_told(self) -> Fact:
        """The report gives findings."""
        return plan_facts.section_told(self, "findings", self.findings)

    @cached_property
    def use_told(self) -> Fact:
        """The report says what follows from the findings for the services."""
        return plan_facts.section_told(self, "use", self.use)


class PolicyRow(Part):
    """One row of a follow-up policy's table."""

    grade: R = None
    kind_of_client: R = None
    frequency: R = None
    method: R = None


class FollowUpPolicy(SoleRecord):
    """服务跟踪回访机制."""

    kind: ClassVar[str] = "followup-policy"

    frequency: R = None
    items: list[PolicyRow] = Field(default_factory=list)
