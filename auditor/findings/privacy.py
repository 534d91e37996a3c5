"""Masking of a result: what leaves the program shows no names, phones, ID numbers or addresses unless asked to.

Paths are addresses of evidence: they stay whole in the data, because a masked path leads nowhere; outputs that show file
names to people mask them with `PersonMask.text`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from auditor.findings.result import Finding, Result
from auditor.forms.model import Reading
from auditor.records.model import FamilyMember, Person, RosterEntry
from auditor.records.station import Station
from auditor.values.masking import NameMask, mask_name, mask_text
from auditor.values.names import looks_like_name

MAX_DEPTH = 6


class PersonMask:
    """Masks the names of an archive's clients, families and volunteers, and everybody's phones, ID numbers, addresses."""

    def __init__(self, station: Station) -> None:
        staff = {member.name for member in station.config.staff} | set(station.workers)
        names = {name for name in _names(station) if name not in staff}
        self._names = NameMask(names)
        self._known = names

    def text(self, text: str) -> str:
        """Return ``text`` with personal data masked."""
        return mask_text(text, self._names)

    def subject(self, kind: str, subject_id: str) -> str:
        """Return a subject's id; where the id is a person's name, it is masked."""
        if kind in ("community", "district", "station", "file"):
            return subject_id
        return mask_name(subject_id) if subject_id in self._known else self.text(subject_id)


def mask_result(result: Result, station: Station) -> Result:
    """Return a copy of ``result`` with personal data masked in every text; identities and numbers stay."""
    mask = PersonMask(station)
    copy = result.model_copy(deep=True)
    for finding in (*copy.findings, *copy.resolved):
        _mask_finding(finding, mask)
    for record in copy.records:
        record.id = mask.subject(record.kind, record.id)
    for entry in copy.files:
        entry.reason = mask.text(entry.reason) if entry.reason else entry.reason
    for praise in copy.praise:
        praise.message = mask.text(praise.message)
    for prior in copy.prior:
        prior.text = mask.text(prior.text)
    return copy


def _mask_finding(finding: Finding, mask: PersonMask) -> None:
    finding.subject.id = mask.subject(finding.subject.kind, finding.subject.id)
    finding.message = mask.text(finding.message)
    finding.advice = mask.text(finding.advice)
    for evidence in finding.evidence:
        evidence.text = mask.text(evidence.text)
        evidence.label = mask.text(evidence.label)


def _names(station: Station) -> Iterator[str]:
    for record in station.records:
        if record.name and looks_like_name(record.name):
            yield record.name
        yield from _names_in(record, 0)


def _names_in(part: object, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    if isinstance(part, Person | FamilyMember | RosterEntry):
        name = part.name
        if isinstance(name, Reading) and isinstance(name.value, str) and looks_like_name(name.value):
            yield name.value
    if isinstance(part, BaseModel):
        for value in part.__dict__.values():
            if isinstance(value, BaseModel):
                yield from _names_in(value, depth + 1)
            elif isinstance(value, list):
                for item in value:
                    yield from _names_in(item, depth + 1)
