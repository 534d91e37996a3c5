"""One look at a page by the ink network: what each spot of ink is, and where boxes to tick stand.

The network (``models/ink.onnx``, see its card) sees tiles of a page at 144 dots per inch and answers for each half
millimetre or so: printed, written, stamped or a picture (they may overlap), and whether a box to tick has its centre there.
Both `auditor.vision.ticks` and `auditor.vision.marks` read from the same map; it is computed once per sheet.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision.model import Pixels, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
else:
    Floats = Any

MAP_DPI = 144.0
STEP = 4
"""Network pixels per place of the map."""
TYPED, HANDWRITTEN, STAMP, IMAGE = range(4)
KIND, TICKED, WIDE, HIGH, LEFT, TOP = 4, 8, 9, 10, 11, 12
"""Channels of the map: classes, centres by kind (4), ticked, log width, log height, offsets of the centre."""
CHANNELS = 13

STRIP = 640
"""Network pixels: about how high a strip goes to the network at once."""
MARGIN = 32
"""Network pixels that strips share with their neighbours, so that what lies on a seam is seen whole."""
MOST_PIXELS = 9_000_000
"""An A2 sheet; larger ones are looked at with fewer dots per inch."""
INK_LEVEL = 0.16
"""Darkness from which something is ink: what decides that a strip is blank and which places are looked at."""
NOTHING = -12.0


@dataclass(slots=True)
class InkMap:
    """What the network saw on a page."""

    logits: Floats
    """`CHANNELS` x rows x columns; places of blank strips hold `NOTHING`."""
    ink: Floats
    """Rows x columns: the darkest ink of the place, 0 to 1."""
    scale: float
    """Sheet pixels per map place."""


_last: list[tuple[weakref.ref[Any], InkMap]] = []


def ink_map(sheet: Sheet) -> InkMap:
    """Look at a sheet; asking again for the same sheet costs nothing."""
    for known, seen in _last:
        if known() is sheet.grey:
            return seen
    seen = _look(sheet)
    _last[:] = [(weakref.ref(sheet.grey), seen)]
    return seen


def _look(sheet: Sheet) -> InkMap:
    import cv2
    import numpy as np

    from auditor.vision.sessions import session

    high, wide = sheet.grey.shape[:2]
    factor = MAP_DPI / max(20.0, sheet.dpi)
    factor = min(factor, (MOST_PIXELS / max(1, high * wide)) ** 0.5)
    rows, columns = max(STEP, round(high * factor)), max(STEP, round(wide * factor))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    colour = cv2.resize(sheet.colour, (columns, rows), interpolation=how)
    grey = cv2.resize(sheet.grey, (columns, rows), interpolation=how)
    full = -(-columns // 64) * 64
    strips = max(1, round(rows / STRIP))
    step = -(-rows // (strips * 32)) * 32
    seen = features(colour, paper_colour(colour))
    seen[0] = 1.0 - grey * np.float32(1 / 255.0)
    page = np.zeros((3, strips * step + 2 * MARGIN, full), np.float32)
    page[:, MARGIN : MARGIN + rows, :columns] = seen
    dark = page[0, MARGIN : MARGIN + strips * step]
    ink = dark.reshape(strips * step // STEP, STEP, full // STEP, STEP).max(axis=(1, 3))
    logits = np.full((CHANNELS, strips * step // STEP, full // STEP), NOTHING, np.float32)
    net = session("ink")
    for top in range(0, strips * step, step):
        if ink[top // STEP : (top + step) // STEP].max() < INK_LEVEL:
            continue
        answer = net(page[None, :, top : top + step + 2 * MARGIN])[0]
        logits[:, top // STEP : (top + step) // STEP] = answer[:, MARGIN // STEP : (MARGIN + step) // STEP]
    used_rows, used_columns = -(-rows // STEP), -(-columns // STEP)
    return InkMap(logits[:, :used_rows, :used_columns], ink[:used_rows, :used_columns], STEP * wide / columns)


def features(colour: Pixels, paper: Floats) -> Floats:
    """Return what the network sees: 3 x height x width, darkness, redness and blueness against the paper.

    Args:
        colour: height x width x 3.
        paper: the paper's red, green and blue.
    """
    import numpy as np

    light = colour.astype(np.float32) * (255.0 / np.maximum(paper, 60.0)).astype(np.float32)
    np.minimum(light, 255.0, out=light)
    red, green, blue = light[..., 0], light[..., 1], light[..., 2]
    result = np.empty((3, *colour.shape[:2]), np.float32)
    result[0] = 1.0 - (0.299 / 255.0 * red + 0.587 / 255.0 * green + 0.114 / 255.0 * blue)
    result[1] = (red - 0.5 * (green + blue)) * (1 / 128.0)
    result[2] = (blue - 0.5 * (red + green)) * (1 / 128.0)
    return result


def paper_colour(colour: Pixels) -> Floats:
    """Return the paper's red, green and blue: the 80th percentile of each."""
    import numpy as np

    sample = colour[:: max(1, colour.shape[0] // 200), :: max(1, colour.shape[1] // 200)].reshape(-1, 3)
    return np.percentile(sample, 80, axis=0).astype(np.float32)
