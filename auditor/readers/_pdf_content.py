"""The parts of a PDF page before any layout, and the mapping from page space to the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from auditor.pages.model import Box
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_text import Glyph

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Fill:
    """A filled rectangle large enough to be a background."""

    box: Box
    luminance: float


@dataclass(slots=True)
class Stroke:
    """A drawn path that is neither an axis-parallel line nor a plain rectangle."""

    box: Box
    curved: bool
    filled: bool
    red: bool
    circle: bool = False
    straight_ends: tuple[Point, Point] | None = None
    """Both ends, where the path is one straight slanted line."""


@dataclass(slots=True)
class Square:
    """A small drawn square: perhaps a box to tick."""

    box: Box
    filled: bool


@dataclass(slots=True)
class Picture:
    """A raster picture with the number of its page object, for looking at its colours."""

    box: Box
    handle: Any = None


@dataclass(slots=True)
class PageContent:
    """All that one page draws, sorted by kind, before any layout is known."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    squares: list[Square] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    white_glyphs: list[Glyph] = field(default_factory=list)
    invisible: int = 0
    """Characters in invisible rendering mode (text layer of an earlier recognition)."""
    garbled: int = 0
    """Characters whose code has no known meaning."""
    cut_off: bool = False
    """A limit ended the reading of this page."""


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies ``inner`` first and ``outer`` after it."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def display_matrix(visible: Box, rotation: int) -> tuple[Matrix, float, float]:
    """Map page space (origin at the bottom left) to the displayed page (origin at the top left).

    Args:
        visible: left, bottom, right, top of the visible box in page space.
        rotation: clockwise quarter turns, 0 to 3.

    Returns:
        The matrix, and the displayed width and height.
    """
    x0, y0, x1, y1 = visible
    width, height = x1 - x0, y1 - y0
    if rotation == 1:
        return (0.0, 1.0, 1.0, 0.0, -y0, -x0), height, width
    if rotation == 2:
        return (-1.0, 0.0, 0.0, 1.0, x1, -y0), width, height
    if rotation == 3:
        return (0.0, -1.0, -1.0, 0.0, y1, x1), height, width
    return (1.0, 0.0, 0.0, -1.0, -x0, y1), width, height


def mapped_box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Return the axis-parallel box around a mapped rectangle."""
    a, b, c, d, e, f = matrix
    if b == 0.0 and c == 0.0:
        left, right = a * x0 + e, a * x1 + e
        top, bottom = d * y0 + f, d * y1 + f
        if left > right:
            left, right = right, left
        return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return (min(xs), min(ys), max(xs), max(ys))
