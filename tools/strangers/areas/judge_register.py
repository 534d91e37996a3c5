"""A4: registers and long tables (a group's sessions in rows, cards of calls, lists of volunteers), PDF and workbooks.

Kept out of tuning: nobody who changes readers, forms, lexicons or rules looks at this or at what the product makes of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.areas.style_tables import config
from tools.strangers.papers import SignState


def slash(day: date | None) -> str:
    return f"{day.year}/{day.month}/{day.day}" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def box(comment: Comment) -> str:
    """What stands in the deputy head's cell."""
    return f"{comment.text} {INK} {slash(comment.day)}" if comment.approved else ""


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed, "anchored")
    config(area, out)
    for group in area.groups:
        _group(group, out / "小组档案", pen)
    for act in area.activities:
        name = act.name.replace("“", "").replace("”", "")
        pen.save(
            out / "活动档案" / f"{name}.docx",
            ("社区活动策划表", [[["活动名称", act.name], ["时间及地点", f"{slash(act.day)} {act.place}"], ["参加对象", act.target], ["主责社工", act.worker], ["环节安排", "入场、暖场、主环节、收尾"], ["副站长审核", box(act.plan)]]]),
            ("社区活动总结表", [[["活动名称", act.name], ["活动时间", slash(act.day)], ["实际参加", f"{act.came}人次"], ["活动纪实", act.told], ["副站长审核", box(act.summary)]]]),
            ("社区活动签到表", [f"活动名称：{act.name}", [["编号", "姓名", "签名"], *([str(i), n, INK] for i, n in enumerate(act.members[: act.signed], 1))]]),
        )  # fmt: skip
    _plans(area, out / "计划调研", pen)
    _volunteers(area, out / "志愿管理", pen)
    _service(area, out, pen)
    _figures(area, out / "指标人事", pen)


def _group(g: Group, base: Path, pen: Pen) -> None:
    title = f"{g.number} {g.name}"
    rows = [["节次", "日期", "出席人数", "带领人", "内容及过程", "社工角色", "督导批注及签名", "社工回应"]]
    rows += [
        [
            f"第{s.at}节",
            slash(s.day),
            str(s.came),
            s.leader or g.worker,
            s.told,
            s.role,
            box(s.comment),
            s.comment.response,
        ]
        for s in g.meetings
    ]
    papers: list[tuple[str, list[Block]]] = [
        ("小组服务计划书", [[
            ["小组名称", g.name], ["小组编号", g.number], ["小组类型", f"{g.kind}小组"], ["计划节数", str(g.planned)], ["服务村居", g.community], ["理论依据", g.theory], ["小组目标", g.goal],
            ["填表社工/日期", f"{INK} {slash(g.plan_day)}"], ["督导批注及签名", box(g.plan)], ["社工回应", g.plan.response],
        ]]),
        ("小组各节记录", [f"小组名称：{g.name}　小组编号：{g.number}", rows]),
    ]  # fmt: skip
    for s in g.meetings:
        papers.append(
            (
                f"第{s.at}节签到表",
                [
                    f"小组名称：{g.name}　日期：{slash(s.day)}",
                    [
                        ["编号", "姓名", "签名"],
                        *([str(i), n, INK] for i, n in enumerate(g.members[: s.signed], 1)),
                    ],
                ],
            )
        )
    for phase in g.phases:
        items: list[list[str]] = [["题号", "题目", "作答"]]
        if g.test in ("objective", "mixed"):
            items += [[str(i), q, ""] for i, q in enumerate(g.knowledge, 1)]
        if g.test in ("subjective", "mixed"):
            items += [[str(i + 10), q, "□5 □4 □3 □2 □1"] for i, q in enumerate(g.feelings, 1)]
        papers.append((f"小组{phase}卷", [f"小组名称：{g.name}", items]))
    if g.finished:
        papers.append(("小组总结评估", [[
            ["小组名称", g.name], ["小组编号", g.number], ["完成节数", str(g.stated)], ["成效评估", "组员反馈良好，目标达成度较高。"], ["社工/日期", f"{INK} {slash(g.summary_day)}"], ["督导批注及签名", box(g.summary)],
        ]]))  # fmt: skip
    pen.save(base / f"{title}.docx", *papers)


def _plans(area: Area, base: Path, pen: Pen) -> None:
    for plan in area.plans:
        blocks: list[Block] = [plan.goal]
        for r in plan.rows:
            parts = [r.content]
            parts += [f"面向{r.target}"] if "target" not in plan.lacks else []
            parts += [f"以{r.form}的形式开展"] if "form" not in plan.lacks else []
            parts += [f"时间为{r.time}"] if "time" not in plan.lacks else []
            parts += [f"资源来自{r.resources}"] if "resources" not in plan.lacks else []
            blocks.append("● " + "，".join(parts) + "。")
        pen.save(base / f"{plan.name}.pdf", (plan.title, blocks))
    for s in area.surveys:
        heads = ("1 为什么做", "2 怎样安排", "3 用了什么办法", "4 看到了什么", "5 接下来怎么做")
        blocks = [
            line
            for head, text in zip(heads, (s.background, s.plan, s.method, s.findings, s.use), strict=True)
            if text
            for line in (head, text)
        ]
        pen.save(base / f"{s.name}.pdf", (s.title, blocks))


def _volunteers(area: Area, base: Path, pen: Pen) -> None:
    rows = [["序号", "姓名", "性别", "出生年月日", "电话", "队伍", "入队日期", "监护人", "监护人签名"]]
    rows += [
        [
            str(i),
            v.person.name,
            v.person.sex,
            slash(v.person.birth),
            v.person.phone,
            v.team,
            slash(v.day),
            v.guardian,
            sign(v.sign, v.guardian),
        ]
        for i, v in enumerate(area.volunteers, 1)
    ]
    pen.save(base / "义工登记册.docx", ("义工登记册", [rows]))
    for v in area.volunteers:
        if v.consent is not None:
            pen.save(
                base / f"监护人同意书（{v.person.name}）.pdf",
                (
                    "未成年人参加志愿服务监护人同意书",
                    [
                        [
                            ["未成年人", v.person.name, "出生日期", slash(v.person.birth)],
                            ["监护人", v.guardian, "关系", v.relation],
                            ["监护人签名", sign(v.consent, v.guardian), "日期", slash(v.day)],
                        ]
                    ],
                ),
            )
    for team in dict.fromkeys(t.team for t in area.team_works):
        lines = [["日期", "时段", "地点", "人数", "服务内容", "记录人", "片长签名", "副站长签名"]]
        lines += [
            [
                slash(t.day),
                t.hours,
                t.place,
                str(t.people),
                t.told,
                t.worker,
                INK if t.approved[0] else "",
                INK if t.approved[1] else "",
            ]
            for t in area.team_works
            if t.team == team
        ]
        pen.save(base / f"{team}台账.docx", (f"{team}志愿服务过程记录表", [f"志愿队名称：{team}", lines]))
    sheets = {"骨干名单": [["志愿骨干花名册", "<"], ["姓名", "队伍"], *([c.name, c.team] for c in area.cores)],
              "评分": [["志愿骨干评分表", "<", "<"], ["姓名", "服务表现", "总分"], *([c.name, "优", 91] for c in area.cores)],
              "培育计划": [["志愿骨干培育计划", "<", "<"], ["姓名", "目标", "措施"], *([c.name, "担任副队长", "跟岗三个月"] for c in area.cores if "plan" in c.papers)],
              "跟进": [["志愿骨干培育跟进表", "<", "<"], ["姓名", "日期", "情况"], *([c.name, date(2025, 4, 9), "已独立带队"] for c in area.cores if "followup" in c.papers)]}  # fmt: skip
    book(base / "骨干档案.xlsx", sheets)  # type: ignore[arg-type]
    for t in area.talks:
        pen.save(
            base / "会议" / f"{t.name}.pdf",
            (
                t.name + "记录",
                [
                    [
                        ["会议时间", f"{slash(t.day)} {t.hours}"],
                        ["地点", t.place],
                        ["主持人", t.host],
                        ["参会人员", t.present],
                        ["会议内容", t.content],
                        ["记录人", t.recorder],
                        ["记录时间", slash(t.recorded)],
                    ]
                ],
            ),
        )
    book(
        base / "公益时间导出.xlsx",
        {
            "导出": [
                ["广州公益时间服务时数汇总", "<", "<"],
                ["志愿者", "服务次数", "时数（小时）"],
                *([n, c, h] for n, c, h in area.hours),
                ["合计", sum(c for _, c, _ in area.hours), area.hours_total],
            ]
        },
    )


def _service(area: Area, out: Path, pen: Pen) -> None:
    book(out / "满意度" / "满意度.xlsx", {
        "逐人": [["服务对象满意度测评登记", "<", "<", "<", "<", "<"], ["编号", "受访人", "村居", "测评日期", "评分", "意见或诉求", "跟进落实"], *([i, a.name, a.community, a.day, a.score, a.said, a.followup] for i, a in enumerate(area.answers, 1))],
        "汇总": [["服务对象满意度测评汇总", "<"], ["在册服务对象（人）", area.on_list], ["参与测评（人）", area.asked], ["满意（人）", area.satisfied], ["测评时间", area.survey_day]],
    })  # fmt: skip
    for f in area.funds:
        rows: list[list[object]] = [
            [f"{f.name}账目公示", "<", "<", "<", "<"],
            ["日期", "类型", "摘要", "金额（元）", "结存（元）"],
            [None, "期初", "期初结存", None, f.opening],
        ]
        rows += [
            [e.day, "收" if e.income else "支", e.what, e.income or e.spent, e.balance] for e in f.entries
        ]
        book(out / "慈善基金" / f"{f.community}基金.xlsx", {"公示": rows})  # type: ignore[dict-item]
    pen.save(out / "热线" / "来电卡.docx", *[("热线来电登记卡", [[
        ["来电时间", f"{slash(c.day)} {c.time}", "来电人", c.who], ["来电号码", c.phone, "是否漏接", "是" if c.missed else "否"], ["咨询内容", c.about, "<", "<"], ["回拨时间", slash(c.back), "接听社工", c.taker],
    ]]) for c in area.calls])  # fmt: skip
    r = area.referral
    if r is not None:
        pen.save(
            out / "转介表.pdf",
            (
                "个案转介申请表",
                [
                    [
                        ["个案编号", r.number],
                        ["服务对象", r.name],
                        ["申请日期", slash(r.day)],
                        ["社工", r.worker],
                        ["转介原因", r.reason],
                        ["接收机构", r.receiver],
                        ["服务对象签名", sign(r.consent, r.name)],
                        ["接收机构回执日期", slash(r.receipt)],
                    ]
                ],
            ),
        )
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(
            out / "督导" / f"督导{day:%m%d}.pdf",
            (
                "督导记录表",
                [
                    [
                        ["督导日期", slash(day)],
                        ["督导者", supervisor],
                        ["被督导社工", worker],
                        ["议题", topic],
                        ["建议", advice],
                    ]
                ],
            ),
        )


def _figures(area: Area, base: Path, pen: Pen) -> None:
    heads = ["指标", "单位", "协议指标", "1月", "2月", "3月", "4月", "累计完成", "完成率"]
    rows: list[list[object]] = [
        ["2025年服务指标月报", *["<"] * 8],
        [f"截至：{area.targets_day.year}年{area.targets_day.month}月{area.targets_day.day}日", *["<"] * 8],
        heads,
    ]
    for t in area.targets:
        part = t.done // 4
        rows.append([t.name, t.unit, t.target, part, part, part, t.done - 3 * part, t.done, t.percent])
    book(base / "指标月报.xlsx", {"月报": rows})  # type: ignore[dict-item]
    rows = [
        ["人员到岗月报", "<", "<", "<", "<"],
        ["月份", "全体社工", "<", "持证社工", "<"],
        ["", "应到", "实到", "应到", "实到"],
        *([f"{m.month}月", m.due, m.present, m.certified_due, m.certified] for m in area.months),
    ]
    book(base / "到岗月报.xlsx", {"到岗": rows})  # type: ignore[dict-item]
    pen.save(
        base / "培训.pdf",
        (
            "社工培训学时登记表",
            [
                f"每人应完成学时：{area.training_each:g}",
                [["姓名", "完成学时"], *([n, f"{h:g}"] for n, h in area.training)],
            ],
        ),
    )
    pen.save(
        base / "分级跟进指引.pdf",
        ("服务对象分级跟进指引", [[["级别", "要求"], *([g, f or "按需要"] for g, f in area.policy)]]),
    )
    pen.save(
        base / "上半年自评.pdf",
        (f"{area.name}2025年阶段自评报告", [line for head, texts in area.report for line in (head, *texts)]),
    )
