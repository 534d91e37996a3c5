"""Other readers on the same pages: rapidocr as it comes, rapidocr tuned, tesseract.

They give lines with boxes, no cells, ticks or ink. Each line is given to the true cell or line in which its middle lies.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tools.scans.geometry import moved
from tools.scans.measure import Figures, rows_of
from tools.scans.steps import timed
from tools.scans.truth import Box, TruePage

Reader = Callable[[Any], list[tuple[str, Box]]]
"""Pixels to lines of text with their boxes in pixels."""
QUIET = {"Global.log_level": "error"}


def _rapidocr(params: dict[str, Any]) -> Reader:
    from rapidocr import RapidOCR

    engine = RapidOCR(params=params)

    def read(pixels: Any) -> list[tuple[str, Box]]:
        result = engine(np.ascontiguousarray(pixels[..., ::-1]))
        if result is None or result.boxes is None:
            return []
        out = []
        for corners, text in zip(result.boxes, result.txts, strict=True):
            x, y = [p[0] for p in corners], [p[1] for p in corners]
            out.append((text, (float(min(x)), float(min(y)), float(max(x)), float(max(y)))))
        return out

    return read


def rapidocr_default() -> Reader:
    """rapidocr with its own settings."""
    return _rapidocr(dict(QUIET))


def rapidocr_tuned() -> Reader:
    """rapidocr as it was measured best: OpenVINO, no turning model, the longest side at most 960 for detection."""
    from rapidocr import EngineType

    return _rapidocr({
        **QUIET, "Global.use_cls": False, "Det.engine_type": EngineType.OPENVINO, "Rec.engine_type": EngineType.OPENVINO,
        "Det.limit_type": "max", "Det.limit_side_len": 960,
    })  # fmt: skip


def tesseract() -> Reader:
    """tesseract with its Chinese data.

    Raises:
        FileNotFoundError: It or its Chinese data is not installed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise FileNotFoundError("tesseract is not installed")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=True).stdout
    if "chi_sim" not in listed:
        raise FileNotFoundError("tesseract has no chi_sim data")

    def read(pixels: Any) -> list[tuple[str, Box]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.png"
            Image.fromarray(pixels).save(path, compress_level=1)
            run = subprocess.run(
                [program, str(path), "-", "-l", "chi_sim", "--psm", "3", "tsv"],
                capture_output=True, text=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
        out = []
        for line in run.stdout.splitlines()[1:]:
            parts = line.split("\t")
            if len(parts) == 12 and parts[11].strip() and float(parts[10]) >= 0:
                left, top, width, height = map(float, parts[6:10])
                out.append((parts[11], (left, top, left + width, top + height)))
        return out

    return read


RIVALS: dict[str, Callable[[], Reader]] = {
    "rapidocr": rapidocr_default,
    "rapidocr tuned": rapidocr_tuned,
    "tesseract": tesseract,
}


def child_seconds() -> float:
    """CPU seconds of processes that were started and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_rival(page: TruePage, pixels: Any, reader: Reader) -> Figures:
    """Measure a rival on one page."""
    figures = Figures(pages=1)
    before = child_seconds()
    with timed(figures, "whole"):
        found = reader(pixels)
    figures.seconds["whole"] += child_seconds() - before
    back = np.linalg.inv(np.array(page.to_picture, np.float64))
    pieces = [(text, moved(back, box)) for text, box in found]
    left = []
    by_cell: dict[tuple[int, int], list[tuple[str, Box]]] = {}
    for text, box in pieces:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        home = next(
            ((t, k) for t, table in enumerate(page.tables) for k, c in enumerate(table.cells)
             if c.box[0] <= x <= c.box[2] and c.box[1] <= y <= c.box[3]), None,
        )  # fmt: skip
        if home is None:
            left.append((text, box))
        else:
            by_cell.setdefault(home, []).append((text, box))
    for t, table in enumerate(page.tables):
        for k, cell in enumerate(table.cells):
            if cell.busy in ("", "tick"):
                text = "".join(row for row, _ in rows_of(by_cell.get((t, k), [])))
                figures.text_whole.add(cell.text(), text)
    pen = [v.box for v in page.values if v.cell is None and v.mark in ("handwritten", "stamp")] + [
        s.box for s in page.seals
    ]
    found_rows = rows_of(left)
    for text, box in rows_of([(ln.text, ln.box) for ln in page.lines]):
        middle = (box[1] + box[3]) / 2
        if any(p[1] < middle < p[3] for p in pen):
            continue
        near = [r for r in found_rows if r[1][1] <= middle <= r[1][3]]
        figures.lines_whole.add(text, "".join(r[0] for r in near))
    return figures
