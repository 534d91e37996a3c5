"""Where each field of a form stands: the choice among the labelled values of its paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.forms.bands import add_printed_bands
from auditor.forms.joint import name_and_phone
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item, Layout, mark_of
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.model import Reading
from auditor.forms.readings import make_reading, parse_value
from auditor.forms.spec import FieldSpec
from auditor.pages.model import Mark, Place
from auditor.values.archive_numbers import find_archive_numbers
from auditor.values.dates import find_dates
from auditor.values.text import is_only_caption, template_blank_date

UNCERTAIN = 0.75
_FILLER = "_ \t\n　"
_FOLLOWING = {"signature", "date"}
_FOOT = 0.5
_NAME = 12
_LONGEST_NAME = 20
_GROUPS = frozenset({"relative", "family"})
"""Captions over several persons, each of whom the lines below name."""
_OTHER_WORDS = 0.92
"""How sure a field is that was found under a label in other words than the form's."""
_PLAIN_OWNERS: dict[int, tuple[FormIndex, dict[str, list[str]]]] = {}
_PLAIN_DATES = ("日期", "签名日期", "签字日期", "签署日期", "时间")
_DAY_GAP = re.compile(r"年[_ 　]*月[_ 　]*日")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])\s*(?:[:：]\s*[0-5]\d|[时点]\s*(?:[0-5]?\d\s*分|半)?)")
_DAY_SIGNS = re.compile(r"\d|[年月日号]")


@dataclass(slots=True)
class _Candidate:
    item: Item
    strength: float
    priority: int


class ItemIndex:
    """Items of a layout by label."""

    def __init__(self, layout: Layout, claimed: set[int], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.by_plain: dict[str, list[Item]] = {}
        """Labels in plain wordings, and of labels with a person what remains of them."""
        self.by_key: dict[str, list[Item]] = {}
        self.by_base: dict[str, list[Item]] = {}
        self.by_person: dict[str, list[Item]] = {}
        """Labels that are a person and nothing else: 父亲, 监护人."""
        plain = vocabulary.wordings.plain
        for item in (part for whole in layout.items for part in name_and_phone(whole)):
            if item.block in claimed:
                continue
            key = item.label.key if item.label is not None else fold_key(item.label_text)
            self.by_key.setdefault(key, []).append(item)
            if key and (item.label is None or item.label.field):
                self.by_plain.setdefault(plain(key), []).append(item)
            if item.label is not None and item.label.context and item.label.base:
                self.by_plain.setdefault(plain(item.label.base), []).append(item)
            if item.label is not None and item.label.context and item.label.base:
                self.by_base.setdefault(item.label.base, []).append(item)
            elif item.label is not None and item.label.context:
                self.by_person.setdefault(item.label.context, []).append(item)


def fill_fields(
    entry: FormIndex, layout: Layout, forms: FormSet, claimed: set[int], title: str, place: Place
) -> dict[str, Reading]:
    """Return a Reading for every field whose label stands on the paper."""
    index = ItemIndex(layout, claimed, forms.vocabulary)
    plain_owners = _plain_owners(entry, forms.vocabulary)
    fields: dict[str, Reading] = {}
    late: list[tuple[str, FieldSpec, _Candidate, float]] = []
    years: set[int] = set()
    clocked: Item | None = None
    takers: dict[int, list[str]] = {}
    for key, spec in entry.spec.fields.items():
        best = _best(spec, entry.field_keys[key], index, forms.vocabulary)
        if best is None:
            best = _in_other_words(key, spec, index, plain_owners)
        reading = None
        if best is not None:
            candidate, confidence = best
            takers.setdefault(id(candidate.item), []).append(key)
            reading = make_reading(spec.type, candidate.item.value, candidate.item.label_text, confidence, spec.options)
            if spec.type == "date":
                if reading.value is not None:
                    years.add(reading.value.year)  # type: ignore[union-attr]
                elif reading.raw:
                    late.append((key, spec, candidate, confidence))
                if key == "date" and _CLOCK.search(candidate.item.value.text):
                    clocked = candidate.item
        if spec.title_pattern and (reading is None or reading.blank):
            from_title = _from_title(spec, title, place)
            reading = from_title or reading
        if reading is not None:
            fields[key] = reading
    if clocked is not None and "time" in entry.spec.fields and "time" not in fields:
        hours = make_reading("time", clocked.value, clocked.label_text, min(0.9, clocked.confidence))
        if hours.value is not None:
            fields["time"] = hours  # the day and the hours stand in one cell
    _signed_names(entry, layout, claimed, fields, forms.vocabulary)
    _signed_days(entry, layout, claimed, fields, forms.vocabulary)
    number = entry.spec.fields.get("number")
    if number is not None and ("number" not in fields or fields["number"].blank):
        found = find_archive_numbers(title[:200])
        if len(found) == 1:
            fields["number"] = Reading(found[0].text, found[0].text, title, Mark.TYPED, place, 0.95, True)
    for keys in takers.values():
        # a value that only the row before explains, and that no other field claims, is that person's
        reading = fields.get(keys[0])
        if len(keys) > 1 or reading is None or reading.blank or not entry.spec.fields[keys[0]].within:
            continue
        if reading.confidence == UNCERTAIN:
            fields[keys[0]] = replace(reading, confidence=0.85)
    add_printed_bands(entry.spec, layout, fields, place)
    if late and len(years) == 1:
        # "6月15日" on a paper all of whose other days lie in one year
        year = years.pop()
        for key, spec, candidate, confidence in late:
            item = candidate.item
            again = make_reading(spec.type, item.value, item.label_text, min(confidence, 0.85), spec.options, year)
            if again.value is not None:
                fields[key] = again
    return fields


def _signed_names(
    entry: FormIndex, layout: Layout, claimed: set[int], fields: dict[str, Reading], vocabulary: Vocabulary
) -> None:
    """Take a picture beside a bare role ("直聘社工：￼") for the signature that the form asks for nowhere else.

    At the foot of the paper and before a date of the same person, a typed name or a gap stands in the signature's place.
    """
    foot = _FOOT * len(layout.items)
    for key, spec in entry.spec.fields.items():
        if spec.type != "signature" or key in fields or not spec.within:
            continue
        within = {vocabulary.context_of(word) for word in spec.within}
        for item in layout.items:
            label = item.label
            if label is None or label.base or label.context not in within or item.block in claimed:
                continue
            drawn = mark_of(item.value) is not None
            following = layout.items[item.order + 1] if item.order + 1 < len(layout.items) else None
            if drawn or (item.order >= foot and _is_day_of(following, label.context) and len(item.value.text.strip(_FILLER)) <= _NAME):
                fields[key] = make_reading("signature", item.value, item.label_text, min(0.9 if drawn else 0.85, item.confidence))
                break


def _is_day_of(item: Item | None, person: str) -> bool:
    """Tell whether an item is the date that belongs to what ``person`` filled in before it."""
    if item is None or item.label is None or item.label.aspect != "date":
        return False
    return item.context == person or (not item.context and item.weak in ("", person) and item.label.key in _PLAIN_DATES)


def _signed_days(
    entry: FormIndex, layout: Layout, claimed: set[int], fields: dict[str, Reading], vocabulary: Vocabulary
) -> None:
    """Take the day that is written beside a signature ("社工（签名）：￼  2025年3月5日") where the form has no other place for it."""
    signed: dict[str, tuple[Item, Reading]] = {}
    for item in layout.items:
        label = item.label
        if item.block in claimed or label is None or label.aspect != "signature" or not item.value.text:
            continue
        person = label.context or item.context
        if person and person not in signed and (day := date_in_signature(item)) is not None:
            signed[person] = (item, day)
    if not signed:
        return
    for key, spec in entry.spec.fields.items():
        if spec.type != "date" or key in fields:
            continue
        wanted = [vocabulary.context_of(word) for word in (*spec.within, *spec.prefer)]
        person = next((person for person in wanted if person in signed), "")
        if person:
            fields[key] = signed[person][1]


def date_in_signature(item: Item) -> Reading | None:
    """Return the day that stands in the place of a signature; BLANK where only a gap for it is printed; None without either."""
    text = item.value.text
    days = [found.value for _, _, found in find_dates(text[:200]) if found.value is not None]
    confidence = min(0.9, item.confidence, item.value.confidence)
    if len(days) == 1:
        return Reading(days[0], text.strip(_FILLER), item.label_text, Mark.TYPED, item.value.place, confidence, True)
    if not days and _DAY_GAP.search(text):
        return Reading(None, "", item.label_text, Mark.BLANK, item.value.place, confidence)
    return None


def _only_a_clock(item: Item) -> bool:
    """Tell whether a value is a time of day without any day: "16:00—16:50"."""
    text = item.value.text.strip(_FILLER)
    return 3 < len(text) <= 40 and bool(_CLOCK.search(text)) and not _DAY_SIGNS.search(_CLOCK.sub(" ", text))


def _from_title(spec: FieldSpec, title: str, place: Place) -> Reading | None:
    match = re.search(spec.title_pattern, title[:200])
    if match is None or not match.lastindex or not match[1] or not match[1].strip("_ "):
        return None
    value = parse_value(spec.type, match[1].strip())
    return Reading(value, match[0], title, Mark.TYPED, place, 0.95, value is not None)


@lru_cache(maxsize=4096)
def _ranks(labels: tuple[str, ...]) -> dict[str, int]:
    """Return the rank of each folded label: the first is the best."""
    return {fold_key(label): number for number, label in enumerate(reversed(labels))}


def _best(
    spec: FieldSpec, keys: frozenset[str], index: ItemIndex, vocabulary: Vocabulary
) -> tuple[_Candidate, float] | None:
    """Return the candidate for a field, and the confidence that it is the right one."""
    within = {vocabulary.context_of(word) for word in spec.within}
    outside = {vocabulary.context_of(word) for word in spec.not_within}
    order = _ranks(tuple(spec.labels))
    candidates: list[_Candidate] = []
    seen: set[int] = set()
    for key in keys:
        for item in index.by_key.get(key, ()):
            strength = _owner_fits(item, within, outside, vocabulary, exact=True, signature=spec.type == "signature")
            if strength:
                seen.add(id(item))
                candidates.append(_Candidate(item, strength, order[key]))
    for key in keys:
        for item in index.by_base.get(key, ()):
            if id(item) in seen:
                continue
            strength = _owner_fits(item, within, outside, vocabulary, exact=False)
            if strength:
                candidates.append(_Candidate(item, strength * 0.98, order[key]))
    if spec.type == "name":
        seen.update(id(candidate.item) for candidate in candidates)
        for person in within:
            candidates += [_Candidate(item, 0.97, -1) for item in index.by_person.get(person, ()) if id(item) not in seen]
    if spec.type == "date":
        candidates = [c for c in candidates if not _only_a_clock(c.item)]
    if not candidates:
        return None
    narrative = spec.type in ("narrative", "text")
    prefer = {vocabulary.context_of(word): rank for rank, word in enumerate(reversed(spec.prefer), 1)}
    candidates.sort(
        key=lambda c: (
            -round(c.strength * c.item.confidence, 2),
            -prefer.get(_owner(c.item), 0),
            -c.priority,
            c.item.order,
        )
    )
    best = candidates[0]
    confidence = best.strength * best.item.confidence
    if not _filled(best.item):
        other = next((c for c in candidates[1:] if _filled(c.item)), None)
        specific = best.item.label is not None and not best.item.label.aspect and best.item.label.field
        if other is not None and specific and other.strength < 0.9 * best.strength:
            other = None  # "探访日期" itself stands empty; the date under a signature is not its value
        if other is not None and specific and not narrative and other.item.label is not None and (
            best.item.label is None or other.item.label.key != best.item.label.key
        ):
            return best, min(confidence, UNCERTAIN)
        if other is not None:
            # the label stands twice and one of them is filled in: never call it blank
            same = other.item.label is not None and best.item.label is not None and (
                other.item.label.key == best.item.label.key and other.strength >= best.strength * 0.95)
            return other, min(other.strength * other.item.confidence, 0.85 if same else UNCERTAIN)
        return best, confidence
    if not narrative:
        rivals = [
            c for c in candidates[1:]
            if c.priority == best.priority
            and prefer.get(_owner(c.item), 0) == prefer.get(_owner(best.item), 0)
            and c.strength >= best.strength * 0.97 and _filled(c.item)
            and fold_key(c.item.value.text) != fold_key(best.item.value.text)
        ]
        if rivals and spec.type != "signature":
            confidence = min(confidence, UNCERTAIN)
    return best, confidence


def _plain_owners(entry: FormIndex, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the fields of a form by their labels in plain wordings."""
    owners = _PLAIN_OWNERS.get(id(entry))
    if owners is None or owners[0] is not entry:
        found: dict[str, list[str]] = {}
        for key, labels in entry.field_keys.items():
            for plain in {vocabulary.wordings.plain(label) for label in labels}:
                found.setdefault(plain, []).append(key)
        if len(_PLAIN_OWNERS) > 500:
            _PLAIN_OWNERS.clear()
        owners = _PLAIN_OWNERS[id(entry)] = (entry, found)
    return owners[1]


def _in_other_words(
    key: str, spec: FieldSpec, index: ItemIndex, owners: dict[str, list[str]]
) -> tuple[_Candidate, float] | None:
    """Return the label that no list has and that means this field in other words: 草拟日期 for 拟定日期.

    It is sure only where no other field of the form is meant by the same words.
    """
    vocabulary = index.vocabulary
    within = {vocabulary.context_of(word) for word in spec.within}
    outside = {vocabulary.context_of(word) for word in spec.not_within}
    found: list[tuple[_Candidate, float]] = []
    for plain, fields in owners.items():
        if key not in fields:
            continue
        for item in index.by_plain.get(plain, ()):
            label = item.label
            whole = label is None or not (label.context and label.base) or vocabulary.wordings.plain(label.key) == plain
            strength = _owner_fits(item, within, outside, vocabulary, exact=whole,
                                   signature=spec.type == "signature")
            if not strength or (spec.type == "date" and _only_a_clock(item)) or (
                spec.type == "time" and not _CLOCK.search(item.value.text)
            ):
                continue
            rivals = [] if within else [other for other in fields if other != key and other not in ("time", "record_date")]
            found.append((_Candidate(item, strength, 0), min(strength, UNCERTAIN if rivals else _OTHER_WORDS)))
    if not found and spec.type == "name":
        # 主理社工 and 乙方 name whom the form's own bare word (社工, 服务对象) names
        persons = within or {context for label in spec.labels if (context := vocabulary.contexts.get(fold_key(label)))}
        found = [(_Candidate(item, _OTHER_WORDS, 0), _OTHER_WORDS) for person in persons
                 for item in index.by_person.get(person, ()) if _filled(item) and len(item.value.text) <= _LONGEST_NAME]
    if not found:
        return None
    found = [entry for entry in found if _filled(entry[0].item)] or found
    candidate, strength = max(found, key=lambda entry: (entry[1], -entry[0].item.order))
    if spec.type == "narrative" and not _filled(candidate.item):
        strength = min(strength, UNCERTAIN)  # the text may stand below other headings
    texts = {fold_key(c.item.value.text) for c, other in found if other == strength}
    confidence = strength * candidate.item.confidence
    return candidate, min(confidence, UNCERTAIN) if len(texts) > 1 and spec.type not in ("signature", "narrative") else confidence


def _owner(item: Item) -> str:
    return item.context or (item.label.context if item.label is not None else "") or item.outer


def _filled(item: Item) -> bool:
    """Something beside gaps and printed captions stands there."""
    if item.value.inks:
        return True
    text = item.value.text.strip(_FILLER)
    return bool(text) and not template_blank_date(text) and not is_only_caption(text)


def _owner_fits(
    item: Item, within: set[str], outside: set[str], vocabulary: Vocabulary, *, exact: bool, signature: bool = False
) -> float:
    """Tell how surely the person or block that a field asks for owns the item: 1.0 certain, 0 not at all."""
    label = item.label
    named = label.context if label is not None and label.base else ""
    known = vocabulary.book.contexts
    if not exact:
        # a person word in front of the label: it must be the field's own
        if within:
            return 1.0 if named in within else 0.0
        return 0.0 if named in outside or (named != "client") else 1.0
    if within:
        if named in within or (label is not None and label.context in within and not label.base):
            return 1.0
        if signature and label is not None and label.field and not label.aspect and not label.context:
            return 1.0  # the field's own label, whoever signs: 走访人签名
        if item.context:
            return 1.0 if item.context in within else 0.0
        if item.outer in within:
            return 1.0
        if item.outer in known and not (item.outer in _GROUPS and item.weak in within):
            return 0.0
        if item.weak in within:
            following = label is not None and label.aspect in _FOLLOWING
            return 0.95 if following else UNCERTAIN
        return 0.0
    if label is not None and label.context and (not label.base or label.context not in outside):
        # the field's own label names the person
        return 1.0
    if item.context:
        return 0.0 if item.context in outside else 1.0
    if item.outer in outside:
        return 0.0
    if item.weak in outside and item.outer not in known:
        return UNCERTAIN if label is None or label.aspect in ("phone", "relation", "detail", "name") else 0.9 * (
            label.aspect not in _FOLLOWING) or UNCERTAIN
    return 1.0
