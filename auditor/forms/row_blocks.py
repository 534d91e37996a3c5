"""Header rows with rows of values under them: family members, rosters, long tables of records."""

from __future__ import annotations

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary
from auditor.forms.layout import RowBlock, Stretch

_MAX_HEADER_ROWS = 3


def find_row_block(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return the block whose header row is ``row`` and the row after it, or None."""
    faces = grid.rows[row]
    if len(faces) < 2 and not (faces and row + 1 < end and len(grid.rows[row + 1]) > 2):
        return None
    body = _header_body(grid, row)
    if body is None:
        return None
    top = row
    height = min(face.cell.row_span for face in body)
    columns, height = _lowest_labels(grid, body, top, height, end)
    first = top + height
    if first >= end:
        return None
    strong = _is_strong(columns, vocabulary)
    if not _is_data(grid, columns, first, strong, first_row=True):
        return None
    rows: list[list[Stretch]] = []
    current = first
    while current < end:
        if _repeats_header(grid, columns, current):
            current += 1
            continue
        if not _is_data(grid, columns, current, strong, first_row=current == first):
            break
        rows.append(_row_values(grid, columns, current))
        current += 1
    if not rows or not (strong or len(columns) >= 3 or len(rows) == 1):
        return None
    place = grid.place(body[0].cell)
    return RowBlock([(face.text, face.label) for face in columns], rows, place), current


def _header_body(grid: Grid, row: int) -> list[Face] | None:
    """Return the label cells of a header row without a caption cell at its left, or None if it is no header."""
    covering = grid.covering(row)
    body = [face for face in covering if face.cell.row == row]
    if body and len(body) == len(covering) and len(body) > 2:
        lead = body[0]
        rest = min(face.cell.row_span for face in body[1:])
        if lead.cell.row_span > rest + 1 or (lead.cell.row_span > rest and _no_header_under(grid, body, row)):
            body = body[1:]
    if len(body) < 2:
        return None
    known = sum(face.kind is Kind.LABEL and not (face.value_like and face.label and face.label.context) for face in body)
    other = [face for face in body if face.kind is not Kind.LABEL]
    if known < 2 or known < 0.6 * len(body):
        return None
    if any(face.kind is Kind.INLINE for face in other) or any(
        face.kind is Kind.TEXT and not face.short_word for face in other
    ):
        return None
    if sum(face.kind is Kind.EMPTY for face in other) > 1:
        return None
    return body


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
    labels = [face for face in aligned if face.kind is Kind.LABEL and not face.value_like]
    inline = sum(face.kind is Kind.INLINE for face in aligned)
    filled = [face for face in aligned if face.kind is not Kind.EMPTY]
    if inline * 2 > len(aligned):
        return False
    if not labels:
        return True
    if any(face.label is not None and face.label.aspect in ("signature", "date", "opinion") for face in labels):
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


def _repeats_header(grid: Grid, columns: list[Face], row: int) -> bool:
    faces = grid.rows[row]
    return len(faces) == len(columns) and all(
        face.label is not None and other.label is not None and face.label.key == other.label.key
        for face, other in zip(faces, columns, strict=True)
        if other.label is not None
    )


def _row_values(grid: Grid, columns: list[Face], row: int) -> list[Stretch]:
    values = []
    covering = grid.covering(row)
    for column in columns:
        start, stop = column.cell.col, column.cell.col + column.cell.col_span
        inside = [f for f in covering if start <= f.cell.col < stop or (f.cell.col < start < f.cell.col + f.cell.col_span)]
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
            if face.cell.row == row:
                face.used = True
    return values


def header_labels(block: RowBlock) -> list[Label]:
    """Return the known labels of a block's header."""
    return [label for _, label in block.headers if label is not None]
