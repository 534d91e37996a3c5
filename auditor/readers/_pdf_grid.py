"""Ruled lines to logical tables: edges, connected frames, cells with spans.

Pure geometry: nothing here knows where edges come from. The method is the usual one for ruled tables (edges,
intersections, cells; Nurminen 2013, as in pdfplumber and Camelot), except that cells are found by removing the
walls that are not drawn between elementary grid positions, so that spans fall out directly and every grid
position belongs to exactly one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.pages.model import Box

SNAP = 2.5
"""Points: parallel edges nearer than this are one line (double borders, both sides of a thin rectangle)."""
JOIN = 3.0
"""Points: gap that a border may have and still count as drawn through; also how far a corner may stay open."""
MAX_POSITIONS = 60_000
"""Grid positions of one table; more are a drawing, not a table."""
MAX_ODD_CELLS = 64
"""Cells of one table that are looked at as holders of a nested table."""


@dataclass(slots=True, frozen=True, order=True)
class Edge:
    """One straight border: ``at`` is y for horizontal edges, x for vertical ones; ``start`` < ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True, frozen=True)
class GridCell:
    """A cell as grid position, spans and box."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(slots=True)
class Grid:
    """A logical table: grid lines, cells in row-major order, and who owns each elementary position."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[int]]
    nested: dict[int, list[Grid]] = field(default_factory=dict)
    """Grids inside a cell, by the cell's index."""

    @property
    def box(self) -> Box:
        """Outer box in points from the top left."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def rows(self) -> int:
        """Number of grid rows."""
        return len(self.ys) - 1

    @property
    def cols(self) -> int:
        """Number of grid columns."""
        return len(self.xs) - 1

    def index_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell at a point, None outside the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, self.rows - 1)
        col = min(bisect_right(self.xs, x) - 1, self.cols - 1)
        return self.owner[row][col]


def snapped(values: Iterable[float], tolerance: float = SNAP) -> dict[float, float]:
    """Map each value to the mean of its cluster; clusters never grow wider than twice the tolerance."""
    result: dict[float, float] = {}
    cluster: list[float] = []

    def close() -> None:
        if cluster:
            centre = sum(cluster) / len(cluster)
            for member in cluster:
                result[member] = centre

    for value in sorted(set(values)):
        if cluster and (value - cluster[-1] > tolerance or value - cluster[0] > 2 * tolerance):
            close()
            cluster = []
        cluster.append(value)
    close()
    return result


def merged(edges: Sequence[Edge], snap: float = SNAP, join: float = JOIN) -> list[Edge]:
    """Snap parallel edges to common lines and join those that touch or overlap on a line."""
    place = snapped((edge.at for edge in edges), snap)
    lines: dict[float, list[tuple[float, float]]] = {}
    for edge in edges:
        lines.setdefault(place[edge.at], []).append((edge.start, edge.end))
    result: list[Edge] = []
    for at in sorted(lines):
        start, end = None, 0.0
        for a, b in sorted(lines[at]):
            if start is None:
                start, end = a, b
            elif a <= end + join:
                end = max(end, b)
            else:
                result.append(Edge(at, start, end))
                start, end = a, b
        if start is not None:
            result.append(Edge(at, start, end))
    return result


def without_lone_rules(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Part the horizontal edges that meet a vertical one from those that meet none.

    Underlines run so close to the border below them that snapping would swallow them.

    Returns:
        Edges that may be borders, and lone rules, the latter joined.
    """
    lines = merged(horizontal, snap=0.3)
    order = sorted(vertical, key=lambda edge: edge.at)
    ats = [edge.at for edge in order]
    borders: list[Edge] = []
    lone: list[Edge] = []
    for edge in lines:
        near = order[bisect_right(ats, edge.start - JOIN) : bisect_right(ats, edge.end + JOIN)]
        meets = any(other.start - JOIN <= edge.at <= other.end + JOIN for other in near)
        (borders if meets else lone).append(edge)
    return borders, lone


def frames(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Group merged edges that cross or touch; edges that meet no other are returned as groups of one."""
    total = len(horizontal) + len(vertical)
    parent = list(range(total))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(vertical)), key=lambda i: vertical[i].at)
    ats = [vertical[i].at for i in order]
    for h, edge in enumerate(horizontal):
        low = bisect_right(ats, edge.start - JOIN)
        high = bisect_right(ats, edge.end + JOIN)
        for k in range(low, high):
            other = vertical[order[k]]
            if other.start - JOIN <= edge.at <= other.end + JOIN:
                parent[find(len(horizontal) + order[k])] = find(h)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i in range(total):
        group = groups.setdefault(find(i), ([], []))
        if i < len(horizontal):
            group[0].append(horizontal[i])
        else:
            group[1].append(vertical[i - len(horizontal)])
    return list(groups.values())


def _closing(edges: Sequence[Edge], walls: Sequence[Edge]) -> list[Edge]:
    """Return the outer walls that are not drawn but in which at least two edges end (open-sided tables)."""
    result = []
    for side in (0, 1):
        tips = [edge.end if side else edge.start for edge in edges]
        outermost = max(tips) if side else min(tips)
        near = [edge.at for edge, tip in zip(edges, tips, strict=True) if abs(tip - outermost) <= JOIN]
        if len(near) >= 2:
            top, bottom = min(near), max(near)
            drawn = sum(
                max(0.0, min(bottom, w.end) - max(top, w.start))
                for w in walls
                if abs(w.at - outermost) <= JOIN
            )
            if drawn < 0.98 * (bottom - top):
                nearest = next((w.at for w in walls if abs(w.at - outermost) <= JOIN), outermost)
                result.append(Edge(nearest, top, bottom))
    return result


def build_grid(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> Grid | None:
    """Turn one frame of merged edges into a grid.

    Args:
        horizontal: edges of one connected frame, any order.
        vertical: likewise.

    Returns:
        The grid without grid lines on which no cell begins, or None where the edges enclose nothing.
    """
    if len(horizontal) >= 2:
        vertical = merged([*vertical, *_closing(horizontal, vertical)])
    if len(vertical) >= 2:
        horizontal = merged([*horizontal, *_closing(vertical, horizontal)])
    if len(horizontal) < 2 or len(vertical) < 2:
        return None
    xs = sorted({edge.at for edge in vertical})
    ys = sorted({edge.at for edge in horizontal})
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols > MAX_POSITIONS:
        return None
    below = _walls(horizontal, ys, xs)
    beside = _walls(vertical, xs, ys)
    group = _joined_positions(rows, cols, below, beside)
    return _assembled(xs, ys, group)


def _walls(edges: Sequence[Edge], lines: list[float], crossing: list[float]) -> list[list[bool]]:
    """For each line, which intervals between crossing lines are drawn (their midpoint is covered)."""
    middles = [(a + b) / 2 for a, b in pairwise(crossing)]
    index = {at: i for i, at in enumerate(lines)}
    walls = [[False] * len(middles) for _ in lines]
    for edge in edges:
        row = walls[index[edge.at]]
        for k in range(bisect_right(middles, edge.start), bisect_right(middles, edge.end)):
            row[k] = True
    return walls


def _joined_positions(
    rows: int, cols: int, below: list[list[bool]], beside: list[list[bool]]
) -> list[list[int]]:
    """Number the elementary positions so that those without a wall between them share a number."""
    group = [[-1] * cols for _ in range(rows)]
    number = 0
    for r0 in range(rows):
        for c0 in range(cols):
            if group[r0][c0] >= 0:
                continue
            stack = [(r0, c0)]
            group[r0][c0] = number
            while stack:
                r, c = stack.pop()
                if c + 1 < cols and group[r][c + 1] < 0 and not beside[c + 1][r]:
                    group[r][c + 1] = number
                    stack.append((r, c + 1))
                if c > 0 and group[r][c - 1] < 0 and not beside[c][r]:
                    group[r][c - 1] = number
                    stack.append((r, c - 1))
                if r + 1 < rows and group[r + 1][c] < 0 and not below[r + 1][c]:
                    group[r + 1][c] = number
                    stack.append((r + 1, c))
                if r > 0 and group[r - 1][c] < 0 and not below[r][c]:
                    group[r - 1][c] = number
                    stack.append((r - 1, c))
            number += 1
    return group


Rect = tuple[int, int, int, int]
"""First row, first column, rows, columns on the elementary grid."""


def _assembled(xs: list[float], ys: list[float], group: list[list[int]]) -> Grid:
    """Make the grid of numbered positions; tables drawn inside a cell become nested grids."""
    inner = _lift_nested(xs, ys, group)
    grid = _compressed(xs, ys, _rectangles(group))
    for child in inner:
        x0, y0, x1, y1 = child.box
        index = grid.index_at((x0 + x1) / 2, (y0 + y1) / 2)
        if index is not None:
            grid.nested.setdefault(index, []).append(child)
    return grid


def _extents(group: list[list[int]]) -> dict[int, list[int]]:
    """First row, first column, last row, last column and number of positions of each group."""
    result: dict[int, list[int]] = {}
    for r, row in enumerate(group):
        for c, number in enumerate(row):
            known = result.get(number)
            if known is None:
                result[number] = [r, c, r, c, 1]
            else:
                known[1] = min(known[1], c)
                known[2] = r
                known[3] = max(known[3], c)
                known[4] += 1
    return result


def _lift_nested(xs: list[float], ys: list[float], group: list[list[int]]) -> list[Grid]:
    """Find cells that are a ring or a corner around a smaller table and give them their whole rectangle.

    Word and LibreOffice draw a nested table so close to the border of its cell that both are one frame of
    lines; what is left of the cell is then not a rectangle. ``group`` is changed in place.
    """
    rows, cols = len(group), len(group[0])
    result: list[Grid] = []
    tries = 0
    for number, (r0, c0, r1, c1, count) in _extents(group).items():
        if count == (r1 - r0 + 1) * (c1 - c0 + 1) or (r1 - r0 + 1, c1 - c0 + 1) == (rows, cols):
            continue
        tries += 1
        if tries > MAX_ODD_CELLS:
            break
        extents = _extents([row[c0 : c1 + 1] for row in group[r0 : r1 + 1]])
        if number not in extents:
            continue  # already lifted with another cell
        del extents[number]
        n_r0, n_c0 = r0 + min(e[0] for e in extents.values()), c0 + min(e[1] for e in extents.values())
        n_r1, n_c1 = r0 + max(e[2] for e in extents.values()), c0 + max(e[3] for e in extents.values())
        whole = (n_r1 - n_r0 + 1) * (n_c1 - n_c0 + 1) == sum(e[4] for e in extents.values())
        everything = _extents(group)
        enclosed = all(everything[k][4] == e[4] for k, e in extents.items())
        if len(extents) < 2 or not whole or not enclosed:
            continue
        part = [row[n_c0 : n_c1 + 1] for row in group[n_r0 : n_r1 + 1]]
        result.append(_assembled(xs[n_c0 : n_c1 + 2], ys[n_r0 : n_r1 + 2], part))
        for row in group[r0 : r1 + 1]:
            row[c0 : c1 + 1] = [number] * (c1 - c0 + 1)
    return result


def _rectangles(group: list[list[int]]) -> list[Rect]:
    """Cut each group of positions into rectangles (one, unless a border has a gap); row-major order."""
    rows, cols = len(group), len(group[0])
    taken = [[False] * cols for _ in range(rows)]
    result: list[Rect] = []
    for r in range(rows):
        for c in range(cols):
            if taken[r][c]:
                continue
            number = group[r][c]
            width = 1
            while c + width < cols and group[r][c + width] == number and not taken[r][c + width]:
                width += 1
            height = 1
            while r + height < rows and all(
                group[r + height][k] == number and not taken[r + height][k] for k in range(c, c + width)
            ):
                height += 1
            for rr in range(r, r + height):
                taken[rr][c : c + width] = [True] * width
            result.append((r, c, height, width))
    return result


def _compressed(xs: list[float], ys: list[float], rects: list[Rect]) -> Grid:
    """Drop the grid lines on which no cell begins and number rows and columns anew."""
    keep_rows = sorted({r for r, _, _, _ in rects})
    keep_cols = sorted({c for _, c, _, _ in rects})
    row_of = {r: i for i, r in enumerate(keep_rows)}
    col_of = {c: i for i, c in enumerate(keep_cols)}
    row_of[len(ys) - 1] = len(keep_rows)
    col_of[len(xs) - 1] = len(keep_cols)
    cells: list[GridCell] = []
    owner = [[0] * len(keep_cols) for _ in keep_rows]
    for r, c, height, width in rects:
        row, col = row_of[r], col_of[c]
        row_end, col_end = row_of[r + height], col_of[c + width]
        for rr in range(row, row_end):
            for cc in range(col, col_end):
                owner[rr][cc] = len(cells)
        box = (xs[c], ys[r], xs[c + width], ys[r + height])
        cells.append(GridCell(row, col, row_end - row, col_end - col, box))
    return Grid(
        [*(xs[c] for c in keep_cols), xs[-1]],
        [*(ys[r] for r in keep_rows), ys[-1]],
        cells,
        owner,
    )
