"""Dark marks on a sheet: where ink is, in which region, as connected pieces and as thin rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision.model import PixelBox, Pixels, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
else:
    Numbers = Any

FAINTEST = 36
"""Grey levels between paper and ink: less is dirt or bleed-through."""
STEEPEST = 44.0
"""Pixels that are darker than the paper by this much are always ink."""
MOST_PIECES = 30_000
"""Connected pieces on one page: more is noise, of which only the largest are looked at."""
RULE_INCHES = 0.34
"""Shortest stroke that is taken for a ruled blank although it touches letters."""


@dataclass(slots=True)
class Ink:
    """Pieces of ink of a page by region; every column has one entry for each piece, sorted by region.

    ``pieces`` is n x 5: left, top, right, bottom, pixels. Pieces of region k are
    ``pieces[starts[k]:starts[k + 1]]``; ``rules[k]`` are its horizontal rules, m x 4.
    """

    grey: Pixels
    """The page with coloured seals lifted off and hidden boxes painted over."""
    mask: Pixels
    """1 where there is ink that is neither a rule nor hidden."""
    pieces: Numbers
    starts: list[int]
    rules: list[Numbers]
    em: float
    """Height in pixels of a usual character on this page."""


def clip(box: PixelBox, width: int, height: int) -> PixelBox:
    """Return the part of a box that lies on a page of this size; it may be empty."""
    left, top, right, bottom = box
    left, top = max(0, min(left, width)), max(0, min(top, height))
    return (left, top, max(left, min(right, width)), max(top, min(bottom, height)))


def find_ink(sheet: Sheet, regions: Sequence[PixelBox], hidden: Sequence[PixelBox]) -> Ink:
    """Find the ink inside regions of a sheet.

    Args:
        sheet: the upright page.
        regions: boxes in pixels that do not overlap, for example the insides of cells.
        hidden: boxes whose content is not text.
    """
    import cv2
    import numpy as np

    from auditor.vision._seal_ink import without_seals

    grey = without_seals(sheet)
    height, width = grey.shape
    for box in hidden:
        left, top, right, bottom = clip((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2), width, height)
        if right > left and bottom > top:
            around = grey[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3]
            grey[top:bottom, left:right] = int(np.percentile(around, 75))
    soft = cv2.blur(grey, (3, 3))
    mask = np.zeros((height, width), np.uint8)
    owner = np.full((height, width), -1, np.int16 if len(regions) < 32_000 else np.int32)
    inset = max(1, round(sheet.dpi * 0.01))  # the blurred flank of a border
    for index, box in enumerate(regions):
        left, top, right, bottom = clip(box, width, height)
        left, top, right, bottom = left + inset, top + inset, right - inset, bottom - inset
        if right - left < 3 or bottom - top < 3:
            continue
        part = _binary(soft[top:bottom, left:right], sheet.dpi)
        if part is not None:
            _clear_edges(part, int(sheet.dpi * 0.06))
            mask[top:bottom, left:right] = part
            owner[top:bottom, left:right] = index
    rules = _take_rules(mask, grey, owner, sheet.dpi, len(regions))
    pieces, starts = _pieces(mask, owner, sheet.dpi, len(regions))
    return Ink(grey, mask, pieces, starts, rules, _usual_height(pieces, sheet.dpi))


def _binary(part: Pixels, dpi: float) -> Pixels | None:
    """Return a region as 0 and 1 (ink), None where it is blank.

    Large regions are looked at tile by tile: a pale heading beside a dark shadow has a threshold of its own.
    """
    import cv2
    import numpy as np

    high, wide = part.shape
    down, across = max(1, round(high / (dpi * 0.35))), max(1, round(wide / (dpi * 2.5)))
    if down == 1 and across == 1:
        level = threshold(part)
        return cv2.threshold(part, level, 1, cv2.THRESH_BINARY_INV)[1] if level else None
    out: Pixels | None = None
    for row in range(down):
        for column in range(across):
            tile = (
                slice(row * high // down, (row + 1) * high // down),
                slice(column * wide // across, (column + 1) * wide // across),
            )
            level = threshold(part[tile])
            if level:
                if out is None:
                    out = np.zeros((high, wide), np.uint8)
                out[tile] = part[tile] < level
    return out


def threshold(part: Pixels) -> int:
    """Return the grey level below which pixels of a region are ink, 0 where there is none.

    The paper is the region's median, so shaded label cells work as well as white ones.
    """
    import cv2
    import numpy as np

    counts = cv2.calcHist([part], [0], None, [256], [0, 256]).ravel().cumsum()
    total = counts[-1]
    paper = int(np.searchsorted(counts, total * 0.5))
    # The ink of a lone 二 in a wide cell is few pixels; that many dark ones are never noise.
    darkest = int(np.searchsorted(counts, max(4.0, min(24.0, total * 0.004))))
    depth = paper - darkest
    if depth < FAINTEST:
        return 0
    # Faint print beside black pen strokes or a border must not be lost, so the step down is limited.
    return int(paper - min(STEEPEST, max(24.0, 0.33 * depth)))


def _clear_edges(part: Pixels, reach: int) -> None:
    """Remove what is left of a cell's own borders: strokes along an edge of the region, close to it.

    Args:
        part: 0 and 1, changed in place.
        reach: how far from the edge, in pixels.
    """
    import cv2
    import numpy as np

    high, wide = part.shape
    if wide > 6 * reach and high > reach:
        for zone in (part[:, :reach], part[:, -reach:]):
            if int(zone.any(1).sum()) >= high * 0.7:
                kernel = np.ones((max(reach, int(high * 0.22)), 1), np.uint8)
                long = cv2.morphologyEx(zone, cv2.MORPH_OPEN, kernel)
                if int(long.any(1).sum()) >= high * 0.7:
                    zone[cv2.dilate(long, np.ones((3, 3), np.uint8)) > 0] = 0
    reach = min(reach, high // 5)
    if reach >= 2 and wide > 4 * reach:
        kernel = np.ones((1, min(wide, max(4 * reach, int(wide * 0.1)))), np.uint8)
        for zone in (part[:reach], part[-reach:]):
            if int(zone.any(0).sum()) < wide * 0.6:
                continue
            long = cv2.morphologyEx(zone, cv2.MORPH_OPEN, kernel)
            if int(long.any(0).sum()) >= wide * 0.6:
                zone[cv2.dilate(long, np.ones((3, 3), np.uint8)) > 0] = 0


def _take_rules(mask: Pixels, grey: Pixels, owner: Any, dpi: float, count: int) -> list[Numbers]:
    """Remove long thin strokes from mask and page; return the horizontal ones by region as m x 4 boxes."""
    import cv2
    import numpy as np

    found: list[list[tuple[int, int, int, int]]] = [[] for _ in range(count)]
    length = max(12, int(dpi * RULE_INCHES))
    thickest = max(4, int(dpi * 0.04))
    for upright in (False, True):
        shape = (1, int(length * 1.5)) if upright else (length, 1)
        long = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
        if not long.any():
            continue
        # Strokes are few and apart: their outlines are found five times as fast as labelled areas.
        outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        taken = np.zeros_like(long)
        for outline in outlines[:2000]:
            left, top, wide, high = cv2.boundingRect(outline)
            own = long[top : top + high, left : left + wide]
            area = int(cv2.countNonZero(own))
            across, along = (wide, high) if upright else (high, wide)
            # A rule that leans covers more rows than it is thick.
            if across > thickest and (area > along * thickest or across * 12 > along):
                continue
            box = (left, top, left + wide, top + high)
            if _crowded(mask, long, box, upright):
                continue
            taken[top : top + high, left : left + wide] |= own
            region = int(owner[top + high // 2, left + wide // 2])
            if not upright and region >= 0:
                found[region].append(box)
        if taken.any():
            gone = cv2.dilate(taken, np.ones((3, 3), np.uint8)).view(bool)
            mask[gone] = 0
            grey[gone] = 255
    return [np.array(sorted(boxes), np.int32).reshape(-1, 4) for boxes in found]


def _crowded(mask: Pixels, long: Pixels, box: PixelBox, upright: bool) -> bool:
    """Whether there is ink along both sides of a stroke: then it runs through blurred letters and is no rule."""
    import numpy as np

    reach = 4
    left, top, right, bottom = clip(
        (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach), mask.shape[1], mask.shape[0]
    )
    own = long[top:bottom, left:right] > 0
    ink = mask[top:bottom, left:right]
    if upright:
        own, ink = own.T, ink.T
    columns = np.flatnonzero(own.any(0))
    first = own[:, columns].argmax(0)
    last = own.shape[0] - 1 - own[::-1, columns].argmax(0)
    over = ink[np.maximum(first - 3, 0), columns].mean()
    under = ink[np.minimum(last + 3, own.shape[0] - 1), columns].mean()
    return bool(min(over, under) > 0.3 or max(over, under) > 0.75)


def _pieces(mask: Pixels, owner: Any, dpi: float, count: int) -> tuple[Numbers, list[int]]:
    import cv2
    import numpy as np

    total, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    stats = stats[1:total]
    least = max(3.0, (dpi / 200.0) ** 2 * 5.0)
    stats = stats[stats[:, 4] >= least]
    if len(stats) > MOST_PIECES:
        stats = stats[np.argsort(-stats[:, 4])[:MOST_PIECES]]
    regions = owner[stats[:, 1] + stats[:, 3] // 2, stats[:, 0] + stats[:, 2] // 2]
    order = np.argsort(regions, kind="stable")
    regions, stats = regions[order], stats[order]
    starts = [int(value) for value in np.searchsorted(regions, np.arange(count + 1))]
    boxes = stats.copy()
    boxes[:, 2] += boxes[:, 0]
    boxes[:, 3] += boxes[:, 1]
    return boxes.astype(np.int32), starts


def _usual_height(pieces: Numbers, dpi: float) -> float:
    """Estimate the height of a character: most characters hang together and are about as high as wide."""
    import numpy as np

    high = (pieces[:, 3] - pieces[:, 1]).astype(np.float64)
    fits = high[(high > dpi * 0.05) & (high < dpi * 0.35)]
    if len(fits) < 8:
        return dpi * 0.155
    return float(np.clip(np.percentile(fits, 75), dpi * 0.08, dpi * 0.3))
