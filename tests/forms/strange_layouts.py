"""Layouts for judging only: drawn from other habits than those in `layouts`; nothing is tuned on them."""

from __future__ import annotations

import random

from tests.forms.layouts import Blocks, Layout, Paper, Sign
from tests.forms.papers import A, table

ENGLISH = {
    "姓名": "Name",
    "性别": "Sex",
    "年龄": "Age",
    "联系电话": "Tel.",
    "社区": "Community",
    "服务地点": "Venue",
}


def _foot(s: Sign) -> str:
    return f"{s.labels[0]}（签名）：{s.text}" if s.text else f"{s.labels[0]}：＿＿＿＿".replace("＿", "_")


def one_pair_a_row(p: Paper, rng: random.Random) -> Blocks:
    """Two columns, label and value, a numbered label here and there."""
    rows: list[list[object]] = []
    number = 0
    for caption, entries in p.groups:
        if caption:
            rows.append([(f"【{caption}】", 2)])
        for e in entries:
            number += 1
            rows.append(
                [
                    f"{number}. {rng.choice(e.labels)}"
                    if rng.random() < 0.4
                    else f"{rng.choice(e.labels)}：",
                    e.text,
                ]
            )
    if p.family:
        rows.append(
            [
                "家庭成员",
                table(
                    [["称谓", "姓名", "工作单位", "电话"], *[[r[1], r[0], r[2], r[3]] for r in p.family]],
                    "内表",
                ),
            ]
        )
    for e in p.long:
        rows.append([rng.choice(e.labels), e.text])
    for s in p.signs:
        rows += [[s.labels[0], s.text], ["日期", s.day]]
    for a in p.approvals:
        rows += [[f"{a.word}审批意见", a.opinion], [f"{a.word}签字", a.sign], ["审批日期", a.day]]
    return [rng.choice(p.titles), table(rows)]


def bilingual(p: Paper, rng: random.Random) -> Blocks:
    """Labels in two languages, odd spans, signatures side by side with the days beneath."""
    rows: list[list[object]] = []
    for caption, entries in p.groups:
        if caption:
            rows.append([(f"{caption} Information", 8)])
        for i in range(0, len(entries), 2):
            pair = entries[i : i + 2]
            row: list[object] = []
            for j, e in enumerate(pair):
                label = rng.choice(e.labels)
                wide = 8 // len(pair) - 2
                row += [(f"{label}\n{ENGLISH[label]}" if label in ENGLISH else label, 2), (e.text, wide)]
                del j
            rows.append(row)
    if p.family:
        rows.append([("家庭成员 Family", 8)])
        rows.append([("姓名 Name", 2), ("与服务对象关系", 2), ("职业", 2), ("联系方式", 2)])
        rows += [[(c, 2) for c in r] for r in p.family]
    for e in p.long:
        rows.append([(f"{rng.choice(e.labels)}\n{e.text}", 8)])
    wide = 8 // max(1, len(p.signs))
    if p.signs:
        rows.append(
            [(f"{s.labels[0]}：{s.text}\n日期：{s.day or '      年   月   日'}", wide) for s in p.signs]
        )
    for a in p.approvals:
        rows.append([(f"{a.word}\n意见", 1, 2), (a.opinion, 7)])
        rows.append([("签名", 1), (a.sign, 3), ("日期", 1), (a.day, 2)])
    return [rng.choice(p.titles), table(rows)]


def tabbed_lines(p: Paper, rng: random.Random) -> Blocks:
    """One entry a paragraph, tabs instead of colons, bold headings, the story between them."""
    blocks: Blocks = ["海棠街社会工作服务站", rng.choice(p.titles)]
    for caption, entries in p.groups:
        if caption:
            blocks.append(f"（一）{caption}")
        for e in entries:
            label = rng.choice(e.labels)
            blocks.append(
                f"{label}\t{e.text}"
                if e.text and rng.random() < 0.5
                else f"{label}：{e.text or '__________'}"
            )
    if p.family:
        blocks += [
            "家庭成员：",
            table(
                [
                    ["序号", "姓名", "与服务对象关系", "职业", "手机号码"],
                    *[[str(i), *r] for i, r in enumerate(p.family, 1)],
                ]
            ),
        ]
    for e in p.long:
        blocks += [f"★{rng.choice(e.labels)}", *e.text.split("\n")]
    for s in p.signs:
        blocks.append(f"{s.labels[0]}：{s.text or '__________'}")
        blocks.append(f"日期：{s.day or '______年____月____日'}")
    for a in p.approvals:
        blocks.append(f"{a.word}意见：{a.opinion}" if a.opinion else f"{a.word}意见：______________________")
        blocks.append(f"{a.word}（签名）：{a.sign or '________'}\t日期：{a.day or '________'}")
    return blocks


def nested(p: Paper, rng: random.Random) -> Blocks:
    """An outer frame of one column whose cells hold grids, as WPS templates have."""
    outer: list[list[object]] = []
    for caption, entries in p.groups:
        if caption:
            outer.append([caption])
        rows: list[list[object]] = []
        for i in range(0, len(entries), 2):
            pair = entries[i : i + 2]
            row: list[object] = []
            for e in pair:
                row += [rng.choice(e.labels), (e.text, 1 if len(pair) == 2 else 3)]
            rows.append(row)
        outer.append([table(rows, "内表")])
    if p.family:
        outer += [
            ["家庭主要成员"],
            [table([["姓名", "与本人关系", "工作单位", "联系电话"], *p.family], "内表")],
        ]
    for e in p.long:
        outer += [[f"{rng.choice(e.labels)}："], [e.text]]
    for s in p.signs:
        outer.append([f"{s.labels[0]}：{s.text or '          '}　　　日期：{s.day or '　　年　　月　　日'}"])
    for a in p.approvals:
        outer += [[f"{a.word}意见："], [f"{a.opinion}\n\n{a.word}签名：{a.sign}　　日期：{a.day}"]]
    return [table([[rng.choice(p.titles)], *outer])]


def mixed(p: Paper, rng: random.Random) -> Blocks:
    """Number and name in a line above, a wide grid with one unknown label, signatures in a closing line."""
    blocks: Blocks = [rng.choice(p.titles)]
    rows: list[list[object]] = []
    first = True
    for caption, entries in p.groups:
        head = entries[:2] if first else []
        if head:
            blocks.append("    ".join(f"{rng.choice(e.labels)}：{e.text or '____'}" for e in head))
        rest = entries[len(head) :]
        first = False
        if caption:
            rows.append([(f"一、{caption}", 6)])
        for i in range(0, len(rest), 3):
            chunk = rest[i : i + 3]
            row: list[object] = []
            for e in chunk:
                row += [rng.choice(e.labels), e.text]
            if len(chunk) < 3:
                row += ["天气情况", ("晴", 5 - 2 * len(chunk))]
            rows.append(row)
    if p.family:
        rows += [
            ["家属情况", "姓名", "关系", "职业", ("电话", 2)],
            *[["", *r[:3], (r[3], 2)] for r in p.family],
        ]
    for e in p.long:
        rows.append([("\n".join(rng.choice(e.labels)), 1), (e.text, 5)])
    for a in p.approvals:
        rows.append(
            [f"{a.word}审阅", (f"意见：{a.opinion}\n签名：{a.sign or '____'}  日期：{a.day or '____'}", 5)]
        )
    blocks.append(table(rows))
    for s in p.signs:
        blocks.append(f"{s.labels[0]}：{s.text or '______'}，日期：{s.day or '____年__月__日'}")
    return blocks


JUDGING: dict[str, Layout] = {
    "one pair a row": one_pair_a_row,
    "two languages": bilingual,
    "tabs and stars": tabbed_lines,
    "nested grids": nested,
    "mixed lines and grid": mixed,
}
__all__ = ["JUDGING", "A"]
