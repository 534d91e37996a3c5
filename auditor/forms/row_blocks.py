"""Header rows with rows of values under them: family members, rosters, long tables of records."""

from __future__ import annotations

import re

from auditor.forms.column_types import typed_rows
from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.headers import (
    groups_above,
    header_body,
    is_strong,
    lowest_labels,
    month_heads,
    option_heads,
    rows_by_month,
    talk_header,
    two_storeys,
)
from auditor.forms.headless import headless_rows
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.periods import dated
from auditor.forms.row_annexes import Annexes, add_annexes, annex_after
from auditor.pages.glyphs import BOX_GLYPHS

_TOTAL = re.compile(
    r"[(（]?(?:以上|全部|本(?:页|社区|村|册))?(?:共计?|合计|总计|小计|累计|总数)[为有]?[:：]?[\d一二三四五六七八九十百两〇零]{1,6}"
    r"(?:户|人|名|份|家|例|件|条|次)?[)）。]?"
)
"""合计：10户, 总计二十三人."""
_SUM = re.compile(
    r"[(（]?(?:本|当)?(?:页|月|期|季度?|年度?|周期)?(?:小计|合计|总计|共计|累计)[)）]?(?:数|金额)?[:：]?"
)
_FIGURE = re.compile(r"[¥￥]?-?[\d,，.]{1,20}(?:元|人次|人|户|次|场|小时|份|分|个|节|例|%|％)?|[/／—–-]{1,3}")
_GRADE = re.compile(r"^(?:[一二三四五1-5ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)\s*级")
_SCORES = re.compile(r"\d{1,3}\s*(?:分|[-—–~～至]\s*\d|$)|[≥≤<>＜＞]\s*\d")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:社区|村|居委会?|村委会?|片区|街道?|镇)(?:[(（].{0,12}[)）])?[:：]?"
)
_NTH = re.compile(r"第?[一二三四五六七八九十\d]{1,2}[次季回期]")


def find_row_block(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the block whose header row is ``row`` and the row after it, or None."""
    return _headed_block(grid, row, end, vocabulary) or typed_rows(grid, row, end, vocabulary)


def _headed_block(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    bands = _bands_across(grid, row, end, vocabulary)
    if bands is not None:
        return bands
    faces = grid.rows[row]
    if len(faces) < 2 and not (faces and row + 1 < end and len(grid.rows[row + 1]) > 2):
        return None
    top = row
    storeys = two_storeys(grid, row, end)
    talk = talk_header(grid, row, end)
    by_month = rows_by_month(grid, row, end) if storeys is None else None
    if by_month is not None:
        body = columns = by_month
        height = 1
    elif storeys is not None:
        columns, height = storeys[0], 2
        body = grid.rows[row]
    else:
        found = header_body(grid, row) or talk
        if found is None:
            return headless_rows(grid, row, end, vocabulary)
        body = found
        height = min(face.cell.row_span for face in body)
        columns, height = lowest_labels(grid, body, top, height, end)
    first = top + height
    if first >= end:
        return None
    groups = storeys[1] if storeys is not None else groups_above(grid, columns, top)
    while first + 1 < end and (_is_place_row(grid, first) or grid.names_period(first)):
        first += 1
    options, months = option_heads(grid, columns, first), month_heads(columns, groups)
    strong = (
        is_strong(columns, vocabulary)
        or bool(options)
        or bool(months)
        or by_month is not None
        or talk is not None
    )
    if not _is_data(grid, columns, first, strong, first_row=True):
        return None
    rows: list[list[Stretch]] = []
    sums: list[tuple[int, list[Stretch]]] = []
    annexes = Annexes()
    current = after = first
    while current < end:
        if _repeats_header(grid, columns, current):
            current += 1
            after = current
            continue
        if (
            current + 1 < end
            and grid.rows[current]
            and ((strong and _is_place_row(grid, current)) or grid.names_period(current))
        ):
            _use(grid, current, current + 1)
            current += 1
            continue
        if not _is_data(grid, columns, current, strong, first_row=current == first):
            annex = annex_after(grid, columns, current, end, annexes, len(rows)) if rows else None
            if annex is not None:
                annexes.entries.setdefault(len(rows) - 1, []).extend(annex[0])
                _use(grid, current, annex[1])
                current = after = annex[1]
                continue
            # rows may go on after a subtotal; a total at the end is left to be read as a label with its value
            if current == first or not _is_sum(grid, columns, current):
                break
            sums.append((len(rows), _row_values(grid, columns, current, use=False)))
            current += 1
            continue
        if current != first and _tells_total(grid, current):
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
    block = RowBlock(
        heads,
        rows,
        place,
        options=options,
        months=months,
        sums=sums,
        groups=groups,
        month_rows=by_month is not None,
    )
    add_annexes(block, annexes)
    return block, after


def _use(grid: Grid, start: int, end: int) -> None:
    for row in range(start, end):
        for face in grid.rows[row]:
            face.used = True


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


def _aligned(grid: Grid, columns: list[Face], row: int) -> list[Face]:
    starts = {face.cell.col for face in columns}
    return [face for face in grid.rows[row] if face.cell.col in starts]


def _held(grid: Grid, columns: list[Face], row: int) -> int:
    """Return in how many columns a value of the rows above goes on, as one cell with the row's."""
    starts = {face.cell.col for face in columns}
    lowest = max(face.cell.row + face.cell.row_span for face in columns)
    return sum(face.cell.col in starts and lowest <= face.cell.row < row for face in grid.covering(row))


def _is_data(grid: Grid, columns: list[Face], row: int, strong: bool, *, first_row: bool) -> bool:
    """Tell whether ``row`` holds values of the header's columns."""
    faces = grid.rows[row]
    aligned = _aligned(grid, columns, row)
    held = 0 if first_row else _held(grid, columns, row)
    if len(aligned) + held < 0.7 * len(columns) or len(aligned) < 2:
        return False
    outside = [f for f in faces if f not in aligned and f.cell.col > columns[0].cell.col]
    if len(outside) > 0.5 * len(columns):
        return False
    if held and aligned[0].kind is not Kind.LABEL and not any(face.colon for face in aligned):
        return True  # the number and the name that stand once for several rows go on
    if any(f.cell.col < columns[0].cell.col and f.kind in (Kind.LABEL, Kind.INLINE) for f in faces):
        return False
    if _only_labels(aligned, columns):
        return False
    labels = [face for face in aligned if face.kind is Kind.LABEL and not face.value_like]
    inline = sum(face.kind is Kind.INLINE for face in aligned)
    filled = [face for face in aligned if face.kind is not Kind.EMPTY]
    if inline * 2 > len(aligned):
        return False
    if 2 * len(filled) <= len(columns) and any(face.text.rstrip().endswith(("：", ":")) for face in filled):
        return False  # a label with its value below the list: 负责人： | 某某
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
    # below heads that are known a word is an answer, whatever else it may ask for: 地点 | 住址
    return len(labels) * 3 <= len(aligned) or (strong and not any(face.colon for face in labels))


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


def _tells_total(grid: Grid, row: int) -> bool:
    """Tell whether one cell of ``row``, whichever it is, gives a total of the rows above, and the others are empty."""
    texts = ["".join(face.text.split()) for face in grid.rows[row] if face.text.strip()]
    return len(texts) == 1 and _TOTAL.fullmatch(texts[0]) is not None


def _repeats_header(grid: Grid, columns: list[Face], row: int) -> bool:
    faces = grid.rows[row]
    return len(faces) == len(columns) and all(
        face.label is not None and other.label is not None and face.label.key == other.label.key
        for face, other in zip(faces, columns, strict=True)
        if other.label is not None
    )


def _row_values(grid: Grid, columns: list[Face], row: int, *, use: bool = True) -> list[Stretch]:
    values: list[Stretch] = []
    covering = grid.covering(row)
    period = grid.period(row)
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
            values.append(dated(own[0].stretch, period))
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
            block.rows.append([dated(face.stretch, grid.period(row)) for face in faces])
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
