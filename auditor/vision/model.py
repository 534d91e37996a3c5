"""What the steps from a picture to a page hand to each other.

Two units: pixels of the **upright sheet** (`PixelBox`, whole numbers, left, top, right, bottom; right and bottom are
exclusive) inside this package, points from the top left in the page model outside of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.pages.model import Box, Mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    """Height x width (grey) or height x width x 3 (red, green, blue)."""
    Matrix = NDArray[np.float64]
else:
    Pixels = Any
    Matrix = Any

PixelBox = tuple[int, int, int, int]

POINTS_PER_INCH = 72.0


@dataclass(slots=True)
class Picture:
    """One page as it came from a file: the frame of a picture, or a rendered page of a PDF."""

    colour: Pixels
    """Height x width x 3, red green blue."""
    dpi: float | None = None
    """Pixels per inch where the file says so believably; a phone's photo says nothing."""


@dataclass(slots=True)
class Sheet:
    """A page after it was cut from its background, turned upright and straightened."""

    colour: Pixels
    grey: Pixels
    """Height x width, paper near 255: shadows and a yellowed or blue-grey background are evened out, seals and
    coloured ink are still there."""
    dpi: float
    turned: int = 0
    """By how many degrees clockwise the picture had to be turned: 0, 90, 180 or 270."""
    to_picture: Matrix | None = None
    """3 x 3, upright pixels to pixels of the `Picture`, None where nothing was changed."""
    photographed: bool = False
    """The sheet was cut out of a wider picture (perspective, background)."""
    unread: str = ""
    """Why nothing can be read from it (too faint, cut, blank ...): a Chinese phrase; empty where it can be read."""
    blank: bool = False
    """It is unread because nothing stands on it; that is no fault of the scan."""
    cut: str = ""
    """At which sides what stands on it runs off the picture, in Chinese (右边、下边)."""

    def points(self, box: PixelBox) -> Box:
        """Return a box of upright pixels in points."""
        scale = POINTS_PER_INCH / self.dpi
        left, top, right, bottom = box
        return (left * scale, top * scale, right * scale, bottom * scale)


@dataclass(slots=True)
class GridCell:
    """A free region between ruled lines."""

    row: int
    col: int
    box: PixelBox
    """Inside of the cell, the lines themselves left out."""
    row_span: int = 1
    col_span: int = 1


@dataclass(slots=True)
class Grid:
    """A ruled table: every grid position belongs to exactly one cell."""

    cells: list[GridCell]
    rows: int
    cols: int
    box: PixelBox
    confidence: float = 1.0
    """How sure the grid is: low where lines had to be guessed across gaps."""


@dataclass(slots=True)
class TextLine:
    """One recognised line of text."""

    text: str
    box: PixelBox
    confidence: float
    """Calibrated: the share of characters that are right among lines of this confidence."""
    spans: tuple[tuple[int, int], ...] = ()
    """Left and right pixel of each character of ``text``, same length as ``text``."""
    sure: tuple[float, ...] = ()
    """Confidence of each character of ``text``."""


@dataclass(frozen=True, slots=True)
class TickBox:
    """A box, circle or bracket to tick, or an option marked without one."""

    box: PixelBox
    ticked: bool
    confidence: float
    kind: Literal["box", "circle", "bracket", "bare", "circled", "underlined"] = "box"
    """``bare`` is a tick that stands alone beside its option; ``circled`` and ``underlined`` are options marked by the pen
    around or below their text (the box is then that of the words)."""


@dataclass(frozen=True, slots=True)
class InkPatch:
    """A connected patch of ink that is not printed text: pen strokes, a seal, a picture."""

    box: PixelBox
    mark: Mark
    """HANDWRITTEN, STAMP or IMAGE; TYPED where the patch is printed text after all; BLANK for dirt and lines."""
    confidence: float
    over: Mark | None = None
    """The mark under it where two overlap: a signature under a seal is STAMP over HANDWRITTEN."""
