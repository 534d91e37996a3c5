"""S24: a country town's station inland: simple Word forms and plain words, filed by village and by month.

A client has one Word file for the opening papers in the village's folder; every meeting is a file in the folder of its month; closing
papers are PDF exported by an office program. A √ stands in the place of the box that is chosen. The consent is a short letter with a
table of the parents and where they work. Visits of a village are registered month by month on one sheet, the year in its title alone.
One workbook holds the lists of all villages and a list of the cases. There is no audit.toml.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter
from tools.strangers.styles.judge_common import Ink, Value, box, convert, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_provinces import INLAND
from tools.strangers.styles.judge_workbook import keep

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("1级", "2级", "3级", "4级")
PEOPLE = ("低保户", "特困户", "残疾人", "孤寡老人", "独居老人", "困境儿童")
PERSON = {"低保": "低保户", "特困": "特困户", "残疾": "残疾人", "孤寡": "孤寡老人", "独居": "独居老人"}
GOOD = {"良好": "好", "一般": "一般", "较差": "差"}
WORK = ("广东", "浙江", "在家", "县城")
Rows = list[list[Cell]]


def day_of(day: date | None) -> str:
    """2025-3-8."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def chosen(all_: Sequence[str], on: Sequence[str]) -> str:
    """A √ in the place of the box."""
    return "　".join(("√" if o in on else "□") + o for o in all_)


def one(label: str, value: Value) -> list[Cell]:
    """One label and its value."""
    return [head(label), lines(value, cols=3)]


def two(a: str, left: Value, b: str, right: Value) -> list[Cell]:
    """Two labels and values."""
    return [head(a), box(left), head(b), box(right)]


def signed(label: str, ink: list[Run], after: str = "") -> list[Run]:
    """A line to sign on."""
    return [Text(label + "："), *(ink or [Text("　　　　　")]), Text(after)]


def remarks(all_: list[Approve], ink: Ink) -> Rows:
    """A cell for each office: the remark, below it name and day."""
    return [
        [head(ROLE[a.role] + "意见"), lines(a.opinion, signed("签字", ink.sign(a.state, a.name), "　　日期：" + day_of(a.day)), cols=3)]
        for a in all_
    ]  # fmt: skip


def either(all_: list[Approve]) -> list[Piece]:
    """The note where two may approve."""
    return [para("说明：片长和副站长有一个签了就行。", size=9)] if len(all_) > 1 else []


# ---- cases -----------------------------------------------------------------------------------------------------------


def card(f: CaseFacts) -> list[Piece]:
    """The card in front."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    return [heading("个案封面", 20), Table([
        one("个案编号", f.number), two("姓名", f.person.name, "村", f.community), one("类型", chosen(KINDS, on)), one("级别", chosen(GRADES, (GRADES[f.grade - 1],))),
        two("开案日期", day_of(f.opened), "结案日期", day_of(f.closed)), two("社工", f.worker, "一共服务几次", "" if f.stated_sessions is None else str(f.stated_sessions)),
    ]), PageBreak()]  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    found = {"社工发现": "走访发现", "主动求助": "自己来找", "社区转介": "村里介绍"}
    rows: Rows = [
        two("姓名", p.name, "性别", p.sex), two("出生日期", day_of(p.birth), "年龄", str(p.age(f.opened))), two("身份证", p.id_number, "电话", p.phone),
        one("住址", f.community + p.address), one("从哪里知道的", chosen(tuple(found.values()), (found[f.source],))),
        one("类型", chosen(KINDS, (f.inner_category.get("intake", f.category),))), one("有什么困难", f.problem),
    ]  # fmt: skip
    if f.model:
        rows.append(one("工作模式", f.model))
    rows.append(two("接案日期", day_of(f.opened), "接案人签字", ink.sign("ink", f.worker)))
    return [heading("个案接案登记表"), Table(rows), PageBreak()]


def letter(f: CaseFacts, station: Station, ink: Ink) -> list[Piece]:
    """The consent."""
    p, g = f.person, f.guardian
    assert f.consent
    out: list[Piece] = [
        heading("接受服务同意书"),
        para("　　我叫", Text(f" {p.name} ", underline=True), "，今年", Text(f" {p.age(f.consent)} ", underline=True), "岁，住在", Text(f" {f.community} ", underline=True),
             f"。{station.name}的社工已经给我讲清楚服务是怎么回事，不要钱，说的话社工会保密，什么时候不想要了都可以说。我同意社工为我服务。"),
        para("　　（不满18岁的，由家里大人签字，并写上爸爸妈妈的电话。）"), para(""),
        para(*signed("本人签字", ink.sign(f.client_sign, p.name))),
    ]  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        out.append(
            para(
                *signed(
                    "监护人签字", ink.sign(g.sign, g.name), f"　　是孩子的：{g.relation}　　电话：{g.phone}"
                )
            )
        )
        rows: Rows = [[head("家长"), head("姓名"), head("电话"), head("在哪里务工")]]
        for at, (who, kin) in enumerate((("父亲", f.father), ("母亲", f.mother))):
            where = "/" if "已故" in kin.name else WORK[(len(f.number) + p.birth.day + at) % 4]
            rows.append([head(who), box(kin.name), box(kin.phone), box(where)])
        out.append(Table(rows))
    out += [
        para(*signed("社工签字", ink.sign("ink", f.worker))),
        para(f"日期：{day_of(f.consent)}"),
        PageBreak(),
    ]
    return out


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    if f.assessment:
        out += [heading("个案情况评估表"), Table([
            two("姓名", f.person.name, "评估日期", day_of(f.assessment)), one("困难在哪", f.problem), one("家里的情况", "有几亩地，农忙有亲戚来帮，平时和邻居有来往。"),
            one("能用上的人和事", "村委会、卫生室、隔壁几户人家。"), one("社工签字", ink.sign("ink", f.worker)),
        ]), PageBreak()]  # fmt: skip
    if f.plan:
        rows = [two("姓名", f.person.name, "日期", day_of(f.plan))]
        rows += [] if f.theory is None else [one("用的理论", f.theory)]
        rows += [
            one("目标", f.goals),
            one("打算怎么做", f.steps),
            one("社工签字", ink.sign("ink", f.worker)),
            *remarks(f.plan_approvals, ink),
        ]
        out += [heading("个案服务计划表"), Table(rows), *either(f.plan_approvals)]
    return out


def incident(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The crisis."""
    c = f.crisis
    assert c
    return [heading("突发事件登记表"), Table([
        two("姓名", f.person.name, "村", f.community), two("出事日期", day_of(c.event_day), "知道的日期", day_of(c.known)), one("社工头一次到场", day_of(c.response)), one("事情经过", c.event),
        one("怎么处理的", c.measures), one("报告给谁、什么时候", c.reported), one("应急预案启动情况", c.emergency), one("给社工的支持", c.support), one("社工签字", ink.sign("ink", f.worker)),
    ])]  # fmt: skip


def meeting(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    rows: Rows = [
        two("姓名", f.person.name, "第几次", f"第{s.sequence}次"), two("日期", day_of(s.day), "时间", s.time), two("地点", s.venue, "方式", chosen(("面谈", "入户", "电话"), (s.method,))),
        one("做了什么、说了什么", s.narrative), one("社工的想法", s.reflection), one("社工签字", ink.sign("ink", f.worker)), *remarks(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows.append(one("社工回复", s.response))
    return [heading("个案服务记录表"), Table(rows), *either(s.approvals)]


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing, return visits on the next page."""
    rows: Rows = [
        two("姓名", f.person.name, "结案日期", day_of(f.closed)), one("类型", chosen(KINDS, (f.inner_category.get("closing", f.category),))),
        two("为什么结案", chosen(("目标达到", "本人不要了", "搬走"), ("目标达到",)), "一共服务几次", "" if f.closing_sessions is None else str(f.closing_sessions)),
        one("有什么变化", f.closing_text), one("社工签字", ink.sign("ink", f.worker)), *remarks(f.closing_approvals, ink),
    ]  # fmt: skip
    out: list[Piece] = [heading("个案结案表"), Table(rows), *either(f.closing_approvals)]
    if f.followups:
        out += [PageBreak(), heading("结案回访表"), Table([
            row for day, how, text in f.followups
            for row in (two("姓名", f.person.name, "回访日期", day_of(day)), one("方式", how), one("现在怎么样", text), one("回访人签字", ink.sign("ink", f.worker)))
        ])]  # fmt: skip
    return out


def write_case(f: CaseFacts, station: Station, out: Path, ink: Ink) -> list[Path]:
    """The opening in the village's folder, meetings by month; returns what is to become PDF."""
    first = card(f)
    if "intake" not in f.without:
        first += intake(f, ink)
    if f.consent:
        first += letter(f, station, ink)
    first += planning(f, ink)
    village = out / "个案" / f.community
    save(Drawing(first), village / f"{f.person.name}（开案）.docx")
    for s in f.sessions:
        month = out / "个案" / "服务记录" / f"{s.day.year}年{s.day.month}月"
        save(Drawing(meeting(f, s, ink)), month / f"{f.person.name}{s.day.month}.{s.day.day}.docx")
    pdf: list[Path] = []
    if f.crisis:
        save(Drawing(incident(f, ink)), village / f"{f.person.name}（突发事件）.docx")
    if f.closed:
        pdf.append(village / f"{f.person.name}（结案）.docx")
        save(Drawing(closing(f, ink)), pdf[0])
    return pdf


# ---- households ------------------------------------------------------------------------------------------------------


def marks(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Marks."""
    rows: Rows = [
        two("姓名", h.person.name, "评估日期", day_of(a.day)),
        [head("看哪一项"), head("怎么样", 2), head("打分")],
    ]
    rows += [[head("居住环境" if n == "生活环境" else n), box(chosen(tuple(GOOD.values()), (GOOD[r],)), 2), box(str(s))] for n, r, s in a.items]  # fmt: skip
    rows += [
        two("总分", str(a.total), "级别", chosen(GRADES, (GRADES[a.grade - 1],))),
        [lines("80分以上1级，60到79分2级，40到59分3级，40分以下4级。1级最困难。", cols=4)],
        two(
            "直聘社工签字",
            ink.sign(a.direct_sign, h.direct_worker),
            "社工签字",
            ink.sign(a.worker_sign, h.worker),
        ),
    ]
    return [PageBreak(), heading("困难群众分级评估表"), Table(rows)]


def house(h: HouseholdFacts, ink: Ink) -> Drawing:
    """One file a household."""
    p = h.person
    pieces: list[Piece] = [
        heading("困难群众档案", 22), Table([
            two("档案编号", h.number, "姓名", p.name), two("村", h.community, "级别", GRADES[h.cover_grade - 1]), two("建档日期", day_of(h.opened), "社工", h.worker),
        ]), PageBreak(),
        heading("困难群众登记表"), Table([
            two("姓名", p.name, "性别", h.sex_printed or p.sex), two("出生日期", day_of(p.birth), "电话", p.phone), one("身份证", h.id_printed or p.id_number), one("住址", p.address),
            one("哪一类人", chosen(PEOPLE, [PERSON[c] for c in h.category])), one("跟谁住", chosen(("独居", "和家里人住"), ("独居" if h.living_status == "独居" else "和家里人住",))),
            one("住房环境", chosen(tuple(GOOD.values()), (GOOD[h.living],))), two("登记日期", day_of(h.opened), "登记人签字", ink.sign("ink", h.worker)),
        ]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += marks(h, a, ink)
    if h.plan:
        pieces += [PageBreak(), heading("一人一案服务计划"), Table([
            two("姓名", p.name, "级别", GRADES[h.assessments[-1].grade - 1]), two("开始日期", day_of(h.plan[0]), "结束日期", day_of(h.plan[1])), one("目标", "药按时吃，有事找得到人。"),
            one("怎么做", "村医一个月来一次，邻居帮着看着点，社工照规定上门。"), one("社工签字", ink.sign("ink", h.worker)),
        ])]  # fmt: skip
    for done in h.collaborations:
        pieces += [PageBreak(), heading("人员协同表"), Table([
            two("姓名", p.name, "日期", day_of(done.day)), two("社工", h.worker, "直聘社工", done.partner), one("对象基本情况", done.facts), one("怎么协同的", done.text),
        ])]  # fmt: skip
    return Drawing(pieces)


def registers(station: Station, out: Path) -> None:
    """A sheet a village and month."""
    months: dict[tuple[int, int, str], list[tuple[date, list[Cell]]]] = {}
    for h in station.households:
        for c in h.contacts:
            row = [box(f"{c.day.month}月{c.day.day}日"), box(h.number, 2), box(h.person.name), box("上门" if c.kind == "visit" else "打电话"), box(c.text, 4), box(h.worker)]  # fmt: skip
            months.setdefault((c.day.year, c.day.month, h.community), []).append((c.day, row))
    for (year, month, village), found in months.items():
        rows: Rows = [
            [head("日期"), head("档案编号", 2), head("姓名"), head("方式"), head("情况", 4), head("走访人")]
        ]
        rows += [row for _, row in sorted(found, key=lambda x: x[0])]
        save(Drawing([heading(f"{village}{year}年{month}月走访登记表"), Table(rows)]), out / "走访" / f"{year}年{month}月" / f"{village}走访登记.docx")  # fmt: skip


def listing(station: Station) -> Workbook:
    """The lists of all villages, and the cases."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        sheet = book.create_sheet(r.community)
        sheet.append([f"{r.community}困难群众花名册"])
        sheet.merge_cells("A1:I1")
        sheet.append(["序号", "档案编号", "姓名", "性别", "身份证", "电话", "哪一类人", "级别", "备注"])
        for n, e in enumerate(r.rows, 1):
            kinds = "、".join(PERSON[c] for c in e.category.split("、"))
            sheet.append(
                [
                    n,
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    e.phone,
                    kinds,
                    GRADES[e.grade - 1],
                    e.remark or None,
                ]
            )
        sheet.append([f"一共{r.printed_total}户"])
    sheet = book.create_sheet("个案登记")
    sheet.append([f"{station.name}个案登记"])
    sheet.append(["序号", "个案编号", "姓名", "村", "开案日期", "结案日期", "社工"])
    for n, f in enumerate(station.cases, 1):
        sheet.append(
            [n, f.number, f.person.name, f.community, day_of(f.opened), day_of(f.closed) or None, f.worker]
        )
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, INLAND)
    station.name = station.name.replace("街社工服务站", "镇社工站")
    pdf: list[Path] = []
    for at, f in enumerate(station.cases):
        pdf += write_case(f, station, out, Ink(seed + at))
    taken: set[Path] = set()
    for at, h in enumerate(station.households):
        target = out / "困难群众档案" / h.community / f"{h.person.name}.docx"
        if target in taken:
            target = target.with_stem(h.person.name + "（2）")
        taken.add(target)
        save(house(h, Ink(seed + 900 + at)), target)
    registers(station, out)
    keep(listing(station), out / "花名册.xlsx")
    convert(pdf, "pdf")
    write_clutter(out)
