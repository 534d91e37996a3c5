"""Tables whose months stand side by side and whose columns stand below each other, turned as lists are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditor.forms.labels import Vocabulary
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.month_columns import month_of
from auditor.forms.own_words import column_of
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import Cell, Table

_FILLER = "_ \t\n　"
_LEAST = 2


def turned(segment: Segment, entry: FormIndex, tables: Iterable[str], forms: FormSet) -> Segment | None:
    """Return the paper with tables turned whose months stand side by side and whose columns stand below each other.

    None where there is no such table.
    """
    pieces: list[Piece] = []
    found = False
    names = list(tables)
    for piece in segment.pieces:
        table = piece.block
        if isinstance(table, Table):
            begin, end = piece.rows or (0, table.rows)
            turned_table = next(
                (
                    made
                    for name in names
                    if (made := _turned(table, begin, end, entry, name, forms.vocabulary))
                ),
                None,
            )
            if turned_table is not None:
                pieces.append(Piece(turned_table, piece.page))
                found = True
                continue
        pieces.append(piece)
    return replace(segment, pieces=pieces) if found else None


def _turned(
    table: Table, begin: int, end: int, entry: FormIndex, name: str, vocabulary: Vocabulary
) -> Table | None:
    at: dict[tuple[int, int], Cell] = {(cell.row, cell.col): cell for cell in table.cells}
    for top in range(begin, min(begin + 2, end - 1)):
        months = [
            col
            for col in range(1, table.cols)
            if (cell := at.get((top, col))) is not None and month_of(cell.text) is not None
        ]
        if len(months) < _LEAST:
            continue
        keys, words = entry.column_keys[name], entry.column_words[name]
        if "month" not in keys:
            return None
        told: dict[str, int] = {"month": top}
        for row in range(top + 1, end):
            cell = at.get((row, months[0] - 1))
            if cell is None or not (text := cell.text.strip(_FILLER)):
                continue
            column, _ = column_of(text, vocabulary.find(text), keys, words, vocabulary)
            if column:
                if column in told:
                    return None
                told[column] = row
        if any(not any(column in told for column in one_of) for one_of in entry.spec.rows[name].needed):
            return None
        columns = sorted(told.items(), key=lambda pair: pair[1])
        cells = [
            Cell(0, position, entry.spec.rows[name].columns[column].labels[0])
            for position, (column, _) in enumerate(columns)
        ]
        for below, col in enumerate(months, 1):
            for position, (_, row) in enumerate(columns):
                cell = at.get((row, col)) or Cell(row, col)
                ref = cell.ref or f"第{cell.row + 1}行第{cell.col + 1}列"
                cells.append(replace(cell, row=below, col=position, row_span=1, col_span=1, ref=ref))
        return Table(cells, len(months) + 1, len(columns), table.ref, table.box)
    return None
