"""Headings that no form has as its title, or that are half a title: 评估 at the head of a page, 联系记录 over rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.forms.booklets import fit, label_keys
from auditor.forms.load import FormSet
from auditor.forms.periods import period_of
from auditor.forms.recognise import is_numbered
from auditor.forms.stretches import Segment
from auditor.pages.model import Line, LineRole, Table

WEAK_ROLES = frozenset({LineRole.HEADER, LineRole.FOOTER})
SKIPPED_ROLES = frozenset({LineRole.COMMENT, LineRole.NOTE})
LONG_CAPTION = 40
_SHORT_HEAD = 16
"""Characters of a title that may stand alone at the head of a page: 同意书."""
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff 　]{2,12}$")
_BARE_KINDS = frozenset(
    ("评估", "计划", "记录", "过程记录", "服务记录", "回访", "封面", "接案", "结案", "同意书", "分级评估", "协同", "探访", "电访", "分级", "建档", "转介", "督导", "预估")
)  # fmt: skip
_LOG_HEAD = re.compile(r"(?:记录|登记|日志|台账|明细|一览|情况)[表册簿本]?$")
_FITS = 0.6
"""Share of a table's labels that the open form must have for the table to be its own."""
_LEAST_NAME, _LONGEST_NAME = 3, 24
_NO_NAME = re.compile(
    r"[：:。；;，,？?！!]|^[\d\s\W]+$|续|接上|签[字名署章]|附[页注]|背面|反面|第\s*[\d一二三四五六七八九十]+\s*页"
)
"""What no paper is called, and what goes on or closes the paper before."""
_CLIENT, _FORM_OF_A_CLIENT = "client.name", "case-intake"


def prominent(line: Line, text: str) -> bool:
    """Tell whether a line looks like a heading: centred, bold, large, or set off with spaces."""
    return line.centred or line.emphasis or (line.size or 0) >= 14 or (line.text[:4].isspace() and bool(text))


def table_below(blocks: Sequence[Line | Table], number: int) -> Table | None:
    """Return the table right below a line; a line that names its period (2025年第1季度) may stand between."""
    for block in blocks[number : number + 2]:
        if isinstance(block, Table):
            return block
        if period_of(block.text) is None:
            return None
    return None


def heads_page(blocks: Sequence[Line | Table], number: int) -> bool:
    """Tell whether the block ``number`` (from 1) is the first on its page, headers apart."""
    return not any(map(_has_text, blocks[: number - 1]))


def _has_text(block: Line | Table) -> bool:
    return isinstance(block, Table) or (
        bool(block.text.strip()) and block.role not in WEAK_ROLES and block.role not in SKIPPED_ROLES
    )


def is_short_head(text: str) -> bool:
    """Tell whether a line at the head of a page is short enough to stand out as a title."""
    return len(text) <= _SHORT_HEAD


def heads_any_paper(
    line: Line, over: Table | None, below: Line | Table | None, current: Segment, forms: FormSet
) -> bool:
    """Tell whether the first words of a page are a paper's name, however short: 评估, 计划.

    Over a table any words that are no label do; over lines only a bare kind that is set as a heading, or has a label right
    below it: the last words of a paragraph may have come onto the next page.
    """
    text = line.text.strip()
    if not _PLAIN_WORDS.match(text) or not current.has_content():
        return False
    bare = "".join(text.split()) in _BARE_KINDS
    if over is not None:
        return bare or forms.vocabulary.find(text) is None
    labelled = isinstance(below, Line) and ("：" in below.text or ":" in below.text)
    return bare and (prominent(line, text) or labelled)


def heads_new_page(line: Line, over: Table | None, current: Segment, forms: FormSet) -> bool:
    """Tell whether a heading behind a page break that somebody set begins another paper, whatever its name is."""
    text = line.text.strip()
    if not line.new_page or not current.has_content() or not prominent(line, text):
        return False
    if not _LEAST_NAME <= len(text) <= _LONGEST_NAME or _NO_NAME.search(text) or is_numbered(text):
        return False
    return over is not None or forms.vocabulary.find(text) is None


def heads_another_client_paper(text: str, over: Table | None, forms: FormSet) -> bool:
    """Tell whether a bare kind (评估) stands over a table that names its client, as a paper does and a section does not."""
    if over is None or "".join(text.split()) not in _BARE_KINDS:
        return False
    return not label_keys(over.cells, forms).isdisjoint(forms.index[_FORM_OF_A_CLIENT].field_keys[_CLIENT])


def heads_a_log(text: str, over: Table | None, current: Segment, forms: FormSet) -> bool:
    """Tell whether a short heading (联系记录) stands over rows that the form above it has no place for."""
    if over is None or not current.options or over.rows < 2 or not _LOG_HEAD.search(text):
        return False
    if len(text) > LONG_CAPTION or is_numbered(text) or forms.vocabulary.find(text) is not None:
        return False
    keys = label_keys(over.cells, forms)
    met, share = fit(keys, forms.index[current.options[0][0]])
    return len(keys) > 1 and not met and share < _FITS
