"""When a household was contacted, and in which stretch of time contacts are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from auditor.engine.check import RuleContext
from auditor.engine.seen import State, see
from auditor.forms.model import Reading
from auditor.records.model import HouseholdArchive


@dataclass(slots=True)
class Contacts:
    """Contacts of a stretch of time, and those whose date or method could not be read."""

    dated: list[tuple[date, Reading]] = field(default_factory=list)
    calls: list[tuple[date, Reading]] = field(default_factory=list)
    visits: list[tuple[date, Reading]] = field(default_factory=list)
    uncertain: list[Reading] = field(default_factory=list)
    ways_known: int = 0
    """Contacts of which the form or the narrative says whether they were visits or calls, legibly or not."""


_VISIT_TOLD = re.compile(
    r"上门|入户|家访|登门|到(?:其|服务对象|老人|长者)?(?:的)?家中?(?:探|看|拜)|社工到访|社工到达"
)
_CALL_TOLD = re.compile(
    r"电访|致电|去电|来电|通过电话|电话(?:联系|访问|探访|回访|慰问|问候|关怀|中|里|了解|跟进)|通话"
)


def way_told(narrative: Reading | None) -> str:
    """Return "visit" or "call" where a contact's narrative says which it was, "" where it does not.

    Where both are named (致电后上门), it was a visit.
    """
    if narrative is None:
        return ""
    if _VISIT_TOLD.search(narrative.raw):
        return "visit"
    return "call" if _CALL_TOLD.search(narrative.raw) else ""


def window_of(archive: HouseholdArchive, context: RuleContext) -> tuple[date, date] | None:
    """Return the days from the later of period start and opening to the earlier of as-of date and period end."""
    start, end = context.period
    end = min(end, context.as_of)
    opened = opening_day(archive)
    if opened is not None:
        start = max(start, opened)
    return (start, end) if start < end else None


def opening_day(archive: HouseholdArchive) -> date | None:
    """Return the day on which the archive was opened, as its cover or registration says."""
    candidates = (
        archive.cover.opened if archive.cover else None,
        archive.registration.date if archive.registration else None,
        archive.cover.date if archive.cover else None,
    )
    for reading in candidates:
        seen = see(reading)
        if seen.known and isinstance(seen.value, date):
            return seen.value
    return None


def contacts_in(archive: HouseholdArchive, start: date, end: date, *, with_calls: bool = True) -> Contacts:
    """Return the contacts between two days, both included; ``dated`` leaves calls out unless ``with_calls``."""
    contacts = Contacts()
    for contact in archive.contacts:
        day, method = see(contact.date), see(contact.method)
        if not day.known or not isinstance(day.value, date):
            if day.state is not State.ABSENT:
                contacts.uncertain.extend(day.readings)
            continue
        if not start <= day.value <= end:
            continue
        entry = (day.value, day.readings[0])
        ways = method.value if isinstance(method.value, tuple) else (method.value,)
        if method.state is State.ABSENT:
            ways = (way_told(contact.narrative),)
        is_call, is_visit = "call" in ways, "visit" in ways
        contacts.ways_known += is_call or is_visit or method.state is not State.ABSENT
        if is_visit:
            contacts.visits.append(entry)
        elif is_call:
            contacts.calls.append(entry)
        if with_calls or is_visit:
            contacts.dated.append(entry)
        elif not is_call:
            contacts.uncertain.append(entry[1])
    return contacts
