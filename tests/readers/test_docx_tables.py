"""Merged cells, nested tables, wrappers at every level: no cell lost, none shifted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers.docx_builder import (
    cell,
    in_cell,
    lines,
    p,
    picture,
    r,
    read,
    sdt,
    table,
    tbl,
    tc,
    texts,
    tr,
)


def test_grid_span_and_vertical_merge(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr(tc("标题", properties='<w:gridSpan w:val="3"/>')),
            tr(tc("监护人", properties='<w:vMerge w:val="restart"/>'), "姓名", "李某"),
            tr(tc("", properties="<w:vMerge/>"), "电话", "无"),
        ),
    )
    grid = table(document)
    assert (grid.rows, grid.cols) == (3, 3)
    assert texts(grid) == [["标题"] * 3, ["监护人", "姓名", "李某"], ["监护人", "电话", "无"]]
    guardian = cell(document, 1, 0)
    assert (guardian.row, guardian.row_span, guardian.col_span) == (1, 2, 1)


def test_grid_before_keeps_the_columns(tmp_path: Path) -> None:
    grid = table(
        read(tmp_path, tbl(tr("甲", "乙", "丙"), tr("丁", "戊", properties='<w:gridBefore w:val="1"/>')))
    )
    assert texts(grid) == [["甲", "乙", "丙"], ["", "丁", "戊"]]


def test_short_rows_are_filled_without_a_phantom_blank(tmp_path: Path) -> None:
    grid = table(
        read(tmp_path, tbl(tr("甲", "乙", "丙"), tr("备注", "丁", properties='<w:gridAfter w:val="1"/>')))
    )
    assert texts(grid)[1] == ["备注", "丁", "丁"]
    assert len(grid.cells) == 5


def test_legacy_horizontal_merge(tmp_path: Path) -> None:
    row = tr(tc("甲", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "乙")
    assert texts(table(read(tmp_path, tbl(row)))) == [["甲", "甲", "乙"]]


def test_merge_continuing_nothing_is_a_cell(tmp_path: Path) -> None:
    grid = table(read(tmp_path, tbl(tr(tc("甲", properties="<w:vMerge/>"), "乙"))))
    assert texts(grid) == [["甲", "乙"]]


def test_text_covered_by_a_merge_is_noted(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr(tc("甲", properties='<w:vMerge w:val="restart"/>'), "1"),
            tr(tc("旧文", properties="<w:vMerge/>"), "2"),
        ),
    )
    assert texts(table(document)) == [["甲", "1"], ["甲", "2"]]
    assert any("2个字" in note for note in document.notes)
    assert document.raw_chars == document.read_chars == 3


def test_a_picture_covered_by_a_merge_belongs_to_the_merged_cell(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr("签名", tc(properties='<w:vMerge w:val="restart"/>')),
            tr("日期", tc(p(picture()), properties="<w:vMerge/>")),
        ),
    )
    signature = cell(document, 0, 1)
    assert (signature.text, len(signature.inks), signature.row_span) == ("\ufffc", 1, 2)


@pytest.mark.parametrize("level", ["cell", "row", "block", "custom"])
def test_controls_at_every_level_are_looked_through(tmp_path: Path, level: str) -> None:
    second = tc("张三")
    if level == "cell":
        second = sdt("", second)
    elif level == "custom":
        second = f"<w:customXml>{second}</w:customXml>"
    elif level == "block":
        second = tc(sdt("", p("张三")))
    row = tr("姓名", second, "性别", "男")
    rows = sdt("", row) if level == "row" else row
    assert texts(table(read(tmp_path, tbl(rows)))) == [["姓名", "张三", "性别", "男"]]


def test_table_inside_a_control(tmp_path: Path) -> None:
    assert texts(table(read(tmp_path, sdt("", tbl(tr("姓名", "张三")))))) == [["姓名", "张三"]]


def test_nested_table_stands_once(tmp_path: Path) -> None:
    document = read(
        tmp_path, tbl(tr("家庭", tc(p("说明"), tbl(tr("姓名", "关系"), tr("李某", "母亲")), p("完"))))
    )
    family = cell(document, 0, 1)
    assert family.text == "说明\n完"
    assert texts(family.tables[0]) == [["姓名", "关系"], ["李某", "母亲"]]
    assert family.tables[0].ref == "表1内表1"
    assert document.raw_chars == document.read_chars


def test_frames_of_one_cell_are_looked_through(tmp_path: Path) -> None:
    """A form inside a page frame is a form; a boxed text inside a cell is the cell's text."""
    framed = read(tmp_path, tbl(tr(tc(p("登记表"), tbl(tr("姓名", "张三")), p("注")))))
    assert lines(framed) == ["登记表", "注"]
    assert texts(table(framed)) == [["姓名", "张三"]]
    boxed = in_cell(tmp_path, tbl(tr(tc(p("意见：同意", picture())))), p(""))
    assert boxed.text == "意见：同意\ufffc"
    assert len(boxed.inks) == 1
    assert not boxed.tables


def test_deleted_rows_and_hidden_rows_are_gone(tmp_path: Path) -> None:
    grid = table(
        read(
            tmp_path,
            tbl(
                tr("甲", "1"),
                tr("乙", "2", properties='<w:del w:id="1"/>'),
                tr("丙", "3", properties="<w:hidden/>"),
                tr("丁", "4", properties='<w:ins w:id="2"/>'),
            ),
        )
    )
    assert texts(grid) == [["甲", "1"], ["丁", "4"]]


def test_emphasis_is_bold_throughout_or_shaded(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr(
                tc(r("姓名", "<w:b/>")),
                tc(r("姓名：", "<w:b/>") + r("张三")),
                tc("底色", properties='<w:shd w:val="clear" w:fill="D9D9D9"/>'),
                tc(r("不粗", '<w:b w:val="0"/>'), properties='<w:shd w:val="clear" w:fill="auto"/>'),
            )
        ),
    )
    # a cell's content of two runs is one paragraph
    assert [c.emphasis for c in table(document).cells] == [True, False, True, False]


def test_huge_span_is_bounded(tmp_path: Path) -> None:
    grid = table(read(tmp_path, tbl(tr(tc("甲", properties='<w:gridSpan w:val="99999999"/>')))))
    assert grid.cols <= 256


@st.composite
def _grids(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    rows, cols = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, col) for row in range(rows) for col in range(cols)}
    boxes = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) not in free:
                continue
            height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            while height > 1 or width > 1:
                wanted = {(row + a, col + b) for a in range(height) for b in range(width)}
                if wanted <= free:
                    break
                height, width = (height - 1, width) if height > 1 else (height, width - 1)
            free -= {(row + a, col + b) for a in range(height) for b in range(width)}
            boxes.append((row, col, height, width))
    return rows, cols, boxes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_grids())
def test_any_merged_grid_comes_back(
    tmp_path: Path, drawn: tuple[int, int, list[tuple[int, int, int, int]]]
) -> None:
    rows, _, boxes = drawn
    xml = []
    for row in range(rows):
        here = sorted(box for box in boxes if box[0] <= row < box[0] + box[2])
        here.sort(key=lambda box: box[1])
        cells = []
        for top, col, height, width in here:
            merge = "" if height == 1 else '<w:vMerge w:val="restart"/>' if top == row else "<w:vMerge/>"
            cells.append(
                tc(f"{top}.{col}" if top == row else "", properties=f'<w:gridSpan w:val="{width}"/>{merge}')
            )
        xml.append(tr(*cells))
    grid = table(read(tmp_path, tbl(*xml)))
    found = sorted((c.row, c.col, c.row_span, c.col_span, c.text) for c in grid.cells)
    assert found == sorted((a, b, h, w, f"{a}.{b}") for a, b, h, w in boxes)
