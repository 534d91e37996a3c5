"""Labels that nothing else understands, on a paper whose form is known: the missing field of which a known label is nearest.

Only fields and columns are looked for that nothing else on the paper asks for, whose value the text beside the label can
be, and whose person the label does not contradict; an empty place is never found so. What is found so is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from auditor.forms.answers import canonical_option, table_of
from auditor.forms.items import ItemIndex, filled, owner_fits, signs_instead
from auditor.forms.labels import Label, Vocabulary, fold_key, strip_numbering
from auditor.forms.layout import Item, RowBlock
from auditor.forms.load import FormIndex
from auditor.forms.spec import ColumnSpec, FieldSpec
from auditor.forms.ticks import has_boxes
from auditor.forms.type_fit import may_be_of_type, mostly_of_type
from auditor.values.dates import parse_date
from auditor.values.names import looks_like_name
from auditor.values.surnames import surname_length
from auditor.values.text import is_no_answer

NEAR = 0.74
"""How sure a field is at most whose label is only near a known one: findings upon it are to be checked."""
_FILLER = "_ \t\n　"
_PERSONAL = frozenset(
    {"name", "signature", "date", "phone", "relation", "id_number", "age", "sex", "number", "time"}
)
_OTHERS = frozenset({"guardian", "father", "mother", "relative", "emergency", "family"})
_TELLING = frozenset({"narrative", "text"})
_SHORT_ANSWER = 4
_DIGITS_ONLY = re.compile(r"[\d\s.,%/：:年月日号()（）-]+")


def fields_near(
    entry: FormIndex, index: ItemIndex, chosen: Mapping[str, tuple[Item, float]]
) -> dict[str, tuple[Item, float]]:
    """Return items for fields without one, by the labels that are nearest to theirs."""
    missing = [key for key in entry.spec.fields if key not in chosen]
    if not missing:
        return {}
    taken = {id(item) for item, _ in chosen.values()}
    nearest = index.vocabulary.nearest
    found: dict[str, list[Item]] = {}
    for key, items in index.by_key.items():
        for item in items:
            if id(item) in taken or not filled(item):
                continue
            text = _folded(item.label_text)
            near = nearest.may_ask_for(entry.spec.id, text, missing)
            own = {key, item.label.base} if item.label is not None else {key}
            if not near or not all(own.isdisjoint(labels) for labels in entry.field_keys.values()):
                continue
            fits = [
                name for name in near if _may_be(item, name, entry.spec.fields[name], entry, index.vocabulary)
            ]
            name = nearest.field_of(entry.spec.id, text, fits)
            if name:
                found.setdefault(name, []).append(item)
    return {
        name: (items[0], NEAR)
        for name, items in found.items()
        if len({fold_key(item.value.text) for item in items}) == 1
    }


def columns_near(
    block: RowBlock, entry: FormIndex, name: str, found: dict[str, int], vocabulary: Vocabulary
) -> None:
    """Add columns that nothing else understands, where one head alone is near and its cells are of the type."""
    spec = entry.spec.rows[name]
    missing = [column for column in spec.columns if column not in found]
    taken = set(found.values())
    near: dict[str, list[int]] = {}
    for position, (text, label) in enumerate(block.headers):
        if position in taken or (label is not None and label.context in vocabulary.book.roles):
            continue
        folded = _folded(text)
        asked = vocabulary.nearest.may_ask_for(entry.spec.id, folded, missing)
        if not asked:
            continue
        cells = [row[position].text for row in block.rows]
        fits = [
            column
            for column in asked
            if mostly_of_type(spec.columns[column].type, cells)
            and _of_person(_context(text, label, vocabulary), spec.columns[column], vocabulary)
        ]
        column = vocabulary.nearest.field_of(entry.spec.id, folded, fits)
        if column:
            near.setdefault(column, []).append(position)
    found.update({column: places[0] for column, places in near.items() if len(places) == 1})


def label_near(
    text: str, value: str, entry: FormIndex, missing: Iterable[str], vocabulary: Vocabulary
) -> str:
    """Return the missing field that a text in a label's place asks for, with ``value`` beside or below it; "" for none."""
    if not value.strip(_FILLER) or (
        looks_like_name(text) and len(text) <= _SHORT_ANSWER and surname_length(text)
    ):
        return ""
    near = vocabulary.nearest.may_ask_for(entry.spec.id, _folded(text), missing)
    context = _context(text, None, vocabulary) if near else ""
    if not near or (context in vocabulary.book.roles and entry.spec.approvals):
        return ""
    fits = [
        name
        for name in near
        if _asked_of(context, entry.spec.fields[name], vocabulary)
        and _of_person(context, entry.spec.fields[name], vocabulary)
        and not signs_instead(text, entry.spec.fields[name].type)
        and _fits(entry.spec.fields[name], value)
    ]
    return vocabulary.nearest.field_of(entry.spec.id, _folded(text), fits)


def _asked_of(context: str, spec: FieldSpec, vocabulary: Vocabulary) -> bool:
    """Tell whether a field that only its person's block may hold is asked of the person whom the label names."""
    return not spec.within or context in {vocabulary.context_of(word) for word in spec.within}


def _folded(text: str) -> str:
    return fold_key(strip_numbering(text))


def _may_be(item: Item, name: str, spec: FieldSpec, entry: FormIndex, vocabulary: Vocabulary) -> bool:
    label = item.label
    context = _context(item.label_text, label, vocabulary)
    if context in vocabulary.book.roles and entry.spec.approvals:
        return False
    if not _of_person(context, spec, vocabulary) or signs_instead(item.label_text, spec.type):
        return False
    within = {vocabulary.context_of(word) for word in spec.within}
    outside = {vocabulary.context_of(word) for word in spec.not_within}
    if not owner_fits(item, within, outside, vocabulary, exact=True):
        return False
    return _fits(spec, item.value.text)


def _context(text: str, label: Label | None, vocabulary: Vocabulary) -> str:
    if label is not None and label.context:
        return label.context
    said = vocabulary.context_of(text)
    return said if said in vocabulary.book.contexts else ""


def _of_person(context: str, spec: FieldSpec | ColumnSpec, vocabulary: Vocabulary) -> bool:
    """Tell whether the person in a label may be the one whom the field asks about."""
    if not context or context == "client":
        return True
    if spec.type not in _PERSONAL and context not in _OTHERS:
        return True
    return context in {
        found.context for label in spec.labels if (found := vocabulary.find(label)) is not None
    }


def _fits(spec: FieldSpec, value: str) -> bool:
    """Tell whether a text may be a field's value; figures and names are no narrative, and a choice is one of its options."""
    text = value.strip(_FILLER)
    if not may_be_of_type(spec.type, text):
        return False
    if spec.type in _TELLING:
        return is_no_answer(text) or not (
            _DIGITS_ONLY.fullmatch(text[:40]) or parse_date(text[:40]).value is not None
        )
    if spec.type == "choice" and spec.options and not has_boxes(text):
        return canonical_option(text, table_of(spec.options)) in spec.options
    return True
