"""Words of a seal that were read as words of the cell or line under it.

A seal over a name leaves its own characters beside the name, read as surely as print. Its ink is red, or grey on a scan
without colours, and in both cases lighter than print. Such characters are taken out of a line of which others remain; a line
of nothing else stays, as a doubt: pale print is never made a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.pages.model import Mark
from auditor.vision.model import PixelBox, TextLine

if TYPE_CHECKING:
    from auditor.vision.look import Seen

PALER = 0.3
"""Share of the way from the darkness of print to the paper from which ink is lighter than print."""
DARKEST = 10
"""Per cent: the level of the darkest pixels in a character's square stands for its ink."""
SAMPLE = 80
"""Characters outside of seals that say how dark print is; fewer than `LEAST_PRINT` say nothing."""
LEAST_PRINT = 8
THIN = frozenset("一二三十")
"""Characters of so little ink that their squares are always light."""
DOUBT = 0.3
"""Confidence of a character that is perhaps a seal's."""


def without_seal_words(seen: Seen) -> None:
    """Take the characters of seals out of the page's lines, or doubt them, in place."""
    seals = [patch.box for patch in seen.inks if patch.mark is Mark.STAMP]
    if not seals:
        return
    pen = [patch.box for patch in seen.inks if patch.mark is Mark.HANDWRITTEN]
    limit = _palest_print(seen, seals)
    if limit is None:
        return
    seen.loose = [_cleaned(line, seals, pen, limit, seen) for line in seen.loose]
    for cells in seen.cell_lines:
        for number, lines in enumerate(cells):
            cells[number] = [_cleaned(line, seals, pen, limit, seen) for line in lines]


def _palest_print(seen: Seen, seals: Sequence[PixelBox]) -> float | None:
    """Return the level from which ink is lighter than the page's print."""
    import numpy as np

    levels: list[float] = []
    for line in seen.lines():
        if len(levels) >= SAMPLE:
            break
        if any(_meet(line.box, seal) for seal in seals) or len(line.spans) != len(line.text):
            continue
        for (left, right), char in zip(line.spans, line.text, strict=True):
            if "\u4e00" <= char <= "\u9fff":
                levels.append(_level(seen, (left, line.box[1], right, line.box[3])))
    if len(levels) < LEAST_PRINT:
        return None
    print_level, paper = float(np.median(levels)), float(np.percentile(seen.sheet.grey[::8, ::8], 70))
    return print_level + PALER * (paper - print_level)


def _cleaned(
    line: TextLine, seals: Sequence[PixelBox], pen: Sequence[PixelBox], limit: float, seen: Seen
) -> TextLine:
    if len(line.spans) != len(line.text) or len(line.sure) != len(line.text):
        return line
    _, top, _, bottom = line.box
    pale = []
    for at, (left, right) in enumerate(line.spans):
        box = (left, top, right, bottom)
        if (
            "\u4e00" <= line.text[at] <= "\u9fff"
            and any(_meet(box, seal) for seal in seals)
            and not any(_meet(box, stroke) for stroke in pen)
            and _level(seen, box) > limit
        ):
            pale.append(at)
    if not pale:
        return line
    line = replace(line, sure=tuple(min(v, DOUBT) if at in pale else v for at, v in enumerate(line.sure)))
    kept = [at for at, char in enumerate(line.text) if at not in pale or char in THIN]
    words = [at for at in kept if line.text[at].isalnum()]
    if not words:
        return replace(line, confidence=min(line.confidence, DOUBT))
    # Between two words of the line it is more likely its own word, pale for once.
    kept = [at for at in range(len(line.text)) if words[0] <= at <= words[-1] or at in kept]
    while kept and line.text[kept[-1]] in " _":
        kept.pop()
    while kept and line.text[kept[0]] in " _":
        del kept[0]
    spans = tuple(line.spans[at] for at in kept)
    return replace(
        line,
        text="".join(line.text[at] for at in kept),
        box=(spans[0][0], top, spans[-1][1], bottom),
        spans=spans,
        sure=tuple(line.sure[at] for at in kept),
    )


def _level(seen: Seen, box: PixelBox) -> float:
    import numpy as np

    left, top, right, bottom = box
    part = seen.sheet.grey[max(0, top) : max(1, bottom), max(0, left) : max(1, right)]
    return float(np.percentile(part, DARKEST)) if part.size else 255.0


def _meet(one: PixelBox, other: PixelBox) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
