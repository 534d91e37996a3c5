"""Plain text, Markdown and web pages (also those that a program saved under a Word or Excel ending)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits
from auditor.intake.sniff import sniff
from auditor.pages.glyphs import EMPTY_BOX, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Block, Cell, Document, Ink, Line, Page, Table

KINDS = ("text",)
VERSION = 1

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"\s*\|[\s:|-]{1,2000}\|\s*")
_MAX_SPAN = 200
_SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "svg"})
_BREAKING = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "blockquote",
        "pre",
        "tr",
        "table",
        "body",
        "form",
    ]
)


def read(path: Path, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a text or a web page as one page of lines and tables.

    Raises:
        UnreadableFile: more than ``limits.text_bytes``, or nothing legible in it.
    """
    sniffed = sniff(path, limits)
    with path.open("rb") as stream:
        data = stream.read(limits.text_bytes + 1)
    if len(data) > limits.text_bytes:
        raise UnreadableFile("文本文件太大。", "请拆分成几个文件。")
    document = Document(shown_path, "text", [])
    if sniffed.mismatch:
        document.notes.append(sniffed.mismatch)
    if sniffed.format == "html":
        blocks = _read_html(data, sniffed.encoding, limits)
    else:
        text = data.decode(sniffed.encoding or "utf-8", "replace").lstrip("\ufeff")
        if wrong := text.count("\ufffd"):
            document.notes.append(f"有 {wrong} 个字符的编码无法识别。")
        document.raw_chars = _printable(text)
        blocks = _read_plain(text)
    document.pages.append(Page(None, blocks))
    document.read_chars = sum(
        _printable(block.text) if isinstance(block, Line) else _table_chars(block) for block in blocks
    )
    # What markup and table rules are made of is no text that was lost.
    document.raw_chars = max(document.read_chars, 0) if sniffed.format == "html" else document.raw_chars
    return document


def _printable(text: str) -> int:
    return len("".join(text.split()))


def _table_chars(table: Table) -> int:
    return sum(_printable(cell.text) + sum(map(_table_chars, cell.tables)) for cell in table.cells)


def _read_plain(text: str) -> list[Block]:
    blocks: list[Block] = []
    pipes: list[str] = []
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = _CONTROL.sub("", raw).strip()
        if _PIPE_ROW.fullmatch(line):
            pipes.append(line)
            continue
        if pipes:
            blocks.extend(_pipe_table(pipes))
            pipes = []
        if line:
            blocks.append(Line(line, ref=f"第{number}行"))
    return blocks


def _pipe_table(rows: list[str]) -> list[Block]:
    """Return a Markdown table; a lone line between bars is a line."""
    split = [
        [cell.strip() for cell in row.strip().strip("|").split("|")]
        for row in rows
        if not _PIPE_RULE.fullmatch(row)
    ]
    if len(split) < 2:
        return [Line(row) for row in rows]
    width = max(map(len, split))
    cells = [
        Cell(r, c, values[c] if c < len(values) else "")
        for r, values in enumerate(split)
        for c in range(width)
    ]
    return [Table(cells, len(split), width)]


# Web pages -----------------------------------------------------------------------------------------------------------


def _read_html(data: bytes, encoding: str, limits: Limits) -> list[Block]:
    from lxml import etree, html

    match = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:4_000])
    declared = match[1].decode("ascii").lower() if match else encoding
    declared = {"gb2312": "gb18030", "gbk": "gb18030"}.get(declared, declared)
    try:
        text = data.decode(declared)
    except (LookupError, UnicodeDecodeError):
        text = data.decode(encoding or "utf-8", "replace")
    text = re.sub(r"<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff"), count=1)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("网页文件的内容无法解析。", "请用浏览器打开后另存为 PDF。") from error
    reading = _HtmlReading(limits.cells)
    reading.walk(root, 0)
    reading.end_line()
    return reading.blocks


class _HtmlReading:
    def __init__(self, cells: int) -> None:
        self.blocks: list[Block] = []
        self.left = cells
        self.line: list[str] = []
        self.inks: list[Ink] = []

    def end_line(self) -> None:
        text = _squeeze("".join(self.line))
        if text:
            self.blocks.append(Line(text, inks=tuple(self.inks)))
        self.line, self.inks = [], []

    def walk(self, element: Any, depth: int) -> None:
        """Collect the text below an element; 200 levels are beyond any document and below Python's own limit."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED:
            return
        if tag == "table" and depth < 100:
            self.end_line()
            table = self.table(element, depth)
            if table is not None:
                self.blocks.append(table)
            return
        if tag == "br" or tag in _BREAKING:
            self.end_line()
        elif tag == "img":
            self.line.append(INK_ANCHOR)
            self.inks.append(Ink())
        elif tag == "input":
            self.line.append(_input_text(element))
        self.line.append(element.text or "")
        if depth < 200:
            for child in element:
                self.walk(child, depth + 1)
                self.line.append(child.tail or "")
        else:
            self.line.append("".join(element.itertext()))
        if tag in _BREAKING:
            self.end_line()

    def table(self, element: Any, depth: int) -> Table | None:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        width = 0
        for r, row in enumerate(rows):
            c = 0
            for item in row:
                if item.tag not in ("td", "th"):
                    continue
                while (r, c) in taken:
                    c += 1
                down = min(_span(item, "rowspan"), len(rows) - r)
                over = _span(item, "colspan")
                self.left -= down * over
                if self.left < 0:
                    raise UnreadableFile("网页中的表格过大。", "请拆分后另存为 Word 或 Excel。")
                # Wild spans may overlap; the cell that came first keeps its place.
                while over > 1 and any((r, k) in taken for k in range(c, c + over)):
                    over -= 1
                taken.update((r + i, c + k) for i in range(down) for k in range(over))
                inner = _HtmlReading(self.left)
                for part in (item,):
                    inner.line.append(part.text or "")
                    for child in part:
                        inner.walk(child, depth + 1)
                        inner.line.append(child.tail or "")
                inner.end_line()
                lines = [block for block in inner.blocks if isinstance(block, Line)]
                cells.append(
                    Cell(
                        r,
                        c,
                        "\n".join(line.text for line in lines),
                        down,
                        over,
                        tuple(ink for line in lines for ink in line.inks),
                        tuple(block for block in inner.blocks if isinstance(block, Table)),
                        emphasis=item.tag == "th",
                    )
                )
                c += over
                width = max(width, c)
        if not cells:
            return None
        cells.extend(Cell(r, c) for r in range(len(rows)) for c in range(width) if (r, c) not in taken)
        cells.sort(key=lambda cell: (cell.row, cell.col))
        return Table(cells, len(rows), width)


def _squeeze(text: str) -> str:
    return _CONTROL.sub("", " ".join(text.replace("\xa0", " ").split()))


def _span(element: Any, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return max(1, min(_MAX_SPAN, int(text))) if text.isdecimal() and len(text) < 6 else 1


def _input_text(element: Any) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return TICKED_BOX if element.get("checked") is not None else EMPTY_BOX
    return element.get("value") or "" if kind in ("text", "date", "number", "tel") else ""
