"""Forms for judging. Whoever changes the reading of pictures does not look at these, nor at pages made from them."""

from __future__ import annotations

from collections.abc import Callable

from tools.scans.paper import Block, Cell, Gap, Paper, Para, Place, Run, Table, Text
from tools.scans.sketch import Sketch

Layout = Callable[[Sketch], Paper]


def heading(words: str, size: float = 16.0, align: str = "center") -> Para:
    return Para([Text(words)], align, size, lead=1.8)


def style(s: Sketch, usual: str = "song") -> str:
    return "kai" if s.kai else usual


def below(s: Sketch, *columns: tuple[str, str, str]) -> list[list[Cell]]:
    """A row of headings and a row of values below them."""
    heads, values = [], []
    for label, kind, value in columns:
        key, text = s.filled(label, kind, value)
        heads.append(s.label(label, of=key))
        values.append(s.cell(text, align="center", field=key))
    return [heads, values]


def call_record(s: Sketch) -> Paper:
    """电话访问登记: headings above values, brackets to tick, a narrow frame."""
    who = s.someone(60, 92)
    answered, runs = s.ticks("接听情况", ("接听", "未接", "家属代接"), [s.rng.randrange(3)], "bracket")
    mood, moods = s.ticks("情绪", ("平稳", "低落", "焦虑"), [s.rng.randrange(3)], "bracket", after=True)
    rows = [
        *below(s, ("受访者", "text", who.name), ("电话号码", "phone", who.phone), ("电访日期", "date", s.day()), ("所属社区", "text", s.rng.choice(("榕树社区", "新港社区")))),
        [s.label("接听情况", of=answered), Cell([s.para(*runs)], 3, field=answered)],
        [s.label("情绪状态", of=mood), Cell([s.para(*moods)], 3, field=mood)],
        [s.cell("通话要点（请写明身体、饮食、用药及需要协助的事项）", cols=4)],
    ]  # fmt: skip
    key, text = s.filled("通话要点", "long", s.story(4))
    rows.append([Cell([Para([text], "left", s.size)], 4, field=key, tall=s.least(130), top=True)])
    rows += [
        [*s.pair("跟进安排", "text", s.phrase("{days}日内上门核实{topic}。", "转{partner}处理。"), 3)],
        [*s.sign_cell("访问员", 1), *s.sign_cell("审阅", 1)],
    ]
    table = Table([1, 1.3, 1.2, 1.2], rows, line=0.5, frame=0.5, least=s.least(25))
    return Paper(
        [heading("长者电话访问登记"), Gap(6), table],
        s.values,
        header="（内部资料 注意保密）",
        margin=60,
        body="hei",
        fill=style(s),
    )


def household(s: Sketch) -> Paper:
    """困难群众建档表: nine columns, a place for a photo over four rows, upright labels, circles to tick."""
    who = s.someone(30, 85)
    photo = s.cell("照片", rows=4, cols=2, align="center")
    rows: list[list[Cell]] = [
        [
            *s.pair("户主姓名", "text", who.name, 2),
            *s.choice("性别", ("男", "女"), 1, shape="circle"),
            s.label("民族"),
            s.cell("汉", align="center"),
            photo,
        ],
        [*s.pair("身份证号", "id", who.id_number, 4), *s.pair("年龄", "number", str(who.age(s.day0)))],
        [*s.pair("户籍地址", "text", who.address, 6)],
        [*s.pair("现住地址", "text", who.address, 6)],
        [*s.choice("住房性质", ("自有", "租住", "借住", "公租房"), 8, shape="circle")],
        [
            *s.choice(
                "困难类别",
                ("低保对象", "低保边缘", "特困供养", "残疾", "重病", "独居", "孤儿", "其他"),
                8,
                many=True,
            )
        ],
        [
            s.label("主要成员", 1, 3, down=True),
            s.label("姓名", 2),
            s.label("与户主关系", 2),
            s.label("出生年月"),
            s.label("手机", 3),
        ],
    ]
    for tie in ("妻子", "儿子"):
        other = s.someone(20, 80)
        cells = []
        for label, kind, value, cols in (
            ("姓名", "text", other.name, 2), ("与户主关系", "text", tie, 2), ("出生年月", "date", f"{other.birth.year}.{other.birth.month}", 1), ("手机", "phone", other.phone, 3),
        ):  # fmt: skip
            key, text = s.filled(label, kind, value)
            cells.append(s.cell(text, cols=cols, align="center", field=key))
        rows.append(cells)
    rows += [
        [*s.pair("家庭状况", "long", s.story(3), 8, tall=s.least(70))],
        [*s.pair("主要需求", "long", s.story(2), 8, tall=s.least(50))],
        [
            s.cell(*s.sign_and_day("建档人", "建档日期"), cols=5, tall=s.least(34)),
            s.cell(*s.sign_and_day("复核人", "日期", width=60), cols=4),
        ],
    ]
    table = Table(
        [1.1, 0.7, 0.7, 0.8, 0.7, 0.8, 1.0, 0.6, 0.7], rows, line=0.75, frame=2.0, least=s.least(24)
    )
    return Paper(
        [heading("困难群众基本情况建档表", 18), Gap(4), table],
        s.values,
        footer="- 第 1 页 -",
        margin=48,
        fill=style(s),
        title_style="song",
    )


def closing(s: Sketch) -> Paper:
    """结案报告: two tables under captions, one option a line, opinions with a signature below."""
    who = s.someone(8, 80)
    first = Table(
        [1, 1.6, 1, 1.6],
        [
            [*s.pair("案主", "text", who.name), *s.pair("案号", "text", f"RB-{s.rng.randint(1, 99):03d}")],
            [*s.pair("开案日期", "date", s.day()), *s.pair("结案日期", "date", s.day())],
            [*s.pair("服务节数", "number", str(s.rng.randint(4, 14))), *s.pair("跟进社工", "text", s.worker())],
        ],
        line=1.0, frame=1.0, least=s.least(26),
    )  # fmt: skip
    words = ("预定目标基本达到", "服务对象主动要求终止", "超出本站服务能力，已转介", "服务对象迁出本街道")
    reason, runs = s.ticks("结案原因", words, [s.rng.randrange(4)])
    options = [
        Cell([s.para(r) for r in runs if not (isinstance(r, Text) and not r.text.strip())], 3, field=reason)
    ]
    rows = [
        [s.label("结案原因", of=reason), *options],
        [*s.pair("目标达成情况", "long", s.story(3), 3, tall=s.least(80), top=True)],
    ]
    rows.append([*s.pair("后续跟进安排", "long", s.story(1), 3)])
    for role in ("社工", "督导", "副站长"):
        key, opinion = s.filled(
            role + "意见", "text", s.phrase("同意结案。", "同意结案，请于一个月内回访。", "已阅。")
        )
        opinion.field = key
        s.values[key].kind = "opinion"
        rows.append(
            [
                s.label(role + "意见", of=key),
                Cell(
                    [s.para(opinion), s.para(" "), s.para(*s.sign_and_day("签字", "日期"), align="right")], 3
                ),
            ]
        )
    second = Table([1, 1.6, 1, 1.6], rows, line=1.0, frame=1.0, least=s.least(26))
    blocks: list[Block] = [
        heading("个案服务结案报告", 18),
        heading("一、基本资料", 12, "left"),
        first,
        heading("二、结案评估", 12, "left"),
        second,
    ]
    return Paper(blocks, s.values, margin=66, body="song", fill=style(s, "hei"))


def agreement(s: Sketch) -> Paper:
    """服务协议: clauses in two sizes, both parties sign side by side, seals over the date."""
    who = s.someone(20, 80)
    blocks: list[Block] = [heading("个案服务协议书", 20), Gap(8)]
    for label, text in (("甲方（服务对象）", who.name), ("乙方（社工站）", "新港街道社会工作服务站")):
        key, run = s.filled(label, "text", text, may_blank=False)
        run.under, run.field = True, key
        blocks += [s.para(Text(label + s.colon, field=key), run, lead=1.8), Gap(4)]
    for number, clause in enumerate((
        "服务目标由甲乙双方在预估之后共同商定，并写入服务计划；计划有变更的，应当经双方同意。",
        "乙方每月至少与甲方见面一次，必要时以电话或者上门方式跟进，并如实做好记录。",
        "双方约定的服务期限为六个月，期满可以续签；任何一方均可提前七天提出终止。",
        "甲方应当如实提供与服务有关的资料；乙方对资料保密，但危及生命安全的情形除外。",
        "本协议未尽事宜由双方协商解决。",
    ), 1):  # fmt: skip
        blocks += [s.para(f"{number}．{clause}", indent=0, lead=1.75), Gap(4)]
    key, runs = s.ticks("同意拍照", ("同意", "不同意"), [s.rng.randrange(2)])
    blocks += [Gap(6), s.para(Text("服务过程中拍照留存" + s.colon, field=key), *runs), Gap(24)]
    for left, right in ((("甲方签名", who.name), ("乙方代表签名", s.worker())),):
        runs_: list[Run] = []
        for label, name in (left, right):
            sign, place = s.sign(label, 100.0, name, under=True)
            runs_ += [Text(label + s.colon, field=sign), place, Text("    ")]
        blocks += [s.para(*runs_, lead=2.4), Gap(14)]
    days: list[Run] = []
    for _ in ("甲方", "乙方"):
        value = s.day() if s.rng.random() < 0.8 else ""
        medium = s.medium_for(value, "date")
        key = s.add(
            "日期", "date", value, "blank" if not value else "handwritten" if medium == "pen" else "typed"
        )
        days += [
            Text("日期" + s.colon, field=key),
            Text(value, medium, field=key) if value else Place(80, "blank", "", False, key),
            Text("            "),
        ]
    blocks.append(s.para(*days))
    return Paper(
        blocks,
        s.values,
        header=s.rng.choice(("", "协议编号：2024-" + str(s.rng.randint(10, 99)))),
        margin=78,
        body=s.rng.choice(("song", "kai")),
        fill=style(s),
    )


def together(s: Sketch) -> Paper:
    """人员协同表: shaded labels, a thick frame, labels of two lines, big text cells."""
    who = s.someone(60, 90)

    def shaded(cells: list[Cell]) -> list[Cell]:
        for cell in cells:
            cell.shaded = cell.label_of >= 0
        return cells

    rows = [
        shaded([*s.pair("日期", "date", s.day()), *s.pair("地点", "text", s.phrase("{place}"))]),
        shaded(
            [
                *s.pair("兜底对象姓名", "text", who.name),
                *s.pair("等级", "text", s.rng.choice(("一级", "二级", "三级", "四级"))),
            ]
        ),
        shaded([*s.pair("兜底对象基本情况", "long", s.story(2), 3, tall=s.least(90), top=True)]),
        shaded([*s.pair("具体描述协同情况", "long", s.story(4), 3, tall=s.least(170), top=True)]),
        shaded([*s.choice("协同方式", ("共同入户", "会商", "转办", "资源共享"), 3, many=True)]),
        shaded(
            [
                *s.sign_cell("项目社工签字", 1, tall=s.least(42)),
                *s.sign_cell("直聘社工签字", 1, tall=s.least(42)),
            ]
        ),
    ]
    table = Table([1.05, 1.7, 1.05, 1.7], rows, line=0.6, frame=1.8, least=s.least(28))
    note = s.para("注：本表由两位社工共同填写，一式两份。", size=s.size * 0.85)
    return Paper(
        [heading("双工联动人员协同记录", 18), Gap(6), table, Gap(4), note],
        s.values,
        header="二〇二四年度",
        margin=58,
        body="hei",
        fill=style(s),
    )


def scoring(s: Sketch) -> Paper:
    """骨干评定评分表: words without boxes to circle in each row, a column of merged groups on the right."""
    who = s.someone(16, 65)
    items = ("按时到岗", "服务态度", "沟通配合", "记录完整", "带动他人", "参加培训", "安全意识", "创新建议")
    rows: list[list[Cell]] = [
        [
            *s.pair("志愿者", "text", who.name, 2),
            *s.pair("所属队伍", "text", s.rng.choice(("邻里互助队", "青苗服务队")), 1),
        ],
        [s.label("序号"), s.label("评定内容"), s.label("评价"), s.label("分值"), s.label("备注")],
    ]
    grades = ("优", "良", "中", "差")
    total = 0
    for k, item in enumerate(items):
        at = s.rng.randrange(3)
        key, runs = s.ticks(item, grades, [at], shape="word")
        score = 10 - 2 * at
        total += score
        number, text = s.filled(item + "分值", "number", str(score))
        row = [
            s.cell(str(k + 1), align="center"),
            s.label(item),
            Cell([s.para(*runs, align="center")], field=key),
            s.cell(text, align="center", field=number),
        ]
        if k % 4 == 0:
            row.append(s.cell(("日常表现", "成长表现")[k // 4], rows=4, align="center"))
        rows.append(row)
    rows += [
        [*s.pair("合计", "number", str(total), 2), *s.pair("评定日期", "date", s.day())],
        [s.cell(*s.sign_and_day("评定人签名", "日期"), cols=5, align="right", tall=s.least(40))],
    ]
    table = Table(
        [0.6, 1.4, 1.7, 0.9, 1.3],
        rows,
        line=0.5,
        frame=1.0,
        least=s.least(26),
        open_sides=s.rng.random() < 0.3,
    )
    return Paper(
        [heading("志愿骨干评定评分表", 17), Gap(6), table],
        s.values,
        footer="1 / 1",
        margin=54,
        body=s.rng.choice(("song", "hei")),
        fill=style(s),
    )


def receipts(s: Sketch) -> Paper:
    """物资签收表: two lists side by side, dates and signatures in each row."""
    count = s.rng.randint(9, 15)
    rows = [[s.label(x) for _ in range(2) for x in ("序号", "领取人", "日期", "签收")]]
    day = s.day()
    for k in range(count):
        cells: list[Cell] = []
        for half in range(2):
            who = s.someone(30, 90)
            cells.append(s.cell(str(k + 1 + half * count), align="center"))
            for label, kind, text in (("领取人", "text", who.name), ("日期", "date", day)):
                key, run = s.filled(label, kind, text)
                cells.append(Cell([Para([run], "center", s.size * 0.9)], field=key))
            cells.append(
                s.sign_cell(
                    "签收",
                    name=who.name,
                    tall=s.least(26),
                    state=s.rng.choice(("pen", "pen", "typed", "blank", "chop")),
                )[1]
            )
        rows.append(cells)
    table = Table([0.5, 1, 1.5, 1.1] * 2, rows, line=0.7, frame=0.7, least=s.least(26))
    top = s.para("物资名称" + s.colon, s.rng.choice(("大米和食用油", "防暑药品", "棉被")), align="left")
    return Paper(
        [heading("慰问物资签收表", 18), top, Gap(3), table], s.values, margin=44, fill="song", body="song"
    )


LAYOUTS: dict[str, Layout] = {
    "judge-call": call_record, "judge-household": household, "judge-closing": closing, "judge-agreement": agreement,
    "judge-together": together, "judge-scoring": scoring, "judge-receipts": receipts,
}  # fmt: skip
