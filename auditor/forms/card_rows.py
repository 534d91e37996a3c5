"""Cards that ask the same again and again (日期 … 方式 … 情况 … 社工 …), side by side or below each other: each is a row.

Only cards of visits and calls are set into rows here: their ways of contact tell what they are, whatever stands above them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from auditor.forms.items import FILLER
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item, Layout, RowBlock, Stretch
from auditor.forms.ticks import read_options
from auditor.values.dates import find_dates

_LEAST = 2
_LEAST_LABELS = 3
_MOST = 400
_WAYS = ("入户", "上门", "探访", "家访", "走访", "面访", "电话", "电访", "致电", "微信", "视频")
_LONGEST_WAY = 40


def set_cards_into_rows(layout: Layout, roles: Container[str] = ()) -> None:
    """Put a table in place of cards that repeat the same labels, where each says on which day and how contact was made.

    Cards each of which somebody among ``roles`` approves are papers of their own (`auditor.forms.repeats`).
    """
    own = [item for item in layout.items if item.block < 0]
    keys = [_key(item) for item in own]
    approved = [
        key
        for key, item in zip(keys, own, strict=True)
        if item.label is not None and item.label.context in roles
    ]
    if len(approved) > len(set(approved)):
        return
    starts = _starts(own, keys)
    if len(starts) < _LEAST:
        return
    spans = list(pairwise([*starts, len(own)]))
    heads = _heads([keys[begin:end] for begin, end in spans])
    if len(heads) < _LEAST_LABELS:
        return
    groups = [_by_head(own[begin:end], keys[begin:end], heads) for begin, end in spans]
    full = [group for group in groups if len(group) == len(heads)]
    if len(full) < _LEAST or not _of_contacts([[group[key] for key in heads] for group in full]):
        return
    block = RowBlock(
        [(full[0][key].label_text, full[0][key].label) for key in heads],
        [[group[key].value if key in group else Stretch() for key in heads] for group in groups],
        own[starts[0]].value.place,
    )
    taken = {id(item) for group in groups for item in group.values()}
    layout.items = [item for item in layout.items if id(item) not in taken]
    for order, item in enumerate(layout.items):
        item.order = order
    layout.blocks.append(block)


def _heads(groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the labels that most cards have, in the order of the first that has them all."""
    common = {key for key in groups[0] if 2 * sum(key in group for group in groups) > len(groups)}
    complete = next((group for group in groups if common <= set(group)), groups[0])
    return [key for key in dict.fromkeys(complete) if key in common]


def _by_head(items: Sequence[Item], keys: Sequence[str], heads: Sequence[str]) -> dict[str, Item]:
    """Return the items of a card by label; what follows the card, and a label's second place, are left out."""
    found: dict[str, Item] = {}
    for key, item in zip(keys, items, strict=True):
        if key in heads and key not in found:
            found[key] = item
    return found


def _key(item: Item) -> str:
    return item.label.key if item.label is not None else fold_key(item.label_text)


def _starts(items: Sequence[Item], keys: Sequence[str]) -> list[int]:
    """Return where the label of the day stands again and again, and what stands before it each time the same."""
    places: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        label = item.label
        if label is not None and (label.aspect == "date" or label.key.endswith(("日期", "时间"))):
            places.setdefault(keys[number], []).append(number)
    found = max(places.values(), key=len, default=[])
    days = [number for number in found if _is_day(items[number])]
    if not len(days) >= _LEAST or len(found) > _MOST:
        return []
    before = 0
    while found[0] - before - 1 >= 0:
        above = {keys[number - before - 1] if number - before - 1 >= 0 else "" for number in found}
        if len(above) > 1 or above == {keys[found[0]]} or before > 2:
            break
        before += 1
    if before and len({keys[number - before] for number in found}) == 1:
        return [number - before for number in found]
    return found


def _is_day(item: Item) -> bool:
    return any(found.value is not None for _, _, found in find_dates(item.value.text[:40]))


def _of_contacts(groups: Sequence[Sequence[Item]]) -> bool:
    """Tell whether one label's values say how contact was made, and another's what was found."""
    columns = list(zip(*groups, strict=True))
    ways = any(all(_is_way(item) for item in column) for column in columns)
    told = any(
        sum(len(item.value.text.strip(FILLER)) for item in column) >= 4 * len(column) for column in columns
    )
    return ways and told


def _is_way(item: Item) -> bool:
    text = item.value.text.strip(FILLER)
    if not text:
        return True
    if len(text) > _LONGEST_WAY:
        return False
    words = [option.text for option in read_options(text)] or [text]
    return all(any(way in word for way in _WAYS) for word in words[:1])
