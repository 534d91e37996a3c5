"""Paragraphs and tables of a Word document as WordprocessingML (ECMA-376 part 1, clause 17).

Text of documents enters only through `Blocks.runs` and the table cells: as the text of ``w:t``, stripped of control characters and
escaped, so that it can be neither markup nor a field. Elements are written as strings and parsed once: 2,000 rows of a
table take a fraction of the time that a call for each cell takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from auditor.outputs.plain_text import plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KEPT_TOGETHER = 8
"""Rows of a table that is kept on one page."""
MAX_TEXT = 4_000
"""Characters of one paragraph; a cell that holds a novel must not fill the report."""

BODY, ITEM, DISTRICT = "报告正文", "报告条目", "报告片区"
CELL, SMALL, HEAD, CAPTION, NOTE = "报告表格", "报告小字", "报告表头", "报告表题", "报告说明"
TABLE = "报告表"
CONTENTS_LEVELS = 2
STYLES = (
    *("heading 1", "heading 2", "heading 3"), BODY, ITEM, DISTRICT, CELL, SMALL, HEAD, CAPTION, NOTE, TABLE,
)  # fmt: skip
"""Styles that a template should have."""


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
"""Lines of a table in a template without the table style."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and whether its texts stand in the middle."""

    name: str
    share: int
    centred: bool = False


@lru_cache(maxsize=8_192)
def safe(text: str) -> str:
    """Return text of a document as it may stand in XML: one line, no control characters, escaped, of bounded length."""
    text = plain(text)
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT] + "……"
    return escape(text)


class Blocks:
    """Collects blocks for one placeholder of the template.

    Args:
        styles: style ids by name; a style that the template lacks is left out, so Word takes the template's default.
        width: of the text area in twentieths of a point, for tables.
    """

    def __init__(self, styles: Mapping[str, str], width: int) -> None:
        self._styles = styles
        self._width = width
        self._parts: list[str] = []

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self._parts.append(f"<w:p>{self._style(f'heading {level}')}{_run(text)}</w:p>")

    def paragraph(self, text: str, style: str = BODY, *, lead: str = "", keep: bool = False) -> None:
        """Add a paragraph; ``lead`` stands before it in bold letters, ``keep`` holds it on the page of the next one."""
        first = _run(lead, bold=True) if lead else ""
        look = self._style(style, "<w:keepNext/>" if keep else "")
        self._parts.append(f"<w:p>{look}{first}{_run(text)}</w:p>")

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        fills: Sequence[str] = (),
        style: str = CELL,
    ) -> None:
        r"""Add a table whose head is repeated on every page.

        Args:
            columns: its columns.
            rows: texts; ``\n`` begins a new paragraph in a cell.
            fills: colour (RRGGBB) behind the first cell of each row; "" for none.
            style: of the texts.
        """
        shares = sum(column.share for column in columns)
        widths = [self._width * column.share // shares for column in columns]
        out = [
            "<w:tbl><w:tblPr>",
            f'<w:tblStyle w:val="{escape(self._styles[TABLE])}"/>' if TABLE in self._styles else "",
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>',
            "" if TABLE in self._styles else _BORDERS,
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>',
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        ]
        # A short table stays on one page: each of its rows but the last keeps with the next.
        keep = "<w:keepNext/>" if len(rows) <= KEPT_TOGETHER else ""
        head = self._style(HEAD, keep)
        for column, width in zip(columns, widths, strict=True):
            out.append(_cell(width, f"<w:p>{head}{_run(column.name)}</w:p>", "DCE6F1"))
        out.append("</w:tr>")
        middle = '<w:jc w:val="center"/>'
        looks = [self._style(style, keep + (middle if column.centred else "")) for column in columns]
        final = [self._style(style, middle if column.centred else "") for column in columns]
        for index, row in enumerate(rows):
            if index == len(rows) - 1:
                looks = final
            out.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            fill = fills[index] if index < len(fills) else ""
            for position, text in enumerate(row):
                lines = text.split("\n") if text else [""]
                inner = "".join(f"<w:p>{looks[position]}{_run(line)}</w:p>" for line in lines)
                out.append(_cell(widths[position], inner, "" if position else fill))
            out.append("</w:tr>")
        out.append("</w:tbl>")
        self._parts.append("".join(out))
        # A paragraph must stand between two tables, and after one at the end of a section.
        self._parts.append(f"<w:p>{self._style(NOTE)}</w:p>")

    def contents(self, headings: Sequence[tuple[int, str, str]]) -> None:
        """Add a contents field that already holds its entries as links (17.16.5.68).

        Page numbers are known only where the pages are laid out: Word adds them when it updates the field, and until then
        the list is whole without them.

        Args:
            headings: level, text and bookmark.
        """
        entries = [entry for entry in headings if entry[0] <= CONTENTS_LEVELS]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for index, (level, text, mark) in enumerate(entries):
            self._parts.append(
                f"<w:p>{self._style(f'toc {level}')}{begin if index == 0 else ''}"
                f'<w:hyperlink w:anchor="{mark}" w:history="1">{_run(text)}</w:hyperlink>'
                f"{end if index == len(entries) - 1 else ''}</w:p>"
            )

    def xml(self) -> str:
        """Return the blocks as text, with the prefix ``w`` for WordprocessingML."""
        return "".join(self._parts)

    def elements(self) -> list[Any]:
        """Return the blocks as elements."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return list(etree.fromstring(f'<w:body xmlns:w="{W}">{self.xml()}</w:body>', parser))

    def _style(self, name: str, more: str = "") -> str:
        found = self._styles.get(name)
        style = f'<w:pStyle w:val="{escape(found)}"/>' if found else ""
        return f"<w:pPr>{style}{more}</w:pPr>" if style or more else ""


def _run(text: str, *, bold: bool = False) -> str:
    # The hint gives quotation marks, dashes and circled numbers the Chinese font (17.3.2.26).
    letters = '<w:rFonts w:hint="eastAsia"/>' + ("<w:b/><w:bCs/>" if bold else "")
    return f'<w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{safe(text)}</w:t></w:r>' if text else ""


def _cell(width: int, inner: str, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
