"""A file cut into stretches that hold one form each."""

from __future__ import annotations

import re

from auditor.forms.bare_headings import (
    LONG_CAPTION,
    SKIPPED_ROLES,
    WEAK_ROLES,
    heads_a_log,
    heads_another_client_paper,
    heads_any_paper,
    heads_new_page,
    heads_page,
    is_short_head,
    prominent,
    table_below,
)
from auditor.forms.booklets import Start, begins, caption_title, label_keys, paper_starts
from auditor.forms.load import FormSet
from auditor.forms.log_lines import is_log_line
from auditor.forms.outline import Key, may_head, outline_starts
from auditor.forms.programme_titles import joint_title, name_above, take_name
from auditor.forms.recognise import Title, is_heading_of_paper, is_numbered, looks_like_title, match_title
from auditor.forms.stacked import Identity, contradicts, identity_in, is_heading_of_archive, named_in_heading
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import INK_ANCHOR, Cell, Document, Line, Place, Table

_CUT = 0.80
"""Score from which a title inside a file starts another form."""
_COMPOSED = 0.74
"""The same for a line that is set exactly as the titles before it; the labels below decide whether it is that form."""
_TITLE = 0.9
"""Score from which a line that is not numbered ends a booklet's outline."""
_COLLECTIVE = re.compile(r"(?:册|册子|材料|资料|汇编|合订本|全套|文书)$")
"""Ends of titles that name a booklet and no paper."""
_HEADINGS = 3
"""Lines above a client's number and name that may be the heading of the archive."""
_CONTINUES = re.compile(r"续|接上")


def cut_segments(document: Document, forms: FormSet) -> list[Segment]:
    """Cut a document at the titles of its forms; sheets are cut from each other."""
    cutter = _Cutter(document, forms)
    for page in document.pages:
        if page.unread:
            continue
        if document.kind == "sheet":
            cutter.start(page.name)
        cutter.expect(page.blocks)
        for number, block in enumerate(page.blocks, 1):
            if cutter.booklet(block, page.number):
                continue
            if isinstance(block, Line):
                following = page.blocks[number] if number < len(page.blocks) else None
                if isinstance(following, Table) and cutter.heading(block, following, page.number):
                    continue
                cutter.line(
                    block,
                    page.number,
                    over=table_below(page.blocks, number),
                    below=following,
                    first=page.number is not None and heads_page(page.blocks, number),
                )
            else:
                cutter.table(block, page.number)
    cutter.name_clients()
    return [segment for segment in cutter.segments if segment.pieces or segment.options]


def _full_rows(table: Table) -> list[tuple[int, Cell]]:
    """Return the rows that one cell fills, or in which only one cell of several holds text (sheets)."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip() or cell.col_span >= table.cols:
            rows.setdefault(cell.row, []).append(cell)
    found = []
    for row, cells in sorted(rows.items()):
        if len(cells) != 1 or len(cells[0].text) > 80 or not cells[0].text.strip():
            continue
        cell = cells[0]
        if (
            cell.col_span >= table.cols
            or (row == 0 and cell.col == 0)
            or (row < 3 and cell.col_span >= table.cols - 1)
        ):
            found.append((row, cell))
    return found


def _look(line: Line) -> tuple[bool, bool, float | None]:
    return line.centred, line.emphasis, line.size


_MUCH = 4
"""Lines with labels that make what stands above a title a paper of its own, whatever it is."""


def _asks_much(segment: Segment, forms: FormSet) -> bool:
    """Tell whether the lines above a title are another paper's, and not its head (station, number)."""
    asked = 0
    for piece in segment.pieces:
        if isinstance(piece.block, Line) and ("：" in piece.block.text or ":" in piece.block.text):
            head = piece.block.text.replace(":", "：").partition("：")[0]
            asked += forms.vocabulary.find(head) is not None
    return asked >= _MUCH


class _Cutter:
    def __init__(self, document: Document, forms: FormSet) -> None:
        self.document, self.forms = document, forms
        self.segments: list[Segment] = [Segment()]
        self._named: set[tuple[str, str]] = set()
        self._look: tuple[bool, bool, float | None] | None = None
        """How the first title of a paper looks: centred, emphasised, size."""
        self._ahead: list[Line | Table] = []
        """Blocks of the file, or of the sheet, that the outline may cover."""
        self._known: set[int] = set()
        """Blocks that an outline has covered, by identity."""
        self._starts: dict[Key, Start] = {}
        self._clients: list[tuple[int, Identity]] = []
        """Numbers and names in lines that gave both, and in which segment each stands."""

    @property
    def current(self) -> Segment:
        return self.segments[-1]

    def start(self, name: str) -> None:
        self.segments.append(Segment(names=[name] if name else []))

    def expect(self, blocks: list[Line | Table]) -> None:
        """Tell which blocks come next; those of a file's pages follow each other."""
        self._ahead = list(blocks) if self.document.kind == "sheet" else [*self._ahead, *blocks]

    def booklet(self, block: Line | Table, page: int | None) -> bool:
        """Open the paper that a booklet's numbered heading begins; False where ``block`` is no such line."""
        if id(block) not in self._known and may_head(block):
            self._outline(block)
        start = self._starts.get((id(block), -1))
        if start is None or not isinstance(block, Line):
            return False
        self._begin(start, Place(self.document.path, page, block.box, block.ref), block.text)
        return True

    def _outline(self, first: Line | Table) -> None:
        """Find out whether the headings from ``first`` on, up to the next title, are those of a booklet."""
        following = self._ahead[next(i for i, block in enumerate(self._ahead) if block is first) :]
        blocks: list[tuple[Line | Table, list[tuple[int, Cell]]]] = []
        for block in following:
            if isinstance(block, Line) and blocks and self._heads_another(block):
                break
            blocks.append((block, _full_rows(block) if isinstance(block, Table) else []))
        self._known.update(id(block) for block, _ in blocks)
        current = "" if self._weakly_named() or _COLLECTIVE.search(self.current.title) else self._open_form()
        self._starts.update(outline_starts(blocks, current, self.forms))

    def _heads_another(self, line: Line) -> bool:
        text = line.text.strip()
        if is_numbered(text) or not text or text[-1] in "：:" or line.role in WEAK_ROLES:
            return False
        title = match_title(text, self.forms)
        return title is not None and title.score >= _TITLE and (title.exact or prominent(line, text))

    def _begin(self, start: Start, place: Place, text: str) -> None:
        if start.title is None:
            self.segments.append(Segment(title=text.strip()[:80], title_place=place))
            return
        self._drop_collective_title()
        if self.current.options or any(isinstance(piece.block, Table) for piece in self.current.pieces):
            names = [] if self.document.kind == "sheet" else list(self.current.names)
            self.segments.append(Segment(names=names))
        self.current.title, self.current.title_place = start.title.text[:80], place
        self.current.options = list(start.title.others)

    def line(
        self,
        line: Line,
        page: int | None,
        over: Table | None = None,
        below: Line | Table | None = None,
        first: bool = False,
    ) -> None:
        """Add a line; ``over`` is the table over which it stands, ``below`` what follows, ``first`` tells that it heads a page."""
        if line.role in SKIPPED_ROLES:
            return
        text = line.text.strip()
        if line.role in WEAK_ROLES:
            if text and text not in self.current.names:
                self.current.names.append(text)
            if "：" in text or ":" in text:
                self.current.pieces.append(Piece(line, page))
            return
        if self._next_client(line, page):
            return
        stands_out = prominent(line, text) or (first and is_short_head(text))
        joint = joint_title(name_above(self.current, self.forms), text, self.forms) if stands_out else ""
        title = self._title(joint, stands_out, self._looks_alike(line)) if joint else None
        if title is not None:
            take_name(self.current)
        else:
            title = self._title(text, stands_out, self._looks_alike(line))
        if title is not None and self._open(title, Place(self.document.path, page, line.box, line.ref)):
            if stands_out and self._look is None:
                self._look = _look(line)
            return
        any_name = first and heads_any_paper(line, over, below, self.current, self.forms)
        if any_name or heads_new_page(line, over, self.current, self.forms):
            weak = match_title(text, self.forms)
            self.segments.append(
                Segment(
                    title=text,
                    title_place=Place(self.document.path, page, line.box, line.ref),
                    options=list(weak.others) if weak is not None else [],
                    by_page=not any_name,
                )
            )
            return
        begun = any(isinstance(p.block, Table) for p in self.current.pieces) or (
            bool(self.current.options) and len(self.current.pieces) >= 5 and prominent(line, text)
        )
        begun = begun or (over is not None and bool(self.current.options) and self.current.has_content())
        if (
            begun
            and not _CONTINUES.search(text)
            and (
                is_heading_of_paper(text, self.forms)
                or heads_a_log(text, over, self.current, self.forms)
                or heads_another_client_paper(text, over, self.forms)
            )
        ):
            # another paper begins, whatever it is: its values must not be taken for those of the form before
            weak = match_title(text, self.forms)
            self.segments.append(
                Segment(title=text[:80], title_place=Place(self.document.path, page, line.box, line.ref))
            )
            self.current.options = list(weak.others) if weak is not None else []
            return
        if not self.current.first_line and text:
            self.current.first_line = text[:60]
        if not self.current.title and not self.current.options and looks_like_title(text):
            self.current.title = text
            self.current.title_place = Place(self.document.path, page, line.box, line.ref)
        self.current.pieces.append(Piece(line, page))

    def name_clients(self) -> None:
        """Give each paper the client whose number and name stand last above it, where the file names several."""
        if not any(contradicts(self._clients[0][1], client) for _, client in self._clients[1:]):
            return
        for (begin, client), (end, _) in zip(
            self._clients, [*self._clients[1:], (len(self.segments), ("", ""))], strict=True
        ):
            for segment in self.segments[begin:end]:
                segment.client = client
            if end == begin:
                self.segments[begin].client = client

    def _next_client(self, line: Line, page: int | None) -> bool:
        """Begin another client's archive at a line whose number and name contradict those before."""
        client = identity_in(line, self.forms.vocabulary)
        if client is None and (self._clients or prominent(line, line.text.strip())):
            client = named_in_heading(line)
        if client is None:
            return False
        other = contradicts(self._clients[-1][1] if self._clients else None, client)
        self._clients.append((len(self.segments) - 1, client))
        before = self.current.pieces
        if not other or not any(isinstance(p.block, Table) or p.block.text.strip() for p in before):
            return False
        heading: list[Piece] = []
        while (
            len(heading) < _HEADINGS
            and before
            and isinstance(block := before[-1].block, Line)
            and is_heading_of_archive(block, client[1])
        ):
            heading.insert(0, before.pop())
        self.segments.append(Segment(pieces=[*heading, Piece(line, page)]))
        self._clients[-1] = (len(self.segments) - 1, client)
        self.current.first_line = next(
            (p.block.text.strip()[:60] for p in self.current.pieces if isinstance(p.block, Line)), ""
        )
        return True

    def heading(self, line: Line, table: Table, page: int | None) -> bool:
        """Start the paper that a numbered heading over a table names, if the table is that paper's."""
        text = line.text.strip()
        if line.role in SKIPPED_ROLES or line.role in WEAK_ROLES or len(text) > LONG_CAPTION:
            return False
        title = caption_title(text, self.forms)
        if title is None:
            return False
        settled = begins(title, label_keys(table.cells, self.forms), self._open_form(), self.forms)
        if settled is None:
            return False
        self._drop_collective_title()
        return self._open(settled, Place(self.document.path, page, line.box, line.ref))

    def _drop_collective_title(self) -> None:
        """Forget a title right above the first of several papers (个案档案): it names the booklet and is no paper."""
        if self.current.options and not self.current.has_content():
            self.current.options = []

    def _weakly_named(self) -> bool:
        return all(score < _CUT for _, score in self.current.options)

    def _open_form(self) -> str:
        return self.current.options[0][0] if self.current.options else ""

    def table(self, table: Table, page: int | None) -> None:
        """Add a table, cut at full-width rows that are titles."""
        begin = 0
        full = _full_rows(table)
        outlined = {row: start for (block, row), start in self._starts.items() if block == id(table)}
        starts = outlined or paper_starts(table, full, self._open_form(), self.forms)
        for row, cell in full:
            start = starts.get(row)
            if start is not None:
                if row > begin:
                    self.current.pieces.append(Piece(table, page, (begin, row)))
                place = Place(self.document.path, page, cell.box, self._row_ref(table, cell, row))
                self._begin(start, place, cell.text)
                begin = row + 1
                continue
            title = self._title(cell.text.strip(), row == 0 or cell.emphasis)
            if title is None:
                if row == 0 and not self.current.title and looks_like_title(cell.text):
                    self.current.title = cell.text.strip()[:60]
                continue
            if row > 0 and not (title.exact and title.length >= 5 and title.score >= 0.95):
                continue
            ref = self._row_ref(table, cell, row)
            if row > begin:
                self.current.pieces.append(Piece(table, page, (begin, row)))
                begin = row
            if self._open(title, Place(self.document.path, page, cell.box, ref)):
                begin = row + 1
        if begin < table.rows:
            self.current.pieces.append(Piece(table, page, (begin, table.rows) if begin else None))

    def _row_ref(self, table: Table, cell: Cell, row: int) -> str:
        if self.document.kind == "sheet":
            return f"{table.ref}!{cell.ref or f'A{row + 1}'}"
        return f"{table.ref or '表格'} 第{row + 1}行"

    def _looks_alike(self, line: Line) -> bool:
        """Tell whether a line is set like the first title: a heading inside a form is set smaller."""
        return (
            self._look is not None and (line.centred or (line.size or 0) >= 14) and _look(line) == self._look
        )

    def _title(self, text: str, prominent: bool, alike: bool = False) -> Title | None:
        """Return the title that a line is, where it may start a form; ``alike``: it is set as the first title is."""
        if not text or INK_ANCHOR in text or is_numbered(text) or (text[0].isdigit() and is_log_line(text)):
            return None
        head = text.partition("：")[0] if "：" in text else text.partition(":")[0]
        if len(head) < len(text) - 1 and self.forms.vocabulary.find(head) is not None:
            return None
        if (text[-1] in ":：" or "：" in text or ":" in text) and self.forms.vocabulary.find(
            text.rstrip(":：")
        ) is not None:
            return None
        title = match_title(text, self.forms)
        if title is None:
            return None
        started = bool(self.current.options) or any(isinstance(p.block, Table) for p in self.current.pieces)
        if started and not self.current.has_content() and self._weakly_named():
            return title  # the line below a title that nobody knows: 组员问卷, then （前测）
        if started and alike and title.exact:
            return title  # a short title (会议记录) may be a label too; the next paper of a booklet begins all the same
        if started and not title.continued:
            label = self.forms.vocabulary.find(text)
            if label is not None and label.field and title.length <= 4:
                return None
            if not title.exact and self.forms.vocabulary.find(text) is not None:
                return None
            if title.score < (_COMPOSED if alike else _CUT):
                return None
            if not prominent and title.length <= 4 and not title.exact:
                return None
            # a short heading inside a form ("服务计划", "结案评估") that is also a label of some form
            if title.length <= 4 and not prominent:
                return None
            if not prominent and self.forms.vocabulary.find(text) is not None:
                return None
        return title

    def _open(self, title: Title, place: Place) -> bool:
        """Start a form at a title, unless the title only repeats that of the form that is open."""
        current = self.current
        same = bool(current.options) and current.options[0][0] == title.form
        if title.continued and current.options:
            return True
        if same and current.title == title.text and not current.has_content():
            return True
        if (
            current.options
            or any(isinstance(p.block, Table) for p in current.pieces)
            or _asks_much(current, self.forms)
        ):
            names = current.names if self.document.kind != "sheet" else []
            current = Segment(names=list(names))
            self.segments.append(current)
        current.title = title.text[:80]
        current.title_place = place
        current.options = list(title.others)
        return True
