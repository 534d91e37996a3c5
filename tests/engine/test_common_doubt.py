"""Content that was not read in nearly every record is one cause, not a question about each of them."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.engine.examples import build_record, station_of
from auditor.engine.load import load_rules
from auditor.engine.run import RuleRun, run_rules
from auditor.records.parts import UnreadNeighbour

RULE = load_rules().rules["case-session-count-conflict"]
SESSIONS = [{"sequence": 1}, {"sequence": 2}]


def run(doubted: int, others: int) -> RuleRun:
    cases = []
    for number in range(doubted + others):
        told = 5 if number < doubted else 2
        case = build_record("case", {"sessions": SESSIONS, "closing": {"session_count": told}})
        case.id, case.files = f"C-{number:03}", [f"C-{number:03}.docx"]
        if number < doubted:
            case.unread = [
                UnreadNeighbour(path=f"C-{number:03}.docx", reason="表格没有读懂", shape=f"{number}")
            ]
        cases.append(case)
    return run_rules([RULE], station_of(cases, {}), date(2025, 3, 10), (date(2024, 6, 15), date(2025, 6, 14)))


@pytest.mark.parametrize(("doubted", "others", "asked"), [(2, 0, 2), (4, 4, 4), (6, 2, 0), (9, 0, 0)])
def test_a_doubt_of_nearly_all_is_no_question_about_each(doubted: int, others: int, asked: int) -> None:
    result = run(doubted, others)
    (coverage,) = result.coverage
    assert len(result.findings) == coverage.unsure == asked
    assert coverage.not_checkable == doubted - asked
    assert coverage.passed == others
