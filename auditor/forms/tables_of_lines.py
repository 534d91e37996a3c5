"""Tables put in place of lines that are one: columns kept apart by gaps, a running log, a list's entries, items with scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from auditor.forms.entry_lines import entry_table, is_total
from auditor.forms.item_lines import item_table, keeps_items
from auditor.forms.lines import gap_table, is_gap_header
from auditor.forms.load import FormSet
from auditor.forms.log_lines import LogLines, is_log_line, keeps_log
from auditor.forms.periods import period_of
from auditor.forms.preferences import ACCEPT
from auditor.forms.questions import question_table
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import Line

_LISTS, _HOUSEHOLDS = "roster", "household-archive"
_MOST_LINES = 2_000
"""So many lines of a list are read."""


def set_columns(segment: Segment, forms: FormSet) -> None:
    """Put tables in place of lines that stand in columns."""
    pieces = segment.pieces
    index = 0
    while index < len(pieces):
        block = pieces[index].block
        if isinstance(block, Line) and "  " in block.text and is_gap_header(block, forms.vocabulary):
            stop = index
            lines: list[Line] = []
            while (
                stop < len(pieces)
                and isinstance(line := pieces[stop].block, Line)
                and pieces[stop].page == pieces[index].page
            ):
                lines.append(line)
                stop += 1
            found = gap_table(lines, 0, forms.vocabulary, block.ref)
            if found is not None:
                pieces[index : index + found[1]] = [Piece(found[0], pieces[index].page)]
        index += 1


def set_log(segment: Segment, forms: FormSet) -> None:
    """Put tables in place of the lines of a running log, unless the title names a paper that is not kept as one.

    Below another paper of a household such lines are its visits and calls, where each says by which way contact was made.
    """
    best, score = max(segment.options, key=lambda option: option[1], default=("", 0.0))
    strange = score >= ACCEPT and not keeps_log(forms.index[best])
    if strange and (forms.forms[best].record != _HOUSEHOLDS or forms.forms[best].foresees):
        return
    log = LogLines(" ".join([segment.title, *segment.names]), forms.vocabulary)
    pieces = segment.pieces
    index = 0
    while index < len(pieces):
        block = pieces[index].block
        if isinstance(block, Line):
            found = None
            if not strange or is_log_line(block.text):
                found = log.table(_lines_from(pieces, index), block.ref or f"第{index + 1}段起")
            if found is not None and (not strange or _all_log_lines(pieces[index : index + found[1]])):
                pieces[index : index + found[1]] = [Piece(found[0], pieces[index].page)]
            else:
                log.other(block.text)
        index += 1


def _all_log_lines(pieces: list[Piece]) -> bool:
    return all(
        is_log_line(piece.block.text) or period_of(piece.block.text) is not None
        for piece in pieces
        if isinstance(piece.block, Line)
    )


def set_entries(segment: Segment, forms: FormSet) -> None:
    """Put tables in place of lines that are a list's entries, or an assessment's items with their scores."""
    best, score = max(segment.options, key=lambda option: option[1], default=("", 0.0))
    known = score >= ACCEPT
    listed = known and forms.forms[best].record == _LISTS
    entries = not known or listed or keeps_log(forms.index[best])
    items = keeps_items(forms.index[best]) if best else True
    pieces = segment.pieces
    index = 0
    while index < len(pieces):
        block = pieces[index].block
        if isinstance(block, Line) and block.text.strip():
            ref = block.ref or f"第{index + 1}段起"
            found = question_table(_lines_from(pieces, index), ref)
            if found is None and items:
                found = item_table(_lines_from(pieces, index), ref)
            if found is None and entries:
                lines = islice(_lines_from(pieces, index), _MOST_LINES)
                found = entry_table(lines, forms.vocabulary, ref, listed=listed)
            if found is not None:
                pieces[index : index + found[1]] = [Piece(found[0], pieces[index].page)]
            elif entries and (total := is_total(block.text)):
                pieces[index] = Piece(replace(block, text=f"合计：{total}"), pieces[index].page)
        index += 1


def _lines_from(pieces: list[Piece], index: int) -> Iterator[Line]:
    for piece in pieces[index:]:
        if not isinstance(piece.block, Line):
            return
        yield piece.block
