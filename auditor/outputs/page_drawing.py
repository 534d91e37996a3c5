"""A page with everything drawn on it that was seen there: for ``audit inspect --draw``.

Blue frames are cells; thin frames are lines of text, green where they were read with confidence, orange where not quite,
red where hardly; thick green frames are ticked boxes, thin gray ones empty boxes; violet is pen, red a seal, brown another
picture. What a form's field took is tinted, with the field's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from auditor.errors import UnreadableFile
from auditor.findings.privacy import PersonMask
from auditor.forms.model import DOUBT, Reading, ReadPaper
from auditor.intake.sniff import sniff
from auditor.pages.model import Box, Document, Line, Mark, Page, Table
from auditor.readers._scan_page import page_of, scan_picture
from auditor.readers.pdf import read_text_pages
from auditor.vision.look import Seen, look
from auditor.vision.model import POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Mapping

DPI = 150.0
MAX_PAGES = 50
SURE = 0.95
_CELL, _TICKED, _EMPTY, _COVER = "#3b6fd4", "#0a8f3c", "#8a8a8a", "#4a4a4a"
_GOOD, _FAIR, _BAD = "#52b36b", "#e08a00", "#d02020"
_MARKS: Mapping[Mark, str] = {
    Mark.HANDWRITTEN: "#8a2be2",
    Mark.STAMP: "#e02020",
    Mark.IMAGE: "#8b5a2b",
}
_FIELD = (255, 214, 0, 70)


@dataclass(slots=True)
class _Drawing:
    """What to draw on one page, boxes in points."""

    image: Image.Image
    scale: float
    """Pixels a point."""
    cells: list[Box] = field(default_factory=list)
    lines: list[tuple[Box, str, float]] = field(default_factory=list)
    ticks: list[tuple[Box, bool]] = field(default_factory=list)
    inks: list[tuple[Box, Mark]] = field(default_factory=list)


def draw_pages(
    path: Path, paper: ReadPaper, out: Path, mask: PersonMask | None, only: int | None = None
) -> list[Path]:
    """Draw a file's pages as they were seen.

    Args:
        path: the file.
        paper: the same file as read.
        out: where to write; with several pages the number is added to the name ("out-2.png").
        mask: covers personal values; None shows them.
        only: one page, from 1; None draws all, up to `MAX_PAGES`.

    Returns:
        The files written.

    Raises:
        UnreadableFile: the file has no pages that can be drawn (Word, sheets, text), or not that page.
    """
    drawings = {
        number: drawing for number, drawing in _drawings(path, only) if only is None or number == only
    }
    if not drawings:
        raise UnreadableFile(
            "没有可以画出来的页面。", "--draw 用于扫描件、照片和 PDF；页码请用 --page 指定。"
        )
    written = []
    for number, drawing in drawings.items():
        target = out if len(drawings) == 1 else out.with_name(f"{out.stem}-{number}{out.suffix or '.png'}")
        picture = _drawn(drawing, list(_fields(paper, number)), mask)
        picture.save(target, "PNG")
        written.append(target)
    return written


def _drawings(path: Path, only: int | None) -> Iterator[tuple[int, _Drawing]]:
    kind = sniff(path).kind
    if kind == "image":
        for number in range(1, MAX_PAGES + 1):
            if only is not None and number != only:
                continue
            picture = scan_picture(path, kind, number)
            if picture is None:
                return
            yield number, _of_scan(look(picture), number)
    elif kind == "pdf":
        document = read_text_pages(path, path.name)
        for number in [only] if only is not None else range(1, min(len(document.pages), MAX_PAGES) + 1):
            drawing = _of_pdf(path, document, number)
            if drawing is not None:
                yield number, drawing


def _of_scan(seen: Seen, number: int) -> _Drawing:
    sheet = seen.sheet
    drawing = _Drawing(Image.fromarray(sheet.colour), sheet.dpi / POINTS_PER_INCH)
    drawing.cells = [sheet.points(cell.box) for grid in seen.grids for cell in grid.cells]
    drawing.lines = [(sheet.points(line.box), line.text, line.confidence) for line in seen.lines()]
    drawing.ticks = [(sheet.points(tick.box), tick.ticked) for tick in seen.ticks]
    drawing.inks = [(sheet.points(patch.box), patch.mark) for patch in seen.inks if patch.mark in _MARKS]
    # The columns of tables without rules are found when the page is put together.
    tables = page_of(seen, number).tables()
    known = set(drawing.cells)
    drawing.cells += [
        cell.box for table in tables for cell in table.cells if cell.box and cell.box not in known
    ]
    return drawing


def _of_pdf(path: Path, document: Document, number: int) -> _Drawing | None:
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        return None
    picture = scan_picture(path, "pdf", number)
    if picture is None:
        return None
    if page.scanned:
        return _of_scan(look(picture), number)
    drawing = _Drawing(Image.fromarray(picture.colour), (picture.dpi or DPI) / POINTS_PER_INCH)
    _add_page(drawing, page)
    return drawing


def _add_page(drawing: _Drawing, page: Page) -> None:
    for block in page.blocks:
        if isinstance(block, Line):
            if block.box is not None:
                drawing.lines.append((block.box, block.text, block.confidence))
            drawing.inks += [(ink.box, ink.mark) for ink in block.inks if ink.box is not None]
        else:
            _add_table(drawing, block)


def _add_table(drawing: _Drawing, table: Table) -> None:
    for cell in table.cells:
        if cell.box is not None:
            drawing.cells.append(cell.box)
            if cell.text:
                drawing.lines.append((cell.box, cell.text, cell.confidence))
        drawing.inks += [(ink.box, ink.mark) for ink in cell.inks if ink.box is not None]
        for inner in cell.tables:
            _add_table(drawing, inner)


def _fields(paper: ReadPaper, number: int) -> Iterator[tuple[str, Reading]]:
    """Yield name and reading of every field on a page, rows of tables included."""
    for form in paper.forms:
        named: Iterable[tuple[str, Reading]] = form.fields.items()
        for key, reading in named:
            if reading.place.box is not None and (reading.place.page or 1) == number:
                yield key, reading
        for name, rows in form.rows.items():
            for index, row in enumerate(rows, 1):
                for key, reading in row.items():
                    if reading.place.box is not None and (reading.place.page or 1) == number:
                        yield f"{name}[{index}].{key}", reading


def _drawn(drawing: _Drawing, fields: list[tuple[str, Reading]], mask: PersonMask | None) -> Image.Image:
    image = drawing.image.convert("RGBA")
    scale = drawing.scale
    tint = Image.new("RGBA", image.size, (0, 0, 0, 0))
    on_tint = ImageDraw.Draw(tint)
    for _, reading in fields:
        if reading.place.box is not None:
            on_tint.rectangle(_pixels(reading.place.box, scale), fill=_FIELD)
    image = Image.alpha_composite(image, tint)
    draw = ImageDraw.Draw(image)
    if mask is not None:
        for box, text, _ in drawing.lines:
            if mask.text(text) != text:
                draw.rectangle(_pixels(box, scale), fill=_COVER)
        for _, reading in fields:
            if reading.place.box is not None and mask.value(reading.label, reading.raw) != reading.raw:
                draw.rectangle(_pixels(reading.place.box, scale), fill=_COVER)
        for box, mark in drawing.inks:
            if mark is not Mark.STAMP:
                draw.rectangle(_pixels(box, scale), fill=_COVER)
    for box in drawing.cells:
        draw.rectangle(_pixels(box, scale), outline=_CELL, width=2)
    for box, text, confidence in drawing.lines:
        if text.strip():
            colour = _GOOD if confidence >= SURE else _FAIR if confidence >= DOUBT else _BAD
            draw.rectangle(_pixels(box, scale), outline=colour, width=1)
    for box, ticked in drawing.ticks:
        draw.rectangle(_pixels(box, scale), outline=_TICKED if ticked else _EMPTY, width=4 if ticked else 2)
    for box, mark in drawing.inks:
        draw.rectangle(_pixels(box, scale), outline=_MARKS.get(mark, _EMPTY), width=3)
    for key, reading in fields:
        if reading.place.box is not None:
            left, top, _, _ = _pixels(reading.place.box, scale)
            draw.text((left + 3, top + 1), key.encode("ascii", "replace").decode(), fill="#b00060")
    return image.convert("RGB")


def _pixels(box: Box, scale: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (value * scale for value in box)
    return (left, top, max(right, left + 1), max(bottom, top + 1))
