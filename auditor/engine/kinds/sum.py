"""``sum``: parts must add up to a stated total."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, readings_of
from auditor.engine.unread import accuse, parts_of
from auditor.records.model import Record

_TOLERANCE = 0.005
"""Half of the last digit that forms show; sums of one-decimal scores differ by less than this only through binary
fractions."""


_NUMBERS = (int, float)


class Sum(RecordCheck):
    """For every paper at ``papers``, the numbers at ``items`` (relative to it) must add up to the one at ``total``.

    An empty item counts as nothing scored, unless all are empty; an item that could not be read makes the sum unknown.
    """

    check: Literal["sum"]
    papers: str
    items: str
    total: str

    facts: ClassVar[frozenset[str]] = frozenset({"stated_total", "sum", "difference"})

    def paths(self) -> list[tuple[str, str]]:
        """Return the full paths of items and total."""
        return [("items", f"{self.papers}.{self.items}"), ("total", f"{self.papers}.{self.total}")]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND for the first paper whose sum differs from its total."""
        good: Outcome | None = None
        uncertain: Outcome | None = None
        for paper in compile_path(type(record), self.papers).parts(record):
            outcome = self._check_paper(paper, record, context)
            if outcome is None:
                continue
            if outcome.verdict == "found":
                return outcome
            if outcome.verdict == "unsure":
                uncertain = uncertain or outcome
            else:
                good = outcome
        return uncertain or good or not_checkable("没有分项得分或总分")

    def _check_paper(self, paper: Record, record: Record, context: RuleContext) -> Outcome | None:
        total = compile_path(type(paper), self.total).first(paper)
        items = compile_path(type(paper), self.items).seen(paper)
        scored = [item for item in items if item.state is State.KNOWN and isinstance(item.value, _NUMBERS)]
        if total.state is not State.KNOWN or not isinstance(total.value, _NUMBERS) or len(scored) < 2:
            return None
        added = sum([float(item.value) for item in scored if isinstance(item.value, _NUMBERS)])
        if abs(added - float(total.value)) <= _TOLERANCE:
            return passed(*total.readings)
        facts: dict[str, Any] = {
            "stated_total": total.value,
            "sum": round(added, 2),
            "difference": round(float(total.value) - added, 2),
        }
        readings = (*total.readings, *readings_of(scored))
        unclear = [item for item in items if item.state is State.UNCLEAR]
        if unclear:
            return unsure("有分项得分未能读出", *readings, *readings_of(unclear), **facts)
        place = total.readings[0].place.path if total.readings else ""
        return accuse(
            record,
            context,
            *readings,
            stands=True,
            parts=parts_of([self.papers]),
            within=place,
            why="该文件有内容未能读取，其中可能还有分项",
            **facts,
        )
