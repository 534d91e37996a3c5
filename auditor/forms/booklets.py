"""Papers that begin inside a table, or under a numbered heading: "二、接受个案服务同意书" across a case's one long table.

Such a caption may as well be a section of one form (二、需求评估). It begins a paper only where what stands below it fits that
paper, and fits it better than the form that is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from auditor.forms.labels import fold_key, strip_numbering
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.recognise import Title, clean_title, is_numbered, match_title
from auditor.pages.model import Cell, Table

_LEAST_SCORE = 0.9
_LEAST_LENGTH = 4
_COVERED = 0.6
_SHORT = 30
_STYLES = (
    re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．]"),
    re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\s*[(（]?\d{1,2}\s*[、.．)）]"),
    re.compile(r"^\s*第[一二三四五六七八九十\d]{1,3}[部分章节]{1,2}"),
    re.compile(r"^\s*[壹贰叁肆伍陆柒捌玖拾]{1,2}[\s、.．]"),
)
_SECTION = re.compile(
    r"(?:情况|信息|资料|意见|说明|须知|目标|分析|安排|事项|内容|审批|审核|签名|签署|备注|附件)$"
)


@dataclass(frozen=True, slots=True)
class Start:
    """A row at which a paper begins; ``title`` is None where its caption names no known form."""

    row: int
    cell: Cell | None
    title: Title | None


def numbering_style(text: str) -> int:
    """Return which way a heading is numbered (一、 or （一） or 1.), or -1."""
    return next((number for number, style in enumerate(_STYLES) if style.match(text)), -1)


def caption_title(text: str, forms: FormSet) -> Title | None:
    """Return the form that a numbered caption may begin, judged by its words alone."""
    if numbering_style(text) < 0 or "：" in text or ":" in text:
        return None
    plain = strip_numbering(text)
    title = match_title(plain, forms)
    if title is None or title.score < _LEAST_SCORE or title.length < _LEAST_LENGTH:
        return None
    return replace(title, text=plain)


def label_keys(cells: Iterable[Cell], forms: FormSet) -> set[str]:
    """Return the labels among some cells."""
    keys: set[str] = set()
    for cell in cells:
        text = cell.text.strip()
        if not text or len(text) > _SHORT:
            head = text.partition("：")[0] if "：" in text[:_SHORT] else ""
            text = head
        label = forms.vocabulary.find(text) if text else None
        if label is not None:
            keys.add(label.key)
            if label.base:
                keys.add(label.base)
    return keys


def fit(keys: set[str], entry: FormIndex) -> tuple[int, float]:
    """Return how many of a form's cues are among ``keys``, and what share of the keys its fields and columns have."""
    if not keys:
        return 0, 0.0
    own = set(entry.cues).union(
        *entry.field_keys.values(), *(c for table in entry.column_keys.values() for c in table.values())
    )
    return len(keys & entry.cues), len(keys & own) / len(keys)


def begins(title: Title, keys: set[str], current: str, forms: FormSet) -> Title | None:
    """Return the title with its form settled if a paper begins there, else None.

    Args:
        title: what the caption's words say.
        keys: the labels that stand below it, up to the next caption.
        current: id of the form that is open, or "".
        forms: all forms.
    """
    settled = settle_title(title, keys, forms)
    if settled is None:
        return None
    form = settled.form
    met, share = fit(keys, forms.index[form])
    if current and any(other == current for other, _ in title.others):
        return None
    if current:
        met_now, share_now = fit(keys, forms.index[current])
        if not (met, share) > (met_now, share_now) and not (
            title.exact and title.length > _LEAST_LENGTH and share >= share_now
        ):
            return None
    return settled


def settle_title(title: Title, keys: set[str], forms: FormSet) -> Title | None:
    """Return a caption's title with the form settled that what stands below fits best; None where it fits none."""
    ranked = sorted(
        (
            (score, fit(keys, forms.index[form]), form)
            for form, score in title.others
            if score >= _LEAST_SCORE - 0.05
        ),
        key=lambda entry: (-entry[1][0], -entry[1][1], -entry[0]),
    )
    if not ranked:
        return None
    _, (met, share), form = ranked[0]
    if not met and share < _COVERED:
        return None
    others = tuple(sorted(title.others, key=lambda entry: (entry[0] != form, -entry[1])))
    best = max(score for _, score in title.others)
    return replace(
        title, form=form, others=tuple((name, best if name == form else score) for name, score in others)
    )


def paper_starts(
    table: Table, rows: list[tuple[int, Cell]], current: str, forms: FormSet
) -> dict[int, Start]:
    """Return the rows of a table at which papers begin under numbered captions.

    Args:
        table: the table.
        rows: its rows that one cell fills.
        current: id of the form that is open when the table begins, or "".
        forms: all forms.
    """
    captions = [(row, cell) for row, cell in rows if is_numbered(cell.text)]
    if not captions:
        return {}
    titled = {
        row: title for row, cell in captions if (title := caption_title(cell.text.strip(), forms)) is not None
    }
    if not titled:
        return {}
    found: dict[int, Start] = {}
    style = -1
    limits = [row for row, _ in rows if row in titled] + [table.rows]
    for row, cell in captions:
        own_style = numbering_style(cell.text)
        title = titled.get(row)
        if title is not None:
            end = next(limit for limit in limits if limit > row)
            keys = label_keys((c for c in table.cells if row < c.row < end), forms)
            settled = begins(title, keys, current, forms)
            if settled is not None:
                found[row] = Start(row, cell, settled)
                current, style = settled.form, own_style
                continue
        if len(found) >= 2 and own_style == style and names_a_paper(cell.text):
            found[row] = Start(row, cell, None)
            current = ""
    return found


def names_a_paper(text: str) -> bool:
    """Tell whether a caption between those of papers, numbered as they are, names a paper and not a mere section."""
    core = clean_title(strip_numbering(text))
    return len(core) >= 3 and not _SECTION.search(core) and fold_key(core) == core
