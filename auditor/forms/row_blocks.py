"""Header rows with rows of values under them: family members, rosters, long tables of records."""

from __future__ import annotations

import re

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.month_columns import month_of
from auditor.forms.ticks import is_lone_tick, split_score
from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_GLYPHS

_MAX_HEADER_ROWS = 3
_SUM = re.compile(
    r"[(（]?(?:本|当)?(?:页|月|期|季度?|年度?|周期)?(?:小计|合计|总计|共计|累计)[)）]?(?:数|金额)?[:：]?"
)
_FIGURE = re.compile(r"[¥￥]?-?[\d,，.]{1,20}(?:元|人次|人|户|次|场|小时|份|分|个|节|例|%|％)?|[/／—–-]{1,3}")
_GRADE = re.compile(r"^(?:[一二三四五1-5ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)\s*级")
_SCORES = re.compile(r"\d{1,3}\s*(?:分|[-—–~～至]\s*\d|$)|[≥≤<>＜＞]\s*\d")
_MAX_OPTION = 16
_LOOKED_AT = 12
_WIDE = 6
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:社区|村|居委会?|村委会?|片区|街道?|镇)(?:[(（].{0,12}[)）])?[:：]?"
)
_NTH = re.compile(r"第?[一二三四五六七八九十\d]{1,2}[次季回期]")
_MONTH_HEADS = frozenset({"月份", "月", "时间", "月度", "年月", "日期"})


def find_row_block(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the block whose header row is ``row`` and the row after it, or None."""
    bands = _bands_across(grid, row, end, vocabulary)
    if bands is not None:
        return bands
    faces = grid.rows[row]
    if len(faces) < 2 and not (faces and row + 1 < end and len(grid.rows[row + 1]) > 2):
        return None
    top = row
    storeys = _two_storeys(grid, row, end)
    by_month = _rows_by_month(grid, row, end)
    if by_month is not None:
        body = columns = by_month
        height = 1
    elif storeys is not None:
        columns, height = storeys[0], 2
        body = grid.rows[row]
    else:
        found = _header_body(grid, row)
        if found is None:
            return None
        body = found
        height = min(face.cell.row_span for face in body)
        columns, height = _lowest_labels(grid, body, top, height, end)
    first = top + height
    if first >= end:
        return None
    groups = storeys[1] if storeys is not None else _groups(grid, columns, top)
    while first + 1 < end and _is_place_row(grid, first):
        first += 1
    options, months = _option_heads(grid, columns, first), _month_heads(columns, groups)
    strong = _is_strong(columns, vocabulary) or bool(options) or bool(months) or by_month is not None
    if not _is_data(grid, columns, first, strong, first_row=True):
        return None
    rows: list[list[Stretch]] = []
    sums: list[tuple[int, list[Stretch]]] = []
    current = after = first
    while current < end:
        if _repeats_header(grid, columns, current):
            current += 1
            after = current
            continue
        if strong and current + 1 < end and _is_place_row(grid, current):
            current += 1
            continue
        if not _is_data(grid, columns, current, strong, first_row=current == first):
            # rows may go on after a subtotal; a total at the end is left to be read as a label with its value
            if current == first or not _is_sum(grid, columns, current):
                break
            sums.append((len(rows), _row_values(grid, columns, current, use=False)))
            current += 1
            continue
        rows.append(_row_values(grid, columns, current))
        current += 1
        after = current
    if not rows or not (strong or len(columns) >= 3 or len(rows) == 1):
        return None
    place = grid.place(body[0].cell)
    heads = [(face.text, face.label) for face in columns]
    if groups and (unfolded := unfold_groups(heads, groups, rows)) is not None:
        return RowBlock(unfolded[0], unfolded[1], place), after
    return RowBlock(
        heads,
        rows,
        place,
        options=options,
        months=months,
        sums=sums,
        groups=groups,
        month_rows=by_month is not None,
    ), after


def _rows_by_month(grid: Grid, row: int, end: int) -> list[Face] | None:
    """Return the header of a table whose rows are months: 月份 | 入户探访（日期及情况） | 电话访问（日期及情况）."""
    faces = grid.rows[row]
    if len(faces) < 2 or "".join(faces[0].text.split()) not in _MONTH_HEADS or faces[0].cell.row_span != 1:
        return None
    if any(not 0 < len(face.text) <= _MAX_OPTION + 8 or face.kind is Kind.INLINE for face in faces):
        return None
    below = [
        grid.starting_at(other, faces[0].cell.col) for other in range(row + 1, min(end, row + _LOOKED_AT))
    ]
    months = sum(face is not None and month_of(face.text) is not None for face in below)
    return list(faces) if months >= 2 else None


def _groups(grid: Grid, columns: list[Face], top: int) -> list[str]:
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


def _two_storeys(grid: Grid, row: int, end: int) -> tuple[list[Face], list[str]] | None:
    """Return the columns' own heads of a header in which groups stand above them (生活环境 over 评价 | 得分), and the groups."""
    faces = grid.rows[row]
    if row + 2 >= end or len(grid.covering(row)) != len(faces) or len(faces) < 2:
        return None
    loose = _loose_storeys(grid, row)
    if loose is not None:
        return loose
    groups = [face for face in faces if face.cell.col_span > 1 and face.cell.row_span == 1]
    if not groups or any(
        face.kind not in (Kind.LABEL, Kind.TEXT) or len(face.text) > _MAX_OPTION or not face.text
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
    singles = [face for face in faces if face not in groups]
    if any(face.text for face in below if face not in leaves) or not all(map(_is_head, singles)):
        return None
    columns = sorted((*singles, *leaves), key=lambda face: face.cell.col)
    return (columns, _groups(grid, columns, row)) if _known_enough(columns) else None


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
    return face.kind is Kind.LABEL or face.short_word or month_of(face.text) is not None


def _known_enough(columns: list[Face]) -> bool:
    """Two heads or more are known labels, and a third of all different heads."""
    known = {face.text for face in columns if face.kind is Kind.LABEL}
    return len(known) >= 2 and 3 * len(known) >= len({face.text for face in columns})


def _is_place_row(grid: Grid, row: int) -> bool:
    """A row that only names the community whose rows follow."""
    faces = [face for face in grid.rows[row] if face.kind is not Kind.EMPTY]
    return (
        len(faces) == 1
        and len(grid.covering(row)) == len(grid.rows[row])
        and bool(_PLACE.fullmatch("".join(faces[0].text.split())))
    )


def unfold_groups(
    heads: list[tuple[str, Label | None]], groups: list[str], rows: list[list[Stretch]]
) -> tuple[list[tuple[str, Label | None]], list[list[Stretch]]] | None:
    """Put records that stand side by side (第一次 | 第二次, each over 日期 | 情况) below each other; None where there are none."""
    members: dict[str, list[int]] = {}
    for position, group in enumerate(groups):
        if group:
            members.setdefault(group, []).append(position)
    shapes = {tuple(heads[p][0] for p in positions) for positions in members.values()}
    if len(members) < 2 or len(shapes) != 1 or not all(_NTH.search(group) for group in members):
        return None
    first = next(iter(members.values()))
    if not any(
        (label is not None and label.aspect == "date") or "日期" in text
        for text, label in (heads[p] for p in first)
    ):
        return None
    singles = [position for position, group in enumerate(groups) if not group]
    unfolded = [
        [row[p] for p in (*singles, *positions)]
        for row in rows
        for positions in members.values()
        if any(row[p].text.strip() or row[p].inks for p in positions)
    ]
    return [heads[p] for p in (*singles, *first)], unfolded


def _bands_across(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Read the bands of grades where the grades are the columns (一级 | 二级 over 56—80分 | 40—55分)."""
    faces = grid.covering(row)
    if row + 1 >= end or len(faces) < 3:
        return None
    below = {face.cell.col: face for face in grid.rows[row + 1]}
    heads = [face for face in faces if _GRADE.match(face.text)]
    if (
        len(heads) < 3
        or len(heads) < len(faces) - 1
        or not all(face.cell.col in below and _SCORES.search(below[face.cell.col].text) for face in heads)
    ):
        return None
    for face in (*heads, *(below[face.cell.col] for face in heads)):
        face.used = True
    headers = [(word, vocabulary.find(word)) for word in ("等级", "分数段")]
    rows = [[face.stretch, below[face.cell.col].stretch] for face in heads]
    return RowBlock(headers, rows, grid.place(heads[0].cell)), row + 2


def _option_heads(grid: Grid, columns: list[Face], first: int) -> list[int]:
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


def _month_heads(columns: list[Face], groups: list[str] | None = None) -> dict[int, int]:
    """Return position and month of columns that are months or stand below months, where there are at least three."""
    found = {
        position: month
        for position, face in enumerate(columns)
        if (month := month_of(groups[position] if groups and groups[position] else face.text)) is not None
    }
    return found if len(found) >= 3 else {}


def _header_body(grid: Grid, row: int) -> list[Face] | None:
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
        heads := _month_heads(body)
        or _option_heads(grid, body, row + min(face.cell.row_span for face in body))
    ):
        others = [face for position, face in enumerate(body) if position not in heads]
        return body if all(face.kind is Kind.LABEL or face.short_word for face in others) else None
    other = [face for face in body if face.kind is not Kind.LABEL]
    if not other and known and len(body) == len(covering) and _plain_values_under(grid, body, row):
        return body
    if (known < 2 or known < 0.6 * len(body)) and not _wide_ledger(grid, body, row):
        return None
    if any(face.kind is Kind.INLINE for face in other) or any(
        face.kind is Kind.TEXT and not face.short_word for face in other
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


def _lowest_labels(grid: Grid, body: list[Face], top: int, height: int, end: int) -> tuple[list[Face], int]:
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


def _is_strong(columns: list[Face], vocabulary: Vocabulary) -> bool:
    """The header has all columns that some form's table of rows requires."""
    keys = set()
    for face in columns:
        if face.label is not None:
            keys.add(face.label.key)
            if face.label.base:
                keys.add(face.label.base)
    return any(all(keys & choices for choices in needed) for needed in vocabulary.headers)


def _aligned(grid: Grid, columns: list[Face], row: int) -> list[Face]:
    starts = {face.cell.col for face in columns}
    return [face for face in grid.rows[row] if face.cell.col in starts]


def _is_data(grid: Grid, columns: list[Face], row: int, strong: bool, *, first_row: bool) -> bool:
    """Tell whether ``row`` holds values of the header's columns."""
    faces = grid.rows[row]
    aligned = _aligned(grid, columns, row)
    if len(aligned) < 0.7 * len(columns) or len(aligned) < 2:
        return False
    outside = [f for f in faces if f not in aligned and f.cell.col > columns[0].cell.col]
    if len(outside) > 0.5 * len(columns):
        return False
    if any(f.cell.col < columns[0].cell.col and f.kind in (Kind.LABEL, Kind.INLINE) for f in faces):
        return False
    if _only_labels(aligned, columns):
        return False
    labels = [face for face in aligned if face.kind is Kind.LABEL and not face.value_like]
    inline = sum(face.kind is Kind.INLINE for face in aligned)
    filled = [face for face in aligned if face.kind is not Kind.EMPTY]
    if inline * 2 > len(aligned):
        return False
    if any(
        face.label is not None and face.label.context and face.label.base and face.label.field
        for face in labels[:2]
    ) and (2 * sum(face.kind is Kind.LABEL for face in aligned) > len(filled)):
        return False  # 父亲 | 父亲电话 | 母亲: another row of labels
    if not labels:
        return True
    if any(
        face.label is not None and face.label.aspect in ("signature", "date", "opinion") for face in labels
    ):
        return False
    if len(labels) >= 2 and len(labels) * 2 >= len(filled):
        return False
    lead = aligned[0]
    if lead in labels and lead.label is not None:
        if lead.label.context and lead.label.base:
            return False
        if strong:
            return lead.label.key not in grid.vocabulary.stops
        return len(filled) > 2 and len(labels) * 3 <= len(aligned) and not first_row
    return len(labels) * 3 <= len(aligned)


def _only_labels(aligned: list[Face], columns: list[Face]) -> bool:
    """Tell whether a row holds nothing but labels (走访人 | 居住环境) that are no answers to their columns, as 父亲 is to 称谓.

    One label alone may be an item whose answer is empty, unless it asks for somebody (走访人).
    """
    filled = [face for face in aligned if face.kind is not Kind.EMPTY]
    if not filled or any(face.label is None or not face.label.field for face in filled):
        return False
    heads = {face.cell.col: face.label for face in columns}
    first = heads[filled[0].cell.col]
    if first is None or any(
        head is not None and head.aspect == "relation" for head in (heads[f.cell.col] for f in filled)
    ):
        return False
    asks = filled[0].label is not None and filled[0].label.context in ("worker", "direct_worker", "client")
    return len(filled) > 1 or (asks and first.aspect != "name")


def _is_sum(grid: Grid, columns: list[Face], row: int) -> bool:
    """Tell whether ``row`` holds sums of the columns: 小计 or 合计 in front, and nothing but numbers after it."""
    faces = [face for face in grid.rows[row] if face.cell.col >= columns[0].cell.col]
    if len(faces) < 2 or not _SUM.fullmatch("".join(faces[0].text.split())):
        return False
    rest = ["".join(face.text.split()) for face in faces[1:]]
    return any(rest) and all(not text or _FIGURE.fullmatch(text) for text in rest)


def _repeats_header(grid: Grid, columns: list[Face], row: int) -> bool:
    faces = grid.rows[row]
    return len(faces) == len(columns) and all(
        face.label is not None and other.label is not None and face.label.key == other.label.key
        for face, other in zip(faces, columns, strict=True)
        if other.label is not None
    )


def _row_values(grid: Grid, columns: list[Face], row: int, *, use: bool = True) -> list[Stretch]:
    values = []
    covering = grid.covering(row)
    for column in columns:
        start, stop = column.cell.col, column.cell.col + column.cell.col_span
        inside = [
            f
            for f in covering
            if start <= f.cell.col < stop or (f.cell.col < start < f.cell.col + f.cell.col_span)
        ]
        own = [f for f in inside if f.cell.row == row or f.cell.row_span > 1]
        if not own:
            values.append(Stretch())
            continue
        if len(own) == 1 or own[0].cell.col < start:
            values.append(own[0].stretch)
        else:
            values.append(
                Stretch(
                    "  ".join(f.stretch.text for f in own if f.stretch.text),
                    tuple(ink for f in own for ink in f.stretch.inks),
                    own[0].stretch.place,
                    min(f.stretch.confidence for f in own),
                )
            )
        for face in own:
            if use and face.cell.row == row:
                face.used = True
    return values


def header_labels(block: RowBlock) -> list[Label]:
    """Return the known labels of a block's header."""
    return [label for _, label in block.headers if label is not None]


def rows_going_on(grid: Grid, block: RowBlock | None, start: int, end: int) -> int:
    """Add rows of a table broken over a page to the block before; return the first row that is none of them."""
    if block is None:
        return start
    row = start
    known = {label.key for _, label in block.headers if label is not None}
    while row < end:
        faces = grid.rows[row]
        if len(faces) != len(block.headers) or len(grid.covering(row)) != len(faces):
            break
        labels = [face for face in faces if face.kind is Kind.LABEL and not face.value_like]
        repeated = sum(face.label is not None and face.label.key in known for face in faces)
        if repeated < 2 or repeated * 2 < len(faces):
            if len(labels) > 1 or (labels and labels[0] is faces[0]) or not _like_rows_before(faces, block):
                break
            block.rows.append([face.stretch for face in faces])
        row += 1
    return row


def _like_rows_before(faces: list[Face], block: RowBlock) -> bool:
    """Tell whether a row goes on with a block: where all rows have numbers or boxes, it has them too or is empty."""
    for position, face in enumerate(faces):
        before = [row[position].text for row in block.rows if row[position].text.strip()]
        if len(before) < 2 or not face.text:
            continue
        if all(text.strip()[:1].isdigit() for text in before) and not any(
            char.isdigit() for char in face.text
        ):
            return False
        boxed = all(any(char in BOX_GLYPHS for char in text) for text in before)
        if boxed and not any(char in BOX_GLYPHS for char in face.text):
            return False
    return True
