"""Points of the paper, pixels of the picture, pixels of the straightened sheet: from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.scans.truth import Box, TruePage

Matrix = NDArray[np.float64]


def moved(matrix: Matrix, box: Sequence[float]) -> Box:
    """The upright box around a moved box."""
    left, top, right, bottom = box
    corners = np.array([[left, right, right, left], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
    there = matrix @ corners
    x, y = there[0] / there[2], there[1] / there[2]
    return (float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def to_sheet(page: TruePage, sheet: Any) -> Matrix:
    """Points of the paper to pixels of the straightened sheet."""
    to_picture = np.array(page.to_picture, np.float64)
    if sheet.to_picture is None:
        return to_picture
    return np.asarray(np.linalg.inv(sheet.to_picture) @ to_picture)


def pixel_box(matrix: Matrix, box: Sequence[float], pad: float = 0.0) -> tuple[int, int, int, int]:
    """A box of the paper as whole pixels of the sheet."""
    left, top, right, bottom = moved(matrix, box)
    return (
        max(0, round(left - pad)),
        max(0, round(top - pad)),
        max(1, round(right + pad)),
        max(1, round(bottom + pad)),
    )


def stands(matrix: Matrix) -> int:
    """How a matrix turns the paper: 0, 90, 180 or 270 degrees clockwise."""
    angle = np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0]))
    return int(round(angle / 90) * 90) % 360
