"""Cells in which a role approves one row of a table whose rows are papers."""

from __future__ import annotations

import re

from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock, Stretch, mark_of
from auditor.forms.model import Reading, RowReadings
from auditor.forms.readings import make_reading
from auditor.pages.model import INK_ANCHOR, Mark
from auditor.values.names import looks_like_name

_FILLER = "_ \t\n　"
_NAME = 4
_SIGNED_AFTER = re.compile(r"[。；;！!\n 　]\s*([\u4e00-\u9fff]{2,4})$")
_AGREED = ("同意", "已阅", "阅", "通过", "可", "批准", "同意结案", "不同意")


def approving_columns(block: RowBlock, columns: dict[str, int], vocabulary: Vocabulary) -> dict[str, int]:
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


def approval_cell(key: str, stretch: Stretch, header: str) -> RowReadings:
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
