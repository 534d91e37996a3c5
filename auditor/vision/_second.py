"""A second look at what was read badly: another crop, a lone character set three times side by side."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.vision._grammar import suspicious
from auditor.vision._recognise import Reading, recognise
from auditor.vision._row import Row
from auditor.vision._strips import Strip, strip
from auditor.vision.model import Pixels

MOST_LOOKS = 48
"""Lines of one page that are looked at twice, the worst first."""
DOUBTFUL = 0.8
"""A character below this is looked at again."""
LONE = 1.7
"""A line narrower than this many character heights is a lone character or two."""


def look_again(
    grey: Pixels, rows: Sequence[Row], shown: list[Strip | None], readings: list[Reading | None]
) -> None:
    """Replace doubtful readings where another crop of the same line reads more surely.

    Args:
        grey: the page.
        rows: the lines.
        shown: the picture that was read of each line; replaced together with its reading.
        readings: of each line, changed in place.
    """
    doubtful = sorted(
        (
            place
            for place, reading in enumerate(readings)
            if reading is not None and _worst(reading) < DOUBTFUL
        ),
        key=lambda place: (_worst(readings[place]), place),
    )[:MOST_LOOKS]
    if not doubtful:
        return
    looks: list[tuple[int, Strip, int]] = []
    for place in doubtful:
        row = rows[place]
        other = strip(grey, row, margin=0.4, squeeze=1.0)
        if other is not None:
            looks.append((place, other, 1))
        if not row.stack and row.box[2] - row.box[0] < row.em * LONE and other is not None:
            looks.append((place, _threefold(other), 3))
    for (place, strip_read, times), reading in zip(
        looks, recognise([picture.picture for _, picture, _ in looks]), strict=True
    ):
        found = reading if times == 1 else _once(reading, strip_read.picture.shape[1] // 3)
        before = readings[place]
        if found is not None and before is not None and _better(found, before):
            readings[place] = found
            shown[place] = strip_read


def _worst(reading: Reading | None) -> float:
    """Return how sure the least sure character is; a number of wrong length is as good as unread."""
    if reading is None or not reading.sure:
        return 0.0
    worst = min(reading.sure)
    return min(worst, 0.4) if suspicious(reading.text) else worst


def _better(new: Reading, old: Reading) -> bool:
    """Whether a reading is surer; one that lost characters has to be clearly surer."""
    if not new.text or not old.text:
        return bool(new.text)
    if suspicious(new.text) != suspicious(old.text):
        return suspicious(old.text) and new.score() > 0.75
    return new.score() > old.score() + (0.15 if len(new.text) < len(old.text) else 0.0)


def _threefold(once: Strip) -> Strip:
    import numpy as np

    return Strip(np.hstack([once.picture] * 3), once.parts)


def _once(reading: Reading, wide: int) -> Reading | None:
    """Return a third of a reading of the same picture three times, if the thirds agree."""
    count, rest = divmod(len(reading.text), 3)
    if rest or not count or reading.text != reading.text[:count] * 3:
        return None
    middle = slice(count, 2 * count)
    return Reading(
        reading.text[middle],
        [centre - wide for centre in reading.centres[middle]],
        [min(reading.sure[place::count]) for place in range(count)],
        reading.features,
        reading.steps[middle],
    )
