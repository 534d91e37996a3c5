"""Concerns that stand in a table: a list of problems, a marking table with 扣分原因, a form of 优点 / 不足 / 建议."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.findings.prior_words import announces
from auditor.pages.model import Cell, Table

_HEADER_ROWS = 6
_PROBLEM = re.compile(
    r"问题|不足|扣分|失分|缺陷|隐患|短板|关注|(?:评估|专家|评审|检查|督查|整改)(?:的)?意见|(?:检查|评估|核查)(?:发现|情况)|整改(?:事项|内容)|^评语$"
)
_NOT_PROBLEM = re.compile(
    r"整改情况|整改措施|是否|完成|序号|编号|数量|责任|类别|类型|分类|来源|分值|得分|^扣分$|扣分值"
)
_SURE = re.compile(r"问题|不足|扣分|失分")
_AREA = re.compile(
    r"板块|维度|指标|领域|类别|类型|分类|模块|环节|部分|方面|项目|内容|事项|要素|条目|栏目|服务线|业务"
)
_AREA_LABEL = re.compile(r"板块|维度|模块|部分|领域|方面|服务线")
_PLACE = re.compile(r"片区|社区|点位|区域|村居|居委|站点|服务点|范围")
_PAPER = re.compile(r"档案|案号|对象|文书|材料|涉及|姓名|名称|编号")
_NOTHING = re.compile(r"^[\s/／\\\-—–无暂没有未发现扣分问题情况不足明显，。、]*$")
_TOTALS = re.compile(r"^(?:合计|总计|总分|小计|得分合计)")
_SPACE = re.compile(r"[ \t\u3000\xa0]+")


@dataclass(slots=True)
class TableItem:
    """A cell that says what is wrong, and what its row says of where."""

    text: str
    area: str = ""
    """Words of the row's 板块, 指标, 类别."""
    place: str = ""
    """Words of the row's 片区, 社区."""
    named: str = ""
    """Words of the row's 编号, 档案, 对象."""
    advice: bool = False
    """It stands under 建议 or 意见, which count only where nothing else lists problems."""


def table_items(table: Table) -> list[TableItem]:
    """Return what a table lists as wrong, in its order; [] where it is no such table."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                rows.setdefault(row, {})[col] = cell
    for number in range(min(_HEADER_ROWS, table.rows)):
        column = _problem_column(rows.get(number, {}))
        if column is not None:
            items = list(_listed(rows, number, column, table.rows))
            if items:
                return items
    return list(_labelled(table, rows))


def _text(cell: Cell | None) -> str:
    return _SPACE.sub(" ", cell.text).strip() if cell is not None else ""


def _problem_column(row: dict[int, Cell]) -> int | None:
    """Return the column of problems of a row of column heads; None for other rows."""
    texts = {column: _text(cell).replace("\n", "") for column, cell in row.items()}
    if len({text for text in texts.values() if text}) < 2 or any(len(text) > 16 for text in texts.values()):
        return None
    fitting = [c for c, text in texts.items() if _PROBLEM.search(text) and not _NOT_PROBLEM.search(text)]
    if not fitting:
        return None
    return next((c for c in fitting if _SURE.search(texts[c])), fitting[0])


def _listed(rows: dict[int, dict[int, Cell]], head: int, column: int, count: int) -> Iterator[TableItem]:
    titles = {c: _text(cell) for c, cell in rows[head].items()}
    chosen = [c for c in titles if c != column and rows[head][c] is not rows[head][column]]
    places = [c for c in chosen if _PLACE.search(titles[c])]
    papers = [c for c in chosen if _PAPER.search(titles[c]) and c not in places]
    areas = [c for c in chosen if _AREA.search(titles[c]) and c not in places and c not in papers]
    part_title = ""
    for number in range(head + 1, count):
        row = rows.get(number, {})
        cell = row.get(column)
        text = _text(cell)
        if cell is None or cell.row != number or _NOTHING.match(text) or text == titles[column]:
            continue
        if cell.col_span >= len(row) > 1:
            part_title = text  # 一、项目管理, across the whole table
            continue
        if _TOTALS.match(_text(row.get(min(row)))):
            continue
        area = f"{part_title} {_joined(row, areas)}".strip()
        for part in _parts(text):
            yield TableItem(part, area, _joined(row, places), _joined(row, papers))


def _joined(row: dict[int, Cell], columns: Sequence[int]) -> str:
    texts = [_text(row.get(column)) for column in columns]
    return " ".join(dict.fromkeys(text for text in texts if text and not text.isdigit()))


def _labelled(table: Table, rows: dict[int, dict[int, Cell]]) -> Iterator[TableItem]:
    """Cells to the right of 不足, 存在问题, 建议: a form with one label in a row, its part (评估板块) in another."""
    area = ""
    for number in range(table.rows):
        cells = list(dict.fromkeys(id(cell) for cell in rows.get(number, {}).values()))
        own = {id(cell): cell for cell in rows.get(number, {}).values()}
        before: list[str] = []
        for label, value in pairwise(cells):
            said = _text(own[label]).replace("\n", "").replace(" ", "")
            text = _text(own[value])
            kind = announces(said) if len(said) <= 12 else None
            if len(said) <= 6 and _AREA_LABEL.search(said) and 2 <= len(text) <= 12:
                area = text
            if kind in ("concern", "advice", "mixed") and own[value].row == number and len(text) >= 6:
                if not _NOTHING.match(text):
                    for part in _parts(text):
                        yield TableItem(part, f"{area} {' '.join(before)}".strip(), advice=kind == "advice")
                break
            before.append(said)


def _parts(text: str) -> list[str]:
    """Return the paragraphs of a cell; a line that goes on with the one before it is joined to it."""
    parts: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            continue
        if (
            parts
            and not re.search(r"[。；;：:！!]$", parts[-1])
            and not re.match(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、．]|[①-⑳]|[-•·●]", line)
        ):
            parts[-1] += line
        else:
            parts.append(line)
    return parts
