"""Items of an assessment without a header, each row saying for itself what it holds: 2 | 出行 | ■自如（0—5分）；□需扶（6—10分） | 得分 | 4."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.ticks import has_boxes

_LEAST = 2
_LONGEST_ITEM = 16
_SCORE_WORDS = frozenset({"得分", "评分", "分数", "分值", "实得分", "得", "计分", "打分", "实际得分"})
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?\s*分?")
_COUNT = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）、．.]?|[①-⑳]")
_SUM = re.compile(r"总|合计|小计")
_HEADS = ("评估项目", "评价", "得分")


def scored_rows(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return rows of items with options and points, from ``row`` on, and the row after; None where there are none."""
    found: list[list[Stretch]] = []
    current = row
    while current < end:
        parts = _parts(grid.rows[current])
        if parts is None or len(grid.covering(current)) != len(grid.rows[current]):
            break
        found.append([face.stretch for face in parts])
        current += 1
    if len(found) < _LEAST:
        return None
    place = grid.place(grid.rows[row][0].cell)
    grid.use(range(row, current))
    return RowBlock([(head, vocabulary.find(head)) for head in _HEADS], found, place), current


def _parts(faces: list[Face]) -> tuple[Face, Face, Face] | None:
    """Return item, options and points of a row that holds them beside a word for points."""
    if not 4 <= len(faces) <= 6 or fold_key(faces[-2].text) not in _SCORE_WORDS:
        return None
    points, rest = faces[-1], faces[:-2]
    if points.text and not _NUMBER.fullmatch(points.text.strip()):
        return None
    if len(rest) > 2 and _COUNT.fullmatch(rest[0].text.strip()):
        rest = rest[1:]
    if len(rest) != 2 or rest[0].kind is Kind.EMPTY or len(rest[0].text) > _LONGEST_ITEM:
        return None
    item, options = rest
    if _SUM.search(item.text) or has_boxes(item.text) or not options.text:
        return None
    return item, options, points
