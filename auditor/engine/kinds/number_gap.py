"""``number-gap``: the numbers of one series must follow each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import AbsentPaper, Outcome, Subject, not_checkable, passed
from auditor.engine.unread import contradicts
from auditor.records.facts import text_of
from auditor.records.model import Record, Roster

_SPLIT = re.compile(r"^(.*?)(\d{1,5})$")


class NumberGap(SetCheck):
    """Looks for numbers left out between the first and the last of a series.

    A series is what stands before the last digits. One of fewer than ``least`` numbers, or of which more than ``share``
    percent are left out, is a selection of archives rather than a series with gaps, and is not judged. A number that a
    list or any other paper names is accounted for (moved away, archive missing: other rules' matter).
    """

    check: Literal["number-gap"]
    records: Literal["case"] = "case"
    kinds: list[str]
    least: int | str
    share: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"series", "missing", "count", "first", "last"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per series."""
        station = context.station
        numbers = {*_listed(station.of_kind(Roster.kind)), *(paper.number for paper in station.unplaced)}
        mentioned: dict[str, set[int]] = defaultdict(set)
        for number in numbers:
            if match := _SPLIT.match(number):
                mentioned[match.group(1)].add(int(match.group(2)))
        judged = False
        for kind in self.kinds:
            series: dict[str, dict[int, list[Record]]] = defaultdict(lambda: defaultdict(list))
            for record in records.records(kind):
                number = text_of(record.number)
                match = _SPLIT.match(number)
                if match and "*" not in number:
                    series[match.group(1)][int(match.group(2))].append(record)
            for prefix, holders in sorted(series.items()):
                outcome = self._judge(prefix, holders, mentioned.get(prefix, set()), context)
                if outcome is not None:
                    judged = True
                    yield outcome
        if not judged:
            yield not_checkable("没有可以核对的连续编号")

    def _judge(
        self,
        prefix: str,
        holders: dict[int, list[Record]],
        accounted: set[int],
        context: RuleContext,
    ) -> Outcome | None:
        first, last = min(holders), max(holders)
        if len(holders) < context.number(self.least):
            return None
        width = max(len(_SPLIT.match(text_of(r.number)).group(2)) for rs in holders.values() for r in rs[:1])  # type: ignore[union-attr]
        missing = [n for n in range(first, last + 1) if n not in holders and n not in accounted]
        if len(missing) * 100 > context.number(self.share) * (last - first + 1):
            return None
        members = [record for records in holders.values() for record in records]
        communities = {record.community for record in members}
        some = members[0]
        if len(communities) == 1 and some.community:
            subject = Subject("community", some.community, some.district, some.community)
        else:
            subject = Subject("station", context.station.config.station or "本站")
        if not missing:
            outcome = passed()
            outcome.subject = subject
            return outcome
        names = [f"{prefix}{n:0{width}d}" for n in missing]
        facts: dict[str, Any] = {
            "series": prefix.rstrip("-—_"),
            "missing": "、".join(names[:10]),
            "count": len(missing),
            "first": f"{prefix}{first:0{width}d}",
            "last": f"{prefix}{last:0{width}d}",
        }
        absent = tuple(
            AbsentPaper(holders[near][0].files[0], name, "未见该编号的档案")
            for n, name in zip(missing[:10], names, strict=False)
            if (near := max(m for m in holders if m < n)) and holders[near][0].files
        )
        tree = {_above(path) for record in members for path in record.files}
        unread = any(
            any(name in file.path for name in names) or _above(file.path) in tree or file.folder in tree
            for file in context.station.unread_files
        )
        unclear = "有文件未能读取，可能属于所缺编号" if unread else ""
        outcome = contradicts(unclear=unclear, absent=absent, **facts)
        outcome.subject = subject
        outcome.key = prefix
        return outcome


def _above(path: str) -> str:
    """The folder in which the folders of the series lie."""
    return path.rpartition("/")[0].rpartition("/")[0]


def _listed(rosters: Iterable[Record]) -> set[str]:
    return {
        text_of(entry.number)
        for roster in rosters
        if isinstance(roster, Roster)
        for entry in roster.entries
        if entry.number is not None
    }
