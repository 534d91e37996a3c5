"""Pieces of filled forms with truth: which ink is printed, written, stamped or a picture, and where the boxes to tick are."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.train_marks import seals
from tools.train_marks.degrade import RENDER_DPI, Quality, scanned, warped
from tools.train_marks.pen import TICK_KINDS, Writer, draw, tick_strokes, write
from tools.train_marks.sources import BOX_FONTS, LATIN_FONTS, Face, Sources, face, pen_faces, print_faces

HIGH, WIDE = 320, 640
"""Pixels of a drawn piece at `RENDER_DPI`; half of that reaches the network."""
TYPED, HAND, STAMP, IMAGE = range(4)
BOX, CIRCLE, BRACKET, BARE = range(4)
POINT = RENDER_DPI / 72

_LABELS = (
    "姓名 性别 年龄 电话 联系电话 身份证号 住址 居住地址 类别 编号 日期 填表日期 评估日期 记录人 社工签名 督导签名 服务对象签名 监护人签名 "
    "家属签名 签名 签字 审批意见 督导意见 服务目标 服务内容 服务计划 家庭成员 关系 备注 社区 片区 等级 总分 地点 时间 参加人 主持人 困难类别 "
    "健康状况 收入来源 居住环境 需求 跟进情况 结案原因 满意度 与服务对象关系 日 期 签 名 姓 名"
).split()
_OPTIONS = (
    "男 女 是 否 有 无 同意 不同意 低保 特困 残疾 孤儿 其他 良好 一般 较差 一级 二级 三级 四级 面谈 电访 入户 线上 目标达到 主动终止 转介 "
    "独居 空巢 自理 半失能 失能 重点个案 一般个案 危机个案 高 中 低 非常满意 满意 不满意 自有 租住 借住 已婚 未婚 离异 丧偶 口头 日间 回访 田地"
).split()
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳黄林梁罗邓"
_TRAPS = "口日国目回田曰因困固圆团园图囗旦旧百自白且四西面亩国品吕中申由甲凸凹"


def _common() -> list[str]:
    """The 3,755 characters of GB 2312's first level."""
    found = []
    for row in range(0xB0, 0xD8):
        for column in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, column)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


COMMON = _common()


@dataclass
class Tick:
    """A box in pixels of the drawing."""

    left: float
    top: float
    right: float
    bottom: float
    kind: int
    ticked: bool


@dataclass
class Paper:
    """A drawing in progress: colours and one layer of ink for each class."""

    colour: np.ndarray = field(default_factory=lambda: np.ones((HIGH, WIDE, 3), np.float32))
    layers: np.ndarray = field(default_factory=lambda: np.zeros((HIGH, WIDE, 4), np.float32))
    ticks: list[Tick] = field(default_factory=list)
    notes: list[tuple[int, str, tuple[int, int, int, int]]] = field(default_factory=list)
    """What was put where: class, source (font, writer), box; for scores by font and writer."""

    def put(self, ink: np.ndarray, x: int, y: int, tint: np.ndarray, layer: int | None, source: str = "") -> None:
        """Lay ink (0 to 1) with a colour (three shares of light that it lets through) on the paper."""
        high, wide = ink.shape[:2]
        x0, y0, x1, y1 = max(0, x), max(0, y), min(WIDE, x + wide), min(HIGH, y + high)
        if x1 <= x0 or y1 <= y0:
            return
        part = ink[y0 - y : y1 - y, x0 - x : x1 - x]
        window = self.colour[y0:y1, x0:x1]
        window *= 1 - part[..., None] * (1 - tint)
        if layer is not None:
            target = self.layers[y0:y1, x0:x1, layer]
            np.maximum(target, part, out=target)
            if source:
                self.notes.append((layer, source, (x0, y0, x1, y1)))


@dataclass
class Maker:
    """Draws pieces of forms with one split of the sources."""

    sources: Sources
    split: str
    rng: np.random.Generator

    def __post_init__(self) -> None:
        npm = str(self.sources.npm)
        split = "held" if self.split == "held" else "train"
        self.looks = {look: print_faces(split, look) for look in ("song", "hei", "fangsong", "kai")}
        self.pens = pen_faces(split, npm)
        self.latin = [found for name in LATIN_FONTS if (found := face(name, "latin"))]
        self.boxes = [found for name in BOX_FONTS if (found := face(name, "box"))]
        klee = face("klee-one", "kai", npm)
        if klee and split == "train" and all(f.name != "Klee One" for f in self.looks["kai"]):
            self.looks["kai"].append(klee)

    # ---- pieces of text

    def name(self) -> str:
        rng = self.rng
        return str(rng.choice(list(_SURNAMES))) + "".join(rng.choice(COMMON, int(rng.integers(1, 3))))

    def date(self) -> str:
        rng = self.rng
        year, month, day = int(rng.integers(2019, 2028)), int(rng.integers(1, 13)), int(rng.integers(1, 29))
        return str(
            rng.choice([f"{year}年{month}月{day}日", f"{year}.{month}.{day}", f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}"])
        )

    def phrase(self, most: int = 14) -> str:
        rng = self.rng
        kind = rng.random()
        if kind < 0.2:
            return self.name()
        if kind < 0.35:
            return self.date()
        if kind < 0.45:
            return "1" + "".join(map(str, rng.integers(0, 10, 10)))
        if kind < 0.55:
            return str(rng.choice(_LABELS)) + str(rng.choice(["", "：", ":"]))
        text = "".join(rng.choice(COMMON, int(rng.integers(2, most + 1))))
        if kind < 0.7:
            at = int(rng.integers(0, len(text)))
            text = text[:at] + "".join(rng.choice(list(_TRAPS), int(rng.integers(1, 3)))) + text[at:]
        if rng.random() < 0.3:
            at = int(rng.integers(1, len(text) + 1))
            text = text[:at] + str(rng.choice(["，", "。", "（", "）", "、", "；", "：", "《"])) + text[at:]
        return text

    def look(self, kai: float = 0.35) -> Face:
        rng = self.rng
        looks = [look for look in ("song", "hei", "fangsong") if self.looks[look]]
        chosen = "kai" if rng.random() < kai else str(rng.choice(looks))
        faces = self.looks[chosen]
        return faces[int(rng.integers(len(faces)))]

    def black(self) -> np.ndarray:
        rng = self.rng
        if rng.random() < 0.93:
            return np.full(3, rng.uniform(0.0, 0.25), np.float32)
        return np.array([[0.1, 0.15, 0.6], [0.75, 0.1, 0.1], [0.35, 0.35, 0.35]][int(rng.integers(3))], np.float32)

    def ink_colour(self) -> np.ndarray:
        rng = self.rng
        kind = rng.random()
        if kind < 0.6:
            return np.full(3, rng.uniform(0.0, 0.35), np.float32) + rng.uniform(0, 0.06, 3).astype(np.float32)
        if kind < 0.9:
            return np.array([rng.uniform(0.02, 0.3), rng.uniform(0.05, 0.35), rng.uniform(0.4, 0.85)], np.float32)
        return np.array([rng.uniform(0.65, 0.9), rng.uniform(0.05, 0.25), rng.uniform(0.05, 0.3)], np.float32)

    def printed(self, text: str, size: float, look: Face, bold: bool = False, spacing: float = 0.0) -> np.ndarray:
        """Set a text in print on one line; ``size`` in pixels of an em. Returns its ink on a line one em and a half high."""
        step = int(size)
        canvas = Image.new("L", (int(len(text) * (size + spacing)) + 2 * step, int(size * 1.6)), 0)
        pen = ImageDraw.Draw(canvas)
        x = float(step) * 0.3
        latin = look if self.rng.random() < 0.5 else self.latin[int(self.rng.integers(len(self.latin)))]
        for character in text:
            if character == " ":
                x += size * 0.5
                continue
            used = latin if character.isascii() and latin.has(character) else look
            if not used.has(character):
                used = self.looks["hei"][0] if not character.isascii() else self.latin[0]
                if not used.has(character) or not character.isascii():
                    x += 0  # the face cannot write it: leave it out, a foreign glyph would be labelled with the wrong font
                    continue
            font = used.loaded(character, int(size))
            pen.text((x, size * 1.2), character, font=font, fill=255, anchor="ls", stroke_width=1 if bold and size < 60 else 0)
            x += font.getlength(character) + spacing
        ink = np.asarray(canvas, np.float32)[:, : int(x + step * 0.3)] / 255
        return ink

    def type_into(self, paper: Paper, text: str, x: int, y: int, size: float, look: Face, tint: np.ndarray, spacing: float = 0.0) -> int:
        """Print a text with its line's top at ``y``; returns its right edge."""
        ink = self.printed(text, size, look, bold=self.rng.random() < 0.12, spacing=spacing)
        paper.put(ink, x, y - int(size * 0.25), tint, TYPED, f"{look.look}:{look.name}")
        return x + ink.shape[1]

    # ---- pieces by pen

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
            ink, writer = self.sources.signature(rng, self.split if self.split in ("held", "tune") else "train")
            scale = high / ink.shape[0]
            ink = cv2.resize(ink, (max(4, int(ink.shape[1] * scale * rng.uniform(0.9, 1.1))), int(high)), interpolation=cv2.INTER_AREA)
            thick = rng.random()
            if thick < 0.5:
                ink = cv2.erode(ink, np.ones((2, 2), np.uint8), iterations=int(rng.integers(1, 4)) if high > 70 else 1)
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
        look = faces[int(rng.integers(len(faces)))]
        if rng.random() < 0.5:
            ink = seals.round_seal(int(rng.uniform(26, 46) * RENDER_DPI / 25.4), rng, look)
            source = "seal:round"
        else:
            ink = seals.chop(int(rng.uniform(8, 19) * RENDER_DPI / 25.4), self.name(), rng, look)
            source = "seal:chop"
        ink = seals.pressed(ink, rng) * rng.uniform(0.6, 1)
        tint = np.array([rng.uniform(0.72, 0.95), rng.uniform(0.05, 0.35), rng.uniform(0.08, 0.38)], np.float32)
        if rng.random() < 0.05:
            tint = tint[[2, 1, 0]]
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
                scene += cv2.resize(rough, (wide, high), interpolation=cv2.INTER_CUBIC) * rng.uniform(0.2, 0.8)
            for _ in range(int(rng.integers(1, 6))):
                at = (int(rng.integers(wide)), int(rng.integers(high)))
                axes = (int(rng.integers(6, max(7, wide // 3))), int(rng.integers(6, max(7, high // 3))))
                cv2.ellipse(scene, at, axes, float(rng.uniform(0, 180)), 0, 360, tuple(map(float, rng.uniform(0, 1.6, 3))), -1, cv2.LINE_AA)
            scene = scene / max(1.0, float(scene.max())) + cv2.GaussianBlur(rng.normal(0, 0.05, scene.shape).astype(np.float32), (0, 0), 1)
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
                cv2.fillPoly(scene, [points.astype(np.int32)], tuple(map(float, rng.uniform(0, 1, 3))), cv2.LINE_AA)
        x0, y0, x1, y1 = max(0, x), max(0, y), min(WIDE, x + wide), min(HIGH, y + high)
        if x1 - x0 < 20 or y1 - y0 < 20:
            return
        part = scene[y0 - y : y1 - y, x0 - x : x1 - x]
        paper.colour[y0:y1, x0:x1] *= part
        paper.layers[y0:y1, x0:x1, IMAGE] = np.maximum(paper.layers[y0:y1, x0:x1, IMAGE], (part.min(axis=2) < 0.9) * 1.0)
        paper.notes.append((IMAGE, "image", (x0, y0, x1, y1)))

    # ---- boxes to tick

    def _stroke(self, paper: Paper, strokes: list[np.ndarray], box: tuple[float, float, float, float], width: float) -> None:
        """Draw pen strokes given in the unit square of a box."""
        left, top, right, bottom = box
        margin = int(2.2 * max(right - left, bottom - top)) + 6
        ink = np.zeros((int(bottom - top) + 2 * margin, int(right - left) + 2 * margin), np.uint8)
        for stroke in strokes:
            points = stroke * (right - left, bottom - top) + margin
            draw(ink, points, width, self.rng, float(self.rng.uniform(0.1, 0.6)))
        tint = self.ink_colour()
        paper.put(ink.astype(np.float32) / 255, int(left) - margin, int(top) - margin, tint, HAND, "pen:tick")

    def box(self, paper: Paper, x: int, y: int, size: float, ticked: bool, kind: int, tint: np.ndarray) -> int:
        """Place a box to tick on a line with its top at ``y``; returns its right edge."""
        rng = self.rng
        by_pen = ticked and rng.random() < 0.62
        if kind == BRACKET:
            return self._bracket(paper, x, y, size, ticked, by_pen, tint)
        thin = max(1, round(size * rng.uniform(0.03, 0.08)))
        own = rng.random() < 0.5 or not self.boxes
        if own:  # drawn lines, as form designers and shapes have it
            side = size * rng.uniform(0.62, 1.0)
            ink = np.zeros((int(size * 1.3), int(size * 1.3)), np.uint8)
            a = (int(size * 0.15), int(size * 0.15))
            b = (int(size * 0.15 + side), int(size * 0.15 + side * rng.uniform(0.92, 1.08)))
            if kind == CIRCLE:
                centre = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2)
                cv2.circle(ink, centre, int(side / 2), 255, thin, cv2.LINE_AA)
                if ticked and not by_pen:
                    cv2.circle(ink, centre, int(side / 2 * rng.choice([0.5, 0.55, 1.0])), 255, -1, cv2.LINE_AA)
            else:
                cv2.rectangle(ink, a, b, 255, thin, cv2.LINE_AA)
                if ticked and not by_pen:
                    self._mark(ink, a, b, thin)
            drawn = ink.astype(np.float32) / 255
        else:
            glyph = self._box_glyph(kind, ticked and not by_pen)
            faces = [f for f in self.boxes + self.looks["song"] + self.looks["kai"] if f.has(glyph)]
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
            odds = [0.5, 0.16, 0.06, 0.14, 0.1, 0.04]
            chosen_kind = str(rng.choice(TICK_KINDS, p=odds))
            strokes = tick_strokes(chosen_kind, rng)
            grow, shift = rng.uniform(0.7, 1.7), rng.normal(0, 0.16, 2)
            if chosen_kind in ("fill", "dot"):
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
            points = [(left, (top + bottom) // 2), ((left * 3 + right * 2) // 5, bottom - width), (right + (high if rng.random() < 0.4 else 0), top - high)]
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

    def _bracket(self, paper: Paper, x: int, y: int, size: float, ticked: bool, by_pen: bool, tint: np.ndarray) -> int:
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
                self._stroke(paper, [s * rng.uniform(0.8, 1.4) + shift for s in strokes], box, float(rng.uniform(0.25, 0.7) * RENDER_DPI / 25.4))
            else:
                glyph = str(rng.choice(list("√√✓×")))
                faces = [f for f in self.boxes + [look] if f.has(glyph)]
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
            faces = [f for f in self.boxes + self.looks["song"] if f.has(glyph)]
            if not faces:
                return x
            ink = self.printed(glyph, size, faces[int(rng.integers(len(faces)))])
            rows, cols = np.where(ink.max(axis=1) > 0.3)[0], np.where(ink.max(axis=0) > 0.3)[0]
            if not len(rows):
                return x
            paper.put(ink, x, y - int(size * 0.25), tint, TYPED)
            left, top, right, bottom = x + cols[0], y - int(size * 0.25) + rows[0], x + cols[-1], y - int(size * 0.25) + rows[-1]
        paper.ticks.append(Tick(float(left), float(top), float(right), float(bottom), BARE, True))
        return int(right + size * 0.1)

    # ---- cells

    def options(self, paper: Paper, x: int, y: int, right: int, bottom: int) -> None:
        rng = self.rng
        size = float(rng.uniform(8.5, 15) * POINT)
        look, tint = self.look(0.2), self.black()
        kind = int(rng.choice([BOX, CIRCLE, BRACKET, BARE], p=[0.64, 0.12, 0.17, 0.07]))
        after = rng.random() < 0.15
        rate = rng.uniform(0.2, 0.8)
        tight = rng.random() < 0.4
        line = y
        at = x
        while line + size < bottom + size * 0.3:
            while True:
                option = str(rng.choice(_OPTIONS)) if rng.random() < 0.75 else self.phrase(6)
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
                    at = self.type_into(paper, option, at - int(size * rng.uniform(0.1, 0.3)) if tight else at, line, size, look, tint)
                at += int(size * rng.uniform(0.1, 1.6))
            at, line = x, int(line + size * rng.uniform(1.25, 1.8))
            if rng.random() < 0.3:
                break

    def text(self, paper: Paper, x: int, y: int, right: int, bottom: int, kai: float = 0.35) -> None:
        rng = self.rng
        size = float(rng.uniform(8.5, 18) * POINT) if rng.random() < 0.85 else float(rng.uniform(16, 26) * POINT)
        look, tint = self.look(kai), self.black()
        spacing = size * rng.choice([0, 0, 0, 0.1, 0.3, 1.0])
        line = int(y + rng.uniform(0, max(1, bottom - y - size)))
        while line + size < bottom + size * 0.2:
            room = max(1, int((right - x) / (size + spacing)))
            text = self.phrase(max(2, min(24, room)))[: room + 1]
            indent = int(rng.uniform(0, max(1, right - x - len(text) * (size + spacing)))) if rng.random() < 0.4 else 0
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
            at = self.type_into(paper, str(rng.choice(_LABELS[12:18] + ["签名", "签字", "社工", "督导"])) + "：", at, line, size, look, tint)
        start = at
        state = rng.random()
        if state < 0.5:
            box = self.sign(paper, at + int(rng.uniform(-0.4, 1.2) * size), int(line + size / 2 + rng.normal(0, size * 0.25)))
            at = box[2]
        elif state < 0.75:  # the name in print, Kai first of all
            own = self.look(0.65) if rng.random() < 0.7 else look
            big = size * rng.choice([1, 1, 1, 1.15, 1.3])
            name = self.name() if rng.random() < 0.8 else " ".join(self.name())
            at = self.type_into(paper, name, at + int(rng.uniform(0, size)), line - int((big - size) / 2), big, own, self.black())
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
                        number = str(int(rng.integers(1, 29))) if unit != "年" else str(int(rng.integers(2020, 2027)))
                        ink, source = self.by_pen(number, size * rng.uniform(0.8, 1.3), "strokes")
                        paper.put(ink, at, int(line + size / 2 - ink.shape[0] / 2), self.ink_colour(), HAND, source)
                        at += ink.shape[1]
                    else:
                        at += int(size * 1.2)
                    at = self.type_into(paper, unit, at, line, size, look, tint)
        if rng.random() < 0.3:
            self.seal(paper, int(rng.uniform(start - size, max(start, at) + size * 2)), int(line + size / 2 + rng.normal(0, size)))

    def over(self, paper: Paper) -> None:
        """Circle or underline something by pen, strike something out, write beside it."""
        rng = self.rng
        x, y = int(rng.uniform(0, WIDE * 0.8)), int(rng.uniform(0, HIGH * 0.8))
        wide, high = float(rng.uniform(50, 160)), float(rng.uniform(45, 80))
        kind = rng.random()
        if kind < 0.5:
            angles = np.linspace(0, 2 * np.pi * rng.uniform(0.92, 1.15), 22) + rng.uniform(0, 6)
            stroke = np.stack([0.5 + 0.5 * np.cos(angles), 0.5 + 0.5 * np.sin(angles)], axis=1) + rng.normal(0, 0.02, (22, 2))
        else:
            stroke = np.stack([np.linspace(0, 1, 8), 0.5 + rng.normal(0, 0.03, 8)], axis=1)
        self._stroke(paper, [stroke], (x, y, x + wide, y + high), float(rng.uniform(0.3, 0.7) * RENDER_DPI / 25.4))

    def dirt(self, paper: Paper) -> None:
        """Specks, hairs, holes, folds, the other side shining through: ink of no class."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.4:
            for _ in range(int(rng.integers(1, 14))):
                at = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
                cv2.circle(paper.colour, at, int(rng.integers(1, 5)), (float(rng.uniform(0.1, 0.7)),) * 3, -1, cv2.LINE_AA)
        elif kind < 0.6:
            points = np.cumsum(rng.normal(0, 12, (12, 2)), axis=0) + (rng.uniform(0, WIDE), rng.uniform(0, HIGH))
            cv2.polylines(paper.colour, [points.astype(np.int32)], False, (float(rng.uniform(0.3, 0.8)),) * 3, 1, cv2.LINE_AA)
        elif kind < 0.72:
            at = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
            cv2.circle(paper.colour, at, int(rng.uniform(25, 36)), (float(rng.uniform(0.0, 0.5)),) * 3, -1, cv2.LINE_AA)
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
        thick = int(rng.integers(1, 5))
        rows = [int(rng.uniform(-60, 50))]
        while rows[-1] < HIGH:
            rows.append(rows[-1] + int(rng.uniform(7, 26) * RENDER_DPI / 25.4))
        start = int(rng.uniform(-250, 60))
        cells = []
        for top, bottom in zip(rows[:-1], rows[1:], strict=True):
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
        for left, top, right, bottom in self.rules(paper):
            pad = int(rng.uniform(4, 24))
            x, y = max(left, -60) + pad, max(top, -20) + int(rng.uniform(2, 20))
            kind = rng.random()
            if kind < 0.08:
                continue
            if kind < 0.32:
                self.text(paper, x, y, right, bottom)
            elif kind < 0.56:
                self.options(paper, x, y, min(right, WIDE + 60), bottom)
            elif kind < 0.72:
                self.pen_text(paper, x, y, right, bottom)
            elif kind < 0.97:
                self.signing(paper, x, y, right, bottom)
            else:
                wide, high = int(rng.uniform(0.3, 1) * (right - left)), int(rng.uniform(0.5, 1) * (bottom - top))
                self.picture(paper, x, y, wide, high)
        if rng.random() < 0.12:
            self.over(paper)
        if rng.random() < 0.2:
            self.seal(paper, int(rng.uniform(0, WIDE)), int(rng.uniform(0, HIGH)))
        if rng.random() < 0.45:
            self.dirt(paper)
        return paper


def finished(paper: Paper, quality: Quality, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[Tick]]:
    """Turn a drawing into what the network gets.

    Returns:
        RGB pixels at the network's resolution, the share of each class's ink in its 4 x 4 pixel cells (0 to 255), and the
        boxes in the network's pixels.
    """
    stack = np.concatenate([1 - paper.colour, paper.layers], axis=2)
    corners = np.array([[v for v in (t.left, t.top)] + [t.right, t.bottom] for t in paper.ticks], np.float64).reshape(-1, 2)
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
