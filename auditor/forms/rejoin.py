"""Pages that begin with a heading and yet go on with the paper before them.

A page break with a heading begins a paper (`bare_headings.heads_new_page`) unless what stands below asks for what the paper
before still lacks, and names no client of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.forms.booklets import fit
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Layout
from auditor.forms.load import FormSet
from auditor.forms.preferences import ACCEPT, same_part
from auditor.forms.recognise import clean_title, layout_keys
from auditor.forms.stretches import Piece, Segment
from auditor.pages.model import Line

_MOSTLY = 0.6
_REPEATED = 2
"""Labels that both pages ask for; so many make two papers of them. Days and signatures do not count."""
_LEAST_NAME = 4
_CLIENT = "client.name"
_CLOSING = frozenset({"signature", "date"})


def goes_on(before: Segment, told: Layout, segment: Segment, layout: Layout, forms: FormSet) -> bool:
    """Tell whether a stretch that only a page break began belongs to the paper before it.

    Args:
        before: the paper before, settled.
        told: what stands on it.
        segment: the stretch, settled.
        layout: what stands on it.
        forms: all forms.
    """
    if not segment.by_page or not before.form or before.score < ACCEPT:
        return False
    keys, earlier = _asked(layout, forms.vocabulary), _asked(told, forms.vocabulary)
    if not keys and layout.items:
        return True  # signatures and days alone
    known = bool(segment.form) and segment.score >= ACCEPT
    if known and not same_part(segment.form, before.form, forms):
        return False
    entry = forms.index[before.form]
    if keys & entry.field_keys.get(_CLIENT, frozenset()) or len(keys & earlier) >= _REPEATED:
        return False
    if {block.headers and tuple(text for text, _ in block.headers) for block in layout.blocks} & {
        block.headers and tuple(text for text, _ in block.headers) for block in told.blocks
    }:
        return False
    return bool(keys) and (known or fit(keys, entry)[1] >= _MOSTLY)


def joined(before: Segment, segment: Segment) -> Segment:
    """Return the paper before with the stretch, its heading as a line, at its end; recognised by its own title."""
    place = segment.title_place
    heading = Line(segment.title, ref=place.ref if place is not None else "")
    pieces: Sequence[Piece] = [*before.pieces, Piece(heading, None), *segment.pieces]
    return Segment(
        list(pieces),
        before.title,
        before.title_place,
        list(before.options),
        list(before.names),
        first_line=before.first_line,
        by_page=before.by_page,
        client=before.client,
    )


def settle_by_name(segments: Sequence[Segment]) -> None:
    """Let a paper that was not recognised be what another paper of the same title in the file is; changed in place."""
    named: dict[str, str] = {}
    for segment in segments:
        name = fold_key(clean_title(segment.title))
        if len(name) >= _LEAST_NAME and segment.form and segment.score >= ACCEPT:
            named.setdefault(name, segment.form)
    for segment in segments:
        form = named.get(fold_key(clean_title(segment.title)), "")
        if form and segment.pieces and (not segment.form or segment.score < ACCEPT):
            segment.form, segment.score = form, ACCEPT


def _asked(layout: Layout, vocabulary: Vocabulary) -> set[str]:
    keys = layout_keys(layout)
    return {key for key in keys if (label := vocabulary.find(key)) is None or label.aspect not in _CLOSING}
