"""Ruled lines of a page: pieces of straight ink in two directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
else:
    Floats = Any
    Whole = Any

DPI = 120.0
"""Resolution at which lines are looked for; the lengths below are pixels of it."""
LEAST_ACROSS = 24
LEAST_DOWN = 19
"""Shorter pieces of straight ink are strokes of characters (12 points are 20 pixels)."""
WIDEST = 9
"""A line is thinner than this."""
CLOSES = 5
"""Gaps of a dotted line or of a stroke that crosses it."""
AROUND = 41
EVEN = 0.5
"""A pixel of a line has at least this share of the mean contrast of `AROUND` pixels along the line."""
SAMPLE = 12
"""One height is taken from a piece for so many pixels of its length."""
MOST_PIECES = 1_500
"""Of one direction; the longest are kept. A dense form has 300."""
FAINTEST = 9.0
"""Grey levels a line is darker than its surroundings on clean paper."""
ABOVE_NOISE = 3.0
_NOISE_PERCENTILE = 60
SHORT = 60
BESIDE = 4
CROWDED = 0.25
"""Mean darkness of `BESIDE` pixels beside a short piece, as a share of the piece's own; a long one may have twice as much."""
DARKEST_SHADE = 150
"""Grey level of the darkest shade of a cell."""
UNEVEN = 45
"""Grey levels between the rows of what is one shade."""
LIGHTER = 0.4
"""Where a line is lighter than its mean by this share of its contrast, it has a gap."""
STOPS = 3
"""Pixels without ink at both ends of a stroke that stands free between two lines (after the one where the line itself ends)."""
PALE = 0.3
FIT_FROM = 60
"""Pixels: shorter pieces say nothing about the shape of the paper."""


@dataclass(slots=True)
class Pieces:
    """Pieces of lines of one direction, as parallel arrays; for vertical ones x and y have changed places."""

    start: Floats
    end: Floats
    level: Floats
    """Height of the piece, as a mean over its length."""
    at_start: Floats
    at_end: Floats
    """Height at the two ends, in pixels of the picture."""
    thickness: Floats
    contrast: Floats
    crowded: Any
    """True where other ink stands beside a piece all along, as beside the strokes of characters."""
    sample_of: Whole
    sample_along: Floats
    sample_level: Floats

    def __len__(self) -> int:
        return len(self.start)

    def only(self, kept: Any) -> Pieces:
        """Return the pieces chosen by a boolean mask."""
        import numpy as np

        number = np.cumsum(kept) - 1
        samples = kept[self.sample_of] if len(self.sample_of) else np.zeros(0, bool)
        return Pieces(
            self.start[kept],
            self.end[kept],
            self.level[kept],
            self.at_start[kept],
            self.at_end[kept],
            self.thickness[kept],
            self.contrast[kept],
            self.crowded[kept],
            number[self.sample_of[samples]],
            self.sample_along[samples],
            self.sample_level[samples],
        )


@dataclass(slots=True)
class Ruled:
    """What one direction of a page gives: its pieces, and how much darker than around it every pixel is."""

    pieces: Pieces
    picture: Pixels
    contrast: Pixels
    usual: Pixels
    """Mean contrast of `AROUND` pixels along the line."""
    threshold: float


def find_rules(grey: Pixels) -> tuple[Ruled, Ruled]:
    """Find straight pieces of ink, horizontal and vertical ones.

    Args:
        grey: a page at `DPI`, coloured ink lifted out.

    Returns:
        Both directions; the vertical one is turned over (its arrays have x before y).
    """
    import cv2
    import numpy as np

    turned = cast("Pixels", np.ascontiguousarray(grey.T))
    across, usual_across, dark_across, least_across = _contrast(grey)
    down, usual_down, dark_down, least_down = _contrast(turned)
    # Where a line is crossed by another it is no darker than its surroundings: what the other covers counts as dark.
    lines = _opened(dark_across, LEAST_ACROSS)
    standing = _opened(cv2.bitwise_or(dark_down, np.ascontiguousarray(lines.T)), LEAST_DOWN)
    lines = _opened(cv2.bitwise_or(dark_across, np.ascontiguousarray(standing.T)), LEAST_ACROSS)
    result = []
    for picture, mask, contrast, usual, threshold, least in (
        (grey, lines, across, usual_across, least_across, LEAST_ACROSS),
        (turned, standing, down, usual_down, least_down, LEAST_DOWN),
    ):
        pieces = _pieces(mask, contrast, least)
        pieces = pieces.only(_dark(pieces, picture))
        pieces.crowded = crowded(pieces, picture)
        level = np.round((pieces.at_start + pieces.at_end) / 2)
        gaps = broken(pieces.start, pieces.end, level, pieces.contrast, picture, contrast)
        pieces = pieces.only(~(pieces.crowded & gaps))
        result.append(Ruled(pieces, picture, contrast, usual, threshold))
    return result[0], result[1]


def _contrast(grey: Pixels) -> tuple[Pixels, Pixels, Pixels, float]:
    """Return the contrast across the horizontal, its mean along it, where it is enough, and what is enough."""
    import cv2
    import numpy as np

    along = cv2.blur(grey, (CLOSES, 1))
    contrast = cv2.morphologyEx(along, cv2.MORPH_BLACKHAT, np.ones((WIDEST, 1), np.uint8))
    noise = float(np.percentile(contrast[::4, ::4], _NOISE_PERCENTILE))
    threshold = max(FAINTEST, ABOVE_NOISE * noise)
    # A line is about as dark all along; a row of characters is light again between its strokes.
    usual = cv2.blur(contrast, (AROUND, 1))
    enough = np.maximum(cv2.convertScaleAbs(usual, alpha=EVEN), np.uint8(min(255.0, threshold)))
    dark = cv2.compare(contrast, enough, cv2.CMP_GT)
    return cast("Pixels", contrast), cast("Pixels", usual), cast("Pixels", dark), threshold


def _opened(mask: Any, least: int) -> Pixels:
    import cv2
    import numpy as np

    return cast("Pixels", cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, least), np.uint8)))


def _dark(pieces: Pieces, grey: Pixels) -> Any:
    """Tell the pieces that are dark enough beside the page's long ones: no arcs of a seal, no other side.

    Args:
        pieces: of one direction.
        grey: the page; what lies at its edges is the paper's own shadow and no measure.
    """
    import numpy as np

    from auditor.vision._shine import own_lines

    length = pieces.end - pieces.start
    edge = (pieces.level < WIDEST) | (pieces.level > len(grey) - WIDEST)
    long = (length >= FIT_FROM) & ~edge
    if not long.any():
        return np.ones(len(pieces), bool)
    own, narrow = own_lines(pieces, grey, long)
    # Hairlines inside a heavy frame are pale beside it; they are measured by each other.
    measure = np.flatnonzero(long & narrow & own)
    if not len(measure):
        measure = np.flatnonzero(long)
    order = measure[np.argsort(pieces.contrast[measure])]
    half = np.searchsorted(np.cumsum(length[order]), length[order].sum() / 2)
    return (pieces.contrast >= PALE * pieces.contrast[order[half]]) & own


def crowded(pieces: Pieces, grey: Pixels) -> Any:
    """Tell the pieces without paper on both sides: beside a stroke of a character stand its other strokes."""
    import numpy as np

    beside = crowding(pieces, grey)
    most = most_crowded(pieces)
    for index in np.flatnonzero((beside > most) & (pieces.end - pieces.start < SHORT)):
        if _evenly_shaded(pieces, int(index), grey, float(most[index])):
            beside[index] = 0.0
    return beside > most


def _evenly_shaded(pieces: Pieces, index: int, grey: Pixels, most: float) -> bool:
    """Whether what stands beside a short piece is the shade of a cell no longer than the piece itself."""
    import cv2
    import numpy as np

    # The lines that it runs between are no part of the shade.
    low, high = int(pieces.start[index]) + WIDEST // 2 + 2, int(pieces.end[index]) - WIDEST // 2 - 1
    level, off = round(float(pieces.level[index])), int(np.ceil(pieces.thickness[index] / 2)) + 1
    if high - low < 2 * CLOSES:
        return False
    for near, far in ((level - off - BESIDE, level - off), (level + off + 1, level + off + 1 + BESIDE)):
        band = grey[max(0, near) : max(0, far), max(0, low) : high]
        if not band.size:
            return False
        smooth = cv2.blur(band, (CLOSES, 1))
        lightest = smooth.max(axis=1)
        if lightest.min() < DARKEST_SHADE or np.ptp(lightest) > UNEVEN:
            return False
        if float(lightest.mean() - band.mean()) > most * float(pieces.contrast[index]):
            return False
    return True


def most_crowded(pieces: Pieces) -> Floats:
    """Return how dark it may be beside each piece."""
    import numpy as np

    return np.where(pieces.end - pieces.start < SHORT, CROWDED, 2 * CROWDED)


def crowding(pieces: Pieces, grey: Pixels) -> Floats:
    """Return the mean darkness on the darker side of each piece, as a share of its own contrast."""
    import cv2
    import numpy as np

    # Paper is the lightest along the way: a shaded cell is as even as white paper. Grain makes no pixel lighter than it.
    paper = cv2.dilate(cv2.blur(grey, (CLOSES, 1)), np.ones((1, AROUND), np.uint8))
    sums = cv2.integral(grey, sdepth=cv2.CV_32S)
    tops = cv2.integral(paper, sdepth=cv2.CV_32S)
    limit_h, limit_w = grey.shape
    low = np.clip(pieces.start + 3, 0, limit_w - 2).astype(np.int64)
    high = np.clip(pieces.end - 2, low + 1, limit_w - 1).astype(np.int64)
    level = np.round(pieces.level).astype(np.int64)
    worst = np.zeros(len(pieces))
    off = np.ceil(pieces.thickness / 2).astype(np.int64) + 1
    for near, far in ((-off - BESIDE, -off), (off + 1, off + 1 + BESIDE)):
        first = np.clip(level + near, 0, limit_h - 1)
        last = np.clip(level + far, first + 1, limit_h)
        area = (last - first) * (high - low)

        def mean(table: Any, first: Any = first, last: Any = last, area: Any = area) -> Floats:
            total = table[last, high] - table[first, high] - table[last, low] + table[first, low]
            return cast("Floats", total / area)

        worst = np.maximum(worst, (mean(tops) - mean(sums)) / np.maximum(pieces.contrast, 1.0))
    return worst


def broken(start: Floats, end: Floats, level: Floats, contrast: Floats, grey: Pixels, relief: Pixels) -> Any:
    """Tell the short ways along which the ink stops somewhere: a line goes on to the line that ends it.

    Args:
        start: of each way, pixels along it.
        end: of each way.
        level: pixels across it.
        contrast: how much darker than the paper its ink is.
        grey: the page.
        relief: how much darker each pixel is than what lies across the way: a pen that crosses a line is darker than it.
    """
    import numpy as np

    which, _, count, light = _light(start, end, level, contrast, grey, relief)
    return (np.bincount(which, light, minlength=len(count)) >= 2) & (count < SHORT)


def stopping(
    start: Floats, end: Floats, level: Floats, contrast: Floats, grey: Pixels, relief: Pixels
) -> Any:
    """Tell the short ways whose ink stops before both ends: a stroke of a character between two lines; see `broken`."""
    import numpy as np

    which, within, count, light = _light(start, end, level, contrast, grey, relief)
    many = len(count)
    at_start = np.bincount(which, light & (within < STOPS), minlength=many) >= np.minimum(STOPS, count)
    at_end = np.bincount(which, light & (within >= (count - STOPS)[which]), minlength=many) >= np.minimum(
        STOPS, count
    )
    return at_start & at_end & (count < SHORT)


def _light(
    start: Floats, end: Floats, level: Floats, contrast: Floats, grey: Pixels, relief: Pixels
) -> tuple[Whole, Whole, Whole, Any]:
    """Return for the pixels along all ways: of which way, which of its pixels, how many each has, whether there is no ink."""
    import numpy as np

    low = np.ceil(start).astype(np.int64) + 1
    count = np.maximum(np.floor(end).astype(np.int64) - low, 1)
    which = np.repeat(np.arange(len(low)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    along = np.clip(low[which] + within, 0, grey.shape[1] - 1)
    line = level.astype(np.int64)[which]
    ink, stands_out = np.full(len(which), 255, np.uint8), np.zeros(len(which), np.uint8)
    for offset in (-1, 0, 1):
        place = np.clip(line + offset, 0, grey.shape[0] - 1)
        ink = np.minimum(ink, grey[place, along])
        stands_out = np.maximum(stands_out, relief[place, along])
    # The middle one, not the mean: the ends of a way lie within the darker lines that it runs between.
    first = np.cumsum(count) - count
    usual = ink[np.lexsort((ink, which))][first + (count - 1) // 2].astype(np.float64)
    light = (ink > (usual + LIGHTER * contrast)[which]) & (stands_out < EVEN * contrast[which])
    return which, within, count, light


def _pieces(mask: Pixels, contrast: Pixels, least: int) -> Pieces:
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    width = stats[:, cv2.CC_STAT_WIDTH].astype(np.float64)
    thickness = stats[:, cv2.CC_STAT_AREA] / np.maximum(width, 1)
    kept = (width >= least) & (thickness <= WIDEST)
    kept[0] = False
    if kept.sum() > MOST_PIECES:
        kept &= width >= np.sort(width[kept])[-MOST_PIECES]
    number = np.cumsum(kept) - 1
    ys, xs = np.nonzero(mask)
    label = labels[ys, xs]
    chosen = kept[label]
    ys, xs, label = ys[chosen], xs[chosen], number[label[chosen]]
    weight = contrast[ys, xs].astype(np.float64) + 1.0
    total = int(kept.sum())
    bins = -(-mask.shape[1] // SAMPLE)
    key = label.astype(np.int64) * bins + xs // SAMPLE
    mass = np.bincount(key, weight, minlength=total * bins)
    used = np.flatnonzero(mass)
    heights = np.bincount(key, weight * ys, minlength=total * bins)[used] / mass[used]
    alongs = np.bincount(key, weight * xs, minlength=total * bins)[used] / mass[used]
    piece = used // bins
    of_piece = np.maximum(np.bincount(piece, minlength=total), 1)
    first = np.searchsorted(piece, np.arange(total))
    last = np.searchsorted(piece, np.arange(total), side="right") - 1
    pixels = np.maximum(np.bincount(label, minlength=total), 1)
    start = stats[kept, cv2.CC_STAT_LEFT].astype(np.float64)
    return Pieces(
        start,
        start + width[kept] - 1,
        np.bincount(piece, heights, minlength=total) / of_piece,
        heights[first] if total else np.zeros(0),
        heights[last] if total else np.zeros(0),
        thickness[kept],
        np.bincount(label, weight, minlength=total) / pixels,
        np.zeros(total, bool),
        piece,
        alongs,
        heights,
    )
