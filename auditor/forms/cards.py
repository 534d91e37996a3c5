"""Lists kept in another shape: as cards (each label beside its value), or turned, with the labels down the first column."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item, Layout, RowBlock, Stretch
from auditor.forms.load import FormIndex
from auditor.forms.registers import REGISTER
from auditor.forms.spec import RowsSpec

_LEAST_OWN = 2
"""How many columns that are no fields of the form a card must have, and how many a turned table."""
_MONTH = re.compile(r"(?:20\d\d\s*年)?\s*\d{1,2}\s*月份?")
_MONTHS = "月份"


def set_into_rows(entry: FormIndex, layout: Layout, vocabulary: Vocabulary) -> None:
    """Set cards and turned tables of a list into rows under its columns; papers that hold its rows stay as they are."""
    for name, rows in entry.spec.rows.items():
        if rows.as_papers or name == REGISTER:
            continue
        keys = entry.column_keys[name]
        own = _own(keys, entry)
        if any(_fits(_columns(block, keys, vocabulary), rows, own) for block in layout.blocks):
            return
        for position, block in enumerate(layout.blocks):
            turned = turn(block, vocabulary)
            if turned is not None and _fits(_columns(turned, keys, vocabulary), rows, own):
                layout.blocks[position] = turned
                return
        cards = _cards(layout, keys, vocabulary, rows, own)
        if cards is not None:
            layout.blocks.append(cards)
            return


def turn(block: RowBlock, vocabulary: Vocabulary) -> RowBlock | None:
    """Return a table whose columns are the rows of another (月份 | 1月 | 2月 over 应到 | 8 | 8); None where it is too small."""
    if len(block.headers) < 3 or len(block.rows) < 2 or block.groups or block.options:
        return None
    heads = [text.strip() for text, _ in block.headers]
    corner = heads[0]
    if all(_MONTH.fullmatch(head) for head in heads[1:] if head) and len(fold_key(corner)) < 2:
        corner = _MONTHS
    labels = [corner, *(row[0].text.strip() for row in block.rows)]
    headers = [(text, vocabulary.find(text)) for text in labels]
    turned = [
        [Stretch(heads[position], (), block.rows[0][position].place), *(row[position] for row in block.rows)]
        for position in range(1, len(heads))
    ]
    return RowBlock(headers, turned, block.place, block.context, block.caption)


def _cards(
    layout: Layout,
    keys: Mapping[str, frozenset[str]],
    vocabulary: Vocabulary,
    rows: RowsSpec,
    own: frozenset[str],
) -> RowBlock | None:
    """Return the cards as rows; a label that comes again begins the next card. None where they lack a required column."""
    cards: list[dict[str, Item]] = [{}]
    for item in layout.items:
        column = _column_of(item, keys, vocabulary)
        if column is None:
            continue
        if column in cards[-1]:
            if _same_label(cards[-1][column], item):
                cards.append({})
            else:
                continue
        cards[-1][column] = item
    cards = [card for card in cards if _fits(card, rows, own)]
    if not cards:
        return None
    columns = list(dict.fromkeys(column for card in cards for column in card))
    first = {column: next(card[column] for card in cards if column in card) for column in columns}
    headers = [(first[column].label_text, first[column].label) for column in columns]
    empty = Stretch()
    return RowBlock(
        headers,
        [[card[column].value if column in card else empty for column in columns] for card in cards],
        next(iter(cards[0].values())).label_place,
    )


def _fits(found: Mapping[str, object], rows: RowsSpec, own: frozenset[str]) -> bool:
    return (
        all(any(column in found for column in one_of) for one_of in rows.needed)
        and len(own & found.keys()) >= _LEAST_OWN
    )


def _own(keys: Mapping[str, frozenset[str]], entry: FormIndex) -> frozenset[str]:
    """Return the columns whose labels are those of no field of the form."""
    fields = frozenset().union(*entry.field_keys.values()) if entry.field_keys else frozenset()
    return frozenset(column for column, labels in keys.items() if not labels <= fields)


def _columns(block: RowBlock, keys: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, (text, label) in enumerate(block.headers):
        words = {
            fold_key(text),
            label.key if label is not None else "",
            label.base if label is not None else "",
        }
        column = _named(words, keys, vocabulary, found)
        if column is not None:
            found[column] = position
    return found


def _column_of(item: Item, keys: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> str | None:
    label = item.label
    words = {fold_key(item.label_text)} | ({label.key, label.base} if label is not None else set())
    return _named(words, keys, vocabulary, ())


def _named(
    words: set[str],
    keys: Mapping[str, frozenset[str]],
    vocabulary: Vocabulary,
    taken: Mapping[str, int] | tuple[()],
) -> str | None:
    words -= {""}
    for column, labels in keys.items():
        if column not in taken and words & labels:
            return column
    plain = vocabulary.wordings.plain
    written = {plain(word) for word in words}
    for column, labels in keys.items():
        if column not in taken and any(plain(label) in written for label in labels):
            return column
    return None


def _same_label(first: Item, second: Item) -> bool:
    return fold_key(first.label_text) == fold_key(second.label_text)
