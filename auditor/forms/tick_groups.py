"""Several groups of tick boxes in one sentence or cell: 由（□本人 ☑居委会）提出，属（□一般 ☑重点）个案.

A group is what stands in a bracket of its own, or in a clause of its own; the words before it say what it asks for. All
offsets are those of the text, so that a group can be cut out of the paper with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from auditor.forms.ticks import BOX, blanked
from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_GLYPHS

_OPENS, _CLOSES = "（([【〔", "）)]】〕"
_CLAUSE = re.compile(r"[，,。；;\n！!？?]+")
_WIDE = re.compile(r"[ 　]{2,}|　|\t")
_FILLER = "_ 　\t\n：:、/|，,。；;"
_LEAD = 24
"""Characters before a group that may say what it asks for."""
_TAIL = 8
_MAX_TEXT = 2_000
_MAX_GROUPS = 20
_LIST_SIGNS = re.compile(r"^[\s　、/|·.．_]*$")


@dataclass(frozen=True, slots=True)
class TickGroup:
    """One group of options: where it stands in the text, and the words before and behind it."""

    start: int
    end: int
    lead: str = ""
    tail: str = ""


def tick_groups(text: str) -> list[TickGroup]:
    """Return the groups of options that stand in ``text``, in order; empty where there are no boxes."""
    plain = blanked(text[:_MAX_TEXT])
    if BOX.search(plain) is None:
        return []
    groups: list[TickGroup] = []
    begin = 0
    for start, end in _brackets(plain):
        groups += _in_clauses(plain, begin, start)
        clause = _clause_start(plain, begin, start)
        groups.append(TickGroup(start + 1, end, _words(plain[clause:start]), _tail(plain, end + 1)))
        begin = end + 1
    groups += _in_clauses(plain, begin, len(plain))
    return groups[:_MAX_GROUPS]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the brackets that hold options: they begin with a box, or end with one."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for position, char in enumerate(text):
        if char in _OPENS:
            opened.append(position)
        elif char in _CLOSES and opened:
            start = opened.pop()
            inner = text[start + 1 : position].strip(_FILLER)
            if (
                not opened
                and inner
                and BOX.search(inner)
                and (inner[0] in BOX_GLYPHS or inner[-1] in BOX_GLYPHS or _bare(inner))
            ):
                found.append((start, position))
    return found


def _bare(inner: str) -> bool:
    """Tell whether a bracket holds words of which one is ticked, without boxes: 普通 √严重 紧急."""
    return len(inner.split()) > 1 or "/" in inner or "、" in inner


def _clause_start(text: str, begin: int, end: int) -> int:
    last = begin
    for match in _CLAUSE.finditer(text, begin, end):
        last = match.end()
    return last


def _tail(text: str, begin: int) -> str:
    end = next(
        (
            p
            for p in range(begin, min(len(text), begin + _TAIL))
            if text[p] in _OPENS or _CLAUSE.match(text[p])
        ),
        begin + _TAIL,
    )
    return text[begin:end].strip(_FILLER)


def _words(text: str) -> str:
    return text[-_LEAD:].strip(_FILLER)


def _in_clauses(text: str, begin: int, end: int) -> list[TickGroup]:
    """Return the groups between two offsets, one for each clause that has words before its first box."""
    groups: list[TickGroup] = []
    unboxed = not any(char in EMPTY_GLYPHS for char in text)
    edges = [begin, *(match.end() for match in _CLAUSE.finditer(text, begin, end)), end]
    for start, stop in pairwise(edges):
        for first, last in _runs(text, start, stop):
            box = BOX.search(text, first, last)
            if box is None:
                continue
            lead = _words(text[first : box.start()])
            behind = text[first:last].rstrip(_FILLER)[-1:] in BOX_GLYPHS
            if groups and (not lead or _LIST_SIGNS.match(lead)):
                groups[-1] = TickGroup(groups[-1].start, last, groups[-1].lead)
            elif (behind or unboxed) and _bare(text[first:last].strip(_FILLER)):
                groups.append(TickGroup(first, last))  # boxes behind their options, or 普通 √严重 紧急
            else:
                groups.append(TickGroup(box.start(), last, lead))
    return groups


def _runs(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut a clause where a wide gap stands before words that no box precedes: 类别 □低保 □特困　　环境 □良好 ☑一般."""
    if text[start:stop].rstrip(_FILLER)[-1:] in BOX_GLYPHS:
        return [(start, stop)]
    runs = []
    begin = start
    for gap in _WIDE.finditer(text, start, stop):
        box = BOX.search(text, gap.end(), stop)
        words = text[gap.end() : box.start()] if box is not None else ""
        if len(words.strip(_FILLER)) > 1 and BOX.search(text, begin, gap.start()):
            runs.append((begin, gap.start()))
            begin = gap.end()
    return [*runs, (begin, stop)]
