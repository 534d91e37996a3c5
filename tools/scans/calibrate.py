"""Fits how sure a reading is: ``python -m tools.scans.calibrate``.

Made pages of the tuning seeds are read with their true cells; among characters of a like score, the share that is right is
counted and made monotone (pool adjacent violators). The table goes to ``auditor/vision/models/reading.json``. ``--check`` says
how well the table in use fits other pages.
"""

from __future__ import annotations

import argparse
import json
import os
import unicodedata
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from rapidfuzz.distance import Levenshtein

from auditor.vision import _confidence, _spacing
from auditor.vision._confidence import TABLE, scores
from auditor.vision.lines import read_regions
from auditor.vision.model import Picture
from auditor.vision.upright import straighten
from tools.scans.degrade import QUALITIES
from tools.scans.geometry import pixel_box, stands, to_sheet
from tools.scans.make import add_data_options, made, pen_data

SHARES = (0.0, 0.25, 0.5)
LEAST = 60
"""Characters behind every step of the table."""
Outcome = tuple[list[float], list[bool]]


def plain(text: str) -> str:
    """Half-width characters, as the text compare of the benchmark has them, one for one."""
    out = []
    for character in text:
        folded = unicodedata.normalize("NFKC", character)
        out.append(
            {"。": ".", "、": ",", "—": "-", "–": "-"}.get(folded, folded if len(folded) == 1 else character)
        )
    return "".join(out)


def outcome(true: str, text: str, sure: tuple[float, ...]) -> Outcome:
    """Probabilities of the characters read, and which of them are right; a lost one counts against its neighbour."""
    kept = [(c, p) for c, p in zip(text, sure, strict=True) if c not in " _"]
    got = plain("".join(c for c, _ in kept))
    right = [True] * len(got)
    for edit in Levenshtein.editops(plain(true.replace(" ", "").replace("_", "")), got):
        place = min(edit.dest_pos, len(got) - 1)
        if place >= 0:
            right[place] = False
    return [p for _, p in kept], right


def read(split: Any, start: int, count: int, options: argparse.Namespace) -> Iterator[Outcome]:
    """Read pages; yield one outcome for every cell that holds one line."""
    for picture, page in made(split, count, QUALITIES, pen_data(options), start):
        sheet = straighten(Picture(picture.pixels, picture.dpi))
        matrix = to_sheet(page, sheet)
        if sheet.unread or stands(matrix):
            continue
        cells = [c for t in page.tables for c in t.cells if c.busy in ("", "pen")]
        for cell, lines in zip(
            cells, read_regions(sheet, [pixel_box(matrix, c.box) for c in cells]), strict=True
        ):
            text = "".join(line.text for line in lines)
            if text and cell.text():
                yield outcome(cell.text(), text, tuple(p for line in lines for p in line.sure))


def monotone(score: Any, right: Any) -> tuple[list[float], list[float]]:
    """Pool adjacent violators, then merge steps with few characters behind them."""
    order = np.argsort(score)
    blocks: list[list[float]] = []  # sum of right, count, sum of scores
    for chunk in np.array_split(order, max(1, len(order) // LEAST)):
        blocks.append([float(right[chunk].sum()), float(len(chunk)), float(score[chunk].sum())])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    knots = [round(b[2] / b[1], 5) for b in blocks]
    # One right and one wrong are added to each step: nothing is ever quite sure.
    values = [round((b[0] + 0.5) / (b[1] + 1), 5) for b in blocks]
    return [0.0, *knots], [0.0, *values]


def loss(score: Any, right: Any, knots: list[float], values: list[float]) -> float:
    """Mean log loss."""
    p = np.clip(np.interp(score, knots, values), 1e-4, 1 - 1e-4)
    return float(-(np.log(p) * right + np.log(1 - p) * ~right).mean())


def gathered(outcomes: list[Outcome], share: float) -> tuple[Any, Any]:
    """Scores and rights of all characters."""
    score = np.array([s for sure, _ in outcomes for s in scores(sure, share)])
    return score, np.array([r for _, right in outcomes for r in right], bool)


def fit(outcomes: list[Outcome]) -> dict[str, Any]:
    """Fit on two thirds, choose the line's share on the rest, fit again on all."""
    train = [o for k, o in enumerate(outcomes) if k % 3]
    rest = [o for k, o in enumerate(outcomes) if not k % 3]
    best = min(SHARES, key=lambda share: loss(*gathered(rest, share), *monotone(*gathered(train, share))))
    knots, values = monotone(*gathered(outcomes, best))
    return {"line": best, "score": knots, "right": values}


def report(outcomes: list[Outcome]) -> str:
    """Stated against true share of right characters, by cell."""
    out = [f"{'stated':>12}{'true':>8}{'cells':>7}"]
    cells = [(sum(sure) / len(sure), sum(right) / len(right), len(right)) for sure, right in outcomes if sure]
    for low, high in (
        (0, 0.5),
        (0.5, 0.7),
        (0.7, 0.85),
        (0.85, 0.95),
        (0.95, 0.98),
        (0.98, 0.995),
        (0.995, 1.01),
    ):
        part = [c for c in cells if low <= c[0] < high]
        if part:
            count = sum(c[2] for c in part)
            stated = sum(c[0] * c[2] for c in part) / count
            true = sum(c[1] * c[2] for c in part) / count
            out.append(f"{stated:>12.3f}{true:>8.3f}{len(part):>7}")
    return "\n".join(out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=40, help="pages of each quality")
    parser.add_argument("--start", type=int, default=500)
    parser.add_argument("--check", action="store_true", help="judge the table in use instead of fitting one")
    parser.add_argument("--seeds", choices=("tune", "judge"), default="tune")
    add_data_options(parser)
    options = parser.parse_args()
    if options.check:
        print(report(list(read(options.seeds, options.start, options.n, options))))
        return
    if options.seeds == "judge":
        parser.error("judging seeds are for --check")
    _spacing.calibrated = list  # type: ignore[attr-defined]  # the model's own probabilities
    outcomes = list(read("tune", options.start, options.n, options))
    table = fit(outcomes)
    TABLE.write_text(json.dumps(table) + "\n", encoding="utf-8")
    _confidence._table.cache_clear()
    fitted = [(_confidence.calibrated(sure), right) for sure, right in outcomes]
    print(
        f"{sum(len(r) for _, r in outcomes)} characters, line's share {table['line']}, {len(table['score'])} steps"
    )
    print(report(fitted))


if __name__ == "__main__":
    main()
