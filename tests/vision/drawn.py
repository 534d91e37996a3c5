"""Drawn form pages with known cells, and what scanners and phones do to them; seeded, for tests and measuring."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 200
WIDTH, HEIGHT = 1654, 2339
WORDS = (
    "姓名性别出生日期联系电话家庭住址服务对象签字社工督导评估记录问题需求目标计划时间地点内容备注负责人意见"
)
LATIN = "Name date phone address plan goal worker notes review"


@dataclass
class TrueCell:
    row: int
    col: int
    row_span: int
    col_span: int
    box: tuple[int, int, int, int]


@dataclass
class TrueTable:
    cells: list[TrueCell]
    rows: int
    cols: int
    xs: list[int]
    ys: list[int]


@dataclass
class Drawn:
    """A page; ``to_page`` maps picture pixels to page pixels after degradation."""

    image: np.ndarray
    tables: list[TrueTable] = field(default_factory=list)
    to_picture: np.ndarray = field(default_factory=lambda: np.eye(3))
    bend: float = 0.0


def layout(rng: np.random.Generator, rows: int, cols: int) -> list[tuple[int, int, int, int]]:
    """Random partition of a rows x cols grid into (row, col, row_span, col_span), as forms do it."""
    owner = np.full((rows, cols), -1)
    cells: list[tuple[int, int, int, int]] = []
    style = rng.integers(0, 3)
    for r in range(rows):
        c = 0
        while c < cols:
            if owner[r, c] >= 0:
                c += 1
                continue
            free = 1
            while c + free < cols and owner[r, c + free] < 0:
                free += 1
            if style == 0:  # label/value
                width = int(min(free, rng.choice([1, 1, 1, 2, 2, 3, cols])))
            elif style == 1:  # register
                width = 1 if rng.random() < 0.93 else int(min(free, rng.integers(1, cols + 1)))
            else:
                width = int(min(free, rng.choice([1, 1, 2, 3, 4])))
            height = 1
            if rng.random() < (0.12 if style else 0.06):
                height = int(min(rows - r, rng.integers(2, 5)))
            while height > 1 and (owner[r : r + height, c : c + width] >= 0).any():
                height -= 1
            owner[r : r + height, c : c + width] = len(cells)
            cells.append((r, c, height, width))
            c += width
    return compressed(cells, rows, cols)


def compressed(
    cells: list[tuple[int, int, int, int]], rows: int, cols: int
) -> list[tuple[int, int, int, int]]:
    """Drop grid lines at which no cell begins: they cannot be seen."""
    tops = sorted({r for r, _, _, _ in cells})
    lefts = sorted({c for _, c, _, _ in cells})
    row_of = {r: i for i, r in enumerate(tops)} | {rows: len(tops)}
    col_of = {c: i for i, c in enumerate(lefts)} | {cols: len(lefts)}

    def at(index: dict[int, int], levels: list[int], value: int) -> int:
        return index[value] if value in index else sum(level < value for level in levels)

    return [
        (row_of[r], col_of[c], at(row_of, tops, r + h) - row_of[r], at(col_of, lefts, c + w) - col_of[c])
        for r, c, h, w in cells
    ]


def cjk_fonts() -> list[str]:
    found = [
        *Path("/usr/share/fonts").glob("**/NotoSansCJK-Regular.ttc"),
        *Path("/usr/share/fonts").glob("**/NotoSerifCJK-Regular.ttc"),
        *Path("/usr/share/fonts").glob("**/wqy-*.ttc"),
        *Path("/usr/share/fonts").glob("**/uming.ttc"),
        *Path("/usr/share/fonts").glob("**/ukai.ttc"),
    ]
    return [str(path) for path in sorted(found)]


class Pen:
    """Draws on one page with one font."""

    def __init__(self, rng: np.random.Generator, image: Image.Image) -> None:
        self.rng = rng
        self.draw = ImageDraw.Draw(image)
        fonts = cjk_fonts()
        self.path = str(rng.choice(fonts)) if fonts else ""
        self.words = WORDS if fonts else LATIN

    def font(self, size: int):
        return ImageFont.truetype(self.path, size) if self.path else ImageFont.load_default(size)

    def text(self, count: int) -> str:
        return "".join(self.rng.choice(list(self.words), count))

    def cell(self, box: tuple[int, int, int, int]) -> None:
        rng = self.rng
        x0, y0, x1, y1 = box
        w, h = x1 - x0, y1 - y0
        size = int(rng.integers(24, 36))
        font = self.font(size)
        kind = rng.random()
        pad = int(rng.integers(6, 15))
        fits = max(0, (w - 16) // size)
        if h < size + 2 or fits < 1 or kind < 0.15:
            return
        if fits < 3 and h > 4 * size:  # vertical label
            for k, letter in enumerate(self.text(min(6, h // (size + 4)))):
                self.draw.text((x0 + (w - size) // 2, y0 + 4 + k * (size + 4)), letter, font=font, fill=0)
        elif kind < 0.3 and h > 3 * size:
            y = y0 + 3
            while y + size * 1.5 < y1:
                self.draw.text(
                    (x0 + pad, y), self.text(fits), font=font, fill=(int(rng.integers(0, 60)),) * 3
                )
                y += int(size * 1.5)
        elif kind < 0.42:
            self.draw.text((x0 + pad, y0 + (h - size) // 2), self.text(min(3, fits)), font=font, fill=0)
            left = x0 + pad + size * min(3, fits) + 4
            if left + 40 < x1 - 12:
                right = x1 - int(rng.integers(10, 60))
                y = y0 + (h + size) // 2 + 2
                self.draw.line((left, y, max(left + 20, right), y), fill=0, width=2)
        elif kind < 0.55:
            x = x0 + pad
            while x + 3 * size < x1:
                y = y0 + (h - size) // 2
                self.draw.rectangle((x, y + 3, x + size - 6, y + size - 3), outline=0, width=2)
                self.draw.text((x + size, y), self.text(1), font=font, fill=0)
                x += 3 * size
        elif kind < 0.65:  # pen strokes
            walk = np.cumsum(rng.normal(0, 1, (int(rng.integers(20, 70)), 2)).cumsum(axis=0) * 0.7, axis=0)
            walk -= walk.min(axis=0)
            walk *= np.array([min(w, 160), h + 8]) / np.maximum(walk.max(axis=0), 1)
            x_at = int(rng.integers(x0, max(x0 + 1, x1 - 150)))
            points = [(round(x_at + x), round(y0 - 4 + y)) for x, y in walk]
            self.draw.line(
                points, fill=(int(rng.integers(0, 90)),) * 3, width=int(rng.integers(2, 5)), joint="curve"
            )
        else:
            text = self.text(int(rng.integers(1, min(12, fits) + 1)))
            self.draw.text((x0 + (w - size * len(text)) // 2, y0 + (h - size) // 2), text, font=font, fill=0)


def draw_page(seed: int, tables: int = 1, plain: bool = False, seal: bool = False) -> Drawn:
    rng = np.random.default_rng(seed)
    paper = int(rng.integers(240, 256))
    image = Image.new("RGB", (WIDTH, HEIGHT), (paper, paper, paper))
    pen = Pen(rng, image)
    top = int(rng.integers(120, 260))
    pen.draw.text((500, top - 90), pen.text(12), font=pen.font(int(rng.integers(40, 60))), fill=0)
    page = Drawn(np.zeros(0))
    left, right = int(rng.integers(80, 220)), WIDTH - int(rng.integers(80, 220))
    bottom = HEIGHT - int(rng.integers(120, 320))
    share = (bottom - top) // tables
    for index in range(tables):
        y0 = top + index * share
        y1 = y0 + share - int(rng.integers(90, 160))
        cols = int(rng.integers(2, 11))
        rows = max(2, int((y1 - y0) / rng.integers(48, 110)))
        cells = layout(rng, rows, cols)
        rows = max(r + h for r, _, h, _ in cells)
        cols = max(c + w for _, c, _, w in cells)
        xs = levels(rng, left, right, cols, 42)
        ys = levels(rng, y0, y1, rows, 40)
        table = TrueTable([], rows, cols, xs, ys)
        thick = int(rng.integers(1, 4))
        ink = int(rng.choice([0, 0, 0, 40, 90]))
        for r, c, h, w in cells:
            box = (xs[c], ys[r], xs[c + w], ys[r + h])
            table.cells.append(TrueCell(r, c, h, w, box))
            if not plain and rng.random() < 0.15:
                shade = int(rng.integers(200, 240))
                pen.draw.rectangle(box, fill=(shade, shade, shade))
        for r, c, h, w in cells:
            box = (xs[c], ys[r], xs[c + w], ys[r + h])
            pen.draw.rectangle((box[0], box[1], box[2], box[3]), outline=(ink, ink, ink), width=thick)
        if rng.random() < 0.3:
            pen.draw.rectangle(
                (xs[0] - 2, ys[0] - 2, xs[-1] + 2, ys[-1] + 2), outline=(ink,) * 3, width=thick + 3
            )
        for cell in table.cells:
            x0, y0_, x1, y1_ = cell.box
            pen.cell((x0 + thick + 2, y0_ + thick + 2, x1 - 2, y1_ - 2))
        y = ys[-1] + 20
        pen.draw.text((left, y), pen.text(10), font=pen.font(28), fill=0)
        pen.draw.line((left + 300, y + 34, left + 600, y + 34), fill=0, width=2)
        page.tables.append(table)
    pixels = np.array(image)
    if seal:
        pixels = stamped(rng, pixels, page.tables[0])
    page.image = pixels
    return page


def levels(rng: np.random.Generator, low: int, high: int, count: int, least: int) -> list[int]:
    weights = rng.uniform(0.4, 2.0, count)
    room = high - low - least * count
    if room < 0:
        return [low + round((high - low) * k / count) for k in range(count + 1)]
    steps = least + room * weights / weights.sum()
    return [low, *(low + np.cumsum(steps)).round().astype(int).tolist()]


def stamped(rng: np.random.Generator, pixels: np.ndarray, table: TrueTable) -> np.ndarray:
    """Press a round red seal over the table's lines."""
    layer = np.full_like(pixels, 255)
    at = (int(rng.integers(400, 1200)), int(rng.integers(table.ys[0] + 100, table.ys[-1])))
    red = (int(rng.integers(180, 240)), int(rng.integers(20, 60)), int(rng.integers(30, 70)))
    cv2.circle(layer, at, 160, red, 8)
    for k in range(5):
        a, b = k * 1.2566, (k + 2) * 1.2566
        p = (int(at[0] + 60 * np.sin(a)), int(at[1] - 60 * np.cos(a)))
        q = (int(at[0] + 60 * np.sin(b)), int(at[1] - 60 * np.cos(b)))
        cv2.line(layer, p, q, red, 6)
    return (pixels.astype(np.uint16) * layer // 255).astype(np.uint8)


def rotation(angle: float, width: int, height: int) -> np.ndarray:
    flat = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.vstack([flat, [0, 0, 1]])


def degraded(page: Drawn, seed: int, kind: str) -> Drawn:
    """``kind``: good, fair, poor or photo."""
    rng = np.random.default_rng(seed + 77_000)
    image = page.image.copy()
    height, width = image.shape[:2]
    matrix = np.eye(3)
    if kind in ("fair", "poor"):
        fade = rng.uniform(0.25, 0.7) if kind == "fair" else rng.uniform(0.5, 0.82)
        if rng.random() < 0.5:  # everything paler
            image = (255 - (255 - image.astype(np.float32)) * (1 - fade)).astype(np.uint8)
        if rng.random() < 0.5:  # the other side shines through
            back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 1.5).astype(np.float32)
            back = np.roll(back, 40, axis=0)
            image = np.clip(image - (255 - back) * rng.uniform(0.04, 0.14), 0, 255).astype(np.uint8)
        if rng.random() < 0.5:
            for _ in range(int(rng.integers(2, 20 if kind == "fair" else 60))):
                at = (int(rng.integers(0, width)), int(rng.integers(0, height)))
                cv2.circle(image, at, int(rng.integers(3, 12)), (250, 250, 250), -1)
    if kind == "photo":
        bend = rng.uniform(-14, 14) if rng.random() < 0.6 else 0.0
        image = bent(image, bend)
        page_bend = bend
        canvas_w, canvas_h = 2000, 2700
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        inset = rng.uniform(30, 190, (4, 2))
        goal = np.float32(
            [
                [inset[0, 0], inset[0, 1]],
                [canvas_w - inset[1, 0], inset[1, 1]],
                [canvas_w - inset[2, 0], canvas_h - inset[2, 1]],
                [inset[3, 0], canvas_h - inset[3, 1]],
            ]
        )
        matrix = cv2.getPerspectiveTransform(corners, goal).astype(np.float64)
        turn = rotation(rng.uniform(-4, 4), canvas_w, canvas_h)
        matrix = turn @ matrix
        desk = rng.uniform(40, 150, 3)
        texture = cv2.resize(rng.normal(0, 1, (60, 45)).astype(np.float32), (canvas_w, canvas_h))
        back = np.clip(desk + texture[:, :, None] * 14, 0, 255).astype(np.uint8)
        warped = cv2.warpPerspective(image, matrix, (canvas_w, canvas_h), flags=cv2.INTER_AREA)
        mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (canvas_w, canvas_h))
        share = (mask.astype(np.float32) / 255)[:, :, None]
        image = (warped * share + back * (1 - share)).astype(np.float32)
        yy, xx = np.mgrid[0:canvas_h, 0:canvas_w].astype(np.float32)
        a, b = rng.uniform(-1, 1, 2)
        light = 0.82 + 0.16 * (a * (xx / canvas_w - 0.5) + b * (yy / canvas_h - 0.5)) * 2
        edge = (xx * rng.uniform(-1, 1) + yy * rng.uniform(-1, 1)) / canvas_w
        shadow = 1 - rng.uniform(0.1, 0.45) / (1 + np.exp(-(edge - np.median(edge)) * 25))
        tint = rng.uniform(0.88, 1.0, 3)
        image = np.clip(image * (light * shadow)[:, :, None] * tint, 0, 255).astype(np.uint8)
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 1.3))
        noise, quality = rng.uniform(2, 8), int(rng.integers(55, 90))
        out = noisy(rng, image, noise, quality)
        return Drawn(out, page.tables, matrix, page_bend)
    limits = {"good": (0.6, 3, 0.7, 85), "fair": (2.5, 7, 1.0, 65), "poor": (3.5, 11, 1.4, 50)}
    skew, noise, blur, quality = limits[kind]
    matrix = rotation(rng.uniform(-skew, skew), width, height)
    image = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, blur))
    return Drawn(noisy(rng, image, rng.uniform(1, noise), quality), page.tables, matrix)


def bent(image: np.ndarray, bend: float) -> np.ndarray:
    height, width = image.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    shift = bend * np.sin(xx / width * np.pi) * (1 - 0.5 * yy / height)
    return cv2.remap(
        image, xx, yy - shift.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def noisy(rng: np.random.Generator, image: np.ndarray, noise: float, quality: int) -> np.ndarray:
    grain = rng.normal(0, noise, image.shape[:2])[:, :, None]
    image = np.clip(image + grain, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[:, :, ::-1])


def true_boxes(page: Drawn, table: TrueTable, back: np.ndarray) -> list[tuple[float, float, float, float]]:
    """Boxes of the table's cells in sheet pixels; ``back`` maps picture pixels to sheet pixels."""
    boxes = []
    whole = back @ page.to_picture
    for cell in table.cells:
        x0, y0, x1, y1 = cell.box
        points = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float)
        if page.bend:
            points[:, 1] += (
                page.bend * np.sin(points[:, 0] / WIDTH * np.pi) * (1 - 0.5 * points[:, 1] / HEIGHT)
            )
        moved = cv2.perspectiveTransform(points[None], whole)[0]
        boxes.append(
            (
                (moved[0, 0] + moved[3, 0]) / 2,
                (moved[0, 1] + moved[1, 1]) / 2,
                (moved[1, 0] + moved[2, 0]) / 2,
                (moved[2, 1] + moved[3, 1]) / 2,
            )
        )
    return boxes


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """Intersection over union."""
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def cell_scores(page: Drawn, grids: list, back: np.ndarray) -> tuple[int, int, int]:
    """Return (right, found, true): cells with the right row, column and spans at an IoU of 0.6 or more."""
    right = 0
    true = sum(len(table.cells) for table in page.tables)
    found = sum(len(grid.cells) for grid in grids)
    for table in page.tables:
        boxes = true_boxes(page, table, back)
        whole = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        if not grids:
            continue
        grid = max(grids, key=lambda g: overlap(g.box, whole))
        at = {(c.row, c.col): c for c in grid.cells}
        for cell, box in zip(table.cells, boxes, strict=True):
            other = at.get((cell.row, cell.col))
            if (
                other is not None
                and (other.row_span, other.col_span) == (cell.row_span, cell.col_span)
                and overlap(other.box, box) >= 0.6
            ):
                right += 1
    return right, found, true
