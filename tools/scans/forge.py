"""Makes one page: its layout, its filling, its drawing."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tools.scans.draw import Drawer, TooTall
from tools.scans.fonts import Split
from tools.scans.judge_layouts import LAYOUTS as JUDGE
from tools.scans.more_layouts import LAYOUTS as MORE
from tools.scans.paper import Paper, Para, Table
from tools.scans.pen import PenData
from tools.scans.sketch import Sketch
from tools.scans.truth import TruePage
from tools.scans.tune_layouts import LAYOUTS as TUNE

Family = Literal["tune", "more", "judge"]
LAYOUTS = {"tune": TUNE, "more": MORE, "judge": JUDGE}
SPLITS: dict[Family, Split] = {"tune": "tune", "more": "tune", "judge": "judge"}
"""Whose fonts, pens and writers each family of layouts is drawn with."""


def shrink(paper: Paper, factor: float) -> None:
    """Make everything smaller, as a writer does to keep a form on one page."""
    for block in paper.blocks:
        if isinstance(block, Para):
            block.size *= factor
        elif isinstance(block, Table):
            block.least *= factor
            for cell in (c for row in block.rows for c in row):
                cell.tall *= factor
                for para in cell.paras:
                    para.size *= factor


def make_page(seed: int, family: Family, data: PenData, dpi: float) -> tuple[NDArray[np.uint8], TruePage]:
    """Draw the page of a seed in one of a family's layouts.

    Returns:
        Red, green, blue pixels at ``dpi``, and what is on them.

    Raises:
        TooTall: A layout does not fit even when it is shrunk.
    """
    layouts, split = LAYOUTS[family], SPLITS[family]
    name = list(layouts)[seed % len(layouts)]
    for factor in (1.0, 0.92, 0.85, 0.78, 0.7):
        sketch = Sketch(seed // len(layouts) + seed, split, data)
        paper = layouts[name](sketch)
        shrink(paper, factor)
        try:
            pixels, truth = Drawer(paper, dpi, seed, split, data).run()
        except TooTall:
            continue
        truth.layout, truth.medium = name, sketch.medium
        return pixels, truth
    raise TooTall(name)
