"""Word and Excel files keep to the Open XML schemas and to what makes Word, Excel and WPS offer a repair."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from made_results import finding, result, sample
from openxml_audit import FileFormat, OpenXmlValidator

from auditor.config import StationConfig
from auditor.findings.privacy import PersonMask
from auditor.findings.result import Evidence, Praise, PriorEntry, Unconfirmed, WaivedEntry
from auditor.findings.sampling import draw_sample
from auditor.outputs import rectification, word_report
from auditor.outputs.sample_list import write_sample
from auditor.outputs.word_template import SHIPPED
from auditor.outputs.writers import Report
from auditor.records.model import Case
from auditor.records.station import Station

HOSTILE = (
    "</w:t>]]>&amp;<x a='\"'>\u0000\u0008\u200b\ud800\ufffe _x000D_ =1+1 '=HYPERLINK(\"http://x\") \U0001f600"
    * 3
)
VERSIONS = (FileFormat.OFFICE_2007, FileFormat.MICROSOFT_365)


def report(folder: Path, **other: Any) -> Report:
    shown = other.pop("result", sample())
    values: dict[str, Any] = {
        "folder": folder, "result": shown, "original": shown, "station": Station(), "rules": [],
        "config": StationConfig(), "mask": PersonMask.of_names(["钟一诺"]),
    }  # fmt: skip
    return Report(**(values | other))


def everything(text: str = "") -> Any:
    """A result with something in every table and list; ``text`` stands in each."""
    whole = sample()
    first = whole.findings[0]
    whole.findings.append(
        finding(
            "case-a", f"X-1{text}", id="e" * 16, message=f"问题{text}", advice=f"建议{text}", district=f"片区{text}",
            community=f"社区{text}", evidence=[Evidence(path=f"个案/{text}.docx", label=text, text=text)] * 3,
        )
    )  # fmt: skip
    whole.station += text
    whole.praise = [Praise(section="quality", district="第一片区", message=f"做得好{text}")]
    whole.prior = [
        PriorEntry(section="quality", text=f"上期{text}", papers=[f"Y{text}"], status=status, findings=[0])
        for status in ("resolved", "found-again", "not-checked", "human")
    ]
    whole.waived = [
        WaivedEntry(finding=first.id, reason=f"理由{text}", author=f"甲{text}", until="2030-01-01")
    ]
    whole.resolved = [finding("case-b", f"Z{text}", id="d" * 16)]
    whole.unconfirmed = [Unconfirmed(finding=finding("case-c", f"W{text}", id="c" * 16), why=f"没有看{text}")]
    whole.unplaced = [f"散件{text}.docx"]
    whole.files[0].reason = f"附注{text}"
    return whole


def written(path: Path, made: Report) -> Path:
    (word_report if path.suffix == ".docx" else rectification).write(made, path)
    return path


def assert_valid(path: Path) -> None:
    for version in VERSIONS:
        errors = OpenXmlValidator(file_format=version).validate(path).errors
        assert not errors, [f"{item.part_uri} {item.path}: {item.description}" for item in errors[:5]]
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert len({name.lower() for name in names}) == len(names)
        assert all(not name.startswith("/") and "\\" not in name for name in names)
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("text", ["", HOSTILE, "长" * 3_000], ids=["plain", "hostile", "long"])
def test_a_report_with_everything_in_it(tmp_path: Path, ending: str, text: str) -> None:
    made = report(tmp_path, result=everything(text), compared=True)
    assert_valid(written(tmp_path / f"r{ending}", made))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_nothing_found_and_everything_in_full(tmp_path: Path, ending: str) -> None:
    assert_valid(written(tmp_path / f"empty{ending}", report(tmp_path, result=result([]))))
    assert_valid(written(tmp_path / f"full{ending}", report(tmp_path, mask=None, full_names=True)))


def test_the_validator_sees_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path / "r.docx", report(tmp_path))
    bad = tmp_path / "bad.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bad, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            target.writestr(item, data.replace(b"<w:tblGrid>", b"<w:tblGridX/><w:tblGrid>"))
    with pytest.raises(AssertionError, match="tblGrid"):
        assert_valid(bad)


def test_the_template_and_a_sample_list(tmp_path: Path) -> None:
    assert_valid(SHIPPED)
    station = Station(cases=[Case(id=f"A-{n:03}", name="钟一诺", district="第一片区") for n in range(9)])
    drawn = draw_sample(station, 5, ["district"], "种子")
    write_sample(drawn, tmp_path / "s.xlsx", PersonMask(station))
    assert_valid(tmp_path / "s.xlsx")


def test_word_objects_have_ids_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path / "r.docx", report(tmp_path, result=everything()))
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    for shape in (r'<w:bookmarkStart w:id="(\d+)"', r'<wp:docPr id="(\d+)"', r'w14:paraId="(\w+)"'):
        found = re.findall(shape, body)
        assert len(set(found)) == len(found)
    starts, ends = (
        re.findall(r'<w:bookmarkStart w:id="(\d+)"', body),
        re.findall(r'<w:bookmarkEnd w:id="(\d+)"', body),
    )
    assert sorted(starts) == sorted(ends)
    # Every cell ends in a paragraph, or Word calls the file damaged.
    assert not re.search(r"</w:tbl></w:tc>|<w:tc></w:tc>|</w:tcPr></w:tc>", body)
    begun, ended = body.count('w:fldCharType="begin"'), body.count('w:fldCharType="end"')
    assert begun == ended


def test_excel_keeps_its_limits(tmp_path: Path) -> None:
    """Limits of Excel's specification: sheet names of 31 characters, cells of 32,767, lists of 255, formulas of 8,192."""
    many = [
        finding(
            f"case-{n % 70}",
            f"RY-{n:03}{HOSTILE if n % 50 == 0 else ''}",
            id=f"{n:016x}",
            message="长" * 40_000,
        )
        for n in range(120)
    ]
    path = written(tmp_path / "l.xlsx", report(tmp_path, result=result(many, as_of=date(2025, 9, 30))))
    assert_valid(path)
    book = openpyxl.load_workbook(path)
    names = [name.casefold() for name in book.sheetnames]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert len(str(cell.value or "")) <= (8_192 if cell.data_type == "f" else 32_767)
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 257
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32
