"""Runs the product's whole reading of a picture and compares the page with the truth."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import Counter
from typing import Any

import numpy as np

from tools.scans.geometry import Matrix, moved, to_sheet
from tools.scans.measure import Figures, PlacedCell, area, count_cells, normal, overlap, rows_of
from tools.scans.pairs import count_pairs
from tools.scans.perfect import perfect_page
from tools.scans.steps import (
    Log,
    count_mark,
    foreign_seal,
    state_of,
    timed,
    true_cells,
    true_state,
)
from tools.scans.truth import Box, TrueCell, TruePage, TrueValue

_EMPTY = re.compile(r"[\s_:：年月日/.()（）—-]+")
_TICKED, _UNTICKED = "☑☒■√✓✔●◉", "□☐○◯"


def product_reader() -> Any | None:
    """The product's reading of a picture, None where it has none yet."""
    try:
        return importlib.import_module("auditor.readers._scan_page").read_picture
    except (ImportError, AttributeError) as error:
        print(f"left out: the whole reading ({error})")
        return None


def run_whole(
    page: TruePage, pixels: Any, dpi: float | None, reader: Any, straighten: Any, log: Log
) -> Figures:
    """Measure the whole reading of one page; pages of the result are placed with a straightening that is not timed."""
    from auditor.vision.model import Picture

    figures = Figures()
    with timed(figures, "whole"):
        read = reader(Picture(pixels, dpi), 1)
    figures.unread.add(bool(read.unread))
    if read.unread or not read.width:
        log(f"  {page.file}: whole page unread: {read.unread}")
        figures.cells_whole.missed += sum(len(t.cells) for t in page.tables)
        return figures
    sheet = straighten(Picture(pixels, dpi))
    scale = sheet.grey.shape[1] / read.width
    to_points = np.diag([1 / scale, 1 / scale, 1.0]) @ to_sheet(page, sheet)
    tables = [t for t in read.tables() if _is_ruled(t, page, to_points)]
    placed = [
        [PlacedCell(c.row, c.col, c.row_span, c.col_span, c.box, k) for k, c in enumerate(t.cells) if c.box]
        for t in tables
    ]
    figures.cells_whole, pairs = count_cells(true_cells(page, to_points), placed)
    got = {place: tables[t].cells[c] for place, (t, c) in pairs.items()}
    _cells(page, got, figures, log)
    lines = _loose(read, tables)
    _lines(page, lines, to_points, figures, log)
    _states(page, got, lines, to_points, figures, log)
    _ticks(page, read, figures, log)
    figures.pairs, figures.pairs_medium = count_pairs(page, read, log)
    figures.pairs_best, _ = count_pairs(page, perfect_page(page), lambda _: None)
    return figures


def _is_ruled(table: Any, page: TruePage, to_points: Matrix) -> bool:
    """Whether a table found on the page is one that is ruled there; aligned text may be read as a table too."""
    if table.box is None:
        return False
    return any(overlap(moved(to_points, t.box), table.box) > 0.2 * area(table.box) for t in page.tables)


def _loose(read: Any, ruled: list[Any]) -> list[Any]:
    """Lines outside ruled tables; cells of tables without rules count as lines."""
    out = list(read.lines())
    for table in read.tables():
        if not any(table is t for t in ruled):
            out += [c for c in table.cells if c.text]
    return out


def _cells(page: TruePage, got: dict[tuple[int, int], Any], figures: Figures, log: Log) -> None:
    for t, table in enumerate(page.tables):
        for k, cell in enumerate(table.cells):
            if cell.busy not in ("", "tick"):
                continue
            found = got.get((t, k))
            text = found.text if found is not None else ""
            sealed = any(area(s.box) and _within(cell, s.box) for s in page.seals)
            edits = figures.text_whole.add(cell.text(), text)
            if sealed:
                figures.text_sealed.add(cell.text(), text)
            if edits:
                log(f"  {page.file}: cell {cell.text()!r} read as {text!r}")


def _within(cell: TrueCell, box: Box) -> bool:
    return any(
        ln.box[0] < box[2] and ln.box[2] > box[0] and ln.box[1] < box[3] and ln.box[3] > box[1]
        for ln in cell.lines
    )


def _lines(page: TruePage, lines: list[Any], to_points: Matrix, figures: Figures, log: Log) -> None:
    """Compare lines outside of tables row by row; rows with pen or seals in them are left out.

    Found lines are taken back to the paper, each to the row that its middle is nearest to.
    """
    back = np.linalg.inv(to_points)
    pen = [v.box for v in page.values if v.cell is None and v.mark in ("handwritten", "stamp")] + [
        s.box for s in page.seals
    ]
    rows = rows_of([(ln.text, ln.box) for ln in page.lines])
    found: list[list[tuple[float, str]]] = [[] for _ in rows]
    for line in lines:
        if not line.box or not normal(line.text):
            continue
        x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
        box = moved(back, (x, y, x, y))
        apart = [abs((row[1][1] + row[1][3]) / 2 - box[1]) for row in rows]
        nearest = min(range(len(rows)), key=apart.__getitem__, default=None)
        if nearest is None or apart[nearest] > 9:
            if not any(c.box[1] < box[1] < c.box[3] for t in page.tables for c in t.cells):
                figures.lines_whole.add("", line.text)
                log(f"  {page.file}: line invented {line.text!r}")
            continue
        found[nearest].append((box[0], line.text))
    for (text, box), parts in zip(rows, found, strict=True):
        if any(p[1] < (box[1] + box[3]) / 2 < p[3] for p in pen):
            continue
        read = "".join(part for _, part in sorted(parts))
        if figures.lines_whole.add(text, read):
            log(f"  {page.file}: line {text!r} read as {read!r}")


def _states(
    page: TruePage,
    got: dict[tuple[int, int], Any],
    lines: list[Any],
    to_points: Matrix,
    figures: Figures,
    log: Log,
) -> None:
    """Compare the state of every value's place."""
    positions = {
        (t, c.row, c.col): (t, k) for t, table in enumerate(page.tables) for k, c in enumerate(table.cells)
    }
    for key, value in enumerate(page.values):
        if value.kind in ("ticks", "opinion") or area(value.box) == 0 or foreign_seal(page, key, value.box):
            continue
        true = true_state(value)
        holder: Any = None
        if value.cell is not None:
            holder = got.get(positions[value.cell])
        else:
            box = moved(to_points, value.label_box)
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            here = [ln for ln in lines if ln.box and ln.box[1] <= middle[1] <= ln.box[3]]
            if here:
                here.sort(key=lambda ln: ln.box[0])
                holder = _Joined("".join(ln.text for ln in here), tuple(i for ln in here for i in ln.inks))
        if holder is None:
            state = "lost"
        elif value.whole_cell:
            state = state_of(
                {str(i.mark) for i in holder.inks},
                "typed" if _EMPTY.sub("", normal(holder.text)) else "blank",
            )
        else:
            state = _place_state(page, key, value, holder)
        count_mark(value, true, state, figures.marks_whole, figures.false_pen_whole, figures.confusion_whole)
        if value.kind == "sign":
            figures.signs_whole.add(state == true)
        if state != true:
            log(
                f"  {page.file}: state of {value.label} {true} ({value.font}) {value.value[:12]!r} read as {state}"
            )


class _Joined:
    def __init__(self, text: str, inks: tuple[Any, ...]) -> None:
        self.text, self.inks = text, inks


def _place_state(page: TruePage, key: int, value: TrueValue, holder: Any) -> str:
    """The state of a place after its label inside of a text."""
    text = "".join(c for c in unicodedata.normalize("NFKC", holder.text) if not c.isspace())
    mates = [
        v
        for v in page.values
        if v.cell == value.cell and (v.cell is not None or abs(v.label_box[1] - value.label_box[1]) < 4)
    ]
    same = sorted((v.label_box[0], v.label_box[1]) for v in mates if v.label == value.label)
    number = (
        same.index((value.label_box[0], value.label_box[1]))
        if (value.label_box[0], value.label_box[1]) in same
        else 0
    )
    label = "".join(unicodedata.normalize("NFKC", value.label).split())
    at = -1
    for _ in range(number + 1):
        at = text.find(label, at + 1)
        if at < 0:
            return "lost"
    start = at + len(label)
    ends = [text.find("".join(unicodedata.normalize("NFKC", v.label).split()), start) for v in mates]
    end = min([e for e in ends if e >= 0], default=len(text))
    part = text[start:end]
    if "\ufffc" in part:
        first = text[:start].count("\ufffc")
        marks = {str(i.mark) for i in holder.inks[first : first + part.count("\ufffc")]}
        return state_of(marks, "typed")
    return "typed" if _EMPTY.sub("", normal(part)) else "blank"


def _ticks(page: TruePage, read: Any, figures: Figures, log: Log) -> None:
    """Ticked options by their words: the glyph before each option, or behind it, in its cell or line."""
    options = [t for t in page.ticks if t.shape != "word"]
    if not options:
        return
    want = Counter(normal(t.option) for t in options if t.ticked)
    found: Counter[str] = Counter()
    led = sorted({normal(t.option) for t in options if not t.after}, key=len, reverse=True)
    # A bracket's tick may stand at either side of its words' beginning.
    trailed = {normal(t.option) for t in options if t.after or t.shape == "bracket"}
    trailing = sorted(trailed, key=len, reverse=True)
    pattern = re.compile("([" + _TICKED + _UNTICKED + "])([^" + _TICKED + _UNTICKED + "\n]*)")
    odd = []
    for text in [c.text for t in read.tables() for c in t.cells] + [ln.text for ln in read.lines()]:
        for match in pattern.finditer(text):
            if match[1] not in _TICKED:
                continue
            said = normal(match[2].lstrip("）)"))
            before = normal(text[: match.start()].rstrip("（( "))
            hit = next((w for w in led if said.startswith(w)), None)
            if hit is None:
                hit = next((w for w in trailing if before.endswith(w)), None)
            if hit is None:
                odd.append(text)
            else:
                found[hit] += 1
    right = sum((want & found).values())
    figures.ticks_whole.right += right
    figures.ticks_whole.missed += sum(want.values()) - right
    figures.ticks_whole.wrong += sum(found.values()) - right
    if want != found:
        log(
            f"  {page.file}: ticks missed {dict(want - found)} invented {dict(found - want)} without words {odd}"
        )
