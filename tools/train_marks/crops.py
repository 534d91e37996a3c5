"""Fits the judgement of inserted pictures: ``python -m tools.train_marks.crops``; needs the trained ink network in its place."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import torch

from auditor.pages.model import Mark
from auditor.vision._crops import MARKS, judge, measured
from tools.train_marks import seals
from tools.train_marks.papers import Maker
from tools.train_marks.sources import Sources, any_weight
from tools.train_marks.texts import Paper

KINDS = {
    "signature": Mark.HANDWRITTEN,
    "signature photographed": Mark.HANDWRITTEN,
    "pen": Mark.HANDWRITTEN,
    "song": Mark.TYPED,
    "hei": Mark.TYPED,
    "kai": Mark.TYPED,
    "seal": Mark.STAMP,
    "chop": Mark.STAMP,
    "photo": Mark.IMAGE,
    "logo": Mark.IMAGE,
}


def crop(kind: str, maker: Maker) -> np.ndarray:
    """Draw one picture as people insert it: any size, cut close or with a border, on white or on photographed paper."""
    rng = maker.rng
    if kind in ("photo", "logo"):
        while True:
            paper = Paper()
            wide, high = int(rng.uniform(120, 600)), int(rng.uniform(100, 300))
            maker.picture(paper, 0, 0, wide, high)
            drawn = (np.clip(paper.colour[:high, :wide], 0, 1) * 255).astype(np.uint8)
            flat = (drawn.reshape(-1, 3) == 255).all(axis=1).mean()
            if (flat > 0.1) == (kind == "logo"):
                return _spoiled(drawn, rng)
    tint = maker.ink_colour() if kind.startswith(("signature", "pen")) else maker.black()
    if kind.startswith("signature"):
        split = maker.split if maker.split in ("held", "tune") else "train"
        ink, _ = maker.sources.signature(rng, split)
        scale = rng.uniform(0.2, 1.2)
        ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        if rng.random() < 0.4:
            ink = cv2.erode(ink, np.ones((2, 2), np.uint8), iterations=int(rng.integers(1, 3)))
    elif kind == "pen":
        ink, _ = maker.by_pen(maker.name(), float(rng.uniform(40, 140)))
    elif kind in ("seal", "chop"):
        faces = maker.looks["song"] + maker.looks["hei"]
        face = any_weight(faces, rng)
        round_one = kind == "seal"
        ink = (
            seals.round_seal(int(rng.uniform(120, 450)), rng, face)
            if round_one
            else seals.chop(int(rng.uniform(60, 250)), maker.name(), rng, face)
        )
        ink = seals.pressed(ink, rng)
        tint = np.array(
            [rng.uniform(0.72, 0.95), rng.uniform(0.05, 0.35), rng.uniform(0.08, 0.38)], np.float32
        )
    else:
        faces = maker.looks[kind]
        text = maker.name() if rng.random() < 0.7 else maker.phrase(8)
        ink = maker.printed(text, float(rng.uniform(24, 140)), any_weight(faces, rng), rng.random() < 0.2)
    ink = np.pad(ink, int(rng.uniform(0, 50)))
    paper_tint = np.ones(3)
    if kind == "signature photographed" or rng.random() < 0.2:
        paper_tint = rng.uniform(0.55, 0.95) * rng.normal(1, 0.04, 3)
    drawn = paper_tint * (1 - ink[..., None] * (1 - tint) * rng.uniform(0.7, 1))
    if paper_tint[0] < 1:
        drawn *= np.linspace(1, rng.uniform(0.75, 1), drawn.shape[1])[None, :, None]
        drawn += rng.normal(0, 0.015, drawn.shape)
    return _spoiled((np.clip(drawn, 0, 1) * 255).astype(np.uint8), rng)


def _spoiled(drawn: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Compress as pictures in papers are."""
    if rng.random() < 0.3:
        return drawn
    coded = cv2.imencode(".jpg", drawn[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 95))])[1]
    return np.ascontiguousarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1])


def drawn_set(maker: Maker, each: int) -> tuple[np.ndarray, np.ndarray]:
    rows, truth = [], []
    for kind, mark in KINDS.items():
        for _ in range(each):
            numbers = measured(crop(kind, maker))
            if numbers is not None:
                rows.append(numbers)
                truth.append(MARKS.index(mark))
    return np.stack(rows), np.array(truth)


def fit(rows: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression with a little weight decay; returns weights and shift for raw numbers."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x = torch.from_numpy((rows - mean) / spread)
    y = torch.from_numpy(truth)
    layer = torch.nn.Linear(x.shape[1], len(MARKS)).double()
    best = torch.optim.LBFGS(layer.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        best.zero_grad()
        loss = (
            torch.nn.functional.cross_entropy(layer(x), y, label_smoothing=0.02)
            + 2e-3 * layer.weight.square().mean()
        )
        loss.backward()
        return loss

    best.step(step)
    weights = layer.weight.detach().numpy() / spread
    return weights, layer.bias.detach().numpy() - weights @ mean


def scores(maker: Maker, each: int, sure: float) -> dict[str, dict[str, float]]:
    """How often each kind is judged right, and how often wrong and sure."""
    result = {}
    for kind, mark in KINDS.items():
        count: Counter[str] = Counter()
        for _ in range(each):
            got, confidence = judge(crop(kind, maker))
            count["right"] += got is mark
            count["sure"] += confidence >= sure
            count["wrong and sure"] += got is not mark and confidence >= sure
        result[kind] = {key: round(value / each, 3) for key, value in count.items()}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signatures", type=Path, required=True)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--each", type=int, default=150)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    sources = Sources(given.signatures, given.npm)
    rows, truth = drawn_set(Maker(sources, "train", np.random.default_rng(given.seed)), given.each)
    weights, shift = fit(rows, truth)
    target = Path(judge.__code__.co_filename).parent / "models" / "crops.json"
    data = {"weights": np.round(weights, 5).tolist(), "shift": np.round(shift, 5).tolist()}
    target.write_text(json.dumps(data), encoding="utf-8")
    held = Maker(sources, "held", np.random.default_rng(given.seed + 1))
    print(json.dumps(scores(held, max(20, given.each // 3), 0.8), indent=1))


if __name__ == "__main__":
    main()
