"""``phone-shared``: one telephone number must not stand for many unrelated clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.seen import see
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.facts import text_of
from auditor.records.model import Case, HouseholdArchive, Person, Record, Roster
from auditor.values.names import names_may_match
from auditor.values.text import fold


@dataclass(frozen=True, slots=True)
class Holder:
    """A client with a telephone number, and what shows whom he or she is related to."""

    name: str
    address: str
    number: str
    reading: Reading
    relatives: frozenset[str]


class PhoneShared(SetCheck):
    """More than ``most`` unrelated clients with one number are a finding.

    One person's several papers count once; people of one address, one archive number, or of whom one names the other as
    family, count as one.
    """

    check: Literal["phone-shared"]
    records: Literal["case"] = "case"
    most: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"phone", "count", "names"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per number that too many share, else one for the set."""
        by_phone: dict[str, list[Holder]] = defaultdict(list)
        for phone, holder in _holders(records):
            by_phone[phone].append(holder)
        most = context.number(self.most)
        clean = True
        for phone, holders in sorted(by_phone.items()):
            if len(holders) <= most:
                continue
            unrelated = _unrelated(holders)
            if len(unrelated) <= most:
                continue
            clean = False
            outcome = contradicts(
                *(holder.reading for holder in unrelated),
                phone=phone,
                count=len(unrelated),
                names="、".join(holder.name or holder.number for holder in unrelated[:6]),
            )
            outcome.key = phone
            yield outcome
        if clean:
            yield passed() if by_phone else not_checkable("没有读到服务对象的电话")


def _holders(records: RecordSet) -> Iterator[tuple[str, Holder]]:
    for kind in (Case.kind, HouseholdArchive.kind):
        for record in records.records(kind):
            yield from _own(record.client, record)
    for roster in records.records(Roster.kind):
        if isinstance(roster, Roster):
            for entry in roster.entries:
                seen = see(entry.phone)
                if seen.known and not entry.has_left.sure_true:
                    yield (
                        str(seen.value),
                        Holder(
                            _plain(entry.name),
                            _plain(entry.address),
                            _plain(entry.number),
                            seen.readings[0],
                            frozenset(),
                        ),
                    )


def _own(client: Person, record: Record) -> Iterator[tuple[str, Holder]]:
    seen = see(client.phone)
    if not seen.known:
        return
    family = [member for paper in record.papers for member in getattr(paper, "family", ())]
    named = [text_of(member.name) for member in family]
    number = str(record.number.value) if record.number is not None and record.number.value else ""
    yield (
        str(seen.value),
        Holder(
            record.name,
            _plain(client.address),
            number,
            seen.readings[0],
            frozenset(fold(n) for n in named if n),
        ),
    )


def _plain(reading: Reading | None) -> str:
    return fold(text_of(reading)).replace(" ", "")


def _unrelated(holders: list[Holder]) -> list[Holder]:
    """Return one holder for every family or person among ``holders``."""
    chosen: list[Holder] = []
    for holder in holders:
        if not any(_related(holder, other) for other in chosen):
            chosen.append(holder)
    return chosen


def _related(first: Holder, second: Holder) -> bool:
    if not (first.name or first.number) or not (second.name or second.number):
        return True
    if first.number and first.number == second.number:
        return True
    if first.name and second.name and (first.name == second.name or names_may_match(first.name, second.name)):
        return True
    if first.address and first.address == second.address:
        return True
    return first.name in second.relatives or second.name in first.relatives
