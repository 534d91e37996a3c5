"""Word files (docx, docm, dotx, strict Open XML, flat XML) as pages.

The XML is walked directly; nothing here knows a form. The body is one page. See `auditor.pages.model` for how ticks,
pictures and blanks stand in the text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableFile
from auditor.pages.model import Block, Document, Line, LineRole, Page, Table
from auditor.readers import _docx_names as n
from auditor.readers._docx_blocks import BlockReader
from auditor.readers._docx_names import switched_on, w, whole_number
from auditor.readers._docx_package import RESAVE, Package, Relation, parse
from auditor.readers._docx_paragraphs import printable
from auditor.readers._docx_pasted import pasted_papers
from auditor.readers._docx_state import Losses, Shared
from auditor.readers._docx_tidy import thinned, tidy

Element = Any

KINDS: tuple[str, ...] = ("docx",)
VERSION = 2

_HEADER_REF, _FOOTER_REF, _TYPE = w("headerReference"), w("footerReference"), w("type")
_NOTES = (
    ("footnotes", b"footnoteReference", w("footnote"), LineRole.NOTE, "脚注"),
    ("endnotes", b"endnoteReference", w("endnote"), LineRole.NOTE, "尾注"),
    ("comments", b"commentR", w("comment"), LineRole.COMMENT, "批注"),
)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_TWIPS_PER_POINT = 20.0


def read(path: Path, shown_path: str, recognise: bool = True) -> Document:
    """Read a Word file.

    Args:
        path: where the file lies.
        shown_path: the path that outputs show.
        recognise: read pasted pictures of papers too.

    Returns:
        A document of one page without number: header lines, body, notes and comments, footer lines; then a page for
        each pasted picture of a paper.

    Raises:
        UnreadableFile: damaged, protected by a password, empty, not a Word file, or beyond the limits.
    """
    package = Package(path)
    try:
        return _Reading(package, shown_path, recognise).document()
    except RecursionError as error:
        raise UnreadableFile("文件内部嵌套得不正常，为安全起见没有读取。", RESAVE) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        raise UnreadableFile("文件已损坏：压缩包里的内容读不出来。", RESAVE) from error
    finally:
        package.close()


class _Reading:
    """One pass over one file."""

    def __init__(self, package: Package, shown_path: str, recognise: bool) -> None:
        self.package = package
        self.recognise = recognise
        self.path = shown_path
        self.main = package.main_part()
        self.relations = package.relations(self.main)
        self.shared = Shared(package)
        self.notes = self.shared.notes
        self.raw = 0
        self.tracked = False
        for relation in self.relations.values():
            if relation.kind == "styles":
                self.shared.styles_part = relation.target
            elif relation.kind == "numbering":
                self.shared.numbering_part = relation.target

    def document(self) -> Document:
        """Read everything."""
        data = self.package.xml_bytes(self.main)
        if data is None:
            raise UnreadableFile("文件里没有 Word 正文，可能已损坏或不是 Word 文件。", RESAVE)
        data = thinned(data)
        root = parse(data)
        bodies = [child for child in root if child.tag == n.BODY]
        if not bodies:
            raise UnreadableFile("文件里没有 Word 正文，可能已损坏或不是 Word 文件。", RESAVE)
        self.tracked = tidy(root, data)
        sections = list(root.iter(n.SECTPR))
        page = Page(None)
        if sections:
            self._page_size(sections[-1], page)
        headers, footers = self._headers_and_footers(sections)
        reader = BlockReader(self.shared, self.relations)
        body: list[Block] = []
        for element in bodies:
            self.raw += _raw_chars(element)
            body += reader.read(element)
        page.blocks = [*headers, *body, *self._notes_and_comments(data), *footers]
        return self._finished(page, body)

    def _page_size(self, section: Element, page: Page) -> None:
        """Take the page's size from a section's properties."""
        size = section.find(w("pgSz"))
        width, height = (whole_number(size.get(w(side))) if size is not None else 0 for side in ("w", "h"))
        if width and height:
            self.shared.page_size = (float(width), float(height))
            page.width, page.height = width / _TWIPS_PER_POINT, height / _TWIPS_PER_POINT

    # -- headers, footers, notes -----------------------------------------------------------------------------------

    def _headers_and_footers(self, sections: list[Element]) -> tuple[list[Line], list[Line]]:
        """Read the headers and footers that are shown, each wording once.

        A first-page header counts only in a section with a different first page, an even-page header only where
        the document tells odd and even pages apart; Word keeps the others in the file without showing them.
        """
        headers: list[Line] = []
        footers: list[Line] = []
        seen: set[tuple[LineRole, str]] = set()
        parts: set[str] = set()
        shown_first: dict[str, str] = {}
        even: bool | None = None
        for section in sections:
            for reference in section:
                if reference.tag not in (_HEADER_REF, _FOOTER_REF):
                    continue
                kind = reference.get(_TYPE) or "default"
                if kind == "first":
                    shown_first[reference.tag] = reference.get(n.R_ID) or ""
                    continue
                if kind == "even":
                    even = self._even_pages() if even is None else even
                    if not even:
                        continue
                self._margin(reference.tag, reference.get(n.R_ID) or "", headers, footers, seen, parts)
            first = section.find(w("titlePg"))
            if first is not None and switched_on(first.get(n.VAL)):
                for tag, identifier in shown_first.items():
                    self._margin(tag, identifier, headers, footers, seen, parts)
        return headers, footers

    def _margin(
        self,
        tag: str,
        identifier: str,
        headers: list[Line],
        footers: list[Line],
        seen: set[tuple[LineRole, str]],
        parts: set[str],
    ) -> None:
        """Read one header or footer part into its list."""
        relation = self.relations.get(identifier)
        if relation is None or relation.target in parts:
            return
        parts.add(relation.target)
        role, name = (LineRole.HEADER, "页眉") if tag == _HEADER_REF else (LineRole.FOOTER, "页脚")
        for line in self._story(relation.target, role, name):
            key = (role, line.text)
            if key in seen:
                self.raw -= printable(line.text)
                continue
            seen.add(key)
            (headers if role is LineRole.HEADER else footers).append(line)

    def _even_pages(self) -> bool:
        """Tell whether the document has headers of its own for even pages."""
        for relation in self.relations.values():
            if relation.kind == "settings":
                root = self._part(relation.target, "设置")
                mark = root.find(w("evenAndOddHeaders")) if root is not None else None
                return mark is not None and switched_on(mark.get(n.VAL))
        return False

    def _part(self, name: str, title: str) -> Element | None:
        """Return a secondary part's tree, tidied; a damaged one is noted and left out."""
        try:
            data = self.package.xml_bytes(name)
            if data is None:
                self.notes.append(f"文件缺少{title}部分，没有读取。")
                return None
            root = parse(data)
        except UnreadableFile:
            self.notes.append(f"文件的{title}部分已损坏，没有读取。")
            return None
        self.tracked = tidy(root, data) or self.tracked
        return root

    def _relations_of(self, part: str) -> dict[str, Relation]:
        """Return a secondary part's relationships; a damaged list is as good as none."""
        try:
            return self.package.relations(part)
        except UnreadableFile:
            return {}

    def _story(self, part: str, role: LineRole, name: str) -> Iterator[Line]:
        """Read a part that holds one story."""
        root = self._part(part, name)
        if root is None:
            return
        self.raw += _raw_chars(root)
        reader = BlockReader(self.shared, self._relations_of(part), role, name)
        for block in reader.read(root):
            if isinstance(block, Line):
                yield block

    def _notes_and_comments(self, data: bytes) -> Iterator[Line]:
        """Read footnotes, endnotes and comments, where the body refers to any."""
        for kind, mark, tag, role, title in _NOTES:
            if mark not in data:
                continue
            for relation in self.relations.values():
                if relation.kind != kind:
                    continue
                root = self._part(relation.target, title)
                if root is None:
                    continue
                relations = self._relations_of(relation.target)
                for number, element in enumerate(root.iter(tag)):
                    if element.get(_TYPE) in _SEPARATORS:
                        continue
                    self.raw += _raw_chars(element)
                    reader = BlockReader(
                        self.shared, relations, role, f"{title}{element.get(w('id')) or number}"
                    )
                    for block in reader.read(element):
                        if isinstance(block, Line):
                            yield block

    # -- the result ------------------------------------------------------------------------------------------------

    def _finished(self, page: Page, body: list[Block]) -> Document:
        """Count, note what was left out, and put the document together."""
        losses = self.shared.losses
        left_out = losses.hidden + losses.merged_away + losses.field_codes
        raw = max(0, self.raw - left_out)
        in_body = sum(map(_shown_chars, body))
        shown = sum(map(_shown_chars, page.blocks))
        papers = [part for part, large in self.shared.papers if large or in_body == 0]
        pasted = pasted_papers(self.package, papers, self.notes) if self.recognise and papers else []
        if self.shared.pictures and in_body == 0 and all(picture.unread for picture in pasted):
            page.scanned = True
            page.unread = f"正文没有文字，只有{self.shared.pictures}张图片，图片里的内容没有识别。"
        elif shown == 0 and not body:
            self.notes.append("文件里没有文字。")
        self.notes += _sentences(losses, 0 if pasted else self.shared.large_pictures, self.tracked)
        read = max(0, shown - losses.added)
        seen = sum(_shown_chars(block) for picture in pasted for block in picture.blocks)
        return Document(self.path, "docx", [page, *pasted], raw + seen, read + seen, self.notes)


def _raw_chars(root: Element) -> int:
    """Count the printable characters of a tidied tree's text elements and symbols."""
    texts = [element.text for element in root.iter(n.T, n.MATH_TEXT) if element.text]
    return printable("".join(texts)) + sum(1 for _ in root.iter(n.SYM))


def _shown_chars(block: Block) -> int:
    """Count the printable characters of a block, nested tables included."""
    if isinstance(block, Line):
        return printable(block.text)
    return _table_chars(block)


def _table_chars(table: Table) -> int:
    """Count the printable characters of a table, nested tables included."""
    count = printable("".join([cell.text for cell in table.cells]))
    return count + sum(_table_chars(nested) for cell in table.cells if cell.tables for nested in cell.tables)


def _sentences(losses: Losses, large_pictures: int, tracked: bool) -> Iterator[str]:
    """Say what was left out of a document, and why."""
    if tracked:
        yield "文件里有没有接受的修订：按接受修订后的样子读取，删除的文字不计。"
    if losses.hidden:
        yield f"有{losses.hidden}个字设为隐藏，打印时看不到，没有读取。"
    if losses.merged_away:
        yield f"有{losses.merged_away}个字被合并的单元格盖住，打印时看不到，没有读取。"
    if losses.page_pictures:
        yield f"有{losses.page_pictures}张铺满页面的底图，没有读取。"
    if losses.header_pictures:
        yield f"页眉或页脚里有{losses.header_pictures}张图片，没有读取。"
    if large_pictures:
        yield f"有{large_pictures}张占大半页的图片，图片里的文字没有识别。"
    if losses.floating:
        yield f"有{losses.floating}张浮动图片放在表格以外的段落上，可能压着某个单元格。"
    if losses.charts:
        yield f"有{losses.charts}个图表或图示，其中的文字没有读取。"
    if losses.controls:
        yield f"有{losses.controls}个 ActiveX 控件（勾选框、文本框等），没有读取控件里的内容。"
    if losses.chunks:
        yield f"有{losses.chunks}处插入的外部文档（altChunk 或子文档），没有读取。"
