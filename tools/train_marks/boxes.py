"""Boxes, circles and brackets to tick, and the ticks in them."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.train_marks.degrade import RENDER_DPI
from tools.train_marks.pen import TICK_KINDS, draw, tick_strokes
from tools.train_marks.texts import BARE, BRACKET, CIRCLE, HAND, TYPED, Paper, Printer, Tick


class BoxPrinter(Printer):
    """Prints what is to be ticked and ticks it."""

    def _stroke(
        self, paper: Paper, strokes: list[np.ndarray], box: tuple[float, float, float, float], width: float
    ) -> None:
        """Draw pen strokes given in the unit square of a box."""
        left, top, right, bottom = box
        margin = int(2.2 * max(right - left, bottom - top)) + 6
        ink = np.zeros((int(bottom - top) + 2 * margin, int(right - left) + 2 * margin), np.uint8)
        for stroke in strokes:
            points = stroke * (right - left, bottom - top) + margin
            draw(ink, points, width, self.rng, float(self.rng.uniform(0.1, 0.6)))
        tint = self.ink_colour()
        paper.put(ink.astype(np.float32) / 255, int(left) - margin, int(top) - margin, tint, HAND, "pen:tick")

    def box(
        self, paper: Paper, x: int, y: int, size: float, ticked: bool, kind: int, tint: np.ndarray
    ) -> int:
        """Place a box to tick on a line with its top at ``y``; returns its right edge."""
        rng = self.rng
        by_pen = ticked and rng.random() < 0.62
        if kind == BRACKET:
            return self._bracket(paper, x, y, size, ticked, by_pen, tint)
        thin = max(1, round(size * rng.uniform(0.03, 0.08)))
        own = rng.random() < 0.5 or not self.boxes
        if own:  # drawn lines, as form designers and shapes have it
            side = size * (rng.uniform(0.62, 1.0) if rng.random() < 0.65 else rng.uniform(0.4, 0.65))
            ink = np.zeros((int(size * 1.3), int(size * 1.3)), np.uint8)
            a = (int(size * 0.15), int(size * 0.15))
            b = (int(size * 0.15 + side), int(size * 0.15 + side * rng.uniform(0.92, 1.08)))
            if kind == CIRCLE:
                centre = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2)
                cv2.circle(ink, centre, int(side / 2), 255, thin, cv2.LINE_AA)
                if ticked and not by_pen:
                    cv2.circle(
                        ink, centre, int(side / 2 * rng.choice([0.5, 0.55, 1.0])), 255, -1, cv2.LINE_AA
                    )
            else:
                cv2.rectangle(ink, a, b, 255, thin, cv2.LINE_AA)
                if ticked and not by_pen:
                    self._mark(ink, a, b, thin)
            drawn = ink.astype(np.float32) / 255
        else:
            glyph = self._box_glyph(kind, ticked and not by_pen)
            faces = [f for f in self.boxes + self.regular("song", "kai") if f.has(glyph)]
            if not faces:
                return x
            chosen = faces[int(rng.integers(len(faces)))]
            font = chosen.loaded(glyph, int(size))
            canvas = Image.new("L", (int(size * 2), int(size * 2)), 0)
            ImageDraw.Draw(canvas).text((size * 0.4, size * 1.45), glyph, font=font, fill=255, anchor="ls")
            drawn = np.asarray(canvas, np.float32) / 255
            cols = np.where(drawn.max(axis=0) > 0.3)[0]
            if not len(cols):
                return x
            drawn = drawn[:, max(0, cols[0] - int(size * 0.08)) : cols[-1] + int(size * 0.12)]
        rows, cols = np.where(drawn.max(axis=1) > 0.3)[0], np.where(drawn.max(axis=0) > 0.3)[0]
        if not len(rows):
            return x
        lift = int(y + size * 0.52 - (rows[0] + rows[-1]) / 2 + rng.normal(0, size * 0.04))
        box = (x + cols[0], lift + rows[0], x + cols[-1] + 1, lift + rows[-1] + 1)
        paper.put(drawn, x, lift, tint, TYPED)
        if by_pen:
            odds = [0.47, 0.15, 0.06, 0.1, 0.08, 0.04, 0.1]
            chosen_kind = str(rng.choice(TICK_KINDS, p=odds))
            strokes = tick_strokes(chosen_kind, rng)
            grow, shift = rng.uniform(0.7, 1.7), rng.normal(0, 0.16, 2)
            if chosen_kind in ("fill", "dot", "hatch"):
                grow, shift = rng.uniform(0.85, 1.1), shift * 0.4
            strokes = [(s - 0.5) * grow + 0.5 + shift for s in strokes]
            self._stroke(paper, strokes, box, float(rng.uniform(0.25, 0.75) * RENDER_DPI / 25.4))
        paper.ticks.append(Tick(*map(float, box), kind, ticked))
        return x + drawn.shape[1]

    def _mark(self, ink: np.ndarray, a: tuple[int, int], b: tuple[int, int], thin: int) -> None:
        rng = self.rng
        inset = int((b[0] - a[0]) * rng.uniform(0.0, 0.22))
        left, top, right, bottom = a[0] + inset, a[1] + inset, b[0] - inset, b[1] - inset
        kind = rng.random()
        width = max(thin, int(thin * rng.uniform(1, 2.4)))
        if kind < 0.5:
            high = int((bottom - top) * rng.uniform(0, 0.35))
            points = [
                (left, (top + bottom) // 2),
                ((left * 3 + right * 2) // 5, bottom - width),
                (right + (high if rng.random() < 0.4 else 0), top - high),
            ]
            cv2.polylines(ink, [np.array(points, np.int32)], False, 255, width, cv2.LINE_AA)
        elif kind < 0.72:
            cv2.line(ink, (left, top), (right, bottom), 255, width, cv2.LINE_AA)
            cv2.line(ink, (left, bottom), (right, top), 255, width, cv2.LINE_AA)
        else:
            cv2.rectangle(ink, (left, top), (right, bottom), 255, -1)

    def _box_glyph(self, kind: int, ticked: bool) -> str:
        if kind == CIRCLE:
            return str(self.rng.choice(list("●◉◉") if ticked else list("○◯○")))
        return str(self.rng.choice(list("☑☑☒■√☑▣") if ticked else list("□☐□☐□"))).replace("√", "☑")

    def _bracket(
        self, paper: Paper, x: int, y: int, size: float, ticked: bool, by_pen: bool, tint: np.ndarray
    ) -> int:
        rng = self.rng
        look = self.look(0.2)
        gap = size * rng.uniform(0.7, 1.9)
        pair = ("（", "）") if rng.random() < 0.6 and look.has("（") else ("(", ")")
        if rng.random() < 0.12:
            pair = ("[", "]")
        start = x
        ends = []
        for side in pair:
            ink = self.printed(side, size, look)
            cols = np.where(ink.max(axis=0) > 0.3)[0]
            if not len(cols):
                return x
            ink = ink[:, cols[0] : cols[-1] + 1]
            paper.put(ink, int(x), y - int(size * 0.25), tint, TYPED)
            ends.append((x, x + ink.shape[1]))
            x = int(x + ink.shape[1] + (gap if side == pair[0] else 0))
        inner = (ends[0][1], ends[1][0])
        middle = (inner[0] + inner[1]) / 2
        if ticked:
            half = size * rng.uniform(0.3, 0.5)
            box = (middle - half, y + size * 0.5 - half, middle + half, y + size * 0.5 + half)
            if by_pen:
                strokes = tick_strokes(str(rng.choice(["tick", "tick", "tick", "cross"])), rng)
                shift = rng.normal(0, 0.15, 2)
                self._stroke(
                    paper,
                    [s * rng.uniform(0.8, 1.4) + shift for s in strokes],
                    box,
                    float(rng.uniform(0.25, 0.7) * RENDER_DPI / 25.4),
                )
            else:
                glyph = str(rng.choice(list("√√✓×")))
                faces = [f for f in [*self.boxes, look] if f.has(glyph)]
                if faces:
                    chosen = faces[int(rng.integers(len(faces)))]
                    ink = self.printed(glyph, size, chosen)
                    paper.put(ink, int(middle - ink.shape[1] / 2), y - int(size * 0.25), tint, TYPED)
        paper.ticks.append(Tick(start, y + size * 0.05, ends[1][1], y + size * 1.02, BRACKET, ticked))
        return ends[1][1]

    def bare(self, paper: Paper, x: int, y: int, size: float, tint: np.ndarray) -> int:
        """A tick that stands alone before an option."""
        rng = self.rng
        if rng.random() < 0.5:
            half = size * rng.uniform(0.35, 0.6)
            box = (x + size * 0.1, y + size * 0.5 - half, x + size * 0.1 + 2 * half, y + size * 0.5 + half)
            strokes = [s * rng.uniform(0.8, 1.2) for s in tick_strokes("tick", rng)]
            self._stroke(paper, strokes, box, float(rng.uniform(0.3, 0.7) * RENDER_DPI / 25.4))
            points = np.concatenate(strokes) * (2 * half, 2 * half) + (box[0], box[1])
            left, top, right, bottom = *points.min(axis=0), *points.max(axis=0)
        else:
            glyph = str(rng.choice(list("√√✓✔")))
            faces = [f for f in self.boxes + self.regular("song") if f.has(glyph)]
            if not faces:
                return x
            ink = self.printed(glyph, size, faces[int(rng.integers(len(faces)))])
            rows, cols = np.where(ink.max(axis=1) > 0.3)[0], np.where(ink.max(axis=0) > 0.3)[0]
            if not len(rows):
                return x
            paper.put(ink, x, y - int(size * 0.25), tint, TYPED)
            left, top, right, bottom = (
                x + cols[0],
                y - int(size * 0.25) + rows[0],
                x + cols[-1],
                y - int(size * 0.25) + rows[-1],
            )
        paper.ticks.append(Tick(float(left), float(top), float(right), float(bottom), BARE, True))
        return int(right + size * 0.1)
