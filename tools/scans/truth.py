"""What is known of a made page. All boxes are in points from the top left of the paper, before it was scanned."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class TrueLine:
    """A stretch of text on one line, printed or written in one way."""

    text: str
    box: Box
    medium: str
    """label (printed with the form), typed (filled in by a printer), pen."""
    field: int = -1
    """Number of the value that it belongs to."""


@dataclass(slots=True)
class TrueCell:
    """A table cell."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box
    """Inside of its ruled lines."""
    lines: list[TrueLine] = field(default_factory=list)
    busy: str = ""
    """What else is in it: pen, ink, tick, over (a pen went over the print); such cells, those with ticks aside, are left out of the error count of plain print."""

    def text(self, *media: str) -> str:
        """Its text, of some media or of all."""
        return "".join(line.text for line in self.lines if not media or line.medium in media)


@dataclass(slots=True)
class TrueTable:
    """A ruled table."""

    rows: int
    cols: int
    box: Box
    cells: list[TrueCell] = field(default_factory=list)


@dataclass(slots=True)
class TrueTick:
    """An option to tick; ``box`` is that of its printed box, or of its words where it has none."""

    box: Box
    ticked: bool
    how: str
    """empty, or how it was ticked: print-check, print-fill, print-cross, pen-check, pen-cross, pen-fill; without a box pen-circle, pen-under,
    pen-before and pen-behind (a tick to the left and right of the words)."""
    shape: str
    """box, circle, bracket, or word where options have no box."""
    option: str
    cell: tuple[int, int, int] | None = None
    """Table, row, column."""
    after: bool = False
    """Its box stands behind its words."""


@dataclass(slots=True)
class TrueValue:
    """A label and what was filled in for it, and how."""

    label: str
    value: str
    kind: str
    """text, long, date, phone, id, number, ticks, sign."""
    mark: str
    """blank, typed, handwritten, stamp."""
    over: str = ""
    """What is under a stamp: handwritten, typed or nothing."""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    """Where the value goes: its whole cell, or its gap in a line."""
    label_box: Box = (0.0, 0.0, 0.0, 0.0)
    whole_cell: bool = True
    font: str = ""
    """song, hei or kai where it is typed."""
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class TrueSeal:
    """Where a seal or chop was pressed, and for which value; it may reach over its neighbours."""

    box: Box
    field: int = -1


@dataclass(slots=True)
class TruePage:
    """One made page."""

    layout: str
    split: str
    seed: int
    medium: str
    """typed, pen or mixed."""
    width: float
    height: float
    tables: list[TrueTable] = field(default_factory=list)
    lines: list[TrueLine] = field(default_factory=list)
    """Text outside tables."""
    ticks: list[TrueTick] = field(default_factory=list)
    values: list[TrueValue] = field(default_factory=list)
    seals: list[TrueSeal] = field(default_factory=list)
    file: str = ""
    quality: str = ""
    dpi: float = 0.0
    turned: int = 0
    """By how many degrees clockwise the paper was turned when it was scanned."""
    faults: list[str] = field(default_factory=list)
    """What was done to it: punched, faint, shadow ..."""
    to_picture: list[list[float]] = field(default_factory=list)
    """3 x 3: points of the paper to pixels of the picture."""

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def page_from_data(data: dict[str, Any]) -> TruePage:
    """The page that `TruePage.as_data` wrote."""

    def line(d: dict[str, Any]) -> TrueLine:
        return TrueLine(**{**d, "box": tuple(d["box"])})

    def placed(d: dict[str, Any]) -> dict[str, Any]:
        return {**d, "box": tuple(d["box"]), "cell": tuple(d["cell"]) if d["cell"] is not None else None}

    tables = [
        TrueTable(t["rows"], t["cols"], tuple(t["box"]), [
            TrueCell(**{**c, "box": tuple(c["box"]), "lines": [line(x) for x in c["lines"]]}) for c in t["cells"]
        ])
        for t in data["tables"]
    ]  # fmt: skip
    return TruePage(**{
        **data, "tables": tables, "lines": [line(x) for x in data["lines"]],
        "ticks": [TrueTick(**placed(t)) for t in data["ticks"]],
        "seals": [TrueSeal(tuple(x["box"]), x["field"]) for x in data["seals"]],
        "values": [TrueValue(**{**placed(v), "label_box": tuple(v["label_box"])}) for v in data["values"]],
    })  # fmt: skip


def load_pages(folder: Path) -> list[TruePage]:
    """The pages of a folder written by `tools.scans.make`."""
    data = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [page_from_data(d) for d in data["pages"]]
