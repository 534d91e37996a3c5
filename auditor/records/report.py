"""Reports of the station (自评报告, 中期评估报告, 工作总结): paragraphs under headings, and what their figures say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from auditor.forms.model import Reading
from auditor.records.parts import Part, R
from auditor.records.rosters import SoleRecord
from auditor.values.figures import Passage, flat

_MAX_PASSAGES = 5000


class ReportParagraph(Part):
    """One paragraph, or one heading."""

    body: R = None
    heading: R = None
    """The headings above it, outermost first, one a line."""


class ReportTableRow(Part):
    """One row of a table in a report."""

    table: R = None
    """The table's number in the report."""
    cells: R = None
    """The cells, with tabs between them; a joined cell stands in each of its places."""
    heading: R = None
    """The paragraph above the table."""


@dataclass(slots=True)
class ReportTable:
    """A table in a report: flat texts of its cells, and what each row is read from."""

    heading: str
    rows: list[list[str]]
    sources: list[Reading]


class Report(SoleRecord):
    """One report; its attached tables are records of their own, and stand here as rows of cells too."""

    kind: ClassVar[str] = "report"

    paragraphs: list[ReportParagraph] = Field(default_factory=list)
    table_rows: list[ReportTableRow] = Field(default_factory=list)

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

    @cached_property
    def tables(self) -> list[ReportTable]:
        """The tables as texts of cells."""
        made: dict[str, ReportTable] = {}
        for row in self.table_rows[:_MAX_PASSAGES]:
            if row.cells is None or row.table is None:
                continue
            heading = row.heading.raw if row.heading is not None else ""
            table = made.setdefault(row.table.raw, ReportTable(heading, [], []))
            table.rows.append([flat(cell) for cell in row.cells.raw.split("\t")])
            table.sources.append(row.cells)
        return list(made.values())
