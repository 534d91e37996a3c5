"""S22: a service centre of the usual kind: a folder a case with short Word forms, remarks below the tables, visits filed by day.

Forms carry notes on how to fill them in, rows that caption a part (第一部分 …), old form-field boxes and days as 2025 年 03 月 08 日. A meeting
is a small table of time, what was done and which skills were used; the supervisor's remark, name and day and the worker's answer are
lines below it. A household's visits are files of their own, named by day. A family's parents stand in a table of relatives beside
others; who signs for a minor does so below it.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tools.strangers.facts import Assessed, CaseFacts, Contacted, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Run, Table, Text, Tick, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_more import CENTRE
from tools.strangers.styles.judge_workbook import keep

WIDE = 12
KINDS = ("一般个案", "重点个案", "危机个案")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
SOURCES = ("主动求助", "社工发现", "社区转介")
Rows = list[list[Cell]]


def padded(day: date | None) -> str:
    """2025 年 03 月 08 日."""
    return f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日" if day else ""


def due(day: date | None) -> str:
    """The same, or the printed blank."""
    return padded(day) or "    年    月    日"


def tick(all_: tuple[str, ...], on: tuple[str, ...]) -> list[Run]:
    """Form-field boxes."""
    out: list[Run] = []
    for o in all_:
        out += [Tick(o in on, "legacy"), Text(o + "  ")]
    return out


def row(*pairs: tuple[str, Value]) -> list[Cell]:
    """Labels and values, the row filled."""
    room = WIDE // len(pairs)
    out = []
    for label, value in pairs:
        out += [head(label, 2), lines(value if isinstance(value, str) else list(value), cols=room - 2)]
    return out


def part(text: str) -> list[Cell]:
    """A caption over the whole width."""
    return [Cell([Para([Text(text, bold=True)], "center")], WIDE, 1, True)]


def form(station: Station, title: str, number: str, rows: Rows, *after: Piece, notes: str = "") -> Drawing:
    """Title, number, table, what follows."""
    pieces: list[Piece] = [heading(title, 18), para(f"档案编号：{number}", align="right"), Table(rows)]
    if notes:
        pieces.append(para("填表说明：" + notes, size=9))
    return Drawing([*pieces, *after], header=station.name)


def line(*parts: str | list[Run]) -> Para:
    """A line below a table."""
    out: list[Run] = []
    for at, piece in enumerate(parts):
        if at:
            out.append(Text("        "))
        out += [Text(piece)] if isinstance(piece, str) else piece
    return Para(out)


def named(label: str, ink: list[Run]) -> list[Run]:
    """A place for a name."""
    return [Text(label + "："), *(ink or [Text("              ")])]


def worker(f: CaseFacts | HouseholdFacts, ink: Ink, day: date | None) -> Para:
    """The worker's line."""
    return line(named("社工签名", ink.sign("ink", f.worker)), f"日期：{due(day)}")


def remarks(all_: list[Approve], ink: Ink) -> list[Piece]:
    """Remark, then name and day."""
    out: list[Piece] = []
    for a in all_:
        out.append(para(f"{ROLE[a.role]}意见：{a.opinion}"))
        out.append(line(named(f"{ROLE[a.role]}签名", ink.sign(a.state, a.name)), f"日期：{due(a.day)}"))
    if len(all_) > 1:
        out.append(para("（片长、副站长其中一人签署意见即可）", size=9))
    return out


# ---- cases -----------------------------------------------------------------------------------------------------------


def relatives(f: CaseFacts) -> Rows:
    """Parents among the relatives; some rows stay free."""
    kin = [k for k in (f.father, f.mother) if k]
    rows = [[head("关系", 2), head("姓名", 3), head("职业/就读", 3), head("联系电话", 4)]]
    rows += [
        [box(k.relation, 2), box(k.name, 3), box("/" if "已故" in k.name else "务工", 3), box(k.phone, 4)]
        for k in kin
    ]
    return [*rows, [box("", 2), box("", 3), box("", 3), box("", 4)]]


def consent(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Printed for all; a minor's guardian signs below the table of relatives."""
    p, g = f.person, f.guardian
    minor = bool(g and (g.name or g.relation))
    rows: Rows = [row(("服务对象", p.name), ("责任社工", f.worker)), part("服务说明")]
    rows.append(
        [
            box(
                "1.服务免费；2.社工对个人资料保密，法律规定或涉及人身安全者除外；3.服务对象有权了解服务进展并随时退出；4.服务对象未满18周岁的，须由监护人签署，并在家属资料栏留下父母电话。",
                WIDE,
            )
        ]
    )
    if minor:
        rows += [part("家属资料"), *relatives(f)]
    after: list[Piece] = [
        para("本人已清楚以上内容，自愿接受服务。"), line(named("服务对象签名", ink.sign(f.client_sign, p.name)), f"日期：{due(f.consent)}"),
    ]  # fmt: skip
    if minor:
        assert g
        after.append(
            line(
                named("监护人签名", ink.sign(g.sign, g.name)),
                f"与服务对象关系：{g.relation}",
                f"联系电话：{g.phone}",
            )
        )
    return form(station, "个案服务同意书", f.number, rows, *after, worker(f, ink, f.consent))


def session(f: CaseFacts, s: Session, station: Station, ink: Ink) -> Drawing:
    """One meeting."""
    rows: Rows = [
        row(("服务对象", f.person.name), ("面谈次数", f"第 {s.sequence} 次")), row(("面谈日期", padded(s.day)), ("面谈地点", s.venue)),
        [head("面谈方式", 2), lines(tick(("面谈", "入户", "电话"), (s.method,)), cols=10)],
        [head("时间", 2), head("面谈过程", 7), head("技巧运用及反思", 3)], [box(s.time, 2), box(s.narrative, 7), box(s.reflection, 3)], [head("下次跟进", 2), box(s.next_plan, 10)],
    ]  # fmt: skip
    after = [worker(f, ink, s.day), *remarks(s.approvals, ink)]
    if s.response is not None:
        after.append(para(f"社工回应：{s.response}"))
    return form(station, "个案面谈过程记录表", f.number, rows, *after)


def case_forms(f: CaseFacts, station: Station, ink: Ink) -> dict[str, Drawing]:
    """File names and forms."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    out = {"0 个案封面": form(station, "个案服务档案封面", f.number, [
        row(("个案编号", f.number)), row(("服务对象", p.name)), row(("所属社区", f.community)), row(("个案类别", tick(KINDS, tuple(w + "个案" for w in on)))),
        row(("评级", tick(GRADES, (GRADES[f.grade - 1],)))), row(("开案日期", padded(f.opened))), row(("结案日期", padded(f.closed))), row(("负责社工", f.worker)),
        row(("面谈次数", "" if f.stated_sessions is None else f"{f.stated_sessions} 次")),
    ])}  # fmt: skip
    if "intake" not in f.without:
        more = [row(("介入模式", f.model))] if f.model else []
        out["1 接案表"] = form(station, "个案接案表", f.number, [
            part("第一部分  基本资料"), row(("服务对象", p.name), ("性别", p.sex), ("年龄", f"{p.age(f.opened)}岁")), row(("出生日期", padded(p.birth)), ("联系电话", p.phone)),
            row(("身份证号", p.id_number)), row(("现居地址", p.address)), part("第二部分  求助情况"), row(("接案日期", padded(f.opened)), ("个案类别", tick(KINDS, (f.inner_category.get("intake", f.category) + "个案",)))),
            row(("个案来源", tick(SOURCES, (f.source,)))), row(("求助原因", f.problem)), *more,
        ], worker(f, ink, f.opened), notes="由接案社工于首次面谈后三日内填写，选项以方框内打勾表示。")  # fmt: skip
    if f.consent:
        out["2 同意书"] = consent(f, station, ink)
    if f.assessment:
        out["3 评估表"] = form(station, "个案评估表", f.number, [
            row(("服务对象", p.name), ("评估日期", padded(f.assessment))), part("第一部分  个人"), row(("身心状况", "能清楚表达，睡眠时好时差。")), part("第二部分  家庭及社区"),
            row(("支持系统", "有亲属偶尔来访，社区设有长者饭堂。")), part("第三部分  问题及需求"), row(("问题分析", f.problem)),
        ], worker(f, ink, f.assessment))  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else [row(("理论依据", f.theory))]
        out["4 计划书"] = form(station, "个案服务计划书", f.number, [
            row(("服务对象", p.name), ("计划日期", padded(f.plan))), *theory, row(("服务目标", f.goals)), row(("介入计划", f.steps)),
        ], worker(f, ink, f.plan), *remarks(f.plan_approvals, ink))  # fmt: skip
    for s in f.sessions:
        out[f"5 过程记录（第{s.sequence}次）"] = session(f, s, station, ink)
    if f.crisis:
        c = f.crisis
        out["6 危机介入"] = form(station, "危机个案介入记录表", f.number, [
            row(("服务对象", p.name), ("事发日期", padded(c.event_day))), row(("获悉日期", padded(c.known)), ("首次介入", padded(c.response))), row(("事件经过", c.event)), row(("介入措施", c.measures)),
            part("机构支援"), row(("上报情况", c.reported)), row(("应急机制", c.emergency)), row(("社工支援", c.support)),
        ], worker(f, ink, c.response))  # fmt: skip
    if f.closed:
        out["7 结案报告"] = form(station, "个案结案报告", f.number, [
            row(("服务对象", p.name), ("结案日期", padded(f.closed))), row(("个案类别", tick(KINDS, (f.inner_category.get("closing", f.category) + "个案",)))),
            row(("结案原因", tick(("目标达到", "服务对象终止", "其他"), ("目标达到",)))), row(("面谈次数", "" if f.closing_sessions is None else f"{f.closing_sessions} 次")), row(("成效评估", f.closing_text)),
        ], worker(f, ink, f.closed), *remarks(f.closing_approvals, ink))  # fmt: skip
    for n, (day, how, text) in enumerate(f.followups, 1):
        out[f"8 结案后跟进（{n}）"] = form(station, "结案后跟进记录表", f.number, [
            row(("服务对象", p.name), ("跟进日期", padded(day))), row(("跟进方式", how), ("跟进社工", f.worker)), row(("现况", text)),
        ])  # fmt: skip
    return out


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, station: Station, ink: Ink) -> Drawing:
    """Items, points, a remark column."""
    rows: Rows = [
        row(("姓名", h.person.name), ("评估日期", padded(a.day))),
        [head("评估项目", 3), head("评定", 5), head("得分", 2), head("说明", 2)],
    ]
    rows += [
        [box(n, 3), lines(tick(("良好", "一般", "较差"), (r,)), cols=5), box(str(s), 2), box("", 2)]
        for n, r, s in a.items
    ]
    rows.append(row(("总分", str(a.total)), ("评定等级", tick(GRADES, (GRADES[a.grade - 1],)))))
    after = [
        line(named("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker)), named("社工签名", ink.sign(a.worker_sign, h.worker))),
    ]  # fmt: skip
    return form(
        station,
        "服务对象分级评估表",
        h.number,
        rows,
        *after,
        notes="80分及以上为一级，60至79分为二级，40至59分为三级，40分以下为四级。",
    )


def visit(h: HouseholdFacts, c: Contacted, station: Station, ink: Ink) -> Drawing:
    """A file a visit."""
    title = "入户探访记录表" if c.kind == "visit" else "电话访问记录表"
    word = "探访" if c.kind == "visit" else "电访"
    return form(station, title, h.number, [
        row(("服务对象", h.person.name), (f"{word}日期", padded(c.day))), row((f"{word}社工", h.worker), ("联系电话", h.person.phone)), row((f"{word}情况", c.text)), row(("跟进事项", "按计划继续跟进。")),
    ], line(named("社工签名", ink.sign("ink", h.worker))))  # fmt: skip


def house_forms(h: HouseholdFacts, station: Station, ink: Ink) -> dict[str, Drawing]:
    """File names and forms."""
    p = h.person
    out = {
        "00 档案封面": form(station, "服务对象档案封面", h.number, [
            row(("档案编号", h.number)), row(("姓名", p.name)), row(("所属社区", h.community)), row(("评级", tick(GRADES, (GRADES[h.cover_grade - 1],)))), row(("建档日期", padded(h.opened))), row(("负责社工", h.worker)),
        ]),
        "01 建档表": form(station, "困难群众和特殊群体建档表", h.number, [
            part("第一部分  个人资料"), row(("姓名", p.name), ("性别", h.sex_printed or p.sex)), row(("出生日期", padded(p.birth)), ("联系电话", p.phone)), row(("身份证号", h.id_printed or p.id_number)),
            row(("现居地址", p.address)), row(("人员类别", tick(PEOPLE, h.category))), part("第二部分  居住情况"), row(("居住状况", tick(("独居", "与家人同住"), (h.living_status,)))),
            row(("居住环境", tick(("良好", "一般", "较差"), (h.living,)))), row(("建档日期", padded(h.opened))),
        ], worker(h, ink, h.opened), notes="选项以方框内打勾表示，居住环境以首次入户所见为准。"),
    }  # fmt: skip
    for n, a in enumerate(h.assessments, 1):
        out[f"02 分级评估（{n}）"] = grading(h, a, station, ink)
    for c in h.contacts:
        out[f"{c.day:%Y.%m.%d} {'探访' if c.kind == 'visit' else '电访'}记录"] = visit(h, c, station, ink)
    for n, done in enumerate(h.collaborations, 1):
        out[f"03 人员协同（{n}）"] = form(station, "人员协同表", h.number, [
            row(("服务对象", p.name), ("协同日期", padded(done.day))), row(("社工", h.worker), ("直聘社工", done.partner)), row(("兜底对象基本情况", done.facts)), row(("具体协同情况", done.text)),
        ])  # fmt: skip
    if h.plan:
        out["04 一人一案"] = form(station, "一人一案服务计划表", h.number, [
            row(("服务对象", p.name)), row(("开始日期", padded(h.plan[0])), ("结束日期", padded(h.plan[1]))), row(("服务目标", "病情稳定，扩大社交。")), row(("服务措施", "两周一访，链接义工和家庭医生。")),
        ], worker(h, ink, h.plan[0]))  # fmt: skip
    return out


def lists(station: Station) -> Workbook:
    """A sheet a community; the person in charge below."""
    book = Workbook()
    book.remove(book.active)
    for r in station.rosters:
        page = book.create_sheet(r.community)
        page.append([f"{station.name}服务对象档案清单"])
        page.merge_cells("A1:J1")
        page.append([f"社区：{r.community}", None, None, None, "更新日期：2025年5月20日"])
        page.append(
            [
                "序号",
                "档案编号",
                "姓名",
                "性别",
                "身份证号",
                "联系电话",
                "人员类别",
                "评级",
                "负责社工",
                "备注",
            ]
        )
        for n, e in enumerate(r.rows, 1):
            page.append([n, e.number, e.name, e.sex, e.id_number, e.phone, e.category, GRADES[e.grade - 1], e.worker, e.remark or None])  # fmt: skip
        page.append(["合计", f"{r.printed_total}户"])
        page.append([None, "档案负责人：", "周敏仪"])
    return book


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, CENTRE)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        assert f.opened
        folder = out / "个案" / f"{f.opened.year}年" / f"{f.number} {f.person.name}"
        for name, drawing in case_forms(f, station, Ink(seed + at)).items():
            save(drawing, folder / f"{name}.docx")
    for at, h in enumerate(station.households):
        for name, drawing in house_forms(h, station, Ink(seed + 1600 + at)).items():
            save(drawing, out / "建档" / h.community / f"{h.number} {h.person.name}" / f"{name}.docx")
    keep(lists(station), out / "建档" / "档案清单.xlsx")
    write_clutter(out)
