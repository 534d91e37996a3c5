"""S16: a city agency with officially numbered tables (表1 … 表9), one Word file a case, a contents page in front.

Each table has its number, its title and the archive number above it; a caption written downwards at the left gathers rows. The
remark, the name and the day of who approves stand together in one cell. The consent is printed for everybody with a part for minors
that stays empty for adults. An outcome assessment (表7) lies before the closing. A household is one Word file; every visit is a
small table of its own. The lists are workbooks, one a community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Contacted, HouseholdFacts, Kin, RosterFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, Table, Text, Tick, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, save, side
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_city import AGENCY
from tools.strangers.styles.judge_workbook import keep

WIDE = 13
"""One column for the caption at the left, twelve for the rest."""
KINDS = ("一般个案", "重点个案", "危机个案")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("特困", "低保", "残疾", "困境儿童", "孤寡", "独居", "其他")
SOURCES = {"主动求助": "主动求助", "社工发现": "社工外展发现", "社区转介": "社区（村居）转介", "": "其他"}
Rows = list[list[Cell]]


def spaced(day: date | None) -> str:
    """2025 年 3 月 5 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def due(day: date | None) -> str:
    """The same, or the printed blank."""
    return spaced(day) or "      年    月    日"


def tick(all_: tuple[str, ...], on: tuple[str, ...]) -> list[Run]:
    """Boxes inserted as symbols before the words."""
    out: list[Run] = []
    for o in all_:
        out += [Tick(o in on, "symbol2"), Text(o + "   ")]
    return out


def pair(*items: tuple[str, Value], room: int = 12) -> list[Cell]:
    """Labels and values side by side."""
    each = room // len(items)
    out = []
    for label, value in items:
        out += [head(label, 2), lines(value if not isinstance(value, str) else [value], cols=each - 2)]
    return out


def group(caption: str, *rows: list[Cell]) -> Rows:
    """Rows under a caption at the left."""
    first, *rest = rows
    return [[side(caption, len(rows)), *first], *rest]


def sign_line(who: str, ink: list[Run], day: date | None) -> list[Run]:
    """签名 and 日期 at the foot of a cell."""
    return [Text(f"{who}签名："), *(ink or [Text("　　　　　　")]), Text("　　　日期：" + due(day))]


def by_worker(label: str, f: CaseFacts | HouseholdFacts, ink: Ink, day: date | None) -> list[Cell]:
    """The worker's line."""
    return [head(label, 3), lines(sign_line("社会工作者", ink.sign("ink", f.worker), day), cols=10)]


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """Remark, name and day in one cell."""
    return [
        [head(ROLE[a.role] + "意见", 3), lines(a.opinion, "", sign_line(ROLE[a.role], ink.sign(a.state, a.name), a.day), cols=10)]
        for a in all_
    ]  # fmt: skip


def numbered(at: str, title: str, number: str, rows: Rows, *after: Piece, fresh: bool = True) -> list[Piece]:
    """A numbered table."""
    top: list[Piece] = [PageBreak()] if fresh else []
    return [*top, para(at), heading(title), para(f"编号：{number}", align="right"), Table(rows), *after]


# ---- cases -----------------------------------------------------------------------------------------------------------


def front(f: CaseFacts, station: Station) -> list[Piece]:
    """Cover and contents."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    names = ["接案登记表", "服务知情同意书", "服务对象预估表", "服务计划表", "服务过程记录表", "结案表"]
    contents = [[head("序号"), head("材料名称", 4), head("备注", 2)]]
    contents += [[box(str(n)), box(name, 4), box("", 2)] for n, name in enumerate(names, 1)]
    cover = [
        pair(("个案编号", f.number)), pair(("服务对象", f.person.name)), pair(("所属社区", f.community)),
        pair(("个案类别", tick(KINDS, tuple(w + "个案" for w in on)))), pair(("需求等级", tick(GRADES, (GRADES[f.grade - 1],)))),
        pair(("责任社工", f.worker)), pair(("开案日期", spaced(f.opened))), pair(("结案日期", spaced(f.closed))),
        pair(("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions} 次")),
    ]  # fmt: skip
    return [
        para(station.name, align="center", size=18), heading("个案工作档案", 28), para(""), Table(cover), PageBreak(),
        heading("卷内目录"), Table(contents),
    ]  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """表1."""
    p = f.person
    assert f.opened
    rows = group(
        "基本信息",
        pair(("姓名", p.name), ("性别", p.sex), ("年龄", f"{p.age(f.opened)}岁")),
        pair(("出生年月日", spaced(p.birth)), ("民族", "汉族")),
        pair(("身份证件号码", p.id_number), ("联系电话", p.phone)),
        pair(("现居住地址", p.address)),
        pair(("服务对象来源", tick(tuple(SOURCES.values()), (SOURCES[f.source],)))),
    )
    rows += group("求助情况", pair(("求助事由", f.problem)), pair(("个案类别", tick(KINDS, (f.inner_category.get("intake", f.category) + "个案",)))),
                  *([pair(("拟用模式", f.model))] if f.model else []), pair(("是否接案", tick(("接案", "不接案", "转介"), ("接案",)))))  # fmt: skip
    rows.append(by_worker("接案人", f, ink, f.opened))
    return numbered("表1", "接案登记表", f.number, [*rows, [head("接案日期", 3), box(spaced(f.opened), 10)]])


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """表2: printed for everybody; the part for minors stays empty for adults."""
    g, p = f.guardian or Kin(), f.person
    father, mother = f.father or Kin(), f.mother or Kin()
    text = (
        "一、社会工作者依照专业伦理提供服务，对所获得的个人信息予以保密；二、遇有危及生命安全或法律规定须披露的情形，保密原则不再适用；"
        "三、服务对象有权随时终止服务；四、未满十八周岁的服务对象，须由监护人签名，并填写父母双方的联系电话。"
    )
    rows: Rows = [
        [head("服务对象", 3), box(p.name, 10)], [box(text, WIDE)],
        [head("服务对象签名", 3), lines([*ink.sign(f.client_sign, p.name)], cols=4), head("签名日期", 2), box(spaced(f.consent), 4)],
        [head("以下由未成年人的监护人填写", WIDE)],
        [head("监护人签名", 3), lines([*ink.sign(g.sign, g.name)], cols=4), head("与服务对象关系", 2), box(g.relation, 4)],
        [head("监护人联系电话", 3), box(g.phone, 10)],
        [head("家庭成员", 3), head("姓名", 5), head("联系电话", 5)],
        [head("父亲", 3), box(father.name, 5), box(father.phone, 5)],
        [head("母亲", 3), box(mother.name, 5), box(mother.phone, 5)],
        [head("社会工作者签名", 3), lines([*ink.sign("ink", f.worker)], cols=4), head("签名日期", 2), box(spaced(f.consent), 4)],
    ]  # fmt: skip
    return numbered("表2", "服务知情同意书", f.number, rows)


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """表3, 表4."""
    out: list[Piece] = []
    if f.assessment:
        out += numbered("表3", "服务对象预估表", f.number, [
            [*head_value("服务对象", f.person.name, 3, 4), *head_value("预估日期", spaced(f.assessment), 2, 4)],
            *group("预估内容", pair(("个人系统", "情绪尚稳定，有求变动力。")), pair(("家庭系统", "家庭成员之间有支持，但沟通不多。")), pair(("社区系统", "所在社区设有长者服务点和家庭综合服务活动室。"))),
            [head("问题与需求界定", 3), box(f.problem, 10)], by_worker("预估人", f, ink, f.assessment),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [[head("理论依据", 3), box(f.theory, 10)]]
        out += numbered("表4", "服务计划表", f.number, [
            [*head_value("服务对象", f.person.name, 3, 4), *head_value("制定日期", spaced(f.plan), 2, 4)], *theory,
            [head("服务目标", 3), box(f.goals, 10)], [head("服务策略与步骤", 3), box(f.steps, 10)], by_worker("制定人", f, ink, f.plan), *approvals(f.plan_approvals, ink),
        ], *both(f.plan_approvals))  # fmt: skip
    return out


def both(all_: list[Approve]) -> list[Piece]:
    """The form's note where two may approve."""
    return [para("注：片长、副站长任一人审批即可。", size=9)] if len(all_) > 1 else []


def head_value(label: str, value: str, left: int, right: int) -> list[Cell]:
    """A label of so many columns and its value."""
    return [head(label, left), box(value, right)]


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """表5, one a meeting."""
    rows: Rows = [
        [*head_value("服务对象", f.person.name, 3, 4), *head_value("服务次数", f"第 {s.sequence} 次", 2, 4)],
        [*head_value("服务日期", spaced(s.day), 3, 4), *head_value("起止时间", s.time, 2, 4)],
        [head("服务地点", 3), box(s.venue, 4), head("服务方式", 2), lines(tick(("面谈", "入户", "电话"), (s.method,)), cols=4)],
        [head("服务过程", 3), box(s.narrative, 10)], [head("专业反思", 3), box(s.reflection, 10)], [head("下一步计划", 3), box(s.next_plan, 10)],
        by_worker("记录人", f, ink, s.day), *approvals(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows.append([head("社会工作者回应", 3), box(s.response, 10)])
    return numbered("表5", "服务过程记录表", f.number, rows, *both(s.approvals))


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """表6."""
    c = f.crisis
    assert c
    return numbered("表6", "危机事件介入记录表", f.number, [
        [*head_value("服务对象", f.person.name, 3, 4), *head_value("事发日期", spaced(c.event_day), 2, 4)],
        [*head_value("获悉日期", spaced(c.known), 3, 4), *head_value("首次介入日期", spaced(c.response), 2, 4)],
        [head("事件经过", 3), box(c.event, 10)], [head("介入措施", 3), box(c.measures, 10)], [head("上报情况", 3), box(c.reported, 10)],
        [head("机构应急响应", 3), box(c.emergency, 10)], [head("对社会工作者的支持", 3), box(c.support, 10)], by_worker("记录人", f, ink, c.response),
    ])  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """表7 to 表9."""
    out: list[Piece] = []
    if f.closed:
        out += numbered("表7", "服务成效评估表", f.number, [
            [*head_value("服务对象", f.person.name, 3, 4), *head_value("评估日期", spaced(f.closed), 2, 4)],
            [head("评估方法", 3), lines(tick(("访谈", "问卷", "观察"), ("访谈", "观察")), cols=10)], [head("服务对象的改变", 3), box(f.closing_text, 10)], by_worker("评估人", f, ink, f.closed),
        ])  # fmt: skip
        out += numbered("表8", "结案表", f.number, [
            [*head_value("服务对象", f.person.name, 3, 4), *head_value("结案日期", spaced(f.closed), 2, 4)],
            [head("个案类别", 3), lines(tick(KINDS, (f.inner_category.get("closing", f.category) + "个案",)), cols=10)],
            [head("结案原因", 3), lines(tick(("目标达到", "服务对象要求终止", "转介", "其他"), ("目标达到",)), cols=10)],
            [head("服务次数", 3), box("" if f.closing_sessions is None else f"共 {f.closing_sessions} 次", 10)], [head("服务总结", 3), box(f.closing_text, 10)],
            by_worker("结案人", f, ink, f.closed), *approvals(f.closing_approvals, ink),
        ], *both(f.closing_approvals))  # fmt: skip
    for day, how, text in f.followups:
        out += numbered("表9", "结案后跟踪回访表", f.number, [
            [*head_value("服务对象", f.person.name, 3, 4), *head_value("回访日期", spaced(day), 2, 4)], [head("回访方式", 3), box(how, 10)], [head("回访内容", 3), box(text, 10)],
            by_worker("回访人", f, ink, day),
        ])  # fmt: skip
    return out


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """All tables."""
    pieces = front(f, station)
    if "intake" not in f.without:
        pieces += intake(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    return Drawing([*pieces, *ending(f, ink)], footer="本档案涉及个人隐私，未经许可不得复制")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """表二."""
    rows: Rows = [[*head_value("姓名", h.person.name, 3, 4), *head_value("评估日期", spaced(a.day), 2, 4)]]
    rows.append([head("序号"), head("评估维度", 4), head("评价", 4), head("得分", 4)])
    rows += [[box(str(n)), box(name, 4), lines(tick(("良好", "一般", "较差"), (rating,)), cols=4), box(str(score), 4)] for n, (name, rating, score) in enumerate(a.items, 1)]  # fmt: skip
    rows += [
        [*head_value("合计得分", str(a.total), 3, 4), head("评定等级", 2), lines(tick(GRADES, (GRADES[a.grade - 1],)), cols=4)],
        [head("直聘社工签名", 3), lines([*ink.sign(a.direct_sign, h.direct_worker)], cols=4), head("社工签名", 2), lines([*ink.sign(a.worker_sign, h.worker)], cols=4)],
    ]  # fmt: skip
    return numbered(
        "表二",
        "需求评估及分级表",
        h.number,
        rows,
        para("评分说明：80分（含）以上为一级，60至79分为二级，40至59分为三级，40分以下为四级。", size=9),
    )


def visit(h: HouseholdFacts, c: Contacted) -> list[Piece]:
    """A small table; two or three a page."""
    return [Table([
        [*head_value("服务对象", h.person.name, 3, 4), *head_value("走访日期", spaced(c.day), 2, 4)],
        [head("走访方式", 3), lines(tick(("入户探访", "电话访问"), ("入户探访" if c.kind == "visit" else "电话访问",)), cols=4), head("走访人", 2), box(h.worker, 4)],
        [head("走访情况", 3), box(c.text, 10)],
    ]), para("")]  # fmt: skip


def house_file(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """Cover and tables."""
    p = h.person
    pieces: list[Piece] = [
        para(station.name, align="center", size=18), heading("困难群众“一户一档”", 26), para(""), Table([
            pair(("档案编号", h.number)), pair(("户主姓名", p.name)), pair(("所属社区", h.community)), pair(("服务等级", tick(GRADES, (GRADES[h.cover_grade - 1],)))),
            pair(("建档日期", spaced(h.opened))), pair(("责任社工", h.worker)),
        ]),
        *numbered("表一", "困难群众基本信息采集表", h.number, [
            *group("个人信息", pair(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("民族", "汉族")), pair(("出生年月日", spaced(p.birth)), ("联系电话", p.phone)),
                   pair(("身份证件号码", h.id_printed or p.id_number)), pair(("现居住地址", p.address))),
            *group("家庭情况", pair(("人员类别", tick(PEOPLE, h.category))), pair(("居住方式", tick(("独居", "与家人同住"), (h.living_status,)))), pair(("居住环境", tick(("良好", "一般", "较差"), (h.living,))))),
            [head("采集日期", 3), box(spaced(h.opened), 10)], by_worker("采集人", h, ink, h.opened),
        ]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    pieces += [PageBreak(), para("表三"), heading("走访记录表"), para(f"编号：{h.number}", align="right")]
    for c in h.contacts:
        pieces += visit(h, c)
    for done in h.collaborations:
        pieces += numbered("表四", "人员协同表", h.number, [
            [*head_value("服务对象", p.name, 3, 4), *head_value("协同日期", spaced(done.day), 2, 4)], [*head_value("社工", h.worker, 3, 4), *head_value("直聘社工", done.partner, 2, 4)],
            [head("兜底对象基本情况", 3), box(done.facts, 10)], [head("协同情况（何人、何时、做何事）", 3), box(done.text, 10)],
        ])  # fmt: skip
    if h.plan:
        pieces += numbered("表五", "“一人一案”服务计划表", h.number, [
            [*head_value("服务对象", p.name, 3, 10)], [*head_value("开始日期", spaced(h.plan[0]), 3, 4), *head_value("结束日期", spaced(h.plan[1]), 2, 4)],
            [head("服务目标", 3), box("稳定血糖，重新参加社区活动。", 10)], [head("服务措施", 3), box("链接家庭医生，每两周入户一次。", 10)],
        ])  # fmt: skip
    return Drawing(pieces)


def listing(r: RosterFacts, station: Station) -> Workbook:
    """A community's list."""
    book = Workbook()
    sheet = book.active
    sheet.title = "档案清单"
    sheet.append([f"{station.name}困难群众档案清单"])
    sheet.merge_cells("A1:I1")
    sheet.append([f"社区：{r.community}", None, None, None, None, None, f"合计：{r.printed_total}户"])
    sheet.append(
        ["序号", "档案编号", "户主姓名", "性别", "身份证件号码", "人员类别", "服务等级", "责任社工", "备注"]
    )
    for n, e in enumerate(r.rows, 1):
        sheet.append([n, e.number, e.name, e.sex, e.id_number, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, AGENCY)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        state = "已结案" if f.closed else "在案"
        save(case_file(f, station, Ink(seed + at)), out / "01 个案工作" / state / f"{f.number} {f.person.name}个案档案.docx")  # fmt: skip
    for at, h in enumerate(station.households):
        save(house_file(h, station, Ink(seed + 1000 + at)), out / "02 一户一档" / h.community / f"{h.number} {h.person.name}.docx")  # fmt: skip
    for r in station.rosters:
        keep(listing(r, station), out / "02 一户一档" / r.community / "档案清单.xlsx")
    write_clutter(out)
