"""What every check kind is: a small pydantic model that a rule file fills in and the engine runs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from auditor.engine.outcome import Outcome, Subject
from auditor.records.model import Record
from auditor.records.station import Station

Shared = TypeVar("Shared")
ParameterValue = int | float | str | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What a check may look at beside its subject.

    ``parameters`` are the rule's own, after the station's overrides. ``period`` is the service period, both ends
    included. ``shared`` is the memory of a whole run: all rules' contexts hold the same one, and nothing else is kept
    between rules; see `once`, `about` and `subject`.
    """

    station: Station
    as_of: date
    period: tuple[date, date]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    shared: dict[Any, Any] = field(default_factory=dict)

    def once(self, name: str, work: Callable[[], Shared]) -> Shared:
        """Return what ``work`` returned when it was first asked for under ``name`` in this run."""
        if name not in self.shared:
            self.shared[name] = work()
        result: Shared = self.shared[name]
        return result

    def about(self, record: Record, name: Hashable, work: Callable[[], Shared]) -> Shared:
        """Return what ``work`` returned when it was first asked for about ``record`` under ``name`` in this run."""
        key = (name, id(record))  # the station keeps its records alive, so that an id stays one record's
        found = self.shared.get(key)
        if found is None:
            found = self.shared[key] = work()
        result: Shared = found
        return result

    def subject(self, record: Record) -> Subject:
        """Return ``record`` as the subject of a verdict; the same object for every rule."""
        key = id(record)
        found: Subject | None = self.shared.get(key)
        if found is None:
            found = Subject(record.kind, record.id, record.district, record.community)
            self.shared[key] = found
        return found

    def resolve(self, value: Any) -> Any:
        """Return the parameter called ``value`` if there is one, else ``value`` itself."""
        if isinstance(value, str) and value in self.parameters:
            return self.parameters[value]
        return value

    def number(self, value: int | float | str) -> float:
        """Return a numeric parameter."""
        return float(self.resolve(value))


@dataclass(frozen=True, slots=True)
class RecordSet:
    """The records of one community, one district or the whole station."""

    kind: str
    id: str
    district: str
    community: str
    station: Station

    def records(self, kind: str) -> list[Record]:
        """Return this set's records of one kind, in the station's order."""
        if self.kind == "station":
            return self.station.of_kind(kind)
        if self.kind == "district":
            return list(self.station.by_kind_and_district.get((kind, self.district), ()))
        return list(self.station.by_kind_and_community.get((kind, self.community), ()))


def record_sets(station: Station, kind: str) -> list[RecordSet]:
    """Return the station's communities or districts, or the station itself, as sets of records.

    Communities and districts come in the order of ``audit.toml``, then those that only papers name. Records without a
    district form a set of their own, so that a station that configured none is still looked at as a whole.
    """
    config = station.config
    if kind == "station":
        return [RecordSet("station", config.station or "本站", "", "", station)]
    if kind == "district":
        names = list(
            dict.fromkeys([*config.districts, *sorted(name for name in station.by_district if name)])
        )
        sets = [RecordSet("district", name, name, "", station) for name in names]
        if station.by_district.get(""):
            sets.append(RecordSet("district", config.station or "本站", "", "", station))
        return sets
    known = [community.name for community in config.communities]
    names = list(dict.fromkeys([*known, *sorted(name for name in station.by_community if name)]))
    return [
        RecordSet("community", name, config.district_of.get(name, _district(station, name)), name, station)
        for name in names
    ]


def _district(station: Station, community: str) -> str:
    return next(
        (record.district for record in station.by_community.get(community, ()) if record.district), ""
    )


class Check(BaseModel):
    """Base of all check kinds. ``check`` is a Literal in each subclass: the kind's name in rule files.

    ``path_keys`` names the keys that hold field paths; they are checked against the record model when the rule is
    loaded. ``facts`` names what the kind offers to message templates, beside the rule's parameters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path_keys: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[frozenset[str]] = frozenset()
    check: str

    def path_record(self, applies_to: str) -> str:
        """Return the kind of record that the paths start from."""
        return applies_to

    def paths(self) -> list[tuple[str, str]]:
        """Return (key, path) for every field path of this check."""
        result = []
        for key in self.path_keys:
            value = getattr(self, key)
            if isinstance(value, str):
                result.append((key, value))
            elif isinstance(value, Mapping):
                result.extend((key, item) for item in value.values())
            elif value is not None:
                result.extend((key, item) for item in value)
        return result


class RecordCheck(Check):
    """A check that looks at one record."""

    @abstractmethod
    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return the verdict for ``record``."""


class SetCheck(Check):
    """A check that looks at the records of a community, a district or the station.

    ``records`` is the kind of record that paths start from.
    """

    records: str

    def path_record(self, applies_to: str) -> str:
        """Return the kind of record that the paths start from."""
        return self.records

    @abstractmethod
    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per subject (the set itself, or single records of it)."""


class EachRecordCheck(SetCheck):
    """A check that looks at the records of several ``kinds``, each by itself."""

    kinds: list[str]

    @abstractmethod
    def judge(self, record: Record, context: RuleContext) -> Outcome:
        """Return the verdict for ``record``."""

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per record."""
        for kind in self.kinds:
            for record in records.records(kind):
                outcome = self.judge(record, context)
                outcome.subject = context.subject(record)
                yield outcome
