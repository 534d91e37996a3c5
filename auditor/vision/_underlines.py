"""Options without boxes of which some are underlined: 自有 / 租住 / 借住, with a line below 租住 alone.

Lines below words are most often ruled blanks with a value on them. What marks an option is a line that begins and ends with its
word, in a row of words of which others have none. So they are looked for when the row was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from auditor.vision.model import PixelBox, Pixels, Sheet, TextLine, TickBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = Any

LONGEST = 8
"""Characters of an option."""
FEWEST = 2
"""Options in a row."""
CONTRAST = 60
"""Grey levels below the paper."""
BELOW = (0.03, 0.5)
"""Line heights below the foot of the other words in which a line is looked for."""
COVERED, CLEAR = 0.85, 0.2
"""Share of a word's width above a line; share for a word, or for the room between two, without one."""
OVER = 0.7
"""Line heights by which a pen's line may run on beyond its word."""
THICK = 0.3
"""Line heights: what is thicker below a word is writing."""
CONFIDENCE = 0.8
MOST = 400
"""Lines of a page that are looked at."""
SPACED = 3
"""Words with nothing but room between them that make a row of options; of those one may be underlined. With fewer, or with more lines, it
is a label beside its value."""
_OPTION = re.compile(r"[^\s/／、|｜，,]+")
_NO_OPTION = re.compile(r"[:：。；;_￼（）()]|\d{3}")


def underlined_options(sheet: Sheet, lines: Iterable[TextLine], ticks: Sequence[TickBox]) -> list[TickBox]:
    """Return the underlined options of rows of words; the box is that of the words.

    Args:
        sheet: the upright page.
        lines: what was read on it.
        ticks: boxes and rings found before; rows with any of them are left alone.
    """
    found: list[TickBox] = []
    for line in [one for one in lines if len(one.spans) == len(one.text)][:MOST]:
        words = _options(line)
        if len(words) >= FEWEST and not any(_on(line.box, tick.box) for tick in ticks):
            marked = _marked(sheet.grey, line, words)
            parted = len(re.findall(r"[/／、|｜，,]", line.text)) >= len(words) - 1
            if parted or (len(words) >= SPACED and len(marked) == 1):
                found += marked
    return found


def _options(line: TextLine) -> list[tuple[int, int]]:
    """Left and right of each word of a row of options; nothing where the row does not look like one.

    A label in front of them is left out.
    """
    text = line.text
    start = max(text.rfind(":"), text.rfind("："), -1) + 1
    parts = [match.span() for match in _OPTION.finditer(text, start)]
    if any(b - a > LONGEST or _NO_OPTION.search(text[a:b]) for a, b in parts):
        return []
    return [(line.spans[a][0], line.spans[b - 1][1]) for a, b in parts]


def _on(line: PixelBox, box: PixelBox) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3] and box[0] < line[2] and box[2] > line[0]


def _marked(grey: Pixels, line: TextLine, words: list[tuple[int, int]]) -> list[TickBox]:
    import numpy as np

    _, top, _, bottom = line.box
    high = bottom - top
    left, right = words[0][0], words[-1][1]
    last = min(grey.shape[0], bottom + round(BELOW[1] * high))
    part = grey[top:last, max(0, left - high) : right + high]
    if high < 8 or not part.size:
        return []
    dark = part < int(np.median(part)) - CONTRAST
    shift = max(0, left - high)
    feet = [_foot(dark[:, a - shift : b - shift]) for a, b in words]
    result = []
    for at, (a, b) in enumerate(words):
        others = [foot for k, foot in enumerate(feet) if k != at and abs(k - at) <= 2]
        foot = min(others) + round(BELOW[0] * high) + 1
        under = dark[foot : foot + round(BELOW[1] * high)]
        reach = round(OVER * high)
        gaps = (
            (words[at - 1][1] + reach if at else 0, a - reach),
            (b + reach, words[at + 1][0] - reach if at + 1 < len(words) else right + high),
        )
        if (
            _covered(under, a - shift, b - shift) >= COVERED
            and all(_covered(under, x - shift, y - shift) <= CLEAR for x, y in gaps if y > x)
            and float(under[:, a - shift : b - shift].sum(axis=0).mean()) <= THICK * high
        ):
            result.append(TickBox((a, top, b, bottom), True, CONFIDENCE, "underlined"))
    return result if len(result) < len(words) else []


def _foot(dark: Flags) -> int:
    """The lowest row with ink of a word."""
    import numpy as np

    rows = np.flatnonzero(dark.any(axis=1))
    return int(rows[-1]) + 1 if len(rows) else 0


def _covered(dark: Flags, left: int, right: int) -> float:
    """Share of the columns that show ink."""
    part = dark[:, max(0, left) : max(0, right)]
    return float(part.any(axis=0).mean()) if part.size else 0.0
