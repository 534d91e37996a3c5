"""Pages as bytes: what was recognised once is kept beside a paper, so that its evidence can be shown without doing it again."""

from __future__ import annotations

import json
import zlib
from typing import Any

from auditor.pages.model import Block, Box, Cell, Ink, Line, LineRole, Mark, Page, Table, text_confidence

_MAX_BYTES = 16 * 1024**2


def dump_page(page: Page) -> bytes:
    """Return a page as compressed JSON."""
    data = [
        page.number,
        page.name,
        page.width,
        page.height,
        page.poor,
        [_dump_block(block) for block in page.blocks],
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def load_page(data: bytes) -> Page:
    """Return a scanned page that `dump_page` stored.

    Raises:
        ValueError: the bytes are damaged.
    """
    try:
        engine = zlib.decompressobj()
        text = engine.decompress(data, _MAX_BYTES)
        number, name, width, height, poor, blocks = json.loads(text.decode("utf-8", "surrogatepass"))
        page = Page(
            number, [_load_block(block) for block in blocks], width, height, name, scanned=True, poor=poor
        )
    except (zlib.error, TypeError, KeyError, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"damaged page: {error}") from error
    return page


def _dump_block(block: Block) -> list[Any]:
    if isinstance(block, Line):
        sure = block.sure.decode("latin-1")
        return [
            "l",
            block.text,
            block.role.value,
            _inks(block.inks),
            block.box,
            block.size,
            block.centred,
            sure,
        ]
    cells = [
        [
            cell.row, cell.col, cell.text, cell.row_span, cell.col_span, _inks(cell.inks),
            [_dump_block(table) for table in cell.tables], cell.box, cell.confidence, cell.sure.decode("latin-1"),
        ]
        for cell in block.cells
    ]  # fmt: skip
    return ["t", cells, block.rows, block.cols, block.ref, block.box]


def _inks(inks: tuple[Ink, ...]) -> list[list[Any]]:
    return [[ink.mark.value, ink.box, ink.confidence, ink.over_text] for ink in inks]


def _load_block(data: list[Any]) -> Block:
    if data[0] == "l":
        _, text, role, inks, box, size, centred, sure = data
        line = Line(text, LineRole(role), _load_inks(inks), _box(box), size=size, centred=centred)
        line.sure = sure.encode("latin-1")
        line.confidence = text_confidence(line.sure)
        return line
    return _load_table(data)


def _load_table(data: list[Any]) -> Table:
    _, cells, rows, cols, ref, box = data
    return Table(
        [
            Cell(
                row, col, text, row_span, col_span, _load_inks(inks),
                tuple(_load_table(table) for table in tables), _box(cell_box), confidence,
                sure=sure.encode("latin-1"),
            )
            for row, col, text, row_span, col_span, inks, tables, cell_box, confidence, sure in cells
        ],
        rows, cols, ref, _box(box),
    )  # fmt: skip


def _load_inks(data: list[list[Any]]) -> tuple[Ink, ...]:
    return tuple(Ink(Mark(mark), _box(box), confidence, over) for mark, box, confidence, over in data)


def _box(data: Any) -> Box | None:
    if data is None:
        return None
    left, top, right, bottom = data
    return (left, top, right, bottom)
