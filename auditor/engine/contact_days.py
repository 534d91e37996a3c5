"""When a household was contacted, and in which stretch of time contacts are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from auditor.engine.check import RuleContext
from auditor.engine.seen import sure_day
from auditor.forms.model import Reading
from auditor.records.model import Contact, HouseholdArchive


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
    cover, registration = archive.cover, archive.registration
    day = sure_day(cover.opened) if cover is not None else None
    if day is None and registration is not None:
        day = sure_day(registration.date)
    return sure_day(cover.date) if day is None and cover is not None else day


def contacts_in(
    archive: HouseholdArchive, context: RuleContext, start: date, end: date, *, with_calls: bool = True
) -> Contacts:
    """Return the contacts between two days, both included; ``dated`` leaves calls out unless ``with_calls``.

    Several rules ask for the same stretch of time; what they get is kept for the run and must not be changed.
    """
    return context.about(
        archive, ("contacts", start, end, with_calls), lambda: _contacts_in(archive, start, end, with_calls)
    )


def _contacts_in(archive: HouseholdArchive, start: date, end: date, with_calls: bool) -> Contacts:
    contacts = Contacts()
    for contact in archive.contacts:
        reading = contact.date
        if reading is None:
            continue
        day = sure_day(reading)
        if day is None:
            contacts.uncertain.append(reading)
            continue
        if not start <= day <= end:
            continue
        entry = (day, reading)
        is_call, is_visit, known = _way(contact)
        contacts.ways_known += known
        if is_visit:
            contacts.visits.append(entry)
        elif is_call:
            contacts.calls.append(entry)
        if with_calls or is_visit:
            contacts.dated.append(entry)
        elif not is_call:
            contacts.uncertain.append(reading)
    return contacts


def _way(contact: Contact) -> tuple[bool, bool, bool]:
    """Return whether a contact was a call, whether it was a visit, and whether the paper says which, legibly or not."""
    method = contact.method
    if method is None:
        told = way_told(contact.narrative)
        return told == "call", told == "visit", bool(told)
    ways = method.value if isinstance(method.value, tuple) else (method.value,)
    return "call" in ways, "visit" in ways, True
