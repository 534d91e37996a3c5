"""Terminal, JSON, HTML, Word and Excel are writers over one result: the same findings, the same totals everywhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.runs.running import SAMPLES, Run, as_json, audit

SEVERITIES = {"critical": "严重", "major": "重要", "minor": "一般", "advice": "建议"}
SECTIONS = {
    "progress": "各项目服务进度",
    "management": "项目管理",
    "quality": "服务质量",
    "monitoring": "服务监测",
    "outcome": "服务成效",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """One run with accepted, resolved and still-there findings."""
    folder = tmp_path_factory.mktemp("agree")
    before = as_json(SAMPLES / "station", cache=folder / "cache").result
    first = before["findings"][0]
    case = next(item for item in before["findings"] if item["rule"] == "case-consent-missing")
    gone = {**case, "id": "f" * 16, "subject": {"kind": "case", "id": "BC-001"}}
    before["findings"] = [first, gone]
    (folder / "before.json").write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
    waivers = f"- finding: {first['id']}\n  reason: 已说明\n  author: 贺站长\n  until: 2030-01-01\n"
    (folder / "waivers.yaml").write_text(waivers, encoding="utf-8")
    ran = audit(
        "run", SAMPLES / "station", "--out", folder / "出", "--baseline", folder / "before.json",
        "--waivers", folder / "waivers.yaml", cache=folder / "cache", COLUMNS="200",
    )  # fmt: skip
    assert ran.code == 1, ran.err
    return folder / "出", ran


@pytest.fixture(scope="module")
def findings(made: tuple[Path, Run]) -> list[dict[str, Any]]:
    """The open findings as result.json has them."""
    data = json.loads((made[0] / "result.json").read_text(encoding="utf-8"))
    accepted = {entry["finding"] for entry in data["waived"]}
    assert len(accepted) == 1
    listed = [index for section in data["sections"] for index in section["concerns"]]
    # An accepted finding is listed with its reason, and is no concern of any section.
    assert sorted(listed) == [n for n, item in enumerate(data["findings"]) if item["id"] not in accepted]
    return [item for item in data["findings"] if item["id"] not in accepted]


def squeezed(text: str) -> str:
    """The text without blanks, line ends and frames, so that wrapping does not matter."""
    return re.sub(r"[\s─━═│╭╮╰╯▍◇　]+", "", text)


def test_html(made: tuple[Path, Run], findings: list[dict[str, Any]]) -> None:
    page = (made[0] / "report.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert [item["i"] for item in data["findings"]] == [item["id"] for item in findings]
    for drawn, item in zip(data["findings"], findings, strict=True):
        assert (drawn["t"], drawn["v"], drawn["s"]) == (item["message"], item["severity"], item["section"])
        assert drawn.get("c", 0) == (item["certainty"] == "check")
        assert len(drawn["e"]) == len(item["evidence"])
    shown = squeezed(re.sub(r"<[^>]+>", "", page))
    assert f"{len(findings)}共发现问题（项）" in shown
    for severity, count in Counter(item["severity"] for item in findings).items():
        assert f"{count}{SEVERITIES[severity]}" in shown


def test_word(made: tuple[Path, Run], findings: list[dict[str, Any]]) -> None:
    document = docx.Document(str(made[0] / "report.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    listed = [
        match[1] for table in document.tables for row in table.rows
        for match in re.finditer(r"［([0-9a-f]{16})］", " ".join(cell.text for cell in row.cells))
    ]  # fmt: skip
    # The accepted one stands in its own table.
    assert len(set(listed) - {item["id"] for item in findings}) == 1
    assert {item["id"] for item in findings} <= set(listed)
    said = next(text for text in texts if text.startswith("本次共发现问题"))
    severities = Counter(item["severity"] for item in findings)
    counts = "、".join(f"{name}{severities[key]}项" for key, name in SEVERITIES.items() if severities[key])
    assert f"本次共发现问题{len(findings)}项：{counts}" in said
    for severity, count in severities.items():
        assert any(f"{SEVERITIES[severity]}（{count}项）" in text for text in texts)
    for section, count in Counter(item["section"] for item in findings).items():
        assert any(f"{SECTIONS[section]}有以下{count}项问题需要关注" in text for text in texts)


def test_excel(made: tuple[Path, Run], findings: list[dict[str, Any]]) -> None:
    book = openpyxl.load_workbook(made[0] / "rectification.xlsx")
    head, *rows = book["整改台账"].iter_rows(values_only=True)
    ledger = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["稳定编号（勿改）"] for row in ledger] == [item["id"] for item in findings]
    for row, item in zip(ledger, findings, strict=True):
        assert row["问题描述"] == item["message"]
        assert row["严重程度"].startswith(SEVERITIES[item["severity"]])
    # The sheets to hand out, one for each worker, hold every row of the ledger once.
    others = {"整改台账", "已整改", "已接受"}
    handed = Counter(
        match[1]
        for sheet in book.worksheets
        if sheet.title not in others
        for row in sheet.iter_rows(values_only=True)
        if (match := re.match(r'=MATCH\("([0-9a-f]{16})"', str(row[-1])))
    )
    assert handed == Counter(item["id"] for item in findings)
    cached = openpyxl.load_workbook(made[0] / "rectification.xlsx", data_only=True)
    summary = [row for sheet in cached if "汇总" in sheet.title for row in sheet.iter_rows(values_only=True)]
    totals = [row for row in summary if row[0] == "合计"]
    assert totals
    assert all(len(findings) in row for row in totals)


def test_terminal(made: tuple[Path, Run], findings: list[dict[str, Any]]) -> None:
    out = squeezed(made[1].out)
    assert f"共发现{len(findings)}项" in out
    for severity, count in Counter(item["severity"] for item in findings).items():
        assert f"{SEVERITIES[severity]}{count}" in out
    for section, count in Counter(item["section"] for item in findings).items():
        assert f"{SECTIONS[section]}{count}项" in out
    for place in {item["community"] for item in findings if item["community"]}:
        assert place in out
    # One of the findings is accepted and one is new to everybody but the baseline.
    assert f"新增{len(findings)}项，仍在0项，已整改0项，未能核对1项" in out
    assert "已接受的问题1项" in out


def test_every_finding_can_be_met_on_the_terminal(
    findings: list[dict[str, Any]], made: tuple[Path, Run]
) -> None:
    columns = re.sub(r"\s+", " ", made[1].out)
    words = Counter(re.findall(r"[A-Z]{2}(?:-[A-Z]{2})?-\d{3}", columns))
    for number, count in Counter(
        item["subject"]["id"]
        for item in findings
        if re.fullmatch(r"[A-Z]{2}(?:-[A-Z]{2})?-\d{3}", item["subject"]["id"])
    ).items():
        assert words[number] >= min(count, 1), number
