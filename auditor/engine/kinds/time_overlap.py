"""``time-overlap``: one worker cannot serve face to face in two places at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, passed
from auditor.engine.unread import contradicts
from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import day_of, options_of, present, text_of
from auditor.records.model import Activity, Case, Group, HouseholdArchive, Paper, Record
from auditor.values.names import clean_name, looks_like_name
from auditor.values.text import fold
from auditor.values.times import parse_time_span

_FAR = re.compile(r"电[访话]|call|致电|来电|去电|微信|线上|网络|视频|短信|qq|书信", re.IGNORECASE)
_NEAR = re.compile(r"面谈|面访|入户|家访|走访|上门|探访|visit|陪同|陪诊|会谈|面对面|实地", re.IGNORECASE)
_LISTED = re.compile(r"[、,，;；/\s]+|和|及|与")
_MIN_MINUTES = 1
_SAME_STORY = 12


@dataclass(frozen=True, slots=True)
class _Service:
    record: Record
    paper: Paper
    day: date
    start: int
    end: int
    sure: bool
    readings: tuple[Reading, ...]


class TimeOverlap(SetCheck):
    """No two face-to-face services of one worker may overlap on one day.

    Only services with a day, a beginning and an end count; what ends when the next begins does not overlap. Calls and chats
    are not face to face; sessions of groups are, and activities as far as whoever is responsible for one is there, which is
    for a look. One visit written down in the files of two people of one household is one service.
    """

    check: Literal["time-overlap"]
    records: str = "case"

    facts: ClassVar[frozenset[str]] = frozenset({"worker", "day", "time", "other", "other_time"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per pair of overlapping services, and one for the set if there is none."""
        by_day: dict[tuple[str, date], list[_Service]] = defaultdict(list)
        kinds = (Case.kind, HouseholdArchive.kind, Group.kind, Activity.kind)
        for record in (one for kind in kinds for one in records.records(kind)):
            for service, workers in _services(record):
                for worker in workers:
                    by_day[worker, service.day].append(service)
        any_found = False
        for (worker, day), services in by_day.items():
            services.sort(key=lambda item: (item.start, item.end, item.record.id))
            for first, second in _overlapping(services):
                any_found = True
                yield _outcome(worker, day, first, second)
        if by_day and not any_found:
            yield passed()


def _overlapping(services: list[_Service]) -> Iterator[tuple[_Service, _Service]]:
    for number, first in enumerate(services):
        for second in services[number + 1 :]:
            if second.start >= first.end:
                break
            if min(first.end, second.end) - second.start >= _MIN_MINUTES and not _one_service(first, second):
                yield first, second


def _one_service(first: _Service, second: _Service) -> bool:
    """One service written down twice: in one record, for one household, or with one story."""
    if first.record is second.record or (first.record.name and first.record.name == second.record.name):
        return True
    ours, theirs = text_of(first.record.client.address), text_of(second.record.client.address)
    if ours and fold(ours).replace(" ", "") == fold(theirs).replace(" ", ""):
        return True
    names = [clean_name(record.name) for record in (first.record, second.record)]
    stories = [
        fold(text_of(getattr(service.paper, "narrative", None))).replace(" ", "")
        for service in (first, second)
    ]
    if any(len(name) > 1 and name in story for name, story in zip(names, reversed(stories), strict=True)):
        return True
    return len(stories[0]) >= _SAME_STORY and stories[0] == stories[1]


def _services(record: Record) -> Iterator[tuple[_Service, list[str]]]:
    papers: list[Paper] = []
    if isinstance(record, Case):
        papers = [*record.sessions, *record.followups, *record.contacts]
    elif isinstance(record, HouseholdArchive):
        papers = [*record.contacts]
    elif isinstance(record, Group):
        papers = [*record.held_sessions]
    elif isinstance(record, Activity) and record.summary is not None:
        papers = [record.summary]
    for paper in papers:
        span = _span(paper)
        if span is None or paper.date is None or (day := day_of(paper.date)) is None:
            continue
        # a group meets face to face; who is responsible for an activity need not be there all the time
        near = True if isinstance(record, Group) else _face_to_face(paper)
        if near is False:
            continue
        readings = present(paper.date, getattr(paper, "time", None), paper.worker or paper.worker_signature)
        sure = near is True and all(reading.confidence >= DOUBT for reading in readings)
        workers = _workers(paper)
        if not workers:
            # only a signature by hand: the worker responsible for the record probably signed it
            workers, sure = _responsible(record), False
        if workers:
            yield _Service(record, paper, day, *span, sure, readings), workers


def _span(paper: Paper) -> tuple[int, int] | None:
    for reading in (getattr(paper, "time", None), paper.date):
        if reading is None:
            continue
        span = parse_time_span(reading.raw or str(reading.value or ""))
        if span is not None and span.end is not None:
            start, end = span.start.hour * 60 + span.start.minute, span.end.hour * 60 + span.end.minute
            return (start, end) if end > start else None
    return None


def _face_to_face(paper: Paper) -> bool | None:
    method: Reading | None = getattr(paper, "method", None)
    said = fold(" ".join(str(option) for option in options_of(method)) or text_of(method))
    if not said:
        return None
    if _NEAR.search(said):
        return None if _FAR.search(said) else True
    return False if _FAR.search(said) else None


def _workers(paper: Paper) -> list[str]:
    names = []
    leader: Reading | None = getattr(paper, "leader", None)
    for reading in present(paper.worker, paper.worker_signature, leader):
        if isinstance(reading.value, str):
            for word in _LISTED.split(reading.value):
                name = clean_name(word)
                if looks_like_name(name) and "*" not in name:
                    names.append(name)
        if names:
            break
    return list(dict.fromkeys(names))


def _responsible(record: Record) -> list[str]:
    """The one worker that the record's other papers name; none where they name several."""
    named = {name for paper in record.papers for name in _workers(paper)}
    return sorted(named) if len(named) == 1 else []


def _outcome(worker: str, day: date, first: _Service, second: _Service) -> Outcome:
    facts: dict[str, Any] = {
        "worker": worker,
        "day": day,
        "time": _clock(first),
        "other": second.record.id,
        "other_time": _clock(second),
    }
    readings = (*first.readings, *second.readings)
    sure = first.sure and second.sure
    outcome = contradicts(*readings, unclear="" if sure else "服务方式或时间未能确认", **facts)
    record = first.record
    outcome.subject = Subject(record.kind, record.id, record.district, record.community)
    # Not the name: a scan read anew may spell it otherwise, and day and records say which visits are meant.
    outcome.key = f"{day.isoformat()} {second.record.id}"
    return outcome


def _clock(service: _Service) -> str:
    return (
        f"{service.start // 60:02d}:{service.start % 60:02d}-{service.end // 60:02d}:{service.end % 60:02d}"
    )
