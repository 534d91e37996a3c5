"""The reports that an audit writes into a folder: one module each, found by listing this package.

A module that writes a report offers

* ``WRITES``: the name of the file ("report.html"),
* ``write(report, path)``: writes it; ``path`` ends in that name and its folder exists.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from auditor.config import StationConfig
from auditor.engine.rule import Rule
from auditor.findings.ledger import LedgerMerge
from auditor.findings.privacy import PersonMask
from auditor.findings.result import Result
from auditor.records.station import Station


@dataclass(frozen=True, slots=True)
class Report:
    """What a writer is given.

    Attributes:
        folder: root of the archive, to look at evidence again.
        result: what may be seen: masked, unless ``full_names``.
        original: the same result unmasked, finding by finding in the same order: for finding places, never for showing.
        station: the records.
        rules: those that ran.
        config: the station's settings.
        mask: hides personal data in texts that are not in ``result`` (file names, forms); None with ``full_names``.
        full_names: the user asked for names in full.
        compared: a baseline was given, so that the states of findings mean something.
        ledger: last time's rectification ledger laid over this run; None without ``--ledger``.
        template: the user's own Word template for ``report.docx``; None for the shipped one.
        scans: what was recognised on scanned pages, by path and page number, as `auditor.pages.store` writes it.
        sampled: how many subjects a sample left in the audit; None where the whole archive was audited.
    """

    folder: Path
    result: Result
    original: Result
    station: Station
    rules: Sequence[Rule]
    config: StationConfig
    mask: PersonMask | None
    full_names: bool = False
    compared: bool = False
    ledger: LedgerMerge | None = None
    template: Path | None = None
    sampled: int | None = None
    scans: Mapping[str, Mapping[int, bytes]] = field(default_factory=dict)

    def shown(self, text: str) -> str:
        """Return ``text`` as it may be seen."""
        return text if self.mask is None else self.mask.text(text)

    def shown_value(self, label: str, text: str) -> str:
        """Return what stands under ``label`` as it may be seen: addresses lose all below the street."""
        return text if self.mask is None else self.mask.value(label, text)


class Writer(Protocol):
    """The shape of a module that writes a report."""

    @property
    def WRITES(self) -> str:
        """Name of the file."""

    def write(self, report: Report, path: Path) -> None:
        """Write the report.

        Raises:
            OSError: the file cannot be written.
        """


@cache
def writers() -> dict[str, Writer]:
    """Return the writers of this package by the name of the file that each writes, in the order of the names."""
    package = importlib.import_module("auditor.outputs")
    found: dict[str, Writer] = {}
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        name = getattr(module, "WRITES", "")
        if not name:
            continue
        if name in found:
            raise ValueError(f"two modules write {name!r}")
        found[name] = cast(Writer, module)
    return dict(sorted(found.items()))
