"""S31: an agency's bound set of Word forms: form numbers in the header, parts with Roman-style numbers, English under titles.

Every form is a file of its own in the case's folder. Forms are long: parts are headed by a merged row, captions reach over
several rows, notes on how to fill in stand at the foot, worker and client sign on lines below the table, supervisors inside a
cell under their remark. The cover carries a list of contents. A household has a folder too; visits and calls are one file of
small tables; the lists of people are Word tables.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.facts import CaseFacts, Kin, Session
from tools.strangers.papers import Cell, Drawing, PageBreak, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_common import Ink, box, head, heading, save
from tools.strangers.styles.judge_institute_houses import house_folder, roster
from tools.strangers.styles.judge_institute_paper import (
    GRADES,
    KINDS,
    METHODS,
    SOURCES,
    WIDE,
    Paper,
    choose,
    day_of,
)
from tools.strangers.styles.judge_voices import revoice
from tools.strangers.styles.judge_voices_institutions import INSTITUTE

# ---- cases -----------------------------------------------------------------------------------------------------------


def contents(f: CaseFacts) -> list[tuple[str, int]]:
    """What the file holds."""
    return [
        ("个案接案登记表", int("intake" not in f.without)), ("个案服务同意书", int(f.consent is not None)),
        ("个案预估表", int(f.assessment is not None)), ("个案服务计划书", int(f.plan is not None)),
        ("个案面谈记录表", len(f.sessions)), ("危机个案处理表", int(f.crisis is not None)),
        ("个案结案评估表", int(f.closed is not None)), ("个案结案跟进表", len(f.followups)),
    ]  # fmt: skip


def cover(f: CaseFacts, station: Station) -> Drawing:
    """Cover and contents."""
    on = [w + "个案" for w in (f.cover_ticks if f.cover_ticks is not None else (f.category,))]
    said: list[tuple[str, str]] = [
        ("档案编号", f.number), ("服务对象姓名", f.person.name), ("所属社区", f.community), ("个案类别", choose(KINDS, on)),
        ("服务对象需求等级", GRADES[f.grade - 1]), ("负责社工", f.worker), ("开案日期", day_of(f.opened)), ("结案日期", day_of(f.closed)),
        ("服务总节数", f"共 {f.stated_sessions} 节" if f.stated_sessions is not None else "共　　节"),
    ]  # fmt: skip
    front: list[Piece] = [
        heading("个案服务档案", 28),
        para("CASE FILE", align="center", size=11),
        para(station.name, align="center", size=14),
        para(""),
    ]
    front.append(Table([[head(label, 3), box(value, 5)] for label, value in said]))
    rows = [[head("序号"), head("文书名称", 4), head("份数"), head("备注", 2)]]
    rows += [
        [box(str(n)), box(name, 4), box(str(count) if count else ""), box("", 2)]
        for n, (name, count) in enumerate(contents(f), 1)
    ]
    front += [PageBreak(), heading("卷内文书目录"), Table(rows)]
    return Drawing(front, f"{station.name}　　　表单编号：GA-00", "保密资料　未经许可不得外借")


def intake(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """Intake."""
    p, day = f.person, f.opened
    assert day
    form = Paper("个案接案登记表", "Case Intake Form", "GA-01", station, f.number)
    form.part("一、服务对象基本资料")
    form.pairs(
        ("姓名", p.name),
        ("性别", p.sex),
        ("年龄", f"{p.age(day)}岁"),
        ("婚姻状况", "未婚" if p.age(day) < 18 else "已婚"),
    )
    form.pairs(("出生日期", day_of(p.birth)), ("联系电话", p.phone))
    form.pairs(("身份证号码", p.id_number), ("所属社区", f.community))
    form.long("居住地址", p.address)
    kin = [k for k in (f.father, f.mother) if k] or [Kin(), Kin()]
    form.rows.append(
        [
            head("家庭成员\n（同住）", 1, len(kin) + 1),
            head("姓名", 2),
            head("与服务对象关系", 2),
            head("职业", 2),
            head("健康状况"),
        ]
    )
    for k in kin:
        form.rows.append([box(k.name, 2), box(k.relation, 2), box("", 2), box("")])
    form.part("二、接案资料")
    form.pairs(("接案日期", day_of(day)), ("接案社工", f.worker))
    form.long("个案来源", choose(SOURCES, (f.source or "其他",)))
    form.long("个案类别", choose(KINDS, (f.inner_category.get("intake", f.category) + "个案",)))
    form.part("三、求助问题及需要（由社工根据服务对象陈述填写）")
    form.rows.append([box(f.problem, WIDE)])
    form.part("四、社工初步判断")
    form.rows.append([box("☑接案　□转介　□不接案（原因：　　　　　）", WIDE)])
    form.sign("社工签名", ink.sign("ink", f.worker), day)
    form.note("本表于首次接触服务对象后填写，一式一份存入个案档案。")
    return form


TERMS = (
    "1．本人明白并同意接受中心社工提供的个案服务，服务内容包括面谈、家访、电话跟进及资源转介。",
    "2．社工会对本人资料保密；如涉及本人或他人生命安全、法律规定须披露的情形，社工可不经本人同意向有关方面报告。",
    "3．本人有权查阅服务计划、提出意见，亦可随时以口头或书面方式终止服务。",
    "4．服务对象为未成年人的，须由其监护人代为签署，并填妥父母双方联络资料。",
)


def consent(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """Consent, the same print for everybody."""
    p, g = f.person, f.guardian or Kin()
    form = Paper("个案服务同意书", "Consent for Casework Service", "GA-02", station, f.number)
    form.pairs(("服务对象", p.name), ("出生日期", day_of(p.birth)))
    form.rows.append([Cell([para(t) for t in TERMS], WIDE)])
    form.part("监护人及父母联络资料（服务对象未满18周岁者必填）")
    form.rows.append([head("身份", 2), head("姓名", 2), head("与服务对象关系", 2), head("联络电话", 2)])
    for who, k in (("监护人（签署人）", g), ("父亲", f.father or Kin()), ("母亲", f.mother or Kin())):
        form.rows.append([head(who, 2), box(k.name, 2), box(k.relation, 2), box(k.phone, 2)])
    form.sign("服务对象签署", ink.sign(f.client_sign, p.name), f.consent)
    form.sign(
        "监护人签署（服务对象未满18周岁者）",
        ink.sign(g.sign, g.name) if g.name else [],
        f.consent if g.name else None,
    )
    form.sign("社工签署", ink.sign("ink", f.worker), f.consent)
    return form


def assessment(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """What the worker made of the problem."""
    form = Paper("个案预估表", "Case Assessment", "GA-03", station, f.number)
    form.pairs(("服务对象", f.person.name), ("预估日期", day_of(f.assessment)))
    form.rows.append(
        [
            head("预估内容", 1, 3),
            head("个人系统", 2),
            box("服务对象表达清晰，有求助动机，对改变抱有期望。", 5),
        ]
    )
    form.rows.append([head("家庭系统", 2), box("家庭成员之间有一定情感联结，但沟通方式较为单一。", 5)])
    form.rows.append([head("社区系统", 2), box("社区内有长者饭堂、卫生服务站等资源，使用率偏低。", 5)])
    form.long("问题界定及需要分析", f.problem)
    form.sign("社工签名", ink.sign("ink", f.worker), f.assessment)
    return form


def plan(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """Plan; an older print has no part for theory."""
    form = Paper("个案服务计划书", "Service Plan", "GA-04", station, f.number)
    parts = [] if f.theory is None else [("理论依据及介入模式", f.theory)]
    parts += [("服务目标", f.goals), ("介入策略及程序", f.steps)]
    form.pairs(("服务对象", f.person.name), ("计划日期", day_of(f.plan)))
    for number, (title, text) in zip("一二三", parts, strict=False):
        form.part(f"{number}、{title}")
        form.rows.append([box(text, WIDE)])
    form.approve(f.plan_approvals, ink, "")
    form.sign("社工签名", ink.sign("ink", f.worker), f.plan)
    return form


def session(f: CaseFacts, s: Session, ink: Ink, station: str) -> Paper:
    """One meeting."""
    form = Paper("个案面谈记录表", "Casework Interview Record", "GA-05", station, f.number)
    form.pairs(("服务对象", f.person.name), ("面谈次序", f"第 {s.sequence} 次"))
    form.pairs(("面谈日期", day_of(s.day)), ("起止时间", s.time))
    form.pairs(("面谈地点", s.venue), ("面谈形式", choose(METHODS, (s.method,))))
    form.part("一、面谈过程及内容")
    form.rows.append([box(s.narrative, WIDE)])
    form.part("二、社工分析与反思")
    form.rows.append([box(s.reflection, WIDE)])
    form.part("三、下次面谈计划")
    form.rows.append([box(s.next_plan, WIDE)])
    form.approve(s.approvals, ink, s.response)
    form.sign("社工签名", ink.sign("ink", f.worker), s.day)
    return form


def crisis(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """The crisis."""
    c = f.crisis
    assert c
    form = Paper("危机个案处理表", "Crisis Case Report", "GA-06", station, f.number)
    form.pairs(("服务对象", f.person.name), ("事发日期", day_of(c.event_day)))
    form.pairs(("知悉日期", day_of(c.known)), ("首次介入日期", day_of(c.response)))
    form.long("事件经过", c.event)
    form.long("即时处理措施", c.measures)
    form.rows.append([head("机构\n应对", 1, 3), head("上报对象及时间", 2), box(c.reported, 5)])
    form.rows.append([head("应急预案启动情况", 2), box(c.emergency, 5)])
    form.rows.append([head("对前线社工的支援", 2), box(c.support, 5)])
    form.sign("社工签名", ink.sign("ink", f.worker), c.response)
    return form


def closing(f: CaseFacts, ink: Ink, station: str) -> Paper:
    """Closing."""
    reasons = ("服务目标达到", "服务对象主动终止", "转介其他机构", "其他")
    form = Paper("个案结案评估表", "Case Closing Summary", "GA-07", station, f.number)
    form.pairs(("服务对象", f.person.name), ("结案日期", day_of(f.closed)))
    form.long("个案类别", choose(KINDS, (f.inner_category.get("closing", f.category) + "个案",)))
    form.long("服务总节数", "" if f.closing_sessions is None else f"{f.closing_sessions} 节")
    form.long("结案原因", choose(reasons, reasons[:1]))
    form.part("一、服务成效及目标达成情况")
    form.rows.append([box(f.closing_text, WIDE)])
    form.part("二、结案后的跟进安排")
    form.rows.append([box("结案后一个月内回访一次，如有需要可重新开案。", WIDE)])
    form.approve(f.closing_approvals, ink, "")
    form.sign("社工签名", ink.sign("ink", f.worker), f.closed)
    return form


def follow(f: CaseFacts, entry: tuple[date, str, str], ink: Ink, station: str) -> Paper:
    """A return visit."""
    day, how, text = entry
    form = Paper("个案结案跟进表", "Post-closing Follow-up", "GA-08", station, f.number)
    form.pairs(("服务对象", f.person.name), ("跟进日期", day_of(day)))
    form.long("跟进方式", choose(("入户", "电话", "面谈"), (how,)))
    form.long("跟进情况", text)
    form.sign("社工签名", ink.sign("ink", f.worker), day)
    return form


def case_folder(f: CaseFacts, station: Station, ink: Ink, room: Path) -> None:
    """Every form a file."""
    name = station.name
    save(cover(f, station), room / "00封面目录.docx")
    if "intake" not in f.without:
        intake(f, ink, name).write(room / "01接案登记表.docx")
    if f.consent:
        consent(f, ink, name).write(room / "02同意书.docx")
    if f.assessment:
        assessment(f, ink, name).write(room / "03预估表.docx")
    if f.plan:
        plan(f, ink, name).write(room / "04计划书.docx")
    for s in f.sessions:
        session(f, s, ink, name).write(room / f"05面谈记录表-{s.sequence}.docx")
    if f.crisis:
        crisis(f, ink, name).write(room / "06危机处理表.docx")
    if f.closed:
        closing(f, ink, name).write(room / "07结案评估表.docx")
    for n, entry in enumerate(f.followups, 1):
        follow(f, entry, ink, name).write(room / f"08结案跟进表-{n}.docx")


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    revoice(station, seed, INSTITUTE)
    write_config(station, out)
    for at, f in enumerate(station.cases):
        room = out / "一、个案服务档案" / f.community / f"{f.number} {f.person.name}"
        case_folder(f, station, Ink(seed * 1000 + at), room)
    for at, h in enumerate(station.households):
        room = out / "二、困难群众建档" / h.community / f"{h.number} {h.person.name}"
        house_folder(h, station, Ink(seed * 1000 + 500 + at), room)
    for r in station.rosters:
        save(roster(r, station), out / "三、名册" / f"{r.community}名册.docx")
    write_clutter(out)
