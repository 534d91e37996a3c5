"""A place on a page as a picture: the part of the page around it, gray and small, personal values covered.

A view is plain data: ``{"k": "p", "c": caption, "t": title, "w": width, "h": height, "s": data URI, "m": marks}``, width and height in
pixels, each mark ``[x, y, width, height, numbers]`` in thousandths of width and height.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from auditor.errors import UnreadableFile
from auditor.findings.result import Evidence
from auditor.outputs.page_cover import (
    Cover,
    covered_characters,
    covered_inks,
    covered_places,
    inks_of,
    texts_of,
)
from auditor.outputs.plain_text import plain
from auditor.outputs.writers import Report
from auditor.pages.model import Box, Document, LineRole, Page
from auditor.readers._pdf_annotations import read_annotations
from auditor.readers._pdf_source import PageReader
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
_SAME = 0.3
"""Share of the smaller of two boxes that both have in common if they are the same place."""
_COVER = 70
_COVER_PICTURE = 205


@dataclass(slots=True)
class _Drawn:
    """One page, drawn, and what is covered on it."""

    number: int
    image: Image.Image
    width: float
    height: float
    scale: float
    pictures: list[Box]
    covers: list[Cover]
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
                if not any(_meet(picture, box) for _, box in boxes):
                    draw.rectangle([value * scale for value in picture], fill=_COVER_PICTURE)
            for cover in drawn.covers:
                inner = cover.inner if any(_meet(cover.box, box) for _, box in boxes) else None
                for part in (cover.box,) if inner is None else inner:
                    draw.rectangle([value * scale for value in part], fill=_COVER)
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
        """Return a page drawn; None where it cannot be drawn or what it shows is not known."""
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
        return _Drawn(
            number,
            image,
            width * points,
            height * points,
            scale,
            covered_inks(model),
            covered_places(self._report, model, image, scale),
            _edges(model),
            _title(model),
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
        pictures = [picture.box for picture in content.pictures]
        pictures += [ink.box for ink in inks_of(model) if ink.box is not None]
        covers = covered_characters(self._report, model, glyphs) if self._report.mask is not None else []
        return _Drawn(
            number,
            image,
            content.width,
            content.height,
            scale,
            pictures,
            covers,
            _edges(model),
            _title(model),
        )


def _edges(page: Page) -> list[float]:
    return sorted({edge for written in texts_of(page) for edge in (written.box[1], written.box[3])})


def _frame(drawn: _Drawn, first: float, last: float) -> tuple[float, float]:
    """Return top and bottom of what is shown around a place, so that rows are cut as seldom as possible."""
    above = [edge for edge in drawn.edges if first - 2 * MARGIN <= edge <= first - MARGIN / 2]
    below = [edge for edge in drawn.edges if last + MARGIN / 2 <= edge <= last + 2 * MARGIN]
    top = max(0.0, max(above, default=first - MARGIN) - 4)
    bottom = min(drawn.height, min(below, default=last + MARGIN) + 4, top + MAX_HEIGHT)
    return top, max(bottom, top + 8)


def _title(page: Page) -> str:
    return next((line.text for line in page.lines() if line.role is LineRole.BODY and line.text), "")


def _windows(boxes: list[tuple[int, Box]]) -> Iterator[list[tuple[int, Box]]]:
    group: list[tuple[int, Box]] = []
    for entry in sorted(boxes, key=lambda item: (item[1][1], item[1][0])):
        if group and entry[1][3] - group[0][1][1] > MAX_HEIGHT - 2 * MARGIN:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes are the same place; neighbours that share an edge are not."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height >= _SAME * smaller


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
