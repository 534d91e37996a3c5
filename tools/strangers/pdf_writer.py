"""Writes a `Drawing` as a PDF with a text layer: ruled, partly ruled or borderless grids, ticks as glyphs or as lines."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Table as RuledTable

from tools.strangers.docx_writer import scribble, tick_glyph
from tools.strangers.papers import Control, Drawing, PageBreak, Para, Picture, Table, Text, Tick, layout_grid

FONT = "STSong-Light"
LATIN = "Helvetica"
MARGIN = 42
WIDTH = A4[0] - 2 * MARGIN


class RunLine(Flowable):
    """A paragraph of text, ticks and pictures that wraps where a narrow cell makes it wrap."""

    def __init__(self, item: Para) -> None:
        super().__init__()
        self.item = item
        self.size = item.size
        self.lines: list[list[tuple[str, Any, float, bool]]] = []

    def atoms(self) -> list[tuple[str, Any, float, bool]]:
        out: list[tuple[str, Any, float, bool]] = []
        for run in self.item.runs:
            if isinstance(run, Picture):
                out.append(("picture", run.seed, 62.0, False))
            elif isinstance(run, Tick) and run.style not in (
                "square",
                "round",
                "bracket",
                "check",
                "boxcheck",
            ):
                out.append(("tick", run.on, self.size, False))
            else:
                under = isinstance(run, Text) and run.underline
                if isinstance(run, Text) and (run.hidden or run.change == "del"):
                    continue
                text = (
                    tick_glyph(run)
                    if isinstance(run, Tick)
                    else run.text
                    if isinstance(run, Text | Control)
                    else ""
                )
                for char in text.replace("\t", "    "):
                    font = LATIN if " " <= char < "\x7f" else FONT
                    out.append(("char", char, pdfmetrics.stringWidth(char, font, self.size), under))
        return out

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.room = width
        self.lines = [[]]
        used = 0.0
        for atom in self.atoms():
            if atom[1] == "\n":
                self.lines.append([])
                used = 0.0
                continue
            if used + atom[2] > width and self.lines[-1]:
                self.lines.append([])
                used = 0.0
            self.lines[-1].append(atom)
            used += atom[2]
        self.height = sum(self.line_height(line) for line in self.lines)
        return width, self.height

    def line_height(self, line: list[tuple[str, Any, float, bool]]) -> float:
        return 26.0 if any(a[0] == "picture" for a in line) else self.size * 1.4

    def draw(self) -> None:
        canvas, y = self.canv, self.height
        for line in self.lines:
            tall = self.line_height(line)
            y -= tall
            x = 0.0
            if self.item.align != "left":
                free = self.room - sum(a[2] for a in line)
                x = free / 2 if self.item.align == "center" else free
            base = y + self.size * 0.35
            at = 0
            while at < len(line):
                kind, value, width, under = line[at]
                if kind == "picture":
                    canvas.drawImage(ImageReader(io.BytesIO(scribble(value))), x, y + 1, 60, 23)
                elif kind == "tick":
                    side = self.size * 0.78
                    canvas.setLineWidth(0.7)
                    canvas.rect(x + 1, base - 1, side, side)
                    if value:
                        canvas.setLineWidth(1.1)
                        canvas.line(x + 2.2, base + side * 0.4, x + 1 + side * 0.4, base + 0.4)
                        canvas.line(x + 1 + side * 0.4, base + 0.4, x + side + 1.5, base + side)
                else:
                    font = LATIN if " " <= value < "\x7f" else FONT
                    text = value
                    while (
                        at + 1 < len(line)
                        and line[at + 1][0] == "char"
                        and line[at + 1][3] == under
                        and (" " <= line[at + 1][1] < "\x7f") == (font == LATIN)
                    ):
                        at += 1
                        text += line[at][1]
                        width += line[at][2]
                    canvas.setFont(font, self.size)
                    canvas.drawString(x, base, text)
                    if under:
                        canvas.setLineWidth(0.5)
                        canvas.line(x, base - 1.5, x + width, base - 1.5)
                x += width
                at += 1


def _flow_table(table: Table, width: float) -> RuledTable:
    unit = width / table.width
    data: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if table.borders == "full":
        style.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
    elif table.borders == "partly":
        style += [
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), 0.6, colors.black),
        ]
    for at, line in enumerate(layout_grid(table)):
        row: list[Any] = [""] * table.width
        for col, item, continued in line:
            if continued:
                continue
            row[col] = [_flow(part, unit * item.cols - 8) for part in item.body] or ""
            if item.cols > 1 or item.rows > 1:
                style.append(("SPAN", (col, at), (col + item.cols - 1, at + item.rows - 1)))
            if item.label and table.borders == "full":
                style.append(
                    (
                        "BACKGROUND",
                        (col, at),
                        (col + item.cols - 1, at + item.rows - 1),
                        colors.HexColor("#F2F2F2"),
                    )
                )
        data.append(row)
    return RuledTable(data, colWidths=[unit] * table.width, style=TableStyle(style), splitByRow=True)


def _flow(part: Para | Table, width: float) -> Any:
    return _flow_table(part, width) if isinstance(part, Table) else RunLine(part)


def write_pdf(drawing: Drawing, path: Path) -> None:
    """Write the drawing to ``path``; folders are made, equal drawings give equal bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    story: list[Any] = []
    for piece in drawing.pieces:
        if isinstance(piece, PageBreak):
            story.append(NewPage())
        elif isinstance(piece, Table):
            story += [_flow_table(piece, WIDTH), Spacer(1, 4)]
        else:
            story.append(RunLine(piece))

    def edges(canvas: Any, _doc: Any) -> None:
        canvas.setFont(FONT, 9)
        if drawing.header:
            canvas.drawString(MARGIN, A4[1] - 28, drawing.header)
        if drawing.footer:
            canvas.drawString(MARGIN, 22, drawing.footer)

    path.parent.mkdir(parents=True, exist_ok=True)
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=42,
        bottomMargin=42,
        invariant=1,
    )
    document.build(story, onFirstPage=edges, onLaterPages=edges)
