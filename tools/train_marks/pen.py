"""Writing with a pen: characters from stroke data, moved and joined as a writer with habits would."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tools.train_marks.sources import medians

_DIGITS: dict[str, list[list[tuple[float, float]]]] = {
    "0": [
        [
            (0.5, 0.05),
            (0.2, 0.2),
            (0.15, 0.6),
            (0.35, 0.95),
            (0.65, 0.9),
            (0.8, 0.5),
            (0.7, 0.15),
            (0.5, 0.05),
        ]
    ],
    "1": [[(0.35, 0.15), (0.52, 0.03), (0.5, 0.5), (0.48, 0.98)]],
    "2": [
        [
            (0.2, 0.25),
            (0.4, 0.05),
            (0.7, 0.1),
            (0.75, 0.35),
            (0.45, 0.7),
            (0.15, 0.95),
            (0.5, 0.9),
            (0.85, 0.95),
        ]
    ],
    "3": [
        [
            (0.2, 0.12),
            (0.55, 0.05),
            (0.75, 0.22),
            (0.45, 0.45),
            (0.75, 0.6),
            (0.7, 0.9),
            (0.4, 0.98),
            (0.15, 0.85),
        ]
    ],
    "4": [[(0.5, 0.03), (0.35, 0.35), (0.12, 0.65), (0.5, 0.63), (0.88, 0.6)], [(0.62, 0.3), (0.6, 0.98)]],
    "5": [
        [(0.3, 0.08), (0.25, 0.42), (0.55, 0.38), (0.8, 0.6), (0.65, 0.92), (0.2, 0.93)],
        [(0.3, 0.08), (0.8, 0.05)],
    ],
    "6": [
        [
            (0.7, 0.03),
            (0.35, 0.3),
            (0.18, 0.7),
            (0.4, 0.97),
            (0.7, 0.85),
            (0.68, 0.58),
            (0.4, 0.55),
            (0.22, 0.7),
        ]
    ],
    "7": [[(0.15, 0.1), (0.5, 0.08), (0.82, 0.07), (0.6, 0.45), (0.45, 0.98)]],
    "8": [
        [
            (0.7, 0.15),
            (0.4, 0.05),
            (0.25, 0.25),
            (0.6, 0.5),
            (0.75, 0.8),
            (0.45, 0.97),
            (0.22, 0.8),
            (0.5, 0.45),
            (0.72, 0.15),
        ]
    ],
    "9": [
        [
            (0.75, 0.2),
            (0.45, 0.05),
            (0.2, 0.25),
            (0.4, 0.48),
            (0.72, 0.3),
            (0.75, 0.15),
            (0.68, 0.6),
            (0.55, 0.98),
        ]
    ],
    ".": [[(0.3, 0.92), (0.34, 0.96)]],
    "-": [[(0.2, 0.5), (0.8, 0.48)]],
    "/": [[(0.75, 0.05), (0.2, 0.98)]],
    "、": [[(0.2, 0.8), (0.35, 0.95)]],
    "，": [[(0.25, 0.85), (0.2, 1.0)]],
    "。": [[(0.25, 0.85), (0.15, 0.92), (0.25, 0.98), (0.33, 0.9), (0.25, 0.85)]],
    ":": [[(0.4, 0.35), (0.43, 0.38)], [(0.4, 0.78), (0.43, 0.82)]],
}
_NARROW = set("0123456789.-/、，。:")


@dataclass
class Writer:
    """Habits of one hand."""

    slant: float
    squeeze: float
    rise: float
    loose: float
    wobble: float
    joins: float
    skips: float
    corners: float
    width: float
    pressure: float
    spacing: float
    uneven: float

    @staticmethod
    def of(rng: np.random.Generator, neat: bool | None = None) -> Writer:
        """Draw habits; a neat hand is near to the model characters, the hard case beside printed Kai."""
        if neat is None:
            neat = rng.random() < 0.3
        much = 0.45 if neat else 1.0
        return Writer(
            slant=float(rng.normal(0, 0.16 * much)),
            squeeze=float(rng.uniform(0.75, 1.15)),
            rise=float(rng.normal(0.01, 0.05 * much)),
            loose=float(rng.uniform(0.02, 0.07) * much),
            wobble=float(rng.uniform(0.006, 0.025) * much),
            joins=float(rng.uniform(0.0, 0.5) * much),
            skips=float(rng.uniform(0.0, 0.06) * much),
            corners=float(rng.uniform(0.0, 0.8)),
            width=float(rng.uniform(0.035, 0.085)),
            pressure=float(rng.uniform(0.05, 0.5)),
            spacing=float(rng.uniform(0.82, 1.25)),
            uneven=float(rng.uniform(0.02, 0.14) * (0.6 if neat else 1.0)),
        )


def _rounded(points: np.ndarray, times: int) -> np.ndarray:
    """Cut corners (Chaikin 1974)."""
    for _ in range(times):
        if len(points) < 3:
            break
        first, second = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
        middle = np.empty((2 * len(first), 2), points.dtype)
        middle[0::2], middle[1::2] = first, second
        points = np.concatenate([points[:1], middle, points[-1:]])
    return points


def _dense(points: np.ndarray, step: float) -> np.ndarray:
    lengths = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0], np.cumsum(lengths)])
    if along[-1] <= 0:
        return points[:1]
    where = np.linspace(0, along[-1], max(2, int(along[-1] / step) + 1))
    return np.stack([np.interp(where, along, points[:, 0]), np.interp(where, along, points[:, 1])], axis=1)


def draw(
    ink: np.ndarray,
    points: np.ndarray,
    width: float,
    rng: np.random.Generator,
    pressure: float = 0.3,
    entry: bool = True,
) -> None:
    """Draw one stroke into ``ink`` (0 to 255, in place) with a width that pressure changes; points and width in pixels."""
    dense = _dense(points, 1.2)
    count = len(dense)
    along = np.linspace(0, 1, count)
    profile = 1 + pressure * (np.sin(along * np.pi * rng.uniform(0.6, 1.6) + rng.uniform(0, 3)) * 0.5)
    if entry:
        tail = rng.uniform(0.3, 1.0)
        profile *= np.interp(along, [0, 0.08, 0.8, 1], [0.8 + 0.3 * pressure, 1, 1, tail])
    shift = 4
    scale = 1 << shift
    for (x0, y0), (x1, y1), w in zip(dense[:-1], dense[1:], profile[:-1] * width, strict=True):
        cv2.line(
            ink,
            (int(x0 * scale), int(y0 * scale)),
            (int(x1 * scale), int(y1 * scale)),
            255,
            max(1, round(float(w))),
            cv2.LINE_AA,
            shift,
        )


def write(text: str, size: float, writer: Writer, rng: np.random.Generator, strokes: str) -> np.ndarray:
    """Write a text on one line; ``size`` is the height of a character in pixels. Returns trimmed ink, 0 to 1."""
    pad = int(size * 0.6) + 4
    wide = int(sum(0.62 if c in _NARROW else 1.1 for c in text) * size * 1.35) + 2 * pad
    ink = np.zeros((int(size * 1.2) + 2 * pad, wide), np.uint8)
    pen = max(1.3, writer.width * size)
    x = float(pad)
    last: np.ndarray | None = None
    for character in text:
        lines = _DIGITS.get(character)
        parts = [np.array(line, np.float32) for line in lines] if lines else medians(strokes, character)
        narrow = character in _NARROW
        advance = size * writer.spacing * (0.6 if narrow else writer.squeeze)
        if character == " ":
            x += size * 0.6
            continue
        if parts is None:
            continue
        own = 1 + rng.normal(0, writer.uneven)
        turn = rng.normal(0, 0.05) * writer.loose * 12
        lift = rng.normal(0, writer.uneven * 0.5) * size
        wide_by, high_by = (
            (0.55 if narrow else writer.squeeze) * own,
            own * rng.normal(1, writer.uneven * 0.6),
        )
        last = None
        for part in parts:
            moved = part.copy()
            middle = moved.mean(axis=0)
            moved = (
                (moved - middle) * rng.normal(1, writer.loose * 1.5, 2)
                + middle
                + rng.normal(0, writer.loose * 0.6, 2)
            )
            angle = rng.normal(0, writer.loose * 1.6) + turn
            turned = moved - middle
            moved = (
                np.stack(
                    [
                        turned[:, 0] * np.cos(angle) - turned[:, 1] * np.sin(angle),
                        turned[:, 0] * np.sin(angle) + turned[:, 1] * np.cos(angle),
                    ],
                    axis=1,
                )
                + middle
            )
            moved += rng.normal(0, writer.wobble, moved.shape)
            if rng.random() < writer.corners:
                moved = _rounded(moved, 2)
            placed = np.empty_like(moved)
            placed[:, 1] = pad + lift + size * (0.5 + (moved[:, 1] - 0.5) * high_by) - (x - pad) * writer.rise
            placed[:, 0] = x + size * (moved[:, 0] * wide_by + writer.slant * (0.5 - moved[:, 1]))
            if rng.random() < writer.skips and len(parts) > 3:
                continue
            if last is not None and rng.random() < writer.joins:
                bend = (last + placed[0]) / 2 + rng.normal(0, size * 0.03, 2)
                draw(
                    ink,
                    _rounded(np.stack([last, bend, placed[0]]), 2),
                    pen * rng.uniform(0.4, 0.8),
                    rng,
                    entry=False,
                )
            draw(ink, placed, pen * rng.uniform(0.9, 1.1), rng, writer.pressure)
            last = placed[-1]
        x += advance + abs(rng.normal(0, writer.uneven)) * size * 0.5
    return trimmed(ink.astype(np.float32) / 255)


def trimmed(ink: np.ndarray) -> np.ndarray:
    """Cut the empty borders off; a blank sheet becomes one empty pixel."""
    rows, cols = np.where(ink.max(axis=1) > 0.2)[0], np.where(ink.max(axis=0) > 0.2)[0]
    if not len(rows) or not len(cols):
        return np.zeros((1, 1), np.float32)
    return ink[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]


def tick_strokes(kind: str, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the pen strokes that tick a unit square: a tick, a cross, a scribble, a fill or a slash."""

    def near(*points: tuple[float, float], by: float = 0.1) -> np.ndarray:
        return np.array(points, np.float32) + rng.normal(0, by, (len(points), 2)).astype(np.float32)

    if kind == "tick":
        reach = rng.uniform(0.0, 0.9)
        strokes = [near((0.1, 0.5), (0.4, 0.9), (1.0 + reach * 0.7, 0.05 - reach * 0.6))]
        return [_rounded(strokes[0], int(rng.integers(0, 3)))]
    if kind == "cross":
        over = rng.uniform(-0.15, 0.35)
        return [near((-over, -over), (1 + over, 1 + over)), near((1 + over, -over), (-over, 1 + over))]
    if kind == "slash":
        return [near((1.15, -0.15), (-0.1, 1.1))]
    if kind == "scribble":
        turns = int(rng.integers(4, 9))
        y = np.linspace(-0.05, 1.05, turns)
        x = np.where(np.arange(turns) % 2 == 0, rng.uniform(-0.1, 0.15), rng.uniform(0.85, 1.15))
        return [_rounded(np.stack([x, y], axis=1).astype(np.float32) + rng.normal(0, 0.07, (turns, 2)), 1)]
    if kind == "fill":
        turns = 14
        y = np.linspace(0.08, 0.92, turns)
        x = np.where(np.arange(turns) % 2 == 0, 0.08, 0.92)
        return [np.stack([x, y], axis=1).astype(np.float32) + rng.normal(0, 0.03, (turns, 2))]
    if kind == "hatch":
        turns, lean = int(rng.integers(4, 9)), rng.normal(-0.05, 0.12)
        rows = np.linspace(rng.uniform(0, 0.15), rng.uniform(0.8, 1.0), turns)
        return [near((0.08, row - lean / 2), (0.92, row + lean / 2), by=0.06) for row in rows]
    if kind == "dot":
        angles = np.linspace(0, 4 * np.pi, 18)
        return [
            np.stack([0.5 + 0.22 * np.cos(angles), 0.5 + 0.22 * np.sin(angles)], axis=1)
            + rng.normal(0, 0.05, (18, 2))
        ]
    raise ValueError(kind)


TICK_KINDS = ("tick", "cross", "slash", "scribble", "fill", "dot", "hatch")
