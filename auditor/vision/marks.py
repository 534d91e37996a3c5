"""Ink that is not printed text: pen strokes, seals, pictures; and what they are when one lies over the other.

The network says for each place of a page how much it looks like print, pen, seal and picture (`auditor.vision._ink_map`).
Here places become patches: words by pen, whole seals, pictures, each with a confidence. Print is the ordinary case and gives
no patch, only print that looks much like a pen does, with its doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.pages.model import Mark
from auditor.vision._calibration import calibrated
from auditor.vision._ink_map import HANDWRITTEN, IMAGE, INK_LEVEL, STAMP, TYPED, Floats, InkMap, ink_map
from auditor.vision._options import pen_options
from auditor.vision._seals import seal_boxes
from auditor.vision._under_seals import looked_under
from auditor.vision.model import InkPatch, PixelBox, Pixels, Sheet
from auditor.vision.ticks import page_ticks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int32]
else:
    Flags = Any
    Numbers = Any

MOST_PATCHES = 600
"""On one page; a page of noise ends here."""
PLACE_MM = 25.4 / 36.0
WORD_GAP = (3, 7)
"""Places (rows, columns) that pen strokes of one word may be apart."""
LEAST_PEN = 4
"""Places of a pen patch; fewer is a speck."""
LIKELY, LIKELY_ALONE = 0.3, 0.6
"""A patch that is pen with less confidence is print, with the rest of it: on a page that was filled in by pen, and on others,
where what looks a little like a pen is an unusual typeface."""
SURE_PEN, WRITTEN = 0.9, 5
"""So many words that are surely pen make a page filled in by pen; signatures alone do not."""
LEAN = 0.0
"""Difference of the pen's and the print's logit, evened out over a word, from which it is pen."""
CLEAR_PEN = 0.3
"""Probability that a place of pen must have."""
DOUBT = -1.2
"""Difference of the pen's and the print's logit from which print is reported with its doubt."""
MOST_VOTES = 4_000_000
"""Strokes times regions up to which strokes are kept whole across borders; a page of noise has more."""
SPREAD, FILLED = 0.2, 0.35
"""A picture that takes more of the page than that fills this share of its box; what only runs around the page is its edge."""
RULE_HIGH, RULE_WIDE = 3, 25
"""Places: what is as flat and as wide is a rule, whatever the network takes it for."""
UNDER = 0.45
"""Share of a pen patch inside a seal from which it counts as signed under the seal."""


@dataclass(slots=True)
class _Patch:
    """A patch in places of the map."""

    left: int
    top: int
    right: int
    bottom: int
    count: int
    confidence: float
    rows: Any
    columns: Any


def find_ink(sheet: Sheet, regions: Sequence[PixelBox]) -> list[list[InkPatch]]:
    """Find pen strokes, seals and pictures in each region.

    A patch that reaches over the border of its region belongs to the one that holds most of its ink. Pen strokes that tick
    a box are left to `auditor.vision.ticks`.

    Args:
        sheet: an upright page.
        regions: boxes in pixels of the sheet.

    Returns:
        For each region its patches from the top.
    """
    import numpy as np

    seen = ink_map(sheet)
    result: list[list[InkPatch]] = [[] for _ in regions]
    ink = seen.ink > INK_LEVEL
    if not ink.any() or not regions:
        return result
    chances = _chances(seen)
    owner = _owners(regions, seen)
    pictures = _large(chances[IMAGE] > 0.5, ink, chances[IMAGE], owner, 10, 3)
    for at, patch in pictures:
        if _runs_around(patch, ink.size):
            continue
        result[at].append(InkPatch(_pixels(patch, seen), Mark.IMAGE, patch.confidence))
        ink[patch.top : patch.bottom, patch.left : patch.right] = False
    seals = _seals(ink & (chances[STAMP] > 0.5), chances[STAMP], owner)
    if seals:
        boxes = [(seal.left, seal.top, seal.right, seal.bottom) for _, seal in seals]
        logits, inked = looked_under(sheet, seen, chances[STAMP] > 0.5, boxes)
        ink &= inked
    else:
        logits = np.stack([seen.logits[TYPED], seen.logits[HANDWRITTEN]])
    chances[[TYPED, HANDWRITTEN]] = 1 / (1 + np.exp(-logits))
    lean = _lean(logits, chances, ink)
    pen = ink & (lean > LEAN) & (chances[HANDWRITTEN] > CLEAR_PEN)
    _without_ticks(pen, seen, sheet)
    words = _words(pen, chances[HANDWRITTEN], owner, len(regions))
    sealed: dict[int, _Patch] = {}
    written = sum(word.confidence >= SURE_PEN for _, word in words) >= WRITTEN
    least = LIKELY if written else LIKELY_ALONE
    for at, word in sorted(words, key=lambda entry: -entry[1].count):
        if word.confidence < least:
            result[at].append(InkPatch(_pixels(word, seen), Mark.TYPED, 1 - word.confidence))
            continue
        # A name stays in its own cell, whatever seal reaches over from the next one.
        under = _seal_over(word, [(number, seal) for number, (own, seal) in enumerate(seals) if own == at])
        if under is None or under in sealed:
            result[at].append(InkPatch(_pixels(word, seen), Mark.HANDWRITTEN, word.confidence))
        else:
            sealed[under] = word
    for number, (at, seal) in enumerate(seals):
        hidden = sealed.get(number)
        sure = seal.confidence if hidden is None else min(seal.confidence, hidden.confidence)
        over = None if hidden is None else Mark.HANDWRITTEN
        result[at].append(InkPatch(_pixels(seal, seen), Mark.STAMP, sure, over))
    doubtful = ink & (lean > DOUBT) & (lean <= LEAN) & (chances[TYPED] > 0.3)
    for at, word in _words(doubtful, chances[TYPED], owner, len(regions)):
        if word.count >= 3 * LEAST_PEN:
            sure = float(1 / (1 + np.exp(np.mean(lean[word.rows, word.columns]))))
            result[at].append(InkPatch(_pixels(word, seen), Mark.TYPED, sure))
    return [sorted(found, key=lambda p: (p.box[1], p.box[0])) for found in result]


def _chances(seen: InkMap) -> Floats:
    """Probabilities of the four classes at each place."""
    import numpy as np

    chances: Floats = (1 / (1 + np.exp(-seen.logits[:4]))).astype(np.float32)
    return chances


def _lean(logits: Floats, chances: Floats, ink: Flags) -> Floats:
    """How much more a place looks like pen than like print, evened out over the word around it.

    Args:
        logits: of print and of pen.
        chances: of the four classes.
        ink: where ink is.
    """
    import cv2
    import numpy as np

    lean = np.clip(logits[1] - logits[0], -6, 6)
    weight = (ink & (np.maximum(chances[HANDWRITTEN], chances[TYPED]) > 0.2)).astype(np.float32)
    total = cv2.blur(lean * weight, (9, 3))
    around = cv2.blur(weight, (9, 3))
    evened: Floats = np.where(weight > 0, total / np.maximum(around, 1e-6), -6).astype(np.float32)
    return evened


def _owners(regions: Sequence[PixelBox], seen: InkMap) -> Numbers:
    """The number of the region at each place, -1 outside of all."""
    import numpy as np

    owner: Numbers = np.full(seen.ink.shape, -1, np.int32)
    for at in range(len(regions) - 1, -1, -1):
        left, top, right, bottom = (round(v) for v in seen.places(regions[at]))
        owner[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = at
    return owner


def _majority(rows: Any, columns: Any, owner: Numbers) -> int:
    """The region that holds most of the places, -1 where none holds any."""
    import numpy as np

    owners = owner[rows, columns]
    owners = owners[owners >= 0]
    return int(np.bincount(owners).argmax()) if len(owners) else -1


def _large(
    mask: Flags, ink: Flags, chance: Floats, owner: Numbers, least: int, gap: int
) -> list[tuple[int, _Patch]]:
    """Patches of a seal's or picture's size, each with its region."""
    import cv2
    import numpy as np

    mask = mask & ink
    if not mask.any():
        return []
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((gap, gap), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    result = []
    for label in range(1, min(count, MOST_PATCHES)):
        x, y, wide, high = (int(v) for v in stats[label][:4])
        if min(wide, high) < least:
            continue
        own = (labels[y : y + high, x : x + wide] == label) & mask[y : y + high, x : x + wide]
        rows, columns = np.nonzero(own)
        if len(rows) < least * 2:
            continue
        rows, columns = rows + y, columns + x
        left, top, right, bottom = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
        at = _majority(rows, columns, owner)
        if at < 0 or right - left < least or bottom - top < least:
            continue
        sure = float(chance[rows, columns].mean())
        result.append(
            (at, _Patch(int(left), int(top), int(right), int(bottom), len(rows), sure, rows, columns))
        )
    return result


def _runs_around(patch: _Patch, page: int) -> bool:
    """Whether a patch is the edge of a page of so many places, or the border of its table, and no picture on it."""
    room = (patch.right - patch.left) * (patch.bottom - patch.top)
    return room > SPREAD * page and patch.count < FILLED * room


def _seals(mask: Flags, chance: Floats, owner: Numbers) -> list[tuple[int, _Patch]]:
    """Seals, each with the region that holds its middle, or most of its ink where no region does."""
    import numpy as np

    result = []
    for left, top, right, bottom in seal_boxes(mask, chance):
        rows, columns = np.nonzero(mask[top:bottom, left:right])
        if not len(rows):
            continue
        rows, columns = rows + top, columns + left
        at = int(
            owner[min(owner.shape[0] - 1, (top + bottom) // 2), min(owner.shape[1] - 1, (left + right) // 2)]
        )
        if at < 0:
            at = _majority(rows, columns, owner)
        if at >= 0:
            sure = calibrated("seal", float(chance[rows, columns].mean()), len(rows))
            result.append((at, _Patch(left, top, right, bottom, len(rows), sure, rows, columns)))
    return result


def _words(pen: Flags, chance: Floats, owner: Numbers, regions: int) -> list[tuple[int, _Patch]]:
    """Group places into words, each inside one region; a stroke's tail in the next cell stays with its word."""
    import cv2
    import numpy as np

    count, strokes = cv2.connectedComponents(pen.astype(np.uint8), connectivity=8)
    if count < 2:
        return []
    rows, columns = np.nonzero(pen)
    ids, owners = strokes[rows, columns], owner[rows, columns]
    if count * (regions + 1) < MOST_VOTES:
        ballots = np.bincount(ids * (regions + 1) + owners + 1, minlength=count * (regions + 1))
        votes = ballots.reshape(count, regions + 1)
        inside = votes[:, 1:]
        first = inside.argmax(axis=1)
        clear = inside.max(axis=1) >= 0.7 * votes.sum(axis=1)
        owners = np.where(clear[ids], first[ids], owners)
    kept = owners >= 0
    rows, columns, owners = rows[kept], columns[kept], owners[kept]
    result: list[tuple[int, _Patch]] = []
    order = np.argsort(owners, kind="stable")
    rows, columns, owners = rows[order], columns[order], owners[order]
    borders = np.flatnonzero(np.diff(owners)) + 1
    for own_rows, own_columns, own in zip(
        np.split(rows, borders), np.split(columns, borders), np.split(owners, borders), strict=True
    ):
        if not len(own_rows) or len(result) >= MOST_PATCHES:
            continue
        top, left = int(own_rows.min()), int(own_columns.min())
        local = np.zeros((int(own_rows.max()) - top + 1, int(own_columns.max()) - left + 1), np.uint8)
        local[own_rows - top, own_columns - left] = 1
        joined = cv2.dilate(local, np.ones(WORD_GAP, np.uint8))
        many, labels = cv2.connectedComponents(joined, connectivity=8)
        numbers = labels[own_rows - top, own_columns - left]
        for label in range(1, min(many, MOST_PATCHES)):
            mine = numbers == label
            size = int(mine.sum())
            if size < LEAST_PEN:
                continue
            r, c = own_rows[mine], own_columns[mine]
            if np.ptp(r) < RULE_HIGH and np.ptp(c) >= RULE_WIDE:
                continue
            sure = calibrated("pen", float(chance[r, c].mean()), size)
            result.append(
                (
                    int(own[0]),
                    _Patch(int(c.min()), int(r.min()), int(c.max()) + 1, int(r.max()) + 1, size, sure, r, c),
                )
            )
    return result


def _without_ticks(pen: Flags, seen: InkMap, sheet: Sheet) -> None:
    """Take the strokes that tick a box out of the pen's places."""
    import cv2
    import numpy as np

    if not pen.any():
        return
    near = np.zeros(pen.shape, np.uint8)
    for option in pen_options(seen):
        x0, y0, x1, y1 = option.ring
        near[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 1
    ticks = [tick for tick in page_ticks(seen, sheet) if tick.ticked]
    for tick in ticks:
        left, top, right, bottom = seen.places(tick.box)
        grow = 0.75 * min(right - left, bottom - top)
        near[
            max(0, int(top - grow)) : int(bottom + grow) + 1, max(0, int(left - grow)) : int(right + grow) + 1
        ] = 1
    _, strokes = cv2.connectedComponents(pen.astype(np.uint8), connectivity=8)
    rows, columns = np.nonzero(pen)
    ids = strokes[rows, columns]
    total = np.bincount(ids)
    inside = np.bincount(ids, weights=near[rows, columns])
    gone = inside >= 0.6 * np.maximum(total, 1)
    pen[rows, columns] = ~gone[ids]


def _seal_over(word: _Patch, seals: list[tuple[int, _Patch]]) -> int | None:
    """The number of the seal that much of a word lies under."""
    for number, seal in seals:
        inside = (
            (word.columns >= seal.left)
            & (word.columns < seal.right)
            & (word.rows >= seal.top)
            & (word.rows < seal.bottom)
        )
        if float(inside.mean()) >= UNDER:
            return number
    return None


def _pixels(patch: _Patch, seen: InkMap) -> PixelBox:
    return seen.pixels(patch.left, patch.top, patch.right, patch.bottom)


def judge_crops(crops: Sequence[Pixels]) -> list[tuple[Mark, float]]:
    """Say what inserted pictures show.

    Args:
        crops: pictures, height x width x 3 or height x width.

    Returns:
        For each the mark (TYPED for a picture of print, BLANK for an empty one) and how sure that is.
    """
    from auditor.vision._crops import judge

    return [judge(crop) for crop in crops]
