"""How the rectification ledger looks: cell formats, widths, colours. Colours never stand alone: the word is in the cell."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "微软雅黑"
INK, LINE = "#1F2933", "#C3CCD6"
HEAD, HEAD_USER = "#1F4E79", "#4F6D2F"
USER_FILL, RULE_FILL = "#FBFDF5", "#F3F6FA"
SEVERITY_COLOURS = {
    "critical": ("#9C0006", "#FFC7CE"),
    "major": ("#8A3B00", "#FFDFC2"),
    "minor": ("#6B5700", "#FFF3BF"),
    "advice": ("#1D4E79", "#DCEBF9"),
}
"""Ink and ground by severity; contrast at least 4.5:1."""
STATUS_COLOURS = {
    "未整改": ("#9C0006", "#FDECEE"),
    "整改中": ("#6B5700", "#FFEB9C"),
    "已整改": ("#0B5B2A", "#C6EFCE"),
    "不适用": ("#4A5560", "#E3E7EB"),
    "已复核销号": ("#FFFFFF", "#2E7D4F"),
}


class Styles:
    """The formats of one workbook; equal ones are made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format with the ledger's font and the given properties."""
        key = tuple(sorted(properties.items()))
        found = self._made.get(key)
        if found is None:
            base: dict[str, Any] = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "vcenter"}
            found = self._made[key] = self._book.add_format(base | properties)
        return found

    def cell(self, **properties: Any) -> Format:
        """Return the format of a body cell: bordered, wrapped, at the top."""
        base = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "top"}
        return self.get(**(base | properties))

    def head(self, *, user: bool = False) -> Format:
        """Return the format of a column's title; columns that people fill in have their own colour."""
        return self.get(
            bold=True,
            font_color="#FFFFFF",
            bg_color=HEAD_USER if user else HEAD,
            border=1,
            border_color=LINE,
            align="center",
            text_wrap=True,
        )

    def title(self) -> Format:
        """Return the format of a sheet's title."""
        return self.get(bold=True, font_size=16, font_color=HEAD)

    def note(self) -> Format:
        """Return the format of what stands below a title."""
        return self.get(font_color="#52606D", text_wrap=False)
