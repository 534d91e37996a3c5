"""A6: registers in drawn words: a file for each group, volunteers and team services in rows, ledgers with one column of amounts,
months before the sum, heads of two storeys, four captions over four values, opinions apart from signatures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, book
from tools.strangers.areas.style_tables import config
from tools.strangers.areas.style_voice import Hand, Pairs

Paper = tuple[str, list[Block]]


class Clerk(Hand):
    """Writes captions four in a row over their values, long texts below, opinions apart from signatures."""

    def sheet(
        self, short: Pairs, wide: Pairs = (), opinions: tuple[tuple[Comment, str], ...] = ()
    ) -> list[list[str]]:  # type: ignore[assignment]
        rows: list[list[str]] = []
        for at in range(0, len(short), 4):
            four = [*short[at : at + 4]]
            four += [("", "")] * (4 - len(four))
            rows += [[label for label, _ in four], [value for _, value in four]]
        rows += [[label, value, "<", "<"] for label, value in wide]
        v = self.voice
        for comment, reply in opinions:
            gone = not comment.approved and not comment.text
            rows += [
                [v("opinion"), comment.text, "<", "<"],
                [f"{v.role}签名", "" if gone else INK, "日期", "" if gone else self.day(comment.day)],
                [v("reply"), reply, "<", "<"],
            ]
        return rows

    def lines(self, pairs: Pairs) -> list[str]:
        """Pairs as paragraphs, one or two a line."""
        return [f"{a}：{x}" for a, x in pairs]


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    hand = Clerk(out, seed + 500)
    config(area, out)
    for group in area.groups:
        _group(group, hand)
    _activities(area, hand)
    _plans(area, hand)
    _volunteers(area, hand)
    _service(area, hand)
    _figures(area, hand)


def _group(g: Group, hand: Clerk) -> None:
    v = hand.voice
    papers: list[Paper] = [(v.title("group-plan"), [hand.sheet(
        [(v("group-name"), g.name), (v("group-number"), g.number), (v("kind"), f"{g.kind}性小组"), (v("planned"), f"{g.planned}")],
        [(v("goal"), g.goal), (v("theory"), g.theory), (v("worker"), g.worker), (v("fill-day"), hand.day(g.plan_day))], ((g.plan, g.plan.response),),
    )])]  # fmt: skip
    for s in g.meetings:
        papers.append((v.title("group-session"), [hand.sheet(
            [(v("group-name"), g.name), (v("at"), f"第{s.at}节"), (v("day"), hand.day(s.day)), (v("came"), f"{s.came}")],
            [(v("leader"), s.leader or g.worker), (v("told"), s.told), (v("role"), s.role)], ((s.comment, s.comment.response),),
        )]))  # fmt: skip
    for s in g.meetings:
        half = -(-s.signed // 2)
        rows = [[v("no"), v("person"), v("sign")] * 2]
        for i in range(half):
            rows.append(
                [
                    str(i + 1),
                    g.members[i],
                    INK,
                    *([str(i + half + 1), g.members[i + half], INK] if i + half < s.signed else ["", "", ""]),
                ]
            )
        papers.append((v.title("group-sign"), [f"{v('group-name')}：{g.name}　第{s.at}节", rows]))
    for phase in g.phases:
        blocks: list[Block] = [f"{v('group-name')}：{g.name}"]
        if g.test in ("objective", "mixed"):
            blocks += [[["题号", "题目", "答案"], *([str(i), q, ""] for i, q in enumerate(g.knowledge, 1))]]
        if g.test in ("subjective", "mixed"):
            blocks += [
                "请按1至5分打分（1分最低，5分最高）：",
                *(f"({i}) {q}　____分" for i, q in enumerate(g.feelings, 1)),
            ]
        papers.append((v.title("test", phase=phase), blocks))
    if g.finished:
        papers.append(
            (
                v.title("group-summary"),
                [
                    hand.sheet(
                        [
                            (v("group-name"), g.name),
                            (v("group-number"), g.number),
                            (v("held"), f"{g.stated}"),
                            (v("fill-day"), hand.day(g.summary_day)),
                        ],
                        [(v("result"), "大部分组员能说出所学。")],
                        ((g.summary, ""),),
                    )
                ],
            )
        )
    hand.pen.save(hand.out / f"小组/{g.number}{g.name}.docx", *papers)


def _activities(area: Area, hand: Clerk) -> None:
    v = hand.voice
    for at, act in enumerate(area.activities, 1):
        base = hand.out / "活动" / f"{at}"
        hand.pen.save(
            base / f"{act.name}策划.docx",
            (
                v.title("activity-plan"),
                [
                    *hand.lines(
                        [
                            (v("activity-name"), act.name),
                            (v("day"), hand.day(act.day)),
                            (v("place"), act.place),
                            (v("target"), act.target),
                            (v("flow"), "入场、游戏、分享"),
                        ]
                    ),
                    [[v("opinion"), f"{act.plan.text}{INK}　{hand.day(act.plan.day)}"]],
                ],
            ),
        )
        bad = not act.summary.approved and not act.summary.text
        hand.pen.save(
            base / f"{act.name}总结.docx",
            (
                v.title("activity-summary"),
                [
                    *hand.lines(
                        [
                            (v("activity-name"), act.name),
                            (v("day"), hand.day(act.day)),
                            (v("came"), f"{act.came}人"),
                            (v("told"), act.told),
                        ]
                    ),
                    [[v("opinion"), "" if bad else f"{act.summary.text}{INK}　{hand.day(act.summary.day)}"]],
                ],
            ),
        )
        rows = [
            [v("no"), v("person"), v("phone"), v("sign")],
            *([str(i), n, "", INK] for i, n in enumerate(act.members[: act.signed], 1)),
        ]
        hand.pen.save(
            base / f"{act.name}签到.docx",
            (
                v.title("activity-sign"),
                [f"{v('activity-name')}：{act.name}", f"日期：{hand.day(act.day)}", rows],
            ),
        )


def _plans(area: Area, hand: Clerk) -> None:
    v = hand.voice
    keys = {
        "content": "p-content",
        "form": "p-form",
        "time": "p-time",
        "resources": "p-resources",
        "target": "p-target",
    }
    for plan in area.plans:
        kept = [k for k in keys if k not in plan.lacks]
        rows: list[list[object]] = [
            [f"{area.name}{v.title('plan')}", *["<"] * len(kept)],
            ["序号", *(v(keys[k]) for k in kept)],
        ]
        rows += [[i, *(getattr(r, k) for k in kept)] for i, r in enumerate(plan.rows, 1)]
        book(hand.out / f"计划/{plan.name}.xlsx", {"计划": rows})  # type: ignore[dict-item]
    for s in area.surveys:
        texts = (s.background, s.plan, s.method, s.findings, s.use)
        hand.pen.save(
            hand.out / f"调研/{s.name}.pdf",
            (
                v.title("survey"),
                [
                    line
                    for i, (head, text) in enumerate(zip(v.headings, texts, strict=True))
                    if text
                    for line in (f"{i + 1}. {head}", text)
                ],
            ),
        )


def _volunteers(area: Area, hand: Clerk) -> None:
    v, base = hand.voice, hand.out / "志愿者"
    heads = [
        "序号",
        "姓名",
        "性别",
        v("birth"),
        v("phone"),
        v("team-of"),
        v("v-day"),
        v("guardian"),
        v("g-sign"),
    ]
    rows = [
        heads,
        *(
            [
                str(i),
                o.person.name,
                o.person.sex,
                hand.day(o.person.birth),
                o.person.phone,
                o.team,
                hand.day(o.day),
                o.guardian or "/",
                hand.sign(o.sign, o.guardian) or ("" if o.guardian else "/"),
            ]
            for i, o in enumerate(area.volunteers, 1)
        ),
    ]
    hand.pen.save(base / "名册.docx", ("志愿者花名册", [rows]))
    for one in area.volunteers:
        if one.consent is not None:
            p = one.person
            hand.pen.save(
                base / f"同意书-{p.name}.pdf",
                (
                    v.title("consent"),
                    hand.lines(
                        [
                            (v("v-name"), p.name),
                            (v("birth"), hand.day(p.birth)),
                            (v("guardian"), one.guardian),
                            (v("g-sign"), hand.sign(one.consent, one.guardian) or "________"),
                            ("日期", hand.day(one.day)),
                        ]
                    ),
                ),
            )
    for team in dict.fromkeys(t.team for t in area.team_works):
        own = [t for t in area.team_works if t.team == team]
        lines = [["序号", v("day"), v("place"), v("team-people"), v("team-told"), "片长签名", "副站长签名"]]
        lines += [
            [
                str(i),
                hand.day(t.day),
                t.place,
                str(t.people),
                t.told,
                INK if t.approved[0] else "",
                INK if t.approved[1] else "",
            ]
            for i, t in enumerate(own, 1)
        ]
        hand.pen.save(base / f"{team}.docx", (v.title("team"), [f"{v('team-name')}：{team}", lines]))
    book(base / "骨干.xlsx", {
        "名单": [[v.title("core-list"), "<", "<"], ["序号", "姓名", v("team-of")], *([i, c.name, c.team] for i, c in enumerate(area.cores, 1))],
        "评定": [[v.title("core-rating"), "<"], ["姓名", "总分"], *([c.name, 90] for c in area.cores)],
        "计划": [[v.title("core-plan"), "<", "<"], ["姓名", "培育目标", "培育内容"], *([c.name, "独立带队", "跟岗"] for c in area.cores if "plan" in c.papers)],
        "跟进": [[v.title("core-followup"), "<", "<"], ["姓名", "日期", "跟进情况"], *([c.name, date(2025, 4, 9), "表现积极"] for c in area.cores if "followup" in c.papers)],
    })  # fmt: skip
    for t in area.talks:
        hand.pen.save(
            hand.out / f"会议/{t.name}.docx",
            (
                v.title("meeting"),
                hand.lines(
                    [
                        (v("topic"), t.name),
                        (v("m-time"), f"{hand.day(t.day)} {t.hours}"),
                        (v("m-place"), t.place),
                        (v("host"), t.host),
                        (v("present"), t.present),
                        (v("m-told"), t.content),
                        (v("recorder"), t.recorder),
                        (v("record-time"), hand.day(t.recorded)),
                    ]
                ),
            ),
        )
    rows_ = [
        [v.title("hours"), "<"],
        ["姓名", v("hours")],
        *([n, h] for n, _, h in area.hours),
        ["合计", area.hours_total],
    ]
    book(base / "时数.xlsx", {"时数": rows_})


def _service(area: Area, hand: Clerk) -> None:
    v = hand.voice
    hand.pen.save(
        hand.out / "满意度/问卷.docx",
        *[
            (
                "满意度调查表",
                [
                    hand.sheet(
                        [
                            (v("respondent"), a.name),
                            (v("community"), a.community),
                            ("调查日期", hand.day(a.day)),
                            (v("score"), str(a.score)),
                        ],
                        [(v("said"), a.said), (v("followup"), a.followup)],
                    )
                ],
            )
            for a in area.answers
        ],
    )
    book(
        hand.out / "满意度/汇总.xlsx",
        {
            "汇总": [
                [v.title("satisfaction-summary"), "<"],
                [v("on-list"), area.on_list],
                [v("asked"), area.asked],
                [v("satisfied"), area.satisfied],
                ["调查日期", area.survey_day],
            ]
        },
    )
    for f in area.funds:
        lines = [
            [v("e-day"), "收支类型", v("e-what"), "金额", v("balance")],
            ["", "", "上期结余", "", f"{f.opening:g}"],
        ]
        lines += [
            [
                hand.day(e.day),
                "收入" if e.income else "支出",
                e.what,
                f"{e.income or e.spent:g}",
                f"{e.balance:g}",
            ]
            for e in f.entries
        ]
        hand.pen.save(hand.out / f"基金/{f.community}.pdf", (v.title("ledger", fund=f.name), [lines]))
    yes, no = (
        ("是", "否")
        if v("c-missed") == "是否漏接"
        else ("否", "是")
        if v("c-missed") == "是否接通"
        else ("未接", "已接")
    )
    hand.pen.save(
        hand.out / "热线/来电.docx",
        *[
            (
                v.title("hotline"),
                hand.lines(
                    [
                        (v("c-day"), f"{hand.day(c.day)} {c.time}"),
                        (v("c-who"), c.who),
                        (v("c-phone"), c.phone),
                        (v("c-about"), c.about),
                        (v("c-missed"), yes if c.missed else no),
                        (v("c-back"), hand.day(c.back)),
                    ]
                ),
            )
            for c in area.calls
        ],
    )
    r = area.referral
    if r is not None:
        hand.pen.save(
            hand.out / "转介.docx",
            (
                v.title("referral"),
                hand.lines(
                    [
                        (v("case-number"), r.number),
                        (v("client"), r.name),
                        (v("r-day"), hand.day(r.day)),
                        ("社工", r.worker),
                        (v("reason"), r.reason),
                        (v("receiver"), r.receiver),
                        (v("c-sign"), hand.sign(r.consent, r.name)),
                        (v("receipt"), hand.day(r.receipt)),
                    ]
                ),
            ),
        )
    for day, topic, supervisor, worker, advice in area.supervision:
        hand.pen.save(
            hand.out / f"督导/{day:%m%d}.docx",
            (
                v.title("supervision"),
                hand.lines(
                    [
                        (v("s-day"), hand.day(day)),
                        (v("supervisor"), supervisor),
                        (v("supervised"), worker),
                        (v("s-topic"), topic),
                        (v("advice"), advice),
                    ]
                ),
            ),
        )


def _figures(area: Area, hand: Clerk) -> None:
    v = hand.voice
    heads = [v("indicator"), v("unit"), v("aim"), "1月", "2月", "3月", "4月", "累计", v("percent")]
    rows: list[list[object]] = [
        [v.title("indicators"), *["<"] * 8],
        [f"数据截至：{hand.day(area.targets_day)}", *["<"] * 8],
        heads,
    ]
    for t in area.targets:
        part = t.done // 4
        rows.append([t.name, t.unit, t.target, part, part, part, t.done - 3 * part, t.done, t.percent])
    book(hand.out / "管理/指标.xlsx", {"指标": rows})  # type: ignore[dict-item]
    rows = [
        [v.title("duty"), "<", "<", "<", "<"],
        ["月份", "社工总数", "<", "其中：持证社工", "<"],
        ["", "应到", "实到", "应到", "实到"],
        *([f"{m.month}月", m.due, m.present, m.certified_due, m.certified] for m in area.months),
    ]
    book(hand.out / "管理/到岗.xlsx", {"到岗": rows})  # type: ignore[dict-item]
    hand.pen.save(
        hand.out / "管理/培训.docx",
        (
            v.title("training"),
            [
                f"每人要求学时：{area.training_each:g}学时",
                [["姓名", v("had-hours")], *([n, f"{h:g}"] for n, h in area.training)],
            ],
        ),
    )
    blocks: list[Block] = [
        "第一条　为做好分级服务，制定本制度。",
        *(
            f"第{'二三四五'[i]}条　{g}对象：{f or '由社工根据情况跟进'}。"
            for i, (g, f) in enumerate(area.policy)
        ),
        "第六条　结案后一个月内回访。",
    ]
    hand.pen.save(hand.out / "制度/回访.pdf", (v.title("policy"), blocks))
    hand.pen.save(
        hand.out / "管理/报告.pdf",
        (f"{area.name}{v.title('report')}", [line for head, texts in area.report for line in (head, *texts)]),
    )
