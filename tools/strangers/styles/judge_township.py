"""S17: a country station with few, plain tables: a folder for each kind of paper, files named by people, no audit.toml.

The box stands after its word (低保□ 特困☑), days are 2025.3.8, a place for a photograph is merged into the card. The archive number
stands on the card and the intake alone. The consent is an agreement between 甲方 and 乙方 in plain paragraphs; assessment and plan
are one form, closing and return visits another; all names of a paper stand in one line at its foot. Communities are villages, and
one sheet lists them all, the village merged over its rows, a 小计 below each.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_village import VILLAGE
from tools.strangers.styles.judge_workbook import keep

WIDE = 8
KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "困境儿童", "孤寡", "独居")
Rows = list[list[Cell]]


def point(day: date | None) -> str:
    """2025.3.8."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def after(all_: tuple[str, ...], on: tuple[str, ...]) -> str:
    """The box follows its word."""
    return "  ".join(o + ("☑" if o in on else "□") for o in all_)


def two(a: str, left: Value, b: str, right: Value) -> list[Cell]:
    """Two labels and values."""
    return [head(a), cell_of(left, 3), head(b), cell_of(right, 3)]


def one(label: str, value: Value) -> list[Cell]:
    """One label and its value."""
    return [head(label), cell_of(value, 7)]


def cell_of(value: Value, cols: int) -> Cell:
    """A cell with a string or runs."""
    return lines(value if isinstance(value, str) else list(value), cols=cols)


def foot(*signed: tuple[str, list[Run]], day: date | None = None) -> list[Cell]:
    """All names in one line."""
    out: list[Run] = []
    for label, ink in signed:
        out += [Text(label + "签字："), *(ink or [Text("　　　　")]), Text("　　")]
    return [lines([*out, Text("日期：" + point(day))], cols=WIDE)]


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """A place for each office; where there are two they stand side by side."""
    cells: list[Cell] = []
    room = WIDE // max(1, len(all_)) - 1
    for a in all_:
        tail: list[Run] = [Text("签字："), *ink.sign(a.state, a.name), Text("　" + point(a.day))]
        cells += [head(ROLE[a.role] + "批阅"), lines(a.opinion, tail, cols=room)]
    return [cells] if cells else []


# ---- cases -----------------------------------------------------------------------------------------------------------


def card(f: CaseFacts) -> list[Piece]:
    """The folder's cover, with the place for a photograph."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    p = f.person
    rows: Rows = [
        [head("编号"), box(f.number, 5), head("照片", 2, 4)],
        [head("姓名"), box(p.name, 2), head("性别"), box(p.sex, 2)],
        [head("所在村"), box(f.community, 2), head("电话"), box(p.phone, 2)],
        [head("跟进社工"), box(f.worker, 5)],
        one("个案类型", after(KINDS, on)), one("需求等级", after(GRADES, (GRADES[f.grade - 1],))),
        two("开案时间", point(f.opened), "结案时间", point(f.closed)), one("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次"),
    ]  # fmt: skip
    return [heading("个案档案封面", 20), Table(rows)]


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    rows: Rows = [
        two("姓名", p.name, "编号", f.number), two("性别", p.sex, "年龄", str(p.age(f.opened))), two("出生年月日", point(p.birth), "身份证号", p.id_number),
        two("住址", f.community + p.address, "电话", p.phone),
        one("怎么来的", after(("自己找来", "社工走访发现", "村委介绍"), ({"主动求助": "自己找来", "社工发现": "社工走访发现"}.get(f.source, "村委介绍"),))),
        one("个案类型", after(KINDS, (f.inner_category.get("intake", f.category),))), one("求助问题", f.problem),
    ]  # fmt: skip
    if f.model:
        rows.append(one("介入模式", f.model))
    return [heading("个案接案表"), Table([*rows, two("接案时间", point(f.opened), "接案社工", ink.sign("ink", f.worker))])]  # fmt: skip


def agreement(f: CaseFacts, station: Station, ink: Ink) -> list[Piece]:
    """Between the station and the client."""
    p, g = f.person, f.guardian

    def signed(label: str, runs: list[Run]) -> list[Run]:
        return [Text(label + "："), *(runs or [Text("　　　　　　")])]

    out: list[Piece] = [
        heading("个案服务协议书"), para(f"甲方：{station.name}"), para(f"乙方：{p.name}"),
        para("经双方商量，就个案服务达成如下协议："), para("1. 甲方安排社工为乙方提供服务，不收取费用。"),
        para("2. 甲方对乙方的情况保密，涉及人身安全的除外。"), para("3. 乙方如实反映情况，可以随时提出不再接受服务。"),
        para("4. 乙方不满18岁的，由监护人签字，并留下父亲、母亲的电话。"), para(""),
        para(*signed("甲方社工（签字）", ink.sign("ink", f.worker))), para(*signed("乙方（签字）", ink.sign(f.client_sign, p.name))),
    ]  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        out += [
            para(*signed("监护人（签字）", ink.sign(g.sign, g.name)), f"　　与乙方关系：{g.relation}　　电话：{g.phone}"),
            para(f"父亲：{f.father.name}　　电话：{f.father.phone}"), para(f"母亲：{f.mother.name}　　电话：{f.mother.phone}"),
        ]  # fmt: skip
    return [*out, para(f"签订日期：{point(f.consent)}")]


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan on one form."""
    rows: Rows = [one("姓名", f.person.name)]
    if f.assessment:
        rows += [one("评估时间", point(f.assessment)), one("主要问题", f.problem), one("家庭情况", "有地四亩，农闲打零工，亲戚走动不多。")]  # fmt: skip
    if f.plan:
        rows.append(one("计划时间", point(f.plan)))
        rows += [] if f.theory is None else [one("用什么理论", f.theory)]
        rows += [one("服务目标", f.goals), one("服务内容", f.steps)]
    return [heading("个案评估和计划表"), Table([*rows, one("社工签字", ink.sign("ink", f.worker)), *approvals(f.plan_approvals, ink)]), *either(f.plan_approvals)]  # fmt: skip


def either(all_: list[Approve]) -> list[Piece]:
    """The note where two may approve."""
    return [para("（片长、副站长有一人批阅就可以）", size=9)] if len(all_) > 1 else []


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    rows: Rows = [
        two("姓名", f.person.name, "第几次", str(s.sequence)), two("日期", point(s.day), "时间", s.time),
        two("地点", s.venue, "方式", after(("面谈", "入户", "电话"), (s.method,))), one("服务过程", s.narrative), one("社工体会", s.reflection),
        foot(("社工", ink.sign("ink", f.worker)), day=s.day), *approvals(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows.append(one("社工回应", s.response))
    return [heading("个案服务记录"), Table(rows), *either(s.approvals), para("")]


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    return [heading("突发事件（危机）处理记录"), Table([
        two("姓名", f.person.name, "发生日期", point(c.event_day)), two("知道日期", point(c.known), "第一次到场", point(c.response)), one("事情经过", c.event),
        one("怎么处理的", c.measures), one("向谁报告", c.reported), one("应急预案启动情况", c.emergency), one("对社工的支持", c.support),
        foot(("社工", ink.sign("ink", f.worker)), day=c.response),
    ])]  # fmt: skip


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing, and the return visits below."""
    rows: Rows = [
        two("姓名", f.person.name, "结案时间", point(f.closed)), one("个案类型", after(KINDS, (f.inner_category.get("closing", f.category),))),
        one("结案原因", after(("目标达到", "本人不愿继续", "搬走", "其他"), ("目标达到",))), one("服务次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次"),
        one("服务成效", f.closing_text), foot(("社工", ink.sign("ink", f.worker)), day=f.closed), *approvals(f.closing_approvals, ink),
        [head("结案后回访", WIDE)], [head("回访时间", 2), head("方式"), head("回访情况", 4), head("社工")],
    ]  # fmt: skip
    visits = f.followups or [(None, "", "")]
    rows += [[box(point(day), 2), box(how), box(text, 4), box(f.worker if day else "")] for day, how, text in visits]  # fmt: skip
    return [heading("个案结案表"), Table(rows), *either(f.closing_approvals)]


def write_case(f: CaseFacts, station: Station, out: Path, ink: Ink) -> None:
    """A file in each folder."""
    papers: dict[str, list[Piece]] = {"1封面": card(f)}
    if "intake" not in f.without:
        papers["2接案"] = intake(f, ink)
    if f.consent:
        papers["3协议"] = agreement(f, station, ink)
    if f.assessment or f.plan:
        papers["4评估计划"] = planning(f, ink)
    papers["5服务记录"] = [p for s in f.sessions for p in session(f, s, ink)]
    if f.crisis:
        papers["6突发事件"] = crisis(f, ink)
    if f.closed:
        papers["7结案"] = closing(f, ink)
    for folder, pieces in papers.items():
        save(Drawing(pieces), out / "个案" / folder / f"{f.person.name}.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Marks."""
    rows: Rows = [
        two("姓名", h.person.name, "评估日期", point(a.day)),
        [head("项目", 2), head("情况", 4), head("得分", 2)],
    ]
    rows += [[head(name, 2), box(after(("良好", "一般", "较差"), (rating,)), 4), box(str(score), 2)] for name, rating, score in a.items]  # fmt: skip
    rows += [
        two("总分", str(a.total), "等级", after(GRADES, (GRADES[a.grade - 1],))),
        foot(("直聘社工", ink.sign(a.direct_sign, h.direct_worker)), ("社工", ink.sign(a.worker_sign, h.worker)), day=a.day),
    ]  # fmt: skip
    return [
        heading("分级评估表"),
        Table(rows),
        para("80分以上一级，60—79分二级，40—59分三级，40分以下四级。", size=9),
    ]


def house(h: HouseholdFacts, ink: Ink) -> Drawing:
    """One file a household."""
    p = h.person
    pieces: list[Piece] = [
        heading("困难群众档案", 22), Table([
            two("档案编号", h.number, "户主", p.name), two("所在村", h.community, "等级", GRADES[h.cover_grade - 1]), two("建档时间", point(h.opened), "负责社工", h.worker),
        ]), PageBreak(),
        heading("入户登记表"), Table([
            [head("户主姓名"), box(p.name, 2), head("性别"), box(h.sex_printed or p.sex, 2), head("照片", 2, 3)],
            [head("出生年月日"), box(point(p.birth), 2), head("电话"), box(p.phone, 2)], [head("身份证号"), box(h.id_printed or p.id_number, 5)],
            one("住址", p.address), one("属于哪类", after(PEOPLE, h.category)), one("和谁住", after(("独居", "与家人同住"), (h.living_status,))),
            one("居住环境", after(("良好", "一般", "较差"), (h.living,))), foot(("入户人员", ink.sign("ink", h.worker)), ("户主", ink.sign("ink", p.name)), day=h.opened),
        ]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    rows = [[head("走访时间"), head("方式"), head("走访情况", 5), head("走访人")]]
    rows += [
        [box(point(c.day)), box("上门" if c.kind == "visit" else "电话"), box(c.text, 5), box(h.worker)]
        for c in h.contacts
    ]
    pieces += [heading("走访记录"), para(f"户主：{p.name}"), Table(rows)]
    for done in h.collaborations:
        pieces += [heading("人员协同表"), Table([
            two("户主", p.name, "协同日期", point(done.day)), two("社工", h.worker, "直聘社工", done.partner), one("对象基本情况", done.facts), one("协同情况", done.text),
        ])]  # fmt: skip
    if h.plan:
        pieces += [heading("一人一案服务计划"), Table([
            one("户主", p.name), two("开始时间", point(h.plan[0]), "结束时间", point(h.plan[1])), one("目标", "吃药有人提醒，出门看病有人陪。"), one("做法", "村医每月上门，志愿者陪诊。"),
        ])]  # fmt: skip
    return Drawing(pieces)


def listing(station: Station) -> Workbook:
    """All villages on one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "名册"
    sheet.append([f"{station.name}困难群众名册"])
    sheet.merge_cells("A1:I1")
    sheet.append(["村", "序号", "档案编号", "户主", "性别", "身份证号", "类别", "等级", "备注"])
    at = 3
    for r in station.rosters:
        begin = at
        for n, e in enumerate(r.rows, 1):
            for col, value in enumerate((r.community if n == 1 else None, n, e.number, e.name, e.sex, e.id_number, e.category, GRADES[e.grade - 1], e.remark or None), 1):  # fmt: skip
                sheet.cell(at, col, value)
            at += 1
        sheet.merge_cells(start_row=begin, start_column=1, end_row=at - 1, end_column=1)
        sheet.cell(at, 1, "小计")
        sheet.cell(at, 2, f"{r.printed_total}户")
        at += 1
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, VILLAGE)
    station.name = station.name.replace("街社工服务站", "镇社工站")
    for at, f in enumerate(station.cases):
        write_case(f, station, out, Ink(seed + at))
    taken: set[Path] = set()
    for at, h in enumerate(station.households):
        target = out / "困难群众" / h.community / f"{h.person.name}.docx"
        if target in taken:
            target = target.with_stem(h.person.name + "2")
        taken.add(target)
        save(house(h, Ink(seed + 1100 + at)), target)
    keep(listing(station), out / "困难群众" / "名册.xlsx")
    write_clutter(out)
