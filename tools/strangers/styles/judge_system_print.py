"""S21: prints out of a management system: one PDF a case, one Word file a household, choices shown by the chosen word alone.

Every paper has a title, the time of printing, grey bars over groups of fields, and what was never entered reads 未填写. Times of entry
and change stand beside the days that count. The family is a list with a column 是否监护人; approvals are a list of steps. The lists
are plain exports.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Kin, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Table, Text, para
from tools.strangers.scenario import AS_OF, Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, convert, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_more import SYSTEM
from tools.strangers.styles.judge_workbook import keep

WIDE = 12
ROLE = {"supervisor": "督导审核", "district_head": "片长审核", "deputy_head": "副站长审核"}
GRADES = ("一级", "二级", "三级", "四级")
NEVER = "未填写"
PRINTED = f"打印时间：{AS_OF} 17:20"
Rows = list[list[Cell]]


def day_of(day: date | None) -> str:
    """2025-03-08."""
    return day.isoformat() if day else NEVER


def entered(day: date | None) -> str:
    """When a paper was typed into the system: two days later, with the hour; never after the print."""
    return f"{min(day + timedelta(days=2), AS_OF)} 09:12" if day else NEVER


def said(value: str) -> str:
    """A text, or that there is none."""
    return value or NEVER


def bar(text: str) -> list[Cell]:
    """A grey bar over a group."""
    return [Cell([Para([Text(text, bold=True)])], WIDE, 1, True)]


def row(*pairs: tuple[str, Value]) -> list[Cell]:
    """Labels and values, the row filled."""
    room = WIDE // len(pairs)
    out = []
    for label, value in pairs:
        out += [head(label, 2), lines(said(value) if isinstance(value, str) else list(value), cols=room - 2)]
    return out


def sheet(title: str, rows: Rows, first: bool = False) -> list[Piece]:
    """A print."""
    top: list[Piece] = [] if first else [PageBreak()]
    return [*top, heading(title, 15), para(PRINTED, align="right", size=9), Table(rows)]


def steps(all_: list[Approve], ink: Ink) -> Rows:
    """The list of approvals; one of two offices is enough, as the bar says."""
    note = "审核信息（片长、副站长任一审核即可）" if len(all_) > 1 else "审核信息"
    rows = [
        bar(note),
        [head("审核环节", 2), head("审核人"), head("审核意见", 5), head("签名", 2), head("审核时间", 2)],
    ]
    for a in all_:
        who = a.name if a.state != "blank" else ""
        rows.append([box(ROLE[a.role], 2), box(who), box(a.opinion, 5), lines([*ink.sign(a.state, a.name)], cols=2), box(a.day.isoformat() if a.day else "", 2)])  # fmt: skip
    return rows


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts) -> list[Piece]:
    """First print."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    return sheet("个案档案封面", [
        bar("个案概况"), row(("个案编号", f.number), ("案主姓名", f.person.name)), row(("所属社区", f.community), ("责任社工", f.worker)),
        row(("个案类别", "、".join(w + "个案" for w in on)), ("需求等级", GRADES[f.grade - 1])), row(("开案日期", day_of(f.opened)), ("结案日期", day_of(f.closed))),
        row(("服务次数", "" if f.stated_sessions is None else str(f.stated_sessions)), ("建立时间", entered(f.opened))),
    ], first=True)  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    more = [row(("介入模式", f.model))] if f.model else []
    return sheet("接案登记", [
        bar("案主基本信息"), row(("案主姓名", p.name), ("性别", p.sex), ("年龄", str(p.age(f.opened)))), row(("证件类型", "居民身份证"), ("证件号码", p.id_number)),
        row(("出生日期", day_of(p.birth)), ("联系电话", p.phone)), row(("居住地址", p.address)),
        bar("接案信息"), row(("接案日期", day_of(f.opened)), ("个案来源", f.source)), row(("个案类别", f.inner_category.get("intake", f.category) + "个案"), ("接案结果", "接案")),
        row(("求助内容", f.problem)), *more, row(("社工签名", ink.sign("ink", f.worker)), ("录入时间", entered(f.opened))),
    ])  # fmt: skip


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The family as a list."""
    g = f.guardian
    names = {k.name for k in (f.father, f.mother) if k}
    kin: list[tuple[Kin, bool]] = [(k, bool(g and k.name == g.name)) for k in (f.father, f.mother) if k]
    if g and g.name and g.name not in names:
        kin.append((g, True))
    rows: Rows = [
        bar("协议内容"), [box("社工站依法保护案主隐私；涉及生命安全或法律要求时除外。案主自愿接受服务，可申请终止。未成年案主由监护人签名确认，并登记父母联系电话。", WIDE)],
        row(("案主姓名", f.person.name), ("签署日期", day_of(f.consent))), bar("家庭成员"), [head("姓名", 3), head("与案主关系", 3), head("联系电话", 4), head("是否监护人", 2)],
    ]  # fmt: skip
    rows += [[box(k.name, 3), box(k.relation, 3), box(said(k.phone), 4), box("是" if yes else "否", 2)] for k, yes in kin] or [[box("暂无数据", WIDE)]]  # fmt: skip
    rows += [
        bar("签名"),
        row(("案主签名", ink.sign(f.client_sign, f.person.name)), ("社工签名", ink.sign("ink", f.worker))),
    ]
    if g and (g.name or g.relation):
        rows.append(row(("监护人签名", ink.sign(g.sign, g.name)), ("录入时间", entered(f.consent))))
    return sheet("个案服务协议（知情同意）", rows)


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    if f.assessment:
        out += sheet("需求评估", [
            bar("评估信息"), row(("案主姓名", f.person.name), ("评估日期", day_of(f.assessment))), row(("问题与需求", f.problem)), row(("资源情况", "亲属两人，社区志愿者一名。")),
            row(("社工签名", ink.sign("ink", f.worker)), ("录入时间", entered(f.assessment))),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [row(("理论模式", f.theory))]
        out += sheet("服务计划", [
            bar("计划信息"), row(("案主姓名", f.person.name), ("计划日期", day_of(f.plan))), *theory, row(("服务目标", f.goals)), row(("服务安排", f.steps)),
            row(("社工签名", ink.sign("ink", f.worker)), ("录入时间", entered(f.plan))), *steps(f.plan_approvals, ink),
        ])  # fmt: skip
    return out


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    begin, _, end = s.time.partition("—")
    rows: Rows = [
        bar("服务信息"), row(("案主姓名", f.person.name), ("服务序次", str(s.sequence))), row(("服务时间", f"{s.day} {begin} 至 {end}"), ("服务方式", s.method)),
        row(("服务地点", s.venue), ("录入时间", entered(s.day))), row(("服务内容", s.narrative)), row(("服务反思", s.reflection)), row(("社工签名", ink.sign("ink", f.worker))),
        *steps(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows += [bar("社工回复"), [head("社工回复", 2), box(s.response, 10)]]
    return sheet("服务记录详情", rows)


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    return sheet("危机事件处理", [
        bar("事件信息"), row(("案主姓名", f.person.name), ("发生日期", day_of(c.event_day))), row(("获知日期", day_of(c.known)), ("首次响应日期", day_of(c.response))), row(("事件描述", c.event)),
        bar("处理信息"), row(("处理措施", c.measures)), row(("上报情况", c.reported)), row(("应急预案", c.emergency)), row(("社工支持", c.support)),
        row(("社工签名", ink.sign("ink", f.worker)), ("录入时间", entered(c.response))),
    ])  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing and return visits."""
    out: list[Piece] = []
    if f.closed:
        out += sheet("结案登记", [
            bar("结案信息"), row(("案主姓名", f.person.name), ("结案日期", day_of(f.closed))), row(("个案类别", f.inner_category.get("closing", f.category) + "个案"), ("结案原因", "目标达成")),
            row(("服务次数", "" if f.closing_sessions is None else str(f.closing_sessions)), ("录入时间", entered(f.closed))), row(("服务成效", f.closing_text)),
            row(("社工签名", ink.sign("ink", f.worker))), *steps(f.closing_approvals, ink),
        ])  # fmt: skip
    if f.followups:
        rows = [bar("回访信息"), row(("案主姓名", f.person.name)), [head("回访日期", 2), head("回访方式", 2), head("回访内容", 6), head("回访社工", 2)]]  # fmt: skip
        rows += [
            [box(day_of(day), 2), box(how, 2), box(text, 6), box(f.worker, 2)]
            for day, how, text in f.followups
        ]
        out += sheet("结案回访", rows)
    return out


def case_print(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """All prints of a case."""
    pieces = cover(f)
    if "intake" not in f.without:
        pieces += intake(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    return Drawing(
        [*pieces, *ending(f, ink)],
        header=f"社会工作服务管理系统　{station.name}",
        footer=f"个案编号：{f.number}",
    )


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Only the chosen rating is printed."""
    rows: Rows = [bar("评估信息"), row(("对象姓名", h.person.name), ("评估日期", day_of(a.day))), [head("评估指标", 4), head("评估结果", 4), head("得分", 4)]]  # fmt: skip
    rows += [[box(n, 4), box(r, 4), box(str(s), 4)] for n, r, s in a.items]
    rows += [
        row(("总分", str(a.total)), ("评定等级", GRADES[a.grade - 1])), [box("等级标准：80—100分一级，60—79分二级，40—59分三级，0—39分四级", WIDE)],
        bar("签名"), row(("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), ("社工签名", ink.sign(a.worker_sign, h.worker))), row(("录入时间", entered(a.day))),
    ]  # fmt: skip
    return sheet("分级评估详情", rows)


def house_print(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """All prints of a household."""
    p = h.person
    pieces = sheet("服务对象档案封面", [
        bar("档案概况"), row(("档案编号", h.number), ("对象姓名", p.name)), row(("所属社区", h.community), ("档案等级", GRADES[h.cover_grade - 1])),
        row(("建档日期", day_of(h.opened)), ("责任社工", h.worker)),
    ], first=True)  # fmt: skip
    pieces += sheet("服务对象建档信息", [
        bar("个人信息"), row(("对象姓名", p.name), ("性别", h.sex_printed or p.sex), ("民族", "汉族")), row(("证件号码", h.id_printed or p.id_number), ("出生日期", day_of(p.birth))),
        row(("联系电话", p.phone), ("居住地址", p.address)), bar("家庭信息"), row(("人员类别", "、".join(h.category)), ("居住状况", h.living_status)), row(("居住环境", h.living), ("健康状况", "")),
        row(("建档日期", day_of(h.opened)), ("录入时间", entered(h.opened))), row(("社工签名", ink.sign("ink", h.worker))),
    ])  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    rows: Rows = [bar("跟进列表"), row(("对象姓名", p.name)), [head("序号"), head("跟进日期", 2), head("跟进方式", 2), head("跟进内容", 5), head("跟进社工", 2)]]  # fmt: skip
    rows += [[box(str(n)), box(day_of(c.day), 2), box("入户探访" if c.kind == "visit" else "电话访问", 2), box(c.text, 5), box(h.worker, 2)] for n, c in enumerate(h.contacts, 1)]  # fmt: skip
    pieces += sheet("探访电访跟进记录", rows)
    for done in h.collaborations:
        pieces += sheet("人员协同登记", [
            bar("协同信息"), row(("对象姓名", p.name), ("协同日期", day_of(done.day))), row(("社工", h.worker), ("直聘社工", done.partner)), row(("对象基本情况", done.facts)), row(("协同情况", done.text)),
        ])  # fmt: skip
    if h.plan:
        pieces += sheet("一人一案服务计划", [
            bar("计划信息"), row(("对象姓名", p.name)), row(("开始日期", day_of(h.plan[0])), ("结束日期", day_of(h.plan[1]))), row(("服务目标", "按时服药，减少跌倒。")), row(("服务安排", "每两周探访，链接康复资源。")),
        ])  # fmt: skip
    return Drawing(pieces, header=f"社会工作服务管理系统　{station.name}", footer=f"档案编号：{h.number}")


def lists(station: Station, at: int) -> Workbook:
    """An export a community."""
    r = station.rosters[at]
    book = Workbook()
    page = book.active
    page.title = "导出数据"
    page.append([f"{r.community}服务对象名册"])
    page.append(
        [
            "序号",
            "所属社区",
            "档案编号",
            "对象姓名",
            "性别",
            "证件号码",
            "联系电话",
            "人员类别",
            "档案等级",
            "责任社工",
            "备注",
        ]
    )
    for n, e in enumerate(r.rows, 1):
        page.append([n, r.community, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
    page.append([f"共{r.printed_total}条记录"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, SYSTEM)
    write_config(station, out)
    printed = []
    for at, f in enumerate(station.cases):
        target = out / "个案导出" / f"{f.number}_{f.person.name}.docx"
        save(case_print(f, station, Ink(seed + at)), target)
        printed.append(target)
    convert(printed, "pdf")
    for at, h in enumerate(station.households):
        save(house_print(h, station, Ink(seed + 1500 + at)), out / "档案导出" / h.community / f"{h.number}_{h.person.name}.docx")  # fmt: skip
    for at, r in enumerate(station.rosters):
        keep(lists(station, at), out / "档案导出" / f"{r.community}服务对象名册.xlsx")
    write_clutter(out)
