"""The labelled values of a paper by label, and whose they are."""

from __future__ import annotations

import re

from auditor.forms.joint import name_and_phone
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Item, Layout
from auditor.forms.sheet_words import of_the_sheet
from auditor.values.text import is_only_caption, template_blank_date

UNCERTAIN = 0.75
FILLER = "_ \t\n　"
CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])\s*(?:[:：]\s*[0-5]\d|[时点]\s*(?:[0-5]?\d\s*分|半)?)")
_FOLLOWING = {"signature", "date"}
_GROUPS = frozenset({"relative", "family"})
"""Captions over several persons, each of whom the lines below name."""
_SIGN = re.compile(r"签[名字章署]")
_SIGNERS = frozenset({"signature", "date", "name"})
_DAY_SIGNS = re.compile(r"\d|[年月日号]")


class ItemIndex:
    """Items of a layout by label."""

    def __init__(
        self,
        layout: Layout,
        claimed: set[int],
        vocabulary: Vocabulary,
        asked: frozenset[str] = frozenset(),
    ) -> None:
        """Index what is labelled.

        Args:
            layout: what was labelled.
            claimed: row blocks that are tables of the form.
            vocabulary: known labels.
            asked: folded labels of the form; the day of printing is no value of a form that does not ask for it.
        """
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
            words = fold_key(item.label_text)
            if words not in asked and of_the_sheet(words):
                continue
            self.by_key.setdefault(key, []).append(item)
            composed = item.label is not None and item.label.context and item.label.base
            if key and (item.label is None or item.label.field or composed):
                self.by_plain.setdefault(plain(key), []).append(item)
            if item.label is not None and item.label.context and item.label.base:
                self.by_plain.setdefault(plain(item.label.base), []).append(item)
            if item.label is not None and item.label.context and item.label.base:
                self.by_base.setdefault(item.label.base, []).append(item)
            elif item.label is not None and item.label.context:
                self.by_person.setdefault(item.label.context, []).append(item)
        self.keys, self.bases = frozenset(self.by_key), frozenset(self.by_base)


def only_a_clock(item: Item) -> bool:
    """Tell whether a value is a time of day without any day: "16:00—16:50"."""
    text = item.value.text.strip(FILLER)
    return 3 < len(text) <= 40 and bool(CLOCK.search(text)) and not _DAY_SIGNS.search(CLOCK.sub(" ", text))


def signs_instead(label: str, kind: str) -> bool:
    """Tell whether a label asks for a signature and the field for something else: 报告人（签字） is not what was reported."""
    return kind not in _SIGNERS and bool(_SIGN.search(label))


def filled(item: Item) -> bool:
    """Something beside gaps and printed captions stands there."""
    if item.value.inks:
        return True
    text = item.value.text.strip(FILLER)
    return bool(text) and not template_blank_date(text) and not is_only_caption(text)


def owner_fits(
    item: Item,
    within: set[str],
    outside: set[str],
    vocabulary: Vocabulary,
    *,
    exact: bool,
    signature: bool = False,
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
    if (
        label is not None
        and label.context
        and (
            not label.base
            or label.context not in outside
            or (label.certain == 1.0 and vocabulary.context_of(label.key) == label.context)
        )
    ):
        # the field's own label names the person, and not the row in which it stands
        return 1.0
    if item.context:
        return 0.0 if item.context in outside else 1.0
    if item.outer in outside:
        return 0.0
    if item.weak in outside and item.outer not in known:
        return (
            UNCERTAIN
            if label is None or label.aspect in ("phone", "relation", "detail", "name")
            else 0.9 * (label.aspect not in _FOLLOWING) or UNCERTAIN
        )
    return 1.0
