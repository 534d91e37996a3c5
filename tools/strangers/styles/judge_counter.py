"""S32: a busy station where everybody writes as they like: Word, PDFs printed from Word and registers in workbooks.

Each worker has a hand: 25.3.5, 2025.3.5, 2025/3/5 or 2025年3月5日. Captions are spread with spaces, the tick stands in brackets
after the word. A case has a folder: what was filled in at the beginning in one Word file (the consent is an agreement in
paragraphs, party A and party B), the meetings as small tables one under another in a printed PDF, the closing a Word file again.
Return visits are a register of the whole station. A household is one file (in two communities printed); visits and calls are a
workbook a community whose names are merged over their rows; the list is one sheet of all communities with subtotals.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.facts import CaseFacts, HouseholdFacts, Kin, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Run, Table, Text, para
from tools.strangers.people import WORKERS
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, convert, head, heading, runs, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_institutions import COUNTER
from tools.strangers.styles.judge_workbook import keep

WIDE = 8
KINDS = ("一般", "重点", "危机")
GRADES = ("1级", "2级", "3级", "4级")
RATINGS = ("良好", "一般", "较差")
ROLE = {"supervisor": "督导老师", "district_head": "片长", "deputy_head": "副站长"}
PRINTED = 2
"""Households of the last communities are printed as PDF."""


def wrote(day: date | None, worker: str) -> str:
    """The day as this worker writes days."""
    if day is None:
        return ""
    y, m, d = day.year, day.month, day.day
    hand = WORKERS.index(worker) % 4
    return (f"{y % 100}.{m}.{d}", f"{y}.{m}.{d}", f"{y}/{m}/{d}", f"{y}年{m}月{d}日")[hand]


def full(day: date | None) -> str:
    """1950年3月5日, a birthday."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def after(all_: Sequence[str], on: Sequence[str]) -> str:
    """一般（√）　重点（　）."""
    return "　".join(f"{o}（{'√' if o in on else '　'}）" for o in all_)


def line(label: str, value: Value) -> Para:
    """A caption and what was written on the rule behind it."""
    said = runs(value)
    for run in said:
        if isinstance(run, Text):
            run.underline = True
    return Para([Text(f"{label}："), *(said or [Text("　　　　　　", underline=True)])], size=12)


def row(*items: tuple[str, Value]) -> list[Cell]:
    """Captions and values side by side."""
    each = WIDE // len(items)
    out = []
    for label, value in items:
        out += [head(label), box(value, each - 1)]
    return out


def wide(label: str, value: Value) -> list[Cell]:
    """A caption and the rest of the row."""
    return [head(label), box(value, WIDE - 1)]


def approvals(all_: list[Approve], ink: Ink, worker: str, answer: str | None) -> list[list[Cell]]:
    """Remark and signature in one cell for each approver, then what was done about it."""
    out = []
    for a in all_:
        said: list[Run] = runs(a.opinion + "　　签字：")
        said += ink.sign(a.state, a.name)
        said += runs(f"　{wrote(a.day, a.name or worker)}")
        out.append(wide(f"{ROLE[a.role]}审批", said))
    if all_ and answer is not None:
        out.append(wide("意见落实情况", answer))
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def opening(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Cover, request, agreement and plan in one file."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    said = [
        ("编　　号", f.number), ("姓　　名", f.person.name), ("社　　区", f.community), ("个案性质", after(KINDS, on)),
        ("需求等级", GRADES[f.grade - 1]), ("责任社工", f.worker), ("开案时间", wrote(f.opened, f.worker)), ("结案时间", wrote(f.closed, f.worker)),
        ("服务次数", f"{f.stated_sessions}次" if f.stated_sessions is not None else ""),
    ]  # fmt: skip
    pieces: list[Piece] = [heading("个案档案", 26), para(station.name, align="center", size=14), para("")]
    pieces += [line(label, value) for label, value in said]
    if "intake" not in f.without:
        pieces += request(f, ink)
    if f.consent:
        pieces += agreement(f, station, ink)
    if f.plan:
        rows = [
            row(("求助人", f.person.name), ("制定日期", wrote(f.plan, f.worker))), wide("需求分析", f.problem),
            *([] if f.theory is None else [wide("所用理论或方法", f.theory)]), wide("预期目标", f.goals), wide("服务措施", f.steps),
            wide("社工签字", ink.sign("ink", f.worker)), *approvals(f.plan_approvals, ink, f.worker, None),
        ]  # fmt: skip
        pieces += [PageBreak(), heading("个案服务方案"), para(f"编号：{f.number}"), Table(rows)]
    return Drawing(pieces)


def request(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Who asked for what."""
    p = f.person
    assert f.opened
    ways = {"主动求助": "自行求助", "社区转介": "社区转介", "社工发现": "走访发现", "": "其他"}
    rows = [
        row(("求助人", p.name), ("性　别", p.sex)), row(("出生日期", full(p.birth)), ("年　龄", f"{p.age(f.opened)}")),
        row(("身份证", p.id_number), ("电　话", p.phone)), wide("现住址", p.address), wide("户口地址", "同上"),
        row(("所在社区", f.community), ("登记日期", wrote(f.opened, f.worker))), wide("求助途径", after(tuple(ways.values()), (ways[f.source],))),
        wide("个案性质", after(KINDS, (f.inner_category.get("intake", f.category),))), wide("求助事项", f.problem),
        wide("登记人签字", ink.sign("ink", f.worker)),
    ]  # fmt: skip
    return [
        PageBreak(),
        heading("个案求助登记表"),
        para(f"编号：{f.number}"),
        Table(rows),
        para("身份证复印件附后。", size=9),
    ]


def agreement(f: CaseFacts, station: Station, ink: Ink) -> list[Piece]:
    """The consent as an agreement between two parties, in paragraphs."""
    p, g = f.person, f.guardian or Kin()

    def parent(who: str, k: Kin | None) -> Para:
        one, two = line(f"{who}姓名", k.name if k else ""), line("　电话", k.phone if k and k.phone else "")
        return Para([*one.runs, *two.runs])

    minor = bool(g.name)
    guardian: list[Run] = []
    for label, value in (("监护人姓名", g.name), ("　与甲方关系", g.relation), ("　电话", g.phone)):
        guardian += line(label, value).runs
    return [
        PageBreak(), heading("个案服务协议书（知情同意）"), para(f"编号：{f.number}"),
        line("甲方（求助人）", p.name), line("甲方出生日期", full(p.birth)), line("乙方", station.name), para(""),
        para("一、甲方自愿接受乙方社工提供的个案服务，服务不收费。"),
        para("二、乙方对甲方的情况保密，但甲方有伤害自己或他人的危险、或法律另有规定的，乙方可以告诉有关部门。"),
        para("三、甲方可以随时提出不再接受服务。"),
        para("四、甲方不满18周岁的，由监护人签字，并填写父母的姓名和电话："),
        Para(guardian), parent("父亲", f.father), parent("母亲", f.mother), para(""),
        line("甲方签字", ink.sign(f.client_sign, p.name)), line("监护人签字（甲方未成年时）", ink.sign(g.sign, g.name) if minor else ""),
        line("乙方社工签字", ink.sign("ink", f.worker)), line("签订日期", wrote(f.consent, f.worker)),
    ]  # fmt: skip


def meeting(f: CaseFacts, s: Session, ink: Ink) -> Table:
    """One meeting."""
    rows = [
        [head(f"第{s.sequence}次"), box(f"时间：{wrote(s.day, f.worker)}　{s.time}", 3), box(f"地点：{s.venue}", 2), box(f"方式：{s.method}", 2)],
        wide("服务经过", s.narrative), wide("社工小结", s.reflection), wide("下步打算", s.next_plan),
        wide("社工签字", ink.sign("ink", f.worker)), *approvals(s.approvals, ink, f.worker, s.response or ""),
    ]  # fmt: skip
    return Table(rows)


def meetings(f: CaseFacts, ink: Ink) -> Drawing:
    """All meetings, one under another."""
    pieces: list[Piece] = [heading("个案服务过程记录"), para(f"编号：{f.number}　　　求助人：{f.person.name}　　　责任社工：{f.worker}")]  # fmt: skip
    for s in f.sessions:
        pieces += [meeting(f, s, ink), para("")]
    return Drawing(pieces)


def emergency(f: CaseFacts, ink: Ink) -> Drawing:
    """The crisis."""
    c = f.crisis
    assert c
    rows = [
        row(("求助人", f.person.name), ("事发时间", wrote(c.event_day, f.worker))),
        row(("得知时间", wrote(c.known, f.worker)), ("首次到场时间", wrote(c.response, f.worker))), wide("事件经过", c.event),
        wide("现场处置", c.measures), wide("上报情况", c.reported), wide("站点应急响应", c.emergency), wide("社工支持情况", c.support),
        wide("社工签字", [*ink.sign("ink", f.worker), f"　{wrote(c.response, f.worker)}"]),
    ]  # fmt: skip
    return Drawing([heading("危机事件处置单"), para(f"编号：{f.number}"), Table(rows)])


def ending(f: CaseFacts, ink: Ink) -> Drawing:
    """Closing."""
    reasons = ("目标达到", "本人要求", "转介", "其他")
    count = "" if f.closing_sessions is None else f"{f.closing_sessions}次"
    rows = [
        row(("求助人", f.person.name), ("结案日期", wrote(f.closed, f.worker))), row(("累计服务", count), ("结案原因", after(reasons, reasons[:1]))),
        wide("个案性质", after(KINDS, (f.inner_category.get("closing", f.category),))), wide("服务成效", f.closing_text),
        wide("社工签字", ink.sign("ink", f.worker)), *approvals(f.closing_approvals, ink, f.worker, None),
    ]  # fmt: skip
    return Drawing([heading("个案结案表"), para(f"编号：{f.number}"), Table(rows)])


def returns(station: Station) -> Workbook:
    """Closed cases and the return visit to each, as far as there was one."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "回访登记"
    sheet.append(["个案结案回访登记表"])
    sheet.merge_cells("A1:H1")
    sheet.append(["序号", "个案编号", "姓名", "结案日期", "回访日期", "回访方式", "回访情况", "回访人"])
    n = 0
    for f in station.cases:
        if f.closed is None:
            continue
        n += 1
        seen: list[tuple[date | None, str | None, str | None]] = [*f.followups] or [(None, None, None)]
        for day, how, text in seen:
            sheet.append([n, f.number, f.person.name, wrote(f.closed, f.worker), wrote(day, f.worker) or None, how, text, f.worker if day else None])  # fmt: skip
    for column, width in zip("ABCDEFGH", (6, 11, 10, 13, 13, 10, 50, 10), strict=True):
        sheet.column_dimensions[column].width = width
    return book


# ---- households ------------------------------------------------------------------------------------------------------


def house(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """A household's file."""
    p, w = h.person, h.worker
    said = [
        ("档 案 号", h.number), ("姓　　名", p.name), ("社　　区", h.community), ("服务等级", GRADES[h.cover_grade - 1]),
        ("建档日期", wrote(h.opened, w)), ("责任社工", w),
    ]  # fmt: skip
    pieces: list[Piece] = [
        heading("困难群众一户一档", 26),
        para(station.name, align="center", size=14),
        para(""),
    ]
    pieces += [line(label, value) for label, value in said]
    rows = [
        row(("姓　名", p.name), ("性　别", h.sex_printed or p.sex)), row(("出生日期", full(p.birth)), ("电　话", p.phone)),
        wide("身份证号", h.id_printed or p.id_number), wide("住　址", p.address), wide("户口地址", "同上"),
        row(("人员类别", "、".join(h.category)), ("居住情况", h.living_status)), wide("居住环境", after(RATINGS, (h.living,))),
        wide("填表人签字", [*ink.sign("ink", w), f"　{wrote(h.opened, w)}"]),
    ]  # fmt: skip
    pieces += [PageBreak(), heading("家庭基本情况登记表"), para(f"档案号：{h.number}"), Table(rows)]
    for a in h.assessments:
        rows = [
            row(("姓　名", p.name), ("评估日期", wrote(a.day, w))), [head("评估内容", 3), head("情况", 3), head("打分", 2)],
            *([box(name, 3), box(rating, 3), box(f"{score}", 2)] for name, rating, score in a.items),
            [head("合　计", 6), box(f"{a.total}分", 2)], wide("评定等级", GRADES[a.grade - 1]),
            row(("直聘社工签字", ink.sign(a.direct_sign, h.direct_worker)), ("社工签字", ink.sign(a.worker_sign, w))),
        ]  # fmt: skip
        note = "80分及以上1级，60到79分2级，40到59分3级，39分及以下4级。"
        pieces += [PageBreak(), heading("困难群众分级评估表"), para(f"档案号：{h.number}"), Table(rows), para(note, size=9)]  # fmt: skip
    if h.plan:
        rows = [
            row(("姓　名", p.name), ("服务期", f"{wrote(h.plan[0], w)}—{wrote(h.plan[1], w)}")), wide("服务目标", "按时吃药复查，家里不出安全问题。"),
            wide("服务措施", "社工两周上一次门，网格员平时多留意，志愿者帮着买菜。"), wide("社工签字", ink.sign("ink", w)),
        ]  # fmt: skip
        pieces += [PageBreak(), heading("一人一案服务计划"), para(f"档案号：{h.number}"), Table(rows)]
    for done in h.collaborations:
        rows = [
            row(("姓　名", p.name), ("协同日期", wrote(done.day, w))), row(("社　工", w), ("直聘社工", done.partner)),
            wide("对象基本情况", done.facts), wide("协同工作内容", done.text),
        ]  # fmt: skip
        pieces += [PageBreak(), heading("人员协同情况登记表"), para(f"档案号：{h.number}"), Table(rows)]
    return Drawing(pieces)


def register(houses: list[HouseholdFacts], community: str) -> Workbook:
    """A community's visits and calls by person; number and name merged over their rows, the same visitor 同上."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "走访登记"
    sheet.append([f"{community}困难群众走访（电访）登记表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["档案号", "姓名", "日期", "方式", "情况", "走访人"])
    for h in houses:
        top = sheet.max_row + 1
        for n, c in enumerate(sorted(h.contacts, key=lambda c: c.day)):
            hand = WORKERS.index(h.worker) % 4
            day = c.day if hand == 2 else wrote(c.day, h.worker)
            sheet.append([h.number if n == 0 else None, h.person.name if n == 0 else None, day, "上门" if c.kind == "visit" else "电话", c.text, h.worker if n == 0 else "同上"])  # fmt: skip
        if len(h.contacts) > 1:
            for column in "AB":
                sheet.merge_cells(f"{column}{top}:{column}{sheet.max_row}")
    for column, width in zip("ABCDEF", (14, 10, 13, 8, 70, 10), strict=True):
        sheet.column_dimensions[column].width = width
    return book


def roll(station: Station) -> Workbook:
    """Everybody on one sheet, the community merged over its rows, a subtotal after each."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "名册"
    sheet.append([f"{station.name}困难群众名册"])
    sheet.merge_cells("A1:K1")
    sheet.append(
        ["社区", "序号", "档案号", "姓名", "性别", "身份证号", "电话", "人员类别", "等级", "责任社工", "备注"]
    )
    for r in station.rosters:
        top = sheet.max_row + 1
        for n, e in enumerate(r.rows, 1):
            sheet.append([r.community if n == 1 else None, n, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
        sheet.merge_cells(f"A{top}:A{sheet.max_row}")
        sheet.append(["小计", f"{r.printed_total}人"])
    for column, width in zip("ABCDEFGHIJK", (12, 6, 14, 10, 6, 22, 14, 12, 8, 10, 12), strict=True):
        sheet.column_dimensions[column].width = width
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, COUNTER)
    write_config(station, out)
    printed = []
    for at, f in enumerate(station.cases):
        room, ink = out / "个案" / f"{f.number}{f.person.name}", Ink(seed * 1000 + at)
        save(opening(f, station, ink), room / "前期资料.docx")
        save(meetings(f, ink), room / "过程记录.docx")
        printed.append(room / "过程记录.docx")
        if f.crisis:
            save(emergency(f, ink), room / "危机事件处置单.docx")
            printed.append(room / "危机事件处置单.docx")
        if f.closed:
            save(ending(f, ink), room / "结案表.docx")
    keep(returns(station), out / "个案" / "结案回访登记.xlsx")
    names = [name for name, _ in station.communities]
    for at, h in enumerate(station.households):
        path = out / "一户一档" / h.community / f"{h.number}{h.person.name}.docx"
        save(house(h, station, Ink(seed * 1000 + 500 + at)), path)
        if h.community in names[-PRINTED:]:
            printed.append(path)
    for name in names:
        keep(register([h for h in station.households if h.community == name], name), out / "走访登记" / f"{name}.xlsx")  # fmt: skip
    keep(roll(station), out / "困难群众名册.xlsx")
    convert(printed, "pdf")
    write_clutter(out)
