"""Fields that a sentence or a cell asks for by groups of boxes: 由（□本人 ☑居委会）提出，属（□一般 ☑重点）个案.

What a group asks for is told by the label before it, by words of such labels around it, or by its options, in this order.
A cell that was read as one answer and holds the answers of several fields is given back to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from auditor.forms.items import UNCERTAIN
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item, Layout, Stretch
from auditor.forms.load import FormIndex
from auditor.forms.model import Reading
from auditor.forms.readings import make_reading
from auditor.forms.spec import FieldSpec
from auditor.forms.tick_groups import TickGroup, tick_groups
from auditor.forms.ticks import BOX, Option, read_options
from auditor.forms.told_by_options import own_options
from auditor.values.grades import parse_grade
from auditor.values.relations import parse_relation

_TYPES = frozenset({"choice", "relation", "grade"})
_BY_LABEL, _BY_WORDS, _BY_OPTIONS = 0.92, 0.9, 0.88
"""How sure a field is whose group of boxes was told by a label, by words of one, by its options."""
_LEAST_OPTIONS = 2
_MOSTLY = 0.6
_LONGEST_LABEL = 10
_SHARED = 3
"""So many labels of a field must have a pair of signs in common for it to stand for the field."""
_ANY = frozenset(
    map(
        fold_key,
        [
            "好",
            "良好",
            "较好",
            "一般",
            "普通",
            "中",
            "差",
            "较差",
            "优",
            "良",
            "是",
            "否",
            "有",
            "无",
            "高",
            "低",
            "其他",
            "其它",
            "满意",
            "不满意",
            "同意",
            "不同意",
            "正常",
            "不详",
            "未知",
            "类别",
            "类型",
        ],
    )
)
"""Options that many groups have, and that tell none."""


@dataclass(frozen=True, slots=True)
class _Told:
    key: str
    strength: float
    item: Item | None
    value: Stretch
    label: str


def tell_by_ticks(
    entry: FormIndex,
    layout: Layout,
    chosen: Mapping[str, tuple[Item, float]],
    fields: dict[str, Reading],
    vocabulary: Vocabulary,
) -> None:
    """Set the fields that groups of boxes within sentences and cells ask for.

    Args:
        entry: the form.
        layout: what stands on the paper.
        chosen: the item from which each field was read.
        fields: all fields; changed.
        vocabulary: known labels.
    """
    found: list[_Told] = []
    for item, value in _stretches(layout):
        groups = tick_groups(value.text)
        if not groups or (item is not None and len(groups) == 1 and not groups[0].lead):
            continue
        told = [(group, *_meant(entry, group, value.text, vocabulary)) for group in groups]
        found += [
            _Told(key, strength, item, value.part(group.start, group.end), group.lead)
            for group, key, strength in told
            if key
        ]
        if item is not None and len(groups) > 1:
            _give_back(entry, item, told, chosen, fields)
    for one in found:
        old = fields.get(one.key)
        whole = one.key in chosen and chosen[one.key][0] is one.item
        if old is not None and not old.blank and not whole:
            continue
        spec = entry.spec.fields[one.key]
        reading = make_reading(
            spec.type,
            one.value,
            one.label or (one.item.label_text if one.item else ""),
            one.strength,
            spec.options,
        )
        if reading.choices:
            fields[one.key] = reading


def _stretches(layout: Layout) -> Iterator[tuple[Item | None, Stretch]]:
    for item in layout.items:
        if BOX.search(item.value.text) is not None:
            yield item, item.value
    for stretch in layout.boxed:
        yield None, stretch


def _give_back(
    entry: FormIndex,
    item: Item,
    told: list[tuple[TickGroup, str, float]],
    chosen: Mapping[str, tuple[Item, float]],
    fields: dict[str, Reading],
) -> None:
    """Read a field that took a cell of several fields' answers from its own group alone, or leave it open."""
    owners = {key for _, key, _ in told if key}
    for key, (other, confidence) in chosen.items():
        if other is not item or key in owners or not owners or entry.spec.fields[key].type not in _TYPES:
            continue
        first, taken, _ = told[0]
        if taken or first.lead:
            fields[key] = replace(fields[key], confidence=min(fields[key].confidence, UNCERTAIN))
            continue
        spec = entry.spec.fields[key]
        fields[key] = make_reading(
            spec.type, item.value.part(first.start, first.end), item.label_text, confidence, spec.options
        )


def _meant(entry: FormIndex, group: TickGroup, text: str, vocabulary: Vocabulary) -> tuple[str, float]:
    """Return the field that a group asks for and how sure that is; "" where nothing tells it."""
    label = _label_at_end(group.lead, vocabulary)
    if label:
        owners = [
            key
            for key, labels in entry.field_keys.items()
            if label in labels and entry.spec.fields[key].type in _TYPES
        ]
        return (owners[0], _BY_LABEL) if owners else ("", 0.0)
    options = read_options(text[group.start : group.end])
    if len(options) < _LEAST_OPTIONS:
        return "", 0.0
    around = fold_key(group.lead), fold_key(group.tail)
    words = {side[i : i + 2] for side in around for i in range(len(side) - 1)}
    best: list[tuple[int, float, str]] = []
    pairs = _own_pairs(entry)
    for key, spec in entry.spec.fields.items():
        if spec.type not in _TYPES:
            continue
        known, telling = _known(spec, options)
        named = not words.isdisjoint(pairs.get(key, frozenset()))
        if (named and (known or not spec.options)) or (
            telling >= _LEAST_OPTIONS and known >= _MOSTLY * len(options)
        ):
            best.append((named, known / len(options), key))
    best.sort(key=lambda one: (-one[0], -one[1]))
    if not best or (
        len(best) > 1 and best[0][:2] == best[1][:2] and entry.spec.fields[best[0][2]].type == "choice"
    ):
        return "", 0.0
    return best[0][2], _BY_WORDS if best[0][0] else _BY_OPTIONS


def _label_at_end(lead: str, vocabulary: Vocabulary) -> str:
    """Return the longest known label of a field with which the words before a group end."""
    for size in range(min(len(lead), _LONGEST_LABEL), 1, -1):
        label = vocabulary.find(lead[-size:])
        if label is not None and label.field and label.certain == 1.0:
            return label.key
    return ""


def _known(spec: FieldSpec, options: list[Option]) -> tuple[int, int]:
    """Return how many options are the field's own, and how many of these tell it."""
    if spec.type == "relation":
        known = sum(parse_relation(option.text) is not None for option in options)
        return known, known
    if spec.type == "grade":
        known = sum(parse_grade(option.text) is not None for option in options)
        return known, known
    own = own_options(spec)
    met = [key for option in options if (key := fold_key(option.text)) in own]
    return len(met), sum(key not in _ANY for key in met)


def _own_pairs(entry: FormIndex) -> dict[str, frozenset[str]]:
    """Return for each field that boxes may answer the pairs of signs that many of its labels have and no other field's."""
    if not entry.own_pairs:
        counts: dict[str, dict[str, int]] = {}
        for key, labels in entry.field_keys.items():
            for label in labels:
                for pair in {label[i : i + 2] for i in range(len(label) - 1)}:
                    counts.setdefault(pair, {})[key] = counts.get(pair, {}).get(key, 0) + 1
        own: dict[str, set[str]] = {}
        for pair, owners in counts.items():
            (key, count), *others = owners.items()
            if not others and entry.spec.fields[key].type in _TYPES and count >= _SHARED:
                own.setdefault(key, set()).add(pair)
        entry.own_pairs.update({key: frozenset(pairs) for key, pairs in own.items()} or {"": frozenset()})
    return entry.own_pairs
