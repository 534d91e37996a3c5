"""The tables of a report: totals under their columns, and percentages that the figures of their rows give.

No headers are asked for: which columns make a column of percentages is what most of its rows say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.forms.model import Reading
from auditor.records.report import ReportTable
from auditor.records.report_amounts import Amount
from auditor.records.report_claims import Claim
from auditor.values.figures import Figure, Passage, figures, percentage, rounds_to

TOTAL = re.compile(
    r"^(?:合计|总计|共计|总数|总和|总量|小计|总分|总得分|总|计|全站合计|累计|合计数)(?:[(（:：].*)?$"
)
_NOT_ROWS = re.compile(r"其中|小计|平均|累计")
_CELL = re.compile(r"^(?:约|共)?(\d[\d.]*)(万元|[一-龥%]{0,4})(?:\([^()]*\))?$")
"""Names of rows that sum the others."""
_RANGE = re.compile(r"以[上下内]|\d(?:至|到|[-—~])\d")
TARGET = re.compile(r"目标|计划|预算|任务|指标量|协议|要求|应|合同")
"""Headers of what was agreed."""
_DONE = re.compile(r"实际|完成|支出|已|达成|执行|使用|到岗")
_RATE = re.compile(r"率|比例|占比|比重|进度|百分比|达成|%")
_HEAD_UNIT = re.compile(r"(人次|场次|户次|节次|小时|学时|课时|人数|户数|次数|场数|份数|件数|篇数|节数)$")
_UNIT_OF = {
    "人数": "人",
    "户数": "户",
    "次数": "次",
    "场数": "场",
    "份数": "份",
    "件数": "件",
    "篇数": "篇",
    "节数": "节",
}
_DIFFERENCE = Decimal("0.2")
"""A column whose total is further from its sum is no column that is summed."""


@dataclass(slots=True)
class Grid:
    """A table with the figures of its cells."""

    table: ReportTable
    header: list[str]
    names: list[str]
    body: list[list[Figure | None]]
    sources: list[Reading]
    total: int
    """Row of the body that sums the others, -1 where there is none."""


def read_grid(table: ReportTable) -> Grid | None:
    """Return a table under one row of headers with its figures; None for others."""
    if len(table.rows) < 3 or len(table.rows[0]) < 2:
        return None
    header = table.rows[0]
    if sum(_figure(cell) is not None for cell in header) > 1 or len(set(header)) < len(header):
        return None
    width = len(header)
    names: list[str] = []
    body: list[list[Figure | None]] = []
    sources: list[Reading] = []
    for row, source in zip(table.rows[1:], table.sources[1:], strict=True):
        if len(row) != width:
            return None
        if all(set(cell) <= set("-:") for cell in row):
            continue
        cells = [_figure(cell, head) for cell, head in zip(row, header, strict=True)]
        told = [cell for cell, number in zip(row, cells, strict=True) if cell and number is None]
        names.append(next((cell for cell in told), ""))
        body.append(cells)
        sources.append(source)
    if len(body) < 2:
        return None
    totals = [at for at, name in enumerate(names) if TOTAL.match(name)]
    total = totals[0] if len(totals) == 1 and totals[0] == len(body) - 1 else -1
    if len(totals) > 1 or any(_NOT_ROWS.search(name) for name in names):
        total = -2
    return Grid(table, header, names, body, sources, total)


def turned(table: ReportTable) -> ReportTable:
    """Return a table with its rows as columns; every row is read from the table's last row, which holds its figures."""
    width = min((len(row) for row in table.rows), default=0)
    rows = [[row[at] for row in table.rows] for at in range(width)]
    return ReportTable(table.heading, rows, [table.sources[-1]] * width)


def _figure(cell: str, head: str = "") -> Figure | None:
    match = _CELL.match(cell)
    if match is None:
        return None
    found = [n for n in figures(cell) if n.unit not in ("年", "月", "日", "岁")]
    if not found or _RANGE.search(cell):
        return None
    number = found[0]
    if not number.unit and (unit := re.search(r"[(（]([一-龥%]{1,3})[)）]", head)):
        scale = Decimal(10_000) if unit[1] == "万元" else Decimal(1)
        name = "元" if unit[1] == "万元" else unit[1]
        return Figure(number.value * scale, number.digits, name, 0, number.end, number.exact)
    if not number.unit and (unit := _HEAD_UNIT.search(re.sub(r"[(（].*?[)）]", "", head))):
        return Figure(
            number.value, number.digits, _UNIT_OF.get(unit[1], unit[1]), 0, number.end, number.exact
        )
    return number


def grid_claims(tables: Sequence[ReportTable]) -> tuple[list[Claim], int]:
    """Return totals and percentages of tables that do not follow, and how many were reckoned."""
    claims: list[Claim] = []
    looked = 0
    for table in tables:
        grid = read_grid(table)
        across = read_grid(turned(table)) if grid is None or TOTAL.match(grid.header[-1]) else None
        for one in (grid, across):
            if one is None:
                continue
            for found in (
                *_sums(one),
                *(_across(one) if one is grid else ()),
                *(_percentages(one) if one is grid or grid is None else ()),
            ):
                looked += 1
                if found is not None:
                    claims.append(found)
    return claims, looked


def _passage(grid: Grid, row: int) -> Passage:
    source = grid.sources[row]
    return Passage(source.raw.replace("\t", "｜"), (), source)


def _column(grid: Grid, at: int, total: bool = False) -> list[Figure | None]:
    return [row[at] for index, row in enumerate(grid.body) if total or index != grid.total]


def _sums(grid: Grid) -> Iterable[Claim | None]:
    if grid.total < 0 or len(grid.body) < 3:
        return
    results: list[tuple[int, Decimal, Figure]] = []
    for at in range(len(grid.header)):
        total = grid.body[grid.total][at]
        parts = _column(grid, at)
        known = [part for part in parts if part is not None]
        if (
            total is None
            or total.unit == "%"
            or len(known) != len(parts)
            or any(p.unit == "%" for p in known)
        ):
            continue
        if _RATE.search(grid.header[at]) or re.search(r"序号|编号|年龄|均|得分率", grid.header[at]):
            continue
        results.append((at, sum((part.value for part in known), Decimal(0)), total))
    right = [at for at, added, total in results if added == total.value]
    for at, added, total in results:
        if added == total.value:
            yield None
            continue
        near = added > 0 and abs(added - total.value) <= max(added, total.value) * _DIFFERENCE
        if not near and not right:
            continue
        head = re.sub(r"[(（].*?[)）]", "", grid.header[at])
        yield Claim(
            "sum",
            _passage(grid, grid.total),
            f"表中“{head}”{grid.names[grid.total]}写为{total.shown}",
            f"各行相加为{added.normalize():f}{total.unit}",
            sure=near,
        )


def _percentages(grid: Grid) -> Iterable[Claim | None]:
    width = len(grid.header)
    for at in range(width):
        column = _column(grid, at, total=True)
        given = [(row, n) for row, n in enumerate(column) if n is not None and n.unit == "%" and n.exact]
        bare = _RATE.search(grid.header[at]) and "%" in grid.header[at]
        if bare:
            given = [(row, n) for row, n in enumerate(column) if n is not None and n.exact]
        if len(given) < 2:
            continue
        best: tuple[int, list[int], str, int, int] = (0, [], "", -1, -1)
        for part in range(width):
            if part == at or not _counted(grid, part):
                continue
            for whole in (*range(width), -1, -2):
                if whole in (part, at) or (whole >= 0 and not _counted(grid, whole)):
                    continue
                agreed = [row for row, n in given if _makes(grid, row, part, whole, n)]
                told = _header_says(grid, part, whole)
                if (len(agreed) + told) > best[0]:
                    best = (len(agreed) + told, agreed, "", part, whole)
        score, agreed, _, part, whole = best
        rows = [row for row, n in given if _pair(grid, row, part, whole) is not None] if part >= 0 else []
        if not agreed or len(rows) < 2 or 2 * len(agreed) < len(rows) or score < 2:
            continue
        for row, number in given:
            if row in agreed:
                yield None
                continue
            pair = _pair(grid, row, part, whole)
            if pair is None or any(
                _makes(grid, row, a, b, number)
                for a in range(width)
                for b in (*range(width), -1)
                if a not in (b, at) and b != at
            ):
                continue
            right = percentage(pair[0], pair[1], number.digits)
            yield Claim(
                "percent",
                _passage(grid, row),
                f"表中“{grid.names[row]}”的{re.sub(r'[(（].*?[)）]', '', grid.header[at])}写为{number.shown}",
                f"按表中数字应为{right}%",
            )


def _across(grid: Grid) -> Iterable[Claim | None]:
    """Columns of which one is what the two others leave in most rows: 筹集、支出、结余."""
    width = len(grid.header)
    for whole in range(width):
        for one in range(width):
            for other in range(one + 1, width):
                if len({whole, one, other}) < 3:
                    continue
                rows = [(row, cells[whole], cells[one], cells[other]) for row, cells in enumerate(grid.body)]
                known = [
                    (row, w, a, b)
                    for row, w, a, b in rows
                    if w is not None
                    and a is not None
                    and b is not None
                    and "%" not in (w.unit, a.unit, b.unit)
                ]
                if len(known) < 3 or len({n.counted for _, *cells in known for n in cells}) > 1:
                    continue
                wrong = [(row, w, a, b) for row, w, a, b in known if w.value != a.value + b.value]
                if not wrong:
                    yield None
                elif (
                    len(wrong) == 1
                    and wrong[0][0] != grid.total
                    and any(a.value and b.value for _, _, a, b in known)
                ):
                    row, w, a, b = wrong[0]
                    yield Claim(
                        "sum",
                        _passage(grid, row),
                        f"表中“{grid.names[row]}”{_plain(grid.header[whole])}{w.shown}，{_plain(grid.header[one])}{a.shown}、{_plain(grid.header[other])}{b.shown}",
                        f"后两项相加为{(a.value + b.value).normalize():f}{w.unit}，其他各行都相符",
                    )


def _plain(head: str) -> str:
    return re.sub(r"[(（].*?[)）]", "", head)


def _counted(grid: Grid, at: int) -> bool:
    column = [n for n in _column(grid, at) if n is not None]
    return (
        len(column) >= 2
        and all(n.unit != "%" for n in column)
        and not re.search(r"序号|编号", grid.header[at])
    )


def _pair(grid: Grid, row: int, part: int, whole: int) -> tuple[Decimal, Decimal] | None:
    """Return part and whole of a row; with ``whole`` -1 the whole is the column's own total, with -2 the sum of its parts."""
    one = grid.body[row][part]
    if one is None:
        return None
    if whole >= 0:
        other = grid.body[row][whole]
        return (one.value, other.value) if other is not None and other.value > 0 else None
    column = [n.value for n in _column(grid, part) if n is not None]
    added = sum(column, Decimal(0))
    total = grid.body[grid.total][part] if grid.total >= 0 else None
    if total is not None and total.value > 0 and whole == -1:
        added = total.value
    return (one.value, added) if added > 0 else None


def _makes(grid: Grid, row: int, part: int, whole: int, percent: Figure) -> bool:
    pair = _pair(grid, row, part, whole)
    return pair is not None and rounds_to(*pair, percent.value, percent.digits)


def _header_says(grid: Grid, part: int, whole: int) -> int:
    """1 where the headers call the columns done and aimed at."""
    return int(
        whole >= 0 and bool(TARGET.search(grid.header[whole])) and bool(_DONE.search(grid.header[part]))
    )


def grid_amounts(tables: Sequence[ReportTable]) -> list[Amount]:
    """Return the figures of tables as amounts named by their row and column."""
    made: list[Amount] = []
    for table in tables:
        grid = read_grid(table)
        if grid is None:
            continue
        for name, cells in zip(grid.names, grid.body, strict=True):
            for head, number in zip(grid.header, cells, strict=True):
                if number is not None and number.unit != "%":
                    made.append(Amount(number, f"{name}{head}", "", 0, bool(TARGET.search(head))))
    return made
