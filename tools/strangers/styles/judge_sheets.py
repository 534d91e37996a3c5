"""S12: a case is one workbook, a sheet a paper, labels above values; households are ledgers in Word, visits a notebook.

Filed by year and quarter of the opening; file names are client and month. Both guardians stand on a sheet of their own, side by
side. The household ledgers are wide Word tables, a row a household, names inserted as pictures; the visits of a community are a
Word notebook, one line a visit, in order of days over all households. The approving office is the agency's 机构督导 or the
项目主任. Dates are 2025.3.5 and 25-3-5.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import write_drawing_sheets
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, options, save
from tools.strangers.styles.judge_words import renumber, reword
from tools.strangers.styles.judge_workbook import keep

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "机构督导", "district_head": "项目主任", "deputy_head": "副站长"}
GRADES = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
Rows = list[list[Cell]]
WIDE = 6


def point(day: date | None) -> str:
    """2025.3.5."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def short(day: date | None) -> str:
    """25-3-5."""
    return f"{day.year % 100}-{day.month}-{day.day}" if day else ""


def above(*pairs: tuple[str, Value]) -> Rows:
    """Labels in a row, values in the row below."""
    room = WIDE // len(pairs)
    return [
        [head(label, room) for label, _ in pairs],
        [lines(value if not isinstance(value, str) else [value], cols=room) for _, value in pairs],
    ]


def sheet(name: str, title: str, rows: Rows, *after: Piece) -> list[Piece]:
    """A paper on a sheet of its own."""
    return [PageBreak(name), heading(title), Table(rows), *after]


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """The station has one approving office; where two stand in the facts, the one that signed."""
    one = [a for a in all_ if not a.empty][:1] or all_[:1]
    rows: Rows = []
    for a in one:
        who = ROLE[a.role]
        rows += above(
            (f"{who}意见", a.opinion), (f"{who}签名", ink.sign(a.state, a.name)), ("审批日期", point(a.day))
        )
    return rows


# ---- cases -----------------------------------------------------------------------------------------------------------


def opening(f: CaseFacts, ink: Ink) -> list[Piece]:
    """First page and intake."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    out = sheet("首页", "个案服务档案首页", [
        *above(("个案编号", f.number), ("服务对象姓名", p.name), ("所在社区", f.community)),
        *above(("个案类别", options(KINDS, on, "●", "○"))),
        *above(("需求等级", GRADES[f.grade - 1]), ("开案日期", point(f.opened)), ("结案日期", point(f.closed))),
        *above(("主责社工", f.worker), ("服务次数", "" if f.stated_sessions is None else str(f.stated_sessions))),
    ])  # fmt: skip
    if "intake" not in f.without:
        rows = [
            *above(("服务对象姓名", p.name), ("性别", p.sex), ("出生日期", point(p.birth))),
            *above(("年龄", str(p.age(f.opened))), ("联系电话", p.phone), ("身份证号", p.id_number)),
            *above(("家庭住址", p.address), ("接案日期", point(f.opened))),
            *above(("个案来源", options(("主动求助", "社工发现", "社区转介"), (f.source,), "●", "○"))),
            *above(("个案类别", options(KINDS, (f.inner_category.get("intake", f.category),), "●", "○"))),
            *above(("求助问题", f.problem)),
        ]
        if f.model:
            rows += above(("介入模式", f.model))
        out += sheet("接案", "接案登记表", [*rows, *above(("接案社工签名", ink.sign("ink", f.worker)))])
    return out


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The consent, and the guardians beside each other on the next sheet."""
    g = f.guardian
    out = sheet("同意书", "接受个案服务同意书", [
        [box("本人已清楚社工站的服务内容及保密原则，同意由社工提供个案服务。", WIDE)],
        *above(("服务对象签名", ink.sign(f.client_sign, f.person.name)), ("社工签名", ink.sign("ink", f.worker)), ("签署日期", point(f.consent))),
    ])  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        out += sheet("监护人", "未成年人监护人同意及联系信息表", [
            [head("监护人", 2), head("父亲", 2), head("母亲", 2)],
            [head("姓名"), box(g.name), head("姓名"), box(f.father.name), head("姓名"), box(f.mother.name)],
            [head("与服务对象关系"), box(g.relation), head("联系电话"), box(f.father.phone), head("联系电话"), box(f.mother.phone)],
            [head("联系电话"), box(g.phone), head("备注"), box(""), head("备注"), box("")],
            [head("监护人签名"), lines([*ink.sign(g.sign, g.name)], cols=2), head("签署日期"), box(point(f.consent), 2)],
        ])  # fmt: skip
    return out


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    if f.assessment:
        out += sheet("预估", "个案预估表", [
            *above(("预估日期", point(f.assessment)), ("预估社工", f.worker)), *above(("主要问题", f.problem)), *above(("资源与优势", "有一位兄长同区居住，愿意帮忙。")),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else above(("理论依据", f.theory))
        out += sheet("计划", "个案服务计划表", [
            *above(("计划日期", point(f.plan)), ("计划社工", f.worker)), *theory, *above(("服务目标", f.goals)), *above(("服务内容", f.steps)),
            *approvals(f.plan_approvals, ink),
        ])  # fmt: skip
    return out


def session(s: Session, ink: Ink) -> list[Piece]:
    """A block on the sheet of the records."""
    rows = [
        *above(("服务次数", f"第{s.sequence}次"), ("服务日期", point(s.day)), ("服务时间", s.time)),
        *above(("服务地点", s.venue), ("服务方式", s.method)), *above(("服务过程", s.narrative)), *above(("社工反思", s.reflection)),
        *approvals(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows += above(("社工回应", s.response))
    return [Table(rows), para("")]


def case_book(f: CaseFacts, ink: Ink) -> Drawing:
    """A sheet a paper."""
    pieces = opening(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        c = f.crisis
        pieces += sheet("危机", "危机事件处理记录表", [
            *above(("事发日期", point(c.event_day)), ("获知日期", point(c.known)), ("首次介入日期", point(c.response))), *above(("事件经过", c.event)),
            *above(("处理措施", c.measures)), *above(("上报情况", c.reported)), *above(("机构应急处理", c.emergency)), *above(("对社工的支援", c.support)),
        ])  # fmt: skip
    pieces += [PageBreak("服务记录"), heading("个案服务过程记录")]
    for s in f.sessions:
        pieces += session(s, ink)
    if f.closed:
        pieces += sheet("结案", "结案报告", [
            *above(("结案日期", point(f.closed)), ("服务次数", "" if f.closing_sessions is None else str(f.closing_sessions))),
            *above(("个案类别", options(KINDS, (f.inner_category.get("closing", f.category),), "●", "○"))),
            *above(("结案原因", options(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,), "●", "○"))), *above(("服务成效", f.closing_text)),
            *approvals(f.closing_approvals, ink),
        ])  # fmt: skip
    if f.followups:
        body = [[head("回访日期"), head("回访方式"), head("回访情况", 3), head("回访社工")]]
        body += [[box(point(day)), box(how), box(text, 3), box(f.worker)] for day, how, text in f.followups]
        pieces += sheet("回访", "结案后回访记录表", body)
    return Drawing(pieces)


# ---- households ------------------------------------------------------------------------------------------------------


def register(houses: list[HouseholdFacts]) -> list[Piece]:
    """Archive facts, a row a household."""
    rows = [
        [
            head(x)
            for x in (
                "档案编号",
                "姓名",
                "性别",
                "出生日期",
                "身份证号",
                "联系电话",
                "人员类别",
                "居住状况",
                "居住环境",
                "封面等级",
                "建档日期",
                "责任社工",
            )
        ]
    ]
    rows += [
        [box(x) for x in (
            h.number, h.person.name, h.sex_printed or h.person.sex, point(h.person.birth), h.id_printed or h.person.id_number, h.person.phone, "、".join(h.category),
            h.living_status, h.living, GRADES[h.cover_grade - 1], point(h.opened), h.worker,
        )] for h in houses
    ]  # fmt: skip
    return [Table(rows)]


def gradings(houses: list[HouseholdFacts], ink: Ink) -> list[Piece]:
    """Assessments, a row each; rating and points in one cell; names as pictures."""
    names = [i[0] for i in houses[0].assessments[0].items]
    rows = [
        [
            head(x)
            for x in ("档案编号", "姓名", "评估日期", *names, "总分", "评定等级", "直聘社工签名", "社工签名")
        ]
    ]
    for h in houses:
        for a in h.assessments:
            rows.append([
                *(box(x) for x in (h.number, h.person.name, point(a.day), *(f"{rating}（{score}分）" for _, rating, score in a.items), str(a.total), GRADES[a.grade - 1])),
                lines([*ink.sign(a.direct_sign, h.direct_worker)]), lines([*ink.sign(a.worker_sign, h.worker)]),
            ])  # fmt: skip
    return [Table(rows), para("说明：总分80分及以上为Ⅰ级，60至79分为Ⅱ级，40至59分为Ⅲ级，39分及以下为Ⅳ级。")]


def notebook(houses: list[HouseholdFacts], community: str) -> Drawing:
    """One line a visit over all households, by day."""
    pieces: list[Piece] = [heading(f"{community}探访电访记事本")]
    kept = sorted(((c.day, h.number, h, c) for h in houses for c in h.contacts), key=lambda x: (x[0], x[1]))
    month = None
    for day, number, h, c in kept:
        if month != (day.year, day.month):
            month = (day.year, day.month)
            pieces.append(para(f"{day.year}年{day.month}月"))
        how = "入户" if c.kind == "visit" else "电访"
        pieces.append(para(f"{short(day)}　{how}　{number}{h.person.name}　{c.text}　（{h.worker}）"))
    return Drawing(pieces)


def together(houses: list[HouseholdFacts]) -> list[Piece]:
    """Collaboration, a row each."""
    rows = [
        [
            head("档案编号"),
            head("姓名"),
            head("协同日期"),
            head("社工"),
            head("直聘社工"),
            head("服务对象基本情况", 3),
            head("具体协同情况", 4),
        ]
    ]
    rows += [
        [box(h.number), box(h.person.name), box(point(c.day)), box(h.worker), box(c.partner), box(c.facts, 3), box(c.text, 4)]
        for h in houses for c in h.collaborations
    ]  # fmt: skip
    return [Table(rows)]


def plans(houses: list[HouseholdFacts]) -> list[Piece]:
    """Plans, a row each."""
    rows = [
        [
            head("档案编号"),
            head("姓名"),
            head("开始日期"),
            head("结束日期"),
            head("服务目标", 2),
            head("服务措施", 2),
        ]
    ]
    rows += [
        [box(h.number), box(h.person.name), box(point(h.plan[0])), box(point(h.plan[1])), box("居家安全，按时复诊", 2), box("加装扶手，志愿者陪诊", 2)]
        for h in houses if h.plan
    ]  # fmt: skip
    return [Table(rows)]


def lists(station: Station) -> Workbook:
    """A sheet a community."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        page = book.create_sheet(r.community)
        page.append([f"{r.community}困难群众名册"])
        page.append(["序号", "档案编号", "姓名", "性别", "身份证号", "人员类别", "等级", "责任社工", "备注"])
        for n, e in enumerate(r.rows, 1):
            page.append(
                [
                    n,
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    e.category,
                    GRADES[e.grade - 1],
                    e.worker,
                    e.remark or None,
                ]
            )
        page.append(["合计", f"{r.printed_total}户"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    renumber(station, lambda n: "GA" + n, lambda n: "DA" + n[n.index("-") + 1 :])
    write_config(station, out)
    for at, f in enumerate(station.cases):
        assert f.opened
        quarter = "一二三四"[(f.opened.month - 1) // 3]
        name = f"{f.number} {f.person.name} {f.opened.month}月.xlsx"
        target = out / f"{f.opened.year}年" / f"第{quarter}季度" / "个案" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_drawing_sheets(case_book(f, Ink(seed + at)), target)
    for at, (community, _) in enumerate(station.communities):
        houses = [h for h in station.households if h.community == community]
        ink, folder = Ink(seed + 500 + at), out / "困难群众" / community
        for name, title, pieces in (
            ("1建档台账", "困难群众档案封面及基本信息登记台账", register(houses)), ("2分级评估台账", "困难群众分级评估台账", gradings(houses, ink)),
            ("4人员协同台账", "人员协同情况台账", together(houses)), ("5一人一案台账", "一人一案服务计划台账", plans(houses)),
        ):  # fmt: skip
            save(Drawing([heading(community + title), *pieces]), folder / f"{name}.docx")
        save(notebook(houses, community), folder / "3探访记事本.docx")
    keep(lists(station), out / "困难群众" / "名册.xlsx")
    write_clutter(out)
