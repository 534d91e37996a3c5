"""What a picture inserted into a Word file or a text PDF counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.pages.model import Ink, Mark

if TYPE_CHECKING:
    from auditor.vision.model import Pixels

_SURE = 0.9
"""From this on the network's word counts; below, a picture is taken for ink as it always was."""
_NOT_INK = 0.5
"""Confidence of a picture that shows print, a photograph or nothing: somebody has to look whether it is a signature."""
WIDE = 1.25
"""Times its height from which red ink is wider than a seal or a name chop: a pen may be red, and long stamps are rare."""


def judged_red(pixels: Pixels) -> Ink:
    """Return what red ink counts as that is wider than most seals: a seal, unless the network is sure that it is a pen's."""
    from auditor.vision.marks import judge_crops

    mark, sure = judge_crops([pixels])[0]
    return Ink(Mark.IMAGE) if mark is Mark.HANDWRITTEN and sure >= _SURE else Ink(Mark.STAMP, confidence=0.8)


def judged_ink(pixels: Pixels) -> Ink:
    """Return what the ink network sees in a picture as the page model has it."""
    from auditor.vision.marks import judge_crops

    mark, sure = judge_crops([pixels])[0]
    if sure < _SURE or mark is Mark.HANDWRITTEN:
        return Ink(Mark.IMAGE)
    if mark is Mark.STAMP:
        return Ink(Mark.STAMP, confidence=sure)
    return Ink(Mark.IMAGE, confidence=_NOT_INK)
