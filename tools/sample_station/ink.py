"""Pictures of ink: signatures drawn stroke by stroke, and round red seals. No data set is used: the strokes are invented."""

from __future__ import annotations

import io
import math
import random
import zlib
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from tools.sample_station import fonts

_SCALE = 3


def _smooth(points: list[tuple[float, float]], steps: int = 10) -> list[tuple[float, float]]:
    """A Catmull-Rom curve through the points: pens do not turn sharp corners."""
    if len(points) < 3:
        return points
    ends = [points[0], *points, points[-1]]
    curve: list[tuple[float, float]] = []
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1 : i + 3]
        for k in range(steps):
            t = k / steps
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t * t * t
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [*curve, points[-1]]


def _character(rng: random.Random, left: float, size: float) -> list[list[tuple[float, float]]]:
    """Strokes that look like a quickly written Chinese character."""
    strokes = []
    for _ in range(rng.randint(4, 6)):
        kind = rng.choice("hhvvpnz")
        x = left + rng.uniform(0.08, 0.55) * size
        y = rng.uniform(0.12, 0.7) * size
        wobble = lambda: rng.uniform(-0.05, 0.05) * size  # noqa: E731
        run = rng.uniform(0.3, 0.55) * size
        if kind == "h":  # a rising horizontal
            path = [(x, y), (x + run / 2, y + wobble() - 0.04 * size), (x + run, y - 0.09 * size + wobble())]
        elif kind == "v":  # a vertical with a hook
            path = [
                (x, y - 0.1 * size),
                (x + wobble(), y + run / 2),
                (x + wobble(), y + run),
                (x - 0.08 * size, y + run - 0.06 * size),
            ]
        elif kind == "p":  # a sweep to the left
            path = [
                (x + 0.2 * size, y - 0.05 * size),
                (x + 0.1 * size, y + run / 2),
                (x - 0.15 * size, y + run),
            ]
        elif kind == "n":  # a sweep to the right
            path = [(x, y), (x + run * 0.6, y + run * 0.6), (x + run, y + run * 0.75)]
        else:  # a turn
            path = [
                (x, y),
                (x + run, y - 0.05 * size),
                (x + run * 0.9, y + run * 0.7),
                (x + run * 0.6, y + run * 0.6),
            ]
        strokes.append(path)
    if rng.random() < 0.7:  # characters of one hand run into each other
        strokes.append(
            [(left + 0.7 * size, 0.75 * size), (left + size, 0.6 * size), (left + 1.15 * size, 0.35 * size)]
        )
    return strokes


@cache
def signature(name: str) -> bytes:
    """PNG of a signature: the same name always signs alike.

    Args:
        name: Whose hand; seeds the strokes.

    Returns:
        PNG bytes, about 300 x 110 pixels, dark ink on white.
    """
    rng = random.Random(zlib.crc32(name.encode()))
    size = 96.0
    count = max(2, len(name))
    width, height = int(size * (count + 0.5)), int(size * 1.15)
    image = Image.new("L", (width * _SCALE // 2, height * _SCALE // 2), 255)
    draw = ImageDraw.Draw(image)
    ratio = _SCALE / 2
    for i in range(count):
        lift = rng.uniform(-0.05, 0.08) * size
        for stroke in _character(rng, i * size * 0.95 + 6, size):
            curve = _smooth(stroke)
            for k, (x, y) in enumerate(curve):
                press = 0.6 + 0.4 * math.sin(math.pi * (k + 1) / (len(curve) + 1))
                r = 2.3 * press * ratio
                cx, cy = x * ratio, (y + lift + 4) * ratio
                draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=30)
    image = image.resize((width, height), Image.Resampling.LANCZOS)
    image = image.quantize(8)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def seal(words: str) -> bytes:
    """PNG of a round red seal with its words along the rim and a star in the middle."""
    side, middle = 240, 120
    red = (200, 30, 30)
    image = Image.new("RGB", (side, side), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, side - 6, side - 6), outline=red, width=7)
    star = []
    for k in range(10):
        radius = 36 if k % 2 == 0 else 15
        angle = -math.pi / 2 + k * math.pi / 5
        star.append((middle + radius * math.cos(angle), middle + radius * math.sin(angle)))
    draw.polygon(star, fill=red)
    font = ImageFont.truetype(str(fonts.cjk()), 30)
    sweep = 250.0
    for i, char in enumerate(words):
        degrees = -sweep / 2 + sweep * i / max(1, len(words) - 1)
        tile = Image.new("L", (40, 40), 0)
        ImageDraw.Draw(tile).text((20, 20), char, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-degrees, resample=Image.Resampling.BICUBIC)
        angle = math.radians(degrees - 90)
        x = int(middle + 88 * math.cos(angle)) - 20
        y = int(middle + 88 * math.sin(angle)) - 20
        image.paste(red, (x, y), tile)
    out = io.BytesIO()
    image.quantize(8).save(out, "PNG", optimize=True)
    return out.getvalue()


def picture(kind: str, name: str) -> bytes:
    """PNG bytes of an `Ink`."""
    return signature(name) if kind == "hand" else seal(name)
