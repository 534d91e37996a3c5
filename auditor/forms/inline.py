"""Labels inside a text: "姓名：张三  性别：男", "督导签名：____  日期：____".

Offsets are kept, because pictures and ticks stand in the text where they stand on the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.forms.labels import Label, Vocabulary
from auditor.forms.sheet_words import of_the_sheet
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR

_BOXES = re.escape("".join(sorted(BOX_GLYPHS)))
_COLON = re.compile(r"[:：](?!//)")
_DELIMITER = re.compile(rf"[\n\t_。；;！？!?{INK_ANCHOR}{_BOXES}]")
_TOKEN = re.compile(rf"[^\n\t_ 　{INK_ANCHOR}{_BOXES}]+(?:[ 　][^\n\t_ 　{INK_ANCHOR}{_BOXES}]+)*")
_HAS_GAP = re.compile(rf"[\t_{INK_ANCHOR}{_BOXES}]|[ 　]{{2,}}|\n")
_SPACES = re.compile(r"[ 　]+")
_WIDE = re.compile(r"　{2,}|[ 　]{3,}")
_SHORT = re.compile(r"^[\u4e00-\u9fff（）()/、]{2,12}$")
_IN_BRACKETS = re.compile(r"[【〖]([^【】〖〗\n]{2,20})[】〗]")
_UNKNOWN = re.compile(r"^[\u4e00-\u9fffA-Za-z/（）() 　]{2,16}$")
_TIME = re.compile(r"\d\s*$")
_CALLED = re.compile(r"[ 　_]{0,8}[（(]\s?以下(?:简)?称[^（）()\n]{1,12}[)）]\s{0,4}$")
"""What an agreement calls a party from there on, printed behind the gap for its name."""
_FILLER = "_ \t\n　"
_BOX_SIGNS = frozenset(BOX_GLYPHS)
_LONG = 120
_BRIEF = 8
_DIALOGUE_VALUE = 12
_MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Inline:
    """A label found inside a text, with the offsets of the label and of its value."""

    label: Label | None
    text: str
    start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class _Hit:
    label: Label | None
    start: int
    end: int
    value_start: int
    line_start: bool


def split_inline(text: str, vocabulary: Vocabulary) -> list[Inline]:
    """Return the labels inside ``text`` with the stretches of their values; empty if there are none."""
    if len(text) > _MAX_TEXT:
        text = text[:_MAX_TEXT]
    hits = _colon_hits(text, vocabulary)
    if "【" in text or "〖" in text:
        hits = _merge(_bracket_hits(text, vocabulary), hits)
    if _HAS_GAP.search(text):
        hits = _merge(hits, _gap_hits(text, vocabulary))
    if not hits:
        return []
    hits = _without_dialogue(text, hits)
    result = []
    for index, hit in enumerate(hits):
        end = hits[index + 1].start if index + 1 < len(hits) else len(text)
        if "以下" in text and (called := _CALLED.search(text, hit.value_start, end)):
            end = called.start()
        result.append(Inline(hit.label, text[hit.start : hit.end], hit.start, hit.value_start, end))
    return result


def _line_start(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" 　")
    return not before or before[-1] == "\n"


def _colon_hits(text: str, vocabulary: Vocabulary) -> list[_Hit]:
    hits: list[_Hit] = []
    floor = 0
    for match in _COLON.finditer(text):
        colon = match.start()
        if (
            colon + 1 < len(text)
            and text[colon + 1].isdigit()
            and _TIME.search(text[max(0, colon - 3) : colon])
        ):
            continue
        begin = max(floor, colon - 40)
        for delimiter in _DELIMITER.finditer(text, begin, colon):
            begin = delimiter.end()
        hit = _label_before(text, begin, colon, vocabulary)
        if hit is not None:
            hits.append(hit)
        floor = match.end()
    return hits


def _label_before(text: str, begin: int, colon: int, vocabulary: Vocabulary) -> _Hit | None:
    """Find the longest known label that ends at ``colon`` and starts at or after ``begin``."""
    wide = _after_wide_blank(text, begin, colon)
    if wide is not None:
        begin = wide
    starts = [begin]
    starts += [gap.end() for gap in _SPACES.finditer(text, begin, colon) if gap.end() < colon]
    fresh = _line_start(text, begin)
    last_known = len(starts) > 1 and vocabulary.find(text[starts[-1] : colon]) is not None
    for start in starts:
        # "关系：父亲 联系电话：": what stands before the gap is a value, unless single characters were set apart
        crosses = start != starts[-1] and last_known and not fresh
        if crosses and any(len(word) > 1 for word in text[start:colon].split()):
            continue
        label = vocabulary.find(text[start:colon])
        if label is not None:
            real = start + len(text[start:colon]) - len(text[start:colon].lstrip(" 　"))
            return _Hit(label, real, colon, colon + 1, _line_start(text, real))
    if wide is not None and _SHORT.match(text[begin:colon]):
        return _Hit(None, begin, colon, colon + 1, False)  # an unknown label, whatever known one it ends with
    # a typed value without a gap: "社工签名：李四日期："
    first = max(starts[-1], colon - vocabulary.longest) + 1
    for start in () if of_the_sheet(text[begin:colon]) else range(first, colon - 1):
        label = vocabulary.find(text[start:colon])
        if label is None or label.certain < 1.0 or not label.field:
            continue
        if label.aspect in {"signature", "date", "opinion", "phone"} or text[start - 1] in "，,、)）":
            return _Hit(label, start, colon, colon + 1, False)
    last = starts[-1] if not _line_start(text, begin) else begin
    word = text[last:colon].strip(" 　")
    if _UNKNOWN.match(word) and (
        _line_start(text, last)
        or text[last - 1 : last] in " 　_\t"
        or (text[last - 1 : last] in "；;" and len(word) <= _BRIEF)
    ):
        real = last + len(text[last:colon]) - len(text[last:colon].lstrip(" 　"))
        return _Hit(None, real, colon, colon + 1, _line_start(text, real))
    return None


def _after_wide_blank(text: str, begin: int, colon: int) -> int | None:
    """Return where the word after the last wide blank begins, unless blanks only set the label's signs apart ("姓    名")."""
    last = None
    for gap in _WIDE.finditer(text, begin, colon):
        if gap.start() > begin and gap.end() < colon:
            last = gap
    if last is None or all(len(word) == 1 for word in text[begin:colon].split()):
        return None
    return last.end()


def _gap_hits(text: str, vocabulary: Vocabulary) -> list[_Hit]:
    """Known labels without a colon that are followed by a gap, a box, a picture or the end of the line."""
    hits = []
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        start, end = tokens[index]
        step = 1
        # "姓  名": single characters set apart
        while (
            end - start <= 3 and index + step < len(tokens) and text[end : tokens[index + step][0]].isspace()
        ):
            if (
                "\n" in text[end : tokens[index + step][0]]
                or tokens[index + step][1] - tokens[index + step][0] > 1
            ):
                break
            if vocabulary.find(text[start : tokens[index + step][1]]) is None:
                break
            end = tokens[index + step][1]
            step += 1
        index += step
        if end - start > 20 or end < 1 or text[end - 1] in ":：" or text[end : end + 1] in {":", "："}:
            continue
        follower = text[end : end + 2]
        if (
            follower
            and follower[0] not in f"_\t\n{INK_ANCHOR}"
            and follower[0] not in BOX_GLYPHS
            and not follower.isspace()
            and follower.lstrip(" 　")[:1] != INK_ANCHOR
        ):
            continue
        label = vocabulary.find(text[start:end])
        if label is None or label.certain < 1.0:
            continue
        if (not follower or follower[0] in BOX_GLYPHS) and not _line_start(text, start):
            continue  # "面谈☐ 电话☑": an option before its box
        if text[max(0, start - 2) : start].strip(" 　")[-1:] in _BOX_SIGNS:
            continue  # "☐面谈 ☑电话": an option behind its box
        hits.append(_Hit(label, start, end, end, _line_start(text, start)))
    return hits


def _bracket_hits(text: str, vocabulary: Vocabulary) -> list[_Hit]:
    """Known labels in square brackets before their values: "【服务对象】张三  【编号】NY-001"."""
    hits = []
    for match in _IN_BRACKETS.finditer(text):
        label = vocabulary.find(match[1])
        if label is not None and label.certain == 1.0:
            end = match.end() + (text[match.end() : match.end() + 1] in (":", "："))
            hits.append(_Hit(label, match.start(), end, end, _line_start(text, match.start())))
    return hits


def _merge(first: list[_Hit], second: list[_Hit]) -> list[_Hit]:
    """Join both lists in order; a hit with a colon wins over one that overlaps it."""
    if not second:
        return first
    taken = [(hit.start, hit.value_start) for hit in first]
    extra = [hit for hit in second if not any(hit.start < end and start < hit.end for start, end in taken)]
    return sorted([*first, *extra], key=lambda hit: hit.start)


def _without_dialogue(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Drop "社工：…" and "案主：…" of told conversations, and colons in the middle of long prose."""
    counts: dict[str, int] = {}
    for hit in hits:
        key = hit.label.key if hit.label is not None else text[hit.start : hit.end]
        counts[key] = counts.get(key, 0) + 1
    long = len(text) > _LONG
    kept = []
    for index, hit in enumerate(hits):
        end = hits[index + 1].start if index + 1 < len(hits) else len(text)
        label = hit.label
        key = label.key if label is not None else text[hit.start : hit.end]
        value = text[hit.value_start : end].strip(_FILLER)
        bare_person = label is not None and bool(label.context) and not label.base
        if (bare_person or label is None) and counts[key] > 1 and len(value) > 6:
            continue
        if long:
            if label is None and not (hit.line_start and counts[key] == 1 and _SHORT.match(key)):
                continue
            if bare_person and len(value) > _DIALOGUE_VALUE:
                continue
            if (
                label is not None
                and not hit.line_start
                and label.aspect not in {"signature", "date", "opinion", "response"}
            ):
                continue
        elif bare_person and len(value) > 40:
            continue
        kept.append(hit)
    return kept
