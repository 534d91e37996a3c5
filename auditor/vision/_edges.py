"""Is a page cut off at an edge? Ruled lines and characters that run off the picture say so.

A form laid askew on the scanner, or photographed too closely, loses labels and signatures; nobody must call them missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.vision.model import Pixels, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

DARK = 70
"""Grey levels below paper (250) from which a pixel at the edge is ink."""
BORDER = 0.015
"""Inches at the edge that are looked at."""
CORNERS = 0.03
"""Share of a side at both ends that is left out: turned pages have corners without paper."""
SHADOWED = 0.25
"""Share of a side that is dark all along from which it is the scanner's own edge."""
LONGEST = 0.3
"""Inches of a dark stretch along the side; a longer one is a frame or a shadow."""
RULE = 0.05
"""Inches a ruled line is thick, at most."""
INWARD = 0.35
"""Inches that a ruled line goes on inwards, at least."""
RULES = 3
"""Ruled lines off one side that cut a table."""
LETTERS, LETTERS_IN_ROW = 6, 8
"""Cut characters at the left or right side (one a line), and at the top or bottom (a line cut through)."""
NEAR = 0.2
"""Inches from the edge within which a line along it closes the table."""
SIDES = (("左边", False, False), ("右边", False, True), ("上边", True, False), ("下边", True, True))


def cut_sides(sheet: Sheet) -> str:
    """Return the sides at which a page is cut off, in Chinese (左边、下边); empty where it is whole."""
    import numpy as np

    if sheet.photographed:
        return ""  # the whole paper lies inside of the picture
    found = []
    for name, turned, mirrored in SIDES:
        view = sheet.grey.T if turned else sheet.grey
        if mirrored:
            view = view[:, ::-1]
        reach = round(sheet.dpi * INWARD)
        if view.shape[1] > 3 * reach and _is_cut(np.ascontiguousarray(view[:, :reach]), sheet.dpi, turned):
            found.append(name)
    return "、".join(found)


def _is_cut(part: Pixels, dpi: float, across: bool) -> bool:
    """Whether ink runs off the left side of a part of a page; ``across``: it is the page's top or bottom."""
    long = part.shape[0]
    first, last = round(long * CORNERS), round(long * (1 - CORNERS))
    part = part[first:last]
    outmost = _runs(part[:, :2].min(axis=1) < 250 - DARK)
    shadow = sum(b - a for a, b in outmost if b - a > dpi * LONGEST)
    if shadow > SHADOWED * len(part):
        return False
    runs = _runs(part[:, : max(2, round(dpi * BORDER))].max(axis=1) < 250 - DARK)
    runs = [(a, b) for a, b in runs if 2 <= b - a <= dpi * LONGEST]
    if len(runs) < RULES:
        return False
    rules = [run for run in runs if run[1] - run[0] <= dpi * RULE and _goes_on(part, run)]
    if len(rules) >= RULES and not _closed(part, rules[0][0], rules[-1][1], dpi):
        return True
    letters = [run for run in runs if run not in rules and _is_stroke(part, run, dpi)]
    return len(letters) >= (LETTERS_IN_ROW if across else LETTERS)


def _runs(dark: Flags) -> list[tuple[int, int]]:
    """Return the dark stretches as (first, one past the last)."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([0], dark.view(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def _goes_on(part: Pixels, run: tuple[int, int]) -> bool:
    """Whether the ink at the edge goes on straight inwards, as a ruled line does; it may lean a little."""
    lean = 3
    rows = part[max(0, run[0] - lean) : run[1] + lean]
    return float((rows.min(axis=0) < 250 - DARK).mean()) > 0.92


def _closed(part: Pixels, top: int, bottom: int, dpi: float) -> bool:
    """Whether a line along the edge ends the rules: then the table is whole."""
    import numpy as np

    near = part[top:bottom, : round(dpi * NEAR)] < 250 - DARK
    # The line may lean by a few pixels: columns are taken together.
    wide = max(2, round(dpi * 0.03))
    return any(float(np.mean(near[:, x : x + wide].any(axis=1))) > 0.8 for x in range(0, near.shape[1], wide))


def _is_stroke(part: Pixels, run: tuple[int, int], dpi: float) -> bool:
    """Whether the ink at the edge is a part of a character: it ends within a character's width, with paper behind it."""
    inner = part[run[0] : run[1], : round(dpi * 0.2)] < 250 - DARK
    depth = int(inner.any(axis=0).sum())
    return depth >= dpi * 0.015 and not bool(inner[:, -2:].all())
