"""A cell that asks for a name and a phone together: "父亲姓名及联系电话 | 王某　138…"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from auditor.forms.labels import Label
from auditor.forms.layout import Item, Stretch
from auditor.values.phones import find_phones

_NUMBER = re.compile(r"[(（]?\+?\d[\d\-—*＊× 　]{5,}")
_SEPARATORS = " 　\t\n、，,；;/／"
_BEFORE_NUMBER = "（(:：电话手机"
_GAP = re.compile(r"[ 　\t\n、，,；;/]+")


def name_and_phone(item: Item) -> Iterable[Item]:
    """Yield ``item`` itself, or its two halves where one label asks for a name and a phone."""
    label = item.label
    if label is None or not label.also:
        return (item,)
    first, second = parts(item.value)
    name = replace(item, label=replace(label, also=""), value=first)
    base = label.also.removeprefix(label.key.removesuffix(label.base)) if label.context else label.also
    phone = replace(
        item,
        label=replace(label, key=label.also, base=base, aspect="phone", also=""),
        value=second,
        confidence=min(item.confidence, 0.85),
    )
    return (name, phone)


def parts(value: Stretch) -> tuple[Stretch, Stretch]:
    """Part what answers for a name and a phone at its number, else at its first gap."""
    text = value.text
    start = len(text) - len(text.lstrip("_ \t\n　"))
    number = _NUMBER.search(text)
    gap = _GAP.search(text, start)
    middle = number.start() if number is not None else gap.start() if gap is not None else len(text)
    while middle < len(text) and text[middle] in _SEPARATORS:
        middle += 1
    ends = len(text[:middle].rstrip(_SEPARATORS + _BEFORE_NUMBER))
    return value.part(0, ends), value.part(middle, len(text))


def parts_of_cell(value: Stretch, label: Label | None) -> tuple[Stretch, Stretch] | None:
    """Return a cell's name and phone where its column asks for both, or where a number stands behind the name."""
    joint = label is not None and bool(label.also)
    if not joint and not find_phones(value.text):
        return None
    return parts(value)
