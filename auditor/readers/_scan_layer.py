"""A page that is picture and text at once: each cell takes the better of the two.

What somebody typed over a scan is known exactly, what lies under it has to be recognised; a font that decodes to garbage in
some places is read from the picture there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR, Box, Cell, Line, Page, Table, text_confidence
from auditor.readers._pdf_text import Glyph, cell_text, text_lines

GARBLED = re.compile("[\ufffd\ue000-\uf8ff]")
_IN_A_ROW = re.compile("[\ufffd\ue000-\uf8ff]{2,}")
ALIKE = 0.6
"""Likeness from which the layer and the picture show the same words: then the layer says them exactly."""
HARDLY_READ = 0.6
"""Confidence below which the layer is believed whatever the picture seems to show."""
SAME_SIZE = 0.03
"""Share by which a page and its picture may differ in width and height to be laid on each other."""
MOST_GLYPHS = 20_000
_LEFT_OUT = {INK_ANCHOR, "_", *BOX_GLYPHS}


def with_layer(seen: Page, glyphs: Sequence[Glyph], width: float, height: float) -> None:
    """Put the exact text of a page's text layer into the cells and lines that were recognised on its picture.

    Args:
        seen: the recognised page, changed in place.
        glyphs: the visible characters of the layer, in points from the top left.
        width: of the page in points.
        height: of the page in points.
    """
    if not seen.width or not seen.height or len(glyphs) > MOST_GLYPHS:
        return
    if abs(seen.width / width - 1) > SAME_SIZE or abs(seen.height / height - 1) > SAME_SIZE:
        return  # turned, or cut out of a photo
    across, down = seen.width / width, seen.height / height
    for place in _places(seen):
        if place.box is None or any(char in _LEFT_OUT for char in place.text):
            continue
        own = [
            glyph for glyph in glyphs if _holds(place.box, glyph.middle[0] * across, glyph.middle[1] * down)
        ]
        lines = text_lines(own)
        text = cell_text(lines, place.box) if lines else ""
        if not text.strip() or GARBLED.search(text) or any(char in _LEFT_OUT for char in text):
            continue
        if place.confidence < HARDLY_READ or _alike(text, place.text) >= ALIKE:
            _set(place, text, b"")


def is_garbled(page: Page) -> bool:
    """Whether some words of a text page decode to garbage; a single unknown sign is a bullet, which is not worth a recognition."""
    return any(_IN_A_ROW.search(place.text) for place in _places(page))


def repaired(page: Page, seen: Page) -> int:
    """Replace what decodes to garbage on a text page by what its picture shows in the same place.

    Args:
        page: as its text layer has it, changed in place.
        seen: the same page recognised.

    Returns:
        How many cells and lines were replaced.
    """
    count = 0
    known = [place for place in _places(seen) if place.box is not None and place.text.strip()]
    for place in _places(page):
        if place.box is None or not GARBLED.search(place.text) or INK_ANCHOR in place.text:
            continue
        inside = [other for other in known if other.box is not None and _lies_in(other.box, place.box)]
        if not inside:
            continue
        inside.sort(key=lambda other: (other.box or place.box or (0.0, 0.0))[1])
        text = "\n".join(other.text for other in inside)
        sure = b"\x64".join(other.sure for other in inside)
        if INK_ANCHOR not in text:
            _set(place, text, sure if len(sure) == len(text) else b"")
            place.confidence = min(other.confidence for other in inside)
            count += 1
    return count


def _places(page: Page) -> Iterator[Cell | Line]:
    tables: list[Table] = []
    for block in page.blocks:
        if isinstance(block, Table):
            tables.append(block)
        else:
            yield block
    while tables:
        for cell in tables.pop().cells:
            yield cell
            tables.extend(cell.tables)


def _set(place: Cell | Line, text: str, sure: bytes) -> None:
    place.text, place.sure = text, sure
    place.confidence = text_confidence(sure)


def _alike(one: str, other: str) -> float:
    one, other = "".join(one.split()), "".join(other.split())
    return float(Levenshtein.normalized_similarity(one, other))


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _lies_in(inner: Box, outer: Box) -> bool:
    """Whether most of a box lies in another, which may be a little smaller."""
    across = min(inner[2], outer[2] + 3) - max(inner[0], outer[0] - 3)
    down = min(inner[3], outer[3] + 3) - max(inner[1], outer[1] - 3)
    area = max(1e-6, (inner[2] - inner[0]) * (inner[3] - inner[1]))
    return across > 0 and down > 0 and across * down > 0.6 * area
