"""Drawn paths: which parts are borders, which are boxes, backgrounds or strokes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from auditor.pages.model import Box
from auditor.readers._pdf_content import Fill, Matrix, PageContent, Point, Square, Stroke
from auditor.readers._pdf_grid import Edge

THIN = 2.6
"""Points: a filled rectangle not thicker than this is a drawn line (Word draws borders so)."""
WHITE = 0.97
"""Luminance from which a path on white paper is not seen."""


def is_red(colour: tuple[int, int, int]) -> bool:
    """Tell whether a colour (red, green, blue, 0 to 255) is that of a seal."""
    red, green, blue = colour
    return red > 110 and red > 1.6 * green and red > 1.6 * blue


def subpaths(handle: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool, bool]]:
    """Yield (points, curved, closed) for each part of a path, in displayed coordinates."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = closed = False
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, curved, closed
            points, curved, closed = [], False, False
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetClose(segment):
            closed = True
    if points:
        yield points, curved, closed


class Shapes:
    """Sorts the parts of one path into edges, squares, fills and strokes."""

    def __init__(self, content: PageContent, drawn: bool, filled: bool, luminance: float, red: bool) -> None:
        self.content = content
        self.drawn = drawn
        self.filled = filled
        self.luminance = luminance
        self.red = red

    def add(self, points: list[Point], curved: bool, closed: bool) -> None:
        """Sort one part of the path; ``points`` are its corners and control points."""
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        visible = self.luminance < WHITE
        if not curved and min(width, height) <= THIN and (len(points) <= 5 or min(width, height) < 0.5):
            if visible and max(width, height) > 1.0:
                if width >= height:
                    self.content.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
                else:
                    self.content.vertical.append(Edge((x0 + x1) / 2, y0, y1))
            return
        if not curved and all(abs(p[0] - q[0]) < 0.6 or abs(p[1] - q[1]) < 0.6 for p, q in pairwise(points)):
            self._add_orthogonal(points, (x0, y0, x1, y1), closed)
            return
        if visible:
            ends = (points[0], points[-1]) if len(points) == 2 and not curved else None
            self.content.strokes.append(
                Stroke(
                    (x0, y0, x1, y1),
                    curved,
                    self.filled and not self.drawn,
                    self.red,
                    curved and len(points) in (13, 14),
                    ends,
                )
            )

    def _add_orthogonal(self, points: list[Point], box: Box, closed: bool) -> None:
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        corners = {(round(x), round(y)) for x, y in points}
        rectangle = len(points) in (4, 5) and len(corners) == 4
        if rectangle and 4.5 <= width <= 22 and 4.5 <= height <= 22 and abs(width - height) <= 0.25 * width:
            if self.luminance < WHITE:
                dark = self.filled and not self.drawn and self.luminance < 0.6
                self.content.squares.append(Square(box, dark))
            return
        if self.filled and not self.drawn:
            if rectangle:
                self.content.fills.append(Fill(box, self.luminance))
            return
        if self.luminance >= WHITE:
            return
        if rectangle and self.filled:
            self.content.fills.append(Fill(box, 0.9))
        path = [*points, points[0]] if closed or (rectangle and len(points) == 4) else points
        for (ax, ay), (bx, by) in pairwise(path):
            if abs(ay - by) < 0.6 and abs(ax - bx) > 1.0:
                self.content.horizontal.append(Edge((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 0.6 and abs(ay - by) > 1.0:
                self.content.vertical.append(Edge((ax + bx) / 2, min(ay, by), max(ay, by)))
