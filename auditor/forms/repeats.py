"""Papers that follow each other under one title with the same labels each time: 日期 … 内容 … again and again.

Such a stretch is no single paper whose labels stand there several times: each group of labels is a paper of its own. What stands
before the first group and after the last belongs to all of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from auditor.forms.items import FILLER
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item, Layout
from auditor.forms.load import FormIndex
from auditor.forms.registers import REGISTER
from auditor.values.dates import find_dates

_MOST = 60


def repeated_papers(entry: FormIndex, layout: Layout, claimed: set[int]) -> list[Layout]:
    """Return a layout for each of the papers in a stretch; empty where it is one paper.

    Args:
        entry: the form; only one whose papers may also be rows of a table can stand several times under one title.
        layout: what was paired in the stretch.
        claimed: numbers of the blocks that are tables of the form.
    """
    if not any(rows.as_papers and name != REGISTER for name, rows in entry.spec.rows.items()):
        return []
    own = [item for item in layout.items if item.block not in claimed]
    keys = [_key(item) for item in own]
    anchors = _anchors(entry, own, keys)
    if len(anchors) < 2:
        return []
    before = _common_before(keys, anchors)
    starts = [anchor - before for anchor in anchors]
    end = _end_of_last(own, keys, starts, anchors)
    bounds = [*starts, end]
    groups = [own[first:last] for first, last in pairwise(bounds)]
    if not all(_has_day(entry, group) for group in groups):
        return []
    told = {own[anchor].value.text.strip(FILLER) for anchor in anchors}
    if len(told) < 2 and len({_own_days(entry, group) for group in groups}) < len(groups):
        return []
    shared, rest = own[: starts[0]], own[end:]
    return [_layout(layout, [*shared, *group, *rest]) for group in groups]


def _anchors(entry: FormIndex, items: list[Item], keys: list[str]) -> list[int]:
    """Return where the narrative's label stands again and again, each time with a text."""
    wanted = entry.field_keys.get("narrative", frozenset()) | entry.field_keys.get("description", frozenset())
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        if key in wanted and items[number].value.text.strip(FILLER):
            places.setdefault(key, []).append(number)
    found = max(places.values(), key=len, default=[])
    return found if 1 < len(found) <= _MOST else []


def _common_before(keys: list[str], anchors: list[int]) -> int:
    """Return how many labels before the anchors are the same each time."""
    gap = min(second - first for first, second in pairwise(anchors))
    count = 0
    while count + 1 < gap and anchors[0] - count - 1 >= 0:
        following = {keys[anchor - count - 1] for anchor in anchors}
        if len(following) > 1:
            break
        count += 1
    return count


def _end_of_last(items: list[Item], keys: list[str], starts: list[int], anchors: list[int]) -> int:
    """Return where the last paper ends: with its own table, else with the last label that the papers before have too.

    What follows is asked once of all of them, such as the approval at the foot.
    """
    tables = [table_of(items[anchor]) for anchor in anchors]
    if all(tables) and len(set(tables)) == len(tables):
        last = max(number for number, item in enumerate(items) if table_of(item) == tables[-1])
        return last + 1
    allowed: Counter[str] = Counter()
    for first, second in pairwise(starts):
        allowed |= Counter(keys[first:second])
    used: Counter[str] = Counter()
    end = starts[-1]
    while end < len(keys) and used[keys[end]] < allowed[keys[end]]:
        used[keys[end]] += 1
        end += 1
    return max(end, anchors[-1] + 1)


def table_of(item: Item) -> str:
    """Return the table in which a value stands, as its place names it; "" outside tables."""
    table, gap, cell = item.value.place.ref.partition(" 第")
    return table if gap and "行" in cell else ""


def _has_day(entry: FormIndex, group: list[Item]) -> bool:
    dates = entry.field_keys.get("date", frozenset())
    return any(_key(item) in dates and _days(item.value.text) for item in group)


def _own_days(entry: FormIndex, group: list[Item]) -> tuple[str, ...]:
    dates = entry.field_keys.get("date", frozenset())
    return tuple(item.value.text.strip(FILLER) for item in group if _key(item) in dates)


def _days(text: str) -> bool:
    return any(found.value is not None for _, _, found in find_dates(text[:60]))


def _key(item: Item) -> str:
    return item.label.key if item.label is not None else fold_key(item.label_text)


def _layout(whole: Layout, items: list[Item]) -> Layout:
    made = Layout(blocks=whole.blocks, captions=whole.captions, texts=whole.texts)
    for item in items:
        made.add(replace(item))
    return made
