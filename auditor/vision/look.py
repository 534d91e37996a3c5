"""One picture of a page, looked at step by step: the sheet, its grids, ticks, ink and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.pages.model import Mark
from auditor.vision.model import Grid, InkPatch, Picture, PixelBox, Pixels, Sheet, TextLine, TickBox

INSET_INCHES = 0.025
CONTRAST = 55
"""Grey levels below the cell's own paper."""
MARK_INCHES = 0.07
MOST_MARKS = 2_000
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
    unexplained: list[PixelBox] = field(default_factory=list)
    """Cells in which ink stands that nothing made sense of: they are not empty."""

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
    from auditor.vision._underlines import underlined_options
    from auditor.vision.grid import find_grids
    from auditor.vision.lines import detect_lines, read_regions
    from auditor.vision.marks import find_ink
    from auditor.vision.printed_ticks import without_characters
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
    ticks = [tick for found in find_ticks(sheet, regions) for tick in found]
    seen.ticks = without_characters(sheet, ticks, regions)
    seen.inks = [patch for found in find_ink(sheet, regions) for patch in found]
    hidden = [tick.box for tick in seen.ticks if tick.kind in ("box", "circle", "bracket")]
    read = iter(read_regions(sheet, cells, hidden))
    seen.cell_lines = [[next(read) for _ in grid.cells] for grid in seen.grids]
    if bands:
        seen.loose = detect_lines(sheet, [grid.box for grid in seen.grids], hidden)
    seen.ticks += underlined_options(sheet, seen.lines(), seen.ticks)
    seen.unexplained = _unexplained(seen)
    return seen


def _unexplained(seen: Seen) -> list[PixelBox]:
    """Return the cells that show ink although no text, tick or patch of ink was found in them."""
    from auditor.vision._seal_ink import without_seals

    # Print of which nothing was read explains nothing.
    taken = [tick.box for tick in seen.ticks] + [p.box for p in seen.inks if p.mark is not Mark.TYPED]
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in taken]
    result = []
    grey = None
    for grid, lines in zip(seen.grids, seen.cell_lines, strict=True):
        for cell, found in zip(grid.cells, lines, strict=True):
            left, top, right, bottom = cell.box
            if any(line.text.strip() for line in found) or any(
                left <= x < right and top <= y < bottom for x, y in middles
            ):
                continue
            if not _shows_ink(seen.sheet.grey, seen.sheet.dpi, cell.box):
                continue
            # A seal that reaches over from its own cell is no ink of this one.
            grey = without_seals(seen.sheet) if grey is None else grey
            if _shows_ink(grey, seen.sheet.dpi, cell.box):
                result.append(cell.box)
    return result


def _shows_ink(grey: Pixels, dpi: float, box: PixelBox) -> bool:
    """Whether a box holds a connected mark as large as a small character, borders and specks aside."""
    import cv2
    import numpy as np

    inset = round(dpi * INSET_INCHES)
    part = grey[box[1] + inset : box[3] - inset, box[0] + inset : box[2] - inset]
    if part.size < 64:
        return False
    dark = (part < int(np.median(part)) - CONTRAST).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    side = dpi * MARK_INCHES
    for _, _, width, height, pixels in stats[1:MOST_MARKS]:
        # Rules and folds are long and thin; a stroke of a pen is not both.
        if max(width, height) >= side and min(width, height) >= side / 4 and pixels >= side * 1.5:
            return True
    return False


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
