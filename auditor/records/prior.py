"""One concern of the last evaluation (上期意见) and what became of it: the subject of `prior-finding-unresolved`."""

from __future__ import annotations

from typing import ClassVar

from auditor.records.parts import Record


class PriorConcern(Record):
    """Made after all other rules have run; it belongs to no paper of the archive."""

    kind: ClassVar[str] = "prior-concern"

    said: str = ""
    """What the last evaluation wrote."""
    status: str = ""
    """resolved, found-again, not-checked or human."""
    again: list[str] = []
    """Messages of this run's findings that show it again."""
    evidence: list[tuple[str, str, str]] = []
    """Path, label and text of each place that shows it again."""
    doubtful: bool = False
    """Only findings to be checked by eye show it again."""
    subject_kind: str = ""
    subject_id: str = ""
