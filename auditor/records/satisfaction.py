"""A satisfaction survey (满意度调查): its summary and what the respondents wrote."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records import satisfaction_facts
from auditor.records.facts import Fact
from auditor.records.parts import Paper, Part, R, Record


class SatisfactionAnswer(Paper):
    """One questionnaire, or one respondent's row in a summary sheet. ``client`` is the respondent."""

    subject: R = None
    score: R = None
    opinion: R = None
    """What the respondent wrote or said: opinions, suggestions."""
    request: R = None
    """A question for needs or requests, where the form has one."""
    visited: R = None
    """Whether somebody came or called, where the form asks."""
    followup: R = None
    """What was done about it (跟进情况, 处理结果), where the form has a place for it."""
    list_size: R = None
    respondents: R = None
    valid: R = None
    """The three above: what the head of a table of answers says of the whole survey."""

    @property
    def asks(self) -> Fact:
        """The respondent asks for a service or says that nobody came."""
        return satisfaction_facts.asks(self)


class SatisfactionRow(Part):
    """One respondent's row in a summary."""

    place: Place = Place()
    name: R = None
    date: R = None
    score: R = None
    visited: R = None
    request: R = None
    opinion: R = None
    followup: R = None
    remark: R = None

    @property
    def asks(self) -> Fact:
        """The respondent asks for a service or says that nobody came."""
        return satisfaction_facts.asks(self)


class SatisfactionSummary(Paper):
    """满意度调查汇总表 or 满意度调查报告."""

    list_size: R = None
    """Number of clients on the list that was drawn from."""
    issued: R = None
    respondents: R = None
    valid: R = None
    score: R = None
    narrative: R = None
    entries: list[SatisfactionRow] = Field(default_factory=list)


class SatisfactionSurvey(Record):
    """A survey: one summary at most, and the questionnaires that lie with it."""

    kind: ClassVar[str] = "satisfaction-survey"

    summary: SatisfactionSummary | None = None
    answers: list[SatisfactionAnswer] = Field(default_factory=list)
    one_service: bool = False
    """Asked about one case, group or activity, not about the station's work: no survey of its clients."""

    @property
    def respondents(self) -> Fact:
        """How many took part: the largest of the stated number and the questionnaires on hand."""
        return satisfaction_facts.respondents(self)

    @property
    def list_size(self) -> Fact:
        """How many clients the list has, where the survey's own papers say so."""
        return satisfaction_facts.list_size(self)
