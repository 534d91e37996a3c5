"""Papers built by hand for tests: tables from lists, documents from blocks. All names and numbers are invented."""

from __future__ import annotations

from auditor.pages.model import INK_ANCHOR, Cell, Document, Ink, Line, Mark, Page, Table

A = INK_ANCHOR


def cell_inks(text: str, mark: Mark = Mark.IMAGE) -> tuple[Ink, ...]:
    return (Ink(mark),) * text.count(INK_ANCHOR)


def table(rows: list[list[object]], ref: str = "表1") -> Table:
    """Build a table: a cell is its text, a (text, columns) or (text, columns, rows) tuple, or a nested Table.

    A text that begins with "#" stands shaded.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    cols = 0
    for r, row in enumerate(rows):
        c = 0
        for entry in row:
            text, wide, high, nested = "", 1, 1, ()
            if isinstance(entry, Table):
                nested = (entry,)
            elif isinstance(entry, tuple):
                first, wide, high = (*entry, 1)[:3]
                if isinstance(first, Table):
                    nested = (first,)
                else:
                    text = str(first)
            else:
                text = str(entry)
            while (r, c) in taken:
                c += 1
            shaded, text = text.startswith("#"), text.removeprefix("#")
            cells.append(Cell(r, c, text, high, wide, cell_inks(text), nested, emphasis=shaded))
            taken |= {(y, x) for y in range(r, r + high) for x in range(c, c + wide)}
            c += wide
        cols = max(cols, c)
    return Table(cells, len(rows), cols, ref)


def line(text: str) -> Line:
    return Line(text, inks=cell_inks(text))


def document(*blocks: object, path: str = "a.docx", kind: str = "docx") -> Document:
    return Document(path, kind, [Page(None, [line(b) if isinstance(b, str) else b for b in blocks])])  # type: ignore[arg-type,list-item]


def sheet(rows: list[list[object]], name: str, path: str = "a.xlsx") -> Document:
    return Document(path, "sheet", [Page(None, [table(rows, name)], name=name)])
