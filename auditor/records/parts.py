"""What all records are made of: parts, persons, papers, and the record itself.

Every leaf is a `Reading` (value, raw text, mark, place, confidence), or None where the paper has no such
field.
"""

from __future__ import annotations

from functools import cache
from typing import ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from auditor.forms.model import Reading
from auditor.pages.model import Place
from auditor.records import client_facts
from auditor.records.facts import Fact

R = Reading | None


class Part(BaseModel):
    """Base of everything inside a record."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, revalidate_instances="never")


class Person(Part):
    """Somebody named on a paper."""

    name: R = None
    sex: R = None
    birth_date: R = None
    age: R = None
    id_number: R = None
    phone: R = None
    address: R = None
    relation: R = None
    signature: R = None
    remark: R = None


class FamilyMember(Part):
    """One row of a family block."""

    name: R = None
    relation: R = None
    sex: R = None
    birth_date: R = None
    age: R = None
    id_number: R = None
    phone: R = None
    signature: R = None
    occupation: R = None
    remark: R = None


ApproverRole = Literal["supervisor", "district_head", "deputy_head", "station_head"]


class Approval(Part):
    """One approval cell that a paper offers. ``role`` holds an `ApproverRole` as its value."""

    role: R = None
    opinion: R = None
    signature: R = None
    date: R = None

    @property
    def asks(self) -> Fact:
        """The comment asks the worker for something."""
        return client_facts.approval_asks(self)


class Paper(Part):
    """Base of all papers: what any form of a station may carry."""

    form: str = ""
    title: str = ""
    place: Place = Place()
    number: R = None
    """Case, household, group … number printed on the paper."""
    community: R = None
    district: R = None
    client: Person = Field(default_factory=Person)
    date: R = None
    """The day the paper speaks of: service, visit, assessment, signing …"""
    record_date: R = None
    """The day it was written down, where the form asks for that too."""
    worker: R = None
    worker_signature: R = None
    approvals: list[Approval] = Field(default_factory=list)
    response: R = None
    """The worker's response to comments (社工回应), where the form has a cell for it."""
    remark: R = None
    text: str = ""

    @property
    def client_age(self) -> Fact:
        """The client's age in completed years on the paper's day, from what this paper says."""
        return client_facts.age_on_day([self.client], self.date, [self.client.age])

    @property
    def client_minor(self) -> Fact:
        """The client is under 18 on the paper's day, from what this paper says."""
        return client_facts.minor_on_day([self.client], self.date, [self.client.age])

    @property
    def comment_asks(self) -> Fact:
        """One of the approvers' comments asks the worker for something."""
        return client_facts.any_comment_asks(approval.asks for approval in self.approvals)


class OtherPaper(Paper):
    """A paper of a known form that has no part of its own in the record."""


class Contact(Paper):
    """探访记录 or 电访记录. ``method`` tells which: its value is ("visit",) or ("call",) once assembled."""

    method: R = None
    time: R = None
    narrative: R = None
    living_environment: R = None
    outcome: R = None


class UnreadNeighbour(Part):
    """A file beside a record's papers that could not be read or recognised: absence is not certain here."""

    path: str
    reason: str
    title: str = ""
    part: str = ""
    """The part that the file's or folder's name announces (consent …); "" where it could be anything."""
    shape: str = ""
    """What the same kind of unread content has in common in other records: its caption, or the one file itself."""


Conflict = Literal["", "identifier", "name", "misfiled"]


class PaperIdentity(Part):
    """Whom one paper names, and whose folder it lies in.

    ``conflict`` says how the two differ: "identifier" the number alone, "name" the name alone, "misfiled"
    both (or the only one printed) are another's. ``folder_number`` and ``folder_name`` are "" where the path
    says nothing.
    """

    path: str
    form: str = ""
    place: Place = Place()
    number: R = None
    name: R = None
    folder_number: str = ""
    folder_name: str = ""
    folder_record: str = ""
    """Id of the record in whose folder the paper lies, where that is not this record."""
    expected_number: str = ""
    """The number that the rest of the record carries."""
    expected_name: str = ""
    conflict: Conflict = ""


class Record(Part):
    """Base of all records: identity, place in the station, files."""

    kind: ClassVar[str] = ""

    id: str = ""
    """Number, or the client's name where there is no number, or the folder; unique within its kind."""
    name: str = ""
    community: str = ""
    district: str = ""
    files: list[str] = Field(default_factory=list)
    unread: list[UnreadNeighbour] = Field(default_factory=list)
    identities: list[PaperIdentity] = Field(default_factory=list)
    shares_number_with: list[str] = Field(default_factory=list)
    """Ids of records of the same kind that carry the same number and are somebody else's."""
    number: R = None
    client: Person = Field(default_factory=Person)
    more: list[Paper] = Field(default_factory=list)
    """Further papers of the record: second copies, forms without a part of their own."""
    doubled: list[UnreadNeighbour] = Field(default_factory=list)
    """Papers of another title in a place that is taken, which may be papers of another kind: two covers."""

    @property
    def papers(self) -> list[Paper]:
        """All papers of the record, in the order of its parts."""
        return papers_in(self)


def papers_in(record: Part) -> list[Paper]:
    """Return the papers in the attributes of ``record``, in their order."""
    found: list[Paper] = []
    values = record.__dict__
    for name, many in _places_of_papers(type(record)):
        value = values[name]
        if many:
            found += value
        elif value is not None:
            found.append(value)
    return found


@cache
def _places_of_papers(model: type[Part]) -> tuple[tuple[str, bool], ...]:
    """The attributes of a record that hold papers, and whether they hold lists of them.

    Asking each value of each record for its class would take longer than most rules.
    """
    places = []
    for name, info in model.model_fields.items():
        origin = get_origin(info.annotation)
        inner = get_args(info.annotation) if origin is not None else (info.annotation,)
        if any(isinstance(item, type) and issubclass(item, Paper) for item in inner):
            places.append((name, origin is list))
    return tuple(places)
