"""A3: printed captions above or at the left of merged cells, a folder for each group, letters and logs; workers are 工作员.

Kept out of tuning: nobody who changes readers, forms, lexicons or rules looks at this or at what the product makes of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.areas.style_tables import config
from tools.strangers.papers import SignState


def day_of(day: date | None) -> str:
    return f"{day.year}-{day.month:02d}-{day.day:02d}" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def remark(comment: Comment) -> tuple[str, str, str]:
    """Opinion, signature, day as three cells."""
    if not comment.approved and not comment.text:
        return "", "", ""
    return comment.text, INK, day_of(comment.day)


def foot(role: str, comment: Comment, reply: str) -> list[list[str]]:
    """The block of supervision at the bottom of a paper."""
    said, signed, day = remark(comment)
    return [
        [f"{role}评语", said, "<", "<"], [f"{role}签署", signed, "签署日期", day], ["工作员对评语的回复", reply, "<", "<"],
    ]  # fmt: skip


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    config(area, out)
    for at, group in enumerate(area.groups, 1):
        _group(group, out / "二、小组工作" / f"{at:02d}.{group.name}", pen)
    for at, act in enumerate(area.activities, 1):
        base = out / "三、社区工作" / f"{at}.{act.name.replace('“', '').replace('”', '')}"
        pen.save(base / "活动申报书.docx", ("社区服务活动申报书", [[
            ["项目名称", "<", "举办日期", "举办地点"], [act.name, "<", day_of(act.day), act.place], ["面向人群", "<", "统筹工作员", "所在村（社区）"], [act.target, "<", act.worker, act.community],
            *foot("督导", act.plan, ""),
        ]]))  # fmt: skip
        names = act.members[: act.signed]
        rows = [["序", "参加者", "手签", "序", "参加者", "手签"]]
        for i in range(0, len(names), 2):
            pair = [str(i + 1), names[i], INK]
            rows.append(pair + ([str(i + 2), names[i + 1], INK] if i + 1 < len(names) else ["", "", ""]))
        pen.save(
            base / "到场签名.docx", ("参加者签到名单", [f"项目：{act.name}　　日期：{day_of(act.day)}", rows])
        )
        pen.save(base / "活动成效小结.docx", ("社区服务活动成效小结", [[
            ["项目名称", "<", "举办日期", "到场人数"], [act.name, "<", day_of(act.day), f"{act.came}人"], ["经过及成效", act.told, "<", "<"], ["工作员签署", INK, "填报日期", day_of(act.day)],
            *foot("督导", act.summary, ""),
        ]]))  # fmt: skip
    _plans(area, out / "一、规划与调研", pen)
    _volunteers(area, out / "四、义工", pen)
    _service(area, out, pen)
    _figures(area, out / "六、运营", pen)


def _group(g: Group, base: Path, pen: Pen) -> None:
    pen.save(base / "1小组策划.docx", ("小组策划及审核表", [[
        ["小组全称", "<", "档案号", "拟办节数"], [g.name, "<", g.number, f"{g.planned} 节"], ["工作手法类别", "<", "理念/理论", "带组工作员"], [f"{g.kind}类小组", "<", g.theory, g.worker],
        ["预期成果", g.goal, "<", "<"], ["撰写日期", day_of(g.plan_day), "所在村（社区）", g.community], *foot("督导", g.plan, g.plan.response),
    ]]))  # fmt: skip
    for s in g.meetings:
        pen.save(base / f"2第{s.at}次聚会纪要.docx", (f"小组聚会纪要（第{s.at}次）", [[
            ["小组全称", g.name, "档案号", g.number], ["聚会日期", day_of(s.day), "出席组员", f"{s.came} 人"], ["本次主持/授课", s.leader or "工作员", "工作员担当的角色", s.role],
            ["聚会经过", s.told, "<", "<"], ["工作员签署", INK, "撰写日期", day_of(s.day)], *foot("督导", s.comment, s.comment.response),
        ]]))  # fmt: skip
    heads = ["组员", *(f"第{s.at}次（{s.day.month}月{s.day.day}日）" for s in g.meetings)]
    rows = [
        heads,
        *([name, *(INK if i < s.signed else "" for s in g.meetings)] for i, name in enumerate(g.members)),
    ]
    pen.save(base / "3出席签到.docx", ("小组组员出席签到表", [f"小组全称：{g.name}", rows]))
    for phase in g.phases:
        word = "组前" if phase == "前测" else "组后"
        blocks: list[Block] = [f"小组：{g.name}　　填写人：＿＿＿＿", f"本卷为{word}（{phase}）使用"]
        if g.test in ("objective", "mixed"):
            blocks += [
                "甲部：单选（每题只有一个正确答案）",
                *(f"{i}．{q}" for i, q in enumerate(g.knowledge, 1)),
            ]
        if g.test in ("subjective", "mixed"):
            blocks += [
                "乙部：请按自己的感受圈选，1为最低、10为最高",
                *(f"{i}．{q}　1　2　3　4　5　6　7　8　9　10" for i, q in enumerate(g.feelings, 1)),
            ]
        pen.save(base / f"4{word}问卷.docx", (f"{word}评估问卷（{phase}）", blocks))
    if g.finished:
        pen.save(base / "5成效总结.docx", ("小组成效总结", [[
            ["小组全称", "<", "档案号", "实际聚会次数"], [g.name, "<", g.number, f"{g.stated} 次"], ["总体评价", "预期成果大致达到，组员愿意继续往来。", "<", "<"],
            ["工作员签署", INK, "撰写日期", day_of(g.summary_day)], *foot("督导", g.summary, ""),
        ]]))  # fmt: skip


def _plans(area: Area, base: Path, pen: Pen) -> None:
    heads = {
        "content": "工作事项",
        "form": "做法",
        "time": "推行时段",
        "resources": "动用资源",
        "target": "受惠人群",
    }
    for plan in area.plans:
        keys = [k for k in heads if k not in plan.lacks]
        rows = [["序", *(heads[k] for k in keys)]] + [
            [str(i), *(getattr(r, k) for k in keys)] for i, r in enumerate(plan.rows, 1)
        ]
        pen.save(base / f"{plan.name}.docx", (f"{area.name}\n{plan.title}", [f"总体设想：{plan.goal}", rows]))
    for s in area.surveys:
        parts = (
            ("第一部分　缘起", s.background),
            ("第二部分　调研的组织", s.plan),
            ("第三部分　调研手段", s.method),
            ("第四部分　所见所得", s.findings),
            ("第五部分　服务回应", s.use),
        )
        pen.save(
            base / f"{s.name}.docx",
            (s.title, [line for head, text in parts if text for line in (head, text)]),
        )


def _volunteers(area: Area, base: Path, pen: Pen) -> None:
    for v in area.volunteers:
        p = v.person
        pen.save(base / "入队申请" / f"{p.name}.docx", ("义工入队申请书", [[
            ["申请人", "性别", "出生日期", "手机"], [p.name, p.sex, day_of(p.birth), p.phone], ["志愿加入", "<", "申请日期", "<"], [v.team, "<", day_of(v.day), "<"],
            ["未成年人须由家长填写以下各栏", "<", "<", "<"], ["家长姓名", v.guardian, "与申请人的关系", v.relation], ["家长手机", v.guardian_phone, "家长亲笔签名", sign(v.sign, v.guardian)],
        ]]))  # fmt: skip
        if v.consent is not None:
            pen.save(base / "家长书面同意" / f"{p.name}家长.docx", ("未成年义工家长知情同意书", [
                f"本人知悉并同意子女参加{v.team}的志愿服务，已提醒其遵守安全守则。", [["子女姓名", p.name, "出生日期", day_of(p.birth)], ["家长亲笔签名", sign(v.consent, v.guardian), "签署日期", day_of(v.day)]],
            ]))  # fmt: skip
    for at, t in enumerate(area.team_works, 1):
        pen.save(base / "服务日志" / f"{at}.docx", ("义工队服务日志", [[
            ["队名", t.team, "服务日期", day_of(t.day)], ["起止", t.hours, "出动义工", f"{t.people} 人"], ["地点", t.place, "填写人", t.worker], ["服务纪实", t.told, "<", "<"],
            ["片长审批", INK if t.approved[0] else "", "副站长审批", INK if t.approved[1] else ""],
        ]]))  # fmt: skip
    pen.save(
        base / "骨干" / "骨干义工名录.docx",
        (
            "骨干义工名录",
            [[["序", "姓名", "所在队"], *([str(i), c.name, c.team] for i, c in enumerate(area.cores, 1))]],
        ),
    )
    titles = {
        "rating": ("骨干义工评定打分表", "综合得分", "92"),
        "plan": ("骨干义工个人培育计划", "培育方向", "担任小队长，学习带领破冰"),
        "followup": ("骨干义工培育跟进记录", "近况", "四月主持例会一次，表达更有条理"),
    }
    for c in area.cores:
        for key in c.papers:
            title, label, text = titles[key]
            pen.save(
                base / "骨干" / f"{c.name}—{title[4:]}.docx",
                (title, [[["姓名", c.name, "所在队", c.team], [label, text, "日期", "2025-04-02"]]]),
            )
    for t in area.talks:
        pen.save(base.parent / "五、会议" / f"{day_of(t.day)} {t.name}.docx", ("会议纪要", [[
            ["会议主题", t.name, "<", "<"], ["开会时间", f"{day_of(t.day)}　{t.hours}", "开会地点", t.place], ["主持", t.host, "与会者", t.present], ["议定事项", t.content, "<", "<"],
            ["记录人", t.recorder, "记录日期", day_of(t.recorded)],
        ]]))  # fmt: skip
    rows: list[list[object]] = [
        ["平台志愿时数核对（i志愿）", "<", "<"],
        ["队员", "参加次数", "累计时数"],
        *([n, c, h] for n, c, h in area.hours),
        ["总计", sum(c for _, c, _ in area.hours), area.hours_total],
    ]
    book(base / "时数核对.xlsx", {"核对": rows})  # type: ignore[dict-item]


def _service(area: Area, out: Path, pen: Pen) -> None:
    base = out / "五、满意度与热线"
    for at, a in enumerate(area.answers, 1):
        pen.save(base / "访谈" / f"访谈{at:02d}.docx", ("服务满意度访谈表", [[
            ["受访居民", a.name, "村（社区）", a.community], ["访谈日期", day_of(a.day), "打分（满分10）", str(a.score)], ["居民的话", a.said, "<", "<"], ["工作员处理结果", a.followup, "<", "<"],
        ]]))  # fmt: skip
    pen.save(
        base / "满意度调查结果.docx",
        (
            "服务满意度调查结果",
            [
                [
                    ["名册服务对象", f"{area.on_list}人", "实际受访", f"{area.asked}人"],
                    ["表示满意", f"{area.satisfied}人", "统计日期", day_of(area.survey_day)],
                ]
            ],
        ),
    )
    rows: list[list[object]] = [
        ["服务热线登记簿", "<", "<", "<", "<", "<", "<"],
        ["打入日期", "打入时刻", "来电者", "号码", "事由", "有否接通", "回电日期"],
    ]
    rows += [
        [c.day, c.time, c.who, c.phone, c.about, "未接通" if c.missed else "接通", c.back] for c in area.calls
    ]
    book(base / "热线登记簿.xlsx", {"2025": rows})  # type: ignore[dict-item]
    for f in area.funds:
        lines = [["日期", "事由", "收入", "支出", "余额"], ["", "承上年结转", "", "", f"{f.opening:g}"]]
        lines += [
            [
                day_of(e.day),
                e.what,
                f"{e.income:g}" if e.income else "",
                f"{e.spent:g}" if e.spent else "",
                f"{e.balance:g}",
            ]
            for e in f.entries
        ]
        pen.save(out / "七、社区慈善基金" / f"{f.community}.docx", (f"{f.name}流水账（单位：元）", [lines]))
    r = area.referral
    if r is not None:
        pen.save(out / "八、转介" / "转介函.docx", ("服务转介函", [
            [["个案号", r.number, "案主", r.name], ["发函日期", day_of(r.day), "经办工作员", r.worker], ["转介缘由", r.reason, "<", "<"], ["转往单位", r.receiver, "<", "<"], ["案主签名同意", sign(r.consent, r.name), "对方回执日期", day_of(r.receipt)]],
        ]))  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(
            out / "九、督导" / f"{day_of(day)}.docx",
            (
                "个别督导记录",
                [
                    [
                        ["督导老师", supervisor, "受督导者", worker],
                        ["日期", day_of(day), "主题", topic],
                        ["督导提点", advice, "<", "<"],
                    ]
                ],
            ),
        )


def _figures(area: Area, base: Path, pen: Pen) -> None:
    rows = [
        ["序", "指标内容", "计量单位", "全年目标", "1—4月累计", "完成进度"],
        *(
            [str(i), t.name, t.unit, str(t.target), str(t.done), t.percent]
            for i, t in enumerate(area.targets, 1)
        ),
    ]
    pen.save(
        base / "指标进度.docx",
        (
            "服务指标进度表",
            [f"数据截至{area.targets_day.year}年{area.targets_day.month}月{area.targets_day.day}日", rows],
        ),
    )
    rows = [
        ["", *(f"{m.month}月" for m in area.months)],
        ["应到社工", *(str(m.due) for m in area.months)],
        ["实到社工", *(f"{m.present:g}" for m in area.months)],
        ["持证应到", *(str(m.certified_due) for m in area.months)],
        ["持证实到", *(f"{m.certified:g}" for m in area.months)],
    ]
    pen.save(base / "人员到岗.docx", ("社工到岗情况统计表", [rows]))
    rows = [
        ["姓名", "全年应修", "已修"],
        *([n, f"{area.training_each:g}", f"{h:g}"] for n, h in area.training),
    ]
    pen.save(base / "继续教育学时.docx", ("社工继续教育学时一览", ["单位：学时", rows]))
    lines = [
        f"{'一二三四'[i]}、{g}的服务对象，{f}，由责任工作员落实。"
        if f
        else f"{'一二三四'[i]}、{g}的服务对象，由责任工作员酌情安排。"
        for i, (g, f) in enumerate(area.policy)
    ]
    pen.save(
        base / "分级回访办法.docx",
        (
            "服务对象分级回访办法",
            [
                "为使不同需要的居民得到相称的关注，特订立本办法。",
                *lines,
                "五、个案结束后三十日内须回访一次。",
            ],
        ),
    )
    pen.save(
        base / "自我评估报告.docx",
        (f"{area.name}自我评估报告", [line for head, texts in area.report for line in (head, *texts)]),
    )
