"""Files that cannot be read cost themselves only, and wrong usage gets one clear sentence."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.runs.running import SAMPLES, as_json, audit

CASE = SAMPLES / "station" / "个案" / "RY-002"
SPOILED = {p.name: p for p in (SAMPLES / "station" / "建档").rglob("08*")}


def zipped(**entries: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good case among everything that a folder should not hold."""
    root = tmp_path_factory.mktemp("archive")
    shutil.copytree(CASE, root / "个案" / "RY-002")
    bad = root / "杂项"
    bad.mkdir()
    cover = (CASE / "01个案封面.docx").read_bytes()
    (bad / "半截.docx").write_bytes(cover[: len(cover) // 2])
    (bad / "有密码.docx").write_bytes(SPOILED["08家庭收入证明.docx"].read_bytes())
    (bad / "空.pdf").write_bytes(b"")
    (bad / "不是.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (bad / "压缩包.zip").write_bytes(zipped(readme=b"text"))
    (bad / "不是Word.docx").write_bytes(zipped(readme=b"text"))
    (bad / "程序.xlsx").write_bytes(b"MZ" + bytes(4000))
    (bad / "通知.txt").write_text(
        "关于中秋节放假的通知\n各位居民：本站将于节日期间休息。\n", encoding="gb18030"
    )
    (bad / "~$封面.docx").write_bytes(b"\x05user" + bytes(157))
    (bad / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    # A Word file under a sheet's name is still a Word file.
    (root / "个案" / "RY-002" / "08补充记录.xlsx").write_bytes((CASE / "06过程记录4.docx").read_bytes())
    return root


UNREADABLE = ("半截.docx", "有密码.docx", "空.pdf", "不是.pdf", "压缩包.zip", "不是Word.docx", "程序.xlsx")


def test_bad_files_are_named_with_reason_and_the_rest_is_audited(folder: Path, tmp_path: Path) -> None:
    run = as_json(folder, cache=tmp_path)
    result = run.result
    status = {item["path"]: item for item in result["files"]}
    assert {path.rsplit("/")[-1] for path, item in status.items() if item["status"] == "unreadable"} == set(
        UNREADABLE
    )
    assert status["杂项/通知.txt"]["status"] == "unrecognised"
    assert {path for path, item in status.items() if item["status"] == "skipped"} == {
        "杂项/~$封面.docx",
        "杂项/Thumbs.db",
    }
    wrong_ending = status["个案/RY-002/08补充记录.xlsx"]
    assert (wrong_ending["status"], wrong_ending["form"]) == ("read", "case-session")
    assert wrong_ending["reason"], "the wrong ending is worth a word"
    named = {f["subject"]["id"]: f for f in result["findings"] if f["rule"] == "file-unreadable"}
    assert {path.rsplit("/")[-1] for path in named} == set(UNREADABLE)
    assert all(f["message"] and f["advice"] for f in named.values())
    assert "case-guardian-signature-missing" in {f["rule"] for f in result["findings"]}
    assert run.code == 1
    assert "Traceback" not in run.err


def test_only_unreadable_files_exit_with_three(tmp_path: Path) -> None:
    station = tmp_path / "站"
    station.mkdir()
    (station / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(50))
    assert as_json(station, cache=tmp_path / "c").code == 3
    assert as_json(station, "--exit-zero", cache=tmp_path / "c").code == 0


def test_an_empty_folder_is_clean(tmp_path: Path) -> None:
    (tmp_path / "站").mkdir()
    run = as_json(tmp_path / "站", cache=tmp_path / "c")
    assert run.code == 0
    assert run.result["findings"] == []


def test_a_folder_that_only_outputs_fill_is_not_audited_itself(tmp_path: Path) -> None:
    station = tmp_path / "站"
    shutil.copytree(CASE, station / "个案" / "RY-002")
    once = audit("run", station, "--out", station / "审核", cache=tmp_path / "c")
    again = audit("run", station, "--out", station / "审核", "--format", "json", cache=tmp_path / "c")
    assert once.code == again.code
    assert not [
        f for f in again.result["files"] if f["path"].startswith("审核/") and f["status"] != "skipped"
    ]


BAD_RULE = "id: my-rule\ntitle: 一条规则\nseverty: minor\ncheck: required\nof: cover.numbr\n"
BAD_TOML = 'station = "甲站"\n[districts]\n"第一片区" = ["甲社区", "甲社区"]\n[paramters.x]\na = 1\n'


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing folder", "不存在"),
        ("a file", "文件夹"),
        ("unknown option", "--formt"),
        ("unknown command", "rnu"),
        ("bad date", "2025-13-01"),
        ("unknown rule", "case-thoery"),
        ("bad audit.toml", "audit.toml"),
        ("bad rule", "my-rule.yaml"),
        ("missing rules folder", "没有的规则"),
        ("bad baseline", "坏.json"),
        ("no ledger", "--ledger"),
        ("not built yet", "尚未实现"),
    ],
)
def test_wrong_usage_gets_one_clear_message_and_status_two(name: str, says: str, tmp_path: Path) -> None:
    station, rules = tmp_path / "站", tmp_path / "规则"
    station.mkdir()
    rules.mkdir()
    (rules / "my-rule.yaml").write_text(BAD_RULE, encoding="utf-8")
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    if name == "bad audit.toml":
        (station / "audit.toml").write_text(BAD_TOML, encoding="utf-8")
    arguments: dict[str, list[str | Path]] = {
        "missing folder": ["run", tmp_path / "无此处"],
        "a file": ["run", tmp_path / "坏.json"],
        "unknown option": ["run", station, "--formt", "json"],
        "unknown command": ["rnu", station],
        "bad date": ["run", station, "--as-of", "2025-13-01"],
        "unknown rule": ["run", station, "--select", "case-thoery"],
        "bad audit.toml": ["run", station],
        "bad rule": ["run", station, "--rules", rules],
        "missing rules folder": ["run", station, "--rules", tmp_path / "没有的规则"],
        "bad baseline": ["run", station, "--baseline", tmp_path / "坏.json"],
        "no ledger": ["run", station, "--ledger", tmp_path / "坏.json"],
        "not built yet": ["run", station, "--cluster", "tcp://127.0.0.1:8786"],
    }
    run = audit(*arguments[name], cache=tmp_path / "c")
    assert run.code == 2
    assert says in run.err
    assert "Traceback" not in run.err
    assert len(run.err.strip().splitlines()) <= 4
    assert run.out == ""
