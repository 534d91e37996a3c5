"""Small form pieces with boxes, pen strokes and seals, drawn without any font or data of others."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from auditor.vision.model import Sheet

DPI = 200
MM = DPI / 25.4


class Piece:
    """A sheet in the making; places and sizes in millimetres."""

    def __init__(self, wide: float = 170, high: float = 60) -> None:
        self.pixels = np.full((int(high * MM), int(wide * MM), 3), 255, np.uint8)

    def print(self, text: str, x: float, y: float, size: float = 4.0) -> float:
        """Set Latin text in the typeface that Pillow brings along; returns its right edge."""
        picture = Image.fromarray(self.pixels)
        font = ImageFont.load_default(size * MM)
        pen = ImageDraw.Draw(picture)
        pen.text((x * MM, y * MM), text, font=font, fill=(25, 25, 25))
        self.pixels = np.array(picture)
        return x + pen.textlength(text, font=font) / MM

    def box(self, x: float, y: float, side: float = 3.6) -> None:
        a = (round(x * MM), round(y * MM))
        b = (round((x + side) * MM), round((y + side) * MM))
        cv2.rectangle(self.pixels, a, b, (20, 20, 20), 2, cv2.LINE_AA)

    def stroke(
        self, points: list[tuple[float, float]], colour: tuple[int, int, int] = (30, 40, 120), width: int = 4
    ) -> None:
        """Draw a smooth pen stroke through points in millimetres."""
        rough = np.array(points, float) * MM
        for _ in range(3):
            first, second = rough[:-1] * 0.75 + rough[1:] * 0.25, rough[:-1] * 0.25 + rough[1:] * 0.75
            middle = np.empty((2 * len(first), 2))
            middle[0::2], middle[1::2] = first, second
            rough = np.concatenate([rough[:1], middle, rough[-1:]])
        cv2.polylines(self.pixels, [rough.astype(np.int32)], False, colour, width, cv2.LINE_AA)

    def tick(self, x: float, y: float, side: float = 3.6) -> None:
        self.stroke([(x + 0.3, y + 1.6), (x + 1.5, y + side - 0.2), (x + side + 1.2, y - 0.8)])

    def name(self, x: float, y: float, seed: int, colour: tuple[int, int, int] = (30, 40, 120)) -> None:
        """Strokes like a name of three characters by hand."""
        rng = np.random.default_rng(seed)
        for character in range(3):
            left = x + character * 8 + rng.uniform(-0.5, 0.5)
            for _ in range(int(rng.integers(5, 9))):
                start = np.array([left + rng.uniform(0, 5), y + rng.uniform(0, 7)])
                step = rng.choice([(4.0, -0.6), (-1.6, 4.5), (3.0, 3.4), (0.2, 5.0)])
                bend = start + np.array(step) * 0.5 + rng.normal(0, 0.5, 2)
                self.stroke(
                    [tuple(start), tuple(bend), tuple(start + step + rng.normal(0, 0.4, 2))], colour, 4
                )

    def seal(self, x: float, y: float, diameter: float = 24) -> None:
        """A round red seal with a star and strokes around it; it lets what is below shine through."""
        layer = np.zeros(self.pixels.shape[:2], np.uint8)
        centre = (round(x * MM), round(y * MM))
        reach = diameter / 2 * MM
        cv2.circle(layer, centre, int(reach), 255, 6, cv2.LINE_AA)
        angles = -np.pi / 2 + np.arange(10) * np.pi / 5
        star = np.where(np.arange(10) % 2 == 0, reach * 0.3, reach * 0.12)
        points = np.stack([centre[0] + star * np.cos(angles), centre[1] + star * np.sin(angles)], axis=1)
        cv2.fillPoly(layer, [points.astype(np.int32)], 255, cv2.LINE_AA)
        rng = np.random.default_rng(3)
        for angle in np.linspace(-3.4, 0.3, 9):
            middle = np.array(centre) + reach * 0.74 * np.array([np.cos(angle), np.sin(angle)])
            for _ in range(5):
                a = middle + rng.uniform(-reach * 0.1, reach * 0.1, 2)
                b = a + rng.choice([(10, 0), (0, 10), (7, 7)])
                cv2.line(layer, tuple(int(v) for v in a), tuple(int(v) for v in b), 255, 3, cv2.LINE_AA)
        share = (layer.astype(np.float32) / 255 * 0.8)[..., None]
        red = np.array([215, 45, 50], np.float32) / 255
        self.pixels = (self.pixels * (1 - share * (1 - red))).astype(np.uint8)

    def sheet(self, grey: bool = False) -> Sheet:
        even = cv2.cvtColor(self.pixels, cv2.COLOR_RGB2GRAY)
        colour = np.repeat(even[..., None], 3, axis=2) if grey else self.pixels
        return Sheet(colour, even, DPI)

    def whole(self) -> tuple[int, int, int, int]:
        return (0, 0, self.pixels.shape[1], self.pixels.shape[0])
