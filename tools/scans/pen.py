"""Pen strokes: written values, names, ticks, crosses, circles.

A writer is a seed: slant, size, pen tip, unsteadiness and ink colour are drawn once and kept. Characters come from stroke data
of hanzi-writer-data or from handwriting fonts of @fontsource (both npm packages, given by a folder and never copied here),
names also from a folder of real signatures (``labels.csv`` and one picture each). Without them digits, ticks and names are
drawn from strokes that are invented here, and other values are typed.
"""

from __future__ import annotations

import csv
import json
import math
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tools.scans.fonts import Split

Mask = NDArray[np.uint8]
"""Ink coverage, 0 none to 255 full."""
Stroke = list[tuple[float, float]]

PEN_FONTS: dict[Split, tuple[str, ...]] = {
    "tune": ("ma-shan-zheng", "zhi-mang-xing"),
    "judge": ("long-cang", "liu-jian-mao-cao"),
}
LAST_TUNING_WRITER = 44
"""Real writers up to this number are for tuning, the later ones for judging."""

DIGITS: dict[str, list[Stroke]] = {
    "0": [[(0.5, 0.05), (0.22, 0.3), (0.22, 0.7), (0.5, 0.95), (0.78, 0.7), (0.78, 0.3), (0.52, 0.06)]],
    "1": [[(0.42, 0.12), (0.5, 0.05), (0.5, 0.95)]],
    "2": [[(0.22, 0.25), (0.45, 0.05), (0.75, 0.22), (0.6, 0.55), (0.2, 0.93), (0.82, 0.9)]],
    "3": [[(0.25, 0.12), (0.6, 0.06), (0.72, 0.28), (0.42, 0.47), (0.76, 0.68), (0.55, 0.95), (0.2, 0.86)]],
    "4": [[(0.55, 0.05), (0.2, 0.6), (0.85, 0.58)], [(0.62, 0.35), (0.6, 0.97)]],
    "5": [[(0.3, 0.08), (0.26, 0.45), (0.6, 0.42), (0.76, 0.68), (0.55, 0.94), (0.2, 0.88)], [(0.3, 0.08), (0.78, 0.06)]],
    "6": [[(0.65, 0.05), (0.3, 0.4), (0.24, 0.75), (0.5, 0.95), (0.75, 0.75), (0.55, 0.52), (0.28, 0.68)]],
    "7": [[(0.2, 0.1), (0.78, 0.08), (0.55, 0.5), (0.44, 0.95)]],
    "8": [[(0.7, 0.15), (0.45, 0.05), (0.28, 0.25), (0.72, 0.65), (0.5, 0.95), (0.26, 0.72), (0.66, 0.32), (0.7, 0.15)]],
    "9": [[(0.74, 0.2), (0.48, 0.06), (0.27, 0.28), (0.5, 0.5), (0.73, 0.22), (0.68, 0.6), (0.52, 0.96)]],
    "-": [[(0.2, 0.52), (0.8, 0.5)]],
    ".": [[(0.45, 0.9), (0.52, 0.94)]],
    "/": [[(0.75, 0.05), (0.25, 0.98)]],
    ":": [[(0.48, 0.3), (0.54, 0.35)], [(0.48, 0.75), (0.54, 0.8)]],
    "X": [[(0.2, 0.08), (0.8, 0.94)], [(0.78, 0.06), (0.22, 0.94)]],
    "。": [[(0.15, 0.8), (0.08, 0.9), (0.18, 0.97), (0.26, 0.88), (0.16, 0.8)]],
    "，": [[(0.15, 0.82), (0.18, 0.9), (0.08, 1.0)]],
    "、": [[(0.1, 0.8), (0.24, 0.95)]],
}  # fmt: skip
PUNCTUATION_WIDTH = 0.56


@dataclass(frozen=True, slots=True)
class PenData:
    """Where pen data lies; both may be missing."""

    strokes: Path | None = None
    """Folder with ``hanzi-writer-data`` and ``@fontsource`` (a node_modules)."""
    signatures: Path | None = None

    def fonts(self, split: Split) -> list[str]:
        """The handwriting fonts of a set."""
        if self.strokes is None:
            return []
        found = [
            self.strokes / "@fontsource" / name / "files" / f"{name}-chinese-simplified-400-normal.woff2"
            for name in PEN_FONTS[split]
        ]
        return [str(p) for p in found if p.is_file()]

    def names(self, split: Split) -> dict[int, list[tuple[Path, str]]]:
        """Pictures of real signatures and their names by writer."""
        return _names(self.signatures, split) if self.signatures else {}

    def medians(self, char: str) -> list[Stroke] | None:
        """Middle lines of a character's strokes in a unit box, top left origin."""
        if char in DIGITS:
            return DIGITS[char]
        return _medians(self.strokes, char) if self.strokes else None


@cache
def _names(folder: Path, split: Split) -> dict[int, list[tuple[Path, str]]]:
    out: dict[int, list[tuple[Path, str]]] = {}
    with (folder / "labels.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            writer = int(row["writer"])
            if (writer <= LAST_TUNING_WRITER) == (split == "tune"):
                out.setdefault(writer, []).append((folder / row["file"], row["name_expected"]))
    return out


@cache
def _medians(folder: Path, char: str) -> list[Stroke] | None:
    path = folder / "hanzi-writer-data" / f"{char}.json"
    if len(char) != 1 or not path.is_file():
        return None
    medians = json.loads(path.read_text(encoding="utf-8"))["medians"]
    return [[(x / 1024, (900 - y) / 1024) for x, y in stroke] for stroke in medians]


@cache
def _pen_font(path: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, pixels)


@cache
def _has_glyph(path: str, char: str) -> bool:
    """Whether a font draws a character other than its sign for missing ones."""
    font = _pen_font(path, 24)
    return bytes(font.getmask(char)) not in (bytes(font.getmask("\uffff")), b"")


def smooth(points: Stroke, steps: int = 6) -> Stroke:
    """A Catmull-Rom curve through the points: pens do not turn sharp corners."""
    if len(points) < 3:
        return points
    ends = [points[0], *points, points[-1]]
    curve: Stroke = []
    for i in range(1, len(ends) - 2):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = ends[i - 1 : i + 3]
        for k in range(steps):
            t = k / steps
            curve.append((
                0.5 * (2 * bx + (cx - ax) * t + (2 * ax - 5 * bx + 4 * cx - dx) * t * t + (3 * bx - ax - 3 * cx + dx) * t**3),
                0.5 * (2 * by + (cy - ay) * t + (2 * ay - 5 * by + 4 * cy - dy) * t * t + (3 * by - ay - 3 * cy + dy) * t**3),
            ))  # fmt: skip
    return [*curve, points[-1]]


def stroke_mask(strokes: list[Stroke], width: int, height: int, tip: float, press: float = 0.35) -> Mask:
    """Draw strokes given in pixels with a round tip that presses harder in the middle of a stroke."""
    up = 2
    mask = np.zeros((max(1, height) * up, max(1, width) * up), np.uint8)
    for stroke in strokes:
        points = [(x * up, y * up) for x, y in smooth(stroke)]
        count = len(points)
        for i in range(count - 1):
            force = 1 - press + press * math.sin(math.pi * (i + 1) / (count + 1))
            thick = max(1, round(tip * up * force))
            start = (round(points[i][0]), round(points[i][1]))
            end = (round(points[i + 1][0]), round(points[i + 1][1]))
            cv2.line(mask, start, end, 255, thick, cv2.LINE_AA)
    return cv2.resize(mask, (max(1, width), max(1, height)), interpolation=cv2.INTER_AREA)


class Writer:
    """One hand: how it writes, with which pen."""

    def __init__(self, seed: int, split: Split, data: PenData) -> None:
        self.rng = rng = random.Random(f"writer {split} {seed}")
        self.data = data
        fonts = data.fonts(split)
        self.font = rng.choice(fonts) if fonts and rng.random() < 0.4 else ""
        judging = (
            split == "judge"
        )  # other ranges, so that judged hands are not just other draws of tuned ones
        self.slant = rng.uniform(-0.12, 0.28) if judging else rng.uniform(-0.05, 0.22)
        self.wobble = rng.uniform(0.012, 0.04) if judging else rng.uniform(0.008, 0.032)
        self.squeeze = rng.uniform(0.8, 1.05)
        self.drift = rng.uniform(-0.02, 0.04)
        self.tip_points = rng.uniform(0.7, 1.35)
        self.joined = rng.random() * (0.5 if judging else 0.35)
        self.scale = rng.uniform(1.05, 1.5)
        self.colour = rng.choice(
            ((20, 20, 28), (28, 26, 30), (25, 40, 120), (20, 30, 95), (45, 70, 150), (60, 60, 66))
        )
        self.names = data.names(split)
        self.own = rng.choice(sorted(self.names)) if self.names else 0

    def can_write(self, text: str) -> bool:
        """Whether there are strokes for every character."""
        return all(c == " " or self.data.medians(c) is not None for c in text)

    def advance(self, char: str) -> float:
        """Width of a character in ems."""
        narrow = char.isascii() or char in "，。、：；"
        return (PUNCTUATION_WIDTH if narrow else 0.95) * self.squeeze * self.scale

    def character(self, char: str, em: float, dpi: float) -> tuple[Mask, int, int] | None:
        """Mask of one character and where its left top lies from the cell of the character."""
        rng = self.rng
        size = em * self.scale * rng.uniform(0.92, 1.06)
        pad = max(2, round(size * 0.25))
        lift = round(rng.gauss(0, 0.03) * size)
        if self.font and char not in DIGITS and _has_glyph(self.font, char):
            font = _pen_font(self.font, max(6, round(size)))
            image = Image.new("L", (round(size) + 2 * pad, round(size) + 2 * pad), 0)
            ImageDraw.Draw(image).text((pad, pad), char, font=font, fill=255)
            turned = image.rotate(rng.gauss(0, 2), resample=Image.Resampling.BICUBIC)
            mask = np.asarray(turned)
        else:
            strokes = self.data.medians(char)
            if strokes is None:
                return None
            mask = self._strokes(strokes, size, pad, dpi, char)
        if not mask.any():
            return None
        return mask, -pad, lift - pad

    def _strokes(self, strokes: list[Stroke], size: float, pad: int, dpi: float, char: str) -> Mask:
        rng = self.rng
        narrow = PUNCTUATION_WIDTH if char in DIGITS else 1.0
        moved: list[Stroke] = []
        for stroke in strokes:
            dx, dy = rng.gauss(0, self.wobble), rng.gauss(0, self.wobble)
            points = stroke if narrow < 1 or len(stroke) <= 6 else [stroke[0], *stroke[1:-1:2], stroke[-1]]
            path = []
            for x, y in points:
                x2 = (x + dx + rng.gauss(0, self.wobble * 0.6)) * self.squeeze * narrow + self.slant * (
                    0.5 - y
                ) * 0.5
                y2 = y + dy + rng.gauss(0, self.wobble * 0.6) + self.drift * x
                path.append((x2 * size + pad, y2 * size + pad))
            if moved and narrow == 1.0 and rng.random() < self.joined:
                moved[-1] = [*moved[-1], path[0]]  # the pen is not lifted
            moved.append(path)
        side = round(size) + 2 * pad
        return stroke_mask(moved, side, side, self.tip_points * dpi / 72)

    def signature(self, name: str, height: float, dpi: float) -> Mask:
        """A name as a signature, about ``height`` pixels tall."""
        real = self.names.get(self.own, [])
        if real:
            path, _ = next(((p, n) for p, n in real if n == name), self.rng.choice(real))
            return _real_signature(str(path), max(8, round(height)))
        parts = [self.character(c, height * 0.85, dpi) for c in name] if self.can_write(name) else []
        if parts and all(parts):
            return _join([p for p in parts if p], height, self.rng)
        return stroke_mask(_invented(self.rng, len(name), height), round(height * (len(name) + 0.4)), round(height * 1.2),
                           self.tip_points * dpi / 72)  # fmt: skip


def _join(parts: list[tuple[Mask, int, int]], height: float, rng: random.Random) -> Mask:
    step = height * rng.uniform(0.62, 0.9)
    side = max(p[0].shape[0] for p in parts)
    out = np.zeros((side + round(height * 0.2), round(step * (len(parts) - 1)) + side + 4), np.uint8)
    for k, (mask, _, _) in enumerate(parts):
        x, y = round(step * k), rng.randint(0, max(0, round(height * 0.15)))
        place = out[y : y + mask.shape[0], x : x + mask.shape[1]]
        np.maximum(place, mask[: place.shape[0], : place.shape[1]], out=place)
    return trim(out)


def _invented(rng: random.Random, count: int, height: float) -> list[Stroke]:
    out: list[Stroke] = []
    for k in range(max(2, count)):
        left = k * height * 0.95 + height * 0.1
        for _ in range(rng.randint(4, 7)):
            x, y = left + rng.uniform(0, 0.6) * height, rng.uniform(0.1, 0.7) * height
            angle = rng.choice((0.0, -0.12, 1.5, 2.2, 0.8)) + rng.gauss(0, 0.1)
            run = rng.uniform(0.25, 0.6) * height
            bend = rng.gauss(0, 0.08) * height
            middle = (x + math.cos(angle) * run / 2 + bend, y + math.sin(angle) * run / 2)
            out.append([(x, y), middle, (x + math.cos(angle) * run, y + math.sin(angle) * run)])
    return out


@cache
def _real_signature(path: str, height: int) -> Mask:
    grey = np.asarray(Image.open(path).convert("L"), np.float32)
    mask = np.clip((205 - grey) / 140, 0, 1) * 255
    cut = trim(mask.astype(np.uint8), 40)
    width = max(1, round(cut.shape[1] * height / cut.shape[0]))
    return cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA)


def trim(mask: Mask, least: int = 8) -> Mask:
    """Cut empty borders away."""
    rows, cols = np.nonzero(mask.max(axis=1) > least)[0], np.nonzero(mask.max(axis=0) > least)[0]
    if not len(rows):
        return mask
    return mask[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]


def tick_mask(rng: random.Random, how: str, side: float, tip: float) -> tuple[Mask, int, int]:
    """A pen mark for a box of ``side`` pixels: mask, and its left top from that of the box.

    ``how``: check, cross, fill.
    """
    pad = round(side * 0.9)
    size = round(side) + 2 * pad

    def at(x: float, y: float) -> tuple[float, float]:
        return (pad + (x + rng.gauss(0, 0.07)) * side, pad + (y + rng.gauss(0, 0.07)) * side)

    if how == "check":
        reach = rng.uniform(0.0, 0.7)
        strokes = [[at(rng.uniform(-0.1, 0.2), 0.5), at(0.4, 0.9), at(0.95 + reach * 0.6, 0.1 - reach * 0.7)]]
    elif how == "cross":
        strokes = [[at(0.05, 0.05), at(0.95, 0.95)], [at(0.95, 0.0), at(0.05, 1.0)]]
    else:
        strokes = []
        for row in range(rng.randint(5, 8)):
            y = row / 7
            strokes.append([at(0.1, y), at(0.9, y - 0.1)])
    if rng.random() < 0.3:  # not quite where the box is
        pad_x, pad_y = round(rng.gauss(0, 0.15) * side), round(rng.gauss(0, 0.15) * side)
    else:
        pad_x = pad_y = 0
    return stroke_mask(strokes, size, size, tip), pad_x - pad, pad_y - pad


def circle_mask(rng: random.Random, width: float, height: float, tip: float) -> tuple[Mask, int, int]:
    """A pen circle around something: mask, and its left top from that of the thing."""
    pad_x, pad_y = height * rng.uniform(0.3, 0.5), height * rng.uniform(0.2, 0.4)
    a, b = width / 2 + pad_x, height / 2 + pad_y
    start = rng.uniform(0, 2 * math.pi)
    margin = 4 + tip * 2
    path = []
    for k in range(15):
        angle = start + k * 2 * math.pi / 13
        grow = 1 + rng.gauss(0, 0.035) + 0.004 * k
        path.append(
            (margin + a * 1.1 + math.cos(angle) * a * grow, margin + b * 1.1 + math.sin(angle) * b * grow)
        )
    size_x, size_y = round(2.2 * a + 2 * margin), round(2.2 * b + 2 * margin)
    mask = stroke_mask([path], size_x, size_y, tip)
    return mask, round(width / 2 - size_x / 2), round(height / 2 - size_y / 2)


def underline_mask(rng: random.Random, width: float, height: float, tip: float) -> tuple[Mask, int, int]:
    """A pen line below something."""
    size_y = round(height * 0.5) + 6
    path = [
        (3.0, size_y * 0.5 + rng.gauss(0, 1)),
        (width / 2, size_y * 0.5 + rng.gauss(0, 1.5)),
        (width + 3, size_y * 0.4),
    ]
    return stroke_mask([path], round(width) + 6, size_y, tip), -3, round(height * 0.92)
