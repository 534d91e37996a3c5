"""A case of a report: paragraphs and tables in which ``⟦right|wrong⟧`` is what is consistent and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHOICE = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)⟧")
Rows = tuple[tuple[str, ...], ...]
Block = str | Rows

CONFLICT = "report-figure-conflict"
PERCENT = "report-percent-wrong"
LEVEL = "report-level-wrong"


@dataclass(frozen=True, slots=True)
class Case:
    """One report. ``rule`` "": nothing is wrong in either twin (what looks wrong and is not)."""

    name: str
    rule: str
    blocks: tuple[Block, ...]

    def written(self, wrong: bool) -> list[str | list[list[str]]]:
        """The blocks of one twin."""

        def chosen(text: str) -> str:
            return _CHOICE.sub(lambda m: m[2] if wrong else m[1], text)

        return [
            chosen(b) if isinstance(b, str) else [[chosen(c) for c in row] for row in b] for b in self.blocks
        ]


def case(name: str, rule: str, *blocks: Block) -> Case:
    """A case; see `Case`."""
    return Case(name, rule, blocks)
