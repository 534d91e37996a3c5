"""S29: a street station by a lake: a printed set of forms, one Word file a step, in a folder a case.

Every form bears a band on top: number, day, worker, each caption and value in one place. Short facts stand right of their captions,
long ones below a caption over the whole width. Who approves stands side by side at the foot. Words are chosen by a mark in brackets
behind them. Minors have an agreement of their own, with a table of the parents. A household is one long document whose pages are
numbered by step; the assessment is a grid in which one of three columns is marked; the lists are tables in Word.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.facts import Assessed, CaseFacts, Cooperated, HouseholdFacts, Kin, RosterFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, runs, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_rivers import LAKE
from tools.strangers.styles.judge_words import renumber

WIDE = 12
KINDS = ("一般", "重点", "危机")
GRADES = ("一类", "二类", "三类", "四类")
RATINGS = ("良好", "一般", "较差")
PEOPLE = ("特困", "低保", "残疾", "孤寡", "独居", "困境儿童", "其他")
ROLE = {"supervisor": "督导意见", "district_head": "片区长意见", "deputy_head": "副站长意见"}
SOURCES = {"社工发现": "社工走访发现", "主动求助": "本人求助", "社区转介": "社区转来", "": "其他"}
NO_DAY = "　　年　　月　　日"


def padded(day: date | None, blank: str = "") -> str:
    """2025年03月05日."""
    return f"{day:%Y年%m月%d日}" if day else blank


def marked(all_: Sequence[str], on: Sequence[str]) -> str:
    """一般（ ）重点（√）."""
    return "　".join(f"{o}（{'√' if o in on else '　'}）" for o in all_)


def band(f: CaseFacts | HouseholdFacts, what: str, day: date | None) -> list[Cell]:
    """The strip on top of every form."""
    return [box(f"档案号：{f.number}", 4), box(f"{what}：{padded(day)}", 4), box(f"承办社工：{f.worker}", 4)]


def pairs(*items: tuple[str, Value]) -> list[Cell]:
    """Captions and values side by side, two or three of them in a row."""
    each = WIDE // len(items)
    out = []
    for label, value in items:
        out += [head(label, 2), box(value, each - 2)]
    return out


def below(label: str, value: str) -> list[list[Cell]]:
    """A caption over the whole width, its text below."""
    return [[Cell([Para([Text(label)])], WIDE, 1, True)], [lines(value, "", cols=WIDE)]]


def signed(who: str, f: CaseFacts | HouseholdFacts, ink: Ink, day: date | None) -> list[Cell]:
    """The worker's line at the foot."""
    return [
        lines(
            [Text(f"{who}（签字）："), *ink.sign("ink", f.worker), Text(f"　　　　{padded(day)}")], cols=WIDE
        )
    ]


def approvals(all_: list[Approve], ink: Ink) -> list[list[Cell]]:
    """Side by side: caption above; remark, name and day below."""
    if not all_:
        return []
    each = WIDE // len(all_)
    captions = [head(ROLE[a.role], each) for a in all_]
    cells = []
    for a in all_:
        name: list[str | Run] = [Text("签名："), *(ink.sign(a.state, a.name) or runs("　　　　　"))]
        cells.append(lines(a.opinion, name, padded(a.day, NO_DAY), cols=each))
    return [captions, cells]


def either(all_: list[Approve]) -> list[Piece]:
    """The form's note where two may approve."""
    return [para("注：片区长、副站长由其中一人签批即可。", size=9)] if len(all_) > 1 else []


def sheet(code: str, title: str, rows: list[list[Cell]], *after: Piece) -> Drawing:
    """One form of the set."""
    return Drawing([para(f"个案套表之{code}"), heading(title), Table(rows), *after])


# ---- cases -----------------------------------------------------------------------------------------------------------


def front(f: CaseFacts, station: Station) -> Drawing:
    """The cover."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    said: list[tuple[str, str]] = [
        ("档案号", f.number), ("服务对象", f.person.name), ("所在社区", f.community), ("个案分类", marked(KINDS, on)),
        ("服务等级", GRADES[f.grade - 1]), ("承办社工", f.worker), ("立案日期", padded(f.opened)), ("结案日期", padded(f.closed)),
        ("服务次数", "" if f.stated_sessions is None else f"共 {f.stated_sessions} 次"),
    ]  # fmt: skip
    rows = [[head(label, 3), box(value, 9)] for label, value in said]
    return Drawing(
        [para(station.name, align="center", size=18), heading("个案服务卷宗", 28), para(""), Table(rows)]
    )


def intake(f: CaseFacts, ink: Ink) -> Drawing:
    """One."""
    p = f.person
    assert f.opened
    rows = [
        band(f, "接案日期", f.opened),
        pairs(("服务对象", p.name), ("性别", p.sex), ("年龄", str(p.age(f.opened)))),
        pairs(("出生日期", padded(p.birth)), ("联系电话", p.phone)),
        pairs(("身份证号", p.id_number)), pairs(("家庭住址", p.address)), pairs(("所在社区", f.community)),
        pairs(("个案来源", marked(tuple(SOURCES.values()), (SOURCES[f.source],)))),
        pairs(("个案分类", marked(KINDS, (f.inner_category.get("intake", f.category),)))),
        *below("求助问题", f.problem),
        *([pairs(("工作模式", f.model))] if f.model else []),
        pairs(("接案意见", marked(("予以接案", "转介", "不予接案"), ("予以接案",)))),
        signed("接案社工", f, ink, f.opened),
    ]  # fmt: skip
    return sheet("一", "接案登记表", rows)


def agreement(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Two: paragraphs; minors have their own."""
    p = f.person
    assert f.consent
    minor = f.guardian is not None and p.age(f.consent) < 18
    title = "未成年人个案服务协议（监护人签订）" if minor else "个案服务协议"
    pieces: list[Piece] = [
        para("个案套表之二"), heading(title), Table([band(f, "签订日期", f.consent)]),
        para(f"甲方（服务机构）：{station.name}"),
        para(f"乙方（服务对象）：{p.name}　　出生日期：{padded(p.birth)}" + ("" if minor else f"　　联系电话：{p.phone}")),
    ]  # fmt: skip
    g = f.guardian or Kin()
    if minor:
        pieces.append(para(f"监护人：{g.name}　　与乙方关系：{g.relation}　　联系电话：{g.phone}"))
    pieces += [
        para("一、甲方指派社工为乙方提供个案服务，不收取费用。"),
        para("二、甲方对乙方的家庭情况和谈话内容保密，危及人身安全的除外。"),
        para("三、乙方如实说明情况，按约定时间参加面谈；乙方可随时提出终止服务。"),
        para("四、本协议一式两份，双方签字后生效。"),
    ]
    if minor:
        kin = [(k.relation, k.name, k.phone) for k in (f.father or Kin(), f.mother or Kin())]
        grid = [[head("家长", 3), head("姓名", 4), head("联系电话", 5)]]
        grid += [[box(a, 3), box(b, 4), box(c, 5)] for a, b, c in kin]
        pieces += [para("附：家长联系表"), Table(grid)]
    line = "____________"
    own = ink.sign(f.client_sign, p.name) or runs(line)
    pieces.append(Para([Text("乙方（签字）："), *own]))
    if minor:
        pieces.append(Para([Text("监护人（签字）："), *(ink.sign(g.sign, g.name) or runs(line))]))
    pieces += [Para([Text("甲方社工（签字）："), *ink.sign("ink", f.worker)]), para(padded(f.consent), align="right")]  # fmt: skip
    return Drawing(pieces)


def estimate(f: CaseFacts, ink: Ink) -> Drawing:
    """Three."""
    rows = [
        band(f, "预估日期", f.assessment), pairs(("服务对象", f.person.name), ("服务等级", GRADES[f.grade - 1])),
        *below("个人情况", "能正常交流，愿意接受社工帮助。"), *below("家庭和邻里", "家人之间有来往，邻里关系和睦，社区设有居家服务点。"),
        *below("主要问题和需要", f.problem), signed("承办社工", f, ink, f.assessment),
    ]  # fmt: skip
    return sheet("三", "问题预估表", rows)


def planning(f: CaseFacts, ink: Ink) -> Drawing:
    """Four."""
    rows = [
        band(f, "制定日期", f.plan),
        pairs(("服务对象", f.person.name), ("个案分类", marked(KINDS, (f.inner_category.get("plan", f.category),)))),
        *([] if f.theory is None else below("理论依据", f.theory)),
        *below("服务目标", f.goals), *below("服务步骤", f.steps), signed("承办社工", f, ink, f.plan), *approvals(f.plan_approvals, ink),
    ]  # fmt: skip
    return sheet("四", "个案服务计划表", rows, *either(f.plan_approvals))


def session(f: CaseFacts, s: Session, ink: Ink) -> Drawing:
    """Five, one a meeting."""
    rows = [
        band(f, "服务日期", s.day), pairs(("服务对象", f.person.name), ("服务次序", f"第 {s.sequence} 次")),
        pairs(("起止时间", s.time), ("地点", s.venue)), pairs(("服务形式", marked(("面谈", "入户", "电话"), (s.method,)))),
        *below("服务经过", s.narrative), *below("分析与体会", s.reflection), *below("下次打算", s.next_plan),
        signed("承办社工", f, ink, s.day), *approvals(s.approvals, ink),
        *([] if s.response is None else below("承办社工对意见的回复", s.response)),
    ]  # fmt: skip
    return sheet("五", "个案服务过程记录", rows, *either(s.approvals))


def crisis(f: CaseFacts, ink: Ink) -> Drawing:
    """Six."""
    c = f.crisis
    assert c
    rows = [
        band(f, "填表日期", c.response), pairs(("服务对象", f.person.name), ("发生日期", padded(c.event_day))),
        pairs(("知晓日期", padded(c.known)), ("到场日期", padded(c.response))), *below("事件经过", c.event), *below("处置情况", c.measures),
        *below("上报情况", c.reported), *below("单位应急响应", c.emergency), *below("对承办社工的支持", c.support), signed("承办社工", f, ink, c.response),
    ]  # fmt: skip
    return sheet("六", "危机事件处置表", rows)


def ending(f: CaseFacts, ink: Ink) -> Drawing:
    """Seven."""
    reasons = ("目标达成", "对象要求终止", "转介", "其他")
    rows = [
        band(f, "结案日期", f.closed), pairs(("服务对象", f.person.name), ("服务次数", "" if f.closing_sessions is None else f"共 {f.closing_sessions} 次")),
        pairs(("个案分类", marked(KINDS, (f.inner_category.get("closing", f.category),)))), pairs(("结案原因", marked(reasons, reasons[:1]))),
        *below("目标达成情况", f.closing_text), signed("承办社工", f, ink, f.closed), *approvals(f.closing_approvals, ink),
    ]  # fmt: skip
    return sheet("七", "个案结案表", rows, *either(f.closing_approvals))


def returned(f: CaseFacts, day: date, how: str, text: str, ink: Ink) -> Drawing:
    """Eight."""
    rows = [
        band(f, "回访日期", day), pairs(("服务对象", f.person.name), ("回访形式", marked(("入户", "电话"), (how,)))),
        *below("回访情况", text), signed("回访社工", f, ink, day),
    ]  # fmt: skip
    return sheet("八", "结案后回访表", rows)


def case_folder(f: CaseFacts, station: Station, ink: Ink, room: Path) -> None:
    """All forms of a case."""
    made: list[tuple[str, Drawing]] = [("0封面", front(f, station))]
    if "intake" not in f.without:
        made.append(("1接案登记表", intake(f, ink)))
    if f.consent:
        made.append(("2服务协议", agreement(f, station, ink)))
    if f.assessment:
        made.append(("3预估表", estimate(f, ink)))
    if f.plan:
        made.append(("4服务计划表", planning(f, ink)))
    made += [(f"5过程记录（第{s.sequence}次）", session(f, s, ink)) for s in f.sessions]
    if f.crisis:
        made.append(("6危机处置表", crisis(f, ink)))
    if f.closed:
        made.append(("7结案表", ending(f, ink)))
    made += [(f"8回访表{day:%m%d}", returned(f, day, how, text, ink)) for day, how, text in f.followups]
    for name, drawing in made:
        save(drawing, room / f"{name}.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def page(at: str, title: str, h: HouseholdFacts, *pieces: Piece, fresh: bool = True) -> list[Piece]:
    """A numbered page."""
    top: list[Piece] = [PageBreak()] if fresh else []
    return [*top, para(f"第{at}页", align="right"), heading(title), Table([[box(f"档案号：{h.number}", 4), box(f"姓名：{h.person.name}", 4), box(f"承办社工：{h.worker}", 4)]]), *pieces]  # fmt: skip


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """The grid with one of three columns marked."""
    rows = [[head("序号"), head("评估内容", 3), *(head(r, 2) for r in RATINGS), head("得分", 2)]]
    for n, (name, rating, score) in enumerate(a.items, 1):
        rows.append([box(str(n)), box(name, 3), *(box("√" if r == rating else "", 2) for r in RATINGS), box(str(score), 2)])  # fmt: skip
    rows += [
        pairs(("总分", f"{a.total} 分"), ("评估日期", padded(a.day))),
        pairs(("评定等级", marked(GRADES, (GRADES[a.grade - 1],)))),
        [head("评估人签名", 2), box(ink.sign(a.direct_sign, h.direct_worker), 4), head("复核人签名", 2), box(ink.sign(a.worker_sign, h.worker), 4)],
    ]  # fmt: skip
    note = para("评分标准：总分80分及以上为一类，60—79分为二类，40—59分为三类，39分及以下为四类。", size=9)
    return page("三", "服务等级评估表", h, Table(rows), note)


def together(h: HouseholdFacts, done: Cooperated) -> list[Piece]:
    """The collaboration."""
    rows = [pairs(("协同日期", padded(done.day)), ("协同人员", done.partner)), *below("服务对象基本情况", done.facts), *below("协同情况（什么时间、什么人、做了什么）", done.text)]  # fmt: skip
    return page("五", "人员协同记录表", h, Table(rows))


def house_file(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """All pages."""
    p = h.person
    cover = [
        [head(label, 3), box(value, 9)]
        for label, value in (
            ("档案号", h.number), ("姓名", p.name), ("所在社区", h.community), ("服务等级", GRADES[h.cover_grade - 1]),
            ("建档日期", padded(h.opened)), ("承办社工", h.worker),
        )
    ]  # fmt: skip
    pieces: list[Piece] = [
        para("第一页", align="right"), para(station.name, align="center", size=18), heading("重点关爱对象档案", 26), para(""), Table(cover),
    ]  # fmt: skip
    facts = [
        pairs(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("民族", "汉")),
        pairs(("出生日期", padded(p.birth)), ("联系电话", p.phone)), pairs(("身份证号", h.id_printed or p.id_number)), pairs(("家庭住址", p.address)),
        pairs(("对象类别", marked(PEOPLE, h.category))), pairs(("居住情况", marked(("独居", "与家人同住"), (h.living_status,)))),
        pairs(("居住环境", marked(RATINGS, (h.living,)))), pairs(("登记日期", padded(h.opened))), signed("登记社工", h, ink, h.opened),
    ]  # fmt: skip
    pieces += page("二", "基本情况登记表", h, Table(facts))
    for a in h.assessments:
        pieces += grading(h, a, ink)
    visits = [[head("序号"), head("日期", 3), head("方式"), head("走访（通话）情况", 5), head("走访人", 2)]]
    visits += [
        [box(str(n)), box(padded(c.day), 3), box("入户" if c.kind == "visit" else "电话"), box(c.text, 5), box(h.worker, 2)]
        for n, c in enumerate(h.contacts, 1)
    ]  # fmt: skip
    pieces += page("四", "走访联系记录表", h, Table(visits))
    for done in h.collaborations:
        pieces += together(h, done)
    if h.plan:
        rows = [
            pairs(("开始日期", padded(h.plan[0])), ("结束日期", padded(h.plan[1]))), *below("服务目标", "按时就医用药，有人定期上门照看。"),
            *below("服务措施", "社工每两周走访一次，请家庭医生随访，邻居结对照看。"), signed("承办社工", h, ink, h.plan[0]),
        ]  # fmt: skip
        pieces += page("六", "一人一案服务计划表", h, Table(rows))
    return Drawing(pieces)


def listing(r: RosterFacts, station: Station) -> Drawing:
    """A community's list."""
    wide = (1, 4, 2, 1, 4, 2, 2, 2, 2)
    names = ("序号", "档案号", "姓名", "性别", "身份证号", "对象类别", "服务等级", "承办社工", "备注")
    rows = [[head(n, w) for n, w in zip(names, wide, strict=True)]]
    for n, e in enumerate(r.rows, 1):
        values = (str(n), e.number, e.name, e.sex, e.id_number, e.category, GRADES[e.grade - 1], e.worker, e.remark)  # fmt: skip
        rows.append([box(v, w) for v, w in zip(values, wide, strict=True)])
    return Drawing([
        heading(f"{r.community}重点关爱对象名册"), para(f"填报单位：{station.name}　　所在社区：{r.community}　　合计：{r.printed_total} 户"), Table(rows),
    ])  # fmt: skip


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, LAKE)
    renumber(station, lambda n: f"GA-{n}", lambda n: f"GD-{n}")
    write_config(station, out)
    for at, f in enumerate(station.cases):
        state = "结案" if f.closed else "在办"
        case_folder(f, station, Ink(seed + at), out / "个案服务" / state / f"{f.number}{f.person.name}")
    for at, h in enumerate(station.households):
        save(house_file(h, station, Ink(seed + 1000 + at)), out / "重点关爱对象档案" / h.community / f"{h.number}{h.person.name}.docx")  # fmt: skip
    for r in station.rosters:
        save(listing(r, station), out / "重点关爱对象档案" / "名册" / f"{r.community}名册.docx")
    write_clutter(out)
