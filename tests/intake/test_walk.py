from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.intake.walk import shown_path, skip_reason, walk_folder


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_come_sorted_with_forward_slashes_and_sizes(tmp_path: Path) -> None:
    write(tmp_path / "乙" / "二.docx", "12345")
    write(tmp_path / "甲" / "一.xlsx")
    write(tmp_path / "a.pdf")
    contents = walk_folder(tmp_path)
    assert [file.shown for file in contents.files] == ["a.pdf", "乙/二.docx", "甲/一.xlsx"]
    assert contents.files[1].size == 5
    assert contents.files[1].path.read_text(encoding="utf-8") == "12345"


@pytest.mark.parametrize(
    "name",
    [
        "~$计划.docx",
        ".~lock.表.xlsx#",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        "audit.toml",
        "waivers.yaml",
        "~WRL0001.tmp",
        "._表.docx",
        "入口.lnk",
    ],
)
def test_temporary_and_system_files_are_skipped_and_listed(tmp_path: Path, name: str) -> None:
    write(tmp_path / "个案" / name)
    write(tmp_path / "个案" / "封面.docx")
    contents = walk_folder(tmp_path)
    assert [file.shown for file in contents.files] == ["个案/封面.docx"]
    assert [entry.shown for entry in contents.skipped] == [f"个案/{name}"]
    assert contents.skipped[0].reason
    assert not contents.unreadable


@pytest.mark.parametrize("name", ["expected.json", "tmp.docx", "thumbs.docx", "审核.toml", "~计划.docx"])
def test_ordinary_names_are_not_skipped(name: str) -> None:
    assert skip_reason(name) == ""


@pytest.mark.parametrize("folder", ["__MACOSX", ".git", "$RECYCLE.BIN"])
def test_system_folders_are_not_entered(tmp_path: Path, folder: str) -> None:
    write(tmp_path / folder / "a.docx")
    contents = walk_folder(tmp_path)
    assert contents.files == []
    assert [entry.shown for entry in contents.skipped] == [folder]


def test_a_result_folder_of_an_earlier_audit_is_skipped_but_not_one_with_papers_in_it(tmp_path: Path) -> None:
    for folder in ("结果", "混放"):
        write(tmp_path / folder / "result.json", '{"schema": "audit-result/1"}')
        write(tmp_path / folder / "rectification.xlsx")
    write(tmp_path / "混放" / "个案.docx")
    write(tmp_path / "别的" / "result.json", '{"schema": "other/1"}')
    contents = walk_folder(tmp_path)
    assert "结果" in [entry.shown for entry in contents.skipped]
    shown = [file.shown for file in contents.files]
    assert "混放/个案.docx" in shown
    assert "别的/result.json" in shown
    assert not any(name.startswith("结果/") for name in shown)


def test_excluded_folder_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "out" / "report.docx")
    write(tmp_path / "a.docx")
    contents = walk_folder(tmp_path, exclude=(tmp_path / "out",))
    assert [file.shown for file in contents.files] == ["a.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_safe_and_those_to_the_outside_reported(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(archive / "a.docx")
    write(tmp_path / "outside" / "b.docx")
    (archive / "loop").symlink_to(archive, target_is_directory=True)
    (archive / "inside").symlink_to(archive / "a.docx")
    (archive / "outside").symlink_to(tmp_path / "outside", target_is_directory=True)
    (archive / "dead").symlink_to(tmp_path / "nothing")
    contents = walk_folder(archive)
    assert [file.shown for file in contents.files] == ["a.docx"]
    assert {entry.shown for entry in contents.skipped} == {"loop", "inside"}
    assert {entry.shown for entry in contents.unreadable} == {"outside", "dead"}


# ruff: noqa: PTH118, PTH123
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are bytes on Linux only")
def test_names_that_are_no_utf8_survive_and_can_be_opened(tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), "居家名册.xlsx".encode("gb18030"))
    with open(raw, "wb") as stream:
        stream.write(b"1")
    with open(os.path.join(os.fsencode(tmp_path), b"\xff\xfe\x81.docx"), "wb") as stream:
        stream.write(b"22")
    contents = walk_folder(tmp_path)
    shown = [file.shown for file in contents.files]
    assert "居家名册.xlsx" in shown
    for file in contents.files:
        file.shown.encode("utf-8")
        assert len(file.path.read_bytes()) == file.size


def test_shown_path_is_composed() -> None:
    assert shown_path("cafe\u0301/表") == "caf\u00e9/表"


def test_very_long_names_survive(tmp_path: Path) -> None:
    write(tmp_path / ("a" * 200 + ".docx"))
    assert len(walk_folder(tmp_path).files) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_closed_folders_are_reported(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert [entry.shown for entry in walk_folder(tmp_path).unreadable] == ["closed"]
    finally:
        closed.chmod(0o700)


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不存在"):
        walk_folder(tmp_path / "none")
    with pytest.raises(UsageError, match="不是文件夹"):
        walk_folder(write(tmp_path / "a.txt"))
