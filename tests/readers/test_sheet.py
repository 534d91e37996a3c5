from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, Side
from PIL import Image as Picture

from auditor.errors import UnreadableFile
from auditor.intake.limits import Limits
from auditor.pages.model import INK_ANCHOR, Document, Line, LineRole, Table
from auditor.readers.sheet import read

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def book() -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "名册"
    return workbook, sheet


def saved(workbook: openpyxl.Workbook, folder: Path, limits: Limits | None = None) -> Document:
    path = folder / "表.xlsx"
    workbook.save(path)
    return read(path, "表.xlsx") if limits is None else read(path, "表.xlsx", limits)


def box(sheet: openpyxl.worksheet.worksheet.Worksheet, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX


def texts(table: Table) -> list[list[str]]:
    grid = [["" for _ in range(table.cols)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def tables(document: Document, page: int = 0) -> list[Table]:
    return list(document.pages[page].tables())


def assert_every_position_once(table: Table) -> None:
    seen = [
        (cell.row + i, cell.col + k)
        for cell in table.cells
        for i in range(cell.row_span)
        for k in range(cell.col_span)
    ]
    assert sorted(seen) == [(r, c) for r in range(table.rows) for c in range(table.cols)]


def test_title_header_and_rows_with_references(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet["B2"] = "云栖社区长者名册"
    sheet.merge_cells("B2:D2")
    for col, text in zip("BCD", ("序号", "姓名", "建档日期"), strict=True):
        sheet[f"{col}4"] = text
    sheet.append([None, 1, "林某", datetime.date(2024, 6, 15)])
    sheet.append([None, 2, "周某", datetime.datetime(2024, 6, 16, 14, 30)])
    document = saved(workbook, tmp_path)
    page = document.pages[0]
    assert page.name == "名册"
    title = next(page.lines())
    assert (title.text, title.ref) == ("云栖社区长者名册", "名册!B2")
    (table,) = tables(document)
    assert texts(table) == [
        ["序号", "姓名", "建档日期"],
        ["1", "林某", "2024-06-15"],
        ["2", "周某", "2024-06-16 14:30"],
    ]
    assert table.ref == "名册"
    assert [cell.ref for cell in table.cells[:4]] == ["B4", "C4", "D4", "B5"]
    assert document.raw_chars == document.read_chars > 0


def test_numbers_as_the_cell_shows_them(tmp_path: Path) -> None:
    workbook, sheet = book()
    values = [
        (5.0, "General", "5"), (0.1 + 0.2, "General", "0.3"), (13800001234, "0", "13800001234"), (0.85, "0%", "85%"),
        (0.856, "0.0%", "85.6%"), (7, "000", "007"), (12, '"NY-"000', "NY-012"), (2024.1, "0.00", "2024.10"),
        (True, "General", "TRUE"), (45458, 'yyyy"年"m"月"d"日"', "2024-06-15"), (datetime.time(9, 30), "h:mm", "09:30"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"), (1200, "#,##0", "1200"), (-3.5, "0.0", "-3.5"),
    ]  # fmt: skip
    for row, (value, form, _) in enumerate(values, 1):
        sheet.cell(row, 1, f"项{row}")
        sheet.cell(row, 2, value).number_format = form
    (table,) = tables(saved(workbook, tmp_path))
    assert [row[1] for row in texts(table)] == [text for _, _, text in values]


def test_built_in_chinese_date_formats_have_no_code_in_the_file(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["日期", "数"])
    sheet["A2"], sheet["B2"] = 45458, 45458
    sheet["A2"].number_format = "0.0000"
    workbook.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/styles.xml":
                assert b'numFmtId="164"' in data
                data = data.replace(b'<xf numFmtId="164"', b'<xf numFmtId="31"')
            target.writestr(name, data)
    (table,) = tables(read(tmp_path / "b.xlsx", "b.xlsx"))
    assert texts(table)[1] == ["2024-06-15", "45458"]


def test_a_form_keeps_its_blank_value_cells(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet["A1"], sheet["C1"], sheet["A2"] = "姓名", "性别", "监护人签名"
    sheet["B1"] = "林某"
    sheet.merge_cells("B2:D2")
    box(sheet, "A1:D2")
    (table,) = tables(saved(workbook, tmp_path))
    assert (table.rows, table.cols) == (2, 4)
    assert_every_position_once(table)
    assert [cell.ref for cell in table.cells] == ["A1", "B1", "C1", "D1", "A2", "B2"]
    assert table.cells[-1].col_span == 3


def test_formulas_never_calculated_are_not_blank(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["合计", "=SUM(B2:B9)", "=1/0"])
    sheet.append(["人数", 3, 4])
    document = saved(workbook, tmp_path)
    (table,) = tables(document)
    assert texts(table)[0] == ["合计", "=SUM(B2:B9)", "=1/0"]
    assert table.cells[1].confidence == 0.0
    assert any("2 个公式" in note and "B1、C1" in note for note in document.notes)


def test_error_values_stay_visible(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["年龄", "#REF!"])
    sheet.append(["人数", 3])
    sheet["B1"].data_type = "e"
    document = saved(workbook, tmp_path)
    assert texts(tables(document)[0])[0] == ["年龄", "#REF!"]
    assert any("错误值" in note for note in document.notes)


def test_hidden_rows_columns_and_sheets_are_read_and_noted(tmp_path: Path) -> None:
    workbook, sheet = book()
    for number in range(4):
        sheet.append([f"户{number}", number, "甲"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = workbook.create_sheet("草稿")
    other["A1"] = "旧的内容一段"
    other.sheet_state = "hidden"
    document = saved(workbook, tmp_path)
    assert texts(tables(document)[0])[2] == ["户2", "2", "甲"]
    assert [page.hidden for page in document.pages] == [False, True]
    notes = "".join(document.notes)
    assert "隐藏行（第 3 行）" in notes
    assert "隐藏列（C" in notes
    assert "“草稿”是隐藏的" in notes


def test_pictures_stand_in_the_cell_under_their_centre(tmp_path: Path) -> None:
    workbook, sheet = book()
    for row in (("项目", "签名"), ("林某", None), ("周某", None)):
        sheet.append(row)
    box(sheet, "A1:B3")
    stream = io.BytesIO()
    Picture.new("RGB", (40, 15), "black").save(stream, "PNG")
    sheet.add_image(Image(stream), "B2")
    (table,) = tables(saved(workbook, tmp_path))
    marked = [cell for cell in table.cells if cell.inks]
    assert [(cell.ref, cell.text) for cell in marked] == [("B2", INK_ANCHOR)]
    assert table.cells[-1].text == ""


def test_pictures_placed_in_a_cell_by_formula(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["签名", '=_xlfn.DISPIMG("ID_0A1B",1)'])
    sheet.append(["日期", "2024-06-15"])
    (table,) = tables(saved(workbook, tmp_path))
    assert (table.cells[1].text, len(table.cells[1].inks)) == (INK_ANCHOR, 1)


def test_ticks_in_symbol_fonts(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["R", "£", "R"])
    sheet.append(["男", "女", "丙"])
    sheet["A1"].font = sheet["B1"].font = Font(name="Wingdings 2")
    (table,) = tables(saved(workbook, tmp_path))
    assert texts(table)[0] == ["☑", "☐", "R"]


def test_tables_are_told_apart_only_where_signs_suffice(tmp_path: Path) -> None:
    workbook, sheet = book()
    rows = [
        ("姓名", "年龄"),
        ("林某", 71),
        ("周某", 80),
        (),
        ("活动", "人数", "日期"),
        ("茶会", 12, "6月3日"),
        ("义诊", 30, "6月9日"),
    ]
    for row in rows:
        sheet.append(row)
    assert [table.rows for table in tables(saved(workbook, tmp_path))] == [3, 3]
    workbook, sheet = book()
    for row in [("序号", "姓名", "年龄"), (1, "林某", 71), (), (2, "周某", 80)]:
        sheet.append(row)
    assert [table.rows for table in tables(saved(workbook, tmp_path))] == [4]
    workbook, sheet = book()
    for row in [
        ("姓名", "林某", "性别", None, "年龄", 71),
        ("住址", "甲巷", "籍贯", None, "民族", "汉"),
        ("a", "b", "c", None, "d", "e"),
    ]:
        sheet.append(row)
    assert len(tables(saved(workbook, tmp_path))) == 1


def test_bordered_tables_side_by_side(tmp_path: Path) -> None:
    workbook, sheet = book()
    for row in [("姓名", "年龄", None, "活动", "人数"), ("林某", 71, None, "茶会", 12)]:
        sheet.append(row)
    box(sheet, "A1:B2")
    box(sheet, "D1:E2")
    first, second = tables(saved(workbook, tmp_path))
    assert [first.cells[0].ref, second.cells[0].ref] == ["A1", "D1"]


def test_comments_headers_and_footers_are_lines(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["姓名", "年龄"])
    sheet.append(["林某", 71])
    sheet["B2"].comment = Comment("已核对", "某")
    sheet.oddHeader.center.text = "档案编号：YX-003"
    sheet.oddFooter.left.text = "第 &P 页"
    page = saved(workbook, tmp_path).pages[0]
    assert [(line.role, line.text) for line in page.lines()] == [
        (LineRole.HEADER, "档案编号：YX-003"),
        (LineRole.COMMENT, "已核对"),
    ]
    assert isinstance(page.blocks[0], Line)


def test_rich_text_merges_over_text_and_unwritten_rows_lose_nothing(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["类别", "内容", "备注"])
    sheet.append(["户", "甲", "乙"])
    sheet.merge_cells("A3:A5")
    sheet["A3"] = "第一片区"
    for row in (3, 4, 5):
        sheet.cell(row, 2, f"户{row}")
    (table,) = tables(saved(workbook, tmp_path))
    assert_every_position_once(table)
    assert next(cell for cell in table.cells if cell.ref == "A3").row_span == 3


def test_giant_grids_and_amplified_strings_are_bounded(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["姓名", "年龄"])
    sheet.append(["林某", 71])
    sheet["XFD1048576"] = "末"
    document = saved(workbook, tmp_path)
    assert texts(tables(document)[0])[1] == ["林某", "71"]
    workbook, sheet = book()
    for _ in range(50):
        sheet.append(["长" * 300] * 10)
    document = saved(workbook, tmp_path, Limits(text_bytes=10_000))
    assert document.pages[0].unread
    assert not document.pages[0].blocks
    document = saved(workbook, tmp_path, Limits(cells=100))
    assert document.pages[0].unread


def test_damage_is_said(tmp_path: Path) -> None:
    workbook, sheet = book()
    sheet.append(["姓名"])
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    document = read(tmp_path / "b.xlsx", "b.xlsx")
    assert "损坏" in document.pages[0].unread
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as target:
        target.writestr("[Content_Types].xml", "<x/>")
        target.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
    with pytest.raises(UnreadableFile, match="损坏"):
        read(tmp_path / "c.xlsx", "c.xlsx")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ","), ("gb18030", "\t"), ("utf-16", ";")])
def test_text_tables(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'姓名{mark}电话\n"林{mark}某"{mark}138\n'.encode(encoding))
    (table,) = tables(read(path, "a.csv"))
    assert texts(table) == [["姓名", "电话"], [f"林{mark}某", "138"]]
