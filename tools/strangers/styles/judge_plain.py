"""S10: as plain as papers come: a folder a case, a Word file a paper, labels at the left, two pairs a row; other words.

The measure of an ordinary station: nothing is odd but the choice of titles and labels, all of them in common use.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Contacted, Cooperated, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Run, Table, Text
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, options, save
from tools.strangers.styles.judge_words import reword
from tools.strangers.styles.judge_workbook import keep

KINDS = ("重点", "一般", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童", "其他")
Line = list[Cell]


def day_of(day: date | None) -> str:
    """2025.3.5."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def two(a: str, x: Value, b: str, y: Value) -> Line:
    """Two pairs in a row of eight columns."""
    return [head(a, 2), lines(x, cols=2), head(b, 2), lines(y, cols=2)]


def one(label: str, *values: Value) -> Line:
    """A pair over the whole width."""
    return [head(label, 2), lines(*values, cols=6)]


def paper(title: str, rows: list[Line], *before: Piece) -> Drawing:
    """Title, table."""
    return Drawing([heading(title), *before, Table(rows)])


def reviewed(all_: Iterable[Approve], ink: Ink) -> list[Line]:
    """督导批阅: remark, then name and day at the right."""
    out = []
    for a in all_:
        sign: list[str | Run] = [
            "签名：",
            *ink.sign(a.state, a.name, "          "),
            f"    日期：{day_of(a.day) or '     年   月   日'}",
        ]
        out.append(one(f"{ROLE[a.role]}批阅", a.opinion, sign))
    return out


def case_papers(f: CaseFacts, ink: Ink) -> dict[str, Drawing]:
    """File names and papers."""
    p, n = f.person, f.person.name
    assert f.opened
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    count = "" if f.stated_sessions is None else str(f.stated_sessions)
    out = {"01首页": paper("个案档案首页", [
        two("档案号", f.number, "案主姓名", n),
        two("所在社区", f.community, "评定等级", GRADES[f.grade - 1]),
        one("个案类型", options(KINDS, on)),
        two("立案日期", day_of(f.opened), "结案日期", day_of(f.closed)),
        two("主责社工", f.worker, "面谈次数", count),
    ])}  # fmt: skip
    if "intake" not in f.without:
        rows = [
            two("案主姓名", n, "性别", p.sex),
            two("出生年月日", day_of(p.birth), "年龄", str(p.age(f.opened))),
            two("公民身份号码", p.id_number, "联络电话", p.phone),
            two("现住址", p.address, "接案日期", day_of(f.opened)),
            one("服务来源", options(("社工发现", "主动求助", "社区转介", "他人推介"), (f.source,))),
            one("个案类型", options(KINDS, (f.inner_category.get("intake", f.category),))),
            one("求助问题", f.problem),
        ]
        if f.model:
            rows.append(one("介入模式", f.model))
        out["02接案"] = paper(
            "求助登记表", [*rows, two("工作员签名", ink.sign("ink", f.worker), "填写日期", day_of(f.opened))]
        )
    if f.consent:
        out["03同意书"] = consent(f, ink)
    if f.assessment:
        out["04评估"] = paper("个案初步评估表", [
            two("案主姓名", n, "评估日期", day_of(f.assessment)), one("问题表现", f.problem), one("能力与资源", "能自理，有亲友往来。"),
            one("工作员签名", ink.sign("ink", f.worker)),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [one("理论依据", f.theory)]
        out["05计划"] = paper("个案计划书", [
            two("案主姓名", n, "填写日期", day_of(f.plan)), one("希望解决的问题", f.problem), *theory, one("总目标及阶段目标", f.goals),
            one("阶段与方法", f.steps), one("工作员签名", ink.sign("ink", f.worker)), *reviewed(f.plan_approvals, ink),
        ])  # fmt: skip
    if f.crisis:
        c = f.crisis
        out["06紧急事件"] = paper("紧急事件报告表", [
            two("案主姓名", n, "发生时间", day_of(c.event_day)), two("获知时间", day_of(c.known), "首次响应时间", day_of(c.response)),
            one("事件经过", c.event), one("采取措施", c.measures), one("上报对象及时间", c.reported), one("机构应急处理", c.emergency),
            one("支援同事情况", c.support), one("工作员签名", ink.sign("ink", f.worker)),
        ])  # fmt: skip
    for s in f.sessions:
        out[f"07跟进记录{s.sequence}"] = session(f, s, ink)
    if f.closed:
        out["08结案"] = paper("结案记录", [
            two("案主姓名", n, "结案日期", day_of(f.closed)), one("个案类型", options(KINDS, (f.inner_category.get("closing", f.category),))),
            one("结案原因", options(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,))),
            one("面谈次数", "" if f.closing_sessions is None else str(f.closing_sessions)), one("目标达成", f.closing_text),
            one("工作员签名", ink.sign("ink", f.worker)), *reviewed(f.closing_approvals, ink),
        ])  # fmt: skip
    for at, (day, how, text) in enumerate(f.followups, 1):
        out[f"09跟踪{at}"] = paper("结案后跟踪服务记录", [
            two("案主姓名", n, "回访日期", day_of(day)), two("回访方式", how, "工作员", f.worker), one("对象现状", text),
        ])  # fmt: skip
    return out


def consent(f: CaseFacts, ink: Ink) -> Drawing:
    """Clauses and the block of names."""
    g, p = f.guardian, f.person
    rows = [
        two("案主姓名", p.name, "出生年月日", day_of(p.birth)),
        two("案主签名", ink.sign(f.client_sign, p.name), "签署日期", day_of(f.consent)),
    ]
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            two("法定监护人", g.name, "与案主关系", g.relation), two("监护人签名", ink.sign(g.sign, g.name), "监护人电话", g.phone),
            [head("家属", 2, 3), head("称谓", 2), head("姓名", 2), head("联络电话", 2)],
            [box("父亲", 2), box(f.father.name, 2), box(f.father.phone, 2)],
            [box("母亲", 2), box(f.mother.name, 2), box(f.mother.phone, 2)],
        ]  # fmt: skip
    rows.append(one("工作员签名", ink.sign("ink", f.worker)))
    clauses = [
        Para([Text("一、社工按专业守则提供服务，未经本人同意不向无关人士透露资料，危及生命安全者除外。")]),
        Para([Text("二、本人愿意按约定参加面谈，并可随时提出结束服务。")]),
    ]
    return paper("个案服务协议书", rows, *clauses)


def session(f: CaseFacts, s: Session, ink: Ink) -> Drawing:
    """One contact with the client."""
    rows = [
        two("案主姓名", f.person.name, "第几次", str(s.sequence)),
        two("跟进日期", day_of(s.day), "起止时间", s.time),
        two("跟进地点", s.venue, "跟进方式", options(("面谈", "入户", "电访"), (s.method,))),
        one("跟进内容", s.narrative),
        one("社工评估及反思", s.reflection),
        one("下次计划", s.next_plan),
        one("工作员签名", ink.sign("ink", f.worker)),
        *reviewed(s.approvals, ink),
    ]
    if s.response is not None:
        rows.append(one("社工回应", s.response))
    return paper("个案跟进记录表", rows)


def house_papers(h: HouseholdFacts, ink: Ink) -> dict[str, Drawing]:
    """File names and papers."""
    p = h.person
    out = {
        "01封面": paper("一户一档档案封面", [
            two("档案号", h.number, "户主姓名", p.name), two("所在社区", h.community, "评定等级", GRADES[h.cover_grade - 1]),
            two("建档日期", day_of(h.opened), "责任社工", h.worker),
        ]),
        "02基础信息": paper("服务对象基础信息表", [
            two("姓名", p.name, "性别", h.sex_printed or p.sex), two("出生年月日", day_of(p.birth), "联络电话", p.phone),
            two("公民身份号码", h.id_printed or p.id_number, "现住址", p.address), one("对象类别", options(PEOPLE, h.category)),
            two("居住情况", h.living_status, "建档日期", day_of(h.opened)), one("住房环境", options(("良好", "一般", "较差"), (h.living,))),
            one("填表人签名", ink.sign("ink", h.worker)),
        ]),
    }  # fmt: skip
    for at, a in enumerate(h.assessments, 1):
        out[f"03评级{at}"] = grading(h, a, ink)
    if h.plan:
        out["04一人一案"] = paper("一人一案服务方案", [
            one("姓名", p.name), two("开始日期", day_of(h.plan[0]), "结束日期", day_of(h.plan[1])), one("服务目标", "按时复诊，居家安全无隐患。"),
            one("服务内容", "每月陪诊；更换老旧电线；志愿者周访。"), one("工作员签名", ink.sign("ink", h.worker)),
        ])  # fmt: skip
    for at, c in enumerate(h.contacts, 1):
        out[f"05{'走访' if c.kind == 'visit' else '电访'}{at:02d}"] = contact(h, c, ink)
    for at, done in enumerate(h.collaborations, 1):
        out[f"06双工联动{at}"] = together(h, done)
    return out


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> Drawing:
    """Items, total, grade, bands, two names."""
    rows = [
        two("姓名", h.person.name, "评估日期", day_of(a.day)),
        [head("评估指标", 4), head("评定结果", 2), head("得分", 2)],
    ]
    rows += [[box(name, 4), box(rating, 2), box(str(score), 2)] for name, rating, score in a.items]
    rows += [
        two("合计得分", str(a.total), "评定等级", GRADES[a.grade - 1]),
        one("等级标准", "80—100分为一级；60—79分为二级；40—59分为三级；0—39分为四级"),
        two(
            "直聘社工签名",
            ink.sign(a.direct_sign, h.direct_worker),
            "社工签名",
            ink.sign(a.worker_sign, h.worker),
        ),
    ]
    return paper("服务对象评级表", rows)


def contact(h: HouseholdFacts, c: Contacted, ink: Ink) -> Drawing:
    """One visit or call."""
    if c.kind == "visit":
        return paper(
            "入户走访记录",
            [
                two("走访对象", h.person.name, "走访日期", day_of(c.day)),
                one("走访情况", c.text),
                one("走访社工签名", ink.sign("ink", h.worker)),
            ],
        )
    return paper(
        "电话探访记录",
        [
            two("受访者", h.person.name, "电访日期", day_of(c.day)),
            one("电访内容", c.text),
            one("电访社工签名", ink.sign("ink", h.worker)),
        ],
    )


def together(h: HouseholdFacts, done: Cooperated) -> Drawing:
    """Both workers."""
    return paper("双工联动记录表", [
        two("服务对象", h.person.name, "联动日期", day_of(done.day)), two("社工", h.worker, "直聘社工", done.partner),
        one("兜底对象基本情况", done.facts), one("联动情况具体描述", done.text),
    ])  # fmt: skip


def lists(station: Station) -> Workbook:
    """A sheet a community."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        sheet = book.create_sheet(r.community)
        sheet.append([f"{r.community}归档清单"])
        sheet.append(
            ["序号", "档案号", "户主姓名", "性别", "公民身份号码", "对象类别", "评定等级", "责任社工", "备注"]
        )
        for n, e in enumerate(r.rows, 1):
            sheet.append(
                [
                    n,
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    e.category,
                    GRADES[e.grade - 1],
                    e.worker,
                    e.remark or None,
                ]
            )
        sheet.append([f"合计：{r.printed_total}户"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        for name, drawing in case_papers(f, Ink(seed + at)).items():
            save(drawing, out / f.community / "个案" / f"{f.number}{f.person.name}" / f"{name}.docx")
    for at, h in enumerate(station.households):
        for name, drawing in house_papers(h, Ink(seed + 600 + at)).items():
            save(drawing, out / h.community / "建档" / f"{h.number}{h.person.name}" / f"{name}.docx")
    keep(lists(station), out / f"{station.name}归档清单.xlsx")
    write_clutter(out)
