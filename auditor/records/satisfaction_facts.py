"""What a respondent asks for, and how many took part.

Thanks, praise and "go on like this" ask for nothing. A wish in general terms (多办活动) is left to the reader's eye.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import Mark
from auditor.records.facts import UNKNOWN, Fact, options_of, present, text_of
from auditor.records.lexicon import fold_lines
from auditor.values.text import fold, is_no_answer

if TYPE_CHECKING:
    from auditor.records.satisfaction import SatisfactionAnswer, SatisfactionRow, SatisfactionSurvey

_CLAUSE = re.compile(r"[。!?;,，！？；\n]+")
_PRAISE = re.compile(
    r"继续(?:保持|努力|加油|坚持|服务|做好|这样)|再接再厉|保持下去|越来越好|越办越好|更上一层楼|身体健康|工作顺利|辛苦|感谢|谢谢|感恩|"
    r"坚持下去|一直办下去|一直(?:有|做)|长期(?:坚持|开展)下去|常来常往|多多保重|万事如意"
)
_NOTHING = re.compile(
    r"(?:无|没有?|暂无|不|未有|冇)(?:其他|其它|什么|任何|特别|别的|更多|具体|太大)*(?:的)?"
    r"(?:意见|建议|需求|需要|要求|问题|诉求|困难|想法|补充|想要|希望|须|用)"
)
_NOBODY = re.compile(
    r"(?:没有?|从没有?|从未|未曾|未|不曾|冇|一直没有?|都没有?)(?:见过?|有)?(?:任何)?(?:社工|工作人员|人员|人)?(?:来过?|上门|到访|探访|联系|跟进|打过?电话|关心|慰问|探望|接触|走访|服务过)|"
    r"(?:没|没有|无|冇)人(?:来|上门|探访|联系|跟进|关心|理|管|过问|慰问|探望|打电话)|(?:没|没有|从未|从没|未)(?:见过?|接触过?)[^,，。]{0,6}社工|"
    r"(?:不知道|不清楚|不了解|不知情|未听说|没听说过?|没听过)[^,，。]{0,6}(?:社工|服务|探访|这(?:个|项|回事)|有此)|^不知情$|对(?:相关)?服务(?:并)?不知情|"
    r"社工[^,，。]{0,4}(?:没有?|未|从不)(?:来|上门|探访|联系|关心)"
)
_NOBODY_DENIED = re.compile(
    r"(?:不是|并非|没有说)[^,，。]{0,3}(?:没人|没有人)|没人(?:不|比)|除[^,，。]{0,8}外"
)
_GENERAL = re.compile(
    r"(?:多|增加|经常|定期|常|再)(?:些|点|一些|一点)?(?:举办|组织|开展|搞|办|做|举行)?(?:些|点|一些|一点)?[^,，。]{0,10}(?:活动|宣传|讲座|服务次数|探访|关心|关注|关怀|沟通|交流|走动|来看|小组)|"
    r"(?:加强|提高|提升|改进|改善|扩大|完善)(?!住)[^,，。]{0,10}"
)
_MORE = re.compile(
    r"(?:建议|最好|可以|能够?|请|还是|应该|应)?(?:再?多(?![亏谢得年次少])|增加|加强|再办|定期|改善|改进|提高)"
)
"""How a suggestion begins; 社工经常来 is none."""
_WISH = re.compile(
    r"希望|想(?!法|象|到|不到|念|起|通)|需要|需求|盼望?|期望|期待|请求|要求|申请|求助|恳请|渴望|能否|可否|能不能|可不可以|是否(?:可以|能)|有没有|"
    r"请(?!问|假|客|教|了)[^,，。]{0,4}(?:帮|协助|安排|提供|上门|介绍)|麻烦(?:社工|帮)|帮(?:忙|我|助)[^,，。]{0,6}(?:申请|办理|联系|维修|安装|代购|换|找)|"
    r"(?:怎么|如何)(?:办理?(?!的)|申请|领取?|报销|联系)|(?:没|没有|无)人[^,，。]{0,6}(?:说清|讲清|告诉|解释|教|陪|接送|照顾|帮|修)|"
    r"不(?:知道|清楚|懂|晓得)(?:该)?(?:怎么|如何|去哪|找谁|哪里|上哪|向谁)|"
    r"(?:缺|缺少|缺乏|没有|无人)(?:陪诊|照顾|照料|助浴|轮椅|拐杖|助行器|护理床|送餐|陪伴)"
)
_NO_LONGER = re.compile(
    r"(?:已|已经|都|均)(?:得到|经)?(?:满足|解决|跟进|落实|安装|办好|申请到|处理)|不(?:再)?需要|无需|不用|不想|之前(?:想|需要|希望)"
)
_FORMERLY = re.compile(
    r"^[^,，。]{0,4}(?:以前|从前|过去|早先|先前|原来|原先|以往|往年|前几年|早几年|早些年|那时|当初|头几年|去年)"
)
_NOWADAYS = re.compile(
    r"现在|如今|眼下|目前|这两年|这几年|今年|自从|自打|后来|打从|有了(?:社工|你们)|(?:社工|你们)来了(?:以后|之后|后)?"
)
_STILL = re.compile(
    r"(?:还是?|仍然?|依旧|依然|也|照样|同样)[^,，。]{0,4}(?:没|无|未|不|一样|这样|如此)|更(?:没|少)"
)
_MASKED = re.compile(r"[*＊×某]|先生|女士|阿姨|伯|婆|叔|姨|奶奶|爷爷")
_NEGATIVE = frozenset(
    {"否", "没有", "没", "无", "从未", "未", "没来过", "从没有", "没有来过", "未探访", "从不", "没有过", "冇"}
)


def asks(answer: SatisfactionAnswer | SatisfactionRow) -> Fact:
    """Return whether a respondent asks for a service or says that nobody came.

    True and sure for something definite; True and doubtful for wishes in general terms and for what was not read well;
    False where what was written asks for nothing; unknown where the form has no place for it.
    """
    asked: list[Reading] = []
    doubtful: Fact | None = None
    for reading in present(answer.visited):
        asked.append(reading)
        if any(fold(option) in _NEGATIVE for option in options_of(reading)) or _says_nobody(_said(reading)):
            return Fact(True, (reading,), reading.confidence < DOUBT, "称无人探访或联系")
    for reading in present(answer.request, answer.opinion, answer.remark):
        asked.append(reading)
        if reading.blank or (reading.answered and reading.value is None) or is_no_answer(reading.raw):
            continue
        kind = _kind(_said(reading), direct=reading is answer.request)
        if kind == "sure":
            return Fact(True, (reading,), reading.confidence < DOUBT)
        if kind == "general" or (kind == "" and reading.doubtful):
            doubtful = doubtful or Fact(True, (reading,), True, "愿望较笼统，是否需要跟进请人工判断")
    if doubtful is not None:
        return doubtful
    return Fact(False, tuple(asked)) if asked else UNKNOWN


def _said(reading: Reading) -> str:
    """The words of an answer; boxes that are not ticked say nothing."""
    if reading.choices:
        return "，".join(choice.option for choice in reading.choices if choice.ticked)
    if any(glyph in reading.raw for glyph in BOX_GLYPHS):
        return ""
    return reading.raw


def _of_today(text: str) -> list[str]:
    """The clauses of an answer without those on a past that is over: 早先没人管 before 如今有人问寒问暖."""
    clauses = [clause.strip() for clause in _CLAUSE.split(fold(text))]
    kept: list[str] = []
    past: list[str] = []
    for clause in clauses:
        if _NOWADAYS.search(clause) and past:
            if _STILL.search(clause) or _NOBODY.search(clause):
                kept += past
            past = []
            kept.append(clause)
        elif past or _FORMERLY.search(clause):
            past.append(clause)
        else:
            kept.append(clause)
    return kept + past


def _says_nobody(text: str) -> bool:
    return any(_NOBODY.search(clause) and not _NOBODY_DENIED.search(clause) for clause in _of_today(text))


def _kind(text: str, *, direct: bool) -> str:
    """Return what ``text`` asks: "sure", "general" or "". ``direct``: the question itself asks for needs."""
    text = text[:2000]
    if _says_nobody(text):
        return "sure"
    general = False
    for clause in _of_today(text):
        if len(clause) < 2 or _NOTHING.search(clause) or _NO_LONGER.search(clause):
            continue
        wish = _WISH.search(clause)
        if _PRAISE.search(clause):
            continue
        if _GENERAL.search(clause):
            general = general or wish is not None or direct or _MORE.match(clause) is not None
            continue
        if wish is not None:
            return "sure"
        if direct and not re.search(
            r"满意|很好|挺好|不错|可以|还行|一般|正常|满足|[热贴耐细用]心|周到|亲切|负责|尽责|有帮助|喜欢",
            clause,
        ):
            general = True
    return "general" if general else ""


def respondents(survey: SatisfactionSurvey) -> Fact:
    """Return the largest of the stated numbers, the questionnaires on hand and the rows of the summary."""
    stated = _stated(survey, "valid", "respondents")
    numbers = [(number, reading) for reading in stated if (number := _count(reading)) is not None]
    unclear = any(reading.doubtful for reading in stated)
    rows = survey.summary.entries if survey.summary is not None else []
    on_hand = _on_hand(survey)
    if numbers:
        most, reading = max(numbers, key=lambda item: item[0])
        if most >= on_hand:
            return Fact(most, (reading,), unclear)
    if not on_hand:
        return Fact(None, tuple(stated), True) if stated else UNKNOWN
    shown = present(*(answer.client.name for answer in survey.answers[:1]), *(row.name for row in rows[:1]))
    if not shown:
        readings = [r for answer in survey.answers[:1] for r in present(answer.opinion, answer.score)]
        readings += [r for row in rows[:1] for r in present(row.opinion, row.score)]
        shown = tuple(readings[:1])
    # a summary whose number of respondents was not read may know of more answers than are on file
    return Fact(on_hand, shown, unclear or (survey.summary is not None and not rows))


def _on_hand(survey: SatisfactionSurvey) -> int:
    """Answers on hand; one person's row and questionnaire count once, where the name is written out."""
    rows = survey.summary.entries if survey.summary is not None else []
    names = [text_of(answer.client.name) for answer in survey.answers] + [text_of(row.name) for row in rows]
    full = {name for name in names if len(name) > 1 and not _MASKED.search(name)}
    return len(full) + sum(1 for name in names if name not in full)


def list_size(survey: SatisfactionSurvey) -> Fact:
    """Return the stated size of the list; doubtful where it could not be read."""
    stated = [reading for reading in _stated(survey, "list_size") if not reading.blank]
    if len({reading.value for reading in stated if reading.label == "名册人数"}) > 1:
        return Fact(None, tuple(stated), True)
    for reading in stated:
        number = _count(reading)
        if number is not None:
            return Fact(number, (reading,), reading.confidence < DOUBT)
    return Fact(None, tuple(stated), True) if stated else UNKNOWN


_ASKED_IN_TEXT = re.compile(
    r"(?:调查|访问|访谈|回访|抽查|抽取|抽样|走访|电访|测评|受访)(?:了|到)?(?:服务对象|居民|群众|受访者|人数|人员|对象)?(?:共|为|有|共计|合计)?(?P<n>\d{1,5})(?:名|人|位|户)|"
    r"(?:参与|参加|接受)[^,。;\d]{0,8}(?:调查|测评|访问|访谈)[^,。;\d]{0,6}(?P<m>\d{1,5})(?:名|人|位)|(?:回收|收回)[^,。;\d]{0,6}问卷[^,。;\d]{0,4}(?P<k>\d{1,5})份"
)
_LISTED_IN_TEXT = re.compile(
    r"(?:名册|在册|建档|登记在案|花名册)[^,。;\d]{0,12}?(?:共|有|为|共有|共计)?(?P<n>\d{1,5})(?:名|人|位)|服务对象(?:总数|总人数|总共|共有|共计|共)(?:为|有)?(?P<m>\d{1,5})(?:名|人|位)"
)
_NOT_THIS_TIME = re.compile(r"上(?:次|期|年|一次|一期|半年)|去年|计划|拟|不少于|不低于|应当?|要求|原定")


def _in_text(survey: SatisfactionSurvey, pattern: re.Pattern[str], label: str) -> list[Reading]:
    """Return the numbers that a summary in running text gives; what was planned or is of another year is left out."""
    paper = survey.summary
    if paper is None:
        return []
    found: list[Reading] = []
    for clause in re.split(r"[。;\n]", fold_lines(paper.text[:_MAX_TOLD]).replace(" ", "")):
        for match in pattern.finditer(clause):
            begin = max(clause.rfind(",", 0, match.start()) + 1, match.start() - _BEFORE)
            if _NOT_THIS_TIME.search(clause[begin : match.end()]):
                continue
            number = int(next(group for group in match.groups() if group))
            found.append(Reading(number, match[0], label, Mark.TYPED, paper.place, 0.9, True))
    return found


_MAX_TOLD = 5000
_BEFORE = 16


def _stated(survey: SatisfactionSurvey, *names: str) -> list[Reading]:
    found = _on_labels(survey, *names)
    if not found and "respondents" in names:
        return _in_text(survey, _ASKED_IN_TEXT, "调查人数")
    return found or (_in_text(survey, _LISTED_IN_TEXT, "名册人数") if "list_size" in names else [])


def _on_labels(survey: SatisfactionSurvey, *names: str) -> list[Reading]:
    papers = [survey.summary] if survey.summary is not None else []
    return [
        reading
        for name in names
        for paper in (*papers, *survey.answers[:1], *survey.more)
        for reading in present(getattr(paper, name, None))
        if not reading.blank
    ]


def _count(reading: Reading) -> int | None:
    return reading.value if isinstance(reading.value, int) and not isinstance(reading.value, bool) else None
