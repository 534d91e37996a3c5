"""Names, phones, ID numbers and addresses planted all over an archive: none stands in any byte of any output."""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import openpyxl
import pytest

from tests.runs.running import SAMPLES, Run, as_json, audit

# The client of RY-001 gets this name on every paper, her grandmother that one.
OLD_CLIENT = "岑小满"
CLIENT, GRANDMOTHER, NEIGHBOUR, LOST, STRANGER = "岑若琳", "莫秀娥", "尚文姝", "柏念慈", "苗雨桐"
PHONE, LANDLINE, ID_NUMBER = "13911112222", "020-84556677", "44019920150412004X"
HOUSE = "禾田街道和平路27号1403房"
SECRETS = [
    CLIENT, "若琳", "岑 若 琳", GRANDMOTHER, NEIGHBOUR, LOST, STRANGER, PHONE, "139 1111 2222", "139-1111-2222",
    "84556677", ID_NUMBER, "27号1403", "1403房",
]  # fmt: skip
NARRATIVE = (
    f"若琳说想学画画，{CLIENT}的邻居{NEIGHBOUR}阿姨也在场，电话139-1111-2222，家住{HOUSE}，座机{LANDLINE}，"
    f"身份证{ID_NUMBER}。岑 若 琳答应每周来一次。"
)


def replaced(path: Path, pairs: dict[str, str]) -> None:
    """Replace texts in every part of a Word file."""
    with zipfile.ZipFile(path) as package:
        parts = [(item, package.read(item)) for item in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for item, data in parts:
            changed = data
            for old, new in pairs.items():
                changed = changed.replace(old.encode(), new.encode())
            package.writestr(item, changed)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("masked") / "站"
    sample = SAMPLES / "station"
    shutil.copytree(sample / "个案" / "RY-001", folder / "个案" / f"RY-001 {CLIENT}")
    shutil.copytree(sample / "建档" / "榕荫社区", folder / "建档" / "榕荫社区")
    shutil.copy(sample / "audit.toml", folder)
    case = folder / "个案" / f"RY-001 {CLIENT}"
    for path in case.glob("0*.docx"):
        replaced(path, {OLD_CLIENT: CLIENT})
        edited = docx.Document(str(path))
        properties = edited.core_properties
        properties.author = properties.title = properties.keywords = properties.comments = CLIENT
        edited.sections[0].header.paragraphs[0].text = f"{CLIENT} {PHONE}"
        edited.sections[0].footer.paragraphs[0].text = HOUSE
        for table in edited.tables:
            for cell in (cell for row in table.rows for cell in row.cells):
                if len(cell.text) > 60:
                    cell.paragraphs[0].text = NARRATIVE + cell.text
        edited.save(str(path))
    # Two records alike: their narratives are quoted as evidence.
    shutil.copy(case / "06过程记录1.docx", case / f"06过程记录7（{CLIENT}）.docx")
    consent = docx.Document(str(case / "03同意书.docx"))
    for row in (row for table in consent.tables for row in table.rows):
        for left, right in zip(row.cells, row.cells[1:], strict=False):
            if "监护人签名" in left.text and right is not left:
                right.text = GRANDMOTHER
            if "电话" in left.text and right is not left:
                right.text = PHONE
    consent.save(str(case / "03同意书.docx"))
    # Nobody can read these; only their paths name somebody.
    (folder / "个案" / f"RY-008 {LOST}").mkdir()
    (folder / "个案" / f"RY-008 {LOST}" / "封面.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "个案" / f"{STRANGER}同意书.docx").write_bytes(b"")
    unknown = docx.Document()
    unknown.add_heading(f"关于{CLIENT}同学参加夏令营的说明")
    unknown.add_paragraph(NARRATIVE)
    unknown.save(str(folder / f"{CLIENT}的说明.docx"))
    book = openpyxl.Workbook()
    book.active.title = f"{CLIENT}"
    book.active["A1"] = f"{CLIENT} {PHONE} {HOUSE}"
    book.properties.creator = CLIENT
    book.save(folder / f"{CLIENT}物资.xlsx")
    (folder / "waivers.yaml").write_text(
        f"waivers:\n  - rule: case-comment-unanswered\n    subject: RY-001\n    reason: 已与{CLIENT}的家人{GRANDMOTHER}当面说明，"
        f"电话{PHONE}\n    author: 贺站长\n    until: 2030-01-01\n",
        encoding="utf-8",
    )
    (folder.parent / "上期.md").write_text(
        f"## （三）项目管理\n\n### 2. 需要关注的地方\n\n（1）未成年人个案（{CLIENT}，4岁）RY-001的《个案接受服务同意书》监护人由其"
        "奶奶签名，其父母未留下联系电话。\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text that a file holds, packed or escaped as it may be."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                text = html.unescape(package.read(name).decode("utf-8", "replace"))
                yield f"{path.name}!{name}", unquote(text)
                yield f"{path.name}!{name} (words)", re.sub(r"<[^>]+>", "", text)
            yield f"{path.name} (comment)", package.comment.decode("utf-8", "replace")
        return
    text = path.read_text(encoding="utf-8")
    if path.name == "result.json":
        # Paths lead to the evidence and stay whole (README); everything else is masked.
        data = json.loads(text)
        for finding in data["findings"]:
            for place in finding["evidence"]:
                place["path"] = ""
        for entry in data["files"]:
            entry["path"] = ""
        for record in data["records"]:
            record["files"] = []
        text = json.dumps(data, ensure_ascii=False)
    yield path.name, html.unescape(text)


def leaks(label: str, text: str) -> list[str]:
    return [
        f"{secret} in {label}: …{text[max(0, text.find(secret) - 40) :][:90]}…"
        for secret in SECRETS
        if secret in text
    ]


def all_leaks(folder: Path, *runs: Run) -> list[str]:
    found = [
        line
        for path in sorted(folder.iterdir())
        for label, text in texts(path)
        for line in leaks(label, text)
    ]
    for number, run in enumerate(runs):
        found += leaks(f"run {number} out", run.out.replace("\n", "")) + leaks(f"run {number} err", run.err)
    return found


def test_no_output_names_anybody(archive: Path, cache: Path, tmp_path: Path) -> None:
    full = tmp_path / "全名"
    shown = audit("run", archive, "--out", full, "--full-names", cache=cache)
    # The secrets are there to be found: with full names every output shows them.
    assert len({line.partition(" in ")[0] for line in all_leaks(full, shown)}) >= 10
    out = tmp_path / "出"
    ran = audit(
        "run", archive, "--out", out, "--previous", archive.parent / "上期.md",
        "--baseline", full / "result.json", "--ledger", full / "rectification.xlsx", cache=cache,
    )  # fmt: skip
    assert {path.suffix for path in out.iterdir()} == {".json", ".html", ".docx", ".xlsx"}
    result: dict[str, Any] = json.loads((out / "result.json").read_text(encoding="utf-8"))
    rules = {item["rule"] for item in result["findings"]}
    assert {"case-narrative-duplicated", "file-unreadable", "file-unrecognised"} <= rules
    assert all_leaks(out, ran) == []
    # What is hidden is hidden, not gone: the masked name stands where the name stood.
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "岑*琳" in page
    assert "*琳说想学画画" in page


def test_nor_do_the_other_commands(archive: Path, cache: Path, tmp_path: Path) -> None:
    out = tmp_path / "抽样"
    out.mkdir()
    runs = [
        audit(
            "sample",
            archive,
            "--n",
            "9",
            "--by",
            "district,kind",
            "--seed",
            "一",
            "--out",
            out / f"s.{kind}",
            cache=cache,
        )
        for kind in ("xlsx", "csv", "json")
    ]
    runs += [audit("run", archive, "--group-by", group, cache=cache) for group in ("subject", "worker")]
    runs.append(audit("run", archive, "--format", "json", cache=cache))
    runs[-1] = Run(runs[-1].code, "", runs[-1].err)  # its output is result.json, looked at above
    case = archive / "个案" / f"RY-001 {CLIENT}"
    runs += [audit("inspect", case / name, *more, cache=cache) for name in ("03同意书.docx", "06过程记录1.docx")
             for more in ((), ("--format", "json"))]  # fmt: skip
    # The path that a user gave is given back; it is an address here too.
    runs = [Run(run.code, re.sub(r'"path": "[^"]*"', "", run.out), run.err) for run in runs]
    assert all_leaks(out, *runs) == []


def test_workers_and_papers_stay_named(archive: Path, cache: Path) -> None:
    result = as_json(archive, cache=cache).result
    masked = json.loads(audit("run", archive, "--format", "json", cache=cache).out)
    assert len(masked["findings"]) == len(result["findings"])
    for plain, hidden in zip(result["findings"], masked["findings"], strict=True):
        assert plain["id"] == hidden["id"]
        # Only names and numbers go: what rules themselves say stays word for word.
        assert hidden["advice"] == plain["advice"]
        assert hidden["basis"] == plain["basis"]
