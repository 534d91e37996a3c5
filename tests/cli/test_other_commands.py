"""``audit inspect``, ``rules``, ``schema``, ``compare`` and ``init``."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from auditor.config import load_config

SAMPLES = Path(__file__).parents[2] / "sample_files" / "station"
CONSENT = SAMPLES / "个案" / "RY-001" / "03同意书.docx"
ROSTER = SAMPLES / "建档" / "榕荫社区" / "榕荫社区档案清单.xlsx"
DAMAGED = SAMPLES / "建档" / "石榴里社区" / "JC-SL-002" / "08既往病历.docx"
PDF = SAMPLES / "个案" / "MT-002" / "03同意书.pdf"


def inspected(audit: Any, path: Path, *options: str) -> dict[str, Any]:
    ran = audit("inspect", path, "--format", "json", *options)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_inspect_json_has_the_contracts_keys(audit: Any) -> None:
    data = inspected(audit, PDF)
    assert {"path", "status", "form", "form_score", "pages", "scanned", "pairs", "ticks", "fields"} <= set(
        data
    )
    assert data["status"] == "read"
    assert data["form"] == "case-consent"
    assert data["form_score"] > 0.9
    assert (data["pages"], data["scanned"]) == (1, False)
    pair = next(item for item in data["pairs"] if "出生日期" in item["label"])
    assert pair["mark"] == "typed"
    assert pair["page"] == 1
    assert len(pair["box"]) == 4
    assert set(data["fields"]["date"]) == {"value", "confidence"}
    assert data["forms"][0]["fields"] == data["fields"]
    signature = next(item for item in data["pairs"] if item["mark"] == "image")
    assert signature["value"] == ""


def test_inspect_masks_unless_asked(audit: Any) -> None:
    masked = inspected(audit, ROSTER)
    full = inspected(audit, ROSTER, "--full-names")
    names = [row["name"]["value"] for row in full["forms"][0]["rows"]["entries"]]
    ids = [row["id_number"]["value"] for row in full["forms"][0]["rows"]["entries"]]
    assert names
    ids = [number for number in ids if number]
    assert ids
    assert all(re.fullmatch(r"\d{17}[\dX]", number) for number in ids)
    text = json.dumps(masked, ensure_ascii=False)
    assert not any(name in text for name in names)
    assert not any(number in text for number in ids)
    assert any("*" in row["name"]["value"] for row in masked["forms"][0]["rows"]["entries"])


def test_inspect_on_the_terminal(audit: Any) -> None:
    ran = audit("inspect", CONSENT)
    assert ran.code == 0
    assert "个案接受服务同意书" in ran.out
    assert "识别得分" in ran.out
    assert re.search(r"文件中有文字 \d+ 个，读到 \d+ 个", ran.out)
    assert "打印" in ran.out
    assert "\x1b" not in ran.out


def test_inspect_exit_codes(audit: Any, tmp_path: Path) -> None:
    ran = audit("inspect", DAMAGED)
    assert ran.code == 3
    assert "读不出" in ran.out
    assert "办法" in ran.out
    ran = audit("inspect", DAMAGED, "--format", "json")
    assert ran.code == 3
    assert json.loads(ran.out)["reason"]
    assert audit("inspect", tmp_path / "没有.docx").code == 2
    assert audit("inspect", tmp_path).code == 2


def test_rules_list(audit: Any) -> None:
    ran = audit("rules", "list", "roster-")
    assert ran.code == 0
    assert "roster-count-conflict" in ran.out
    assert "case-consent-missing" not in ran.out
    assert "共 4 条" in ran.out
    assert audit("rules", "list", "roster_").code == 2


def test_rules_show_every_rule(audit: Any) -> None:
    from auditor.engine.load import load_rules

    for rule in load_rules().rules.values():
        ran = audit("rules", "show", rule.id)
        assert ran.code == 0, rule.id
        for word in (
            "应当如何",
            "依据",
            "什么时候核对",
            "需要看到的内容",
            "示例",
            "如何改动",
            f"--ignore {rule.id}",
        ):
            assert word in ran.out, (rule.id, word)
        needs = ran.out.split("需要看到的内容")[1].split("▍")[0]
        unnamed = re.findall(r"[a-z]{3,}_?[a-z_]*", needs)
        assert not unnamed, f"{rule.id}: give {unnamed} a Chinese word in auditor/outputs/rule_words.py"


def test_rules_show_suggests(audit: Any) -> None:
    ran = audit("rules", "show", "case-consent-mising")
    assert ran.code == 2
    assert "是否想写“case-consent-missing”" in ran.err


def test_rules_test_runs_the_examples(audit: Any, tmp_path: Path) -> None:
    ran = audit("rules", "test")
    assert ran.code == 0
    assert "不符 0 个" in ran.out
    (tmp_path / "mine.yaml").write_text(RULE.replace("category: 一般", "category: 重点"), encoding="utf-8")
    ran = audit("rules", "test", "my-", "--rules", tmp_path)
    assert ran.code == 1
    assert "应为“发现问题”，实为“通过”" in ran.out


RULE = """\
id: my-category
title: 类别不一致
severity: minor
section: quality
origin: station
basis: 本站规定
norm: 封面类别应与接案表一致。
applies_to: case
check: equal
of: cover.category
to: [intake.category]
message: 个案{id}类别不一致
advice: 建议核对。
examples:
  found:
    - name: 封面重点、接案一般
      given: {cover: {category: 重点}, intake: {category: 一般}}
  passes:
    - name: 相同
      given: {cover: {category: 重点}, intake: {category: 重点}}
"""
FORM = """\
id: my-form
title: 家访表
record: case
part: sessions
titles: [家访表]
fields:
  date: {labels: [家访日期], type: date}
"""


def test_rules_check_accepts_good_files(audit: Any, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "my.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(RULE, encoding="utf-8")
    ran = audit("rules", "check", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "规则 1 条，表单 1 份；没有错误" in ran.out


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.yaml", RULE.replace("of: cover.category", "of: cover.categry"), 10, "category"),
        ("a.yaml", RULE.replace("severity: minor", "severity: minr"), 3, "minor"),
        ("a.yaml", RULE.replace("message: 个案{id}", "message: 个案{idd}"), 12, "{idd}"),
        ("a.yaml", RULE.replace("title: 类别不一致", "title: [类别"), 3, "YAML"),
        ("a.yaml", RULE + "titel: x\n", 21, "title"),
        ("a.yaml", FORM, 3, "forms"),
        ("forms/f.yaml", FORM.replace("part: sessions", "part: session"), 4, "sessions"),
        ("forms/f.yaml", FORM.replace("  date:", "  dat:"), 7, "date"),
        ("forms/f.yaml", FORM.replace("type: date", "type: dat"), 7, "date"),
        ("forms/f.yaml", FORM.replace("titles:", "tittles:"), 5, "titles"),
    ],
)
def test_rules_check_points_at_the_mistake(
    audit: Any, tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    ran = audit("rules", "check", tmp_path)
    assert ran.code == 2
    assert f"{path.name}:{line}" in ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_rules_check_lists_every_mistake(audit: Any, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE.replace("equal", "equel"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        RULE.replace("quality", "qualty").replace("minor", "minr"), encoding="utf-8"
    )
    (tmp_path / "c.yaml").write_text(RULE.replace("category: 一般", "category: 重点"), encoding="utf-8")
    ran = audit("rules", "check", tmp_path)
    assert ran.code == 2
    assert "错误 4 处" in ran.out
    assert "示例“封面重点、接案一般”不符" in ran.err
    assert audit("rules", "check", tmp_path / "没有").code == 2


def test_rules_check_never_blames_the_user_for_the_program(
    audit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor.engine import load

    shipped = tmp_path / "shipped"
    (shipped / "cases").mkdir(parents=True)
    (shipped / "cases" / "broken.yaml").write_text(RULE.replace("minor", "minr"), encoding="utf-8")
    monkeypatch.setattr(load, "shipped_rules_folder", lambda: shipped)
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.yaml").write_text(RULE, encoding="utf-8")
    ran = audit("rules", "check", own)
    assert ran.code == 0
    assert "规则 1 条，表单 0 份；没有错误" in ran.out
    assert "本软件自带的规则有误，与您的文件无关：rules/cases/broken.yaml:3" in ran.err
    (own / "bad.yaml").write_text(RULE.replace("minor", "minr"), encoding="utf-8")
    ran = audit("rules", "check", own)
    assert ran.code == 2
    assert "错误 1 处" in ran.out


@pytest.mark.parametrize("which", ["result", "rule", "form", "config"])
def test_schema(audit: Any, which: str) -> None:
    ran = audit("schema", which)
    assert ran.code == 0
    assert json.loads(ran.out)["$schema"].startswith("https://json-schema.org/")


def test_compare(audit: Any, station: Path, tmp_path: Path) -> None:
    data = json.loads(audit("run", station, "--format", "json", "--no-cache", "--jobs", "1").out)
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    gone, data["findings"] = data["findings"][:2], data["findings"][2:]
    new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    ran = audit("compare", old, new)
    assert ran.code == 0
    assert "已整改　2 项" in ran.out
    assert f"仍存在　{len(data['findings'])} 项" in ran.out
    assert "新出现　0 项" in ran.out
    parts = json.loads(audit("compare", old, new, "--format", "json").out)
    assert [item["id"] for item in parts["resolved"]] == [item["id"] for item in gone]
    assert parts["unconfirmed"] == []
    data["coverage"] = [entry for entry in data["coverage"] if entry["rule"] != gone[0]["rule"]]
    new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    parts = json.loads(audit("compare", old, new, "--format", "json").out)
    assert {item["finding"]["rule"] for item in parts["unconfirmed"]} == {gone[0]["rule"]}
    assert "无法核对" in audit("compare", old, new).out
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    ran = audit("compare", old, tmp_path / "x.json")
    assert ran.code == 2
    assert "不是本软件的审核结果" in ran.err


def test_init_guesses_and_does_not_overwrite(audit: Any, tmp_path: Path) -> None:
    folder = tmp_path / "2025年青禾街社工站档案"
    for name in ("建档/1.麦田社区", "建档/竹溪社区", "个案/MT-001"):
        (folder / name).mkdir(parents=True)
    ran = audit("init", folder)
    assert ran.code == 0
    settings = load_config(folder)
    assert settings.station == "青禾街社工站"
    assert {item.name for item in settings.communities} == {"麦田社区", "竹溪社区"}
    text = (folder / "audit.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    ran = audit("init", folder)
    assert ran.code == 2
    assert "已经存在" in ran.err
    assert (folder / "audit.toml").read_text(encoding="utf-8") == text
    assert audit("init", tmp_path / "没有").code == 2
