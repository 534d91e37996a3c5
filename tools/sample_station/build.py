"""Puts the archive together."""

from __future__ import annotations

from pathlib import Path

from tools.sample_station import (
    cases,
    groups,
    households,
    monitoring,
    oddities,
    outcome,
    progress,
    rosters,
    second_wave,
    station,
)
from tools.sample_station.ledger import Ledger


def build(*, clean: bool = False, ledger: Ledger | None = None) -> Ledger:
    """The whole archive in memory.

    Args:
        clean: With every defect repaired.
        ledger: Where to write it down; a new ledger if None.

    Returns:
        The ledger with all files, expected findings and near misses.
    """
    ledger = Ledger(clean=clean) if ledger is None else ledger
    ledger.put("audit.toml", station.audit_toml().encode())
    cases.build(ledger)
    everyone = households.build(ledger)
    rosters.build(ledger, everyone)
    monitoring.build(ledger)
    outcome.build(ledger)
    groups.build(ledger)
    second_wave.build(ledger, everyone, cases.cases())
    progress.build(ledger)
    oddities.build(ledger)
    return ledger


def write(folder: Path, *, clean: bool = False) -> Ledger:
    """Writes the archive into ``folder``/station and ``expected.json`` beside it."""
    ledger = build(clean=clean)
    ledger.write(folder / "station")
    (folder / "expected.json").write_text(ledger.expected(), encoding="utf-8")
    return ledger
