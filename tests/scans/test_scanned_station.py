"""The audit of the scanned samples: what must be found is found, and nothing is stated that is not so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.audit import AuditOptions, audit_folder

SAMPLES = Path(__file__).parents[2] / "sample_files"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    said = json.loads((SAMPLES / "expected_scanned.json").read_text(encoding="utf-8"))
    return list(said["findings"])


@pytest.fixture(scope="module")
def result() -> Any:
    return audit_folder(SAMPLES / "scanned_station", AuditOptions(cache=False)).result


def test_every_picture_is_read(result: Any) -> None:
    assert [f.path for f in result.files if f.status not in ("read", "skipped")] == []


def test_nothing_is_stated_that_is_not_so(result: Any, expected: list[dict[str, Any]]) -> None:
    wanted = {(e["rule"], e["subject"]["id"]) for e in expected if e["certainty"] == "sure"}
    sure = {(f.rule, f.subject.id) for f in result.findings if f.certainty == "sure"}
    assert sure <= wanted


def test_nine_in_ten_of_what_must_be_found_is_found_at_least_to_check(
    result: Any, expected: list[dict[str, Any]]
) -> None:
    found = {(f.rule, f.subject.id): f for f in result.findings}
    missed = [e for e in expected if (e["rule"], e["subject"]["id"]) not in found]
    assert len(missed) <= 0.1 * len(expected), missed
    for wanted in expected:
        finding = found.get((wanted["rule"], wanted["subject"]["id"]))
        if finding is not None and finding.certainty == "sure":
            paths = {e.path for e in finding.evidence}
            assert all(paths & set(place["paths"]) for place in wanted["evidence"]), wanted


def test_scanned_papers_have_the_same_findings_ids_as_their_originals(result: Any) -> None:
    """A fingerprint survives scanning: the Word originals of these papers stand in the other sample."""
    originals = audit_folder(SAMPLES / "station", AuditOptions()).result
    typed = {(f.rule, f.subject.kind, f.subject.id): f.id for f in originals.findings}
    both = [f for f in result.findings if (f.rule, f.subject.kind, f.subject.id) in typed]
    assert len(both) >= 5
    assert [f for f in both if f.id != typed[f.rule, f.subject.kind, f.subject.id]] == []
