"""What the writers of reports are given, made by hand: an archive with a Word form, a sheet and a PDF, and findings on them."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
from made_results import finding, result
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from auditor.config import StationConfig
from auditor.engine.load import load_rules
from auditor.findings.privacy import PersonMask, mask_result
from auditor.findings.result import Evidence, Finding
from auditor.outputs.writers import Report
from auditor.records.station import Station, UnplacedPaper

CLIENT, GUARDIAN, PHONE, ID_NUMBER = "段青禾", "祝晚晴", "13900001234", "440105201202290017"
ADDRESS = "禾田市青禾区东风街道和平路12号303房"
LISTED = [
    f"段{name}"
    for name in (
        "青苗",
        "青苑",
        "青林",
        "青木",
        "青水",
        "青火",
        "青土",
        "青金",
        "青石",
        "青山",
        "青川",
        "青云",
    )
]
PEOPLE = [CLIENT, GUARDIAN, *LISTED]
FORM = "个案/MT-001/03同意书.docx"
LIST = "名册/重点服务名册.xlsx"
PAGE = "个案/MT-001/04转介表.pdf"


def archive(folder: Path) -> Path:
    """Write the archive and return its root."""
    for name in (FORM, LIST, PAGE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    document.add_paragraph("个案接受服务同意书")
    table = document.add_table(rows=9, cols=4)
    rows = [
        ("个案编号", "MT-001", "服务对象姓名", CLIENT),
        ("家庭住址", ADDRESS, "身份证号", ID_NUMBER),
        ("服务内容", "情绪支持 <b>与</b> 学业辅导", "服务期限", "半年"),
        ("服务对象签名", CLIENT, "签署日期", "2025年5月14日"),
        ("监护人姓名", GUARDIAN, "与服务对象关系", "母女"),
        ("监护人签名", "", "监护人联系电话", PHONE),
        ("社工签名", "", "日期", "2025年5月14日"),
        ("备注一", "无", "", ""),
        ("备注三", "无", "备注四", "无"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(7, 1).merge(table.cell(7, 3))
    document.save(str(folder / FORM))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名册"
    sheet["A1"] = "重点服务名册"
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "姓名", "等级", "联系电话"])
    for number, name in enumerate(LISTED, 1):
        sheet.append([number, name, "三级", f"1390000{number:04}"])
    book.save(folder / LIST)
    page(folder / PAGE)
    return folder


def page(path: Path) -> None:
    """Write a PDF form whose phone wraps inside a narrow cell."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("s", fontName="STSong-Light", fontSize=11, leading=15, wordWrap="CJK")
    rows = [
        ["服务对象姓名", CLIENT, "联系电话", PHONE],
        ["转介原因", "需要专业的心理咨询", "接收机构", "青禾医院"],
        ["家庭住址", ADDRESS, "回执日期", ""],
    ]
    table = Table(
        [[Paragraph(text, style) for text in row] for row in rows],
        colWidths=[90, 190, 70, 60],
        rowHeights=[48, 40, 40],
        style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)],
    )
    SimpleDocTemplate(str(path), pagesize=A4).build([Paragraph("个案转介表", style), table])


def on_form() -> Finding:
    """Return a finding on three cells of the Word form, the last far below."""
    return finding(
        "case-guardian-signature-missing",
        "MT-001",
        id="aaaa0001",
        severity="critical",
        section="management",
        message="个案MT-001的同意书监护人签名处空白",
        evidence=[
            Evidence(path=FORM, label="监护人签名（表1 第6行第2列）", text="（空白）"),
            Evidence(path=FORM, label="监护人联系电话（表1 第6行第4列）", text=PHONE),
        ],
    )


def on_list() -> Finding:
    """Return a finding on a row of the sheet."""
    return finding(
        "roster-grade-conflict",
        "JC-001",
        id="aaaa0002",
        kind="household-archive",
        certainty="check",
        district="第二片区",
        community="云台社区",
        message="名册写三级，评估表写二级",
        evidence=[Evidence(path=LIST, label="等级（名册!C9）", text="三级")],
    )


def on_page(box: tuple[float, float, float, float]) -> Finding:
    """Return a finding on a place of the PDF."""
    return finding(
        "referral-incomplete",
        "MT-001",
        id="aaaa0003",
        message="个案MT-001的转介表没有填写回执",
        evidence=[
            Evidence(path=PAGE, page=1, box=box, label="回执日期（第1页表1 第3行第4列）", text="（空白）")
        ],
    )


def report_of(folder: Path, findings: list[Finding], *, full_names: bool = False, **other: object) -> Report:
    """Return what a writer is given for these findings."""
    original = result(findings, **other)
    station = Station(unplaced=[UnplacedPaper("x", "", "", "case", "", "", name=name) for name in PEOPLE])
    return Report(
        folder=folder,
        result=original if full_names else mask_result(original, station),
        original=original,
        station=station,
        rules=list(load_rules().rules.values()),
        config=StationConfig(),
        mask=None if full_names else PersonMask(station),
        full_names=full_names,
        compared=any(item.state == "still-there" for item in findings),
    )
