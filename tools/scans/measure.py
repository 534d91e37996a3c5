"""How far what was read is from what is true: counts that can be added up."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from tools.scans.truth import Box

_TICKS = re.compile("[□☐☑☒■√✓✔○◯●◉\ufffc_]")
_SPACE = re.compile(r"\s+")


def normal(text: str) -> str:
    """What counts of a text: one width, no white space, no tick boxes, no ruled blanks, no empty brackets."""
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", _TICKS.sub("", text)))
    return plain.replace("()", "")


@dataclass(slots=True)
class Rate:
    """Hits of a total."""

    hits: float = 0
    total: float = 0

    def add(self, hit: bool | float, of: float = 1) -> None:
        """Count one more."""
        self.hits += hit
        self.total += of

    @property
    def share(self) -> float | None:
        """Hits over total, None where nothing was counted."""
        return self.hits / self.total if self.total else None


@dataclass(slots=True)
class F1:
    """Found, invented and missed things."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def share(self) -> float | None:
        """The F1 score, None where there was nothing to find and nothing was found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


@dataclass(slots=True)
class Errors:
    """Character errors: edit distance over true length."""

    edits: int = 0
    length: int = 0

    def add(self, true: str, got: str) -> int:
        """Count a text; returns its edit distance."""
        edits = int(Levenshtein.distance(normal(true), normal(got)))
        self.edits += edits
        self.length += len(normal(true))
        return edits

    @property
    def share(self) -> float | None:
        """Character error rate, None where nothing was read."""
        return self.edits / self.length if self.length else None


@dataclass(slots=True)
class Figures:
    """Everything counted for a group of pages."""

    pages: int = 0
    turned: Rate = field(default_factory=Rate)
    unread: Rate = field(default_factory=Rate)
    cells: F1 = field(default_factory=F1)
    cells_whole: F1 = field(default_factory=F1)
    text: Errors = field(default_factory=Errors)
    """Printed text inside true cells, recognised alone."""
    text_whole: Errors = field(default_factory=Errors)
    text_sealed: Errors = field(default_factory=Errors)
    """Of it, text under seals."""
    lines_whole: Errors = field(default_factory=Errors)
    pen_text: Errors = field(default_factory=Errors)
    ticks: F1 = field(default_factory=F1)
    ticks_print: F1 = field(default_factory=F1)
    boxes: F1 = field(default_factory=F1)
    ticks_whole: F1 = field(default_factory=F1)
    marks: Rate = field(default_factory=Rate)
    marks_whole: Rate = field(default_factory=Rate)
    signs_whole: Rate = field(default_factory=Rate)
    false_pen: Rate = field(default_factory=Rate)
    """Typed or blank places that are said to be written by pen."""
    false_pen_whole: Rate = field(default_factory=Rate)
    pairs: Rate = field(default_factory=Rate)
    pairs_medium: Rate = field(default_factory=Rate)
    """The same, print and pen told apart as well."""
    pairs_best: Rate = field(default_factory=Rate)
    """Pairs that the forms layer finds on the true page: what it could reach with a perfect reading."""
    confusion: Counter[str] = field(default_factory=Counter)
    confusion_whole: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)


def overlap(a: Box, b: Box) -> float:
    """Area that two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def area(box: Box) -> float:
    """Area of a box."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def likeness(a: Box, b: Box) -> float:
    """Shared area over joint area."""
    shared = overlap(a, b)
    joint = area(a) + area(b) - shared
    return shared / joint if joint else 0.0


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its grid position, of a truth or of a reading, in one unit."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box
    at: int = 0
    """Position in the list that it came from."""


def count_cells(
    true: Sequence[Sequence[PlacedCell]], found: Sequence[Sequence[PlacedCell]], least: float = 0.7
) -> tuple[F1, dict[tuple[int, int], tuple[int, int]]]:
    """Compare the cells of tables: right are those with the same place, spans and (nearly) the same box.

    Returns:
        The score, and for each true (table, position) the found one whose box fits, whatever its grid position.
    """
    score = F1()
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    flat = [(t, cell) for t, table in enumerate(found) for cell in table]
    for number, table in enumerate(true):
        for cell in table:
            best, best_like = None, least
            for t, other in flat:
                if other.box[0] >= cell.box[2] or other.box[2] <= cell.box[0] or other.box[1] >= cell.box[3]:
                    continue
                like = likeness(cell.box, other.box)
                if like >= best_like:
                    best, best_like = (t, other), like
            if best is None:
                score.missed += 1
                continue
            t, other = best
            pairs[number, cell.at] = (t, other.at)
            same = (cell.row, cell.col, cell.row_span, cell.col_span) == (
                other.row,
                other.col,
                other.row_span,
                other.col_span,
            )
            score.right += same
            score.missed += not same
    score.wrong = len(flat) - score.right
    return score, pairs


def rows_of(pieces: Iterable[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Join pieces of text that stand on one line, from left to right."""
    rows: list[list[tuple[str, Box]]] = []
    for text, box in sorted(pieces, key=lambda p: (p[1][1] + p[1][3]) / 2):
        middle = (box[1] + box[3]) / 2
        for row in rows:
            top, bottom = min(p[1][1] for p in row), max(p[1][3] for p in row)
            if top < middle < bottom:
                row.append((text, box))
                break
        else:
            rows.append([(text, box)])
    out = []
    for row in rows:
        row.sort(key=lambda p: p[1][0])
        box = (row[0][1][0], min(p[1][1] for p in row), max(p[1][2] for p in row), max(p[1][3] for p in row))
        out.append(("".join(p[0] for p in row), box))
    return out


def add(into: Figures, more: Figures) -> None:
    """Add the counts of one group to another."""
    for name in Figures.__slots__:
        mine, other = getattr(into, name), getattr(more, name)
        if isinstance(mine, Counter):
            mine.update(other)
        elif isinstance(mine, int):
            setattr(into, name, mine + other)
        else:
            for part in type(mine).__slots__:
                setattr(mine, part, getattr(mine, part) + getattr(other, part))
