"""The smooth map that makes the ruled lines of a page level.

A scan is never quite flat. A low polynomial, fitted to the ruled lines themselves (each line may lie at any height,
but has to be level all along), takes the rest of skew, perspective and curl out of their positions; everything after
this module thinks in level coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision._rules import FIT_FROM, Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
else:
    Floats = Any

_FIT_WITHIN = 1.5
"""Pixels that a piece may lie off its own fitted line to count in the second round."""
_RIDGE = 1e-3


@dataclass(slots=True)
class Levelling:
    """The smooth map between pixels (x, y) and level coordinates (u, v): u = x + q(x, y), v = y + p(x, y)."""

    width: float
    height: float
    down: Floats
    """Coefficients of p."""
    sideways: Floats
    """Coefficients of q."""

    def level(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return (u, v) of pixels."""
        across, along = x / self.width * 2 - 1, y / self.height * 2 - 1
        return x + _terms(along, across) @ self.sideways, y + _terms(across, along) @ self.down

    def pixel(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """Return (x, y) of level coordinates; the map is so near to identity that three rounds are exact."""
        x, y = u, v
        for _ in range(3):
            got_u, got_v = self.level(x, y)
            x, y = x + u - got_u, y + v - got_v
        return x, y


def _terms(along: Floats, beside: Floats) -> Floats:
    """Return the polynomial's terms: ``along`` runs with the line, ``beside`` from line to line, both -1 to 1."""
    import numpy as np

    one = along
    two = along * along
    return np.stack(
        [
            one,
            two,
            two * one,
            two * two,
            one * beside,
            two * beside,
            two * one * beside,
            one * beside * beside,
        ],
        axis=-1,
    )


def fit_levelling(across: Pieces, down: Pieces, width: int, height: int) -> Levelling:
    """Fit the map that makes all pieces level, each at a height of its own."""
    return Levelling(
        float(width), float(height), _fitted(across, width, height), _fitted(down, height, width)
    )


def _fitted(pieces: Pieces, length: int, breadth: int) -> Floats:
    """Least squares on deviations from each piece's own mean (its free height drops out), with a weak ridge."""
    import numpy as np

    nothing: Floats = np.zeros(8)
    long = (pieces.end - pieces.start) >= FIT_FROM
    result = nothing
    for _ in range(2):
        use = long[pieces.sample_of]
        if use.sum() < 20:
            return result
        of, x, y = pieces.sample_of[use], pieces.sample_along[use], pieces.sample_level[use]
        terms = _terms(x / length * 2 - 1, y / breadth * 2 - 1)
        count = np.bincount(of, minlength=len(pieces))
        size = np.maximum(count, 1)
        mean_y = np.bincount(of, y, minlength=len(pieces)) / size
        mean_terms = np.stack(
            [np.bincount(of, terms[:, k], minlength=len(pieces)) / size for k in range(terms.shape[1])],
            axis=-1,
        )
        left = terms - mean_terms[of]
        right = -(y - mean_y[of])
        normal = left.T @ left + _RIDGE * len(y) * np.eye(terms.shape[1])
        result = np.linalg.solve(normal, left.T @ right).astype(np.float64)
        off = np.bincount(of, (left @ result - right) ** 2, minlength=len(pieces)) / size
        long = long & (np.sqrt(off) <= _FIT_WITHIN)
    return result


def levelled(pieces: Pieces, levelling: Levelling, across: bool) -> Pieces:
    """Return the pieces in level coordinates."""
    import numpy as np

    def turned(along: Floats, height: Floats) -> tuple[Floats, Floats]:
        if across:
            return levelling.level(along, height)
        beside, onward = levelling.level(height, along)
        return onward, beside

    _, heights = turned(pieces.sample_along, pieces.sample_level)
    count = np.maximum(np.bincount(pieces.sample_of, minlength=len(pieces)), 1)
    start, _ = turned(pieces.start, pieces.at_start)
    end, _ = turned(pieces.end, pieces.at_end)
    result = pieces.only(np.ones(len(pieces), bool))
    result.start, result.end = start, end
    result.level = np.bincount(pieces.sample_of, heights, minlength=len(pieces)) / count
    return result
