"""Rows that one cell fills: bars over parts of a form, captions over their text, labels of any length over the place below."""

from __future__ import annotations

from itertools import pairwise

from auditor.forms.block_items import owner
from auditor.forms.cell_items import CellItems
from auditor.forms.grid import Face, Kind
from auditor.forms.value_cells import has_own_text

RELATED = frozenset({"guardian", "relative", "father", "mother"})
"""Persons beside the client of whom forms ask."""
_BY_PLACE = 0.75
"""Confidence of a pair whose label nobody knows."""


class FullRows(CellItems):
    """Reads the rows of a table that consist of one cell."""

    def full_row(self, face: Face, row: int) -> None:
        """A cell that spans the table."""
        layout = self.layout
        self.columns = {}
        if face.kind is Kind.EMPTY or face.used:
            return
        if face.kind is Kind.INLINE:
            self.inlines(face, "", layout.weak)
            self.nested(face, "")
            return
        if face.kind is Kind.LABEL:
            below = (
                self.grid.covering(row + face.cell.row_span) if row + face.cell.row_span < self.end else []
            )
            alone = len(below) == 1 and below[0].kind in (Kind.EMPTY, Kind.TEXT, Kind.INLINE)
            if alone and face.cell.emphasis and below[0].cell.emphasis and below[0].short_word:
                alone = False  # a caption over an unknown label, both shaded
            caption = face.label is not None and (
                face.label.caption
                or (
                    face.label.context
                    and not face.label.base
                    and not (alone and below[0].kind is not Kind.INLINE)
                )
            )
            if (
                alone
                and not caption
                and not (below[0].kind is Kind.INLINE and not has_own_text(below[0], face.label))
            ):
                self.value(face, below[0], owner(face.label, ""), layout.weak, 0.95)
                below[0].used = True
            elif caption or (
                below and not alone and not (face.colon and face.label is not None and face.label.field)
            ):
                self._caption(face)
            else:
                self.emit(
                    face.text,
                    face.label,
                    face.stretch.part(len(face.stretch.text), len(face.stretch.text)),
                    face.stretch.place,
                    owner(face.label, ""),
                    layout.weak,
                    0.9 if face.colon else 0.75,
                )
            return
        text = self._text_below(face, row)
        if text is not None:
            text.used = True
            self.emit(face.text, None, text.stretch, face.stretch.place, "", "", _BY_PLACE)
            return
        if face.short_word:
            self._caption(face)
        layout.tell(face.stretch, face.text)
        self.nested(face, "")

    def _text_below(self, face: Face, row: int) -> Face | None:
        """Return the cell below words that nobody knows where it is the place for their answer, filled or not."""
        if not face.may_be_caption or row + 1 >= self.end:
            return None
        below = self.grid.covering(row + 1)
        if len(below) != 1 or below[0].cell.row != row + 1 or below[0].cell.emphasis or below[0].cell.tables:
            return None
        if below[0].kind is Kind.EMPTY:
            if self.vocabulary.context_of(face.text) in RELATED:
                return None  # a bar over what is asked of that person
            return below[0] if face.cell.emphasis or self._answers_below(row) else None
        if below[0].kind is not Kind.TEXT:
            return None
        if face.cell.emphasis:
            return below[0]
        return below[0] if not below[0].short_word and self._answers_below(row) else None

    def _answers_below(self, row: int) -> bool:
        """Tell whether the table is one in which labels stand over their answers, and the row above asks for nothing more."""
        above = self.grid.covering(row - 1) if row else []
        if len(above) == 1 and not (above[0].used or above[0].kind is Kind.EMPTY):
            return False
        return any(
            len(one) == len(other) == 1
            and one[0].kind is Kind.LABEL
            and one[0].label is not None
            and one[0].label.field
            and other[0].kind in (Kind.TEXT, Kind.EMPTY)
            for one, other in pairwise(map(self.grid.covering, range(self.end)))
        )

    def _caption(self, face: Face) -> None:
        self.layout.captions.append(face.text)
        self.layout.outer = self.vocabulary.context_of(face.text)
        self.layout.weak = ""
        self.columns = {}
