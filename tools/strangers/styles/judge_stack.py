"""S11: no tables at all: lines with underlined blanks, dates in Chinese numerals, many households in one Word file.

A case is one Word file whose name is a running number; its own number stands in the page header alone. A community's households
follow one another in one Word file, a heading each; their contacts are a running log of lines. Boxes are [√] and [  ], approvals
come from 机构督导, or from 项目主任 and 服务总监 of whom one is enough, as the form says. The lists are numbered lines.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Drawing, PageBreak, Para, Piece, Run, Text, para
from tools.strangers.people import chinese_day
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, dotted, heading, save
from tools.strangers.styles.judge_words import reword

KINDS = ("一般个案", "重点个案", "危机个案")
ROLE = {"supervisor": "机构督导", "district_head": "项目主任", "deputy_head": "服务总监"}
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
GRADES = ("1级", "2级", "3级", "4级")
ORDINALS = "一二三四五六七八九十"


def written(day: date | None) -> str:
    """二〇二五年三月五日, or nothing."""
    return chinese_day(day) if day else ""


def u(label: str, value: str, width: int = 6) -> list[Run]:
    """A label and its underlined value or blank."""
    return [Text(label + "："), Text(f"　{value}　" if value else "　" * width, underline=True)]


def row(*parts: list[Run] | str) -> Para:
    """Parts held apart by wide spaces."""
    out: list[Run] = []
    for at, part in enumerate(parts):
        if at:
            out.append(Text("　　"))
        out += [Text(part)] if isinstance(part, str) else part
    return Para(out)


def signed(label: str, ink: list[Run]) -> list[Run]:
    """A place for a name: the name upon the line, or the line alone."""
    out: list[Run] = [Text(label + "：")]
    for part in ink or [Text("")]:
        if isinstance(part, Text):
            out.append(Text(f"　{part.text}　" if part.text.strip() else "　　　　　　", underline=True))
        else:
            out.append(part)
    return out


def boxes(all_: Iterable[str], on: Iterable[str]) -> str:
    """[√]重点  [  ]一般."""
    chosen = set(on)
    return "　".join(("[√]" if o in chosen else "[  ]") + o for o in all_)


def kind(word: str) -> str:
    """重点 as this station prints it."""
    return word + "个案"


def dated(day: date | None) -> list[Run]:
    """日期 with a line."""
    return u("日期", written(day), 8)


def approvals(all_: list[Approve], ink: Ink) -> list[Piece]:
    """A remark line, then name and day; where two offices may approve, the form says that one is enough."""
    out: list[Piece] = []
    if len(all_) > 1:
        out.append(para("（项目主任、服务总监其中一人审批即可）", size=9))
    for a in all_:
        out.append(row(u(ROLE[a.role] + "审批意见", a.opinion, 16)))
        out.append(row(signed(ROLE[a.role] + "签名", ink.sign(a.state, a.name)), dated(a.day)))
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def opening(f: CaseFacts, ink: Ink) -> list[Piece]:
    """First page and intake."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    p = f.person
    assert f.opened
    out: list[Piece] = [
        heading("个案服务档案", 26), para(""), para(""),
        row(u("服务对象", p.name)), row(u("所属社区", f.community)), row("个案类别：" + boxes(KINDS, map(kind, on))),
        row(u("需求级别", GRADES[f.grade - 1])), row(u("立案日期", written(f.opened))), row(u("结案日期", written(f.closed))),
        row(u("跟进社工", f.worker)), row(u("服务总次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次")),
    ]  # fmt: skip
    if "intake" in f.without:
        return out
    out += [
        PageBreak(), heading("接案登记"),
        row(u("服务对象", p.name), u("性别", p.sex), u("年龄", f"{p.age(f.opened)}周岁")),
        row(u("出生日期", written(p.birth)), u("联系电话", p.phone)), row(u("身份证号码", p.id_number)), row(u("家庭住址", p.address)),
        row(u("接案日期", written(f.opened)), "来源：" + boxes(("主动求助", "社工发现", "社区转介"), (f.source,))),
        row("个案类别：" + boxes(KINDS, (kind(f.inner_category.get("intake", f.category)),))),
        row(u("求助原因", f.problem)),
    ]  # fmt: skip
    if f.model:
        out.append(row(u("介入模式", f.model)))
    return [*out, row(signed("接案社工签名", ink.sign("ink", f.worker)), dated(f.opened))]


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """A declaration."""
    p, g = f.person, f.guardian
    out: list[Piece] = [
        PageBreak(), heading("服务知情同意书"),
        Para([Text("　　本人"), Text(f"　{p.name}　", underline=True), Text("已听取社工"), Text(f"　{f.worker}　", underline=True),
              Text("对服务内容、保密原则及例外情形的说明，自愿接受个案服务，可随时要求终止。")]),
        row(signed("服务对象签名", ink.sign(f.client_sign, p.name)), dated(f.consent)),
    ]  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        out += [
            para("（服务对象为未成年人的，由监护人签名，并写明父母双方的联系电话）", size=9),
            row(
                signed("监护人签名", ink.sign(g.sign, g.name)),
                u("与服务对象的关系", g.relation),
                u("电话", g.phone),
            ),
            row(u("父亲", f.father.name), u("电话", f.father.phone)),
            row(u("母亲", f.mother.name), u("电话", f.mother.phone)),
        ]
    return [*out, row(signed("社工签名", ink.sign("ink", f.worker)), dated(f.consent))]


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    if f.assessment:
        out += [
            PageBreak(), heading("个案预估"), row(u("服务对象", f.person.name), u("预估日期", written(f.assessment))),
            row(u("主要问题", f.problem)), row(u("可用资源", "邻里往来较多，社区有义工可上门。")), row(signed("社工签名", ink.sign("ink", f.worker))),
        ]  # fmt: skip
    if f.plan:
        out += [
            PageBreak(),
            heading("个案服务计划"),
            row(u("服务对象", f.person.name), u("计划日期", written(f.plan))),
        ]
        if f.theory is not None:
            out.append(row(u("理论依据", f.theory, 14)))
        out += [
            row(u("服务目标", f.goals)),
            row(u("服务步骤", f.steps)),
            row(signed("社工签名", ink.sign("ink", f.worker))),
            *approvals(f.plan_approvals, ink),
        ]
    return out


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    out: list[Piece] = [
        PageBreak(), heading(f"第{ORDINALS[s.sequence - 1]}次服务记录"),
        row(u("服务对象", f.person.name), u("服务日期", written(s.day)), u("时间", s.time)),
        row(u("地点", s.venue), "服务方式：" + boxes(("面谈", "入户", "电话"), (s.method,))),
        para("服务经过："), para("　　" + s.narrative), para("社工反思："), para("　　" + s.reflection),
        row(signed("社工签名", ink.sign("ink", f.worker))), *approvals(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        out.append(row(u("社工回应", s.response, 16)))
    return out


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    return [
        PageBreak(), heading("危机事件处理记录"), row(u("服务对象", f.person.name), u("事发日期", written(c.event_day))),
        row(u("知悉日期", written(c.known)), u("首次介入日期", written(c.response))),
        *(row(u(label, text, 20)) for label, text in (
            ("事件经过", c.event), ("处理措施", c.measures), ("上报情况", c.reported), ("机构应急处置", c.emergency), ("对社工的支持", c.support),
        )),
        row(signed("社工签名", ink.sign("ink", f.worker))),
    ]  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing, and the log of return visits."""
    out: list[Piece] = []
    if f.closed:
        out += [
            PageBreak(), heading("结案报告"), row(u("服务对象", f.person.name), u("结案日期", written(f.closed))),
            row("个案类别：" + boxes(KINDS, (kind(f.inner_category.get("closing", f.category)),))),
            row("结案原因：" + boxes(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,))),
            row(u("服务总次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次")), row(u("服务成效", f.closing_text)),
            row(signed("社工签名", ink.sign("ink", f.worker))), *approvals(f.closing_approvals, ink),
        ]  # fmt: skip
    if f.followups:
        out += [PageBreak(), heading("结案后回访记录"), row(u("服务对象", f.person.name))]
        out += [
            para(f"{written(day)}　{how}　{text}（回访社工：{f.worker}）") for day, how, text in f.followups
        ]
    return out


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """All papers of a case."""
    pieces = opening(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    return Drawing(
        [*pieces, *ending(f, ink)], header=f"{station.name}　　　　　　　　　　个案编号：{f.number}"
    )


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Items as numbered lines."""
    out: list[Piece] = [para("（二）需求分级评估"), row(u("评估日期", written(a.day)))]
    out += [row(f"{at}．{name}：{rating}，{score}分") for at, (name, rating, score) in enumerate(a.items, 1)]
    return [
        *out, row(u("总分", f"{a.total}分"), u("评定级别", GRADES[a.grade - 1])),
        para("（80分及以上为1级，60－79分为2级，40－59分为3级，39分及以下为4级）", size=9),
        row(signed("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), signed("社工签名", ink.sign(a.worker_sign, h.worker))),
    ]  # fmt: skip


def household(h: HouseholdFacts, at: int, ink: Ink) -> list[Piece]:
    """One household of the stack."""
    p = h.person
    out: list[Piece] = [
        heading(f"第{at}户　{p.name}", 15),
        row(u("档案编号", h.number), u("户主", p.name), u("级别", GRADES[h.cover_grade - 1])),
        row(u("所属社区", h.community), u("建档日期", written(h.opened)), u("负责社工", h.worker)),
        para("（一）基本信息"),
        row(u("性别", h.sex_printed or p.sex), u("出生日期", written(p.birth)), u("联系电话", p.phone)),
        row(u("身份证号码", h.id_printed or p.id_number), u("家庭住址", p.address)),
        row("人员类别：" + boxes(PEOPLE, h.category)), row("居住情况：" + boxes(("独居", "与家人同住"), (h.living_status,))),
        row("居住环境：" + boxes(("良好", "一般", "较差"), (h.living,))),
    ]  # fmt: skip
    for a in h.assessments:
        out += grading(h, a, ink)
    out.append(para("（三）探访、电访流水"))
    out += [para(f"{dotted(c.day)}　{'探访' if c.kind == 'visit' else '电访'}　{c.text}") for c in h.contacts]
    for done in h.collaborations:
        out += [
            para("（四）人员协同"), row(u("协同日期", written(done.day)), u("社工", h.worker), u("直聘社工", done.partner)),
            row(u("服务对象基本情况", done.facts, 16)), row(u("协同情况", done.text, 16)),
        ]  # fmt: skip
    if h.plan:
        out += [
            para("（五）一人一案服务计划"), row(u("服务期限", f"{written(h.plan[0])}至{written(h.plan[1])}")),
            row(u("服务目标", "半年内按时服药、每月复诊。")), row(u("服务措施", "链接家庭医生，邻居互助送餐。")),
        ]  # fmt: skip
    return [*out, PageBreak()]


def listing(station: Station) -> Drawing:
    """Every community's list as numbered lines."""
    pieces: list[Piece] = []
    for r in station.rosters:
        pieces.append(heading(f"{r.community}档案清单"))
        for at, e in enumerate(r.rows, 1):
            remark = f"，备注：{e.remark}" if e.remark else ""
            pieces.append(
                para(
                    f"{at}．{e.number}　{e.name}　{e.sex}　{e.id_number}　{e.category}　{GRADES[e.grade - 1]}　社工{e.worker}{remark}"
                )
            )
        pieces += [para(f"以上共{r.printed_total}户。", align="right"), PageBreak()]
    return Drawing(pieces)


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        save(case_file(f, station, Ink(seed + at)), out / "个案档案" / f"{at + 1:03d}.docx")
    for at, (name, _) in enumerate(station.communities, 1):
        pieces: list[Piece] = [heading(f"{name}困难群众一户一档", 20)]
        for n, h in enumerate((h for h in station.households if h.community == name), 1):
            pieces += household(h, n, Ink(seed + 400 + at * 50 + n))
        save(Drawing(pieces, header=station.name), out / "困难群众档案" / f"{at}.docx")
    save(listing(station), out / "困难群众档案" / "0.docx")
    write_clutter(out)
