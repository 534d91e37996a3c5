from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from auditor.intake.cache import FILE_NAME, NoCache, SqliteCache, cache_folder, content_key, open_cache


def test_values_outlive_the_process_that_wrote_them(tmp_path: Path) -> None:
    with SqliteCache(tmp_path) as cache:
        assert cache.get("a") is None
        cache.put("a", b"1")
        cache.put("a", b"2")
        assert cache.get("a") == b"2"
    with SqliteCache(tmp_path) as cache:
        assert cache.get("a") == b"2"
    assert cache.get("a") is None


def test_the_key_follows_content_and_version_not_the_name(tmp_path: Path) -> None:
    for name, text in (("a", "x"), ("b", "x"), ("c", "y")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    keys = [content_key(tmp_path / name, "docx=1") for name in "abc"]
    assert keys[0] == keys[1] != keys[2]
    assert content_key(tmp_path / "a", "docx=2") != keys[0]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_user_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    with SqliteCache(folder) as cache:
        cache.put("a", b"1")
        assert folder.stat().st_mode & 0o777 == 0o700
        files = list(folder.iterdir())
        assert len(files) >= 2
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage)
    with SqliteCache(tmp_path) as cache:
        assert cache.get("a") is None
        cache.put("a", b"1")
        assert cache.get("a") == b"1"


def test_damage_under_way_costs_the_cache_not_the_audit(tmp_path: Path) -> None:
    with SqliteCache(tmp_path) as cache:
        for number in range(200):
            cache.put(str(number), os.urandom(2000))
    path = tmp_path / FILE_NAME
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with SqliteCache(tmp_path) as cache:
        for number in range(200):
            cache.get(str(number))
        cache.put("new", b"1")
        assert cache.get("new") in (b"1", None)
    with SqliteCache(tmp_path) as cache:
        cache.put("again", b"2")
        assert cache.get("again") == b"2"


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    with SqliteCache(tmp_path, max_bytes=10_000) as cache:
        for number in range(9):
            cache.put(str(number), bytes(1000))
        assert cache.get("0") is not None
        for number in range(9, 12):
            cache.put(str(number), bytes(1000))
        kept = {number for number in range(12) if cache.get(str(number)) is not None}
        assert 0 in kept
        assert 11 in kept
        assert 1 not in kept
        assert len(kept) <= 10
        cache.put("huge", bytes(20_000))
        assert cache.get("huge") is None


def test_two_audits_at_once(tmp_path: Path) -> None:
    with SqliteCache(tmp_path) as one, SqliteCache(tmp_path) as two:
        one.put("a", b"1")
        two.put("b", b"2")
        assert (two.get("a"), one.get("b")) == (b"1", b"2")


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x", encoding="utf-8")
    with open_cache(blocker / "cache") as cache:
        assert isinstance(cache, NoCache)
        cache.put("a", b"1")
        assert cache.get("a") is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG")
def test_the_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "station-auditor"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == Path.home() / ".cache" / "station-auditor"
