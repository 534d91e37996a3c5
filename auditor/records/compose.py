"""A cluster of papers into a record: which copy fills which part, in which order, and who the client is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from auditor.forms.model import Reading
from auditor.pages.model import Mark, Place
from auditor.records.build import OTHER, is_list_part
from auditor.records.facts import day_of
from auditor.records.identity import is_masked
from auditor.records.loose import Cluster, Loose
from auditor.records.model import (
    RECORD_KINDS,
    Case,
    CaseCover,
    CaseIntake,
    Consent,
    Paper,
    PaperIdentity,
    Person,
    Record,
    UnreadNeighbour,
)
from auditor.records.places import Places
from auditor.records.routing import give_approvals
from auditor.values.text import fold

_LATE = date.max
_CLIENT_FIRST = ("intake", "registration", "cover", "consent")
"""Parts whose word on the client is taken first."""

_MUCH = 3
"""So many fields that only a second paper of the same kind fills make it perhaps a paper of another kind."""
_BRACKETED_YEAR = re.compile(r"[〔\[【(（]20\d\d[〕\]】)）]\S{2,20}$")
_PLAIN_NUMBER = re.compile(r"[A-Z]{2,5}(?:-?[A-Z0-9*]{1,8}){0,4}-?\d{1,5}")
_DASHES = str.maketrans("–—―─‐‑‒−－﹣", "----------")


def compose(cluster: Cluster, places: Places) -> Record:
    """Return the record that the papers of ``cluster`` make; its id is not yet unique."""
    record: Any = RECORD_KINDS[cluster.kind]()
    singles: dict[str, list[Loose]] = {}
    lists: dict[str, list[Paper]] = {}
    for loose in cluster.papers:
        part = OTHER if loose.aside else loose.part
        if part == OTHER:
            record.more.append(loose.paper)
        elif is_list_part(cluster.kind, part):
            lists.setdefault(part, []).append(loose.paper)
        else:
            singles.setdefault(part, []).append(loose)
    for part, papers in lists.items():
        setattr(record, part, sorted(papers, key=_chronology))
    for part, copies in singles.items():
        best = max(copies, key=lambda loose: (not loose.conflict, _filled(loose.paper)))
        setattr(record, part, best.paper)
        if isinstance(best.paper, Consent):
            _add_guardians_papers(
                best.paper,
                [other.paper for other in copies if other is not best and not other.conflict],
            )
            _let_relatives_sign(best.paper)
        record.more.extend(loose.paper for loose in copies if loose is not best)
        record.doubled += [
            UnreadNeighbour(
                path=other.path,
                reason=f"“{other.paper.title}”与“{best.paper.title}”认作了同一种文书",
                title=other.paper.title,
            )
            for other in copies
            if other is not best and not other.conflict and _may_be_another(other.paper, best.paper)
        ]
    if isinstance(record, Case):
        _take_second_cover_for_intake(record, [loose.paper for loose in singles.get("cover", [])])
        give_approvals(record)
    own = [loose for loose in cluster.papers if not loose.aside]
    record.files = sorted({loose.path for loose in cluster.papers})
    record.number = _first_number(own, cluster.number)
    record.client = _client(own, cluster.name)
    record.name = cluster.name
    record.id = _as_written(own, cluster.number) or cluster.name or _where(cluster.papers)
    record.community, record.district = locate(own or cluster.papers, cluster.number, places)
    return record  # type: ignore[no-any-return]


_INTRODUCED = ("sex", "birth_date", "id_number", "address", "age")


def _take_second_cover_for_intake(case: Case, covers: Iterable[Paper]) -> None:
    """Take a second cover that introduces the client (性别, 出生日期, 住址) for the intake, where the case has none.

    What stations call a registration of a case is its cover or its intake; with a cover beside it, it is the latter where
    somebody dated or signed it.
    """
    if case.intake is not None or case.cover is None:
        return
    for other in covers:
        if other is case.cover or not isinstance(other, CaseCover) or other.title == case.cover.title:
            continue
        told = sum(getattr(other.client, key) is not None for key in _INTRODUCED)
        written = any(
            reading is not None for reading in (other.date, other.record_date, other.worker_signature)
        )
        if told >= _LEAST_INTRODUCED and written:
            common = CaseIntake.model_fields.keys() & CaseCover.model_fields.keys()
            case.intake = CaseIntake(**{key: getattr(other, key) for key in common})
            case.more = [paper for paper in case.more if paper is not other]
            return


_LEAST_INTRODUCED = 2


def _add_guardians_papers(consent: Consent, others: Iterable[Paper]) -> None:
    """Take from a guardian's paper of its own (监护人授权书) what the consent form does not say of guardian and parents."""
    for other in others:
        if not isinstance(other, Consent):
            continue
        for name in _GUARDIANS:
            own, more = getattr(consent, name), getattr(other, name)
            for key in type(own).model_fields:
                said, told = getattr(own, key), getattr(more, key)
                if told is not None and (said is None or (said.blank and not told.blank)):
                    setattr(own, key, told)
        if consent.date is None and other.date is not None:
            consent.date = other.date
        if consent.client.signature is None:
            consent.client.signature = other.client.signature
        consent.family = [*consent.family, *other.family]


def _let_relatives_sign(consent: Consent) -> None:
    """Take the signature in the rows of relatives for the guardian's, where the form has no other place for it."""
    if any(getattr(consent, name).signature is not None for name in _GUARDIANS):
        return
    signed = [member.signature for member in consent.family if member.signature is not None]
    if signed:
        consent.guardian.signature = min(signed, key=lambda reading: _SIGNED.get(reading.mark, len(_SIGNED)))


_SIGNED = {Mark.HANDWRITTEN: 0, Mark.IMAGE: 1, Mark.STAMP: 2, Mark.TYPED: 3}
"""The best signature first; an empty cell comes last."""

_GUARDIANS = ("guardian", "father", "mother", "relative")


def _may_be_another(paper: Paper, kept: Paper) -> bool:
    """Tell whether a second paper of one kind has another title and tells much that the first does not."""
    if isinstance(paper, Consent) or not paper.title or fold(paper.title) == fold(kept.title):
        return False
    fields = [(getattr(paper, name), getattr(kept, name, None)) for name in _reading_fields(type(paper))]
    fields += [
        (getattr(paper.client, key), getattr(kept.client, key)) for key in type(paper.client).model_fields
    ]
    return sum(_filled_in(told) and not _filled_in(have) for told, have in fields) >= _MUCH


def _filled_in(field: Any) -> bool:
    return isinstance(field, Reading) and not field.blank


def _as_written(papers: list[Loose], normal: str) -> str:
    """Return the number as most papers write it: NY-H003, NY003, 〔2025〕NY-003号; blanks and dashes apart.

    Papers are joined by the normal spelling, which puts a hyphen before the serial; people look for their own.
    """
    written: Counter[str] = Counter()
    for loose in papers:
        number = loose.paper.number
        if number is None or loose.printed_number != normal:
            continue
        raw = "".join(number.raw.split()).translate(_DASHES)
        if raw == normal or _BRACKETED_YEAR.match(raw) or _PLAIN_NUMBER.fullmatch(raw):
            written[raw] += 1
    # Where two spellings are as frequent, the choice must not depend on the order of files.
    return min(written, key=lambda raw: (-written[raw], raw != normal, raw)) if written else normal


def identities(cluster: Cluster, record: Record, ids: dict[int, str]) -> list[PaperIdentity]:
    """Return whom each paper of ``cluster`` names and where it lies; ``ids`` gives record ids by cluster."""
    result = []
    for loose in cluster.papers:
        elsewhere = cluster.folder_record.get(id(loose))
        result.append(
            PaperIdentity(
                path=loose.path,
                form=loose.paper.form,
                place=loose.paper.place,
                number=loose.paper.number,
                name=loose.paper.client.name,
                folder_number=loose.claim.number,
                folder_name=loose.claim.name,
                folder_record=ids.get(id(elsewhere), "") if elsewhere is not None else "",
                expected_number=cluster.number,
                expected_name=record.name,
                conflict=loose.conflict,
            )
        )
    return result


def locate(papers: Iterable[Loose], number: str, places: Places) -> tuple[str, str]:
    """Return community and district: the papers' majority, else the path, else the number's initials."""
    communities: Counter[str] = Counter()
    districts: Counter[str] = Counter()
    paths: Counter[str] = Counter()
    first = ""
    for loose in papers:
        first = first or loose.path
        if loose.community:
            communities[loose.community] += 1
        elif found := places.from_path(loose.path):
            paths[found] += 1
        if loose.paper.district is not None and isinstance(loose.paper.district.value, str):
            districts[loose.paper.district.value] += 1
    community = _top(communities) or _top(paths) or places.from_number(number)
    return community, places.district(community, _top(districts), first)


def _top(counter: Counter[str]) -> str:
    return counter.most_common(1)[0][0] if counter else ""


def _where(papers: list[Loose]) -> str:
    return papers[0].unit.rpartition("/")[2] or papers[0].path if papers else ""


def _chronology(paper: Paper) -> tuple[int, date, date]:
    """Numbered papers by their number, then by day; undated ones last."""
    sequence = getattr(paper, "sequence", None)
    number = sequence.value if isinstance(sequence, Reading) and isinstance(sequence.value, int) else 10**6
    return (number, day_of(paper.date) or _LATE, day_of(paper.record_date) or _LATE)


@cache
def _reading_fields(model: type[Paper]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _filled(paper: Paper) -> int:
    values = (getattr(paper, name) for name in _reading_fields(type(paper)))
    return sum(1 for value in values if isinstance(value, Reading) and not value.blank)


def _first_number(papers: list[Loose], number: str) -> Reading | None:
    printed = [loose for loose in papers if loose.paper.number is not None]
    for loose in printed:
        if loose.printed_number == number:
            return loose.paper.number
    if number:
        path = papers[0].path if papers else ""
        return Reading(value=number, raw=number, label="档案编号", place=_path_place(path))
    return printed[0].paper.number if printed else None


def _path_place(path: str) -> Place:
    return Place(path=path)


def _client(papers: list[Loose], name: str) -> Person:
    """Return the client as the papers describe them: for each fact the first understood reading."""
    ordered = sorted(
        (loose for loose in papers if not loose.conflict),
        key=lambda loose: (
            _CLIENT_FIRST.index(loose.part) if loose.part in _CLIENT_FIRST else len(_CLIENT_FIRST)
        ),
    )
    merged: dict[str, Reading] = {}
    for loose in ordered or papers:
        client = loose.paper.client
        for key in _PERSON_KEYS:
            reading = getattr(client, key)
            if reading is None:
                continue
            have = merged.get(key)
            if have is None or _better(key, reading, have, name):
                merged[key] = reading
    return Person(**merged)


_PERSON_KEYS = tuple(key for key in Person.model_fields if key not in {"signature", "relation", "remark"})


def _better(key: str, reading: Reading, have: Reading, name: str) -> bool:
    if have.value is None:
        return reading.value is not None
    if key in {"name", "id_number"} and isinstance(have.value, str) and isinstance(reading.value, str):
        return is_masked(have.value) and not is_masked(reading.value)
    return False
