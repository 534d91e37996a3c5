"""Blocks of a Word story: lines of text and tables with merged cells on one grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import UnreadableFile
from auditor.pages.model import INK_ANCHOR, Block, Cell, Ink, Line, LineRole, Table
from auditor.readers import _docx_names as n
from auditor.readers._docx_names import switched_on, w
from auditor.readers._docx_package import RESAVE, Relation
from auditor.readers._docx_paragraphs import ParagraphReader, printable
from auditor.readers._docx_state import Paragraph, Shared

Element = Any

MAX_SPAN = 256
MAX_CELLS = 300_000
COLUMN_GAP = "    "

_GRID_SPAN, _V_MERGE, _H_MERGE, _SHD = w("gridSpan"), w("vMerge"), w("hMerge"), w("shd")
_GRID_BEFORE, _HIDDEN, _TRPR_EX = w("gridBefore"), w("hidden"), w("tblPrEx")
_DRAWING, _PICT = w("drawing"), w("pict")
_FILL, _ALT_CHUNK, _SUB_DOC = w("fill"), w("altChunk"), w("subDoc")
_NOT_CONTENT = frozenset(
    {n.TCPR, n.TRPR, w("tblPr"), w("tblGrid"), n.SDTPR, w("sdtEndPr"), n.SECTPR, w("customXmlPr"), _TRPR_EX}
)
_DENSE_PATTERNS = frozenset({f"pct{share}" for share in (10, 12, 15, 20, 25, 30, 35, 37, 40, 45, 50)})
_PLAIN_FILLS = frozenset({"auto", "ffffff", ""})


@dataclass(slots=True)
class _Content:
    """Content of a cell while it is being read."""

    texts: list[str] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    bold: bool = False
    plain: bool = False
    joins: bool = False

    def add(self, para: Paragraph) -> None:
        """Append a paragraph."""
        text = para.text
        if self.joins and self.texts:
            self.texts[-1] += text
        else:
            self.texts.append(text)
        self.joins = para.joins_next
        if text and not text.isspace():
            self.bold = self.bold or para.bold
            self.plain = self.plain or not para.bold
        if para.inks:
            self.inks += para.inks

    def text(self) -> str:
        """Return the paragraphs joined, without the blank space around them."""
        texts = self.texts
        return texts[0].strip() if len(texts) == 1 else "\n".join(texts).strip()


class BlockReader:
    """Reads the blocks of one story in reading order."""

    def __init__(
        self, shared: Shared, relations: dict[str, Relation], role: LineRole = LineRole.BODY, name: str = ""
    ) -> None:
        """Set up.

        Args:
            shared: the document's common state.
            relations: relationships of the part that holds the story.
            role: role of the story's lines.
            name: what to call the story in references ("页眉"); empty for the body.
        """
        self.shared = shared
        self.role = role
        self.name = name
        self.paragraphs = ParagraphReader(
            shared, relations, decorative=role in (LineRole.HEADER, LineRole.FOOTER)
        )
        self._lines = 0
        self._tables = 0
        self._cells = 0
        self._page_begins = False
        """A page break stands before the next line."""

    def read(self, parent: Element) -> list[Block]:
        """Read all blocks below an element.

        Tables of a header, footer, note or comment become lines, one a row: they only lay text out.
        """
        return list(self._blocks(parent, self.role))

    def _children(self, parent: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
        """Yield the wanted children, looking through content controls and other wrappers at any level."""
        for child in parent:
            tag = child.tag
            if tag in wanted:
                yield child
            elif tag in (_ALT_CHUNK, _SUB_DOC):
                self.shared.losses.chunks += 1
            elif tag not in _NOT_CONTENT and len(child):
                yield from self._children(child, wanted)

    def _blocks(self, parent: Element, role: LineRole) -> Iterator[Block]:
        """Yield lines and tables; a frame of one cell around tables is looked through."""
        pending: Paragraph | None = None
        for child in self._children(parent, (n.P, n.TBL, n.R)):
            if child.tag == n.TBL:
                if pending is not None:
                    yield from self._as_lines(pending, role)
                    pending = None
                self._page_begins = False
                inner = _frame_of_tables(child)
                if inner is not None:
                    yield from self._blocks(inner, role)
                    continue
                if role in (LineRole.BODY, LineRole.TEXTBOX):
                    self._tables += 1
                    ref = f"{self.name}表{self._tables}"
                    table = self._table(child, ref)
                    if table.cells:
                        yield table
                else:
                    yield from self._row_lines(self._table(child, ""), role)
                continue
            para = self.paragraphs.read(child) if child.tag == n.P else self._lone_run(child)
            if pending is not None:
                para.text = pending.text + para.text
                para.inks[:0] = pending.inks
                para.boxes[:0] = pending.boxes
                para.new_page = para.new_page or pending.new_page
                pending = None
            if para.joins_next:
                pending = para
                continue
            yield from self._as_lines(para, role)
        if pending is not None:
            yield from self._as_lines(pending, role)

    def _lone_run(self, run: Element) -> Paragraph:
        """Read a run that stands outside any paragraph (damaged by a program, still shown by WPS)."""
        holder = run.makeelement(n.P)
        holder.append(run)
        return self.paragraphs.read(holder)

    def _as_lines(self, para: Paragraph, role: LineRole) -> Iterator[Block]:
        """Yield a paragraph's lines (breaks divide it) and then the content of its text boxes."""
        text = para.text
        taken = 0
        self._page_begins = self._page_begins or para.new_page
        for broken in text.split("\n") if "\n" in text else (text,):
            count = broken.count(INK_ANCHOR) if para.inks else 0
            inks = tuple(para.inks[taken : taken + count])
            taken += count
            part = broken.rstrip()
            if broken.startswith("\f"):
                self._page_begins = True
                part = part.lstrip("\f")
            if not part:
                continue
            self._lines += 1
            yield Line(
                part,
                role,
                inks,
                None,
                1.0,
                self._size(para),
                para.bold,
                para.centred,
                f"{self.name}第{self._lines}段" if not self.name or role is LineRole.BODY else self.name,
                new_page=self._page_begins,
            )
            self._page_begins = False
        self._page_begins = self._page_begins or para.ends_page
        for box in para.boxes:
            yield from self._blocks(box, LineRole.TEXTBOX if role is LineRole.BODY else role)

    def _size(self, para: Paragraph) -> float | None:
        """Return a paragraph's font size, the default style's where it says nothing itself."""
        return para.size if para.size is not None else self.shared.styles.default.size

    def _row_lines(self, table: Table, role: LineRole) -> Iterator[Line]:
        """Yield a layout table's rows as lines."""
        for row in range(table.rows):
            cells = [cell for cell in table.cells if cell.row == row]
            for cell in cells:
                for nested in cell.tables:
                    yield from self._row_lines(nested, role)
            text = COLUMN_GAP.join(cell.text.replace("\n", " ") for cell in cells if cell.text)
            if text:
                inks = tuple(ink for cell in cells for ink in cell.inks)
                yield Line(text, role, inks, ref=self.name)

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, element: Element, ref: str) -> Table:
        """Read one ``w:tbl``: spans from gridSpan, vMerge, hMerge, gridBefore; every grid position in one cell."""
        cells: list[Cell] = []
        above: dict[int, Cell] = {}
        ends: list[tuple[int, Cell | None]] = []
        row = 0
        was_in_table, self.paragraphs.in_table = self.paragraphs.in_table, True
        for tr in self._children(element, (n.TR,)):
            col = 0
            merging: dict[int, Cell] = {}
            last: Cell | None = None
            hidden = False
            properties = tr.find(n.TRPR)
            if properties is not None:
                before = _number(properties.find(_GRID_BEFORE))
                if before:
                    cells.append(Cell(row, 0, col_span=before))
                    col = before
                mark = properties.find(_HIDDEN)
                hidden = mark is not None and switched_on(mark.get(n.VAL))
            if hidden:
                self.shared.losses.hidden += sum(printable(text.text) for text in tr.iter(n.T))
                continue
            for tc in self._children(tr, (n.TC,)):
                span, vertical, horizontal, shaded = _cell_properties(tc)
                if horizontal == "continue" and last is not None:
                    last.col_span += span
                    col += span
                    self._merged_away(tc, last)
                    continue
                owner = above.get(col) if vertical == "continue" else None
                if owner is not None and owner.col_span == span:
                    owner.row_span += 1
                    merging[col] = last = owner
                    self._merged_away(tc, owner)
                else:
                    last = self._cell(tc, row, col, span, shaded, ref)
                    cells.append(last)
                    if vertical:
                        merging[col] = last
                col += span
            ends.append((col, last))
            above = merging
            row += 1
        self.paragraphs.in_table = was_in_table
        cols = max((end for end, _ in ends), default=0)
        ragged = False
        for at, (end, last) in enumerate(ends):
            if end == cols:
                continue
            if last is not None and last.row == at and last.row_span == 1:
                last.col_span += cols - end
            else:
                cells.append(Cell(at, end, col_span=cols - end))
                ragged = True
        if ragged:
            cells.sort(key=lambda cell: (cell.row, cell.col))
        return Table(cells, row, cols, ref)

    def _merged_away(self, tc: Element, owner: Cell) -> None:
        """Count the text of a cell that a merge covers: Word keeps it, and shows it nowhere.

        A picture there is given to the covering cell: whether it shows depends on the program, and a signature
        that might be seen must not be called missing.
        """
        losses = self.shared.losses
        for text in tc.iter(n.T):
            losses.merged_away += printable(text.text)
        if next(tc.iter(_DRAWING, _PICT), None) is not None:
            counted = losses.added, losses.hidden, losses.field_codes
            for element in tc.iter(n.P):
                inks = self.paragraphs.read(element).inks
                owner.text += INK_ANCHOR * len(inks)
                owner.inks += tuple(inks)
            losses.added, losses.hidden, losses.field_codes = counted  # its text is counted above

    def _cell(self, tc: Element, row: int, col: int, span: int, shaded: bool, ref: str) -> Cell:
        """Read one ``w:tc``."""
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise UnreadableFile("文件里的表格单元格多得不正常，为安全起见没有读取。", RESAVE)
        content = _Content()
        children = len(tc)
        # properties and one paragraph: nearly all cells are like this
        if 0 < children <= 2 and tc[-1].tag == n.P and (children == 1 or tc[0].tag == n.TCPR):
            para = self.paragraphs.read(tc[-1])
            if not para.boxes:
                text = para.text.strip()
                emphasis = shaded or (para.bold and text != "")
                return Cell(row, col, text, 1, span, tuple(para.inks), (), None, 1.0, emphasis)
            content.add(para)
            for box in para.boxes:
                self._fill(box, content, ref)
        else:
            self._fill(tc, content, ref)
        text = content.text()
        return Cell(
            row,
            col,
            text,
            1,
            span,
            tuple(content.inks),
            tuple(content.tables),
            emphasis=shaded or (content.bold and not content.plain),
        )

    def _fill(self, parent: Element, content: _Content, ref: str) -> None:
        """Read a cell's blocks (or a text box inside it) into its content."""
        for child in parent:
            tag = child.tag
            if tag == n.P:
                para = self.paragraphs.read(child)
                content.add(para)
                for box in para.boxes:
                    self._fill(box, content, ref)
            elif tag == n.TBL:
                self._nested(child, content, ref)
            elif tag in (_ALT_CHUNK, _SUB_DOC):
                self.shared.losses.chunks += 1
            elif tag not in _NOT_CONTENT and len(child):
                self._fill(child, content, ref)

    def _nested(self, element: Element, content: _Content, ref: str) -> None:
        """Read a table inside a cell; one of a single cell is a frame, its text belongs to the cell around it."""
        table = self._table(element, f"{ref}内表{len(content.tables) + 1}")
        if table.rows == 1 and table.cols == 1:
            cell = table.cells[0]
            content.texts.append(cell.text)
            content.inks += cell.inks
            content.tables += cell.tables
            content.plain = content.plain or not cell.emphasis
        elif table.cells:
            content.tables.append(table)


def _number(element: Element | None) -> int:
    """Return a grid count, 0 where there is none; never more than a table can have."""
    value = element.get(n.VAL) if element is not None else None
    return min(int(value[:6]), MAX_SPAN) if value and value.isdecimal() else 0


def _cell_properties(tc: Element) -> tuple[int, str, str, bool]:
    """Return a cell's grid span, its vertical and horizontal merge ("", "restart", "continue") and shading."""
    span, vertical, horizontal, shaded = 1, "", "", False
    properties = next(iter(tc), None)  # first by the schema; a search would cost as much as the rest
    if properties is None or properties.tag != n.TCPR:
        properties = tc.find(n.TCPR)
        if properties is None:
            return span, vertical, horizontal, shaded
    for prop in properties:
        tag = prop.tag
        if tag == _GRID_SPAN:
            span = _number(prop) or 1
        elif tag == _V_MERGE:
            vertical = "restart" if prop.get(n.VAL) == "restart" else "continue"
        elif tag == _H_MERGE:
            horizontal = "restart" if prop.get(n.VAL) == "restart" else "continue"
        elif tag == _SHD:
            shaded = (prop.get(_FILL) or "").lower() not in _PLAIN_FILLS or prop.get(n.VAL) in _DENSE_PATTERNS
    return span, vertical, horizontal, shaded


def _frame_of_tables(tbl: Element) -> Element | None:
    """Return the only cell of a table that has just one and holds tables: a frame around the real form."""
    found: Element | None = None
    for child in tbl:
        if child.tag == n.TR:
            if found is not None:
                return None
            found = child
        elif child.tag not in _NOT_CONTENT:
            return None
    if found is None:
        return None
    cells = [child for child in found if child.tag not in _NOT_CONTENT]
    if len(cells) != 1 or cells[0].tag != n.TC:
        return None
    cell = cells[0]
    return cell if any(child.tag == n.TBL for child in cell) else None
