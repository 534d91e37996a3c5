"""Pictures of lines as the recognition model wants them, and the way back from its pixels to the page."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.vision._recognise import HEIGHT, WIDEST
from auditor.vision._row import Row
from auditor.vision.model import PixelBox, Pixels

MARGIN = 0.25
"""Paper above and below the characters, in heights of the line."""
SQUEEZE = 0.8
"""Characters are made this much narrower: fewer pixels, same readings."""
LONGEST_GAP = 1.3
"""Wider gaps between words are shortened to this many character heights."""


@dataclass(slots=True)
class Strip:
    """A picture of a line, 48 pixels high.

    ``parts`` say where its stretches come from: left in the picture, left on the page, pixels of the page for one
    pixel of the picture, width in the picture.
    """

    picture: Pixels
    parts: list[tuple[float, float, float, float]]

    def page(self, x: float) -> float:
        """Return where a column of the picture stands on the page."""
        chosen = self.parts[0]
        for part in self.parts:
            if part[0] <= x:
                chosen = part
        return chosen[1] + min(max(x - chosen[0], 0.0), chosen[3]) * chosen[2]


def strip(grey: Pixels, row: Row, margin: float = MARGIN, squeeze: float = SQUEEZE) -> Strip | None:
    """Cut a line out of the page.

    Args:
        grey: the page.
        row: the line.
        margin: paper above and below, in heights of the line.
        squeeze: how much narrower the characters become.

    Returns:
        None for a line without any ink (a ruled blank alone).
    """
    if row.stack:
        return _stack(grey, row, margin, squeeze)
    if not row.runs:
        return None
    _, top, _, bottom = row.box
    high = bottom - top
    if high < row.em * 0.75:  # a lone 一 or a dash keeps its place within a line of usual height
        middle = (top + bottom) / 2
        top, bottom = int(middle - row.em * 0.5), int(middle + row.em * 0.5)
        high = bottom - top
    pad = max(2, round(high * margin))
    scale = HEIGHT / (high + 2 * pad)
    side = max(3, round(high * 0.2))
    pieces: list[Pixels] = []
    parts: list[tuple[float, float, float, float]] = []
    x = 0
    for a, b in _stretches(row, high * LONGEST_GAP, side):
        area = _taken(grey, (a, top - pad, b, bottom + pad), row.above, row.below)
        wide = max(4, round((b - a) * scale * squeeze))
        pieces.append(_resized(area, wide))
        parts.append((x, a, (b - a) / wide, wide))
        x += wide
    return _joined(pieces, parts)


def _stretches(row: Row, gap: float, side: int) -> list[tuple[int, int]]:
    """Return what of the line to show: its runs of ink with some paper, joined where the gap is small."""
    out: list[tuple[int, int]] = []
    for a, b in row.runs:
        if out and a - out[-1][1] <= gap:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    half = int(gap / 2)
    last = len(out) - 1
    return [
        (a - (half if index else side), b + (half if index < last else side))
        for index, (a, b) in enumerate(out)
    ]


def _stack(grey: Pixels, row: Row, margin: float, squeeze: float) -> Strip:
    """Lay the characters of a vertical line side by side."""
    pieces: list[Pixels] = []
    parts: list[tuple[float, float, float, float]] = []
    x = 0
    side = row.em * (0.5 + margin)
    for index, (left, top, right, bottom) in enumerate(row.stack):
        centre, middle = (left + right) / 2, (top + bottom) / 2
        box = (
            int(centre - row.em * 0.55),
            int(middle - side),
            int(centre + row.em * 0.55),
            int(middle + side),
        )
        above = row.stack[index - 1][3] if index else row.above
        below = row.stack[index + 1][1] if index + 1 < len(row.stack) else row.below
        wide = max(8, round(HEIGHT * (box[2] - box[0]) / max(1, box[3] - box[1]) * squeeze))
        pieces.append(_resized(_taken(grey, box, above, below), wide))
        parts.append((x, box[0], (box[2] - box[0]) / wide, wide))
        x += wide
    return _joined(pieces, parts)


def _joined(pieces: list[Pixels], parts: list[tuple[float, float, float, float]]) -> Strip:
    import cv2
    import numpy as np

    picture = pieces[0] if len(pieces) == 1 else np.hstack(pieces)
    if picture.shape[1] > WIDEST:
        factor = WIDEST / picture.shape[1]
        picture = cv2.resize(picture, (WIDEST, HEIGHT), interpolation=cv2.INTER_AREA)
        parts = [(a * factor, page, scale / factor, wide * factor) for a, page, scale, wide in parts]
    return Strip(picture, parts)


def _taken(grey: Pixels, box: PixelBox, above: int, below: int) -> Pixels:
    """Return a part of the page; what belongs to the lines above and below, or lies off the page, is paper."""
    import cv2
    import numpy as np

    height, width = grey.shape
    left, top, right, bottom = box
    upper, lower = max(top, min(above, bottom - 1), 0), min(bottom, max(below, top + 1), height)
    begin, end = max(left, 0), min(right, width)
    if lower <= upper or end <= begin:
        return np.full((max(1, bottom - top), max(1, right - left)), 255, np.uint8)
    part = grey[upper:lower, begin:end]
    if (begin, upper, end, lower) == box:
        return part
    paper = int(np.percentile(part, 80))
    return cv2.copyMakeBorder(  # type: ignore[no-any-return]
        part, upper - top, bottom - lower, begin - left, right - end, cv2.BORDER_CONSTANT, value=paper
    )


def _resized(part: Pixels, wide: int) -> Pixels:
    import cv2

    smaller = part.shape[0] > HEIGHT
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return cv2.resize(part, (wide, HEIGHT), interpolation=way)  # type: ignore[no-any-return]
