"""Draws one ordinary form with one word changed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tools.strangers.papers import Cell, Drawing, Para, Picture, Run, Table, Text, Tick, cell, para
from tools.strangers.words.people import Printed, Values
from tools.strangers.words.tables import Kind, Line

ARRANGEMENTS = ("beside", "above", "inside")
ROWS = 3


@dataclass(slots=True)
class Paper:
    """A drawn form and what stands in it, by key; columns of a list carry one value a row."""

    drawing: Drawing
    values: dict[str, list[Printed]]


def changed(kind: Kind, key: str, label: str, value: str) -> Kind:
    """The form with the field ``key`` called ``label``; a field it does not have comes after its first two, or ends its list."""
    old = kind.line(key)
    new = Line(key, label or (old.label if old else ""), value or (old.value if old else ""))
    if not new.value or not new.label:
        raise ValueError(f"{kind.name} has no {key} and the list does not say what stands there")
    if old is not None:
        return replace(kind, lines=tuple(new if x is old else x for x in kind.lines))
    lines = list(kind.lines)
    if new.rows:
        at = max(i for i, x in enumerate(lines) if x.rows == new.rows) + 1
    else:
        short = [i for i, x in enumerate(lines) if not x.rows and not x.wide]
        at = short[min(1, len(short) - 1)] + 1 if short else 0
    return replace(kind, lines=(*lines[:at], new, *lines[at:]))


def _runs(value: Printed, seed: int) -> list[str | Run]:
    if value.picture:
        return [Picture(seed=seed)]
    if value.options:
        runs: list[str | Run] = []
        for option in value.options:
            runs += [Tick(option == value.text), Text(option + "  ")]
        return runs
    return [value.text]


def _inside(label: str, runs: list[str | Run], cols: int, wide: bool) -> Cell:
    label = label.rstrip("：:") + "："
    if wide:
        return Cell([para(label), para(*runs)], cols)
    return cell(label, *runs, cols=cols)


def _fields(lines: list[tuple[Line, Printed]], arrangement: str, seed: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    waiting: list[tuple[str, list[str | Run]]] = []
    per = {"beside": 2, "above": 4, "inside": 2}[arrangement]
    width = 4 // per

    def flush() -> None:
        if not waiting:
            return
        spare = 4 - len(waiting) * (2 if arrangement == "beside" else width)
        if arrangement == "beside":
            row = []
            for label, runs in waiting:
                row += [cell(label, label=True), cell(*runs)]
            row[-1].cols += spare
            rows.append(row)
        elif arrangement == "inside":
            row = [_inside(label, runs, 2, False) for label, runs in waiting]
            row[-1].cols += spare
            rows.append(row)
        else:
            for part in (0, 1):
                row = [cell(x[0], label=True) if part == 0 else cell(*x[1]) for x in waiting]
                row[-1].cols += spare
                rows.append(row)
        waiting.clear()

    for line, value in lines:
        runs = _runs(value, seed)
        if line.wide or len(value.options) > 3:
            flush()
            if arrangement == "beside":
                rows.append([cell(line.label, label=True), cell(*runs, cols=3)])
            elif arrangement == "inside":
                rows.append([_inside(line.label, runs, 4, line.wide)])
            else:
                rows += [[cell(line.label, cols=4, label=True)], [cell(*runs, cols=4)]]
        else:
            waiting.append((line.label, runs))
            if len(waiting) == per:
                flush()
    flush()
    return rows


def draw_paper(
    kind: Kind, title: str, arrangement: str, seed: int, asked: str = "", answer: Printed | None = None
) -> Paper:
    """Draw the form; ``asked`` is the field under test (a signature there is a picture), ``answer`` what stands in it."""
    values = Values(seed)
    rng = random.Random(seed)
    told: dict[str, list[Printed]] = {}
    for line in kind.lines:
        count = ROWS if line.rows else 1
        told[line.key] = [values.draw(line.value, picture=line.key == asked) for _ in range(count)]
        if line.key == asked and answer is not None:
            told[line.key][0] = answer
    pieces: list[Para | Table] = [para(title, align="center", size=16.0)]
    fields: list[tuple[Line, Printed]] = []
    blocks: list[list[Line]] = []
    for line in kind.lines:
        if line.rows:
            if blocks and blocks[-1][0].rows == line.rows:
                blocks[-1].append(line)
            else:
                blocks.append([line])
        else:
            fields.append((line, told[line.key][0]))
    # an unwidened list of people stands below the fields, as on most forms; a form that is a list has a few fields above it
    if fields and len(fields) <= 3 and blocks:
        pieces += [Para([Text(f"{x.label}："), *_texts(_runs(v, seed))]) for x, v in fields]
    elif fields:
        pieces.append(Table(_fields(fields, arrangement, seed)))
    for block in blocks:
        table = [[cell(x.label, label=True) for x in block]]
        for at in range(ROWS):
            table.append([cell(*_runs(told[x.key][at], seed + at)) for x in block])
        pieces.append(Table(table))
    if rng.random() < 0.3:
        pieces.append(para("本表一式两份，由社工站存档。", size=9.0))
    return Paper(Drawing(list(pieces)), told)


def _texts(runs: list[str | Run]) -> list[Run]:
    return [Text(r) if isinstance(r, str) else r for r in runs]
