"""A9: a station that prints everything to PDF: a bound file a group (cover, list of contents, papers), booklets of forms; no settings file.

Kept out of tuning: nobody who changes readers, forms, lexicons or rules looks at this or at what the product makes of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Comment, Group
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen
from tools.strangers.papers import SignState

Paper = tuple[str, list[Block]]


def dash(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def heads(comment: Comment) -> list[list[str]]:
    """Two rows: the deputy head's remark, signature and day."""
    empty = not comment.approved and not comment.text
    return [
        ["副站长审核意见", "" if empty else comment.text, "<", "<"],
        ["副站长签名", "" if empty else INK, "审核日期", "" if empty else dash(comment.day)],
    ]


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    for group in area.groups:
        _group(group, out / "小组" / f"{group.number}.pdf", pen)
    for at, act in enumerate(area.activities):
        hours = area.activity_hours(at)
        pen.save(out / "活动" / f"{dash(act.day)}{act.name.replace('“', '').replace('”', '')}.pdf",
            ("社区活动策划表", [[
                ["活动名称", act.name, "<", "<"], ["举办时间", f"{dash(act.day)} {hours}", "举办地点", act.place], ["活动对象", act.target, "负责社工", act.worker], ["活动目标", "促进居民交往，宣传社工站服务。", "<", "<"],
                ["活动安排", "签到；主体活动；居民反馈；清场。", "<", "<"], ["物资与预算", "约400元，从项目活动经费列支。", "<", "<"], *heads(act.plan),
            ]]),
            ("社区活动签到表", [f"活动：{act.name}　日期：{dash(act.day)}", [["序号", "姓名", "签名"], *([str(i), n, INK] for i, n in enumerate(act.members[: act.signed], 1))]]),
            ("社区活动总结表", [[
                ["活动名称", act.name, "<", "<"], ["举办时间", f"{dash(act.day)} {hours}", "参与人数", f"{act.came}人"], ["活动情况", act.told, "<", "<"], ["活动成效", "参加者表示气氛融洽，愿意再来。", "<", "<"], ["社工签名", INK, "填表日期", dash(act.day)], *heads(act.summary),
            ]]),
        )  # fmt: skip
    _plans(area, out / "规划", pen)
    _volunteers(area, out / "志愿服务", pen)
    _service(area, out, pen)
    _figures(area, out / "项目管理", pen)


def _group(g: Group, path: Path, pen: Pen) -> None:
    contents = [
        "小组计划书",
        "小组过程记录",
        "小组签到表",
        *(f"{p}问卷" for p in g.phases),
        *(["小组总结"] if g.finished else []),
    ]
    papers: list[Paper] = [
        ("小组服务档案", [f"小组名称：{g.name}", f"小组编号：{g.number}", f"负责社工：{g.worker}", [["序号", "目录"], *([str(i), c] for i, c in enumerate(contents, 1))]]),
        ("小组计划书", [[
            ["小组名称", "<", "小组编号", "小组类别"], [g.name, "<", g.number, f"{g.kind}小组"], ["负责社工", "所属社区", "计划节数", "组员人数"], [g.worker, g.community, f"{g.planned}节", f"{len(g.members)}人"],
            ["小组理念", g.theory, "<", "<"], ["小组目标", g.goal, "<", "<"], ["小组内容", "每节包括热身、主题活动和分享三部分。", "<", "<"], ["评估方式", "观察、组员口头反馈" + ("、前后测" if g.kind == "教育" else ""), "<", "<"],
            ["制表日期", dash(g.plan_day), "制表人签名", INK], *heads(g.plan), ["社工对意见的跟进", g.plan.response, "<", "<"],
        ]]),
    ]  # fmt: skip
    for s in g.meetings:
        papers.append((f"小组过程记录（第{s.at}节）", [[
            ["小组名称", g.name, "小组编号", g.number], ["开展日期", dash(s.day), "开展时间", "14:30-16:00"], ["应出席人数", str(len(g.members)), "实际出席人数", str(s.came)], ["带领人", s.leader or g.worker, "记录人", g.worker],
            ["活动内容与过程", s.told, "<", "<"], ["组员反应", "组员能按约定轮流发言。", "<", "<"], ["社工的角色与作用", s.role, "<", "<"], *heads(s.comment), ["社工对意见的跟进", s.comment.response, "<", "<"],
        ]]))  # fmt: skip
    rows = [["序号", "姓名", *(f"第{s.at}节" for s in g.meetings)]]
    rows += [
        [str(i + 1), n, *(INK if i < s.signed else "" for s in g.meetings)] for i, n in enumerate(g.members)
    ]
    papers.append(("小组签到表", [f"小组名称：{g.name}", rows]))
    for phase in g.phases:
        table = [["题号", "题目", "答案"]]
        if g.test in ("objective", "mixed"):
            table += [[str(i), q, ""] for i, q in enumerate(g.knowledge, 1)]
        if g.test in ("subjective", "mixed"):
            table += [[str(i + 5), q, "1　2　3　4　5"] for i, q in enumerate(g.feelings, 1)]
        papers.append((f"{phase}问卷", [f"小组名称：{g.name}", "说明：请圈出最符合您情况的答案。", table]))
    if g.finished:
        papers.append(("小组总结", [[
            ["小组名称", g.name, "小组编号", g.number], ["完成节数", f"{g.stated}节", "总结日期", dash(g.summary_day)], ["目标达成", "组员反馈与观察均显示目标基本达成。", "<", "<"], ["经验与改进", "前期招募应更早开始。", "<", "<"], ["社工签名", INK, "<", "<"], *heads(g.summary),
        ]]))  # fmt: skip
    pen.save(path, *papers)


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    labels = {"target": "服务对象", "form": "服务形式", "time": "服务时间", "resources": "所需资源"}
    for plan in area.plans:
        tables: list[Block] = []
        for i, r in enumerate(plan.rows, 1):
            tables.append(f"工作{i}：{r.content}")
            tables.append([[labels[k], getattr(r, k)] for k in labels if k not in plan.lacks])
        pen.save(base / f"{plan.name}.pdf", (plan.title, ["总体目标", plan.goal, *tables]))
    for s in area.surveys:
        parts = (("一、调研背景", s.background), ("二、调研实施", s.plan), ("三、调研方法", s.method), ("四、需求分析", s.findings), ("五、结论与服务策略", s.use))  # fmt: skip
        kept = [(h[2:], t) for h, t in parts if t]
        pen.save(base / f"{s.name}.pdf", (s.title, [x for i, (h, t) in enumerate(kept) for x in ("一二三四五"[i] + "、" + h, t)]))  # fmt: skip


def _volunteers(area: Wider, base: Path, pen: Pen) -> None:
    papers: list[Paper] = []
    for v in area.volunteers:
        p = v.person
        papers.append(("志愿者入队登记表", [[
            ["姓名", p.name, "性别", p.sex], ["出生年月日", dash(p.birth), "手机", p.phone], ["学校/单位", "略", "志愿队", v.team], ["兴趣特长", "手工", "可服务时段", "周末"], ["家长姓名", v.guardian, "家长电话", v.guardian_phone],
            ["家长签名（16周岁以下）", sign(v.sign, v.guardian), "与志愿者关系", v.relation if v.guardian else ""], ["志愿者签名", INK, "登记日期", dash(v.day)],
        ]]))  # fmt: skip
    pen.save(base / "志愿者登记表合订.pdf", *papers)
    for v in area.volunteers:
        if v.consent is not None:
            pen.save(base / f"家长同意书（{v.person.name}）.pdf", ("未成年志愿者家长同意书", [
                "本人已了解志愿服务的内容、时间和安全要求，同意孩子参加，并承担监护责任。", [["孩子姓名", v.person.name, "出生年月日", dash(v.person.birth)], ["志愿队", v.team, "家长姓名", v.guardian], ["家长签名", sign(v.consent, v.guardian), "签署日期", dash(v.day)]],
            ]))  # fmt: skip
    for team in dict.fromkeys(t.team for t in area.team_works):
        papers = [("志愿服务队过程记录表", [[
            ["服务队", t.team, "<", "<"], ["服务日期", dash(t.day), "服务时段", "9:00-11:00"], ["服务地点", t.place, "参加人数", f"{t.people}人"], ["服务过程", t.told, "<", "<"], ["服务小结", "完成预定任务，无安全事故。", "<", "<"],
            ["记录人", t.worker, "填写日期", dash(t.day)], ["片长签名", INK if t.approved[0] else "", "副站长签名", INK if t.approved[1] else ""],
        ]]) for t in area.team_works if t.team == team]  # fmt: skip
        pen.save(base / f"{team}.pdf", *papers)
    pen.save(base / "骨干名单.pdf", ("志愿骨干名单", [[["序号", "姓名", "服务队"], *([str(i), c.name, c.team] for i, c in enumerate(area.cores, 1))]]))  # fmt: skip
    for c in area.cores:
        papers = []
        if "rating" in c.papers:
            papers.append(
                (
                    "志愿骨干评分表",
                    [
                        [
                            ["姓名", c.name, "服务队", c.team],
                            ["出勤（40分）", "37", "能力（60分）", "55"],
                            ["总分", "92", "评分日期", "2025-02-20"],
                        ]
                    ],
                )
            )
        if "plan" in c.papers:
            papers.append(
                (
                    "志愿骨干培育计划",
                    [
                        [
                            ["姓名", c.name, "服务队", c.team],
                            ["培育方向", "策划与带队", "<", "<"],
                            ["培育安排", "三月培训，四月实践，六月复盘", "<", "<"],
                        ]
                    ],
                )
            )
        if "followup" in c.papers:
            papers.append(("志愿骨干培育跟进表", [[["姓名", c.name, "服务队", c.team], ["跟进日期", "2025-04-10", "跟进社工", area.workers[0]], ["跟进内容", "已完成培训，实践表现稳定。", "<", "<"]]]))  # fmt: skip
        pen.save(base / f"骨干-{c.name}.pdf", *papers)
    total = sum(c for _, c, _ in area.hours)
    pen.save(base / "i志愿时数.pdf", ("“i志愿”平台服务时数汇总表", [[["序号", "志愿者姓名", "服务次数", "服务时数（小时）"], *([str(i), n, str(c), f"{h:g}"] for i, (n, c, h) in enumerate(area.hours, 1)), ["", "合计", str(total), f"{area.hours_total:g}"]]]))  # fmt: skip


def _service(area: Wider, out: Path, pen: Pen) -> None:
    for quarter in (1, 2):
        papers: list[Paper] = [("会议记录", [[
            ["会议名称", t.name, "<", "<"], ["会议时间", f"{dash(t.day)} {t.hours}", "会议地点", t.place], ["主持人", t.host, "出席人员", t.present], ["会议内容", t.content, "<", "<"], ["会议决议", "照分工推进。", "<", "<"], ["记录人", t.recorder, "记录时间", dash(t.recorded)],
        ]]) for t in area.talks if (t.day.month - 1) // 3 + 1 == quarter]  # fmt: skip
        if papers:
            pen.save(out / "会议" / f"第{'一二'[quarter - 1]}季度会议记录.pdf", *papers)
    base = out / "满意度"
    rows = [["序号", "受访者", "社区", "日期", "评分", "意见与需求", "跟进结果"], *([str(i), a.name, a.community, dash(a.day), str(a.score), a.said, a.followup] for i, a in enumerate(area.answers, 1))]  # fmt: skip
    pen.save(base / "满意度记录.pdf", ("服务满意度调查记录表", [rows]))
    pen.save(base / "满意度汇总.pdf", ("服务满意度调查汇总表", [[["服务对象总数", "受访人数", "满意人数", "满意度", "统计日期"], [str(area.on_list), str(area.asked), str(area.satisfied), f"{area.satisfied / area.asked:.1%}", dash(area.survey_day)]]]))  # fmt: skip
    rows = [
        ["序号", "来电日期", "来电时间", "来电人", "电话", "来电事项", "接听情况", "回拨日期", "值班社工"]
    ]
    rows += [
        [
            str(i),
            dash(c.day),
            c.time,
            c.who,
            c.phone,
            c.about,
            "未接" if c.missed else "接听",
            dash(c.back),
            c.taker,
        ]
        for i, c in enumerate(area.calls, 1)
    ]
    pen.save(out / "热线" / "红棉热线来电登记.pdf", ("红棉热线来电登记表", [rows]))
    papers = []
    for f in area.funds:
        lines = [
            ["日期", "摘要", "收入金额", "支出金额", "账面余额"],
            ["2025-01-01", "年初余额", "", "", f"{f.opening:.2f}"],
        ]
        lines += [
            [
                dash(e.day),
                e.what,
                f"{e.income:.2f}" if e.income else "",
                f"{e.spent:.2f}" if e.spent else "",
                f"{e.balance:.2f}",
            ]
            for e in f.entries
        ]
        papers.append((f"{f.name}收支明细（2025年1—4月）", ["单位：元", lines]))
    pen.save(out / "基金" / "社区慈善基金收支明细.pdf", *papers)
    r = area.referral
    if r is not None:
        pen.save(out / "转介" / "转介表.pdf", ("个案转介表", [[
            ["个案编号", r.number, "服务对象姓名", r.name], ["转介日期", dash(r.day), "转介社工", r.worker], ["转介原因", r.reason, "<", "<"], ["接收机构名称", r.receiver, "<", "<"], ["服务对象签名确认", sign(r.consent, r.name), "机构回执日期", dash(r.receipt)],
        ]]))  # fmt: skip
    papers = [("督导记录表", [[
        ["督导日期", dash(day), "督导方式", "个别督导"], ["督导姓名", supervisor, "受督导社工", worker], ["督导议题", topic, "<", "<"], ["督导内容", "社工汇报、讨论、角色演练。", "<", "<"], ["督导建议", advice, "<", "<"], ["督导签名", INK, "社工签名", INK],
    ]]) for day, topic, supervisor, worker, advice in area.supervision]  # fmt: skip
    pen.save(out / "督导" / "督导记录合订.pdf", *papers)


def _figures(area: Wider, base: Path, pen: Pen) -> None:
    rows = [
        ["序号", "服务指标", "单位", "年度指标", "累计完成", "完成率"],
        *(
            [str(i), t.name, t.unit, str(t.target), str(t.done), t.percent]
            for i, t in enumerate(area.targets, 1)
        ),
    ]
    pen.save(base / "指标完成统计表.pdf", ("服务指标完成情况统计表", ["项目合同期：2025年1月1日至2025年12月31日　　统计截止：2025年4月30日", rows]))  # fmt: skip
    rows = [["月份", *(f"{m.month}月" for m in area.months)], ["应到人数", *(str(m.due) for m in area.months)], ["实到人数", *(f"{m.present:g}" for m in area.months)], ["持证应到人数", *(str(m.certified_due) for m in area.months)], ["持证实到人数", *(f"{m.certified:g}" for m in area.months)]]  # fmt: skip
    pen.save(base / "到岗统计表.pdf", ("社工到岗情况统计表", [rows]))
    rows = [["序号", "姓名", "岗位", "要求学时", "已完成学时"], *([str(i), n, "社工", f"{area.training_each:g}", f"{h:g}"] for i, (n, h) in enumerate(area.training, 1))]  # fmt: skip
    pen.save(base / "培训学时.pdf", ("社工培训学时统计表", [rows]))
    pen.save(base / "回访机制.pdf", ("服务对象分级跟进及回访机制", ["为落实分级分类服务，制定本机制。", [["服务对象等级", "跟进频率", "方式"], *([g, f, "探访、电访"] for g, f in area.policy)], "结案后一个月内回访至少一次。"]))  # fmt: skip
    pen.save(base / "自评报告.pdf", (f"{area.name}自评报告", [line for head, texts in area.report for line in (head, *texts)]))  # fmt: skip
