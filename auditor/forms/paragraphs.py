"""Reports: running text as paragraphs with the headings above them, and the tables attached as forms of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from auditor.forms.labels import fold_key
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.model import FilledForm, Reading
from auditor.forms.recognise import match_title
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import Block, Document, Line, LineRole, Mark, Page, Place, Table
from auditor.values.headings import level_of

PARAGRAPHS = "paragraphs"
"""Name of the rows in which the paragraphs of a report stand."""
TABLE_ROWS = "table_rows"
"""Name of the rows in which the tables of a report stand, row by row."""
CELL = "\t"
"""Between the cells of such a row; a joined cell stands in each of its places."""
SEPARATOR = "\n"
"""Between the headings of a paragraph's heading path, outermost first."""
_MAX_PARAGRAPHS = 5000
_MAX_TABLE_ROWS = 2000
_MAX_COLUMNS = 40
_TELLS = re.compile(r"(?:报告|总结|简报|汇报|年报|季报|月报|半年报|小结|通报|情况说明)(?:书|材料|稿)?$")
"""The end of a title that no form has, but that only a paper of running text bears."""
_SURVEYS = frozenset(
    {"满意度", "需求", "调研", "调查", "培训", "骨干", "志愿队", "会议", "等级", "分级", "家庭", "风险"}
)
"""Words that keep a title from being a station's report; a report of many figures on them is one besides."""
_MIN_FIGURES = 12
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:[%％]|[一-龥])")
_MAX_CHARS = 8000
_TITLE_LINES = 25
_OTHER_FORM = 0.8
"""Score from which a line is the title of another form."""
_MIN_SENTENCES = 3
_MIN_CHARS = 120
_MARKDOWN = re.compile(r"^\s*#{1,6}\s*|\*\*|__(?=\S)|(?<=\S)__|^\s*>\s?")
_BRACKETED = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]{0,30}[)）\]】〕]")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-—–~至]+(?:19|20)?\d{2})?年?度?")
_FURNITURE = re.compile(
    r"^\s*(?:[-—–]?\s*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?\s*[-—–]?|[(（]此页无正文[)）]|[-—=_*\s]{3,})\s*$"
)
_ORDINAL = re.compile(r"^\s*(?:第[一二三四五六七八九十]{1,2}|其[一二三四五六七])[，,是：:]")
_BULLET = re.compile(r"^\s*[-•·●■◆▪➢√*]\s*(?=\S)")
_TERMINAL = re.compile(r"[。！？!?；;：:]\s*[”’」』）)]?\s*$")
_ATTACHMENT = re.compile(r"^\s*(?:附件|附表|附录|附)\s*[\d一二三四五六七八九十]{0,3}")
_TABLE_TITLE = re.compile(
    r"(?:表|清单|名册|台账|明细|情况|统计|一览|汇总|记录)\s*(?:[(（][^()（）]{0,30}[)）])?\s*$"
)
_LABELLED = re.compile(r"^[^。，；]{1,10}[:：]")


@dataclass(slots=True)
class Split:
    """A report taken apart: its form, and what of the document is still to be read as tables."""

    form: FilledForm
    rest: Document


@dataclass(slots=True)
class Paragraph:
    """A paragraph made whole again from the lines that it was broken into; empty where a table stood."""

    text: str
    place: Place
    confidence: float
    page: int | None
    line: Line
    table: Table | None = None
    """The table that stands here."""


def split_report(document: Document, forms: FormSet) -> Split | None:
    """Return a report's paragraphs as one filled form, and the document with its tables alone; None for other papers.

    A report is running text under a title that a form with ``paragraphs: true`` has (自评报告, 中期评估报告 …), in a Word
    file, a PDF or a text file. Broken lines and paragraphs broken by a page are joined again.
    """
    if document.kind == "sheet":
        return None
    entries = [entry for entry in forms.index.values() if entry.spec.paragraphs]
    if not entries:
        return None
    found = _title(document, entries, forms)
    chosen = found or _figures_title(document, entries)
    if chosen is None:
        return None
    entry, title, place = chosen
    paragraphs = read_paragraphs(document)
    sentences = sum(text.count("。") + text.count("；") for text in (_text(row) for row in paragraphs))
    if sentences < _MIN_SENTENCES or sum(len(_text(row)) for row in paragraphs) < _MIN_CHARS:
        return None
    text = "\n".join(_text(row) for row in paragraphs)[:20_000]
    if found is None and len(_FIGURE.findall(text)) < _MIN_FIGURES:
        return None
    rows = {PARAGRAPHS: paragraphs, TABLE_ROWS: read_table_rows(document)}
    form = FilledForm(entry.spec.id, 0.95, place, title[:80], rows=rows, text=text)
    return Split(form, _tables_alone(document) if found else document)


def _text(row: dict[str, Reading]) -> str:
    return row["body"].raw


def _title(
    document: Document, entries: list[FormIndex], forms: FormSet
) -> tuple[FormIndex, str, Place] | None:
    """Return the report that one of the first lines names, or two lines of one title; else the file's name.

    A line that stands under another form's title, is numbered or stands deep in the text is a heading, no title.
    """
    lines: list[tuple[str, Place, bool]] = []
    for page in document.pages[:2]:
        for line in page.lines():
            if (
                line.role in (LineRole.BODY, LineRole.TEXTBOX, LineRole.HEADER)
                and line.text.strip()
                and len(lines) < _TITLE_LINES
            ):
                marked = (
                    line.centred
                    or line.emphasis
                    or (line.size or 0) >= 14
                    or line.text.lstrip().startswith("#")
                )
                lines.append(
                    (plain(line.text), Place(document.path, page.number, line.box, line.ref), marked)
                )
    for index, (text, place, marked) in enumerate(lines):
        if level_of(text) is not None:
            continue
        following = text + lines[index + 1][0] if index + 1 < len(lines) else ""
        for candidate in (text, following):
            entry = _named(candidate, entries)
            if entry is not None and (index == 0 or (len(candidate) >= 6 and (index < 6 or marked))):
                return entry, candidate, place
        known = match_title(text, forms)
        if known is not None and known.score >= _OTHER_FORM:
            return None
    stem = PurePosixPath(document.path).stem
    entry = _named(re.sub(r"[\d._\-—()（）\s]+$", "", stem), entries)
    return (entry, stem, Place(document.path)) if entry is not None else None


def _figures_title(document: Document, entries: list[FormIndex]) -> tuple[FormIndex, str, Place] | None:
    """Return the title of a paper that only a report can bear, though no form has it: 结项报告, 工作简报.

    What the paper may be besides (a survey of needs, a satisfaction report) is still read from its whole text.
    """
    lines = [line for page in document.pages[:1] for line in page.lines() if line.text.strip()][:3]
    told = [plain(line.text) for line in lines]
    for index, line in enumerate(lines):
        text = told[index]
        if level_of(text) is not None or re.search(r"[。；，？！：:]", text) or len(text) > 60:
            continue
        core = fold_key(_YEAR.sub("", _BRACKETED.sub("", text)))
        for entry in entries:
            bad = [word for word in entry.not_titles if word not in _SURVEYS]
            if len(core) >= 4 and _TELLS.search(core) and not any(word in core for word in bad):
                return entry, text, Place(document.path, document.pages[0].number, line.box, line.ref)
    return None


def read_table_rows(document: Document) -> list[dict[str, Reading]]:
    """Return the rows of a report's tables: ``table`` (its number), ``cells`` (joined by `CELL`), ``heading`` (above it)."""
    rows: list[dict[str, Reading]] = []
    heading, number = "", 0
    for paragraph in joined_paragraphs(document, tables=True):
        if paragraph.table is None:
            heading = paragraph.text[:120]
            continue
        table = paragraph.table
        if table.cols > _MAX_COLUMNS:
            continue
        number += 1
        grid = [[""] * table.cols for _ in range(min(table.rows, _MAX_TABLE_ROWS))]
        for cell in table.cells:
            text = " ".join(cell.text.split())[:200]
            for row in grid[cell.row : cell.row + cell.row_span]:
                for col in range(cell.col, min(cell.col + cell.col_span, table.cols)):
                    row[col] = text
        for at, cells in enumerate(grid):
            if len(rows) >= _MAX_TABLE_ROWS:
                return rows
            place = Place(
                document.path, paragraph.page, table.box, f"{table.ref}第{at + 1}行" if table.ref else ""
            )
            shown = CELL.join(cells)
            rows.append(
                {
                    "table": Reading(str(number), str(number), "表", Mark.TYPED, place, paragraph.confidence),
                    "cells": Reading(shown, shown, "表格", Mark.TYPED, place, paragraph.confidence),
                    "heading": Reading(
                        heading or None, heading, "标题", Mark.TYPED if heading else Mark.BLANK, place
                    ),
                }
            )
    return rows


def _named(text: str, entries: list[FormIndex]) -> FormIndex | None:
    if not 4 <= len(text) <= 60 or re.search(r"[。；，？！]", text) or ("：" in text and len(text) > 30):
        return None
    core = fold_key(_YEAR.sub("", _BRACKETED.sub("", text)))
    for entry in entries:
        if any(core.endswith(title) for title in entry.titles) and not any(
            bad in core for bad in entry.not_titles
        ):
            return entry
    return None


def plain(text: str) -> str:
    """Return a line without Markdown's signs."""
    return _MARKDOWN.sub("", text).replace("\\*", "*").strip()


def read_paragraphs(document: Document) -> list[dict[str, Reading]]:
    """Return the paragraphs of a document outside its tables.

    Each row has ``body`` (the paragraph, with its first line's place) and ``heading`` (the headings and numbered lead
    sentences above it, outermost first, one a line). Headings are rows too, so that nothing of the text is lost.
    """
    rows: list[dict[str, Reading]] = []
    stack: list[tuple[int, str]] = []
    for paragraph in joined_paragraphs(document):
        text = paragraph.text[:_MAX_CHARS]
        level = level_of(text)
        if level is not None:
            stack = [entry for entry in stack if entry[0] < level]
        path = SEPARATOR.join(head for _, head in stack)
        last = stack[-1][1] if stack else ""
        label = _BRACKETED.sub("", last)[:30] or "正文"
        rows.append(
            {
                "body": Reading(text, text, label, Mark.TYPED, paragraph.place, paragraph.confidence),
                "heading": Reading(
                    path or None, path, "标题", Mark.TYPED if path else Mark.BLANK, paragraph.place
                ),
            }
        )
        if level is not None:
            stack.append((level, text[:60]))
        if len(rows) >= _MAX_PARAGRAPHS:
            break
    return rows


def _is_heading(text: str) -> bool:
    return len(text) <= 45 and level_of(text) is not None and not re.search(r"[。；;，,：:]", text)


def _starts(text: str) -> bool:
    return (
        level_of(text) is not None
        or bool(_ORDINAL.match(text) or _BULLET.match(text) or _ATTACHMENT.match(text))
        or (text[:1] in BOX_GLYPHS)
    )


def joined_paragraphs(document: Document, tables: bool = False) -> list[Paragraph]:
    """Return the paragraphs outside tables, in order; lines broken by a page or by their width are joined.

    With ``tables`` an empty paragraph with its table stands where a table stands.
    """
    result: list[Paragraph] = []
    for page in document.pages:
        if page.unread:
            continue
        left, right = _margins(page)
        for block in page.blocks:
            if isinstance(block, Table):
                result.append(
                    Paragraph("", Place(), 1.0, page.number, Line(""), block)
                )  # nothing joins over a table
                continue
            if block.role not in (LineRole.BODY, LineRole.TEXTBOX) or _FURNITURE.match(block.text):
                continue
            heading_mark = block.text.lstrip().startswith("#")
            text = plain(block.text)
            if not text:
                continue
            before = result[-1] if result else None
            if (
                before is not None
                and before.text
                and not heading_mark
                and _goes_on(before, block, text, document.kind, left, right)
            ):
                before.text += (" " if _needs_space(before.text, text) else "") + text
                before.line = block
                before.confidence = min(before.confidence, block.confidence)
                continue
            place = Place(document.path, page.number, block.box, block.ref)
            result.append(Paragraph(text, place, block.confidence, page.number, block))
    return [paragraph for paragraph in result if paragraph.text or (tables and paragraph.table is not None)]


def _needs_space(first: str, second: str) -> bool:
    return first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()


def _margins(page: Page) -> tuple[float, float]:
    boxes = [line.box for line in page.lines() if line.box is not None and line.role is LineRole.BODY]
    if not boxes:
        return 0.0, 0.0
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def _goes_on(before: Paragraph, line: Line, text: str, kind: str, left: float, right: float) -> bool:
    """Tell whether a line goes on with the paragraph before it."""
    if _starts(text) or _is_heading(before.text) or len(before.text) > _MAX_CHARS:
        return False
    ended = bool(_TERMINAL.search(before.text)) and not (kind == "text" and before.text.endswith("；"))
    if kind == "pdf" and line.box is not None and before.line.box is not None:
        height = max(6.0, line.box[3] - line.box[1])
        full = before.line.box[2] >= right - 2.2 * height
        indented = line.box[0] > left + 1.2 * height
        wide = right - left > 12 * height
        if not wide:
            return not ended and not indented
        return full and not indented and not (ended and before.page != line_page(line, before))
    if ended or line.centred or (line.emphasis and not before.line.emphasis):
        return False
    return len(before.text) >= 20 and not _LABELLED.match(text) and not _LABELLED.match(before.text[:12])


def line_page(line: Line, before: Paragraph) -> int | None:
    """Return the page on which a line stands, as far as its box tells: higher up than the line before is a new page."""
    if line.box is None or before.line.box is None or line.box[1] >= before.line.box[1]:
        return before.page
    return (before.page or 0) + 1


def _tables_alone(document: Document) -> Document:
    """Return the document's tables, each with the short lines just above it: its title, its date."""
    pages = []
    for page in document.pages:
        kept: list[Block] = []
        waiting: list[Line] = []
        for block in page.blocks:
            if isinstance(block, Table):
                kept += [*_caption_lines(waiting), block]
                waiting = []
            elif block.text.strip():
                waiting.append(block)
        # a title at the foot of a page stands over the table of the next one
        kept += [
            line for line in waiting[-2:] if _ATTACHMENT.match(line.text) and _TABLE_TITLE.search(line.text)
        ]
        pages.append(replace(page, blocks=kept))
    return replace(document, pages=pages)


def _caption_lines(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in reversed(lines[-4:]):
        text = plain(line.text)
        if (
            len(text) > 60
            or re.search(r"[。；]", text)
            or (_is_heading(text) and not _TABLE_TITLE.search(text))
        ):
            break
        kept.insert(0, replace(line, text=text))
        if _TABLE_TITLE.search(_ATTACHMENT.sub("", text)) and not _LABELLED.match(text):
            break
    return kept
