"""Persons over columns and above cells: (项目) | 父亲 | 母亲, and 督导签名 above its 日期."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.forms.grid import Face, Grid, Kind


def column_persons(grid: Grid, faces: list[Face], covering: list[Face]) -> dict[int, str]:
    """Return the person of each column below a row of persons: (项目) | 父亲 | 母亲; empty where it is none."""
    body = faces[1:] if faces and (faces[0].kind is Kind.EMPTY or faces[0].kind is Kind.LABEL) else []
    if len(body) < 2 or len(covering) != len(faces):
        return {}
    persons = [f for f in body if f.label is not None and f.label.context and not f.label.base]
    if len(persons) != len(body):
        return {}
    below = grid.starting_at(faces[0].cell.row + faces[0].cell.row_span, faces[0].cell.col)
    if below is None or below.kind is not Kind.LABEL:
        return {}
    if (
        faces[0].label is not None
        and faces[0].label.context
        and not _heads_labels(grid, faces[0], below, body)
    ):
        return {}
    return {f.cell.col: f.label.context for f in persons if f.label is not None}


def _heads_labels(grid: Grid, head: Face, below: Face, body: list[Face]) -> bool:
    """Tell whether a person's word (家属) heads the labels of the rows below it, and the cells beside it head values."""
    if below.label is None or below.label.context or below.cell.col_span != head.cell.col_span:
        return False
    values = [grid.starting_at(f.cell.row + f.cell.row_span, f.cell.col) for f in body]
    return all(v is not None and v.kind in (Kind.TEXT, Kind.EMPTY) for v in values)


@dataclass(slots=True)
class PersonGroups:
    """Groups of columns that belong to a person each, from their head row on."""

    persons: dict[int, str] = field(default_factory=dict)
    """Person by the first column of a group."""
    stops: dict[int, int] = field(default_factory=dict)
    """The column after the last, by the first."""
    alike: bool = False
    """Each row must ask the same of every person."""

    def of(self, face: Face) -> str:
        """Return whose column group a cell stands in, "" outside all."""
        column = face.cell.col
        return next(
            (person for start, person in self.persons.items() if start <= column < self.stops[start]), ""
        )

    def go_on(self, grid: Grid, row: int) -> bool:
        """Tell whether a row asks for more of each of these persons."""
        faces = [grid.starting_at(row, start) for start in self.persons]
        asking = [f for f in faces if f is not None and _asks(f)]
        if len(asking) != len(faces):
            return False
        return not self.alike or len({f.label.key if f.label is not None else "" for f in asking}) == 1


def _asks(face: Face) -> bool:
    if face.kind is Kind.INLINE:
        first = face.inlines[0].label
        return first is not None and not first.context
    return face.kind is Kind.LABEL and face.label is not None and not face.label.context


def _is_person(face: Face) -> bool:
    label = face.label
    return label is not None and face.kind is Kind.LABEL and bool(label.context) and not label.base


def heads_of_groups(grid: Grid, faces: list[Face]) -> PersonGroups:
    """Return the groups of columns below a row of persons: (监护人) | (父亲) | (母亲) over 姓名 | 甲 | 姓名 | 乙.

    Empty where the row is none. A word for all of them may stand before the persons.
    """
    for body in (faces, faces[1:]):
        groups = _groups_under(grid, body)
        if groups.persons:
            return groups
    return PersonGroups()


def _groups_under(grid: Grid, body: list[Face]) -> PersonGroups:
    if len(body) < 2 or not all(_is_person(f) for f in body):
        return PersonGroups()
    if len({f.label.context for f in body if f.label is not None}) != len(body):
        return PersonGroups()
    groups = PersonGroups(
        {f.cell.col: f.label.context for f in body if f.label is not None},
        {f.cell.col: f.cell.col + f.cell.col_span for f in body},
    )
    row = body[0].cell.row + body[0].cell.row_span
    first = [grid.starting_at(row, start) for start in groups.persons]
    fits = all(
        f is not None and (f.kind is Kind.INLINE or f.cell.col_span < groups.stops[f.cell.col] - f.cell.col)
        for f in first
    )
    return groups if fits and groups.go_on(grid, row) else PersonGroups()


def groups_beside_values(grid: Grid, faces: list[Face]) -> PersonGroups:
    """Return the groups that persons with their names open: 父亲 | 甲 | 母亲 | 乙 over 电话 | 甲的 | 电话 | 乙的."""
    persons = [f for f in faces if _is_person(f)]
    if len(persons) < 2 or len({f.label.context for f in persons if f.label is not None}) != len(persons):
        return PersonGroups()
    starts = [f.cell.col for f in persons]
    last = faces[-1].cell.col + faces[-1].cell.col_span
    groups = PersonGroups(
        {f.cell.col: f.label.context for f in persons if f.label is not None},
        dict(zip(starts, [*starts[1:], last], strict=True)),
        alike=True,
    )
    row = persons[0].cell.row + persons[0].cell.row_span
    return groups if groups.go_on(grid, row) else PersonGroups()


def person_above(grid: Grid, face: Face) -> str:
    """Return whose signature stands in the label cell right above a date's label cell."""
    if face.label is None or face.label.aspect not in ("date", "signature"):
        return ""
    above = (
        next((f for f in grid.covering(face.cell.row - 1) if f.cell.col == face.cell.col), None)
        if (face.cell.row)
        else None
    )
    if above is None or above.label is None or above.label.aspect not in ("signature", "opinion"):
        return ""
    return above.label.context
