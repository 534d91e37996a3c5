"""Tables in plain text: csv and tsv, with whatever separator their writer used."""

from __future__ import annotations

import csv
from pathlib import Path

from auditor.intake.limits import Limits
from auditor.readers._sheet_model import RawSheet, clean_text

SEPARATORS = ",\t;|，"


def read_csv(path: Path, encoding: str, limits: Limits) -> RawSheet:
    """Return a text table as one sheet without a name.

    Args:
        path: the file.
        encoding: as guessed from its first bytes; what does not fit shows as U+FFFD and is noted.
        limits: bounds on bytes and cells.
    """
    with path.open("rb") as stream:
        data = stream.read(limits.text_bytes + 1)
    sheet = RawSheet("")
    if len(data) > limits.text_bytes:
        sheet.unread = "文件过大，没有读取"
        return sheet
    text = data.decode(encoding, "replace").lstrip("\ufeff")
    if wrong := text.count("\ufffd"):
        sheet.notes.append(f"有 {wrong} 个字符的编码无法识别。")
    lines = text.splitlines(keepends=True)
    delimiter = separator(lines)
    left = limits.cells
    try:
        for row, values in enumerate(csv.reader(lines, delimiter=delimiter, strict=False)):
            cells = {col: cleaned for col, value in enumerate(values) if (cleaned := clean_text(value))}
            left -= len(cells)
            if left < 0:
                sheet.unread = "数据过多，只读取了前面一部分"
                break
            if cells:
                sheet.rows[row] = cells
    except csv.Error:
        # A field beyond csv's own limit (131,072 characters) is no table cell.
        sheet.unread = "文本表格的格式有误，只读取了前面一部分"
    return sheet


def separator(lines: list[str]) -> str:
    """Return the separator that stands equally often in the first lines; a comma where none does."""
    sample = [line for line in lines[:30] if line.strip()]
    best, best_score = ",", 0.0
    for mark in SEPARATORS:
        counts = [line.count(mark) for line in sample]
        if not counts or max(counts) == 0:
            continue
        usual = max(set(counts), key=counts.count)
        score = counts.count(usual) / len(counts) if usual else 0.05
        if score > best_score:
            best, best_score = mark, score
    return best
