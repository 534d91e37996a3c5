"""From a worksheet to blocks: where do tables begin and end, which rows are titles, which cells are blanks to fill in.

A sheet is an endless grid on which people lay out papers. Three signs are used, the surest first: drawn borders, blank
rows and columns, and what the texts look like. Where the signs do not suffice nothing is split, because a table too many
would tear a label from its blank value.
"""

from __future__ import annotations

import re

from auditor.pages.model import Block, Cell, Line, Table
from auditor.readers._sheet_model import RawSheet, column_letters

_EXTRA_BLANK_COLS = 8
"""Bordered blank columns kept to the right of the last text: value cells nobody filled in."""
_EXTRA_BLANK_ROWS = 1
_TITLE = re.compile(
    r"[表册单录账书案][）)]?$|情况|统计|汇总|清单|台账|档案|(?:年|月)度|第.{1,4}(?:季度|周|月)|附件|[:：]",
    re.MULTILINE,
)
_NOTE = re.compile(r"\s*(?:注|备注|说明|填表|制表|审核人|填报)")
_DIGIT = re.compile(r"\d")


class SheetTooLarge(Exception):
    """The grid between the first and the last value has more positions than the limit allows."""


def lay_out(sheet: RawSheet, max_area: int) -> list[Block]:
    """Return a sheet's lines and tables from top to bottom; a table's cells carry their A1 reference.

    Args:
        sheet: the sheet as read.
        max_area: the most grid positions that all its tables together may have.

    Raises:
        SheetTooLarge: they would have more.
    """
    return _Layout(sheet, max_area).blocks()


def _low(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _span(first: int, last: int) -> int:
    """Return the mask of columns first to last."""
    return (1 << (last + 1)) - (1 << first)


class _Layout:
    """Rows as bit masks of columns: ``filled`` holds something, ``drawn`` is filled or has a border or both."""

    def __init__(self, sheet: RawSheet, max_area: int) -> None:
        self.sheet = sheet
        self.left = max_area
        self.filled: dict[int, int] = {}
        for row, cells in sheet.rows.items():
            mask = 0
            for col, text in cells.items():
                if text:
                    mask |= 1 << col
            if mask:
                self.filled[row] = mask
        self.drawn = dict(self.filled)
        for row, mask in sheet.borders.items():
            self.drawn[row] = self.drawn.get(row, 0) | mask
        self.merge_at: dict[tuple[int, int], tuple[int, int]] = {}
        if self.filled:
            self._apply_merges()

    def _apply_merges(self) -> None:
        """Count a merged range as filled or drawn throughout where its first cell is.

        Ranges are cut to the rows near the text, so that a merge over a million rows costs nothing.
        """
        last_row = max(self.filled) + _EXTRA_BLANK_ROWS
        taken: dict[int, int] = {}
        for top, left, lowest, right in self.sheet.merges:
            bottom = min(lowest, max(last_row, top))
            if top > last_row or (top == bottom and left == right):
                continue
            mask = _span(left, right)
            # Overlapping merges occur in damaged files only; the first one counts.
            if any(taken.get(row, 0) & mask for row in range(top, bottom + 1)):
                continue
            first = 1 << left
            is_filled = bool(self.filled.get(top, 0) & first)
            if (
                not is_filled
                and not self.sheet.borders.get(top, 0) & mask
                and bin(self.drawn.get(top, 0)).count("1") < 2
            ):
                continue
            for row in range(top, bottom + 1):
                taken[row] = taken.get(row, 0) | mask
                self.drawn[row] = self.drawn.get(row, 0) | mask
            self.merge_at[top, left] = (bottom, right)

    def blocks(self) -> list[Block]:
        """Return the sheet's blocks."""
        blocks: list[Block] = []
        for top, bottom in self._bands():
            blocks.extend(self._band(top, bottom))
        return blocks

    # Bands: runs of rows that hang together ---------------------------------------------------------------------------

    def _bands(self) -> list[tuple[int, int]]:
        if not self.filled:
            return []
        first, last = min(self.filled), max(self.filled)
        while self.drawn.get(last + 1) and last < max(self.filled) + _EXTRA_BLANK_ROWS:
            last += 1
        bands: list[tuple[int, int]] = []
        start = previous = first
        for row in sorted(row for row, mask in self.drawn.items() if mask and first < row <= last):
            if row > previous + 1:
                bands.append((start, previous))
                start = row
            previous = row
        bands.append((start, previous))
        joined = [bands[0]]
        for band in bands[1:]:
            if self._goes_on(joined[-1], band):
                joined[-1] = (joined[-1][0], band[1])
            else:
                joined.append(band)
        return [band for band in joined if any(row in self.filled for row in range(band[0], band[1] + 1))]

    def _goes_on(self, above: tuple[int, int], below: tuple[int, int]) -> bool:
        """Tell whether a table goes on below blank rows: two value columns hold figures on both sides of the gap."""
        if below[0] - above[1] > 3:
            return False
        upper, lower = self.sheet.rows.get(above[1], {}), self.sheet.rows.get(below[0], {})
        if len(lower) < 2 or len(upper) < 2 or (self._bordered(*above) != self._bordered(*below)):
            return False
        both = [c for c in lower if c in upper and _DIGIT.search(lower[c]) and _DIGIT.search(upper[c])]
        return len(both) >= 2 or (len(both) == 1 and lower.keys() == upper.keys())

    def _bordered(self, top: int, bottom: int) -> bool:
        rows = [row for row in range(top, bottom + 1) if self.drawn.get(row)]
        return sum(1 for row in rows if self.sheet.borders.get(row)) * 2 > len(rows)

    # One band: titles, tables side by side, notes ---------------------------------------------------------------------

    def _band(self, top: int, bottom: int) -> list[Block]:
        columns = 0
        for row in range(top, bottom + 1):
            columns |= self.filled.get(row, 0)
        left, right = _low(columns), columns.bit_length() - 1
        before: list[Block] = []
        while top <= bottom and self._is_title(top, bottom, left, right):
            before.extend(self._row_lines(top))
            top += 1
        after: list[Block] = []
        while bottom > top and self._is_note(bottom, top):
            after[:0] = self._row_lines(bottom)
            bottom -= 1
        if top > bottom:
            return before + after
        if left == right and self._is_prose(top, bottom, left):
            lines = [line for row in range(top, bottom + 1) for line in self._row_lines(row)]
            return [*before, *lines, *after]
        middle: list[Block] = []
        for first, last in self._side_by_side(top, bottom):
            middle.extend(self._table(top, bottom, first, last))
        return before + middle + after

    def _texts(self, row: int) -> dict[int, str]:
        return {col: text for col, text in self.sheet.rows.get(row, {}).items() if text}

    def _is_title(self, row: int, bottom: int, left: int, right: int) -> bool:
        texts = self._texts(row)
        if not texts or left == right:
            return False
        fuller = any(len(self.sheet.rows.get(r, {})) >= 2 for r in range(row + 1, min(bottom, row + 6) + 1))
        if not fuller:
            return False
        bordered = bool(self.sheet.borders.get(row))
        if len(texts) == 1:
            col, text = next(iter(texts.items()))
            down, over = self.merge_at.get((row, col), (row, col))
            if down > row:
                return False
            if over - col + 1 >= 0.8 * (right - left + 1) and over > col:
                return True
            return not bordered and (over > col or len(text) >= 8 or _TITLE.search(text) is not None)
        if bordered or any((row, col) in self.merge_at and self.merge_at[row, col][0] > row for col in texts):
            return False
        inline = all(("：" in text or ":" in text) and text[-1] not in "：:" for text in texts.values())
        below = self._texts(row + 1)
        return inline and bool(below) and not all("：" in text or ":" in text for text in below.values())

    def _is_note(self, row: int, top: int) -> bool:
        texts = self._texts(row)
        if not texts or self.sheet.borders.get(row):
            return False
        if any((row, col) in self.merge_at and self.merge_at[row, col][0] > row for col in texts):
            return False
        if self._bordered(top, row - 1):
            # A row merged from above is part of the table although no cell of its own is drawn.
            return not any(up < row <= down for (up, _), (down, _) in self.merge_at.items())
        return len(texts) == 1 and _NOTE.match(next(iter(texts.values()))) is not None

    def _is_prose(self, top: int, bottom: int, col: int) -> bool:
        texts = [self.sheet.rows.get(row, {}).get(col, "") for row in range(top, bottom + 1)]
        return bottom - top < 2 or any(len(text) > 20 or "：" in text for text in texts)

    def _row_lines(self, row: int) -> list[Block]:
        lines: list[Block] = []
        for col, text in sorted(self._texts(row).items()):
            lines.append(
                Line(
                    text,
                    inks=tuple(self.sheet.inks.get((row, col), ())),
                    emphasis=(row, col) in self.sheet.bold,
                    centred=(row, col) in self.merge_at,
                    confidence=self.sheet.doubtful.get((row, col), 1.0),
                    ref=f"{self.sheet.name}!{column_letters(col)}{row + 1}",
                )
            )
        return lines

    def _side_by_side(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Return the first and last column of each table of a band."""
        columns, content = 0, 0
        for row in range(top, bottom + 1):
            columns |= self.drawn.get(row, 0)
            content |= self.filled.get(row, 0)
        first, last = _low(content), content.bit_length() - 1
        while first and columns >> (first - 1) & 1 and content.bit_length() - first < _EXTRA_BLANK_COLS:
            if not any(left < first <= right for (_, left), (_, right) in self.merge_at.items()):
                break
            first -= 1
        for (row, left), (_, right) in self.merge_at.items():
            if top <= row <= bottom and left <= last < right:
                last = max(last, min(right, last + 256))
        extra = 0
        while columns >> (last + 1) & 1 and extra < _EXTRA_BLANK_COLS:
            last, extra = last + 1, extra + 1
        parts: list[tuple[int, int]] = []
        start = first
        for col in range(first, last + 2):
            if col > last or not columns >> col & 1:
                if start < col and columns & _span(start, col - 1):
                    parts.append((start, col - 1))
                start = col + 1
        if len(parts) < 2 or not all(self._is_whole_table(top, bottom, *part) for part in parts):
            return [(first, last)]
        return parts

    def _is_whole_table(self, top: int, bottom: int, first: int, last: int) -> bool:
        """Tell a table of its own from label columns whose value column nobody filled in."""
        mask = _span(first, last)
        rows = [row for row in range(top, bottom + 1) if self.filled.get(row, 0) & mask]
        if len(rows) < 2 or last == first:
            return False
        if all(self.sheet.borders.get(row, 0) & mask for row in rows):
            return True
        texts = [self._texts(row) for row in rows]
        head_full = all(col in texts[0] for col in range(first, last + 1))
        edge = [text.get(last, "") for text in texts[1:]]
        return head_full and len(rows) >= 3 and any(_DIGIT.search(text) for text in edge)

    # A table --------------------------------------------------------------------------------------------------------

    def _table(self, top: int, bottom: int, first: int, last: int) -> list[Block]:
        mask = _span(first, last)
        rows = [row for row in range(top, bottom + 1) if self.filled.get(row, 0) & mask]
        if not rows:
            return []
        end = max(rows)
        if end < bottom and self.drawn.get(end + 1, 0) & mask:
            end += 1
        start = min(rows)
        self.left -= (end - start + 1) * (last - first + 1)
        if self.left < 0:
            raise SheetTooLarge
        sheet = self.sheet
        letters = [column_letters(col) for col in range(first, last + 1)]
        bold, doubtful, inks, merge_at = sheet.bold, sheet.doubtful, sheet.inks, self.merge_at
        covered: dict[int, int] = {}
        cells: list[Cell] = []
        empty: dict[int, str] = {}
        for row in range(start, end + 1):
            texts = sheet.rows.get(row, empty)
            hidden = covered.pop(row, 0)
            number = str(row + 1)
            for col in range(first, last + 1):
                if hidden >> col & 1:
                    continue
                cell = Cell(row - start, col - first, texts.get(col, ""), ref=letters[col - first] + number)
                position = (row, col)
                if merge_at and (merge := merge_at.get(position)) is not None:
                    down, right = min(merge[0], end), min(merge[1], last)
                    cell.row_span, cell.col_span = down - row + 1, right - col + 1
                    area = _span(col, right)
                    hidden |= area
                    for below in range(row + 1, down + 1):
                        covered[below] = covered.get(below, 0) | area
                    self._gather(cell, row, col, down, right)
                if position in bold:
                    cell.emphasis = True
                if doubtful and position in doubtful:
                    cell.confidence = doubtful[position]
                if inks and position in inks:
                    cell.inks = (*inks[position], *cell.inks)
                cells.append(cell)
        return [Table(cells, end - start + 1, last - first + 1, ref=sheet.name)]

    def _gather(self, cell: Cell, row: int, col: int, down: int, right: int) -> None:
        """Bring pictures that lie on the hidden cells of a merged range to the visible one; say what text they hide."""
        lost = 0
        for r in range(row, down + 1):
            texts = self.sheet.rows.get(r)
            if not texts:
                continue
            for c in range(col, right + 1) if right - col < len(texts) else sorted(texts):
                if (r, c) == (row, col) or not col <= c <= right or not texts.get(c):
                    continue
                inks = self.sheet.inks.get((r, c), [])
                if inks:
                    cell.inks = (*cell.inks, *inks)
                    cell.text += "\ufffc" * len(inks)
                if texts[c].replace("\ufffc", ""):
                    lost += 1
        if lost:
            self.sheet.notes.append(
                f"工作表“{self.sheet.name}”{cell.ref} 的合并单元格盖住了 {lost} 格内容，打印时看不到，没有采用。"
            )
