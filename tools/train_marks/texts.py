"""A drawing in progress and what is printed on it."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tools.train_marks.degrade import RENDER_DPI
from tools.train_marks.sources import (
    BOX_FONTS,
    LATIN_FONTS,
    Face,
    Sources,
    any_weight,
    face,
    pen_faces,
    print_faces,
    weights,
)

HIGH, WIDE = 320, 640
"""Pixels of a drawn piece at `RENDER_DPI`; half of that reaches the network."""
TYPED, HAND, STAMP, IMAGE = range(4)
BOX, CIRCLE, BRACKET, BARE = range(4)
POINT = RENDER_DPI / 72
KAI_PACKAGES = ("klee-one", "iansui", "yuji-syuku", "yuji-boku")
"""npm packages of Kai-like print (the last two: brush print between Kai and Xingkai)."""
REDRAWN = {"kai": 0.5, "fangsong": 0.5, "song": 0.15, "hei": 0.1}
"""Share of texts of a look whose typeface is bent into another design."""

LABELS = [
    "姓名",
    "性别",
    "年龄",
    "电话",
    "联系电话",
    "身份证号",
    "住址",
    "居住地址",
    "类别",
    "编号",
    "日期",
    "填表日期",
    "评估日期",
    "记录人",
    "社工签名",
    "督导签名",
    "服务对象签名",
    "监护人签名",
    "家属签名",
    "签名",
    "签字",
    "审批意见",
    "督导意见",
    "服务目标",
    "服务内容",
    "服务计划",
    "家庭成员",
    "关系",
    "备注",
    "社区",
    "片区",
    "等级",
    "总分",
    "地点",
    "时间",
    "参加人",
    "主持人",
    "困难类别",
    "健康状况",
    "收入来源",
    "居住环境",
    "需求",
    "跟进情况",
    "结案原因",
    "满意度",
    "与服务对象关系",
    "日",
    "期",
    "签",
    "名",
    "姓",
    "名",
]
OPTIONS = [
    "男",
    "女",
    "是",
    "否",
    "有",
    "无",
    "同意",
    "不同意",
    "低保",
    "特困",
    "残疾",
    "孤儿",
    "其他",
    "良好",
    "一般",
    "较差",
    "一级",
    "二级",
    "三级",
    "四级",
    "面谈",
    "电访",
    "入户",
    "线上",
    "目标达到",
    "主动终止",
    "转介",
    "独居",
    "空巢",
    "自理",
    "半失能",
    "失能",
    "重点个案",
    "一般个案",
    "危机个案",
    "高",
    "中",
    "低",
    "非常满意",
    "满意",
    "不满意",
    "自有",
    "租住",
    "借住",
    "已婚",
    "未婚",
    "离异",
    "丧偶",
    "口头",
    "日间",
    "回访",
    "田地",
]
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

    def put(
        self, ink: np.ndarray, x: int, y: int, tint: np.ndarray, layer: int | None, source: str = ""
    ) -> None:
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
class Design:
    """One typeface bent into another: narrower or wider, lighter or heavier, leaning, its strokes bowed a little.

    All characters of a text are bent alike, as those of one design are: a hand's are not.
    """

    wide: float
    lean: float
    weight: int
    bow: np.ndarray
    """2 x 4 x 4 shares of an em by which places are moved."""

    @staticmethod
    def of(rng: np.random.Generator) -> Design:
        weight = int(rng.choice([-1, 0, 0, 1, 2], p=[0.2, 0.25, 0.2, 0.25, 0.1]))
        bow = rng.normal(0, rng.uniform(0.0, 0.035), (2, 4, 4)).astype(np.float32)
        return Design(float(rng.uniform(0.86, 1.08)), float(rng.normal(0, 0.04)), weight, bow)

    def set_down(
        self,
        canvas: Image.Image,
        at: tuple[float, float],
        character: str,
        font: ImageFont.FreeTypeFont,
        size: float,
    ) -> float:
        """Draw a character with its left end of the base line at ``at``; returns its width."""
        side, pad = int(size * 1.6), int(size * 0.2)
        drawn = Image.new("L", (side, side), 0)
        ImageDraw.Draw(drawn).text((pad, size * 1.2), character, font=font, fill=255, anchor="ls")
        ink = np.asarray(drawn)
        if self.weight:
            change = cv2.dilate if self.weight > 0 else cv2.erode
            # A twenty-second of an em at most, and never so much that thin strokes vanish.
            bolder = change(ink, np.ones((2, 2), np.uint8), iterations=abs(self.weight) if size > 40 else 1)
            ink = bolder if self.weight > 0 or size > 44 else ink // 2 + bolder // 2
        moved = np.stack([cv2.resize(part, (side, side), interpolation=cv2.INTER_CUBIC) for part in self.bow])
        rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
        across = (columns - pad) / self.wide + pad + (rows - size) * self.lean + moved[0] * size
        bent = cv2.remap(ink, across.astype(np.float32), rows + moved[1] * np.float32(size), cv2.INTER_LINEAR)
        x, y = int(at[0]) - pad, 0
        window = canvas.crop((x, y, x + side, y + side))
        canvas.paste(Image.fromarray(np.maximum(np.asarray(window), bent)), (x, y))
        return float(font.getlength(character)) * self.wide


@dataclass
class Printer:
    """Prints texts with the typefaces of one split."""

    sources: Sources
    split: str
    rng: np.random.Generator

    def __post_init__(self) -> None:
        npm = str(self.sources.npm)
        split = "held" if self.split == "held" else "train"
        self.looks = {look: print_faces(split, look) for look in ("song", "hei", "fangsong", "kai")}
        self.pens = pen_faces(split, npm)
        self.latin = [found for name in LATIN_FONTS if (found := weights(name, "latin"))]
        self.boxes = [found for name in BOX_FONTS if (found := face(name, "box"))]
        for packed in KAI_PACKAGES if split == "train" else ():
            found = face(packed, "kai", npm)
            if found and all(f[0].name.lower().replace(" ", "-") != packed for f in self.looks["kai"]):
                self.looks["kai"].append((found,))

    def name(self) -> str:
        rng = self.rng
        return str(rng.choice(list(_SURNAMES))) + "".join(rng.choice(COMMON, int(rng.integers(1, 3))))

    def date(self) -> str:
        rng = self.rng
        year, month, day = int(rng.integers(2019, 2028)), int(rng.integers(1, 13)), int(rng.integers(1, 29))
        return str(
            rng.choice(
                [
                    f"{year}年{month}月{day}日",
                    f"{year}.{month}.{day}",
                    f"{year}-{month:02}-{day:02}",
                    f"{year}/{month}/{day}",
                ]
            )
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
            return str(rng.choice(LABELS)) + str(rng.choice(["", "：", ":"]))
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
        return any_weight(self.looks[chosen], rng)

    def regular(self, *looks: str) -> list[Face]:
        """The regular weights of some looks."""
        return [family[0] for look in looks for family in self.looks[look]]

    def black(self) -> np.ndarray:
        rng = self.rng
        if rng.random() < 0.93:
            return np.full(3, rng.uniform(0.0, 0.25), np.float32)
        return np.array(
            [[0.1, 0.15, 0.6], [0.75, 0.1, 0.1], [0.35, 0.35, 0.35]][int(rng.integers(3))], np.float32
        )

    def ink_colour(self) -> np.ndarray:
        rng = self.rng
        kind = rng.random()
        if kind < 0.6:
            return np.full(3, rng.uniform(0.0, 0.35), np.float32) + rng.uniform(0, 0.06, 3).astype(np.float32)
        if kind < 0.9:
            return np.array(
                [rng.uniform(0.02, 0.3), rng.uniform(0.05, 0.35), rng.uniform(0.4, 0.85)], np.float32
            )
        return np.array([rng.uniform(0.65, 0.9), rng.uniform(0.05, 0.25), rng.uniform(0.05, 0.3)], np.float32)

    def printed(
        self, text: str, size: float, look: Face, bold: bool = False, spacing: float = 0.0
    ) -> np.ndarray:
        """Set a text in print on one line; ``size`` in pixels of an em. Returns its ink on a line one em and a half high."""
        step = int(size)
        canvas = Image.new("L", (int(len(text) * (size + spacing)) + 2 * step, int(size * 1.6)), 0)
        pen = ImageDraw.Draw(canvas)
        x = float(step) * 0.3
        latin = look if self.rng.random() < 0.5 else any_weight(self.latin, self.rng)
        bent = self.split == "train" and self.rng.random() < REDRAWN.get(look.look, 0.0)
        bend = Design.of(self.rng) if bent else None
        for character in text:
            if character == " ":
                x += size * 0.5
                continue
            used = latin if character.isascii() and latin.has(character) else look
            if not used.has(character):
                used = self.looks["hei"][0][0] if not character.isascii() else self.latin[0][0]
                if not used.has(character) or not character.isascii():
                    x += 0  # the face cannot write it: leave it out, a foreign glyph would be labelled with the wrong font
                    continue
            font = used.loaded(character, int(size))
            if bend is not None and used is look:
                x += bend.set_down(canvas, (x, size * 1.2), character, font, size) + spacing
                continue
            pen.text(
                (x, size * 1.2),
                character,
                font=font,
                fill=255,
                anchor="ls",
                stroke_width=1 if bold and size < 60 else 0,
            )
            x += font.getlength(character) + spacing
        ink = np.asarray(canvas, np.float32)[:, : int(x + step * 0.3)] / 255
        return ink

    def type_into(
        self,
        paper: Paper,
        text: str,
        x: int,
        y: int,
        size: float,
        look: Face,
        tint: np.ndarray,
        spacing: float = 0.0,
    ) -> int:
        """Print a text with its line's top at ``y``; returns its right edge."""
        ink = self.printed(text, size, look, bold=self.rng.random() < 0.12, spacing=spacing)
        paper.put(ink, x, y - int(size * 0.25), tint, TYPED, f"{look.look}:{look.name}")
        return x + ink.shape[1]
