"""What is known of one Word document while it is read: a paragraph, the losses, the shared parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from auditor.errors import UnreadableFile
from auditor.pages.model import Ink
from auditor.readers._docx_numbering import Numbering
from auditor.readers._docx_package import Package
from auditor.readers._docx_styles import Styles, styles_of

Element = Any


@dataclass(slots=True)
class Paragraph:
    """One paragraph as read.

    ``text`` holds one U+FFFC for each of ``inks`` and a line feed for each break in it, with a form feed behind it where a
    page begins.
    """

    text: str = ""
    inks: list[Ink] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Contents of its text boxes, still to be read."""
    size: float | None = None
    bold: bool = False
    centred: bool = False
    joins_next: bool = False
    """Its paragraph mark was deleted: the next paragraph goes on in the same line."""
    new_page: bool = False
    """It is set to begin a page."""
    ends_page: bool = False
    """A section ends with it, and the next begins a page."""


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
    papers: list[tuple[str, bool]] = field(default_factory=list)
    """Parts of pictures wide enough to show a paper, in order, and whether they fill most of a page."""
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
