"""Findings keep their identity when a station moves, renames and re-numbers its files, and when a rule changes its words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.runs.running import ROOT, SAMPLES, as_json, audit

STATION = SAMPLES / "station"
Place = Callable[[Path], Path]


def below_another_folder(path: Path) -> Path:
    return Path("2025年材料", f"02 {path.parts[0]}", *path.parts[1:]) if len(path.parts) > 1 else path


def numbered_backwards(path: Path) -> Path:
    number = re.match(r"\d\d(?=\D)", path.name)
    return path.with_name(f"{99 - int(number[0])}{path.name[2:]}") if number else path


def renamed(path: Path) -> Path:
    return path if path.name in ("Thumbs.db", ".DS_Store") else path.with_stem(f"{path.stem}（定稿）")


def without_upper_folders(path: Path) -> Path:
    return Path(*path.parts[-2:])


def rearranged(folder: Path, place: Place) -> Path:
    for file in sorted(STATION.rglob("*")):
        if file.is_file():
            inside = file.relative_to(STATION)
            to = folder / (inside if inside.name == "audit.toml" else place(inside))
            to.parent.mkdir(parents=True, exist_ok=True)
            assert not to.exists()
            shutil.copy(file, to)
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def before(cache: Path) -> dict[str, Any]:
    return as_json(STATION, cache=cache).result


def identities(result: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["rule"] for item in result["findings"]}


@pytest.mark.parametrize("place", [below_another_folder, numbered_backwards, without_upper_folders])
def test_moved_and_numbered_anew(place: Place, before: dict[str, Any], cache: Path, tmp_path: Path) -> None:
    after = as_json(rearranged(tmp_path / "站", place), cache=cache).result
    assert identities(after) == identities(before)


def test_renamed(before: dict[str, Any], cache: Path, tmp_path: Path) -> None:
    folder = rearranged(tmp_path / "站", renamed)
    after = as_json(folder, cache=cache).result
    old, new = identities(before), identities(after)
    # A paper that nobody could read has nothing but its name; and of two tables with one title only the name differs.
    gone = sorted(rule for number, rule in old.items() if number not in new)
    assert len(old) == len(new)
    assert set(gone) <= {"file-unreadable", "file-unrecognised", "training-hours-short"}
    # With both results before it the program knows them again all the same.
    (tmp_path / "before.json").write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
    marked = as_json(folder, "--baseline", str(tmp_path / "before.json"), cache=cache)
    assert {item["state"] for item in marked.result["findings"]} == {"still-there"}
    assert "已整改 0 项" in marked.err


def test_changed_words_and_severity(before: dict[str, Any], cache: Path, tmp_path: Path) -> None:
    own = tmp_path / "规则"
    own.mkdir()
    changed = set()
    for path in (ROOT / "rules" / "cases").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^message: (\"?)", r"message: \1另一种说法，", text, count=1)
        text = re.sub(r"(?m)^severity: .*$", "severity: advice", text, count=1)
        (own / path.name).write_text(text, encoding="utf-8")
        changed.add(path.stem)
    after = as_json(STATION, "--rules", str(own), cache=cache).result
    assert identities(after) == identities(before)
    said = [
        item["message"]
        for item in after["findings"]
        if item["rule"] in changed and item["certainty"] == "sure"
    ]
    assert said
    assert all("另一种说法" in message for message in said)


def test_what_nobody_looked_at_is_not_called_resolved(
    before: dict[str, Any], cache: Path, tmp_path: Path
) -> None:
    folder = rearranged(tmp_path / "站", lambda path: path)
    baseline, drawn = tmp_path / "before.json", tmp_path / "抽样.json"
    baseline.write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
    assert audit("sample", folder, "--n", "3", "--seed", "一", "--out", drawn, cache=cache).code == 0
    ran = as_json(folder, "--baseline", str(baseline), "--sample", str(drawn), cache=cache)
    missing = len(before["findings"]) - len(ran.result["findings"])
    assert missing > 50
    assert f"已整改 0 项，另有 {missing} 项这次没有核对到" in ran.err
    # A damaged paper ends no finding that rests on it; a repaired one does.
    victim = next(item for item in before["findings"] if item["rule"] == "case-cover-category-ambiguous")
    (folder / victim["evidence"][0]["path"]).write_bytes(b"PK\x03\x04 broken")
    repaired = next(item for item in before["findings"] if item["rule"] == "file-unreadable")
    shutil.copy(
        folder / "制度" / "结案回访制度.docx", folder / repaired["subject"]["id"].replace(".pdf", ".docx")
    )
    (folder / repaired["subject"]["id"]).unlink(missing_ok=True)
    shown = audit("run", folder, "--baseline", baseline, "--out", tmp_path / "出", cache=cache)
    resolved = shown.out.partition("已整改　")[2]
    assert resolved.startswith("1 项")
    assert "未能读取" in resolved.partition("上次的问题中未能核对")[0]
    page = (tmp_path / "出" / "report.html").read_text(encoding="utf-8")
    assert "不算已整改" in page
