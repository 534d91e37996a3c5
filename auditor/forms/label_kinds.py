"""Labels that nobody can list: where a worker answers comments, where somebody asked may speak, where a session is told."""

from __future__ import annotations

import re

_ANSWERS = re.compile(
    r"^(?:社工|工作员|同工|带组社工|负责社工|主责社工)?对?(?:(?:督导|片长|副站长|站长|主任|上级|审批|审核|审阅|批阅)者?的?)?"
    r"(?:意见|建议|评语|批示|点评|批注)的?(?:回应|回复|答复|反馈|跟进|落实|整改|改进|采纳|处理)(?:情况|说明|措施|结果|记录)?$"
)
"""Where the worker answers what an approver wrote: 社工对审批意见的落实, 督导建议跟进情况."""
_VOICE = r"(?:服务)?(?:意见|建议|需求|诉求|期望|期待|希望|心愿|困难|要求)"
_VOICES = re.compile(
    rf"^(?:其他|居民|群众|受访者|服务对象)?的?{_VOICE}(?:[或和及与/]?(?:其他)?{_VOICE}){{1,3}}$"
)
"""Where somebody who was asked may say anything: 意见、建议或服务需求."""
_ADDRESSED = re.compile(r"^(?:您|你)的|^(?:您|你)对(?:我们|我站|本站|社工|社工站|社工服务|本次服务|服务)的")
_STORY = re.compile(
    r"^(?:小组|团体|活动|聚会|服务|本节|每节|单元)?(?:活动|小组)?(?:主要)?(?:内容|过程|经过)[及与和](?:(?:特殊|关键|重要)?(?:事件|情况)|(?:组员|成员|参加者|服务对象)?(?:表现|反应|互动|参与)|观察|描述|环节)(?:记录|描述|情况)?$"
)
"""What happened and what was seen, in one place: 过程及特殊事件, 活动内容与组员反应."""
_ANSWER, _SAID, _TOLD = "社工回应", "意见和建议", "活动过程"


def kind_of(key: str) -> tuple[str, str]:
    """Return the plain label that a folded label of some kind stands for, or "", and the label without its address (您的)."""
    bare = _ADDRESSED.sub("", key)
    if _ANSWERS.match(key):
        return _ANSWER, bare
    if _VOICES.match(bare):
        return _SAID, bare
    return (_TOLD if _STORY.match(key) else ""), bare
