"""Labels set in the middle of a taller value: a table without borders, as covers and exported forms have them.

Read line by line, the value's first lines would come before their label and its last ones after it. Here they are put
together again: the label, then the whole value.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.readers._pdf_text import TextLine, joined

_ALIGNED = 3.0
"""Points by which the left ends of one column's lines may differ."""
_TIGHT = 0.75
"""Of the font size: lines of one value follow one another at less than this distance."""
_WIDER = 1.2
"""The distance to the next row is at least this much larger than the one between the lines of a value."""
_LONGEST_LABEL = 16
_MAX_RUN = 12


def with_centred_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines with every centred label before the whole of its value."""
    result: list[TextLine] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if index in taken:
            continue
        found = _around_label(lines, index) or _around_row(lines, index)
        if found is None:
            result.append(line)
            continue
        first, last, whole = found
        del result[len(result) - (index - first) :]
        result.append(whole)
        taken.update(range(index, last + 1))
    return result


def _around_label(lines: Sequence[TextLine], index: int) -> tuple[int, int, TextLine] | None:
    """A label alone on its height, between two lines of a value with an even number of lines."""
    label = lines[index]
    if index == 0 or index + 1 >= len(lines) or len(label.text) > _LONGEST_LABEL:
        return None
    above, below = lines[index - 1], lines[index + 1]
    if not (_right_of(above, label.box[2]) and _right_of(below, label.box[2])):
        return None
    if above.box[3] < label.box[1] or below.box[1] > label.box[3] or not _one_column(above, below):
        return None
    first, last = _run(lines, index - 1, index + 1, above.box[0])
    run = [*lines[first:index], *lines[index + 1 : last + 1]]
    middle = (run[0].box[1] + run[-1].box[3]) / 2
    if abs(middle - (label.box[1] + label.box[3]) / 2) > 0.6 * label.size:
        return None
    return first, last, _whole(label, label.text, run)


def _around_row(lines: Sequence[TextLine], index: int) -> tuple[int, int, TextLine] | None:
    """A label on the height of the middle line of a value with an odd number of lines."""
    line = lines[index]
    if index == 0 or index + 1 >= len(lines):
        return None
    above, below = lines[index - 1], lines[index + 1]
    if not _one_column(above, below) or above.box[0] <= line.box[0] + line.size:
        return None
    label, _, value = line.text.partition("  ")
    value = value.strip()
    starts = [glyph for glyph in line.glyphs if abs(glyph.x0 - above.box[0]) <= _ALIGNED]
    if not value or not starts or len(label) > _LONGEST_LABEL or "  " in value:
        return None
    leading = line.box[1] - above.box[3]
    if abs((below.box[1] - line.box[3]) - leading) > 0.15 * line.size or leading > _TIGHT * line.size:
        return None
    first, last = _run(lines, index - 1, index + 1, above.box[0])
    if index - first != last - index:
        return None
    if first > 0 and lines[first].box[1] - lines[first - 1].box[3] < _WIDER * max(leading, 0.1 * line.size):
        return None
    before, after = list(lines[first:index]), list(lines[index + 1 : last + 1])
    text = ""
    for part in (*(item.text for item in before), value, *(item.text for item in after)):
        text = joined(text, part)
    return first, last, _assembled(f"{label}    {text}", [line, *before, *after])


def _right_of(line: TextLine, edge: float) -> bool:
    return line.box[0] > edge


def _one_column(a: TextLine, b: TextLine) -> bool:
    return abs(a.box[0] - b.box[0]) <= _ALIGNED


def _run(lines: Sequence[TextLine], first: int, last: int, left: float) -> tuple[int, int]:
    """Extend a value's lines upwards and downwards over lines of the same column that follow closely."""
    while first > 0 and last - first < _MAX_RUN:
        upper, lower = lines[first - 1], lines[first]
        if abs(upper.box[0] - left) > _ALIGNED or lower.box[1] - upper.box[3] > 0.5 * lower.size:
            break
        first -= 1
    while last + 1 < len(lines) and last - first < _MAX_RUN:
        upper, lower = lines[last], lines[last + 1]
        if abs(lower.box[0] - left) > _ALIGNED or lower.box[1] - upper.box[3] > 0.5 * upper.size:
            break
        last += 1
    return first, last


def _whole(label: TextLine, text: str, run: Sequence[TextLine]) -> TextLine:
    value = ""
    for line in run:
        value = joined(value, line.text)
    return _assembled(f"{text}    {value}", [label, *run])


def _assembled(text: str, parts: Sequence[TextLine]) -> TextLine:
    box = (
        min(part.box[0] for part in parts),
        min(part.box[1] for part in parts),
        max(part.box[2] for part in parts),
        max(part.box[3] for part in parts),
    )
    return TextLine(
        [glyph for part in parts for glyph in part.glyphs],
        text,
        box,
        tuple(ink for part in parts for ink in part.inks),
        sum(part.merged for part in parts),
    )
