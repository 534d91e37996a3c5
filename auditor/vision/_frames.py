"""Which pieces of lines belong to tables, and to which one.

A ruled line ends at another ruled line. What ends nowhere is an underline, a stroke or the shadow of a fold; a line
with a hole in it is told from these by what stands across the hole: both outer ends are held by other lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from auditor.vision._rules import Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

TOUCH = 4.0
"""Pixels (of `_rules.DPI`) within which an end is held by a line across it."""
SAME_LEVEL = 2.5
BRIDGED = 15.0
"""Pixels of a gap that is closed whatever stands around it."""
LEAST_APART = 6.0
"""Pixels between two tables, one below the other, that are not one."""
OVERSHOOT = 12.0
SHORT_OVERSHOOT = 6.0
MOST_OVERSHOOT = 40.0
"""How far a line of `LONG` pixels may go on beyond the last line across it: a stroke of the text there was joined."""
LONG = 160.0
EXACT = 1.0
"""Pixels within which both ends of a piece with ink beside it must be held."""
HELD_SHARE = 0.7
"""How much of the way between two lines across must be inked where only one end is held, ..."""
BOTH_HELD_SHARE = 0.3
"""... and where both are."""
SHORT = 40
"""Pixels: shorter pieces may be strokes of characters and must nearly fill the way, ..."""
SHORT_SHARE = 0.6
LEAST_WIDTH, LEAST_HEIGHT = 90.0, 26.0
"""A smaller frame is a box to tick, a seal or a big character."""
_ROUNDS = 8
OPEN_LINES = 3
"""So many lines that end at the same place without a line across close a table that has no sides."""
OPEN_LENGTH = 180.0
SAME_END = 8.0
"""Pixels; nothing levels the ends of lines where no line stands at them."""


@dataclass(slots=True)
class Frame:
    """The pieces of one table."""

    across: Pieces
    down: Pieces


def frames(across: Pieces, down: Pieces) -> list[Frame]:
    """Return the tables' pieces: what is held by lines across, grouped by touching."""
    import numpy as np

    # A stroke of the title above a table stands in line with one of its rules now and then.
    across, down = bridged(across, down), bridged(down, across)
    down = with_sides(across, down)
    for _ in range(_ROUNDS):
        kept_across = _held(across, down)
        across = across.only(kept_across)
        kept_down = _held(down, across)
        down = down.only(kept_down)
        if kept_across.all() and kept_down.all():
            break
    if len(across) < 2 or len(down) < 2:
        return []
    group_across, group_down = _groups(across, down)
    result = []
    for group in np.unique(group_across):
        frame = Frame(across.only(group_across == group), down.only(group_down == group))
        if len(frame.across) < 2 or len(frame.down) < 2:
            continue
        if np.ptp(frame.down.level) >= LEAST_WIDTH and np.ptp(frame.across.level) >= LEAST_HEIGHT:
            result.append(frame)
    return result


def bridged(pieces: Pieces, others: Pieces) -> Pieces:
    """Join pieces of one line across small gaps; what has ink beside it is not joined over a line across.

    Args:
        pieces: of one direction.
        others: of the other one.
    """
    import numpy as np

    if len(pieces) < 2:
        return pieces
    order = np.argsort(pieces.start, kind="stable")
    into = np.arange(len(pieces))
    start, end, level = pieces.start.copy(), pieces.end.copy(), pieces.level.copy()
    length = end - start
    alive = np.ones(len(pieces), bool)
    for position, index in enumerate(order):
        before = order[:position]
        near = before[
            alive[before]
            & (np.abs(level[before] - level[index]) <= SAME_LEVEL)
            & (end[before] >= start[index] - BRIDGED)
        ]
        if not len(near):
            continue
        target = near[np.argmin(np.abs(level[near] - level[index]))]
        gap = float(end[target]), float(start[index]), float(level[index])
        if (pieces.crowded[target] or pieces.crowded[index]) and _parted(*gap, others):
            continue
        if _between_tables(*gap, others):
            continue
        into[index] = target
        alive[index] = False
        whole = length[target] + length[index]
        level[target] = (level[target] * length[target] + level[index] * length[index]) / whole
        length[target] = whole
        end[target] = max(end[target], end[index])
    pieces.start, pieces.end, pieces.level = start, end, level
    return pieces.only(alive)


def _parted(end: float, start: float, level: float, others: Pieces) -> bool:
    """Whether a line across stands where one piece ends and the next begins."""
    import numpy as np

    low, high = min(end, start) - TOUCH, max(end, start) + TOUCH
    return bool(
        np.any(
            (others.level >= low)
            & (others.level <= high)
            & (others.start - TOUCH <= level)
            & (level <= others.end + TOUCH)
            & ~others.crowded
        )
    )


def _between_tables(end: float, start: float, level: float, others: Pieces) -> bool:
    """Whether one piece ends at a line across and the next begins at another one: two tables stand close together."""
    import numpy as np

    if start - end < LEAST_APART:
        return False
    here = (others.start - TOUCH <= level) & (level <= others.end + TOUCH) & ~others.crowded
    at_end = here & (np.abs(others.level - end) <= TOUCH)
    at_start = here & (np.abs(others.level - start) <= TOUCH)
    return bool(at_end.any() and at_start.any())


def _held(pieces: Pieces, others: Pieces) -> Flags:
    """Tell which pieces are held by lines across at their ends, holes in between forgiven."""
    import numpy as np

    if not len(pieces) or not len(others):
        return np.zeros(len(pieces), bool)
    reach = (others.start[None, :] - TOUCH <= pieces.level[:, None]) & (
        pieces.level[:, None] <= others.end[None, :] + TOUCH
    )
    place = others.level[None, :]
    far = 1e9
    # A stroke of the pen may carry a line on beyond the line that ends it.
    length = pieces.end - pieces.start
    least = np.where(pieces.crowded, TOUCH, SHORT_OVERSHOOT)
    over = np.where(length >= LONG, MOST_OVERSHOOT, np.where(length >= SHORT, OVERSHOOT, least))[:, None]
    before = np.where(reach & (place <= pieces.start[:, None] + over), place, -far).max(axis=1)
    after = np.where(reach & (place >= pieces.end[:, None] - over), place, far).min(axis=1)
    inked = pieces.end - pieces.start
    left = before >= pieces.start - TOUCH
    right = after <= pieces.end + TOUCH
    # Pieces of one line between the same two lines across stand and fall together.
    order = np.lexsort((pieces.start, np.round(pieces.level / SAME_LEVEL)))
    exact = (pieces.start - before <= EXACT) & (after - pieces.end <= EXACT)
    kept = left & right & (exact | ~pieces.crowded)
    group: list[int] = []

    def settle() -> None:
        if not group:
            return
        first, last = group[0], group[-1]
        low = pieces.start[first] if left[first] else before[first]
        high = pieces.end[last] if right[last] else after[last]
        share = float(inked[group].sum()) / max(1.0, high - low)
        ends = int(left[first]) + int(right[last])
        short = float(inked[group].max()) < SHORT
        if len(group) == 1 and (ends == 2 or short or pieces.crowded[group[0]]):
            return
        if (ends == 2 and share >= (SHORT_SHARE if short else BOTH_HELD_SHARE)) or (
            ends == 1 and share >= HELD_SHARE and not short
        ):
            kept[group] = True

    for index in order:
        joins = (
            bool(group)
            and abs(pieces.level[index] - pieces.level[group[-1]]) <= SAME_LEVEL
            and not right[group[-1]]
            and not left[index]
            and after[group[-1]] >= pieces.start[index]
        )
        if not joins:
            settle()
            group = []
        group.append(int(index))
    settle()
    return cast("Flags", kept)


def with_sides(across: Pieces, down: Pieces) -> Pieces:
    """Return the vertical pieces with the sides that an open-sided table lacks.

    Three or more long lines that begin at one place with nothing there to hold them, some of them crossed by a line
    further on, are the rows of a table without a left side; the same for the right. Their ends in ``across`` are put
    on that side.
    """
    import numpy as np

    enough = across.end - across.start >= OPEN_LENGTH
    chosen, long = np.flatnonzero(enough), across.only(enough)
    if len(long) < OPEN_LINES or not len(down):
        return down
    sides: list[tuple[float, float, float]] = []
    for place, other, ends in (
        (long.start, long.end, across.start),
        (long.end, long.start, across.end),
    ):
        free = ~(
            (np.abs(down.level[None, :] - place[:, None]) <= OVERSHOOT)
            & (down.start[None, :] - TOUCH <= long.level[:, None])
            & (long.level[:, None] <= down.end[None, :] + TOUCH)
        ).any(axis=1)
        low, high = np.minimum(place, other), np.maximum(place, other)
        crossed = (
            (down.level[None, :] > low[:, None] + TOUCH)
            & (down.level[None, :] < high[:, None] - TOUCH)
            & (down.start[None, :] - TOUCH <= long.level[:, None])
            & (long.level[:, None] <= down.end[None, :] + TOUCH)
            & (down.end - down.start >= SHORT)[None, :]
        ).any(axis=1)
        waiting = free.copy()
        while waiting.any():
            first = int(np.argmax(waiting))
            family = waiting & (np.abs(place - place[first]) <= SAME_END)
            waiting &= ~family
            if family.sum() >= OPEN_LINES and (family & crossed).sum() >= 2:
                levels = long.level[family]
                sides.append((float(np.mean(place[family])), float(levels.min()), float(levels.max())))
                ends[chosen[family]] = sides[-1][0]
    if not sides:
        return down
    level, start, end = (np.array(column) for column in zip(*sides, strict=True))
    usual = np.full(len(sides), float(np.median(down.contrast)))
    return Pieces(
        np.append(down.start, start),
        np.append(down.end, end),
        np.append(down.level, level),
        np.append(down.at_start, level),
        np.append(down.at_end, level),
        np.append(down.thickness, np.ones(len(sides))),
        np.append(down.contrast, usual),
        np.append(down.crowded, np.zeros(len(sides), bool)),
        down.sample_of,
        down.sample_along,
        down.sample_level,
    )


def _groups(across: Pieces, down: Pieces) -> tuple[Any, Any]:
    """Number the tables: pieces that touch or cross have the same number."""
    import numpy as np

    meets = (
        (down.level[None, :] >= across.start[:, None] - TOUCH)
        & (down.level[None, :] <= across.end[:, None] + TOUCH)
        & (across.level[:, None] >= down.start[None, :] - TOUCH)
        & (across.level[:, None] <= down.end[None, :] + TOUCH)
    )
    group = np.arange(len(across))
    for _ in range(len(across)):
        of_down = np.where(meets, group[:, None], len(across)).min(axis=0)
        now = np.minimum(group, np.where(meets, of_down[None, :], len(across)).min(axis=1))
        if (now == group).all():
            break
        group = now
    return group, np.where(meets, group[:, None], len(across)).min(axis=0)
