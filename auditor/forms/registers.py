"""Ledgers: tables with a row for each household or case, each row one paper of the form that the ledger is about.

Any form may be kept as a ledger; its columns are then the form's fields. A ledger of assessments may also spread the items over
its columns: ``生活环境`` over ``评价 | 得分``, repeated, or ``生活环境得分``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import RowBlock
from auditor.forms.spec import ColumnSpec, FormSpec, RowsSpec

REGISTER = "register"
"""Name of the table of rows that a form gets which may be kept as a ledger."""
ITEM = "items."
"""Keys of columns that belong to an item: ``items.2.score``."""
_LEDGER = re.compile(r"登记|台账|台帐|一览|汇总|名册|清单|明细")
_LEAST_COLUMNS = 3
_FILLER = "_ \t\n　"
_ITEM_TABLES = ("items", "ratings")
_LONGEST_ITEM, _LONGEST_SCORED = 12, 16
SCORED = re.compile(
    r"(?P<rating>[\u4e00-\u9fff]{1,8})[\s　]*[(（,，/、:：]?[\s　]*(?P<score>\d{1,3}(?:\.\d{1,2})?)\s*分[)）]?"
)
"""A rating with its points in one cell."""
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*分?")
_NO_ITEM = re.compile(r"总|合计|平均|等级|级别")


def with_register(form: FormSpec) -> FormSpec:
    """Return ``form`` with a table of rows whose columns are its fields, where the form may be kept as a ledger."""
    if not form.ledger or any(
        rows.as_papers and "client.name" in rows.required for rows in form.rows.values()
    ):
        return form
    columns: dict[str, ColumnSpec] = {}
    owned: set[str] = set()
    # a label that means something else inside a block (姓名 within 监护人) is that of the plain field in a ledger
    for key, spec in sorted(form.fields.items(), key=lambda pair: bool(pair[1].within)):
        labels = [label for label in spec.labels if label not in owned]
        if spec.within and key != "worker_signature":
            labels = [
                label
                for label in labels
                if not any(label in other.labels for name, other in form.fields.items() if name != key)
            ]
        if labels:
            columns[key] = ColumnSpec(labels=labels, type=spec.type, options=spec.options)
            owned.update(labels)
    made = RowsSpec(columns=columns, as_papers=True)
    return form.model_copy(update={"rows": {**form.rows, REGISTER: made}})


def register_columns(
    block: RowBlock,
    columns: Mapping[str, frozenset[str]],
    tables: Mapping[str, Mapping[str, frozenset[str]]],
    title: str,
    vocabulary: Vocabulary,
) -> dict[str, int] | None:
    """Return the positions of a ledger's columns, with ``items.N.*`` for the columns of items; None if it is no ledger.

    Args:
        block: the table.
        columns: the label keys of the form's fields.
        tables: the label keys of the form's tables of rows, of which the items are one.
        title: the form's title.
        vocabulary: knows which labels mean the same.
    """
    if any(label is not None and label.aspect == "relation" for _, label in block.headers):
        return None  # a table of family members
    items = _item_columns(block, columns, tables)
    found = _fields(block, columns, {position for position in items.values() if position >= 0}, vocabulary)
    if len(found) + len(items) < _LEAST_COLUMNS or not _speaks_of_many(block, found, title):
        return None
    return {**found, **items}


def _fields(
    block: RowBlock, columns: Mapping[str, frozenset[str]], taken: set[int], vocabulary: Vocabulary
) -> dict[str, int]:
    found: dict[str, int] = {}
    taken = set(taken)
    for step in ("group", "key", "base"):
        for position, (text, label) in enumerate(block.headers):
            if position in taken:
                continue
            if step == "group":
                group = block.groups[position] if block.groups else ""
                key = fold_key(group + text) if group else ""
            elif step == "key":
                key = label.key if label is not None else fold_key(text)
            else:
                key = label.base if label is not None else ""
            if not key:
                continue
            column = next(
                (name for name, choices in columns.items() if name not in found and key in choices), None
            )
            if column is not None:
                found[column] = position
                taken.add(position)
    add_other_words(block, columns, found, taken, vocabulary)
    return found


def add_other_words(
    block: RowBlock,
    columns: Mapping[str, frozenset[str]],
    found: dict[str, int],
    taken: set[int],
    vocabulary: Vocabulary,
) -> None:
    """Add columns whose heads say in other words what the form's labels say (拟定日期 for 制定日期).

    联系电话 asks for a number and is no other wording of 电话内容, though both say 电话 in plain words.

    Args:
        block: the table.
        columns: the label keys of each column.
        found: positions of the columns known so far; those found are added.
        taken: positions of ``found``; those found are added.
        vocabulary: knows which labels mean the same.
    """
    if len(taken) == len(block.headers) or len(found) == len(columns):
        return
    plain = vocabulary.wordings.plain
    for position, (text, label) in enumerate(block.headers):
        if position in taken:
            continue
        key = plain(label.key if label is not None else fold_key(text))
        phone = label is not None and label.aspect == "phone"
        column = next(
            (
                name
                for name, choices in columns.items()
                if name not in found
                and key in vocabulary.plain_of(choices)
                and not (phone and not any(vocabulary.aspects.get(choice) == "phone" for choice in choices))
            ),
            None,
        )
        if key and column is not None:
            found[column] = position
            taken.add(position)


def _speaks_of_many(block: RowBlock, found: Mapping[str, int], title: str) -> bool:
    keys = [found[key] for key in ("number", "client.name", "date") if key in found]
    if "number" not in found and ("client.name" not in found or not _LEDGER.search(title)):
        return False
    who = [found[key] for key in ("number", "client.name") if key in found]
    told = {
        tuple(row[position].text.strip(_FILLER) for position in keys)
        for row in block.rows
        if any(row[position].text.strip(_FILLER) for position in who)
    }
    return len(told) >= 2


def _item_columns(
    block: RowBlock, columns: Mapping[str, frozenset[str]], tables: Mapping[str, Mapping[str, frozenset[str]]]
) -> dict[str, int]:
    """Return the columns of items, where at least two items stand beside each other."""
    table = next((tables[name] for name in _ITEM_TABLES if name in tables), None)
    if table is None:
        return {}
    every = frozenset().union(*columns.values())
    items: dict[str, dict[str, int]] = {}
    rated = _rated_with_points(block)
    for position, (text, label) in enumerate(block.headers):
        if position in rated:
            continue
        group = block.groups[position] if block.groups else ""
        key = label.key if label is not None else fold_key(text)
        if group:
            part = next((part for part in ("rating", "score") if key in table.get(part, ())), "")
            if part and not _NO_ITEM.search(group):
                items.setdefault(group, {}).setdefault(part, position)
            continue
        for part in ("rating", "score"):
            ending = next(
                (
                    end
                    for end in sorted(table.get(part, ()), key=len, reverse=True)
                    if key.endswith(end) and len(key) > len(end) + 1
                ),
                "",
            )
            if ending and key not in every and not _NO_ITEM.search(key):
                items.setdefault(key.removesuffix(ending).rstrip("(（"), {}).setdefault(part, position)
                break
    if rated:
        items.update({fold_key(block.headers[position][0]): {"both": position} for position in rated})
    else:
        items.update(_points_of_total(block, columns, items, table))
    if len(items) < 2:
        return {}
    return {
        f"{ITEM}{number}.{part}": position
        for number, parts in enumerate(items.values())
        for part, position in parts.items()
    }


def _rated_with_points(block: RowBlock) -> list[int]:
    """Return the columns headed by an item whose cells hold its rating with its points: 一般（9分）."""
    found = [
        position
        for position, (text, _) in enumerate(block.headers)
        if 1 < len(text) <= _LONGEST_ITEM
        and not _NO_ITEM.search(text)
        and _all_match(block, position, SCORED)
    ]
    return found if len(found) >= 2 and not block.groups else []


def _points_of_total(
    block: RowBlock,
    columns: Mapping[str, frozenset[str]],
    items: Mapping[str, Mapping[str, int]],
    table: Mapping[str, frozenset[str]],
) -> dict[str, dict[str, int]]:
    """Return columns headed by an item whose cells are the points that make up the total beside them."""
    taken = {position for parts in items.values() for position in parts.values()}
    heads = [label.key if label is not None else fold_key(text) for text, label in block.headers]
    totals = columns.get("total", frozenset())
    total = next((position for position, key in enumerate(heads) if key in totals), -1)
    if total < 0 or "score" not in table or block.groups:
        return {}
    every = frozenset().union(*columns.values())
    numbers = [
        position
        for position, key in enumerate(heads)
        if position not in taken
        and 1 < len(key) <= _LONGEST_ITEM
        and key not in every
        and not _NO_ITEM.search(key)
        and _all_match(block, position, _POINTS)
    ]
    if len(numbers) < 2:
        return {}
    sums = [
        sum(_points(row[p].text) for p in numbers) == _points(row[total].text)
        for row in block.rows
        if row[total].text.strip(_FILLER)
    ]
    return {heads[p]: {"score": p} for p in numbers} if 2 * sum(sums) > len(sums) else {}


def _all_match(block: RowBlock, position: int, pattern: re.Pattern[str]) -> bool:
    cells = [text for row in block.rows if (text := row[position].text.strip(_FILLER))]
    return len(cells) >= 2 and all(len(text) <= _LONGEST_SCORED and pattern.fullmatch(text) for text in cells)


def _points(text: str) -> float:
    match = _POINTS.fullmatch(text.strip(_FILLER))
    return float(match[1]) if match is not None else -1.0


def item_name(block: RowBlock, position: int) -> str:
    """Return the name of the item to which a column belongs."""
    group = block.groups[position] if block.groups else ""
    return group or re.sub(
        r"[(（]?(?:实际|评估)?(?:得分|评分|分数|分值|评价|评定|情况|等次)[)）]?$",
        "",
        block.headers[position][0].strip(),
    )
