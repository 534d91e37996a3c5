"""Whether what is written may be a value of a type, before anything is parsed: what tells a column or a label that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.values.grades import parse_grade, rank_word
from auditor.values.names import looks_like_name
from auditor.values.text import is_no_answer, is_same_as_above

_FILLER = "_ \t\n　"
_LONGEST = 20
_DIGIT = re.compile(r"\d|[零一二三四五六七八九十百两]")
_FIGURES = frozenset({"count", "score", "amount"})
_DAY = re.compile(r"\d{1,2}\s*[年月./／-]|\d{8}|\d{5}|^[无/-]")
_CLOCK = re.compile(r"\d{1,2}\s*[:：时点]")
_LEAST_DIGITS = {"phone": 7, "id_number": 15, "number": 1, "age": 1}
_LONGEST_NAME = 12
_MOSTLY = 0.7


def mostly_of_type(kind: str, texts: Iterable[str]) -> bool:
    """Tell whether most filled cells may be values of a type."""
    written = [text for raw in texts if (text := raw.strip(_FILLER))]
    return sum(may_be_of_type(kind, text) for text in written) >= _MOSTLY * len(written)


def may_be_of_type(kind: str, text: str) -> bool:
    """Tell whether a written text may be a value of type ``kind``: a date has a day in it, a phone at least seven digits."""
    if kind in _FIGURES:
        return bool(_DIGIT.search(text)) and len(text) <= _LONGEST and "%" not in text
    if kind == "date":
        return bool(_DAY.search(text))
    if kind == "time":
        return bool(_CLOCK.search(text))
    if kind == "grade":
        return parse_grade(text) is not None or rank_word(text) is not None
    if kind in _LEAST_DIGITS:
        return (
            sum(c.isdigit() for c in text) >= _LEAST_DIGITS[kind]
            or is_no_answer(text)
            or is_same_as_above(text)
        )
    if kind in ("name", "signature"):
        return len(text) <= _LONGEST_NAME and (looks_like_name(text) or not any(c.isdigit() for c in text))
    return True
