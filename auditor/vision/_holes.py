"""Punched holes: dark or grey discs of 5 to 7 mm near an edge of the paper, painted over as paper.

A hole read as 0, O or ● would stand in the lines beside it, and a dark disc looks like ink.
"""

from __future__ import annotations

from typing import cast

from auditor.vision.model import Pixels, Sheet

SHRUNK = 4
"""Holes are looked for on a copy smaller by this factor."""
SMALLEST, LARGEST = 0.17, 0.33
"""Inches across: punches for files make holes of 5.5 or 6 mm, some of 5 or 7 (ISO 838: 6 mm)."""
DARKER = 0.1
"""How much darker than the paper around, as a share."""
FULL = (0.66, 0.9)
"""Share of its box that a disc fills (pi / 4), little more or less."""
MARGIN = 0.95
"""Inches from the edge of the paper within which the middle of a hole lies."""
IN_LINE = 0.1
"""Inches that holes of one punch are out of line, on crumpled paper, too."""
MOST = 24


def without_holes(sheet: Sheet) -> Sheet:
    """Return the sheet with its punched holes painted over; the same one where it has none."""
    discs = holes(sheet)
    if not discs:
        return sheet
    import cv2
    import numpy as np

    sheet.colour, sheet.grey = sheet.colour.copy(), sheet.grey.copy()
    height, width = sheet.grey.shape
    for x, y, radius in discs:
        reach = round(radius * 1.15) + 3
        left, top = max(0, x - 2 * reach), max(0, y - 2 * reach)
        around = sheet.colour[top : min(height, y + 2 * reach), left : min(width, x + 2 * reach)]
        paper = np.percentile(around.reshape(-1, 3)[::5], 75, axis=0)
        cv2.circle(sheet.colour, (x, y), reach, tuple(float(v) for v in paper), -1)
        cv2.circle(sheet.grey, (x, y), reach, (250.0,), -1)
    return sheet


def holes(sheet: Sheet) -> list[tuple[int, int, int]]:
    """Return the holes as (x, y, radius) in pixels of the sheet."""
    import cv2
    import numpy as np

    height, width = sheet.grey.shape
    inch = sheet.dpi / SHRUNK
    size = (width // SHRUNK, height // SHRUNK)
    if min(size) < 2 * MARGIN * inch or sheet.colour.ndim != 3:
        return []
    small = cv2.cvtColor(cv2.resize(sheet.colour, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    reach = round(LARGEST * inch * 1.5) | 1
    found: list[tuple[int, int, int]] = []
    band = round(MARGIN * inch)
    # Only the margins are looked at.
    for at_x, at_y, part in (
        (0, 0, small[:, : 2 * band]),
        (size[0] - 2 * band, 0, small[:, -2 * band :]),
        (0, 0, small[: 2 * band]),
        (0, size[1] - 2 * band, small[-2 * band :]),
    ):
        paper = cv2.morphologyEx(part, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        dark = cv2.compare(part, cv2.convertScaleAbs(paper, alpha=1 - DARKER), cv2.CMP_LT)
        _, _, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=4)
        for (_, _, wide, high, area), (x, y) in zip(stats[1:].tolist(), middles[1:].tolist(), strict=True):
            if not SMALLEST * inch <= min(wide, high) <= max(wide, high) <= LARGEST * inch:
                continue
            if max(wide, high) > 1.25 * min(wide, high) or not FULL[0] <= area / (wide * high) <= FULL[1]:
                continue
            left, top = x + at_x, y + at_y
            if min(left, top, size[0] - left, size[1] - top) > band:
                continue
            place = (
                round((left + 0.5) * SHRUNK),
                round((top + 0.5) * SHRUNK),
                round((wide + high) / 4 * SHRUNK),
            )
            known = any(abs(place[0] - a) + abs(place[1] - b) < place[2] for a, b, _ in found)
            if not known and _is_even(cast("Pixels", part), x, y, (wide + high) / 4):
                found.append(place)
    # Punches make two, three or four along one edge; one alone is something else.
    same = IN_LINE * sheet.dpi
    return [
        one
        for one in found
        if any(
            other is not one and min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= same
            for other in found
        )
    ][:MOST]


def _is_even(part: Pixels, x: float, y: float, radius: float) -> bool:
    """Whether a disc is of one brightness inside, as a hole is and a seal, a character or a drawn ball is not."""
    import numpy as np

    inner = max(1, int(radius * 0.6))
    left, top = max(0, round(x) - inner), max(0, round(y) - inner)
    core = part[top : round(y) + inner + 1, left : round(x) + inner + 1]
    return core.size > 0 and float(np.ptp(np.percentile(core, (5, 95)))) < 40
