"""Files that were not read: whose papers they might be, and which part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from auditor.forms.model import FilledForm, ReadPaper, Unclaimed
from auditor.forms.spec import FormSpec
from auditor.records.identity import Clue, PathReader, is_masked
from auditor.records.loose import same_shape
from auditor.records.model import Case, HouseholdArchive, Record, UnreadNeighbour, Volunteer
from auditor.records.station import Station, UnreadFile
from auditor.records.unclaimed import attach_unclaimed
from auditor.values.text import fold

_NOT_WORDS = re.compile(r"[^一-龥]+")
_NOISE = re.compile(r"第[一二三四五六七八九十]{1,3}[次份页]|扫描件?|照片|图片|复印件?|签名|终稿|定稿")
_ATTACHMENT = re.compile(
    r"证明|病历|病例|诊断书?|出院|检查单|化验|身份证|户口|残疾证|低保证|医保卡|结婚证|离婚证|判决书|照片|相片|合影|发票|收据|剪报|海报|单张"
)
"""Names of attachments that are no form of the station's."""
OTHER_PART = "other"
"""Announced part of a file whose name names a form of another kind of record."""


class PartGuesser:
    """Tells from a file's or folder's name which form lies there."""

    def __init__(self, forms: Mapping[str, FormSpec]) -> None:
        self._titles = [
            (_NOT_WORDS.sub("", fold(title)), spec.record, spec.part)
            for spec in forms.values()
            for title in spec.titles
        ]
        self._cache: dict[str, dict[str, str]] = {}

    def guess(self, text: str) -> dict[str, str]:
        """Return the announced part by kind of record; empty where nothing, or nothing definite, is announced."""
        found = self._cache.get(text)
        if found is None:
            found = self._cache[text] = self._guess(text)
        return found

    def _guess(self, text: str) -> dict[str, str]:
        words = _NOISE.sub("", _NOT_WORDS.sub("", fold(text)))[:60]
        parts: dict[str, set[str]] = defaultdict(set)
        if len(words) < 2:
            return {}
        inside = [
            (title, kind, part) for title, kind, part in self._titles if len(title) > 1 and title in words
        ]
        if inside:
            longest = max(len(title) for title, _, _ in inside)
            inside = [item for item in inside if len(item[0]) == longest]
        else:
            inside = [(title, kind, part) for title, kind, part in self._titles if words in title]
        for _, kind, part in inside:
            parts[kind].add(part)
        return {kind: next(iter(options)) for kind, options in parts.items() if len(options) == 1}


def attach_unread(
    station: Station, papers: list[ReadPaper], forms: Mapping[str, FormSpec], reader: PathReader
) -> None:
    """Give every unread or partly read file to the records it may belong to, else list it with the station."""
    unread = [(paper, reason) for paper in papers if (reason := _why(paper))]
    records: list[Record] = [*station.cases, *station.archives, *station.groups, *station.activities]
    sole: list[Record] = [*station.plans, *chain.from_iterable(station.further.values())]
    by_path: dict[str, list[Record]] = defaultdict(list)
    by_folder: dict[str, list[Record]] = defaultdict(list)
    by_number: dict[str, list[Record]] = defaultdict(list)
    by_name: dict[str, list[Record]] = defaultdict(list)
    for record in sole:  # of papers that are their own record only unread pages of their own file matter
        for path in record.files:
            by_path[path].append(record)
    for record in records:
        for path in record.files:
            by_path[path].append(record)
        for folder in {path.rpartition("/")[0] for path in record.files}:
            by_folder[folder].append(record)
        if record.number is not None and isinstance(record.number.value, str):
            by_number[record.number.value].append(record)
        if record.name:
            by_name[record.name].append(record)
    for record in station.further.get(
        Volunteer.kind, ()
    ):  # many lie in one folder: only a name tells whose it is
        if record.name:
            by_name[record.name].append(record)
    attach_unclaimed(papers, forms, lambda paper, item: _in_sheet(by_path.get(paper.path, ()), item))
    if not unread:
        return
    guesser = PartGuesser(forms)
    for paper, reason in unread:
        folder, _, file_name = paper.path.rpartition("/")
        stem = file_name.rpartition(".")[0] or file_name
        owners = by_path.get(paper.path, []) or _owners(paper.path, reader, by_number, by_name, by_folder)
        guess = {} if paper.forms else _announced(stem, folder, reader, guesser)
        if paper.status == "skipped" and not guess:
            continue
        attachment = not guess and not paper.forms and _ATTACHMENT.search(stem) is not None
        for record in owners:
            part = guess.get(record.kind, OTHER_PART if guess or attachment else "")
            record.unread.append(
                UnreadNeighbour(path=paper.path, reason=reason, title=stem, part=part, shape=paper.path)
            )
        if not owners and not attachment:
            for kind in guess or {"": ""}:
                station.unread_files.append(UnreadFile(paper.path, folder, reason, guess.get(kind, ""), kind))


def _in_sheet(records: Iterable[Record], item: Unclaimed | FilledForm) -> list[Record]:
    """The records of a file that have papers in the sheet of ``item``; all of them where that tells nothing."""
    sheet, mark, _ = item.place.ref.partition("!")
    here = [
        record
        for record in records
        if mark
        and any(
            identity.place.ref.partition("!")[0] == sheet
            for identity in record.identities
            if identity.path == item.place.path
        )
    ]
    return here or list(records)


def _why(paper: ReadPaper) -> str:
    if paper.status == "skipped":
        # What was taken for a photograph matters where the file's name says that it is a paper.
        return paper.reason if paper.scanned else ""
    if paper.status != "read":
        return paper.reason or ("文件无法读取" if paper.status == "unreadable" else "未能识别是哪种文书")
    if paper.unread_pages:
        return f"第{'、'.join(str(page) for page in paper.unread_pages[:10])}页未能读取"
    if paper.poor_pages:
        return f"第{'、'.join(str(page) for page, _ in paper.poor_pages[:10])}页扫描不清楚，没有读全"
    return "" if paper.forms or paper.part_of else paper.reason or "未能识别是哪种文书"


def _owners(
    path: str,
    reader: PathReader,
    by_number: Mapping[str, list[Record]],
    by_name: Mapping[str, list[Record]],
    by_folder: Mapping[str, list[Record]],
) -> list[Record]:
    """The records that file name or folders point to; else the one record whose papers lie beside the file."""
    segments = path.split("/")
    for segment in reversed(segments):
        found = _named(reader.clue(segment), by_number, by_name)
        if found:
            return found
    folder = "/".join(segments[:-1])
    here = by_folder.get(folder, [])
    for kind in (Case.kind, HouseholdArchive.kind):
        of_kind = [record for record in here if record.kind == kind]
        if len(of_kind) > 1:
            return []
    return here


def _named(
    clue: Clue, by_number: Mapping[str, list[Record]], by_name: Mapping[str, list[Record]]
) -> list[Record]:
    if clue.number and clue.number in by_number:
        return by_number[clue.number]
    if clue.name:
        exact = by_name.get(clue.name, [])
        if exact:
            return exact
        if is_masked(clue.name) or any(is_masked(name) for name in by_name):
            return [
                record for name, found in by_name.items() if same_shape(name, clue.name) for record in found
            ]
    return []


def _announced(stem: str, folder: str, reader: PathReader, guesser: PartGuesser) -> dict[str, str]:
    """What the file's name announces, else what its folders do, up to the client's own folder."""
    clue = reader.clue(stem)
    text = stem.replace(clue.name, "") if clue.name else stem
    guess = guesser.guess(text)
    while not guess and folder:
        folder, _, name = folder.rpartition("/")
        if reader.clue(name):
            break
        guess = guesser.guess(name)
    return guess
