"""``contact-inversion``: clients of a higher need must not be contacted less often than those of a lower one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.contact_days import contacts_in
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.seen import see
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import HouseholdArchive


class ContactInversion(SetCheck):
    """Compares the mean number of contacts per client, grade by grade, within the service period.

    Found when a higher need gets less than ``share`` percent of what any lower need gets, with at least ``least`` clients
    in both grades. Source: the catalogue's settled readings.
    """

    check: Literal["contact-inversion"]
    records: Literal["household-archive"] = "household-archive"
    share: int | str
    least: int | str

    facts: ClassVar[frozenset[str]] = frozenset(
        {"higher", "lower", "higher_mean", "lower_mean", "higher_count", "lower_count"}
    )

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome for the set."""
        start, end = context.period
        end = min(end, context.as_of)
        grades = context.station.config.grades
        with_calls = context.station.config.contacts.calls_count
        counts: dict[int, list[int]] = defaultdict(list)
        evidence: dict[int, list[Reading]] = defaultdict(list)
        uncertain = False
        compared: list[HouseholdArchive] = []
        for record in records.records(HouseholdArchive.kind):
            if not isinstance(record, HouseholdArchive):
                continue
            grade = see(record.newest_grade)
            if not isinstance(grade.value, int):
                continue
            contacts = contacts_in(record, context, start, end, with_calls=with_calls)
            uncertain = uncertain or not grade.known or bool(contacts.uncertain)
            compared.append(record)
            counts[grade.value].append(len(contacts.dated))
            evidence[grade.value].extend(grade.readings[:1])
        least, share = context.number(self.least), context.number(self.share)
        usable = sorted((g for g, found_ in counts.items() if len(found_) >= least), key=grades.need)
        if len(usable) < 2 or not any(sum(counts[g]) for g in usable):
            yield not_checkable("各等级的服务对象不足，或没有联系记录，不作比较")
            return
        means = {g: sum(counts[g]) / len(counts[g]) for g in usable}
        worst: tuple[float, int, int] | None = None
        for index, higher in enumerate(usable):
            for lower in usable[index + 1 :]:
                if means[lower] and means[higher] * 100 < share * means[lower]:
                    ratio = means[higher] / means[lower]
                    worst = min(worst, (ratio, higher, lower)) if worst else (ratio, higher, lower)
        if worst is None:
            yield passed()
            return
        _, higher, lower = worst
        facts: dict[str, Any] = {
            "higher": higher,
            "lower": lower,
            "higher_mean": round(means[higher], 1),
            "lower_mean": round(means[lower], 1),
            "higher_count": len(counts[higher]),
            "lower_count": len(counts[lower]),
        }
        readings = (*evidence[higher][:5], *evidence[lower][:5])
        uncertain = uncertain or any(context.station.unread_for(record, "contacts") for record in compared)
        yield contradicts(*readings, unclear="有文件、日期或等级未能读出" if uncertain else "", **facts)
