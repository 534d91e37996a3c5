"""What a stranger's paper is made of: logical forms above, drawable pieces below."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# ---- logical: what a form asks for and what was filled in ------------------------------------------------------------

Kind = Literal["text", "long", "date", "phone", "id", "int", "grade", "ticks", "sign"]
SignState = Literal["ink", "typed", "blank"]


@dataclass(slots=True)
class Item:
    """One label and its value. ``key`` is the record's field; "" is printed but not scored."""

    key: str
    concept: str
    kind: Kind
    value: str | int | date | None = None
    options: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    state: SignState = "blank"
    section: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is filled in."""
        if self.kind == "ticks":
            return not self.ticked
        if self.kind == "sign":
            return self.state == "blank"
        return self.value in (None, "")


@dataclass(slots=True)
class Approve:
    """One approval place: who, what they wrote, how they signed, when."""

    role: str
    opinion: str = ""
    state: SignState = "blank"
    name: str = ""
    day: date | None = None

    @property
    def empty(self) -> bool:
        """Neither opinion nor signature nor date."""
        return not self.opinion and self.state == "blank" and self.day is None


@dataclass(slots=True)
class Rows:
    """A table of repeated rows: concepts of the columns, values by row; ``name`` is the record's list."""

    name: str
    columns: tuple[tuple[str, str, Kind], ...]
    """(key, concept, kind) of each column."""
    rows: list[list[str | int | date | None]]
    caption: str = ""


@dataclass(slots=True)
class Form:
    """One filled form before anybody drew it."""

    form: str
    concept: str
    blocks: list[Item | Rows | Approve] = field(default_factory=list)
    number: str = ""
    number_key: str = "number"
    prose: tuple[str, ...] = ()
    """Printed clauses (of a consent form, say) that are nobody's value."""
    title: str = ""

    def items(self) -> list[Item]:
        """All label/value items in order."""
        return [b for b in self.blocks if isinstance(b, Item)]


# ---- drawable --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Text:
    """A run of characters."""

    text: str
    bold: bool = False
    underline: bool = False
    hidden: bool = False
    change: Literal["", "ins", "del"] = ""


@dataclass(slots=True)
class Tick:
    """A box before an option."""

    on: bool
    style: str = "glyph"


@dataclass(slots=True)
class Picture:
    """A pen-written name, photographed and inserted."""

    how: str = "inline"
    seed: int = 0


@dataclass(slots=True)
class Control:
    """A content control holding text."""

    text: str


Run = Text | Tick | Picture | Control


@dataclass(slots=True)
class Para:
    """A paragraph; ``boxed`` puts it into a text box, ``numbered`` under the word processor's own numbering."""

    runs: list[Run]
    align: str = "left"
    size: float = 10.5
    boxed: bool = False
    numbered: bool = False


@dataclass(slots=True)
class Cell:
    """A table cell holding paragraphs and tables."""

    body: list[Para | Table]
    cols: int = 1
    rows: int = 1
    label: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells; a cell with ``rows`` > 1 reaches down, later rows leave its place out."""

    rows: list[list[Cell]]
    borders: str = "full"
    control: bool = False
    """Wrap whole rows in content controls."""

    @property
    def width(self) -> int:
        """Number of grid columns."""
        return sum(c.cols for c in self.rows[0])


@dataclass(slots=True)
class PageBreak:
    """A new page (a new sheet in workbooks when ``name`` is set)."""

    name: str = ""


Piece = Para | Table | PageBreak


@dataclass(slots=True)
class Drawing:
    """A file's content."""

    pieces: list[Piece] = field(default_factory=list)
    header: str = ""
    footer: str = ""


def para(*texts: str | Run, **options: object) -> Para:
    """A paragraph of plain strings and runs."""
    return Para([Text(t) if isinstance(t, str) else t for t in texts], **options)  # type: ignore[arg-type]


def cell(*texts: str | Run, cols: int = 1, rows: int = 1, label: bool = False) -> Cell:
    """A cell of one paragraph."""
    return Cell([para(*texts)], cols, rows, label)


def layout_grid(table: Table) -> list[list[tuple[int, Cell, bool]]]:
    """Each row as (column, cell, continued): continued places belong to a cell begun in a row above."""
    reach: dict[int, tuple[int, Cell]] = {}
    out: list[list[tuple[int, Cell, bool]]] = []
    for row in table.rows:
        line: list[tuple[int, Cell, bool]] = []
        col = 0
        waiting = list(row)
        while waiting or any(c >= col for c in reach):
            if col in reach:
                left, owner = reach[col]
                line.append((col, owner, True))
                if left == 1:
                    del reach[col]
                else:
                    reach[col] = (left - 1, owner)
                col += owner.cols
            elif waiting:
                item = waiting.pop(0)
                line.append((col, item, False))
                if item.rows > 1:
                    reach[col] = (item.rows - 1, item)
                col += item.cols
            else:
                col += 1
        # a cell that began in this very row must not be continued before the next one
        out.append(line)
    return out
