"""A table as a grid of classified cells: empty, label, labels with values inside, text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from auditor.forms.inline import Inline, split_inline
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import Stretch
from auditor.forms.periods import NO_PERIOD, Period, period_of
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR, Cell, Place, Table
from auditor.values.names import looks_like_name

_VALUE_WORDS = frozenset(
    {
        "电话",
        "微信",
        "手机",
        "座机",
        "单位",
        "社区",
        "居委会",
        "居委",
        "村委会",
        "无",
        "项目",
        "个人情况",
        "人次",
        "场次",
        "户次",
    }
)
_LONGEST_CAPTION = 30
_FILLER = "_ \t\n\r　\xa0"
_ENDS_WITHIN = re.compile(r"[。！!]\s*[^\s。！!）)]")
"""A sentence ends inside: 同意。　签字： is a remark with a place to sign, and no label."""
_RELATIVE = re.compile(r"^\s*([\u4e00-\u9fff]{2,5})[ 　]+([\u4e00-\u9fff*＊某]{2,4})\s*$")
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]{1,3}[次节回期]")
_BROKEN_CAPTION = re.compile(r"[\u4e00-\u9fff]{1,4}(?:[ 　]*\n[ 　]*[\u4e00-\u9fff]{1,4}){1,5}")
_DAY_UNDER = re.compile(r"[（(\[]?(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?[）)\]]?")
"""A day under a column's head: 第3节 over 2.19."""


class Kind(StrEnum):
    """What a cell holds."""

    EMPTY = "empty"
    LABEL = "label"
    INLINE = "inline"
    TEXT = "text"


@dataclass(slots=True)
class Face:
    """A cell with what it holds."""

    cell: Cell
    kind: Kind
    text: str
    label: Label | None = None
    inlines: list[Inline] = field(default_factory=list)
    stretch: Stretch = field(default_factory=Stretch)
    colon: bool = False
    used: bool = False

    @property
    def value_like(self) -> bool:
        """The cell's text can be a value although it is also a label: 父亲, 社工, 电话."""
        return (
            self.label is not None
            and not self.colon
            and (
                (bool(self.label.context) and not self.label.base)
                or self.label.key in _VALUE_WORDS
                or bool(_ORDINAL.match(self.label.key))
            )
        )

    @property
    def short_word(self) -> bool:
        """Short text without digits, as labels are."""
        text = self.text
        return 1 < len(text) <= 14 and not any(
            c.isdigit() or c in "，。、；_" or c in BOX_GLYPHS for c in text
        )

    @property
    def may_be_caption(self) -> bool:
        """Words in which a label may be put, a whole phrase perhaps, and no sentence or value."""
        return 1 < len(self.text) <= _LONGEST_CAPTION and not any(
            c in "。；;！!_\n" or c in BOX_GLYPHS for c in self.text
        )

    @property
    def word_pair(self) -> bool:
        """Two short words that ask for both: 日期、时段."""
        words = self.text.split("、")
        return len(words) == 2 and all(
            1 < len(word) <= 8 and not any(c.isdigit() or c in "，。；_：:" for c in word) for word in words
        )


def column_letters(index: int) -> str:
    """Return the spreadsheet name of column ``index`` (from 0)."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Grid:
    """Cells of some rows of a table by grid position.

    Args:
        table: the table.
        vocabulary: known labels.
        path: the file, for places.
        page: page number or None.
        sheet: the table is a sheet; places are written as "名册!B4".
        period: year and month that count above the table.
    """

    def __init__(
        self,
        table: Table,
        vocabulary: Vocabulary,
        path: str,
        page: int | None,
        sheet: bool,
        period: Period = NO_PERIOD,
    ) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self._path, self._page, self._sheet = path, page, sheet
        self._outer = period
        self._periods: list[Period] | None = None
        self.rows: list[list[Face]] = [[] for _ in range(table.rows)]
        """Faces by the row in which they start."""
        self._covering: list[list[Face]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            if cell.row >= table.rows:
                continue
            face = self._classify(cell)
            self.rows[cell.row].append(face)
            for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
                self._covering[row].append(face)
        for faces in self._covering:
            faces.sort(key=lambda face: face.cell.col)

    def covering(self, row: int) -> list[Face]:
        """Return all cells that cover ``row``, from left to right."""
        return self._covering[row] if row < len(self._covering) else []

    def starting_at(self, row: int, col: int) -> Face | None:
        """Return the cell whose top left corner is (row, col)."""
        if row < len(self.rows):
            for face in self.rows[row]:
                if face.cell.col == col:
                    return face
        return None

    def use(self, rows: Iterable[int]) -> None:
        """Mark all cells of some rows as read."""
        for row in rows:
            for face in self.rows[row]:
                face.used = True

    def names_period(self, row: int) -> bool:
        """Tell whether a row does nothing but name the period of the rows below it: 三月, 2025年第1季度."""
        return self._period_named(row) is not None

    def period(self, row: int) -> Period:
        """Return the year and month that count for the days in ``row``."""
        if self._periods is None:
            current = self._outer
            self._periods = []
            for number in range(len(self.rows)):
                named = self._period_named(number)
                current = current.below(named) if named is not None else current
                self._periods.append(current)
        return self._periods[row]

    def _period_named(self, row: int) -> Period | None:
        filled = [face for face in self.rows[row] if face.kind is not Kind.EMPTY]
        if len(filled) != 1 or len(self._covering[row]) != len(self.rows[row]) or filled[0].stretch.inks:
            return None
        return period_of(filled[0].text)

    def place(self, cell: Cell) -> Place:
        """Return where a cell stands, as people say it."""
        if self._sheet:
            ref = f"{self.table.ref}!{cell.ref or column_letters(cell.col) + str(cell.row + 1)}"
        else:
            # a turned table keeps in its cells where they stand on the paper
            ref = f"{self.table.ref or '表格'} {cell.ref or f'第{cell.row + 1}行第{cell.col + 1}列'}"
        return Place(self._path, self._page, cell.box, ref)

    def _classify(self, cell: Cell) -> Face:
        text = cell.text
        stretch = Stretch(text, cell.inks, self.place(cell), cell.confidence, cell.col, cell.sure)
        stripped = text.strip(_FILLER)
        if not stripped and cell.tables:
            stripped = "\n".join(inner.text for table in cell.tables for inner in table.cells if inner.text)
            stretch.text = stripped
            return Face(cell, Kind.TEXT, stripped, stretch=stretch)
        if not stripped:
            return Face(cell, Kind.TEXT if cell.inks else Kind.EMPTY, "", stretch=stretch)
        colon = stripped[-1] in ":："
        if cell.inks and (label := self._label_in_doubt(text, cell)) is not None:
            # Whether a label was printed or written changes nothing, and its own ink is nobody's value.
            bare = text.replace(INK_ANCHOR, "").strip(_FILLER)
            stretch.text, stretch.inks, stretch.sure = bare, (), b""
            return Face(cell, Kind.LABEL, bare, label, stretch=stretch, colon=bare[-1] in ":：")
        if len(stripped) <= 40 and not cell.inks and not _ENDS_WITHIN.search(stripped):
            label = self.vocabulary.find(stripped)
            if label is not None:
                return Face(cell, Kind.LABEL, stripped, label, stretch=stretch, colon=colon)
            if (
                colon
                and len(stripped) <= 16
                and stripped.count("：") + stripped.count(":") == 1
                and not any(char in "\n。；;！!" for char in stripped)
            ):
                return Face(cell, Kind.LABEL, stripped, None, stretch=stretch, colon=True)
        if (dated := self._dated_ordinal(stripped)) is not None and not cell.inks:
            return Face(cell, Kind.LABEL, stripped, dated, stretch=stretch)
        if cell.row_span > 1 and _BROKEN_CAPTION.fullmatch(stripped):
            # 活动⏎实施 beside several rows: one caption set upright, no label with its value
            joined = "".join(stripped.split())
            label = self.vocabulary.find(joined)
            kind = Kind.LABEL if label is not None else Kind.TEXT
            return Face(cell, kind, joined, label, stretch=stretch)
        inlines = split_inline(text, self.vocabulary)
        if inlines:
            return Face(cell, Kind.INLINE, stripped, inlines=inlines, stretch=stretch)
        first, newline, _ = text.lstrip("\n").partition("\n")
        if (
            newline
            and len(first) <= 20
            and (label := self.vocabulary.find(first)) is not None
            and label.certain == 1.0
        ):
            end = text.index(first) + len(first)
            inline = Inline(label, first, text.index(first), end, len(text))
            return Face(cell, Kind.INLINE, stripped, inlines=[inline], stretch=stretch)
        if (relative := self._relative(text)) is not None:
            return Face(cell, Kind.INLINE, stripped, inlines=[relative], stretch=stretch)
        return Face(cell, Kind.TEXT, stripped, stretch=stretch)

    def _label_in_doubt(self, text: str, cell: Cell) -> Label | None:
        """Return the label that is all of a cell but for ink that may be the label's own letters."""
        if not all(ink.over_text for ink in cell.inks):
            return None
        bare = text.replace(INK_ANCHOR, "").strip(_FILLER)
        label = self.vocabulary.find(bare) if 0 < len(bare) <= 40 else None
        return label if label is not None and label.certain == 1.0 else None

    def _dated_ordinal(self, text: str) -> Label | None:
        """Return the label of a column's head that names a session and its day below: 第3节 over 2.19."""
        first, newline, rest = text.partition("\n")
        if not newline or not _ORDINAL.fullmatch(first.strip()) or not _DAY_UNDER.fullmatch(rest.strip()):
            return None
        return self.vocabulary.find(first)

    def _relative(self, text: str) -> Inline | None:
        """Return the relative that a cell names with nothing but a space between: "父亲 王某"."""
        match = _RELATIVE.match(text)
        if match is None or not looks_like_name(match[2]):
            return None
        label = self.vocabulary.find(match[1])
        if label is None or label.base or label.context not in ("father", "mother", "guardian"):
            return None
        return Inline(label, match[1], match.start(1), match.start(2), len(text))
