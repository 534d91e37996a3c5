"""A place inside a form as a small drawing of the form's neighbourhood: the rows around it, spans kept, the place marked.

Drawn from the page model, so that Word forms, sheets and PDF tables look alike. A view is plain data:

* ``{"k": "t", "t": title, "c": caption, "r": rows}``: each row a list of cells ``[text, flags, columns, rows, numbers]``
  (trailing defaults left out) or an integer: that many rows are left out here;
* ``{"k": "l", "c": caption, "r": lines}``: each line ``[text, flags, numbers]``.

``flags``: 1 label, 2 the place itself, 4 holds a picture. ``numbers`` are those of the evidence, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.outputs.personal_values import shown_cell
from auditor.outputs.plain_text import plain
from auditor.outputs.writers import Report
from auditor.pages.model import INK_ANCHOR, Cell, Document, Line, LineRole, Page, Table

LABEL, HIT, PICTURE = 1, 2, 4
ROWS_BEFORE, ROWS_AFTER = 2, 2
MAX_GAP = 4
"""Two places with at most so many rows between them stand in one window."""
MAX_ROWS = 26
MAX_COLUMNS = 40
MAX_CELL_TEXT = 40
"""Characters shown of cells around the place: they say where on the form it is, their stories are nobody's business."""
MAX_HIT_TEXT = 320
LINES_AROUND = 2
MIN_SEARCHED = 6
"""Shorter texts stand in too many places to say where they were read."""
_SHORT_LABEL = 20
_LIST_STARTS = frozenset(
    {"序号", "编号", "日期", "时间", "项目", "月份", "节次", "次序", "档案编号", "No.", "NO"}
)
_DIGITS = re.compile(r"\d{2}")

_CELL = re.compile(r"(?P<table>[^（）!]{1,30}) 第(?P<row>\d{1,5})行(?:第(?P<col>\d{1,4})列)?")
_SHEET = re.compile(r"(?P<sheet>.{1,60})!(?P<ref>[A-Z]{1,3}[1-9]\d{0,6})")
_LINE = re.compile(r"(?P<line>第\d{1,6}[段行])")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that `Place.ref` names: a cell of a table (row and column from 0), of a sheet, or a line."""

    table: str = ""
    row: int = 0
    col: int | None = None
    cell: str = ""
    line: str = ""


def spot_of(label: str) -> Spot | None:
    """Return the place that the label of an evidence ends with, None where it names none.

    Args:
        label: unmasked: "联系电话（表1 第9行第4列）", "第12段", "等级（名册!G3）".
    """
    inside = label.rpartition("（")[2].removesuffix("）") if label.endswith("）") else label
    if found := _SHEET.fullmatch(inside):
        return Spot(table=found["sheet"], cell=found["ref"])
    if found := _CELL.fullmatch(inside):
        col = int(found["col"]) - 1 if found["col"] else None
        return Spot(table=found["table"], row=int(found["row"]) - 1, col=col)
    if found := _LINE.fullmatch(inside):
        return Spot(line=found["line"])
    return None


def located(document: Document, label: str, text: str) -> Spot | None:
    """Return the place of an evidence inside a file, None where it means the file as a whole.

    Where the label names no place, or a line that does not hold what was read, the place is where the text stands.

    Args:
        document: the file as read.
        label: the evidence's label, unmasked.
        text: what was read there, unmasked and perhaps cut short.
    """
    spot = spot_of(label)
    wanted = _packed(text)
    if (spot is not None and not spot.line) or len(wanted) < MIN_SEARCHED:
        return spot
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Line):
                if block.ref and wanted in _packed(block.text):
                    return Spot(line=block.ref)
                continue
            for cell in block.cells:
                if len(cell.text) >= len(wanted) and wanted in _packed(cell.text):
                    return Spot(block.ref or "表格", cell.row, cell.col, cell.ref)
    return spot


def _packed(text: str) -> str:
    return "".join(text.replace("［图片］", INK_ANCHOR).split())


def form_views(
    document: Document, spots: Sequence[tuple[int, Spot]], report: Report
) -> Iterator[dict[str, Any]]:
    """Yield the views that show the places, those near one another together.

    Args:
        document: the file as read.
        spots: number of the evidence and its place.
        report: for the mask.
    """
    lines: dict[str, list[int]] = {spot.line: [] for _, spot in spots if spot.line}
    tables: dict[str, list[tuple[int, Spot]]] = {}
    for number, spot in spots:
        if spot.line:
            lines[spot.line].append(number)
        else:
            tables.setdefault(spot.table, []).append((number, spot))
    for name, wanted in tables.items():
        for page, table, title in _tables(document, name):
            hits = _hits(table, wanted)
            if hits:
                caption = table.ref or page.name
                for window in _windows(hits):
                    yield _table_view(table, window, title, caption, report)
                break
    if lines:
        yield from _line_views(document, lines, report)


# --- tables ---------------------------------------------------------------------------------------------------


def _tables(document: Document, name: str) -> Iterator[tuple[Page, Table, str]]:
    """Yield the tables of a name with the title that stands above each."""
    for page in document.pages:
        title = ""
        for block in page.blocks:
            if isinstance(block, Line):
                if block.role is LineRole.BODY and (block.centred or block.emphasis or not title):
                    title = block.text
            elif name in (block.ref, "表格") or (document.kind == "sheet" and page.name == name):
                yield page, block, title


def _hits(table: Table, wanted: Sequence[tuple[int, Spot]]) -> list[tuple[Cell, int]]:
    found = []
    for number, spot in wanted:
        for cell in table.cells:
            if spot.cell:
                if cell.ref == spot.cell:
                    found.append((cell, number))
                    break
            elif cell.row <= spot.row < cell.row + cell.row_span and (
                spot.col is None or cell.col <= spot.col < cell.col + cell.col_span
            ):
                found.append((cell, number))
                break
    return found


def _windows(hits: list[tuple[Cell, int]]) -> Iterator[list[tuple[Cell, int]]]:
    """Yield the hits in groups that fit one window, in the order of the rows."""
    group: list[tuple[Cell, int]] = []
    for hit in sorted(hits, key=lambda entry: (entry[0].row, entry[0].col)):
        if group and (
            hit[0].row - group[-1][0].row > ROWS_BEFORE + ROWS_AFTER + MAX_GAP
            or hit[0].row - group[0][0].row > MAX_ROWS - ROWS_BEFORE - ROWS_AFTER
        ):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _table_view(
    table: Table, hits: list[tuple[Cell, int]], title: str, caption: str, report: Report
) -> dict[str, Any]:
    numbers: dict[int, list[int]] = {}
    for cell, number in hits:
        numbers.setdefault(id(cell), []).append(number)
    top = max(0, hits[0][0].row - ROWS_BEFORE)
    bottom = min(table.rows, hits[-1][0].row + 1 + ROWS_AFTER, top + MAX_ROWS)
    if top == 1:  # a single row takes no more room than the words that it is left out
        top = 0
    if bottom == table.rows - 1:
        bottom = table.rows
    neighbours = Neighbours(table)
    rows: list[Any] = []
    if top > 0 and _is_head(table):
        rows.append([_cell(cell, 0, 1, numbers, neighbours, report) for cell in table.cells if cell.row == 0])
        if top > 1:
            rows.append(top - 1)
    elif top > 0:
        rows.append(top)
    for row in range(top, bottom):
        starting = [
            _cell(cell, row, bottom, numbers, neighbours, report)
            for cell in table.cells
            if (cell.row == row or (row == top and cell.row < top < cell.row + cell.row_span))
            and cell.col < MAX_COLUMNS
        ]
        rows.append(starting)
    if bottom < table.rows:
        rows.append(table.rows - bottom)
    return {"k": "t", "t": plain(report.shown(title))[:60], "c": plain(report.shown(caption)), "r": rows}


def _is_head(table: Table) -> bool:
    """Tell a list's row of column names from the first row of a form, whose values stand between its labels."""
    first = [cell for cell in table.cells if cell.row == 0]
    if len(first) < 3 or len(first) != table.cols or any(cell.row_span > 1 or cell.inks for cell in first):
        return False
    texts = [cell.text.strip() for cell in first]
    if any(not text or len(text) > _SHORT_LABEL or _DIGITS.search(text) for text in texts):
        return False
    if texts[0] in _LIST_STARTS:
        return True
    below = [cell for cell in table.cells if cell.row == 1]
    return all(cell.emphasis for cell in first) and not all(cell.emphasis for cell in below)


def _cell(
    cell: Cell, row: int, bottom: int, numbers: dict[int, list[int]], neighbours: Neighbours, report: Report
) -> list[Any]:
    own = numbers.get(id(cell))
    text = _text(cell)
    shown = "\n".join(plain(part) for part in shown_cell(report, neighbours.labels(cell), text).split("\n"))
    limit = MAX_HIT_TEXT if own else MAX_CELL_TEXT
    if len(shown) > limit:
        shown = shown[:limit] + "…"
    flags = (HIT if own else 0) | (PICTURE if cell.inks else 0)
    if not own and neighbours.is_label(cell):
        flags |= LABEL
    down = min(cell.row + cell.row_span, bottom) - row
    right = min(cell.col + cell.col_span, MAX_COLUMNS) - cell.col
    entry: list[Any] = [shown, flags, right, down, own or []]
    defaults: tuple[Any, ...] = ([], 1, 1, 0)
    for default in defaults:
        if entry[-1] != default:
            break
        entry.pop()
    return entry


def _text(cell: Cell) -> str:
    parts = [cell.text.replace(INK_ANCHOR, "［图片］")]
    if len(parts[0]) <= MAX_HIT_TEXT * 2:
        parts += [_text(inner) for table in cell.tables for inner in table.cells if inner.text]
    return "\n".join(part for part in parts if part)[: MAX_HIT_TEXT * 3]


class Neighbours:
    """Says which cells name others: what stands to the left, and the head of the column."""

    def __init__(self, table: Table) -> None:
        self._left: dict[tuple[int, int], Cell] = {}
        self._above: dict[tuple[int, int], Cell] = {}
        self._head: dict[int, Cell] = {}
        self._list = _is_head(table)
        for cell in table.cells:
            for row in range(cell.row, cell.row + min(cell.row_span, 200)):
                self._left[row, cell.col + cell.col_span] = cell
            for col in range(cell.col, cell.col + min(cell.col_span, 200)):
                self._above[cell.row + cell.row_span, col] = cell
            if cell.row == 0 and self._list:
                self._head[cell.col] = cell

    def labels(self, cell: Cell) -> str:
        """Return the texts that name what stands in a cell."""
        left = self._left.get((cell.row, cell.col))
        head = self._head.get(cell.col) if cell.row else None
        return " ".join(
            found.text[:_SHORT_LABEL] for found in (left, head) if found is not None and found.text
        )

    def above(self, cell: Cell) -> str:
        """Return what stands above a cell: on some forms that is its label."""
        found = self._above.get((cell.row, cell.col))
        return found.text[:_SHORT_LABEL] if found is not None else ""

    def is_label(self, cell: Cell) -> bool:
        """Guess whether a cell is printed on the form: for its shade alone, nothing depends on it."""
        if self._list:
            return cell.row == 0
        text = cell.text.strip()
        if not text or len(text) > _SHORT_LABEL or cell.inks:
            return False
        return cell.emphasis or (
            cell.col_span == 1 and cell.col % 2 == 0 and not any(char.isdigit() for char in text)
        )


# --- lines ----------------------------------------------------------------------------------------------------


def _line_views(document: Document, wanted: dict[str, list[int]], report: Report) -> Iterator[dict[str, Any]]:
    for page in document.pages:
        blocks = page.blocks
        at = {
            block.ref: index
            for index, block in enumerate(blocks)
            if isinstance(block, Line) and block.ref in wanted
        }
        if not at:
            continue
        shown = sorted(at.values())
        first, last = max(0, shown[0] - LINES_AROUND), min(len(blocks), shown[-1] + LINES_AROUND + 1)
        lines: list[list[Any]] = []
        for block in blocks[first : min(last, first + MAX_ROWS)]:
            if isinstance(block, Table):
                lines.append([f"〔{plain(report.shown(block.ref or '表格'))}，从略〕", PICTURE])
                continue
            own = wanted.get(block.ref)
            text = plain(shown_cell(report, "", block.text.replace(INK_ANCHOR, "［图片］")))
            limit = MAX_HIT_TEXT if own else MAX_CELL_TEXT
            text = text if len(text) <= limit else text[:limit] + "…"
            lines.append([text, HIT, own] if own else [text])
        yield {"k": "l", "c": "、".join(at), "r": lines}
