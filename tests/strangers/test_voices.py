"""The further voices keep every fact: what asks still asks, what was left out stays out, no story is told twice by accident."""

from __future__ import annotations

import copy
from collections import Counter
from itertools import combinations

import pytest
from rapidfuzz.fuzz import ratio

from tools.strangers import texts
from tools.strangers.scenario import invent_station
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_city import AGENCY, HUNDRED
from tools.strangers.styles.judge_voices_lanes import LANES, PLATEAU
from tools.strangers.styles.judge_voices_metropolis import METROPOLIS
from tools.strangers.styles.judge_voices_more import CENTRE, SYSTEM
from tools.strangers.styles.judge_voices_provinces import EAST, INLAND, SOUTH
from tools.strangers.styles.judge_voices_regions import DOUBLE, STREET, YOUNG
from tools.strangers.styles.judge_voices_rivers import HILLS, LAKE
from tools.strangers.styles.judge_voices_upland import UPLAND
from tools.strangers.styles.judge_voices_village import OFFICE, VILLAGE

VOICES = [
    AGENCY,
    HUNDRED,
    VILLAGE,
    OFFICE,
    SYSTEM,
    CENTRE,
    EAST,
    INLAND,
    SOUTH,
    DOUBLE,
    STREET,
    YOUNG,
    LAKE,
    HILLS,
    UPLAND,
    METROPOLIS,
    LANES,
    PLATEAU,
]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("seed", [7, 8])
def test_a_voice_keeps_the_facts(voice, seed):
    plain = invent_station(seed)
    spoken = copy.deepcopy(plain)
    revoice(spoken, seed, voice)
    assert Counter(e.rule for e in spoken.expected) == Counter(e.rule for e in plain.expected)
    assert len(spoken.near) > len(plain.near)
    for old, new in zip(plain.cases, spoken.cases, strict=True):
        assert [s.day for s in old.sessions] == [s.day for s in new.sessions]
        assert bool(old.theory) == bool(new.theory) and (old.theory == "无") == (new.theory == "无")
        for before, after in zip(old.sessions, new.sessions, strict=True):
            for one, two in zip(before.approvals, after.approvals, strict=True):
                assert (one.opinion in texts.COMMENTS_ASKING) == (two.opinion in voice.asking)
                assert bool(one.opinion) == bool(two.opinion)
        if old.crisis and new.crisis:
            for name in ("reported", "emergency", "support"):
                assert bool(getattr(old.crisis, name)) == bool(getattr(new.crisis, name))
    for old, new in zip(plain.households, spoken.households, strict=True):
        assert len(old.contacts) == len(new.contacts)
        for one, two in zip(old.collaborations, new.collaborations, strict=True):
            assert (len(one.text) >= 20, bool(one.facts)) == (len(two.text) >= 20, bool(two.facts))


@pytest.mark.parametrize("voice", VOICES)
def test_no_story_is_told_twice_but_the_planted_ones(voice):
    station = invent_station(11)
    revoice(station, 11, voice)
    told = [(c.number, s.narrative) for c in station.cases for s in c.sessions]
    same = {frozenset((a, b)) for (a, x), (b, y) in combinations(told, 2) if ratio(x, y) >= 90}
    planted = [e.keys[:2] for e in station.expected if e.rule == "case-narrative-duplicated"]
    assert same == {frozenset(pair) for pair in planted}


@pytest.mark.parametrize("voice", VOICES)
def test_a_rural_station_calls_its_places_villages_everywhere(voice):
    station = invent_station(9)
    revoice(station, 9, voice)
    names = [name for name, _ in station.communities]
    assert all(name.endswith(voice.places) for name in names)
    assert {r.community for r in station.rosters} == set(names)
    assert {c.community for c in station.cases} <= set(names)
    counted = [e.keys[0] for e in station.expected if e.rule == "roster-count-conflict"]
    assert set(counted) <= set(names)
