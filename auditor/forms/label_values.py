"""Which cells hold the value of a label cell: those beside it, in all rows that it spans, and never another label's."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import Stretch
from auditor.forms.value_cells import only_closes
from auditor.pages.glyphs import BOX_GLYPHS

_SHORT_VALUE = 8
_LEAST_LABEL = 3
_UNIT = re.compile(r"个|周岁|小时|分钟|平方|公里|公斤|[元人次户节场天日月年岁]")
_MEETING = re.compile(
    r"[(（【]?(?:第\s*[\d一二三四五六七八九十]{1,3}\s*[次节節回期]|[Nn][Oo][.．]?\s*\d{1,3})[)）】]?"
)
_SUM = re.compile(r"\d{1,3}(?:\.\d{1,2})?\s*分?")
_DATE_PARTS = ("年", "月")


def is_value_of_row(covering: list[Face], position: int) -> bool:
    """The last cell of a row in which labels and values take turns is a value, also where it is a label's word."""
    label, last = covering[position].label, covering[position + 1]
    if label is None or label.aspect or label.caption or label.context or last.label is None or last.colon:
        return False
    if last.label.aspect or last.label.context or position % 2 or len(last.text) > _SHORT_VALUE:
        return False
    return all(
        face.kind is (Kind.TEXT if place % 2 else Kind.LABEL)
        for place, face in enumerate(covering[: position + 1])
    )


def is_number_of_meeting(covering: list[Face], position: int) -> bool:
    """Tell whether a cell gives the number of a meeting (第2次) beside what is asked of it: it is no label of the next cell.

    Where several stand in a row, each may head what was said of it; so it may over text.
    """
    if not _MEETING.fullmatch(covering[position].text):
        return False
    others = covering[:position] + covering[position + 1 :]
    if any(_MEETING.fullmatch(face.text) for face in others) or position + 1 >= len(covering):
        return False
    following = covering[position + 1]
    if following.kind is Kind.INLINE:
        return following.inlines[0].start == 0 and following.inlines[0].label is not None
    return following.kind is Kind.LABEL and not following.value_like and not following.used


def answers_unknown(covering: list[Face], position: int) -> bool:
    """A label's word (目标达成) behind an unknown label is its answer where labels and values have taken turns so far."""
    last = covering[position + 1]
    if last.kind is not Kind.LABEL or last.label is None or last.colon or last.used:
        return False
    if last.label.aspect or last.label.context or last.label.caption or len(last.text) > _SHORT_VALUE:
        return False
    if not position or position % 2 or len(covering) % 2:
        return False
    return all(
        face.kind is (Kind.TEXT if place % 2 else Kind.LABEL)
        for place, face in enumerate(covering[:position])
    )


def stands_in_value_column(
    counts: dict[tuple[int, int, int], int], face: Face, following: Face, after: Face | None
) -> bool:
    """The cell beside a label is a label's word (目标达成) in a column in which values stand beside labels."""
    label = following.label
    if (
        label is None
        or label.aspect
        or label.context
        or following.colon
        or face.label is None
        or face.label.caption
    ):
        return False
    if (
        face.label.aspect
        or (after is not None and after.kind is not Kind.LABEL)
        or following.cell.row_span != face.cell.row_span
    ):
        return False
    columns = (face.cell.col, following.cell.col, following.cell.col_span)
    return counts.get(columns, 0) >= 2


def values_right(
    grid: Grid, vocabulary: Vocabulary, end: int, face: Face, covering: list[Face], position: int
) -> tuple[list[Face], str]:
    """Return the value cells of a label, those to its right in all rows that the label spans, and whose those rows are."""
    person = ""
    values = [covering[position + 1]]
    if (
        face.label is not None
        and face.label.key in vocabulary.stops
        and (sums := _sums_right(covering, position))
    ):
        return sums, person
    for other in covering[position + 2 :]:
        last = values[-1].text
        if other.kind is not Kind.TEXT or other.used:
            break
        boxes = any(char in BOX_GLYPHS for char in other.text[:3]) or other.text[-1:] in BOX_GLYPHS
        single = (
            len(last) <= 1
            and (last or len(values) > 1)
            and (
                len(other.text) <= 1
                or (last in _DATE_PARTS and other.text[:1].isdigit() and len(other.text) <= 8)
            )
        )
        if last.isdigit() and not boxes and _begins_pair(other, covering):
            break
        if not (boxes or single or last.isdigit() or other.text in "年月日省市区号"):
            break
        values.append(other)
    column = values[0].cell.col
    for row in range(values[0].cell.row + values[0].cell.row_span, face.cell.row + face.cell.row_span):
        if row >= end:
            break
        if any(
            other.cell.col >= column and (other.kind is Kind.LABEL or only_closes(other))
            for other in grid.rows[row]
        ):
            # "督导意见" beside its text, and beside "签名 | … | 日期 | …" in the row below
            if face.label is not None and face.label.context:
                person = face.label.context
            break
        for other in grid.rows[row]:
            if other.cell.col >= column and other.kind is not Kind.LABEL and not other.used:
                values.append(other)
    return values, person


def _begins_pair(face: Face, covering: list[Face]) -> bool:
    """Tell whether words behind a figure are the label of the next cell, though no form has it: 22 | 帮扶程度 | □一级 ☑二级.

    So they are before boxes, and where labels and values have taken turns in the row and an answer follows (12 | 经费支出 | 860元).
    """
    text = face.text
    if len(text) < _LEAST_LABEL or not all("一" <= char <= "鿿" for char in text):
        return False
    position = covering.index(face)
    following = covering[position + 1 :]
    if not following or following[0].kind is Kind.LABEL:
        return False
    if following[0].text[:1] in BOX_GLYPHS and following[0].text:
        return True
    turns = position % 2 == 0 and all(before.kind is Kind.LABEL for before in covering[:position:2])
    return turns and following[0].kind is Kind.TEXT and not _UNIT.match(text)


def _sums_right(covering: list[Face], position: int) -> list[Face]:
    """Return the last sum of a row that sums several columns (合计 | 19 | 22), or nothing."""
    sums = [face for face in covering[position + 1 :] if face.text]
    if len(sums) < 2 or not all(face.kind is Kind.TEXT and _SUM.fullmatch(face.text) for face in sums):
        return []
    for face in sums:
        face.used = True
    return sums[-1:]


def is_row_of_labels(grid: Grid, row: int, end: int) -> bool:
    """Tell whether labels stand beside each other, with gaps, over the row of their values: 走访人 | 走访日期 | (empty)."""
    faces = grid.rows[row]
    if row + 1 >= end or len(faces) < 2 or any(face.kind not in (Kind.LABEL, Kind.EMPTY) for face in faces):
        return False
    if sum(face.kind is Kind.LABEL for face in faces) < 2:
        return False
    below = {face.cell.col: face for face in grid.rows[row + 1]}
    if [*below] != [face.cell.col for face in faces]:
        return False
    return any(face.kind is Kind.TEXT for face in below.values()) and all(
        below[face.cell.col].kind is Kind.EMPTY
        if face.kind is Kind.EMPTY
        else below[face.cell.col].kind in (Kind.TEXT, Kind.EMPTY)
        for face in faces
    )


def value_may_be_below(grid: Grid, end: int, face: Face, value: Face) -> bool:
    """The cell to the right is empty and the one below holds text that no label of its own claims."""
    row = face.cell.row + face.cell.row_span
    below = grid.starting_at(row, face.cell.col)
    if below is None or row >= end or below.kind is not Kind.TEXT:
        return False
    return all(f.kind in (Kind.TEXT, Kind.EMPTY) for f in grid.rows[row]) and len(grid.rows[row]) > 1


def joined(values: list[Face]) -> Face:
    """Return several value cells as one: parts of a word or a day run together, others stand apart."""
    first = values[0]
    together = all(
        len(v.text) <= _SHORT_VALUE and not v.stretch.inks and v.cell.row == first.cell.row for v in values
    )
    stretch = Stretch(
        "".join(v.text for v in values) if together else "  ".join(v.stretch.text for v in values),
        tuple(ink for v in values for ink in v.stretch.inks),
        first.stretch.place,
        min(v.stretch.confidence for v in values),
        first.stretch.col,
    )
    return Face(first.cell, first.kind, first.text, first.label, first.inlines, stretch)
