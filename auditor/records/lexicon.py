"""Word lists of ``rules/lexicons`` and the question whether a narrative tells something.

Precision comes first: what is denied, feared, taught, long past or somebody else's is not told of the client.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from auditor.data_files import shipped_rules_folder
from auditor.pages.glyphs import BOX_GLYPHS, EMPTY_GLYPHS
from auditor.values.text import fold, letters_are_plain
from auditor.yaml_files import load_yaml

MAX_NARRATIVE = 20_000
_SENTENCE = re.compile(r"[。!?！？;；\n]+")
_CLAUSE = re.compile(r"[,，:：]")
_GAP = "[^。!?;,:不没未无否]{0,8}?"
_WIDE_GAP = "[^。!?;]{0,18}?"
_NAMED = re.compile(r"\{([^{}]{1,8})\}")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年(?!\d)")


def _pattern(words: list[str], classes: dict[str, list[str]] | None = None) -> re.Pattern[str]:
    """Compile plain words to one pattern.

    ``…`` stands for a gap of at most 8 characters within a clause and without a negation, ``……`` for one of at most 18
    within a sentence, ``{名}`` for any word of the class of that name.
    """
    ordered = sorted((fold(word) for word in words), key=len, reverse=True)
    return re.compile("|".join(_expression(word, classes or {}) for word in ordered))


def _expression(word: str, classes: dict[str, list[str]]) -> str:
    parts = (part.split("…") for part in word.split("……"))
    return _WIDE_GAP.join(_GAP.join(_piece(piece, classes) for piece in part) for part in parts)


def _piece(text: str, classes: dict[str, list[str]]) -> str:
    """Return the pattern of a part without gaps."""
    pieces = []
    for i, part in enumerate(_NAMED.split(text)):
        words = sorted(classes[part], key=len, reverse=True) if i % 2 else [part]
        pieces.append(
            "|".join(map(re.escape, words)) if len(words) == 1 else f"(?:{'|'.join(map(re.escape, words))})"
        )
    return "".join(pieces)


@cache
def _raw(name: str) -> dict[str, Any]:
    path = shipped_rules_folder() / "lexicons" / f"{name}.yaml"
    data: dict[str, Any] = load_yaml(path, f"lexicons/{name}.yaml").data
    return data


@cache
def _lists(name: str) -> dict[str, re.Pattern[str]]:
    data = _raw(name)
    classes = data.get("words", {})
    return {key: _pattern(words, classes) for key, words in data.items() if isinstance(words, list)}


@cache
def _events() -> dict[str, re.Pattern[str]]:
    data = _raw("crisis")
    return {event: _pattern(words, data["words"]) for event, words in data["events"].items()}


@cache
def _triggers() -> dict[str, re.Pattern[str]]:
    """Literal words of which every telling of an event holds at least one: a quick look before the slow one."""
    data = _raw("crisis")
    return {event: _any_of(_telling_words(words, data["words"])) for event, words in data["events"].items()}


@cache
def _trigger() -> re.Pattern[str]:
    """The same for all events together."""
    data = _raw("crisis")
    return _any_of(_telling_words(chain.from_iterable(data["events"].values()), data["words"]))


def _telling_words(expressions: Iterable[str], classes: dict[str, list[str]]) -> set[str]:
    words: set[str] = set()
    for expression in expressions:
        words.update(_telling_piece(fold(expression), classes))
    return words


def _any_of(words: set[str]) -> re.Pattern[str]:
    """Compile words to one pattern that tries only those which begin with the character that stands there."""
    shortest = [word for word in words if not any(other != word and other in word for other in words)]
    groups = (
        (first, [word[1:] for word in rest]) for first, rest in groupby(sorted(shortest), key=itemgetter(0))
    )
    return re.compile(
        "|".join(f"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})" for first, rest in groups)
    )


def _telling_piece(expression: str, classes: dict[str, list[str]]) -> list[str]:
    """Return the alternatives of that piece of an expression which is found least often: the longest words, the fewest."""
    pieces = [
        classes[part] if i % 2 else [part]
        for piece in expression.split("…")
        for i, part in enumerate(_NAMED.split(piece))
        if part
    ]
    return min(
        reversed(pieces), key=lambda words: (-min(map(len, words)), len(words), words[0] in _EVERYWHERE)
    )


_EVERYWHERE = frozenset("的了在是有我他她把")
"""Words that stand in every narrative and so tell nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event told in a narrative: which, and the sentence that tells it."""

    event: str
    sentence: str


def crisis_told(text: str) -> Told | None:
    """Return the first crisis event that ``text`` tells of the client or the family; None where there is none."""
    text = text[:MAX_NARRATIVE]
    trigger = _trigger()
    # Where the letters are plain, words stand there as folding would leave them, but for blanks within.
    plain = letters_are_plain(text)
    if not trigger.search(_without_blanks(text) if plain else fold_lines(text)):
        return None
    for sentence in _SENTENCE.split(text):
        if plain and not trigger.search(_without_blanks(sentence)):
            continue
        folded = fold(sentence)
        if (plain or trigger.search(folded)) and (told := _told_in(folded)):
            event, start = told
            return Told(event, excerpt(sentence, start if len(folded) == len(sentence) else 0))
    return None


def _told_in(sentence: str) -> tuple[str, int] | None:
    """Return the event that one folded sentence tells, and where; None where it tells none."""
    searched = _blank(_lists("crisis")["not_events"], sentence)
    triggers = _triggers()
    for event, pattern in _events().items():
        if not triggers[event].search(searched):
            continue
        for match in pattern.finditer(searched):
            if _is_told(sentence, match.start(), match.end()):
                return event, match.start()
    return None


def _without_blanks(text: str) -> str:
    return text.translate(_BLANKS) if " " in text or "\u3000" in text or "\t" in text else text


_BLANKS = dict.fromkeys(map(ord, " \t\u3000"))


def excerpt(sentence: str, at: int = 0, limit: int = 60) -> str:
    """Return ``sentence`` on one line, at most ``limit`` characters of it from the clause that holds position ``at``."""
    if len(sentence) > limit and at > limit // 2:
        clause = max(sentence.rfind(mark, 0, at) for mark in "，,：:、")
        sentence = sentence[clause + 1 :]
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= limit else sentence[: limit - 1] + "…"


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Replace what matches by as many characters that mean nothing, so that positions stay."""
    return pattern.sub(lambda match: "~" * len(match.group()), text)


def _is_told(sentence: str, start: int, end: int) -> bool:
    lists = _lists("crisis")
    if (start and sentence[start - 1] in EMPTY_GLYPHS) or (
        end < len(sentence) and sentence[end] in BOX_GLYPHS
    ):
        return False
    before, after = sentence[:start], sentence[end:]
    clause_before = _CLAUSE.split(before)[-1]
    clause_after = _CLAUSE.split(after)[0] if not after.startswith((":", "：")) else after[:4]
    near_before, near_after = clause_before[-16:], clause_after[:8]
    if _negated(lists, near_before[-12:]) or lists["negations_after"].search(near_after):
        return False
    asked = lists["asks"].search(clause_before[-24:])
    if asked and not _LEARNT.search(clause_before[-24:], asked.end()) and _answered_none(lists, after):
        return False
    if lists["supposed"].search(before[-30:]) or lists["hypothetical"].search(clause_before[-24:]):
        return False
    if lists["hypothetical_after"].search(near_after) or lists["explained"].search(after[:14]):
        return False
    if (
        before.endswith(("防", "反"))
        or lists["education"].search(near_before)
        or lists["education_after"].search(near_after)
    ):
        return False
    if after.startswith("的") and lists["others"].match(after, 1):
        return False
    return not _long_ago(lists, sentence[:end][-40:]) and not _of_others(lists, before)


_OF_WHAT_WAS_ASKED = re.compile(
    r"(?:过|有|此|这|该|类|似|的|些|样|种|相关|想法|念头|情况|行为|打算|问题|事)*"
)
_LEARNT = re.compile(r"得知|获知|知悉|发现|告知|承认|证实|[后时]")
"""Words between a question and an event that tell it all the same: 询问后得知案主割腕."""


def _answered_none(lists: dict[str, re.Pattern[str]], after: str) -> bool:
    """Whether the clause after a question says that there is none of what was asked about: 询问自伤想法，案主回答没有."""
    clauses = _CLAUSE.split(after, 2)
    if len(clauses) < 2:
        return False
    answer = _blank(lists["not_negations"], clauses[1])
    found = lists["answers_none"].search(answer)
    return found is not None and _OF_WHAT_WAS_ASKED.fullmatch(answer, found.end()) is not None


def _negated(lists: dict[str, re.Pattern[str]], text: str) -> bool:
    return lists["negations"].search(_blank(lists["not_negations"], text)) is not None


def _long_ago(lists: dict[str, re.Pattern[str]], text: str) -> bool:
    """Whether words before or within the event put it into the past; what was lately is told."""
    if lists["long_past"].search(text) or _YEAR_ALONE.search(text):
        return True
    return lists["past"].search(text) is not None and lists["recent"].search(text) is None


_NO_SUBJECT_AFTER = tuple("被遭与和跟在向对把给由让同据听经")
_BRINGS_NEWS = re.compile(
    r"(?:家里?的?|们|处)?(?:随后|及时|立即|马上|突然|也|均)?"
    r"(?:发现|反映|来电|告知|告诉|报警|报案|称|说|表示|得知|听到|看到|见到|目睹|阻止|拉住|劝|救|报|送)"
)


def _of_others(lists: dict[str, re.Pattern[str]], before: str) -> bool:
    """Whether somebody else is the one whom it befell: other people named last before it, as subject of the sentence.

    The relative of somebody else (邻居的儿子) is somebody else too.
    """
    last = None
    for match in lists["others"].finditer(before):
        if before[: match.start()].endswith(_NO_SUBJECT_AFTER) or _BRINGS_NEWS.match(before, match.end()):
            continue
        last = match
    if last is None:
        return False
    rest = before[last.end() :]
    if rest.startswith(("的", "家")):
        rest = re.sub(r"^(?:家)?的?[一-龥]{2}", "", rest, count=1)
    own = lists["subjects"].match(rest)
    return lists["subjects"].search(rest, own.end() if own else 0) is None


def theory_in(text: str) -> str:
    """Return the first theory or model of practice that ``text`` names; "" where it names none.

    A name is a known one, or a word before 理论, 疗法 and the like that says which; 理论联系实际 and 介入理论 do not.
    """
    lists = _lists("casework")
    text = _blank(lists["no_theories"], fold_lines(text))
    known = lists["theories"].search(text)
    if known:
        return known.group()
    for match in _ANY_THEORY.finditer(text):
        if not _WHICH_THEORY.search(match.group(1)):
            return match.group()
    return ""


_ANY_THEORY = re.compile(r"([一-龥]{2,6})(?:理论|疗法|治疗法|治疗模式|介入模式|视角理论|学说)")
_WHICH_THEORY = re.compile(
    r"(?:介入|运用|采用|相关|专业|创新|党的|指导|基础|有关|社工|工作|结合|的|学习|所用|使用|依据|什么|个案|服务|选用|应用"
    r"|参考|上述|各种|多种|哪种|何种|该|其|一定|核心|支撑|支持|选择|所选|主要|心理|健康|政治|马列|科学|以及|根据|基于|与|和|或)$"
)
"""Words before 理论 that do not say which theory."""


def response_told(text: str) -> str:
    """Return the sentence that tells of the agency's emergency response; "" where none does."""
    return _tells(text, "response")


def support_told(text: str) -> str:
    """Return the sentence that tells of support for the worker; "" where none does."""
    return _tells(text, "support")


def _tells(text: str, key: str) -> str:
    lists = _lists("casework")
    for sentence in _SENTENCE.split(text[:MAX_NARRATIVE]):
        searched = _blank(lists["not_support"], fold(sentence))
        for match in lists[key].finditer(searched):
            clause = _CLAUSE.split(searched[: match.start()])[-1]
            if not lists["negations"].search(_blank(lists["not_negations"], clause[-8:])[-6:]):
                return excerpt(sentence)
    return ""


def asks_for_something(comment: str) -> bool | None:
    """Whether a comment asks the worker for something.

    Returns:
        True where it does; None where it only urges to go on following up, which some write as a form of assent;
        False for assent and praise.
    """
    lists = _lists("casework")
    text = fold_lines(comment)
    if lists["asks"].search(_blank(lists["not_asks"], text)):
        return True
    return None if lists["asks_weakly"].search(text) else False


def fold_lines(text: str) -> str:
    """Fold a narrative line by line, so that line breaks still end sentences."""
    text = text[:MAX_NARRATIVE]
    return "\n".join(fold(line) for line in text.split("\n")) if "\n" in text else fold(text)


def word_pattern(lexicon: str, key: str) -> re.Pattern[str]:
    """Return the compiled words of one list of ``rules/lexicons/<lexicon>.yaml``, for folded text."""
    return _lists(lexicon)[key]
