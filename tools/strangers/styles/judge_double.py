"""S26: a Guangdong station of workers hired by the street and workers bought from an agency; papers in numbered parts 一、二、三.

A case is a folder of Word files, one a paper: a cover of underlined lines, tables cut by shaded bars (一、基本资料 …) whose wide cells
hold a printed hint and, below it, what was written. Whoever approves writes remark, name and day into such a cell; two offices stand
side by side, one of them is enough. Boxes are the word processor's own. A household is one Word file; each contact is a numbered
bar (day, way, worker) and a wide cell. The lists are Word tables, one a community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Kin, RosterFacts, Session
from tools.strangers.papers import (
    Approve,
    Cell,
    Drawing,
    PageBreak,
    Para,
    Piece,
    Run,
    Table,
    Text,
    Tick,
    para,
)
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, cn, head, heading, lines, runs, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_regions import DOUBLE

WIDE = 12
KINDS = ("一般", "重点", "危机")
GRADES = ("一级（紧急支援）", "二级（重点支援）", "三级（定期关注）", "四级（日常关怀）")
PEOPLE = ("低保", "特困", "残疾", "困境儿童", "孤寡", "独居", "其他")
SOURCES = ("主动求助", "社工发现", "社区转介", "其他")
DIMENSIONS = {
    "经济状况": "收入、支出、债务", "身体健康": "疾病、用药、就医", "自理能力": "起居、行走、进食", "生活环境": "住房、卫生、安全", "家庭支持": "照顾者、亲友来往",
}  # fmt: skip
Rows = list[list[Cell]]


def boxes(all_: Sequence[str], on: Sequence[str]) -> list[Run]:
    """The word processor's own check boxes before the words."""
    return [run for o in all_ for run in (Tick(o in on, "control"), Text(o + "　"))]


class Parts:
    """Counts the numbered parts of a form."""

    def __init__(self) -> None:
        self.at = 0

    def bar(self, text: str) -> list[Cell]:
        """The next part's bar."""
        self.at += 1
        return [Cell([para(Text(f"{'一二三四五六七八九'[self.at - 1]}、{text}", bold=True))], WIDE, 1, True)]


def wide(hint: str, value: Value, *more: Value) -> list[Cell]:
    """A cell over the whole width: a printed hint, and what was written below it."""
    return [Cell([para(f"（{hint}）", size=9), Para(runs(value)), *(Para(runs(m)) for m in more)], WIDE)]


def line(*pairs: tuple[str, Value]) -> list[Cell]:
    """Labels and values side by side."""
    each = WIDE // len(pairs)
    return [c for label, value in pairs for c in (head(label, 2), box(value, each - 2))]


def signed(state: list[Run], day: date | None) -> list[Run]:
    """签名 and 日期 in one line."""
    return [
        Text("签名："),
        *(state or [Text("　　　　　　")]),
        Text("　　日期：" + cn(day, "　　　年　　月　　日")),
    ]


def approvals(all_: list[Approve], part: Parts, ink: Ink) -> Rows:
    """One office over the whole width, or two side by side."""
    if not all_:
        return []
    if len(all_) == 1:
        a = all_[0]
        return [
            part.bar("督导意见"),
            wide("对本记录的专业意见及建议", a.opinion, signed(ink.sign(a.state, a.name), a.day)),
        ]
    name = {"district_head": "片长", "deputy_head": "副站长", "supervisor": "督导"}
    return [
        part.bar("审阅意见（片长、副站长其中一人签署即可）"),
        [lines(f"{name[a.role]}意见：{a.opinion}", signed(ink.sign(a.state, a.name), a.day), cols=WIDE // 2) for a in all_],
    ]  # fmt: skip


def paper(title: str, number: str, rows: Rows, *after: Piece) -> list[Piece]:
    """Title, number at the right, table."""
    return [heading(title), para(f"个案编号：{number}", align="right"), Table(rows), *after]


def by_worker(f: CaseFacts, ink: Ink, day: date | None) -> Para:
    """The worker's line below the table."""
    return para("跟进社工签名：", *ink.sign("ink", f.worker), f"　　　填表日期：{cn(day)}")


def who(f: CaseFacts) -> list[Cell]:
    """The client's line."""
    return line(("服务对象", f.person.name), ("性别", f.person.sex), ("所属社区", f.community))


# ---- case ------------------------------------------------------------------------------------------------------------


def filled(label: str, value: str) -> Para:
    """A label and an underlined blank with its filling."""
    return para(f"{label}：", Text(f"　{value or '　　　　　　'}　", underline=True), size=12)


def cover(f: CaseFacts, station: Station) -> list[Piece]:
    """个案封面."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    return [
        para(station.name, align="center", size=18), heading("个案服务档案", 26), para(""), filled("个案编号", f.number), filled("服务对象姓名", f.person.name),
        filled("所属社区", f.community), Para([Text("个案类别：　"), *boxes(KINDS, on)], size=12), filled("需求等级", GRADES[f.grade - 1]),
        filled("跟进社工", f.worker), filled("开案日期", cn(f.opened)), filled("结案日期", cn(f.closed)),
        filled("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次"), para(""),
        para("保密级别：内部资料，仅限跟进社工及督导查阅", align="center", size=9),
    ]  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """接案表."""
    p, part = f.person, Parts()
    assert f.opened
    rows: Rows = [
        part.bar("基本资料"), who(f), line(("出生日期", cn(p.birth)), ("年龄", f"{p.age(f.opened)}岁"), ("联系电话", p.phone)),
        line(("身份证号码", p.id_number), ("居住地址", p.address)),
        part.bar("接案资料"), line(("接案日期", cn(f.opened)), ("介入模式", f.model or "—")), [head("个案来源", 2), box(boxes(SOURCES, (f.source,)), 10)],
        [head("个案类别", 2), box(boxes(KINDS, (f.inner_category.get("intake", f.category),)), 10)],
        part.bar("服务对象自述及主要困难"), wide("以服务对象的原话或第三方转述为主，写明困难出现的时间及影响", f.problem),
        part.bar("接案结论"), wide("说明是否接案及理由", "属本站服务范围，予以接案。"),
    ]  # fmt: skip
    return paper("个案接案登记表", f.number, rows, by_worker(f, ink, f.opened))


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """同意书, printed alike for everybody."""
    p, part = f.person, Parts()
    assert f.consent
    part.at = 3
    g, father, mother = f.guardian or Kin(), f.father or Kin(), f.mother or Kin()
    rows: Rows = [
        part.bar("服务对象签署"), line(("姓名", p.name), ("出生日期", cn(p.birth)), ("年龄", f"{p.age(f.consent)}岁")),
        line(("服务对象签名", ink.sign(f.client_sign, p.name)), ("签署日期", cn(f.consent))),
        part.bar("监护人签署（服务对象未满18周岁时填写本部分）"),
        line(("监护人签名", ink.sign(g.sign, g.name)), ("与服务对象关系", g.relation)), [head("监护人联系电话", 2), box(g.phone, 10)],
        part.bar("父母联络资料（服务对象未满18周岁时填写本部分）"), [head("称谓", 2), head("姓名", 5), head("联系电话", 5)],
        [box("父亲", 2), box(father.name, 5), box(father.phone, 5)], [box("母亲", 2), box(mother.name, 5), box(mother.phone, 5)],
        part.bar("社工签署"), line(("社工签名", ink.sign("ink", f.worker)), ("签署日期", cn(f.consent))),
    ]  # fmt: skip
    return [
        heading("个案服务同意及授权书"), para(f"个案编号：{f.number}", align="right"),
        para("一、服务内容：社工在约定的服务期内，以面谈、入户等形式协助服务对象处理所面对的困难，服务不收取任何费用。"),
        para("二、保密安排：未经服务对象同意，社工不会向第三方透露其个人资料；如危及人身安全或法律另有规定，则不在此限。"),
        para("三、权利与责任：服务对象可提出意见、查阅记录或中止服务，并应如实提供资料、按约定参与服务。"), para(""), Table(rows),
    ]  # fmt: skip


def assessment(f: CaseFacts, ink: Ink) -> list[Piece]:
    """预估."""
    part = Parts()
    rows: Rows = [
        part.bar("评估资料"), who(f), line(("评估日期", cn(f.assessment)), ("评估方法", "面谈、家访")),
        part.bar("个人层面"), wide("生理、心理、能力及动机", "情绪大致平稳，愿意改变，具备基本沟通能力。"),
        part.bar("家庭及社区层面"), wide("家庭关系、邻里支持、社区资源", "家人有一定支持，社区有可链接的资源。"),
        part.bar("问题界定与需求排序"), wide("按轻重缓急列出", f.problem),
    ]  # fmt: skip
    return paper("个案需求预估表", f.number, rows, by_worker(f, ink, f.assessment))


def plan(f: CaseFacts, ink: Ink) -> list[Piece]:
    """计划."""
    part = Parts()
    rows: Rows = [part.bar("基本资料"), who(f), [head("制定日期", 2), box(cn(f.plan), 10)]]
    if f.theory is not None:
        rows += [part.bar("理论依据"), wide("本方案所运用的理论或介入模式", f.theory)]
    rows += [
        part.bar("服务目标"), wide("目标应具体、可衡量", f.goals), part.bar("服务策略及步骤"), wide("分阶段列明做法、资源及分工", f.steps),
        *approvals(f.plan_approvals, part, ink),
    ]  # fmt: skip
    return paper("个案服务方案书", f.number, rows, by_worker(f, ink, f.plan))


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """过程记录."""
    part = Parts()
    rows: Rows = [
        part.bar("基本资料"), line(("服务对象", f.person.name), ("服务次数", f"第{s.sequence}次"), ("服务日期", cn(s.day))),
        line(("起止时间", s.time), ("服务地点", s.venue)), [head("服务形式", 2), box(boxes(("面谈", "入户", "电话", "网络"), (s.method,)), 10)],
        part.bar("服务过程"), wide("按时间先后记录双方的重要对话、行为及处理", s.narrative),
        part.bar("社工评估与反思"), wide("本次目标达成情况、所用技巧、可改进之处", s.reflection),
        part.bar("下次服务安排"), wide("时间、内容及需准备事项", s.next_plan),
        *approvals(s.approvals, part, ink),
        part.bar("社工对督导（审阅）意见的回应"), wide("如意见无须跟进可不填", s.response or ""),
    ]  # fmt: skip
    return paper("个案服务过程记录表", f.number, rows, by_worker(f, ink, s.day))


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """危机."""
    c, part = f.crisis, Parts()
    assert c
    rows: Rows = [
        part.bar("基本资料"), line(("服务对象", f.person.name), ("事件发生日期", cn(c.event_day))), line(("接报日期", cn(c.known)), ("首次到场日期", cn(c.response))),
        part.bar("事件经过"), wide("时间、地点、人物、伤亡及现场情况", c.event), part.bar("社工处置措施"), wide("即时处理、危险评估、转介", c.measures),
        part.bar("上报情况"), wide("何时、以何种方式、向何人报告", c.reported), part.bar("机构（站点）应急响应"), wide("启动的预案及统筹人员", c.emergency),
        part.bar("对跟进社工的督导与支援"), wide("督导、减压、人手调配", c.support),
    ]  # fmt: skip
    return paper("危机事件处置记录表", f.number, rows, by_worker(f, ink, c.response))


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """结案."""
    part = Parts()
    rows: Rows = [
        part.bar("基本资料"), line(("服务对象", f.person.name), ("结案日期", cn(f.closed))),
        line(("服务总次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次"), ("个案类别", boxes(KINDS, (f.inner_category.get("closing", f.category),)))),
        part.bar("结案原因"), [box(boxes(("目标达到", "服务对象要求结束", "转介", "失去联系"), ("目标达到",)), WIDE)],
        part.bar("目标达成及服务对象转变"), wide("对照服务方案逐项说明", f.closing_text), *approvals(f.closing_approvals, part, ink),
    ]  # fmt: skip
    return paper("个案结案评估表", f.number, rows, by_worker(f, ink, f.closed))


def returned(f: CaseFacts, entry: tuple[date, str, str], ink: Ink) -> list[Piece]:
    """回访."""
    day, how, text = entry
    part = Parts()
    rows: Rows = [
        part.bar("回访资料"), line(("服务对象", f.person.name), ("回访日期", cn(day)), ("回访形式", how)),
        part.bar("服务对象近况"), wide("原有困难有否再现、是否需要重新开案", text),
    ]  # fmt: skip
    return paper("结案跟进回访表", f.number, rows, by_worker(f, ink, day))


def write_case(f: CaseFacts, station: Station, folder: Path, ink: Ink) -> None:
    """The folder of a case."""

    def put(name: str, pieces: list[Piece]) -> None:
        save(Drawing(pieces, footer=f"{station.name}　个案文书（2024版）"), folder / f"{name}.docx")

    put("0 封面", cover(f, station))
    if "intake" not in f.without:
        put("1 接案登记", intake(f, ink))
    if f.consent:
        put("2 同意及授权书", consent(f, ink))
    if f.assessment:
        put("3 需求预估", assessment(f, ink))
    if f.plan:
        put("4 服务方案", plan(f, ink))
    if f.crisis:
        put("5 危机处置", crisis(f, ink))
    for s in f.sessions:
        put(f"6-{s.sequence} 过程记录（{s.day.month}月{s.day.day}日）", session(f, s, ink))
    if f.closed:
        put("7 结案评估", closing(f, ink))
    for at, entry in enumerate(f.followups, 1):
        put(f"8-{at} 回访", returned(f, entry, ink))


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """评定."""
    part = Parts()
    rows: Rows = [part.bar("评估资料"), line(("姓名", h.person.name), ("评估日期", cn(a.day))), part.bar("评估内容及得分"), [head("评估维度", 4), head("评估结果", 6), head("得分", 2)]]  # fmt: skip
    rows += [[lines(name, f"（{DIMENSIONS[name]}）", cols=4), box(boxes(("良好", "一般", "较差"), (rating,)), 6), box(f"{score}", 2)] for name, rating, score in a.items]  # fmt: skip
    rows += [
        line(("总分", f"{a.total}"), ("评定等级", GRADES[a.grade - 1])), part.bar("签署"),
        line(("评估人（直聘社工）签名", ink.sign(a.direct_sign, h.direct_worker)), ("复核人（购买社工）签名", ink.sign(a.worker_sign, h.worker))),
    ]  # fmt: skip
    note = "等级划分：总分80分或以上为一级，60—79分为二级，40—59分为三级，40分以下为四级。"
    return [PageBreak(), heading("需求等级评定表"), para(f"档案编号：{h.number}", align="right"), Table(rows), para(note, size=9)]  # fmt: skip


def house(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """The file of a household."""
    p, part = h.person, Parts()
    number = para(f"档案编号：{h.number}", align="right")
    pieces: list[Piece] = [
        para(station.name, align="center", size=18), heading("困难群众和特殊群体档案", 24), para(""), filled("档案编号", h.number), filled("姓名", p.name),
        filled("所属社区", h.community), filled("需求等级", GRADES[h.cover_grade - 1]), filled("建档日期", cn(h.opened)), filled("直聘社工", h.direct_worker),
        filled("购买社工", h.worker), PageBreak(), heading("信息采集表"), number, Table([
            part.bar("个人资料"), line(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", cn(p.birth))),
            line(("身份证号码", h.id_printed or p.id_number), ("联系电话", p.phone)), [head("居住地址", 2), box(p.address, 10)],
            part.bar("身份类别（可多选）"), [box(boxes(PEOPLE, h.category), WIDE)],
            part.bar("居住及家庭情况"), line(("居住形式", h.living_status), ("家居环境", boxes(("良好", "一般", "较差"), (h.living,)))),
            part.bar("采集情况"), line(("采集日期", cn(h.opened)), ("采集社工签名", ink.sign("ink", h.worker))),
        ]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    if h.contacts:
        rows: Rows = [line(("姓名", p.name), ("联系电话", p.phone))]
        for n, c in enumerate(h.contacts, 1):
            way = "入户探访" if c.kind == "visit" else "电话访问"
            rows += [[Cell([para(Text(f"（{n}）{cn(c.day)}　{way}　跟进社工：{h.worker}", bold=True))], WIDE, 1, True)], [box(c.text, WIDE)]]  # fmt: skip
        pieces += [PageBreak(), heading("日常探访及电访记录"), number, Table(rows)]
    for done in h.collaborations:
        part = Parts()
        pieces += [PageBreak(), heading("人员协同记录表"), number, Table([
            part.bar("协同资料"), line(("服务对象", p.name), ("协同日期", cn(done.day))), line(("购买社工", h.worker), ("直聘社工", done.partner)),
            part.bar("对象基本情况"), wide("年龄、身份类别、健康及家庭状况", done.facts), part.bar("具体协同情况"), wide("写明何人、何时、做了哪些工作", done.text),
        ])]  # fmt: skip
    if h.plan:
        part = Parts()
        pieces += [PageBreak(), heading("一人一案服务计划"), number, Table([
            part.bar("计划资料"), line(("服务对象", p.name), ("开始日期", cn(h.plan[0])), ("结束日期", cn(h.plan[1]))),
            part.bar("服务目标"), wide("按需求等级设定", "三个月内就医用药规律，每周与邻里来往一次。"),
            part.bar("服务措施"), wide("频次、方式、责任社工", "直聘社工与购买社工轮流每周探访，链接社区医生上门。"),
        ])]  # fmt: skip
    return Drawing(pieces, footer=f"{station.name}　建档文书（2024版）")


def listing(r: RosterFacts, station: Station) -> Drawing:
    """A community's list."""
    rows: Rows = [[head(t, n) for t, n in (("序号", 1), ("档案编号", 2), ("姓名", 1), ("性别", 1), ("身份证号码", 3), ("身份类别", 1), ("需求等级", 2), ("跟进社工", 1), ("备注", 1))]]  # fmt: skip
    rows += [
        [box(str(n)), box(e.number, 2), box(e.name), box(e.sex), box(e.id_number, 3), box(e.category), box(GRADES[e.grade - 1], 2), box(e.worker), box(e.remark)]
        for n, e in enumerate(r.rows, 1)
    ]  # fmt: skip
    top = para(f"社区：{r.community}　　　　合计：{r.printed_total}户")
    return Drawing([heading(f"{station.name}建档对象清单"), top, Table(rows)])


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, DOUBLE)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        state = "二、已结个案" if f.closed else "一、在案个案"
        write_case(f, station, out / "个案服务" / state / f.community / f"{f.number}{f.person.name}", Ink(seed + at))  # fmt: skip
    for at, h in enumerate(station.households):
        save(house(h, station, Ink(seed + 1000 + at)), out / "兜底建档" / h.community / f"{h.number}{h.person.name}.docx")  # fmt: skip
    for r in station.rosters:
        save(listing(r, station), out / "兜底建档" / "清单" / f"{r.community}建档对象清单.docx")
    write_clutter(out)
