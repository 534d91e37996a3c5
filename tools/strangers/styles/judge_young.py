"""S28: a small young organisation that lives in Excel: a workbook a case and a household, a sheet a paper, logs as rows.

What is signed are short Word forms beside the workbook: the consent, and the one-page grade assessment. Choices in the workbook are
words chosen from lists, days are real days, reviewers type remark, name and day into the columns at the right of the log and into
the lines at the foot of the plan. One workbook lists all households, a sheet a community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts
from tools.strangers.papers import Approve, Cell, Drawing, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, box, head, heading, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_regions import YOUNG
from tools.strangers.styles.judge_workbook import keep

ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
EDGE = Side(style="thin", color="999999")
TINT = PatternFill("solid", fgColor="DDEBF7")
Value = str | int | date | None


def _dress(page: Worksheet, top: int, wide: int, labels: Sequence[tuple[int, int]]) -> None:
    for row in page.iter_rows(min_row=top, max_row=page.max_row, max_col=wide):
        for item in row:
            item.border = Border(EDGE, EDGE, EDGE, EDGE)
            item.alignment = Alignment(wrap_text=True, vertical="center")
            if isinstance(item.value, date):
                item.number_format = "yyyy-mm-dd"
    for row_at, column in labels:
        page.cell(row_at, column).fill, page.cell(row_at, column).font = TINT, Font(bold=True)


def _title(book: Workbook, name: str, title: str, wide: int) -> Worksheet:
    page = book.create_sheet(name)
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=wide)
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    return page


def fields(book: Workbook, name: str, title: str, pairs: Sequence[tuple[str, Value]]) -> Worksheet:
    """A sheet of labels in column A and values in column B."""
    page = _title(book, name, title, 2)
    for label, value in pairs:
        page.append([label, value if value != "" else None])
    _dress(page, 2, 2, [(2 + n, 1) for n in range(len(pairs))])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, 72
    return page


def log(
    book: Workbook, name: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]
) -> Worksheet:
    """A sheet with a row an entry under a header; the header stays in view."""
    page = _title(book, name, title, len(heads))
    page.append(list(heads))
    for row in rows:
        page.append([v if v != "" else None for v in row])
    _dress(page, 2, len(heads), [(2, n) for n in range(1, len(heads) + 1)])
    page.freeze_panes = "A3"
    for at, text in enumerate(heads):
        long = text in ("服务过程", "社工反思", "沟通内容", "对象基本情况", "协同内容", "近况")
        page.column_dimensions["ABCDEFGHIJKLMNOPQRST"[at]].width = 44 if long else 16
    return page


def reviewed(all_: Sequence[Approve]) -> list[tuple[str, Value]]:
    """Remark, name and day of each office as lines."""
    out: list[tuple[str, Value]] = []
    for a in all_:
        role = ROLE[a.role]
        out += [(f"{role}意见", a.opinion), (f"{role}姓名", a.name if a.state != "blank" else ""), (f"{role}审核日期", a.day)]  # fmt: skip
    return out


# ---- case ------------------------------------------------------------------------------------------------------------


def case_book(f: CaseFacts, station: Station) -> Workbook:
    """The workbook of a case."""
    p, book = f.person, Workbook()
    book.remove(book.active)
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    fields(book, "首页", f"{station.name}　个案档案", [
        ("个案编号", f.number), ("服务对象", p.name), ("社区", f.community), ("个案类型（一般/重点/危机）", "、".join(on)), ("需求等级", f"{f.grade}级"),
        ("主责社工", f.worker), ("开案日期", f.opened), ("结案日期", f.closed), ("累计服务次数", f.stated_sessions),
    ])  # fmt: skip
    if "intake" not in f.without:
        assert f.opened
        fields(book, "接案", "个案接案表", [
            ("服务对象", p.name), ("性别", p.sex), ("出生日期", p.birth), ("年龄", p.age(f.opened)), ("身份证号", p.id_number), ("手机号", p.phone), ("住址", p.address),
            ("接案日期", f.opened), ("个案来源", f.source), ("个案类型", f.inner_category.get("intake", f.category)), ("服务模式", f.model or "常规个案"),
            ("来访原因和诉求", f.problem), ("接案社工", f.worker),
        ])  # fmt: skip
    if f.assessment:
        fields(book, "评估", "个案需求评估", [
            ("服务对象", p.name), ("评估日期", f.assessment), ("优势与资源", "愿意沟通，有一定学习能力，家人可提供部分支持。"), ("核心问题与需求", f.problem), ("评估社工", f.worker),
        ])  # fmt: skip
    if f.plan:
        theory: list[tuple[str, Value]] = [] if f.theory is None else [("理论/模式", f.theory)]
        fields(book, "服务计划", "个案服务计划", [
            ("服务对象", p.name), ("制定日期", f.plan), *theory, ("服务目标", f.goals), ("行动步骤", f.steps), ("计划制定人", f.worker), *reviewed(f.plan_approvals),
        ])  # fmt: skip
    if f.crisis:
        c = f.crisis
        fields(book, "危机处理", "危机事件处理记录", [
            ("服务对象", p.name), ("事件发生日期", c.event_day), ("知悉日期", c.known), ("首次响应日期", c.response), ("事件描述", c.event), ("已采取措施", c.measures),
            ("上报情况", c.reported), ("机构应急响应", c.emergency), ("对社工的支持（督导/减压）", c.support), ("记录人", f.worker),
        ])  # fmt: skip
    roles = list(dict.fromkeys(a.role for s in f.sessions for a in s.approvals))
    heads = ["次序", "服务日期", "时间", "地点", "方式", "服务过程", "社工反思", "下次安排", "记录人"]
    heads += [f"{ROLE[r]}{what}" for r in roles for what in ("意见", "姓名", "审核日期")] + ["社工回复"]
    rows: list[list[Value]] = []
    for s in f.sessions:
        row: list[Value] = [s.sequence, s.day, s.time, s.venue, s.method, s.narrative, s.reflection, s.next_plan, f.worker]  # fmt: skip
        for role in roles:
            a = next(a for a in s.approvals if a.role == role)
            row += [a.opinion, a.name if a.state != "blank" else "", a.day]
        rows.append([*row, s.response or ""])
    log(book, "服务记录", f"个案服务记录（{p.name}）", heads, rows)
    if f.closed:
        fields(book, "结案", "个案结案表", [
            ("服务对象", p.name), ("结案日期", f.closed), ("个案类型", f.inner_category.get("closing", f.category)), ("服务总次数", f.closing_sessions), ("结案原因", f.closing_reason),
            ("成效总结", f.closing_text), ("结案社工", f.worker), *reviewed(f.closing_approvals),
        ])  # fmt: skip
    if f.followups:
        log(book, "结案回访", f"结案后回访（{p.name}）", ["回访日期", "回访方式", "近况", "回访社工"], [[d, how, text, f.worker] for d, how, text in f.followups])  # fmt: skip
    return book


def blank(value: str, room: int = 12) -> Text:
    """An underlined blank with its filling."""
    return Text(f" {value} " if value else " " * room, underline=True)


def consent(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """The short Word form."""
    p = f.person
    assert f.consent
    pieces: list[Piece] = [
        heading("个案服务知情同意书"), para("编号：", blank(f.number)),
        para("我是", blank(p.name), f"（{p.sex}，出生日期：{p.birth:%Y-%m-%d}），愿意接受{station.name}提供的个案服务。我已了解："),
        para("1. 服务免费，我可以随时提出暂停或结束；"), para("2. 我的信息会被保密，除非涉及生命安全或法律要求；"), para("3. 为保证质量，记录会由机构督导查阅。"), para(""),
    ]  # fmt: skip
    if f.father and f.mother and f.guardian:
        g = f.guardian
        pieces += [
            para(Text("未成年人家长填写", bold=True)),
            para("爸爸：", blank(f.father.name), "　手机：", blank(f.father.phone)), para("妈妈：", blank(f.mother.name), "　手机：", blank(f.mother.phone)),
            para("作为监护人，我同意孩子接受上述服务。"),
            para("监护人签名：", *(ink.sign(g.sign, g.name) or [blank("")]), "　与孩子的关系：", blank(g.relation), "　手机：", blank(g.phone)), para(""),
        ]  # fmt: skip
    signed: list[Run] = ink.sign(f.client_sign, p.name) or [blank("")]
    pieces += [para("服务对象签名：", *signed), para("社工签名：", *ink.sign("ink", f.worker)), para("日期：", blank(f"{f.consent:%Y-%m-%d}"))]  # fmt: skip
    return Drawing(pieces)


# ---- households ------------------------------------------------------------------------------------------------------


def house_book(h: HouseholdFacts, station: Station) -> Workbook:
    """The workbook of a household."""
    p, book = h.person, Workbook()
    book.remove(book.active)
    fields(book, "封面", f"{station.name}　服务对象档案", [
        ("档案编号", h.number), ("姓名", p.name), ("社区", h.community), ("需求等级", f"{h.cover_grade}级"), ("建档日期", h.opened), ("负责社工", h.worker), ("直聘社工", h.direct_worker),
    ])  # fmt: skip
    fields(book, "基本信息", "服务对象基本信息表", [
        ("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", p.birth), ("身份证号", h.id_printed or p.id_number), ("手机号", p.phone), ("住址", p.address),
        ("人群类别", "、".join(h.category)), ("居住方式", h.living_status), ("居住环境（良好/一般/较差）", h.living), ("登记日期", h.opened), ("登记社工", h.worker),
    ])  # fmt: skip
    log(book, "联系记录", f"上门及电话联系记录（{p.name}）", ["序号", "日期", "形式", "沟通内容", "记录人"],
        [[n, c.day, "上门" if c.kind == "visit" else "电话", c.text, h.worker] for n, c in enumerate(h.contacts, 1)])  # fmt: skip
    if h.collaborations:
        log(book, "人员协同", f"人员协同表（{p.name}）", ["日期", "社工", "直聘社工", "对象基本情况", "协同内容"],
            [[c.day, h.worker, c.partner, c.facts, c.text] for c in h.collaborations])  # fmt: skip
    if h.plan:
        fields(book, "一人一案", "一人一案服务计划", [
            ("姓名", p.name), ("计划开始", h.plan[0]), ("计划结束", h.plan[1]), ("目标", "三个月内每周出门一次，按时服药。"), ("行动", "每两周上门，链接社区医生和志愿者。"), ("制定社工", h.worker),
        ])  # fmt: skip
    return book


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> Drawing:
    """The one-page Word form that is signed."""
    rows: list[list[Cell]] = [[head("评估维度", 2), head("结果", 2), head("分值", 2)]]
    rows += [[box(name, 2), box(rating, 2), box(str(score), 2)] for name, rating, score in a.items]
    rows.append([head("总分", 2), box(str(a.total), 4)])
    rows.append([head("等级", 2), box(f"{a.grade}级", 4)])
    return Drawing([
        heading("服务对象需求分级评估"), para(f"档案编号：{h.number}　　姓名：{h.person.name}　　评估日期：{a.day:%Y-%m-%d}"), Table(rows),
        para("分级：1级80分及以上；2级60—79分；3级40—59分；4级0—39分。", size=9), para(""),
        para("直聘社工签名：", *(ink.sign(a.direct_sign, h.direct_worker) or [blank("")]), "　　社工签名：", *(ink.sign(a.worker_sign, h.worker) or [blank("")])),
    ])  # fmt: skip


def total_list(station: Station) -> Workbook:
    """All households, a sheet a community."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        page = log(book, r.community, f"{r.community}服务对象总表", ["序号", "档案编号", "姓名", "性别", "身份证号", "手机号", "人群类别", "需求等级", "负责社工", "备注"],
            [[n, e.number, e.name, e.sex, e.id_number, e.phone, e.category, f"{e.grade}级", e.worker, e.remark] for n, e in enumerate(r.rows, 1)])  # fmt: skip
        page.append(["合计", f"{r.printed_total}人"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, YOUNG)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        folder = out / "个案" / f"{f.number}_{f.person.name}{'_已结案' if f.closed else ''}"
        keep(case_book(f, station), folder / f"个案档案_{f.number}.xlsx")
        if f.consent:
            save(consent(f, station, Ink(seed + at)), folder / "知情同意书（签字）.docx")
    for at, h in enumerate(station.households):
        folder, ink = out / "建档" / h.community / f"{h.number}_{h.person.name}", Ink(seed + 1000 + at)
        keep(house_book(h, station), folder / f"档案_{h.number}.xlsx")
        for a in h.assessments:
            save(grading(h, a, ink), folder / f"分级评估_{a.day:%Y%m%d}.docx")
    keep(total_list(station), out / "建档" / "服务对象总表.xlsx")
    write_clutter(out)
