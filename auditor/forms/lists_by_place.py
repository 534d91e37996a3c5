"""Several lists under one title, each below a line that names its community: （一）南河社区　共2户, then a table, and again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from auditor.forms.entry_lines import is_total
from auditor.forms.labels import strip_numbering
from auditor.forms.load import FormSet
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import Line, Table

_LISTS = "roster"
_LEAST = 0.72
_LONGEST = 40
_PLACE = re.compile(
    r"^(?:(?:所属|所在)?(?:社区|村居|村|居委会?)(?:名称)?\s*[:：]\s*)?(?P<place>[\u4e00-\u9fff]{1,9}?(?:社区|村委会|居委会|村))(?:居委会|村委会)?(?:$|(?=[\s　,，;；:：（(共]))"
)
_COUNTED = re.compile(r"共\s*(?:计|有)?\s*(\d{1,4})\s*(?:户|人|名|份|个)")


def lists_by_place(segments: Iterable[Segment], forms: FormSet) -> list[Segment]:
    """Return the stretches of a file, those that hold lists of several communities cut into one for each."""
    return [part for segment in segments for part in _cut(segment, forms)]


def _cut(segment: Segment, forms: FormSet) -> list[Segment]:
    best, score = max(segment.options, key=lambda option: option[1], default=("", 0.0))
    if score < _LEAST or forms.forms[best].record != _LISTS:
        return [segment]
    heads = _heads(segment.pieces)
    if len({place for _, place in heads}) < len(heads) or len(heads) < 2:
        return [segment]
    found: list[Segment] = []
    edges = [0, *(number for number, _ in heads[1:]), len(segment.pieces)]
    for (head, place), (start, stop) in zip(heads, pairwise(edges), strict=True):
        pieces = list(segment.pieces[start:stop])
        pieces[head - start : head - start + 1] = _labelled(pieces[head - start], place)
        found.append(
            replace(segment, pieces=pieces, options=list(segment.options), names=list(segment.names))
        )
    return found


def _heads(pieces: list[Piece]) -> list[tuple[int, str]]:
    """Return the lines that name a community right above a table, and the community."""
    found: list[tuple[int, str]] = []
    last: tuple[int, str] | None = None
    for number, piece in enumerate(pieces):
        if isinstance(piece.block, Table):
            if last is not None:
                found.append(last)
            last = None
        elif len(text := strip_numbering(piece.block.text.strip())) <= _LONGEST and (
            match := _PLACE.match(text)
        ):
            last = (number, match["place"])
    return found


def _labelled(piece: Piece, place: str) -> list[Piece]:
    """Return the heading as labels with values: its community, and the number of households that it states."""
    line = piece.block
    if not isinstance(line, Line):
        return [piece]
    made = [Piece(replace(line, text=f"社区：{place}", sure=b""), piece.page)]
    counted = _COUNTED.search(line.text)
    total = counted[0].lstrip("共计有 ") if counted is not None else is_total(line.text)
    if total:
        made.append(Piece(replace(line, text=f"合计：{total}", sure=b""), piece.page))
    return made
