"""S18: a provincial template: long tables on landscape pages, boxes in the middle of sentences, consent as a letter.

A case is a folder with the long form, the client's letter and, for a minor, the guardian's letter, in which the parents' names and
phones are blanks filled in within sentences. Meetings are rows of one wide table with the approvals as its last columns. Households
are PDF files exported by an office program. Days on tables are 2025/03/08, in letters 2025年3月8日. Boxes are ■ and □.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

from tools.strangers.docx_writer import STAMP
from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Run, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import (
    Ink,
    Value,
    box,
    cn,
    convert,
    head,
    heading,
    lines,
    options,
    save,
)
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_city import HUNDRED

WIDE = 16
KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
SOURCES = {"主动求助": "本人或家属求助", "社工发现": "社工走访发现", "社区转介": "村（居）委会转介"}
RANGES = {"良好": "3—8分", "一般": "9—14分", "较差": "15—20分"}
Rows = list[list[Cell]]


def slashed(day: date | None) -> str:
    """2025/03/08."""
    return f"{day:%Y/%m/%d}" if day else ""


def mark(all_: tuple[str, ...], on: tuple[str, ...], gap: str = " ") -> str:
    """■ and □ before the words."""
    return options(all_, on, "■", "□", gap)


def row(*pairs: tuple[str, Value]) -> list[Cell]:
    """Labels and values across the page."""
    room = WIDE // len(pairs)
    label = 2 if room > 3 else 1
    out = []
    for name, value in pairs:
        out += [head(name, label), lines(value if isinstance(value, str) else list(value), cols=room - label)]
    return out


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """A row an office."""
    return [
        [head(ROLE[a.role] + "批示", 2), box(a.opinion, 7), head("签名"), lines([*ink.sign(a.state, a.name)], cols=3), head("日期"), box(slashed(a.day), 2)]
        for a in all_
    ]  # fmt: skip


def note(all_: list[Approve]) -> list[Piece]:
    """Where two may approve."""
    return [para("说明：片长或副站长批示一项即可。", size=9)] if len(all_) > 1 else []


def landscape(path: Path) -> None:
    """Turn a Word file's pages and widen its tables to them."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                text = text.replace("<w:pgSz w:w='11906' w:h='16838'/>", "<w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/>")  # fmt: skip
                assert "landscape" in text
                text = re.sub(
                    r'(<w:(?:tblW|gridCol|tcW) w:w=")(\d+)"', lambda m: f'{m[1]}{int(m[2]) * 3 // 2}"', text
                )
                data = text.encode()
            new.writestr(zipfile.ZipInfo(name, STAMP), data)
    path.write_bytes(out.getvalue())


# ---- cases -----------------------------------------------------------------------------------------------------------


def cover(f: CaseFacts) -> list[Piece]:
    """Lines, boxes within a sentence."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    return [
        heading("“双百工程”个案服务档案封面", 22),
        Table([
            row(("个案编号", f.number), ("服务对象", f.person.name)), row(("村（社区）", f.community), ("跟进社工", f.worker)),
            row(("个案类别", f"本个案属于（{mark(KINDS, on)}）个案"),), row(("需求等级", f"评定为（{mark(GRADES, (GRADES[f.grade - 1],))}）"),),
            row(("开案日期", slashed(f.opened)), ("结案日期", slashed(f.closed))), row(("跟进次数", "" if f.stated_sessions is None else f"共跟进{f.stated_sessions}次"),),
        ]), PageBreak(),
    ]  # fmt: skip


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The sentence tells source and category."""
    p = f.person
    assert f.opened
    inner = f.inner_category.get("intake", f.category)
    told = f"服务对象由（{mark(tuple(SOURCES.values()), (SOURCES[f.source],))}）而来，经初步评估列为（{mark(KINDS, (inner,))}）个案，（■同意 □不同意）接案。"
    rows: Rows = [
        row(("服务对象", p.name), ("性别", p.sex), ("年龄", f"{p.age(f.opened)}"), ("出生日期", slashed(p.birth))),
        row(("身份证号码", p.id_number), ("联系方式", p.phone)), row(("居住地址", p.address), ("接案日期", slashed(f.opened))),
        row(("主要诉求", f.problem),), row(("接案意见", told),),
    ]  # fmt: skip
    if f.model:
        rows.append(row(("介入模式", f.model)))
    return [heading("个案接案表"), Table([*rows, row(("接案社工签名", ink.sign("ink", f.worker)), ("填表日期", slashed(f.opened)))]), PageBreak()]  # fmt: skip


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan, a table each."""
    out: list[Piece] = []
    if f.assessment:
        out += [heading("个案需求评估表"), Table([
            row(("服务对象", f.person.name), ("评估日期", slashed(f.assessment))), row(("生理、心理状况", "睡眠一般，能清楚表达，■有 □无 改变意愿。"),),
            row(("家庭及社会支持", "亲友来往（□频繁 ■一般 □很少）。"),), row(("需求分析", f.problem),), row(("社工签名", ink.sign("ink", f.worker)), ("填表日期", slashed(f.assessment))),
        ]), PageBreak()]  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [row(("理论依据", f.theory))]
        out += [heading("个案服务计划表"), Table([
            row(("服务对象", f.person.name), ("计划日期", slashed(f.plan))), *theory, row(("服务目标", f.goals),), row(("服务内容及安排", f.steps),),
            row(("社工签名", ink.sign("ink", f.worker)), ("填表日期", slashed(f.plan))), *approvals(f.plan_approvals, ink),
        ]), *note(f.plan_approvals), PageBreak()]  # fmt: skip
    return out


def process(f: CaseFacts, ink: Ink) -> list[Piece]:
    """One wide table."""
    roles = [a.role for a in f.sessions[0].approvals]
    answered = any(s.response is not None for s in f.sessions)
    columns = [
        ("次序", 1),
        ("日期", 2),
        ("时间", 2),
        ("方式", 1),
        ("地点", 2),
        ("跟进内容", 8),
        ("社工反思", 3),
    ]
    heads = [head(x, n) for x, n in columns]
    heads += [head(ROLE[r] + x, n) for r in roles for x, n in (("批示", 3), ("签名", 2), ("日期", 2))]
    heads += [head("社工回应", 3)] if answered else []
    rows = [heads]
    for s in f.sessions:
        cells = [box(str(s.sequence)), box(slashed(s.day), 2), box(s.time, 2), box(s.method), box(s.venue, 2), box(s.narrative, 8), box(s.reflection, 3)]  # fmt: skip
        for a in s.approvals:
            cells += [box(a.opinion, 3), lines([*ink.sign(a.state, a.name)], cols=2), box(slashed(a.day), 2)]
        rows.append(cells + ([box(s.response or "", 3)] if answered else []))
    return [heading("个案跟进记录表"), para(f"服务对象：{f.person.name}　　跟进社工：{f.worker}"), Table(rows), *note(f.sessions[0].approvals)]  # fmt: skip


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    return [heading("突发（危机）事件处置表"), Table([
        row(("服务对象", f.person.name), ("事发日期", slashed(c.event_day))), row(("获知日期", slashed(c.known)), ("首次跟进日期", slashed(c.response))), row(("事件经过", c.event),),
        row(("处置措施", c.measures),), row(("上报情况", c.reported),), row(("启动应急预案情况", c.emergency),), row(("社工支援情况", c.support),),
        row(("社工签名", ink.sign("ink", f.worker)), ("填表日期", slashed(c.response))),
    ]), PageBreak()]  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing and return visits."""
    out: list[Piece] = []
    if f.closed:
        inner = f.inner_category.get("closing", f.category)
        out += [PageBreak(), heading("个案结案表"), Table([
            row(("服务对象", f.person.name), ("结案日期", slashed(f.closed))),
            row(("结案意见", f"该（{mark(KINDS, (inner,))}）个案因（■目标达成 □服务对象退出 □转介 □其他）结案。"),),
            row(("跟进次数", "" if f.closing_sessions is None else f"共跟进{f.closing_sessions}次"),), row(("服务成效", f.closing_text),),
            row(("社工签名", ink.sign("ink", f.worker)), ("填表日期", slashed(f.closed))), *approvals(f.closing_approvals, ink),
        ]), *note(f.closing_approvals)]  # fmt: skip
    if f.followups:
        rows = [[head("回访日期", 2), head("回访方式", 2), head("回访情况", 10), head("回访社工", 2)]]
        rows += [[box(slashed(day), 2), box(how, 2), box(text, 10), box(f.worker, 2)] for day, how, text in f.followups]  # fmt: skip
        out += [heading("结案后回访表"), para(f"服务对象：{f.person.name}"), Table(rows)]
    return out


def blank(value: str, width: int = 8) -> Text:
    """A filled or empty blank."""
    return Text(f" {value} " if value else "　" * width, underline=True)


def right(label: str, ink: list[Run]) -> Para:
    """A signature at the foot of a letter."""
    return Para([Text(label), *(ink or [Text("　　　　　　")])], "right")


def letter(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """The client's letter."""
    return Drawing([
        heading("接受服务知情同意书"), para(f"{station.name}："),
        Para([Text("　　本人"), blank(f.person.name), Text("（身份证号码"), blank(f.person.id_number), Text("）自愿接受贵站社工"), blank(f.worker),
              Text("提供的个案服务。社工已向本人说明服务内容、期限、保密及其例外情形，本人清楚自己有权拒绝或中途退出。")]),
        para("　　特此确认。"), para(""), right("服务对象签名：", ink.sign(f.client_sign, f.person.name)), right("社工签名：", ink.sign("ink", f.worker)),
        para(cn(f.consent), align="right"),
    ])  # fmt: skip


def guardian_letter(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """The guardian's letter: everything within sentences."""
    g = f.guardian
    assert g and f.father and f.mother
    return Drawing([
        heading("监护人同意书"), para(f"{station.name}："),
        Para([Text("　　本人"), blank(g.name), Text("系未成年人"), blank(f.person.name), Text("的监护人，与其关系为"), blank(g.relation), Text("，联系电话"), blank(g.phone),
              Text("。本人已了解贵站的个案服务，同意其接受服务，并愿意配合社工工作。")]),
        Para([Text("　　孩子父亲姓名"), blank(f.father.name), Text("，联系电话"), blank(f.father.phone), Text("；孩子母亲姓名"), blank(f.mother.name), Text("，联系电话"), blank(f.mother.phone), Text("。")]),
        para(""), right("监护人签名：", ink.sign(g.sign, g.name)), para(cn(f.consent), align="right"),
    ])  # fmt: skip


def write_case(f: CaseFacts, station: Station, out: Path, ink: Ink) -> None:
    """The long form and the letters."""
    pieces = cover(f)
    if "intake" not in f.without:
        pieces += intake(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    pieces += process(f, ink) + ending(f, ink)
    folder = out / "个案服务" / f.community / f"{f.number}{f.person.name}"
    save(Drawing(pieces, header=f"{station.name}　个案编号：{f.number}"), folder / "个案服务表.docx")
    landscape(folder / "个案服务表.docx")
    if f.consent:
        save(letter(f, station, ink), folder / "知情同意书.docx")
        if f.guardian and (f.guardian.name or f.guardian.relation):
            save(guardian_letter(f, station, ink), folder / "监护人同意书.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """A sentence an item."""
    rows: Rows = [row(("姓名", h.person.name), ("评估日期", slashed(a.day)))]
    for at, (name, rating, score) in enumerate(a.items, 1):
        choice = "；".join(("■" if w == rating else "□") + f"{w}（{span}）" for w, span in RANGES.items())
        rows.append([box(str(at)), head(name, 3), box(choice, 8), head("得分", 2), box(str(score), 2)])
    rows += [
        row(("总分", f"{a.total}分"), ("评定结果", f"属于（{mark(GRADES, (GRADES[a.grade - 1],))}）服务对象")),
        row(("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), ("社工签名", ink.sign(a.worker_sign, h.worker))),
    ]  # fmt: skip
    return [
        heading("服务对象需求和危机分级评估表"),
        Table(rows),
        para("注：80分及以上一级，60—79分二级，40—59分三级，39分及以下四级。", size=9),
    ]


def house(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """Cover, registration with sentences, assessment, log, collaboration, plan."""
    p = h.person
    lives = f"服务对象（{mark(('独居', '与家人同住'), (h.living_status,))}），居住环境（{mark(('良好', '一般', '较差'), (h.living,))}）。"
    pieces: list[Piece] = [
        heading("“双百工程”服务对象档案", 24), Table([
            row(("档案编号", h.number), ("姓名", p.name)), row(("村（社区）", h.community), ("建档日期", slashed(h.opened))),
            row(("服务等级", f"（{mark(GRADES, (GRADES[h.cover_grade - 1],))}）"), ("跟进社工", h.worker)),
        ]), PageBreak(),
        heading("服务对象建档表"), Table([
            row(("姓名", p.name), ("性别", h.sex_printed or p.sex), ("出生日期", slashed(p.birth)), ("联系方式", p.phone)),
            row(("身份证号码", h.id_printed or p.id_number), ("居住地址", p.address)), row(("人员类别", f"属于以下（{mark(PEOPLE, h.category)}）人员"),), row(("居住情况", lives),),
            row(("建档社工签名", ink.sign("ink", h.worker)), ("建档日期", slashed(h.opened))),
        ]),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += [PageBreak(), *grading(h, a, ink)]
    rows = [[head("序号"), head("日期", 2), head("跟进方式", 4), head("跟进情况", 7), head("跟进社工", 2)]]
    for n, c in enumerate(h.contacts, 1):
        how = mark(("入户探访", "电话访问"), ("入户探访" if c.kind == "visit" else "电话访问",))
        rows.append([box(str(n)), box(slashed(c.day), 2), box(how, 4), box(c.text, 7), box(h.worker, 2)])
    pieces += [PageBreak(), heading("探访电访跟进台账"), para(f"服务对象：{p.name}"), Table(rows)]
    for done in h.collaborations:
        pieces += [PageBreak(), heading("双岗双工人员协同表"), Table([
            row(("服务对象", p.name), ("协同日期", slashed(done.day))), row(("项目社工", h.worker), ("直聘社工", done.partner)), row(("兜底对象基本情况", done.facts),),
            row(("具体描述协同情况", done.text),),
        ])]  # fmt: skip
    if h.plan:
        pieces += [PageBreak(), heading("一人一案服务方案"), Table([
            row(("服务对象", p.name), ("服务期限", f"{slashed(h.plan[0])}至{slashed(h.plan[1])}")), row(("服务目标", "半年内病情稳定，家属能轮流照顾。"),),
            row(("服务措施", "每两周上门，链接医疗和送餐资源。"),),
        ])]  # fmt: skip
    return Drawing(pieces, header=f"{station.name}　档案编号：{h.number}")


def listing(station: Station, at: int) -> Drawing:
    """A community's list as a table."""
    r = station.rosters[at]
    columns = (
        ("序号", 1),
        ("档案编号", 2),
        ("姓名", 1),
        ("性别", 1),
        ("身份证号码", 3),
        ("联系方式", 2),
        ("人员类别", 2),
        ("等级", 1),
        ("社工", 1),
        ("备注", 2),
    )
    rows = [[head(x, n) for x, n in columns]]
    for n, e in enumerate(r.rows, 1):
        values = (
            str(n),
            e.number,
            e.name,
            e.sex,
            e.id_number,
            e.phone,
            e.category,
            GRADES[e.grade - 1],
            e.worker,
            e.remark,
        )
        rows.append([box(v, w) for v, (_, w) in zip(values, columns, strict=True)])
    return Drawing([heading(f"{r.community}服务对象名册"), Table(rows), para(f"合计：{r.printed_total}户")])


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, HUNDRED)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        write_case(f, station, out, Ink(seed + at))
    exported = []
    for at, h in enumerate(station.households):
        target = out / "建档" / h.community / f"{h.number}{h.person.name}.docx"
        save(house(h, station, Ink(seed + 1200 + at)), target)
        landscape(target)
        exported.append(target)
    convert(exported, "pdf")
    for at, r in enumerate(station.rosters):
        target = out / "建档" / r.community / "服务对象名册.docx"
        save(listing(station, at), target)
        landscape(target)
    write_clutter(out)
