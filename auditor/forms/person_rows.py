"""Persons one below the other, each at the head of a row: [签署人 | 姓名 | 签字 | 电话] over [服务对象 | …] and [监护人 | …].

The heads of the columns say what each cell holds, the head of the row whose it is; what the first column is called, and
whether all heads are known, does not matter. Rows of parents and other relatives are rows of family members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.values.relations import parse_relation

_ASKED = frozenset({"name", "signature", "phone", "relation", "date", "detail"})
_OF_PERSONS = frozenset({"name", "signature", "phone"})
_LEAST_ASKED = 2
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_MOST_ROWS = 10
_LONGEST_PERSON = 10
_GUARDIAN = "guardian"
_FAMILY = frozenset({"father", "mother", "relative", "family"})
_RELATIVES = frozenset(
    {"father", "mother", "parent", "grandparent", "spouse", "child", "sibling", "other_relative"}
)
_OTHER = re.compile(r"(?:其他|其它|另一|另外|第二)(?:法定)?(?:监护人|家长|家属|亲属|亲友|照顾者)")


@dataclass(slots=True)
class PersonRows:
    """What stands in such a table: cells with their labels and whose they are, the relatives, and the row after."""

    after: int
    cells: list[tuple[Face, Label, Stretch]] = field(default_factory=list)
    relatives: RowBlock | None = None


def person_at_head(face: Face) -> str:
    """Return whom a row's or a column's head names and nothing else: a person of the label book, or "relative" for 祖母."""
    text = "".join(face.text.split()).rstrip(":：")
    if not text or len(text) > _LONGEST_PERSON:
        return ""
    if face.label is not None and face.label.context and not face.label.base:
        return face.label.context
    if _OTHER.fullmatch(text) or parse_relation(text) in _RELATIVES:
        return "relative"
    return ""


def rows_of_persons(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> PersonRows | None:
    """Return what stands in a table with a person at the head of each row below ``row``; None where there is none."""
    heads = grid.rows[row]
    if len(heads) < _LEAST_COLUMNS or len(grid.covering(row)) != len(heads):
        return None
    first = heads[0].label
    if any(head.colon or head.kind is Kind.INLINE or head.stretch.inks for head in heads):
        return None
    if first is not None and first.aspect in ("name", "relation"):
        return None  # the relation is a column of its own: a table of family members
    labels = [
        head.label if head.label is not None and head.label.aspect in _ASKED else None for head in heads[1:]
    ]
    aspects = {label.aspect for label in labels if label is not None}
    if sum(label is not None for label in labels) < _LEAST_ASKED or not aspects & _OF_PERSONS:
        return None
    starts = [head.cell.col for head in heads]
    roles = frozenset(vocabulary.book.roles)
    rows: list[tuple[str, list[Face]]] = []
    current = row + 1
    while current < min(end, row + _MOST_ROWS):
        faces = grid.rows[current]
        person = person_at_head(faces[0]) if [face.cell.col for face in faces] == starts else ""
        if not person or any(face.kind is Kind.INLINE or face.colon for face in faces[1:]):
            break
        rows.append((person, faces))
        current += 1
    persons = [person for person, _ in rows]
    if len(rows) < _LEAST_ROWS or all(person in roles for person in persons):
        return None
    named = [person for person in persons if person != "relative"]
    if len(named) != len(set(named)):
        return None  # two social workers: a list of people, not the parties of one paper
    grid.use(range(row, current))
    found = PersonRows(current)
    for person, faces in rows:
        if person in _FAMILY:
            continue
        for label, face in zip(labels, faces[1:], strict=True):
            if label is not None and (label.aspect != "relation" or person == _GUARDIAN):
                found.cells.append(
                    (face, replace(label, context=person, base=label.base or label.key), face.stretch)
                )
    kin = [faces for person, faces in rows if person in _FAMILY]
    if kin:
        found.relatives = _relatives(grid, heads, labels, kin, vocabulary)
    return found


def _relatives(
    grid: Grid, heads: list[Face], labels: list[Label | None], kin: list[list[Face]], vocabulary: Vocabulary
) -> RowBlock:
    headers: list[tuple[str, Label | None]] = [
        (head.text, label if label is not None else head.label)
        for head, label in zip(heads[1:], labels, strict=True)
    ]
    rows = [[face.stretch for face in faces[1:]] for faces in kin]
    if not any(label is not None and label.aspect == "relation" for label in labels):
        headers.insert(0, ("关系", vocabulary.find("关系")))
        for row, faces in zip(rows, kin, strict=True):
            row.insert(0, faces[0].stretch)
    return RowBlock(headers, rows, grid.place(heads[0].cell))
