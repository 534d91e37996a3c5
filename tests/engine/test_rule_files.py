"""A mistake in a rule file is told like a compiler error: file, line, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engine.check_folder import check_folder
from auditor.engine.load import build_rule, load_rules
from auditor.errors import ConfigurationError
from auditor.yaml_files import parse_yaml

GOOD = """\
id: own-category-missing
title: 个案封面没有负责社工
severity: minor
section: management
origin: station
basis: 本站套表
norm: 封面应写明负责社工。
applies_to: case
check: required
of: [cover.worker]
message: 个案{id}的封面没有负责社工
advice: 建议补填。
examples:
  found: [{name: 空白, given: {cover: {worker: ~}}}]
  passes: [{name: 已填, given: {cover: {worker: 何一}}}]
"""


def _error(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        build_rule(parse_yaml(text, "自己的规则/own.yaml"))
    return str(caught.value)


def test_a_good_rule_loads() -> None:
    assert build_rule(parse_yaml(GOOD, "own.yaml")).id == "own-category-missing"


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("severty: minor", "severity: minor", "own.yaml:3:1: 没有“severty”这一项，是否想写“severity”？"),
        ("severity: miner", "severity: minor", "是否想写“minor”？"),
        ("check: requird", "check: required", "是否想写“required”？"),
        ("of: [cover.worke]", "of: [cover.worker]", "是否想写“worker”？"),
        ("of: [sessions.worker]", "of: [cover.worker]", "应写作“sessions[]”"),
        ("applies_to: cases", "applies_to: case", "是否想写“case”？"),
        (
            "message: 个案{idd}的封面没有负责社工",
            "message: 个案{id}的封面没有负责社工",
            "“{idd}”，是否想写“id”？",
        ),
        ("need: some\nof: [cover.worker]", "of: [cover.worker]", "“need”的值“some”不在可选范围内"),
    ],
)
def test_a_mistake_is_named_with_its_place(wrong: str, right: str, expected: str) -> None:
    text = GOOD.replace(right, wrong)
    assert text != GOOD
    message = _error(text)
    assert "自己的规则/own.yaml:" in message
    assert expected in message


def test_a_rule_without_a_near_miss_is_refused() -> None:
    assert "passes" in _error(GOOD.replace("  passes: [{name: 已填, given: {cover: {worker: 何一}}}]\n", ""))


def test_a_key_given_twice_is_refused() -> None:
    assert "“title”重复出现" in _error(GOOD + "title: 另一个标题\n")


def test_broken_yaml_is_told_with_its_line() -> None:
    message = _error(GOOD + "  - [未完\n")
    assert "YAML 格式有误" in message


def test_own_rules_add_to_the_shipped_ones_and_override_them_by_id(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD, encoding="utf-8")
    other = GOOD.replace("own-category-missing", "case-theory-missing")
    (tmp_path / "case-theory-missing.yaml").write_text(other, encoding="utf-8")
    rules = load_rules(tmp_path)
    assert rules.errors == []
    assert not rules.rules["own-category-missing"].shipped
    assert rules.rules["case-theory-missing"].head.title == "个案封面没有负责社工"
    assert rules.digest != load_rules().digest


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    rules = load_rules(tmp_path)
    assert len(rules.errors) == 1
    assert "own-category-missing" in rules.rules


def test_an_unknown_selection_is_an_error_and_a_prefix_selects() -> None:
    rules = load_rules()
    assert {rule.id.split("-")[0] for rule in rules.select(["roster-"])} == {"roster"}
    assert "case-theory-missing" not in {rule.id for rule in rules.select((), ["case-theory"])}
    with pytest.raises(ConfigurationError, match="是否想写“case-theory-missing”"):
        rules.select(["case-theory-mising"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("severity: minor", "severity: 一般"), "minor（一般）"),
        (("applies_to: case", "applies_to: 个案"), "应写作“case”"),
        (("sessions[].venue", "sessions[].place"), "不是表上的一栏"),
        (("norm: ", "norm："), "英文冒号"),
        (("title: ", "\ttitle: "), "Tab"),
    ],
)
def test_the_mistakes_of_somebody_who_is_no_programmer_are_explained(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    text = (Path(__file__).parents[2] / "README.zh-CN.md").read_text(encoding="utf-8")
    rule = text[text.index("# 文件：station-venue-missing.yaml") :].partition("```")[0]
    path = tmp_path / "station-venue-missing.yaml"
    path.write_text(rule, encoding="utf-8")
    assert check_folder(tmp_path).errors == []
    path.write_text(rule.replace(*change), encoding="utf-8")
    assert any(said in str(error) for error in check_folder(tmp_path).errors)
