"""S20: every worker keeps to a template of her own: three templates in one station, Word and text PDF side by side.

Everything is filed by worker. One writes Word tables with clipped labels (案号, 证号, 跟进人) and ☒; one exports text PDF with full labels
and ●; one keeps an old sheet of lines in Word, with a √ before the chosen word and no box at all, days as 20250308. The list is one
workbook for the whole station.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Run, Table, Text, para
from tools.strangers.pdf_writer import write_pdf
from tools.strangers.people import WORKERS
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, save
from tools.strangers.styles.judge_three_words import CLIPPED, FULL, GRADES, KINDS, OLD, PEOPLE, SOURCES, Words
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_city import AGENCY
from tools.strangers.styles.judge_workbook import keep

WIDE = 8
Field = tuple[str, Value]
"""Concept and value."""


class Template:
    """One worker's habits."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def pick(self, all_: tuple[str, ...], on: tuple[str, ...]) -> str:
        """Choices as this hand ticks them."""
        yes, no = self.words.ticks
        return self.words.gap.join((yes if o in on else no) + o for o in all_)

    def form(self, title: str, *rows: list[Field], extra: list[list[Cell]] | None = None) -> list[Piece]:
        """A titled form of rows of fields; in lines or as a table, as the template has it."""
        name = self.words.titles[title]
        if self.words.lines:
            return [
                heading(name, 15),
                *(self.line(row) for row in rows),
                *([Table(extra)] if extra else []),
                para(""),
            ]
        body = [self.row(row) for row in rows]
        if extra:
            body += extra
        return [heading(name), Table(body), para("")]

    def row(self, fields: list[Field]) -> list[Cell]:
        """Fields side by side, the row filled."""
        room = WIDE // len(fields)
        out: list[Cell] = []
        for concept, value in fields:
            out += [head(self.words.labels[concept], 1), lines(value if isinstance(value, str) else list(value), cols=room - 1)]  # fmt: skip
        return out

    def line(self, fields: list[Field]) -> Para:
        """Fields in a line, each after its label and a colon."""
        runs: list[Run] = []
        for at, (concept, value) in enumerate(fields):
            runs.append(Text(("\t" if at else "") + self.words.labels[concept] + "："))
            runs += [Text(value)] if isinstance(value, str) else [Text(v) if isinstance(v, str) else v for v in value]  # fmt: skip
        return Para(runs)

    def approved(self, all_: list[Approve], ink: Ink) -> list[list[Field]]:
        """A row an office."""
        return [
            [(f"{a.role}-opinion", a.opinion), (f"{a.role}-sign", ink.sign(a.state, a.name)), (f"{a.role}-day", self.words.day(a.day))]
            for a in all_
        ]  # fmt: skip

    def note(self, all_: list[Approve]) -> list[Piece]:
        """Where two may approve."""
        return [para("（片长、副站长其一审批即可）", size=9)] if len(all_) > 1 else []


# ---- cases -----------------------------------------------------------------------------------------------------------


def case_file(f: CaseFacts, t: Template, ink: Ink) -> Drawing:
    """All papers of a case."""
    day, p = t.words.day, f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    pieces: list[Piece] = t.form(
        "cover", [("number", f.number), ("client", p.name)], [("community", f.community), ("worker", f.worker)], [("category", t.pick(KINDS, on))],
        [("grade", t.pick(GRADES, (GRADES[f.grade - 1],)))], [("opened", day(f.opened)), ("closed", day(f.closed))],
        [("count", "" if f.stated_sessions is None else f"{f.stated_sessions}次")],
    )  # fmt: skip
    if "intake" not in f.without:
        pieces += [PageBreak(), *t.form(
            "intake", [("client", p.name), ("sex", p.sex)], [("birth", day(p.birth)), ("age", f"{p.age(f.opened)}岁")], [("id", p.id_number), ("phone", p.phone)],
            [("address", p.address)], [("source", t.pick(tuple(SOURCES), (f.source,)))], [("category", t.pick(KINDS, (f.inner_category.get("intake", f.category),)))],
            [("problem", f.problem)], *([[("model", f.model)]] if f.model else []), [("worker-sign", ink.sign("ink", f.worker)), ("intake-day", day(f.opened))],
        )]  # fmt: skip
    if f.consent:
        pieces += [PageBreak(), *consent(f, t, ink)]
    if f.assessment:
        pieces += [PageBreak(), *t.form(
            "assessment", [("client", p.name), ("assessed", day(f.assessment))], [("analysis", f.problem)], [("resources", "居委会及邻居可协助照看。")], [("worker-sign", ink.sign("ink", f.worker))],
        )]  # fmt: skip
    if f.plan:
        pieces += [PageBreak(), *t.form(
            "plan", [("client", p.name), ("planned", day(f.plan))], *([] if f.theory is None else [[("theory", f.theory)]]), [("goals", f.goals)], [("steps", f.steps)],
            [("worker-sign", ink.sign("ink", f.worker))], *t.approved(f.plan_approvals, ink),
        ), *t.note(f.plan_approvals)]  # fmt: skip
    if f.crisis:
        c = f.crisis
        pieces += [PageBreak(), *t.form(
            "crisis", [("client", p.name), ("event-day", day(c.event_day))], [("known", day(c.known)), ("first", day(c.response))], [("event", c.event)], [("measures", c.measures)],
            [("reported", c.reported)], [("emergency", c.emergency)], [("support", c.support)], [("worker-sign", ink.sign("ink", f.worker))],
        )]  # fmt: skip
    pieces.append(PageBreak())
    for s in f.sessions:
        pieces += session(f, s, t, ink)
    if f.closed:
        pieces += [PageBreak(), *t.form(
            "closing", [("client", p.name), ("closed", day(f.closed))], [("category", t.pick(KINDS, (f.inner_category.get("closing", f.category),)))],
            [("reason", t.pick(("目标达成", "服务对象退出", "其他"), ("目标达成",)))], [("count", "" if f.closing_sessions is None else f"{f.closing_sessions}次")], [("outcome", f.closing_text)],
            [("worker-sign", ink.sign("ink", f.worker))], *t.approved(f.closing_approvals, ink),
        ), *t.note(f.closing_approvals)]  # fmt: skip
    for when, how, text in f.followups:
        pieces += t.form("return", [("client", p.name), ("return-day", day(when))], [("return-how", how), ("return-worker", f.worker)], [("return-text", text)])  # fmt: skip
    return Drawing(pieces)


def consent(f: CaseFacts, t: Template, ink: Ink) -> list[Piece]:
    """The parents as fields."""
    g, day = f.guardian, t.words.day
    rows: list[list[Field]] = [
        [("client", f.person.name)], [("clause", "我已知道社工服务的内容和保密规定，愿意接受服务，也可以随时退出。")],
        [("client-sign", ink.sign(f.client_sign, f.person.name)), ("consent-day", day(f.consent))],
    ]  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            [("guardian-sign", ink.sign(g.sign, g.name)), ("relation", g.relation)], [("guardian-phone", g.phone)],
            [("father", f.father.name), ("father-phone", f.father.phone)], [("mother", f.mother.name), ("mother-phone", f.mother.phone)],
        ]  # fmt: skip
    return t.form(
        "consent", *rows, [("worker-sign", ink.sign("ink", f.worker)), ("consent-day", day(f.consent))]
    )


def session(f: CaseFacts, s: Session, t: Template, ink: Ink) -> list[Piece]:
    """One meeting."""
    rows: list[list[Field]] = [
        [("client", f.person.name), ("sequence", f"第{s.sequence}次")], [("day", t.words.day(s.day)), ("time", s.time)], [("venue", s.venue), ("method", s.method)],
        [("narrative", s.narrative)], [("reflection", s.reflection)], [("worker-sign", ink.sign("ink", f.worker))], *t.approved(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        rows.append([("response", s.response)])
    return [*t.form("session", *rows), *t.note(s.approvals)]


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, t: Template, ink: Ink) -> list[Piece]:
    """Items as a table in every template."""
    title, day = t.words.titles["grading"], t.words.day
    items = [[head("项目", 2), head("评价", 4), head("分值", 2)]]
    items += [
        [box(n, 2), box(t.pick(("良好", "一般", "较差"), (r,)), 4), box(str(s), 2)] for n, r, s in a.items
    ]
    top: list[Field] = [("name", h.person.name), ("assessed", day(a.day))]
    total: list[Field] = [("total", str(a.total)), ("grade", t.pick(GRADES, (GRADES[a.grade - 1],)))]
    names: list[Field] = [("direct-sign", ink.sign(a.direct_sign, h.direct_worker)), ("worker-sign", ink.sign(a.worker_sign, h.worker))]  # fmt: skip
    note = para("等级划分：80分以上一级；60至79分二级；40至59分三级；39分及以下四级。", size=9)
    if t.words.lines:
        return [heading(title, 15), t.line(top), Table(items), t.line(total), t.line(names), note]
    return [heading(title), Table([t.row(top), *items, t.row(total), t.row(names)]), note]


def house_file(h: HouseholdFacts, t: Template, ink: Ink) -> Drawing:
    """All papers of a household."""
    p, day = h.person, t.words.day
    pieces: list[Piece] = [
        *t.form("house-cover", [("house-number", h.number), ("name", p.name)], [("community", h.community), ("cover-grade", t.pick(GRADES, (GRADES[h.cover_grade - 1],)))],
                [("house-opened", day(h.opened)), ("worker", h.worker)]),
        PageBreak(),
        *t.form("registration", [("name", p.name), ("sex", h.sex_printed or p.sex)], [("birth", day(p.birth)), ("phone", p.phone)], [("id", h.id_printed or p.id_number)], [("address", p.address)],
                [("people", t.pick(PEOPLE, h.category))], [("lives", t.pick(("独居", "与家人同住"), (h.living_status,)))], [("living", t.pick(("良好", "一般", "较差"), (h.living,)))],
                [("worker-sign", ink.sign("ink", h.worker)), ("house-opened", day(h.opened))]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += [PageBreak(), *grading(h, a, t, ink)]
    rows = [[head(t.words.labels["contact-day"], 2), head(t.words.labels["contact-how"]), head(t.words.labels["contact-text"], 4), head("社工")]]  # fmt: skip
    rows += [[box(day(c.day), 2), box(t.words.ways[0] if c.kind == "visit" else t.words.ways[1]), box(c.text, 4), box(h.worker)] for c in h.contacts]  # fmt: skip
    pieces += [
        PageBreak(),
        heading(t.words.titles["contacts"]),
        t.line([("name", p.name)]),
        Table(rows),
        para(""),
    ]
    for done in h.collaborations:
        pieces += t.form("together", [("name", p.name), ("together-day", day(done.day))], [("worker", h.worker), ("direct", done.partner)], [("together-facts", done.facts)], [("together-text", done.text)])  # fmt: skip
    if h.plan:
        pieces += t.form("house-plan", [("name", p.name)], [("from", day(h.plan[0])), ("to", day(h.plan[1]))], [("goals", "三餐有着落，药物不断。")], [("steps", "链接饭堂送餐，每两周上门。")])  # fmt: skip
    return Drawing(pieces)


def lists(station: Station) -> Workbook:
    """All communities on one sheet, a column for the community."""
    book = Workbook()
    sheet = book.active
    sheet.title = "总名册"
    sheet.append([f"{station.name}服务对象总名册"])
    sheet.append(
        [
            "序号",
            "社区",
            "档案编号",
            "姓名",
            "性别",
            "身份证号码",
            "联系电话",
            "人员类别",
            "级别",
            "责任社工",
            "备注",
        ]
    )
    at = 0
    for r in station.rosters:
        for e in r.rows:
            at += 1
            sheet.append([at, r.community, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
    return book


def put(drawing: Drawing, target: Path, words: Words) -> None:
    """Word or PDF, as the worker keeps it."""
    if words.pdf:
        write_pdf(drawing, target.with_name(target.name + ".pdf"))
    else:
        save(drawing, target.with_name(target.name + ".docx"))


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, AGENCY)
    write_config(station, out)
    hands = {w: Template((CLIPPED, FULL, OLD)[at % 3]) for at, w in enumerate(WORKERS)}
    for at, f in enumerate(station.cases):
        t = hands[f.worker]
        put(case_file(f, t, Ink(seed + at)), out / f.worker / "个案" / f"{f.number}{f.person.name}", t.words)
    for at, h in enumerate(station.households):
        t = hands[h.worker]
        put(house_file(h, t, Ink(seed + 1400 + at)), out / h.worker / "建档" / h.community / f"{h.number}{h.person.name}", t.words)  # fmt: skip
    keep(lists(station), out / "服务对象总名册.xlsx")
    write_clutter(out)
