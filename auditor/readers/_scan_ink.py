"""Which words of a scanned page were written by pen, from the patches of ink that were seen over and beside its text.

Patches are small and many: strokes of one signature, a curl of a printed character. What counts is the word: whether most
of it is pen. Printed words that look a little like a pen's stay printed; a word that could be either is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from auditor.pages.model import Mark
from auditor.vision.model import InkPatch, PixelBox, TextLine

DOUBTFUL = 0.5
"""Confidence of ink that is there and whose kind is not known."""
SURE_OF_PRINT = 0.8
WORD_GAP = 0.8
"""Line heights between two words."""
MOSTLY = 0.45
"""Share of a word's width that is pen from which the word was written."""
MOSTLY_CLEAR = 0.6
"""The same where the word was read without a doubt, as print is and pen seldom."""
CLEARLY_READ = 0.98
WIDE_PEN = 1.5
"""Line heights of pen beside or over print: somebody signed there."""
REACHES_OUT = 0.5
"""Line heights by which a pen reaches above and below a line together, where it is no part of the line: no print does."""
DOUBT_SHARE = 0.6
FREE_DOUBT = 0.6
"""Line heights, across and down, of ink beside all words that may be a pen's: less is a speck."""
NAME_LENGTHS = (2, 3, 4)
NAME_DOUBT, LARGE_NAME_DOUBT = 0.35, 0.1
LARGE = 1.3
"""Times the usual height of the page's lines."""
_COLONS = ("：", ":")
_ENDS_WORD = frozenset("：:；;，,。）)")


@dataclass(slots=True)
class _Word:
    box: PixelBox
    text: str
    sure: float
    pen: list[InkPatch] = field(default_factory=list)
    doubt: list[InkPatch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PenMark:
    """Pen somewhere on the page: the place of its ink and how sure it is that it is pen."""

    box: PixelBox
    confidence: float
    over_text: bool = False
    """It is in doubt whether it is the recognised word itself."""


def pen_marks(lines: Iterable[TextLine], patches: Sequence[InkPatch]) -> list[PenMark]:
    """Return one mark for each written word.

    Args:
        lines: recognised lines of the page.
        patches: what was seen as pen, and as print that may be a pen's; others are left alone.
    """
    lines = list(lines)
    words = [word for line in lines for word in _words(line)]
    heights = sorted(line.box[3] - line.box[1] for line in lines if line.text.strip())
    usual = heights[len(heights) // 2] if heights else 0
    free: list[InkPatch] = []
    doubts: list[InkPatch] = []
    for patch in patches:
        if patch.mark is Mark.TYPED and patch.confidence >= SURE_OF_PRINT:
            continue
        if patch.mark not in (Mark.HANDWRITTEN, Mark.TYPED):
            continue
        home = max(words, key=lambda word: _shared(word.box, patch.box), default=None)
        if home is None or not _on_line(home.box, patch.box):
            if patch.mark is Mark.HANDWRITTEN:
                free.append(patch)
            elif min(_width(patch), patch.box[3] - patch.box[1]) >= FREE_DOUBT * usual > 0:
                # Nobody read a word there: what is neither surely print nor surely pen is not blank.
                doubts.append(patch)
        elif patch.mark is Mark.HANDWRITTEN:
            home.pen.append(patch)
        else:
            home.doubt.append(patch)
    marks = [mark for word in words if word.pen or word.doubt for mark in _judged(word, usual)]
    found = marks + _clustered(free)
    return found + [
        PenMark(mark.box, DOUBTFUL)
        for mark in _clustered(doubts)
        if not any(_shared(mark.box, other.box) > 0 for other in found)
    ]


def _words(line: TextLine) -> list[_Word]:
    """Part a line at wide gaps and behind colons."""
    height = line.box[3] - line.box[1]
    if len(line.spans) != len(line.text):
        return [_Word(line.box, line.text, line.confidence)] if line.text.strip() else []
    parts: list[list[int]] = []
    end = None
    for index, char in enumerate(line.text):
        if char.isspace() or char == "_":
            continue
        left, right = line.spans[index]
        if end is None or left - end > WORD_GAP * height or line.text[parts[-1][-1]] in _ENDS_WORD:
            parts.append([])
        parts[-1].append(index)
        end = right
    result = []
    for part in parts:
        box = (line.spans[part[0]][0], line.box[1], line.spans[part[-1]][1], line.box[3])
        sure = [line.sure[k] if k < len(line.sure) else line.confidence for k in part]
        result.append(_Word(box, "".join(line.text[k] for k in part), sum(sure) / len(sure)))
    return result


def _judged(word: _Word, usual: int) -> list[PenMark]:
    """Judge one word; ``usual`` is the height in pixels of most lines of the page."""
    left, top, right, bottom = word.box
    width, height = max(1, right - left), max(1, bottom - top)
    pen = _covered(word.pen)
    inside = _covered(word.pen, left, right)
    needed = MOSTLY_CLEAR if word.sure >= CLEARLY_READ and len(word.text) >= 2 else MOSTLY
    if inside >= needed * width or pen - inside >= WIDE_PEN * height:
        total = sum(_width(patch) for patch in word.pen)
        sure = sum(patch.confidence * _width(patch) for patch in word.pen) / max(1, total)
        return [PenMark(_around(word.pen), sure)]
    over = _reaching_out(word)
    if over is not None:
        return [over]
    if word.text[-1:] in _COLONS:
        return []  # a label is printed
    both = _covered([*word.pen, *word.doubt], left, right)
    # A neatly signed name reads as well as print: where a name may stand, less is a doubt, above all if it is written large.
    if len(word.text) in NAME_LENGTHS and all("\u4e00" <= char <= "\u9fff" for char in word.text):
        needed = NAME_DOUBT if height < LARGE * usual else LARGE_NAME_DOUBT
        if both >= needed * width:
            return [PenMark(_around([*word.pen, *word.doubt]), DOUBTFUL, over_text=True)]
    if both >= DOUBT_SHARE * width and word.sure < CLEARLY_READ:
        return [PenMark(_around([*word.pen, *word.doubt]), DOUBTFUL, over_text=True)]
    return []


def _reaching_out(word: _Word) -> PenMark | None:
    """A signature across the words of an opinion or a label, of which it covers only a part: taller than the line."""
    _, top, _, bottom = word.box
    height = max(1, bottom - top)
    tall = [
        patch
        for patch in word.pen
        if max(0, top - patch.box[1]) + max(0, patch.box[3] - bottom) >= REACHES_OUT * height
    ]
    if not tall or _covered(tall) < height:
        return None
    return PenMark(_around(tall), max(patch.confidence for patch in tall))


def _clustered(patches: list[InkPatch]) -> list[PenMark]:
    """Put patches that stand beside each other on one line together: strokes of one signature."""
    groups: list[list[InkPatch]] = []
    for patch in sorted(patches, key=lambda one: one.box[0]):
        for group in groups:
            around = _around(group)
            height = max(around[3] - around[1], patch.box[3] - patch.box[1])
            if patch.box[0] - around[2] <= height and _on_line(around, patch.box):
                group.append(patch)
                break
        else:
            groups.append([patch])
    return [PenMark(_around(group), max(patch.confidence for patch in group)) for group in groups]


def _width(patch: InkPatch) -> int:
    return patch.box[2] - patch.box[0]


def _covered(patches: Iterable[InkPatch], first: int | None = None, last: int | None = None) -> int:
    """Pixels of width that patches cover together, within bounds."""
    total, end = 0, first
    for patch in sorted(patches, key=lambda one: one.box[0]):
        start = patch.box[0] if end is None else max(patch.box[0], end)
        stop = patch.box[2] if last is None else min(patch.box[2], last)
        total += max(0, stop - start)
        end = max(stop, start)
    return total


def _around(patches: Sequence[InkPatch]) -> PixelBox:
    return (
        min(patch.box[0] for patch in patches),
        min(patch.box[1] for patch in patches),
        max(patch.box[2] for patch in patches),
        max(patch.box[3] for patch in patches),
    )


def _shared(one: PixelBox, other: PixelBox) -> int:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else min(0, across) + min(0, down)


def _on_line(line: PixelBox, patch: PixelBox) -> bool:
    """Whether a patch stands on a line and touches, or nearly touches, the word there."""
    height = max(1, min(line[3] - line[1], patch[3] - patch[1]))
    down = min(line[3], patch[3]) - max(line[1], patch[1])
    across = max(line[0], patch[0]) - min(line[2], patch[2])
    return down > 0.4 * height and across <= 0.3 * (line[3] - line[1])
