"""More forms for tuning: papers of running text, and tables drawn in other ways than those of `tune_layouts`.

A family of its own (``--seeds more``), so that the pages of ``--seeds tune`` stay what they were when models were trained and
confidences fitted on them.
"""

from __future__ import annotations

from tools.scans.paper import Block, Cell, Gap, Paper, Para, Run, Table, Text
from tools.scans.sketch import Sketch
from tools.scans.tune_layouts import Layout, title

HEADINGS = ("基本情况", "问题与需要", "服务过程", "成效与不足", "下一步安排", "经费使用", "附记")
NUMBERS = "一二三四五六七八九"


def _shaded(cells: list[Cell]) -> list[Cell]:
    """Labels on a grey ground."""
    for cell in cells:
        cell.shaded = cell.label_of >= 0
    return cells


def _story(s: Sketch, sentences: int) -> str:
    """A narrative of as many sentences, put together from several where one is too short."""
    out = s.story(sentences)
    while out.count("。") < sentences:
        out += s.story(sentences - out.count("。"))
    return out


def letter(s: Sketch) -> Paper:
    """通知: a large red-headed title, paragraphs, a list of attachments, the sender and the date under a seal at the right."""
    blocks: list[Block] = [
        Para([Text(s.rng.choice(("东平镇社会工作服务站文件", "双桥街道民政事务办公室")))], "center", s.rng.choice((24.0, 30.0)), lead=1.7),
        Gap(6),
        s.para(f"平社工〔2024〕{s.rng.randint(1, 60)}号", align="center"),
        Gap(10),
        title(s, s.phrase("关于做好{topic}服务工作的通知", "关于开展{place}安全排查的函"), 18),
        Gap(10),
        s.para("各村（居）民委员会：", lead=1.8),
    ]  # fmt: skip
    for _ in range(s.rng.randint(2, 4)):
        blocks.append(s.para(_story(s, s.rng.randint(2, 5)), indent=2 * s.size, lead=1.8))
    blocks.append(s.para("附件：1.工作台账", indent=2 * s.size, lead=1.8))
    blocks.append(s.para("2.联系人名单", indent=5 * s.size, lead=1.8))
    key, place = s.sign(
        "落款", 150.0, "东平镇社会工作服务站", state=s.rng.choice(("typed", "seal-over-typed"))
    )
    s.values[key].kind = "opinion"  # no label stands before it
    blocks += [Gap(20), s.para(place, align="right", lead=1.6), s.para(s.day(), align="right", lead=1.6)]
    return Paper(
        blocks, s.values, footer=f"— {s.rng.randint(1, 9)} —", margin=s.rng.choice((64.0, 80.0)), body="song"
    )


def report(s: Sketch) -> Paper:
    """总结: a page full of paragraphs under numbered headings, a running head and a page number."""
    lead = s.rng.choice((1.35, 1.5, 1.8, 2.0))
    blocks: list[Block] = []
    if s.rng.random() < 0.7:
        blocks += [title(s, s.phrase("{topic}服务项目总结报告", "{partner}合作情况小结"), 20), Gap(8)]
    for number, heading in enumerate(s.rng.sample(HEADINGS, s.rng.randint(3, 5))):
        mark = s.rng.choice((f"{NUMBERS[number]}、", f"（{NUMBERS[number]}）", f"{number + 1}．"))
        blocks.append(Para([Text(mark + heading, bold=True)], "left", s.size + 1.5, lead=lead))
        for _ in range(s.rng.randint(1, 2)):
            blocks.append(s.para(_story(s, s.rng.randint(2, 6)), indent=2 * s.size, lead=lead))
    return Paper(
        blocks,
        s.values,
        header="社会工作服务站年度材料",
        footer=f"第 {s.rng.randint(2, 30)} 页 共 36 页",
        margin=s.rng.choice((56.0, 72.0, 85.0)),
        body=s.rng.choice(("song", "hei", "kai")),
    )


def plan(s: Sketch) -> Paper:
    """活动方案: labels before paragraphs, points with numbers, a small table of costs in between, a list after it."""
    blocks: list[Block] = [title(s, s.phrase("{topic}小组活动方案", "“{place}邻里日”活动计划"), 18), Gap(6)]

    def said(label: str, kind: str, words: str) -> None:
        key, run = s.filled(label, kind, words, may_blank=False)
        run.field, run.medium = key, "typed"
        s.values[key].mark = "typed"
        blocks.append(s.para(Text(label + s.colon, bold=True, field=key), run, lead=1.6))

    said("活动时间", "date", s.day())
    said("活动地点", "text", s.phrase("{place}"))
    said("活动目标", "long", _story(s, 2))
    blocks.append(Para([Text("一、活动安排", bold=True)], "left", s.size + 1, lead=1.7))
    for number in range(1, s.rng.randint(3, 6)):
        blocks.append(s.para(f"{number}、" + _story(s, 1), indent=2 * s.size, lead=1.5))
    blocks += [Para([Text("二、经费预算", bold=True)], "left", s.size + 1, lead=1.7), Gap(3)]
    rows = [[s.label(x) for x in ("项目", "单价（元）", "数量", "小计（元）")]]
    for item in s.rng.sample(("矿泉水", "横幅", "文具", "小礼品", "打印", "交通"), s.rng.randint(2, 4)):
        price, count = s.rng.randint(2, 60), s.rng.randint(1, 40)
        rows.append([s.cell(x, align="center") for x in (item, str(price), str(count), str(price * count))])
    for row in rows[:1]:
        for cell in row:
            cell.shaded = True
    blocks += [Table([1.4, 1, 1, 1], rows, line=0.5, frame=0.5, least=s.least(19)), Gap(8)]
    blocks.append(Para([Text("三、应急预案", bold=True)], "left", s.size + 1, lead=1.7))
    for point in "（1）", "（2）":
        blocks.append(s.para(point + _story(s, 1), indent=2 * s.size, lead=1.5))
    blocks += [Gap(12), s.para(*s.sign_and_day("策划人", "日期", under=True), lead=1.8, align="right")]
    return Paper(
        blocks, s.values, margin=70.0, body=s.rng.choice(("song", "hei")), fill=s.rng.choice(("song", "kai"))
    )


def ledger(s: Sketch) -> Paper:
    """台账: a wide sheet lying on its side, many narrow columns, a shaded head, lines thin, dashed or grey."""
    heads = ("序号", "姓名", "性别", "身份证号码", "联系电话", "探访日期", "探访方式", "主要情况", "社工")
    rows = [[s.label(x) for x in heads]]
    for cell in rows[0]:
        cell.shaded = s.rng.random() < 0.9
    for number in range(1, s.rng.randint(10, 17)):
        who = s.someone(20, 90)
        cells = [s.cell(str(number), align="center")]
        for label, kind, text in (
            ("姓名", "text", who.name), ("性别", "text", who.sex), ("身份证号码", "id", who.id_number), ("联系电话", "phone", who.phone),
            ("探访日期", "date", s.day()), ("探访方式", "text", s.rng.choice(("入户", "电访"))),
            ("主要情况", "text", s.phrase("{topic}", "{partner}跟进")), ("社工", "text", s.worker()),
        ):  # fmt: skip
            key, run = s.filled(label, kind, text)
            cells.append(s.cell(run, align="center", field=key))
        rows.append(cells)
    for row in rows:
        for cell in row:
            for para in cell.paras:
                para.size = min(para.size, 9.0)
    style = s.rng.choice(("solid", "dashed", "double"))
    table = Table(
        [0.5, 0.8, 0.5, 2.1, 1.4, 1.3, 0.8, 1.8, 0.9], rows, line=s.rng.choice((0.25, 0.5)), frame=s.rng.choice((0.5, 1.5)),
        least=s.rng.choice((18.0, 22.0, 26.0)), style=style, grey=s.rng.choice((0, 0, 90, 130)),
    )  # fmt: skip
    return Paper(
        [title(s, "重点人员探访台账"), s.para(f"填报单位{s.colon}双桥街道社工站"), Gap(3), table], s.values, width=841.9, height=595.3, margin=42.0,
        fill="kai" if s.kai else "song", footer="第1页",
    )  # fmt: skip


def application(s: Sketch) -> Paper:
    """救助申请表: grey labels, a heavy frame, hairlines inside, opinions of three offices with chops and seals at the foot."""
    who = s.someone(30, 80)
    line = s.rng.choice((0.25, 0.35, 0.5))
    rows = [
        _shaded([*s.pair("申请人姓名", "text", who.name), *s.pair("性别", "text", who.sex), *s.pair("年龄", "number", str(who.age(s.day0)))]),
        _shaded([*s.pair("身份证号", "id", who.id_number, 3), *s.pair("户籍", "text", s.rng.choice(("城镇", "农村")))]),
        _shaded([*s.pair("家庭住址", "text", who.address, 3), *s.pair("手机", "phone", who.phone)]),
        _shaded([*s.choice("申请类别", ("临时救助", "医疗救助", "教育救助", "其他"), 5, many=True)]),
        _shaded([*s.pair("申请理由", "long", _story(s, 3), 5, tall=s.least(80.0), top=s.rng.random() < 0.5)]),
    ]  # fmt: skip
    for role in ("村（居）委会意见", "镇街意见", "县（区）民政局意见"):
        key, opinion = s.filled(
            role, "text", s.phrase("情况属实。", "同意给予救助。", "经核查，符合{policy}条件，同意。")
        )
        opinion.field = key
        body = [s.para(opinion), s.para(*s.sign_and_day("经办人", "日期", width=100.0), align="right")]
        rows.append(_shaded([s.label(role, of=key), Cell(body, 5, tall=s.least(58.0))]))
        s.values[key].kind = "opinion"
    rows.append(_shaded([*s.sign_cell("申请人签章", 2, tall=34.0), *s.sign_cell("入户人", 2, tall=34.0)]))
    table = Table([1.3, 1.3, 0.8, 1.0, 0.8, 1.4], rows, line=line, frame=s.rng.choice((1.5, 2.25, 3.0)), least=s.least(23),
                  style=s.rng.choice(("solid", "solid", "double", "dashed")))  # fmt: skip
    return Paper(
        [title(s, "困难群众救助申请审批表", 20), Gap(6), table],
        s.values,
        body=s.rng.choice(("song", "kai")),
        fill="kai" if s.kai else "song",
    )


def doubled(s: Sketch) -> Paper:
    """双栏签到表 and below it a second table: two people a row, low rows, chops in the signature cells."""
    rows = [[s.label(x) for x in ("序号", "姓名", "签名")] + [s.label(x) for x in ("序号", "姓名", "签名")]]
    count = s.rng.randint(8, 14)
    for k in range(count):
        row: list[Cell] = []
        for number in (k + 1, k + 1 + count):
            who = s.someone(18, 80)
            key, run = s.filled("姓名", "text", who.name)
            row += [s.cell(str(number), align="center"), s.cell(run, align="center", field=key)]
            row.append(
                s.sign_cell(
                    "签名",
                    name=who.name,
                    tall=s.least(22.0),
                    state=s.rng.choice(("pen", "chop", "chop", "typed", "blank", "seal"))
                    if s.rng.random() < 0.4
                    else "pen",
                )[1]
            )
        rows.append(row)
    first = Table(
        [0.5, 1, 1.4, 0.5, 1, 1.4], rows, line=0.5, frame=s.rng.choice((0.5, 1.0)), least=s.least(21)
    )
    second = Table(
        [1, 2, 1, 2],
        [[*s.pair("应到人数", "number", str(2 * count)), *s.pair("实到人数", "number", str(2 * count - 1))],
         [*s.pair("备注", "text", s.phrase("{topic}", "{partner}到场"), 3)], [*s.sign_cell("记录人"), *s.sign_cell("负责人")]],
        line=0.5, frame=1.0, least=s.least(24),
    )  # fmt: skip
    return Paper(
        [title(s, "培训签到表"), Gap(4), first, Gap(s.rng.choice((8.0, 14.0))), second], s.values, fill="song"
    )


def record(s: Sketch) -> Paper:
    """个案服务记录 with one tall cell: text lines ruled for the pen by dotted lines, labels of two lines, no outer frame at the sides."""
    who = s.someone(20, 80)
    rows: list[list[Cell]] = [
        [
            *s.pair("个案编号", "text", f"GA{s.rng.randint(1000, 9999)}"),
            *s.pair("第几次", "number", str(s.rng.randint(1, 9))),
        ],
        [*s.pair("案主", "text", who.name), *s.pair("日期", "date", s.day())],
    ]
    for label, sentences, tall in (
        ("面谈\n目标", 1, 40.0),
        ("面谈\n过程", 6, 200.0),
        ("社工\n反思", 2, 60.0),
    ):
        key, run = s.filled(label.replace("\n", ""), "long", _story(s, sentences))
        row = [Cell([s.para(part, align="center") for part in label.split("\n")], label_of=key),
               Cell([s.para(run)], 3, tall=s.least(tall), top=True, field=key)]  # fmt: skip
        rows.append(row)
    rows.append([*s.sign_cell("社工"), *s.sign_cell("督导")])
    table = Table(
        [0.7, 2.4, 0.9, 1.6],
        rows,
        line=s.rng.choice((0.4, 0.75)),
        frame=1.2,
        least=s.least(24),
        style=s.rng.choice(("solid", "dashed")),
    )
    return Paper(
        [title(s, "个案面谈记录"), Gap(4), table],
        s.values,
        header="保密资料",
        fill="kai" if s.kai else "song",
        body=s.rng.choice(("song", "hei")),
    )


def agreement(s: Sketch) -> Paper:
    """协议: two parties with gaps to fill, clauses of several lines, two columns of signatures at the foot."""
    blocks: list[Block] = [title(s, s.phrase("{partner}志愿服务协议书", "场地使用协议"), 20), Gap(12)]
    for label, words in (("甲方", "东平镇社会工作服务站"), ("乙方", s.someone(20, 60).name)):
        key, run = s.filled(label, "text", words)
        run.under, run.field = True, key
        filling: Run = run if run.text else Text(" " * 24, under=True, field=key)
        blocks.append(s.para(Text(label + s.colon, field=key), filling, lead=1.9))
    blocks.append(s.para("经双方友好协商，就以下事项达成一致：", indent=2 * s.size, lead=1.7))
    for number in range(s.rng.randint(4, 6)):
        blocks.append(
            s.para(f"第{NUMBERS[number]}条  " + _story(s, s.rng.randint(1, 3)), indent=2 * s.size, lead=1.7)
        )
    blocks.append(Gap(16))
    left, right = s.sign("甲方代表", 90.0), s.sign("乙方签字", 90.0)
    blocks.append(
        s.para(
            Text("甲方代表" + s.colon, field=left[0]),
            left[1],
            Text("          "),
            Text("乙方签字" + s.colon, field=right[0]),
            right[1],
            lead=2.0,
        )
    )
    return Paper(
        blocks,
        s.values,
        margin=72.0,
        footer="本协议一式两份，双方各执一份",
        body=s.rng.choice(("song", "kai")),
        fill="song",
    )


LAYOUTS: dict[str, Layout] = {
    "more-letter": letter, "more-report": report, "more-plan": plan, "more-ledger": ledger, "more-application": application,
    "more-doubled": doubled, "more-record": record, "more-agreement": agreement,
}  # fmt: skip
