"""What is covered on a picture of a page: the characters of personal values, on scans the places where such values stand.

A PDF's own characters tell exactly where a name stands. On a scan only the reading tells, and the reading may be wrong or
missing: there a place is covered as soon as its label says that it holds a name, a signature, a number or an address.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from auditor.findings.privacy import holds_personal_value, is_address_label
from auditor.findings.vocabulary import is_word
from auditor.outputs.form_view import Neighbours
from auditor.outputs.personal_values import hidden_characters
from auditor.outputs.writers import Report
from auditor.pages.model import INK_ANCHOR, Box, Cell, Ink, Line, Page, Table
from auditor.readers._pdf_text import Glyph

OVERHANG = 0.08
"""Share of the font size by which ink may stand outside the box that a font states for its characters."""
_DARK = 140
"""Gray below which a point of a scan is ink."""
_RULE = 2.5
"""Points at the edges of a cell that may belong to its printed frame."""
_LEAST_INK = 0.002
"""Share of a cell's points that ink takes at least; less is dust."""
_HAN_NAME = re.compile(r"[㐀-鿿]{2,4}")
_SHORT = re.compile(r"[^\d□☐☑☒]{1,4}")
_HAN_LABEL = re.compile(r"[㐀-鿿]{5,}")
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = 7
_CAPTION = re.compile(r"([^\s，。；:：_（）()]{2,8})[:：_]")


@dataclass(frozen=True, slots=True)
class Cover:
    """A place that is covered.

    Attributes:
        box: in points from the page's top left.
        inner: what of it stays covered where a finding points to this very place, so that an evaluator sees whether
            something is typed or written there; None covers all of it there too.
    """

    box: Box
    inner: tuple[Box, ...] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a page and where it stands."""

    box: Box
    labels: str
    text: str
    above: str = ""
    """What stands above a cell; it is its label only on forms that have their labels there."""


def texts_of(page: Page) -> Iterator[Written]:
    """Yield every cell and line that has a box; inner tables before the cells that hold them."""
    for block in page.blocks:
        if isinstance(block, Line):
            if block.box is not None:
                yield Written(block.box, "", block.text)
        else:
            yield from _table_texts(block)


def _table_texts(table: Table) -> Iterator[Written]:
    neighbours = Neighbours(table)
    for cell in table.cells:
        for inner in cell.tables:
            yield from _table_texts(inner)
        if cell.box is not None:
            yield Written(cell.box, neighbours.labels(cell), cell.text, neighbours.above(cell))


# --- pages with characters of their own -----------------------------------------------------------------------


def covered_characters(report: Report, page: Page, glyphs: Sequence[Glyph]) -> list[Cover]:
    """Return what hides the personal values of a PDF's page.

    The characters of a cell or line are taken together, so that a number that wraps inside a narrow cell is found; what
    no cell or line holds is taken line by line. Where a text has no characters of its own, its whole box is covered as
    soon as anything in it is personal.
    """
    boxes: list[Box] = []
    order = sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.middle[1])
    heights = [glyph.middle[1] for glyph in order]
    taken: set[int] = set()
    for written in texts_of(page):
        box = written.box
        low, high = bisect_left(heights, box[1] - 1), bisect_left(heights, box[3] + 1)
        own = [
            glyph
            for glyph in order[low:high]
            if box[0] - 1 <= glyph.middle[0] <= box[2] + 1 and id(glyph) not in taken
        ]
        taken.update(id(glyph) for glyph in own)
        if own:
            boxes += _hidden(report, written.labels, _reading_order(own))
        elif any(hidden_characters(report, written.labels, written.text)):
            boxes.append(box)
    for line in _by_line([glyph for glyph in order if id(glyph) not in taken]):
        boxes += _hidden(report, "", line)
    return [Cover(box) for box in boxes]


def _hidden(report: Report, labels: str, glyphs: list[Glyph]) -> list[Box]:
    text = "".join(glyph.text[:1] for glyph in glyphs)
    hidden = hidden_characters(report, labels, text)
    return [
        (
            glyph.x0 - 0.5,
            glyph.top - OVERHANG * glyph.size,
            glyph.x1 + 0.5,
            glyph.bottom + OVERHANG * glyph.size,
        )
        for glyph, hide in zip(glyphs, hidden, strict=True)
        if hide
    ]


def _reading_order(glyphs: list[Glyph]) -> list[Glyph]:
    return [glyph for line in _by_line(glyphs) for glyph in line]


def _by_line(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return glyphs (from top to bottom) line by line, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and glyph.middle[1] - lines[-1][0].middle[1] <= 0.5 * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda glyph: glyph.x0)
    return lines


# --- scans ----------------------------------------------------------------------------------------------------


def covered_places(report: Report, page: Page, image: Image.Image, scale: float) -> list[Cover]:
    """Return what hides the personal values of a scanned page.

    Args:
        report: for its mask; nothing is hidden with full names.
        page: as recognised.
        image: of the page, gray.
        scale: its pixels a point.
    """
    if report.mask is None:
        return []
    gray = np.asarray(image)
    found = []
    for written in texts_of(page):
        hidden = hidden_characters(report, f"{written.labels} {written.above}", written.text)
        if any(hidden) or (_is_private(written) and _has_ink(gray, written.box, scale)):
            found.append(Cover(written.box, _inner(gray, written, hidden, scale)))
    return found


def covered_inks(page: Page) -> list[Box]:
    """Return where pictures and pen strokes stand; in a field for a signature the whole field, as strokes are found in pieces."""
    boxes = []
    for block in page.blocks:
        if isinstance(block, Line):
            boxes += [ink.box for ink in block.inks if ink.box is not None]
        else:
            boxes += _table_inks(block)
    return boxes


def _table_inks(table: Table) -> Iterator[Box]:
    neighbours = Neighbours(table)
    for cell in table.cells:
        for inner in cell.tables:
            yield from _table_inks(inner)
        boxes = [ink.box for ink in cell.inks if ink.box is not None]
        if boxes and cell.box is not None and _is_signed(cell, neighbours):
            yield cell.box
        else:
            yield from boxes


def _is_signed(cell: Cell, neighbours: Neighbours) -> bool:
    names = f"{neighbours.labels(cell)} {neighbours.above(cell)}"
    return not cell.text.replace(INK_ANCHOR, "").strip() or "签" in names or holds_personal_value(names)


def inks_of(page: Page) -> Iterator[Ink]:
    """Yield the pictures, seals and pen strokes of a page."""
    for block in page.blocks:
        if isinstance(block, Line):
            yield from block.inks
        else:
            for cell in block.cells:
                yield from cell.inks


def _is_private(written: Written) -> bool:
    """Whether labels say that a personal value stands here, whatever was read of it.

    Below and beside a label may stand the next label instead of a value: it is a word, or longer than names are.
    """
    packed = "".join(written.text.split())
    if is_address_label(written.labels):
        return True
    if holds_personal_value(written.labels) and not (_HAN_LABEL.fullmatch(packed) or _is_label(packed)):
        return True
    like_a_name = _SHORT.fullmatch(packed) is not None and not _is_label(packed)
    if (like_a_name or len(_DIGIT.findall(packed)) >= _LONG_NUMBER) and holds_personal_value(written.above):
        return True
    return not written.labels and any(holds_personal_value(m[1]) for m in _CAPTION.finditer(written.text))


def _is_label(packed: str) -> bool:
    return bool(packed) and is_word(packed)


def _cut(gray: np.ndarray, box: Box, scale: float) -> tuple[np.ndarray, int, int]:
    """Return the ink inside a box, without its frame, and where that part begins (pixels)."""
    left, top, right, bottom = (round(value * scale) for value in box)
    rule = round(_RULE * scale)
    y, x = max(0, top + rule), max(0, left + rule)
    return gray[y : max(y, bottom - rule), x : max(x, right - rule)] < _DARK, x, y


def _has_ink(gray: np.ndarray, box: Box, scale: float) -> bool:
    ink, _, _ = _cut(gray, box, scale)
    return bool(ink.size) and float(ink.mean()) >= _LEAST_INK


def _inner(
    gray: np.ndarray, written: Written, hidden: Sequence[bool], scale: float
) -> tuple[Box, ...] | None:
    """Return what stays covered of a printed name of two to four characters: those that a mask hides.

    The characters are taken to be as wide as one another, which printed Chinese is. Where the ink does not look like one
    line of that many characters there is no telling, and everything stays covered.
    """
    name = written.text.strip()
    if not _HAN_NAME.fullmatch(name) or len(hidden) != len(written.text) or not any(hidden):
        return None
    own = hidden[written.text.index(name) :][: len(name)]
    ink, x, y = _cut(gray, written.box, scale)
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if not columns.size:
        return None
    width = (columns[-1] - columns[0] + 1) / len(name)
    height = rows[-1] - rows[0] + 1
    if not 0.75 <= width / height <= 1.9:
        return None
    return tuple(
        (
            (x + columns[0] + (index - 0.12) * width) / scale,
            y / scale,
            (x + columns[0] + (index + 1.12) * width) / scale,
            (y + ink.shape[0]) / scale,
        )
        for index, hide in enumerate(own)
        if hide
    )
