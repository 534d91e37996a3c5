"""``contact-frequency``: clients must be contacted as often as their grade asks for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.contact_days import contacts_in, window_of
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed, unsure
from auditor.engine.seen import sure_day, sure_value
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.facts import present
from auditor.records.model import HouseholdArchive, Record

Graded = tuple[date, int, Reading]


class ContactFrequency(RecordCheck):
    """From the later of period start and opening up to the as-of date there must be floor(days / interval) contacts.

    The interval in days is that of the newest assessment's grade; a change of grade in the period applies from its date.
    ``intervals`` are the rule's defaults, which the station's ``[contacts]`` replaces. Visits and calls both count
    unless the station says otherwise. Source: the catalogue's settled readings.
    """

    check: Literal["contact-frequency"]
    intervals: str = "intervals"

    facts: ClassVar[frozenset[str]] = frozenset(
        {"needed", "had", "grade", "days", "from_day", "to_day", "interval"}
    )

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where there were fewer contacts than asked for."""
        if not isinstance(record, HouseholdArchive):
            return not_applicable()
        if not record.contacts and not any(archive.contacts for archive in context.station.archives):
            return not_checkable("档案文件夹中没有任何探访、电访记录")
        graded, uncertain_grades = self._grades(record)
        if not graded:
            return not_checkable("没有等级评估，或等级未能读出")
        window = window_of(record, context)
        if window is None:
            return not_applicable()
        start, end = window
        intervals = self._intervals(context)
        needed = self._needed(graded, intervals, start, end)
        if needed is None:
            return not_applicable()
        contacts = contacts_in(
            record, context, start, end, with_calls=context.station.config.contacts.calls_count
        )
        latest = graded[-1]
        if len(contacts.dated) >= needed:
            return passed(latest[2])
        facts: dict[str, Any] = {
            "needed": needed,
            "had": len(contacts.dated),
            "grade": latest[1],
            "days": (end - start).days,
            "from_day": start,
            "to_day": end,
            "interval": intervals.get(latest[1], 0),
        }
        readings = (latest[2], *(reading for _, reading in contacts.dated))
        if len(contacts.dated) + len(contacts.uncertain) >= needed:
            return unsure("有联系记录的日期或方式未能读出", *readings, *contacts.uncertain, **facts)
        if uncertain_grades:
            return unsure("有评估的日期或等级未能读出", *readings, *uncertain_grades, **facts)
        why = "有文件或内容未能读取，其中可能有联系记录"
        return accuse(record, context, *readings, parts="contacts", why=why, **facts)

    def _intervals(self, context: RuleContext) -> dict[int, int]:
        config = context.station.config
        if "contacts" in config.model_fields_set and "frequency" in config.contacts.model_fields_set:
            return dict(config.contacts.frequency)
        return {int(grade): int(days) for grade, days in context.resolve(self.intervals).items()}

    def _grades(self, record: HouseholdArchive) -> tuple[list[Graded], list[Reading]]:
        graded: list[Graded] = []
        uncertain: list[Reading] = []
        for assessment in record.assessments:
            reading, day = assessment.grade, sure_day(assessment.date)
            if day is None and len(record.assessments) == 1:
                day = date.min
            grade = sure_value(reading)
            if reading is not None and isinstance(grade, int) and day is not None:
                graded.append((day, grade, reading))
            elif reading is not None:
                uncertain.extend(present(reading, assessment.date))
        graded.sort(key=lambda item: item[0])
        return graded, uncertain

    def _needed(self, graded: list[Graded], intervals: dict[int, int], start: date, end: date) -> int | None:
        """Return how many contacts the grades in force between ``start`` and ``end`` ask for."""
        if len(graded) == 1:
            only = intervals.get(graded[0][1])
            return (end - start).days // only if only and end > start else None
        total = Fraction(0)
        asked = False
        for index, (day, grade, _) in enumerate(graded):
            begins = start if index == 0 else max(day, start)
            ends = min(graded[index + 1][0], end) if index + 1 < len(graded) else end
            if index + 1 < len(graded) and graded[index + 1][0] <= start:
                continue
            interval = intervals.get(grade)
            if interval and ends > begins:
                asked = True
                total += Fraction((ends - begins).days, interval)
        return int(total) if asked else None
