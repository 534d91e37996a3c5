"""Citizen identity numbers: 18 characters with check character, the old 15 digits, masked ones, and other papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from auditor.values.text import fold

IdKind = Literal["resident18", "resident15", "other"]

# GB 11643-1999, ISO 7064:1983 MOD 11-2
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """An identity number as read.

    Attributes:
        text: normalised: no blanks, ASCII digits, X in upper case, ``*`` for masked places.
        birth_date: day of birth, where it is legible and a day.
        sex: "男", "女" or "" where it is masked or not coded.
        valid: whether length, birth date and check character are right; None where that cannot be judged
            (masked, or another kind of paper).
        masked: characters are hidden.
        kind: "resident18", "resident15", or "other" for Hong Kong, Macao, Taiwan papers and passports.
    """

    text: str
    birth_date: date | None
    sex: str
    valid: bool | None
    masked: bool
    kind: IdKind = "resident18"


def check_character(first17: str) -> str:
    """Check character of 17 digits (GB 11643-1999).

    Raises:
        ValueError: not 17 ASCII digits.
    """
    if len(first17) != 17 or not (first17.isascii() and first17.isdigit()):
        raise ValueError(first17)
    return _CHECK[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


RESIDENT_SHAPE = (
    r"[1-9]\d{5}(?:\d{11}|[ -]\d{8}[ -]\d{3}|[ -]\d{4}[ -]\d{4}[ -]\d{3}|[ -]\d{4}[ -]\d{2}[ -]\d{2}[ -]\d{3})[\dXx×]"
    r"|[1-9]\d{3}(?:[ -]\d{4}){3}[ -]\d[\dXx×]|[1-9]\d{2}[ -]\d{3}(?:[ -]\d{4}){2}[ -]\d{3}[\dXx×]"
    r"|[1-9](?: \d){16} [\dXx×]"
)
"""Eighteen characters in the groups in which people write them; for running text."""
_G = r"[ -]{0,2}"
_RESIDENT = re.compile(
    rf"(?<![\dA-Za-z*])(?P<n18>[1-9](?:{_G}\d){{16}}{_G}[\dX×])(?P<disability>{_G}[1-7]{_G}[1-4](?:B\d)?)?(?![\dA-Za-z*])"
    rf"|(?<![\dA-Za-z*])(?P<n15>[1-9](?:{_G}\d){{14}})(?![\dA-Za-z*])",
    re.IGNORECASE,
)
_MASKED = re.compile(
    r"(?<![\dA-Za-z*])(?=[\dX*]{15,18}(?![\dA-Za-z*]))[1-9]\d{0,13}\*{3,17}[\dX]{0,8}", re.IGNORECASE
)
_MASKED_LOOSE = re.compile(r"[1-9]\d{2,9}\*{3,14}\d{1,4}[\dX]?", re.IGNORECASE)
_OTHER = re.compile(
    r"[HMC][A-Z]?\d{8}(?:\d{2})?"  # travel permits of Hong Kong and Macao residents
    r"|[A-Z]{1,2}\d{6}\(?[\dA]\)?"  # Hong Kong identity card
    r"|[157]/?\d{6}/?\(?\d\)?"  # Macao identity card
    r"|[A-Z][12]\d{8}"  # Taiwan identity number
    r"|[EGDSPK][A-Z]?\d{7,8}|[A-Z]{1,2}\d{7,8}",  # passports
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"^(?:护照|港澳|回乡证|台胞证|通行证|香港|澳门|台湾|居留)[^\dA-Z]{0,20}:?", re.IGNORECASE
)
_CAPTION = re.compile(r"^(?:公民)?(?:居民)?(?:身份证?件?|证件)(?:号码?|编号)?:?")
_WRONG_LENGTH = re.compile(r"[1-9]\d{15,18}[\dX]", re.IGNORECASE)


def _birth(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _resident18(text: str) -> IdNumber:
    birth = _birth(text[6:14])
    valid = birth is not None and birth.year >= 1850 and check_character(text[:17]) == text[17]
    return IdNumber(text, birth, "男" if int(text[16]) % 2 else "女", valid, False)


@lru_cache(maxsize=8192)
def parse_id_number(text: str) -> IdNumber | None:
    """Read the identity number in a short text (120 characters); None where none stands there.

    The number of a disability certificate (identity number, type and degree) is read as the identity number.
    A row of 17 or 19 characters that fills the whole field is an identity number with ``valid`` False. Two
    different
    numbers in one text give None.
    """
    if not text or len(text) > 120:
        return None
    folded = fold(text).replace("×", "X").replace("＊", "*").upper()
    digits = sum(map(str.isdigit, folded))
    if digits < 4:
        return None
    found = list(_RESIDENT.finditer(folded))
    if found:
        texts = {re.sub("[ -]", "", m["n18"] or m["n15"]) for m in found}
        if len(texts) > 1:
            return None
        number = texts.pop()
        if len(number) == 18:
            return _resident18(number)
        birth = _birth("19" + number[6:12])
        return IdNumber(
            number, birth, "男" if int(number[14]) % 2 else "女", birth is not None, False, "resident15"
        )
    bare = _CAPTION.sub("", folded.replace(" ", "")).strip(".,;:。")
    if "*" in bare:
        m = _MASKED.search(bare) or _MASKED_LOOSE.fullmatch(bare)
        if m is None:
            return None
        number = m.group()
        if len(number) < 13:
            return None
        full = len(number) == 18
        birth = _birth(number[6:14]) if full and number[6:14].isdigit() else None
        sex = ("男" if int(number[16]) % 2 else "女") if full and number[16].isdigit() else ""
        kind: IdKind = "resident15" if len(number) == 15 else "resident18"
        return IdNumber(number, birth, sex, None, True, kind)
    if _WRONG_LENGTH.fullmatch(bare) and len(bare) in (17, 19):
        return IdNumber(bare, None, "", False, False)
    other = _OTHER_WORDS.sub("", bare)
    if _OTHER.fullmatch(other) or (other != bare and re.fullmatch(r"[A-Z0-9()/]{6,14}", other)):
        return IdNumber(other, None, "", None, False, "other")
    return None
