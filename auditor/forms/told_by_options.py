"""Fields whose answer says more than their label: 级别 □一般 ☑重点 asks for the kind of case, 帮扶分类 ☑三级 for the level.

A level is never a kind, and a kind never a level. What a label of one of them holds is given to the field whose words it is;
a label that no form has is heard where its options, or its one word, are all a level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from auditor.forms.items import ItemIndex, filled
from auditor.forms.labels import fold_key
from auditor.forms.layout import Item
from auditor.forms.load import FormIndex
from auditor.forms.spec import FieldSpec, is_expression
from auditor.forms.ticks import has_boxes, read_options
from auditor.values.grades import parse_grade, rank_word

Chosen = dict[str, tuple[Item, float]]
Choose = Callable[[str, frozenset[int]], tuple[Item, float] | None]
"""Chooses an item for a field, leaving some items out."""

_SURE = 0.88
_LEAST = 2
_LONGEST = 12
_LONGEST_LABEL = 14
_PARTS = re.compile(r"[、，,；;/\s]+")
_COMMON = frozenset(map(fold_key, ("一般", "普通", "其他", "其它", "高", "中", "低", "好", "差")))
"""Words that answer many questions."""
_KIND, _LEVEL = "category", "grade"
_ASKS_LEVEL = re.compile(
    r"分类|分级|分层|程度|级别|等级|等次|档次|层级|层次|评定|定级|类别|类型|结果|结论|几级|哪级"
)
_OTHER_LEVELS = re.compile(
    r"残|病|失能|护理|照料|照护|自理|学|职|信用|证|文化|房|伤|灾|满意|保密|紧急|风貌|卫生|达成|完成"
)


def settle_by_options(entry: FormIndex, index: ItemIndex, chosen: Chosen, choose: Choose) -> Chosen:
    """Return the choice of items in which levels and kinds stand where their words belong.

    Args:
        entry: the form.
        index: the items of the paper.
        chosen: the item of each field and how sure it is.
        choose: the choice by labels for one field without the items given.
    """
    keys = [key for key in (_KIND, _LEVEL) if key in entry.spec.fields]
    specs = {key: entry.spec.fields[key] for key in keys}
    settled = dict(chosen)
    if len(keys) == _LEAST:
        for key, other in ((_LEVEL, _KIND), (_KIND, _LEVEL)):
            held = settled.get(key)
            if held is None or _fits(specs[key], key, held[0]) or not _fits(specs[other], other, held[0]):
                continue
            del settled[key]
            if (
                other not in settled
                or not filled(settled[other][0])
                or not _fits(specs[other], other, settled[other][0])
            ):
                settled[other] = held
            again = choose(key, frozenset({id(held[0])}))
            if again is not None and not _fits(specs[other], other, again[0]):
                settled[key] = again
    for key in keys:
        if key not in settled or not filled(settled[key][0]):
            found = _under_another_label(entry, index, settled, key)
            if found is not None:
                settled[key] = found, _SURE
    return settled


def _under_another_label(
    entry: FormIndex, index: ItemIndex, settled: Mapping[str, tuple[Item, float]], key: str
) -> Item | None:
    """Return the one item that holds a level, or a kind, under a label of no field or of the other of the two."""
    taken = {id(item) for item, _ in settled.values()}
    others = frozenset().union(
        *(labels for name, labels in entry.field_keys.items() if name not in (_KIND, _LEVEL))
    )
    found: list[Item] = []
    for label, items in index.by_key.items():
        if label in others or len(label) > _LONGEST_LABEL:
            continue
        if not _ASKS_LEVEL.search(label) or _OTHER_LEVELS.search(label):
            continue
        found += [
            item
            for item in items
            if id(item) not in taken
            and (item.label is None or not item.label.context or not item.label.base)
            and _fits(entry.spec.fields[key], key, item)
        ]
    return found[0] if len(found) == 1 else None


def _fits(spec: FieldSpec, key: str, item: Item) -> bool:
    """Tell whether all words of an answer are the field's; of printed options two must be, one of which tells."""
    words = _said(item)
    if key == _LEVEL:
        return bool(words) and (all(map(parse_grade, words)) or rank_words(words))
    own = own_options(spec)
    folded = [fold_key(word) for word in words]
    return (
        bool(words)
        and all(word in own for word in folded)
        and (len(words) < _LEAST or any(word not in _COMMON for word in folded))
    )


def rank_words(words: list[str]) -> bool:
    """Tell whether words are levels of one kind of their own (甲级, 乙级), two of them at least."""
    kinds = {rank[0] for word in words if (rank := rank_word(word)) is not None}
    return len(words) >= _LEAST and len(kinds) == 1 and all(map(rank_word, words))


def _said(item: Item) -> list[str]:
    """Return the printed options, or the few words that were written."""
    text = item.value.text.strip()
    if not text or item.value.inks:
        return []
    if has_boxes(text):
        options = [option.text for option in read_options(text)]
        return options if len(options) >= _LEAST else []
    return [word for word in _PARTS.split(text) if word] if len(text) <= _LONGEST else []


def own_options(spec: FieldSpec) -> frozenset[str]:
    """Return the folded options of a field, in all their wordings."""
    return _folded(tuple((name, tuple(words)) for name, words in spec.options.items()))


@lru_cache(maxsize=512)
def _folded(options: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    return frozenset(
        fold_key(word) for name, words in options for word in (name, *words) if not is_expression(word)
    )
