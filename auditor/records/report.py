"""Reports of the station (自评报告, 中期评估报告, 工作总结): paragraphs under headings, and what their figures say."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.records.parts import Part, R
from auditor.records.rosters import SoleRecord
from auditor.values.figures import Passage

_MAX_PASSAGES = 5000


class ReportParagraph(Part):
    """One paragraph, or one heading."""

    body: R = None
    heading: R = None
    """The headings above it, outermost first, one a line."""


class Report(SoleRecord):
    """One report; its attached tables are records of their own."""

    kind: ClassVar[str] = "report"

    paragraphs: list[ReportParagraph] = Field(default_factory=list)

    @cached_property
    def passages(self) -> list[Passage]:
        """The paragraphs as plain text with their headings."""
        found = []
        for paragraph in self.paragraphs[:_MAX_PASSAGES]:
            if paragraph.body is None or not paragraph.body.raw.strip():
                continue
            heading = paragraph.heading.raw if paragraph.heading is not None else ""
            found.append(
                Passage(paragraph.body.raw, tuple(filter(None, heading.split("\n"))), paragraph.body)
            )
        return found
