"""What plans, survey reports and policies say: elements told in a field, under a heading, or in the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Mark
from auditor.records.facts import UNKNOWN, Fact
from auditor.records.lexicon import fold_lines, word_pattern
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.plans import NeedsSurvey, ServicePlan

_COLUMNS = {"form": "service_form"}
MAX_TEXT = 20_000
"""Longer papers are read up to here; what was not found in the part read is not certainly absent."""
_SHORT_RUN = re.compile(
    r"月度|季度|每月|每周|周计划|[一二三四五六七八九十\d]月份?(?:工作|服务)?计划|第[一二三四1-4]季"
)
_PROGRAMME = re.compile(r"年度|全年|项目|片区|计划书|服务计划|方案|规划|20\d\d")
_LABEL_TAIL = re.compile(r"[:：]\s*$")
_NUMBERING = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}\s*[、.章节部分)]{1,2}|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*\s*[、.)]?)\s*"
)
_MONTH = re.compile(
    r"(?<!\d)\d{1,2}月(?!\d{1,2}[日号]\s*$)|\d{1,2}\s*[-—~至到]\s*\d{1,2}月|[一二三四五六七八九十]{1,3}月份?|20\d\d[.年/-]\d{1,2}月?(?!\s*[.月/-]?\d)|\d{1,2}月\d{1,2}日"
)
_OWN_DATES = re.compile(
    r"^(?:[^:\n]{0,10}(?:日期|时间)\s*:?\s*)?20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?$"
)
_OF_STAFF = re.compile(r"[^,，。;；\n]*(?:督导|员工|同工|社工(?:队伍|团队|能力|培训)|内部)[^,，。;；\n]*")
"""Clauses on the station's own people: their training is no form of service."""
_OF_CHECKS = re.compile(
    r"[^,，。;；\n]*(?:站长|片长|督导|主任|主管|街道|镇政府|机构)[^,，。;；\n]{0,8}(?:检查|督促|督查|考核|抽查|对照|通报)[^,，。;；\n]*"
)
"""Clauses on who watches over the plan: a head's check every month is no time of a service; a check of homes is one."""
_NAMED_RESOURCES = re.compile(
    r"(?:资源|力量|支持方|合作方|协作方|人手)(?:主要)?(?:有|为|是|包括|包含|来自|由|涵盖)(?!限|待|所|必要|效|利|关)[^,。;!?\n]{2,}|"
    r"(?:依托|依靠|借助|借力|联合|联动|携手|发动|引入|邀请|对接|链接)(?:了)?[^,。;\n]{0,8}(?:医院|卫生院|学校|学院|大学|中学|小学|幼儿园|企业|公司|商户|商会|超市|协会|基金会|"
    r"机构|中心|服务队|志愿队|志愿者|义工|社团|银行|消防\S{0,2}|派出所|物业|党支部|党员|图书馆|书屋|律师|医生|教师)"
)
"""Resources called by their names in a sentence: 借用的力量包括某某."""
_LACK = re.compile(r"资源(?:匮乏|不足|缺乏|有限|短缺|较少|少)|缺乏[^。]{0,6}资源|资源(?:可及|需求)")


def is_programme(plan: ServicePlan) -> Fact:
    """Return whether the plan is a project's or a year's, by its title."""
    title = fold(plan.title or plan.name)
    if _SHORT_RUN.search(title):
        return Fact(False)
    return Fact(True) if _PROGRAMME.search(title) else UNKNOWN


def element_told(plan: ServicePlan, key: str, own: Reading | None) -> Fact:
    """Return whether a plan names one of its elements (``form``, ``time``, ``resources``, ``target``).

    A filled field, a column with at least one entry, a heading with text under it, or a wording that is as good tells it.
    Where the field or column is printed and empty but the text has such a wording, or where only a general word stands,
    False is doubtful.
    """
    column = [
        reading for item in plan.items if (reading := getattr(item, _COLUMNS.get(key, key))) is not None
    ]
    fields = [reading for reading in (own, *column) if reading is not None]
    filled = [reading for reading in fields if _filled(reading)]
    if filled:
        return Fact(True, tuple(filled[:1]))
    text = _plain(plan.text)
    whole = _here(plan, fields)
    if not text:
        return Fact(False, tuple(fields[:1])) if fields else UNKNOWN
    lines = [line for line in text.split("\n") if line.strip()]
    if not fields and _under_heading(lines, key):
        return Fact(True)
    told = _OF_STAFF.sub("", text) if key == "form" else _OF_CHECKS.sub("", text) if key == "time" else text
    words = word_pattern("plans", f"{key}_words").search(told) is not None
    if key == "time":
        words = words or any(
            _MONTH.search(line) for line in told.split("\n") if not _OWN_DATES.match(line.strip())
        )
    if key == "resources":
        words = words or _NAMED_RESOURCES.search(_LACK.sub("", told)) is not None
    if words:
        return Fact(False, whole, True, "该栏空白，文中另有提到") if fields else Fact(True)
    body = "\n".join(line for line in lines if not _is_label(line, key))
    hinted = not fields and word_pattern("plans", f"{key}_hints").search(_LACK.sub("", body)) is not None
    return Fact(False, whole, hinted or len(plan.text) >= MAX_TEXT, "文中只有笼统的说法" if hinted else "")


def section_told(report: NeedsSurvey, key: str, own: Reading | None) -> Fact:
    """Return whether a survey report has one of its sections; see `element_told`."""
    if own is not None and _filled(own):
        return Fact(True, (own,))
    text = _plain(report.text)
    if not text or len(text) < 80:
        return UNKNOWN
    title = fold(report.title)
    lines = [line for line in text.split("\n") if line.strip() and line.strip() != title]
    if _under_heading(lines, key):
        return Fact(True)
    body = "\n".join(lines)
    if word_pattern("plans", f"{key}_words").search(body):
        return Fact(True)
    hinted = word_pattern("plans", f"{key}_hints").search(body) is not None and key != "background"
    hinted = hinted or _unknown_heading(lines, first=key == "background", last=key == "use")
    fields = [own] if own is not None else []
    return Fact(
        False,
        _here(report, fields),
        hinted or len(report.text) >= MAX_TEXT,
        "文中有相关说法" if hinted else "",
    )


def _plain(text: str) -> str:
    return fold_lines(text)


def _here(paper: ServicePlan | NeedsSurvey, fields: list[Reading]) -> tuple[Reading, ...]:
    """The empty fields, or the paper as such, as evidence."""
    if fields:
        return tuple(fields[:1])
    return (Reading(paper.title, paper.title, "", Mark.TYPED, paper.place),)


def _filled(reading: Reading) -> bool:
    if reading.confidence < DOUBT:
        return True
    return not reading.blank and not (reading.answered and reading.value is None)


def _is_label(line: str, key: str) -> bool:
    bare = _LABEL_TAIL.sub("", _NUMBERING.sub("", line.strip())).strip()
    return len(bare) <= 14 and word_pattern("plans", f"{key}_labels").search(bare) is not None


def _under_heading(lines: list[str], key: str) -> bool:
    """A heading or label of the element stands in the text, with words after it."""
    labels = word_pattern("plans", f"{key}_labels")
    for index, line in enumerate(lines):
        bare = _NUMBERING.sub("", line.strip())
        head, colon, rest = bare.partition(":")
        if colon and len(head) <= 14 and labels.search(head) and len(rest.strip()) >= 2:
            return True
        if len(bare) > 24 or bare.endswith(("。", ";")) or not labels.search(bare):
            continue
        following = next((item.strip() for item in lines[index + 1 : index + 3] if item.strip()), "")
        if following and not _looks_like_heading(line, following):
            return True
    return False


_SECTIONS = ("background", "plan", "method", "findings", "use")


def _unknown_heading(lines: list[str], *, first: bool, last: bool) -> bool:
    """Whether a numbered heading with text under it, where the section would stand, has a name of which nothing is known."""
    headings = [
        bare
        for line, following in pairwise(lines)
        if (number := _NUMBERING.match(line.strip())) is not None
        and 2 <= len(bare := line.strip()[number.end() :].rstrip(": ")) <= _LONGEST_HEADING
        and not _STOPS.search(bare)
        and not _looks_like_heading(line, following)
    ]
    here = headings[:1] if first else headings[-1:] if last else headings
    known = [word_pattern("plans", f"{section}_labels") for section in _SECTIONS]
    return any(not any(pattern.search(heading) for pattern in known) for heading in here)


_LONGEST_HEADING = 14
_STOPS = re.compile(r"[。;,!?，；]")


def _looks_like_heading(line: str, following: str) -> bool:
    """Whether the line after a heading is the next heading of the same rank."""
    own, other = _NUMBERING.match(line), _NUMBERING.match(following)
    if other is None:
        return False
    if own is None:
        return len(following) <= 14
    return (
        own.group()[-1:] == other.group()[-1:]
        and len(own.group()) == len(other.group())
        and len(following) <= 24
    )
