"""One look at a page by the ink network: what each spot of ink is, and where boxes to tick stand.

The network (``models/ink.onnx``, see its card) sees tiles of a page at 144 dots per inch and answers for each half
millimetre or so: printed, written, stamped or a picture (they may overlap), and whether a box to tick has its centre there.
Both `auditor.vision.ticks` and `auditor.vision.marks` read from the same map; it is computed once per sheet.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.vision.model import PixelBox, Pixels, Sheet

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

STRIP = 448
"""Network pixels: how high a strip goes to the network at once."""
MARGIN = 32
"""Network pixels around a strip that its neighbours see too, so that what lies on a seam is seen whole."""
WIDTHS = 128
"""Strips are as wide as a multiple of this: preparing the network for a new shape costs as much as a page."""
MOST_PIXELS = 9_000_000
"""An A2 sheet; larger ones are looked at with fewer dots per inch."""
INK_LEVEL = 0.16
"""Darkness from which something is ink: what decides that a strip is blank and which places are looked at."""
NOTHING = -12.0


@dataclass(slots=True, weakref_slot=True)
class InkMap:
    """What the network saw on a page."""

    logits: Floats
    """`CHANNELS` x rows x columns; places of blank strips hold `NOTHING`."""
    ink: Floats
    """Rows x columns: the darkest ink of the place, 0 to 1."""
    scale_y: float
    scale_x: float
    """Sheet pixels per map place."""

    def pixels(self, left: float, top: float, right: float, bottom: float) -> PixelBox:
        """Return a box of places in pixels of the sheet."""
        return (
            round(left * self.scale_x),
            round(top * self.scale_y),
            round(right * self.scale_x),
            round(bottom * self.scale_y),
        )

    def places(self, box: PixelBox) -> tuple[float, float, float, float]:
        """Return a box of sheet pixels in places."""
        left, top, right, bottom = box
        return (left / self.scale_x, top / self.scale_y, right / self.scale_x, bottom / self.scale_y)


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
    rows, columns = (max(8, round(side * factor / 8) * 8) for side in (high, wide))
    grey = cv2.resize(
        sheet.grey, (columns, rows), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    )
    ink = 1.0 - _darkest(grey).astype(np.float32) / np.float32(255.0)
    logits = np.full((CHANNELS, rows // STEP, columns // STEP), NOTHING, np.float32)
    result = InkMap(logits, ink, STEP * high / rows, STEP * wide / columns)
    inked = ink > INK_LEVEL
    used_rows, used_columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(used_rows):
        return result
    # Only the part with ink goes to the network.
    first, last = int(used_rows[0]) * STEP // 8 * 8, (int(used_rows[-1]) + 1) * STEP
    left, right = int(used_columns[0]) * STEP // 8 * 8, min(columns, (int(used_columns[-1]) + 1) * STEP)
    half = cv2.resize(sheet.colour, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
    part = half[first // 2 : -(-last // 2), left // 2 : -(-right // 2)]
    seen = features(
        part, paper_colour(half), grey[first : first + 2 * len(part), left : left + 2 * part.shape[1]]
    )
    strips = -(-seen.shape[1] // STRIP)
    full = -(-(seen.shape[2] + 2 * MARGIN) // WIDTHS) * WIDTHS
    page = np.zeros((3, strips * STRIP + 2 * MARGIN, full), np.float32)
    page[:, MARGIN : MARGIN + seen.shape[1], MARGIN : MARGIN + seen.shape[2]] = seen
    net = session("ink")
    for top in range(0, strips * STRIP, STRIP):
        many = min(STRIP, last - first - top) // STEP
        place = (first + top) // STEP
        if many <= 0 or not inked[place : place + many].any():
            continue
        answer = net(page[None, :, top : top + STRIP + 2 * MARGIN])[0]
        inner = answer[:, MARGIN // STEP :, MARGIN // STEP : MARGIN // STEP + (right - left) // STEP]
        logits[:, place : place + many, left // STEP : right // STEP] = inner[:, :many]
    return result


def _darkest(grey: Pixels) -> Pixels:
    """The darkest of each 4 x 4 pixels."""
    rows, columns = grey.shape
    darkest: Pixels = grey.reshape(rows // STEP, STEP, columns // STEP, STEP).min(axis=3).min(axis=1)
    return darkest


def features(colour: Pixels, paper: Floats, grey: Pixels | None = None) -> Floats:
    """Return what the network sees: 3 x height x width, darkness, redness and blueness against the paper.

    Colours are looked at with half of the resolution.

    Args:
        colour: height x width x 3, or half of that in both directions where ``grey`` is given.
        paper: the paper's red, green and blue.
        grey: height x width (even numbers), paper near 255; made from ``colour`` where it is None.
    """
    import cv2
    import numpy as np

    gain = np.float32(255.0) / np.maximum(paper, np.float32(60.0))
    if grey is None:
        high, wide = (side // 2 * 2 for side in colour.shape[:2])
        colour = colour[:high, :wide]
        light = np.minimum(colour @ (gain * np.array([0.299, 0.587, 0.114], np.float32)), np.float32(255.0))
        colour = cv2.resize(colour, (wide // 2, high // 2), interpolation=cv2.INTER_AREA)
    else:
        high, wide = grey.shape
        light = grey
    result = np.empty((3, high, wide), np.float32)
    np.multiply(light, np.float32(-1 / 255.0), out=result[0])
    result[0] += 1.0
    red, green, blue = (
        cv2.multiply(channel, (float(share), 0, 0, 0), dtype=cv2.CV_32F)
        for channel, share in zip(cv2.split(colour), gain / 128.0, strict=True)
    )
    for channel in (red, green, blue):
        np.minimum(channel, np.float32(255 / 128.0), out=channel)
    for at, chroma in ((1, red - 0.5 * (green + blue)), (2, blue - 0.5 * (red + green))):
        cv2.resize(chroma, (wide, high), dst=result[at], interpolation=cv2.INTER_NEAREST)
    return result


def paper_colour(colour: Pixels) -> Floats:
    """Return the paper's red, green and blue: the 80th percentile of each."""
    import numpy as np

    sample = colour[:: max(1, colour.shape[0] // 200), :: max(1, colour.shape[1] // 200)].reshape(-1, 3)
    return np.percentile(sample, 80, axis=0).astype(np.float32)
