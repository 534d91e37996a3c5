"""What only several pages together show: running headers and footers, tables that go on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from auditor.pages.model import Line, LineRole, Page, Table
from auditor.readers._pdf_grid import snapped
from auditor.readers._pdf_text import joined

HEAD = 0.08
FOOT = 0.925
"""Shares of the page's height between which text is body."""
TITLE_SIZE = 13.5
"""Points: larger type in the head margin is the title of a form that stands once a page."""
LONG_TEXT = 15
TWO_LINES = 24.0
"""Characters and points from which a cell above a page break may go on below it."""
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—·.\s]*\d{1,4}[-–—·.\s]*|第\s*\d{1,4}\s*页\s*[,，/]?\s*(?:共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)$"
)
_PRINTED_AT = re.compile(
    r"(?:打印|导出|下载|生成|输出)(?:时间|日期|时刻|于|自)?[:： ]{0,3}(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}"
)
"""When the sheet was printed or exported, as programs stamp it onto the edge: no fact of the paper."""
_DIGITS = re.compile(r"\d+")
_LONGEST_STAMP = 160
_SAME_COLUMN = 4.0
REACHES_DOWN = 0.7
REACHES_THE_END = 0.85
STARTS_HIGH = 0.25
"""Shares of the page's height: where the upper part must end (with the same columns, with others) and the lower begin."""


def _margin(line: Line, height: float) -> LineRole | None:
    if line.box is None or line.role is not LineRole.BODY or line.inks or "__" in line.text:
        return None
    middle = (line.box[1] + line.box[3]) / 2
    if middle < HEAD * height and (line.size or 0.0) < TITLE_SIZE:
        return LineRole.HEADER
    if middle > FOOT * height:
        return LineRole.FOOTER
    return None


def mark_running_lines(pages: Sequence[Page]) -> None:
    """Give header and footer lines their role and move them to the top and the end of their page.

    A line is running where it stands in a margin and either repeats, digits apart, on at least two pages and
    half of all, is a page number, or tells when the sheet was printed: a file of one page repeats nothing.
    """
    seen: Counter[tuple[LineRole, str]] = Counter()
    candidates: list[tuple[Line, LineRole, str]] = []
    readable = 0
    for page in pages:
        readable += bool(page.blocks)
        on_page: set[tuple[LineRole, str]] = set()
        for line in page.lines():
            role = _margin(line, page.height or 0.0)
            if role is not None:
                text = _DIGITS.sub("#", line.text)
                candidates.append((line, role, text))
                on_page.add((role, text))
        seen.update(on_page)
    _assign(candidates, seen, readable)
    for page in pages:
        if any(isinstance(b, Line) and b.role in (LineRole.HEADER, LineRole.FOOTER) for b in page.blocks):
            page.blocks.sort(key=_role_order)


def _assign(
    candidates: Sequence[tuple[Line, LineRole, str]], seen: Counter[tuple[LineRole, str]], readable: int
) -> None:
    for line, role, text in candidates:
        number = len(line.text) <= 40 and _PAGE_NUMBER.match(line.text.strip()) is not None
        count = seen[(role, text)]
        stamped = _PRINTED_AT.search(line.text[:_LONGEST_STAMP]) is not None
        if number or stamped or (count >= 2 and 2 * count >= readable):
            line.role = role


def _role_order(block: Line | Table) -> int:
    if isinstance(block, Line):
        if block.role is LineRole.HEADER:
            return 0
        if block.role is LineRole.FOOTER:
            return 2
    return 1


def _same_sides(a: Table, b: Table) -> bool:
    if a.box is None or b.box is None:
        return False
    return abs(a.box[0] - b.box[0]) <= _SAME_COLUMN and abs(a.box[2] - b.box[2]) <= _SAME_COLUMN


def _borders(tables: Sequence[Table]) -> list[float]:
    """Return the left borders of all columns that any of the tables has, and the right side."""
    values = {cell.box[side] for table in tables for cell in table.cells if cell.box for side in (0, 2)}
    places = snapped(values, _SAME_COLUMN)
    return sorted(set(places.values()))


def _nearest(borders: Sequence[float], value: float) -> int:
    return min(range(len(borders)), key=lambda k: abs(borders[k] - value))


def _share_columns(tables: Sequence[Table]) -> None:
    """Number the columns of the parts of one table alike: a part shows only the borders that its rows have."""
    borders = _borders(tables)
    for table in tables:
        for cell in table.cells:
            if cell.box is None:
                return
        for cell in table.cells:
            if cell.box is not None:
                cell.col = _nearest(borders, cell.box[0])
                cell.col_span = max(1, _nearest(borders, cell.box[2]) - cell.col)
        table.cols = len(borders) - 1


def _row(table: Table, row: int) -> list[tuple[int, int, str]]:
    return [(c.col, c.col_span, c.text) for c in table.cells if c.row == row]


def _same_form(a: Table, b: Table) -> bool:
    """Two sheets of one form, each on its own page, rather than one long table: same labels at the same places."""
    if (
        a.rows != b.rows
        or a.rows < 4
        or [(c.row, c.col) for c in a.cells] != [(c.row, c.col) for c in b.cells]
    ):
        return False
    firsts = [(x.text, y.text) for x, y in zip(a.cells, b.cells, strict=True) if x.col == 0 and x.text]
    return len(firsts) >= 3 and sum(x == y for x, y in firsts) >= 0.8 * len(firsts)


def mark_continued_tables(pages: Sequence[Page]) -> None:
    """Set ``continues`` on tables that go on from the page before, and drop their repeated head rows.

    A table goes on where it is the first body block of its page, the last body block of the page before is a table
    that reaches down the page, and both have the same left and right side. The parts then number their columns alike.
    """
    parts: list[Table] = []
    for before, page in pairwise(pages):
        last = _body(before)[-1:]
        first = _body(page)[:1]
        if not last or not first or not isinstance(last[0], Table) or not isinstance(first[0], Table):
            parts = []
            continue
        upper, lower = last[0], first[0]
        if not parts or parts[-1] is not upper:
            parts = [upper]
        if not _goes_on(upper, lower, before, page) or _same_form(parts[0], lower):
            parts = []
            continue
        lower.continues = True
        parts.append(lower)
        if len({part.cols for part in parts}) > 1 or len(_borders(parts)) != lower.cols + 1:
            _share_columns(parts)
        _drop_head(parts[0], lower)
        if _join_split_row(upper, lower):
            page.blocks = [block for block in page.blocks if block is not lower]


def _body(page: Page) -> list[Line | Table]:
    return [
        b
        for b in page.blocks
        if isinstance(b, Table) or b.role not in (LineRole.HEADER, LineRole.FOOTER, LineRole.COMMENT)
    ]


def _goes_on(upper: Table, lower: Table, before: Page, page: Page) -> bool:
    if lower.continues:
        return True
    if not _same_sides(upper, lower) or upper.box is None or lower.box is None:
        return False
    same_columns = upper.cols == lower.cols and len(_borders((upper, lower))) == upper.cols + 1
    if not same_columns and _is_title_row(lower):
        return False
    low = upper.box[3] > (REACHES_DOWN if same_columns and lower.cols > 1 else REACHES_THE_END) * (
        before.height or 0.0
    )
    high = lower.box[1] < STARTS_HIGH * (page.height or 0.0)
    return low and high


def _is_title_row(table: Table) -> bool:
    """A first row of one wide cell with a short text: another form begins."""
    first = table.cells[0]
    return table.cols > 1 and first.col_span == table.cols and 0 < len(first.text) <= 24


def _join_split_row(upper: Table, lower: Table) -> bool:
    """Give the rest of a row that a page break cut to the row it belongs to.

    A rest is a first row in which one cell alone has content, under a long text in the last row above.

    Returns:
        Whether ``lower`` consisted of the rest alone and is now empty.
    """
    last = [c for c in upper.cells if c.row + c.row_span == upper.rows]
    first = [c for c in lower.cells if c.row == 0]
    shape = [(c.col, c.col_span) for c in first]
    if len(first) < 2 or [(c.col, c.col_span) for c in last] != shape or any(c.row_span > 1 for c in first):
        return False
    filled = [(a, b) for a, b in zip(last, first, strict=True) if b.text or b.tables]
    if len(filled) != 1 or filled[0][1] is first[0]:
        return False
    above, rest = filled[0]
    if len(above.text) < LONG_TEXT or above.box is None or above.box[3] - above.box[1] < TWO_LINES:
        return False
    ended = above.text[-1] in "。！？；：.!?;:"
    above.text = f"{above.text}\n{rest.text}" if ended else joined(above.text, rest.text)
    above.inks += rest.inks
    above.tables += rest.tables
    lower.cells = [c for c in lower.cells if c.row > 0]
    for cell in lower.cells:
        cell.row -= 1
    lower.rows -= 1
    return not lower.cells


def _drop_head(head: Table, table: Table) -> None:
    """Drop the rows at the top of ``table`` that repeat the top rows of ``head``."""
    same = 0
    while same < min(3, head.rows - 1, table.rows - 1) and _is_head_row(_row(head, same)):
        if _row(head, same) != _row(table, same):
            break
        same += 1
    while same and any(c.row < same < c.row + c.row_span for c in table.cells):
        same -= 1
    if not same:
        return
    table.cells = [c for c in table.cells if c.row >= same]
    for cell in table.cells:
        cell.row -= same
    table.rows -= same


def _is_head_row(row: list[tuple[int, int, str]]) -> bool:
    filled = [text for _, _, text in row if text]
    return len(filled) >= 2 and len(filled) >= 0.6 * len(row)
