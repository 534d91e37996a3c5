"""S8: filed by month, papers half Chinese half English, tables in text boxes, lines held by tabs and wide spaces, PDFs exported from Word.

The opening papers of a case are one PDF (Word exported by LibreOffice), its sessions of a month one Word file, the closing
papers one PDF. Numbers look like 〔2025〕NY-003号. A household is one Word file: cover in a text box, facts as lines, an
assessment whose ratings are columns to be ticked, contacts as a table of months with a column for visits and one for calls.
One Word table lists all communities.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tools.strangers.facts import CaseFacts, Session
from tools.strangers.papers import Approve, Cell, Para, Piece, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import (
    Ink,
    box,
    convert,
    head,
    heading,
    lines,
    options,
    save,
)
from tools.strangers.styles.judge_month_houses import (
    GRADES,
    NONE,
    blank,
    day_of,
    house_file,
    joined,
    line,
    listing,
    title,
)
from tools.strangers.styles.judge_words import renumber, reword

TYPES = ("一般个案", "重点个案", "危机个案")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}


def of_type(f: CaseFacts, paper: str) -> str:
    """The word ticked inside the file."""
    return f.inner_category.get(paper, f.category) + "个案"


def approvals(all_: Iterable[Approve], ink: Ink) -> list[Piece]:
    """Remark, name and day in two lines each."""
    out: list[Piece] = []
    for a in all_:
        out.append(para(f"{ROLE[a.role]}审批意见：{a.opinion or NONE}"))
        out.append(
            line(
                [f"{ROLE[a.role]}签署：", *ink.sign(a.state, a.name, NONE)],
                f"日期：{day_of(a.day) or '　　年　月　日'}",
                gap="　　　　",
            )
        )
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts) -> tuple[list[Piece], Table]:
    """Title, and a text box with a table."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    rows = [
        [head("个案编号\nCase No.", 2), box(f.number, 4)],
        [head("案主姓名\nName of Client", 2), box(f.person.name, 4)],
        [head("社区\nCommunity", 2), box(f.community, 4)],
        [
            head("个案类型\nCase Type", 2),
            lines(*(options((t,), tuple(w + "个案" for w in on), "■") for t in TYPES), cols=4),
        ],
        [head("需求级别\nNeed Level", 2), box(GRADES[f.grade - 1], 4)],
        [
            head("开案日期\nOpened", 2),
            box(day_of(f.opened)),
            head("结案日期\nClosed", 1),
            box(day_of(f.closed), 2),
        ],
        [
            head("负责社工\nSocial Worker", 2),
            box(f.worker),
            head("服务次数\nSessions", 1),
            box("" if f.stated_sessions is None else f"{f.stated_sessions}次", 2),
        ],
    ]
    return [
        heading("个 案 档 案", 22),
        para("CASE FILE", align="center"),
        para(""),
        para("@@0@@"),
        para(""),
    ], Table(rows)


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Lines held by tabs."""
    p, day = f.person, f.opened
    assert day
    out = title("个案接案记录", "Intake Record", f.number)
    out += [
        line(blank("案主姓名", p.name), blank("性别", p.sex), blank("年龄", f"{p.age(day)}岁")),
        line(blank("出生日期", day_of(p.birth)), blank("联繫電話", p.phone)),
        line(blank("身份证号码", p.id_number)),
        line(blank("居住地址", f.community + p.address)),
        line(
            blank("接案日期", day_of(day)),
            ["个案来源：" + options(("主动求助", "社工发现", "社区转介"), (f.source,), "■")],
        ),
        para("个案类型：" + options(TYPES, (of_type(f, "intake"),), "■")),
        para("求助问题："),
        para("　　" + f.problem),
    ]
    if f.model:
        out.append(line(blank("介入模式", f.model)))
    return [*out, line(["社工签署：", *ink.sign("ink", f.worker)], f"日期：{day_of(day)}", gap="　　　　")]


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Clauses and a borderless table for names."""
    p, day = f.person, f.consent
    assert day
    out = title("接受个案服务同意书", "Consent to Casework Service", f.number)
    out += [
        para(
            f"　　本人{p.name}（现年{p.age(day)}岁），经社工{f.worker}解释，明白个案服务的目的、保密原则及例外情况，同意接受服务。"
        ),
        para("　　本人明白可以随时退出，社工站会妥善保存有关资料。"),
    ]
    g = f.guardian
    rows = [
        [
            lines(["服务对象签署：", *ink.sign(f.client_sign, p.name, NONE)]),
            lines(["社工签署：", *ink.sign("ink", f.worker)]),
        ]
    ]
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            [
                lines(["监护人签署：", *ink.sign(g.sign, g.name, NONE)]),
                box(f"与服务对象关系：{g.relation}\n监护人电话：{g.phone or NONE}"),
            ],
            [
                box(f"父亲姓名：{f.father.name}\n联络电话：{f.father.phone or NONE}"),
                box(f"母亲姓名：{f.mother.name}\n联络电话：{f.mother.phone or NONE}"),
            ],
        ]
    rows.append([box(f"签署日期：{day_of(day)}", 2)])
    return [*out, Table(rows, "none")]


def assessment(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Short text."""
    return [
        *title("个案评估表", "Assessment", f.number),
        line(blank("案主姓名", f.person.name), blank("评估日期", day_of(f.assessment)), blank("需求级别", GRADES[f.grade - 1])),
        para("（一）问题及成因"), para("　　" + f.problem), para("（二）资源及限制"), para("　　家人有帮忙意愿，但时间不多。"),
        line(["社工签署：", *ink.sign("ink", f.worker)]),
    ]  # fmt: skip


def plan(f: CaseFacts, ink: Ink) -> list[Piece]:
    """A table without side rules, the label above its value."""
    rows: list[list[Cell]] = []
    parts = [] if f.theory is None else [("理论架构 Theoretical Framework", f.theory)]
    for label, text in (*parts, ("介入目标 Goals", f.goals), ("介入策略 Strategies", f.steps)):
        rows += [[Cell([Para([Text(label, bold=True)])], 2, 1, True)], [box(text, 2)]]
    return [
        *title("个案介入计划", "Intervention Plan", f.number),
        line(blank("案主姓名", f.person.name), blank("计划日期", day_of(f.plan))),
        para("个案类型：" + options(TYPES, (of_type(f, "plan"),), "■")),
        Table(rows, "partly"), line(["社工签署：", *ink.sign("ink", f.worker)]), *approvals(f.plan_approvals, ink),
    ]  # fmt: skip


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """Head as lines, the process in one framed cell, remarks below."""
    out = title("个案面谈记录", "Interview Record", f.number)
    out += [
        line(blank("案主姓名", f.person.name), blank("面谈次数", f"第 {s.sequence} 次"), blank("日期", day_of(s.day))),
        line(blank("时间", s.time), blank("地点", s.venue), ["方式：" + options(("面谈", "入户", "电访"), (s.method,), "■")]),
        Table([[head("面谈内容 Content")], [lines(*(t + "。" for t in s.narrative.split("。") if t))], [head("社工反思 Reflection")], [box(s.reflection)]]),
        line(["社工签署：", *ink.sign("ink", f.worker)]), *approvals(s.approvals, ink),
    ]  # fmt: skip
    if s.response is not None:
        out.append(para(f"社工回应：{s.response or NONE}"))
    return out


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Numbered parts in text."""
    c = f.crisis
    assert c
    out = title("突发事件处理记录", "Critical Incident Record", f.number)
    out += [line(blank("案主姓名", f.person.name), blank("事发日期", day_of(c.event_day))),
            line(blank("获知日期", day_of(c.known)), blank("首次响应日期", day_of(c.response)))]  # fmt: skip
    for label, text in (
        ("事件经过", c.event), ("采取措施", c.measures), ("上报情况", c.reported), ("机构应急响应", c.emergency), ("对社工的支援", c.support),
    ):  # fmt: skip
        out.append(para(f"{label}：{text or NONE}"))
    return [*out, line(["社工签署：", *ink.sign("ink", f.worker)])]


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """□ lists in text."""
    reasons = ("服务目标达到", "案主主动终止", "转介其他机构")
    return [
        *title("个案结案报告", "Closing Report", f.number),
        line(blank("案主姓名", f.person.name), blank("结案日期", day_of(f.closed)), blank("服务次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次")),
        para("个案类型：" + options(TYPES, (of_type(f, "closing"),), "■")),
        para("结案原因："), *(para("　　" + options((r,), (f.closing_reason,), "■")) for r in reasons),
        para("目标达成情况："), para("　　" + f.closing_text),
        line(["社工签署：", *ink.sign("ink", f.worker)]), *approvals(f.closing_approvals, ink),
    ]  # fmt: skip


def followup(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Rows."""
    rows = [[head("回访日期"), head("回访方式"), head("回访情况", 3), head("社工签署")]]
    rows += [
        [box(day_of(day)), box(how), box(text, 3), lines([*ink.sign("ink", f.worker)])]
        for day, how, text in f.followups
    ]
    return [
        *title("结案后跟进记录", "Follow-up after Closing", f.number),
        para(f"案主姓名：{f.person.name}"),
        Table(rows),
    ]


def write_case(f: CaseFacts, out: Path, seed: int) -> list[Path]:
    """A case's files; returns those that are to become PDF."""
    ink, pdf = Ink(seed), []
    assert f.opened

    def path(day: date, what: str) -> Path:
        return out / f"{day.year}年{day.month:02d}月" / "个案" / f"{f.number}{what}.docx"

    first, table = cover(f)
    papers = [first]
    if "intake" not in f.without:
        papers.append(intake(f, ink))
    if f.consent:
        papers.append(consent(f, ink))
    if f.assessment:
        papers.append(assessment(f, ink))
    if f.plan:
        papers.append(plan(f, ink))
    if f.crisis:
        papers.append(crisis(f, ink))
    target = path(f.opened, "开案材料")
    save(joined(papers), target, [table])
    pdf.append(target)
    months: dict[tuple[int, int], list[Session]] = {}
    for s in f.sessions:
        months.setdefault((s.day.year, s.day.month), []).append(s)
    for found in months.values():
        save(joined([session(f, s, ink) for s in found]), path(found[0].day, "面谈记录"))
    if f.closed:
        target = path(f.closed, "结案材料")
        save(joined([closing(f, ink)]), target)
        pdf.append(target)
    if f.followups:
        save(joined([followup(f, ink)]), path(f.followups[-1][0], "结案跟进"))
    return pdf


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    renumber(station, lambda n: f"〔2025〕{n}号", lambda n: n[n.index("-") + 1 :].replace("-", "-H"))
    write_config(station, out)
    pdf = []
    for at, facts in enumerate(station.cases):
        pdf += write_case(facts, out, seed + at)
    convert(pdf, "pdf")
    for at, house in enumerate(station.households):
        drawing, card = house_file(house, Ink(seed + 300 + at, "anchored"))
        save(drawing, out / "一户一档" / house.community / f"{house.number}{house.person.name}.docx", [card])
    save(listing(station), out / "一户一档" / "档案清单.docx")
    write_clutter(out)
