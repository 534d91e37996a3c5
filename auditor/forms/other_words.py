"""Fields of a form under labels that the form does not list: 草拟日期 for 拟定日期, 主理社工 for 社工."""

from __future__ import annotations

import re

from auditor.forms.items import CLOCK, UNCERTAIN, ItemIndex, filled, only_a_clock, owner_fits, signs_instead
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item
from auditor.forms.load import FormIndex
from auditor.forms.spec import FieldSpec

_FIGURE = re.compile(r"[\d一二三四五六七八九十两百首末]")
_LONGEST_FIGURE = 20
_STORY = 30
"""Characters from which a text that does not begin with a figure tells something, and is no number with its unit."""
_BEGINS_COUNTED = re.compile(r"\s*(?:第|共|约|合计|总)?\s*[\d一二三四五六七八九十两]")
_SURE = 0.92
"""How sure a field is at most that was found under a label in other words than the form's."""
_LONGEST_NAME = 20
_NO_RIVALS = frozenset({"time", "record_date"})
"""Fields whose labels the day's own label may share."""
_Found = list[tuple[Item, float]]


def in_other_words(
    entry: FormIndex, index: ItemIndex, chosen: dict[str, tuple[Item, float]]
) -> dict[str, tuple[Item, float]]:
    """Return items for fields without one, by labels in plain wordings.

    A field is sure only where no other field of the form is meant by the same words. Items already chosen under the
    form's own labels stay where they are.
    """
    taken = {id(item) for item, _ in chosen.values()}
    owners = _fields_by_plain_label(entry, index.vocabulary)
    found: dict[str, _Found] = {}
    for plain, items in index.by_plain.items():
        for key in owners.get(plain, ()):
            if key in chosen:
                continue
            spec = entry.spec.fields[key]
            rivals = not spec.within and any(
                other != key and other not in _NO_RIVALS for other in owners[plain]
            )
            for item in items:
                if id(item) not in taken and (strength := _strength(item, plain, spec, index.vocabulary)):
                    found.setdefault(key, []).append((item, min(strength, UNCERTAIN if rivals else _SURE)))
    for key, spec in entry.spec.fields.items():
        if spec.type == "name" and key not in chosen and key not in found and (named := _named(spec, index)):
            found[key] = named
    return {key: _best(entry.spec.fields[key], candidates) for key, candidates in found.items()}


def _fields_by_plain_label(entry: FormIndex, vocabulary: Vocabulary) -> dict[str, list[str]]:
    fields = entry.by_plain
    if not fields:
        for key, labels in entry.field_keys.items():
            for plain in {vocabulary.wordings.plain(label) for label in labels}:
                fields.setdefault(plain, []).append(key)
    return fields


def _strength(item: Item, plain: str, spec: FieldSpec, vocabulary: Vocabulary) -> float:
    if spec.type == "date" and only_a_clock(item):
        return 0.0
    if signs_instead(item.label_text, spec.type):
        return 0.0
    if spec.type == "time" and not CLOCK.search(item.value.text):
        return 0.0
    if (
        spec.type in ("count", "score")
        and filled(item)
        and (not _FIGURE.search(item.value.text[:_LONGEST_FIGURE]) or _is_told(item.value.text))
    ):
        return 0.0  # what happened in a unit is no number of it
    label = item.label
    if label is not None and label.aspect == "phone" and spec.type == "narrative":
        return 0.0  # 联系电话 is no other wording of 电话内容
    whole = (
        label is None or not (label.context and label.base) or vocabulary.wordings.plain(label.key) == plain
    )
    within = {vocabulary.context_of(word) for word in spec.within}
    outside = {vocabulary.context_of(word) for word in spec.not_within}
    return owner_fits(item, within, outside, vocabulary, exact=whole, signature=spec.type == "signature")


def _is_told(text: str) -> bool:
    return len(text.strip()) >= _STORY and _BEGINS_COUNTED.match(text) is None


def _named(spec: FieldSpec, index: ItemIndex) -> _Found:
    """Return names under other words for the same person: 主理社工 and 乙方 where the form says 社工 and 服务对象."""
    vocabulary = index.vocabulary
    persons = {vocabulary.context_of(word) for word in spec.within} or {
        context for label in spec.labels if (context := vocabulary.contexts.get(fold_key(label)))
    }
    return [
        (item, _SURE)
        for person in persons
        for item in index.by_person.get(person, ())
        if filled(item) and len(item.value.text) <= _LONGEST_NAME
    ]


def _best(spec: FieldSpec, candidates: _Found) -> tuple[Item, float]:
    candidates = [entry for entry in candidates if filled(entry[0])] or candidates
    item, strength = max(candidates, key=lambda entry: (entry[1], -entry[0].order))
    confidence = min(strength, item.confidence)
    own_cell = item.value.col >= 0 and item.value.place != item.label_place
    if spec.type == "narrative" and not filled(item) and not own_cell:
        return item, min(confidence, UNCERTAIN)  # the text may stand below other headings
    texts = {fold_key(other.value.text) for other, same in candidates if same == strength}
    if len(texts) > 1 and spec.type not in ("signature", "narrative"):
        confidence = min(confidence, UNCERTAIN)
    return item, confidence
