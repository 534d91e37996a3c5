"""Tables drawn with horizontal rules only (the three-line table of Chinese reports)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.readers._pdf_grid import Edge
from auditor.readers._pdf_text import Glyph, TextLine, text_lines

MIN_RULES = 3
MIN_WIDTH = 150.0
_SAME_END = 3.0
_GUTTER = 0.9
"""Font sizes of empty space between two columns."""


def columns_between_rules(
    rules: Sequence[Edge], glyphs: Sequence[Glyph]
) -> Iterator[tuple[list[Edge], list[Edge], list[Edge]]]:
    """Find stacks of equally long rules with text in columns between them.

    Writing lines and underlined gaps are such stacks too, but have no columns.

    Args:
        rules: horizontal edges that belong to no ruled table.
        glyphs: the page's glyphs.

    Yields:
        The rules used, and the horizontal and vertical edges of the table.
    """
    for stack in _stacks(rules):
        start, end = stack[0].start, stack[0].end
        inside = [
            g
            for g in glyphs
            if stack[0].at < (g.top + g.bottom) / 2 < stack[-1].at and start - 2 < (g.x0 + g.x1) / 2 < end + 2
        ]
        lines = text_lines(inside)
        for run in _columned_runs(stack, lines):
            top, bottom = run[0].at, run[-1].at
            own = [line for line in lines if top < (line.box[1] + line.box[3]) / 2 < bottom]
            gutters = _gutters(own, start, end)
            if not gutters:
                continue
            across = [Edge(rule.at, start, end) for rule in run]
            if len(run) == MIN_RULES:
                across += [Edge(at, start, end) for at in _row_breaks(own, run, gutters[0])]
            down = [Edge(x, top, bottom) for x in (start, *gutters, end)]
            yield run, across, down


def _has_columns(line: TextLine) -> bool:
    """Tell whether a line has a gap wide enough to part two columns."""
    solid = [g for g in line.glyphs if not g.text.isspace()]
    return any(b.x0 - a.x1 > _GUTTER * line.size for a, b in pairwise(solid))


def _columned_runs(stack: Sequence[Edge], lines: Sequence[TextLine]) -> Iterator[list[Edge]]:
    """Cut a stack where the text between two rules has no columns (writing lines below a table)."""
    run: list[Edge] = []
    for upper, lower in pairwise(stack):
        between = [line for line in lines if upper.at < (line.box[1] + line.box[3]) / 2 < lower.at]
        if between and 2 * sum(map(_has_columns, between)) >= len(between):
            run = [*(run or [upper]), lower]
        else:
            if len(run) >= MIN_RULES:
                yield run
            run = []
    if len(run) >= MIN_RULES:
        yield run


def _stacks(rules: Sequence[Edge]) -> Iterator[list[Edge]]:
    rest = sorted(rule for rule in rules if rule.end - rule.start >= MIN_WIDTH)
    while rest:
        first = rest[0]
        same = [
            r for r in rest if abs(r.start - first.start) <= _SAME_END and abs(r.end - first.end) <= _SAME_END
        ]
        rest = [r for r in rest if r not in same]
        if len(same) >= MIN_RULES:
            yield same


def _gutters(lines: Sequence[TextLine], start: float, end: float) -> list[float]:
    """Return the middles of the vertical strips that no text crosses and that part at least two lines."""
    if len(lines) < 2:
        return []
    spans: list[list[float]] = []
    for x0, x1 in sorted(
        (g.x0, g.x1) for line in lines for g in line.glyphs if not g.text.isspace() and g.x1 > start
    ):
        if spans and x0 <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    size = max(line.size for line in lines)
    result = []
    for (_, left), (right, _) in pairwise(spans):
        if right - left < _GUTTER * size or right > end:
            continue
        parted = sum(line.box[0] < left and line.box[2] > right for line in lines)
        if parted >= max(2, len(lines) // 2):
            result.append((left + right) / 2)
    return result


def _row_breaks(lines: Sequence[TextLine], stack: Sequence[Edge], first_gutter: float) -> list[float]:
    """Return where rows part under the head rule: above each line that has text in the first column."""
    breaks = []
    for before, line in pairwise(lines):
        if before.box[1] < stack[1].at or line.box[0] > first_gutter:
            continue
        breaks.append((before.box[3] + line.box[1]) / 2)
    return breaks
