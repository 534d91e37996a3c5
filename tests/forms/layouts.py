"""Known papers drawn in many layouts: what stands on the paper is the same, where it stands is not.

`TUNING` layouts were looked at while the pairing was written, `JUDGING` layouts were not.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.forms.papers import A, table

Blocks = list[object]


@dataclass
class Entry:
    key: str
    labels: list[str]
    text: str
    value: object
    mark: str = "typed"


@dataclass
class Sign:
    labels: list[str]
    key: str
    text: str
    mark: str
    date_key: str
    day: str
    day_value: object


@dataclass
class Approve:
    role: str
    word: str
    opinion: str
    sign: str
    day: str


@dataclass
class Paper:
    form: str
    titles: list[str]
    groups: list[tuple[str, list[Entry]]]
    long: list[Entry] = field(default_factory=list)
    family: list[list[str]] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    approvals: list[Approve] = field(default_factory=list)


NAMES = ["林小满", "陈一诺", "黄阿娇", "周*云", "欧阳晓晓", "赵铁", "吴桂芬"]
WORKERS = ["陈星", "李念念", "何芳"]
PHONES = ["13800138000", "139-0000-1111", "020-81234567", "137 1234 5678"]


def _day(rng: random.Random) -> tuple[str, date]:
    day = date(2024, rng.randint(1, 12), rng.randint(1, 28))
    y, m, d = day.year, day.month, day.day
    return rng.choice(
        [f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y} 年 {m} 月 {d} 日"]
    ), day


def _name(rng: random.Random, key: str, labels: list[str]) -> Entry:
    name = rng.choice(NAMES)
    return Entry(key, labels, name, name)


def _phone(rng: random.Random, key: str, labels: list[str], empty: float = 0.2) -> Entry:
    roll = rng.random()
    if roll < empty:
        return Entry(key, labels, "", None, "blank")
    if roll < empty + 0.1:
        text = rng.choice(["无", "/", "没有"])
        return Entry(key, labels, text, None)
    text = rng.choice(PHONES)
    return Entry(
        key, labels, text, "".join(c for c in text if c.isdigit()) if not text.startswith("020") else ...
    )


def _date(rng: random.Random, key: str, labels: list[str], empty: float = 0.1) -> Entry:
    if rng.random() < empty:
        return Entry(key, labels, rng.choice(["", "    年  月  日"]), None, "blank")
    text, day = _day(rng)
    return Entry(key, labels, text, day)


def _ticks(
    rng: random.Random, key: str, labels: list[str], options: list[str], values: list[object]
) -> Entry:
    chosen = rng.randrange(len(options) + 1)
    style = rng.choice(["box", "square", "bracket", "after"])
    if chosen == len(options) and style in ("box", "square"):
        style = "box"
    parts = []
    for number, option in enumerate(options):
        on = number == chosen
        if style == "box":
            parts.append(("☑" if on else "☐") + option)
        elif style == "square":
            parts.append(("■" if on else "□") + " " + option)
        elif style == "bracket":
            parts.append(f"（{'√' if on else '  '}）{option}")
        else:
            parts.append(option + ("☑" if on else "☐"))
    text = rng.choice(["  ", " ", "   "]).join(parts)
    if chosen == len(options):
        return Entry(key, labels, text, (), "blank")
    return Entry(key, labels, text, (values[chosen],))


def _sign(rng: random.Random, labels: list[str], key: str, date_key: str) -> Sign:
    mark = rng.choice(["typed", "image", "blank"])
    text = {"typed": rng.choice(NAMES), "image": A, "blank": ""}[mark]
    day, value = _day(rng)
    if rng.random() < 0.2:
        day, value = "", None
    return Sign(labels, key, text, mark, date_key, day, value)


def _approve(rng: random.Random, role: str, word: str) -> Approve:
    filled = rng.random() < 0.5
    return Approve(
        role,
        word,
        rng.choice(["同意，请继续跟进。", "已阅", "建议增加家访次数，关注照顾者压力。"]) if filled else "",
        rng.choice([A, "黄督"]) if filled else "",
        _day(rng)[0] if filled else "",
    )


STORY = [
    "社工与服务对象谈及近况，服务对象表示睡眠有所改善，愿意参加中心的活动。",
    "服务对象起初话不多，后来主动说起学校里的事情。社工聆听并给予肯定，双方约定下周再见。",
    "社工协助整理了需要的材料，并陪同前往居委会咨询。",
]


def paper(kind: str, rng: random.Random) -> Paper:
    number = rng.choice(["NY-001", "XGW-002", "RB-HH-008", "NY - 003"])
    num = Entry("number", ["个案编号", "编号"], number, number.replace(" ", ""))
    worker = Entry("worker", ["社工", "负责社工"], w := rng.choice(WORKERS), w)
    name = _name(rng, "client.name", ["服务对象姓名", "姓名", "案主姓名", "服务对象"])
    sex = Entry("client.sex", ["性别"], s := rng.choice("男女"), s)
    age_number = rng.randint(5, 90)
    age = Entry("client.age", ["年龄"], rng.choice([f"{age_number}", f"{age_number}岁"]), age_number)
    approvals = [
        _approve(
            rng, *rng.choice([("supervisor", "督导"), ("district_head", "片长"), ("deputy_head", "副站长")])
        )
    ]
    if kind == "case-cover":
        return Paper(
            kind,
            ["个案封面", "海棠街社工服务站个案档案封面", "个案档案首页"],
            [
                (
                    "",
                    [
                        num,
                        name,
                        _ticks(
                            rng,
                            "category",
                            ["个案类别", "个案类型"],
                            ["重点个案", "一般个案", "危机个案"],
                            ["重点个案", "一般个案", "危机个案"],
                        ),
                        Entry("grade", ["评级", "服务等级", "级别"], rng.choice(["三级", "3级", "Ⅲ级"]), 3),
                        Entry("community", ["社区", "所属社区"], "南约社区", "南约社区"),
                        worker,
                        _date(rng, "opened", ["开案日期", "立案日期"]),
                        _date(rng, "closed", ["结案日期"], 0.5),
                        Entry("session_count", ["服务节数", "面谈次数"], "6次", 6),
                    ],
                )
            ],
        )
    if kind == "case-consent":
        guardian = [
            _name(rng, "guardian.name", ["监护人姓名", "监护人"]),
            Entry("guardian.relation", ["与服务对象关系", "与案主关系"], "祖母", "grandparent"),
            _phone(rng, "guardian.phone", ["监护人电话", "监护人联系电话"]),
        ]
        return Paper(
            kind,
            ["个案接受服务同意书", "《接受个案服务同意书》", "知情同意书"],
            [
                ("服务对象信息", [name, sex, age, _phone(rng, "client.phone", ["联系电话", "联系方式"])]),
                ("监护人信息", guardian),
            ],
            family=[["林大勇", "父亲", "务工", ""], ["周小梅", "母亲", "务工", "13500005555"]],
            signs=[
                _sign(rng, ["服务对象签名", "案主签名"], "client.signature", "date"),
                _sign(rng, ["监护人签名"], "guardian.signature", ""),
                _sign(rng, ["社工签名"], "worker_signature", ""),
            ],
        )
    if kind == "case-session":
        return Paper(
            kind,
            ["个案过程记录", "第3次个案面谈记录", "个案服务记录表"],
            [
                (
                    "",
                    [
                        name,
                        num,
                        _date(rng, "date", ["服务日期", "面谈日期"]),
                        Entry("time", ["起止时间"], "14:00-15:30", "14:00-15:30"),
                        Entry("venue", ["服务地点", "面谈地点"], "社工站个案室", "社工站个案室"),
                        _ticks(
                            rng,
                            "method",
                            ["服务方式", "面谈方式"],
                            ["面谈", "入户", "电话"],
                            ["面谈", "入户", "电话"],
                        ),
                    ],
                )
            ],
            long=[
                Entry("goals", ["服务目标", "本次目标"], STORY[2], STORY[2]),
                Entry("narrative", ["服务过程", "面谈过程", "过程记录"], "\n".join(STORY[:2]), ...),
                Entry("reflection", ["社工反思", "社工评估"], STORY[1], STORY[1]),
            ],
            signs=[_sign(rng, ["社工签名"], "worker_signature", "record_date")],
            approvals=approvals,
        )
    if kind == "archive-visit":
        return Paper(
            kind,
            ["入户探访记录", "探访记录表", "家访记录"],
            [
                (
                    "",
                    [
                        name,
                        Entry("community", ["社区", "所属社区"], "和辉社区", "和辉社区"),
                        _date(rng, "date", ["探访日期", "探访时间"]),
                        _phone(rng, "client.phone", ["联系电话"]),
                        _ticks(
                            rng,
                            "living_environment",
                            ["居住环境"],
                            ["良好", "一般", "差"],
                            ["良好", "一般", "差"],
                        ),
                    ],
                )
            ],
            long=[
                Entry("narrative", ["探访情况", "探访内容"], "\n".join(STORY[:2]), ...),
                Entry("outcome", ["后续跟进", "跟进计划"], STORY[2], STORY[2]),
            ],
            signs=[_sign(rng, ["社工签名", "探访人签名"], "worker_signature", "record_date")],
            approvals=approvals,
        )
    if kind == "case-closing":
        return Paper(
            kind,
            ["结案报告", "个案结案报告", "个案结案表"],
            [
                (
                    "",
                    [
                        num,
                        name,
                        sex,
                        age,
                        _date(rng, "opened", ["开案日期"]),
                        _date(rng, "date", ["结案日期"], 0.0),
                        Entry("session_count", ["服务次数", "服务节数"], "8", 8),
                        _ticks(
                            rng,
                            "reason",
                            ["结案原因", "结案类型"],
                            ["目标达到", "主动终止", "转介"],
                            ["目标达到", "服务对象主动终止", "转介"],
                        ),
                    ],
                )
            ],
            long=[Entry("narrative", ["服务总结", "目标达成情况"], STORY[1], STORY[1])],
            signs=[_sign(rng, ["社工签名"], "worker_signature", "record_date")],
            approvals=approvals,
        )
    number.strip()
    return Paper(
        "archive-registration",
        ["困难群众建档表", "服务对象基本信息表", "建档表"],
        [
            (
                "",
                [
                    Entry("number", ["档案编号"], number, number.replace(" ", "")),
                    name,
                    sex,
                    _date(rng, "client.birth_date", ["出生日期"], 0.0),
                    Entry("client.address", ["家庭住址", "现住址"], "海棠街1号302房", "海棠街1号302房"),
                    _phone(rng, "client.phone", ["联系电话", "手机号码"]),
                    _ticks(
                        rng,
                        "living_environment",
                        ["居住环境"],
                        ["良好", "一般", "差"],
                        ["良好", "一般", "差"],
                    ),
                    _ticks(
                        rng, "self_care", ["自理能力"], ["自理", "半失能", "失能"], ["自理", "半失能", "失能"]
                    ),
                ],
            )
        ],
        family=[["林大勇", "儿子", "务工", ""], ["周小梅", "儿媳", "务工", "13500005555"]],
        signs=[_sign(rng, ["社工签名", "建档人签名"], "worker_signature", "record_date")],
    )


KINDS = [
    "case-cover",
    "case-consent",
    "case-session",
    "archive-visit",
    "case-closing",
    "archive-registration",
]


def _lab(rng: random.Random, labels: list[str], colon: float = 0.3, space: float = 0.3) -> str:
    label = rng.choice(labels)
    if len(label) == 2 and rng.random() < space:
        label = label[0] + rng.choice(["　", "  ", " "]) + label[1]
    return label + ("：" if rng.random() < colon else "")


def _sign_line(sign: Sign, rng: random.Random, blanks: bool) -> str:
    gap = "________" if blanks and not sign.text else (sign.text or "        ")
    day = sign.day or ("____年__月__日" if blanks else "    年  月  日")
    return f"{rng.choice(sign.labels)}：{gap}    日期：{day}"


def _family(rng: random.Random, width: int) -> list[list[object]]:
    del rng
    wide = max(1, width - 4)
    return [["姓名", "关系", "职业", ("联系电话", wide)]]


def _family_rows(p: Paper, width: int, lead: bool) -> list[list[object]]:
    """Family rows in a grid of ``width`` columns, with a caption cell at the left or a caption row above."""
    inner = width - 1 if lead else width
    last = inner - 3
    head: list[object] = ["姓名", "关系", "职业", ("联系电话", last)]
    body: list[list[object]] = [[*row[:3], (row[3], last)] for row in p.family]
    if lead:
        return [[("家庭成员", 1, len(body) + 1), *head], *body]
    return [[("家庭成员情况", width)], head, *body]


def grid(
    p: Paper,
    rng: random.Random,
    per_row: int = 2,
    captions: str = "row",
    long: str = "right",
    inline: bool = False,
) -> Blocks:
    width = per_row * 2 if captions != "left" else per_row * 2 + 1
    width = max(width, 5)
    rows: list[list[object]] = []
    for caption, entries in p.groups:
        chunks = [entries[i : i + per_row] for i in range(0, len(entries), per_row)]
        if captions == "row" and caption:
            rows.append([(caption, width)])
        for number, chunk in enumerate(chunks):
            row: list[object] = []
            start = 0
            if captions == "left":
                if caption:
                    if number == 0:
                        row.append(("\n".join(caption) if rng.random() < 0.5 else caption, 1, len(chunks)))
                else:
                    pass
                start = 1 if caption else 0
            room = width - start - 2 * len(chunk)
            for i, e in enumerate(chunk):
                if inline:
                    row.append(
                        (f"{_lab(rng, e.labels, 0)}：{e.text}", 2 + (room if i == len(chunk) - 1 else 0))
                    )
                else:
                    row.append(_lab(rng, e.labels))
                    row.append((e.text, 1 + (room if i == len(chunk) - 1 else 0)))
            rows.append(row)
    if p.family:
        rows += _family_rows(p, width, captions == "left")
    for e in p.long:
        if long == "right":
            rows.append([_lab(rng, e.labels), (e.text, width - 1)])
        elif long == "below":
            rows += [[(_lab(rng, e.labels), width)], [(e.text, width)]]
        else:
            rows.append([(f"{rng.choice(e.labels)}：\n{e.text}", width)])
    for s in p.signs:
        if inline or long == "inside" or rng.random() < 0.4:
            rows.append([(_sign_line(s, rng, rng.random() < 0.5), width)])
        else:
            rows.append(
                [
                    rng.choice(s.labels),
                    s.text,
                    "日期",
                    (s.day or rng.choice(["", "    年  月  日"]), width - 3),
                ]
            )
    for a in p.approvals:
        shape = rng.randrange(3)
        tail = f"签名：{a.sign or '        '}    日期：{a.day or '    年  月  日'}"
        if shape == 0:
            rows.append([f"{a.word}意见", (f"{a.opinion}\n{tail}", width - 1)])
        elif shape == 1:
            rows.append([(f"{a.word}意见：\n{a.opinion}\n{tail}", width)])
        else:
            rows += [
                [f"{a.word}意见", (a.opinion, width - 1)],
                [f"{a.word}签名", a.sign, "日期", (a.day, width - 3)],
            ]
    return [rng.choice(p.titles), table(rows)]


def paragraphs(p: Paper, rng: random.Random, per_line: int = 2) -> Blocks:
    blocks: Blocks = [rng.choice(p.titles)]
    for caption, entries in p.groups:
        if caption and rng.random() < 0.5:
            blocks.append(caption)
        chunk: list[str] = []
        for e in entries:
            chunk.append(f"{_lab(rng, e.labels, 0)}：{e.text or '________'}")
            if len(chunk) == per_line:
                blocks.append(rng.choice(["    ", "　　"]).join(chunk))
                chunk = []
        if chunk:
            blocks.append("    ".join(chunk))
    if p.family:
        blocks.append("家庭成员情况")
        blocks.append(table([["姓名", "关系", "职业", "联系电话"], *p.family]))
    for number, e in enumerate(p.long):
        blocks.append(
            rng.choice([f"{rng.choice(e.labels)}：", f"{'一二三四五'[number]}、{rng.choice(e.labels)}"])
        )
        blocks += e.text.split("\n")
    for s in p.signs:
        blocks.append(_sign_line(s, rng, True))
    for a in p.approvals:
        blocks.append(f"{a.word}意见：{a.opinion or '________________'}")
        blocks.append(f"{a.word}签名：{a.sign or '______'}    日期：{a.day or '____年__月__日'}")
    return blocks


def label_above(p: Paper, rng: random.Random) -> Blocks:
    blocks: Blocks = [rng.choice(p.titles)]
    rows: list[list[object]] = []
    for caption, entries in p.groups:
        if caption:
            rows.append([(caption, 12)])
        for i in range(0, len(entries), 4):
            chunk = entries[i : i + 4]
            wide = 12 // len(chunk)
            rows.append([(_lab(rng, e.labels, 0.1), wide) for e in chunk])
            rows.append([(e.text, wide) for e in chunk])
    blocks.append(table(rows))
    rest = Paper(p.form, p.titles, [], p.long, p.family, p.signs, p.approvals)
    if p.family or p.long or p.signs:
        blocks += grid(rest, rng, 2, "row", "below")[1:]
    return blocks


Layout = Callable[[Paper, random.Random], Blocks]
TUNING: dict[str, Layout] = {
    "grid of two pairs": lambda p, r: grid(p, r, 2),
    "grid of three pairs": lambda p, r: grid(p, r, 3),
    "captions at the left": lambda p, r: grid(p, r, 2, "left"),
    "labels inside cells": lambda p, r: grid(p, r, 2, "row", "inside", inline=True),
    "long text below": lambda p, r: grid(p, r, 2, "row", "below"),
    "paragraphs": lambda p, r: paragraphs(p, r, 2),
    "labels above": label_above,
}
