"""``list-match``: lists of clients and the archives on hand must agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import AbsentPaper, Outcome, Subject, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.roster_matching import (
    CommunityLists,
    ListedPerson,
    doubtful_entry,
    is_complete,
    match_lists,
)
from auditor.engine.seen import State
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import HouseholdArchive, PaperFile, UnreadNeighbour
from auditor.records.station import Station


class ListMatch(SetCheck):
    """Compares the lists of each community (档案清单, 名册) with its household archives.

    ``report`` says what: ``count`` the numbers of both (rows that count, not the printed total); ``missing`` persons on a
    list without an archive; ``extra`` archives of persons on no list; ``grade`` the list's grade against the newest
    assessment's. A list that names only a part of the clients (重点服务名册) is no measure for ``count`` and ``extra``.
    Files that could not be read make "missing" and "count" uncertain; so does content that was not understood and speaks of
    the person.
    """

    check: Literal["list-match"]
    records: Literal["roster"] = "roster"
    report: Literal["count", "missing", "extra", "grade"]

    facts: ClassVar[frozenset[str]] = frozenset(
        {"listed", "on_hand", "person", "list_title", "list_grade", "archive_grade", "difference"}
    )

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per community (count) or per person or archive (the others)."""
        lists = context.once("roster lists", lambda: match_lists(context.station))
        if not lists:
            yield not_checkable("没有档案清单或名册")
            return
        if not context.station.archives:
            yield not_checkable("没有可比对的档案")
            return
        for group in lists:
            yield from getattr(self, f"_{self.report}")(group, context)

    def _count(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        subject = Subject("roster", group.community or "全站", group.district, group.community)
        if not group.complete:
            outcome = not_checkable("名册只列出部分服务对象")
        elif not group.archives:
            outcome = not_checkable("没有该社区的档案")
        else:
            gone = {id(person.archive) for person in group.left if person.archive is not None}
            on_hand = [archive for archive in group.archives if id(archive) not in gone]
            listed = [person for person in group.persons if is_complete(person.roster)]
            facts: dict[str, Any] = {
                "listed": len(listed),
                "on_hand": len(on_hand),
                "difference": abs(len(listed) - len(on_hand)),
                "list_title": _complete_title(group),
            }
            evidence = _roster_evidence(group)
            told = [p for p in group.persons if p.archive is None and _mentioned(p, context)]
            if len(listed) == len(on_hand):
                outcome = passed()
            elif told:
                outcome = unsure(f"有内容未能读懂，其中提到{told[0].shown}", **facts)
                outcome.absent = evidence
            elif unread := _unread(group, context):
                outcome = unsure(f"有档案文件未能读取：{unread[0].path}", **facts)
                outcome.absent = evidence
            else:
                outcome = contradicts(absent=evidence, **facts)
        outcome.subject = subject
        yield outcome

    def _missing(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        unread = _unread(group, context)
        for person in group.persons:
            outcome = passed() if person.archive is not None else self._absent(person, unread, context)
            outcome.subject = Subject(
                "household-archive", person.number or person.name, group.district, group.community
            )
            yield outcome

    def _absent(self, person: ListedPerson, unread: list[UnreadNeighbour], context: RuleContext) -> Outcome:
        """Say that a listed person has no archive, as surely as the readings allow."""
        facts: dict[str, Any] = {"person": person.shown, "list_title": person.roster.title}
        readings = _row_readings(person)
        if unread:
            return unsure(f"有档案文件未能读取：{unread[0].path}", *readings, **facts)
        if where := _mentioned(person, context):
            return unsure(f"{where}中有内容未能读懂，其中提到此人", *readings, **facts)
        unclear = "名册上的编号或姓名未能读准" if doubtful_entry(person.entry) else ""
        return contradicts(*readings, unclear=unclear, **facts)

    def _extra(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        if not group.complete:
            yield not_checkable("名册只列出部分服务对象")
            return
        listed = {id(person.archive) for person in (*group.persons, *group.left)}
        doubtful = any(doubtful_entry(person.entry) and person.archive is None for person in group.persons)
        for archive in group.archives:
            if id(archive) in listed:
                outcome = passed()
            else:
                facts: dict[str, Any] = {
                    "person": f"{archive.id} {archive.name}".strip(),
                    "list_title": _complete_title(group),
                }
                readings = _identity_readings(archive)
                if doubtful or any(reading.doubtful for reading in readings):
                    outcome = unsure("清单或档案上的编号、姓名未能读准", *readings, **facts)
                else:
                    outcome = contradicts(*readings, absent=_roster_evidence(group), **facts)
            outcome.subject = context.subject(archive)
            yield outcome

    def _grade(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        path = compile_path(HouseholdArchive, "assessments[newest].grade")
        for person in (*group.persons, *group.again):
            archive = person.archive
            if archive is None or person.entry.has_left.value is True:
                continue
            own = path.first(archive)
            stated = person.entry.grade
            if stated is None or own.state is State.ABSENT:
                outcome = not_checkable("名册没有等级栏，或档案没有评估表")
            elif stated.value is None or own.value is None:
                outcome = not_checkable("等级未填写或未能读出")
            elif stated.value == own.value:
                outcome = passed(stated, *own.readings)
            else:
                facts: dict[str, Any] = {
                    "person": person.shown,
                    "list_title": person.roster.title,
                    "list_grade": stated.value,
                    "archive_grade": own.value,
                }
                if own.state is not State.KNOWN or stated.doubtful:
                    outcome = unsure("其中一处等级读得不够有把握", stated, *own.readings, **facts)
                else:
                    outcome = contradicts(stated, *own.readings, **facts)
            outcome.subject = context.subject(archive)
            yield outcome


def _complete_title(group: CommunityLists) -> str:
    return next((roster.title for roster in group.rosters if is_complete(roster)), group.rosters[0].title)


def _row_readings(person: ListedPerson) -> tuple[Reading, ...]:
    entry = person.entry
    return tuple(reading for reading in (entry.number, entry.name) if reading is not None and reading.raw)


def _identity_readings(archive: HouseholdArchive) -> tuple[Reading, ...]:
    candidates = (archive.number, archive.client.name)
    return tuple(reading for reading in candidates if reading is not None and reading.raw)


def _roster_evidence(group: CommunityLists) -> tuple[AbsentPaper, ...]:
    return tuple(
        AbsentPaper(path, roster.title or "档案清单", "")
        for roster in group.rosters
        if is_complete(roster)
        for path in roster.files[:1]
    )


def _unread(group: CommunityLists, context: RuleContext) -> list[UnreadNeighbour]:
    """Return unread files that may hold an archive of this community.

    Only files that could not be opened count, and only where archives lie: a notice in another room of the archive, or a
    damaged paper in the folder of a household that has its archive, says nothing about anybody else's.
    """
    station = context.station
    unreadable = [
        file for file in station.files if isinstance(file, PaperFile) and file.status == "unreadable"
    ]
    if not unreadable:
        return []
    folders = {_folder(path) for archive in station.archives for path in archive.files}
    roots = {folder.split("/", 1)[0] for folder in folders}
    shared = context.once("shared folders of archives", lambda: _shared_folders(station.archives))
    result = []
    for file in unreadable:
        folder = _folder(file.id)
        if file.id.split("/", 1)[0] not in roots or (folder in folders and folder not in shared):
            continue
        if not group.community or group.community in file.id or "社区" not in file.id:
            result.append(UnreadNeighbour(path=file.id, reason=file.reason))
    return result


def _mentioned(person: ListedPerson, context: RuleContext) -> str:
    """Return a file in which content that was not understood speaks of somebody on a list; "" where there is none."""
    mentions = context.once("mentions in what was not understood", lambda: _mentions(context.station))
    return next((mentions[word] for word in (person.number, person.name) if word in mentions), "")


def _mentions(station: Station) -> dict[str, str]:
    lists = {path for roster in station.rosters for path in roster.files}
    return {
        word: file.id
        for file in station.files
        if isinstance(file, PaperFile) and file.id not in lists
        for word in file.mentions
    }


def _shared_folders(archives: list[HouseholdArchive]) -> set[str]:
    """Return the folders that hold papers of several archives (one folder a paper kind, one file a household)."""
    owners: dict[str, set[int]] = {}
    for archive in archives:
        for path in archive.files:
            owners.setdefault(_folder(path), set()).add(id(archive))
    return {folder for folder, ids in owners.items() if len(ids) > 1}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
