"""The workbooks of S7: a ledger a community, a list of all, and writing them.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.docx_writer import STAMP
from tools.strangers.facts import HouseholdFacts
from tools.strangers.scenario import Station

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
ITEMS = ("经济状况", "身体健康", "自理能力", "生活环境", "家庭支持")


# ---- households ------------------------------------------------------------------------------------------------------


def _sheet(
    book: Workbook,
    name: str,
    title: str,
    top: list[tuple[str, int]],
    heads: list[str],
    rows: list[list[object]],
    *notes: str,
) -> Worksheet:
    """A titled sheet with a header of two storeys: group names over columns, single columns merged downwards."""
    sheet = book.create_sheet(name)
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet.append([])
    at = 1
    for group, width in top:
        if group:
            sheet.cell(3, at, group)
            sheet.merge_cells(start_row=3, start_column=at, end_row=3, end_column=at + width - 1)
            for n in range(width):
                sheet.cell(4, at + n, heads[at - 1 + n])
        else:
            for n in range(width):
                sheet.cell(3, at + n, heads[at - 1 + n])
                if len({g for g, _ in top}) > 1:
                    sheet.merge_cells(start_row=3, start_column=at + n, end_row=4, end_column=at + n)
        at += width
    start = 5 if any(g for g, _ in top) else 4
    for down, row in enumerate(rows):
        for across, value in enumerate(row, 1):
            sheet.cell(start + down, across, value)
    edge = Side(style="thin")
    for line in sheet.iter_rows(min_row=3, max_row=start + len(rows) - 1, max_col=len(heads)):
        for item in line:
            item.border = Border(edge, edge, edge, edge)
            item.alignment = Alignment(wrap_text=True, vertical="center")
    for at, note in enumerate(notes):
        sheet.cell(start + len(rows) + at, 1, note)
    return sheet


def _month(h: HouseholdFacts, year: int, month: int) -> str:
    """5日入户、19日电访."""
    return "、".join(
        f"{c.day.day}日{'入户' if c.kind == 'visit' else '电访'}"
        for c in h.contacts
        if (c.day.year, c.day.month) == (year, month)
    )


def ledger(houses: list[HouseholdFacts], community: str, station: str) -> Workbook:
    """A community's workbook."""
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "1档案封面", f"{station}{community}兜底对象档案封面登记", [("", 7)],
           ["序号", "档案号", "姓名", "封面评级", "对象类别", "建档日期", "责任社工"],
           [[n, h.number, h.person.name, GRADES[h.cover_grade - 1], "、".join(h.category), h.opened, h.worker] for n, h in enumerate(houses, 1)])  # fmt: skip
    _sheet(book, "2基础信息", f"{community}兜底对象建档基础信息表", [("", 2), ("个人信息", 5), ("居住情况", 3)],
           ["档案号", "姓名", "性别", "出生日期", "身份证号", "联系电话", "对象类别", "家庭住址", "居住状况", "居住环境"],
           [[h.number, h.person.name, h.sex_printed or h.person.sex, h.person.birth, h.id_printed or h.person.id_number, h.person.phone,
             "、".join(h.category), h.person.address, h.living_status, h.living] for h in houses])  # fmt: skip
    rows: list[list[object]] = []
    for h in houses:
        for a in h.assessments:
            pairs = [v for _, rating, score in a.items for v in (rating, score)]
            rows.append([h.number, h.person.name, a.day, *pairs, a.total, GRADES[a.grade - 1]])
    _sheet(book, "3分级评估", f"{community}兜底对象需求分级评估表", [("", 3), *((i, 2) for i in ITEMS), ("", 2)],
           ["档案号", "姓名", "评估日期", *(["评价", "得分"] * 5), "总分", "评定等级"], rows,
           "分级标准：80分及以上Ⅰ级，60—79分Ⅱ级，40—59分Ⅲ级，39分及以下Ⅳ级。")  # fmt: skip
    for year in (2024, 2025):
        grid: list[list[object]] = [
            [n, h.number, h.person.name, *(_month(h, year, m) for m in range(1, 13))]
            for n, h in enumerate(houses, 1) if any(c.day.year == year for c in h.contacts)
        ]  # fmt: skip
        if grid:
            _sheet(book, f"4探访电访{year}", f"{community}{year}年度入户探访及电话访问登记表", [("", 15)],
                   ["序号", "档案号", "姓名", *(f"{m}月" for m in range(1, 13))], grid)  # fmt: skip
    _sheet(book, "5人员协同", f"{community}人员协同情况登记表", [("", 7)],
           ["档案号", "姓名", "协同日期", "社工", "直聘社工", "兜底对象基本情况", "协同情况描述"],
           [[h.number, h.person.name, c.day, h.worker, c.partner, c.facts or None, c.text or None] for h in houses for c in h.collaborations])  # fmt: skip
    _sheet(book, "6一人一案", f"{community}一人一案服务计划登记表", [("", 6)],
           ["档案号", "姓名", "开始日期", "结束日期", "服务目标", "服务措施"],
           [[h.number, h.person.name, h.plan[0], h.plan[1], "固定就医与用药", "联系家庭医生，志愿者每周上门"] for h in houses if h.plan])  # fmt: skip
    return book


def master_list(station: Station) -> Workbook:
    """All communities in one sheet, the community's name merged downwards, a subtotal after each."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "总名册"
    sheet.append([f"{station.name}兜底服务对象名册"])
    sheet.append([])
    sheet.append(
        ["社区", "序号", "档案号", "姓名", "性别", "身份证号", "对象类别", "等级", "责任社工", "备注"]
    )
    for r in station.rosters:
        start = sheet.max_row + 1
        for n, e in enumerate(r.rows, 1):
            sheet.append(
                [
                    r.community if n == 1 else None,
                    n,
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    e.category,
                    GRADES[e.grade - 1],
                    e.worker,
                    e.remark or None,
                ]
            )
        sheet.merge_cells(start_row=start, start_column=1, end_row=sheet.max_row, end_column=1)
        sheet.append(["小计", f"{r.printed_total}户"])
    return book


def keep(book: Workbook, path: Path) -> None:
    """Write a workbook; equal books give equal parts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, STAMP), old.read(name))
    path.write_bytes(out.getvalue())
