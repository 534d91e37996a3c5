"""What a picture inserted into a paper shows: pen, seal, typed text, a photograph or logo, or nothing.

A picture does not say how large it was on paper, so the ink network looks at it in several sizes; how much print, pen, seal and
picture it saw in each, and a few numbers about colours, go through a logistic regression (``models/crops.json``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.pages.model import Mark
from auditor.vision._ink_map import Floats, features, paper_colour
from auditor.vision.model import Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
else:
    Numbers = Any

SIDE = 900
"""Pixels: larger pictures are reduced first."""
SIZES = ((36, 64), (64, 96), (136, 160))
"""Network pixels: the height that the ink is brought to (a line of 6 mm, a name or chop of 11 mm, a seal) and that of the
picture around it."""
FRAME = 448
"""Network pixels: how wide the picture around the ink is; always the same, as each new shape has to be prepared."""
PAD = 12
LEVEL = 0.16
"""Darkness against the paper from which a pixel is ink."""
LEAST_INK = 0.002
MARKS = (Mark.TYPED, Mark.HANDWRITTEN, Mark.STAMP, Mark.IMAGE)
BLANK = (Mark.BLANK, 0.9)


def judge(crop: Pixels) -> tuple[Mark, float]:
    """Say what one picture shows, and how sure that is.

    Args:
        crop: height x width x 3 or height x width; transparent parts laid on white before.
    """
    import numpy as np

    seen = measured(crop)
    if seen is None:
        return BLANK
    weights, shift = _regression()
    scores = weights @ seen + shift
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(chances.argmax())
    return MARKS[best], float(chances[best])


@cache
def _regression() -> tuple[Numbers, Numbers]:
    import numpy as np

    path = Path(__file__).resolve().parent / "models" / "crops.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return np.array(data["weights"]), np.array(data["shift"])


def measured(crop: Pixels) -> Numbers | None:
    """Return the numbers that a picture is judged by, None for an empty one."""
    import cv2
    import numpy as np

    if crop.ndim == 2:
        crop = np.repeat(crop[..., None], 3, axis=2)
    high, wide = crop.shape[:2]
    if min(high, wide) < 8:
        return None
    if max(high, wide) > SIDE:
        share = SIDE / max(high, wide)
        size = (max(8, round(wide * share)), max(8, round(high * share)))
        crop = cv2.resize(crop, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = paper_colour(crop)
    seen = features(crop, paper)
    dark = seen[0] > LEVEL
    if dark.mean() < LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.mean(axis=1) > 0.004), np.flatnonzero(dark.mean(axis=0) > 0.004)
    if len(rows) < 4 or len(columns) < 4:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    ink, red, blue = (channel[top:bottom, left:right] for channel in seen)
    spots = ink > LEVEL
    colours = [
        np.log((right - left) / (bottom - top)),
        spots.mean(),
        (red[spots] > 0.25).mean(),
        (blue[spots] > 0.25).mean(),
        (np.abs(seen[1:, top:bottom, left:right]).max(axis=0) > 0.2).mean(),
        ((ink > 0.12) & (ink < 0.45)).mean(),
        float(ink[spots].std()),
        float(paper.min()) / 255,
    ]
    return np.concatenate([colours, _looked_at(crop[top:bottom, left:right], paper)]).astype(np.float64)


def _looked_at(inner: Pixels, paper: Floats) -> Numbers:
    """The mean probability of each class over the ink, for each size that the picture could have had."""
    import cv2
    import numpy as np

    from auditor.vision.sessions import session

    net = session("ink")
    high, wide = inner.shape[:2]
    result = []
    for height, frame in SIZES:
        factor = min(height / high, (FRAME - 2 * PAD) / wide)
        size = (max(8, round(wide * factor / 2) * 2), max(8, round(high * factor / 2) * 2))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        seen = features(cv2.resize(inner, size, interpolation=how).astype(np.uint8), paper)
        full = np.zeros((1, 3, frame, FRAME), np.float32)
        full[0, :, PAD : PAD + size[1], PAD : PAD + size[0]] = seen
        answer = net(full)[0, :4]
        ink = full[0, 0].reshape(frame // 4, 4, FRAME // 4, 4).max(axis=(1, 3)) > LEVEL
        chance = 1 / (1 + np.exp(-answer[:, ink]))
        result.append(chance.mean(axis=1) if ink.any() else np.zeros(4))
    return np.concatenate(result)
