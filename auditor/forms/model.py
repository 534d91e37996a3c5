"""What the forms layer hands on: readings, label/value pairs, ticks and filled forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from auditor.pages.model import Mark, Place

Value = str | int | float | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One printed option of a tick group."""

    option: str
    ticked: bool
    place: Place = Place()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as it stands on the paper.

    How to tell the cases apart (this is what keeps "unreadable" from becoming "missing"):

    * the paper has no such field: there is no Reading at all (None in the record);
    * the field is there and empty: ``mark`` is BLANK, ``raw`` is "";
    * the field is answered with 无, /, 同上 …: ``raw`` holds that, ``value`` is None, ``answered`` is True;
    * something stands there that could not be understood: ``raw`` is not empty, ``value`` is None, ``answered`` False;
    * understood: ``value`` is set, normalised by the field's type.
    """

    value: Value = None
    raw: str = ""
    label: str = ""
    mark: Mark = Mark.BLANK
    place: Place = Place()
    confidence: float = 1.0
    answered: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def blank(self) -> bool:
        """The field is printed and nothing was filled in."""
        return self.mark is Mark.BLANK and not self.raw

    @property
    def doubtful(self) -> bool:
        """Something stands there that was not understood, or was read with low confidence."""
        return self.confidence < DOUBT or (self.value is None and bool(self.raw) and not self.answered)


DOUBT = 0.8
"""Readings under this confidence never support a flat statement."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value as printed, whatever the form."""

    label: str
    value: str
    mark: Mark
    place: Place
    label_place: Place = Place()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TickReading:
    """One option with a box before it."""

    label: str
    option: str
    ticked: bool
    place: Place
    confidence: float = 1.0


RowReadings = dict[str, Reading]


@dataclass(slots=True)
class FilledForm:
    """One form found in a file.

    ``fields`` has an entry for every field of the form's definition whose label stands on the paper. ``approvals`` has
    one entry per approval cell that the paper offers: keys ``role`` (a Reading whose value is supervisor /
    district_head / deputy_head / station_head), ``opinion``, ``signature``, ``date``; absent keys mean that the paper
    has no such place. ``rows`` holds the tables of repeated rows by their name in the definition.
    """

    form: str
    score: float
    place: Place
    title: str = ""
    margin: float = 1.0
    fields: dict[str, Reading] = field(default_factory=dict)
    rows: dict[str, list[RowReadings]] = field(default_factory=dict)
    approvals: list[RowReadings] = field(default_factory=list)
    text: str = ""
    """All text of the form, for narratives and lexicon checks; at most 20,000 characters."""


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Something that stands on a paper and that no field, row or approval claimed.

    ``kind``: caption (a heading over content that was mostly not claimed), pair (a row of a label and a value), table
    (rows of three cells and more, with a day in them; ``rows`` without), text (a long paragraph with a day in it), form
    (a stretch of the file of no known form; its title), people (numbers and names among all that, in ``names``). ``size`` counts the characters that were not claimed, ``form`` is
    the form in which they stand.
    """

    kind: str
    text: str
    place: Place = Place()
    size: int = 0
    form: str = ""
    names: tuple[str, ...] = ()


PaperStatus = Literal["read", "unrecognised", "unreadable", "skipped"]


@dataclass(slots=True)
class ReadPaper:
    """Everything that is known of one file after reading; what the cache keeps and the workers return."""

    path: str
    status: PaperStatus
    reason: str = ""
    remedy: str = ""
    kind: str = ""
    pages: int | None = None
    scanned: bool = False
    forms: list[FilledForm] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    ticks: list[TickReading] = field(default_factory=list)
    unread_pages: list[int] = field(default_factory=list)
    poor_pages: list[tuple[int, str]] = field(default_factory=list)
    """Scanned pages that could not be read with confidence, or at all, with the reason."""
    part_of: str = ""
    """The file whose paper this picture is a further page of; what stands on it was read as part of that paper."""
    scan_pages: dict[int, bytes] = field(default_factory=dict)
    """What was recognised on scanned pages, by page number, as `auditor.pages.store` writes it: for showing evidence."""
    raw_chars: int = 0
    read_chars: int = 0
    notes: list[str] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
    """What was read as text and not understood; bounded for each form."""
