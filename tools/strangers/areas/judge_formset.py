"""A7: a station with a printed form set in Word: label grids with long rows below, one folder a group, ticks, monthly workbooks.

Kept out of tuning: nobody who changes readers, forms, lexicons or rules looks at this or at what the product makes of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Comment, Group
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.areas.style_tables import config
from tools.strangers.papers import SignState

KINDS = ("教育", "支持", "成长", "互助", "兴趣")


def dot(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def cn(day: date | None) -> str:
    return f"{day.year}年{day.month:02d}月{day.day:02d}日" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def verdict(comment: Comment) -> str:
    """The cell in which the head writes and signs."""
    if not comment.approved and not comment.text:
        return "\n\n签名：　　　　　　　　　　年　　月　　日"
    return f"{comment.text}\n\n签名：{INK}　　{cn(comment.day)}"


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    config(area, out)
    for group in area.groups:
        _group(group, out / "02小组" / group.name.replace("“", "").replace("”", ""), pen)
    for at, act in enumerate(area.activities):
        base = out / "03社区活动" / f"{act.day:%m%d}{act.name.replace('“', '').replace('”', '')}"
        hours = area.activity_hours(at)
        pen.save(base / "活动计划.docx", ("社区活动计划书", [
            [["活动名称", act.name, "<", "<"], ["活动时间", f"{cn(act.day)} {hours}", "活动地点", act.place], ["服务对象", act.target, "预计人数", f"{len(act.members) + 5}人"], ["负责社工", act.worker, "所属社区", act.community],
             ["活动目的", "增进邻里往来，让更多居民知道社工站。", "<", "<"]],
            "活动流程", [["时间", "环节", "内容", "负责人"], ["前30分钟", "签到", "居民签到、领取物料", "志愿者"], ["中段", "主体环节", "按分组进行", act.worker], ["最后20分钟", "收尾", "填写意见卡、合影", "志愿者"]],
            "经费预算", [["项目", "单价（元）", "数量", "小计（元）"], ["物料", "5", "60", "300"], ["饮用水", "1.5", "60", "90"]],
            [["片长审批", verdict(act.plan)]],
        ]))  # fmt: skip
        names = act.members[: act.signed]
        half = (len(names) + 1) // 2
        rows = [["序号", "姓名", "签名", "序号", "姓名", "签名"]]
        for i in range(half):
            right = [str(half + i + 1), names[half + i], INK] if half + i < len(names) else ["", "", ""]
            rows.append([str(i + 1), names[i], INK, *right])
        pen.save(base / "签到.docx", ("社区活动签到表", [f"活动名称：{act.name}　　活动时间：{cn(act.day)}", rows]))  # fmt: skip
        pen.save(base / "活动总结.docx", ("社区活动总结报告", [
            [["活动名称", act.name, "<", "<"], ["活动时间", f"{cn(act.day)} {hours}", "活动地点", act.place], ["实际参与人数", f"{act.came}人", "负责社工", act.worker],
             ["活动过程简述", act.told, "<", "<"], ["成效与不足", "现场秩序良好；意见卡收回率不高。", "<", "<"], ["片长审批", verdict(act.summary), "<", "<"]],
        ]))  # fmt: skip
    _plans(area, out / "01规划", pen)
    _volunteers(area, out, pen)
    _service(area, out, pen)
    _figures(area, out / "08行政", pen)


def _group(g: Group, base: Path, pen: Pen) -> None:
    kinds = "　".join(("☑" if k == g.kind else "□") + k + "小组" for k in KINDS)
    last = g.plan_day.replace(month=min(12, g.plan_day.month + 2))
    pen.save(base / "小组计划书.docx", ("小组工作计划书", [
        [["小组名称", g.name, "小组编号", g.number], ["小组性质", kinds, "<", "<"], ["带领社工", g.worker, "所在社区", g.community], ["活动期间", f"{cn(g.plan_day)}至{cn(last)}", "计划节数", f"{g.planned}"],
         ["招募对象", "辖内有需要的居民", "计划人数", str(len(g.members))], ["需求背景", "日常探访中居民多次提及，经统计有十余人愿意参加。", "<", "<"], ["理论基础", g.theory, "<", "<"], ["小组目标", g.goal, "<", "<"]],
        "各节内容安排", [["节次", "主题", "主要内容", "物资"], *([f"第{i}节", f"主题{'一二三四五'[i - 1]}", "热身、主题活动、分享", "白纸、笔"] for i in range(1, g.planned + 1))],
        [["预计困难及应对", "组员可能缺席，提前一天电话提醒。", "<", "<"], ["评估方法", "观察、访谈" + ("、前后测" if g.kind == "教育" else ""), "<", "<"], ["填表社工签名", INK, "填表日期", cn(g.plan_day)], ["督导意见", verdict(g.plan), "<", "<"], ["社工对督导意见的回应", g.plan.response, "<", "<"]],
    ]))  # fmt: skip
    for s in g.meetings:
        pen.save(base / f"过程记录{s.at}.docx", ("小组过程记录表", [[
            ["小组名称", g.name, "节次", f"第 {s.at} 节"], ["日期", cn(s.day), "时间", "14:30—16:00"], ["带领者", s.leader or g.worker, "协助者", "志愿者两名"], ["出席情况", f"应到{len(g.members)}人，实到{s.came}人", "<", "<"],
            ["过程及特殊事件", s.told, "<", "<"], ["小组动力", "组员之间的交谈比上一节多。", "<", "<"], ["目标达成情况", "本节目标基本达到。", "<", "<"], ["社工角色及介入", s.role, "<", "<"],
            ["社工签名", INK, "记录日期", cn(s.day)], ["督导意见", verdict(s.comment), "<", "<"], ["社工回应", s.comment.response, "<", "<"],
        ]]))  # fmt: skip
    rows = [["序号", "组员姓名", *(f"第{s.at}节\n{s.day.month}.{s.day.day}" for s in g.meetings)]]
    rows += [
        [str(i + 1), name, *(INK if i < s.signed else "" for s in g.meetings)]
        for i, name in enumerate(g.members)
    ]
    pen.save(base / "组员签到表.docx", ("小组组员签到表", [f"小组名称：{g.name}", rows]))
    for phase in g.phases:
        blocks: list[Block] = [
            "亲爱的组员：您好！为了解小组成效，请您填写以下问卷，答案会保密，多谢配合！",
            f"小组：{g.name}",
        ]
        if g.test in ("objective", "mixed"):
            blocks += ["一、知识题", *(f"{i}、{q}（　　）" for i, q in enumerate(g.knowledge, 1))]
        if g.test in ("subjective", "mixed"):
            blocks += ["请按实际感受在相应格内打“√”", [["项目", "很低", "较低", "一般", "较高", "很高"], *([q, "", "", "", "", ""] for q in g.feelings)]]  # fmt: skip
        pen.save(base / f"{phase}问卷.docx", (f"小组{phase}问卷", blocks))
    if g.finished:
        pen.save(base / "小组总结.docx", ("小组总结评估表", [[
            ["小组名称", g.name, "小组编号", g.number], ["实际开展节数", f"{g.stated}节", "服务人次", str(sum(s.signed for s in g.meetings))], ["目标达成评估", "对照计划，主要目标已达到。", "<", "<"], ["组员意见", "希望还有下一期。", "<", "<"],
            ["社工反思", "时间掌握仍要改进。", "<", "<"], ["社工签名", INK, "日期", cn(g.summary_day)], ["督导意见", verdict(g.summary), "<", "<"],
        ]]))  # fmt: skip


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    heads = {
        "content": "服务内容",
        "target": "服务对象",
        "form": "服务手法",
        "time": "时间进度",
        "resources": "资源配置",
    }
    for plan in area.plans:
        keys = [k for k in heads if k not in plan.lacks]
        rows = [["序号", *(heads[k] for k in keys), "责任人"]]
        rows += [
            [str(i), *(getattr(r, k) for k in keys), area.workers[i]] for i, r in enumerate(plan.rows, 1)
        ]
        pen.save(base / f"{plan.name}.docx", (plan.title, ["一、指导思想", "坚持党建引领，扎根社区，服务困难群众。", "二、总目标", plan.goal, "三、服务安排", rows, "四、保障措施", "加强督导与培训，定期检查进度。"]))  # fmt: skip
    for s in area.surveys:
        parts = (("一、前言", s.background), ("二、调研过程", s.plan), ("三、调研方法", s.method), ("四、调研结果分析", s.findings), ("五、对策与建议", s.use))  # fmt: skip
        kept = [(head[2:], text) for head, text in parts if text]
        pen.save(base / f"{s.name}.docx", (s.title, [line for i, (head, text) in enumerate(kept) for line in ("一二三四五"[i] + "、" + head, text)]))  # fmt: skip


def _volunteers(area: Wider, out: Path, pen: Pen) -> None:
    base = out / "04志愿服务"
    for v in area.volunteers:
        p = v.person
        pen.save(base / "志愿者登记表" / f"{p.name}.docx", ("志愿者登记表", [[
            ["姓名", p.name, "性别", p.sex, "照片"], ["出生日期", cn(p.birth), "政治面貌", "群众", "^"], ["联系电话", p.phone, "文化程度", "", "^"], ["特长爱好", "唱歌、书法", "<", "<", "^"],
            ["服务意向", "☑探访慰问　□课业辅导　☑环境保护　□文艺表演", "<", "<", "<"], ["可服务时间", "周六、周日", "<", "加入队伍", v.team], ["本人承诺", "自愿参加志愿服务，遵守队伍纪律。", "<", "<", "<"], ["本人签名", INK, "<", "登记日期", cn(v.day)],
            ["监护人意见（未满16周岁填写）", f"监护人姓名：{v.guardian}　与申请人关系：{v.relation}　联系电话：{v.guardian_phone}\n本人同意其参加志愿服务。\n监护人签名：{sign(v.sign, v.guardian)}", "<", "<", "<"],
        ]]))  # fmt: skip
        if v.consent is not None:
            pen.save(base / "监护人同意书" / f"{p.name}.docx", ("未成年人参加志愿服务监护人同意书", [
                f"本人是{p.name}（出生日期：{cn(p.birth)}）的监护人，知悉并同意其参加{v.team}的各项志愿服务，并会教导其注意安全。",
                f"\t监护人签名：{sign(v.consent, v.guardian)}", f"\t日期：{cn(v.day)}",
            ]))  # fmt: skip
    for t in area.team_works:
        pen.save(base / t.team / f"{t.day:%Y%m%d}.docx", ("志愿服务过程记录表", [[
            ["队伍名称", t.team, "活动日期", cn(t.day)], ["活动时间", t.hours.replace("14:00-16:30", "9:00-11:00"), "活动地点", t.place], ["参加人数", str(t.people), "服务总时数", str(t.people * 2)], ["服务内容及过程", t.told, "<", "<"], ["成效与反思", "队员配合较好。", "<", "<"],
            ["记录人", t.worker, "记录日期", cn(t.day)], ["片长审批", INK + " 同意" if t.approved[0] else "", "副站长审批", INK + " 同意" if t.approved[1] else ""],
        ]]))  # fmt: skip
    for c in area.cores:
        papers: list[tuple[str, list[Block]]] = [
            (
                "志愿骨干个人信息",
                [
                    [
                        ["姓名", c.name, "所属队伍", c.team],
                        ["成为骨干时间", "2025年1月", "主要任务", "带队、排班"],
                    ]
                ],
            )
        ]
        if "rating" in c.papers:
            papers.append(("志愿骨干评定评分表", [f"姓名：{c.name}　队伍：{c.team}", [["评分项目", "满分", "得分"], ["出勤", "40", "38"], ["带动作用", "30", "27"], ["服务质量", "30", "27"], ["合计", "100", "92"]]]))  # fmt: skip
        if "plan" in c.papers:
            papers.append(("志愿骨干培育计划", [f"姓名：{c.name}　队伍：{c.team}", [["阶段", "培育目标", "培育方式"], ["第一阶段", "熟悉排班", "社工带教"], ["第二阶段", "独立带队", "实践"]]]))  # fmt: skip
        if "followup" in c.papers:
            papers.append(("志愿骨干培育情况跟进表", [f"姓名：{c.name}　队伍：{c.team}", [["跟进日期", "跟进情况", "下一步"], ["2025.3.5", "已主持一次例会", "练习写简报"]]]))  # fmt: skip
        pen.save(base / "骨干" / f"{c.name}.docx", *papers)
    for t in area.talks:
        pen.save(out / "07会议" / f"{t.day:%m%d}.docx", ("会议记录表", [[
            ["会议名称", t.name, "<", "<"], ["会议时间", f"{cn(t.day)} {t.hours}", "会议地点", t.place], ["主持人", t.host, "记录人", t.recorder], ["出席人员", t.present, "<", "<"], ["缺席人员", "无", "<", "<"],
            ["会议内容", t.content, "<", "<"], ["记录时间", cn(t.recorded), "<", "<"],
        ]]))  # fmt: skip
    rows: list[list[object]] = [
        ["2025年1—4月“i志愿”服务时数统计", "<", "<", "<"],
        ["序号", "姓名", "参加场次", "时数"],
        *([i, n, c, h] for i, (n, c, h) in enumerate(area.hours, 1)),
        ["合计", None, sum(c for _, c, _ in area.hours), area.hours_total],
    ]
    book(base / "i志愿时数.xlsx", {"1-4月": rows})  # type: ignore[dict-item]


def _service(area: Wider, out: Path, pen: Pen) -> None:
    base = out / "05满意度"
    for at, a in enumerate(area.answers, 1):
        pen.save(base / f"问卷{at:02d}.docx", ("服务满意度调查问卷", [
            f"受访者姓名：{a.name}　　所在社区：{a.community}　　调查日期：{cn(a.day)}",
            [["题目", "非常满意", "满意", "一般", "不满意"], ["1.社工的服务态度", "√", "", "", ""], ["2.服务的及时性", "√" if a.score > 9 else "", "" if a.score > 9 else "√", "", ""], ["3.服务对您的帮助", "", "√", "", ""]],
            f"4.总体评分（10分为满分）：{a.score}分", f"5.您的意见、建议或服务需求：{a.said}", f"（以下由社工填写）跟进情况：{a.followup}",
        ]))  # fmt: skip
    pen.save(base / "满意度调查统计.docx", ("服务满意度调查统计表", [[
        ["调查时间", cn(area.survey_day), "调查方式", "入户及电话"], ["服务对象名册人数", str(area.on_list), "有效问卷数", str(area.asked)], ["满意及以上", str(area.satisfied), "满意率", f"{area.satisfied / area.asked:.1%}"],
    ]]))  # fmt: skip
    rows: list[list[object]] = [
        ["2025年红棉热线来电登记", *["<"] * 7],
        ["日期", "时间", "来电人", "来电号码", "来电内容", "是否接听", "回拨日期", "接听/回拨社工"],
    ]
    rows += [
        [c.day, c.time, c.who, c.phone, c.about, "否" if c.missed else "是", c.back, c.taker]
        for c in area.calls
    ]
    book(out / "06热线" / "热线登记.xlsx", {"3-4月": rows})  # type: ignore[dict-item]
    sheets: dict[str, list[list[object]]] = {}
    for f in area.funds:
        lines: list[list[object]] = [
            [f"{f.name}2025年收支情况表", *["<"] * 5],
            ["序号", "日期", "摘要", "收入（元）", "支出（元）", "结余（元）"],
            [None, None, "上年结余", None, None, f.opening],
        ]
        lines += [
            [i, e.day, e.what, e.income or None, e.spent or None, e.balance]
            for i, e in enumerate(f.entries, 1)
        ]
        sheets[f.community] = lines
    book(out / "09社区基金" / "社区慈善基金收支.xlsx", sheets)  # type: ignore[arg-type]
    r = area.referral
    if r is not None:
        pen.save(out / "10转介" / f"{r.number}.docx", ("个案转介表", [[
            ["个案编号", r.number, "服务对象", r.name], ["转介社工", r.worker, "转介日期", cn(r.day)], ["转介原因", r.reason, "<", "<"], ["拟转介机构", r.receiver, "<", "<"], ["服务对象意见", f"本人同意转介。签名：{sign(r.consent, r.name)}", "<", "<"],
            ["接收机构回执", f"已收到转介资料。接收日期：{cn(r.receipt)}" if r.receipt else "接收日期：", "<", "<"],
        ]]))  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(out / "11督导" / f"督导记录{day:%m%d}.docx", ("督导记录表", [[
            ["督导日期", cn(day), "督导时长", "2小时"], ["督导者", supervisor, "被督导者", worker], ["督导形式", "☑个别督导　□团体督导", "<", "<"], ["督导主题", topic, "<", "<"], ["督导建议", advice, "<", "<"], ["督导者签名", INK, "被督导者签名", INK],
        ]]))  # fmt: skip


def _figures(area: Wider, base: Path, pen: Pen) -> None:
    classes = (
        "兜底服务",
        "兜底服务",
        "专业服务",
        "专业服务",
        "专业服务",
        "专业服务",
        "志愿服务",
        "志愿服务",
        "志愿服务",
        "政策宣传",
    )
    rows: list[list[object]] = [
        [f"{area.name}服务指标完成情况表", *["<"] * 6],
        [
            f"统计时间：2025年1月1日—{area.targets_day.year}年{area.targets_day.month}月{area.targets_day.day}日",
            *["<"] * 6,
        ],
        ["序号", "服务类别", "指标项目", "年度指标", "已完成", "完成率", "备注"],
    ]
    rows += [
        [i, classes[i - 1], f"{t.name}（{t.unit}）", t.target, t.done, t.percent, None]
        for i, t in enumerate(area.targets, 1)
    ]
    book(base / "指标完成情况.xlsx", {"4月": rows})  # type: ignore[dict-item]
    rows = [
        ["2025年社工到岗统计表", *["<"] * 6],
        [
            "月份",
            "应到岗人数",
            "实际到岗人数",
            "其中：持证社工应到",
            "其中：持证社工实到",
            "非持证社工实到",
            "备注",
        ],
        *(
            [f"{m.month}月", m.due, m.present, m.certified_due, m.certified, m.present - m.certified, None]
            for m in area.months
        ),
    ]
    book(base / "到岗统计.xlsx", {"到岗": rows})  # type: ignore[dict-item]
    rows = [
        ["社工继续教育情况统计", *["<"] * 3],
        ["序号", "姓名", "要求学时", "完成学时"],
        *([i, n, area.training_each, h] for i, (n, h) in enumerate(area.training, 1)),
    ]
    book(base / "培训学时.xlsx", {"学时": rows})  # type: ignore[dict-item]
    pen.save(base / "服务跟踪回访机制.docx", ("服务跟踪回访机制", [
        "为规范跟踪回访工作，制定本机制。", "一、个案结案后一个月内至少回访一次。", "二、分级跟进要求如下：",
        [["等级", "跟进频次", "跟进方式"], *([g, f, "入户探访为主，电访为辅"] for g, f in area.policy)],
    ]))  # fmt: skip
    pen.save(base / "自评报告.docx", (f"{area.name}2025年中期自评报告", [line for head, texts in area.report for line in (head, *texts)]))  # fmt: skip
