"""Can this sheet be read at all? Measured reasons why not, so that nothing on it is called missing."""

from __future__ import annotations

from auditor.vision.model import Sheet

BLANK = "空白页"
FAINT = "字迹太淡，看不清"
BLURRED = "图像模糊，看不清"
COARSE = "分辨率太低，看不清"
DARK = "图像太暗，看不清"


def why_unread(sheet: Sheet) -> str:
    """Return a Chinese phrase for why nothing can be read from a sheet, empty where it can be."""
    return ""
