"""Rows of tables without rules: which lines of text stand in one row.

Distances are judged in units of the font size. The lines of one cell follow one another more closely than rows do;
where they do not, a row begins where its first column has text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.readers._pdf_text import Glyph, TextLine

GAP = 0.6
"""Font sizes of empty space that may part two cells; whether they do is told by other rows."""
_SAME_EDGE = 0.4
_FULL = 1.3
"""A line that ends nearer than this to the end of its column had no room for another character."""
_JUMP = 0.16
_LEADING = 0.65
"""Lines of one cell are mostly nearer than this."""
_CAPTIONED_ROWS = 3
_CLOSE = 0.95
"""Lines of one cell are never further apart than this."""


@dataclass(slots=True)
class Segment:
    """Glyphs of one line that stand together, from left to right."""

    x0: float
    x1: float
    glyphs: list[Glyph]

    @property
    def text(self) -> str:
        """The characters without blanks."""
        return "".join(g.text for g in self.glyphs if not g.text.isspace())


@dataclass(slots=True)
class Strip:
    """One line of text as segments, with the vertical extent of its characters."""

    top: float
    bottom: float
    size: float
    segments: list[Segment]
    line: TextLine


@dataclass(slots=True)
class Band:
    """Lines that stand in one row of a table."""

    strips: list[Strip]
    top: float
    bottom: float
    cells: list[list[Segment]] = field(default_factory=list)
    """Segments of each cell, cells from left to right."""
    wide: bool = False
    """Its only cell takes the whole width of the table."""


def strip_of(line: TextLine) -> Strip:
    """Cut a line into segments where empty space may part cells."""
    size = line.size
    segments: list[Segment] = []
    top = bottom = None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if glyph.ink is not None:
            top = glyph.top if top is None else min(top, glyph.top)
            bottom = glyph.bottom if bottom is None else max(bottom, glyph.bottom)
        if segments and glyph.x0 - segments[-1].x1 < GAP * size:
            segments[-1].glyphs.append(glyph)
            segments[-1].x1 = max(segments[-1].x1, glyph.x1)
        else:
            segments.append(Segment(glyph.x0, glyph.x1, [glyph]))
    half = 0.5 * size
    # fonts differ in how much space their boxes have above and below; the square around the middle is the same
    printed = [g for g in line.glyphs if g.ink is None and not g.text.isspace()]
    wide = next((g for g in printed if g.text > "\u2e7f" and g.size > 0.9 * size), None)
    middle = (wide.top + wide.bottom) / 2 if wide else (line.box[1] + line.box[3]) / 2
    if top is not None and bottom is not None:
        if printed:
            return Strip(min(top, middle - half), max(bottom, middle + half), size, segments, line)
        return Strip(top, bottom, 10.5, segments, line)
    return Strip(middle - half, middle + half, size, segments, line)


def bands_of(strips: Sequence[Strip]) -> list[Band]:
    """Group the lines of a region into rows.

    Args:
        strips: neighbouring lines of similar size, from top to bottom.

    Returns:
        Rows from top to bottom; their cells are not set yet.
    """
    captions, rest = _captions(strips)
    if captions:
        return _beside_captions(captions, bands_of(rest))
    slabs = _slabs(strips)
    if len(slabs) < 2:
        return slabs
    size = _middle_value([s.size for s in strips])
    left = min(segment.x0 for strip in strips for segment in strip.segments)
    ends = _column_ends(strips, size)
    gaps = [(b.top - a.bottom) / size for a, b in pairwise(slabs)]
    numbered = _by_numbers(slabs, gaps, left, size)
    if numbered is not None:
        return numbered
    limit = _row_distance(slabs, gaps, left, size, ends)
    result = [slabs[0]]
    for gap, slab in zip(gaps, slabs[1:], strict=True):
        above = result[-1]
        if gap < limit and not _parts(above, slab, left, size, ends):
            joins = True
        else:
            joins = limit == 0.0 and gap < _CLOSE and _goes_on(above, slab, left, size, ends)
        if joins:
            above.strips += slab.strips
            above.bottom = max(above.bottom, slab.bottom)
        else:
            result.append(slab)
    return result


def _captions(strips: Sequence[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Part the captions of groups of rows, in a first column of their own, from the rows.

    A caption stands in the middle of its group, often between two rows, and would join them.
    """
    size = _middle_value([s.size for s in strips])
    left = min(segment.x0 for strip in strips for segment in strip.segments)
    own = [s.segments[0] for s in strips if s.segments[0].x0 - left < size]
    others = [x for s in strips for x in s.segments[:2] if x.x0 - left >= size]
    if not own or 3 * len(own) > len(strips) + 2 or len(others) < 3:
        return [], []
    second = min(x.x0 for x in others)
    lined = sum(abs(x.x0 - second) <= _SAME_EDGE * size for x in others)
    if (
        max(x.x1 for x in own) > second - GAP * size
        or lined < _CAPTIONED_ROWS
        or any(c.isdigit() for x in own for c in x.text)
    ):
        return [], []
    captions: list[Strip] = []
    rest: list[Strip] = []
    for strip in strips:
        first, *following = strip.segments
        if first.x0 - left >= size:
            rest.append(strip)
            continue
        captions.append(Strip(strip.top, strip.bottom, strip.size, [first], strip.line))
        if following:
            rest.append(Strip(strip.top, strip.bottom, strip.size, following, strip.line))
    slabs = _slabs(rest)
    starting = sum(
        any(abs(s.segments[0].x0 - second) <= _SAME_EDGE * size for s in slab.strips) for slab in slabs
    )
    columned = sum(sum(len(s.segments) for s in slab.strips) > 1 for slab in slabs)
    between = any(len(s.segments) == 1 and s.segments[0].x0 - left < size for s in strips)
    if not between or starting < 0.6 * len(slabs) or columned < 0.6 * len(slabs):
        return [], []
    return captions, rest


def _beside_captions(captions: Sequence[Strip], bands: list[Band]) -> list[Band]:
    for caption in captions:
        middle = (caption.top + caption.bottom) / 2
        min(bands, key=lambda band: abs((band.top + band.bottom) / 2 - middle)).strips.append(caption)
    return bands


def row_of_one_number(strips: Sequence[Strip]) -> list[Band]:
    """Take close lines of which one alone has text in the first column as one row; empty where they are more."""
    slabs = _slabs(strips)
    left = min(segment.x0 for strip in strips for segment in strip.segments)
    anchors = [s for slab in slabs for s in slab.strips if s.segments[0].x0 - left < s.size]
    if len(anchors) != 1 or any(b.top - a.bottom > _LEADING * anchors[0].size for a, b in pairwise(slabs)):
        return []
    return [Band([s for slab in slabs for s in slab.strips], slabs[0].top, slabs[-1].bottom)]


def _by_numbers(slabs: Sequence[Band], gaps: Sequence[float], left: float, size: float) -> list[Band] | None:
    """Part rows by the numbers in the first column: one number, one row; between two the widest gap parts them."""
    places: list[tuple[int, int]] = []
    for k, slab in enumerate(slabs):
        first = [s.segments[0] for s in slab.strips if s.segments[0].x0 - left < 3 * size]
        found = [int(s.text) for s in first if s.text.isdecimal() and len(s.text) <= 4]
        if len(found) > 1 or (found and len(first) > 1):
            return None
        if found:
            places.append((k, found[0]))
    if len(places) < 3 or any(b[1] - a[1] != 1 for a, b in pairwise(places)):
        return None
    starts = []
    for (upper, _), (lower, _) in pairwise(places):
        widest = max(gaps[upper:lower])
        starts.append(max(k for k in range(upper, lower) if gaps[k] > widest - 0.05) + 1)
    # above the first number the heads, and perhaps lines of the first row
    head = places[0][0]
    while head > 0 and gaps[head - 1] < min(gaps[k - 1] for k in starts) - _JUMP / 2:
        head -= 1
    tail = places[-1][0] + 1
    while (
        tail < len(slabs)
        and slabs[tail].strips[0].segments[0].x0 - left >= size
        and gaps[tail - 1] < _LEADING
    ):
        tail += 1
    result = bands_of([strip for slab in slabs[:head] for strip in slab.strips]) if head else []
    for a, b in pairwise([head, *starts, tail]):
        row = Band([], slabs[a].top, slabs[a].bottom)
        for slab in slabs[a:b]:
            row.strips += slab.strips
            row.bottom = max(row.bottom, slab.bottom)
        result.append(row)
    return result + (
        bands_of([strip for slab in slabs[tail:] for strip in slab.strips]) if tail < len(slabs) else []
    )


def _middle_value(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _slabs(strips: Sequence[Strip]) -> list[Band]:
    """Join the lines that lie beside one another: cells of two and of one line, set on one middle."""
    result: list[Band] = []
    for strip in sorted(strips, key=lambda s: s.top):
        if result and strip.top < result[-1].bottom - 0.05 * strip.size:
            result[-1].strips.append(strip)
            result[-1].bottom = max(result[-1].bottom, strip.bottom)
        else:
            result.append(Band([strip], strip.top, strip.bottom))
    return result


def _column_ends(strips: Sequence[Strip], size: float) -> list[tuple[float, float]]:
    """Left edge and furthest right end of the segments that begin at it."""
    found: list[list[float]] = []
    for x0, x1 in sorted((s.x0, s.x1) for strip in strips for s in strip.segments):
        if found and x0 - found[-1][0] <= _SAME_EDGE * size:
            found[-1][1] = max(found[-1][1], x1)
        else:
            found.append([x0, x1])
    return [(a, b) for a, b in found]


def _end_at(ends: Sequence[tuple[float, float]], x0: float, size: float) -> float | None:
    for left, right in ends:
        if abs(left - x0) <= _SAME_EDGE * size:
            return right
    return None


def _row_distance(
    slabs: Sequence[Band],
    gaps: Sequence[float],
    left: float,
    size: float,
    ends: Sequence[tuple[float, float]],
) -> float:
    """Distance in font sizes from which two lines are two rows; 0 where distances do not tell."""
    order = sorted(gaps)
    jumps = [(b - a, (a + b) / 2) for a, b in pairwise(order) if a < _LEADING]
    for jump, limit in jumps:
        if jump < _JUMP:
            continue
        near = [(a, b) for a, b, gap in zip(slabs, slabs[1:], gaps, strict=False) if gap < limit]
        parted = sum(_parts(a, b, left, size, ends) for a, b in near)
        if 5 * parted <= len(near):
            return min(limit, _CLOSE)
    return 0.0


def _parts(above: Band, below: Band, left: float, size: float, ends: Sequence[tuple[float, float]]) -> bool:
    """Tell whether two bands are certainly two rows: both begin in the first column, the upper one had room there."""
    upper, lower = above.strips[-1], below.strips[0]
    if len(above.strips) == 1 and len(below.strips) == 1:
        a, b = upper.segments, lower.segments
        if len(a) == len(b) >= 3 and all(
            abs(p.x0 - q.x0) <= _SAME_EDGE * size for p, q in zip(a, b, strict=True)
        ):
            return True
    first = [s.segments[0] for s in above.strips if s.segments[0].x0 - left < size]
    second = [s.segments[0] for s in below.strips if s.segments[0].x0 - left < size]
    if not first or not second:
        return False
    if first[-1].text.isdigit() and second[0].text.isdigit():
        return True
    end = _end_at(ends, first[-1].x0, size)
    return end is not None and end - first[-1].x1 > _FULL * size


def _goes_on(above: Band, below: Band, left: float, size: float, ends: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a line without text in the first column is the rest of cells above it that were full."""
    lower = below.strips[0]
    if len(below.strips) > 1 or lower.segments[0].x0 - left < size:
        return False
    upper = above.strips[-1]
    for segment in lower.segments:
        over = [s for s in upper.segments if abs(s.x0 - segment.x0) <= _SAME_EDGE * size]
        if not over:
            return False
        end = _end_at(ends, segment.x0, size)
        if end is None or end - over[0].x1 > _FULL * size or over[0].x1 < segment.x1 - _FULL * size:
            return False
    return True
