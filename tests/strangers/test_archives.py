"""The stranger stations: reproducible, complete, clean where they claim to be; the matching counts rightly."""

from __future__ import annotations

import hashlib
from collections import Counter
from types import SimpleNamespace

import pytest
from rapidfuzz.fuzz import ratio

from tools.strangers.archives import SEED_BASE, make_archive
from tools.strangers.judge import accused_near
from tools.strangers.matching import CITED, match
from tools.strangers.scenario import AS_OF, Expected, invent_station
from tools.strangers.styles import JUDGE_ONLY, STYLES

ONCE = {"case-grade-priority", "archive-rating-uniform", "archive-duplicated"}
"""Findings about a district, of which a station has two, and one pair of archives."""


def finding(rule, subject, kind="case", community="", message=""):
    return SimpleNamespace(rule=rule, subject=SimpleNamespace(id=subject, kind=kind), community=community, message=message,
                           evidence=[], certainty="sure", severity="minor")  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_cited_finding_is_planted_twice(seed):
    counts = Counter(e.rule for e in invent_station(seed).expected)
    assert set(counts) >= {rule for rule in CITED if rule.startswith(("case-", "archive-", "roster-"))}
    assert {rule for rule, n in counts.items() if n < 2} <= ONCE


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_clean_twin_expects_nothing_and_tells_no_story_twice(seed):
    station = invent_station(seed, clean=True)
    assert not station.expected and station.near
    told = [s.narrative for c in station.cases for s in c.sessions]
    assert max(ratio(a, b) for at, a in enumerate(told) for b in told[:at]) < 85
    days = [s.day for c in station.cases for s in c.sessions] + [
        c.day for h in station.households for c in h.contacts
    ]
    assert max(days) <= AS_OF
    for roster in station.rosters:
        on_hand = {h.number for h in station.households if h.community == roster.community}
        assert {r.number for r in roster.rows if "迁出" not in r.remark} == on_hand


@pytest.mark.parametrize("clean", [True, False])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_only_the_planted_item_is_rated_alike(seed, clean):
    station = invent_station(seed, clean)
    for names in station.districts.values():
        newest = [h.assessments[-1].items for h in station.households if h.community in names]
        for at, (item, _, _) in enumerate(newest[0]):
            share = max(Counter(items[at][1] for items in newest).values()) / len(newest)
            planted = not clean and item == "生活环境" and names == station.districts["第二片区"]
            assert share >= 0.95 if planted else share < 0.9
    assert sum(h.community in station.districts["第二片区"] for h in station.households) >= 20


def digest(folder):
    return {
        p.relative_to(folder): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.mark.parametrize("style", sorted(STYLES))
def test_archives_are_reproducible(tmp_path, style):
    make_archive(tmp_path / "a", style, "tune", 0)
    make_archive(tmp_path / "b", style, "tune", 0)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_seed_families_never_meet():
    assert abs(SEED_BASE["judge"] - SEED_BASE["tune"]) > 50_000


def test_matching_counts_hits_misses_and_false_alarms():
    want = [
        Expected("r", "case", ("HX-001", "陈志伟")),
        Expected("r", "case", ("HX-002", "李秀英")),
        Expected("q", "case", ("HX-003",), True),
    ]
    got = [finding("r", "HX-001"), finding("r", "HX-001"), finding("r", "HX-0021"), finding("q", "HX-003")]
    verdict = match(got, want)
    total = verdict.total()
    assert (total.hits, total.misses, total.alarms) == (1, 1, 1)
    assert match([finding("r", "陈*伟")], want[:1]).total().hits == 1
    assert match([finding("r", "QS-HX-001")], want[:1]).total().hits == 0


def test_roster_findings_are_matched_by_what_they_name():
    want = [
        Expected("roster-archive-missing", "roster", ("QS-HX-004", "陈志伟")),
        Expected("roster-count-conflict", "roster", ("河西社区",)),
    ]
    got = [
        finding("roster-archive-missing", "河西社区", "roster", message="名册中的陈志伟没有档案"),
        finding("roster-count-conflict", "名册", "roster", community="河西社区"),
    ]
    assert match(got, want).total().hits == 2


@pytest.mark.parametrize("style", sorted(JUDGE_ONLY))
def test_judge_only_styles_are_not_written_for_tuning(tmp_path, style):
    with pytest.raises(ValueError, match=style):
        make_archive(tmp_path / "out", style, "tune")
    assert not (tmp_path / "out").exists()


def test_a_near_miss_accused_by_name_is_an_accusation():
    near = [("r", "HX-001"), ("r", "HX-002"), ("q", "HX-001")]
    alarms = [finding("r", "陈志伟"), finding("r", "HX-0021")]
    assert accused_near(near, alarms) == []
    assert accused_near(near, alarms, {"HX-001": "陈志伟", "HX-002": "李秀英"}) == [("r", "HX-001")]


def test_a_near_miss_of_the_further_areas_is_seen_in_the_message_and_without_its_quotation_marks():
    alarm = SimpleNamespace(
        rule="r", subject=SimpleNamespace(id="G-02"), message="受访者“何*娣”说……", evidence=[], community=""
    )
    near = [("r", "何秀娣"), ("r", "“暖巢”小组"), ("r", "别人")]
    assert accused_near(near, [alarm], {"“暖巢”小组": "G-02"}, "area") == near[:2]
    named = SimpleNamespace(
        rule="r", subject=SimpleNamespace(id="暖巢小组"), message="", evidence=[], community=""
    )
    assert accused_near(near, [named], {}, "area") == [near[1]]
