"""Items of a pre- or post-test: which have a right answer, which only ask people to rate themselves.

Precision comes first: what could be a question with a right answer counts as one, and what could be either is unclear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.records.lexicon import fold_lines

_MAX_LINES = 600
_BOXES = re.compile(r"[□☐☑☒■○●◯〇√✓✔]")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.题]|[(]?\d{1,2}[)]|\d{1,2}[、.:题 ]|q\d{1,2})\s*", re.IGNORECASE
)
_LONE_NUMBER = re.compile(r"^\d{1,2}[、.]?$")
_CJK = re.compile(r"[一-龥]")
_SCALE_WORD = (
    r"(?:非常|十分|很|比较|较|较为|完全|基本|有点|有些|不太|极|不|一点也不|一般|部分|稍微|特别|几乎|大部分|完全不|非常不|很不|比较不)?"
    r"(?:同意|了解|不了解|满意|不满意|符合|不符合|清楚|不清楚|知道|不知道|熟悉|不熟悉|掌握|认同|不认同|自信|有信心|没信心|没有信心|重要|不重要|"
    r"愿意|不愿意|会|不会|能|不能|是|否|一般|有|没有|不确定|差|好|较好|良好|高|低|中|经常|有时|偶尔|从不|总是|说不清|赞同|不赞同|不同意|懂|不懂)"
)
_SCALE_OPTION = re.compile(
    rf"^(?:[a-f][.、:)]?|\d{{1,2}}[.、:=分]*)?\s*{_SCALE_WORD}(?:\s*[(]?\d{{0,2}}分?[)]?)?$|^\d{{1,2}}分?$",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"非常(?:不)?(?:同意|了解|满意|符合|清楚|熟悉|认同|有信心|自信|掌握|赞同|好|差)|(?:很|比较|完全|不太|基本)(?:不)?(?:同意|了解|符合|清楚|满意|熟悉|掌握|认同)|"
    r"1\s*[-—~至到]\s*(?:5|10)\s*分|[01]分?[为是表=][^。;]{0,8}最[^。;]{0,8}(?:5|10)分?[为是表=]|[1-5]分.{0,12}[1-5]分|自评|自我评[价估分]|打分|评分"
)
_SELF = re.compile(
    r"(?:^|[,:)])\s*(?:对于|关于|在小组(?:中|后|前)|目前|现在|参加小组[前后],?|通过(?:本|此)?小组,?|平时|日常生活中,?)?\s*(?:我|您|你|本人|自己)"
    r"(?:[^?。]{0,4})(?:觉得|认为|能|会|可以|知道|了解|掌握|有信心|愿意|清楚|懂得|懂|感到|感觉|经常|熟悉|对|有|在|学会|认识|认同|主动|乐意|相信|的|希望|"
    r"满意|明白|善于|喜欢|常|平时|关注|重视|害怕|担心|是否|已)"
)
_SELF_ANYWHERE = re.compile(
    r"(?:了解|掌握|熟悉|清楚|满意|认识|信心|自信|知晓|认知)(?:程度|水平|情况)|打(?:几|多少)分|满意度|自评|自我评"
)
_ASKS = re.compile(
    r"下列|以下(?:哪|说法|属于|不属于|做法|行为|正确|关于|选项|物品|食物|情况|说明|不是|是)|哪(?:个|些|项|种|一|类)|是什么|有什么|什么(?:时候|颜色|东西|电话|号码|方法|是)|"
    r"多少(?!分)|几(?:次|天|个|号|种|度|克|米|小时|分钟|年|层|岁)|正确的?(?:是|做法是|为|顺序|说法)|错误的?(?:是|做法是)|不正确|"
    r"应(?:该|当)?(?:怎么|如何|怎样|拨打|首先|采取)|怎么(?:办|做|处理)|怎样(?:做|处理)|(?:电话|号码)(?:是|为)|(?:的是|是|为|属于)\s*[(]\s*[)]"
)
_KINDS = re.compile(
    r"判断题|判断对错|判断正误|是非题|单选|多选题|选择题|填空题|知识(?:测试|问答|题|测验)|对的打|正确的打|错的打"
)
_TRUE_FALSE = re.compile(
    r"[□☐☑☒■○●]\s*(?:正确|对|√)\s*[□☐☑☒■○●/、]*\s*[□☐☑☒■○●]\s*(?:错误|错|不对|×)|(?:正确|对)\s*/\s*(?:错误|错)(?!之分)|√\s*/\s*×|^(?:正确|错误|对|错)$"
)
_STEPS = re.compile(r"(?:^|[\s/、|])[01](?:[\s/、|]+\d){3,9}(?:[\s/、|]+10)?(?:\s*分)?\s*$")
"""The steps of a scale in a row behind a statement: 1 2 3 4 5."""
_WHO = re.compile(r"(?:人|姓名|名称|小组|社区|班级|单位|日期|时间|编号|电话|年龄|性别|签名)\s*:\s*_*\s*$")
"""A line that asks who fills the paper in, whatever stands before it."""
_GAP = re.compile(r"_{2,}(?![_\s]*分)")
"""A place for an answer; "____分" is one for a rating."""
_EMPTY_BRACKET = re.compile(r"[(]\s*[√×]?\s*[)](?!\s*分)")
_LETTER_OPTION = re.compile(
    r"(?:^|[\s□☐☑☒■○●;,。?)])[(]?([a-f])[)]?[.、:)]\s*([^\s□☐☑☒■○●]{1,30})", re.IGNORECASE
)
_NO_RIGHT = re.compile(r"无对错|没有对错|无所谓对错|不分对错|答案没有|没有标准答案|无标准答案|对错之分")
_INSTRUCTION = re.compile(
    r"^(?:说明|填写说明|填表说明|指导语|备注|注)\b|请(?:您|你|大家|各位)?(?:在|根据|按|选择|勾选|填|阅读|如实|仔细|认真|用|对|将|为|给)|打[√勾]|您好|你好|感谢|谢谢|匿名|保密|调查|问卷|本表|社工站|^亲爱的|^尊敬的"
)
_HEADER = re.compile(
    r"^(?:序号|题号|题目|内容|项目|评估内容|评估项目|评估指标|选项|姓名|组员姓名|组员|性别|年龄|日期|填写日期|编号|电话|联系电话|小组名称|签名|得分|总分|分数|合计|前测|后测|备注|社区|所属社区|测试内容|建议|意见|评分|填表日期|测试时间|时间|类型|阶段|小组编号)\s*:?"
)


@dataclass(slots=True)
class Items:
    """The items of one test by what they ask for."""

    objective: list[str] = field(default_factory=list)
    subjective: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def judge_items(text: str) -> Items:
    """Class the items of a questionnaire, given as its text with one cell or paragraph a line."""
    items = Items()
    lines = [line.strip() for line in fold_lines(text).split("\n") if line.strip()][:_MAX_LINES]
    scale = any(_SCALE.search(line) for line in lines)
    before = ""
    for line in lines:
        _judge_line(line, before, scale, items)
        before = line
    return items


def _judge_line(line: str, before: str, scale: bool, items: Items) -> None:
    if _NO_RIGHT.search(line) or _HEADER.match(line) or _WHO.search(line):
        return
    if _KINDS.search(line) or _TRUE_FALSE.search(line):
        items.objective.append(line[:60])
        return
    options = [match.group(2) for match in _LETTER_OPTION.finditer(line)]
    if options and not all(_SCALE_OPTION.match(option) for option in options):
        items.objective.append(line[:60])
        return
    if _SCALE_OPTION.match(_BOXES.sub("", line).strip()) or _only_scale(line):
        return
    steps = _STEPS.search(line)
    if steps is not None and not _ASKS.search(line) and len(_CJK.findall(line)) >= 4:
        items.subjective.append(line[: steps.start()].strip()[:60])
        return
    numbered = _NUMBERED.match(line)
    stem = line[numbered.end() :] if numbered else line
    is_self = _SELF.search(stem) is not None or _SELF_ANYWHERE.search(stem) is not None
    if _INSTRUCTION.search(stem) and not numbered and not _LONE_NUMBER.match(before):
        return
    gap = _GAP.search(stem) is not None
    embedded = is_self and not stem.rstrip().endswith(("?", ")")) and not gap
    if (_ASKS.search(stem) or gap) and not embedded:
        items.objective.append(stem[:60])
        return
    if is_self and len(_CJK.findall(stem)) >= 4:
        items.subjective.append(stem[:60])
        return
    if _EMPTY_BRACKET.search(stem) and len(_CJK.findall(stem)) >= 6:
        items.objective.append(stem[:60])
        return
    is_item = numbered is not None or _LONE_NUMBER.match(before) is not None or stem.endswith("?")
    if is_item and len(_CJK.findall(stem)) >= 4 and not _HEADER.match(stem):
        (items.subjective if scale else items.unclear).append(stem[:60])


def _only_scale(line: str) -> bool:
    """The line holds nothing but the steps of a rating scale."""
    pieces = [piece for piece in re.split(r"[□☐☑☒■○●√\s/、,;|]+", line) if piece]
    return bool(pieces) and all(_SCALE_OPTION.match(piece) for piece in pieces)
