"""S36: a small county station of the dry north-west: one big workbook a village, plain Word tables of two columns a case.

The year stands in the title, days are 3月5日. A village's workbook holds its list, a sheet for each household (facts and grade
assessments, printed on A4 and signed), the visits of each year with names merged over their rows and 同上, the individual plans
and the cooperation register; the labels of the archive bags are one Word file a village. A case is one Word file: what is asked
left, what was written right, everybody's notes on a meeting in one cell. The station has no ``audit.toml``.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.docx_writer import scribble, write_docx
from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Kin, RosterFacts, Session
from tools.strangers.papers import (
    Approve,
    Cell,
    Drawing,
    PageBreak,
    Picture,
    Piece,
    Run,
    Table,
    Text,
    para,
)
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, runs
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_lanes import PLATEAU
from tools.strangers.styles.judge_workbook import keep

KINDS = ("一般", "重点", "危机")
GRADES = ("一类", "二类", "三类", "四类")
RATING = {"良好": "好", "一般": "一般", "较差": "差"}
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
TIMES = "一二三四五六七八九十"
EDGE = Side(style="thin")
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)


def short(day: date | None, year: int) -> str:
    """3月5日; with its year where that is not the title's."""
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if day.year == year else full(day)


def full(day: date | None) -> str:
    """2024年11月3日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def marked(words: Sequence[str]) -> str:
    """一般√　重点　危机: the tick stands behind the word."""
    return "　　".join(k + ("√" if k in words else "") for k in KINDS)


# ---- cases: Word ----------------------------------------------------------------------------------------------------


def pairs(*items: tuple[str, Value] | tuple[str, Cell]) -> Table:
    """What is asked left, what was written right."""
    return Table(
        [[head(label), value if isinstance(value, Cell) else box(value, 4)] for label, value in items]
    )


def notes_of(approvals: list[Approve], ink: Ink, year: int) -> list[Value]:
    """A line for each approver: remark, name, day."""
    out: list[Value] = []
    for a in approvals:
        said: list[Run] = [
            Text(f"{ROLE[a.role]}：{a.opinion}　"),
            *ink.sign(a.state, a.name),
            Text(f"　{short(a.day, year)}"),
        ]
        out.append(said)
    return out


def opening(f: CaseFacts, ink: Ink, year: int) -> list[Piece]:
    """The first page and the request."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    pieces: list[Piece] = [
        heading(f"{year}年个案档案", 22),
        pairs(
            ("编号", f.number), ("姓名", p.name), ("村", f.community), ("个案类别", marked(on)), ("需求类别", GRADES[f.grade - 1]),
            ("负责社工", f.worker), ("开案时间", short(f.opened, year)), ("结案时间", short(f.closed, year)),
            ("服务次数", f"{f.stated_sessions}次" if f.stated_sessions is not None else ""),
        ),
    ]  # fmt: skip
    if "intake" in f.without:
        return pieces
    assert f.opened
    about = f"{p.sex}，{p.age(f.opened)}岁，{full(p.birth)}生"
    pieces += [
        PageBreak(), heading(f"个案接案登记表（{year}年）"), para(f"编号：{f.number}"),
        pairs(
            ("姓名", p.name), ("性别、年龄", about), ("身份证号", p.id_number), ("电话", p.phone), ("家庭住址", p.address), ("户籍", "同上"),
            ("接案时间", short(f.opened, year)), ("怎么来的", f.source), ("个案类别", marked((f.inner_category.get("intake", f.category),))),
            ("主要问题", f.problem), ("社工签字", ink.sign("ink", f.worker)),
        ),
    ]  # fmt: skip
    return pieces


def consent(f: CaseFacts, ink: Ink, year: int) -> list[Piece]:
    """A letter and a table to sign in."""
    p, g = f.person, f.guardian or Kin()
    minor = bool(g.name)

    def parent(k: Kin | None) -> str:
        return f"姓名：{k.name if k else ''}　　电话：{k.phone if k else ''}"

    guardian = f"姓名：{g.name}　　与本人关系：{g.relation}　　电话：{g.phone}"
    return [
        PageBreak(), heading(f"接受服务同意书（{year}年）"), para(f"编号：{f.number}"),
        para(f"　　我叫{p.name}，{full(p.birth)}生。社工已经把服务的内容给我讲清楚了，我愿意接受社工站的服务。社工对我和家里的事保密，"
             "遇到有人身危险的事情除外。我不想接受服务的时候可以随时说。"),
        pairs(
            ("监护人（未成年人填）", guardian), ("父亲", parent(f.father)), ("母亲", parent(f.mother)),
            ("本人签字", ink.sign(f.client_sign, p.name)), ("监护人签字", ink.sign(g.sign, g.name) if minor else ""),
            ("社工签字", ink.sign("ink", f.worker)), ("签字时间", short(f.consent, year)),
        ),
    ]  # fmt: skip


def planned(f: CaseFacts, ink: Ink, year: int) -> list[Piece]:
    """The plan."""
    return [
        PageBreak(), heading(f"个案服务计划（{year}年）"), para(f"编号：{f.number}"),
        pairs(
            ("姓名", f.person.name), ("计划时间", short(f.plan, year)), ("情况分析", f.problem),
            *([] if f.theory is None else [("用的理论", f.theory)]), ("目标", f.goals), ("怎么做", f.steps), ("社工签字", ink.sign("ink", f.worker)),
            ("审批意见", lines(*notes_of(f.plan_approvals, ink, year), cols=4)),
        ),
    ]  # fmt: skip


def meeting(f: CaseFacts, s: Session, ink: Ink, year: int) -> list[Cell]:
    """One meeting: its number and day left, everything else right."""
    said: list[Value] = [
        f"{s.time}，{s.venue}，{s.method}", f"过程：{s.narrative}", f"社工想法：{s.reflection}", f"下次：{s.next_plan}",
        [Text("记录人："), *ink.sign("ink", f.worker)], *notes_of(s.approvals, ink, year),
    ]  # fmt: skip
    if s.response is not None:
        said.append(f"社工回复：{s.response}")
    return [Cell([para(f"第{TIMES[s.sequence - 1]}次"), para(short(s.day, year))], label=True), lines(*said, cols=4)]  # fmt: skip


def emergency(f: CaseFacts, ink: Ink, year: int) -> list[Piece]:
    """The crisis."""
    c = f.crisis
    assert c
    return [
        PageBreak(), heading(f"突发事件（危机个案）记录（{year}年）"), para(f"编号：{f.number}"),
        pairs(
            ("姓名", f.person.name), ("出事时间", short(c.event_day, year)), ("知道时间", short(c.known, year)), ("第一次到场", short(c.response, year)),
            ("事情经过", c.event), ("介入模式", f.model), ("采取措施", c.measures), ("给谁报告了", c.reported), ("站上应急处理", c.emergency),
            ("给社工的支持", c.support), ("社工签字", ink.sign("ink", f.worker)),
        ),
    ]  # fmt: skip


def ending(f: CaseFacts, ink: Ink, year: int) -> list[Piece]:
    """Closing and the return visits."""
    seen: list[Value] = [f"{short(day, year)}，{how}。{text}" for day, how, text in f.followups]
    return [
        PageBreak(), heading(f"个案结案表（{year}年）"), para(f"编号：{f.number}"),
        pairs(
            ("姓名", f.person.name), ("结案时间", short(f.closed, year)), ("个案类别", marked((f.inner_category.get("closing", f.category),))),
            ("共服务", f"{f.closing_sessions}次" if f.closing_sessions is not None else ""), ("结案原因", f.closing_reason),
            ("办成了啥", f.closing_text), ("社工签字", ink.sign("ink", f.worker)),
            ("审批意见", lines(*notes_of(f.closing_approvals, ink, year), cols=4)), ("结案后回访", lines(*(seen or [""]), cols=4)),
        ),
    ]  # fmt: skip


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """A case."""
    assert f.opened
    year = f.opened.year
    pieces = opening(f, ink, year)
    if f.consent:
        pieces += consent(f, ink, year)
    if f.plan:
        pieces += planned(f, ink, year)
    if f.crisis:
        pieces += emergency(f, ink, year)
    pieces += [PageBreak(), heading(f"个案服务记录（{year}年）"), para(f"编号：{f.number}　　姓名：{f.person.name}　　社工：{f.worker}")]  # fmt: skip
    pieces.append(Table([meeting(f, s, ink, year) for s in f.sessions]))
    if f.closed:
        pieces += ending(f, ink, year)
    return Drawing(pieces, footer=station.name)


def labels(houses: list[HouseholdFacts], station: Station) -> Drawing:
    """What is stuck on the archive bags."""
    pieces: list[Piece] = []
    for h in houses:
        pieces += [
            *([PageBreak()] if pieces else []), para(station.name, align="center", size=14), heading("困难群众档案袋封面", 20),
            pairs(
                ("档案号", h.number), ("户主", h.person.name), ("村", h.community), ("类别", GRADES[h.cover_grade - 1]),
                ("建档时间", full(h.opened)), ("负责社工", h.worker),
            ),
        ]  # fmt: skip
    return Drawing(pieces)


# ---- households: a village's workbook -------------------------------------------------------------------------------


class Page:
    """A sheet that is filled from above."""

    def __init__(self, book: Workbook, name: str, widths: Sequence[int]) -> None:
        self.sheet: Worksheet = book.create_sheet(name)
        self.top, self.width, self.widths = 0, len(widths), widths
        self.sheet.page_setup.orientation = "landscape" if len(widths) > 6 else "portrait"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for column, width in zip("ABCDEFGHIJKL", widths, strict=False):
            self.sheet.column_dimensions[column].width = width

    def title(self, text: str) -> None:
        """A line over the whole width."""
        self.top += 1
        target = self.sheet.cell(self.top, 1, text)
        target.font = Font(bold=True, size=14)
        target.alignment = Alignment(horizontal="center")
        self.sheet.merge_cells(start_row=self.top, start_column=1, end_row=self.top, end_column=self.width)

    def row(self, *cells: tuple[Value | int | date | None, int]) -> int:
        """A bordered row: values and how many columns each takes; pictures lie over their cells."""
        self.top += 1
        at = 1
        for value, span in cells:
            target = self.sheet.cell(self.top, at)
            for side in range(at, at + span):
                self.sheet.cell(self.top, side).border = BOX
            if isinstance(value, (str, int, date)) or value is None:
                target.value = value or None
            else:
                self._put(target.coordinate, runs(value))
            target.alignment = Alignment(wrap_text=True, vertical="center")
            storeys = ceil(2.1 * len(value) / sum(self.widths[at - 1 : at - 1 + span])) if isinstance(value, str) else 1  # fmt: skip
            if storeys > 1:
                tall = self.sheet.row_dimensions[self.top]
                tall.height = max(tall.height or 0, 15 * storeys)
            if isinstance(value, date):
                target.number_format = "yyyy/m/d"
            if span > 1:
                self.sheet.merge_cells(start_row=self.top, start_column=at, end_row=self.top, end_column=at + span - 1)  # fmt: skip
            at += span
        return self.top

    def _put(self, place: str, said: list[Run]) -> None:
        text = "".join(r.text for r in said if isinstance(r, Text))
        self.sheet[place].value = text or None
        for run in said:
            if isinstance(run, Picture):
                image = Image(io.BytesIO(scribble(run.seed)))
                image.width, image.height = 80, 30
                self.sheet.add_image(image, place)
                self.sheet.row_dimensions[self.top].height = 26

    def down(self, column: str, first: int) -> None:
        """Merge a column's cells from a row to the last one."""
        if self.top > first:
            self.sheet.merge_cells(f"{column}{first}:{column}{self.top}")


def rows_of(page: Page, *pairs_: tuple[str, Value | int | date | None]) -> None:
    """Two captions and values a row."""
    for at in range(0, len(pairs_), 2):
        cells: list[tuple[Value | int | date | None, int]] = []
        for label, value in pairs_[at : at + 2]:
            cells += [(label, 1), (value, 2)]
        page.row(*cells)


def assessed(page: Page, h: HouseholdFacts, a: Assessed, ink: Ink) -> None:
    """A grade assessment below the facts."""
    page.top += 1
    page.title(f"{a.day.year}年困难群众分类评估表")
    rows_of(page, ("户主", h.person.name), ("评估时间", short(a.day, a.day.year)))
    page.row(("项目", 2), ("情况", 2), ("得分", 2))
    for name, rating, score in a.items:
        page.row((name, 2), (RATING[rating], 2), (score, 2))
    rows_of(page, ("合计得分", a.total), ("评定类别", GRADES[a.grade - 1]))
    rows_of(page, ("镇聘社工签字", ink.sign(a.direct_sign, h.direct_worker)), ("社工签字", ink.sign(a.worker_sign, h.worker)))  # fmt: skip
    page.row(("说明：80分以上（含80分）一类，60—79分二类，40—59分三类，40分以下四类。", 6))


def house(book: Workbook, name: str, h: HouseholdFacts, ink: Ink) -> None:
    """A household's sheet."""
    p = h.person
    page = Page(book, name, (14, 12, 12, 14, 12, 12))
    page.title("困难群众家庭基本情况表")
    rows_of(
        page, ("档案号", h.number), ("村", h.community), ("户主", p.name), ("性别", h.sex_printed or p.sex), ("出生年月日", full(p.birth)),
        ("电话", p.phone),
    )  # fmt: skip
    page.row(("身份证号", 1), (h.id_printed or p.id_number, 5))
    page.row(("家庭住址", 1), (p.address, 5))
    page.row(("户口所在地", 1), ("同上", 5))
    rows_of(page, ("人员类别", "、".join(h.category)), ("居住情况", h.living_status), ("居住环境", RATING[h.living]), ("建档时间", h.opened))  # fmt: skip
    page.row(("填表人签字", 1), (ink.sign("ink", h.worker), 5))
    for a in h.assessments:
        assessed(page, h, a, ink)


def roll(book: Workbook, r: RosterFacts) -> None:
    """The village's list."""
    page = Page(book, "花名册", (6, 14, 9, 6, 22, 14, 26, 12, 8, 9, 14))
    page.title(f"{r.community}困难群众花名册")
    for n, e in enumerate([None, *r.rows]):
        if e is None:
            page.row(*((text, 1) for text in ("序号", "档案号", "户主", "性别", "身份证号", "电话", "家庭住址", "人员类别", "类别", "社工", "备注")))  # fmt: skip
        else:
            page.row(*((v, 1) for v in (n, e.number, e.name, e.sex, e.id_number, e.phone, e.address, e.category, GRADES[e.grade - 1], e.worker, e.remark or None)))  # fmt: skip
    page.row(("合计", 1), (f"{r.printed_total}户", 10))


def visits(book: Workbook, houses: list[HouseholdFacts], village: str, year: int) -> None:
    """A year's visits and calls, household by household."""
    page = Page(book, f"{year}年走访", (14, 9, 10, 8, 60, 9))
    page.title(f"{village}{year}年困难群众走访记录")
    page.row(*((text, 1) for text in ("档案号", "户主", "时间", "方式", "走访情况", "走访人")))
    for h in houses:
        done = sorted((c for c in h.contacts if c.day.year == year), key=lambda c: c.day)
        first = page.top + 1
        for n, c in enumerate(done):
            page.row(
                (None if n else h.number, 1), (None if n else h.person.name, 1), (short(c.day, year), 1), ("入户" if c.kind == "visit" else "电话", 1),
                (c.text, 1), ("同上" if n else h.worker, 1),
            )  # fmt: skip
        for column in "AB":
            page.down(column, first)


def village_book(station: Station, village: str, seed: int) -> Workbook:
    """Everything about a village's households."""
    book = Workbook()
    book.remove(book.worksheets[0])
    houses = [h for h in station.households if h.community == village]
    roll(book, next(r for r in station.rosters if r.community == village))
    taken: set[str] = set()
    for at, h in enumerate(houses):
        name = h.person.name if h.person.name not in taken else f"{h.person.name}（2）"
        taken.add(name)
        house(book, name, h, Ink(seed * 1000 + 500 + at * 7 + len(village)))
    for year in sorted({c.day.year for h in houses for c in h.contacts}):
        visits(book, houses, village, year)
    page = Page(book, "一户一策", (14, 9, 26, 34, 44, 9))
    page.title(f"{village}困难群众一户一策服务方案")
    page.row(*((text, 1) for text in ("档案号", "户主", "起止时间", "服务目标", "服务措施", "负责社工")))
    for h in houses:
        if h.plan:
            page.row((h.number, 1), (h.person.name, 1), (f"{full(h.plan[0])}至{full(h.plan[1])}", 1), ("药按时吃，冬天取暖安全，有事能找到人。", 1), ("社工半个月去一次，邻居天天照看，村医每月量血压。", 1), (h.worker, 1))  # fmt: skip
    page = Page(book, "协同台账", (14, 9, 14, 9, 9, 40, 60))
    page.title(f"{village}人员协同服务台账")
    page.row(
        *(
            (text, 1)
            for text in ("档案号", "户主", "协同时间", "社工", "镇聘社工", "对象基本情况", "协同做了什么")
        )
    )
    for h in houses:
        for c in h.collaborations:
            page.row((h.number, 1), (h.person.name, 1), (full(c.day), 1), (h.worker, 1), (c.partner, 1), (c.facts, 1), (c.text, 1))  # fmt: skip
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, PLATEAU)
    out.mkdir(parents=True, exist_ok=True)
    for at, f in enumerate(station.cases):
        write_docx(case_file(f, station, Ink(seed * 1000 + at)), out / "个案" / f.community / f"{f.number}{f.person.name}.docx")  # fmt: skip
    for name, _ in station.communities:
        keep(village_book(station, name, seed), out / "困难群众档案" / f"{name}困难群众台账.xlsx")
        houses = [h for h in station.households if h.community == name]
        write_docx(labels(houses, station), out / "困难群众档案" / f"{name}档案袋封面.docx")
    write_clutter(out)
