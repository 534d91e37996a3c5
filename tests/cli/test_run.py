"""``audit run``."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auditor.outputs.schemas import schema

FAST = ("--no-cache", "--jobs", "1")
NAMES = ("阎秀珍", "邝桂兰", "何惠贞", "谢志强", "蔡小芸", "梁炳坤", "关耀文", "詹梅芳")
FULL_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
FULL_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def flat(text: str) -> str:
    return re.sub(r"[\s─━│　]+", "", text)


@pytest.fixture(scope="module")
def data(audit: Any, station: Path) -> dict[str, Any]:
    ran = audit("run", station, "--format", "json", *FAST)
    assert ran.code == 1
    assert ran.err == ""
    return json.loads(ran.out)  # nothing but JSON on standard output


def test_json_follows_the_schema(data: dict[str, Any]) -> None:
    Draft202012Validator(schema("result")).validate(data)
    assert data["as_of"] == "2025-09-30"
    assert data["findings"]
    assert {"read", "unreadable", "skipped"} <= {entry["status"] for entry in data["files"]}


def test_every_finding_stands_on_the_terminal(whole: Any, data: dict[str, Any]) -> None:
    assert whole.code == 1
    assert f"共发现 {len(data['findings'])} 项" in whole.out
    text = flat(whole.out)
    for finding in data["findings"]:
        subject = finding["subject"]["id"].rsplit("/", 1)[-1]
        assert flat(re.sub(r"[一-龥]{2,4}", "", subject)) in flat(re.sub(r"[一-龥]{2,4}", "", text))
    assert "\x1b" not in whole.out
    assert "读取与核对范围" in whole.out


def test_nothing_personal_leaks_without_full_names(whole: Any, data: dict[str, Any]) -> None:
    texts = [flat(whole.out)]
    for finding in data["findings"]:
        texts += [finding["message"], finding["advice"]]
        texts += [part for evidence in finding["evidence"] for part in (evidence["label"], evidence["text"])]
    for text in texts:
        assert not FULL_ID.search(text), text
        assert not FULL_MOBILE.search(text), text
        assert not any(name in text for name in NAMES), text


def test_full_names_are_shown_on_request(audit: Any, station: Path) -> None:
    ran = audit("run", station, "--full-names", *FAST)
    assert any(name in flat(ran.out) for name in NAMES)


def test_filters(audit: Any, station: Path, data: dict[str, Any]) -> None:
    ran = audit("run", station, "--subject", "ry-001", *FAST)
    own = [item for item in data["findings"] if item["subject"]["id"] == "RY-001"]
    assert own
    assert f"按筛选条件显示 {len(own)} 项，另有 {len(data['findings']) - len(own)} 项未显示" in ran.out
    by_name = audit("run", station, "--subject", "谢志强", *FAST)
    assert by_name.code == 1
    assert "JC-RY-004" in by_name.out


def test_what_the_outputs_show_in_chinese_may_be_typed_in_chinese(audit: Any, station: Path) -> None:
    from auditor.cli.run import SECTION_NAMES, SEVERITY_NAMES
    from auditor.findings.result import SECTIONS, SEVERITIES

    assert dict(SECTIONS) == SECTION_NAMES
    assert dict(SEVERITIES) == SEVERITY_NAMES
    english = audit(
        "run", station, "--section", "quality", "--severity", "major", "--group-by", "worker", *FAST
    )
    chinese = audit(
        "run", station, "--section", "服务质量", "--severity", "重要", "--group-by", "社工", *FAST
    )
    assert english.code == chinese.code == 1
    assert english.out == chinese.out
    assert "未显示" in chinese.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--district", "第一片"), "是否想写“第一片区”"),
        (("--subject", "RY-0001"), "没有编号或名称为“RY-0001”的对象"),
        (("--as-of", "去年"), "不是日期"),
        (("--section", "quallity"), "是否想写“quality”"),
        (("--severity", "重大"), "major（重要）"),
        (("--select", "case-consent-mising"), "是否想写“case-consent-missing”"),
        (("--rules", "没有的文件夹"), "没有的文件夹"),
        (("--baseline", "没有.json"), "没有.json"),
        (("--previous", "旧报告.docx"), "--previous：文件不存在"),
        (("--waivers", "没有.yaml"), "没有.yaml: 无法读取"),
        (("--waivers", "没有.yaml", "--no-waivers"), "只能用一个"),
        (("--ledger", "台账.xlsx"), "--ledger：文件不存在"),
        (("--sample", "抽查.xlsx"), "--sample"),
        (("--cluster", "tcp://a:1"), "--cluster 尚未实现"),
        (("--frmat", "json"), "没有 --frmat 这个选项，是否想写 --format"),
    ],
)
def test_wrong_use_is_one_message(audit: Any, station: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = audit("run", station, *FAST, *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err


def test_a_wrong_folder(audit: Any, tmp_path: Path) -> None:
    ran = audit("run", tmp_path / "没有")
    assert ran.code == 2
    assert "没有" in ran.err
    assert ran.out == ""
    file = tmp_path / "a.docx"
    file.write_bytes(b"")
    assert audit("run", file).code == 2


def test_bad_settings_name_file_and_line(audit: Any, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('station = "某站"\n[contact]\n', encoding="utf-8")
    ran = audit("run", tmp_path)
    assert ran.code == 2
    assert "audit.toml:2" in ran.err
    assert "contacts" in ran.err


def test_a_bad_rule_names_file_and_line(audit: Any, station: Path, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("id: my-rule\ncheck: equel\n", encoding="utf-8")
    ran = audit("run", station, "--rules", tmp_path, *FAST)
    assert ran.code == 2
    assert "my.yaml:2" in ran.err
    assert "是否想写“equal”" in ran.err


def test_exit_codes(audit: Any, station: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    assert audit("run", empty, *FAST).code == 0
    broken = tmp_path / "坏"
    broken.mkdir()
    (broken / "同意书.docx").write_bytes(b"PK\x03\x04broken")
    ran = audit("run", broken, *FAST)
    assert ran.code == 3
    assert audit("run", broken, "--exit-zero", *FAST).code == 0
    assert audit("run", station, "--exit-zero", *FAST).code == 0
    # A finding that is only advice does not make the run fail.
    advice = audit("run", station, "--select", "case-theory-missing", *FAST)
    assert advice.code in {0, 3}


def test_out_writes_every_report_and_says_so(audit: Any, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    ran = audit("run", station, "--out", out, *FAST)
    assert ran.code == 1
    assert "report.html" in ran.err
    written = json.loads((out / "result.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema("result")).validate(written)
    reports = ["rectification.xlsx", "report.docx", "report.html", "result.json"]
    assert sorted(path.name for path in out.iterdir()) == reports


def test_baseline_marks_states_and_lists_what_is_resolved(
    audit: Any, station: Path, data: dict[str, Any], tmp_path: Path
) -> None:
    moved = tmp_path / "搬走的站"
    shutil.copytree(station, moved)
    before = tmp_path / "before.json"
    before.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    same = json.loads(audit("run", moved, "--baseline", before, "--format", "json", *FAST).out)
    assert {item["state"] for item in same["findings"]} == {"still-there"}
    # A rule that did not run resolves nothing.
    ran = audit("run", moved, "--baseline", before, "--ignore", "case-", *FAST)
    gone = [item for item in data["findings"] if item["rule"].startswith("case-")]
    assert gone
    assert f"已整改 0 项，未能核对 {len(gone)} 项" in ran.out
    assert f"本次没有运行这条规则：{len(gone)} 项" in ran.out
    repaired = next(item for item in data["findings"] if item["rule"] == "file-unreadable")
    shutil.copy(moved / "个案" / "RY-001" / "01个案封面.docx", moved / repaired["evidence"][0]["path"])
    ran = audit("run", moved, "--baseline", before, *FAST)
    assert "已整改 1 项" in ran.out
    assert "未能核对" not in ran.out


@pytest.mark.parametrize("group_by", ["district", "subject", "rule", "worker"])
def test_grouping(audit: Any, station: Path, data: dict[str, Any], group_by: str) -> None:
    ran = audit("run", station, "--group-by", group_by, *FAST)
    assert ran.code == 1
    assert f"共发现 {len(data['findings'])} 项" in ran.out
    if group_by == "worker":
        assert "社工" in ran.out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are always Unicode")
def test_file_names_of_an_old_chinese_zip(
    audit: Any, station: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / "cache"))
    consent = (station / "个案" / "RY-001" / "03同意书.docx").read_bytes()
    folder = os.fsencode(tmp_path) + b"/" + "个案".encode("gbk")
    os.mkdir(folder)  # noqa: PTH102 - pathlib does not take bytes
    with open(folder + b"/" + "同意书".encode("gbk") + b".docx", "wb") as stream:  # noqa: PTH123
        stream.write(consent)
    ran = audit("run", tmp_path, "--format", "json", "--jobs", "1")
    assert ran.code in {0, 1}, ran.err
    shown = [entry["path"] for entry in json.loads(ran.out)["files"]]
    assert shown == ["个案/同意书.docx"]


def test_quiet_counts_and_verbose_tells_everything(audit: Any, station: Path, data: dict[str, Any]) -> None:
    quiet = audit("run", station, "--quiet", *FAST)
    assert (quiet.code, quiet.err) == (1, "")
    assert f"共发现 {len(data['findings'])} 项" in quiet.out
    assert len(quiet.out.splitlines()) < 8
    told = "".join(audit("run", station, "--verbose", *FAST).out.split())
    for item in data["findings"]:
        assert item["id"] in told
        assert item["rule"] in told
    wrong = audit("run", station, "--quiet", "--verbose", *FAST)
    assert wrong.code == 2
    assert "只能用一个" in wrong.err
