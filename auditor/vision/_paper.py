"""The sheet in a photo: its four corners before the desk, its size, and the light that falls on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import Matrix, Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Corners = NDArray[np.float64]
else:
    Corners = Any

SMALL = 480
"""Pixels of the longer side of the copy in which the sheet is looked for."""
LEAST_SHARE = 0.25
"""A sheet fills at least so much of its photo."""
RING = 0.02
"""Width of the picture's edge, as a share, that shows the desk."""
_DESK_IN_RING = 0.25
"""Share of the edge that must not be paper for a picture to be a photo of a sheet on something."""
_FITS = 0.93
"""Least overlap of the four-cornered shape with what was seen of the sheet."""
A4_RATIO = 297.0 / 210.0
_RATIO_TOLERANCE = 0.12
BLOCK = 8
"""The light is measured on a copy smaller by this factor."""
DARKEST = 60
"""Paper in the deepest shadow that is still lifted to white; below it lies a black picture, not paper."""


def corners(colour: Pixels) -> Corners | None:
    """Find the sheet that lies before a background.

    Args:
        colour: the whole picture.

    Returns:
        Its corners in pixels (4 x 2: left top, right top, right bottom, left bottom), or None where the paper fills
        the picture or no four-cornered sheet is to be seen.
    """
    import cv2
    import numpy as np

    height, width = colour.shape[:2]
    scale = SMALL / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(colour, size, interpolation=cv2.INTER_AREA)
    # Paper is light in all three colours; closing takes away what is written on it.
    least = cv2.min(cv2.min(small[:, :, 0], small[:, :, 1]), small[:, :, 2])
    least = cv2.medianBlur(cv2.morphologyEx(least, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 5)
    for threshold in _thresholds(cast("Pixels", least)):
        found = _four_corners(cast("Pixels", least), threshold)
        if found is not None:
            return (found + 0.5) / scale - 0.5
    return None


def _thresholds(grey: Pixels) -> list[int]:
    """Return brightnesses that may part sheet from desk, the likeliest first."""
    import cv2
    import numpy as np

    ring = max(2, round(RING * max(grey.shape)))
    edge = np.concatenate(
        [grey[:ring].ravel(), grey[-ring:].ravel(), grey[:, :ring].ravel(), grey[:, -ring:].ravel()]
    )
    middle = grey[grey.shape[0] // 4 : -grey.shape[0] // 4, grey.shape[1] // 4 : -grey.shape[1] // 4]
    paper, desk = float(np.percentile(middle, 50)), float(np.percentile(edge, 30))
    if paper - desk < 18:
        return []
    otsu, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return [int(otsu), int(desk + 0.35 * (paper - desk)), int(desk + 0.6 * (paper - desk))]


def _four_corners(grey: Pixels, threshold: int) -> Corners | None:
    import cv2
    import numpy as np

    mask = cv2.compare(grey, threshold, cv2.CMP_GT)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    height, width = mask.shape
    edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if (edge == 0).mean() < _DESK_IN_RING:
        return None
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    area = cv2.contourArea(hull)
    if area < LEAST_SHARE * height * width or cv2.contourArea(outline) < 0.88 * area:
        return None
    quad = _quadrangle(hull)
    if quad is None:
        return None
    filled = np.zeros_like(mask)
    cv2.fillConvexPoly(filled, np.round(quad).astype(np.int32), 255)
    shape = np.zeros_like(mask)
    cv2.fillConvexPoly(shape, hull, 255)
    both = cv2.countNonZero(cv2.bitwise_and(filled, shape))
    either = cv2.countNonZero(cv2.bitwise_or(filled, shape))
    return _ordered(quad) if both >= _FITS * either else None


def _quadrangle(hull: Any) -> Corners | None:
    """Approximate a convex outline by four sides: each a line fitted to the outline between two corners."""
    import cv2
    import numpy as np

    around = cv2.arcLength(hull, True)
    rough = None
    for share in (0.02, 0.03, 0.05, 0.08):
        shape = cv2.approxPolyDP(hull, share * around, True).reshape(-1, 2).astype(np.float64)
        if len(shape) == 4:
            rough = shape
            break
    if rough is None:
        return None
    # A corner that is folded or rounded lies inside; sides fitted to their middle parts meet where it was.
    dense = _dense(hull.reshape(-1, 2).astype(np.float64))
    lines = []
    for index in range(4):
        first, second = rough[index], rough[(index + 1) % 4]
        way = second - first
        length = float(np.hypot(*way))
        if length < 20:
            return None
        along = (dense - first) @ way / length**2
        off = np.abs((dense - first) @ np.array([-way[1], way[0]])) / length
        near = dense[(along > 0.1) & (along < 0.9) & (off < 0.02 * length + 2)]
        if len(near) < 8:
            near = np.stack([first, second])
        vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((float(-vy), float(vx), float(vy * x - vx * y)))
    points = []
    for index in range(4):
        crossing = np.cross(np.array(lines[index - 1]), np.array(lines[index]))
        if abs(crossing[2]) < 1e-9:
            return None
        points.append(crossing[:2] / crossing[2])
    quad = np.array(points)
    return quad if _plausible(quad) else None


def _dense(outline: Corners) -> Corners:
    """Return points along a closed outline, about one a pixel."""
    import numpy as np

    parts = []
    for first, second in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        count = max(1, int(np.hypot(*(second - first))))
        parts.append(first + (second - first) * (np.arange(count) / count)[:, None])
    return np.concatenate(parts)


def _plausible(quad: Corners) -> bool:
    """Tell a sheet seen at an angle from any other shape: convex, corners between 55 and 125 degrees."""
    import numpy as np

    sign = 0.0
    for index in range(4):
        before, after = quad[index - 1] - quad[index], quad[(index + 1) % 4] - quad[index]
        turn = before[0] * after[1] - before[1] * after[0]
        cosine = float(before @ after) / max(1e-9, float(np.hypot(*before) * np.hypot(*after)))
        if abs(cosine) > 0.57 or turn * sign < 0:
            return False
        sign = turn
    return True


def _ordered(quad: Corners) -> Corners:
    """Return the corners clockwise from the one nearest to the top left."""
    import numpy as np

    centre = quad.mean(axis=0)
    angle = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    quad = quad[np.argsort(angle)]
    return np.roll(quad, -int(np.argmin(quad.sum(axis=1))), axis=0)


def flattened(quad: Corners) -> tuple[Matrix, float, float]:
    """Return the map from picture to flat sheet, and the sheet's width and height in pixels of about the picture."""
    import cv2
    import numpy as np

    left_top, right_top, right_bottom, left_bottom = quad
    width = float(np.hypot(*(right_top - left_top)) + np.hypot(*(right_bottom - left_bottom))) / 2
    height = float(np.hypot(*(left_bottom - left_top)) + np.hypot(*(right_bottom - right_top))) / 2
    # A tilted camera shortens one direction; paper that is nearly A4 is A4.
    long, short = max(width, height), min(width, height)
    if abs(long / short / A4_RATIO - 1) < _RATIO_TOLERANCE:
        area = long * short
        long, short = (area * A4_RATIO) ** 0.5, (area / A4_RATIO) ** 0.5
        width, height = (short, long) if height >= width else (long, short)
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return (
        cast("Matrix", cv2.getPerspectiveTransform(quad.astype(np.float32), goal).astype(np.float64)),
        width,
        height,
    )


def evened(grey: Pixels) -> Pixels:
    """Return a page whose paper is near white everywhere: shadow, yellowing and shaded cells are taken out.

    The paper's brightness is what is left when everything narrower than about 4 mm (at 200 dpi) is closed.
    """
    import cv2
    import numpy as np

    height, width = grey.shape
    size = (max(1, width // BLOCK), max(1, height // BLOCK))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    # Characters cover a third of their block: the lightest of the blocks around is paper.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 5), (0, 0), 2.0)
    paper = cv2.max(paper, DARKEST)
    wide = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cast("Pixels", cv2.divide(grey, wide, scale=250.0))
