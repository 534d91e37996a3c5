"""What is written, pressed and pasted onto a form, and its cells."""

from __future__ import annotations

import cv2
import numpy as np

from tools.train_marks import seals
from tools.train_marks.boxes import BoxPrinter
from tools.train_marks.degrade import RENDER_DPI
from tools.train_marks.pen import Writer, write
from tools.train_marks.sources import any_weight
from tools.train_marks.texts import (
    BARE,
    BOX,
    BRACKET,
    CIRCLE,
    HAND,
    HIGH,
    IMAGE,
    LABELS,
    OPTIONS,
    POINT,
    STAMP,
    WIDE,
    Paper,
)


class Filler(BoxPrinter):
    """Fills in cells by print and by pen."""

    def by_pen(self, text: str, size: float, kind: str | None = None) -> tuple[np.ndarray, str]:
        """Write a text by pen: stroke data or a font that copies handwriting."""
        rng = self.rng
        kind = kind or ("strokes" if rng.random() < 0.7 or not self.pens else "font")
        if kind == "strokes":
            return write(text, size, Writer.of(rng), rng, str(self.sources.strokes)), "pen:strokes"
        look = self.pens[int(rng.integers(len(self.pens)))]
        kept = "".join(c for c in text if look.has(c)) or "1"
        ink = self.printed(kept, size * 1.1, look, spacing=float(rng.normal(0, size * 0.04)))
        high, wide = ink.shape
        rise = rng.normal(0, 0.03)
        matrix = np.array([[1, rng.normal(0, 0.1), high * 0.1], [-rise, 1, max(0, rise * wide)]])
        ink = cv2.warpAffine(ink, matrix, (wide + high // 3, int(high + abs(rise) * wide)))
        if rng.random() < 0.3:
            ink = cv2.GaussianBlur(ink, (0, 0), 0.8)
            ink = np.clip(ink * 1.5, 0, 1)
        return ink, f"pen:{look.name}"

    def signature(self) -> tuple[np.ndarray, str]:
        """A name by hand: most often a real one."""
        rng = self.rng
        high = float(rng.uniform(5, 13) * RENDER_DPI / 25.4)
        if rng.random() < 0.72:
            ink, writer = self.sources.signature(
                rng, self.split if self.split in ("held", "tune") else "train"
            )
            scale = high / ink.shape[0]
            ink = cv2.resize(
                ink,
                (max(4, int(ink.shape[1] * scale * rng.uniform(0.9, 1.1))), int(high)),
                interpolation=cv2.INTER_AREA,
            )
            thick = rng.random()
            if thick < 0.5:
                ink = cv2.erode(
                    ink, np.ones((2, 2), np.uint8), iterations=int(rng.integers(1, 4)) if high > 70 else 1
                )
            elif thick > 0.9:
                ink = cv2.dilate(ink, np.ones((2, 2), np.uint8))
            return np.clip(ink * rng.uniform(0.9, 1.3), 0, 1), f"writer:{writer}"
        return self.by_pen(self.name(), high * 0.9)

    def sign(self, paper: Paper, x: int, y: int) -> tuple[int, int, int, int]:
        """Put a signature with its middle left at (x, y); returns its box."""
        ink, source = self.signature()
        top = y - ink.shape[0] // 2
        paper.put(ink * self.rng.uniform(0.75, 1), x, top, self.ink_colour(), HAND, source)
        return (x, top, x + ink.shape[1], top + ink.shape[0])

    def seal(self, paper: Paper, x: int, y: int) -> None:
        """Press a seal or a name chop with its centre at (x, y)."""
        rng = self.rng
        faces = self.looks["song"] + self.looks["hei"] + self.looks["kai"]
        look = any_weight(faces, rng)
        if rng.random() < 0.5:
            ink = seals.round_seal(int(rng.uniform(26, 46) * RENDER_DPI / 25.4), rng, look)
            source = "seal:round"
        else:
            ink = seals.chop(int(rng.uniform(8, 19) * RENDER_DPI / 25.4), self.name(), rng, look)
            source = "seal:chop"
        dense = rng.random() < 0.35
        ink = seals.pressed(ink, rng) * (rng.uniform(0.9, 1) if dense else rng.uniform(0.6, 1))
        tint = np.array(
            [rng.uniform(0.72, 0.95), rng.uniform(0.05, 0.35), rng.uniform(0.08, 0.38)], np.float32
        )
        if dense:  # dark and greasy: what lies under it hardly shows
            tint = np.array([rng.uniform(0.55, 0.85), rng.uniform(0, 0.2), rng.uniform(0, 0.22)], np.float32)
        if rng.random() < 0.05:
            tint = tint[[2, 1, 0]]
        elif rng.random() < 0.08:  # a copy's, on which somebody signed afterwards in colour
            tint = np.full(3, tint.mean(), np.float32)
        paper.put(ink, x - ink.shape[1] // 2, y - ink.shape[0] // 2, tint, STAMP, source)

    def picture(self, paper: Paper, x: int, y: int, wide: int, high: int) -> None:
        """Place a logo or a photograph."""
        rng = self.rng
        if wide < 40 or high < 40:
            return
        if rng.random() < 0.6:  # a photograph: smooth patches of many tones
            scene = np.zeros((high, wide, 3), np.float32)
            for cells in (3, 7, 17):
                rough = rng.random((cells, max(2, int(cells * wide / high)), 3)).astype(np.float32)
                scene += cv2.resize(rough, (wide, high), interpolation=cv2.INTER_CUBIC) * rng.uniform(
                    0.2, 0.8
                )
            for _ in range(int(rng.integers(1, 6))):
                at = (int(rng.integers(wide)), int(rng.integers(high)))
                axes = (int(rng.integers(6, max(7, wide // 3))), int(rng.integers(6, max(7, high // 3))))
                cv2.ellipse(
                    scene,
                    at,
                    axes,
                    float(rng.uniform(0, 180)),
                    0,
                    360,
                    tuple(map(float, rng.uniform(0, 1.6, 3))),
                    -1,
                    cv2.LINE_AA,
                )
            scene = scene / max(1.0, float(scene.max())) + cv2.GaussianBlur(
                rng.normal(0, 0.05, scene.shape).astype(np.float32), (0, 0), 1
            )
            scene = np.clip(scene, 0, 1)
            if rng.random() < 0.35:
                scene = np.repeat(scene.mean(axis=2, keepdims=True), 3, axis=2)
        else:  # a logo: flat shapes
            scene = np.ones((high, wide, 3), np.float32)
            tint = tuple(map(float, rng.uniform(0, 0.9, 3)))
            middle = (wide // 2, high // 2)
            reach = min(wide, high) // 2 - 2
            cv2.circle(scene, middle, reach, tint, int(rng.choice([-1, 3, 8])), cv2.LINE_AA)
            for _ in range(int(rng.integers(2, 6))):
                points = rng.normal(0, reach * 0.5, (int(rng.integers(3, 7)), 2)) + middle
                cv2.fillPoly(
                    scene, [points.astype(np.int32)], tuple(map(float, rng.uniform(0, 1, 3))), cv2.LINE_AA
                )
        x0, y0, x1, y1 = max(0, x), max(0, y), min(WIDE, x + wide), min(HIGH, y + high)
        if x1 - x0 < 20 or y1 - y0 < 20:
            return
        part = scene[y0 - y : y1 - y, x0 - x : x1 - x]
        paper.colour[y0:y1, x0:x1] *= part
        paper.layers[y0:y1, x0:x1, IMAGE] = np.maximum(
            paper.layers[y0:y1, x0:x1, IMAGE], (part.min(axis=2) < 0.9) * 1.0
        )
        paper.notes.append((IMAGE, "image", (x0, y0, x1, y1)))

    def options(
        self, paper: Paper, x: int, y: int, right: int, bottom: int, always: tuple[float, int] | None = None
    ) -> None:
        """Options with boxes; ``always`` is the size and kind of box that all of a paper share."""
        rng = self.rng
        size = always[0] if always else float(rng.uniform(8.5, 15) * POINT)
        look, tint = self.look(0.2), self.black()
        kind = int(rng.choice([BOX, CIRCLE, BRACKET, BARE], p=[0.6, 0.13, 0.17, 0.1]))
        kind = always[1] if always else kind
        after = rng.random() < 0.15
        rate = rng.uniform(0.2, 0.8)
        tight = rng.random() < 0.4
        close = rng.random() < 0.25
        line = y
        at = x
        if rng.random() < 0.3:
            at = self.type_into(
                paper,
                str(rng.choice(LABELS)) + str(rng.choice(["：", ":", "："])),
                at,
                line,
                size,
                look,
                tint,
            )
            at -= int(size * rng.uniform(0, 0.3))
        while line + size < bottom + size * 0.3:
            while True:
                option = str(rng.choice(OPTIONS)) if rng.random() < 0.75 else self.phrase(6)
                need = size * (len(option) + 2.2)
                if at + need > right:
                    break
                ticked = rng.random() < rate
                if after:
                    at = self.type_into(paper, option, at, line, size, look, tint)
                if kind == BARE:
                    at = self.bare(paper, at, line, size, tint) if ticked else at
                else:
                    at = self.box(paper, at, line, size, ticked, kind, tint)
                if not after:
                    at = self.type_into(
                        paper,
                        option,
                        at - int(size * rng.uniform(0.1, 0.3)) if tight else at,
                        line,
                        size,
                        look,
                        tint,
                    )
                at += int(size * (rng.uniform(-0.25, 0.2) if close else rng.uniform(0.1, 1.6)))
            at, line = x, int(line + size * rng.uniform(1.25, 1.8))
            if rng.random() < 0.3:
                break

    def text(self, paper: Paper, x: int, y: int, right: int, bottom: int, kai: float = 0.35) -> None:
        rng = self.rng
        size = (
            float(rng.uniform(8.5, 18) * POINT) if rng.random() < 0.85 else float(rng.uniform(16, 26) * POINT)
        )
        look, tint = self.look(kai), self.black()
        spacing = size * rng.choice([0, 0, 0, 0.1, 0.3, 1.0])
        line = int(y + rng.uniform(0, max(1, bottom - y - size)))
        while line + size < bottom + size * 0.2:
            room = max(1, int((right - x) / (size + spacing)))
            text = self.phrase(max(2, min(24, room)))[: room + 1]
            indent = (
                int(rng.uniform(0, max(1, right - x - len(text) * (size + spacing))))
                if rng.random() < 0.4
                else 0
            )
            self.type_into(paper, text, x + indent, line, size, look, tint, spacing)
            line = int(line + size * rng.uniform(1.2, 1.9))
            if rng.random() < 0.4:
                break

    def pen_text(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        rng = self.rng
        size = float(rng.uniform(3.2, 8) * RENDER_DPI / 25.4)
        line = int(y + rng.uniform(-0.1, 0.4) * size)
        kind = "strokes" if rng.random() < 0.7 else "font"
        tint = self.ink_colour()
        strength = rng.uniform(0.7, 1)
        writer = Writer.of(rng)
        for _ in range(4):
            room = max(1, int((right - x) / size))
            text = self.phrase(max(2, min(14, room)))[:room]
            if kind == "strokes":
                ink, source = write(text, size, writer, rng, str(self.sources.strokes)), "pen:strokes"
            else:
                ink, source = self.by_pen(text, size, "font")
            paper.put(ink * strength, x + int(rng.uniform(0, size)), line, tint, HAND, source)
            line = int(line + size * rng.uniform(1.2, 1.6))
            if line + size > bottom + size * 0.3 or rng.random() < 0.5:
                break

    def signing(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        """A signature place: label, name, date, seal in every combination."""
        rng = self.rng
        size = float(rng.uniform(9, 14) * POINT)
        look, tint = self.look(0.3), self.black()
        line = int(y + rng.uniform(0, max(1, bottom - y - size * 1.1)))
        at = x + int(rng.uniform(0, size))
        if rng.random() < 0.75:
            at = self.type_into(
                paper,
                str(rng.choice([*LABELS[12:18], "签名", "签字", "社工", "督导"])) + "：",
                at,
                line,
                size,
                look,
                tint,
            )
        start = at
        state = rng.random()
        if state < 0.08:  # right over the words of an opinion
            text = str(rng.choice(["同意", "情况属实", "同意接案", "同意结案"])) + self.phrase(8)
            at = self.type_into(paper, text, at, line, size, look, tint)
            middle = int(rng.uniform(start - size, max(start, at - 2 * size)))
            box = self.sign(paper, middle, int(line + size / 2 + rng.normal(0, size * 0.35)))
            at = max(at, box[2])
        elif state < 0.5:
            box = self.sign(
                paper,
                at + int(rng.uniform(-0.4, 1.2) * size),
                int(line + size / 2 + rng.normal(0, size * 0.25)),
            )
            at = box[2]
        elif state < 0.75:  # the name in print, Kai first of all
            own = self.look(0.65) if rng.random() < 0.7 else look
            big = size * rng.choice([1, 1, 1, 1.15, 1.3])
            name = self.name() if rng.random() < 0.8 else " ".join(self.name())
            at = self.type_into(
                paper,
                name,
                at + int(rng.uniform(0, size)),
                line - int((big - size) / 2),
                big,
                own,
                self.black(),
            )
        else:
            at += int(size * rng.uniform(1, 5))
        if rng.random() < 0.3:  # a rule to sign on
            row = int(line + size * rng.uniform(1.05, 1.3))
            if row < HIGH - 3:
                stretch = np.ones((int(rng.integers(1, 4)), max(8, at - start + int(size))), np.float32)
                paper.put(stretch, start, row, tint, None)
        if rng.random() < 0.5:
            at += int(size * rng.uniform(0.3, 2))
            if rng.random() < 0.3:
                line = int(line + size * 1.5)
                at = x + int(rng.uniform(0, max(1, (right - x) / 2)))
            if rng.random() < 0.6:
                at = self.type_into(paper, "日期：", at, line, size, look, tint)
            kind = rng.random()
            if kind < 0.45:
                ink, source = self.by_pen(self.date(), size * rng.uniform(0.9, 1.6))
                paper.put(ink, at, int(line + size / 2 - ink.shape[0] / 2), self.ink_colour(), HAND, source)
            elif kind < 0.75:
                self.type_into(paper, self.date(), at, line, size, look, tint)
            else:
                for unit in "年月日":
                    if rng.random() < 0.5:
                        number = (
                            str(int(rng.integers(1, 29)))
                            if unit != "年"
                            else str(int(rng.integers(2020, 2027)))
                        )
                        ink, source = self.by_pen(number, size * rng.uniform(0.8, 1.3), "strokes")
                        paper.put(
                            ink, at, int(line + size / 2 - ink.shape[0] / 2), self.ink_colour(), HAND, source
                        )
                        at += ink.shape[1]
                    else:
                        at += int(size * 1.2)
                    at = self.type_into(paper, unit, at, line, size, look, tint)
        if rng.random() < 0.42:
            self.seal(
                paper,
                int(rng.uniform(start - size, max(start, at) + size * 2)),
                int(line + size / 2 + rng.normal(0, size)),
            )
