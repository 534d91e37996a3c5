"""Pictures of a page: which cover it, which are slices of one, which are seals, which hardly ink."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from auditor.pages.model import Ink, Mark
from auditor.readers._docx_pictures import DENSE, ODD_SHARE
from auditor.readers._pdf_content import PageContent, Picture
from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_layout import PlacedInk
from auditor.readers._pdf_marks import box_edges
from auditor.readers._picture_ink import WIDE, judged_ink, judged_red

SMALLEST = 4.0
"""Points: smaller pictures are ornaments."""
SEAM = 0.75
"""Points between two strips of one picture, at most."""
MAX_SQUARES = 2_000
"""Drawn boxes of a page whose borders are looked at."""
MAX_JUDGED = 40
"""Pictures of a page whose colours are looked at."""
MAX_SIDE = 230.0
MAX_PIXELS = 3_000_000
"""Points and pixels: larger pictures are photographs; looking at their colours would cost more than the page."""
_SAMPLES = 1_500
_RED_SHARE = 0.6
_RED_OF_INK = 0.33
"""Share of what ink takes from white light that green and blue lose more than red, from which it is red."""
LARGEST_SIGNATURE = (255.0, 170.0)
"""Points: what is shown larger is no signature and no seal."""
MAX_VERDICTS = 4096
_verdicts: dict[tuple[int, int, int], Ink] = {}

if TYPE_CHECKING:
    from auditor.vision.model import Pixels


def coverage(content: PageContent) -> float:
    """Return the share of the page that its pictures cover, overlaps counted once at most coarsely."""
    grid = 24
    covered = [[False] * grid for _ in range(grid)]
    step_x, step_y = content.width / grid, content.height / grid
    if step_x <= 0 or step_y <= 0:
        return 0.0
    for picture in content.pictures[:500]:
        x0, y0, x1, y1 = picture.box
        first, last = max(0, round(x0 / step_x)), min(grid, round(x1 / step_x))
        for row in covered[max(0, round(y0 / step_y)) : max(0, min(grid, round(y1 / step_y)))]:
            if last > first:
                row[first:last] = [True] * (last - first)
    return sum(map(sum, covered)) / (grid * grid)


def largest_share(content: PageContent) -> float:
    """Return the share of the page that its largest picture covers, slices joined."""
    page_area = content.width * content.height
    if page_area <= 0:
        return 0.0
    return max(
        ((p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) / page_area for p in unsliced(content.pictures)),
        default=0.0,
    )


def unsliced(pictures: Sequence[Picture], rules: Sequence[Edge] = ()) -> list[Picture]:
    """Join strips that lie edge to edge: writers cut large pictures into bands.

    Args:
        pictures: the page's pictures.
        rules: horizontal borders; two pictures between which one runs lie in two cells and are no strips of one.
    """
    result: list[Picture] = []
    for picture in sorted(pictures, key=lambda p: (round(p.box[0]), round(p.box[2]), p.box[1])):
        if result:
            last = result[-1]
            same = abs(last.box[0] - picture.box[0]) < 1 and abs(last.box[2] - picture.box[2]) < 1
            if (
                same
                and abs(last.box[3] - picture.box[1]) < SEAM
                and not _parted(rules, picture.box[1], (picture.box[0] + picture.box[2]) / 2)
            ):
                joined = (last.box[0], last.box[1], last.box[2], picture.box[3])
                result[-1] = Picture(joined, last.handle)
                continue
        result.append(picture)
    return result


def _parted(rules: Sequence[Edge], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) < 2 * SEAM and rule.start < middle < rule.end for rule in rules)


def judged_pictures(content: PageContent, document: Any, page: Any) -> list[PlacedInk]:
    """Return the page's pictures as ink, mostly red ones as seals; a page-wide background is left out.

    Args:
        content: the page.
        document: raw document handle.
        page: raw page handle.
    """
    result: list[PlacedInk] = []
    page_area = content.width * content.height
    seen: set[tuple[int, int, int, int]] = set()
    rules = [*content.horizontal]
    if len(content.pictures) > 1:
        for square in content.squares[:MAX_SQUARES]:
            rules += box_edges(square.box)[0]
    for picture in unsliced(content.pictures, rules):
        x0, y0, x1, y1 = picture.box
        key = (round(x0), round(y0), round(x1), round(y1))
        if max(x1 - x0, y1 - y0) < SMALLEST or key in seen:
            continue
        seen.add(key)
        if (x1 - x0) * (y1 - y0) > 0.6 * page_area:
            continue
        ink = _judged(document, page, picture) if len(result) < MAX_JUDGED else Ink(Mark.IMAGE)
        result.append(PlacedInk(picture.box, ink.mark, ink.confidence))
    return result


def _judged(document: Any, page: Any, picture: Picture) -> Ink:
    """Return STAMP for a seal, else IMAGE with the confidence that it is ink; equal pictures are judged once."""
    x0, y0, x1, y1 = picture.box
    if max(x1 - x0, y1 - y0) > MAX_SIDE:
        return Ink(Mark.IMAGE)
    bitmap = _bitmap(document, page, picture)
    if bitmap is None:
        return Ink(Mark.IMAGE)
    pixels, width, height, stride, depth = bitmap
    key = (zlib.crc32(pixels), width, height)
    verdict = _verdicts.get(key)
    if verdict is None:
        if len(_verdicts) >= MAX_VERDICTS:
            _verdicts.clear()
        red, unlike_pen = _colours(pixels, width, height, stride, depth)
        if unlike_pen and x1 - x0 <= LARGEST_SIGNATURE[0] and y1 - y0 <= LARGEST_SIGNATURE[1]:
            shown = _on_white(pixels, width, height, stride, depth)
            verdict = judged_red(shown) if red else judged_ink(shown)
        else:
            verdict = Ink(Mark.STAMP, confidence=0.8) if red else Ink(Mark.IMAGE)
        _verdicts[key] = verdict
    return verdict


def _bitmap(document: Any, page: Any, picture: Picture) -> tuple[bytes, int, int, int, int] | None:
    """Return pixels, width, height, bytes a row and bytes a pixel (blue, green, red, and opacity where there are four)."""
    columns, lines = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(picture.handle, columns, lines)
    if columns.value * lines.value > MAX_PIXELS:
        return None
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, picture.handle)
    if not bitmap:
        return None
    try:
        width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        depth = {1: 1, 2: 3, 3: 4, 4: 4, 5: 4}.get(pdfium.FPDFBitmap_GetFormat(bitmap), 0)
        address = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.c_void_p).value
        if depth < 3 or not address or width < 1 or height < 1:
            return None
        return ctypes.string_at(address, stride * height), width, height, stride, depth
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _on_white(pixels: bytes, width: int, height: int, stride: int, depth: int) -> Pixels:
    """Return red, green and blue, transparent parts on white paper."""
    import numpy as np

    rows = (
        np.frombuffer(pixels, np.uint8)
        .reshape(height, stride)[:, : width * depth]
        .reshape(height, width, depth)
    )
    colour = rows[..., 2::-1]
    if depth == 4 and (rows[..., 3] < 255).any():
        share = rows[..., 3:].astype(np.float32) / 255
        return (colour * share + 255 * (1 - share)).astype(np.uint8)
    return np.ascontiguousarray(colour)


def _colours(pixels: bytes, width: int, height: int, stride: int, depth: int) -> tuple[bool, bool]:
    """Tell whether the ink is mostly red, and whether it is unlike that of a seal, or of a pen where it is not red.

    Thin strokes are pale in a small picture: what counts as red is the share of red in the ink, not how dark it is.
    """
    step = max(1, int((width * height / _SAMPLES) ** 0.5))
    inked = odd = seen = 0
    red_rows: list[int] = []
    red_columns: list[int] = []
    for y in range(0, height, step):
        row = y * stride
        for x in range(0, width, step):
            at = row + x * depth
            blue, green, red = pixels[at], pixels[at + 1], pixels[at + 2]
            seen += 1
            if depth == 4 and pixels[at + 3] < 40:
                continue
            darkest = min(red, green, blue)
            if darkest > 225:
                continue
            inked += 1
            if red > 110 and red - max(green, blue) > _RED_OF_INK * (255 - darkest):
                red_rows.append(y)
                red_columns.append(x)
            elif green - blue > 40 or red - blue > 60:
                odd += 1
    if inked > 8 and len(red_rows) >= _RED_SHARE * inked:
        wide, high = max(red_columns) - min(red_columns), max(red_rows) - min(red_rows) + step
        return True, wide > WIDE * high
    return False, not inked or (inked > 8 and (inked > DENSE * seen or odd > ODD_SHARE * inked))
