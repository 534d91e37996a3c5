"""Runs the product's steps one by one on pages of known truth, each with true input, and counts.

So a weak step is seen by itself: cells with true straightening aside, text with true cells, ticks and pen with true places.
"""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np

from tools.scans.geometry import Matrix, moved, pixel_box, stands, to_sheet
from tools.scans.measure import F1, Figures, PlacedCell, Rate, area, count_cells, overlap
from tools.scans.truth import Box, TruePage, TrueValue

STEPS = {
    "straighten": ("auditor.vision.upright", "straighten"),
    "grid": ("auditor.vision.grid", "find_grids"),
    "ticks": ("auditor.vision.ticks", "find_ticks"),
    "ink": ("auditor.vision.marks", "find_ink"),
    "text": ("auditor.vision.lines", "read_regions"),
}
Log = Callable[[str], None]


def product_steps() -> dict[str, Any]:
    """The steps that the product has."""
    out: dict[str, Any] = {}
    for name, (module, function) in STEPS.items():
        try:
            out[name] = getattr(importlib.import_module(module), function)
        except (ImportError, AttributeError) as error:
            print(f"left out: {name} ({error})")
    return out


@contextmanager
def timed(figures: Figures, name: str) -> Iterator[None]:
    """Count the process's CPU seconds, and the wall's."""
    begin, wall = time.process_time(), time.perf_counter()
    yield
    figures.seconds[name] += time.process_time() - begin
    figures.seconds[name + " (wall)"] += time.perf_counter() - wall


def true_cells(page: TruePage, matrix: Matrix) -> list[list[PlacedCell]]:
    """The true cells on the sheet."""
    return [
        [
            PlacedCell(c.row, c.col, c.row_span, c.col_span, moved(matrix, c.box), k)
            for k, c in enumerate(t.cells)
        ]
        for t in page.tables
    ]


def foreign_seal(page: TruePage, key: int, box: Box) -> bool:
    """Whether a seal of another value reaches into a box: then nobody can say what the state of it is."""
    return any(s.field != key and overlap(s.box, box) > 0.03 * area(box) for s in page.seals)


def true_state(value: TrueValue) -> str:
    """blank, typed, handwritten, stamp or stamp+handwritten."""
    return "stamp+handwritten" if value.mark == "stamp" and value.over == "handwritten" else value.mark


def true_sheet(page: TruePage, pixels: Any) -> Any:
    """The sheet as a perfect straightening would give it, shadows left in: shows the later steps by themselves."""
    from auditor.vision.model import Sheet

    to_pixels = np.array(page.to_picture, np.float64)
    scale = page.dpi / 72
    to_picture = to_pixels @ np.diag([1 / scale, 1 / scale, 1.0])
    size = (round(page.width * scale), round(page.height * scale))
    colour = cv2.warpPerspective(
        pixels, np.linalg.inv(to_picture), size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return Sheet(colour, cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), page.dpi, page.turned, to_picture)


def run_steps(page: TruePage, pixels: Any, dpi: float | None, steps: dict[str, Any], log: Log) -> Figures:
    """Measure every step on one page."""
    from auditor.vision.model import Picture

    figures = Figures(pages=1)
    if "straighten" in steps:
        with timed(figures, "straighten"):
            sheet = steps["straighten"](Picture(pixels, dpi))
    else:
        sheet = true_sheet(page, pixels)
    matrix = to_sheet(page, sheet)
    upright = stands(matrix) == 0
    figures.turned.add(upright)
    figures.unread.add(bool(sheet.unread))
    if sheet.unread or not upright:
        log(f"  {page.file}: {sheet.unread or f'turned by {stands(matrix)}'}")
    if "grid" in steps:
        with timed(figures, "grid"):
            grids = steps["grid"](sheet)
        found = [
            [PlacedCell(c.row, c.col, c.row_span, c.col_span, c.box, k) for k, c in enumerate(g.cells)]
            for g in grids
        ]
        figures.cells, _ = count_cells(true_cells(page, matrix), found)
        if figures.cells.wrong or figures.cells.missed:
            log(
                f"  {page.file}: cells {figures.cells.right} right, {figures.cells.wrong} wrong, {figures.cells.missed} missed {page.faults}"
            )
    if not upright:
        return figures
    if "ticks" in steps:
        _ticks(page, sheet, matrix, steps["ticks"], figures, log)
    if "text" in steps:
        _text(page, sheet, matrix, steps["text"], figures, log)
    if "ink" in steps:
        _ink(page, sheet, matrix, steps["ink"], figures, log)
    return figures


def _tick_regions(page: TruePage) -> list[Box]:
    """Cells, and lines outside of tables, where options stand or not."""
    boxes = [c.box for t in page.tables for c in t.cells]
    outside: list[Box] = []
    for tick in page.ticks:
        if tick.cell is None:
            # Boxes behind their words stand right of all that is printed.
            beside = [*(ln.box for ln in page.lines), *(t.box for t in page.ticks if t.cell is None)]
            row = [box for box in beside if box[1] < (tick.box[1] + tick.box[3]) / 2 < box[3]]
            box = (
                min(b[0] for b in row) - 4,
                min(b[1] for b in row) - 5,
                max(b[2] for b in row) + 4,
                max(b[3] for b in row) + 5,
            )
            if not any(abs(box[1] - o[1]) < 6 for o in outside):
                outside.append(box)
    return boxes + outside


def match_ticks(page: TruePage, found: list[tuple[Box, bool, str]]) -> tuple[F1, F1, F1, list[str]]:
    """Compare boxes on the paper.

    Args:
        page: the truth.
        found: box, ticked, kind; boxes in points of the paper.

    Returns:
        Scores of ticked options, of options ticked by print, of all boxes with their state; and what went wrong.
    """
    ticked, by_print, boxes, wrong = F1(), F1(), F1(), []
    left = list(found)
    for tick in page.ticks:
        width, height = tick.box[2] - tick.box[0], tick.box[3] - tick.box[1]
        near = (
            tick.box[0] - width * 0.6,
            tick.box[1] - height * 0.6,
            tick.box[2] + width * 0.6,
            tick.box[3] + height * 0.6,
        )
        hits = [
            f
            for f in left
            if near[0] < (f[0][0] + f[0][2]) / 2 < near[2] and near[1] < (f[0][1] + f[0][3]) / 2 < near[3]
        ]
        hit = max(hits, key=lambda f: overlap(f[0], tick.box)) if hits else None
        if hit is not None:
            left.remove(hit)
        says = bool(hit and hit[1])
        scores = [ticked, by_print] if tick.how.startswith("print") or not tick.ticked else [ticked]
        for score in scores:
            score.right += tick.ticked and says
            score.missed += tick.ticked and not says
            score.wrong += says and not tick.ticked
        if tick.shape != "word":
            same = hit is not None and says == tick.ticked
            boxes.right += same
            boxes.missed += not same
            boxes.wrong += hit is not None and not same
        if says != tick.ticked or (hit is None and tick.shape != "word"):
            wrong.append(
                f"{tick.shape} {tick.how} {tick.option}: {'nothing found' if hit is None else 'read as ' + ('ticked' if says else 'empty')}"
            )
    for box, says, kind in left:
        boxes.wrong += 1
        ticked.wrong += says
        by_print.wrong += says
        wrong.append(f"invented {kind} {'ticked' if says else 'empty'} at {[round(v) for v in box]}")
    return ticked, by_print, boxes, wrong


def _ticks(page: TruePage, sheet: Any, matrix: Matrix, step: Any, figures: Figures, log: Log) -> None:
    regions = [pixel_box(matrix, box) for box in _tick_regions(page)]
    with timed(figures, "ticks"):
        found = step(sheet, regions)
    back = np.linalg.inv(matrix)
    flat = [(moved(back, t.box), t.ticked, t.kind) for ticks in found for t in ticks]
    figures.ticks, figures.ticks_print, figures.boxes, wrong = match_ticks(page, flat)
    for line in wrong:
        log(f"  {page.file}: tick {line}")


def _text(page: TruePage, sheet: Any, matrix: Matrix, step: Any, figures: Figures, log: Log) -> None:
    cells = [c for t in page.tables for c in t.cells]
    regions = [pixel_box(matrix, c.box) for c in cells]
    hidden = [pixel_box(matrix, t.box, 2) for t in page.ticks if t.shape != "word"]
    with timed(figures, "text"):
        found = step(sheet, regions, hidden)
    for cell, lines in zip(cells, found, strict=True):
        got = "".join(line.text for line in lines)
        true = cell.text()
        if not cell.busy or cell.busy == "tick":
            edits = figures.text.add(true, got)
            if edits:
                log(f"  {page.file}: text {true!r} read as {got!r}")
        elif cell.busy == "pen":
            figures.pen_text.add(true, got)


def _ink(page: TruePage, sheet: Any, matrix: Matrix, step: Any, figures: Figures, log: Log) -> None:
    values = [
        (k, v)
        for k, v in enumerate(page.values)
        if v.kind != "ticks" and area(v.box) > 0 and not foreign_seal(page, k, v.box)
    ]
    with timed(figures, "ink"):
        found = step(sheet, [pixel_box(matrix, v.box) for _, v in values])
    for (_, value), patches in zip(values, found, strict=True):
        marks = {str(p.mark) for p in patches} | {str(p.over) for p in patches if p.over}
        true = true_state(value)
        got = state_of(marks, "typed" if true == "typed" else "blank")
        count_mark(value, true, got, figures.marks, figures.false_pen, figures.confusion)
        if got != true:
            log(f"  {page.file}: ink {value.kind} {true} ({value.font}) {value.value[:12]!r} seen as {got}")


def state_of(marks: set[str], otherwise: str) -> str:
    """One word for the marks of a place."""
    if "stamp" in marks:
        return "stamp+handwritten" if "handwritten" in marks else "stamp"
    for mark in ("handwritten", "image"):
        if mark in marks:
            return mark
    return otherwise


def count_mark(
    value: TrueValue, true: str, got: str, rate: Rate, false_pen: Rate, confusion: Counter[str]
) -> None:
    """Count one place's state."""
    rate.add(got == true)
    if true in ("typed", "blank"):
        false_pen.add("handwritten" in got)
    confusion[f"{true} ({value.font}) → {got}" if true == "typed" else f"{true} → {got}"] += 1
