"""The workbooks of S19: a household is a workbook whose sheets are forms laid out for the printer.

Titles and values are merged over columns, choices come from drop-down lists (plain words), ratings are a √ in the column of their
word, days are real days, names are pictures laid over their cells.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.docx_writer import scribble
from tools.strangers.facts import Assessed, HouseholdFacts
from tools.strangers.papers import Picture, Run, Text
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import BOX
from tools.strangers.styles.judge_common import Ink
from tools.strangers.styles.judge_workbook import keep

WIDE = 8
GRADES = ("一级", "二级", "三级", "四级")
Value = str | int | date | None | list[Run]


class Form:
    """A sheet that is filled from above, row by row."""

    def __init__(self, sheet: Worksheet, title: str) -> None:
        self.sheet, self.at = sheet, 1
        for column in "ABCDEFGH":
            sheet.column_dimensions[column].width = 12
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
        self.put(1, WIDE, title, bold=True, size=18)
        self.next(34)

    def put(
        self, left: int, cols: int, value: Value, bold: bool = False, size: int = 11, down: int = 1
    ) -> None:
        """A merged, ruled cell."""
        target = self.sheet.cell(self.at, left)
        if isinstance(value, list):
            for part in value:
                if isinstance(part, Picture):
                    image = Image(io.BytesIO(scribble(part.seed)))
                    image.width, image.height = 84, 30
                    self.sheet.add_image(image, target.coordinate)
                elif isinstance(part, Text):
                    target.value = part.text
        else:
            target.value = value or (0 if value == 0 else None)
        if isinstance(value, date):
            target.number_format = 'yyyy"年"m"月"d"日"'
        target.font = Font(bold=bold, size=size)
        target.alignment = Alignment(
            horizontal="center" if bold else "left", vertical="center", wrap_text=True
        )
        for row in range(self.at, self.at + down):
            for col in range(left, left + cols):
                self.sheet.cell(row, col).border = BOX
        if cols > 1 or down > 1:
            self.sheet.merge_cells(start_row=self.at, start_column=left, end_row=self.at + down - 1, end_column=left + cols - 1)  # fmt: skip

    def next(self, height: int = 24) -> None:
        """Down a row."""
        self.sheet.row_dimensions[self.at].height = height
        self.at += 1

    def row(self, *pairs: tuple[str, Value], height: int = 24) -> None:
        """Labels and values side by side."""
        room = WIDE // len(pairs)
        for n, (label, value) in enumerate(pairs):
            self.put(1 + n * room, 1, label, bold=True)
            self.put(2 + n * room, room - 1, value)
        self.next(height)

    def line(self, text: str) -> None:
        """A merged line."""
        self.put(1, WIDE, text)
        self.next()

    def choose(self, words: tuple[str, ...], cell: str) -> None:
        """A drop-down list."""
        rule = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
        rule.add(cell)
        self.sheet.add_data_validation(rule)


def grading(form: Form, h: HouseholdFacts, a: Assessed, ink: Ink) -> None:
    """A √ in the column of the rating."""
    form.row(("姓名", h.person.name), ("评估日期", a.day))
    for left, cols, word in ((1, 2, "评估内容"), (3, 4, "评估结果"), (7, 2, "得分")):
        form.put(left, cols, word, bold=True, down=1 if cols == 4 else 2)
    form.next()
    for left, cols, word in ((3, 1, "良好"), (4, 1, "一般"), (5, 2, "较差")):
        form.put(left, cols, word, bold=True)
    form.next()
    for name, rating, score in a.items:
        form.put(1, 2, name)
        for left, cols, word in ((3, 1, "良好"), (4, 1, "一般"), (5, 2, "较差")):
            form.put(left, cols, "√" if word == rating else None)
        form.put(7, 2, score)
        form.next()
    form.row(("总分", a.total), ("评定等级", GRADES[a.grade - 1]))
    form.choose(GRADES, f"F{form.at - 1}")
    form.row(("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), ("社工签名", ink.sign(a.worker_sign, h.worker)), height=32)  # fmt: skip
    form.line("说明：总分80分以上（含80分）一级，60至79分二级，40至59分三级，39分以下四级。")


def house_book(h: HouseholdFacts, ink: Ink) -> Workbook:
    """A sheet a form."""
    book = Workbook()
    book.remove(book.active)
    p = h.person
    form = Form(book.create_sheet("封面"), "服务对象档案")
    form.row(("档案编号", h.number))
    form.row(("姓名", p.name))
    form.row(("所属社区", h.community))
    form.row(("档案等级", GRADES[h.cover_grade - 1]))
    form.row(("建档日期", h.opened))
    form.row(("建档社工", h.worker))
    form = Form(book.create_sheet("基本信息"), "服务对象基本信息表")
    form.row(("姓名", p.name), ("性别", h.sex_printed or p.sex))
    form.row(("出生日期", p.birth), ("联系电话", p.phone))
    form.row(("身份证号", h.id_printed or p.id_number))
    form.row(("家庭住址", p.address))
    form.row(("人员类别", "、".join(h.category)), ("居住状况", h.living_status))
    form.row(("居住环境", h.living), ("登记日期", h.opened))
    form.choose(("良好", "一般", "较差"), f"B{form.at - 1}")
    form.row(("社工签名", ink.sign("ink", h.worker)), height=32)
    for n, a in enumerate(h.assessments, 1):
        name = "分级评估" + (f"（{n}）" if len(h.assessments) > 1 else "")
        grading(Form(book.create_sheet(name), "服务对象分级评估表"), h, a, ink)
    form = Form(book.create_sheet("走访台账"), "走访、电访台账")
    form.line(f"服务对象：{p.name}　　　　社工：{h.worker}")
    for left, cols, word in ((1, 1, "序号"), (2, 2, "日期"), (4, 1, "形式"), (5, 4, "主要内容")):
        form.put(left, cols, word, bold=True)
    form.next()
    for n, c in enumerate(h.contacts, 1):
        form.put(1, 1, n)
        form.put(2, 2, c.day)
        form.put(4, 1, "走访" if c.kind == "visit" else "电访")
        form.put(5, 4, c.text)
        form.next(32)
    for _ in range(3):  # rows that are still free
        for left, cols in ((1, 1), (2, 2), (4, 1), (5, 4)):
            form.put(left, cols, None)
        form.next()
    for n, done in enumerate(h.collaborations, 1):
        form = Form(book.create_sheet("人员协同" + (str(n) if n > 1 else "")), "人员协同表")
        form.row(("服务对象", p.name), ("协同日期", done.day))
        form.row(("社工", h.worker), ("直聘社工", done.partner))
        form.row(("服务对象基本情况", done.facts), height=48)
        form.row(("协同情况", done.text), height=64)
    if h.plan:
        form = Form(book.create_sheet("一人一案"), "一人一案服务计划表")
        form.row(("服务对象", p.name))
        form.row(("开始日期", h.plan[0]), ("结束日期", h.plan[1]))
        form.row(("服务目标", "血压平稳，每周外出活动两次。"))
        form.row(("服务措施", "社工每两周上门，志愿者陪同散步。"))
    return book


def lists(station: Station) -> Workbook:
    """A sheet a community."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        form = Form(book.create_sheet(r.community), f"{r.community}服务对象花名册")
        names = ("序号", "档案编号", "姓名", "身份证号", "人员类别", "等级", "社工", "备注")
        for at, word in enumerate(names, 1):
            form.put(at, 1, word, bold=True)
        form.next()
        for n, e in enumerate(r.rows, 1):
            values = (n, e.number, e.name, e.id_number, e.category, GRADES[e.grade - 1], e.worker, e.remark)
            for at, value in enumerate(values, 1):
                form.put(at, 1, value)
            form.next()
        form.line(f"合计：{r.printed_total}户")
    return book


def write_houses(station: Station, out: Path, seed: int) -> None:
    """All workbooks."""
    for at, h in enumerate(station.households):
        keep(house_book(h, Ink(seed + at)), out / h.community / f"{h.number}{h.person.name}.xlsx")
    keep(lists(station), out / "花名册.xlsx")
