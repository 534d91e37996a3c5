"""What a form is drawn from: runs in paragraphs, paragraphs in cells, cells in tables."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(slots=True)
class Text:
    """Characters. ``medium``: label (printed with the form), typed (printed later, by whoever filled it in), pen."""

    text: str
    medium: str = "label"
    bold: bool = False
    under: bool = False
    field: int = -1


@dataclass(slots=True)
class Option:
    """An option to tick. ``how`` and ``shape`` as in `truth.TrueTick`."""

    words: str
    how: str = "empty"
    shape: str = "box"
    after: bool = False
    """The box stands after the words."""
    field: int = -1


@dataclass(slots=True)
class Place:
    """Room for a signature or a value in a line, ``width`` points wide; what stands in it is drawn at its middle.

    ``state``: blank, typed, pen, seal, seal-over-pen, seal-over-typed, chop, chop-over-pen, words (pen-written text).
    """

    width: float
    state: str = "blank"
    name: str = ""
    under: bool = False
    field: int = -1


Run = Text | Option | Place


@dataclass(slots=True)
class Para:
    """Runs that wrap together. ``tabs``: the runs after a tab start at these shares of the width."""

    runs: list[Run]
    align: str = "left"
    size: float = 10.5
    indent: float = 0.0
    lead: float = 1.35


@dataclass(slots=True)
class Cell:
    """A table cell."""

    paras: list[Para]
    cols: int = 1
    rows: int = 1
    tall: float = 0.0
    """Least height in points."""
    top: bool = False
    """Text starts at the top instead of the middle."""
    shaded: bool = False
    field: int = -1
    """The whole cell is the place of this value."""
    label_of: int = -1
    """The cell is the label of this value."""
    seals: list[Place] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Rows of cells; a cell with ``rows`` > 1 reaches down and later rows leave its place out."""

    widths: list[float]
    """Shares of the width."""
    rows: list[list[Cell]]
    line: float = 0.7
    frame: float = 0.7
    least: float = 20.0
    """Least height of a row in points."""
    open_sides: bool = False
    """No ruled lines left and right."""
    style: str = "solid"
    """Of the lines inside: solid or dashed; double doubles the frame."""
    grey: int = 0
    """How much lighter than black its lines are."""


@dataclass(slots=True)
class Gap:
    """White space between blocks."""

    height: float


Block = Para | Table | Gap


@dataclass(slots=True)
class Value:
    """A label and its value, as `truth.TrueValue`; boxes come from drawing."""

    label: str
    kind: str
    value: str = ""
    mark: str = "blank"
    over: str = ""


@dataclass(slots=True)
class Paper:
    """One page of a form."""

    blocks: list[Block]
    values: list[Value]
    header: str = ""
    footer: str = ""
    width: float = 595.3
    height: float = 841.9
    margin: float = 56.0
    body: str = "song"
    """Style of the printed form's font."""
    fill: str = "song"
    """Style of the font in which values are typed."""
    title_style: str = "hei"
