"""The parts of an xlsx package beside the sheets: relations, styles, shared strings, drawings, comments, controls."""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from auditor.intake.limits import damaged, read_entry
from auditor.pages.model import Ink, Line, LineRole, Mark
from auditor.readers._sheet_model import (
    PLAIN,
    NumberFormat,
    RawSheet,
    clean_text,
    column_letters,
    number_format,
    parse_reference,
    picture,
    symbol_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMU_PER_PIXEL = 9_525
_EMU_PER_POINT = 12_700
_DEFAULT_COL_EMU = 64 * _EMU_PER_PIXEL
_DEFAULT_ROW_EMU = 20 * _EMU_PER_PIXEL
_MAX_ANCHORS = 5_000
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
R_ID_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def refuse_doctype(data: bytes) -> None:
    """Refuse XML that declares entities: no office program writes it, only attacks do.

    Raises:
        UnreadableFile: there is a document type declaration.
    """
    if b"<!DOCTYPE" in data[:4_096] or b"<!ENTITY" in data[:4_096]:
        raise damaged()


def parse_part(archive: zipfile.ZipFile, name: str) -> Any | None:
    """Return the root element of a part, or None where the package has no such part.

    Raises:
        UnreadableFile: the part is damaged.
    """
    from lxml import etree

    try:
        data = read_entry(archive, name)
    except KeyError:
        return None
    refuse_doctype(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return a part's relations by id: the type's last word, and the name of the part aimed at inside the package."""
    folder, name = posixpath.split(part)
    root = parse_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    if root is None:
        return found
    for relation in root:
        if relation.get("TargetMode") == "External":
            continue
        target = unquote(relation.get("Target") or "").replace("\\", "/")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found[relation.get("Id") or ""] = ((relation.get("Type") or "").rpartition("/")[2], path)
    return found


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What of a cell's style matters: its number format, symbol font ("" for others), emphasis and borders."""

    number: NumberFormat = PLAIN
    symbol: str = ""
    emphasis: bool = False
    bordered: bool = False


@dataclass(slots=True)
class WorkbookParts:
    """What all sheets of a workbook share."""

    base: datetime.datetime = datetime.datetime(1899, 12, 30)
    strings: list[str] = field(default_factory=list)
    styles: list[CellStyle] = field(default_factory=list)


def read_styles(root: Any) -> list[CellStyle]:
    """Return the cell styles of a stylesheet part by index."""
    sections = {local(child): child for child in root}

    def children(name: str) -> Iterator[Any]:
        return (child for child in sections.get(name, ()) if isinstance(child.tag, str))

    codes = {int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in children("numFmts")}
    fonts = []
    for font in children("fonts"):
        parts = {local(child): child.get("val") for child in font}
        name = parts.get("name") or ""
        bold = "b" in parts and parts["b"] not in ("0", "false")
        fonts.append((name if name.lower().startswith("wingdings") else "", bold))
    fills = [
        any(p.get("patternType") not in (None, "none", "gray125") for p in fill) for fill in children("fills")
    ]
    borders = [
        sum(1 for side in border if side.get("style") not in (None, "none")) >= 2
        for border in children("borders")
    ]
    styles: list[CellStyle] = []
    known: dict[tuple[int, int, int, int], CellStyle] = {}
    for xf in children("cellXfs"):
        key = (_int(xf, "numFmtId"), _int(xf, "fontId"), _int(xf, "fillId"), _int(xf, "borderId"))
        style = known.get(key)
        if style is None:
            number, font_id, fill_id, border_id = key
            symbol, bold = fonts[font_id] if font_id < len(fonts) else ("", False)
            style = known[key] = CellStyle(
                number_format(number, codes.get(number, "")),
                symbol,
                bold or (fill_id < len(fills) and fills[fill_id]),
                border_id < len(borders) and borders[border_id],
            )
        styles.append(style)
    return styles


def _int(element: Any, name: str) -> int:
    text = element.get(name) or "0"
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def rich_text(element: Any) -> str:
    """Return the text of a string item (CT_Rst): plain or in runs, symbol fonts translated, readings left out."""
    parts: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            font, text = "", ""
            for piece in child:
                kind = local(piece)
                if kind == "t":
                    text += piece.text or ""
                elif kind == "rPr":
                    font = next((p.get("val") or "" for p in piece if local(p) in ("rFont", "name")), "")
            parts.append(symbol_text(text, font))
    return "".join(parts)


def read_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """Return the shared strings of a workbook by index."""
    root = parse_part(archive, part)
    return [] if root is None else [clean_text(rich_text(item)) for item in root if local(item) == "si"]


# Drawings ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Sizes:
    """Column widths and row heights in EMU, where they differ from the default."""

    cols: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def centre(self, start: tuple[int, int, int, int], end: tuple[int, int, int, int]) -> tuple[int, int]:
        """Return row and column under the centre of an anchor; corners are (col, offset, row, offset) in EMU."""
        col = _middle(self.cols, _DEFAULT_COL_EMU, start[0], start[1], end[0], end[1])
        row = _middle(self.rows, _DEFAULT_ROW_EMU, start[2], start[3], end[2], end[3])
        return row, col


def _middle(sizes: dict[int, int], default: int, first: int, skip: int, last: int, over: int) -> int:
    """Return the index under the middle between two positions given as index and offset."""
    if last <= first or last - first > 1_000:
        return first
    lengths = [sizes.get(i, default) for i in range(first, last)]
    skip = min(skip, lengths[0])
    half = skip + (sum(lengths) - skip + min(over, sizes.get(last, default))) / 2
    for index, length in enumerate(lengths):
        half -= length
        if half < 0:
            return first + index
    return last


def read_drawing(archive: zipfile.ZipFile, part: str, sheet: RawSheet, sizes: Sizes) -> None:
    """Put a drawing's pictures into the cells under them, and its text boxes into the sheet's lines."""
    root = parse_part(archive, part)
    if root is None:
        return
    for anchor in list(root)[:_MAX_ANCHORS]:
        if not local(anchor).endswith("Anchor"):
            continue
        start, end = _corner(anchor, "from"), _corner(anchor, "to")
        if start is None:
            start = (0, 0, 0, 0)
        if end is None:
            extent = next((e for e in anchor if local(e) == "ext"), None)
            end = _extended(start, extent, sizes)
        row, col = sizes.centre(start, end)
        _place_shapes(anchor, sheet, row, col, 0)


def _corner(anchor: Any, name: str) -> tuple[int, int, int, int] | None:
    for child in anchor:
        if local(child) == name:
            values = {local(v): (v.text or "0").strip() for v in child}
            try:
                return (
                    min(16_383, max(0, int(values.get("col", "0")))),
                    max(0, int(values.get("colOff", "0"))),
                    min(1_048_575, max(0, int(values.get("row", "0")))),
                    max(0, int(values.get("rowOff", "0"))),
                )
            except ValueError:
                return None
    return None


def _extended(start: tuple[int, int, int, int], extent: Any, sizes: Sizes) -> tuple[int, int, int, int]:
    col, x, row, y = start
    if extent is None:
        return start
    x += _int(extent, "cx")
    y += _int(extent, "cy")
    for _ in range(1_000):
        width = sizes.cols.get(col, _DEFAULT_COL_EMU)
        if x < width:
            break
        x, col = x - width, col + 1
    for _ in range(1_000):
        height = sizes.rows.get(row, _DEFAULT_ROW_EMU)
        if y < height:
            break
        y, row = y - height, row + 1
    return col, x, row, y


def _place_shapes(element: Any, sheet: RawSheet, row: int, col: int, depth: int) -> None:
    for child in element:
        name = local(child)
        if name == "pic":
            sheet.add_ink(row, col, picture())
        elif name == "contentPart":
            sheet.add_ink(row, col, Ink(Mark.HANDWRITTEN))
        elif name == "sp":
            if text := _shape_text(child):
                ref = f"{sheet.name}!{column_letters(col)}{row + 1}"
                sheet.extra.append(Line(text, LineRole.TEXTBOX, ref=ref))
        elif name in ("grpSp", "AlternateContent", "Choice") and depth < 20:
            _place_shapes(child, sheet, row, col, depth + 1)


def _shape_text(shape: Any) -> str:
    body = next((child for child in shape if local(child) == "txBody"), None)
    if body is None:
        return ""
    paragraphs = []
    for paragraph in body:
        if local(paragraph) == "p":
            paragraphs.append("".join(t.text or "" for t in paragraph.iter("{*}t")))
    return clean_text("\n".join(paragraphs))


def read_comments(archive: zipfile.ZipFile, part: str, sheet: RawSheet) -> None:
    """Add a sheet's comments as lines."""
    root = parse_part(archive, part)
    if root is None:
        return
    for comment in root.iter("{*}comment"):
        position = parse_reference(comment.get("ref") or "")
        text = next((clean_text(rich_text(child)) for child in comment if local(child) == "text"), "")
        if text and position is not None:
            ref = f"{sheet.name}!{column_letters(position[1])}{position[0] + 1}"
            sheet.extra.append(Line(text, LineRole.COMMENT, ref=ref))


_CHECKBOX = re.compile(rb"<v:shape\b.{0,20000}?</v:shape>", re.DOTALL)
_CAPTION = re.compile(rb"<v:textbox\b[^>]{0,500}>(.{0,4000}?)</v:textbox>", re.DOTALL)
_ANCHOR = re.compile(rb"<x:Anchor>([\d,\s]{0,120})</x:Anchor>")
_CHECKED = re.compile(rb"<x:Checked>\s*(\d)\s*</x:Checked>")
_TAGS = re.compile(r"<[^>]{0,500}>")


def read_controls(archive: zipfile.ZipFile, part: str, sheet: RawSheet) -> None:
    """Write form check boxes and option buttons into the cells they stand on, as ☑ or ☐ with their caption.

    They live in the sheet's old VML drawing, which is not always well-formed XML, hence the bounded patterns.
    """
    from html import unescape

    try:
        data = read_entry(archive, part)
    except KeyError:
        return
    if b"Checkbox" not in data and b'"Radio"' not in data:
        return
    found: list[tuple[int, int, int, str]] = []
    for match in _CHECKBOX.finditer(data):
        shape = match[0]
        if b'ObjectType="Checkbox"' not in shape and b'ObjectType="Radio"' not in shape:
            continue
        numbers = [
            int(n)
            for n in (_ANCHOR.search(shape) or [b"", b""])[1].replace(b" ", b"").split(b",")
            if n.strip()
        ]
        if len(numbers) != 8:
            continue
        caption = _CAPTION.search(shape)
        text = clean_text(unescape(_TAGS.sub("", caption[1].decode("utf-8", "replace")))) if caption else ""
        checked = _CHECKED.search(shape)
        mark = "☑" if checked and checked[1] == b"1" else "☐"
        row = (numbers[2] + numbers[6]) // 2 if numbers[6] - numbers[2] > 1 else numbers[2]
        found.append((row, numbers[0], numbers[1], mark + text))
    for row, col, _, text in sorted(found)[:_MAX_ANCHORS]:
        cells = sheet.rows.setdefault(row, {})
        cells[col] = f"{cells[col]} {text}" if cells.get(col) else text


_FOOTER_CODES = re.compile(r'&(?:"[^"]{0,100}"|[LCRlcr]|\d{1,3}|K[0-9A-Fa-f]{6}|[A-Za-z+\-])')


def header_footer(element: Any, sheet: RawSheet) -> None:
    """Add a sheet's page headers and footers as lines, the codes for fonts, page numbers and such taken out."""
    for child in element:
        name = local(child)
        if not name.endswith(("Header", "Footer")) or not child.text:
            continue
        role = LineRole.HEADER if name.endswith("Header") else LineRole.FOOTER
        for part in re.split(r"&[LCR]", child.text[:2_000]):
            text = clean_text(_FOOTER_CODES.sub("", part.replace("&&", "\0")).replace("\0", "&"))
            text = re.sub(r"第\s*页|共\s*页|[,，/\s-]+$", "", text).strip()
            if text and all(line.text != text for line in sheet.extra):
                sheet.extra.append(
                    Line(text, role, ref=f"{sheet.name}!{'页眉' if role is LineRole.HEADER else '页脚'}")
                )
