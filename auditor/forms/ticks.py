"""Tick groups: which options are printed, and which of them are ticked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from auditor.forms.numbered_options import numbered_options
from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_BOX, EMPTY_GLYPHS, TICKED_BOX, TICKED_GLYPHS

_BOX = "[" + re.escape("".join(sorted(BOX_GLYPHS))) + "]"
_TICK_MARKS = re.escape("".join(sorted(TICKED_GLYPHS)))
_BRACKETED = re.compile(rf"[(（\[【]\s*([{_TICK_MARKS}√vV对xX×]?)\s*[)）\]】]")
_BOXED_EMPTY = re.compile(r"[(（\[【][ 　]*[)）\]】]")
_BOXED_TICK = re.compile(rf"[(（\[【][ 　]*[{_TICK_MARKS}vV×][ 　]*[)）\]】]")
_TICK_IN_BOX = re.compile("[" + re.escape("".join(sorted(EMPTY_GLYPHS))) + "][ 　]?[√✓✔]")
BOX = re.compile(_BOX)
"""Any box, ticked or not."""
_SPLIT = re.compile(r"[ 　\t\n/、，,；;|]+")
_TRAIL = re.compile(r"[_\s　、，,；;。/|:：]+$")
_LEAD = re.compile(r"^[_\s　、，,；;。/|:：.．]+")
_SCORE = re.compile(
    r"(?:[(（\[]\s*([+-]?\d{1,3}(?:\.\d{1,2})?)\s*分\s*[)）\]]|[\s:：=＝-]*(?<!\d)(\d{1,3}(?:\.\d{1,2})?)\s*分)\s*$"
)
_NOTE = re.compile(
    r"\n\s*(?:[(（【*※]|注|说明|备注|评级标准|评分标准)|[(（【](?=[^()（）【】\n]{0,60}(?:以[上下]|分[^()（）\n]{0,20}[,，;；、]|\d\s*[-—–~～至]\s*\d))|(?:^|\s)注\s*[:：]"
)
"""Where a note begins that is printed behind the last option: （80分及以上为1级，…）."""
_INSTRUCTION = re.compile(
    r"[(（【]?[^()（）【】\s□☐■]{0,8}[□☐口]\s*[内中里]?[^()（）【】\s□☐■]{0,4}(?:打|划|画)[^()（）【】\s□☐■]{0,3}[√✓✔勾]?[^()（）【】\s□☐■]{0,2}[)）】]?"
)
"""How to answer, and no answer: （请在□内打√）."""
_ZERO = re.compile(
    r"(?<=[一二三四五六七八九十])[〇○]|[〇○](?=[一二三四五六七八九][〇○一二三四五六七八九]?年)|(?<=[一二三四五六七八九十][〇○])[〇○]"
)
_MAX_OPTIONS = 80


@dataclass(frozen=True, slots=True)
class Option:
    """One printed option; ``extra`` is what was written on the line after it ("其他：____")."""

    text: str
    ticked: bool
    extra: str = ""
    score: float | None = None
    """Points printed with the option: 良好（5分）."""


def is_lone_tick(text: str) -> bool:
    """Tell whether a cell holds a tick and nothing else."""
    text = text.strip(" \t\n　")
    return 0 < len(text) <= 2 and all(char in TICKED_GLYPHS or char in "Vv对" for char in text)


def split_score(text: str) -> tuple[str, float | None]:
    """Part an option from the points printed with it: "良好（5分）" -> ("良好", 5.0)."""
    match = _SCORE.search(text)
    if match is None or not match.start():
        return text.strip(), None
    return text[: match.start()].strip(" 　\n"), float(match[1] or match[2])


_SHORT_TEXT = 100
"""Texts up to this length are remembered: each is asked about several times."""


def _without_zeros(text: str) -> str:
    """Write the 〇 and ○ of numerals (二〇二五年) as 零, so that they are no empty boxes; lengths stay."""
    return _ZERO.sub("零", text) if "〇" in text or "○" in text else text


def _without_instruction(text: str) -> str:
    return _INSTRUCTION.sub(" ", text) if "打" in text or "划" in text or "画" in text else text


def blanked(text: str) -> str:
    """Return ``text`` with ticks in brackets as boxes and without what is no box; every offset stays."""
    text = _INSTRUCTION.sub(_spaces, text) if "打" in text or "划" in text or "画" in text else text
    text = _BOXED_TICK.sub(lambda match: TICKED_BOX.ljust(len(match[0]), "_"), _without_zeros(text))
    text = _TICK_IN_BOX.sub(lambda match: TICKED_BOX.ljust(len(match[0]), "_"), text)
    empties = len(_BOXED_EMPTY.findall(text))
    if empties >= 2 or (empties and BOX.search(text)):
        text = _BOXED_EMPTY.sub(lambda match: EMPTY_BOX.ljust(len(match[0]), "_"), text)
    return text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def has_boxes(text: str) -> bool:
    """Tell whether ``text`` has boxes, ticks or bracketed ticks."""
    return _short_has_boxes(text) if len(text) <= _SHORT_TEXT else _has_boxes(text)


@lru_cache(maxsize=4096)
def _short_has_boxes(text: str) -> bool:
    return _has_boxes(text)


def _has_boxes(text: str) -> bool:
    text = _without_instruction(_without_zeros(text))
    return (
        BOX.search(text) is not None
        or _BOXED_TICK.search(text) is not None
        or (len(_BOXED_EMPTY.findall(text)) >= 2)
        or bool(numbered_options(text))
    )


def read_options(text: str) -> list[Option]:
    """Return the options of a tick group in printed order; empty where the text has no boxes or ticks.

    Understands boxes before or after the option, ticks in brackets before or after it, a bare √ beside the chosen word of a
    list without boxes ("良好 一般√ 差"), and the number of the chosen one before a numbered list ("〔2〕 1.良好 2.一般").
    """
    text = _without_instruction(_without_zeros(text[:4000]))
    text = _BOXED_TICK.sub(TICKED_BOX, text)
    text = _TICK_IN_BOX.sub(TICKED_BOX, text)
    empties = _BOXED_EMPTY.findall(text)
    if empties and (len(empties) >= 2 or BOX.search(text)):
        text = _BOXED_EMPTY.sub(EMPTY_BOX, text)
    marks = list(BOX.finditer(text))
    if not marks:
        return [Option(word, chosen) for word, chosen in numbered_options(text)]
    if not any(match[0] in EMPTY_GLYPHS for match in marks):
        bare = _bare_ticks(text, marks)
        if bare is not None:
            return bare
    lead = _LEAD.sub("", text[: marks[0].start()])
    before = not lead.strip()
    if not before:
        # boxes after the options when the text ends with one; else the lead is a caption of the group
        tail = text[marks[-1].end() :]
        before = bool(_LEAD.sub("", tail).strip())
    options: list[Option] = []
    for index, match in enumerate(marks[:_MAX_OPTIONS]):
        ticked = match[0] in TICKED_GLYPHS
        if before:
            end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
            piece = text[match.end() : end]
        else:
            start = marks[index - 1].end() if index else 0
            piece = text[start : match.start()]
        option = _option(piece, ticked)
        if option is not None:
            options.append(option)
    return options


def _option(piece: str, ticked: bool) -> Option | None:
    piece = _LEAD.sub("", piece)
    note = _NOTE.search(piece)
    if note is not None and note.start():
        piece = piece[: note.start()]
    name, colon, extra = piece.partition("：")
    if not colon:
        name, colon, extra = piece.partition(":")
    if not colon and "_" in piece:
        name, _, extra = piece.partition("_")
    name, score = split_score(_TRAIL.sub("", name))
    extra = extra.strip("_ 　\t\n")
    if not name:
        return None
    return Option(name[:60], ticked, extra[:200], score)


def _bare_ticks(text: str, marks: list[re.Match[str]]) -> list[Option] | None:
    """Read "良好 一般√ 差": words without boxes, the chosen one ticked."""
    if any(match[0] not in "√✓✔☑✅" for match in marks):
        return None
    words = [word for word in _SPLIT.split(text) if word]
    if len(words) < 2:
        return None
    options: list[Option] = []
    pending = False
    for word in words:
        plain = BOX.sub("", word)
        ticked = plain != word
        if not plain:
            # a tick set apart belongs to the word before it, unless it opens the text
            if options:
                options[-1] = Option(options[-1].text, True)
            else:
                pending = True
            continue
        options.append(Option(plain[:60], ticked or pending))
        pending = False
    if sum(option.ticked for option in options) == len(options):
        return None
    return options
