"""One picture of a page, looked at step by step: the sheet, its grids, ticks, ink and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.pages.model import Mark
from auditor.vision.model import Grid, InkPatch, Picture, PixelBox, Sheet, TextLine, TickBox

MIN_BAND = 12
"""Pixels; lower strips between tables hold no line of text."""


@dataclass(slots=True)
class Seen:
    """Everything that was seen on one page, in pixels of the upright sheet."""

    sheet: Sheet
    grids: list[Grid] = field(default_factory=list)
    ticks: list[TickBox] = field(default_factory=list)
    inks: list[InkPatch] = field(default_factory=list)
    cell_lines: list[list[list[TextLine]]] = field(default_factory=list)
    """For each grid, for each of its cells, the lines in it."""
    loose: list[TextLine] = field(default_factory=list)
    """Lines outside the grids."""

    def lines(self) -> list[TextLine]:
        """Return all recognised lines of the page."""
        inside = [line for grid in self.cell_lines for cell in grid for line in cell]
        return inside + self.loose


def look(picture: Picture) -> Seen:
    """Look at a page.

    Args:
        picture: as it came from the file.

    Returns:
        What was seen; nothing but the sheet where `Sheet.unread` says why it cannot be read.
    """
    from auditor.vision.grid import find_grids
    from auditor.vision.lines import detect_lines, read_regions
    from auditor.vision.marks import find_ink
    from auditor.vision.ticks import find_ticks
    from auditor.vision.upright import straighten

    sheet = straighten(picture)
    seen = Seen(sheet)
    if sheet.unread:
        return seen
    seen.grids = find_grids(sheet)
    cells = [cell.box for grid in seen.grids for cell in grid.cells]
    height, width = sheet.grey.shape[:2]
    bands = free_bands([grid.box for grid in seen.grids], width, height)
    regions = cells + bands
    seen.ticks = [tick for found in find_ticks(sheet, regions) for tick in found]
    seen.inks = [patch for found in find_ink(sheet, regions) for patch in found]
    hidden = [tick.box for tick in seen.ticks if tick.kind in ("box", "circle", "bracket")]
    read = iter(read_regions(sheet, cells, hidden))
    seen.cell_lines = [[next(read) for _ in grid.cells] for grid in seen.grids]
    if bands:
        seen.loose = detect_lines(sheet, [grid.box for grid in seen.grids], hidden)
    return seen


def free_bands(taken: Sequence[PixelBox], width: int, height: int) -> list[PixelBox]:
    """Return the strips of a page, over its full width, that no box of ``taken`` reaches into."""
    bands = []
    top = 0
    for _, upper, _, lower in sorted(taken, key=lambda box: box[1]):
        if upper - top >= MIN_BAND:
            bands.append((0, top, width, upper))
        top = max(top, lower)
    if height - top >= MIN_BAND:
        bands.append((0, top, width, height))
    return bands


def is_pen(patch: InkPatch) -> bool:
    """Whether somebody wrote there, also under a seal."""
    return patch.mark is Mark.HANDWRITTEN or patch.over is Mark.HANDWRITTEN
