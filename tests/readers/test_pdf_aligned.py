"""Tables without rules, or with some of them only: found by alignment, and nowhere where columns are not certain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.pages.model import Table
from tests.readers.pdf_builder import Sheet, check

HEADS = ("序号", "姓名", "联系电话", "居住地址", "备注")
LEFTS = (50.0, 100.0, 170.0, 280.0, 460.0)


def _sheet(folder: Path, *pieces: tuple[float, float, str]) -> Sheet:
    sheet = Sheet(folder)
    for x, y, text in pieces:
        sheet.text(x, y, text)
    return sheet


def _tables(sheet: Sheet) -> list[Table]:
    document = sheet.read()
    check(document)
    return [table for page in document.pages for table in page.tables()]


def _rows(table: Table) -> list[list[str]]:
    return [[c.text for c in table.cells if c.row == row] for row in range(table.rows)]


def _row(y: float, texts: Sequence[str], lefts: Sequence[float] = LEFTS) -> list[tuple[float, float, str]]:
    return [(x, y, text) for x, text in zip(lefts, texts, strict=True) if text]


def _roster(folder: Path) -> Sheet:
    return _sheet(
        folder,
        *_row(760, HEADS),
        *_row(730, ("1", "甘一鸣", "13800000001", "", "迁出")),
        (280, 737, "清水街道河西社区某某"), (280, 723, "路3号"),
        *_row(700, ("2", "温可心", "13800000002", "河东巷9号", "")),
        *_row(676, ("3", "区大有", "13800000003", "河北里1号", "")),
    )  # fmt: skip


def test_a_roster_without_rules_is_a_table_with_wrapped_and_empty_cells(tmp_path: Path) -> None:
    (table,) = _tables(_roster(tmp_path))
    assert _rows(table) == [
        list(HEADS),
        ["1", "甘一鸣", "13800000001", "清水街道河西社区某某路3号", "迁出"],
        ["2", "温可心", "13800000002", "河东巷9号", ""],
        ["3", "区大有", "13800000003", "河北里1号", ""],
    ]


def test_labels_and_values_without_rules_are_a_table(tmp_path: Path) -> None:
    lefts = (50.0, 140.0, 310.0, 400.0)
    (table,) = _tables(
        _sheet(
            tmp_path,
            *_row(760, ("服务对象", "甘一鸣", "性别", "男"), lefts),
            *_row(738, ("联系电话", "13800000001", "社区", "河西社区"), lefts),
            *_row(716, ("填表日期", "2024年1月2日", "社工", "温可心"), lefts),
            (50, 687, "主要问题"), (140, 694, "近半年收入减少，家中开支紧张，希望了解可申请的补助以及"),
            (140, 680, "就业服务。"),
        )
    )  # fmt: skip
    rows = _rows(table)
    assert rows[0] == ["服务对象", "甘一鸣", "性别", "男"]
    assert [t for t in rows[3] if t] == [
        "主要问题", "近半年收入减少，家中开支紧张，希望了解可申请的补助以及就业服务。",
    ]  # fmt: skip


def test_rules_across_part_the_rows_of_a_form(tmp_path: Path) -> None:
    sheet = _sheet(
        tmp_path,
        (55, 745, "姓名"), (150, 745, "甘一鸣"), (300, 745, "性别"), (400, 745, "男"),
        (55, 715, "住址"), (150, 722, "清水街道河西社区某某路3号"), (150, 708, "后座"),
        (55, 685, "备注"),
    )  # fmt: skip
    for y in (760, 735, 700, 675):
        sheet.canvas.line(50, y, 545, y)
    (table,) = _tables(sheet)
    rows = [[t for t in row if t] for row in _rows(table)]
    assert rows[0] == ["姓名", "甘一鸣", "性别", "男"]
    assert rows[1][0] == "住址"
    assert rows[1][1].replace("\n", "") == "清水街道河西社区某某路3号后座"
    assert rows[2] == ["备注"]


@pytest.mark.parametrize("drawn", ["frame", "columns", "head"])
def test_a_roster_with_some_rules_reads_like_one_without(tmp_path: Path, drawn: str) -> None:
    sheet = _roster(tmp_path)
    if drawn == "frame":
        sheet.canvas.rect(44, 665, 460, 115)
    elif drawn == "columns":
        for x in (95, 165, 275, 455):
            sheet.canvas.line(x, 665, x, 780)
    else:
        sheet.canvas.line(44, 752, 520, 752)
    (table,) = _tables(sheet)
    assert [row[1] for row in _rows(table)] == ["姓名", "甘一鸣", "温可心", "区大有"]
    assert _rows(table)[1][3].replace("\n", "") == "清水街道河西社区某某路3号"


def test_a_list_goes_on_over_a_page_with_a_single_row(tmp_path: Path) -> None:
    sheet = _roster(tmp_path)
    sheet.canvas.showPage()
    for x, y, text in _row(790, ("4", "霍小川", "13800000004", "河南坊8号", "")):
        sheet.text(x, y, text)
    first, second = _tables(sheet)
    assert second.continues
    assert second.cols == first.cols
    assert _rows(second) == [["4", "霍小川", "13800000004", "河南坊8号", ""]]


PROSE = "社工按约到达社区，与服务对象谈了近况，并一起回顾上次商定的事项。"


@pytest.mark.parametrize(
    "pieces",
    [
        [(x, 780 - 16 * k, PROSE[k % 5 : 20 + k % 5]) for k in range(12) for x in (50, 310)],
        [p for k in range(6) for p in ((60, 780 - 30 * k, "社工：" if k % 2 else "案主："), (130, 780 - 30 * k, PROSE[k:]))],
        [p for k in range(8) for p in ((60, 780 - 22 * k, f"第{'一二三四五六七八'[k]}章"), (130, 780 - 22 * k, PROSE[k : k + 8]), (520, 780 - 22 * k, f"{k + 1}"))],
        [p for k, w in enumerate(("社工", "督导", "片长")) for p in ((60, 500 - 30 * k, f"{w}签名："), (300, 500 - 30 * k, "日期："))],
        [p for k in range(4) for p in ((60, 780 - 24 * k, f"项目{k}：甲"), (230, 780 - 24 * k, f"内容{k}：乙"), (400, 780 - 24 * k, f"结果{k}：丙"))],
        [p for k in range(6) for p in ((60, 780 - 20 * k, f"{k + 1}."), (90, 780 - 20 * k, PROSE[k:]))],
        [p for k in range(5) for p in ((60, 780 - 40 * k, f"{k + 1}、{PROSE[k:k + 9]}"), (80, 762 - 40 * k, "□很好"), (190, 762 - 40 * k, "□一般"), (300, 762 - 40 * k, "□较差"))],
    ],
    ids=["columns of text", "dialogue", "contents", "signatures", "labelled values", "numbered text", "options"],
)  # fmt: skip
def test_other_text_in_columns_stays_lines(tmp_path: Path, pieces: list[tuple[float, float, str]]) -> None:
    assert _tables(_sheet(tmp_path, *pieces)) == []
