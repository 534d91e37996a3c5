"""Approvals as rows of a small table: [审批角色 | 意见 | 签名及日期] over [片长 | …] and [副站长 | …]."""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import Item, Layout, RowBlock

_ASPECTS = frozenset({"opinion", "signature", "date"})
_MOST = 8


def set_role_rows_as_items(layout: Layout, vocabulary: Vocabulary) -> None:
    """Hand on what each office wrote in its row as labels of that office, in place of the table."""
    roles = frozenset(vocabulary.book.roles)
    for block in list(layout.blocks):
        column = _offices(block, vocabulary, roles)
        if column is None:
            continue
        asked = [
            (position, text, label)
            for position, (text, label) in enumerate(block.headers)
            if position != column and label is not None and label.aspect in _ASPECTS
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
            if label is not None and label.context in roles and not label.base
        ]
        if len(named) == len(block.rows) == len(set(named)):
            return position
    return None
