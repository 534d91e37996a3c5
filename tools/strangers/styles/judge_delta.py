"""S23: a subdistrict station of the east: careful printed Word forms, dense tables, three Word files a case.

The folder of a case is named by number and client; the first file holds cover, intake, consent and assessment, the second the plan and
the meetings, the third the closing. Tables have a row of sixteen columns; who approves stands beside a merged caption, remark above
name and day. The consent ends in a table of those who sign, printed name and own hand apart; for adults the guardian's row holds a
stroke. Grades are 一类 … 四类, boxes are symbols of Word's own font. Households keep one Word file with a ledger of visits; the lists
are a workbook with a sheet a community and a header of two storeys.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import (
    Approve,
    Cell,
    Drawing,
    PageBreak,
    Piece,
    Run,
    Table,
    Text,
    Tick,
    para,
)
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, cn, head, heading, save, side
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_provinces import EAST
from tools.strangers.styles.judge_words import renumber
from tools.strangers.styles.judge_workbook import keep

KINDS = ("普通", "重点", "危机")
KIND = {"一般": "普通", "重点": "重点", "危机": "危机"}
ROLE = {"supervisor": "督导", "district_head": "片区负责人", "deputy_head": "副站长"}
GRADES = ("一类", "二类", "三类", "四类")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
SOURCES = {"社工发现": "社工走访发现", "主动求助": "本人来站求助", "社区转介": "居委转介"}
Rows = list[list[Cell]]


def ticks(all_: Sequence[str], on: Sequence[str]) -> list[Run]:
    """Word's own symbols before the words."""
    out: list[Run] = []
    for at, word in enumerate(all_):
        out += [Text("  ")] * bool(at) + [Tick(word in on, "symbol2"), Text(word)]
    return out


def kinds(words: Sequence[str]) -> list[Run]:
    """The category's boxes."""
    return ticks([k + "个案" for k in KINDS], [KIND[w] + "个案" for w in words])


def pairs(*cells: tuple[str, Value, int]) -> list[Cell]:
    """Label (two columns) and value (so many), sixteen columns in all."""
    out: list[Cell] = []
    for label, value, cols in cells:
        out += [head(label, 2), box(value, cols)]
    assert sum(c.cols for c in out) == 16, [c[0] for c in cells]
    return out


def wide(label: str, value: Value) -> list[Cell]:
    """One label and its value."""
    return [head(label, 2), box(value, 14)]


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """A merged caption; remark above name and day."""
    rows: Rows = []
    for at, a in enumerate(all_):
        first = [head("审\n核\n意\n见", 1, 2 * len(all_))] if at == 0 else []
        rows.append([*first, head(ROLE[a.role] + "意见", 3), box(a.opinion, 12)])
        rows.append([head(ROLE[a.role] + "签名", 3), box(ink.sign(a.state, a.name), 5), head("审核日期", 2), box(cn(a.day), 5)])  # fmt: skip
    return rows


def either(all_: list[Approve]) -> list[Piece]:
    """The note where two may approve."""
    return [para("注：片区负责人、副站长其中一人审核即可。", size=9)] if len(all_) > 1 else []


def titled(title: str, number: str, rows: Rows, *after: Piece) -> list[Piece]:
    """A title, the number at the right, a table."""
    return [heading(title), para(f"案卷编号：{number}", align="right"), Table(rows), *after]


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts, station: Station) -> list[Piece]:
    """The folder's cover."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    rows: Rows = [
        wide("案卷编号", f.number), pairs(("案主姓名", f.person.name, 6), ("所属社区", f.community, 6)),
        wide("服务级别", kinds(on)), pairs(("需求分级", ticks(GRADES, (GRADES[f.grade - 1],)), 6), ("承办社工", f.worker, 6)),
        pairs(("立案日期", cn(f.opened), 6), ("结案日期", cn(f.closed), 6)), wide("会谈次数", "" if f.stated_sessions is None else f"共{f.stated_sessions}次"),
    ]  # fmt: skip
    return [
        para(station.name, align="center", size=14),
        heading("个案工作案卷", 24),
        Table(rows),
        PageBreak(),
    ]


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Intake."""
    p = f.person
    assert f.opened
    own = side("基本信息", 3)
    own.cols = 1
    rows: Rows = [
        [own, head("案主姓名", 2), box(p.name, 3), head("性别", 1), box(p.sex, 2), head("年龄", 1), box(f"{p.age(f.opened)}岁", 2), head("出生年月", 2), box(cn(p.birth), 2)],
        [head("身份证号", 2), box(p.id_number, 7), head("联系电话", 2), box(p.phone, 4)],
        [head("现居住地", 2), box(p.address, 7), head("所属社区", 2), box(f.community, 4)],
        pairs(("受理日期", cn(f.opened), 5), ("个案来源", ticks(tuple(SOURCES.values()), (SOURCES[f.source],)), 7)),
        wide("服务级别", kinds((f.inner_category.get("intake", f.category),))),
        wide("案主陈述的困难", f.problem),
    ]  # fmt: skip
    if f.model:
        rows.append(wide("拟用工作模式", f.model))
    rows.append(pairs(("受理社工签名", ink.sign("ink", f.worker), 6), ("填表日期", cn(f.opened), 6)))
    return [*titled("服务受理登记表", f.number, rows), PageBreak()]


def consent(f: CaseFacts, station: Station, ink: Ink) -> list[Piece]:
    """Printed for everybody; strokes where it is not for adults."""
    p, g = f.person, f.guardian
    minor = g is not None and bool(g.name or g.relation)
    out: list[Piece] = [
        heading("社会工作服务知情同意书"), para(f"案卷编号：{f.number}", align="right"),
        para(f"{station.name}（以下简称服务站）将为案主 ", Text(p.name, underline=True), " 提供个案服务。在开始服务之前，请阅读以下说明："),
        para("一、服务站指派社工定期与案主会谈，服务不收取任何费用；"),
        para("二、案主的个人资料和会谈内容仅用于本项服务，涉及生命安全或依法应当报告的除外；"),
        para("三、案主可以随时提出暂停或终止服务，不影响其享有的其他待遇；"),
        para("四、案主不满十八周岁的，由监护人签署，并请填写父母双方的联系方式。"),
        para("未成年案主父母信息（案主不满十八周岁时填写）"),
    ]  # fmt: skip
    kin = (("父亲", f.father if minor else None), ("母亲", f.mother if minor else None))
    out.append(Table([
        [head(who, 2), head("姓名", 2), box(k.name if k else "/", 4), head("联系电话", 3), box(k.phone if k else "/", 5)] for who, k in kin
    ]))  # fmt: skip
    out.append(para("签署栏"))
    stroke = "" if minor else "/"
    rows: Rows = [
        [head("签署人", 3), head("姓名（正楷）", 3), head("亲笔签名", 4), head("与案主关系", 3), head("联系电话", 3)],
        [head("案主", 3), box(p.name, 3), box(ink.sign(f.client_sign, p.name), 4), box("本人", 3), box(p.phone, 3)],
        [head("监护人", 3), box(g.name if minor and g else "/", 3), box(ink.sign(g.sign, g.name) if minor and g else "/", 4),
         box(g.relation if minor and g else "/", 3), box(g.phone if minor and g else stroke, 3)],
        [head("社工", 3), box(f.worker, 3), box(ink.sign("ink", f.worker), 4), box("承办社工", 3), box("", 3)],
        [head("签署日期", 3), box(cn(f.consent), 13)],
    ]  # fmt: skip
    return [*out, Table(rows), PageBreak()]


def assessment(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment."""
    rows: Rows = [
        pairs(("案主姓名", f.person.name, 6), ("预估日期", cn(f.assessment), 6)),
        wide("服务级别", kinds((f.inner_category.get("assessment", f.category),))),
        [head("预估内容", 2, 3), head("个人层面", 2), box(f.problem, 12)], [head("家庭层面", 2), box("家庭成员间有基本的照应，经济以固定收入为主，遇事多自行商量。", 12)],
        [head("社区层面", 2), box("居委知晓其情况，楼组长可协助传递信息，邻里往来一般。", 12)],
        pairs(("预估社工签名", ink.sign("ink", f.worker), 6), ("填表日期", cn(f.assessment), 6)),
    ]  # fmt: skip
    return titled("案主需求预估表", f.number, rows)


def plan(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Plan."""
    rows: Rows = [
        pairs(("案主姓名", f.person.name, 6), ("计划日期", cn(f.plan), 6)),
        wide("服务级别", kinds((f.inner_category.get("plan", f.category),))),
    ]
    rows += [] if f.theory is None else [wide("理论与模式", f.theory)]
    rows += [
        wide("服务目标", f.goals), wide("介入步骤", f.steps),
        pairs(("拟定社工签名", ink.sign("ink", f.worker), 6), ("填表日期", cn(f.plan), 6)), *approvals(f.plan_approvals, ink),
    ]  # fmt: skip
    return [*titled("个案服务计划暨审核表", f.number, rows, *either(f.plan_approvals)), PageBreak()]


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    rows: Rows = [
        pairs(("案主姓名", f.person.name, 6), ("会谈次序", f"第 {s.sequence} 次", 6)), pairs(("会谈日期", cn(s.day), 6), ("起讫时间", s.time, 6)),
        pairs(("会谈地点", s.venue, 6), ("会谈形式", ticks(("面谈", "入户", "电话"), (s.method,)), 6)), wide("会谈经过", s.narrative), wide("社工评析", s.reflection),
        pairs(("承办社工签名", ink.sign("ink", f.worker), 6), ("记录日期", cn(s.day), 6)), *approvals(s.approvals, ink), wide("社工对审核意见的落实", s.response or ""),
    ]  # fmt: skip
    return [*titled("个案会谈记录表", f.number, rows, *either(s.approvals)), PageBreak()]


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    rows: Rows = [
        pairs(("案主姓名", f.person.name, 6), ("事发日期", cn(c.event_day), 6)), pairs(("获悉日期", cn(c.known), 6), ("首次到场日期", cn(c.response), 6)),
        wide("事件经过", c.event), wide("现场处置措施", c.measures),
        [head("机构应对", 2, 2), head("上报情况", 3), box(c.reported, 11)], [head("应急预案启动情况", 3), box(c.emergency, 11)],
        wide("对经办社工的支持", c.support), pairs(("记录社工签名", ink.sign("ink", f.worker), 6), ("记录日期", cn(c.response), 6)),
    ]  # fmt: skip
    return [*titled("突发危机事件处置记录单", f.number, rows), PageBreak()]


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing and return visits."""
    rows: Rows = [
        pairs(("案主姓名", f.person.name, 6), ("结案日期", cn(f.closed), 6)), wide("服务级别", kinds((f.inner_category.get("closing", f.category),))),
        pairs(("结案类型", ticks(("目标达成", "案主要求终止", "转介", "其他"), ("目标达成",)), 8), ("会谈次数", f"{f.closing_sessions}次" if f.closing_sessions is not None else "", 4)),
        wide("目标达成与案主变化", f.closing_text), pairs(("承办社工签名", ink.sign("ink", f.worker), 6), ("填表日期", cn(f.closed), 6)), *approvals(f.closing_approvals, ink),
    ]  # fmt: skip
    visits: list[tuple[date | None, str, str]] = [*f.followups]
    back: Rows = [
        [head("序号", 1), head("回访日期", 3), head("回访形式", 3), head("回访所见", 6), head("回访社工", 3)]
    ]
    back += [[box(str(n), 1), box(cn(day), 3), box(how, 3), box(text, 6), box(f.worker, 3)] for n, (day, how, text) in enumerate(visits, 1)]  # fmt: skip
    back += [
        [box(""), box("", 3), box("", 3), box("", 6), box("", 3)] for _ in range(max(0, 2 - len(visits)))
    ]
    return [*titled("结案评估暨审核表", f.number, rows, *either(f.closing_approvals)), PageBreak(), *titled("结案后回访记录表", f.number, [pairs(("案主姓名", f.person.name, 6), ("结案日期", cn(f.closed), 6)), *back])]  # fmt: skip


def write_case(f: CaseFacts, station: Station, out: Path, ink: Ink) -> None:
    """Three files in a folder."""
    assert f.opened
    folder = out / "1 个案案卷" / f"{f.opened.year}年" / f"{f.number} {f.person.name}"
    first = cover(f, station)
    if "intake" not in f.without:
        first += intake(f, ink)
    if f.consent:
        first += consent(f, station, ink)
    if f.assessment:
        first += assessment(f, ink)
    save(Drawing(first, footer=station.name), folder / "第一部分 受理与预估.docx")
    second = plan(f, ink) if f.plan else []
    if f.crisis:
        second += crisis(f, ink)
    second += [p for s in f.sessions for p in session(f, s, ink)]
    save(Drawing(second[:-1], footer=station.name), folder / "第二部分 计划与会谈.docx")
    if f.closed:
        save(Drawing(closing(f, ink), footer=station.name), folder / "第三部分 结案与回访.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """Marks."""
    rows: Rows = [pairs(("对象姓名", h.person.name, 6), ("评估日期", cn(a.day), 6)), [head("序号", 1), head("评估维度", 4), head("评价", 7), head("得分（每项20分）", 4)]]  # fmt: skip
    rows += [[box(str(n)), head(name, 4), box(ticks(("良好", "一般", "较差"), (rating,)), 7), box(str(score), 4)] for n, (name, rating, score) in enumerate(a.items, 1)]  # fmt: skip
    rows += [
        pairs(("合计得分", str(a.total), 4), ("评定类别", ticks(GRADES, (GRADES[a.grade - 1],)), 8)),
        wide("分类标准", "合计80分及以上为一类，60至79分为二类，40至59分为三类，39分及以下为四类。一类需求最高，四类最低。"),
        pairs(("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker), 6), ("社工签名", ink.sign(a.worker_sign, h.worker), 6)),
    ]  # fmt: skip
    return [*titled("困难群众需求分类评估表", h.number, rows), PageBreak()]


def house(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """One file a household."""
    p = h.person
    own = side("个人信息", 3)
    pieces: list[Piece] = [
        para(station.name, align="center", size=14), heading("困难群众关爱服务档案", 24), Table([
            wide("案卷编号", h.number), pairs(("对象姓名", p.name, 6), ("所属社区", h.community, 6)), pairs(("需求类别", ticks(GRADES, (GRADES[h.cover_grade - 1],)), 6), ("责任社工", h.worker, 6)),
            wide("建档日期", cn(h.opened)),
        ]), PageBreak(),
        *titled("困难群众信息采集表", h.number, [
            [own, head("姓名", 2), box(p.name, 3), head("性别", 1), box(h.sex_printed or p.sex, 2), head("出生日期", 2), box(cn(p.birth), 5)],
            [head("身份证号", 2), box(h.id_printed or p.id_number, 6), head("联系电话", 2), box(p.phone, 5)],
            [head("现居住地", 2), box(p.address, 13)],
            wide("困难类型", ticks(PEOPLE, h.category)), pairs(("居住方式", ticks(("独居", "与家人同住"), (h.living_status,)), 6), ("居家环境", ticks(("良好", "一般", "较差"), (h.living,)), 6)),
            pairs(("采集社工签名", ink.sign("ink", h.worker), 6), ("采集日期", cn(h.opened), 6)),
        ]), PageBreak(),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    if h.plan:
        pieces += [*titled("一人一策关爱计划", h.number, [
            wide("对象姓名", p.name), pairs(("计划起始日期", cn(h.plan[0]), 6), ("计划截止日期", cn(h.plan[1]), 6)), wide("关爱目标", "慢性病用药有人提醒，每月至少参加一次社区活动。"),
            wide("关爱措施", "家庭医生按月上门，楼组志愿者每周敲门问候，社工按频次走访。"), pairs(("拟定社工签名", ink.sign("ink", h.worker), 6), ("拟定日期", cn(h.plan[0]), 6)),
        ]), PageBreak()]  # fmt: skip
    log: Rows = [wide("对象姓名", p.name), [head("序号", 1), head("日期", 3), head("形式", 4), head("情况及处理", 6), head("走访社工", 2)]]  # fmt: skip
    log += [
        [box(str(n)), box(cn(c.day), 3), box(ticks(("上门", "电话"), ("上门" if c.kind == "visit" else "电话",)), 4), box(c.text, 6), box(h.worker, 2)]
        for n, c in enumerate(h.contacts, 1)
    ]  # fmt: skip
    pieces += [
        *titled("走访联系台账", h.number, log),
        para("联系频次：一类每周、二类每两周、三类每月、四类每季度不少于一次。", size=9),
    ]
    for done in h.collaborations:
        pieces += [PageBreak(), *titled("双工联动（人员协同）记录表", h.number, [
            pairs(("对象姓名", p.name, 6), ("协同日期", cn(done.day), 6)), pairs(("社工", h.worker, 6), ("直聘社工", done.partner, 6)),
            wide("对象基本情况", done.facts), wide("协同具体内容", done.text),
        ])]  # fmt: skip
    return Drawing(pieces, footer=station.name)


def listing(station: Station) -> Workbook:
    """A sheet a community."""
    book = Workbook()
    book.remove(book.active)
    top = [("序号", 1), ("案卷编号", 1), ("基本信息", 4), ("服务信息", 3), ("备注", 1)]
    under = ["", "", "姓名", "性别", "身份证号", "联系电话", "困难类型", "需求类别", "责任社工", ""]
    for r in station.rosters:
        sheet = book.create_sheet(r.community)
        sheet.append([f"{station.name}困难群众关爱档案名册（{r.community}）"])
        sheet.merge_cells("A1:J1")
        at = 1
        for word, cols in top:
            sheet.cell(2, at, word)
            if cols > 1:
                sheet.merge_cells(start_row=2, start_column=at, end_row=2, end_column=at + cols - 1)
            else:
                sheet.merge_cells(start_row=2, start_column=at, end_row=3, end_column=at)
            for n in range(cols):
                if under[at - 1 + n]:
                    sheet.cell(3, at + n, under[at - 1 + n])
            at += cols
        for n, e in enumerate(r.rows, 1):
            sheet.append([n, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
        sheet.append([f"合计：{r.printed_total}人"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, EAST)
    station.name = station.name.replace("街社工服务站", "街道社会工作服务站")
    renumber(station, lambda n: f"GA-{n}", lambda n: f"DA-{n}")
    for at, f in enumerate(station.cases):
        write_case(f, station, out, Ink(seed + at))
    for at, h in enumerate(station.households):
        save(
            house(h, station, Ink(seed + 900 + at)),
            out / "2 困难群众档案" / h.community / f"{h.number} {h.person.name}.docx",
        )
    keep(listing(station), out / "2 困难群众档案" / "困难群众关爱档案名册.xlsx")
    write_config(station, out)
    write_clutter(out)
