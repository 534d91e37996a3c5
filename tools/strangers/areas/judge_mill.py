"""A11: the quarter of an old cotton mill in the north. Numbered form sets in Word, printed logs as PDF, the lists in workbooks.

Kept out of tuning; written by somebody who had read neither form definitions nor rules.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Activity, Comment, Group, Meeting
from tools.strangers.areas.judge_mill_scenario import SESSION
from tools.strangers.areas.judge_mill_service import figures, service, volunteers
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen, Row, book

SCALE = ("很不符合", "不太符合", "说不清", "比较符合", "很符合")


def chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def bare(name: str) -> str:
    """A name without its quotation marks, as files are called."""
    return name.replace("“", "").replace("”", "")


def review(comment: Comment) -> list[Row]:
    """The supervisor's block at the foot of a form of the set."""
    signed = (
        f"签名：{INK}　　{chinese(comment.day)}" if comment.approved else "签名：　　　　　　年　　月　　日"
    )
    return [
        ["督导审阅", f"意见：{comment.text}\n{signed}", "<", "<"],
        ["带组社工对意见的落实", comment.response, "<", "<"],
    ]


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    for group in area.groups:
        _group(group, out / "01小组服务" / f"{group.number}{bare(group.name)}", pen)
    for at, activity in enumerate(area.activities):
        _activity(activity, area.activity_hours(at), out / "02社区活动", pen)
    _plans(area, out / "03计划与调研", pen)
    _talks(area, out / "04会议与督导", pen)
    volunteers(area, out / "05志愿服务", pen)
    service(area, out, pen)
    figures(area, out / "07项目管理", pen)


# ---- groups ----------------------------------------------------------------------------------------------------------


def _group(g: Group, base: Path, pen: Pen) -> None:
    pen.save(base / "1小组服务方案.docx", ("小组服务方案", [_scheme(g)]), header="棉纺路街道社工站套表·组-1")
    pen.save(
        base / "2单次记录.docx",
        *(("小组单次活动记录", [_session(g, m)]) for m in g.meetings),
        header="棉纺路街道社工站套表·组-2",
    )
    pen.save(base / "3出勤签名册.pdf", ("小组组员出勤签名册", _attendance(g)))
    if g.phases:
        pen.save(
            base / "4组员问卷.docx", *((f"{g.name}\n组员问卷（{p[0]}测）", _paper(g, p)) for p in g.phases)
        )
    if g.finished:
        pen.save(
            base / "5小组结项小结.docx", ("小组结项小结", [_closing(g)]), header="棉纺路街道社工站套表·组-3"
        )


def _scheme(g: Group) -> list[Row]:
    test = (
        "开组和结组时各做一次问卷，对照看变化；平时观察。"
        if g.kind == "教育"
        else "观察组员表现，结组时听口头反馈。"
    )
    return [
        ["小组名称", g.name, "编号", g.number],
        ["小组类别", f"{g.kind}性小组", "服务社区", g.community],
        ["带组社工", g.worker, "制定日期", chinese(g.plan_day)],
        ["组员人数", f"{len(g.members)}人", "计划次数", f"共{g.planned}次"],
        ["需求来源", "入户时多位居民提出，社区书记也建议开展。", "<", "<"],
        ["依据理论", g.theory, "<", "<"],
        ["小组目标", g.goal, "<", "<"],
        [
            "各次安排",
            "\n".join(f"第{n}次：{_theme(n, g.planned)}" for n in range(1, g.planned + 1)),
            "<",
            "<",
        ],
        ["成效评估方式", test, "<", "<"],
        ["可能的困难及对策", "组员临时有事来不了：提前一天电话提醒，落下的单独补。", "<", "<"],
        ["经费测算", "物料260元，茶歇120元，合计380元。", "<", "<"],
        *review(g.plan),
    ]


def _theme(n: int, of: int) -> str:
    return "相互认识，定小组公约" if n == 1 else "回顾收获，处理离别" if n == of else "围绕目标学习和练习"


def _session(g: Group, m: Meeting) -> list[Row]:
    return [
        ["小组名称", g.name, "第几次", f"第{m.at}次"],
        ["日期", chinese(m.day), "时间", SESSION],
        ["地点", f"{g.community}居民活动室", "带组社工", g.worker],
        ["主讲人", m.leader or "社工本人", "到场组员", f"{m.came}人"],
        ["本次要点", _theme(m.at, g.planned), "<", "<"],
        ["经过", m.told, "<", "<"],
        ["组员表现", "多数组员能跟上，愿意开口，个别组员需要单独提醒。", "<", "<"],
        ["社工的角色与作用", m.role, "<", "<"],
        ["下次准备", "提前发提醒，备齐材料。", "<", "<"],
        ["记录社工", INK, "成文日期", chinese(m.day)],
        *review(m.comment),
    ]


def _attendance(g: Group) -> list[Block]:
    head = ["序号", "组员姓名", *(f"第{m.at}次\n{m.day.month}月{m.day.day}日" for m in g.meetings)]
    rows = [
        [str(at), name, *(INK if at <= m.signed else "请假" for m in g.meetings)]
        for at, name in enumerate(g.members, 1)
    ]
    return [f"小组：{g.name}　　编号：{g.number}　　带组社工：{g.worker}", [head, *rows]]


def _paper(g: Group, phase: str) -> list[Block]:
    blocks: list[Block] = [f"组员：{g.members[0]}　　填写时间：{'开组前' if phase == '前测' else '结组后'}"]
    if g.test != "objective":
        up = 1 if phase == "后测" else 0
        rows: list[Row] = [["您的情况", *SCALE]]
        for at, feeling in enumerate(g.feelings):
            rows.append([feeling, *("√" if n == 2 + (at + up) % 3 else "" for n in range(5))])
        blocks += ["请按自己的实际情况，在相应的格子里打“√”。", rows]
    if g.test != "subjective":
        blocks.append("下面的题只有一个答案是对的，请把字母写在括号里。")
        blocks += [f"{n}．（ {'B' if phase == '后测' else 'A'} ）{q}" for n, q in enumerate(g.knowledge, 1)]
    blocks.append("谢谢您！")
    return blocks


def _closing(g: Group) -> list[Row]:
    both = len(g.phases) == 2
    return [
        ["小组名称", g.name, "编号", g.number],
        ["小组类别", f"{g.kind}性小组", "带组社工", g.worker],
        [
            "起止日期",
            f"{chinese(g.meetings[0].day)}至{chinese(g.meetings[-1].day)}",
            "实际开展",
            f"{g.stated}次",
        ],
        ["目标完成情况", "大部分组员达到了预定目标，结成的互助对子还在来往。", "<", "<"],
        [
            "成效说明",
            "前后两次问卷对照，正确率和信心都有提高。" if both else "组员反映收获大，盼着再办。",
            "<",
            "<",
        ],
        ["经费使用", "实际支出372元，结余8元。", "<", "<"],
        ["不足与改进", "个别次数时间偏紧，今后每次只定一个重点。", "<", "<"],
        ["填写社工", INK, "填写日期", chinese(g.summary_day)],
        *review(g.summary),
    ]


# ---- activities ------------------------------------------------------------------------------------------------------


def _activity(a: Activity, hours: str, base: Path, pen: Pen) -> None:
    names = a.members[: a.signed]
    half = (len(names) + 1) // 2
    signing: list[Row] = [["序号", "姓名", "签到", "序号", "姓名", "签到"]]
    for at in range(half):
        right = at + half
        more = [str(right + 1), names[right], INK] if right < len(names) else ["", "", ""]
        signing.append([str(at + 1), names[at], INK, *more])
    pen.save(
        base / f"{bare(a.name)}.pdf",
        ("社区活动申报表", [[
            ["活动名称", a.name, "<", "<"],
            ["活动日期", chinese(a.day), "活动时间", hours],
            ["活动地点", a.place, "所属社区", a.community],
            ["参加对象", a.target, "主责社工", a.worker],
            ["活动意图", "让邻里多走动，借机介绍社工站能办的事。", "<", "<"],
            ["流程安排", "布置—签到—开场—主要环节—收集意见—打扫场地", "<", "<"],
            ["安全预案", "备急救包，两名志愿者守出入口，雨天改到室内。", "<", "<"],
            ["经费", "物料380元，横幅60元，从服务经费列支。", "<", "<"],
            *_approve(a.plan),
        ]]),
        ("活动签到表", [f"活动名称：{a.name}　　日期：{chinese(a.day)}", signing]),
        ("社区活动小结", [[
            ["活动名称", a.name, "<", "<"],
            ["活动日期", chinese(a.day), "活动时间", hours],
            ["活动地点", a.place, "到场人数", f"{a.came}人"],
            ["活动经过", a.told, "<", "<"],
            ["效果与反馈", "居民说气氛好，希望多办。", "<", "<"],
            ["改进之处", "音响声音偏小，下次提前试音。", "<", "<"],
            ["撰写社工", INK, "撰写日期", chinese(a.day)],
            *_approve(a.summary),
        ]]),
    )  # fmt: skip


def _approve(comment: Comment) -> list[Row]:
    return [
        ["副站长批示", comment.text, "<", "<"],
        ["批示人签名", INK if comment.approved else "", "批示日期", chinese(comment.day)],
    ]


# ---- plans and surveys -----------------------------------------------------------------------------------------------

ELEMENTS = (("form", "开展形式"), ("time", "推进时间"), ("resources", "可用资源"), ("target", "受益人群"))


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    for at, plan in enumerate(area.plans):
        kept = [(key, label) for key, label in ELEMENTS if key not in plan.lacks]
        head = ["序号", "工作内容", *(label for _, label in kept)]
        rows = [
            [str(n), row.content, *(str(getattr(row, key)) for key, _ in kept)]
            for n, row in enumerate(plan.rows, 1)
        ]
        top = f"一、目标：{plan.goal}"
        if at == 1:
            book(base / f"{plan.title}.xlsx", {"方案": [[plan.title, *["<"] * (len(head) - 1)], [top, *["<"] * (len(head) - 1)], head, *rows]}, 24)  # fmt: skip
        elif at == 0:
            pen.save(
                base / f"{plan.title}.docx",
                (plan.title, [top, "二、重点工作安排", [head, *rows], "\t二〇二五年一月"]),
            )
        else:
            lines: list[Block] = [top, "二、具体安排"]
            for n, row in enumerate(plan.rows, 1):
                said = "；".join(f"{label}：{getattr(row, key)}" for key, label in kept)
                lines.append(f"{n}．{row.content}。{said}。")
            pen.save(base / f"{plan.title}.docx", (plan.title, [*lines, "三、督促检查", "每月底由副站长对照检查一次。", f"\t{area.name}"]))  # fmt: skip
    for survey in area.surveys:
        parts = (
            ("开展调研的缘由", survey.background), ("组织与进度安排", survey.plan), ("调研途径", survey.method), ("主要发现", survey.findings),
            ("成果运用", survey.use),
        )  # fmt: skip
        blocks: list[Block] = []
        for number, (heading, text) in zip("一二三四五", [p for p in parts if p[1]], strict=False):
            blocks += [f"{number}、{heading}", text]
        pen.save(
            base / f"{survey.title}.docx", (survey.title, [*blocks, f"\t{area.name}", "\t2025年3月12日"])
        )


# ---- meetings and supervision ----------------------------------------------------------------------------------------


def _talks(area: Wider, base: Path, pen: Pen) -> None:
    for talk in area.talks:
        pen.save(
            base / f"{talk.day:%m%d}{talk.name}.docx",
            ("会议记录表", [[
                ["会议名称", talk.name, "<", "<"],
                ["召开时间", f"{chinese(talk.day)} {talk.hours}", "地点", talk.place],
                ["主持", talk.host, "记录", talk.recorder],
                ["到会人员", talk.present, "<", "<"],
                ["会议内容", talk.content, "<", "<"],
                ["议定事项", "由各责任人按分工落实，下次会议上通报。", "<", "<"],
                ["记录时间", chinese(talk.recorded), "<", "<"],
            ]]),
        )  # fmt: skip
    for day, topic, supervisor, worker, advice in area.supervision:
        pen.save(
            base / f"督导{day:%m%d}.docx",
            ("督导记录表", [[
                ["督导日期", chinese(day), "督导形式", "个别督导"],
                ["督导者", supervisor, "被督导社工", worker],
                ["督导主题", topic, "<", "<"],
                ["社工提出的问题", "不知道怎样把握分寸，怕做多了也怕做少了。", "<", "<"],
                ["督导建议", advice, "<", "<"],
                ["社工的回应与行动", "已照建议调整，下月督导时汇报。", "<", "<"],
                ["督导者签名", INK, "社工签名", INK],
            ]]),
        )  # fmt: skip
