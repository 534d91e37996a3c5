"""Items of an assessment whose points stand where no column is headed 得分.

Each row may say for itself what it holds (2 | 出行 | ■自如（0—5分）；□需扶（6—10分） | 得分 | 4), or the points stand in the column of
the rating: 项目 | 好（0—5分） | 一般（6—10分） over 收入 | | 9.
"""

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
_POINTS = re.compile(r"[(（]?\s*\d{1,3}\s*(?:分?\s*[-—–~～至]\s*\d{1,3})?\s*分?\s*[)）]?")
RATING = re.compile(
    r"^(?:很|非常|较|比较|极)?(?:良好?|好|优秀?|一般|中等?|普通|尚可|较?差|不好|不良|正常|异常|稳定|不稳定|恶劣|有|无|是|否|轻度?|中度|重度?|高|低|充足|不足|足够|缺乏|能|不能|部分能?|合格|不合格|满意|不满意)$"
)
"""A word that rates an item."""
_HEADS = ("评估项目", "评价", "得分")


def scored_rows(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return rows of items with ratings and points, from ``row`` on, and the row after; None where there are none."""
    return _under_ratings(grid, row, end, vocabulary) or _of_themselves(grid, row, end, vocabulary)


def _under_ratings(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Read rows in which the points stand below the rating that they mean."""
    heads = grid.rows[row]
    if len(heads) < _LEAST + 1 or len(grid.covering(row)) != len(heads):
        return None
    ratings = {head.cell.col: name for head in heads[1:] if (name := _rating(head.text))}
    before = [head for head in heads if head.cell.col not in ratings]
    if len(ratings) < _LEAST or len(before) > 2 or heads[: len(before)] != before:
        return None
    starts = [head.cell.col for head in heads]
    found: list[list[Stretch]] = []
    current, given = row + 1, 0
    while current < end:
        faces = grid.rows[current]
        item = faces[len(before) - 1] if len(faces) == len(heads) else None
        if item is None or [face.cell.col for face in faces] != starts or not item.text:
            break
        points = [face for face in faces[len(before) :] if face.text]
        if (
            len(points) > 1
            or _SUM.search(item.text)
            or any(not _NUMBER.fullmatch(p.text.strip()) for p in points)
        ):
            break
        score = points[0].stretch if points else faces[len(before)].stretch
        rating = Stretch(ratings[points[0].cell.col] if points else "", (), score.place, score.confidence)
        found.append([item.stretch, rating, score])
        given += len(points)
        current += 1
    if len(found) < _LEAST or not given:
        return None
    grid.use(range(row, current))
    return RowBlock(
        [(head, vocabulary.find(head)) for head in _HEADS], found, grid.place(heads[0].cell)
    ), current


def _rating(head: str) -> str:
    """Return the rating that a column's head names, without the points that it may get; "" where it names none."""
    name = _POINTS.sub("", head).strip(" \n　:：")
    return name if name and RATING.match(name) else ""


def _of_themselves(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
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
