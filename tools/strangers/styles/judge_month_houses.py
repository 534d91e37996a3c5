"""The household papers and the list of S8, and the lines both halves are made of.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date

from tools.strangers.facts import HouseholdFacts
from tools.strangers.papers import Drawing, PageBreak, Para, Piece, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.judge_common import (
    Ink,
    Value,
    box,
    head,
    heading,
    lines,
    options,
    runs,
)

GRADES = ("1级", "2级", "3级", "4级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
NONE = "　　　　　　"


def day_of(day: date | None) -> str:
    """2025年03月05日."""
    return f"{day:%Y年%m月%d日}" if day else ""


def line(*parts: Value | None, gap: str = "\t") -> Para:
    """Values on one line, held apart by tabs or wide spaces."""
    out: list = []  # type: ignore[type-arg]
    for part in parts:
        if part is not None:
            out += ([Text(gap)] if out else []) + runs(part)
    return Para(out)


def blank(label: str, value: str) -> list[Text]:
    """案主：  张三   underlined, as printed blanks are when filled in."""
    return [Text(label + "："), Text(f" {value} " if value else NONE, underline=True)]


def title(chinese: str, english: str, number: str) -> list[Piece]:
    """Title, its English below, the number at the right."""
    return [heading(chinese), para(english, align="center"), para(f"编号：{number}", align="right")]


def joined(papers: list[list[Piece]]) -> Drawing:
    """Each paper on a page of its own."""
    drawing = Drawing(footer="內部資料　請勿外傳")
    for at, pieces in enumerate(papers):
        drawing.pieces += ([PageBreak()] if at else []) + pieces
    return drawing


# ---- households ------------------------------------------------------------------------------------------------------


def months_of(h: HouseholdFacts) -> Table:
    """A row a month, a column for visits and one for calls."""
    rows = [
        [head("月份"), head("入户探访（日期及情况）", 3), head("电话访问（日期及情况）", 3), head("社工")]
    ]
    for year, month in sorted({(c.day.year, c.day.month) for c in h.contacts}):
        cells = []
        for kind in ("visit", "call"):
            here = [c for c in h.contacts if (c.day.year, c.day.month, c.kind) == (year, month, kind)]
            cells.append(
                lines(*(f"{month}月{c.day.day}日：{c.text}" for c in here), cols=3) if here else box("/", 3)
            )
        rows.append([box(f"{year}年{month}月"), *cells, box(h.worker)])
    return Table(rows)


def matrix(h: HouseholdFacts, at: int, ink: Ink) -> list[Piece]:
    """Ratings as columns to be ticked."""
    a, p = h.assessments[at], h.person
    rows = [[head("评估项目", 2), head("良好"), head("一般"), head("较差"), head("得分")]]
    for name, rating, score in a.items:
        rows.append(
            [
                head(name, 2),
                *(box("√" if r == rating else "") for r in ("良好", "一般", "较差")),
                box(str(score)),
            ]
        )
    rows.append([head("总分", 5), box(str(a.total))])
    return [
        *title("需求及危机分级评估表", "Needs and Risk Grading", h.number),
        line(blank("姓名", p.name), blank("评估日期", day_of(a.day))), Table(rows),
        para("评定等级：" + options(GRADES, (GRADES[a.grade - 1],), "■")),
        para("（80分或以上为1级，60至79分为2级，40至59分为3级，39分或以下为4级）", size=9),
        line(["直聘社工签署：", *ink.sign(a.direct_sign, h.direct_worker, NONE)], ["社工签署：", *ink.sign(a.worker_sign, h.worker, NONE)], gap="　　　　"),
    ]  # fmt: skip


def house_file(h: HouseholdFacts, ink: Ink) -> tuple[Drawing, Table]:
    """The whole archive and the table of its cover's text box."""
    p = h.person
    card = Table([
        [head("档案编号 File No.", 2), box(h.number, 3)],
        [head("姓名 Name", 2), box(p.name, 3)],
        [head("社区 Community", 2), box(h.community, 3)],
        [head("评级 Grade", 2), box(GRADES[h.cover_grade - 1], 3)],
        [head("建档日期 Date", 2), box(day_of(h.opened), 3)],
        [head("负责社工 Worker", 2), box(h.worker, 3)],
    ])  # fmt: skip
    parts: list[list[Piece]] = [[heading("困难群众服务档案", 22), para("@@0@@"), para("")]]
    parts.append([
        *title("服务对象建档表", "Registration Form", h.number),
        line(blank("姓　　名", p.name), blank("性　　别", h.sex_printed or p.sex), blank("出生日期", day_of(p.birth))),
        line(blank("身份证号码", h.id_printed or p.id_number), blank("联络电话", p.phone)),
        line(blank("居住地址", p.address)),
        para("人员类别：" + options(PEOPLE, h.category, "■")),
        para("居住状况：" + options(("独居", "与家人同住", "入住机构"), (h.living_status,), "■")),
        para("家居环境：" + options(("良好", "一般", "较差"), (h.living,), "■")),
        line(["建档社工签署：", *ink.sign("ink", h.worker)], f"建档日期：{day_of(h.opened)}", gap="　　　　"),
    ])  # fmt: skip
    parts += [matrix(h, at, ink) for at in range(len(h.assessments))]
    if h.plan:
        parts.append([
            *title("个别化服务计划（一人一案）", "Individual Plan", h.number),
            line(blank("姓名", p.name), blank("计划期限", f"{day_of(h.plan[0])}至{day_of(h.plan[1])}")),
            para("服务目标：按时覆诊，用药不漏。"), para("服务内容：每月陪诊一次，志愿者每周电话问候。"),
            line(["社工签署：", *ink.sign("ink", h.worker)]),
        ])  # fmt: skip
    parts.append(
        [*title("探访及电访记录表", "Visit and Call Log", h.number), para(f"姓名：{p.name}"), months_of(h)]
    )
    for c in h.collaborations:
        parts.append([
            *title("人员协同表", "Collaboration Record", h.number),
            line(blank("姓名", p.name), blank("协同日期", day_of(c.day))),
            line(blank("社工", h.worker), blank("直聘社工", c.partner)),
            para("兜底对象基本情况："), para("　　" + c.facts), para("具体协同情况："), para("　　" + c.text),
        ])  # fmt: skip
    return joined(parts), card


def listing(station: Station) -> Drawing:
    """All communities in one Word table, the community's name merged downwards, a subtotal after each."""
    names = ("社区", "序号", "档案编号", "姓名", "性别", "身份证号码", "人员类别", "评级", "社工", "备注")
    rows = [[head(n) for n in names]]
    for r in station.rosters:
        for n, e in enumerate(r.rows, 1):
            values = (
                str(n),
                e.number,
                e.name,
                e.sex,
                e.id_number,
                e.category,
                GRADES[e.grade - 1],
                e.worker,
                e.remark,
            )
            start = [box(r.community, rows=len(r.rows))] if n == 1 else []
            rows.append([*start, *(box(v) for v in values)])
        rows.append([box("小计", 2), box(f"{r.printed_total}户", 8)])
    return Drawing(
        [heading(f"{station.name}档案清单"), para("截至2025年5月20日", align="right"), Table(rows)]
    )
