"""One hand for a whole paper: who fills in a form writes all of it with the same pen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.train_marks.pen import Writer, trimmed, write
from tools.train_marks.sources import Face

NARROW = frozenset("0123456789.-/:、，。Xx ")


@dataclass
class Hand:
    """A writer with a pen in the hand."""

    writer: Writer
    face: Face | None
    """A font that copies handwriting; digits and what it lacks are written from strokes. None: all from strokes."""
    tint: np.ndarray
    strength: float
    """How dark the ink is: a dry ballpoint or a pencil is faint."""
    grown: int
    """Pixels by which the font's strokes are thicker, negative for thinner ones."""
    turn: float
    """Degrees by which characters of the font are turned against each other."""

    @property
    def source(self) -> str:
        return f"pen:{self.face.name}" if self.face else "pen:strokes"

    def line(self, text: str, size: float, rng: np.random.Generator, strokes: str) -> np.ndarray:
        """Write a text on one line, ``size`` pixels to a character; returns trimmed ink, 0 to 1."""
        if self.face is None:
            return write(text, size, self.writer, rng, strokes) * self.strength
        pad = int(size * 0.5) + 2
        ink = np.zeros((int(size * 1.6) + 2 * pad, int(size * 1.4 * (len(text) + 1)) + 2 * pad), np.float32)
        x = float(pad)
        for character in text:
            narrow = character in NARROW
            step = size * self.writer.spacing * (0.58 if narrow else 0.98)
            if character == " ":
                x += step
                continue
            drawn = self._character(character, size, rng, strokes)
            if drawn is None:
                continue
            part, top = drawn
            top += int(size * rng.normal(0, 0.03)) - int((x - pad) * self.writer.rise * 0.5)
            y0, x0 = max(0, pad + top), max(0, int(x))
            part = part[: ink.shape[0] - y0, : ink.shape[1] - x0]
            window = ink[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]]
            np.maximum(window, part[: window.shape[0], : window.shape[1]], out=window)
            x += max(step * 0.8, min(step * 1.3, part.shape[1] * 1.06)) if not narrow else step
        return trimmed(ink) * self.strength

    def _character(
        self, character: str, size: float, rng: np.random.Generator, strokes: str
    ) -> tuple[np.ndarray, int] | None:
        """Ink of one character and the row of its top on a line ``size`` high; None where nobody can write it."""
        face = self.face
        if face is None or character in NARROW or not face.has(character):
            ink = write(character, size * rng.uniform(0.95, 1.05), self.writer, rng, strokes)
            if ink.size <= 1:
                return None
            low = character in "，。、."
            return ink, int(size * 0.8) if low else int(max(0.0, (size - ink.shape[0]) / 2))
        own = max(8, int(size * rng.uniform(0.93, 1.08)))
        canvas = Image.new("L", (own * 2, own * 2), 0)
        ImageDraw.Draw(canvas).text(
            (own // 2, own // 2), character, font=face.loaded(character, own), fill=255
        )
        turned = canvas.rotate(float(rng.normal(0, self.turn)), resample=Image.Resampling.BICUBIC)
        drawn = np.asarray(turned, np.uint8)
        if self.writer.slant:
            lean = np.array([[1, -self.writer.slant * 0.5, own * self.writer.slant * 0.5], [0, 1, 0]])
            drawn = cv2.warpAffine(drawn, lean, (own * 2, own * 2))
        if self.grown > 0:
            drawn = cv2.dilate(drawn, np.ones((1 + self.grown, 1 + self.grown), np.uint8))
        elif self.grown < 0:
            drawn = cv2.erode(drawn, np.ones((1 - self.grown, 1 - self.grown), np.uint8))
        rows = np.where(drawn.max(axis=1) > 50)[0]
        if not len(rows):
            return None
        return trimmed(drawn.astype(np.float32) / 255), int(rows[0]) - own // 2


def any_hand(rng: np.random.Generator, faces: list[Face], tint: np.ndarray) -> Hand:
    """Draw a hand: stroke writers, font writers, brushes, faint ballpoints and pencils."""
    font = bool(faces) and rng.random() < 0.42
    writer = Writer.of(rng, neat=rng.random() < 0.45)
    kind = rng.random()
    if kind < 0.22:  # a brush or a felt pen: thick, thin and thick again
        writer.width, writer.pressure = float(rng.uniform(0.08, 0.14)), float(rng.uniform(0.3, 1.0))
    elif kind < 0.4:
        writer.width = float(rng.uniform(0.07, 0.115))
    strength = float(rng.uniform(0.8, 1.0))
    if kind > 0.84:  # a dry ballpoint, a pencil
        strength, writer.width = float(rng.uniform(0.42, 0.75)), float(rng.uniform(0.03, 0.06))
        if rng.random() < 0.5:
            tint = np.full(3, rng.uniform(0.3, 0.5), np.float32)
    return Hand(
        writer,
        faces[int(rng.integers(len(faces)))] if font else None,
        tint,
        strength,
        int(rng.choice([-1, 0, 0, 1, 2])),
        float(rng.uniform(0.5, 4.5)),
    )
