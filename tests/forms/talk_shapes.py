"""Sessions told line by line: what was said beside what the worker thought."""

from __future__ import annotations

from tests.forms.papers import A as INK

_HEAD: list[list[object]] = [
    ["个案编号", "NY-001", "案主", "林小满"],
    ["面谈日期", "2025年1月15日", "面谈地点", "社工站"],
]
_FOOT: list[list[object]] = [["社工反思", ("需跟进", 3)], ["社工签名", INK, "督导签名", INK]]
LINES = [
    ("社工：最近睡得怎样？", "表达关心"),
    ("案主：还是睡不好，老想着孩子的事。", "情绪低落"),
    ("社工：我们一起看看怎么安排。", "鼓励"),
]
TALKS: dict[str, list[list[object]]] = {
    "two_cols": [*_HEAD, [("对话内容", 2), ("社工分析", 2)], *[[(a, 2), (b, 2)] for a, b in LINES], *_FOOT],
    "three": [
        *_HEAD,
        ["案主表现", ("会谈内容", 2), "技巧运用"],
        *[["平静", (a, 2), b] for a, b in LINES],
        *_FOOT,
    ],
    "process": [*_HEAD, [("面谈过程", 3), "社工感受"], *[[(a, 3), b] for a, b in LINES], *_FOOT],
    "one_row": [
        *_HEAD,
        [("面谈过程", 2), ("介入技巧及分析", 2)],
        [("\n".join(a for a, _ in LINES), 2), ("同感、鼓励", 2)],
        *_FOOT,
    ],
    "speaker": [
        *_HEAD,
        ["说话人", ("谈话记录", 2), "备注"],
        *[[a[:2], (a[3:], 2), b] for a, b in LINES],
        *_FOOT,
    ],
    "speaker2": [
        *_HEAD,
        ["时间", ("过程描述", 2), "社工观察"],
        *[[f"{i * 10}分钟", (a, 2), b] for i, (a, b) in enumerate(LINES)],
        *_FOOT,
    ],
}
