"""Fits the confidence of patches and boxes: ``python -m tools.train_marks.calibrate --pieces FOLDER --signatures ... --npm ...``.

Pen and seals are looked at in signature cells as `tools.train_marks.evaluate` draws them and in pieces, boxes in pieces; all of the split
"tune" (writers that neither training nor the held-out scores use).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from auditor.pages.model import Mark
from auditor.vision import _calibration, marks, ticks
from auditor.vision._ink_map import HANDWRITTEN, STAMP
from auditor.vision.model import InkPatch
from tools.train_marks.evaluate import ODDS, QUALITIES, STATES, case, sheet_of
from tools.train_marks.papers import Maker, finished
from tools.train_marks.sources import Sources

Fit = tuple[float, float, float]


_FIRST = 1_000_000


def _record(kind: str, first: float, second: float) -> float:
    """Stands in for the calibration: keeps the numbers and hands out their position, what was asked first as the surest."""
    _SEEN.append((kind, first, second))
    return float(_FIRST - len(_SEEN) + 1)


def _seen(confidence: float) -> tuple[str, float, float]:
    """The numbers that were kept at a position."""
    return _SEEN[_FIRST - int(confidence)]


_SEEN: list[tuple[str, float, float]] = []


Found = dict[str, list[tuple[float, float, bool]]]


def observe_cells(maker: Maker, count: int, result: Found) -> None:
    """Look for pen and seals in signature cells."""
    for number in range(count):
        paper, _ = case(maker, str(maker.rng.choice(STATES, p=ODDS)))
        picture, share, _ = finished(paper, QUALITIES[number % 3], maker.rng)
        _SEEN.clear()
        region = (9, 9, picture.shape[1] - 9, picture.shape[0] - 9)
        _note_ink(marks.find_ink(sheet_of(picture), [region])[0], share, result)


def observe_pieces(pieces: list[Path], result: Found) -> None:
    """Look for pen and seals in pieces: short entries, digits, rings and dates, also where no signature stands."""
    for path in pieces:
        with np.load(path) as part:
            pictures, shares = part["pictures"], part["shares"]
        for picture, share in zip(pictures, shares, strict=True):
            _SEEN.clear()
            whole = (0, 0, picture.shape[1], picture.shape[0])
            _note_ink(marks.find_ink(sheet_of(picture), [whole])[0], share, result)


def _note_ink(patches: list[InkPatch], share: np.ndarray, result: Found) -> None:
    for patch in patches:
        layer = {Mark.HANDWRITTEN: HANDWRITTEN, Mark.STAMP: STAMP}.get(patch.mark)
        if layer is None or patch.over is not None:
            continue
        left, top, right, bottom = (v // 4 for v in patch.box)
        own = (share[top : bottom + 1, left : right + 1, layer] > 18).sum()
        kind, first, second = _seen(patch.confidence)
        # Print and pen overlap in a patch's box; what counts is whether its ink is there in the truth.
        result[kind].append((first, second, bool(own > 0.5 * second)))


def observe_boxes(pieces: list[Path], result: Found) -> None:
    """Look for boxes to tick."""
    for path in pieces:
        with np.load(path) as part:
            pictures, boxes = part["pictures"], part["boxes"]
        for at, picture in enumerate(pictures):
            sheet = sheet_of(picture)
            whole = (0, 0, picture.shape[1], picture.shape[0])
            _SEEN.clear()
            mine = boxes[boxes[:, 0] == at]
            for tick in ticks.find_ticks(sheet, [whole])[0]:
                if tick.kind in ("circled", "underlined"):
                    continue
                x, y = (tick.box[0] + tick.box[2]) / 2, (tick.box[1] + tick.box[3]) / 2
                near = [
                    box
                    for box in mine
                    if abs((box[1] + box[3]) / 2 - x) < 0.6 * (box[4] - box[2])
                    and abs((box[2] + box[4]) / 2 - y) < 0.6 * (box[4] - box[2])
                ]
                _, first, second = _seen(tick.confidence)
                result["tick"].append((first, second, bool(near) and bool(near[0][6]) == tick.ticked))


def fit(kind: str, found: list[tuple[float, float, bool]]) -> Fit:
    """Logistic regression with two numbers."""
    x = torch.tensor([_calibration.numbers(kind, a, b) for a, b, _ in found], dtype=torch.float64)  # type: ignore[arg-type]
    y = torch.tensor([float(right) for _, _, right in found], dtype=torch.float64)
    weights = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    shift = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    best = torch.optim.LBFGS([weights, shift], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        best.zero_grad()
        # More of either can only speak for it: the weights stay above nothing.
        slope = torch.nn.functional.softplus(weights)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ slope + shift, y)
        loss = loss + 3e-2 * (slope - 1).square().sum()
        loss.backward()
        return loss

    best.step(step)
    a, b = torch.nn.functional.softplus(weights).tolist()
    return round(a, 4), round(b, 4), round(float(shift), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--signatures", type=Path, required=True)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--cells", type=int, default=900)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    found: Found = {"pen": [], "seal": [], "tick": []}
    marks.calibrated = ticks.calibrated = _record  # type: ignore[assignment]
    marks.LIKELY = marks.LIKELY_ALONE = -1.0
    ticks.looked_through = lambda _sheet, _seen, found: found  # a second look has confidences of its own
    maker = Maker(Sources(given.signatures, given.npm), "tune", np.random.default_rng(given.seed))
    observe_cells(maker, given.cells, found)
    observe_pieces(sorted(given.pieces.glob("tune-*.npz")), found)
    observe_boxes(sorted(given.pieces.glob("tune-*.npz")), found)
    fits = {kind: fit(kind, rows) for kind, rows in found.items()}
    target = Path(str(_calibration.__file__)).parent / "models" / "ink.json"
    target.write_text(json.dumps(fits), encoding="utf-8")
    for kind, rows in found.items():
        right = np.array([row[2] for row in rows], float)
        a, b, c = fits[kind]
        x = np.array([_calibration.numbers(kind, p, q) for p, q, _ in rows])  # type: ignore[arg-type]
        sure = 1 / (1 + np.exp(-(x @ [a, b] + c)))
        print(kind, fits[kind], f"{len(rows)} found, {right.mean():.3f} right")
        for low, high in ((0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
            chosen = (sure >= low) & (sure < high)
            if chosen.any():
                print(
                    f"  {low:.2f}-{high:.2f}: {chosen.sum():5d} right {right[chosen].mean():.3f} said {sure[chosen].mean():.3f}"
                )


if __name__ == "__main__":
    main()
