"""From a reading of a line's picture to the line on the page: spans, spaces for wide gaps, underscores for blanks."""

from __future__ import annotations

from itertools import pairwise

from auditor.vision._confidence import calibrated
from auditor.vision._recognise import Reading
from auditor.vision._row import Row
from auditor.vision._strips import Strip
from auditor.vision.model import TextLine

CLOSERS = frozenset("，。、；：？！）》〉】」”’,.;:?!")
COLONS = frozenset(":：")
FULL_WIDTH = frozenset("，。、；：？！）》〉】」”’")
OPENERS = frozenset("（《〈【「“‘")
SMALLEST = 0.6
"""A gap wider than this many character heights is a space."""
MOST_SPACES = 12
MOST_UNDERSCORES = 40


def line_of(row: Row, shown: Strip | None, reading: Reading | None) -> TextLine | None:
    """Put a line together.

    Args:
        row: where its ink and its blanks are.
        shown: the picture that was read, None where the line is a ruled blank only.
        reading: what was read on it.

    Returns:
        None where nothing was read.
    """
    text: list[str] = []
    sure: list[float] = []
    spans: list[tuple[int, int]] = []
    centres = [shown.page(x) for x in reading.centres] if shown and reading and not row.stack else []
    if reading and reading.text:
        spans = [(row.box[0], row.box[2])] * len(reading.text) if row.stack else _spans(centres, row)
        text, sure = list(reading.text), calibrated(reading.sure)
        for end in (-1, 0):  # spaces that the model saw before and after the text
            while text and text[end] == " ":
                del text[end], sure[end], spans[end]
                if centres:
                    del centres[end]
        for place in range(len(text) - 1, 0, -1):  # one colon, which ink beside it made two
            if text[place] in COLONS and text[place - 1] in COLONS:
                worse = place if sure[place] <= sure[place - 1] else place - 1
                del text[worse], sure[worse], spans[worse]
                if centres:
                    del centres[worse]
    if not row.stack:
        _add_gaps(row, centres, text, sure, spans)
    if not text:
        return None
    if not row.stack:
        _fill_out(text, spans, row.em)
    return TextLine("".join(text), row.box, _mean(sure), tuple(spans), tuple(sure))


def _fill_out(text: list[str], spans: list[tuple[int, int]], em: float) -> None:
    """Give a full-width sign of punctuation the paper that is its own: its ink stands in one half of its square."""
    for place in range(len(text) - 1):
        (left, right), (after, _) = spans[place], spans[place + 1]
        if text[place] in FULL_WIDTH and right < after:
            spans[place] = (left, max(right, min(after, round(left + em))))


def _mean(sure: list[float]) -> float:
    return sum(sure) / len(sure)


def _spans(centres: list[float], row: Row) -> list[tuple[int, int]]:
    """Return left and right of each character: half way to its neighbours, but not across a gap."""
    out = []
    last = len(centres) - 1
    for index, centre in enumerate(centres):
        left = (centres[index - 1] + centre) / 2 if index else row.box[0]
        right = (centres[index + 1] + centre) / 2 if index < last else row.box[2]
        for a, b in row.runs:
            if a - 1 <= centre <= b + 1:
                left, right = max(left, a), min(right, b)
                break
        reach = row.em
        left, right = max(left, centre - reach), min(right, centre + reach)
        out.append((int(left), max(int(left) + 1, round(right))))
    return out


def _add_gaps(
    row: Row, centres: list[float], text: list[str], sure: list[float], spans: list[tuple[int, int]]
) -> None:
    """Insert spaces and underscores, from right to left so that earlier places keep their numbers."""
    gaps: list[tuple[int, int, str]] = [(a, b, "_") for a, b in row.blanks]
    for (_, start), (stop, _) in pairwise(row.runs):
        inside = [(a, b) for a, b in row.blanks if a < stop and b > start]
        edges = [start, *(value for blank in inside for value in blank), stop]
        gaps.extend((a, b, " ") for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
    for left, right, sign in sorted(gaps, reverse=True):
        place = sum(1 for centre in centres if centre < (left + right) / 2)
        wide = (right - left) / row.em
        if sign == "_":
            count = max(3, min(MOST_UNDERSCORES, round(wide * 2)))
        else:
            if place == 0 or place >= len(text):
                continue
            if text[place - 1] == " " or text[place] == " ":
                count = 0 if wide < 1 else 1
            else:
                wide -= 0.45 * (text[place - 1] in CLOSERS) + 0.45 * (text[place] in OPENERS)
                count = 0 if wide < SMALLEST else max(1, min(MOST_SPACES, round((wide - 0.1) * 2)))
        text[place:place] = [sign] * count
        sure[place:place] = [1.0] * count
        spans[place:place] = [
            (left + (right - left) * i // count, left + (right - left) * (i + 1) // count)
            for i in range(count)
        ]
