"""Rosters, meetings, and files: records beside the clients' own."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records import archive_facts, meeting_facts
from auditor.records.facts import Fact
from auditor.records.parts import Paper, Part, Person, R, Record


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

    @property
    def has_left(self) -> Fact:
        """The remark says that the person moved away, died or was struck off."""
        return archive_facts.has_left(self.remark)


class SoleRecord(Record, Paper):
    """A record that is one paper.

    ``community`` and ``district`` are the record's place in the station; what the paper prints stands in
    ``stated_community`` and ``stated_district``.
    """

    stated_community: R = None
    stated_district: R = None


class Roster(SoleRecord):
    """档案清单 or 名册 of one community or of the station: a record that is one paper."""

    kind: ClassVar[str] = "roster"

    stated_total: R = None
    entries: list[RosterEntry] = Field(default_factory=list)


class Meeting(SoleRecord):
    """会议记录."""

    kind: ClassVar[str] = "meeting"

    topic: R = None
    time: R = None
    venue: R = None
    host: R = None
    recorder: R = None
    record_time: R = None
    narrative: R = None

    @property
    def recording_day_given(self) -> Fact:
        """The record says when it was written down."""
        return meeting_facts.recording_day_given(self)


class OtherRecord(SoleRecord):
    """A paper of a known form that belongs to none of the records above."""

    kind: ClassVar[str] = "other"

    guardian: Person = Field(default_factory=Person)
    topic: R = None
    supervisor: R = None
    advice: R = None
    supervisor_signature: R = None
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
    poor_pages: list[tuple[int, str]] = Field(default_factory=list)
    """Scanned pages that could not be read with confidence, with the reason."""
    raw_chars: int = 0
    read_chars: int = 0
    notes: list[str] = Field(default_factory=list)
    mentions: list[str] = Field(default_factory=list)
    """Archive numbers and names in what was read and not understood."""
