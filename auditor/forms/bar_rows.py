"""Records told in bars: 3）3月2日　上门走访　经办：李某 across the table, below it one wide cell with what was done, and again.

The bar says when, by which way and by whom; such pairs are rows of a table whose columns nobody printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.periods import NO_PERIOD, Period, dated

_HEADS = ("次数", "日期", "方式", "内容", "社工签名", "档案编号")
_NTH, _DAY, _HOW, _WHAT, _BY, _NUMBER = range(len(_HEADS))
_BAR = re.compile(
    r"^[\s　]*(?:(?:第\s*(?P<nth>[\d一二三四五六七八九十]{1,3})\s*[次节回]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、．]|[①-⑳]|No\.?\s*\d{1,3})[\s　]*)?"
    r"(?:(?:日期|时间|走访日期|服务日期)?[:：]?[\s　]*)"
    r"(?P<day>(?:(?:20)?\d{2}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?)(?![\d./-])"
)
_WAY = re.compile(
    r"(?:方式|形式|途径)?[:：]?[\s　]*(?P<way>(?:入户|上门|电话|微信|视频|线上|实地|个别)?(?:探访|家访|走访|电访|回访|面谈|面访|随访|访谈|慰问|访问)|入户|上门|电话|致电|来访|来站|微信|视频|线上)"
)
_WORKER = re.compile(
    r"(?:社工|经办|记录|走访|探访|填报|责任|跟进|联系|负责)(?:人|员|社工)?(?:签名)?\s*[:：][\s　_]*(?P<name>[\u4e00-\u9fff·]{2,4}|\ufffc)"
)
_NUMBERED = re.compile(r"[A-Za-z*]{1,5}(?:\s?[-—–－]\s?[A-Za-z0-9*]{1,8}){1,4}")
_CLOCK = re.compile(r"\d{1,2}\s*[:：时]\s*\d{0,2}分?(?:\s*[-—–~～至到]+\s*\d{1,2}\s*[:：时]\s*\d{0,2}分?)?")
_YEAR = re.compile(r"20\d{2}")
_LONGEST_BAR = 60
_LEAST = 2
_MOST = 400
_LEAST_TOLD = 4


def rows_of_bars(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the records told in bars from ``row`` on and the row after them; None where there are none."""
    rows: list[list[Stretch]] = []
    first = _alone(grid, row)
    if first is None or _bar(first) is None:
        return None
    current, period = row, NO_PERIOD
    while current < end and len(rows) < _MOST:
        head = _alone(grid, current)
        parts = _bar(head) if head is not None else None
        if parts is None or head is None:
            if rows and current + 1 < end and grid.names_period(current):
                current += 1
                continue
            break
        below = _alone(grid, current + 1) if current + 1 < end else None
        told = below is not None and _bar(below) is None and len(below.text) >= _LEAST_TOLD
        bare = below is not None and (below.kind is Kind.EMPTY or _bar(below) is not None)
        if not told and not bare and current + 1 < end:
            break
        period = grid.period(current) if grid.period(current).year else period
        if (year := _YEAR.match(parts[_DAY].text)) is not None:
            period = Period(int(year[0]))
        parts[_DAY] = dated(parts[_DAY], period)
        if below is not None and (told or below.kind is Kind.EMPTY):
            parts[_WHAT] = below.stretch
            current += 1
        rows.append(parts)
        current += 1
    if len(rows) < _LEAST or not any(parts[_WHAT].text for parts in rows):
        return None
    columns = [c for c in range(len(_HEADS)) if c in (_DAY, _WHAT) or all(parts[c].text for parts in rows)]
    grid.use(range(row, current))
    headers = [(_HEADS[c], vocabulary.find(_HEADS[c])) for c in columns]
    return RowBlock(headers, [[parts[c] for c in columns] for parts in rows], grid.place(first.cell)), current


def _alone(grid: Grid, row: int) -> Face | None:
    """Return the one cell that goes across the table in a row, None where several stand there."""
    faces = grid.covering(row)
    return faces[0] if len(faces) == 1 and faces[0].cell.row == row else None


def _bar(face: Face) -> list[Stretch] | None:
    """Return what a bar says in the order of the heads, or None where the cell is none."""
    text = face.text.replace("\n", " ")
    if not text or len(text) > _LONGEST_BAR or "。" in text:
        return None
    match = _BAR.match(text)
    if match is None:
        return None
    rest = _CLOCK.sub(" ", text[match.end() :])
    way, worker, number = _WAY.search(rest), _WORKER.search(rest), _NUMBERED.search(rest)
    if way is None and worker is None and match["nth"] is None:
        return None
    whole = replace(face.stretch, inks=(), sure=b"")

    def part(said: str | None) -> Stretch:
        return replace(whole, text=said or "")

    by = part(worker["name"] if worker is not None else "")
    if worker is not None and face.stretch.inks:
        by = replace(by, inks=face.stretch.inks)
    made = [part("") for _ in _HEADS]
    made[_NTH], made[_DAY], made[_BY] = part(match["nth"]), part(match["day"]), by
    made[_HOW] = part(way["way"] if way is not None else "")
    made[_NUMBER] = part(number[0] if number is not None else "")
    return made
