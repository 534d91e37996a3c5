"""How far a page is turned and tilted, told from its straight strokes.

Ruled lines, and the strokes of Chinese characters themselves, run in two directions. Their angles give the coarse
skew; a linear fit then finds the rotation, shear and perspective that make one family level and the other upright.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import Matrix, Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Strokes = NDArray[np.float64]
else:
    Strokes = Any

LEAST_STROKE = 12.0
"""Pixels of the working copy."""
MOST_STROKES = 4_000
LONG = 60.0
"""Strokes of at least this length are ruled lines, or edges of the paper."""
_FAMILY = 4.0
"""Degrees within which a stroke belongs to one of the two directions."""
_ENOUGH = 6
"""Long strokes of each direction that are needed to correct perspective."""

TEXT_REACH = 5.0
"""Degrees by which strokes of characters may mislead about the turn of a page of text."""
MOST_INK = 40_000
PROFILE_BLUR = 1.2
"""Rows of the working copy."""
FINER = 2
"""Parts of a row that are counted apart."""


def strokes(grey: Pixels) -> Strokes:
    """Return straight strokes of a page, n x 4: x and y of both ends."""
    import cv2
    import numpy as np

    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    if found is None:
        return np.zeros((0, 4))
    lines = np.asarray(found, dtype=np.float64).reshape(-1, 4)
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    lines, length = lines[length >= LEAST_STROKE], length[length >= LEAST_STROKE]
    if len(lines) > MOST_STROKES:
        lines = lines[np.argsort(-length)[:MOST_STROKES]]
    return lines


def skew(lines: Strokes) -> float:
    """Return by how many degrees the page is turned clockwise, above -45 to 45; 0 where nothing tells."""
    import numpy as np

    if len(lines) < 3:
        return 0.0
    across, down = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    length = np.hypot(across, down)
    angle = np.degrees(np.arctan2(down, across)) % 90.0
    # A ruled line says far more than as many strokes of characters.
    weight = length * np.minimum(length / LONG, 3.0)
    histogram = np.bincount((angle * 2).astype(np.int64) % 180, weight, minlength=180)
    smooth = sum(np.roll(histogram, shift) for shift in (-2, -1, 0, 1, 2))
    peak = int(np.argmax(smooth)) / 2 + 0.25
    off = (angle - peak + 45.0) % 90.0 - 45.0
    near = np.abs(off) <= 1.5
    best = peak + float(np.average(off[near], weights=weight[near])) if near.any() else peak
    return float((best + 45.0) % 90.0 - 45.0)


def moved(lines: Strokes, matrix: Matrix) -> Strokes:
    """Return strokes under a 3 x 3 map."""
    import numpy as np

    points = lines.reshape(-1, 2)
    with_one = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    return (with_one[:, :2] / with_one[:, 2:]).reshape(-1, 4)


def levelling(lines: Strokes, width: float, height: float, perspective: bool) -> Matrix:
    """Return the 3 x 3 map that makes nearly level strokes level and nearly upright ones upright.

    Args:
        lines: strokes, turned to within a few degrees.
        width: of the picture they lie in.
        height: of the picture.
        perspective: allow more than a rotation.

    To first order x' = x + b y - x (g x + h y) and y' = y + c x - y (g x + h y); that both ends of a level stroke
    have one y', those of an upright one one x', is linear in b, c, g, h. Weak priors hold shear and perspective at
    zero where the strokes do not speak; what the fit leaves far off is dropped and the fit repeated.
    """
    import numpy as np

    scale = max(width, height) / 2
    to_unit = np.array([[1 / scale, 0, -width / 2 / scale], [0, 1 / scale, -height / 2 / scale], [0, 0, 1]])
    result = np.eye(3)
    unit = moved(lines, to_unit)
    for turn in range(4):
        now = moved(unit, result)
        fit = _fit(now, perspective, 1.0 if turn == 0 else 0.35)
        if fit is None:
            break
        result = fit @ result
    return cast("Matrix", np.linalg.inv(to_unit) @ result @ to_unit)


def _fit(lines: Strokes, perspective: bool, narrow: float) -> Matrix | None:
    import numpy as np

    x0, y0, x1, y1 = lines.T
    across, down = x1 - x0, y1 - y0
    length = np.hypot(across, down)
    angle = np.degrees(np.arctan2(down, across)) % 180.0
    limit = _FAMILY * narrow
    level = (angle < limit) | (angle > 180.0 - limit)
    upright = np.abs(angle - 90.0) < limit
    if (level | upright).sum() < 3:
        return None
    # Long strokes are exact and few; short ones many and rough.
    weight = np.minimum(length, 0.5) * 4
    rows = [
        np.stack([0 * across, across, -(x1 * y1 - x0 * y0), -(y1**2 - y0**2)], axis=1)[level],
        np.stack([down, 0 * across, -(x1**2 - x0**2), -(x1 * y1 - x0 * y0)], axis=1)[upright],
    ]
    goals = [-down[level], -across[upright]]
    weights = np.concatenate([weight[level], weight[upright]])
    left, right = np.concatenate(rows), np.concatenate(goals)
    long = length >= 2 * LONG / 1000
    free = perspective and (level & long).sum() >= _ENOUGH and (upright & long).sum() >= _ENOUGH
    total = float((weights * np.concatenate([length[level], length[upright]])).sum())
    priors = np.zeros((3, 4))
    priors[0, :2] = 1.0 if free else 30.0  # b + c = 0 is a rotation
    priors[1, 2] = priors[2, 3] = 0.1 if free else 1e3
    keep = np.ones(len(right), bool)
    answer = np.zeros(4)
    for _ in range(3):
        w = (weights * keep)[:, None]
        matrix = left.T @ (w * left) + total * 0.02 * priors.T @ priors
        answer = np.linalg.solve(matrix + 1e-9 * np.eye(4), left.T @ (w[:, 0] * right))
        off = np.abs(left @ answer - right) / np.maximum(np.hypot(left[:, 0], left[:, 1]), 1e-6)
        middle = float(np.median(off[keep])) if keep.any() else 0.0
        keep = off <= max(3 * middle, 0.002)
    b, c, g, h = answer
    return np.array([[1, b, 0], [c, 1, 0], [g, h, 1]])


def text_skew(grey: Pixels, reach: float = TEXT_REACH) -> float:
    """Return the remaining clockwise turn in degrees of a page of text without rules.

    Lines of text give the sharpest profile of ink by rows when they are level (Postl 1986); the sum of squared
    differences between neighbouring rows is searched in steps of a quarter and then a twentieth of a degree. The level
    strokes of Kai print rise to the right by several degrees, so that strokes alone are no measure of such a page.
    """
    import cv2
    import numpy as np

    ink = 255 - grey
    ink[ink < 60] = 0
    ys, xs = np.nonzero(ink)
    if not len(xs):
        return 0.0
    if len(xs) > MOST_INK:
        # At random: every third pixel of a row is a pattern of its own.
        chosen = np.random.default_rng(0).random(len(xs)) < MOST_INK / len(xs)
        ys, xs = ys[chosen], xs[chosen]
    weight = ink[ys, xs].astype(np.float64)
    right, down = xs - (ink.shape[1] - 1) / 2.0, ys - (ink.shape[0] - 1) / 2.0
    # Nobody knows yet whether the page lies on its side: its lines run along the direction that tells more.
    coarse = np.arange(-reach, reach + 0.01, 0.25)
    best: tuple[float, float, Any] = (0.0, 0.0, None)
    for across, along in ((down, -right), (right, down)):

        def sharpness(angle: float, across: Any = across, along: Any = along) -> float:
            rows = (across + along * np.tan(np.radians(angle))) * FINER
            first = int(rows.min())
            profile = np.bincount((rows - first + 1).astype(np.int64), weight)
            # Rows that fall on pixels exactly are sharper than others: smoothing takes that advantage from no turn at all.
            smooth = cv2.GaussianBlur(profile.reshape(-1, 1), (1, 15), PROFILE_BLUR * FINER)
            return float((np.diff(smooth.ravel()) ** 2).sum())

        tried = [sharpness(float(angle)) for angle in coarse]
        clear = max(tried) / max(float(np.median(tried)), 1e-9)
        if clear > best[0]:
            best = clear, float(coarse[int(np.argmax(tried))]), sharpness
    fine = best[1] + np.arange(-0.2, 0.21, 0.05)
    return float(fine[int(np.argmax([best[2](float(angle)) for angle in fine]))])
