"""Groups and plans of stations whose papers look unlike the sample station's: what must be found is, nothing else is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from auditor.audit import AuditOptions, audit_folder
from tests.strangers_groups.archives import MAKERS, Expected

RULES = (
    "group-", "plan-", "survey-", "callback-", "template-", "approval-before", "id-sequence", "file-", "name-conflict",
    "phone-shared",
)  # fmt: skip
CONFIG = "as_of = 2025-09-30\nperiod = { start = 2025-01-01, end = 2025-12-31 }\n"


def found_in(root: Path) -> list[tuple[str, str, str, str]]:
    """(rule, kind, subject's id, certainty) of every finding of these areas."""
    (root / "audit.toml").write_text(CONFIG, encoding="utf-8")
    result = audit_folder(root, AuditOptions(cache=False, jobs=1)).result
    return [
        (item.rule, item.subject.kind, item.subject.id, item.certainty)
        for item in result.findings
        if item.rule.startswith(RULES)
    ]


def matched(
    expected: Expected, found: Iterable[tuple[str, str, str, str]]
) -> tuple[Expected, list[tuple[str, ...]]]:
    """What of the expected was found for sure, and what was found beyond it."""
    found = list(found)
    hit = {
        want
        for want in expected
        for got in found
        if got[:2] == want[:2] and want[2] in got[2] and got[3] == "sure"
    }
    beyond = [got for got in found if not any(got[:2] == want[:2] and want[2] in got[2] for want in expected)]
    return hit, beyond


@pytest.mark.parametrize("name", MAKERS)
def test_everything_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    expected = MAKERS[name](tmp_path)
    hit, beyond = matched(expected, found_in(tmp_path))
    assert expected - hit == set()
    assert beyond == []
