"""S25: an elderly and family service centre of an organisation in the south: long forms, progress notes as a log, scoring sheets.

Filed by kind of paper: the long form of a case (named by its number) holds cover, intake, assessment, plan and ending in parts 甲, 乙,
丙 …, labels above their values; the agreement lies apart, as do the progress notes, both named by client without any number. The notes are
rows of one log with what the office remarked in a column. For minors the agreement has a column for father, mother and another guardian.
A household's score stands in the column of its rating; grades are A级 … D级. Days are written in several shapes, boxes are check boxes of
the word processor. The lists of all communities follow one another in one Word file.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, PageBreak, Piece, Run, Table, Text, Tick, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, Value, box, cn, dotted, head, heading, lines, save
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_provinces import SOUTH

KINDS = ("一般", "重点", "危机")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
GRADES = ("A级", "B级", "C级", "D级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
SOURCES = {"社工发现": "外展发现", "主动求助": "自行求助", "社区转介": "居委会转介"}
RATINGS = ("良好", "一般", "较差")
Rows = list[list[Cell]]


def iso(day: date | None) -> str:
    """2025-03-05."""
    return f"{day:%Y-%m-%d}" if day else ""


def slashed(day: date) -> str:
    """2025/3/5（三）."""
    return f"{day.year}/{day.month}/{day.day}（{'一二三四五六日'[day.weekday()]}）"


def ticks(all_: Sequence[str], on: Sequence[str]) -> list[Run]:
    """Check boxes of the word processor."""
    out: list[Run] = []
    for at, word in enumerate(all_):
        out += [Text("   ")] * bool(at) + [Tick(word in on, "control"), Text(word)]
    return out


def kinds(*words: str) -> list[Run]:
    """The category's boxes."""
    return ticks([k + "个案" for k in KINDS], [w + "个案" for w in words])


def above(*fields: tuple[str, Value, int]) -> Rows:
    """Labels above their values; twelve columns in all."""
    assert sum(cols for _, _, cols in fields) == 12
    return [[head(label, cols) for label, _, cols in fields], [box(value, cols) for _, value, cols in fields]]


def full(label: str, value: Value) -> Rows:
    """A label over the whole width, its value below."""
    return above((label, value, 12))


def part(word: str) -> list[Cell]:
    """A row that captions a part."""
    return [Cell([para(Text(word, bold=True))], 12, 1, True)]


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """Remark, name and day of each office."""
    out: Rows = []
    for a in all_:
        out += above((ROLE[a.role] + "意见", a.opinion, 6), (ROLE[a.role] + "签署", ink.sign(a.state, a.name), 3), ("日期", dotted(a.day), 3))  # fmt: skip
    return out


def either(all_: list[Approve]) -> list[Piece]:
    """The note where two may approve."""
    return [para("＊ 片长或副站长，任一位批阅即可。", size=9)] if len(all_) > 1 else []


# ---- cases -----------------------------------------------------------------------------------------------------------


def long_form(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """Cover, intake, assessment, plan and ending."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    p = f.person
    assert f.opened
    pieces: list[Piece] = [
        para(station.name, align="center", size=14), heading("个案卷宗", 26), para(""), Table([
            *above(("个案编号", f.number, 4), ("服务使用者姓名", p.name, 4), ("社区", f.community, 4)), *above(("个案类别", kinds(*on), 7), ("需要程度", ticks(GRADES, (GRADES[f.grade - 1],)), 5)),
            *above(("开案日期", iso(f.opened), 4), ("结案日期", iso(f.closed), 4), ("负责同工", f.worker, 4)), *full("服务节数", "" if f.stated_sessions is None else f"{f.stated_sessions} 节"),
        ]), PageBreak(),
    ]  # fmt: skip
    if "intake" not in f.without:
        rows: Rows = [
            part("一、个人资料"), *above(("姓名", p.name, 3), ("性别", p.sex, 2), ("出生日期", cn(p.birth), 4), ("年龄", str(p.age(f.opened)), 3)),
            *above(("身份证号码", p.id_number, 6), ("联络电话", p.phone, 6)), *above(("住址", p.address, 8), ("所属社区", f.community, 4)),
            part("二、求助情况"), *above(("个案来源", ticks(tuple(SOURCES.values()), (SOURCES[f.source],)), 8), ("接案日期", cn(f.opened), 4)), *full("求助事项", f.problem),
            *above(("个案类别", kinds(f.inner_category.get("intake", f.category)), 12)),
        ]  # fmt: skip
        rows += full("介入模式", f.model) if f.model else []
        rows += above(("接案同工签署", ink.sign("ink", f.worker), 6), ("日期", dotted(f.opened), 6))
        pieces += [heading("甲部　接案表"), Table(rows), PageBreak()]
    if f.assessment:
        pieces += [heading("乙部　个案评估"), Table([
            *above(("服务使用者姓名", p.name, 6), ("评估日期", cn(f.assessment), 6)), part("一、个人"), *full("主要困扰", f.problem), *full("能力与资源", "愿意表达，有基本的自理能力，过往曾自行处理类似困难。"),
            part("二、家庭及环境"), *full("家庭动力", "家人之间以电话联系为主，遇大事才聚首商量。"), *full("社区支援", "附近有长者饭堂及卫生站，与左邻右里点头之交。"),
            *above(("个案类别", kinds(f.inner_category.get("assessment", f.category)), 12)), *above(("评估同工签署", ink.sign("ink", f.worker), 6), ("日期", dotted(f.assessment), 6)),
        ]), PageBreak()]  # fmt: skip
    if f.plan:
        rows = [*above(("服务使用者姓名", p.name, 6), ("计划日期", cn(f.plan), 6))]
        rows += [] if f.theory is None else full("介入理论", f.theory)
        rows += [*full("介入目标", f.goals), *full("介入步骤", f.steps), *above(("同工签署", ink.sign("ink", f.worker), 6), ("日期", dotted(f.plan), 6)), *approvals(f.plan_approvals, ink)]  # fmt: skip
        pieces += [heading("丙部　服务计划"), Table(rows), *either(f.plan_approvals), PageBreak()]
    if f.closed:
        rows = [
            *above(("服务使用者姓名", p.name, 6), ("结案日期", cn(f.closed), 6)), *above(("个案类别", kinds(f.inner_category.get("closing", f.category)), 12)),
            *above(("结案原因", ticks(("目标达成", "自行退出", "转介", "其他"), ("目标达成",)), 8), ("服务节数", f"{f.closing_sessions} 节" if f.closing_sessions is not None else "", 4)),
            *full("服务成效", f.closing_text), *above(("同工签署", ink.sign("ink", f.worker), 6), ("日期", dotted(f.closed), 6)), *approvals(f.closing_approvals, ink),
        ]  # fmt: skip
        after: Rows = [[head("回访日期", 2), head("形式", 2), head("近况", 6), head("同工", 2)]]
        after += [[box(slashed(day), 2), box("家访" if how == "入户" else how, 2), box(text, 6), box(f.worker, 2)] for day, how, text in f.followups]  # fmt: skip
        after += [] if f.followups else [[box("", 2), box("", 2), box("", 6), box("", 2)]]
        pieces += [heading("丁部　结案报告"), Table(rows), *either(f.closing_approvals), PageBreak(), heading("戊部　结案后回访"), para(f"服务使用者姓名：{p.name}"), Table(after)]  # fmt: skip
    return Drawing(pieces, header=f"{station.name}　个案卷宗　（保密）")


def agreement(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """The agreement."""
    p, g = f.person, f.guardian
    assert f.consent
    minor = g is not None and bool(g.name or g.relation)
    pieces: list[Piece] = [
        heading("个案服务协议书"), para(f"服务机构：{station.name}"), para(f"服务使用者：{p.name}　　出生日期：{cn(p.birth)}　　联络电话：{p.phone}"),
        para(*ticks(("已满18岁", "未满18岁（须由监护人签署，并填写父母联络电话）"), ("未满18岁（须由监护人签署，并填写父母联络电话）" if minor else "已满18岁",))), para("第一条　本机构指派注册社工提供个案服务，所有服务免费。"),
        para("第二条　本机构恪守保密原则，惟涉及人身安全、法庭要求者除外。"), para("第三条　服务使用者有权查阅个人记录，可随时退出服务。"), para("第四条　双方同意按照服务计划约定面谈时间，如需改期应提前一日通知。"), para(""),
    ]  # fmt: skip
    if minor:
        assert g and f.father and f.mother
        boy = p.sex == "男"
        columns = [(f.father, "父子" if boy else "父女"), (f.mother, "母子" if boy else "母女")]
        who = next((at for at, (kin, _) in enumerate(columns) if kin.name == g.name), 2)
        pen = [ink.sign(g.sign, g.name) if at == who else "" for at in range(3)]
        other = who == 2
        pieces += [para("未成年服务使用者监护人部分"), Table([
            [head("", 3), head("父亲", 3), head("母亲", 3), head("其他监护人", 3)], [head("姓名", 3), box(f.father.name, 3), box(f.mother.name, 3), box(g.name if other else "", 3)],
            [head("与服务使用者关系", 3), box(columns[0][1], 3), box(columns[1][1], 3), box(g.relation if other else "", 3)],
            [head("联络电话", 3), box(f.father.phone, 3), box(f.mother.phone, 3), box(g.phone if other else "", 3)],
            [head("监护人签署（任一位）", 3), *(box(v, 3) for v in pen)],
        ])]  # fmt: skip
    pieces += [Table([
        [head("服务使用者签署", 3), box(ink.sign(f.client_sign, p.name), 3), head("同工签署", 3), box(ink.sign("ink", f.worker), 3)], [head("签署日期", 3), box(f"{f.consent:%Y年%m月%d日}", 9)],
    ])]  # fmt: skip
    return Drawing(pieces)


def notes(f: CaseFacts, station: Station, ink: Ink) -> Drawing:
    """The log."""
    roles = [a.role for a in f.sessions[0].approvals]
    room = 4 // len(roles)
    top = [head("节次"), head("日期及时间", 2), head("地点及形式", 2), head("服务进程", 6), head("同工检讨", 2), *(head(ROLE[r] + "批阅", room) for r in roles), head("同工回应", 2)]  # fmt: skip

    def row(s: Session) -> list[Cell]:
        return [
            box(str(s.sequence)), lines(slashed(s.day), s.time, cols=2), lines(s.venue, "家访" if s.method == "入户" else s.method, cols=2), box(s.narrative, 6), box(s.reflection, 2),
            *(lines(a.opinion, ink.sign(a.state, a.name), dotted(a.day), cols=room) if not a.empty else box("", room) for a in s.approvals), box(s.response or "", 2),
        ]  # fmt: skip

    table = Table([top, *(row(s) for s in f.sessions)])
    return Drawing([heading("个案服务进程记录"), para(f"服务使用者：{f.person.name}　　社区：{f.community}　　负责同工：{f.worker}"), table, *either(f.sessions[0].approvals)], header=f"{station.name}　（保密）")  # fmt: skip


def incident(f: CaseFacts, ink: Ink) -> Drawing:
    """The crisis."""
    c = f.crisis
    assert c
    return Drawing([heading("危机事件报告"), Table([
        part("一、事件"), *above(("服务使用者姓名", f.person.name, 6), ("社区", f.community, 6)), *above(("事发日期", cn(c.event_day), 4), ("得悉日期", cn(c.known), 4), ("首次介入日期", cn(c.response), 4)),
        *full("事件经过", c.event), part("二、处理"), *full("即时处理", c.measures), *full("上报情况", c.reported), *full("机构应急程序启动情况", c.emergency), *full("对同工的支援", c.support),
        *above(("报告同工签署", ink.sign("ink", f.worker), 6), ("日期", dotted(c.response), 6)),
    ])])  # fmt: skip


def write_case(f: CaseFacts, station: Station, out: Path, ink: Ink) -> None:
    """The papers of a case in their folders."""
    save(long_form(f, station, ink), out / "个案" / "1卷宗" / f.community / f"{f.number}.docx")
    if f.consent:
        save(agreement(f, station, ink), out / "个案" / "2服务协议" / f"{f.person.name} 服务协议.docx")
    save(notes(f, station, ink), out / "个案" / "3进程记录" / f"{f.person.name} 进程记录.docx")
    if f.crisis:
        save(incident(f, ink), out / "个案" / "4危机事件" / f"{f.person.name} 危机事件报告.docx")


# ---- households ------------------------------------------------------------------------------------------------------


def scoring(h: HouseholdFacts, a: Assessed, ink: Ink) -> list[Piece]:
    """The score stands in the column of its rating."""
    rows: Rows = [
        [
            head("评估项目", 3),
            *(head(f"{r}（{m}分）", 3) for r, m in zip(RATINGS, ("3—8", "9—14", "15—20"), strict=True)),
        ]
    ]
    rows += [[head(name, 3), *(box(str(score) if r == rating else "", 3) for r in RATINGS)] for name, rating, score in a.items]  # fmt: skip
    rows += [
        [
            head("总分", 3),
            box(f"{a.total} 分", 3),
            head("评定级别", 3),
            box(ticks(GRADES, (GRADES[a.grade - 1],)), 3),
        ],
        [
            lines(
                "级别划分：A级 80—100分（需要最高），B级 60—79分，C级 40—59分，D级 0—39分（需要最低）。",
                cols=12,
            )
        ],
        [
            head("直聘社工签署", 3),
            box(ink.sign(a.direct_sign, h.direct_worker), 3),
            head("社工签署", 3),
            box(ink.sign(a.worker_sign, h.worker), 3),
        ],
    ]
    return [heading("需要程度评分表"), para(f"服务对象姓名：{h.person.name}　　评估日期：{cn(a.day)}"), para("说明：请按实际情况，把分数填在相应一栏。", size=9), Table(rows), PageBreak()]  # fmt: skip


def house(h: HouseholdFacts, station: Station, ink: Ink) -> Drawing:
    """One long form a household."""
    p = h.person
    pieces: list[Piece] = [
        para(station.name, align="center", size=14), heading("服务对象档案", 26), Table([
            *above(("档案编号", h.number, 6), ("服务对象姓名", p.name, 6)), *above(("社区", h.community, 4), ("需要程度级别", GRADES[h.cover_grade - 1], 4), ("建档日期", iso(h.opened), 4)), *full("负责同工", h.worker),
        ]), PageBreak(),
        heading("基本资料表"), Table([
            part("一、个人资料"), *above(("姓名", p.name, 3), ("性别", h.sex_printed or p.sex, 2), ("出生日期", cn(p.birth), 4), ("联络电话", p.phone, 3)), *above(("身份证号码", h.id_printed or p.id_number, 6), ("住址", p.address, 6)),
            *full("服务对象类别", ticks(PEOPLE, h.category)), part("二、居住情况"), *above(("居住状况", ticks(("独居", "与家人同住"), (h.living_status,)), 6), ("家居环境", ticks(RATINGS, (h.living,)), 6)),
            *above(("登记同工签署", ink.sign("ink", h.worker), 6), ("登记日期", dotted(h.opened), 6)),
        ]), PageBreak(),
    ]  # fmt: skip
    for a in h.assessments:
        pieces += scoring(h, a, ink)
    if h.plan:
        pieces += [heading("个别照顾计划（一人一案）"), Table([
            *above(("服务对象姓名", p.name, 4), ("开始日期", cn(h.plan[0]), 4), ("结束日期", cn(h.plan[1]), 4)), *full("目标", "维持社区居住，规律复诊，照顾者每月有一次休息。"),
            *full("行动", "同工按级别家访，义工陪诊，家庭医生每季评估。"), *above(("同工签署", ink.sign("ink", h.worker), 6), ("日期", dotted(h.plan[0]), 6)),
        ]), PageBreak()]  # fmt: skip
    log: Rows = [[head("日期", 3), head("形式", 2), head("服务摘要", 8), head("同工", 2)]]
    log += [
        [
            box(slashed(c.day), 3),
            box("家访" if c.kind == "visit" else "电话慰问", 2),
            box(c.text, 8),
            box(h.worker, 2),
        ]
        for c in h.contacts
    ]
    pieces += [heading("服务日志（家访及电话慰问）"), para(f"服务对象姓名：{p.name}"), Table(log)]
    for done in h.collaborations:
        pieces += [PageBreak(), heading("人员协同记录"), Table([
            *above(("服务对象姓名", p.name, 4), ("日期", cn(done.day), 4), ("社工／直聘社工", f"{h.worker}／{done.partner}", 4)), *full("服务对象基本情况", done.facts), *full("协同情况", done.text),
        ])]  # fmt: skip
    return Drawing(pieces, header=f"{station.name}　服务对象档案　（保密）")


def listing(station: Station) -> Drawing:
    """The lists, one community after another."""
    pieces: list[Piece] = [heading("服务对象总名单", 20)]
    for n, r in enumerate(station.rosters):
        rows: Rows = [[head("序号"), head("档案编号", 3), head("姓名", 2), head("性别"), head("身份证号码", 4), head("类别", 2), head("级别"), head("备注", 2)]]  # fmt: skip
        rows += [
            [box(str(at)), box(e.number, 3), box(e.name, 2), box(e.sex), box(e.id_number, 4), box(e.category, 2), box(GRADES[e.grade - 1]), box(e.remark, 2)]
            for at, e in enumerate(r.rows, 1)
        ]  # fmt: skip
        pieces += [para(f"（{'一二三四'[n]}）{r.community}　共 {r.printed_total} 人", size=12), Table(rows)]
    return Drawing(pieces)


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, SOUTH)
    station.name = station.name.replace("街社工服务站", "街长者及家庭综合服务中心")
    for at, f in enumerate(station.cases):
        write_case(f, station, out, Ink(seed + at))
    for at, h in enumerate(station.households):
        save(
            house(h, station, Ink(seed + 900 + at)),
            out / "建档服务" / h.community / f"{h.number}{h.person.name}.docx",
        )
    save(listing(station), out / "建档服务" / "服务对象总名单.docx")
    write_config(station, out)
    write_clutter(out)
