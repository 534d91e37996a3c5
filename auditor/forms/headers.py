"""Header rows: which row of a table heads the rows below it, and the columns' own heads in headers of several storeys."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.month_columns import month_of
from auditor.forms.ticks import is_lone_tick, split_score
from auditor.pages.glyphs import EMPTY_GLYPHS
from auditor.values.archive_numbers import parse_archive_number

_MAX_HEADER_ROWS = 3
_MAX_OPTION = 16
_LOOKED_AT = 12
_WIDE = 6
_LONG_TALK = 20
_MONTH_HEADS = frozenset({"月份", "月", "时间", "月度", "年月", "日期"})

_LEAST_LEAVES = 2


def rows_by_month(grid: Grid, row: int, end: int) -> list[Face] | None:
    """Return the header of a table whose rows are months: 月份 | 入户探访（日期及情况） | 电话访问（日期及情况）."""
    faces = grid.rows[row]
    if len(faces) < 2 or "".join(faces[0].text.split()) not in _MONTH_HEADS or faces[0].cell.row_span != 1:
        return None
    if any(not 0 < len(face.text) <= _MAX_OPTION + 8 or face.kind is Kind.INLINE for face in faces):
        return None
    below = [
        grid.starting_at(other, faces[0].cell.col)
        for other in range(row + 1, min(end, row + _LOOKED_AT))
        if not grid.names_period(other)
    ]
    months = sum(face is not None and month_of(face.text) is not None for face in below)
    return list(faces) if months >= 2 else None


_TALK = re.compile(
    r"^(?:对话|谈话|会谈|面谈|访谈|会面|沟通|逐字)|(?:对话|谈话|过程)(?:内容|记录|描述|摘录)?$|逐字稿"
)
_TALKISH = re.compile(r"[对谈会沟]话|[会面访]谈|会面|沟通|逐字|过程")
_BESIDE_TALK = re.compile(
    r"分析|感受|技巧|反思|观察|评注|点评|反应|表现|说话人|发言人|角色|^时间$|时段|备注|介入|诠释|解读"
)


def is_talk_head(text: str) -> bool:
    """Tell whether a column's head says that what was said, or what happened, stands below it."""
    return len(text) <= _MAX_OPTION and bool(_TALK.search(fold_key(text)))


def talk_header(grid: Grid, row: int, end: int) -> list[Face] | None:
    """Return the header of a record of talk: 对话内容 | 社工分析 over two rows of text, or a long one."""
    faces = grid.rows[row]
    if not 2 <= len(faces) <= 5 or len(grid.covering(row)) != len(faces) or row + 1 >= end:
        return None
    if len(grid.rows[row + 1]) != len(faces) or not _TALKISH.search(
        " ".join(face.text[:20] for face in faces)
    ):
        return None
    if any(not 1 < len(face.text) <= _MAX_OPTION or face.colon or face.kind is Kind.INLINE for face in faces):
        return None
    talk = [face for face in faces if is_talk_head(face.text)]
    if not talk or not any(_BESIDE_TALK.search(fold_key(face.text)) for face in faces if face not in talk):
        return None
    starts = [face.cell.col for face in faces]
    under = [
        other
        for other in (row + 1, row + 2)
        if other < end
        and [face.cell.col for face in grid.rows[other]] == starts
        and not any(face.kind is Kind.LABEL and not face.value_like for face in grid.rows[other])
    ]
    below = grid.starting_at(row + 1, talk[0].cell.col)
    told = below is not None and len(below.text) >= _LONG_TALK
    return list(faces) if len(under) == 2 or (row + 1 in under and told) else None


def groups_above(grid: Grid, columns: list[Face], top: int) -> list[str]:
    """Return what stands above each column's head in a header of two storeys; nothing where there is one storey."""
    above = grid.covering(top)
    groups = [
        next(
            (
                f.text
                for f in above
                if f is not face
                and f.cell.col_span > 1
                and f.cell.col <= face.cell.col < f.cell.col + f.cell.col_span
            ),
            "",
        )
        if face.cell.row > top
        else ""
        for face in columns
    ]
    return groups if any(groups) else []


def two_storeys(grid: Grid, row: int, end: int) -> tuple[list[Face], list[str]] | None:
    """Return the columns' own heads of a header in which groups stand above them (生活环境 over 评价 | 得分), and the groups."""
    faces = grid.rows[row]
    if row + 2 >= end or len(grid.covering(row)) != len(faces) or len(faces) < 2:
        return None
    loose = _loose_storeys(grid, row)
    if loose is not None:
        return loose
    groups = [face for face in faces if face.cell.col_span > 1 and face.cell.row_span == 1]
    if not groups or any(
        face.kind not in (Kind.LABEL, Kind.TEXT)
        or len(face.text) > _MAX_OPTION
        or not face.text
        or parse_archive_number(face.text) is not None
        for face in groups
    ):
        return None
    below = grid.rows[row + 1]
    leaves = [
        face
        for face in below
        if any(g.cell.col <= face.cell.col < g.cell.col + g.cell.col_span for g in groups)
    ]
    if len(leaves) < 2 * len(groups) or not all(_is_head(face) for face in leaves):
        return None
    if any(_leaves_under(group, leaves) < _LEAST_LEAVES for group in groups):
        return None  # cells of one width each: a label with its value over others
    singles = [face for face in faces if face not in groups]
    if any(face.text for face in below if face not in leaves) or not all(map(_is_head, singles)):
        return None
    columns = sorted((*singles, *leaves), key=lambda face: face.cell.col)
    return (columns, groups_above(grid, columns, row)) if _known_enough(columns) else None


def _leaves_under(group: Face, leaves: list[Face]) -> int:
    start, stop = group.cell.col, group.cell.col + group.cell.col_span
    return sum(start <= face.cell.col < stop for face in leaves)


def _loose_storeys(grid: Grid, row: int) -> tuple[list[Face], list[str]] | None:
    """Read a header of two storeys in which nothing is merged: right of a group's name stand empty cells."""
    top, below = grid.rows[row], grid.rows[row + 1]
    if len(top) < 4 or [f.cell.col for f in top] != [f.cell.col for f in below]:
        return None
    if any(f.cell.row_span > 1 or f.cell.col_span > 1 for f in (*top, *below)) or top[0].kind is Kind.EMPTY:
        return None
    columns: list[Face] = []
    groups: list[str] = []
    name, wide = "", 0
    for face, under in zip(top, below, strict=True):
        if face.text:
            name = face.text if under.text else ""
        elif not under.text or not name:
            return None
        else:
            wide += 1
        columns.append(under if under.text else face)
        groups.append(name if under.text else "")
    if not wide or not any(face.text and not under.text for face, under in zip(top, below, strict=True)):
        return None
    return (columns, groups) if all(map(_is_head, columns)) and _known_enough(columns) else None


def _is_head(face: Face) -> bool:
    return face.kind is Kind.LABEL or face.short_word or face.word_pair or month_of(face.text) is not None


def _known_enough(columns: list[Face]) -> bool:
    """Two heads or more are known labels, and a third of all different heads."""
    known = {face.text for face in columns if face.kind is Kind.LABEL}
    return len(known) >= 2 and 3 * len(known) >= len({face.text for face in columns})


def option_heads(grid: Grid, columns: list[Face], first: int) -> list[int]:
    """Return the positions of columns that are options: short heads over cells that hold a tick or nothing."""
    found: list[int] = []
    ticks = 0
    last = first
    while last < min(first + _LOOKED_AT, len(grid.rows)) and len(grid.rows[last]) == len(columns):
        last += 1
    for position, head in enumerate(columns):
        if head.label is not None and head.label.field and split_score(head.text)[1] is None:
            continue
        if not 0 < len(head.text) <= _MAX_OPTION or head.kind is Kind.INLINE:
            continue
        cells = [
            face for row in range(first, last) for face in grid.rows[row] if face.cell.col == head.cell.col
        ]
        own = sum(is_lone_tick(face.text) for face in cells)
        if cells and all(
            face.kind is Kind.EMPTY or is_lone_tick(face.text) or face.text in EMPTY_GLYPHS for face in cells
        ):
            found.append(position)
            ticks += own
    return found if len(found) >= 2 and ticks else []


def month_heads(columns: list[Face], groups: list[str] | None = None) -> dict[int, int]:
    """Return position and month of columns that are months or stand below months, where there are at least three."""
    found = {
        position: month
        for position, face in enumerate(columns)
        if (month := month_of(groups[position] if groups and groups[position] else face.text)) is not None
    }
    return found if len(found) >= 3 else {}


def header_body(grid: Grid, row: int) -> list[Face] | None:
    """Return the label cells of a header row without a caption cell at its left, or None if it is no header."""
    covering = grid.covering(row)
    body = [face for face in covering if face.cell.row == row]
    if body and len(body) == len(covering) and len(body) > 2:
        lead = body[0]
        rest = min(face.cell.row_span for face in body[1:])
        if lead.cell.row_span > rest + 1 or (lead.cell.row_span > rest and _no_header_under(grid, body, row)):
            body = body[1:]
    while len(body) > 3 and body[-1].kind is Kind.EMPTY:
        body = body[:-1]
    if len(body) < 2:
        return None
    known = sum(
        face.kind is Kind.LABEL and not (face.value_like and face.label and face.label.context)
        for face in body
    )
    if known and (
        heads := month_heads(body) or option_heads(grid, body, row + min(face.cell.row_span for face in body))
    ):
        others = [face for position, face in enumerate(body) if position not in heads]
        return body if all(face.kind is Kind.LABEL or face.short_word for face in others) else None
    other = [face for face in body if face.kind is not Kind.LABEL]
    if not other and known and len(body) == len(covering) and _plain_values_under(grid, body, row):
        return body
    if (known < 2 or known < 0.6 * len(body)) and not _wide_ledger(grid, body, row):
        return None
    if any(face.kind is Kind.INLINE for face in other) or any(
        face.kind is Kind.TEXT and not face.short_word and not face.word_pair for face in other
    ):
        return None
    if sum(face.kind is Kind.EMPTY for face in other) > 1:
        return None
    return body


def _plain_values_under(grid: Grid, body: list[Face], row: int) -> bool:
    """Under each label stands a cell, none of which is a label: labels above their values."""
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    return (
        [face.cell.col for face in below] == [face.cell.col for face in body]
        and all(face.kind in (Kind.TEXT, Kind.EMPTY) for face in below)
        and any(face.kind is Kind.TEXT for face in below)
    )


def _wide_ledger(grid: Grid, body: list[Face], row: int) -> bool:
    """Many heads of which some are known (档案编号 | 姓名 | 生活环境得分 …) over two rows without any label."""
    known = sum(face.kind is Kind.LABEL for face in body)
    if (
        len(body) < _WIDE
        or known < 3
        or 3 * known < len(body)
        or not all(map(_is_head, body))
        or row + 2 >= len(grid.rows)
    ):
        return False
    starts = [face.cell.col for face in body]
    return all(
        [face.cell.col for face in grid.rows[under]] == starts
        and any(c.isdigit() for face in grid.rows[under] for c in face.text)
        and not any(
            face.kind in (Kind.LABEL, Kind.INLINE) and not face.value_like for face in grid.rows[under]
        )
        for under in (row + 1, row + 2)
    )


def _no_header_under(grid: Grid, body: list[Face], row: int) -> bool:
    """The row under the header is no second header level."""
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    return sum(face.kind is Kind.LABEL for face in below) * 2 <= len(below)


def lowest_labels(grid: Grid, body: list[Face], top: int, height: int, end: int) -> tuple[list[Face], int]:
    """Resolve a header of several rows: each column takes its lowest label ("联系方式" over "手机 | 座机")."""
    if all(face.cell.row_span == height for face in body):
        return body, height
    tallest = max(face.cell.row_span for face in body)
    if tallest > _MAX_HEADER_ROWS or top + tallest > end:
        return body, height
    columns = [face for face in body if face.cell.row_span == tallest]
    for row in range(top + 1, top + tallest):
        for face in grid.rows[row]:
            if face.kind not in (Kind.LABEL, Kind.TEXT) or face.text == "":
                return body, height
            if face.cell.row + face.cell.row_span == top + tallest:
                columns.append(face)
    spanned = {col for face in columns for col in range(face.cell.col, face.cell.col + face.cell.col_span)}
    for face in body:
        if face.cell.row_span < tallest and face.cell.col not in spanned:
            return body, height
    return sorted(columns, key=lambda face: face.cell.col), tallest


def is_strong(columns: list[Face], vocabulary: Vocabulary) -> bool:
    """The header has all columns that some form's table of rows requires."""
    keys = set()
    for face in columns:
        if face.label is not None:
            keys.add(face.label.key)
            if face.label.base:
                keys.add(face.label.base)
    return any(all(keys & choices for choices in needed) for needed in vocabulary.headers)
