"""What a PDF page draws, in plain lists: glyphs, straight edges, fills, strokes, pictures.

pdfium's C interface is read directly (measured: five to eight times faster than pdfplumber). All
coordinates that leave this module are points from the top left of the page as it is displayed, that is after
/CropBox and /Rotate (ISO 32000-1, 7.7.3.3).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from auditor.pages.model import Box
from auditor.readers._pdf_content import (
    IDENTITY,
    Matrix,
    PageContent,
    Picture,
    display_matrix,
    mapped_box,
    multiplied,
)
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_paths import THIN, WHITE, Shapes, is_red, subpaths
from auditor.readers._pdf_symbols import printed_symbol
from auditor.readers._pdf_text import Glyph

MAX_GLYPHS = 60_000
MAX_OBJECTS = 40_000
MAX_SEGMENTS = 4_000
MAX_FORM_DEPTH = 8
_INVISIBLE_MODES = (3, 7)
_STROKED_MODES = (1, 2, 5, 6)
_TWO_LINES = 4
"""Segments of a path of two separate lines; fewer are one line, five a rectangle."""


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

    @property
    def quarters(self) -> int:
        """Quarter turns clockwise from page space to the page as coordinates see it; known after `read`."""
        return int(self._rotation)

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
        for text, run, (left, bottom, right, top) in _without_ligatures(raw):
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
        if min(width, height) <= THIN and count <= 5 and count != _TWO_LINES:
            if luminance < WHITE and max(width, height) > 1.0:
                self._keep_thin(box)
            return
        own = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(handle, own):
            matrix = multiplied((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        if count > MAX_SEGMENTS:
            self.content.cut_off = True
            count = MAX_SEGMENTS
        shapes = Shapes(self.content, drawn, filled, luminance, is_red(colour))
        for subpath, curved, closed in subpaths(handle, count, matrix):
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


def _without_ligatures(raw: list[tuple[str, _Run, Box]]) -> Iterator[tuple[str, _Run, Box]]:
    """Share the box of a ligature out among its letters, which the text layer gives the same box each."""
    i = 0
    while i < len(raw):
        text, run, box = raw[i]
        end = i + 1
        while end < len(raw) and raw[end][1] is run and raw[end][2] == box:
            end += 1
        if end == i + 1:
            yield raw[i]
        else:
            step = (box[2] - box[0]) / (end - i)
            for k in range(i, end):
                text = raw[k][0]
                yield text, run, (box[0] + (k - i) * step, box[1], box[0] + (k - i + 1) * step, box[3])
        i = end


def _dominant_quarter(runs: Iterator[_Run]) -> int | None:
    """Quarter turns anticlockwise by which most characters lie in page space; None without two thirds."""
    counts = [0, 0, 0, 0]
    for run in runs:
        counts[run.quarter] += 1
    total = sum(counts)
    best = max(range(4), key=counts.__getitem__)
    return best if total and counts[best] * 3 >= total * 2 else None
