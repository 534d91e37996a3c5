"""S13: approvals on a routing slip, the guardian's paper apart, tables within tables, four colours for four grades.

Everything lies flat in one folder; a file is named by the number and two digits for the paper, never by a client. The title is
the first row of the table, written with spaces; the number stands in the second row. 个案文书审批流转单 carries all remarks and
names of a case. Visits are cards, two side by side. Colours are explained on each paper (红色为一级 …).

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Contacted, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, lines, options, runs, save
from tools.strangers.styles.judge_words import renumber, reword
from tools.strangers.styles.judge_workbook import keep

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "机构督导", "district_head": "片长", "deputy_head": "副站长"}
COLOURS = ("红色", "橙色", "黄色", "绿色")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
LEGEND = "注：红色为一级，橙色为二级，黄色为三级，绿色为四级。"
WIDE = 8
Rows = list[list[Cell]]


def padded(day: date | None) -> str:
    """2025年03月05日."""
    return f"{day:%Y年%m月%d日}" if day else ""


def wide(text: str) -> str:
    """A title with a space between the characters."""
    return "  ".join(text)


def paper(title: str, number: str, rows: Rows, *after: Piece) -> Drawing:
    """One table; the title is its first row, the number its second."""
    top = [
        [Cell([Para([Text(wide(title), bold=True)], "center")], WIDE)],
        [Cell([para(f"编号：{number}　　", align="right")], WIDE)],
    ]
    return Drawing([Table([*top, *rows]), *after])


def pair(*items: tuple[str, Value]) -> list[Cell]:
    """Labels and values side by side."""
    room = WIDE // len(items)
    out = []
    for label, value in items:
        out += [
            head(label, 1 if room < 4 else 2),
            lines(value if not isinstance(value, str) else [value], cols=room - (1 if room < 4 else 2)),
        ]
    return out


def within(label: str, rows: Rows) -> list[Cell]:
    """A table within the cell beside a label."""
    return [head(label, 2), Cell([Table(rows)], WIDE - 2)]


def ticks(all_: tuple[str, ...], on: tuple[str, ...]) -> str:
    """□一般 √重点: the box gives way to a tick in brackets."""
    return options(all_, on, "(√)", "(  )", "  ")


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts) -> Drawing:
    """First page."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    return paper("个案档案封面", f.number, [
        pair(("服务对象姓名", f.person.name), ("所属社区", f.community)), pair(("个案类别", ticks(KINDS, on))),
        pair(("分级颜色", COLOURS[f.grade - 1]), ("责任社工", f.worker)), pair(("开案日期", padded(f.opened)), ("结案日期", padded(f.closed))),
        pair(("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次")),
    ], para(LEGEND))  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> Drawing:
    """The family is a table within a cell."""
    p = f.person
    assert f.opened
    kin = [k for k in (f.father, f.mother) if k]
    family = [[head("称谓"), head("姓名"), head("是否同住")]]
    family += [[box(k.relation), box(k.name), box("是")] for k in kin] or [
        [box("兄弟"), box("略"), box("否")]
    ]
    rows = [
        pair(("服务对象姓名", p.name), ("性别", p.sex)), pair(("出生日期", padded(p.birth)), ("年龄", f"{p.age(f.opened)}岁")),
        pair(("身份证号码", p.id_number), ("联系电话", p.phone)), pair(("家庭住址", p.address)), within("家庭成员", family),
        pair(("接案日期", padded(f.opened)), ("接案来源", ticks(("主动求助", "社工发现", "社区转介"), (f.source,)))),
        pair(("个案类别", ticks(KINDS, (f.inner_category.get("intake", f.category),)))), pair(("求助问题", f.problem)),
    ]  # fmt: skip
    if f.model:
        rows.append(pair(("介入模式", f.model)))
    return paper("个案接案登记表", f.number, [*rows, pair(("社工签名", ink.sign("ink", f.worker)))])


def consent(f: CaseFacts, ink: Ink) -> Drawing:
    """Signed by the client alone; a minor's guardian signs the authorisation that is filed beside it."""
    text = "本人自愿接受个案服务，知悉保密原则及例外，可随时提出终止。服务对象未满18周岁的，由监护人另行签署《未成年人监护人授权书》，与本同意书一并存档。"
    return paper("接受个案服务同意书", f.number, [
        pair(("服务对象姓名", f.person.name)), [box(text, WIDE)],
        pair(("服务对象签名", ink.sign(f.client_sign, f.person.name)), ("签署日期", padded(f.consent))),
        pair(("社工签名", ink.sign("ink", f.worker)), ("签署日期", padded(f.consent))),
    ])  # fmt: skip


def guardian(f: CaseFacts, ink: Ink) -> Drawing:
    """The authorisation."""
    g = f.guardian
    assert g and f.father and f.mother
    parents = [
        [head("父母"), head("姓名"), head("联系电话")],
        [head("父亲"), box(f.father.name), box(f.father.phone)],
        [head("母亲"), box(f.mother.name), box(f.mother.phone)],
    ]
    return paper("未成年人监护人授权书", f.number, [
        pair(("未成年人姓名", f.person.name)), [box("本人作为上述未成年人的监护人，同意其接受社工站提供的个案服务，并配合社工开展工作。", WIDE)],
        pair(("监护人姓名", g.name), ("与未成年人关系", g.relation)), pair(("监护人电话", g.phone), ("监护人签名", ink.sign(g.sign, g.name))),
        within("父母联系方式", parents), pair(("签署日期", padded(f.consent))),
    ])  # fmt: skip


def planning(f: CaseFacts, ink: Ink) -> Drawing:
    """Plan; its approval stands on the slip."""
    theory = [] if f.theory is None else [pair(("理论依据", f.theory))]
    return paper("个案服务计划表", f.number, [
        pair(("服务对象姓名", f.person.name), ("制定日期", padded(f.plan))), *theory, pair(("服务目标", f.goals)), pair(("服务内容", f.steps)),
        pair(("社工签名", ink.sign("ink", f.worker))),
    ])  # fmt: skip


def session(f: CaseFacts, s: Session, ink: Ink) -> Drawing:
    """One meeting; its approval stands on the slip."""
    return paper("个案服务记录表", f.number, [
        pair(("服务对象姓名", f.person.name), ("服务次数", f"第{s.sequence}次")), pair(("服务日期", padded(s.day)), ("服务时间", s.time)),
        pair(("服务地点", s.venue), ("服务方式", ticks(("面谈", "入户", "电访"), (s.method,)))), pair(("服务过程", s.narrative)), pair(("社工反思", s.reflection)),
        pair(("社工签名", ink.sign("ink", f.worker))),
    ])  # fmt: skip


def crisis(f: CaseFacts, ink: Ink) -> Drawing:
    """The incident."""
    c = f.crisis
    assert c
    return paper("危机介入记录表", f.number, [
        pair(("服务对象姓名", f.person.name), ("事发日期", padded(c.event_day))), pair(("获知日期", padded(c.known)), ("首次介入日期", padded(c.response))),
        pair(("事件经过", c.event)), pair(("处理措施", c.measures)), pair(("上报情况", c.reported)), pair(("机构应急处理", c.emergency)),
        pair(("对社工的支援", c.support)), pair(("社工签名", ink.sign("ink", f.worker))),
    ])  # fmt: skip


def closing(f: CaseFacts, ink: Ink) -> Drawing:
    """Closing."""
    return paper("个案结案报告", f.number, [
        pair(("服务对象姓名", f.person.name), ("结案日期", padded(f.closed))), pair(("个案类别", ticks(KINDS, (f.inner_category.get("closing", f.category),)))),
        pair(("结案原因", ticks(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,)))),
        pair(("服务次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次")), pair(("目标达成情况", f.closing_text)),
        pair(("社工签名", ink.sign("ink", f.worker))),
    ])  # fmt: skip


def followup(f: CaseFacts) -> Drawing:
    """Return visits as a table within the paper."""
    rows = [[head("回访日期", 2), head("回访方式"), head("回访情况", 4), head("回访社工")]]
    rows += [[box(padded(day), 2), box(how), box(text, 4), box(f.worker)] for day, how, text in f.followups]
    return paper("结案后回访记录表", f.number, [pair(("服务对象姓名", f.person.name)), *rows])


def slip(f: CaseFacts, ink: Ink) -> Drawing:
    """All approvals: a row a paper that went round, a group of columns an office."""
    papers: list[tuple[str, list[Approve], str | None]] = []
    if f.plan:
        papers.append(("个案服务计划表", f.plan_approvals, None))
    papers += [(f"第{s.sequence}次服务记录", s.approvals, s.response) for s in f.sessions]
    if f.closed:
        papers.append(("个案结案报告", f.closing_approvals, None))
    roles = list(dict.fromkeys(a.role for _, all_, _ in papers for a in all_))
    answered = any(r is not None for _, _, r in papers)
    columns = 2 + 3 * len(roles) + (1 if answered else 0)
    title = [
        [Cell([Para([Text(wide("个案文书审批流转单"), bold=True)], "center")], columns)],
        [box(f"编号：{f.number}　　服务对象：{f.person.name}　　送审社工：{f.worker}", columns)],
    ]
    heads = (
        [head("文书名称", 2)]
        + [head(ROLE[r] + x) for r in roles for x in ("意见", "签名", "审批日期")]
        + ([head("社工回应")] if answered else [])
    )
    rows = [*title, heads]
    for name, all_, response in papers:
        line = [box(name, 2)]
        for role in roles:
            a = next((a for a in all_ if a.role == role), None)
            line += (
                [box("/"), box("/"), box("/")]
                if a is None
                else [box(a.opinion), lines([*ink.sign(a.state, a.name)]), box(padded(a.day))]
            )
        if answered:
            line.append(box("/" if response is None else response))
        rows.append(line)
    note = [para("说明：片长、副站长其中一人审批即可。", size=9)] if len(roles) > 1 else []
    return Drawing([Table(rows), *note])


def write_case(f: CaseFacts, out: Path, ink: Ink) -> None:
    """All papers, flat."""
    papers: list[tuple[int, Drawing]] = [(1, cover(f))]
    if "intake" not in f.without:
        papers.append((2, intake(f, ink)))
    if f.consent:
        papers.append((3, consent(f, ink)))
    if f.guardian and (f.guardian.name or f.guardian.relation):
        papers.append((4, guardian(f, ink)))
    if f.assessment:
        papers.append((5, paper("个案需求评估表", f.number, [
            pair(("服务对象姓名", f.person.name), ("评估日期", padded(f.assessment))), pair(("问题分析", f.problem)), pair(("资源分析", "亲戚住得近，社区有长者饭堂。")),
            pair(("社工签名", ink.sign("ink", f.worker))),
        ])))  # fmt: skip
    if f.plan:
        papers.append((6, planning(f, ink)))
    if f.crisis:
        papers.append((7, crisis(f, ink)))
    papers += [(10 + s.sequence, session(f, s, ink)) for s in f.sessions]
    if f.closed:
        papers.append((30, closing(f, ink)))
    if f.followups:
        papers.append((31, followup(f)))
    papers.append((40, slip(f, ink)))
    for at, drawing in papers:
        save(drawing, out / f"{f.number}_{at:02d}.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> Drawing:
    """Items in a table within a cell."""
    items = [[head("项目"), head("评价"), head("得分")]] + [
        [box(n), box(r), box(str(s))] for n, r, s in a.items
    ]
    return paper("需求分级评估表", h.number, [
        pair(("姓名", h.person.name), ("评估日期", padded(a.day))), within("评估内容", items), pair(("总分", str(a.total)), ("评估等级", COLOURS[a.grade - 1])),
        pair(("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), ("社工签名", ink.sign(a.worker_sign, h.worker))),
    ], para(LEGEND), para("分值：80分及以上红色，60至79分橙色，40至59分黄色，39分及以下绿色。"))  # fmt: skip


def card(c: Contacted | None, worker: str) -> Cell:
    """A visit's card, or the place of none."""
    if c is None:
        return box("", 4)
    how = "(√)探访  (  )电访" if c.kind == "visit" else "(  )探访  (√)电访"
    texts: list[list[Run]] = [
        runs(x) for x in (f"日期：{padded(c.day)}", f"方式：{how}", f"情况：{c.text}", f"社工：{worker}")
    ]
    return Cell([Para(t) for t in texts], 4)


def house_papers(h: HouseholdFacts, ink: Ink) -> list[tuple[int, Drawing]]:
    """Digits and papers."""
    p = h.person
    out = [
        (1, paper("困难群众档案封面", h.number, [
            pair(("姓名", p.name), ("所属社区", h.community)), pair(("分级颜色", COLOURS[h.cover_grade - 1]), ("建档日期", padded(h.opened))), pair(("责任社工", h.worker)),
        ], para(LEGEND))),
        (2, paper("困难群众基本信息登记表", h.number, [
            pair(("姓名", p.name), ("性别", h.sex_printed or p.sex)), pair(("出生日期", padded(p.birth)), ("联系电话", p.phone)),
            pair(("身份证号码", h.id_printed or p.id_number), ("家庭住址", p.address)), pair(("人员类别", ticks(PEOPLE, h.category))),
            pair(("居住状况", ticks(("独居", "与家人同住"), (h.living_status,))), ("居住环境", ticks(("良好", "一般", "较差"), (h.living,)))),
            pair(("登记日期", padded(h.opened)), ("社工签名", ink.sign("ink", h.worker))),
        ])),
    ]  # fmt: skip
    out += [(2 + at, grading(h, a, ink)) for at, a in enumerate(h.assessments, 1)]
    cards = [
        [card(c, h.worker) for c in (*h.contacts[at : at + 2], None)[:2]]
        for at in range(0, len(h.contacts), 2)
    ]
    out.append((6, paper("探访电访记录卡", h.number, [pair(("姓名", p.name)), *cards])))
    for at, c in enumerate(h.collaborations, 7):
        out.append((at, paper("人员协同表", h.number, [
            pair(("服务对象姓名", p.name), ("协同日期", padded(c.day))), pair(("社工", h.worker), ("直聘社工", c.partner)), pair(("服务对象基本情况", c.facts)),
            pair(("具体协同情况", c.text)),
        ])))  # fmt: skip
    if h.plan:
        out.append((9, paper("一人一案服务计划表", h.number, [
            pair(("服务对象姓名", p.name)), pair(("开始日期", padded(h.plan[0])), ("结束日期", padded(h.plan[1]))), pair(("服务目标", "情绪平稳，按时就医。")),
            pair(("服务措施", "社工每周电话，志愿者陪诊。")),
        ])))  # fmt: skip
    return out


def lists(station: Station) -> Workbook:
    """A sheet a community; colours explained on top."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        page = book.create_sheet(r.community)
        page.append([wide(f"{r.community}档案清单")])
        page.append([LEGEND])
        page.append(
            ["序号", "编号", "姓名", "性别", "身份证号码", "人员类别", "分级颜色", "责任社工", "备注"]
        )
        for n, e in enumerate(r.rows, 1):
            page.append(
                [
                    n,
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    e.category,
                    COLOURS[e.grade - 1],
                    e.worker,
                    e.remark or None,
                ]
            )
        page.append(["合计", f"{r.printed_total}户"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    renumber(
        station,
        lambda n: n,
        lambda n: n.replace("-", "-H", 1) if n.count("-") == 1 else n[n.index("-") + 1 :].replace("-", "-H"),
    )
    write_config(station, out)
    for at, f in enumerate(station.cases):
        write_case(f, out / "归档文书", Ink(seed + at))
    for at, h in enumerate(station.households):
        for digits, drawing in house_papers(h, Ink(seed + 700 + at)):
            save(drawing, out / "归档文书" / f"{h.number}_{digits:02d}.docx")
    keep(lists(station), out / "归档文书" / "00档案清单.xlsx")
    write_clutter(out)
