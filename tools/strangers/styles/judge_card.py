"""S6: an agency's own set: one big table a paper, side captions, dialogue columns, the consent as an agreement letter.

A folder a worker, in it a folder a client; files are named by day, paper and worker. The number stands on the cover alone.
Household cards have scores as listed options, bands in a footnote. The lists are Word tables with the community above.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

from tools.strangers.facts import CaseFacts, Session
from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Table, Text, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter, write_config
from tools.strangers.styles.judge_card_houses import GROUPS, NATURES, POINTS, bigtable, house_papers, roster
from tools.strangers.styles.judge_common import Ink, box, cn, head, heading, lines, options, save, side
from tools.strangers.styles.judge_words import fixed_scores, renumber, reword

ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}


def brackets(all_: tuple[str, ...], on: tuple[str, ...]) -> str:
    """( √ )重点   (   )一般."""
    return "   ".join(("( √ )" if o in on else "(   )") + o for o in all_)


def section(text: str) -> list[Cell]:
    """A row that heads a part of the table."""
    return [Cell([Para([Text(text, bold=True)])], 8, 1, True)]


def approval_rows(approvals: list[Approve], ink: Ink) -> list[list[Cell]]:
    """督导批阅 written downwards; opinion, name and day in the cell beside."""
    out = []
    for a in approvals:
        sign = ink.sign(a.state, a.name, "　　　　")
        day = cn(a.day, "　　年　　月　　日")
        out.append([
            head("\n".join(ROLE[a.role]) + "\n审\n批"), lines(a.opinion, "", ["　　　　　　　　　　签名：", *sign, "　　日期：" + day], cols=7),
        ])  # fmt: skip
    return out


def cover(f: CaseFacts) -> Drawing:
    """A profile card in two columns with a place for a photograph."""
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    rows = [
        [head("卷宗号", 2), box(f.number, 3), Cell([para("（照片）", align="center")], 3, 4)],
        [head("案　主", 2), box(f.person.name, 3)],
        [head("社区居委", 2), box(f.community, 3)],
        [head("需求级别", 2), box("一二三四"[f.grade - 1] + "级", 3)],
        [head("个案性质", 2), box(brackets(NATURES, on), 6)],
        [head("案主身份", 2), box(options(GROUPS, (f.client_type,)), 6)],
        [head("立案时间", 2), box(cn(f.opened), 2), head("结案时间", 2), box(cn(f.closed), 2)],
        [
            head("主责社工", 2),
            box(f.worker, 2),
            head("面谈总节数", 2),
            box("" if f.stated_sessions is None else f"{f.stated_sessions}节", 2),
        ],
        [head("卷内文件目录", 8)],
        [
            box(
                "1.求助登记及接案表　2.服务协议书　3.综合预估　4.服务计划　5.面谈实录　6.结案评估　7.跟踪登记",
                8,
            )
        ],
    ]
    return bigtable("专业个案服务卷宗", rows)


def intake(f: CaseFacts, ink: Ink) -> Drawing:
    """Sections in one table; the family as rows inside it."""
    p, day = f.person, f.opened
    assert day
    kin = [k for k in (f.father, f.mother) if k]
    family = [[head("称谓", 2), head("姓名", 2), head("职业", 2), head("备注", 2)]]
    family += [[box(k.relation, 2), box(k.name, 2), box("务工", 2), box("", 2)] for k in kin] or [
        [box("配偶", 2), box("略", 2), box("", 2), box("", 2)]
    ]
    rows = [
        section("一、服务对象资料"),
        [head("姓名"), box(p.name), head("性别"), box(p.sex), head("出生年月"), box(cn(p.birth)), head("年龄"), box(f"{p.age(day)}岁")],
        [head("证件号码"), box(p.id_number, 3), head("手机"), box(p.phone, 3)],
        [head("常住地址"), box(p.address, 3), head("社区居委"), box(f.community, 3)],
        section("二、主要家庭成员"), *family,
        section("三、求助信息"),
        [head("接案时间"), box(cn(day), 3), head("接案途径"), box(options(("社工发现", "主动求助", "社区转介"), (f.source,)), 3)],
        [head("个案性质"), box(brackets(NATURES, (f.inner_category.get("intake", f.category),)), 7)],
        [head("求助事由"), box(f.problem, 7)],
    ]  # fmt: skip
    if f.model:
        rows.append([head("拟用介入模式"), box(f.model, 7)])
    rows += [
        section("四、接案意见"),
        [
            lines(
                "经面谈，同意接案并开展专业服务。",
                ["　　　　接案社工（签名）：", *ink.sign("ink", f.worker), "　　" + cn(day)],
                cols=8,
            )
        ],
    ]
    return bigtable("求助登记及接案表", rows)


def consent(f: CaseFacts, ink: Ink, station: Station) -> Drawing:
    """An agreement letter: parties, clauses, signature lines."""
    p, day = f.person, f.consent
    assert day
    g, blank = f.guardian, "＿＿＿＿＿＿"
    pieces: list[Piece] = [
        heading("个案服务协议书"),
        para(f"甲方（服务提供方）：{station.name}"),
        para(f"乙方（服务接受方）：{p.name}　　身份证号：{p.id_number}"),
        para(f"　　为使乙方得到适切的专业服务，甲乙双方在平等自愿的基础上，于{cn(day)}订立本协议。"),
        para("第一条　甲方指派社工" + f.worker + "为乙方提供个案服务，服务期限以双方议定的计划为准。"),
        para("第二条　甲方对乙方的个人资料保密，但涉及乙方或他人生命安全、或法律另有规定的除外。"),
        para("第三条　乙方应如实说明情况，按约定时间赴约；如需改期，应提前告知甲方。"),
        para("第四条　乙方可随时提出终止服务，甲方应说明后续安排。"),
        para("第五条　本协议一式两份，自双方签名之日起生效。"),
        para(""),
        Para(
            [
                Text("甲方经办社工（签名）："),
                *_runs(ink.sign("ink", f.worker)),
                Text("　　　　签约日期：" + cn(day)),
            ]
        ),
        Para(
            [
                Text("乙方（签名）："),
                *_runs(ink.sign(f.client_sign, p.name, blank)),
                Text("　　　　签约日期：" + cn(day)),
            ]
        ),
        para("乙方未满18周岁的，由监护人在下方签名，并请填写父母联系方式："),
    ]
    if g and (g.name or g.relation):
        pieces.append(Para([
            Text("监护人（签名）："), *_runs(ink.sign(g.sign, g.name, blank)), Text(f"　与乙方关系：{g.relation}　联系电话：{g.phone or blank}"),
        ]))  # fmt: skip
        for who, kin in (("父亲", f.father), ("母亲", f.mother)):
            assert kin
            pieces.append(para(f"乙方{who}姓名：{kin.name}　　联系电话：{kin.phone or blank}"))
    else:
        pieces.append(para(f"监护人（签名）：{blank}　与乙方关系：{blank}　联系电话：{blank}"))
    return Drawing(pieces)


def _runs(parts: list) -> list:  # type: ignore[type-arg]
    return [Text(p) if isinstance(p, str) else p for p in parts]


def assessment(f: CaseFacts, ink: Ink) -> Drawing:
    """Three systems by side captions."""
    rows = [
        [head("案主", 1), box(f.person.name, 3), head("预估日期", 1), box(cn(f.assessment), 3)],
        [side("系统分析", 3), head("个人"), box("表达清楚，有求助意愿。", 6)],
        [head("家庭"), box("家人之间有来往，能提供部分照顾。", 6)],
        [head("社区"), box("楼下有党群服务点，邻居相熟。", 6)],
        [head("问题及需要", 2), box(f.problem, 6)],
        [head("需求级别", 2), box("一二三四"[f.grade - 1] + "级", 6)],
        [lines(["预估社工（签名）：", *ink.sign("ink", f.worker)], cols=8)],
    ]
    return bigtable("个案综合预估表", rows)


def plan(f: CaseFacts, ink: Ink) -> Drawing:
    """Text under headings."""
    pieces: list[Piece] = [
        heading("个案服务计划书"),
        para(f"案主：{f.person.name}　　　　拟订日期：{cn(f.plan)}"),
    ]
    parts = [("案主概况", [f"居住于{f.community}。{f.problem}"])]
    if f.theory is not None:
        parts.append(("理论依据", [f.theory] if f.theory else [""]))
    parts += [("服务目标", re.findall(r"[^；。]+[；。]", f.goals)), ("服务策略及步骤", [f.steps])]
    for at, (title, body) in enumerate(parts):
        pieces.append(Para([Text(f"{'一二三四五'[at]}、{title}", bold=True)]))
        pieces += [para("　　" + text) for text in body]
    pieces.append(Para([Text("拟订社工（签名）："), *_runs(ink.sign("ink", f.worker))], "right"))
    pieces.append(Para([Text(f"{'一二三四五六'[len(parts)]}、审核意见", bold=True)]))
    for a in f.plan_approvals:
        pieces.append(para(f"{ROLE[a.role]}意见：{a.opinion}"))
        pieces.append(Para([Text(f"{ROLE[a.role]}（签名）："), *_runs(ink.sign(a.state, a.name, "＿＿＿＿")),
                            Text("　　日期：" + cn(a.day, "　　年　月　日"))]))  # fmt: skip
    return Drawing(pieces)


def session(f: CaseFacts, s: Session, ink: Ink, rng: random.Random) -> Drawing:
    """What was said, with times, in rows; the worker's thoughts beside."""
    said = re.findall(r"[^。]+。", s.narrative)
    minutes = int(s.time.split(":")[0]) * 60
    rows = [
        [head("案主"), box(f.person.name), head("第几节"), box(f"第{s.sequence}节"), head("面谈日期"), box(cn(s.day), 3)],
        [head("地点"), box(s.venue, 3), head("形式"), box(options(("面谈", "入户", "电访"), (s.method,)), 3)],
        [head("时间"), head("对话及过程", 5), head("社工分析", 2)],
    ]  # fmt: skip
    for at, text in enumerate(said):
        minutes += rng.randint(4, 11)
        note = rng.choice(("", "情绪平稳。", "有改变意愿。", "留意支持来源。")) if at else ""
        rows.append([box(f"{minutes // 60}:{minutes % 60:02d}"), box(text, 5), box(note, 2)])
    rows += [
        [head("本节小结"), box(s.reflection, 7)],
        [head("下节安排"), box(s.next_plan, 7)],
        [head("记录社工"), lines([*ink.sign("ink", f.worker)] or [""], cols=7)],
        *approval_rows(s.approvals, ink),
    ]
    if s.response is not None:
        rows.append([head("社工对批阅意见的回应", 2), box(s.response, 6)])
    return bigtable("个案面谈过程实录", rows)


def crisis(f: CaseFacts, ink: Ink) -> Drawing:
    """危急事件处置."""
    c = f.crisis
    assert c
    rows = [
        [head("案主"), box(f.person.name, 3), head("事发日期"), box(cn(c.event_day), 3)],
        [head("知悉日期"), box(cn(c.known), 3), head("首次介入日期"), box(cn(c.response), 3)],
        [head("事件经过"), box(c.event, 7)],
        [head("即时处理措施"), box(c.measures, 7)],
        [head("上报情况"), box(c.reported, 7)],
        [head("机构应急响应"), box(c.emergency, 7)],
        [head("对经办社工的支援"), box(c.support, 7)],
        [lines(["填报社工（签名）：", *ink.sign("ink", f.worker)], cols=8)],
    ]
    return bigtable("危机事件介入处理记录", rows)


def closing(f: CaseFacts, ink: Ink) -> Drawing:
    """□ lists down the cell."""
    reasons = ("服务目标达到", "服务对象主动终止", "超出社工或机构能力", "迁离本区")
    rows = [
        [head("案主", 2), box(f.person.name, 2), head("结案日期", 2), box(cn(f.closed), 2)],
        [
            head("个案性质", 2),
            lines(
                *(
                    (("☑" if o == f.inner_category.get("closing", f.category) else "□") + " " + o)
                    for o in NATURES
                ),
                cols=6,
            ),
        ],
        [
            head("结案原因", 2),
            lines(*((("☑" if o == f.closing_reason else "□") + " " + o) for o in reasons), cols=6),
        ],
        [head("面谈总节数", 2), box("" if f.closing_sessions is None else f"共{f.closing_sessions}节", 6)],
        [head("目标达成及成效", 2), box(f.closing_text, 6)],
        [head("主责社工（签名）", 2), lines([*ink.sign("ink", f.worker)], cols=6)],
        *approval_rows(f.closing_approvals, ink),
    ]
    return bigtable("结案评估表", rows)


def followup(f: CaseFacts) -> Drawing:
    """Follow-ups after the closing as rows."""
    rows = [[head("跟踪日期", 2), head("方式"), head("案主近况", 4), head("跟踪社工")]]
    rows += [[box(cn(day), 2), box(how), box(text, 4), box(f.worker)] for day, how, text in f.followups]
    rows += [[box("", 2), box(""), box("", 4), box("")] for _ in range(2)]
    return Drawing([heading("结案后跟踪服务登记表"), para(f"案主：{f.person.name}"), Table(rows)])


def write_case(f: CaseFacts, out: Path, station: Station, seed: int) -> None:
    """All papers of a case, each a file."""
    ink, rng = Ink(seed), random.Random(seed)
    folder = out / f.worker / "个案" / f.person.name

    def put(day: date | None, name: str, drawing: Drawing) -> None:
        assert day
        save(drawing, folder / f"{day:%Y%m%d} {name} {f.worker}.docx")

    put(f.opened, "卷宗首页", cover(f))
    if "intake" not in f.without:
        put(f.opened, "接案", intake(f, ink))
    if f.consent:
        put(f.consent, "协议书", consent(f, ink, station))
    if f.assessment:
        put(f.assessment, "预估", assessment(f, ink))
    if f.plan:
        put(f.plan, "计划", plan(f, ink))
    if f.crisis:
        put(f.crisis.known, "危机处理", crisis(f, ink))
    for s in f.sessions:
        put(s.day, f"第{s.sequence}节", session(f, s, ink, rng))
    if f.closed:
        put(f.closed, "结案", closing(f, ink))
    if f.followups:
        put(f.followups[-1][0], "跟踪", followup(f))


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    rng = random.Random(seed + 6)
    renumber(station, lambda n: n, lambda n: station.name[0] + n[n.index("-") :])
    write_config(station, out)
    for at, facts in enumerate(station.cases):
        write_case(facts, out, station, seed + at)
    for at, house in enumerate(station.households):
        for done in house.assessments:
            fixed_scores(done, rng, POINTS)
        folder = out / house.worker / "兜底档案" / f"{house.number}{house.person.name}"
        for name, drawing in house_papers(house, Ink(seed + 500 + at, "anchored")).items():
            save(drawing, folder / f"{name}.docx")
    for at, r in enumerate(station.rosters):
        save(roster(station, at), out / "名册" / f"{r.community}.docx")
    write_clutter(out)
