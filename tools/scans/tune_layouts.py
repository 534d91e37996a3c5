"""Forms for tuning: whoever improves the reading of pictures looks at these."""

from __future__ import annotations

from collections.abc import Callable

from tools.scans.paper import Block, Cell, Gap, Paper, Para, Run, Table, Text
from tools.scans.sketch import Sketch

Layout = Callable[[Sketch], Paper]


def title(s: Sketch, words: str, size: float = 17.0) -> Para:
    return Para([Text(words)], "center", size, lead=1.6)


def visit(s: Sketch) -> Paper:
    """入户探访记录表: label left, two or three pairs a row, tall text cells, signatures at the foot."""
    who = s.someone(58, 90)
    rows = [
        [*s.pair("服务对象", "text", who.name), *s.pair("性别", "text", who.sex), *s.pair("年龄", "number", str(who.age(s.day0)))],
        [*s.pair("联系电话", "phone", who.phone, 2), *s.pair("探访日期", "date", s.day(), 2)],
        [*s.pair("居住地址", "text", who.address, 5)],
        [*s.choice("探访方式", ("入户", "电话", "线上", "其他"), 2), *s.choice("居住环境", ("良好", "一般", "差"), 2)],
        [*s.choice("人员类别", ("低保", "特困人员", "残疾人", "高龄长者", "独居长者", "困境儿童", "优抚对象"), 5, many=True)],
        [*s.pair("探访情况", "long", s.story(4), 5, tall=s.least(100.0), top=True)],
        [*s.pair("需求及处理", "long", s.story(2), 5, tall=s.least(60.0))],
        [*s.pair("下次计划", "text", s.phrase("{days}天后电话跟进{topic}。", "与{partner}联系{policy}事宜。"), 5)],
        [*s.sign_cell("社工签名", 2), *s.sign_cell("审批人", 2)],
    ]  # fmt: skip
    table = Table(
        [1.1, 1.5, 0.7, 0.8, 0.8, 1.1],
        rows,
        line=s.rng.choice((0.5, 0.75, 1.0)),
        frame=s.rng.choice((0.75, 1.5)),
        least=s.least(24),
    )
    number = s.para(f"编号{s.colon}RB-{s.rng.choice('HX')}T-{s.rng.randint(1, 300):03d}", align="right")
    return Paper(
        [title(s, "入户探访记录表"), number, Gap(4), table],
        s.values,
        header="南田街道社会工作服务站",
        fill="kai" if s.kai else "song",
    )


def intake(s: Sketch) -> Paper:
    """个案接案表: a vertical label over several rows, a table of family members inside, opinions with 签名 and 日期."""
    who = s.someone(8, 80)
    members = [s.someone(20, 70) for _ in range(3)]
    rows: list[list[Cell]] = [
        [*s.pair("姓名", "text", who.name), *s.choice("性别", ("男", "女"), 1), *s.pair("出生日期", "date", f"{who.birth.year}年{who.birth.month}月{who.birth.day}日")],
        [*s.pair("身份证号码", "id", who.id_number, 3), *s.pair("电话", "phone", who.phone)],
        [*s.choice("个案来源", ("主动求助", "社工发现", "他人推介", "政府部门转介"), 5)],
        [s.label("家庭成员", 1, 4, down=True), *(s.label(x) for x in ("姓名", "关系", "年龄")), s.label("联系电话", 2)],
    ]  # fmt: skip
    for member, tie in zip(members, ("母亲", "配偶", "姐姐"), strict=True):
        cells = []
        for label, kind, value, cols in (("姓名", "text", member.name, 1), ("关系", "text", tie, 1),
                                         ("年龄", "number", str(member.age(s.day0)), 1), ("联系电话", "phone", member.phone, 2)):  # fmt: skip
            key, text = s.filled(label, kind, value)
            cells.append(s.cell(text, cols=cols, align="center", field=key))
        rows.append(cells)
    rows += [
        [*s.pair("求助问题", "long", s.story(3), 5, tall=s.least(70.0), top=True)],
        [
            *s.choice(
                "个案类别", ("一般个案", "重点个案", "危机个案"), 5, shape=s.rng.choice(("box", "circle"))
            )
        ],
    ]
    for role in ("社工意见", "督导意见"):
        key, opinion = s.filled(role, "text", s.phrase("同意接案。", "同意，请尽快完成{topic}方面的评估。"))
        opinion.field = key
        body = [s.para(opinion), s.para(*s.sign_and_day("签名", "日期"), align="right")]
        rows.append([s.label(role, of=key), Cell(body, 5, tall=s.least(52.0))])
        s.values[key].kind = "opinion"
    table = Table([1.2, 1.2, 0.9, 1.2, 1.0, 1.6], rows, line=0.75, frame=0.75, least=s.least(22))
    return Paper(
        [title(s, "个案接案表"), Gap(6), table],
        s.values,
        footer="第1页 共1页",
        body=s.rng.choice(("song", "hei")),
        fill="kai" if s.kai else "song",
    )


def rating(s: Sketch) -> Paper:
    """分级评估表: many short rows, vertical spans, scores, a grade to tick."""
    who = s.someone(60, 88)
    rows: list[list[Cell]] = [
        [*s.pair("姓名", "text", who.name, 2), *s.pair("评估日期", "date", s.day(), 2)],
        [s.label("维度"), s.label("指标", 2), s.label("标准", 2), s.label("得分")],
    ]
    dimensions = (
        ("健康", ("自理能力", "慢性疾病", "用药情况")),
        ("家庭", ("同住人员", "照顾支持", "经济收入")),
        ("环境", ("居家安全", "生活环境")),
    )
    total = 0
    for name, items in dimensions:
        for k, item in enumerate(items):
            score = s.rng.choice((0, 2, 5, 8, 10))
            total += score
            key, text = s.filled(item, "number", str(score))
            row = [
                s.label(item, 2),
                s.cell("良好 0 分；一般 5 分；差 10 分", cols=2),
                s.cell(text, align="center", field=key),
            ]
            rows.append([s.label(name, 1, len(items)), *row] if k == 0 else row)
    rows += [
        [*s.pair("总分", "number", str(total), 2), *s.choice("等级", ("一级", "二级", "三级", "四级"), 2)],
        [*s.sign_cell("直聘社工签名", 2), *s.sign_cell("督导", 2)],
    ]
    table = Table([0.9, 0.8, 0.9, 1.2, 1.6, 0.8], rows, line=0.5, frame=1.25, least=s.least(23))
    return Paper(
        [title(s, "需求和危机分级评估表"), Gap(8), table],
        s.values,
        fill="kai" if s.kai else "hei",
        body="hei",
    )


def consent(s: Sketch) -> Paper:
    """同意书: clauses in paragraphs, underlined gaps, signature lines, a seal of the station."""
    who, guardian = s.someone(9, 16), s.someone(35, 60)
    blocks: list[Block] = [title(s, "接受个案服务同意书"), Gap(10)]
    key, name = s.filled("服务对象", "text", who.name)
    name.under, name.field = True, key
    blocks.append(s.para(Text("服务对象" + s.colon, field=key), name, "（以下简称甲方）"))
    clauses = (
        "一、社工站根据甲方的需要提供个案服务，服务期限和内容由双方商定。",
        "二、社工对服务中得知的个人资料保密，但涉及人身安全或者法律另有规定的除外。",
        "三、甲方有权了解服务进展，并可随时提出终止服务；终止前应当告知社工。",
        "四、为了更好地提供服务，社工可以与督导讨论个案情况，讨论时隐去姓名。",
    )
    for clause in clauses:
        blocks += [s.para(clause, indent=2 * s.size, lead=1.7), Gap(3)]
    blocks.append(Gap(14))
    for label, person in (
        ("服务对象签名", who.name),
        ("监护人签名", guardian.name),
        ("社工签名", s.worker()),
    ):
        blocks += [
            s.para(*s.sign_and_day(label, "日期", person, under=s.rng.random() < 0.6), lead=2.0),
            Gap(10),
        ]
    key, phone = s.filled("监护人联系电话", "phone", guardian.phone)
    phone.under, phone.field = True, key
    blocks.append(
        s.para(
            Text("监护人联系电话" + s.colon, field=key),
            phone if phone.text else Text("            ", under=True, field=key),
        )
    )
    key, relation = s.ticks("与服务对象关系", ("父母", "祖父母", "其他"), [0])
    blocks.append(s.para(Text("与服务对象关系" + s.colon, field=key), *relation))
    return Paper(
        blocks, s.values, footer="本同意书一式两份", margin=72.0, body="song", fill="kai" if s.kai else "song"
    )


def meeting(s: Sketch) -> Paper:
    """会议记录: open sides, thick frame, one huge cell."""
    rows = [
        [*s.pair("会议名称", "text", s.phrase("{partner}联席会议", "{topic}服务工作例会"), 3)],
        [*s.pair("时间", "date", s.day()), *s.pair("地点", "text", s.phrase("{place}"))],
        [*s.pair("主持人", "text", s.worker()), *s.pair("记录人", "text", s.worker())],
        [*s.pair("出席人员", "text", "、".join(s.worker() for _ in range(3)), 3)],
        [*s.pair("会议内容", "long", s.story(5) + "\n" + s.story(3), 3, tall=s.least(240.0), top=True)],
        [*s.pair("会议决议", "long", s.story(2), 3, tall=s.least(70.0), top=True)],
        [s.cell(*s.sign_and_day("记录人签名", "记录时间"), cols=4, align="right", tall=s.least(34.0))],
    ]
    table = Table([1, 2.2, 1, 2.2], rows, line=0.6, frame=1.6, least=s.least(26), open_sides=True)
    return Paper(
        [title(s, "社工站会议沟通记录表", 19), Gap(8), table],
        s.values,
        header="会议记录",
        footer="— 1 —",
        fill="kai" if s.kai else "song",
    )


def volunteer(s: Sketch) -> Paper:
    """志愿者登记表 without ruled lines: labels and underlined values in lines."""
    who = s.someone(14, 60)
    blocks: list[Block] = [title(s, "志愿者登记表", 20), Gap(12)]

    def value(label: str, kind: str, text: str, width: int) -> list[Run]:
        key, run = s.filled(label, kind, text)
        run.under, run.field = True, key
        filling: Run = run if run.text else Text(" " * width, under=True, field=key)
        return [Text(label + s.colon, field=key), filling, Text("   ")]

    sex, runs = s.ticks(
        "性别", ("男", "女"), [0 if who.sex == "男" else 1], shape=s.rng.choice(("box", "word"))
    )
    lines: list[list[Run]] = [
        [*value("姓名", "text", who.name, 12), Text("性别" + s.colon, field=sex), *runs],
        [
            *value("出生日期", "date", f"{who.birth.year}.{who.birth.month}.{who.birth.day}", 14),
            *value("联系电话", "phone", who.phone, 16),
        ],
        value("身份证号", "id", who.id_number, 24),
        value("家庭住址", "text", who.address, 30),
    ]
    for label, words in (
        ("可服务时间", ("周一至周五", "周末", "节假日")),
        ("服务意向", ("探访", "课业辅导", "文体", "义剪", "宣传")),
    ):
        count = s.rng.randint(1, 2)
        key, options = s.ticks(
            label,
            words,
            sorted(s.rng.sample(range(len(words)), count)),
            shape=s.rng.choice(("box", "bracket")),
        )
        lines.append([Text(label + s.colon, field=key), *options])
    lines += [
        value("特长", "text", s.phrase("书法和摄影", "急救知识，会讲本地话"), 20),
        s.sign_and_day("本人签名", "日期", who.name, under=True),
    ]
    for runs in lines:
        blocks += [s.para(*runs, lead=1.9), Gap(7)]
    return Paper(blocks, s.values, margin=64.0, body="hei", fill="kai" if s.kai else "song")


def attendance(s: Sketch) -> Paper:
    """签到表: a dense list, signatures in the last column."""
    count = s.rng.randint(10, 18)
    rows = [[s.label(x) for x in ("序号", "姓名", "性别", "年龄", "联系电话", "签名")]]
    for k in range(count):
        who = s.someone(16, 80)
        cells = [s.cell(str(k + 1), align="center")]
        for label, kind, text in (
            ("姓名", "text", who.name),
            ("性别", "text", who.sex),
            ("年龄", "number", str(who.age(s.day0))),
            ("联系电话", "phone", who.phone),
        ):
            key, run = s.filled(label, kind, text)
            cells.append(s.cell(run, align="center", field=key))
        cells.append(
            s.sign_cell(
                "签名",
                name=who.name,
                tall=s.least(26.0),
                state=s.rng.choice(("pen", "pen", "pen", "typed", "blank")),
            )[1]
        )
        rows.append(cells)
    table = Table(
        [0.5, 1, 0.6, 0.6, 1.6, 1.3], rows, line=s.rng.choice((0.5, 1.0)), frame=0.75, least=s.least(26)
    )
    top = s.para(
        f"活动名称{s.colon}", s.phrase("{topic}小组第三节", "社区{topic}讲座"), "    时间" + s.colon, s.day()
    )
    return Paper([title(s, "小组活动签到表"), top, Gap(4), table], s.values, fill="song", footer="第 1 页")


LISTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("婚姻状况", ("未婚", "已婚", "离异", "丧偶")), ("住房情况", ("自有", "租住", "借住", "公租房")), ("自理能力", ("自理", "半失能", "失能")),
    ("服务形式", ("面谈", "电访", "网络", "家访")), ("服务评价", ("非常满意", "满意", "一般", "不满意")), ("是否低保", ("是", "否")),
    ("健康状况", ("健康", "慢性病", "重病", "残疾")), ("求助途径", ("本人", "家属", "村居", "学校", "其他")), ("风险程度", ("高", "中", "低")),
    ("居住安排", ("独居", "与配偶同住", "与子女同住", "机构")), ("文化程度", ("小学", "初中", "高中", "大专")), ("有无存折", ("有", "无")),
)  # fmt: skip
"""Questions with options, for rows of them."""


def _marked(s: Sketch, label: str, words: tuple[str, ...], many: bool = False) -> tuple[int, list[Run]]:
    """A row of options of any shape, ticked in any of the ways in which people tick."""
    count = s.rng.randint(1, min(3, len(words))) if many else 1
    ticked = sorted(s.rng.sample(range(len(words)), count))
    shape = s.rng.choice(("box", "box", "box", "circle", "bracket", "word"))
    if shape == "word":
        how = s.rng.choice(("pen-circle", "pen-circle", "pen-under", "pen-under", "pen-before", "pen-behind"))
        gap = s.rng.choice(("  ", "    ", "、", " / "))
        if how in ("pen-before", "pen-behind"):
            gap = "      "
        key, runs = s.ticks(label, words, ticked, "word", gap, how=how)
        runs = [Text(gap) if isinstance(r, Text) else r for r in runs]
        return key, runs
    pen = ("pen-check", "pen-check", "pen-cross", "pen-fill")
    printed = ("print-check", "print-fill") if shape != "bracket" else ("print-check",)
    if s.medium == "pen" or (s.medium == "mixed" and s.rng.random() < 0.5):
        how = s.rng.choice(pen if shape != "bracket" else pen[:1])
    else:
        how = s.rng.choice(printed)
    after = shape == "box" and s.rng.random() < 0.2
    return s.ticks(label, words, ticked, shape, s.rng.choice(("  ", " ", "   ", "")), after, how)


def survey(s: Sketch) -> Paper:
    """基本情况调查表: nothing but questions with options, some side by side, some over the full width."""
    who = s.someone(30, 85)
    asked = s.rng.sample(LISTS, len(LISTS))
    rows: list[list[Cell]] = [[*s.pair("姓名", "text", who.name), *s.pair("联系电话", "phone", who.phone)]]
    while len(asked) > 2:
        row: list[Cell] = []
        wide = sum(len(w) + 2 for w in asked[-1][1]) > 14
        for _ in range(1 if wide else 2):
            label, words = asked.pop()
            if len(words) > 3 and not wide:
                words = words[:3]
            key, runs = _marked(s, label, words, many=wide)
            row += [s.label(label, of=key), Cell([s.para(*runs)], 3 if wide else 1, field=key)]
        rows.append(row)
    rows.append([*s.pair("备注", "long", s.story(2), 3, tall=s.least(50.0))])
    rows.append([*s.sign_cell("调查人签名"), *s.sign_cell("被访人签名")])
    table = Table([0.8, 2.2, 0.8, 2.2], rows, line=s.rng.choice((0.5, 0.75)), frame=1.0, least=s.least(24))
    return Paper(
        [title(s, "基本情况调查表"), Gap(6), table],
        s.values,
        body=s.rng.choice(("song", "hei", "kai")),
        fill="kai" if s.kai else "song",
    )


def questions(s: Sketch) -> Paper:
    """满意度问卷: numbered questions in lines, options below them or behind them."""
    blocks: list[Block] = [title(s, "服务满意度问卷"), Gap(8)]
    for number, (label, words) in enumerate(s.rng.sample(LISTS, 9), start=1):
        key, runs = _marked(s, label, words, many=s.rng.random() < 0.3)
        if s.rng.random() < 0.5:
            blocks += [s.para(Text(f"{number}.{label}{s.colon}", field=key), *runs, lead=1.6), Gap(4)]
        else:
            blocks += [s.para(Text(f"{number}、{label}{s.colon}", field=key), lead=1.5)]
            blocks += [s.para(*runs, indent=2 * s.size, lead=1.6), Gap(4)]
    blocks += [Gap(8), s.para(*s.sign_and_day("填写人", "日期", under=True), lead=2.0)]
    return Paper(blocks, s.values, margin=60.0, body=s.rng.choice(("song", "hei")), fill="song")


def checks(s: Sketch) -> Paper:
    """检查清单: one question a row, its two or three boxes in the last column."""
    rows = [[s.label("序号"), s.label("检查内容"), s.label("结果"), s.label("说明")]]
    pair = s.rng.choice((("是", "否"), ("有", "无"), ("合格", "不合格"), ("符合", "部分符合", "不符合")))
    shape = s.rng.choice(("box", "box", "circle", "bracket"))
    how = "" if shape == "box" else "print-check" if s.medium == "typed" else "pen-check"
    for number in range(1, s.rng.randint(9, 15)):
        what = s.phrase("{topic}记录齐全", "{place}消防通道畅通", "与{partner}有联系记录")
        key, runs = s.ticks(what, pair, [s.rng.randrange(len(pair))], shape, how=how)
        note, text = s.filled("说明", "text", s.phrase("{topic}待补"), may_blank=False)
        if s.rng.random() < 0.6:
            text.text, s.values[note].value, s.values[note].mark = "", "", "blank"
        rows.append([
            s.cell(str(number), align="center"), s.cell(what, label_of=key), s.cell(*runs, align="center", field=key), s.cell(text, field=note),
        ])  # fmt: skip
    rows.append([*s.sign_cell("检查人", 1), *s.sign_cell("负责人", 1)])
    table = Table([0.6, 2.4, 1.6, 1.4], rows, line=0.6, frame=s.rng.choice((0.6, 1.5)), least=s.least(22))
    return Paper([title(s, "服务质量检查清单"), Gap(6), table], s.values, fill="kai" if s.kai else "song")


LAYOUTS: dict[str, Layout] = {
    "tune-visit": visit, "tune-intake": intake, "tune-rating": rating, "tune-consent": consent,
    "tune-meeting": meeting, "tune-volunteer": volunteer, "tune-attendance": attendance,
    "tune-survey": survey, "tune-questions": questions, "tune-checks": checks,
}  # fmt: skip
