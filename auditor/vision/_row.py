"""A line of text as it was cut out of the ink of a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.vision.model import PixelBox


@dataclass(slots=True)
class Row:
    """One line of text to recognise.

    ``runs`` are the stretches of ink from left to right (left, right), ``blanks`` the ruled blanks with nothing
    above them.
    """

    region: int
    box: PixelBox
    em: float
    """Height of its characters in pixels."""
    above: int
    """The line before it ends here, or the region begins."""
    below: int
    runs: list[tuple[int, int]] = field(default_factory=list)
    blanks: list[tuple[int, int]] = field(default_factory=list)
    stack: tuple[PixelBox, ...] = ()
    """The characters of a vertical line, top to bottom."""
