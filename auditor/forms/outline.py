"""A file's outline: numbered headings of one kind under each of which another paper may stand.

A case's papers are often kept as one booklet (一、个案登记 … 七、回访), in one long table or as headings over tables and paragraphs.
The same headings divide one form into sections. What stands below them decides: a booklet is where the labels below at least
two headings speak clearly for different kinds of paper, and for none of them the form speaks whose title stands above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.forms.booklets import Start, caption_title, names_a_paper, numbering_style, settle_title
from auditor.forms.inline import split_inline
from auditor.forms.label_fit import LabelFit, Told, Words, fit_labels, hear
from auditor.forms.labels import Vocabulary, strip_numbering
from auditor.forms.load import FormSet
from auditor.forms.recognise import Title
from auditor.pages.model import Cell, Line, LineRole, Table

_LONGEST_HEADING = 30
_NUMERALS = frozenset("一二三四五六七八九十第壹贰叁肆伍陆柒捌玖拾(（0123456789０１２３４５６７８９")
_LONGEST_LABEL = 30
_LEAST_KINDS = 2
_AHEAD = 0.6
"""So much more the labels below a heading must tell of another form than of the one that is open."""
_BIT_AHEAD = 0.2
_OWN = 0.67
"""From this share of the labels on, they are the open form's."""
_SAME = 0.5
_BY_FIT = 0.8
"""Score of a form that the labels below a heading betray."""
_BODY = (LineRole.HEADER, LineRole.FOOTER, LineRole.COMMENT, LineRole.NOTE)

Key = tuple[int, int]
"""Identity of a block, and the row in it; row -1 for lines."""


@dataclass(slots=True)
class _Part:
    """What stands below one heading."""

    key: Key
    cell: Cell | None
    text: str
    single: set[frozenset[str]] = field(default_factory=set)
    columns: set[frozenset[str]] = field(default_factory=set)
    said: Told = field(default_factory=Told)
    named: Title | None = None
    """What the heading's words name."""
    title: Title | None = None
    """The same where what stands below is that paper's."""
    fit: LabelFit | None = None

    def labels(self) -> set[str]:
        return {key for keys in (*self.single, *self.columns) for key in keys}


def outline_starts(
    blocks: Sequence[tuple[Line | Table, list[tuple[int, Cell]]]], current: str, forms: FormSet
) -> dict[Key, Start]:
    """Return the headings at which papers begin, by block and row; empty where the headings are no booklet's.

    Args:
        blocks: lines and tables in reading order, each table with its rows that one cell fills.
        current: id of the form whose title stands above, or "".
        forms: all forms.
    """
    parts = _parts(blocks, forms)
    if len(parts) < _LEAST_KINDS:
        return {}
    kinds: set[tuple[str, str]] = set()
    for part in parts:
        _settle(part, forms)
        form = _speaks_for(part, current, forms)
        if form:
            spec = forms.forms[form]
            kinds.add((spec.record, spec.part))
    titled = sum(part.named is not None for part in parts)
    if len(kinds) < _LEAST_KINDS or (current and titled < _LEAST_KINDS):
        return {}  # below a known title, headings of which hardly one names a paper are its sections
    for part in parts:
        # in a booklet a heading that is a paper's whole title needs no labels that tell
        named = part.named
        if part.title is None and part.fit is None and named is not None and named.exact:
            part.title = named
    found: dict[Key, Start] = {}
    before: _Part | None = None
    for part in parts:
        form = _speaks_for(part, current, forms) or _begins(part, current, forms)
        again = (
            not form
            and before is not None
            and _form_of(part) == current != ""
            and len(part.labels() & before.labels()) >= _SAME * max(1, len(part.labels()))
        )
        if form or again:
            current = form or current
            found[part.key] = Start(part.key[1], part.cell, _named(part, current))
            before = part
        elif not _form_of(part) and (part.single or part.columns) and names_a_paper(part.text):
            found[part.key] = Start(part.key[1], part.cell, None)
            current, before = "", part
        elif _form_of(part) == current:
            before = part
    return found


def _begins(part: _Part, current: str, forms: FormSet) -> str:
    """Return the form that begins at a booklet's heading: another than the open one, by name or by a little more labels."""
    form = _form_of(part)
    if not form or form == current:
        return ""
    if part.title is not None:
        return form
    one, other = forms.forms[form], forms.forms[current] if current else None
    ahead = part.said.told.get(form, 0.0) - part.said.told.get(current, 0.0)
    same = other is not None and (one.record, one.part) == (other.record, other.part)
    return form if not same and ahead >= _BIT_AHEAD else ""


def _form_of(part: _Part) -> str:
    return part.title.form if part.title is not None else part.fit.form if part.fit is not None else ""


def _speaks_for(part: _Part, current: str, forms: FormSet) -> str:
    """Return the form that begins at a heading, "" where its content is the open form's or nobody's."""
    form = _form_of(part)
    if not form or not current:
        return form
    one, other = forms.forms[form], forms.forms[current]
    if (one.record, one.part) == (other.record, other.part):
        return ""
    if part.title is not None and part.title.exact and part.fit is not None and part.fit.form == form:
        return form
    ahead = part.said.told.get(form, 0.0) - part.said.told.get(current, 0.0)
    if part.said.covered(current) > _OWN and ahead < 2 * _AHEAD:
        return ""
    return form if ahead >= _AHEAD else ""


def _named(part: _Part, form: str) -> Title:
    plain = strip_numbering(part.text)
    if part.title is not None and part.title.form == form:
        return part.title
    return Title(form, _BY_FIT, 0.0, plain, False, False, 0, ((form, _BY_FIT),))


def _settle(part: _Part, forms: FormSet) -> None:
    words = Words(frozenset(part.single), frozenset(part.columns))
    plain = strip_numbering(part.text)
    part.said = hear(words, forms, plain)
    part.fit = fit_labels(part.said, forms, plain)
    part.named = caption_title(part.text, forms)
    if part.named is not None:
        part.title = settle_title(part.named, part.labels(), forms)


def _parts(blocks: Sequence[tuple[Line | Table, list[tuple[int, Cell]]]], forms: FormSet) -> list[_Part]:
    """Cut the blocks at the headings that are numbered as the first one is."""
    parts: list[_Part] = []
    style = -1
    for block, full in blocks:
        if isinstance(block, Line):
            own = -1 if block.role in _BODY else _heading_style(block.text)
            if own >= 0 and style in (-1, own):
                style = own
                parts.append(_Part((id(block), -1), None, block.text.strip()))
            elif parts:
                _add_line(parts[-1], block.text, forms.vocabulary)
            continue
        heads = {row: cell for row, cell in full if _heading_style(cell.text) >= 0}
        rows: dict[int, list[Cell]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row, cells in sorted(rows.items()):
            head = heads.get(row)
            own = _heading_style(head.text) if head is not None else -1
            if head is not None and style in (-1, own):
                style = own
                parts.append(_Part((id(block), row), head, head.text.strip()))
            elif parts:
                _add_row(parts[-1], cells, forms.vocabulary)
    return parts


def _heading_style(text: str) -> int:
    text = text.strip()
    if text[:1] not in _NUMERALS:
        return -1
    if not 2 < len(text) <= _LONGEST_HEADING or any(sign in text for sign in "：:。；;，,？?！!_"):
        return -1
    return numbering_style(text)


def may_head(block: Line | Table) -> bool:
    """Tell whether a line is numbered as a heading is, or a table has such a cell at the start of a row."""
    if isinstance(block, Line):
        return block.role not in _BODY and _heading_style(block.text) >= 0
    return any(_heading_style(cell.text) >= 0 for cell in block.cells if cell.col_span >= block.cols)


def _add_line(part: _Part, text: str, vocabulary: Vocabulary) -> None:
    for inline in split_inline(text[:200], vocabulary):
        if inline.label is not None:
            part.single.add(frozenset(key for key in (inline.label.key, inline.label.base) if key))


def _add_row(part: _Part, cells: list[Cell], vocabulary: Vocabulary) -> None:
    """Add a row's labels; a row of nothing but labels is a header."""
    found: list[frozenset[str]] = []
    filled = 0
    for cell in cells:
        text = cell.text.strip()
        if not text:
            continue
        filled += 1
        label = vocabulary.find(text) if len(text) <= _LONGEST_LABEL else None
        if label is not None:
            found.append(frozenset(key for key in (label.key, label.base) if key))
        elif "：" in text or ":" in text:
            _add_line(part, text, vocabulary)
    if len(found) >= 3 and len(found) == filled:
        part.columns.update(found)
    part.single.update(found)
