"""The sample station: exactly what the scenario declares, however the run is made."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.runs.running import SAMPLES, Run, as_json, audit, comparable

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def first(cache: Path) -> Run:
    """The first run, which finds an empty cache."""
    return as_json(SAMPLES / "station", "--jobs", "2", cache=cache)


def name_of(finding: dict[str, Any]) -> tuple[str, str, str, str]:
    return finding["rule"], finding["subject"]["kind"], finding["subject"]["id"], finding["certainty"]


def test_findings_are_exactly_those_declared(first: Run) -> None:
    found = Counter(name_of(finding) for finding in first.result["findings"])
    declared = Counter(name_of(finding) for finding in EXPECTED["findings"])
    assert {"not declared": dict(found - declared), "not found": dict(declared - found)} == {
        "not declared": {},
        "not found": {},
    }


def places(evidence: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(item["path"], item.get("label", "")) for item in evidence]


@pytest.mark.parametrize("declared", EXPECTED["findings"], ids=lambda f: f"{f['rule']}:{f['subject']['id']}")
def test_evidence_points_to_the_declared_places(first: Run, declared: dict[str, Any]) -> None:
    same = [f for f in first.result["findings"] if name_of(f) == name_of(declared)]
    if not same:
        pytest.fail("not found at all")
    finding = same[0]
    assert finding["district"] == declared["district"]
    assert finding["community"] == declared["community"]
    shown = [(item["path"], f"{item['label']} {item['text']}") for item in finding["evidence"]]
    for path, label in places(declared.get("evidence", [])):
        there = [text for at, text in shown if at == path]
        assert there, f"{path} is not among {[at for at, _ in shown]}"
        assert any(label in text for text in there), f"“{label}” is not in {there}"


def test_near_misses_are_not_accused(first: Run) -> None:
    declared = {name_of(finding)[:3] for finding in EXPECTED["findings"]}
    near = {
        (item["rule"], item["subject"]["kind"], item["subject"]["id"]) for item in EXPECTED["near_misses"]
    } - declared
    accused = near & {name_of(finding)[:3] for finding in first.result["findings"]}
    assert accused == set()


def test_every_file_has_the_declared_status(first: Run) -> None:
    files = first.result["files"]
    for status in ("unreadable", "unrecognised", "skipped"):
        got = sorted(item["path"] for item in files if item["status"] == status)
        want = set(EXPECTED["files"][status]) | ({"audit.toml"} if status == "skipped" else set())
        assert got == sorted(want), status
    assert all(item["reason"] for item in files if item["status"] != "read")
    on_disk = {
        path.relative_to(SAMPLES / "station").as_posix()
        for path in (SAMPLES / "station").rglob("*")
        if path.is_file()
    }
    assert {item["path"] for item in files} == on_disk


def test_findings_exit_with_one_and_only_the_result_is_on_standard_output(first: Run) -> None:
    assert first.code == 1
    assert first.result["schema"] == "audit-result/1"
    assert "规则" not in first.err, "a rule that breaks is told on standard error"


def test_result_follows_the_printed_schema(first: Run, cache: Path) -> None:
    schema = json.loads(audit("schema", "result", cache=cache).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(first.result, schema)


def test_indexes_and_coverage_agree_with_the_findings(first: Run) -> None:
    result = first.result
    listed = [index for section in result["sections"] for index in section["concerns"]]
    assert sorted(listed) == list(range(len(result["findings"])))
    for section in result["sections"]:
        assert {result["findings"][i]["section"] for i in section["concerns"]} <= {section["section"]}
    found = Counter(f["rule"] for f in result["findings"] if f["certainty"] == "sure")
    assert {c["rule"]: c["found"] for c in result["coverage"] if c["found"]} == dict(found)


def test_a_second_run_from_the_cache_says_the_same(first: Run, cache: Path) -> None:
    assert first.code == 1
    assert any(cache.rglob("*")), "the first run left no cache"
    assert as_json(SAMPLES / "station", cache=cache).result == first.result


def test_one_worker_and_no_cache_say_the_same(first: Run, tmp_path: Path) -> None:
    again = as_json(SAMPLES / "station", "--jobs", "1", "--no-cache", cache=tmp_path)
    assert again.result == first.result
    assert not list(tmp_path.rglob("*.sqlite*")) and not list(tmp_path.rglob("*.db")), (
        "--no-cache wrote a cache"
    )


def test_a_moved_archive_keeps_its_findings_and_their_ids(first: Run, cache: Path, tmp_path: Path) -> None:
    moved = tmp_path / "另一台电脑" / "2025档案"
    shutil.copytree(SAMPLES / "station", moved)
    again = as_json(moved, cache=cache).result
    assert comparable(again) == comparable(first.result)
    assert len({finding["id"] for finding in again["findings"]}) == len(again["findings"])


def test_names_are_masked_unless_asked_for(first: Run, cache: Path) -> None:
    masked = audit("run", SAMPLES / "station", "--format", "json", cache=cache)
    words = " ".join(
        f["message"] + " ".join(e["text"] for e in f["evidence"]) for f in masked.result["findings"]
    )
    whole = " ".join(
        f["message"] + " ".join(e["text"] for e in f["evidence"]) for f in first.result["findings"]
    )
    assert "申屠兰" in whole and "申屠兰" not in words
    assert [f["id"] for f in masked.result["findings"]] == [f["id"] for f in first.result["findings"]]


def test_written_result_is_the_printed_one(first: Run, cache: Path, tmp_path: Path) -> None:
    run = audit("run", SAMPLES / "station", "--out", tmp_path / "out", "--full-names", cache=cache)
    assert run.code == 1
    assert json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8")) == first.result
    assert audit("run", SAMPLES / "station", "--exit-zero", cache=cache).code == 0


def test_a_baseline_marks_what_is_still_there_and_what_is_resolved(
    first: Run, cache: Path, tmp_path: Path
) -> None:
    earlier = dict(first.result)
    gone = {**earlier["findings"][0], "id": "0" * 16, "message": "已经整改的一条"}
    earlier["findings"] = [gone, *earlier["findings"][1:]]
    baseline = tmp_path / "上次.json"
    baseline.write_text(json.dumps(earlier, ensure_ascii=False), encoding="utf-8")
    result = as_json(SAMPLES / "station", "--baseline", str(baseline), cache=cache).result
    assert Counter(f["state"] for f in result["findings"]) == {
        "new": 1,
        "still-there": len(result["findings"]) - 1,
    }
    now = tmp_path / "这次.json"
    now.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    compared = json.loads(audit("compare", str(baseline), str(now), "--format", "json", cache=cache).out)
    assert [f["message"] for f in compared["resolved"]] == ["已经整改的一条"]
