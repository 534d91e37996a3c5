"""Options that head columns, with the tick in the cell below the chosen one: 一般 | 重点 | 危机 over √ | (empty) | (empty)."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.layout import Stretch
from auditor.forms.ticks import is_lone_tick
from auditor.pages.glyphs import EMPTY_BOX, EMPTY_GLYPHS, TICKED_BOX

_LEAST = 2
_TICK_ASKED = re.compile(r"[划打画].{0,3}[√✓✔勾钩]|勾选")
_LONGEST = 12


def ticks_below(grid: Grid, row: int, end: int) -> tuple[Face, Face, int] | None:
    """Return the label of a group of options that begins at ``row``, its value, and the row after the group.

    The label fills a row above the options, or stands beside options and ticks alike. The value is a cell of its own making in
    which the options stand behind boxes, so that it is read as every other group is. None where there is no such group.
    """
    faces = grid.covering(row)
    if not faces or faces[0].cell.row != row:
        return None
    label = faces[0]
    if label.kind is not Kind.LABEL or label.label is None or not label.label.field:
        return None
    if len(faces) == 1 and label.cell.row_span == 1:
        options, ticks, after = grid.covering(row + 1) if row + 1 < end else [], row + 2, row + 3
    elif label.cell.row_span == _LEAST and len(faces) > _LEAST:
        options, ticks, after = faces[1:], row + 1, row + 2
    else:
        return None
    if ticks >= end or len(options) < _LEAST or not all(map(_is_option, options)):
        return None
    below = [face for face in grid.rows[ticks] if face is not label]
    if [f.cell.col for f in below] != [f.cell.col for f in options] or not all(map(_is_place, below)):
        return None
    ticked = [face for face in below if is_lone_tick(face.text)]
    if not ticked and not _asks_for_tick(label, options, grid):
        return None
    text = "  ".join(
        (TICKED_BOX if is_lone_tick(place.text) else EMPTY_BOX) + option.text
        for option, place in zip(options, below, strict=True)
    )
    for face in (label, *options, *below):
        face.used = True
    first = ticked[0] if ticked else below[0]
    sure = min(face.stretch.confidence for face in (*options, *below))
    stretch = Stretch(text, (), first.stretch.place, sure, first.stretch.col)
    return label, Face(first.cell, Kind.TEXT, text, None, [], stretch), after


def _asks_for_tick(label: Face, options: list[Face], grid: Grid) -> bool:
    """Tell whether a tick belongs below one of the options though there is none: the label says so, or offers all of them."""
    return bool(_TICK_ASKED.search(label.text)) or all(
        grid.vocabulary.offers(label.label, option.text) for option in options
    )


def _is_option(face: Face) -> bool:
    return (
        face.kind in (Kind.TEXT, Kind.LABEL)
        and 0 < len(face.text) <= _LONGEST
        and not face.colon
        and not face.stretch.inks
        and face.cell.row_span == 1
    )


def _is_place(face: Face) -> bool:
    return face.kind is Kind.EMPTY or is_lone_tick(face.text) or face.text in EMPTY_GLYPHS
