"""S7: a set numbered 个1 to 个8, a case one Word file saved by LibreOffice; households live in a ledger workbook.

A workbook a community: a sheet a paper kind, a row a household, headers of two storeys, contacts as a year's grid of months.
The ledger has no signatures, so nothing is asked about them. One sheet lists the households of all communities. Process
records are rows of one long table with the remarks in columns. Parents' names and phones share a cell.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.facts import CaseFacts, Kin
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Para, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import (
    Ink,
    box,
    convert,
    dotted,
    head,
    heading,
    lines,
    options,
    runs,
    save,
)
from tools.strangers.styles.judge_words import drop, renumber, reword
from tools.strangers.styles.judge_workbook import keep, ledger, master_list

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
ITEMS = ("经济状况", "身体健康", "自理能力", "生活环境", "家庭支持")


def dashed(day: date | None) -> str:
    """2025-3-5."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def above(*pairs: tuple[str, str], cols: int = 2) -> list[list[Cell]]:
    """Labels in one row, values in the row below."""
    return [[head(k, cols) for k, _ in pairs], [box(v, cols) for _, v in pairs]]


# ---- cases -----------------------------------------------------------------------------------------------------------


def first_page(f: CaseFacts) -> list[Piece]:
    """The cover: labels above."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    rows = [
        *above(("案号", f.number), ("案主姓名", f.person.name), ("所属社区", f.community)),
        [head("案别", 2), box(options(KINDS, on, "☒", "☐"), 4)],
        *above(
            ("需求等级", GRADES[f.grade - 1]), ("开案日期", dashed(f.opened)), ("结案日期", dashed(f.closed))
        ),
        *above(
            ("主责社工", f.worker),
            ("服务次数", "" if f.stated_sessions is None else str(f.stated_sessions)),
            ("备注", f.remark),
        ),
    ]
    return [heading("个案服务档案封面"), Table(rows)]


def basics(f: CaseFacts) -> list[Piece]:
    """个1."""
    p = f.person
    assert f.opened
    rows = [
        *above(("姓名", p.name), ("性别", p.sex), ("出生日期", dashed(p.birth))),
        *above(("年龄", str(p.age(f.opened))), ("身份证号", p.id_number), ("联系方式", p.phone)),
        [head("现住址", 2), box(f"{f.community}{p.address}", 4)],
        [head("群体类别", 2), box(f.client_type, 4)],
    ]
    return [para("个1", size=10.5), heading("服务对象基础信息"), Table(rows)]


def intake(f: CaseFacts, ink: Ink) -> list[Piece]:
    """个2."""
    kind = f.inner_category.get("intake", f.category)
    rows = [
        [head("案主姓名"), box(f.person.name, 2), head("接案日期"), box(dashed(f.opened), 2)],
        [
            head("服务来源"),
            box(
                options(("宣传动员", "社工发现", "主动求助", "他人推介", "社区转介"), (f.source,), "☒", "☐"),
                5,
            ),
        ],
        [head("自述需求"), box(f.problem, 5)],
        [head("初步评估"), box("符合本站服务范围，可以接案。", 5)],
        [head("案别"), box(options(KINDS, (kind,), "☒", "☐"), 5)],
    ]
    if f.model:
        rows.append([head("拟采用模式"), box(f.model, 5)])
    rows.append([head("社工签字"), lines([*ink.sign("ink", f.worker)], cols=5)])
    return [para("个2", size=10.5), heading("接案登记表"), Table(rows)]


def _together(kin: Kin) -> str:
    """Name and phone in one cell."""
    return f"{kin.name}　{kin.phone}" if kin.phone else kin.name


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """服务知情同意与诚信承诺书: text, then the block for signatures and family."""
    p, day = f.person, f.consent
    assert day
    pieces: list[Piece] = [
        heading("服务知情同意与诚信承诺书"),
        para(
            f"　　本人{p.name}，出生于{p.birth.year}年{p.birth.month}月{p.birth.day}日，自愿接受社工站提供的个案服务，并作如下承诺："
        ),
        para("1. 所提供的情况真实，不隐瞒、不编造。"),
        para("2. 知悉社工会对谈话内容保密，出现危及生命安全的情形除外。"),
        para("3. 有权了解服务进展，有权中途退出。"),
    ]
    g = f.guardian
    rows = []
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            [
                head("监护人姓名"),
                box(g.name),
                head("与服务对象关系"),
                box(g.relation),
                head("监护人电话"),
                box(g.phone),
            ],
            [head("家属信息", 1, 3), head("称谓"), head("姓名及联系电话", 4)],
            [head("父亲"), box(_together(f.father), 4)],
            [head("母亲"), box(_together(f.mother), 4)],
            [head("监护人签字"), lines([*ink.sign(g.sign, g.name)], cols=5)],
        ]
    rows += [
        [
            head("服务对象签字"),
            lines([*ink.sign(f.client_sign, p.name)], cols=2),
            head("社工签字"),
            lines([*ink.sign("ink", f.worker)], cols=2),
        ],
        [head("签署日期"), box(dashed(day), 5)],
    ]
    return [*pieces, Table(rows)]


def _remark(a: Approve, ink: Ink) -> Cell:
    """Opinion, name and day in one narrow cell."""
    sign = ink.sign(a.state, a.name)
    return (
        lines(
            *([a.opinion] if a.opinion else []),
            *([sign] if sign else []),
            *([dotted(a.day)] if a.day else []),
        )
        if not a.empty
        else box("")
    )


def scheme(f: CaseFacts, ink: Ink) -> list[Piece]:
    """个3."""
    rows = [
        [head("案主姓名"), box(f.person.name, 2), head("制定日期"), box(dashed(f.plan), 2)],
        [head("问题分析"), box(f.problem, 5)],
    ]
    if f.theory is not None:
        rows.append([head("理论视角"), box(f.theory, 5)])
    rows += [
        [head("服务目标"), box(f.goals, 5)],
        [head("介入步骤"), box(f.steps, 5)],
        [head("社工签字"), lines([*ink.sign("ink", f.worker)], cols=5)],
    ]
    for a in f.plan_approvals:
        rows.append(
            [
                head(f"{ROLE[a.role]}意见"),
                box(a.opinion, 2),
                head(f"{ROLE[a.role]}签字"),
                lines([*ink.sign(a.state, a.name)]),
                box(dotted(a.day)),
            ]
        )
    return [para("个3", size=10.5), heading("个案管理方案"), Table(rows)]


def records(f: CaseFacts, ink: Ink) -> list[Piece]:
    """个5: all sessions in one table, remarks as columns."""
    roles = [a.role for a in f.sessions[0].approvals]
    answered = any(s.response is not None for s in f.sessions)
    heads = [
        "次数",
        "日期",
        "地点及方式",
        "服务内容",
        "社工反思",
        *(f"{ROLE[r]}审阅" for r in roles),
        *(["社工回复"] if answered else []),
    ]
    rows = [[head(h) for h in heads]]
    for s in f.sessions:
        row = [
            box(str(s.sequence)),
            box(dashed(s.day)),
            lines(s.venue, s.method),
            box(s.narrative),
            box(s.reflection),
        ]
        row += [_remark(a, ink) for a in s.approvals]
        if answered:
            row.append(box(s.response or ""))
        rows.append(row)
    return [
        para("个5", size=10.5),
        heading("服务记录"),
        para(f"案主姓名：{f.person.name}　　　　社工：{f.worker}"),
        Table(rows),
    ]


def emergency(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Crisis record."""
    c = f.crisis
    assert c
    rows = [
        *above(
            ("事发日期", dashed(c.event_day)),
            ("知悉日期", dashed(c.known)),
            ("首次响应日期", dashed(c.response)),
        ),
        [head("事件经过"), box(c.event, 5)],
        [head("处置措施"), box(c.measures, 5)],
        [head("上报情况"), box(c.reported, 5)],
        [head("机构应急预案启动情况"), box(c.emergency, 5)],
        [head("对社工的支持（督导、减压等）"), box(c.support, 5)],
        [head("社工签字"), lines([*ink.sign("ink", f.worker)], cols=5)],
    ]
    return [heading("突发（危机）事件处置记录表"), para(f"案主姓名：{f.person.name}"), Table(rows)]


def closing(f: CaseFacts, ink: Ink) -> list[Piece]:
    """个8."""
    reasons = ("服务目标达到", "服务对象主动终止", "需要超出社工与机构能力", "一方身份或住址变化")
    kind = f.inner_category.get("closing", f.category)
    rows = [
        [head("案主姓名"), box(f.person.name, 2), head("结案日期"), box(dashed(f.closed), 2)],
        [head("案别"), box(options(KINDS, (kind,), "☒", "☐"), 5)],
        [head("结案类型"), lines(*(options((r,), (f.closing_reason,), "☒", "☐") for r in reasons), cols=5)],
        [head("服务次数"), box("" if f.closing_sessions is None else str(f.closing_sessions), 5)],
        [head("服务成效"), box(f.closing_text, 5)],
        [head("社工签字"), lines([*ink.sign("ink", f.worker)], cols=5)],
    ]
    for a in f.closing_approvals:
        rows.append(
            [
                head(f"{ROLE[a.role]}意见"),
                box(a.opinion, 2),
                head(f"{ROLE[a.role]}签字"),
                lines([*ink.sign(a.state, a.name)]),
                box(dotted(a.day)),
            ]
        )
    return [para("个8", size=10.5), heading("服务结案报告"), Table(rows)]


def returned(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Return visits in text."""
    out: list[Piece] = [heading("结案后跟进回访记录"), para(f"案主姓名：{f.person.name}")]
    for day, how, text in f.followups:
        out += [para(f"回访日期：{dashed(day)}　　回访方式：{how}"), para(f"回访情况：{text}"),
                Para(runs(["回访社工签字：", *ink.sign("ink", f.worker)]), "right")]  # fmt: skip
    return out


def case_file(f: CaseFacts, ink: Ink) -> Drawing:
    """The whole case."""
    parts = [first_page(f), basics(f)]
    if "intake" not in f.without:
        parts.append(intake(f, ink))
    if f.consent:
        parts.append(consent(f, ink))
    if f.plan:
        parts.append(scheme(f, ink))
    if f.crisis:
        parts.append(emergency(f, ink))
    parts.append(records(f, ink))
    if f.closed:
        parts.append(closing(f, ink))
    if f.followups:
        parts.append(returned(f, ink))
    drawing = Drawing(footer="— 个案档案，注意保密 —")
    for at, pieces in enumerate(parts):
        drawing.pieces += ([PageBreak()] if at else []) + pieces
    return drawing


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    renumber(station, lambda n: n.replace("-", "2025"), lambda n: n)
    drop(station, "archive-grade-signature-typed", "archive-grade-signature-missing")
    write_config(station, out, initials=True)
    paths = []
    for at, f in enumerate(station.cases):
        path = out / "个案" / f.community / f"{f.number}_{f.person.name}.docx"
        save(case_file(f, Ink(seed + at)), path)
        paths.append(path)
    convert(paths, "docx")
    for name, _ in station.communities:
        houses = [h for h in station.households if h.community == name]
        keep(ledger(houses, name, station.name), out / "建档" / f"{name}兜底对象建档台账.xlsx")
    keep(master_list(station), out / "建档" / "兜底服务对象总名册.xlsx")
    write_clutter(out)
