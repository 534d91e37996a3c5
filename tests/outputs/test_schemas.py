"""The printed schemas accept the files that the program accepts, and refuse a mistake."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from made_results import sample

from auditor.config import template
from auditor.data_files import shipped_rules_folder
from auditor.outputs.json_result import result_json
from auditor.outputs.schemas import schema
from auditor.yaml_files import load_yaml

RULES = shipped_rules_folder()
RULE_FILES = sorted(
    path
    for path in RULES.rglob("*.yaml")
    if path.relative_to(RULES).parts[0] not in {"forms", "lexicons", "labels.yaml"}
)


def plain(value: Any) -> Any:
    """YAML and TOML know days and keys that are numbers; JSON does not."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    made = {}
    for which in ("result", "rule", "form", "config"):
        one = schema(which)
        Draft202012Validator.check_schema(one)
        made[which] = Draft202012Validator(one, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return made


def test_result_json_follows_its_schema(validators: dict[str, Draft202012Validator]) -> None:
    data = json.loads(result_json(sample()))
    validators["result"].validate(data)
    contract = "schema station as_of period tool files records findings coverage praise prior waived sections"
    assert set(contract.split()) == set(data) == set(schema("result")["properties"])
    assert data["schema"] == "audit-result/1"
    del data["findings"][0]["rule"]
    assert not validators["result"].is_valid(data)


def test_every_shipped_rule_follows_the_rule_schema(validators: dict[str, Draft202012Validator]) -> None:
    assert len(RULE_FILES) > 30
    for path in RULE_FILES:
        data = plain(load_yaml(path).data)
        errors = [error.message for error in validators["rule"].iter_errors(data)]
        assert not errors, path.name
        assert not validators["rule"].is_valid(data | {"mesage": "x"}), path.name


def test_every_shipped_form_follows_the_form_schema(validators: dict[str, Draft202012Validator]) -> None:
    paths = sorted((RULES / "forms").glob("*.yaml"))
    assert len(paths) > 30
    for path in paths:
        data = plain(load_yaml(path).data)
        validators["form"].validate(data)
        assert not validators["form"].is_valid(data | {"tittles": []})


def test_settings_follow_the_config_schema(validators: dict[str, Draft202012Validator]) -> None:
    sample_settings = Path(__file__).parents[2] / "sample_files" / "station" / "audit.toml"
    for text in (
        template("某站"),
        sample_settings.read_text(encoding="utf-8"),
        '[districts]\n"一" = ["甲社区"]',
    ):
        validators["config"].validate(plain(tomllib.loads(text)))
    assert not validators["config"].is_valid(plain(tomllib.loads('[contacts.frequency]\n"一级" = "常常"')))
    assert not validators["config"].is_valid({"statoin": "某站"})


def test_half_a_character_does_not_cost_the_result(validators: dict[str, Draft202012Validator]) -> None:
    whole = sample()
    whole.findings[0].message = "甲\ud800乙"
    text = result_json(whole)
    text.encode("utf-8")
    data = json.loads(text)
    validators["result"].validate(data)
    assert data["findings"][0]["message"] == "甲?乙"
    assert data["findings"][1:] == json.loads(result_json(sample()))["findings"][1:]
