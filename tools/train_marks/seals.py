"""Seals: round and oval ones of an organisation, square name chops; drawn as ink between 0 and 1."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.train_marks.sources import Face

_PLACES = "云禾青竹白鹭东湖南塘北岭西溪金桥石井新安龙潭凤岗平沙"
_ENDINGS = ("社会工作服务站", "社工服务中心", "街道办事处", "社区居民委员会", "民政办公室", "慈善会")


def _glyph(character: str, size: int, face: Face) -> np.ndarray:
    font = face.loaded(character, size)
    picture = Image.new("L", (size * 2, size * 2), 0)
    ImageDraw.Draw(picture).text((size // 2, size // 3), character, font=font, fill=255)
    drawn = np.asarray(picture)
    rows, cols = np.where(drawn.max(axis=1) > 60)[0], np.where(drawn.max(axis=0) > 60)[0]
    if not len(rows):
        return np.zeros((size, size), np.uint8)
    return drawn[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]


def _star(canvas: np.ndarray, centre: tuple[float, float], radius: float) -> None:
    angles = -np.pi / 2 + np.arange(10) * np.pi / 5
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.382)
    points = np.stack([centre[0] + reach * np.cos(angles), centre[1] + reach * np.sin(angles)], axis=1)
    cv2.fillPoly(canvas, [points.astype(np.int32)], 255, cv2.LINE_AA)


def round_seal(diameter: int, rng: np.random.Generator, face: Face) -> np.ndarray:
    """A round (now and then oval) seal of an organisation: ring, text along the ring, star, sometimes a line of text."""
    size = diameter + 8
    canvas = np.zeros((size, size), np.uint8)
    middle = size / 2
    outer = diameter / 2
    ring = max(2, int(diameter * rng.uniform(0.018, 0.035)))
    cv2.circle(canvas, (int(middle), int(middle)), int(outer - ring), 255, ring, cv2.LINE_AA)
    if rng.random() < 0.15:
        cv2.circle(
            canvas, (int(middle), int(middle)), int(outer - ring * 3.2), 255, max(1, ring // 2), cv2.LINE_AA
        )
    name = "".join(rng.choice(list(_PLACES), int(rng.integers(2, 7)))) + str(rng.choice(_ENDINGS))
    span = np.deg2rad(rng.uniform(200, 270))
    high = int(diameter * rng.uniform(0.11, 0.16))
    for at, character in enumerate(name):
        angle = -np.pi / 2 - span / 2 + span * at / max(1, len(name) - 1)
        glyph = cv2.resize(
            _glyph(character, high * 2, face), (int(high * 0.8), high), interpolation=cv2.INTER_AREA
        )
        patch = np.zeros((high * 2, high * 2), np.uint8)
        top, left = (patch.shape[0] - glyph.shape[0]) // 2, (patch.shape[1] - glyph.shape[1]) // 2
        patch[top : top + glyph.shape[0], left : left + glyph.shape[1]] = glyph
        turn = cv2.getRotationMatrix2D((high, high), -np.rad2deg(angle + np.pi / 2), 1)
        patch = cv2.warpAffine(patch, turn, (high * 2, high * 2))
        away = outer - ring * 2.6 - high * 0.62
        x, y = int(middle + away * np.cos(angle) - high), int(middle + away * np.sin(angle) - high)
        if x < 0 or y < 0 or x + 2 * high > size or y + 2 * high > size:
            continue
        window = canvas[y : y + 2 * high, x : x + 2 * high]
        np.maximum(window, patch, out=window)
    if rng.random() < 0.85:
        _star(canvas, (middle, middle), diameter * rng.uniform(0.11, 0.17))
    if rng.random() < 0.3:
        text, high = str(rng.choice(["合同专用章", "业务专用章", "档案专用章"])), int(diameter * 0.1)
        for at, character in enumerate(text):
            glyph = cv2.resize(
                _glyph(character, high * 2, face), (int(high * 0.85), high), interpolation=cv2.INTER_AREA
            )
            x, y = int(middle + (at - len(text) / 2) * high), int(middle + outer * 0.45)
            canvas[y : y + high, x : x + glyph.shape[1]] = np.maximum(
                canvas[y : y + high, x : x + glyph.shape[1]], glyph
            )
    if rng.random() < 0.12:
        canvas = cv2.resize(canvas, (size, int(size * rng.uniform(0.65, 0.8))), interpolation=cv2.INTER_AREA)
    return canvas.astype(np.float32) / 255


def chop(side: int, name: str, rng: np.random.Generator, face: Face) -> np.ndarray:
    """A name chop: two to four characters in a square or upright box, red on white or white on red."""
    tall = rng.random() < 0.25
    wide, high = (int(side * 0.5), side) if tall else (side, int(side * rng.uniform(0.85, 1.1)))
    canvas = np.zeros((high, wide), np.uint8)
    white = rng.random() < 0.35
    border = max(1, int(side * rng.uniform(0.03, 0.07)))
    cells: list[tuple[str, int, int, int, int]] = []
    if tall:
        step = (high - 2 * border) // len(name)
        cells = [(c, border, border + i * step, wide - 2 * border, step) for i, c in enumerate(name)]
    else:
        padded = name if len(name) in (2, 4) else name + "印" if len(name) == 3 else name
        columns, rows = (2, 2) if len(padded) == 4 else (2, 1)
        step_x, step_y = (wide - 2 * border) // columns, (high - 2 * border) // rows
        order = [(columns - 1 - i // rows, i % rows) for i in range(len(padded))]
        cells = [
            (c, border + x * step_x, border + y * step_y, step_x, step_y)
            for c, (x, y) in zip(padded, order, strict=False)
        ]
    gap = max(1, int(side * 0.03))
    for character, x, y, w, h in cells:
        if w - 2 * gap < 4 or h - 2 * gap < 4:
            continue
        glyph = cv2.resize(
            _glyph(character, max(16, h), face), (w - 2 * gap, h - 2 * gap), interpolation=cv2.INTER_AREA
        )
        if rng.random() < 0.6:
            glyph = cv2.dilate(glyph, np.ones((2, 2), np.uint8), iterations=max(1, side // 90))
        canvas[y + gap : y + h - gap, x + gap : x + w - gap] = glyph
    if white:
        canvas = 255 - canvas
    elif rng.random() < 0.9:
        cv2.rectangle(
            canvas, (border // 2, border // 2), (wide - 1 - border // 2, high - 1 - border // 2), 255, border
        )
    return np.pad(canvas, 2).astype(np.float32) / 255


def pressed(ink: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Turn a seal a little and let its ink be uneven, as pressed by hand."""
    if rng.random() < 0.8:
        angle = rng.normal(0, 12) if rng.random() < 0.85 else rng.uniform(-180, 180)
        high, wide = ink.shape
        pad = int(0.25 * max(high, wide))
        ink = np.pad(ink, pad)
        centre = (ink.shape[1] / 2, ink.shape[0] / 2)
        ink = cv2.warpAffine(
            ink, cv2.getRotationMatrix2D(centre, float(angle), 1), (ink.shape[1], ink.shape[0])
        )
    high, wide = ink.shape
    blotches = cv2.resize(
        rng.random((max(2, high // 20), max(2, wide // 20))).astype(np.float32),
        (wide, high),
        interpolation=cv2.INTER_CUBIC,
    )
    grain = cv2.GaussianBlur(rng.random((high, wide)).astype(np.float32), (0, 0), 1.0)
    level = rng.uniform(0.0, 0.55)
    worn = np.clip(
        1 - level * (blotches * 1.2 - 0.1) - rng.uniform(0, 1.6) * np.maximum(0, grain - 0.55), 0.05, 1
    )
    return np.clip(ink * worn, 0, 1)
