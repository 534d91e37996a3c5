"""``unique``: one person must not have two records of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import FieldPath, compile_path, iter_known
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import RECORD_KINDS, Record


class Unique(SetCheck):
    """No two records may agree in all fields of one of the ``keys``; masked values (``*``) prove nothing."""

    check: Literal["unique"]
    keys: list[list[str]]

    facts: ClassVar[frozenset[str]] = frozenset({"other"})

    def paths(self) -> list[tuple[str, str]]:
        """Return the paths of all keys."""
        return [("keys", path) for key in self.keys for path in key]

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per record; of a pair the later one gets the finding."""
        everything = records.records(self.records)
        twin: dict[int, tuple[Record, tuple[Reading, ...]]] = {}
        keyed: set[int] = set()
        for key in self.keys:
            paths = [compile_path(RECORD_KINDS[self.records], path) for path in key]
            holders: dict[tuple[str, ...], list[tuple[Record, tuple[Reading, ...]]]] = defaultdict(list)
            for record in everything:
                values, readings = _values(record, paths)
                if values is not None:
                    keyed.add(id(record))
                    holders[values].append((record, readings))
            for entries in holders.values():
                (first, first_readings), *later = entries
                for record, readings in later:
                    twin.setdefault(id(record), (first, (*readings, *first_readings)))
        for record in everything:
            if id(record) in twin:
                other, readings = twin[id(record)]
                outcome = contradicts(*readings, other=other.id)
            else:
                outcome = passed() if id(record) in keyed else not_checkable("没有可比对的身份信息")
            outcome.subject = context.subject(record)
            yield outcome


def _values(record: Record, paths: list[FieldPath]) -> tuple[tuple[str, ...] | None, tuple[Reading, ...]]:
    """Return what identifies ``record``, with its readings; None where a part of it is unknown or masked."""
    values: list[str] = []
    readings: tuple[Reading, ...] = ()
    for path in paths:
        seen = next(iter_known(path.seen(record)), None)
        if seen is None or "*" in str(seen.value):
            return None, ()
        values.append(str(seen.value))
        readings += seen.readings
    return tuple(values), readings
