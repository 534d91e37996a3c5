"""The identity of a finding from run to run.

Made of the rule, the subject and the observed fields' labels and normalised values; not of paths, pages, boxes, wording,
severity or rule versions, so that moving, renaming, re-scanning or re-ordering files leaves it alone. A path enters only
where the subject is known by its file alone, and of it the name and one folder, without ending and running number.
"""

from __future__ import annotations

import hashlib
import re
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
    parts = [rule, subject_kind, _normal(natural_key(subject_id)), _normal(key), str(ordinal)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def number_equals(identities: Iterable[tuple[str, str, str, str]]) -> list[int]:
    """Return for each identity its ordinal among equal ones, in order."""
    counts: dict[tuple[str, str, str, str], int] = {}
    ordinals = []
    for identity in identities:
        ordinals.append(counts.get(identity, 0))
        counts[identity] = ordinals[-1] + 1
    return ordinals


def path_key(subject_id: str, folders: int = 1) -> str:
    """Return what of a path stays when folders are moved and files are numbered anew; "" for what is no path.

    Kept are the file's name and the names of ``folders`` folders above it, without ending, leading number and blanks:
    个案/RY-001/03同意书.doc -> RY-001/同意书.
    """
    path, mark, sheet = subject_id.partition("#")
    if "/" not in path and not _ENDING.search(path):
        return ""
    *above, name = path.split("/")
    stem = _ENDING.sub("", name)
    kept = [*above[len(above) - folders :], stem] if folders and above else [stem]
    return (
        "/".join("".join(_LEADING_NUMBER.sub("", part.strip()).split()) or part for part in kept)
        + mark
        + sheet
    )


_ENDING = re.compile(
    r"\.(?:docx?|wps|xlsx?|xlsb|et|ods|odt|rtf|pdf|csv|txt|md|png|jpe?g|tiff?|bmp|webp|heic)$", re.IGNORECASE
)
# 03同意书, 3.同意书, （三）同意书; but 8月例会 and 2025-06-28 say what the file is.
_LEADING_NUMBER = re.compile(
    r"^(?:[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、_](?=\D)|\d{1,3}-(?=\D)|\d{1,3} +(?=\D)"
    r"|0?\d{2}(?=[^\d年月日号期季届周次人名个第项]))"
)


def natural_key(text: str) -> str:
    """Return a subject's id as it enters the fingerprint: one spelling of a number, of a path what stays."""
    if key := path_key(text):
        return key
    number = parse_archive_number(text)
    return number.text if number is not None else text


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
