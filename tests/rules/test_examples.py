"""Every shipped rule proves itself: its examples are found, its near misses are not."""

from __future__ import annotations

import pytest

from auditor.engine.examples import run_examples
from auditor.engine.load import load_rules

RULES = load_rules()


def test_every_rule_file_loads() -> None:
    assert [str(error) for error in RULES.errors] == []


@pytest.mark.parametrize("rule_id", RULES.rules)
def test_examples_get_their_verdicts(rule_id: str) -> None:
    results = run_examples(RULES.rules[rule_id])
    wrong = [
        f"{result.name}: expected {result.expected}, got {result.got} {result.problem}"
        for result in results
        if not result.ok
    ]
    assert wrong == []


@pytest.mark.parametrize("rule_id", RULES.rules)
def test_every_rule_shows_a_near_miss_beside_what_it_finds(rule_id: str) -> None:
    examples = RULES.rules[rule_id].head.examples
    near_misses = [*examples.passes, *examples.not_applicable, *examples.not_checkable]
    assert len(examples.found) >= 1
    assert len(near_misses) >= 2, "one near miss is not proof enough"


@pytest.mark.parametrize("rule_id", RULES.rules)
def test_a_rule_is_named_like_its_file(rule_id: str) -> None:
    assert RULES.rules[rule_id].path.rsplit("/", 1)[-1] == f"{rule_id}.yaml"


def test_the_rules_of_this_catalogue_are_all_here() -> None:
    """The public names of the findings of cases, household archives, rosters and reading (see the catalogue)."""
    expected = {
        "case-guardian-phone-missing", "case-guardian-signature-missing", "case-consent-missing",
        "case-consent-signature-missing", "case-consent-late", "case-cover-category-conflict",
        "case-cover-category-ambiguous", "case-crisis-followup-late", "case-crisis-support-missing",
        "case-crisis-unrecognised", "case-approval-missing", "case-comment-unanswered",
        "case-closing-followup-missing", "case-documents-incomplete", "case-session-count-conflict",
        "case-dates-disordered", "case-theory-missing", "case-grade-priority", "case-narrative-duplicated",
        "archive-cover-grade-conflict", "archive-grade-signature-typed", "archive-grade-signature-missing",
        "archive-rating-conflict", "archive-rating-uniform", "archive-score-sum-wrong", "archive-grade-band-wrong",
        "archive-reassessment-overdue", "archive-elderly-alone-undergraded", "archive-visits-too-few",
        "archive-phone-only", "archive-collaboration-vague", "archive-collaboration-client-missing",
        "archive-identity-invalid", "archive-duplicated", "roster-count-conflict", "roster-archive-missing",
        "roster-archive-extra", "roster-grade-conflict", "file-unreadable", "file-unrecognised",
        "identifier-conflict",
    }  # fmt: skip
    assert expected <= set(RULES.rules)
