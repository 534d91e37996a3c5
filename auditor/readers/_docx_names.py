"""Qualified names of Office Open XML that the Word reader asks for (ECMA-376 part 1, transitional)."""

from __future__ import annotations

from typing import Final

WML: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG_REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DML: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
VML: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"
FLAT: Final = "http://schemas.microsoft.com/office/2006/xmlPackage"

GAP: Final = "{urn:station-auditor}gap"
"""Put by the tidying pass where a content control shows only its prompt."""


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{WML}}}{name}"


VAL: Final = w("val")
BODY: Final = w("body")
P: Final = w("p")
PPR: Final = w("pPr")
R: Final = w("r")
RPR: Final = w("rPr")
T: Final = w("t")
TBL: Final = w("tbl")
TR: Final = w("tr")
TRPR: Final = w("trPr")
TC: Final = w("tc")
TCPR: Final = w("tcPr")
SDT: Final = w("sdt")
SDTPR: Final = w("sdtPr")
SDT_CONTENT: Final = w("sdtContent")
SECTPR: Final = w("sectPr")
DEL: Final = w("del")
SYM: Final = w("sym")
TXBX: Final = w("txbxContent")
R_ID: Final = f"{{{REL}}}id"
R_EMBED: Final = f"{{{REL}}}embed"
R_LINK: Final = f"{{{REL}}}link"
BLIP: Final = f"{{{DML}}}blip"
MATH_TEXT: Final = f"{{{MATH}}}t"
ALTERNATE: Final = f"{{{MC}}}AlternateContent"
CHOICE: Final = f"{{{MC}}}Choice"
FALLBACK: Final = f"{{{MC}}}Fallback"

FALSE_VALUES: Final = frozenset({"0", "false", "off", "none"})


def switched_on(value: str | None) -> bool:
    """Tell whether an on/off property with this ``w:val`` is on (absent means on, ECMA-376 part 1, 17.17.4)."""
    return value is None or value not in FALSE_VALUES


def whole_number(value: str | None, default: int = 0) -> int:
    """Return an attribute that should hold a count; ``default`` where it does not, or is absurdly long."""
    return int(value) if value and len(value) <= 12 and value.isdecimal() else default
