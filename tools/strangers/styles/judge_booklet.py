"""S9: one booklet a case and a household: a single table whose caption rows are the papers, plain words, no audit.toml.

Nothing but the caption row (一、接案 … 八、结案后回访) says where a paper ends; the client's name stands once, at the top. The
process records, the contacts and the return visits are rows under a header row in the middle of that table. Lists are sheets
with remarks above the header, an empty column at the left and a note below.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import CaseFacts, HouseholdFacts
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Table, Text
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, options, save
from tools.strangers.styles.judge_words import reword
from tools.strangers.styles.judge_workbook import keep

WIDE = 12
KINDS = ("重点", "一般", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
Rows = list[list[Cell]]


def slashed(day: date | None) -> str:
    """2025/3/5."""
    return f"{day.year}/{day.month}/{day.day}" if day else ""


def caption(text: str) -> list[Cell]:
    """A row that begins a paper."""
    return [Cell([Para([Text(text, bold=True)], "center")], WIDE, 1, True)]


def pair(*items: tuple[str, Value]) -> list[Cell]:
    """Labels and values side by side, the row filled."""
    room = WIDE // len(items)
    out = []
    for label, value in items:
        out += [head(label, 2), lines(value if not isinstance(value, str) else [value], cols=room - 2)]
    return out


def ticks(all_: tuple[str, ...], on: tuple[str, ...]) -> str:
    """√ written into the box's place: □重点  √一般."""
    return options(all_, on, "√", "□")


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """意见 | 签名 | 日期."""
    return [
        [head(f"{ROLE[a.role]}意见", 2), box(a.opinion, 4), head("签名"), lines([*ink.sign(a.state, a.name)], cols=2), head("日期"), box(slashed(a.day), 2)]
        for a in all_
    ]  # fmt: skip


# ---- cases -----------------------------------------------------------------------------------------------------------


def opening(f: CaseFacts) -> Rows:
    """Cover facts and the intake."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    p = f.person
    assert f.opened
    rows = [
        caption("个案封面"),
        pair(("个案编号", f.number), ("服务对象姓名", p.name)),
        pair(("所属社区", f.community), ("个案类别", ticks(KINDS, on))),
        pair(
            ("需求等级", GRADES[f.grade - 1]),
            ("服务次数", "" if f.stated_sessions is None else str(f.stated_sessions)),
        ),
        pair(("开案日期", slashed(f.opened)), ("结案日期", slashed(f.closed)), ("负责社工", f.worker)),
    ]
    if "intake" in f.without:
        return rows
    rows += [
        caption("一、接案记录"),
        pair(("性别", p.sex), ("出生日期", slashed(p.birth)), ("年龄", str(p.age(f.opened)))),
        pair(("身份证号", p.id_number), ("联系电话", p.phone)),
        pair(("家庭住址", p.address), ("接案日期", slashed(f.opened))),
        pair(("个案来源", ticks(("主动求助", "社工发现", "社区转介"), (f.source,)))),
        pair(("个案类别", ticks(KINDS, (f.inner_category.get("intake", f.category),)))),
        pair(("主诉问题", f.problem)),
    ]
    return rows + ([pair(("介入模式", f.model))] if f.model else [])


def consent(f: CaseFacts, ink: Ink) -> Rows:
    """The consent as a part of the table."""
    g = f.guardian
    rows = [
        caption("二、接受个案服务同意书"),
        [box("本人已了解个案服务的内容、期限和保密原则，自愿接受社工提供的服务，并配合完成服务计划。", WIDE)],
        pair(
            ("服务对象签名", ink.sign(f.client_sign, f.person.name)), ("社工签名", ink.sign("ink", f.worker))
        ),
    ]
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            pair(
                ("监护人签名", ink.sign(g.sign, g.name)),
                ("与服务对象关系", g.relation),
                ("监护人电话", g.phone),
            ),
            pair(("父亲姓名", f.father.name), ("父亲电话", f.father.phone)),
            pair(("母亲姓名", f.mother.name), ("母亲电话", f.mother.phone)),
        ]
    return [*rows, pair(("签署日期", slashed(f.consent)))]


def planning(f: CaseFacts, ink: Ink) -> Rows:
    """Assessment and plan."""
    rows: Rows = []
    if f.assessment:
        rows += [
            caption("三、个案评估"),
            pair(("评估日期", slashed(f.assessment)), ("评估社工", f.worker)),
            pair(("问题及需求分析", f.problem)),
        ]
    if f.plan:
        rows += [caption("四、个案服务计划"), pair(("制定日期", slashed(f.plan)))]
        if f.theory is not None:
            rows.append(pair(("理论依据", f.theory)))
        rows += [pair(("服务目标", f.goals)), pair(("服务内容", f.steps)), *approvals(f.plan_approvals, ink)]
    return rows


def process(f: CaseFacts, ink: Ink) -> Rows:
    """Sessions as rows in the middle of the table."""
    answered = any(s.response is not None for s in f.sessions)
    roles = [a.role for a in f.sessions[0].approvals]
    left = WIDE - 4 - len(roles) - (1 if answered else 0)
    heads = [head("次数"), head("日期"), head("方式"), head("服务过程", left), head("社工反思")]
    heads += [head(f"{ROLE[r]}意见及签名") for r in roles] + ([head("社工回应")] if answered else [])
    rows = [caption("五、个案过程记录"), heads]
    for s in f.sessions:
        row = [
            box(str(s.sequence)),
            box(slashed(s.day)),
            box(s.method),
            box(s.narrative, left),
            box(s.reflection),
        ]
        row += [lines(a.opinion, ink.sign(a.state, a.name)) if not a.empty else box("") for a in s.approvals]
        rows.append(row + ([box(s.response or "")] if answered else []))
    return rows


def crisis(f: CaseFacts) -> Rows:
    """Crisis."""
    c = f.crisis
    assert c
    return [
        caption("六、危机事件处理记录"),
        pair(("事发日期", slashed(c.event_day)), ("获知日期", slashed(c.known)), ("首次介入日期", slashed(c.response))),
        pair(("事件经过", c.event)), pair(("处理措施", c.measures)), pair(("上报情况", c.reported)),
        pair(("机构应急处理", c.emergency)), pair(("对社工的支援", c.support)),
    ]  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> Rows:
    """Closing and return visits."""
    rows: Rows = []
    if f.closed:
        rows += [
            caption("七、结案报告"),
            pair(("结案日期", slashed(f.closed)), ("服务次数", "" if f.closing_sessions is None else str(f.closing_sessions))),
            pair(("个案类别", ticks(KINDS, (f.inner_category.get("closing", f.category),)))),
            pair(("结案原因", ticks(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,)))),
            pair(("目标达成情况", f.closing_text)), *approvals(f.closing_approvals, ink),
        ]  # fmt: skip
    if f.followups:
        rows += [
            caption("八、结案后回访记录"),
            [head("回访日期", 2), head("回访方式", 2), head("回访情况", 6), head("回访社工", 2)],
        ]
        rows += [
            [box(slashed(day), 2), box(how, 2), box(text, 6), box(f.worker, 2)]
            for day, how, text in f.followups
        ]
    return rows


def case_booklet(f: CaseFacts, ink: Ink) -> Drawing:
    """The whole case in one table."""
    rows = opening(f)
    if f.consent:
        rows += consent(f, ink)
    rows += planning(f, ink)
    if f.crisis:
        rows += crisis(f)
    rows += process(f, ink) + ending(f, ink)
    return Drawing([heading("个案工作记录册"), Table(rows)])


# ---- households ------------------------------------------------------------------------------------------------------


def house_booklet(h: HouseholdFacts, ink: Ink) -> Drawing:
    """A cover, then one table with all papers."""
    p = h.person
    cover = Table([
        pair(("档案编号", h.number)), pair(("姓名", p.name)), pair(("所属社区", h.community)), pair(("服务等级", GRADES[h.cover_grade - 1])),
        pair(("建档日期", slashed(h.opened))),
    ])  # fmt: skip
    rows: Rows = [
        caption("一、基本信息登记表"),
        pair(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", slashed(p.birth))),
        pair(("身份证号", h.id_printed or p.id_number), ("联系电话", p.phone)),
        pair(("家庭住址", p.address), ("登记日期", slashed(h.opened))),
        pair(("人员类别", ticks(PEOPLE, h.category))),
        pair(("居住状况", ticks(("独居", "与家人同住"), (h.living_status,)))),
        pair(("居住环境", ticks(("良好", "一般", "较差"), (h.living,)))),
    ]
    for a in h.assessments:
        rows += [
            caption("二、需求分级评估表"),
            pair(("评估日期", slashed(a.day))),
            [head("评估项目", 4), head("评价", 4), head("得分", 4)],
        ]
        rows += [[box(name, 4), box(rating, 4), box(str(score), 4)] for name, rating, score in a.items]
        rows += [
            pair(("总分", str(a.total)), ("评估等级", GRADES[a.grade - 1])),
            pair(
                ("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)),
                ("社工签名", ink.sign(a.worker_sign, h.worker)),
            ),
            [box("注：总分80分（含）以上为一级，60—79分为二级，40—59分为三级，40分以下为四级。", WIDE)],
        ]
    if h.plan:
        rows += [
            caption("三、一人一案服务计划"), pair(("开始日期", slashed(h.plan[0])), ("结束日期", slashed(h.plan[1]))),
            pair(("服务目标", "学会自测血糖，每月复诊一次。")), pair(("服务内容", "陪诊、送药、邻里结对。")),
        ]  # fmt: skip
    rows += [
        caption("四、探访、电访记录"),
        [head("日期", 2), head("方式", 2), head("内容", 6), head("社工", 2)],
    ]
    rows += [
        [
            box(slashed(c.day), 2),
            box(ticks(("探访", "电访"), ("探访" if c.kind == "visit" else "电访",)), 2),
            box(c.text, 6),
            box(h.worker, 2),
        ]
        for c in h.contacts
    ]
    for done in h.collaborations:
        rows += [
            caption("五、人员协同表"),
            pair(("协同日期", slashed(done.day)), ("社工", h.worker), ("直聘社工", done.partner)),
            pair(("兜底对象基本情况", done.facts)), pair(("具体协同情况", done.text)),
        ]  # fmt: skip
    pieces: list[Piece] = [
        heading("一 户 一 档", 26),
        cover,
        PageBreak(),
        heading("服务对象档案"),
        Table(rows),
    ]
    return Drawing(pieces)


def lists(station: Station) -> Workbook:
    """A sheet a community; remarks above, an empty column at the left."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        sheet = book.create_sheet(r.community)
        sheet["B1"] = f"{station.name}服务对象档案清单"
        sheet["B2"] = f"社区：{r.community}"
        sheet["B3"] = "说明：本清单按建档先后排列，迁出、去世者在备注栏注明。"
        for at, name in enumerate(
            ("序号", "档案编号", "姓名", "性别", "身份证号", "人员类别", "等级", "社工", "备注"), 2
        ):
            sheet.cell(5, at, name)
        for n, e in enumerate(r.rows, 1):
            values = (
                n,
                e.number,
                e.name,
                e.sex,
                e.id_number,
                e.category,
                GRADES[e.grade - 1],
                e.worker,
                e.remark or None,
            )
            for at, value in enumerate(values, 2):
                sheet.cell(5 + n, at, value)
        sheet.cell(7 + len(r.rows), 2, f"共计{r.printed_total}户")
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    for at, f in enumerate(station.cases):
        save(case_booklet(f, Ink(seed + at)), out / "个案" / f"{f.number}{f.person.name}.docx")
    for at, h in enumerate(station.households):
        save(
            house_booklet(h, Ink(seed + 400 + at)),
            out / "一户一档" / h.community / f"{h.number}{h.person.name}.docx",
        )
    keep(lists(station), out / "一户一档" / "档案清单.xlsx")
    write_clutter(out)
