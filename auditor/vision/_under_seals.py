"""What lies under red seals: the ink network looks a second time, at the page with the seal's colour lifted off.

Over a name a dark seal is all that the network sees. In red light the seal is nearly as light as paper and the pen is not
(`auditor.vision._seal_ink`); what print and pen are there is taken from that look. Seals on grey scans stay as they were seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from auditor.vision._ink_map import (
    HANDWRITTEN,
    INK_LEVEL,
    NOTHING,
    STEP,
    TYPED,
    Floats,
    InkMap,
    features,
)
from auditor.vision._seal_ink import lifted
from auditor.vision.model import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

SIDE = 96
"""Places of the window that is looked at, always the same: a seal of 48 mm with some paper around it."""
MOST = 12
"""Seals of a page that are looked under; each costs about 15 milliseconds."""
LIFTED = 0.06
"""Share of the window's darkness, over the seal's places, that has to go for the seal to be a coloured one."""


def looked_under(
    sheet: Sheet, seen: InkMap, stamped: Flags, boxes: Sequence[tuple[int, int, int, int]]
) -> tuple[Floats, Flags]:
    """Look under seals.

    Args:
        sheet: the page.
        seen: what the network saw on it.
        stamped: the places of seals' ink.
        boxes: of the seals, in places.

    Returns:
        The logits of print and pen (2 x rows x columns) and the places with ink, both without the seals; outside of seals,
        and where a seal has no colour, as they were.
    """
    import cv2
    import numpy as np

    from auditor.vision.sessions import session

    logits: Floats = np.stack([seen.logits[TYPED], seen.logits[HANDWRITTEN]])
    ink: Flags = seen.ink > INK_LEVEL
    high, wide = sheet.grey.shape
    rows, columns = ink.shape
    net = session("ink")
    for box in boxes[:MOST]:
        left = max(0, min(columns - SIDE, (box[0] + box[2] - SIDE) // 2))
        top = max(0, min(rows - SIDE, (box[1] + box[3] - SIDE) // 2))
        right, bottom = min(columns, left + SIDE), min(rows, top + SIDE)
        x0, y0, x1, y1 = seen.pixels(left, top, right, bottom)
        part = np.s_[max(0, y0) : min(high, y1), max(0, x0) : min(wide, x1)]
        before = sheet.grey[part]
        after = lifted(sheet.colour[part], before)
        size = ((right - left) * STEP, (bottom - top) * STEP)
        how = cv2.INTER_AREA if x1 - x0 > size[0] else cv2.INTER_LINEAR
        grey = cv2.resize(after, size, interpolation=how).astype(np.uint8)
        place = np.s_[top:bottom, left:right]
        darkest = 1.0 - grey.reshape(bottom - top, STEP, right - left, STEP).min(axis=(1, 3)) / 255.0
        own = np.zeros(ink.shape, bool)
        own[box[1] : box[3], box[0] : box[2]] = True
        over = stamped[place] & own[place]
        if not over.any() or float((seen.ink[place] - darkest)[over].mean()) < LIFTED:
            continue
        half = cv2.resize(grey, (size[0] // 2, size[1] // 2), interpolation=cv2.INTER_AREA)
        colour = np.repeat(half[..., None], 3, axis=2)
        full = np.zeros((1, 3, SIDE * STEP, SIDE * STEP), np.float32)
        full[0, :, : size[1], : size[0]] = features(colour, np.full(3, 255.0, np.float32), grey)
        answer = net(full)[0, :, : bottom - top, : right - left]
        # Places around the seal keep what was seen in colour; those under it have lost theirs to the seal.
        under = cv2.dilate(over.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & own[place]
        dark = darkest > INK_LEVEL
        for at, kind in ((0, TYPED), (1, HANDWRITTEN)):
            logits[at][place][under] = np.where(dark, answer[kind], NOTHING)[under]
        ink[place][under] = dark[under]
    return logits, ink
