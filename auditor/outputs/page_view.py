"""A place on a page as a picture: the part of the page around it, gray and small, personal values covered.

A view is plain data: ``{"k": "p", "c": caption, "t": title, "w": width, "h": height, "s": data URI, "m": marks}``, width and height in
pixels, each mark ``[x, y, width, height, numbers]`` in thousandths of width and height.
"""

from __future__ import annotations

import base64
import io
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from auditor.errors import UnreadableFile
from auditor.findings.result import Evidence
from auditor.outputs.form_view import Neighbours
from auditor.outputs.personal_values import hidden_characters
from auditor.outputs.plain_text import plain
from auditor.outputs.writers import Report
from auditor.pages.model import Box, Document, Line, LineRole, Page, Table
from auditor.readers._pdf_annotations import read_annotations
from auditor.readers._pdf_source import PageReader
from auditor.readers._pdf_text import Glyph
from auditor.readers._scan_page import scan_picture
from auditor.vision.model import POINTS_PER_INCH
from auditor.vision.upright import straighten

SCALE = 1.5
"""Pixels a point: 108 dpi, where printed Chinese of 9 points can still be read."""
GRAYS = 16
PAPER = 222
"""Gray of a scan from which it is paper: its grain would only make the picture large."""
MARGIN = 52.0
"""Points shown above and below the place."""
MAX_HEIGHT = 330.0
MAX_SIDE = 1_500.0
"""Points of a page's side; larger pages (plans, posters) are drawn smaller."""
OVERHANG = 0.08
"""Share of the font size by which ink may stand outside the box that a font states for its characters."""
_COVER = 70
_COVER_PICTURE = 205


@dataclass(slots=True)
class _Drawn:
    """One page, drawn and covered."""

    number: int
    image: Image.Image
    width: float
    height: float
    scale: float
    pictures: list[Box]
    edges: list[float]
    """Where rows of tables begin and end, from the top."""
    title: str


class PageViews:
    """Draws places of one PDF; opened with ``with``.

    Args:
        source: where the file lies.
        document: the same file as read: which characters belong together.
        report: for the mask.
    """

    def __init__(self, source: Path, document: Document, report: Report) -> None:
        self._source = source
        self._document = document
        self._report = report
        self._pdf: Any = None
        self._forms: Any = None
        self._last: _Drawn | None = None

    @property
    def usable(self) -> bool:
        """The file has pages that can be drawn."""
        return self._document.kind in ("pdf", "image")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def views(self, places: Sequence[tuple[int, Evidence]]) -> Iterator[dict[str, Any]]:
        """Yield a view for each place, places near one another together.

        Args:
            places: number of the evidence and the evidence, with box.
        """
        by_page: dict[int, list[tuple[int, Box]]] = {}
        for number, place in places:
            if place.box is not None:
                by_page.setdefault(place.page or 1, []).append((number, place.box))
        for page, boxes in sorted(by_page.items()):
            drawn = self._page(page)
            if drawn is None:
                continue
            for window in _windows(boxes):
                yield self._view(drawn, window)

    def _view(self, drawn: _Drawn, boxes: list[tuple[int, Box]]) -> dict[str, Any]:
        image = drawn.image.copy()
        draw = ImageDraw.Draw(image)
        scale = drawn.scale
        if self._report.mask is not None:
            for picture in drawn.pictures:  # a signature or photograph elsewhere shows a person too
                if not any(_overlap(picture, box) for _, box in boxes):
                    draw.rectangle([value * scale for value in picture], fill=_COVER_PICTURE)
        top, bottom = _frame(drawn, min(box[1] for _, box in boxes), max(box[3] for _, box in boxes))
        left, right = _inked_columns(image)
        bottom = _trimmed(image, top * scale, bottom * scale, max(box[3] for _, box in boxes) * scale) / scale
        crop = (left, round(top * scale), right, max(round(bottom * scale), round(top * scale) + 8))
        width, height = crop[2] - crop[0], crop[3] - crop[1]
        marks: dict[Box, list[int]] = {}
        for number, box in boxes:
            marks.setdefault(box, []).append(number)
        return {
            "k": "p",
            "c": f"第{drawn.number}页",
            "t": plain(self._report.shown(drawn.title))[:60],
            "w": width,
            "h": height,
            "s": _data_uri(image.crop(crop)),
            "m": [
                [
                    round((box[0] * scale - crop[0]) * 1000 / width),
                    round((box[1] * scale - crop[1]) * 1000 / height),
                    round((box[2] - box[0]) * scale * 1000 / width),
                    round((min(box[3], bottom) - box[1]) * scale * 1000 / height),
                    numbers,
                ]
                for box, numbers in marks.items()
            ],
        }

    def _page(self, number: int) -> _Drawn | None:
        """Return a page drawn and covered; None where it cannot be drawn or what it shows is not known."""
        if self._last is not None and self._last.number == number:
            return self._last
        model = next((page for page in self._document.pages if page.number == number), None)
        if model is None or model.unread:
            return None
        if model.scanned:
            self._last = self._scan(model, number)
            return self._last
        try:
            if self._pdf is None:
                self._pdf = pypdfium2.PdfDocument(self._source)
                if self._pdf.get_formtype():
                    self._pdf.init_forms()
            page = self._pdf[number - 1]
        except (pypdfium2.PdfiumError, OSError, IndexError):
            return None
        try:
            self._last = self._drawn(page, model, number)
        finally:
            page.close()
        return self._last

    def _scan(self, model: Page, number: int) -> _Drawn | None:
        """Return a scanned page as it was straightened for reading: the boxes of its texts fit that picture."""
        try:
            picture = scan_picture(self._source, self._document.kind, number)
        except UnreadableFile:
            return None
        if picture is None:
            return None
        sheet = straighten(picture)
        points = POINTS_PER_INCH / sheet.dpi
        height, width = sheet.grey.shape[:2]
        scale = SCALE * min(1.0, MAX_SIDE / max(width * points, height * points))
        image = (
            Image.fromarray(sheet.grey)
            .resize(
                (max(1, round(width * points * scale)), max(1, round(height * points * scale))),
                Image.Resampling.BOX,
            )
            .point(_CLEAN_PAPER)
        )
        if self._report.mask is not None:
            draw = ImageDraw.Draw(image)
            for box in covered_boxes(self._report, model, []):
                draw.rectangle([value * scale for value in box], fill=_COVER)
        pictures = [ink.box for ink in _inks(model) if ink.box is not None]
        edges = {edge for box, _, _ in _texts(model) for edge in (box[1], box[3])}
        return _Drawn(
            number, image, width * points, height * points, scale, pictures, sorted(edges), _title(model)
        )

    def _drawn(self, page: Any, model: Page, number: int) -> _Drawn:
        reader = PageReader(page)
        content = reader.read()
        form = self._pdf.formenv.raw if self._pdf.formenv else None
        added = read_annotations(page.raw, form, reader.matrix)
        scale = min(SCALE, SCALE * MAX_SIDE / max(content.width, content.height, 1.0))
        turn = (reader.quarters - page.get_rotation() // 90) % 4
        image = page.render(scale=scale, rotation=turn * 90, grayscale=True).to_pil().convert("L")
        glyphs = [
            *content.glyphs,
            *content.white_glyphs,
            *(glyph for glyph in added.glyphs if glyph.ink is None),
        ]
        if self._report.mask is not None:
            draw = ImageDraw.Draw(image)
            for box in covered_boxes(self._report, model, glyphs):
                draw.rectangle([value * scale for value in box], fill=_COVER)
        pictures = [picture.box for picture in content.pictures]
        pictures += [ink.box for ink in _inks(model) if ink.box is not None]
        edges = {edge for box, _, _ in _texts(model) for edge in (box[1], box[3])}
        return _Drawn(
            number, image, content.width, content.height, scale, pictures, sorted(edges), _title(model)
        )


def _frame(drawn: _Drawn, first: float, last: float) -> tuple[float, float]:
    """Return top and bottom of what is shown around a place, so that rows are cut as seldom as possible."""
    above = [edge for edge in drawn.edges if first - 2 * MARGIN <= edge <= first - MARGIN / 2]
    below = [edge for edge in drawn.edges if last + MARGIN / 2 <= edge <= last + 2 * MARGIN]
    top = max(0.0, max(above, default=first - MARGIN) - 4)
    bottom = min(drawn.height, min(below, default=last + MARGIN) + 4, top + MAX_HEIGHT)
    return top, max(bottom, top + 8)


def _title(page: Page) -> str:
    return next((line.text for line in page.lines() if line.role is LineRole.BODY and line.text), "")


def covered_boxes(report: Report, page: Page, glyphs: Sequence[Glyph]) -> list[Box]:
    """Return the boxes on a page that hide personal values.

    The characters of a cell or line are taken together, so that a number that wraps inside a narrow cell is found; what
    no cell or line holds is taken line by line. Where a text has no characters of its own (a scan), its whole box is
    covered as soon as anything in it is personal.
    """
    boxes: list[Box] = []
    order = sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.middle[1])
    heights = [glyph.middle[1] for glyph in order]
    taken: set[int] = set()
    for box, labels, text in _texts(page):
        low, high = bisect_left(heights, box[1] - 1), bisect_left(heights, box[3] + 1)
        own = [
            glyph
            for glyph in order[low:high]
            if box[0] - 1 <= glyph.middle[0] <= box[2] + 1 and id(glyph) not in taken
        ]
        taken.update(id(glyph) for glyph in own)
        if own:
            boxes += _hidden(report, labels, _reading_order(own))
        elif any(hidden_characters(report, labels, text)):
            boxes.append(box)
    for line in _by_line([glyph for glyph in order if id(glyph) not in taken]):
        boxes += _hidden(report, "", line)
    return boxes


def _hidden(report: Report, labels: str, glyphs: list[Glyph]) -> list[Box]:
    text = "".join(glyph.text[:1] for glyph in glyphs)
    hidden = hidden_characters(report, labels, text)
    return [
        (
            glyph.x0 - 0.5,
            glyph.top - OVERHANG * glyph.size,
            glyph.x1 + 0.5,
            glyph.bottom + OVERHANG * glyph.size,
        )
        for glyph, hide in zip(glyphs, hidden, strict=True)
        if hide
    ]


def _reading_order(glyphs: list[Glyph]) -> list[Glyph]:
    return [glyph for line in _by_line(glyphs) for glyph in line]


def _by_line(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return glyphs (from top to bottom) line by line, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and glyph.middle[1] - lines[-1][0].middle[1] <= 0.5 * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda glyph: glyph.x0)
    return lines


def _texts(page: Page) -> Iterator[tuple[Box, str, str]]:
    """Yield box, labels and text of every cell and line with a box; inner tables before the cells that hold them."""
    for block in page.blocks:
        if isinstance(block, Line):
            if block.box is not None:
                yield block.box, "", block.text
        else:
            yield from _table_texts(block)


def _table_texts(table: Table) -> Iterator[tuple[Box, str, str]]:
    neighbours = Neighbours(table)
    for cell in table.cells:
        for inner in cell.tables:
            yield from _table_texts(inner)
        if cell.box is not None:
            yield cell.box, neighbours.labels(cell), cell.text


def _inks(page: Page) -> Iterator[Any]:
    for block in page.blocks:
        if isinstance(block, Line):
            yield from block.inks
        else:
            for cell in block.cells:
                yield from cell.inks


def _windows(boxes: list[tuple[int, Box]]) -> Iterator[list[tuple[int, Box]]]:
    group: list[tuple[int, Box]] = []
    for entry in sorted(boxes, key=lambda item: (item[1][1], item[1][0])):
        if group and entry[1][3] - group[0][1][1] > MAX_HEIGHT - 2 * MARGIN:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inked_columns(image: Image.Image) -> tuple[int, int]:
    """Return first and last column of the page that shows anything, with a small margin: white borders say nothing."""
    found = ImageOps.invert(image).getbbox()
    if found is None:
        return 0, image.width
    return max(0, found[0] - 8), min(image.width, found[2] + 8)


def _trimmed(image: Image.Image, top: float, bottom: float, needed: float) -> float:
    """Return the bottom of a part of the page without the empty paper below its last ink."""
    found = ImageOps.invert(
        image.crop((0, round(top), image.width, max(round(bottom), round(top) + 1)))
    ).getbbox()
    return min(bottom, max(needed, top + (found[3] if found else 0)) + 10)


def _data_uri(image: Image.Image) -> str:
    levels = image.point(_LEVEL_OF)
    indexed = Image.frombytes("P", levels.size, levels.tobytes())  # the values are the numbers of the grays
    indexed.putpalette(bytes(value for level in range(GRAYS) for value in [level * 255 // (GRAYS - 1)] * 3))
    stream = io.BytesIO()
    indexed.save(stream, "PNG", bits=4, compress_level=7)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


_CLEAN_PAPER = [255 if value >= PAPER else value for value in range(256)]
_LEVEL_OF = [round(value * (GRAYS - 1) / 255) for value in range(256)]
