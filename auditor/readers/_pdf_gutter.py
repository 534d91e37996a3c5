"""Pages set in two columns: where the empty strip between them runs, so that each column is read from top to bottom.

A strip without a character in the middle of the page, over many lines, parts columns of text where the lines on its left
are as full as text is, or stand at other heights than those on its right, or where a rule is drawn in it. Labels and
values beside each other, and fields of a form in two halves, stand at the same heights and are not full.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from auditor.pages.model import Box
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_text import Glyph

_HEADING = re.compile(
    r"^(?:[【〖].{2,20}[】〗]|[一二三四五六七八九十]{1,3}、[^：:]{2,16}|[(（][一二三四五六七八九十]{1,3}[)）][^：:]{2,16}"
    r"|[^：:，。\d]{2,12}(?:记录|报告|同意书|计划书?|登记表|评估表?|封面))$"
)
_FEWEST = 240
"""Characters that two columns have at the least."""
_MIDDLE = (0.36, 0.64)
"""Shares of the width between which the strip runs."""
_NARROWEST = 0.9
"""Font sizes of empty space between two columns."""
_LINES = 8
"""Lines that each column has at the least."""
_FULL = 0.3
"""Share of a column's lines that end at its right edge, in text that wraps."""
_OFF = 0.35
"""Share of lines on one side that stand beside no line, where both sides are set for themselves."""
_COLUMN = 0.24
"""Share of the page's width that a column has at the least."""
_FAR = 3.5
"""Font sizes from line to line from which the last line is none of the columns'."""
_FACTS = 0.75
"""Share of captions with their values among the lines of both halves from which they are one form."""
_LONGEST_FACT = 30
_LONGEST_CAPTION = 12
_LEAST_SHARE = 0.3
"""Share of the page's lines that stand in the columns."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip at ``x`` between ``top`` and ``bottom`` (points from the top left)."""

    x: float
    top: float
    bottom: float

    def part(self, box: Box) -> int:
        """Return where a box is read: 0 above the columns, 1 on the left, 2 on the right, 3 below."""
        middle = (box[1] + box[3]) / 2
        if middle < self.top:
            return 0
        if middle > self.bottom:
            return 3
        return 1 if (box[0] + box[2]) / 2 < self.x else 2


def find_gutter(
    glyphs: Sequence[Glyph], barriers: Sequence[Box], vertical: Sequence[Edge], width: float
) -> Gutter | None:
    """Return the strip between two columns of text; None where the page has one column or none is certain.

    Args:
        glyphs: what stands outside tables.
        barriers: tables; one that reaches over the strip ends it.
        vertical: drawn vertical rules.
        width: the page's width.
    """
    printed = [g for g in glyphs if g.ink is None and not g.text.isspace()]
    if len(printed) < _FEWEST:
        return None
    size = median(g.size for g in printed)
    rows = _rows(printed)
    if len(rows) < _LINES:
        return None
    best: tuple[int, Gutter] | None = None
    at = _MIDDLE[0] * width
    while at < _MIDDLE[1] * width:
        for whole in _runs(rows, barriers, at, _NARROWEST * size / 2):
            run = _without_far_ends(whole, _FAR * size)
            if (best is None or len(run) > best[0]) and _are_columns(run, at, size, width, vertical):
                best = (
                    len(run),
                    Gutter(at, min(g.top for r in run for g in r), max(g.bottom for r in run for g in r)),
                )
        at += size / 2
    if best is None or best[0] < _LEAST_SHARE * len(rows):
        return None
    return best[1]


def stretches(glyphs: list[Glyph], gutter: Gutter | None) -> list[list[Glyph]]:
    """Return the characters that are read together, in reading order: all of them where there is no gutter."""
    if gutter is None:
        return [glyphs]
    parts: list[list[Glyph]] = [[], [], [], []]
    for glyph in glyphs:
        parts[gutter.part((glyph.x0, glyph.top, glyph.x1, glyph.bottom))].append(glyph)
    return [part for part in parts if part]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by height; a row may hold lines of both columns that stand nearly beside each other."""
    rows: list[list[Glyph]] = []
    bottom = float("-inf")
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom) / 2):
        middle = (glyph.top + glyph.bottom) / 2
        if rows and middle < bottom:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            bottom = middle + 0.3 * (glyph.bottom - glyph.top)
    for row in rows:
        row.sort(key=lambda g: g.x0)
    return rows


def _runs(
    rows: Sequence[list[Glyph]], barriers: Sequence[Box], x: float, reach: float
) -> list[list[list[Glyph]]]:
    """Return stretches of rows in which nothing crosses the strip around ``x``."""
    crossing = sorted(box[1] for box in barriers if box[0] < x - reach and box[2] > x + reach)
    runs: list[list[list[Glyph]]] = [[]]
    last = float("-inf")
    for row in rows:
        top = row[0].top
        first = bisect_left(crossing, last)
        if first < len(crossing) and crossing[first] < top:
            runs.append([])
        last = top
        if any(g.x0 < x + reach and g.x1 > x - reach for g in row):
            runs.append([])
        else:
            runs[-1].append(row)
    return [run for run in runs if len(run) >= _LINES]


def _without_far_ends(run: list[list[Glyph]], far: float) -> list[list[Glyph]]:
    """Leave out what stands far above or below the columns: titles and page numbers."""
    first, last = 0, len(run)
    while last - first > 1 and run[last - 1][0].top - run[last - 2][0].top > far:
        last -= 1
    while last - first > 1 and run[first + 1][0].top - run[first][0].top > far:
        first += 1
    return run[first:last]


def _are_columns(
    run: Sequence[list[Glyph]], x: float, size: float, width: float, vertical: Sequence[Edge]
) -> bool:
    left = [[g for g in row if g.x1 <= x] for row in run]
    right = [[g for g in row if g.x0 >= x] for row in run]
    lefts, rights = [p for p in left if p], [p for p in right if p]
    if min(len(lefts), len(rights)) < _LINES:
        return False
    if min(median(len(p) for p in lefts), median(len(p) for p in rights)) < 4:
        return False  # short labels, or values, one below the other
    inner = max(p[-1].x1 for p in lefts), min(p[0].x0 for p in rights)
    outer = min(p[0].x0 for p in lefts), max(p[-1].x1 for p in rights)
    narrower = min(inner[0] - outer[0], outer[1] - inner[1])
    top, bottom = run[0][0].top, run[-1][0].bottom
    if any(abs(e.at - x) < 2 * size and e.end - e.start > 0.5 * (bottom - top) for e in vertical):
        return narrower >= _COLUMN / 2 * width
    if narrower < _COLUMN * width:
        return False
    headed = any(_is_heading(p) and not _is_centred(p, size, width) for p in rights)
    if not headed and min(_share_of_facts(lefts), _share_of_facts(rights)) >= _FACTS:
        return False  # one form in two halves, whose captions need not stand at the same heights
    full = sorted((_full(lefts, size), _full(rights, size)))
    if full[0] >= _FULL:
        return True
    off = sum(not (a and b) for a, b in zip(left, right, strict=True)) / len(run)
    if off >= _OFF and full[1] >= _FULL / 2:
        return True
    # a heading on the right beside text that goes on on the left
    return headed and max(off, full[1]) >= _FULL / 2


def _is_heading(line: Sequence[Glyph]) -> bool:
    return _HEADING.match("".join(g.text for g in line)) is not None


def _is_centred(line: Sequence[Glyph], size: float, width: float) -> bool:
    """Tell whether a line stands in the middle of the page: the title of all of it, not a heading of one column."""
    return abs(line[0].x0 + line[-1].x1 - width) < 2 * size and line[0].x0 < width / 2


def _share_of_facts(lines: Sequence[Sequence[Glyph]]) -> float:
    """Return the share of the lines that are a caption, a colon and a short value."""
    facts = sum(
        len(line) <= _LONGEST_FACT and any(g.text in ":：" for g in line[1:_LONGEST_CAPTION])
        for line in lines
    )
    return facts / len(lines)


def _full(lines: Sequence[Sequence[Glyph]], size: float) -> float:
    ends = sorted(line[-1].x1 for line in lines)
    edge = ends[-1]
    return sum(edge - end < 1.6 * size for end in ends) / len(ends)
