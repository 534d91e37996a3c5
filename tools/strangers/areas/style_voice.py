"""A5: words and shapes drawn by the seed: labels above or beside, sessions in rows or apart, lists or cards, months across."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.areas.style_tables import config
from tools.strangers.areas.voices import Voice
from tools.strangers.papers import SignState

Pairs = list[tuple[str, str]]


class Hand:
    """Writes papers in one voice."""

    def __init__(self, out: Path, seed: int) -> None:
        self.out, self.voice, self.pen = out, Voice(seed), Pen(seed)

    def day(self, day: date | None) -> str:
        return self.voice.date.format(y=day.year, m=day.month, d=day.day) if day else ""

    def sign(self, state: SignState, name: str) -> str:
        return {"ink": INK, "typed": name, "blank": ""}[state]

    def grid(self, pairs: Pairs, wide: Pairs = ()) -> list[list[str]]:  # type: ignore[assignment]
        """Short pairs two a row (beside or above), wide ones over the whole width."""
        rows: list[list[str]] = []
        for at in range(0, len(pairs), 2):
            two = pairs[at : at + 2]
            if self.voice.above:
                rows += [
                    [w for label, _ in two for w in (label, "<")],
                    [w for _, value in two for w in (value, "<")],
                ]
            else:
                rows.append([w for pair in two for w in pair])
            if len(two) == 1:
                rows[-1] += ["<", "<"]
                if self.voice.above:
                    rows[-2] += ["<", "<"]
        rows += [[label, value, "<", "<"] for label, value in wide]
        return rows

    def approval(self, comment: Comment) -> Pairs:
        """The approval as wide rows."""
        v = self.voice
        empty = not comment.approved and not comment.text
        if v.joint:
            return [
                (
                    v("opinion"),
                    "\n签名：　　　　日期："
                    if empty
                    else f"{comment.text}\n签名：{INK}　日期：{self.day(comment.day)}",
                )
            ]
        return [
            (v("opinion"), comment.text),
            (f"{v.role}签名", "" if empty else INK),
            (f"{v.role}签名日期", "" if empty else self.day(comment.day)),
        ]

    def save(self, name: str, *papers: tuple[str, list[Block]]) -> None:
        suffix = "pdf" if self.voice.pdf and "签到" not in name else "docx"
        self.pen.save(self.out / f"{name}.{suffix}", *papers)


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    hand = Hand(out, seed)
    config(area, out)
    for group in area.groups:
        _group(group, hand)
    _activities(area, hand)
    _plans(area, hand)
    _volunteers(area, hand)
    _service(area, hand)
    _figures(area, hand)


def _group(g: Group, hand: Hand) -> None:
    v, base = hand.voice, f"小组/{g.number} {g.name}"
    plan: Pairs = [
        (v("group-name"), g.name),
        (v("group-number"), g.number),
        (v("kind"), f"{g.kind}小组"),
        (v("planned"), f"{g.planned}节"),
        (v("community"), g.community),
        (v("worker"), g.worker),
    ]
    hand.save(
        f"{base}/计划",
        (
            v.title("group-plan"),
            [
                hand.grid(
                    plan,
                    [
                        (v("goal"), g.goal),
                        (v("theory"), g.theory),
                        (v("fill-day"), hand.day(g.plan_day)),
                        *hand.approval(g.plan),
                        (v("reply"), g.plan.response),
                    ],
                )
            ],
        ),
    )
    if v.rows:
        heads = [
            v("at"),
            v("day"),
            v("came"),
            v("leader"),
            v("told"),
            v("role"),
            f"{v.role}意见及签名",
            v("reply"),
        ]
        lines = [
            [
                f"第{s.at}节",
                hand.day(s.day),
                f"{s.came}人",
                s.leader or g.worker,
                s.told,
                s.role,
                f"{s.comment.text}{INK}" if s.comment.approved else "",
                s.comment.response,
            ]
            for s in g.meetings
        ]
        hand.save(
            f"{base}/记录", (v.title("group-session"), [f"{v('group-name')}：{g.name}", [heads, *lines]])
        )
    else:
        for s in g.meetings:
            pairs: Pairs = [
                (v("group-name"), g.name),
                (v("at"), f"第{s.at}节"),
                (v("day"), hand.day(s.day)),
                (v("came"), f"{s.came}人"),
                (v("leader"), s.leader or g.worker),
                (v("worker-sign"), INK),
            ]
            wide: Pairs = [
                (v("told"), s.told),
                (v("role"), s.role),
                *hand.approval(s.comment),
                (v("reply"), s.comment.response),
            ]
            hand.save(f"{base}/第{s.at}节", (v.title("group-session"), [hand.grid(pairs, wide)]))
    if v.matrix:
        rows = [
            [v("person"), *(f"第{s.at}节" for s in g.meetings)],
            *([n, *(INK if i < s.signed else "" for s in g.meetings)] for i, n in enumerate(g.members)),
        ]
        hand.save(f"{base}/签到", (v.title("group-sign"), [f"{v('group-name')}：{g.name}", rows]))
    else:
        for s in g.meetings:
            rows = [
                [v("no"), v("person"), v("sign")],
                *([str(i), n, INK] for i, n in enumerate(g.members[: s.signed], 1)),
            ]
            hand.save(
                f"{base}/签到{s.at}",
                (
                    v.title("group-sign"),
                    [f"{v('group-name')}：{g.name}　第{s.at}节　{hand.day(s.day)}", rows],
                ),
            )
    for phase in g.phases:
        blocks: list[Block] = [f"{v('group-name')}：{g.name}"]
        if g.test in ("objective", "mixed"):
            blocks += [f"{i}、{q}" for i, q in enumerate(g.knowledge, 1)]
        if g.test in ("subjective", "mixed"):
            scale = ["完全同意", "比较同意", "说不清", "不太同意", "完全不同意"]
            blocks += (
                [[["题目", *scale], *([q, "□", "□", "□", "□", "□"] for q in g.feelings)]]
                if v.above
                else [f"{i}. {q}（ ）分" for i, q in enumerate(g.feelings, 1)]
            )
            blocks += [] if v.above else ["说明：1分为完全不同意，5分为完全同意。"]
        hand.save(f"{base}/{phase}", (v.title("test", phase=phase), blocks))
    if g.finished:
        pairs = [
            (v("group-name"), g.name),
            (v("group-number"), g.number),
            (v("held"), f"{g.stated}节"),
            (v("fill-day"), hand.day(g.summary_day)),
        ]
        hand.save(
            f"{base}/总结",
            (
                v.title("group-summary"),
                [
                    hand.grid(
                        pairs,
                        [
                            (v("result"), "组员关系密切，预期目标达到。"),
                            (v("worker-sign"), INK),
                            *hand.approval(g.summary),
                        ],
                    )
                ],
            ),
        )


def _activities(area: Area, hand: Hand) -> None:
    v = hand.voice
    for act in area.activities:
        base = f"活动/{act.name}"
        hand.save(
            f"{base}/方案",
            (
                v.title("activity-plan"),
                [
                    hand.grid(
                        [
                            (v("activity-name"), act.name),
                            (v("day"), hand.day(act.day)),
                            (v("place"), act.place),
                            (v("target"), act.target),
                        ],
                        [(v("flow"), "签到、开场、主体环节、合影"), *hand.approval(act.plan)],
                    )
                ],
            ),
        )
        hand.save(
            f"{base}/总结",
            (
                v.title("activity-summary"),
                [
                    hand.grid(
                        [
                            (v("activity-name"), act.name),
                            (v("day"), hand.day(act.day)),
                            (v("place"), act.place),
                            (v("came"), f"{act.came}人"),
                        ],
                        [(v("told"), act.told), (v("worker-sign"), INK), *hand.approval(act.summary)],
                    )
                ],
            ),
        )
        rows = [
            [v("no"), v("person"), v("sign")],
            *([str(i), n, INK] for i, n in enumerate(act.members[: act.signed], 1)),
        ]
        hand.save(
            f"{base}/签到",
            (
                v.title("activity-sign"),
                [f"{v('activity-name')}：{act.name}　日期：{hand.day(act.day)}", rows],
            ),
        )


def _plans(area: Area, hand: Hand) -> None:
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
        blocks: list[Block] = [f"目标：{plan.goal}"]
        if v.prose:
            for r in plan.rows:
                blocks += [f"{v(keys[k])}：{getattr(r, k)}" for k in kept]
        else:
            blocks.append(
                [
                    [v("no"), *(v(keys[k]) for k in kept)],
                    *([str(i), *(getattr(r, k) for k in kept)] for i, r in enumerate(plan.rows, 1)),
                ]
            )
        hand.save(f"计划/{plan.name}", (v.title("plan"), blocks))
    for s in area.surveys:
        texts = (s.background, s.plan, s.method, s.findings, s.use)
        hand.save(
            f"调研/{s.name}",
            (
                v.title("survey"),
                [
                    line
                    for i, (head, text) in enumerate(zip(v.headings, texts, strict=True))
                    if text
                    for line in (f"{'一二三四五'[i]}、{head}", text)
                ],
            ),
        )


def _volunteers(area: Area, hand: Hand) -> None:
    v = hand.voice
    for one in area.volunteers:
        p = one.person
        pairs: Pairs = [(v("v-name"), p.name), (v("sex"), p.sex), (v("birth"), hand.day(p.birth)), (v("phone"), p.phone), (v("team-of"), one.team), (v("v-day"), hand.day(one.day)),
                        (v("guardian"), one.guardian), (v("relation"), one.relation), (v("g-phone"), one.guardian_phone), (v("g-sign"), hand.sign(one.sign, one.guardian))]  # fmt: skip
        hand.save(f"志愿者/登记/{p.name}", (v.title("volunteer"), [hand.grid(pairs)]))
        if one.consent is not None:
            hand.save(
                f"志愿者/同意/{p.name}",
                (
                    v.title("consent"),
                    [
                        "本人同意被监护人参加志愿服务。",
                        hand.grid(
                            [
                                (v("v-name"), p.name),
                                (v("birth"), hand.day(p.birth)),
                                (v("g-sign"), hand.sign(one.consent, one.guardian)),
                                ("日期", hand.day(one.day)),
                            ]
                        ),
                    ],
                ),
            )
    for at, t in enumerate(area.team_works, 1):
        pairs = [
            (v("team-name"), t.team),
            (v("day"), hand.day(t.day)),
            (v("place"), t.place),
            (v("team-people"), f"{t.people}人"),
        ]
        hand.save(
            f"志愿者/记录/{at}",
            (
                v.title("team"),
                [
                    hand.grid(
                        pairs,
                        [
                            (v("team-told"), t.told),
                            ("片长意见", f"同意{INK}" if t.approved[0] else ""),
                            ("副站长意见", f"同意{INK}" if t.approved[1] else ""),
                        ],
                    )
                ],
            ),
        )
    hand.save(
        "志愿者/骨干/名单",
        (
            v.title("core-list"),
            [
                [
                    [v("no"), "姓名", v("team-of")],
                    *([str(i), c.name, c.team] for i, c in enumerate(area.cores, 1)),
                ]
            ],
        ),
    )
    extra = {
        "rating": ("总分", "90"),
        "plan": ("培育目标", "能独立带队"),
        "followup": ("跟进情况", "已参加两次培训"),
    }
    for c in area.cores:
        for key in c.papers:
            hand.save(
                f"志愿者/骨干/{c.name}{key}",
                (
                    v.title(f"core-{key}"),
                    [
                        hand.grid(
                            [
                                ("姓名", c.name),
                                (v("team-of"), c.team),
                                extra[key],
                                ("日期", hand.day(date(2025, 4, 2))),
                            ]
                        )
                    ],
                ),
            )
    for t in area.talks:
        pairs = [
            (v("topic"), t.name),
            (v("m-time"), f"{hand.day(t.day)} {t.hours}"),
            (v("m-place"), t.place),
            (v("host"), t.host),
            (v("present"), t.present),
        ]
        hand.save(
            f"会议/{t.name}",
            (
                v.title("meeting"),
                [
                    hand.grid(
                        pairs,
                        [
                            (v("m-told"), t.content),
                            (v("recorder"), t.recorder),
                            (v("record-time"), hand.day(t.recorded)),
                        ],
                    )
                ],
            ),
        )
    rows = [
        [v("no"), "姓名", v("times"), v("hours")],
        *([i, n, c, h] for i, (n, c, h) in enumerate(area.hours, 1)),
        ["合计", None, sum(c for _, c, _ in area.hours), area.hours_total],
    ]
    book(hand.out / "志愿者/时数.xlsx", {"时数": [[v.title("hours"), "<", "<", "<"], *rows]})


def _service(area: Area, hand: Hand) -> None:
    v = hand.voice
    if v.cards:
        for at, a in enumerate(area.answers, 1):
            hand.save(
                f"满意度/{at:02d}",
                (
                    "服务满意度调查问卷",
                    [
                        hand.grid(
                            [
                                (v("respondent"), a.name),
                                (v("community"), a.community),
                                ("日期", hand.day(a.day)),
                                (v("score"), f"{a.score}分"),
                            ],
                            [(v("said"), a.said), (v("followup"), a.followup)],
                        )
                    ],
                ),
            )
    else:
        heads = [v("no"), v("respondent"), v("community"), "日期", v("score"), v("said"), v("followup")]
        book(
            hand.out / "满意度/登记.xlsx",
            {
                "登记": [
                    [v.title("satisfaction-log"), *["<"] * 6],
                    heads,
                    *(
                        [i, a.name, a.community, a.day, a.score, a.said, a.followup]
                        for i, a in enumerate(area.answers, 1)
                    ),
                ]
            },
        )
    hand.save(
        "满意度/汇总",
        (
            v.title("satisfaction-summary"),
            [
                hand.grid(
                    [
                        (v("on-list"), f"{area.on_list}人"),
                        (v("asked"), f"{area.asked}人"),
                        (v("satisfied"), f"{area.satisfied}人"),
                        ("调查日期", hand.day(area.survey_day)),
                    ]
                )
            ],
        ),
    )
    for f in area.funds:
        rows: list[list[object]] = [
            [v.title("ledger", fund=f.name), *["<"] * 4],
            [v("e-day"), v("e-what"), v("income"), v("spent"), v("balance")],
            [None, "上期结余", None, None, f.opening],
        ]
        rows += [[e.day, e.what, e.income or None, e.spent or None, e.balance] for e in f.entries]
        book(hand.out / f"基金/{f.community}.xlsx", {"明细": rows})  # type: ignore[dict-item]
    yes, no = (
        ("是", "否")
        if v("c-missed") == "是否漏接"
        else ("否", "是")
        if v("c-missed") == "是否接通"
        else ("未接", "已接")
    )
    if v.cards:
        papers: list[tuple[str, list[Block]]] = [
            (
                v.title("hotline"),
                [
                    hand.grid(
                        [
                            (v("c-day"), f"{hand.day(c.day)} {c.time}"),
                            (v("c-who"), c.who),
                            (v("c-phone"), c.phone),
                            (v("c-missed"), yes if c.missed else no),
                            (v("c-about"), c.about),
                            (v("c-back"), hand.day(c.back)),
                        ]
                    )
                ],
            )
            for c in area.calls
        ]
        hand.save("热线/来电", *papers)
    else:
        heads = [
            v("c-day"),
            "时间" if v("c-day") != "来电时间" else "几点",
            v("c-who"),
            v("c-phone"),
            v("c-about"),
            v("c-missed"),
            v("c-back"),
        ]
        book(
            hand.out / "热线/台账.xlsx",
            {
                "热线": [
                    [v.title("hotline"), *["<"] * 6],
                    heads,
                    *(
                        [c.day, c.time, c.who, c.phone, c.about, yes if c.missed else no, c.back]
                        for c in area.calls
                    ),
                ]
            },
        )
    r = area.referral
    if r is not None:
        hand.save(
            "转介/转介",
            (
                v.title("referral"),
                [
                    hand.grid(
                        [
                            (v("case-number"), r.number),
                            (v("client"), r.name),
                            (v("r-day"), hand.day(r.day)),
                            ("社工", r.worker),
                        ],
                        [
                            (v("reason"), r.reason),
                            (v("receiver"), r.receiver),
                            (v("c-sign"), hand.sign(r.consent, r.name)),
                            (v("receipt"), hand.day(r.receipt)),
                        ],
                    )
                ],
            ),
        )
    for day, topic, supervisor, worker, advice in area.supervision:
        hand.save(
            f"督导/{day:%m%d}",
            (
                v.title("supervision"),
                [
                    hand.grid(
                        [
                            (v("s-day"), hand.day(day)),
                            (v("supervisor"), supervisor),
                            (v("supervised"), worker),
                            (v("s-topic"), topic),
                        ],
                        [(v("advice"), advice)],
                    )
                ],
            ),
        )


def _figures(area: Area, hand: Hand) -> None:
    v = hand.voice
    rows: list[list[object]] = [
        [v.title("indicators"), *["<"] * 5],
        [f"统计截至：{hand.day(area.targets_day)}", *["<"] * 5],
        [v("no"), v("indicator"), v("unit"), v("aim"), v("done"), v("percent")],
    ]
    rows += [[i, t.name, t.unit, t.target, t.done, t.percent] for i, t in enumerate(area.targets, 1)]
    book(hand.out / "管理/指标.xlsx", {"指标": rows})  # type: ignore[dict-item]
    columns = [
        (v("due"), lambda m: m.due),
        (v("here"), lambda m: m.present),
        (v("c-due"), lambda m: m.certified_due),
        (v("c-here"), lambda m: m.certified),
    ]
    if v.across:
        rows = [
            [v("month"), *(f"{m.month}月" for m in area.months)],
            *([name, *(of(m) for m in area.months)] for name, of in columns),
        ]
    else:
        rows = [
            [v("month"), *(name for name, _ in columns)],
            *([f"{m.month}月", *(of(m) for _, of in columns)] for m in area.months),
        ]
    book(hand.out / "管理/到岗.xlsx", {"到岗": [[v.title("duty"), *["<"] * (len(rows[0]) - 1)], *rows]})  # type: ignore[list-item]
    rows = [
        [v.title("training"), "<", "<"],
        ["姓名", v("asked-hours"), v("had-hours")],
        *([n, area.training_each, h] for n, h in area.training),
    ]
    book(hand.out / "管理/培训.xlsx", {"培训": rows})  # type: ignore[dict-item]
    if v.prose:
        blocks: list[Block] = [
            "为落实分级跟进，特制定本制度。",
            *(
                f"（{i}）{g}服务对象{'：' + f if f else '由责任社工跟进'}。"
                for i, (g, f) in enumerate(area.policy, 1)
            ),
            "结案后一个月内回访一次。",
        ]
    else:
        blocks = [
            "为落实分级跟进，特制定本制度。",
            [[v("grade"), v("frequency"), "负责人"], *([g, f, "责任社工"] for g, f in area.policy)],
        ]
    hand.save("制度/回访", (v.title("policy"), blocks))
    hand.pen.save(
        hand.out / "管理/报告.docx",
        (f"{area.name}{v.title('report')}", [line for head, texts in area.report for line in (head, *texts)]),
    )
