"""The papers of groups (小组) and community activities (社区活动), and both themselves."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records import group_facts, group_test_results
from auditor.records.facts import Fact
from auditor.records.parts import Paper, Part, R, Record
from auditor.records.rosters import SoleRecord


class SignInEntry(Part):
    """One row of a sign-in sheet; ``s1`` to ``s12`` are the columns of single sessions, where the sheet has them."""

    place: Place = Place()
    sequence: R = None
    name: R = None
    signature: R = None
    phone: R = None
    remark: R = None
    s1: R = None
    s2: R = None
    s3: R = None
    s4: R = None
    s5: R = None
    s6: R = None
    s7: R = None
    s8: R = None
    s9: R = None
    s10: R = None
    s11: R = None
    s12: R = None


class SignInSession(Part):
    """One row of a sign-in sheet with a row for each session, all signatures in one place."""

    place: Place = Place()
    sequence: R = None
    date: R = None
    due: R = None
    stated: R = None
    signatures: R = None
    """How many signed."""


class SignInSheet(SoleRecord):
    """签到表 of one session, one activity, or (with a column for each) of all sessions of a group."""

    kind: ClassVar[str] = "sign-in-sheet"

    programme: R = None
    """Name of the group or activity."""
    sequence: R = None
    time: R = None
    venue: R = None
    stated_total: R = None
    entries: list[SignInEntry] = Field(default_factory=list)
    sessions: list[SignInSession] = Field(default_factory=list)


class GroupPlan(Paper):
    """小组计划书."""

    name: R = None
    group_type: R = None
    theory: R = None
    goals: R = None
    session_count: R = None
    evaluation: R = None
    narrative: R = None


class GroupSession(Paper):
    """小组过程记录."""

    name: R = None
    sequence: R = None
    time: R = None
    venue: R = None
    attendance: R = None
    leader: R = None
    """带领者 / 主讲人 / 导师."""
    division: R = None
    """人员分工."""
    worker_role: R = None
    narrative: R = None
    reflection: R = None

    @cached_property
    def worker_part_told(self) -> Fact:
        """The record says what the social worker did; unknown where nobody else led the session."""
        return group_facts.worker_part_told(self)


class GroupSummary(Paper):
    """小组总结."""

    name: R = None
    group_type: R = None
    session_count: R = None
    comparison: R = None
    """前后测对比."""
    narrative: R = None

    @cached_property
    def stated_sessions(self) -> Fact:
        """How many sessions were held, as a field says or else the running text."""
        return group_facts.stated_sessions(self)


class GroupTest(Paper):
    """前测 / 后测 questionnaire, blank or filled in."""

    name: R = None
    phase: R = None

    @property
    def is_pre_test(self) -> Fact:
        """This is the test before the group."""
        return Fact("pre" in group_facts.phases(self))

    @property
    def is_post_test(self) -> Fact:
        """This is the test after the group."""
        return Fact("post" in group_facts.phases(self))


class GroupTestResults(Paper):
    """前后测对比分析: what the tests gave, without the test papers themselves."""

    name: R = None
    narrative: R = None

    @cached_property
    def phases_by_item(self) -> frozenset[str]:
        """Of "pre" and "post" those whose answers are given question by question."""
        return group_test_results.phases_by_item(self)


class Group(Record):
    """小组."""

    kind: ClassVar[str] = "group"

    plan: GroupPlan | None = None
    sessions: list[GroupSession] = Field(default_factory=list)
    summary: GroupSummary | None = None
    tests: list[GroupTest] = Field(default_factory=list)
    test_results: list[GroupTestResults] = Field(default_factory=list)
    sign_ins: list[SignInSheet] = Field(default_factory=list)

    @cached_property
    def is_finished(self) -> Fact:
        """The group has a summary report."""
        return Fact(self.summary is not None)

    @cached_property
    def is_educational(self) -> Fact:
        """Plan or summary call it an educational group."""
        return group_facts.educational(self)

    @cached_property
    def tests_objective(self) -> Fact:
        """The pre- and post-tests have an item with a right answer."""
        return group_facts.tests_objective(self)

    @property
    def held_sessions(self) -> list[GroupSession]:
        """Session records, a second copy of the same session left out."""
        return group_facts.held_sessions(self)


class ActivityPlan(Paper):
    """活动计划书. ``date`` is the day of the activity."""

    name: R = None
    time: R = None
    venue: R = None
    target: R = None
    goals: R = None
    narrative: R = None


class ActivitySummary(Paper):
    """活动总结 / 活动记录. ``date`` is the day of the activity."""

    name: R = None
    time: R = None
    venue: R = None
    attendance: R = None
    narrative: R = None


class Activity(Record):
    """社区活动."""

    kind: ClassVar[str] = "activity"

    plan: ActivityPlan | None = None
    summary: ActivitySummary | None = None
    sign_ins: list[SignInSheet] = Field(default_factory=list)
