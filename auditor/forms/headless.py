"""Rows of dated records without a header, or under one whose words nobody knows: 第1次 | 2025年1月15日 | 面谈 | what happened."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.periods import dated

_LEAST_ROWS = 2
_LEAST_CELLS = 3
_LONG = 8
_DAY = re.compile(r"^\s*(?:20\d{2}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?\s*$")
_NTH = re.compile(r"^\s*第?\s*[\d一二三四五六七八九十]{1,3}\s*[次节回]?\s*$")
_METHOD = re.compile(r"^(?:面谈|会谈|入户|入户探访|探访|家访|走访|上门|电访|电话|电话访问|致电|微信|线上)$")
_HEADS = {"day": "日期", "nth": "次数", "method": "方式", "told": "内容", "signed": "签名"}


def headless_rows(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the block of dated rows that begins at ``row`` and the row after it, or None.

    Every row has the same cells, one column holds nothing but days, and one a text of some length.
    """
    first = grid.rows[row]
    if len(first) < _LEAST_CELLS or row + 1 >= end or len(grid.rows[row + 1]) != len(first):
        return None
    if not any(face.text[-1:] in "日号0123456789" and _DAY.match(face.text) for face in first if face.text):
        return None
    starts = [face.cell.col for face in first]
    rows: list[list[Face]] = []
    current = row
    while current < end:
        faces = grid.rows[current]
        if [face.cell.col for face in faces] != starts or len(grid.covering(current)) != len(faces):
            break
        if any(face.kind is Kind.INLINE or (face.kind is Kind.LABEL and not _answer(face)) for face in faces):
            break
        if any(face.label is not None and face.label.context in vocabulary.book.roles for face in faces):
            return None  # offices that approve, one below the other
        rows.append(faces)
        current += 1
    if len(rows) < _LEAST_ROWS:
        return None
    kinds = _kinds(rows)
    if "day" not in kinds or "told" not in kinds:
        return None
    headers = [(_HEADS.get(kind, ""), vocabulary.find(_HEADS[kind]) if kind else None) for kind in kinds]
    values: list[list[Stretch]] = []
    for number, faces in enumerate(rows, row):
        for face in faces:
            face.used = True
        values.append([dated(face.stretch, grid.period(number)) for face in faces])
    return RowBlock(headers, values, grid.place(first[0].cell)), current


def _answer(face: Face) -> bool:
    return face.value_like or bool(_METHOD.match(face.text) or _NTH.match(face.text))


def _kinds(rows: list[list[Face]]) -> list[str]:
    """Return what each column holds; "" where that does not tell."""
    kinds: list[str] = []
    for column in zip(*rows, strict=True):
        texts = [face.text for face in column if face.text]
        kind = ""
        if texts and all(_DAY.match(text) for text in texts) and len(texts) == len(column):
            kind = "day"
        elif texts and all(_NTH.match(text) for text in texts):
            kind = "nth"
        elif texts and all(_METHOD.match(text) for text in texts):
            kind = "method"
        elif texts and sum(map(len, texts)) >= _LONG * len(texts):
            kind = "told"
        elif any(face.stretch.inks for face in column):
            kind = "signed"
        if kind in kinds:
            kind = "" if kind != "day" else "twice"
        kinds.append(kind)
    if "twice" in kinds:
        return []
    return kinds
