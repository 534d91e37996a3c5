"""Writes a `Paper` as a PDF with a text layer, byte for byte the same on every run."""

from __future__ import annotations

import io
from functools import cache
from xml.sax.saxutils import escape

from PIL import Image as Pillow
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tools.sample_station import fonts, ink
from tools.sample_station.paper import Box, Cell, Grid, Ink, Paper, Para, Text

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


@cache
def _fonts() -> frozenset[int]:
    """Registers both fonts once; returns the code points that the Chinese one has."""
    chinese = TTFont("Cjk", str(fonts.cjk()))
    pdfmetrics.registerFont(chinese)
    pdfmetrics.registerFont(TTFont("Symbols", str(fonts.symbols())))
    return frozenset(chinese.face.charToGlyph)


def _markup(s: str) -> str:
    """Paragraph markup in which characters that the Chinese font lacks use the other one."""
    have = _fonts()
    out, run, other = [], "", False

    def flush() -> None:
        if run:
            out.append(f'<font name="Symbols">{escape(run)}</font>' if other else escape(run))

    for char in s:
        lacking = ord(char) not in have and char != " "
        if lacking != other:
            flush()
            run, other = "", lacking
        run += "\u00a0" if char == " " else char
    flush()
    return "".join(out)


class _Ink(Flowable):
    """A picture of ink, placed at the middle of its cell."""

    def __init__(self, part: Ink, align: str) -> None:
        super().__init__()
        data = ink.picture(part.kind, part.name)
        with Pillow.open(io.BytesIO(data)) as image:
            rgb = image.convert("RGB")
            ratio = image.width / image.height
        self.image = ImageReader(rgb)
        self.height = (7.5 if part.kind == "hand" else 24.0) * mm
        self.width = self.height * ratio
        self.hAlign = align.upper()

    def draw(self) -> None:
        self.canv.drawImage(self.image, 0, 0, self.width, self.height)


def _style(para: Para) -> ParagraphStyle:
    size = 16.0 if para.title else 10.0
    return ParagraphStyle(
        "p",
        fontName="Cjk",
        fontSize=size,
        leading=size * 1.5,
        alignment=_ALIGN[para.align],
        wordWrap="CJK",
        firstLineIndent=20 if para.indent else 0,
    )


def _flow(para: Para) -> list[Flowable]:
    """A paragraph; pictures in it become flowables beside the text, as a form's signature line has them."""
    words = ""
    row: list[Flowable] = []
    for part in para.parts:
        if isinstance(part, Text):
            piece = _markup(part.s)
            words += f"<u>{piece}</u>" if part.under else piece
        elif isinstance(part, Box):
            words += _markup("☑" if part.ticked else "□")
        else:
            if words:
                row.append(Paragraph(words, _style(para)))
                words = ""
            row.append(_Ink(part, para.align))
    if not row:
        return [Paragraph(words or "\u00a0", _style(para))]
    if words:
        row.append(Paragraph(words, _style(para)))
    if len(row) == 1:
        return row
    widths = [f.width if isinstance(f, _Ink) else max(36.0, _width(f)) for f in row]
    line = Table([row], colWidths=widths, hAlign=para.align.upper())
    line.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1),
            ]
        )
    )
    return [line]


def _width(paragraph: Flowable) -> float:
    words: str = paragraph.getPlainText()  # type: ignore[attr-defined]
    return sum(10.0 if ord(c) > 0x2E7F else 6.4 for c in words) + 4


def _cell(cell: Cell) -> list[Flowable]:
    flow = [f for p in cell.paras for f in _flow(p)]
    return [*flow, Spacer(1, cell.tall * 0.7 * mm)] if cell.tall > 16 else flow


def _grid(grid: Grid, total: float) -> Table:
    share = total / sum(grid.widths)
    columns = len(grid.widths)
    data: list[list[object]] = []
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("BOX", (0, 0), (-1, -1), 1.2, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid.rows):
        line: list[object] = [""] * columns
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            line[x] = _cell(cell)
            if cell.span > 1 or cell.down > 1:
                style.append(("SPAN", (x, y), (x + cell.span - 1, y + cell.down - 1)))
            if cell.head:
                style.append(
                    ("BACKGROUND", (x, y), (x + cell.span - 1, y + cell.down - 1), colors.HexColor("#EDEDED"))
                )
            for dy in range(cell.down):
                for dx in range(cell.span):
                    taken.add((y + dy, x + dx))
            x += cell.span
        data.append(line)
    table = Table(data, colWidths=[w * share for w in grid.widths])
    table.setStyle(TableStyle(style))
    return table


def pdf(paper: Paper) -> bytes:
    """The paper as a .pdf file with embedded fonts."""
    _fonts()
    page = landscape(A4) if paper.landscape else A4
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=page, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=16 * mm,
        invariant=1, title="", author="",
    )  # fmt: skip
    story: list[Flowable] = []
    if paper.over:
        story += _flow(Para((Text(paper.over),), align="center"))
    if paper.title:
        story += [*_flow(Para((Text(paper.title),), align="center", title=True)), Spacer(1, 8)]
    if paper.number_line:
        story += [*_flow(Para((Text(paper.number_line),), align="right")), Spacer(1, 3)]
    for i, block in enumerate(paper.blocks):
        if i in paper.breaks:
            story.append(PageBreak())
        if isinstance(block, Para):
            story += [*_flow(block), Spacer(1, 4)]
        else:
            story += [_grid(block, page[0] - 40 * mm - 12), Spacer(1, 8)]
    document.build(story)
    return out.getvalue()
