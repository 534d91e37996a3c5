"""A10: a county town's station up the river: forms with a narrow column of part names at the left, logs with a place to sign in every row, books for lists.

Kept out of tuning: nobody who changes readers, forms, lexicons or rules looks at this or at what the product makes of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tools.strangers.areas.facts import Comment, Group
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen, Value, book
from tools.strangers.areas.scenario import share
from tools.strangers.areas.style_tables import config
from tools.strangers.papers import SignState

Paper = tuple[str, list[Block]]
KINDS = ("教育", "支持", "成长", "互助", "兴趣")
PHASES = {"前测": "小组开始前填写", "后测": "小组结束时填写"}
AGREEMENT = "（本表由受访社工逐条登记，有诉求的须在五个工作日内办理）"
OWN_TERMS = (("入户探访", "入户走访"), ("电话访问", "电话问候"), ("个案服务", "个案工作"), ("面谈", "会谈"), ("站点概况", "基本情况"), ("主要做法与成效", "服务成效"))  # fmt: skip


def cn(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def dot(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def bare(name: str) -> str:
    return name.replace("“", "").replace("”", "")


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def opinion(comment: Comment) -> str:
    """What the supervisor left in their cell; the printed caption alone where they left nothing."""
    if not comment.approved and not comment.text:
        return "\n　　　　　　签字：　　　　　　年　　月　　日"
    return f"{comment.text}\n　　　　　　签字：{INK}　　{cn(comment.day)}"


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    config(area, out)
    _plans(area, out / "01制度与计划", pen)
    for g in area.groups:
        _group(g, out / "02小组" / f"{g.number}{bare(g.name)}", pen)
    _activities(area, out / "03社区活动", pen)
    _volunteers(area, out / "04志愿服务", pen)
    _teams(area, out / "04志愿服务" / "服务队台账", pen)
    _service(area, out, pen)
    _figures(area, out / "07考核", pen)


# ---- groups and activities -------------------------------------------------------------------------------------------


def _group(g: Group, base: Path, pen: Pen) -> None:
    types = "　".join(("☑" if k == g.kind else "□") + f"{k}类" for k in KINDS)
    units = "\n".join(
        f"第{n}单元：{'相识与约定' if n == 1 else '回顾与道别' if n == g.planned else '主题学习与练习'}" for n in range(1, g.planned + 1)
    )  # fmt: skip
    pen.save(base / "小组方案.docx", ("小组工作方案书", [[
        ["基本\n信息", "小组名称", g.name, "小组编号", g.number], ["^", "小组类型", types, "<", "<"], ["^", "带组社工", g.worker, "所在社区（村）", g.community], ["^", "计划单元数", f"{g.planned}个", "组员人数", f"{len(g.members)}人"],
        ["方案\n内容", "理论支撑", g.theory, "<", "<"], ["^", "小组目标", g.goal, "<", "<"], ["^", "单元安排", units, "<", "<"], ["^", "评估方式", ("前测、后测问卷；" if g.kind == "教育" else "") + "社工观察、组员反馈", "<", "<"],
        ["拟稿\n审批", "拟稿社工签字", INK, "拟稿日期", cn(g.plan_day)], ["^", "督导意见", opinion(g.plan), "<", "<"], ["^", "意见落实情况（社工填写）", g.plan.response, "<", "<"],
    ]]))  # fmt: skip
    papers: list[Paper] = []
    for s in g.meetings:
        papers.append((f"小组单元活动记录表（第{s.at}单元）", [[
            ["基本\n信息", "小组名称", g.name, "小组编号", g.number], ["^", "活动时间", f"{cn(s.day)}　14:30—16:00", "活动地点", f"{g.community}居民活动室"], ["^", "主讲（带领）人", s.leader or f"社工{g.worker}", "出席情况", f"应到{len(g.members)}人，实到{s.came}人"],
            ["活动\n实施", "单元过程", s.told, "<", "<"], ["^", "社工在本单元承担的角色", s.role, "<", "<"], ["^", "组员表现", "多数组员投入，能按约定轮流发言，气氛融洽。", "<", "<"],
            ["记录\n审阅", "记录人", g.worker, "记录日期", cn(s.day)], ["^", "督导意见", opinion(s.comment), "<", "<"], ["^", "意见落实情况（社工填写）", s.comment.response, "<", "<"],
        ]]))  # fmt: skip
    pen.save(base / "单元活动记录.docx", *papers)
    sheets: list[Paper] = []
    for s in g.meetings:
        half = (len(g.members) + 1) // 2
        rows = [["序号", "姓名", "签到", "序号", "姓名", "签到"]]
        for i in range(half):
            line: list[str] = []
            for at in (i, i + half):
                line += [str(at + 1), g.members[at], INK if at < s.signed else ""] if at < len(g.members) else ["", "", ""]  # fmt: skip
            rows.append(line)
        sheets.append(("小组活动签到表", [f"小组名称：{g.name}　　第{s.at}单元　　日期：{cn(s.day)}", rows]))
    pen.save(base / "签到.docx", *sheets)
    for phase in g.phases:
        blocks: list[Block] = [f"小组名称：{g.name}　　姓名：＿＿＿＿＿＿", f"（{PHASES[phase]}，答案仅用于改进服务）"]  # fmt: skip
        parts: list[list[Block]] = []
        if g.test in ("objective", "mixed"):
            parts.append(["、选择题（每题只有一个正确答案，请把序号填在括号内）", *(f"{i}. {q}" for i, q in enumerate(g.knowledge, 1))])  # fmt: skip
        if g.test in ("subjective", "mixed"):
            rows = [["题目", "很不符合", "不太符合", "一般", "比较符合", "非常符合"], *([q, "○", "○", "○", "○", "○"] for q in g.feelings)]  # fmt: skip
            parts.append(["、自我评价（请在最符合您情况的圈内打√）", rows])
        for number, part in zip("一二", parts, strict=False):
            blocks += [f"{number}{part[0]}", *part[1:]]
        pen.save(base / f"{phase}问卷.docx", (f"小组成员{phase}问卷", blocks))
    if g.finished:
        pen.save(base / "小组总结.docx", ("小组工作总结报告", [
            [["小组名称", g.name, "小组编号", g.number], ["带组社工", g.worker, "实际完成单元数", f"{g.stated}个"]],
            "一、目标达成情况", "组员反馈与社工观察均显示，小组目标基本达成。", "二、组员变化", "组员由生疏到熟络，散组后仍有往来。", "三、不足与建议", "招募时间偏紧，下期宜提前两周发布。",
            [["撰写社工签字", INK, "撰写日期", cn(g.summary_day)], ["督导意见", opinion(g.summary), "<", "<"], ["意见落实情况（社工填写）", g.summary.response, "<", "<"]],
        ]))  # fmt: skip


def _activities(area: Wider, base: Path, pen: Pen) -> None:
    for at, act in enumerate(area.activities):
        hours = area.activity_hours(at)
        written = act.day - timedelta(days=9)
        names = act.members[: act.signed]
        pen.save(base / f"{at + 1:02d}{bare(act.name)}.docx", ("社区活动方案", [[
            ["活动\n概况", "活动名称", act.name, "<", "<"], ["^", "活动时间", f"{cn(act.day)}　{hours}", "活动地点", act.place], ["^", "服务对象", act.target, "主办社区（村）", act.community], ["^", "负责社工", act.worker, "拟稿日期", cn(written)],
            ["实施\n安排", "活动流程", "签到入场—社工开场—主题活动—合影离场", "<", "<"], ["^", "安全预案", "现场配备急救包，由志愿者负责引导疏散。", "<", "<"], ["审批", "督导意见", opinion(act.plan), "<", "<"], ["^", "意见落实情况（社工填写）", act.plan.response, "<", "<"],
        ]]), ("活动签到表", [
            f"活动名称：{act.name}　　日期：{cn(act.day)}", [["序号", "姓名", "本人签字"], *([str(i), n, INK] for i, n in enumerate(names, 1))],
        ]), ("社区活动总结", [[
            ["活动\n概况", "活动名称", act.name, "<", "<"], ["^", "活动时间", f"{cn(act.day)}　{hours}", "活动地点", act.place], ["^", "负责社工", act.worker, "实际参加人数", f"{act.came}人"],
            ["活动\n总结", "活动过程及成效", act.told, "<", "<"], ["^", "不足与改进", "场地标识不够醒目，下次提前张贴。", "<", "<"], ["^", "总结人签字", INK, "总结日期", cn(act.day + timedelta(days=1))],
            ["审批", "督导意见", opinion(act.summary), "<", "<"], ["^", "意见落实情况（社工填写）", act.summary.response, "<", "<"],
        ]]))  # fmt: skip


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    labels = {"target": "服务人群", "form": "服务方式", "time": "时间进度", "resources": "资源保障"}
    station, district, project = area.plans
    keys = [k for k in labels if k not in station.lacks]
    rows = [["序号", "重点工作", *(labels[k] for k in keys)]]
    rows += [[str(i), r.content, *(getattr(r, k) for k in keys)] for i, r in enumerate(station.rows, 1)]
    pen.save(base / f"{station.name}.docx", (f"{area.name}\n{station.title}", ["一、指导思想", station.goal, "二、重点工作安排", rows]))  # fmt: skip
    keys = [k for k in labels if k not in district.lacks]
    lines: list[list[Value]] = [[f"{area.name}{district.title}", *["<"] * len(keys)], [f"总体目标：{district.goal}", *["<"] * len(keys)]]  # fmt: skip
    lines += [["工作内容", *(labels[k] for k in keys)], *([r.content, *(getattr(r, k) for k in keys)] for r in district.rows)]  # fmt: skip
    book(base / f"{district.name}.xlsx", {"工作安排": lines}, 26)
    story: list[Block] = ["一、项目目标", project.goal, "二、服务内容"]
    for i, r in enumerate(project.rows, 1):
        story += [f"（{'一二三'[i - 1]}）{r.content}", *(f"{labels[k]}：{getattr(r, k)}。" for k in labels if k not in project.lacks)]  # fmt: skip
    pen.save(base / f"{project.name}.pdf", (f"{area.name}\n{project.title}", story))
    for survey, ending in zip(area.surveys, (".docx", ".pdf"), strict=True):
        parts = (("调研缘起", survey.background), ("调研组织与进度", survey.plan), ("调研方法与样本", survey.method), ("主要发现", survey.findings), ("成果运用", survey.use))  # fmt: skip
        kept = [(h, t) for h, t in parts if t]
        pen.save(base / f"{survey.name}{ending}", (survey.title, [x for i, (h, t) in enumerate(kept) for x in (f"{'一二三四五'[i]}、{h}", t)]))  # fmt: skip
    kinds = "，".join(f"{grade}对象{often}" if often else f"{grade}对象由责任社工视情况走访" for grade, often in area.policy)  # fmt: skip
    pen.save(base / "跟踪回访制度.docx", ("服务对象分类跟踪回访制度", [
        "第一条　为掌握服务对象近况，根据困难程度将服务对象分为四类，分类开展跟踪回访。", f"第二条　回访频次：{kinds}。", "第三条　个案结案后一个月内回访不少于一次。", "第四条　回访情况由责任社工当日记入走访本。",
    ]))  # fmt: skip


# ---- volunteers ------------------------------------------------------------------------------------------------------


def _volunteers(area: Wider, base: Path, pen: Pen) -> None:
    cards: list[Paper] = []
    for v in area.volunteers:
        p = v.person
        cards.append(("志愿者登记卡", [[
            ["姓名", p.name, "性别", "☑男　□女" if p.sex == "男" else "□男　☑女"], ["出生日期", cn(p.birth), "联系电话", p.phone], ["加入队伍", v.team, "登记日期", cn(v.day)],
            ["未满16周岁的，由监护人填写下列各栏", "<", "<", "<"], ["监护人姓名", v.guardian, "亲属关系", v.relation if v.guardian else ""], ["监护人电话", v.guardian_phone, "监护人签字", sign(v.sign, v.guardian)], ["本人签字", INK, "经办社工", area.workers[0]],
        ]]))  # fmt: skip
    pen.save(base / "志愿者登记卡（2025年新增）.docx", *cards)
    for v in area.volunteers:
        if v.consent is not None:
            pen.save(base / "监护人同意书" / f"{v.person.name}.docx", ("未成年人参加志愿服务监护人同意书", [
                f"{area.name}：", f"本人系{v.person.name}（{cn(v.person.birth)}出生）的监护人，已了解{v.team}的服务内容和安全要求，同意其参加志愿服务。", f"监护人（签字）：{sign(v.consent, v.guardian)}", f"联系电话：{v.guardian_phone}", f"\t{cn(v.day)}",
            ]))  # fmt: skip
    pen.save(base / "骨干培养" / "00骨干名单.docx", ("志愿者骨干名单", [[["序号", "姓名", "所属队伍"], *([str(i), c.name, c.team] for i, c in enumerate(area.cores, 1))]]))  # fmt: skip
    for c in area.cores:
        papers: list[Paper] = []
        if "rating" in c.papers:
            papers.append(("志愿者骨干评定表", [[["姓名", c.name, "所属队伍", c.team], ["服务态度（30分）", "28", "服务能力（40分）", "36"], ["带动作用（30分）", "27", "合计得分", "91"], ["评定人", area.workers[1], "评定日期", "2025年2月18日"]]]))  # fmt: skip
        if "plan" in c.papers:
            papers.append(("志愿者骨干培养计划", [[["姓名", c.name, "所属队伍", c.team], ["培养目标", "能独立带队完成一次服务", "<", "<"], ["培养措施", "3月参加带队培训，4月担任副队长，6月独立带队。", "<", "<"], ["制定人", area.workers[1], "制定日期", "2025年2月25日"]]]))  # fmt: skip
        if "followup" in c.papers:
            papers.append(("志愿者骨干跟进记录", [[["姓名", c.name, "所属队伍", c.team], ["跟进日期", "2025年4月16日", "跟进人", area.workers[1]], ["跟进情况", "已参加带队培训，本月担任副队长两次，与队员沟通顺畅。", "<", "<"]]]))  # fmt: skip
        pen.save(base / "骨干培养" / f"{c.name}.docx", *papers)
    rows: list[list[Value]] = [["志愿服务平台时长统计（2025年1—4月）", "<", "<", "<"], ["序号", "志愿者", "参加活动次数", "服务时长（小时）"]]  # fmt: skip
    rows += [[i, n, c, h] for i, (n, c, h) in enumerate(area.hours, 1)]
    rows.append(["合计", "<", sum(c for _, c, _ in area.hours), area.hours_total])
    book(base / "平台时长统计.xlsx", {"时长": rows})


def _teams(area: Wider, base: Path, pen: Pen) -> None:
    for team in dict.fromkeys(t.team for t in area.team_works):
        works = [t for t in area.team_works if t.team == team]
        rows = [
            [
                "服务日期",
                "起止时间",
                "服务地点",
                "人数",
                "服务过程",
                "记录社工",
                "片区负责人签字",
                "副站长签字",
            ]
        ]
        rows += [[dot(t.day), t.hours, t.place, str(t.people), t.told, t.worker, INK if t.approved[0] else "", INK if t.approved[1] else ""] for t in works]  # fmt: skip
        pen.save(base / f"{team}.docx", ("志愿服务队服务过程台账", [f"队伍名称：{team}　　所在社区（村）：{works[0].community}", rows, "注：每次服务后由片区负责人或副站长任一人签字确认。"]))  # fmt: skip


# ---- meetings, satisfaction, hotline, funds, referral, supervision ---------------------------------------------------


def _service(area: Wider, out: Path, pen: Pen) -> None:
    minutes: list[Paper] = [("会议记录", [[
        ["会议名称", t.name, "<", "<"], ["会议时间", f"{cn(t.day)}　{t.hours}", "会议地点", t.place], ["主持人", t.host, "参会人员", t.present], ["会议内容", t.content, "<", "<"], ["记录人", t.recorder, "记录时间", cn(t.recorded)],
    ]]) for t in area.talks]  # fmt: skip
    pen.save(out / "05站务" / "会议记录本.docx", *minutes)
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(out / "05站务" / "督导" / f"{dot(day)}{worker}.docx", ("督导记录表", [[
            ["督导时间", cn(day), "督导形式", "个别督导"], ["督导者", supervisor, "被督导社工", worker], ["督导主题", topic, "<", "<"], ["督导建议", advice, "<", "<"], ["督导者签字", INK, "社工签字", INK],
        ]]))  # fmt: skip
    base = out / "06居民服务"
    rows: list[list[Value]] = [["服务对象满意度回访登记", *["<"] * 6], [AGREEMENT, *["<"] * 6], ["序号", "受访人", "社区（村）", "回访日期", "评分（10分制）", "意见和诉求", "办理情况"]]  # fmt: skip
    rows += [[i, a.name, a.community, a.day, a.score, a.said, a.followup or None] for i, a in enumerate(area.answers, 1)]  # fmt: skip
    book(base / "满意度回访登记.xlsx", {"登记": rows}, 20)
    pen.save(base / "满意度调查统计.pdf", ("服务满意度调查统计表", [[
        ["统计日期", cn(area.survey_day), "在册服务对象数", f"{area.on_list}人"], ["实际调查人数", f"{area.asked}人", "满意人数", f"{area.satisfied}人"], ["满意率", share(area.satisfied, area.asked), "统计人", area.workers[2]],
    ], "调查方式：入户与电话相结合。"]))  # fmt: skip
    rows = [["便民热线接听记录", *["<"] * 8], ["序号", "来电日期", "来电时间", "来电人", "来电号码", "来电内容", "是否接通", "回拨日期", "值守社工"]]  # fmt: skip
    rows += [[i, c.day, c.time, c.who, c.phone, c.about or None, "未接" if c.missed else "已接", c.back, c.taker] for i, c in enumerate(area.calls, 1)]  # fmt: skip
    book(base / "热线接听记录.xlsx", {"2025年": rows})
    sheets: dict[str, list[list[Value]]] = {}
    for f in area.funds:
        lines: list[list[Value]] = [[f"{f.name}收支台账", *["<"] * 4], ["期间：2025年1月1日至4月30日　　单位：元", *["<"] * 4], ["日期", "摘要", "收入", "支出", "结余"], [None, "上年结转", None, None, f.opening]]  # fmt: skip
        lines += [[e.day, e.what, e.income or None, e.spent or None, e.balance] for e in f.entries]
        lines.append(["本期合计", "<", sum(e.income for e in f.entries), sum(e.spent for e in f.entries), None])  # fmt: skip
        sheets[f.community] = lines
    book(base / "社区慈善基金台账.xlsx", sheets)  # type: ignore[arg-type]
    r = area.referral
    if r is not None:
        pen.save(base / "转介" / f"{r.number}转介单.docx", ("个案转介单", [[
            ["转出\n信息", "个案编号", r.number, "服务对象", r.name], ["^", "转介社工", r.worker, "转介日期", cn(r.day)], ["^", "转介理由", r.reason, "<", "<"], ["^", "服务对象签字（同意转介）", sign(r.consent, r.name), "<", "<"],
            ["接收\n信息", "接收单位", r.receiver, "接收回执日期", cn(r.receipt)],
        ]]))  # fmt: skip


def _figures(area: Wider, base: Path, pen: Pen) -> None:
    rows = [["类别", "服务指标", "计量单位", "协议数量", "已完成数量", "完成比例"]]
    for at, t in enumerate(area.targets):
        part = {0: "走访问候", 2: "专业服务", 5: "社区与志愿服务"}.get(at, "^")
        rows.append([part, t.name, t.unit, str(t.target), str(t.done), t.percent])
    pen.save(base / "指标完成情况表.docx", (f"{area.name}协议指标完成情况表", ["协议周期：2025年1月1日—2025年12月31日", f"统计截止日期：{cn(area.targets_day)}", rows]))  # fmt: skip
    rows = [["月份", "协议应到岗人数", "实际到岗人数", "持证社工应到人数", "持证社工实到人数"], *([f"{m.month}月", str(m.due), f"{m.present:g}", str(m.certified_due), f"{m.certified:g}"] for m in area.months)]  # fmt: skip
    pen.save(base / "人员到岗情况.docx", ("社工到岗情况月报表（2025年）", [rows]))
    lines: list[list[Value]] = [["2025年社工继续教育学时登记", "<", "<"], ["社工姓名", "应完成学时", "实际完成学时"]]  # fmt: skip
    lines += [[n, area.training_each, h] for n, h in area.training]
    book(base / "学时登记.xlsx", {"学时": lines})

    def own(text: str) -> str:
        for theirs, ours in OWN_TERMS:
            text = text.replace(theirs, ours)
        return text

    pen.save(base / "自评报告.docx", (f"{area.name}\n2025年中期自评报告", [own(line) for head, texts in area.report for line in (head, *texts)]))  # fmt: skip
