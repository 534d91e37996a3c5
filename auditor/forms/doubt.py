"""Blanks that must not be called sure: what stands on the paper and was given to no label may be theirs."""

from __future__ import annotations

from dataclasses import replace

from auditor.forms.claims import Claims
from auditor.forms.layout import Layout
from auditor.forms.model import DOUBT, Reading, RowReadings
from auditor.forms.spec import FormSpec
from auditor.values.phones import find_phones

_UNSURE = 0.7


def doubt_phones(
    spec: FormSpec,
    fields: dict[str, Reading],
    rows: dict[str, list[RowReadings]],
    layout: Layout,
    claimed: Claims,
    text: str,
) -> None:
    """Lower the confidence of phones that seem missing where the paper shows a number that no label owns.

    Args:
        spec: the form.
        fields: its readings, changed in place.
        rows: readings of its tables of rows, changed in place.
        layout: what was paired.
        claimed: the row blocks that are tables of the form.
        text: all text of the form.
    """
    missing = [
        key
        for key, field in spec.fields.items()
        if field.type == "phone" and key in fields and fields[key].value is None
    ]
    lines = [
        (row, key)
        for name, table in rows.items()
        for row in table
        for key, column in spec.rows[name].columns.items()
        if column.type == "phone" and key in row and row[key].value is None
    ]
    if not missing and not lines:
        return
    if _is_loosely_the_clients(fields):
        for key in missing:
            fields[key] = replace(fields[key], confidence=min(fields[key].confidence, _UNSURE))
    shown = set(find_phones(text))
    if not shown:
        return
    ours = {id(block) for blocks in claimed.values() for block, _ in blocks}
    numbers = {number for number, block in enumerate(layout.blocks) if id(block) in ours}
    owned = [
        item.value.text
        for item in layout.items
        if item.label is not None and (item.block < 0 or item.block not in numbers)
    ]
    owned += [
        stretch.text
        for blocks in claimed.values()
        for block, _ in blocks
        for row in block.rows
        for stretch in row
    ]
    for piece in owned:
        if shown and any(char.isdigit() for char in piece):
            shown.difference_update(find_phones(piece))
    if not shown:
        return
    for key in missing:
        fields[key] = replace(fields[key], confidence=min(fields[key].confidence, _UNSURE))
    for row, key in lines:
        row[key] = replace(row[key], confidence=min(row[key].confidence, _UNSURE))


def _is_loosely_the_clients(fields: dict[str, Reading]) -> bool:
    """Tell whether a number was given to the client for want of another owner: it may be a relative's."""
    phone = fields.get("client.phone")
    return phone is not None and phone.value is not None and phone.confidence < DOUBT
