"""Text on an upright sheet: lines inside cells by their gaps, lines elsewhere also by the text detector."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.vision._cut import Cut, cut, cut_by_boxes
from auditor.vision._detect import detect
from auditor.vision._dirt import drop_dirt
from auditor.vision._grammar import settle
from auditor.vision._ink import Ink, clip, find_ink
from auditor.vision._recognise import alphabet, recognise
from auditor.vision._second import look_again
from auditor.vision._spacing import line_of
from auditor.vision._strips import strip
from auditor.vision.model import PixelBox, Sheet, TextLine

SMALLEST = 10
"""Pixels; narrower strips beside tables hold no text."""
FEW = 3
"""Up to so many regions are shown to the text detector one by one, more of them together."""
MOST_ROWS = 1500
"""Lines recognised on one page."""


def read_regions(
    sheet: Sheet, regions: Sequence[PixelBox], hidden: Sequence[PixelBox] = ()
) -> list[list[TextLine]]:
    """Read the text inside regions, usually the cells of a table.

    Args:
        sheet: the upright page.
        regions: boxes in pixels of the sheet that do not overlap.
        hidden: boxes whose content is not text (tick boxes); they are painted over first.

    Returns:
        For each region its lines from top to bottom. Blanks ruled for writing are underscores (three or more), wide
        gaps are spaces. Lines that were only wrapped are not joined.

    Raises:
        UnreadableFile: the recognition model is not installed.
    """
    ink = find_ink(sheet, regions, hidden)
    return _read(ink, _cuts(ink, regions))


def detect_lines(sheet: Sheet, tables: Sequence[PixelBox], hidden: Sequence[PixelBox] = ()) -> list[TextLine]:
    """Read the text that stands outside of tables.

    Args:
        sheet: the upright page.
        tables: boxes of the tables, which are left out.
        hidden: boxes whose content is not text (tick boxes); they are painted over first.

    Returns:
        Lines from top to bottom; what stands side by side on one line is one line with spaces in between.

    Raises:
        UnreadableFile: the recognition model is not installed.
    """
    height, width = sheet.grey.shape[:2]
    regions = free_boxes([clip(box, width, height) for box in tables], width, height)
    ink = find_ink(sheet, regions, hidden)
    lines = [line for found in _read(ink, _cuts(ink, regions)) for line in found]
    return sorted(lines, key=lambda line: (line.box[1], line.box[0]))


def free_boxes(taken: Sequence[PixelBox], width: int, height: int) -> list[PixelBox]:
    """Return boxes that cover a page except for the boxes of ``taken``: strips between them and at their sides."""
    edges = sorted({0, height, *(box[1] for box in taken), *(box[3] for box in taken)})
    out: list[PixelBox] = []
    for top, bottom in pairwise(edges):
        free = [(0, width)]
        for left, upper, right, lower in taken:
            if upper < bottom and lower > top:
                free = [
                    (a, b)
                    for start, stop in free
                    for a, b in ((start, min(stop, left)), (max(start, right), stop))
                    if b > a
                ]
        for left, right in free:
            if bottom - top >= SMALLEST and right - left >= SMALLEST:
                out.append((left, top, right, bottom))
    return out


def _cuts(ink: Ink, regions: Sequence[PixelBox]) -> list[Cut]:
    """Cut regions into lines, by their gaps or else by what the detector sees."""
    import numpy as np

    height, width = ink.grey.shape
    boxes = [clip(region, width, height) for region in regions]
    out = [cut(ink, index, box) for index, box in enumerate(boxes)]
    messy = [index for index, found in enumerate(out) if found.messy]
    if not messy:
        return out
    if len(messy) <= FEW:
        found = {index: detect(ink.grey, boxes[index], ink.em) for index in messy}
    else:  # one look at the page, on which only these regions are shown
        shown = np.full_like(ink.grey, 255)
        for index in messy:
            left, top, right, bottom = boxes[index]
            shown[top:bottom, left:right] = ink.grey[top:bottom, left:right]
        found = {index: [] for index in messy}
        for box in detect(shown, (0, 0, width, height), ink.em):
            home = _home(box, [boxes[index] for index in messy])
            if home is not None:
                found[messy[home]].append(box)
    for index, lines in found.items():
        if lines:
            out[index] = cut_by_boxes(ink, index, boxes[index], lines)
    return out


def _home(box: PixelBox, regions: Sequence[PixelBox]) -> int | None:
    """Return which region a box has its middle in."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for index, (left, top, right, bottom) in enumerate(regions):
        if left <= x < right and top <= y < bottom:
            return index
    return None


def _read(ink: Ink, cuts: Sequence[Cut]) -> list[list[TextLine]]:
    places = [(index, row) for index, found in enumerate(cuts) for row in found.rows][:MOST_ROWS]
    rows = [row for _, row in places]
    shown = [strip(ink.grey, row) for row in rows]
    read = iter(recognise([picture.picture for picture in shown if picture is not None]))
    readings = [next(read) if picture is not None else None for picture in shown]
    look_again(ink.grey, rows, shown, readings)
    drop_dirt(ink, rows, shown, readings)
    known = alphabet() if any(readings) else None
    if known is not None:
        readings = [settle(reading, known) if reading else None for reading in readings]
    out: list[list[TextLine]] = [[] for _ in cuts]
    for (index, row), picture, reading in zip(places, shown, readings, strict=True):
        line = line_of(row, picture, reading)
        if line is not None:
            out[index].append(line)
    return out
