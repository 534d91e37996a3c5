"""Pictures, seals, pen strokes and text boxes of a Word paragraph: DrawingML, VML and embedded objects."""

from __future__ import annotations

import re
from typing import Any

from auditor.pages.model import INK_ANCHOR, Ink, Mark
from auditor.readers import _docx_names as n
from auditor.readers._docx_names import w, whole_number
from auditor.readers._docx_package import Relation
from auditor.readers._docx_pictures import picture_ink
from auditor.readers._docx_state import Paragraph, Shared

Element = Any

EMU_PER_TWIP = 635
SMALLEST_PICTURE = 3 * 12_700
"""Pictures under 3 points a side are spacers."""
WIDE_PICTURE = 0.35
"""Share of the page's width from which a picture may be that of a paper."""
LARGEST_SIGNATURE = (90 * 36_000, 60 * 36_000)
"""EMU: what is shown larger is no signature and no seal."""
MAX_JUDGED_PICTURES = 300
"""Pictures of one document that are looked at for seals; the rest are just pictures."""
_HIDDEN_SHAPE = re.compile(r"visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
_DRAWING, _CONTROL = w("drawing"), w("control")
_INLINE_DOCPR = f"{{{n.WP}}}docPr"
_EXTENT, _ANCHOR = f"{{{n.WP}}}extent", f"{{{n.WP}}}anchor"
_PIC = f"{{{n.PIC}}}pic"
_GRAPHIC_DATA = f"{{{n.DML}}}graphicData"
_SHAPE_TYPE, _IMAGEDATA = f"{{{n.VML}}}shapetype", f"{{{n.VML}}}imagedata"
_TEXTPATH, _VML_INK = f"{{{n.VML}}}textpath", f"{{{n.OFFICE}}}ink"


class InkReader:
    """Collects what a paragraph shows beside its text; the reader of runs is built on it."""

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

    def _add(self, text: str) -> None:
        """Write text that stands in no text element."""
        self._pieces.append(text)
        self.shared.losses.added += len(text) - text.count(" ") - text.count("\n") - text.count("\u3000")

    def _ink(self, mark: Mark | Ink) -> None:
        """Anchor a picture or pen strokes at this place of the text."""
        self._pieces.append(INK_ANCHOR)
        self._para.inks.append(mark if isinstance(mark, Ink) else Ink(mark))

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
        large = width > 0.6 * page_width and height > 0.4 * page_height
        self.shared.large_pictures += large
        target = self.relations.get(relation or "")
        part = target.target if target is not None else ""
        if large or (part and width > WIDE_PICTURE * page_width):
            self.shared.papers.append((part, large))
        judged = target is not None and target.target and self.shared.pictures <= MAX_JUDGED_PICTURES
        small = width <= LARGEST_SIGNATURE[0] and height <= LARGEST_SIGNATURE[1]
        package = self.shared.package
        self._ink(picture_ink(package, target.target, small) if target and judged else Mark.IMAGE)

    def _drawing(self, drawing: Element) -> None:
        """Read a DrawingML object: pictures, ink, text boxes, charts."""
        for frame in drawing:
            properties = frame.find(_INLINE_DOCPR)
            if properties is not None and properties.get("hidden") in ("1", "true"):
                continue
            extent = frame.find(_EXTENT)
            width, height = (
                whole_number(extent.get(side)) if extent is not None else 0 for side in ("cx", "cy")
            )
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
