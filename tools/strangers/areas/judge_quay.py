"""A12: a fishing harbour's quarter. One Word file a group, written as text; registers instead of single forms; letters and notices.

Kept out of tuning; written by somebody who had read neither form definitions nor rules.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Activity, Comment, Group, Meeting
from tools.strangers.areas.judge_mill_scenario import SESSION
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.judge_quay_service import figures, service, volunteers
from tools.strangers.areas.paper import INK, Block, Pen, Row, Value, book


def long(day: date | None) -> str:
    return f"{day.year}年{day.month:02d}月{day.day:02d}日" if day else ""


def bare(name: str) -> str:
    """A name without its quotation marks, as files are called."""
    return name.replace("“", "").replace("”", "")


def instruction(comment: Comment) -> list[Block]:
    """What the supervisor wrote below a text, and the answer."""
    signed = (
        f"督导签名：{INK}　　日期：{long(comment.day)}"
        if comment.approved
        else "督导签名：________　　日期：________"
    )
    blocks: list[Block] = [f"督导意见：{comment.text or '________'}", signed]
    return [*blocks, f"社工回应：{comment.response or '________'}"]


def write(area: Wider, out: Path, seed: int) -> None:
    """Write the whole archive."""
    pen = Pen(seed)
    for group in area.groups:
        _group(group, out / "小组工作" / bare(group.name), pen)
    for at, activity in enumerate(area.activities):
        _activity(activity, area.activity_hours(at), out / "社区活动", pen)
    _plans(area, out / "规划调研", pen)
    _talks(area, out / "站务会议", pen)
    volunteers(area, out / "志愿服务", pen)
    service(area, out / "日常服务", pen)
    figures(area, out / "站务管理", pen)


# ---- groups ----------------------------------------------------------------------------------------------------------


def _group(g: Group, base: Path, pen: Pen) -> None:
    papers: list[tuple[str, list[Block]]] = [(f"{g.name}\n计划书", _scheme(g))]
    papers += [(f"{g.name}\n第{m.at}节活动记录", _session(g, m)) for m in g.meetings]
    if g.finished:
        papers.append((f"{g.name}\n总结报告", _closing(g)))
    pen.save(base / f"{bare(g.name)}全套资料.docx", *papers)
    pen.save(base / "签到.docx", ("小组签到表", [
        f"小组名称：{g.name}　　编号：{g.number}",
        [["节次", "日期", "应到", "组员亲笔签到"], *[[f"第{m.at}节", long(m.day), f"{len(g.members)}人", "　".join([INK] * m.signed)] for m in g.meetings]],
    ]))  # fmt: skip
    if g.phases:
        _tests(g, base)


def _scheme(g: Group) -> list[Block]:
    test = "前后测问卷、观察" if g.kind == "教育" else "观察记录、组员口头反馈"
    return [
        f"小组编号：{g.number}　　小组性质：{g.kind}小组　　开展社区：{g.community}",
        f"负责社工：{g.worker}　　组员人数：{len(g.members)}人　　填表日期：{long(g.plan_day)}",
        "一、小组背景", "走访中发现居民有共同的需要，社区也愿意提供场地。",
        "二、理论依据", f"{g.theory}。",
        "三、小组目标", f"{g.goal}。",
        f"四、内容安排（共{g.planned}节）",
        *[f"第{n}节　{'相识与约定' if n == 1 else '总结与告别' if n == g.planned else '主题学习'}" for n in range(1, g.planned + 1)],
        "五、评估方法", f"{test}。",
        "六、预算", "材料费300元，茶点费100元，共400元。",
        *instruction(g.plan),
    ]  # fmt: skip


def _session(g: Group, m: Meeting) -> list[Block]:
    return [
        f"日期：{long(m.day)}　　时间：{SESSION}　　地点：{g.community}会议室",
        f"带领者：{m.leader or g.worker}　　社工：{g.worker}　　出席人数：{m.came}人",
        "【活动过程】", m.told,
        "【组员表现】", "多数组员投入，个别组员较安静。",
        "【社工介入】", m.role or "________",
        "【下节安排】", "提前两天通知，准备材料。",
        f"记录人：{INK}　　记录日期：{long(m.day)}",
        *instruction(m.comment),
    ]  # fmt: skip


def _closing(g: Group) -> list[Block]:
    both = len(g.phases) == 2
    return [
        f"小组编号：{g.number}　　小组性质：{g.kind}小组　　负责社工：{g.worker}",
        "一、开展情况", f"本小组自{long(g.meetings[0].day)}至{long(g.meetings[-1].day)}，实际开展{g.stated}节，组员{len(g.members)}人。",
        "二、目标达成", "多数组员达成目标。" + ("前后测对比见附表。" if both else "组员普遍表示有收获。"),
        "三、经费使用", "实际使用386元。",
        "四、反思", "时间略紧，后续精简内容。",
        f"撰写社工：{INK}　　日期：{long(g.summary_day)}",
        *instruction(g.summary),
    ]  # fmt: skip


def _tests(g: Group, base: Path) -> None:
    """The answers of all members, added up item by item."""
    count = len(g.members)
    head: list[Value] = ["序号", "题目", "题型", *g.phases]
    rows: list[list[Value]] = []
    if g.test != "subjective":
        for n, question in enumerate(g.knowledge):
            right = [f"答对{3 + n}人", f"答对{count - n % 2}人"]
            rows.append([len(rows) + 1, question, "单选", *[right[p == "后测"] for p in g.phases]])
    if g.test != "objective":
        for n, feeling in enumerate(g.feelings):
            mean = [f"{2.4 + n * 0.2:.1f}分", f"{3.9 + n * 0.2:.1f}分"]
            rows.append([len(rows) + 1, feeling, "自评（1—5分）", *[mean[p == "后测"] for p in g.phases]])
    title = f"{bare(g.name)}{'、'.join(g.phases)}问卷统计表"
    wide = len(head) - 1
    book(base / f"{'前后测' if len(g.phases) == 2 else g.phases[0]}统计.xlsx", {"统计": [
        [title, *["<"] * wide], [f"小组名称：{g.name}　每次收回问卷{count}份", *["<"] * wide], head, *rows,
    ]}, 22)  # fmt: skip


# ---- activities ------------------------------------------------------------------------------------------------------


def _activity(a: Activity, hours: str, base: Path, pen: Pen) -> None:
    def head(comment: Comment) -> list[Row]:
        return [
            ["片长意见", comment.text, "片长签名", INK if comment.approved else ""],
            ["签批日期", long(comment.day), "<", "<"],
        ]

    pen.save(
        base / f"{bare(a.name)}.xlsx",
        ("社区活动审批与总结表", [
            [["活动主题", a.name, "<", "<"], ["活动日期", long(a.day), "起止时间", hours], ["活动地址", a.place, "服务人群", a.target], ["承办社工", a.worker, "活动社区", a.community]],
            "一、活动前审批",
            [["主要环节", "签到、开场、主体环节、意见收集、清场", "<", "<"], ["经费预算", "共450元", "<", "<"], ["安全措施", "备急救箱，安排两名志愿者维持秩序", "<", "<"], *head(a.plan)],
            "二、活动后总结",
            [["参加人数", f"{a.came}人", "<", "<"], ["实施情况", a.told, "<", "<"], ["成效", "居民反映良好，希望常办。", "<", "<"], *head(a.summary)],
        ]),
    )  # fmt: skip
    signing: list[Row] = [["序号", "姓名", "本人签名", "备注"]]
    signing += [[str(n), name, INK, ""] for n, name in enumerate(a.members[: a.signed], 1)]
    pen.save(
        base / f"{bare(a.name)}签到表.docx",
        ("活动签到表", [f"活动主题：{a.name}　　活动日期：{long(a.day)}", signing]),
    )


# ---- plans and surveys -----------------------------------------------------------------------------------------------


def _plans(area: Wider, base: Path, pen: Pen) -> None:
    for plan in area.plans:
        blocks: list[Block] = ["一、总体目标", plan.goal, "二、主要任务"]
        for number, row in zip("一二三四五", plan.rows, strict=False):
            said = {
                "form": f"以{row.form}的形式开展",
                "time": f"时间为{row.time}",
                "resources": f"依托的资源有{row.resources}",
                "target": f"服务{row.target}",
            }
            text = "，".join(words for key, words in said.items() if key not in plan.lacks)
            blocks.append(f"（{number}）{row.content}。{text}。")
        blocks += ["三、保障措施", "副站长牵头，责任到人，做好过程留痕。", f"\t{area.name}"]
        pen.save(base / f"{plan.title}.docx", (plan.title, blocks))
    for survey in area.surveys:
        named = (
            ("调研缘起", survey.background),
            ("调研计划", survey.plan),
            ("调研方法", survey.method),
            ("调研结果", survey.findings),
            ("结果运用与建议", survey.use),
        )
        blocks = []
        for number, (heading, text) in zip("一二三四五", [p for p in named if p[1]], strict=False):
            blocks += [f"{number}、{heading}", text]
        pen.save(base / f"{survey.title}.pdf", (survey.title, [*blocks, f"\t{area.name}"]))


# ---- meetings and supervision ----------------------------------------------------------------------------------------


def _talks(area: Wider, base: Path, pen: Pen) -> None:
    rows: list[Row] = [
        ["序号", "会议名称", "开会日期、时段", "地点", "主持人", "参会人", "会议内容", "记录人", "记录日期"]
    ]
    for n, t in enumerate(area.talks, 1):
        recorded = f"{t.recorded:%Y.%m.%d}" if t.recorded else ""
        rows.append([str(n), t.name, f"{t.day:%Y.%m.%d}\n{t.hours}", t.place, t.host, t.present, t.content, t.recorder, recorded])  # fmt: skip
    pen.save(base / "会议登记簿.docx", ("社工站会议登记簿", [rows]))
    for n, (day, topic, supervisor, worker, advice) in enumerate(area.supervision, 1):
        pen.save(base / f"督导记录{n}.pdf", ("督导记录", [
            f"督导时间：{long(day)}　　督导老师：{supervisor}　　受督导社工：{worker}",
            f"督导内容：{topic}", f"督导建议：{advice}", "社工回应：会照建议改进，下次带实例来讨论。", f"督导签名：{INK}　　社工签名：{INK}",
        ]))  # fmt: skip
