"""Paragraphs of a Word file as text with ink anchors.

`StoryReader` walks one story (body, header, note …): runs, fields, symbols, pictures and text boxes. Elements that
it does not know are walked through, so that text inside an unexpected wrapper is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import UnreadableFile
from auditor.pages.glyphs import EMPTY_BOX, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Ink, Mark
from auditor.readers import _docx_names as n
from auditor.readers._docx_names import switched_on, w
from auditor.readers._docx_numbering import Numbering
from auditor.readers._docx_package import Package, Relation
from auditor.readers._docx_pictures import picture_mark
from auditor.readers._docx_styles import Styles, half_points, styles_of
from auditor.readers._docx_symbols import (
    FONT_LOST,
    FONT_LOST_CODES,
    field_text,
    in_symbol_font,
    symbol,
    symbol_font,
)

Element = Any

TAB_TEXT = "    "
GAP_TEXT = "____"
MAX_FIELD_CODE = 2000
MAX_JUDGED_PICTURES = 300
"""Pictures of one document that are looked at for seals; the rest are just pictures."""
EMU_PER_TWIP = 635
SMALLEST_PICTURE = 3 * 12_700
"""Pictures under 3 points a side are spacers."""
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_EDGES = re.compile(r"^\s+|\s+$|\s{2,}")
_BREAKS_IN_TEXT = re.compile(f"[\r\n\t{INK_ANCHOR}]")
_UNUSUAL = re.compile(f"[\r\n\t{INK_ANCHOR}\u200b-\u200f\u2060\ufeff\u00ad\uf020-\uf0ff]")
_HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_UNSELECTED = re.compile(r"(请选择|选择一项|请选).{0,8}|[-—－\s]*")

_SZ, _B, _U, _VANISH, _RSTYLE, _RFONTS = w("sz"), w("b"), w("u"), w("vanish"), w("rStyle"), w("rFonts")
_ASCII, _HANSI, _FONT, _CHAR, _TYPE = w("ascii"), w("hAnsi"), w("font"), w("char"), w("type")
_TAB, _BR, _CR, _PTAB, _HYPHEN = w("tab"), w("br"), w("cr"), w("ptab"), w("noBreakHyphen")
_DRAWING, _PICT, _OBJECT, _CONTROL = w("drawing"), w("pict"), w("object"), w("control")
_FLDCHAR, _INSTR, _FLDTYPE = w("fldChar"), w("instrText"), w("fldCharType")
_PSTYLE, _JC, _NUMPR, _TABS, _LEADER = w("pStyle"), w("jc"), w("numPr"), w("tabs"), w("leader")
_NUMID, _ILVL = w("numId"), w("ilvl")
_FFDATA, _CHECKBOX, _DDLIST = w("ffData"), w("checkBox"), w("ddList")
_INLINE_DOCPR = f"{{{n.WP}}}docPr"
_EXTENT, _ANCHOR = f"{{{n.WP}}}extent", f"{{{n.WP}}}anchor"
_PIC = f"{{{n.PIC}}}pic"
_GRAPHIC_DATA = f"{{{n.DML}}}graphicData"
_SHAPE_TYPE, _IMAGEDATA = f"{{{n.VML}}}shapetype", f"{{{n.VML}}}imagedata"
_TEXTPATH, _VML_INK = f"{{{n.VML}}}textpath", f"{{{n.OFFICE}}}ink"
_SKIPPED = frozenset(
    {
        n.PPR, n.RPR, n.SDTPR, w("sdtEndPr"), w("delText"), w("delInstrText"), n.DEL, w("commentReference"),
        w("footnoteReference"), w("endnoteReference"), w("annotationRef"), w("footnoteRef"), w("endnoteRef"), w("rubyPr"),
        w("customXmlPr"), w("smartTagPr"), w("commentRangeStart"), w("commentRangeEnd"), w("softHyphen"), n.SECTPR,
    }
)


@dataclass(slots=True)
class Paragraph:
    """One paragraph as read; ``text`` holds one U+FFFC for each of ``inks`` and a line feed for each break in it."""

    text: str = ""
    inks: list[Ink] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Contents of its text boxes, still to be read."""
    size: float | None = None
    bold: bool = False
    centred: bool = False
    joins_next: bool = False
    """Its paragraph mark was deleted: the next paragraph goes on in the same line."""


@dataclass(slots=True)
class Losses:
    """What was left out of one document, for its notes."""

    hidden: int = 0
    field_codes: int = 0
    page_pictures: int = 0
    header_pictures: int = 0
    floating: int = 0
    controls: int = 0
    charts: int = 0
    chunks: int = 0
    merged_away: int = 0
    added: int = 0
    """Printable characters that stand in the pages but in no text element (numbers, boxes, blanks)."""


@dataclass(slots=True)
class Shared:
    """What the stories of one document share."""

    package: Package
    styles_part: str = ""
    numbering_part: str = ""
    losses: Losses = field(default_factory=Losses)
    notes: list[str] = field(default_factory=list)
    page_size: tuple[float, float] = (11_906.0, 16_838.0)
    """Width and height in twips."""
    pictures: int = 0
    large_pictures: int = 0
    _styles: Styles | None = None
    _numbering: Numbering | None = None

    @property
    def styles(self) -> Styles:
        """The document's styles, read when first asked for."""
        if self._styles is None:
            self._styles = Styles()
            if self.styles_part:
                try:
                    self._styles = styles_of(self.package, self.styles_part)
                except UnreadableFile:
                    self.notes.append("文件的样式部分已损坏，没有读取；正文不受影响。")
        return self._styles

    @property
    def numbering(self) -> Numbering:
        """The document's lists, read when first asked for."""
        if self._numbering is None:
            self._numbering = Numbering()
            if self.numbering_part:
                try:
                    self._numbering = Numbering.of(self.package.tree(self.numbering_part))
                except UnreadableFile:
                    self.notes.append("文件的编号部分已损坏，自动编号没有读取；正文不受影响。")
        return self._numbering


class ParagraphReader:
    """Reads paragraphs of one story; not to be used by two walks at once."""

    def __init__(self, shared: Shared, relations: dict[str, Relation], decorative: bool = False) -> None:
        """Set up.

        Args:
            shared: the document's common state.
            relations: relationships of the part that holds the story.
            decorative: pictures are letterheads (headers and footers): noted, not returned as ink.
        """
        self.shared = shared
        self.relations = relations
        self.decorative = decorative
        self.in_table = False
        self._pieces: list[str] = []
        self._para = Paragraph()
        self._fields: list[list[Any]] = []
        self._muted = False
        self._bold_text = self._plain_text = False
        self._gap = False
        self._leader = False
        self._style_bold: bool | None = None
        self._used = False

    def read(self, element: Element) -> Paragraph:
        """Read one ``w:p``.

        Returns:
            The paragraph; its ``boxes`` are left to the caller, because they hold blocks.
        """
        para = self._para = Paragraph()
        pieces = self._pieces = []
        self._bold_text = self._plain_text = False
        if self._used:  # most paragraphs need none of this; starting each one clean would cost as much as reading
            self._fields.clear()
            self._used = self._muted = self._gap = self._leader = False
            self._style_bold = None
        for child in element:
            tag = child.tag
            if tag == n.R:
                self._run(child)
            elif tag == n.PPR:
                self._paragraph_properties(child, para)
            elif tag not in _SKIPPED:
                self._inline(child)
        if self._fields:  # fields that the paragraph does not close
            for entry in reversed(self._fields):
                self._finish_field(entry)
        text = "".join(pieces) if len(pieces) != 1 else pieces[0]
        if self._gap and not text.strip(" _\u3000"):
            self.shared.losses.added -= text.count("_")
            text = ""
        para.text = text
        para.bold = self._bold_text and not self._plain_text
        return para

    def _paragraph_properties(self, properties: Element, para: Paragraph) -> None:
        """Read ``w:pPr``: style, centring, list number, deleted mark, leader tabs."""
        number = level = None
        for child in properties:
            tag = child.tag
            if tag == _JC:
                para.centred = child.get(n.VAL) == "center"
            elif tag == n.RPR:
                para.joins_next = child.find(n.DEL) is not None
            elif tag == _PSTYLE:
                style = self.shared.styles.get(child.get(n.VAL))
                para.centred = para.centred or bool(style.centred)
                para.size = style.size
                if style.bold is not None:
                    self._style_bold = style.bold
                    self._used = True
                if style.list_id and number is None:
                    number, level = style.list_id, style.list_level
            elif tag == _NUMPR:
                found = child.find(_NUMID)
                if found is not None:
                    number = found.get(n.VAL)
                at = child.find(_ILVL)
                value = at.get(n.VAL) if at is not None else "0"
                level = int(value) if value and value.isdigit() else 0
            elif tag == _TABS:
                self._leader = any(tab.get(_LEADER) in ("underscore", "heavy") for tab in child)
                self._used = True
        if number and number != "0":
            text = self.shared.numbering.next(number, level or 0)
            if text:
                self._add(text)

    def _add(self, text: str) -> None:
        """Write text that stands in no text element."""
        self._pieces.append(text)
        self.shared.losses.added += len(text) - text.count(" ") - text.count("\n") - text.count("\u3000")

    def _inline(self, parent: Element) -> None:
        """Read what stands between runs: links, content controls, fields, formulas, wrappers of any kind."""
        tag = parent.tag
        if tag == n.TXBX:
            self._para.boxes.append(parent)
            return
        if tag == n.MATH_TEXT:
            self._text(parent.text, False, None)
            return
        if tag.endswith("}contentPart"):
            self._ink(Mark.HANDWRITTEN)
            return
        for child in parent:
            tag = child.tag
            if tag == n.R:
                self._run(child)
            elif tag in _RUN_PARTS:
                self._run_part(child, tag, False, None)
            elif tag not in _SKIPPED:
                self._inline(child)

    def _run(self, run: Element) -> None:
        """Read one ``w:r``."""
        underlined = bold = hidden = False
        bold_said = False
        symbols: dict[int, str] | None = None
        for child in run:
            tag = child.tag
            if tag == n.T:
                if hidden:
                    self.shared.losses.hidden += printable(child.text)
                    continue
                text = child.text
                if text:
                    if bold or (not bold_said and self._style_bold):
                        self._bold_text = True
                    elif not text.isspace():
                        self._plain_text = True
                    if underlined or symbols is not None or self._muted or _UNUSUAL.search(text):
                        self._text(text, underlined, symbols)
                    else:
                        self._pieces.append(text)
            elif tag == n.RPR:
                for prop in child:
                    tag = prop.tag
                    if tag == _SZ:
                        if self.in_table:  # cells have no size
                            continue
                        size = half_points(prop.get(n.VAL))
                        if size is not None and (self._para.size is None or size > self._para.size):
                            self._para.size = size
                    elif tag == _RFONTS:
                        symbols = symbol_font(prop.get(_ASCII) or prop.get(_HANSI)) or symbols
                    elif tag == _B:
                        bold_said = True
                        bold = switched_on(prop.get(n.VAL))
                    elif tag == _U:
                        underlined = prop.get(n.VAL) != "none"
                    elif tag == _VANISH:
                        hidden = switched_on(prop.get(n.VAL))
                    elif tag == _RSTYLE:
                        style = self.shared.styles.by_id.get(prop.get(n.VAL) or "")
                        if style is not None:
                            bold = bold or (bool(style.bold) and not bold_said)
                            hidden = hidden or style.hidden
                            symbols = symbols or style.symbols
            elif hidden:
                self.shared.losses.hidden += sum(printable(part.text) for part in child.iter(n.T))
                self.shared.losses.hidden += tag == n.SYM
            elif tag in _SKIPPED:
                continue
            elif tag in _RUN_PARTS:
                self._run_part(child, tag, underlined, symbols)
            else:
                self._inline(child)

    def _text(self, text: str | None, underlined: bool, symbols: dict[int, str] | None) -> None:
        """Write the text of a text element."""
        if not text:
            return
        if self._muted:
            self.shared.losses.field_codes += printable(text)
            return
        text = INVISIBLE.sub("", _BREAKS_IN_TEXT.sub(" ", text))
        if symbols is not None:
            text = in_symbol_font(text, symbols)
        elif FONT_LOST_CODES.search(text):
            text = FONT_LOST_CODES.sub(lambda code: in_symbol_font(code[0], FONT_LOST), text)
        if underlined:
            drawn = _EDGES.sub(lambda blank: "_" * len(blank[0]), text)
            self.shared.losses.added += drawn.count("_") - text.count("_")
            text = drawn
        self._pieces.append(text)

    def _run_part(self, part: Element, tag: str, underlined: bool, symbols: dict[int, str] | None) -> None:
        """Read what stands in a run beside text."""
        if tag == n.T:
            self._text(part.text, underlined, symbols)
        elif tag == _FLDCHAR:
            self._field_char(part)
        elif tag == _INSTR:
            if self._fields:
                text = (part.text or "")[:MAX_FIELD_CODE]
                if len(self._fields[-1][1]) > MAX_FIELD_CODE:
                    return
                self._fields[-1][1] += in_symbol_font(text, symbols) if symbols is not None else text
        elif self._muted and tag != n.SYM:
            return
        elif tag in (_TAB, _PTAB):
            if underlined or self._leader:
                self._add(GAP_TEXT)
            else:
                self._pieces.append(TAB_TEXT)
        elif tag in (_BR, _CR):
            self._pieces.append("\n")
        elif tag == n.SYM:
            self._symbol(part)
        elif tag == _HYPHEN:
            self._add("-")
        elif tag == n.GAP:
            self._gap = self._used = True
            self._add(GAP_TEXT)
        elif tag == _DRAWING:
            self._drawing(part)
        else:
            self._vml(part)

    def _symbol(self, part: Element) -> None:
        """Write a ``w:sym``."""
        text = symbol(part.get(_CHAR), part.get(_FONT))
        if self._muted:
            if self._fields:
                self._fields[-1][1] += text
            self.shared.losses.field_codes += len(text)
        else:
            self._pieces.append(text)

    # -- fields ----------------------------------------------------------------------------------------------------

    def _field_char(self, part: Element) -> None:
        """Follow a complex field; an entry holds: in its code, the code, hides its result."""
        self._used = True
        kind = part.get(_FLDTYPE)
        if kind == "begin":
            entry: list[Any] = [True, "", False]
            data = part.find(_FFDATA)
            if data is not None and not self._muted:
                self._form_field(data, entry)
            self._fields.append(entry)
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = False
        elif kind == "end" and self._fields:
            entry = self._fields.pop()
            self._mute()
            self._finish_field(entry)
        self._mute()

    def _mute(self) -> None:
        """Recompute whether text is being hidden by a field."""
        self._muted = any(entry[0] or entry[2] for entry in self._fields)

    def _finish_field(self, entry: list[Any]) -> None:
        """Write what a field without a stored result shows."""
        if entry[0] and not entry[2] and entry[1]:
            text = field_text(entry[1])
            if not text:
                return
            if self._fields and self._fields[-1] is not entry and self._muted:
                self._fields[-1][1] += text
            else:
                self._add(text)

    def _form_field(self, data: Element, entry: list[Any]) -> None:
        """Write the state of a legacy tick box or drop-down list."""
        box = data.find(_CHECKBOX)
        if box is not None:
            state = box.find(w("checked"))
            if state is None:
                state = box.find(w("default"))
            ticked = state is not None and switched_on(state.get(n.VAL))
            self._add(TICKED_BOX if ticked else EMPTY_BOX)
            entry[2] = True
            return
        choices = data.find(_DDLIST)
        if choices is not None:
            entries = [item.get(n.VAL) or "" for item in choices.iter(w("listEntry"))]
            chosen = choices.find(w("result"))
            if chosen is None:
                chosen = choices.find(w("default"))
            value = chosen.get(n.VAL) if chosen is not None else "0"
            index = int(value) if value and value.isdigit() else 0
            text = entries[index] if index < len(entries) else ""
            entry[2] = True
            if _UNSELECTED.fullmatch(text):
                self._gap = True  # the field has marked the paragraph as used
                text = GAP_TEXT
            self._add(text)

    # -- pictures --------------------------------------------------------------------------------------------------

    def _ink(self, mark: Mark) -> None:
        """Anchor a picture or pen strokes at this place of the text."""
        self._pieces.append(INK_ANCHOR)
        self._para.inks.append(Ink(mark))

    def _picture(self, relation: str | None, width: int = 0, height: int = 0, behind: bool = False) -> None:
        """Anchor a picture.

        Args:
            relation: id of the relationship to the picture's part.
            width: in EMU, 0 where unknown.
            height: in EMU, 0 where unknown.
            behind: lies behind the text.
        """
        losses = self.shared.losses
        if self.decorative:
            losses.header_pictures += 1
            return
        page_width, page_height = (side * EMU_PER_TWIP for side in self.shared.page_size)
        if behind and width > 0.75 * page_width and height > 0.75 * page_height:
            losses.page_pictures += 1
            return
        if 0 < width < SMALLEST_PICTURE and 0 < height < SMALLEST_PICTURE:
            return
        self.shared.pictures += 1
        if width > 0.6 * page_width and height > 0.4 * page_height:
            self.shared.large_pictures += 1
        target = self.relations.get(relation or "")
        judged = target is not None and target.target and self.shared.pictures <= MAX_JUDGED_PICTURES
        self._ink(picture_mark(self.shared.package, target.target) if target and judged else Mark.IMAGE)

    def _drawing(self, drawing: Element) -> None:
        """Read a DrawingML object: pictures, ink, text boxes, charts."""
        for frame in drawing:
            properties = frame.find(_INLINE_DOCPR)
            if properties is not None and properties.get("hidden") in ("1", "true"):
                continue
            extent = frame.find(_EXTENT)
            width, height = _integer(extent, "cx"), _integer(extent, "cy")
            floats = frame.tag == _ANCHOR
            before = self.shared.pictures
            self._shapes(frame, width, height, floats and frame.get("behindDoc") in ("1", "true"))
            if floats and not self.in_table and self.shared.pictures > before:
                self.shared.losses.floating += 1

    def _shapes(self, parent: Element, width: int, height: int, behind: bool) -> None:
        """Look for pictures, ink and text boxes below an element of a drawing."""
        for child in parent:
            tag = child.tag
            if tag in (_PIC, n.BLIP):
                blip = child if tag == n.BLIP else next(child.iter(n.BLIP), None)
                relation = blip.get(n.R_EMBED) or blip.get(n.R_LINK) if blip is not None else None
                self._picture(relation, width, height, behind)
            elif tag == n.TXBX:
                self._para.boxes.append(child)
            elif tag.endswith("}contentPart"):
                self._ink(Mark.HANDWRITTEN)
            elif tag.endswith(("/chart}chart", "/diagram}relIds")):
                self.shared.losses.charts += 1
                self._ink(Mark.IMAGE)
            elif tag == _GRAPHIC_DATA and "ink" in (child.get("uri") or "").lower() and not len(child):
                self._ink(Mark.HANDWRITTEN)
            else:
                self._shapes(child, width, height, behind)

    def _vml(self, parent: Element) -> None:
        """Look for pictures, ink and text boxes below a VML picture or an embedded object."""
        for child in parent:
            tag = child.tag
            if tag == n.TXBX:
                self._para.boxes.append(child)
            elif tag == _IMAGEDATA:
                if parent.find(_VML_INK) is None:
                    self._picture(child.get(n.R_ID) or child.get(f"{{{n.OFFICE}}}relid"))
            elif tag == _VML_INK:
                self._ink(Mark.HANDWRITTEN)
            elif tag == _TEXTPATH:
                self._add(child.get("string") or "")
            elif tag == _CONTROL:
                self.shared.losses.controls += 1
            elif tag == _DRAWING:
                self._drawing(child)
            elif tag.endswith("}contentPart"):
                self._ink(Mark.HANDWRITTEN)
            elif tag != _SHAPE_TYPE and not _HIDDEN_SHAPE.search(child.get("style") or ""):
                self._vml(child)


_RUN_PARTS = frozenset(
    {n.T, _TAB, _PTAB, _BR, _CR, n.SYM, _HYPHEN, _FLDCHAR, _INSTR, n.GAP, _DRAWING, _PICT, _OBJECT}
)


def printable(text: str | None) -> int:
    """Count a text's characters that print: neither white space nor invisible marks nor ink anchors."""
    if not text:
        return 0
    text = "".join(text.split())
    if not text.isascii():
        text = INVISIBLE.sub("", text).replace(INK_ANCHOR, "")
    return len(text)


def _integer(element: Element | None, name: str) -> int:
    """Return an attribute of an element as an integer, 0 where there is none."""
    value = element.get(name) if element is not None else None
    return int(value) if value and value.isdecimal() else 0
