"""A table of one row is also labels above their values: each of them is handed on as an item."""

from __future__ import annotations

from auditor.forms.labels import Label
from auditor.forms.layout import Item, Layout, RowBlock

_DEPENDENT = {"name", "signature", "date", "opinion", "phone", "relation", "detail", "response"}


def owner(label: Label | None, own: str) -> str:
    """Return who owns the value of ``label``: the person in the label, else ``own`` where the label depends on somebody."""
    if label is None:
        return ""
    if label.context:
        return label.context
    return own if label.aspect in _DEPENDENT else ""


def add_block(layout: Layout, block: RowBlock) -> None:
    """Add a block to a layout, and the values of its one filled row as items too."""
    index = len(layout.blocks)
    layout.blocks.append(block)
    filled = [row for row in block.rows if any(s.text.strip() or s.inks for s in row)]
    if len(filled) > 1 or not block.rows:
        return
    row = filled[0] if filled else block.rows[0]
    own = ""
    for (text, label), value in zip(block.headers, row, strict=True):
        # 监护人 | 与服务对象关系 | 电话: the later ones speak of the person named before them
        layout.add(
            Item(
                text,
                label,
                value,
                block.place,
                owner(label, own),
                layout.outer,
                "",
                0.95 if label is not None else 0.75,
                block=index,
            )
        )
        if label is not None and label.context:
            own = label.context
