"""Whose text a value cell holds: the label's beside it, or that of labels inside it."""

from __future__ import annotations

from itertools import pairwise

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.inline import Inline
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import Item

_FILLER = "_ \t\n　"
_BESIDE_OTHERS = 0.7
CLOSING = frozenset({"signature", "date"})
"""What closes a cell and starts nothing of its own."""


def has_own_text(value: Face, label: Label | None) -> bool:
    """Text stands before the first label inside the value cell, or the cell only closes with signature and date."""
    if not value.inlines:
        return True
    first = value.inlines[0]
    if all(inline.label is None for inline in value.inlines):
        return True  # "一级：56-80分；二级：…": colons in a text
    if value.stretch.text[: first.start].strip("_ \t\n　"):
        return True
    closing = first.label is not None and first.label.aspect in CLOSING and not first.label.context
    return closing and label is not None and label.aspect in {"opinion", "response"}


def only_closes(cell: Face) -> bool:
    """Tell whether a cell holds the signature and date that close what stands above it, and nothing else."""
    if cell.kind is not Kind.INLINE or cell.stretch.text[: cell.inlines[0].start].strip("_ \t\n　"):
        return False
    first = cell.inlines[0].label
    return first is not None and first.aspect in CLOSING and not first.context


def ends_value(inline: Inline, label: Label | None) -> bool:
    """Tell whether a label inside a value cell starts something of its own."""
    if inline.label is None:
        return False
    if inline.label.aspect in {"signature", "date", "opinion", "response"}:
        return True
    return label is not None and bool(label.context) and not label.base


def row_person(label: Label | None, named: str) -> str:
    """Return the person that a row goes on to speak of after a label."""
    return named if label is not None else ""


def is_role(label: Label | None, vocabulary: Vocabulary) -> bool:
    """Tell whether a label is an approving role and nothing else: 督导, 站长."""
    return label is not None and not label.base and label.context in vocabulary.book.roles


def doubt_blanks(grid: Grid, paired: list[tuple[Item, Face, Face]], end: int) -> None:
    """Make blanks uncertain beside which something stands that belongs to no label: it may be theirs.

    Args:
        grid: the table.
        paired: items with the cells of their labels and values, changed in place.
        end: the row after the last that was read.
    """
    for item, face, value in paired:
        if item.value.inks or item.value.text.strip(_FILLER):
            continue
        row, after = face.cell.row, face.cell.row + face.cell.row_span
        right = (
            value.cell.col + value.cell.col_span
            if value.cell.row == row
            else face.cell.col + face.cell.col_span
        )
        beside = [other for other in grid.rows[row] if other.cell.col == right]
        if after < end and len(grid.covering(after)) > 1:
            beside += [
                other for other in grid.rows[after] if other.cell.col in (face.cell.col, value.cell.col)
            ]
        if any(other.kind is Kind.TEXT and not other.used for other in beside):
            item.confidence = min(item.confidence, _BESIDE_OTHERS)


def value_columns(grid: Grid) -> dict[tuple[int, int, int], int]:
    """Return for (column of a label, column and width of the cell beside it) how many more values than labels stand there."""
    counts: dict[tuple[int, int, int], int] = {}
    for faces in grid.rows:
        for face, beside in pairwise(faces):
            if face.kind is Kind.LABEL and beside.kind in (Kind.TEXT, Kind.LABEL):
                key = (face.cell.col, beside.cell.col, beside.cell.col_span)
                counts[key] = counts.get(key, 0) + (1 if beside.kind is Kind.TEXT else -1)
    return counts
