"""S19: workbooks first: a household is a workbook of printed forms; a case is a folder of short Word files, one a paper.

In Word the tick stands in brackets after its word (重点（√）), approvals are a small table of office, remark, and name with day in one
cell, and a minor's guardian signs in the row of the relative who signed (父亲, 母亲 or 其他监护人).

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from pathlib import Path

from tools.strangers.facts import CaseFacts, Kin, Session
from tools.strangers.papers import Approve, Cell, Drawing, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, cn, head, heading, lines, save
from tools.strangers.styles.judge_printed_sheets import write_houses
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_village import OFFICE

WIDE = 8
KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
Rows = list[list[Cell]]


def bracketed(all_: tuple[str, ...], on: tuple[str, ...]) -> str:
    """重点（√）."""
    return "　".join(o + ("（√）" if o in on else "（　）") for o in all_)


def pair(*items: tuple[str, Value]) -> list[Cell]:
    """Labels with a colon, and values."""
    room = WIDE // len(items)
    left = 2 if room > 2 else 1
    out = []
    for label, value in items:
        out += [head(label + "：", left), lines(value if isinstance(value, str) else list(value), cols=room - left)]  # fmt: skip
    return out


def paper(title: str, rows: Rows, *after: Piece) -> Drawing:
    """Title and table."""
    return Drawing([heading(title, 18), Table(rows), *after])


def approvals(all_: list[Approve], ink: Ink) -> list[Piece]:
    """Office, remark, name and day."""
    if not all_:
        return []
    rows: Rows = [[head("审批人"), head("审批意见", 4), head("签名及日期", 3)]]
    rows += [[head(ROLE[a.role]), box(a.opinion, 4), lines([*ink.sign(a.state, a.name)], cn(a.day), cols=3)] for a in all_]  # fmt: skip
    note = [para("（片长和副站长其中一位审批即可）", size=9)] if len(all_) > 1 else []
    return [Table(rows), *note]


def consent(f: CaseFacts, ink: Ink) -> Drawing:
    """The relative who signs does so in his own row."""
    rows: Rows = [
        pair(("案主姓名", f.person.name)),
        [box("案主确认：社工已说明服务的目的、方式、保密原则和例外，本人同意接受服务。", WIDE)],
        pair(("案主签名", ink.sign(f.client_sign, f.person.name)), ("日期", cn(f.consent))),
        pair(("社工签名", ink.sign("ink", f.worker)), ("日期", cn(f.consent))),
    ]
    g = f.guardian
    if not (g and (g.name or g.relation)):
        return paper("个案服务同意书", rows)
    assert f.father and f.mother
    rows += [[head("监护人信息（案主未满18周岁时填写）", WIDE)], [head("称谓"), head("姓名", 2), head("联系电话", 2), head("监护人签名", 3)]]  # fmt: skip
    other = Kin() if g.name in (f.father.name, f.mother.name) else g
    for word, kin in (("父亲", f.father), ("母亲", f.mother), ("其他监护人", other)):
        runs = ink.sign(g.sign, g.name) if kin.name == g.name else []
        name = f"{kin.name}（{kin.relation}）" if word == "其他监护人" and kin.name else kin.name
        rows.append([head(word), box(name, 2), box(kin.phone, 2), lines([*runs], cols=3)])
    return paper("个案服务同意书", rows)


def session(f: CaseFacts, s: Session, ink: Ink) -> Drawing:
    """One meeting."""
    rows: Rows = [
        pair(("案主姓名", f.person.name), ("次数", f"第{s.sequence}次")), pair(("面谈日期", cn(s.day)), ("时间", s.time)),
        pair(("地点", s.venue), ("形式", bracketed(("面谈", "入户", "电话"), (s.method,)))), pair(("过程",  s.narrative)), pair(("反思", s.reflection)),
        pair(("社工签名", ink.sign("ink", f.worker))),
    ]  # fmt: skip
    if s.response is not None:
        rows.append(pair(("社工对意见的回应", s.response)))
    return paper("个案面谈记录", rows, *approvals(s.approvals, ink))


def case_papers(f: CaseFacts, ink: Ink) -> dict[str, Drawing]:
    """File names and papers."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    out = {"00封面": paper("个案档案封面", [
        pair(("个案编号", f.number)), pair(("案主姓名", p.name)), pair(("所属社区", f.community)), pair(("个案类别", bracketed(KINDS, on))),
        pair(("案主等级", bracketed(GRADES, (GRADES[f.grade - 1],)))), pair(("负责社工", f.worker)), pair(("开案日期", cn(f.opened)), ("结案日期", cn(f.closed))),
        pair(("面谈次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次")),
    ])}  # fmt: skip
    if "intake" not in f.without:
        out["01开案申请"] = paper("个案开案申请表", [
            pair(("案主姓名", p.name), ("性别", p.sex)), pair(("出生日期", cn(p.birth)), ("年龄", f"{p.age(f.opened)}岁")), pair(("身份证号", p.id_number), ("电话", p.phone)),
            pair(("住址", p.address)), pair(("来源", bracketed(("主动求助", "社工发现", "社区转介"), (f.source,)))), pair(("个案类别", bracketed(KINDS, (f.inner_category.get("intake", f.category),)))),
            pair(("案主自述", f.problem)), *([pair(("介入模式", f.model))] if f.model else []), pair(("社工签名", ink.sign("ink", f.worker)), ("开案日期", cn(f.opened))),
        ])  # fmt: skip
    if f.consent:
        out["02同意书"] = consent(f, ink)
    if f.assessment:
        out["03评估"] = paper("个案评估表", [
            pair(("案主姓名", p.name), ("评估日期", cn(f.assessment))), pair(("问题分析", f.problem)), pair(("优势与资源", "有工作经验，街坊愿意搭把手。")), pair(("社工签名", ink.sign("ink", f.worker))),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [pair(("理论模式", f.theory))]
        out["04计划"] = paper("个案介入计划", [
            pair(("案主姓名", p.name), ("计划日期", cn(f.plan))), *theory, pair(("介入目标", f.goals)), pair(("介入安排", f.steps)), pair(("社工签名", ink.sign("ink", f.worker))),
        ], *approvals(f.plan_approvals, ink))  # fmt: skip
    for s in f.sessions:
        out[f"05面谈记录{s.sequence}"] = session(f, s, ink)
    if f.crisis:
        c = f.crisis
        out["06危机事件"] = paper("危机事件处理表", [
            pair(("案主姓名", p.name), ("事发日期", cn(c.event_day))), pair(("得知日期", cn(c.known)), ("首次介入", cn(c.response))), pair(("事件描述", c.event)), pair(("处理措施", c.measures)),
            pair(("上报情况", c.reported)), pair(("机构应急处理", c.emergency)), pair(("对社工的支援", c.support)), pair(("社工签名", ink.sign("ink", f.worker))),
        ])  # fmt: skip
    if f.closed:
        out["07结案"] = paper("个案结案表", [
            pair(("案主姓名", p.name), ("结案日期", cn(f.closed))), pair(("个案类别", bracketed(KINDS, (f.inner_category.get("closing", f.category),)))),
            pair(("结案原因", bracketed(("目标达到", "案主退出", "转介", "其他"), ("目标达到",)))), pair(("面谈次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次")),
            pair(("成效", f.closing_text)), pair(("社工签名", ink.sign("ink", f.worker))),
        ], *approvals(f.closing_approvals, ink))  # fmt: skip
    for n, (day, how, text) in enumerate(f.followups, 1):
        out[f"08回访{n}"] = paper("结案回访记录", [
            pair(("案主姓名", p.name), ("回访日期", cn(day))), pair(("回访形式", how), ("回访社工", f.worker)), pair(("案主近况", text)),
        ])  # fmt: skip
    return out


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, OFFICE)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        folder = out / "个案" / f.community / f"{f.number}{f.person.name}"
        for name, drawing in case_papers(f, Ink(seed + at)).items():
            save(drawing, folder / f"{name}.docx")
    write_houses(station, out / "服务对象档案", seed + 1300)
    write_clutter(out)
