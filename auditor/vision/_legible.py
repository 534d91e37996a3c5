"""Can this sheet be read at all? Measured reasons why not, so that nothing on it is called missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from auditor.vision.model import Pixels, Sheet

BLANK = "空白页"
FAINT = "字迹太淡，看不清"
BLURRED = "图像模糊，看不清"
COARSE = "分辨率太低，看不清"

DARK = "图像太暗，看不清"

DARK_BELOW = 100.0
FEW_TILES = 4
"""Tiles with ink from which a page is not blank: a short line of print reaches into so many."""
BLANK_BELOW = 10.0
FAINT_BELOW = 17.0
PALE = 100.0
SOFT = 5.5
"""Pixels of a stroke's edge; with `SOFT_SHARE` of a character's height, strokes run into each other."""
SOFT_SHARE = 0.28
COARSE_BELOW = 6.0
"""Pixels of a character's height in the picture as it came."""
TILE = 64
"""Pixels: contrast and sharpness are taken from the tiles of a sheet that have ink."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """What decides whether a sheet can be read."""

    contrast: float
    """Grey levels (paper is 250) by which strokes are darker than the paper, in the tiles with the darkest ink."""
    noise: float
    """Grey levels of grain on blank paper."""
    edge: float
    """Pixels that a stroke's edge takes from light to dark."""
    letter: float
    """Pixels of the middle height of characters, 0 where there are none."""
    inked: float
    """Share of the sheet that is ink."""
    paper: float
    """Brightness of the sheet's middle pixel."""
    letters: int
    """Pieces of ink of the size of characters or their parts."""


def measure(sheet: Sheet) -> Legibility:
    """Measure a sheet's ink; edges are left out, they are often dark in scans."""
    import cv2
    import numpy as np

    height, width = sheet.grey.shape
    top, left = height // 40, width // 40
    grey = sheet.grey[top : height - top, left : width - left]
    height, width = grey.shape
    # Strokes are thinner than 3 mm; what is wider is a picture, a shadow, a dark edge.
    reach = max(5, round(sheet.dpi * 0.06)) | 1
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    dark = cv2.subtract(closed, grey)
    rows, cols = height // TILE, width // TILE
    if rows and cols:
        tiles = dark[: rows * TILE, : cols * TILE].reshape(rows, TILE, cols, TILE)
        blocks = tiles.swapaxes(1, 2).reshape(rows * cols, -1)
    else:
        blocks = dark.reshape(1, -1)
    # A strong stroke of each tile: its ink is at least a thirtieth of it where there is text.
    sample = blocks[:, ::7]
    rank = max(1, sample.shape[1] // 33)
    strongest = np.partition(sample, -rank, axis=1)[:, -rank].astype(np.float64)
    noise = float(np.percentile(dark[::5, ::5], 30)) + 1.0
    limit = max(8.0, 2.5 * noise)
    strong = float(np.percentile(strongest, 97))
    if strong <= limit and len(strongest) > FEW_TILES:
        # A page with a line or two: nearly all tiles are paper.
        strong = float(np.partition(strongest, -FEW_TILES)[-FEW_TILES])
    contrast = strong if strong > limit else 0.0
    ink = cv2.threshold(dark, max(limit, 0.4 * contrast), 255, cv2.THRESH_BINARY)[1]
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edge = 0.0
    if contrast:
        slopes = steep[ink > 0]
        if len(slopes):
            # The gradient takes in two steps between pixels.
            edge = 2 * contrast / max(1.0, float(np.percentile(slopes, 75)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    inch = sheet.dpi
    letters = (tall >= 0.035 * inch) & (tall <= 0.4 * inch) & (wide <= 0.6 * inch) & (wide >= 0.01 * inch)
    letters &= (wide >= 3) & (tall >= 3)
    square = letters & (wide > 0.5 * tall) & (wide < 2 * tall) & (tall >= 0.06 * inch)
    size = float(np.percentile(tall[square], 60)) if square.sum() >= 5 else 0.0
    return Legibility(
        contrast,
        noise,
        edge,
        size,
        float(cv2.countNonZero(ink)) / ink.size,
        float(np.median(grey[::5, ::5])),
        int(letters.sum()),
    )


def why_unread(found: Legibility, enlarged: float = 1.0) -> str:
    """Return a Chinese phrase for why nothing can be read from a sheet, empty where it can be.

    The bounds were measured by reading pages made ever fainter, more blurred and coarser: each lies where about
    half of the characters come out wrong. A page that could be either blank or faint is called faint: a reader who
    looks loses a moment, a paper called missing that is there costs trust.

    Args:
        found: of the sheet.
        enlarged: by how much the sheet was made larger than its picture.
    """
    if found.paper < DARK_BELOW:
        return DARK
    if found.contrast < BLANK_BELOW or (found.letters < 3 and found.inked < 0.001):
        return BLANK
    coarse = 0 < found.letter < COARSE_BELOW * enlarged
    if coarse and enlarged > 1:
        return COARSE
    if found.edge >= SOFT and (found.contrast < 40 or found.edge > SOFT_SHARE * max(1.0, found.letter)):
        return BLURRED
    if found.contrast < FAINT_BELOW:
        return FAINT
    return COARSE if coarse else ""


def strengthened(grey: Pixels, found: Legibility) -> Pixels:
    """Return faint ink as dark as ordinary ink, the grain of the paper kept down; dark ink is left alone."""
    import cv2
    import numpy as np

    if not FAINT_BELOW <= found.contrast < PALE:
        return grey
    gain = PALE / found.contrast
    paper = 250.0
    level = np.arange(256, dtype=np.float64)
    darker = np.maximum(paper - level - found.noise, 0.0) * gain
    table = np.clip(np.where(level >= paper - found.noise, level, paper - darker), 0, 255).astype(np.uint8)
    return cast("Pixels", cv2.LUT(grey, table))
