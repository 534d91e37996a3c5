"""Which straight ink is ruled on this side of the paper, told by how dark and how wide a line is and how it bends.

The ink of one printer is dark in wide lines and pale only in lines narrower than a pixel. A line that is wide and pale
is none of them: it shines through from the other side of the paper, it is a fold, a shadow or the edge of a shade, and a
short one may be the frame of a name chop. The rim of a round seal bends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from auditor.vision._rules import Floats, Pieces
    from auditor.vision.model import Pixels

REACH = 9
"""Pixels on both sides of a line in which its profile is looked at."""
MIDDLE = 2
"""Pixels from the middle within which the darkest place of a profile lies."""
ALONG = 5
"""Pixels along a line over which each of its samples is averaged: grain would look like width."""
WIDE = 1.35
"""How much wider than the narrow lines of its page a line is that could not be as pale as they are, ..."""
LEAST_WIDE = 2.6
"""... and how many pixels at least (full width at half depth)."""
SHINES = 0.3
"""A wide line less deep than this share of the page's dark lines shines through."""
DARK_LINES = 0.9
"""Quantile, by length, of the depths of the page's long lines: what its ink looks like where it is dark."""
NARROW_LINES = 0.25
"""Quantile of the widths of the page's long lines: those whose width is the picture's own blur."""

DARKEST = 0.004
"""Quantile of the page's grey levels: its ink where it has no wide lines, as in strokes of characters."""
STAMPED = 0.62
"""A short wide piece less deep than this share of the page's ink is stamped: red ink is grey on a grey copy."""
SHORT = 130.0
"""Pixels; stamps have no straight sides that are longer."""
BENT, BENT_FROM = 1.0, 30.0
"""Pixels by which the ends of a short piece lie off its middle, and the length from which that tells."""


def depth_and_width(pieces: Pieces, grey: Pixels) -> tuple[Floats, Floats]:
    """Return how much darker than the paper beside it each piece is, and its full width at half that depth in pixels.

    Args:
        pieces: of one direction.
        grey: the page, its lines horizontal.
    """
    import cv2
    import numpy as np

    smooth = cv2.blur(grey, (ALONG, 1))
    offsets = np.arange(-REACH, REACH + 1)
    column = np.clip(np.round(pieces.sample_along).astype(np.int64), 0, grey.shape[1] - 1)[:, None]
    height = np.clip(pieces.sample_level[:, None] + offsets[None, :], 0, grey.shape[0] - 1.001)
    whole = np.floor(height).astype(np.int64)
    part = height - whole
    here = smooth[whole, column] * (1 - part) + smooth[whole + 1, column] * part
    count = np.maximum(np.bincount(pieces.sample_of, minlength=len(pieces)), 1)
    profile = np.stack(
        [
            np.bincount(pieces.sample_of, here[:, k], minlength=len(pieces)) / count
            for k in range(len(offsets))
        ],
        axis=1,
    )
    near = profile[:, REACH - MIDDLE : REACH + MIDDLE + 1]
    # What is darker on one side than on the other is the edge of something: the darker side is its paper.
    paper = np.minimum(profile[:, : REACH - MIDDLE].max(axis=1), profile[:, REACH + MIDDLE + 1 :].max(axis=1))
    depth = paper - near.min(axis=1)
    middle = near.argmin(axis=1) + REACH - MIDDLE
    half = paper - depth / 2
    width = _until(profile, middle, half, -1) + _until(profile, middle, half, 1)
    return cast("Floats", depth), width


def _until(profile: Floats, middle: Any, half: Floats, step: int) -> Floats:
    """Return how many pixels from its darkest place each profile rises to a level, on one side."""
    import numpy as np

    rows, last = np.arange(len(profile)), profile.shape[1] - 1
    far = np.full(len(profile), float(REACH))
    open_ = np.ones(len(profile), bool)
    for away in range(1, REACH + MIDDLE + 1):
        at = np.clip(middle + step * away, 0, last)
        before = np.clip(at - step, 0, last)
        reached = open_ & (profile[rows, at] >= half)
        rise = np.maximum(profile[rows, at] - profile[rows, before], 1e-6)
        far = np.where(reached, away - 1 + np.clip((half - profile[rows, before]) / rise, 0, 1), far)
        open_ &= ~reached
    return far


def own_lines(pieces: Pieces, grey: Pixels, long: Any) -> tuple[Any, Any]:
    """Tell the pieces that may be ruled on this side, and those of them that are as narrow as the narrow lines.

    Args:
        pieces: of one direction, in pixels of the page.
        grey: the page, its lines horizontal.
        long: which pieces are long enough to be measures for the others; at least one.
    """
    import numpy as np

    length = pieces.end - pieces.start
    depth, width = depth_and_width(pieces, grey)
    limit = max(LEAST_WIDE, WIDE * float(np.quantile(width[long], NARROW_LINES)))
    wide = width > limit
    through = wide & (depth < SHINES * _deep(depth, length, long))
    heavy = long & wide & ~through
    if heavy.any():
        ink = _deep(depth, length, heavy, 0.5)
    else:
        ink = 255.0 - float(np.quantile(grey[::2, ::2], DARKEST))
    short = length < SHORT
    bend = np.abs((pieces.at_start + pieces.at_end) / 2 - pieces.level)
    stamped = short & wide & (depth < STAMPED * ink)
    bent = short & (length >= BENT_FROM) & (bend >= BENT)
    return ~through & ~stamped & ~bent, ~wide


def _deep(depth: Floats, length: Floats, chosen: Any, share: float = DARK_LINES) -> float:
    """Return a quantile, by length, of the depths of the chosen pieces."""
    import numpy as np

    order = np.flatnonzero(chosen)[np.argsort(depth[chosen])]
    so_far = np.cumsum(length[order])
    return float(depth[order[np.searchsorted(so_far, so_far[-1] * share)]])
