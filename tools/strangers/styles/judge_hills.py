"""S30: a community service centre in the hills: a case is one PDF printed from Word, a household one folder, logs are workbooks.

Short facts stand below their captions; day and hour share a place; a parent's name and number share a place. Approvals are rows of
a small table (who, remark, name, day). The consent is printed for everybody and has a part for guardians. A household's folder holds
cover, facts, collaboration and plan in Word and the assessment as a PDF; visits and calls are logged a community, in a workbook of
two sheets; the list is one workbook with a sheet for each community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Cooperated, HouseholdFacts, Kin, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, convert, head, heading, lines, options, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_rivers import HILLS
from tools.strangers.styles.judge_workbook import keep

WIDE = 12
KINDS = ("一般个案", "重点个案", "危机个案")
GRADES = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
RATINGS = ("良好", "一般", "较差")
PEOPLE = ("低保", "特困", "残疾", "独居", "孤寡", "困境儿童", "其他")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
SOURCES = {"主动求助": "主动求助", "社区转介": "社区/网格转介", "社工发现": "社工发现", "": "其他"}


def brief(day: date | None) -> str:
    """2025.3.5."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def choose(all_: Sequence[str], on: Sequence[str]) -> str:
    """□低保　■特困."""
    return options(all_, on, "■", "□", "　")


def above(*items: tuple[str, Value]) -> list[list[Cell]]:
    """Captions in one row, what belongs to them in the next."""
    each = WIDE // len(items)
    return [[head(label, each) for label, _ in items], [box(value, each) for _, value in items]]


def beside(label: str, value: Value) -> list[Cell]:
    """A caption and a wide place."""
    return [head(label, 2), box(value, WIDE - 2)]


def signed(label: str, f: CaseFacts | HouseholdFacts, ink: Ink, day: date | None) -> list[Cell]:
    """The worker's name and the day."""
    return [head(label, 2), box(ink.sign("ink", f.worker), 4), head("日期", 2), box(brief(day), 4)]


def approvals(all_: list[Approve], ink: Ink, answer: str | None = None) -> list[Piece]:
    """A small table of who approved."""
    if not all_:
        return []
    rows = [[head("审批人", 2), head("审批意见", 5), head("签名", 3), head("审批日期", 2)]]
    rows += [[head(ROLE[a.role], 2), box(a.opinion, 5), box(ink.sign(a.state, a.name), 3), box(brief(a.day), 2)] for a in all_]  # fmt: skip
    if answer is not None:
        rows.append([head("社工回复", 2), box(answer, 10)])
    note = [para("说明：片长与副站长有一人审批即可。", size=9)] if len(all_) > 1 else []
    return [para("审批记录"), Table(rows), *note]


def part(title: str, f: CaseFacts, rows: list[list[Cell]], *after: Piece) -> list[Piece]:
    """A form on a page of its own."""
    return [PageBreak(), heading(title), para(f"个案编号：{f.number}", align="right"), Table(rows), *after]


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts, station: Station) -> list[Piece]:
    """First page."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    said = [
        ("个案编号", f.number), ("案主姓名", f.person.name), ("社区", f.community), ("个案类型", choose(KINDS, [w + "个案" for w in on])),
        ("关注级别", choose(GRADES, (GRADES[f.grade - 1],))), ("主责社工", f.worker), ("开案时间", brief(f.opened)), ("结案时间", brief(f.closed)),
        ("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次"),
    ]  # fmt: skip
    rows = [[head(label, 4), box(value, 8)] for label, value in said]
    return [heading("个案服务档案", 26), para(station.name, align="center", size=14), para(""), Table(rows)]


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    rows = [
        *above(("案主姓名", p.name), ("性别", p.sex), ("年龄", f"{p.age(f.opened)}岁"), ("出生日期", brief(p.birth))),
        *above(("身份证号码", p.id_number), ("联系电话", p.phone), ("所属社区", f.community)),
        beside("现住址", p.address), beside("接案来源", choose(tuple(SOURCES.values()), (SOURCES[f.source],))),
        beside("个案类型", choose(KINDS, (f.inner_category.get("intake", f.category) + "个案",))),
        beside("案主陈述的问题", f.problem), *([beside("介入模式", f.model)] if f.model else []),
        signed("接案社工", f, ink, f.opened), beside("接案日期", brief(f.opened)),
    ]  # fmt: skip
    return part("个案接案表", f, rows)


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Printed for everybody; the part for guardians is empty in an adult's."""
    p, g = f.person, f.guardian or Kin()
    minor = bool(g.name)
    text = (
        "本人自愿接受中心社工提供的个案服务。社工已说明服务方式、期限及保密原则；如出现可能伤害自己或他人的情况，社工可告知有关部门。"
        "本人可以随时退出服务。案主未满18周岁的，由监护人签名同意，并登记父母联系方式。"
    )

    def parent(k: Kin | None) -> str:
        return f"{k.name}　{k.phone}" if k else ""

    rows = [
        [head("案主姓名", 2), box(p.name, 4), head("出生日期", 2), box(brief(p.birth), 4)], [box(text, WIDE)],
        [head("案主签名", 2), box(ink.sign(f.client_sign, p.name), 4), head("签名日期", 2), box(brief(f.consent), 4)],
        [head("监护人填写（案主未满18周岁）", WIDE)],
        *above(("监护人姓名", g.name), ("与案主关系", g.relation), ("监护人电话", g.phone)),
        [head("父亲姓名及电话", 3), box(parent(f.father), 9)], [head("母亲姓名及电话", 3), box(parent(f.mother), 9)],
        [head("监护人签名", 2), box(ink.sign(g.sign, g.name), 4), head("签名日期", 2), box(brief(f.consent) if minor else "", 4)],
        [head("社工签名", 2), box(ink.sign("ink", f.worker), 4), head("签名日期", 2), box(brief(f.consent), 4)],
    ]  # fmt: skip
    return part("接受服务知情同意书", f, rows)


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    name = f.person.name
    if f.assessment:
        rows = [
            *above(("案主姓名", name), ("评估日期", brief(f.assessment))), beside("个人层面", "表达清楚，有改善意愿。"),
            beside("家庭层面", "家人有一定照顾能力，交流偏少。"), beside("需求界定", f.problem), signed("评估社工", f, ink, f.assessment),
        ]  # fmt: skip
        out += part("个案需求评估表", f, rows)
    if f.plan:
        rows = [
            *above(("案主姓名", name), ("拟定日期", brief(f.plan))),
            *([] if f.theory is None else [beside("理论运用", f.theory)]), beside("服务目标", f.goals), beside("服务安排", f.steps),
            signed("主责社工", f, ink, f.plan),
        ]  # fmt: skip
        out += part("个案服务方案", f, rows, *approvals(f.plan_approvals, ink))
    return out


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting; day and hour in one place."""
    rows = [
        *above(("案主姓名", f.person.name), ("服务时间", f"{brief(s.day)}　{s.time}"), ("服务地点", s.venue)),
        beside("服务方式", choose(("面谈", "入户", "电话"), (s.method,))), beside("服务内容", s.narrative), beside("社工思考", s.reflection),
        beside("后续安排", s.next_plan), signed("记录社工", f, ink, s.day),
    ]  # fmt: skip
    return part(f"个案服务记录（第{s.sequence}次）", f, rows, *approvals(s.approvals, ink, s.response))


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The crisis."""
    c = f.crisis
    assert c
    rows = [
        *above(("案主姓名", f.person.name), ("事发日期", brief(c.event_day)), ("获知日期", brief(c.known)), ("首次介入日期", brief(c.response))),
        beside("事件概况", c.event), beside("应对措施", c.measures), beside("上报情况", c.reported), beside("机构应急响应", c.emergency),
        beside("社工支持与督导", c.support), signed("记录社工", f, ink, c.response),
    ]  # fmt: skip
    return part("危机事件应对记录", f, rows)


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing and what came after."""
    out: list[Piece] = []
    name = f.person.name
    if f.closed:
        reasons = ("目标达成", "案主退出", "转介", "其他")
        count = "" if f.closing_sessions is None else f"{f.closing_sessions}次"
        rows = [
            *above(("案主姓名", name), ("结案日期", brief(f.closed)), ("服务总次数", count)),
            beside("个案类型", choose(KINDS, (f.inner_category.get("closing", f.category) + "个案",))), beside("结案原因", choose(reasons, reasons[:1])),
            beside("成效评估", f.closing_text), signed("主责社工", f, ink, f.closed),
        ]  # fmt: skip
        out += part("个案结案报告", f, rows, *approvals(f.closing_approvals, ink))
    if f.followups:
        rows = [[head("回访日期", 2), head("回访方式", 2), head("回访情况", 6), head("回访社工", 2)]]
        rows += [[box(brief(day), 2), box(how, 2), box(text, 6), box(ink.sign("ink", f.worker), 2)] for day, how, text in f.followups]  # fmt: skip
        out += [PageBreak(), heading("结案后回访记录"), para(f"个案编号：{f.number}", align="right"), para(f"案主姓名：{name}"), Table(rows)]  # fmt: skip
    return out


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """All forms of a case."""
    pieces = cover(f, station)
    if "intake" not in f.without:
        pieces += intake(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    return Drawing([*pieces, *ending(f, ink)], header=station.name)


# ---- households ------------------------------------------------------------------------------------------------------


def single(title: str, h: HouseholdFacts, rows: list[list[Cell]], *after: Piece) -> Drawing:
    """A paper of a household."""
    return Drawing([heading(title), para(f"档案编号：{h.number}", align="right"), Table(rows), *after])


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> Drawing:
    """Assessment."""
    rows = [
        *above(("姓名", h.person.name), ("所属社区", h.community), ("评估日期", brief(a.day))),
        [head("评估维度", 4), head("评估结果", 5), head("得分", 3)],
        *([box(name, 4), box(choose(RATINGS, (rating,)), 5), box(str(score), 3)] for name, rating, score in a.items),
        [head("合计", 9), box(str(a.total), 3)], beside("评定级别", choose(GRADES, (GRADES[a.grade - 1],))),
        [head("直聘社工签名", 2), box(ink.sign(a.direct_sign, h.direct_worker), 4), head("中心社工签名", 2), box(ink.sign(a.worker_sign, h.worker), 4)],
    ]  # fmt: skip
    note = "分级说明：80分以上（含80分）为Ⅰ级，60—79分为Ⅱ级，40—59分为Ⅲ级，40分以下为Ⅳ级。"
    return single("困难群众需求评估分级表", h, rows, para(note, size=9))


def together(h: HouseholdFacts, done: Cooperated) -> Drawing:
    """Collaboration."""
    rows = [
        *above(("姓名", h.person.name), ("协同日期", brief(done.day)), ("中心社工", h.worker), ("直聘社工", done.partner)),
        beside("对象基本情况", done.facts), beside("协同内容", done.text),
    ]  # fmt: skip
    return single("人员协同服务表", h, rows)


def house_folder(h: HouseholdFacts, station: Station, ink: Ink, room: Path) -> list[Path]:
    """A household's papers; returns those that are to be printed as PDF."""
    p = h.person
    said = [
        ("档案编号", h.number), ("姓名", p.name), ("所属社区", h.community), ("人员类别", "、".join(h.category)), ("关注级别", GRADES[h.cover_grade - 1]),
        ("建档时间", brief(h.opened)), ("主责社工", h.worker),
    ]  # fmt: skip
    front: list[Piece] = [
        heading("困难群众服务档案", 26),
        para(station.name, align="center", size=14),
        para(""),
    ]
    front.append(Table([[head(label, 4), box(value, 8)] for label, value in said]))
    save(Drawing(front), room / "1封面.docx")
    rows = [
        *above(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", brief(p.birth)), ("联系电话", p.phone)),
        *above(("身份证号码", h.id_printed or p.id_number), ("现住址", p.address)), beside("人员类别", choose(PEOPLE, h.category)),
        beside("居住状况", choose(("与家人同住", "独居"), (h.living_status,))), beside("居住环境", choose(RATINGS, (h.living,))),
        signed("建档社工", h, ink, h.opened), [lines("以上信息由本人或家属提供，社工入户核实。", cols=WIDE)],
    ]  # fmt: skip
    save(single("困难群众基本信息表", h, rows), room / "2基本信息表.docx")
    printed = []
    for a in h.assessments:
        path = room / f"3评估分级表（{brief(a.day)}）.docx"
        save(grading(h, a, ink), path)
        printed.append(path)
    for n, done in enumerate(h.collaborations, 1):
        save(together(h, done), room / f"4人员协同表{n if n > 1 else ''}.docx")
    if h.plan:
        rows = [
            *above(("姓名", p.name), ("开始时间", brief(h.plan[0])), ("结束时间", brief(h.plan[1]))), beside("服务目标", "病情稳定，家中有人照应。"),
            beside("服务措施", "社工每两周入户，社区医生按月随访，楼栋邻居搭把手。"), signed("制定社工", h, ink, h.plan[0]),
        ]  # fmt: skip
        save(single("一人一案个别化服务方案", h, rows), room / "5一人一案方案.docx")
    return printed


def log(houses: list[HouseholdFacts], community: str) -> Workbook:
    """A community's visits and calls, by day."""
    book = Workbook()
    book.remove(book.active)
    for kind, name, day, text, who in (
        ("visit", "入户走访", "走访日期", "走访情况", "走访社工"), ("call", "电话联系", "通话日期", "通话内容", "联系社工"),
    ):  # fmt: skip
        sheet = book.create_sheet(name)
        sheet.append([f"{community}困难群众{name}登记台账"])
        sheet.merge_cells("A1:F1")
        sheet.append(["序号", day, "档案编号", "姓名", text, who])
        entries = sorted(((c.day, h.number, h, c) for h in houses for c in h.contacts if c.kind == kind), key=lambda e: e[:2])  # fmt: skip
        for n, (on, number, h, c) in enumerate(entries, 1):
            sheet.append([n, on, number, h.person.name, c.text, h.worker])
        for column, width in zip("ABCDEF", (6, 13, 16, 10, 70, 10), strict=True):
            sheet.column_dimensions[column].width = width
    return book


def roll(station: Station) -> Workbook:
    """The list, a sheet for each community."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        sheet = book.create_sheet(r.community)
        sheet.append([f"{r.community}困难群众名册"])
        sheet.merge_cells("A1:J1")
        sheet.append(
            [
                "序号",
                "档案编号",
                "姓名",
                "性别",
                "身份证号码",
                "联系电话",
                "人员类别",
                "关注级别",
                "主责社工",
                "备注",
            ]
        )
        for n, e in enumerate(r.rows, 1):
            sheet.append([n, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
        sheet.append([None, f"合计：{r.printed_total}户"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, HILLS)
    station.name = station.name.replace("社工服务站", "社区社会工作服务中心")
    write_config(station, out, initials=True)
    printed = []
    for at, f in enumerate(station.cases):
        path = out / "01-个案" / f.community / f"{f.number}（{f.person.name}）.docx"
        save(case_file(f, station, Ink(seed + at)), path)
        printed.append(path)
    for at, h in enumerate(station.households):
        printed += house_folder(h, station, Ink(seed + 1000 + at), out / "02-困难群众档案" / h.community / f"{h.number}{h.person.name}")  # fmt: skip
    for name, _ in station.communities:
        houses = [h for h in station.households if h.community == name]
        keep(log(houses, name), out / "03-走访联系台账" / f"{name}走访联系台账.xlsx")
    keep(roll(station), out / "02-困难群众档案" / "困难群众名册.xlsx")
    convert(printed, "pdf")
    write_clutter(out)
