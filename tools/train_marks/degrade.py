"""What scanners, copiers and phones do to paper."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

Quality = Literal["good", "fair", "photo"]
NET_DPI = 144
RENDER_DPI = 288


def scanned(colour: np.ndarray, quality: Quality, rng: np.random.Generator) -> np.ndarray:
    """Return an RGB float picture at `NET_DPI` of paper drawn at `RENDER_DPI`, as the quality has it.

    The picture is what stands after straightening: paper evened out, but blur, noise, compression and the tint that
    evening leaves behind are there.
    """
    dpi = {
        "good": rng.choice([200, 200, 300, 240]),
        "fair": rng.choice([150, 150, 200, 120, 100]),
        "photo": rng.choice([130, 150, 180, 220, 110]),
    }[quality]
    high, wide = colour.shape[:2]
    scale = dpi / RENDER_DPI
    work = colour
    blur = {"good": rng.uniform(0.2, 0.9), "fair": rng.uniform(0.5, 1.5), "photo": rng.uniform(0.7, 2.2)}[
        quality
    ]
    work = cv2.GaussianBlur(work, (0, 0), blur)
    if quality == "photo" and rng.random() < 0.25:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), float(rng.uniform(0, 180)), 1)
        kernel = cv2.warpAffine(kernel, turn, (length, length))
        work = cv2.filter2D(work, -1, kernel / max(kernel.sum(), 1e-3))
    size = (max(8, int(wide * scale)), max(8, int(high * scale)))
    work = cv2.resize(work, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if quality != "good":
        tint = rng.normal(1, 0.03 if quality == "fair" else 0.06, 3)
        work = work * tint.astype(np.float32)
        ramp = np.linspace(rng.uniform(0.85, 1), rng.uniform(0.85, 1.05), work.shape[1], dtype=np.float32)
        work = work * ramp[None, :, None]
    contrast = {
        "good": rng.uniform(0.85, 1.1),
        "fair": rng.uniform(0.5, 1.15),
        "photo": rng.uniform(0.5, 1.05),
    }[quality]
    work = 1 - (1 - work) * contrast
    if quality == "fair" and rng.random() < 0.15:  # a copier: hard black and white
        level = rng.uniform(0.45, 0.75)
        work = 1 / (1 + np.exp(-(work - level) * rng.uniform(12, 40)))
    sigma = {
        "good": rng.uniform(0, 0.015),
        "fair": rng.uniform(0.005, 0.045),
        "photo": rng.uniform(0.008, 0.055),
    }[quality]
    noise = rng.normal(0, sigma, (*work.shape[:2], 1)) + rng.normal(0, sigma * 0.5, work.shape)
    if rng.random() < 0.4:
        noise = cv2.GaussianBlur(noise.astype(np.float32), (0, 0), 0.7)
    raw = (np.clip(work + noise, 0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.85:
        grade = int(
            {"good": rng.integers(75, 96), "fair": rng.integers(45, 90), "photo": rng.integers(35, 85)}[
                quality
            ]
        )
        raw = cv2.imdecode(
            cv2.imencode(".jpg", raw[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, grade])[1], cv2.IMREAD_COLOR
        )[..., ::-1]
    target = (round(wide * NET_DPI / RENDER_DPI), round(high * NET_DPI / RENDER_DPI))
    grows = target[0] > raw.shape[1]
    raw = cv2.resize(
        np.ascontiguousarray(raw), target, interpolation=cv2.INTER_LINEAR if grows else cv2.INTER_AREA
    )
    return raw


def warped(
    layers: np.ndarray, points: np.ndarray, rng: np.random.Generator, quality: Quality
) -> tuple[np.ndarray, np.ndarray]:
    """Turn and bend layers (height x width x n) and points (n x 2) by what straightening leaves over."""
    high, wide = layers.shape[:2]
    much = {"good": 0.4, "fair": 0.8, "photo": 1.6}[quality]
    angle = np.deg2rad(rng.normal(0, 0.5 * much))
    scale = float(np.clip(rng.normal(1, 0.1), 0.72, 1.4))
    stretch = rng.normal(1, 0.02 * much)
    shear = rng.normal(0, 0.012 * much)
    matrix = np.array(
        [
            [scale * stretch * np.cos(angle), -scale * np.sin(angle) + shear],
            [scale * np.sin(angle), scale * np.cos(angle)],
        ]
    )
    centre = np.array([wide / 2, high / 2])
    full = np.concatenate([matrix, (centre - matrix @ centre)[:, None]], axis=1)
    moved = cv2.warpAffine(layers, full, (wide, high), flags=cv2.INTER_LINEAR, borderValue=0)
    return moved, points @ matrix.T + full[:, 2]
