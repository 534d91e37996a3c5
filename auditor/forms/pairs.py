"""Labels and values of a table: which cell belongs to which label, whatever the form."""

from __future__ import annotations

from functools import cached_property

from auditor.forms.alternating import alternating_rows
from auditor.forms.bar_rows import rows_of_bars
from auditor.forms.block_items import add_block, owner
from auditor.forms.full_rows import RELATED, FullRows
from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.label_values import (
    is_number_of_meeting,
    is_row_of_labels,
    is_value_of_row,
    stands_in_value_column,
    values_right,
)
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import Layout
from auditor.forms.ordinal_rows import rows_of_ordinals
from auditor.forms.periods import NO_PERIOD, Period
from auditor.forms.person_matrix import person_matrix
from auditor.forms.person_rows import rows_of_persons
from auditor.forms.persons import (
    PersonGroups,
    column_persons,
    groups_beside_values,
    heads_of_groups,
    person_above,
)
from auditor.forms.questions import question_rows
from auditor.forms.role_rows import rows_of_offices
from auditor.forms.row_blocks import find_row_block, rows_going_on
from auditor.forms.scored_rows import scored_rows
from auditor.forms.signing_cells import set_places_to_sign
from auditor.forms.ticks_below import ticks_below
from auditor.forms.trails import trail_of_steps
from auditor.forms.value_cells import (
    CLOSING,
    doubt_blanks,
    has_own_text,
    is_role,
    value_columns,
)
from auditor.pages.model import INK_ANCHOR, Place, Table

_MAX_DEPTH = 4
_FAMILY, _GUARDIAN = "家属信息", "guardian"
_TURNS = 0.95
_NTH = "第几次"
_NEVER_DRAWN = frozenset({"phone", "date", "name", "relation", "detail"})


def read_table(
    table: Table,
    vocabulary: Vocabulary,
    layout: Layout,
    path: str,
    page: int | None,
    *,
    sheet: bool = False,
    rows: tuple[int, int] | None = None,
    depth: int = 0,
    period: Period = NO_PERIOD,
) -> None:
    """Add the labelled values of (some rows of) ``table`` to ``layout``.

    Args:
        table: the table.
        vocabulary: known labels.
        layout: receives items, row blocks and captions; its open block caption is used and changed.
        path: the file's path, for places.
        page: the page number, or None.
        sheet: places are written as in a sheet.
        rows: first row and the row after the last; the whole table if None.
        depth: how deep the table is nested.
        period: year and month that count above the table.
    """
    grid = Grid(table, vocabulary, path, page, sheet, period)
    _TableWalk(grid, vocabulary, layout, depth).walk(*(rows or (0, table.rows)))


class _TableWalk(FullRows):
    """Goes through the rows of a table and tells labels, values, captions and tables of repeated rows apart."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, layout: Layout, depth: int) -> None:
        super().__init__(grid, vocabulary, layout, self._read_nested)
        self.depth = depth
        self.groups = PersonGroups()
        """Persons over groups of columns, as long as the rows go on asking of each of them."""
        self.after = 0
        """The row after what was read last as a whole."""

    def _read_nested(self, table: Table, place: Place, period: Period) -> None:
        if self.depth < _MAX_DEPTH:
            depth = self.depth + 1
            read_table(
                table, self.vocabulary, self.layout, place.path, place.page, depth=depth, period=period
            )

    def walk(self, start: int, end: int) -> None:
        self.end = end
        if not self.depth and start < end and not self._closes(start):
            self.layout.weak = ""  # whoever was spoken of last was asked in the table before
        row = rows_going_on(self.grid, self.layout.open_block, start, end)
        while row < end:
            self.layout.open_block = None
            if (
                self._counted_persons(row)
                or self._steps(row)
                or self._persons_in_rows(row)
                or self._questions(row)
            ):
                row = self.after
                continue
            if self._groups(row):
                row += 1
                continue
            persons = column_persons(self.grid, self.grid.rows[row], self.grid.covering(row))
            if persons:
                self.columns = persons
                row += 1
                continue
            ticked = ticks_below(self.grid, row, end)
            if ticked is not None:
                label, chosen, row = ticked
                self.value(label, chosen, owner(label.label, ""), "", _TURNS)
                continue
            turns = alternating_rows(self.grid, row, end)
            if turns > 1:
                row = self._take_turns(row, turns)
                continue
            block = (
                scored_rows(self.grid, row, end, self.vocabulary)
                or rows_of_bars(self.grid, row, end, self.vocabulary)
                or rows_of_ordinals(self.grid, row, end, self.vocabulary)
                or rows_of_offices(self.grid, row, end, self.vocabulary)
                or find_row_block(self.grid, row, end, self.vocabulary)
            )
            if block is not None:
                found, after = block
                found.context = self.layout.outer
                for face in self.grid.covering(row):
                    if (
                        face.cell.row <= row
                        and face.cell.row + face.cell.row_span >= min(after, end)
                        and face.label
                    ):
                        found.caption = face.text
                if not found.caption and self.layout.captions:
                    found.caption = self.layout.captions[-1]
                add_block(self.layout, found)
                row = after
                self.layout.open_block = (
                    found if after == end and len(found.rows) > 0 and not self.depth else None
                )
                continue
            if turns:
                row = self._take_turns(row, turns)
                continue
            self._row(row)
            row += 1
        doubt_blanks(self.grid, self.paired, end)

    def _closes(self, row: int) -> bool:
        """Tell whether a table begins with the signature or the day of what stands above it."""
        first = next((face for face in self.grid.covering(row) if face.kind is not Kind.EMPTY), None)
        if first is None:
            return True
        label = first.inlines[0].label if first.inlines else first.label
        return label is not None and label.aspect in CLOSING

    def _counted_persons(self, row: int) -> bool:
        """Read guardians who stand beside each other by number (监护人一 | 监护人二) as rows; False where there are none."""
        found = person_matrix(self.grid, row, self.end, self.vocabulary)
        if found is None:
            return False
        block, signed, self.after = found
        block.caption = _FAMILY
        self.layout.blocks.append(block)
        for face, label, value in signed:
            self.emit(face.text, label, value, face.stretch.place, label.context or _GUARDIAN, "", 1.0)
        return True

    def _steps(self, row: int) -> bool:
        """Read a trail of approval as labels of the offices in it; False where there is none."""
        found = trail_of_steps(self.grid, row, self.end, self.vocabulary)
        if found is None:
            return False
        self.after = found.after
        self.layout.understood |= found.understood
        for words, label, value, place in found.cells:
            self.emit(words, label, value, place.place, label.context, "", 0.95)
        return True

    def _persons_in_rows(self, row: int) -> bool:
        """Read persons one below the other, each at the head of a row, as labels of each; False where there are none."""
        found = rows_of_persons(self.grid, row, self.end, self.vocabulary)
        if found is None:
            return False
        self.after = found.after
        if found.relatives is not None:
            found.relatives.caption = _FAMILY
            self.layout.blocks.append(found.relatives)
        for face, label, value in found.cells:
            self.emit(label.base, label, value, face.stretch.place, label.context, "", 1.0)
        return True

    def _questions(self, row: int) -> bool:
        """Read questions with their answers as labels with their values; False where there are none."""
        found = question_rows(self.grid, row, self.end, self.vocabulary)
        if found is None:
            return False
        answers, self.after = found
        for question, label, answer in answers:
            self.emit(
                label.key if label is not None else question.text,
                label,
                answer.stretch,
                question.stretch.place,
                label.context if label is not None else "",
                "",
                _TURNS if label is not None else 0.75,
            )
        return True

    def _groups(self, row: int) -> bool:
        """Read a row that heads, opens or continues groups of columns of several persons; False where it is none."""
        faces = self.grid.rows[row]
        if self.groups.persons and self.groups.go_on(self.grid, row):
            self._row(row)
            return True
        self.groups = heads_of_groups(self.grid, faces) if len(faces) > 1 else PersonGroups()
        if self.groups.persons:
            self.columns = {}
            return True
        beside = groups_beside_values(self.grid, faces) if len(faces) > 3 else self.groups
        if beside.persons:
            self._row(row)
            self.groups = beside
        return bool(beside.persons)

    # ---- rows -------------------------------------------------------------------------------------------------

    def _row(self, row: int) -> None:
        faces = self.grid.rows[row]
        covering = self.grid.covering(row)
        if not faces:
            return
        set_places_to_sign(covering, self.vocabulary)
        left = next((f for f in covering if f.cell.row < row and id(f) in self.cell_context), None)
        context = self.cell_context[id(left)] if left is not None else ""
        if len(covering) == 1:
            self.full_row(faces[0], row)
            return
        weak, self.layout.weak = self.layout.weak, ""
        own = context
        index = 0
        while index < len(faces):
            face = faces[index]
            if not face.used:
                own = self._cell(row, covering, face, own, weak)
                if not own and weak in RELATED and face.label is not None and face.label.aspect == "relation":
                    own = weak  # whose relation to the client is asked, of the same person the rest of the row is
            index += 1
        if not self.layout.weak:
            self.layout.weak = own or weak

    def _take_turns(self, row: int, turns: int) -> int:
        """Read pairs of a row of labels and the row of its values; return the row after them."""
        for labels in range(row, row + 2 * turns, 2):
            self._values_below(labels)
        return row + 2 * turns

    def _values_below(self, row: int) -> None:
        """Pair each label of a row with the cell below it, as a table of one row where it is one."""
        block = find_row_block(self.grid, row, row + 2, self.vocabulary)
        if block is not None and len(block[0].rows) == 1:
            block[0].context = self.layout.outer
            if self.layout.captions:
                block[0].caption = self.layout.captions[-1]
            add_block(self.layout, block[0])
            return
        own = ""
        for face, value in zip(self.grid.rows[row], self.grid.rows[row + 1], strict=True):
            if face.kind is Kind.EMPTY:
                continue
            named = owner(face.label, own)
            face.used = value.used = True
            self.value(face, value, named, "", _TURNS)
            if face.label is not None and face.label.context:
                own = named

    # ---- cells ------------------------------------------------------------------------------------------------

    def _cell(self, row: int, covering: list[Face], face: Face, own: str, weak: str) -> str:
        """Read one cell; return the person or role that the row now speaks of."""
        person = self.groups.of(face) if self.groups.persons else ""
        own = person or own
        if face.kind is Kind.INLINE:
            return self.inlines(face, own, weak)
        if (
            is_number_of_meeting(covering, covering.index(face))
            and (nth := self.vocabulary.find(_NTH)) is not None
        ):
            face.used = True
            self.emit(face.text, nth, face.stretch, face.stretch.place, own, weak, _TURNS)
            return own
        if face.kind is not Kind.LABEL:
            if face.short_word:
                self.unknown(row, covering, face)
            elif face.text:
                self.layout.tell(face.stretch, face.text)
            self.nested(face, own)
            return own
        position = covering.index(face)
        following = covering[position + 1] if position + 1 < len(covering) else None
        label = face.label
        named = owner(label, own) or person or person_above(self.grid, face)
        if self.columns and any(f.kind is Kind.LABEL and not f.value_like for f in covering[position + 1 :]):
            self.columns = {}  # labels beside each other again: the columns of persons have ended
        if self.columns and following is not None and following.cell.col in self.columns:
            for value in covering[position + 1 :]:
                if value.cell.col in self.columns and not value.used and value.kind is not Kind.INLINE:
                    self.take(face, [value], named, weak, 0.95 if value.kind is Kind.LABEL else 1.0)
            return own
        if following is not None and following.kind is Kind.LABEL and not following.used:
            if (
                label is not None
                and label.aspect == "opinion"
                and named in ("", "approver")
                and is_role(following.label, self.vocabulary)
            ):
                return own  # 审批意见 | 督导 | …: a heading over the cells of several roles
            after = covering[position + 2] if position + 2 < len(covering) else None
            if (
                stands_in_value_column(self._counts, face, following, after)
                or (after is None and position >= 2 and is_value_of_row(covering, position))
                or (not following.colon and self.vocabulary.offers(label, following.text))
            ):
                return self.take(face, [following], named, weak, 0.9)
            if (
                following.value_like
                and (after is None or after.kind in (Kind.LABEL, Kind.INLINE))
                and not (label is not None and label.caption)
                and face.cell.row_span <= following.cell.row_span
            ):
                return self.take(face, [following], named, weak, 0.9)
        if following is not None and self.heads_rows(covering, position):
            self.remember(face, label, own)
            return named if label is not None and label.context else own
        if (
            following is None
            or following.used
            or following.kind is Kind.LABEL
            or (following.kind is Kind.EMPTY and is_row_of_labels(self.grid, row, self.end))
        ):
            return self._label_alone(row, face, following, named, weak, own)
        if following.kind is Kind.INLINE and not has_own_text(following, label):
            # "监护人信息 | 姓名：…  电话：…": the label is the caption of what stands inside
            if _signs_before_day(face, following):
                return self._label_alone(row, face, None, named, weak, own)
            if label is not None and (label.context or label.caption):
                self.remember(face, label, own)
                return named
            first = following.inlines[0].label
            if face.colon and first is not None and first.aspect not in CLOSING and first.field:
                return self._label_alone(row, face, None, named, weak, own)
            if label is None or following.inlines[0].start > 0 or label.aspect != "opinion":
                return self.take(face, [following], named, weak, 0.95)
        values, person = values_right(self.grid, self.vocabulary, self.end, face, covering, position)
        if person:
            self.cell_context[id(face)] = person
        return self.take(face, values, named, weak, 1.0)

    @cached_property
    def _counts(self) -> dict[tuple[int, int, int], int]:
        return value_columns(self.grid)

    def _label_alone(
        self, row: int, face: Face, following: Face | None, named: str, weak: str, own: str
    ) -> str:
        """A label with no value to its right: a caption of its rows, or its value stands below or inside."""
        label = face.label
        if _signs_before_day(face, following):
            following = None
        if (
            following is not None
            and not following.used
            and (
                (label is not None and (label.caption or (label.context and not label.base)))
                or face.cell.row_span > 1
            )
        ):
            self.remember(face, label, own)
            return named if label is not None and label.context else self.cell_context.get(id(face), own)
        below = self.grid.starting_at(face.cell.row + face.cell.row_span, face.cell.col)
        free = below is not None and below.cell.row < self.end and below.kind in (Kind.EMPTY, Kind.TEXT)
        drawn = below is not None and bool(below.stretch.inks) and not below.text.strip(INK_ANCHOR)
        if drawn and label is not None and label.aspect in _NEVER_DRAWN:
            free = False  # "电话：" stands empty in its own cell; the picture below is a signature
        if below is not None and free and not below.used and below.cell.col_span == face.cell.col_span:
            below.used = True
            self.value(face, below, named, weak, 0.9)
            return named if label is not None and label.context else own
        item = self.emit(
            face.text,
            label,
            face.stretch.part(len(face.stretch.text), len(face.stretch.text)),
            face.stretch.place,
            named,
            weak,
            0.85 if face.colon else 0.7,
        )
        self.paired.append((item, face, face))
        return named if label is not None and label.context else own


def _signs_before_day(face: Face, following: Face | None) -> bool:
    """Tell a place to sign from a heading: "审核：____ | 日期：____", the approver signs behind the colon."""
    if following is None or not face.colon or face.label is None or not face.label.context or face.label.base:
        return False
    if following.kind is Kind.INLINE:
        return all(part.label is not None and part.label.aspect == "date" for part in following.inlines)
    return following.kind is Kind.LABEL and following.label is not None and following.label.aspect == "date"
