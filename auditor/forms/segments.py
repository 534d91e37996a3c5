"""A file cut into stretches that hold one form each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.forms.booklets import Start, begins, caption_title, fit, label_keys, paper_starts
from auditor.forms.load import FormSet
from auditor.forms.log_lines import is_log_line
from auditor.forms.outline import Key, may_head, outline_starts
from auditor.forms.periods import period_of
from auditor.forms.recognise import Title, is_heading_of_paper, is_numbered, looks_like_title, match_title
from auditor.forms.stacked import Identity, contradicts, identity_in, is_heading_of_archive, named_in_heading
from auditor.pages.model import INK_ANCHOR, Cell, Document, Line, LineRole, Place, Table

_CUT = 0.80
"""Score from which a title inside a file starts another form."""
_COMPOSED = 0.74
"""The same for a line that is set exactly as the titles before it; the labels below decide whether it is that form."""
_TITLE = 0.9
"""Score from which a line that is not numbered ends a booklet's outline."""
_COLLECTIVE = re.compile(r"(?:册|册子|材料|资料|汇编|合订本|全套|文书)$")
"""Ends of titles that name a booklet and no paper."""
_LONG_CAPTION = 40
_HEADINGS = 3
"""Lines above a client's number and name that may be the heading of the archive."""
_CONTINUES = re.compile(r"续|接上")
_WEAK_ROLES = {LineRole.HEADER, LineRole.FOOTER}
_SKIPPED_ROLES = {LineRole.COMMENT, LineRole.NOTE}


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
                    over=_table_below(page.blocks, number),
                    heads_page=page.number is not None and not any(map(_has_text, page.blocks[: number - 1])),
                )
            else:
                cutter.table(block, page.number)
    cutter.name_clients()
    return [segment for segment in cutter.segments if segment.pieces or segment.options]


def _table_below(blocks: Sequence[Line | Table], number: int) -> Table | None:
    """Return the table right below a line; a line that names its period (2025年第1季度) may stand between."""
    for block in blocks[number : number + 2]:
        if isinstance(block, Table):
            return block
        if period_of(block.text) is None:
            return None
    return None


_SHORT_HEAD = 16
"""Characters of a title that may stand alone at the head of a page: 同意书."""


def _has_text(block: Line | Table) -> bool:
    return isinstance(block, Table) or (
        bool(block.text.strip()) and block.role not in _WEAK_ROLES and block.role not in _SKIPPED_ROLES
    )


def prominent(line: Line, text: str) -> bool:
    """Tell whether a line looks like a heading: centred, bold, large, or set off with spaces."""
    return line.centred or line.emphasis or (line.size or 0) >= 14 or (line.text[:4].isspace() and bool(text))


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


_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff 　]{2,12}$")
_BARE_KINDS = frozenset(
    (
        "评估",
        "计划",
        "记录",
        "过程记录",
        "服务记录",
        "回访",
        "封面",
        "接案",
        "结案",
        "同意书",
        "分级评估",
        "协同",
        "探访",
        "电访",
    )
)
_LOG_HEAD = re.compile(r"(?:记录|登记|日志|台账|明细|一览|情况)[表册簿本]?$")
_FITS = 0.6
"""Share of a table's labels that the open form must have for the table to be its own."""


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
        if is_numbered(text) or not text or text[-1] in "：:" or line.role in _WEAK_ROLES:
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

    def line(self, line: Line, page: int | None, over: Table | None = None, heads_page: bool = False) -> None:
        """Add a line; ``over`` is the table right below it, ``heads_page`` tells that it is the first on its page."""
        if line.role in _SKIPPED_ROLES:
            return
        text = line.text.strip()
        if line.role in _WEAK_ROLES:
            if text and text not in self.current.names:
                self.current.names.append(text)
            if "：" in text or ":" in text:
                self.current.pieces.append(Piece(line, page))
            return
        if self._next_client(line, page):
            return
        stands_out = prominent(line, text) or (heads_page and len(text) <= _SHORT_HEAD)
        title = self._title(text, stands_out, self._looks_alike(line))
        if title is not None and self._open(title, Place(self.document.path, page, line.box, line.ref)):
            if stands_out and self._look is None:
                self._look = _look(line)
            return
        if heads_page and over is not None and self._heads_any_paper(text):
            self.segments.append(
                Segment(title=text, title_place=Place(self.document.path, page, line.box, line.ref))
            )
            return
        begun = any(isinstance(p.block, Table) for p in self.current.pieces) or (
            bool(self.current.options) and len(self.current.pieces) >= 5 and prominent(line, text)
        )
        begun = begun or (over is not None and bool(self.current.options) and self.current.has_content())
        if (
            begun
            and not _CONTINUES.search(text)
            and (is_heading_of_paper(text, self.forms) or self._heads_a_log(text, over))
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

    def _heads_any_paper(self, text: str) -> bool:
        """Tell whether the first words of a page over a table are a paper's name, however short: 评估, 计划."""
        if not _PLAIN_WORDS.match(text) or not self.current.has_content():
            return False
        return text in _BARE_KINDS or self.forms.vocabulary.find(text) is None

    def _heads_a_log(self, text: str, over: Table | None) -> bool:
        """Tell whether a short heading (联系记录) stands over rows that the form above it has no place for."""
        if over is None or not self.current.options or over.rows < 2 or not _LOG_HEAD.search(text):
            return False
        if len(text) > _LONG_CAPTION or is_numbered(text) or self.forms.vocabulary.find(text) is not None:
            return False
        keys = label_keys(over.cells, self.forms)
        met, share = fit(keys, self.forms.index[self.current.options[0][0]])
        return len(keys) > 1 and not met and share < _FITS

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
        if line.role in _SKIPPED_ROLES or line.role in _WEAK_ROLES or len(text) > _LONG_CAPTION:
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
