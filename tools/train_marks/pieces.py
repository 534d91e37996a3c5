"""Draws the pieces that the network learns from and keeps them in numbered parts: ``python -m tools.train_marks.pieces``."""

from __future__ import annotations

import argparse
import zlib
from pathlib import Path

import numpy as np

from tools.train_marks.papers import Maker, finished
from tools.train_marks.sources import Sources

PER_PART = 400
QUALITIES = ("good", "fair", "photo")


def part(sources: Sources, split: str, number: int, seed: int) -> dict[str, np.ndarray]:
    """Draw one part; the same arguments give the same pixels."""
    rng = np.random.default_rng([seed, zlib.crc32(split.encode()), number])
    maker = Maker(sources, split, rng)
    pictures, shares, boxes, qualities = [], [], [], []
    for at in range(PER_PART):
        quality = QUALITIES[int(rng.choice(3, p=[0.3, 0.35, 0.35]))]
        picture, share, ticks = finished(maker.paper(), quality, rng)
        pictures.append(picture)
        shares.append(share)
        qualities.append(QUALITIES.index(quality))
        boxes += [(at, t.left, t.top, t.right, t.bottom, t.kind, t.ticked) for t in ticks]
    return {
        "pictures": np.stack(pictures),
        "shares": np.stack(shares),
        "boxes": np.array(boxes, np.float32).reshape(-1, 7),
        "qualities": np.array(qualities, np.uint8),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--signatures", type=Path, required=True, help="folder of real signatures with labels.csv"
    )
    parser.add_argument(
        "--npm", type=Path, required=True, help="node_modules with hanzi-writer-data and @fontsource packages"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", choices=("train", "tune", "held"), default="train")
    parser.add_argument("--parts", type=int, default=30)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    sources = Sources(given.signatures, given.npm)
    for number in range(given.first, given.first + given.parts):
        target = given.out / f"{given.split}-{number:03}.npz"
        if not target.is_file():
            half = target.with_suffix(".half.npz")
            np.savez(half, **part(sources, given.split, number, given.seed))
            half.replace(target)  # whole at once: training may be reading the folder already


if __name__ == "__main__":
    main()
