r"""Pages, tables, cells, lines and ink: what every file format is turned into.

One convention makes every later step simple: **marks stand in the text where they stand on the paper.**
A reader writes

* ``☑`` / ``☐`` for a ticked / empty box, whatever encoding the file used (glyphs that already are boxes or
  ticks stay as they are, see `auditor.pages.glyphs`),
* ``￼`` (U+FFFC) for a picture or a pen stroke, one for each entry of ``inks``, in the same order,
* ``_`` for each blank of an underlined gap ("姓名：____"),
* ``\\n`` between paragraphs of a cell. Lines that were only wrapped are joined by the reader.

Boxes are in points from the top left of the page. Word bodies and sheets have no pages: there ``page`` is
None and `Place.ref` says where ("表2 第3行第1列", "名册!B4").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Box = tuple[float, float, float, float]

INK_ANCHOR = "\ufffc"


class Mark(StrEnum):
    """State of a value's cell, as in the contract."""

    BLANK = "blank"
    TYPED = "typed"
    HANDWRITTEN = "handwritten"
    STAMP = "stamp"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read."""

    path: str = ""
    page: int | None = None
    box: Box | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture, a seal or pen strokes inside a cell or line.

    ``mark`` is IMAGE for an inserted picture whose content was not judged, STAMP for a seal, HANDWRITTEN for pen
    strokes (Word or WPS ink, PDF ink annotations).
    """

    mark: Mark = Mark.IMAGE
    box: Box | None = None
    confidence: float = 1.0
    over_text: bool = False
    """It may be the recognised words themselves: print that looks like a pen's, or a pen that reads like print."""


@dataclass(slots=True)
class Cell:
    """One cell of a table; ``row`` and ``col`` are grid positions from 0, spans count grid rows and columns."""

    row: int
    col: int
    text: str = ""
    row_span: int = 1
    col_span: int = 1
    inks: tuple[Ink, ...] = ()
    tables: tuple[Table, ...] = ()
    box: Box | None = None
    confidence: float = 1.0
    emphasis: bool = False
    """Bold or shaded: a hint that this is a label, never a proof."""
    ref: str = ""
    """Reference of the cell inside its sheet, "B4"; with the table's ``ref`` it makes "名册!B4". Empty on paper."""
    sure: bytes = b""
    """Where recognised: for each character of ``text`` how likely it is right, in percent; else empty."""


@dataclass(slots=True)
class Table:
    """A grid of cells, in row-major order of their top left corners; every grid position belongs to one cell."""

    cells: list[Cell]
    rows: int
    cols: int
    ref: str = ""
    """Human name of the table inside its file: "表2", or the sheet's name."""
    box: Box | None = None
    continues: bool = False
    """The reader knows that this table goes on from the last table of the page before."""


class LineRole(StrEnum):
    """Where a line of text outside tables comes from."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    TEXTBOX = "textbox"
    COMMENT = "comment"
    NOTE = "note"


@dataclass(slots=True)
class Line:
    """One paragraph (Word) or one line (PDF) of text outside tables."""

    text: str
    role: LineRole = LineRole.BODY
    inks: tuple[Ink, ...] = ()
    box: Box | None = None
    confidence: float = 1.0
    size: float | None = None
    """Font size in points, where known."""
    emphasis: bool = False
    centred: bool = False
    ref: str = ""
    sure: bytes = b""
    """As in `Cell`."""
    new_page: bool = False
    """A page break that somebody set stands before it (Word)."""


Block = Line | Table


@dataclass(slots=True)
class Page:
    """Blocks in reading order; header lines come first, footer lines last.

    A Word body is one page with ``number`` None; each sheet of a workbook is one page with ``number`` None and its
    ``name``. A page that could not be read keeps its place, with the reason in ``unread``.
    """

    number: int | None
    blocks: list[Block] = field(default_factory=list)
    width: float | None = None
    height: float | None = None
    name: str = ""
    hidden: bool = False
    scanned: bool = False
    unread: str = ""
    poor: str = ""
    """Why a scanned page could not be read with confidence, or at all: too faint, cut off, blurred."""
    photograph: bool = False
    """A picture of people or places: there is nothing to read on it."""

    def tables(self) -> Iterator[Table]:
        """Yield the page's tables, nested ones not included."""
        return (block for block in self.blocks if isinstance(block, Table))

    def lines(self) -> Iterator[Line]:
        """Yield the page's lines of text outside tables."""
        return (block for block in self.blocks if isinstance(block, Line))


_SHORT_TEXT = 30
"""Characters up to which every single one matters (a name, a number, a date); in a narrative most of them do."""


def text_confidence(sure: bytes) -> float:
    """Return how likely a recognised text is right.

    Args:
        sure: percent for each character, blanks and marks at 100.

    Returns:
        For a short text the chance that all of it is right, for a long one the share of characters that are.
    """
    if not sure:
        return 1.0
    if len(sure) <= _SHORT_TEXT:
        return math.prod(value / 100 for value in sure)
    return sum(sure) / (100 * len(sure))


FileKind = Literal["docx", "pdf", "sheet", "legacy", "image", "text"]


@dataclass(slots=True)
class Document:
    """One file as read.

    ``raw_chars`` counts the printable characters that the file holds as text, ``read_chars`` those that stand in
    ``pages``; where the second is smaller, text was lost and the audit says so. ``notes`` are Chinese sentences about
    what was left out and why (hidden sheet, picture-only page, unsupported part).
    """

    path: str
    kind: FileKind
    pages: list[Page]
    raw_chars: int = 0
    read_chars: int = 0
    notes: list[str] = field(default_factory=list)
