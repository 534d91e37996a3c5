"""Places to sign by role: the caption beside a cell says that names are signed there, its lines name only who signs.

评估人签字 | 直聘社工：￼ / 项目社工：____ : what stands behind a role is its signature, typed, drawn or missing, and not its name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from auditor.forms.grid import Face, Kind
from auditor.forms.labels import Label, Vocabulary

_SIGNS = re.compile(r"[一-龥（）()、/]{0,10}(?:签名|签字|签章|签署|署名|签认)(?:[栏处]|确认)?[：:]?")
_LONGEST_ROLE = 8
_BASE = "签名"


def set_places_to_sign(covering: list[Face], vocabulary: Vocabulary) -> None:
    """Make labels of signatures of the bare roles in a cell whose caption to the left says that names are signed there."""
    for caption, place in pairwise(covering):
        if place.kind is not Kind.INLINE or place.used or caption.kind is Kind.INLINE:
            continue
        if not _SIGNS.fullmatch("".join(caption.text.split())):
            continue
        roles = [_role(inline.label, inline.text, vocabulary) for inline in place.inlines]
        if not any(roles) or not all(
            role is not None or _is_day(inline.label)
            for role, inline in zip(roles, place.inlines, strict=True)
        ):
            continue
        place.inlines = [
            replace(inline, label=role) if role is not None else inline
            for inline, role in zip(place.inlines, roles, strict=True)
        ]


def _role(label: Label | None, text: str, vocabulary: Vocabulary) -> Label | None:
    """Return the label of the signature of whoever ``text`` names and nothing else; None where it names nobody."""
    words = "".join(text.split())
    if label is not None and (not label.context or label.base):
        return None
    if label is None and not (len(words) <= _LONGEST_ROLE and words.endswith(("社工", "工作员"))):
        return None
    signed = vocabulary.find(words + _BASE)
    if signed is not None and signed.aspect == "signature":
        return signed
    own = vocabulary.find(_BASE)
    if own is None:
        return None
    person = label.context if label is not None else "worker"
    return replace(own, key=own.key, context=person, base=_BASE, aspect="signature")


def _is_day(label: Label | None) -> bool:
    return label is not None and label.aspect == "date"
