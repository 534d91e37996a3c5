"""What has to be hidden where a piece of a form or page is shown.

Around a finding other things of the form come into sight that no reading names; there `PersonMask` goes by the labels
beside and above them.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from auditor.outputs.writers import Report

MAX_COMPARED = 600
"""Longer texts that a mask shortens are hidden as a whole: comparing them would cost too much."""


def shown_cell(report: Report, labels: str, text: str) -> str:
    """Return the text of a cell or line as it may be seen.

    Args:
        report: for its mask; nothing is hidden with full names.
        labels: what stands beside and above the cell, joined.
        text: what stands there.
    """
    if report.mask is None or not text:
        return text
    return report.shown_value(labels, text)


def hidden_characters(report: Report, labels: str, text: str) -> list[bool]:
    """Return for each character of ``text`` whether it has to be covered in a picture.

    A mask writes ``*`` for what it hides and may shorten it; whatever of the text is not found again at its place counts
    as hidden, so that an error covers too much rather than too little.
    """
    if report.mask is None:
        return [False] * len(text)
    shown = shown_cell(report, labels, text)
    if shown == text:
        return [False] * len(text)
    if len(shown) == len(text):
        return [a != b for a, b in zip(text, shown, strict=True)]
    hidden = [True] * len(text)
    if len(text) <= MAX_COMPARED:
        for block in SequenceMatcher(None, text, shown, autojunk=False).get_matching_blocks():
            hidden[block.a : block.a + block.size] = [False] * block.size
    return hidden
