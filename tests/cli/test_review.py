"""From run to run: the ledger comes back, findings are accepted, a sample is audited."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest


@pytest.fixture
def own(station: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(station, tmp_path / "示例站"))


@pytest.fixture
def first(audit: Callable[..., Any], own: Path, tmp_path: Path) -> Path:
    out = tmp_path / "第一次"
    audit("run", own, "--out", out, "--jobs", 1)
    return out


def result_of(out: Path) -> dict[str, Any]:
    return json.loads((out / "result.json").read_text(encoding="utf-8"))


def sheet_of(path: Path, name: str = "整改台账") -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def remark_all(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        number = sheet.cell(row, titles["稳定编号（勿改）"]).value
        sheet.cell(row, titles["备注"]).value = f"记{number}"
    book.save(path)


def test_the_ledger_says_what_is_resolved_and_what_nobody_could_check(
    audit: Callable[..., Any], own: Path, first: Path, tmp_path: Path
) -> None:
    before = result_of(first)["findings"]
    remark_all(first / "rectification.xlsx")
    # A case's plan is lost, and the archive of a community is damaged: neither is a repair.
    lost = {item["id"] for item in before if item["subject"]["id"] == "SL-001"}
    assert lost
    shutil.rmtree(own / "个案" / "SL-001")
    ran = audit("run", own, "--out", tmp_path / "二", "--ledger", first / "rectification.xlsx", "--jobs", 1)
    assert ran.code == 1
    rows = {row["稳定编号（勿改）"]: row for row in sheet_of(tmp_path / "二" / "rectification.xlsx")}
    for number in lost:
        assert rows[number]["机器复核"] == "本次未能复核：档案中没有找到这个对象"
    for item in result_of(tmp_path / "二")["findings"]:
        old = item["id"] in {earlier["id"] for earlier in before}
        row = rows[item["id"]]
        assert row["机器复核"] == ("仍存在" if old else "新发现")
        assert row["上期是否出现"] == ("是" if old else "否")
        assert row["备注"] == (f"记{item['id']}" if old else None)


def test_rules_that_did_not_run_resolve_nothing(
    audit: Callable[..., Any], own: Path, first: Path, tmp_path: Path
) -> None:
    out = tmp_path / "二"
    audit(
        "run",
        own,
        "--out",
        out,
        "--ledger",
        first / "rectification.xlsx",
        "--select",
        "case-cover",
        "--jobs",
        1,
    )
    rows = sheet_of(out / "rectification.xlsx")
    assert len(rows) == len(result_of(first)["findings"])
    assert "本次未能复核：本次没有运行这条规则" in {row["机器复核"] for row in rows}
    assert "已整改" not in openpyxl.load_workbook(out / "rectification.xlsx").sheetnames


def test_a_repair_is_marked_by_the_programs_own_check(
    audit: Callable[..., Any], own: Path, first: Path, tmp_path: Path
) -> None:
    gone = next(item for item in result_of(first)["findings"] if item["rule"] == "file-unreadable")
    shutil.copy(own / "个案" / "RY-001" / "01个案封面.docx", own / gone["evidence"][0]["path"])
    out = tmp_path / "二"
    audit("run", own, "--out", out, "--ledger", first / "rectification.xlsx", "--jobs", 1)
    resolved = {row["稳定编号（勿改）"]: row for row in sheet_of(out / "rectification.xlsx", "已整改")}
    assert resolved[gone["id"]]["机器复核"].startswith("机器复核：已整改（20")


def test_a_ledger_of_something_else_ends_with_2(audit: Callable[..., Any], own: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名"])
    book.save(tmp_path / "别的.xlsx")
    ran = audit("run", own, "--out", tmp_path / "二", "--ledger", tmp_path / "别的.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.strip().splitlines()) == 1
    assert "不是本软件写出的整改台账" in ran.err
    assert not (tmp_path / "二").exists()


def test_work_in_an_old_ledger_is_never_overwritten(
    audit: Callable[..., Any], own: Path, first: Path
) -> None:
    remark_all(first / "rectification.xlsx")
    ran = audit("run", own, "--out", first, "--jobs", 1)
    assert "rectification-old-1.xlsx" in ran.err
    assert sheet_of(first / "rectification-old-1.xlsx")[0]["备注"]
    assert not sheet_of(first / "rectification.xlsx")[0]["备注"]


def test_accepted_findings_do_not_count_but_are_told(
    audit: Callable[..., Any], own: Path, first: Path, tmp_path: Path
) -> None:
    findings = result_of(first)["findings"]
    lines = [
        f"- {{finding: '{item['id']}', reason: 已核实, author: 卢静姝, until: 2099-12-31}}\n"
        for item in findings
    ]
    (own / "waivers.yaml").write_text("".join(lines), encoding="utf-8")
    out = tmp_path / "二"
    ran = audit("run", own, "--out", out, "--jobs", 1)
    assert ran.code == 0
    result = result_of(out)
    assert {item["finding"] for item in result["waived"]} == {item["id"] for item in result["findings"]}
    assert all(section["concerns"] == [] for section in result["sections"])
    assert f"已接受的问题　{len(findings)} 项" in ran.out
    assert "没有发现问题" in ran.out
    assert sheet_of(out / "rectification.xlsx") == []
    assert len(sheet_of(out / "rectification.xlsx", "已接受")) == len(findings)
    assert "waivers.yaml" not in {entry["path"] for entry in result["files"] if entry["status"] != "skipped"}
    assert audit("run", own, "--no-waivers", "--jobs", 1).code == 1
    other = tmp_path / "别处.yaml"
    other.write_text(
        "- {finding: '0000000000000000', reason: 无, author: 甲, until: 2099-01-01}\n", encoding="utf-8"
    )
    ran = audit("run", own, "--waivers", other, "--jobs", 1)
    assert ran.code == 1
    assert "没有用上" in ran.err


def test_a_mistake_in_the_waivers_names_file_and_line(audit: Callable[..., Any], own: Path) -> None:
    (own / "waivers.yaml").write_text("- finding: 0000000000000000\n  reson: 无\n", encoding="utf-8")
    ran = audit("run", own)
    assert ran.code == 2
    assert "waivers.yaml:" in ran.err
    assert audit("run", own, "--waivers", own / "waivers.yaml", "--no-waivers").code == 2


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_sample_is_drawn_and_audited(
    audit: Callable[..., Any], own: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"抽查.{ending}"
    ran = audit("sample", own, "--n", 3, "--by", "district,kind", "--seed", "甲", "--out", path, "--jobs", 1)
    assert (ran.code, ran.out) == (0, "")
    out = tmp_path / "出"
    ran = audit("run", own, "--sample", path, "--out", out, "--jobs", 1)
    result = result_of(out)
    assert len(result["records"]) == 3
    subjects = {(item["kind"], item["id"]) for item in result["records"]}
    files = {name for item in result["records"] for name in item["files"]}
    for item in result["findings"]:
        subject = item["subject"]
        assert (subject["kind"], subject["id"]) in subjects or subject["id"] in files
    assert sorted(index for entry in result["sections"] for index in entry["concerns"]) == list(
        range(len(result["findings"]))
    )
    assert "只审核抽样清单中的 3 个对象" in ran.err


def test_the_sample_on_the_terminal_names_nobody_in_full(audit: Callable[..., Any], own: Path) -> None:
    shown = audit("sample", own, "--n", 5, "--jobs", 1)
    assert shown.code == 0
    assert shown.out == audit("sample", own, "--n", 5, "--jobs", 1).out
    assert "*" in shown.out
    full = audit("sample", own, "--n", 5, "--full-names", "--jobs", 1)
    assert "*" not in full.out
    assert audit("sample", own, "--by", "colour").code == 2
    assert audit("sample", own, "--out", "x.docx").code == 2
