"""What has to be hidden where a piece of a form or page is shown.

Names, phones and identity numbers are known to `PersonMask`. Around a finding other things of the form come into sight
that no reading names; there an address is recognised by the label beside it and by its house number, and people of whom a
narrative gives the given name alone are hidden too.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from auditor.findings.privacy import PersonMask
from auditor.outputs.writers import Report
from auditor.values.masking import NameMask
from auditor.values.surnames import surname_length

MAX_COMPARED = 600
"""Longer texts that a mask shortens are hidden as a whole: comparing them would cost too much."""
_HOUSE = re.compile(
    r"((?:大道|路|街|巷|里|坊|苑|新村|小区|花园|大院|村)[^，。；\s\d]{0,6})"
    r"[\dA-Za-z甲乙丙丁之\-－一二三四五六七八九十]{1,8}(?:号|栋|座|幢|梯)[^，。；、\s]{0,20}"
)


def shown_cell(report: Report, labels: str, text: str) -> str:
    """Return the text of a cell or line as it may be seen.

    Args:
        report: for its mask; nothing is hidden with full names.
        labels: what stands beside and above the cell, joined.
        text: what stands there.
    """
    if report.mask is None or not text:
        return text
    shown = _HOUSE.sub(r"\1***", report.shown_value(labels, text))
    return _given_names(report.mask).hide(shown)


@lru_cache(maxsize=4)
def _given_names(mask: PersonMask) -> NameMask:
    """Return a mask of given names alone, by which narratives call people whose full name stands elsewhere."""
    given = (name[surname_length(name) :] for name in mask.names if len(name) > 2)
    return NameMask(name for name in given if len(name) == 2)


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
