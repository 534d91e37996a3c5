"""A whole station in everyday words: all its faults are found, and nothing else."""

from __future__ import annotations

from auditor.audit import AuditOptions, audit_folder
from tests.strangers_monitoring.everyday_words import FAULTS, write


def rules(root, *, faulty: bool) -> list[str]:
    write(root, b=faulty)
    return [finding.rule for finding in audit_folder(root, AuditOptions(cache=False, jobs=1)).result.findings]


def test_without_faults_nothing_is_said(tmp_path):
    assert rules(tmp_path / "站", faulty=False) == []


def test_every_fault_is_found(tmp_path):
    found = rules(tmp_path / "站", faulty=True)
    assert set(found) == FAULTS
    assert len(found) == len(FAULTS) + 1  # attendance differs in a session and at an activity
