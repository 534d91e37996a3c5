"""Drawn marks: boxes to tick, ticks in them, pen strokes, pictures and seals, underlined gaps.

Each becomes a stand-in `Glyph`, so that the text code puts it where it stands on the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.pages.glyphs import EMPTY_BOX, EMPTY_GLYPHS, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Box, Ink, Mark
from auditor.readers._pdf_content import PageContent, Square, Stroke
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_text import Glyph

DRAWN_INK_CONFIDENCE = 0.6
"""Drawn curves in a cell are mostly a signature; they may be a logo."""
MAX_STROKES = 3_000
MAX_SQUARES = 2_000
_LABEL_REACH = 4.0
"""Font sizes that may lie between an underlined gap and the text it belongs to."""
_MIN_INK = (10.0, 5.0)


def contains(outer: Box, inner: Box, slack: float = 1.0) -> bool:
    """Tell whether a box lies inside another, give or take ``slack`` points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def centre(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds_centre(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    """Tell whether the middle of ``inner`` lies in ``outer``."""
    x, y = centre(inner)
    return outer[0] - slack <= x <= outer[2] + slack and outer[1] - slack <= y <= outer[3] + slack


def _side_by_side(a: Box, b: Box) -> bool:
    level = abs(a[1] - b[1]) < 1.5 and abs(a[3] - b[3]) < 1.5
    upright = abs(a[0] - b[0]) < 1.5 and abs(a[2] - b[2]) < 1.5
    beside = level and (abs(a[0] - b[2]) < 1.5 or abs(a[2] - b[0]) < 1.5)
    return beside or (upright and (abs(a[1] - b[3]) < 1.5 or abs(a[3] - b[1]) < 1.5))


def split_squares(squares: Sequence[Square]) -> tuple[list[Square], list[Square]]:
    """Part boxes to tick from the squares of a drawn grid (digit boxes, small cells).

    Returns:
        Boxes to tick, one for each place, and squares whose sides are table borders.
    """
    places: dict[tuple[int, int, int, int], Square] = {}
    for square in squares:
        x0, y0, x1, y1 = square.box
        key = (round(x0 / 2), round(y0 / 2), round(x1 / 2), round(y1 / 2))
        known = places.get(key)
        if known is None or (square.filled and not known.filled):
            places[key] = square
    unique = sorted(places.values(), key=lambda s: (s.box[1], s.box[0]))[:MAX_SQUARES]
    boxes: list[Square] = []
    cells: list[Square] = []
    for i, square in enumerate(unique):
        near = unique[max(0, i - 40) : i + 41]
        neighbours = sum(other is not square and _side_by_side(square.box, other.box) for other in near)
        (cells if neighbours else boxes).append(square)
    return boxes, cells


def box_edges(box: Box) -> tuple[list[Edge], list[Edge]]:
    """Return the horizontal and vertical sides of a box."""
    x0, y0, x1, y1 = box
    return [Edge(y0, x0, x1), Edge(y1, x0, x1)], [Edge(x0, y0, y1), Edge(x1, y0, y1)]


def is_tick_box(box: Box) -> bool:
    """Tell whether a frame has the size and shape of a box to tick."""
    width, height = box[2] - box[0], box[3] - box[1]
    return 4.5 <= width <= 22 and 4.5 <= height <= 22 and abs(width - height) <= 0.25 * max(width, height)


class DrawnBoxes:
    """The boxes of a page that can be ticked, drawn ones and printed ones, and what was drawn into them."""

    def __init__(self, squares: Iterable[Square], glyphs: Sequence[Glyph]) -> None:
        """Collect the boxes.

        Args:
            squares: drawn boxes to tick.
            glyphs: the page's printed glyphs; those that are empty boxes can be ticked by a stroke.
        """
        self._outer: list[tuple[Square, bool]] = []
        for square in sorted(squares, key=lambda s: s.box[0] - s.box[2]):
            for k, (outer, _) in enumerate(self._outer):
                if holds_centre(outer.box, square.box):
                    self._outer[k] = (outer, True)
                    break
            else:
                self._outer.append((square, False))
        self._printed = [g for g in glyphs if g.text in EMPTY_GLYPHS]
        self._circles: list[tuple[Box, bool]] = []

    def take(self, stroke: Stroke) -> bool:
        """Use a stroke as a tick if it lies in a box; tell whether it was used."""
        width, height = stroke.box[2] - stroke.box[0], stroke.box[3] - stroke.box[1]
        for k, (square, _) in enumerate(self._outer):
            side = square.box[2] - square.box[0]
            if holds_centre(square.box, stroke.box, 2.0) and max(width, height) <= 2.2 * side:
                self._outer[k] = (square, True)
                return True
        for k, (box, _) in enumerate(self._circles):
            if holds_centre(box, stroke.box, 1.0) and width <= 1.5 * (box[2] - box[0]):
                self._circles[k] = (box, True)
                return True
        for glyph in self._printed:
            box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
            if holds_centre(box, stroke.box, 2.0) and max(width, height) <= 2.5 * glyph.size:
                glyph.text = TICKED_BOX
                return True
        if stroke.circle and not stroke.filled and is_tick_box(stroke.box):
            self._circles.append((stroke.box, False))
            return True
        return False

    def glyphs(self) -> list[Glyph]:
        """Return a stand-in for every drawn box."""
        result = []
        for square, ticked in self._outer:
            text = TICKED_BOX if ticked or square.filled else EMPTY_BOX
            result.append(_stand_in(text, square.box))
        result += [_stand_in("◉" if ticked else "○", box) for box, ticked in self._circles]
        return result


def _stand_in(text: str, box: Box) -> Glyph:
    return Glyph(text, box[0], box[1], box[2], box[3], box[3] - box[1])


def ink_glyph(box: Box, mark: Mark, confidence: float = 1.0) -> Glyph:
    """Return the stand-in of a picture, seal or pen stroke."""
    ink = Ink(mark, box, confidence)
    return Glyph(INK_ANCHOR, box[0], box[1], box[2], box[3], min(box[3] - box[1], 12.0), False, ink)


def stroke_clusters(strokes: Sequence[Stroke], reach: float = 6.0) -> list[tuple[Box, bool, int]]:
    """Join strokes that lie close together into drawings.

    Args:
        strokes: the strokes of one cell, or those of a page outside tables.
        reach: points between two strokes of one drawing.

    Returns:
        Box, whether most strokes are red, and number of strokes of each drawing large enough to be ink.
    """
    clusters: list[tuple[Box, int, int]] = []
    for stroke in sorted(strokes[:MAX_STROKES], key=lambda s: s.box):
        box, red, count = stroke.box, int(stroke.red), 1
        rest: list[tuple[Box, int, int]] = []
        for other in clusters:
            o = other[0]
            if (
                o[0] - reach <= box[2]
                and box[0] - reach <= o[2]
                and o[1] - reach <= box[3]
                and box[1] - reach <= o[3]
            ):
                box = (min(box[0], o[0]), min(box[1], o[1]), max(box[2], o[2]), max(box[3], o[3]))
                red, count = red + other[1], count + other[2]
            else:
                rest.append(other)
        rest.append((box, red, count))
        clusters = rest
    return [
        (box, 2 * red > count, count)
        for box, red, count in clusters
        if box[2] - box[0] >= _MIN_INK[0] and box[3] - box[1] >= _MIN_INK[1]
    ]


def is_cell_diagonal(stroke: Stroke, cell: Box) -> bool:
    """Tell whether a stroke is the slash of a divided or crossed-out cell."""
    if stroke.straight_ends is None:
        return False
    width, height = cell[2] - cell[0], cell[3] - cell[1]
    return stroke.box[2] - stroke.box[0] > 0.8 * width and stroke.box[3] - stroke.box[1] > 0.6 * height


def underlined_gaps(rules: Sequence[Edge], content: PageContent, glyphs: list[Glyph]) -> list[Glyph]:
    """Return the gaps above lone rules as runs of ``_``.

    Args:
        rules: horizontal edges that belong to no table.
        content: the page, for its width.
        glyphs: its printed glyphs; blanks that lie on a gap are removed from the list.

    Returns:
        One stand-in for each part of a rule that has no text on it; rules across the page are separators.
    """
    result: list[Glyph] = []
    if not rules:
        return result
    by_bottom = sorted(glyphs, key=lambda g: g.bottom)
    bottoms = [g.bottom for g in by_bottom]
    from bisect import bisect_left

    removed: set[int] = set()
    for rule in rules:
        if rule.end - rule.start < 6 or rule.end - rule.start > 0.72 * content.width:
            continue
        near = by_bottom[bisect_left(bottoms, rule.at - 9.0) : bisect_left(bottoms, rule.at + 9.0)]
        on_line = [
            g
            for g in near
            if g.top < rule.at - 0.3 * g.size
            and abs(g.bottom - rule.at) <= 0.55 * g.size
            and not g.text.isspace()
            and rule.start - _LABEL_REACH * g.size < (g.x0 + g.x1) / 2 < rule.end + _LABEL_REACH * g.size
        ]
        if not on_line:
            continue
        size = max(g.size for g in on_line)
        covered = sorted((g.x0, g.x1) for g in on_line if g.x1 > rule.start + 1 and g.x0 < rule.end - 1)
        free: list[tuple[float, float]] = []
        at = rule.start
        for x0, x1 in covered:
            if x0 - at > 0.45 * size:
                free.append((at, x0))
            at = max(at, x1)
        if rule.end - at > 0.45 * size:
            free.append((at, rule.end))
        for x0, x1 in free:
            count = max(1, min(60, round((x1 - x0) / (0.5 * size))))
            top = min(g.top for g in on_line)
            bottom = max(g.bottom for g in on_line)
            result.append(Glyph("_" * count, x0, top, x1, bottom, size))
            removed.update(
                id(g)
                for g in near
                if g.text.isspace() and g.x0 >= x0 - 1 and g.x1 <= x1 + 1 and g.top < rule.at
            )
    if removed:
        glyphs[:] = [g for g in glyphs if id(g) not in removed]
    return result
