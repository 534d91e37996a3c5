"""Values as forms have them: beside or below their label, by one hand or printed; words that the pen rings or underlines."""

from __future__ import annotations

import numpy as np

from tools.train_marks.degrade import RENDER_DPI
from tools.train_marks.filled import Filler
from tools.train_marks.hands import Hand, any_hand
from tools.train_marks.pen import _rounded
from tools.train_marks.texts import COMMON, HAND, LABELS, OPTIONS, POINT, WIDE, Paper

_RELATIONS = ("父亲", "母亲", "配偶", "儿子", "女儿", "姐姐", "弟弟", "本人", "孙女")
_ROADS = ("路", "巷", "街", "村", "里", "坊")


class Entrant(Filler):
    """Fills in values; by pen with the hand of the paper."""

    hand: Hand

    def new_hand(self) -> None:
        """Somebody else takes the pen."""
        self.hand = any_hand(self.rng, self.pens, self.ink_colour())

    def entry(self) -> str:
        """What stands in a value's place."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.26:
            return self.name()
        if kind < 0.36:
            return str(rng.choice(["男", "女", *_RELATIONS]))
        if kind < 0.5:
            return self.date()
        if kind < 0.58:
            return "1" + "".join(map(str, rng.integers(0, 10, 10)))
        if kind < 0.63:
            return "44" + "".join(map(str, rng.integers(0, 10, 15))) + str(rng.choice(list("0123456789X")))
        if kind < 0.72:
            return str(int(rng.integers(1, 120)))
        text = "".join(rng.choice(COMMON, int(rng.integers(2, 12))))
        if kind < 0.8:
            return (
                f"{text[:4]}{rng.choice(_ROADS)}{int(rng.integers(1, 99))}号{int(rng.integers(101, 999))}房"
            )
        if rng.random() < 0.35:
            at = int(rng.integers(1, len(text) + 1))
            text = text[:at] + str(rng.choice(["，", "。", "、"])) + text[at:]
        return text

    def values(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        """One value or a few below each other: after its label or alone in its cell, above a rule or not."""
        rng = self.rng
        size = float(rng.uniform(8, 13.5) * POINT)
        look, tint = self.look(0.3), self.black()
        label = str(rng.choice(LABELS)) + str(rng.choice(["：", ":", " "])) if rng.random() < 0.45 else ""
        ruled = rng.random() < (0.55 if label else 0.1)
        by_pen = rng.random() < 0.6
        em = size * float(rng.uniform(0.95, 1.6)) if by_pen else size
        own = self.look(0.4) if rng.random() < 0.6 else look
        centred = not label and rng.random() < 0.5
        line = int(y + rng.uniform(0, max(1, min(bottom - y - size, size))))
        for _ in range(5):
            at = x
            if label:
                at = self.type_into(paper, label, at, line, size, look, tint) - int(
                    size * rng.uniform(0, 0.5)
                )
            text = self.entry()
            room = max(1, int((right - at) / (em * 0.6)))
            text = text[: max(2, room)]
            if by_pen:
                ink = self.hand.line(text, em, rng, str(self.sources.strokes))
                if centred:
                    at = max(at, (x + right - ink.shape[1]) // 2)
                top = int(line + size * 0.55 - ink.shape[0] / 2 + rng.normal(0, size * 0.06))
                paper.put(ink, at, top, self.hand.tint, HAND, self.hand.source)
                end = at + ink.shape[1]
            else:
                wide = len(text) * em
                if centred:
                    at = max(at, int((x + right - wide) / 2))
                end = self.type_into(paper, text, at, line, em, own, tint)
            if ruled:
                stretch = max(int(size * 3), end - at + int(size * rng.uniform(-0.3, 1.5)))
                thick = int(rng.integers(1, 4))
                paper.put(np.ones((thick, stretch), np.float32), at, int(line + size * 1.15), tint, None)
            line = int(line + max(size, em) * rng.uniform(1.25, 1.9))
            if line + size > bottom or rng.random() < 0.35:
                break

    def words(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        """Options without boxes, of which the pen rings or underlines some."""
        rng = self.rng
        size = float(rng.uniform(8.5, 14) * POINT)
        look, tint = self.look(0.25), self.black()
        between = str(rng.choice([" / ", "/", "  ", "    ", "、", " "]))
        line, at = int(y + rng.uniform(0, size * 0.6)), x
        if rng.random() < 0.4:
            at = self.type_into(
                paper, str(rng.choice(LABELS)) + str(rng.choice(["：", ":"])), at, line, size, look, tint
            )
        rate = rng.uniform(0.15, 0.6)
        while line + size < bottom + size * 0.2:
            while True:
                kind = rng.random()
                if kind < 0.7:
                    option = str(rng.choice(OPTIONS))
                elif kind < 0.85:
                    option = str(rng.choice(list("ABCDEF优良中差12345")))
                else:
                    option = self.phrase(5)
                if at + size * (len(option) + 1) > right:
                    break
                start = at + int(size * 0.3)
                at = self.type_into(paper, option, at, line, size, look, tint)
                if rng.random() < rate:
                    self.around(paper, (start, line, at - int(size * 0.3), line + size))
                at = self.type_into(paper, between, at - int(size * 0.5), line, size, look, tint)
            at, line = x, int(line + size * rng.uniform(1.3, 2.2))
            if rng.random() < 0.5:
                break

    def around(self, paper: Paper, box: tuple[float, float, float, float]) -> None:
        """A pen's ring around printed words, or a line below them."""
        rng = self.rng
        left, top, right, bottom = box
        right = max(left + 8.0, right)
        wide, high = right - left, bottom - top
        tip = float(rng.uniform(0.2, 0.62) * RENDER_DPI / 25.4)
        if rng.random() < 0.68:
            across, down = wide / 2 + high * rng.uniform(0.12, 0.6), high / 2 + high * rng.uniform(0.08, 0.45)
            count = int(rng.integers(12, 24))
            angles = np.linspace(0, 2 * np.pi * rng.uniform(0.88, 1.2), count) + rng.uniform(0, 6.3)
            grow = (1 + rng.normal(0, 0.035, count)) * np.linspace(1, rng.uniform(0.93, 1.14), count)
            square = rng.uniform(0.7, 1.0)  # rings around long words are flat above and below
            x = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** square
            y = np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** square
            stroke = np.stack([x * grow * across, y * grow * down], axis=1)
            stroke += ((left + right) / 2 + rng.normal(0, high * 0.06), (top + bottom) / 2 + high * 0.05)
            strokes = [_rounded(stroke.astype(np.float32), 1)]
        else:
            strokes = []
            for number in range(2 if rng.random() < 0.15 else 1):
                count = int(rng.integers(3, 9))
                x = np.linspace(left - high * rng.uniform(0, 0.3), right + high * rng.uniform(0, 0.3), count)
                slope = rng.normal(0, 0.02)
                y = bottom + high * (rng.uniform(0.02, 0.22) + 0.14 * number) + (x - x[0]) * slope
                y = y + rng.normal(0, high * 0.025, count)
                strokes.append(_rounded(np.stack([x, y], axis=1).astype(np.float32), 1))
        unit = [(s - (left, top)) / (right - left, bottom - top) for s in strokes]
        self._stroke(paper, unit, (left, top, right, bottom), tip)

    def dense(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        """A paragraph of small print or small writing."""
        rng = self.rng
        size = float(rng.uniform(5.2, 8.8) * POINT)
        look, tint = self.look(0.35), self.black()
        by_pen = rng.random() < 0.25
        line = y
        while line + size < bottom:
            room = max(2, int((min(right, WIDE) - x) / (size * 1.02)))
            text = "".join(rng.choice(COMMON, room))
            for sign in "，。、：":
                at = int(rng.integers(0, len(text)))
                text = text[:at] + sign + text[at + 1 :]
            if by_pen:
                ink = self.hand.line(text, size * 1.05, rng, str(self.sources.strokes))
                paper.put(ink, x, line, self.hand.tint, HAND, self.hand.source)
            else:
                self.type_into(paper, text, x, line, size, look, tint)
            line = int(line + size * rng.uniform(1.35, 1.6))
