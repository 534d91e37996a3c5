"""Tables of repeated rows: what stands in the rows that a form has claimed."""

from __future__ import annotations

from auditor.forms.claims import GIVEN_BY_OPTIONS, LATER, Claims
from auditor.forms.joint import parts_of_cell
from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.load import FormIndex
from auditor.forms.model import Reading, RowReadings
from auditor.forms.month_columns import month_visits, visits_of_month
from auditor.forms.readings import make_reading
from auditor.forms.registers import ITEM, SCORED, item_name
from auditor.forms.row_approvals import approval_cell, approving_columns
from auditor.forms.row_days import say_what_is_above
from auditor.forms.spec import ColumnSpec, RowsSpec
from auditor.forms.ticks import has_boxes, is_lone_tick, read_options, split_score
from auditor.pages.model import Mark

_FILLER = "_ \t\n　"


def fill_rows(
    entry: FormIndex, claimed: Claims, vocabulary: Vocabulary, title: str = ""
) -> dict[str, list[RowReadings]]:
    """Return the readings of each table of rows.

    Rows in which nothing was filled in are left out; where all are empty one stays, so that an empty table is told from
    an absent one. A table whose rows are papers also has keys ``approval.ROLE.PART`` for the cells in which a role
    approves that row.

    Args:
        entry: the form.
        claimed: its row blocks, from `auditor.forms.claims.claim_blocks`.
        vocabulary: gives the roles that approve.
        title: the form's title, which may name the year of a table with months as columns.
    """
    result: dict[str, list[RowReadings]] = {}
    for name, blocks in claimed.items():
        spec = entry.spec.rows[name]
        filled: list[RowReadings] = []
        empty: list[RowReadings] = []
        for block, columns in blocks:
            approving = approving_columns(block, columns, vocabulary) if spec.as_papers else {}
            for row in _with_sums(block) if spec.keeps_sums else block.rows:
                readings = _row(block, columns, row, spec)
                for key, position in approving.items():
                    for part, reading in approval_cell(
                        key, row[position], block.headers[position][0]
                    ).items():
                        if part not in readings or not reading.blank:
                            readings[part] = reading
                if block.month_rows and columns.get("date") == GIVEN_BY_OPTIONS:
                    filled += visits_of_month(block, row, readings, spec, title)
                elif block.months and columns.get("date") == GIVEN_BY_OPTIONS:
                    filled += month_visits(block, row, readings, spec, title)
                elif all(reading.blank for reading in readings.values()) and not any(
                    s.text.strip(_FILLER) for s in row
                ):
                    empty = empty or [readings]
                else:
                    filled.append(readings)
        say_what_is_above(filled, spec, title)
        result[name] = filled or empty
    return result


def _with_sums(block: RowBlock) -> list[list[Stretch]]:
    rows = list(block.rows)
    for before, row in reversed(block.sums):
        rows.insert(before, row)
    return rows


def _row(block: RowBlock, columns: dict[str, int], row: list[Stretch], spec: RowsSpec) -> RowReadings:
    readings: RowReadings = {}
    for key, column in spec.columns.items():
        position = columns.get(key)
        if position is None or key.startswith("approval."):
            continue
        if position != GIVEN_BY_OPTIONS:
            if key == "score":
                later = [
                    p for name, p in columns.items() if name.startswith(LATER) and row[p].text.strip(_FILLER)
                ]
                position = max(later, default=position)
            readings[key] = make_reading(
                column.type, row[position], block.headers[position][0], 1.0, column.options
            )
    if "name" in readings and "phone" in spec.columns:
        _part_name_and_phone(block, columns["name"], row, readings, spec)
    if columns.get("rating") == GIVEN_BY_OPTIONS:
        readings["rating"] = _ticked_option(block, row, spec.columns["rating"])
    if columns.get("score") == GIVEN_BY_OPTIONS:
        readings["score"] = _score_of_option(block, columns["rating"], row, spec.columns["score"])
    for key, position in columns.items():
        if key.startswith(ITEM):
            readings.update(_item_cell(block, key, position, row))
    return readings


def _part_name_and_phone(
    block: RowBlock, position: int, row: list[Stretch], readings: RowReadings, spec: RowsSpec
) -> None:
    """Give a person the number that stands in the cell of the name, where the row has none of its own."""
    phone = readings.get("phone")
    if phone is not None and not phone.blank:
        return
    head, label = block.headers[position]
    halves = parts_of_cell(row[position], label)
    if halves is None:
        return
    for key, half in zip(("name", "phone"), halves, strict=True):
        column = spec.columns[key]
        readings[key] = make_reading(column.type, half, head, 0.95, column.options)


def _item_cell(block: RowBlock, key: str, position: int, row: list[Stretch]) -> RowReadings:
    """Read a ledger's cell that holds the rating or the score of one item."""
    stem, _, part = key.rpartition(".")
    stretch, head = row[position], block.headers[position][0]
    name = item_name(block, position)
    if part == "both":
        match = SCORED.fullmatch(stretch.text.strip(_FILLER))
        rating, score = (match["rating"], match["score"]) if match is not None else (stretch.text, "")
        return {
            f"{stem}.item": Reading(name, name, head, Mark.TYPED, stretch.place, 0.95, True),
            f"{stem}.rating": make_reading(
                "choice", Stretch(rating, (), stretch.place, stretch.confidence), head, 1.0
            ),
            f"{stem}.score": make_reading(
                "score", Stretch(score, (), stretch.place, stretch.confidence), head, 1.0
            ),
        }
    cells = {
        f"{stem}.item": Reading(name, name, head, Mark.TYPED, stretch.place, 0.95, True),
        key: make_reading("choice" if part == "rating" else "score", stretch, head, 1.0),
    }
    return cells


def row_items(row: RowReadings) -> tuple[RowReadings, list[RowReadings]]:
    """Part a ledger row's own readings from those of its items."""
    own: RowReadings = {}
    items: dict[str, RowReadings] = {}
    for key, reading in row.items():
        if key.startswith(ITEM):
            _, number, part = key.split(".")
            items.setdefault(number, {})[part] = reading
        else:
            own[key] = reading
    return own, list(items.values())


def _ticked_positions(block: RowBlock, row: list[Stretch]) -> list[int]:
    return [
        position
        for position in block.options
        if is_lone_tick(row[position].text)
        or (has_boxes(row[position].text) and any(o.ticked for o in read_options(row[position].text)))
        or row[position].inks
    ]


def _ticked_option(block: RowBlock, row: list[Stretch], column: ColumnSpec) -> Reading:
    """Read a rating given by a tick under one of several option columns (良好 | 一般 | 差)."""
    ticked = _ticked_positions(block, row)
    if not ticked:
        first = row[block.options[0]]
        return Reading(
            label=block.headers[block.options[0]][0], place=first.place, confidence=first.confidence
        )
    stretch = row[ticked[0]]
    names = "、".join(split_score(block.headers[position][0])[0] for position in ticked)
    head = Stretch(names, (), stretch.place, stretch.confidence)
    return make_reading(
        column.type, head, block.headers[ticked[0]][0], 0.95 if len(ticked) == 1 else 0.7, column.options
    )


def _score_of_option(block: RowBlock, rating: int, row: list[Stretch], column: ColumnSpec) -> Reading:
    """Return the score that is printed with the ticked option."""
    if rating == GIVEN_BY_OPTIONS:
        scores = [split_score(block.headers[position][0])[1] for position in _ticked_positions(block, row)]
        stretch = row[block.options[0]]
    else:
        stretch = row[rating]
        scores = [option.score for option in read_options(stretch.text) if option.ticked]
    if len(scores) != 1 or scores[0] is None:
        return Reading(label="分值", place=stretch.place, confidence=0.7)
    return make_reading(
        column.type, Stretch(f"{scores[0]:g}", (), stretch.place, stretch.confidence), "分值", 0.9
    )
