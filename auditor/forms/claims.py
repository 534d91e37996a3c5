"""Which block of rows is which table of a form, and where its columns stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from auditor.forms.column_types import OTHER_DAY, kind_of_column
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Layout, RowBlock
from auditor.forms.load import FormIndex
from auditor.forms.log_lines import is_log
from auditor.forms.month_columns import method_columns, method_in
from auditor.forms.near_labels import columns_near
from auditor.forms.own_words import add_columns_meant
from auditor.forms.registers import REGISTER, add_other_words, register_columns
from auditor.forms.scored_rows import RATING
from auditor.forms.shares import columns_by_share
from auditor.forms.spec import RowsSpec
from auditor.forms.ticks import has_boxes, read_options, split_score

_FILLER = "_ \t\n　"
_LONG_TEXT = 8
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SURELY_TOLD = 16
_SENTENCE = re.compile(r"[，。；！]")
GIVEN_BY_OPTIONS = -1
"""Position of a column that is not printed: its value follows from the ticked option."""
LATER = "later score "
"""Keys of further columns of scores."""
_SCORE_HEAD = re.compile(r"^(?:自评|复评|初评|终评|督导评|最终|复核|调整后?)(?:得?分[数值]?|评分)?$")
_DAY = re.compile(r"[年月日号]|\d\s*[./／－-]\s*\d|\d{8}|\d{5}")
_HOURS = re.compile(
    r"(?:[上下]午|早上|中午|晚上?)?\s*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}\s*分?|半)?(?:\s*[-—–~～至到]+\s*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}\s*分?|半)?)?"
)
_LEAST_FOR_HOURS = 3
_LEAST_FOR_DAYS = 2
_BRACKETED = re.compile(r"[(（][^()（）]{1,20}[)）]$")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?\s*分?")
_PROGRESS = frozenset({"target", "done", "percent"})

Claims = dict[str, list[tuple[RowBlock, dict[str, int]]]]


def claim_blocks(entry: FormIndex, layout: Layout, vocabulary: Vocabulary, title: str = "") -> Claims:
    """Return, for each table of rows of the form, the row blocks that belong to it with the columns' positions."""
    claimed: Claims = {}
    for block in layout.blocks:
        best: tuple[float, str, dict[str, int]] | None = None
        log = is_log(block)
        for name, rows in entry.spec.rows.items():
            if log and rows.as_papers and "method" not in rows.columns:
                continue  # visits and calls below another paper
            if name == REGISTER:
                ledger = register_columns(
                    block, entry.column_keys[name], entry.column_keys, title, vocabulary
                )
                if ledger is not None and (best is None or len(ledger) > best[0]):
                    best = (len(ledger), name, ledger)
                continue
            columns = _match_columns(block, entry.column_keys[name], vocabulary)
            _days_apart_from_hours(block, rows, columns)
            if entry.column_words[name]:
                add_columns_meant(block, entry, name, columns, vocabulary)
            if columns:
                columns_near(block, entry, name, columns, vocabulary)
            _unprinted(block, rows, columns)
            if rows.as_papers:
                _day_whatever_its_head(block, rows, columns)
                _guess_narrative(block, rows, columns)
            if any(columns.keys().isdisjoint(one_of) for one_of in rows.needed) or len(columns) < min(
                2, len(rows.columns)
            ):
                continue
            if rows.as_papers and "date" in rows.required and not _holds_days(block, columns["date"]):
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


def _days_apart_from_hours(block: RowBlock, rows: RowsSpec, columns: dict[str, int]) -> None:
    """Give a column to the hours where nothing but hours stands under a head (来电时间) that may ask for the day too."""
    for column in [name for name in columns if rows.columns[name].type == "date"]:
        position = columns[column]
        cells = [text for row in block.rows if (text := row[position].text.strip(_FILLER))]
        if len(block.headers) < _LEAST_FOR_HOURS or not cells or not all(map(_HOURS.fullmatch, cells)):
            continue
        hours = column.replace("date", "time")
        if hours in rows.columns and hours not in columns:
            columns[hours] = position
            del columns[column]


def _day_whatever_its_head(block: RowBlock, rows: RowsSpec, columns: dict[str, int]) -> None:
    """Take the one column of a list of papers in which nothing but days stands for its day: 服务时间, 提交时刻.

    It is free, or its head asks for the hours, which then stand behind the day.
    """
    if "date" not in rows.required or "date" in columns or len(block.rows) < _LEAST_FOR_DAYS:
        return
    taken = {position for name, position in columns.items() if rows.columns[name].type != "time"}
    found = [
        position
        for position, (head, _) in enumerate(block.headers)
        if position not in taken
        and not OTHER_DAY.search(head)
        and kind_of_column([row[position].text for row in block.rows]) == "day"
    ]
    if len(found) == 1:
        columns["date"] = found[0]


def _unprinted(block: RowBlock, rows: RowsSpec, columns: dict[str, int]) -> None:
    """Add columns whose values follow from others: a rating ticked under its option, its score, the day of a visit."""
    if len(block.options) >= 2 and "rating" in rows.columns and "rating" not in columns:
        columns["rating"] = GIVEN_BY_OPTIONS
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
        columns["score"] = GIVEN_BY_OPTIONS
    if rows.columns.keys() >= _PROGRESS and not {"target", "done"} <= columns.keys():
        others = {position for column, position in columns.items() if column not in _PROGRESS}
        told = columns_by_share(block, set(range(len(block.headers))) - others)
        if told is not None:
            columns.update(zip(("target", "done", "percent"), told, strict=True))
    if block.month_rows and rows.as_papers and "date" in rows.columns and method_columns(block, rows):
        columns.clear()
        columns.update(
            {column: GIVEN_BY_OPTIONS for column in ("date", "narrative", "method") if column in rows.columns}
        )
    if block.months and rows.as_papers and "date" in rows.columns:
        if "method" in columns and not _names_methods(block, columns["method"], rows):
            del columns["method"]  # the kind of household (类别), not of contact
        for column in ("date", "narrative"):
            if column in rows.columns and column not in columns:
                columns[column] = GIVEN_BY_OPTIONS


def _holds_days(block: RowBlock, position: int) -> bool:
    """Tell whether a column under 时间 holds days and not minutes; an empty one may."""
    if position == GIVEN_BY_OPTIONS:
        return True
    cells = [text for row in block.rows if (text := row[position].text.strip(_FILLER))]
    return not cells or any(_DAY.search(text) for text in cells)


def _guess_narrative(block: RowBlock, rows: RowsSpec, columns: dict[str, int]) -> None:
    """Take the column of the longest texts for what happened, where no head that is known says so: 本次所做及案主反应."""
    if "narrative" not in rows.required or "narrative" in columns or "date" not in columns:
        return
    if not _holds_days(block, columns["date"]) or any(
        label is not None and label.aspect == "relation" for _, label in block.headers
    ):
        return
    taken = set(columns.values())
    free = [
        p
        for p, (_, label) in enumerate(block.headers)
        if p not in taken and (label is None or not (label.context or label.aspect or label.caption))
    ]
    told = {p: length for p in free if (length := _told_length(block, p)) >= _LONG_TEXT}
    if told:
        columns["narrative"] = max(told, key=lambda p: told[p])


def _told_length(block: RowBlock, position: int) -> float:
    """Return how long the texts of a column are that tells something; 0 where they are names of places and the like."""
    texts = [text for row in block.rows if (text := row[position].text.strip(_FILLER))]
    if not texts:
        return 0.0
    length = sum(len(_HAN.findall(text)) for text in texts) / len(block.rows)
    sentences = sum(_SENTENCE.search(text) is not None for text in texts)
    return length if 2 * sentences >= len(texts) or length >= _SURELY_TOLD else 0.0


def _names_methods(block: RowBlock, position: int, rows: RowsSpec) -> bool:
    cells = [row[position] for row in block.rows if row[position].text.strip(_FILLER)]
    head = block.headers[position][0]
    return bool(cells) and all(method_in(cell, head, rows) is not None for cell in cells)


def _later_scores(block: RowBlock, columns: dict[str, int], choices: frozenset[str]) -> dict[str, int]:
    """Return further columns of scores (自评分 | 复评得分): the last that is filled in counts."""
    if columns["score"] == GIVEN_BY_OPTIONS:
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
            found[f"{LATER}{position}"] = position
    return found


def _all_ratings(block: RowBlock, position: int) -> bool:
    cells = [row[position].text.strip(_FILLER) for row in block.rows]
    filled = [text for text in cells if text]
    return len(filled) >= 2 and all(RATING.match(text) or has_boxes(text) for text in filled)


def _options_score(block: RowBlock, rating: int) -> bool:
    if rating == GIVEN_BY_OPTIONS:
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


def _match_columns(
    block: RowBlock, keys: Mapping[str, frozenset[str]], vocabulary: Vocabulary
) -> dict[str, int]:
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
            if not exact and label is None:
                key = fold_key(_BRACKETED.sub("", text))  # 第1次（3月5日）
            for column, choices in keys.items():
                if column not in found and key and key in choices:
                    found[column] = position
                    taken.add(position)
                    break
    add_other_words(block, keys, found, taken, vocabulary)
    return found
