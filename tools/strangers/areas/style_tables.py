"""A1: one Word table a paper, a folder for each kind of paper, workbooks for lists; district heads approve."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Area, Comment, Group
from tools.strangers.areas.paper import INK, Block, Pen, book
from tools.strangers.papers import SignState

TOML = 'station = "{name}"\nperiod = {{ start = 2025-01-01, end = 2025-12-31 }}\n[districts]\n{districts}\n'


def config(area: Area, out: Path) -> None:
    """The station's settings."""
    districts = "\n".join(
        f'"{name}" = [{", ".join(f"{c!r}" for c in places)}]' for name, places in area.districts.items()
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "audit.toml").write_text(
        TOML.format(name=area.name, districts=districts.replace("'", '"')), encoding="utf-8"
    )


def cn(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


def opinion(comment: Comment) -> str:
    """What stands in an approval cell."""
    if not comment.approved and not comment.text:
        return "\n签名：        日期：    年   月   日"
    return f"{comment.text}\n签名：{INK}    日期：{cn(comment.day)}"


def write(area: Area, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    config(area, out)
    for group in area.groups:
        _group(group, out, pen)
    for act in area.activities:
        base = out / "社区活动" / act.name
        pen.save(base / "活动计划书.docx", ("社区活动计划书", [[
            ["活动名称", act.name, "所属社区", act.community], ["活动时间", cn(act.day), "活动地点", act.place],
            ["活动对象", act.target, "负责社工", act.worker], ["活动流程", "签到、开场、活动、合影", "<", "<"], ["片长意见", opinion(act.plan), "<", "<"],
        ]]))  # fmt: skip
        pen.save(base / "活动总结.docx", ("社区活动总结表", [[
            ["活动名称", act.name, "所属社区", act.community], ["活动时间", cn(act.day), "实到人数", f"{act.came}人"],
            ["活动过程", act.told, "<", "<"], ["社工签名", INK, "填写日期", cn(act.day)], ["片长意见", opinion(act.summary), "<", "<"],
        ]]))  # fmt: skip
        rows = [["序号", "姓名", "签名"]] + [
            [str(i), n, INK] for i, n in enumerate(act.members[: act.signed], 1)
        ]
        pen.save(base / "签到表.docx", ("活动签到表", [f"活动名称：{act.name}    日期：{cn(act.day)}", rows]))
    _plans(area, out, pen)
    _volunteers(area, out, pen)
    _lists(area, out)
    _papers(area, out, pen)


def _group(g: Group, out: Path, pen: Pen) -> None:
    base = out / "小组"
    pen.save(base / "计划书" / f"{g.number}计划书.docx", ("小组计划书", [[
        ["小组编号", g.number, "小组名称", g.name], ["小组性质", "  ".join(("☑" if k == g.kind else "□") + k for k in ("教育", "支持", "成长", "互助", "兴趣")), "<", "<"],
        ["所属社区", g.community, "小组节数", f"{g.planned}节"], ["小组目标", g.goal, "<", "<"], ["理论依据", g.theory, "<", "<"],
        ["社工签名", INK, "填表日期", cn(g.plan_day)], ["片长意见", opinion(g.plan), "<", "<"], ["社工回应", g.plan.response, "<", "<"],
    ]]))  # fmt: skip
    for s in g.meetings:
        pen.save(base / "过程记录" / f"{g.number}第{s.at}节.docx", ("小组过程记录表", [[
            ["小组编号", g.number, "小组名称", g.name], ["节次", f"第{s.at}节", "活动日期", cn(s.day)], ["实到人数", f"{s.came}人", "带领者", s.leader or g.worker],
            ["小组过程", s.told, "<", "<"], ["社工角色", s.role, "<", "<"], ["社工签名", INK, "填写日期", cn(s.day)],
            ["片长意见", opinion(s.comment), "<", "<"], ["社工回应", s.comment.response, "<", "<"],
        ]]))  # fmt: skip
        rows = [["序号", "姓名", "联系电话", "签名"]] + [
            [str(i), n, "", INK] for i, n in enumerate(g.members[: s.signed], 1)
        ]
        pen.save(
            base / "签到" / f"{g.number}签到{s.at}.docx",
            ("小组签到表", [f"小组名称：{g.name}    第{s.at}节    日期：{cn(s.day)}", rows]),
        )
    for phase in g.phases:
        blocks: list[Block] = [f"小组名称：{g.name}    姓名：________"]
        if g.test in ("objective", "mixed"):
            blocks += ["一、选择题", *(f"{i}、{q}" for i, q in enumerate(g.knowledge, 1))]
        if g.test in ("subjective", "mixed"):
            blocks += [
                "二、请在符合的格内打√",
                [
                    ["题目", "非常同意", "同意", "一般", "不同意", "非常不同意"],
                    *([q, "", "", "", "", ""] for q in g.feelings),
                ],
            ]
        pen.save(base / "前后测" / f"{g.number}{phase}.docx", (f"小组{phase}问卷", blocks))
    if g.finished:
        pen.save(base / "总结" / f"{g.number}总结.docx", ("小组总结报告", [[
            ["小组编号", g.number, "小组名称", g.name], ["小组节数", f"{g.stated}节", "总结日期", cn(g.summary_day)],
            ["目标达成情况", "组员出席稳定，目标基本达成。", "<", "<"], ["社工签名", INK, "填写日期", cn(g.summary_day)], ["片长意见", opinion(g.summary), "<", "<"],
        ]]))  # fmt: skip


def _plans(area: Area, out: Path, pen: Pen) -> None:
    for plan in area.plans:
        heads = {
            "content": "服务内容",
            "form": "服务形式",
            "time": "时间安排",
            "resources": "所需资源",
            "target": "服务对象",
        }
        keys = [k for k in heads if k not in plan.lacks]
        rows = [[heads[k] for k in keys]] + [[getattr(r, k) for k in keys] for r in plan.rows]
        pen.save(out / "计划" / f"{plan.name}.docx", (plan.title, [f"目标：{plan.goal}", rows]))
    for s in area.surveys:
        parts = [
            ("一、调研背景", s.background),
            ("二、调研计划", s.plan),
            ("三、调研方法", s.method),
            ("四、调研结果", s.findings),
            ("五、服务建议", s.use),
        ]
        pen.save(
            out / "调研" / f"{s.name}.docx",
            (s.title, [line for head, text in parts if text for line in (head, text)]),
        )


def _volunteers(area: Area, out: Path, pen: Pen) -> None:
    base = out / "志愿服务"
    for v in area.volunteers:
        p = v.person
        pen.save(base / "登记表" / f"{p.name}.docx", ("志愿者登记表", [[
            ["姓名", p.name, "性别", p.sex], ["出生日期", cn(p.birth), "联系电话", p.phone], ["所属队伍", v.team, "登记日期", cn(v.day)],
            ["监护人姓名", v.guardian, "与本人关系", v.relation], ["监护人电话", v.guardian_phone, "监护人签名", sign(v.sign, v.guardian)],
        ]]))  # fmt: skip
        if v.consent is not None:
            pen.save(base / "同意书" / f"{p.name}同意书.docx", ("未成年人志愿者监护人同意书", [[
                ["志愿者姓名", p.name, "出生日期", cn(p.birth)], ["监护人姓名", v.guardian, "关系", v.relation],
                ["监护人签名", sign(v.consent, v.guardian), "日期", cn(v.day)],
            ]]))  # fmt: skip
    for at, t in enumerate(area.team_works):
        pen.save(base / "过程记录" / f"记录{at + 1:02d}.docx", ("志愿队过程记录表", [[
            ["志愿队名称", t.team, "所属社区", t.community], ["服务日期", cn(t.day), "服务时间", t.hours], ["服务地点", t.place, "志愿者人数", f"{t.people}人"],
            ["服务过程", t.told, "<", "<"], ["记录人", t.worker, "填写日期", cn(t.day)],
            ["片长意见", f"同意。{INK}" if t.approved[0] else "", "副站长意见", f"已阅。{INK}" if t.approved[1] else ""],
        ]]))  # fmt: skip
    for c in area.cores:
        pen.save(
            base / "骨干" / c.name / "评分表.docx",
            (
                "志愿骨干评定评分表",
                [[["骨干姓名", c.name, "所属志愿队", c.team], ["总分", "88", "评定日期", "2025年2月10日"]]],
            ),
        )
        if "plan" in c.papers:
            pen.save(
                base / "骨干" / c.name / "培育计划.docx",
                (
                    "志愿骨干培育计划",
                    [[["骨干姓名", c.name], ["培育目标", "能独立带队"], ["培育内容", "每月参加一次培训"]]],
                ),
            )
        if "followup" in c.papers:
            pen.save(
                base / "骨干" / c.name / "跟进表.docx",
                (
                    "培育情况跟进表",
                    [
                        [
                            ["骨干姓名", c.name],
                            ["跟进日期", "2025年4月2日"],
                            ["跟进情况", "已带队两次，能主持例会"],
                        ]
                    ],
                ),
            )
    book(
        base / "骨干" / "骨干名单.xlsx",
        {
            "名单": [
                ["志愿骨干名单", "<", "<"],
                ["序号", "姓名", "所属志愿队"],
                *([i, c.name, c.team] for i, c in enumerate(area.cores, 1)),
            ]
        },
    )
    for t in area.talks:
        pen.save(base / "会议" / f"{t.name}.docx", ("会议记录表", [[
            ["会议名称", t.name, "会议时间", f"{cn(t.day)} {t.hours}"], ["会议地点", t.place, "主持人", t.host], ["出席人员", t.present, "<", "<"], ["会议内容", t.content, "<", "<"],
            ["记录人", t.recorder, "记录时间", cn(t.recorded)],
        ]]))  # fmt: skip
    rows = [
        ["序号", "姓名", "服务次数", "服务时长（小时）"],
        *([i, n, c, h] for i, (n, c, h) in enumerate(area.hours, 1)),
        ["合计", "", sum(c for _, c, _ in area.hours), area.hours_total],
    ]
    book(base / "i志愿统计.xlsx", {"i志愿": [["i志愿时长统计表", "<", "<", "<"], *rows]})


def _lists(area: Area, out: Path) -> None:
    book(out / "满意度" / "满意度调查登记表.xlsx", {"登记": [
        ["满意度调查登记表", "<", "<", "<", "<", "<"], ["序号", "姓名", "社区", "日期", "满意度得分", "意见建议", "跟进情况"],
        *([i, a.name, a.community, a.day, a.score, a.said, a.followup] for i, a in enumerate(area.answers, 1)),
    ]})  # fmt: skip
    for fund in area.funds:
        rows: list[list[object]] = [
            [f"{fund.name}收支明细表", "<", "<", "<", "<"],
            ["日期", "摘要", "收入（元）", "支出（元）", "结余（元）"],
            ["", "上期结余", "", "", fund.opening],
        ]
        rows += [[e.day, e.what, e.income or None, e.spent or None, e.balance] for e in fund.entries]
        book(out / "社区基金" / f"{fund.community}.xlsx", {"明细": rows})  # type: ignore[dict-item]
    book(out / "热线" / "热线登记.xlsx", {"登记": [
        ["红棉热线来电登记表", "<", "<", "<", "<", "<", "<"], ["来电日期", "来电时间", "来电人", "联系电话", "诉求内容", "是否漏接", "回拨时间", "接听人"],
        *([c.day, c.time, c.who, c.phone, c.about, "是" if c.missed else "否", c.back, c.taker] for c in area.calls),
    ]})  # fmt: skip
    book(out / "项目管理" / "指标.xlsx", {"指标": [
        ["服务指标完成情况统计表", "<", "<", "<", "<", "<"], [f"统计截至：{cn(area.targets_day)}", "<", "<", "<", "<", "<"], ["序号", "指标名称", "单位", "指标量", "完成量", "完成率"],
        *([i, t.name, t.unit, t.target, t.done, t.percent] for i, t in enumerate(area.targets, 1)),
    ]})  # fmt: skip
    book(out / "项目管理" / "到岗.xlsx", {"到岗": [
        ["社工到岗情况统计表", "<", "<", "<", "<"], ["月份", "应到人数", "实到人数", "持证应到", "持证实到"], *([f"{m.month}月", m.due, m.present, m.certified_due, m.certified] for m in area.months),
    ]})  # fmt: skip
    book(out / "项目管理" / "培训.xlsx", {"培训": [
        ["社工培训时数统计表", "<", "<", "<"], ["序号", "姓名", "要求时数", "完成时数"], *([i, n, area.training_each, h] for i, (n, h) in enumerate(area.training, 1)),
    ]})  # fmt: skip


def _papers(area: Area, out: Path, pen: Pen) -> None:
    pen.save(out / "满意度" / "满意度调查汇总表.docx", ("满意度调查汇总表", [[
        ["调查日期", cn(area.survey_day), "服务对象总数", f"{area.on_list}人"], ["调查人数", f"{area.asked}人", "满意人数", f"{area.satisfied}人"], ["调查结果", "总体评价较好。", "<", "<"],
    ]]))  # fmt: skip
    pen.save(
        out / "制度" / "跟踪回访机制.docx",
        (
            "服务跟踪回访机制",
            [
                "为规范分级跟进，制定本机制。",
                [["服务等级", "跟进频率"], *([g, f] for g, f in area.policy)],
                "结案个案一个月内回访一次。",
            ],
        ),
    )
    r = area.referral
    if r is not None:
        pen.save(out / "转介" / "转介表.docx", ("个案转介表", [[
            ["个案编号", r.number, "服务对象姓名", r.name], ["转介日期", cn(r.day), "社工", r.worker], ["转介原因", r.reason, "<", "<"], ["接收机构", r.receiver, "<", "<"],
            ["服务对象签名", sign(r.consent, r.name), "回执日期", cn(r.receipt)],
        ]]))  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(
            out / "督导" / f"{day:%m%d}.docx",
            (
                "督导记录表",
                [
                    [
                        ["督导日期", cn(day), "督导", supervisor],
                        ["督导主题", topic, "被督导者", worker],
                        ["督导建议", advice, "<", "<"],
                        ["督导签名", INK, "社工签名", INK],
                    ]
                ],
            ),
        )
    pen.save(
        out / "项目管理" / "自评报告.docx",
        (f"{area.name}2025年自评报告", [line for head, lines in area.report for line in (head, *lines)]),
    )
