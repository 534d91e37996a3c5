"""S34: a city centre under government purchase: everything is exported from a management system.

Each form of a case is a PDF of its own in the case's folder; a household is one PDF with a page for each form. A running head
names the system and the hour of the export. Facts stand as 名称：值 in two columns without rules; choices are printed as what was
chosen. What has to be approved carries the process trail: node, handler, remark, electronic signature, time, state; the worker's
own submission is its first row, his reply its last. Visits and calls are one list with hours, newest first. The list of clients
is one sheet of Excel for the whole street, with a column for the community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Cooperated, HouseholdFacts, Session
from tools.strangers.papers import Cell, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, box, head, heading
from tools.strangers.styles.judge_export_pages import Clock, Pair, iso, long, pairs, part, print_pdf, trail
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_metropolis import METROPOLIS
from tools.strangers.styles.judge_words import renumber
from tools.strangers.styles.judge_workbook import keep

GRADES = ("1级", "2级", "3级", "4级")
SOURCES = {"主动求助": "案主主动求助", "社区转介": "社区转介", "社工发现": "社工主动发现", "": "其他"}
WAYS = {"面谈": "面谈", "入户": "上门服务", "电话": "电话"}


# ---- cases -----------------------------------------------------------------------------------------------------------


def kind(word: str) -> str:
    """重点个案."""
    return word + "个案"


def first_page(f: CaseFacts) -> list[Piece]:
    """The case at a glance."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    count = "" if f.stated_sessions is None else f"{f.stated_sessions}次"
    table = pairs(
        ("个案编号", f.number), ("服务对象", f.person.name), ("所属社区", f.community), ("责任社工", f.worker),
        ("个案类别", "、".join(kind(w) for w in on)), ("服务等级", GRADES[f.grade - 1]), ("开案日期", iso(f.opened)), ("结案日期", iso(f.closed)),
        ("个案状态", "已结案" if f.closed else "服务中"), ("累计服务次数", count),
    )  # fmt: skip
    return [heading("个案档案首页", 18), *part("个案概况", table)]


def intake(f: CaseFacts, ink: Ink, clock: Clock) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    client = pairs(
        ("姓名", p.name), ("性别", p.sex), ("出生日期", iso(p.birth)), ("年龄", str(p.age(f.opened))), ("证件号码", p.id_number),
        ("手机号码", p.phone), ("所属社区", f.community), ("居住地址", p.address),
    )  # fmt: skip
    case = pairs(
        ("个案编号", f.number), ("接案日期", iso(f.opened)), ("个案来源", SOURCES[f.source]),
        ("个案类别", kind(f.inner_category.get("intake", f.category))), *([("介入模式", f.model)] if f.model else []),
    )  # fmt: skip
    foot = pairs(("接案社工", ink.sign("ink", f.worker)), ("填报时间", clock.filed(f.opened)))
    return [heading("接案登记表"), *part("服务对象信息", client), *part("接案信息", case, long("求助内容", f.problem)), foot]  # fmt: skip


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Agreement; the part on guardians only in a minor's, or where somebody opened it."""
    p, g = f.person, f.guardian
    clauses = (
        "1.服务由政府购买，对服务对象免费。",
        "2.社工遵守保密原则；当服务对象或他人可能受到伤害时，社工有责任通知相关人员。",
        "3.服务对象可查阅本人档案，并可随时终止服务。",
        "4.服务对象未满18周岁的，由法定监护人签署。",
    )
    out: list[Piece] = [heading("个案服务协议书"), pairs(("个案编号", f.number), ("服务对象", p.name), ("出生日期", iso(p.birth)), ("签约日期", iso(f.consent)))]  # fmt: skip
    out += [para(c) for c in clauses]
    if g is not None:
        out += part(
            "监护人信息",
            pairs(("监护人姓名", g.name), ("与服务对象关系", g.relation), ("监护人手机", g.phone)),
        )
        if f.father and f.mother:
            out += part("父母信息", pairs(("父亲姓名", f.father.name), ("父亲手机", f.father.phone), ("母亲姓名", f.mother.name), ("母亲手机", f.mother.phone)))  # fmt: skip
    signs: list[Pair] = [("服务对象签名", ink.sign(f.client_sign, p.name))]
    if g is not None:
        signs.append(("监护人签名", ink.sign(g.sign, g.name)))
    return [*out, *part("签署", pairs(*signs, ("社工签名", ink.sign("ink", f.worker))))]


def assessed(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment."""
    top = pairs(("个案编号", f.number), ("服务对象", f.person.name), ("预估日期", iso(f.assessment)), ("服务等级", GRADES[f.grade - 1]))  # fmt: skip
    return [
        heading("个案预估表"), *part("基本信息", top),
        *part("预估内容", long("个人系统", "表达清晰，对自身处境有认识。"), long("家庭系统", "成员之间有联系，支持程度一般。"), long("需求与问题", f.problem)),
        pairs(("预估社工", ink.sign("ink", f.worker)), ("预估结论", "建议开展个案服务")),
    ]  # fmt: skip


def planned(f: CaseFacts, ink: Ink, clock: Clock) -> list[Piece]:
    """Plan."""
    said = [] if f.theory is None else [long("理论依据", f.theory)]
    return [
        heading("个案服务计划书"), *part("基本信息", pairs(("个案编号", f.number), ("服务对象", f.person.name), ("制定日期", iso(f.plan)), ("责任社工", f.worker))),
        *part("计划内容", *said, long("服务目标", f.goals), long("服务策略与步骤", f.steps)),
        pairs(("社工签名", ink.sign("ink", f.worker)), ("填报时间", clock.filed(f.plan))),
        *trail(f.plan_approvals, f.worker, f.plan, ink, clock),
    ]  # fmt: skip


def session(f: CaseFacts, s: Session, ink: Ink, clock: Clock) -> list[Piece]:
    """One meeting."""
    begin, _, end = s.time.partition("—")
    top = pairs(
        ("个案编号", f.number), ("服务对象", f.person.name), ("服务次序", f"第{s.sequence}次"), ("服务方式", WAYS[s.method]),
        ("开始时间", f"{iso(s.day)} {begin}"), ("结束时间", f"{iso(s.day)} {end}"), ("服务地点", s.venue), ("责任社工", f.worker),
    )  # fmt: skip
    return [
        heading("个案服务记录"), *part("基本信息", top),
        *part("记录内容", long("服务过程", s.narrative), long("专业反思", s.reflection), long("下一步计划", s.next_plan)),
        pairs(("社工签名", ink.sign("ink", f.worker)), ("填报时间", clock.filed(s.day))),
        *trail(s.approvals, f.worker, s.day, ink, clock, s.response),
    ]  # fmt: skip


def crisis(f: CaseFacts, ink: Ink, clock: Clock) -> list[Piece]:
    """The crisis."""
    c = f.crisis
    assert c
    top = pairs(
        ("个案编号", f.number), ("服务对象", f.person.name), ("事件发生日期", iso(c.event_day)), ("获悉日期", iso(c.known)),
        ("首次介入日期", iso(c.response)), ("责任社工", f.worker),
    )  # fmt: skip
    return [
        heading("危机介入记录"), *part("基本信息", top),
        *part("处置情况", long("事件描述", c.event), long("处置措施", c.measures), long("上报情况", c.reported), long("机构应急响应", c.emergency), long("对社工的支持", c.support)),
        pairs(("社工签名", ink.sign("ink", f.worker)), ("填报时间", clock.filed(c.response))),
    ]  # fmt: skip


def closing(f: CaseFacts, ink: Ink, clock: Clock) -> list[Piece]:
    """Closing."""
    count = "" if f.closing_sessions is None else f"{f.closing_sessions}次"
    top = pairs(
        ("个案编号", f.number), ("服务对象", f.person.name), ("结案日期", iso(f.closed)), ("服务总次数", count),
        ("个案类别", kind(f.inner_category.get("closing", f.category))), ("结案原因", "服务目标达成"),
    )  # fmt: skip
    return [
        heading("个案结案报告"), *part("基本信息", top), *part("结案评估", long("目标达成情况", f.closing_text), long("后续安排", "结案后一个月内回访。")),
        pairs(("社工签名", ink.sign("ink", f.worker)), ("填报时间", clock.filed(f.closed))),
        *trail(f.closing_approvals, f.worker, f.closed, ink, clock),
    ]  # fmt: skip


def returned(f: CaseFacts, entry: tuple[date, str, str], ink: Ink, clock: Clock) -> list[Piece]:
    """A return visit."""
    day, how, text = entry
    top = pairs(
        ("个案编号", f.number), ("服务对象", f.person.name), ("回访日期", iso(day)), ("回访方式", how)
    )
    return [
        heading("结案后回访记录"), *part("基本信息", top), *part("回访内容", long("回访情况", text)),
        pairs(("回访社工", ink.sign("ink", f.worker)), ("填报时间", clock.filed(day))),
    ]  # fmt: skip


def case_folder(f: CaseFacts, centre: str, ink: Ink, clock: Clock, room: Path) -> None:
    """A PDF for each form."""
    papers = [("个案首页", first_page(f))]
    if "intake" not in f.without:
        papers.append(("接案登记", intake(f, ink, clock)))
    if f.consent:
        papers.append(("服务协议", consent(f, ink)))
    if f.assessment:
        papers.append(("预估", assessed(f, ink)))
    if f.plan:
        papers.append(("服务计划", planned(f, ink, clock)))
    if f.crisis:
        papers.append(("危机介入", crisis(f, ink, clock)))
    papers += [(f"服务记录{s.sequence}", session(f, s, ink, clock)) for s in f.sessions]
    if f.closed:
        papers.append(("结案报告", closing(f, ink, clock)))
    papers += [("结案回访", returned(f, entry, ink, clock)) for entry in f.followups]
    for n, (name, page) in enumerate(papers, 1):
        print_pdf([page], room / f"{n:02d}_{name}.pdf", centre, f.number)


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Assessment."""
    rows = [[head("评估指标", 3), head("评估结果", 3), head("得分", 2)]]
    rows += [[box(name, 3), box(rating, 3), box(str(score), 2)] for name, rating, score in a.items]
    top = pairs(
        ("档案编号", h.number), ("姓名", h.person.name), ("评估日期", iso(a.day)), ("所属社区", h.community)
    )
    end = pairs(
        ("评估总分", str(a.total)), ("评估等级", GRADES[a.grade - 1]),
        ("街道社工签名", ink.sign(a.direct_sign, h.direct_worker)), ("中心社工签名", ink.sign(a.worker_sign, h.worker)),
    )  # fmt: skip
    note = "等级划分：80—100分为1级（高需求），60—79分为2级，40—59分为3级，0—39分为4级（低需求）。"
    return [heading("服务对象分级评估表"), *part("基本信息", top), *part("评估明细", Table(rows)), *part("评估结论", end), para(note, size=9)]  # fmt: skip


def together(h: HouseholdFacts, done: Cooperated) -> list[Piece]:
    """Collaboration."""
    top = pairs(("档案编号", h.number), ("姓名", h.person.name), ("联动日期", iso(done.day)), ("所属社区", h.community), ("中心社工", h.worker), ("街道社工", done.partner))  # fmt: skip
    return [heading("双工联动协同记录表"), *part("基本信息", top), *part("联动情况", long("服务对象基本情况", done.facts), long("协同情况描述", done.text))]  # fmt: skip


def house_pages(h: HouseholdFacts, ink: Ink, clock: Clock) -> list[list[Piece]]:
    """All pages of a household."""
    p = h.person
    front = pairs(
        ("档案编号", h.number), ("姓名", p.name), ("所属社区", h.community), ("人员类别", "、".join(h.category)), ("服务等级", GRADES[h.cover_grade - 1]),
        ("责任社工", h.worker), ("建档日期", iso(h.opened)), ("档案状态", "在册"),
    )  # fmt: skip
    facts = pairs(
        ("档案编号", h.number), ("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", iso(p.birth)), ("证件号码", h.id_printed or p.id_number),
        ("手机号码", p.phone), ("所属社区", h.community), ("居住地址", p.address), ("人员类别", "、".join(h.category)), ("居住状况", h.living_status),
        ("居家环境", h.living), ("建档日期", iso(h.opened)),
    )  # fmt: skip
    foot = pairs(("建档社工", ink.sign("ink", h.worker)), ("填报时间", clock.filed(h.opened)))
    pages: list[list[Piece]] = [
        [heading("服务对象档案首页", 18), *part("档案概况", front)],
        [heading("服务对象信息登记表"), *part("基本信息", facts), foot],
        *(grading(h, a, ink) for a in h.assessments),
    ]
    if h.plan:
        pages.append([
            heading("一人一案服务方案"), *part("基本信息", pairs(("档案编号", h.number), ("姓名", p.name), ("开始日期", iso(h.plan[0])), ("结束日期", iso(h.plan[1])))),
            *part("方案内容", long("服务目标", "慢病指标稳定，居家安全无隐患。"), long("服务措施", "每两周探访一次，联动家庭医生每月随访，配置平安通呼援设备。")),
            pairs(("制定社工", ink.sign("ink", h.worker)), ("填报时间", clock.filed(h.plan[0]))),
        ])  # fmt: skip
    if h.contacts:
        rows: list[list[Cell]] = [[head("序号"), head("服务时间", 3), head("服务方式", 2), head("服务内容", 7), head("服务人员", 2)]]  # fmt: skip
        stamped = [(clock.visited(h.worker, c.day), c) for c in h.contacts]
        for n, (stamp, c) in enumerate(reversed(stamped), 1):
            way = "上门探访" if c.kind == "visit" else "电话访问"
            rows.append([box(str(n)), box(stamp, 3), box(way, 2), box(c.text, 7), box(h.worker, 2)])
        pages.append([heading("探访及电访服务记录"), pairs(("档案编号", h.number), ("姓名", p.name)), Table(rows), para(f"共{len(h.contacts)}条记录", size=9)])  # fmt: skip
    return [*pages, *(together(h, done) for done in h.collaborations)]


def roll(station: Station) -> Workbook:
    """The list of all communities on one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "服务对象名册"
    sheet.append([f"{station.name}服务对象名册"])
    sheet.merge_cells("A1:L1")
    sheet.append(
        [
            "序号",
            "档案编号",
            "姓名",
            "性别",
            "证件号码",
            "手机号码",
            "所属社区",
            "人员类别",
            "服务等级",
            "责任社工",
            "档案状态",
            "备注",
        ]
    )
    n = 0
    for r in station.rosters:
        for e in r.rows:
            n += 1
            sheet.append([n, e.number, e.name, e.sex, e.id_number, e.phone, r.community, e.category, GRADES[e.grade - 1], e.worker, "迁出" if e.remark else "在册", e.remark or None])  # fmt: skip
    for column, width in zip("ABCDEFGHIJKL", (6, 18, 10, 6, 22, 14, 12, 12, 10, 10, 10, 16), strict=True):
        sheet.column_dimensions[column].width = width
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""

    def numbered(head_: str, number: str) -> str:
        *_, initials, n = number.split("-")
        return f"{head_}-2025-{initials}-{int(n):04d}"

    renumber(station, lambda n: numbered("GA", n), lambda n: numbered("DA", n))
    revoice(station, seed, METROPOLIS)
    station.name = station.name.replace("社工服务站", "社会工作综合服务中心")
    write_config(station, out, initials=True)
    clock = Clock(station, seed)
    for at, f in enumerate(station.cases):
        case_folder(f, station.name, Ink(seed + at), clock, out / "个案管理" / f"{f.number}_{f.person.name}")
    for at, h in enumerate(station.households):
        path = out / "服务对象档案" / h.community / f"{h.number}_{h.person.name}.pdf"
        print_pdf(house_pages(h, Ink(seed + 1000 + at), clock), path, station.name, h.number)
    keep(roll(station), out / "服务对象档案" / "服务对象名册.xlsx")
    write_clutter(out)
