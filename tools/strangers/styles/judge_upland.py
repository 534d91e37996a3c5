"""S33: a township station of an inland province that follows a provincial handbook: forms are numbered annexes (附件1 …).

A case is one Word file, its forms one after another: a cover of underlined lines, tables for the annexes, the consent in
paragraphs with a small table of parents. A household is one long Word file: cover, contents, registration, grading, plan,
a small table for each visit or call, collaboration. Approvals are a cell at the foot: remark, then 签字 and the day, whose
printed blanks stay where nobody signed. The list of a village is a table in Word.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.facts import (
    Assessed,
    CaseFacts,
    Contacted,
    Cooperated,
    HouseholdFacts,
    Kin,
    RosterFacts,
    Session,
)
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, SignState, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, cn, head, heading, lines, options, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_upland import UPLAND
from tools.strangers.styles.judge_words import renumber

WIDE = 8
KINDS = ("一般个案", "重点个案", "危机个案")
GRADES = ("一级", "二级", "三级", "四级")
RATINGS = ("良好", "一般", "较差")
PEOPLE = ("低保", "特困", "残疾", "独居", "孤寡", "留守儿童", "其他")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
SOURCES = {"主动求助": "本人求助", "社区转介": "村（居）转介", "社工发现": "走访发现", "": "其他"}
ITEMS = {"经济状况": "家庭经济", "身体健康": "健康状况", "自理能力": "生活自理", "生活环境": "居住环境", "家庭支持": "社会支持"}  # fmt: skip
NO_DAY = "　　年　月　日"


def day_of(day: date | None) -> str:
    """2025年3月5日, or the printed blanks."""
    return cn(day, NO_DAY)


def pairs(*items: tuple[str, Value]) -> list[Cell]:
    """Captions and values in one row."""
    each = WIDE // len(items)
    return [c for label, value in items for c in (head(label, 1), box(value, each - 1))]


def wide(label: str, value: Value) -> list[Cell]:
    """A caption and a wide place."""
    return [head(label, 1), box(value, WIDE - 1)]


def signing(ink: Ink, state: SignState, name: str, day: date | None, label: str = "签字") -> list[Run]:
    """签字：(name)　2025年3月5日, blanks where nothing was written."""
    return [Text(f"{label}："), *ink.sign(state, name, "　　　　"), Text(f"　　{day_of(day)}")]


def approvals(all_: Sequence[Approve], ink: Ink, answer: str | None = None) -> list[list[Cell]]:
    """A row for each who approves; the worker's answer below."""
    rows = [
        [head(f"{ROLE[a.role]}意见"), lines(a.opinion, signing(ink, a.state, a.name, a.day), cols=WIDE - 1)]
        for a in all_
    ]
    if answer is not None:
        rows.append(wide("社工回应", answer))
    if len(all_) > 1:
        rows.append([box("备注：片长、副站长其中一人签署意见即可。", WIDE)])
    return rows


def annex(n: str, title: str, number: str, body: Sequence[Piece]) -> list[Piece]:
    """附件N, title, number, and what the form holds, on a new page."""
    return [PageBreak(), para(f"附件{n}"), heading(title), para(f"档案编号：{number}", align="right"), *body]


def cover_lines(title: str, station: str, said: Sequence[tuple[str, str]]) -> list[Piece]:
    """A cover of underlined lines."""
    out: list[Piece] = [para(""), heading(station, 18), heading(title, 26), para("")]
    return out + [para(f"{label}：", Text(f"　{value}　", underline=True), size=12) for label, value in said]


# ---- cases -----------------------------------------------------------------------------------------------------------


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Annex 1."""
    p = f.person
    assert f.opened
    rows = [
        pairs(("姓名", p.name), ("性别", p.sex)),
        pairs(("出生年月", cn(p.birth)), ("年龄", f"{p.age(f.opened)}岁")),
        pairs(("身份证号", p.id_number), ("联系电话", p.phone)),
        pairs(("家庭住址", p.address), ("所在村", f.community)),
        wide("个案来源", options(tuple(SOURCES.values()), (SOURCES[f.source],))),
        wide("个案类别", options(KINDS, (f.inner_category.get("intake", f.category) + "个案",))),
        wide("求助事由", f.problem),
        *([wide("介入模式", f.model)] if f.model else []),
        wide("接案意见", "符合接案条件，予以接案。"),
        pairs(("接案社工", ink.sign("ink", f.worker)), ("接案日期", cn(f.opened))),
    ]  # fmt: skip
    return annex("1", "个案服务接案登记表", f.number, [Table(rows)])


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Annex 2: paragraphs, printed for everybody; the part for guardians stays empty in an adult's."""
    p, g = f.person, f.guardian or Kin()
    minor = bool(g.name)

    def row(who: str, k: Kin | None) -> list[Cell]:
        return [box(who, 2), box(k.name if k else "", 3), box(k.phone if k else "", 3)]

    table = Table(
        [
            [head("称谓", 2), head("姓名", 3), head("联系电话", 3)],
            row("父亲", f.father),
            row("母亲", f.mother),
        ]
    )
    said: list[Piece] = [
        para("本人（", Text(f"　{p.name}　", underline=True), "，出生日期：", Text(f"　{cn(p.birth)}　", underline=True),
             "）已听社工站工作人员讲明个案服务的做法，愿意接受服务，并知道以下事项："),
        para("一、服务不收费，本人随时可以提出停止。"),
        para("二、社工对本人和家里的情况保密；遇有危及本人或他人安全的情形，社工须报告有关部门。"),
        para("三、本人会如实讲明情况，按约定的时间见面，如有变动提前告知。"),
        para("四、服务对象不满18周岁的，须由监护人签字，并填写父母联系方式。"),
        para(""),
        para("服务对象（签字）：", *ink.sign(f.client_sign, p.name, "　　　　　"), f"　　　　日期：{cn(f.consent)}"),
        para(""),
        para("监护人（签字）：", *ink.sign(g.sign, g.name, "　　　　　"), f"　　　　日期：{cn(f.consent) if minor else NO_DAY}"),
        para("监护人姓名：", Text(f"　{g.name}　", underline=True), "　与服务对象关系：", Text(f"　{g.relation}　", underline=True),
             "　监护人电话：", Text(f"　{g.phone}　", underline=True)),
        para("服务对象父母联系方式（不满18周岁的填写）"), table, para(""),
        para("承办社工（签字）：", *ink.sign("ink", f.worker), f"　　　　日期：{cn(f.consent)}"),
    ]  # fmt: skip
    return annex("2", "个案服务知情同意书", f.number, said)


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Annexes 3 and 4."""
    out: list[Piece] = []
    if f.assessment:
        rows = [
            pairs(("姓名", f.person.name), ("评估日期", cn(f.assessment))),
            wide("个人情况", "能说清自己的难处，身体和精神状况尚可。"),
            wide("家庭情况", "家里人愿意配合，平时各忙各的，交流不多。"),
            wide("村组资源", "村委会、卫生室和邻居可以帮忙。"),
            wide("主要需求", f.problem),
            pairs(("服务等级", GRADES[f.grade - 1]), ("评估社工", ink.sign("ink", f.worker))),
        ]
        out += annex("3", "个案服务需求评估表", f.number, [Table(rows)])
    if f.plan:
        rows = [
            pairs(("姓名", f.person.name), ("制定日期", cn(f.plan))),
            *([] if f.theory is None else [wide("理论依据", f.theory)]),
            wide("服务目标", f.goals),
            wide("服务步骤", f.steps),
            pairs(("承办社工", ink.sign("ink", f.worker)), ("填表日期", cn(f.plan))),
            *approvals(f.plan_approvals, ink),
        ]
        out += annex("4", "个案服务计划表", f.number, [Table(rows)])
    return out


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Annex 6."""
    c = f.crisis
    assert c
    rows = [
        pairs(("姓名", f.person.name), ("发生日期", cn(c.event_day))),
        pairs(("获知日期", cn(c.known)), ("首次介入", cn(c.response))),
        wide("事件经过", c.event), wide("采取措施", c.measures), wide("报告情况", c.reported), wide("机构应急", c.emergency),
        wide("社工支持", c.support), pairs(("承办社工", ink.sign("ink", f.worker)), ("填表日期", cn(c.response))),
    ]  # fmt: skip
    return annex("6", "危机个案处置记录表", f.number, [Table(rows)])


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """Annex 5."""
    rows = [
        pairs(("姓名", f.person.name), ("服务次序", f"第{s.sequence}次")),
        pairs(("服务时间", f"{cn(s.day)}{s.time}"), ("服务地点", s.venue)),
        wide("服务方式", options(("面谈", "入户", "电话"), (s.method,))),
        wide("服务过程", s.narrative),
        wide("社工反思", s.reflection),
        wide("下步打算", s.next_plan),
        pairs(("承办社工", ink.sign("ink", f.worker)), ("填表日期", cn(s.day))),
        *approvals(s.approvals, ink, s.response),
    ]
    return annex("5", "个案服务过程记录表", f.number, [Table(rows)])


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Annexes 7 and 8."""
    out: list[Piece] = []
    name = f.person.name
    if f.closed:
        reasons = ("目标达到", "服务对象要求终止", "转介其他机构", "其他")
        count = "" if f.closing_sessions is None else f"共{f.closing_sessions}次"
        rows = [
            pairs(("姓名", name), ("结案日期", cn(f.closed))),
            pairs(("服务次数", count), ("承办社工", ink.sign("ink", f.worker))),
            wide("个案类别", options(KINDS, (f.inner_category.get("closing", f.category) + "个案",))),
            wide("结案原因", options(reasons, reasons[:1])),
            wide("服务成效", f.closing_text),
            *approvals(f.closing_approvals, ink),
        ]
        out += annex("7", "个案服务结案表", f.number, [Table(rows)])
    for day, how, text in f.followups:
        rows = [
            pairs(("姓名", name), ("回访日期", cn(day))),
            wide("回访方式", options(("入户", "电话", "其他"), (how,))),
            wide("回访情况", text),
            pairs(("回访社工", ink.sign("ink", f.worker)), ("结案日期", cn(f.closed))),
        ]
        out += annex("8", "个案结案后跟踪回访表", f.number, [Table(rows)])
    return out


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """All forms of a case."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    said = [
        ("档案编号", f.number), ("服务对象", f.person.name), ("所在村", f.community),
        ("个案类别", options(KINDS, [w + "个案" for w in on])), ("服务等级", GRADES[f.grade - 1]), ("承办社工", f.worker),
        ("立案日期", cn(f.opened)), ("结案日期", cn(f.closed)), ("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次"),
    ]  # fmt: skip
    pieces = cover_lines("个案服务档案", station.name, said)
    if "intake" not in f.without:
        pieces += intake(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    return Drawing([*pieces, *ending(f, ink)], header=f"{station.name}个案服务档案")


# ---- households ------------------------------------------------------------------------------------------------------


def registration(h: HouseholdFacts, ink: Ink) -> list[Piece]:
    """Annex 9."""
    p = h.person
    rows = [
        pairs(("姓名", p.name), ("性别", h.sex_printed or p.sex)),
        pairs(("出生年月", cn(p.birth)), ("联系电话", p.phone)),
        pairs(("身份证号", h.id_printed or p.id_number), ("所在村", h.community)),
        wide("家庭住址", p.address),
        wide("对象类别", options(PEOPLE, h.category)),
        wide("居住状况", options(("与家人同住", "独居", "其他"), (h.living_status,))),
        wide("住房环境", options(RATINGS, (h.living,))),
        wide("家庭简况", "家中情况由本人讲述，社工入户看过后填写。"),
        pairs(("登记社工", ink.sign("ink", h.worker)), ("登记日期", cn(h.opened))),
    ]
    return annex("9", "困难群众信息登记表", h.number, [Table(rows)])


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Annex 10."""
    rows = [
        pairs(("姓名", h.person.name), ("评估日期", cn(a.day))),
        [head("评估内容", 2), head("评估等次", 4), head("得分", 2)],
        *([box(ITEMS[name], 2), box(options(RATINGS, (rating,)), 4), box(str(score), 2)] for name, rating, score in a.items),
        [head("合计得分", 6), box(str(a.total), 2)],
        wide("评定等级", options(GRADES, (GRADES[a.grade - 1],))),
        [head("评估人员签字", 2), lines(["直聘社工：", *ink.sign(a.direct_sign, h.direct_worker, "　　　　")],
                                  ["驻站社工：", *ink.sign(a.worker_sign, h.worker, "　　　　")], cols=6)],
    ]  # fmt: skip
    note = "注：得分越高需求越大。80分及以上为一级，60分至79分为二级，40分至59分为三级，39分及以下为四级。每半年复评一次。"
    return annex("10", "困难群众需求评估分级表", h.number, [Table(rows), para(note, size=9)])


def contact(h: HouseholdFacts, c: Contacted, ink: Ink) -> Table:
    """One visit or call."""
    way = "入户走访" if c.kind == "visit" else "电话联系"
    return Table(
        [
            pairs(("走访日期", cn(c.day)), ("走访人", ink.sign("ink", h.worker))),
            wide("走访方式", options(("入户走访", "电话联系"), (way,))),
            wide("走访情况", c.text),
        ]
    )


def together(h: HouseholdFacts, done: Cooperated) -> list[Piece]:
    """Annex 13."""
    rows = [
        pairs(("姓名", h.person.name), ("协同日期", cn(done.day))),
        pairs(("驻站社工", h.worker), ("直聘社工", done.partner)),
        wide("服务对象基本情况", done.facts),
        wide("协同服务情况", done.text),
    ]
    return annex("13", "人员协同服务记录表", h.number, [Table(rows)])


def house_file(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """A household's long file."""
    said = [
        ("档案编号", h.number), ("户主姓名", h.person.name), ("所在村", h.community), ("对象类别", "、".join(h.category)),
        ("服务等级", GRADES[h.cover_grade - 1]), ("建档日期", cn(h.opened)), ("包户社工", h.worker),
    ]  # fmt: skip
    parts = [("困难群众信息登记表", registration(h, ink))]
    parts += [("困难群众需求评估分级表", grading(h, a, ink)) for a in h.assessments]
    if h.plan:
        rows = [
            pairs(("姓名", h.person.name), ("帮扶时限", f"{cn(h.plan[0])}至{cn(h.plan[1])}")),
            wide("帮扶目标", "吃药看病有人管，遇事找得到人，家里平安。"),
            wide("帮扶措施", "驻站社工半个月上门一次，村医按月量血压，邻居每天看一眼。"),
            pairs(("制定社工", ink.sign("ink", h.worker)), ("制定日期", cn(h.plan[0]))),
        ]
        parts.append(("一人一策帮扶方案", annex("11", "一人一策帮扶方案", h.number, [Table(rows)])))
    if h.contacts:
        body: list[Piece] = [para(f"姓名：{h.person.name}")]
        for c in h.contacts:
            body += [contact(h, c, ink), para("")]
        parts.append(("走访联系记录表", annex("12", "走访联系记录表", h.number, body)))
    parts += [("人员协同服务记录表", together(h, done)) for done in h.collaborations]
    pieces = [*cover_lines("困难群众服务档案", station.name, said), PageBreak(), heading("目　录")]
    pieces += [para(f"{n}．{title}{'…' * 20}{n + 2}") for n, (title, _) in enumerate(parts, 1)]
    for _, form in parts:
        pieces += form
    return Drawing(pieces, header=f"{station.name}困难群众服务档案")


def roll(r: RosterFacts, station: Station) -> Drawing:
    """A village's list."""
    heads = (
        "序号",
        "姓名",
        "性别",
        "身份证号",
        "联系电话",
        "对象类别",
        "服务等级",
        "档案编号",
        "包户社工",
        "备注",
    )
    rows = [[head(h) for h in heads]]
    for n, e in enumerate(r.rows, 1):
        said = (str(n), e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.number, e.worker, e.remark.replace("本街", "本镇"))  # fmt: skip
        rows.append([box(v) for v in said])
    pieces: list[Piece] = [
        para("附件14"),
        heading(f"{r.community}困难群众花名册"),
        para(f"填报单位：{station.name}"),
    ]
    return Drawing([*pieces, Table(rows), para(f"合计：{r.printed_total}户")])


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    renumber(
        station,
        lambda n: "-GA-".join(n.split("-")[-2:]),
        lambda n: "-DA-".join(n.split("-")[-2:]),
    )
    revoice(station, seed, UPLAND)
    station.name = station.name.replace("街社工服务站", "镇社会工作服务站")
    write_config(station, out)
    for at, f in enumerate(station.cases):
        save(
            case_file(f, station, Ink(seed + at)),
            out / "个案服务" / f.community / f"{f.number}{f.person.name}.docx",
        )
    for at, h in enumerate(station.households):
        save(house_file(h, station, Ink(seed + 1000 + at)), out / "困难群众档案" / h.community / f"{h.number}{h.person.name}.docx")  # fmt: skip
    for r in station.rosters:
        save(roll(r, station), out / "困难群众档案" / r.community / f"{r.community}花名册.docx")
    write_clutter(out)
