"""What stands on a paper and was claimed by no field, row or approval: while there is any, nothing of it is surely absent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.forms.labels import Vocabulary, fold_key, strip_numbering
from auditor.forms.layout import Layout
from auditor.forms.model import FilledForm, Reading, Unclaimed
from auditor.forms.near_labels import NEAR
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import Cell, Document, Line, Mark, Place, Table
from auditor.values.archive_numbers import find_archive_numbers
from auditor.values.names import looks_like_name

MAX_ITEMS = 40
"""So many pieces are kept of one form."""
_MAX_TEXT = 60
_MAX_CAPTION = 30
_LONG = 80
_FILLER = "_ \t\n　\xa0\ufffc"
_VALUE = re.compile(r"[：:]|[。；;，,]|\d{4}|_{2}")
_PARTS = re.compile(r"[：:\s　|]+")
_ONLY_DIGITS = re.compile(r"^[\d./年月日:：-]+$")
_LONGEST_NAME = 20
_CONTENTS = re.compile(r"目\s*[录錄次]$")
_PAPERS_HEAD = re.compile(r"(?:材料|文件|文书|資料|资料|表格|文档|内容)(?:名称|题名|标题|名|目录)?|题\s*名")
_HEAD_ROWS = 2
_MAX_PEOPLE = 400
_DAY = re.compile(r"\d{1,2}\s*[月./-]\s*\d{1,2}|\d{4}\s*年")


class _Walk:
    """Rows and lines of one form in reading order, told apart into captions, claimed and unclaimed content."""

    def __init__(
        self,
        segment: Segment,
        layout: Layout,
        vocabulary: Vocabulary,
        document: Document,
        form: FilledForm | None,
    ) -> None:
        self.segment, self.vocabulary, self.document = segment, vocabulary, document
        self.form = form
        sure = [r for r in _readings(form) if not self._only_near(r)] if form is not None else []
        self.claimed = _claimed_refs(sure) | layout.understood
        self.told = {r.label.strip(_FILLER) for r in sure if r.raw}
        """Labels of what was read: above their values they head no section."""
        self.labels = {item.label_text.strip(_FILLER) for item in layout.items}
        self.texts = {text.strip(_FILLER) for text in layout.texts}
        for item in layout.items:
            if "月" in item.value.text and item.value.place.ref not in self.claimed and item.block < 0:
                # what follows a label that is no field of this form
                self.texts.update(part.strip(_FILLER) for part in item.value.text.split("\n"))
        self.found: list[Unclaimed] = []
        self.people: dict[str, None] = {}
        """Archive numbers and names in what nothing claimed."""
        self.caption: Unclaimed | None = None
        self.read = self.left = self.rows = 0
        """Claimed and unclaimed characters, and lines or cells of any kind, since the last caption."""
        self.dated = False
        """A day stands in what was not claimed since the last caption."""
        self.run: list[tuple[Unclaimed, bool]] = []
        """Unclaimed rows of a table that stand below each other, and whether a day stands in each."""

    def _only_near(self, reading: Reading) -> bool:
        """Tell whether a reading stands under a label that is only near one of its field's: it claims nothing for certain."""
        return reading.confidence == NEAR or (
            reading.confidence < NEAR
            and reading.mark is Mark.TYPED
            and not reading.choices
            and self.vocabulary.find(reading.label) is None
        )

    def walk(self) -> list[Unclaimed]:
        """Return what nothing claimed."""
        for number, piece in enumerate(self.segment.pieces, 1):
            if isinstance(piece.block, Line):
                self._end_run()
                self._line(piece.block, piece.page, number)
            else:
                self._table(piece, piece.block)
                self._end_run()
        self._close()
        return self.found

    # ---- lines ----

    def _line(self, line: Line, page: int | None, number: int) -> None:
        text = line.text.strip(_FILLER)
        if not text and not line.inks:
            return
        ref = line.ref or f"第{number}段"
        if ref in self.claimed:
            self.rows += 1
            self.read += len(text)
            return
        if self._is_caption(text):
            self._open(text, Place(self.document.path, page, line.box, ref))
        elif self.form is None or text in self.texts:
            self.rows += 1
            self.left += len(text)
            self.dated = self.dated or _DAY.search(text) is not None
            for part in _PARTS.split(text[:200]):
                self._mention(part)
            if len(text) >= _LONG and _DAY.search(text):
                self._add("text", text, Place(self.document.path, page, line.box, ref), len(text))

    # ---- tables ----

    def _table(self, piece: Piece, table: Table) -> None:
        start, end = piece.rows or (0, table.rows)
        for row, cells in _rows(table, start, end):
            filled = [cell for cell in cells if cell.text.strip(_FILLER) or cell.inks]
            if not filled:
                continue
            if self._row_claimed(table, row, cells):
                self._end_run()
                self.rows += 1
                self.read += sum(len(cell.text) for cell in filled)
                continue
            first = filled[0]
            text = first.text.strip(_FILLER)
            if (
                len(filled) == 1
                and (len(cells) == 1 or first.col_span >= table.cols - 1)
                and self._is_caption(text)
                and text not in self.told
            ):
                self._end_run()
                self._open(text, self._place(piece, table, row, first))
                continue
            self.rows += len(filled)
            if any(cell.tables for cell in filled):
                continue
            own = [cell for cell in filled if not self._is_label(cell.text.strip(_FILLER))]
            for cell in own:
                for part in _PARTS.split(cell.text[:200]):
                    self._mention(part)
            size = sum(len(cell.text.strip(_FILLER)) for cell in own)
            self.left += size
            if not own:
                continue
            words = " | ".join(cell.text.strip(_FILLER) for cell in filled)
            place = self._place(piece, table, row, first)
            if len(filled) >= 3:
                self.run.append(
                    (Unclaimed("table", words[:_MAX_TEXT], place, size), _DAY.search(words) is not None)
                )
                continue
            self._end_run()
            if len(filled) == 2:
                self._add("pair", words, place, size)
            elif size >= _LONG and _DAY.search(text):
                self._add("text", text, place, size)

    def _row_claimed(self, table: Table, row: int, cells: list[Cell]) -> bool:
        if not self.claimed:
            return False
        if self.document.kind == "sheet":
            return any(f"{table.ref}!{cell.ref}" in self.claimed for cell in cells)
        return f"{table.ref or '表格'} 第{row + 1}行" in self.claimed

    def _place(self, piece: Piece, table: Table, row: int, cell: Cell) -> Place:
        ref = (
            f"{table.ref}!{cell.ref}"
            if self.document.kind == "sheet"
            else f"{table.ref or '表格'} 第{row + 1}行"
        )
        return Place(self.document.path, piece.page, cell.box, ref)

    def _end_run(self) -> None:
        run, self.run = self.run, []
        if len(run) > 1:
            first = run[0][0]
            kind = "table" if any(dated for _, dated in run) else "rows"
            self._add(kind, first.text, first.place, sum(item.size for item, _ in run))
        elif run:
            first = run[0][0]
            self._add("pair", first.text, first.place, first.size)

    # ---- what a text is ----

    def _mention(self, text: str) -> None:
        """Remember an archive number or a name that stands alone."""
        text = text.strip(_FILLER)
        if not 2 <= len(text) <= _LONGEST_NAME or len(self.people) >= _MAX_PEOPLE:
            return
        if any(char.isdigit() for char in text):
            if not _ONLY_DIGITS.match(text):
                for number in find_archive_numbers(text):
                    self.people[number.text] = None
        elif looks_like_name(text):
            self.people[text] = None

    def _is_caption(self, text: str) -> bool:
        return 1 < len(text) <= _MAX_CAPTION and "\n" not in text and not _VALUE.search(text.rstrip(":："))

    def _is_label(self, text: str) -> bool:
        return text in self.labels or (len(text) <= 40 and self.vocabulary.find(text) is not None)

    # ---- results ----

    def _open(self, text: str, place: Place) -> None:
        self._close()
        self.caption = Unclaimed("caption", strip_numbering(text)[:_MAX_TEXT], place, 0)

    def _close(self) -> None:
        """Keep the caption that ends here if what stood below it was mostly not claimed."""
        self._end_run()
        caption = self.caption
        if caption is not None and (self.rows > 1 or self.dated) and self.left >= self.read:
            self._add("caption", caption.text, caption.place, self.left)
        self.caption, self.read, self.left, self.rows = None, 0, 0, 0
        self.dated = False

    def _add(self, kind: str, text: str, place: Place, size: int) -> None:
        if len(self.found) < MAX_ITEMS:
            form = self.form.form if self.form is not None else ""
            self.found.append(Unclaimed(kind, text.replace("\n", " ")[:_MAX_TEXT], place, size, form))


def unclaimed_of(
    segment: Segment, layout: Layout, vocabulary: Vocabulary, document: Document, form: FilledForm | None
) -> list[Unclaimed]:
    """Return what stands in a stretch of a file and was claimed by nothing; all of it where it is of no known form.

    Args:
        segment: the stretch.
        layout: what was labelled in it.
        vocabulary: known labels, which are no content.
        document: the file.
        form: the form read from it; None where none was recognised.
    """
    if (form is None or not form.rows) and _is_contents_page(segment):
        return []
    walk = _Walk(segment, layout, vocabulary, document, form)
    found = walk.walk()
    if walk.people:
        place = segment.place(document)
        found.append(
            Unclaimed("people", "", place, 0, form.form if form is not None else "", tuple(walk.people))
        )
    if form is None:
        title = segment.title or segment.first_line or _first_words(segment) or " ".join(segment.names[:1])
        size = sum(
            len(piece.block.text.strip(_FILLER))
            if isinstance(piece.block, Line)
            else sum(len(cell.text.strip(_FILLER)) for cell in piece.block.cells)
            for piece in segment.pieces
        )
        if size > len(title) and (title or size >= _LONG):
            place = segment.place(document)
            found.insert(0, Unclaimed("form", title[:_MAX_TEXT], place, size))
    return found


def _is_contents_page(segment: Segment) -> bool:
    """Tell whether a stretch only lists the papers of its own file (卷内目录: 序号, 材料名称, 页码): it says nothing itself."""
    if not _CONTENTS.search(segment.title.strip()):
        return False
    tables = [piece.block for piece in segment.pieces if isinstance(piece.block, Table)]
    return bool(tables) and all(
        any(cell.row < _HEAD_ROWS and _PAPERS_HEAD.fullmatch(cell.text.strip()) for cell in table.cells)
        and not any(find_archive_numbers(cell.text) for cell in table.cells if len(cell.text) <= _MAX_TEXT)
        for table in tables
    )


def _first_words(segment: Segment) -> str:
    """The first text of a stretch that begins with a table: its heading, whatever it is."""
    for piece in segment.pieces[:1]:
        if isinstance(piece.block, Table):
            start = piece.rows[0] if piece.rows else 0
            cells = (cell.text.strip(_FILLER) for cell in piece.block.cells if cell.row == start)
            return next((text for text in cells if text), "")[:_MAX_TEXT]
    return ""


def _claimed_refs(readings: Iterable[Reading]) -> set[str]:
    refs: set[str] = set()
    for reading in readings:
        ref = reading.place.ref
        if ref:
            refs.add(ref)
            refs.add(ref[: ref.rfind("第")])
    return refs


def _readings(form: FilledForm) -> Iterator[Reading]:
    yield from form.fields.values()
    for rows in form.rows.values():
        for row in rows:
            yield from row.values()
    for approval in form.approvals:
        yield from approval.values()


def _rows(table: Table, start: int, end: int) -> Iterator[tuple[int, list[Cell]]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if start <= cell.row < end:
            rows.setdefault(cell.row, []).append(cell)
    yield from rows.items()


def labels_of(found: Iterable[Unclaimed]) -> frozenset[str]:
    """Return the folded words of captions and headers, by which the same unread shape is known again in other files."""
    return frozenset(fold_key(item.text) for item in found)
