"""Papers that lie where their own record is not: strays of one kind in the other kind's folder, contacts of nobody, misfiled ones."""

from __future__ import annotations

import re
from collections import defaultdict

from auditor.records.build import OTHER
from auditor.records.loose import Cluster, Loose, same_shape
from auditor.records.model import Case, HouseholdArchive
from auditor.records.station import Station, UnplacedPaper

_ANCHORS = {
    Case.kind: {"cover", "intake", "sessions", "closing", "crisis_records"},
    HouseholdArchive.kind: {"cover", "registration", "assessments"},
}
"""Parts that make a record of their own; papers of other parts in another record's folder belong to that record."""
_CONTACT_PARTS = frozenset({"contacts", "collaborations"})


def unplaced(loose: Loose, reason: str = "") -> UnplacedPaper:
    """Return a paper as one that was given to nobody, with the reason."""
    reason = reason or (
        "有多位同名的服务对象，无法判断这份文书属于谁"
        if loose.name
        else "文书上、文件名和文件夹都没有编号或姓名，无法判断属于谁"
    )
    paper = loose.paper
    return UnplacedPaper(
        loose.path, paper.form, paper.title, loose.spec.record, loose.part, reason, loose.number, loose.name
    )


def take_in_strays(strays: list[Cluster], homes: list[Cluster], listed: frozenset[str] = frozenset()) -> None:
    """Papers of one kind that only lie with a client's papers of the other kind belong to that record.

    A visit form in a case's folder is the case's contact; it does not make a household archive. Nor does a registration
    alone, if nothing else speaks of that household: no number of its own, no entry on a list (``listed``).
    """
    by_place: dict[str, list[Cluster]] = defaultdict(list)
    by_number: dict[str, list[Cluster]] = defaultdict(list)
    for home in homes:
        if not any(loose.part in _ANCHORS[home.kind] for loose in home.papers):
            continue
        for place in {loose.unit or loose.path for loose in home.papers if not loose.conflict}:
            by_place[place].append(home)
        if home.number:
            by_number[home.number].append(home)
    for stray in list(strays):
        anchors = {loose.part for loose in stray.papers} & _ANCHORS[stray.kind]
        doubtful = _one_doubtful_kind(stray)
        if anchors and not doubtful and (anchors != {"registration"} or {stray.number, stray.name} & listed):
            continue
        places = {loose.unit or loose.path for loose in stray.papers}
        found = {id(home): home for place in places for home in by_place.get(place, [])}
        if not found and stray.number:
            found = {id(home): home for home in by_number.get(stray.number, [])}
        fitting = [
            h for h in found.values() if not stray.name or not h.name or same_shape(stray.name, h.name)
        ]
        if len(fitting) != 1:
            continue
        home = fitting[0]
        if doubtful and anchors:
            others = {loose.part for loose in home.papers} & _ANCHORS[home.kind]
            if len(others) < _SEVERAL or stray.number != home.number:
                continue
        elif anchors and not _in_case_company(stray, home):
            continue
        for loose in stray.papers:
            if not (home.kind == Case.kind and loose.part == "contacts"):
                loose.part = OTHER
            home.add(loose)
        strays.remove(stray)


_SEVERAL = 2


def _one_doubtful_kind(stray: Cluster) -> bool:
    """Whether what makes a case is one kind of paper alone, of which no title speaks of a case.

    Under a household's number it is that household's (a cover, a log), taken for a case's because both look alike.
    """
    return (
        stray.kind == Case.kind
        and bool(stray.number)
        and len({loose.part for loose in stray.papers}) == 1
        and stray.papers[0].part in _LOOK_ALIKE
        and not any(_OF_A_CASE.search(f"{loose.paper.title} {loose.path}") for loose in stray.papers)
    )


_LOOK_ALIKE = frozenset({"cover", "intake", "sessions", "plans"})
_OF_A_CASE = re.compile(r"个案|個案|案主|接案|结案|結案|开案|開案|立案")
_NUMBERED_CASE_PAPER = re.compile(r"(?:^|[^一-龥])个\s*\d{1,2}(?!\d)")
"""个1, 个2 …: how stations number the papers of a case."""


def _in_case_company(stray: Cluster, home: Cluster) -> bool:
    """Whether a registration is one of a case's papers: in their file, numbered like them, or under the case's number."""
    if home.kind != Case.kind or any(loose.printed_number not in ("", home.number) for loose in stray.papers):
        return False
    paths = {loose.path for loose in home.papers}
    return all(
        loose.path in paths
        or bool(home.number and loose.claim.number == home.number)
        or _NUMBERED_CASE_PAPER.search(f"{loose.path.rpartition('/')[2]} {loose.paper.title}") is not None
        for loose in stray.papers
    )


def contacts_of_nobody(archives: list[Cluster]) -> list[UnplacedPaper]:
    """Take out visits and calls to somebody without archive, folder and number: they make no archive."""
    lost: list[UnplacedPaper] = []
    for cluster in list(archives):
        if cluster.number or any(loose.part not in _CONTACT_PARTS or loose.unit for loose in cluster.papers):
            continue
        archives.remove(cluster)
        lost += [unplaced(loose, "找不到这位服务对象的档案") for loose in cluster.papers]
    return lost


def note_misfiled(clusters: list[Cluster]) -> None:
    """Remember for each misfiled paper the record in whose folder it lies."""
    homes: dict[str, Cluster] = {}
    for cluster in clusters:
        for loose in cluster.papers:
            if not loose.conflict:
                homes.setdefault(loose.unit or loose.folder, cluster)
    for cluster in clusters:
        for loose in cluster.papers:
            if loose.conflict == "misfiled":
                home = homes.get(loose.unit or loose.folder)
                if home is not None:
                    cluster.folder_record[id(loose)] = home


def lend_to_cases(station: Station, papers: list[Loose]) -> None:
    """Papers of other forms that carry a case's number, or lie alone with its papers, are read with the case too."""
    by_number: dict[object, Case] = {
        case.number.value: case for case in station.cases if case.number is not None
    }
    by_folder: dict[str, list[Case]] = defaultdict(list)
    for case in station.cases:
        for folder in {path.rpartition("/")[0] for path in case.files}:
            by_folder[folder].append(case)
    for loose in papers:
        here = by_folder.get(loose.folder, [])
        only = here if len(here) == 1 else []
        for case in [by_number[loose.printed_number]] if loose.printed_number in by_number else only:
            case.more.append(loose.paper)
