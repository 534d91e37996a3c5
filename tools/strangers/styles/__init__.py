"""The layout styles of stranger archives: each module writes a `Station` down in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.strangers.scenario import Station
from tools.strangers.styles import by_kind, one_file, paragraphs, pdf_heavy, wps

Writer = Callable[[Station, Path, int], None]

STYLES: dict[str, Writer] = {
    "S1": by_kind.write,
    "S2": one_file.write,
    "S3": paragraphs.write,
    "S4": wps.write,
    "S5": pdf_heavy.write,
}
WITHOUT_DISTRICTS = {"S4"}
"""Styles whose stations have no audit.toml: findings about a district are neither asked for nor refused."""
