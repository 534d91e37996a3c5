"""Unknown layouts of this area's forms: what is found, and that nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import AuditOptions, audit_folder
from tests.strangers_monitoring import more_archives as _more
from tests.strangers_monitoring.archives import ARCHIVES, Archive

assert _more.__doc__  # importing it registers its archives

RULES = frozenset(
    path.stem
    for folder in ("monitoring", "outcome")
    for path in (Path(__file__).resolve().parents[2] / "rules" / folder).glob("*.yaml")
) | {"worker-time-overlap"}


def compare(archive: Archive, root: Path) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Write and audit ``archive``; return what it should have found and did not, and what it should not have found."""
    archive.write(root)
    audit = audit_folder(root, AuditOptions(cache=False, jobs=1))
    wanted = list(archive.findings)
    extra: list[tuple[str, str, str]] = []
    for finding in audit.result.findings:
        if finding.rule not in RULES:
            continue
        match = next(
            (
                item
                for item in wanted
                if item[0] == finding.rule
                and item[2] == finding.certainty
                and any(item[1] in evidence.path for evidence in finding.evidence)
            ),
            None,
        )
        if match is None:
            extra.append((finding.rule, finding.certainty, finding.message))
        else:
            wanted.remove(match)
    return wanted, extra


@pytest.mark.parametrize("make", ARCHIVES, ids=lambda make: make.__name__)
def test_archive(make, tmp_path: Path) -> None:
    archive = make()
    missing, extra = compare(archive, tmp_path / archive.name)
    assert missing == []
    assert extra == []
