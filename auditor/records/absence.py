"""What is written in a place for signing when nobody signed: that the person was away."""

from __future__ import annotations

import re

from auditor.values.names import looks_like_name
from auditor.values.text import fold

_AWAY = (
    r"请?[了过]?[事病公产婚丧探年休]假|请[了过]?假|告假|缺(?:席|勤|课|到|岗|员)?|旷(?:课|工|席|到)?|未(?:能)?(?:到|来|至|参加|出席|参与|签到?|签名|在场)|"
    r"没(?:有|能)?(?:到|来|参加|出席|签到?|签名)|不(?:在|到|来|能来|参加)|无法(?:到|来|参加|出席)|外出|出差|返乡|回老家|回乡|住院|离组|退组|中途退出|因[病事故]|有事|生病|临时有事"
)
_ABSENT = re.compile(
    rf"(?:本[节次])?(?:因[^,;()]{{1,8}})?(?:{_AWAY})(?:场|席|会|课|者|了)?(?:[(,;:、].{{0,12}}|[回去探看在].{{1,6}})?"
)
_CROSS = re.compile(r"[×✗✘xX]")
_THERE = re.compile(r"[√✓✔☑到○〇]|已?(?:签|到|签到|到场)|迟到|早退|出席|出勤|参加|本人|是|有|1")


def says_absent(said: str) -> bool:
    """Whether the words in a place for signing say that the person was not there (事假, 未到（住院）, ×)."""
    flat = fold(said).replace(" ", "")
    return len(flat) <= 16 and (_CROSS.fullmatch(flat) or _ABSENT.fullmatch(flat)) is not None


def may_be_presence(said: str) -> bool:
    """Whether typed words in a place for signing can stand for a presence: a name, a tick, 到."""
    flat = fold(said).replace(" ", "")
    return not flat or _THERE.fullmatch(flat) is not None or looks_like_name(flat)
