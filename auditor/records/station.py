"""The station's archive as records: what the rules run over."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from auditor.config import StationConfig
from auditor.records.model import (
    Activity,
    Case,
    Group,
    HouseholdArchive,
    Meeting,
    OtherRecord,
    PaperFile,
    Record,
    Roster,
    ServicePlan,
    UnreadNeighbour,
)
from auditor.values.archive_numbers import numbers_may_match
from auditor.values.names import names_may_match

MANY_RECORDS = 3
"""Unread content of one shape in so many records is one gap of the audit, not one of each record."""


@dataclass(slots=True)
class UnplacedPaper:
    """A paper of a known form whose record could not be told."""

    path: str
    form: str
    title: str
    record: str
    part: str
    reason: str
    number: str = ""
    name: str = ""


@dataclass(slots=True)
class UnreadFile:
    """A file that was not read and lies in nobody's folder."""

    path: str
    folder: str
    reason: str
    part: str = ""
    record: str = ""


@dataclass
class Station:
    """All records of an archive, with indexes."""

    config: StationConfig = field(default_factory=StationConfig)
    period_gathered: bool = False
    """The service period is nobody's word but gathered from the days on the papers."""
    cases: list[Case] = field(default_factory=list)
    archives: list[HouseholdArchive] = field(default_factory=list)
    rosters: list[Roster] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    plans: list[ServicePlan] = field(default_factory=list)
    others: list[OtherRecord] = field(default_factory=list)
    """Papers of known forms that belong to none of the records above."""
    further: dict[str, list[Record]] = field(default_factory=dict)
    """Records of the remaining kinds (volunteer, team, fund, hotline-log …) by kind."""
    files: list[PaperFile] = field(default_factory=list)
    unplaced: list[UnplacedPaper] = field(default_factory=list)
    unread_files: list[UnreadFile] = field(default_factory=list)
    workers: frozenset[str] = frozenset()

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of ``kind`` (case, household-archive, file …) in the order of their numbers."""
        return list(self._kinds.get(kind, ()))

    @property
    def records(self) -> list[Record]:
        """All records but files."""
        return [
            record for kind, records in self._kinds.items() if kind != PaperFile.kind for record in records
        ]

    @cached_property
    def _kinds(self) -> dict[str, list[Record]]:
        kinds: dict[str, list[Record]] = {
            Case.kind: list(self.cases),
            HouseholdArchive.kind: list(self.archives),
            Roster.kind: list(self.rosters),
            Group.kind: list(self.groups),
            Activity.kind: list(self.activities),
            Meeting.kind: list(self.meetings),
            ServicePlan.kind: list(self.plans),
            **self.further,
            OtherRecord.kind: list(self.others),
            PaperFile.kind: list(self.files),
        }
        return kinds

    @cached_property
    def by_community(self) -> dict[str, list[Record]]:
        """Records but files by community; "" for those without."""
        return _index(self.records, "community")

    @cached_property
    def by_district(self) -> dict[str, list[Record]]:
        """Records but files by district; "" for those without."""
        return _index(self.records, "district")

    @cached_property
    def by_kind_and_community(self) -> dict[tuple[str, str], list[Record]]:
        """Records, files too, by kind and community, in the order of their kind."""
        return self._by_kind_and("community")

    @cached_property
    def by_kind_and_district(self) -> dict[tuple[str, str], list[Record]]:
        """Records, files too, by kind and district, in the order of their kind."""
        return self._by_kind_and("district")

    def _by_kind_and(self, attribute: str) -> dict[tuple[str, str], list[Record]]:
        index: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for kind, records in self._kinds.items():
            for record in records:
                index[kind, getattr(record, attribute)].append(record)
        return dict(index)

    def unread_for(self, record: Record, part: str) -> list[UnreadNeighbour]:
        """Return the unread files that may hold ``part`` of ``record``: while there are any, absence is uncertain.

        Files in the record's own folder or carrying its number or name count, unless their name announces another
        part; files in nobody's folder count where their folder or name announces this part, or where they announce
        nothing and lie beside the record's own files. Papers of this part that could not be placed count too.
        """
        found = [unread for unread in record.unread if unread.part in {"", part}]
        if self.unread_files:
            found += [
                UnreadNeighbour(path=unread.path, reason=unread.reason, part=unread.part, shape=unread.path)
                for unread in self._unread_near(record, part)
            ]
        for paper in self._unplaced_like(record, part):
            if _may_be(paper, record):
                found.append(
                    UnreadNeighbour(
                        path=paper.path, reason=paper.reason, title=paper.title, part=part, shape=paper.path
                    )
                )
        return found

    def systematic(self, neighbours: list[UnreadNeighbour]) -> bool:
        """Whether all of ``neighbours`` are of a shape that makes many records uncertain alike.

        Then it is the audit that cannot tell, and not each of these records that may have a gap.
        """
        return bool(neighbours) and all(self._reach[n.shape] >= MANY_RECORDS for n in neighbours)

    @cached_property
    def _reach(self) -> Counter[str]:
        """How many records each shape of unread content touches."""
        reach: Counter[str] = Counter()
        folders: Counter[str] = Counter()
        above: Counter[str] = Counter()
        for record in (*self.cases, *self.archives, *self.groups, *self.activities):
            reach.update({unread.shape for unread in record.unread})
            own = {path.rpartition("/")[0] for path in record.files}
            folders.update(own)
            above.update({folder.rpartition("/")[0] for folder in own})
        for unread in self.unread_files:
            reach[unread.path] += max(
                folders[unread.folder], above[unread.folder], above[unread.folder.rpartition("/")[0]]
            )
        for paper in self.unplaced:
            reach[paper.path] += MANY_RECORDS if not paper.number and not paper.name else 1
        return reach

    def _unread_near(self, record: Record, part: str) -> list[UnreadFile]:
        """Unread files of nobody that announce ``part`` near this record's files, or announce nothing beside them."""
        beside = {_folder(path) for path in record.files}
        above = {_folder(folder) for folder in beside}
        own, around = self._unread_by_folder
        near = {number for folder in beside | above for number in own.get(folder, ())}
        near.update(number for folder in above for number in around.get(folder, ()))
        files = (self.unread_files[number] for number in sorted(near))
        return [
            f
            for f in files
            if (f.part == part and f.record in ("", record.kind)) or (not f.part and f.folder in beside)
        ]

    @cached_property
    def _unread_by_folder(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Places in ``unread_files`` by their folder, and by the folder above it."""
        own: dict[str, list[int]] = defaultdict(list)
        around: dict[str, list[int]] = defaultdict(list)
        for number, unread in enumerate(self.unread_files):
            own[unread.folder].append(number)
            around[_folder(unread.folder)].append(number)
        return dict(own), dict(around)

    def _unplaced_like(self, record: Record, part: str) -> list[UnplacedPaper]:
        """Unplaced papers of this part whose name begins as the record's does, or whose beginning is not known."""
        index = self._unplaced_index.get((record.kind, part))
        if not index:
            return []
        if not record.name or record.name[0] == "*":
            return [paper for papers in index.values() for paper in papers]
        return [paper for key in (record.name[0], "*", "") for paper in index.get(key, ())]

    @cached_property
    def _unplaced_index(self) -> dict[tuple[str, str], dict[str, list[UnplacedPaper]]]:
        index: dict[tuple[str, str], dict[str, list[UnplacedPaper]]] = {}
        for paper in self.unplaced:
            key = (paper.record, paper.part)
            index.setdefault(key, {}).setdefault(paper.name[:1], []).append(paper)
        return index


def _may_be(paper: UnplacedPaper, record: Record) -> bool:
    if paper.number and record.number is not None and isinstance(record.number.value, str):
        return numbers_may_match(paper.number, record.number.value)
    return not paper.name or not record.name or names_may_match(paper.name, record.name)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _index(records: list[Record], attribute: str) -> dict[str, list[Record]]:
    index: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        index[getattr(record, attribute)].append(record)
    return dict(index)
