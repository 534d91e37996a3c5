"""The last evaluation's report: its 需要关注 parts split into single concerns, each with what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from auditor.data_files import shipped_rules_folder
from auditor.engine.rule import Section
from auditor.values.figures import Passage, flat
from auditor.yaml_files import load_yaml

MAX_CONCERNS = 500
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,5}(?:-?[A-Z*]{1,5})?-?\*?-(?:[A-Z*]{1,4}-)?\d{2,5}(?!\d)")
_NAME = re.compile(r"(?<![一-龥*])([一-龥][*某×X]{1,2}[一-龥]?)(?=[，,()、（）的\s岁]|$)")
_QUOTED = re.compile(r"[“《]([^”》]{2,20})[”》]")
_DISTRICT = re.compile(r"第[一二三四五六七八九十]+片区|片区[一二三四五六七八九十]")
_MARKER = re.compile(
    r"^\s*(?:[①-⑳]|[(（]?\d{1,2}[)）.、．]|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．])\s*"
)
_CONNECTOR = re.compile(
    r"^(?:此外|另外|其次|然后|最后|首先|第[一二三四五六七八九]，|其[一二三四五]，|再次|再者|还有，|二是|三是|四是|一是|五是|同时，|抽查发现|抽查[^，。]{0,14}时)"
)
_LEAD_IN = re.compile(r"(?:以下几?(?:个)?方面|如下|以下问题|以下情况)[^。]{0,12}[：:。]?$")
_SCOPE = re.compile(
    r"^(?:第[一二三四五六七八九十]+片区|片区[一二三四五六七八九十])[，,]?(?:该片区)?(?:范围)?(?:包括|涵盖)?[^。]{0,160}。?$"
)
_ADVICE = re.compile(
    r"^(?:建议|应|请|希望|可|后续|社工(?:应|可)|未来|目前相关|注重|档案负责人|在实际操作|针对)"
)
_BEHIND = re.compile(r"未能?达到|未达|落后|滞后|未完成|偏低")


@dataclass(slots=True)
class Concern:
    """One single finding of the last evaluation."""

    text: str
    section: Section
    district: str = ""
    item: str = ""
    """Its number in the report: (2)③."""
    papers: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    finding: str = ""
    """Fingerprint, where it comes from an earlier result."""
    subject: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    rules: tuple[tuple[str, tuple[tuple[re.Pattern[str], ...], ...]], ...]
    concern: re.Pattern[str]
    praise: re.Pattern[str]
    sections: tuple[tuple[Section, re.Pattern[str]], ...]


@cache
def _lexicon() -> _Lexicon:
    path = shipped_rules_folder() / "lexicons" / "prior.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/prior.yaml").data
    rules = tuple(
        (rule, tuple(tuple(re.compile(word) for word in line.split(" & ")) for line in lines))
        for rule, lines in data["rules"].items()
    )
    sections = tuple(
        (cast("Section", name), re.compile("|".join(words))) for name, words in data["sections"].items()
    )
    return _Lexicon(
        rules,
        re.compile("|".join(data["concern_headings"])),
        re.compile("|".join(data["praise_headings"])),
        sections,
    )


def rules_for(text: str) -> list[str]:
    """Return the ids of the rules that can answer a concern, by the phrases of ``rules/lexicons/prior.yaml``."""
    plain = flat(text)
    return [
        rule
        for rule, lines in _lexicon().rules
        if any(all(word.search(plain) for word in line) for line in lines)
    ]


def mapped_rules() -> list[str]:
    """Return all rule ids that the lexicon names."""
    return [rule for rule, _ in _lexicon().rules]


def papers_in(text: str) -> list[str]:
    """Return the numbers (NY-001, XGW - 002, RB-H* - 008) and masked names (张*诺) that a text names."""
    plain = re.sub(r"\s*([-—–－])\s*", "-", text.replace("\\*", "*"))
    plain = re.sub(r"(?<=[A-Za-z*])\s+(?=-)|(?<=-)\s+", "", plain)
    found = [match.group() for match in _NUMBER.finditer(plain)]
    found += [match[1] for match in _NAME.finditer(plain)]
    return list(dict.fromkeys(found))


def split_concerns(passages: Sequence[Passage]) -> list[Concern]:
    """Return the single concerns of a report, in its order."""
    lexicon = _lexicon()
    concerns: list[Concern] = []
    for passage in passages:
        path = (*passage.headings, passage.text if len(passage.text) <= 40 else "")
        section = _section(passage.headings)
        heading = next(
            (h for h in reversed(passage.headings) if lexicon.concern.search(h) or lexicon.praise.search(h)),
            "",
        )
        text = passage.text.strip()
        if not heading or (lexicon.praise.search(heading) and not lexicon.concern.search(heading)):
            if section == "progress" and _BEHIND.search(text) and not heading and len(passage.headings) <= 4:
                concerns += _progress(text)
            continue
        if (lexicon.concern.search(text) and len(text) <= 30) or _LEAD_IN.search(text):
            continue
        district = _district(path)
        item = "".join(
            m.group().strip()
            for h in passage.headings[passage.headings.index(heading) + 1 :]
            if (m := _MARKER.match(h))
        )
        own = _MARKER.match(text)
        bare = text[own.end() :] if own else text
        if _SCOPE.match(bare) or (len(bare) <= 24 and not re.search(r"[。；]", bare) and not rules_for(bare)):
            continue
        concerns += _split(bare, section, district, item + (own.group().strip() if own else ""))
        if len(concerns) >= MAX_CONCERNS:
            break
    return concerns[:MAX_CONCERNS]


def _progress(text: str) -> list[Concern]:
    text = re.sub(r"^[(（][^()（）]{0,60}[)）]", "", text)
    sentences = [s for s in re.split(r"(?<=。)", text) if _BEHIND.search(s)]
    return [
        Concern(re.sub(r"^[(（][^()（）]{0,60}[)）]", "", s.strip()), "progress", rules=["indicator-behind"])
        for s in sentences
        if rules_for(s)
    ][:5]


def _section(headings: Sequence[str]) -> Section:
    for heading in reversed(headings):
        if len(heading) > 40:
            continue
        for name, words in _lexicon().sections:
            if words.search(heading):
                return name
    return "management"


def _district(path: Sequence[str]) -> str:
    for text in reversed(path):
        match = _DISTRICT.search(text)
        if match:
            return district_name(match.group())
    return ""


def district_name(text: str) -> str:
    """片区二 and 第二片区 are one."""
    match = re.fullmatch(r"片区([一二三四五六七八九十])", text)
    return f"第{match[1]}片区" if match else text


def _split(text: str, section: Section, district: str, item: str) -> list[Concern]:
    """Split one numbered item where another rule, another paper or a connector begins."""
    concerns: list[Concern] = []
    for sentence_number, sentence in enumerate(re.split(r"(?<=。)", text)):
        for part_number, part in enumerate(re.split(r"(?<=；)", sentence)):
            piece = part.strip()
            if not piece:
                continue
            rules, papers = rules_for(piece), papers_in(piece)
            current = concerns[-1] if concerns else None
            if current is not None and _CONNECTOR.match(piece) and _lead_in(current):
                current.text, current.rules, current.papers = current.text + piece, rules, papers
                continue
            if current is not None and piece.startswith("同时") and not papers:
                papers = current.papers
            if current is not None and not _begins(
                piece, rules, papers, current, sentence_number, part_number
            ):
                current.text += piece
                current.papers = list(dict.fromkeys([*current.papers, *papers]))
                current.rules = list(
                    dict.fromkeys(
                        [*current.rules, *(rules if not _ADVICE.match(piece) or not current.rules else [])]
                    )
                )
                continue
            concerns.append(Concern(piece, section, _own_district(piece) or district, item, papers, rules))
    return concerns


def _lead_in(concern: Concern) -> bool:
    """A first short sentence of advice that the rest of the item spells out."""
    return len(concern.text) <= 30 and not concern.rules and bool(_ADVICE.match(concern.text))


def _own_district(text: str) -> str:
    match = re.search(r"片区[一二三四五六七八九十](?!级)", text)
    return district_name(match.group()) if match else ""


def _begins(
    piece: str, rules: list[str], papers: list[str], current: Concern, sentence: int, part: int
) -> bool:
    new_papers = bool(papers) and bool(current.papers) and not set(papers) & set(current.papers)
    new_rules = bool(rules) and bool(current.rules) and not set(rules) & set(current.rules)
    if _CONNECTOR.match(piece):
        return not (piece.startswith("同时") and not new_rules)
    if _ADVICE.match(piece):
        return False
    if new_papers or new_rules:
        return True
    return part > 0 and bool(rules) and not current.rules


__all__ = ["Concern", "district_name", "mapped_rules", "papers_in", "rules_for", "split_concerns"]
