"""A stretch of a file that holds one form: its pieces, and what its title says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.forms.stacked import Identity
from auditor.pages.model import Document, Line, Place, Table


@dataclass(slots=True)
class Piece:
    """A line, or some rows of a table."""

    block: Line | Table
    page: int | None
    rows: tuple[int, int] | None = None


@dataclass(slots=True)
class Segment:
    """Pieces of one form, with what its title says."""

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    title_place: Place | None = None
    options: list[tuple[str, float]] = field(default_factory=list)
    """Forms that the title may name, with scores."""
    names: list[str] = field(default_factory=list)
    """Weaker names: of the sheet, in the page header."""
    form: str = ""
    score: float = 0.0
    margin: float = 1.0
    ranked: list[tuple[str, float]] = field(default_factory=list)
    """All forms that it may be, best first."""
    first_line: str = ""
    by_page: bool = False
    """Nothing but a heading behind a page break began it."""
    client: Identity | None = None
    """Number and name that stand above the paper, where the file holds the archives of several clients."""

    def has_content(self) -> bool:
        """Some table, or some line beside the title, belongs to the segment."""
        return any(isinstance(p.block, Table) or len(p.block.text.strip()) > 0 for p in self.pieces)

    def text(self, limit: int) -> str:
        """Return all text of the segment."""
        parts: list[str] = []
        size = 0
        for piece in self.pieces:
            for text in _texts(piece):
                parts.append(text)
                size += len(text) + 1
            if size > limit:
                break
        return "\n".join(parts)[:limit]

    def place(self, document: Document) -> Place:
        """Return where the form begins."""
        if self.title_place is not None:
            return self.title_place
        for piece in self.pieces:
            block = piece.block
            if isinstance(block, Table):
                row = piece.rows[0] if piece.rows else 0
                first = next(
                    (cell.ref for cell in block.cells if cell.row >= row and cell.ref), f"A{row + 1}"
                )
                ref = f"{block.ref}!{first}" if document.kind == "sheet" else block.ref
                return Place(document.path, piece.page, block.box, ref)
        if self.pieces:
            begin = self.pieces[0]
            return Place(document.path, begin.page, begin.block.box, begin.block.ref)
        return Place(document.path)


def _texts(piece: Piece) -> Iterator[str]:
    if isinstance(piece.block, Line):
        if piece.block.text.strip():
            yield piece.block.text
        return
    start, end = piece.rows or (0, piece.block.rows)
    for cell in piece.block.cells:
        if start <= cell.row < end:
            if cell.text.strip():
                yield cell.text
            for table in cell.tables:
                yield from _texts(Piece(table, piece.page))
