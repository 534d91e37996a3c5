"""The identity of a finding from run to run.

Made of the rule, the subject and the observed fields' labels and normalised values; not of paths, pages, boxes, wording,
severity or rule versions, so that moving, renaming, re-scanning or re-ordering files leaves it alone. The path enters only
where the subject is a file.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from auditor.values.archive_numbers import parse_archive_number


def fingerprint(rule: str, subject_kind: str, subject_id: str, key: str = "", ordinal: int = 0) -> str:
    """Return 16 hexadecimal digits.

    Args:
        rule: the rule's id.
        subject_kind: kind of the subject.
        subject_id: its natural key (number, else name); the spellings of one archive number (NY-H003, NY-H-003) are one.
        key: tells several findings of one rule on one subject apart (a fund's name, the other case of a pair).
        ordinal: from 0, among findings that are equal in everything else.
    """
    parts = [rule, subject_kind, _normal(_numbered(subject_id)), _normal(key), str(ordinal)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def number_equals(identities: Iterable[tuple[str, str, str, str]]) -> list[int]:
    """Return for each identity its ordinal among equal ones, in order."""
    counts: dict[tuple[str, str, str, str], int] = {}
    ordinals = []
    for identity in identities:
        ordinals.append(counts.get(identity, 0))
        counts[identity] = ordinals[-1] + 1
    return ordinals


def _numbered(text: str) -> str:
    number = parse_archive_number(text)
    return number.text if number is not None else text


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
