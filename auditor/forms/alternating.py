"""Tables that take turns from the top: a row of labels, a row of their values below, and again.

The turns say what a cell is, whatever it looks like: 和平社区 and 第三级 below 所属社区 and 需要级别 are values, though they
end as labels do; and 会面序次 beside 受访居民 is a label that nobody knows and no resident's name. A pair of rows is told by
labels that are all known, or by what cannot be read across: values beside each other (第3回 | 2025.1.9), a row that begins
with a value, a row of shaded or bold cells over a plain one.
"""

from __future__ import annotations

from itertools import pairwise

from auditor.forms.grid import Face, Grid, Kind
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.values.names import looks_like_name

_LEAST_COLUMNS = 2
_LONGEST_LABEL = 12
_LONG_TEXT = 15
_VALUE_SIGNS = frozenset("，。；、～~") | BOX_GLYPHS


def alternating_rows(grid: Grid, row: int, end: int) -> int:
    """Return how many pairs of a row of labels and the row of its values begin at ``row``.

    One pair alone may also be the header and the only row of a list; a row of labels over several rows heads a list and counts
    for no pair.
    """
    count = 0
    seen: set[str] = set()
    while row + 1 < end and (_is_known_pair(grid, row, first=not count) or _is_told_pair(grid, row)):
        keys = {f.label.key for f in grid.rows[row] if f.label is not None}
        if keys & seen:
            return 0  # the same labels again: papers one after another
        seen |= keys
        count += 1
        row += 2
    if count and row < end and _starts(grid.rows[row]) == _starts(grid.rows[row - 2]):
        return count if _are_heads(grid.rows[row]) else count - 1  # the last row of labels heads a list
    return count


def _starts(faces: list[Face]) -> list[int]:
    return [face.cell.col for face in faces]


def _stand_over_each_other(grid: Grid, row: int) -> bool:
    above, below = grid.rows[row], grid.rows[row + 1]
    return (
        _starts(above) == _starts(below)
        and len(grid.covering(row)) == len(above)
        and len(grid.covering(row + 1)) == len(below)
        and not any(face.cell.tables for face in below)
        and not any(_answers_nothing(a, b) for a, b in zip(above, below, strict=True))
    )


def _answers_nothing(above: Face, below: Face) -> bool:
    """Something is written below a cell that asks for nothing, or asks for the same thing as the label above it.

    An empty cell is then the place for an answer of its own row, and 副站长意见 below 片长意见 asks for itself.
    """
    if above.kind is Kind.EMPTY:
        return below.kind is not Kind.EMPTY
    asked, asks = above.label, below.label
    return asked is not None and asks is not None and bool(asked.aspect) and asked.aspect == asks.aspect


# ---- labels that are known --------------------------------------------------------------------------------------


def _is_known_pair(grid: Grid, row: int, *, first: bool) -> bool:
    above, below = grid.rows[row], grid.rows[row + 1]
    if not _labels(above, strict=first) or not _stand_over_each_other(grid, row):
        return False
    if any(f.colon for f in below) or _answers_across(grid, above):
        return False
    inlines = sum(f.kind is Kind.INLINE for f in below)
    if inlines and (not _labels(above, strict=True) or inlines == len(below)):
        return False  # 总体目标：… 近期目标：… may stand below 服务目标; a row of such cells asks for itself
    filled = [f for f in below if f.text]
    alike = sum(map(_is_known, below))
    return bool(filled) and (not alike or (alike < len(filled) and _labels(above, strict=True)))


def _answers_across(grid: Grid, faces: list[Face]) -> bool:
    """A label stands beside one of the answers that it lets choose from: 结案原因 | 目标达成."""
    return any(not b.colon and grid.vocabulary.offers(a.label, b.text) for a, b in pairwise(faces))


def _labels(row: list[Face], *, strict: bool) -> bool:
    faces = [f for f in row if f.kind is not Kind.EMPTY]
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


# ---- labels of which some are unknown ----------------------------------------------------------------------------


def _is_told_pair(grid: Grid, row: int) -> bool:
    above, below = grid.rows[row], grid.rows[row + 1]
    if not _stand_over_each_other(grid, row) or not _are_heads(above) or not _are_values(below):
        return False
    contrast = all(f.cell.emphasis for f in above if f.text) and not any(f.cell.emphasis for f in below)
    if not contrast and not any(map(_is_known, above)):
        return False
    return contrast or _cannot_be_read_across(below)


def _are_heads(faces: list[Face]) -> bool:
    """All cells may be labels, two of them at least, and none of them looks like a value."""
    filled = [face for face in faces if face.kind is not Kind.EMPTY]
    return len(filled) >= _LEAST_COLUMNS and all(map(_may_be_head, filled))


def _may_be_head(face: Face) -> bool:
    if face.kind is Kind.LABEL:
        return face.label is not None and not face.label.caption
    return (
        face.kind is Kind.TEXT
        and face.short_word
        and len(face.text) <= _LONGEST_LABEL
        and not face.stretch.inks
        and (face.cell.emphasis or not looks_like_name(face.text))
    )


def _are_values(faces: list[Face]) -> bool:
    """Something is written, and nothing of it is a label beside or before its value."""
    return any(face.text or face.stretch.inks for face in faces) and all(map(_may_be_value, faces))


def _may_be_value(face: Face) -> bool:
    if face.kind is Kind.LABEL:
        return face.value_like and not face.colon
    if face.kind is Kind.INLINE:
        first = face.inlines[0]
        return first.start > 0 or first.label is None or not first.label.field
    return True


def _cannot_be_read_across(faces: list[Face]) -> bool:
    """Values stand beside each other, or at the head of the row: of a label and its value only one is a value."""
    return _is_plainly_value(faces[0]) or any(
        _is_plainly_value(one) and _is_plainly_value(other) for one, other in pairwise(faces)
    )


def _is_plainly_value(face: Face) -> bool:
    """No form prints this as a label: a day, a number, ticked boxes, ink, a sentence, a single character."""
    text = face.text
    if face.stretch.inks:
        return True
    if not text or face.kind is Kind.LABEL:
        return False
    return len(text) == 1 or len(text) >= _LONG_TEXT or any(c.isdigit() or c in _VALUE_SIGNS for c in text)
