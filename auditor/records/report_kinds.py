"""Names of parts that exclude each other and leave nothing: 男、女; 采暖期、非采暖期; 一星、二星、三星."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.records.report_amounts import Amount

_COMPLEMENTS = (
    ("男", "女"), ("上半年", "下半年"), ("线上", "线下"), ("持证", "非持证"), ("持证", "未持证"), ("物资", "资金"), ("物资", "善款"),
    ("中级", "助理"), ("城市", "农村"), ("专职", "兼职"), ("已", "未"), ("社工", "志愿者"), ("一线", "行政"), ("儿童", "老人"), ("新", "原"),
    ("室内", "室外"), ("中级", "初级"), ("助理", "社会工作师"), ("男孩", "女孩"), ("男童", "女童"), ("白天", "夜间"), ("集中", "分散"), ("有", "无"), ("内", "外"),
)  # fmt: skip
_GRADE = re.compile(r"^(?:其中|分别为)?第?([一二三四五六])([星级档类等期批轮])")
_KINDS_APART = (
    ("小学", "初中", "高中", "幼儿", "学前", "大学", "大专", "本科", "硕士"),
    ("轻度", "中度", "重度", "极重度"),
    ("一级", "二级", "三级", "四级", "五级"),
    ("春", "夏", "秋", "冬"),
)
"""Kinds that exclude each other."""


def in_grades(parts: Sequence[Amount]) -> bool:
    """Whether the parts are named by grades from the first on (一星、二星), or by kinds that exclude each other."""
    told = [_GRADE.match(part.before) for part in parts]
    grades = [match[1] for match in told if match is not None]
    for kinds in _KINDS_APART:
        found = [kind for part in parts for kind in kinds if part.before.startswith(kind)]
        if len(found) == len(parts) == len(set(found)):
            return True
    return (
        len(grades) >= 2
        and "".join(grades) == "一二三四五六"[: len(parts)]
        and len({m[2] for m in told if m}) == 1
    )


def complementary(words: list[str]) -> bool:
    """Whether two parts exclude each other and leave nothing: 男、女; 采暖期、非采暖期."""
    if len(words) >= 3:
        undone = [re.sub(r"^.*未", "", word) for word in words if "未" in word]
        return len(undone) == 1 and len(undone[0]) >= 2 and all(undone[0][:2] in word for word in words)
    if len(words) == 2:
        one, other = words
        for a, b in _COMPLEMENTS:
            if (a in one and b in other and b not in one) or (b in one and a in other and b not in other):
                return a not in ("已", "有", "内", "新") or (len(one) <= 10 and len(other) <= 10)
        core = re.sub(r"[^一-龥]", "", one)[-4:]
        return bool(core) and any(f"{no}{core[-3:]}" in other for no in ("非", "未"))
    return False
