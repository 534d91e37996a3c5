"""How a message names the papers that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.records.model import Paper

NAMED = 3


def paper_names(papers: Iterable[Paper]) -> str:
    """Return the titles of ``papers``, each once, the first few of many; a paper without a title is a 文书."""
    titles = list(dict.fromkeys(" ".join(paper.title.split()) or "文书" for paper in papers))
    if len(titles) <= NAMED:
        return "、".join(titles)
    return "、".join(titles[:NAMED]) + f"等{len(titles)}种文书"
