"""A8: a station that writes lines instead of grids: one Word file a group with all its papers, minutes as prose, workbooks as registers.

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

NUMBERS = "一二三四五六七八九"


def cn(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": "＿＿＿＿＿＿"}[state]


def checked(role: str, comment: Comment) -> list[Block]:
    """The lines in which a head writes and signs."""
    if not comment.approved and not comment.text:
        return [f"{role}意见：", f"\t{role}签名：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"]
    return [f"{role}意见：{comment.text}", f"\t{role}签名：{INK}　　日期：{cn(comment.day)}"]


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    config(area, out)
    for group in area.groups:
        _group(group, out / "小组工作", pen)
    for at, act in enumerate(area.activities):
        name = act.name.replace("“", "").replace("”", "")
        base = out / "社区活动" / f"{at + 1}、{name}"
        hours = area.activity_hours(at)
        pen.save(base / f"{name}方案.docx", (f"{act.name}活动方案", [
            "一、活动背景", "节前走访中，不少居民表示希望有机会认识邻居。", "二、活动名称", act.name, "三、活动时间", f"{cn(act.day)} {hours}", "四、活动地点", act.place, "五、参加对象", act.target,
            "六、活动流程", "1．签到入场；2．主题活动；3．总结合影。", "七、人员分工", f"总负责：{act.worker}；物资：志愿者。", "八、经费预算", "物料300元，饮水90元，合计390元。", *checked("副站长", act.plan),
        ]))  # fmt: skip
        pen.save(base / f"{name}总结.docx", (f"{act.name}活动总结", [
            f"活动名称：{act.name}", f"活动时间：{cn(act.day)} {hours}", f"活动地点：{act.place}", f"参加人数：{act.came}人", f"负责社工：{act.worker}", "一、活动过程", act.told, "二、活动成效", "居民之间的来往有所增加，部分居民首次接触社工站。", "三、改进之处", "入场略显拥挤，下次增设一个签到台。", *checked("副站长", act.summary),
        ]))  # fmt: skip
        pen.save(base / "签到表.docx", ("活动签到表", [f"活动名称：{act.name}", f"日期：{cn(act.day)}", [["序号", "姓名", "联系电话", "签名"], *([str(i), n, f"139****{1000 + i * 37}", INK] for i, n in enumerate(act.members[: act.signed], 1)), ["", "", "", ""], ["", "", "", ""]]]))  # fmt: skip
    _plans(area, out / "计划与调研", pen)
    _volunteers(area, out, pen)
    _service(area, out, pen)
    _figures(area, out / "综合管理", pen)


def _group(g: Group, base: Path, pen: Pen) -> None:
    papers: list[tuple[str, list[Block]]] = [("小组活动计划书", [
        f"小组名称：{g.name}", f"小组编号：{g.number}", f"小组类型：{g.kind}性小组", f"所属社区：{g.community}", f"主带社工：{g.worker}", f"小组人数：{len(g.members)}人", f"活动次数：共{g.planned}节，每周一节，每节90分钟",
        "一、问题与需求", "探访所见与居民自述相符，组员有共同的困难。", "二、理论依据", g.theory, "三、小组目标", g.goal, "四、活动内容", *(f"第{NUMBERS[i]}节　热身、主题讨论、分享" for i in range(g.planned)), "五、预计困难与对策", "组员忘记时间，社工前一天致电提醒。",
        *checked("督导", g.plan), f"社工回应：{g.plan.response}",
    ])]  # fmt: skip
    for s in g.meetings:
        papers.append(("小组活动记录", [
            f"小组名称：{g.name}　　第{NUMBERS[s.at - 1]}节", f"日期：{cn(s.day)}　　时间：14:30—16:00　　地点：社区活动室", f"应到：{len(g.members)}人　　实到：{s.came}人", f"主持：{s.leader or g.worker}　　记录：{g.worker}",
            "一、活动过程", s.told, "二、组员表现", "多数组员投入，个别组员仍较安静。", "三、社工角色", s.role, *checked("督导", s.comment), f"社工回应：{s.comment.response}",
        ]))  # fmt: skip
        rows = [["序号", "姓名", "签名"], *([str(i), n, INK] for i, n in enumerate(g.members[: s.signed], 1))]
        papers.append(
            ("小组签到表", [f"小组名称：{g.name}　　第{NUMBERS[s.at - 1]}节　　日期：{cn(s.day)}", rows])
        )
    for phase in g.phases:
        blocks: list[Block] = [f"（{g.name}）", "姓名：＿＿＿＿　　填写日期：＿＿＿＿"]
        items: list[str] = []
        if g.test in ("objective", "mixed"):
            items += [f"{q}" for q in g.knowledge]
        if g.test in ("subjective", "mixed"):
            items += [f"{q}（请打分，1—5分）：＿＿＿分" for q in g.feelings]
        papers.append((f"{phase}问卷", [*blocks, *(f"{i}．{text}" for i, text in enumerate(items, 1))]))
    if g.finished:
        papers.append(("小组总结报告", [
            f"小组名称：{g.name}", f"小组编号：{g.number}", f"本小组共开展{g.stated}节，累计服务{sum(s.signed for s in g.meetings)}人次。", "一、目标达成情况", "组员口头反馈有收获，目标大致达到。", "二、工作员反思", "前两节节奏偏快。", f"社工签名：{INK}　　日期：{cn(g.summary_day)}", *checked("督导", g.summary),
        ]))  # fmt: skip
    pen.save(base / f"{g.number}{g.name}.docx", *papers)


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    for plan in area.plans:
        blocks: list[Block] = ["一、目标", plan.goal, "二、具体工作"]
        for i, r in enumerate(plan.rows, 1):
            blocks.append(f"（{NUMBERS[i - 1]}）{r.content}")
            blocks.append(f"服务对象：{r.target}")
            blocks += [f"服务形式：{r.form}"] if "form" not in plan.lacks else []
            blocks += [f"开展时间：{r.time}"] if "time" not in plan.lacks else []
            blocks += [f"整合资源：{r.resources}"] if "resources" not in plan.lacks else []
        pen.save(base / f"{plan.name}.docx", (f"{area.name}{plan.title}", [*blocks, "三、工作要求", "各社区社工分工合作，按月小结。"]))  # fmt: skip
    for s in area.surveys:
        parts = (("调研背景及目的", s.background), ("调研安排", s.plan), ("调研方式", s.method), ("主要发现", s.findings), ("服务设想", s.use))  # fmt: skip
        kept = [(h, t) for h, t in parts if t]
        pen.save(base / f"{s.name}.docx", (s.title, [line for i, (h, t) in enumerate(kept) for line in (f"（{NUMBERS[i]}）{h}", t)]))  # fmt: skip


def _volunteers(area: Wider, out: Path, pen: Pen) -> None:
    base = out / "志愿者"
    for v in area.volunteers:
        p = v.person
        pen.save(base / "报名" / f"志愿者报名表-{p.name}.docx", ("志愿者报名表", [
            f"姓名：{p.name}　　性别：{p.sex}　　出生年月日：{cn(p.birth)}", f"联系电话：{p.phone}　　住址：{p.address}", f"拟加入志愿队：{v.team}", "服务经验：曾参加社区清洁", f"本人签名：{INK}　　报名日期：{cn(v.day)}",
            "——以下由未成年人的监护人填写——", f"监护人：{v.guardian}　　关系：{v.relation}　　电话：{v.guardian_phone}", f"监护人签名：{sign(v.sign, v.guardian)}",
        ]))  # fmt: skip
        if v.consent is not None:
            pen.save(base / "报名" / f"家长同意书-{p.name}.docx", ("家长同意书", [
                "兹同意本人子女参加社工站组织的志愿服务，并保证所填资料属实。", f"志愿者姓名：{p.name}　　出生年月日：{cn(p.birth)}", f"家长签名：{sign(v.consent, v.guardian)}　　日期：{cn(v.day)}",
            ]))  # fmt: skip
    for t in area.team_works:
        first, second = t.approved
        pen.save(base / "队伍活动" / f"{t.team}{t.day.month}月{t.day.day}日.docx", ("志愿队活动过程记录", [
            f"志愿队：{t.team}", f"活动日期：{cn(t.day)}　　时间：9:00-11:00", f"活动地点：{t.place}", f"出席志愿者：{t.people}人", "活动过程：", t.told, f"记录人：{t.worker}　　记录日期：{cn(t.day)}",
            f"片长审批：{INK if first else '＿＿＿＿'}　　副站长审批：{INK if second else '＿＿＿＿'}",
        ]))  # fmt: skip
    rows: list[list[object]] = [
        ["志愿骨干名册", "<", "<", "<"],
        ["序号", "姓名", "所属队伍", "联系电话"],
        *([i, c.name, c.team, f"137****{2200 + i}"] for i, c in enumerate(area.cores, 1)),
    ]
    book(base / "骨干" / "骨干名册.xlsx", {"名册": rows})  # type: ignore[dict-item]
    for c in area.cores:
        for key, (title, lines) in {
            "rating": (
                "志愿骨干评定表",
                ["评定项目及得分：出勤38分，服务质量28分，团队合作27分，合计93分。", "评定结果：合格"],
            ),
            "plan": (
                "志愿骨干培育计划书",
                ["培育目标：半年内能独立组织一次活动。", "培育措施：跟随社工策划两次活动，参加领导力培训。"],
            ),
            "followup": (
                "志愿骨干培育跟进记录",
                ["3月8日：参加培训，完成作业。", "4月2日：协助主持例会，较有信心。"],
            ),
        }.items():
            if key in c.papers:
                pen.save(
                    base / "骨干" / c.name / f"{title}.docx",
                    (title, [f"姓名：{c.name}　　队伍：{c.team}", *lines]),
                )
    for t in area.talks:
        pen.save(out / "会议记录" / f"{t.name}.docx", ("会议记录", [
            f"会议名称：{t.name}", f"时间：{cn(t.day)}{t.hours}", f"地点：{t.place}", f"主持人：{t.host}", f"参会人员：{t.present}", f"记录人：{t.recorder}", "会议内容：", t.content, "会议决定：按分工落实，下次会议检查。", f"\t记录时间：{cn(t.recorded)}",
        ]))  # fmt: skip
    rows = [["姓名", "服务次数", "服务时长（小时）"], *([n, c, h] for n, c, h in area.hours), ["总计", sum(c for _, c, _ in area.hours), area.hours_total]]  # fmt: skip
    book(base / "广州公益时间服务时长统计.xlsx", {"统计": rows})  # type: ignore[dict-item]


def _service(area: Wider, out: Path, pen: Pen) -> None:
    base = out / "满意度调查"
    rows: list[list[object]] = [
        ["序号", "姓名", "社区", "调查日期", "总体评价（10分制）", "意见、建议及需求", "后续处理", "处理人"],
        *(
            [
                i,
                a.name,
                a.community,
                a.day,
                a.score,
                a.said,
                a.followup or None,
                area.workers[0] if a.followup else None,
            ]
            for i, a in enumerate(area.answers, 1)
        ),
    ]
    book(base / "满意度调查登记表.xlsx", {"电话调查": rows})  # type: ignore[dict-item]
    pen.save(base / "满意度调查小结.docx", ("服务对象满意度调查小结", [
        f"为了解服务对象的感受，社工站于{cn(area.survey_day)}完成本期满意度调查。", f"本站名册共有服务对象{area.on_list}人，本次共调查{area.asked}人，其中表示满意的{area.satisfied}人，满意率{area.satisfied / area.asked:.2%}。", "受访者普遍认为社工态度亲切。",
    ]))  # fmt: skip
    months: dict[str, list[list[object]]] = {}
    for c in area.calls:
        sheet = months.setdefault(
            f"{c.day.month}月",
            [
                [f"热线来电登记表（{c.day.month}月）", *["<"] * 6],
                ["来电时间", "来电人", "联系电话", "咨询/求助内容", "接听情况", "回复时间", "处理人"],
            ],
        )
        sheet.append([f"{c.day.year}-{c.day.month}-{c.day.day} {c.time}", c.who, c.phone, c.about, "漏接" if c.missed else "已接听", f"{c.back.year}-{c.back.month}-{c.back.day} 16:20" if c.back else None, c.taker])  # fmt: skip
    book(out / "热线" / "红棉热线.xlsx", months)  # type: ignore[arg-type]
    for f in area.funds:
        lines = [
            ["日期", "项目", "收入", "支出", "余额"],
            ["2025年1月1日", "上期结转", "", "", f"{f.opening:,.2f}"],
        ]
        lines += [
            [
                cn(e.day),
                e.what,
                f"{e.income:,.2f}" if e.income else "",
                f"{e.spent:,.2f}" if e.spent else "",
                f"{e.balance:,.2f}",
            ]
            for e in f.entries
        ]
        total = [
            "合计",
            "",
            f"{sum(e.income for e in f.entries):,.2f}",
            f"{sum(e.spent for e in f.entries):,.2f}",
            "",
        ]
        pen.save(out / "社区慈善基金" / f"{f.name}收支公示.docx", (f"{f.name}收支公示", ["公示期间：2025年1月1日至4月30日　　单位：元", [*lines, total], "\t" + f.community]))  # fmt: skip
    r = area.referral
    if r is not None:
        pen.save(out / "转介" / "转介申请书.docx", ("服务对象转介申请书", [
            f"个案编号：{r.number}", f"服务对象姓名：{r.name}", f"申请日期：{cn(r.day)}　　经办社工：{r.worker}", f"转介理由：{r.reason}", f"接收单位：{r.receiver}", f"服务对象签名（同意转介）：{sign(r.consent, r.name)}", f"接收单位回执日期：{cn(r.receipt) or '＿＿＿＿＿＿'}",
        ]))  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(out / "督导" / f"{day.month}月督导.docx", ("督导记录", [
            f"督导时间：{cn(day)} 15:00—17:00　　督导形式：个别督导", f"督导：{supervisor}　　被督导社工：{worker}", f"督导主题：{topic}", "督导过程：", "社工报告近况，督导提问并回应。", f"督导建议：{advice}", f"督导签名：{INK}　　社工签名：{INK}",
        ]))  # fmt: skip


def _figures(area: Wider, base: Path, pen: Pen) -> None:
    rows: list[list[object]] = [
        ["指标名称", "单位", "合同约定数", "1月", "2月", "3月", "4月", "合计完成", "完成百分比"]
    ]
    for t in area.targets:
        a, b = t.done // 4, t.done // 5
        rows.append([t.name, t.unit, t.target, a, b, a, t.done - 2 * a - b, t.done, t.percent])
    book(base / "2025年服务指标统计（截至4月30日）.xlsx", {"指标统计": rows})  # type: ignore[dict-item]
    lines = [
        ["月份", "应到岗", "实到岗", "持证应到岗", "持证实到岗"],
        *(
            [f"2025年{m.month}月", str(m.due), f"{m.present:g}", str(m.certified_due), f"{m.certified:g}"]
            for m in area.months
        ),
    ]
    pen.save(base / "社工到岗情况表.docx", ("社工到岗情况表", ["单位：人", lines]))
    lines = [
        ["姓名", "培训要求（小时）", "实际参训（小时）", "是否达标"],
        *(
            [n, f"{area.training_each:g}", f"{h:g}", "是" if h >= area.training_each else "否"]
            for n, h in area.training
        ),
    ]
    pen.save(base / "社工培训情况表.docx", ("社工培训时数统计表", [lines]))
    pen.save(base / "跟踪回访制度.docx", ("跟踪回访制度", [
        "第一条　为掌握服务对象近况，制定本制度。", *(f"第{NUMBERS[i + 1]}条　对{g}服务对象，{f + '，' if f else ''}由责任社工上门或致电了解情况并做好记录。" for i, (g, f) in enumerate(area.policy)), "第六条　结案个案在结案后一个月内回访一次。",
    ]))  # fmt: skip
    pen.save(base / "中期自评报告.docx", (f"{area.name}中期自评报告", [line for head, texts in area.report for line in (head, *texts)]))  # fmt: skip
