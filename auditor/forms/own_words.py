"""Labels that no list has, on a paper whose form is known: what the form itself says such words ask for.

A form definition may give fields and columns an expression (``meant_by``). 实修课时 stands in no list, but on a table of
training hours it can only mean the hours somebody has done. Such expressions count on papers of that form alone, after
everything that the lists know, and only where a single label fits and its values are of the type asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from itertools import islice

from auditor.forms.items import ItemIndex, filled, only_a_clock, signs_instead
from auditor.forms.labels import COMPOSED, Label, Vocabulary, fold_key, strip_numbering
from auditor.forms.layout import Item, Layout, RowBlock
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.near_labels import NEAR, label_near
from auditor.forms.sheet_words import of_the_sheet
from auditor.forms.stretches import Segment
from auditor.forms.type_fit import may_be_of_type, mostly_of_type
from auditor.pages.model import Cell, Line

_LONGEST = 20
_LONGEST_HEAD = 24
_HEAD_ROWS = 8
_MOST_ROWS = 60
_LONGEST_LINE = 400
_NO_LABEL = re.compile(r"\d|[:：].|[。；;，,]")
_BEFORE_COLON = re.compile(
    r"(?:^|\n|[ 　\t]{1,8}|[；;。])(?:\d{1,2}[.、．])?([\u4e00-\u9fff（）()/]{2,16})[:：]"
)
_LEAST = 2
_HALF = 0.5
_UNKNOWN = 0.75
_SURE = 0.9
_FILLER = "_ \t\n　"
_DIGIT = re.compile(r"\d|[零一二三四五六七八九十百两]")
_COUNTED = frozenset({"target", "done", "stage_target"})
"""Columns of figures that may have units in them."""


@dataclass(slots=True)
class OwnVocabulary(Vocabulary):
    """A vocabulary in which some texts of one paper are labels, whatever they are elsewhere."""

    heads: Mapping[str, Label] = field(default_factory=dict)

    def find(self, text: str) -> Label | None:
        """Return the paper's own label, else what all papers know."""
        own = self.heads.get(text.strip(_FILLER))
        return own if own is not None else Vocabulary.find(self, text)


def with_heads(forms: FormSet, heads: Mapping[str, Label]) -> FormSet:
    """Return the forms with a vocabulary that also knows ``heads``; everything else is shared."""
    known = {one.name: getattr(forms.vocabulary, one.name) for one in dataclass_fields(Vocabulary)}
    return replace(forms, vocabulary=OwnVocabulary(**known, heads=heads))


def column_of(
    text: str,
    label: Label | None,
    keys: Mapping[str, frozenset[str]],
    words: Mapping[str, re.Pattern[str]],
    vocabulary: Vocabulary,
) -> tuple[str, bool]:
    """Return the column that a head names, and whether only the form's expression tells so; "" where it names none."""
    if label is not None:
        for own in (label.key, label.base):
            for column, choices in keys.items():
                if own and own in choices:
                    return column, False
        plain = vocabulary.wordings.plain(label.key)
        for column, choices in keys.items():
            if plain in vocabulary.plain_of(choices):
                return column, False
    folded = _plainly(fold_key(text))
    if 0 < len(folded) <= _LONGEST:
        for column, pattern in words.items():
            if pattern.search(folded):
                return column, True
    return "", False


def heads_meant(
    segment: Segment,
    layout: Layout,
    entry: FormIndex,
    tables: Sequence[str],
    forms: FormSet,
    *,
    near: bool = True,
) -> dict[str, Label]:
    """Return labels for texts of a paper that only the form's expressions understand.

    Heads of tables that were not found, labels above their values, labels beside them, and labels before a colon.

    Args:
        segment: the paper.
        layout: what the shared words made of it; labels of fields that it has already are left alone.
        entry: the paper's form.
        tables: names of the tables of rows that were not found.
        forms: all forms.
        near: whether labels count that are only near known ones.
    """
    heads: dict[str, Label] = {}
    missed = _fields_without_label(layout, entry, forms.vocabulary)
    unread = _Unread(entry, missed, forms.vocabulary, near)
    for piece in segment.pieces:
        if isinstance(piece.block, Line):
            heads.update(unread.before_colons(piece.block.text))
            continue
        rows: dict[int, list[Cell]] = {}
        begin, end = piece.rows or (0, piece.block.rows)
        for cell in piece.block.cells:
            if begin <= cell.row < min(end, begin + _MOST_ROWS):
                rows.setdefault(cell.row, []).append(cell)
        headed = False
        for name in tables:
            for number, cells in islice(rows.items(), _HEAD_ROWS):
                found = _header(cells, rows.get(number + 1, []), entry, name, forms.vocabulary)
                if found:
                    heads.update(found)
                    headed = True
                    break
        if headed or not missed:
            continue
        for number, cells in rows.items():
            for cell in cells:
                if "：" in cell.text or ":" in cell.text:
                    heads.update(unread.before_colons(cell.text))
            heads.update(_labels_above(cells, rows.get(number + 1, []), unread))
            if len(cells) % 2 == 0:
                for cell, value in zip(cells[::2], cells[1::2], strict=True):
                    if not cell.inks and cell.text.strip(_FILLER) != value.text.strip(_FILLER):
                        heads.update(unread.label(cell.text.strip(_FILLER), value.text))
    return heads


def tells_own(segment: Segment, layout: Layout, entry: FormIndex, forms: FormSet) -> bool:
    """Tell whether a paper whose title may be a form's asks, in words of its own, for what that form asks for."""
    if not entry.field_words and not any(entry.column_words.values()):
        return False
    heads = heads_meant(segment, layout, entry, list(entry.column_words), forms, near=False)
    meant = {label.key for label in heads.values() if label.certain == COMPOSED}
    missed = _fields_without_label(layout, entry, forms.vocabulary)
    return bool(meant) and len(meant) + len(entry.field_words.keys() - missed.keys()) >= _LEAST


def _fields_without_label(
    layout: Layout, entry: FormIndex, vocabulary: Vocabulary
) -> dict[str, re.Pattern[str] | None]:
    """Return the fields that no label on the paper asks for, each with its expression where it has one."""
    asked: set[str] = set()
    hours: set[str] = set()
    for item in layout.items:
        if item.label is not None:
            labels = {item.label.key, item.label.base, vocabulary.wordings.plain(item.label.key)}
            (hours if only_a_clock(item) else asked).update(labels)
    for block in layout.blocks:
        asked |= {label.key for _, label in block.headers if label is not None}
    return {
        key: entry.field_words.get(key)
        for key, keys in entry.field_keys.items()
        if asked.isdisjoint(keys | vocabulary.plain_of(keys))
        and (
            entry.spec.fields[key].type == "date" or hours.isdisjoint(keys | vocabulary.plain_of(keys))
        )  # 通话时间 over nothing but hours leaves the day unasked
    }


@dataclass(slots=True)
class _Unread:
    """Texts in the places of labels, and the fields that no label asks for."""

    entry: FormIndex
    missed: Mapping[str, re.Pattern[str] | None]
    vocabulary: Vocabulary
    near: bool

    def label(self, text: str, value: str) -> dict[str, Label]:
        """Return the label that a text is by an expression of a field that has none, or by being near; nothing for a known one."""
        bare = strip_numbering(text)
        if not 1 < len(bare) <= _LONGEST or _NO_LABEL.search(bare) or self.vocabulary.find(text) is not None:
            return {}
        folded = _plainly(fold_key(text))
        if of_the_sheet(folded):
            return {}
        key = next(
            (
                key
                for key, pattern in self.missed.items()
                if pattern
                and pattern.search(folded)
                and not signs_instead(text, self.entry.spec.fields[key].type)
            ),
            "",
        )
        if key:
            return {text: _label(self.entry.spec.fields[key].labels[0], self.vocabulary)}
        if self.near and (key := label_near(text, value, self.entry, self.missed, self.vocabulary)):
            label = _label(self.entry.spec.fields[key].labels[0], self.vocabulary)
            return {text: replace(label, certain=NEAR)}
        return {}

    def before_colons(self, text: str) -> dict[str, Label]:
        """Return the labels before the colons of a line or cell."""
        found: dict[str, Label] = {}
        matches = list(_BEFORE_COLON.finditer(text[:_LONGEST_LINE]))
        for number, match in enumerate(matches):
            end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
            found.update(self.label(match[1].strip(_FILLER), text[match.end() : end].strip(_FILLER)))
        return found


def _labels_above(cells: list[Cell], below: list[Cell], unread: _Unread) -> dict[str, Label]:
    """Return the labels of a row of labels above their values of which some are known by expressions alone."""
    texts = [cell.text.strip(_FILLER) for cell in cells]
    if len(cells) < _LEAST or not all(0 < len(text) <= _LONGEST for text in texts):
        return {}
    if [(c.col, c.col_span) for c in below] != [(c.col, c.col_span) for c in cells]:
        return {}
    vocabulary = unread.vocabulary
    under = [cell.text.strip(_FILLER) for cell in below]
    known = [vocabulary.find(text) is not None for text in texts]
    meant = {text: unread.label(text, value) for text, value in zip(texts, under, strict=True)}
    if not any(under) or not any(meant.values()) or not any(known):
        return {}
    if not all(found or meant[text] for found, text in zip(known, texts, strict=True)):
        return {}
    if any(vocabulary.find(text) is not None for text in under if text):
        return {}  # labels over labels
    if unread.label(under[0], ""):
        return {}
    return {text: label for found in meant.values() for text, label in found.items()}


def _header(
    cells: list[Cell], below: list[Cell], entry: FormIndex, name: str, vocabulary: Vocabulary
) -> dict[str, Label]:
    """Return the labels of a row of heads that names all columns needed; nothing where it is none."""
    texts = [cell.text.strip(_FILLER) for cell in cells]
    written = [text for text in texts if text]
    if len(written) < _LEAST or any(
        len(text) > _LONGEST_HEAD or cell.inks for text, cell in zip(texts, cells, strict=True)
    ):
        return {}
    if [cell.col for cell in below] != [cell.col for cell in cells] or any(c.row_span > 1 for c in cells):
        return {}
    told: dict[str, list[str]] = {}
    meant: dict[str, str] = {}
    for text in written:
        column, by_words = column_of(
            text, vocabulary.find(text), entry.column_keys[name], entry.column_words[name], vocabulary
        )
        if column:
            told.setdefault(column, []).append(text)
            if by_words:
                meant[text] = column
    spec = entry.spec.rows[name]
    if not meant or any(not any(column in told for column in one_of) for one_of in spec.needed):
        return {}
    if len(told) < _LEAST or sum(map(len, told.values())) < _HALF * len(written):
        return {}
    heads = {}
    for text in written:
        if text in meant:
            if len(told[meant[text]]) == 1:
                heads[text] = _label(spec.columns[meant[text]].labels[0], vocabulary)
        elif vocabulary.find(text) is None and not _DIGIT.search(text) and len(text) > 1:
            heads[text] = Label(fold_key(text), field=True, certain=COMPOSED)
    return heads


def _label(first: str, vocabulary: Vocabulary) -> Label:
    known = vocabulary.find(first)
    return replace(known or Label(fold_key(first), field=True), key=fold_key(first), certain=COMPOSED)


def add_columns_meant(
    block: RowBlock, entry: FormIndex, name: str, found: dict[str, int], vocabulary: Vocabulary
) -> None:
    """Add columns that only the form's expressions understand, where one head alone fits and its cells are of the type."""
    words = {column: pattern for column, pattern in entry.column_words[name].items() if column not in found}
    if not words:
        return
    taken = set(found.values())
    fits: dict[str, list[int]] = {}
    for position, (text, label) in enumerate(block.headers):
        folded = _plainly(fold_key(text))
        if position in taken or not 0 < len(folded) <= _LONGEST:
            continue
        if label is not None and label.context in vocabulary.book.roles:
            continue
        column = next((column for column, pattern in words.items() if pattern.search(folded)), "")
        spec = entry.spec.rows[name].columns.get(column)
        kind = "score" if column in _COUNTED else spec.type if spec is not None else ""
        if kind and mostly_of_type(kind, [row[position].text for row in block.rows]):
            fits.setdefault(column, []).append(position)
    found.update({column: positions[0] for column, positions in fits.items() if len(positions) == 1})


_SPEAKERS = frozenset({"supervisor"})
"""Persons whose own forms ask for what they say: 督导者建议 on a supervision record."""
_EVERYDAY = (("日子", "日期"), ("时候", "时间"), ("钟点", "时刻"))
"""What people say for what forms print."""


def _plainly(text: str) -> str:
    """Return a folded label with everyday words for days and times in the words of forms."""
    text = strip_numbering(text)
    for said, printed in _EVERYDAY:
        text = text.replace(said, printed)
    return text


def fields_meant(
    entry: FormIndex, index: ItemIndex, chosen: Mapping[str, tuple[Item, float]]
) -> dict[str, tuple[Item, float]]:
    """Return items for fields without one, by the form's own expressions for their labels."""
    taken = {id(item) for item, _ in chosen.values()}
    own = frozenset().union(
        *(
            labels
            for key, labels in entry.field_keys.items()
            if key not in chosen or not filled(chosen[key][0])
        )
    )  # of two labels that ask for one thing the second is free to mean another
    roles = index.vocabulary.book.roles if entry.spec.approvals else ()
    found: dict[str, tuple[Item, float]] = {}
    for key, pattern in entry.field_words.items():
        spec = entry.spec.fields[key]
        if key in chosen or (spec.type == "signature" and spec.within):
            continue
        fits = [
            item
            for folded, items in index.by_key.items()
            for item in items
            if id(item) not in taken and _may_mean(item, folded, pattern, own, roles, spec.type)
        ]
        fits = [item for item in fits if filled(item)] or fits
        if not fits:
            continue
        item = fits[0]
        sure = _SURE if len({fold_key(other.value.text) for other in fits}) == 1 else _UNKNOWN
        if not filled(item) and (item.value.col < 0 or item.value.place == item.label_place):
            sure = _UNKNOWN  # the text may stand below
        found[key] = (replace_confidence(item, sure), sure)
        taken.add(id(item))
    return found


def _may_mean(
    item: Item, folded: str, pattern: re.Pattern[str], own: frozenset[str], roles: Iterable[str], kind: str
) -> bool:
    label = item.label
    if (label is not None and label.context in roles) or signs_instead(item.label_text, kind):
        return False
    if label is not None and (
        label.key in own
        or (label.base in own and label.certain > COMPOSED and label.context not in _SPEAKERS)
    ):
        return False
    text = _plainly(fold_key(item.label_text))
    if not 0 < len(text) <= _LONGEST or not (pattern.search(text) or pattern.search(folded)):
        return False
    return not filled(item) or may_be_of_type(kind, item.value.text.strip(_FILLER))


def replace_confidence(item: Item, sure: float) -> Item:
    """Return the item as sure as the form's expression makes it."""
    return replace(item, confidence=max(item.confidence, sure))
