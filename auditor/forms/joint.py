"""A cell that asks for a name and a phone together: "父亲姓名及联系电话 | 王某　138…"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from auditor.forms.layout import Item

_NUMBER = re.compile(r"[(（]?\+?\d[\d\-—*＊× 　]{5,}")
_SEPARATORS = " 　\t\n、，,；;/／"
_GAP = re.compile(r"[ 　\t\n、，,；;/]+")


def name_and_phone(item: Item) -> Iterable[Item]:
    """Yield ``item`` itself, or its two halves where one label asks for a name and a phone."""
    label = item.label
    if label is None or not label.also:
        return (item,)
    text = item.value.text
    start = len(text) - len(text.lstrip("_ \t\n　"))
    number = _NUMBER.search(text)
    gap = _GAP.search(text, start)
    middle = number.start() if number is not None else gap.start() if gap is not None else len(text)
    while middle < len(text) and text[middle] in _SEPARATORS:
        middle += 1
    ends = len(text[:middle].rstrip(_SEPARATORS))
    name = replace(item, label=replace(label, also=""), value=item.value.part(0, ends))
    base = label.also.removeprefix(label.key.removesuffix(label.base)) if label.context else label.also
    phone = replace(
        item,
        label=replace(label, key=label.also, base=base, aspect="phone", also=""),
        value=item.value.part(middle, len(text)),
        confidence=min(item.confidence, 0.85),
    )
    return (name, phone)
