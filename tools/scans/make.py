"""Writes pictures of made pages and what is on them.

``python -m tools.scans.make OUT --seeds tune --n 20 --quality good,fair,photo`` writes ``OUT/*.jpg`` and ``OUT/truth.json``.
Judging seeds are for judging: whoever changes the reading of pictures does not look at their pages.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tools.scans.degrade import QUALITIES, Degraded, degrade
from tools.scans.forge import Family, make_page
from tools.scans.pen import PenData
from tools.scans.truth import TruePage

SEED_BASE: dict[Family, int] = {"tune": 0, "more": 2_000_000, "judge": 5_000_000}
DRAW_DPI = 300.0


def made(
    family: Family, count: int, qualities: tuple[str, ...], data: PenData, start: int = 0
) -> Iterator[tuple[Degraded, TruePage]]:
    """Pages in every quality; each quality has pages of its own."""
    cv2.setNumThreads(1)
    for k, quality in enumerate(qualities):
        for number in range(start, start + count):
            seed = SEED_BASE[family] + number + 100_000 * (1 + k)
            pixels, truth = make_page(seed, family, data, DRAW_DPI)
            picture = degrade(pixels, DRAW_DPI, quality, random.Random(f"degrade {seed}"))
            to_points = np.diag([DRAW_DPI / 72, DRAW_DPI / 72, 1.0])
            truth.quality, truth.dpi, truth.turned = quality, picture.true_dpi, picture.turned
            truth.faults = picture.faults
            truth.to_picture = (picture.matrix @ to_points).tolist()
            truth.file = f"{family}-{quality}-{number:04d}.jpg"
            yield picture, truth


def save(picture: Degraded, path: Path, quality: int = 90) -> None:
    """Write a picture with the resolution that its file states."""
    options = {"dpi": (picture.dpi, picture.dpi)} if picture.dpi else {}
    Image.fromarray(picture.pixels).save(path, quality=quality, **options)


def pen_data(options: argparse.Namespace) -> PenData:
    """The pen data that a command line names."""
    return PenData(options.pen_data, options.signatures)


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """``--pen-data`` and ``--signatures``, with defaults from the environment."""

    def folder(name: str) -> Path | None:
        return Path(os.environ[name]) if os.environ.get(name) else None

    parser.add_argument(
        "--pen-data",
        type=Path,
        default=folder("SCAN_PEN_DATA"),
        help="folder of npm packages: hanzi-writer-data, @fontsource/…",
    )
    parser.add_argument(
        "--signatures",
        type=Path,
        default=folder("SCAN_SIGNATURES"),
        help="folder of pictures of real signatures with labels.csv",
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", choices=tuple(SEED_BASE), default="tune")
    parser.add_argument("--n", type=int, default=10, help="pages of each quality")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--quality", default=",".join(QUALITIES))
    add_data_options(parser)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pages = []
    for picture, truth in made(
        options.seeds, options.n, tuple(options.quality.split(",")), pen_data(options), options.start
    ):
        save(picture, options.out / truth.file)
        pages.append(truth.as_data())
    (options.out / "truth.json").write_text(
        json.dumps({"pages": pages}, ensure_ascii=False), encoding="utf-8"
    )
    print(f"{len(pages)} pictures and truth.json in {options.out}")


if __name__ == "__main__":
    main()
