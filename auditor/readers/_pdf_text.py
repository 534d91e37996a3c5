"""Glyphs to text: lines, spaces, paragraphs of a cell.

Pure functions over `Glyph`; coordinates are points from the top left. Distances are judged in units of the font
size, because Chinese text is set on a square grid: a gap of less than half a character between two Chinese
characters is justification, more is a gap that somebody left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_GLYPHS, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Box, Ink, Page
from auditor.pages.texts import texts

MAX_SPACES = 8
_NOT_PRINTED = frozenset({INK_ANCHOR, "_", *BOX_GLYPHS})
_ENUMERATION = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]"
)
"""How a new paragraph begins even where the line before it was full."""
_TAIL_DIGITS = re.compile(r"\d{3,18}$")
_HEAD_DIGITS = re.compile(r"\d{1,17}[Xx]?(?![\dA-Za-z])")
_NUMBER_LENGTHS = (11, 18)
_CLOSING = frozenset("，。、；：！？）》〉」』】”’％,.;:!?)]}%")
_OPTION_LENGTH = 4
_ONE_BASELINE = 0.05
"""Points that the feet of characters of one baseline lie apart at most."""
_CHECKS = frozenset("√✓✔×✗✘xXvV☑☒■")


@dataclass(slots=True)
class Glyph:
    """One character with its box, or a stand-in for a picture, a drawn box or an underlined gap."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    ink: Ink | None = None
    sure: float = 1.0
    """How likely the character is right, where it was recognised."""

    @property
    def middle(self) -> tuple[float, float]:
        """Middle of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class TextLine:
    """Glyphs of one line from left to right, with the text they make."""

    glyphs: list[Glyph]
    text: str = ""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    inks: tuple[Ink, ...] = ()
    merged: int = 0
    """Characters printed over others (for boldness, or a tick on a box)."""

    @property
    def size(self) -> float:
        """Largest font size among the printed characters."""
        return max((g.size for g in self.glyphs if g.ink is None), default=self.glyphs[0].size)

    @property
    def bold(self) -> bool:
        """Whether most printed characters are bold."""
        printed = [g for g in self.glyphs if g.ink is None and not g.text.isspace()]
        return bool(printed) and 2 * sum(g.bold for g in printed) > len(printed)


def is_wide(char: str) -> bool:
    """Tell whether a character is set on the full square (Chinese, full-width punctuation)."""
    return char > "\u2e7f" or (char > "\x7f" and east_asian_width(char) in "WFA")


def printed_length(text: str) -> int:
    """Number of characters of a text that are printed ones: no blanks, gaps, ink anchors or drawn boxes."""
    if len(text) == 1:
        return int(text not in _NOT_PRINTED and not text.isspace())
    return len(text) - sum(char.isspace() or char in _NOT_PRINTED for char in text)


def printed_chars(pages: Iterable[Page]) -> int:
    """Return how many printed characters stand in the pages."""
    return sum(printed_length(text) for page in pages for text in texts(page))


@dataclass(slots=True)
class _Run:
    """Characters written one after the other on one baseline: they stand in one line, however high each of them is."""

    glyphs: list[Glyph]
    top: float
    bottom: float
    printed: bool


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    foot, size = 0.0, -1.0
    for glyph in glyphs:
        printed = not glyph.text.isspace()
        if glyph.size == size and -_ONE_BASELINE < glyph.bottom - foot < _ONE_BASELINE:
            run = runs[-1]
            run.glyphs.append(glyph)
            if printed:
                run.top = glyph.top if not run.printed else min(run.top, glyph.top)
                run.printed = True
        else:
            runs.append(_Run([glyph], glyph.top, glyph.bottom, printed))
            foot, size = glyph.bottom, glyph.size
    return runs


def _same_line(run: _Run, top: float, bottom: float) -> bool:
    overlap = min(run.bottom, bottom) - max(run.top, top)
    return overlap > 0.5 * min(run.bottom - run.top, bottom - top)


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Group glyphs into lines from top to bottom.

    Args:
        glyphs: the glyphs of one cell or of a page outside its tables, any order.

    Returns:
        Lines with a text; lines of nothing but blanks are left out.
    """
    printed = [g for g in glyphs if g.ink is None]
    pictures = [g for g in glyphs if g.ink is not None]
    rows: list[tuple[float, float, list[Glyph]]] = []
    for run in sorted(_runs(printed), key=lambda r: r.top + r.bottom):
        for k in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom, members = rows[k]
            if _same_line(run, top, bottom):
                members += run.glyphs
                if run.bottom - run.top > bottom - top and run.printed:
                    rows[k] = (run.top, run.bottom, members)
                break
        else:
            rows.append((run.top, run.bottom, run.glyphs))
    for picture in pictures:
        _place_picture(picture, rows)
    rows.sort(key=lambda row: (row[0] + row[1]) / 2)
    return [line for _, _, members in rows if (line := _finished(members)) is not None]


def vertical_text(glyphs: Sequence[Glyph]) -> str | None:
    """Read Chinese set in columns from right to left.

    Args:
        glyphs: of one cell, in the order in which the file writes them: it alone tells columns from rows.

    Returns:
        The text, or None where it does not run down in at least two columns.
    """
    printed = [g for g in glyphs if g.ink is None and not g.text.isspace()]
    if len(printed) < 3 or len(printed) != sum(g.ink is not None or not g.text.isspace() for g in glyphs):
        return None
    down = back = 0
    for a, b in pairwise(printed):
        size = min(a.size, b.size)
        if abs(a.x0 + a.x1 - b.x0 - b.x1) < 0.6 * size and b.top - a.top > 0.6 * size:
            down += 1
        elif b.top < a.top and b.x1 <= a.x0 + 0.3 * size:
            back += 1
    if not back or down + back != len(printed) - 1 or down < back:
        return None
    return "".join(g.text for g in printed)


def _place_picture(picture: Glyph, rows: list[tuple[float, float, list[Glyph]]]) -> None:
    """Put a picture into the line on whose foot it stands, as pictures in a text do; else into the one it meets most.

    A picture that meets no line gets one of its own.
    """
    best, best_rank = None, (False, 0.0)
    height = picture.bottom - picture.top
    for top, bottom, members in rows:
        overlap = min(picture.bottom, bottom) - max(picture.top, top)
        if overlap <= 0.5 * min(height, bottom - top):
            continue
        standing = abs(picture.bottom - bottom) <= 0.35 * (bottom - top)
        if (standing, overlap) >= best_rank:
            best, best_rank = members, (standing, overlap)
    if best is None:
        rows.append((picture.top, picture.bottom, [picture]))
    else:
        best.append(picture)


def _finished(members: list[Glyph]) -> TextLine | None:
    members.sort(key=lambda g: (g.x0, g.x1))
    if any(g.ink is not None for g in members):
        members = _pictures_behind_words(members)
    glyphs = _without_doubles(members)
    text = _spaced(glyphs)
    if not text:
        return None
    solid = [g for g in glyphs if not g.text.isspace()]
    box = (
        min(g.x0 for g in solid),
        min(g.top for g in solid),
        max(g.x1 for g in solid),
        max(g.bottom for g in solid),
    )
    inks = tuple(g.ink for g in glyphs if g.ink is not None)
    return TextLine(glyphs, text, box, inks, _merged(members, glyphs))


def _pictures_behind_words(members: list[Glyph]) -> list[Glyph]:
    """Move a picture that lies on text (a seal on a name) behind the text that it covers."""
    printed = [g for g in members if g.ink is None]

    def position(glyph: Glyph) -> float:
        if glyph.ink is None:
            return glyph.x0
        covered = [g.x0 for g in printed if glyph.x0 < (g.x0 + g.x1) / 2 < glyph.x1]
        return max(covered, default=glyph.x0)

    return sorted(members, key=lambda g: (position(g), g.ink is not None))


def _merged(before: Sequence[Glyph], after: Sequence[Glyph]) -> int:
    if len(before) == len(after):
        return 0
    return sum(printed_length(g.text) for g in before) - sum(printed_length(g.text) for g in after)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop characters printed twice to look bold, and merge a tick printed onto a box into a ticked box."""
    result: list[Glyph] = []
    for glyph in glyphs:
        previous = next((g for g in result[-3:][::-1] if not g.text.isspace()), None)
        if previous is None or glyph.ink is not None or previous.ink is not None:
            result.append(glyph)
            continue
        shift = abs(glyph.x0 - previous.x0)
        if glyph.text == previous.text and shift < 0.35 * (previous.x1 - previous.x0):
            previous.bold = True
            continue
        middle = (glyph.x0 + glyph.x1) / 2
        if previous.text in EMPTY_GLYPHS and glyph.text in _CHECKS and previous.x0 < middle < previous.x1:
            previous.text = TICKED_BOX
            continue
        if (
            glyph.text in EMPTY_GLYPHS
            and previous.text in _CHECKS
            and glyph.x0 < (previous.x0 + previous.x1) / 2 < glyph.x1
        ):
            previous.text = TICKED_BOX
            continue
        if glyph.text in BOX_GLYPHS and previous.text in BOX_GLYPHS and previous.x0 < middle < previous.x1:
            if previous.text in EMPTY_GLYPHS:
                previous.text = glyph.text
            continue
        result.append(glyph)
    return result


def _gap(previous: Glyph, glyph: Glyph) -> int:
    """Number of blanks between two neighbours that no character of the file stands for."""
    distance = glyph.x0 - previous.x1
    size = min(previous.size, glyph.size) or 10.0
    wide = is_wide(previous.text[-1]) or is_wide(glyph.text[0])
    limit = 0.55 if wide else 0.18
    if previous.text[-1] == "_" or glyph.text[0] == "_":
        limit = 0.3
    if distance < limit * size:
        return 0
    return min(MAX_SPACES, max(1, round(distance / (0.5 * size))))


def _spaced(glyphs: Sequence[Glyph]) -> str:
    parts: list[str] = []
    solid: Glyph | None = None
    blanks = 0
    for glyph in glyphs:
        if glyph.text.isspace():
            blanks += glyph.x1 - glyph.x0 > 0.04 * glyph.size
            continue
        if solid is not None:
            gap = _gap(solid, glyph)
            if blanks and gap < blanks and glyph.x0 - solid.x1 > 0.08 * glyph.size:
                gap = min(blanks, MAX_SPACES)
            parts.append(" " * gap)
        parts.append(glyph.text)
        solid, blanks = glyph, 0
    return "".join(parts)


def _first_unit(line: TextLine) -> float:
    """Width of what would have had to fit on the line before.

    That is one wide character with the closing punctuation that may not begin a line, a box with its option, or a
    whole word.
    """
    solid = [g for g in line.glyphs if not g.text.isspace()]
    first = solid[0]
    end = first.x1
    option = first.text in BOX_GLYPHS
    wide = is_wide(first.text[0]) and not option
    for count, glyph in enumerate(solid[1:], 1):
        if glyph.text[0] not in _CLOSING:
            apart = glyph.x0 - end > 0.18 * glyph.size
            if wide or (apart and not (option and count == 1)) or (option and count > _OPTION_LENGTH):
                break
            if not option and is_wide(glyph.text[0]):
                break
        end = glyph.x1
    return end - line.box[0]


def _completes_number(line: str, following: str) -> bool:
    """Tell whether two lines are the halves of a mobile number (11 digits) or identity number (18)."""
    tail, head = _TAIL_DIGITS.search(line), _HEAD_DIGITS.match(following)
    if tail is None or head is None or len(tail.group()) in _NUMBER_LENGTHS:
        return False
    return len(tail.group()) + len(head.group()) in _NUMBER_LENGTHS


def _wraps(line: TextLine, following: TextLine, box: Box, padding: float, left: float) -> bool:
    """Tell whether ``following`` is the rest of ``line``: nothing more would have fitted before the border."""
    if len(line.text) == 1 and line.text == INK_ANCHOR:
        return False
    if _completes_number(line.text, following.text):
        return True
    room = (box[2] - box[0]) - 2 * padding - (line.box[2] - line.box[0])
    size = line.size
    if room >= _first_unit(following) + 0.2 * size or _ENUMERATION.match(following.text):
        return False
    pitch = following.box[1] - line.box[3]
    if pitch > 1.5 * size:
        return False
    middle = (box[0] + box[2]) / 2
    centred = abs((following.box[0] + following.box[2]) / 2 - middle) < 0.5 * size
    indented = following.box[0] - left > 1.5 * size
    return centred or not indented


def joined(before: str, after: str) -> str:
    """Join two halves of a wrapped text; a blank only between words of letters."""
    if not before or not after:
        return before + after
    a, b = before[-1], after[0]
    if b in BOX_GLYPHS:
        return f"{before} {after}"
    if a.isascii() and b.isascii() and a.isalpha() and b.isalpha():
        return f"{before} {after}"
    if a in ",;:.!?" and b.isascii() and b.isalpha():
        return f"{before} {after}"
    return before + after


def cell_text(lines: Sequence[TextLine], box: Box) -> str:
    """Join the lines of a cell: wrapped lines without a break, paragraphs with a line feed.

    Args:
        lines: from top to bottom, as `text_lines` returns them.
        box: the cell's box; its inner width decides whether a line was full.
    """
    if not lines:
        return ""
    left = min(line.box[0] for line in lines)
    right = max(line.box[2] for line in lines)
    padding = max(0.0, min(left - box[0], box[2] - right, 5.8))
    text = lines[0].text
    for line, following in pairwise(lines):
        if _wraps(line, following, box, padding, left):
            text = joined(text, following.text)
        else:
            text = f"{text}\n{following.text}"
    return text
