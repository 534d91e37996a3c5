"""``residue``: placeholders and sample text must not be left in a filled form."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Literal

from auditor.engine.check import EachRecordCheck, RuleContext
from auditor.engine.outcome import Outcome, passed
from auditor.engine.paper_names import paper_names
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.records.facts import day_of
from auditor.records.lexicon import excerpt
from auditor.records.model import Paper, Record, SignInSheet
from auditor.values.text import fold

_X = r"[XxＸｘ×*＊○〇_]"
_PLACE = re.compile(
    r"(?<![A-Za-z\d])(?:[Xx×]{2,5}|○{2,5})\s*(?:社区|街道?(?:社工|$|[^角坊区])|社工服务站|社工站|片区|镇(?:社工|街)|社会工作服务(?:中心|站))|某某(?:社区|街道|社工站)"
)
_DATE = re.compile(
    r"(?:20|二〇)?[Xx×]{2}年(?:度)?|[Xx×]{2,4}年[Xx×]{1,2}月|(?<!\d)年[Xx×]{1,2}月[Xx×]{1,2}日"
)
_PROMPT = re.compile(
    r"(?:单击|点击)(?:或点击)?(?:此处|这里)(?:输入|添加|填写)|请在此处?(?:输入|填写)|\[请填写|【请填写|〔请填写|lorem ipsum|示例文字|样例文字|此处(?:填写|输入)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:[Xx×]{2,6}|○{2,6}|(?:请(?:如实)?填写|请输入|填写)[^。,;]{0,14}|示例|样例|范例|(?:示例|样例|范例)[:：].{0,40}|某某某?|张三|李四)$"
)
_ANY = re.compile(
    r"[XxＸｘ×○某请此示样范点填Ll张李]"
    r"(?:(?<=[XxＸｘ×○])[XxＸｘ×○]|(?<=某)某|(?<=请)(?:填写|输入)|(?<=此)处|(?<=[示样范])例|(?<=点)击|(?<=填)写"
    r"|(?<=[Ll])[Oo][Rr][Ee][Mm]|(?<=张)三|(?<=李)四)"
)
"""A quick look. It begins with one set of characters because the engine runs over all others ten times as fast."""
_LEAD = re.compile(
    r"\n[^\w×○\n]*(?:○|[请請]|[XxＸｘ×]_[XxＸｘ×]|某_某|填_[写寫]|[示样樣范範]_例|张_三|李_四)".replace(
        "_", r"[^\w\n]*"
    )
)
"""How the content of a field begins that is nothing but a placeholder, where each stands on a line of its own."""
_YEARS = re.compile(r"(?<!\d)(20[1-3]\d)\s*(?:[-—~～至/]\s*(20[1-3]\d|\d{2}))?\s*(?:年度|年(?!\s*\d))")
_MAX_LINE = 400
_MAX_FIELD = 90


class Residue(EachRecordCheck):
    """Looks through the papers of every record for what a template leaves behind.

    Found: 某某社区, XX社区, 20XX年, prompts of the word processor, a field that holds nothing but a placeholder, and a
    heading of a year to which neither the paper's day nor the service period belongs. Masked names, phones and numbers
    (李XX, 138XXXX1234), masked hospitals and schools, and guidance printed beside an answer are none.
    """

    check: Literal["residue"]
    records: Literal["case"] = "case"

    facts: ClassVar[frozenset[str]] = frozenset({"quote", "papers", "count"})

    def judge(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with everything that a template left in the papers of ``record``."""
        left: list[tuple[Paper, Reading]] = []
        doubtful: list[tuple[Paper, Reading]] = []
        papers = [record, *record.more] if isinstance(record, Paper) else record.papers
        papers = [paper for paper in papers if type(paper) is not SignInSheet or paper is record]
        suspicious = _LEAD.search(_short_texts(papers)) is not None
        for paper in papers:
            if paper.text or suspicious:
                for reading in residue_in(paper):
                    (doubtful if reading.confidence < 0.8 else left).append((paper, reading))
            if paper.title and (heading := _stale_heading(paper, context)) is not None:
                left.append((paper, heading))
        chosen = left or doubtful
        if not chosen:
            return passed()
        readings = tuple(dict.fromkeys(reading for _, reading in chosen))
        facts: dict[str, Any] = {
            "quote": excerpt(readings[0].raw, limit=40),
            "papers": paper_names(paper for paper, _ in chosen),
            "count": len(readings),
        }
        return contradicts(*readings, unclear="" if left else "该处读得不够有把握", **facts)


def residue_in(paper: Paper) -> list[Reading]:
    """Return a reading for every placeholder or sample text that is left in ``paper``."""
    found_in = _lines_with_residue(paper) if paper.text and _ANY.search(paper.text) else []
    if _LEAD.search(_short_texts([paper])):
        found_in += [reading for reading in _short_readings([paper]) if _is_residue(reading)]
    return found_in


def _short_readings(papers: list[Paper]) -> list[Reading]:
    """The readings in the fields of ``papers`` that are no longer than a placeholder."""
    return [
        value
        for paper in papers
        for value in filter(None, paper.__dict__.values())
        if type(value) is Reading and len(value.raw) <= _MAX_FIELD
    ]


def _short_texts(papers: list[Paper]) -> str:
    """What these readings say, each at the beginning of a line: a quick look at all of a record's papers."""
    return "\n" + "\n".join([reading.raw for reading in _short_readings(papers)])


def _is_residue(reading: Reading) -> bool:
    if not _ANY.search(reading.raw):
        return False
    flat = fold(reading.raw).strip(" ()[]（）【】")
    return len(flat) <= 60 and _WHOLE.match(flat) is not None and not _masked_name(reading, flat)


def _lines_with_residue(paper: Paper) -> list[Reading]:
    seen: dict[str, Reading] = {}
    for line in paper.text.split("\n"):
        if len(line) > _MAX_LINE or not _ANY.search(line):
            continue
        flat = fold(line)
        match = _PLACE.search(flat) or _DATE.search(flat) or _PROMPT.search(flat)
        if match is not None and match.group() not in seen and not _is_guidance(flat, match):
            seen[match.group()] = Reading(line.strip(), line.strip()[:120], "", Mark.TYPED, paper.place)
    return list(seen.values())


def _is_guidance(line: str, match: re.Match[str]) -> bool:
    """The form's own instructions, which speak of placeholders without being one."""
    return (
        bool(re.match(r"^(?:填表说明|说明|注|备注|填写说明)", line))
        or "例如" in line[: match.start()]
        or "如:" in line[: match.start()]
    )


def _masked_name(reading: Reading, flat: str) -> bool:
    """A field of a name, phone or number that was masked as a whole; 张三 may be a real name."""
    label = fold(reading.label)
    if flat in ("张三", "李四"):
        return not re.search(r"社区|地址|机构", label)
    return (
        bool(re.search(r"姓名|电话|号|服务对象|案主|组员|联系|地址|住址|学校|单位|监护|签", label))
        and flat[:1] in "Xx×○某"
    )


def _stale_heading(paper: Paper, context: RuleContext) -> Reading | None:
    """A title with a year to which neither the paper's day nor the service period belongs."""
    years = _years_in(paper.title)
    if not years:
        return None
    day = day_of(paper.date) or day_of(paper.record_date)
    if day is None or years & _fitting(day, context.period):
        return None
    return Reading(paper.title, paper.title, "标题", Mark.TYPED, paper.place)


@lru_cache(maxsize=512)
def _years_in(title: str) -> frozenset[int]:
    """Years that a title names; one station's papers have few titles."""
    return frozenset(year for match in _YEARS.finditer(fold(title)) for year in _span(match))


def _span(match: re.Match[str]) -> set[int]:
    first = int(match.group(1))
    if not match.group(2):
        return {first}
    last = int(match.group(2)) if len(match.group(2)) == 4 else first // 100 * 100 + int(match.group(2))
    return set(range(first, last + 1)) if first <= last <= first + 5 else {first}


def _fitting(day: date, period: tuple[date, date]) -> set[int]:
    years = {day.year}
    if period[0] <= day <= period[1]:
        years |= set(range(period[0].year, period[1].year + 1))
    if day.month <= 3:
        years.add(day.year - 1)
    if day.month >= 10:
        years.add(day.year + 1)
    return years
