"""Strangers of the further areas: the scenario is sound, and the styles for tuning are read as well as promised."""

from __future__ import annotations

import pytest

from tools.strangers.archives import make_archive
from tools.strangers.areas.judge_county_words import COUNTY
from tools.strangers.areas.judge_more_scenario import invent_more
from tools.strangers.areas.judge_more_words import MORE
from tools.strangers.areas.judge_words import JUDGE
from tools.strangers.areas.scenario import invent_area
from tools.strangers.areas.styles import AREA_JUDGE_ONLY, AREA_STYLES
from tools.strangers.areas.words import TUNE
from tools.strangers.judge import judge_style
from tools.strangers.matching import CITED


@pytest.mark.parametrize("words", [TUNE, JUDGE])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_clean_twin_expects_nothing_and_the_other_every_cited_rule(words, seed):
    assert not invent_area(seed, words, clean=True).expected
    rules = {wanted.rule for wanted in invent_area(seed, words).expected}
    further = {rule for rule in CITED if not rule.startswith(("case-", "archive-", "roster-"))}
    assert further <= rules


@pytest.mark.parametrize("words", [MORE, COUNTY])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_wider_stations_expect_every_cited_rule_and_their_clean_twins_nothing(seed, words):
    assert not invent_more(seed, words, clean=True).expected
    rules = {wanted.rule for wanted in invent_more(seed, words).expected}
    assert {rule for rule in CITED if not rule.startswith(("case-", "archive-", "roster-"))} <= rules


def test_judge_only_styles_are_kept_out_of_tuning(tmp_path):
    for style in AREA_JUDGE_ONLY:
        with pytest.raises(ValueError, match="judging seeds only"):
            make_archive(tmp_path, style, "tune")


def test_the_same_seed_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        make_archive(tmp_path / name, "A2", "tune")
    first = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*.*")}
    second = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*.*")}
    assert first == second


@pytest.mark.parametrize("style", AREA_STYLES)
def test_styles_for_tuning_are_audited_as_promised(style):
    result = judge_style(style, "tune", 1)
    cited = result.verdict.total(CITED)
    # A5 names the recorder under 记录 alone, which may as well head the minutes: an empty one is a doubt, not a finding.
    assert cited.recall >= (0.93 if style == "A5" else 0.95)
    assert cited.precision >= 0.97
    assert not result.accused
    assert not result.clean
