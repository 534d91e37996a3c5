"""Who is responsible for what a finding is about, as the papers themselves say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.findings.result import Finding
from auditor.records.model import Record, Roster
from auditor.records.station import Station
from auditor.values.names import clean_name


def responsible_workers(findings: Iterable[Finding], station: Station) -> dict[str, str]:
    """Return the responsible worker by finding id; findings whose papers name nobody are left out.

    The worker of a record is the one whom most of its papers name; of several named equally often the one named first.
    A finding about a file belongs to the worker of the record that the file belongs to.

    Args:
        findings: unmasked findings of the audit of ``station``.
        station: its records.
    """
    by_record: dict[tuple[str, str], str] = {}
    by_file: dict[str, str] = {}
    for record in station.records:
        worker = _worker(record)
        if worker:
            by_record.setdefault((record.kind, record.id), worker)
            for path in record.files:
                by_file.setdefault(path, worker)
    found = {}
    for finding in findings:
        key = (finding.subject.kind, finding.subject.id)
        worker = by_file.get(key[1], "") if key[0] == "file" else by_record.get(key, "")
        if not worker and finding.evidence:
            worker = by_file.get(finding.evidence[0].path, "")
        if worker:
            found[finding.id] = worker
    return found


def record_workers(station: Station) -> dict[tuple[str, str], str]:
    """Return the responsible worker by kind and id of the record; records whose papers name nobody are left out."""
    named = (((record.kind, record.id), _worker(record)) for record in station.records)
    return {key: worker for key, worker in named if worker}


def _worker(record: Record) -> str:
    if isinstance(record, Roster):  # a list names the workers of its rows, not one who answers for the list
        return ""
    names: Counter[str] = Counter()
    for paper in record.papers:
        if paper.worker is not None and isinstance(paper.worker.value, str):
            names[clean_name(paper.worker.value)] += 1
    names.pop("", None)
    return names.most_common(1)[0][0] if names else ""
