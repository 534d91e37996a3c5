"""Tables that take turns from the top: a row of labels, a row of their values below, and again.

The turns say what a cell is, whatever it looks like: 和平社区 and 第三级 below 所属社区 and 需要级别 are values, though they
end as labels do.
"""

from __future__ import annotations

from auditor.forms.grid import Face, Grid, Kind

_LEAST_PAIRS = 2
_LEAST_COLUMNS = 2
_LONGEST_LABEL = 12


def alternating_rows(grid: Grid, row: int, end: int) -> int:
    """Return how many pairs of a row of labels and the row of its values begin at ``row``; 0 where fewer than two do."""
    if not _labels(grid, row, strict=True):
        return 0
    count = 0
    seen: set[str] = set()
    while row + 1 < end and _is_pair(grid, row):
        keys = {f.label.key for f in grid.rows[row] if f.label is not None}
        if keys & seen:
            return 0  # the same labels again: papers one after another
        seen |= keys
        count += 1
        row += 2
    return count if count >= _LEAST_PAIRS else 0


def _is_pair(grid: Grid, row: int) -> bool:
    above, below = grid.rows[row], grid.rows[row + 1]
    if not _labels(grid, row, strict=False) or [f.cell.col for f in above] != [f.cell.col for f in below]:
        return False
    if len(grid.covering(row)) != len(above) or len(grid.covering(row + 1)) != len(below):
        return False
    if any(f.kind is Kind.INLINE or f.cell.tables or f.colon for f in below):
        return False
    filled = [f for f in below if f.text]
    alike = sum(map(_is_known, below))
    return bool(filled) and (not alike or (alike < len(filled) and _labels(grid, row, strict=True)))


def _labels(grid: Grid, row: int, *, strict: bool) -> bool:
    faces = [f for f in grid.rows[row] if f.kind is not Kind.EMPTY]
    known = sum(map(_is_known, faces))
    if len(faces) < _LEAST_COLUMNS or not known:
        return False
    if strict or len(faces) <= _LEAST_COLUMNS or known < len(faces) - 1:
        return known == len(faces)
    return all(_is_known(f) or (f.short_word and len(f.text) <= _LONGEST_LABEL) for f in faces)


def _is_known(face: Face) -> bool:
    label = face.label
    return (
        face.kind is Kind.LABEL
        and label is not None
        and label.field
        and not label.caption
        and label.certain == 1.0
        and not face.value_like
    )
