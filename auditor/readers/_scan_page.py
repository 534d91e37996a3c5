"""From what was seen on a picture to the page model.

Recognised characters become the same glyphs that a text PDF gives, so that lines, wrapped paragraphs, blanks, ticks and
tables without rules are put together by the same code for both.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_BOX, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Block, Box, Cell, Ink, Mark, Page, Table, text_confidence
from auditor.readers._pdf_aligned import Aligned, aligned_tables
from auditor.readers._pdf_centred import with_centred_labels
from auditor.readers._pdf_layout import set_line, text_middle
from auditor.readers._pdf_text import Glyph, TextLine, cell_text, is_wide, text_lines
from auditor.readers._scan_ink import DOUBTFUL, pen_marks
from auditor.readers._scan_seals import without_seal_words
from auditor.vision import model as sight
from auditor.vision.look import Seen, look

FAILED = "识别这一页时程序出错（{kind}）"
NOTHING_READ = "有笔迹或图像，没有识别出文字"
POOR = "扫描不清楚，文字把握很低，请对照原件核对"
CUT = "页面{sides}没有拍全或扫全，被切掉的内容没有读到"
POOR_BELOW = 0.75
"""Mean confidence of a page's characters below which the page is called poor."""
POOR_FROM = 20
"""Characters that a page must have for that judgement."""
MARGIN = 0.06
"""Share of the page's width."""
PHOTOGRAPH_CHARS = 25
"""A colourful picture without a table and with fewer characters shows people or places."""
PHOTOGRAPH_COLOUR = 0.35
"""Share of clearly coloured pixels from which a picture is no paper."""
_TALL_PEN = 18.0
"""Points: higher than that no line of a form is written."""
_STROKES = frozenset("、，。.,_·'`’‘-—/\\|丶丿")
_REST = _STROKES | BOX_GLYPHS
"""What the rest of a box to tick is read as once the box itself is hidden; its state is known better."""
_TICK_STROKES = frozenset("一二三乂ㄨ×xX√")
"""What a pen's strokes are read as that reach out of the box they tick."""
_BRACKETS = frozenset("()（）[]［］")
"""One of the two brackets round a tick may be left when the box that stands for them is hidden."""
_BOXES = f"{TICKED_BOX}{EMPTY_BOX} "
_log = logging.getLogger(__name__)


def read_picture(picture: sight.Picture, number: int) -> Page:
    """Read one page from its picture.

    Args:
        picture: the page as it came from the file.
        number: its number in the file, from 1.

    Returns:
        The page; one that cannot be read says why in ``unread`` and, unless it is blank, in ``poor``.
    """
    from auditor.intake.worker_process import step_done
    from auditor.vision._memory import page_done

    try:
        page = page_of(look(picture), number)
    except UnreadableFile:
        raise
    # One page's surprise must not lose the others of its file; it is said, with what it was.
    except Exception as error:
        page = Page(number, scanned=True, unread=FAILED.format(kind=type(error).__name__))
        _log.debug("page %d", number, exc_info=True)
    step_done()
    page_done()
    return page


def scan_picture(path: Path, kind: str, number: int) -> sight.Picture | None:
    """Return the picture of one page of a scanned file again.

    Args:
        path: where the file lies.
        kind: "pdf" or "image".
        number: the page, from 1.

    Returns:
        None where the file has no such page.

    Raises:
        UnreadableFile: damaged.
    """
    from auditor.vision.pictures import frames, page_picture

    if kind == "image":
        return next(islice(frames(path), number - 1, None), None)
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            if not 1 <= number <= len(pdf):
                return None
            page = pdf[number - 1]
            picture = page_picture(page)
            page.close()
            return picture
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(
            "文件已损坏，或者不是 PDF。", "请用 PDF 阅读器打开确认，重新导出一份。"
        ) from error


def page_of(seen: Seen, number: int) -> Page:
    """Put together the page from what was seen on it."""
    sheet = seen.sheet
    height, width = sheet.grey.shape[:2]
    points = sight.POINTS_PER_INCH / sheet.dpi
    page = Page(number, width=width * points, height=height * points, scanned=True)
    if sheet.blank:
        return page
    if sheet.unread:
        page.unread = page.poor = sheet.unread
        return page
    page.photograph = _is_photograph(seen)
    if page.photograph:
        return page
    seen.loose = [line for line in seen.loose if not _is_hole(line, width)]
    without_seal_words(seen)
    # The outer columns of a closely cropped table reach to the edge of the picture: what stands in a table stays.
    marks = [
        entry
        for entry in _marks(seen)
        if _owner(seen.grids, entry[1]) is not None or not _in_margin(entry[1], width)
    ]
    tables = _nested(
        [
            _table(seen, index, [g for g, box in marks if _owner(seen.grids, box) == index])
            for index in range(len(seen.grids))
        ]
    )
    loose = [glyph for line in seen.loose for glyph in _glyphs(line, seen)]
    loose += [glyph for glyph, box in marks if _owner(seen.grids, box) is None]
    lines = text_lines(loose)
    barriers = [sheet.points(grid.box) for grid in seen.grids]
    found, lines = aligned_tables(lines, barriers, page.width or 0.0, [])
    blocks: list[Block] = list(tables)
    for aligned in found:
        blocks.append(_aligned_table(aligned))
    lines = with_centred_labels(lines)
    middle = text_middle(lines, blocks, page.width or 0.0)
    for line in lines:
        block = set_line(line, middle)
        block.sure = _sure(block.text, line.glyphs)
        block.confidence = text_confidence(block.sure)
        blocks.append(block)
    blocks.sort(key=lambda block: (block.box[1], block.box[0]) if block.box else (0.0, 0.0))
    page.blocks = blocks
    if not any(line.text.strip() for line in seen.lines()):
        page.unread = page.poor = NOTHING_READ
    sures = [sure for line in seen.lines() for sure in line.sure]
    if len(sures) >= POOR_FROM and sum(sures) / len(sures) < POOR_BELOW:
        page.poor = POOR
    if sheet.cut and not page.poor:
        page.poor = CUT.format(sides=sheet.cut)
    return page


def _is_photograph(seen: Seen) -> bool:
    """Tell a picture of people or places from a paper: much of it coloured, no table, hardly any text.

    Dark alone is no sign: a form photographed without light is a poor picture, never none.
    """
    import numpy as np

    if seen.grids or sum(len(line.text.strip()) for line in seen.lines()) >= PHOTOGRAPH_CHARS:
        return False
    small = seen.sheet.colour[::8, ::8].astype(np.int16)
    brightest, darkest = small.max(axis=2), small.min(axis=2)
    return float((brightest - darkest > 50).mean()) > PHOTOGRAPH_COLOUR


def _is_hole(line: sight.TextLine, width: int) -> bool:
    """Whether what was read as one sign is a punched hole or a shadow in the page's margin."""
    text = line.text.strip()
    return len(text) <= 1 and not text.isalnum() and _in_margin(line.box, width)


def _in_margin(box: sight.PixelBox, width: int) -> bool:
    """Whether a box stands at the left or right edge of the paper, where nobody writes."""
    middle = (box[0] + box[2]) / 2
    return not MARGIN * width < middle < (1 - MARGIN) * width


def _owner(grids: Sequence[sight.Grid], box: sight.PixelBox) -> int | None:
    """Index of the innermost grid that holds the middle of a box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    holding = [
        (index, grid.box)
        for index, grid in enumerate(grids)
        if grid.box[0] <= x < grid.box[2] and grid.box[1] <= y < grid.box[3]
    ]
    if not holding:
        return None
    return min(holding, key=lambda entry: (entry[1][2] - entry[1][0]) * (entry[1][3] - entry[1][1]))[0]


def _marks(seen: Seen) -> list[tuple[Glyph, sight.PixelBox]]:
    """Stand-ins for ticks and ink, each with its box in pixels."""
    result: list[tuple[Glyph, sight.PixelBox]] = []
    for tick in seen.ticks:
        box = seen.sheet.points(tick.box)
        if tick.kind in ("circled", "underlined"):
            # The pen marks the option itself: its box is set before the word.
            box = (box[0] - 0.1, box[1], box[0], box[3])
        text = TICKED_BOX if tick.ticked else EMPTY_BOX
        result.append((Glyph(text, *box, size=box[3] - box[1], sure=tick.confidence), tick.box))
    for patch in seen.inks:
        if patch.mark in (Mark.STAMP, Mark.IMAGE):
            result.append(_ink(seen, patch.mark, patch.box, patch.confidence))
            if patch.over in (Mark.HANDWRITTEN, Mark.IMAGE):
                result.append(_ink(seen, patch.over, patch.box, patch.confidence))
    pens = pen_marks(seen.lines(), seen.inks)
    for pen in pens:
        result.append(_ink(seen, Mark.HANDWRITTEN, pen.box, pen.confidence, pen.over_text))
    for cell in seen.unexplained:
        middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (pen.box for pen in pens)]
        if not any(_distance(cell, x, y) == 0 for x, y in middles):
            result.append(_ink(seen, Mark.HANDWRITTEN, cell, DOUBTFUL))
    return result


def _ink(
    seen: Seen, mark: Mark, at: sight.PixelBox, confidence: float, over_text: bool = False
) -> tuple[Glyph, sight.PixelBox]:
    """A stand-in in the middle of the ink: seals and long strokes reach over other lines and words, to which they do not belong."""
    box = seen.sheet.points(at)
    left, top, right, bottom = box
    if mark in (Mark.STAMP, Mark.IMAGE) or bottom - top > 2 * _TALL_PEN:
        left, right = (2 * left + right) / 3, (left + 2 * right) / 3
    if bottom - top > _TALL_PEN:
        middle = (top + bottom) / 2
        if _owner(seen.grids, at) is None:
            middle = _nearest_line(seen, at, middle)
        top, bottom = middle - _TALL_PEN / 2, middle + _TALL_PEN / 2
    ink = Ink(mark, box, confidence, over_text)
    return Glyph(INK_ANCHOR, left, top, right, bottom, bottom - top, ink=ink), at


def _nearest_line(seen: Seen, at: sight.PixelBox, middle: float) -> float:
    """The height, in points, of the line of text that tall ink lies on: of those that it covers, the one nearest to its middle."""
    scale = sight.POINTS_PER_INCH / seen.sheet.dpi
    heights = [
        (line.box[1] + line.box[3]) / 2 * scale
        for line in seen.loose
        if line.box[0] < at[2] and line.box[2] > at[0] and at[1] < (line.box[1] + line.box[3]) / 2 < at[3]
    ]
    near = [height for height in heights if abs(height - middle) <= (at[3] - at[1]) * scale / 4]
    return min(near, key=lambda height: abs(height - middle), default=middle)


def _glyphs(line: sight.TextLine, seen: Seen) -> list[Glyph]:
    """The characters of a recognised line with their places in points."""
    x0, top, x1, bottom = seen.sheet.points(line.box)
    count = len(line.text)
    if not count:
        return []
    if bottom - top > 1.8 * (x1 - x0) and count > 1:
        step = (bottom - top) / count
        return [
            Glyph(char, x0, top + k * step, x1, top + (k + 1) * step, min(step, x1 - x0), sure=_of(line, k))
            for k, char in enumerate(line.text)
        ]
    size = bottom - top
    wide = [b - a for (a, b), char in zip(line.spans, line.text, strict=False) if is_wide(char)]
    scale = sight.POINTS_PER_INCH / seen.sheet.dpi
    if wide:
        size = min(size, 1.25 * sorted(wide)[len(wide) // 2] * scale)
    if len(line.spans) == count:
        spans = [(a * scale, b * scale) for a, b in line.spans]
    else:
        step = (x1 - x0) / count
        spans = [(x0 + k * step, x0 + (k + 1) * step) for k in range(count)]
    left_over = [
        (seen.sheet.points(tick.box), tick.ticked, tick.kind == "bracket")
        for tick in seen.ticks
        if tick.kind in ("box", "circle", "bracket")
    ]
    return [
        Glyph(char, a, top, b, bottom, size, sure=_of(line, k))
        for k, (char, (a, b)) in enumerate(zip(line.text, spans, strict=True))
        if not any(
            (char in _REST or (ticked and char in _TICK_STROKES) or (bracket and char in _BRACKETS))
            and _at(place, (a + b) / 2, (top + bottom) / 2)
            for place, ticked, bracket in left_over
        )
    ]


def _at(box: Box, x: float, y: float) -> bool:
    """Whether a place is at a box to tick: the ends of a pen's tick that reach out of it are read as signs."""
    reach = 0.6 * (box[3] - box[1])
    return box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach


def _of(line: sight.TextLine, index: int) -> float:
    return line.sure[index] if len(line.sure) == len(line.text) else line.confidence


def _table(seen: Seen, index: int, marks: Iterable[Glyph]) -> Table:
    grid = seen.grids[index]
    sheet = seen.sheet
    boxes = [sheet.points(cell.box) for cell in grid.cells]
    inside: list[list[Glyph]] = [
        [glyph for line in lines if _owner(seen.grids, line.box) == index for glyph in _glyphs(line, seen)]
        for lines in seen.cell_lines[index]
    ]
    for glyph in marks:
        # A signature may stand right on a rule: it belongs to the nearest cell, never to none.
        x, y = glyph.middle
        home = min(range(len(boxes)), key=lambda k: _distance(boxes[k], x, y))
        inside[home].append(glyph)
    cells = [
        _cell((shape.row, shape.col, shape.row_span, shape.col_span), box, glyphs, grid.confidence)
        for shape, box, glyphs in zip(grid.cells, boxes, inside, strict=True)
    ]
    return Table(cells, grid.rows, grid.cols, box=sheet.points(grid.box))


def _distance(box: Box, x: float, y: float) -> float:
    return max(box[0] - x, x - box[2], 0.0) + max(box[1] - y, y - box[3], 0.0)


def _nested(tables: list[Table]) -> list[Table]:
    """Hang tables that stand inside a cell of another into that cell; return those that stand in none."""
    top = []
    for table in tables:
        home = None
        for other in tables:
            if other is table or not _holds(other.box, table.box):
                continue
            for cell in other.cells:
                if _holds(cell.box, table.box) and (home is None or _holds(home.box, cell.box)):
                    home = cell
        if home is None:
            top.append(table)
        else:
            home.tables += (table,)
    return top


def _holds(outer: Box | None, inner: Box | None) -> bool:
    if outer is None or inner is None or outer == inner:
        return False
    slack = 2.0
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and outer[2] + slack >= inner[2]
        and outer[3] + slack >= inner[3]
    )


def _cell(place: tuple[int, int, int, int], box: Box, glyphs: list[Glyph], grid_confidence: float) -> Cell:
    row, col, row_span, col_span = place
    lines = _without_lone_boxes(text_lines(glyphs))
    text = cell_text(lines, box)
    inks = tuple(ink for line in lines for ink in line.inks)
    cell = Cell(row, col, text, row_span, col_span, inks, box=box)
    cell.sure = _sure(text, [glyph for line in lines for glyph in line.glyphs])
    cell.confidence = min(text_confidence(cell.sure), grid_confidence)
    return cell


def _without_lone_boxes(lines: list[TextLine]) -> list[TextLine]:
    """Leave out lines of nothing but one box to tick where the cell has text: the option of a box stands beside it."""
    worded = [line for line in lines if line.text.strip(_BOXES)]
    return worded if worded and len(lines) - len(worded) == 1 else lines


def _sure(text: str, glyphs: Sequence[Glyph]) -> bytes:
    """Return the confidence of each character of ``text`` in percent; blanks and line feeds are certain."""
    given = iter([g for g in glyphs if not g.text.isspace()])
    result = bytearray()
    for char in text:
        if char.isspace():
            result.append(100)
            continue
        glyph = next(given, None)
        while glyph is not None and glyph.text != char:
            glyph = next(given, None)
        if glyph is None:
            return b""
        result.append(100 if glyph.ink is not None else max(0, min(100, round(100 * glyph.sure))))
    return bytes(result)


def _aligned_table(aligned: Aligned) -> Table:
    grid = aligned.grid
    cells = []
    for shape, glyphs, room in zip(grid.cells, aligned.glyphs, aligned.text_boxes, strict=True):
        cell = _cell((shape.row, shape.col, shape.row_span, shape.col_span), room, glyphs, 1.0)
        cell.box = shape.box
        cells.append(cell)
    return Table(cells, grid.rows, grid.cols, box=grid.box, continues=aligned.continues)
