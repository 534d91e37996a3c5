"""Forms drawn as PDF, read back: tables, lines, marks."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdfium2 import raw
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader

from auditor.pages.model import INK_ANCHOR, LineRole, Mark, Table
from auditor.readers.pdf import read
from tests.readers.pdf_builder import SONG, Sheet, cell, check, only_table, rows, texts


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path)


def picture(colour: str, size: tuple[int, int] = (120, 120)) -> ImageReader:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, size[0] - 6, size[1] - 6), outline=colour, width=9)
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


def test_merged_cells_and_wrapped_number(sheet: Sheet) -> None:
    c = sheet.canvas
    c.rect(72, 640, 300, 90)
    for y in (700, 670):
        c.line(132, y, 372, y)
    c.line(132, 640, 132, 730)
    c.line(192, 670, 192, 730)
    c.line(260, 670, 260, 730)
    sheet.text(76, 690, "服务对象").text(76, 676, "基本情况")
    sheet.text(136, 712, "姓名").text(196, 712, "欧阳红").text(264, 712, "女")
    sheet.text(136, 682, "电话").text(197, 687, "1380013800").text(197, 674, "0")
    sheet.text(136, 652, "备注：无")
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    assert (table.rows, table.cols) == (3, 4)
    label, remark = cell(table, 0, 0), cell(table, 2, 1)
    assert (label.row_span, label.col_span, label.text) == (3, 1, "服务对象基本情况")
    assert (remark.row_span, remark.col_span, remark.text) == (1, 3, "备注：无")
    assert cell(table, 1, 2).text == "13800138000"
    assert cell(table, 0, 1).box == pytest.approx((132, 111.9, 192, 141.9), abs=1)
    assert document.pages[0].number == 1
    assert table.ref == "第1页表1"


def test_borders_drawn_as_thin_rectangles(sheet: Sheet) -> None:
    """Word's own export fills rectangles half a point thick and leaves the corners to small squares."""
    c = sheet.canvas
    for y in (780, 760, 740):
        for x in (72, 172):
            c.rect(x + 0.5, y, 99.5, 0.48, stroke=0, fill=1)
        for x in (72, 172, 272):
            c.rect(x, y, 0.48, 0.48, stroke=0, fill=1)
    for y in (740.5, 760.5):
        for x in (72, 172, 272):
            c.rect(x, y, 0.48, 19.5, stroke=0, fill=1)
    sheet.text(80, 766, "姓名").text(180, 766, "张三").text(80, 746, "电话").text(180, 746, "13800138000")
    document = sheet.read()
    check(document)
    assert rows(only_table(document.pages[0])) == [["姓名", "张三"], ["电话", "13800138000"]]
    assert texts(document.pages[0]) == []


def test_open_sided_and_three_line_tables(sheet: Sheet) -> None:
    c = sheet.canvas
    for y in (700, 680, 660):
        c.line(72, y, 372, y)
    c.line(172, 660, 172, 700)
    sheet.text(80, 686, "姓名").text(180, 686, "张三").text(80, 666, "电话").text(180, 666, "1")
    for y in (620, 600, 540):
        c.line(72, y, 372, y)
    for i, row in enumerate([("姓名", "次数", "满意度"), ("张三", "12", "95%"), ("李四", "8", "90%")]):
        for k, text in enumerate(row):
            sheet.text(80 + 100 * k, 606 - 20 * i, text)
    document = sheet.read()
    check(document)
    first, second = document.pages[0].tables()
    assert rows(first) == [["姓名", "张三"], ["电话", "1"]]
    assert rows(second) == [["姓名", "次数", "满意度"], ["张三", "12", "95%"], ["李四", "8", "90%"]]


def test_writing_lines_are_no_table(sheet: Sheet) -> None:
    for y, text in ((500, "服务对象自述腿部疼痛"), (480, "社工与其家属沟通"), (460, "约定下周再访")):
        sheet.canvas.line(72, y, 372, y)
        sheet.text(74, y + 3, text)
    document = sheet.read()
    check(document)
    assert list(document.pages[0].tables()) == []
    assert [text.rstrip("_") for text in texts(document.pages[0])] == [
        "服务对象自述腿部疼痛",
        "社工与其家属沟通",
        "约定下周再访",
    ]


def test_two_tables_side_by_side_and_lines_between(sheet: Sheet) -> None:
    sheet.text(250, 760, "活动登记", 16)
    sheet.grid([72, 122, 172], [700, 720, 740]).grid([222, 272, 322], [700, 720, 740])
    sheet.text(75, 725, "左").text(225, 725, "右").text(72, 670, "两表之后")
    document = sheet.read()
    check(document)
    blocks = document.pages[0].blocks
    assert [isinstance(b, Table) for b in blocks] == [False, True, True, False]
    assert [b.cells[0].text for b in blocks if isinstance(b, Table)] == ["左", "右"]
    title = blocks[0]
    assert not isinstance(title, Table)
    assert (title.text, title.size) == ("活动登记", 16)


def test_nested_table(sheet: Sheet) -> None:
    sheet.grid([72, 172, 372], [600, 700, 730]).grid([190, 250, 350], [610, 640, 670])
    sheet.text(180, 685, "明细：").text(195, 650, "甲").text(255, 620, "乙").text(76, 710, "外")
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    assert (table.rows, table.cols) == (2, 2)
    holder = cell(table, 1, 1)
    (inner,) = holder.tables
    assert holder.text == "明细："
    assert rows(inner) == [["甲", ""], ["", "乙"]]


def test_ticks_of_every_make(sheet: Sheet) -> None:
    c = sheet.canvas
    sheet.text(72, 760, "□甲 ■乙")
    c.rect(72, 730, 10, 10)
    sheet.text(86, 731, "丙")
    c.rect(120, 730, 10, 10)
    c.line(121, 735, 124, 731)
    c.line(124, 731, 131, 741)
    sheet.text(134, 731, "丁")
    c.rect(172, 730, 10, 10)
    c.rect(174, 732, 6, 6, fill=1)
    sheet.text(186, 731, "戊")
    c.setFont("ZapfDingbats", 11)
    c.drawString(72, 700, "\u2714")
    c.drawString(110, 700, "\u2751")
    sheet.text(84, 700, "己").text(122, 700, "庚")
    sheet.text(72, 670, "□辛 □壬")
    c.line(74, 674, 77, 670)
    c.line(77, 670, 84, 681)
    document = sheet.read()
    check(document)
    lines = ["".join(text.split()) for text in texts(document.pages[0])]
    assert lines == ["□甲■乙", "☐丙☑丁☑戊", "✔己☐庚", "☑辛□壬"]


def test_digit_boxes_are_one_number(sheet: Sheet) -> None:
    for i, digit in enumerate("440101196512031234"):
        sheet.canvas.rect(140 + 14 * i, 420, 14, 14)
        sheet.text(144 + 14 * i, 423, digit)
    sheet.text(72, 423, "身份证号")
    document = sheet.read()
    check(document)
    (line,) = texts(document.pages[0])
    assert line.split() == ["身份证号", "440101196512031234"]


def test_underlined_gap(sheet: Sheet) -> None:
    sheet.text(72, 660, "社工签名：").text(72, 630, "督导签名：").text(150, 630, "王五")
    sheet.canvas.line(125, 658, 209, 658)
    sheet.canvas.line(125, 628, 219, 628)
    document = sheet.read()
    check(document)
    empty, signed = texts(document.pages[0])
    assert empty == "社工签名：" + "_" * 16
    assert signed.startswith("督导签名：_") and "王五" in signed and signed.endswith("_")


def test_underline_just_above_a_border(sheet: Sheet) -> None:
    """Underlined blanks at the foot of a cell are two points from its border and still a gap."""
    sheet.grid([72, 172, 372], [640, 660]).text(180, 644, "日期：")
    sheet.canvas.line(212, 642, 300, 642)
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    assert (table.rows, table.cols) == (1, 2)
    assert cell(table, 0, 1).text == "日期：" + "_" * 17


@pytest.mark.parametrize("ruled", [True, False])
def test_two_signatures_that_touch_across_a_border_are_two_and_bands_of_one_picture_one(
    sheet: Sheet, ruled: bool
) -> None:
    borders = [600, 640, 680] if ruled else [600, 680]
    sheet.grid([72, 172, 372], borders)
    sheet.text(80, 655, "经办").text(80, 615, "家长")
    sheet.canvas.drawImage(picture("black"), 200, 640, 80, 40)
    sheet.canvas.drawImage(picture("black"), 200, 600, 80, 40)
    table = only_table(sheet.read().pages[0])
    assert [len(cell(table, row, 1).inks) for row in range(table.rows)] == ([1, 1] if ruled else [1])


def test_pictures_seals_and_pen_strokes_in_cells(sheet: Sheet) -> None:
    c = sheet.canvas
    sheet.grid([72, 172, 372], [500, 560, 620, 680])
    sheet.text(80, 650, "社工签名").text(80, 590, "单位盖章").text(80, 530, "督导签名").text(180, 650, "签：")
    c.drawImage(picture("black"), 210, 630, 40, 40)
    c.drawImage(picture("#d01818"), 200, 565, 50, 50)
    path = c.beginPath()
    path.moveTo(200, 520)
    path.curveTo(210, 545, 220, 510, 230, 530)
    path.curveTo(240, 545, 250, 510, 270, 535)
    c.drawPath(path)
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    signed, sealed, penned = (cell(table, r, 1) for r in range(3))
    assert signed.text.replace(" ", "") == "签：" + INK_ANCHOR
    assert [i.mark for i in signed.inks] == [Mark.IMAGE]
    assert [i.mark for i in sealed.inks] == [Mark.STAMP]
    assert [i.mark for i in penned.inks] == [Mark.HANDWRITTEN]
    assert signed.inks[0].box == pytest.approx((210, 171.9, 250, 211.9), abs=1)


def test_slash_of_a_cell_is_no_signature(sheet: Sheet) -> None:
    sheet.grid([72, 172, 372], [220, 250, 280])
    sheet.canvas.line(72, 280, 172, 250)
    table = only_table(sheet.read().pages[0])
    assert all(not c.inks for c in table.cells)


def test_shaded_and_bold_labels_are_emphasised(sheet: Sheet) -> None:
    c = sheet.canvas
    c.setFillColor(colors.Color(0.85, 0.85, 0.85))
    c.rect(72, 170, 100, 20, stroke=0, fill=1)
    c.setFillColor(colors.black)
    sheet.grid([72, 172, 372], [150, 170, 190]).text(80, 175, "标签").text(180, 175, "值")
    table = only_table(sheet.read().pages[0])
    assert [c.emphasis for c in table.cells] == [True, False, False, False]


def test_white_text_counts_only_on_a_dark_ground(sheet: Sheet) -> None:
    c = sheet.canvas
    c.setFillColor(colors.darkblue)
    c.rect(72, 640, 200, 24, stroke=0, fill=1)
    c.setFillColor(colors.white)
    sheet.text(80, 647, "表头").text(72, 500, "看不见的字")
    c.setFillColor(colors.black)
    sheet.text(72, 600, "正文")
    document = sheet.read()
    check(document)
    assert texts(document.pages[0]) == ["表头", "正文"]


def test_invisible_text_is_not_read(sheet: Sheet) -> None:
    text = sheet.text(72, 700, "可见").canvas.beginText(72, 650)
    text.setFont(SONG, 10)
    text.setTextRenderMode(3)
    text.textLine("不可见")
    sheet.canvas.drawText(text)
    assert texts(sheet.read().pages[0]) == ["可见"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated_page_reads_the_same(tmp_path: Path, rotation: int) -> None:
    """A page stored sideways with /Rotate shows upright; its boxes are those of the page as shown."""
    sheet = Sheet(tmp_path, pagesize=(400, 400))
    c = sheet.canvas
    c.setPageRotation(rotation)
    c.translate(200, 200)
    c.rotate(rotation)
    c.translate(-200, -200)
    sheet.grid([72, 172, 372], [320, 340, 360]).text(80, 345, "姓名").text(180, 345, "张三").text(
        72, 380, "标题"
    )
    document = sheet.read()
    check(document)
    assert texts(document.pages[0]) == ["标题"]
    table = only_table(document.pages[0])
    assert rows(table) == [["姓名", "张三"], ["", ""]]
    assert table.cells[0].box == pytest.approx((72, 40, 172, 60), abs=1)


def test_text_laid_sideways_without_rotate(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, pagesize=(400, 600))
    sheet.canvas.translate(400, 0)
    sheet.canvas.rotate(90)
    sheet.grid([72, 172, 372], [320, 340, 360]).text(80, 345, "姓名").text(180, 345, "张三")
    page = sheet.read().pages[0]
    assert rows(only_table(page)) == [["姓名", "张三"], ["", ""]]
    assert (page.width, page.height) == (600, 400)


def test_crop_box_moves_the_origin(sheet: Sheet) -> None:
    sheet.canvas.setCropBox((50, 100, 450, 800))
    sheet.grid([72, 172], [700, 720]).text(80, 705, "甲")
    page = sheet.read().pages[0]
    assert (page.width, page.height) == (400, 700)
    assert only_table(page).box == pytest.approx((22, 80, 122, 100), abs=1)


def test_form_fields_are_put_in_place(sheet: Sheet) -> None:
    c = sheet.canvas
    form = c.acroForm
    sheet.grid([72, 172, 372], [640, 670, 700]).text(80, 680, "姓名").text(80, 650, "性别")
    form.textfield(name="name", value="Li Hong", x=176, y=672, width=120, height=20)
    form.checkbox(name="m", checked=True, x=180, y=648, size=12)
    sheet.text(196, 650, "男")
    form.checkbox(name="f", checked=False, x=230, y=648, size=12)
    sheet.text(246, 650, "女")
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    assert cell(table, 0, 1).text == "Li Hong"
    assert "".join(cell(table, 1, 1).text.split()) == "☑男☐女"


def test_running_lines_and_page_numbers(sheet: Sheet) -> None:
    for number in range(1, 4):
        sheet.text(72, 810, "阳光社工站档案").text(290, 30, f"第 {number} 页").text(72, 600, f"正文{number}")
        sheet.canvas.showPage()
    document = sheet.read()
    check(document)
    for number, page in enumerate(document.pages, 1):
        assert [(b.role, b.text.replace(" ", "")) for b in page.lines()] == [
            (LineRole.HEADER, "阳光社工站档案"),
            (LineRole.BODY, f"正文{number}"),
            (LineRole.FOOTER, f"第{number}页"),
        ]


def test_title_near_the_top_of_one_page_is_body(sheet: Sheet) -> None:
    sheet.text(240, 790, "个案登记表", 16).text(72, 600, "正文")
    document = sheet.read()
    assert [line.role for line in document.pages[0].lines()] == [LineRole.BODY, LineRole.BODY]


def roster(sheet: Sheet, names: list[str], bottom: float) -> None:
    count = len(names) + 1
    ys = [bottom + 20 * k for k in range(count + 1)]
    sheet.grid([72, 122, 222, 372], ys)
    for k, (number, name, phone) in enumerate(
        [("序号", "姓名", "电话"), *((str(i), n, "1380") for i, n in enumerate(names))]
    ):
        y = ys[-1] - 15 - 20 * k
        sheet.text(76, y, number).text(126, y, name).text(226, y, phone)


def test_table_that_goes_on_over_pages(sheet: Sheet) -> None:
    roster(sheet, [f"居民{i}" for i in range(33)], 60)
    sheet.canvas.showPage()
    roster(sheet, ["居民甲", "居民乙"], 700)
    sheet.canvas.showPage()
    document = sheet.read()
    check(document)
    first, second = (only_table(page) for page in document.pages)
    assert (first.continues, second.continues) == (False, True)
    assert first.rows == 34
    assert rows(second) == [["0", "居民甲", "1380"], ["1", "居民乙", "1380"]]


def test_a_form_on_each_page_does_not_go_on(sheet: Sheet) -> None:
    for name in ("张三", "李四"):
        ys = [60 + 120 * k for k in range(7)]
        sheet.grid([72, 172, 372], ys)
        for k, label in enumerate(["姓名", "电话", "住址", "需要", "计划", "评估"]):
            sheet.text(76, ys[-1] - 20 - 120 * k, label).text(176, ys[-1] - 20 - 120 * k, name + label)
        sheet.canvas.showPage()
    document = sheet.read()
    tables = [only_table(page) for page in document.pages]
    assert [t.continues for t in tables] == [False, False]
    assert [t.rows for t in tables] == [6, 6]


def draw_with_pen(path: Path, places: list[tuple[float, float, float, float]]) -> None:
    """Add ink annotations, as a tablet writes them; places are left, bottom, right, top."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    page = document[0]
    for left, bottom, right, top in places:
        annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_INK)
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, top, right, bottom))
        points = (raw.FS_POINTF * 3)((left, bottom), (right, top), (right, bottom))
        raw.FPDFAnnot_AddInkStroke(annotation, points, 3)
        raw.FPDFPage_CloseAnnot(annotation)
    document.save(path)
    document.close()


def test_notes_and_pen_strokes_as_annotations(sheet: Sheet) -> None:
    c = sheet.canvas
    sheet.grid([72, 172, 372], [500, 560, 620]).text(80, 590, "社工签名").text(80, 530, "是否同意")
    sheet.text(180, 530, "□同意 □不同意")
    c.freeTextAnnotation("Zhang San", "/Helv 10 Tf", (280, 580, 360, 600))
    c.textAnnotation("please check", (400, 580, 420, 600))
    c.save()
    draw_with_pen(sheet.path, [(200, 575, 270, 605), (180, 528, 191, 540)])
    document = read(sheet.path, "表.pdf")
    check(document)
    page = document.pages[0]
    table = only_table(page)
    signed = cell(table, 0, 1)
    assert signed.text.replace(" ", "") == INK_ANCHOR + "ZhangSan"
    assert [i.mark for i in signed.inks] == [Mark.HANDWRITTEN]
    assert cell(table, 1, 1).text == "☑同意 □不同意"
    assert [line.text for line in page.lines() if line.role is LineRole.COMMENT] == ["please check"]


def test_table_that_goes_on_with_fewer_borders(sheet: Sheet) -> None:
    """The part on the second page shows only two of three columns; they are numbered as above."""
    roster(sheet, [f"居民{i}" for i in range(33)], 60)
    sheet.canvas.showPage()
    sheet.grid([72, 222, 372], [700, 760]).text(76, 740, "合计").text(226, 740, "33人")
    sheet.canvas.showPage()
    document = sheet.read()
    check(document)
    first, second = (only_table(page) for page in document.pages)
    assert second.continues
    assert first.cols == second.cols == 3
    assert [(c.col, c.col_span, c.text) for c in second.cells] == [(0, 2, "合计"), (2, 1, "33人")]


def test_drawing_inside_a_placed_form(sheet: Sheet) -> None:
    """Lines and characters of a form XObject stand where the form is placed, scaled and moved."""
    c = sheet.canvas
    c.beginForm("part")
    sheet.grid([0, 50, 100], [0, 10, 20]).text(4, 13, "姓名", 5).text(54, 13, "张三", 5)
    c.endForm()
    c.translate(72, 600)
    c.scale(2, 2)
    c.doForm("part")
    document = sheet.read()
    check(document)
    table = only_table(document.pages[0])
    assert rows(table) == [["姓名", "张三"], ["", ""]]
    assert table.box == pytest.approx((72, 201.9, 272, 241.9), abs=2)


def test_seal_over_a_name_does_not_split_it(sheet: Sheet) -> None:
    sheet.grid([72, 372], [600, 680]).text(80, 630, "阳光社会工作服务站  2025年3月")
    sheet.canvas.drawImage(picture("#d01818"), 100, 610, 50, 50, mask=[250, 255, 250, 255, 250, 255])
    document = sheet.read()
    check(document)
    (only,) = only_table(document.pages[0]).cells
    assert [i.mark for i in only.inks] == [Mark.STAMP]
    assert "阳光社会工作" in only.text.replace(INK_ANCHOR, "").replace(" ", "")
    assert only.text.startswith("阳光社会工")


def test_title_of_a_form_on_each_page_is_no_header(sheet: Sheet) -> None:
    for name in ("张三", "李四"):
        sheet.text(240, 800, "探访记录表", 16)
        sheet.grid([72, 172, 372], [700, 720, 740]).text(80, 725, "姓名").text(180, 725, name)
        sheet.text(72, 60, "填表人：").canvas.line(115, 58, 200, 58)
        sheet.canvas.showPage()
    document = sheet.read()
    check(document)
    for page in document.pages:
        assert [line.role for line in page.lines()] == [LineRole.BODY, LineRole.BODY]
    assert not any(table.continues for page in document.pages for table in page.tables())


def test_two_frames_on_two_pages_are_two_tables(sheet: Sheet) -> None:
    """Every frame of one cell has the same columns as every other: it must reach the end of the page to go on."""
    sheet.grid([72, 372], [200, 400]).text(80, 380, "声明").canvas.showPage()
    sheet.grid([72, 372], [600, 780]).text(80, 760, "填表说明")
    document = sheet.read()
    check(document)
    assert [only_table(page).continues for page in document.pages] == [False, False]


def test_multi_line_form_field_keeps_its_paragraphs(sheet: Sheet) -> None:
    sheet.grid([72, 372], [600, 700])
    sheet.canvas.acroForm.textfield(
        name="plan",
        value="first visit\nsecond visit",
        x=76,
        y=604,
        width=280,
        height=90,
        fieldFlags="multiline",
    )
    document = sheet.read()
    check(document)
    (only,) = only_table(document.pages[0]).cells
    assert only.text == "first visit\nsecond visit"


def test_pen_signature_on_a_line_outside_tables(sheet: Sheet) -> None:
    sheet.text(72, 660, "社工签名：").text(72, 500, "流程图")
    path = sheet.canvas.beginPath()
    path.moveTo(130, 655)
    path.curveTo(140, 680, 150, 645, 160, 665)
    path.curveTo(170, 680, 180, 645, 200, 670)
    sheet.canvas.drawPath(path)
    sheet.canvas.line(200, 400, 300, 450)
    document = sheet.read()
    check(document)
    signed, chart = document.pages[0].lines()
    assert signed.text == "社工签名：" + INK_ANCHOR
    assert [i.mark for i in signed.inks] == [Mark.HANDWRITTEN]
    assert chart.text == "流程图"


def test_row_cut_by_a_page_break_is_whole_again(sheet: Sheet) -> None:
    sheet.grid([72, 172, 372], [60, 120, 400]).text(76, 380, "姓名").text(176, 380, "张三")
    sheet.text(76, 105, "过程").text(176, 105, "社工上门探访并与服务对象一起整理了").text(
        176, 90, "房间，约定下周再来，"
    )
    sheet.canvas.showPage()
    sheet.grid([72, 172, 372], [700, 740, 770]).text(176, 755, "并带来血压计。").text(76, 720, "签名")
    sheet.canvas.showPage()
    document = sheet.read()
    check(document)
    first, second = (only_table(page) for page in document.pages)
    assert cell(first, 1, 1).text.endswith("约定下周再来，并带来血压计。")
    assert rows(second) == [["签名", ""]]


def test_next_row_under_a_label_over_rows_is_no_rest(sheet: Sheet) -> None:
    """Below the break the label's column is empty too, but the row has its own label and value."""
    sheet.grid([72, 172, 272, 472], [60, 120, 400]).text(76, 105, "基本情况").text(176, 105, "住址").text(
        276, 105, "和平路"
    )
    sheet.canvas.showPage()
    sheet.grid([72, 172, 272, 472], [740, 770]).text(176, 755, "备注")
    document = sheet.read()
    check(document)
    assert rows(only_table(document.pages[1])) == [["", "备注", ""]]


def test_when_a_single_page_was_printed_stands_at_its_edge_and_not_in_its_body(sheet: Sheet) -> None:
    sheet.text(60, 815, "某区帮扶平台    打印于2024年6月1日 09:30", 9).text(60, 700, "下载日期：2024-06-01")
    (page,) = sheet.read().pages
    assert [line.role for line in page.lines()] == [LineRole.HEADER, LineRole.BODY]
