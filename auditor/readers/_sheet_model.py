"""A worksheet as a file holds it, before it is laid out as tables and lines; and how its values are written as text."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field

from auditor.pages.model import INK_ANCHOR, Ink, Line, Mark

Position = tuple[int, int]
"""Row and column, from 0."""

MAX_ROWS = 1_048_576
MAX_COLS = 16_384


@dataclass(slots=True)
class RawSheet:
    """One worksheet.

    Attributes:
        name: as on its tab.
        rows: texts of cells that hold something, by row and column, both from 0.
        merges: (first row, first column, last row, last column), inclusive.
        borders: for each row a bit mask of the columns whose cell has a drawn border.
        bold: cells in bold type or with a fill.
        doubtful: cells whose value the file does not hold (a formula never calculated), with the reading's confidence.
        inks: pictures and pen strokes by the cell under their centre.
        extra: text outside the grid, as lines: headers, footers, comments, text boxes.
        notes: Chinese sentences on what a reader of the printed sheet would not see, or could not be read.
        unread: why the sheet could not be read at all.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    borders: dict[int, int] = field(default_factory=dict)
    bold: set[Position] = field(default_factory=set)
    doubtful: dict[Position, float] = field(default_factory=dict)
    inks: dict[Position, list[Ink]] = field(default_factory=dict)
    extra: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: str = ""

    def put(self, row: int, col: int, text: str) -> None:
        """Set a cell's text."""
        self.rows.setdefault(row, {})[col] = text

    def add_ink(self, row: int, col: int, ink: Ink) -> None:
        """Put a picture into a cell, after its text."""
        self.inks.setdefault((row, col), []).append(ink)
        cells = self.rows.setdefault(row, {})
        cells[col] = cells.get(col, "") + INK_ANCHOR


def column_letters(col: int) -> str:
    """Return a column's letters: 0 is "A", 26 is "AA"."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def parse_reference(reference: str) -> Position | None:
    """Return row and column of "B4", or None where it is no reference inside a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    col = 0
    for letter in match[1].upper():
        col = col * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, col - 1) if 1 <= row <= MAX_ROWS and col <= MAX_COLS else None


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PICTURE_FORMULA = re.compile(r"\s*=?\s*(?:_xlfn\.)?DISPIMG\s*\(", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Return a cell's text with plain line ends, without control characters or blank ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x000D_" in text:
        text = text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
    text = text.replace(INK_ANCHOR, "")
    return _CONTROL.sub("", text).strip()


def is_picture_formula(text: str) -> bool:
    """Tell WPS's formula that shows a picture inside a cell: its "value" is the formula itself, not text."""
    return "DISPIMG" in text and _PICTURE_FORMULA.match(text) is not None


def number_text(value: float) -> str:
    """Return a number without needless decimals: 5.0 is "5", 0.1 + 0.2 is "0.3" (15 digits, as spreadsheets show)."""
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e21:
        return str(int(float(f"{value:.15g}")))
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:.20f}".rstrip("0").rstrip(".")


def date_text(value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta) -> str:
    """Return dates as 2024-06-15, with the time where there is one; times as 14:30; durations as 30:00."""
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


# Number formats ------------------------------------------------------------------------------------------------------

_ZH_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in date formats; 27 to 36 and 50 to 58 are dates in Chinese versions and have no code in the file (ISO/IEC
29500-1, 18.8.30)."""
_BUILTIN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"}
_LITERALS = re.compile(r'"[^"]{0,60}"|\\.|_.|\*.|\[[^\]]{0,40}\]')
_DATE_LETTERS = re.compile(r"[ymdhs年月日]|上午/下午|AM/PM", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_PERCENT = re.compile(r"[#,]*0(?:\.(0{1,10}))?%")
_PADDED = re.compile(r'((?:"[^"]{0,60}"|\\.|[-/—]){0,10})(0{2,18})((?:"[^"]{0,60}"|\\.|[-/—]){0,10})')
_DECIMALS = re.compile(r"[#,]*0\.(0{1,10})")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What of a number format changes the reading of a number.

    Attributes:
        kind: "plain", "date", "elapsed", "percent", "padded" ("NY-"000 shows 1 as NY-001) or "decimals" (0.00 shows
            2024.1 as 2024.10).
        digits: decimals, or the padded width.
        before: literal text before a padded number.
        after: literal text after it.
    """

    kind: str
    digits: int = 0
    before: str = ""
    after: str = ""


PLAIN = NumberFormat("plain")


def number_format(format_id: int, code: str) -> NumberFormat:
    """Understand a number format from its id and, for custom formats, its code."""
    if not code:
        if format_id in _ZH_DATE_IDS:
            return NumberFormat("elapsed" if format_id == 46 else "date")
        code = _BUILTIN.get(format_id, "")
        if not code:
            return PLAIN
    section = code[:255].split(";", 1)[0]
    bare = re.sub(r"\[[^\]]{0,40}\]", "", section).strip().removesuffix("_ ")
    if padded := _PADDED.fullmatch(bare):
        return NumberFormat("padded", len(padded[2]), _literal(padded[1]), _literal(padded[3]))
    if percent := _PERCENT.fullmatch(bare):
        return NumberFormat("percent", len(percent[1] or ""))
    if decimals := _DECIMALS.fullmatch(bare):
        return NumberFormat("decimals", len(decimals[1]))
    if _ELAPSED.search(section):
        return NumberFormat("elapsed")
    left = _LITERALS.sub("", section)
    if _DATE_LETTERS.search(left) and "general" not in left.lower() and not re.search(r"[0#]{2}|0", left):
        return NumberFormat("date")
    return PLAIN


def _literal(text: str) -> str:
    return text.replace('"', "").replace("\\", "")


def formatted(value: float, form: NumberFormat, base: datetime.datetime) -> str:
    """Return a number as its cell shows it, as far as that changes what is read.

    A value with more decimals than its format shows is returned whole: rounding would lose what the file holds.

    Args:
        value: as stored.
        form: the cell's number format.
        base: day 0 of the workbook's dates.
    """
    if form.kind == "plain":
        return number_text(value)
    if form.kind == "padded" and value == int(value) and value >= 0:
        return f"{form.before}{int(value):0{form.digits}d}{form.after}"
    if form.kind == "percent":
        return number_text(value * 100) + "%"
    if form.kind == "decimals" and round(value, form.digits) == value and abs(value) < 1e15:
        return f"{value:.{form.digits}f}"
    if form.kind in ("date", "elapsed") and 0 <= value < 2_958_466:
        return _serial_text(value, form, base)
    return number_text(value)


def _serial_text(value: float, form: NumberFormat, base: datetime.datetime) -> str:
    seconds = round(value * 86_400)
    if form.kind == "elapsed":
        return date_text(datetime.timedelta(seconds=seconds))
    if seconds < 86_400:
        return date_text((datetime.datetime.min + datetime.timedelta(seconds=seconds)).time())
    # Day 60 is the 29 February 1900 that never was; days before it are one off.
    if value < 60 and base.year == 1899:
        seconds += 86_400
    try:
        return date_text(base + datetime.timedelta(seconds=seconds))
    except OverflowError:
        return number_text(value)


# Symbol fonts --------------------------------------------------------------------------------------------------------

_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFC: "✓", 0xFB: "✗", 0x6E: "■"}
_WINGDINGS_2 = {0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗"}


def symbol_text(text: str, font: str) -> str:
    """Return text set in a symbol font with ticks and boxes as the characters they look like."""
    name = font.strip().lower()
    table = _WINGDINGS if name == "wingdings" else _WINGDINGS_2 if name == "wingdings 2" else None
    if table is None:
        return text
    return "".join(table.get(ord(c) - 0xF000 if 0xF000 <= ord(c) <= 0xF0FF else ord(c), c) for c in text)


def picture() -> Ink:
    """Return the ink of a picture that nobody judged."""
    return Ink(Mark.IMAGE)
