"""Persons over columns and above cells: (项目) | 父亲 | 母亲, and 督导签名 above its 日期."""

from __future__ import annotations

from auditor.forms.grid import Face, Grid, Kind


def column_persons(grid: Grid, faces: list[Face], covering: list[Face]) -> dict[int, str]:
    """Return the person of each column below a row of persons: (项目) | 父亲 | 母亲; empty where it is none."""
    body = faces[1:] if faces and (faces[0].kind is Kind.EMPTY or faces[0].kind is Kind.LABEL) else []
    if len(body) < 2 or len(covering) != len(faces):
        return {}
    persons = [f for f in body if f.label is not None and f.label.context and not f.label.base]
    if len(persons) != len(body) or (faces[0].label is not None and faces[0].label.context):
        return {}
    below = grid.starting_at(faces[0].cell.row + faces[0].cell.row_span, faces[0].cell.col)
    if below is None or below.kind is not Kind.LABEL:
        return {}
    return {f.cell.col: f.label.context for f in persons if f.label is not None}


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
