"""The result of an audit, exactly as the contract's ``result.json`` has it (schema ``audit-result/1``)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.engine.rule import Section, Severity

SCHEMA = "audit-result/1"

SECTIONS: dict[Section, str] = {
    "progress": "各项目服务进度",
    "management": "项目管理",
    "quality": "服务质量",
    "monitoring": "服务监测",
    "outcome": "服务成效",
}
"""Sections of the evaluation report, in its order."""

SEVERITIES: dict[Severity, str] = {"critical": "严重", "major": "重要", "minor": "一般", "advice": "建议"}
"""Severities from the gravest down, as users read them."""

SEVERITY_WORDS: dict[str, str] = {str(key): name for key, name in SEVERITIES.items()}
"""The same for rows that carry a severity as plain text."""

ORIGINS: dict[str, str] = {
    "law": "法律法规",
    "standard": "行业标准",
    "report": "评估报告意见",
    "station": "本站表格或设置",
    "assumption": "软件默认值，可调整",
}
"""Where a norm or threshold comes from."""


class Item(BaseModel):
    """Base of everything in the result."""

    model_config = ConfigDict(extra="forbid")


class Tool(Item):
    """What produced the result."""

    name: str
    version: str
    rules: str


class FileEntry(Item):
    """One file of the folder. ``reason`` says why it was not read, or what in it was not."""

    path: str
    status: Literal["read", "unrecognised", "unreadable", "skipped"]
    form: str | None = None
    pages: int | None = None
    scanned: bool = False
    reason: str | None = None


class RecordEntry(Item):
    """One record and the files that it was assembled from."""

    kind: str
    id: str
    community: str = ""
    district: str = ""
    files: list[str] = Field(default_factory=list)


class SubjectEntry(Item):
    """What a finding is about."""

    kind: str
    id: str


class Evidence(Item):
    """One place that a finding rests on; ``box`` in points from the top left of the page."""

    path: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    label: str = ""
    text: str = ""


class Finding(Item):
    """One finding."""

    id: str
    rule: str
    severity: Severity
    section: Section
    certainty: Literal["sure", "check"]
    subject: SubjectEntry
    district: str = ""
    community: str = ""
    message: str
    advice: str
    basis: str
    evidence: list[Evidence]
    state: Literal["new", "still-there"] = "new"


class CoverageEntry(Item):
    """How far one rule could be applied."""

    rule: str
    checked: int
    found: int
    unsure: int
    not_checkable: int


class Praise(Item):
    """Something worth affirming (值得肯定的地方), earned by figures."""

    section: Section
    district: str = ""
    message: str


class PriorEntry(Item):
    """One concern of the last evaluation."""

    section: Section
    district: str = ""
    text: str
    papers: list[str] = Field(default_factory=list)
    rules: list[str] = Field(default_factory=list)
    status: Literal["resolved", "found-again", "not-checked", "human"]
    findings: list[int] = Field(default_factory=list)


class WaivedEntry(Item):
    """An accepted finding."""

    finding: str
    reason: str
    author: str
    until: str


class Unconfirmed(Item):
    """A finding of the baseline that did not come up again, and why nobody can say that it is resolved."""

    finding: Finding
    why: str


class SectionEntry(Item):
    """A section of the report: indexes into ``praise`` and ``findings``."""

    section: Section
    praise: list[int] = Field(default_factory=list)
    concerns: list[int] = Field(default_factory=list)


class Result(Item):
    """The whole result. ``resolved`` and ``unconfirmed`` hold the baseline's findings that did not come up again.

    ``unplaced`` lists papers of no record.
    """

    schema_: Literal["audit-result/1"] = Field(default="audit-result/1", alias="schema")
    station: str
    as_of: date
    period: tuple[date, date]
    tool: Tool
    files: list[FileEntry]
    records: list[RecordEntry]
    findings: list[Finding]
    coverage: list[CoverageEntry]
    praise: list[Praise] = Field(default_factory=list)
    prior: list[PriorEntry] = Field(default_factory=list)
    waived: list[WaivedEntry] = Field(default_factory=list)
    sections: list[SectionEntry] = Field(default_factory=list)
    # Beside the contract's keys: for the outputs of this run alone, never written to result.json.
    resolved: list[Finding] = Field(default_factory=list, exclude=True)
    unconfirmed: list[Unconfirmed] = Field(default_factory=list, exclude=True)
    unplaced: list[str] = Field(default_factory=list, exclude=True)
    failures: list[str] = Field(default_factory=list, exclude=True)
    """Rules that broke and rule files that could not be loaded."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def grave(findings: list[Finding]) -> bool:
    """Return whether any finding is of severity minor or worse (exit status 1)."""
    return any(finding.severity != "advice" for finding in findings)
