"""What the training data is drawn with: fonts by their looks, real signatures, stroke data; all split for the held-out test.

Nothing of it is part of the project; the folders are named on the command line, the fonts are looked up with ``fc-list``.
"""

from __future__ import annotations

import csv
import json
import subprocess
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from PIL import ImageFont

PRINT_FONTS = {
    "train": {
        "song": [
            "Noto Serif CJK SC",
            "AR PL SungtiL GB",
            "AR PL Mingti2L Big5",
            "cwTeXMing",
            "BabelStone Han",
            "HanaMinA",
            "IPAMincho",
            "Ume Mincho",
        ],
        "hei": [
            "Noto Sans CJK SC",
            "WenQuanYi Micro Hei",
            "cwTeXHeiBold",
            "cwTeXYen",
            "IPAGothic",
            "Ume Gothic",
        ],
        "fangsong": ["cwTeXFangSong"],
        "kai": [
            "AR PL KaitiM GB",
            "AR PL UKai CN",
            "AR PL KaitiM Big5",
            "LXGW WenKai",
            "cwTeXKai",
            "Klee One",
        ],
    },
    "held": {
        "song": ["AR PL UMing CN", "TW-Sung"],
        "hei": ["WenQuanYi Zen Hei", "Droid Sans Fallback"],
        "fangsong": [],
        "kai": ["TW-Kai"],
    },
}
"""Printed families. TW-Kai stays unseen in training: a Kai design of another foundry than the trained ones. The held ones are
those that `tools.scans.fonts` judges with. Families of several weights are drawn with all of them, half of the time with the regular
one: what is thin looks like a ballpoint's, what is heavy like a brush's."""
LATIN_FONTS = [
    "Liberation Serif",
    "Liberation Sans",
    "DejaVu Sans",
    "Noto Sans",
    "Liberation Mono",
    "Carlito",
    "Caladea",
    "Nimbus Roman",
    "Liberation Sans Narrow",
]
BOX_FONTS = [
    "DejaVu Sans",
    "Noto Sans Symbols2",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "Symbola",
]
PEN_FONTS = {
    "train": [
        "ma-shan-zheng",
        "ma-shan-zheng",
        "zhi-mang-xing",
        "zhi-mang-xing",
        "SetoFont",
        "YOzN",
        "yomogi",
        "zen-kurenaido",
        "AoyagiKouzanFontT",
        "AoyagiSosekiFont2",
    ],
    "held": ["long-cang", "liu-jian-mao-cao"],
}
"""Fonts that copy handwriting; those named twice are drawn twice as often. Japanese ones lack many characters."""
REGULAR, WEIGHTS = 80, (40, 205)
"""Weights of fontconfig: 0 is a hair's, 80 the regular one, 200 bold; those between the two are drawn."""
WRITERS = {"train": range(1, 41), "tune": range(41, 45), "held": range(45, 61)}
"""Writers of the real signatures; "tune" calibrates, "held" is only looked at by the evaluation."""


@cache
def _installed() -> dict[str, list[tuple[str, int, int]]]:
    """File, number in it and weight of each upright face of each family."""
    listing = subprocess.run(
        ["fc-list", "--format", "%{family}\t%{file}\t%{index}\t%{style}\t%{weight}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found: dict[str, list[tuple[str, int, int]]] = {}
    for line in sorted(set(listing.splitlines())):
        families, file, index, style, weight = line.split("\t")
        if any(word in style for word in ("Italic", "Oblique", "Bold Oblique")) or int(index) > 0xFFFF:
            continue
        if Path(file).suffix.lower() not in (".ttf", ".otf", ".ttc"):
            continue
        for family in families.split(","):
            found.setdefault(family.strip(), []).append((file, int(index), int(weight)))
    return found


@dataclass
class Face:
    """One typeface: its files and the characters that each of them has."""

    name: str
    look: str
    files: list[tuple[str, int]]
    _where: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, (file, index) in enumerate(self.files):
            with TTFont(file, fontNumber=index, lazy=True) as font:
                for code in font.getBestCmap() or {}:
                    self._where.setdefault(code, at)

    def has(self, character: str) -> bool:
        return ord(character) in self._where

    def loaded(self, character: str, size: int) -> ImageFont.FreeTypeFont:
        file, index = self.files[self._where.get(ord(character), 0)]
        return _load(file, index, size)


@lru_cache(maxsize=400)
def _load(file: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, index=index)


@cache
def face(name: str, look: str, npm: str = "") -> Face | None:
    """Find a typeface of about the regular weight among the installed fonts or the npm packages; None if it is not there."""
    own = sorted(_installed().get(name, []), key=lambda entry: abs(entry[2] - REGULAR))
    files = [(file, index) for file, index, _ in own[:1]]
    packed = Path(npm) / "@fontsource" / name / "files" if npm else None
    if not files and packed is not None and packed.is_dir():
        files = [(str(path), 0) for path in sorted(packed.glob("*-400-normal.woff"))]
    return Face(name, look, files) if files else None


@cache
def weights(name: str, look: str) -> tuple[Face, ...]:
    """All weights of an installed family, the regular one as often as all others together; one of a single weight comes alone."""
    regular = face(name, look)
    if regular is None:
        return ()
    others = [
        Face(f"{name} {weight}", look, [(file, index)])
        for weight, (file, index) in sorted(
            {w: (file, index) for file, index, w in reversed(_installed().get(name, []))}.items()
        )
        if WEIGHTS[0] <= weight <= WEIGHTS[1] and (file, index) not in regular.files
    ]
    return (regular,) * max(1, len(others)) + tuple(others)


def any_weight(families: list[tuple[Face, ...]], rng: np.random.Generator) -> Face:
    """Choose a family, then one of its weights."""
    family = families[int(rng.integers(len(families)))]
    return family[int(rng.integers(len(family)))]


def print_faces(split: str, look: str) -> list[tuple[Face, ...]]:
    """The families of a look, each with its weights."""
    return [found for name in PRINT_FONTS[split][look] if (found := weights(name, look))]


def pen_faces(split: str, npm: str) -> list[Face]:
    return [found for name in PEN_FONTS[split] if (found := face(name, "pen", npm)) is not None]


@dataclass
class Sources:
    """The folders that the training data is drawn from."""

    signatures: Path
    """600 scanned names, ``labels.csv`` with columns file, writer, medium, name_expected."""
    npm: Path
    """A ``node_modules`` folder with hanzi-writer-data and @fontsource packages."""
    _ink: dict[tuple[str, int], list[np.ndarray]] = field(default_factory=dict)

    def signature(self, rng: np.random.Generator, split: str) -> tuple[np.ndarray, int]:
        """Return a real signature as ink between 0 and 1, trimmed, and its writer."""
        writers = WRITERS[split]
        writer = int(rng.choice(list(writers)))
        key = (split, writer)
        if key not in self._ink:
            with (self.signatures / "labels.csv").open(encoding="utf-8-sig") as rows:
                files = [row["file"] for row in csv.DictReader(rows) if int(row["writer"]) == writer]
            self._ink[key] = [_ink_of(self.signatures / file) for file in files]
        pictures = self._ink[key]
        return pictures[int(rng.integers(len(pictures)))], writer

    @property
    def strokes(self) -> Path:
        return self.npm / "hanzi-writer-data"


def _ink_of(path: Path) -> np.ndarray:
    raw = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if raw.shape[2] == 4:
        alpha = raw[..., 3:].astype(np.float32) / 255
        raw = (raw[..., :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    grey = cv2.cvtColor(raw, cv2.COLOR_BGR2GRAY).astype(np.float32)
    paper = np.percentile(grey, 90)
    dark = np.percentile(grey, 2)
    ink = np.clip((paper - 12 - grey) / max(30.0, paper - 12 - dark), 0, 1)
    rows, cols = np.where(ink.max(axis=1) > 0.4)[0], np.where(ink.max(axis=0) > 0.4)[0]
    return ink[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]


@lru_cache(maxsize=12000)
def medians(folder: str, character: str) -> tuple[np.ndarray, ...] | None:
    """Return the strokes of a character: points in a unit square, y downwards; None if there are none."""
    path = Path(folder) / f"{character}.json"
    if not path.is_file():
        return None
    strokes = json.loads(path.read_text(encoding="utf-8"))["medians"]
    return tuple(
        np.stack([np.array(s, np.float32)[:, 0] / 1024, (900 - np.array(s, np.float32)[:, 1]) / 1024], axis=1)
        for s in strokes
    )
