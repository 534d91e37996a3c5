"""The page itself: print, pen and seals are laid over each other as inks."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.scans.fonts import Face
from tools.scans.pen import Mask, Writer, circle_mask, tick_mask, underline_mask
from tools.scans.seals import name_chop, round_seal
from tools.scans.truth import Box

SEALS = ((200, 30, 35), (215, 45, 40), (185, 25, 50), (225, 60, 60))
SEAL_WORDS = ("榕树街社会工作服务站", "南田街道双百社工站", "新港社会服务中心", "桂香社区居民委员会")


class Canvas:
    """Draws in points; inks darken what lies below them, so the order does not matter."""

    def __init__(self, width: float, height: float, dpi: float, rng: random.Random) -> None:
        self.scale = dpi / 72
        self.dpi = dpi
        self.rng = rng
        size = (round(width * self.scale), round(height * self.scale))
        self.print = Image.new("L", size, 0)
        self.pencil = ImageDraw.Draw(self.print)
        self.page: NDArray[np.uint8] = np.full((size[1], size[0], 3), 255, np.uint8)
        self.rule_ink = 255
        self.print_ink = 255

    def text(self, text: str, x: float, y: float, face: Face, size: float, bold: bool = False) -> Box:
        """Print a text with its top at ``y``; returns the box of its ink."""
        s = self.scale
        font = face.at(size * s)
        ascent, descent = font.getmetrics()
        top = y * s + (size * s - (ascent + descent)) / 2
        self.pencil.text(
            (x * s, top),
            text,
            font=font,
            fill=self.print_ink,
            stroke_width=max(1, round(size * s / 45)) if bold else 0,
        )
        box = self.pencil.textbbox((x * s, top), text, font=font)
        return (box[0] / s, box[1] / s, box[2] / s, box[3] / s)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Print a line."""
        s = self.scale
        x, y = round(left * s), round(top * s)
        self.pencil.rectangle(
            (x, y, max(x, round(right * s) - 1), max(y, round(bottom * s) - 1)), fill=self.rule_ink
        )

    def shade(self, box: Box) -> None:
        """A light grey ground."""
        left, top, right, bottom = (round(v * self.scale) for v in box)
        self.page[top:bottom, left:right] = 232

    def ink(self, mask: Mask, x: float, y: float, colour: tuple[int, int, int]) -> Box | None:
        """Lay ink over the page at pixels; returns its box in points."""
        left, top = round(x), round(y)
        height, width = mask.shape
        cut_left, cut_top = max(0, -left), max(0, -top)
        right, bottom = min(self.page.shape[1], left + width), min(self.page.shape[0], top + height)
        if right <= left + cut_left or bottom <= top + cut_top:
            return None
        part = mask[cut_top : bottom - top, cut_left : right - left].astype(np.float32) / 255
        region = self.page[top + cut_top : bottom, left + cut_left : right]
        take = 1 - np.array(colour, np.float32) / 255
        region[:] = (region * (1 - part[..., None] * take)).astype(np.uint8)
        s = self.scale
        return ((left + cut_left) / s, (top + cut_top) / s, right / s, bottom / s)

    def pen(self, text: str, x: float, y: float, size: float, writer: Writer) -> Box | None:
        """Write a text by pen; returns the box of its ink."""
        s = self.scale
        em = size * s
        at = x * s
        drift = self.rng.gauss(0, 0.006)
        boxes = []
        for char in text:
            drawn = writer.character(char, em, self.dpi) if char.strip() else None
            if drawn is not None:
                mask, dx, dy = drawn
                rows, cols = np.nonzero(mask.max(axis=1) > 20)[0], np.nonzero(mask.max(axis=0) > 20)[0]
                if len(rows):
                    cx, cy = at + dx, y * s + dy + (at - x * s) * drift - em * (writer.scale - 1) / 2
                    self.ink(mask, cx, cy, writer.colour)
                    boxes.append((cx + cols[0], cy + rows[0], cx + cols[-1], cy + rows[-1]))
            at += writer.advance(char) * em
        if not boxes:
            return None
        return (
            min(b[0] for b in boxes) / s,
            min(b[1] for b in boxes) / s,
            max(b[2] for b in boxes) / s,
            max(b[3] for b in boxes) / s,
        )

    def tick(self, how: str, box: Box, writer: Writer) -> None:
        """A pen mark over a printed box."""
        s = self.scale
        mask, dx, dy = tick_mask(self.rng, how, (box[2] - box[0]) * s, writer.tip_points * s)
        self.ink(mask, box[0] * s + dx, box[1] * s + dy, writer.colour)

    def around(self, how: str, box: Box, writer: Writer) -> None:
        """A pen circle around words, or a line below them."""
        s = self.scale
        draw = circle_mask if how == "pen-circle" else underline_mask
        mask, dx, dy = draw(self.rng, (box[2] - box[0]) * s, (box[3] - box[1]) * s, writer.tip_points * s)
        self.ink(mask, box[0] * s + dx, box[1] * s + dy, writer.colour)

    def signature(self, name: str, x: float, y: float, room: float, height: float, writer: Writer) -> None:
        """A signature around a point."""
        mask = writer.signature(name, height * self.scale, self.dpi)
        most = room * self.scale * 1.05
        if mask.shape[1] > most:
            size = (round(most), max(1, round(mask.shape[0] * most / mask.shape[1])))
            mask = np.asarray(Image.fromarray(mask).resize(size, Image.Resampling.LANCZOS))
        x_pixels = x * self.scale - mask.shape[1] / 2 + self.rng.gauss(0, 2) * self.scale
        y_pixels = y * self.scale - mask.shape[0] / 2 + self.rng.gauss(0, 1.5) * self.scale
        self.ink(mask, x_pixels, y_pixels, writer.colour)

    def seal(self, x: float, y: float, face: Face) -> Box | None:
        """A round seal around a point."""
        diameter = round(self.rng.uniform(100, 120) * self.scale)
        mask = round_seal(self.rng.choice(SEAL_WORDS), diameter, face, self.rng)
        shift_x, shift_y = self.rng.gauss(0, 5) * self.scale, self.rng.gauss(0, 4) * self.scale
        return self.ink(
            mask,
            x * self.scale - mask.shape[1] / 2 + shift_x,
            y * self.scale - mask.shape[0] / 2 + shift_y,
            self.rng.choice(SEALS),
        )

    def chop(self, name: str, x: float, y: float, size: float, face: Face) -> Box | None:
        """A name chop around a point."""
        side = round(size * self.rng.uniform(2.0, 3.0) * self.scale)
        mask = name_chop(name[:4], side, face, self.rng)
        shift = self.rng.gauss(0, 2) * self.scale
        return self.ink(
            mask,
            x * self.scale - mask.shape[1] / 2 + shift,
            y * self.scale - mask.shape[0] / 2,
            self.rng.choice(SEALS),
        )

    def pixels(self) -> NDArray[np.uint8]:
        """The page: print laid over pen and seals."""
        ink = np.asarray(self.print, np.uint16)[..., None]
        return (self.page.astype(np.uint16) * (255 - ink * 235 // 255) // 255).astype(np.uint8)
