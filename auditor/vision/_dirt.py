"""Telling text from what was read out of dirt, leftovers of borders and print that shines through from the back."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.vision._ink import Ink
from auditor.vision._recognise import Reading
from auditor.vision._row import Row
from auditor.vision._strips import Strip

PALEST, PALE = 0.33, 0.6
"""Ink less dark than these shares of the page's print shines through: the first unless it reads very well, the
second where it reads badly."""
SPECKS = frozenset("+十*·•.,，、。'‘’`\"“”^~°•¨")
"""What specks of dust are read as; a stroke that stands for "nothing" (/, -, —) is none of them."""
SMALL = 0.55
"""A lone sign smaller than this many character heights is a speck."""
STOPS, APART_STOP = frozenset("，,.、"), 0.6
"""Signs that stand close behind a character, and the character heights from which one does not."""
STROKES = frozenset("1lI|丨/\\.,·'‘’`-—一_。、，:：;；~()[]LTJ")
"""What leftovers of borders are read as."""


def drop_dirt(
    ink: Ink, rows: Sequence[Row], shown: Sequence[Strip | None], readings: list[Reading | None]
) -> None:
    """Take out of readings what is no text, run by run; the ink of such a run is taken out of its line.

    Args:
        ink: of the page.
        rows: the lines, changed in place.
        shown: the picture that was read of each line.
        readings: of each line, changed in place.
    """
    usual = _usual_darkness(ink, rows, readings)
    for place, (row, picture) in enumerate(zip(rows, shown, strict=True)):
        reading = readings[place]
        if reading is None or picture is None or not reading.text or row.stack:
            continue
        specks = _specks(row, reading, picture, ink.em)
        if specks:
            whose = _runs_of([picture.page(x) for x in reading.centres], row)
            row.runs = [run for number, run in enumerate(row.runs) if number not in specks]
            reading = _without(reading, {index for index, home in enumerate(whose) if home in specks})
            readings[place] = reading
        if not reading.text or min(reading.sure) >= 0.9:
            continue
        if row.em < ink.em * 0.65 and max(reading.sure) < 0.7 and not row.blanks:
            readings[place] = _without(reading, set(range(len(reading.text))))
            continue
        lost: set[int] = set()
        kept: list[tuple[int, int]] = []
        whose = _runs_of([picture.page(x) for x in reading.centres], row)
        for number, run in enumerate(row.runs):
            own = [index for index, home in enumerate(whose) if home == number]
            if _is_dirt(ink, row, run, own, reading, usual):
                lost.update(own)
            else:
                kept.append(run)
        if lost:
            readings[place] = _without(reading, lost)
            row.runs = kept


def _specks(row: Row, reading: Reading, picture: Strip, em: float) -> set[int]:
    """Return the numbers of the runs that are specks: a line of one small sign, a sign far behind or before the text."""
    if not any(char in SPECKS for char in (reading.text[0], reading.text[-1])):
        return set()
    if len(reading.text) == 1:
        left, top, right, bottom = row.box
        return set(range(len(row.runs))) if max(right - left, bottom - top) < em * SMALL else set()
    whose = _runs_of([picture.page(x) for x in reading.centres], row)
    out: set[int] = set()
    for number, beside in ((len(row.runs) - 1, len(row.runs) - 2), (0, 1)):
        if len(row.runs) < 2 or {reading.text[k] for k, home in enumerate(whose) if home == number} - SPECKS:
            continue
        one, other = row.runs[number], row.runs[beside]
        apart = max(one[0] - other[1], other[0] - one[1])
        far = APART_STOP if number and reading.text[-1] in STOPS else 1.0
        if number in whose and one[1] - one[0] < em * SMALL and apart > em * far:
            out.add(number)
    return out


def _usual_darkness(ink: Ink, rows: Sequence[Row], readings: Sequence[Reading | None]) -> float:
    """Return how much darker than paper the page's print is."""
    import numpy as np

    sure = [row for row, reading in zip(rows, readings, strict=True) if reading and reading.score() > 0.9]
    if len(sure) < 3:
        return 0.0
    return float(np.median([_darkness(ink, row, (row.box[0], row.box[2])) for row in sure[:80]]))


def _darkness(ink: Ink, row: Row, run: tuple[int, int]) -> float:
    import numpy as np

    part = ink.grey[row.box[1] : row.box[3], run[0] : run[1]]
    if not part.size:
        return 0.0
    light, dark = np.percentile(part, (85, 8))
    return float(light - dark)


def _runs_of(places: list[float], row: Row) -> list[int]:
    """Return for each character the number of the run of ink that is nearest."""
    out = []
    for x in places:
        gaps = [max(a - x, x - b, 0.0) for a, b in row.runs]
        out.append(min(range(len(gaps)), key=gaps.__getitem__) if gaps else 0)
    return out


def _is_dirt(
    ink: Ink, row: Row, run: tuple[int, int], own: list[int], reading: Reading, usual: float
) -> bool:
    if not own:
        return False
    mean = sum(reading.sure[index] for index in own) / len(own)
    thin = run[1] - run[0] < row.em * 0.3
    if thin and mean < 0.75 and len(row.runs) > 1 and all(reading.text[index] in STROKES for index in own):
        return True
    if usual <= 0 or mean > 0.97:
        return False
    darkness = _darkness(ink, row, run)
    return darkness < usual * PALEST or (darkness < usual * PALE and mean < 0.6)


def _without(reading: Reading, lost: set[int]) -> Reading:
    keep = [index for index in range(len(reading.text)) if index not in lost]
    return Reading(
        "".join(reading.text[index] for index in keep),
        [reading.centres[index] for index in keep],
        [reading.sure[index] for index in keep],
        reading.features,
        [reading.steps[index] for index in keep],
    )
