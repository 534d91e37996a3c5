"""What a PDF page draws, in plain lists: glyphs, straight edges, fills, strokes, pictures.

pdfium's C interface is read directly (measured: five to eight times faster than pdfplumber). All
coordinates that leave this module are points from the top left of the page as it is displayed, that is after
/CropBox and /Rotate (ISO 32000-1, 7.7.3.3).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from auditor.pages.model import Box
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_symbols import printed_symbol
from auditor.readers._pdf_text import Glyph

MAX_GLYPHS = 60_000
MAX_OBJECTS = 40_000
MAX_SEGMENTS = 4_000
MAX_FORM_DEPTH = 8
THIN = 2.6
"""Points: a filled rectangle not thicker than this is a drawn line (Word draws borders so)."""
_INVISIBLE_MODES = (3, 7)
_STROKED_MODES = (1, 2, 5, 6)

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


def _address_of(function: Any) -> int:
    return int(ctypes.cast(function, ctypes.c_void_p).value or 0)


# A text object as a plain integer: hashable, and cheaper than a pointer object for each character.
_text_object: Callable[[Any, int], int | None] = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
)(_address_of(pdfium.FPDFText_GetTextObject))


@dataclass(slots=True)
class _Run:
    """What the characters of one text object share."""

    size: float
    bold: bool
    visible: bool
    white: bool
    font: str
    quarter: int


class PageReader:
    """Reads one open page. The caller keeps document and page open while pictures are looked at."""

    def __init__(self, page: Any) -> None:
        """Measure the page.

        Args:
            page: an open `pypdfium2.PdfPage`.
        """
        self._owner = page  # keeps the page open
        self.page = page.raw
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self.page, box)
        rotation = pdfium.FPDFPage_GetRotation(self.page) % 4
        self._visible = (box.left, box.bottom, box.right, box.top)
        self._rotation = rotation
        self.matrix, width, height = display_matrix(self._visible, rotation)
        self.content = PageContent(width, height)
        self._fonts: dict[int, tuple[str, bool]] = {}

    def read(self) -> PageContent:
        """Read text first (it decides which way is up), then paths and pictures."""
        self._read_text()
        self._objects_left = MAX_OBJECTS
        self._read_objects(
            lambda i: pdfium.FPDFPage_GetObject(self.page, i),
            pdfium.FPDFPage_CountObjects(self.page),
            self.matrix,
            0,
        )
        return self.content

    # --- text -------------------------------------------------------------------------------------------

    def _read_text(self) -> None:
        text_page = pdfium.FPDFText_LoadPage(self.page)
        if not text_page:
            return
        try:
            count = pdfium.FPDFText_CountChars(text_page)
            if count > MAX_GLYPHS:
                count = MAX_GLYPHS
                self.content.cut_off = True
            raw = list(self._characters(text_page, count))
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        quarter = _dominant_quarter(run for _, run, _ in raw)
        if quarter is not None and quarter != self._rotation:
            # The text runs up or down the displayed page: a sheet laid sideways. It is read upright.
            self._rotation = quarter
            self.matrix, width, height = display_matrix(self._visible, quarter)
            self.content.width, self.content.height = width, height
        self._keep(raw)

    def _characters(self, text_page: Any, count: int) -> Iterator[tuple[str, _Run, Box]]:
        unicode_of, is_generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
        loose_box, map_error = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_HasUnicodeMapError
        rect = pdfium.FS_RECTF()
        reference = ctypes.byref(rect)
        runs: dict[int, _Run] = {}
        text_page_address = ctypes.cast(text_page, ctypes.c_void_p)
        for i in range(count):
            code = unicode_of(text_page, i)
            if code in (13, 10) and is_generated(text_page, i):
                continue
            if not loose_box(text_page, i, reference):
                continue
            address = _text_object(text_page_address, i)
            if address is None:
                continue
            run = runs.get(address)
            if run is None:
                run = runs[address] = self._run(text_page, i, address)
            if code == 32 and is_generated(text_page, i):
                continue
            if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
                text = "\ufffd"
            else:
                text = printed_symbol(chr(code), run.font)
            if (text == "\ufffd" or "\ue000" <= text <= "\uf8ff") or (
                code < 32 and map_error(text_page, i) == 1
            ):
                self.content.garbled += 1
            yield text, run, (rect.left, rect.bottom, rect.right, rect.top)

    def _run(self, text_page: Any, index: int, address: int) -> _Run:
        matrix = pdfium.FS_MATRIX()
        scale, quarter = 1.0, 0
        if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
            if abs(matrix.b) > abs(matrix.a):
                quarter = 1 if matrix.b > 0 else 3
            elif matrix.a < 0 and matrix.d < 0:
                quarter = 2
        size = pdfium.FPDFText_GetFontSize(text_page, index) * scale
        handle = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        font, bold = self._font(pdfium.FPDFTextObj_GetFont(handle))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        white = False
        if pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
            white = min(red.value, green.value, blue.value) >= 250 or alpha.value <= 5
        return _Run(
            size=abs(size) or 1.0,
            bold=bold or mode == 2,
            visible=mode not in _INVISIBLE_MODES,
            white=white and mode not in _STROKED_MODES,
            font=font,
            quarter=quarter,
        )

    def _font(self, font: Any) -> tuple[str, bool]:
        if not font:
            return "", False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._fonts.get(key)
        if known is None:
            buffer = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
            name = buffer.value.decode("utf-8", "replace").rpartition("+")[2].lower()
            heavy = "bold" in name or "simhei" in name or "black" in name
            known = self._fonts[key] = (name, heavy or pdfium.FPDFFont_GetWeight(font) >= 600)
        return known

    def _keep(self, raw: list[tuple[str, _Run, Box]]) -> None:
        content, matrix = self.content, self.matrix
        for text, run, (left, bottom, right, top) in raw:
            if not run.visible:
                content.invisible += not text.isspace()
                continue
            if text < " " and not text.isspace():
                continue
            x0, y0, x1, y1 = mapped_box(matrix, left, bottom, right, top)
            glyph = Glyph(text, x0, y0, x1, y1, run.size, run.bold)
            (content.white_glyphs if run.white else content.glyphs).append(glyph)

    # --- paths and pictures -------------------------------------------------------------------------------

    def _read_objects(self, fetch: Callable[[int], Any], count: int, matrix: Matrix, depth: int) -> None:
        for i in range(count):
            self._objects_left -= 1
            if self._objects_left < 0:
                self.content.cut_off = True
                return
            handle = fetch(i)
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._read_path(handle, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = self._bounds(handle, matrix)
                if box is not None:
                    self._keep_picture(handle, box)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
                own = pdfium.FS_MATRIX()
                inner = IDENTITY
                if pdfium.FPDFPageObj_GetMatrix(handle, own):
                    inner = (own.a, own.b, own.c, own.d, own.e, own.f)
                self._read_objects(
                    lambda k, form=handle: pdfium.FPDFFormObj_GetObject(form, k),  # type: ignore[misc]
                    pdfium.FPDFFormObj_CountObjects(handle),
                    multiplied(inner, matrix),
                    depth + 1,
                )

    def _bounds(self, handle: Any, matrix: Matrix) -> Box | None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            return None
        box = mapped_box(matrix, left.value, bottom.value, right.value, top.value)
        if box[2] < 0 or box[3] < 0 or box[0] > self.content.width or box[1] > self.content.height:
            return None
        return box

    def _keep_picture(self, handle: Any, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if height <= THIN or width <= THIN:
            self._keep_thin(box)
        else:
            self.content.pictures.append(Picture(box, handle))

    def _keep_thin(self, box: Box) -> None:
        x0, y0, x1, y1 = box
        if x1 - x0 >= y1 - y0:
            self.content.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
        else:
            self.content.vertical.append(Edge((x0 + x1) / 2, y0, y1))

    def _read_path(self, handle: Any, matrix: Matrix) -> None:
        box = self._bounds(handle, matrix)
        if box is None:
            return
        fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill_mode, stroked)
        filled, drawn = bool(fill_mode.value), bool(stroked.value)
        if not filled and not drawn:
            return
        colour = self._colour(handle, drawn)
        if colour is None:
            return
        count = pdfium.FPDFPath_CountSegments(handle)
        width, height = box[2] - box[0], box[3] - box[1]
        luminance = (0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]) / 255
        if min(width, height) <= THIN and count <= 5:
            if luminance < 0.97 and max(width, height) > 1.0:
                self._keep_thin(box)
            return
        own = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(handle, own):
            matrix = multiplied((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        if count > MAX_SEGMENTS:
            self.content.cut_off = True
            count = MAX_SEGMENTS
        shapes = _Shapes(self.content, drawn, filled, luminance, _is_red(colour))
        for subpath, curved, closed in _subpaths(handle, count, matrix):
            shapes.add(subpath, curved, closed)

    @staticmethod
    def _colour(handle: Any, stroke: bool) -> tuple[int, int, int] | None:
        """Return red, green, blue of the stroke or fill; None where it is transparent."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        ask = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, red, green, blue, alpha):
            return (0, 0, 0)
        if alpha.value <= 5:
            return None
        return (red.value, green.value, blue.value)


def _is_red(colour: tuple[int, int, int]) -> bool:
    red, green, blue = colour
    return red > 110 and red > 1.6 * green and red > 1.6 * blue


def _dominant_quarter(runs: Iterator[_Run]) -> int | None:
    """Quarter turns anticlockwise by which most characters lie in page space; None without two thirds."""
    counts = [0, 0, 0, 0]
    for run in runs:
        counts[run.quarter] += 1
    total = sum(counts)
    best = max(range(4), key=counts.__getitem__)
    return best if total and counts[best] * 3 >= total * 2 else None


def _subpaths(handle: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool, bool]]:
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


class _Shapes:
    """Sorts the parts of one path into edges, squares, fills and strokes."""

    def __init__(self, content: PageContent, drawn: bool, filled: bool, luminance: float, red: bool) -> None:
        self.content = content
        self.drawn = drawn
        self.filled = filled
        self.luminance = luminance
        self.red = red

    def add(self, points: list[Point], curved: bool, closed: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        visible = self.luminance < 0.97
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
            if self.luminance < 0.97:
                dark = self.filled and not self.drawn and self.luminance < 0.6
                self.content.squares.append(Square(box, dark))
            return
        if self.filled and not self.drawn:
            if rectangle:
                self.content.fills.append(Fill(box, self.luminance))
            return
        if self.luminance >= 0.97:
            return
        if rectangle and self.filled:
            self.content.fills.append(Fill(box, 0.9))
        path = [*points, points[0]] if closed or (rectangle and len(points) == 4) else points
        for (ax, ay), (bx, by) in pairwise(path):
            if abs(ay - by) < 0.6 and abs(ax - bx) > 1.0:
                self.content.horizontal.append(Edge((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 0.6 and abs(ay - by) > 1.0:
                self.content.vertical.append(Edge((ax + bx) / 2, min(ay, by), max(ay, by)))
