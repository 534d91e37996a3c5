"""What stands on a paper, before it becomes a Word file or a PDF: paragraphs, tables, tick boxes, ink."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

TickStyle = Literal["glyph", "control", "symbol", "black", "letter"]
"""☑□ typed; Word's check box content control; Wingdings w:sym; ■□ typed; √ before or □ before the word."""

InkPlacing = Literal["inline", "anchor", "vml"]


@dataclass(frozen=True)
class Text:
    """A run of characters."""

    s: str
    bold: bool = False
    under: bool = False


@dataclass(frozen=True)
class Box:
    """A tick box."""

    ticked: bool


@dataclass(frozen=True)
class Ink:
    """A picture: a signature by hand, a round red seal, or a photographed line drawing."""

    kind: Literal["hand", "seal"]
    name: str


Inline = Text | Box | Ink


@dataclass(frozen=True)
class Para:
    """One paragraph."""

    parts: tuple[Inline, ...]
    align: Literal["left", "center", "right"] = "left"
    title: bool = False
    indent: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell; ``head`` cells are shaded labels."""

    paras: tuple[Para, ...]
    span: int = 1
    down: int = 1
    head: bool = False
    tall: float = 0.0
    """Least height of the row in millimetres."""


@dataclass(frozen=True)
class Grid:
    """A bordered table; ``widths`` are shares of the text width."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    inner: int = 0
    """0: a table of the page; 1: stands inside another table's cell (not used by the PDF writer)."""


@dataclass(frozen=True)
class Habit:
    """How one worker fills in Word forms."""

    ticks: TickStyle = "glyph"
    ink: InkPlacing = "inline"
    above: bool = False
    """Labels stand above their values instead of left of them."""
    spaced: bool = False
    """姓　名 instead of 姓名."""
    colon: bool = False
    """Labels end with a colon."""
    dates: Literal["cn", "iso", "dot", "slash", "cn0"] = "cn"
    number_in: Literal["cell", "line", "header", "textbox"] = "cell"
    """Where the archive number stands: a cell of the form, a line under the title, the page header, a text box."""
    shade: str = "EDEDED"
    font: str = "宋体"


@dataclass
class Paper:
    """One paper: what to write and how."""

    title: str
    blocks: list[Para | Grid] = field(default_factory=list)
    habit: Habit = field(default_factory=Habit)
    number_line: str = ""
    head_line: str = ""
    over: str = ""
    """A line over the title: the station's name."""
    landscape: bool = False
    breaks: list[int] = field(default_factory=list)
    """Indexes of blocks that begin a new page (several forms in one file)."""


def bundle(papers: list[Paper]) -> Paper:
    """Several papers one after another in one file, each with its title on a new page."""
    first = papers[0]
    blocks: list[Para | Grid] = list(first.blocks)
    breaks = list(first.breaks)
    for paper in papers[1:]:
        breaks.append(len(blocks))
        blocks.append(Para((Text(paper.title, bold=True),), align="center", title=True))
        if paper.number_line:
            blocks.append(Para((Text(paper.number_line),), align="right"))
        blocks += paper.blocks
    return replace(first, blocks=blocks, breaks=breaks)


def text(s: str, *, bold: bool = False, under: bool = False) -> Para:
    """One paragraph of plain text."""
    return Para((Text(s, bold, under),))


def label(s: str, habit: Habit, span: int = 1, down: int = 1) -> Cell:
    """A shaded label cell in the worker's habit."""
    shown = s
    if habit.spaced and len(s) == 2:
        shown = f"{s[0]}　{s[1]}"
    if habit.colon:
        shown += "："
    return Cell((Para((Text(shown, bold=True),), align="center"),), span, down, head=True)


def value(s: str, span: int = 1, tall: float = 0.0, down: int = 1) -> Cell:
    """A value cell; line breaks make paragraphs."""
    lines = s.split("\n") if s else [""]
    return Cell(
        tuple(Para((Text(t),), indent=len(lines) > 1 or len(t) > 60) for t in lines), span, down, tall=tall
    )


def ticks(
    options: list[str] | tuple[str, ...], chosen: list[str] | tuple[str, ...] | str, span: int = 1
) -> Cell:
    """A cell with one box per option."""
    picked = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    unknown = set(picked) - set(options) - {""}
    if unknown:
        raise ValueError(f"not printed on the form: {unknown}")
    parts: list[Inline] = []
    for i, option in enumerate(options):
        parts += [Box(option in picked), Text(option + ("   " if i < len(options) - 1 else ""))]
    return Cell((Para(tuple(parts)),), span)


def ink_cell(ink: Inline | None, span: int = 1, tall: float = 9.0) -> Cell:
    """A signature cell: a picture, typed characters, or nothing."""
    return Cell((Para((ink,) if ink else (Text(""),), align="center"),), span, tall=tall)


def approval(opinion: str, ink: Inline | None, day: str, span: int = 1) -> Cell:
    """An approval cell: opinion, then the captions 签名 and 日期 with what was filled in."""
    signed: list[Inline] = [Text("签名：")]
    signed += [ink] if ink else [Text("          ")]
    signed += [Text(f"   日期：{day or '    年  月  日'}")]
    return Cell((text(opinion), Para(tuple(signed), align="right")), span, tall=14.0)


def pairs(habit: Habit, items: list[tuple[str, Cell]], per_row: int = 2) -> list[tuple[Cell, ...]]:
    """Rows of a 2*per_row column grid that carry label/value pairs in the worker's habit.

    The last row's last value is widened to fill the row.
    """
    rows: list[tuple[Cell, ...]] = []
    for start in range(0, len(items), per_row):
        chunk = items[start : start + per_row]
        rest = 2 * (per_row - len(chunk))
        if habit.above:
            heads = [label(name, habit, span=2) for name, _ in chunk]
            cells = [replace(cell, span=2) for _, cell in chunk]
            heads[-1] = replace(heads[-1], span=2 + rest)
            cells[-1] = replace(cells[-1], span=2 + rest)
            rows += [tuple(heads), tuple(cells)]
        else:
            row: list[Cell] = []
            for i, (name, cell) in enumerate(chunk):
                wide = 1 + (rest if i == len(chunk) - 1 else 0)
                row += [label(name, habit), replace(cell, span=wide)]
            rows.append(tuple(row))
    return rows


def wide(habit: Habit, name: str, cell: Cell, columns: int = 4) -> list[tuple[Cell, ...]]:
    """One label with a value over the rest of the row, or below it."""
    if habit.above:
        return [(label(name, habit, span=columns),), (replace(cell, span=columns),)]
    return [(label(name, habit), replace(cell, span=columns - 1))]
