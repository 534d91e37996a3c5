"""The text detector: where lines are when gaps do not tell (handwriting, leaning lines, columns side by side).

The model (PP-OCR, differentiable binarisation) gives for each pixel the chance that it lies in the shrunken middle of
a line. Connected areas are grown back to whole lines by the ratio it was trained with (Liao et al., Real-time Scene
Text Detection with Differentiable Binarization, 2020).
"""

from __future__ import annotations

from auditor.vision.model import PixelBox, Pixels
from auditor.vision.sessions import DETECTION, session

LONGEST = 960
"""Pixels of the longer side that the model sees."""
SHAPE = 128
"""Sides are filled up to multiples of this, so that the runtime prepares few shapes."""
CORE = 0.3
SCORE = 0.5
GROW = 1.6
MOST_BOXES = 600


def detect(page: Pixels, box: PixelBox, em: float) -> list[PixelBox]:
    """Find lines of text in a part of a page.

    Args:
        page: grey.
        box: the part to look at.
        em: usual height of a character in pixels.

    Returns:
        Boxes of lines in pixels of the page, in no order.
    """
    import cv2
    import numpy as np

    left, top, right, bottom = box
    part = page[top:bottom, left:right]
    high, wide = part.shape
    if high < 8 or wide < 8:
        return []
    # Characters of 24 pixels are read safely; a small part is not blown up, a large one is reduced to the limit.
    scale = min(1.0, LONGEST / max(high, wide), 24.0 / max(8.0, em))
    small = part if scale > 0.95 else cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape
    shape = (-(-rows // SHAPE) * SHAPE, -(-columns // SHAPE) * SHAPE)
    canvas = np.full(shape, int(np.median(small)), np.uint8)
    canvas[:rows, :columns] = small
    batch = np.repeat((canvas.astype(np.float32) / 127.5 - 1.0)[None, None], 3, axis=1)
    chance = session(DETECTION)(batch)[0, 0, :rows, :columns]
    core = (chance > CORE).astype(np.uint8)
    total, _, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=8, ltype=cv2.CV_32S)
    order = np.argsort(-stats[1:total, 4])[:MOST_BOXES] + 1
    factor_x, factor_y = wide / columns, high / rows
    out: list[PixelBox] = []
    for index in order.tolist():
        x, y, w, h, area = (int(value) for value in stats[index])
        if area < 6 or min(w, h) < 2:
            continue
        inside = core[y : y + h, x : x + w] > 0
        if float(chance[y : y + h, x : x + w][inside].mean()) < SCORE:
            continue
        grow = w * h * GROW / (2 * (w + h))
        out.append(
            (
                left + max(0, int((x - grow) * factor_x)),
                top + max(0, int((y - grow) * factor_y)),
                min(right, left + round((x + w + grow) * factor_x)),
                min(bottom, top + round((y + h + grow) * factor_y)),
            )
        )
    return out
