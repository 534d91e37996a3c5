"""What a paper without a number is known by from run to run: what stands on it, not where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from auditor.findings.fingerprint import path_key
from auditor.records.model import Record, SoleRecord
from auditor.records.station import Station


def natural_keys(station: Station) -> Mapping[tuple[str, str], str]:
    """Return for (kind, id) of records that go by their file a key made of title, day, community and sheet.

    Only keys that one record of its kind has: two tables of one title stay known by their files.
    """
    keys = {
        (record.kind, record.id): key
        for record in station.records
        if path_key(record.id) and (key := _printed(record))
    }
    shared = Counter((kind, key) for (kind, _), key in keys.items())
    return {subject: key for subject, key in keys.items() if shared[subject[0], key] == 1}


def _printed(record: Record) -> str:
    if not isinstance(record, SoleRecord) or not record.title:
        return ""
    day = record.date.value if record.date is not None else None
    written = day.isoformat() if isinstance(day, date) else ""
    topic = record.name if record.kind == "meeting" else ""
    return "\x1e".join((record.title, topic, written, record.community, record.id.partition("#")[2]))
