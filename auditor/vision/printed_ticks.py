"""Boxes to tick against the characters that look like them.

The network that finds boxes sees a spot of the page; the recogniser sees a word. Where the recogniser reads a character with
confidence, a box that was seen in its place is no box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.vision._shapes import has_four_sides
from auditor.vision.model import PixelBox, Sheet, TextLine, TickBox

SURE_CHARACTER = 0.9
SURE_READ = 0.97
CLOSE = 0.15
"""Line heights between two characters of a word."""
SURE_BOX = 0.85
"""A box seen with more confidence stands against characters that look like boxes."""
DOUBTFUL = 0.6
BORDER = 2
"""Pixels: a lone box that touches its cell's side is made of the border and a character beside it."""
PROSE = 24
"""Characters of a line in which one empty box is no box: options are words, and come in twos."""
LIKE_BOXES = frozenset("口回日目田国囗囚因困团固囤四曰白甲由申旧区凶网圆园围图区巴山中西血皿而门闪凹凸冈図")
"""What a box, a ticked box and a box with a pen's tick are read as."""
_REACH = 0.35
"""Heights of a box by which its row is read higher and lower."""


def without_characters(sheet: Sheet, ticks: Sequence[TickBox], regions: Sequence[PixelBox]) -> list[TickBox]:
    """Return the ticks that are not printed characters.

    Args:
        sheet: the upright page.
        ticks: boxes as found; circled and underlined options stay as they are.
        regions: the cells and free bands in which they were looked for.
    """
    from auditor.vision.lines import read_regions

    boxes = [tick for tick in ticks if tick.kind in ("box", "circle", "bracket")]
    # A row of several clear boxes needs no second opinion, whatever is read there.
    rows = [
        (row, members)
        for row, members in _rows(boxes, regions)
        if len(members) == 1 or any(tick.confidence < SURE_BOX for tick in members)
    ]
    if not rows:
        return list(ticks)
    characters: set[int] = set()
    doubtful: set[int] = set()
    for (row, members), lines in zip(rows, read_regions(sheet, [row for row, _ in rows]), strict=True):
        alone = len(members) == 1
        for tick in members:
            in_prose = alone and not tick.ticked and any(len(line.text) >= PROSE for line in lines)
            if (
                in_prose
                or (alone and not tick.ticked and tick.box[0] - row[0] <= BORDER)
                or (alone and tick.ticked and tick.kind == "box" and not has_four_sides(sheet, tick.box))
                or any(_is_character(tick, line, alone) for line in lines)
                or (alone and any(_begins_word(tick, line) for line in lines))
            ):
                characters.add(id(tick))
            elif alone and any(_may_be_character(tick, line) for line in lines):
                doubtful.add(id(tick))
    return [
        replace(tick, confidence=min(tick.confidence, DOUBTFUL)) if id(tick) in doubtful else tick
        for tick in ticks
        if id(tick) not in characters
    ]


def _rows(ticks: Sequence[TickBox], regions: Sequence[PixelBox]) -> list[tuple[PixelBox, list[TickBox]]]:
    """Group boxes that stand in one row of one region, with the strip of the region to read."""
    rows: list[tuple[PixelBox, list[TickBox]]] = []
    for tick in sorted(ticks, key=lambda one: (one.box[1] + one.box[3]) / 2):
        left, top, right, bottom = tick.box
        x, y = (left + right) / 2, (top + bottom) / 2
        home = next((r for r in regions if r[0] <= x < r[2] and r[1] <= y < r[3]), None)
        if home is None:
            continue
        reach = round(_REACH * (bottom - top))
        strip = (home[0], max(home[1], top - reach), home[2], min(home[3], bottom + reach))
        for index, (row, members) in enumerate(rows):
            if row[0] == home[0] and row[2] == home[2] and min(row[3], strip[3]) - max(row[1], strip[1]) > 0:
                around = (row[0], min(row[1], strip[1]), row[2], max(row[3], strip[3]))
                rows[index] = (around, [*members, tick])
                break
        else:
            rows.append((strip, [tick]))
    return rows


def _begins_word(tick: TickBox, line: TextLine) -> bool:
    """Whether a character like a box was read for sure right where a box was seen, with the next one close behind it.

    A name may begin with 区, a line with 回 or 图; behind a box there is more room than between two characters.
    """
    high = line.box[3] - line.box[1]
    for index, (start, end) in enumerate(line.spans[:-1]):
        if line.text[index] not in LIKE_BOXES or line.sure[index : index + 1] < (SURE_READ,):
            continue
        if min(tick.box[2], end) - max(tick.box[0], start) < 0.6 * (end - start):
            continue
        after = line.text[index + 1]
        if "\u4e00" <= after <= "\u9fff" and line.spans[index + 1][0] - end < CLOSE * high:
            return True
    return False


def _may_be_character(tick: TickBox, line: TextLine) -> bool:
    """Whether the recogniser is sure of a character like a box right where a lone box was seen."""
    return any(
        char in LIKE_BOXES
        and sure >= SURE_CHARACTER
        and min(tick.box[2], end) - max(tick.box[0], start) >= 0.6 * (end - start)
        for char, (start, end), sure in zip(line.text, line.spans, line.sure, strict=False)
    )


def _is_character(tick: TickBox, line: TextLine, alone: bool) -> bool:
    """Whether ``line`` has a character where a box was seen; ``alone`` is a box without others in its row."""
    left, _, right, _ = tick.box
    for index, (start, end) in enumerate(line.spans):
        # A box that the recogniser passed over lies in the span of its neighbour, which is then wider than a character.
        covered = min(right, end) - max(left, start)
        if alone and not tick.ticked and _is_part(tick, line, index):
            return True
        if covered < 0.6 * (end - start) or end - start > 1.35 * (line.box[3] - line.box[1]):
            continue
        char = line.text[index]
        sure = line.sure[index] if index < len(line.sure) else line.confidence
        if not "\u4e00" <= char <= "\u9fff" or sure < SURE_CHARACTER:
            continue
        if not alone and tick.confidence >= SURE_BOX:
            continue
        if char not in LIKE_BOXES or ((alone or tick.confidence < SURE_BOX) and _within_word(line, index)):
            return True
    return False


def _is_part(tick: TickBox, line: TextLine, index: int) -> bool:
    """Whether a small square lies within one character that was read for sure: the 口 of 况 or 员."""
    left, top, right, bottom = tick.box
    start, end = line.spans[index]
    high = line.box[3] - line.box[1]
    sure = line.sure[index] if index < len(line.sure) else line.confidence
    return (
        "\u4e00" <= line.text[index] <= "\u9fff"
        and sure >= SURE_CHARACTER
        and end - start <= 1.15 * high
        and start <= left
        and right <= end
        and right - left <= 0.7 * (end - start)
        and line.box[1] <= (top + bottom) / 2 <= line.box[3]
    )


def _within_word(line: TextLine, index: int) -> bool:
    """Whether a character stands close behind another one, as boxes to tick do not."""
    if index == 0 or line.text[index - 1].isspace() or not "\u4e00" <= line.text[index - 1] <= "\u9fff":
        return False
    gap = line.spans[index][0] - line.spans[index - 1][1]
    return gap < 0.35 * (line.box[3] - line.box[1])
