"""From a stretch of paper to a `Reading` of a field's type."""

from __future__ import annotations

import math
import re

from auditor.forms.answers import canonical_option, table_of
from auditor.forms.layout import Stretch, mark_of
from auditor.forms.model import Choice, Reading, Value
from auditor.forms.spec import FieldType
from auditor.forms.ticks import Option, has_boxes, read_options
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR, Mark, text_confidence
from auditor.values.ages import parse_age
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.dates import find_dates, parse_date
from auditor.values.grades import parse_grade
from auditor.values.id_numbers import parse_id_number
from auditor.values.names import looks_like_name
from auditor.values.numbers import parse_amount, parse_count, parse_score
from auditor.values.phones import find_phones
from auditor.values.relations import parse_relation
from auditor.values.text import (
    fold,
    is_left_empty,
    is_no_answer,
    is_only_caption,
    strip_blanks,
    template_blank_date,
)
from auditor.values.times import parse_time_span

_MAX_RAW = 20_000
_SIGN_WORDS = re.compile(
    r"[(（]\s*(?:签名|签字|签章|盖章|公章|手印|指模|签名或盖章|盖公章|正楷|手写|本人)[^()（）]{0,12}[)）]|签名|签字|签章|盖章|手写|[:：]"
)
_DATE_GAP = re.compile(r"(?:20)?\d{0,4}\s*[_ 　]*年[_ 　\d]*月[_ 　\d]*日?|日期|时间|签署")
_CODE_AFTER = re.compile(r"[(（][A-Za-z]{1,6}[-–—]?[A-Za-z0-9–—-]{0,12}\d{2,6}[)）]\s*$")
_ROLE_AFTER = re.compile(r"[(（](?:服务对象|案主|监护人|法定代理人|父亲|母亲|本人|家属|乙方|甲方)[)）]\s*$")
_NAME_ENDS = " 　/／，,；;、。\n"
_LISTED = re.compile(r"[、，,；;/\s]+")
_DOCUMENT_WORDS = re.compile(r"^[\s_（）()\[\].．…/\\—-]*$")


def make_reading(
    kind: FieldType,
    stretch: Stretch,
    label: str,
    confidence: float,
    options: dict[str, list[str]] | None = None,
    default_year: int | None = None,
) -> Reading:
    """Read a value of type ``kind`` from ``stretch``; see `Reading` for how blank, answered and not understood differ."""
    given = confidence
    confidence = round(min(confidence, _text_confidence(kind, stretch)), 3)
    text = stretch.text[:_MAX_RAW]
    ink = mark_of(stretch)
    plain = strip_blanks(text.replace(INK_ANCHOR, " ")) if text else ""
    if plain and ink is None and is_left_empty(plain):
        return Reading(None, "", label, Mark.BLANK, stretch.place, confidence)
    if kind == "signature":
        return _signature(plain, stretch, label, confidence, ink)
    if kind == "signatures":
        return _signatures(plain, stretch, label, confidence, ink)
    boxes = bool(plain) and has_boxes(plain)
    if boxes and kind == "name" and stretch.sure:
        confidence = min(confidence, _HALF)  # a surname of straight strokes (区, 国, 田) looks like a box
        given = min(given, _HALF)
    if boxes and kind in ("choice", "sex", "grade", "narrative", "text", "relation", "count", "time", "name"):
        ticked = _ticked(kind, plain, stretch, label, (given, confidence), options or {})
        if ticked is not None:
            return ticked
    if not plain or (_DOCUMENT_WORDS.match(plain) and not is_no_answer(plain)) or is_only_caption(plain):
        if ink is not None:
            # How sure it is that something was written at all hangs on the ink.
            seen = max((part.confidence for part in stretch.inks if part.mark is ink), default=1.0)
            return Reading(None, INK_ANCHOR, label, ink, stretch.place, min(confidence, seen))
        return Reading(None, "", label, Mark.BLANK, stretch.place, confidence)
    if kind == "name" and stretch.sure:
        plain, confidence = _name_alone(text, plain, confidence)
    if kind == "name" and ink is not None and parse_date(plain).value is not None:
        # 记录人：[signed]　2025.1.9: who signed stands in the ink, and the day is nobody's name
        return Reading(None, INK_ANCHOR, label, ink, stretch.place, confidence)
    mark = Mark.TYPED if ink is None else ink
    if template_blank_date(plain):
        return Reading(None, "", label, ink or Mark.BLANK, stretch.place, confidence)
    if is_no_answer(plain):
        return Reading(None, plain, label, mark, stretch.place, confidence, answered=True)
    if kind == "choice":
        value: Value = _written_choice(plain, options or {})
    else:
        value = parse_value(kind, plain, default_year)
    return Reading(value, plain, label, mark, stretch.place, confidence, answered=value is not None)


def _name_alone(text: str, plain: str, confidence: float) -> tuple[str, float]:
    """Part a recognised name from what stands far behind it, where a rule between two cells was not seen."""
    name, gap, _ = text.replace(INK_ANCHOR, "").strip().partition("   ")
    return (
        (strip_blanks(name), min(confidence, _PARTED)) if gap and strip_blanks(name) else (plain, confidence)
    )


_HALF, _PARTED = 0.5, 0.75
_TELLING = 12
"""Characters from which a narrative is known as one, though some of them were misread."""


def _text_confidence(kind: FieldType, stretch: Stretch) -> float:
    """Return how sure a text is; of a narrative it is the share of characters that are right, for few of them matter alone."""
    if kind != "narrative" or not stretch.sure or len(stretch.sure) != len(stretch.text):
        return stretch.confidence
    sure = [part for part, char in zip(stretch.sure, stretch.text, strict=True) if not char.isspace()]
    if len(sure) < _TELLING or stretch.confidence < text_confidence(stretch.sure):
        return stretch.confidence
    return sum(sure) / (100 * len(sure))


def parse_value(kind: FieldType, text: str, default_year: int | None = None) -> Value:
    """Parse non-empty text as a value of type ``kind``; None where it is not understood."""
    if kind in ("text", "narrative"):
        return text
    if kind == "name":
        return (
            fold(_ROLE_AFTER.sub("", _CODE_AFTER.sub("", text.rstrip(_NAME_ENDS))))
            if len(text) <= 60
            else None
        )
    if kind == "date":
        return _date(text, default_year)
    if kind == "phone":
        phones = find_phones(text)
        return phones[0] if phones else None
    if kind == "time":
        span = parse_time_span(text)
        return span.text if span is not None else None
    if kind == "id_number":
        number = parse_id_number(text)
        return number.text if number is not None else None
    if kind == "number":
        archive = parse_archive_number(text)
        return archive.text if archive is not None else None
    if kind == "grade":
        return parse_grade(text)
    if kind == "count":
        return parse_count(text)
    if kind == "score":
        return parse_score(text)
    if kind == "amount":
        amount = parse_amount(text)
        return float(amount) if amount is not None else None
    if kind == "age":
        return parse_age(text)
    if kind == "sex":
        return _sex(text)
    if kind == "relation":
        relation = parse_relation(text)
        return relation if relation is not None else None
    return text


def _date(text: str, default_year: int | None) -> Value:
    read = parse_date(text, default_year=default_year)
    if read.value is not None:
        return read.value
    if len(text) > 12:
        days = {
            found.value for _, _, found in find_dates(text[:400], default_year) if found.value is not None
        }
        if len(days) == 1:
            return days.pop()
    return None


_SEX_LETTERS = {"m": "男", "male": "男", "f": "女", "female": "女"}


def _sex(text: str) -> str | None:
    folded = fold(text)
    male, female = "男" in folded, "女" in folded
    if male == female or len(folded) > 6:
        return _SEX_LETTERS.get(folded.strip(" .()").lower())
    return "男" if male else "女"


def _signature(plain: str, stretch: Stretch, label: str, confidence: float, ink: Mark | None) -> Reading:
    rest = _SIGN_WORDS.sub(" ", plain)
    for start, end, _ in reversed(find_dates(rest)):
        rest = rest[:start] + " " + rest[end:]
    rest = _DATE_GAP.sub(" ", rest)
    rest = strip_blanks(rest).strip(" ,，。.;；/\\—-_()（）\n")
    if not rest and is_no_answer(plain):
        return Reading(None, plain, label, ink or Mark.TYPED, stretch.place, confidence, answered=True)
    if rest and is_only_caption(rest + "："):
        rest = ""
    if ink is not None:
        if stretch.inks:
            # Whether somebody signed hangs on the strokes, not on whether the name in them could be spelt out.
            confidence = max(part.confidence for part in stretch.inks if part.mark is ink)
        return Reading(rest or None, rest, label, ink, stretch.place, confidence, answered=True)
    if not rest:
        return Reading(None, "", label, Mark.BLANK, stretch.place, confidence)
    return Reading(fold(rest), rest, label, Mark.TYPED, stretch.place, confidence, answered=True)


_BETWEEN_NAMES = re.compile(r"[、,，;；/\s]+")
_ONE_PICTURE = 3
"""Fewer pictures than this may each show more than one signature: a photograph of the whole list."""


def _signatures(plain: str, stretch: Stretch, label: str, confidence: float, ink: Mark | None) -> Reading:
    """Count the pictures of signatures in a place, or the names typed there; strokes on a scan cannot be counted."""
    names = [name for name in _BETWEEN_NAMES.split(plain) if name]
    drawn = [part for part in stretch.inks if part.mark is Mark.IMAGE]
    value: int | None = None
    if names and not stretch.inks and all(map(looks_like_name, names)):
        value = len(set(names))
    elif drawn and not names and len(drawn) == len(stretch.inks) and len(drawn) >= _ONE_PICTURE:
        value = len(drawn)
    if ink is None and not plain:
        return Reading(None, "", label, Mark.BLANK, stretch.place, confidence)
    mark = ink or Mark.TYPED
    return Reading(value, plain, label, mark, stretch.place, confidence, answered=value is not None)


# ---- choices ---------------------------------------------------------------------------------------------------------


def _ticked(
    kind: FieldType,
    plain: str,
    stretch: Stretch,
    label: str,
    confidences: tuple[float, float],
    options: dict[str, list[str]],
) -> Reading | None:
    """Read a tick group; ``confidences`` are that it is this field's, and that together with its text."""
    printed = read_options(plain)
    if not printed:
        return None
    place = stretch.place
    table = table_of(options)
    names = [canonical_option(option.text, table) if table else option.text for option in printed]
    given, confidence = confidences
    seen = _seen_boxes(stretch, [name in options for name in names])
    if seen:
        confidence = round(min(given, _of_group(seen, printed)), 3)
    choices = tuple(
        Choice(name, option.ticked, place, min(given, seen[at]) if seen else confidence)
        for at, (name, option) in enumerate(zip(names, printed, strict=True))
    )
    chosen = tuple(dict.fromkeys(name for name, option in zip(names, printed, strict=True) if option.ticked))
    mark = Mark.TYPED if chosen else Mark.BLANK
    if kind == "choice":
        return Reading(chosen, plain if chosen else "", label, mark, place, confidence, bool(chosen), choices)
    if not chosen:
        outside = _outside(plain, printed)
        if outside and kind in ("narrative", "text"):
            return Reading(plain, plain, label, Mark.TYPED, place, confidence, True, choices)
        return Reading(None, "", label, Mark.BLANK, place, confidence, False, choices)
    if kind in ("narrative", "text"):
        return Reading(plain, plain, label, mark, place, confidence, True, choices)
    value = parse_value(kind, chosen[0]) if len(chosen) == 1 else None
    return Reading(value, plain, label, mark, place, confidence, value is not None, choices)


def _seen_boxes(stretch: Stretch, known: list[bool]) -> list[float]:
    """Return how sure each box of a recognised group is; empty where the boxes are not the options' own.

    Args:
        stretch: with the confidence of each character.
        known: for each option whether it is one that the field may hold: such a word was not misread.
    """
    text, sure = stretch.text, stretch.sure
    if not sure or len(sure) != len(text):
        return []
    places = [at for at, char in enumerate(text) if char in BOX_GLYPHS]
    if len(places) != len(known) or not places or text[: places[0]].replace(INK_ANCHOR, "").strip(_NAME_ENDS):
        return []
    # Among options that the field may hold, a word that is none of them was misread, however sure its characters are.
    most = _PARTED if any(known) else 1.0
    result = []
    for at, (place, is_known) in enumerate(zip(places, known, strict=True)):
        end = places[at + 1] if at + 1 < len(places) else len(text)
        word = 1.0 if is_known else min(most, text_confidence(sure[place + 1 : end]))
        result.append(sure[place] / 100 * word)
    return result


def _of_group(seen: list[float], printed: list[Option]) -> float:
    """Return how sure a group's answer is: one tick among empty boxes bears itself out, anything else has to be seen box by box."""
    if sum(option.ticked for option in printed) == 1:
        return min(
            value if option.ticked else math.sqrt(value) for value, option in zip(seen, printed, strict=True)
        )
    return math.prod(seen)


def _outside(plain: str, printed: list[Option]) -> bool:
    """Something was written beside options none of which is ticked."""
    return any(option.extra for option in printed) or len(plain) > 12 + 3 * sum(
        len(o.text) + 2 for o in printed
    )


def _written_choice(plain: str, options: dict[str, list[str]]) -> Value:
    """Read a choice that was written as a word: "重点个案"; None where all options are merely listed."""
    if len(plain) > 80:
        return None
    if not options:
        words = [word for word in _LISTED.split(plain) if word]
        return tuple(words[:20])
    table = table_of(options)
    whole = canonical_option(plain, table)
    words = [word for word in _LISTED.split(plain) if word]
    named = list(dict.fromkeys(canonical_option(word, table) for word in words))
    known = [name for name in named if name in options]
    if len(known) >= 2 and "、" not in plain and "，" not in plain and len(known) == len(named):
        return None  # the options are printed, and which one holds cannot be seen
    if len(known) == len(named) or not known:
        return tuple(named) if len(words) > 1 and known else (whole,)
    return tuple(known) if known else (whole,)
