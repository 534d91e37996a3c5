"""S35: a street of the Yangtze delta: numbered forms with numbered parts and long guidance, one file a person that holds everything.

Every form bears its own form number, its parts have headings over the whole width (一、二、三), what is to be written is explained
in small print below. A person has one file: cover, contents, the forms. Of the last community's cases and the last two
communities' households only the typed PDF is kept. Days are padded (2025年03月05日); approvers have a part of their own with
remark, name and day. The lists are one workbook with a sheet for each community.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.docx_writer import write_docx
from tools.strangers.facts import Assessed, CaseFacts, Cooperated, HouseholdFacts, Kin, RosterFacts, Session
from tools.strangers.papers import (
    Approve,
    Cell,
    Drawing,
    PageBreak,
    Para,
    Piece,
    Run,
    Table,
    Text,
    Tick,
    para,
)
from tools.strangers.pdf_writer import write_pdf
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import write_list
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, runs
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_lanes import LANES

WIDE = 8
KINDS = ("一般个案", "重点个案", "危机个案")
GRADES = ("一级", "二级", "三级", "四级")
RATINGS = ("良好", "一般", "较差")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "其他")
SOURCES = ("案主主动求助", "社工走访发现", "居委会转介", "其他")
ROLE = {"supervisor": "督导", "district_head": "片区长", "deputy_head": "副站长"}
PRINTED_CASES, PRINTED_HOUSES = 1, 2
"""Of the last communities only the PDF is kept."""


def day_of(day: date | None) -> str:
    """2025年03月05日; an empty place as it is printed."""
    return f"{day:%Y年%m月%d日}" if day else "    年  月  日"


def ticks(all_: Sequence[str], on: Sequence[str]) -> list[Run]:
    """☑一般个案  □重点个案."""
    out: list[Run] = []
    for o in all_:
        out += [Tick(o in on), Text(o + "  ")]
    return out


def kinds(words: Sequence[str]) -> list[Run]:
    """The category's boxes."""
    return ticks(KINDS, [f"{w}个案" for w in words])


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


def part(text: str) -> list[Cell]:
    """A part's heading over the whole width."""
    return [Cell([para(Text(text, bold=True))], WIDE, 1, True)]


def form(code: str, title: str, number: str, rows: list[list[Cell]], *notes: str) -> list[Piece]:
    """A form on its own page: code, title, number, table, guidance."""
    pieces: list[Piece] = [PageBreak(), para(f"表号：{code}", align="right", size=9), heading(title), para(f"档案编号：{number}"), Table(rows)]  # fmt: skip
    if notes:
        pieces.append(para("填写说明：", size=9))
        pieces += [para(f"{at}．{text}", size=9) for at, text in enumerate(notes, 1)]
    return pieces


def signed(label: str, ink: Ink, state: str, name: str, day: date | None = None) -> list[Cell]:
    """Who filled the form in, and when where the form asks."""
    said = ink.sign(state, name)  # type: ignore[arg-type]
    return [head(label), box(said, 3), head("日期"), box(day_of(day), 3)] if day else wide(label, said)


def reviewed(title: str, all_: list[Approve], ink: Ink) -> list[list[Cell]]:
    """The approvers' part."""
    out = [part(title)] if all_ else []
    for a in all_:
        place: list[Run] = [Text("签名："), *ink.sign(a.state, a.name), Text(f"　　日期：{day_of(a.day)}")]
        out.append([head(f"{ROLE[a.role]}意见"), Cell([Para(runs(a.opinion)), Para(place)], WIDE - 1)])
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts, station: Station) -> list[Piece]:
    """The first page."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    said: list[tuple[str, Value]] = [
        ("档案编号", f.number), ("案主姓名", f.person.name), ("所属社区", f.community), ("个案类别", kinds(on)),
        ("需求等级", ticks(GRADES, (GRADES[f.grade - 1],))), ("主责社工", f.worker), ("立案日期", day_of(f.opened)),
        ("结案日期", day_of(f.closed)), ("服务次数", f"{f.stated_sessions}次" if f.stated_sessions is not None else ""),
    ]  # fmt: skip
    rows = [[head(label, 2), box(value, 6)] for label, value in said]
    return [para(station.name, align="center", size=14), heading("个案服务档案", 24), para(""), Table(rows)]


def contents(names: list[str]) -> list[Piece]:
    """What the file holds."""
    count: dict[str, int] = {}
    for name in names:
        count[name] = count.get(name, 0) + 1
    rows = [[head("序号"), head("材料名称", 4), head("份数"), head("备注", 2)]]
    rows += [[box(f"{at}"), box(name, 4), box(f"{n}"), box("", 2)] for at, (name, n) in enumerate(count.items(), 1)]  # fmt: skip
    return [PageBreak(), heading("卷内目录"), Table(rows)]


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The request."""
    p = f.person
    assert f.opened
    source = {"主动求助": SOURCES[0], "社工发现": SOURCES[1], "社区转介": SOURCES[2]}.get(
        f.source, SOURCES[3]
    )
    rows = [
        part("一、案主基本信息"), row(("姓名", p.name), ("性别", p.sex)), row(("出生日期", day_of(p.birth)), ("年龄", f"{p.age(f.opened)}周岁")),
        row(("身份证号码", p.id_number), ("联系电话", p.phone)), wide("现居住地址", p.address), wide("户籍地址", "同现居住地址"),
        row(("所属社区", f.community), ("登记日期", day_of(f.opened))),
        part("二、求助情况"), wide("个案来源", ticks(SOURCES, (source,))),
        wide("个案类别", kinds((f.inner_category.get("intake", f.category),))), wide("主要问题", f.problem),
        part("三、登记人"), signed("社工签名", ink, "ink", f.worker, f.opened),
    ]  # fmt: skip
    return form(
        "GA-01", "个案登记表", f.number, rows, "本表由首次接待的社工当场填写，案主不便书写的可由社工代填并向案主复述确认。",
        "个案类别只能选择一项：涉及人身安全、家庭突发变故的选“危机个案”；问题复杂、需多方介入的选“重点个案”；其余选“一般个案”。",
        "身份证号码应与证件核对，未办理身份证的未成年人填写户口簿上的号码。",
    )  # fmt: skip


def consent(f: CaseFacts, station: Station, ink: Ink) -> list[Piece]:
    """The consent with its clauses."""
    p, g = f.person, f.guardian or Kin()
    father, mother = f.father or Kin(), f.mother or Kin()
    minor = bool(g.name)
    rows = [
        part("一、案主信息"), row(("案主姓名", p.name), ("出生日期", day_of(p.birth))), wide("联系电话", "" if minor else p.phone),
        part("二、监护人及父母信息（案主未满18周岁时填写）"), row(("监护人姓名", g.name), ("与案主关系", g.relation)), wide("监护人电话", g.phone),
        row(("父亲姓名", father.name), ("父亲电话", father.phone)), row(("母亲姓名", mother.name), ("母亲电话", mother.phone)),
        part("三、签署"), wide("案主签名", ink.sign(f.client_sign, p.name)), wide("监护人签名", ink.sign(g.sign, g.name) if minor else ""),
        row(("社工签名", ink.sign("ink", f.worker)), ("签署日期", day_of(f.consent))),
    ]  # fmt: skip
    pieces = form(
        "GA-02", "服务知情同意书", f.number, rows, "本同意书应在首次正式服务前或当日签署，一式两份，案主与机构各执一份。",
        "案主未满18周岁的，须由监护人亲笔签名；监护人不是父母的，仍须填写父母双方的联系电话。", "签名须本人手写，不得打印或代签。",
    )  # fmt: skip
    clauses = (
        f"您好！{station.name}将为您提供免费的个案服务。在接受服务前，请您了解以下事项：",
        "（一）您有权了解服务内容，并可随时提出中止服务。",
        "（二）社工对您的个人资料保密；但如有危及您本人或他人安全的情形，或法律法规另有规定的除外。",
        "（三）为保证服务质量，服务资料可供督导及评估使用，使用时隐去您的个人信息。",
    )
    return [*pieces[:4], *(para(c) for c in clauses), *pieces[4:]]


def assessment(f: CaseFacts, ink: Ink) -> list[Piece]:
    """What is the matter."""
    rows = [
        part("一、基本情况"), row(("案主姓名", f.person.name), ("评估日期", day_of(f.assessment))),
        wide("个案类别", kinds((f.inner_category.get("assessment", f.category),))), wide("需求等级", ticks(GRADES, (GRADES[f.grade - 1],))),
        part("二、问题与需求分析"), wide("问题描述", f.problem),
        part("三、评估人"), signed("社工签名", ink, "ink", f.worker, f.assessment),
    ]  # fmt: skip
    return form("GA-03", "个案预估表", f.number, rows, "本表应在立案后七个工作日内完成。", "需求等级一级为最高，四级为最低。")  # fmt: skip


def plan(f: CaseFacts, ink: Ink) -> list[Piece]:
    """What is to be done."""
    rows = [
        part("一、基本情况"), row(("案主姓名", f.person.name), ("制定日期", day_of(f.plan))),
        part("二、服务设计"), *([] if f.theory is None else [wide("理论依据", f.theory)]), wide("服务目标", f.goals), wide("服务步骤", f.steps),
        part("三、制定人"), signed("社工签名", ink, "ink", f.worker, f.plan), *reviewed("四、审核意见", f.plan_approvals, ink),
    ]  # fmt: skip
    return form(
        "GA-04", "个案服务计划书", f.number, rows, "服务目标应具体、可衡量、有时限。", "计划须经审核后方可执行，审核人应写明意见并签名。",
    )  # fmt: skip


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    rows = [
        part("一、服务概况"), row(("案主姓名", f.person.name), ("服务次序", f"第{s.sequence}次")),
        row(("服务日期", day_of(s.day)), ("起止时间", s.time)), row(("服务地点", s.venue), ("服务方式", ticks(("面谈", "入户", "电话", "其他"), (s.method,)))),
        part("二、服务内容"), wide("服务过程", s.narrative), wide("社工反思", s.reflection), wide("下次服务安排", s.next_plan),
        signed("记录社工", ink, "ink", f.worker), *reviewed("三、审核意见", s.approvals, ink), wide("社工对审核意见的回复", s.response or ""),
    ]  # fmt: skip
    return form("GA-05", "个案服务记录表", f.number, rows, "每次服务后三个工作日内完成记录。", "审核意见中提出要求的，社工应在“回复”栏说明落实情况；无要求的可不填。")  # fmt: skip


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The emergency."""
    c = f.crisis
    assert c
    rows = [
        part("一、事件概况"), row(("案主姓名", f.person.name), ("事件发生日期", day_of(c.event_day))),
        row(("获知日期", day_of(c.known)), ("首次响应日期", day_of(c.response))), wide("事件经过", c.event),
        part("二、处置情况"), wide("介入模式", f.model), wide("已采取措施", c.measures), wide("报告情况", c.reported), wide("机构应急响应", c.emergency),
        wide("对社工的支持", c.support), part("三、填报人"), signed("社工签名", ink, "ink", f.worker, c.response),
    ]  # fmt: skip
    return form(
        "GA-06", "危机个案处置报告表", f.number, rows, "发生火灾、亲人离世、家庭暴力、自伤自杀等情形的，社工应立即报告督导和机构。",
        "首次跟进不得晚于事发后三日，其后四周内两次跟进间隔不超过七日。",
    )  # fmt: skip


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The end."""
    reasons = ("目标达成", "案主要求终止", "转介其他机构", "其他")
    count = "" if f.closing_sessions is None else f"{f.closing_sessions}次"
    rows = [
        part("一、基本情况"), row(("案主姓名", f.person.name), ("结案日期", day_of(f.closed))),
        wide("个案类别", kinds((f.inner_category.get("closing", f.category),))), row(("累计服务次数", count), ("立案日期", day_of(f.opened))),
        part("二、结案评估"), wide("结案原因", ticks(reasons, reasons[:1])), wide("成效评估", f.closing_text),
        part("三、填报人"), signed("社工签名", ink, "ink", f.worker, f.closed), *reviewed("四、审核意见", f.closing_approvals, ink),
    ]  # fmt: skip
    return form(
        "GA-07", "个案结案报告", f.number, rows, "结案后一个月内应至少回访一次，并填写《个案跟踪回访表》。"
    )


def followup(f: CaseFacts, entry: tuple[date, str, str], ink: Ink) -> list[Piece]:
    """A return visit."""
    day, how, text = entry
    rows = [
        row(("案主姓名", f.person.name), ("回访日期", day_of(day))), wide("回访方式", ticks(("入户", "电话", "其他"), (how,))),
        wide("回访情况", text), signed("社工签名", ink, "ink", f.worker),
    ]  # fmt: skip
    return form("GA-08", "个案跟踪回访表", f.number, rows)


def case_file(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Everything about a case."""
    papers: list[tuple[str, list[Piece]]] = []
    if "intake" not in f.without:
        papers.append(("个案登记表", intake(f, ink)))
    if f.consent:
        papers.append(("服务知情同意书", consent(f, station, ink)))
    if f.assessment:
        papers.append(("个案预估表", assessment(f, ink)))
    if f.plan:
        papers.append(("个案服务计划书", plan(f, ink)))
    papers += [("个案服务记录表", session(f, s, ink)) for s in f.sessions]
    if f.crisis:
        papers.append(("危机个案处置报告表", crisis(f, ink)))
    if f.closed:
        papers.append(("个案结案报告", closing(f, ink)))
    papers += [("个案跟踪回访表", followup(f, entry, ink)) for entry in f.followups]
    pieces = [*cover(f, station), *contents([name for name, _ in papers])]
    for _, paper in papers:
        pieces += paper
    return Drawing(pieces, header=f"{station.name}　个案服务档案")


# ---- households ------------------------------------------------------------------------------------------------------


def registration(h: HouseholdFacts, ink: Ink) -> list[Piece]:
    """Who lives there and how."""
    p = h.person
    rows = [
        part("一、对象基本信息"), row(("姓名", p.name), ("性别", h.sex_printed or p.sex)), row(("出生日期", day_of(p.birth)), ("联系电话", p.phone)),
        wide("身份证号码", h.id_printed or p.id_number), wide("现居住地址", p.address), wide("户籍地址", "同现居住地址"),
        row(("所属社区", h.community), ("建档日期", day_of(h.opened))), wide("人员类别", ticks(PEOPLE, h.category)),
        part("二、居住情况"), wide("居住状况", h.living_status), wide("居住环境", ticks(RATINGS, (h.living,))),
        part("三、登记人"), signed("社工签名", ink, "ink", h.worker, h.opened),
    ]  # fmt: skip
    return form("JD-01", "困难家庭基本情况登记表", h.number, rows, "居住环境由社工实地查看后勾选，不得仅凭本人口述。", "人员类别可多选。")  # fmt: skip


def graded(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """The grade assessment."""
    rows = [
        part("一、评估对象"), row(("姓名", h.person.name), ("评估日期", day_of(a.day))),
        part("二、评估项目"), [head("序号"), head("项目", 3), head("评估结果", 2), head("得分", 2)],
        *([box(f"{at}"), box(name, 3), box(rating, 2), box(f"{score}", 2)] for at, (name, rating, score) in enumerate(a.items, 1)),
        [head("总分", 6), box(f"{a.total}", 2)],
        part("三、评估结论"), wide("评定等级", ticks(GRADES, (GRADES[a.grade - 1],))),
        wide("街道专职社工（直聘）签名", ink.sign(a.direct_sign, h.direct_worker)), wide("机构社工签名", ink.sign(a.worker_sign, h.worker)),
    ]  # fmt: skip
    return form(
        "JD-02", "服务需求分级评估表", h.number, rows, "各项得分越高表示需求程度越高：良好3—8分，一般9—14分，较差15—20分。",
        "总分80—100分评为一级，60—79分评为二级，40—59分评为三级，39分及以下评为四级。", "每半年重新评估一次，评估人须亲笔签名。",
    )  # fmt: skip


def log(h: HouseholdFacts) -> list[Piece]:
    """Visits and calls."""
    rows = [[head("序号"), head("日期", 2), head("方式", 2), head("服务内容", 5), head("服务人员", 2)]]
    for at, c in enumerate(sorted(h.contacts, key=lambda c: c.day), 1):
        visit = c.kind == "visit"
        how = lines([Tick(visit), Text("上门走访")], [Tick(not visit), Text("电话联系")], cols=2)
        rows.append([box(f"{at}"), box(day_of(c.day), 2), how, box(c.text, 5), box(h.worker, 2)])
    return [
        PageBreak(), para("表号：JD-04", align="right", size=9), heading("走访联系记录表"), para(f"档案编号：{h.number}　　姓名：{h.person.name}"), Table(rows),
        para("填写说明：每次走访或电话联系后及时登记，一次一行。", size=9),
    ]  # fmt: skip


def together(h: HouseholdFacts, done: Cooperated) -> list[Piece]:
    """What two workers did together."""
    rows = [
        row(("姓名", h.person.name), ("协同日期", day_of(done.day))), row(("机构社工", h.worker), ("街道专职社工", done.partner)),
        wide("对象基本情况", done.facts), wide("协同情况具体描述", done.text),
    ]  # fmt: skip
    return form("JD-05", "双方协同服务记录单", h.number, rows, "应写明何人、何时、做了何事及结果。")


def house_file(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """Everything about a household."""
    said: list[tuple[str, Value]] = [
        ("档案编号", h.number), ("姓名", h.person.name), ("所属社区", h.community), ("服务等级", ticks(GRADES, (GRADES[h.cover_grade - 1],))),
        ("建档日期", day_of(h.opened)), ("责任社工", h.worker),
    ]  # fmt: skip
    pieces: list[Piece] = [
        para(station.name, align="center", size=14), heading("困难群众服务档案", 24), para(""),
        Table([[head(label, 2), box(value, 6)] for label, value in said]), *registration(h, ink),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += graded(h, a, ink)
    if h.plan:
        rows = [
            row(("姓名", h.person.name), ("服务期限", f"{day_of(h.plan[0])}至{day_of(h.plan[1])}")), wide("服务目标", "按时服药复诊，居家无安全隐患。"),
            wide("服务措施", "社工每两周上门一次，居委会每周电话关心，志愿者协助采购。"), signed("社工签名", ink, "ink", h.worker, h.plan[0]),
        ]  # fmt: skip
        pieces += form("JD-03", "一人一案服务方案", h.number, rows)
    if h.contacts:
        pieces += log(h)
    for done in h.collaborations:
        pieces += together(h, done)
    return Drawing(pieces, header=f"{station.name}　困难群众服务档案")


HEADS = ["序号", "档案编号", "姓名", "性别", "身份证号码", "联系电话", "居住地址", "人员类别", "服务等级", "责任社工", "备注"]  # fmt: skip


def listed(r: RosterFacts) -> list[list[str | int | date | None]]:
    """The rows of a list."""
    return [
        [n, e.number, e.name, e.sex, e.id_number, e.phone, e.address, e.category, GRADES[e.grade - 1], e.worker, e.remark or None]
        for n, e in enumerate(r.rows, 1)
    ]  # fmt: skip


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, LANES)
    write_config(station, out)
    names = [name for name, _ in station.communities]
    for at, f in enumerate(station.cases):
        ending, store = (
            (".pdf", write_pdf) if f.community in names[-PRINTED_CASES:] else (".docx", write_docx)
        )
        store(case_file(f, station, Ink(seed * 1000 + at)), out / "个案服务档案" / f.community / f"{f.number}{f.person.name}{ending}")  # fmt: skip
    for at, h in enumerate(station.households):
        ending, store = (
            (".pdf", write_pdf) if h.community in names[-PRINTED_HOUSES:] else (".docx", write_docx)
        )
        store(house_file(h, station, Ink(seed * 1000 + 500 + at)), out / "困难群众服务档案" / h.community / f"{h.number}{h.person.name}{ending}")  # fmt: skip
    sheets = [
        (r.community, [f"{station.name}{r.community}困难群众档案清单"], HEADS, listed(r), [f"合计：{r.printed_total}人"]) for r in station.rosters
    ]  # fmt: skip
    write_list(sheets, out / "困难群众服务档案" / "困难群众档案清单.xlsx")
    write_clutter(out)
