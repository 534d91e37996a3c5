"""Measures runs and breaks them into lines."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tools.scans.fonts import Face, Split, faces, plain_symbols, symbols
from tools.scans.paper import Cell, Option, Paper, Para, Place, Run, Text
from tools.scans.pen import PenData, Writer

PADDING = 3.2
"""Points between a cell's line and its text."""
CLOSING = "，。、；：！？）」』”》,.;:!?)%"


@dataclass(slots=True)
class Atom:
    """The smallest thing that is not broken over lines."""

    width: float
    text: str = ""
    run: Run | None = None
    part: str = ""
    """For options: box, words, bracket."""
    glued: bool = False
    """Never at the start of a line."""


@dataclass(slots=True)
class Row:
    """One laid out line."""

    atoms: list[Atom] = field(default_factory=list)
    width: float = 0.0


class Typesetter:
    """The fonts and hands of one page; points outside, pixels for fonts."""

    def __init__(self, paper: Paper, dpi: float, seed: int, split: Split, data: PenData) -> None:
        self.paper, self.dpi, self.split = paper, dpi, split
        self.rng = rng = random.Random(f"draw {split} {seed}")
        self.body = rng.choice(faces(split, paper.body))  # type: ignore[arg-type]
        self.title = rng.choice(faces(split, paper.title_style))  # type: ignore[arg-type]
        self.fill = rng.choice(faces(split, paper.fill))  # type: ignore[arg-type]
        self.symbol = symbols(split)
        own = random.Random(f"boxes {split} {seed}")
        plain = plain_symbols() if split == "tune" else ()
        self.plain = own.choice(plain) if plain and own.random() < 0.6 else self.symbol
        self.filler = Writer(rng.randrange(10**6), split, data)
        self.signers = [Writer(rng.randrange(10**6), split, data) for _ in range(2)]

    def symbol_for(self, glyph: str) -> Face:
        """The font of a box: most text fonts have empty and filled ones only."""
        return self.plain if glyph in "□■○●" else self.symbol

    def face(self, run: Run, size: float) -> Face:
        """The font of a run."""
        if isinstance(run, Text) and run.medium == "typed":
            return self.fill
        return self.title if size >= 14 else self.body

    def width_of(self, text: str, run: Run, size: float) -> float:
        """Points that a text takes."""
        if isinstance(run, Text) and run.medium == "pen":
            return sum(self.filler.advance(c) for c in text) * size
        font = self.face(run, size).at(size * self.dpi / 72)
        return float(font.getlength(text)) * 72 / self.dpi

    def atoms(self, para: Para) -> list[Atom]:
        """Break runs into what wraps."""
        out: list[Atom] = []
        for run in para.runs:
            if isinstance(run, Text):
                word = ""
                for char in run.text:
                    if char.isascii() and not char.isspace() and run.medium != "pen":
                        word += char
                        if len(word) < 12:
                            continue
                        out.append(Atom(self.width_of(word, run, para.size), word, run))
                        word = ""
                        continue
                    if word:
                        out.append(Atom(self.width_of(word, run, para.size), word, run))
                        word = ""
                    out.append(Atom(self.width_of(char, run, para.size), char, run))
                if word:
                    out.append(Atom(self.width_of(word, run, para.size), word, run))
            elif isinstance(run, Place):
                out.append(Atom(run.width, "", run))
            else:
                out += self.option_atoms(run, para.size)
        return out

    def option_atoms(self, run: Option, size: float) -> list[Atom]:
        """Box and words of an option."""
        words = Atom(self.width_of(run.words, run, size), run.words, run, "words")
        if run.shape == "word":
            return [words]
        if run.shape == "bracket":
            boxes = [Atom(size * 1.9, "", run, "bracket")]
        else:
            boxes = [Atom(size * 1.12, "", run, "box")]
        both = [words, *boxes] if run.after else [*boxes, words]
        both[-1].glued = True
        return both

    def wrap(self, para: Para, width: float) -> list[Row]:
        """Lines of a paragraph."""
        rows = [Row(width=para.indent)]
        for atom in self.atoms(para):
            if atom.text == "\n":
                rows.append(Row())
                continue
            row = rows[-1]
            if row.atoms and row.width + atom.width > width:
                if atom.text == " ":
                    continue
                row = Row()
                before = rows[-1].atoms
                if len(before) > 1 and (atom.glued or (atom.text and atom.text in CLOSING)):
                    moved = before.pop()
                    rows[-1].width -= moved.width
                    row.atoms.append(moved)
                    row.width += moved.width
                rows.append(row)
            row.atoms.append(atom)
            row.width += atom.width
        return rows

    def lead(self, para: Para) -> float:
        """Line pitch in sizes: tall hands need more."""
        written = any(isinstance(r, Text) and r.medium == "pen" for r in para.runs)
        return max(para.lead, self.filler.scale * 1.12) if written else para.lead

    def height_of(self, cell: Cell, width: float) -> float:
        """Points that a cell needs."""
        inner = width - 2 * PADDING
        high = sum(len(self.wrap(p, inner)) * p.size * self.lead(p) for p in cell.paras)
        return max(high + 2 * PADDING, cell.tall)
