"""Tables whose columns have known widths, so that texts can be wrapped as Chinese is before rich sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import Box
from rich.table import Table
from rich.text import Text

from auditor.outputs.plain_text import wrap

MIN_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column: either ``fixed`` columns of the terminal wide, or a ``share`` of what the fixed ones leave."""

    name: str
    fixed: int = 0
    share: int = 0
    right: bool = False


def widths_in(width: int, columns: Sequence[Column]) -> list[int]:
    """Return the columns' widths in a table of ``width``.

    A box takes two edges and one divider between each two columns; each column has one blank on either side.
    """
    free = width - (3 * len(columns) + 1) - sum(column.fixed for column in columns)
    shares = sum(column.share for column in columns) or 1
    widths = [column.fixed or max(MIN_COLUMN, free * column.share // shares) for column in columns]
    spare = free - sum(size for size, column in zip(widths, columns, strict=True) if column.share)
    for index, column in enumerate(columns):
        if column.share and spare > 0:
            widths[index] += spare
            break
    return widths


def make_table(
    width: int, columns: Sequence[Column], box: Box, *, header: bool = True, lines: bool = False
) -> tuple[Table, list[int]]:
    """Return an empty table and its columns' widths."""
    widths = widths_in(width, columns)
    table = Table(
        box=box, show_header=header, show_lines=lines, padding=(0, 1), border_style="dim", header_style="dim"
    )
    for column, size in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(block([column.name], size), width=size, no_wrap=True, justify=justify)
    return table, widths


def block(texts: Iterable[str], width: int, style: str = "") -> Text:
    """Return ``texts``, each from a line of its own, wrapped to ``width``."""
    return Text("\n".join(part for text in texts for part in wrap(text, width)), style=style)
