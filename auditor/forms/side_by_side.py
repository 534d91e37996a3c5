"""Rows that stand in two or more equal sets of columns beside each other: 序号 姓名 签名 | 序号 姓名 签名."""

from __future__ import annotations

from auditor.forms.labels import fold_key
from auditor.forms.layout import RowBlock

_LEAST_COLUMNS = 2
_MOST_SETS = 4


def set_below_each_other(block: RowBlock) -> None:
    """Put equal sets of columns below each other, the left set's rows first; other blocks stay as they are."""
    if block.options or block.months or block.groups or block.month_rows or block.sums:
        return
    heads = [fold_key(text) for text, _ in block.headers]
    width = _width(heads)
    if not width:
        return
    parts = [row[start : start + width] for start in range(0, len(heads), width) for row in block.rows]
    block.rows = [part for part in parts if any(s.text.strip() or s.inks for s in part)]
    block.headers = block.headers[:width]


def _width(heads: list[str]) -> int:
    """Return the number of columns in one set, 0 where the columns are no equal sets."""
    for sets in range(2, _MOST_SETS + 1):
        width, rest = divmod(len(heads), sets)
        if (
            not rest
            and width >= _LEAST_COLUMNS
            and all(heads[:width])
            and len(set(heads[:width])) == width
            and all(heads[i : i + width] == heads[:width] for i in range(width, len(heads), width))
        ):
            return width
    return 0
