"""``uniform``: ratings that never differ say nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import sure_value
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import RECORD_KINDS, AssessmentItem
from auditor.values.text import fold


class Uniform(SetCheck):
    """Among at least ``least`` papers no item of the table at ``of`` may get one rating in ``share`` percent or more.

    Where the form has no rating column the score is the rating.
    """

    check: Literal["uniform"]
    of: str
    least: int | str
    share: int | str

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"items", "count", "percent", "rating"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome for the set, naming every uniform item."""
        path = compile_path(RECORD_KINDS[self.records], self.of)
        ratings: dict[str, dict[str, _Given]] = defaultdict(dict)
        said = _Folded()  # one form's items and ratings recur on every paper
        for record in records.records(self.records):
            for item in path.parts(record):
                name = sure_value(item.item) if isinstance(item, AssessmentItem) else None
                if name is None or (reading := _rating(item)) is None:
                    continue
                value = reading.value
                rating = said["、".join(value) if isinstance(value, tuple) else str(value)]
                given = ratings[said[str(name)]]
                if rating in given:
                    given[rating].count += 1
                else:
                    given[rating] = _Given(rating, reading)
        least = context.number(self.least)
        share = context.number(self.share)
        uniform: list[tuple[str, str, int, int, Reading]] = []
        checked = False
        for name, given in ratings.items():
            total = sum(one.count for one in given.values())
            if total < least:
                continue
            checked = True
            most = max(given.values(), key=lambda one: one.count)
            if most.count * 100 >= share * total:
                uniform.append((name, most.rating, most.count, total, most.example))
        if not checked:
            yield not_checkable("评估表份数不足，不作判断")
        elif not uniform:
            yield passed()
        else:
            named = "、".join(
                f"“{name}”（{count}/{total}份为“{rating}”）" for name, rating, count, total, _ in uniform
            )
            first = uniform[0]
            yield contradicts(
                *(entry[4] for entry in uniform),
                items=named,
                count=first[3],
                percent=first[2] * 100 // first[3],
                rating=first[1],
            )


class _Folded(dict[str, str]):
    """Folded texts by the text as it was read."""

    def __missing__(self, text: str) -> str:
        folded = self[text] = fold(text)
        return folded


@dataclass(slots=True)
class _Given:
    """A rating of an item, the first paper's reading of it, and how many papers give it."""

    rating: str
    example: Reading
    count: int = 1


def _rating(item: AssessmentItem) -> Reading | None:
    if sure_value(item.rating) is not None:
        return item.rating
    return item.score if sure_value(item.score) is not None else None
