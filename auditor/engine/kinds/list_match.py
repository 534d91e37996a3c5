"""``list-match``: lists of clients and the archives on hand must agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import AbsentPaper, Outcome, Subject, found, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.roster_matching import (
    CommunityLists,
    ListedPerson,
    doubtful_entry,
    match_lists,
    text_of,
)
from auditor.engine.seen import State
from auditor.forms.model import Reading
from auditor.records.model import HouseholdArchive, Roster, UnreadNeighbour


class ListMatch(SetCheck):
    """Compares the lists of each community (档案清单, 名册) with its household archives.

    ``report`` says what: ``count`` the numbers of both (rows that count, not the printed total); ``missing`` persons on a
    list without an archive; ``extra`` archives of persons on no list; ``grade`` the list's grade against the newest
    assessment's. A list that names only a part of the clients (重点服务名册) is no measure for ``count`` and ``extra``.
    Files that could not be read make "missing" and "count" uncertain.
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
            listed = [person for person in group.persons if not _only_partial(person)]
            facts = {
                "listed": len(listed),
                "on_hand": len(on_hand),
                "difference": abs(len(listed) - len(on_hand)),
                "list_title": group.rosters[0].title,
            }
            evidence = _roster_evidence(group)
            if len(listed) == len(on_hand):
                outcome = passed()
            elif unread := _unread(group, context):
                outcome = unsure(f"有档案文件未能读取：{unread[0].path}", **facts)
                outcome.absent = evidence
            else:
                outcome = found(absent=evidence, **facts)
        outcome.subject = subject
        yield outcome

    def _missing(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        unread = _unread(group, context)
        for person in group.persons:
            facts = {"person": person.shown, "list_title": person.roster.title}
            readings = _row_readings(person)
            if person.archive is not None:
                outcome = passed(*readings)
            elif unread:
                outcome = unsure(f"有档案文件未能读取：{unread[0].path}", *readings, **facts)
            elif doubtful_entry(person.entry):
                outcome = unsure("名册上的编号或姓名未能读准", *readings, **facts)
            else:
                outcome = found(*readings, **facts)
            number = text_of(person.entry.number) or text_of(person.entry.name)
            outcome.subject = Subject("household-archive", number, group.district, group.community)
            yield outcome

    def _extra(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        if not group.complete:
            yield not_checkable("名册只列出部分服务对象")
            return
        listed = {id(person.archive) for person in (*group.persons, *group.left)}
        doubtful = any(doubtful_entry(person.entry) and person.archive is None for person in group.persons)
        for archive in group.archives:
            facts = {"person": f"{archive.id} {archive.name}".strip(), "list_title": group.rosters[0].title}
            if id(archive) in listed:
                outcome = passed()
            else:
                readings = _identity_readings(archive)
                if doubtful or any(reading.doubtful for reading in readings):
                    outcome = unsure("清单或档案上的编号、姓名未能读准", *readings, **facts)
                else:
                    outcome = found(*readings, absent=_roster_evidence(group), **facts)
            outcome.subject = Subject(archive.kind, archive.id, archive.district, archive.community)
            yield outcome

    def _grade(self, group: CommunityLists, context: RuleContext) -> Iterable[Outcome]:
        path = compile_path(HouseholdArchive, "assessments[newest].grade")
        for person in group.persons:
            archive = person.archive
            if archive is None:
                continue
            own = path.first(archive)
            stated = person.entry.grade
            if stated is None or own.state is State.ABSENT:
                outcome = not_checkable("名册没有等级栏，或档案没有评估表")
            elif stated.value is None or own.value is None:
                outcome = not_checkable("等级未填写或未能读出")
            else:
                facts = {
                    "person": person.shown,
                    "list_title": person.roster.title,
                    "list_grade": stated.value,
                    "archive_grade": own.value,
                }
                if stated.value == own.value:
                    outcome = passed(stated, *own.readings)
                elif own.state is not State.KNOWN or stated.doubtful:
                    outcome = unsure("其中一处等级读得不够有把握", stated, *own.readings, **facts)
                else:
                    outcome = found(stated, *own.readings, **facts)
            outcome.subject = Subject(archive.kind, archive.id, archive.district, archive.community)
            yield outcome


def _only_partial(person: ListedPerson) -> bool:
    return any(word in person.roster.title for word in ("重点",))


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
        for path in roster.files[:1]
        if isinstance(roster, Roster)
    )


def _unread(group: CommunityLists, context: RuleContext) -> list[UnreadNeighbour]:
    """Return unread files that may be an archive of this community."""
    station = context.station
    found_files: dict[str, UnreadNeighbour] = {}
    for archive in group.archives[:50]:
        for unread in station.unread_for(archive, "registration"):
            if unread.path not in archive.files:
                found_files[unread.path] = unread
    for unread_file in station.unread_files:
        if not group.community or group.community in unread_file.path or "社区" not in unread_file.path:
            found_files.setdefault(
                unread_file.path, UnreadNeighbour(path=unread_file.path, reason=unread_file.reason)
            )
    # A file in the folder of one household says nothing about another household's archive.
    return [
        unread
        for unread in found_files.values()
        if not any(
            _folder(unread.path) in {_folder(path) for path in archive.files} and len(archive.files) > 1
            for archive in group.archives
        )
    ]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
