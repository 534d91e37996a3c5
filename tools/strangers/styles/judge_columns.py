"""S14: a case is one PDF set in two columns; a household is a questionnaire with the word processor's own check boxes.

Filed by year and quarter, then by community. The case's papers flow one after another in two columns, a bold heading each, labels
and values as lines, approvals as lines. The household's facts are answers in a table of numbered questions, the assessment a
questionnaire with points in brackets; contacts are one log a household by quarter. The lists stand in two halves side by side.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

from tools.strangers.docx_writer import STAMP
from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Run, Table, Text, Tick, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import (
    Ink,
    Value,
    box,
    convert,
    head,
    heading,
    lines,
    options,
    runs,
    save,
)
from tools.strangers.styles.judge_words import fixed_scores, renumber, reword

KINDS = ("一般个案", "重点个案", "危机个案")
ROLE = {"supervisor": "督导", "district_head": "片区长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
POINTS = {"良好": 3, "一般": 11, "较差": 20}


def day_of(day: date | None) -> str:
    """2025年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def part(text: str) -> Para:
    """A paper's heading."""
    return Para([Text(f"【{text}】", bold=True)], size=12)


def line(label: str, value: Value) -> Para:
    """Label, colon, value."""
    return Para([Text(label + "："), *runs(value)])


def signing(label: str, ink: list[Run], day: date | None = None, dated: bool = True) -> list[Para]:
    """A name, and the day on the next line."""
    return [line(label, ink), *([line("日期", day_of(day) or "　　年　月　日")] if dated else [])]


def approvals(all_: list[Approve], ink: Ink) -> list[Piece]:
    """Remark, name, day: a line each."""
    out: list[Piece] = []
    for a in all_:
        out += [
            line(f"{ROLE[a.role]}意见", a.opinion),
            *signing(f"{ROLE[a.role]}签名", ink.sign(a.state, a.name), a.day),
        ]
    return out


def boxes(all_: tuple[str, ...], on: tuple[str, ...]) -> list[Run]:
    """Check boxes of the word processor."""
    out: list[Run] = []
    for o in all_:
        out += [Tick(o in on, "control"), Text(o + "　")]
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def opening(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Cover and intake."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    out: list[Piece] = [
        heading("个案服务档案"), part("档案封面"), line("个案编号", f.number), line("服务对象", p.name), line("所属社区", f.community),
        line("个案类型", options(KINDS, tuple(w + "个案" for w in on), "☑")), line("需求等级", GRADES[f.grade - 1]), line("开案日期", day_of(f.opened)),
        line("结案日期", day_of(f.closed)), line("主责社工", f.worker), line("服务次数", "" if f.stated_sessions is None else f"{f.stated_sessions}次"),
    ]  # fmt: skip
    if "intake" in f.without:
        return out
    out += [
        part("接案登记表"), line("服务对象", p.name), line("性别", p.sex), line("出生日期", day_of(p.birth)), line("年龄", f"{p.age(f.opened)}岁"),
        line("身份证号码", p.id_number), line("联系电话", p.phone), line("居住地址", p.address), line("接案日期", day_of(f.opened)),
        line("个案来源", options(("主动求助", "社工发现", "社区转介"), (f.source,), "☑")),
        line("个案类型", options(KINDS, (f.inner_category.get("intake", f.category) + "个案",), "☑")), line("求助问题", f.problem),
    ]  # fmt: skip
    if f.model:
        out.append(line("介入模式", f.model))
    return [*out, *signing("社工签名", ink.sign("ink", f.worker), f.opened)]


def consent(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Consent."""
    g = f.guardian
    out: list[Piece] = [
        part("个案服务知情同意书"), para(f"本人{f.person.name}自愿接受社工服务，已了解服务内容、保密原则及其例外，可随时提出结束服务。"),
        *signing("服务对象签名", ink.sign(f.client_sign, f.person.name), f.consent),
    ]  # fmt: skip
    if g and (g.name or g.relation):
        assert f.father and f.mother
        out += [
            *signing("监护人签名", ink.sign(g.sign, g.name), dated=False), line("与服务对象关系", g.relation), line("监护人联系电话", g.phone),
            line("父亲姓名", f.father.name), line("父亲联系电话", f.father.phone), line("母亲姓名", f.mother.name), line("母亲联系电话", f.mother.phone),
        ]  # fmt: skip
    return [*out, *signing("社工签名", ink.sign("ink", f.worker), f.consent)]


def planning(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Assessment and plan."""
    out: list[Piece] = []
    if f.assessment:
        out += [
            part("个案预估"), line("服务对象", f.person.name), line("预估日期", day_of(f.assessment)), line("问题分析", f.problem), line("资源", "有可来往的邻居一户。"),
            *signing("社工签名", ink.sign("ink", f.worker), dated=False),
        ]  # fmt: skip
    if f.plan:
        out += [part("个案服务计划"), line("服务对象", f.person.name), line("计划日期", day_of(f.plan))]
        if f.theory is not None:
            out.append(line("理论依据", f.theory))
        out += [
            line("服务目标", f.goals),
            line("服务策略", f.steps),
            *signing("社工签名", ink.sign("ink", f.worker), dated=False),
            *approvals(f.plan_approvals, ink),
        ]
    return out


def session(f: CaseFacts, s: Session, ink: Ink) -> list[Piece]:
    """One meeting."""
    out: list[Piece] = [
        part(f"个案服务记录（第{s.sequence}次）"), line("服务对象", f.person.name), line("服务日期", day_of(s.day)), line("服务时间", s.time), line("服务地点", s.venue),
        line("服务方式", s.method), line("服务过程", s.narrative), line("社工反思", s.reflection), *signing("社工签名", ink.sign("ink", f.worker), dated=False),
        *approvals(s.approvals, ink),
    ]  # fmt: skip
    return out if s.response is None else [*out, line("社工回应", s.response)]


def crisis(f: CaseFacts, ink: Ink) -> list[Piece]:
    """The incident."""
    c = f.crisis
    assert c
    return [
        part("突发事件处理记录"), line("服务对象", f.person.name), line("事发日期", day_of(c.event_day)), line("获知日期", day_of(c.known)),
        line("首次介入日期", day_of(c.response)), line("事件经过", c.event), line("处理措施", c.measures), line("上报情况", c.reported),
        line("机构应急处理", c.emergency), line("对社工的支援", c.support), *signing("社工签名", ink.sign("ink", f.worker), dated=False),
    ]  # fmt: skip


def ending(f: CaseFacts, ink: Ink) -> list[Piece]:
    """Closing and return visits."""
    out: list[Piece] = []
    if f.closed:
        out += [
            part("结案报告"), line("服务对象", f.person.name), line("结案日期", day_of(f.closed)),
            line("个案类型", options(KINDS, (f.inner_category.get("closing", f.category) + "个案",), "☑")),
            line("结案原因", options(("服务目标达到", "服务对象主动终止", "其他"), (f.closing_reason,), "☑")),
            line("服务次数", "" if f.closing_sessions is None else f"{f.closing_sessions}次"), line("服务成效", f.closing_text),
            *signing("社工签名", ink.sign("ink", f.worker), dated=False), *approvals(f.closing_approvals, ink),
        ]  # fmt: skip
    for day, how, text in f.followups:
        out += [
            part("结案后回访记录"),
            line("服务对象", f.person.name),
            line("回访日期", day_of(day)),
            line("回访方式", how),
            line("回访情况", text),
            line("回访社工", f.worker),
        ]
    return out


def two_columns(path: Path) -> None:
    """Set a Word file's page in two columns with a rule between."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert "</w:sectPr>" in text
                data = text.replace(
                    "</w:sectPr>", '<w:cols w:num="2" w:sep="1" w:space="500"/></w:sectPr>'
                ).encode()
            new.writestr(zipfile.ZipInfo(name, STAMP), data)
    path.write_bytes(out.getvalue())


def write_case(f: CaseFacts, out: Path, ink: Ink) -> Path:
    """A case as a Word file in two columns, yet to be exported."""
    pieces = opening(f, ink)
    if f.consent:
        pieces += consent(f, ink)
    pieces += planning(f, ink)
    if f.crisis:
        pieces += crisis(f, ink)
    for s in f.sessions:
        pieces += session(f, s, ink)
    assert f.opened
    target = (
        out / f"{f.opened.year}年" / f"{(f.opened.month - 1) // 3 + 1}季度" / f.community / f"{f.number}.docx"
    )
    save(Drawing([*pieces, *ending(f, ink)]), target)
    two_columns(target)
    return target


# ---- households ------------------------------------------------------------------------------------------------------


def question(at: int, text: str, answer: Value) -> list[Cell]:
    """Number, question, answer."""
    return [box(str(at)), head(text, 3), lines(answer, cols=6)]


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """A questionnaire with points in brackets."""
    rows = [[head("题号"), head("评估内容", 3), head("选项（分值）", 4), head("得分", 2)]]
    for at, (name, rating, score) in enumerate(a.items, 1):
        choice: list[Run] = []
        for word, points in POINTS.items():
            choice += [Tick(word == rating, "control"), Text(f"{word}（{points}）　")]
        rows.append([box(str(at)), head(name, 3), lines(choice, cols=4), box(str(score), 2)])
    rows += [
        [head("总分", 4), box(str(a.total), 6)], [head("评估等级", 4), lines(boxes(GRADES, (GRADES[a.grade - 1],)), cols=6)],
        [head("直聘社工签名", 2), lines([*ink.sign(a.direct_sign, h.direct_worker)], cols=3), head("社工签名", 2), lines([*ink.sign(a.worker_sign, h.worker)], cols=3)],
    ]  # fmt: skip
    return [
        heading("服务需求分级评估问卷"), para(f"姓名：{h.person.name}　　评估日期：{day_of(a.day)}"), Table(rows),
        para("评级标准：80分及以上一级，60—79分二级，40—59分三级，39分及以下四级。"),
    ]  # fmt: skip


def house_file(h: HouseholdFacts, ink: Ink) -> Drawing:
    """Cover, questionnaire, assessments, log, collaboration, plan."""
    p = h.person
    pieces: list[Piece] = [
        heading("服务对象档案封面"), Table([
            [head("档案编号", 2), box(h.number, 3), head("姓名", 2), box(p.name, 3)], [head("所属社区", 2), box(h.community, 3), head("建档日期", 2), box(day_of(h.opened), 3)],
            [head("服务等级", 2), lines(boxes(GRADES, (GRADES[h.cover_grade - 1],)), cols=8)], [head("负责社工", 2), box(h.worker, 8)],
        ]),
        heading("服务对象基本情况问卷"), Table([
            [head("题号"), head("问题", 3), head("回答", 6)],
            question(1, "姓名", p.name), question(2, "性别", boxes(("男", "女"), (h.sex_printed or p.sex,))), question(3, "出生日期", day_of(p.birth)),
            question(4, "身份证号码", h.id_printed or p.id_number), question(5, "联系电话", p.phone), question(6, "家庭住址", p.address),
            question(7, "属于哪类人员", boxes(PEOPLE, h.category)), question(8, "与谁同住（居住状况）", boxes(("独居", "与家人同住"), (h.living_status,))),
            question(9, "居住环境如何", boxes(("良好", "一般", "较差"), (h.living,))),
        ]),
        line("登记社工", ink.sign("ink", h.worker)),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += grading(h, a, ink)
    pieces.append(heading("探访电访跟进登记"))
    quarters: dict[tuple[int, int], list[list[Cell]]] = {}
    for c in h.contacts:
        how = boxes(("探访", "电访"), ("探访" if c.kind == "visit" else "电访",))
        quarters.setdefault((c.day.year, (c.day.month - 1) // 3 + 1), []).append(
            [box(f"{c.day.month}月{c.day.day}日", 2), lines(how, cols=2), box(c.text, 4), box(h.worker, 2)]
        )
    for (year, quarter), rows in quarters.items():
        top = [Cell([para(f"{year}年第{quarter}季度", align="center")], 10, 1, True)]
        pieces.append(
            Table([top, [head("日期", 2), head("方式", 2), head("内容", 4), head("社工", 2)], *rows])
        )
    for done in h.collaborations:
        pieces += [heading("双工协同记录表"), Table([
            [head("服务对象", 2), box(p.name, 3), head("协同日期", 2), box(day_of(done.day), 3)], [head("社工", 2), box(h.worker, 3), head("直聘社工", 2), box(done.partner, 3)],
            [head("服务对象基本情况", 2), box(done.facts, 8)], [head("协同情况描述", 2), box(done.text, 8)],
        ])]  # fmt: skip
    if h.plan:
        pieces += [heading("一人一案服务计划"), Table([
            [head("姓名", 2), box(p.name, 8)], [head("开始日期", 2), box(day_of(h.plan[0]), 3), head("结束日期", 2), box(day_of(h.plan[1]), 3)],
            [head("服务目标", 2), box("居家安全，三餐规律。", 8)], [head("服务措施", 2), box("安装扶手，链接长者饭堂。", 8)],
        ])]  # fmt: skip
    return Drawing(pieces)


def listing(station: Station) -> Drawing:
    """Each list in two halves side by side."""
    names = ("序号", "档案编号", "姓名", "身份证号码", "等级", "备注")
    pieces: list[Piece] = []
    for r in station.rosters:
        half = (len(r.rows) + 1) // 2
        rows = [[head(n) for n in names * 2]]
        for at in range(half):
            line_: list[Cell] = []
            for n in (at, at + half):
                if n < len(r.rows):
                    e = r.rows[n]
                    line_ += [
                        box(x)
                        for x in (str(n + 1), e.number, e.name, e.id_number, GRADES[e.grade - 1], e.remark)
                    ]
                else:
                    line_ += [box("") for _ in names]
            rows.append(line_)
        pieces += [heading(f"{r.community}服务对象名册"), Table(rows), para(f"合计：{r.printed_total}户")]
    return Drawing(pieces)


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    rng = random.Random(seed + 14)
    renumber(station, lambda n: "GA-" + n, lambda n: "HD-" + n[n.index("-") + 1 :])
    write_config(station, out)
    convert([write_case(f, out / "个案", Ink(seed + at)) for at, f in enumerate(station.cases)], "pdf")
    for at, h in enumerate(station.households):
        for done in h.assessments:
            fixed_scores(done, rng, POINTS)
        save(
            house_file(h, Ink(seed + 800 + at)),
            out
            / "建档"
            / f"{h.opened.year}年"
            / f"{(h.opened.month - 1) // 3 + 1}季度"
            / h.community
            / f"{h.number}.docx",
        )
    save(listing(station), out / "建档" / "名册.docx")
    write_clutter(out)
