"""One pass over a part's tree before it is read: leaves one version of everything, the one that the paper shows.

After it, a tree holds no deleted text, one branch of each alternative content, no prompts of empty content controls
and the real state of each tick control. Text removed on purpose is therefore not in the raw count either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_BOX, TICKED_BOX
from auditor.readers import _docx_names as n
from auditor.readers._docx_names import switched_on, w
from auditor.readers._docx_symbols import symbol, symbol_font

Element = Any

_CHECKBOX_NAMES = (
    f"{{{n.W14}}}checkbox",
    w("checkbox"),
    "{http://schemas.microsoft.com/office/word/2012/wordml}checkbox",
)
_LIST_NAMES = (w("dropDownList"), w("comboBox"))
_PROMPT = re.compile(
    r"(单击|点击|轻触|单击或点击)(此处|这里|以).{0,16}|请?选择(一项|日期|此处|这里|下拉).{0,8}"
)
_DISPLAY, _VALUE = w("displayText"), w("value")
_SHOWS_PROMPT = w("showingPlcHdr")
_RUBY_TEXT, _MOVE_FROM, _CELL_DELETED = w("rt"), w("moveFrom"), w("cellDel")
_OLD_PROPERTIES = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "tblGrid", "tblPrEx", "numbering")
)
_NOISE_NAMES = (
    b"lang|szCs|bCs|iCs|kern|color|spacing|noProof|proofErr|bookmarkStart|bookmarkEnd|lastRenderedPageBreak|ind|"
    b"adjustRightInd|snapToGrid|widowControl|keepNext|tcW|vAlign|cantSplit|trHeight|noWrap|textDirection|bidi|cs|"
    b"permStart|permEnd|tblLook|cnfStyle"
)
_NOISE = re.compile(b"<w:(?:" + _NOISE_NAMES + b")(?: [^<>]*)?/>")
_NOISE_AND_FONTS = re.compile(b"<w:(?:" + _NOISE_NAMES + b"|rFonts)(?: [^<>]*)?/>")
_SYMBOL_FONT_NAMES = (b"dings", b"DINGS", b"ymbol")
_CONTENT = frozenset({n.BLIP, n.SYM, f"{{{n.VML}}}imagedata", f"{{{n.OFFICE}}}ink"})


def thinned(data: bytes) -> bytes:
    """Drop empty elements that say nothing about the text (language, kerning, widths …) before parsing.

    They are up to two thirds of the elements that LibreOffice writes, and parsing takes most of the time. Fonts are
    dropped too where no symbol font is named. Text cannot match: a ``<`` in text is always escaped.
    """
    symbols = any(name in data for name in _SYMBOL_FONT_NAMES)
    return (_NOISE if symbols else _NOISE_AND_FONTS).sub(b"", data)


def tidy(root: Element, data: bytes) -> bool:
    """Leave in a part's tree what the paper shows.

    Args:
        root: the part's root element; changed in place.
        data: the part's bytes, searched for names so that passes with nothing to do are skipped.

    Returns:
        True if tracked changes were resolved.
    """
    if b"Change" in data:
        etree.strip_elements(root, *_OLD_PROPERTIES, with_tail=False)
    tracked = False
    if b"AlternateContent" in data:
        _choose(root)
    if b"moveFrom" in data:
        tracked = True
        etree.strip_elements(root, _MOVE_FROM, with_tail=False)
    if b":del" in data or b"<del" in data or b"cellDel" in data:
        tracked = _drop_deleted(root) or tracked
    if b"rubyBase" in data:
        etree.strip_elements(root, _RUBY_TEXT, with_tail=False)
    if b"sdtContent" in data:
        for control in list(root.iter(n.SDT)):
            _resolve_control(control)
    return tracked


def _drop(element: Element) -> None:
    """Remove an element (its tail is white space in these formats)."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _has_content(branch: Element) -> bool:
    """Tell whether a branch shows text, a picture or ink."""
    for element in branch.iter():
        tag = element.tag
        if (tag == n.T and element.text) or tag in _CONTENT:
            return True
        if isinstance(tag, str) and tag.endswith("}contentPart"):
            return True
    return False


def _choose(root: Element) -> None:
    """Keep one branch of each alternative content: the first choice, unless only the fallback shows anything."""
    for alternative in list(root.iter(n.ALTERNATE)):
        branches = [branch for branch in alternative if branch.tag in (n.CHOICE, n.FALLBACK)]
        kept = next(
            (branch for branch in branches if _has_content(branch)), branches[0] if branches else None
        )
        for branch in branches:
            if branch is not kept:
                alternative.remove(branch)


def _drop_deleted(root: Element) -> bool:
    """Remove deleted runs, rows and cells; a deleted paragraph mark stays, to join the paragraphs."""
    found = False
    for deletion in list(root.iter(n.DEL)):
        parent = deletion.getparent()
        if parent is None or parent.tag == n.RPR:
            found = True
        elif parent.tag == n.TRPR:
            found = True
            row = parent.getparent()
            if row is not None:
                _drop(row)
        elif deletion.tag == n.DEL:
            found = True
            parent.remove(deletion)
    for deletion in list(root.iter(_CELL_DELETED)):
        found = True
        cell = deletion.getparent().getparent()
        if cell is not None and cell.tag == n.TC:
            for child in list(cell):
                if child.tag != n.TCPR:
                    cell.remove(child)
    return found


def _resolve_control(control: Element) -> None:
    """Replace what a content control shows by what it holds."""
    properties = control.find(n.SDTPR)
    content = control.find(n.SDT_CONTENT)
    if properties is None or content is None:
        return
    for name in _CHECKBOX_NAMES:
        box = properties.find(name)
        if box is not None:
            _write_state(box, name.rpartition("}")[0] + "}", content)
            return
    prompt = properties.find(_SHOWS_PROMPT)
    if (prompt is not None and switched_on(prompt.get(n.VAL))) or _is_prompt(properties, content):
        _empty(content)


def _write_state(box: Element, namespace: str, content: Element) -> None:
    """Make the first box glyph of a tick control say its state; text beside it stays."""
    checked = box.find(namespace + "checked")
    if checked is None:
        return
    value = next((v for k, v in checked.attrib.items() if k.endswith("val")), None)
    state = TICKED_BOX if switched_on(value) else EMPTY_BOX
    first = None
    for element in content.iter(n.T, n.SYM):
        symbol_alone = element.tag == n.SYM
        text = (
            element.text or ""
            if element.tag == n.T
            else symbol(element.get(w("char")), element.get(w("font")))
        )
        if first is None and text.strip():
            first = element
        index = next((i for i, char in enumerate(text) if char in BOX_GLYPHS), None)
        if index is not None or (len(text.strip()) == 1 and symbol_alone and element is first):
            at = index or 0
            _become_text(element, text[:at] + state + text[at + 1 :])
            return
    if first is not None:
        text = first.text or ""
        lone_glyph = len(text.strip()) == 1 and (not text.strip().isalnum() or _in_symbol_font(first))
        _become_text(first, state if lone_glyph else state + text)
        return
    run: Element | None = next(content.iter(n.R), None)
    if run is not None:
        etree.SubElement(run, n.T).text = state


def _in_symbol_font(element: Element) -> bool:
    """Tell whether a text element's run is set in a symbol font."""
    fonts = element.getparent().find(f"{n.RPR}/{w('rFonts')}")
    return fonts is not None and symbol_font(fonts.get(w("ascii")) or fonts.get(w("hAnsi"))) is not None


def _become_text(element: Element, text: str) -> None:
    """Turn a text or symbol element into this text, in an ordinary font."""
    element.tag = n.T
    element.text = text
    run = element.getparent()
    properties = run.find(n.RPR) if run is not None else None
    fonts = properties.find(w("rFonts")) if properties is not None else None
    if properties is not None and fonts is not None:
        properties.remove(fonts)


def _is_prompt(properties: Element, content: Element) -> bool:
    """Tell whether a control without the prompt flag still shows its prompt (programs that fill templates)."""
    texts: Iterable[str | None] = (element.text for element in content.iter(n.T))
    text = "".join(part or "" for part in texts).strip()
    if not text or len(text) > 24:
        return False
    for name in _LIST_NAMES:
        choices = properties.find(name)
        if choices is not None:
            return any((item.get(_DISPLAY) or "") == text and not item.get(_VALUE) for item in choices)
    return bool(_PROMPT.fullmatch(text))


def _empty(content: Element) -> None:
    """Empty a content control down to one gap."""
    gap_written = False
    for run in list(content.iter(n.R)):
        for child in list(run):
            if child.tag != n.RPR:
                run.remove(child)
        if not gap_written:
            etree.SubElement(run, n.GAP)
            gap_written = True
