"""A2: paragraphs with colons and blanks, PDF beside Word, several papers in one file; supervisors approve below the text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.areas.style_tables import config
from tools.strangers.papers import SignState


def dot(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def opinion(label: str, comment: Comment) -> list[str]:
    """An approval as lines of text."""
    if not comment.approved and not comment.text:
        return [f"{label}意见：", f"{label}签名：____________    日期：____年__月__日"]
    return [f"{label}意见：{comment.text}", f"{label}签名：{INK}    日期：{dot(comment.day)}"]


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": "____________"}[state]


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed, "anchored")
    config(area, out)
    for group in area.groups:
        _group(group, out / "小组服务" / group.name.strip("“”").replace("”", " "), pen)
    for act in area.activities:
        rows = [["序号", "姓名", "签到", "序号", "姓名", "签到"]]
        half = -(-act.signed // 2)
        for i in range(half):
            left = [str(i + 1), act.members[i], INK]
            right = [str(i + half + 1), act.members[i + half], INK] if i + half < act.signed else ["", "", ""]
            rows.append(left + right)
        pen.save(
            out / "活动" / f"{dot(act.day)} {act.name}.docx",
            ("活动方案", [f"活动名称：{act.name}", f"活动时间：{dot(act.day)}    活动地点：{act.place}", f"活动对象：{act.target}", f"负责社工：{act.worker}", "活动流程：签到—开场—活动—合影", *opinion("督导", act.plan)]),
            ("活动签到表", [f"活动名称：{act.name}    日期：{dot(act.day)}", rows]),
            ("活动总结", [f"活动名称：{act.name}", f"活动时间：{dot(act.day)}    参加人数：{act.came}", f"活动概况：{act.told}", f"社工：{INK}    {dot(act.day)}", *opinion("督导", act.summary)]),
        )  # fmt: skip
    for plan in area.plans:
        blocks: list[Block] = ["一、服务目标", plan.goal, "二、服务安排"]
        for i, r in enumerate(plan.rows, 1):
            blocks.append(f"（{i}）{r.content}")
            parts = (
                ("form", "服务方式", r.form),
                ("time", "开展时间", r.time),
                ("resources", "资源链接", r.resources),
                ("target", "服务人群", r.target),
            )
            blocks += [f"{label}：{text}" for key, label, text in parts if key not in plan.lacks]
        pen.save(out / "规划" / f"{plan.name}.pdf", (plan.title, blocks))
    for s in area.surveys:
        heads = ("（一）背景与目的", "（二）实施过程", "（三）方法", "（四）主要发现", "（五）对策")
        texts = (s.background, s.plan, s.method, s.findings, s.use)
        pen.save(
            out / "规划" / f"{s.name}.pdf",
            (
                s.title,
                [line for head, text in zip(heads, texts, strict=True) if text for line in (head, text)],
            ),
        )
    _volunteers(area, out / "志愿者", pen)
    _figures(area, out, pen)


def _group(g: Group, base: Path, pen: Pen) -> None:
    records = []
    for s in g.meetings:
        records.append((f"小组活动记录（第{s.at}节）", [
            f"小组名称：{g.name}", f"日期：{dot(s.day)}    地点：活动室    出席人数：{s.came}人", f"主讲：{s.leader or '社工'}", f"活动内容：{s.told}", f"社工角色：{s.role}",
            f"社工签名：{INK}", *opinion("督导", s.comment), f"社工回应：{s.comment.response}",
        ]))  # fmt: skip
    pen.save(base / "计划.pdf", ("小组活动计划书", [
        f"小组名称：{g.name}", f"小组类型：{g.kind}性小组    节数：{g.planned}", f"所属社区：{g.community}    社工：{g.worker}", f"目标：{g.goal}", f"理论：{g.theory}",
        f"填表日期：{dot(g.plan_day)}", *opinion("督导", g.plan), f"社工回应：{g.plan.response}",
    ]))  # fmt: skip
    pen.save(base / "过程记录.docx", *records)
    rows = [["姓名", *(f"第{s.at}节签到" for s in g.meetings)]]
    rows += [[name, *(INK if i < s.signed else "" for s in g.meetings)] for i, name in enumerate(g.members)]
    pen.save(base / "签到.docx", ("组员签到表", [f"小组名称：{g.name}", rows]))
    for phase in g.phases:
        blocks: list[Block] = [f"（{phase}）", f"小组名称：{g.name}"]
        if g.test in ("subjective", "mixed"):
            blocks += [
                f"{i}. {q}    □非常符合 □比较符合 □一般 □不太符合 □不符合"
                for i, q in enumerate(g.feelings, 1)
            ]
        if g.test in ("objective", "mixed"):
            blocks += [f"{i}. {q}" for i, q in enumerate(g.knowledge, 1)]
        pen.save(base / f"{phase}.docx", ("组员评估问卷", blocks))
    if g.finished:
        pen.save(
            base / "总结.pdf",
            (
                "小组工作总结报告",
                [
                    f"小组名称：{g.name}",
                    f"共开展节数：{g.stated}节",
                    "小组成效：组员关系融洽，目标达成。",
                    f"社工签名：{INK}    {dot(g.summary_day)}",
                    *opinion("督导", g.summary),
                ],
            ),
        )


def _volunteers(area: Area, base: Path, pen: Pen) -> None:
    papers: list[tuple[str, list[Block]]] = []
    for v in area.volunteers:
        p = v.person
        papers.append(("志愿者报名表", [
            f"姓名：{p.name}    性别：{p.sex}    出生年月：{p.birth.year}年{p.birth.month}月{p.birth.day}日", f"联系电话：{p.phone}    所属志愿队：{v.team}", f"报名日期：{dot(v.day)}",
            f"监护人（未成年人填写）：{v.guardian}    关系：{v.relation}    电话：{v.guardian_phone}", f"监护人签名：{sign(v.sign, v.guardian)}",
        ]))  # fmt: skip
        if v.consent is not None:
            pen.save(
                base / f"家长同意书-{p.name}.pdf",
                (
                    "志愿服务家长同意书",
                    [
                        f"本人同意孩子 {p.name} 参加志愿服务。",
                        f"未成年人姓名：{p.name}",
                        f"家长姓名：{v.guardian}    与孩子关系：{v.relation}",
                        f"家长签名：{sign(v.consent, v.guardian)}    日期：{dot(v.day)}",
                    ],
                ),
            )
    pen.save(base / "报名表汇编.docx", *papers)
    for team in dict.fromkeys(t.team for t in area.team_works):
        own = [t for t in area.team_works if t.team == team]
        pen.save(base / f"{team}活动记录.docx", *[("志愿服务活动记录", [
            f"志愿队：{t.team}", f"活动时间：{dot(t.day)} {t.hours}    地点：{t.place}    参加人数：{t.people}", f"活动内容：{t.told}", f"记录人：{t.worker}",
            f"片长签名：{INK if t.approved[0] else '__________'}    副站长签名：{INK if t.approved[1] else '__________'}",
        ]) for t in own])  # fmt: skip
    rating = [
        ["姓名", "队伍", "总分", "评定日期"],
        *([c.name, c.team, "90", "2025.2.10"] for c in area.cores),
    ]
    pen.save(base / "骨干评定.docx", ("志愿者骨干评分表", [rating]))
    pen.save(
        base / "骨干名单.docx",
        (
            "志愿者骨干名单",
            [[["序号", "姓名", "队伍"], *([str(i), c.name, c.team] for i, c in enumerate(area.cores, 1))]],
        ),
    )
    pen.save(
        base / "骨干培育.docx",
        (
            "骨干培育计划表",
            [
                [
                    ["骨干姓名", "培育目标", "培育内容"],
                    *([c.name, "独立带队", "每季度培训"] for c in area.cores if "plan" in c.papers),
                ]
            ],
        ),
    )
    pen.save(
        base / "骨干跟进.docx",
        (
            "骨干培育跟进记录表",
            [
                [
                    ["骨干姓名", "跟进时间", "跟进情况"],
                    *([c.name, "2025.4.2", "表现积极"] for c in area.cores if "followup" in c.papers),
                ]
            ],
        ),
    )
    pen.save(base / "会议记录.docx", *[("会议记录", [
        f"会议主题：{t.name}", f"时间：{dot(t.day)} {t.hours}    地点：{t.place}", f"主持人：{t.host}    参会人员：{t.present}", f"会议内容：{t.content}",
        f"记录人：{t.recorder or '________'}        记录时间：{dot(t.recorded) or '________'}",
    ]) for t in area.talks])  # fmt: skip
    rows = [
        ["姓名", "次数", "时数"],
        *([n, str(c), str(h)] for n, c, h in area.hours),
        ["总计", str(sum(c for _, c, _ in area.hours)), str(area.hours_total)],
    ]
    pen.save(base / "广州公益时间时数.docx", ("广州公益时间志愿时数统计表", [rows]))


def _figures(area: Area, out: Path, pen: Pen) -> None:
    pen.save(out / "满意度" / "问卷.docx", *[("服务满意度调查问卷", [
        f"受访者：{a.name}    社区：{a.community}    日期：{dot(a.day)}", f"您对社工服务的总体满意度（10分满分）：{a.score}分", f"意见和建议：{a.said}", f"跟进情况：{a.followup}",
    ]) for a in area.answers])  # fmt: skip
    pen.save(
        out / "满意度" / "汇总.pdf",
        (
            "满意度调查统计表",
            [
                f"调查时间：{dot(area.survey_day)}",
                f"在册服务对象：{area.on_list}人",
                f"调查人数：{area.asked}人",
                f"满意人数：{area.satisfied}人",
            ],
        ),
    )
    rows = [["序号", "基金名称", "上期结余", "本期收入", "本期支出", "结余"]]
    for i, f in enumerate(area.funds, 1):
        income, spent = sum(e.income for e in f.entries), sum(e.spent for e in f.entries)
        rows.append(
            [str(i), f.name, f"{f.opening:g}", f"{income:g}", f"{spent:g}", f"{f.entries[-1].balance:g}"]
        )
    pen.save(out / "基金" / "基金收支.pdf", ("社区慈善基金收支情况表", [rows]))
    rows = [["日期", "时间", "来电人", "电话", "来电内容", "接听情况", "回复时间"]]
    rows += [
        [dot(c.day), c.time, c.who, c.phone, c.about, "未接" if c.missed else "已接", dot(c.back)]
        for c in area.calls
    ]
    pen.save(out / "热线" / "来电记录.docx", ("热线来电记录表", [rows]))
    rows = [
        ["指标名称", "协议量", "完成量", "完成率"],
        *([t.name, f"{t.target}{t.unit}", f"{t.done}{t.unit}", t.percent] for t in area.targets),
    ]
    pen.save(
        out / "行政" / "指标进度.docx",
        (
            f"服务指标完成进度表\n（截至{area.targets_day.year}年{area.targets_day.month}月{area.targets_day.day}日）",
            [rows],
        ),
    )
    rows = [
        ["月份", "应到", "实到", "其中持证应到", "其中持证实到"],
        *(
            [f"2025年{m.month}月", str(m.due), f"{m.present:g}", str(m.certified_due), f"{m.certified:g}"]
            for m in area.months
        ),
    ]
    pen.save(out / "行政" / "人员到岗.pdf", ("人员到岗统计表", [rows]))
    book(
        out / "行政" / "继续教育.xlsx",
        {
            "学时": [
                ["社工继续教育学时统计表", "<", "<"],
                ["姓名", "应完成学时", "已完成学时"],
                *([n, area.training_each, h] for n, h in area.training),
            ]
        },
    )
    lines = [
        f"{g}服务对象：{f}进行探访或电访。" if f else f"{g}服务对象：由责任社工视情况跟进。"
        for g, f in area.policy
    ]
    pen.save(
        out / "制度" / "回访制度.docx",
        ("服务跟踪回访制度", ["第一条 为做好分级跟进，制定本制度。", *lines, "结案一个月内回访。"]),
    )
    r = area.referral
    if r is not None:
        pen.save(out / "转介.docx", ("个案转介单", [
            f"个案编号：{r.number}    服务对象：{r.name}", f"转介日期：{dot(r.day)}    转介社工：{r.worker}", f"转介原因：{r.reason}", f"接收单位：{r.receiver}",
            f"服务对象签名：{sign(r.consent, r.name)}", f"接收单位回执日期：{dot(r.receipt)}",
        ]))  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(
            out / "督导" / f"{dot(day)}.pdf",
            (
                "督导记录",
                [
                    f"督导时间：{dot(day)}    督导者：{supervisor}",
                    f"督导主题：{topic}    被督导者：{worker}",
                    f"督导建议：{advice}",
                    f"督导签名：{INK}    社工签名：{INK}",
                ],
            ),
        )
    pen.save(
        out / "行政" / "工作总结.txt",
        (
            f"{area.name}2025年1-4月工作总结",
            [line for head, lines_ in area.report for line in (head, *lines_)],
        ),
    )
