"""``uniform``: ratings that never differ say nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, found, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import sure_value
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
        ratings: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
        said = _Folded()  # one form's items and ratings recur on every paper
        for record in records.records(self.records):
            for item in path.parts(record):
                if isinstance(item, AssessmentItem) and (rated := _rated(item, said)):
                    name, rating, reading = rated
                    ratings[name].append((rating, reading))
        least = context.number(self.least)
        share = context.number(self.share)
        uniform: list[tuple[str, str, int, int, Reading]] = []
        checked = False
        for name, entries in ratings.items():
            if len(entries) < least:
                continue
            checked = True
            rating, count = Counter(rating for rating, _ in entries).most_common(1)[0]
            if count * 100 >= share * len(entries):
                example = next(reading for value, reading in entries if value == rating)
                uniform.append((name, rating, count, len(entries), example))
        if not checked:
            yield not_checkable("评估表份数不足，不作判断")
        elif not uniform:
            yield passed()
        else:
            named = "、".join(
                f"“{name}”（{count}/{total}份为“{rating}”）" for name, rating, count, total, _ in uniform
            )
            first = uniform[0]
            yield found(
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


def _rated(item: AssessmentItem, said: _Folded) -> tuple[str, str, Reading] | None:
    name = sure_value(item.item)
    if name is None:
        return None
    for reading in (item.rating, item.score):
        value = sure_value(reading)
        if reading is not None and value is not None:
            text = "、".join(value) if isinstance(value, tuple) else str(value)
            return said[str(name)], said[text], reading
    return None
