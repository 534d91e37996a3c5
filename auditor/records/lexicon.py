"""Word lists of ``rules/lexicons`` and the question whether a narrative tells something.

Precision comes first: what is denied, feared, taught, long past or somebody else's is not told of the client.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from auditor.data_files import shipped_rules_folder
from auditor.pages.glyphs import EMPTY_GLYPHS
from auditor.values.text import fold
from auditor.yaml_files import load_yaml

MAX_NARRATIVE = 20_000
_SENTENCE = re.compile(r"[。!?！？;；\n]+")
_CLAUSE = re.compile(r"[,，:：]")
_GAP = "[^。!?;,:]{0,8}?"


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Compile plain words to one pattern; ``…`` stands for a gap of at most 8 characters."""
    ordered = sorted((fold(word) for word in words), key=len, reverse=True)
    return re.compile("|".join(_GAP.join(re.escape(part) for part in word.split("…")) for word in ordered))


@cache
def _lists(name: str) -> dict[str, re.Pattern[str]]:
    path = shipped_rules_folder() / "lexicons" / f"{name}.yaml"
    data = load_yaml(path, f"lexicons/{name}.yaml").data
    return {key: _pattern(words) for key, words in data.items() if isinstance(words, list)}


@cache
def _events() -> dict[str, re.Pattern[str]]:
    path = shipped_rules_folder() / "lexicons" / "crisis.yaml"
    data = load_yaml(path, "lexicons/crisis.yaml").data
    return {event: _pattern(words) for event, words in data["events"].items()}


@cache
def _any_event() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in _events().values()))


@dataclass(frozen=True, slots=True)
class Told:
    """An event told in a narrative: which, and the sentence that tells it."""

    event: str
    sentence: str


def crisis_told(text: str) -> Told | None:
    """Return the first crisis event that ``text`` tells of the client or the family; None where there is none."""
    text = fold_lines(text)
    if not _any_event().search(text):
        return None
    for sentence in _SENTENCE.split(text):
        if not _any_event().search(sentence):
            continue
        for event, pattern in _events().items():
            for match in pattern.finditer(sentence):
                if _is_told(sentence, match.start(), match.end()):
                    return Told(event, sentence.strip()[:120])
    return None


def _is_told(sentence: str, start: int, end: int) -> bool:
    lists = _lists("crisis")
    if start and sentence[start - 1] in EMPTY_GLYPHS:
        return False
    before, after = sentence[:start], sentence[end:]
    clause_before = _CLAUSE.split(before)[-1]
    clause_after = _CLAUSE.split(after)[0] if not after.startswith((":", "：")) else after[:4]
    near_before, near_after = clause_before[-16:], clause_after[:8]
    if lists["negations"].search(near_before[-12:]) or lists["negations_after"].search(near_after):
        return False
    if lists["hypothetical"].search(before[-24:]) or lists["hypothetical_after"].search(near_after):
        return False
    if (
        before.endswith(("防", "反"))
        or lists["education"].search(near_before)
        or lists["education_after"].search(near_after)
    ):
        return False
    if lists["past"].search(before[-24:]):
        return False
    others = [match.end() for match in lists["others"].finditer(before)]
    return not others or lists["subjects"].search(before[others[-1] :]) is not None


def theory_in(text: str) -> str:
    """Return the first theory or model of practice that ``text`` names; "" where it names none."""
    match = _lists("casework")["theories"].search(fold_lines(text)) or _ANY_THEORY.search(
        text[:MAX_NARRATIVE]
    )
    return match.group() if match else ""


_ANY_THEORY = re.compile(r"[一-龥]{2,8}(?:理论|视角|疗法|取向|治疗模式|介入模式|工作模式|服务模式)")


def response_told(text: str) -> str:
    """Return the sentence that tells of the agency's emergency response; "" where none does."""
    return _tells(text, "response")


def support_told(text: str) -> str:
    """Return the sentence that tells of support for the worker; "" where none does."""
    return _tells(text, "support")


def _tells(text: str, key: str) -> str:
    lists = _lists("casework")
    for sentence in _SENTENCE.split(fold_lines(text)):
        for match in lists[key].finditer(sentence):
            clause = _CLAUSE.split(sentence[: match.start()])[-1]
            if not lists["negations"].search(clause[-6:]):
                return sentence.strip()[:120]
    return ""


def asks_for_something(comment: str) -> bool | None:
    """Whether a comment asks the worker for something.

    Returns:
        True where it does; None where it only says to go on following up, which some write as a form of assent;
        False for assent and praise.
    """
    lists = _lists("casework")
    text = lists["not_asks"].sub(" ", fold_lines(comment))
    if lists["asks"].search(text):
        return True
    return None if lists["asks_weakly"].search(text) else False


def fold_lines(text: str) -> str:
    """Fold a narrative line by line, so that line breaks still end sentences."""
    text = text[:MAX_NARRATIVE]
    return "\n".join(fold(line) for line in text.split("\n")) if "\n" in text else fold(text)


def word_pattern(lexicon: str, key: str) -> re.Pattern[str]:
    """Return the compiled words of one list of ``rules/lexicons/<lexicon>.yaml``, for folded text."""
    return _lists(lexicon)[key]
