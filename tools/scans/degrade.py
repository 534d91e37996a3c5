"""What scanners and phones do to a page, with the geometry kept: where a point of the paper went stays known.

Three qualities as in the project's targets: ``good`` (a flatbed scan), ``fair`` (an office copier's scan: skew, faint lines,
punched holes, bleed-through), ``photo`` (a phone's photo: perspective, shadow, background, blur; or a poor scan).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
QUALITIES = ("good", "fair", "photo")


@dataclass(slots=True)
class Degraded:
    """A picture as a scanner or phone gives it."""

    pixels: Pixels
    matrix: NDArray[np.float64]
    """Pixels of the drawn page to pixels of this picture."""
    dpi: float | None
    """What the file says; a phone says nothing."""
    true_dpi: float
    turned: int
    faults: list[str] = field(default_factory=list)


def _matrix(*rows: tuple[float, float, float]) -> NDArray[np.float64]:
    return np.array(rows, np.float64)


def _bleed(page: Pixels, rng: random.Random) -> Pixels:
    """The other side of the paper shines through, mirrored and blurred."""
    back = cv2.GaussianBlur(page[:, ::-1], (0, 0), 2.5)
    shift = np.roll(back, (rng.randint(-90, 90), rng.randint(-60, 60)), axis=(0, 1))
    strength = rng.uniform(0.06, 0.14)
    return np.asarray(
        np.clip(page.astype(np.float32) - (255 - shift.astype(np.float32)) * strength, 0, 255), np.uint8
    )


def _faint(page: Pixels, rng: random.Random, strength: float) -> Pixels:
    """Little toner: dark becomes grey, here and there more than elsewhere."""
    field_ = _blotches(page.shape[0], page.shape[1], rng, 6)
    keep = 1 - strength * (0.6 + 0.4 * field_)
    return np.asarray(255 - (255 - page.astype(np.float32)) * keep[..., None], np.uint8)


def _blotches(height: int, width: int, rng: random.Random, count: int) -> NDArray[np.float32]:
    """A smooth random field from 0 to 1."""
    small = np.random.default_rng(rng.randrange(2**31)).random((count, count)).astype(np.float32)
    return np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def _holes(page: Pixels, rng: random.Random, scale: float) -> None:
    """Two to four punched holes along the left edge."""
    count = rng.choice((2, 2, 4))
    x = rng.uniform(20, 40) * scale
    colour = rng.choice((40, 90, 200, 235))
    for k in range(count):
        y = page.shape[0] * (0.5 + (k - (count - 1) / 2) * (0.2 if count == 2 else 0.24))
        cv2.circle(
            page, (round(x), round(y)), round(rng.uniform(7.5, 9) * scale), (colour,) * 3, -1, cv2.LINE_AA
        )


def _lines_broken(page: Pixels, rng: random.Random) -> None:
    """A dirty roller: thin bright streaks down the page."""
    for _ in range(rng.randint(1, 3)):
        x = rng.randrange(page.shape[1])
        cut = page[:, x : x + rng.randint(1, 2)].astype(np.float32)
        page[:, x : x + cut.shape[1]] = (255 - (255 - cut) * rng.uniform(0.2, 0.6)).astype(np.uint8)


def _specks(page: Pixels, rng: random.Random, count: int) -> None:
    """Dust."""
    for _ in range(count):
        centre = (rng.randrange(page.shape[1]), rng.randrange(page.shape[0]))
        cv2.circle(page, centre, rng.choice((1, 1, 1, 2)), (rng.randint(30, 170),) * 3, -1)


def _noise(page: Pixels, rng: random.Random, sigma: float) -> Pixels:
    generator = np.random.default_rng(rng.randrange(2**31))
    noise = generator.standard_normal(page.shape[:2], dtype=np.float32) * sigma
    return np.asarray(np.clip(page.astype(np.float32) + noise[..., None], 0, 255), np.uint8)


def _jpeg(page: Pixels, quality: int) -> Pixels:
    ok, data = cv2.imencode(".jpg", page[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert ok
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])


def _warp(page: Pixels, matrix: NDArray[np.float64], size: tuple[int, int], ground: Any) -> Pixels:
    """Warp with enough smoothing not to alias when it shrinks."""
    shrink = float(np.sqrt(abs(np.linalg.det(matrix[:2, :2]))))
    if shrink < 0.8:
        page = cv2.GaussianBlur(page, (0, 0), 0.42 / shrink)
    if isinstance(ground, tuple):
        return np.asarray(cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_LINEAR, borderValue=ground))
    out = ground.copy()
    cv2.warpPerspective(
        page, matrix, size, dst=out, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
    )
    return np.asarray(out)


def _turn(pixels: Pixels, matrix: NDArray[np.float64], degrees: int) -> tuple[Pixels, NDArray[np.float64]]:
    """Turn clockwise by a multiple of 90 degrees."""
    height, width = pixels.shape[:2]
    if degrees == 90:
        return np.ascontiguousarray(np.rot90(pixels, -1)), _matrix(
            (0, -1, height - 1), (1, 0, 0), (0, 0, 1)
        ) @ matrix
    if degrees == 180:
        return np.ascontiguousarray(np.rot90(pixels, 2)), _matrix(
            (-1, 0, width - 1), (0, -1, height - 1), (0, 0, 1)
        ) @ matrix
    if degrees == 270:
        return np.ascontiguousarray(np.rot90(pixels)), _matrix(
            (0, 1, 0), (-1, 0, width - 1), (0, 0, 1)
        ) @ matrix
    return pixels, matrix


def scan(
    page: Pixels, dpi: float, rng: random.Random, fair: bool, to_dpi: float = 0.0, turn: bool = True
) -> Degraded:
    """A flatbed's or copier's scan of a page drawn at ``dpi``."""
    faults: list[str] = []
    page = page.copy()
    scale = dpi / 72
    if fair:
        if rng.random() < 0.4:
            page = _bleed(page, rng)
            faults.append("bleed-through")
        if rng.random() < 0.4:
            page = _faint(page, rng, rng.uniform(0.25, 0.55))
            faults.append("faint")
        if rng.random() < 0.35:
            _holes(page, rng, scale)
            faults.append("holes")
        if rng.random() < 0.25:
            _lines_broken(page, rng)
            faults.append("streaks")
    elif rng.random() < 0.15:
        _holes(page, rng, scale)
        faults.append("holes")
    out_dpi = to_dpi or rng.choice((200.0, 150.0, 200.0, 300.0) if fair else (200.0, 300.0, 200.0, 400.0))
    angle = np.deg2rad(rng.gauss(0, 1.1) if fair else rng.gauss(0, 0.25))
    ratio = out_dpi / dpi
    width, height = round(page.shape[1] * ratio), round(page.shape[0] * ratio)
    cos, sin = float(np.cos(angle)) * ratio, float(np.sin(angle)) * ratio
    middle_x, middle_y = page.shape[1] / 2, page.shape[0] / 2
    shift = (rng.gauss(0, 0.01) * width, rng.gauss(0, 0.008) * height) if fair else (0.0, 0.0)
    matrix = _matrix(
        (cos, -sin, width / 2 - cos * middle_x + sin * middle_y + shift[0]),
        (sin, cos, height / 2 - sin * middle_x - cos * middle_y + shift[1]),
        (0, 0, 1),
    )
    ground = rng.choice(((255,) * 3, (250,) * 3, (30,) * 3)) if fair else (254,) * 3
    paper = rng.uniform(235, 252) if fair else rng.uniform(246, 255)
    tint = np.array([1.0, rng.uniform(0.985, 1.0), rng.uniform(0.95, 1.0)], np.float32)
    page = np.asarray(page.astype(np.float32) * (paper / 255) * tint, np.uint8)
    out = _warp(page, matrix, (width, height), ground)
    blur = rng.uniform(0.4, 0.9) if fair else rng.uniform(0.2, 0.55)
    out = np.asarray(cv2.GaussianBlur(out, (0, 0), blur * max(1.0, out_dpi / 200)))
    out = _noise(out, rng, rng.uniform(3, 9) if fair else rng.uniform(1, 3.5))
    if fair:
        _specks(out, rng, rng.randint(0, 60))
    turned = rng.choice((0, 0, 0, 0, 0, 0, 90, 180, 270)) if fair and turn else 0
    out, matrix = _turn(out, matrix, turned)
    if fair and rng.random() < 0.1:
        out = np.repeat(out.mean(axis=2, keepdims=True).astype(np.uint8), 3, axis=2)
        faults.append("grey")
    out = _jpeg(out, rng.randint(60, 80) if fair else rng.randint(80, 94))
    said = out_dpi if rng.random() < 0.9 else None
    return Degraded(out, matrix, said, out_dpi, turned, faults)


def _background(width: int, height: int, rng: random.Random) -> Pixels:
    """A desk, a cloth, a dark table."""
    base = np.array(
        rng.choice(
            ((96, 72, 54), (150, 120, 92), (60, 62, 66), (178, 176, 170), (120, 130, 140), (40, 46, 44))
        ),
        np.float32,
    )
    grain = _blotches(height, width, rng, 24)[..., None] * 36 - 18
    stripes = np.sin(np.arange(width, dtype=np.float32) * rng.uniform(0.01, 0.06))[
        None, :, None
    ] * rng.uniform(0, 9)
    return np.asarray(np.clip(base + grain + stripes, 0, 255), np.uint8)


def photo(page: Pixels, dpi: float, rng: random.Random, turn: bool = True) -> Degraded:
    """A phone's photo of a page."""
    faults = ["photo"]
    ratio = rng.uniform(130, 230) / dpi
    width, height = round(page.shape[1] * ratio), round(page.shape[0] * ratio)
    margin = rng.uniform(0.03, 0.12)
    out_size = (round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin)))
    lean = rng.uniform(0.005, 0.05)
    corners = np.array(
        [[0, 0], [page.shape[1], 0], [page.shape[1], page.shape[0]], [0, page.shape[0]]], np.float32
    )
    target = np.array([[width * margin, height * margin], [width * (1 + margin), height * margin],
                       [width * (1 + margin), height * (1 + margin)], [width * margin, height * (1 + margin)]], np.float32)  # fmt: skip
    target += np.array(
        [[rng.uniform(-1, 1) * lean * width, rng.uniform(-1, 1) * lean * height] for _ in range(4)],
        np.float32,
    )
    angle = rng.gauss(0, 2.0)
    turn_about = cv2.getRotationMatrix2D((out_size[0] / 2, out_size[1] / 2), angle, 1.0)
    target = (np.hstack([target, np.ones((4, 1), np.float32)]) @ turn_about.T).astype(np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, target), np.float64)
    source = page
    if rng.random() < 0.3:
        source = _bleed(source, rng)
        faults.append("bleed-through")
    if rng.random() < 0.3:
        source = _faint(source, rng, rng.uniform(0.2, 0.45))
        faults.append("faint")
    out = _warp(source, matrix, out_size, _background(*out_size, rng))
    light = 0.55 + 0.45 * _blotches(out.shape[0], out.shape[1], rng, 3)
    if rng.random() < 0.6:
        light *= _shadow(out.shape[0], out.shape[1], rng)
        faults.append("shadow")
    cast = np.array([1.0, rng.uniform(0.94, 1.0), rng.uniform(0.82, 1.0)], np.float32)
    out = np.asarray(np.clip(out.astype(np.float32) * light[..., None] * cast, 0, 255), np.uint8)
    blur = rng.uniform(0.5, 1.25)
    if rng.random() < 0.25:  # the hand moved
        kernel = np.zeros((5, 5), np.float32)
        cv2.line(kernel, (rng.randint(0, 1), rng.randint(0, 4)), (4, rng.randint(0, 4)), 1.0)
        out = np.asarray(cv2.filter2D(out, -1, kernel / kernel.sum()))
        faults.append("shaken")
    out = np.asarray(cv2.GaussianBlur(out, (0, 0), blur))
    out = _noise(out, rng, rng.uniform(2, 8))
    turned = rng.choice((0, 0, 0, 0, 90, 270, 180)) if turn else 0
    out, matrix = _turn(out, matrix, turned)
    return Degraded(_jpeg(out, rng.randint(55, 85)), matrix, None, ratio * dpi, turned, faults)


def _shadow(height: int, width: int, rng: random.Random) -> NDArray[np.float32]:
    """The shadow of a hand or head: a soft dark half plane."""
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
    side = (x / width - rng.uniform(0.3, 0.7)) * np.cos(angle) + (
        y / height - rng.uniform(0.3, 0.7)
    ) * np.sin(angle)
    soft = 1 / (1 + np.exp(-side * rng.uniform(8, 40)))
    depth = rng.uniform(0.25, 0.5)
    return np.asarray(cv2.resize((1 - depth * soft).astype(np.float32), (width, height)))


def degrade(
    page: Pixels, dpi: float, quality: str, rng: random.Random, turn: bool = True, to_dpi: float = 0.0
) -> Degraded:
    """A picture of a page drawn at ``dpi``; ``to_dpi`` 0 draws the resolution of scans.

    Raises:
        ValueError: ``quality`` is none of `QUALITIES`.
    """
    if quality == "good":
        return scan(page, dpi, rng, fair=False, to_dpi=to_dpi, turn=turn)
    if quality == "fair":
        return scan(page, dpi, rng, fair=True, to_dpi=to_dpi, turn=turn)
    if quality == "photo":
        if rng.random() < 0.2:
            poor = scan(page, dpi, rng, fair=True, to_dpi=rng.choice((100.0, 120.0)), turn=turn)
            poor.faults.append("coarse")
            return poor
        return photo(page, dpi, rng, turn)
    raise ValueError(quality)
