"""Guardians and relatives side by side, counted and not named: (空) | 监护人一 | 监护人二 over 姓名, 关系, 联系电话.

Who each of them is stands in the rows below (关系：父亲). Such a matrix is a table of family members turned by ninety degrees.
"""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.person_rows import person_at_head

_ORDINAL = (
    r"(?:监护人|法定代理人|法定监护人|家长|家属|亲属|家人|照顾者|照护人|亲友|成员|家庭成员|紧急联系人|联系人)"
)
_COUNT = r"[一二三四1-4１-４①②③④甲乙丙ⅠⅡAB]"
_PERSON = re.compile(rf"(?:{_ORDINAL}[(（]?{_COUNT}[)）]?|第{_COUNT}(?:位)?{_ORDINAL})[:：]?")
_MOST_ROWS = 12
_LEAST_ROWS = 2
_RELATION = "关系"
_OF_A_MINOR = frozenset({"father", "mother", "guardian", "relative"})
_OF_THE_SIGNING = frozenset({"signature", "date"})


def is_counted_person(text: str) -> bool:
    """Tell whether a text calls somebody by number: 监护人一, 第二监护人, 家长2."""
    return len(text) <= 12 and _PERSON.fullmatch("".join(text.split())) is not None


def person_matrix(
    grid: Grid, row: int, end: int, vocabulary: Vocabulary
) -> tuple[RowBlock, list[tuple[Face, Label, Stretch]], int] | None:
    """Return the persons beside each other as rows, their signatures with the labels, and the row after; None where there are none."""
    return _below_heads(grid, row, end, vocabulary) or _beside_names(grid, row, end, vocabulary)


def _below_heads(
    grid: Grid, row: int, end: int, vocabulary: Vocabulary
) -> tuple[RowBlock, list[tuple[Face, Label, Stretch]], int] | None:
    heads = [face for face in grid.rows[row] if is_counted_person(face.text)] or _related_heads(
        grid.rows[row]
    )
    others = [face for face in grid.rows[row] if face not in heads]
    if len(heads) < 2 or sum(face.kind is not Kind.EMPTY for face in others) > 1:
        return None
    columns = [face.cell.col for face in heads]
    asked: list[tuple[Face, list[Face]]] = []
    current = row + 1
    while current < min(end, row + _MOST_ROWS):
        values = [grid.starting_at(current, column) for column in columns]
        label = next((face for face in grid.rows[current] if face.kind is Kind.LABEL), None)
        if label is None or label.label is None or label.cell.col >= columns[0]:
            break
        cells = [value for value in values if value is not None and value is not label]
        if len(cells) != len(columns) or any(cell.kind is Kind.INLINE or cell.colon for cell in cells):
            break
        asked.append((label, cells))
        current += 1
    if len(asked) < _LEAST_ROWS:
        return None
    grid.use(range(row, current))
    related = any(label.label is not None and label.label.aspect == "relation" for label, _ in asked)
    if not related and not is_counted_person(heads[0].text):
        head = heads[0]
        relation = Face(head.cell, Kind.LABEL, _RELATION, vocabulary.find(_RELATION), stretch=head.stretch)
        asked.append((relation, heads))
    return (*_block(grid, heads, asked, vocabulary), current)


def _related_heads(faces: list[Face]) -> list[Face]:
    """Return the heads of columns that name relatives, some of them by a word that is no label: 父亲 | 母亲 | 其他监护人."""
    if len(faces) < 3:
        return []
    related = False
    for face in faces[1:]:  # the first that is nobody settles it, and most rows have one
        person = person_at_head(face)
        if person not in _OF_A_MINOR:
            return []
        related = related or person == "relative"
    if not related or person_at_head(faces[0]) in _OF_A_MINOR - {"relative"}:
        return []
    return faces[1:]


def _beside_names(
    grid: Grid, row: int, end: int, vocabulary: Vocabulary
) -> tuple[RowBlock, list[tuple[Face, Label, Stretch]], int] | None:
    faces = grid.rows[row]
    heads = [face for face in faces[:-1] if is_counted_person(face.text)]
    if len(heads) < 2 or len(faces) != 2 * len(heads) or faces[::2] != heads:
        return None
    name = vocabulary.find("姓名")
    starts = [face.cell.col for face in faces]
    asked: list[tuple[Face, list[Face]]] = []
    if not all(is_counted_person(face.text) or face.kind is Kind.EMPTY for face in faces[1::2]):
        head = heads[0]
        asked.append((Face(head.cell, Kind.LABEL, "姓名", name, stretch=head.stretch), faces[1::2]))
    current = row + 1
    while current < min(end, row + _MOST_ROWS):
        cells = grid.rows[current]
        labels, values = cells[::2], cells[1::2]
        if [face.cell.col for face in cells] != starts or any(
            face.kind is not Kind.LABEL or face.label is None for face in labels
        ):
            break
        keys = {(face.label.base or face.label.key) for face in labels if face.label is not None}
        if len(keys) != 1 or any(value.kind is Kind.INLINE or value.colon for value in values):
            break
        asked.append((labels[0], values))
        current += 1
    if len(asked) < _LEAST_ROWS:
        return None
    grid.use(range(row, current))
    return (*_block(grid, heads, asked, vocabulary), current)


def _block(
    grid: Grid, heads: list[Face], asked: list[tuple[Face, list[Face]]], vocabulary: Vocabulary
) -> tuple[RowBlock, list[tuple[Face, Label, Stretch]]]:
    headers: list[tuple[str, Label | None]] = []
    rows: list[list[Stretch]] = [[] for _ in heads]
    signed: list[tuple[Face, Label, Stretch]] = []
    for face, cells in asked:
        label = face.label
        if label is not None and label.aspect in _OF_THE_SIGNING:
            signed += [(face, label, cell.stretch) for cell in cells]
            continue
        if label is not None and label.context and label.base:
            label = vocabulary.find(label.base) or label
        headers.append((face.text, label))
        for person, cell in zip(rows, cells, strict=True):
            person.append(cell.stretch)
    return RowBlock(headers, rows, grid.place(heads[0].cell)), signed
