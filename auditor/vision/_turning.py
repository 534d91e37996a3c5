"""Which way up a page is.

Lying or standing is told from the ink itself: the characters of a line stand closer to each other than lines do, and
forms have more ruled ink across than down. Upside down or not needs reading: a small classifier looks at some lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from auditor.vision.model import Matrix, Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from auditor.vision._slant import Strokes

    Boxes = NDArray[np.int64]
else:
    Boxes = Any
    Strokes = Any

CLASSIFIER = "ch_ppocr_mobile_v2.0_cls_mobile"
"""PP-OCR's line direction model, 0 or 180 degrees, input 3 x 48 x 192 in -1 to 1."""
LINE_HEIGHT, LINE_WIDTH = 48, 192
MOST_LINES = 10
_JOINS = 0.0075
"""Share of the page's longer side that joins characters to lines: about 2 mm of A4."""
_LEAST_INK = 30
"""Connected pieces of ink; with fewer a page says nothing about its direction."""
_RULES_WEIGHT = 0.35
HARDLY_SURE = (0.25, 0.85)
"""Between these means the lines are read both ways."""
HARDLY_LIES = 0.15
"""Nearer to 0 than this, a page may stand or lie: its lines are read in all four ways."""
CLEARLY_BETTER = 1.15
"""How much better lines must read in another way than in the likelier one."""
UPSIDE_DOWN = 0.6
"""Mean probability from which the page is taken to stand on its head; most pages are scanned upright."""


def ink_of(grey: Pixels) -> Pixels:
    """Return the ink of an evened page without its ruled lines, 255 for ink."""
    import cv2
    import numpy as np

    ink: Any = cv2.threshold(grey, 169, 255, cv2.THRESH_BINARY_INV)[1]
    long = max(15, round(max(grey.shape) * 0.03))
    for kernel in (np.ones((1, long), np.uint8), np.ones((long, 1), np.uint8)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        ink = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    return cast("Pixels", ink)


def lies(ink: Pixels, lines: Strokes) -> float:
    """Return how much speaks for the page lying on its side: above 0 it lies, around 0 nothing is known."""
    import cv2
    import numpy as np

    join = max(3, round(max(ink.shape) * _JOINS))
    pieces = _count(ink)
    score = 0.0
    if pieces >= _LEAST_INK:
        along = _count(cv2.dilate(ink, np.ones((1, join), np.uint8)))
        down = _count(cv2.dilate(ink, np.ones((join, 1), np.uint8)))
        score += float(np.log(max(1, along) / max(1, down)))
    if len(lines):
        across, upright = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
        long = np.hypot(across, upright) >= 0.06 * max(ink.shape)
        level = float(across[long & (across > 5 * upright)].sum())
        standing = float(upright[long & (upright > 5 * across)].sum())
        if level + standing > 2 * max(ink.shape):
            score += _RULES_WEIGHT * float(np.log((standing + 1) / (level + 1)))
    return score


def _count(ink: Any) -> int:
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return int((stats[1:count, cv2.CC_STAT_AREA] >= 6).sum())


def text_lines(ink: Pixels) -> Boxes:
    """Return boxes (left, top, right, bottom) of up to `MOST_LINES` well-formed lines of text."""
    import cv2
    import numpy as np

    join = max(3, round(max(ink.shape) * _JOINS * 1.3))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, join), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    stats = stats[1:count]
    height = stats[:, cv2.CC_STAT_HEIGHT]
    width = stats[:, cv2.CC_STAT_WIDTH]
    page = max(ink.shape)
    good = (height >= max(6, page * 0.006)) & (height <= page * 0.04) & (width >= 2.2 * height)
    # Pen strokes and the rims of seals are thin; text fills its box.
    good &= stats[:, cv2.CC_STAT_AREA] >= 0.45 * width * height
    stats, height, width = stats[good], height[good], width[good]
    if not len(stats):
        return np.zeros((0, 4), np.int64)
    middle = float(np.median(height))
    likely = np.minimum(width / np.maximum(height, 1), 6.0) - 3.0 * np.abs(np.log(height / middle))
    chosen = stats[np.argsort(-likely)[:MOST_LINES]].astype(np.int64)
    left, top = chosen[:, cv2.CC_STAT_LEFT], chosen[:, cv2.CC_STAT_TOP]
    return np.stack(
        [left, top, left + chosen[:, cv2.CC_STAT_WIDTH], top + chosen[:, cv2.CC_STAT_HEIGHT]], axis=1
    )


def reads(colour: Pixels, boxes: Boxes, to_picture: Matrix) -> tuple[float, float]:
    """Return how well lines read as they stand and upside down: the sure characters of both."""
    import cv2
    import numpy as np

    from auditor.vision._recognise import recognise

    if not len(boxes):
        return 0.0, 0.0
    pictures = []
    for box in boxes.tolist():
        line = cv2.cvtColor(_line(colour, box, to_picture, 8 * LINE_WIDTH), cv2.COLOR_RGB2GRAY)
        level = float(np.percentile(line, 85))
        line = np.clip(line.astype(np.float32) * (250.0 / max(level, 1.0)), 0, 255).astype(np.uint8)
        pictures += [line, np.ascontiguousarray(line[::-1, ::-1])]
    found = [sum(value**2 for value in reading.sure) for reading in recognise(pictures)]
    return sum(found[::2]), sum(found[1::2])


def _line(colour: Pixels, box: list[int], to_picture: Matrix, widest: int) -> Pixels:
    """Cut one line out of the picture, `LINE_HEIGHT` pixels high."""
    import cv2
    import numpy as np

    left, top, right, bottom = box
    margin = 0.12 * (bottom - top)
    scale = (bottom - top + 2 * margin) / LINE_HEIGHT
    wide = min(widest, max(1, round((right - left + 2 * margin) / scale)))
    place = np.array([[scale, 0, left - margin], [0, scale, top - margin], [0, 0, 1]])
    return cast(
        "Pixels",
        cv2.warpPerspective(
            colour,
            to_picture @ place,
            (wide, LINE_HEIGHT),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        ),
    )


def upside_down(colour: Pixels, boxes: Boxes, to_picture: Matrix) -> float:
    """Return the mean probability that lines stand on their heads, 0.5 where there are none.

    Args:
        colour: the picture.
        boxes: lines on the working copy.
        to_picture: from the working copy to the picture.
    """
    import numpy as np

    from auditor.vision.sessions import session

    if not len(boxes):
        return 0.5
    batch = np.zeros((len(boxes), 3, LINE_HEIGHT, LINE_WIDTH), np.float32)
    for index, box in enumerate(boxes.tolist()):
        line = _line(colour, box, to_picture, LINE_WIDTH)
        batch[index, :, :, : line.shape[1]] = (
            line[:, :, ::-1].transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
        )
    return float(session(CLASSIFIER)(batch)[:, 1].mean())
