"""What pairing hands to recognition and location: labelled stretches of paper, and tables of repeated rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from auditor.forms.labels import Label
from auditor.forms.ticks import BOX
from auditor.pages.model import INK_ANCHOR, Ink, Mark, Place, text_confidence


@dataclass(slots=True)
class Stretch:
    """A piece of a cell or line with the ink that stands in it."""

    text: str = ""
    inks: tuple[Ink, ...] = ()
    place: Place = Place()
    confidence: float = 1.0
    col: int = -1
    """Grid column of the cell, where it is one."""
    sure: bytes = b""
    """For each character how likely it is right, in percent; empty where the text was not recognised from a picture."""

    def part(self, start: int, end: int) -> Stretch:
        """Return the stretch between two offsets, with the pictures that stand there."""
        piece = self.text[start:end]
        inks: tuple[Ink, ...] = ()
        if self.inks and INK_ANCHOR in piece:
            first = self.text.count(INK_ANCHOR, 0, start)
            inks = self.inks[first : first + piece.count(INK_ANCHOR)]
        elif self.inks and INK_ANCHOR not in self.text and end >= len(self.text):
            inks = self.inks  # the reader knows of ink and not where in the text it stands
        if len(self.sure) == len(self.text) and self.sure:
            sure = self.sure[start:end]
            return Stretch(piece, inks, self.place, text_confidence(sure), self.col, sure)
        return Stretch(piece, inks, self.place, self.confidence, self.col)


@dataclass(slots=True)
class Item:
    """One label and its value.

    ``context`` is the person or role that certainly owns the value (from the label itself, its cell, row or column),
    ``outer`` the caption of the block around it, ``weak`` what the row or line before spoke of.
    """

    label_text: str
    label: Label | None
    value: Stretch
    label_place: Place
    context: str = ""
    outer: str = ""
    weak: str = ""
    confidence: float = 1.0
    order: int = 0
    block: int = -1
    """Index of the row block that this item was also read from, or -1."""


@dataclass(slots=True)
class RowBlock:
    """A header row with rows of values under it."""

    headers: list[tuple[str, Label | None]]
    rows: list[list[Stretch]]
    place: Place
    context: str = ""
    caption: str = ""
    options: list[int] = field(default_factory=list)
    """Positions of columns that are options to tick (良好 | 一般 | 差)."""
    months: dict[int, int] = field(default_factory=dict)
    """Position -> month of columns that are the months of a year."""
    sums: list[tuple[int, list[Stretch]]] = field(default_factory=list)
    """Rows of sums (小计, 合计), each with the number of rows before it."""
    groups: list[str] = field(default_factory=list)
    """For headers of two storeys: what stands above each column's own head, or ""."""
    month_rows: bool = False
    """The first column names months, the others say how contact was made."""


@dataclass(slots=True)
class Layout:
    """Everything labelled in one stretch of a file."""

    items: list[Item] = field(default_factory=list)
    blocks: list[RowBlock] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    understood: set[str] = field(default_factory=set)
    """Places of rows that were understood although no field takes what stands in them."""
    boxed: list[Stretch] = field(default_factory=list)
    """Texts without labels in which options stand with boxes before them."""
    outer: str = ""
    """Context of the block caption that stands open."""
    weak: str = ""
    beside: tuple[str, ...] = ()
    """Persons whom the line before named beside each other; what stands below them is theirs in the same order."""
    open_block: RowBlock | None = None
    """Rows that reached the end of their table and may go on in the next one, without a header of their own."""
    open_item: Item | None = None
    """A label at the end of a line whose value may stand on the following lines."""

    def tell(self, stretch: Stretch, text: str) -> None:
        """Note a text in which no label was found."""
        self.texts.append(text)
        if BOX.search(text) is not None:
            self.boxed.append(stretch)

    def add(self, item: Item) -> None:
        """Append an item in reading order."""
        item.order = len(self.items)
        self.items.append(item)


_PARTY = re.compile(r"^\s*([甲乙丙]方)(?:[（(][^（）()]{1,12}[)）])?")


_PARTY_CONTEXTS = ("", "client", "agency", "third_party")
"""Whom 甲方, 乙方 and 丙方 mean before a letter says it; 乙方父亲 is the father's, whoever 乙方 is."""


def name_parties(layout: Layout) -> None:
    """Let 甲方 and 乙方 of a letter mean whom it says they are: "甲方（服务对象）：…" makes 甲方签名 the client's."""
    parties: dict[str, str] = {}
    for item in layout.items:
        match = _PARTY.match(item.label_text)
        if match is not None and item.label is not None and len(match[0].strip()) > 2 and not item.label.base:
            parties.setdefault(match[1], item.label.context)
    if not parties:
        return
    if len(parties) == 1 and (other := {"甲方": "乙方", "乙方": "甲方"}.get(next(iter(parties)))):
        parties[other] = "agency" if "client" in parties.values() else "client"
    before: Item | None = None
    for item in layout.items:
        match = _PARTY.match(item.label_text)
        label = item.label
        if (
            match is not None
            and label is not None
            and match[1] in parties
            and (label.context in _PARTY_CONTEXTS and label.context != parties[match[1]])
        ):
            old = label.context
            item.label, item.context = replace(label, context=parties[match[1]]), parties[match[1]]
            before = item if old else None
        elif before is not None and label is not None and not label.context and item.context:
            item.context = before.context  # what depends on the party named before it
        else:
            before = None


def give_ink_to_signature(items: list[Item]) -> None:
    """Move a picture from a day to the empty signature before it.

    A sheet knows only the cell in which a picture stands, and a floating picture only its paragraph: there the
    picture is written at the end of the text, behind the day.
    """
    for before, item in pairwise(items):
        label, other = item.label, before.label
        if label is None or other is None or label.aspect != "date" or other.aspect != "signature":
            continue
        if item.value.inks and not before.value.inks and not before.value.text.strip("_ \t\n　"):
            before.value.inks, before.value.text = item.value.inks, INK_ANCHOR * len(item.value.inks)
            item.value.inks, item.value.text = (), item.value.text.replace(INK_ANCHOR, "")


def mark_of_inks(inks: tuple[Ink, ...]) -> Mark | None:
    """Return the mark of the ink that tells most: pen strokes, then pictures, then seals."""
    marks = {ink.mark for ink in inks}
    for mark in (Mark.HANDWRITTEN, Mark.IMAGE, Mark.STAMP):
        if mark in marks:
            return mark
    return None


def mark_of(stretch: Stretch) -> Mark | None:
    """Return the mark of the ink in a stretch; a picture's anchor without its ink counts as a picture."""
    if stretch.inks:
        return mark_of_inks(stretch.inks)
    return Mark.IMAGE if INK_ANCHOR in stretch.text else None
