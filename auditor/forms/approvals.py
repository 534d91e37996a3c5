"""Approval cells: who is asked for an opinion, a signature and a date, and what stands there."""

from __future__ import annotations

import re

from auditor.forms.labels import Vocabulary, fold_key, strip_numbering
from auditor.forms.layout import Item, Layout, mark_of
from auditor.forms.locate import date_in_signature
from auditor.forms.model import Reading, RowReadings
from auditor.forms.readings import make_reading
from auditor.forms.spec import FieldType
from auditor.pages.model import INK_ANCHOR, Mark

_TYPES: dict[str, FieldType] = {"opinion": "narrative", "signature": "signature", "date": "date"}
_FILLER = "_ \t\n　"
_NAME = 6
_SAYS = re.compile(r"同意|已阅|阅$|批准|通过|属实|准予|不同意|无意见|继续|跟进")
"""What an opinion says and a name does not."""
_UNNAMED = "approver"
_NEAR = 5
"""Items behind a heading that may be its own."""
_TIME = "时间"


def read_approvals(layout: Layout, vocabulary: Vocabulary, claimed: set[int]) -> list[RowReadings]:
    """Return one entry per approval cell that the paper offers, in reading order."""
    roles = set(vocabulary.book.roles)
    entries: list[RowReadings] = []
    latest: dict[str, RowReadings] = {}
    borrowed: set[int] = set()
    """Entries whose day was read beside the signature; a date of its own takes its place."""
    count = len(layout.items)
    last, last_position = "", 0
    for position, item in enumerate(layout.items):
        if item.block in claimed:
            continue
        role = _role(item, roles, vocabulary)
        timed = not role and position > 0 and _is_day_beside(item, layout.items[position - 1])
        if timed:
            role = _role(layout.items[position - 1], roles, vocabulary)
        if not role:
            continue
        unnamed = role == _UNNAMED
        if unnamed and _only_heads(item, layout.items[position + 1 :], roles):
            continue
        if unnamed:
            role = last if last and position - last_position <= 5 else "station_head"
        following = layout.items[position + 1] if position + 1 < count else None
        aspect = "date" if timed else _aspect(item, following, position / count, role)
        if aspect is None or (aspect == "opinion" and _is_heading(item, layout.items[position + 1 :], roles)):
            continue
        if unnamed and role == last and aspect in latest[role]:
            role = "station_head"
        last, last_position = role, position
        reading = make_reading(_TYPES[aspect], item.value, item.label_text, item.confidence)
        entry = latest.get(role)
        own_day = aspect == "date" and entry is not None and id(entry) in borrowed
        if entry is None or (
            aspect in entry and not own_day and not _replaces(entry[aspect], reading, aspect)
        ):
            entry = {"role": _role_reading(item, role)}
            latest[role] = entry
            entries.append(entry)
        if own_day:
            borrowed.discard(id(entry))
            if reading.blank and not entry["date"].blank:
                continue
        entry[aspect] = reading
        if aspect == "signature" and "date" not in entry and (day := date_in_signature(item)) is not None:
            entry["date"] = day
            borrowed.add(id(entry))
    return entries


def _is_day_beside(item: Item, before: Item) -> bool:
    """Tell whether an item is the 时间 that stands beside a signature: "督导签署：￼  时间：2025年3月20日"."""
    label, other = item.label, before.label
    return (
        label is not None
        and label.key == _TIME
        and other is not None
        and other.aspect == "signature"
        and item.value.place == before.value.place
    )


def _is_heading(item: Item, following: list[Item], roles: set[str]) -> bool:
    """Tell whether an empty "审批意见" only stands over the opinions of several offices, or is the number of a section."""
    label = item.label
    if (
        label is None
        or item.value.inks
        or item.value.text.strip(_FILLER)
        or label.context not in ("", _UNNAMED)
    ):
        return False
    after = following[0] if following else None
    if (
        after is None
        or after.label is None
        or after.value.place == item.value.place
        or after.label.context not in roles - {_UNNAMED}
    ):
        return False
    own_line = after.label.aspect == "opinion" or (
        not after.label.base and bool(_SAYS.search(after.value.text[:40]))
    )
    return own_line or strip_numbering(item.label_text) != item.label_text


def _only_heads(item: Item, following: list[Item], roles: set[str]) -> bool:
    """Tell whether a bare 审批 without any answer only heads the places of offices that are named below it."""
    label = item.label
    if label is None or label.base or item.value.inks or item.value.text.strip(_FILLER):
        return False
    near = (other.label for other in following[:_NEAR])
    return any(other is not None and other.context in roles - {_UNNAMED} for other in near)


def _replaces(old: Reading, new: Reading, aspect: str) -> bool:
    return old.label == new.label and old.blank and aspect != "opinion"


def _role(item: Item, roles: set[str], vocabulary: Vocabulary) -> str:
    """Return the approving role that owns an item, or ""."""
    label = item.label
    if label is None:
        return ""
    if label.context:
        return label.context if label.context in roles else ""
    if label.aspect not in ("signature", "date", "opinion"):
        return ""
    if item.context:
        return item.context if item.context in roles else ""
    if item.weak in roles:
        return item.weak
    return item.outer if item.outer in roles else ""


def _aspect(item: Item, following: Item | None, depth: float, role: str) -> str | None:
    """Return what an approval's item holds: opinion, signature or date; None where it is no approval."""
    label = item.label
    if label is None:
        return None
    if label.aspect in ("opinion", "signature", "date"):
        return label.aspect
    if label.base:
        return None
    # the role alone ("督导："): a signature line at the end, a cell for a remark, or the name of a participant above
    text = item.value.text.strip(_FILLER).replace(INK_ANCHOR, "").strip()
    if mark_of(item.value) is not None:
        return "signature"
    if (
        following is not None
        and following.label is not None
        and following.label.aspect == "signature"
        and not following.label.context
        and following.value.place != item.value.place
        and role in (following.context, following.weak)
    ):
        return "opinion"  # 督导 | 同意 | 签名 | ￼
    same_cell = following is not None and following.value.place == item.value.place
    if not text:
        if same_cell and following is not None and following.context == item.context:
            return None
        return "signature" if depth >= 0.6 else None
    if len(text) > _NAME or _SAYS.search(text):
        return "opinion"
    return "signature" if depth >= 0.6 else None


def _role_reading(item: Item, role: str) -> Reading:
    text = item.label_text.strip()
    return Reading(
        role, text, text, Mark.TYPED, item.label_place, item.confidence, answered=bool(fold_key(text))
    )
