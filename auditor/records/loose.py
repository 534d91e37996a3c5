"""A paper before it has found its record, and what its path says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from auditor.forms.model import DOUBT
from auditor.forms.spec import FormSpec
from auditor.records.facts import day_of
from auditor.records.identity import NO_CLUE, Clue, PathReader, beyond_name, is_person
from auditor.records.parts import Conflict, Paper
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.names import names_may_match
from auditor.values.text import fold

_NOT_IN_FULL = re.compile(
    r"[*某]|阿姨|奶奶|爷爷|婆婆|外婆|阿婆|阿公|公公|姨|叔|伯|女士|先生|小姐|老人|长者|同学|小朋友"
)
"""Masks and forms of address: names that are not written out."""


@dataclass(slots=True, eq=False)
class Loose:
    """One paper with what is known of its client.

    ``printed_number`` and ``printed_name`` stand on the paper; ``number`` and ``name`` are what is used, which
    may come from the file's name or a neighbour in the file.
    """

    paper: Paper
    spec: FormSpec
    path: str
    folder: str
    part: str = ""
    sheet: str = ""
    from_row: bool = False
    printed_number: str = ""
    printed_name: str = ""
    id_number: str = ""
    birth: date | None = None
    community: str = ""
    number: str = ""
    name: str = ""
    file_clue: Clue = NO_CLUE
    claim: Clue = NO_CLUE
    """What the nearest telling folder says."""
    unit: str = ""
    """The folder (or file) of one client in which the paper lies; "" in folders that hold papers of many."""
    conflict: Conflict = ""
    aside: bool = False
    """Somebody else's paper without a record of its own: kept, but filling no part."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Papers of one client and kind of record."""

    kind: str
    papers: list[Loose] = field(default_factory=list)
    number: str = ""
    names: Counter[str] = field(default_factory=Counter)
    folder_record: dict[int, Cluster] = field(default_factory=dict)
    """For misfiled papers (by ``id``): the cluster in whose folder they lie."""
    shares: list[Cluster] = field(default_factory=list)

    def add(self, loose: Loose) -> None:
        """Take a paper in."""
        self.papers.append(loose)
        if loose.name and not loose.aside:
            self.names[loose.name] += 1
        if not self.number:
            self.number = loose.number or loose.claim.number

    @property
    def name(self) -> str:
        """The name that most papers carry; a full name before a masked one."""
        if not self.names:
            return next((loose.claim.name for loose in self.papers if loose.claim.name), "")
        return max(
            self.names.items(), key=lambda item: (_NOT_IN_FULL.search(item[0]) is None, item[1], item[0])
        )[0]


def person_keys(loose: Loose) -> tuple[str, date | None]:
    """Return what tells two clients of one name apart: the ID number without masks, and the birth date."""
    return (loose.id_number, loose.birth)


def contradict(first: Loose, second: Loose) -> bool:
    """Whether two papers cannot speak of one person: different ID numbers, birth dates or communities."""
    if first.id_number and second.id_number:
        return first.id_number != second.id_number
    if first.birth and second.birth:
        return first.birth != second.birth
    return bool(first.community and second.community and first.community != second.community)


def read_identity(loose: Loose) -> None:
    """Fill in what the paper prints about its client."""
    client = loose.paper.client
    if client.id_number is not None and isinstance(client.id_number.value, str):
        value = client.id_number.value.upper()
        loose.id_number = "" if "*" in value else value
    loose.birth = day_of(client.birth_date)
    if client.name is not None and isinstance(client.name.value, str):
        loose.printed_name = loose.name = fold(client.name.value).replace(" ", "")
    number = loose.paper.number
    if number is not None and isinstance(number.value, str):
        parsed = parse_archive_number(number.value)
        loose.printed_number = loose.number = parsed.text if parsed is not None else number.value


def inherit_in_file(papers: list[Loose]) -> None:
    """Let papers of one file without identity take it from their neighbours, in the order of the file.

    Sheets are neighbours only where the whole file speaks of one client.
    """
    if len(papers) < 2:
        return
    numbers = {loose.number for loose in papers if loose.number}
    names = {loose.name for loose in papers if loose.name}
    one_client = len(numbers) <= 1 and len(names) <= 1
    for order in (papers, papers[::-1]):
        before: Loose | None = None
        for loose in order:
            if before is not None and not loose.from_row and (one_client or before.sheet == loose.sheet):
                _inherit(loose, before)
            if loose.number or loose.name:
                before = loose


def _inherit(loose: Loose, before: Loose) -> None:
    if not loose.number and not loose.name:
        loose.number, loose.name = before.number, before.name
    elif not loose.number and loose.name == before.name:
        loose.number = before.number
    elif not loose.name and loose.number == before.number:
        loose.name = before.name


def mend_names(papers: list[Loose]) -> None:
    """Cut words that were read into a client's name: what extends a name of the same folder is that client.

    "何家豪拟订" beside 何家豪 is one person, 李明华 beside 李明 may be another.
    """
    inside: dict[str, Counter[str]] = {}
    for loose in papers:
        if loose.name:
            inside.setdefault(loose.folder, Counter())[loose.name] += 1
    for names in inside.values():
        known = [name for name in names if is_person(name)]
        mended = {
            name: max(short, key=len)
            for name in names
            if len(name) > 3 and (short := [other for other in known if beyond_name(name, other)])
        }
        inside_of = [loose for loose in papers if loose.name in mended] if mended else []
        for loose in inside_of:
            if inside.get(loose.folder) is names:
                loose.name = loose.printed_name = mended[loose.name]


MANY_CLIENTS = 3
"""Whoever's name stands in the paths of the papers of so many clients is none of them."""


def heads_of_many(papers: list[Loose], reader: PathReader) -> set[str]:
    """Return the names in folders and file names under which papers of several clients lie, none of them theirs."""
    others: dict[str, set[str]] = {}
    for path, name in {(loose.path, loose.printed_name) for loose in papers}:
        named = {clue.name for segment in path.split("/") if (clue := reader.clue(segment)).name}
        for head in named:
            others.setdefault(head, set()).update({name, *named} - {head, ""})
    return {
        head
        for head, found in others.items()
        if len(found) >= MANY_CLIENTS and not any(same_shape(head, name) for name in found)
    }


def read_paths(papers: list[Loose], reader: PathReader) -> None:
    """Fill in what file, sheet and folders say.

    A folder's word counts only if the papers below it do not speak of several others: a folder called by what
    looks like a name, holding the papers of many, is no client's folder.
    """
    below: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for loose in papers:
        folder = loose.folder
        while folder:
            numbers, names = below.setdefault(folder, (Counter(), Counter()))
            if loose.number:
                numbers[loose.number] += 1
            if loose.name:
                names[loose.name] += 1
            folder = folder.rpartition("/")[0]
    claims: dict[str, tuple[Clue, str]] = {}
    for loose in papers:
        stem = loose.path.rpartition("/")[2]
        sheet = reader.clue(loose.sheet) if loose.sheet else NO_CLUE
        loose.file_clue = sheet or reader.clue(stem)
        if not loose.number:
            loose.number = loose.file_clue.number
        if not loose.name or (loose.file_clue.name and _hardly_read(loose)):
            loose.name = loose.file_clue.name
        if loose.folder not in claims:
            claims[loose.folder] = folder_claim(loose.folder, reader, below)
        loose.claim, loose.unit = claims[loose.folder]


def _hardly_read(loose: Loose) -> bool:
    """Whether the paper's name was read with so little confidence that a file's name says better whose it is."""
    name = loose.paper.client.name
    return name is not None and bool(loose.printed_name) and name.confidence < DOUBT


def folder_claim(
    folder: str, reader: PathReader, below: dict[str, tuple[Counter[str], Counter[str]]]
) -> tuple[Clue, str]:
    """Return what the nearest telling folder says, and that folder."""
    while folder:
        clue = reader.clue(folder.rpartition("/")[2])
        numbers, names = below.get(folder, (Counter(), Counter()))
        if clue and _believable(clue, numbers, names):
            return clue, folder
        folder = folder.rpartition("/")[0]
    return NO_CLUE, ""


def _believable(clue: Clue, numbers: Counter[str], names: Counter[str]) -> bool:
    if clue.number and (clue.number in numbers or len(numbers) <= 1):
        others = len(numbers) - (clue.number in numbers)
        return others <= 1 or numbers[clue.number] * 2 >= sum(numbers.values())
    if clue.name:
        known = any(same_shape(clue.name, name) for name in names)
        return (known and len(names) <= 4) or not names
    return False


def same_shape(first: str, second: str) -> bool:
    """Whether two names may be one person's, masks allowed."""
    return first == second or names_may_match(first, second)
