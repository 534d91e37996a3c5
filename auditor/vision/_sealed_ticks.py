"""Boxes to tick under a red seal: its ink in a box looks like a tick. In red light the seal is gone, box and tick are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.vision._calibration import calibrated
from auditor.vision._ink_map import KIND, MAP_DPI, STAMP, STEP, TICKED, InkMap, features, paper_colour

if TYPE_CHECKING:
    from auditor.vision.model import Sheet, TickBox

SIDE = 128
"""Network pixels of the part that is looked at again; always the same, as each new shape has to be prepared."""
SEALED = 0.12
"""Share of a box's places that show a seal's ink."""
LEAST = 0.2
"""Probability that the box is seen again."""
UNKNOWN = 0.6
"""Confidence of a box's state where it is not."""
NEAR = 2
"""Places around the middle in which the box is looked for."""
MOST = 40


def looked_through(sheet: Sheet, seen: InkMap, ticks: list[TickBox]) -> list[TickBox]:
    """Return the boxes, those under seals with the state that they have in red light."""
    result = []
    left = MOST
    for tick in ticks:
        if tick.kind in ("box", "circle", "bracket") and left and _is_sealed(seen, tick):
            left -= 1
            result.append(_again(sheet, tick))
        else:
            result.append(tick)
    return result


def _is_sealed(seen: InkMap, tick: TickBox) -> bool:
    x0, y0, x1, y1 = (round(v) for v in seen.places(tick.box))
    part = seen.logits[STAMP, max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    return bool(part.size) and float((part > 0).mean()) >= SEALED


def _again(sheet: Sheet, tick: TickBox) -> TickBox:
    import cv2
    import numpy as np

    from auditor.vision.sessions import session

    half = SIDE / 2 * sheet.dpi / MAP_DPI
    x, y = (tick.box[0] + tick.box[2]) / 2, (tick.box[1] + tick.box[3]) / 2
    matrix = np.array(
        [
            [SIDE / 2 / half, 0, SIDE / 2 - x * SIDE / 2 / half],
            [0, SIDE / 2 / half, SIDE / 2 - y * SIDE / 2 / half],
        ]
    )
    reach = round(half) + 2
    top, first = max(0, round(y) - reach), max(0, round(x) - reach)
    part = sheet.colour[top : round(y) + reach, first : round(x) + reach]
    if min(part.shape[:2]) < 8:
        return tick
    red = cv2.GaussianBlur(part[..., 0], (0, 0), max(0.3, 0.4 * sheet.dpi / MAP_DPI))
    matrix[:, 2] += matrix[:, :2] @ (first, top)
    light = cv2.warpAffine(red, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    plain = np.repeat(light[..., None], 3, axis=2)
    answer = session("ink")(features(plain, paper_colour(plain))[None])[0]
    middle = SIDE // STEP // 2
    around = np.s_[middle - NEAR : middle + NEAR, middle - NEAR : middle + NEAR]
    heat = answer[KIND : KIND + 3][(slice(None), *around)].max(axis=0)
    row, column = np.unravel_index(int(heat.argmax()), heat.shape)
    there = 1 / (1 + float(np.exp(-heat[row, column])))
    if there < LEAST:
        return replace(tick, confidence=min(tick.confidence, UNKNOWN))
    state = 1 / (1 + float(np.exp(-answer[TICKED][around][row, column])))
    sure = calibrated("tick", there, max(state, 1 - state))
    return replace(tick, ticked=state > 0.5, confidence=max(sure, UNKNOWN))
