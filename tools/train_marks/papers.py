"""Pieces of filled forms with truth: which ink is printed, written, stamped or a picture, and where the boxes to tick are."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from tools.train_marks.degrade import RENDER_DPI, Quality, scanned, warped
from tools.train_marks.entries import Entrant
from tools.train_marks.texts import BOX, BRACKET, CIRCLE, HIGH, POINT, WIDE, Paper, Tick


class Maker(Entrant):
    """Draws pieces of forms with one split of the sources."""

    def over(self, paper: Paper) -> None:
        """Circle or underline something by pen, strike something out, write beside it."""
        rng = self.rng
        x, y = int(rng.uniform(0, WIDE * 0.8)), int(rng.uniform(0, HIGH * 0.8))
        wide, high = float(rng.uniform(50, 160)), float(rng.uniform(45, 80))
        kind = rng.random()
        if kind < 0.5:
            angles = np.linspace(0, 2 * np.pi * rng.uniform(0.92, 1.15), 22) + rng.uniform(0, 6)
            stroke = np.stack([0.5 + 0.5 * np.cos(angles), 0.5 + 0.5 * np.sin(angles)], axis=1) + rng.normal(
                0, 0.02, (22, 2)
            )
        else:
            stroke = np.stack([np.linspace(0, 1, 8), 0.5 + rng.normal(0, 0.03, 8)], axis=1)
        self._stroke(
            paper, [stroke], (x, y, x + wide, y + high), float(rng.uniform(0.3, 0.7) * RENDER_DPI / 25.4)
        )

    def dirt(self, paper: Paper) -> None:
        """Specks, hairs, holes, folds, the other side shining through: ink of no class."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.4:
            for _ in range(int(rng.integers(1, 14))):
                at = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
                cv2.circle(
                    paper.colour,
                    at,
                    int(rng.integers(1, 5)),
                    (float(rng.uniform(0.1, 0.7)),) * 3,
                    -1,
                    cv2.LINE_AA,
                )
        elif kind < 0.6:
            points = np.cumsum(rng.normal(0, 12, (12, 2)), axis=0) + np.array(
                [rng.uniform(0, WIDE), rng.uniform(0, HIGH)]
            )
            cv2.polylines(
                paper.colour,
                [points.astype(np.int32)],
                False,
                (float(rng.uniform(0.3, 0.8)),) * 3,
                1,
                cv2.LINE_AA,
            )
        elif kind < 0.72:
            at = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
            cv2.circle(
                paper.colour,
                at,
                int(rng.uniform(25, 36)),
                (float(rng.uniform(0.0, 0.5)),) * 3,
                -1,
                cv2.LINE_AA,
            )
        elif kind < 0.86:
            back = np.zeros((HIGH, WIDE), np.float32)
            ink = self.printed(self.phrase(14), float(rng.uniform(10, 16) * POINT), self.look())[:, ::-1]
            y, x = int(rng.integers(0, HIGH - 20)), int(rng.integers(0, WIDE // 2))
            high, wide = min(ink.shape[0], HIGH - y), min(ink.shape[1], WIDE - x)
            back[y : y + high, x : x + wide] = ink[:high, :wide]
            back = cv2.GaussianBlur(back, (0, 0), float(rng.uniform(1.5, 4)))
            paper.colour *= 1 - back[..., None] * rng.uniform(0.08, 0.3)
        else:
            a = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
            b = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
            shade = np.ones((HIGH, WIDE), np.float32)
            cv2.line(shade, a, b, float(rng.uniform(0.6, 0.9)), int(rng.integers(1, 5)), cv2.LINE_AA)
            paper.colour *= shade[..., None]

    def rules(self, paper: Paper) -> list[tuple[int, int, int, int]]:
        """Draw ruled lines; returns the cells between them (left, top, right, bottom)."""
        rng = self.rng
        if rng.random() < 0.2:
            return [(int(rng.uniform(0, 40)), int(rng.uniform(-20, 30)), WIDE, HIGH)]
        tint = self.black() if rng.random() < 0.9 else np.full(3, 0.6, np.float32)
        # A border may be as thick as a felt pen's line.
        thick = int(rng.integers(1, 5)) if rng.random() < 0.8 else int(rng.integers(5, 11))
        rows = [int(rng.uniform(-60, 50))]
        while rows[-1] < HIGH:
            rows.append(rows[-1] + int(rng.uniform(7, 26) * RENDER_DPI / 25.4))
        start = int(rng.uniform(-250, 60))
        cells = []
        for top, bottom in pairwise(rows):
            paper.put(np.ones((thick, WIDE - max(0, start)), np.float32), max(0, start), top, tint, None)
            x = start
            while x < WIDE:
                wide = int(rng.uniform(18, 75) * RENDER_DPI / 25.4)
                if 0 <= x < WIDE:
                    paper.put(np.ones((bottom - top, thick), np.float32), x, top, tint, None)
                cells.append((x + thick, top + thick, x + wide, bottom))
                x += wide
        return [c for c in cells if c[2] > 30 and c[0] < WIDE - 30 and c[3] > 20 and c[1] < HIGH - 20]

    def paper(self) -> Paper:
        """Draw one piece of a form."""
        rng = self.rng
        paper = Paper()
        self.new_hand()
        # A questionnaire: hardly anything but options, all of one kind.
        asked = None
        if rng.random() < 0.16:
            asked = (
                float(rng.uniform(8.5, 13) * POINT),
                int(rng.choice([BOX, CIRCLE, BRACKET], p=[0.7, 0.15, 0.15])),
            )
        for left, top, right, bottom in self.rules(paper):
            pad = int(rng.uniform(4, 24))
            x, y = max(left, -60) + pad, max(top, -20) + int(rng.uniform(2, 20))
            kind = rng.random()
            if asked and rng.random() < 0.75:
                self.options(paper, x, y, min(right, WIDE + 60), bottom, asked)
                continue
            if kind < 0.06:
                continue
            if kind < 0.2:
                self.text(paper, x, y, right, bottom)
            elif kind < 0.25:
                self.dense(paper, x, y, right, bottom)
            elif kind < 0.45:
                self.options(paper, x, y, min(right, WIDE + 60), bottom)
                if rng.random() < 0.14:
                    self.seal(paper, int(rng.uniform(x, min(right, WIDE))), int(rng.uniform(y, bottom)))
            elif kind < 0.53:
                self.words(paper, x, y, min(right, WIDE + 60), bottom)
            elif kind < 0.61:
                self.pen_text(paper, x, y, right, bottom)
            elif kind < 0.81:
                self.values(paper, x, y, right, bottom)
                if rng.random() < 0.12:
                    self.new_hand()
            elif kind < 0.98:
                self.signing(paper, x, y, right, bottom)
            else:
                wide, high = (
                    int(rng.uniform(0.3, 1) * (right - left)),
                    int(rng.uniform(0.5, 1) * (bottom - top)),
                )
                self.picture(paper, x, y, wide, high)
        if rng.random() < 0.12:
            self.over(paper)
        if rng.random() < 0.2:
            self.seal(paper, int(rng.uniform(0, WIDE)), int(rng.uniform(0, HIGH)))
        if rng.random() < 0.45:
            self.dirt(paper)
        return paper


def finished(
    paper: Paper, quality: Quality, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, list[Tick]]:
    """Turn a drawing into what the network gets.

    Returns:
        RGB pixels at the network's resolution, the share of each class's ink in its 4 x 4 pixel cells (0 to 255), and the
        boxes in the network's pixels.
    """
    stack = np.concatenate([1 - paper.colour, paper.layers], axis=2)
    corners = np.array([[t.left, t.top, t.right, t.bottom] for t in paper.ticks], np.float64).reshape(-1, 2)
    seed = int(rng.integers(1 << 30))
    first, moved = warped(stack[..., :4], corners, np.random.default_rng(seed), quality)
    second, _ = warped(stack[..., 4:], corners, np.random.default_rng(seed), quality)
    picture = scanned(np.clip(1 - first[..., :3], 0, 1), quality, rng)
    layers = np.concatenate([first[..., 3:], second], axis=2)
    high, wide = layers.shape[:2]
    share = layers.reshape(high // 8, 8, wide // 8, 8, 4).mean(axis=(1, 3))
    ticks = []
    for tick, (a, b) in zip(paper.ticks, moved.reshape(-1, 2, 2) / 2, strict=True):
        ticks.append(Tick(float(a[0]), float(a[1]), float(b[0]), float(b[1]), tick.kind, tick.ticked))
    return picture, (np.clip(share, 0, 1) * 255).astype(np.uint8), ticks
