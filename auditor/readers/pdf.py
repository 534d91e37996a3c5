"""Text PDFs: exports of Word, WPS and office programs, read page by page.

A page is taken as text or as a scan on its own; scanned pages are recognised from their pictures.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import UnreadableFile
from auditor.pages.model import Document, Line, LineRole, Page

if TYPE_CHECKING:
    from auditor.readers._pdf_content import PageContent

KINDS: tuple[str, ...] = ("pdf",)
VERSION = 6

MAX_PAGES = 300
MAX_BYTES = 200 * 1024 * 1024
MAX_SECONDS = 60.0
"""Processor seconds for the text pages of one file; pages not reached by then are kept as unread."""
SCAN_COVERAGE = 0.6
SCAN_CHARS = 40
"""A page whose pictures cover that share and which has fewer characters is a scan with a stamp or page number."""
PATCHWORK = 0.3
"""How much more of a page several pictures must cover than one to make it a scan: they may be photographs."""
GARBLED_SHARE = 0.3
OUTLINED_STROKES = 200

NOT_RECOGNISED = "扫描页，这一次没有识别"
MORE_IN_PICTURE = 1.2
"""A page's picture must show that many times the characters of its text layer to be believed instead of it."""
OUT_OF_TIME = "文件太复杂，读到这一页之前已超过时间上限"
BROKEN_PAGE = "这一页已损坏，无法读取"

DYNAMIC_FORM = "这是动态表单（XFA），内容可能没有读全；请用 Adobe Reader 打印成普通 PDF。"

_DYNAMIC_FORM = 2
"""FORMTYPE_XFA_FULL in pdfium's fpdf_formfill.h."""
_PASSWORD = 4
_SECURITY = 5


def read(path: Path, shown_path: str) -> Document:
    """Read a PDF.

    Args:
        path: where the file lies.
        shown_path: the path that outputs show.

    Returns:
        Its pages, numbered from 1; pages that cannot be read keep their number and say why.

    Raises:
        UnreadableFile: empty, too large, not a PDF, broken, or locked with a password.
    """
    pdf = _opened(path)
    try:
        return _read_document(pdf, shown_path)
    finally:
        pdf.close()


def read_text_pages(path: Path, shown_path: str) -> Document:
    """Read a PDF's text pages only: pages that are pictures stay unread.

    Raises:
        UnreadableFile: as `read`.
    """
    pdf = _opened(path)
    try:
        return _read_document(pdf, shown_path, recognise=False)
    finally:
        pdf.close()


def _opened(path: Path) -> Any:
    import pypdfium2

    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(
            f"无法打开文件：{error.strerror}。", "请检查文件是否还在、是否有权限读取。"
        ) from error
    if size == 0:
        raise UnreadableFile("文件是空的（0 字节）。", "请重新导出或复制这份 PDF。")
    if size > MAX_BYTES:
        raise UnreadableFile(
            f"文件有 {size // 1024 // 1024} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限。",
            "请把它拆成几个文件，或压缩其中的图片。",
        )
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _SECURITY) or "assword" in str(error):
            raise UnreadableFile("PDF 加了密码，打不开。", "请用密码打开后另存为不加密的 PDF。") from error
        raise UnreadableFile(
            "文件已损坏，或者不是 PDF。", "请用 PDF 阅读器打开确认，重新导出一份。"
        ) from error
    if len(pdf) == 0:
        pdf.close()
        raise UnreadableFile("PDF 里一页也没有。", "请重新导出一份。")
    return pdf


def _read_document(pdf: Any, shown_path: str, recognise: bool = True) -> Document:
    from auditor.pages.texts import name_tables
    from auditor.readers._pdf_running import mark_continued_tables, mark_running_lines
    from auditor.readers._pdf_text import printed_chars

    document = Document(shown_path, "pdf", [])
    total = len(pdf)
    form = _form_environment(pdf)
    if pdf.get_formtype() == _DYNAMIC_FORM:
        document.notes.append(DYNAMIC_FORM)
    deadline = time.process_time() + MAX_SECONDS
    reader = _PageByPage(pdf, form, document, recognise)
    for index in range(min(total, MAX_PAGES)):
        if time.process_time() > deadline + reader.recognising:
            document.pages += [Page(k + 1, unread=OUT_OF_TIME) for k in range(index, min(total, MAX_PAGES))]
            document.notes.append(f"第{index + 1}页起没有读：{OUT_OF_TIME}。")
            break
        document.pages.append(reader.page(index))
    if total > MAX_PAGES:
        document.notes.append(f"共{total}页，超过{MAX_PAGES}页的上限，第{MAX_PAGES + 1}页起没有读。")
    mark_running_lines(document.pages)
    document.read_chars = printed_chars(document.pages)
    mark_continued_tables(document.pages)
    name_tables(document.pages)
    return document


def _form_environment(pdf: Any) -> Any:
    """Start pdfium's form module where the file has a form; fields have no values without it."""
    if pdf.get_formtype() == 0:
        return None
    pdf.init_forms()
    return pdf.formenv.raw if pdf.formenv else None


class _PageByPage:
    """Reads single pages into the model and counts characters and notes into the document."""

    def __init__(self, pdf: Any, form: Any, document: Document, recognise: bool) -> None:
        self.pdf = pdf
        self.form = form
        self.document = document
        self.recognise = recognise
        self.columns: list[float] = []
        self.recognising = 0.0
        """Processor seconds spent on pictures of pages; their number, not this file's time, is limited."""

    def page(self, index: int) -> Page:
        """Read one page by its index from 0; a broken page is kept with the reason."""
        import pypdfium2

        try:
            page = self.pdf[index]
        except pypdfium2.PdfiumError:
            self.document.notes.append(f"第{index + 1}页没有读：{BROKEN_PAGE}。")
            return Page(index + 1, unread=BROKEN_PAGE)
        try:
            return self._read(page, index + 1)
        finally:
            page.close()

    def _read(self, page: Any, number: int) -> Page:
        from auditor.readers._pdf_annotations import read_annotations
        from auditor.readers._pdf_layout import Additions, list_columns, page_blocks
        from auditor.readers._pdf_pictures import coverage, judged_pictures, largest_share
        from auditor.readers._pdf_source import PageReader
        from auditor.readers._pdf_text import printed_chars, printed_length
        from auditor.readers._scan_layer import is_garbled, repaired, with_layer

        reader = PageReader(page)
        content = reader.read()
        result = Page(number, width=content.width, height=content.height)
        notes = self.document.notes
        covered = coverage(content)
        largest = largest_share(content)
        if _is_picture(content, max(largest, covered - PATCHWORK)):
            seen = self._recognised(page, number)
            self.document.raw_chars += printed_chars([seen])
            with_layer(seen, content.glyphs, content.width, content.height)
            if content.invisible and covered >= SCAN_COVERAGE and not seen.unread:
                notes.append(f"第{number}页是扫描页，重新识别了文字，里面原带的识别文字没有采用。")
            return seen
        added = read_annotations(page.raw, self.form, reader.matrix)
        inks = judged_pictures(content, self.pdf.raw, page.raw)
        additions = Additions(
            added.glyphs, [*inks, *added.inks], added.pen, added.strikes, added.filled, self.columns
        )
        result.blocks, text_chars = page_blocks(content, additions)
        self.columns = list_columns(result)
        if content.cut_off:
            notes.append(f"第{number}页内容太多，只读了前面一部分。")
        result.blocks += [Line(text, LineRole.COMMENT) for text in added.comments]
        self.document.raw_chars += text_chars + sum(map(printed_length, added.comments))
        garbled = bool(content.garbled) and self.recognise and is_garbled(result)
        if (
            garbled
            or (largest >= SCAN_COVERAGE and text_chars)
            or (inks and text_chars < SCAN_CHARS and covered > 0.2)
        ):
            # Typed over a scan, a few words beside a pasted picture of a paper, some garbage: what the picture holds decides.
            seen = self._recognised(page, number)
            if not seen.unread and printed_chars([seen]) > MORE_IN_PICTURE * printed_chars([result]):
                self.document.raw_chars += printed_chars([seen])
                self.document.raw_chars -= text_chars + sum(map(printed_length, added.comments))
                with_layer(seen, content.glyphs, content.width, content.height)
                return seen
            if garbled and not seen.unread:
                repaired(result, seen)
            if seen.unread and largest >= SCAN_COVERAGE:
                result.poor = seen.unread
        return result

    def _recognised(self, page: Any, number: int) -> Page:
        """Read a page from its picture."""
        from auditor.readers._scan_page import read_picture
        from auditor.vision.pictures import page_picture

        if not self.recognise:
            return Page(number, scanned=True, unread=NOT_RECOGNISED)
        begun = time.process_time()
        try:
            seen = read_picture(page_picture(page), number)
        except UnreadableFile as error:
            seen = Page(number, scanned=True, unread=error.reason.rstrip("。"))
        self.recognising += time.process_time() - begun
        return seen


def _is_picture(content: PageContent, covered: float) -> bool:
    """Whether a page has to be recognised from its picture: a scan, text that decodes to garbage, or drawn outlines."""
    chars = sum(not g.text.isspace() for g in content.glyphs)
    if covered >= SCAN_COVERAGE and chars < SCAN_CHARS:
        return True
    if chars and content.garbled > GARBLED_SHARE * chars:
        return True
    return not chars and not content.pictures and len(content.strokes) >= OUTLINED_STROKES
