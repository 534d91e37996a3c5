"""Items of an assessment written as numbered lines: "1．经济状况：一般，9分", "（2）健康状况（满分20分）：得12分，长期服药"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.forms.load import FormIndex
from auditor.pages.model import Cell, Line, Table

_LEAST_LINES = 2
_LONGEST = 120
_LINE = re.compile(
    r"^[\s_　]*(?:[(（]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）、．.]+|[①-⑳]|[-—•·●▪◆*])?[\s　]*"
    r"(?P<item>[\u4e00-\u9fff、/及和与]{2,14})[\s　]*(?P<most>[(（][^()（）]{0,20}[)）])?[\s　]*(?:[:：]|——|--|…{1,3}|\s{2,}|　+)[\s　]*(?P<rest>.+)$"
)
_SCORE = re.compile(
    r"(?:得分?|评分?|计|记|实得)?\s*[:：]?\s*(?<!\d)(?<!满分)(\d{1,3}(?:\.\d{1,2})?)\s*分(?!以|及|制|钟)[。；;，,）)]?"
)
_SUM = re.compile(r"总|合计|共计|小计|累计|平均|等级|级别|标准")
_RATING = re.compile(
    r"(?:很|非常|较|比较|极)?(?:良好?|好|优秀?|一般|中等?|普通|尚可|较?差|不好|不良|正常|异常|稳定|不稳定|恶劣|轻度?|中度|重度?|高|低|充足|不足|缺乏|部分自理|能自理|不能自理|自理|无|有)"
)
_BREAK = re.compile(r"[，,；;。（）()\s　]+")
_HEADS = ("评估项目", "评价", "得分")


def keeps_items(entry: FormIndex) -> bool:
    """Tell whether a form has a table of items with scores."""
    return any({"item", "score", "rating"} <= rows.columns.keys() for rows in entry.spec.rows.values())


def item_table(lines: Iterable[Line], ref: str) -> tuple[Table, int] | None:
    """Return the lines that ``lines`` begin with as a table of items, and how many they are; None where they are none."""
    rows: list[tuple[Line, list[str]]] = []
    for line in lines:
        parts = _parts(line)
        if parts is None:
            break
        rows.append((line, parts))
    if len(rows) < _LEAST_LINES or len({parts[0] for _, parts in rows}) < len(rows):
        return None
    columns = [0, 1, 2] if any(parts[1] for _, parts in rows) else [0, 2]
    cells = [Cell(0, column, _HEADS[of]) for column, of in enumerate(columns)]
    for number, (line, parts) in enumerate(rows, 1):
        cells += [
            Cell(number, column, parts[of], box=line.box, confidence=line.confidence)
            for column, of in enumerate(columns)
        ]
    return Table(cells, len(rows) + 1, len(columns), ref), len(rows)


def _parts(line: Line) -> list[str] | None:
    text = line.text
    if len(text) > _LONGEST or line.inks:
        return None
    match = _LINE.match(text)
    if match is None or _SUM.search(match["item"]):
        return None
    rest = match["rest"].strip("_ 　")
    scores = _SCORE.findall(rest)
    if len(scores) != 1:
        return None
    said = _SCORE.sub(" ", rest)
    words = [word for word in _BREAK.split(said) if word]
    rating = next((word for word in words if _RATING.fullmatch(word)), "")
    return [match["item"], rating, scores[0]]
