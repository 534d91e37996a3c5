"""Approvals as rows of a small table: [审批角色 | 意见 | 签名及日期] over [片长 | …] and [副站长 | …]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Aspect, Label, Vocabulary, fold_key
from auditor.forms.layout import Item, Layout, RowBlock

_ASPECTS = frozenset({"opinion", "signature", "date"})
_MOST = 8
_LEAST_COLUMNS = 3
_APPROVER = "approver"
_DAY = ("日期", "时间")
_SIGNED = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:署名|签署|签字|签名|签章|签认)\s*(?:栏|处)?")


def rows_of_offices(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return a table in which an office stands at the head of each row, and the row after it; None where there is none.

    审批步骤 | 经办 | 意见 | 签名 | 日期 over 片长审批 | 陈某 | 同意 | … : what an office is called is a label elsewhere, yet here the
    heads of the columns say what the cells right of it hold, so one row suffices.
    """
    heads = grid.rows[row]
    if len(heads) < _LEAST_COLUMNS or len(grid.covering(row)) != len(heads):
        return None
    if any(not head.text or head.colon or head.kind is Kind.INLINE for head in heads):
        return None
    aspects = _aspects([(head.text, head.label) for head in heads])
    if aspects[0] or not {"opinion", "signature"} & set(aspects) or sum(map(bool, aspects)) < 2:
        return None
    starts = [head.cell.col for head in heads]
    roles = frozenset(vocabulary.book.roles)
    after = row + 1
    offices: set[str] = set()
    while after < end and len(offices) < _MOST:
        faces = grid.rows[after]
        if [face.cell.col for face in faces] != starts or not _is_of_office(faces, roles, offices):
            break
        offices.add(faces[0].label.context if faces[0].label else "")
        after += 1
    if not offices:
        return None
    place = grid.place(heads[0].cell)
    grid.use(range(row, after))
    return (
        RowBlock(
            [(head.text, head.label) for head in heads],
            [[face.stretch for face in grid.rows[under]] for under in range(row + 1, after)],
            place,
        ),
        after,
    )


def _is_of_office(faces: list[Face], roles: frozenset[str], before: set[str]) -> bool:
    office = faces[0].label
    return (
        office is not None
        and not faces[0].colon
        and office.context in roles - before
        and (not office.base or office.aspect == "opinion")
        and not any(
            face.kind is Kind.INLINE or (face.kind is Kind.LABEL and not face.value_like and face.colon)
            for face in faces[1:]
        )
    )


def _aspects(heads: Sequence[tuple[str, Label | None]]) -> list[Aspect]:
    """Return what each column holds: opinion, signature or date; "" for anything else.

    Where no column is headed 签名, the one headed 审批人 is where they sign.
    """
    found: list[Aspect] = []
    for text, label in heads:
        if label is not None and label.aspect in _ASPECTS:
            found.append(label.aspect)
        elif label is not None and label.key.endswith(_DAY):
            found.append("date")
        else:
            found.append("signature" if _SIGNED.fullmatch(text) else "")
    if "signature" not in found:
        for position, (_, label) in enumerate(heads[1:], 1):  # the first column says which office
            if label is not None and label.context == _APPROVER and not label.base:
                found[position] = "signature"
                break
    return found


def set_role_rows_as_items(layout: Layout, vocabulary: Vocabulary) -> None:
    """Hand on what each office wrote in its row as labels of that office, in place of the table."""
    roles = frozenset(vocabulary.book.roles)
    for block in list(layout.blocks):
        column = _offices(block, vocabulary, roles)
        if column is None:
            continue
        aspects = _aspects(block.headers)
        asked = [
            (position, text, replace(label or Label(fold_key(text), field=True), aspect=aspects[position]))
            for position, (text, label) in enumerate(block.headers)
            if position != column and aspects[position]
        ]
        if not asked:
            continue
        number = layout.blocks.index(block)
        layout.items = [item for item in layout.items if item.block != number]
        layout.blocks[number] = RowBlock([], [], block.place)
        for row in block.rows:
            office = vocabulary.find(row[column].text)
            for position, text, label in asked:
                own = replace(label, context=office.context if office else "", base=label.base or label.key)
                layout.add(
                    Item(text, own, row[position], row[column].place, own.context, layout.outer, "", 0.95)
                )


def _offices(block: RowBlock, vocabulary: Vocabulary, roles: frozenset[str]) -> int | None:
    """Return the column in which nothing but offices that approve stand, each once; None where there is none."""
    if not 1 <= len(block.rows) <= _MOST or len(block.headers) < 2:
        return None
    for position in range(min(2, len(block.headers))):
        found: list[Label | None] = [vocabulary.find(row[position].text.strip()) for row in block.rows]
        named = [
            label.context
            for label in found
            if label is not None and label.context in roles and (not label.base or label.aspect == "opinion")
        ]
        if len(named) == len(block.rows) == len(set(named)):
            return position
    return None
