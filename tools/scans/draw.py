"""Draws a `Paper` at a resolution and says exactly where everything went."""

from __future__ import annotations

import numpy as np

from tools.scans.fonts import SYMBOLS, Split
from tools.scans.inking import Canvas
from tools.scans.paper import Block, Cell, Gap, Option, Paper, Para, Place, Table, Text
from tools.scans.pen import PenData
from tools.scans.truth import Box, TrueCell, TrueLine, TruePage, TrueSeal, TrueTable, TrueTick, TrueValue
from tools.scans.typeset import PADDING, Atom, Row, Typesetter

TICK_FACE = SYMBOLS["tune"][0]
EMPTY_SHAPES = {"box": "□", "circle": "○"}
PRINTED = {"print-check": "☑", "print-fill": "■", "print-cross": "☒"}


DASH = 3.0
"""Points of ink of a dashed line; its gaps are shorter."""
DOUBLE = 2.2
"""How far apart the two lines of a double frame are, as a multiple of their thickness."""


class TooTall(Exception):
    """The paper does not fit on its page."""


class Drawer(Typesetter):
    """Draws one paper; points outside, pixels inside of the canvas."""

    def __init__(self, paper: Paper, dpi: float, seed: int, split: Split, data: PenData) -> None:
        super().__init__(paper, dpi, seed, split, data)
        self.canvas = Canvas(paper.width, paper.height, dpi, self.rng)
        self.truth = TruePage("", split, seed, "", paper.width, paper.height)
        self.truth.values = [
            TrueValue(v.label, v.value, v.kind, v.mark, v.over, font=paper.fill) for v in paper.values
        ]
        self.found: dict[int, list[Box]] = {}
        self.labels: dict[int, list[Box]] = {}

    def lines_into(
        self, para: Para, left: float, top: float, width: float, where: tuple[int, int, int] | None
    ) -> tuple[float, list[TrueLine]]:
        """Draw a paragraph; returns where it ends and its lines."""
        out: list[TrueLine] = []
        y = top
        for number, row in enumerate(self.wrap(para, width)):
            free = width - row.width
            x = left + (free / 2 if para.align == "center" else free if para.align == "right" else 0.0)
            x = max(x, left) + (para.indent if number == 0 else 0.0)
            out += self.row_into(row, x, y, para, where)
            y += para.size * self.lead(para)
        return y, out

    def row_into(
        self, row: Row, x: float, y: float, para: Para, where: tuple[int, int, int] | None
    ) -> list[TrueLine]:
        """Draw one line: neighbours of the same run in one go."""
        out: list[TrueLine] = []
        size = para.size
        base = y + (self.lead(para) - 1) * size / 2
        i = 0
        while i < len(row.atoms):
            atom = row.atoms[i]
            run = atom.run
            assert run is not None
            if isinstance(run, Text):
                j = i
                text, width = "", 0.0
                while j < len(row.atoms) and row.atoms[j].run is run:
                    text += row.atoms[j].text
                    width += row.atoms[j].width
                    j += 1
                i = j
                out += self.text_into(text, run, x, base, width, size)
                x += width
                continue
            if isinstance(run, Place):
                box = (x, y, x + atom.width, y + size * self.lead(para))
                out += self.place_into(run, box, size)
            elif atom.part == "words":
                box = self.canvas.text(atom.text, x, base, self.body, size)
                out.append(TrueLine(atom.text, box, "label", run.field))
                if run.shape == "word":
                    self.word_option(run, (x, base, x + atom.width, base + size), where)
            else:
                self.box_into(run, atom, x, base, size, where)
            x += atom.width
            i += 1
        return out

    def text_into(
        self, text: str, run: Text, x: float, y: float, width: float, size: float
    ) -> list[TrueLine]:
        """Draw characters; returns their line unless they are white."""
        if run.under:
            self.canvas.rule(x, y + size * 1.12, x + width, y + size * 1.12 + 0.6)
        if run.medium == "pen":
            box = self.canvas.pen(text, x, y, size, self.filler)
        elif text.strip():
            box = self.canvas.text(text, x, y, self.face(run, size), size, run.bold)
        else:
            box = None
        if run.under and run.field >= 0:
            self.found.setdefault(run.field, []).append((x, y - size * 0.2, x + width, y + size * 1.1))
        if box is None:
            return []
        if run.field >= 0:
            target = self.labels if run.medium == "label" else self.found
            target.setdefault(run.field, []).append(box)
        return [TrueLine(text.strip(), box, run.medium, run.field)]

    def box_into(
        self, run: Option, atom: Atom, x: float, y: float, size: float, where: tuple[int, int, int] | None
    ) -> None:
        """Draw the box of an option and its tick."""
        if atom.part == "bracket":
            box = (x + size * 0.2, y, x + size * 1.7, y + size)
            self.canvas.text("（", x - size * 0.35, y, self.body, size)
            self.canvas.text("）", x + size * 1.25, y, self.body, size)
            if run.how.startswith("print"):
                self.canvas.text("√", x + size * 0.5, y, TICK_FACE, size)
            elif run.how.startswith("pen"):
                self.canvas.tick(
                    "check", (x + size * 0.5, y + size * 0.1, x + size * 1.4, y + size), self.filler
                )
        else:
            glyph = EMPTY_SHAPES[run.shape]
            if run.how.startswith("print"):
                glyph = "●" if run.shape == "circle" else PRINTED.get(run.how, "☑")
            box = self.canvas.text(glyph, x, y, self.symbol_for(glyph), size)
            if run.how.startswith("pen"):
                self.canvas.tick(run.how.removeprefix("pen-"), box, self.filler)
        self.truth.ticks.append(
            TrueTick(box, run.how != "empty", run.how, run.shape, run.words, where, run.after)
        )
        if run.field >= 0:
            self.found.setdefault(run.field, []).append(box)

    def word_option(self, run: Option, box: Box, where: tuple[int, int, int] | None) -> None:
        """An option without a box, circled or underlined by pen, or not."""
        if run.how in ("pen-circle", "pen-under"):
            self.canvas.around(run.how, box, self.filler)
        elif run.how in ("pen-before", "pen-behind"):
            side = (box[3] - box[1]) * 0.9
            left = box[0] - side * 1.1 if run.how == "pen-before" else box[2] + side * 0.1
            self.canvas.tick("check", (left, box[1], left + side, box[1] + side), self.filler)
        self.truth.ticks.append(TrueTick(box, run.how != "empty", run.how, "word", run.words, where))

    def place_into(self, run: Place, box: Box, size: float) -> list[TrueLine]:
        """Draw what stands in a signature place."""
        if run.under:
            self.canvas.rule(box[0], box[3] - 1.6, box[2], box[3] - 1.0)
        if run.field >= 0:
            self.found.setdefault(run.field, []).append(
                (box[0], box[1] - size * 0.4, box[2], box[3] + size * 0.3)
            )
        return self.signs(run, box, size)

    def signs(self, run: Place, box: Box, size: float) -> list[TrueLine]:
        """Ink of a place, drawn around the middle of a box; returns what was typed or written there."""
        out: list[TrueLine] = []
        middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        state = run.state
        if state in ("typed", "seal-over-typed"):
            width = self.width_of(run.name, Text("", "typed"), size)
            start = box[0] + min(4.0, max(0.0, box[2] - box[0] - width) / 2)
            typed = self.canvas.text(run.name, start, middle_y - size / 2, self.fill, size)
            out.append(TrueLine(run.name, typed, "typed", run.field))
        if state in ("pen", "seal-over-pen", "chop-over-pen"):
            room = min(box[2] - box[0], 110.0)
            self.canvas.signature(
                run.name,
                middle_x,
                middle_y,
                room,
                size * self.rng.uniform(1.5, 2.3),
                self.rng.choice(self.signers),
            )
        if state == "words":
            written = self.canvas.pen(run.name, box[0] + 3, middle_y - size * 0.55, size, self.filler)
            if written:
                out.append(TrueLine(run.name, written, "pen", run.field))
        seal = None
        if state.startswith("seal"):
            seal = self.canvas.seal(middle_x, middle_y, self.body)
        elif state.startswith("chop"):
            seal = self.canvas.chop(run.name, middle_x, middle_y, size, self.body)
        if seal:
            self.truth.seals.append(TrueSeal(seal, run.field))
        return out

    def table(self, table: Table, left: float, top: float, width: float) -> float:
        """Draw a table; returns where it ends."""
        share = width / sum(table.widths)
        edges = [left]
        for part in table.widths:
            edges.append(edges[-1] + part * share)
        placed: list[tuple[int, int, Cell]] = []
        taken: set[tuple[int, int]] = set()
        for r, cells in enumerate(table.rows):
            c = 0
            for cell in cells:
                while (r, c) in taken:
                    c += 1
                placed.append((r, c, cell))
                taken |= {(r + i, c + k) for i in range(cell.rows) for k in range(cell.cols)}
                c += cell.cols
        heights = [table.least] * len(table.rows)
        for r, c, cell in sorted(placed, key=lambda p: p[2].rows):
            need = self.height_of(cell, edges[c + cell.cols] - edges[c])
            have = sum(heights[r : r + cell.rows])
            if need > have:
                heights[r + cell.rows - 1] += need - have
        downs = [top]
        for high in heights:
            downs.append(downs[-1] + high)
        if downs[-1] > self.paper.height - self.paper.margin * 0.7:
            raise TooTall
        at = len(self.truth.tables)
        # nobody can see a column boundary that every row reaches over: the true grid has only those that show
        shown_r = {v: i for i, v in enumerate(sorted({e for r, _, x in placed for e in (r, r + x.rows)}))}
        shown_c = {v: i for i, v in enumerate(sorted({e for _, c, x in placed for e in (c, c + x.cols)}))}
        true = TrueTable(len(shown_r) - 1, len(shown_c) - 1, (edges[0], downs[0], edges[-1], downs[-1]))
        self.truth.tables.append(true)
        for r, c, cell in placed:
            box = (edges[c], downs[r], edges[c + cell.cols], downs[r + cell.rows])
            drawn = self.cell(cell, box, (at, shown_r[r], shown_c[c]), table.line)
            drawn.row_span = shown_r[r + cell.rows] - shown_r[r]
            drawn.col_span = shown_c[c + cell.cols] - shown_c[c]
            true.cells.append(drawn)
            self.frame(box, table, edges, downs)
        return downs[-1]

    def frame(self, box: Box, table: Table, edges: list[float], downs: list[float]) -> None:
        """Rule the four sides of a cell; the outer ones may be thicker or missing."""
        left, top, right, bottom = box
        self.canvas.rule_ink = 255 - table.grey
        for x in (left, right):
            outer = x in (edges[0], edges[-1])
            if not (outer and table.open_sides):
                half = (table.frame if outer else table.line) / 2
                self.line((x - half, top - half, x + half, bottom + half), table, outer, x == edges[0])
        for y in (top, bottom):
            outer = y in (downs[0], downs[-1])
            half = (table.frame if outer else table.line) / 2
            self.line((left - half, y - half, right + half, y + half), table, outer, y == downs[0])
        self.canvas.rule_ink = 255

    def line(self, box: Box, table: Table, outer: bool, first: bool) -> None:
        """Rule one side; ``first``: the left or upper side of the table, outside of which its second line stands."""
        left, top, right, bottom = box
        down = bottom - top > right - left
        if table.style == "dashed" and not outer:
            at, end = (top, bottom) if down else (left, right)
            while at < end:
                to = min(end, at + DASH)
                self.canvas.rule(*((left, at, right, to) if down else (at, top, to, bottom)))
                at = to + DASH * 0.6
            return
        self.canvas.rule(*box)
        if outer and table.style == "double":
            off = (-DOUBLE if first else DOUBLE) * (table.frame + 0.5)
            self.canvas.rule(
                *((left + off, top, right + off, bottom) if down else (left, top + off, right, bottom + off))
            )

    def cell(self, cell: Cell, box: Box, where: tuple[int, int, int], line: float) -> TrueCell:
        """Draw what is in a cell."""
        left, top, right, bottom = box
        inside = (left + line / 2, top + line / 2, right - line / 2, bottom - line / 2)
        if cell.shaded:
            self.canvas.shade(inside)
        true = TrueCell(where[1], where[2], cell.rows, cell.cols, inside)
        inner = right - left - 2 * PADDING
        high = sum(len(self.wrap(p, inner)) * p.size * self.lead(p) for p in cell.paras)
        y = top + PADDING if cell.top else top + (bottom - top - high) / 2
        before = len(self.truth.ticks)
        fields_before = {k: len(v) for k, v in self.found.items()}
        for para in cell.paras:
            y, lines = self.lines_into(para, left + PADDING, y, inner, where)
            true.lines += lines
        for seal in cell.seals:
            true.lines += self.signs(seal, inside, cell.paras[0].size if cell.paras else 10.5)
        inks = [
            r for p in cell.paras for r in p.runs if isinstance(r, Place) and r.state != "blank"
        ] + cell.seals
        media = {ln.medium for ln in true.lines}
        true.busy = " ".join(
            word
            for word, here in (
                ("pen", "pen" in media),
                ("ink", bool(inks)),
                ("tick", len(self.truth.ticks) > before),
                ("over", any(t.how in ("pen-circle", "pen-under") for t in self.truth.ticks[before:])),
            )
            if here
        )
        if cell.label_of >= 0:
            self.labels.setdefault(cell.label_of, []).append(inside)
        for key in {cell.field, *(k for k in self.found if len(self.found[k]) > fields_before.get(k, 0))} - {
            -1
        }:
            self.truth.values[key].cell = where
            if key == cell.field:
                self.found[key] = [inside]
                self.truth.values[key].whole_cell = True
            else:
                self.truth.values[key].whole_cell = False
        return true

    def block(self, block: Block, top: float) -> float:
        """Draw a block; returns where it ends."""
        paper = self.paper
        width = paper.width - 2 * paper.margin
        if isinstance(block, Gap):
            return top + block.height
        if isinstance(block, Table):
            return self.table(block, paper.margin, top, width)
        end, lines = self.lines_into(block, paper.margin, top, width, None)
        self.truth.lines += lines
        if end > paper.height - paper.margin * 0.7:
            raise TooTall
        return end

    def run(self) -> tuple[np.ndarray, TruePage]:
        """Draw everything.

        Returns:
            The page as red, green, blue pixels, and the truth.

        Raises:
            TooTall: It does not fit.
        """
        paper = self.paper
        small = 9.0
        if paper.header:
            _, lines = self.lines_into(
                Para([Text(paper.header)], "center", small),
                paper.margin,
                paper.margin * 0.5,
                paper.width - 2 * paper.margin,
                None,
            )
            self.truth.lines += lines
        y = paper.margin
        for block in paper.blocks:
            y = self.block(block, y)
        if paper.footer:
            _, lines = self.lines_into(
                Para([Text(paper.footer)], "center", small),
                paper.margin,
                paper.height - paper.margin * 0.6,
                paper.width - 2 * paper.margin,
                None,
            )
            self.truth.lines += lines
        for key, value in enumerate(self.truth.values):
            for boxes, name in ((self.found.get(key), "box"), (self.labels.get(key), "label_box")):
                if boxes:
                    setattr(
                        value,
                        name,
                        (
                            min(b[0] for b in boxes),
                            min(b[1] for b in boxes),
                            max(b[2] for b in boxes),
                            max(b[3] for b in boxes),
                        ),
                    )
            if value.cell is None:
                value.whole_cell = False
        return self.canvas.pixels(), self.truth
