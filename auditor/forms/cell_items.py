"""From the cells of a table to labelled values: what a label takes, what stands inside a cell, whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from auditor.forms.block_items import owner
from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.label_values import answers_unknown, joined, value_may_be_below
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import Item, Layout, Stretch, give_ink_to_signature
from auditor.forms.periods import Period
from auditor.forms.value_cells import ends_value, row_person
from auditor.pages.model import Place, Table

_ASKS = re.compile(
    r"^[\u4e00-\u9fff（）()、]{2,20}(?:情况|措施|处[置理]|应对|响应|机制|预案|启动|支[持援]|疏导|意见|说明|内容|安排|时间|日期|方式|结果|经过|原因|对象|关怀)$"
)
"""How words end that ask for something, though no form lists them."""
_UNSEEN = 0.7
"""Confidence of what stands behind a rule that was not seen."""


class CellItems:
    """Adds the labelled values of cells to a layout; the walk over the rows decides which cells these are.

    Args:
        grid: the table.
        vocabulary: known labels.
        layout: receives the items.
        read_nested: reads a table that stands inside a cell.
    """

    def __init__(
        self,
        grid: Grid,
        vocabulary: Vocabulary,
        layout: Layout,
        read_nested: Callable[[Table, Place, Period], None],
    ) -> None:
        self.grid, self.vocabulary, self.layout, self.read_nested = grid, vocabulary, layout, read_nested
        self.cell_context: dict[int, str] = {}
        """Context given by caption cells that span several rows, by id of the face."""
        self.columns: dict[int, str] = {}
        """Person of each column in a transposed table."""
        self.end = 0
        """The row after the last that is read."""
        self.paired: list[tuple[Item, Face, Face]] = []
        """Items with the cells of their labels and values."""

    def take(self, face: Face, values: list[Face], named: str, weak: str, confidence: float) -> str:
        """Emit a label with its value cells; return the person that the row goes on to speak of."""
        for value in values:
            value.used = True
        first = values[0]
        if len(values) > 1:
            first = joined(values)
        if not first.text and not first.stretch.inks and value_may_be_below(self.grid, self.end, face, first):
            confidence = min(confidence, 0.7)
        self.value(face, first, named, weak, confidence)
        for value in values[1:]:
            if value.kind is Kind.INLINE:
                self.inlines(value, named, weak, certain=0.9)
        return named if face.label is not None and face.label.context else row_person(face.label, named)

    def value(self, face: Face, value: Face, named: str, weak: str, confidence: float) -> None:
        """Emit the pair of a label cell and a value cell, and what is labelled inside the value cell."""
        stretch = value.stretch
        inlines = value.inlines if value.kind is Kind.INLINE else []
        end = len(stretch.text)
        for inline in inlines:
            if ends_value(inline, face.label):
                end = inline.start
                break
        item = self.emit(
            face.text,
            face.label,
            stretch.part(0, end) if inlines else stretch,
            face.stretch.place,
            named,
            weak,
            confidence,
        )
        self.paired.append((item, face, value))
        if inlines:
            self.inlines(value, named, weak, certain=0.9)
        self.nested(value, named)

    def inlines(self, face: Face, own: str, weak: str, certain: float = 1.0) -> str:
        """Emit the labels inside a cell; later ones belong to the person or role named before them."""
        stretch = face.stretch
        face.used = True
        first = len(self.layout.items)
        for inline in face.inlines:
            named = owner(inline.label, own)
            value = stretch.part(inline.value_start, inline.value_end)
            if (
                inline is face.inlines[-1]
                and stretch.sure
                and not value.text.strip("_ \t\n　：:")
                and not value.inks
            ):
                value = self._behind_unseen_rule(face) or value
            confidence = certain if inline.label is not None else min(certain, 0.85)
            self.emit(inline.text, inline.label, value, stretch.place, named, weak, confidence)
            if inline.label is not None and inline.label.context:
                own = named
        if stretch.inks:
            give_ink_to_signature(self.layout.items[first:])
        return own

    def _behind_unseen_rule(self, face: Face) -> Stretch | None:
        """Return the cell beside a scanned one that ends with a label: the rule between the two before was not seen."""
        covering = self.grid.covering(face.cell.row)
        at = covering.index(face) + 1 if face in covering else len(covering)
        if at >= len(covering) or covering[at].kind is not Kind.TEXT or covering[at].used:
            return None
        covering[at].used = True
        beside = covering[at].stretch
        inks = tuple(replace(ink, confidence=min(ink.confidence, _UNSEEN)) for ink in beside.inks)
        return replace(beside, inks=inks, confidence=min(beside.confidence, _UNSEEN))

    def unknown(self, row: int, covering: list[Face], face: Face) -> None:
        """A short word that may be a label nobody knows: paired with the cell to its right for `pairs`."""
        position = covering.index(face)
        following = covering[position + 1] if position + 1 < len(covering) else None
        if (
            following is None
            or following.used
            or not (following.kind in (Kind.TEXT, Kind.EMPTY) or answers_unknown(covering, position))
        ):
            self.layout.tell(face.stretch, face.text)
            return
        if self.heads_rows(covering, position):
            self.remember(face, None, "")
            return
        left = covering[position - 1] if position else None
        tall = left is not None and left.cell.row_span > max(face.cell.row_span, 1)
        if left is not None and left.kind is Kind.TEXT and not tall and not face.cell.emphasis:
            self.layout.tell(face.stretch, face.text)
            return
        following.used = True
        if following.cell.tables:
            self.layout.captions.append(face.text)
            self.nested(following, "")
            return
        if face.cell.row_span > 1 and self.vocabulary.context_of(face.text) in self.vocabulary.book.contexts:
            self.remember(face, None, "")
        self.emit(face.text, None, following.stretch, face.stretch.place, "", "", 0.75)

    def heads_rows(self, covering: list[Face], position: int) -> bool:
        """Tell whether words set beside several rows are their caption: each row has a label of its own, known or not, behind it."""
        face, following = covering[position], covering[position + 1]
        if face.cell.row_span <= max(following.cell.row_span, 1) or len(covering) <= position + 2:
            return False
        behind = [
            other
            for row in range(face.cell.row, min(face.cell.row + face.cell.row_span, self.end))
            for other in self.grid.rows[row]
            if other.cell.col == following.cell.col
        ]
        return len(behind) > 1 and all(
            other.kind is Kind.LABEL or (other.kind is Kind.TEXT and _ASKS.search(other.text))
            for other in behind
        )

    def remember(self, face: Face, label: Label | None, own: str) -> None:
        """Keep a caption cell's person for all rows that it spans."""
        context = (
            label.context if label is not None and label.context else self.vocabulary.context_of(face.text)
        )
        self.cell_context[id(face)] = context or own
        self.layout.captions.append(face.text)

    def emit(
        self,
        text: str,
        label: Label | None,
        value: Stretch,
        place: Place,
        context: str,
        weak: str,
        confidence: float,
    ) -> Item:
        """Add one labelled value; its person is the column's where nothing nearer says whose it is."""
        column = self.columns.get(value.col, "") if self.columns else ""
        item = Item(
            text,
            label,
            value,
            place,
            context or column,
            self.layout.outer,
            weak,
            confidence * (label.certain if label is not None else 1.0),
        )
        self.layout.add(item)
        return item

    def nested(self, face: Face, own: str) -> None:
        """Read the tables inside a cell; they belong to whom the cell belongs."""
        if not face.cell.tables:
            return
        outer = self.layout.outer
        if own:
            self.layout.outer = own
        for table in face.cell.tables:
            place = face.stretch.place
            period = self.grid.period(face.cell.row)
            self.read_nested(table, place, period)
        self.layout.outer = outer
