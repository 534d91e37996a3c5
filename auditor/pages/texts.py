"""What is asked of finished pages: their texts, the names of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.pages.model import Page, Table


def texts(page: Page) -> Iterator[str]:
    """Yield the text of every line and cell of a page."""
    for block in page.blocks:
        if isinstance(block, Table):
            yield from _table_texts(block)
        else:
            yield block.text


def name_tables(pages: Iterable[Page]) -> None:
    """Give the tables of pages numbered from 1 the names that people read."""
    for number, page in enumerate(pages, 1):
        for count, table in enumerate(page.tables(), 1):
            table.ref = f"第{number}页表{count}"


def _table_texts(table: Table) -> Iterator[str]:
    for cell in table.cells:
        yield cell.text
        for nested in cell.tables:
            yield from _table_texts(nested)
