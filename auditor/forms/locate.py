"""Where each field of a form stands: the choice among the labelled values of its paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.forms.bands import add_printed_bands
from auditor.forms.begin_and_end import SURE, meeting_of
from auditor.forms.client_words import client_signature
from auditor.forms.items import CLOCK, FILLER, UNCERTAIN, ItemIndex, filled, only_a_clock, owner_fits
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item, Layout, mark_of
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.model import Reading
from auditor.forms.near_labels import fields_near
from auditor.forms.other_words import in_other_words
from auditor.forms.own_words import fields_meant
from auditor.forms.periods import year_in
from auditor.forms.readings import make_reading, parse_value
from auditor.forms.spec import FieldSpec
from auditor.forms.told_by_options import settle_by_options
from auditor.forms.told_by_ticks import tell_by_ticks
from auditor.pages.model import Mark, Place
from auditor.values.archive_numbers import find_archive_numbers
from auditor.values.dates import find_dates
from auditor.values.names import looks_like_name
from auditor.values.surnames import surname_length

_BIRTH = "birth_date"
_FOOT = 0.5
_NAME = 12
_PLAIN_DATES = ("日期", "签名日期", "签字日期", "签署日期", "时间")
_DAY_GAP = re.compile(r"年[_ 　]*月[_ 　]*日")


@dataclass(slots=True)
class _Candidate:
    item: Item
    strength: float
    priority: int


def fill_fields(
    entry: FormIndex, layout: Layout, forms: FormSet, claimed: set[int], title: str, place: Place
) -> dict[str, Reading]:
    """Return a Reading for every field whose label stands on the paper."""
    asked = frozenset[str]().union(*entry.field_keys.values())
    index = ItemIndex(layout, claimed, forms.vocabulary, asked)
    fields: dict[str, Reading] = {}
    late: list[tuple[str, FieldSpec, Item, float]] = []
    years: set[int] = set()
    clocked: Item | None = None
    takers: dict[int, list[str]] = {}
    chosen: dict[str, tuple[Item, float]] = {}
    for key, spec in entry.spec.fields.items():
        best = _best(spec, entry.field_keys[key], index, forms.vocabulary)
        if best is not None:
            chosen[key] = best[0].item, best[1]
    chosen.update(in_other_words(entry, index, chosen))
    meeting = meeting_of(entry.spec, index, chosen)
    if meeting is not None:
        chosen["date"] = meeting.begin, SURE
    if entry.field_words:
        chosen.update(fields_meant(entry, index, chosen))
    chosen.update(fields_near(entry, index, chosen))

    def choose(key: str, without: frozenset[int]) -> tuple[Item, float] | None:
        best = _best(entry.spec.fields[key], entry.field_keys[key], index, forms.vocabulary, without)
        return (best[0].item, best[1]) if best is not None else None

    chosen = settle_by_options(entry, index, chosen, choose)
    signed = client_signature(entry, index, chosen)
    if signed is not None:
        chosen["client.signature"] = signed
    for key, spec in entry.spec.fields.items():
        reading = None
        if key in chosen:
            item, confidence = chosen[key]
            takers.setdefault(id(item), []).append(key)
            reading = make_reading(spec.type, item.value, item.label_text, confidence, spec.options)
            if spec.type == "date":
                if key.endswith(_BIRTH):
                    pass  # of another time than the paper
                elif reading.value is not None:
                    years.add(reading.value.year)  # type: ignore[union-attr]
                elif reading.raw:
                    late.append((key, spec, item, confidence))
                if key == "date" and CLOCK.search(item.value.text):
                    clocked = item
        if spec.title_pattern and (reading is None or reading.blank):
            from_title = _from_title(spec, title, place)
            reading = from_title or reading
        if reading is not None:
            fields[key] = reading
    if meeting is not None and (
        "time" not in fields or fields["time"].blank or fields["time"].confidence < SURE
    ):
        fields["time"] = make_reading("time", meeting.hours, meeting.begin.label_text, SURE)
    if clocked is not None and "time" in entry.spec.fields and "time" not in fields:
        hours = make_reading("time", clocked.value, clocked.label_text, min(0.9, clocked.confidence))
        if hours.value is not None:
            fields["time"] = hours  # the day and the hours stand in one cell
    tell_by_ticks(entry, layout, chosen, fields, forms.vocabulary)
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
    named = year_in(title).year
    if late and (len(years) == 1 or (named and not years)):
        # "6月15日" on a paper all of whose other days lie in one year, or whose title names it
        sure = (
            0.75 if not years and "年度" in title else 0.85
        )  # a year's file may end in the next one's January
        year = years.pop() if years else named
        for key, spec, item, confidence in late:
            again = make_reading(
                spec.type, item.value, item.label_text, min(confidence, sure), spec.options, year
            )
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
            if drawn or (
                item.order >= foot
                and _is_day_of(following, label.context)
                and len(item.value.text.strip(FILLER)) <= _NAME
            ):
                fields[key] = make_reading(
                    "signature", item.value, item.label_text, min(0.9 if drawn else 0.85, item.confidence)
                )
                break


def _is_day_of(item: Item | None, person: str) -> bool:
    """Tell whether an item is the date that belongs to what ``person`` filled in before it."""
    if item is None or item.label is None or item.label.aspect != "date":
        return False
    return item.context == person or (
        not item.context and item.weak in ("", person) and item.label.key in _PLAIN_DATES
    )


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
        return Reading(
            days[0], text.strip(FILLER), item.label_text, Mark.TYPED, item.value.place, confidence, True
        )
    if not days and _DAY_GAP.search(text):
        return Reading(None, "", item.label_text, Mark.BLANK, item.value.place, confidence)
    return None


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


def _only_a_name(item: Item) -> bool:
    text = item.value.text.strip(FILLER)
    return 1 < len(text) <= 4 and looks_like_name(text) and surname_length(text) > 0


def _best(
    spec: FieldSpec,
    keys: frozenset[str],
    index: ItemIndex,
    vocabulary: Vocabulary,
    without: frozenset[int] = frozenset(),
) -> tuple[_Candidate, float] | None:
    """Return the candidate for a field, and the confidence that it is the right one; items ``without`` are no candidates."""
    exact, based = keys & index.keys, keys & index.bases
    if spec.type == "signature" and spec.within:
        # whatever the station calls signing, of the person whom the field asks for: 家长手写签名
        based |= {base for base in index.bases if vocabulary.aspects.get(base) == "signature"}
    if not exact and not based and spec.type != "name":
        return None
    within = {vocabulary.context_of(word) for word in spec.within}
    outside = {vocabulary.context_of(word) for word in spec.not_within}
    order = _ranks(tuple(spec.labels))
    candidates: list[_Candidate] = []
    seen: set[int] = set()
    for key in exact:
        for item in index.by_key[key]:
            strength = owner_fits(
                item, within, outside, vocabulary, exact=True, signature=spec.type == "signature"
            )
            if strength:
                seen.add(id(item))
                candidates.append(_Candidate(item, strength, order[key]))
    for key in based:
        for item in index.by_base[key]:
            if id(item) in seen:
                continue
            strength = owner_fits(item, within, outside, vocabulary, exact=False)
            if strength:
                candidates.append(_Candidate(item, strength * 0.98, order.get(key, -len(order))))
    if spec.type == "name":
        seen.update(id(candidate.item) for candidate in candidates)
        for person in within:
            candidates += [
                _Candidate(item, 0.97, -1) for item in index.by_person.get(person, ()) if id(item) not in seen
            ]
    if without:
        candidates = [c for c in candidates if id(c.item) not in without]
    if spec.type == "date":
        candidates = [c for c in candidates if not only_a_clock(c.item)]
    if spec.type == "signature" and any(_asks_to_sign(c.item) for c in candidates):
        # 监护人意见：本人同意…… over 监护人签名：____ : words of consent sign nothing where a place for signing is printed
        candidates = [c for c in candidates if not _is_opinion(c.item) or c.item.value.inks]
    if not candidates:
        return None
    narrative = spec.type in ("narrative", "text")
    if spec.type == "narrative" and len(candidates) > 1:
        # 记录：关某某 beside a paragraph under another label of the field: who wrote it, and not what
        candidates = [c for c in candidates if not _only_a_name(c.item)] or candidates
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
    if not filled(best.item):
        other = next((c for c in candidates[1:] if filled(c.item)), None)
        specific = best.item.label is not None and not best.item.label.aspect and best.item.label.field
        if other is not None and specific and other.strength < 0.9 * best.strength:
            other = None  # "探访日期" itself stands empty; the date under a signature is not its value
        if (
            other is not None
            and specific
            and not narrative
            and other.item.label is not None
            and (best.item.label is None or other.item.label.key != best.item.label.key)
        ):
            return best, min(confidence, UNCERTAIN)
        if other is not None:
            # the label stands twice and one of them is filled in: never call it blank
            same = (
                other.item.label is not None
                and best.item.label is not None
                and (other.item.label.key == best.item.label.key and other.strength >= best.strength * 0.95)
            )
            return other, min(other.strength * other.item.confidence, 0.85 if same else UNCERTAIN)
        return best, confidence
    if not narrative:
        rivals = [
            c
            for c in candidates[1:]
            if c.priority == best.priority
            and prefer.get(_owner(c.item), 0) == prefer.get(_owner(best.item), 0)
            and c.strength >= best.strength * 0.97
            and filled(c.item)
            and fold_key(c.item.value.text) != fold_key(best.item.value.text)
        ]
        if rivals and spec.type != "signature":
            confidence = min(confidence, UNCERTAIN)
    return best, confidence


def _asks_to_sign(item: Item) -> bool:
    return item.label is not None and item.label.aspect == "signature"


def _is_opinion(item: Item) -> bool:
    return item.label is not None and item.label.aspect == "opinion"


def _owner(item: Item) -> str:
    return item.context or (item.label.context if item.label is not None else "") or item.outer
