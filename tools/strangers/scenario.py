"""What the facts of a stranger station are, defects and near misses included, and what an evaluator must find.

The same scenario is written down in several styles; names, dates, texts and the order of things differ by seed. Every
expectation was thought through from the catalogue, "Readings settled" included. Days are chosen so that each defect
triggers its own rule alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from tools.strangers.facts import CaseFacts, HouseholdFacts, RosterFacts
from tools.strangers.people import Crowd

AS_OF = date(2025, 5, 20)
PERIOD = (date(2025, 1, 1), date(2025, 12, 31))
INTERVALS = {1: 7, 2: 14, 3: 30, 4: 90}

PLACES = (
    ("清水街", "QS", (("河西社区", "HX"), ("龙潭社区", "LT"), ("东桥社区", "DQ"), ("麦村社区", "MC"))),
    ("榕荫街", "RY", (("柳岸社区", "LA"), ("新墟社区", "XX"), ("凤岗社区", "FG"), ("石塘社区", "ST"))),
    ("沙湾里街", "SW", (("渡头社区", "DT"), ("青萝社区", "QL"), ("海棠社区", "HT"), ("白鹭社区", "BL"))),
    ("麓景街", "LJ", (("云台社区", "YT"), ("桂园社区", "GY"), ("水荫社区", "SY"), ("梅花社区", "MH"))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must appear (or, ``optional``, may): rule and any of the subject's names."""

    rule: str
    kind: str
    keys: tuple[str, ...]
    optional: bool = False
    why: str = ""


@dataclass(slots=True)
class Station:
    """A stranger station: facts and expectations."""

    name: str
    street: str
    communities: list[tuple[str, str]]
    districts: dict[str, list[str]]
    cases: list[CaseFacts] = field(default_factory=list)
    households: list[HouseholdFacts] = field(default_factory=list)
    rosters: list[RosterFacts] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    near: list[tuple[str, str]] = field(default_factory=list)
    """(rule, subject number): what looks like a defect and is none."""


@dataclass(slots=True)
class Making:
    """The state while a station is being invented."""

    rng: random.Random
    crowd: Crowd
    station: Station
    counters: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def case_number(self, at: int) -> tuple[str, str]:
        """(number, community name) of the next case in community ``at``."""
        name, initials = self.station.communities[at]
        self.counters["c" + initials] = self.counters.get("c" + initials, 0) + 1
        return f"{initials}-{self.counters['c' + initials]:03d}", name

    def household_number(self, at: int) -> tuple[str, str]:
        """(number, community name) of the next household in community ``at``."""
        name, initials = self.station.communities[at]
        self.counters["h" + initials] = self.counters.get("h" + initials, 0) + 1
        return f"{self.station.street}-{initials}-{self.counters['h' + initials]:03d}", name

    def expect(
        self, rule: str, facts: CaseFacts | HouseholdFacts, optional: bool = False, why: str = ""
    ) -> None:
        """Note a finding about a case or household."""
        kind = "case" if isinstance(facts, CaseFacts) else "household-archive"
        self.station.expected.append(Expected(rule, kind, (facts.number, facts.person.name), optional, why))

    def near(self, rule: str, facts: CaseFacts | HouseholdFacts) -> None:
        """Note a near miss."""
        self.station.near.append((rule, facts.number))


def invent_station(seed: int, clean: bool = False) -> Station:
    """The station of a seed; ``clean``: of the same size, and nothing is wrong."""
    from tools.strangers.scenario_cases import add_cases
    from tools.strangers.scenario_households import add_households
    from tools.strangers.scenario_rosters import add_rosters

    rng = random.Random(seed)
    street, initials, places = PLACES[seed % len(PLACES)]
    communities = list(places)
    names = [c[0] for c in communities]
    station = Station(
        f"{street}社工服务站", initials, communities, {"第一片区": names[:2], "第二片区": names[2:]},
    )  # fmt: skip
    making = Making(rng, Crowd(rng), station)
    add_cases(making, clean)
    add_households(making, clean)
    add_rosters(making, clean)
    _separate_hours(station)
    return station


def _separate_hours(station: Station) -> None:
    """No worker is at two places at once: an overlap would be a finding that nobody planted."""
    taken: set[tuple[str, date, int]] = set()
    for facts in station.cases:
        for record in facts.sessions:
            hour = int(record.time.partition(":")[0] or 9)
            while (facts.worker, record.day, hour) in taken:
                hour = hour + 1 if hour < 18 else 8
            taken.add((facts.worker, record.day, hour))
            record.time = f"{hour}:00—{hour}:50"
