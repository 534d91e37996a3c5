"""S27: a street station of the north whose papers come from a municipal template: labels stand above their values.

A case is one file: a cover, the 卷内目录, the papers, and after each paper that is submitted an approval sheet of its own (level,
remark, name, day; what was done about the remark). Closed cases and the archives of two communities were printed to PDF. On the cover
the chosen word's column holds a √; on the household's card the number of the choice stands in brackets before the printed choices, as
on public-health cards. The score stands in the column of its rating. Grades are A类 to D类, explained on every sheet that grades.
The lists are workbooks, one a community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, RosterFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, convert, dotted, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_regions import STREET
from tools.strangers.styles.judge_workbook import keep

WIDE = 12
KINDS = ("一般", "重点", "危机")
LEVELS = ("A类", "B类", "C类", "D类")
PEOPLE = ("特困", "低保", "残疾", "孤寡", "独居", "困境儿童", "其他")
LIVING = ("良好", "一般", "较差")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
LEGEND = "评定标准：80分及以上为A类（一级），60—79分为B类（二级），40—59分为C类（三级），39分及以下为D类（四级）。A类最困难。"
Rows = list[list[Cell]]


def above(*pairs: tuple[str, Value]) -> Rows:
    """A row of labels and below it a row of values."""
    each = WIDE // len(pairs)
    return [[head(label, each) for label, _ in pairs], [box(value, each) for _, value in pairs]]


def long(label: str, value: str) -> Rows:
    """A label over the whole width, the text below."""
    return [[head(label, WIDE)], [lines(value, "", cols=WIDE)]]


def coded(all_: Sequence[str], on: Sequence[str]) -> str:
    """［2］ 1.特困 2.低保 …: the number of the choice before the printed choices."""
    chosen = "、".join(str(all_.index(o) + 1) for o in on if o in all_)
    return f"［{chosen}］　" + " ".join(f"{n}.{o}" for n, o in enumerate(all_, 1))


def hand(label: str, name: list[Run], day: date | None) -> Piece:
    """Name and day below a table."""
    return para(f"{label}（签字）：", *name, f"　　　　{dotted(day)}", align="right")


def sheet(title: str, rows: Rows, *after: Piece) -> list[Piece]:
    """A paper on a page of its own."""
    return [PageBreak(), heading(title), Table(rows), *after]


def approval(
    what: str, f: CaseFacts, day: date | None, all_: list[Approve], ink: Ink, done: str | None
) -> list[Piece]:
    """审批单 of one submitted paper."""
    if not all_:
        return []
    rows = above(
        ("送审材料", what), ("帮扶对象", f.person.name), ("送审人", f.worker), ("送审日期", dotted(day))
    )
    rows.append([head("审批人", 2), head("审批意见", 5), head("签字", 3), head("审批日期", 2)])
    rows += [[box(ROLE[a.role], 2), box(a.opinion, 5), box(ink.sign(a.state, a.name), 3), box(dotted(a.day), 2)] for a in all_]  # fmt: skip
    if done is not None:
        rows += long("承办社工落实审批意见情况", done)
    note = [para("注：片长、副站长由其中一人审批。", size=9)] if len(all_) > 1 else []
    return sheet("材料审批单", rows, *note)


# ---- case ------------------------------------------------------------------------------------------------------------


def papers(f: CaseFacts, ink: Ink) -> list[tuple[str, date | None, list[Piece]]]:
    """(name, day, pieces) of all papers in filing order."""
    p = f.person
    out: list[tuple[str, date | None, list[Piece]]] = []
    if "intake" not in f.without:
        assert f.opened
        out.append(("求助受理登记表", f.opened, sheet(
            "求助受理登记表",
            [
                *above(("帮扶对象", p.name), ("性别", p.sex), ("出生日期", dotted(p.birth)), ("年龄", f"{p.age(f.opened)}周岁")),
                *above(("身份证号", p.id_number), ("联系电话", p.phone)), *above(("家庭住址", p.address), ("所在社区", f.community)),
                *above(("受理日期", dotted(f.opened)), ("受理来源", f.source), ("个案类别", f.inner_category.get("intake", f.category)), ("介入方法", f.model or "——")),
                *long("求助事由", f.problem),
            ],
            hand("受理社工", ink.sign("ink", f.worker), f.opened),
        )))  # fmt: skip
    if f.consent:
        out.append(("服务协议书", f.consent, consent(f, ink)))
    if f.assessment:
        out.append(("家庭情况评估表", f.assessment, sheet(
            "家庭情况评估表",
            [
                *above(("帮扶对象", p.name), ("评估日期", dotted(f.assessment)), ("评估方式", "入户了解")), *long("个人及家庭状况", "身体尚可，家庭成员之间能商量事，社区网格员熟悉其情况。"),
                *long("主要困难和需求", f.problem),
            ],
            hand("评估社工", ink.sign("ink", f.worker), f.assessment),
        )))  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else long("采用的理论或方法", f.theory)
        pieces = sheet(
            "个案帮扶方案",
            [*above(("帮扶对象", p.name), ("制定日期", dotted(f.plan)), ("所在社区", f.community)), *theory, *long("帮扶目标", f.goals), *long("帮扶措施", f.steps)],
            hand("制定社工", ink.sign("ink", f.worker), f.plan),
        )  # fmt: skip
        out.append(("个案帮扶方案", f.plan, pieces + approval("《个案帮扶方案》", f, f.plan, f.plan_approvals, ink, None)))  # fmt: skip
    if f.crisis:
        c = f.crisis
        out.append(("突发情况处置报告", c.response, sheet(
            "突发情况处置报告",
            [
                *above(("帮扶对象", p.name), ("事发日期", dotted(c.event_day)), ("得知日期", dotted(c.known)), ("首次处置日期", dotted(c.response))),
                *long("事件简要经过", c.event), *long("现场处置措施", c.measures), *long("请示报告情况", c.reported), *long("应急预案启动情况", c.emergency),
                *long("对办案社工的督导支持", c.support),
            ],
            hand("报告人", ink.sign("ink", f.worker), c.response),
        )))  # fmt: skip
    out += [(f"个案帮扶记录（第{s.sequence}次）", s.day, session(f, s, ink)) for s in f.sessions]
    if f.closed:
        pieces = sheet(
            "个案结案报告",
            [
                *above(("帮扶对象", p.name), ("结案日期", dotted(f.closed)), ("个案类别", f.inner_category.get("closing", f.category)), ("累计帮扶次数", "" if f.closing_sessions is None else str(f.closing_sessions))),
                *long("结案理由", f.closing_reason), *long("帮扶成效", f.closing_text),
            ],
            hand("办案社工", ink.sign("ink", f.worker), f.closed),
        )  # fmt: skip
        out.append(("个案结案报告", f.closed, pieces + approval("《个案结案报告》", f, f.closed, f.closing_approvals, ink, None)))  # fmt: skip
    for day, how, text in f.followups:
        out.append(("结案回访记录", day, sheet(
            "结案回访记录", [*above(("帮扶对象", p.name), ("回访日期", dotted(day)), ("回访方式", how)), *long("回访情况", text)],
            hand("回访社工", ink.sign("ink", f.worker), day),
        )))  # fmt: skip
    return out


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """协议书; for a minor the guardian's part on the same sheet."""
    p = f.person
    assert f.consent
    rows = above(("帮扶对象", p.name), ("出生日期", dotted(p.birth)), ("年龄", f"{p.age(f.consent)}周岁"))
    if f.father and f.mother and f.guardian:
        g = f.guardian
        rows += above(("父亲姓名", f.father.name), ("父亲电话", f.father.phone), ("母亲姓名", f.mother.name), ("母亲电话", f.mother.phone))  # fmt: skip
        rows += above(("监护人签字", ink.sign(g.sign, g.name)), ("与帮扶对象关系", g.relation), ("监护人电话", g.phone))  # fmt: skip
    rows += above(("帮扶对象签字", ink.sign(f.client_sign, p.name)), ("社工签字", ink.sign("ink", f.worker)), ("签订日期", dotted(f.consent)))  # fmt: skip
    return [
        PageBreak(), heading("社会工作服务协议书（知情同意）"),
        para("第一条　社工站安排专人为帮扶对象提供个案服务，全程免费。"),
        para("第二条　社工对帮扶对象的信息严格保密，法律法规另有规定或涉及生命安全的除外。"),
        para("第三条　帮扶对象自愿接受服务，可随时提出终止；未成年人由监护人代为签署。"), Table(rows),
    ]  # fmt: skip


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """帮扶记录 and its approval sheet."""
    pieces = sheet(
        "个案帮扶记录",
        [
            *above(("帮扶对象", f.person.name), ("帮扶次数", f"第{s.sequence}次"), ("帮扶日期", dotted(s.day)), ("起止时间", s.time)),
            *above(("帮扶方式", s.method), ("地点", s.venue)), *long("帮扶过程", s.narrative), *long("社工体会", s.reflection), *long("下步打算", s.next_plan),
        ],
        hand("记录人", ink.sign("ink", f.worker), s.day),
    )  # fmt: skip
    return pieces + approval(
        f"《个案帮扶记录》第{s.sequence}次", f, s.day, s.approvals, ink, s.response or ""
    )


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Cover, contents, papers."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    all_ = papers(f, ink)
    face: Rows = [
        *above(("卷宗编号", f.number), ("帮扶对象", f.person.name)), *above(("所在社区", f.community), ("承办社工", f.worker)),
        [head("个案类别（在相应栏内划“√”）", WIDE)], [head(k, 4) for k in KINDS], [box("√" if k in on else "", 4) for k in KINDS],
        *above(("困难等级", f"{LEVELS[f.grade - 1]}（{'一二三四'[f.grade - 1]}级）"), ("帮扶次数", "" if f.stated_sessions is None else str(f.stated_sessions))),
        *above(("立案日期", dotted(f.opened)), ("结案日期", dotted(f.closed))),
    ]  # fmt: skip
    index: Rows = [[head("序号", 1), head("材料名称", 6), head("形成日期", 3), head("备注", 2)]]
    index += [[box(str(n)), box(name, 6), box(dotted(day), 3), box("", 2)] for n, (name, day, _) in enumerate(all_, 1)]  # fmt: skip
    pieces: list[Piece] = [
        para(station.name, align="center", size=18), heading("个案服务卷宗", 26), para(""), Table(face), PageBreak(), heading("卷内目录"), Table(index),
    ]  # fmt: skip
    return Drawing([*pieces, *(x for _, _, body in all_ for x in body)], header=f"{station.name}个案卷宗")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """评定: the score in the column of its rating."""
    rows = above(("姓名", h.person.name), ("评定日期", dotted(a.day)))
    rows.append([head("评定内容", 3), *(head(f"{r}（{low}—{high}分）", 3) for r, low, high in (("良好", 3, 8), ("一般", 9, 14), ("较差", 15, 20)))])  # fmt: skip
    rows += [[box(name, 3), *(box(str(score) if r == rating else "", 3) for r in LIVING)] for name, rating, score in a.items]  # fmt: skip
    rows += above(("合计得分", str(a.total)), ("评定等级", LEVELS[a.grade - 1]))
    rows += above(("直聘社工签字", ink.sign(a.direct_sign, h.direct_worker)), ("社工签字", ink.sign(a.worker_sign, h.worker)))  # fmt: skip
    return sheet("困难等级评定表", rows, para(LEGEND, size=9))


def house_file(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """Cover, contents, card and the rest."""
    p = h.person
    body: list[tuple[str, list[Piece]]] = [("特殊困难群体信息登记卡", sheet(
        "特殊困难群体信息登记卡",
        [
            *above(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", dotted(p.birth))), *above(("身份证号", h.id_printed or p.id_number), ("联系电话", p.phone)),
            *above(("家庭住址", p.address), ("所在社区", h.community)), *above(("人员类别", coded(PEOPLE, h.category))),
            *above(("居住情况", coded(("独居", "与家人同住"), (h.living_status,))), ("居住环境", coded(LIVING, (h.living,)))),
            *above(("登记日期", dotted(h.opened)), ("登记社工", ink.sign("ink", h.worker))),
        ],
    ))]  # fmt: skip
    body += [(f"困难等级评定表（{dotted(a.day)}）", grading(h, a, ink)) for a in h.assessments]
    for title, kind, day, what in (
        ("入户走访登记表", "visit", "走访日期", "走访情况"),
        ("电话联系登记表", "call", "通话日期", "通话情况"),
    ):
        rows: Rows = [[head(day, 3), head("承办人", 2), head(what, 7)]]
        rows += [[box(dotted(c.day), 3), box(h.worker, 2), box(c.text, 7)] for c in h.contacts if c.kind == kind]  # fmt: skip
        if len(rows) > 1:
            body.append((title, [PageBreak(), heading(title), para(f"帮扶对象：{p.name}"), Table(rows)]))
    for done in h.collaborations:
        body.append(("人员协同表", sheet("人员协同表", [
            *above(("帮扶对象", p.name), ("协同日期", dotted(done.day)), ("社工", h.worker), ("直聘社工", done.partner)),
            *long("帮扶对象基本情况", done.facts), *long("协同工作情况", done.text),
        ])))  # fmt: skip
    if h.plan:
        body.append(("一人一案帮扶计划", sheet("一人一案帮扶计划", [
            *above(("帮扶对象", p.name), ("开始日期", dotted(h.plan[0])), ("截止日期", dotted(h.plan[1]))),
            *long("帮扶目标", "按时服药复查，屋内取暖安全。"), *long("帮扶措施", "每两周走访一次，联系社区医生和志愿者结对。"),
        ])))  # fmt: skip
    index: Rows = [[head("序号", 2), head("材料名称", 8), head("备注", 2)]]
    index += [[box(str(n), 2), box(name, 8), box("", 2)] for n, (name, _) in enumerate(body, 1)]
    pieces: list[Piece] = [
        para(station.name, align="center", size=18), heading("特殊困难群体档案", 26), para(""),
        Table([
            *above(("档案编号", h.number), ("姓名", p.name)), *above(("所在社区", h.community), ("困难等级", f"{LEVELS[h.cover_grade - 1]}（{'一二三四'[h.cover_grade - 1]}级）")),
            *above(("建档日期", dotted(h.opened)), ("承办社工", h.worker)),
        ]),
        PageBreak(), heading("卷内目录"), Table(index),
    ]  # fmt: skip
    return Drawing([*pieces, *(x for _, part in body for x in part)], header=f"{station.name}困难群体档案")


def listing(r: RosterFacts, station: Station) -> Workbook:
    """A community's list."""
    book = Workbook()
    page = book.active
    page.title = r.community
    titles = [
        "序号",
        "档案编号",
        "姓名",
        "性别",
        "身份证号",
        "联系电话",
        "家庭住址",
        "人员类别",
        "困难等级",
        "承办社工",
        "备注",
    ]
    page.append([f"{station.name}特殊困难群体花名册"])
    page.append([f"社区名称：{r.community}", *[None] * 7, f"总户数：{r.printed_total}"])
    page.append(titles)
    for n, e in enumerate(r.rows, 1):
        page.append([n, e.number, e.name, e.sex, e.id_number, e.phone, e.address, e.category, LEVELS[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
    page.append(["注：困难等级A、B、C、D类依次对应一、二、三、四级。"])
    page.merge_cells("A1:K1")
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    edge = Side(style="thin")
    for row in page.iter_rows(min_row=3, max_row=3 + len(r.rows), max_col=len(titles)):
        for item in row:
            item.border = Border(edge, edge, edge, edge)
    for letter, width in zip("ABCDEFGHIJK", (6, 14, 10, 6, 22, 14, 26, 10, 10, 10, 14), strict=True):
        page.column_dimensions[letter].width = width
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, STREET)
    write_config(station, out)
    printed = []
    for at, f in enumerate(station.cases):
        path = out / "个案卷宗" / ("办结" if f.closed else "在办") / f"{f.community}{f.person.name}（{f.number}）.docx"  # fmt: skip
        save(case_file(f, station, Ink(seed + at)), path)
        if f.closed:
            printed.append(path)
    finished = {station.communities[0][0], station.communities[3][0]}
    for at, h in enumerate(station.households):
        path = out / "困难群体档案" / h.community / f"{h.person.name}（{h.number}）.docx"
        save(house_file(h, station, Ink(seed + 1000 + at)), path)
        if h.community in finished:
            printed.append(path)
    convert(printed, "pdf")
    for r in station.rosters:
        keep(listing(r, station), out / "花名册" / f"{r.community}花名册.xlsx")
    write_clutter(out)
