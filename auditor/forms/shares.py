"""Which columns of a table are what was agreed, what was done and its share, told by the figures: done ÷ agreed = share.

Stations head these columns as they like (合同约定数, 累计, 完成百分比). Where one column holds percentages and two others follow
from them row by row, no head is needed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from auditor.forms.layout import RowBlock, Stretch

_PERCENT = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*[%％]")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_LEAST_ROWS = 3
_MOSTLY = 0.6
"""Share of the rows that must agree: a wrong percentage is what is looked for, not what a table consists of."""
_MAX_ROWS = 60


def columns_by_share(block: RowBlock, free: set[int]) -> tuple[int, int, int] | None:
    """Return the positions of the columns agreed, done and share, or None where the figures do not tell them.

    Args:
        block: the table.
        free: positions of the columns that may be taken.
    """
    rows = block.rows[:_MAX_ROWS]
    shares = {
        position: found
        for position in range(len(block.headers))
        if len(found := _read(rows, position, _PERCENT)) >= _LEAST_ROWS
    }
    if len(shares) != 1:
        return None
    ((percent, stated),) = shares.items()
    numbers = {position: _read(rows, position, _NUMBER) for position in sorted(free - {percent})}
    fits = [
        (sum(_follows(given, agreed, done, row) for row, given in stated.items()), target, result)
        for target, agreed in numbers.items()
        for result, done in numbers.items()
        if target != result
    ]
    fits = [fit for fit in fits if fit[0] >= max(_LEAST_ROWS, _MOSTLY * len(stated))]
    if not fits:
        return None
    best = max(fit[0] for fit in fits)
    first = [(target, result) for agree, target, result in fits if agree == best]
    return (*first[0], percent) if len(first) == 1 and percent in free else None


def _read(rows: list[list[Stretch]], position: int, pattern: re.Pattern[str]) -> dict[int, Decimal]:
    """Return the figures of a column by row, cells of anything else left out."""
    found: dict[int, Decimal] = {}
    for number, row in enumerate(rows):
        text = row[position].text.strip().replace(",", "").replace("，", "")
        match = pattern.fullmatch(text)
        if match is not None:
            found[number] = Decimal(match[match.lastindex or 0])
    return found


def _follows(given: Decimal, agreed: dict[int, Decimal], done: dict[int, Decimal], row: int) -> bool:
    target, result = agreed.get(row), done.get(row)
    if not target or result is None or (not result and not given):
        return False
    digits = Decimal(1).scaleb(min(0, int(given.as_tuple().exponent)))
    try:
        return (result * 100 / target).quantize(digits, rounding=ROUND_HALF_UP) == given
    except InvalidOperation:
        return False
