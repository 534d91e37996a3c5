"""Kinds of records by the name that rules and forms use."""

from __future__ import annotations

from auditor.records.model import (
    Activity,
    Case,
    Group,
    HouseholdArchive,
    Meeting,
    PaperFile,
    Record,
    Roster,
    ServicePlan,
)

RECORD_KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (Case, HouseholdArchive, Roster, Group, Activity, Meeting, ServicePlan, PaperFile)
}
