"""Quantities of a report that no lexicon lists: what a figure counts is read from the words before it.

"协助申请临时救助17人" counts 临时救助 in 人. Only phrases that name their matter by themselves are taken: 参加人数 or 服务 mean
something else in every paragraph.
"""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^.*(?:完成|开展|举办|组织|实施|提供|协助|申请|培育|孵化|发展|登记|链接|筹集|筹得|发放|接受|参加|建立|组建|制定|为|对|有|共|了|已|达|至|和|及|与|、|由|将|在|内|个|名|的)(?=.{4,}$)"
)
_TAIL = re.compile(
    r"(?:共计|合计|累计|总计|共|达到|达|为|有|是|约|计|了|开展|举办|完成|接受|人数|数量|总数|:)+$"
)
_GENERIC = re.compile(
    r"^(?:服务|参与|参加|受益|惠及|覆盖|活动|人员|人数|居民|群众|对象|服务对象|社区居民|相关|本|该|其|各类|各|项目|资源|实际|到岗|应到|实到|在岗|出勤|持证|非持证|社工|吸引|出席|到场|发动|投入|累计|主要|部分|每|平均)+$"
)
_SPECIFIC = 4
_CJK = re.compile(r"[一-龥]{2,24}$")
_AFTER = re.compile(r"[一-龥]{3,16}")
_VERBS = re.compile(
    r"开展|参与|参加|逐一|提供|进行|制定|建立|办理|申请|完成|接受|获得|得到|成功|均|都|已|的|和|与|及|在|为|并|按|共|来自|覆盖|服务于|持有|取得|通过|入户|上门|送去|送上|到场"
)
_OWNED = re.compile(
    r"[“”《》]|本次|此次|该次|每次|每场|当天|现场|一场|[一二三四五六七八九十]月|周[一二三四五六日]|首|第[一二三四五六七八九十\d]"
)


def counted_phrase(clause: str) -> str:
    """Return what a figure counts by the clause before it, or "" where the clause does not name it by itself."""
    if _OWNED.search(clause):
        return ""
    found = _CJK.search(_TAIL.sub("", clause))
    if found is None:
        return ""
    phrase = _TAIL.sub("", _LEAD.sub("", found.group()))
    return phrase if len(phrase) >= _SPECIFIC and not _GENERIC.match(phrase) else ""


def phrase_after(tail: str) -> str:
    """Return what a figure counts by the words right after it: 43名困境儿童; "" where they do not name it by themselves."""
    found = _AFTER.match(tail)
    if found is None or _OWNED.search(found.group()):
        return ""
    phrase = _VERBS.split(found.group(), maxsplit=1)[0]
    return phrase if len(phrase) >= _SPECIFIC and not _GENERIC.match(phrase) else ""
