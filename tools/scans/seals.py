"""Red seals: round seals of an institution, square name chops."""

from __future__ import annotations

import math
import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.scans.fonts import Face

Colour = tuple[int, int, int]


def _tear(mask: Image.Image, rng: random.Random) -> NDArray[np.uint8]:
    """Uneven ink: a seal never prints full."""
    ink = np.asarray(mask, np.float32)
    noise = np.random.default_rng(rng.randrange(2**31)).random(
        (max(2, ink.shape[0] // 5), max(2, ink.shape[1] // 5))
    )
    patch = np.asarray(
        Image.fromarray((noise * 255).astype(np.uint8)).resize(mask.size, Image.Resampling.BICUBIC),
        np.float32,
    )
    fading = np.clip(patch / 255 * 1.6 + rng.uniform(0.05, 0.4), 0, 1)
    return np.asarray(ink * fading * rng.uniform(0.7, 0.95), np.uint8)


def round_seal(words: str, diameter: int, face: Face, rng: random.Random) -> NDArray[np.uint8]:
    """Coverage of a round seal: rim, star, words along the rim, sometimes a line of text below the star."""
    side = max(40, diameter)
    middle = side / 2
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, side - 3, side - 3), outline=255, width=max(2, side // 34))
    star = []
    for k in range(10):
        radius = side * (0.15 if k % 2 == 0 else 0.062)
        angle = -math.pi / 2 + k * math.pi / 5
        star.append((middle + radius * math.cos(angle), middle + radius * math.sin(angle)))
    draw.polygon(star, fill=255)
    size = side * (0.13 if len(words) <= 12 else 0.105)
    font = face.at(size)
    sweep = min(270.0, 24.0 * len(words))
    for i, char in enumerate(words):
        degrees = -sweep / 2 + sweep * i / max(1, len(words) - 1)
        tile = Image.new("L", (round(size * 1.4), round(size * 1.4)), 0)
        ImageDraw.Draw(tile).text((size * 0.7, size * 0.7), char, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-degrees, resample=Image.Resampling.BICUBIC)
        angle = math.radians(degrees - 90)
        x = round(middle + side * 0.37 * math.cos(angle) - tile.width / 2)
        y = round(middle + side * 0.37 * math.sin(angle) - tile.height / 2)
        image.paste(255, (x, y), tile)
    if rng.random() < 0.5:
        draw.text((middle, side * 0.72), "业务专用章", font=face.at(side * 0.085), fill=255, anchor="mm")
    return _tear(image.rotate(rng.uniform(-12, 12), resample=Image.Resampling.BICUBIC), rng)


def name_chop(name: str, side: int, face: Face, rng: random.Random) -> NDArray[np.uint8]:
    """Coverage of a square chop with a person's name, red characters in a frame or white ones in a red field."""
    side = max(16, side)
    across = len(name) <= 2 or rng.random() < 0.3
    width, height = (round(side * 0.62 * max(2, len(name))), side) if across else (side, side)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    filled = rng.random() < 0.25
    ink, ground = (0, 255) if filled else (255, 0)
    draw.rectangle((0, 0, width - 1, height - 1), fill=ground, outline=255, width=max(1, side // 14))
    if across:
        font = face.at(side * 0.56)
        for k, char in enumerate(name):
            x = width * (k + 0.5) / len(name)
            draw.text((x, height / 2), char, font=font, fill=ink, anchor="mm")
    else:
        letters = (name + "印")[:4]
        font = face.at(side * 0.38)
        places = ((0.7, 0.29), (0.7, 0.71), (0.3, 0.29), (0.3, 0.71))
        for char, (x, y) in zip(letters, places, strict=False):
            draw.text((width * x, height * y), char, font=font, fill=ink, anchor="mm")
    return _tear(image.rotate(rng.uniform(-5, 5), expand=True, resample=Image.Resampling.BICUBIC), rng)
