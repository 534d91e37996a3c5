"""Whose text a value cell holds: the label's beside it, or that of labels inside it."""

from __future__ import annotations

from auditor.forms.grid import Face
from auditor.forms.inline import Inline
from auditor.forms.labels import Label

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

