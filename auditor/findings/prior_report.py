"""The last evaluation's report: its 需要关注 parts split into single concerns, each with what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.engine.rule import Section
from auditor.findings.prior_items import Item
from auditor.findings.prior_tables import TableItem
from auditor.findings.prior_words import announces, area_of, first_area_of, papers_in, rules_for, section_of
from auditor.values.headings import DISTRICT, district_name, level_of, split_number

MAX_CONCERNS = 500
_CONNECTOR = re.compile(
    r"^(?:此外|另外|其次|然后|最后|首先|第[一二三四五六七八九十][，,、]|其[一二三四五六][，,]|再次|再者|还有，|[一二三四五六七八九十]是|同时，|抽查发现|抽查[^，。]{0,14}时|[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?!\d)))"
)
_FIRST = re.compile(r"^(?:抽查|一是|首先|第一|其一|①|1[)）.、]|[(（][1一][)）])")
"""How the first part of what a general sentence announces begins."""
_SCOPE = re.compile(
    r"^(?:第[一二三四五六七八九十]+片区|片区[一二三四五六七八九十])[，,]?(?:该片区)?(?:范围)?(?:包括|涵盖)?[^。]{0,160}。?$"
)
_SCOPE_WORDS = re.compile(r"包括|涵盖|范围|[、：:]|^.{0,8}$")
_ADVICE = re.compile(
    r"^(?:建议|应|请|希望|可|后续|社工(?:应|可)|未来|目前相关|注重|档案负责人|在实际操作|针对)"
)
_BEHIND = re.compile(r"未能?达到|未达|落后|滞后|未完成|偏低")
_FORMULA = re.compile(
    r"^(?:特此|此致|抄送|联系人|附件?\d{0,2}[：:]|说明[：:]|备注[：:]|(?:检查|评估|填表|制表)[一-龥]{0,4}[：:])"
    r"|^请(?:你|贵|各|该|社工)?(?:站|单位|机构|社工站|中心|方)?[^。]{0,60}(?:整改|报送|反馈|回复|落实|报我)[^。]{0,30}。?$"
    r"|^(?:以上|上述)[^。]{0,60}(?:整改|反馈|回复)|(?:合计|总)?得分[：:为]?\d|^[^。]{0,20}\d{4}年\d{1,2}月\d{1,2}日$"
)
_WRONG = re.compile(
    r"未|没有|缺|不足|不够|不一|不符|不全|不齐|不清|不明|不及|不高|不强|不到|过于|笼统|空白|有待|欠|偏|薄弱|较少|建议|应当?|需|漏|矛盾|单一|滞后|落后|对不上|有限|无"
)
_ENUMERATED = re.compile(
    r"(?<=[：:])(?=①|1[.、．)）]|[(（][1一][)）]|一是)|(?<=[，,])(?=[①-⑳]|[二三四五六]是)"
)


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
    about: str = ""
    """What the headings or the row above it say it is about, and where: 个案, 东风社区."""


def split_concerns(items: Sequence[Item]) -> list[Concern]:
    """Return the single concerns of a report, in its order.

    Advice (建议 parts) counts only where the paper lists no problems elsewhere.
    """
    wanted = (
        {"concern", "mixed"} if any(item.announced == "concern" for item in items) else {"advice", "mixed"}
    )
    concerns: list[Concern] = []
    for item in items:
        if item.row is not None:
            if item.announced in wanted:
                concerns += _of_row(item, item.row)
        elif item.announced in wanted:
            concerns += _of_paragraph(item)
        elif item.announced is None and section_of(item.headings) == "progress" and len(item.headings) <= 4:
            concerns += _progress(item.text)
        if len(concerns) >= MAX_CONCERNS:
            break
    return concerns[:MAX_CONCERNS]


def _of_paragraph(item: Item) -> list[Concern]:
    own, bare = split_number(item.text.strip())
    loose = item.under == 0 or item.announced == "mixed"
    context = _context(item.headings)
    if _FORMULA.search(bare) or (_SCOPE.match(bare) and _SCOPE_WORDS.search(bare)):
        return []
    short = len(bare) <= 24 and not re.search(r"[。；]", bare)
    if (
        short
        and (level_of(item.text) is not None or not _WRONG.search(bare))
        and not rules_for(bare, context)
    ):
        return []
    if loose and not _WRONG.search(bare):
        return []
    numbers = "".join(split_number(heading)[0] for heading in item.headings[item.under :])
    district = _district((*item.headings, item.text if len(item.text) <= 40 else ""))
    part = section_of(item.headings) or _area(item.headings)
    return _split(bare, part, district, numbers + own, context)


def _of_row(item: Item, row: TableItem) -> list[Concern]:
    district = _district((*item.headings, row.area, row.place, row.text))
    part = section_of((*item.headings, row.area)) or first_area_of(row.area)
    own, bare = split_number(row.text)
    context = f"{_context(item.headings)} {row.area}".strip()
    concerns = _split(bare, part, district, own, context)
    named = papers_in(row.named)
    for concern in concerns:
        concern.papers = list(dict.fromkeys([*named, *concern.papers]))
        concern.about = " ".join(filter(None, (concern.about, row.place, row.named)))
    return concerns


def _context(headings: Sequence[str]) -> str:
    """Return the headings that say what the text below is about (个案服务方面), not the report's own parts."""
    words = []
    for heading in headings:
        bare = split_number(heading)[1]
        if (
            len(bare) <= 20
            and not re.search(r"[。；，]", bare)
            and announces(bare) is None
            and section_of([bare]) is None
            and not DISTRICT.search(bare)
        ):
            words.append(bare)
    return " ".join(words[-2:])


def _area(headings: Sequence[str]) -> Section | None:
    for heading in reversed(headings):
        if len(heading) <= 30 and "。" not in heading and (found := area_of(heading)) is not None:
            return found
    return None


def _progress(text: str) -> list[Concern]:
    text = re.sub(r"^[(（][^()（）]{0,60}[)）]", "", text)
    sentences = [s for s in re.split(r"(?<=。)", text) if _BEHIND.search(s)]
    return [
        Concern(re.sub(r"^[(（][^()（）]{0,60}[)）]", "", s.strip()), "progress", rules=["indicator-behind"])
        for s in sentences
        if "indicator-behind" in rules_for(s)
    ][:5]


def _district(path: Sequence[str]) -> str:
    for text in reversed(path):
        match = DISTRICT.search(text)
        if match:
            return district_name(match.group())
    return ""


def _split(text: str, part: Section | None, district: str, item: str, context: str) -> list[Concern]:
    """Split one numbered item where another rule, another paper or a connector begins."""
    concerns: list[Concern] = []
    for sentence_number, sentence in enumerate(re.split(r"(?<=。)", text)):
        pieces = [p for piece in re.split(r"(?<=；)", sentence) for p in _ENUMERATED.split(piece)]
        for part_number, raw in enumerate(pieces):
            piece = raw.strip()
            if not piece:
                continue
            rules, papers = rules_for(piece, context), papers_in(piece)
            current = concerns[-1] if concerns else None
            if current is not None and _CONNECTOR.match(piece) and _lead_in(current, piece):
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
            own = _own_district(piece)
            section = (
                part
                or first_area_of(piece)
                or first_area_of(text)
                or ("quality" if own or district else "management")
            )
            concerns.append(Concern(piece, section, own or district, item, papers, rules, about=context))
    return concerns


def _lead_in(concern: Concern, following: str) -> bool:
    """A first short sentence of advice, or the words before a list, that the rest of the item spells out."""
    if len(concern.text) <= 30 and concern.text.endswith(("：", ":")):
        return True
    if len(concern.text) <= 24 and not concern.rules and not concern.papers and _FIRST.match(following):
        return True
    return len(concern.text) <= 30 and not concern.rules and bool(_ADVICE.match(concern.text))


def _own_district(text: str) -> str:
    named = [district_name(match.group()) for match in DISTRICT.finditer(text)]
    return named[0] if len(set(named)) == 1 else ""


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


__all__ = ["Concern", "district_name", "split_concerns"]
