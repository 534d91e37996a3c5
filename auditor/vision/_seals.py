"""Seals on the ink map: whole ones, each by itself, also where two overlap or the star stands apart from its ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.vision._ink_map import Floats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

Box = tuple[int, int, int, int]

LEAST = 6
"""Places: a seal is at least 4 mm wide and high."""
CHOP = 9
"""Places: the least side of a seal beside another one, 6 mm."""
GAP = 5
"""Places that parts of one seal may be apart."""
RADII = (17, 34)
"""Places: seals of organisations are 24 to 48 mm wide."""
ONE = 74
"""Places: what is wider or higher is more than one seal."""
MOST = 60
"""Seals of a page."""


def seal_boxes(mask: Flags, chance: Floats) -> list[Box]:
    """Return the box of each seal, in places (left, top, right, bottom).

    Args:
        mask: where the network sees a seal's ink.
        chance: how sure it is, 0 to 1.
    """
    import cv2
    import numpy as np

    if not mask.any():
        return []
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((GAP, GAP), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes: list[Box] = []
    for label in np.argsort(-stats[1:, 4])[: 3 * MOST] + 1:
        x, y, wide, high = (int(v) for v in stats[label][:4])
        own = (labels[y : y + high, x : x + wide] == label) & mask[y : y + high, x : x + wide]
        rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
        if not len(rows):
            continue
        box = (x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1)
        sides = (box[2] - box[0], box[3] - box[1])
        parted = [] if _is_round(box) else _parted(own, x, y)
        if parted:
            boxes += parted
        elif max(sides) > ONE or (min(sides) > 2 * RADII[0] and max(sides) > 1.25 * min(sides)):
            boxes += _circles(np.where(own, chance[y : y + high, x : x + wide], 0), x, y) or [box]
        else:
            boxes.append(box)
    return [box for box in _whole(boxes) if min(box[2] - box[0], box[3] - box[1]) >= LEAST][:MOST]


def _is_round(box: Box) -> bool:
    """Whether a box is that of one seal of an organisation, whatever pieces it is worn into."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return 2 * RADII[0] <= min(wide, high) and max(wide, high) <= min(ONE, 1.12 * min(wide, high))


def _parted(own: Flags, x: int, y: int) -> list[Box]:
    """Seals that stand close together, such as a name chop above a round seal: nothing where it is one.

    Looked at more closely they fall apart, each with a frame or a face of its own; the pieces of one worn seal are small, or lie
    in each other's boxes.
    """
    import cv2
    import numpy as np

    count, _, stats, _ = cv2.connectedComponentsWithStats(own.astype(np.uint8), connectivity=8)
    large: list[Box] = []
    for label in np.argsort(-stats[1:, 4])[:8] + 1:
        left, top, wide, high, size = (int(v) for v in stats[label])
        if min(wide, high) < CHOP or max(wide, high) > 2.6 * min(wide, high) or size < 2 * (wide + high):
            continue
        large.append((x + left, y + top, x + left + wide, y + top + high))
    if count < 3 or len(large) < 2:
        return []
    for at, one in enumerate(large):
        for other in large[at + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
            if across > 0 and down > 0 and across * down > 0.25 * least:
                return []
    return large


def _circles(ink: Floats, x: int, y: int) -> list[Box]:
    """Rings in a patch of ink that is more than one seal."""
    import cv2
    import numpy as np

    pad = RADII[0]
    picture = cv2.resize(
        np.pad((ink * 255).astype(np.uint8), pad), None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR
    )
    found = cv2.HoughCircles(
        cv2.GaussianBlur(picture, (0, 0), 1.0),
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=2 * RADII[0],
        param1=120,
        param2=60,
        minRadius=2 * RADII[0],
        maxRadius=2 * RADII[1],
    )
    if found is None:
        return []
    boxes = []
    for cx, cy, radius in found.reshape(-1, 3)[:4] / 2:
        angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
        columns = np.clip(np.round(cx + radius * np.cos(angles)).astype(int), 0, ink.shape[1] + 2 * pad - 1)
        rows = np.clip(np.round(cy + radius * np.sin(angles)).astype(int), 0, ink.shape[0] + 2 * pad - 1)
        ring = cv2.dilate(np.pad(ink, pad), np.ones((3, 3), np.uint8))
        if (ring[rows, columns] > 0.3).mean() < 0.6:
            continue
        left, top = x - pad + cx - radius, y - pad + cy - radius
        boxes.append(
            (
                max(0, round(left)),
                max(0, round(top)),
                max(0, round(left + 2 * radius)),
                max(0, round(top + 2 * radius)),
            )
        )
    return boxes


def _whole(boxes: list[Box]) -> list[Box]:
    """Put parts that stand inside a larger one's box to it: a star, letters, worn pieces of a ring."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: -(b[2] - b[0]) * (b[3] - b[1])):
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not any(a[0] <= x < a[2] and a[1] <= y < a[3] and _smaller(box, a) for a in kept):
            kept.append(box)
    return kept


def _smaller(box: Box, other: Box) -> bool:
    """Whether a box is clearly a part beside the other; overlapping seals have about the same size."""
    own = (box[2] - box[0]) * (box[3] - box[1])
    return own < 0.5 * (other[2] - other[0]) * (other[3] - other[1])
