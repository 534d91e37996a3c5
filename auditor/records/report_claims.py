"""A statement of a report that does not follow from the figures beside it, whatever kind of reckoning found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.values.figures import Passage

Fault = Literal["percent", "sum", "level", "weights"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that does not follow from the figures beside it (or, with ``sure`` false, may not)."""

    fault: Fault
    passage: Passage
    what: str
    """In Chinese: what is stated."""
    why: str
    """In Chinese: what the figures give."""
    sure: bool = True
    other: Passage | None = None
    at: int = -1
    """Where the wrong figure stands in the passage's flat text; -1 where that is not told."""
