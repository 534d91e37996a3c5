"""Annotations of a page: form fields, typed notes, pen strokes, stamps (ISO 32000-1, 12.5 and 12.7)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from auditor.pages.glyphs import EMPTY_BOX, TICKED_BOX
from auditor.pages.model import Box, Mark
from auditor.readers._pdf_content import Matrix, Stroke, mapped_box
from auditor.readers._pdf_layout import PlacedInk
from auditor.readers._pdf_text import Glyph, is_wide

MAX_ANNOTATIONS = 2_000
MAX_VALUE = 20_000
_HIDDEN = 0x02 | 0x20
"""Annotation flags Hidden and NoView."""
_STRIKES = (pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_POLYLINE)


@dataclass(slots=True)
class Annotations:
    """What the annotations of one page add to it."""

    glyphs: list[Glyph] = field(default_factory=list)
    inks: list[PlacedInk] = field(default_factory=list)
    pen: list[Stroke] = field(default_factory=list)
    """Strokes of a pen: ticks where they lie in a box, ink elsewhere."""
    strikes: list[Stroke] = field(default_factory=list)
    """Drawn lines: ticks where they lie in a box, nothing elsewhere."""
    comments: list[str] = field(default_factory=list)
    filled: list[Box] = field(default_factory=list)
    """Places whose printed ``_`` or boxes are overlaid by a field with a value."""


def read_annotations(page: Any, form: Any, matrix: Matrix) -> Annotations:
    """Read the annotations of a page.

    Args:
        page: raw page handle.
        form: raw form environment of the document, or None where it has no form.
        matrix: page space to displayed page.

    Returns:
        Stand-ins in points from the top left.
    """
    result = Annotations()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            _read_one(annotation, form, matrix, result)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return result


def _read_one(annotation: Any, form: Any, matrix: Matrix, result: Annotations) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN or not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return
    box = mapped_box(matrix, rect.left, rect.bottom, rect.right, rect.top)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        _read_field(annotation, form, box, result)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        _put_text(_string(annotation, b"Contents"), box, result)
    elif kind == pdfium.FPDF_ANNOT_TEXT:
        text = " ".join(_string(annotation, b"Contents").split())
        if text:
            result.comments.append(text)
    elif kind == pdfium.FPDF_ANNOT_INK:
        result.pen.append(Stroke(box, True, False, False))
    elif kind in _STRIKES:
        result.strikes.append(Stroke(box, True, False, False))
    elif kind == pdfium.FPDF_ANNOT_STAMP:
        result.inks.append(PlacedInk(box, Mark.STAMP, 0.9))


def _read_field(annotation: Any, form: Any, box: Box, result: Annotations) -> None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        text = TICKED_BOX if ticked else EMPTY_BOX
        height = min(box[3] - box[1], 14.0)
        middle = (box[1] + box[3]) / 2
        result.glyphs.append(
            Glyph(text, box[0], middle - height / 2, box[2], middle + height / 2, max(height, 1.0))
        )
        result.filled.append(box)
    elif kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
        if pdfium.FPDFAnnot_HasKey(annotation, b"V"):
            result.inks.append(PlacedInk(box, Mark.STAMP, 0.8))
    elif kind in (
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    ):
        _put_text(_field_value(annotation, form), box, result)


def _utf16(ask: Callable[[Any, int], int]) -> str:
    """Read a string that pdfium copies as UTF-16 into a buffer of the size it asks for."""
    length = ask(None, 0)
    if length <= 2:
        return ""
    length = min(int(length), MAX_VALUE)
    buffer = ctypes.create_string_buffer(length)
    if ask(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length) > length:
        return ""
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _string(annotation: Any, key: bytes) -> str:
    return _utf16(lambda buffer, n: int(pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, n)))


def _field_value(annotation: Any, form: Any) -> str:
    return _utf16(lambda buffer, n: int(pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, n)))


def _put_text(value: str, box: Box, result: Annotations) -> None:
    """Place typed text in its rectangle, one stand-in for each of its paragraphs."""
    paragraphs = [p.strip() for p in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    paragraphs = [p for p in paragraphs if p]
    if not paragraphs:
        return
    x0, top, x1, bottom = box
    pitch = (bottom - top) / len(paragraphs)
    size = max(1.0, min(10.5, 0.8 * pitch))
    for k, paragraph in enumerate(paragraphs):
        width = sum(size if is_wide(char) else 0.5 * size for char in paragraph)
        middle = top + (k + 0.5) * pitch
        result.glyphs.append(
            Glyph(
                paragraph,
                x0 + 1,
                middle - size / 2,
                min(x0 + 1 + width, max(x1, x0 + 2)),
                middle + size / 2,
                size,
            )
        )
    result.filled.append(box)
