"""What a picture inserted into a paper shows: pen, seal, typed text, a photograph or logo, or nothing."""

from __future__ import annotations

from auditor.pages.model import Mark
from auditor.vision._ink_map import HANDWRITTEN, IMAGE, STAMP, TYPED, Floats, features, paper_colour
from auditor.vision.model import Pixels

SIDE = 900
"""Pixels: larger pictures are reduced first."""
LINE_HEIGHTS = (28, 40, 56)
"""Network pixels that the ink's height is brought to where it is wide: a line of 5 to 10 mm, by pen or in print."""
HEIGHTS = (56, 100, 190)
"""The same for ink about as wide as high: one character, a chop, a seal."""
LINE = 1.6
"""Width to height from which ink is a line."""
WIDEST = 560
LEVEL = 0.16
LEAST_INK = 0.002
FULL = 0.55
"""Share of inked pixels of its box from which a picture is no writing: photographs are dark all over."""
_MARKS = {TYPED: Mark.TYPED, HANDWRITTEN: Mark.HANDWRITTEN, STAMP: Mark.STAMP, IMAGE: Mark.IMAGE}


def judge(crop: Pixels) -> tuple[Mark, float]:
    """Say what one picture shows, and how sure that is.

    Args:
        crop: height x width x 3 or height x width; transparent parts laid on white before.
    """
    import cv2
    import numpy as np

    if crop.ndim == 2:
        crop = np.repeat(crop[..., None], 3, axis=2)
    high, wide = crop.shape[:2]
    if min(high, wide) < 4:
        return Mark.BLANK, 0.5
    if max(high, wide) > SIDE:
        share = SIDE / max(high, wide)
        size = (max(4, round(wide * share)), max(4, round(high * share)))
        crop = cv2.resize(crop, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = paper_colour(crop)
    dark = features(crop, paper)[0] > LEVEL
    if dark.mean() < LEAST_INK:
        return Mark.BLANK, 0.9
    rows = np.flatnonzero(dark.mean(axis=1) > 0.004)
    columns = np.flatnonzero(dark.mean(axis=0) > 0.004)
    if len(rows) < 3 or len(columns) < 3:
        return Mark.BLANK, 0.7
    inner = crop[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    shares = _shares(inner, paper)
    best = int(shares.argmax())
    return _MARKS[best], float(shares[best] / max(1e-6, shares.sum()) * min(1.0, shares.max() * 1.25))


def _shares(inner: Pixels, paper: Floats) -> Floats:
    """Mean probability of the four classes over the ink, over all sizes that the picture could have had on paper."""
    import cv2
    import numpy as np

    from auditor.vision.sessions import session

    net = session("ink")
    total = np.zeros(4, np.float32)
    weight = 0.0
    high, wide = inner.shape[:2]
    for height in LINE_HEIGHTS if wide > LINE * high else HEIGHTS:
        factor = min(height / high, WIDEST / wide)
        size = (max(8, round(wide * factor / 2) * 2), max(8, round(high * factor / 2) * 2))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        small = cv2.resize(inner, size, interpolation=how).astype(np.uint8)
        seen = features(small, paper)
        full = np.zeros((1, 3, -(-(size[1] + 24) // 32) * 32, -(-(size[0] + 24) // 64) * 64), np.float32)
        full[0, :, 12 : 12 + size[1], 12 : 12 + size[0]] = seen
        answer = net(full)[0]
        ink = full[0, 0].reshape(full.shape[2] // 4, 4, full.shape[3] // 4, 4).max(axis=(1, 3)) > LEVEL
        if not ink.any():
            continue
        chance = 1 / (1 + np.exp(-answer[:4][:, ink]))
        mean = chance.mean(axis=1)
        sure = float(mean.max()) ** 2
        total += mean * sure
        weight += sure
    result: Floats = (total / max(weight, 1e-6)).astype(np.float32)
    return result
