"""Ruled tables of a page: their rows, columns and cells.

Lines are looked for on a copy of about 120 dpi with coloured ink lifted out (a seal across a line hides nothing
there), brought into level coordinates, and only then made into tables; at the end every side of a cell is placed on
the sheet itself, inside the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision import _rules
from auditor.vision._paper import evened
from auditor.vision.model import Grid, GridCell, PixelBox, Pixels, Sheet

if TYPE_CHECKING:
    from auditor.vision._lattice import Lattice
    from auditor.vision._levelling import Levelling
    from auditor.vision._rules import Floats

MOST_GRIDS = 40
MOST_CELLS = 4_000
"""Of one page; what exceeds it is hatching or a picture, not a form."""
PAGE_FRAME = 0.8
"""A frame of one cell whose sides are longer than this share of the page's is drawn around the page."""
LEAST_BOX = 0.35
"""Inches: a frame of one cell that is smaller is a box to tick or a picture."""
COLOURED_LENGTH, COLOURED_LINES = 60, 3
"""Pixels (of `_rules.DPI`) and number of level coloured lines from which tables drawn in colour are looked for; ..."""
LEAST_COLOURED = 4
"""... and the cells that one must have: chops have frames, too."""
_TINTED = 20
_GREY_ENOUGH = 10.0
_LIFT = 0.8
"""How much lighter ink becomes by each level that its colours differ by more than `_GREY_ENOUGH`."""
_SEARCH = 7
"""Pixels on both sides of a line's middle in which its inner edge is looked for."""
_INWARD = 14


def find_grids(sheet: Sheet) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom, a table inside a cell of another after that one.

    Args:
        sheet: a straightened page.

    Returns:
        Grids whose cells, in row-major order, cover every position once. Underlines, boxes to tick and a frame round
        the whole page are no tables.
    """
    import cv2

    cv2.setNumThreads(1)
    scale = min(1.0, _rules.DPI / sheet.dpi)
    plain = without_colour(sheet, scale)
    if min(plain.shape) < 2 * _rules.LEAST_ACROSS:
        return []
    found = _lattices(plain)
    coloured = _coloured_rules(sheet, plain, scale)
    if coloured is not None:
        found += [
            other
            for other in _lattices(coloured)
            if len(other[0].regions) >= LEAST_COLOURED
            and not any(_overlap(other[0], own[0]) for own in found)
        ]
    found.sort(key=lambda item: (item[0].ys[0], item[0].xs[0]))
    inside = _Edges(sheet.grey)
    grids: list[Grid] = []
    total = 0
    for cells, levelling in found[:MOST_GRIDS]:
        total += len(cells.regions)
        if total > MOST_CELLS:
            break
        grids.append(_placed(cells, levelling, inside, scale))
    return grids


def _lattices(plain: Pixels) -> list[tuple[Lattice, Levelling]]:
    """Return the tables ruled on a page at `_rules.DPI`, each with the map from its level coordinates to pixels."""
    from auditor.vision._frames import frames
    from auditor.vision._lattice import lattice
    from auditor.vision._levelling import fit_levelling, levelled

    height, width = plain.shape
    across, down = _rules.find_rules(plain)
    levelling = fit_levelling(across.pieces, down.pieces, width, height)
    found: list[tuple[Lattice, Levelling]] = []
    for frame in frames(levelled(across.pieces, levelling, True), levelled(down.pieces, levelling, False)):
        cells = lattice(frame, levelling, across, down)
        if cells is None or _is_page_frame(cells, width, height) or len(found) >= MOST_GRIDS:
            continue
        found.append((cells, levelling))
    return found


def _overlap(one: Lattice, other: Lattice) -> bool:
    """Whether two tables stand in one place."""
    return bool(
        min(one.xs[-1], other.xs[-1]) > max(one.xs[0], other.xs[0]) + _rules.WIDEST
        and min(one.ys[-1], other.ys[-1]) > max(one.ys[0], other.ys[0]) + _rules.WIDEST
    )


def _coloured_rules(sheet: Sheet, plain: Pixels, scale: float) -> Pixels | None:
    """Return the page with its colours as dark as they are where some are ruled lines, else None."""
    import cv2
    import numpy as np

    height, width = plain.shape
    small = cv2.resize(sheet.grey, (width, height), interpolation=cv2.INTER_AREA) if scale < 1 else sheet.grey
    coloured = cv2.compare(cv2.subtract(plain, small), np.full_like(plain, _TINTED), cv2.CMP_GT)
    if cv2.countNonZero(coloured) < COLOURED_LINES * COLOURED_LENGTH:
        return None
    long = cv2.morphologyEx(coloured, cv2.MORPH_OPEN, np.ones((1, COLOURED_LENGTH), np.uint8))
    rows = np.flatnonzero(long.any(axis=1))
    # Lines lie apart; a filled patch is one.
    lines = int((np.diff(rows) > _rules.WIDEST).sum()) + 1 if len(rows) else 0
    return cast("Pixels", np.ascontiguousarray(small)) if lines >= COLOURED_LINES else None


def without_colour(sheet: Sheet, scale: float) -> Pixels:
    """Return the sheet in grey at another scale, coloured ink as light as paper.

    The lightest of red, green and blue, and lighter still by how far they differ: red ink is light in red, blue ink
    in blue, black in none; where a seal crosses a line, the line stays. The tint of the paper is taken off first.
    """
    import cv2
    import numpy as np

    height, width = sheet.grey.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(sheet.colour, size, interpolation=cv2.INTER_AREA) if scale < 1 else sheet.colour
    if small.ndim == 2:
        return evened(cast("Pixels", small))
    red, green, blue = cv2.split(small)
    most = cv2.max(cv2.max(red, green), blue)
    tint = cv2.subtract(most, cv2.min(cv2.min(red, green), blue))
    paper_tint = float(np.median(tint[::8, ::8]))
    lift = cv2.convertScaleAbs(
        np.maximum(tint.astype(np.int16) - round(paper_tint + _GREY_ENOUGH), 0), alpha=_LIFT
    )
    return evened(cast("Pixels", np.ascontiguousarray(cv2.add(most, lift))))


def _is_page_frame(cells: Lattice, width: int, height: int) -> bool:
    """Tell a single frame that is drawn round the page, or that is too small for a cell."""
    if len(cells.regions) > 1:
        return False
    wide, high = cells.xs[-1] - cells.xs[0], cells.ys[-1] - cells.ys[0]
    if min(wide, high) < LEAST_BOX * _rules.DPI:
        return True
    return bool(wide > PAGE_FRAME * width and high > PAGE_FRAME * height)


class _Edges:
    """Places cell sides inside their lines, on the sheet at full resolution."""

    def __init__(self, grey: Pixels) -> None:
        import cv2

        self.height, self.width = grey.shape
        self.sums = cv2.integral(grey, sdepth=cv2.CV_32S)

    def inward(self, middle: Floats, low: Floats, high: Floats, step: int, across: bool) -> Floats:
        """Return for each side the first pixel inside its line.

        Args:
            middle: where the line's middle lies, pixels across it.
            low: where the side begins, pixels along it.
            high: where it ends.
            step: +1 where inside lies right of or below the line, -1 where left of or above it.
            across: the line is horizontal.
        """
        import numpy as np

        offsets = np.arange(-_SEARCH, _INWARD + 1) * step
        limit = self.height if across else self.width
        place = np.clip(np.round(middle)[:, None].astype(np.int64) + offsets[None, :], 0, limit - 1)
        along = self.width if across else self.height
        trim = np.minimum((high - low) * 0.15, 12.0)
        first = np.clip(np.round(low + trim), 0, along - 1).astype(np.int64)[:, None]
        last = np.clip(np.round(high - trim), 1, along).astype(np.int64)[:, None]
        last = np.maximum(last, first + 1)
        sums = self.sums
        if across:
            total = sums[place + 1, last] - sums[place, last] - sums[place + 1, first] + sums[place, first]
        else:
            total = sums[last, place + 1] - sums[last, place] - sums[first, place + 1] + sums[first, place]
        dark = 255.0 - total / (last - first)
        near = dark[:, : 2 * _SEARCH + 1]
        peak = near.argmax(axis=1)
        highest = near.max(axis=1)
        base = np.minimum(dark.min(axis=1), highest)
        beyond = np.arange(dark.shape[1])[None, :] > peak[:, None]
        free = beyond & (dark <= (base + 0.3 * (highest - base))[:, None])
        inner = np.where(free.any(axis=1), free.argmax(axis=1), peak + 1)
        inner = np.where(highest - base < 6, _SEARCH + 1, inner)
        rows = np.arange(len(middle))
        return cast("Floats", place[rows, inner].astype(np.float64))


def _placed(cells: Lattice, levelling: Levelling, edges: _Edges, scale: float) -> Grid:
    import numpy as np

    top = cells.ys[[r.row for r in cells.regions]]
    bottom = cells.ys[[r.row + r.row_span for r in cells.regions]]
    left = cells.xs[[r.col for r in cells.regions]]
    right = cells.xs[[r.col + r.col_span for r in cells.regions]]

    def sides(along: Any, level: Any, across: bool) -> Floats:
        """Mean place of a side at a quarter, half and three quarters of its length, in pixels of the sheet."""
        total: Any = 0.0
        for part in (0.25, 0.5, 0.75):
            at = along[0] + (along[1] - along[0]) * part
            total = total + (levelling.pixel(at, level)[1] if across else levelling.pixel(level, at)[0])
        return cast("Floats", (total / 3 + 0.5) / scale - 0.5)

    y0, y1 = sides((left, right), top, True), sides((left, right), bottom, True)
    x0, x1 = sides((top, bottom), left, False), sides((top, bottom), right, False)
    inner_y0 = edges.inward(y0, x0, x1, 1, True)
    inner_y1 = edges.inward(y1, x0, x1, -1, True)
    inner_x0 = edges.inward(x0, y0, y1, 1, False)
    inner_x1 = edges.inward(x1, y0, y1, -1, False)
    result = []
    for index, region in enumerate(cells.regions):
        low_x, low_y = int(inner_x0[index]), int(inner_y0[index])
        box: PixelBox = (
            low_x,
            low_y,
            max(low_x + 1, int(inner_x1[index]) + 1),
            max(low_y + 1, int(inner_y1[index]) + 1),
        )
        result.append(GridCell(region.row, region.col, box, region.row_span, region.col_span))
    outline = (
        max(0, int(np.floor(x0.min()))),
        max(0, int(np.floor(y0.min()))),
        min(edges.width, int(np.ceil(x1.max())) + 1),
        min(edges.height, int(np.ceil(y1.max())) + 1),
    )
    return Grid(result, len(cells.ys) - 1, len(cells.xs) - 1, outline, cells.confidence)
