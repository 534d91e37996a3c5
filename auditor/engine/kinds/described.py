"""``described``: a paper must state certain facts, in a field of their own or in several smaller ones."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen, State, readings_of
from auditor.engine.unread import accuse, parts_of
from auditor.forms.model import Reading
from auditor.records.model import Part, Record


class Described(RecordCheck):
    """Every paper at ``of`` must have one of ``fields`` filled in; where it has none of them, one of ``instead``.

    Paths in ``fields`` and ``instead`` start from the paper.
    """

    check: Literal["described"]
    of: str
    fields: list[str]
    instead: list[str] = []

    facts: ClassVar[frozenset[str]] = frozenset({"count"})

    def paths(self) -> list[tuple[str, str]]:
        """Return the full paths."""
        return [
            *(("fields", f"{self.of}.{path}") for path in self.fields),
            *(("instead", f"{self.of}.{path}") for path in self.instead),
        ]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the papers whose fields are all empty."""
        empty: list[Reading] = []
        doubtful: list[Reading] = []
        good: list[Reading] = []
        for paper in compile_path(type(record), self.of).parts(record):
            asked = self._asked(paper)
            if any(item.written for item in asked):
                good.extend(readings_of(asked))
            elif any(item.state is State.UNCLEAR for item in asked):
                doubtful.extend(readings_of(asked))
            elif asked:
                empty.extend(readings_of(asked))
        if empty:
            return accuse(record, context, *empty, copies_of=parts_of([self.of]), count=len(empty))
        if doubtful:
            return unsure("填写内容未能读准", *doubtful)
        return passed(*good) if good else not_checkable("没有这份文书，或表格没有这一栏")

    def _asked(self, paper: Part) -> list[Seen]:
        for paths in (self.fields, self.instead):
            seen = [item for path in paths for item in compile_path(type(paper), path).seen(paper)]
            asked = [item for item in seen if item.state is not State.ABSENT]
            if asked:
                return asked
        return []
