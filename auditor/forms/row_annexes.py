"""Lines that stand between the rows of a table and belong to the row above them: 督导意见：同意  督导签名：… below each session.

Their labels become further columns of the table, so that each row is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label
from auditor.forms.layout import RowBlock, Stretch

_MOST_LINES = 4
_DAY = re.compile(r"\d\s*[年月./-]\s*\d|\d\s*[日号]")

Entry = tuple[str, Label | None, Stretch]


@dataclass(slots=True)
class Annexes:
    """What stands below rows: by the number of the row, labels with their values."""

    entries: dict[int, list[Entry]] = field(default_factory=dict)

    def labels(self, row: int) -> list[str]:
        """Return the labels below a row."""
        return [text for text, _, _ in self.entries.get(row, [])]


def annex_after(
    grid: Grid, columns: Sequence[Face], current: int, end: int, known: Annexes, rows: int
) -> tuple[list[Entry], int] | None:
    """Return what belongs to the row above ``current`` and the next row of the table, or None.

    Args:
        grid: the table.
        columns: the table's header cells.
        current: the row that is no row of values.
        end: the row after the last.
        known: what stood below earlier rows.
        rows: the number of rows of values so far.
    """
    found: list[Entry] = []
    row = current
    while row < end and row - current < _MOST_LINES:
        if found and _like_the_first(grid, columns, row):
            return found, row
        entries = _entries(grid, row)
        if not entries:
            return None
        found += entries
        row += 1
        if (
            rows > 1
            and [text for text, _, _ in found] == known.labels(0)
            and not (row < end and _entries(grid, row) and not _like_the_first(grid, columns, row))
        ):
            return found, row  # below the last row, as below the first
    return (found, row) if row < end and found and _like_the_first(grid, columns, row) else None


def _like_the_first(grid: Grid, columns: Sequence[Face], row: int) -> bool:
    """Tell whether a row has the header's cells and a day among them."""
    faces = grid.rows[row]
    starts = [face.cell.col for face in columns]
    return (
        [face.cell.col for face in faces] == starts
        and any(_DAY.search(face.text[:20]) for face in faces)
        and not any(
            face.kind is Kind.INLINE or (face.kind is Kind.LABEL and not face.value_like) for face in faces
        )
    )


def _entries(grid: Grid, row: int) -> list[Entry]:
    """Return the labels and values of a line: inside its one cell, or in cells that take turns."""
    faces = grid.rows[row]
    if len(grid.covering(row)) != len(faces) or not faces:
        return []
    found: list[Entry] = []
    if len(faces) == 1 or all(face.kind is Kind.INLINE for face in faces):
        for face in faces:
            for inline in face.inlines:
                found.append(
                    (inline.text, inline.label, face.stretch.part(inline.value_start, inline.value_end))
                )
    elif len(faces) % 2 == 0 and all(face.kind is Kind.LABEL and not face.used for face in faces[::2]):
        if any(face.kind is Kind.LABEL and not face.value_like for face in faces[1::2]):
            return []
        found = [
            (head.text, head.label, value.stretch)
            for head, value in zip(faces[::2], faces[1::2], strict=True)
        ]
    return _with_persons(found) if found and found[0][1] is not None else []


def _with_persons(entries: list[Entry]) -> list[Entry]:
    """Let a bare 日期 or 签名 belong to the person named before it."""
    person = ""
    made: list[Entry] = []
    for text, label, value in entries:
        own = label
        if label is not None and label.context:
            person = label.context
        elif label is not None and person and label.aspect in ("date", "signature"):
            own = replace(label, context=person, base=label.base or label.key)
        made.append((text, own, value))
    return made


def add_annexes(block: RowBlock, annexes: Annexes) -> None:
    """Make columns of what stands below the rows of a block."""
    if not annexes.entries:
        return
    heads: dict[tuple[str, str], tuple[str, Label | None]] = {}
    for entries in annexes.entries.values():
        for text, label, _ in entries:
            heads.setdefault(_key(text, label), (text, label))
    for number, row in enumerate(block.rows):
        values = {_key(text, label): value for text, label, value in annexes.entries.get(number, [])}
        row.extend(values.get(key, Stretch()) for key in heads)
    for _, row in block.sums:
        row.extend(Stretch() for _ in heads)
    if block.groups:
        block.groups.extend("" for _ in heads)
    block.headers.extend(heads.values())


def _key(text: str, label: Label | None) -> tuple[str, str]:
    return (label.key, label.context) if label is not None else (text, "")
