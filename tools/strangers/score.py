"""Compares what the product read with what the forge wrote."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from tools.strangers.hand import Hand
from tools.strangers.papers import Approve, Form, Item, Kind, Rows

OUTCOMES = ("right", "rightly-blank", "wrong", "lost", "invented")
GRADES = {**dict(zip("一二三四", (1, 2, 3, 4), strict=True)), **dict(zip("ⅠⅡⅢⅣ", (1, 2, 3, 4), strict=True))}


@dataclass(slots=True)
class Tally:
    """How one form was read: outcome by field key."""

    recognised: bool
    outcomes: dict[str, str] = field(default_factory=dict)
    details: list[str] = field(default_factory=list)

    def share(self) -> float:
        """Share of fields read exactly right (a right blank counts); 0 for a form that was not recognised."""
        if not self.recognised or not self.outcomes:
            return 0.0
        return sum(o in ("right", "rightly-blank") for o in self.outcomes.values()) / len(self.outcomes)


def squeeze(text: object) -> str:
    """NFKC without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))


def grade_number(value: object) -> int | None:
    """1 to 4 from 3, "三级", "Ⅲ级", "III级"."""
    text = str(value)
    for sign, number in GRADES.items():
        if sign in text:
            return number
    text = squeeze(text).upper()
    roman = re.search(r"I[IV]*|V", text)
    if roman:
        return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(roman.group())
    digit = re.search(r"[1-4]", text)
    return int(digit.group()) if digit else None


def same(kind: Kind, expected: object, got: Any, raw: str) -> bool:
    """Whether a reading says what was written."""
    if kind == "date":
        return bool(got == expected)
    if kind == "grade":
        return grade_number(got if got is not None else raw) == expected
    if kind == "int":
        text = squeeze(got if got is not None else raw)
        return bool(re.fullmatch(rf"第?{expected}(\.0)?[次节岁分]?(周岁)?", text))
    if kind == "phone":
        values = got if isinstance(got, tuple) else (got if got is not None else raw,)
        return any(re.sub(r"\D", "", str(v)) == re.sub(r"\D", "", str(expected)) for v in values)
    values = " ".join(map(str, got)) if isinstance(got, tuple) else got
    wanted = squeeze(expected)
    return wanted == squeeze(values if values is not None else raw) or wanted == squeeze(raw)


def is_blank(reading: Any) -> bool:
    """The product says that nothing is filled in."""
    return str(reading.mark) == "blank" and not squeeze(reading.raw).strip("_—-/")


def _means(value: Any, ticked: tuple[str, ...]) -> bool:
    """The value names just the ticked options, be it in the product's own words (重点 for 重点个案)."""
    values = [squeeze(v) for v in (value if isinstance(value, tuple) else (value,)) if v]
    return len(values) == len(ticked) and all(
        any(t in v or v in t for v in values) for t in map(squeeze, ticked)
    )


def judge_item(item: Item, reading: Any) -> str:
    """Outcome of one field."""
    if reading is None:
        return "lost"
    if item.kind == "sign":
        mark = str(reading.mark)
        if item.state == "ink":
            return "right" if mark in ("image", "handwritten") else "lost" if is_blank(reading) else "wrong"
        if item.state == "typed":
            return "right" if mark == "typed" else "lost" if is_blank(reading) else "wrong"
        return "rightly-blank" if is_blank(reading) else "invented"
    if item.kind == "ticks":
        if reading.choices:
            got = {squeeze(c.option) for c in reading.choices if c.ticked}
            if got == {squeeze(t) for t in item.ticked}:
                return "right"
        if item.ticked and _means(reading.value, item.ticked):
            return "right"
        if reading.choices:
            return "wrong"
        if item.empty:
            return "rightly-blank" if is_blank(reading) or reading.value in (None, ()) else "invented"
        text = squeeze(reading.raw)
        return "right" if set(re.split("[、,;]", text)) == {squeeze(t) for t in item.ticked} else "wrong"
    if item.empty:
        return "rightly-blank" if is_blank(reading) else "invented"
    if is_blank(reading):
        return "lost"
    return "right" if same(item.kind, item.value, reading.value, reading.raw) else "wrong"


def judge_rows(block: Rows, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Outcome of each cell of a table of rows."""
    out: dict[str, str] = {}
    for at, values in enumerate(block.rows):
        for (key, _, kind), value in zip(block.columns, values, strict=True):
            if key.startswith("approval.") or key in ("sequence", "response"):
                continue
            reading = rows[at].get(key) if at < len(rows) else None
            out[f"{block.name}.{at}.{key}"] = judge_item(Item(key, "", kind, value), reading)
    return out


def judge_approvals(blocks: list[Approve], got: list[dict[str, Any]]) -> dict[str, str]:
    """Outcome of approvals: found by role, told empty from filled, signature seen."""
    out: dict[str, str] = {}
    left = list(got)
    for at, block in enumerate(blocks):
        key = f"approval.{at}"
        match = next((a for a in left if _role(a) == block.role), None)
        if match is None:
            out[key] = "lost"
            continue
        left.remove(match)
        filled = any(a is not None and not is_blank(a) for k, a in match.items() if k != "role")
        if block.empty:
            out[key] = "invented" if filled else "rightly-blank"
        else:
            out[key] = "right" if filled else "lost"
            if block.state == "ink":
                marks = {
                    str(a.mark) for k, a in match.items() if k in ("signature", "opinion") and a is not None
                }
                out[key + ".signature"] = "right" if marks & {"image", "handwritten"} else "lost"
    return out


def _role(approval: dict[str, Any]) -> str:
    role = approval.get("role")
    value = role.value if role is not None else ""
    return str(value[0] if isinstance(value, tuple) and value else value)


def judge_form(form: Form, hand: Hand, filled: Any | None) -> Tally:
    """Score one form against what was read; None: the form was not recognised."""
    if filled is None:
        return Tally(False)
    tally = Tally(True)
    for block in form.blocks:
        if isinstance(block, Item):
            if block.key:
                outcome = judge_item(block, filled.fields.get(block.key))
                tally.outcomes[block.key] = outcome
                if outcome not in ("right", "rightly-blank"):
                    reading = filled.fields.get(block.key)
                    got = None if reading is None else (reading.raw[:60], reading.value, str(reading.mark))
                    want = block.ticked if block.kind == "ticks" else (block.value, block.state)
                    tally.details.append(
                        f"{outcome:8} {block.key} ← {hand.label(block.concept)}: want {want!r} got {got!r}"
                    )
        elif isinstance(block, Rows):
            found = judge_rows(block, filled.rows.get(block.name, []))
            tally.outcomes |= found
            bad = [k for k, v in found.items() if v not in ("right", "rightly-blank")]
            if bad:
                tally.details.append(
                    f"rows {block.name}: {len(bad)}/{len(found)} bad, first {bad[0]} {found[bad[0]]}"
                )
    found = judge_approvals([b for b in form.blocks if isinstance(b, Approve)], filled.approvals)
    tally.outcomes |= found
    tally.details += [f"{v:8} {k}" for k, v in found.items() if v not in ("right", "rightly-blank")]
    if form.number:
        reading = filled.fields.get(form.number_key)
        value = None if reading is None else reading.value or reading.raw
        outcome = (
            "lost"
            if value is None
            else "right"
            if squeeze(value).upper() == squeeze(form.number)
            else "wrong"
        )
        if not (hand.number_at == "file name" and outcome == "lost"):
            tally.outcomes["number"] = outcome
            if outcome != "right":
                tally.details.append(f"{outcome:8} number: want {form.number} got {value!r}")
    return tally
