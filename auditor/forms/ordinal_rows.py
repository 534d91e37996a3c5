"""Records one below the other, each beside its number: 第一次 4月7日 | what was done, 第二次 4月21日 | …, without any head."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.forms.grid import Face, Grid
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.periods import dated

_NTH = re.compile(
    r"[\s　]*(?P<nth>第\s*[\d一二三四五六七八九十]{1,3}\s*[次节回])(?:服务|会谈|面谈|跟进|记录|探访)?[\s　:：]*[(（]?"
    r"(?P<day>(?:(?:20)?\d{2}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?)?[)）]?[\s　]*"
)
_HEADS = ("次数", "日期", "内容")
_LEAST = 2
_MOST = 200
_TOLD = 15
"""Characters from which a cell tells what was done."""


def rows_of_ordinals(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the numbered records that begin in ``row`` and the row after them; None where there are fewer than two."""
    rows: list[list[Stretch]] = []
    current = row
    while current < end and len(rows) < _MOST:
        parts = _parts(grid.rows[current])
        if parts is None or len(grid.covering(current)) != len(_HEADS) - 1:
            break
        parts[1] = dated(parts[1], grid.period(current))
        rows.append(parts)
        current += 1
    if len(rows) < _LEAST or len({parts[0].text for parts in rows}) < len(rows):
        return None
    columns = [c for c in range(len(_HEADS)) if c != 1 or any(parts[1].text for parts in rows)]
    first = grid.rows[row][0]
    grid.use(range(row, current))
    headers = [(_HEADS[c], vocabulary.find(_HEADS[c])) for c in columns]
    return RowBlock(headers, [[parts[c] for c in columns] for parts in rows], grid.place(first.cell)), current


def _parts(faces: list[Face]) -> list[Stretch] | None:
    """Return number, day and text of a record, or None where the row is none."""
    if len(faces) != len(_HEADS) - 1 or any(face.cell.tables for face in faces):
        return None
    head, told = faces
    match = _NTH.fullmatch(head.text.replace("\n", " "))
    if match is None or len(told.text) < _TOLD:
        return None
    whole = replace(head.stretch, inks=(), sure=b"")
    return [
        replace(whole, text=match["nth"]),
        replace(whole, text=match["day"] or ""),
        told.stretch,
    ]
