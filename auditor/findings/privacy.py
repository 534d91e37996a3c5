"""Masking of a result: what leaves the program shows no names, phones, ID numbers or addresses unless asked to.

Paths are addresses of evidence: they stay whole in the data, because a masked path leads nowhere; outputs that show file
names to people mask them with `PersonMask.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from auditor.findings.result import Finding, Result
from auditor.forms.model import Reading
from auditor.records.station import Station
from auditor.values.masking import NameMask, mask_address, mask_name, mask_text
from auditor.values.names import clean_name, looks_like_name

MAX_DEPTH = 6
MAX_NAMES_TEXT = 200
_BETWEEN_NAMES = re.compile(r"[、，,;；/\n（(）):：]")
_ADDRESS_LABELS = ("地址", "住址", "住所", "居住地", "户籍地")


class PersonMask:
    """Masks the names of an archive's clients, families and volunteers, and everybody's phones, ID numbers, addresses.

    Names of the staff that ``audit.toml`` lists stay. A worker whom only papers name stays too, unless some paper has
    the same name for a client: then hiding too much is better than too little.
    """

    def __init__(self, station: Station) -> None:
        self._fill(_names(station), {member.name for member in station.config.staff})

    @classmethod
    def of_names(cls, names: Iterable[str]) -> PersonMask:
        """Return a mask for the given names, without a station."""
        mask = cls.__new__(cls)
        mask._fill(names, set())
        return mask

    def _fill(self, names: Iterable[str], staff: set[str]) -> None:
        self._known = {name for name in names if name not in staff}
        self._names = NameMask(self._known)

    @property
    def names(self) -> frozenset[str]:
        """The full names that are hidden."""
        return frozenset(self._known)

    def text(self, text: str) -> str:
        """Return ``text`` with personal data masked."""
        return mask_text(text, self._names)

    def value(self, label: str, text: str) -> str:
        """Return what stands under ``label`` with personal data masked, addresses too."""
        if any(word in label for word in _ADDRESS_LABELS):
            return mask_text(mask_address(text), self._names)
        return self.text(text)

    def subject(self, kind: str, subject_id: str) -> str:
        """Return a subject's id; where the id is a person's name, it is masked."""
        if kind in ("community", "district", "station", "file"):
            return subject_id
        return mask_name(subject_id) if subject_id in self._known else self.text(subject_id)


def mask_result(result: Result, station: Station) -> Result:
    """Return a copy of ``result`` with personal data masked in every text; identities and numbers stay."""
    mask = PersonMask(station)
    copy = result.model_copy(deep=True)
    for finding in (*copy.findings, *copy.resolved, *(entry.finding for entry in copy.unconfirmed)):
        _mask_finding(finding, mask)
    for record in copy.records:
        record.id = mask.subject(record.kind, record.id)
    for entry in copy.files:
        entry.reason = mask.text(entry.reason) if entry.reason else entry.reason
    for praise in copy.praise:
        praise.message = mask.text(praise.message)
    for prior in copy.prior:
        prior.text = mask.text(prior.text)
        prior.papers = [mask.subject("prior-concern", paper) for paper in prior.papers]
    for waived in copy.waived:
        waived.reason = mask.text(waived.reason)
    copy.failures = [mask.text(failure) for failure in copy.failures]
    return copy


def _mask_finding(finding: Finding, mask: PersonMask) -> None:
    finding.subject.id = mask.subject(finding.subject.kind, finding.subject.id)
    finding.message = mask.text(finding.message)
    finding.advice = mask.text(finding.advice)
    for evidence in finding.evidence:
        evidence.text = mask.value(evidence.label, evidence.text)
        evidence.label = mask.text(evidence.label)


def _names(station: Station) -> Iterator[str]:
    for record in station.records:
        if record.name and looks_like_name(record.name):
            yield record.name
        yield from _names_in(record, 0)
    for paper in station.unplaced:
        if paper.name and looks_like_name(paper.name):
            yield paper.name


def _names_in(part: object, depth: int) -> Iterator[str]:
    """Yield what stands in every field called ``name`` and in every list of single readings that look like names."""
    if depth > MAX_DEPTH or not isinstance(part, BaseModel):
        return
    for key, value in part.__dict__.items():
        if isinstance(value, Reading):
            if key == "name":
                yield from spellings(value)
        elif isinstance(value, BaseModel):
            yield from _names_in(value, depth + 1)
        elif isinstance(value, list):
            for item in value:
                yield from spellings(item) if isinstance(item, Reading) else _names_in(item, depth + 1)


def spellings(reading: Reading | None) -> Iterator[str]:
    """Yield the names that ``reading`` gives, as read and as printed.

    Remarks are dropped (温立仁(已故)), several names of one cell come singly, inner spaces are kept beside (王 小 明).
    """
    if reading is None:
        return
    value = reading.value if isinstance(reading.value, str) else ""
    for text in dict.fromkeys((value, reading.raw[:MAX_NAMES_TEXT])):
        for part in _BETWEEN_NAMES.split(text):
            name = clean_name(part)
            if not looks_like_name(name):
                continue
            yield name
            printed = part.strip()
            if printed != name and "".join(printed.split()) == name:
                yield printed
