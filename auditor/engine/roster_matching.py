"""Who on a list has which archive: matching rows of rosters with household archives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain

from auditor.forms.model import DOUBT, Reading
from auditor.records.model import HouseholdArchive, Roster, RosterEntry
from auditor.records.station import Station
from auditor.values.archive_numbers import numbers_may_match
from auditor.values.names import names_may_match

PARTIAL_TITLES = ("重点", "骨干", "志愿", "个案")
"""A list whose title has one of these names a part of the clients only: nobody can be "extra" beside it."""


@dataclass(slots=True)
class ListedPerson:
    """One row that counts, with the archive found for it."""

    roster: Roster
    entry: RosterEntry
    community: str
    number: str
    name: str
    archive: HouseholdArchive | None = None

    @property
    def shown(self) -> str:
        """Number and name as they stand in the row."""
        return " ".join(part for part in (self.number, self.name) if part)

    @property
    def masked(self) -> bool:
        """A part of number or name is hidden."""
        return "*" in self.number or "*" in self.name


@dataclass(slots=True)
class CommunityLists:
    """The lists of one community, or ("" ) those whose rows name none, and the archives they are about."""

    community: str
    district: str
    persons: list[ListedPerson] = field(default_factory=list)
    left: list[ListedPerson] = field(default_factory=list)
    again: list[ListedPerson] = field(default_factory=list)
    """Rows of persons who stand on another list, or on another row, already."""
    archives: list[HouseholdArchive] = field(default_factory=list)
    complete: bool = False
    rosters: list[Roster] = field(default_factory=list)


def text_of(reading: Reading | None) -> str:
    """Return the value of a reading as text, or what stands there."""
    if reading is None:
        return ""
    return str(reading.value) if reading.value not in (None, ()) else reading.raw.strip()


def is_complete(roster: Roster) -> bool:
    """Whether a list means to name every archive, not a part of the clients."""
    return not any(word in roster.title for word in PARTIAL_TITLES) and roster.form != "case-list"


def match_lists(station: Station) -> list[CommunityLists]:
    """Return every community's lists with their rows matched to archives.

    A row and an archive belong together by number, else by ID number (a former name does not matter), else by name where
    number and ID number do not speak against it.
    """
    groups: dict[str, CommunityLists] = {}
    rows: dict[str, _RowIndex] = defaultdict(_RowIndex)
    archives = station.archives
    # Lists that name every archive come first: a person who stands on a partial list too belongs to the full one.
    for roster in sorted(station.rosters, key=lambda item: not is_complete(item)):
        if roster.form == "case-list":
            continue
        for entry in roster.entries:
            number, name = text_of(entry.number), text_of(entry.name)
            if not (name or number):
                continue
            community = _community_of(roster, entry)
            group = groups.get(community)
            if group is None:
                district = station.config.district_of.get(community, roster.district)
                group = groups[community] = CommunityLists(community, district)
            person = ListedPerson(roster, entry, community, number, name)
            if rows[community].holds(person):
                group.again.append(person)
                continue
            (group.left if entry.has_left.value is True else group.persons).append(person)
            if not (group.rosters and group.rosters[-1] is roster):
                group.rosters.append(roster)
                group.complete = group.complete or is_complete(roster)
    index = _ArchiveIndex(archives)
    for group in groups.values():
        for person in (*group.persons, *group.left, *group.again):
            person.archive = index.find(person)
    by_community: dict[str, list[HouseholdArchive]] = defaultdict(list)
    for archive in archives:
        by_community[archive.community].append(archive)
    for group in groups.values():
        if group.community:
            group.archives = by_community.get(group.community, [])
        elif len(groups) == 1:
            group.archives = list(archives)
    return list(groups.values())


def _community_of(roster: Roster, entry: RosterEntry) -> str:
    community = text_of(entry.community)
    if not community:
        return roster.community
    if roster.community and community in roster.community:
        return roster.community
    return community if community.endswith(("社区", "村")) else f"{community}社区"


class _RowIndex:
    """The rows of one community so far: do two rows mean one archive?

    They do where two lists name the same person, or one list has a row for each member of a household.
    """

    def __init__(self) -> None:
        self._numbers: set[str] = set()
        self._names: dict[str, list[ListedPerson]] = defaultdict(list)
        self._masked: list[ListedPerson] = []

    def holds(self, person: ListedPerson) -> bool:
        """Whether a row seen before means the same archive; otherwise ``person`` is noted."""
        if person.number and person.number in self._numbers:
            return True
        namesakes, masked = self._names[person.name], person.masked
        others = chain.from_iterable(self._names.values()) if masked else chain(namesakes, self._masked)
        if any(other.roster is not person.roster and _same_person(person, other) for other in others):
            return True
        if person.number:
            self._numbers.add(person.number)
        namesakes.append(person)
        if masked:
            self._masked.append(person)
        return False


def _same_person(a: ListedPerson, b: ListedPerson) -> bool:
    first, second = a.number, b.number
    if first and second:
        return first == second or ("*" in first + second and numbers_may_match(first, second))
    first_id, second_id = text_of(a.entry.id_number), text_of(b.entry.id_number)
    if first_id and second_id:
        return first_id == second_id
    return bool(a.name) and names_may_match(a.name, b.name)


class _ArchiveIndex:
    """Archives by number, ID number and name; each archive is given to one person at most, except twice-listed ones."""

    def __init__(self, archives: list[HouseholdArchive]) -> None:
        self._archives = archives
        self._by_number: dict[str, HouseholdArchive] = {}
        self._by_id: dict[str, HouseholdArchive] = {}
        self._by_name: dict[str, list[HouseholdArchive]] = defaultdict(list)
        self._by_community: dict[str, list[HouseholdArchive]] = {}
        for archive in archives:
            if number := text_of(archive.number) or archive.id:
                self._by_number.setdefault(number, archive)
            if id_number := text_of(archive.client.id_number):
                self._by_id.setdefault(id_number, archive)
            if name := archive.name or text_of(archive.client.name):
                self._by_name[name].append(archive)

    def find(self, person: ListedPerson) -> HouseholdArchive | None:
        """Return the archive of a listed person, or None."""
        number, name = person.number, person.name
        if number and number in self._by_number:
            return self._by_number[number]
        id_number = text_of(person.entry.id_number)
        if id_number and id_number in self._by_id:
            return self._by_id[id_number]
        for archive in self._by_name.get(name, ()):
            if self._may_be(archive, person):
                return archive
        for archive in self._archives if "*" in number else self._near(person.community):
            own = text_of(archive.number)
            if number and own:
                if "*" in number + own and numbers_may_match(number, own) and _names_fit(archive, name):
                    return archive
                continue
            if (
                name
                and archive.name
                and names_may_match(name, archive.name)
                and self._may_be(archive, person)
            ):
                return archive
        return None

    def _near(self, community: str) -> list[HouseholdArchive]:
        """Return the archives that a person of ``community`` may have by name, or by a masked number of the archive."""
        if not community:
            return self._archives
        if community not in self._by_community:
            self._by_community[community] = [
                archive
                for archive in self._archives
                if archive.community in ("", community) or "*" in text_of(archive.number)
            ]
        return self._by_community[community]

    def _may_be(self, archive: HouseholdArchive, person: ListedPerson) -> bool:
        """Whether nothing but the name speaks: numbers and ID numbers do not contradict each other."""
        entry = person.entry
        for listed, own in ((entry.number, archive.number), (entry.id_number, archive.client.id_number)):
            first, second = text_of(listed), text_of(own)
            if (
                first
                and second
                and first != second
                and not ("*" in first + second and numbers_may_match(first, second))
            ):
                return False
        return not person.community or not archive.community or person.community == archive.community


def _names_fit(archive: HouseholdArchive, name: str) -> bool:
    return not name or not archive.name or names_may_match(name, archive.name)


def doubtful_entry(entry: RosterEntry) -> bool:
    """Whether number or name of the row was read with low confidence."""
    return any(reading is not None and reading.confidence < DOUBT for reading in (entry.number, entry.name))
