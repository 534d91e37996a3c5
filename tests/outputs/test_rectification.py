"""The rectification ledger as people get it: opened with another reader, changed, read back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_results import finding, result

from auditor.config import StaffMember, StationConfig
from auditor.errors import ConfigurationError
from auditor.findings.ledger import (
    CLOSED,
    COLUMNS,
    DUE,
    HIDDEN_COLUMNS,
    ID,
    MACHINE,
    MESSAGE,
    PAPER,
    PERSON,
    PROOF,
    REMARK,
    RESOLVED,
    REVIEWER,
    SEVERITY,
    STATUS,
    STATUSES,
    SUBJECT,
    USER_COLUMNS,
    LedgerEntry,
    LedgerMerge,
    merge_ledger,
)
from auditor.findings.ledger_file import read_ledger
from auditor.findings.privacy import PersonMask
from auditor.findings.result import Evidence, Result, WaivedEntry
from auditor.outputs import rectification
from auditor.outputs.writers import Report, writers
from auditor.records.model import Case
from auditor.records.station import Station

STAFF = StationConfig(
    staff=[
        StaffMember(name="丁晓岚", role="district_head", district="第一片区"),
        StaffMember(name="卢静姝", role="deputy_head"),
    ]
)


def report(findings: list[Any], folder: Path, **other: Any) -> Report:
    shown: Result = result(findings)
    shown.waived = other.pop("waived", [])
    original = other.pop("original", shown)
    values: dict[str, Any] = {
        "folder": folder, "result": shown, "original": original, "station": Station(), "rules": [],
        "config": STAFF, "mask": PersonMask.of_names(["钟一诺"]),
    }  # fmt: skip
    return Report(**(values | other))


def written(path: Path, made: Report) -> Any:
    rectification.write(made, path)
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def three() -> list[Any]:
    return [
        finding("case-a", "RY-001", id="a" * 16, severity="critical"),
        finding("case-b", "RY-002", id="b" * 16, severity="major", certainty="check"),
        finding("case-c", "RY-003", id="c" * 16, severity="advice", district="第二片区"),
    ]


def test_it_is_one_of_the_reports() -> None:
    assert writers()["rectification.xlsx"] is rectification


def test_one_row_for_each_finding_with_all_columns(tmp_path: Path) -> None:
    book = written(tmp_path / "l.xlsx", report(three(), tmp_path))
    sheet = book.worksheets[0]
    assert sheet.title == "整改台账"
    rows = table(sheet)
    assert tuple(rows[0]) == COLUMNS
    assert [row["序号"] for row in rows] == [1, 2, 3]
    assert [row[ID] for row in rows] == ["a" * 16, "b" * 16, "c" * 16]
    assert [row[SEVERITY] for row in rows] == ["严重", "重要（待核）", "建议"]
    assert [row[REVIEWER] for row in rows] == ["丁晓岚", "丁晓岚", "卢静姝"]
    assert {row[STATUS] for row in rows} == {"未整改"}
    assert {row["上期是否出现"] for row in rows} == {"—"}
    assert rows[0][PAPER] == "01个案封面.docx 等2份"
    assert "05服务计划：类别（表1 第3行第4列）" in rows[0]["位置"].split("\n")


def test_filters_frozen_head_drop_downs_hidden_ids_and_print(tmp_path: Path) -> None:
    sheet = written(tmp_path / "l.xlsx", report(three(), tmp_path)).worksheets[0]
    assert sheet.auto_filter.ref == "A1:U4"
    assert sheet.freeze_panes == "F2"
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [rule.formula1.strip('"').split(",") for rule in lists] == [list(STATUSES)]
    status = openpyxl.utils.get_column_letter(COLUMNS.index(STATUS) + 1)
    assert f"{status}2" in lists[0].sqref
    hidden = {
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min, dimension.max + 1)
    }
    assert hidden == {COLUMNS.index(title) + 1 for title in HIDDEN_COLUMNS}
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


def test_severities_differ_in_colour_and_word(tmp_path: Path) -> None:
    sheet = written(tmp_path / "l.xlsx", report(three(), tmp_path)).worksheets[0]
    col = COLUMNS.index(SEVERITY) + 1
    assert len({sheet.cell(row, col).fill.fgColor.rgb for row in (2, 3, 4)}) == 3


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x","y")', "+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]
)
def test_no_text_of_a_document_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    evil = finding("case-a", "RY-001", id="a" * 16, message=text, advice=text, community=text, basis=text)
    evil.evidence = [Evidence(path="x/=1.docx", label=text, text=text)]
    made = report(
        [evil],
        tmp_path,
        ledger=LedgerMerge(by_hand=[LedgerEntry(machine={MESSAGE: text}, user={REMARK: text})]),
    )
    book = written(tmp_path / "l.xlsx", made)
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row):
        assert cell.data_type != "f", cell.coordinate
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix, cell.coordinate
    xml = ZipFile(tmp_path / "l.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml


def test_what_disguises_or_breaks_is_dropped(tmp_path: Path) -> None:
    odd = finding("case-a", "RY-001", id="a" * 16, message="a\x00b\u202ec\ud800d\x1b[31m" + "长" * 40_000)
    row = table(written(tmp_path / "l.xlsx", report([odd], tmp_path)).worksheets[0])[0]
    assert row[MESSAGE].startswith("abcd[31m")
    assert len(row[MESSAGE]) == 2000


def test_links_are_relative_and_lead_to_the_file(tmp_path: Path) -> None:
    paper = tmp_path / "站" / "个案" / "RY-001" / "01 封面#1 100%.docx"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"x")
    one = finding("case-a", "RY-001", id="a" * 16)
    one.evidence = [Evidence(path="个案/RY-001/01 封面#1 100%.docx")]
    gone = finding("case-b", "RY-001", id="b" * 16)
    out = tmp_path / "out"
    out.mkdir()
    sheet = written(out / "l.xlsx", report([one, gone], tmp_path / "站")).worksheets[0]
    col = COLUMNS.index(PAPER) + 1
    target = sheet.cell(2, col).hyperlink.target.replace("\\", "/")
    from urllib.parse import unquote

    assert not target.startswith("/")
    assert (out / unquote(target)).resolve() == paper.resolve()
    assert sheet.cell(3, col).hyperlink is None  # that file does not exist


def test_a_path_cannot_climb_out_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "站").mkdir()
    one = finding("case-a", "RY-001", id="a" * 16)
    one.evidence = [Evidence(path="../secret.txt")]
    sheet = written(tmp_path / "l.xlsx", report([one], tmp_path / "站")).worksheets[0]
    assert sheet.cell(2, COLUMNS.index(PAPER) + 1).hyperlink is None


def test_persons_are_masked_and_the_properties_name_nobody(tmp_path: Path) -> None:
    station = Station(cases=[Case(id="RY-001", name="钟一诺")])
    masked = written(tmp_path / "l.xlsx", report(three(), tmp_path, station=station))
    assert table(masked.worksheets[0])[0][PERSON] == "钟*诺"
    assert not masked.properties.creator
    assert not masked.properties.lastModifiedBy
    full = report(three(), tmp_path, station=station, mask=None, full_names=True)
    row = table(written(tmp_path / "m.xlsx", full).worksheets[0])[0]
    assert row["服务对象"] == "钟一诺"
    assert PERSON not in row
    assert "请勿外传" in openpyxl.load_workbook(tmp_path / "m.xlsx").worksheets[0].oddFooter.left.text


def test_the_summary_counts_and_follows_the_ledger(tmp_path: Path) -> None:
    made = report(three(), tmp_path)
    rectification.write(made, tmp_path / "l.xlsx")
    values = openpyxl.load_workbook(tmp_path / "l.xlsx", data_only=True)["汇总"]
    rows = [[cell for cell in row if cell is not None] for row in values.iter_rows(values_only=True)]
    assert ["第一片区", 1, 1, 0, 0, 2] in rows
    assert ["第二片区", 0, 0, 0, 1, 1] in rows
    assert ["合计", 1, 1, 0, 1, 3] in rows
    formulas = openpyxl.load_workbook(tmp_path / "l.xlsx")["汇总"]
    counts = [
        c.value
        for row in formulas.iter_rows()
        for c in row
        if isinstance(c.value, str) and "COUNTIFS" in c.value
    ]
    assert counts
    assert all("'整改台账'!" in formula for formula in counts)


def test_accepted_findings_stand_on_their_own_sheet(tmp_path: Path) -> None:
    waived = [WaivedEntry(finding="b" * 16, reason="=已与家属核实", author="卢静姝", until="2025-12-31")]
    book = written(tmp_path / "l.xlsx", report(three(), tmp_path, waived=waived))
    assert [row[ID] for row in table(book.worksheets[0])] == ["a" * 16, "c" * 16]
    (row,) = table(book["已接受"])
    assert (row[SUBJECT], row["接受理由"], row["接受人"], row["有效期至"]) == (
        "RY-002",
        "=已与家属核实",
        "卢静姝",
        "2025-12-31",
    )


def merged(path: Path, findings: list[Any], unchecked: str = "") -> LedgerMerge:
    return merge_ledger(read_ledger(path), findings, findings, lambda entry: unchecked, date(2025, 10, 8))


def fill(path: Path, changes: dict[str, dict[str, Any]]) -> None:
    """Write into the ledger as people do: by the row of a finding."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for title, value in changes.get(sheet.cell(row, COLUMNS.index(ID) + 1).value, {}).items():
            sheet.cell(row, COLUMNS.index(title) + 1).value = value
    book.save(path)


def test_what_people_wrote_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(
        path,
        {
            "a" * 16: {
                STATUS: "整改中",
                DUE: datetime(2025, 10, 31),
                REMARK: "=家长出差",
                "责任社工": "苏念安",
            }
        },
    )
    new = [*three()[:1], finding("case-d", "RY-009", id="d" * 16)]
    merge = merged(path, new)
    assert [entry.id for entry in merge.resolved] == ["b" * 16, "c" * 16]
    book = written(path, report(new, tmp_path, ledger=merge))
    first, second = table(book.worksheets[0])
    assert (first[STATUS], first[DUE], first[REMARK], first["责任社工"]) == (
        "整改中",
        datetime(2025, 10, 31),
        "=家长出差",
        "苏念安",
    )
    assert (first["上期是否出现"], first[MACHINE]) == ("是", "仍存在")
    assert (second[ID], second["上期是否出现"], second[MACHINE]) == ("d" * 16, "否", "新发现")
    gone = table(book["已整改"])
    assert [row[ID] for row in gone] == ["b" * 16, "c" * 16]
    assert {row[MACHINE] for row in gone} == {f"{RESOLVED}（2025-10-08）"}
    assert "苏念安" in book.sheetnames
    # A third run keeps what is resolved, with its own day.
    again = merge_ledger(read_ledger(path), new, new, lambda entry: "", date(2026, 1, 1))
    assert [entry.machine[MACHINE] for entry in again.resolved] == [f"{RESOLVED}（2025-10-08）"] * 2


def test_a_claim_that_the_program_does_not_confirm_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {"a" * 16: {STATUS: "已整改"}, "b" * 16: {STATUS: "不适用"}})
    rows = table(written(path, report(three(), tmp_path, ledger=merged(path, three()))).worksheets[0])
    assert [row[MACHINE] for row in rows] == ["仍存在，与“已整改”不符，请复查", "仍存在", "仍存在"]
    assert [row[STATUS] for row in rows] == ["已整改", "不适用", "未整改"]


def test_what_was_written_about_an_accepted_finding_outlives_the_waiver(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {"b" * 16: {REMARK: "记住"}})
    waived = [WaivedEntry(finding="b" * 16, reason="已核实", author="卢静姝", until="2025-12-31")]
    rectification.write(report(three(), tmp_path, waived=waived, ledger=merged(path, three())), path)
    merge = merged(path, three())
    assert merge.carried["b" * 16].user[REMARK] == "记住"
    assert merge.extra_columns == []


def test_what_comes_back_leaves_the_resolved_ones(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {"b" * 16: {REMARK: "记住"}})
    rectification.write(report(three()[:1], tmp_path, ledger=merged(path, three()[:1])), path)
    merge = merged(path, three())
    assert not merge.resolved
    assert merge.carried["b" * 16].user[REMARK] == "记住"


def test_what_could_not_be_checked_is_not_called_resolved(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    merge = merged(path, [], unchecked="所需的文书缺失或读不出")
    assert not merge.resolved
    book = written(path, report([], tmp_path, ledger=merge))
    rows = table(book.worksheets[0])
    assert [row[MACHINE] for row in rows] == ["本次未能复核：所需的文书缺失或读不出"] * 3
    assert "已整改" not in book.sheetnames


def test_sorted_filtered_and_rearranged_rows_survive(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {key * 16: {REMARK: f"备注{key}", PROOF: f"照片{key}"} for key in "abc"})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    for index in range(book.sheetnames.__len__() - 1, 0, -1):
        del book[book.sheetnames[index]]
    sheet.delete_rows(1, 10)
    order = list(range(len(COLUMNS)))[::-1]
    sheet.append(["台账", "", ""])
    sheet.append([])
    sheet.append([*(rows[0][i] for i in order), "经办科室"])
    for row in (rows[3], rows[1], rows[2]):
        sheet.append([*(row[i] for i in order), "综治办"])
    sheet.append([*([None] * (len(COLUMNS) - 1)), "4"])  # an empty row with a number only
    sheet.row_dimensions[5].hidden = True
    sheet.title = "整改"
    book.save(path)
    merge = merged(path, three())
    assert {key: entry.user[REMARK] for key, entry in merge.carried.items()} == {
        k * 16: f"备注{k}" for k in "abc"
    }
    assert merge.extra_columns == ["经办科室"]
    kept = table(written(path, report(three(), tmp_path, ledger=merge)).worksheets[0])
    assert {row["经办科室"] for row in kept} == {"综治办"}
    assert len(kept) == 3


def test_rows_that_people_add_or_copy_stay(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    copied = [cell.value for cell in sheet[2]]
    copied[COLUMNS.index(MESSAGE)] = "现场另发现门牌缺失"
    sheet.append(copied)
    sheet.append([None, "第一片区", None, "现场", None, None, None, None, "消防通道堆物"])
    book.save(path)
    merge = merged(path, three())
    assert [entry.machine[MESSAGE] for entry in merge.by_hand] == ["现场另发现门牌缺失", "消防通道堆物"]
    rows = table(written(path, report(three(), tmp_path, ledger=merge)).worksheets[0])
    assert [row[MESSAGE] for row in rows[3:]] == ["现场另发现门牌缺失", "消防通道堆物"]
    assert len(merged(path, three()).by_hand) == 2


def test_without_the_hidden_columns_rule_and_subject_decide(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {key * 16: {REMARK: key} for key in "abc"})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_cols(COLUMNS.index(ID) + 1, 3)
    book.save(path)
    titles = {item.rule: item.rule for item in three()}
    subjects = [item.subject.id for item in three()]
    merge = merge_ledger(
        read_ledger(path), three(), three(), lambda entry: "", date(2025, 10, 8), titles, subjects
    )
    assert {key: entry.user[REMARK] for key, entry in merge.carried.items()} == {k * 16: k for k in "abc"}


def test_a_changed_id_falls_back_to_rule_and_subject(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rectification.write(report(three(), tmp_path), path)
    fill(path, {"a" * 16: {REMARK: "记住"}})
    new = [finding("case-a", "RY-001", id="e" * 16)]
    assert merged(path, new).carried["e" * 16].user[REMARK] == "记住"


@pytest.mark.parametrize("kind", ["other", "text", "broken", "empty", "none"])
def test_another_file_is_refused_with_one_clear_error(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.xlsx"
    if kind == "other":
        book = openpyxl.Workbook()
        book.active.append(["序号", "姓名", "电话"])
        book.save(path)
    elif kind != "none":
        path.write_bytes({"text": "你好".encode(), "broken": b"PK\x03\x04xxxx", "empty": b""}[kind])
    with pytest.raises(ConfigurationError, match="--ledger"):
        read_ledger(path)


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Mn", "Me"]), max_size=40
).map(lambda text: " ".join(text.split()).replace("￼", ""))
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {column: DAYS | WORDS if column in (DUE, CLOSED) else WORDS for column in USER_COLUMNS}
    ),
    WORDS,
)
def test_a_round_trip_keeps_what_people_wrote(tmp_path: Path, user: dict[str, Any], extra: str) -> None:
    path = tmp_path / "l.xlsx"
    before = LedgerEntry(
        id="a" * 16, user={k: v for k, v in user.items() if v != ""}, extra={"科室": extra} if extra else {}
    )
    merge = LedgerMerge(carried={"a" * 16: before}, extra_columns=["科室"])
    rectification.write(report(three()[:1], tmp_path, ledger=merge), path)
    (entry,) = read_ledger(path).entries
    expected = {STATUS: "未整改", REVIEWER: "丁晓岚"} | before.user
    assert entry.user == expected
    assert entry.extra == before.extra


def test_two_thousand_findings_are_written_and_read_back(tmp_path: Path) -> None:
    many = [
        finding(
            f"case-{number % 60}",
            f"RY-{number % 300:03}",
            id=f"{number:016x}",
            district=f"第{number % 3 + 1}片区",
        )
        for number in range(2000)
    ]
    made = report(many, tmp_path)
    rectification.write(made, tmp_path / "l.xlsx")
    assert len(read_ledger(tmp_path / "l.xlsx").entries) == 2000


def test_a_ledger_with_work_in_it_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "rectification.xlsx"
    assert rectification.put_aside(path) is None
    rectification.write(report(three(), tmp_path), path)
    assert rectification.put_aside(path) is None  # nobody wrote into it
    fill(path, {"a" * 16: {REMARK: "记住"}})
    aside = rectification.put_aside(path)
    assert aside is not None
    assert aside.name == "rectification-old-1.xlsx"
    assert not path.exists()
    assert read_ledger(aside).entries[0].user[REMARK] == "记住"
