"""Recognising prepared pictures of lines: packed into strips, run through the model, decoded with confidences.

The model reads pictures 48 pixels high and gives one decision for every 8 pixels (PP-OCR, connectionist temporal
classification). Short lines are packed side by side into strips of a few fixed widths: little paper is computed for
nothing, and the runtime prepares kernels for a handful of shapes only, so memory stays flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from auditor.vision._characters import chosen, known_characters, simplified
from auditor.vision.model import Pixels
from auditor.vision.sessions import RECOGNITION, headless

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
else:
    Floats = Any

HEIGHT = 48
STEP = 8
"""Pixels of the picture for each decision."""
STRIP = 320
"""Strips are multiples of this wide."""
GAP = 32
"""Pixels of paper between two lines in a strip."""
WIDEST = 2560
"""Longer lines are squeezed."""


@dataclass(slots=True)
class Reading:
    """What the model reads on one picture."""

    text: str
    centres: list[float]
    """Pixel in the picture of the middle of each character."""
    sure: list[float]
    """The model's own probability of each character."""
    features: Floats
    """Steps x 120: the model's last layer before the characters, for a second decision among fewer characters."""
    steps: list[int]
    """Row of ``features`` in which each character was decided."""

    def score(self) -> float:
        """Return the mean probability of the characters, 0 for an empty reading."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


@dataclass(slots=True)
class Alphabet:
    """The classes that were kept, their characters and the weights of the last layer."""

    characters: list[str]
    weights: Floats
    bias: Floats
    index: dict[str, int]


def recognise(pictures: Sequence[Pixels]) -> list[Reading]:
    """Read pictures of single lines.

    Args:
        pictures: grey, 48 pixels high, dark text on light paper.

    Returns:
        One reading for each picture; its text is empty where nothing was read.
    """
    import numpy as np

    model, alphabet = _model()
    out: list[Reading | None] = [None] * len(pictures)
    for width, items in _packed([picture.shape[1] for picture in pictures]):
        strip = np.full((HEIGHT, width), 255, np.uint8)
        for index, left in items:
            strip[:, left : left + pictures[index].shape[1]] = pictures[index]
        batch = np.repeat((strip.astype(np.float32) / 127.5 - 1.0)[None, None], 3, axis=1)
        chances, features = model(batch)
        best = chances[0].argmax(-1)
        for index, left in items:
            wide = pictures[index].shape[1]
            first = max(0, (left - GAP // 2) // STEP)
            last = min(len(best), -(-(left + wide + GAP // 2) // STEP))
            out[index] = _decode(chances[0], best, features[0], first, last, left, alphabet)
    return [reading for reading in out if reading is not None]


def _decode(
    chances: Floats, best: Any, features: Floats, first: int, last: int, left: int, alphabet: Alphabet
) -> Reading:
    """Decode greedily: runs of one class are one character, class 0 separates."""
    text: list[str] = []
    centres: list[float] = []
    sure: list[float] = []
    steps: list[int] = []
    before = 0
    start = first
    classes = best[first:last].tolist()
    for step, kind in enumerate([*classes, -1], first):
        if kind == before:
            continue
        if before > 0:
            run = chances[start:step, before]
            peak = int(run.argmax())
            text.append(alphabet.characters[before])
            sure.append(float(run[peak]))
            steps.append(start + peak - first)
            centres.append((start + step) / 2 * STEP - left)
        before, start = kind, step
    return Reading("".join(text), centres, sure, features[first:last].copy(), steps)


def _packed(widths: Sequence[int]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Place pictures side by side, widest first; return strips as (width, [(picture, left)])."""
    strips: list[tuple[int, list[tuple[int, int]]]] = []
    ends: list[int] = []
    open_from = 0
    for index in sorted(range(len(widths)), key=lambda item: (-widths[item], item)):
        for place in range(open_from, len(strips)):
            if ends[place] + GAP + widths[index] <= strips[place][0]:
                strips[place][1].append((index, ends[place] + GAP))
                ends[place] += GAP + widths[index]
                break
        else:
            width = max(STRIP, -(-widths[index] // STRIP) * STRIP)
            strips.append((width, [(index, 0)]))
            ends.append(widths[index])
        while open_from < len(strips) and strips[open_from][0] - ends[open_from] < GAP + 16:
            open_from += 1
    return strips


@cache
def _model() -> tuple[Any, Alphabet]:
    """Load the recognition model with its last layer cut down to the characters that forms need."""
    import numpy as np

    from auditor.vision.sessions import model_path

    path = model_path(RECOGNITION)
    names = known_characters(path)
    kept = chosen(names)
    model, weights, bias = headless(path, kept)
    fold = simplified()
    characters = [fold.get(names[index], names[index]) for index in kept]
    index: dict[str, int] = {}
    for place, kind in enumerate(kept):
        index.setdefault(characters[place], place)
        index[names[kind]] = place
    return model, Alphabet(characters, np.ascontiguousarray(weights.T), bias, index)


def alphabet() -> Alphabet:
    """Return the characters that can be read."""
    return _model()[1]
