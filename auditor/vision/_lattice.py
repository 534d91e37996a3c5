"""From the pieces of one table to its rows, columns and cells.

Rows and columns are the levels at which lines stand. Between two neighbouring positions of that lattice there is a
wall or there is none; cells are what walls enclose. A wall that stops in the middle of nowhere is either no wall or
has been damaged: the ink along the whole way across decides. In the end every position belongs to exactly one cell.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision._frames import Frame
from auditor.vision._levelling import Levelling
from auditor.vision._rules import (
    EVEN,
    Floats,
    Pieces,
    Ruled,
    broken,
    crowding,
    most_crowded,
    stopping,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

SAME_LEVEL = 5.0
"""Pixels (of `_rules.DPI`) between pieces that stand at one level."""
LEAST_STEP = 9.0
"""Rows and columns are wider than this: two lines nearer to each other are a double line."""
INKED = 0.7
"""Share of a wall that found pieces must cover."""
SEEN = 0.75
"""Share of a wall that must be darker than around it where no piece was found, as in very faint lines."""
AS_DARK = 0.6
"""Share of the contrast of a table's lines from which ink is as dark as they are."""
WHOLE_CUT = 0.5
"""Share of the way across a region that walls must cover to cut it in two."""
MOST_LEVELS = 150
SHORT_WALL = 60.0
"""Pixels: nobody writes strokes as high as higher rows."""
END_FROM, END, ASIDE = 4.0, 2, 2
"""Pixels from a line across at which the end of a wall is looked at, how many of them, and how far beside the wall."""
FREE = 0.3
"""Share of a wall's contrast below which there is no ink at its end."""
MANY_FREE, FREE_SHARE = 2, 0.3
"""So many walls of one level, and this share of them, with an end at no line are strokes."""
_INSET = 4.0
_STEP = 2.0
_FAINTEST = 5.0


@dataclass(frozen=True, slots=True)
class Region:
    """A cell as positions of the lattice."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(slots=True)
class Lattice:
    """Rows and columns of one table (levels of its lines) and the cells between them."""

    ys: Floats
    xs: Floats
    regions: list[Region]
    confidence: float


def lattice(frame: Frame, levelling: Levelling, across: Ruled, down: Ruled) -> Lattice | None:
    """Return the cells of one table, or None where its lines enclose nothing or far too much."""
    import numpy as np

    ys, row_of = _levels(frame.across)
    xs, col_of = _levels(frame.down)
    if not 2 <= len(ys) <= MOST_LEVELS or not 2 <= len(xs) <= MOST_LEVELS:
        return None
    floors = _covered(frame.across, row_of, len(ys), xs)
    sides = _covered(frame.down, col_of, len(xs), ys)
    seen_floors = _seen(floors, ys, xs, levelling, across, True, frame.across)
    seen_sides = _seen(sides, xs, ys, levelling, down, False, frame.down)
    floors = np.where(seen_floors >= SEEN, 1.0, floors)
    sides = np.where(seen_sides >= SEEN, 1.0, sides)
    sides[_penned(sides, xs, ys, levelling, down)] = 0.0
    walls = _Walls(floors, sides, ys, xs)
    regions, guessed = walls.regions()
    ys, xs, regions = _needed(ys, xs, regions)
    return Lattice(ys, xs, regions, 1.0 - min(0.9, guessed / max(1, len(regions))))


def _levels(pieces: Pieces) -> tuple[Floats, Any]:
    """Group pieces to levels; return the levels, ascending, and for each piece the number of its level."""
    import numpy as np

    order = np.argsort(pieces.level, kind="stable")
    level, length = pieces.level[order], (pieces.end - pieces.start)[order]
    groups: list[list[int]] = []
    for position in range(len(order)):
        if groups:
            last = groups[-1]
            mean = float(np.average(level[last], weights=length[last]))
            if level[position] - mean <= SAME_LEVEL:
                last.append(position)
                continue
        groups.append([position])
    means = [float(np.average(level[g], weights=length[g])) for g in groups]
    number = np.zeros(len(order), np.int64)
    levels: list[float] = []
    weight: list[float] = []
    for group, mean in zip(groups, means, strict=True):
        heavy = float(length[group].sum())
        if levels and mean - levels[-1] < LEAST_STEP:
            levels[-1] = (levels[-1] * weight[-1] + mean * heavy) / (weight[-1] + heavy)
            weight[-1] += heavy
        else:
            levels.append(mean)
            weight.append(heavy)
        number[order[group]] = len(levels) - 1
    return np.array(levels), number


def _covered(pieces: Pieces, level_of: Any, count: int, cuts: Floats) -> Floats:
    """Return levels x steps: which share of each step between two cuts the pieces of a level cover."""
    import numpy as np

    fine = np.zeros((count, len(cuts) - 1))
    width = np.diff(cuts)
    low, high = cuts[:-1][None, :], cuts[1:][None, :]
    part = np.minimum(pieces.end[:, None], high) - np.maximum(pieces.start[:, None], low)
    np.add.at(fine, level_of, np.maximum(part, 0.0) / width[None, :])
    return np.minimum(fine, 1.0)


def _seen(
    covered: Floats,
    levels: Floats,
    cuts: Floats,
    levelling: Levelling,
    ruled: Ruled,
    across: bool,
    pieces: Pieces,
) -> Floats:
    """Return levels x steps: the share of each wall that is darker than around it, looked at only where in doubt.

    A line is known to stand at this level somewhere; along the same height even a line that hardly differs from the
    paper shows, because nothing else is darker than its surroundings along the whole way.
    """
    import numpy as np

    result = np.zeros_like(covered)
    rows, steps = np.nonzero(covered < INKED)
    if not len(rows):
        return result
    usual = float(np.median(pieces.contrast))
    least = min(ruled.threshold, max(_FAINTEST, ruled.threshold * 0.6, usual * 0.25))
    low, high = cuts[steps] + _INSET, cuts[steps + 1] - _INSET
    count = np.maximum(((high - low) / _STEP).astype(np.int64), 3)
    which = np.repeat(np.arange(len(rows)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    along = low[which] + (high - low)[which] * (within + 0.5) / count[which]
    height = levels[rows][which]
    # The map of vertical lines is turned over: its rows are pixels from the left.
    if across:
        column, line = levelling.pixel(along, height)
    else:
        line, column = levelling.pixel(height, along)
    limit_h, limit_w = ruled.contrast.shape
    at_column = np.clip(np.round(column).astype(np.int64), 0, limit_w - 1)
    at_line = np.round(line).astype(np.int64)
    share = np.zeros(len(rows))
    for offset in (-1, 0, 1):
        row = np.clip(at_line + offset, 0, limit_h - 1)
        here = ruled.contrast[row, at_column]
        dark = (here > least) & (here >= EVEN * ruled.usual[row, at_column])
        share = np.maximum(share, np.bincount(which, dark, minlength=len(rows)) / count)
    # A stroke of a character may stand just here; beside it stand its other strokes.
    heights = np.bincount(which, at_line, minlength=len(rows)) / count
    strength = np.bincount(which, ruled.contrast[np.clip(at_line, 0, limit_h - 1), at_column]) / count
    nothing = np.zeros(0)
    thin, free = np.full(len(rows), 2.0), np.zeros(len(rows), bool)
    walls = Pieces(
        low, high, heights, heights, heights, thin, strength, free, nothing.astype(int), nothing, nothing
    )
    way = (low - _INSET, high + _INSET, heights, strength, ruled.picture, ruled.contrast)
    beside = crowding(walls, ruled.picture)
    strokes = (beside > most_crowded(walls)) & broken(*way)
    # Nor is a wall what is lighter than the ink beside it, as the gaps between strokes are.
    strokes |= beside >= 1.0
    # A wall as dark as the table's lines would have been found as one, unless it is a stroke that ends nowhere.
    strokes |= (strength >= AS_DARK * usual) & stopping(*way)
    result[rows, steps] = np.where(strokes, 0.0, share)
    return result


def _penned(sides: Floats, xs: Floats, ys: Floats, levelling: Levelling, down: Ruled) -> Flags:
    """Tell the levels of upright strokes that somebody wrote one below the other, as the 1 of telephone numbers.

    Each of a wall's ends is at a line across. Of strokes as high as their rows some reach it and some do not.
    """
    import numpy as np

    levels, steps = np.nonzero(sides >= INKED)
    inner = (levels > 0) & (levels < len(xs) - 1) & (np.diff(ys)[steps] < SHORT_WALL)
    levels, steps = levels[inner], steps[inner]
    result = np.zeros(len(xs), bool)
    if not len(levels):
        return result
    high = ys[steps + 1] - ys[steps]
    middle = ys[steps] + high / 2
    column, _ = levelling.pixel(xs[levels], middle)
    _, top = levelling.pixel(xs[levels], ys[steps])
    _, bottom = levelling.pixel(xs[levels], ys[steps + 1])
    limit_h, limit_w = down.contrast.shape
    # The map of vertical lines is turned over: its rows are pixels from the left.
    line, low, end = np.round(column).astype(np.int64), top + END_FROM, bottom - END_FROM
    usual = down.contrast[
        np.clip(line, 0, limit_h - 1), np.clip(np.round(middle).astype(np.int64), 0, limit_w - 1)
    ]
    free = np.zeros(len(levels), bool)
    for first, step in ((low, 1.0), (end, -1.0)):
        ink = np.zeros((len(levels), END))
        for away in range(END):
            place = np.clip(np.round(first + step * away).astype(np.int64), 0, limit_w - 1)
            for offset in range(-ASIDE, ASIDE + 1):
                row = np.clip(line + offset, 0, limit_h - 1)
                ink[:, away] = np.maximum(ink[:, away], down.contrast[row, place])
        free |= (ink < np.minimum(FREE * usual, down.threshold)[:, None]).all(axis=1)
    count = np.bincount(levels, minlength=len(xs))
    ended = np.bincount(levels, free, minlength=len(xs))
    result[(ended >= MANY_FREE) & (ended >= FREE_SHARE * count)] = True
    # A level with a wall that is no such stroke is a column.
    result &= count == np.bincount(np.nonzero(sides >= INKED)[0], minlength=len(xs))
    return result


class _Walls:
    """The walls of a lattice and the regions between them.

    Args:
        floors: levels x columns, the inked share of the wall on each level.
        sides: levels x rows.
        ys: heights of the horizontal levels.
        xs: places of the vertical levels.
    """

    def __init__(self, floors: Floats, sides: Floats, ys: Floats, xs: Floats) -> None:
        import numpy as np

        self.floors, self.sides = floors, sides
        self.floor_stands = (floors >= INKED).tolist()
        self.side_stands = (sides >= INKED).tolist()
        self.heights, self.widths = np.diff(ys).tolist(), np.diff(xs).tolist()
        self.rows, self.cols = len(ys) - 1, len(xs) - 1
        self.guessed = 0

    def regions(self) -> tuple[list[Region], int]:
        """Return the cells in row-major order and how many cuts had to be guessed."""
        everywhere = {(row, col) for row in range(self.rows) for col in range(self.cols)}
        result: list[Region] = []
        waiting = self._parts(everywhere)
        while waiting:
            part = waiting.pop()
            top, bottom = min(r for r, _ in part), max(r for r, _ in part)
            left, right = min(c for _, c in part), max(c for _, c in part)
            if len(part) == 1:
                result.append(Region(top, left, 1, 1))
                continue
            square = len(part) == (bottom - top + 1) * (right - left + 1)
            support, row, col = self._best_cut(part, top, bottom, left, right)
            if square and support < WHOLE_CUT:
                result.append(Region(top, left, bottom - top + 1, right - left + 1))
                continue
            self.guessed += 1
            first = {(r, c) for r, c in part if (r < row if row else c < col)}
            waiting += self._parts(first) + self._parts(part - first)
        return sorted(result, key=lambda region: (region.row, region.col)), self.guessed

    def _parts(self, places: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
        """Split positions into parts that no wall divides."""
        left = set(places)
        parts = []
        while left:
            start = left.pop()
            part, queue = {start}, deque([start])
            while queue:
                row, col = queue.popleft()
                for beside, stands in (
                    ((row - 1, col), self.floor_stands[row][col]),
                    ((row + 1, col), self.floor_stands[row + 1][col]),
                    ((row, col - 1), self.side_stands[col][row]),
                    ((row, col + 1), self.side_stands[col + 1][row]),
                ):
                    if not stands and beside in left:
                        left.discard(beside)
                        part.add(beside)
                        queue.append(beside)
            parts.append(part)
        return parts

    def _best_cut(
        self, part: set[tuple[int, int]], top: int, bottom: int, left: int, right: int
    ) -> tuple[float, int, int]:
        """Return the straight cut with the most ink: its share, and its row or its column (the other is 0)."""
        best = (-1.0, 0, 0)
        for row in range(top + 1, bottom + 1):
            cols = [c for c in range(left, right + 1) if (row - 1, c) in part and (row, c) in part]
            whole = sum(self.widths[c] for c in cols)
            ink = sum(self.widths[c] * float(self.floors[row, c]) for c in cols)
            if whole:
                best = max(best, (ink / whole, row, 0))
        for col in range(left + 1, right + 1):
            rows = [r for r in range(top, bottom + 1) if (r, col - 1) in part and (r, col) in part]
            whole = sum(self.heights[r] for r in rows)
            ink = sum(self.heights[r] * float(self.sides[col, r]) for r in rows)
            if whole:
                best = max(best, (ink / whole, 0, col))
        return best


def _needed(ys: Floats, xs: Floats, regions: list[Region]) -> tuple[Floats, Floats, list[Region]]:
    """Leave out rows and columns that no cell begins with: a stroke's level, or one of two damaged lines."""
    tops = sorted({region.row for region in regions})
    lefts = sorted({region.col for region in regions})
    row_of = {old: new for new, old in enumerate([*tops, len(ys) - 1])}
    col_of = {old: new for new, old in enumerate([*lefts, len(xs) - 1])}
    moved = [
        Region(
            row_of[r.row],
            col_of[r.col],
            row_of[r.row + r.row_span] - row_of[r.row],
            col_of[r.col + r.col_span] - col_of[r.col],
        )
        for r in regions
    ]
    return ys[[*tops, len(ys) - 1]], xs[[*lefts, len(xs) - 1]], moved
