"""Tables without rules: found where columns are certain, and nowhere else.

Two kinds are known. A list has a row of heads, or columns of numbers and dates, over rows of three or more cells. A form
has short labels, all different, each beside its value. Running text in columns, dialogues, tables of contents, lines for
signatures and paragraphs of labelled blanks have columns too; they stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR, Box
from auditor.readers._pdf_bands import Band, Segment, Strip, bands_of, row_of_one_number, strip_of
from auditor.readers._pdf_columns import grid_of, is_inline, set_by_columns, set_cells
from auditor.readers._pdf_grid import Grid
from auditor.readers._pdf_text import Glyph, TextLine

_FAR = 4.0
"""Font sizes between two rows; more ends a table."""
_OTHER_SIZE = 1.25
_LONG = 18
"""Characters from which a line that begins at the left edge is running text."""
_LONGEST_LABEL = 16
_LONGEST_LATIN = 44
_SURE_HEAD = 5
"""Labels side by side from which a row is the head of a list, whatever stands above it."""
MAX_STRIPS = 600
MAX_SEGMENTS = 10_000
"""Lines and segments of one page up to which it is looked at."""

_SENTENCE = re.compile(r"[。；，！？;!?]")
_ENUMERATOR = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-zA-Z])[)）、.．]|第[一二三四五六七八九十\d]{1,3}[章节条篇部]|[①-⑳•·●■◆▪-])"
)
_TYPED = re.compile(
    r"^(?:\d{1,4}|第\d{1,3}[次节期]|\d{11}|\d{15,18}[Xx]?|\d{4}\D\d{1,2}\D\d{1,2}.{0,8}|\d{1,2}[:：]\d\d.*|"
    r"[A-Za-z]{1,5}[-－]?[A-Za-z*]{0,5}[-－]?\d{1,5}|[-+]?\d[\d,.]*[%分元岁人次节户]?|[男女]|[一二三四ⅠⅡⅢⅣ1-4１-４]级)$"
)
_LABELLED = re.compile(r"^[^：:\d]{1,12}[：:]")
_LABEL_WITHIN = re.compile(r"\S[\u4e00-\u9fff]{2,8}[：:]")
_PAGE = re.compile(r"^[.…·\s]*\d{1,3}$")


@dataclass(slots=True)
class Aligned:
    """A table found by alignment: its grid, the glyphs of each cell and the box that each cell's text may fill."""

    grid: Grid
    glyphs: list[list[Glyph]]
    text_boxes: list[Box]
    continues: bool = False
    """It goes on from the list at the end of the page before."""


def aligned_tables(
    lines: Sequence[TextLine], barriers: Sequence[Box], width: float, before: Sequence[float] = ()
) -> tuple[list[Aligned], list[TextLine]]:
    """Find the tables among the lines of a page.

    Args:
        lines: lines outside ruled tables, from top to bottom.
        barriers: boxes of the ruled tables; no table goes across one.
        width: of the page in points.
        before: borders of the columns of the list with which the page before ends.

    Returns:
        The tables, and the lines that belong to none.
    """
    if not lines or len(lines) > MAX_STRIPS or (not before and sum(" " in line.text for line in lines) < 2):
        return [], list(lines)
    strips = [strip_of(line) for line in lines]
    if sum(len(strip.segments) for strip in strips) > MAX_SEGMENTS:
        return [], list(lines)
    tables: list[Aligned] = []
    taken: set[int] = set()
    if before:
        bands = _rows_going_on(strips, barriers, before)
        if bands:
            table = _built(bands, width, before)
            table.continues = True
            tables.append(table)
            taken = {id(strip.line) for band in bands for strip in band.strips}
            strips = [strip for strip in strips if id(strip.line) not in taken]
    if sum(len(strip.segments) > 1 for strip in strips) < 2:
        return tables, [line for line in lines if id(line) not in taken]
    for region in _regions(strips, barriers):
        for bands in _tables_in(region):
            table = _built(bands, width)
            tables.append(table)
            taken.update(id(strip.line) for band in bands for strip in band.strips)
    return tables, [line for line in lines if id(line) not in taken]


def _rows_going_on(strips: Sequence[Strip], barriers: Sequence[Box], xs: Sequence[float]) -> list[Band]:
    """The rows at the top of a page that keep to the columns of the list before it."""
    first = strips[0]
    own = [first]
    for strip in strips[1:]:
        if strip.top - own[-1].bottom > _FAR * strip.size or any(b[1] < strip.top for b in barriers):
            break
        own.append(strip)
    if any(b[1] < first.top for b in barriers):
        return []
    rows: list[Band] = []
    for band in row_of_one_number(own) or bands_of(own):
        if max(s.size for s in band.strips) > _OTHER_SIZE * first.size or not set_by_columns([band], xs):
            break
        rows.append(band)
    if not any(2 * len(band.cells) >= len(xs) - 1 and len(band.cells) > 2 for band in rows):
        return []
    while len(rows[-1].cells) < 3:
        rows.pop()
    return rows


def _regions(strips: Sequence[Strip], barriers: Sequence[Box]) -> list[list[Strip]]:
    """Cut a page's lines where a table cannot go on: large gaps, other type sizes, ruled tables, running text."""
    blocks: list[list[Strip]] = []
    for strip in strips:
        last = blocks[-1][-1] if blocks else None
        if (
            last is None
            or strip.top - last.bottom > _FAR * max(strip.size, last.size)
            or max(strip.size, last.size) > _OTHER_SIZE * min(strip.size, last.size)
            or any(last.bottom - 1 < (b[1] + b[3]) / 2 < strip.top + 1 for b in barriers)
        ):
            blocks.append([strip])
        else:
            blocks[-1].append(strip)
    regions: list[list[Strip]] = []
    for block in blocks:
        if sum(len(s.segments) > 1 for s in block) < 2:
            continue
        left = min(s.segments[0].x0 for s in block)
        region: list[Strip] = []
        ended: Strip | None = None
        for strip in block:
            first = strip.segments[0]
            alone = len(strip.segments) == 1
            if (
                alone
                and first.x0 - left < 2.5 * strip.size
                and len(first.text) >= _LONG
                and not _is_label(first.text)
            ):
                regions.append(region)
                region = []
                ended = strip
            elif (
                alone and ended and abs(first.x0 - ended.segments[0].x0) < 1 and _ends_paragraph(ended, strip)
            ):
                ended = None
            else:
                region.append(strip)
                ended = None
        regions.append(region)
    regions = [_without_paragraphs(region) for region in regions]
    return [region for region in regions if sum(len(s.segments) > 1 for s in region) >= 2]


def _ends_paragraph(above: Strip, strip: Strip) -> bool:
    """Tell whether a line is the last one of a paragraph: close below a full line, ended by a full stop."""
    return strip.top - above.bottom < 0.9 * strip.size and strip.segments[0].text[-1] in "。！？；…）"


def _without_paragraphs(region: Sequence[Strip]) -> list[Strip]:
    """Leave out lines above and below that begin left of all lines with columns: ends of paragraphs."""
    kept = list(region)
    left = min((s.segments[0].x0 for s in kept if len(s.segments) > 1), default=0.0)
    for end in (0, -1):
        while (
            kept and len(kept[end].segments) == 1 and kept[end].segments[0].x0 < left - 0.5 * kept[end].size
        ):
            kept.pop(end)
    return kept


def _tables_in(region: Sequence[Strip]) -> list[list[Band]]:
    bands = bands_of(region)
    size = sorted(s.size for s in region)[len(region) // 2]
    shared = set_cells(bands, size)
    result: list[list[Band]] = []
    start = 0
    while start < len(bands):
        if not shared[start]:
            start += 1
            continue
        stop = start + 1
        left = min(s.x0 for s in bands[start].cells[0])
        while stop < len(bands) and (shared[stop] or _belongs(bands, stop, left, size)):
            stop += 1
        result += [part for part in _parted(bands[start:stop], size) if is_list(part) or is_form(part)]
        start = stop
    return result


def _parted(bands: Sequence[Band], size: float) -> list[list[Band]]:
    """Cut rows where one table follows another: a larger distance, and other columns below it."""
    gaps = [b.top - a.bottom for a, b in pairwise(bands)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    form = is_form(bands)
    result = [[bands[0]]]
    for k, (gap, (above, below)) in enumerate(zip(gaps, pairwise(bands), strict=True)):
        head = k + 2 < len(bands) and _is_head(above, below, bands[k + 2], size)
        head = head and (not form or len(below.cells) >= _SURE_HEAD)
        if (gap > usual + 0.25 * size or head) and _other_columns(above, below, size):
            result.append([below])
        else:
            result[-1].append(below)
    return result


def _is_head(above: Band, band: Band, below: Band, size: float) -> bool:
    """Tell whether a row of labels heads a list whose columns are others than those of the row above it."""
    texts = [_text(cell) for cell in band.cells]
    if len(texts) < max(3, len(above.cells) + 1) or not all(map(_is_label, texts)):
        return False
    return not _other_columns(band, below, size)


def _other_columns(above: Band, below: Band, size: float) -> bool:
    a = [min(s.x0 for s in cell) for cell in above.cells]
    b = [min(s.x0 for s in cell) for cell in below.cells]
    same = sum(any(abs(x - y) < 0.4 * size for y in b) for x in a)
    return same < 0.6 * max(len(a), len(b))


def _belongs(bands: Sequence[Band], at: int, left: float, size: float) -> bool:
    """Tell whether a row without a shared edge may belong to the table above it."""
    band = bands[at]
    first = min(s.x0 for s in band.cells[0])
    if len(band.cells) > 1:
        return abs(first - left) < size
    text = _text(band.cells[0])
    edges = [min(s.x0 for s in cell) for cell in bands[at - 1].cells[1:]]
    if first - left > size:
        return any(abs(first - edge) < 0.4 * size for edge in edges)
    end = max(s.x1 for s in band.cells[0])
    return bool(edges) and end < edges[0] and _is_label(text) and not _ENUMERATOR.match(text)


def _text(cell: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in cell)


def _is_label(text: str) -> bool:
    bare = text.rstrip("：:")
    if not bare or INK_ANCHOR in bare or "_" in bare or bare[0] in BOX_GLYPHS or _SENTENCE.search(bare):
        return False
    latin = sum(c.isascii() for c in bare)
    digits = sum(c.isdigit() for c in bare)
    if digits > 2 or digits == len(bare) or is_inline(text):
        return False
    return len(bare) - latin <= _LONGEST_LABEL and len(bare) <= _LONGEST_LATIN


def begins_with_labels(bands: Sequence[Band]) -> bool:
    """Tell whether each row begins with a different label without its value, and none consists of labels alone."""
    firsts = [_text(band.cells[0]) for band in bands]
    if not all(map(_is_label, firsts)) or len(set(firsts)) < len(firsts):
        return False
    return not any(
        all(_text(cell)[-1:] in ":：" for cell in band.cells[1:]) for band in bands if len(band.cells) > 1
    )


def is_list(bands: Sequence[Band]) -> bool:
    """Rows of three or more cells, under a row of heads or with a column of numbers or dates."""
    full = [band for band in bands if len(band.cells) >= 3]
    if len(full) < 2 or len(full) < 0.6 * len(bands):
        return False
    counts = sorted(len(band.cells) for band in full)
    most = counts[len(counts) // 2]
    head = [_text(cell) for cell in full[0].cells]
    rows = [[_text(cell) for cell in band.cells] for band in full]
    if sum(is_inline(text) for row in rows for text in row) > 0.2 * sum(map(len, rows)):
        return False
    heads = len(head) >= max(3, most - 1) and all(map(_is_label, head)) and len(set(head)) == len(head)
    typed = sum(any(_TYPED.match(text) for text in row) for row in rows[1:])
    if heads:
        if any(text[-1:] in ":：" for text in head) and sum(text[-1:] in ":：" for text in head) < len(head):
            return False
        return len(full) >= 3 or (len(head) >= 4 and typed >= 1)
    if all(_PAGE.match(row[-1]) for row in rows if len(row) == most) and not any(
        row[0].isdigit() for row in rows
    ):
        return False  # a table of contents
    return len(full) >= 3 and typed >= 0.8 * len(rows[1:])


def is_form(bands: Sequence[Band]) -> bool:
    """Rows of short, different labels each beside its value."""
    rows = [[_text(cell) for cell in band.cells] for band in bands if len(band.cells) >= 2]
    if len(rows) < 2 or sum(len(row) // 2 for row in rows) < 3:
        return False
    if len(rows) == 2 and min(map(len, rows)) < 4:
        return False
    labels = [text for row in rows for text in row[0:-1:2]]
    values = [text for row in rows for text in row[1::2]]
    firsts = [row[0] for row in rows]
    if len(set(labels)) < 0.8 * len(labels):
        return False
    if sum(map(_is_label, firsts)) < 0.8 * len(firsts) or sum(map(_is_label, labels)) < 0.75 * len(labels):
        return False
    if sum(_ENUMERATOR.match(text) is not None for text in firsts) > 0.5 * len(firsts):
        return False
    if all(_PAGE.match(text) for text in values):
        return False
    # "出生日期：" beside "1975.5.7 联系电话：135…": lines of labels with colons, some of which happen to stand in columns
    if all(text[-1] in "：:" for text in firsts) and any(map(_LABEL_WITHIN.search, values)):
        return False
    # "签名：" beside "日期：": two labels whose values stand behind them
    return sum(_LABELLED.match(text) is not None for text in values) <= 0.25 * len(values)


def mark_wide_rows(bands: Sequence[Band]) -> None:
    """Tell the rows of one cell that takes the whole width from labels without a value."""
    left = min(s.x0 for band in bands for cell in band.cells for s in cell)
    alone = [
        len(band.cells) == 1 and min(s.x0 for s in band.cells[0]) - left < 1.5 * band.strips[0].size
        for band in bands
    ]
    label = [_is_label(_text(band.cells[0])) for band in bands]
    # a label over its value: there a label alone in its row has its value in the row below
    above = any(alone[k] and label[k] and alone[k + 1] and not label[k + 1] for k in range(len(bands) - 1))
    form = is_form(bands) and not above
    for k, band in enumerate(bands):
        band.wide = alone[k] and (not form or not label[k])


def _built(bands: Sequence[Band], width: float, xs: Sequence[float] = ()) -> Aligned:
    strips = [strip for band in bands for strip in band.strips]
    size = sorted(s.size for s in strips)[len(strips) // 2]
    left = min(s.x0 for strip in strips for s in strip.segments)
    right = max(s.x1 for strip in strips for s in strip.segments)
    # the parts of one table on several pages must have the same sides: those of the page's text
    box = (
        left - 2.0,
        min(strip.line.box[1] for strip in strips) - 1.0,
        max(right + 2.0, width - left + 2.0),
        max(strip.line.box[3] for strip in strips) + 1.0,
    )
    if xs:
        box = (xs[0], box[1], xs[-1], box[3])
    grid, chosen, text_boxes = grid_of(bands, size, box, xs=xs)
    glyphs: list[list[Glyph]] = [[] for _ in grid.cells]
    cells = [cell for band in bands for cell in band.cells]
    for index, cell in zip(chosen, cells, strict=True):
        for segment in cell:
            glyphs[index] += segment.glyphs
    return Aligned(grid, glyphs, text_boxes)
