"""The words of a last evaluation: which rule answers a concern, what a heading announces, which papers a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from auditor.data_files import shipped_rules_folder
from auditor.engine.rule import Section
from auditor.values.figures import flat
from auditor.values.headings import split_number
from auditor.yaml_files import load_yaml

Announces = Literal["concern", "advice", "praise", "mixed", "demand", "neutral"]
"""What a heading or label says of the text below it."""

HEADING_LENGTH = 30
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{1,5}(?:-?[A-Z*]{1,5})?-?\*?-(?:[A-Z*]{1,4}-)?\d{2,5}(?!\d)"
    r"|(?<![A-Za-z0-9])[A-Z]{2,5}-(?:19|20)\d{2}-\d{2,5}(?!\d)|(?<![A-Za-z0-9])[A-Z]{2,4}\d{3,4}(?![\dA-Za-z])"
)
_NAME = re.compile(r"(?<![一-龥*])([一-龥][*某×X]{1,2}[一-龥]?)(?=[，,()、（）的\s岁]|$)")
_SENTENCE = re.compile(r"[。；！？]")
_MACRO = re.compile(r"<([一-龥]+)>")


@dataclass(frozen=True, slots=True)
class _Line:
    """What must all stand in a text, and what must not."""

    present: tuple[re.Pattern[str], ...]
    absent: tuple[re.Pattern[str], ...]

    def fits(self, about: str, text: str) -> bool:
        """``about``: the text with what stands above it; what must not stand is looked for in the text alone."""
        return all(part.search(about) for part in self.present) and not any(
            part.search(text) for part in self.absent
        )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    rules: tuple[tuple[str, tuple[_Line, ...]], ...]
    headings: tuple[tuple[Announces, re.Pattern[str]], ...]
    sections: tuple[tuple[Section, re.Pattern[str]], ...]
    areas: tuple[tuple[Section, re.Pattern[str]], ...]


@cache
def _lexicon() -> _Lexicon:
    path = shipped_rules_folder() / "lexicons" / "prior.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/prior.yaml").data
    words = {name: f"(?:{said})" for name, said in data["words"].items()}
    words = {name: _filled(said, words) for name, said in words.items()}
    kinds: tuple[Announces, ...] = ("concern", "advice", "praise", "demand", "neutral")
    return _Lexicon(
        tuple(
            (rule, tuple(_line(_filled(line, words)) for line in lines))
            for rule, lines in data["rules"].items()
        ),
        tuple((kind, re.compile("|".join(data[f"{kind}_headings"]))) for kind in kinds),
        _sections(data["sections"]),
        _sections(data["areas"]),
    )


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda match: words[match[1]], text)


def _line(text: str) -> _Line:
    parts = text.split(" & ")
    return _Line(
        tuple(re.compile(part) for part in parts if not part.startswith("!")),
        tuple(re.compile(part[1:]) for part in parts if part.startswith("!")),
    )


def _sections(data: Mapping[str, list[str]]) -> tuple[tuple[Section, re.Pattern[str]], ...]:
    return tuple((cast("Section", name), re.compile("|".join(words))) for name, words in data.items())


def rules_for(text: str, context: str = "") -> list[str]:
    """Return the ids of the rules that can answer a concern, by the phrases of ``rules/lexicons/prior.yaml``.

    Args:
        text: the concern.
        context: what it is about, where only a heading or the row of a table says so: 个案, 小组.
    """
    plain = flat(text)
    about = f"{flat(context)}：{plain}" if context else plain
    return [rule for rule, lines in _lexicon().rules if any(line.fits(about, plain) for line in lines)]


def mapped_rules() -> list[str]:
    """Return all rule ids that the lexicon names."""
    return [rule for rule, _ in _lexicon().rules]


_BEFORE_ALL: tuple[Announces, ...] = ("demand", "neutral")
_BY_WEIGHT: tuple[Announces, ...] = ("concern", "advice", "praise")


def announces(heading: str) -> Announces | None:
    """Return what a heading or label says of the text below it; None where it says nothing of that kind."""
    text = split_number(heading.strip())[1]
    text = re.sub(r"[“\"《][^”\"》]{0,20}[”\"》]", "", text).strip("：:【】[]〔〕 　")
    if not text or len(text) > HEADING_LENGTH or _SENTENCE.search(text):
        return None
    said = {kind for kind, pattern in _lexicon().headings if pattern.search(text)}
    if first := next((kind for kind in _BEFORE_ALL if kind in said), None):
        return first
    if "praise" in said and said & {"concern", "advice"}:
        return "mixed"
    return next((kind for kind in _BY_WEIGHT if kind in said), None)


def section_of(headings: Iterable[str]) -> Section | None:
    """Return the report's section to which the nearest of the headings (outermost first) belongs."""
    for heading in reversed(list(headings)):
        if len(heading) <= 40:
            for name, words in _lexicon().sections:
                if words.search(heading):
                    return name
    return None


def area_of(text: str) -> Section | None:
    """Return the section to which a matter belongs: 个案 to quality, 志愿者 to monitoring; None where two may be meant."""
    found = {name for name, words in _lexicon().areas if words.search(text)}
    return found.pop() if len(found) == 1 else None


def first_area_of(text: str) -> Section | None:
    """Return the section of the first matter that a text names."""
    found = [(match.start(), name) for name, words in _lexicon().areas if (match := words.search(text))]
    return min(found)[1] if found else None


def papers_in(text: str) -> list[str]:
    """Return the numbers (NY-001, XGW - 002, RB-H* - 008) and masked names (张*诺) that a text names."""
    plain = re.sub(r"\s*([-—–－])\s*", "-", text.replace("\\*", "*"))
    plain = re.sub(r"(?<=[A-Za-z*])\s+(?=-)|(?<=-)\s+", "", plain)
    found = [match.group() for match in _NUMBER.finditer(plain)]
    found += [match[1] for match in _NAME.finditer(plain)]
    return list(dict.fromkeys(found))
