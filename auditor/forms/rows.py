"""Tables of repeated rows: which block of rows is which table of the form, and what stands in its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Layout, RowBlock, Stretch, mark_of
from auditor.forms.load import FormIndex
from auditor.forms.model import Reading, RowReadings
from auditor.forms.month_columns import method_columns, month_visits, visits_of_month
from auditor.forms.readings import make_reading
from auditor.forms.registers import ITEM, REGISTER, item_name, register_columns
from auditor.forms.spec import ColumnSpec, RowsSpec
from auditor.forms.ticks import has_boxes, is_lone_tick, read_options, split_score
from auditor.pages.model import INK_ANCHOR, Mark
from auditor.values.names import looks_like_name

_FILLER = "_ \t\n　"
_GIVEN_BY_OPTIONS = -1
"""Position of a column that is not printed: its value follows from the ticked option."""
_LATER = "later score "
"""Keys of further columns of scores."""
_SCORE_HEAD = re.compile(r"^(?:自评|复评|初评|终评|督导评|最终|复核|调整后?)(?:得?分[数值]?|评分)?$")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?\s*分?")
_NAME = 4
_SIGNED_AFTER = re.compile(r"[。；;！!\n 　]\s*([\u4e00-\u9fff]{2,4})$")
_RATING = re.compile(
    r"^(?:很|非常|较|比较|极)?(?:良好?|好|优秀?|一般|中等?|普通|尚可|较?差|不好|不良|正常|异常|稳定|不稳定|恶劣|有|无|是|否|轻度?|中度|重度?|高|低|充足|不足|足够|缺乏|能|不能|部分能?|合格|不合格|满意|不满意)$"
)
_AGREED = ("同意", "已阅", "阅", "通过", "可", "批准", "同意结案", "不同意")

Claims = dict[str, list[tuple[RowBlock, dict[str, int]]]]


def claim_blocks(entry: FormIndex, layout: Layout, vocabulary: Vocabulary, title: str = "") -> Claims:
    """Return, for each table of rows of the form, the row blocks that belong to it with the columns' positions."""
    claimed: Claims = {}
    for block in layout.blocks:
        best: tuple[float, str, dict[str, int]] | None = None
        for name, rows in entry.spec.rows.items():
            if name == REGISTER:
                ledger = register_columns(block, entry.column_keys[name], entry.column_keys, title)
                if ledger is not None and (best is None or len(ledger) > best[0]):
                    best = (len(ledger), name, ledger)
                continue
            columns = _match_columns(block, entry.column_keys[name])
            _unprinted(block, rows, columns)
            if any(column not in columns for column in rows.required) or len(columns) < min(
                2, len(rows.columns)
            ):
                continue
            if rows.as_papers and "date" not in rows.required and _filled_rows(block) < 2:
                continue  # one household under its labels is no register
            if rows.captions and _of_another(
                block, {vocabulary.context_of(c) for c in rows.captions}, vocabulary
            ):
                continue
            score = len(columns) + _caption_bonus(block, rows.captions)
            if best is None or score > best[0]:
                best = (score, name, columns)
        if best is not None:
            if best[1] != REGISTER and "score" in best[2]:
                best[2].update(_later_scores(block, best[2], entry.column_keys[best[1]]["score"]))
            claimed.setdefault(best[1], []).append((block, best[2]))
    return claimed


def _unprinted(block: RowBlock, rows: RowsSpec, columns: dict[str, int]) -> None:
    """Add columns whose values follow from others: a rating ticked under its option, its score, the day of a visit."""
    if len(block.options) >= 2 and "rating" in rows.columns and "rating" not in columns:
        columns["rating"] = _GIVEN_BY_OPTIONS
    if "rating" in rows.columns and "rating" not in columns:
        taken = set(columns.values())
        found = next(
            (p for p in range(len(block.headers)) if p not in taken and _all_ratings(block, p)), None
        )
        if found is not None:
            columns["rating"] = found  # whatever its heading: 良好, 一般 … under it
    if (
        "score" in rows.columns
        and "score" not in columns
        and "rating" in columns
        and _options_score(block, columns["rating"])
    ):
        columns["score"] = _GIVEN_BY_OPTIONS
    if block.month_rows and rows.as_papers and "date" in rows.columns and method_columns(block, rows):
        columns.clear()
        columns.update(
            {
                column: _GIVEN_BY_OPTIONS
                for column in ("date", "narrative", "method")
                if column in rows.columns
            }
        )
    if block.months and rows.as_papers and "date" in rows.columns:
        for column in ("date", "narrative"):
            if column in rows.columns and column not in columns:
                columns[column] = _GIVEN_BY_OPTIONS


def _later_scores(block: RowBlock, columns: dict[str, int], choices: frozenset[str]) -> dict[str, int]:
    """Return further columns of scores (自评分 | 复评得分): the last that is filled in counts."""
    if columns["score"] == _GIVEN_BY_OPTIONS:
        return {}
    taken = set(columns.values())
    found: dict[str, int] = {}
    for position, (text, label) in enumerate(block.headers):
        key = label.key if label is not None else fold_key(text)
        group = fold_key(block.groups[position]) if block.groups else ""
        if (
            position in taken
            or position <= columns["score"]
            or not (key in choices or group in choices or _SCORE_HEAD.search(key))
        ):
            continue
        if all(_NUMBER.fullmatch(cell) for row in block.rows if (cell := row[position].text.strip(_FILLER))):
            found[f"{_LATER}{position}"] = position
    return found


def _all_ratings(block: RowBlock, position: int) -> bool:
    cells = [row[position].text.strip(_FILLER) for row in block.rows]
    filled = [text for text in cells if text]
    return len(filled) >= 2 and all(_RATING.match(text) or has_boxes(text) for text in filled)


def _options_score(block: RowBlock, rating: int) -> bool:
    if rating == _GIVEN_BY_OPTIONS:
        return all(split_score(block.headers[position][0])[1] is not None for position in block.options)
    cells = [row[rating].text for row in block.rows if row[rating].text.strip()]
    return bool(cells) and all(any(o.score is not None for o in read_options(text)) for text in cells)


def _of_another(block: RowBlock, own: set[str], vocabulary: Vocabulary) -> bool:
    """The block speaks of one person (监护人) and not of the table's rows."""
    known = vocabulary.book.contexts
    named = {
        label.context
        for _, label in block.headers
        if label is not None and label.base and label.context != "client"
    }
    if block.caption:
        named.add(vocabulary.context_of(block.caption))
    named.add(block.context)
    return (
        any(person in known and person not in own and person != "client" for person in named)
        and _filled_rows(block) <= 1
    )


def _filled_rows(block: RowBlock) -> int:
    return sum(any(stretch.text.strip(_FILLER) or stretch.inks for stretch in row) for row in block.rows)


def _caption_bonus(block: RowBlock, captions: Iterable[str]) -> float:
    key = fold_key(block.caption)
    return 3.0 if key and any(fold_key(caption) in key for caption in captions) else 0.0


def _match_columns(block: RowBlock, keys: Mapping[str, frozenset[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    taken: set[int] = set()
    for position, group in enumerate(block.groups):  # 持证社工 over 应到 | 实到
        key = fold_key(group + block.headers[position][0]) if group else ""
        for column, choices in keys.items():
            if column not in found and key and key in choices:
                found[column] = position
                taken.add(position)
                break
    for exact in (True, False):
        for position, (text, label) in enumerate(block.headers):
            if position in taken:
                continue
            key = (label.key if exact else label.base) if label is not None else fold_key(text)
            for column, choices in keys.items():
                if column not in found and key and key in choices:
                    found[column] = position
                    taken.add(position)
                    break
    return found


def fill_rows(
    entry: FormIndex, claimed: Claims, vocabulary: Vocabulary, title: str = ""
) -> dict[str, list[RowReadings]]:
    """Return the readings of each table of rows.

    Rows in which nothing was filled in are left out; where all are empty one stays, so that an empty table is told from
    an absent one. A table whose rows are papers also has keys ``approval.ROLE.PART`` for the cells in which a role
    approves that row.

    Args:
        entry: the form.
        claimed: its row blocks, from `claim_blocks`.
        vocabulary: gives the roles that approve.
        title: the form's title, which may name the year of a table with months as columns.
    """
    result: dict[str, list[RowReadings]] = {}
    for name, blocks in claimed.items():
        spec = entry.spec.rows[name]
        filled: list[RowReadings] = []
        empty: list[RowReadings] = []
        for block, columns in blocks:
            approving = _approving(block, columns, vocabulary) if spec.as_papers else {}
            for row in _with_sums(block) if spec.keeps_sums else block.rows:
                readings = _row(block, columns, row, spec)
                for key, position in approving.items():
                    readings.update(_approval_cell(key, row[position], block.headers[position][0]))
                if block.month_rows and columns.get("date") == _GIVEN_BY_OPTIONS:
                    filled += visits_of_month(block, row, readings, spec, title)
                elif block.months and columns.get("date") == _GIVEN_BY_OPTIONS:
                    filled += month_visits(block, row, readings, spec, title)
                elif all(reading.blank for reading in readings.values()) and not any(
                    s.text.strip(_FILLER) for s in row
                ):
                    empty = empty or [readings]
                else:
                    filled.append(readings)
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
        if position != _GIVEN_BY_OPTIONS:
            if key == "score":
                later = [
                    p for name, p in columns.items() if name.startswith(_LATER) and row[p].text.strip(_FILLER)
                ]
                position = max(later, default=position)
            readings[key] = make_reading(
                column.type, row[position], block.headers[position][0], 1.0, column.options
            )
    if columns.get("rating") == _GIVEN_BY_OPTIONS:
        readings["rating"] = _ticked_option(block, row, spec.columns["rating"])
    if columns.get("score") == _GIVEN_BY_OPTIONS:
        readings["score"] = _score_of_option(block, columns["rating"], row, spec.columns["score"])
    for key, position in columns.items():
        if key.startswith(ITEM):
            readings.update(_item_cell(block, key, position, row))
    return readings


def _item_cell(block: RowBlock, key: str, position: int, row: list[Stretch]) -> RowReadings:
    """Read a ledger's cell that holds the rating or the score of one item."""
    stem, _, part = key.rpartition(".")
    stretch, head = row[position], block.headers[position][0]
    name = item_name(block, position)
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
    if rating == _GIVEN_BY_OPTIONS:
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


# ---- approvals of single rows ------------------------------------------------------------------------------------------


def _approving(block: RowBlock, columns: dict[str, int], vocabulary: Vocabulary) -> dict[str, int]:
    """Return the columns in which a role approves each row: "role.part" -> position."""
    roles = vocabulary.book.roles
    found: dict[str, int] = {}
    generic = {position for key, position in columns.items() if key.startswith("approval.")}
    taken = {position for key, position in columns.items() if not key.startswith("approval.")}
    named = next(
        (
            label.context
            for _, label in block.headers
            if label and label.context in roles and label.context != "approver"
        ),
        "",
    )
    for position, (_, label) in enumerate(block.headers):
        if position in taken or label is None:
            continue
        role = label.context if label.context in roles else ""
        if not role and position not in generic:
            continue
        if not role or role == "approver":
            role = named or "supervisor"
        part: str = label.aspect if label.aspect in ("signature", "date") else ""
        if label.aspect == "opinion" and label.base[-2:] in ("意见", "建议", "评语", "批示"):
            part = "opinion"
        found.setdefault(f"approval.{role}.{part or 'cell'}", position)
    return found


def _approval_cell(key: str, stretch: Stretch, header: str) -> RowReadings:
    """Read one approval cell; a cell for everything may hold words, a name or a picture."""
    stem, _, part = key.rpartition(".")
    if part == "opinion":
        return _opinion_cell(key, stretch, header)
    if part == "date":
        return {key: make_reading("date", stretch, header, 1.0)}
    if part == "signature":
        return {key: make_reading("signature", stretch, header, 1.0)}
    text = stretch.text.replace(INK_ANCHOR, "").strip(_FILLER)
    signature = make_reading("signature", stretch, header, 1.0)
    if mark_of(stretch) is not None:
        found = {f"{stem}.signature": signature}
        if len(text) > _NAME or text in _AGREED:
            found[f"{stem}.opinion"] = make_reading(
                "narrative", Stretch(text, (), stretch.place, stretch.confidence), header, 1.0
            )
        return found
    opinion = make_reading("narrative", stretch, header, 1.0)
    if not text:
        return {f"{stem}.opinion": opinion, f"{stem}.signature": signature}
    if len(text) > _NAME or text in _AGREED or signature.mark is not Mark.TYPED:
        return {f"{stem}.opinion": opinion}
    return {f"{stem}.signature": signature}


def _opinion_cell(key: str, stretch: Stretch, header: str) -> RowReadings:
    """Read a cell for an opinion; the approver may have signed in it, or have done nothing but sign."""
    found = {key: make_reading("narrative", stretch, header, 1.0)}
    text = stretch.text.strip(_FILLER)
    signed = _SIGNED_AFTER.search(text)
    name = signed[1] if signed is not None else text
    if text in _AGREED or not looks_like_name(name):
        return found
    said = text[: len(text) - len(name)].strip()
    found[f"{key.rpartition('.')[0]}.signature"] = make_reading(
        "signature", Stretch(name, (), stretch.place, stretch.confidence), header, 0.9
    )
    found[key] = make_reading("narrative", Stretch(said, (), stretch.place, stretch.confidence), header, 0.9)
    return found


def row_approvals(row: RowReadings) -> tuple[RowReadings, list[RowReadings]]:
    """Part a row's own readings from the approvals in it, one entry for each role."""
    own: RowReadings = {}
    approvals: dict[str, RowReadings] = {}
    for key, reading in row.items():
        if not key.startswith("approval."):
            own[key] = reading
            continue
        _, role, part = key.split(".")
        entry = approvals.setdefault(
            role,
            {
                "role": Reading(
                    role, reading.label, reading.label, Mark.TYPED, reading.place, reading.confidence, True
                )
            },
        )
        entry[part] = reading
    return own, list(approvals.values())
