"""The only door to the product: reading one paper, auditing one folder, and what kind of form a form id is."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

PARTS = {
    ("case", "cover"): "case-cover", ("case", "intake"): "case-intake", ("case", "consent"): "case-consent",
    ("case", "assessments"): "case-assessment", ("case", "plans"): "case-plan", ("case", "sessions"): "case-session",
    ("case", "crisis_records"): "case-crisis", ("case", "closing"): "case-closing", ("case", "followups"): "case-followup",
    ("household-archive", "cover"): "archive-cover", ("household-archive", "registration"): "archive-registration",
    ("household-archive", "assessments"): "archive-assessment", ("household-archive", "collaborations"): "archive-collaboration",
    ("household-archive", "plans"): "archive-plan",
}  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    from auditor.forms.load import load_forms

    out = {}
    for spec in load_forms().forms.values():
        kind = PARTS.get((spec.record, spec.part), "")
        if (spec.record, spec.part) == ("household-archive", "contacts"):
            kind = "archive-call" if "call" in spec.id or "phone" in spec.id else "archive-visit"
        elif spec.record == "roster":
            kind = "roster"
        out[spec.id] = kind
    return out


def form_kind(form_id: str) -> str:
    """The strangers' word for a form id, "" for forms that they do not draw."""
    return _kinds().get(form_id, "")


def read_paper(path: Path) -> Any:
    """Read one file as the product does."""
    from auditor.audit import read_file

    return read_file(path)


def audit_archive(folder: Path, as_of: date, previous: Path | None = None) -> Any:
    """Audit one folder without cache, held against the last evaluation's report if one is given; returns the result."""
    from auditor.audit import AuditOptions, audit_folder

    return audit_folder(folder, AuditOptions(as_of=as_of, cache=False, previous=previous)).result


def answered_concerns(folder: Path, as_of: date, previous: Path) -> list[Any]:
    """The concerns of a last evaluation and what became of them; none where the product cannot make out its report."""
    from auditor.errors import ConfigurationError

    try:
        return list(audit_archive(folder, as_of, previous).prior)
    except ConfigurationError:
        return []
