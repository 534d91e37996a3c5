"""Reports and tables that the forms were not written for: what is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import AuditOptions, audit_folder
from tests.progress import strange_papers, strange_papers_2
from tests.progress.strange_papers import Strange

RULES = ("indicator-", "staffing-", "training-", "report-")
PAPERS = {paper.name: paper for paper in (*strange_papers.all_papers(), *strange_papers_2.all_papers())}


def judge(paper: Strange, folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (missed, false) of one paper."""
    (folder / paper.name).write_bytes(paper.data)
    (folder / "audit.toml").write_text("as_of = 2025-03-10\n" + paper.toml, encoding="utf-8")
    audit = audit_folder(folder, AuditOptions(select=RULES, cache=False, jobs=1))
    assert not audit.result.failures
    left = list(paper.expected)
    false = []
    for finding in audit.result.findings:
        hits = [want for want in left if want[0] == finding.rule and want[1] in finding.message]
        for hit in hits:
            left.remove(hit)
        if not hits and not any(
            want[0] == finding.rule and want[1] in finding.message for want in paper.expected
        ):
            false.append((finding.rule, finding.message))
    return left, false


@pytest.mark.parametrize("name", PAPERS)
def test_finds_what_a_reader_finds_and_nothing_else(name: str, tmp_path: Path) -> None:
    missed, false = judge(PAPERS[name], tmp_path)
    assert (missed, false) == ([], [])
