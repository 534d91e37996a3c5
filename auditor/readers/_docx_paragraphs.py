"""Paragraphs of a Word file as text with ink anchors.

`ParagraphReader` walks the paragraphs of one story (body, header, note …): runs, fields, symbols, pictures and text boxes. Elements that
it does not know are walked through, so that text inside an unexpected wrapper is found.
"""

from __future__ import annotations

import re
from typing import Any

from auditor.pages.glyphs import EMPTY_BOX, TICKED_BOX
from auditor.pages.model import INK_ANCHOR, Mark
from auditor.readers import _docx_names as n
from auditor.readers._docx_drawings import InkReader
from auditor.readers._docx_names import switched_on, w, whole_number
from auditor.readers._docx_package import Relation
from auditor.readers._docx_state import Paragraph, Shared
from auditor.readers._docx_styles import half_points
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
NEW_PAGE = "\n\f"
MAX_FIELD_CODE = 2000
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_EDGES = re.compile(r"^\s+|\s+$|\s{2,}")
_BREAKS_IN_TEXT = re.compile(f"[\r\n\t{INK_ANCHOR}]")
_UNUSUAL = re.compile(f"[\r\n\t{INK_ANCHOR}\u200b-\u200f\u2060\ufeff\u00ad\uf020-\uf0ff]")
_UNSELECTED = re.compile(r"(请选择|选择一项|请选).{0,8}|[-—－\s]*")

_SZ, _B, _U, _VANISH, _RSTYLE, _RFONTS = w("sz"), w("b"), w("u"), w("vanish"), w("rStyle"), w("rFonts")
_ASCII, _HANSI, _FONT, _CHAR, _TYPE = w("ascii"), w("hAnsi"), w("font"), w("char"), w("type")
_TAB, _BR, _CR, _PTAB, _HYPHEN = w("tab"), w("br"), w("cr"), w("ptab"), w("noBreakHyphen")
_DRAWING, _PICT, _OBJECT = w("drawing"), w("pict"), w("object")
_FLDCHAR, _INSTR, _FLDTYPE = w("fldChar"), w("instrText"), w("fldCharType")
_PSTYLE, _JC, _NUMPR, _TABS, _LEADER = w("pStyle"), w("jc"), w("numPr"), w("tabs"), w("leader")
_PAGE_BEFORE = w("pageBreakBefore")
_NUMID, _ILVL = w("numId"), w("ilvl")
_FFDATA, _CHECKBOX, _DDLIST = w("ffData"), w("checkBox"), w("ddList")
_SKIPPED = frozenset(
    {
        n.PPR,
        n.RPR,
        n.SDTPR,
        w("sdtEndPr"),
        w("delText"),
        w("delInstrText"),
        n.DEL,
        w("commentReference"),
        w("footnoteReference"),
        w("endnoteReference"),
        w("annotationRef"),
        w("footnoteRef"),
        w("endnoteRef"),
        w("rubyPr"),
        w("customXmlPr"),
        w("smartTagPr"),
        w("commentRangeStart"),
        w("commentRangeEnd"),
        w("softHyphen"),
        n.SECTPR,
    }
)


class ParagraphReader(InkReader):
    """Reads paragraphs of one story; not to be used by two walks at once."""

    def __init__(self, shared: Shared, relations: dict[str, Relation], decorative: bool = False) -> None:
        """Set up; see `InkReader`."""
        super().__init__(shared, relations, decorative)
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
        if (
            self._used
        ):  # most paragraphs need none of this; starting each one clean would cost as much as reading
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
            elif tag == _PAGE_BEFORE:
                para.new_page = switched_on(child.get(n.VAL))
            elif tag == n.SECTPR:
                kind = child.find(_TYPE)
                para.ends_page = kind is None or kind.get(n.VAL) not in ("continuous", "nextColumn")
            elif tag == _NUMPR:
                found = child.find(_NUMID)
                if found is not None:
                    number = found.get(n.VAL)
                at = child.find(_ILVL)
                level = whole_number(at.get(n.VAL)) if at is not None else 0
            elif tag == _TABS:
                self._leader = any(tab.get(_LEADER) in ("underscore", "heavy") for tab in child)
                self._used = True
        if number and number != "0":
            text = self.shared.numbering.next(number, level or 0)
            if text:
                self._add(text)

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
            page = tag == _BR and part.get(_TYPE) == "page" and not self.in_table
            self._pieces.append(NEW_PAGE if page else "\n")
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
            index = whole_number(chosen.get(n.VAL)) if chosen is not None else 0
            text = entries[index] if index < len(entries) else ""
            entry[2] = True
            if _UNSELECTED.fullmatch(text):
                self._gap = True  # the field has marked the paragraph as used
                text = GAP_TEXT
            self._add(text)


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
