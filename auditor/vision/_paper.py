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
OUTSIDE = 0.03
"""How far a corner may lie outside of the picture, as a share of its longer side."""
_OTHER_TINT = 0.12
_SHEET_LIKE = 1.2
"""Least score of a sheet: whole ones come to 2, a shape made of shadows or of a copier's dark edge to 1."""
_SHEET_LIKE_PHOTO = 0.75
"""The same for a phone's photo, of which two sides of the sheet may lie outside."""
_STEP = (12, 36)
"""Grey levels a pixel: the weaker and the stronger threshold of a step's outline (Canny)."""
_CLEAR_STEP = 12.0
"""Summed levels of three colours by which the desk is darker than the paper beside it."""
A4_RATIO = 297.0 / 210.0
_RATIO_TOLERANCE = 0.12
BLOCK = 8
"""The light is measured on a copy smaller by this factor."""
DARKEST = 60
"""Paper in the deepest shadow that is still lifted to white; below it lies a black picture, not paper."""


def corners(colour: Pixels, scanned: bool = False) -> Corners | None:
    """Find the sheet that lies before a background.

    Args:
        colour: the whole picture.
        scanned: it says that it comes from a scanner, where a background is the exception.

    Returns:
        Its corners in pixels (4 x 2: left top, right top, right bottom, left bottom), or None where the paper fills
        the picture or no four-cornered sheet is to be seen.
    """
    import cv2
    import numpy as np

    height, width = colour.shape[:2]
    scale = SMALL / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    # Every other pixel is enough for averages of many.
    thinned = colour[::2, ::2] if scale < 0.25 else colour
    small = cv2.resize(thinned, size, interpolation=cv2.INTER_AREA)
    # Closing takes away what is written on the paper.
    blank = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 5)
    best, best_score = None, 0.0
    for mask in _masks(cast("Pixels", blank)):
        found = _four_corners(mask)
        if found is not None:
            score = _score(found, cast("Pixels", blank))
            if score > best_score:
                best, best_score = found, score
    if best is not None:
        snapped = _snapped(best, cast("Pixels", blank))
        if _score(snapped, cast("Pixels", blank)) > best_score:
            best, best_score = snapped, _score(snapped, cast("Pixels", blank))
    if best is None or best_score < (_SHEET_LIKE if scanned else _SHEET_LIKE_PHOTO):
        return None
    found_corners: Corners = (best + 0.5) / scale - 0.5
    return found_corners


def _masks(colour: Pixels) -> list[Pixels]:
    """Return guesses at where the sheet is, 255 for paper: lighter than the desk, or of another tint.

    The tint does not change in a shadow, the brightness is right on a grey desk; which guess was good shows when its
    outline has four corners.
    """
    import cv2
    import numpy as np

    # Paper is light in all three colours.
    least = cv2.min(cv2.min(colour[:, :, 0], colour[:, :, 1]), colour[:, :, 2])
    height, width = least.shape
    ring = max(2, round(RING * max(height, width)))
    inner = np.zeros((height, width), bool)
    inner[ring:-ring, ring:-ring] = True
    paper = float(np.median(least[height // 4 : -height // 4, width // 4 : -width // 4]))
    desk = float(np.percentile(least[~inner], 30))
    masks: list[Any] = []
    if paper - desk >= 18:
        otsu, _ = cv2.threshold(least, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        for threshold in (otsu, *(desk + share * (paper - desk) for share in (0.15, 0.35, 0.6))):
            masks.append(cv2.threshold(least, float(threshold), 255, cv2.THRESH_BINARY)[1])
    # Paper goes on without a step, in whatever light; the desk begins with one.
    for step in (2, 4):
        flooded = np.zeros((height + 2, width + 2), np.uint8)
        cv2.floodFill(
            cv2.GaussianBlur(colour, (0, 0), 1.0),
            flooded,
            (width // 2, height // 2),
            (0, 0, 0),
            (step,) * 3,
            (step,) * 3,
            4 | cv2.FLOODFILL_MASK_ONLY | 255 << 8,
        )
        filled = flooded[1:-1, 1:-1]
        masks.append(cv2.morphologyEx(filled, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)))
    masks += _within_steps(cv2.GaussianBlur(colour, (0, 0), 1.0))
    bright = np.log(colour.astype(np.float32) + 10.0)
    tint = np.stack([bright[:, :, 0] - bright[:, :, 1], bright[:, :, 2] - bright[:, :, 1]], axis=-1)
    away = np.abs(tint - np.median(tint[~inner], axis=0)).sum(axis=-1)
    if float(np.median(away[inner])) >= _OTHER_TINT:
        level = cv2.GaussianBlur(np.clip(away * 255, 0, 255).astype(np.uint8), (0, 0), 1.5)
        masks.append(cv2.threshold(level, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1])
    return masks


def _within_steps(colour: Pixels) -> list[Pixels]:
    """Return what lies around the middle inside of all steps of brightness: on a desk as light as the paper's shaded part."""
    import cv2
    import numpy as np

    height, width = colour.shape[:2]
    edges = cv2.Canny(colour.min(axis=2), *_STEP, L2gradient=True)
    barrier = np.pad(cv2.dilate(edges, np.ones((3, 3), np.uint8)), 1)
    top, left = max(0, height // 2 - 20), max(0, width // 2 - 20)
    free = np.argwhere(barrier[top + 1 : top + 41, left + 1 : left + 41] == 0)
    if not len(free):
        return []
    y, x = free[len(free) // 2]
    inside = np.zeros((height, width), np.uint8)
    start = (min(left + int(x), width - 1), min(top + int(y), height - 1))
    cv2.floodFill(inside, barrier, start, (255,))
    return [cast("Pixels", cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)))]


def _snapped(quad: Corners, colour: Pixels) -> Corners:
    """Move the sides of a rough shape onto the steps from light to dark near them that most of a side agrees on."""
    import cv2
    import numpy as np

    bright = cv2.GaussianBlur(colour, (0, 0), 1.0).astype(np.float64).sum(axis=2)
    along = np.linspace(0.04, 0.96, 40)[:, None]
    for reach, close in ((24, 2.0), (12, 2.0), (5, 1.0)):
        offsets = np.arange(-reach, reach + 1, dtype=np.float64)
        centre = quad.mean(axis=0)
        lines = []
        for index in range(4):
            first, second = quad[index], quad[(index + 1) % 4]
            way = (second - first) / max(1e-6, float(np.hypot(*(second - first))))
            outward = np.array([way[1], -way[0]])
            outward = outward * np.sign(((first + second) / 2 - centre) @ outward)
            points = first + (second - first) * along
            places = np.round(points[:, None] + outward * offsets[None, :, None]).astype(np.int64)
            light = bright[
                np.clip(places[..., 1], 0, bright.shape[0] - 1),
                np.clip(places[..., 0], 0, bright.shape[1] - 1),
            ]
            step = light[:, :-3] - light[:, 3:]
            best = step.argmax(axis=1)
            kept = step.max(axis=1) > _CLEAR_STEP
            if kept.sum() < 8:
                return quad
            lines.append(_line_through((points + outward * (offsets[best] + 1.5)[:, None])[kept], close))
        crossings = [np.cross(lines[index - 1], lines[index]) for index in range(4)]
        if any(abs(crossing[2]) < 1e-9 for crossing in crossings):
            return quad
        moved = np.array([crossing[:2] / crossing[2] for crossing in crossings])
        if not _plausible(moved):
            return quad
        quad = moved
    return _ordered(quad)


def _line_through(points: Corners, close: float) -> Corners:
    """Return the line (a, b, c with a x + b y + c = 0) that most points lie close to."""
    import cv2
    import numpy as np

    half = len(points) // 2
    first, second = points[:half:2, None], points[None, half::2]
    way = second - first
    normal = np.stack([-way[..., 1], way[..., 0]], axis=-1) / np.maximum(np.hypot(*way.T).T, 1e-6)[..., None]
    off = np.abs(((points[None, None] - first[:, :, None]) * normal[:, :, None]).sum(axis=-1))
    near = (off <= close).reshape(-1, len(points))
    chosen = points[near[int(near.sum(axis=1).argmax())]]
    vx, vy, x, y = cv2.fitLine(chosen.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([-vy, vx, vy * x - vx * y], np.float64)


def _score(quad: Corners, colour: Pixels) -> float:
    """Say how sheet-like a shape is: large, in the proportions of paper, darker outside all along its sides."""
    import numpy as np

    x, y = quad.T
    area = abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2 / (colour.shape[0] * colour.shape[1])
    sides = np.hypot(*(np.roll(quad, -1, axis=0) - quad).T)
    long, short = sorted((sides[0] + sides[2], sides[1] + sides[3]), reverse=True)
    paper_like = 0.2 if abs(long / max(short, 1e-6) / A4_RATIO - 1) < _RATIO_TOLERANCE else 0.0
    centre = quad.mean(axis=0)
    steps = np.linspace(0.05, 0.95, 30)[:, None]
    supported = []
    for index in range(4):
        points = quad[index] + (quad[(index + 1) % 4] - quad[index]) * steps
        outward = points - centre
        outward = outward / np.maximum(np.hypot(*outward.T), 1e-6)[:, None] * 5
        difference = _at(colour, points - outward) - _at(colour, points + outward)
        supported.append(float((difference > 6).mean()))
    return 0.6 * float(area) + paper_like + 0.7 * float(np.mean(supported)) + 0.7 * float(min(supported))


def _at(colour: Pixels, points: Corners) -> Corners:
    """Return the summed colours at points, the picture's edge continued outside of it."""
    import numpy as np

    x = np.clip(np.round(points[:, 0]).astype(np.int64), 0, colour.shape[1] - 1)
    y = np.clip(np.round(points[:, 1]).astype(np.int64), 0, colour.shape[0] - 1)
    return cast("Corners", colour[y, x].astype(np.float64).sum(axis=1))


def _four_corners(mask: Pixels) -> Corners | None:
    """Return the corners of the largest white shape where it is a four-cornered one before a background."""
    import cv2
    import numpy as np

    mask = cast("Pixels", cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)))
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
    if quad is None or (quad < -OUTSIDE * max(height, width)).any():
        return None
    if (quad > np.array([width, height]) + OUTSIDE * max(height, width)).any():
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
    paper = np.maximum(paper, np.uint8(DARKEST))
    wide = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cast("Pixels", cv2.divide(grey, wide, scale=250.0))
