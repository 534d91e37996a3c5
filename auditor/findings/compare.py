"""Two runs side by side: resolved, still there, new."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.findings.result import Finding, Result


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings by what became of them."""

    resolved: list[Finding]
    still_there: list[Finding]
    new: list[Finding]


def compare(old: list[Finding], new: list[Finding]) -> Comparison:
    """Match findings by their fingerprint."""
    old_ids = {finding.id for finding in old}
    new_ids = {finding.id for finding in new}
    return Comparison(
        resolved=[finding for finding in old if finding.id not in new_ids],
        still_there=[finding for finding in new if finding.id in old_ids],
        new=[finding for finding in new if finding.id not in old_ids],
    )


def mark_states(result: Result, baseline: Result) -> None:
    """Set ``state`` on the findings of ``result`` and list those of ``baseline`` that are resolved."""
    comparison = compare(baseline.findings, result.findings)
    for finding in comparison.still_there:
        finding.state = "still-there"
    result.resolved = comparison.resolved
