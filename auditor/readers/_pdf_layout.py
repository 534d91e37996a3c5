"""One page: what was drawn becomes tables, cells and lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_BOX
from auditor.pages.model import Block, Box, Cell, Ink, Line, LineRole, Mark, Page, Table
from auditor.readers._pdf_aligned import aligned_tables
from auditor.readers._pdf_boxes import is_input_box, number_in_boxes
from auditor.readers._pdf_centred import with_centred_labels
from auditor.readers._pdf_content import Fill, PageContent, Square, Stroke
from auditor.readers._pdf_grid import Edge, build_grid, frames, merged, without_lone_rules
from auditor.readers._pdf_gutter import find_gutter, stretches
from auditor.readers._pdf_marks import (
    DRAWN_INK_CONFIDENCE,
    MAX_STROKES,
    DrawnBoxes,
    box_edges,
    holds_centre,
    ink_glyph,
    is_cell_diagonal,
    is_tick_box,
    split_squares,
    stroke_clusters,
    underlined_gaps,
)
from auditor.readers._pdf_placed import (
    PlacedGrid,
    distribute,
    distribute_strokes,
    nested_grids,
    partly_ruled,
    with_glyphs,
)
from auditor.readers._pdf_text import Glyph, TextLine, cell_text, printed_length, text_lines, vertical_text

PAGE_FRAME = 0.72
"""Share of the page from which a single frame is a decoration around the page, not a cell."""
LARGEST_SIGNATURE = (220.0, 90.0)
"""Points: width and height up to which a drawing on a line of text may be a signature or seal."""
FOOT = 0.925
"""Share of the page's height from which text may be a running footer."""
_LIST_COLUMNS = 3
MAX_SIGNATURES = 50
MAX_NESTING = 6
MAX_TABLES = 300
MAX_GROUNDS = 200
MAX_SHADES = 1_000
"""Tables, dark grounds and shaded fields of one page; a page with more is a drawing."""
NOWHERE = (0.0, 0.0, 0.0, 0.0)
NARROWEST = 20.0
LOWEST = 9.0
"""Points: smaller frames are ornaments."""


@dataclass(slots=True)
class PlacedInk:
    """A picture or pen stroke that the caller has judged already."""

    box: Box
    mark: Mark
    confidence: float = 1.0


@dataclass(slots=True)
class Additions:
    """What pictures and annotations add to a page's own drawing."""

    glyphs: list[Glyph] = field(default_factory=list)
    """Typed text of fields and notes, states of check boxes."""
    inks: list[PlacedInk] = field(default_factory=list)
    pen: list[Stroke] = field(default_factory=list)
    """Pen strokes: ticks where they lie in a box, handwriting elsewhere."""
    strikes: list[Stroke] = field(default_factory=list)
    """Drawn lines: ticks where they lie in a box, nothing elsewhere."""
    filled: list[Box] = field(default_factory=list)
    """Places where the added glyphs replace printed blanks and boxes."""
    columns: list[float] = field(default_factory=list)
    """Borders of the columns of the list with which the page before ends, where they are not all drawn."""


@dataclass(slots=True)
class _Tally:
    merged: int = 0
    """Characters that were printed over others and are no text of their own."""


def page_blocks(content: PageContent, added: Additions) -> tuple[list[Block], int]:
    """Lay out a page.

    Args:
        content: what the page draws; its glyphs may be changed.
        added: what pictures and annotations add.

    Returns:
        Tables and lines from top to bottom, boxes in points from the top left; and the number of printed characters
        that should stand in them (prints over others not counted twice).
    """
    tally = _Tally()
    boxes, cells = split_squares(content.squares)
    horizontal, vertical = list(content.horizontal), list(content.vertical)
    for square in cells:
        across, down = box_edges(square.box)
        horizontal += across
        vertical += down
    horizontal, lone = without_lone_rules(horizontal, vertical)
    placed, rules, to_tick = _grids(merged(horizontal), merged(vertical), content)
    rules += lone
    glyphs = [*content.glyphs, *_readable_white(content)]
    placed = _without_small_boxes(placed, glyphs, added.glyphs)
    boxes += [Square(box, False) for box in to_tick]
    placed = nested_grids(partly_ruled(rules, _with_stand_ins(glyphs, boxes, added), placed, added.columns))
    glyphs, boxes = _without_overlaid(glyphs, boxes, added.filled)
    drawn = DrawnBoxes(boxes, glyphs)
    glyphs += added.glyphs
    printed = sum(printed_length(g.text) for g in glyphs)
    pen = [s for s in added.pen if not drawn.take(s)]
    for strike in added.strikes:
        drawn.take(strike)
    free = [
        s
        for s in sorted(content.strokes, key=lambda s: -_area(s.box))[-MAX_STROKES:]
        if not any(holds_centre(place, s.box, 1.0) for place in added.filled) and not drawn.take(s)
    ]
    glyphs += drawn.glyphs()
    glyphs += underlined_gaps(rules, content, glyphs)
    glyphs += [ink_glyph(ink.box, ink.mark, ink.confidence) for ink in added.inks]
    glyphs += [ink_glyph(box, Mark.HANDWRITTEN) for box, _, _ in stroke_clusters(pen)]
    loose = distribute(glyphs, placed)
    loose += _signatures(distribute_strokes(free, placed), loose)
    shades = [fill for fill in content.fills if 0.3 < fill.luminance < 0.97][:MAX_SHADES]
    blocks: list[Block] = [_table(grid, shades, 0, tally) for grid in placed]
    barriers = [grid.grid.box for grid in placed]
    gutter = find_gutter(loose, barriers, vertical, content.width)
    for stretch in stretches(loose, gutter):
        lines = text_lines(stretch)
        tally.merged += sum(line.merged for line in lines)
        tables, lines = aligned_tables(lines, barriers, content.width, added.columns)
        for found in tables:
            table = _table(with_glyphs(found), shades, 0, tally)
            table.continues = found.continues
            blocks.append(table)
        lines = with_centred_labels(lines)
        middle = text_middle(lines, blocks, content.width)
        blocks += [set_line(line, middle) for line in lines]
    if gutter is None:
        blocks.sort(key=_reading_position)
    else:
        blocks.sort(key=lambda block: (gutter.part(block.box or NOWHERE), *_reading_position(block)))
    return blocks, printed - tally.merged


def _with_stand_ins(glyphs: Sequence[Glyph], boxes: Sequence[Square], added: Additions) -> list[Glyph]:
    """All that stands in columns: characters, boxes to tick, pictures."""
    drawn = [Glyph(EMPTY_BOX, b[0], b[1], b[2], b[3], b[3] - b[1]) for b in (square.box for square in boxes)]
    inks = [ink_glyph(ink.box, ink.mark, ink.confidence) for ink in added.inks]
    return [*glyphs, *drawn, *added.glyphs, *inks]


def list_columns(page: Page) -> list[float]:
    """Borders of the columns of the list with which a page ends; empty where it ends with something else."""
    body = [b for b in page.blocks if b.box and b.box[1] < FOOT * (page.height or 0.0)]
    last = body[-1] if body else None
    if not isinstance(last, Table) or last.cols < _LIST_COLUMNS or last.box is None:
        return []
    if any(cell.row_span > 1 or cell.tables for cell in last.cells):
        return []
    ends = [c for c in last.cells if c.row == last.rows - 1 and c.box]
    if len(ends) < last.cols or sum(bool(c.text) for c in ends) < _LIST_COLUMNS:
        return []
    return [*(c.box[0] for c in ends if c.box), last.box[2]]


def _without_overlaid(
    glyphs: list[Glyph], boxes: list[Square], filled: list[Box]
) -> tuple[list[Glyph], list[Square]]:
    """Take away the printed blanks and boxes under form fields."""
    if not filled:
        return glyphs, boxes

    def covered(box: Box) -> bool:
        return any(holds_centre(place, box, 1.0) for place in filled)

    kept = []
    for glyph in glyphs:
        if (glyph.text in BOX_GLYPHS or glyph.text in "_ ") and covered(
            (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        ):
            continue
        kept.append(glyph)
    return kept, [square for square in boxes if not covered(square.box)]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _reading_position(block: Block) -> tuple[float, float]:
    box = block.box or NOWHERE
    return box[1], box[0]


def _readable_white(content: PageContent) -> list[Glyph]:
    """White characters count only where something dark lies behind them."""
    if not content.white_glyphs:
        return []
    dark = [f.box for f in content.fills if f.luminance < 0.9] + [p.box for p in content.pictures]
    dark = sorted(dark, key=_area)[-MAX_GROUNDS:]
    return [
        g
        for g in content.white_glyphs
        if any(b[0] <= (g.x0 + g.x1) / 2 <= b[2] and b[1] <= (g.top + g.bottom) / 2 <= b[3] for b in dark)
    ]


def _grids(
    horizontal: list[Edge], vertical: list[Edge], content: PageContent
) -> tuple[list[PlacedGrid], list[Edge], list[Box]]:
    """Return the ruled tables, the horizontal rules that belong to none, and frames that are boxes to tick."""
    placed: list[PlacedGrid] = []
    rules: list[Edge] = []
    to_tick: list[Box] = []
    page_area = content.width * content.height
    for across, down in frames(horizontal, vertical):
        if not across or not down:
            rules += across
            continue
        grid = build_grid(across, down)
        if grid is None:
            rules += across
        elif len(grid.cells) == 1 and is_tick_box(grid.box):
            to_tick.append(grid.box)
        elif grid.xs[-1] - grid.xs[0] < NARROWEST or grid.ys[-1] - grid.ys[0] < LOWEST:
            continue
        elif len(grid.cells) > 1 or _area(grid.box) < PAGE_FRAME * page_area:
            placed.append(PlacedGrid(grid))
    if len(placed) > MAX_TABLES:
        content.cut_off = True
        placed = sorted(placed, key=lambda p: -_area(p.grid.box))[:MAX_TABLES]
    return placed, rules, to_tick


def _without_small_boxes(
    placed: list[PlacedGrid], glyphs: list[Glyph], typed: list[Glyph]
) -> list[PlacedGrid]:
    """Leave out frames that are boxes to write into; the characters of digit boxes become one number."""
    result = []
    for one in placed:
        if is_input_box(one.grid, glyphs) or is_input_box(one.grid, typed):
            continue
        number = number_in_boxes(one.grid, glyphs)
        if number is None:
            result.append(one)
        else:
            glyphs[:] = [g for g in glyphs if one.grid.index_at(*g.middle) is None]
            glyphs.append(number)
    return result


def _signatures(strokes: list[Stroke], glyphs: list[Glyph]) -> list[Glyph]:
    """Return the drawings outside tables that stand behind text on its line, as a signature does.

    Logos, charts and arrows are larger, straight, or stand alone.
    """
    result = []
    curved = [s for s in strokes if s.curved or (s.straight_ends is None and not s.filled)]
    for box, red, _ in stroke_clusters(curved)[:MAX_SIGNATURES]:
        x0, y0, x1, y1 = box
        if x1 - x0 > LARGEST_SIGNATURE[0] or y1 - y0 > LARGEST_SIGNATURE[1]:
            continue
        if any(y0 < (g.top + g.bottom) / 2 < y1 and x0 - 120 < g.x1 <= x0 + 12 for g in glyphs):
            result.append(ink_glyph(box, Mark.STAMP if red else Mark.HANDWRITTEN, DRAWN_INK_CONFIDENCE))
    return result


def _table(placed: PlacedGrid, shades: list[Fill], depth: int, tally: _Tally) -> Table:
    cells = []
    boxes = placed.text_boxes
    for index, shape in enumerate(placed.grid.cells):
        glyphs = placed.glyphs[index]
        for box, red, _ in stroke_clusters(
            [s for s in placed.strokes[index] if not is_cell_diagonal(s, shape.box)]
        ):
            glyphs.append(ink_glyph(box, Mark.STAMP if red else Mark.HANDWRITTEN, DRAWN_INK_CONFIDENCE))
        columns = vertical_text(glyphs)
        lines = text_lines(glyphs)
        inks: tuple[Ink, ...] = ()
        for line in lines:
            inks += line.inks
            tally.merged += line.merged
        children = placed.children[index] if depth < MAX_NESTING else []
        nested = tuple(
            _table(child, shades, depth + 1, tally)
            for child in sorted(children, key=lambda p: (p.grid.box[1], p.grid.box[0]))
        )
        cells.append(
            Cell(
                shape.row,
                shape.col,
                cell_text(lines, shape.box if boxes is None else boxes[index])
                if columns is None
                else columns,
                shape.row_span,
                shape.col_span,
                inks,
                nested,
                shape.box,
                emphasis=_emphasised(lines, shape.box, shades),
            )
        )
    return Table(cells, placed.grid.rows, placed.grid.cols, box=placed.grid.box)


def _emphasised(lines: Sequence[TextLine], box: Box, shades: list[Fill]) -> bool:
    if lines and all(line.bold for line in lines):
        return True
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3] for f in shades)


def text_middle(lines: Sequence[TextLine], blocks: Sequence[Block], width: float) -> float:
    """Return the middle of the page's text area: that of its tables or long lines, else of the page."""
    boxes = [b.box for b in blocks if b.box is not None]
    boxes += [line.box for line in lines if line.box[2] - line.box[0] > 0.6 * width]
    if not boxes:
        return width / 2
    return (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2


def set_line(line: TextLine, middle: float) -> Line:
    """Return a line outside tables as the page model has it; ``middle`` is that of the page's text area."""
    x0, _, x1, _ = line.box
    centred = abs((x0 + x1) / 2 - middle) < 0.75 * line.size and x0 > 0.45 * middle
    return Line(
        line.text,
        LineRole.BODY,
        line.inks,
        line.box,
        size=round(line.size, 2),
        emphasis=line.bold,
        centred=centred,
    )
