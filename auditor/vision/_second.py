"""A second look at what was read badly: another crop, a lone character set three times side by side, a faint number before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.vision._grammar import suspicious
from auditor.vision._recognise import Reading, recognise
from auditor.vision._row import Row
from auditor.vision._strips import Strip, strip
from auditor.vision.model import Pixels

MOST_LOOKS = 48
"""Lines of one page that are looked at twice, the worst first."""
DOUBTFUL = 0.8
"""A character below this is looked at again."""
NUMBERS = frozenset("一二三四五六七八九十1234567890（(①②③④⑤⑥⑦⑧⑨")
"""How a line that seems to begin with a sign of punctuation may truly begin."""
NEVER_FIRST = frozenset("、，．.；：）)")
BEFORE = 1.7
"""Character heights before such a line that are looked at once more: 一 and 二 are faint where all else is dark."""
SURE_NUMBER = 0.5
UPRIGHT = frozenset("1lI|丨")
LEANING = 0.4
"""Pixels to the side for each pixel of height from which a lone stroke is a slash for "nothing" and no 1."""
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
    _numbers_before(grey, rows, shown, readings)
    _read_again(grey, rows, shown, readings)
    _slashes(grey, rows, readings)


def _read_again(
    grey: Pixels, rows: Sequence[Row], shown: list[Strip | None], readings: list[Reading | None]
) -> None:
    """Read the doubtful lines from another crop."""
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


def _numbers_before(
    grey: Pixels, rows: Sequence[Row], shown: list[Strip | None], readings: list[Reading | None]
) -> None:
    """Look for the number of a paragraph before lines that begin with 、 where its thin strokes were no ink."""
    looks: list[tuple[int, Strip, Row]] = []
    for place, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        if len(looks) >= MOST_LOOKS:
            break
        if reading is None or row.stack or not row.runs or reading.text[:1] not in NEVER_FIRST:
            continue
        left = max(0, row.runs[0][0] - round(row.em * BEFORE))
        wider = replace(
            row, box=(left, *row.box[1:]), runs=[(left, row.runs[0][1]), *row.runs[1:]], blanks=[]
        )
        picture = strip(grey, wider)
        if picture is not None:
            looks.append((place, picture, wider))
    for (place, picture, wider), found in zip(
        looks, recognise([picture.picture for _, picture, _ in looks]) if looks else [], strict=True
    ):
        before = readings[place]
        if before is None or not found.text or found.text[0] not in NUMBERS or found.sure[0] < SURE_NUMBER:
            continue
        if found.text.lstrip("".join(NUMBERS))[:2] == before.text.lstrip(" ")[:2]:
            readings[place], shown[place] = found, picture
            rows[place].box, rows[place].runs = wider.box, wider.runs


def _slashes(grey: Pixels, rows: Sequence[Row], readings: list[Reading | None]) -> None:
    """Tell a lone slash from a 1 by how far its one stroke leans to the right."""
    import numpy as np

    for place, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        if reading is None or reading.text not in UPRIGHT or len(reading.text) != 1:
            continue
        left, top, right, bottom = row.box
        part = grey[top:bottom, left:right]
        if part.size < 40 or bottom - top < 8:
            continue
        y, x = np.nonzero(part < (int(part.min()) + int(np.percentile(part, 90))) // 2)
        if len(y) < 8 or np.ptp(y) < 0.6 * (bottom - top):
            continue
        lean, start = np.polyfit(y, x, 1)
        thin = float(np.abs(x - (lean * y + start)).mean()) < 0.12 * (bottom - top)
        if -lean > LEANING and thin:
            readings[place] = replace(reading, text="/", sure=[min(0.9, max(0.7, reading.sure[0]))])


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
    if old.text == "/" and new.text in UPRIGHT:
        return False
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
