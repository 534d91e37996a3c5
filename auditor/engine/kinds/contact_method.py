"""``contact-method``: clients must not be contacted by telephone alone."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.contact_days import contacts_in, window_of
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.records.model import HouseholdArchive, Record


class ContactMethod(RecordCheck):
    """Among the contacts of the period there must be at least one home visit, where there were any contacts."""

    check: Literal["contact-method"]

    facts: ClassVar[frozenset[str]] = frozenset({"calls", "from_day", "to_day"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where every contact of the period was a call."""
        if not isinstance(record, HouseholdArchive):
            return not_applicable()
        window = window_of(record, context)
        if window is None:
            return not_applicable()
        contacts = contacts_in(record, context, *window)
        if not contacts.dated and not contacts.uncertain:
            return not_checkable("周期内没有联系记录")
        if contacts.dated and not contacts.ways_known:
            return not_checkable("联系记录没有写明是探访还是电访")
        facts: dict[str, Any] = {"calls": len(contacts.calls), "from_day": window[0], "to_day": window[1]}
        readings = tuple(reading for _, reading in contacts.calls)
        if contacts.visits:
            return passed(contacts.visits[0][1])
        if len(contacts.calls) < len(contacts.dated) or contacts.uncertain or not contacts.calls:
            return unsure("有联系记录的方式或日期未能读出", *readings, *contacts.uncertain, **facts)
        why = "有文件或内容未能读取，其中可能有探访记录"
        return accuse(record, context, *readings, parts="contacts", why=why, **facts)
